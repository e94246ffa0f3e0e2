//! What plainplan says of its own rules and settings.

pub(super) mod explain;
pub(super) mod schema;
