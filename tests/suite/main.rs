//! The tests, through the front door: plans in, files and messages out.

mod cli;
mod common;
mod data;
mod problems;
mod properties;
mod readme;
mod serve;
mod site;
