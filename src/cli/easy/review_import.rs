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

/// Put what a reading group said below the lines that they said it of.
///
/// Putting the same review in again changes nothing.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan easy review-import review-2018-05-02.json")]
pub(super) struct ReviewImportArgs {
    /// The file that the review pack has saved.
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
        return Ok(not_done(&read, "Nothing was put in"));
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
            not_so(format!("there is no file {name}. Name the file that the review pack has saved, with its folder."))
        }
        io::ErrorKind::IsADirectory => {
            not_so(format!("{name} is a folder. Name the file in it that the review pack has saved."))
        }
        io::ErrorKind::InvalidData => not_so(format!("{name}: {NO_REVIEW}")),
        _ => error,
    }
}
