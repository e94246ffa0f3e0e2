//! `plainplan serve`: the plan → a preview in a browser that follows every change.

use std::io;

use clap::Args;
use plainplan::project::pipeline::Settings;
use plainplan::project::serve;

use super::End;
use super::args::PlanArgs;
use super::plan::{is_verifying, settings};

/// Show the website in a browser, and again after every change.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan serve\n  plainplan serve --open --port 8000\n  plainplan serve --poll               (where changes are not noticed)\n  plainplan serve --host 0.0.0.0       (for others in the same network)"
)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    plan: PlanArgs,
    /// Port on this computer.
    #[arg(short, long, default_value_t = 1828, value_parser = port)]
    port: u16,
    /// Let others see it too, under this address or name of this computer; 0.0.0.0 for all of its addresses.
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,
    /// Open the browser.
    #[arg(short = 'O', long)]
    open: bool,
    /// Look for changes once a second instead of waiting to be reported.
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
