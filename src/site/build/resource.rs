//! What pages read that is itself made from the plan, by name: a page is made again when the hash of one of these changes.

use crate::plan::Dependency;

/// Something that was derived from the plan before pages are made. Its hash is set by whoever derives it
/// ([`crate::plan::Derived`]).
#[derive(Clone, Copy, Hash, Debug)]
pub(crate) enum Resource<'a> {
    /// What is shown at an address.
    Route(&'a str),
    /// The addresses of all pages.
    Addresses,
    /// What the page of the chapter at a path shows of others.
    Neighbours(&'a str),
    /// The easy read before and after that of the chapter at a path.
    EasyNeighbours(&'a str),
    /// How many sheets there are.
    SheetCount,
    /// The addresses and titles of all sheets.
    Sheets,
    /// The title of a sheet, by a hash of its address and its chapters.
    SheetTitle(u128),
    /// A chapter as it was made for a sheet.
    Section(&'a str),
    /// The size of a download.
    Download(&'a str),
}

impl Resource<'_> {
    /// What is recorded when it is read.
    pub(crate) fn dependency(self) -> Dependency {
        Dependency::derived(&self)
    }
}
