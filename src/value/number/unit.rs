//! What figures count or measure, as it is written: `percent`, `£000`, `count of beds`, `days`.

/// What a figure counts or measures.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// A share in percent.
    Percent,
    /// A difference between two shares.
    Points,
    /// Things, with their name where it was given: `count of beds`.
    Count(Option<String>),
    /// Pounds, in ones, thousands, millions …, and for each of what: `£ per patient`.
    Money(Scale, Option<String>),
    /// `per 1,000 births`.
    Rate(String),
    /// A length of time: `days`, `hours a week`.
    Time(String),
    /// A plain number.
    Number,
    /// A plain number that says how high something is, and is never added up.
    Level(Level),
    /// A place in an order: `23rd`, `23rd of 150`.
    Rank,
    /// A word: a rating, a date or anything else that is not counted.
    Words,
}

/// What a number is that says how high something is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Level {
    /// `ratio`
    Ratio,
    /// `index`
    Index,
    /// `score`
    Score,
}

/// In which size money is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scale {
    /// £
    One,
    /// £000
    Thousand,
    /// £m
    Million,
    /// £bn
    Billion,
}

/// The words with which a unit may begin, for messages and suggestions.
pub const UNITS: [&str; 19] = [
    "percent",
    "percentage points",
    "count",
    "£",
    "£000",
    "£m",
    "£bn",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "ratio",
    "index",
    "score",
    "rating",
    "rank",
    "text",
];

impl Level {
    /// As the front matter writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Index => "index",
            Self::Score => "score",
        }
    }
}

impl Scale {
    /// What one of it is worth in pounds, as a power of ten.
    #[must_use]
    pub fn zeros(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    /// How a heading shows it: `£000`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::One => "£",
            Self::Thousand => "£000",
            Self::Million => "£m",
            Self::Billion => "£bn",
        }
    }
}

impl Unit {
    /// Reads a unit as the front matter writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(money) = text.strip_prefix('£') {
            let (scale, per) =
                money.split_once(" per ").map_or((money, None), |(scale, per)| (scale, Some(per.to_owned())));
            return Some(Self::Money(scale_of(scale.trim())?, per));
        }
        if text.starts_with("per ") && text != "per cent" {
            return Some(Self::Rate(text.to_owned()));
        }
        if let Some(noun) = text.strip_prefix("count of ") {
            return Some(Self::Count(Some(noun.to_owned())));
        }
        match text {
            "percent" | "per cent" | "%" => Some(Self::Percent),
            "percentage points" | "points" => Some(Self::Points),
            "count" => Some(Self::Count(None)),
            "money" => Some(Self::Money(Scale::One, None)),
            "number" | "rate" => Some(Self::Number),
            "ratio" => Some(Self::Level(Level::Ratio)),
            "index" => Some(Self::Level(Level::Index)),
            "score" => Some(Self::Level(Level::Score)),
            "rank" => Some(Self::Rank),
            "text" | "rating" | "date" => Some(Self::Words),
            _ => {
                let first = text.split(' ').next().unwrap_or("");
                let time = ["minutes", "hours", "days", "weeks", "months", "years"];
                time.contains(&first).then(|| Self::Time(text.to_owned()))
            }
        }
    }

    /// As the front matter writes it, for [`Unit::parse`]: `percent`, `count of beds`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Percent => "percent".to_owned(),
            Self::Count(noun) => noun.as_ref().map_or("count".to_owned(), |noun| format!("count of {noun}")),
            Self::Number => "number".to_owned(),
            Self::Level(level) => level.name().to_owned(),
            Self::Rank => "rank".to_owned(),
            Self::Words => "text".to_owned(),
            Self::Points | Self::Money(..) | Self::Rate(_) | Self::Time(_) => self.symbol(),
        }
    }

    /// What stands in a table's heading: `£000`, `%`, `per 1,000 births`.
    #[must_use]
    pub fn symbol(&self) -> String {
        match self {
            Self::Percent => "%".to_owned(),
            Self::Points => "percentage points".to_owned(),
            Self::Count(noun) => noun.clone().unwrap_or_default(),
            Self::Money(scale, per) => {
                let size = scale.symbol();
                per.as_ref().map_or(size.to_owned(), |per| format!("{size} per {per}"))
            }
            Self::Rate(text) | Self::Time(text) => text.clone(),
            Self::Number | Self::Level(_) | Self::Rank | Self::Words => String::new(),
        }
    }
}

/// A size of money as it is written behind a number or in a unit.
pub(super) fn scale_of(text: &str) -> Option<Scale> {
    match text {
        "" => Some(Scale::One),
        "000" | "'000" | "’000" | ",000" | "k" | "thousand" => Some(Scale::Thousand),
        "m" | "M" | "million" => Some(Scale::Million),
        "bn" | "billion" => Some(Scale::Billion),
        _ => None,
    }
}
