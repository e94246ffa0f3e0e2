//! A span → where other programs look for it: the file that is on disk, lines and columns, both counted from one.

use crate::base::files::Files;
use crate::base::files::Place;
use crate::base::span::{FileId, Span};

/// The path of the file on disk, below `folder`: of a sheet, that of its workbook.
pub(crate) fn path_on_disk(source: &Files, file: FileId, folder: &str) -> String {
    let file = source.file(file);
    let path = match file.path.rsplit_once('/') {
        Some((workbook, _)) if file.is_sheet() => workbook,
        _ => &file.path,
    };
    if folder.is_empty() { path.to_owned() } else { format!("{}/{path}", folder.trim_end_matches('/')) }
}

/// The first character of a span, and the one after its last.
pub(crate) fn region(source: &Files, span: Span) -> (Place, Place) {
    let end = Span { start: span.end, ..span };
    (source.place(span), source.place(end))
}
