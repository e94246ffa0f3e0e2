//! Tables that have rows of the same names → the figures in which they differ, though they seem to say the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::{Exact, TOO_COMMON, TWO_VALUES, is_alike, shown};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::names::slug;
use crate::base::span::Span;
use crate::check::figures::named::{labels, period_in, period_of};
use crate::plan::{ChapterData, Plan, Table};
use crate::value::number::Unit;
use crate::value::period::Period;

/// A column of figures of one table.
#[derive(Clone, Copy)]
struct Figures<'p> {
    table: &'p Table,
    column: usize,
}

pub(super) fn compare(plan: &Plan, diagnostics: &mut Diagnostics) {
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
    for ((first, second), mut names) in shared.into_iter().filter(|(_, names)| names.len() >= 3) {
        names.sort_unstable_by_key(|name| labels[first][*name]);
        let rows: Vec<(usize, usize)> =
            names.iter().map(|name| (labels[first][*name], labels[second][*name])).collect();
        diagnostics.extend(disagreements(tables[first], tables[second], &rows));
    }
}

/// The columns of two tables that hold the same kind of figure for the same time.
fn pairs<'p>(first: &'p Table, second: &'p Table) -> Vec<(Figures<'p>, Figures<'p>)> {
    let figures = |table: &'p Table| -> Vec<Figures<'p>> {
        let figures = (0..table.columns.len()).filter(|column| table.unit_of(*column).is_some());
        figures.map(|column| Figures { table, column }).collect()
    };
    let (ours, theirs) = (figures(first), figures(second));
    if ours.len() == 1 && theirs.len() == 1 {
        return ours.into_iter().zip(theirs).filter(|(one, other)| one.is_like(*other)).collect();
    }
    let theirs_by_key = by_key(theirs.iter().copied(), |figures| Some(figures.key().to_owned()));
    let theirs_by_time = by_key(theirs.into_iter(), Figures::time);
    let ours_by_time = by_key(ours.iter().copied(), Figures::time);
    // Headings that say more than a time are known by it where no other column of their table has it.
    let by_time = |one: Figures<'p>| {
        let time = one.time()?;
        ours_by_time.get(&time)?.as_ref()?;
        *theirs_by_time.get(&time)?
    };
    let ours = by_key(ours.into_iter(), |figures| Some(figures.key().to_owned()));
    let pairs = ours.into_values().flatten().filter_map(|one| {
        let by_name = theirs_by_key.get(one.key()).copied().flatten();
        Some((one, by_name.or_else(|| by_time(one))?))
    });
    let mut pairs: Vec<_> = pairs.filter(|(one, other)| one.is_like(*other)).collect();
    pairs.sort_unstable_by_key(|(one, _)| one.column);
    pairs
}

/// Columns by their keys. Where two have one key, nobody can say which is meant.
fn by_key<'p, K: Eq + Hash>(
    columns: impl Iterator<Item = Figures<'p>>,
    key: impl Fn(&Figures<'p>) -> Option<K>,
) -> HashMap<K, Option<Figures<'p>>> {
    let mut found = HashMap::new();
    for column in columns {
        let Some(key) = key(&column) else { continue };
        found.entry(key).and_modify(|known| *known = None).or_insert(Some(column));
    }
    found
}

impl<'p> Figures<'p> {
    fn unit(&self) -> Option<&'p Unit> {
        self.table.unit_of(self.column)
    }

    fn key(&self) -> &'p str {
        &self.table.columns[self.column].key
    }

    /// The time that its heading says, or else that of the table.
    fn time(&self) -> Option<Period> {
        period_of(self.table, self.column).or_else(|| period_in(&self.table.caption.value))
    }

    /// Whether it holds the same kind of figure for the same time, as far as that is said.
    fn is_like(&self, other: Self) -> bool {
        let is_timely = self.time().zip(other.time()).is_none_or(|(ours, theirs)| ours == theirs);
        is_timely && self.unit().zip(other.unit()).is_some_and(|(ours, theirs)| is_alike(ours, theirs))
    }

    fn exact(&self, row: usize) -> Option<Exact> {
        Exact::of(self.table.figure(row, self.column)?, self.unit()?)
    }

    /// The figure of a row with its unit.
    fn shown(&self, row: usize) -> String {
        let figure = self.table.figure(row, self.column).zip(self.unit());
        figure.map_or(String::new(), |(figure, unit)| shown(figure, unit))
    }

    fn place(&self, row: usize) -> Span {
        self.table.rows[row].cells[self.column].written.span
    }
}

/// A figure that two tables have, each in a row and a column of its own.
struct Shared<'p> {
    one: Figures<'p>,
    other: Figures<'p>,
    ours: usize,
    theirs: usize,
    is_equal: bool,
    /// Whether it is long enough that two of them are not equal by chance.
    is_telling: bool,
}

impl<'p> Shared<'p> {
    fn of(one: Figures<'p>, other: Figures<'p>, (ours, theirs): (usize, usize)) -> Option<Self> {
        let (own, others) = (one.exact(ours)?, other.exact(theirs)?);
        let is_telling = own.number.normalize().mantissa().abs() >= 10;
        Some(Self { one, other, ours, theirs, is_equal: own.agrees(others), is_telling })
    }

    fn is_nothing(&self) -> bool {
        self.one.exact(self.ours).is_some_and(|figure| figure.number.is_zero())
    }

    fn reported(&self) -> Diagnostic {
        let message = format!(
            "{} is {} here, but {} in the table “{}”",
            self.one.table.row_name(self.ours),
            self.one.shown(self.ours),
            self.other.shown(self.theirs),
            self.other.table.caption.value
        );
        Diagnostic::new(&TWO_VALUES, self.one.place(self.ours), message)
            .also(self.other.place(self.theirs), "the other figure")
            .help("Correct the wrong figure. If both are right, rename one row to show how they differ.")
    }
}

/// What is to be said of two tables that have rows of the same names: of a few figures each, of a copy that was not kept up to
/// date how many there are.
fn disagreements(first: &Table, second: &Table, rows: &[(usize, usize)]) -> Vec<Diagnostic> {
    let columns: Vec<Vec<Shared>> = pairs(first, second)
        .into_iter()
        .map(|(one, other)| rows.iter().filter_map(|rows| Shared::of(one, other, *rows)).collect())
        .collect();
    let is_copy = is_copy(first, second, &columns);
    let all = columns.iter().map(Vec::len).sum();
    let (alike, other): (Vec<Vec<Shared>>, Vec<Vec<Shared>>) =
        columns.into_iter().partition(|shared| agree_in_most(shared));
    let differing = |columns: Vec<Vec<Shared>>| -> Vec<Diagnostic> {
        columns.iter().flatten().filter(|shared| !shared.is_equal).map(Shared::reported).collect()
    };
    if !is_copy {
        return differing(alike);
    }
    let doubted: Vec<&Shared> = alike.iter().chain(&other).flatten().filter(|shared| !shared.is_equal).collect();
    match doubted[..] {
        [first, _, _, _, ..] if !other.is_empty() => vec![reported_once(first, &doubted, all)],
        _ => doubted.iter().map(|shared| shared.reported()).collect(),
    }
}

/// Whether the figures of two columns are the same but for a few.
fn agree_in_most(shared: &[Shared]) -> bool {
    let equal = || shared.iter().filter(|shared| shared.is_equal);
    shared.len() >= 4
        && equal().filter(|shared| !shared.is_nothing()).count() >= 3
        && equal().count() * 2 >= shared.len()
}

/// Whether one table is a copy of the other that was not kept up to date: it has the same caption, or the same rows and columns,
/// and some of its figures.
fn is_copy(first: &Table, second: &Table, columns: &[Vec<Shared>]) -> bool {
    let all = columns.iter().map(Vec::len).sum::<usize>();
    let equal = columns.iter().flatten().filter(|shared| shared.is_equal && shared.is_telling).count();
    let caption = |table: &Table| slug(&table.caption.value);
    let has_same_caption = !caption(first).is_empty() && caption(first) == caption(second);
    let is_beside = first.id.span.file == second.id.span.file;
    let is_alike = has_same_caption || has_same_names(first, second);
    let shares_figures = equal >= 2 && equal * 4 >= all;
    all >= 4 && (is_alike && shares_figures || has_same_caption && is_beside)
}

/// Whether two tables have the same rows and columns.
fn has_same_names(first: &Table, second: &Table) -> bool {
    let columns =
        |table: &Table| -> BTreeSet<String> { table.columns.iter().map(|column| column.key.clone()).collect() };
    let rows = |table: &Table| -> BTreeSet<String> { labels(table).into_keys().collect() };
    first.rows.len() == second.rows.len() && columns(first) == columns(second) && rows(first) == rows(second)
}

/// One message for many figures, with the first places.
fn reported_once(first: &Shared, doubted: &[&Shared], all: usize) -> Diagnostic {
    let caption = &first.other.table.caption.value;
    let message = format!(
        "{} of {all} figures differ from the table “{caption}”, which has the same rows. The first is {}: {} here, but {} there",
        doubted.len(),
        first.one.table.row_name(first.ours),
        first.one.shown(first.ours),
        first.other.shown(first.theirs),
    );
    let found = Diagnostic::new(&TWO_VALUES, first.one.place(first.ours), message);
    let found = found.also(first.other.place(first.theirs), "the other figure");
    let next = doubted[1..].iter().take(2);
    let found = next.fold(found, |found, shared| found.also(shared.one.place(shared.ours), "differs too"));
    found.help(
        "If one table is a copy of the other, show the same table in both places with {{ table its-id }}. If not, give \
         it a caption that says how it differs.",
    )
}
