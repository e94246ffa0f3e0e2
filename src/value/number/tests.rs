//! Numbers as people write them, read and refused.

use super::*;

fn read(text: &str, unit: &Unit) -> Result<String, &'static str> {
    Quantity::parse(text, unit).map(|found| {
        let amount = match found.amount {
            Amount::Number(number) => number.to_string(),
            Amount::Range(from, to) => format!("{from}..{to}"),
            other => format!("{other:?}"),
        };
        format!("{}{amount}", found.hedge.map_or(String::new(), |hedge| format!("{hedge:?} ")))
    })
}

#[test]
fn the_forms_that_plans_use_are_read_exactly() {
    for (text, value) in [
        ("1,234", "1234"),
        ("221,961", "221961"),
        ("(466)", "-466"),
        ("-2.9%", "-2.9"),
        ("−2.9", "-2.9"),
        ("c3.2%", "About 3.2"),
        ("5 to 7", "5..7"),
        ("30–50", "30..50"),
        ("n/a", "NotApplicable"),
        ("TBC", "ToBeConfirmed"),
        ("-", "Dash"),
        ("£ -", "Dash"),
        ("£–", "Dash"),
        ("", "Blank"),
        ("3.10", "3.10"),
        (".93", "0.93"),
        ("at least 15", "AtLeast 15"),
        ("15+", "AtLeast 15"),
        ("no more than 15", "AtMost 15"),
        ("5-7", "5..7"),
        ("80-100", "80..100"),
        ("1,500 – 2,500", "1500..2500"),
        ("more than 1,500", "MoreThan 1500"),
        ("+1.9", "1.9"),
        ("123456789012345.123456789", "123456789012345.123456789"),
        ("1\u{a0}", "1"),
        ("1 234 567", "1234567"),
        ("(1 234)", "-1234"),
        ("1\u{a0}234.5", "1234.5"),
        ("–2.9", "-2.9"),
        ("60.9 - 81.1", "60.9..81.1"),
        ("from 60.9% to 81.1%", "60.9..81.1"),
        ("between 5 and 7", "5..7"),
        ("12 percent", "12"),
        ("≥50%", "AtLeast 50"),
        ("≤ 5", "AtMost 5"),
        ("12\u{202f}345", "12345"),
        ("5\u{202f}%", "5"),
        ("-0", "0"),
        ("(0.00)", "0.00"),
        ("**791**", "791"),
        ("_1,234_", "1234"),
    ] {
        let unit = if text.contains(['%']) || text.contains("percent") { Unit::Percent } else { Unit::Count(None) };
        assert_eq!(read(text, &unit).as_deref(), Ok(value), "{text}");
    }
}

#[test]
fn money_is_kept_in_the_size_of_its_unit() {
    let thousands = Unit::Money(Scale::Thousand, None);
    assert_eq!(read("£3.5m", &thousands).as_deref(), Ok("3500"));
    assert_eq!(read("(466)", &thousands).as_deref(), Ok("-466"));
    assert_eq!(read("£5 to 7m", &Unit::Money(Scale::One, None)).as_deref(), Ok("5000000..7000000"));
    assert!(read("£746,397,000", &thousands).is_err());
    assert_eq!(read("13,407", &thousands).as_deref(), Ok("13407"));
    assert_eq!(read("£746.4 million", &Unit::Money(Scale::Million, None)).as_deref(), Ok("746.4"));
    assert_eq!(read("5.2 million pounds", &Unit::Money(Scale::Million, None)).as_deref(), Ok("5.2"));
    assert_eq!(read("£-52m", &Unit::Money(Scale::Million, None)).as_deref(), Ok("-52"));
    assert_eq!(read("£3.50m", &Unit::Money(Scale::Million, None)).as_deref(), Ok("3.50"));
    assert_eq!(read("£500k", &Unit::Money(Scale::Million, None)).as_deref(), Ok("0.5"));
    for range in ["£2.3m-£2.5m", "£2.3m to £2.5m", "£2.3m–£2.5m", "£2.3-2.5m", "between £2.3m and £2.5m"] {
        assert_eq!(read(range, &Unit::Money(Scale::Million, None)).as_deref(), Ok("2.3..2.5"), "{range}");
    }
    assert_eq!(read("£900k-£1.2m", &Unit::Money(Scale::Million, None)).as_deref(), Ok("0.9..1.2"));
    assert_eq!(read("5 days to 7 days", &Unit::Time("days".to_owned())).as_deref(), Ok("5..7"));
}

#[test]
fn numbers_cut_in_the_wrong_place_are_refused() {
    for text in [
        "2017-18",
        "7 to 5",
        "100-80",
        "£83m",
        "12%",
        "129,00",
        "0,435",
        "-0,5",
        "(0,400)",
        "£0,500",
        "00,123",
        "0 435",
        "12 34",
        "1234 567",
        "3,5M",
        "1.2.3",
        "12 months",
        "(466",
        "lots",
        "1,2345",
        "£",
        "5 to",
        "99999999999999999999999999999999",
        "12\u{2009}5",
        "two thirds",
        "23rd of 150",
        "260*",
        "**5",
    ] {
        assert!(read(text, &Unit::Count(None)).is_err(), "{text}");
    }
}

#[test]
fn words_stay_as_they_were_typed() {
    for text in ["116 123", "Open\u{2009}now\u{202f}!", "1 234"] {
        assert_eq!(read(text, &Unit::Words), Ok(format!("Words({text:?})")));
    }
}

#[test]
fn what_is_wrong_with_a_number_is_reported_as_it_is() {
    let why = |text: &str, unit: &Unit| read(text, unit).expect_err("no number");
    let count = Unit::Count(None);
    for (text, start) in [
        ("(5 to 7)", "brackets mean a number below zero"),
        ("--5", "it has two signs"),
        ("(-5)", "it has two signs"),
        ("5-", "write a minus before the number"),
        ("100-80", "write a range with `to`"),
        ("1 in 10", "a percentage in words needs"),
        ("23rd", "a ranking needs the unit rank"),
    ] {
        assert!(why(text, &count).starts_with(start), "{text}: {}", why(text, &count));
    }
    for text in ["0", "0.5", "(3)", "0th"] {
        assert!(why(text, &Unit::Rank).starts_with("write a ranking as a whole number"), "{text}");
    }
    assert_eq!(read("23rd of 150", &Unit::Rank).as_deref(), Ok("Place(23, 150)"));
}

#[test]
fn units_are_read() {
    assert_eq!(Unit::parse("£000"), Some(Unit::Money(Scale::Thousand, None)));
    assert_eq!(Unit::parse("£ per patient"), Some(Unit::Money(Scale::One, Some("patient".to_owned()))));
    assert_eq!(Unit::parse("hours a week"), Some(Unit::Time("hours a week".to_owned())));
    assert_eq!(Unit::parse("count of beds"), Some(Unit::Count(Some("beds".to_owned()))));
    assert_eq!(Unit::parse("precent"), None);
}

#[test]
fn a_plus_that_was_typed_is_kept() {
    for (text, unit) in [
        ("+1.9", Unit::Number),
        ("+£1.9m", Unit::Money(Scale::Million, None)),
        ("£+3", Unit::Money(Scale::One, None)),
        ("+2%", Unit::Percent),
    ] {
        assert!(Quantity::parse(text, &unit).is_ok_and(|figure| figure.has_plus), "{text}");
    }
    assert!(Quantity::parse("5+", &Unit::Number).is_ok_and(|figure| !figure.has_plus));
}
