//! `plainplan easy check`: everything there is to say about easy-read words.

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::Args;
use plainplan::base::diagnostic::Severity;
use plainplan::check;
use plainplan::easy::commands;
use plainplan::project::pipeline::Read;
use plainplan::project::render;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, read, root};
use crate::cli::words::{not_so, plural};

/// Check the easy read, with hints and readability scores.
#[derive(Args)]
pub(super) struct CheckArgs {
    /// Easy-read file [default: all].
    #[arg(value_name = "FILE")]
    file: Option<String>,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &CheckArgs) -> io::Result<End> {
    check_easy(args.file.as_deref(), &root(&args.plan)?)
}

/// All findings about one easy-read file, or about all, with the figures of how hard they are to read.
fn check_easy(file: Option<&str>, root: &Path) -> io::Result<End> {
    let Read { source, plan, diagnostics: mut found } = read(root);
    check::run(&plan, &source, &mut found);
    check::hints(&plan, &source, &mut found);
    let file = file.map(|file| below(root, file));
    let figures = commands::readability(&plan, &source, file.as_deref()).map_err(not_so)?;
    // A chapter stands for its easy read.
    let twin = file.map(|file| commands::twins(&plan, &[file])).transpose().map_err(not_so)?;
    found.retain(|found| match &twin {
        Some(named) => named.iter().any(|twin| twin.file == found.span.file),
        None => source.file(found.span.file).path.ends_with(".easy.md") || check::easy_words(found.rule).is_some(),
    });
    found.sort(&source);
    anstream::print!("{}{figures}", render::human(&source, &found, io::stdout().is_terminal()));
    let hints = found.count(Severity::Hint);
    let beside = if hints > 0 { format!(", {}", plural(hints, "hint")) } else { String::new() };
    anstream::println!("Checked easy read: {}{beside}.", render::count(&found));
    Ok(if found.has_errors() { End::Problems } else { End::Done })
}
