//! `plainplan easy new`: a chapter → the first draft of its easy read.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::Args;
use plainplan::easy::commands;
use plainplan::output::publish;
use plainplan::project::render;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, read, root};
use crate::cli::words::not_so;

/// Create an easy-read draft of a chapter.
///
/// The draft has the chapter's headings as questions, its figures in easy words, its hard words with their meanings, and
/// suggested pictures. Comments in the draft show what you need to write. If the file already exists, it is not changed.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan easy new content/1-care.md")]
pub(super) struct NewArgs {
    /// Chapter file.
    #[arg(value_name = "CHAPTER")]
    chapter: String,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &NewArgs) -> io::Result<End> {
    let root = root(&args.plan)?;
    begin_twin(&root, &below(&root, &args.chapter))
}

/// Writes the draft of a chapter's easy read beside it. A chapter whose keys cannot be read has figures that are not known.
fn begin_twin(root: &Path, chapter: &str) -> io::Result<End> {
    let read = read(root);
    let chapter = commands::chapter_without_twin(&read.plan, chapter).map_err(not_so)?;
    if read.diagnostics.has_errors() {
        anstream::eprint!("{}", render::human(&read.source, &read.diagnostics, io::stderr().is_terminal()));
        anstream::println!("Nothing was written: {}.", render::count(&read.diagnostics));
        return Ok(End::Problems);
    }
    let path = format!("content/{}", chapter.path.replace(".md", ".easy.md"));
    publish::write_new_file(&root.join(&path), commands::draft(&read.plan, &read.source, chapter).as_bytes())?;
    anstream::println!("Created {path}. Open it, and replace each comment with easy words.");
    Ok(End::Done)
}
