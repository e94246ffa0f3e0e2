//! The program: see [`cli`].

mod cli;

use std::process::ExitCode;

/// A site is made of very many short texts, on several cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
