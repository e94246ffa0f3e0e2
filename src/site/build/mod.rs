//! How the pages of a site come about: which there are, how they are divided, and which of them are made again.

pub(crate) mod layout;
pub(crate) mod page_cache;
pub(crate) mod renderer;
pub(crate) mod resource;
pub(crate) mod routes;
