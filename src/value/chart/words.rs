//! What a chart says, in one to three sentences made from its numbers, and never more than they say.

use std::cmp::Ordering;

use super::voice::UnitVoice;
use crate::value::label::{Aim, Label};
use crate::value::locale::{Argument, Catalogue, Key};
use crate::value::number::{Bound, Quantity};
use crate::value::period::Period;
use crate::value::voice::grammar::uncapitalised;

/// A description longer than this is no longer heard as one.
const MOST_LETTERS: usize = 250;
/// A name longer than this is cut.
const NAME_LETTERS: usize = 60;

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
        Self::of_name(voice.fill(Key("chart-of-part"), &[("name", name(part).into()), ("sentence", sentence.into())]))
    }
}

/// The sentences that can be heard as one description.
pub(super) fn as_many_as_fit(sentences: Vec<Sentence>) -> String {
    let mut text = String::new();
    for Sentence { words, .. } in sentences {
        let letters = text.chars().count() + 1 + words.chars().count();
        if text.is_empty() && letters > MOST_LETTERS + 1 {
            return cut(&words, MOST_LETTERS);
        }
        if letters > MOST_LETTERS {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&words);
    }
    text
}

/// The first words of a text that is too long.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most - 1).collect();
    let whole_words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':']))
}

/// A name, or the beginning of a long one.
pub(super) fn name(text: &str) -> String {
    cut(text, NAME_LETTERS)
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

impl Aim {
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

    /// `, below the target of 95%`; nothing where that is not certain.
    pub(super) fn against(self, value: &Quantity, target: &Quantity, aim: Aim) -> String {
        self.against_words(value, target, self.say(target), aim)
    }

    /// The same with the target in words.
    pub(super) fn against_target(self, value: &Quantity, target: &Quantity, words: String) -> String {
        self.against_words(value, target, words, Aim::Target)
    }

    fn against_words(self, value: &Quantity, target: &Quantity, words: String, aim: Aim) -> String {
        let way = to_target(value, target);
        let (target, aim) = (("target", words.into()), ("aim", Argument::Choice(aim.word())));
        match way {
            Some(Ordering::Less) => self.fill(Key("chart-below-target"), &[target, aim]),
            Some(Ordering::Equal) => self.fill(Key("chart-at-target"), &[target, aim]),
            Some(Ordering::Greater) => self.fill(Key("chart-above-target"), &[target, aim]),
            None => String::new(),
        }
    }

    /// What a bar or a line is called; not all of a long name.
    pub(super) fn name_of(self, label: &Label) -> String {
        name(&self.of_plan.label(label))
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

/// What one figure is to another, where both are known well enough to say: `less than 97` can be anything to 96.
pub(super) fn settled(one: &Quantity, other: &Quantity) -> Option<Ordering> {
    let (bound, other_bound) = (one.bound(), other.bound());
    match one.number()?.cmp(&other.number()?) {
        Ordering::Greater => (!bound.may_be_less() && !other_bound.may_be_more()).then_some(Ordering::Greater),
        Ordering::Less => (!bound.may_be_more() && !other_bound.may_be_less()).then_some(Ordering::Less),
        Ordering::Equal => match (bound, other_bound) {
            (Bound::None, Bound::None) => Some(Ordering::Equal),
            (Bound::Above, Bound::None | Bound::Most | Bound::Below) => Some(Ordering::Greater),
            (Bound::None | Bound::Least, Bound::Below) => Some(Ordering::Greater),
            (Bound::Below, Bound::None | Bound::Least | Bound::Above) => Some(Ordering::Less),
            (Bound::None | Bound::Most, Bound::Above) => Some(Ordering::Less),
            _ => None,
        },
    }
}

/// What a value is to its target. A target of `at least 95` is a mark at 95, and not a number that may be higher.
pub(super) fn to_target(value: &Quantity, target: &Quantity) -> Option<Ordering> {
    let way = settled(value, &Quantity::exact(target.number()?))?;
    let is_within = !matches!(target.bound(), Bound::Above | Bound::Below);
    (is_within || value.number() != target.number()).then_some(way)
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
        let long = "word ".repeat(80);
        let reported = as_many_as_fit(vec![Sentence::ours(long)]);
        assert!(reported.chars().count() <= 250 && reported.ends_with("word…"), "{reported}");
    }
}
