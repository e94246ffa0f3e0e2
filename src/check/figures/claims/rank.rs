//! `Acute care is the largest`, `three times as many as`, held against the other rows of the table.

use rust_decimal::Decimal;

use super::CLAIMED_RANK;
use super::sentence::{Amount, Kind, Sentence, Size};
use super::share::{LONGEST, columns};
use super::subjects::{Names, Subject, What};
use super::truth::{known, shown};
use crate::base::diagnostic::Diagnostic;
use crate::plan::{RowKind, Table};
use crate::text::english::claims::{Place, place, way};
use crate::value::number::Unit;

/// The place among others that a sentence claims and no table shows.
pub(super) fn ranked(names: &Names, sentence: &Sentence, subjects: &[Subject]) -> Option<Diagnostic> {
    compared(names, sentence, subjects)
        .or_else(|| (0..sentence.tokens.len()).find_map(|at| refuted(names, sentence, subjects, at)))
}

fn refuted(names: &Names, sentence: &Sentence, subjects: &[Subject], at: usize) -> Option<Diagnostic> {
    let wanted = place(sentence.word(at)).filter(|_| sentence.tokens[at].kind == Kind::Word)?;
    if !is_meant(sentence, at) {
        return None;
    }
    let clause = super::part_with_subject(names, sentence, subjects, &(at..at + 1))?;
    let is_row = |subject: &&Subject| matches!(subject.what, What::Rows(_)) && super::is_in(subject, &clause);
    let mut own = subjects.iter().filter(is_row);
    let (Some(Subject { what: What::Rows(rows), .. }), None) = (own.next(), own.next()) else { return None };
    let is_of_change =
        sentence.has(|word| way(word).is_some()) || sentence.word(at) == "fastest" || sentence.word(at) == "slowest";
    if is_of_change {
        return None;
    }
    let mut wrong = None;
    for (table, row) in rows {
        let own = names.tables[*table];
        if own.rows[*row].kind != RowKind::Data || own.rows.len() > LONGEST {
            return None;
        }
        let others: Vec<usize> = columns(own, sentence)
            .into_iter()
            .filter_map(|column| ahead(own, *row, column, wanted))
            .flatten()
            .collect();
        let columns: Vec<(usize, Option<usize>)> = columns(own, sentence)
            .into_iter()
            .filter_map(|column| Some((column, ahead(own, *row, column, wanted)?)))
            .collect();
        if columns.iter().any(|(_, ahead)| ahead.is_none()) {
            return None;
        }
        let first = columns.last().and_then(|(column, ahead)| Some((*column, (*ahead)?)));
        wrong = wrong.or(first.filter(|_| !others.is_empty()).map(|(column, ahead)| (own, *row, column, ahead)));
    }
    let (table, row, column, ahead) = wrong?;
    Some(reported(sentence, at, table, (row, ahead, column), wanted))
}

/// Whether `the largest` is meant, and not one of several, the second, or the most of something else.
fn is_meant(sentence: &Sentence, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| sentence.word(at));
    let is_definite = matches!(before(1), "the" | "our" | "its" | "their" | "single");
    let is_among = matches!((before(2), before(1)), ("of" | "among", "the" | "our") | ("at", "the"));
    let of_most = sentence.word(at) == "most"
        && matches!(sentence.word(at + 1), "of" | "recent" | "important" | "likely" | "common");
    let follows = sentence.word(at + 1);
    is_definite
        && !is_among
        && !of_most
        && !matches!(follows, "two" | "three" | "four" | "five" | "possible" | "single")
}

/// The row that is ahead of another in a column, if one is; nothing where the column does not say.
#[expect(clippy::option_option, reason = "a column may say nothing, or that no row is ahead")]
fn ahead(table: &Table, row: usize, column: usize, wanted: Place) -> Option<Option<usize>> {
    let own = known(table, row, column)?.number;
    let others = (0..table.rows.len()).filter(|other| *other != row && table.rows[*other].kind == RowKind::Data);
    let numbers = others
        .filter_map(|other| Some((other, known(table, other, column)?.number)))
        .filter(|(_, number)| !number.is_zero());
    let numbers: Vec<(usize, Decimal)> = numbers.collect();
    let best = match wanted {
        Place::Largest => numbers.iter().max_by_key(|(_, number)| *number),
        Place::Smallest => numbers.iter().min_by_key(|(_, number)| *number),
    }?;
    let by_size = match wanted {
        Place::Largest => numbers.iter().all(|(_, number)| number.abs() <= own.abs()),
        Place::Smallest => numbers.iter().all(|(_, number)| number.abs() >= own.abs()),
    };
    let is_first = by_size
        || match wanted {
            Place::Largest => best.1 <= own,
            Place::Smallest => best.1 >= own,
        };
    Some((!is_first).then_some(best.0))
}

fn reported(
    sentence: &Sentence,
    at: usize,
    table: &Table,
    (row, ahead, column): (usize, usize, usize),
    wanted: Place,
) -> Diagnostic {
    let unit = table.unit_of(column).unwrap_or(&Unit::Number);
    let figure = |row: usize| known(table, row, column).map_or_else(String::new, |known| shown(known.number, unit));
    let way = if wanted == Place::Largest { "higher" } else { "lower" };
    let message = format!(
        "this says that {} is “{}”, but {} is {way} in {} of the table “{}”: {} compared with {}",
        table.row_name(row),
        sentence.text(at - 1..at + 1),
        table.row_name(ahead),
        table.columns[column].full_name(),
        table.caption.value,
        figure(ahead),
        figure(row)
    );
    Diagnostic::new(&CLAIMED_RANK, sentence.place(at - 1..at + 1), message)
        .also(table.rows[ahead].cells[column].written.span, way)
        .help("Correct the sentence or the table.")
}

/// `North has twice as many homes as South`.
fn compared(names: &Names, sentence: &Sentence, subjects: &[Subject]) -> Option<Diagnostic> {
    let amount = sentence.amounts.iter().find(|amount| is_comparison(sentence, amount))?;
    let rows: Vec<&Vec<(usize, usize)>> = subjects
        .iter()
        .filter_map(|subject| match &subject.what {
            What::Rows(rows) => Some(rows),
            _ => None,
        })
        .collect();
    let [one, other] = rows[..] else { return None };
    let all = 0..sentence.tokens.len();
    if !names.explain(sentence, all, subjects) {
        return None;
    }
    let mut wrong = None;
    for (table, row) in one {
        let Some((_, than)) = other.iter().find(|(other, _)| other == table) else { continue };
        let table = names.tables[*table];
        let ratios: Vec<Decimal> = columns(table, sentence)
            .into_iter()
            .filter_map(|column| known(table, *row, column)?.number.checked_div(known(table, *than, column)?.number))
            .collect();
        if ratios.iter().any(|ratio| amount.reach().wider(Decimal::new(5, 2)).has(*ratio)) {
            return None;
        }
        wrong = wrong.or(ratios.last().map(|ratio| (table, *row, *than, *ratio)));
    }
    let (table, row, than, ratio) = wrong?;
    let message = format!(
        "this says “{}”, but {} is {} times {} in the table “{}”",
        sentence.text(amount.from..amount.tokens.end),
        table.row_name(row),
        shown(ratio.round_dp(1), &Unit::Number),
        table.row_name(than),
        table.caption.value
    );
    let place = table.rows[row].cells.first().map(|cell| cell.written.span);
    let found = Diagnostic::new(&CLAIMED_RANK, sentence.place(amount.from..amount.tokens.end), message);
    let found = place.into_iter().fold(found, |found, place| found.also(place, "the table"));
    Some(found.help("Correct the sentence or the table."))
}

fn is_comparison(sentence: &Sentence, amount: &Amount) -> bool {
    matches!(amount.size, Size::Times(_)) && matches!(sentence.word(amount.tokens.end), "as" | "the")
}
