//! What a row and a column of a table are about, so that those of two tables can be known as the same.

use std::collections::{BTreeMap, HashSet};

use crate::base::names::slug;
use crate::plan::Table;
use crate::value::period::Period;

/// The rows of a table by what they are about. A name that stands twice is about nothing in particular.
pub(super) fn labels(table: &Table) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut twice = HashSet::new();
    for row in (0..table.rows.len()).filter(|row| !table.rows[*row].kind.is_group()) {
        let label = label(table.row_name(row));
        if !label.is_empty() && found.insert(label.clone(), row).is_some() {
            twice.insert(label);
        }
    }
    found.retain(|label, _| !twice.contains(label));
    found
}

/// What a row is about: its name without what stands in brackets and without `total`.
pub(super) fn label(name: &str) -> String {
    let outside: String = name
        .split('(')
        .enumerate()
        .map(|(position, text)| match position {
            0 => text,
            _ => text.split_once(')').map_or("", |(_, rest)| rest),
        })
        .collect();
    let slug = slug(&outside);
    let bare = slug.strip_prefix("total-").unwrap_or(&slug);
    if matches!(bare, "total" | "all" | "other" | "others" | "subtotal" | "grand-total") {
        String::new()
    } else {
        bare.to_owned()
    }
}

/// The time that the heading of a column says: that of `2018-19`, of `Plan 2018-19`.
pub(super) fn period_of(table: &Table, column: usize) -> Option<Period> {
    let column = &table.columns[column];
    let of_name = |name: &str| Period::parse(name).or_else(|| period_in(name));
    of_name(&column.name.value).or_else(|| of_name(&column.under.as_ref()?.value))
}

/// The one time that words say.
pub(super) fn period_in(words: &str) -> Option<Period> {
    let mut found = words.split_whitespace().filter_map(period_of_word);
    found.next().filter(|_| found.next().is_none())
}

/// The time that a word is: `2018-19`, `(2018)`.
pub(super) fn period_of_word(word: &str) -> Option<Period> {
    let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_time = bare.len() >= 4 && bare.starts_with(['1', '2']) && !bare.contains(',');
    if is_time { Period::parse(bare) } else { None }
}

/// The name of a column without the time that it says.
pub(super) fn without_period(name: &str) -> String {
    if Period::parse(name).is_some() {
        return String::new();
    }
    name.split_whitespace().filter(|word| period_of_word(word).is_none()).collect::<Vec<_>>().join(" ")
}

/// Whether two times are one, or one of them is in the other.
pub(super) fn is_same_time(one: Period, other: Period) -> bool {
    let is_in =
        |inner: Period, outer: Period| outer.first_day() <= inner.first_day() && inner.last_day() <= outer.last_day();
    is_in(one, other) || is_in(other, one)
}
