//! The tests, through the front door: plans in, files and messages out.

mod charts;
mod checks;
mod cli;
mod closed;
mod common;
mod copies;
mod data;
mod easy;
mod easy_figures;
mod measures;
mod pictures;
mod plain;
mod print;
mod problems;
mod properties;
mod publish;
mod readme;
mod rebuild;
mod review;
mod serve;
mod sheets;
mod site;
mod slips;
mod story;
mod tables;
mod watch;
