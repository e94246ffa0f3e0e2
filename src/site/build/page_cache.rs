//! Pages and sections of pages, as they were made.

use crate::base::diagnostic::Diagnostic;
use crate::base::span::FileId;
use crate::output::Body;
use crate::plan::{Inputs, Memo};

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
    /// The sections that were made for it alone, by address. Their bytes are gone.
    pub(crate) sections: Vec<(String, Page)>,
}

/// The sections that pages are put together from.
#[derive(Clone, Copy)]
pub(crate) enum Sections<'s> {
    /// All of them, made before and kept for the next time.
    Kept(&'s PageCache),
    /// Those of a page are made with it and dropped with it, so that a large site need not hold all of them.
    WithPage(Inputs<'s>),
}

impl Page {
    /// All that is known of a page but its bytes.
    pub(crate) fn without_bytes(mut self) -> Self {
        self.made = self.made.map(|body| Body::Discarded(body.length()));
        self
    }

    /// The files that it and its own sections show or link to.
    pub(crate) fn all_files(&self) -> impl Iterator<Item = &(FileId, String)> {
        self.files.iter().chain(self.sections.iter().flat_map(|(_, section)| &section.files))
    }
}
