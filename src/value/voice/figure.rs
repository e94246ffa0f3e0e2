//! Figures and their units → words.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::grammar::counted;
use super::{Negative, Percent, Phrase, Style, Thousands, Voice, english};
use crate::value::number::{Amount, Hedge, Quantity, Scale, Unit};

impl Voice {
    /// A figure with its unit, for a sentence or a card: `88.1%`, `£13,407,000`, `50 hours a week`.
    #[must_use]
    pub fn figure(self, quantity: &Quantity, unit: &Unit) -> Phrase {
        self.hedged(quantity.hedge, self.amount(&quantity.amount, unit))
    }

    /// A figure in a table whose heading carries the unit: `88.1`, `13,407`.
    #[must_use]
    pub fn cell(self, quantity: &Quantity, unit: &Unit) -> Phrase {
        let bare = match unit {
            Unit::Percent => Unit::Percent,
            Unit::Rank => Unit::Rank,
            _ => Unit::Number,
        };
        // In a column of figures a word behind each would be in the way.
        let short = Self { style: Style { percent: Percent::Sign, ..self.style } };
        self.hedged(quantity.hedge, short.amount(&quantity.amount, &bare))
    }

    /// A figure that is not meant exactly: `about 50`, `at least −2.9%`.
    #[must_use]
    pub fn hedged(self, hedge: Option<Hedge>, phrase: Phrase) -> Phrase {
        match hedge.map(english::hedge) {
            Some(hedge) => phrase.map(|words| format!("{hedge} {words}")),
            None => phrase,
        }
    }

    /// What stands where a value of a path is still to come.
    #[must_use]
    pub fn not_yet_known(self) -> Phrase {
        Phrase::same(english::NOT_YET_KNOWN)
    }

    /// What is said in words where there is no figure.
    #[must_use]
    pub fn no_figure(self) -> Phrase {
        Phrase::same(english::NO_FIGURE.1)
    }

    /// What easy read says instead of a figure that is to be confirmed.
    #[must_use]
    pub fn not_known_yet(self, unit: &Unit) -> Phrase {
        let is_money = matches!(unit, Unit::Money(..));
        Phrase::same(if is_money { english::UNKNOWN_AMOUNT } else { english::UNKNOWN_NUMBER })
    }

    /// What a column is counted in, as its heading shows it and as it is heard: `£000`, `in thousands of pounds`.
    #[must_use]
    pub fn unit(self, unit: &Unit) -> Phrase {
        let symbol = unit.symbol();
        match unit {
            Unit::Percent => Phrase::apart(symbol, english::IN_PERCENT),
            Unit::Money(scale, per) => {
                let size = english::in_pounds(*scale);
                let heard = per.as_ref().map_or(Cow::Borrowed(size), |per| format!("{size} per {per}").into());
                Phrase::apart(symbol, heard)
            }
            Unit::Points | Unit::Time(_) => Phrase::apart(symbol.clone(), format!("in {symbol}")),
            Unit::Count(_) | Unit::Rate(_) | Unit::Number | Unit::Rank | Unit::Words => Phrase::same(symbol),
        }
    }

    fn amount(self, amount: &Amount, unit: &Unit) -> Phrase {
        match amount {
            Amount::Number(number) => self.signed(*number, unit),
            Amount::Range(from, to) => {
                let bare = if self.is_said_once(unit) { &Unit::Number } else { unit };
                let (from, to) = (self.signed(*from, bare), self.signed(*to, unit));
                from.with(&to, |from, to| format!("{from} to {to}"))
            }
            Amount::Place(place, of) => Phrase::same(format!("{} of {}", self.ordinal(*place), self.number(*of))),
            Amount::ToBeConfirmed => Phrase::same(english::TO_BE_CONFIRMED),
            Amount::NotApplicable => Phrase::apart(english::NOT_APPLICABLE.0, english::NOT_APPLICABLE.1),
            Amount::Dash => Phrase::apart(english::NO_FIGURE.0, english::NO_FIGURE.1),
            Amount::Blank => Phrase::default(),
            Amount::Words(words) => Phrase::same(words.clone()),
        }
    }

    /// Whether the unit of a range stands behind its second number alone: `5 to 7 days`, but `5% to 7%`.
    fn is_said_once(self, unit: &Unit) -> bool {
        match unit {
            Unit::Percent => self.style.percent == Percent::Words,
            Unit::Time(_) | Unit::Rate(_) | Unit::Points => true,
            _ => false,
        }
    }

    fn signed(self, number: Decimal, unit: &Unit) -> Phrase {
        let size = self.with_unit(number.abs(), unit);
        if !number.is_sign_negative() || number.is_zero() {
            return Phrase::same(size);
        }
        match self.style.negative {
            Negative::Minus => Phrase::same(format!("−{size}")),
            Negative::Brackets => Phrase::apart(format!("({size})"), format!("{} {size}", english::MINUS)),
        }
    }

    /// A number that is not negative, with its unit.
    pub(super) fn with_unit(self, number: Decimal, unit: &Unit) -> String {
        match unit {
            Unit::Percent if self.style.percent == Percent::Words => self.number(number) + " " + english::PER_CENT,
            Unit::Percent => self.number(number) + "%",
            // 1.0 percentage points are one.
            Unit::Points if number == Decimal::ONE => self.times(Decimal::ONE, english::PERCENTAGE_POINTS),
            Unit::Points => self.times(number, english::PERCENTAGE_POINTS),
            Unit::Money(scale, per) => {
                let money = self.money(number, *scale);
                match per {
                    Some(per) => format!("{money} per {per}"),
                    None => money,
                }
            }
            Unit::Rate(text) => format!("{} {text}", self.number(number)),
            Unit::Time(text) => self.times(number, text),
            Unit::Rank => self.ordinal(number),
            Unit::Count(_) | Unit::Number | Unit::Words => self.number(number),
        }
    }

    /// `2 hours a week`, `1 hour a week`, `1 percentage point`.
    fn times(self, number: Decimal, several: &str) -> String {
        format!("{} {}", self.number(number), counted(number, several))
    }

    /// `1st`, `2nd`, `23rd`, `111th`.
    fn ordinal(self, number: Decimal) -> String {
        let digits = self.number(number);
        let ending = english::ordinal_ending(&digits);
        digits + ending
    }

    /// Pounds in full: thousands are written out, millions keep their word.
    fn money(self, number: Decimal, scale: Scale) -> String {
        match scale {
            Scale::One => format!("£{}", self.number(number)),
            Scale::Thousand => format!("£{}", self.number((number * Decimal::ONE_THOUSAND).normalize())),
            Scale::Million => format!("£{} {}", self.number(number), english::MILLION),
            Scale::Billion => format!("£{} {}", self.number(number), english::BILLION),
        }
    }

    /// A number alone: thousands set apart, decimals as they were typed.
    #[must_use]
    pub fn number(self, number: Decimal) -> String {
        let decimals = number.scale() as usize;
        let separator = match self.style.thousands {
            Thousands::Comma => ',',
            // A space at which no line breaks.
            Thousands::Space => '\u{202f}',
        };
        let digits = digits(number.mantissa().unsigned_abs(), decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut text = String::with_capacity(24);
        if number.is_sign_negative() {
            text.push('-');
        }
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        if decimals > 0 {
            text.push('.');
            text.push_str(fraction);
        }
        text
    }
}

/// A number with at least so many digits: one of them stands before the point, as in 0.05.
fn digits(number: u128, least: usize) -> String {
    // Few figures need more than 64 bits, whose digits are worked out much faster.
    let digits = u64::try_from(number).map_or_else(|_| number.to_string(), |number| number.to_string());
    if digits.len() < least { "0".repeat(least - digits.len()) + &digits } else { digits }
}

/// A value for open data: `13407`, `-2.9`; words where it is no single exact number: `5 to 7`, `about 50`, `TBC`.
#[must_use]
pub fn for_data(quantity: &Quantity) -> String {
    let value = match &quantity.amount {
        Amount::Number(number) => number.to_string(),
        Amount::Range(from, to) => format!("{from} to {to}"),
        Amount::Place(place, of) => format!("{place} of {of}"),
        Amount::ToBeConfirmed => "TBC".to_owned(),
        Amount::NotApplicable => "n/a".to_owned(),
        Amount::Dash => "–".to_owned(),
        Amount::Blank => String::new(),
        Amount::Words(words) => words.clone(),
    };
    quantity.hedge.map(english::hedge).map_or(value.clone(), |hedge| format!("{hedge} {value}"))
}
