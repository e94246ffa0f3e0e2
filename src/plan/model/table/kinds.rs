//! The cells of a column and the names of its rows → what the column holds, and what each figure is counted in.
//!
//! The sign in a cell says what its figure is counted in, or else its row, its column, its table. A column of figures stays one
//! where a row or a cell has another unit, a rating or a sign: what cannot be read is reported, once for a row or a column.

use std::collections::HashMap;

use super::columns::{are_dates, inferred_unit, says_percent, with_unit, without_their_sign};
use super::marks::Written;
use super::slips::{broken_numbers, decimal_comma, is_meant_as_number, sign_left_out};
use super::{Beside, Column, Kind, OwnUnit, RowKind, SAME_AS_ABOVE, Table};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::value::number::{Amount, NotShown, Quantity, Sign, Unit, figure_by_its_sign};
use crate::value::period::{Period, is_day_or_month_first};
use crate::value::voice::Voice;

/// Words in a column of figures.
pub const WORDS_AMONG_FIGURES: Rule = Rule {
    name: "words-among-figures",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "Most cells of this column are figures, so the column is added up and can be shown as a chart. A cell with words \
              takes no part in that. If there is no figure, write n/a, TBC or the shorthand of official statistics, such as \
              [c] for confidential or [x] for not available. If the column is not for figures, write `type: text` on it.",
};

/// Days in numbers that have two meanings.
pub const UNCLEAR_DAY: Rule = Rule {
    name: "unclear-day",
    group: Group::Dates,
    policy: Policy::Acceptable,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "03/04/2026 is 3 April in the UK and 4 March in the US. plainplan reads the day first. If no day of a column is \
              after the 12th, no one can check that. Write 2026-04-03 or 3 April 2026.",
};

/// A figure with another sign than the rest of its column.
pub const ODD_UNIT: Rule = Rule {
    name: "odd-unit",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "One cell has a % or a £, but its column is in another unit. The cell takes no part in totals and charts. If all \
              figures of the row are percentages, say so in its name, for example “Share of budget (%)”. If it is a typing \
              mistake, correct the figure.",
};

/// What is known of a row before its cells are read.
#[derive(Clone, Debug)]
pub(super) struct RowSaid {
    pub(super) kind: RowKind,
    /// What its name says that its figures are counted in.
    by_name: Option<Unit>,
    /// How many of its figures carry a percent sign.
    percentages: usize,
    /// How many carry no sign, and how many another.
    bare: usize,
    pounds: usize,
    /// Whether it has more than one cell beside its name, and words in all of them.
    is_of_words: bool,
}

/// The rows of a table and what is known of each.
pub(super) struct Rows<'r> {
    pub(super) rows: &'r [(RowKind, Vec<Written>)],
    pub(super) said: &'r [RowSaid],
}

/// The cells of one column that are not headings and stand for their own row and column alone.
type Cells<'r> = Vec<(usize, &'r Written)>;

impl Rows<'_> {
    fn cells(&self, column: usize) -> Cells<'_> {
        let rows = self.rows.iter().enumerate().filter(|(_, (kind, _))| !kind.is_group());
        let is_alone = |cells: &[Written]| !cells.get(column + 1).is_some_and(Written::is_same_as_before);
        let cells = rows.filter(|(_, (_, cells))| is_alone(cells));
        let cells = cells.filter_map(|(row, (_, cells))| Some((row, cells.get(column)?)));
        cells.filter(|(_, cell)| cell.text.value != SAME_AS_ABOVE && !cell.is_same_as_before()).collect()
    }
}

impl RowSaid {
    /// The unit of a figure in this row and in a column of `unit`, where the row has one of its own. Where a column has no unit,
    /// only percentages are set apart from its numbers.
    fn unit_in(&self, unit: &Unit) -> Option<&Unit> {
        let is_bare = matches!(unit, Unit::Number | Unit::Count(None));
        self.by_name.as_ref().filter(|own| *own != unit && (!is_bare || **own == Unit::Percent))
    }

    /// Whether the row says that its figures are percentages.
    fn is_of_percent(&self) -> bool {
        self.has_only_percentages() && self.percentages > 1 || self.by_name == Some(Unit::Percent)
    }

    fn has_only_percentages(&self) -> bool {
        self.percentages > 0 && self.bare + self.pounds == 0
    }

    /// Whether all of its figures carry one sign.
    fn is_of_one_sign(&self) -> bool {
        self.has_only_percentages() || self.pounds > 0 && self.bare + self.percentages == 0
    }

    /// Whether none of its figures, and there are more than one, carry a sign.
    fn is_bare(&self) -> bool {
        self.bare > 1 && self.percentages + self.pounds == 0
    }
}

impl Table {
    /// What the name of each row says of its figures. Where all rows say it, their columns hold nothing else.
    pub(super) fn said_by_rows(&self, rows: &[(RowKind, Vec<Written>)]) -> Vec<RowSaid> {
        let header = self.header().unwrap_or(0);
        let said = |(kind, cells): &(RowKind, Vec<Written>)| RowSaid {
            kind: *kind,
            by_name: cells.get(header).filter(|_| !kind.is_group()).and_then(|name| unit_of_name(&name.text.value)),
            percentages: figures_of(cells, header, |text| text.contains('%')),
            bare: figures_of(cells, header, |text| !text.contains(['%', '£'])),
            pounds: figures_of(cells, header, |text| text.contains('£') && !text.contains('%')),
            is_of_words: is_of_words(cells, header),
        };
        let mut said: Vec<RowSaid> = rows.iter().map(said).collect();
        let mut data = said.iter().filter(|row| row.kind == RowKind::Data).map(|row| &row.by_name);
        let first = data.next().cloned().flatten();
        if first.is_some() && data.all(|other| *other == first) {
            for row in &mut said {
                row.by_name = None;
            }
        }
        said
    }

    /// A column of nothing but figures of one kind holds figures, one of nothing but dates holds dates, if its type was
    /// not given.
    pub(super) fn infer_kinds(&mut self, rows: &Rows, diagnostics: &mut Diagnostics) {
        for position in 0..self.columns.len() {
            let column = &self.columns[position];
            if column.is_typed || column.name.value.is_empty() && !column.is_header {
                continue;
            }
            let cells = rows.cells(position);
            if self.columns[position].is_header {
                if are_times_of_data(&cells) {
                    self.columns[position].kind = Kind::Dates;
                }
                continue;
            }
            match self.kind_of(&cells, rows, self.unit.as_ref()) {
                Some((kind, may_hold_words)) => {
                    let column = &mut self.columns[position];
                    (column.kind, column.may_hold_words) = (kind, may_hold_words);
                }
                None => self.report_unread(&cells, diagnostics),
            }
        }
        self.report_unclear_days(rows, diagnostics);
        self.report_words(rows, diagnostics);
        self.report_odd_units(rows, diagnostics);
    }

    /// What is wrong with the cells of a column of words that look like figures.
    fn report_unread(&mut self, cells: &Cells, diagnostics: &mut Diagnostics) {
        let with_signs = self.signs_are_part_of_cells(cells);
        let texts: Vec<&Spanned<String>> = cells.iter().map(|(_, cell)| text_of(cell, with_signs)).collect();
        let broken = broken_numbers(&texts);
        self.is_sound &= broken.is_empty();
        if broken.is_empty() {
            diagnostics.extend(decimal_comma(&texts));
        }
        diagnostics.extend(broken);
        diagnostics.extend(sign_left_out(&texts));
    }

    /// What a column holds, and whether there are words among its figures; nothing for words.
    fn kind_of(&self, cells: &Cells, rows: &Rows, unit: Option<&Unit>) -> Option<(Kind, bool)> {
        let is_of_signs = self.signs_are_part_of_cells(cells);
        let own = |row: usize, text: &str| {
            let is_said = rows.said[row].by_name.is_some() || rows.said[row].is_of_percent() && text.contains('%');
            rows.said[row].is_of_words
                || is_said && rows.said[row].kind != RowKind::Subtotal && rows.said[row].kind != RowKind::Total
        };
        let all: Vec<&str> = cells.iter().map(|(_, cell)| text_of(cell, is_of_signs).value.as_str()).collect();
        if let Some(unit) = inferred_unit(&all, unit) {
            return Some((Kind::Figures(unit), false));
        }
        if are_dates(&all) || are_days_in_numbers(&all) {
            return Some((Kind::Dates, false));
        }
        let main = cells.iter().filter(|(row, cell)| !own(*row, &cell.text.value));
        let main: Vec<&Spanned<String>> = main.map(|(_, cell)| text_of(cell, is_of_signs)).collect();
        let texts: Vec<&str> = main.iter().map(|cell| cell.value.as_str()).collect();
        let is_most = main.len() > 1 && main.len() * 2 >= cells.len();
        let found = inferred_unit(&texts, unit).filter(|_| is_most).or_else(|| unit_by_rows(cells, rows, unit));
        Some((Kind::Figures(found.or_else(|| unit_of_mixture(&main, unit))?), true))
    }

    /// Whether every cell carries a sign that nothing explains and that is part of what it says: `4*` and `5*`, `1 a` and `1 b`.
    fn signs_are_part_of_cells(&self, cells: &Cells) -> bool {
        let mut signs = cells.iter().filter(|(_, cell)| !cell.text.value.is_empty()).map(|(_, cell)| {
            let parted = cell.signed.as_ref().filter(|parted| !parted.figure.value.is_empty())?;
            let [Sign::Own(name)] = parted.signs.as_slice() else { return None };
            (!self.explains(&parted.signs[0])).then_some((name.as_str(), cell.text.value.as_str()))
        });
        let Some(Some((first, text))) = signs.next() else { return false };
        let is_letter = |text: &str| text.ends_with(|letter: char| letter.is_ascii_lowercase());
        signs.all(|sign| sign.is_some_and(|(name, other)| name == first || is_letter(text) && is_letter(other)))
    }

    /// Days in numbers that could be read with their month first, where no day of the column says which it is.
    fn report_unclear_days(&self, rows: &Rows, diagnostics: &mut Diagnostics) {
        for (position, _) in self.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Dates) {
            let cells = rows.cells(position);
            let order = |cell: &Written| is_day_or_month_first(&cell.text.value);
            if cells.iter().any(|(_, cell)| order(cell) == Some(false)) {
                continue;
            }
            let Some((_, cell)) = cells.iter().find(|(_, cell)| order(cell) == Some(true)) else { continue };
            let Some(day) = Period::parse(&cell.text.value) else { continue };
            let message = format!("`{}` is read as {}, the day first", cell.text.value, Voice::default().time(day));
            diagnostics.add(Diagnostic::new(&UNCLEAR_DAY, cell.text.span, message).fix(
                Fix::guess(cell.text.span, day.iso()),
                |meant| {
                    format!("If that is right for this column, write its days like this, so that it is clear: {meant}.")
                },
            ));
        }
    }

    /// Words in columns of figures, once for each column. A row of nothing but words, such as ratings, is one by intent.
    fn report_words(&self, rows: &Rows, diagnostics: &mut Diagnostics) {
        for (position, column) in self.columns.iter().enumerate().filter(|(_, column)| column.may_hold_words) {
            let Kind::Figures(unit) = &column.kind else { continue };
            let is_words = |row: usize, cell: &Written| {
                !cell.text.value.is_empty() && cell.as_figure(unit, column, &rows.said[row]).is_none()
            };
            let words: Vec<&Written> = (rows.cells(position).into_iter())
                .filter(|(row, cell)| is_words(*row, cell) && !rows.said[*row].is_of_words)
                .map(|(_, cell)| cell)
                .collect();
            let Some((first, others)) = words.split_first() else { continue };
            let more = match others.len() {
                0 => String::new(),
                1 => ", and neither is another cell of this column".to_owned(),
                more => format!(", and neither are {more} other cells of this column"),
            };
            let message = format!("`{}` is not a figure{more}", first.text.value);
            diagnostics.add(Diagnostic::new(&WORDS_AMONG_FIGURES, first.text.span, message).help(
                "Write a figure, n/a, TBC or a shorthand such as [c]. If this column is not for figures, write `type: text` on it.",
            ));
        }
    }

    /// The first figure of a column with a unit that carries another sign, where its row does not.
    fn report_odd_units(&self, rows: &Rows, diagnostics: &mut Diagnostics) {
        for (position, column) in self.columns.iter().enumerate().filter(|(_, column)| column.may_hold_words) {
            let Some(unit) = column.figures().filter(|unit| !matches!(unit, Unit::Number | Unit::Count(None))) else {
                continue;
            };
            let is_odd = |(row, cell): &(usize, &Written)| {
                let own = cell.as_figure(unit, column, &rows.said[*row]).and_then(|(_, beside)| beside?.unit);
                own.is_some_and(|own| {
                    !(own.is_said_by_row || own.unit == Unit::Percent && rows.said[*row].is_of_percent())
                })
            };
            let Some((_, cell)) = rows.cells(position).into_iter().find(is_odd) else { continue };
            let what = if cell.text.value.contains('%') { "a percentage" } else { "money" };
            let message = format!("`{}` is {what}, but this column is in {}", cell.text.value, said_unit(unit));
            let help = if cell.text.value.contains('%') {
                "If all figures of the row are percentages, write (%) after its name. Otherwise correct the figure."
            } else {
                "If the whole row is money, write its unit after its name, as in (£m). Otherwise correct the figure."
            };
            diagnostics.add(Diagnostic::new(&ODD_UNIT, cell.text.span, message).help(help));
        }
    }

    /// Units that the names of columns say. They stay in the names where two columns would have one name without them.
    pub(super) fn take_units_from_names(&mut self, rows: &Rows, diagnostics: &mut Diagnostics) {
        let names: Vec<String> = self.columns.iter().map(|column| slug(&column.name_without_unit())).collect();
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *times.entry(name).or_default() += 1;
        }
        let width = self.columns.len();
        for position in 0..width {
            let column = &self.columns[position];
            if column.is_header || column.is_typed || column.is_calculated() {
                continue;
            }
            let Some(unit) = column.unit_in_name() else { continue };
            let is_own = |row: usize, cell: &Written| {
                let said = &rows.said[row];
                let other = cell.text.value.contains('%') && said.is_of_percent() && unit != Unit::Percent;
                rows.rows[row].1.len() != width
                    || cell.text.value.contains("{{")
                    || other
                    || said.unit_in(&unit).is_some()
            };
            let cells = rows.cells(position);
            let has_others = cells.iter().any(|(row, cell)| is_own(*row, cell));
            let own: Vec<Spanned<String>> =
                cells.iter().filter(|(row, cell)| !is_own(*row, cell)).map(|(_, cell)| cell.figure().clone()).collect();
            let has_words = has_few_words(&own, &unit);
            let is_called_so = times[names[position].as_str()] > 1;
            let column = &mut self.columns[position];
            let broken = column.take_unit_from_name(&own, is_called_so, has_words);
            column.may_hold_words = column.figures().is_some() && (has_others || has_words);
            self.is_sound &= broken.is_empty();
            diagnostics.extend(broken);
        }
    }
}

/// The unit of a column whose rows are either of figures with one sign, percentages or pounds, or of figures without a sign,
/// however few of those there are.
fn unit_by_rows(cells: &Cells, rows: &Rows, unit: Option<&Unit>) -> Option<Unit> {
    let stated = cells.iter().filter(|(_, cell)| Quantity::in_place_of_a_figure(&cell.figure().value).is_none());
    let (with_sign, others): (Vec<_>, Vec<_>) = stated.partition(|(row, _)| rows.said[*row].is_of_one_sign());
    let are_bare = !others.is_empty() && others.iter().all(|(row, _)| rows.said[*row].is_bare());
    let texts: Vec<&str> = others.iter().map(|(_, cell)| cell.text.value.as_str()).collect();
    inferred_unit(&texts, unit).filter(|_| are_bare && !with_sign.is_empty())
}

/// The unit of a column of figures that has other cells among them: figures with another sign, and a few words.
fn unit_of_mixture(cells: &[&Spanned<String>], unit: Option<&Unit>) -> Option<Unit> {
    if cells.iter().any(|cell| cell.value.contains("{{")) {
        return None;
    }
    let known = cells.iter().copied().filter(|cell| Quantity::in_place_of_a_figure(&cell.value).is_none());
    let own = unit.cloned().unwrap_or(Unit::Number);
    let is_figure = |cell: &&Spanned<String>| {
        Quantity::parse(&cell.value, &own).is_ok_and(|figure| figure.is_counted())
            || figure_by_its_sign(&cell.value).is_some()
    };
    let is_slip =
        |cell: &Spanned<String>| is_meant_as_number(&cell.value) || cell.value.chars().count() > LONGEST_WORDS;
    // `4a` is the name of something.
    let is_code = |cell: &Spanned<String>| unit.is_none() && cell.value.contains(|sign: char| sign.is_ascii_digit());
    let most_words = if unit.is_some() { cells.len() / 2 } else { cells.len() / 4 };
    let (mut figures, mut words) = (Vec::new(), 0);
    for cell in known {
        match is_figure(&cell) {
            true => figures.push(cell),
            false if is_slip(cell) || is_code(cell) || words == most_words => return None,
            false => words += 1,
        }
    }
    if without_their_sign(&figures).is_some() {
        return None;
    }
    let signs = |sign: char| figures.iter().filter(|cell| cell.value.contains(sign)).count();
    let (percent, pounds) = (signs('%'), signs('£'));
    let main = figures.len() - percent - pounds;
    let is_main = |cell: &&&Spanned<String>| match () {
        () if percent > main + pounds => cell.value.contains('%'),
        () if pounds > main + percent => cell.value.contains('£'),
        () => {
            matches!(own, Unit::Percent)
                || !cell.value.contains('%') && (matches!(own, Unit::Money(..)) || !cell.value.contains('£'))
        }
    };
    let chosen: Vec<&str> = figures.iter().filter(is_main).map(|cell| cell.value.as_str()).collect();
    let found = inferred_unit(&chosen, unit)?;
    let others = figures.len() - chosen.len();
    let is_stated = unit.is_some();
    let is_clear = match words {
        0 => true,
        words if is_stated => words <= chosen.len(),
        words => words * 3 <= chosen.len(),
    };
    (chosen.len() > 1 && chosen.len() >= others * 2 && is_clear).then_some(found)
}

/// Whether a column whose heading says its unit has a few words among its figures.
fn has_few_words(cells: &[Spanned<String>], unit: &Unit) -> bool {
    let cells: Vec<&Spanned<String>> = cells.iter().collect();
    let reads = |cell: &&&Spanned<String>| Quantity::parse(&cell.value, unit).is_ok();
    let has_digits = |cell: &&&Spanned<String>| cell.value.contains(|sign: char| sign.is_ascii_digit());
    if cells.iter().any(|cell| !reads(&cell) && has_digits(&cell)) {
        return false;
    }
    cells.iter().any(|cell| !reads(&cell)) && unit_of_mixture(&cells, Some(unit)).as_ref() == Some(unit)
}

/// The text of a cell: with the signs behind its figure where they are part of what it says.
fn text_of(cell: &Written, with_signs: bool) -> &Spanned<String> {
    if with_signs { &cell.text } else { cell.figure() }
}

/// Words of more letters than this are a sentence and no rating.
const LONGEST_WORDS: usize = 24;

/// What a column is counted in, in a message.
fn said_unit(unit: &Unit) -> String {
    match unit {
        Unit::Percent => "percent".to_owned(),
        unit => unit.name(),
    }
}

/// What the name of a row says that its figures are counted in: `% of budget`, `Staff cost (£m)`.
fn unit_of_name(name: &str) -> Option<Unit> {
    let name = name.trim_matches('*');
    if let Some((_, unit)) = with_unit(name) {
        return Some(unit);
    }
    says_percent(name).then_some(Unit::Percent)
}

/// Whether the names of rows are all months or days as data has them, which readers see in words.
fn are_times_of_data(cells: &Cells) -> bool {
    let time = |cell: &Written| Period::of_data(&cell.text.value);
    !cells.is_empty() && cells.iter().all(|(_, cell)| matches!(time(cell), Some(Period::Month(..) | Period::Day(_))))
}

/// Whether all cells are days in numbers, whichever comes first: `03/04/2026`.
fn are_days_in_numbers(cells: &[&str]) -> bool {
    let mut known = cells.iter().filter(|cell| Quantity::in_place_of_a_figure(cell).is_none()).peekable();
    known.peek().is_some() && known.all(|cell| is_day_or_month_first(cell).is_some())
}

/// How many figures of a row are so.
fn figures_of(cells: &[Written], header: usize, are_so: impl Fn(&str) -> bool) -> usize {
    let others = cells.iter().enumerate().filter(|(position, _)| *position != header);
    let figures = others.filter(|(_, cell)| cell.text.value.contains(|letter: char| letter.is_ascii_digit()));
    figures.filter(|(_, cell)| are_so(&cell.text.value)).count()
}

/// Whether all cells of a row but its name are words, and there is more than one.
fn is_of_words(cells: &[Written], header: usize) -> bool {
    let others = cells.iter().enumerate().filter(|(position, cell)| *position != header && !cell.text.value.is_empty());
    let (mut count, mut are_all) = (0, true);
    for (_, cell) in others {
        count += 1;
        let has_digit = cell.text.value.bytes().any(|sign| sign.is_ascii_digit());
        are_all &= !has_digit && Quantity::in_place_of_a_figure(&cell.text.value).is_none();
        if !are_all {
            return false;
        }
    }
    count > 1
}

impl Written {
    /// The figure in a cell of a column, and what stands beside it; nothing where it is none, or where nothing need be said of it
    /// but that.
    pub(super) fn as_figure(&self, unit: &Unit, column: &Column, row: &RowSaid) -> Option<(Quantity, Option<Beside>)> {
        if row.kind.is_group() || self.text.value == SAME_AS_ABOVE || self.text.value.contains("{{") {
            return None;
        }
        if let Some(found) = read_in(&self.text.value, unit, column, row) {
            let (quantity, own) = found;
            return Some((quantity, own.map(|own| Beside { unit: Some(own), ..Beside::default() })));
        }
        let parted = self.signed.as_ref()?;
        let signs = parted.signs.clone();
        if parted.figure.value.is_empty() {
            let quantity = Quantity::of(Amount::NotShown(NotShown::ByNote));
            return Some((quantity, Some(Beside { signs, ..Beside::default() })));
        }
        let (quantity, own) = read_in(&parted.figure.value, unit, column, row)?;
        let second = parted.second.as_deref();
        let second = second.and_then(|second| second_figure(second, unit));
        if parted.second.is_some() && second.is_none() {
            return None;
        }
        Some((quantity, Some(Beside { unit: own, signs, second })))
    }
}

/// The second figure of a cell: what it says itself, or a figure like the first.
fn second_figure(text: &str, unit: &Unit) -> Option<(Quantity, Unit)> {
    if text.contains(['%', '£']) || *unit == Unit::Percent {
        return figure_by_its_sign(text);
    }
    let own = Quantity::parse(text, unit).ok().map(|quantity| (quantity, Unit::Number));
    own.or_else(|| figure_by_its_sign(text))
}

/// A figure as it is meant in a column and a row, with its unit where that is not what the column is counted in.
fn read_in(text: &str, unit: &Unit, column: &Column, row: &RowSaid) -> Option<(Quantity, Option<OwnUnit>)> {
    if text.is_empty() {
        return Some((Quantity::none(), None));
    }
    let carries_sign = text.contains('£') && matches!(unit, Unit::Money(..));
    if let Some(own) = row.unit_in(unit).filter(|_| !carries_sign)
        && let Ok(quantity) = Quantity::parse(text, own)
    {
        let is_own = quantity.is_counted();
        return Some((quantity, is_own.then(|| OwnUnit { unit: own.clone(), is_said_by_row: true })));
    }
    if let Ok(quantity) = Quantity::parse(text, unit) {
        return Some((quantity, None));
    }
    let may_have_own = column.may_hold_words || text.contains('%') && row.is_of_percent();
    let (quantity, own) = figure_by_its_sign(text).filter(|_| may_have_own && text.contains(['%', '£']))?;
    Some((quantity, Some(OwnUnit { unit: own, is_said_by_row: false })))
}
