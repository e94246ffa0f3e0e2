//! Names: the slug of a heading, what an id may look like, and what an editor probably meant.

/// Lower case, with one hyphen for everything that is neither letter nor digit: `A&E visits` → `a-e-visits`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// So many letters leave room for the endings of files that are called by an id.
pub const LONGEST_ID: usize = 100;

/// Whether `text` can name a measure or a table: lower case letters, digits and single hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.is_ascii() && slug(text) == text
}

/// The candidate within a third of the word's length in single-letter changes, if there is one.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let limit = (word.len() / 3).max(1);
    candidates
        .into_iter()
        // Words whose lengths differ by more than the limit cannot lie within it.
        .filter(|candidate| candidate.chars().count().abs_diff(word.len()) <= limit)
        .map(|candidate| (distance(&word, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(changes, _)| *changes <= limit)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}

/// The same, of names that may say a year: one with as many digits and other ones is another year, and never meant.
pub fn nearest_of_its_year<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = digits(word);
    let may_be = |candidate: &&str| {
        let other = digits(candidate);
        other == own || other.len() != own.len()
    };
    nearest(word, candidates.into_iter().filter(may_be))
}

/// So many of the names that are known are listed in a message.
const MOST_LISTED: usize = 30;

/// Names one after the other; of very many, the first, and how many more there are.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    match names.split_at_checked(MOST_LISTED) {
        Some((first, rest @ [_, ..])) => format!("{} and {} more", first.join(", "), rest.len()),
        _ => names.join(", "),
    }
}

/// In how many single-letter changes two words differ.
#[must_use]
pub fn letters_apart(word: &str, other: &str) -> usize {
    distance(&word.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
/// (the optimal string alignment distance).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, letter) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in to.iter().enumerate() {
            let replace = rows[i][j] + usize::from(letter != other);
            let mut least = replace.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == to[j - 1] && from[i - 1] == *other {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(nearest("tilte", ["title", "tables"]), Some("title"));
        assert_eq!(nearest("valeu", ["value", "targets"]), Some("value"));
        assert_eq!(nearest("banana", ["value", "targets"]), None);
    }

    #[test]
    fn a_list_of_very_many_names_is_cut() {
        let names: Vec<String> = (1..=32).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(listed(&names[..2]), "1, 2");
        assert!(listed(&names[..30]).ends_with(", 29, 30"));
        assert!(listed(&names).ends_with(", 29, 30 and 2 more"));
        assert_eq!(listed(&[]), "");
    }

    #[test]
    fn slugs_are_what_an_address_needs() {
        assert_eq!(slug("2018-19 £'000"), "2018-19-000");
        assert_eq!(slug("A&E: how we're doing"), "a-e-how-were-doing");
        assert_eq!(slug("  "), "");
        assert!(is_id("ae-4-hours") && !is_id("AE 4") && !is_id("a--b") && !is_id("-a") && !is_id(""));
    }
}
