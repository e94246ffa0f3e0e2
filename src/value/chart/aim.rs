//! A value and what it should reach → whether it has, where that is certain.

use std::cmp::Ordering;

use crate::value::label::AimKind;
use crate::value::number::{Bound, Hedge, Quantity};
use crate::value::period::Period;
use crate::value::standing::Better;

/// What values should reach.
#[derive(Clone, Debug)]
pub struct Aim {
    /// How much.
    pub value: Quantity,
    /// By when.
    pub by: Option<Period>,
    /// Which way is better.
    pub better: Better,
    /// Whether it is a target or a standard.
    pub kind: AimKind,
}

/// What became of an aim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// The value is as good or better.
    Met,
    /// It is not, and there is time left.
    NotYet,
    /// It is not.
    NotMet,
}

impl Aim {
    /// Whether a value of a time is what it should be; nothing where nobody has said which way is better, or where the
    /// value may be on either side. "About 94" may be 95.
    pub(super) fn outcome(&self, value: &Quantity, when: Option<Period>) -> Option<Outcome> {
        let is_good = self.is_met_by(value)?;
        let is_certain = value.hedge != Some(Hedge::About);
        let has_time = when.zip(self.by).is_some_and(|(when, by)| when.last_day() < by.last_day());
        is_certain.then_some(match (is_good, has_time) {
            (true, _) => Outcome::Met,
            (false, true) => Outcome::NotYet,
            (false, false) => Outcome::NotMet,
        })
    }

    fn is_met_by(&self, value: &Quantity) -> Option<bool> {
        if !matches!(self.value.hedge, None | Some(Hedge::AtLeast | Hedge::AtMost | Hedge::About)) {
            return None;
        }
        let way = to_target(value, &self.value)?;
        match self.better {
            Better::Higher => Some(way != Ordering::Less),
            Better::Lower => Some(way != Ordering::Greater),
            Better::Neither => None,
        }
    }
}

/// What one figure is to another, where both are known well enough to say: `less than 97` can be anything to 96.
pub(super) fn settled(one: &Quantity, other: &Quantity) -> Option<Ordering> {
    let (bound, other_bound) = (one.bound(), other.bound());
    match one.number()?.cmp(&other.number()?) {
        Ordering::Greater => (!bound.may_be_less() && !other_bound.may_be_more()).then_some(Ordering::Greater),
        Ordering::Less => (!bound.may_be_more() && !other_bound.may_be_less()).then_some(Ordering::Less),
        Ordering::Equal => match (bound, other_bound) {
            (Bound::None, Bound::None) => Some(Ordering::Equal),
            (Bound::Above, Bound::None | Bound::Most | Bound::Below) => Some(Ordering::Greater),
            (Bound::None | Bound::Least, Bound::Below) => Some(Ordering::Greater),
            (Bound::Below, Bound::None | Bound::Least | Bound::Above) => Some(Ordering::Less),
            (Bound::None | Bound::Most, Bound::Above) => Some(Ordering::Less),
            _ => None,
        },
    }
}

/// What a value is to its target. A target of `at least 95` is a mark at 95, and not a number that may be higher.
pub(super) fn to_target(value: &Quantity, target: &Quantity) -> Option<Ordering> {
    let way = settled(value, &Quantity::exact(target.number()?))?;
    let is_within = !matches!(target.bound(), Bound::Above | Bound::Below);
    (is_within || value.number() != target.number()).then_some(way)
}
