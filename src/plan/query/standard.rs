//! The standard of a measure and its values → in which periods it was met.

use rust_decimal::Decimal;

use super::standing::Standing;
use crate::plan::model::metric::{Metric, Standard};
use crate::plan::model::verdict::Verdict;
use crate::value::number::{Amount, Bound, Quantity};
use crate::value::period::Period;
use crate::value::standing::{Better, Distance, Goal, Length, Side, TimesMet};

impl Metric {
    /// Whether its standard is met in the latest period. Nothing where it has none, or where no one can judge.
    #[must_use]
    pub fn standing_to_standard(&self) -> Option<Standing> {
        let standard = self.standard.as_ref()?;
        let plain = |verdict, distance| Some(Standing { verdict, distance, because: None });
        let Some(latest) = self.latest().filter(|latest| latest.quantity.value.is_known()) else {
            return plain(Verdict::NotKnown, None);
        };
        let found = &latest.quantity.value;
        if self.meets(standard, found)? {
            return plain(Verdict::StandardMet, None);
        }
        let side = if self.side_of(standard) == Better::Lower { Side::Over } else { Side::Short };
        let short = found.number().filter(|_| found.hedge.is_none()).and_then(|found| self.short(standard, found));
        let distance = short.filter(|short| *short > Decimal::ZERO);
        plain(
            Verdict::StandardNotMet,
            distance.map(|short| Distance { short: Quantity::exact(short), side, of: Goal::Standard }),
        )
    }

    /// In how many periods as long as the latest the standard was met, where there are several.
    #[must_use]
    pub fn times_met(&self) -> Option<TimesMet> {
        let standard = self.standard.as_ref()?;
        let length = Length::of(self.latest()?.period?);
        let found = self.actual().into_iter().filter(|(period, _)| Length::of(*period) == length);
        let judged: Vec<bool> = found.filter_map(|(_, value)| self.meets(standard, value)).collect();
        let met = judged.iter().filter(|is_met| **is_met).count();
        (judged.len() > 1).then_some(TimesMet { met, of: judged.len(), length })
    }

    /// Every value with its period, each period once.
    fn actual(&self) -> Vec<(Period, &Quantity)> {
        let stated = self.value.iter().filter_map(|value| Some((value.period?, &value.quantity.value)));
        let points =
            self.trajectory.iter().filter_map(|point| Some((point.period.value, &point.actual.as_ref()?.value)));
        let is_stated = |period: Period| self.value.as_ref().is_some_and(|value| value.period == Some(period));
        stated.chain(points.filter(|(period, _)| !is_stated(*period))).collect()
    }

    fn side_of(&self, standard: &Standard) -> Better {
        standard.side(self.better)
    }

    /// Whether a value meets the standard. Nothing where that is not certain: "about 93" may be less than 93.
    fn meets(&self, standard: &Standard, value: &Quantity) -> Option<bool> {
        let short = self.short(standard, value.number()?)?;
        let is_strict = matches!(standard.quantity.value.bound(), Bound::Above | Bound::Below);
        let is_met = short < Decimal::ZERO || short.is_zero() && !is_strict;
        let (may_be_better, may_be_worse) = match self.side_of(standard) {
            Better::Lower => (value.bound().may_be_less(), value.bound().may_be_more()),
            _ => (value.bound().may_be_more(), value.bound().may_be_less()),
        };
        match value.hedge {
            None => Some(is_met),
            Some(_) if may_be_better && is_met => Some(true),
            Some(_) if may_be_worse && !is_met => Some(false),
            Some(_) => None,
        }
    }

    /// How far a number is short of the standard, less than nothing where it is better.
    fn short(&self, standard: &Standard, value: Decimal) -> Option<Decimal> {
        let side = self.side_of(standard);
        let level = match (&standard.quantity.value.amount, side) {
            (Amount::Number(level) | Amount::Place(level, _), _)
            | (Amount::Range(level, _), Better::Higher)
            | (Amount::Range(_, level), Better::Lower) => *level,
            _ => return None,
        };
        match side {
            Better::Higher => Some(level - value),
            Better::Lower => Some(value - level),
            Better::Neither => None,
        }
    }
}
