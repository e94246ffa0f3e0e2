//! `plainplan easy status`: how far the easy read of every chapter is.

use std::io;
use std::path::Path;

use clap::Args;
use plainplan::easy::commands;
use plainplan::easy::commands::earlier::Earlier;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{read, root};

/// Show which easy read is up to date.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan easy status\n  plainplan easy status --since v1.0")]
pub(super) struct StatusArgs {
    /// Show what changed in the plan since a git tag, branch or commit.
    #[arg(long, value_name = "GIT-REF")]
    since: Option<String>,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &StatusArgs) -> io::Result<End> {
    status(&root(&args.plan)?, args.since.as_deref())
}

fn status(root: &Path, since: Option<&str>) -> io::Result<End> {
    let earlier = since.map(|reference| Earlier::find(root, reference)).transpose()?;
    let read_now = read(root);
    anstream::print!("{}", commands::status(&read_now.plan));
    if let Some(earlier) = earlier {
        let was = read(&earlier.root());
        anstream::print!("\n{}", commands::since(&earlier.name, &was.plan, &read_now.plan));
    }
    Ok(End::Done)
}
