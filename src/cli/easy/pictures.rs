//! `plainplan easy pictures`: words → pictures that may go with them.

use std::io;

use clap::Args;
use plainplan::easy::commands;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{read, root};

/// Find pictures for a word.
#[derive(Args)]
pub(super) struct PicturesArgs {
    /// Words to find pictures for [default: list all pictures].
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &PicturesArgs) -> io::Result<End> {
    let read = read(&root(&args.plan)?);
    anstream::print!("{}", commands::pictures(&read.plan, &args.words.join(" ")));
    Ok(End::Done)
}
