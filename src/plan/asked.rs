//! What somebody has asked a plan, and what the answers were.
//!
//! Whatever is made from a plan asks it for its chapter, and for more: the measure behind an id, the chapter behind a
//! link, the names around it. A [`Plan`](super::Plan) notes each question. What was made before is still right if the plan would
//! give the same answers ([`Plan::would_answer`](super::Plan::would_answer)): so nobody keeps a list of what depends on what, and nothing is forgotten.
//!
//! After an edit, [`Askers`] find those who may be answered otherwise, so that nobody looks at all the others.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

/// Something that was asked, by the fingerprint of its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Question {
    /// What an id names.
    Id(u64),
    /// Whether a chapter stands at a path below `content/`.
    There(u64),
    /// What others may know of the chapter at a path.
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
    pub(super) fn id(id: &str) -> Self {
        Self::Id(xxh3_64(id.as_bytes()))
    }

    pub(super) fn path(path: &str) -> Self {
        Self::Path(xxh3_64(path.as_bytes()))
    }

    pub(super) fn there(path: &str) -> Self {
        Self::There(xxh3_64(path.as_bytes()))
    }

    pub(super) fn whole(path: &str) -> Self {
        Self::Whole(xxh3_64(path.as_bytes()))
    }
}

/// Questions and the fingerprints of their answers, in order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Answers(pub(super) Vec<(Question, u128)>);

/// All that a plan says at some time, as a fingerprint.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Moment(pub(super) u128);

/// Every question that has another answer than at some time, in order.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) since: Moment,
    pub(super) questions: Vec<Question>,
}

/// Who asked what. Those who ask have numbers, which stay the same as long as a plan has the same chapters.
#[derive(Default, Debug)]
pub struct Askers(Option<BTreeSet<(Question, usize)>>);

impl Askers {
    /// Forgets them all: they have other numbers now.
    pub fn forget(&mut self) {
        self.0 = None;
    }

    /// Those who asked one of the questions, each once. Who asked before anybody wanted to know is listed by `all`.
    pub(super) fn of<'a>(
        &mut self,
        questions: &[Question],
        all: impl Iterator<Item = (usize, &'a Answers)>,
    ) -> Vec<usize> {
        let noted = self.0.get_or_insert_with(|| all.flat_map(|(who, answers)| answers.by(who)).collect());
        let askers = questions.iter().flat_map(|question| noted.range((*question, 0)..=(*question, usize::MAX)));
        let mut askers: Vec<usize> = askers.map(|(_, who)| *who).collect();
        askers.sort_unstable();
        askers.dedup();
        askers
    }

    /// Somebody has asked anew.
    pub fn note(&mut self, who: usize, before: Option<&Answers>, now: &Answers) {
        if let Some(noted) = &mut self.0 {
            before.into_iter().flat_map(|before| before.by(who)).for_each(|asked| _ = noted.remove(&asked));
            noted.extend(now.by(who));
        }
    }
}

impl Answers {
    /// Each question, with who asked it.
    fn by(&self, who: usize) -> impl Iterator<Item = (Question, usize)> {
        self.0.iter().map(move |(question, _)| (*question, who))
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
