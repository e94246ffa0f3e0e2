//! What was confirmed of easy read: `easy.lock`.
#![no_main]

const CHAPTER: &str = "---\ntitle: Care\nmetrics:\n  - { id: beds, name: Beds, unit: count, value: { value: 30, period: 2018 } }\n---\n## Beds\n\nWe have {{ beds }} beds for people.\n";
const TWIN: &str = "---\ntitle: Care\n---\n## Beds\n\n![hospital]\nWe have {{ beds }} beds. {covers: beds}\n";

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    plainplan_fuzz::holds(&[("content/1-care.md", CHAPTER), ("content/1-care.easy.md", TWIN), ("easy.lock", text)]);
});
