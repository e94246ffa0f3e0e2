//! Pages and sections of pages, as they were made.

use crate::base::diagnostic::Diagnostic;
use crate::base::span::FileId;
use crate::output::Body;
use crate::plan::Memo;

/// Pages or sections that were made, by address.
pub(crate) type PageCache = Memo<String, Page>;

/// A page that was made.
#[derive(Debug)]
pub(crate) struct Page {
    /// A hash of its view.
    pub(crate) view: u128,
    /// A hash of the theme.
    pub(crate) theme: u128,
    /// The files that it shows or links to.
    pub(crate) files: Vec<(FileId, String)>,
    pub(crate) made: Result<Body, Box<Diagnostic>>,
    /// Whether it was rendered when it was made last.
    pub(crate) is_rendered: bool,
}
