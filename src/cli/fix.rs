//! `plainplan check --fix`: the fixes of a plan → what they change, shown as a diff or written, and what is left for a person.

use std::io::{self, Write};

use plainplan::project::fix;
use plainplan::project::fix::{Change, Fixed, Wanted};

use super::End;
use super::args::JudgedArgs;
use super::plan::settings;
use super::words::{close, is_refused, plural, say, tell};

/// Makes the fixes and writes the files.
pub(super) fn make(plan: &JudgedArgs, wanted: Wanted) -> io::Result<End> {
    let fixed = fix::run(settings(&plan.plan, None)?, wanted);
    fixed.write()?;
    let changes: String = fixed.changes().map(|(path, change)| described(path, change)).collect();
    if !changes.is_empty() {
        say(plan, changes.trim_end_matches('\n'));
        say(plan, "");
    }
    tell(plan, &fixed.made.source, &fixed.made.diagnostics);
    say(plan, &summary("Fixed", &fixed));
    for note in notes(&fixed) {
        say(plan, &note);
    }
    Ok(close(plan, &fixed.made))
}

/// Shows what the fixes would change: the diff on standard output, the words about it beside it.
pub(super) fn show(plan: &JudgedArgs, wanted: Wanted) -> io::Result<End> {
    let fixed = fix::run(settings(&plan.plan, None)?, wanted);
    io::stdout().write_all(fixed.diff().as_bytes())?;
    if !plan.plan.quiet {
        anstream::eprintln!("{} Nothing was written.", summary("Would fix", &fixed));
        for note in notes(&fixed) {
            anstream::eprintln!("{note}");
        }
    }
    Ok(if is_refused(plan, &fixed.before) { End::Problems } else { End::Done })
}

/// A change, with the lines before and after it.
fn described(path: &str, change: &Change) -> String {
    let lines =
        |sign: char, lines: &[String]| lines.iter().map(|line| format!("  {sign} {line}\n")).collect::<String>();
    let (before, after) = (lines('-', &change.before), lines('+', &change.after));
    format!("fixed: {}\n --> {path}:{}\n{before}{after}\n", change.message, change.line)
}

/// `Fixed 3 problems in 2 files.`
fn summary(done: &str, fixed: &Fixed) -> String {
    match fixed.changes().count() {
        0 => format!("{done} nothing."),
        problems => format!("{done} {} in {}.", plural(problems, "problem"), plural(fixed.files(), "file")),
    }
}

/// What was not fixed although there is a fix, and how to go on.
fn notes(fixed: &Fixed) -> Vec<String> {
    let refused = fixed.refused();
    let mut notes: Vec<String> = refused.iter().map(|(path, why)| format!("{path} was not changed: {why}.")).collect();
    match fixed.likely() {
        0 => {}
        1 => notes
            .push("1 more problem has a suggested fix. To see it, run: plainplan check --fix=all --dry-run".to_owned()),
        likely => {
            notes.push(format!(
                "{likely} more problems have suggested fixes. To see them, run: plainplan check --fix=all --dry-run"
            ));
        }
    }
    notes
}
