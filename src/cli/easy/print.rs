//! `plainplan easy print`: an easy-read chapter, or all of them → a booklet as a PDF.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use plainplan::easy::commands;
use plainplan::output::print::Browser;
use plainplan::output::publish;
use plainplan::project::pipeline;
use plainplan::project::render;

use crate::cli::End;
use crate::cli::args::RootArgs;
use crate::cli::plan::{below, draft, root};
use crate::cli::words::{not_so, plural};

/// Make a booklet to print, as a PDF.
///
/// The booklet is A4 in large print. You need Chromium, Google Chrome or Microsoft Edge on your computer.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan easy print\n  plainplan easy print content/1-care.easy.md -o care.pdf")]
pub(super) struct PrintArgs {
    /// Easy-read file [default: all].
    #[arg(value_name = "FILE")]
    file: Option<String>,
    /// Name of the PDF [default: easy-read.pdf, or the name of the easy-read file].
    #[arg(short, long, value_name = "PDF")]
    output: Option<PathBuf>,
    #[command(flatten)]
    plan: RootArgs,
}

/// Runs the command.
pub(super) fn run(args: &PrintArgs) -> io::Result<End> {
    print(&root(&args.plan)?, args.file.as_deref(), args.output.clone())
}

/// Prints a booklet. A plan with errors in it is printed too, as far as it goes: it may be what the people who check it are
/// asked about.
fn print(root: &Path, file: Option<&str>, output: Option<PathBuf>) -> io::Result<End> {
    let start = Instant::now();
    let browser = Browser::find()?;
    let made = pipeline::make(&draft(root));
    let file = file.map(|file| below(root, file));
    let booklet = commands::booklet(&made.plan, &made.output, file.as_deref()).map_err(not_so)?;
    let path = output.unwrap_or_else(|| pdf_of(file.as_deref()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let printed = browser.print(&booklet, &std::path::absolute(folder)?)?;
    publish::write_file(&path, &printed.bytes)?;
    anstream::print!("{}", commands::pages(&printed));
    anstream::println!(
        "Printed {} on {} of A4 in {:.1} s.",
        path.display(),
        plural(printed.pages, "page"),
        start.elapsed().as_secs_f64()
    );
    if !printed.is_accessible {
        anstream::println!("This browser's PDFs do not work well with screen readers. Update your browser.");
    }
    if made.diagnostics.has_errors() {
        anstream::println!("The plan has {}. Run `plainplan check` to see them.", render::count(&made.diagnostics));
    }
    Ok(End::Done)
}

/// `easy-read.pdf`, or what the easy read of a chapter is called: `03-savings.easy.pdf`.
fn pdf_of(file: Option<&str>) -> PathBuf {
    let name = file.and_then(|file| Path::new(file).file_stem());
    PathBuf::from(name.map_or("easy-read.pdf".into(), |name| format!("{}.pdf", name.to_string_lossy())))
}
