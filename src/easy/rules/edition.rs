//! Rules about easy read and the chapters it belongs to.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::Span;
use crate::plan::Plan;

/// An easy read of nothing.
pub(crate) const TWIN_WITHOUT_CHAPTER: Rule = Rule {
    name: "twin-without-chapter",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Elsewhere),
    severity: Severity::Error,
    explain: "savings.easy.md is the easy read of savings.md and stands beside it. If the chapter was renamed, its easy read \
              must be renamed with it.",
};

pub(crate) fn twin_without_chapter(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.lone_twins.iter().filter(|twin| !plan.is_unread(&twin.chapter_path())) {
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

/// Something that people who read it said.
pub(crate) const OPEN_REVIEW: Rule = Rule {
    name: "open-review",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "`plainplan easy review-import` puts what a reading group said below the line that it was said of. Change the line, \
              the word or the picture where they are right, then delete the comment. It is never published.",
};

pub(crate) fn open_review(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for review in plan.twins().flat_map(|twin| &twin.reviews) {
        diagnostics.add(
            Diagnostic::new(&OPEN_REVIEW, review.span, "what a reading group said of the line above is still open")
                .help("Change the line if they are right, then delete the comment."),
        );
    }
}

/// Easy read that is still being written.
pub(crate) const REMARK_LEFT: Rule = Rule {
    name: "remark-left",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A remark <!-- … --> in easy read says what is still to be written; `plainplan easy new` begins with many of them. \
              Readers never see it. Write what it asks for, then take it out.",
};

pub(crate) fn remark_left(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.twins() {
        let Some(first) = twin.remarks.first() else { continue };
        let message = match twin.remarks.len() {
            1 => "a remark for those who write is left in this easy read".to_owned(),
            all => format!("{all} remarks for those who write are left in this easy read, the first here"),
        };
        diagnostics.add(
            Diagnostic::new(&REMARK_LEFT, *first, message)
                .help("Write what it asks for in easy words, then take it out."),
        );
    }
}
