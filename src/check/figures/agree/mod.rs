//! Whether a plan says the same thing in all places: tables that share rows, tables and measures, this plan and last year's.

mod measures;
mod tables;

use rust_decimal::Decimal;

use crate::base::diagnostic::{Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::plan::Plan;
use crate::plan::query::value_index::in_pounds;
use crate::value::number::{Quantity, Unit};
use crate::value::voice::Voice;

/// One figure in two places, with two values.
pub(crate) const TWO_VALUES: Rule = Rule {
    name: "two-values",
    group: Group::Figures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "The same figure has two values: in two tables that have the same rows, in a table and a measure, or in \
              this plan and last year's. Perhaps one was updated and the other was not. Make the figure a measure and \
              show it in both places with {{ its-id }}. If both figures are right, accept the message and give a \
              reason.",
};

/// A label stands in so many tables that it says nothing about which figure is meant.
const TOO_COMMON: usize = 20;

pub(crate) fn two_values(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    tables::compare(plan, diagnostics);
    measures::compare(plan, diagnostics);
}

/// A figure with what its last digit is worth, money in pounds.
#[derive(Clone, Copy)]
struct Exact {
    number: Decimal,
    worth: Decimal,
}

impl Exact {
    fn of(figure: &Quantity, unit: &Unit) -> Option<Self> {
        let number = in_pounds(figure, unit).filter(|_| figure.hedge.is_none())?;
        let worth = in_pounds(&Quantity::exact(Decimal::new(1, figure.number()?.scale())), unit)?;
        Some(Self { number, worth })
    }

    /// Whether two figures say the same at the precision of the coarser of them.
    fn agrees(self, other: Self) -> bool {
        let off = self.number.saturating_sub(other.number).abs();
        off.is_zero() || self.worth != other.worth && off <= self.worth.max(other.worth) / Decimal::TWO
    }
}

/// Whether figures of two units can be compared.
fn is_alike(ours: &Unit, theirs: &Unit) -> bool {
    match (ours, theirs) {
        (Unit::Money(_, ours), Unit::Money(_, theirs)) => ours == theirs,
        (Unit::Count(None) | Unit::Number, Unit::Count(_) | Unit::Number) => true,
        (Unit::Count(_), Unit::Count(None) | Unit::Number) => true,
        (ours, theirs) => ours == theirs,
    }
}

fn shown(figure: &Quantity, unit: &Unit) -> String {
    Voice::default().figure(figure, unit).into_seen()
}
