//! The rows of settings, blocks, pages and rules → what is said of all of them: schemas for editors and the pages of `docs/reference/`.

mod blocks;
mod keys;
mod pages;
mod rules;
mod schema;

pub use self::blocks::blocks;
pub use self::keys::keys;
pub use self::pages::pages;
pub use self::rules::rules;
pub use self::schema::schema;
use crate::base::yaml::Record;
use crate::easy::twin::EASY_CHAPTER;
use crate::plan::model::chapter::CHAPTER;
use crate::plan::model::config::PLAN;
use crate::plan::model::pictures::PICTURE;
use crate::plan::model::words::WORD;

/// A file with settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Document {
    /// `plan.yaml`.
    Plan,
    /// The settings at the top of a chapter.
    Chapter,
    /// `content/words.yaml`.
    Words,
    /// `content/pictures/library.yaml`.
    Pictures,
    /// The settings at the top of an easy-read chapter.
    Easy,
}

impl Document {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plan, Self::Chapter, Self::Words, Self::Pictures, Self::Easy];

    /// What it holds: one of these, or a list of them.
    #[must_use]
    pub fn record(self) -> &'static Record {
        match self {
            Self::Plan => &PLAN,
            Self::Chapter => &CHAPTER,
            Self::Words => &WORD,
            Self::Pictures => &PICTURE,
            Self::Easy => &EASY_CHAPTER,
        }
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Words | Self::Pictures)
    }

    /// Where it is.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Plan => "plan.yaml",
            Self::Chapter => "the top of a chapter",
            Self::Words => "content/words.yaml",
            Self::Pictures => "content/pictures/library.yaml",
            Self::Easy => "the top of an easy-read chapter",
        }
    }
}
