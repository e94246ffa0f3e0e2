//! Rules about figures: that every insert finds one, that every measure and table is shown, that totals add up.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::insert::{Embed, Reference};
use crate::markdown::{Block, Piece};
use crate::number::{Amount, Quantity, Scale, Unit};
use crate::plan::figures::{Fault, NoFigure};
use crate::plan::table::{CellValue, Kind};
use crate::plan::{Chapter, Plan, Table};
use crate::source::{Source, Spanned};
use crate::wording;

/// An insert that names nothing.
pub(super) const UNKNOWN_ID: Rule = Rule {
    name: "unknown-id",
    severity: Severity::Error,
    explain: "Between {{ and }} stands the id of a measure or a table of this plan, from any chapter.",
};

/// A figure where only words can stand.
pub(super) const FIGURE_IN_TITLE: Rule = Rule {
    name: "figure-in-title",
    severity: Severity::Error,
    explain: "Titles and descriptions stand in lists, tabs and links all over the website, where {{ … }} is not filled in. \
              Say it in words and show the figure in the text.",
};

pub(super) fn figure_in_title(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let chapters = plan.chapters.iter().map(|chapter| (&chapter.title, &chapter.description));
    let twins = plan.twins().map(|twin| (&twin.title, &twin.description));
    for (title, description) in chapters.chain(twins) {
        for text in std::iter::once(title).chain(description).filter(|text| text.value.contains("{{")) {
            diagnostics.add(
                Diagnostic::new(&FIGURE_IN_TITLE, text.span, "a title or a description cannot show a figure")
                    .help("Say it in words here, and show the figure in the text."),
            );
        }
    }
}

/// A cell that shows a cell.
pub(super) const CELL_OF_A_CELL: Rule = Rule {
    name: "cell-of-a-cell",
    severity: Severity::Error,
    explain: "A cell of a table may show a measure, {{ ae-4-hours.target }}, but not a cell of a table: two cells could ask \
              each other for ever. Make a measure of the figure and show it in both places.",
};

pub(super) fn cell_of_a_cell(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let cells = plan
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.tables)
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells);
    for cell in cells {
        let CellValue::Prose(pieces) = &cell.value else { continue };
        for piece in pieces {
            let Piece::Figure(reference) = piece else { continue };
            if reference.value.path.first().is_some_and(|id| plan.table(&id.value).is_some()) {
                diagnostics.add(
                    Diagnostic::new(&CELL_OF_A_CELL, reference.span, "a cell can show a measure, but not another cell")
                        .help("Make a measure of the figure, and show the measure in both places."),
                );
            }
        }
    }
}

/// An insert that asks for something a measure or table does not have.
pub(super) const UNKNOWN_PART: Rule = Rule {
    name: "unknown-part",
    severity: Severity::Error,
    explain: "Behind the id stands what is wanted: of a measure its target, baseline, value, compare, last-year or name; of a table a \
              row and a column, {{ budgets.acute.2018-19 }}.",
};

/// A figure that cannot be worded as asked.
pub(super) const CANNOT_WORD: Rule = Rule {
    name: "cannot-word",
    severity: Severity::Error,
    explain: "`| people` and `| share` word a share in percent, `| about` a count or money. A figure that is not there yet \
              cannot be worded.",
};

/// Shares that differ and read alike.
pub(super) const SAME_READING: Rule = Rule {
    name: "same-reading",
    severity: Severity::Error,
    explain: "Where we were, where we are and where we want to be are told in easy words with one number to count out of. \
              If two different figures would read the same, readers would think that nothing is to change.",
};

pub(super) fn unknown_id(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    // It may well stand in a chapter whose keys cannot be read yet; that has been told.
    if !plan.unread.is_empty() {
        return;
    }
    report(plan, Fault::UnknownId, &UNKNOWN_ID, diagnostics);
    for (_, embed) in embeds(plan) {
        let (wanted, ids): (&str, Vec<&Spanned<String>>) = match &embed.value {
            Embed::Metrics(ids) | Embed::Dashboard(ids) => {
                ("measure", ids.iter().filter(|id| plan.metric(&id.value).is_none()).collect())
            }
            Embed::Table(id) => ("table", Some(id).filter(|id| plan.table(&id.value).is_none()).into_iter().collect()),
            Embed::Chart(path) => {
                ("measure and no table", path.first().filter(|id| plan.item(&id.value).is_none()).into_iter().collect())
            }
            Embed::Timeline | Embed::Risks => continue,
        };
        diagnostics.extend(ids.into_iter().map(|id| not_a(plan, wanted, id)));
    }
}

/// `id` was asked for as a measure or a table, and is not.
fn not_a(plan: &Plan, wanted: &str, id: &Spanned<String>) -> Diagnostic {
    let other = if plan.metric(&id.value).is_some() { Some("measure") } else { plan.table(&id.value).map(|_| "table") };
    match other {
        Some(other) => Diagnostic::new(&UNKNOWN_ID, id.span, format!("`{}` is a {other}, not a {wanted}", id.value))
            .help(if other == "table" {
                format!("Write {{{{ table {} }}}}.", id.value)
            } else {
                format!("Write {{{{ metrics {} }}}}.", id.value)
            }),
        None => Diagnostic::new(&UNKNOWN_ID, id.span, format!("no {wanted} is called `{}`", id.value))
            .help(plan.unknown_id(id).help),
    }
}

pub(super) fn unknown_part(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    report(plan, Fault::UnknownPart, &UNKNOWN_PART, diagnostics);
}

pub(super) fn cannot_word(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    report(plan, Fault::Wording, &CANNOT_WORD, diagnostics);
}

pub(super) fn same_reading(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    report(plan, Fault::SameReading, &SAME_READING, diagnostics);
}

fn report(plan: &Plan, kind: Fault, rule: &'static Rule, diagnostics: &mut Diagnostics) {
    let faults = references(plan).filter_map(|reference| plan.show(&reference.value, false).err());
    for NoFigure { span, message, help, .. } in faults.filter(|fault| fault.kind == kind) {
        diagnostics.add(Diagnostic::new(rule, span, message).help(help));
    }
}

/// Every figure that is asked for.
fn references(plan: &Plan) -> impl Iterator<Item = &Spanned<Reference>> {
    plan.prose().flat_map(|(_, pieces)| pieces).filter_map(|piece| match piece {
        Piece::Figure(reference) => Some(reference),
        _ => None,
    })
}

fn embeds(plan: &Plan) -> impl Iterator<Item = (&Chapter, &Spanned<Embed>)> {
    plan.chapters.iter().flat_map(|chapter| {
        chapter.body.blocks.iter().filter_map(move |block| match block {
            Block::Embed(embed) => Some((chapter, embed)),
            _ => None,
        })
    })
}

/// A block with nothing in it.
pub(super) const NOTHING_TO_SHOW: Rule = Rule {
    name: "nothing-to-show",
    severity: Severity::Error,
    explain: "A chart needs at least two numbers; {{ metrics }}, {{ dashboard }}, {{ timeline }} and {{ risks }} need measures, milestones or \
              risks in the front matter (on the first page of a part, in any chapter of the part).",
};

pub(super) fn nothing_to_show(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let is_known = |chapter: &Chapter| !plan.below(chapter).any(|below| plan.unread.contains(&below.path));
    for (chapter, embed) in embeds(plan).filter(|(chapter, _)| is_known(chapter)) {
        let missing = match &embed.value {
            Embed::Metrics(ids) | Embed::Dashboard(ids) if ids.is_empty() && chapter.metrics.is_empty() => {
                Some("this chapter has no measures")
            }
            Embed::Timeline if !plan.below(chapter).any(|chapter| !chapter.milestones.is_empty()) => {
                Some("there are no milestones to show")
            }
            Embed::Risks if chapter.risks.is_empty() => Some("this chapter has no risks"),
            Embed::Chart(path)
                if path.first().is_some_and(|id| plan.can_be_drawn(&id.value)) && plan.chart(path).is_none() =>
            {
                Some("there are not enough numbers for a chart")
            }
            _ => None,
        };
        if let Some(missing) = missing {
            diagnostics.add(
                Diagnostic::new(&NOTHING_TO_SHOW, embed.span, missing)
                    .help("Add them in the front matter, or remove this line."),
            );
        }
    }
}

/// A measure or table that no reader will ever see.
pub(super) const NOT_SHOWN: Rule = Rule {
    name: "not-shown",
    severity: Severity::Warning,
    explain: "A table in the front matter is shown only where {{ table its-id }} stands in a text. One that stands nowhere \
              is lost to readers.",
};

pub(super) fn not_shown(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let asked_for: HashSet<&str> = embeds(plan)
        .filter_map(|(_, embed)| match &embed.value {
            Embed::Table(id) => Some(id.value.as_str()),
            Embed::Chart(path) => path.first().map(|id| id.value.as_str()),
            _ => None,
        })
        .collect();
    let is_shown = |table: &Table| table.is_in_text || asked_for.contains(table.id.value.as_str());
    for table in plan.chapters.iter().flat_map(|chapter| &chapter.tables).filter(|table| !is_shown(table)) {
        diagnostics.add(
            Diagnostic::new(&NOT_SHOWN, table.id.span, format!("the table `{}` is shown nowhere", table.id.value))
                .help(format!("Write {{{{ table {} }}}} on a line of its own where it belongs.", table.id.value)),
        );
    }
}

/// A total that does not add up.
pub(super) const TOTAL_MISMATCH: Rule = Rule {
    name: "total-mismatch",
    severity: Severity::Error,
    explain: "In a column with `total: sum`, a row that begins with = must be the sum of the rows above it. Figures that \
              were rounded one by one may differ in their last digit. Leave the cell empty and the tool adds up.",
};

pub(super) fn total_mismatch(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for table in plan.chapters.iter().flat_map(|chapter| &chapter.tables).filter(|table| table.is_sound) {
        let summed =
            table.columns.iter().enumerate().filter(|(_, column)| column.is_summed).map(|(position, _)| position);
        for column in summed {
            for row in 0..table.rows.len() {
                if let Some((stated, sum)) = mismatch(table, row, column) {
                    let cell = &table.rows[row].cells[column].written;
                    diagnostics.add(
                        Diagnostic::new(
                            &TOTAL_MISMATCH,
                            cell.span,
                            format!(
                                "this total says {}, but the rows above it add up to {}",
                                wording::grouped(stated),
                                wording::grouped(sum)
                            ),
                        )
                        .help("Correct the total or a row, or leave the cell empty so that it is added up for you."),
                    );
                }
            }
        }
    }
}

/// What a total says and what it should say, where the two differ by more than rounding can explain.
fn mismatch(table: &Table, row: usize, column: usize) -> Option<(Decimal, Decimal)> {
    let stated = table.rows[row].cells.get(column)?.figure()?;
    let parts = table.parts_of(row, column)?;
    let is_exact =
        |part: &&Quantity| part.hedge.is_none() && !matches!(part.amount, Amount::ToBeConfirmed | Amount::Range(..));
    if !parts.iter().chain([&stated]).all(is_exact) {
        return None;
    }
    let stated = stated.number()?;
    let parts: Vec<Decimal> = parts.iter().filter_map(|part| part.number()).collect();
    let sum: Decimal = parts.iter().sum();
    let allowed = if is_counted(&table.columns[column].kind) { Decimal::ZERO } else { rounding(&parts, stated) };
    (!parts.is_empty() && (sum - stated).abs() > allowed).then_some((stated, sum))
}

/// Things and whole pounds are counted one by one; nobody rounds them.
fn is_counted(kind: &Kind) -> bool {
    matches!(kind, Kind::Figures(Unit::Count(_) | Unit::Money(Scale::One, _)))
}

/// How far rounded figures and their rounded total may be apart: half of the last printed place for each, and never
/// more than two of it, which is more than chance makes of a dozen figures.
fn rounding(parts: &[Decimal], stated: Decimal) -> Decimal {
    let places = parts.iter().map(Decimal::scale).chain([stated.scale()]).min().unwrap_or(0);
    let half = Decimal::new(5, places + 1);
    half * Decimal::from(parts.len() + 1).min(Decimal::from(4))
}
