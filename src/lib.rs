//! plainplan turns a public operational plan, written as Markdown chapters with YAML front matter, into an
//! accessible website, an easy-read edition, print and open data.
//!
//! ```text
//!           read              parse              derive             render            write
//!  folder ────────▶ Source ────────▶ Plan ─────────────▶ Site ────────────▶ Output ────────▶ public/
//!                                     │
//!                                     └── check ──▶ Diagnostics
//! ```
//!
//! Each arrow is a function of its input; disk is touched at the two ends only. Modules depend
//! downwards, in the order of `tests/suite/layers.rs`: texts and places at the ground; then what reads one form of writing (YAML,
//! Markdown, figures); `plan`; `check`; `theme` and `site`; `pipeline`; `publish`, `print` and `easy`; `watch`, `follow`, `serve`
//! and the command line. `docs/architecture.md` tells where to add what.
//!
//! ```
//! use std::collections::BTreeMap;
//! use plainplan::{diagnostic::Diagnostics, pipeline::{self, Settings}, source::Source, theme};
//!
//! let files = BTreeMap::from([
//!     ("plan.yaml".to_owned(), "title: Our plan\norganisation: A council\n".to_owned()),
//!     ("content/index.md".to_owned(), "# Our plan\n\nWhat we will do this year.\n".to_owned()),
//! ]);
//! let made = pipeline::make_from(Source::from_texts(files, theme::built_in()), &Settings::default(), Diagnostics::default());
//! assert!(!made.diagnostics.has_errors());
//! assert!(made.output.get("index.html").is_some());
//! ```

pub mod brackets;
pub mod check;
pub mod diagnostic;
pub mod easy;
pub mod english;
pub mod fingerprint;
pub mod fix;
pub mod follow;
pub mod highlight;
pub mod html;
mod identity;
pub mod insert;
mod lines;
pub mod markdown;
pub mod names;
pub mod number;
pub mod output;
pub mod pdf;
pub mod period;
pub mod pipeline;
pub mod plan;
pub mod print;
pub mod publish;
pub mod render;
pub mod sentence;
pub mod serve;
pub mod sheet;
pub mod site;
mod slips;
pub mod source;
pub mod theme;
mod unpacked;
pub mod verify;
pub mod watch;
pub mod wording;
pub mod yaml;

/// The name of [`render`] in the tests until they are changed.
#[doc(hidden)]
pub use render as report;
