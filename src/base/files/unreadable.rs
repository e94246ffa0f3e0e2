//! What is wrong with a file as such → what its editor is reported: it cannot be opened, is no text, holds a control character.

use std::borrow::Cow;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::files::content::{Closed, Kind, ReadError, is_control};
use crate::base::span::{FileId, Span};

/// A file that is not text in UTF-8.
pub const UNREADABLE_TEXT: Rule = Rule {
    name: "unreadable-text",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Elsewhere),
    severity: Severity::Error,
    explain: "Save a chapter or data file as UTF-8 text. Files from old programs often use another encoding. A Word \
              document is not a text file, even if you rename it to .md. Open it in the program that made it and \
              save it as \"UTF-8\".",
};

/// A character that no keyboard types.
pub const CONTROL_CHARACTER: Rule = Rule {
    name: "control-character",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "The text has an invisible character that you cannot type, usually copied from a PDF. Some of these \
              characters reverse letters or digits, so that readers see a different figure. To delete it, put the \
              cursor at the column given in the message and press Delete.",
};

/// A text file that is far larger than any chapter.
pub const FILE_TOO_LARGE: Rule = Rule {
    name: "file-too-large",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A text file of more than 8 MB is not a chapter. Often someone pasted a picture into the text. Save the \
              picture as a separate file and link to it.",
};

/// A file that the system would not give us.
pub const UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The file or folder exists, but plainplan cannot open it. Perhaps it is a link that leads nowhere, its \
              drive is not connected, or you do not have permission to read it. Nothing is published until it can be \
              opened, because its content would be missing from the website.",
};

/// Reports every file that could not be read, or not as it should be.
pub(crate) fn report(files: &Files, diagnostics: &mut Diagnostics) {
    diagnostics.extend(files.errors().map(|(id, error)| error.diagnostic(id, &files.file(id).path)));
}

/// A value without control characters that were written as an escape, `\u202e` or `&#x202e;`: those that are typed as they
/// are have been taken out of the file before. They are reported at `place`.
#[must_use]
pub fn without_escapes<'t>(value: &'t str, place: Span, diagnostics: &mut Diagnostics) -> Cow<'t, str> {
    if !value.contains(is_control) {
        return Cow::Borrowed(value);
    }
    diagnostics.add(
        Diagnostic::new(&CONTROL_CHARACTER, place, "there is a code for an invisible character here")
            .help("Delete the code: the \\ or & and the letters and digits after it."),
    );
    Cow::Owned(value.replace(is_control, " "))
}

impl ReadError {
    /// What is wrong with the file at `path`, for its editor.
    fn diagnostic(&self, file: FileId, path: &str) -> Diagnostic {
        match self {
            Self::Closed(Closed { what, reason, help }) => {
                let message = format!("this {what} cannot be opened: {reason}");
                Diagnostic::new(&UNREADABLE_FILE, Span::new(file, 0, 0), message).help(*help)
            }
            Self::TooLarge => {
                let message = "this file is larger than 8 MB, which is too large for a chapter or a table";
                Diagnostic::new(&FILE_TOO_LARGE, Span::new(file, 0, 0), message)
                    .help("If someone pasted a picture into the text, save it as a separate file and link to it.")
            }
            Self::ControlCharacter(at, length) => {
                let message = "there is an invisible character here";
                let place = Span::new(file, *at, at + length);
                Diagnostic::new(&CONTROL_CHARACTER, place, message)
                    .label("this character is invisible")
                    .fix(Fix::safe(Span::new(file, *at, at + length), ""), |_| {
                        "Delete it. It was probably copied from a PDF or another program.".to_owned()
                    })
            }
            Self::OtherKind(kind) => {
                let (message, help) = kind.words();
                Diagnostic::new(&UNREADABLE_TEXT, Span::new(file, 0, 0), message).help(help)
            }
            Self::NotUtf8(at) => {
                Diagnostic::new(&UNREADABLE_TEXT, Span::new(file, *at, *at), "this file is not saved as UTF-8 text")
                    .label("the first character that cannot be read")
                    .help(not_utf8_help(path))
            }
        }
    }
}

impl Kind {
    /// What it is, and what to do.
    fn words(self) -> (&'static str, &'static str) {
        const SAVE: &str = "Open it in the program that made it and save it as plain text with the encoding \
                            \"UTF-8\". Use this file name.";
        match self {
            Self::Word => (
                "this is a Word document, not a text file",
                "Open it in Word and save it as \"Plain Text\" with the encoding \"UTF-8\". Use this file name.",
            ),
            Self::Writer => ("this is an OpenDocument text, not a text file", SAVE),
            Self::RichText => ("this is a rich text document (RTF), not a text file", SAVE),
            Self::Workbook => (
                "this is a spreadsheet, not a text file",
                "Give it its own file ending again (.xlsx or .ods), and use that name in `file:`.",
            ),
            Self::Pdf => ("this is a PDF, not a text file", "Give it its own file ending again (.pdf)."),
            Self::Archive => {
                ("this is a ZIP archive, not a text file", "Open it and copy the text file to this place.")
            }
        }
    }
}

/// What to do about a file that is not UTF-8. A spreadsheet has a name of its own for it.
fn not_utf8_help(path: &str) -> &'static str {
    if path.ends_with(".csv") {
        "Open it in your spreadsheet and save it as \"CSV UTF-8\". You can also put the spreadsheet itself (.xlsx or \
         .ods) in the same folder as the chapter and use its name."
    } else {
        "Open the file in the program that made it, and save it with the encoding \"UTF-8\"."
    }
}
