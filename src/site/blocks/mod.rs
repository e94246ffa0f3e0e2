//! What stands in a page on lines of its own: measures, tables, the dashboard.

pub(crate) mod dashboard;
pub(crate) mod metrics;
pub(crate) mod tables;
