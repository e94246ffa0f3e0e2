//! `plainplan serve`: the plan → a preview in a browser that follows every change.

use std::io;

use clap::Args;
use plainplan::project::pipeline::Settings;
use plainplan::project::serve;

use super::End;
use super::args::PlanArgs;
use super::plan::{is_verifying, settings};

/// Preview the website and update it when you save.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan serve\n  plainplan serve --open --port 8000\n  plainplan serve --poll               (if changes are not noticed)\n  plainplan serve --host 0.0.0.0       (for other people on the same network)"
)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    plan: PlanArgs,
    /// Port number.
    #[arg(short, long, default_value_t = 1828, value_parser = port)]
    port: u16,
    /// Let other people see the preview at this address or name of your computer. For all its addresses, write 0.0.0.0.
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// Open the browser.
    #[arg(short = 'O', long)]
    open: bool,
    /// Check for changes once a second. Use this if changes are not noticed.
    #[arg(long)]
    poll: bool,
}

/// Reads a port. 0 leaves the choice to the system.
fn port(typed: &str) -> Result<u16, &'static str> {
    typed.parse().map_err(|_| "a port is a whole number from 1 to 65535, such as 8000")
}

/// Runs the command.
pub(super) fn run(args: ServeArgs) -> io::Result<End> {
    let ServeArgs { plan, port, host, open, poll } = args;
    let settings = Settings { verify: is_verifying(), ..settings(&plan, None)? };
    serve::run(settings, &serve::Options { port, host, open, poll, quiet: plan.quiet })?;
    Ok(End::Done)
}
