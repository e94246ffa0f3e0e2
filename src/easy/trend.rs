//! Which way a measure goes: as a value for an insert, and whether typed words such as “more” still fit its figures.
//!
//! Words are held against figures only where somebody confirmed both: then it is known which way the figures went when the
//! words were right. What the words themselves mean is not judged.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::place::Place;
use super::twin::Part;
use crate::base::span::{Span, Spanned};
use crate::plan::model::metric::Metric;
use crate::text::tree::Node;
use crate::value::period::Period;
use crate::value::standing::{Than, Trend};

impl Metric {
    /// Which way a figure of this measure goes. A value is compared with the baseline, a target with the latest value.
    ///
    /// # Errors
    /// Why nobody can say, in words.
    pub(crate) fn trend(&self, path: &[Spanned<String>]) -> Result<Trend, &'static str> {
        const NO_NUMBER: &str = "it has no number yet";
        const NOTHING_BEFORE: &str = "there is no earlier figure to compare it with";
        let number = |reading: &crate::plan::Reading| reading.quantity.value.number();
        let (latest, baseline) = (self.latest(), self.baseline.clone());
        match path.first().map_or("value", |part| part.value.as_str()) {
            "value" => {
                let (latest, baseline) = (latest.ok_or(NO_NUMBER)?, baseline.ok_or(NOTHING_BEFORE)?);
                let is_yearly = is_a_year_apart(baseline.period, latest.period);
                let than = if is_yearly { Than::TheYearBefore } else { Than::Before };
                let (is, was) = (number(&latest).ok_or(NO_NUMBER)?, number(&baseline).ok_or(NOTHING_BEFORE)?);
                Ok(Trend { way: is.cmp(&was), than })
            }
            "target" | "targets" => {
                let is = self.quantity_at(path).and_then(|quantity| quantity.number()).ok_or(NO_NUMBER)?;
                let now = latest.as_ref().and_then(number).map(|was| (was, Than::Now));
                let before = || baseline.as_ref().and_then(number).map(|was| (was, Than::Before));
                let (was, than) = now.or_else(before).ok_or(NOTHING_BEFORE)?;
                Ok(Trend { way: is.cmp(&was), than })
            }
            _ => Err("only a value and a target have a trend"),
        }
    }
}

fn is_a_year_apart(was: Option<Period>, is: Option<Period>) -> bool {
    let (Some(was), Some(is)) = (was, is) else { return false };
    let (was, is) = (was.last_day(), is.last_day());
    was.month() == is.month() && was.year() + 1 == is.year()
}

/// Typed words that fitted the figures of a measure when they were confirmed, and may mislead now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misleading {
    /// The line.
    pub span: Span,
    /// The id of the measure.
    pub measure: String,
    /// In what way.
    pub how: Turn,
}

/// What became of two figures that readers compare.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Turn {
    /// They go another way than the words were written for.
    Turned {
        /// The word that says which way: `more`.
        word: String,
        /// How they read when the words were confirmed: `80% to 88%`.
        was: String,
        /// How they read now.
        is: String,
    },
    /// They differed and read the same now.
    Same {
        /// How both read.
        words: String,
    },
}

/// Words that say which way a figure goes.
const DIRECTIONS: [&str; 24] = [
    "more", "fewer", "less", "higher", "lower", "up", "down", "rise", "rises", "rose", "fall", "falls", "fell", "grow",
    "grows", "grew", "longer", "shorter", "faster", "slower", "increase", "decrease", "better", "worse",
];

/// Figures as they are kept: how each is asked for, and how it reads.
type Figures = [(String, String)];

/// The lines of a part that were right with the figures of `then` and may mislead with those of `now`.
pub(crate) fn misleading(part: &Part, places: &[Place], then: &Figures, now: &Figures) -> Vec<Misleading> {
    let mut found = Vec::new();
    for place in places {
        let Place::Measure(id) = place else { continue };
        let turned = pairs(part, id).into_iter().find_map(|pair| turned(id, pair, then, now));
        let turned = turned.and_then(|(was, is)| {
            let (span, word) = part.lines.iter().find_map(|line| Some((line.span, direction(&line.words)?)))?;
            Some((span, Turn::Turned { word, was, is }))
        });
        let found_here = turned.or_else(|| same_now(part, id, then, now));
        found.extend(found_here.map(|(span, how)| Misleading { span, measure: id.clone(), how }));
    }
    found
}

/// The figures of a measure that the lines of a part compare: a later one and an earlier one.
fn pairs(part: &Part, id: &str) -> Vec<(&'static str, &'static str)> {
    const VALUE: (&str, &str) = ("value", "baseline");
    const TARGET: (&str, &str) = ("target", "value");
    let shows = |wanted: &str| shown(part, id).iter().any(|(_, name)| name == wanted);
    match (shows("value"), shows("target")) {
        (true, false) => vec![VALUE],
        (false, true) => vec![TARGET],
        _ => vec![VALUE, TARGET],
    }
}

/// The figures of a measure that a part shows: their lines and what is asked.
fn shown(part: &Part, id: &str) -> Vec<(Span, String)> {
    let of_line = |line: &crate::plan::Line| {
        let figures = line.figures().filter(|figure| figure.path.first().is_some_and(|first| first.value == id));
        let names = figures.map(|figure| figure.path.get(1).map_or("value".to_owned(), |part| part.value.clone()));
        names.map(|name| (line.span, name)).collect::<Vec<_>>()
    };
    part.lines.iter().flat_map(of_line).collect()
}

fn words_of<'f>(figures: &'f Figures, id: &str, part: &str) -> Option<&'f str> {
    let path = format!("{id}.{part}");
    figures.iter().find(|(other, _)| *other == path).map(|(_, words)| words.as_str())
}

/// How two figures read then and now, if the later one went another way then.
fn turned(id: &str, pair: (&str, &str), then: &Figures, now: &Figures) -> Option<(String, String)> {
    let (later, mut earlier) = pair;
    if words_of(now, id, earlier).is_none() {
        earlier = "baseline";
    }
    let read = |figures: &Figures| {
        let (from, to) = (words_of(figures, id, earlier)?.to_owned(), words_of(figures, id, later)?.to_owned());
        Some((size(&to)?.cmp(&size(&from)?), format!("{from} to {to}")))
    };
    let ((went, was), (goes, is)) = (read(then)?, read(now)?);
    (went != Ordering::Equal && went != goes).then_some((was, is))
}

/// The second of two figures that a part shows, if they differed and are the same now.
fn same_now(part: &Part, id: &str, then: &Figures, now: &Figures) -> Option<(Span, Turn)> {
    let shown = shown(part, id);
    shown.iter().enumerate().find_map(|(at, (span, name))| {
        let words = words_of(now, id, name)?;
        let is_same = |other: &str| {
            words_of(now, id, other) == Some(words) && words_of(then, id, other) != words_of(then, id, name)
        };
        let pair = shown[..at].iter().any(|(_, other)| other != name && is_same(other));
        pair.then(|| (*span, Turn::Same { words: words.to_owned() }))
    })
}

/// The word of a line that says which way a figure goes.
fn direction(nodes: &[Node]) -> Option<String> {
    let texts = nodes.iter().filter_map(|node| node.element.words());
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphabetic()));
    words.map(str::to_lowercase).find(|word| DIRECTIONS.contains(&word.as_str()))
}

/// How much a figure is, as it reads: `£3.10 million`, `−2.9%`, `about 50 hours a week`. Nothing where it is no one number.
fn size(words: &str) -> Option<Decimal> {
    let start = words.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = words.split_at(start);
    let end =
        rest.find(|letter: char| !(letter.is_ascii_digit() || ",.\u{202f}".contains(letter))).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    if behind.starts_with(" to ") {
        return None;
    }
    let digits: String = digits.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let number: Decimal = digits.trim_end_matches('.').parse().ok()?;
    let scale: u64 = match behind.trim_start() {
        behind if behind.starts_with("million") => 1_000_000,
        behind if behind.starts_with("billion") => 1_000_000_000,
        _ => 1,
    };
    let number = number.checked_mul(Decimal::from(scale))?;
    Some(if before.contains(['−', '(', '-']) { -number } else { number })
}
