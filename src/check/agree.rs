//! Whether a plan says the same thing in all places: tables that share rows, figures typed in sentences, and changes that
//! sentences tell of.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::names::slug;
use crate::number::{Quantity, Scale, Unit};
use crate::period::Period;
use crate::plan::{Chapter, Metric, Plan, RowKind, Table};
use crate::sentence::{self, TypedFigure};
use crate::source::{FileId, Source, Span, Spanned};
use crate::wording::Style;

/// One figure in two tables, with two values.
pub(super) const TWO_VALUES: Rule = Rule {
    name: "two-values",
    severity: Severity::Warning,
    explain: "Two tables share their rows and agree on most of them, but not here: one of them was probably changed and the \
              other forgotten. Make a measure of the figure and show it in both, {{ its-id }}, or accept the finding with a \
              reason.",
};

/// A figure typed in a sentence that is a measure's.
pub(super) const TYPED_FIGURE: Rule = Rule {
    name: "typed-figure",
    severity: Severity::Warning,
    explain: "A figure that a measure holds was typed into a sentence. When the measure changes, the sentence stays behind. \
              Write {{ its-id }} instead.",
};

/// A figure typed in a sentence that is nearly a measure's.
pub(super) const NEARLY_THE_SAME: Rule = Rule {
    name: "nearly-the-same",
    severity: Severity::Warning,
    explain: "A figure in a sentence differs from that of a measure by so little that one of the two is probably a slip.",
};

/// A change told in a sentence that the table does not show.
pub(super) const CLAIMED_CHANGE: Rule = Rule {
    name: "claimed-change",
    severity: Severity::Warning,
    explain: "A sentence says by how much a row of a table grows or falls, and the table of the same chapter shows another \
              change.",
};

/// A number that is none.
pub(super) const BROKEN_NUMBER: Rule = Rule {
    name: "broken-number",
    severity: Severity::Warning,
    explain: "Commas separate thousands, three digits each: 129,000. A point comes before decimals: £3.5m.",
};

/// A label stands in so many tables that it says nothing about which figure is meant.
const TOO_COMMON: usize = 20;

/// A column of figures of one table.
#[derive(Clone, Copy)]
struct Figures<'p> {
    table: &'p Table,
    column: usize,
}

pub(super) fn two_values(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let tables: Vec<&Table> = tables(plan).collect();
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

fn tables(plan: &Plan) -> impl Iterator<Item = &Table> {
    plan.chapters.iter().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound)
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
    let mut found = Vec::new();
    for one in &ours {
        found.extend(
            theirs
                .iter()
                .filter(|other| one.is_like(**other) && (is_alone || one.key() == other.key()))
                .map(|other| (*one, *other)),
        );
    }
    found
}

impl Figures<'_> {
    fn unit(&self) -> Option<&Unit> {
        self.table.unit_of(self.column)
    }

    fn key(&self) -> &str {
        &self.table.columns[self.column].key
    }

    fn is_like(&self, other: Self) -> bool {
        match (self.table.unit_of(self.column), other.table.unit_of(other.column)) {
            (Some(Unit::Money(_, ours)), Some(Unit::Money(_, theirs))) => ours == theirs,
            (ours, theirs) => ours == theirs,
        }
    }

    /// The figure of a row, money in pounds.
    fn number(&self, row: usize) -> Option<Decimal> {
        let figure = self.table.figure(row, self.column).filter(|figure| figure.hedge.is_none())?;
        in_pounds(figure, self.table.unit_of(self.column)?)
    }

    fn shown(&self, row: usize) -> String {
        let unit = self.table.unit_of(self.column);
        let figure = self.table.figure(row, self.column).zip(unit);
        figure.map_or(String::new(), |(figure, unit)| Style::default().cell(figure, unit).text)
    }

    fn place(&self, row: usize) -> Span {
        self.table.rows[row].cells[self.column].written.span
    }
}

fn in_pounds(figure: &Quantity, unit: &Unit) -> Option<Decimal> {
    match unit {
        Unit::Money(scale, _) => figure.resized(*scale, Scale::One)?.number(),
        _ => figure.number(),
    }
}

/// Rows in which two columns differ, if they agree in most.
fn disagreements(one: Figures, other: Figures, rows: &[(usize, usize)]) -> Vec<Diagnostic> {
    let known: Vec<(usize, usize, Decimal, Decimal)> = rows
        .iter()
        .filter_map(|(ours, theirs)| Some((*ours, *theirs, one.number(*ours)?, other.number(*theirs)?)))
        .collect();
    let telling = known.iter().filter(|(.., ours, theirs)| ours == theirs && !ours.is_zero()).count();
    let equal = known.iter().filter(|(.., ours, theirs)| ours == theirs).count();
    if telling < 3 || equal * 2 < known.len() {
        return Vec::new();
    }
    known
        .iter()
        .filter(|(.., ours, theirs)| ours != theirs)
        .map(|(ours, theirs, ..)| {
            let message = format!(
                "{} is {} here, but {} in the table “{}”",
                one.table.row_name(*ours),
                one.shown(*ours),
                other.shown(*theirs),
                other.table.caption.value
            );
            Diagnostic::new(&TWO_VALUES, one.place(*ours), message)
                .also(other.place(*theirs), "the other figure")
                .help("Correct the one that is wrong, or say in the name of the row how the two differ.")
        })
        .collect()
}

/// A value of a measure, with how to ask for it.
struct Held<'p> {
    metric: &'p Metric,
    /// The chapter and its easy-read twin.
    files: [FileId; 2],
    /// `{{ id.baseline }}`; nothing where it cannot be asked for.
    path: Option<String>,
    /// What it is: `the value`, `the target`.
    what: String,
    number: Decimal,
}

/// All values of all measures, to be found by their number.
struct Values<'p> {
    held: Vec<Held<'p>>,
    by_number: BTreeMap<(Family, Decimal), Vec<usize>>,
}

impl<'p> Values<'p> {
    fn of(plan: &'p Plan) -> Self {
        let held: Vec<Held> = plan.chapters.iter().flat_map(of_chapter).collect();
        let mut by_number: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (position, held) in held.iter().enumerate() {
            by_number.entry((family(&held.metric.unit), held.number)).or_default().push(position);
        }
        Self { held, by_number }
    }

    /// The values of one family between two numbers, in the order of the plan.
    fn between(&self, family: Family, from: Decimal, to: Decimal) -> impl Iterator<Item = &Held<'p>> {
        let mut found: Vec<usize> =
            self.by_number.range((family, from)..=(family, to)).flat_map(|(_, held)| held).copied().collect();
        found.sort_unstable();
        found.into_iter().map(|position| &self.held[position])
    }

    fn equal_to(&self, family: Family, number: Decimal) -> impl Iterator<Item = &Held<'p>> {
        self.between(family, number, number)
    }
}

pub(super) fn typed_figure(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
    let values = Values::of(plan);
    for (sentence, figure) in typed(plan, source) {
        let Some(number) = in_pounds(&figure.quantity, &figure.unit) else { continue };
        let (family, step) = (family(&figure.unit), step(&figure));
        let half = step / Decimal::TWO;
        let exact = values.equal_to(family, number);
        // The figure may be a rounding, with a size behind it: `£746 million` for £746,397,000.
        let rounded = values.between(family, number - half, number + half);
        let rounded = rounded.filter(|held| step > Decimal::ONE && held.path.is_some());
        if let Some(held) = exact.chain(rounded).find(|held| held.is_meant_by(&figure, &sentence)) {
            diagnostics.add(held.told(&figure));
        }
    }
}

pub(super) fn nearly_the_same(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
    let values = Values::of(plan);
    for (sentence, figure) in typed(plan, source).filter(|(_, figure)| digits(figure) >= 4) {
        let Some(number) = in_pounds(&figure.quantity, &figure.unit) else { continue };
        let family = family(&figure.unit);
        if values.tell(family, number) {
            continue;
        }
        // So few digits are near those of some measure by chance.
        let is_meant = |held: &&Held| digits(&figure) >= 6 || held.is_named_in(&sentence);
        let slips = slips(number);
        let near = slips.into_iter().flat_map(|slip| values.equal_to(family, slip)).find(is_meant);
        if let Some(held) = near {
            let shown = Style::default().figure(&Quantity::exact(held.own_number()), &held.metric.unit).text;
            let message = format!(
                "this says {}, but {} of the measure `{}` is {shown}",
                figure.text, held.what, held.metric.id.value
            );
            diagnostics.add(Diagnostic::new(&NEARLY_THE_SAME, figure.span, message).help(held.advice()));
        }
    }
}

/// The figures that were typed in sentences and say enough to be known again, each with its sentence.
fn typed<'a>(plan: &'a Plan, source: &'a Source) -> impl Iterator<Item = (Rc<str>, TypedFigure)> + 'a {
    let figures = texts(plan, source).flat_map(|sentence| {
        let words: Rc<str> = sentence.value.as_str().into();
        sentence::figures(&sentence).into_iter().map(move |figure| (Rc::clone(&words), figure))
    });
    figures.filter(|(_, figure)| digits(figure) >= 3)
}

/// The sentences of chapters and of easy read.
pub(super) fn texts<'a>(plan: &'a Plan, source: &'a Source) -> impl Iterator<Item = Spanned<String>> + 'a {
    let chapters = plan.chapters.iter().map(|chapter| (chapter.file, chapter.text_from));
    let twins = plan.twins().map(|twin| (twin.file, twin.text_from));
    chapters.chain(twins).flat_map(move |(file, from)| read(source, file, from))
}

fn read(source: &Source, file: FileId, from: usize) -> Vec<Spanned<String>> {
    sentence::sentences(file, source.file(file).text(), from)
}

/// How many of its digits say something: 3 in `£746 million`, 2 in `95.0%`, 1 in `600,000`.
fn digits(figure: &TypedFigure) -> usize {
    let digits: String = figure.text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// What kind of figure a sentence can tell apart, by its sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Family {
    Share,
    Money,
    Count,
}

fn family(unit: &Unit) -> Family {
    match unit {
        Unit::Percent => Family::Share,
        Unit::Money(..) => Family::Money,
        _ => Family::Count,
    }
}

fn of_chapter(chapter: &Chapter) -> impl Iterator<Item = Held<'_>> {
    let files = [chapter.file, chapter.twin.as_ref().map_or(chapter.file, |twin| twin.file)];
    chapter.metrics.iter().flat_map(move |metric| held(metric, files))
}

/// The values that a measure has or had.
fn held(metric: &Metric, files: [FileId; 2]) -> Vec<Held<'_>> {
    let id = &metric.id.value;
    let mut found = Vec::new();
    let mut add = |quantity: &Quantity, path: Option<String>, what: String| {
        if let Some(number) = in_pounds(quantity, &metric.unit).filter(|_| quantity.hedge.is_none()) {
            found.push(Held { metric, files, path, what, number });
        }
    };
    if let Some(latest) = metric.latest() {
        add(&latest.quantity.value, Some(id.clone()), "the value".to_owned());
    }
    if let Some(stated) = &metric.value {
        add(&stated.quantity.value, None, "an earlier value".to_owned());
    }
    if let Some(baseline) = &metric.baseline {
        add(&baseline.quantity.value, Some(format!("{id}.baseline")), "the baseline".to_owned());
    }
    for (number, target) in (1..).zip(&metric.targets) {
        let part = if number == metric.targets.len() { "target".to_owned() } else { format!("targets.{number}") };
        add(&target.quantity.value, Some(format!("{id}.{part}")), "a target".to_owned());
    }
    if let Some(compare) = &metric.compare {
        add(&compare.reading.quantity.value, Some(format!("{id}.compare")), format!("the value for {}", compare.name));
    }
    for point in &metric.trajectory {
        for quantity in [&point.actual, &point.plan].into_iter().flatten() {
            add(&quantity.value, None, format!("the figure for {}", point.period.value.words()));
        }
    }
    found
}

impl Values<'_> {
    /// Whether a number is a value, or a value rounded: 596,900 for 596,907.
    fn tell(&self, family: Family, number: Decimal) -> bool {
        let digits = number.normalize().to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let step = Decimal::from(10_u64.pow(u32::try_from(zeros).unwrap_or(0).min(18)));
        let is_near = |held: &Held| (held.number - number).abs() < step;
        let is_rounded = || step > Decimal::ONE && self.between(family, number - step, number + step).any(is_near);
        self.equal_to(family, number).next().is_some() || is_rounded()
    }
}

impl Held<'_> {
    /// Whether a typed figure is this value and not by chance the same number. Four digits or an amount of money say enough;
    /// a shorter share must stand in the measure's own chapter, and a shorter number, `room 136`, beside its name.
    fn is_meant_by(&self, figure: &TypedFigure, sentence: &str) -> bool {
        let says_enough = digits(figure) >= 4
            || match family(&figure.unit) {
                Family::Money => true,
                Family::Share => self.files.contains(&figure.span.file),
                Family::Count => false,
            };
        says_enough || self.is_named_in(sentence)
    }

    /// Whether a sentence speaks of the measure: has a word of its name, its id or its unit in it.
    fn is_named_in(&self, sentence: &str) -> bool {
        let about = slug(&format!("{} {} {}", self.metric.name.value, self.metric.id.value, self.metric.unit.symbol()));
        let names: Vec<&str> = about.split('-').map(bare).filter(|word| word.len() > 3).collect();
        slug(sentence).split('-').any(|word| names.contains(&bare(word)))
    }

    /// In the size in which the measure keeps it.
    fn own_number(&self) -> Decimal {
        let Unit::Money(scale, _) = self.metric.unit else { return self.number };
        let pounds = Quantity::exact(self.number);
        pounds.resized(Scale::One, scale).and_then(|quantity| quantity.number()).unwrap_or(self.number)
    }

    fn advice(&self) -> String {
        match &self.path {
            Some(path) => format!("Write {{{{ {path} }}}} if it is the same figure."),
            None => format!("Correct it if it is the same figure as in the measure `{}`.", self.metric.id.value),
        }
    }

    fn told(&self, figure: &TypedFigure) -> Diagnostic {
        let number = in_pounds(&figure.quantity, &figure.unit);
        let is_round = number != Some(self.number);
        let message = format!(
            "{} is typed here, and is {} of the measure `{}`{}",
            figure.text,
            self.what,
            self.metric.id.value,
            if is_round { ", rounded" } else { "" }
        );
        let help = match &self.path {
            Some(path) => {
                let wording = if is_round { " | about" } else { "" };
                format!("Write {{{{ {path}{wording} }}}} instead, so that it follows when the measure changes.")
            }
            None => "Show the measure or its chart instead, or say it in words without the figure.".to_owned(),
        };
        Diagnostic::new(&TYPED_FIGURE, figure.span, message).help(help)
    }
}

/// A word without the ending of more than one.
fn bare(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// What the last typed digit is worth: 1,000,000 in `£746 million`, 0.1 in `88.1%`.
fn step(figure: &TypedFigure) -> Decimal {
    let size = [(" million", 6), ("m", 6), (" billion", 9), ("bn", 9), ("k", 3)]
        .into_iter()
        .find(|(word, _)| figure.text.ends_with(word))
        .map_or(0, |(_, zeros)| zeros);
    let decimals =
        figure.text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    let decimals = u32::try_from(decimals).unwrap_or(0);
    Decimal::from(10_u64.pow(size)) / Decimal::from(10_u64.pow(decimals.min(9)))
}

/// The numbers that a slip of the finger may have made into this one: two digits swapped, or one digit other, far behind,
/// where it looks alike.
fn slips(number: Decimal) -> Vec<Decimal> {
    let text = number.normalize().to_string().into_bytes();
    let digits: Vec<usize> = (0..text.len()).filter(|at| text[*at].is_ascii_digit()).collect();
    let swapped = digits.windows(2).map(|pair| {
        let mut slip = text.clone();
        slip.swap(pair[0], pair[1]);
        slip
    });
    let is_long = text.len() > 4;
    let other = (1..text.len()).filter(|_| is_long).flat_map(|at| {
        let text = &text;
        (b'0'..=b'9').map(move |digit| {
            let mut slip = text.clone();
            slip[at] = digit;
            slip
        })
    });
    let is_like = |slip: &Vec<u8>| *slip != text && is_number_like(slip, &text);
    let slips = swapped.chain(other).filter(is_like).filter_map(|slip| String::from_utf8(slip).ok()?.parse().ok());
    slips.collect()
}

/// Whether the point and the sign stand where they stood, and no nought comes first.
fn is_number_like(slip: &[u8], number: &[u8]) -> bool {
    let is_alike = |(a, b): (&u8, &u8)| a.is_ascii_digit() == b.is_ascii_digit();
    slip.iter().zip(number).all(is_alike) && slip.first() != Some(&b'0')
}

pub(super) fn broken_number(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
    for number in texts(plan, source).flat_map(|sentence| sentence::broken_numbers(&sentence)) {
        let message = format!("`{}` is not a number: its commas do not separate thousands", number.value);
        diagnostics.add(Diagnostic::new(&BROKEN_NUMBER, number.span, message).help("Write it like 129,000 or £3.5m."));
    }
}

pub(super) fn claimed_change(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
    for chapter in plan.chapters.iter().filter(|chapter| !chapter.tables.is_empty()) {
        let tables: Vec<Change> = chapter.tables.iter().filter(|table| table.is_sound).filter_map(Change::of).collect();
        if tables.is_empty() {
            continue;
        }
        for sentence in read(source, chapter.file, chapter.text_from) {
            if tells_of_change(&sentence.value) {
                diagnostics.extend(claim(&tables, &sentence));
            }
        }
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

    /// The row that a sentence, as a slug, names with the most words.
    fn row_named(&self, sentence: &str) -> Option<usize> {
        let table = self.before.table;
        let rows = (0..table.rows.len()).filter(|row| table.rows[*row].kind == RowKind::Data);
        let named = rows
            .map(|row| (label(table.row_name(row)), row))
            .filter(|(label, _)| label.contains('-') && format!("-{sentence}-").contains(&format!("-{label}-")));
        named.max_by_key(|(label, _)| label.len()).map(|(_, row)| row)
    }

    /// How many words of its caption a sentence, as a slug, uses.
    fn likeness(&self, sentence: &str) -> usize {
        let caption = slug(&self.before.table.caption.value);
        caption.split('-').filter(|word| word.len() > 3 && sentence.split('-').any(|other| other == *word)).count()
    }
}

fn tells_of_change(sentence: &str) -> bool {
    let words = ["grow", "grew", "growth", "rise", "rose", "increase", "fall", "fell", "drop", "reduc", "decrease"];
    sentence
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| words.iter().any(|known| word.to_lowercase().starts_with(known)))
}

/// A change that a sentence tells and none of the tables shows, held against the table that the sentence is most like.
fn claim(tables: &[Change], sentence: &Spanned<String>) -> Option<Diagnostic> {
    let words = slug(&sentence.value);
    let named: Vec<(&Change, usize)> =
        tables.iter().filter_map(|table| Some((table, table.row_named(&words)?))).collect();
    let unit = named.first()?.0.after.unit()?;
    let typed = sentence::figures(sentence);
    let typed: Vec<&TypedFigure> = typed.iter().filter(|figure| family(unit) == family(&figure.unit)).collect();
    // With several figures nobody can say which is the change.
    let [figure] = typed[..] else { return None };
    let claimed = in_pounds(&figure.quantity, &figure.unit)?.abs();
    let mut changes = Vec::new();
    for (table, row) in named {
        let (before, after) = (table.before.number(row)?, table.after.number(row)?);
        // The figure may be what it grows to, or from.
        let told = [after - before, before, after];
        if told.iter().any(|known| (known.abs() - claimed).abs() <= step(figure)) {
            return None;
        }
        changes.push((table.likeness(&words), after - before, table, row));
    }
    let (_, change, table, row) = changes.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let pounds = Unit::Money(Scale::One, None);
    let unit = if matches!(unit, Unit::Money(..)) { &pounds } else { unit };
    let shown = Style::default().figure(&Quantity::exact(change), unit).text;
    let message = format!(
        "this says that {} changes by {}, but in the table “{}” the change is {shown}",
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
