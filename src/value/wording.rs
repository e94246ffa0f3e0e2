//! Values → words. The only place where a number becomes text.
//!
//! One house style for the full plan ([`Style`]: thousands set apart, a true minus, the pound sign before the
//! number) and the easy wordings of the easy-read edition: shares as people out of ten, a hundred or
//! a thousand, and round numbers.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::value::number::{Amount, Bound, Quantity, Scale, Unit};

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

/// The house style of a site: how all its numbers are written.
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
        with_hedge(quantity, self.dress(&quantity.amount, unit))
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
        with_hedge(quantity, short.dress(&quantity.amount, &bare))
    }

    fn dress(self, amount: &Amount, unit: &Unit) -> Words {
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

/// What a share is counted out of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OutOf {
    /// 10
    Ten,
    /// 100
    Hundred,
    /// 1,000
    Thousand,
}

impl OutOf {
    const ALL: [Self; 3] = [Self::Ten, Self::Hundred, Self::Thousand];

    fn number(self) -> Decimal {
        match self {
            Self::Ten => Decimal::TEN,
            Self::Hundred => Decimal::ONE_HUNDRED,
            Self::Thousand => Decimal::ONE_THOUSAND,
        }
    }

    /// The largest error in percentage points that still counts as "about" (easy-read rule 5.4).
    fn tolerance(self) -> Decimal {
        match self {
            Self::Ten => Decimal::new(25, 1),
            Self::Hundred => Decimal::new(5, 1),
            Self::Thousand => Decimal::new(5, 2),
        }
    }

    /// How many out of this many, to the nearest one.
    fn count(self, percent: Decimal) -> Decimal {
        (percent * self.number() / Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
    }

    /// Whether `percent` can be said fairly like this: within the tolerance, and within a tenth of itself,
    /// so that 12.5% is not read as 1 out of 10.
    fn is_fair(self, percent: Decimal) -> bool {
        let count = self.count(percent);
        let error = (count * Decimal::ONE_HUNDRED / self.number() - percent).abs();
        count >= Decimal::ONE && count < self.number() && error <= self.tolerance() && error * Decimal::TEN <= percent
    }
}

/// The one denominator in which all `shares` of a comparison are said: the smallest that is fair to
/// each and keeps different shares different. Nothing where no denominator does.
#[must_use]
pub fn common_denominator(shares: &[Decimal]) -> Option<OutOf> {
    let said: Vec<Decimal> = shares.iter().copied().filter(|share| !is_whole(*share)).collect();
    let fair = |out_of: OutOf| out_of == OutOf::Thousand || said.iter().all(|share| out_of.is_fair(*share));
    let distinct = |out_of: OutOf| {
        said.iter().enumerate().all(|(position, share)| {
            said[..position].iter().all(|other| other == share || out_of.count(*other) != out_of.count(*share))
        })
    };
    OutOf::ALL.into_iter().find(|out_of| fair(*out_of) && distinct(*out_of))
}

fn is_whole(share: Decimal) -> bool {
    share.is_zero() || share == Decimal::ONE_HUNDRED
}

/// Easy read.
impl Style {
    /// A share in easy words: `about 9 out of 10 people`. `noun` is left empty where the sentence names it.
    #[must_use]
    pub fn share(self, percent: Decimal, out_of: OutOf, noun: &str) -> String {
        let count = out_of.count(percent);
        if percent.is_zero() {
            return if noun.is_empty() { "none".to_owned() } else { "nobody".to_owned() };
        }
        if percent == Decimal::ONE_HUNDRED {
            return if noun.is_empty() { "all".to_owned() } else { "everyone".to_owned() };
        }
        if count >= out_of.number() {
            return if noun.is_empty() { "almost all".to_owned() } else { "almost everyone".to_owned() };
        }
        let noun = if noun.is_empty() { String::new() } else { format!(" {noun}") };
        if count.is_zero() {
            return format!("fewer than 1 out of {}{noun}", self.grouped(out_of.number()));
        }
        let exact = count * Decimal::ONE_HUNDRED == percent * out_of.number();
        let about = if exact { "" } else { "about " };
        format!("{about}{count} out of {}{noun}", self.grouped(out_of.number()))
    }

    /// A share that is at least, at most or about so much, in easy words. The number is rounded so that the words before it
    /// stay true: *more than 88.1%* is more than 88 out of 100 people, and not more than 9 out of 10.
    #[must_use]
    pub fn bounded_share(self, percent: Decimal, hedge: &str, bound: Bound, out_of: OutOf, noun: &str) -> String {
        let words =
            |of_people: &str, others: &str| if noun.is_empty() { others.to_owned() } else { of_people.to_owned() };
        let exact = |out_of: OutOf| out_of.count(percent) * Decimal::ONE_HUNDRED == percent * out_of.number();
        let out_of = if bound == Bound::None || exact(out_of) { out_of } else { out_of.max(OutOf::Hundred) };
        let whole = percent * out_of.number() / Decimal::ONE_HUNDRED;
        let count = match bound {
            Bound::None if percent.is_zero() => return words("almost nobody", "almost none"),
            Bound::None if percent == Decimal::ONE_HUNDRED => return words("almost everyone", "almost all"),
            Bound::None => {
                let share = self.share(percent, out_of, noun);
                let is_said = ["about ", "almost ", "fewer "].iter().any(|opening| share.starts_with(opening));
                return if is_said { share } else { format!("{hedge} {share}") };
            }
            Bound::Least | Bound::Above => whole.floor(),
            Bound::Most | Bound::Below => whole.ceil(),
        };
        let (none, all) = (count.is_zero(), count >= out_of.number());
        match bound {
            Bound::Least if all => words("everyone", "all"),
            Bound::Above if none => words("some people", "some"),
            Bound::Most if none => words("nobody", "none"),
            Bound::Below if all => words("not everyone", "not all"),
            _ => {
                let hedge = if hedge == "less than" { "fewer than" } else { hedge };
                format!("{hedge} {count} out of {}", self.grouped(out_of.number())) + &after_a_space(noun)
            }
        }
    }

    /// From one share to another in easy words: `5 to 7 out of 100 people`.
    #[must_use]
    pub fn range_of_shares(self, (low, high): (Decimal, Decimal), out_of: OutOf, noun: &str) -> String {
        let (from, to) = (out_of.count(low), out_of.count(high));
        let is_exact = |share: Decimal, count: Decimal| count * Decimal::ONE_HUNDRED == share * out_of.number();
        let about = if is_exact(low, from) && is_exact(high, to) { "" } else { "about " };
        format!("{about}{from} to {to} out of {}", self.grouped(out_of.number())) + &after_a_space(noun)
    }

    /// A count, money or a time to two figures, or three: `about 600,000`, `about £13 million`, `1 and a half years`. Money
    /// of ten million and more is rounded to whole millions, so that `£746,397,000` stays recognisable. `beside` are the figures
    /// that readers compare it with: all of them are rounded as finely as keeps different ones different, or not at all.
    #[must_use]
    pub fn about(self, quantity: &Quantity, unit: &Unit, beside: &[Decimal]) -> Option<String> {
        let is_as_it_stands = matches!(quantity.amount, Amount::Range(..) | Amount::Place(..)) || *unit == Unit::Rank;
        let is_bounded = quantity.hedge.is_some_and(|hedge| hedge != "about");
        if is_as_it_stands || quantity.number().is_some() && is_bounded {
            // "More than 1,460" is not more than about 1,500.
            let text = self.figure(quantity, unit).aloud().to_owned();
            let fewer = text.strip_prefix("less than").filter(|_| matches!(unit, Unit::Count(_)));
            return Some(fewer.map_or(text.clone(), |rest| format!("fewer than{rest}")));
        }
        let all: Vec<Decimal> = beside.iter().copied().chain([quantity.number()?]).collect();
        let (all, unit) = in_hours(&all, unit).unwrap_or_else(|| (all, unit.clone()));
        let all: Vec<Decimal> = all.into_iter().map(|number| whole(number, &unit)).collect();
        let exact = *all.last()?;
        let rounded = Rounding::apart(&all, &unit).round(exact, &unit);
        let words = match &unit {
            Unit::Money(_, per) => {
                let text = self.say_money(rounded);
                per.as_ref().map_or(text.clone(), |per| format!("{text} per {per}"))
            }
            Unit::Count(_) => self.say_count(rounded.abs()),
            Unit::Time(text) => self.say_time(rounded.abs(), text),
            unit => self.with_unit(rounded.abs(), unit),
        };
        let words = if exact.is_sign_negative() && !exact.is_zero() { format!("minus {words}") } else { words };
        Some(if rounded != exact || quantity.hedge == Some("about") { format!("about {words}") } else { words })
    }

    fn say_money(self, pounds: Decimal) -> String {
        let size = pounds.abs().normalize();
        match self.say_large(size) {
            Some(large) => format!("£{large}"),
            // £8.90 and never £8.9.
            None if size.scale() == 1 => format!("£{}0", self.grouped(size)),
            None => format!("£{}", self.grouped(size)),
        }
    }

    fn say_count(self, number: Decimal) -> String {
        self.say_large(number).unwrap_or_else(|| self.grouped(number))
    }

    /// `1.2 million`; nothing for less than a million.
    fn say_large(self, number: Decimal) -> Option<String> {
        let (million, billion) = (Decimal::new(1_000_000, 0), Decimal::new(1_000_000_000, 0));
        if number >= billion {
            Some(format!("{} billion", self.grouped((number / billion).normalize())))
        } else if number >= million {
            Some(format!("{} million", self.grouped((number / million).normalize())))
        } else {
            None
        }
    }

    /// `1 and a half years`, `half an hour a week`.
    fn say_time(self, number: Decimal, text: &str) -> String {
        if number.fract() != HALF {
            return self.with_unit(number, &Unit::Time(text.to_owned()));
        }
        if number == HALF {
            let article = if text.starts_with("hour") { "an" } else { "a" };
            return format!("half {article} {}", singular(text));
        }
        format!("{} and a half {text}", self.grouped(number.trunc()))
    }
}

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

fn after_a_space(noun: &str) -> String {
    if noun.is_empty() { String::new() } else { format!(" {noun}") }
}

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

/// The first letter as a capital, for a figure that opens a sentence.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn alone(text: &str) -> String {
        let value = percent(text);
        Style::default().share(value, common_denominator(&[value]).expect("one share always has a denominator"), "")
    }

    #[test]
    fn shares_read_as_the_easy_read_rule_says() {
        for (value, words) in [
            ("0.3", "3 out of 1,000"),
            ("66.7", "about 67 out of 100"),
            ("1", "1 out of 100"),
            ("75", "75 out of 100"),
            ("4.9", "about 5 out of 100"),
            ("78", "about 8 out of 10"),
            ("10", "1 out of 10"),
            ("80", "8 out of 10"),
            ("92", "about 9 out of 10"),
            ("33.3", "about 33 out of 100"),
            ("95", "95 out of 100"),
            ("50", "5 out of 10"),
            ("99.6", "996 out of 1,000"),
            ("12.5", "about 13 out of 100"),
            ("0", "none"),
            ("100", "all"),
            ("0.01", "fewer than 1 out of 1,000"),
            ("99.98", "almost all"),
        ] {
            assert_eq!(alone(value), words, "{value}%");
        }
    }

    #[test]
    fn a_comparison_has_one_denominator_that_keeps_it_apart() {
        let pair = |a: &str, b: &str| common_denominator(&[percent(a), percent(b)]);
        assert_eq!(pair("58.4", "62"), Some(OutOf::Hundred));
        assert_eq!(pair("76", "78"), Some(OutOf::Hundred));
        assert_eq!(pair("80", "90"), Some(OutOf::Ten));
        assert_eq!(pair("50", "50"), Some(OutOf::Ten));
        assert_eq!(pair("50.01", "50.02"), None);
        assert_eq!(pair("90", "100"), Some(OutOf::Ten));
    }

    #[test]
    fn round_numbers_stay_recognisable() {
        let thousands = Unit::Money(Scale::Thousand, None);
        let say = |text: &str, unit: &Unit| {
            Style::default().about(&Quantity::parse(text, unit).expect("a number"), unit, &[]).expect("a number")
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
