//! Text: Markdown and what stands in it → trees; sentences; what is known of English.

#[doc(hidden)]
pub mod english;
pub(crate) mod highlight;
pub(crate) mod insert;
pub(crate) mod markdown;
pub(crate) mod sentence;
pub(crate) mod tree;
