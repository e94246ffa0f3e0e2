//! What every command may be reported: which plan, what of it, and how problems are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct RootArgs {
    /// The plan's folder. Without it, the nearest folder upwards with a plan.yaml.
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
    /// Say nothing but problems.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// A plan that is judged.
#[derive(Args)]
pub(crate) struct JudgedArgs {
    #[command(flatten)]
    pub(crate) plan: PlanArgs,
    /// How problems are reported.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Treat warnings as errors.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the line itself, for people.
    Human,
    /// One line for each problem: path:line:column: severity[rule]: message.
    Short,
    /// As JSON, for programs.
    Json,
    /// As SARIF 2.1.0, for code scanning services.
    Sarif,
    /// As workflow commands, for GitHub Actions.
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings too keep the plan from being published.
    Warnings,
}
