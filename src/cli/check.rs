//! `plainplan check`: the plan → what is wrong with it, and with `--fix` the plan without what could be fixed.

use std::io;

use clap::{Args, ValueEnum};
use plainplan::project::fix::Wanted;
use plainplan::project::pipeline;

use super::End;
use super::args::JudgedArgs;
use super::fix;
use super::plan::settings;
use super::reference::explain::explain;
use super::words::{close, tell};

/// Check the plan for problems.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan check\n  plainplan check --format json\n  plainplan check --fix --dry-run\n  plainplan check --fix\n  plainplan check --explain total-mismatch"
)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    plan: JudgedArgs,
    /// Explain a rule by its name, or list all rules with `all`.
    #[arg(long, value_name = "RULE")]
    explain: Option<String>,
    /// Fix problems that have one clear fix, and show the others. `--fix=all` also makes suggested fixes.
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "safe",
        conflicts_with = "explain"
    )]
    fix: Option<Fixes>,
    /// Show what `--fix` would change, as a diff. No files are changed.
    #[arg(long, requires = "fix", conflicts_with = "format")]
    dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Fixes {
    /// Only fixes that cannot change what you mean.
    Safe,
    /// Suggested fixes too. Check them first with --dry-run.
    All,
}

impl From<Fixes> for Wanted {
    fn from(fixes: Fixes) -> Self {
        match fixes {
            Fixes::Safe => Self::Safe,
            Fixes::All => Self::All,
        }
    }
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> io::Result<End> {
    match (&args.explain, args.fix) {
        (Some(rule), _) => explain(rule),
        (None, Some(fixes)) if args.dry_run => fix::show(&args.plan, fixes.into()),
        (None, Some(fixes)) => fix::make(&args.plan, fixes.into()),
        (None, None) => {
            let made = pipeline::check(&settings(&args.plan.plan, None)?);
            tell(&args.plan, &made.source, &made.diagnostics);
            Ok(close(&args.plan, &made))
        }
    }
}
