//! What a text says, without how it is written: its words in order, and how two such texts differ.
//!
//! A [`Meaning`] is words without punctuation and markup, figures as they were typed, and inserts by their path. Layout,
//! punctuation and markup are no part of it, and capitals are not compared, so a change of them is no change at all. What a
//! figure shows is no part of it either: it flows into the easy-read lines by itself.

mod alignment;
mod difference;
mod prose;
mod text;
mod vocabulary;
mod word;

use std::collections::HashMap;

pub use self::alignment::differing;
pub use self::difference::{Difference, Kind};
pub use self::prose::Reader;
use self::text::words;
pub use self::vocabulary::Vocabulary;
pub use self::word::without_capital;
use self::word::{LIMITS, is_condition, key};
use crate::base::span::Spanned;
use crate::text::insert::{Asked, Embed};
use crate::text::tree::{Node, walk};

/// What a text says: words with one space between them.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Meaning(String);

impl Meaning {
    /// What prose says.
    #[must_use]
    pub fn of(nodes: &[Node]) -> Self {
        let mut reader = Reader::default();
        walk(nodes).for_each(|step| reader.read(&step));
        reader.meaning()
    }

    /// What plain words say.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(words(text))
    }

    /// What stands in a file of confirmations.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What a block of data says: what it names, and nothing of its figures.
    #[must_use]
    pub fn of_embed(embed: &Embed) -> Self {
        let joined = |ids: &[Spanned<String>], sign| {
            let ids: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
            format!(":{}", ids.join(sign))
        };
        let named = match &embed.asks {
            Asked::Measures(ids) | Asked::Tables(ids) => joined(ids, ","),
            Asked::Chart(chart) => joined(&chart.path, "."),
            Asked::Milestones | Asked::Risks => String::new(),
        };
        Self(format!("[{}{named}]", embed.block.name))
    }

    /// Several texts, one after the other.
    #[must_use]
    pub fn joined<'m>(parts: impl IntoIterator<Item = &'m Self>) -> Self {
        let parts: Vec<&str> = parts.into_iter().map(|part| part.0.as_str()).filter(|part| !part.is_empty()).collect();
        Self(parts.join(" "))
    }

    /// The words, with one space between them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words as they are compared.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.words().into_iter().map(key).collect()
    }

    fn words(&self) -> Vec<&str> {
        self.0.split(' ').filter(|word| !word.is_empty()).collect()
    }

    /// The words that set a limit to what is said, such as *unless*, if there are any.
    #[must_use]
    pub fn limit(&self) -> Option<&'static str> {
        let text = self.0.to_lowercase();
        let is_whole = |(at, limit): (usize, &str)| {
            let (before, behind) = (&text[..at], &text[at + limit.len()..]);
            (before.is_empty() || before.ends_with(' ')) && (behind.is_empty() || behind.starts_with(' '))
        };
        LIMITS.into_iter().find(|limit| text.match_indices(limit).any(is_whole))
    }

    /// Whether it says of anything that it is not so, or so only sometimes.
    #[must_use]
    pub fn has_condition(&self) -> bool {
        self.words().into_iter().map(key).any(|word| is_condition(&word) || matches!(word.as_str(), "when" | "but"))
    }

    /// The share of words that two texts have in common, of 100.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> usize {
        let (mine, theirs) = (self.keys(), other.keys());
        let mut left: HashMap<&str, usize> = HashMap::new();
        for word in &mine {
            *left.entry(word).or_default() += 1;
        }
        let is_shared = |word: &&String| match left.get_mut(word.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let shared = theirs.iter().filter(is_shared).count();
        200 * shared / (mine.len() + theirs.len()).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a text in a plan that uses these words elsewhere.
    fn change(was: &str, is: &str, elsewhere: &str) -> &'static str {
        let (was, is) = (Meaning::of_text(was), Meaning::of_text(is));
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(&is);
        vocabulary.add(&Meaning::of_text(elsewhere));
        let differences = was.differences(&is, || &vocabulary);
        match differences.iter().flat_map(|difference| &difference.kinds).min() {
            None => "none",
            Some(Kind::Figure) => "figures",
            Some(Kind::Condition) => "conditions",
            Some(Kind::Wording) => "reworded",
        }
    }

    #[test]
    fn how_it_is_written_is_no_part_of_what_it_says() {
        for (was, is) in [
            ("We help, people.", "we  HELP\n“people”"),
            ("It’s £1,200.", "It's £1200"),
            ("You can't come.", "You cannot come."),
            ("We don’t pay", "we do not pay"),
        ] {
            assert_eq!(change(was, is, ""), "none", "{was} / {is}");
        }
        assert_eq!(change("the in-patient ward", "the inpatient ward", "inpatient"), "none");
    }

    #[test]
    fn a_slip_is_reported_from_another_word() {
        assert_eq!(change("we help patients", "we help pateints", "patients"), "none");
        assert_eq!(change("we help pateints", "we help patients", "patients"), "none");
        assert_eq!(
            change("we help staff to form", "we help staff to from", "form from"),
            "reworded",
            "both are words here"
        );
        assert_eq!(change("costs increase", "costs decrease", ""), "reworded", "opposites are near each other");
        assert_eq!(change("it is safe", "it is unsafe", ""), "conditions");
    }

    #[test]
    fn figures_and_dates_are_never_taken_for_slips() {
        for (was, is) in [
            ("in 12 weeks", "in 13 weeks"),
            ("minus -5", "minus 5"),
            ("5%", "5"),
            ("by June", "by July"),
            ("by May", "by March"),
            ("on Monday", "on Sunday"),
            ("four beds", "five beds"),
            ("more than 5", "more than"),
            ("5 nurses and 7 doctors", "7 nurses and 5 doctors"),
            ("see {{ id.target }}", "see 95%"),
            ("<15 people", "15 people"),
        ] {
            assert_eq!(change(was, is, ""), "figures", "{was} / {is}");
        }
    }

    #[test]
    fn conditions_count_wherever_they_move() {
        for (was, is) in [
            ("You do not need it.", "You do need it."),
            ("You may come.", "You must come."),
            ("Come if you are ill.", "Come when you are ill."),
            ("We will not do A. We will do B.", "We will do A. We will not do B."),
        ] {
            assert_eq!(change(was, is, ""), "conditions", "{was} / {is}");
        }
    }
}
