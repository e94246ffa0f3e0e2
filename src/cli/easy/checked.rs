//! `plainplan easy checked`: who has checked which words → `easy.lock`.

use std::io;

use clap::Args;
use plainplan::easy::commands;

use super::keep;
use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, root};

/// Record which version the people in `checked:` have checked.
#[derive(Args)]
pub(super) struct CheckedArgs {
    /// Easy-read file.
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &CheckedArgs) -> io::Result<End> {
    let root = root(&args.plan)?;
    let file = below(&root, &args.file);
    keep(&root, |plan| commands::bind_checks(plan, &file))
}
