//! The name of a row or a column → whether it is that of a total, or of a rate or a mean.

use crate::base::names::slug;

/// A word, in lower case, that makes the name of a figure that of a rate or a mean.
pub(super) fn is_word_of_rates(word: &str) -> bool {
    const WORDS: [&str; 12] = [
        "rate",
        "rates",
        "ratio",
        "average",
        "mean",
        "median",
        "per",
        "percent",
        "percentage",
        "index",
        "score",
        "rank",
    ];
    WORDS.contains(&word)
}

/// `Total`, `Grand total`, `All practices`, `Subtotal`, `North total`; not `Mean of all wards`.
pub(crate) fn is_total_name(name: &str) -> bool {
    let name = name.trim_matches(['*', '_', ' ']);
    let first = name.split([' ', '-', ',', ':', '(']).next().unwrap_or("");
    let is_named = ["total", "totals", "subtotal", "all"].iter().any(|word| first.eq_ignore_ascii_case(word))
        || ["grand total", "overall total", "sub-total"].iter().any(|start| begins_with(name, start))
        || ends_with(name, " total");
    is_named && !slug(name).split('-').any(is_word_of_rates)
}

/// Whether a text begins so, in capitals or not.
fn begins_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// Whether a text ends so, in capitals or not.
fn ends_with(text: &str, end: &str) -> bool {
    let from = text.len().checked_sub(end.len());
    from.and_then(|from| text.get(from..)).is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}
