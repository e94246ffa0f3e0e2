//! Columns that we publish beside the figures of another → signs and second figures behind those figures, as an author types them.

use crate::base::span::Spanned;
use crate::plan::read::grid::Grid;
use crate::value::number::{NotShown, Shorthand};

/// The end of the heading of a column that says what the signs behind the figures of the column before it mean.
pub const MARKS: &str = ": marks";
/// The end of the heading of a column that has the second figures of the column before it.
pub const IN_BRACKETS: &str = ": in brackets";

/// What a column holds for the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Marks,
    Seconds,
}

/// Joins such columns to the ones they belong to. Gives the notes that say what signs mean, each with its sign.
pub(super) fn join(grid: &mut Grid) -> Vec<(String, Spanned<String>)> {
    let Some(heads) = grid.first() else { return Vec::new() };
    let found = columns(heads);
    if found.is_empty() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let width = heads.len();
    for (number, row) in grid.iter_mut().enumerate().filter(|(_, row)| row.len() == width) {
        for (column, of, what) in found.iter().rev() {
            let cell = row.remove(*column);
            if number > 0 && !cell.value.is_empty() {
                let behind = match what {
                    Beside::Seconds => format!(" ({})", cell.value),
                    Beside::Marks => signs(&cell, &mut notes),
                };
                // Signs come behind the second figure, whose column is on the left.
                let own = &mut row[*of].value;
                *own = match what {
                    Beside::Seconds => behind_figure(own, &behind),
                    // The sign is in place of the figure.
                    Beside::Marks if own == NotShown::ByNote.sign() => behind.trim_start().to_owned(),
                    Beside::Marks => format!("{own}{behind}"),
                };
            }
        }
    }
    notes
}

/// A second figure goes before the signs, which have been put there already.
fn behind_figure(own: &str, second: &str) -> String {
    let end = own.find(" [").unwrap_or(own.len());
    format!("{}{second}{}", &own[..end], &own[end..])
}

/// Each such column, the one that it belongs to, and what it holds.
fn columns(heads: &[Spanned<String>]) -> Vec<(usize, usize, Beside)> {
    let mut found = Vec::new();
    let mut of = 0;
    for (column, head) in heads.iter().enumerate() {
        let is =
            |ending: &str| column > 0 && head.value.strip_suffix(ending).is_some_and(|name| name == heads[of].value);
        match (is(MARKS), is(IN_BRACKETS)) {
            (true, _) => found.push((column, of, Beside::Marks)),
            (_, true) => found.push((column, of, Beside::Seconds)),
            _ => of = column,
        }
    }
    found
}

/// The signs that words stand for. Words of a note get a sign of their own.
fn signs(cell: &Spanned<String>, notes: &mut Vec<(String, Spanned<String>)>) -> String {
    let sign = |words: &str| {
        if let Some(sign) = Shorthand::by_word(words) {
            return format!(" [{}]", sign.letter());
        }
        let known = notes.iter().position(|(_, note)| note.value == words);
        let number = known.unwrap_or_else(|| {
            notes.push(((notes.len() + 1).to_string(), Spanned::new(words.to_owned(), cell.span)));
            notes.len() - 1
        });
        format!(" [{}]", number + 1)
    };
    cell.value.split("; ").map(sign).collect()
}
