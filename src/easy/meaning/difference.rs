//! Two texts → the words in which they differ, and in what: a figure, a condition, or only the wording.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Meaning;
use super::alignment::differing;
use super::vocabulary::Vocabulary;
use super::word::{are_negated, is_condition, is_figure, key, without_capital};

/// Words in which two texts differ, with a few around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// In what, the gravest first.
    pub kinds: BTreeSet<Kind>,
    /// The words before.
    pub was: String,
    /// The words now.
    pub is: String,
}

/// In what two texts differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A typed figure or a date was changed, added or taken out.
    Figure,
    /// A word that turns a sentence round, or sets a condition, was added or taken out.
    Condition,
    /// It says something in other words, or something else.
    Wording,
}

impl Meaning {
    /// Every difference that is more than another spelling, in order, if this is what it says now.
    #[must_use]
    pub fn differences<'v>(&self, now: &Self, vocabulary: impl FnOnce() -> &'v Vocabulary) -> Vec<Difference> {
        if self.0 == now.0 {
            return Vec::new();
        }
        let texts = Texts::new(self.words(), now.words());
        let mut hunks = texts.hunks();
        let is_other_wording = |hunk: &Hunk| hunk.kinds.is_empty();
        if hunks.iter().any(is_other_wording) {
            let vocabulary = vocabulary();
            hunks.retain(|hunk| !is_other_wording(hunk) || !texts.is_spelling(hunk, vocabulary));
        }
        for hunk in hunks.iter_mut().filter(|hunk| is_other_wording(hunk)) {
            hunk.kinds.insert(Kind::Wording);
        }
        together(hunks).iter().map(|hunk| texts.difference(hunk)).collect()
    }
}

/// More words than this on both sides are not laid side by side one by one.
const LARGEST_COMPARISON: usize = 4_000_000;

/// Words that were replaced by others; either may be none.
#[derive(Clone, Debug)]
struct Hunk {
    was: Range<usize>,
    is: Range<usize>,
    /// In what they differ, but for other words: what those are worth is looked at last.
    kinds: BTreeSet<Kind>,
}

/// Two texts beside each other: the words, and what is compared of them.
struct Texts<'t> {
    was: Vec<&'t str>,
    is: Vec<&'t str>,
    old: Vec<String>,
    new: Vec<String>,
}

impl<'t> Texts<'t> {
    fn new(was: Vec<&'t str>, is: Vec<&'t str>) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect();
        Self { old: keys(&was), new: keys(&is), was, is }
    }

    fn differs(&self, hunk: &Hunk, is_of: fn(&str) -> bool) -> bool {
        let of = |words: &'_ [String]| words.iter().filter(|word| is_of(word)).cloned().collect::<Vec<_>>();
        of(&self.old[hunk.was.clone()]) != of(&self.new[hunk.is.clone()])
    }

    /// The stretches in which the texts differ, with those kinds of differences that can be reported by single words. Figures and
    /// conditions that the whole text has in the same order as before have only been moved with the words around them.
    fn hunks(&self) -> Vec<Hunk> {
        let all = Hunk { was: 0..self.old.len(), is: 0..self.new.len(), kinds: BTreeSet::new() };
        let (figures, conditions) = (self.differs(&all, is_figure), self.differs(&all, is_condition));
        let mut hunks = self.stretches();
        for hunk in &mut hunks {
            if figures && self.differs(hunk, is_figure) {
                hunk.kinds.insert(Kind::Figure);
            }
            let is_turned = self.is_only_conditions(hunk) || self.is_negated(hunk);
            if is_turned || conditions && self.differs(hunk, is_condition) {
                hunk.kinds.insert(Kind::Condition);
            }
        }
        hunks
    }

    /// A condition that was moved to another sentence.
    fn is_only_conditions(&self, hunk: &Hunk) -> bool {
        let (was, is) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        was != is && was.iter().chain(is).all(|word| is_condition(word))
    }

    fn is_negated(&self, hunk: &Hunk) -> bool {
        hunk.was.len() == hunk.is.len() && self.pairs(hunk).any(|(was, is)| are_negated(was, is))
    }

    fn pairs(&self, hunk: &Hunk) -> impl Iterator<Item = (&str, &str)> {
        let (was, is) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        was.iter().zip(is).map(|(was, is)| (was.as_str(), is.as_str()))
    }

    /// Whether only the spelling of words differs, or where one ends and the next begins.
    fn is_spelling(&self, hunk: &Hunk, vocabulary: &Vocabulary) -> bool {
        let (old, new) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        if old.concat() == new.concat() {
            return !is_another_word_joined(old, new);
        }
        let added = |word: &str| self.new.iter().filter(|new| **new == key(word)).count();
        let words = self.was[hunk.was.clone()].iter().zip(&self.is[hunk.is.clone()]);
        old.len() == new.len() && words.into_iter().all(|(was, is)| vocabulary.are_one_word(was, is, added(is)))
    }

    /// What lies between the longest run of words that both texts share.
    fn stretches(&self) -> Vec<Hunk> {
        let (old, new) = (&self.old, &self.new);
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let hunk = |was: Range<usize>, is: Range<usize>| Hunk {
            was: was.start + head..was.end + head,
            is: is.start + head..is.end + head,
            kinds: BTreeSet::new(),
        };
        if old.is_empty() && new.is_empty() {
            return Vec::new();
        }
        if old.len().saturating_mul(new.len()) > LARGEST_COMPARISON {
            return vec![hunk(0..old.len(), 0..new.len())];
        }
        differing(old, new).map(|(was, is)| hunk(was, is)).collect()
    }

    fn difference(&self, hunk: &Hunk) -> Difference {
        let (was, is) = (excerpt(&self.was, &hunk.was), excerpt(&self.is, &hunk.is));
        Difference { kinds: hunk.kinds.clone(), was, is }
    }
}

/// Differences that are so near each other that their excerpts would say the same words twice, as one.
fn together(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match joined.last_mut().filter(|last| hunk.was.start <= last.was.end + 2 * AROUND) {
            Some(last) => {
                (last.was.end, last.is.end) = (hunk.was.end, hunk.is.end);
                last.kinds.extend(hunk.kinds);
            }
            None => joined.push(hunk),
        }
    }
    joined
}

/// Beginnings that are words themselves, and make another word of the one that they are joined to: *re-sign* and *resign*.
const JOINED: [&str; 7] = ["a", "in", "mis", "non", "now", "re", "un"];

/// Words that say the same when such a beginning is joined to them.
const SAME_WHEN_JOINED: [&str; 2] = ["patient", "patients"];

/// Whether words with the same letters, but other gaps between them, may be other words.
fn is_another_word_joined(old: &[String], new: &[String]) -> bool {
    let is_joined = |words: &[String]| {
        words.windows(2).any(|two| JOINED.contains(&two[0].as_str()) && !SAME_WHEN_JOINED.contains(&two[1].as_str()))
    };
    is_joined(old) != is_joined(new)
}

/// How many words are shown on each side of those that differ.
const AROUND: usize = 5;

/// How many words are shown of a difference.
const LONGEST: usize = 100;

/// The words at a place with a few around them. Where there are too many, it says how many are not shown.
fn excerpt(words: &[&str], at: &Range<usize>) -> String {
    let start = at.start.saturating_sub(AROUND);
    let end = (at.end + AROUND).min(words.len());
    let before = if start > 0 { "… " } else { "" };
    if at.len() > LONGEST {
        let shown = start + LONGEST;
        return format!("{before}{} … ({} more words)", without_capitals(&words[start..shown]), at.end - shown);
    }
    let behind = if end < words.len() { " …" } else { "" };
    format!("{before}{}{behind}", without_capitals(&words[start..end]))
}

/// Words in lower case, with one space between them.
fn without_capitals(words: &[&str]) -> String {
    words.iter().map(|word| without_capital(word)).collect::<Vec<_>>().join(" ")
}
