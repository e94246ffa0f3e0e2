//! Figures as they are seen and as they are heard, in every place where a plan shows one.
//!
//! `figures.txt` is a table for people: under each unit the figures as an author types them, and under each figure what comes of
//! it. Places that say the same share a line. `UPDATE=1 cargo test --test figures` writes it anew from the figures in it;
//! read every line before you keep it.

mod page;
mod plan;
mod row;
mod typed;

use std::path::Path;

use row::Row;

#[test]
fn every_figure_is_seen_and_heard_as_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures/figures.txt");
    let wanted = std::fs::read_to_string(&path).expect("the table");
    let rows = Row::read(&wanted);
    let found = row::write(&wanted, &plan::said(&rows));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).expect("written");
        return;
    }
    let differs = wanted.lines().zip(found.lines()).find(|(wanted, found)| wanted != found);
    assert!(wanted == found, "the first line that differs: {differs:#?}\nUPDATE=1 writes the table anew");
}
