//! `plainplan easy review-import`: what a reading group said → comments at the lines.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use plainplan::easy::commands::review::{NO_REVIEW, Review};
use plainplan::output::publish;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{read, root};
use crate::cli::words::{not_done, not_so};

/// Add a reading group's comments to the easy read, below the lines they are about.
///
/// You can run this again. Comments are not added twice.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan easy review-import review-2018-05-02.json")]
pub(super) struct ReviewImportArgs {
    /// File that the review pack saved.
    #[arg(value_name = "JSON")]
    review: PathBuf,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &ReviewImportArgs) -> io::Result<End> {
    review_import(&root(&args.plan)?, &args.review)
}

fn review_import(root: &Path, review: &Path) -> io::Result<End> {
    let text = fs_err::read_to_string(review).map_err(|error| no_review(review, error))?;
    let review = Review::read(&text).map_err(|words| not_so(format!("{}: {words}", review.display())))?;
    let read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was added"));
    }
    let commented = review.put_into(&read.plan, &read.source);
    for (path, text) in &commented.files {
        publish::write_file(&root.join(path), text.as_bytes())?;
    }
    anstream::print!("{}", commented.said);
    Ok(End::Done)
}

/// Why a file cannot be the review that was meant.
fn no_review(review: &Path, error: io::Error) -> io::Error {
    let name = review.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            not_so(format!("there is no file {name}. Give the path of the file that the review pack saved."))
        }
        io::ErrorKind::IsADirectory => {
            not_so(format!("{name} is a folder. Name the file in it that the review pack saved."))
        }
        io::ErrorKind::InvalidData => not_so(format!("{name}: {NO_REVIEW}")),
        _ => error,
    }
}
