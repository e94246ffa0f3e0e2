//! The command line: what was typed → what is done, what is said, and the exit code. One file a command.
//!
//! 0: done. 1: the plan has problems, after `--fix` those that are left. 2: the command was not understood, or the machine said no.

mod args;
mod build;
mod check;
mod clean;
mod easy;
mod fix;
mod plan;
mod progress;
mod reference;
mod serve;
mod words;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Publish a plan that everyone can read.
///
/// plainplan turns Markdown chapters and their figures into an accessible website with an easy-read
/// edition. It tells you in plain English what to fix first.
#[derive(Parser)]
#[command(version, after_help = EXAMPLES, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  plainplan serve --open          preview the website while you write
  plainplan check                 check the plan for problems
  plainplan build                 build the website in the folder public/
  plainplan check --explain dead-link
                                  show what a message means and what to do";

#[derive(Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Serve(serve::ServeArgs),
    Easy(easy::EasyArgs),
    Clean(clean::CleanArgs),
    Schema(reference::schema::SchemaArgs),
}

/// How a command ended, if nothing went wrong with the machine.
enum End {
    Done,
    Problems,
}

/// Does what was typed.
pub(crate) fn run() -> ExitCode {
    match done(Cli::parse().command) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Problems) => ExitCode::from(1),
        Err(error) => {
            anstream::eprintln!("plainplan: {}", words::in_plain_words(&error));
            ExitCode::from(2)
        }
    }
}

fn done(command: Command) -> io::Result<End> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(args),
        Command::Easy(args) => easy::run(args),
        Command::Clean(args) => clean::run(args),
        Command::Schema(args) => Ok(reference::schema::run(&args)),
    }
}
