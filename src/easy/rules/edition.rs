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
    explain: "savings.easy.md is the easy read of savings.md, in the same folder. If you rename the chapter, rename \
              its easy read too.",
};

pub(crate) fn twin_without_chapter(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.lone_twins.iter().filter(|twin| !plan.is_unread(&twin.chapter_path())) {
        let wanted = twin.chapter_path();
        let diagnostic = Diagnostic::new(
            &TWIN_WITHOUT_CHAPTER,
            Span::new(twin.file, 0, 0),
            format!("there is no chapter {wanted} for this easy read"),
        );
        diagnostics.add(match nearest(&wanted, plan.chapters().map(|chapter| chapter.path.as_str())) {
            Some(meant) => diagnostic
                .help(format!("Did you mean {}? If so, rename this file to match.", meant.replace(".md", ".easy.md"))),
            None => diagnostic.help("Use the name of its chapter, with .easy before .md."),
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
    explain: "`plainplan easy review-import` adds the comments of a reading group. Each comment is below the line it \
              is about. If the group is right, change the line, the word or the picture. Then delete the comment. \
              Comments are never published.",
};

pub(crate) fn open_review(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for review in plan.twins().flat_map(|twin| &twin.reviews) {
        diagnostics.add(
            Diagnostic::new(&OPEN_REVIEW, review.span, "a comment from a reading group has not been dealt with")
                .help("If they are right, change the line. Then delete the comment."),
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
    explain: "A comment <!-- … --> in easy read says what is still to be written. `plainplan easy new` adds many of \
              them. Readers never see them. Write the text, then delete the comment.",
};

pub(crate) fn remark_left(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.twins() {
        let Some(first) = twin.remarks.first() else { continue };
        let message = match twin.remarks.len() {
            1 => "this easy read has a comment for writers".to_owned(),
            all => format!("this easy read has {all} comments for writers. This is the first"),
        };
        diagnostics.add(
            Diagnostic::new(&REMARK_LEFT, *first, message)
                .help("Write what the comment asks for in easy words, then delete the comment."),
        );
    }
}
