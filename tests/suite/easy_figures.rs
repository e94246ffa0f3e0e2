//! Figures in easy words, as a reader of the easy read finds them.

use plainplan::value::number::{Quantity, Scale, Unit};
use plainplan::value::voice::Voice;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::common::page;
use crate::properties::cases;

/// The words of an insert in an easy-read line, where the chapter has these keys.
fn words(keys: &str, insert: &str) -> String {
    let chapter = format!("---\ntitle: Care\n{keys}\n---\n{{{{ metrics }}}}\n");
    let easy = format!("---\ntitle: Care\n---\n![doctor]\nWe say {insert}.\n");
    let html = page(&[("content/1-care.md", &chapter), ("content/1-care.easy.md", &easy)], "easy-read/care/index.html");
    let start = html.find("We say ").expect("the line") + "We say ".len();
    let text = &html[start..];
    let text = &text[..text.find(".</p>").expect("its end")];
    // Markup around a figure is no part of its words.
    let mut plain = String::new();
    let mut is_markup = false;
    for letter in text.chars() {
        match letter {
            '<' => is_markup = true,
            '>' => is_markup = false,
            _ if !is_markup => plain.push(letter),
            _ => {}
        }
    }
    plain.replace('\u{a0}', " ")
}

fn measure(unit: &str, figures: &str) -> String {
    format!("metrics:\n  - {{ id: m, name: Measure, unit: {unit}, better: neither, {figures} }}")
}

#[test]
fn a_share_is_people_out_of_ten_a_hundred_or_a_thousand() {
    // Vectors of the rule: 10, then 100, then 1,000; the first that is near enough, in points and for its size.
    for (percent, wanted) in [
        ("0.3", "3 out of 1,000 people"),
        ("1", "1 out of 100 people"),
        ("4.9", "about 5 out of 100 people"),
        ("10", "1 out of 10 people"),
        ("12.5", "about 13 out of 100 people"),
        ("33.3", "about 33 out of 100 people"),
        ("50", "5 out of 10 people"),
        ("66.7", "about 67 out of 100 people"),
        ("75", "75 out of 100 people"),
        ("78", "about 8 out of 10 people"),
        ("80", "8 out of 10 people"),
        ("92", "about 9 out of 10 people"),
        ("95", "95 out of 100 people"),
        ("99.6", "996 out of 1,000 people"),
        ("0", "no one"),
        ("100", "everyone"),
        ("0.04", "fewer than 1 out of 1,000 people"),
        ("99.97", "almost everyone"),
    ] {
        let keys = measure("percent", &format!("value: {percent}"));
        assert_eq!(words(&keys, "{{ m | people }}"), wanted, "{percent}%");
    }
}

#[test]
fn the_figures_of_a_measure_are_reported_out_of_one_number() {
    for (baseline, target, wanted) in [
        ("76", "78", ["76 out of 100", "78 out of 100"]),
        ("58.4", "62", ["about 58 out of 100", "62 out of 100"]),
        ("80", "90", ["8 out of 10", "9 out of 10"]),
        ("50.1", "50.2", ["501 out of 1,000", "502 out of 1,000"]),
    ] {
        let keys = measure("percent", &format!("baseline: {baseline}, targets: [{{ value: {target} }}]"));
        assert_eq!(words(&keys, "{{ m.baseline | share }}"), wanted[0]);
        assert_eq!(words(&keys, "{{ m.target | share }}"), wanted[1]);
    }
}

#[test]
fn money_is_round_and_different_sums_stay_different() {
    let alone = |unit: &str, value: &str| words(&measure(unit, &format!("value: {value}")), "{{ m | money }}");
    assert_eq!(alone("£bn", "1.27"), "about £1.3 billion");
    assert_eq!(alone("£000", "\"746,397\""), "about £746 million");
    assert_eq!(alone("£", "\"382,873\""), "about £380,000");
    assert_eq!(alone("£000", "(466)"), "about minus £470,000");
    let beside = measure("£bn", "baseline: 1.27, value: 1.3");
    assert_eq!(words(&beside, "{{ m.baseline | money }}"), "£1.27 billion");
    assert_eq!(words(&beside, "{{ m | about }}"), "£1.3 billion");
}

#[test]
fn times_are_days_and_months() {
    let keys = measure(
        "percent",
        "value: { value: 88, period: 2017-18 }, targets: [{ value: 95, by: 2027-03-31 }, { value: 96, by: 2028-03 }, { value: 97, by: 2028-29 }]",
    );
    assert_eq!(words(&keys, "{{ m.targets.1.by | date }}"), "31 March 2027");
    assert_eq!(words(&keys, "{{ m.targets.2.by | date }}"), "the end of March 2028");
    assert_eq!(words(&keys, "{{ m.target.by }}"), "the end of March 2029");
    assert_eq!(words(&keys, "{{ m.value.period }}"), "April 2017 to March 2018");
}

#[test]
fn a_trend_says_which_way_a_figure_goes() {
    let trend = |unit: &str, was: &str, is: &str| {
        let figures = format!(
            "baseline: {{ value: {was}, period: 2016-17 }}, value: {{ value: {is}, period: 2017-18 }}, targets: [{{ value: 90 }}]"
        );
        words(&measure(unit, &figures), "{{ m | trend }}, {{ m.target | trend }}")
    };
    assert_eq!(trend("percent", "80", "88"), "more than the year before, more than now");
    assert_eq!(trend("percent", "88", "80"), "less than the year before, more than now");
    assert_eq!(trend("count", "95", "92"), "fewer than the year before, fewer than now");
    assert_eq!(trend("percent", "90", "90"), "the same as the year before, the same as now");
    let keys = measure("percent", "baseline: { value: 80, period: 2014-15 }, value: { value: 88, period: 2017-18 }");
    assert_eq!(words(&keys, "{{ m | trend }}"), "more than before");
    let keys = measure("percent", "baseline: 80, targets: [{ value: 90 }]");
    assert_eq!(words(&keys, "{{ m.target | trend }}"), "more than before");
}

/// How much words such as `about £1.3 billion` say.
fn amount(words: &str) -> Decimal {
    let is_less = words.contains("minus");
    let words = words.trim_start_matches("about ").trim_start_matches("minus ").trim_start_matches('£');
    let (digits, scale) = match words.split_once(' ') {
        Some((digits, "million")) => (digits, 1_000_000),
        Some((digits, "billion")) => (digits, 1_000_000_000),
        _ => (words, 1),
    };
    let size: Decimal = digits.replace(',', "").parse::<Decimal>().expect(words) * Decimal::from(scale);
    if is_less { -size } else { size }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_larger_sum_never_reads_smaller_and_different_ones_read_differently(
        numbers in prop::collection::vec((1_i64..9_999_999, 0_u32..4), 2..5),
        near in 0_i64..40,
        scale in prop::sample::select(vec![None, Some(Scale::One), Some(Scale::Thousand), Some(Scale::Million), Some(Scale::Billion)]),
    ) {
        let mut numbers: Vec<Decimal> = numbers.into_iter().map(|(digits, places)| Decimal::new(digits, places)).collect();
        numbers.push(numbers[0] + Decimal::new(near, 3));
        numbers.sort();
        let unit = scale.map_or(Unit::Count(None), |scale| Unit::Money(scale, None));
        let say = |number: Decimal| Voice::default().about(&Quantity::exact(number), &unit, &numbers).expect("a number");
        for two in numbers.windows(2) {
            let (small, large) = (say(two[0]), say(two[1]));
            prop_assert!(amount(&small) <= amount(&large), "{} reads {small}, {} reads {large}", two[0], two[1]);
            prop_assert!((two[0] == two[1]) == (small == large), "{} reads {small}, {} reads {large}", two[0], two[1]);
        }
    }

    #[test]
    fn a_larger_number_never_reads_smaller_alone(number in 1_i64..99_999_999_999, more in 0_i64..999_999_999, is_money in any::<bool>()) {
        let unit = if is_money { Unit::Money(Scale::One, None) } else { Unit::Count(None) };
        let say = |number: i64| Voice::default().about(&Quantity::exact(Decimal::from(number)), &unit, &[]).expect("a number");
        prop_assert!(amount(&say(number)) <= amount(&say(number + more)), "{} and {}", say(number), say(number + more));
    }
}
