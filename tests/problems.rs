//! Broken plans in, the exact messages out: each file of `tests/problems/` is a test of its own.
//!
//! Run with `UPDATE=1` to write the messages anew, then read every one of them before you keep it.

#[path = "suite/fixture.rs"]
mod fixture;

use std::fs;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use plainplan::project::pipeline;
use plainplan::project::render;

use fixture::Fixture;

/// The last section of a fixture.
const EXPECTED: &str = "=== expected\n";

fn main() -> ExitCode {
    let trials = fixture::fixtures().into_iter().map(|fixture| {
        let name = fixture.name.clone();
        Trial::test(name, move || gives_its_messages(&fixture))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn gives_its_messages(fixture: &Fixture) -> Result<(), Failed> {
    let found = messages(fixture);
    if std::env::var_os("UPDATE").is_some() {
        return Ok(rewrite(fixture, &found)?);
    }
    if found == fixture.expected {
        return Ok(());
    }
    Err(format!("--- expected\n{}\n--- found\n{found}", fixture.expected).into())
}

/// Writes other messages below `=== expected`.
fn rewrite(fixture: &Fixture, messages: &str) -> std::io::Result<()> {
    let path = fixture::path_of(&fixture.name);
    let text = fs::read_to_string(&path)?;
    let end = text.find(EXPECTED).ok_or(std::io::ErrorKind::InvalidData)? + EXPECTED.len();
    fs::write(&path, format!("{}{}", &text[..end], messages.strip_suffix('\n').unwrap_or(messages)))
}

/// What an editor sees, with nothing of the machine in it.
fn messages(fixture: &Fixture) -> String {
    let plan = fixture.laid_out();
    let calendar: fn() -> _ = || Some(jiff::civil::date(2018, 6, 1));
    let settings =
        pipeline::Settings { root: plan.path().to_path_buf(), calendar: Some(calendar), ..Default::default() };
    let made = pipeline::make(&settings);
    render::human(&made.source, &made.diagnostics, false)
}
