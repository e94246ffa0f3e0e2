//! A cell or a heading as typed into its text and the marks of notes behind it.

use crate::base::brackets::{is_to_be_confirmed, without_comments};
use crate::base::span::Spanned;

/// Takes the marks `[^a]` from the end of a cell or a heading.
pub(crate) fn without_marks(cell: Spanned<String>) -> (Spanned<String>, Vec<Spanned<String>>) {
    let cell = without_brackets(cell);
    let mut marks = Vec::new();
    let mut text = cell.value.as_str();
    while let Some((before, mark)) = text.strip_suffix(']').and_then(|rest| rest.rsplit_once("[^")) {
        if mark.is_empty() || mark.contains([' ', ']', '[']) {
            break;
        }
        marks.push(Spanned::new(mark.to_owned(), cell.span.within(before.len(), text.len())));
        text = before.trim_end();
    }
    if marks.is_empty() {
        return (cell, marks);
    }
    marks.reverse();
    (Spanned::new(text.to_owned(), cell.span.within(0, text.len())), marks)
}

/// A cell without the comments in it; `<TBC>` is TBC.
fn without_brackets(cell: Spanned<String>) -> Spanned<String> {
    if !cell.value.contains('<') {
        return cell;
    }
    let value = without_comments(&cell.value).into_owned();
    let is_open = value.starts_with('<') && is_to_be_confirmed(&value);
    Spanned::new(if is_open { "TBC".to_owned() } else { value }, cell.span)
}
