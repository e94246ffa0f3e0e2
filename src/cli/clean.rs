//! `plainplan clean`: a folder → the same without what builds have written into it.

use std::io;
use std::path::PathBuf;

use clap::Args;
use plainplan::output::publish;

use super::End;
use super::args::RootArgs;
use super::plan::root;
use super::words::{plural, shown};

/// Delete the built website. Your plan is not touched.
#[derive(Args)]
#[command(after_help = "Examples:\n  plainplan clean\n  plainplan clean -o /var/www/plan")]
pub(super) struct CleanArgs {
    #[command(flatten)]
    plan: RootArgs,
    /// Folder of the website [default: public/ in the plan folder].
    #[arg(short, long, value_name = "FOLDER")]
    output_dir: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: CleanArgs) -> io::Result<End> {
    clean(&args.plan, args.output_dir)
}

fn clean(plan: &RootArgs, output_dir: Option<PathBuf>) -> io::Result<End> {
    let folder = match output_dir {
        Some(folder) => folder,
        None => root(plan)?.join("public"),
    };
    let deleted = publish::clean(&folder)?;
    match deleted {
        0 => anstream::println!("There are no files from plainplan in {}.", shown(&folder)),
        _ => anstream::println!("Deleted {} from {}.", plural(deleted, "file"), shown(&folder)),
    }
    Ok(End::Done)
}
