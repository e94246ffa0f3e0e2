//! The names by which files were imported before they were split into `span`, `files`, `content`, `unreadable`, `paths` and
//! `disk`. New code imports from those.

pub use crate::content::Content;
pub use crate::disk::{Touched, nearly_plan_file};
pub use crate::files::{Files as Source, Tab};
pub use crate::paths::TOPS;
pub(crate) use crate::paths::is_of_plan;
pub use crate::span::{FileId, Span, Spanned};
pub use crate::unreadable::{CONTROL_CHARACTER, FILE_TOO_LARGE, UNREADABLE_FILE, UNREADABLE_TEXT, without_escapes};
