//! Counts, money and times → easy words: round numbers that stay recognisable.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Voice;
use super::grammar::singular;
use super::share::is_whole;
use crate::value::locale::{Format, Key};
use crate::value::number::{Amount, Hedge, Quantity, Unit};

/// Easy read: round numbers.
impl Voice {
    /// A count, money or a time to two figures, or three: `about 600,000`, `about £13 million`, `1 and a half years`. Money
    /// of ten million and more is rounded to whole millions, so that `£746,397,000` stays recognisable. `beside` are the figures
    /// that readers compare it with: all of them are rounded as finely as keeps different ones different, or not at all.
    #[must_use]
    pub fn about(self, quantity: &Quantity, unit: &Unit, beside: &[Decimal]) -> Option<String> {
        let is_as_it_stands = matches!(quantity.amount, Amount::Range(..) | Amount::Place(..)) || *unit == Unit::Rank;
        let is_bounded = quantity.hedge.is_some_and(|hedge| hedge != Hedge::About);
        if is_as_it_stands || quantity.number().is_some() && is_bounded {
            // "More than 1,460" is not more than about 1,500.
            let is_of_things = matches!(unit, Unit::Count(_));
            let hedge = quantity.hedge.map(|hedge| if is_of_things { hedge.of_things() } else { hedge });
            return Some(self.figure(&Quantity { hedge, ..quantity.clone() }, unit).into_heard());
        }
        let all: Vec<Decimal> = beside.iter().copied().chain([quantity.number()?]).collect();
        let (all, unit) = in_hours(&all, unit).unwrap_or_else(|| (all, unit.clone()));
        let all: Vec<Decimal> = all.into_iter().map(|number| whole(number, &unit)).collect();
        let exact = *all.last()?;
        let rounded = Rounding::apart(&all, &unit).round(exact, &unit);
        let words = match &unit {
            Unit::Money(_, per) => {
                let money = self.say_money(rounded);
                per.as_ref().map_or(money.clone(), |each| self.words.figure.money_per.fill([&money, each]))
            }
            Unit::Count(_) => self.say_count(rounded.abs()),
            Unit::Time(text) => self.say_time(rounded.abs(), text),
            unit => self.with_unit(rounded.abs(), unit),
        };
        let is_negative = exact.is_sign_negative() && !exact.is_zero();
        let words = if is_negative { self.words.figure.minus.fill([&words]) } else { words };
        let is_about = rounded != exact || quantity.hedge == Some(Hedge::About);
        Some(if is_about { self.inexact(Hedge::About, &words) } else { words })
    }

    fn say_money(self, pounds: Decimal) -> String {
        let (words, size) = (&self.words.figure, pounds.abs().normalize());
        match self.large(size, [&words.pounds_million, &words.pounds_billion]) {
            Some(large) => large,
            // £8.90 and never £8.9.
            None if size.scale() == 1 => format!("£{}0", self.number(size)),
            None => format!("£{}", self.number(size)),
        }
    }

    fn say_count(self, number: Decimal) -> String {
        let words = &self.words.figure;
        self.large(number, [&words.million, &words.billion]).unwrap_or_else(|| self.number(number))
    }

    /// `1.2 million`; nothing for less than a million.
    fn large(self, number: Decimal, [millions, billions]: [&Format<1>; 2]) -> Option<String> {
        let (million, billion) = (Decimal::new(1_000_000, 0), Decimal::new(1_000_000_000, 0));
        let (words, size) = if number >= billion { (billions, billion) } else { (millions, million) };
        (number >= million).then(|| words.fill([&self.number((number / size).normalize())]))
    }

    /// `1 and a half years`, `half an hour a week`.
    fn say_time(self, number: Decimal, text: &str) -> String {
        if number.fract() != HALF {
            return self.with_unit(number, &Unit::Time(text.to_owned()));
        }
        if number != HALF {
            let number = self.number(number.trunc());
            return self.texts().fill(Key("about-and-a-half"), &[("number", number.into()), ("unit", text.into())]);
        }
        let unit = ("unit", singular(text).into());
        if text.starts_with("hour") {
            self.texts().fill(Key("about-half-an-hour"), &[unit])
        } else {
            self.texts().fill(Key("about-half-a"), &[unit])
        }
    }
}

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Minutes as hours, if all of them are whole hours or half ones, and this one is two hours or more.
fn in_hours(minutes: &[Decimal], unit: &Unit) -> Option<(Vec<Decimal>, Unit)> {
    let Unit::Time(text) = unit else { return None };
    let rest = text.strip_prefix("minutes")?;
    let (half, hour) = (Decimal::new(30, 0), Decimal::new(60, 0));
    let are_hours = minutes.iter().all(|number| (number % half).is_zero() && *number >= hour);
    let is_long = minutes.last().is_some_and(|number| *number >= hour + hour);
    (are_hours && is_long).then(|| {
        (minutes.iter().map(|number| (number / hour).normalize()).collect(), Unit::Time(format!("hours{rest}")))
    })
}

/// Money in pounds; any other number as it is.
fn whole(number: Decimal, unit: &Unit) -> Decimal {
    match unit {
        Unit::Money(scale, _) => number * Decimal::from(10_u64.pow(scale.zeros())),
        _ => number,
    }
}

/// How far a number is rounded in easy words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rounding {
    /// As far as it stays recognisable.
    Usual,
    /// To so many figures.
    Figures(u32),
    /// Not at all.
    Exact,
}

impl Rounding {
    /// The roundest that keeps different numbers different.
    fn apart(numbers: &[Decimal], unit: &Unit) -> Self {
        let mut distinct = numbers.to_vec();
        distinct.sort();
        distinct.dedup();
        let keeps_apart = |rounding: &Self| {
            distinct.windows(2).all(|two| rounding.round(two[0], unit) != rounding.round(two[1], unit))
        };
        let finer = (3..=9).map(Self::Figures);
        std::iter::once(Self::Usual).chain(finer).find(keeps_apart).unwrap_or(Self::Exact)
    }

    fn round(self, number: Decimal, unit: &Unit) -> Decimal {
        match (self, unit) {
            (Self::Usual, Unit::Money(..)) => round_money(number),
            (Self::Usual, Unit::Time(_)) => round_time(number),
            (Self::Usual, Unit::Percent) => round_percent(number),
            (Self::Usual, _) => round_count(number),
            (Self::Figures(figures), _) => to_figures(number, figures),
            (Self::Exact, _) => number,
        }
    }
}

fn round_money(pounds: Decimal) -> Decimal {
    let million = Decimal::new(1_000_000, 0);
    if pounds.abs() >= million * Decimal::TEN && pounds.abs() < million * Decimal::ONE_THOUSAND {
        return (pounds / million).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * million;
    }
    let rounded = two_figures(pounds);
    let pence = rounded.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    // A tenth of a penny stays what it is.
    if is_near(pence, rounded) { pence } else { pounds }
}

/// Numbers below a hundred are said as whole numbers where that is near enough, and else as they are: 0.3 is not 0.
fn round_count(number: Decimal) -> Decimal {
    if number.abs() >= Decimal::ONE_HUNDRED {
        return two_figures(number);
    }
    let whole = number.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    if is_near(whole, number) { whole } else { number }
}

/// Times are said to the half as well: one and a half years are not two.
fn round_time(number: Decimal) -> Decimal {
    let rounded = round_count(number);
    let halves = (number + number).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * HALF;
    let is_half = number.fract().abs() == HALF && number.abs() < Decimal::TEN;
    if is_half || rounded == number && is_near(halves, number) { halves.normalize() } else { rounded }
}

/// What is nearly nothing or nearly all is neither.
fn round_percent(number: Decimal) -> Decimal {
    let rounded = round_count(number);
    if is_whole(rounded) { number } else { rounded }
}

/// Whether a rounded number is within a tenth of the number, so that nobody is misled.
fn is_near(rounded: Decimal, number: Decimal) -> bool {
    (rounded - number).abs() * Decimal::TEN <= number.abs()
}

/// Two figures, or three where two would be more than a fortieth off: 11,500 is not "about 12,000".
fn two_figures(number: Decimal) -> Decimal {
    let two = to_figures(number, 2);
    if (two - number).abs() * Decimal::new(40, 0) <= number.abs() { two } else { to_figures(number, 3) }
}

fn to_figures(number: Decimal, figures: u32) -> Decimal {
    number.round_sf_with_strategy(figures, RoundingStrategy::MidpointAwayFromZero).unwrap_or(number).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::number::Scale;

    #[test]
    fn round_numbers_stay_recognisable() {
        let thousands = Unit::Money(Scale::Thousand, None);
        let say = |text: &str, unit: &Unit| {
            Voice::default().about(&Quantity::parse(text, unit).expect("a number"), unit, &[]).expect("a number")
        };
        assert_eq!(say("746,397", &thousands), "about £746 million");
        assert_eq!(say("13,407", &thousands), "about £13 million");
        assert_eq!(say("2,985", &thousands), "about £3 million");
        assert_eq!(say("1.27", &Unit::Money(Scale::Billion, None)), "about £1.3 billion");
        assert_eq!(say("382,873", &Unit::Money(Scale::One, None)), "about £380,000");
        assert_eq!(say("596,907", &Unit::Count(None)), "about 600,000");
        assert_eq!(say("11,500", &Unit::Count(None)), "11,500");
        assert_eq!(say("11,540", &Unit::Count(None)), "about 11,500");
        assert_eq!(say("57", &Unit::Count(None)), "57");
        assert_eq!(say("400", &Unit::Count(None)), "400");
    }
}
