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
use crate::value::voice::grammar::number_of;

pub use github::github;
pub use human::{accepted, human};
pub use json::json;
pub use sarif::sarif;
pub use short::short;

/// The closing line: `2 errors and 1 warning`.
#[must_use]
pub fn count(diagnostics: &Diagnostics) -> String {
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => number_of(errors, "error"),
        (0, _) => number_of(warnings, "warning"),
        _ => format!("{} and {}", number_of(errors, "error"), number_of(warnings, "warning")),
    }
}
