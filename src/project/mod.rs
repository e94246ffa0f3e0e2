//! A plan as it is worked on: made, verified, fixed, watched, followed and served; what was found, as text; and what plainplan knows, as reference.

pub mod fix;
pub mod follow;
pub mod pipeline;
pub mod reference;
pub mod render;
pub mod serve;
pub mod verify;
pub(crate) mod watch;
