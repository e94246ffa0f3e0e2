//! A word → whether it is English, whether it is a name, and whether another word is the same one in another spelling.
//!
//! The words are those of SCOWL, up to its level 80, in `lists/words.fst`: a finite-state set that is searched as it lies in the
//! program, without being unpacked. `make-words.rs` makes it.

use fst::Set;

const WORDS: &[u8] = include_bytes!("lists/words.fst");

/// The mark before a word that is written with a capital.
pub const NAME: char = '^';

/// British and American beginnings, middles and ends of words: `colour`, `color`.
const SPELLINGS: &str = include_str!("lists/spellings.txt");

/// The words that are known.
#[derive(Debug)]
pub struct Dictionary {
    words: Option<Set<&'static [u8]>>,
    /// British and American parts of words.
    spellings: Vec<(&'static str, &'static str)>,
}

impl Default for Dictionary {
    fn default() -> Self {
        let lines = SPELLINGS.lines().filter(|line| !line.starts_with('#'));
        Self { words: Set::new(WORDS).ok(), spellings: lines.filter_map(|line| line.split_once(' ')).collect() }
    }
}

impl Dictionary {
    /// Whether `word`, in lower case, is a word that is written without a capital.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.has(without_possessive(word))
    }

    /// Whether `word`, in lower case, is known as a name or an abbreviation.
    #[must_use]
    pub fn is_name(&self, word: &str) -> bool {
        self.has(&format!("{NAME}{}", without_possessive(word)))
    }

    fn has(&self, word: &str) -> bool {
        self.words.as_ref().is_some_and(|words| words.contains(word))
    }

    /// Whether two words in lower case are one word in its British and its American spelling, or with and without the
    /// apostrophe of an owner.
    #[must_use]
    pub fn are_spellings(&self, word: &str, other: &str) -> bool {
        let plain = |word: &str| word.replace('\'', "");
        let are_owners = |word: &str| word.ends_with('s') || word.ends_with("s'");
        if are_owners(word) && are_owners(other) && plain(word) == plain(other) {
            return true;
        }
        self.is_word(word) && self.is_word(other) && self.american(word) == self.american(other)
    }

    /// A word in its American spelling.
    fn american(&self, word: &str) -> String {
        let mut word = word.to_owned();
        for (british, american) in &self.spellings {
            word = word.replace(british, american);
        }
        with_z(&word).unwrap_or(word)
    }
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

/// `organize` of `organise`, `analyzing` of `analysing`; not `prize` of `prise`.
fn with_z(word: &str) -> Option<String> {
    const ENDINGS: [&str; 10] = ["e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations", "ational"];
    let at = word.rfind("is").into_iter().chain(word.rfind("ys")).max()?;
    let is_ending = ENDINGS.contains(&&word[at + 2..]);
    (at >= 4 && is_ending).then(|| format!("{}z{}", &word[..=at], &word[at + 2..]))
}
