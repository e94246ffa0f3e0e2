//! The words of English for values, without any rule about when they are used.

use crate::value::number::{Hedge, Scale};
use crate::value::standing::{Goal, Than, Verdict};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const MINUS: &str = "minus";
pub(super) const PER_CENT: &str = "per cent";
pub(super) const IN_PERCENT: &str = "in percent";
pub(super) const PERCENTAGE_POINTS: &str = "percentage points";
pub(super) const MILLION: &str = "million";
pub(super) const BILLION: &str = "billion";
pub(super) const PLACES: &str = "places";

pub(super) const TO_BE_CONFIRMED: &str = "to be confirmed";
/// As it is seen, and as it is heard.
pub(super) const NOT_APPLICABLE: (&str, &str) = ("n/a", "not applicable");
/// The dash that stands for it, and what is heard.
pub(super) const NO_FIGURE: (&str, &str) = ("–", "no figure");
pub(super) const NOT_YET_KNOWN: &str = "not yet known";
/// In easy read, for what is to be confirmed.
pub(super) const UNKNOWN_AMOUNT: &str = "an amount we do not know yet";
pub(super) const UNKNOWN_NUMBER: &str = "a number we do not know yet";

pub(super) const ACTUAL: &str = "Actual";
pub(super) const PLAN: &str = "Plan";
pub(super) const START: &str = "Where we started";
pub(super) const NOW: &str = "Now";
pub(super) const TARGET: &str = "Target";
pub(super) const TARGET_WITHIN: &str = "target";

/// `March`
pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

/// `Mar`
pub(super) fn short_month(month: i8) -> &'static str {
    match month {
        9 => "Sept",
        _ => month_name(month).get(..3).unwrap_or(""),
    }
}

/// The number of a month by its name, in full.
#[must_use]
pub fn month_number(name: &str) -> Option<i8> {
    let position = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    i8::try_from(position + 1).ok()
}

/// `Mar`, `Sept`, `march`.
pub(super) fn month_by_its_first_letters(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let position = MONTHS.iter().position(|month| word.len() > 2 && month.to_lowercase().starts_with(&word))?;
    i8::try_from(position + 1).ok()
}

/// What a column of money is counted in.
pub(super) fn in_pounds(scale: Scale) -> &'static str {
    match scale {
        Scale::One => "in pounds",
        Scale::Thousand => "in thousands of pounds",
        Scale::Million => "in millions of pounds",
        Scale::Billion => "in billions of pounds",
    }
}

/// What stands before a number that is not meant exactly.
pub(super) fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::About => "about",
        Hedge::Almost => "almost",
        Hedge::AtLeast => "at least",
        Hedge::MoreThan => "more than",
        Hedge::AtMost => "at most",
        Hedge::UpTo => "up to",
        Hedge::LessThan => "less than",
        Hedge::FewerThan => "fewer than",
    }
}

/// The letters behind a number that is a place in an order.
pub(super) fn ordinal_ending(digits: &str) -> &'static str {
    let is_teen = ["11", "12", "13"].iter().any(|teen| digits.ends_with(teen));
    match digits.chars().last() {
        Some('1') if !is_teen => "st",
        Some('2') if !is_teen => "nd",
        Some('3') if !is_teen => "rd",
        _ => "th",
    }
}

/// How a measure stands.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Target met",
        Verdict::OnTrack => "On track",
        Verdict::Behind => "Behind",
        Verdict::TooEarly => "Too early to say",
        Verdict::NotKnown => "Not known",
        Verdict::Missed => "Target not met",
        Verdict::ToBeSet => "Target to be set",
        Verdict::Stopped => "Stopped",
    }
}

/// What a distance is measured from; of a target for a time, without the time.
pub(super) fn goal(goal: Goal) -> &'static str {
    match goal {
        Goal::Target => "the target",
        Goal::Plan => "the plan",
        Goal::TargetFor(_) => "the target for",
    }
}

/// What a figure is compared with.
pub(super) fn than(than: Than) -> &'static str {
    match than {
        Than::TheYearBefore => "the year before",
        Than::Before => "before",
        Than::Now => "now",
    }
}
