//! Figures and times as people write them → exact values; and what follows from values: how far something is from its goal, which
//! way it goes. Their words are found in [`voice`], their drawings in [`chart`].

pub mod chart;
pub(crate) mod label;
pub mod locale;
#[doc(hidden)]
pub mod number;
pub(crate) mod period;
pub(crate) mod standing;
pub mod voice;
