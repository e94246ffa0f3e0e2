//! Figures held against each other → words: how a measure stands, how far it is from its goal, which way it goes.

use std::cmp::Ordering;

use super::{Phrase, Voice, english, grammar};
use crate::value::number::Unit;
use crate::value::standing::{Distance, Goal, Trend, Verdict};

impl Voice {
    /// How a measure stands: `Target met`.
    #[must_use]
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        english::verdict(verdict)
    }

    /// How far a measure of `unit` is from its goal: `6.9 percentage points from the target`.
    #[must_use]
    pub fn distance(self, distance: &Distance, unit: &Unit) -> Phrase {
        let far = self.difference(distance, unit);
        let goal = english::goal(distance.of);
        match distance.of {
            Goal::TargetFor(by) => far.map(|far| format!("{far} from {goal} {}", self.time(by))),
            Goal::Target | Goal::Plan => far.map(|far| format!("{far} from {goal}")),
        }
    }

    /// A difference with what it counts: `1 bed`, `3 places`; of shares in points.
    fn difference(self, Distance { short, .. }: &Distance, unit: &Unit) -> Phrase {
        let things = |things: &str| {
            let things = short.number().map_or(things.to_owned(), |number| grammar::counted(number, things));
            self.figure(short, &Unit::Number).map(|figure| format!("{figure} {things}"))
        };
        match unit {
            Unit::Count(Some(noun)) => things(noun),
            Unit::Rank => things(english::PLACES),
            Unit::Percent => self.figure(short, &Unit::Points),
            unit => self.figure(short, unit),
        }
    }

    /// Which way a figure of `unit` goes: `more than the year before`.
    #[must_use]
    pub fn trend(self, trend: Trend, unit: &Unit) -> String {
        let than = english::than(trend.than);
        match (trend.way, unit) {
            (Ordering::Greater, _) => format!("more than {than}"),
            (Ordering::Less, Unit::Count(_)) => format!("fewer than {than}"),
            (Ordering::Less, _) => format!("less than {than}"),
            (Ordering::Equal, _) => format!("the same as {than}"),
        }
    }
}
