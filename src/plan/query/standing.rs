//! Where a measure stands, as a value: what its figures say, or what its author says of them and why.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::plan::model::metric::{Metric, Reading, Target};
use crate::plan::model::verdict::Verdict;
use crate::value::number::{Amount, Hedge, Quantity};
use crate::value::period::Period;
use crate::value::standing::{Better, Distance, Goal, Side};

/// Where a measure stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// How it stands.
    pub verdict: Verdict,
    /// How far it is from what it was measured against.
    pub distance: Option<Distance>,
    /// Why, in the words of the author, where it is the author who says how it stands.
    pub because: Option<String>,
}

impl Metric {
    /// Where the measure stands. Nothing where it has nothing to reach, or where nobody can judge.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        match &self.status {
            Some(stated) => {
                Some(Standing { verdict: stated.verdict.value, distance: None, because: Some(stated.because.clone()) })
            }
            None => self.computed(),
        }
    }

    /// What the figures alone say.
    #[must_use]
    pub fn computed(&self) -> Option<Standing> {
        let plain = |verdict| Some(Standing { verdict, distance: None, because: None });
        let target = self.final_target();
        if target.is_some_and(|target| target.quantity.value.amount == Amount::ToBeConfirmed) {
            return plain(Verdict::ToBeSet);
        }
        if !self.has_path() {
            return self.standing_to_standard();
        }
        let Some(latest) = self.latest().filter(|latest| latest.quantity.value.is_known()) else {
            return (self.better != Better::Neither).then_some(Verdict::NotKnown).and_then(plain);
        };
        let time = Time { measured: end(latest.period), due: end(target.and_then(Target::by)) };
        let found = &latest.quantity.value;
        if let (Amount::Words(found), Some(Amount::Words(wanted))) =
            (&found.amount, target.map(|target| &target.quantity.value.amount))
        {
            // Which of two words is better, nobody has said.
            let is_there = found.to_lowercase() == wanted.to_lowercase();
            return is_there.then_some(if time.is_left() { Verdict::OnTrack } else { Verdict::Met }).and_then(plain);
        }
        self.judged(&latest, time)
    }

    /// Whether it has a target or a plan. Without one, it stands as it does to its standard.
    #[must_use]
    pub fn has_path(&self) -> bool {
        !self.targets.is_empty() || self.trajectory.iter().any(|point| point.plan.is_some())
    }

    /// "Almost 95" is not 95, and "5 to 7" is neither: only plain figures are judged, and "more than 400" where 400 would do.
    fn judged(&self, latest: &Reading, time: Time) -> Option<Standing> {
        let found = &latest.quantity.value;
        let standing = self.judged_as(found.number()?, latest, time)?;
        let is_at_worst = match self.better {
            Better::Higher => found.bound().may_be_more(),
            Better::Lower => found.bound().may_be_less(),
            Better::Neither => false,
        };
        let is_good = matches!(standing.verdict, Verdict::Met | Verdict::OnTrack) && standing.distance.is_none();
        (found.hedge.is_none() || is_at_worst && is_good).then_some(standing)
    }

    /// Where it stands if the latest figure is `value`.
    fn judged_as(&self, value: Decimal, latest: &Reading, time: Time) -> Option<Standing> {
        let target = self.final_target();
        let to_go = target.and_then(|target| self.short_of(value, &target.quantity.value));
        let side = if self.better == Better::Lower { Side::Over } else { Side::Short };
        let is_there = |short: Decimal| short <= Decimal::ZERO;
        let stands = |verdict, short: Option<Decimal>, of: Goal| {
            let short = short.filter(|short| !is_there(*short));
            let distance = short.map(|short| Distance { short: Quantity::exact(short), side, of });
            Some(Standing { verdict, distance, because: None })
        };
        if let Some(short) = to_go {
            if time.is_up() {
                return stands(if is_there(short) { Verdict::Met } else { Verdict::Missed }, to_go, Goal::Target);
            }
            if time.due.is_none() && is_there(short) {
                return stands(Verdict::Met, None, Goal::Target);
            }
        } else if time.is_up() {
            return None;
        }
        match self.step(value, latest.period) {
            Some((short, of)) if !is_there(short) => stands(Verdict::Behind, Some(short), of),
            Some(_) => stands(Verdict::OnTrack, to_go, Goal::Target),
            None if is_there(to_go?) => stands(Verdict::OnTrack, None, Goal::Target),
            None => stands(Verdict::TooEarly, to_go, Goal::Target),
        }
    }

    /// How far the value is short of what was to be reached by its time, and what that is: the plan for that time, or the
    /// last target before it.
    fn step(&self, value: Decimal, when: Option<Period>) -> Option<(Decimal, Goal)> {
        let measured = end(when)?;
        let points = || self.trajectory.iter().filter(|point| point.period.value.last_day() == measured);
        let planned = points()
            .find(|point| Some(point.period.value) == when && point.plan.is_some())
            .or_else(|| points().find(|point| point.plan.is_some()))
            .and_then(|point| self.short_of(value, &point.plan.as_ref()?.value));
        if let Some(short) = planned {
            return Some((short, Goal::Plan));
        }
        let is_past = |target: &&Target| end(target.by()).is_some_and(|due| due <= measured);
        let target = self.targets.iter().rev().find(is_past)?;
        let of = target.by().map_or(Goal::Target, Goal::TargetFor);
        Some((self.short_of(value, &target.quantity.value)?, of))
    }

    /// How far a value is short of a goal, less than nothing where it is better. Nothing where the two cannot be compared.
    #[must_use]
    pub fn short_of(&self, value: Decimal, goal: &Quantity) -> Option<Decimal> {
        if !matches!(goal.hedge, None | Some(Hedge::AtLeast | Hedge::AtMost | Hedge::About)) {
            return None;
        }
        let bound = match (&goal.amount, self.better) {
            (Amount::Number(goal) | Amount::Place(goal, _), _)
            | (Amount::Range(goal, _), Better::Higher)
            | (Amount::Range(_, goal), Better::Lower) => *goal,
            _ => return None,
        };
        match self.better {
            Better::Higher => Some(bound - value),
            Better::Lower => Some(value - bound),
            Better::Neither => None,
        }
    }
}

/// When the value was measured and when the target should be reached, as far as that is known.
#[derive(Clone, Copy)]
struct Time {
    measured: Option<Date>,
    due: Option<Date>,
}

impl Time {
    fn is_up(self) -> bool {
        self.measured.zip(self.due).is_some_and(|(measured, due)| measured >= due)
    }

    fn is_left(self) -> bool {
        self.measured.zip(self.due).is_some_and(|(measured, due)| measured < due)
    }
}

fn end(period: Option<Period>) -> Option<Date> {
    period.map(Period::last_day)
}
