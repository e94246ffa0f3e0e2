//! Rounded figures → the least and the most that may be meant, and the same for what follows from them.

use rust_decimal::Decimal;

/// From the least to the most that a number may be. Of an exact number the two are the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Interval {
    pub(crate) low: Decimal,
    pub(crate) high: Decimal,
}

/// A number has more digits than can be counted with, or is divided by nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoNumber {
    /// It has too many digits.
    TooLarge,
    /// It is a share of nothing.
    OfNothing,
}

impl Interval {
    /// An exact number.
    pub(crate) fn exact(number: Decimal) -> Self {
        Self { low: number, high: number }
    }

    /// A number that may be off by `slack` either way.
    pub(crate) fn around(number: Decimal, slack: Decimal) -> Self {
        Self { low: number.saturating_sub(slack), high: number.saturating_add(slack) }
    }

    /// The number, where it is exact.
    pub(crate) fn number(self) -> Option<Decimal> {
        (self.low == self.high).then_some(self.low)
    }

    /// Whether one of the two numbers may be the other.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub(crate) fn plus(self, other: Self) -> Result<Self, NoNumber> {
        let add = |one: Decimal, other: Decimal| one.checked_add(other).ok_or(NoNumber::TooLarge);
        Ok(Self { low: add(self.low, other.low)?, high: add(self.high, other.high)? })
    }

    pub(crate) fn minus(self, other: Self) -> Result<Self, NoNumber> {
        self.plus(other.negative())
    }

    /// The same with the other sign; nothing has none.
    pub(crate) fn negative(self) -> Self {
        Self { low: Decimal::ZERO - self.high, high: Decimal::ZERO - self.low }
    }

    pub(crate) fn times(self, other: Self) -> Result<Self, NoNumber> {
        self.ends(other, |one, other| one.checked_mul(other).ok_or(NoNumber::TooLarge))
    }

    /// The same in another size.
    pub(crate) fn scaled(self, factor: Decimal) -> Result<Self, NoNumber> {
        if factor == Decimal::ONE { Ok(self) } else { self.times(Self::exact(factor)) }
    }

    /// Nothing can be divided by what may be nothing.
    pub(crate) fn over(self, other: Self) -> Result<Self, NoNumber> {
        if other.low <= Decimal::ZERO && Decimal::ZERO <= other.high {
            return Err(NoNumber::OfNothing);
        }
        self.ends(other, |one, other| one.checked_div(other).ok_or(NoNumber::TooLarge))
    }

    /// Without its sign.
    pub(crate) fn absolute(self) -> Self {
        match (self.low.is_sign_negative(), self.high.is_sign_negative()) {
            (true, true) => self.negative(),
            (true, false) => Self { low: Decimal::ZERO, high: self.high.max(-self.low) },
            _ => self,
        }
    }

    /// The least and the most that the ends of two intervals give.
    fn ends(self, other: Self, work: impl Fn(Decimal, Decimal) -> Result<Decimal, NoNumber>) -> Result<Self, NoNumber> {
        if let (Some(one), Some(other)) = (self.number(), other.number()) {
            return work(one, other).map(Self::exact);
        }
        let first = work(self.low, other.low)?;
        let mut found = Self::exact(first);
        for (one, other) in [(self.low, other.high), (self.high, other.low), (self.high, other.high)] {
            let end = work(one, other)?;
            found = Self { low: found.low.min(end), high: found.high.max(end) };
        }
        Ok(found)
    }
}
