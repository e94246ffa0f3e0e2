//! The rules about figures: whether they add up, agree with each other and can be shown.

pub(crate) mod agree;
pub(crate) mod claims;
pub(crate) mod follows;
pub(crate) mod inserts;
pub(crate) mod measures;
mod named;
pub(crate) mod scales;
pub(crate) mod shares;
pub(crate) mod totals;
pub(crate) mod typed;
