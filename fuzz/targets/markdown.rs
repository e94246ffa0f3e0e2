//! The text of a chapter, and of its easy read.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let chapter = format!("---\ntitle: Care\n---\n{text}");
    plainplan_fuzz::holds(&[("content/1-care.md", &chapter), ("content/1-care.easy.md", &chapter)]);
});
