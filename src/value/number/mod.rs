//! Numbers as people write them in plans → exact values.
//!
//! `1,234` · `(466)` · `-2.9%` · `£3.5m` · `c3.2%` · `5 to 7` · `n/a` · `TBC`. Everything is decimal and
//! keeps the decimals that were typed. What a number looks like on a page is decided in
//! [`crate::value::voice`].

//!
//! `unit` has what is counted, `hedge` the words around a number that is not exact, `read` the reader,
//! `sign` what stands behind a figure.

mod hedge;
mod read;
mod sign;
mod unit;

pub use self::hedge::{Bound, Hedge};
pub use self::read::{TOO_LONG, commas_and_points_changed_round, is_countable};
pub use self::sign::{Shorthand, Sign, Signed, figure_by_its_sign};
pub use self::unit::{Level, Scale, UNITS, Unit};

use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;

/// One figure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Quantity {
    /// Its value.
    pub amount: Amount,
    /// `about`, `more than` … if it was not meant exactly.
    pub hedge: Option<Hedge>,
    /// Whether it was written with a plus, which says that it is a change.
    pub has_plus: bool,
}

/// The value of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Amount {
    /// One number, in the scale of its unit.
    Number(Decimal),
    /// From one number to another.
    Range(Decimal, Decimal),
    /// A place among so many: 23rd of 150.
    Place(Decimal, Decimal),
    /// To be confirmed: a value of its own, counted and listed.
    ToBeConfirmed,
    /// Not applicable.
    NotApplicable,
    /// Known, or known to somebody, and not published.
    NotShown(NotShown),
    /// Nothing, on purpose: a dash.
    Dash,
    /// Nothing was written.
    Blank,
    /// A word, where words are allowed.
    Words(String),
}

/// Why a figure is not shown, as the shorthand of official statistics says it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotShown {
    /// `[c]`: it would say too much about a few people or one business.
    Confidential,
    /// `[x]`: there is no figure.
    NotAvailable,
    /// `[low]`: it is not nothing, and would be shown as nothing.
    Low,
    /// A sign of the author's own, such as `*`, which a note explains.
    ByNote,
}

impl NotShown {
    /// The sign for it in open data. One of the author's own is in the column of marks.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Confidential => "[c]",
            Self::NotAvailable => "[x]",
            Self::Low => "[low]",
            Self::ByNote => "*",
        }
    }
}

impl Hash for Amount {
    /// Takes 3.1 and 3.10, which are equal and are written differently, for two values.
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        let mut digits = |number: &Decimal| number.serialize().hash(state);
        match self {
            Self::Number(number) => digits(number),
            Self::Range(first, second) | Self::Place(first, second) => {
                digits(first);
                digits(second);
            }
            Self::Words(words) => words.hash(state),
            Self::NotShown(why) => why.hash(state),
            Self::ToBeConfirmed | Self::NotApplicable | Self::Dash | Self::Blank => {}
        }
    }
}

impl Quantity {
    /// A value without words around it.
    #[must_use]
    pub fn of(amount: Amount) -> Self {
        Self { amount, hedge: None, has_plus: false }
    }

    /// An exact number.
    #[must_use]
    pub fn exact(number: Decimal) -> Self {
        Self::of(Amount::Number(number))
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::of(Amount::Blank)
    }

    /// What the words before its number leave open.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.hedge.map_or(Bound::None, Hedge::bound)
    }

    /// Whether there is a value at all.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self.amount, Amount::Number(_) | Amount::Range(..) | Amount::Place(..) | Amount::Words(_))
    }

    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Number(number) | Amount::Place(number, _) => Some(number),
            _ => None,
        }
    }

    /// Whether it is one number or from one to another.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self.amount, Amount::Number(_) | Amount::Range(..))
    }
}

#[cfg(test)]
mod tests;
