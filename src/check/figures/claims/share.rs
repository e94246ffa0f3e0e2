//! `Acute care takes a third of the budget`, held against the row and the total of its table.

use std::ops::Range;

use rust_decimal::Decimal;

use super::CLAIMED_SHARE;
use super::sentence::{Amount, Kind, Sentence, Size};
use super::subjects::{Names, Subject, What};
use super::truth::{known, shown};
use crate::base::diagnostic::Diagnostic;
use crate::check::figures::named::{is_same_time, period_of};
use crate::plan::{RowKind, Table};
use crate::text::english::claims::{is_link, way};
use crate::text::english::stems::{is_telling, stem};
use crate::value::number::Unit;

/// Of a table with more rows, no sentence says which row is the largest, and what part of the whole one is.
pub(super) const LONGEST: usize = 1000;

/// The first part of a whole that a sentence claims and no table shows.
pub(super) fn shared(names: &Names, sentence: &Sentence, subjects: &[Subject]) -> Option<Diagnostic> {
    let rows = || subjects.iter().filter(|subject| matches!(subject.what, What::Rows(_)));
    if rows().next().is_none() || sentence.has(|word| word != "up" && way(word).is_some()) {
        return None;
    }
    sentence.amounts.iter().find_map(|amount| refuted(names, sentence, subjects, amount))
}

fn refuted(names: &Names, sentence: &Sentence, subjects: &[Subject], amount: &Amount) -> Option<Diagnostic> {
    if !matches!(amount.size, Size::Part(..)) || matches!(sentence.word(amount.from.wrapping_sub(1)), "by" | "to") {
        return None;
    }
    let whole = whole(sentence, subjects, amount)?;
    let clause = super::part_with_subject(names, sentence, subjects, &amount.tokens)?;
    if !clause.clone().any(|at| is_link(sentence.word(at))) {
        return None;
    }
    let own: Vec<&Subject> = subjects.iter().filter(|subject| super::is_in(subject, &clause)).collect();
    let parts: Vec<&Vec<(usize, usize)>> = own
        .iter()
        .filter_map(|subject| match &subject.what {
            What::Rows(rows) => Some(rows),
            _ => None,
        })
        .collect();
    if parts.len() != own.len() {
        return None;
    }
    let mut wrong = None;
    for (table, first) in *parts.first()? {
        let rows: Option<Vec<usize>> = std::iter::once(Some(*first))
            .chain(parts[1..].iter().map(|rows| rows.iter().find(|(other, _)| other == table).map(|(_, row)| *row)))
            .collect();
        let Some(rows) = rows else { continue };
        let shares = shares(names, *table, &rows, sentence, &whole);
        if shares.iter().any(|(share, slack)| amount.reach().wider(*slack).has(*share)) {
            return None;
        }
        wrong = wrong.or(shares.last().map(|(share, _)| (*table, rows, *share)));
    }
    let (table, rows, share) = wrong?;
    let table = names.tables[table];
    let called: Vec<&str> = rows.iter().map(|row| table.row_name(*row)).collect();
    let verb = if rows.len() > 1 { "are" } else { "is" };
    let percent = shown((share * Decimal::ONE_HUNDRED).round_dp(1), &Unit::Percent);
    let message = format!(
        "this says “{}”, but {} {verb} {percent} of the total in the table “{}”",
        sentence.text(amount.from..amount.tokens.end),
        called.join(" and "),
        table.caption.value
    );
    let place = table.rows[rows[0]].cells.first().map(|cell| cell.written.span);
    let found = Diagnostic::new(&CLAIMED_SHARE, sentence.place(amount.from..amount.tokens.end), message);
    let found = place.into_iter().fold(found, |found, place| found.also(place, "the table"));
    Some(found.help("Correct the sentence or the table."))
}

/// The words for the whole behind a part: `of our budget`. A row cannot be the whole: what follows it must be linked with it.
fn whole(sentence: &Sentence, subjects: &[Subject], amount: &Amount) -> Option<Range<usize>> {
    let end = amount.tokens.end;
    let is_of = sentence.word(end) == "of" || sentence.word(end.wrapping_sub(1)) == "of";
    let start = if sentence.word(end) == "of" { end + 1 } else { end };
    if matches!(sentence.word(start), "this" | "these" | "that" | "those" | "it" | "them" | "such") {
        return None;
    }
    let is_end = |at: usize| {
        sentence.tokens[at].kind != Kind::Word
            || is_link(sentence.word(at))
            || sentence.word(at) == "in"
            || subjects.iter().any(|subject| subject.tokens.contains(&at))
    };
    let stop = (start..sentence.tokens.len()).find(|at| is_end(*at)).unwrap_or(sentence.tokens.len());
    let is_row = subjects.iter().any(|subject| subject.tokens.contains(&stop));
    let is_linked_before = (0..amount.from).any(|at| is_link(sentence.word(at)));
    // `A third of our budget goes on acute care`, `we spend a third of our budget on acute care`.
    let may_have_row = is_linked_before && sentence.word(stop.wrapping_sub(1)) == "on";
    (stop > start && (is_of || sentence.tokens[start].kind == Kind::Word) && (!is_row || may_have_row))
        .then_some(start..stop)
}

/// What part of a total some rows are, in each column that may be meant, with what its rounding adds.
fn shares(
    names: &Names,
    table: usize,
    rows: &[usize],
    sentence: &Sentence,
    whole: &Range<usize>,
) -> Vec<(Decimal, Decimal)> {
    let words: Vec<&str> =
        whole.clone().map(|at| sentence.word(at)).filter(|word| is_telling(word)).map(stem).collect();
    let (own, total_row) = (names.words_of(table), names.total_of(table));
    let table = names.tables[table];
    let total = total_row;
    let is_of_total = |word: &str| {
        ["budget", "spend", "money", "fund", "income", "cost"].iter().any(|other| stem(other) == word)
            && total.is_some()
    };
    let total_name = total.map(|total| crate::base::names::slug(table.row_name(total))).unwrap_or_default();
    let is_known = |word: &&str| {
        own.contains(*word) || is_of_total(word) || total_name.split('-').any(|other| stem(other) == *word)
    };
    let is_too_long = total.is_none() && table.rows.len() > LONGEST;
    if is_too_long || !words.iter().all(is_known) || words.is_empty() && total.is_none() {
        return Vec::new();
    }
    columns(table, sentence).into_iter().filter_map(|column| share(table, rows, column, total)).collect()
}

/// The columns of figures that a sentence may mean: those of its times, and those that it names.
pub(super) fn columns(table: &Table, sentence: &Sentence) -> Vec<usize> {
    let figures = (0..table.columns.len()).filter(|column| table.unit_of(*column).is_some());
    let timely: Vec<usize> = figures
        .filter(|column| {
            let own = period_of(table, *column);
            sentence.periods.is_empty()
                || own.is_none_or(|own| sentence.periods.iter().any(|period| is_same_time(own, *period)))
        })
        .collect();
    let is_named = |column: &usize| {
        let name = crate::base::names::slug(&table.columns[*column].name.value);
        let mut words = name.split('-').filter(|word| is_telling(word)).peekable();
        words.peek().is_some() && words.all(|word| sentence.tokens.iter().any(|token| stem(&token.word) == stem(word)))
    };
    let named: Vec<usize> = timely.iter().copied().filter(is_named).collect();
    if named.is_empty() { timely } else { named }
}

fn share(table: &Table, rows: &[usize], column: usize, total: Option<usize>) -> Option<(Decimal, Decimal)> {
    let own: Option<Vec<_>> = rows.iter().map(|row| known(table, *row, column)).collect();
    let own = own?;
    let part: Decimal = own.iter().map(|known| known.number).sum();
    if table.unit_of(column) == Some(&Unit::Percent) {
        return Some((part / Decimal::ONE_HUNDRED, own[0].worth / Decimal::from(200)));
    }
    let whole = match total {
        Some(total) => known(table, total, column)?.number,
        None => (0..table.rows.len())
            .filter(|row| table.rows[*row].kind == RowKind::Data)
            .filter_map(|row| known(table, row, column))
            .map(|known| known.number)
            .sum(),
    };
    let share = part.checked_div(whole)?;
    Some((share, own[0].worth.checked_div(whole.abs())?))
}
