//! A cell or a heading as typed → its text and the marks of notes behind it; of a figure, the signs behind it too.

use super::{Note, NoteOfSign, SAME_AS_BEFORE, Table};
use crate::base::brackets::{is_to_be_confirmed, without_comments};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::span::Spanned;
use crate::text::markdown;
use crate::value::number::{Sign, Signed};

/// A sign behind figures that no note explains.
pub const UNEXPLAINED_SIGN: Rule = Rule {
    name: "unexplained-sign",
    group: Group::Tables,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Warning,
    explain: "Readers cannot tell what a * or a (p) after a figure means. Say it in a note of the table, for example \
              `- \"*\": provisional figures`. You do not need a note for the shorthand of official statistics, such as [p] for \
              provisional, [r] for revised or [c] for confidential. plainplan explains it to readers.",
};

/// A cell as it is written: its text, and the marks `[^a]` that stood behind it.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) text: Spanned<String>,
    pub(super) marks: Vec<Spanned<String>>,
    /// The same as a figure with signs behind it, if it is one.
    pub(super) signed: Option<Box<Parted>>,
}

/// A figure and what stands behind it.
#[derive(Clone, Debug)]
pub(super) struct Parted {
    /// The figure alone; nothing where a sign stands in its place.
    pub(super) figure: Spanned<String>,
    /// A second figure in brackets.
    pub(super) second: Option<String>,
    /// The signs.
    pub(super) signs: Vec<Sign>,
}

impl Written {
    pub(super) fn of(cell: Spanned<String>) -> Self {
        let (text, marks) = without_marks(cell);
        let signed = Signed::of(&text.value).map(|found| {
            let figure = Spanned::new(found.figure.to_owned(), text.span.within(0, found.figure.len()));
            Box::new(Parted { figure, second: found.second.map(str::to_owned), signs: found.signs })
        });
        Self { text, marks, signed }
    }

    /// Whether the cell before it stands for it too.
    pub(super) fn is_same_as_before(&self) -> bool {
        self.text.value == SAME_AS_BEFORE
    }

    /// Its text, or the figure alone where signs stand behind one.
    pub(super) fn figure(&self) -> &Spanned<String> {
        self.signed.as_ref().map_or(&self.text, |parted| &parted.figure)
    }
}

/// `* provisional` → the sign that the note explains, and the rest. It is taken so where a figure has the sign.
pub(super) fn sign_of_note(text: &Spanned<String>) -> Option<NoteOfSign> {
    let (first, rest) = text.value.split_once(' ')?;
    let is_parted = first.ends_with([':', '=']) || rest.starts_with(['=', '–', '-', ':']);
    let sign = first.trim_end_matches([':', '=']);
    let name = match Signed::of(&format!("1 {sign}")) {
        Some(found) if found.figure == "1" && found.signs.len() == 1 => found.signs[0].name().to_owned(),
        _ if matches!(sign, ".." | "..." | "…" | ":") => sign.to_owned(),
        _ => return None,
    };
    // `a plan` begins with a word, and `a: plan` with a sign.
    if sign.len() == 1 && sign.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && !is_parted {
        return None;
    }
    let words = rest.trim_start_matches(['=', '–', '-', ':', ' ']);
    let span = text.span.within(text.value.len() - words.len(), text.value.len());
    let place = text.span.within(0, first.len());
    let as_typed = markdown::inline_as_typed(words, span);
    let text = markdown::inline(words, span, &mut Diagnostics::default());
    Some(NoteOfSign { mark: Spanned::new(name, place), text, as_typed })
}

impl Table {
    /// Ties the signs behind figures to the notes that explain them, and reports the first that none does.
    pub(super) fn explain_signs(&mut self, diagnostics: &mut Diagnostics) {
        let mut unexplained = self.explain_signs_of_names();
        for row in 0..self.rows.len() {
            for column in 0..self.rows[row].cells.len() {
                let names: Vec<(String, bool)> = self.rows[row].cells[column]
                    .signs()
                    .iter()
                    .map(|sign| (sign.name().to_owned(), matches!(sign, Sign::Own(_))))
                    .collect();
                for (name, is_own) in names {
                    if self.take_note_of_sign(&name) {
                        let cell = &mut self.rows[row].cells[column];
                        let mark = Spanned::new(name, cell.written.span);
                        cell.marks = cell.marks.iter().cloned().chain([mark]).collect();
                    } else if is_own && unexplained.is_none() {
                        unexplained = Some((self.rows[row].cells[column].written.clone(), name));
                    }
                }
            }
        }
        if let Some((written, name)) = unexplained {
            diagnostics.add(self.unexplained(&written, &name));
        }
    }

    /// Ties the signs behind names of columns and rows, `Plan*`, to their notes. Gives the first name with a sign that no
    /// note explains.
    fn explain_signs_of_names(&mut self) -> Option<(Spanned<String>, String)> {
        let mut unexplained = None;
        for column in 0..self.columns.len() {
            let Some((name, sign)) = with_sign(&self.columns[column].name) else { continue };
            if self.take_note_of_sign(&sign.value) {
                self.columns[column].name = name;
                self.columns[column].marks.push(sign);
            } else {
                unexplained = unexplained.or_else(|| Some((self.columns[column].name.clone(), sign.value)));
            }
        }
        let header = self.header().unwrap_or(0);
        for row in 0..self.rows.len() {
            let position = if self.rows[row].kind.is_group() { 0 } else { header };
            let Some(cell) = self.rows[row].cells.get(position).filter(|cell| cell.is_prose()) else { continue };
            let Some((name, sign)) = with_sign(&cell.written) else { continue };
            let written = cell.written.clone();
            if self.take_note_of_sign(&sign.value) {
                self.rows[row].cells[position].rename(name, sign, self.is_of_data);
            } else {
                unexplained = unexplained.or(Some((written, sign.value)));
            }
        }
        unexplained
    }

    fn unexplained(&self, written: &Spanned<String>, name: &str) -> Diagnostic {
        let message = format!("no note says what `{name}` means in `{}`", written.value);
        let help = if self.is_in_text {
            "Write a shorthand such as [p] for provisional or [r] for revised instead. Only a table in `tables:` at the top of \
             the file can have notes."
                .to_owned()
        } else {
            format!("Add `- \"{name}\": …` to the `notes` of this table, and say what it means.")
        };
        Diagnostic::new(&UNEXPLAINED_SIGN, written.span, message).help(help)
    }

    /// Whether a note explains a sign. A note that begins with it becomes its note.
    fn take_note_of_sign(&mut self, name: &str) -> bool {
        if self.notes.iter().any(|note| note.mark.as_ref().is_some_and(|mark| mark.value == name)) {
            return true;
        }
        let begins = |note: &&mut Note| note.of_sign.as_ref().is_some_and(|of| of.mark.value == name);
        let Some(note) = self.notes.iter_mut().find(begins) else { return false };
        let Some(found) = note.of_sign.take() else { return false };
        let NoteOfSign { mark, text, as_typed } = *found;
        *note = Note { mark: Some(mark), text, as_typed, of_sign: None };
        true
    }

    /// Whether a note explains a sign, or would.
    pub(super) fn explains(&self, sign: &Sign) -> bool {
        let is_named = |mark: Option<&Spanned<String>>| mark.is_some_and(|mark| mark.value == sign.name());
        self.notes.iter().any(|note| is_named(note.mark.as_ref()) || is_named(note.of_sign.as_ref().map(|of| &of.mark)))
    }
}

/// `Plan*` → `Plan` and its sign. The stars of `**Total**` and of `A*` are part of what they say.
fn with_sign(name: &Spanned<String>) -> Option<(Spanned<String>, Spanned<String>)> {
    let text = name.value.as_str();
    let words = text.trim_end_matches(['*', '†', '‡', '§', '¹']);
    let last = words.split(' ').next_back()?;
    let is_word =
        last.chars().nth(1).is_some() && last.ends_with(|letter: char| letter.is_alphabetic() || letter == ')');
    if words.len() == text.len() || !is_word || words.contains(['*', '_']) {
        return None;
    }
    let sign = if text.ends_with('¹') { "1" } else { &text[words.len()..] };
    let sign = Spanned::new(sign.to_owned(), name.span.within(words.len(), text.len()));
    Some((Spanned::new(words.to_owned(), name.span.within(0, words.len())), sign))
}

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
