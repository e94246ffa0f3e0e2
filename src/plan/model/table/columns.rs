//! The columns of a table: what their cells hold, and what the tool works out for them.

use super::Table;
use super::marks::without_marks;
use super::relation::Formula;
use super::relation::order::Dependencies;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Help, Policy, Reason, Rule, Severity};
use crate::base::names::{listed, nearest_of_its_year, slug};
use crate::base::span::{Span, Spanned};
use crate::base::yaml::Kind::{self as Value, Choice, Switch, Text, Whole};
use crate::base::yaml::{Fields, Key, Node, Record, TEXTS, text_of, words_of};
use crate::plan::read::values::{NOT_A_NUMBER, UNKNOWN_VALUE, choice, choice_field, decimal_point, unit, whole_number};
use crate::value::number::{Quantity, Scale, UNITS, Unit};
use crate::value::period::Period;
use crate::value::voice::Voice;

/// Columns that are worked out from each other.
pub const CALCULATION_CIRCLE: Rule = Rule {
    name: "calculation-circle",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A column with `calculate:` is worked out from other columns. If one of those is worked out from this \
              column, plainplan has no figures to start with. Write the figures of one of the columns in the rows.",
};

/// A column.
#[derive(Clone, Hash, Debug)]
pub struct Column {
    /// Its heading.
    pub name: Spanned<String>,
    /// The heading above it and its neighbours, where there are two rows of headings.
    pub under: Option<Spanned<String>>,
    /// Both headings as a slug, for `{{ table.row.column }}`.
    pub key: String,
    /// Whether its cells name the rows.
    pub is_header: bool,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether the author has said what they hold.
    pub(crate) is_typed: bool,
    /// Whether words may stand among its figures, because nobody has said that it holds figures alone.
    pub(crate) may_hold_words: bool,
    /// The unit to show in the heading, where it differs from the table's.
    pub unit: Option<Unit>,
    /// Whether it is to be added up.
    pub totals: Totals,
    /// What its empty cells are worked out from.
    pub calculation: Option<Calculation>,
    /// The notes that its heading refers to.
    pub marks: Vec<Spanned<String>>,
}

/// What the cells of a column hold.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Words.
    Words,
    /// Dates.
    Dates,
    /// Figures of a unit.
    Figures(Unit),
}

/// Whether a column is to be added up.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug)]
pub enum Totals {
    /// `total: sum`: a total row must be the sum of what stands above it, and is added up where it is left empty.
    Sum,
    /// `total: none`: it makes no sense to add these figures.
    Never,
    /// The author has not said.
    #[default]
    Unsaid,
}

/// How a column follows from others.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Calculation {
    /// From what, and how.
    pub formula: Formula,
    /// To how many decimal places a share is rounded.
    pub decimals: u32,
    /// Where it is stated.
    pub(crate) place: Span,
    /// The right side of its formula, if it is one of `formulas:`.
    pub(crate) text: Option<String>,
    /// Whether its formula says in what it is counted.
    pub(crate) is_unit_open: bool,
}

/// A calculation as it is written, before the columns it names are known.
pub(crate) struct Wanted {
    /// Nothing where the word is none of ours, which has been reported.
    what: Option<&'static str>,
    of: Vec<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    decimals: u32,
    place: Spanned<String>,
}

const CALCULATIONS: [(&str, &str); 4] = [
    ("sum", "sum"),
    ("change", "change"),
    ("percent change", "percent change"),
    ("percent of total", "percent of total"),
];

const KINDS: [&str; 11] =
    ["text", "count", "money", "percent", "points", "rate", "number", "date", "period", "rating", "rank"];

const SUMS: [(&str, Totals); 2] = [("sum", Totals::Sum), ("none", Totals::Never)];

/// The keys of an item of `columns:`.
#[rustfmt::skip]
pub(super) const COLUMN: Record = Record {
    name: "a column",
    doc: "A column of a table.",
    keys: &[
        Key::new("name", Text, "The heading of the column.").needed().or(&["title", "label", "heading"]),
        Key::new("under", Text, "A heading above this one and its neighbours."),
        Key::new("header", Switch, "Write true at the column that names the rows, if it is not the first."),
        Key::new("type", Choice(&KINDS), "What the cells hold.").or(&["kind", "format"]),
        Key::new("unit", Value::Unit(&UNITS), "What the figures are counted in.").or(&["units"]),
        Key::new("total", Choice(&words_of(&SUMS)), "sum if rows marked as totals must add up, none if the column must not be added up.")
            .or(&["totals", "sum"]),
        Key::new("calculate", Choice(&words_of(&CALCULATIONS)), "Works the column out from others, so that you leave its cells out.")
            .or(&["calculation", "formula"]),
        Key::new("of", TEXTS, "The columns to add up, or the column to take percentages of."),
        Key::new("from", Text, "The column that a change starts from."),
        Key::new("to", Text, "The column that a change leads to."),
        Key::new("decimals", Whole(0, 4), "How many digits to show after the point.").or(&["digits", "places"]),
    ],
};

impl Column {
    /// A column with nothing but a heading; `2016-17 > Men` stands under another heading.
    pub(crate) fn named(name: Spanned<String>) -> Self {
        let (name, marks) = without_marks(name);
        let (under, name) = match name.value.split_once(" > ") {
            Some((under, rest)) => {
                let above = Spanned::new(under.trim().to_owned(), name.span.within(0, under.len()));
                let start = under.len() + 3;
                let below = Spanned::new(rest.trim().to_owned(), name.span.within(start, start + rest.len()));
                (Some(above), below)
            }
            None => (None, name),
        };
        let column = Self {
            name,
            under,
            key: String::new(),
            is_header: false,
            kind: Kind::Words,
            is_typed: false,
            may_hold_words: false,
            unit: None,
            totals: Totals::Unsaid,
            calculation: None,
            marks,
        };
        Self { key: slug(&column.full_name()), ..column }
    }

    /// Whether its author has said what its cells hold.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// In what its figures are counted, if it holds figures.
    #[must_use]
    pub fn figures(&self) -> Option<&Unit> {
        match &self.kind {
            Kind::Figures(unit) => Some(unit),
            Kind::Words | Kind::Dates => None,
        }
    }

    /// A heading as readers see it: a month or a day as spreadsheets have it, `2026-04`, is written out.
    #[must_use]
    pub(crate) fn shown(heading: &str, voice: Voice) -> String {
        let time = Period::parse(heading).filter(|time| matches!(time, Period::Day(_) | Period::Month(..)));
        let written_out = time.filter(|time| time.iso() == heading).map(|time| voice.time(time));
        written_out.unwrap_or_else(|| heading.to_owned())
    }

    /// Both headings: `2016-17 > Men`.
    #[must_use]
    pub fn full_name(&self) -> String {
        let under = self.under.as_ref().map_or(String::new(), |under| format!("{} > ", under.value));
        format!("{under}{}", self.name.value)
    }

    /// Whether a row of headings means this column: by its name, or by its name with a unit of ours behind it.
    pub(crate) fn is_called(&self, heading: &str) -> bool {
        keys_of(heading).contains(&self.key)
    }

    /// Both headings, without a unit of ours in brackets behind them.
    pub(crate) fn name_without_unit(&self) -> String {
        let name = self.full_name();
        with_unit(&name).map(|(name, _)| name.to_owned()).unwrap_or(name)
    }

    /// Whether its name says its unit already.
    #[must_use]
    pub fn says_its_unit(&self) -> bool {
        let said = with_unit(&self.name.value).map(|(_, unit)| unit);
        let said = said.or_else(|| says_percent(&self.name.value).then_some(Unit::Percent));
        said.is_some() && said.as_ref() == self.figures()
    }

    /// `Value (£000)` is a column in thousands of pounds, and `% change` one in percent, if all its `cells` can be read so.
    /// It is called `Value` then, if no other column `is_called_so`. Cells that are meant as figures and are none, in a
    /// column where most are, are reported.
    pub(super) fn take_unit_from_name(
        &mut self,
        cells: &[Spanned<String>],
        is_called_so: bool,
        may_hold_words: bool,
    ) -> Vec<Diagnostic> {
        let named = with_unit(&self.name.value).map(|(name, unit)| (name.len(), unit));
        let Some(unit) = self.unit_in_name() else { return Vec::new() };
        if !may_hold_words && !cells.iter().all(|cell| Quantity::parse(&cell.value, &unit).is_ok()) {
            let broken = broken_figures(cells, &unit);
            // What is wrong with them need not be found out again.
            self.is_typed = !broken.is_empty();
            return broken;
        }
        self.kind = Kind::Figures(unit.clone());
        self.is_typed = true;
        if let Some((length, unit)) = named.filter(|_| !is_called_so) {
            self.name = Spanned::new(self.name.value[..length].to_owned(), self.name.span.within(0, length));
            self.key = slug(&self.full_name());
            self.unit = Some(unit);
        }
        Vec::new()
    }

    /// The unit that its heading says: `Value (£000)`, `% change`.
    pub(super) fn unit_in_name(&self) -> Option<Unit> {
        let named = with_unit(&self.name.value).map(|(_, unit)| unit);
        named.or_else(|| says_percent(&self.name.value).then_some(Unit::Percent))
    }

    /// Reads one item of `columns:`.
    pub(crate) fn parse(
        node: &Node,
        table_unit: Option<&Unit>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Self, Option<Wanted>)> {
        if node.as_text().is_some() {
            return text_of(node, "columns", diagnostics).map(|name| (Self::named(name), None));
        }
        let mut fields = Fields::of(node, &COLUMN, diagnostics)?;
        let name = fields.text("name", diagnostics);
        let under = fields.text("under", diagnostics);
        let is_header = fields.switch("header", diagnostics);
        let kinds = KINDS.map(|kind| (kind, kind));
        let kind = choice_field(&mut fields, "type", &kinds, diagnostics);
        let unit = fields.text("unit", diagnostics).and_then(|text| unit(&text, diagnostics));
        let totals = choice_field(&mut fields, "total", &SUMS, diagnostics).unwrap_or_default();
        let is_summed = totals == Totals::Sum;
        let wanted = Wanted::parse(&mut fields, diagnostics);
        fields.finish(diagnostics);
        let is_typed = kind.is_some() || unit.is_some() || is_summed;
        let kind = kind_of(kind, unit.as_ref(), table_unit, is_summed);
        let mut column = Self { is_header, kind, is_typed, unit, totals, ..Self::named(name?) };
        column.under = under.or(column.under);
        column.key = slug(&column.full_name());
        Some((column, wanted))
    }

    /// Whether its cells may be left out of the rows.
    #[must_use]
    pub fn is_calculated(&self) -> bool {
        self.calculation.is_some()
    }
}

/// Cells with digits in them that are no figures of `unit`, where most cells are.
fn broken_figures(cells: &[Spanned<String>], unit: &Unit) -> Vec<Diagnostic> {
    let read = |cell: &Spanned<String>| Quantity::parse(&cell.value, unit);
    let figures = cells.iter().filter(|cell| read(cell).is_ok_and(|figure| figure.number().is_some())).count();
    let has_digits = |cell: &&Spanned<String>| cell.value.contains(|sign: char| sign.is_ascii_digit());
    let broken: Vec<Diagnostic> = cells
        .iter()
        .filter(has_digits)
        .filter_map(|cell| {
            let message = format!("`{}` is not a number: {}", cell.value, read(cell).err()?);
            let found = Diagnostic::new(&NOT_A_NUMBER, cell.span, message);
            Some(decimal_point(found, cell, unit, || {
                "The column heading says what the unit is. Write only the figure here, and a note as [^a] after it \
                 if you need one. If the column is not for figures, write `type: text` on the column."
                    .to_owned()
            }))
        })
        .collect();
    if figures >= 2 && figures > broken.len() * 2 { broken } else { Vec::new() }
}

fn kind_of(kind: Option<&str>, unit: Option<&Unit>, table_unit: Option<&Unit>, is_summed: bool) -> Kind {
    let money = || match unit.or(table_unit) {
        Some(Unit::Money(scale, per)) => Unit::Money(*scale, per.clone()),
        _ => Unit::Money(Scale::One, None),
    };
    match (kind, unit) {
        (Some("text" | "rating"), _) => Kind::Words,
        (Some("date" | "period"), _) => Kind::Dates,
        (Some("money"), _) => Kind::Figures(money()),
        (Some("percent"), _) => Kind::Figures(Unit::Percent),
        (Some("points"), _) => Kind::Figures(Unit::Points),
        (Some("rank"), _) => Kind::Figures(Unit::Rank),
        (Some("count"), _) => Kind::Figures(match unit {
            Some(Unit::Count(noun)) => Unit::Count(noun.clone()),
            _ => Unit::Count(None),
        }),
        (Some("rate"), None) => {
            let rate = table_unit.filter(|unit| matches!(unit, Unit::Rate(_)));
            Kind::Figures(rate.cloned().unwrap_or(Unit::Number))
        }
        (Some(_), _) => Kind::Figures(unit.cloned().unwrap_or(Unit::Number)),
        (None, Some(Unit::Words)) => Kind::Words,
        (None, Some(unit)) => Kind::Figures(unit.clone()),
        (None, None) if is_summed => Kind::Figures(table_unit.cloned().unwrap_or(Unit::Number)),
        (None, None) => Kind::Words,
    }
}

impl Wanted {
    fn parse(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Option<Self> {
        let place = fields.text("calculate", diagnostics);
        let of = fields.texts("of", diagnostics);
        let from = fields.text("from", diagnostics);
        let to = fields.text("to", diagnostics);
        let help = "Write the number of digits after the decimal point.";
        let decimals = whole_number(fields, "decimals", "must be a whole number from 0 to 4,", help, diagnostics);
        let place = place?;
        let what = choice(&place, "calculate", &CALCULATIONS, diagnostics);
        Some(Self { what, of, from, to, decimals: decimals.unwrap_or(1), place })
    }
}

impl Table {
    /// Finds the columns that each calculation names, and what the results are counted in. A fault is reported.
    pub(crate) fn settle_calculations(&mut self, wanted: &[Option<Wanted>], diagnostics: &mut Diagnostics) {
        for (position, wanted) in wanted.iter().enumerate() {
            let Some(wanted) = wanted else { continue };
            let found = wanted.what.and_then(|what| self.formula(position, what, wanted, diagnostics));
            self.is_sound &= found.is_some();
            // Rows may leave the cell out all the same, and are not reported for it.
            let formula = found.unwrap_or(Formula::Sum(Vec::new()));
            let (decimals, place) = (wanted.decimals, wanted.place.span);
            let calculation = Calculation { formula, decimals, place, text: None, is_unit_open: false };
            self.columns[position].calculation = Some(calculation);
        }
        self.break_circles(diagnostics);
        for position in self.in_order_of_calculation() {
            let Some(calculation) = &self.columns[position].calculation else { continue };
            let unit = self.unit_of_formula(&calculation.formula);
            let column = &mut self.columns[position];
            if !column.is_typed {
                column.kind = Kind::Figures(unit);
                column.is_typed = true;
            }
        }
    }

    /// Reports columns that follow from each other in a circle; then they follow from nothing.
    pub(super) fn break_circles(&mut self, diagnostics: &mut Diagnostics) {
        loop {
            let circle = self.dependencies_of_columns().circle();
            let calculations = circle.iter().filter_map(|column| self.columns[*column].calculation.as_ref());
            let places: Vec<Span> = calculations.map(|calculation| calculation.place).collect();
            let [first, others @ ..] = places.as_slice() else { return };
            let names: Vec<String> =
                circle.iter().map(|column| format!("`{}`", self.columns[*column].full_name())).collect();
            let message = match names.as_slice() {
                [name] => format!("the column {name} is worked out from itself"),
                names => format!("these columns are worked out from each other: {}", names.join(", ")),
            };
            let diagnostic = Diagnostic::new(&CALCULATION_CIRCLE, *first, message)
                .help(format!("Write the figures of {} in the rows, and remove its `calculate:`.", names[0]));
            diagnostics
                .add(others.iter().fold(diagnostic, |diagnostic, other| diagnostic.also(*other, "this column too")));
            self.is_sound = false;
            for column in circle {
                if let Some(calculation) = &mut self.columns[column].calculation {
                    calculation.formula = Formula::Sum(Vec::new());
                }
            }
        }
    }

    /// The columns, each with the calculated columns that it follows from.
    fn dependencies_of_columns(&self) -> Dependencies {
        let from = |column: &Column| -> Vec<usize> {
            let places = column.calculation.as_ref().map_or(Vec::new(), |calculation| calculation.formula.places());
            places.into_iter().filter(|other| self.columns[*other].is_calculated()).collect()
        };
        Dependencies(self.columns.iter().map(from).collect())
    }

    /// The calculated columns, each behind those that it follows from. Those that follow from themselves are left out.
    pub(crate) fn in_order_of_calculation(&self) -> Vec<usize> {
        let order = self.dependencies_of_columns().order();
        order.into_iter().filter(|column| self.columns[*column].is_calculated()).collect()
    }

    fn formula(&self, position: usize, what: &str, wanted: &Wanted, diagnostics: &mut Diagnostics) -> Option<Formula> {
        let mut missing = |help: String| -> Option<Formula> {
            let message = format!("`{what}` needs the columns to work from");
            diagnostics.add(Diagnostic::new(&UNKNOWN_VALUE, wanted.place.span, message).help(help));
            None
        };
        match (what, &wanted.from, &wanted.to, wanted.of.as_slice()) {
            ("sum", _, _, []) => Some(Formula::sum_of(self.figures_before(position))),
            ("sum", _, _, of) => {
                let of: Option<Vec<usize>> = of.iter().map(|name| self.find_column(name, diagnostics)).collect();
                of.map(Formula::sum_of)
            }
            ("percent of total", _, _, [of]) => self.find_column(of, diagnostics).map(Formula::PercentOfTotal),
            ("percent of total", ..) => missing("Add `of:` with the name of a column.".to_owned()),
            (what, Some(from), Some(to), _) => {
                let (from, to) = (self.find_column(from, diagnostics), self.find_column(to, diagnostics));
                let (from, to) = (from?, to?);
                Some(if what == "change" { Formula::Change(from, to) } else { Formula::PercentChange(from, to) })
            }
            _ => missing("Add `from:` and `to:`, each with the name of a column.".to_owned()),
        }
    }

    /// The position of the column called `name`, or as the slug of its name. A column that is not there is reported.
    pub(crate) fn find_column(&self, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let key = slug(&name.value);
        let found = self.columns.iter().position(|column| column.key == key);
        if found.is_none() {
            let names: Vec<String> = self.columns.iter().map(Column::full_name).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let help = nearest_of_its_year(&name.value, names.iter().copied()).map_or_else(
                || format!("Choose one of its columns: {}.", listed(&names)).into(),
                |meant| Help::Meant(meant.to_owned()),
            );
            let message = format!("this table has no column `{}`", name.value);
            diagnostics.add(Diagnostic::new(&UNKNOWN_VALUE, name.span, message).advise(help));
        }
        found
    }

    fn figures_before(&self, position: usize) -> Vec<usize> {
        (0..position).filter(|column| !self.columns[*column].is_header && self.may_be_figures(*column)).collect()
    }

    fn may_be_figures(&self, column: usize) -> bool {
        let column = &self.columns[column];
        matches!(column.kind, Kind::Figures(_)) || !column.is_typed
    }

    pub(super) fn unit_of_formula(&self, formula: &Formula) -> Unit {
        formula.unit(&|column| self.unit_of(column).or(self.unit.as_ref()).cloned().unwrap_or(Unit::Number))
    }
}

/// The keys of the columns that a row of headings may mean: by the name, and by the name without a unit of ours behind it.
pub(crate) fn keys_of(heading: &str) -> Vec<String> {
    std::iter::once(slug(heading)).chain(with_unit(heading).map(|(name, _)| slug(name))).collect()
}

/// `% change`, `Percentage of all`.
pub(super) fn says_percent(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let is_first = |word: &str| heading.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    ["%", "percent", "percentage", "per cent"].into_iter().any(is_first) && !heading.contains("point")
}

/// `Value (£000)` → `Value` and thousands of pounds.
pub(super) fn with_unit(heading: &str) -> Option<(&str, Unit)> {
    let (name, unit) = heading.strip_suffix(')')?.rsplit_once(" (")?;
    let unit = Unit::parse(unit).filter(|unit| !unit.symbol().is_empty())?;
    (!name.trim().is_empty()).then(|| (name.trim(), unit))
}

/// Whether cells are all times, or say why there is none, with days or months among them; years alone are shown as they
/// stand.
pub(crate) fn are_dates(cells: &[&str]) -> bool {
    let stated = cells.iter().filter(|cell| Quantity::in_place_of_a_figure(cell).is_none());
    let times: Option<Vec<Period>> = stated.map(|cell| Period::parse(cell)).collect();
    times.is_some_and(|times| times.iter().any(|time| matches!(time, Period::Day(_) | Period::Month(..))))
}

/// Whether a figure begins with a nought that is not said, as codes do: `007`.
fn is_code(cell: &&str) -> bool {
    cell.strip_prefix('0').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// The sizes that a number may have behind it, in words.
const SIZES: [(&str, Scale); 3] =
    [(" thousand", Scale::Thousand), (" million", Scale::Million), (" billion", Scale::Billion)];

/// Whether something stands behind a number that may be a size, `5m`, or a length.
fn is_short_of_words(cell: &&str) -> bool {
    cell.ends_with(['k', 'm', 'n']) && !SIZES.iter().any(|(size, _)| cell.ends_with(size))
}

/// The size that all cells have in words behind their numbers.
fn size_of_all(cells: &[&&str]) -> Option<Scale> {
    let is_of_all = |size: &str| !cells.is_empty() && cells.iter().all(|cell| cell.ends_with(size));
    SIZES.iter().find(|(size, _)| is_of_all(size)).map(|(_, scale)| *scale)
}

/// The unit of cells that are all figures and are all written alike; nothing for words, years or a mixture, which
/// are shown as they stand.
pub(crate) fn inferred_unit(cells: &[&str], table: Option<&Unit>) -> Option<Unit> {
    let read =
        |unit: &Unit| -> Option<Vec<Quantity>> { cells.iter().map(|cell| Quantity::parse(cell, unit).ok()).collect() };
    let stated = || cells.iter().filter(|cell| Quantity::in_place_of_a_figure(cell).is_none());
    let with_sign = |sign: char| stated().filter(|cell| cell.contains(sign)).count();
    let is_year = |cell: &&str| {
        cell.len() == 4 && cell.starts_with(['1', '2']) && cell.bytes().all(|digit| digit.is_ascii_digit())
    };
    let unit = match (with_sign('£'), with_sign('%')) {
        (0, 0) if table.is_none() && cells.iter().all(is_year) => return None,
        (0, 0) if cells.iter().any(is_code) => return None,
        (0, 0) if cells.iter().any(is_short_of_words) => return None,
        (0, 0) => table.cloned().unwrap_or(Unit::Number),
        (_, 0) if cells.iter().any(is_short_of_words) => return None,
        (_, 0) => Unit::Money(size_of_all(&stated().collect::<Vec<_>>()).unwrap_or(Scale::One), None),
        (0, _) => Unit::Percent,
        _ => return None,
    };
    let figures = read(&unit)?;
    let numbers = figures.iter().filter(|figure| figure.number().is_some()).count();
    // Where some figures carry the sign and others do not, nobody can say what the others are.
    let signs = with_sign('£') + with_sign('%');
    (numbers > 0 && (signs == 0 || signs >= numbers)).then_some(unit)
}

/// The sign that figures of a column carry, and the first figure without it, where all cells are figures and at least as
/// many carry it as do not. Where few carry it, the column is a mixture by intent, whose rows say what each figure is.
pub(crate) fn without_their_sign<'c>(cells: &[&'c Spanned<String>]) -> Option<(char, &'c Spanned<String>)> {
    [('£', Unit::Money(Scale::One, None)), ('%', Unit::Percent)].into_iter().find_map(|(sign, unit)| {
        let read = cells.iter().map(|cell| Some((*cell, Quantity::parse(&cell.value, &unit).ok()?)));
        let figures = read.collect::<Option<Vec<(&Spanned<String>, Quantity)>>>()?;
        // Nought in words needs no sign.
        let is_known =
            |cell: &str, figure: &Quantity| figure.is_known() && cell.contains(|sign: char| sign.is_ascii_digit());
        let known = figures.iter().filter(|(cell, figure)| is_known(&cell.value, figure)).map(|(cell, _)| *cell);
        let (carry, lack): (Vec<&Spanned<String>>, Vec<&Spanned<String>>) =
            known.partition(|cell| cell.value.contains(sign));
        lack.first().filter(|_| carry.len() >= lack.len()).map(|first| (sign, *first))
    })
}
