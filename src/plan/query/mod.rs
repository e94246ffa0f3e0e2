//! What is asked of a plan: figures, blocks of data, links, where measures stand, and what may be known of a chapter without its text.

pub mod blocks;
mod cells;
pub mod figures;
pub mod links;
pub mod open;
pub mod series;
mod standard;
pub mod standing;
pub mod summary;
pub mod value_index;
