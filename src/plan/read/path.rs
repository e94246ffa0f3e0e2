//! Paths below `content/` into addresses, and into the paths that links from there name.

use crate::base::names::slug;

/// The address of a path below `content/`: leading numbers and the ending are dropped.
#[must_use]
pub fn address(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".md").trim_end_matches(".easy");
    let mut address: Vec<String> = path
        .split('/')
        .map(|part| {
            let bare = part
                .trim_start_matches(|letter: char| letter.is_ascii_digit())
                .trim_start_matches(['-', '_', '.', ' ']);
            slug(if bare.is_empty() { part } else { bare })
        })
        .collect();
    if address.last().is_some_and(|last| last == "index") {
        address.pop();
    }
    address
}

/// The path that a link names, counted from the folder of `from`; nothing where it leaves `content/`.
pub(crate) fn joined(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = if link.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_drop_the_numbers_that_order() {
        assert_eq!(address("index.md"), Vec::<String>::new());
        assert_eq!(address("06-finance/index.md"), ["finance"]);
        assert_eq!(address("06-finance/01-savings.md"), ["finance", "savings"]);
        assert_eq!(address("2018.md"), ["2018"]);
        assert_eq!(address("06-finance/01-savings.easy.md"), ["finance", "savings"]);
    }
}
