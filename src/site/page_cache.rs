//! Pages and sections of pages, as they were made.

use crate::diagnostic::Diagnostic;
use crate::output::Body;
use crate::plan::Memo;
use crate::source::FileId;

/// Pages or sections that were made, by address.
pub(super) type PageCache = Memo<String, Page>;

/// A page that was made.
#[derive(Debug)]
pub(super) struct Page {
    /// A hash of its view.
    pub(super) view: u128,
    /// A hash of the theme.
    pub(super) theme: u128,
    /// The files that it shows or links to.
    pub(super) files: Vec<(FileId, String)>,
    pub(super) made: Result<Body, Box<Diagnostic>>,
    /// Whether it was rendered when it was made last.
    pub(super) is_rendered: bool,
}
