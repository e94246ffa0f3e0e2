//! The glossary `content/words.yaml`: terms, their meanings, their short forms.

use std::collections::HashMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::base::yaml;
use crate::base::yaml::{Fields, Key, Kind, Node, Record, TEXTS, Value, WRONG_TYPE};

/// The glossary.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Its entries, in the order of the file.
    pub list: Vec<Word>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Word {
    /// The term as it would stand inside a sentence.
    pub term: Spanned<String>,
    /// Its short forms.
    pub short: Vec<Spanned<String>>,
    /// What it means.
    pub meaning: String,
    /// What it means, in easy words.
    pub easy: Option<Spanned<String>>,
    /// The picture that goes with it in easy read.
    pub picture: Option<Spanned<String>>,
    /// Whether the short form is better known than the term, so that it is not spelled out.
    pub is_known: bool,
}

/// The keys of an entry.
#[rustfmt::skip]
pub const WORD: Record = Record {
    name: "a word",
    doc: "A word that some readers do not know, and what it means.",
    keys: &[
        Key::new("term", Kind::Text, "The word or phrase, as it is inside a sentence.").needed().or(&["word", "name", "phrase"]),
        Key::new("short", TEXTS, "Abbreviations for it.").or(&["abbreviation", "abbreviations", "acronym", "initials"]),
        Key::new("meaning", Kind::Text, "What it means.").needed().or(&["definition", "explanation", "description"]),
        Key::new("easy", Kind::Text, "What it means, in easy words.").or(&["easy-meaning"]),
        Key::new("picture", Kind::Text, "The id of the picture for it in easy read.").or(&["image", "icon"]),
        Key::new("known", Kind::Switch, "Write true if people know the abbreviation better, so that it is never spelt out."),
    ],
};

/// The same term or short form in two entries.
pub const DUPLICATE_WORD: Rule = Rule {
    name: "duplicate-word",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A term or abbreviation can be in the glossary only once. With two meanings, readers cannot tell which \
              is right.",
};

const PATH: &str = "content/words.yaml";

impl Words {
    /// Reads the glossary, if there is one.
    #[must_use]
    pub fn parse(source: &Files, diagnostics: &mut Diagnostics) -> Self {
        let Some(file) = source.find(PATH) else { return Self::default() };
        let Some(node) = yaml::parse(file, source.file(file).text(), 0, &WORD, diagnostics) else {
            return Self::default();
        };
        let Value::List(items) = &node.value else {
            if !node.is_nothing() {
                diagnostics.add(
                    Diagnostic::new(&WRONG_TYPE, node.span, "the glossary should be a list")
                        .help("Begin each entry with \"- term: …\"."),
                );
            }
            return Self::default();
        };
        let list: Vec<Word> = items.iter().filter_map(|item| word(item, diagnostics)).collect();
        report_doubles(&list, diagnostics);
        Self { list }
    }

    /// The entry for a short form.
    #[must_use]
    pub fn for_short(&self, short: &str) -> Option<&Word> {
        self.list.iter().find(|word| word.short.iter().any(|form| form.value == short))
    }
}

fn word(item: &Node, diagnostics: &mut Diagnostics) -> Option<Word> {
    let mut fields = Fields::of(item, &WORD, diagnostics)?;
    let term = fields.text("term", diagnostics);
    let short = fields.texts("short", diagnostics);
    let meaning = fields.text("meaning", diagnostics);
    let easy = fields.text("easy", diagnostics);
    let picture = fields.text("picture", diagnostics);
    let is_known = fields.switch("known", diagnostics);
    fields.finish(diagnostics);
    Some(Word { term: term?, short, meaning: meaning?.value, easy, picture, is_known })
}

fn report_doubles(list: &[Word], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for word in list {
        for form in std::iter::once(&word.term).chain(&word.short) {
            if let Some(first) = seen.get(form.value.as_str()) {
                diagnostics.add(
                    Diagnostic::new(&DUPLICATE_WORD, form.span, format!("`{}` is in the glossary twice", form.value))
                        .also(*first, "the first entry")
                        .help("Keep one entry and remove the other."),
                );
            } else {
                seen.insert(&form.value, form.span);
            }
        }
    }
}
