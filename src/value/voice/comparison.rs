//! Figures held against each other → words: how a measure stands, how far it is from its goal, which way it goes.

use std::cmp::Ordering;

use super::{Phrase, Voice, grammar};
use crate::value::locale::{Argument, Catalogue, Format, Key};
use crate::value::number::{Quantity, Unit};
use crate::value::standing::{Compared, Distance, Goal, Length, Side, Than, TimesMet, Trend, Verdict};

/// The texts for comparisons.
pub(super) struct ComparisonWords {
    missed: Format<1>,
    more: Format<1>,
    less: Format<1>,
    fewer: Format<1>,
    same: Format<1>,
}

impl ComparisonWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            missed: texts.format(Key("distance-missed"), ["far"]),
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

    /// How a figure compares with another: `better`.
    #[must_use]
    pub fn compared(self, compared: Compared) -> &'static str {
        self.texts().text(compared.status().words)
    }

    /// The same in a phrase with what it is compared with: `Similar to England`.
    #[must_use]
    pub fn compared_with(self, compared: Compared, other: &str) -> String {
        let word = ("word", Argument::Choice(compared.status().kind));
        self.texts().fill(Key("compared-with"), &[word, ("other", other.into())])
    }

    /// How far a measure of `unit` that stands so is from its goal: `6.9 percentage points short of the target`, and after
    /// "Target missed" `by 6.9 percentage points`.
    #[must_use]
    pub fn distance(self, verdict: Verdict, distance: &Distance, unit: &Unit) -> Phrase {
        let far = self.difference(&distance.short, unit);
        if verdict == Verdict::Missed {
            return far.map(|far| self.words.comparison.missed.fill([far]));
        }
        // A place in a list is better the lower its number is, and no one calls a lower place "above".
        let is_over = distance.side == Side::Over && *unit != Unit::Rank;
        let side = || ("side", Argument::Choice(if is_over { "over" } else { "short" }));
        far.map(|far| {
            let (far, side) = (("far", far.into()), side());
            match distance.of {
                Goal::Target => self.texts().fill(Key("distance-target"), &[far, side]),
                Goal::Standard => self.texts().fill(Key("distance-standard"), &[far, side]),
                Goal::Plan => self.texts().fill(Key("distance-plan"), &[far, side]),
                Goal::TargetFor(by) => {
                    let time = ("time", self.time(by).into());
                    self.texts().fill(Key("distance-target-for"), &[far, side, time])
                }
            }
        })
    }

    /// In how many periods a standard was met: `Met in 7 of 10 months`.
    #[must_use]
    pub fn times_met(self, times: TimesMet) -> String {
        let length = match times.length {
            Length::Month => "months",
            Length::Quarter => "quarters",
            Length::Year => "years",
            Length::Other => "periods",
        };
        let (met, count) = (("met", times.met.into()), ("count", times.of.into()));
        self.texts().fill(Key("standard-times-met"), &[("length", Argument::Choice(length)), met, count])
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
