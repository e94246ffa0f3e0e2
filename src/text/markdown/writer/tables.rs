//! A pipe table → its caption, id and rows, before it is understood.

use std::ops::Range;

use super::Writer;
use crate::base::brackets;
use crate::base::diagnostic::Diagnostic;
use crate::base::span::Spanned;
use crate::text::insert::EMBED_IN_SENTENCE;
use crate::text::markdown::{PipeTable, cells};
use crate::text::tree::Element;

impl Writer<'_> {
    pub(super) fn open_table(&mut self, columns: usize, range: &Range<usize>) {
        let span = self.place(&(range.start..range.start));
        if self.depth > 0 {
            self.diagnostics.add(
                Diagnostic::new(
                    &EMBED_IN_SENTENCE,
                    self.place(range),
                    "a table cannot be inside a list or a quotation",
                )
                .help("Put it after the list, with an empty line before it."),
            );
        }
        let columns = vec![Spanned::new(String::new(), span); columns];
        self.table = Some(PipeTable { caption: None, id: None, columns, rows: Vec::new(), span: self.place(range) });
    }

    /// The row is cut here and not by the parser, which drops cells that are too many without a word.
    pub(super) fn row(&mut self, range: &Range<usize>, is_heading: bool) {
        let written = &self.text[range.clone()];
        let lead = written.len() - written.trim_start().len();
        let place = self.place(&(range.start + lead..range.start + lead + written.trim().len()));
        let Some(table) = &mut self.table else { return };
        let line = Spanned::new(written.trim(), place);
        let cells = cells(&line, '|', 0);
        if is_heading {
            for (column, cell) in table.columns.iter_mut().zip(cells) {
                *column = cell;
            }
        } else {
            table.rows.push(cells);
        }
    }

    pub(super) fn close_table(&mut self, range: &Range<usize>) {
        let Some(mut table) = self.table.take().filter(|_| self.depth == 0) else { return };
        let last =
            table.rows.last().and_then(|row| row.first()).filter(|cell| cell.value.starts_with("Table:")).cloned();
        if let Some(cell) = last {
            table.rows.pop();
            let start = cell.span.start as usize - self.span.start as usize + "Table:".len();
            let (caption, id) = self.caption(&cell.value["Table:".len()..], start);
            (table.caption, table.id) = (Some(caption), id);
        }
        let position = u32::try_from(self.body.tables.len()).unwrap_or(u32::MAX);
        self.add(Element::Table(position), range);
        self.body.tables.push(table);
    }

    /// `Contracts over £5 million {#contracts}`, whose first byte is `at`.
    pub(super) fn caption(&mut self, typed: &str, at: usize) -> (Spanned<String>, Option<Spanned<String>>) {
        let (file, is_inline) = (self.span, self.is_inline);
        let of_file =
            |range: Range<usize>| if is_inline { file } else { file.within(at + range.start, at + range.end) };
        let written = brackets::settled(typed, of_file, self.diagnostics);
        let is_exact = written.len() == typed.len();
        let placed = |text: &str, from: usize| {
            let place = if is_exact { from..from + text.len() } else { 0..typed.trim_end().len() };
            Spanned::new(text.to_owned(), self.place(&(at + place.start..at + place.end)))
        };
        let (caption, id) = match written.rfind("{#").filter(|_| written.trim_end().ends_with('}')) {
            Some(open) => {
                let id = written[open + 2..].trim_end().trim_end_matches('}');
                (&written[..open], Some(placed(id, open + 2)))
            }
            None => (&*written, None),
        };
        let lead = caption.len() - caption.trim_start().len();
        (placed(caption.trim(), lead), id)
    }
}
