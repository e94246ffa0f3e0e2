//! Figures held against each other, as values: how a measure stands, how far it is from what it was measured against, and which
//! way it goes.

use std::cmp::Ordering;

use super::number::Quantity;
use super::period::Period;
use crate::value::locale::Key;

/// What is said and shown of a status.
#[derive(Debug)]
pub struct Status {
    /// Its words on a page.
    pub words: Key,
    /// What style sheets and open data call it.
    pub kind: &'static str,
    /// What authors write for it; nothing where it can only be worked out.
    pub written: Option<&'static str>,
    /// Its shape in a square of 24, so that no colour says it alone; nothing where its words are always there.
    pub icon: &'static str,
}

/// A table of statuses: for each a variant of the enum, and what is said and shown of it.
macro_rules! statuses {
    ($(#[$of:meta])* $statuses:ident { $($(#[$doc:meta])* $name:ident => $status:expr,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $statuses {
            $($(#[$doc])* $name,)*
        }

        impl $statuses {
            const ALL: &[Self] = &[$(Self::$name),*];

            /// Those that authors can write, by what they write.
            pub const WRITTEN: [(&'static str, Self); Self::written(&mut [])] = {
                let mut written = [("", Self::ALL[0]); Self::written(&mut [])];
                Self::written(&mut written);
                written
            };

            /// What is said and shown of it.
            #[must_use]
            pub const fn status(self) -> &'static Status {
                match self {
                    $(Self::$name => &$status,)*
                }
            }

            /// Fills in as many as there is room for, and counts all.
            const fn written(room: &mut [(&str, Self)]) -> usize {
                let (mut at, mut count) = (0, 0);
                while at < Self::ALL.len() {
                    if let Some(word) = Self::ALL[at].status().written {
                        if count < room.len() {
                            room[count] = (word, Self::ALL[at]);
                        }
                        count += 1;
                    }
                    at += 1;
                }
                count
            }
        }
    };
}

statuses! {
    /// How a milestone goes.
    Progress {
        /// Not begun, or nothing said.
        Planned => Status { words: Key("milestone-planned"), kind: "planned", written: Some("planned"), icon: "" },
        /// Not begun, as its author says.
        NotStarted => Status {
            words: Key("milestone-not-started"),
            kind: "not-started",
            written: Some("not started"),
            icon: "",
        },
        /// It will be in time.
        OnTrack => Status { words: Key("milestone-on-track"), kind: "on-track", written: Some("on track"), icon: "" },
        /// It may not be in time.
        AtRisk => Status { words: Key("milestone-at-risk"), kind: "at-risk", written: Some("at risk"), icon: "" },
        /// It is not as far as it should be.
        Behind => Status { words: Key("milestone-behind"), kind: "behind", written: Some("behind"), icon: "" },
        /// It is not in time.
        Late => Status { words: Key("milestone-late"), kind: "late", written: Some("late"), icon: "" },
        /// It is done.
        Done => Status { words: Key("milestone-done"), kind: "done", written: Some("done"), icon: "" },
        /// It came out as was promised.
        Met => Status { words: Key("milestone-met"), kind: "met", written: Some("met"), icon: "" },
        /// It was given up.
        Stopped => Status { words: Key("milestone-stopped"), kind: "stopped", written: Some("stopped"), icon: "" },
    }
}

statuses! {
    /// How a measure stands.
    Verdict {
        /// The time of the target has come, and the value is as good or better.
        Met => Status {
            words: Key("status-met"),
            kind: "met",
            written: Some("met"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm5.2 6.3-6.6 6.6-3.3-3.3-1.7 1.7 5 5 8.3-8.3z\"/>",
        },
        /// It is as good as was to be reached by then.
        OnTrack => Status {
            words: Key("status-on-track"),
            kind: "on-track",
            written: Some("on track"),
            icon: "<path d=\"M4 2 22 12 4 22z\"/>",
        },
        /// It is not as good as was to be reached by then.
        Behind => Status {
            words: Key("status-behind"),
            kind: "behind",
            written: Some("behind"),
            icon: "<path d=\"M12 22 1 4h22z\"/>",
        },
        /// It may not be reached in time, as its author says.
        AtRisk => Status {
            words: Key("status-at-risk"),
            kind: "at-risk",
            written: Some("at risk"),
            icon: "<path d=\"M12 22 1 4h22z\"/>",
        },
        /// It will not be reached in time, as its author says.
        Late => Status {
            words: Key("status-late"),
            kind: "late",
            written: Some("late"),
            icon: "<path d=\"M3 3h18v18H3z\"/>",
        },
        /// What was to be done is done, as its author says.
        Done => Status {
            words: Key("status-done"),
            kind: "done",
            written: Some("done"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm5.2 6.3-6.6 6.6-3.3-3.3-1.7 1.7 5 5 8.3-8.3z\"/>",
        },
        /// It is planned, as its author says.
        Planned => Status {
            words: Key("status-planned"),
            kind: "planned",
            written: Some("planned"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z\"/>",
        },
        /// Work on it has not begun, as its author says.
        NotStarted => Status {
            words: Key("status-not-started"),
            kind: "not-started",
            written: Some("not started"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z\"/>",
        },
        /// Nothing was to be reached by then, and it is not as good as the last target.
        TooEarly => Status {
            words: Key("status-early"),
            kind: "early",
            written: Some("too early to say"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1.5 4v6.6l4.6 4.6 2.1-2.1-3.7-3.7V6z\"/>",
        },
        /// There is no value.
        NotKnown => Status {
            words: Key("status-unknown"),
            kind: "unknown",
            written: Some("not known"),
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z\"/>",
        },
        /// The time of the target has come, and the value is not as good.
        Missed => Status {
            words: Key("status-missed"),
            kind: "missed",
            written: None,
            icon: "<path d=\"M3 3h18v18H3z\"/>",
        },
        /// There is no target yet.
        ToBeSet => Status {
            words: Key("status-open"),
            kind: "open",
            written: None,
            icon: "<path d=\"M12 2 22 12 12 22 2 12zm0 3.6L5.6 12l6.4 6.4 6.4-6.4z\" fill-rule=\"evenodd\"/>",
        },
        /// The level that must be kept to in every period is kept to in the latest.
        StandardMet => Status {
            words: Key("status-standard-met"),
            kind: "standard-met",
            written: None,
            icon: "<path fill-rule=\"evenodd\" d=\"M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm5.2 6.3-6.6 6.6-3.3-3.3-1.7 1.7 5 5 8.3-8.3z\"/>",
        },
        /// It is not.
        StandardNotMet => Status {
            words: Key("status-standard-not-met"),
            kind: "standard-not-met",
            written: None,
            icon: "<path d=\"M3 3h18v18H3z\"/>",
        },
        /// It was given up, as its author says.
        Stopped => Status {
            words: Key("status-stopped"),
            kind: "stopped",
            written: Some("stopped"),
            icon: "<path d=\"M3 3h6v18H3zM15 3h6v18h-6z\"/>",
        },
    }
}

statuses! {
    /// How a figure compares with another.
    Compared {
        /// It is better.
        Better => Status { words: Key("table-better"), kind: "better", written: Some("better"), icon: "" },
        /// It is worse.
        Worse => Status { words: Key("table-worse"), kind: "worse", written: Some("worse"), icon: "" },
        /// It is so close that it is neither, as its author says.
        Similar => Status { words: Key("table-similar"), kind: "similar", written: Some("similar"), icon: "" },
        /// It is the same figure.
        Same => Status { words: Key("table-same"), kind: "same", written: Some("same"), icon: "" },
        /// It is more, where more is neither better nor worse.
        Higher => Status { words: Key("table-higher"), kind: "higher", written: Some("higher"), icon: "" },
        /// It is less, where less is neither better nor worse.
        Lower => Status { words: Key("table-lower"), kind: "lower", written: Some("lower"), icon: "" },
        /// No one can say, or its author does not.
        Unjudged => Status {
            words: Key("table-not-compared"),
            kind: "not-compared",
            written: Some("not compared"),
            icon: "",
        },
    }
}

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: a fact, not a goal.
    Neither,
}

impl Better {
    /// Reads `higher`, `lower` or `neither`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|(_, better)| *better)
    }

    /// The words for it.
    pub const WORDS: [(&'static str, Self); 3] =
        [("higher", Self::Higher), ("lower", Self::Lower), ("neither", Self::Neither)];
}

/// What a measure is measured against.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Goal {
    /// The last target.
    Target,
    /// An earlier target, which was for this time.
    TargetFor(Period),
    /// What was planned for the time of the value.
    Plan,
    /// The level to keep to in every period.
    Standard,
}

/// In how many periods of one length a standard was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimesMet {
    /// In so many.
    pub met: usize,
    /// Of so many.
    pub of: usize,
    /// How long they are.
    pub length: Length,
}

/// How long a period is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
    /// Anything else.
    Other,
}

impl Length {
    /// How long a period is.
    #[must_use]
    pub fn of(period: Period) -> Self {
        match period {
            Period::Month(..) => Self::Month,
            Period::Quarter(..) => Self::Quarter,
            Period::Year(_) | Period::Financial(_) | Period::School(_) | Period::YearTo(..) => Self::Year,
            _ => Self::Other,
        }
    }
}

/// On which side of a goal a value is that has not reached it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Below it, where more is better.
    Short,
    /// Above it, where less is better.
    Over,
}

/// How far a value is short of a goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Distance {
    /// So much, in the unit of the measure; more than nothing.
    pub short: Quantity,
    /// On which side of the goal it is.
    pub side: Side,
    /// Of this.
    pub of: Goal,
}

/// Which way a figure goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trend {
    /// What it is to the earlier one.
    pub way: Ordering,
    /// The earlier one.
    pub than: Than,
}

/// What a figure is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Than {
    /// The same a year earlier.
    TheYearBefore,
    /// The baseline.
    Before,
    /// The latest value.
    Now,
}
