//! What somebody has asked a plan, and what the answers were.
//!
//! Whatever is made from a plan asks it for more than its own chapter: the measure behind an id, the chapter behind a
//! link, the names around it. A [`Plan`](super::Plan) notes each question. What was made before is still right if the plan would
//! give the same answers ([`Plan::would_answer`](super::Plan::would_answer)): so nobody keeps a list of what depends on what, and nothing is forgotten.

use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

/// Something that was asked, by the fingerprint of its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Question {
    /// What an id names.
    Id(u64),
    /// Which chapter stands at a path below `content/`, and what others may know of it.
    Path(u64),
    /// All that the chapter at a path says.
    Whole(u64),
    /// What others may know of all chapters: their names, figures and promises.
    AllFacts,
    /// What all chapters hold besides their names.
    AllHoldings,
    /// The measures of all chapters.
    AllFigures,
    /// What others may know of all chapters, with the places where it was written.
    AllPlaces,
    /// All that all chapters say.
    Everything,
}

impl Question {
    /// Whether what others may know of all chapters holds the answer.
    pub(super) fn is_of_facts(self) -> bool {
        matches!(self, Self::Id(_) | Self::Path(_) | Self::AllFacts)
    }

    pub(super) fn id(id: &str) -> Self {
        Self::Id(xxh3_64(id.as_bytes()))
    }

    pub(super) fn path(path: &str) -> Self {
        Self::Path(xxh3_64(path.as_bytes()))
    }

    pub(super) fn whole(path: &str) -> Self {
        Self::Whole(xxh3_64(path.as_bytes()))
    }
}

/// Questions and the fingerprints of their answers, in order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Answers {
    /// Questions that what others may know of chapters answers.
    pub(super) of_facts: Vec<(Question, u128)>,
    /// All others.
    pub(super) of_more: Vec<(Question, u128)>,
}

/// What others may know of all chapters at some time, as a fingerprint.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Moment(pub(super) u128);

/// What has changed of it since then: every question that may have another answer now, in order.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) since: Moment,
    pub(super) questions: Vec<Question>,
}

impl Change {
    /// Whether one of the questions was asked.
    pub(super) fn concerns(&self, answers: &Answers) -> bool {
        let is_asked =
            |question: &Question| answers.of_facts.binary_search_by_key(question, |(asked, _)| *asked).is_ok();
        self.questions.iter().any(is_asked)
    }
}

/// The questions that were asked so far.
#[derive(Default, Debug)]
pub(super) struct Asked(Mutex<Vec<Question>>);

impl Asked {
    pub(super) fn note(&self, question: Question) {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.last() != Some(&question) {
            asked.push(question);
        }
    }

    /// Each question once.
    pub(super) fn all(&self) -> Vec<Question> {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        asked.sort_unstable();
        asked.dedup();
        asked
    }
}
