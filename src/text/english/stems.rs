//! A word → its stem, by which `built` and `build`, `costs` and `cost`, `libraries` and `library` are one word, and whether
//! it says anything by itself.

use crate::base::names::slug;

/// Forms that no ending tells.
const IRREGULAR: [(&str, &str); 13] = [
    ("built", "build"),
    ("spent", "spend"),
    ("saw", "see"),
    ("seen", "see"),
    ("met", "meet"),
    ("people", "person"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("given", "give"),
    ("gave", "give"),
    ("held", "hold"),
    ("taught", "teach"),
];

/// Words that say nothing of what a sentence speaks of.
#[rustfmt::skip]
const FILLERS: [&str; 73] = [
    "about", "after", "all", "also", "among", "and", "any", "are", "at", "been", "before", "both", "but", "can",
    "could", "each", "every", "for", "from", "had", "has", "have", "into", "is", "it", "its", "less", "more", "most",
    "much", "of", "on", "only", "or", "our", "over", "same", "should", "so", "some", "such", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "under", "us", "was", "we", "were",
    "which", "will", "with", "would", "within", "people", "number", "total", "rate", "percentage", "proportion",
    "share", "year", "years", "per",
];

/// A word without the endings of plurals and verbs. It need not be a word itself.
#[must_use]
pub fn stem(word: &str) -> &str {
    let is_plural = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let one = if is_plural { &word[..word.len() - 1] } else { word };
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == one) {
        return stem;
    }
    let mut endings = ["ing", "ed", "ie", "y", "e"].iter();
    let bare = endings.find_map(|ending| one.strip_suffix(ending).filter(|rest| rest.len() >= 3)).unwrap_or(one);
    let is_doubled = bare.len() > 3 && bare.len() < one.len() && is_doubled(bare);
    if is_doubled { &bare[..bare.len() - 1] } else { bare }
}

/// `plann` of `planning`.
fn is_doubled(word: &str) -> bool {
    let mut last = word.bytes().rev();
    let (one, other) = (last.next(), last.next());
    one == other && one.is_some_and(|letter| b"bdgmnprt".contains(&letter))
}

/// The stems of the words of a name that say something.
pub fn telling(name: &str) -> impl Iterator<Item = String> + use<> {
    let slug = slug(name);
    let words = slug.split('-').filter(|word| is_telling(word)).map(|word| stem(word).to_owned());
    words.collect::<Vec<_>>().into_iter()
}

/// Whether a word, in lower case, says what a sentence speaks of.
#[must_use]
pub fn is_telling(word: &str) -> bool {
    word.len() > 2 && !word.starts_with(|sign: char| sign.is_ascii_digit()) && !FILLERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["build", "built", "building", "builds"][..],
            &["cost", "costs", "costing"],
            &["library", "libraries"],
            &["service", "services"],
            &["recycle", "recycled", "recycling"],
            &["plan", "plans", "planned", "planning"],
            &["save", "saves", "saved", "saving", "savings"],
            &["reach", "reached", "reaches"],
            &["home", "homes"],
        ] {
            let stems: Vec<&str> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn other_words_have_other_stems() {
        for (one, other) in [("class", "clas"), ("business", "busy"), ("bus", "bu"), ("used", "us")] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
