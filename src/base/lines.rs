//! A text → an index of its lines, so that a byte in it becomes a line and a column without counting from the start of
//! the text each time.

/// A place in the words of an editor: both counted from one, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Line number.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// Characters are counted up to every so many bytes, so that a very long line costs no more than a short one.
const STEP: usize = 4096;

/// Where the lines of one text begin, and how many characters come before each step.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    /// The byte at which each line begins, in order. The first is 0.
    starts: Vec<u32>,
    /// The number of characters that begin before each multiple of [`STEP`] bytes.
    letters: Vec<u32>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| narrow(at + 1))).collect();
        let mut before = 0;
        let count = |step: &[u8]| {
            let counted = before;
            before += letters_in(step);
            narrow(counted)
        };
        let letters = text.as_bytes().chunks(STEP).map(count).collect();
        Self { starts, letters }
    }

    /// Line and column of the byte at `at` of `text`, which this is the index of. What lies in the middle of a character
    /// counts as after it.
    pub(crate) fn place(&self, text: &str, at: usize) -> Place {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start as usize <= at);
        let start = self.starts[line - 1] as usize;
        let mark = if text[start..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = (start + mark).min(at);
        Place { line, column: self.letters_before(text, at) - self.letters_before(text, start) + 1 }
    }

    fn letters_before(&self, text: &str, at: usize) -> usize {
        let step = (at / STEP).min(self.letters.len().saturating_sub(1));
        let counted = self.letters.get(step).map_or(0, |letters| *letters as usize);
        counted + letters_in(&text.as_bytes()[step * STEP..at])
    }
}

/// How many characters begin in a stretch of UTF-8.
fn letters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by counting from the start.
    fn counted(text: &str, at: usize) -> Place {
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Place { line: before.matches('\n').count() + 1, column }
    }

    #[test]
    fn places_are_those_that_counting_gives() {
        let long = "é€𝄞\tx".repeat(STEP);
        for text in [
            "",
            "a",
            "\n",
            "one\ntwo\n",
            "one\r\ntwo\r\n\r\nthree",
            "\u{feff}# Title\n\ttab\n",
            "£5 million\n\u{feff}£6\nno end",
            &long,
            &format!("first\n{long}\nlast £"),
        ] {
            let lines = Lines::of(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                if text.len() < STEP || at % 97 < 3 || at % STEP < 4 {
                    assert_eq!(lines.place(text, at), counted(text, at), "byte {at} of {text:.20}");
                }
            }
        }
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        assert_eq!(Lines::of("one\ntwo").place("one\ntwo", 99), Place { line: 2, column: 4 });
        assert_eq!(Lines::of("").place("", 1), Place { line: 1, column: 1 });
    }
}
