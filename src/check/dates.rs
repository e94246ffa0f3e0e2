//! Whether dates can be: days that no month has, an end before its beginning, promises for a time that is over.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::Spanned;
use crate::plan::model::chapter::Progress;
use crate::plan::model::table::CellValue;
use crate::plan::{Plan, Table};
use crate::text::sentence;
use crate::text::sentence::TypedDay;
use crate::value::voice::Voice;

/// A day that is not in the calendar.
pub(super) const IMPOSSIBLE_DAY: Rule = Rule {
    name: "impossible-day",
    group: Group::Dates,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A date in a sentence does not exist, such as 31 April. Check the day and the month.",
};

/// An end before its beginning.
pub(super) const REVERSED_DATES: Rule = Rule {
    name: "reversed-dates",
    group: Group::Dates,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Something ends before it starts. This can be two dates in a sentence with `to` or `until` between \
              them, or two table columns called start and end.",
};

/// A promise for a time that was over when the plan began.
pub(super) const PAST_PROMISE: Rule = Rule {
    name: "past-promise",
    group: Group::Dates,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "A milestone has a date before the plan starts. Give it `status: done`, or change the date.",
};

/// Days that are none, and ends before their beginnings.
pub(super) fn wrong_dates(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for sentence in plan.sentences_with_figures() {
        let days = sentence::days(sentence);
        for day in days.iter().filter(|day| day.days.is_none()) {
            let message = format!("there is no {}", day.text);
            diagnostics.add(Diagnostic::new(&IMPOSSIBLE_DAY, day.span, message).help("Correct the day or the month."));
        }
        for pair in days.windows(2) {
            diagnostics.extend(reversed(sentence, &pair[0], &pair[1]));
        }
    }
    for table in plan.chapters().flat_map(|chapter| &chapter.tables) {
        diagnostics.extend(reversed_columns(table));
    }
}

fn reversed(sentence: &Spanned<String>, first: &TypedDay, second: &TypedDay) -> Option<Diagnostic> {
    let base = sentence.span.start as usize;
    let between = sentence.value.get(first.span.end as usize - base..second.span.start as usize - base)?.trim();
    let is_range = matches!(between, "to" | "until" | "till" | "–" | "-" | "and")
        && (between != "and" || {
            let before = sentence.value.get(..first.span.start as usize - base).unwrap_or("");
            before.trim_end().to_lowercase().ends_with("between")
        });
    let ((from, _), (_, to)) = (first.days?, second.days?);
    (is_range && to < from).then(|| {
        let message = format!("the end, {}, is before the start, {}", second.text, first.text);
        Diagnostic::new(&REVERSED_DATES, second.span, message).help("Correct one of the two dates.")
    })
}

/// Rows of a table whose end lies before their start.
fn reversed_columns(table: &Table) -> Vec<Diagnostic> {
    let named = |words: &[&str]| {
        table.columns.iter().position(|column| slug(&column.name.value).split('-').any(|word| words.contains(&word)))
    };
    let begins = named(&["start", "starts", "from", "begins", "begin"]);
    let ends = named(&["end", "ends", "to", "until", "finish"]);
    let Some((begins, ends)) = begins.zip(ends) else { return Vec::new() };
    let date = |row: usize, column: usize| match table.rows[row].cells.get(column).map(|cell| &cell.value) {
        Some(CellValue::Date(period)) => Some(*period),
        _ => None,
    };
    (0..table.rows.len())
        .filter_map(|row| {
            let (from, to) = (date(row, begins)?, date(row, ends)?);
            (to.last_day() < from.first_day()).then(|| {
                let voice = Voice::default();
                let (from, to) = (voice.time(from), voice.time(to));
                let message = format!("{} ends ({to}) before it starts ({from})", table.row_name(row));
                Diagnostic::new(&REVERSED_DATES, table.rows[row].cells[ends].written.span, message)
                    .help("Correct one of the two dates.")
            })
        })
        .collect()
}

pub(super) fn past_promise(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let Some((begin, _)) = plan.config.period else { return };
    for milestone in plan.chapters().flat_map(|chapter| &chapter.milestones) {
        let is_open = !matches!(milestone.status, Progress::Done | Progress::Met | Progress::Stopped);
        let Some(due) = milestone.by.value.time() else { continue };
        if is_open && due.last_day() < begin.first_day() {
            let voice = Voice::default();
            let (by, begin) = (voice.in_time(due), voice.time(begin));
            let message = format!("this milestone is due {by}, before the plan starts ({begin})");
            diagnostics.add(
                Diagnostic::new(&PAST_PROMISE, milestone.by.span, message)
                    .help("Write `status: done` if it has been done, or change the date."),
            );
        }
    }
}
