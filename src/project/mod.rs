//! A plan as it is worked on: made, verified, fixed, watched, followed and served; and what was found, as text.

pub mod fix;
pub mod follow;
pub mod pipeline;
pub mod render;
pub mod serve;
pub mod verify;
pub(crate) mod watch;
