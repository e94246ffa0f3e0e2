//! Files → the values of a plan: the forms in which figures and tables are written.

pub(crate) mod commas;
pub mod extract;
pub mod faults;
pub mod file_name;
pub mod grid;
pub mod path;
pub mod published;
pub(crate) mod readings;
mod records;
pub(crate) mod shape;
pub mod values;
