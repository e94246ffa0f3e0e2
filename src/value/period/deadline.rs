//! By when something is due: a time, or in words.

use super::Period;

/// By when a milestone or a target is due.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Deadline {
    /// By the end of a time.
    By(Period),
    /// It goes on.
    Ongoing,
    /// It is to be confirmed.
    ToBeConfirmed,
}

impl Deadline {
    /// The time, where there is one.
    #[must_use]
    pub fn time(self) -> Option<Period> {
        match self {
            Self::By(period) => Some(period),
            Self::Ongoing | Self::ToBeConfirmed => None,
        }
    }

    /// As data has it.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::By(period) => period.iso(),
            Self::Ongoing => "ongoing".to_owned(),
            Self::ToBeConfirmed => "TBC".to_owned(),
        }
    }
}
