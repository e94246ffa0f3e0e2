//! A word → how many syllables it has, for [`crate::text::english::readability`].
//!
//! A rule counts groups of vowels; the words it gets wrong stand in a list. Both were made against the CMU Pronouncing
//! Dictionary. It speaks American English, which has the same number of syllables in nearly every word.

use std::collections::HashMap;
use std::sync::LazyLock;

static EXCEPTIONS: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    include_str!("lists/syllables.txt")
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(count, words)| Some((count.parse().ok()?, words)))
        .flat_map(|(count, words)| words.split(' ').map(move |word| (word, count)))
        .collect()
});

/// How many syllables a word has: at least one. Initials are spelled out, so that NHS has three; a number in digits has one.
#[must_use]
pub fn syllables(word: &str) -> usize {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    word.split(['-', '&']).filter(|part| !part.is_empty()).map(syllables_of_part).sum::<usize>().max(1)
        + usize::from(word.contains('&'))
}

fn syllables_of_part(part: &str) -> usize {
    if is_initials(part) {
        return part.chars().map(|letter| if letter == 'W' { 3 } else { usize::from(letter.is_uppercase()) }).sum();
    }
    let lower = part.to_lowercase();
    EXCEPTIONS.get(lower.as_str()).copied().unwrap_or_else(|| by_rule(lower.as_bytes()))
}

/// `NHS`, `GPs`, and the `A` and `E` of `A&E`.
fn is_initials(part: &str) -> bool {
    let part = part.strip_suffix('s').unwrap_or(part);
    part.chars().all(char::is_uppercase) && !part.is_empty() && part != "I"
}

/// Groups of vowels, with two for vowels that are said apart, and without the silent e.
fn by_rule(word: &[u8]) -> usize {
    let groups = (0..word.len()).filter(|at| is_vowel(word, *at) && (*at == 0 || !is_vowel(word, at - 1))).count();
    let apart = (0..word.len()).filter(|at| is_said_apart(word, *at)).count();
    let count = groups + apart;
    let is_silent = has_silent_e(word, count);
    (count - usize::from(is_silent) + usize::from(word.ends_with(b"ism") || word.ends_with(b"isms"))).max(1)
}

fn is_vowel(word: &[u8], at: usize) -> bool {
    word.get(at).is_some_and(|letter| b"aeiou".contains(letter) || *letter == b'y' && at > 0)
}

/// Whether the vowel at `at` and the next are two syllables, as in `diet` and `area`.
fn is_said_apart(word: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(0, |before| word[before]);
    let rest = &word[at..];
    match rest {
        [b'i', b'a', ..] => !b"cts".contains(&before),
        [b'i', b'o', ..] => !b"tscgx".contains(&before),
        [b'e', b'o', ..] | [b'i', b'u' | b'i', ..] | [b'u', b'o' | b'a', ..] => !b"qg".contains(&before),
        [b'u', b'e', b'n' | b'l', ..] => !b"qg".contains(&before),
        [b'e', b'a', b't', b'e', ..] | [b'y', b'i', ..] => true,
        [b'y', b'a', ..] => at > 0,
        b"iet" | b"ience" | b"iences" | b"ient" | b"ients" => !b"cts".contains(&before),
        _ => false,
    }
}

/// Whether an e at the end, or one before an ending, is not said.
fn has_silent_e(word: &[u8], count: usize) -> bool {
    let consonant = |at: usize| at < word.len() && !is_vowel(word, at);
    // `table`: the e after a consonant and l is said.
    let is_le = |l: usize| l > 0 && word[l] == b'l' && consonant(l - 1);
    match word {
        [.., before, b'e'] if word.len() > 2 && !b"aeiouy".contains(before) => count > 1 && !is_le(word.len() - 2),
        [.., b's' | b'c', b'h', b'e', b's'] => false,
        [.., before, b'e', b's'] if word.len() > 3 && !b"aeiouy".contains(before) => {
            count > 1 && !b"sxzcg".contains(before) && !is_le(word.len() - 3)
        }
        [.., before, b'e', b'd'] if word.len() > 3 && !b"aeiouy".contains(before) => {
            count > 1 && !b"td".contains(before) && !is_le(word.len() - 3)
        }
        _ => {
            let endings: [&[u8]; 6] = [b"ely", b"eful", b"eless", b"ement", b"eness", b"ements"];
            count > 2 && endings.iter().any(|ending| word.ends_with(ending))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_syllables() {
        let published = "doctor 2, ambulance 3, hospital 3, emergency 4, community 4, service 2, people 2, cancer 2, every 3, \
                         business 2, family 3, different 3, comfortable 4, wheelchair 2, learning 2, disability 5, \
                         prescription 3, dementia 4, programme 2, integrated 4";
        let ours = "paediatric 4, anaesthetist 4, haemorrhage 3, physiotherapist 6, NHS 3, GP 2, A&E 3, GPs 2, doctor's 2, \
                    follow-up 3, I 1, 30 1, we 1, organisation 5";
        for pair in published.split(", ").chain(ours.split(", ")) {
            let (word, count) = pair.trim().rsplit_once(' ').expect("a word and its count");
            assert_eq!(syllables(word).to_string(), count, "{word}");
        }
    }
}
