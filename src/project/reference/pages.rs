//! The rows of pages → the page `docs/reference/pages.md`.

use crate::site::{FixedPage, PAGES};

const HEAD: &str = "\
# Pages

The pages that plainplan makes, in addition to the pages of your chapters. This page is made from the program.

Chapters can link to a page with its address, for example `[All measures](/measures/)`. They cannot use the first part of these
addresses, or `assets`, `pictures` and `search`, as the name of a file or folder.

| address | what it shows | linked on every page |
|---|---|---|
";

/// The page about all pages.
#[must_use]
pub fn pages() -> String {
    let rows: String = PAGES.iter().map(row).collect();
    format!("{HEAD}{rows}")
}

fn row(page: &FixedPage) -> String {
    let links = [(page.navigation.is_some(), "navigation"), (page.footer.is_some(), "footer")];
    let links: Vec<&str> = links.into_iter().filter(|(is_there, _)| *is_there).map(|(_, place)| place).collect();
    format!("| `/{}` | {} | {} |\n", page.address.url, page.doc, links.join(", "))
}
