//! `plainplan easy confirm`: lines that were read again → `easy.lock`.

use std::io;

use clap::Args;
use plainplan::easy::commands;
use plainplan::easy::commands::Confirming;

use super::keep;
use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, root};

/// Confirm that easy-read lines say what their chapter says now.
#[derive(Args)]
pub(super) struct ConfirmArgs {
    /// An easy-read file, or one part of it behind a #.
    #[arg(value_name = "FILE[#PART]")]
    what: String,
    /// Who confirms it.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Why it is right.
    #[arg(long, value_name = "WORDS")]
    because: String,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &ConfirmArgs) -> io::Result<End> {
    let ConfirmArgs { what, by, because, plan } = args;
    let root = root(plan)?;
    let what = below(&root, what);
    keep(&root, |plan| commands::confirm(plan, &Confirming { what: &what, by, because }))
}
