//! A word → whether it is an easy one.
//!
//! Easy are the words of the VOA Special English Word Book, those of plainplan's own list, and their forms: `helps`,
//! `helped`, `helping`, `quickly`, `bigger`. Names and the words of a plan's glossary are not known here.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static EASY: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lists = [include_str!("lists/voa.txt"), include_str!("lists/easy.txt")];
    lists
        .iter()
        .flat_map(|list| list.lines())
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether `word`, in lower case, is easy, or each of its parts is where it has hyphens.
#[must_use]
pub fn is_easy(word: &str) -> bool {
    let word = plain(word);
    knows(word) || word.contains('-') && word.split('-').all(|part| part.is_empty() || knows(part))
}

fn knows(word: &str) -> bool {
    is_listed(word) || bases(word).iter().chain(&likenesses(word)).any(|base| is_listed(base))
}

fn is_listed(word: &str) -> bool {
    EASY.contains(word)
}

/// The word without the ending of a possessive or of a short form: `doctor's`, `don't`, `we'll`.
fn plain(word: &str) -> &str {
    let endings = ["n't", "'s", "'ll", "'re", "'ve", "'d", "'m", "'"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// What a word may be a form of: `boxes` of `box` and `boxe`, `stopping` of `stopp`, `stop` and `stoppe`.
#[must_use]
pub fn bases(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(stem) = word.strip_suffix("ies") {
        found.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es") {
        found.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        found.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix("ied") {
        found.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")).filter(|stem| stem.len() > 1) {
        push_stems(stem, &mut found);
    }
    found
}

/// What a word may be made of with the endings of comparison, of adverbs and of people who do something.
fn likenesses(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let word = word.strip_suffix('s').filter(|word| word.ends_with("er")).unwrap_or(word);
    if let Some(stem) =
        word.strip_suffix("ier").or_else(|| word.strip_suffix("iest")).or_else(|| word.strip_suffix("ily"))
    {
        found.push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("er").or_else(|| word.strip_suffix("est")).filter(|stem| stem.len() > 2) {
        push_stems(stem, &mut found);
    }
    if let Some(stem) = word.strip_suffix("ly").filter(|stem| stem.len() > 2) {
        found.extend([stem.to_owned(), format!("{stem}le")]);
    }
    found
}

/// `stopp`, `stop` and `stoppe` of what stands before an ending.
fn push_stems(stem: &str, found: &mut Vec<String>) {
    let mut letters = stem.chars().rev();
    if letters.next().is_some_and(|last| letters.next() == Some(last)) {
        found.push(stem.chars().take(stem.chars().count() - 1).collect());
    }
    found.extend([stem.to_owned(), format!("{stem}e")]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_words_and_their_forms_are_known() {
        for word in
            "help helps helped helping quickly bigger happiest worries worried stopped hoping carers nurse's don't \
                     we'll long-term colour organise was children gently ambulances babies dentist"
                .split_whitespace()
        {
            assert!(is_easy(word), "{word}");
        }
    }

    #[test]
    fn hard_words_are_not() {
        for word in
            "commissioning stakeholder transformation deprivation cohort resilience multi-agency holistic trajectory \
                     efficacy procurement"
                .split_whitespace()
        {
            assert!(!is_easy(word), "{word}");
        }
    }

    #[test]
    fn the_lists_hold_words_in_lower_case_and_none_twice() {
        let voa: Vec<&str> = words(include_str!("lists/voa.txt"));
        let own: Vec<&str> = words(include_str!("lists/easy.txt"));
        assert_eq!(voa.len(), 1485);
        assert_eq!(EASY.len(), voa.len() + own.len());
        assert!(EASY.iter().all(|word| *word == word.to_lowercase()));
    }

    fn words(list: &str) -> Vec<&str> {
        list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
    }
}
