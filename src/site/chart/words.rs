//! What a chart says, in one to three sentences made from its numbers, and never more than they say.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use super::UnitVoice;
use crate::plan::query::series::{
    Bar, Bullet, Graph, Line, Lines, Panel, PanelShape, Role, Shape, Sheet, SheetRow, Step,
};
use crate::value::label::Label;
use crate::value::number::{Amount, Bound, Hedge, Quantity, Unit};
use crate::value::period::Period;
use crate::value::voice::grammar::list;

/// A description longer than this is no longer heard as one.
const MOST_LETTERS: usize = 250;
/// A name longer than this is cut.
const NAME_LETTERS: usize = 60;

/// What the numbers of a chart say.
pub(super) fn describe(graph: &Graph, voice: UnitVoice) -> String {
    let sentences = match &graph.shape {
        Shape::Lines(lines) => voice.lines(lines, graph.table.is_some()),
        Shape::Bars(bars) if graph.table.is_some() => voice.rows(bars),
        Shape::Bars(bars) => voice.readings(bars),
        Shape::Grouped(sheet) => voice.grouped(sheet),
        Shape::Stacked(sheet) => voice.stacked(sheet),
        Shape::Pyramid(sheet) => voice.pyramid(sheet),
        Shape::Waterfall(steps) => voice.waterfall(steps),
        Shape::Bullets(bullets) => voice.bullets(bullets),
        Shape::Multiples(panels) => panels.iter().filter_map(|panel| voice.panel(panel)).collect(),
    };
    as_many_as_fit(sentences)
}

fn as_many_as_fit(sentences: Vec<String>) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let letters = text.chars().count() + 1 + sentence.chars().count();
        if text.is_empty() && letters > MOST_LETTERS + 1 {
            return cut(&sentence, MOST_LETTERS);
        }
        if letters > MOST_LETTERS {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&sentence);
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

fn name(text: &str) -> String {
    cut(text, NAME_LETTERS)
}

impl UnitVoice<'_> {
    /// Where each line began and ended, and how far it went beyond both.
    fn lines(self, lines: &Lines, is_of_table: bool) -> Vec<String> {
        let is_alone = lines.lines.len() == 1;
        let has_actual = lines.lines.iter().any(|line| !line.is_plan);
        let mut sentences = Vec::new();
        for line in &lines.lines {
            let subject = match (is_of_table && !is_alone, line.is_plan) {
                (true, _) => format!("{}: it", self.name_of(&line.label)),
                (_, true) => "The plan".to_owned(),
                (_, false) => "It".to_owned(),
            };
            // A table may tell of years to come; what came of a measure is past.
            let tense = if is_of_table || line.is_plan { Tense::Present } else { Tense::Past };
            let speaks_of_target = !line.is_plan || !has_actual;
            let target = lines.target.as_ref().filter(|_| speaks_of_target);
            sentences.extend(self.course(&subject, line, &lines.times, tense, target));
        }
        if let (true, [line]) = (is_alone, lines.lines.as_slice()) {
            sentences.extend(self.extremes(line, &lines.times, is_of_table || line.is_plan));
        }
        sentences
    }

    /// `It rose from 84.8% in 2017-18 to 88.1% in March 2018, below the target of 95%.`
    fn course(
        self,
        subject: &str,
        line: &Line,
        times: &[Period],
        tense: Tense,
        target: Option<&Quantity>,
    ) -> Option<String> {
        let known: Vec<(usize, &Quantity)> = line.quantities().collect();
        let (first, last) = (known.first()?, known.last()?);
        let at = |position: usize| times.get(position).map_or(String::new(), |time| self.of_plan.in_time(*time));
        let (from, to) = (self.say(first.1), self.say(last.1));
        let target = target.map_or(String::new(), |target| self.against(last.1, target));
        let is_level = known.iter().all(|(_, value)| value.number() == first.1.number());
        let words = match settled(last.1, first.1) {
            _ if known.len() == 1 => format!("{} {from} {}", tense.choose("was", "is"), at(first.0)),
            None => format!("{} {from} {} and {to} {}", tense.choose("was", "is"), at(first.0), at(last.0)),
            Some(Ordering::Equal) if is_level => {
                let verb = tense.choose("stayed the same", "stays the same");
                format!(
                    "{verb}, {from}, from {} to {}",
                    self.of_plan.time(*times.get(first.0)?),
                    self.of_plan.time(*times.get(last.0)?)
                )
            }
            Some(Ordering::Equal) => {
                format!("{} {from} {} and again {}", tense.choose("was", "is"), at(first.0), at(last.0))
            }
            Some(Ordering::Greater) => {
                format!("{} from {from} {} to {to} {}", tense.choose("rose", "rises"), at(first.0), at(last.0))
            }
            Some(Ordering::Less) => {
                format!("{} from {from} {} to {to} {}", tense.choose("fell", "falls"), at(first.0), at(last.0))
            }
        };
        Some(format!("{subject} {words}{target}."))
    }

    /// `, below the target of 95%`; nothing where that is not certain.
    fn against(self, value: &Quantity, target: &Quantity) -> String {
        against(value, target, &self.say(target))
    }

    /// What a bar or a line is called; not all of a long name.
    fn name_of(self, label: &Label) -> String {
        name(&self.of_plan.label(label))
    }

    /// The highest and the lowest point, where they are neither the first nor the last.
    fn extremes(self, line: &Line, times: &[Period], is_present: bool) -> Vec<String> {
        let points: Vec<(usize, &Quantity)> = line.quantities().collect();
        let (Some((_, first)), Some((_, last))) = (points.first(), points.last()) else { return Vec::new() };
        let verb = if is_present { "is" } else { "was" };
        let reported = |word: &str, point: Option<&(usize, &Quantity)>, way: Ordering| {
            let is_beyond = |value: &Quantity, end: &Quantity| settled(value, end) == Some(way);
            let (position, value) = point.filter(|(_, value)| is_beyond(value, first) && is_beyond(value, last))?;
            Some(format!("The {word} {verb} {} {}.", self.say(value), self.of_plan.in_time(*times.get(*position)?)))
        };
        // Of equal points the first.
        let highest = points.iter().rev().max_by_key(|(_, value)| value.number());
        let lowest = points.iter().min_by_key(|(_, value)| value.number());
        let highest = reported("highest", highest, Ordering::Greater);
        highest.into_iter().chain(reported("lowest", lowest, Ordering::Less)).collect()
    }

    /// Where a measure started, where it is and where it should go.
    fn readings(self, bars: &[Bar]) -> Vec<String> {
        let values: Vec<(&Bar, Option<Period>)> = bars
            .iter()
            .filter_map(|bar| if let Role::Value(when) = bar.role { Some((bar, when)) } else { None })
            .collect();
        let targets: Vec<String> = bars.iter().filter_map(|bar| self.target(bar)).collect();
        let last_target = bars.iter().rev().find(|bar| matches!(bar.role, Role::Target(_)));
        let at = |when: Option<Period>| when.map_or(String::new(), |when| format!(" {}", self.of_plan.in_time(when)));
        let value = match values.as_slice() {
            [] => None,
            [(only, when)] => Some((*only, format!("It was {}{}", self.say(&only.value), at(*when)))),
            [(first, from), .., (last, to)] => {
                let (before, now) = (self.say(&first.value), self.say(&last.value));
                let (from, to) = (at(*from), at(*to));
                let words = match settled(&last.value, &first.value) {
                    Some(Ordering::Equal) => format!("It was {before}{from} and again{to}"),
                    Some(Ordering::Greater) => format!("It rose from {before}{from} to {now}{to}"),
                    Some(Ordering::Less) => format!("It fell from {before}{from} to {now}{to}"),
                    None => format!("It was {before}{from} and {now}{to}"),
                };
                Some((*last, words))
            }
        };
        let elsewhere = bars.iter().filter(|bar| bar.role == Role::Elsewhere);
        let elsewhere = elsewhere.map(|bar| format!("{}: {}.", self.name_of(&bar.label), self.say(&bar.value)));
        let reported = match (value, targets.as_slice(), last_target) {
            (Some((last, words)), [only], Some(target)) if to_target(&last.value, &target.value).is_some() => {
                vec![format!("{words}{}.", against(&last.value, &target.value, only))]
            }
            (value, [], _) => value.map(|(_, words)| format!("{words}.")).into_iter().collect(),
            (value, targets, _) => {
                let value = value.map(|(_, words)| format!("{words}."));
                let verb = if targets.len() == 1 { "target is" } else { "targets are" };
                value.into_iter().chain([format!("The {verb} {}.", list(targets))]).collect()
            }
        };
        reported.into_iter().chain(elsewhere).collect()
    }

    /// `95% for March 2019`
    fn target(self, bar: &Bar) -> Option<String> {
        let Role::Target(by) = bar.role else { return None };
        let by = by.map_or(String::new(), |by| format!(" for {}", self.of_plan.time(by)));
        Some(format!("{}{by}", self.say(&bar.value)))
    }

    /// The largest and the smallest of the rows of a table.
    fn rows(self, bars: &[Bar]) -> Vec<String> {
        let known: Vec<(String, &Quantity)> = bars
            .iter()
            .map(|bar| (self.name_of(&bar.label), &bar.value))
            .filter(|(_, value)| value.number().is_some())
            .collect();
        self.range(&known).into_iter().chain(missing(bars.len() - known.len())).collect()
    }

    /// `The highest of 6 is Upper Lea Valley, 125,168; the lowest is …, 61,427.`
    fn range(self, known: &[(String, &Quantity)]) -> Option<String> {
        let (_, highest) = known.iter().max_by_key(|(_, value)| value.number())?;
        let (_, lowest) = known.iter().min_by_key(|(_, value)| value.number())?;
        let count = known.len();
        if let [(only, value)] = known {
            return Some(format!("{only} is {}.", self.say(value)));
        }
        if highest.number() == lowest.number() {
            let all = if count == 2 { "Both".to_owned() } else { format!("All {count}") };
            return Some(format!("{all} are {}.", self.say(highest)));
        }
        let at = |wanted: &Quantity| {
            let alike = known.iter().filter(|(_, value)| value.number() == wanted.number());
            let names: Vec<&str> = alike.map(|(name, _)| name.as_str()).collect();
            match names.as_slice() {
                [only] => format!("{only}, {}", self.say(wanted)),
                many => format!("{}, in {} rows", self.say(wanted), many.len()),
            }
        };
        let of = if count == 2 { "The higher".to_owned() } else { format!("The highest of {count}") };
        let low = if count == 2 { "lower" } else { "lowest" };
        Some(format!("{of} is {}; the {low} is {}.", at(highest), at(lowest)))
    }

    /// How two columns differ; of more columns, the highest and the lowest figure.
    fn grouped(self, sheet: &Sheet) -> Vec<String> {
        let pairs: Vec<Pair> = sheet.rows.iter().filter_map(Pair::of).collect();
        if let ([one, other], [_, ..]) = (sheet.columns.as_slice(), pairs.as_slice()) {
            return self.two_columns([one, other], &pairs, sheet.rows.len());
        }
        let cells = sheet.rows.iter().flat_map(|row| {
            let cells = sheet.columns.iter().zip(&row.values).filter(|(_, value)| value.number().is_some());
            cells.map(|(column, value)| (format!("{}, {}", name(&row.name), name(column)), value))
        });
        self.range(&cells.collect::<Vec<_>>()).into_iter().collect()
    }

    /// How two columns differ in the rows that have a number in both.
    fn two_columns(self, [one, other]: [&String; 2], pairs: &[Pair], rows: usize) -> Vec<String> {
        let count = |way: Ordering| pairs.iter().filter(|pair| pair.way == way).count();
        let (higher, lower, same) = (count(Ordering::Greater), count(Ordering::Less), count(Ordering::Equal));
        let with_both = if pairs.len() == rows { "" } else { " with both figures" };
        let (one, other) = (name(one), name(other));
        if same == pairs.len() {
            return vec![format!("{one} and {other} are the same in every row{with_both}.")];
        }
        let ways =
            [(higher, "higher"), (lower, "lower"), (same, "the same")].into_iter().filter(|(count, _)| *count > 0);
        let ways = ways.enumerate().map(|(position, (count, way))| match (position, pairs.len()) {
            (0, 1) if rows == 1 => format!("{way} than {other}"),
            (0, 1) => format!("{way} than {other} in {}, the only row{with_both}", name(pairs[0].name)),
            (0, all) if count == all => format!("{way} than {other} in every row{with_both}"),
            (0, all) => format!("{way} than {other} in {count} of {all} rows{with_both}"),
            _ => format!("{way} in {count}"),
        });
        let first = format!("{one} is {}.", list(&ways.collect::<Vec<_>>()));
        let widest = the_most(pairs.iter(), |pair| pair.apart).map(|pair| {
            let (first, second) = (self.say(pair.first), self.say(pair.second));
            format!("The widest difference is in {}: {first} and {second}.", name(pair.name))
        });
        std::iter::once(first).chain(widest.filter(|_| pairs.len() > 1)).collect()
    }

    fn pyramid(self, sheet: &Sheet) -> Vec<String> {
        let largest = |position: usize| {
            let values = sheet.rows.iter().filter_map(|row| Some((name(&row.name), row.values.get(position)?)));
            let known: Vec<(String, &Quantity)> = values.filter(|(_, value)| value.number().is_some()).collect();
            let column = name(&sheet.columns[position]);
            let Some((row, value)) = the_most(known.iter(), |(_, value)| value.number()) else {
                return Some(format!("{column}: {}", uncapitalised(&self.range(&known)?)));
            };
            Some(format!("{column}: the highest is {row}, {}.", self.say(value)))
        };
        (0..sheet.columns.len()).filter_map(largest).collect()
    }

    /// Where the path begins, where it ends, and its largest step.
    fn waterfall(self, steps: &[Step]) -> Vec<String> {
        let known: Vec<(&Step, (Decimal, Decimal))> = steps.iter().filter_map(|step| Some((step, step.way?))).collect();
        let (Some((first, _)), Some((last, (_, end)))) = (known.first(), known.last()) else { return Vec::new() };
        let end = if is_end_open(steps) {
            ". Where it ends is not known yet".to_owned()
        } else if last.is_total {
            format!(" and ends at {} ({})", self.say(&last.value), name(&last.name))
        } else {
            format!(" and ends at {}", self.say(&Quantity::exact(*end)))
        };
        let begin = format!("It begins at {} ({}){end}.", self.say(&first.value), name(&first.name));
        let count = steps.len();
        let steps = known.iter().skip(1).filter(|(step, _)| !step.is_total);
        let largest = steps.filter_map(|(step, _)| Some((step, step.value.number()?)));
        let largest = the_most(largest, |(_, number)| number.abs()).filter(|(_, number)| !number.is_zero());
        let largest = largest.map(|(step, number)| {
            let verb = if number > Decimal::ZERO { "adds" } else { "takes away" };
            let size = Quantity { hedge: step.value.hedge, ..Quantity::exact(number.abs()) };
            format!("The largest step after that {verb} {}: {}.", self.say(&size), name(&step.name))
        });
        std::iter::once(begin).chain(missing(count - known.len())).chain(largest).collect()
    }

    fn bullets(self, bullets: &[Bullet]) -> Vec<String> {
        let each = bullets.iter().map(|bullet| {
            let voice = self.of(&bullet.unit);
            let when = bullet.when.map_or(String::new(), |when| format!(" {}", self.of_plan.in_time(when)));
            let against = voice.against(&bullet.value, &bullet.target);
            format!("{}: {}{when}{against}.", name(&bullet.name), voice.say(&bullet.value))
        });
        if bullets.len() < 3 {
            return each.collect();
        }
        let count = |way: Option<Ordering>| {
            bullets.iter().filter(|bullet| to_target(&bullet.value, &bullet.target) == way).count()
        };
        let ways = [
            ("above", Some(Ordering::Greater)),
            ("equal to", Some(Ordering::Equal)),
            ("below", Some(Ordering::Less)),
            ("not certain to be above or below", None),
        ];
        let ways: Vec<String> = ways
            .into_iter()
            .filter(|(_, way)| count(*way) > 0)
            .map(|(words, way)| match count(way) {
                1 => format!("1 is {words} its target"),
                several => format!("{several} are {words} their targets"),
            })
            .collect();
        let all = format!("Of {} measures, {}.", bullets.len(), list(&ways));
        std::iter::once(all).chain(each).collect()
    }

    /// Which part is the largest, and its share.
    fn stacked(self, sheet: &Sheet) -> Vec<String> {
        let shares: Vec<(&str, usize, Decimal)> = sheet.rows.iter().filter_map(largest_share).collect();
        // Of a row with a part that is not known nobody can say which part is the largest.
        let is_open = |row: &&SheetRow| row.values.iter().any(|value| value.number().is_none());
        let open = match sheet.rows.iter().filter(is_open).count() {
            0 => None,
            1 => Some("In one row a part has no single figure.".to_owned()),
            rows => Some(format!("In {rows} rows a part has no single figure.")),
        };
        let column = |position: usize| sheet.columns.get(position).map_or(String::new(), |column| name(column));
        let percent = |share: Decimal| {
            let whole = share.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            let hedge = (whole != share).then_some(Hedge::About);
            self.of(&Unit::Percent).say(&Quantity { hedge, ..Quantity::exact(whole.normalize()) })
        };
        let times = |column: &usize| shares.iter().filter(|(_, largest, _)| largest == column).count();
        let most = (0..sheet.columns.len()).rev().max_by_key(times).unwrap_or(0);
        let of_most: Vec<&(&str, usize, Decimal)> = shares.iter().filter(|(_, largest, _)| *largest == most).collect();
        let high = of_most.iter().rev().max_by_key(|(_, _, share)| *share);
        let Some((row, _, share)) = high else {
            let is_nothing = sheet.numbers().all(|number| number.is_zero());
            let none = if is_nothing { "Every part is 0." } else { "No part is larger than all others." };
            return vec![open.unwrap_or_else(|| none.to_owned())];
        };
        if shares.len() == 1 {
            let largest = format!("The largest part of {} is {}, {}.", name(row), column(most), percent(*share));
            return std::iter::once(largest).chain(open).collect();
        }
        let rows = if of_most.len() == sheet.rows.len() {
            "in every row".to_owned()
        } else {
            format!("in {} of {} rows", of_most.len(), sheet.rows.len())
        };
        let largest = format!("{} is the largest part {rows}.", column(most));
        let share = format!("Its share is highest in {}, {}.", name(row), percent(*share));
        [largest, share].into_iter().chain(open).collect()
    }

    fn panel(self, panel: &Panel) -> Option<String> {
        let voice = self.of(&panel.unit);
        let sentences = match &panel.shape {
            PanelShape::Bars(bars) if bars.iter().any(|bar| bar.role == Role::Row) => voice.rows(bars),
            PanelShape::Bars(bars) => voice.readings(bars),
            PanelShape::Lines(lines) => voice.lines(lines, false),
        };
        let first = sentences.into_iter().next()?;
        Some(format!("{}: {}", name(&panel.name), uncapitalised(&first)))
    }
}

/// Whether a path goes on, behind its last known total, by a step that nobody knows exactly.
fn is_end_open(steps: &[Step]) -> bool {
    let since = steps.iter().rev().take_while(|step| !(step.is_total && step.way.is_some()));
    since.map(|step| &step.value.amount).any(|amount| matches!(amount, Amount::ToBeConfirmed | Amount::Range(..)))
}

/// Rows that are not drawn, because they hold nothing yet or more than one number.
fn missing(rows: usize) -> Option<String> {
    match rows {
        0 => None,
        1 => Some("One row has no single figure.".to_owned()),
        rows => Some(format!("{rows} rows have no single figure.")),
    }
}

/// A row with a number in both of two columns.
struct Pair<'s> {
    name: &'s str,
    first: &'s Quantity,
    second: &'s Quantity,
    /// What the first is to the second.
    way: Ordering,
    apart: Decimal,
}

impl<'s> Pair<'s> {
    fn of(row: &'s SheetRow) -> Option<Self> {
        let [first, second] = row.values.as_slice() else { return None };
        let (one, other) = (first.number()?, second.number()?);
        Some(Self { name: &row.name, first, second, way: one.cmp(&other), apart: one.saturating_sub(other).abs() })
    }
}

/// What one figure is to another, where both are known well enough to say: `less than 97` can be anything to 96.
fn settled(one: &Quantity, other: &Quantity) -> Option<Ordering> {
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
fn to_target(value: &Quantity, target: &Quantity) -> Option<Ordering> {
    let way = settled(value, &Quantity::exact(target.number()?))?;
    let is_within = !matches!(target.bound(), Bound::Above | Bound::Below);
    (is_within || value.number() != target.number()).then_some(way)
}

/// `, below the target of 95%`, with the target in words.
fn against(value: &Quantity, target: &Quantity, words: &str) -> String {
    match to_target(value, target) {
        Some(Ordering::Less) => format!(", below the target of {words}"),
        Some(Ordering::Equal) => format!(", equal to the target of {words}"),
        Some(Ordering::Greater) => format!(", above the target of {words}"),
        None => String::new(),
    }
}

/// When something was or is.
#[derive(Clone, Copy)]
enum Tense {
    Past,
    Present,
}

impl Tense {
    fn choose(self, past: &'static str, present: &'static str) -> &'static str {
        match self {
            Self::Past => past,
            Self::Present => present,
        }
    }
}

/// The name of a row, the position of its largest part, and the share of that in percent; nothing where a part is not
/// known or no part is the largest alone.
fn largest_share(row: &SheetRow) -> Option<(&str, usize, Decimal)> {
    let numbers: Vec<Decimal> = row.values.iter().map(Quantity::number).collect::<Option<_>>()?;
    let whole = numbers.iter().copied().fold(Decimal::ZERO, Decimal::saturating_add);
    let (position, largest) = the_most(numbers.iter().enumerate(), |(_, number)| **number)?;
    let share = largest.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some((row.name.as_str(), position, share))
}

/// The one with the most of something; nothing where several have it.
fn the_most<T, K: Ord>(all: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(key(one)));
    let is_alone = all.get(1).is_none_or(|second| key(second) < key(&all[0]));
    all.into_iter().next().filter(|_| is_alone)
}

/// A sentence that goes on behind a colon. The name of a row at its beginning stays as it is.
fn uncapitalised(sentence: &str) -> String {
    let own = sentence.split(' ').next().filter(|first| OPENINGS.contains(first));
    let Some(first) = own else { return sentence.to_owned() };
    format!("{}{}", first.to_lowercase(), &sentence[first.len()..])
}

/// How sentences of ours begin that do not begin with a name.
const OPENINGS: [&str; 5] = ["It", "The", "Both", "All", "One"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_as_long_as_can_be_heard() {
        let sentence = |letters: usize| format!("{}.", "a".repeat(letters - 1));
        assert_eq!(as_many_as_fit(vec![sentence(200), sentence(49)]).chars().count(), 250);
        assert_eq!(as_many_as_fit(vec![sentence(200), sentence(50), sentence(3)]).chars().count(), 200);
        let long = "word ".repeat(80);
        let reported = as_many_as_fit(vec![long]);
        assert!(reported.chars().count() <= 250 && reported.ends_with("word…"), "{reported}");
    }
}
