//! A table → what stands where in its markup: headings, groups, cells that stand over several rows, notes and the ids that tie them together.
//!
//! Simple tables say by `scope` alone what a cell belongs to. Where headings stand within each other, or a cell over
//! several rows, every cell names its headings by their ids.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::base::html::{escape_into, escaped, into_escaped};
use crate::base::span::Spanned;
use crate::plan::model::table::totals::is_total_name;
use crate::plan::model::table::{CellValue, Kind, Note};
use crate::plan::{Cell, Column, Plan, RowKind, Table};
use crate::site::data;
use crate::site::data::Sizes;
use crate::site::prose::{ProseRenderer, said};
use crate::site::view::{
    CellView, GroupHeadView, GroupView, HeadView, MarkView, Narrow, NoteView, RowView, TableView, VerdictView,
};
use crate::value::locale::{Argument, Catalogue, Joined, Key};
use crate::value::number::{Amount, NotShown, Shorthand, Sign, Unit};
use crate::value::standing::Compared;
use crate::value::voice::{Phrase, Voice};

/// What a reader who hears the table is reported of an empty cell.
pub(crate) fn blank(texts: &Catalogue) -> String {
    texts.markup(Key("table-blank"), &[])
}

/// A cell with more letters than this holds sentences.
const LONG_CELL: usize = 90;

/// A cell with more letters than this is too much for one narrow line after another.
pub(crate) const PHRASE: usize = 24;

impl<'p> ProseRenderer<'p> {
    /// A table for this page.
    pub(crate) fn table(&mut self, table: &'p Table, plan: &'p Plan, sizes: Sizes) -> TableView {
        let id = self.unique(&format!("table--{}", table.id.value));
        let (is_complex, sets, second_header) = (is_complex(table), sets(table), table.second_header());
        let narrow = narrow(table, &sets);
        let mut layout = Layout { table, plan, id, is_complex, sets, narrow, second_header, marked: HashSet::new() };
        let heads = layout.heads();
        let groups = layout.groups(self);
        let notes = table.notes.iter().map(|note| layout.note(note, self));
        let notes = notes.chain(meanings(table, plan.voice().texts())).collect();
        TableView {
            caption: table.caption.value.clone(),
            unit: table.unit.as_ref().map(|unit| plan.voice().unit(unit)).filter(|unit| !unit.is_empty()),
            compared_with: compared_with(table),
            columns: table.columns.len(),
            heads,
            groups,
            notes,
            source: table.source.clone(),
            csv: sizes.download(data::csv_url(table)),
            json: sizes.download(data::json_url(table)),
            is_wide: is_wide(table),
            narrow,
            id: layout.id,
        }
    }
}

/// The column that figures are compared with, if there is a word under any of them.
fn compared_with(table: &Table) -> Option<String> {
    let comparing = table.comparison.as_ref()?;
    let has_word = |row: usize| comparing.columns.iter().any(|column| table.verdict(row, *column).is_some());
    (0..table.rows.len()).any(has_word).then(|| table.columns[comparing.with].full_name())
}

/// Whether `scope` alone cannot say what every cell belongs to.
fn is_complex(table: &Table) -> bool {
    let is_nested = table.rows.iter().any(|row| matches!(row.kind, RowKind::Group(depth) if depth > 0));
    table.has_merged() || is_nested || has_two_heads(table)
}

/// Whether it is reported in words: `to be confirmed` may break where a number may not.
pub(crate) fn is_words(amount: &Amount) -> bool {
    matches!(amount, Amount::ToBeConfirmed | Amount::Words(_))
}

fn has_two_heads(table: &Table) -> bool {
    table.columns.iter().any(|column| column.under.is_some())
}

/// Whether it may be wider than a phone.
fn is_wide(table: &Table) -> bool {
    table.columns.len() > 3
}

/// Sentences in narrow columns are strips of words, and a heat map is read row by row: both become blocks where there is no
/// room. A cell that stands for others has no place in a block.
fn narrow(table: &Table, sets: &[&str]) -> Narrow {
    let count = |wanted: &str| sets.iter().filter(|set| **set == wanted).count();
    let is_of_text = count("long") > 0 || count("phrase") > 1;
    if (is_of_text || table.comparison.is_some()) && !table.has_merged() { Narrow::Blocks } else { Narrow::Strip }
}

/// How a column of words is set, by the longest of its cells.
fn set_of_words<'c>(cells: impl Iterator<Item = &'c Cell>, is_wide: bool) -> &'static str {
    match cells.map(|cell| cell.written.value.chars().count()).max().unwrap_or(0) {
        letters if letters > LONG_CELL => "long",
        letters if letters > PHRASE && is_wide => "phrase",
        _ => "",
    }
}

/// Whether a column is the last of many and has the totals of those before it.
fn is_whole(table: &Table, column: usize) -> bool {
    is_wide(table) && column + 1 == table.columns.len() && is_total_name(&table.columns[column].name.value)
}

/// How the cells of each column and its heading are set, as classes. Figures keep in line where one of them has a mark.
fn sets(table: &Table) -> Vec<&'static str> {
    let set = |(position, column): (usize, &Column)| {
        let rows = table.rows.iter().filter(|row| !row.kind.is_group());
        let cells = rows.filter_map(|row| row.cells.get(position));
        if !matches!(column.kind, Kind::Figures(_)) {
            return if column.is_header { "" } else { set_of_words(cells, is_wide(table)) };
        }
        // A sign of the shorthand is as wide as two marks.
        let marks = |cell: &Cell| cell.marks.len() + 2 * unexplained(cell).count();
        match (cells.map(marks).chain([column.marks.len()]).max().unwrap_or(0), is_whole(table, position)) {
            (0, false) => "n",
            (1, false) => "n hang-1",
            (2, false) => "n hang-2",
            (_, false) => "n hang-3",
            (0, true) => "n whole",
            (1, true) => "n whole hang-1",
            (2, true) => "n whole hang-2",
            (_, true) => "n whole hang-3",
        }
    };
    table.columns.iter().enumerate().map(set).collect()
}

/// One table on its way into a page.
struct Layout<'p> {
    table: &'p Table,
    plan: &'p Plan,
    id: String,
    is_complex: bool,
    /// How each column is set.
    sets: Vec<&'static str>,
    narrow: Narrow,
    /// The column that names rows beside the one that does, where one name stands for several.
    second_header: Option<usize>,
    /// Notes that a mark leads to already.
    marked: HashSet<String>,
}

impl<'p> Layout<'p> {
    /// The id of a part, where cells name it.
    fn part(&self, kind: char, number: usize) -> Option<String> {
        self.is_complex.then(|| format!("{}-{kind}{number}", self.id))
    }

    /// The rows of headings: one, or two where some columns stand under a heading together.
    fn heads(&mut self) -> Vec<Vec<HeadView>> {
        let columns = &self.table.columns;
        if !has_two_heads(self.table) {
            return vec![(0..columns.len()).map(|position| self.head(position, 1)).collect()];
        }
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        let mut position = 0;
        while position < columns.len() {
            let width = self.width(position);
            if let Some(under) = &columns[position].under {
                upper.push(HeadView {
                    id: self.part('u', position),
                    name_html: whole_years(&Column::shown(&under.value, self.plan.voice())),
                    unit: None,
                    marks: Vec::new(),
                    set: "over",
                    columns: width,
                    rows: 1,
                });
                lower.extend((position..position + width).map(|position| self.head(position, 1)));
            } else {
                upper.push(self.head(position, 2));
            }
            position += width;
        }
        vec![upper, lower]
    }

    /// How many neighbouring columns stand under the same heading.
    fn width(&self, position: usize) -> usize {
        let under = |column: &Column| column.under.as_ref().map(|under| under.value.clone());
        let columns = &self.table.columns[position..];
        let Some(own) = columns.first().and_then(under) else { return 1 };
        columns.iter().take_while(|column| under(column).as_ref() == Some(&own)).count()
    }

    /// The first column under the heading that this column stands under.
    fn upper_of(&self, position: usize) -> Option<usize> {
        self.table.columns[position].under.as_ref()?;
        (0..=position).rev().find(|first| first + self.width(*first) > position && self.begins_heading(*first))
    }

    fn begins_heading(&self, position: usize) -> bool {
        position == 0 || self.width(position - 1) == 1 || {
            let under = |at: usize| self.table.columns[at].under.as_ref().map(|under| &under.value);
            under(position) != under(position - 1)
        }
    }

    fn head(&mut self, position: usize, rows: usize) -> HeadView {
        let column = &self.table.columns[position];
        HeadView {
            id: self.part('c', position),
            name_html: whole_years(&Column::shown(&column.name.value, self.plan.voice())),
            unit: shown_unit(self.table, column, self.plan.voice()),
            marks: self.marks(&column.marks),
            set: self.sets[position],
            columns: 1,
            rows,
        }
    }

    fn groups(&mut self, setter: &mut ProseRenderer<'p>) -> Vec<GroupView> {
        let mut groups: Vec<GroupView> = Vec::new();
        // The rows of the headings around the last row.
        let mut around: Vec<usize> = Vec::new();
        for (position, row) in self.table.rows.iter().enumerate() {
            if row.kind.is_group() {
                let heading = self.heading(position, setter);
                match groups.last_mut() {
                    Some(group) if group.rows.is_empty() => group.headings.push(heading),
                    _ => groups.push(GroupView { headings: vec![heading], rows: Vec::new() }),
                }
                around = self.headings_around(position + 1);
                continue;
            }
            let own = self.headings_around(position);
            // A total of more than the last heading stands under that heading no more.
            if groups.is_empty() || own != around {
                groups.push(GroupView { headings: Vec::new(), rows: Vec::new() });
                around.clone_from(&own);
            }
            let view = self.row(position, &own, setter);
            if let Some(group) = groups.last_mut() {
                group.rows.push(view);
            }
        }
        groups
    }

    /// The rows of the headings that a row stands under, from the outermost in; of a total, those that all it stands for
    /// stands under.
    fn headings_around(&self, row: usize) -> Vec<usize> {
        let from = match self.table.rows.get(row).map(|row| row.kind) {
            Some(RowKind::Subtotal | RowKind::Total) => self.table.first_part(row).unwrap_or(row),
            _ => row,
        };
        self.table.headings_above(from)
    }

    fn heading(&mut self, position: usize, setter: &mut ProseRenderer<'p>) -> GroupHeadView {
        let row = &self.table.rows[position];
        let RowKind::Group(depth) = row.kind else {
            return GroupHeadView { id: None, html: String::new(), marks: Vec::new(), depth: 0 };
        };
        let html = row.cells.first().map_or(String::new(), |cell| self.html(cell, None, setter));
        let marks = row.cells.first().map_or(Vec::new(), |cell| self.marks(&cell.marks));
        GroupHeadView { id: self.part('g', position), html, marks, depth }
    }

    fn row(&mut self, position: usize, around: &[usize], setter: &mut ProseRenderer<'p>) -> RowView {
        let row = &self.table.rows[position];
        let kind = match row.kind {
            RowKind::Total => "total",
            RowKind::Subtotal => "subtotal",
            RowKind::Data | RowKind::Derived | RowKind::Group(_) => "data",
        };
        let mut cells = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.iter().enumerate() {
            if !cell.is_merged() {
                cells.push(self.cell(position, column, around, setter));
            }
        }
        RowView { kind, cells }
    }

    fn cell(&mut self, row: usize, column: usize, around: &[usize], setter: &mut ProseRenderer<'p>) -> CellView {
        let cell = &self.table.rows[row].cells[column];
        let kind = &self.table.columns[column];
        let (rows, columns) = (self.table.span_of(row, column), self.table.width_of(row, column));
        let html = self.html(cell, Some(kind), setter);
        let is_second = self.second_header == Some(column);
        let is_words = cell.figure().is_some_and(|figure| is_words(&figure.amount));
        let is_total = kind.is_header && self.table.rows[row].kind.is_total();
        // That a row is a total is seen by its weight; it is said where its name does not.
        let is_unsaid = is_total && !cell.written.value.to_lowercase().contains("total");
        let named = |row: String| setter.texts.markup(Key("table-total"), &[("row", Argument::Markup(row.into()))]);
        let html = if is_unsaid { named(html) } else { html };
        CellView {
            set: if is_second {
                "second".into()
            } else if is_words {
                Cow::Owned(format!("{} words", self.sets[column]))
            } else {
                self.sets[column].into()
            },
            html,
            marks: self.marks(&cell.marks),
            id: match (kind.is_header, is_second) {
                (true, _) => self.part('r', row),
                (_, true) => self.part('s', row),
                _ => None,
            },
            headers: self.headers((row, column), (rows, columns), around),
            is_header: kind.is_header || is_second,
            label: if kind.is_header || self.narrow == Narrow::Strip { None } else { self.label(column) },
            rows,
            columns,
            standing: None,
            verdict: self.table.verdict(row, column).map(|found| verdict(found, setter.texts)),
        }
    }

    /// The heading of a column in front of its cells: `2017-18, Beds`.
    fn label(&self, column: usize) -> Option<String> {
        let column = &self.table.columns[column];
        let voice = self.plan.voice();
        let names = column.under.iter().map(|under| &under.value).chain([&column.name.value]);
        let names: Vec<String> = names.map(|name| Column::shown(name, voice)).filter(|name| !name.is_empty()).collect();
        let unit = shown_unit(self.table, column, voice).map(|unit| format!(" ({})", unit.seen()));
        let label = voice.texts().list(Joined::Comma, &names) + &unit.unwrap_or_default();
        (!label.is_empty()).then_some(label)
    }

    /// The ids of all headings of a cell: of its column, of its rows, and those around them.
    fn headers(
        &self,
        (row, column): (usize, usize),
        (rows, columns): (usize, usize),
        around: &[usize],
    ) -> Option<String> {
        if !self.is_complex {
            return None;
        }
        let columns = column..column + columns;
        let mut uppers: Vec<usize> = columns.clone().filter_map(|column| self.upper_of(column)).collect();
        uppers.dedup();
        let uppers = uppers.into_iter().filter_map(|upper| self.part('u', upper));
        let groups = around.iter().filter_map(|heading| self.part('g', *heading));
        let ids: Vec<String> = uppers
            .chain(columns.filter_map(|column| self.part('c', column)))
            .chain(groups)
            .chain(self.names_of(column, row..row + rows))
            .collect();
        Some(ids.join(" "))
    }

    /// The ids of the cells that name the rows of a cell, each once.
    fn names_of(&self, column: usize, rows: Range<usize>) -> Vec<String> {
        if self.table.columns[column].is_header {
            return Vec::new();
        }
        let mut named: Vec<usize> = rows.clone().map(|row| self.table.named_by(row)).collect();
        named.dedup();
        let second = self.second_header.is_some_and(|second| second != column);
        let second = rows.filter(|_| second).filter_map(|row| self.part('s', row));
        named.into_iter().filter_map(|row| self.part('r', row)).chain(second).collect()
    }

    /// No cell is left empty: a reader who hears the table must be reported that there is nothing.
    fn html(&self, cell: &'p Cell, column: Option<&Column>, setter: &mut ProseRenderer<'p>) -> String {
        let unit = column.map(|column| match &column.kind {
            Kind::Figures(unit) => unit,
            // What stands where there is no date, and a dash among words.
            Kind::Dates | Kind::Words => &Unit::Number,
        });
        let html = match (&cell.value, unit) {
            (CellValue::Figure(_), Some(unit)) => {
                said(cell.figure_in_words(unit, self.plan.voice())) + &signs(cell, setter.texts)
            }
            (CellValue::Figure(_) | CellValue::SameAsAbove | CellValue::SameAsBefore, _) => {
                escaped(&cell.written.value)
            }
            (CellValue::Date(period), _) => into_escaped(day_with_month(&self.plan.voice().time(*period))),
            (CellValue::Prose(tree), _) => setter.set_cell(tree),
        };
        if html.is_empty() { blank(setter.texts) } else { html }
    }

    fn marks(&mut self, marks: &[Spanned<String>]) -> Vec<MarkView> {
        marks.iter().map(|mark| self.mark(&mark.value)).collect()
    }

    fn mark(&mut self, mark: &str) -> MarkView {
        let id = self.marked.insert(mark.to_owned()).then(|| format!("{}-mark-{}", self.id, part_of_id(mark)));
        MarkView { mark: mark.to_owned(), note: format!("{}-note-{}", self.id, part_of_id(mark)), id }
    }

    fn note(&self, note: &'p Note, setter: &mut ProseRenderer<'p>) -> NoteView {
        let mark = note.mark.as_ref().map(|mark| MarkView {
            mark: mark.value.clone(),
            note: format!("{}-note-{}", self.id, part_of_id(&mark.value)),
            id: Some(format!("{}-mark-{}", self.id, part_of_id(&mark.value))),
        });
        NoteView { mark, html: setter.set(&note.text) }
    }
}

/// The signs behind a figure that no note of the table explains.
fn unexplained(cell: &Cell) -> impl Iterator<Item = &Sign> {
    cell.signs().iter().filter(|sign| cell.marks.iter().all(|mark| mark.value != sign.name()))
}

/// Signs behind a figure, each seen as it is and heard as what it means.
fn signs(cell: &Cell, texts: &Catalogue) -> String {
    unexplained(cell).map(|sign| sign_in_markup(sign, texts)).collect()
}

fn sign_in_markup(sign: &Sign, texts: &Catalogue) -> String {
    match sign {
        Sign::Shorthand(shorthand) => {
            let (seen, heard) = (sign_of(shorthand.letter()), texts.markup(meaning(*shorthand), &[]));
            format!(
                "<span class=\"marks\"> <span aria-hidden=\"true\">{seen}</span><span class=\"vh\">, {heard}</span></span>"
            )
        }
        Sign::Own(name) => format!("<span class=\"marks\"> {}</span>", escaped(name)),
    }
}

/// A sign of the shorthand as it is written.
fn sign_of(letter: &str) -> String {
    format!("[{letter}]")
}

/// What a sign of the shorthand means.
fn meaning(sign: Shorthand) -> Key {
    match sign {
        Shorthand::Revised => Key("table-sign-revised"),
        Shorthand::Provisional => Key("table-sign-provisional"),
        Shorthand::Estimated => Key("table-sign-estimated"),
        Shorthand::Forecast => Key("table-sign-forecast"),
        Shorthand::LowReliability => Key("table-sign-low-reliability"),
        Shorthand::Break => Key("table-sign-break"),
    }
}

/// Why a figure is not shown, where a sign says so.
fn meaning_of_gap(why: NotShown) -> Option<Key> {
    match why {
        NotShown::Confidential => Some(Key("table-sign-confidential")),
        NotShown::NotAvailable => Some(Key("table-sign-not-available")),
        NotShown::Low => Some(Key("table-sign-low")),
        NotShown::ByNote => None,
    }
}

/// What the shorthand in a table means, under it, each sign once.
fn meanings(table: &Table, texts: &Catalogue) -> Vec<NoteView> {
    let mut found: Vec<(String, Key)> = Vec::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        let gap = match cell.figure().map(|figure| &figure.amount) {
            Some(Amount::NotShown(why)) => meaning_of_gap(*why).map(|words| (why.sign().to_owned(), words)),
            _ => None,
        };
        let signs = unexplained(cell).filter_map(|sign| match sign {
            Sign::Shorthand(sign) => Some((sign_of(sign.letter()), meaning(*sign))),
            Sign::Own(_) => None,
        });
        for one in gap.into_iter().chain(signs) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    let note = |(sign, words): (String, Key)| {
        let words = Argument::Markup(texts.markup(words, &[]).into());
        let sign = Argument::Markup(escaped(&sign).into());
        NoteView { mark: None, html: texts.markup(Key("table-sign"), &[("sign", sign), ("words", words)]) }
    };
    found.into_iter().map(note).collect()
}

/// A mark as a part of an id, where a star or a dagger cannot be.
fn part_of_id(mark: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if mark.chars().all(is_plain) {
        return mark.into();
    }
    mark.chars()
        .map(|letter| if is_plain(letter) { letter.to_string() } else { format!("u{:x}", u32::from(letter)) })
        .collect()
}

fn verdict(verdict: Compared, texts: &Catalogue) -> VerdictView {
    let status = verdict.status();
    VerdictView { kind: status.kind, word: texts.markup(status.words, &[]) }
}

/// A narrow column breaks a date before its year, not after its day.
fn day_with_month(date: &str) -> String {
    if date.starts_with(|letter: char| letter.is_ascii_digit()) {
        date.replacen(' ', "\u{a0}", 1)
    } else {
        date.to_owned()
    }
}

/// The unit in a column's heading, where it differs from the table's.
fn shown_unit(table: &Table, column: &Column, voice: Voice) -> Option<Phrase> {
    if column.says_its_unit() {
        return None;
    }
    let own = column.unit.as_ref().filter(|unit| Some(*unit) != table.unit.as_ref());
    let typed = match &column.kind {
        Kind::Figures(unit @ Unit::Money(..)) if table.unit.is_none() && column.unit.is_none() => Some(unit),
        Kind::Figures(unit @ Unit::Points) if column.unit.is_none() => Some(unit),
        _ => None,
    };
    let shown = own.or(typed).filter(|unit| **unit != Unit::Percent).map(|unit| voice.unit(unit));
    let shown = shown.filter(|unit| !unit.is_empty());
    // Under a caption that says "in thousands of pounds", plain numbers must say that they are none.
    let plain =
        matches!(column.kind, Kind::Figures(Unit::Count(None) | Unit::Number | Unit::Level(_))) && table.unit.is_some();
    shown.or_else(|| plain.then(|| Phrase::same(voice.texts().text(Key("table-unit-number")))))
}

/// The name of a column, as it is seen and as it is heard.
pub(crate) fn name_html(name: &Phrase) -> String {
    let seen = whole_years(name.seen());
    match name.heard_apart() {
        Some(heard) => {
            format!("<span aria-hidden=\"true\">{seen}</span><span class=\"vh\">{}</span>", escaped(heard))
        }
        None => seen,
    }
}

/// Words of which years, as in `Value in 2018-19`, should not break at the hyphen.
pub(crate) fn whole_years(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for (number, word) in text.split(' ').enumerate() {
        let is_year = word.contains('-') && word.starts_with(|sign: char| sign.is_ascii_digit());
        html.push_str(if number > 0 { " " } else { "" });
        html.push_str(if is_year { "<span class=\"year\">" } else { "" });
        escape_into(word, &mut html);
        html.push_str(if is_year { "</span>" } else { "" });
    }
    html
}
