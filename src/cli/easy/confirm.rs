//! `plainplan easy confirm`: lines that were read again → `easy.lock`.

use std::io;

use clap::Args;
use plainplan::easy::commands;
use plainplan::easy::commands::Confirming;

use super::keep;
use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, root};

/// Confirm that easy-read lines match their chapter.
#[derive(Args)]
pub(super) struct ConfirmArgs {
    /// Easy-read file. For one part, add # and the name of the part.
    #[arg(value_name = "FILE[#PART]")]
    what: String,
    /// Name of the person who confirms it.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Reason why it is right.
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
