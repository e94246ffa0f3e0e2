//! The bytes of a workbook → what is too much in it, found out before its cells are in memory.
//!
//! A workbook is a zip archive. A few kilobytes of it can unpack to gigabytes, and what an archive says of its own size need
//! not be so: it is unpacked piece by piece, counted, and thrown away. An .ods file also writes a row that repeats a million
//! times as one row with a number; those rows are counted as they will be read.

use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};

/// All files in a workbook together. A sheet of two million cells takes about a quarter of it.
pub(crate) const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// More cells than any table that people read, empty ones between them counted too. A table of so many takes 1.7 GB of memory.
pub(crate) const MOST_CELLS: u64 = 2_000_000;

/// Deflate packs nothing smaller than this part of it.
const TIGHTEST: u64 = 1032;

/// What is too much in a workbook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Excess {
    /// More than [`MOST_UNPACKED`].
    Bytes,
    /// More than [`MOST_CELLS`].
    Cells,
    /// It is no archive, so that nothing can be said.
    Unclear,
}

/// What is too much in the workbook `bytes`, if anything is. `has_repeats` says whether it is one whose rows can repeat.
pub(crate) fn excess(bytes: &[u8], has_repeats: bool) -> Option<Excess> {
    if !has_repeats && bytes.len() as u64 * TIGHTEST <= MOST_UNPACKED {
        return None;
    }
    counted(bytes, has_repeats).unwrap_or(Some(Excess::Unclear))
}

fn counted(bytes: &[u8], has_repeats: bool) -> Result<Option<Excess>, rawzip::Error> {
    let archive = ZipArchive::from_slice(bytes)?;
    let mut entries = archive.entries();
    let mut left = MOST_UNPACKED;
    while let Some(entry) = entries.next_entry()? {
        // Whatever else it is packed with, the reader of workbooks cannot unpack it.
        if entry.compression_method() != CompressionMethod::DEFLATE {
            continue;
        }
        let is_content = has_repeats && entry.file_path().as_bytes() == b"content.xml";
        let mut cells = is_content.then(Repeats::default);
        let packed = archive.get_entry(entry.wayfinder())?;
        if let Some(excess) = unpacked(packed.data(), &mut left, cells.as_mut()) {
            return Ok(Some(excess));
        }
    }
    Ok(None)
}

/// Unpacks one file, takes its bytes from those that are `left`, and hands them to `cells`.
fn unpacked(packed: &[u8], left: &mut u64, mut cells: Option<&mut Repeats>) -> Option<Excess> {
    let mut reader = DeflateDecoder::new(packed);
    let mut piece = vec![0; 64 * 1024];
    // What cannot be unpacked is reported by the reader of workbooks.
    while let Ok(length @ 1..) = reader.read(&mut piece) {
        let Some(rest) = left.checked_sub(length as u64) else { return Some(Excess::Bytes) };
        *left = rest;
        if let Some(cells) = &mut cells {
            cells.read(&piece[..length]);
            if cells.are_too_many() {
                return Some(Excess::Cells);
            }
            if cells.words > MOST_UNPACKED {
                return Some(Excess::Bytes);
            }
        }
    }
    None
}

/// Counts the cells of an .ods file while its `content.xml` goes by.
#[derive(Default, Debug)]
struct Repeats {
    /// The tag that is open, without its brackets.
    tag: Option<Tag>,
    /// Cells of the sheets before this one.
    cells: u64,
    /// Bytes of words in cells, as often as they are repeated.
    words: u64,
    /// Rows of this sheet up to the last with something in it, and all that came by.
    rows: (u64, u64),
    /// The widest row of this sheet.
    width: u64,
    /// How often the row that is open stands there, and how many cells of it came by.
    row: (u64, u64),
    /// How often the cell that is open stands in its row; nothing outside of cells.
    cell: Option<u64>,
}

#[derive(Default, Debug)]
struct Tag {
    text: Vec<u8>,
    /// Inside a value in quotation marks of this kind, in which `>` may stand.
    quote: Option<u8>,
}

/// No tag that says how often something repeats is longer.
const LONGEST_TAG: usize = 64 * 1024;

impl Repeats {
    fn read(&mut self, piece: &[u8]) {
        for byte in piece {
            match &mut self.tag {
                None if *byte == b'<' => self.tag = Some(Tag::default()),
                None => self.word(1),
                Some(tag) if *byte == b'>' && tag.quote.is_none() => {
                    let text = std::mem::take(&mut tag.text);
                    self.tag = None;
                    self.take(&String::from_utf8_lossy(&text));
                }
                Some(tag) => {
                    match tag.quote {
                        Some(quote) if quote == *byte => tag.quote = None,
                        None if matches!(byte, b'"' | b'\'') => tag.quote = Some(*byte),
                        _ => {}
                    }
                    if tag.text.len() < LONGEST_TAG {
                        tag.text.push(*byte);
                    }
                }
            }
        }
    }

    fn are_too_many(&self) -> bool {
        self.cells.saturating_add(self.rows.0.saturating_mul(self.width)) > MOST_CELLS
    }

    /// Takes some bytes of a cell's words, or of its tag.
    fn word(&mut self, bytes: u64) {
        if let Some(repeated) = self.cell {
            self.words = self.words.saturating_add(bytes.saturating_mul(repeated).saturating_mul(self.row.0));
        }
    }

    fn take(&mut self, tag: &str) {
        let name = tag.split([' ', '\n', '\t', '\r', '/']).next().unwrap_or_default();
        let is_closed = tag.ends_with('/');
        match name {
            "table:table" if !is_closed => {
                self.cells = self.cells.saturating_add(self.rows.0.saturating_mul(self.width));
                (self.rows, self.width) = ((0, 0), 0);
            }
            "table:table-row" => {
                self.row = (repeated(tag, "table:number-rows-repeated"), 0);
                self.rows.1 = self.rows.1.saturating_add(self.row.0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let times = repeated(tag, "table:number-columns-repeated");
                self.row.1 = self.row.1.saturating_add(times);
                self.cell = Some(times);
                // An empty cell is kept for its colours alone, to the end of the sheet.
                if !is_closed || tag.contains("office:") || tag.contains("table:formula") {
                    self.width = self.width.max(self.row.1);
                    self.rows.0 = self.rows.1;
                    self.word(tag.len() as u64);
                }
                if is_closed {
                    self.cell = None;
                }
            }
            // What closes begins with a stroke, so that its name is empty.
            "" if tag == "/table:table-cell" || tag == "/table:covered-table-cell" => self.cell = None,
            _ => {}
        }
    }
}

/// How often a row or a cell stands there, by what its tag says.
fn repeated(tag: &str, attribute: &str) -> u64 {
    let value = tag.split_once(attribute).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
    let value = value.map(|rest| rest.trim_start().trim_start_matches(['"', '\'']));
    let digits = value.and_then(|value| value.split(|sign: char| !sign.is_ascii_digit()).next());
    // A number that is too long to be read is too many.
    digits.map_or(1, |digits| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(xml: &str) -> Repeats {
        let mut counted = Repeats::default();
        // A tag may come in two pieces.
        xml.as_bytes().chunks(7).for_each(|piece| counted.read(piece));
        counted
    }

    fn cells(xml: &str) -> u64 {
        let counted = counted(xml);
        counted.cells + counted.rows.0 * counted.width
    }

    #[test]
    fn repeated_rows_and_cells_are_counted_as_they_will_be_read() {
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>a > b</text:p></table:table-cell>";
        let row = format!("<table:table-row>{cell}{cell}</table:table-row>");
        assert_eq!(cells(&format!("<table:table>{row}{row}</table:table>")), 4);
        let many = row.replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1000\">");
        assert_eq!(cells(&format!("<table:table>{row}{many}</table:table>")), 2 * 1001);
        let wide = row.replacen("office:", "table:number-columns-repeated='300' office:", 1);
        assert_eq!(cells(&format!("<table:table>{wide}</table:table><table:table>{row}</table:table>")), 301 + 2);
    }

    #[test]
    fn what_is_empty_to_the_end_of_the_sheet_is_not_counted() {
        let xml = "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
                   <table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>\
                   <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell \
                   table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
        assert_eq!(cells(xml), 1);
    }

    #[test]
    fn long_words_count_as_often_as_they_are_repeated() {
        let xml = format!(
            "<table:table><table:table-row table:number-rows-repeated=\"100\"><table:table-cell \
             table:number-columns-repeated=\"10\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
            "a".repeat(1000)
        );
        assert!(counted(&xml).words >= 1_000_000);
    }
}
