//! A chapter's text → its sentences as an editor typed them, with places, and the figures that were typed in them.
//!
//! Code, inserts, comments, the addresses of links and tables are blanked out, byte for byte, so that every place stays
//! right. Nothing here knows the plan: what a typed figure means is for [`crate::check`].

use std::ops::Range;

use jiff::civil::Date;

use crate::base::span::{FileId, Span, Spanned};
use crate::text::english::claims::may_claim;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::voice::month_number;

/// A figure that stands in a sentence as typed: `£746 million`, `88.1%`, `596,907`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedFigure {
    /// Its value. Money is in pounds.
    pub quantity: Quantity,
    /// Its unit, as far as its sign tells: money, percent, or a plain count.
    pub unit: Unit,
    /// As it stands there.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// The sentences of `text[from..]`. Lines that are markup alone give none.
#[must_use]
pub fn sentences(file: FileId, text: &str, from: usize) -> Vec<Spanned<String>> {
    those(file, text, from, |_| true)
}

/// Those of the sentences that have a figure in them.
#[must_use]
pub fn with_figures(file: FileId, text: &str, from: usize) -> Vec<Spanned<String>> {
    those(file, text, from, has_digits)
}

/// Those that have a figure in them, or words that say one. Of what else is said, nothing can be held against the plan.
#[must_use]
pub fn that_claim(file: FileId, text: &str, from: usize) -> Vec<Spanned<String>> {
    those(file, text, from, |words| has_digits(words) || may_claim(words))
}

fn has_digits(words: &str) -> bool {
    words.bytes().any(|byte| byte.is_ascii_digit())
}

fn those(file: FileId, text: &str, from: usize, is_wanted: fn(&str) -> bool) -> Vec<Spanned<String>> {
    let plain = blanked(text, from);
    let mut found = Vec::new();
    let mut start = from;
    let mut push = |start: usize, end: usize| {
        let Some(words) = plain.get(start..end).filter(|words| is_wanted(words)) else { return };
        let lead = words.len() - words.trim_start().len();
        let words = words.trim();
        if words.chars().any(char::is_alphabetic) {
            let start = start + lead;
            found.push(Spanned::new(words.to_owned(), Span::new(file, start, start + words.len())));
        }
    };
    for end in ends(&plain, from) {
        push(start, end);
        start = end;
    }
    push(start, plain.len());
    found
}

/// Where sentences end: behind `.`, `?` or `!` with a space behind it, at empty lines, and where a line begins something new.
fn ends(text: &str, from: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_new_block = |at: usize| {
        let line = text[at..].lines().next().unwrap_or("").trim_start();
        line.is_empty()
            || line.starts_with(['#', '-', '*', '>', '!'])
            || line.starts_with(|sign: char| sign.is_ascii_digit())
    };
    let ends_sentence =
        |at: usize| matches!(bytes[at], b'.' | b'?' | b'!') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
    (from..bytes.len())
        .filter(|at| ends_sentence(*at) || bytes[*at] == b'\n' && is_new_block(at + 1))
        .map(|at| at + 1)
        .collect()
}

/// What is not an author's own words, by how it begins and ends: inserts, comments, code, the addresses of links.
const MARKUP: [(&str, &str); 4] = [("{{", "}}"), ("<!--", "-->"), ("`", "`"), ("](", ")")];

/// The text with spaces for everything that is not the author's own words.
fn blanked(text: &str, from: usize) -> String {
    let mut plain = text.as_bytes().to_vec();
    let mut blank = |start: usize, end: usize| {
        plain[start..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    };
    let mut at = from;
    let mut fence: Option<&str> = None;
    for line in text[from..].split_inclusive('\n') {
        let words = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if mark.is_some() || fence.is_some() || words.starts_with('|') {
            blank(at, at + line.len());
        }
        at += line.len();
    }
    let mut at = from;
    // What is not closed once is not closed further on either, and is not looked for again.
    let mut is_open_to_the_end = [false; MARKUP.len()];
    let begins = |byte: &u8| matches!(byte, b'{' | b'<' | b'`' | b']');
    while let Some(start) = text.as_bytes()[at..].iter().position(begins).map(|start| at + start) {
        let opens = MARKUP.iter().zip(&mut is_open_to_the_end).find(|((open, _), _)| text[start..].starts_with(open));
        let end = opens.filter(|(_, is_open)| !**is_open).and_then(|((open, close), is_open)| {
            let inner = start + open.len();
            let end = text[inner..].find(close).map(|end| inner + end + close.len());
            *is_open = end.is_none();
            end
        });
        if let Some(end) = end {
            blank(start, end);
        }
        at = end.unwrap_or(start + 1);
    }
    String::from_utf8(plain).unwrap_or_default()
}

/// The figures in a sentence. Years, dates and the numbers of lists are none.
#[must_use]
pub fn figures(sentence: &Spanned<String>) -> Vec<TypedFigure> {
    let text = sentence.value.as_str();
    numbers(text)
        .into_iter()
        .filter(|range| !is_dated(text, range.start, range.end))
        .filter_map(|range| {
            let (quantity, unit) = read(&text[range.clone()])?;
            let span = sentence.span.within(range.start, range.end);
            Some(TypedFigure { quantity, unit, text: text[range].to_owned(), span })
        })
        .collect()
}

/// Numbers in a sentence that are none, because a comma stands in the wrong place: `129,00`, `£3,5m`.
#[must_use]
pub fn broken_numbers(sentence: &Spanned<String>) -> Vec<Spanned<String>> {
    let text = sentence.value.as_str();
    let is_meant = |number: &str| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let has_sign = number.contains(|sign: char| !sign.is_ascii_digit() && !",. ".contains(sign));
        let begins_with_none = number.starts_with("0,") && digits == 4;
        number.contains(',') && (has_sign || begins_with_none || digits > 4 && !is_list(number))
    };
    numbers(text)
        .into_iter()
        .filter(|range| is_meant(&text[range.clone()]) && read(&text[range.clone()]).is_none())
        .map(|range| Spanned::new(text[range.clone()].to_owned(), sentence.span.within(range.start, range.end)))
        .collect()
}

/// Several numbers without spaces between them, `12,13,14`, and not one with a comma in the wrong place.
fn is_list(numbers: &str) -> bool {
    let lengths: Vec<usize> = numbers.split(',').map(str::len).collect();
    lengths.iter().all(|length| *length < 3) || lengths.iter().all(|length| *length == lengths[0])
}

/// Where numbers stand that are no part of a word, each with its sign and size.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    // A pound sign begins with this byte, and no digit is part of another sign.
    let begins = |byte: u8| byte.is_ascii_digit() || byte == "£".as_bytes()[0];
    while let Some(start) = text.as_bytes()[at..].iter().position(|byte| begins(*byte)).map(|start| at + start) {
        if !text[start..].starts_with(|sign: char| sign.is_ascii_digit() || sign == '£') {
            at = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let end = start + length(&text[start..]);
        let is_word = text[..start].ends_with(|sign: char| sign.is_alphanumeric() || "-/".contains(sign))
            || text[end..].starts_with(|sign: char| sign.is_alphanumeric() || "-/–".contains(sign));
        if !is_word {
            found.push(start..end);
        }
        at = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
    }
    found
}

/// How long the figure at the head of `text` is, with its sign and size.
fn length(text: &str) -> usize {
    let sign = if text.starts_with('£') { '£'.len_utf8() } else { 0 };
    let digits =
        text[sign..].find(|sign: char| !(sign.is_ascii_digit() || ",.".contains(sign))).unwrap_or(text.len() - sign);
    let number = text[sign..sign + digits].trim_end_matches([',', '.']);
    let end = sign + number.len();
    let sizes = ["%", " %", "\u{a0}%", " per cent", " percent", " million", " billion", "bn", "m", "M", "k"];
    let size = sizes
        .iter()
        .find(|size| text[end..].strip_prefix(**size).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    end + size.map_or(0, |size| size.len())
}

fn read(text: &str) -> Option<(Quantity, Unit)> {
    let unit = if text.starts_with('£') {
        Unit::Money(Scale::One, None)
    } else if text.ends_with('%') || text.ends_with("cent") {
        Unit::Percent
    } else {
        Unit::Count(None)
    };
    let quantity = Quantity::parse(text, &unit).ok().filter(|quantity| quantity.number().is_some())?;
    Some((quantity, unit))
}

/// A year, the day of a month, or the year behind a month.
fn is_dated(text: &str, start: usize, end: usize) -> bool {
    let number = &text[start..end];
    let is_year =
        number.len() == 4 && number.starts_with(['1', '2']) && number.bytes().all(|digit| digit.is_ascii_digit());
    let next = text[end..].trim_start().split(|sign: char| !sign.is_alphabetic()).next().unwrap_or("");
    is_year || month_number(next).is_some()
}

/// A day or a month as people write it, `31 April 2018`, `May 2018`; nothing for the dates where there is no such day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedDay {
    /// The day, or the first and the last of the month.
    pub days: Option<(Date, Date)>,
    /// As it stands there, whole.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// The days and months in a sentence, in order.
#[must_use]
pub fn days(sentence: &Spanned<String>) -> Vec<TypedDay> {
    let words = words(&sentence.value);
    (0..words.len()).filter_map(|at| dated(sentence, &words, at)).collect()
}

/// The day or the month that begins with the word at `at`: `1st May 2018`, `May 2018`, the `1` of `1 to 3 May 2018`, or a
/// day that no year has, `31 June`.
fn dated(sentence: &Spanned<String>, words: &[(usize, &str)], at: usize) -> Option<TypedDay> {
    let word = |offset: usize| words.get(at + offset).map_or("", |(_, word)| word);
    let found = |length: usize, days: Option<(Date, Date)>| {
        let (end, last) = words.get(at + length - 1)?;
        let (start, end) = (words[at].0, end + last.len());
        let text = sentence.value[start..end].to_owned();
        Some(TypedDay { days, text, span: sentence.span.within(start, end) })
    };
    let day = |day: i8, month: i8, year: i16| Date::new(year, month, day).ok().map(|day| (day, day));
    let Some(first) = day_of(word(0)) else {
        let (month, year) = (month_number(word(0))?, year_of(word(1))?);
        let begins = Date::new(year, month, 1).ok()?;
        let is_of_a_day = at > 0 && day_of(words[at - 1].1).is_some();
        return if is_of_a_day { None } else { found(2, Some((begins, begins.last_of_month()))) };
    };
    match (month_number(word(1)), year_of(word(2))) {
        (Some(month), Some(year)) => found(3, day(first, month, year)),
        // A leap year has every day that any year has.
        (Some(month), None) if follows_preposition(words, at) && day(first, month, 2020).is_none() => found(2, None),
        (Some(_), None) => None,
        (None, _) => {
            let is_range = matches!(word(1), "to" | "until" | "till" | "and");
            let (month, year) = (month_number(word(3)).filter(|_| is_range)?, year_of(word(4))?);
            day_of(word(2))?;
            let text = format!("{} {} {}", word(0), word(3), word(4));
            Some(TypedDay { text, ..found(1, Some(day(first, month, year)?))? })
        }
    }
}

/// `1`, `1st`, `31`.
fn day_of(word: &str) -> Option<i8> {
    if !word.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    word.trim_end_matches(|letter: char| letter.is_alphabetic()).parse().ok().filter(|day| *day <= 31)
}

fn year_of(word: &str) -> Option<i16> {
    word.parse().ok().filter(|_| word.len() == 4)
}

/// Whether a time is plainly meant: `31 June` may also be 31 of June's patients.
fn follows_preposition(words: &[(usize, &str)], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(String::new(), |before| words[before].1.to_lowercase());
    matches!(before.as_str(), "on" | "by" | "until" | "till" | "from" | "to" | "before" | "after" | "since" | "between")
}

/// The words of a text with where they begin, without the signs around them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Files;
    use std::collections::BTreeMap;

    fn read_all(text: &str) -> Vec<Spanned<String>> {
        let texts = BTreeMap::from([("content/a.md".to_owned(), text.to_owned())]);
        let source = Files::from_texts(texts, std::iter::empty());
        let file = source.find("content/a.md").expect("the file");
        sentences(file, source.file(file).text(), 0)
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        let found = read_all(
            "# Title\n\nOne costs 3.5. Two\nlines here.\n- Item 4\n\n| a | 7 |\n\nThe `code 5` and {{ id }} go.\n",
        );
        let words: Vec<&str> = found.iter().map(|sentence| sentence.value.as_str()).collect();
        assert_eq!(
            words,
            ["# Title", "One costs 3.5.", "Two\nlines here.", "- Item 4", "The          and          go."]
        );
    }

    #[test]
    fn figures_are_found_and_dates_are_not() {
        let found = read_all(
            "By 31 March 2018 in 2017-18 we had £746.4 million, 88.1%, 596,907 people (CORE24), c50 and £31k.",
        );
        let texts: Vec<String> = figures(&found[0]).into_iter().map(|figure| figure.text).collect();
        assert_eq!(texts, ["£746.4 million", "88.1%", "596,907", "£31k"]);
    }

    #[test]
    fn commas_in_the_wrong_place_are_found() {
        let found = read_all("We had 129,00 people, £3,5m, 3,5M and 1,234; rooms 3,4 and 12,13.");
        let texts: Vec<String> = broken_numbers(&found[0]).into_iter().map(|number| number.value).collect();
        assert_eq!(texts, ["129,00", "£3,5m", "3,5M"]);
    }

    #[test]
    fn days_are_found() {
        let found = read_all("From 1st October 2018 to 31 April 2018.");
        let days: Vec<(String, bool)> = days(&found[0]).into_iter().map(|day| (day.text, day.days.is_some())).collect();
        assert_eq!(days, [("1st October 2018".to_owned(), true), ("31 April 2018".to_owned(), false)]);
    }
}
