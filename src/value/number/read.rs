//! A number as it is written, with its sign, its commas, its unit and its size → a [`Quantity`].

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::hedge::{after_opening, split_hedge};
use super::unit::scale_of;
use super::{Amount, NotShown, Quantity, Scale, Unit};
use crate::base::brackets::is_to_be_confirmed;

impl Quantity {
    /// What is said where there is no figure or date: nothing, a dash, `n/a`, `TBC`.
    #[must_use]
    pub fn in_place_of_a_figure(text: &str) -> Option<Self> {
        standing_words(text.trim()).map(Self::of)
    }

    /// Money counted in one size, in another: £3.5m is £3,500,000. Nothing if that has more digits than can be counted with.
    #[must_use]
    pub fn resized(&self, from: Scale, to: Scale) -> Option<Self> {
        let resize = |number: Decimal| shift(number, from.zeros(), to.zeros()).ok();
        let amount = match &self.amount {
            amount if from == to => amount.clone(),
            Amount::Number(number) => Amount::Number(resize(*number)?),
            Amount::Range(low, high) => Amount::Range(resize(*low)?, resize(*high)?),
            other => other.clone(),
        };
        Some(Self { amount, ..self.clone() })
    }

    /// What was meant where commas stand before decimals: `0.435` for `0,435`, `1,234.56` for `1.234,56`. Nothing where
    /// `text` can be read as it is, or cannot be read with its commas and points changed round either.
    #[must_use]
    pub fn with_decimal_points(text: &str, unit: &Unit) -> Option<String> {
        let meant = commas_and_points_changed_round(text);
        let is_figure = |text: &str| Self::parse(text, unit).is_ok_and(|figure| figure.is_counted());
        (text.contains(',') && is_figure(&meant) && Self::parse(text, unit).is_err()).then_some(meant)
    }

    /// Reads a figure of `unit`.
    ///
    /// # Errors
    /// What is wrong with the number, in words that continue "`…` is not a number: ".
    pub fn parse(text: &str, unit: &Unit) -> Result<Self, &'static str> {
        let scale = if let Unit::Money(scale, _) = unit { *scale } else { Scale::One };
        // Most figures are digits and nothing else: none of the other forms need be looked for.
        let is_of_digits = |text: &str| !text.is_empty() && text.bytes().all(is_of_digits);
        if !matches!(unit, Unit::Rank | Unit::Words) && is_of_digits(text) {
            return Ok(Self::exact(number(text, scale)?));
        }
        if let Some(standing) = Self::in_place_of_a_figure(text) {
            return Ok(standing);
        }
        if *unit == Unit::Words {
            return Ok(Self::of(Amount::Words(text.trim().to_owned())));
        }
        let text = with_joined_thousands(without_emphasis(text.trim()));
        let text = text.trim();
        if *unit != Unit::Rank && is_of_digits(text) {
            return Ok(Self::exact(number(text, scale)?));
        }
        let text = without_unit(text, unit);
        if *unit == Unit::Percent && is_share_in_words(text) || *unit == Unit::Rank && is_quantile(text) {
            return Ok(Self::of(Amount::Words(text.to_owned())));
        }
        fits(text, unit)?;
        let (hedge, rest) = split_hedge(text);
        if *unit == Unit::Rank {
            return Ok(Self { hedge, ..Self::of(place(rest)?) });
        }
        let has_plus = rest.strip_prefix('£').unwrap_or(rest).starts_with('+');
        let amount = match range(rest, unit) {
            Some((from, to)) => range_of(from, to, scale)?,
            None if is_nought(rest) => Amount::Number(Decimal::ZERO),
            None => Amount::Number(number(rest, scale)?),
        };
        Ok(Self { amount, hedge, has_plus })
    }
}

/// A range from the lower number to the higher.
fn range_of(from: &str, to: &str, scale: Scale) -> Result<Amount, &'static str> {
    if from.starts_with('(') && to.ends_with(')') {
        return Err("brackets mean a number below zero. Write a range without brackets");
    }
    let (from, to) = (number(&in_size_of(from, to), scale)?, number(to, scale)?);
    if from > to {
        return Err("write a range from the lower number to the higher, as in 5 to 7");
    }
    Ok(Amount::Range(from, to))
}

/// How plans write 0 in words.
fn is_nought(text: &str) -> bool {
    ["zero", "nil", "none", "nought"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The same text with the signs of another country: `1,234.5` for `1.234,5`.
#[must_use]
pub fn commas_and_points_changed_round(text: &str) -> String {
    let other = |sign: char| match sign {
        ',' => '.',
        '.' => ',',
        sign => sign,
    };
    text.chars().map(other).collect()
}

/// A pound sign, a percent sign or a unit of time that contradicts the unit is a slip, not a value.
fn fits(text: &str, unit: &Unit) -> Result<(), &'static str> {
    if text.contains('£') && !matches!(unit, Unit::Money(..)) {
        return Err("it is money, but its unit is not");
    }
    let is_share = text.contains('%') || PER_CENT.iter().any(|words| text.contains(words));
    if is_share && !matches!(unit, Unit::Percent | Unit::Points) {
        return Err("it is a percentage, but its unit is not");
    }
    let last = text.rsplit(' ').next().unwrap_or("");
    let is_time = ["minute", "hour", "day", "week", "month", "year"].contains(&last.trim_end_matches('s'));
    if *unit != Unit::Percent && text.contains(' ') && is_share_in_words(text) {
        return Err("a percentage in words needs the unit percent");
    }
    if *unit != Unit::Rank && is_place(text) {
        return Err("a ranking needs the unit rank");
    }
    match unit {
        Unit::Time(_) if is_time => Err("it has another unit of time than the measure. Write only the number"),
        _ if is_time => Err("it is a length of time, but its unit is not"),
        _ => Ok(()),
    }
}

/// How a share is written with words behind its number.
const PER_CENT: [&str; 2] = ["per cent", "percent"];

/// A figure in bold is the same figure: `**791**`.
fn without_emphasis(text: &str) -> &str {
    let inside = |mark: &str| text.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.is_empty());
    ["**", "__", "*", "_"].into_iter().find_map(inside).unwrap_or(text)
}

/// A digit, or what is written between digits.
fn is_of_digits(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b',' | b'.')
}

/// Without the spaces that set thousands apart, of whatever width: `1 234 567`. A space stays where it parts two numbers.
fn with_joined_thousands(text: &str) -> Cow<'_, str> {
    let text = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace(['\u{2009}', '\u{202f}', '\u{a0}'], " "))
    };
    let bare = text.trim().trim_start_matches(['-', '−', '£', '(']).trim_end_matches([')', '%']);
    let (whole, decimals) = bare.split_once('.').unwrap_or((bare, "0"));
    let Some((first, rest)) = whole.split_once(' ') else { return text };
    let is_first = is_whole(first) && first.len() <= 3 && !first.starts_with('0');
    let is_parted = is_first && is_whole(decimals) && rest.split(' ').all(|group| group.len() == 3 && is_whole(group));
    if is_parted { Cow::Owned(text.replace(' ', "")) } else { text }
}

/// The unit may be written behind the number again: `15 minutes`, `1 hour`, `12 per 1,000 births`, `40 beds`.
fn without_unit<'t>(text: &'t str, unit: &Unit) -> &'t str {
    let words = match unit {
        Unit::Time(words) | Unit::Rate(words) | Unit::Count(Some(words)) => words.clone(),
        Unit::Money(_, Some(per)) => format!("per {per}"),
        _ => return text,
    };
    let number = text.strip_suffix(words.as_str()).or_else(|| text.strip_suffix(words.trim_end_matches('s')));
    number.filter(|number| number.ends_with(' ')).map_or(text, str::trim_end)
}

/// Shares that plans say in words: `two thirds`, `almost a quarter`, `1 in 10`. They are shown as they stand.
fn is_share_in_words(text: &str) -> bool {
    const SHARES: [&str; 10] =
        ["half", "a half", "a third", "two thirds", "a quarter", "three quarters", "a fifth", "a tenth", "all", "none"];
    const COUNTS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let text = text.to_lowercase();
    let text = after_opening(&text).unwrap_or(&text);
    let is_count = |text: &str| is_whole(text) || COUNTS.contains(&text);
    let is_part = |sign: &str| text.split_once(sign).is_some_and(|(part, whole)| is_count(part) && is_count(whole));
    SHARES.contains(&text) || is_part(" in ") || is_part(" out of ")
}

/// Parts of a ranking that plans say in words: `lowest decile`, `top quarter`. They are shown as they stand.
fn is_quantile(text: &str) -> bool {
    let parts = ["decile", "quartile", "quintile", "tercile", "tenth", "quarter", "fifth", "third", "half"];
    text.to_lowercase().split(' ').next_back().is_some_and(|last| parts.contains(&last)) && text.contains(' ')
}

/// Whether it is digits and nothing else.
fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5 to 7`, `from 5 to 7`, `between 5 and 7`, `30–50`, and `5-7` where a minus makes no sense. The unit may be written behind
/// both: `5 days to 7 days`.
fn range<'t>(text: &'t str, unit: &Unit) -> Option<(&'t str, &'t str)> {
    let after = |opening: &str| text.strip_prefix(opening);
    let in_words = || match (after("from ").or_else(|| after("ranged from ")), after("between ")) {
        (Some(rest), _) => rest.split_once(" to "),
        (None, Some(rest)) => rest.split_once(" and "),
        (None, None) => text.split_once(" to "),
    };
    let is_number = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let dash = || text.split_once('–').filter(|(from, _)| is_number(from));
    let (from, to) = in_words().or_else(dash).or_else(|| text.split_once(" - ")).or_else(|| hyphenated(text))?;
    Some((without_unit(from.trim_end(), unit), to))
}

/// `5-7` and `£2.3m-£2.5m`, but not `-7` and not the year `2017-18`.
fn hyphenated(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('-')?;
    let first = length_of_number(from)?;
    let second = length_of_number(to)?;
    (first <= second || from.contains('£') && to.contains('£')).then_some((from, to))
}

/// How many digits and signs of a number there are between a pound sign and a percent sign or a size: 3 in `£2.3m`.
fn length_of_number(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('£').unwrap_or(text);
    let is_of_number = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
    let length = digits.find(|letter| !is_of_number(letter)).unwrap_or(digits.len());
    let rest = digits[length..].trim();
    let is_size = rest.is_empty() || rest == "%" || PER_CENT.contains(&rest) || scale_of(rest).is_some();
    (digits.starts_with(|letter: char| letter.is_ascii_digit()) && is_size).then_some(length)
}

/// `23`, `23rd`, `23rd of 150` or `23rd out of 150`.
fn place(text: &str) -> Result<Amount, &'static str> {
    let counted = |text: &str| {
        let digits = ordinal(text).unwrap_or(text);
        let place = number(digits, Scale::One)?;
        let is_place = place.is_integer() && place >= Decimal::ONE;
        if is_place { Ok(place.normalize()) } else { Err("write a ranking as a whole number from 1 on, as in 23rd") }
    };
    match text.split_once(" out of ").or_else(|| text.split_once(" of ")) {
        Some((place, of)) => Ok(Amount::Place(counted(place.trim())?, counted(of.trim())?)),
        None => Ok(Amount::Number(counted(text)?)),
    }
}

/// The digits of `23rd`.
fn ordinal(text: &str) -> Option<&str> {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).filter(|digits| is_whole(digits))
}

/// `23rd`, `23rd of 150`.
fn is_place(text: &str) -> bool {
    ordinal(text.split(' ').next().unwrap_or("")).is_some()
}

fn standing_words(text: &str) -> Option<Amount> {
    let is_any = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        "" => Some(Amount::Blank),
        _ if is_dash(text) => Some(Amount::Dash),
        _ if is_any(&["n/a", "na", "not applicable", "[z]"]) => Some(Amount::NotApplicable),
        _ if is_any(&["[c]"]) => Some(Amount::NotShown(NotShown::Confidential)),
        _ if is_any(&["[x]"]) => Some(Amount::NotShown(NotShown::NotAvailable)),
        _ if is_any(&["[low]"]) => Some(Amount::NotShown(NotShown::Low)),
        _ if is_to_be_confirmed(text) => Some(Amount::ToBeConfirmed),
        _ => None,
    }
}

/// A dash, which stands behind a pound sign where a spreadsheet shows that there is no money.
fn is_dash(text: &str) -> bool {
    matches!(text.strip_prefix('£').map_or(text, str::trim_start), "-" | "–" | "—")
}

/// In `5 to 7m` both are millions.
fn in_size_of(from: &str, to: &str) -> String {
    let digits = to.trim_end_matches(|letter: char| letter.is_alphabetic());
    let has_size = from.trim_end().ends_with(|letter: char| letter.is_alphabetic());
    if has_size { from.to_owned() } else { format!("{}{}", from.trim_end(), &to[digits.len()..]) }
}

/// One number with its sign, its commas and its unit sign, in the scale that its unit has.
fn number(text: &str, scale: Scale) -> Result<Decimal, &'static str> {
    if text.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.') && !text.is_empty() {
        return plain(text);
    }
    let is_pounds = text.contains('£');
    let (negative, text) = sign(text.trim())?;
    let text = text.trim().trim_start_matches('£').trim();
    let per_cent = PER_CENT.iter().find_map(|words| text.strip_suffix(words));
    let text = text.strip_suffix('%').or(per_cent).unwrap_or(text).trim();
    let digits_end =
        text.find(|letter: char| !(letter.is_ascii_digit() || ",.".contains(letter))).unwrap_or(text.len());
    let (digits, size) = text.split_at(digits_end);
    let word = size.trim();
    let size = scale_of(word.strip_suffix(" pounds").unwrap_or(word)).ok_or_else(|| stray(digits, size))?;
    if is_pounds && size == Scale::One && scale != Scale::One {
        return Err(
            "with a pound sign it would be pounds, but its unit is thousands or more. Leave out the sign, or add k, \
             m or bn",
        );
    }
    let value = plain(digits)?;
    let value = if size == Scale::One || size == scale { value } else { shift(value, size.zeros(), scale.zeros())? };
    // Less than nothing by nothing is nothing.
    Ok(if negative && !value.is_zero() { -value } else { value })
}

/// What is wrong with a number that has something else behind its digits.
fn stray(digits: &str, rest: &str) -> &'static str {
    match rest.strip_prefix(['-', '+', '−']) {
        Some(_) if digits.is_empty() => "it has two signs before it. Write one, as in -5",
        Some("") => "write a minus before the number, as in -5",
        Some(_) => "write a range with `to`, as in 80 to 100",
        None => "it has letters or signs that do not belong in a number",
    }
}

/// Brackets and a leading sign, or the dash that a word processor makes of it, mean less than nothing.
fn sign(text: &str) -> Result<(bool, &str), &'static str> {
    if let Some(inner) = text.strip_prefix('(') {
        return inner.strip_suffix(')').map(|inner| (true, inner)).ok_or("its bracket is not closed");
    }
    let text = text.strip_prefix('£').filter(|rest| rest.starts_with(['-', '−', '–', '+', '('])).unwrap_or(text);
    if text.starts_with('(') {
        return sign(text);
    }
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => Ok((true, rest)),
        None => Ok((false, text.strip_prefix('+').unwrap_or(text))),
    }
}

/// Digits before the point, in whatever size it is written and kept: enough for every pound of the country, and for
/// sums and sizes of them, without ever running out of digits.
const MOST_DIGITS: u32 = 18;
/// What is wrong with a number that has more digits than can be counted with.
pub const TOO_LONG: &str = "it has too many digits";

/// Digits with commas in the right places and at most one point.
fn plain(digits: &str) -> Result<Decimal, &'static str> {
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    if decimals.is_some_and(|decimals| decimals.is_empty() || decimals.contains(['.', ','])) {
        return Err("its decimal point is in the wrong place");
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let is_grouped = first.len() == whole.len() || matches!(first.len(), 1..=3) && groups.all(|group| group.len() == 3);
    if !is_grouped {
        return Err("the commas are in the wrong place");
    }
    if whole.starts_with('0') && whole.contains(',') {
        return Err("a number with thousands cannot start with 0");
    }
    if whole.is_empty() && decimals.is_none() {
        return Err("it has no digits");
    }
    if whole.len() > MOST_DIGITS as usize || decimals.is_some_and(|decimals| decimals.len() > 9) {
        return Err(TOO_LONG);
    }
    let joined = match whole {
        "" => Cow::Owned(format!("0{digits}")),
        _ if whole.contains(',') => Cow::Owned(digits.replace(',', "")),
        _ => Cow::Borrowed(digits),
    };
    joined.parse().map_err(|_| TOO_LONG)
}

/// Whether a number has no more digits than can be counted with.
#[must_use]
pub fn is_countable(number: Decimal) -> bool {
    number.abs() < Decimal::from(10_u64.pow(MOST_DIGITS))
}

/// A value in one size of money, in another: `£3.5m` in a column of £000 is 3,500.
fn shift(value: Decimal, from: u32, to: u32) -> Result<Decimal, &'static str> {
    let ten = |zeros: u32| Decimal::from(10_u64.pow(zeros));
    let moved = if from >= to { value.checked_mul(ten(from - to)) } else { value.checked_div(ten(to - from)) };
    moved.map(|moved| moved.normalize()).filter(|moved| is_countable(*moved)).ok_or(TOO_LONG)
}
