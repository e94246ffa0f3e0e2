//! Easy read, all in one place: the easy-read version of a chapter (its twin), whether it is in step with the chapter, the rules
//! for it, and the commands about it.

pub mod commands;
pub mod lockfile;
pub mod meaning;
pub mod place;
pub mod renamed;
pub(crate) mod rules;
pub mod section;
pub mod spoken;
pub mod sync;
pub mod trend;
pub mod twin;
