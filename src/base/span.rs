//! Where something is written: a file and a range of its bytes, carried along with every value that is read from it.
//!
//! Nothing here can look into a file; [`crate::base::files::Files`] turns a span into its text, its line and its column.

use std::hash::{Hash, Hasher};

/// A file of the plan, for as long as its [`Files`](crate::base::files::Files) live.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

/// A byte range in one file. Meaningless without its [`Files`](crate::base::files::Files).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value and the place it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl FileId {
    /// The file at an index of a list of files.
    pub(crate) fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl Hash for Span {
    /// A place is handed over as one `i128`, which nothing else is, so that `hash::Hashes` can keep the
    /// places of a value apart from what it says.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { file, start, end } = *self;
        state.write_i128(i128::from(file.0) << 64 | i128::from(start) << 32 | i128::from(end));
    }
}

impl Span {
    /// The range `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: narrow(start), end: narrow(end.max(start)) }
    }

    /// A stretch of this span, counted from its start. Words that are shorter in the file than what they stand for never
    /// lead beyond it.
    #[must_use]
    pub fn within(self, start: usize, end: usize) -> Self {
        let (first, last) = (self.start as usize, self.end as usize);
        Self::new(self.file, (first + start).min(last), (first + end).min(last))
    }

    /// The range as the standard library writes ranges.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: make(self.value), span: self.span }
    }
}
