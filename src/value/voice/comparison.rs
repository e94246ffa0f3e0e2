//! Figures held against each other → words: how a measure stands, how far it is from its goal, which way it goes.

use std::cmp::Ordering;

use super::{Phrase, Voice, grammar};
use crate::value::locale::{Argument, Catalogue, Format, Key};
use crate::value::number::{Quantity, Unit};
use crate::value::standing::{Distance, Goal, Than, Trend, Verdict};

/// The texts for comparisons.
pub(super) struct ComparisonWords {
    from_target: Format<1>,
    from_target_for: Format<2>,
    from_plan: Format<1>,
    more: Format<1>,
    less: Format<1>,
    fewer: Format<1>,
    same: Format<1>,
}

impl ComparisonWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            from_target: texts.format(Key("distance-target"), ["far"]),
            from_target_for: texts.format(Key("distance-target-for"), ["far", "time"]),
            from_plan: texts.format(Key("distance-plan"), ["far"]),
            more: texts.format(Key("trend-more"), ["before"]),
            less: texts.format(Key("trend-less"), ["before"]),
            fewer: texts.format(Key("trend-fewer"), ["before"]),
            same: texts.format(Key("trend-same"), ["before"]),
        }
    }
}

impl Voice {
    /// How a measure stands: `Target met`.
    #[must_use]
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        self.texts().text(verdict.status().words)
    }

    /// How far a measure of `unit` is from its goal: `6.9 percentage points from the target`.
    #[must_use]
    pub fn distance(self, distance: &Distance, unit: &Unit) -> Phrase {
        let words = &self.words.comparison;
        let far = self.difference(&distance.short, unit);
        match distance.of {
            Goal::TargetFor(by) => far.map(|far| words.from_target_for.fill([far, &self.time(by)])),
            Goal::Target => far.map(|far| words.from_target.fill([far])),
            Goal::Plan => far.map(|far| words.from_plan.fill([far])),
        }
    }

    /// A difference with what it counts: `1 bed`, `3 places`; of shares in points.
    fn difference(self, short: &Quantity, unit: &Unit) -> Phrase {
        match unit {
            Unit::Count(Some(noun)) => {
                let noun = short.number().map_or(noun.clone(), |number| grammar::counted(number, noun));
                self.figure(short, &Unit::Number).map(|figure| format!("{figure} {noun}"))
            }
            Unit::Rank => {
                let form = short.number().unwrap_or_default();
                self.figure(short, &Unit::Number).map(|figure| {
                    let figure = figure.into();
                    self.texts().fill(Key("figure-places"), &[("number", Argument::Form(form)), ("figure", figure)])
                })
            }
            Unit::Percent => self.figure(short, &Unit::Points),
            unit => self.figure(short, unit),
        }
    }

    /// Which way a figure of `unit` goes: `more than the year before`.
    #[must_use]
    pub fn trend(self, trend: Trend, unit: &Unit) -> String {
        let words = &self.words.comparison;
        let way = match (trend.way, unit) {
            (Ordering::Greater, _) => &words.more,
            (Ordering::Less, Unit::Count(_)) => &words.fewer,
            (Ordering::Less, _) => &words.less,
            (Ordering::Equal, _) => &words.same,
        };
        let before = match trend.than {
            Than::TheYearBefore => Key("trend-the-year-before"),
            Than::Before => Key("trend-before"),
            Than::Now => Key("trend-now"),
        };
        way.fill([self.texts().text(before)])
    }
}
