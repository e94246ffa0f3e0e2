//! plainplan turns a public operational plan, written as Markdown chapters with YAML front matter, into an
//! accessible website, an easy-read edition, print and open data.
//!
//! ```text
//!           read             parse              derive             render            write
//!  folder ────────▶ Files ────────▶ Plan ─────────────▶ Site ────────────▶ Output ────────▶ public/
//!                                    │
//!                                    └── check ──▶ Diagnostics
//! ```
//!
//! Each arrow is a function of its input; disk is touched at the two ends only, and need not be touched at all: a [`Project`]
//! has the files of a folder, or files in memory, and takes [`Change`]s to them, as an editor makes them before it saves. What it
//! has read and made it remembers, so that a change costs what it changes.
//!
//! Modules depend downwards: `base` (files, places, findings), `value` (with `value::voice`, values into words, and
//! `value::chart`, numbers into charts) and `text`; `plan` and what it holds of `easy`; `check`; `output` and `site`; `project`,
//! which makes a site once or again and again; `cli`. `docs/architecture.md` says what each does and `CONTRIBUTING.md` where to add what.
//!
//! ```
//! use plainplan::{Change, Project, Settings};
//!
//! let files = [
//!     ("plan.yaml", "title: Our plan\norganisation: A council\n"),
//!     ("content/index.md", "# Our plan\n\nWhat we will do this year.\n"),
//! ];
//! let mut project = Project::from_files(files, Settings::default());
//! let made = project.apply([]);
//! assert!(!made.diagnostics.has_errors());
//! assert!(made.output.get("index.html").is_some());
//!
//! let made = project.apply([Change::put("content/1-care.md", "# Care\n\nSee [the plan](indx.md).\n")]);
//! assert_eq!(made.changed, ["content/1-care.md"]);
//! let found = made.diagnostics.iter().next().expect("a link that leads nowhere");
//! assert_eq!(found.rule.name, "dead-link");
//! assert_eq!(made.source.place(found.span).line, 3);
//! ```

pub mod base;
pub mod check;
pub mod easy;
pub mod output;
pub mod plan;
pub mod project;
pub mod site;
pub mod text;
pub mod value;

pub use crate::base::diagnostic::{Applicability, Diagnostic, Diagnostics, Fix, Rule, Severity};
pub use crate::base::files::{Content, File, Files, Place, Tab, Workbook};
pub use crate::base::span::{FileId, Span, Spanned};
pub use crate::project::pipeline::{Change, Counts, Made, Project, Read, Settings, Touched};
pub use output::{Bytes, Changes, Output};
pub use plan::Plan;
