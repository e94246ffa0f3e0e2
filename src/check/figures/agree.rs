//! Whether a plan says the same thing in all places: tables that share rows, and changes that sentences tell of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::typed::step;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::{Span, Spanned};
use crate::plan::query::value_index::{family, in_pounds};
use crate::plan::{ChapterData, Plan, RowKind, Table};
use crate::text::sentence;
use crate::text::sentence::TypedFigure;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::period::Period;
use crate::value::voice::Voice;

/// One figure in two tables, with two values.
pub(crate) const TWO_VALUES: Rule = Rule {
    name: "two-values",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Two tables have the same rows and agree on most of them, but not on this one. Perhaps one table was \
              updated and the other was not. Make the figure a measure and show it in both with {{ its-id }}. If \
              both figures are right, accept the message and give a reason.",
};

/// A change reported in a sentence that the table does not show.
pub(crate) const CLAIMED_CHANGE: Rule = Rule {
    name: "claimed-change",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A sentence says how much a row of a table goes up or down, or by what percentage. The table in the same \
              chapter shows a different change.",
};

/// A label stands in so many tables that it says nothing about which figure is meant.
const TOO_COMMON: usize = 20;

/// A column of figures of one table.
#[derive(Clone, Copy)]
struct Figures<'p> {
    table: &'p Table,
    column: usize,
}

pub(crate) fn two_values(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let tables: Vec<&Table> =
        plan.chapter_data().flat_map(ChapterData::tables).filter(|table| table.is_sound).collect();
    let labels: Vec<BTreeMap<String, usize>> = tables.iter().map(|table| labels(table)).collect();
    let mut owners: HashMap<&str, Vec<usize>> = HashMap::new();
    for (table, labels) in labels.iter().enumerate() {
        for label in labels.keys() {
            owners.entry(label).or_default().push(table);
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (label, owners) in owners.iter().filter(|(_, owners)| owners.len() <= TOO_COMMON) {
        for (position, first) in owners.iter().enumerate() {
            owners[position + 1..].iter().for_each(|second| shared.entry((*first, *second)).or_default().push(label));
        }
    }
    for ((first, second), mut names) in shared.into_iter().filter(|(_, names)| names.len() >= 4) {
        names.sort_unstable();
        for (one, other) in pairs(tables[first], tables[second]) {
            let rows: Vec<(usize, usize)> =
                names.iter().map(|name| (labels[first][*name], labels[second][*name])).collect();
            diagnostics.extend(disagreements(one, other, &rows));
        }
    }
}

/// The rows of a table by what they are about. A name that stands twice is about nothing in particular.
fn labels(table: &Table) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut twice = HashSet::new();
    for row in (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()) {
        let label = label(table.row_name(row));
        if !label.is_empty() && found.insert(label.clone(), row).is_some() {
            twice.insert(label);
        }
    }
    found.retain(|label, _| !twice.contains(label));
    found
}

/// What a row is about: its name without what stands in brackets and without `total`.
fn label(name: &str) -> String {
    let outside: String = name
        .split('(')
        .enumerate()
        .map(|(position, text)| match position {
            0 => text,
            _ => text.split_once(')').map_or("", |(_, rest)| rest),
        })
        .collect();
    let slug = slug(&outside);
    let bare = slug.strip_prefix("total-").unwrap_or(&slug);
    if matches!(bare, "total" | "all" | "other" | "others" | "subtotal" | "grand-total") {
        String::new()
    } else {
        bare.to_owned()
    }
}

/// The columns of two tables that hold the same kind of figure for the same time.
fn pairs<'p>(first: &'p Table, second: &'p Table) -> Vec<(Figures<'p>, Figures<'p>)> {
    let figures = |table: &'p Table| -> Vec<Figures<'p>> {
        (0..table.columns.len())
            .filter(|column| table.unit_of(*column).is_some())
            .map(|column| Figures { table, column })
            .collect()
    };
    let (ours, theirs) = (figures(first), figures(second));
    let is_alone = ours.len() == 1 && theirs.len() == 1;
    if is_alone {
        return ours.into_iter().zip(theirs).filter(|(one, other)| one.is_like(*other)).collect();
    }
    let theirs = by_key(theirs);
    let pairs = by_key(ours).into_values().flatten().filter_map(|one| Some((one, (*theirs.get(one.key())?)?)));
    let mut pairs: Vec<_> = pairs.filter(|(one, other)| one.is_like(*other)).collect();
    pairs.sort_unstable_by_key(|(one, _)| one.column);
    pairs
}

/// Columns by their keys. Where two have one key, nobody can say which is meant.
fn by_key(columns: Vec<Figures<'_>>) -> HashMap<&str, Option<Figures<'_>>> {
    let mut found = HashMap::new();
    for column in columns {
        found.entry(column.key()).and_modify(|known| *known = None).or_insert(Some(column));
    }
    found
}

impl<'p> Figures<'p> {
    fn unit(&self) -> Option<&Unit> {
        self.table.unit_of(self.column)
    }

    fn key(&self) -> &'p str {
        &self.table.columns[self.column].key
    }

    fn is_like(&self, other: Self) -> bool {
        match (self.unit(), other.unit()) {
            (Some(Unit::Money(_, ours)), Some(Unit::Money(_, theirs))) => ours == theirs,
            (ours, theirs) => ours == theirs,
        }
    }

    /// The figure of a row, money in pounds.
    fn number(&self, row: usize) -> Option<Decimal> {
        let figure = self.table.figure(row, self.column).filter(|figure| figure.hedge.is_none())?;
        in_pounds(figure, self.unit()?)
    }

    /// The figure of a row with its unit.
    fn shown(&self, row: usize) -> String {
        let figure = self.table.figure(row, self.column).zip(self.unit());
        figure.map_or(String::new(), |(figure, unit)| Voice::default().figure(figure, unit).into_seen())
    }

    /// One in the last place to which the figure of a row was printed, money in pounds.
    fn last_place(&self, row: usize) -> Option<Decimal> {
        let number = self.table.figure(row, self.column)?.number()?;
        in_pounds(&Quantity::exact(Decimal::new(1, number.scale())), self.unit()?)
    }

    /// Whether two figures say the same at the precision of the coarser of them.
    fn agrees(&self, row: usize, other: Self, theirs: usize) -> Option<bool> {
        let off = self.number(row)?.saturating_sub(other.number(theirs)?).abs();
        let (own, others) = (self.last_place(row)?, other.last_place(theirs)?);
        Some(off.is_zero() || own != others && off <= own.max(others) / Decimal::TWO)
    }

    fn place(&self, row: usize) -> Span {
        self.table.rows[row].cells[self.column].written.span
    }
}

/// Rows in which two columns differ, if they agree in most.
fn disagreements(one: Figures, other: Figures, rows: &[(usize, usize)]) -> Vec<Diagnostic> {
    let known: Vec<(usize, usize, bool)> =
        rows.iter().filter_map(|(ours, theirs)| Some((*ours, *theirs, one.agrees(*ours, other, *theirs)?))).collect();
    let equal = || known.iter().filter(|(.., agree)| *agree);
    let telling = equal().filter(|(ours, ..)| one.number(*ours).is_some_and(|number| !number.is_zero())).count();
    if telling < 3 || equal().count() * 2 < known.len() {
        return Vec::new();
    }
    known
        .iter()
        .filter(|(.., agree)| !agree)
        .map(|(ours, theirs, _)| {
            let message = format!(
                "{} is {} here, but {} in the table “{}”",
                one.table.row_name(*ours),
                one.shown(*ours),
                other.shown(*theirs),
                other.table.caption.value
            );
            Diagnostic::new(&TWO_VALUES, one.place(*ours), message)
                .also(other.place(*theirs), "the other figure")
                .help("Correct the wrong figure. If both are right, rename one row to show how they differ.")
        })
        .collect()
}

pub(crate) fn claimed_change(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for chapter in plan.chapters().filter(|chapter| !chapter.tables.is_empty()) {
        let tables: Vec<Change> = chapter.tables.iter().filter(|table| table.is_sound).filter_map(Change::of).collect();
        if tables.is_empty() {
            continue;
        }
        let rows = RowsByName::of(&tables);
        let reported = chapter.sentences_with_figures.iter().filter(|sentence| tells_of_change(&sentence.value));
        diagnostics.extend(reported.filter_map(|sentence| claim(&tables, &rows, sentence)));
    }
}

/// A table with two columns for two times.
struct Change<'p> {
    before: Figures<'p>,
    after: Figures<'p>,
}

impl<'p> Change<'p> {
    /// The columns of a table that hold the same figures for two times; nothing where it has more.
    fn of(table: &'p Table) -> Option<Self> {
        let dated = |column: usize| Some((Period::parse(&table.columns[column].name.value)?.last_day(), column));
        let figures = (0..table.columns.len()).filter(|column| table.unit_of(*column).is_some());
        let mut columns: Vec<_> = figures.filter_map(dated).collect();
        columns.sort();
        match columns[..] {
            [(_, before), (_, after)] if table.unit_of(before) == table.unit_of(after) => {
                Some(Self { before: Figures { table, column: before }, after: Figures { table, column: after } })
            }
            _ => None,
        }
    }

    /// How many words of its caption a sentence, as a slug, uses.
    fn likeness(&self, sentence: &str) -> usize {
        let caption = slug(&self.before.table.caption.value);
        caption.split('-').filter(|word| word.len() > 3 && sentence.split('-').any(|other| other == *word)).count()
    }
}

/// The rows of tables by what they are about, as words in a slug.
struct RowsByName {
    /// For a name of several words, the rows that are called so, each with the position of its table.
    rows: HashMap<String, Vec<(usize, usize)>>,
    /// How many words the names have.
    lengths: BTreeSet<usize>,
}

/// A sentence does not repeat a name of more words than this.
const LONGEST_NAME: usize = 40;

impl RowsByName {
    fn of(tables: &[Change]) -> Self {
        let (mut rows, mut lengths) = (HashMap::<String, Vec<(usize, usize)>>::new(), BTreeSet::new());
        for (position, change) in tables.iter().enumerate() {
            let table = change.before.table;
            for row in (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data) {
                let label = label(table.row_name(row));
                let words = label.split('-').count();
                if (2..=LONGEST_NAME).contains(&words) {
                    lengths.insert(words);
                    rows.entry(label).or_default().push((position, row));
                }
            }
        }
        Self { rows, lengths }
    }

    /// For each table of which a sentence, as a slug, names a row, the row that it names with the most letters.
    fn named_in(&self, sentence: &str) -> BTreeMap<usize, usize> {
        let begins = std::iter::once(0).chain(sentence.match_indices('-').map(|(at, _)| at + 1));
        let begins: Vec<usize> = begins.collect();
        let end = |word: usize| begins.get(word + 1).map_or(sentence.len(), |next| next - 1);
        let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for first in 0..begins.len() {
            for length in self.lengths.iter().take_while(|length| first + **length <= begins.len()) {
                let name = &sentence[begins[first]..end(first + length - 1)];
                for (table, row) in self.rows.get(name).into_iter().flatten() {
                    let best = best.entry(*table).or_default();
                    *best = (*best).max((name.len(), *row));
                }
            }
        }
        best.into_iter().map(|(table, (_, row))| (table, row)).collect()
    }
}

fn tells_of_change(sentence: &str) -> bool {
    let words = ["grow", "grew", "growth", "rise", "rose", "increase", "fall", "fell", "drop", "reduc", "decrease"];
    sentence
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| words.iter().any(|known| word.to_lowercase().starts_with(known)))
}

/// A change that a sentence tells and none of the tables shows, held against the table that the sentence is most like.
fn claim(tables: &[Change], rows: &RowsByName, sentence: &Spanned<String>) -> Option<Diagnostic> {
    let words = slug(&sentence.value);
    let named: Vec<(&Change, usize)> =
        rows.named_in(&words).into_iter().map(|(table, row)| (&tables[table], row)).collect();
    let unit = named.first()?.0.after.unit()?;
    let typed = sentence::figures(sentence);
    let own: Vec<&TypedFigure> = typed.iter().filter(|figure| family(unit) == family(&figure.unit)).collect();
    // With several figures nobody can say which is the change.
    let [figure] = own[..] else { return percent_claim(&named, &words, sentence, &typed) };
    let claimed = in_pounds(&figure.quantity, &figure.unit)?.abs();
    let mut changes = Vec::new();
    for (table, row) in named {
        let (before, after) = (table.before.number(row)?, table.after.number(row)?);
        // The figure may be what it grows to, or from.
        let reported = [after - before, before, after];
        if reported.iter().any(|known| (known.abs() - claimed).abs() <= step(figure)) {
            return None;
        }
        // From 20% to 10% is a fall by half too.
        let is_share = *unit == Unit::Percent;
        if is_share
            && percent_change(before, after).is_some_and(|change| (change.abs() - claimed).abs() <= step(figure))
        {
            return None;
        }
        changes.push((table.likeness(&words), after - before, table, row));
    }
    let (_, change, table, row) = changes.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let pounds = Unit::Money(Scale::One, None);
    let unit = if matches!(unit, Unit::Money(..)) { &pounds } else { unit };
    let shown = Voice::default().figure(&Quantity::exact(change), unit).into_seen();
    let message = format!(
        "this says that {} changes by {}, but the change in the table “{}” is {shown}",
        table.after.table.row_name(row),
        figure.text,
        table.after.table.caption.value
    );
    Some(
        Diagnostic::new(&CLAIMED_CHANGE, figure.span, message)
            .also(table.after.place(row), "the table")
            .help("Correct the sentence or the table."),
    )
}

/// `Running costs fall by 10%`, held against the change of the row in percent.
fn percent_claim(
    named: &[(&Change, usize)],
    words: &str,
    sentence: &Spanned<String>,
    typed: &[TypedFigure],
) -> Option<Diagnostic> {
    let is_claim =
        |figure: &&TypedFigure| figure.unit == Unit::Percent && sentence.value.contains(&format!("by {}", figure.text));
    let claims: Vec<&TypedFigure> = typed.iter().filter(is_claim).collect();
    let [figure] = claims[..] else { return None };
    if typed.len() > 1 || named.iter().any(|(table, _)| table.after.unit() == Some(&Unit::Percent)) {
        return None;
    }
    let claimed = figure.quantity.number()?.abs();
    // A sentence rounds: by half of its last place, and by what the table's own rounding adds.
    let slack = Decimal::new(6, claimed.scale() + 1);
    let mut changes = Vec::new();
    for (table, row) in named {
        let (before, after) = (table.before.number(*row)?, table.after.number(*row)?);
        let change = percent_change(before, after)?;
        if (change.abs() - claimed).abs() <= slack {
            return None;
        }
        changes.push((table.likeness(words), change, *table, *row));
    }
    let (_, change, table, row) = changes.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let shown = Quantity::exact(change.round_dp(claimed.scale().max(1)).normalize());
    let message = format!(
        "this says that {} changes by {}, but the change in the table “{}” is {}",
        table.after.table.row_name(row),
        figure.text,
        table.after.table.caption.value,
        Voice::default().figure(&shown, &Unit::Percent).into_seen()
    );
    Some(
        Diagnostic::new(&CLAIMED_CHANGE, figure.span, message)
            .also(table.after.place(row), "the table")
            .help("Correct the sentence or the table."),
    )
}

/// How much more one number is than another, in percent; nothing where the first is nothing.
fn percent_change(before: Decimal, after: Decimal) -> Option<Decimal> {
    (after - before).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.abs())
}
