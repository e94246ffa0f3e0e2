//! `plainplan check`: the plan → what is wrong with it.

use std::io;

use clap::Args;
use plainplan::{pipeline, render};

use super::End;
use super::args::JudgedArgs;
use super::explain::explain;
use super::plan::settings;
use super::words::{contents, is_refused, plural, say, tell};

/// Say what is to be mended, without making anything.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan check\n  plainplan check --format json\n  plainplan check --explain total-mismatch"
)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    plan: JudgedArgs,
    /// Explain a rule by its name, or list all rules with `all`.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> io::Result<End> {
    match &args.explain {
        Some(rule) => explain(rule),
        None => check_plan(&args.plan),
    }
}

fn check_plan(plan: &JudgedArgs) -> io::Result<End> {
    let made = pipeline::make(&settings(&plan.plan, None)?);
    tell(plan, &made.source, &made.diagnostics);
    let accepted = made.diagnostics.accepted().len();
    if accepted > 0 {
        say(plan, render::accepted(&made.source, &made.diagnostics).trim_end_matches('\n'));
    }
    let count = render::count(&made.diagnostics);
    let beside = [(accepted, "finding", "accepted"), (made.counts.open, "figure", "still to be confirmed")];
    let beside = beside.into_iter().filter(|(number, ..)| *number > 0);
    let beside: String = beside.map(|(number, what, how)| format!(", {} {how}", plural(number, what))).collect();
    say(plan, &format!("Checked {}: {count}{beside}.", contents(&made)));
    Ok(if is_refused(plan, &made) { End::Problems } else { End::Done })
}
