//! A row of a table as it is typed → its cells, each with its place.

use crate::base::brackets;
use crate::base::span::{Span, Spanned};

/// Cuts a row at `sign`, a pipe or a Tab, but not inside `{{ … }}` or a comment and not at `\|`. Pipes at both ends frame the row.
/// `columns` is how many cells there should be, or 0 where pipes at the ends are always a frame.
#[must_use]
pub fn cells(line: &Spanned<&str>, sign: char, columns: usize) -> Vec<Spanned<String>> {
    let text = line.value;
    let (mut cuts, mut depth, mut before) = (Vec::new(), 0_usize, ' ');
    let mut comment = 0;
    for (at, letter) in text.char_indices() {
        match (before, letter) {
            _ if at < comment => {}
            ('<', '!') => comment = at - 1 + brackets::end_of_comment(&text[at - 1..]).unwrap_or(0),
            ('{', '{') => depth += 1,
            ('}', '}') => depth = depth.saturating_sub(1),
            (before, letter) if letter == sign && depth == 0 && before != '\\' => cuts.push(at),
            _ => {}
        }
        before = letter;
    }
    // A row of `columns` cells that are empty at both ends looks framed too, but has fewer pipes.
    let framed = text.len() > 1 && text.starts_with(sign) && text.ends_with(sign) && cuts.len() + 1 != columns;
    let (from, to) = if framed { (1, text.len() - 1) } else { (0, text.len()) };
    let inner = cuts.into_iter().filter(|cut| !framed || (*cut >= from && *cut < to));
    let mut start = from;
    inner
        .chain([to])
        .collect::<Vec<_>>()
        .into_iter()
        .map(|cut| {
            let cell = trimmed(text, start, cut, line.span);
            start = cut + 1;
            cell
        })
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize, span: Span) -> Spanned<String> {
    let cell = &text[start..end];
    let lead = cell.len() - cell.trim_start().len();
    let value = cell.trim();
    Spanned::new(value.replace("\\|", "|"), span.within(start + lead, start + lead + value.len()))
}
