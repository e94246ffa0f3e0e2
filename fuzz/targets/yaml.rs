//! Front matter, and the site file.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if text.starts_with("title:") {
        plainplan_fuzz::holds(&[("plan.yaml", text)]);
    } else {
        plainplan_fuzz::holds(&[("content/1-care.md", text)]);
    }
});
