//! Findings that an author has looked at and leaves as they are, each with a reason kept in the source.
//!
//! An acceptance repeats the message of its finding, figures and all. When the figures change, so does the message, and
//! the acceptance is void: that is an error, so that nothing stays accepted by accident. One acceptance sets one place
//! aside: the same words about another table are another finding.

use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::names::nearest;
use crate::base::span::FileId;
use crate::plan::model::front::Accepted;
use crate::plan::{Chapter, Plan};

/// An acceptance of nothing.
pub(super) const ACCEPTED_NOTHING: Rule = Rule {
    name: "accepted-nothing",
    group: Group::Accepting,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Use `accept:` to keep something that plainplan warns about. Copy the message word for word and give a \
              reason. In a chapter you can accept messages about figures, in an easy-read chapter messages about \
              words. If the message no longer appears, you have fixed the problem or the figures have changed. \
              Remove the item, or check the new message.",
};

/// Sets the accepted findings aside.
pub(super) fn accept(plan: &Plan, diagnostics: &mut Diagnostics) {
    let accepting = plan.chapters().filter(|chapter| !chapter.accepted.is_empty());
    let of_chapters = accepting.map(|chapter| (&chapter.accepted, files_of(chapter)));
    let accepting = plan.twins().filter(|twin| !twin.accepted.is_empty());
    let of_twins = accepting.map(|twin| (&twin.accepted, HashSet::from([twin.file])));
    for (accepted, files) in of_chapters.chain(of_twins) {
        let owns = |found: &Diagnostic| found.rule.is_acceptable() && files.contains(&found.span.file);
        for accepted in accepted {
            set_aside(accepted, owns, diagnostics);
        }
    }
}

/// Sets one finding aside, among those that `owns` picks.
fn set_aside(accepted: &Accepted, owns: impl Fn(&Diagnostic) -> bool, diagnostics: &mut Diagnostics) {
    let is_meant = |found: &Diagnostic| owns(found) && is_same_text(&found.message, &accepted.finding.value);
    if diagnostics.accept(is_meant, &accepted.because) {
        return;
    }
    let open = || diagnostics.iter().filter(|found| owns(found));
    let by_name = open().find(|found| found.rule.name == accepted.finding.value).map(|found| &found.message);
    let help = match (by_name, nearest(&accepted.finding.value, open().map(|found| found.message.as_str()))) {
        (Some(message), _) => format!("Copy the message here, not its name: {message}."),
        (None, Some(now)) => format!(
            "The message is now: {now}. Check it. If the figure is right, accept the new \
                                      message."
        ),
        (None, None) => "Remove this item. The problem has been fixed, or the figures have changed.".to_owned(),
    };
    let message = "this accepts a problem that is not there";
    diagnostics.add(Diagnostic::new(&ACCEPTED_NOTHING, accepted.finding.span, message).help(help));
}

/// Whether an author wrote a message, perhaps over several lines and with the signs of a keyboard.
fn is_same_text(message: &str, written: &str) -> bool {
    let plain = |text: &str| {
        let text = text.replace(['“', '”'], "\"").replace('−', "-");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    message == written || plain(message) == plain(written)
}

/// The files that a chapter is made from: its own, its twin's, and those that hold its measures and the rows of its tables.
fn files_of(chapter: &Chapter) -> HashSet<FileId> {
    let twin = chapter.twin.as_ref().map(|twin| twin.file);
    let cells = chapter.tables.iter().filter_map(|table| table.rows.first()?.cells.first());
    let measures = chapter.metrics.iter().map(|metric| metric.id.span.file);
    std::iter::once(chapter.file).chain(twin).chain(cells.map(|cell| cell.written.span.file)).chain(measures).collect()
}
