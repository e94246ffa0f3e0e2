//! Shares → easy words: people out of ten, a hundred or a thousand.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Voice, english};
use crate::value::number::{Bound, Hedge};

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

pub(super) fn is_whole(share: Decimal) -> bool {
    share.is_zero() || share == Decimal::ONE_HUNDRED
}

/// Easy read: shares.
impl Voice {
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
            return format!("fewer than 1 out of {}{noun}", self.number(out_of.number()));
        }
        let exact = count * Decimal::ONE_HUNDRED == percent * out_of.number();
        let about = if exact { "" } else { "about " };
        format!("{about}{count} out of {}{noun}", self.number(out_of.number()))
    }

    /// A share that is at least, at most or about so much, in easy words. The number is rounded so that the words before it
    /// stay true: *more than 88.1%* is more than 88 out of 100 people, and not more than 9 out of 10.
    #[must_use]
    pub fn bounded_share(self, percent: Decimal, hedge: Hedge, out_of: OutOf, noun: &str) -> String {
        let bound = hedge.bound();
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
                return if is_said { share } else { format!("{} {share}", english::hedge(hedge)) };
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
                let hedge = english::hedge(hedge.of_things());
                format!("{hedge} {count} out of {}", self.number(out_of.number())) + &after_a_space(noun)
            }
        }
    }

    /// From one share to another in easy words: `5 to 7 out of 100 people`.
    #[must_use]
    pub fn range_of_shares(
        self,
        (low, high): (Decimal, Decimal),
        hedge: Option<Hedge>,
        out_of: OutOf,
        noun: &str,
    ) -> String {
        let (from, to) = (out_of.count(low), out_of.count(high));
        let is_exact = |share: Decimal, count: Decimal| count * Decimal::ONE_HUNDRED == share * out_of.number();
        let is_about = !(is_exact(low, from) && is_exact(high, to));
        let hedge = hedge.or(is_about.then_some(Hedge::About));
        let hedge = hedge.map_or(String::new(), |hedge| format!("{} ", english::hedge(hedge)));
        format!("{hedge}{from} to {to} out of {}", self.number(out_of.number())) + &after_a_space(noun)
    }
}

/// Nobody, everyone and almost everyone where several people are needed.
#[must_use]
pub fn of_several(words: &str) -> &str {
    match words {
        "nobody" => "no people",
        "almost nobody" => "almost no people",
        "everyone" => "all people",
        "not everyone" => "not all people",
        "almost everyone" => "almost all people",
        _ => words,
    }
}

fn after_a_space(noun: &str) -> String {
    if noun.is_empty() { String::new() } else { format!(" {noun}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn alone(text: &str) -> String {
        let value = percent(text);
        Voice::default().share(value, common_denominator(&[value]).expect("one share always has a denominator"), "")
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
}
