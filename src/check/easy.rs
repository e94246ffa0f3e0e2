//! Rules about easy read and the chapters it belongs to.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::names::nearest;
use crate::plan::Plan;
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
        diagnostics.add(match nearest(&wanted, plan.chapters.iter().map(|chapter| chapter.path.as_str())) {
            Some(meant) => {
                diagnostic.help(format!("Did you mean {}? Then rename this file.", meant.replace(".md", ".easy.md")))
            }
            None => diagnostic.help("Give it the name of its chapter with .easy before .md."),
        });
    }
}
