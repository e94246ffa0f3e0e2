//! Rules about numbers, dates, times and money as easy read says them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use rust_decimal::Decimal;

use super::reading::{House, Reading, replaced};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::base::span::Span;
use crate::easy::spoken::Sentence;
use crate::text::english::numbers::{is_roman, roman, value_of};
use crate::value::period::{Period, month_number};
use crate::value::wording::{Style, common_denominator};

/// Reports words of a sentence.
fn tell(
    rule: &'static Rule,
    sentence: &Sentence,
    words: &Range<usize>,
    message: String,
    help: impl Into<String>,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.add(Diagnostic::new(rule, sentence.place_of(words), message).help(help));
}

/// Reports words of a sentence with what is to stand in their place, and the help that says so.
fn correct(
    rule: &'static Rule,
    sentence: &Sentence,
    words: &Range<usize>,
    message: String,
    (text, say): (&str, impl FnOnce(&str) -> String),
    diagnostics: &mut Diagnostics,
) {
    diagnostics.add(replaced(Diagnostic::new(rule, sentence.place_of(words), message), sentence, words, text, say));
}

/// The digits at the head of a word as a number, if the word is one: `1,234`, `£5.5`, `30`.
fn number(word: &str) -> Option<f64> {
    let digits = word.trim_start_matches('£');
    let is_number = digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.chars().all(|sign| sign.is_ascii_digit() || ",.".contains(sign));
    is_number.then(|| digits.replace(',', "").parse().ok()).flatten()
}

fn all_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && all_digits(word) && (word.starts_with("19") || word.starts_with("20"))
}

/// What stands right behind a word.
fn behind(sentence: &Sentence, at: usize) -> &str {
    sentence.words.get(at).map_or("", |word| &sentence.text[word.range.end..])
}

/// A number in words.
pub(crate) const NUMBER_IN_WORDS: Rule = Rule {
    name: "number-in-words",
    severity: Severity::Warning,
    explain: "Digits are easier to see and to read than words: 3 and not three. \"One\" may stay a word, and so may first and second.",
};

static NUMBER_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let words = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
                 nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen \
                 fourth fifth sixth seventh eighth ninth tenth";
    words.split_whitespace().collect()
});

/// Whether a word, in lower case, is a number.
pub(crate) fn is_number_in_words(key: &str) -> bool {
    key.split('-').next().is_some_and(|first| NUMBER_WORDS.contains(first))
}

pub(crate) fn number_in_words(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        let is_meant = |at: usize| {
            let follows_digits = at > 0 && number(sentence.key(at - 1)).is_some();
            is_number_in_words(sentence.key(at))
                && !reading.is_settled(position, at)
                && !follows_digits
                && !is_part(sentence, at)
        };
        if let Some(at) = (0..sentence.words.len()).find(|at| is_meant(*at)) {
            let message = format!("“{}” is a number in words", sentence.word(at));
            let words = at..at + 1;
            match in_digits(sentence, at) {
                Some(digits) => {
                    let say = |digits: &str| format!("Write it in digits: {digits}.");
                    correct(&NUMBER_IN_WORDS, sentence, &words, message, (&digits, say), diagnostics);
                }
                None => tell(&NUMBER_IN_WORDS, sentence, &words, message, "Write it in digits.", diagnostics),
            }
        }
    }
}

/// A number that is one word, or two with a hyphen: `three` → `3`, `twenty-five` → `25`.
fn in_digits(sentence: &Sentence, at: usize) -> Option<String> {
    let is_several = is_number_in_words(sentence.key(at + 1)) || sentence.key(at + 1) == "and";
    let key = sentence.key(at);
    let value = match key.split_once('-') {
        Some((tens, one)) => {
            let (tens, one) = (value_of(tens)?, value_of(one)?);
            (tens >= 20 && tens % 10 == 0 && one < 10).then_some(tens + one)?
        }
        None => value_of(key)?,
    };
    (!is_several).then(|| value.to_string())
}

/// `two-thirds`, `three quarters`: a fraction.
fn is_part(sentence: &Sentence, at: usize) -> bool {
    let parts = ["third", "thirds", "quarters", "fifths", "tenths", "fifth", "tenth"];
    sentence.key(at).split_once('-').is_some_and(|(_, part)| parts.contains(&part))
        || parts.contains(&sentence.key(at + 1))
}

/// A percentage.
pub(crate) const PERCENTAGE: Rule = Rule {
    name: "percentage",
    severity: Severity::Error,
    explain: "Many people do not know what a percentage is. Say how many people out of how many: \"9 out of 10 people\". In place of \
              {{ waits }} write {{ waits | people }}, and plainplan finds the words.",
};

pub(crate) fn percentage(reading: &Reading, house: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        let found = (0..sentence.words.len()).find(|at| {
            let is_percent_word = matches!(sentence.key(*at), "percent" | "percentage" | "percentages")
                || sentence.key(*at) == "cent" && *at > 0 && sentence.key(at - 1) == "per";
            is_percent_word
                || number(sentence.key(*at)).is_some() && behind(sentence, *at).trim_start().starts_with('%')
        });
        if let Some(at) = found {
            let people = percent_at(sentence, at).and_then(|percent| in_people(percent, house.plan.config.numbers));
            let help = match people {
                Some(people) if sentence.words[at].is_figure => {
                    format!("Write `| people` before the closing braces, and it says something like “{people}”.")
                }
                Some(people) => format!("Say “{people}”. For a measure, write {{{{ its-id | people }}}}."),
                None => "Say how many people out of how many. For a measure, write {{ its-id | people }}.".to_owned(),
            };
            tell(
                &PERCENTAGE,
                sentence,
                &(at..at + 1),
                "percentages are hard to understand".to_owned(),
                help,
                diagnostics,
            );
        }
    }
}

/// The number that a percentage is of, whose sign or word is at `at`.
fn percent_at(sentence: &Sentence, at: usize) -> Option<Decimal> {
    let back = match sentence.key(at) {
        "cent" => 2,
        "percent" => 1,
        _ => 0,
    };
    sentence.key(at.checked_sub(back)?).replace(',', "").parse().ok()
}

/// A percentage as people out of ten or more. More than all of them cannot be said so.
fn in_people(percent: Decimal, style: Style) -> Option<String> {
    let out_of = common_denominator(&[percent]).filter(|_| percent <= Decimal::ONE_HUNDRED)?;
    Some(style.share(percent, out_of, "people"))
}

/// A fraction.
pub(crate) const FRACTION: Rule = Rule {
    name: "fraction",
    severity: Severity::Warning,
    explain: "Fractions and ratios, 2/3, two-thirds, 1 in 4 or 3:1, are hard to picture. Say \"1 out of 4 people\". Half and a quarter \
              may stay.",
};

pub(crate) fn fraction(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        if let Some(words) = (0..sentence.words.len()).find_map(|at| fraction_at(sentence, at)) {
            let message = format!("“{}” is hard to picture", sentence.text_of(&words));
            match out_of(sentence, &words) {
                Some(share) => {
                    let say = |share: &str| format!("Say “{share}”.");
                    correct(&FRACTION, sentence, &words, message, (&share, say), diagnostics);
                }
                None => tell(&FRACTION, sentence, &words, message, "Say how many out of how many.", diagnostics),
            }
        }
    }
}

/// `1 in 4`, `1/4` → `1 out of 4`. What `3:1` is a share of, nobody can say.
fn out_of(sentence: &Sentence, words: &Range<usize>) -> Option<String> {
    let (part, whole) = match words.len() {
        3 => (sentence.key(words.start), sentence.key(words.start + 2)),
        _ => sentence.key(words.start).split_once('/')?,
    };
    Some(format!("{part} out of {whole}"))
}

fn fraction_at(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let key = sentence.key(at);
    let pair = |sign: char| key.split_once(sign).is_some_and(|(a, b)| all_digits(a) && all_digits(b) && a.len() < 3);
    let is_time = key.split_once(':').is_some_and(|(_, minutes)| minutes.len() == 2);
    let is_small = |word: &str| number(word).is_some_and(|number| number <= 1000.0) && !is_year(word);
    let is_ratio = is_small(key)
        && sentence.key(at + 1) == "in"
        && is_small(sentence.key(at + 2))
        && !is_measured(sentence, at + 2);
    if is_ratio {
        return Some(at..at + 3);
    }
    let has_sign = key.contains(['⅓', '⅔', '⅛', '⅕', '⅖', '⅗', '⅘', '½', '¼', '¾']);
    let is_pair = pair('/') && !key.ends_with("/7") || pair(':') && !is_time;
    let is_third = matches!(key, "third" | "thirds")
        && at > 0
        && (sentence.key(at - 1) == "a" || is_number_in_words(sentence.key(at - 1)));
    let is_word = key.split_once('-').is_some_and(|(count, part)| {
        is_number_in_words(count) && matches!(part, "thirds" | "quarters" | "fifths" | "tenths")
    });
    let is_of_parts = matches!(key, "quarters" | "fifths" | "tenths") && at > 0;
    (has_sign || is_pair || is_third || is_word || is_of_parts).then_some(at..at + 1)
}

/// Whether a number counts hours or days, or is of an age.
fn is_measured(sentence: &Sentence, at: usize) -> bool {
    const UNITS: &str = " minute minutes hour hours day days week weeks month months year years night nights o'clock am pm mile miles \
                          metre metres page pages ";
    let aged =
        at > 0 && matches!(sentence.key(at - 1), "aged" | "age" | "over" | "under") && sentence.key(at + 1) != "people";
    UNITS.contains(&format!(" {} ", sentence.key(at + 1))) || aged
}

/// Shares out of different numbers.
pub(crate) const MIXED_SHARES: Rule = Rule {
    name: "mixed-shares",
    severity: Severity::Error,
    explain: "\"8 out of 10\" and \"75 out of 100\" under one heading cannot be compared without working it out. Use the same number \
              both times.",
};

pub(crate) fn mixed_shares(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for part in &reading.spoken.parts {
        let mut first: Option<(String, Span)> = None;
        for sentence in reading.spoken.part(part) {
            for words in shares(sentence) {
                let whole = sentence.key(words.end - 1).to_owned();
                let place = sentence.place_of(&words);
                match &first {
                    None => first = Some((whole, place)),
                    Some((before, _)) if *before == whole => {}
                    Some((before, there)) => {
                        let message = format!("“out of {whole}” cannot be compared with “out of {before}”");
                        diagnostics.add(
                            Diagnostic::new(&MIXED_SHARES, place, message)
                                .also(*there, "the first one")
                                .help(format!("Use “out of {before}” both times, so that people can compare.")),
                        );
                    }
                }
            }
        }
    }
}

/// `9 out of 10`, wherever it stands.
fn shares(sentence: &Sentence) -> Vec<Range<usize>> {
    let is_share = |at: &usize| {
        let at = *at;
        sentence.key(at + 1) == "out"
            && sentence.key(at + 2) == "of"
            && number(sentence.key(at)).is_some()
            && number(sentence.key(at + 3)).is_some()
    };
    (0..sentence.words.len()).filter(is_share).map(|at| at..at + 4).collect()
}

/// A number with a point in it.
pub(crate) const DECIMAL: Rule = Rule {
    name: "decimal",
    severity: Severity::Warning,
    explain: "Decimals, 6.4, are hard to read. Round the number and say \"about 6\". Money and doses of medicine may have them.",
};

pub(crate) fn decimal(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    const EXACT: [&str; 10] = ["million", "billion", "mg", "ml", "g", "litres", "kg", "grams", "p", "pence"];
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let has_point = key.split_once('.').is_some_and(|(whole, rest)| {
                all_digits(&whole.replace(',', "")) && all_digits(rest) && !rest.contains('.')
            });
            let is_time = matches!(sentence.key(at + 1), "am" | "pm" | "a.m" | "p.m");
            if has_point && !is_time && !EXACT.contains(&sentence.key(at + 1)) && !behind(sentence, at).starts_with('%')
            {
                let message = format!("{key} has a decimal point");
                let whole = number(key).map(|value| with_commas(&format!("{:.0}", value.round())));
                match whole.filter(|whole| whole != "0") {
                    Some(whole) => {
                        let say = |words: &str| format!("Round it: “{words}”.");
                        let about = format!("about {whole}");
                        correct(&DECIMAL, sentence, &(at..at + 1), message, (&about, say), diagnostics);
                    }
                    None => tell(&DECIMAL, sentence, &(at..at + 1), message, "Say “less than 1”.", diagnostics),
                }
            }
        }
    }
}

/// A big number that is exact, or without its comma.
pub(crate) const BIG_NUMBER: Rule = Rule {
    name: "big-number",
    severity: Severity::Warning,
    explain: "Big numbers are easier when they are round: \"about 430,000\" and not 429,873. Thousands have a comma. In place of \
              {{ people }} write {{ people | about }}, and plainplan rounds it.",
};

pub(crate) fn big_number(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let Some(value) = number(key) else { continue };
            if is_dated(sentence, at) || is_phone(sentence, at) {
                continue;
            }
            let digits: String = key.chars().filter(char::is_ascii_digit).collect();
            let rounded = digits.trim_end_matches('0').len() <= 3;
            let lacks_comma = value >= 1000.0 && !key.contains([',', '.']) && !is_year(key);
            if value > 9_999.0 && !rounded && !key.contains('.') {
                let message = format!("{} is hard to take in", sentence.word(at));
                let about = format!("about {}", rounded_to_two(value));
                let say = |words: &str| format!("Round it: “{words}”, or write `| about` in the insert.");
                correct(&BIG_NUMBER, sentence, &(at..at + 1), message, (&about, say), diagnostics);
            } else if lacks_comma {
                let message = format!("{} has no comma", sentence.word(at));
                let say = |digits: &str| format!("Write {digits}.");
                correct(&BIG_NUMBER, sentence, &(at..at + 1), message, (&with_commas(&digits), say), diagnostics);
            }
        }
    }
}

fn rounded_to_two(value: f64) -> String {
    let size = 10_f64.powf(value.log10().floor() - 1.0);
    with_commas(&format!("{:.0}", (value / size).round() * size))
}

fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `million` without its meaning.
pub(crate) const MILLION: Rule = Rule {
    name: "million",
    severity: Severity::Warning,
    explain: "Not everybody knows how much a million or a billion is. Say it once: in content/words.yaml, from where it is shown on the \
              words page, or on this page.",
};

pub(crate) fn million(reading: &Reading, house: &House, diagnostics: &mut Diagnostics) {
    for word in ["million", "billion"] {
        let is_in_glossary = house.plan.words.list.iter().any(|entry| entry.term.value.eq_ignore_ascii_case(word));
        if is_in_glossary || reading.explained.contains(word) || house.is_allowed(word) {
            continue;
        }
        let found = reading.spoken.sentences.iter().find_map(|sentence| {
            let at = (0..sentence.words.len()).find(|at| matches!(sentence.key(*at), key if key == word))?;
            Some((sentence, at))
        });
        if let Some((sentence, at)) = found {
            let help = format!(
                "Add it to content/words.yaml: {}",
                if word == "million" {
                    "A million is a thousand thousand."
                } else {
                    "A billion is a thousand million."
                }
            );
            tell(&MILLION, sentence, &(at..at + 1), format!("nobody says how much a {word} is"), help, diagnostics);
        }
    }
}

/// A date in figures, or short for a time.
pub(crate) const DATE_FORM: Rule = Rule {
    name: "date-form",
    severity: Severity::Error,
    explain: "Write dates in full: 1 April 2027. No 01/04/27, no 1st, no Q3, no 2026/27. For a financial year say \"from April 2026 to \
              March 2027\".",
};

pub(crate) fn date_form(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            if reading.is_settled(position, at) && !sentence.key(at).starts_with('q') {
                continue;
            }
            let Some(said) = date_fault(sentence, at) else { continue };
            let words = at..at + 1;
            let message = format!("“{}” is a short form of a date", sentence.text_of(&words));
            match said {
                Said::As(text) => {
                    let say = |text: &str| format!("Write “{text}”.");
                    correct(&DATE_FORM, sentence, &words, message, (&text, say), diagnostics);
                }
                Said::Somehow(help) => tell(&DATE_FORM, sentence, &words, message, help, diagnostics),
            }
        }
    }
}

/// How a date is to be said.
enum Said {
    /// In these words.
    As(String),
    /// As only its author knows; the help says what is needed.
    Somehow(String),
}

fn date_fault(sentence: &Sentence, at: usize) -> Option<Said> {
    let key = sentence.key(at);
    if !key.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    if let Some(day) = ['/', '-', '.'].into_iter().find_map(|sign| day_in_digits(key, sign)) {
        let help = "Write the date in full: the day, the month as a word, and the year.";
        return Some(day_in_words(day).map_or_else(|| Said::Somehow(help.to_owned()), Said::As));
    }
    for (year, end) in ['/', '-'].into_iter().filter_map(|sign| key.split_once(sign)) {
        if is_year(year) && all_digits(end) && end.len() == 2 {
            let next = year.parse::<u32>().unwrap_or(0) + 1;
            return Some(Said::Somehow(format!("Say “from April {year} to March {next}”.")));
        }
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| key.strip_suffix(end).filter(|day| all_digits(day)));
    let is_by_month =
        month_number(sentence.key(at + 1)).is_some() || at > 0 && month_number(sentence.key(at - 1)).is_some();
    if let Some(day) = number.filter(|_| is_by_month) {
        return Some(Said::As(day.to_owned()));
    }
    let is_quarter = matches!(key, "q1" | "q2" | "q3" | "q4");
    let is_fiscal = key.strip_prefix("fy").is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    (is_quarter || is_fiscal).then(|| Said::Somehow("Say the months: “from … to …”.".to_owned()))
}

/// The year, the month and the day of `01/04/2027` or `2027-04-01`; the day comes before the month, as in Britain.
fn day_in_digits(key: &str, sign: char) -> Option<[&str; 3]> {
    let groups: Vec<&str> = key.split(sign).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| if all_digits(group) { group.len() } else { 0 }).collect();
    match lengths.as_slice() {
        [1 | 2, 1 | 2, 2 | 4] => Some([groups[2], groups[1], groups[0]]),
        [4, 2, 2] if sign != '.' => Some([groups[0], groups[1], groups[2]]),
        _ => None,
    }
}

/// A day by its year, month and day in digits: `1 April 2027`. Years of two digits are of this century.
fn day_in_words([year, month, day]: [&str; 3]) -> Option<String> {
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    Period::parse(&format!("{year}-{month:0>2}-{day:0>2}")).map(Period::words)
}

/// A time that is not written as people say it.
pub(crate) const TIME_FORM: Rule = Rule {
    name: "time-form",
    severity: Severity::Warning,
    explain: "Write times as people say them: 2pm, 5:30pm, midday. No 24-hour clock, no 09:00, no point, no space before am and pm.",
};

pub(crate) fn time_form(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            if let Some((words, said)) = time_fault(sentence, at) {
                let message = format!("“{}” is not how people say a time", sentence.text_of(&words));
                let say = |said: &str| format!("Write {said}.");
                correct(&TIME_FORM, sentence, &words, message, (&said, say), diagnostics);
            }
        }
    }
}

fn time_fault(sentence: &Sentence, at: usize) -> Option<(Range<usize>, String)> {
    let (key, next) = (sentence.key(at), sentence.key(at + 1));
    let half = |word: &str| match word {
        "am" | "a.m" => Some("am"),
        "pm" | "p.m" => Some("pm"),
        _ => None,
    };
    if let Some(half) = half(next)
        && number(&key.replace(':', ".")).is_some_and(|hour| hour < 25.0)
    {
        return Some((at..at + 2, format!("{}{half}", key.replace('.', ":"))));
    }
    if next == "noon" && key == "12" || key == "12pm" {
        return Some((at..at + 1 + usize::from(next == "noon"), "midday".to_owned()));
    }
    if key == "12am" {
        return Some((at..at + 1, "midnight".to_owned()));
    }
    let bare = key.trim_end_matches("am").trim_end_matches("pm");
    let has_half = bare.len() < key.len();
    let (hours, minutes) = bare.split_once([':', '.'])?;
    if !(all_digits(hours) && all_digits(minutes) && hours.len() < 3 && minutes.len() == 2) {
        return None;
    }
    let hour: u32 = hours.parse().ok()?;
    let is_clock = bare.contains(':') || has_half || at > 0 && matches!(sentence.key(at - 1), "at" | "until" | "till");
    let is_fault = is_clock && (hour > 12 || hours.starts_with('0') || bare.contains('.')) && hour < 25;
    let minutes = if minutes == "00" { String::new() } else { format!(":{minutes}") };
    let said = match (hour, has_half) {
        (13.., _) => format!("{}{minutes}pm", hour - 12),
        (12, false) => format!("12{minutes}pm"),
        (_, true) => format!("{hour}{minutes}{}", &key[bare.len()..]),
        _ => format!("{hour}{minutes}am"),
    };
    is_fault.then_some((at..at + 1, said))
}

/// A range with a dash.
pub(crate) const RANGE_DASH: Rule = Rule {
    name: "range-dash",
    severity: Severity::Warning,
    explain: "Write \"9 to 11\". A dash between numbers is easy to miss and can be taken for a minus.",
};

pub(crate) fn range_dash(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let inside = key.split_once('-').filter(|(a, b)| number(a).is_some() && number(b).is_some() && !is_year(a));
            let next =
                sentence.words.get(at + 1).filter(|_| number(key).is_some() && number(sentence.key(at + 1)).is_some());
            let between =
                next.map(|next| sentence.text[sentence.words[at].range.end..next.range.start].trim().to_owned());
            let is_dash = between.is_some_and(|between| matches!(between.as_str(), "–" | "-" | "—"));
            let (words, from, to) = match inside {
                Some((from, to)) => (at..at + 1, from, to),
                None if is_dash => (at..at + 2, key, sentence.key(at + 1)),
                None => continue,
            };
            if !is_phone(sentence, at) {
                let message = format!("the dash in “{}” is easy to miss", sentence.text_of(&words));
                let say = |range: &str| format!("Write “{range}”.");
                let range = format!("{from} to {to}");
                correct(&RANGE_DASH, sentence, &words, message, (&range, say), diagnostics);
            }
        }
    }
}

/// A Roman numeral.
pub(crate) const ROMAN_NUMERAL: Rule = Rule {
    name: "roman-numeral",
    severity: Severity::Error,
    explain: "Many people do not know Roman numerals, and a voice reads them as letters. Write 2 and not II.",
};

pub(crate) fn roman_numeral(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in (0..sentence.words.len()).filter(|at| is_roman(sentence.word(*at))) {
            let message = format!("{} is a Roman numeral", sentence.word(at));
            let digits = roman(sentence.word(at)).to_string();
            let say = |digits: &str| format!("Write it in digits: {digits}.");
            correct(&ROMAN_NUMERAL, sentence, &(at..at + 1), message, (&digits, say), diagnostics);
        }
    }
}

/// Too many numbers at once.
pub(crate) const MANY_NUMBERS: Rule = Rule {
    name: "many-numbers",
    severity: Severity::Warning,
    explain: "Most adults find numbers hard. One new number in a sentence and three in a part are as many as people can take in. Keep the \
              one that matters most. Dates, times, ages and lengths of time do not count.",
};

pub(crate) fn many_numbers(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    let mut seen: HashSet<String> = HashSet::new();
    for part in &reading.spoken.parts {
        let mut in_part = 0;
        for sentence in reading.spoken.part(part) {
            let new: Vec<Range<usize>> =
                figures(sentence).into_iter().filter(|words| seen.insert(sentence.text_of(words).to_owned())).collect();
            in_part += new.len();
            if let [_, second, ..] = new.as_slice() {
                let message = format!("this sentence has {} new numbers", new.len());
                tell(
                    &MANY_NUMBERS,
                    sentence,
                    second,
                    message,
                    "Which number matters most? Keep that one.",
                    diagnostics,
                );
            } else if in_part > 3 && !new.is_empty() {
                let message = format!("this part has {in_part} new numbers");
                tell(
                    &MANY_NUMBERS,
                    sentence,
                    &new[0],
                    message,
                    "Which number matters most? Keep that one.",
                    diagnostics,
                );
            }
        }
    }
}

/// The numbers of a sentence that say how much or how many; `9 out of 10` is one.
fn figures(sentence: &Sentence) -> Vec<Range<usize>> {
    let shares = shares(sentence);
    let mut found = shares.clone();
    for at in 0..sentence.words.len() {
        let is_inside = shares.iter().any(|share| share.contains(&at));
        let is_figure = number(sentence.key(at)).is_some()
            && !is_inside
            && !is_dated(sentence, at)
            && !is_measured(sentence, at)
            && !is_phone(sentence, at);
        if is_figure {
            let has_size = matches!(sentence.key(at + 1), "million" | "billion" | "thousand");
            found.push(at..at + 1 + usize::from(has_size));
        }
    }
    found.sort_by_key(|words| words.start);
    found
}

/// Whether a number is a year or the day of a month.
fn is_dated(sentence: &Sentence, at: usize) -> bool {
    is_year(sentence.key(at))
        || month_number(sentence.key(at + 1)).is_some()
        || at > 0 && month_number(sentence.key(at - 1)).is_some()
}

/// Whether a number is to be called, or part of one: `111`, `01707 000 000`.
fn is_phone(sentence: &Sentence, at: usize) -> bool {
    let is_emergency = |word: &str| matches!(word, "111" | "999" | "112" | "119" | "101" | "105");
    let starts =
        |at: usize| sentence.key(at).starts_with('0') && all_digits(sentence.key(at)) && sentence.key(at).len() > 2;
    let is_after_phone = (at.saturating_sub(2)..at).any(&starts) && all_digits(sentence.key(at));
    is_emergency(sentence.key(at)) || starts(at) || is_after_phone
}

/// A figure that nobody says what to think of.
pub(crate) const BARE_FIGURE: Rule = Rule {
    name: "bare-figure",
    severity: Severity::Hint,
    explain: "A number alone says little. Say whether it is more or less than before, enough or not. \"That is more than last year\" \
              tells readers what to think of it.",
};

pub(crate) fn bare_figure(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    const SAYING: &str = " more less fewer than up down better worse good bad only too enough want wanted should must target last before \
                           same most few many still even least all every need needs plan save spend ";
    for part in &reading.spoken.parts {
        let sentences = reading.spoken.part(part);
        let says = |sentence: &Sentence| sentence.words.iter().any(|word| SAYING.contains(&format!(" {} ", word.key)));
        let from_plan = sentences.iter().find_map(|sentence| {
            let words = figures(sentence).into_iter().find(|words| sentence.words[words.start].is_figure)?;
            Some((sentence, words))
        });
        if let Some((sentence, words)) = from_plan.filter(|_| !sentences.iter().any(says)) {
            let message = format!("nobody says what to think of {}", sentence.text_of(&words));
            tell(&BARE_FIGURE, sentence, &words, message, "Is it good or bad? Say so.", diagnostics);
        }
    }
}

/// A share that was typed.
pub(crate) const TYPED_SHARE: Rule = Rule {
    name: "typed-share",
    severity: Severity::Warning,
    explain: "\"9 out of 10\" was typed by hand. When the figure behind it changes, the line stays behind. Write {{ its-id | people }}, \
              and plainplan words the figure and keeps it right.",
};

pub(crate) fn typed_share(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for words in shares(sentence).into_iter().filter(|words| !sentence.words[words.start].is_figure) {
            let message = format!("“{}” was typed by hand", sentence.text_of(&words));
            tell(&TYPED_SHARE, sentence, &words, message, "Link it to the plan: {{ its-id | people }}.", diagnostics);
        }
    }
}

/// A word that stands before a figure and in it.
pub(crate) const DOUBLED_WORD: Rule = Rule {
    name: "doubled-word",
    severity: Severity::Warning,
    explain: "A figure brings words along: {{ waits | about }} says \"about 1,200\", and {{ waits | people }} says \"9 out of 10 people\". \
              With the same word typed beside it, readers see it twice: \"About about 1,200\". Leave the typed word out.",
};

pub(crate) fn doubled_word(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for (first, second) in (0..sentence.words.len()).zip(1..sentence.words.len()) {
            let words = first..second + 1;
            if sentence.key(first) == sentence.key(second) && is_at_edge_of_figure(sentence, first) {
                let typed = if sentence.words[first].is_figure { second } else { first };
                let message = format!("readers see “{}”", sentence.text_of(&words));
                let help = format!("Take “{}” away here: the figure beside it says it already.", sentence.word(typed));
                let found = Diagnostic::new(&DOUBLED_WORD, sentence.place_of(&(typed..typed + 1)), message);
                diagnostics.add(match without_word(sentence, typed, typed == first) {
                    Some(fix) => found.fix(fix, |_| help),
                    None => found.help(help),
                });
            }
        }
    }
}

/// What deletes a typed word and the space on one side of it: the one behind it, or the one before. Nothing where there is
/// markup in the word.
fn without_word(sentence: &Sentence, typed: usize, behind: bool) -> Option<Fix> {
    let place = sentence.place_of(&(typed..typed + 1));
    let is_typed = (place.end - place.start) as usize == sentence.word(typed).len();
    let place = if behind { Span { end: place.end + 1, ..place } } else { Span { start: place.start - 1, ..place } };
    is_typed.then(|| Fix::guess(place, ""))
}

/// Whether of a word and the next, with nothing but a space between them, one is typed and one comes from a figure.
fn is_at_edge_of_figure(sentence: &Sentence, first: usize) -> bool {
    let (word, next) = (&sentence.words[first], &sentence.words[first + 1]);
    word.is_figure != next.is_figure && sentence.text[word.range.end..next.range.start].trim().is_empty()
}

/// A phone number in one piece.
pub(crate) const PHONE_NUMBER: Rule = Rule {
    name: "phone-number",
    severity: Severity::Warning,
    explain: "A phone number in one piece cannot be read out or typed in without losing the place. Write it in groups: 0300 123 4567.",
};

pub(crate) fn phone_number(reading: &Reading, _: &House, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            if !key.starts_with(['0', '4']) {
                continue;
            }
            let digits: String = key.chars().filter(|sign| *sign != '-').collect();
            if all_digits(&digits) && (10..14).contains(&digits.len()) {
                let parts = [
                    digits.get(..digits.len() - 7),
                    digits.get(digits.len() - 7..digits.len() - 4),
                    digits.get(digits.len() - 4..),
                ];
                let grouped = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                let message = "this phone number is in one piece".to_owned();
                let say = |grouped: &str| format!("Write it in groups: {grouped}.");
                correct(&PHONE_NUMBER, sentence, &(at..at + 1), message, (&grouped, say), diagnostics);
            }
        }
    }
}
