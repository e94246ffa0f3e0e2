//! A figure, its unit and its time, as they are typed.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut typed = text.lines().map(|line| line.replace('\\', "\\\\").replace('"', "\\\""));
    let mut next = || typed.next().unwrap_or_default();
    let (value, unit, period) = (next(), next(), next());
    let chapter = format!(
        "---\ntitle: Care\nmetrics:\n  - {{ id: a, name: A, unit: \"{unit}\", value: {{ value: \"{value}\", period: \"{period}\" }}, targets: [{{ value: \"{value}\", by: \"{period}\" }}] }}\ntables:\n  - {{ id: t, caption: T, unit: \"{unit}\", columns: [Name, {{ name: \"{period}\", total: sum }}], rows: [[One, \"{value}\"], [Two, 3]] }}\n---\nIt is {{{{ a }}}} and {{{{ a.target }}}}.\n\n{{{{ metrics }}}}\n\n{{{{ table t }}}}\n"
    );
    plainplan_fuzz::holds(&[("content/1-care.md", &chapter)]);
});
