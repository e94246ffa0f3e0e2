//! The ground floor, which knows no plan: files and places in them, findings, YAML, workbooks, hashes.

pub(crate) mod brackets;
pub(crate) mod bytes;
pub mod diagnostic;
pub mod files;
pub(crate) mod hash;
pub(crate) mod html;
pub(crate) mod lines;
pub mod names;
pub mod span;
#[doc(hidden)]
pub mod workbook;
#[doc(hidden)]
pub mod yaml;
