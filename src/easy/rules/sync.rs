//! Rules that keep easy read in step with its chapter, and its sign-off with its words.

use std::collections::{BTreeSet, HashSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::Span;
use crate::easy::lockfile::PartName;
use crate::easy::meaning::{Difference, Kind};
use crate::easy::rules::OURS;
use crate::easy::sync::{Finding, PartStep, SinceCheck, Standing, TwinStep};
use crate::easy::trend::{Misleading, Turn};
use crate::plan::{Chapter, Plan, Twin};

/// Easy read that rests on what is not there.
pub(crate) const UNKNOWN_SECTION: Rule = Rule {
    name: "unknown-section",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "![picture](#how-we-pay ae-4-hours) links easy-read lines to the headings, measures and tables that \
              they are about. `leave-out:` lists sections of the chapter that the easy read leaves out. Write a \
              heading in lower case with hyphens, as in the page address. For the text before the first heading, \
              write #beginning.",
};

/// Easy read that may say what is not so any more.
pub(crate) const OUT_OF_STEP: Rule = Rule {
    name: "out-of-step",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Command),
    severity: Severity::Error,
    explain: "Someone confirmed that these easy-read lines match the chapter. After that, the chapter changed: a \
              figure is different, a word such as not, only, unless, may or must was added or removed, or the \
              section was deleted. Change the easy-read lines if they are now wrong, then confirm them again.",
};

/// Easy read whose chapter says it in other words.
pub(crate) const REWORDED: Rule = Rule {
    name: "reworded",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Command),
    severity: Severity::Warning,
    explain: "Someone confirmed that these easy-read lines match the chapter. After that, the chapter was reworded. \
              Read both. If they mean the same, confirm the lines again. If not, change the lines first.",
};

/// Typed words that fitted the figures once.
pub(crate) const MISLEADING_FIGURE: Rule = Rule {
    name: "misleading-figure",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Command),
    severity: Severity::Error,
    explain: "Figures in {{ … }} tags are updated in easy-read lines automatically. Here the new figures could make \
              the words around them wrong. For example, a figure that was going up is now going down, or two \
              different figures now read the same. Change the words if they are wrong, then confirm them again.",
};

/// A condition of the chapter that its easy read does not have.
pub(crate) const LOST_CONDITION: Rule = Rule {
    name: "lost-condition",
    group: Group::Sync,
    policy: Policy::Guide(Guide::of("H6", OURS, true)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "The chapter has a condition: if, only, when, unless or except. The easy-read lines for this section do \
              not, so they could promise more than the plan does. Ask the chapter owner to read both.",
};

pub(crate) fn lost_condition(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (chapter, twin) in pairs(plan) {
        for (ground, limit, line) in plan.lost_limits(chapter, twin) {
            let message = format!("the chapter says “{limit}” in “{}”, but its easy read does not", ground.title);
            diagnostics.add(Diagnostic::new(&LOST_CONDITION, line, message).also(ground.span, "here").help(
                "Check that these lines do not promise more than the chapter. Add the condition: “if …”, \
                           “but not …”.",
            ));
        }
    }
}

/// A confirmation of a part that is gone.
pub(crate) const CONFIRMED_NOTHING: Rule = Rule {
    name: "confirmed-nothing",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Command),
    severity: Severity::Warning,
    explain: "easy.lock has a confirmation for an easy-read part that no longer exists, or that has a new name \
              because its heading changed. Confirm the easy read again, or delete the line.",
};

/// A sign-off that is not bound to words.
pub(crate) const UNBOUND_CHECK: Rule = Rule {
    name: "unbound-check",
    group: Group::Sync,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "There is a record of who checked this easy read. There is no record of which version they checked, or \
              all of its words have changed since then. The page therefore does not name these people. `plainplan \
              easy checked` records the words and pictures. If you change lines later, the page says so \
              automatically.",
};

pub(crate) fn unknown_section(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (chapter, twin) in pairs(plan) {
        for anchor in plan.unknown_anchors(chapter, twin) {
            let message = format!("there is no heading, measure or table `{}` in {}", anchor.value, chapter.path);
            let headings = chapter.body.headings().map(|heading| heading.id.as_str());
            let metrics = chapter.metrics.iter().map(|metric| metric.id.value.as_str());
            let tables = chapter.tables.iter().map(|table| table.id.value.as_str());
            let diagnostic = Diagnostic::new(&UNKNOWN_SECTION, anchor.span, message);
            diagnostics.add(match nearest(&anchor.value, headings.chain(metrics).chain(tables)) {
                Some(meant) => diagnostic.did_you_mean(anchor.span, meant),
                None => diagnostic.help("Write the words of the heading in lower case, with hyphens between them."),
            });
        }
    }
}

fn pairs(plan: &Plan) -> impl Iterator<Item = (&Chapter, &Twin)> {
    // A chapter whose keys cannot be read may hold what is looked for.
    let chapters = plan.chapters().filter(|chapter| !chapter.has_unread_keys);
    chapters.filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)))
}

/// What of an easy read is out of step with its chapter, or may mislead now.
pub(crate) fn out_of_step(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for step in confirmed_steps(plan) {
        for part in &step.parts {
            if let Standing::Changed(findings) = &part.standing {
                diagnostics.extend(findings.iter().filter_map(|finding| changed(step.chapter, part, finding)));
            }
            diagnostics.extend(part.misleading.iter().map(|misleading| misled(part, misleading)));
        }
    }
}

/// A change of the chapter at the lines that rest on it.
fn changed(chapter: &Chapter, part: &PartStep, finding: &Finding) -> Option<Diagnostic> {
    let (title, span, differences) = match finding {
        Finding::Changed { title, span, differences } => (title, *span, differences),
        Finding::Gone { anchor } => {
            let message = format!("the section `{anchor}` that these lines are about is no longer in the chapter");
            let found = reported(&OUT_OF_STEP, part, message, (chapter.title.span, "removed from this chapter"), &[])?;
            return Some(found.help(fix_and_confirm(part)));
        }
    };
    let kinds: BTreeSet<Kind> = differences.iter().flat_map(|difference| difference.kinds.iter().copied()).collect();
    let message = what_changed(title, &kinds);
    let found = if kinds.iter().all(|kind| *kind == Kind::Wording) {
        let help = format!("If the lines are still right, run: {}", confirm_command(&part.name));
        reported(&REWORDED, part, message, (span, "reworded here"), differences)?.help(help)
    } else {
        reported(&OUT_OF_STEP, part, message, (span, "changed here"), differences)?.help(fix_and_confirm(part))
    };
    Some(found)
}

/// What has changed in a section, all of it, the gravest first.
fn what_changed(title: &str, kinds: &BTreeSet<Kind>) -> String {
    const SINCE: &str = "since these lines were confirmed";
    let first = match kinds.first() {
        Some(Kind::Figure) => format!("a figure or a date in “{title}” has changed {SINCE}"),
        Some(Kind::Condition) => {
            format!("a word such as not, only, if or must was added to “{title}” or removed {SINCE}")
        }
        Some(Kind::Wording) | None => format!("“{title}” was reworded {SINCE}"),
    };
    let rest: Vec<&str> = kinds
        .iter()
        .skip(1)
        .map(|kind| match kind {
            Kind::Figure | Kind::Condition => "a word such as not, only, if or must was added or removed",
            Kind::Wording => "other words have changed",
        })
        .collect();
    std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join(", and ")
}

fn misled(part: &PartStep, Misleading { span, measure, how }: &Misleading) -> Diagnostic {
    let message = match how {
        Turn::Turned { word, .. } => {
            format!("these words say “{word}”, but the direction of `{measure}` has changed since they were confirmed")
        }
        Turn::Same { words } => {
            format!("two figures of `{measure}` now read the same ({words}), as if nothing will change")
        }
    };
    let found = Diagnostic::new(&MISLEADING_FIGURE, *span, message).label(part.name.words());
    let found = match how {
        Turn::Turned { was, is, .. } => found.help(format!("The figures were {was}. They are now {is}.")),
        Turn::Same { .. } => found,
    };
    found.help(fix_and_confirm(part))
}

fn fix_and_confirm(part: &PartStep) -> String {
    format!("Change the easy-read lines if they are wrong, then run: {}", confirm_command(&part.name))
}

fn confirm_command(name: &PartName) -> String {
    format!("plainplan easy confirm content/{} --by \"YOUR NAME\" --because \"WHY IT IS RIGHT\"", name.written())
}

/// How twins stand to chapters that can be read whole. Nothing where nothing was confirmed.
fn confirmed_steps(plan: &Plan) -> impl Iterator<Item = TwinStep<'_>> {
    let steps = if plan.lock.parts.is_empty() { Vec::new() } else { plan.steps() };
    steps.into_iter().filter(|step| !step.chapter.has_unread_keys)
}

/// A finding at the lines of a part, with the other place and both texts, wherever they differ.
fn reported(
    rule: &'static Rule,
    part: &PartStep,
    message: String,
    (place, label): (Span, &str),
    differences: &[Difference],
) -> Option<Diagnostic> {
    // Only the first line of several is shown.
    let lines = match part.part.lines.len() {
        0 | 1 => String::new(),
        lines => format!(", {lines} lines from here"),
    };
    let words = format!("{}{lines}", part.name.words());
    let diagnostic = Diagnostic::new(rule, part.part.span()?, message).label(words).also(place, label);
    let texts =
        differences.iter().flat_map(|Difference { was, is, .. }| [format!("Before: {was}"), format!("Now: {is}")]);
    Some(texts.fold(diagnostic, Diagnostic::help))
}

/// Confirmations of parts that are gone from their twin.
pub(crate) fn confirmed_nothing(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.twins() {
        let mut gone = plan.lock.parts_of(&twin.path);
        if !gone.is_empty() {
            let names: HashSet<String> = twin.named_parts().into_iter().map(|named| named.name).collect();
            gone.retain(|name| !names.contains(&name.part));
        }
        diagnostics.extend(confirms_nothing(plan, &gone).map(|found| {
            found.help(format!(
                "Delete the line, or confirm all of the easy read again: plainplan easy confirm content/{} --by \"YOUR NAME\" --because \"WHY IT IS RIGHT\"",
                twin.path
            ))
        }));
    }
}

/// Confirmations of twins that are gone.
pub(crate) fn confirmed_no_twin(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let is_there = |path: &str| {
        let chapter = plan.chapter_at(&path.replace(".easy.md", ".md"));
        chapter.is_some_and(|chapter| plan.summary_at(chapter).twin().is_some())
            || plan.lone_twins.iter().any(|twin| twin.path == path)
    };
    for path in twins_confirmed(plan) {
        if !is_there(path) && !may_be_elsewhere(plan, path) {
            diagnostics.extend(confirms_nothing(plan, &plan.lock.parts_of(path)).map(|found| {
                found.help(
                    "Delete the lines for this file from easy.lock. If you renamed the file, confirm it under its \
                     new name.",
                )
            }));
        }
    }
}

fn confirms_nothing(plan: &Plan, gone: &[&PartName]) -> Option<Diagnostic> {
    let first = gone.first()?;
    let span = plan.lock.span(first)?;
    let others = match gone.len() {
        1 => String::new(),
        all => format!(" (and {} more in this file)", all - 1),
    };
    let message = format!("this confirms an easy-read part that no longer exists: {}{others}", first.words());
    Some(Diagnostic::new(&CONFIRMED_NOTHING, Span { end: span.start + 1, ..span }, message))
}

/// The paths of the twins that have confirmations, each once.
fn twins_confirmed(plan: &Plan) -> Vec<&str> {
    let mut paths: Vec<&str> = plan.lock.parts.keys().map(|name| name.path.as_str()).collect();
    paths.dedup();
    paths
}

/// Whether a twin belongs to a draft that is left out, or could not be read.
fn may_be_elsewhere(plan: &Plan, path: &str) -> bool {
    let chapter = path.replace(".easy.md", ".md");
    [path, &chapter].iter().any(|path| plan.left_out.iter().any(|other| other == path) || plan.is_unread(path))
}

pub(crate) fn unbound_check(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    if plan.lock.is_unread {
        return;
    }
    for twin in plan.twins() {
        for record in &twin.checked {
            let command = format!("plainplan easy checked content/{}", twin.path);
            let (message, help) = match plan.lock.since(twin, record) {
                SinceCheck::Changed { .. } => continue,
                SinceCheck::Unbound => (
                    "there is no record of which version the group checked",
                    format!("If the easy read has not changed since the check, run: {command}"),
                ),
                SinceCheck::Gone => (
                    "all the words that these people checked have changed",
                    format!("When a group has checked the new words, add a record with that date, then run: {command}"),
                ),
            };
            diagnostics.add(Diagnostic::new(&UNBOUND_CHECK, record.span, message).help(help));
        }
    }
}
