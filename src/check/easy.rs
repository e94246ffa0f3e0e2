//! Rules about the easy-read edition.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::names::nearest;
use crate::plan::{Plan, Twin};
use crate::source::{Source, Span};

/// An easy read of nothing.
pub(super) const TWIN_WITHOUT_CHAPTER: Rule = Rule {
    name: "twin-without-chapter",
    severity: Severity::Error,
    explain: "savings.easy.md is the easy read of savings.md and stands beside it. If the chapter was renamed, its easy read \
              must be renamed with it.",
};

pub(super) fn twin_without_chapter(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for twin in plan.lone_twins.iter().filter(|twin| !plan.unread.contains(&twin.chapter_path())) {
        let wanted = twin.chapter_path();
        let diagnostic = Diagnostic::new(
            &TWIN_WITHOUT_CHAPTER,
            Span::new(twin.file, 0, 0),
            format!("there is no chapter {wanted} that this is the easy read of"),
        );
        diagnostics.add(match nearest(&wanted, plan.chapters().map(|chapter| chapter.path.as_str())) {
            Some(meant) => {
                diagnostic.help(format!("Did you mean {}? Then rename this file.", meant.replace(".md", ".easy.md")))
            }
            None => diagnostic.help("Give it the name of its chapter with .easy before .md."),
        });
    }
}

/// A picture that no library has.
pub(super) const UNKNOWN_PICTURE: Rule = Rule {
    name: "unknown-picture",
    severity: Severity::Error,
    explain: "![name] names a picture of the built-in library or of content/pictures/library.yaml.",
};

pub(super) fn unknown_picture(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    let in_parts = plan.twins().flat_map(Twin::parts).filter_map(|part| part.picture.as_ref());
    let in_words = plan.words.list.iter().filter_map(|word| word.picture.as_ref());
    for picture in in_parts.chain(in_words).filter(|picture| plan.pictures.find(&picture.value).is_none()) {
        let diagnostic =
            Diagnostic::new(&UNKNOWN_PICTURE, picture.span, format!("there is no picture called `{}`", picture.value));
        let by_word = plan
            .pictures
            .by_name
            .iter()
            .find(|(_, found)| found.words.iter().any(|word| word.eq_ignore_ascii_case(&picture.value)));
        diagnostics.add(
            match nearest(&picture.value, plan.pictures.by_name.keys().map(String::as_str))
                .or(by_word.map(|(name, _)| name.as_str()))
            {
                Some(meant) => diagnostic.help(format!("Did you mean `{meant}`?")),
                None => diagnostic.help("Choose another one, or add it to content/pictures/library.yaml."),
            },
        );
    }
}

/// Sentences that no picture goes with.
pub(super) const PART_WITHOUT_PICTURE: Rule = Rule {
    name: "part-without-picture",
    severity: Severity::Warning,
    explain: "Every idea in easy read has a picture beside it. A line ![name] before the sentences chooses one.",
};

pub(super) fn part_without_picture(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for part in plan.twins().flat_map(Twin::parts).filter(|part| part.picture.is_none()) {
        if let Some(line) = part.lines.first() {
            diagnostics.add(
                Diagnostic::new(&PART_WITHOUT_PICTURE, line.span, "these sentences have no picture")
                    .help("Write ![name] on the line before them."),
            );
        }
    }
}

/// A picture that says nothing.
pub(super) const PART_WITHOUT_WORDS: Rule = Rule {
    name: "part-without-words",
    severity: Severity::Warning,
    explain: "A picture alone does not tell anybody what is meant. Write one to three short sentences under it.",
};

pub(super) fn part_without_words(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for part in plan.twins().flat_map(Twin::parts).filter(|part| part.lines.is_empty()) {
        if let Some(picture) = &part.picture {
            diagnostics.add(
                Diagnostic::new(&PART_WITHOUT_WORDS, picture.span, "there are no sentences under this picture")
                    .help("Write what it stands for on the next line."),
            );
        }
    }
}
