//! The additions of all lines → how well a reading of a total fits, and whether figures add up beyond chance.

use rust_decimal::Decimal;

use crate::plan::model::table::addition::Addition;

/// How well a reading fits.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// In how many lines there is something to add up.
    pub(super) lines: usize,
    /// In how many of them the total is right.
    pub(super) right: usize,
    /// In how many it is half of the sum.
    pub(super) twice: usize,
    /// Whether one of them is right not by being nothing, or less than what rounding allows.
    is_telling: bool,
    /// Whether there are rows to add up, with figures or without.
    pub(super) is_there: bool,
}

impl Weight {
    pub(super) fn of(additions: &[(usize, Addition)]) -> Self {
        let mut weight = Self::default();
        for (_, addition) in additions {
            weight.add(addition);
        }
        weight
    }

    pub(super) fn add(&mut self, addition: &Addition) {
        let is_right = addition.is_right();
        self.lines += 1;
        self.right += usize::from(is_right);
        self.twice += usize::from(addition.is_right_at(addition.sum() / Decimal::TWO));
        let is_beyond_rounding = || addition.rounding().saturating_mul(Decimal::TEN) <= addition.stated.abs();
        self.is_telling |= is_right && !addition.stated.is_zero() && is_beyond_rounding();
    }

    /// Whether it is right in half of the lines, and not by being nothing.
    pub(super) fn is_confirmed(&self) -> bool {
        self.right * 2 >= self.lines && self.is_telling
    }

    pub(super) fn is_right_in_all(&self) -> bool {
        self.right == self.lines
    }
}

/// Figures with this many digits to say, over two lines and more, do not add up by chance.
const DIGITS_BEYOND_CHANCE: u32 = 6;

/// Whether a row that is not called a total is one all the same. One of its figures may be the sum of those above it by
/// chance, so all of them must be, or two of them exactly and with many digits. Bare whole numbers are not rounded here.
pub(super) fn is_beyond_chance(additions: &[(usize, Addition)]) -> bool {
    let exact = || additions.iter().map(|(_, addition)| addition).filter(|addition| addition.is_exact());
    let digits: u32 = exact().map(|addition| telling_digits(addition.stated)).sum();
    let are_all_right = additions
        .iter()
        .all(|(_, addition)| if addition.is_whole() { addition.sum() == addition.stated } else { addition.is_right() });
    are_all_right || exact().count() > 1 && digits >= DIGITS_BEYOND_CHANCE
}

/// The digits of a number without the zeros at its end: 2 in 12,000.
fn telling_digits(number: Decimal) -> u32 {
    let mut digits = number.mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |places| places + 1)
}

/// Whether figures of four digits and more add up exactly in all lines, which two of them do not by chance.
pub(super) fn is_long_sum(additions: &[(usize, Addition)]) -> bool {
    let is_long =
        |addition: &Addition| addition.stated.abs() >= Decimal::ONE_THOUSAND && addition.sum() == addition.stated;
    !additions.is_empty() && additions.iter().all(|(_, addition)| is_long(addition))
}
