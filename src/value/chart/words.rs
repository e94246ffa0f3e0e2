//! What a chart says, in one to three sentences made from its numbers, and never more than they say.

use std::cmp::Ordering;

use super::aim::{Aim, Outcome, settled, to_target};
use super::voice::UnitVoice;
use crate::value::label::{AimKind, Label};
use crate::value::locale::{Argument, Catalogue, Key};
use crate::value::number::Quantity;
use crate::value::period::Period;
use crate::value::voice::grammar::uncapitalised;

/// A description longer than this is no longer heard as one.
const MOST_LETTERS: usize = 250;

/// A sentence of a description.
pub(super) struct Sentence {
    words: String,
    /// Whether it begins with a name, whose first letter stays as it is.
    begins_with_name: bool,
}

impl Sentence {
    /// A sentence that begins with a word of ours.
    pub(super) fn ours(words: String) -> Self {
        Self { words, begins_with_name: false }
    }

    /// A sentence that begins with a name.
    pub(super) fn of_name(words: String) -> Self {
        Self { words, begins_with_name: true }
    }

    /// The sentence after the name of a part of the chart.
    pub(super) fn of_part(self, part: &str, voice: UnitVoice) -> Self {
        let sentence = if self.begins_with_name { self.words } else { uncapitalised(&self.words) };
        Self::of_name(voice.fill(Key("chart-of-part"), &[("name", part.into()), ("sentence", sentence.into())]))
    }
}

/// The sentences that can be heard as one description: the first, and as many more as there is room for.
pub(super) fn as_many_as_fit(sentences: Vec<Sentence>) -> String {
    let mut text = String::new();
    for Sentence { words, .. } in sentences {
        let letters = text.chars().count() + 1 + words.chars().count();
        if text.is_empty() {
            text = words;
            continue;
        }
        if letters > MOST_LETTERS {
            break;
        }
        text.push(' ');
        text.push_str(&words);
    }
    text
}

/// What a sentence about values over time is about.
pub(super) enum Subject {
    /// The values of a measure, which are past.
    Measure,
    /// What was planned for a measure.
    Plan,
    /// The one column of a table, which may be about years to come.
    Column,
    /// One of several columns.
    Named(String),
}

impl Subject {
    fn choice(&self) -> Argument<'static> {
        Argument::Choice(match self {
            Self::Measure => "measure",
            Self::Plan => "plan",
            Self::Column => "column",
            Self::Named(_) => "named",
        })
    }

    /// Whether what it is about was, or is.
    pub(super) fn tense(&self) -> Argument<'static> {
        Argument::Choice(if matches!(self, Self::Measure) { "past" } else { "present" })
    }

    fn sentence(&self, words: String) -> Sentence {
        if matches!(self, Self::Named(_)) { Sentence::of_name(words) } else { Sentence::ours(words) }
    }
}

/// A value, and when it was so.
pub(super) type Point<'q> = (&'q Quantity, Option<Period>);

/// Values over time, as a sentence tells them.
pub(super) enum Course<'q> {
    /// One value.
    Once(Point<'q>),
    /// The first and the last.
    FromTo(Point<'q>, Point<'q>),
    /// The same value from one time to another.
    Level(&'q Quantity, Period, Period),
}

impl AimKind {
    /// How it is called beside its mark, with its figure.
    pub(super) fn in_key(self, figure: String, texts: &Catalogue) -> String {
        match self {
            Self::Target => texts.markup(Key("chart-key-target"), &[("figure", figure.into())]),
            Self::Standard => texts.markup(Key("chart-key-standard"), &[("figure", figure.into())]),
        }
    }
}

impl UnitVoice<'_> {
    /// A text of the catalogue with its arguments.
    pub(super) fn fill(self, key: Key, arguments: &[(&str, Argument)]) -> String {
        self.of_plan.texts().fill(key, arguments)
    }

    /// A text of the catalogue.
    pub(super) fn text(self, key: Key) -> String {
        self.of_plan.texts().text(key).to_owned()
    }

    /// `It rose from 84.8% in 2017-18 to 88.1% in March 2018, below the target of 95%.`
    pub(super) fn course(self, about: &Subject, course: &Course, target: String) -> Sentence {
        let own_name = if let Subject::Named(name) = about { name.as_str() } else { "" };
        let (subject, name, target) = (about, ("name", own_name.into()), ("target", target.into()));
        let about = ("about", about.choice());
        let ((first, from), (last, to)) = match course {
            Course::Once(point) => {
                let value = ("value", self.at(*point).into());
                return subject.sentence(self.fill(Key("chart-once"), &[about, name, value, target]));
            }
            Course::Level(value, first, last) => {
                let figure = ("figure", self.say(value).into());
                let first = ("first", self.of_plan.time(*first).into());
                let last = ("last", self.of_plan.time(*last).into());
                return subject.sentence(self.fill(Key("chart-level"), &[about, name, figure, first, last, target]));
            }
            Course::FromTo(first, last) => (*first, *last),
        };
        let from = ("from", self.at((first, from)).into());
        let again = to;
        let to = ("to", self.at((last, to)).into());
        subject.sentence(match settled(last, first) {
            None => self.fill(Key("chart-was-and-was"), &[about, name, from, to, target]),
            Some(Ordering::Greater) => self.fill(Key("chart-rose"), &[about, name, from, to, target]),
            Some(Ordering::Less) => self.fill(Key("chart-fell"), &[about, name, from, to, target]),
            Some(Ordering::Equal) => {
                let again = ("again", self.again(again).into());
                self.fill(Key("chart-again"), &[about, name, from, again, target])
            }
        })
    }

    fn again(self, when: Option<Period>) -> String {
        match when.map(|when| self.of_plan.in_time(when)) {
            Some(when) => self.fill(Key("chart-again-then"), &[("when", when.into())]),
            None => self.text(Key("chart-again-now")),
        }
    }

    /// `88.1% in March 2018`, `88.1%`.
    pub(super) fn at(self, (value, when): Point) -> String {
        let figure = self.say(value);
        match when.map(|when| self.of_plan.in_time(when)) {
            Some(when) => self.fill(Key("chart-value-at"), &[("figure", figure.into()), ("when", when.into())]),
            None => figure,
        }
    }

    /// `, which does not meet the target of 95%`, or `, below the target of 95%` where nobody says which way is better;
    /// nothing where that is not certain.
    pub(super) fn against(self, (value, when): Point, aim: &Aim) -> String {
        self.against_target((value, when), aim, self.say(&aim.value))
    }

    /// The same with the target in words.
    pub(super) fn against_target(self, (value, when): Point, aim: &Aim, words: String) -> String {
        let key = match (aim.outcome(value, when), to_target(value, &aim.value)) {
            (Some(Outcome::Met), _) => Key("chart-meets-target"),
            (Some(Outcome::NotYet), _) => Key("chart-not-yet-at-target"),
            (Some(Outcome::NotMet), _) => Key("chart-misses-target"),
            (None, Some(Ordering::Less)) => Key("chart-below-target"),
            (None, Some(Ordering::Equal)) => Key("chart-at-target"),
            (None, Some(Ordering::Greater)) => Key("chart-above-target"),
            (None, None) => return String::new(),
        };
        self.fill(key, &[("target", words.into()), ("aim", Argument::Choice(aim.kind.word()))])
    }

    /// What a bar or a line is called.
    pub(super) fn name_of(self, label: &Label) -> String {
        self.of_plan.label(label)
    }

    /// `Upper Lea Valley is the highest of 6, at 125,168.`, and which is the lowest.
    pub(super) fn range(self, known: &[(String, &Quantity)]) -> Vec<Sentence> {
        let highest = known.iter().max_by_key(|(_, value)| value.number());
        let lowest = known.iter().min_by_key(|(_, value)| value.number());
        let (Some((_, highest)), Some((_, lowest))) = (highest, lowest) else { return Vec::new() };
        if let [(only, value)] = known {
            let (name, figure) = (("name", only.into()), ("figure", self.say(value).into()));
            return vec![Sentence::ours(self.fill(Key("chart-only"), &[name, figure]))];
        }
        if highest.number() == lowest.number() {
            let (count, figure) = (("count", known.len().into()), ("figure", self.say(highest).into()));
            return vec![Sentence::ours(self.fill(Key("chart-all-alike"), &[count, figure]))];
        }
        vec![self.highest(known, highest), self.lowest(known, lowest)]
    }

    fn highest(self, known: &[(String, &Quantity)], value: &Quantity) -> Sentence {
        let figure = ("figure", self.say(value).into());
        match with(known, value).as_slice() {
            [only] => {
                let (name, count) = (("name", (*only).into()), ("count", known.len().into()));
                Sentence::of_name(self.fill(Key("chart-highest"), &[name, count, figure]))
            }
            rows => {
                let rows = ("rows", rows.len().into());
                Sentence::ours(self.fill(Key("chart-highest-in-rows"), &[figure, rows]))
            }
        }
    }

    fn lowest(self, known: &[(String, &Quantity)], value: &Quantity) -> Sentence {
        let figure = ("figure", self.say(value).into());
        match with(known, value).as_slice() {
            [only] => {
                let (name, count) = (("name", (*only).into()), ("count", known.len().into()));
                Sentence::of_name(self.fill(Key("chart-lowest"), &[name, count, figure]))
            }
            rows => {
                let rows = ("rows", rows.len().into());
                Sentence::ours(self.fill(Key("chart-lowest-in-rows"), &[figure, rows]))
            }
        }
    }

    /// Rows that are not drawn, because they hold nothing yet or more than one number.
    pub(super) fn missing(self, rows: usize) -> Option<Sentence> {
        let words = || self.fill(Key("chart-missing-rows"), &[("rows", rows.into())]);
        (rows > 0).then(|| Sentence::ours(words()))
    }
}

/// The names of those that have this figure.
fn with<'k>(known: &'k [(String, &Quantity)], value: &Quantity) -> Vec<&'k str> {
    known.iter().filter(|(_, other)| other.number() == value.number()).map(|(name, _)| name.as_str()).collect()
}

/// The one with the most of something; nothing where several have it.
pub(super) fn the_most<T, K: Ord>(all: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(key(one)));
    let is_alone = all.get(1).is_none_or(|second| key(second) < key(&all[0]));
    all.into_iter().next().filter(|_| is_alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_as_long_as_can_be_heard() {
        let sentence = |letters: usize| Sentence::ours(format!("{}.", "a".repeat(letters - 1)));
        assert_eq!(as_many_as_fit(vec![sentence(200), sentence(49)]).chars().count(), 250);
        assert_eq!(as_many_as_fit(vec![sentence(200), sentence(50), sentence(3)]).chars().count(), 200);
        assert_eq!(as_many_as_fit(vec![sentence(400), sentence(5)]).chars().count(), 400);
    }
}
