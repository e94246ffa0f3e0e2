//! Values of one measure that were typed in two units: a factor of 1,000 or 1,000,000 between them is asked about.

use crate::common::made;
use plainplan::project::render;

/// What is reported of a measure with these keys.
fn reported(keys: &str) -> String {
    let chapter = format!("---\ntitle: Care\nmetrics:\n  - {{ id: m, name: M, {keys} }}\n---\n{{{{ metrics }}}}\n");
    let made = made(&[("content/1-care.md", &chapter)]);
    render::human(&made.source, &made.diagnostics, false)
}

#[test]
fn a_value_in_another_unit_is_reported_with_both_values() {
    let found = reported("unit: £m, baseline: 1.9, value: 2.0, targets: [{ value: 2300000, by: 2019-03 }]");
    assert!(found.starts_with("warning[thousand-fold]: the target for March 2019 of `m`, £2,300,000 million, is about 1,000,000 times the value, £2.0 million"), "{found}");
    assert!(
        found.contains("The unit of this measure is £m. If you typed this value in another unit, write 2.3."),
        "{found}"
    );
    assert_eq!(reported("unit: £m, baseline: 1.9, value: 2.0, targets: [{ value: 2.3, by: 2019-03 }]"), "");
    for (keys, start) in [
        (
            "unit: £000, baseline: 1900, value: 2000000",
            "the value of `m`, £2,000,000,000, is about 1,000 times the baseline",
        ),
        ("unit: £m, baseline: 1.9, targets: [{ value: 2300, by: 2019-03 }]", "the target for March 2019 of `m`"),
        ("unit: £bn, value: 1.9, compare: { name: England, value: 110000 }", "the value of England of `m`"),
        (
            "unit: £, baseline: \"1,900,000\", value: 2.3",
            "the value of `m`, £2.3, is about 1,000,000 times smaller than the baseline",
        ),
        (
            "unit: count of visits, baseline: \"12,400\", value: \"12,600\", targets: [{ value: 12.9, by: 2019-03 }]",
            "the target for March 2019 of `m`",
        ),
        (
            "unit: £m, trajectory: [{ period: 2018-19 Q1, plan: 1.5, actual: 1600 }, { period: 2018-19 Q2, plan: 1.7 }]",
            "the actual value for",
        ),
    ] {
        let found = reported(keys);
        assert!(found.contains(&format!("warning[thousand-fold]: {start}")), "{keys}: {found}");
        assert_eq!(found.matches("warning[").count(), 1, "{found}");
    }
}

#[test]
fn growth_is_no_slip() {
    for keys in [
        "unit: count, baseline: 3, targets: [{ value: \"3,000\", by: 2019-03 }]",
        "unit: count of visits, baseline: 12, value: 150, targets: [{ value: \"12,000\", by: 2019-03 }]",
        "unit: count, baseline: 0, targets: [{ value: \"2,345\", by: 2019-03 }]",
        "unit: £m, baseline: 0.5, targets: [{ value: 60, by: 2019-03 }]",
        "unit: £, baseline: 100, value: \"9,000\", targets: [{ value: \"20,000\", by: 2019-03 }]",
        "unit: percent, baseline: 0.05, targets: [{ value: 50, by: 2019-03 }]",
        "unit: \"per 1,000 births\", baseline: 0.5, targets: [{ value: 90, by: 2019-03 }]",
        "unit: £m, value: TBC, targets: [{ value: 60, by: 2019-03 }]",
    ] {
        assert_eq!(reported(keys), "", "{keys}");
    }
}

#[test]
fn a_factor_that_is_right_is_accepted_with_a_reason() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: m, name: M, unit: £m, baseline: 1.9, value: 2300 }\naccept:\n  - finding: the value of `m`, £2,300 million, is about 1,000 times the baseline, £1.9 million\n    because: A new hospital.\n---\n{{ metrics }}\n";
    let made = made(&[("content/1-care.md", chapter)]);
    assert!(
        !render::human(&made.source, &made.diagnostics, false).contains("[thousand-fold]: "),
        "{}",
        render::human(&made.source, &made.diagnostics, false)
    );
}
