//! The rows of blocks → the page `docs/reference/blocks.md`.

use crate::text::insert::{BLOCKS, Block, Shows};

const HEAD: &str = "\
# Blocks

A block shows data on a line of its own, with an empty line before and after it. [Writing a plan](../writing.md) shows blocks in use.
This page is made from the program.

| block | what you can write | what readers see |
|---|---|---|
";

/// The page about all blocks.
#[must_use]
pub fn blocks() -> String {
    let rows: String = BLOCKS.iter().map(row).collect();
    format!("{HEAD}{rows}")
}

fn row(block: &Block) -> String {
    let forms = forms(block.shows).iter().map(|form| format!("`{{{{ {}{form} }}}}`", block.name));
    format!("| `{}` | {} | {} |\n", block.name, forms.collect::<Vec<_>>().join(", "), block.doc)
}

/// What can follow the name of a block.
fn forms(shows: Shows) -> &'static [&'static str] {
    match shows {
        Shows::Measures => &["", " its-id", " one-id other-id"],
        Shows::Tables => &[" its-id", " one-id other-id"],
        Shows::Chart => &[" its-id", " its-id.column", " its-id as bars"],
        Shows::Milestones | Shows::Risks => &[""],
    }
}
