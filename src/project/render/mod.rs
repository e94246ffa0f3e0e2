//! Findings → text, one file a format. Line and column are computed by [`Files::place`] and nowhere else.
//!
//! [`Files::place`]: crate::base::files::Files::place

mod github;
mod human;
mod json;
mod limit;
mod place;
mod sarif;
mod short;

use crate::base::diagnostic::{Diagnostics, Severity};

pub use github::github;
pub use human::{accepted, human};
pub use json::json;
pub use sarif::sarif;
pub use short::short;

/// The closing line: `2 errors and 1 warning`.
#[must_use]
pub fn count(diagnostics: &Diagnostics) -> String {
    let plural = |number: usize, one: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    };
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => plural(errors, "error"),
        (0, _) => plural(warnings, "warning"),
        _ => format!("{} and {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}
