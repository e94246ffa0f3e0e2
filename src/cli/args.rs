//! What every command may be reported: which plan, what of it, and how problems are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct RootArgs {
    /// Plan folder [default: this folder, or the nearest one above it with a plan.yaml].
    #[arg(long, value_name = "FOLDER")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) root: RootArgs,
    /// Include chapters with `status: draft`.
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Only show problems.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// A plan that is judged.
#[derive(Args)]
pub(crate) struct JudgedArgs {
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Treat warnings as errors.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Messages to read, each with the line it is about.
    Human,
    /// One line for each problem: path:line:column: severity[rule]: message.
    Short,
    /// JSON, for developers.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// Workflow commands, for GitHub Actions.
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Do not publish the plan if there are warnings.
    Warnings,
}
