//! What English does to the words of authors: one and several, capital letters.

use rust_decimal::Decimal;

/// `1 error`, `2 errors`, `1 match`, `2 matches`.
#[must_use]
pub fn number_of(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {}", plural(one)) }
}

/// What is counted, after its number: `1 bed`, `2 beds`, `1 person`, `1 hospital bed`.
#[must_use]
pub fn counted(number: Decimal, things: &str) -> String {
    let is_several = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    let words: Vec<&str> = things.split(' ').collect();
    let several = words.iter().position(|word| *word == "people" || is_several(word));
    let Some(at) = several.filter(|_| number == Decimal::ONE) else { return things.to_owned() };
    let one = match words[at] {
        "people" => "person".to_owned(),
        word => word.strip_suffix("ies").map_or_else(|| singular(word), |stem| format!("{stem}y")),
    };
    words.iter().enumerate().map(|(place, word)| if place == at { &one } else { *word }).collect::<Vec<_>>().join(" ")
}

/// `1 hours a week` is never right.
pub(super) fn singular(time: &str) -> String {
    let (first, rest) = time.split_once(' ').map_or((time, String::new()), |(first, rest)| (first, format!(" {rest}")));
    format!("{}{rest}", first.trim_end_matches('s'))
}

/// Several of a term: the noun that it is about gets the ending, as in `members of parliament`. In `health and wellbeing
/// board` that is the last one.
#[must_use]
pub fn plural(term: &str) -> String {
    const BEHIND_THE_NOUN: [&str; 9] = [" of ", " for ", " in ", " to ", " with ", " at ", " on ", " by ", " from "];
    let end = BEHIND_THE_NOUN.iter().filter_map(|word| term.find(word)).min().unwrap_or(term.len());
    let (noun, rest) = term.split_at(end);
    let consonant_before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_before_y {
        Some(stem) => format!("{stem}ies{rest}"),
        None if noun == "person" => format!("people{rest}"),
        None if noun.ends_with('s') => term.to_owned(),
        None if ["x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es{rest}"),
        None => format!("{noun}s{rest}"),
    }
}

/// The first letter as a capital, for what opens a sentence.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A small first letter, for what goes on in a sentence; names and short forms must be kept apart before.
#[must_use]
pub fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_of_a_term_are_reported_at_its_noun() {
        for (one, many) in [
            ("delayed transfer of care", "delayed transfers of care"),
            ("member of parliament", "members of parliament"),
            ("council of governors", "councils of governors"),
            ("sustainability and transformation plan", "sustainability and transformation plans"),
            ("local authority", "local authorities"),
            ("survey", "surveys"),
            ("accounting mix", "accounting mixes"),
            ("social services", "social services"),
            ("person", "people"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
