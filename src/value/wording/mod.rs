//! Values → words. The only place where a number becomes text.
//!
//! One style of the plan for the full plan ([`Style`]: thousands set apart, a true minus, the pound sign before the
//! number) and the easy wordings of the easy-read edition: shares as people out of ten, a hundred or
//! a thousand, and round numbers.

mod about;
mod share;

use rust_decimal::Decimal;

pub use self::share::{OutOf, common_denominator};
use crate::value::number::{Amount, Quantity, Scale, Unit};

/// How a site writes numbers below nothing.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Negative {
    /// `−466`.
    #[default]
    Minus,
    /// `(466)`, read out as minus.
    Brackets,
}

/// How a site sets thousands apart.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Thousands {
    /// `1,234`.
    #[default]
    Comma,
    /// `1 234`.
    Space,
}

/// How a site writes shares in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Percent {
    /// `88.1%`.
    #[default]
    Sign,
    /// `88.1 per cent`.
    Words,
}

/// The style of the plan of a site: how all its numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Style {
    /// Numbers below nothing.
    pub negative: Negative,
    /// Thousands.
    pub thousands: Thousands,
    /// Shares.
    pub percent: Percent,
}

/// A figure ready for a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// What is seen.
    pub text: String,
    /// What is read out where that differs.
    pub spoken: Option<String>,
}

impl Words {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), spoken: None }
    }

    /// What is read out.
    #[must_use]
    pub fn aloud(&self) -> &str {
        self.spoken.as_deref().unwrap_or(&self.text)
    }

    /// The figure within other words, as it is seen and as it is read out.
    #[must_use]
    pub fn map(&self, put: impl Fn(&str) -> String) -> Self {
        Self { text: put(&self.text), spoken: self.spoken.as_deref().map(put) }
    }

    /// Two figures within other words.
    #[must_use]
    pub fn with(&self, other: &Self, put: impl Fn(&str, &str) -> String) -> Self {
        let is_spoken = self.spoken.is_some() || other.spoken.is_some();
        let spoken = is_spoken.then(|| put(self.aloud(), other.aloud()));
        Self { text: put(&self.text, &other.text), spoken }
    }
}

impl Style {
    /// A figure with its unit, for a sentence or a card: `88.1%`, `£13,407,000`, `50 hours a week`.
    #[must_use]
    pub fn figure(self, quantity: &Quantity, unit: &Unit) -> Words {
        with_hedge(quantity, self.with_unit_and_sign(&quantity.amount, unit))
    }

    /// A figure in a table whose heading carries the unit: `88.1`, `13,407`.
    #[must_use]
    pub fn cell(self, quantity: &Quantity, unit: &Unit) -> Words {
        let bare = match unit {
            Unit::Percent => Unit::Percent,
            Unit::Rank => Unit::Rank,
            _ => Unit::Number,
        };
        // In a column of figures a word behind each would be in the way.
        let short = Self { percent: Percent::Sign, ..self };
        with_hedge(quantity, short.with_unit_and_sign(&quantity.amount, &bare))
    }

    fn with_unit_and_sign(self, amount: &Amount, unit: &Unit) -> Words {
        match amount {
            Amount::Number(number) => self.signed(*number, unit),
            Amount::Range(from, to) => {
                let bare =
                    if matches!(unit, Unit::Time(_) | Unit::Rate(_) | Unit::Points) { &Unit::Number } else { unit };
                let (from, to) = (self.signed(*from, bare), self.signed(*to, unit));
                from.with(&to, |from, to| format!("{from} to {to}"))
            }
            Amount::Place(place, of) => Words::plain(format!("{} of {}", self.ordinal(*place), self.grouped(*of))),
            Amount::ToBeConfirmed => Words::plain("to be confirmed"),
            Amount::NotApplicable => Words { text: "n/a".to_owned(), spoken: Some("not applicable".to_owned()) },
            Amount::Dash => Words { text: "–".to_owned(), spoken: Some("no figure".to_owned()) },
            Amount::Blank => Words::plain(""),
            Amount::Words(words) => Words::plain(words.as_str()),
        }
    }

    fn signed(self, number: Decimal, unit: &Unit) -> Words {
        let size = self.with_unit(number.abs(), unit);
        if !number.is_sign_negative() || number.is_zero() {
            return Words::plain(size);
        }
        match self.negative {
            Negative::Minus => Words::plain(format!("−{size}")),
            Negative::Brackets => Words { text: format!("({size})"), spoken: Some(format!("minus {size}")) },
        }
    }

    /// A number that is not negative, with its unit.
    fn with_unit(self, number: Decimal, unit: &Unit) -> String {
        match unit {
            Unit::Percent if self.percent == Percent::Words => self.grouped(number) + " per cent",
            Unit::Percent => self.grouped(number) + "%",
            Unit::Points if number == Decimal::ONE => "1 percentage point".to_owned(),
            Unit::Points => self.grouped(number) + " percentage points",
            Unit::Money(scale, per) => {
                let money = self.money(number, *scale);
                match per {
                    Some(per) => format!("{money} per {per}"),
                    None => money,
                }
            }
            Unit::Rate(text) => format!("{} {text}", self.grouped(number)),
            Unit::Time(text) => {
                format!(
                    "{} {}",
                    self.grouped(number),
                    if number == Decimal::ONE { singular(text) } else { text.clone() }
                )
            }
            Unit::Rank => self.ordinal(number),
            Unit::Count(_) | Unit::Number | Unit::Words => self.grouped(number),
        }
    }

    /// `1st`, `2nd`, `23rd`, `111th`.
    fn ordinal(self, number: Decimal) -> String {
        let digits = self.grouped(number);
        let ending =
            match (digits.ends_with("11") || digits.ends_with("12") || digits.ends_with("13"), digits.chars().last()) {
                (false, Some('1')) => "st",
                (false, Some('2')) => "nd",
                (false, Some('3')) => "rd",
                _ => "th",
            };
        format!("{digits}{ending}")
    }

    /// Pounds in full: thousands are written out, millions keep their word.
    fn money(self, number: Decimal, scale: Scale) -> String {
        match scale {
            Scale::One => format!("£{}", self.grouped(number)),
            Scale::Thousand => format!("£{}", self.grouped((number * Decimal::ONE_THOUSAND).normalize())),
            Scale::Million => format!("£{} million", self.grouped(number)),
            Scale::Billion => format!("£{} billion", self.grouped(number)),
        }
    }

    /// Thousands set apart, decimals as they were typed.
    #[must_use]
    pub fn grouped(self, number: Decimal) -> String {
        let decimals = number.scale() as usize;
        let separator = match self.thousands {
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

fn with_hedge(quantity: &Quantity, words: Words) -> Words {
    match quantity.hedge {
        Some(hedge) => words.map(|words| format!("{hedge} {words}")),
        None => words,
    }
}

/// What is counted, after its number: `1 bed`, `2 beds`, `1 person`, `1 hospital bed`.
#[must_use]
pub fn counted(number: Decimal, things: &str) -> String {
    let is_several = |word: &str| word.ends_with('s') && !word.ends_with("ss");
    let words: Vec<&str> = things.split(' ').collect();
    let several = words.iter().position(|word| *word == "people" || is_several(word));
    let Some(at) = several.filter(|_| number == Decimal::ONE) else { return things.to_owned() };
    let one = match words[at] {
        "people" => "person".to_owned(),
        word => word.strip_suffix("ies").map_or_else(|| singular(word), |stem| format!("{stem}y")),
    };
    words.iter().enumerate().map(|(place, word)| if place == at { &one } else { *word }).collect::<Vec<_>>().join(" ")
}

/// `1 hours a week` is never right.
fn singular(time: &str) -> String {
    let (first, rest) = time.split_once(' ').map_or((time, String::new()), |(first, rest)| (first, format!(" {rest}")));
    format!("{}{rest}", first.trim_end_matches('s'))
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
    quantity.hedge.map_or(value.clone(), |hedge| format!("{hedge} {value}"))
}

/// The first letter as a capital, for a figure that opens a sentence.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_house_style_comes_out() {
        let say = |text: &str, unit: &Unit, negative| {
            let style = Style { negative, ..Style::default() };
            style.figure(&Quantity::parse(text, unit).expect("a number"), unit).text
        };
        assert_eq!(say("88.1", &Unit::Percent, Negative::Minus), "88.1%");
        assert_eq!(say("(2.9%)", &Unit::Percent, Negative::Minus), "−2.9%");
        assert_eq!(say("13,407", &Unit::Money(Scale::Thousand, None), Negative::Minus), "£13,407,000");
        assert_eq!(say("(466)", &Unit::Money(Scale::Thousand, None), Negative::Brackets), "(£466,000)");
        assert_eq!(say("3.10", &Unit::Money(Scale::Million, None), Negative::Minus), "£3.10 million");
        assert_eq!(say("c50", &Unit::parse("hours a week").expect("a unit"), Negative::Minus), "about 50 hours a week");
        assert_eq!(say("5 to 7", &Unit::parse("days").expect("a unit"), Negative::Minus), "5 to 7 days");
        assert_eq!(say("TBC", &Unit::Percent, Negative::Minus), "to be confirmed");
    }
}
