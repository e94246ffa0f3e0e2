//! The head of a chapter's file into its front matter, and into where its text begins.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml;
use crate::base::yaml::{Fields, Key, Kind, Node, Record};

/// A finding that the author has looked at and leaves as it is.
#[derive(Clone, Hash, Debug)]
pub struct Accepted {
    /// The message of the finding, with its figures, so that it is void when they change.
    pub finding: Spanned<String>,
    /// Why.
    pub because: String,
}

/// The keys of an item of `accept:`.
#[rustfmt::skip]
pub(crate) const ACCEPTED: Record = Record {
    name: "an accepted problem",
    doc: "A problem that you have looked at and leave as it is.",
    keys: &[
        Key::new("finding", Kind::Text, "The message of the problem, word for word.").needed().or(&["message"]),
        Key::new("because", Kind::Text, "Why it is right as it is.").needed().or(&["reason"]),
    ],
};

/// Front matter that has no end.
pub const FRONT_MATTER_NOT_CLOSED: Rule = Rule {
    name: "front-matter-not-closed",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "A chapter begins with a --- line, then its settings, then another --- line. Without the second line, \
              plainplan would read the whole chapter as settings.",
};

/// A chapter without a name.
pub const MISSING_TITLE: Rule = Rule {
    name: "missing-title",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Every chapter needs a title. Write `title: …` in the settings at the top of the file. If there are no \
              settings, write one line `# Title`. The title appears in the contents, in the browser tab and in every \
              link.",
};

/// A space that only looks like one.
pub const HIDDEN_SPACE: Rule = Rule {
    name: "hidden-space",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Word and some websites use a special space that does not break at the end of a line. In the settings \
              it looks like an ordinary space, but it does not indent the line. Replace it with an ordinary space.",
};

/// A chapter's front matter and where its text begins.
pub(crate) struct Front<'s> {
    pub(crate) node: Option<Node<'s>>,
    pub(crate) body: usize,
    /// Whether there was front matter at all.
    pub(crate) is_there: bool,
    /// Where its keys begin, or would.
    pub(crate) keys: usize,
}

impl<'s> Front<'s> {
    /// Cuts a file at the line that closes its front matter, which should be a `record`.
    pub(crate) fn parse(
        source: &'s Files,
        file: FileId,
        record: &'static Record,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let text = source.file(file).text();
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let first = text[start..].split_inclusive('\n').next().unwrap_or("");
        if first.trim_end() != "---" {
            let is_meant = report_missing_fence(file, text, start, diagnostics);
            return Self { node: None, body: start, keys: start, is_there: is_meant };
        }
        let open = start + first.len();
        let mut at = open;
        for line in text[open..].split_inclusive('\n') {
            if matches!(line.trim_end(), "---" | "...") {
                let front = &text[open..at];
                return Self {
                    node: parse_front(file, front, open, record, diagnostics),
                    body: at + line.len(),
                    keys: open,
                    is_there: true,
                };
            }
            if is_meant_as_fence(line) {
                let place = Span::new(file, at, at + line.trim_end().len());
                diagnostics.add(
                    Diagnostic::new(&FRONT_MATTER_NOT_CLOSED, place, "this line should be exactly ---")
                        .fix(Fix::guess(place, FENCE), |fence| {
                            format!("Write three short dashes, {fence}, on the line after the settings.")
                        }),
                );
                return Self { node: None, body: text.len(), keys: open, is_there: true };
            }
            at += line.len();
        }
        diagnostics.add(
            Diagnostic::new(
                &FRONT_MATTER_NOT_CLOSED,
                Span::new(file, start, start + 3),
                "the settings that begin here have no --- line at the end",
            )
            .help("Write --- on a line of its own, between the settings and the text."),
        );
        Self { node: None, body: text.len(), keys: open, is_there: true }
    }
}

impl Front<'_> {
    /// Whether a key was left out or left empty, in front matter that can be read.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        match self.node.as_ref().map(|node| &node.value) {
            Some(yaml::Value::Keys(entries)) => {
                // A key that was only misspelt is reported as that.
                !entries.iter().any(|(name, node)| {
                    name.value != key && nearest(&name.value, [key]).is_some()
                        || name.value == key && !node.is_nothing()
                })
            }
            Some(yaml::Value::Nothing) => true,
            Some(_) => false,
            None => !self.is_there,
        }
    }
}

/// The line before the keys, and the line behind them.
const FENCE: &str = "---";

/// Keys that a chapter may begin with; prose seldom does.
const FIRST_KEYS: [&str; 5] = ["title:", "description:", "metrics:", "tables:", "charts:"];

/// A line of dashes that is not exactly three short ones, as Word makes them.
fn is_meant_as_fence(line: &str) -> bool {
    let dashes = line.trim();
    dashes.chars().count() != 1 && dashes.chars().all(|sign| matches!(sign, '-' | '—' | '–')) && !dashes.is_empty()
        || matches!(dashes, "—" | "–")
}

/// Keys at the head of a chapter without the line before them, or with a line that Word made of ---. Says so, and
/// whether it was so.
fn report_missing_fence(file: FileId, text: &str, start: usize, diagnostics: &mut Diagnostics) -> bool {
    let line = text[start..].lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let at = start + text[start..].find(line).unwrap_or(0);
    let place = Span::new(file, at, at + line.trim_end().len());
    let found = |message: &str| Diagnostic::new(&FRONT_MATTER_NOT_CLOSED, place, message);
    let both = "Write three short dashes, ---, on the first line of the file, and again after the settings.";
    let is_closed = text[place.end as usize..].lines().any(|line| line.trim_end() == FENCE);
    if line.trim_end() == FENCE {
        let before = Fix::safe(Span::new(file, start, at), "");
        diagnostics
            .add(found("there is an empty line before this one").fix(before, |_| {
                "Delete the empty lines above it. The first line of the file must be ---.".to_owned()
            }));
    } else if is_meant_as_fence(line) {
        let keys = &text[at + line.len()..];
        let closing = keys.lines().find(|line| is_meant_as_fence(line)).unwrap_or("");
        let keys = &keys[..keys.find(closing).unwrap_or(0)];
        let end = at + line.len() + keys.len() + closing.len();
        let closing = if closing.is_empty() { "" } else { FENCE };
        let whole = Fix::guess(Span::new(file, start, end), format!("{FENCE}{keys}{closing}"));
        diagnostics.add(found("this line should be exactly ---").fix(whole, |_| both.to_owned()));
    } else if FIRST_KEYS.iter().any(|key| line.starts_with(key)) {
        let found = found("there is no --- line before these settings");
        let fence = Fix::guess(Span::new(file, start, at), format!("{FENCE}\n"));
        diagnostics.add(if is_closed { found.fix(fence, |_| both.to_owned()) } else { found.help(both) });
    } else {
        return false;
    }
    true
}

fn parse_front<'s>(
    file: FileId,
    front: &'s str,
    offset: usize,
    record: &'static Record,
    diagnostics: &mut Diagnostics,
) -> Option<Node<'s>> {
    if !front.contains('\u{a0}') {
        return yaml::parse(file, front, offset, record, diagnostics);
    }
    let mut at = 0;
    let mut hidden = false;
    for line in front.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        if let Some(found) = line[..lead].find('\u{a0}') {
            hidden = true;
            let place = Span::new(file, offset + at + found, offset + at + found + 2);
            let spaces = Span::new(file, offset + at, offset + at + lead);
            diagnostics.add(
                Diagnostic::new(&HIDDEN_SPACE, place, "this is a special space, as Word uses")
                    .fix(Fix::safe(spaces, line[..lead].replace('\u{a0}', " ")), |_| {
                        "Delete it and type an ordinary space.".to_owned()
                    }),
            );
        }
        at += line.len();
    }
    (!hidden).then(|| yaml::parse(file, front, offset, record, diagnostics)).flatten()
}

pub(crate) fn accepted(node: &Node, diagnostics: &mut Diagnostics) -> Option<Accepted> {
    let mut fields = Fields::of(node, &ACCEPTED, diagnostics)?;
    let finding = fields.text("finding", diagnostics);
    let because = fields.text("because", diagnostics);
    fields.finish(diagnostics);
    Some(Accepted { finding: finding?, because: because?.value })
}
