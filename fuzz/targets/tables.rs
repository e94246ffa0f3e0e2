//! A table in a CSV file, in the front matter and as pipes in the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let rows = text.lines().map(|line| format!("      {line}\n")).collect::<String>();
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - {{ id: file, caption: File, file: t.csv }}\n  - id: rows\n    caption: Rows\n    columns: [Name, {{ name: Money, type: money, total: sum }}]\n    rows: |\n{rows}---\n{{{{ table file }}}}\n\n{{{{ table rows }}}}\n\n{{{{ chart file as bars }}}}\n\n{text}\n"
    );
    plainplan_fuzz::holds(&[("content/1-care.md", &chapter), ("content/t.csv", text)]);
});
