//! `plainplan easy`: the commands about easy read, one file each.

mod check;
mod checked;
mod confirm;
mod new;
mod pictures;
mod print;
mod review_import;
mod review_pack;
mod status;

use std::io;
use std::path::Path;

use clap::{Args, Subcommand};
use plainplan::easy::lockfile;
use plainplan::output::publish;
use plainplan::plan::{Lock, Plan};

use super::End;
use super::plan::read;
use super::words::{not_done, not_so};

/// Write, check and print the easy read.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan easy new content/1-care.md\n  plainplan easy status\n  plainplan easy check content/1-care.easy.md\n  plainplan easy pictures waiting list\n  plainplan easy confirm content/1-care.easy.md#how-we-help/2 --by \"YOUR NAME\" --because \"WHY IT IS RIGHT\"\n  plainplan easy checked content/1-care.easy.md"
)]
pub(super) struct EasyArgs {
    #[command(subcommand)]
    command: EasyCommand,
}

#[derive(Subcommand)]
enum EasyCommand {
    Status(status::StatusArgs),
    Check(check::CheckArgs),
    Confirm(confirm::ConfirmArgs),
    Print(print::PrintArgs),
    New(new::NewArgs),
    Pictures(pictures::PicturesArgs),
    ReviewPack(review_pack::ReviewPackArgs),
    ReviewImport(review_import::ReviewImportArgs),
    Checked(checked::CheckedArgs),
}

/// Runs the command.
pub(super) fn run(args: EasyArgs) -> io::Result<End> {
    match args.command {
        EasyCommand::Status(args) => status::run(&args),
        EasyCommand::Check(args) => check::run(&args),
        EasyCommand::Confirm(args) => confirm::run(&args),
        EasyCommand::Print(args) => print::run(&args),
        EasyCommand::New(args) => new::run(&args),
        EasyCommand::Pictures(args) => pictures::run(&args),
        EasyCommand::ReviewPack(args) => review_pack::run(&args),
        EasyCommand::ReviewImport(args) => review_import::run(&args),
        EasyCommand::Checked(args) => checked::run(&args),
    }
}

/// Writes the confirmations that `change` makes of those of a plan. A plan that cannot be read whole is not confirmed.
fn keep(root: &Path, change: impl FnOnce(&Plan) -> Result<(Lock, String), String>) -> io::Result<End> {
    let read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was recorded"));
    }
    let (lock, said) = change(&read.plan).map_err(not_so)?;
    publish::write_file(&root.join(lockfile::FILE), lock.written().as_bytes())?;
    anstream::println!("{said}");
    Ok(End::Done)
}
