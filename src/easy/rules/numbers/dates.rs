//! Dates and times in short forms → as people say them.

use std::ops::Range;

use super::kind::{all_digits, is_year, number};
use super::{correct, tell};
use crate::base::diagnostic::{Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::easy::rules::NHS;
use crate::easy::rules::reading::{PlanContext, Reading};
use crate::easy::spoken::Sentence;
use crate::value::period::Period;
use crate::value::voice::{Voice, month_number};

/// A date in figures, or short for a time.
pub(crate) const DATE_FORM: Rule = Rule {
    name: "date-form",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N8", NHS, false)),
    fix: Fixable::Partly(Reason::Sentence),
    severity: Severity::Error,
    explain: "Write dates in full: 1 April 2027. Do not write 01/04/27, 1st, Q3 or 2026/27. For a financial year, \
              write \"from April 2026 to March 2027\".",
};

pub(crate) fn date_form(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            if reading.is_settled(position, at) && !sentence.key(at).starts_with('q') {
                continue;
            }
            let Some(said) = date_fault(sentence, at) else { continue };
            let words = at..at + 1;
            let message = format!("“{}” is a shortened date", sentence.text_of(&words));
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
            return Some(Said::Somehow(format!("Write “from April {year} to March {next}”.")));
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
    (is_quarter || is_fiscal).then(|| Said::Somehow("Write the months: “from … to …”.".to_owned()))
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
    Period::parse(&format!("{year}-{month:0>2}-{day:0>2}")).map(|day| Voice::default().time(day))
}

/// A time that is not written as people say it.
pub(crate) const TIME_FORM: Rule = Rule {
    name: "time-form",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N9", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Write times as people say them: 2pm, 5:30pm, midday. Do not use the 24-hour clock, 09:00, a point, or \
              a space before am and pm.",
};

pub(crate) fn time_form(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            if let Some((words, said)) = time_fault(sentence, at) {
                let message = format!("“{}” is not how most people say the time", sentence.text_of(&words));
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
