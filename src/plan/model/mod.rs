//! What a plan says, as values: chapters, measures, tables, charts, settings, words and pictures, each with its reading.

pub mod chapter;
pub mod chart;
pub mod config;
pub mod dashboard;
pub mod front;
pub mod last;
pub mod metric;
pub mod pictures;
pub mod table;
pub mod verdict;
pub mod words;
