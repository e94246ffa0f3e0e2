//! The words around a number that is not exact: `at least 15`, `17.5 or less`, `c. 300`.

/// How a number is meant that is not meant exactly.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Hedge {
    /// About so much.
    About,
    /// A little less.
    Almost,
    /// So much or more.
    AtLeast,
    /// More.
    MoreThan,
    /// So much or less.
    AtMost,
    /// So much or less, where it may be much less.
    UpTo,
    /// Less.
    LessThan,
    /// Less, of things that are counted.
    FewerThan,
}

/// What the words before a number leave open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Nothing, or as little as `about` does.
    None,
    /// It is the number or higher.
    Least,
    /// It is higher.
    Above,
    /// It is the number or lower.
    Most,
    /// It is lower.
    Below,
}

impl Hedge {
    /// What it leaves open.
    #[must_use]
    pub fn bound(self) -> Bound {
        match self {
            Self::AtLeast => Bound::Least,
            Self::MoreThan => Bound::Above,
            Self::AtMost | Self::UpTo => Bound::Most,
            Self::LessThan | Self::FewerThan | Self::Almost => Bound::Below,
            Self::About => Bound::None,
        }
    }

    /// The same of things that are counted, of which there are fewer and not less.
    #[must_use]
    pub fn of_things(self) -> Self {
        if self == Self::LessThan { Self::FewerThan } else { self }
    }
}

impl Bound {
    /// Whether it may be higher than the number.
    #[must_use]
    pub fn may_be_more(self) -> bool {
        matches!(self, Self::Least | Self::Above)
    }

    /// Whether it may be lower than the number.
    #[must_use]
    pub fn may_be_less(self) -> bool {
        matches!(self, Self::Most | Self::Below)
    }
}

/// What may be written before a number that is not exact. Of two that begin alike, the longer comes first.
const BEFORE: [(&str, Hedge); 58] = [
    ("no more than", Hedge::AtMost),
    ("not more than", Hedge::AtMost),
    ("no higher than", Hedge::AtMost),
    ("not above", Hedge::AtMost),
    ("at most", Hedge::AtMost),
    ("maximum of", Hedge::AtMost),
    ("maximum", Hedge::AtMost),
    ("max.", Hedge::AtMost),
    ("max", Hedge::AtMost),
    ("≤", Hedge::AtMost),
    ("<=", Hedge::AtMost),
    ("=<", Hedge::AtMost),
    ("up to", Hedge::UpTo),
    ("no less than", Hedge::AtLeast),
    ("no fewer than", Hedge::AtLeast),
    ("no lower than", Hedge::AtLeast),
    ("not less than", Hedge::AtLeast),
    ("not fewer than", Hedge::AtLeast),
    ("not below", Hedge::AtLeast),
    ("at least", Hedge::AtLeast),
    ("minimum of", Hedge::AtLeast),
    ("minimum", Hedge::AtLeast),
    ("min.", Hedge::AtLeast),
    ("min", Hedge::AtLeast),
    ("≥", Hedge::AtLeast),
    (">=", Hedge::AtLeast),
    ("=>", Hedge::AtLeast),
    ("more than", Hedge::MoreThan),
    ("greater than", Hedge::MoreThan),
    ("higher than", Hedge::MoreThan),
    ("just over", Hedge::MoreThan),
    ("above", Hedge::MoreThan),
    ("over", Hedge::MoreThan),
    (">", Hedge::MoreThan),
    ("less than", Hedge::LessThan),
    ("lower than", Hedge::LessThan),
    ("below", Hedge::LessThan),
    ("under", Hedge::LessThan),
    ("<", Hedge::LessThan),
    ("fewer than", Hedge::FewerThan),
    ("just under", Hedge::Almost),
    ("just below", Hedge::Almost),
    ("almost", Hedge::Almost),
    ("nearly", Hedge::Almost),
    ("approximately", Hedge::About),
    ("approx.", Hedge::About),
    ("approx", Hedge::About),
    ("roughly", Hedge::About),
    ("around", Hedge::About),
    ("about", Hedge::About),
    ("circa.", Hedge::About),
    ("circa", Hedge::About),
    ("ca.", Hedge::About),
    ("ca", Hedge::About),
    ("c.", Hedge::About),
    ("c", Hedge::About),
    ("≈", Hedge::About),
    ("~", Hedge::About),
];

/// What may be written after one.
const AFTER: [(&str, Hedge); 18] = [
    (" or less", Hedge::AtMost),
    (" or fewer", Hedge::AtMost),
    (" or lower", Hedge::AtMost),
    (" or below", Hedge::AtMost),
    (" or under", Hedge::AtMost),
    (" and under", Hedge::AtMost),
    (" maximum", Hedge::AtMost),
    (" max", Hedge::AtMost),
    (" or more", Hedge::AtLeast),
    (" or higher", Hedge::AtLeast),
    (" or above", Hedge::AtLeast),
    (" or over", Hedge::AtLeast),
    (" and over", Hedge::AtLeast),
    (" minimum", Hedge::AtLeast),
    (" min", Hedge::AtLeast),
    (" or so", Hedge::About),
    (" approx.", Hedge::About),
    (" approx", Hedge::About),
];

/// The words around a number that is not exact, and the number.
pub(super) fn split_hedge(text: &str) -> (Option<Hedge>, &str) {
    let (hedge, rest) =
        split_before(text).or_else(|| split_after(text)).map_or((None, text), |(hedge, rest)| (Some(hedge), rest));
    match rest.strip_suffix('+') {
        Some(number) if hedge.is_none() => (Some(Hedge::AtLeast), number.trim_end()),
        _ => (hedge, rest),
    }
}

fn split_before(text: &str) -> Option<(Hedge, &str)> {
    // Most figures that are not digits alone begin with a sign or a digit.
    if text.starts_with(|letter: char| letter.is_ascii_digit() || "£-(−.+".contains(letter)) {
        return None;
    }
    BEFORE.iter().find_map(|(opening, hedge)| {
        let start = text.get(..opening.len())?;
        let rest = text[opening.len()..].trim_start();
        let is_number = rest.starts_with(|letter: char| letter.is_ascii_digit() || "£-(−.".contains(letter));
        (is_number && start.eq_ignore_ascii_case(opening)).then_some((*hedge, rest))
    })
}

fn split_after(text: &str) -> Option<(Hedge, &str)> {
    if !text.ends_with(|letter: char| letter.is_alphabetic() || letter == '.') {
        return None;
    }
    AFTER.iter().find_map(|(ending, hedge)| {
        let start = text.len().checked_sub(ending.len())?;
        let end = text.get(start..)?;
        end.eq_ignore_ascii_case(ending).then(|| (*hedge, text[..start].trim_end()))
    })
}

/// Words after one such opening: `a quarter` for `almost a quarter`.
pub(super) fn after_opening(text: &str) -> Option<&str> {
    let openings = BEFORE.iter().filter(|(opening, _)| opening.len() > 2);
    openings.into_iter().find_map(|(opening, _)| text.strip_prefix(opening)?.strip_prefix(' '))
}
