//! The bytes of a file → what it holds: text, bytes to be copied, the sheets of a workbook; and what is wrong with it.
//!
//! The path decides how the bytes are read, and nothing else: it does not matter whether they come from a disk, from an
//! editor or from a test. What is wrong with a file is kept as a [`ReadError`]; [`crate::base::files::unreadable`] puts it into words.

use xxhash_rust::xxh3::xxh3_128;

use crate::base::bytes::Bytes;
use crate::base::files::paths::is_text;
use crate::base::hash::hash_of;
use crate::base::workbook;
use crate::base::workbook::{Reason, Sheet, View};

/// A chapter larger than this is refused: an 80-page plan is about 0.2 MB.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text that the tool reads: chapters, data and templates.
    Text(String),
    /// Anything else, copied as it is: the site shares these bytes.
    Bytes(Bytes),
    /// A sheet of a workbook, as CSV text.
    Sheet(View),
    /// As much of a file as could be read, for messages alone: that it cannot be used has been reported.
    Unreadable(String),
}

/// What is wrong with a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum ReadError {
    /// It is there and cannot be opened.
    Closed(Closed),
    TooLarge,
    /// At this byte, so many bytes long.
    ControlCharacter(usize, usize),
    /// From this byte on.
    NotUtf8(usize),
    /// It is of another kind than its name says.
    OtherKind(Kind),
}

/// Why a file or a folder cannot be opened, and what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Closed {
    pub(crate) what: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) help: &'static str,
}

/// A file as it was read, and the sheets of a workbook among the chapters; in `static/` it is only copied.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub(crate) content: Content,
    pub(crate) hash: u128,
    pub(crate) error: Option<ReadError>,
    /// Its bytes, where something is wrong with them.
    pub(crate) faulty: Option<Bytes>,
    pub(crate) sheets: Option<Result<Vec<Sheet>, Reason>>,
}

impl Loaded {
    /// The file at `path`, which holds `bytes`.
    pub(crate) fn read(path: &str, bytes: Vec<u8>) -> Self {
        if is_too_large(path, bytes.len() as u64) {
            return Self { faulty: Some(bytes.into()), ..Self::unreadable(ReadError::TooLarge) };
        }
        if !is_text(path) {
            let sheets =
                (path.starts_with("content/") && workbook::is_workbook(path)).then(|| workbook::read(path, &bytes));
            return Self { sheets, ..Self::from(Content::Bytes(bytes.into())) };
        }
        match Kind::of(&bytes) {
            Some(kind) => Self { faulty: Some(bytes.into()), ..Self::unreadable(ReadError::OtherKind(kind)) },
            None => as_text(bytes),
        }
    }

    /// A file that nothing can be read of.
    pub(crate) fn unreadable(error: ReadError) -> Self {
        Self::from(Content::Unreadable(String::new())).with_error(error)
    }

    /// The same with something wrong with it. It has another hash than a file that holds the same and is right.
    fn with_error(self, error: ReadError) -> Self {
        Self { hash: !self.hash, error: Some(error), ..self }
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.error, Some(ReadError::Closed(_)))
    }
}

impl From<Content> for Loaded {
    fn from(content: Content) -> Self {
        Self { hash: content.hash(), content, error: None, faulty: None, sheets: None }
    }
}

impl Content {
    fn hash(&self) -> u128 {
        match self {
            Self::Text(text) => xxh3_128(text.as_bytes()),
            Self::Sheet(view) => hash_of(view),
            Self::Bytes(bytes) => xxh3_128(bytes),
            Self::Unreadable(text) => hash_of(&(text, false)),
        }
    }
}

/// Whether a file is a text of more bytes than are read.
pub(crate) fn is_too_large(path: &str, length: u64) -> bool {
    is_text(path) && length > LARGEST_TEXT
}

/// A kind of file that is sometimes given the name of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Word,
    Writer,
    RichText,
    Workbook,
    Pdf,
    Archive,
}

impl Kind {
    /// The kind of a file that is no text, by how its bytes begin. Documents of office programs are archives that say in
    /// their first entries what they are.
    fn of(bytes: &[u8]) -> Option<Self> {
        let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        match bytes {
            [b'P', b'K', 3, 4, ..] if holds("word/document") => Some(Self::Word),
            [b'P', b'K', 3, 4, ..] if holds("application/vnd.oasis.opendocument.text") => Some(Self::Writer),
            [b'P', b'K', 3, 4, ..] if holds("xl/workbook") || holds("opendocument.spreadsheet") => Some(Self::Workbook),
            [b'P', b'K', 3, 4, ..] => Some(Self::Archive),
            // The programs of 1997 to 2003, whose spreadsheets hold a stream of this name.
            [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("W\0o\0r\0k\0b\0o\0o\0k\0") => Some(Self::Workbook),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Word),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Self::RichText),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// A file of text. One that is not UTF-8 is kept as far as it is, for messages.
fn as_text(bytes: Vec<u8>) -> Loaded {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let control = text.char_indices().find(|(_, letter)| is_control(*letter));
            let Some((at, letter)) = control else { return Content::Text(text).into() };
            // Later stages must never meet the character; its place in the message stays right.
            let blanked = Loaded::from(Content::Text(blanked(&text)));
            let error = ReadError::ControlCharacter(at, letter.len_utf8());
            Loaded { faulty: Some(text.into()), ..blanked.with_error(error) }
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let readable = String::from_utf8_lossy(&bytes[..valid]).into_owned();
            let readable = Loaded::from(Content::Unreadable(readable));
            Loaded { faulty: Some(bytes.into()), ..readable.with_error(ReadError::NotUtf8(valid)) }
        }
    }
}

/// The text with as many spaces as bytes for each control character, so that every place stays right.
fn blanked(text: &str) -> String {
    text.chars()
        .map(|letter| if is_control(letter) { " ".repeat(letter.len_utf8()) } else { letter.to_string() })
        .collect()
}

/// Whether a letter is an invisible one that no keyboard types.
pub(crate) fn is_control(letter: char) -> bool {
    // Zero-width characters hide in words that then look like others; those that turn the direction of writing round make
    // words look like others without a letter that is hidden.
    (letter.is_ascii_control() && !matches!(letter, '\n' | '\r' | '\t'))
        || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
