//! Figures → what they add up to, and whether a total is that sum as far as rounded figures can tell.
//!
//! A [`Tally`] is all that the rules need to know of a stretch of figures. It grows by one figure at a time, so that a
//! table is read once however many totals it has.

use rust_decimal::Decimal;

use crate::base::names::letters_apart;
use crate::value::number::{Amount, Quantity, Scale, Unit, is_countable};

/// A cell: row and column.
pub(crate) type Place = (usize, usize);

/// A figure for a cell: row, column, value.
pub(crate) type Filled = (usize, usize, Quantity);

/// What a figure gives to a sum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// This much.
    Number(Decimal),
    /// Nothing: a dash, an empty cell, `n/a`.
    Nothing,
    /// Not known yet, or not exactly.
    Open,
}

impl Part {
    /// What a figure gives to a sum; a cell without a figure gives nothing.
    pub(crate) fn of(figure: Option<&Quantity>) -> Self {
        match figure {
            None => Self::Nothing,
            Some(Quantity { hedge: Some(_), .. }) => Self::Open,
            Some(figure) => match figure.amount {
                Amount::Number(number) => Self::Number(number),
                Amount::Dash | Amount::Blank | Amount::NotApplicable => Self::Nothing,
                _ => Self::Open,
            },
        }
    }

    pub(crate) fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Nothing | Self::Open => None,
        }
    }
}

/// Things and whole pounds are counted one by one.
pub(crate) fn is_counted(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Count(_) | Unit::Money(Scale::One, _)))
}

/// A stretch of figures, added up.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Tally {
    /// How many cells there are, with and without a figure.
    pub(crate) cells: usize,
    /// How many of them hold a number.
    pub(crate) numbers: usize,
    /// The numbers together.
    pub(crate) sum: Decimal,
    /// How many numbers are not nothing.
    telling: usize,
    /// How many are whole.
    whole: usize,
    /// One in the last decimal place of each number that has decimals, together.
    last_places: Decimal,
    /// The zeros at the end of the whole number that has the fewest.
    zeros: Option<u32>,
    least: Option<Decimal>,
    most: Option<Decimal>,
    first: Option<Decimal>,
    last: Option<Decimal>,
    /// Whether one of the figures is not known, or not exactly.
    is_open: bool,
}

impl Tally {
    /// The tally of some figures.
    pub(crate) fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut tally = Self::default();
        for part in parts {
            tally.push(part);
        }
        tally
    }

    pub(crate) fn push(&mut self, part: Part) {
        self.cells += 1;
        match part {
            Part::Number(number) => self.push_number(number),
            Part::Nothing => {}
            Part::Open => self.is_open = true,
        }
    }

    fn push_number(&mut self, number: Decimal) {
        self.numbers += 1;
        self.sum = self.sum.saturating_add(number);
        self.telling += usize::from(!number.is_zero());
        if number.scale() == 0 {
            self.whole += 1;
            let zeros = trailing_zeros(number);
            self.zeros = self.zeros.into_iter().chain(zeros).min();
        } else {
            self.last_places = self.last_places.saturating_add(Decimal::new(1, number.scale()));
        }
        self.least = Some(self.least.map_or(number, |least| least.min(number)));
        self.most = Some(self.most.map_or(number, |most| most.max(number)));
        self.first = self.first.or(Some(number));
        self.last = Some(number);
    }

    /// The number furthest from nothing, without its sign.
    fn largest(&self) -> Decimal {
        self.least.into_iter().chain(self.most).map(|number| number.abs()).max().unwrap_or_default()
    }
}

/// The zeros at the end of a whole number; any number of them fit into nothing.
fn trailing_zeros(number: Decimal) -> Option<u32> {
    let mut digits = number.mantissa().unsigned_abs();
    if digits == 0 {
        return None;
    }
    let mut zeros = 0;
    while digits.is_multiple_of(10) {
        digits /= 10;
        zeros += 1;
    }
    Some(zeros)
}

/// A stretch of figures as they are written, and as the names of their rows or columns say that they are added: what is
/// called `Less …` is taken off, what is called `of which …` is part of another figure.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Stretch {
    written: Tally,
    /// What the names say, where that differs from what is written.
    named: Option<Tally>,
}

impl Stretch {
    pub(crate) fn push(&mut self, part: Part, role: Role) {
        if role != Role::Added && self.named.is_none() {
            self.named = Some(self.written);
        }
        self.written.push(part);
        let Some(named) = &mut self.named else { return };
        match (role, part) {
            (Role::Within, _) => {}
            (Role::TakenOff, Part::Number(number)) => named.push(Part::Number(-number.abs())),
            (Role::TakenOff | Role::Added, part) => named.push(part),
        }
    }

    /// How many cells there are.
    pub(crate) fn cells(&self) -> usize {
        self.written.cells
    }
}

/// Figures and what they should add up to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addition {
    /// Where the total is.
    pub(crate) at: Place,
    /// What it says.
    pub(crate) stated: Decimal,
    /// What it should be the sum of.
    parts: Tally,
    is_counted: bool,
    /// Whether its figures have no unit.
    is_bare: bool,
    /// Whether it is what one of two totals leaves of the other.
    pub(crate) is_balance: bool,
}

impl Addition {
    /// The sum of some figures, for a total; nothing where one of them is not known or there are none.
    pub(crate) fn new(parts: Tally, at: Place, stated: Decimal, unit: Option<&Unit>) -> Option<Self> {
        let is_bare = unit == Some(&Unit::Number);
        let addition = Self { at, stated, parts, is_counted: is_counted(unit), is_bare, is_balance: false };
        (!parts.is_open && parts.numbers > 0).then_some(addition)
    }

    /// The same for a stretch of figures. Where their names say how they are added, that is done, unless the total is right
    /// without it.
    pub(crate) fn of(stretch: &Stretch, at: Place, stated: Decimal, unit: Option<&Unit>) -> Option<Self> {
        let written = Self::new(stretch.written, at, stated, unit)?;
        let named = stretch.named.filter(|named| named.numbers > 0);
        let named = named.filter(|_| !written.is_right()).map(|parts| Self { parts, ..written });
        Some(named.unwrap_or(written))
    }

    /// What one of two totals leaves of the other, whichever is nearer to what this total says.
    pub(crate) fn balance(
        [first, second]: [Decimal; 2],
        at: Place,
        stated: Decimal,
        unit: Option<&Unit>,
    ) -> Option<Self> {
        let ways = [[first, -second], [-first, second]].map(|parts| {
            let addition = Self::new(Tally::of(parts.map(Part::Number)), at, stated, unit)?;
            Some(Self { is_balance: true, ..addition })
        });
        ways.into_iter().flatten().min_by_key(Self::off)
    }

    pub(crate) fn sum(&self) -> Decimal {
        self.parts.sum
    }

    /// How many figures there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.numbers
    }

    /// How far the total is from the sum.
    pub(crate) fn off(&self) -> Decimal {
        self.sum().saturating_sub(self.stated).abs()
    }

    /// Whether the total is right, as far as rounded figures can tell.
    pub(crate) fn is_right(&self) -> bool {
        self.is_right_at(self.sum())
    }

    /// Whether it would be right if its parts added up to `sum`.
    pub(crate) fn is_right_at(&self, sum: Decimal) -> bool {
        let off = sum.saturating_sub(self.stated).abs();
        off.is_zero() || off <= self.rounding() && !self.is_small_count()
    }

    /// Whether its figures look counted one by one: whole numbers of up to three digits whose unit nobody has said.
    fn is_small_count(&self) -> bool {
        self.is_bare && self.are_all_whole() && self.parts.largest().max(self.stated.abs()) < Decimal::ONE_THOUSAND
    }

    /// Whether what is wrong with it would be right if its figures were rounded, which nobody has said.
    pub(crate) fn may_be_rounding(&self) -> bool {
        self.is_small_count() && self.off() <= self.rounding()
    }

    /// Whether the total is the sum to the last digit, and not by being nothing.
    pub(crate) fn is_exact(&self) -> bool {
        self.sum() == self.stated && !self.stated.is_zero()
    }

    /// Whether its figures are whole numbers that are not said to be thousands or millions of something.
    pub(crate) fn is_whole(&self) -> bool {
        (self.is_counted || self.is_bare) && self.are_all_whole()
    }

    fn are_all_whole(&self) -> bool {
        self.parts.whole == self.parts.numbers && self.stated.scale() == 0
    }

    /// How far rounded figures and their rounded total may be apart: half of the last printed place for each of them.
    /// Things and whole pounds are counted one by one, unless all of them are plainly rounded.
    pub(crate) fn rounding(&self) -> Decimal {
        let step = match self.rounded_to() {
            Some(step) => step,
            None if self.is_counted => Decimal::ZERO,
            None => Decimal::ONE,
        };
        let (whole, last_place) = match self.stated.scale() {
            0 => (self.parts.whole + 1, Decimal::ZERO),
            places => (self.parts.whole, Decimal::new(1, places)),
        };
        let whole = step.saturating_mul(Decimal::from(whole));
        whole.saturating_add(self.parts.last_places).saturating_add(last_place) / Decimal::TWO
    }

    /// The step to which figures were rounded, if all of them are whole and were. Where the largest has fewer than three
    /// digits to say, 20 and 30 thousand, they were set like this and are exact.
    fn rounded_to(&self) -> Option<Decimal> {
        if !self.are_all_whole() || self.parts.telling < 3 {
            return None;
        }
        let largest = self.parts.largest().max(self.stated.abs());
        let fewest = if self.is_counted { 1 } else { 2 };
        let zeros = self.parts.zeros.into_iter().chain(trailing_zeros(self.stated)).min()?;
        let steps = (fewest..=zeros.min(6)).rev().map(|zeros| Decimal::from(10_u32.pow(zeros)));
        steps.into_iter().find(|step| *step * Decimal::ONE_HUNDRED <= largest)
    }

    /// Whether the total is not far from the sum, or has one digit too many, too few or wrong: what is meant as a sum
    /// seldom is anything else.
    pub(crate) fn is_near(&self) -> bool {
        let largest = self.stated.abs().max(self.sum().abs());
        self.off() <= largest / Decimal::from(4) || self.is_one_keystroke_off()
    }

    /// Whether one wrong key makes the sum what the total says: 26,962 for 269,623. Short numbers are like each other by
    /// chance.
    fn is_one_keystroke_off(&self) -> bool {
        let [sum, stated] = [self.sum(), self.stated].map(|number| number.abs().to_string());
        sum.len().max(stated.len()) > 4 && letters_apart(&sum, &stated) == 1
    }

    /// Whether the total lies between its parts, as a mean or a rate does.
    pub(crate) fn is_like_a_mean(&self) -> bool {
        self.parts.least <= Some(self.stated) && Some(self.stated) <= self.parts.most
    }

    /// Whether the total says what the first or the last of its parts says, as that of a balance over a year does.
    pub(crate) fn repeats_an_end(&self) -> bool {
        [self.parts.first, self.parts.last].contains(&Some(self.stated))
    }
}

/// Words behind `less` that compare, and take nothing off.
const COMPARED: [&str; 22] = [
    "than",
    "urgent",
    "severe",
    "serious",
    "complex",
    "common",
    "likely",
    "favourable",
    "frequent",
    "important",
    "intensive",
    "acute",
    "critical",
    "deprived",
    "experienced",
    "dependent",
    "able",
    "satisfied",
    "active",
    "well",
    "used",
    "often",
];

/// What the name of a row or a column says about how it is added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// It is a part of the total.
    Added,
    /// `Less: fees and charges`, `Less fees`: it is taken off. `Less urgent` and `Less than a week` are not.
    TakenOff,
    /// `of which emergency stays`: it is part of another figure.
    Within,
}

impl Role {
    /// Reads a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let is_said = name.split_once(':').is_some_and(|(before, _)| before.trim().eq_ignore_ascii_case("less"));
        let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let is = |word: &str, any: &[&str]| any.iter().any(|known| word.eq_ignore_ascii_case(known));
        if is(first, &["less"]) && (is_said || !is(second, &COMPARED)) {
            Self::TakenOff
        } else if is(first, &["including", "includes"]) || is(first, &["of"]) && is(second, &["which", "these", "whom"])
        {
            Self::Within
        } else {
            Self::Added
        }
    }
}

/// A result has more digits than can be counted with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TooLarge;

/// A result that can be counted with, as every figure that is written can: so adding up figures never runs out of digits.
pub(crate) fn countable(number: Decimal) -> Result<Decimal, TooLarge> {
    if is_countable(number) { Ok(number) } else { Err(TooLarge) }
}
