//! `plainplan easy review-pack`: easy-read files → one file for a reading group.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use plainplan::easy::commands;
use plainplan::output::publish;
use plainplan::site;
use plainplan::site::theme::ThemeEngine;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, read, root};
use crate::cli::words::{not_done, not_so, plural};

/// Make a file for a reading group, with one part on each screen and faces to choose.
///
/// It works offline, for example from a USB stick. It saves the answers in one small file.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan easy review-pack\n  plainplan easy review-pack content/1-care.easy.md -o care-review.html"
)]
pub(super) struct ReviewPackArgs {
    /// Easy-read files [default: all].
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Name of the file for the group.
    #[arg(short, long, value_name = "HTML", default_value = "review-pack.html")]
    output: PathBuf,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &ReviewPackArgs) -> io::Result<End> {
    review_pack(&root(&args.plan)?, &args.files, &args.output)
}

fn review_pack(root: &Path, files: &[String], output: &Path) -> io::Result<End> {
    let files: Vec<String> = files.iter().map(|file| below(root, file)).collect();
    let mut read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was made"));
    }
    let twins = commands::twins(&read.plan, &files).map_err(not_so)?;
    let parts: usize = twins.iter().map(|twin| twin.parts().count()).sum();
    let mut theme = ThemeEngine::default();
    theme.load(&read.source, &read.plan.config, &mut read.diagnostics);
    let page = match site::pack(&read.plan, &read.source, &mut theme, &twins) {
        Ok(page) => page,
        Err(fault) => {
            read.diagnostics.add(fault);
            return Ok(not_done(&read, "Nothing was made"));
        }
    };
    publish::write_file(output, &page)?;
    anstream::println!(
        "{} has {} of easy read. Open it in a browser, or send it to the group.",
        output.display(),
        plural(parts, "part")
    );
    Ok(End::Done)
}
