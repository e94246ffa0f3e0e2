//! Shares → easy words: people out of ten, a hundred or a thousand.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Voice;
use crate::value::locale::{Catalogue, Format, Key};
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

/// What a share says it is a share of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noun {
    /// Nothing, where the sentence says it: `9 out of 10`, `none`.
    Left,
    /// People: `9 out of 10 people`, `nobody`.
    People,
    /// People, before a verb for several: `no people`.
    SeveralPeople,
}

/// A share, as easy words say it.
#[derive(Clone, Copy)]
enum Share {
    None,
    AlmostNone,
    Some,
    NotAll,
    AlmostAll,
    All,
    /// So many out of ten, a hundred or a thousand.
    Count(Option<Hedge>, Decimal),
}

/// The texts for shares.
pub(super) struct ShareWords {
    out_of: Format<2>,
    out_of_people: Format<2>,
    range: Format<3>,
    range_people: Format<3>,
}

impl ShareWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            out_of: texts.format(Key("share-out-of"), ["count", "all"]),
            out_of_people: texts.format(Key("share-out-of-people"), ["count", "all"]),
            range: texts.format(Key("share-range"), ["from", "to", "all"]),
            range_people: texts.format(Key("share-range-people"), ["from", "to", "all"]),
        }
    }
}

impl Share {
    /// A percentage that is meant exactly.
    fn of(percent: Decimal, out_of: OutOf) -> Self {
        let count = out_of.count(percent);
        match count {
            _ if percent.is_zero() => Self::None,
            _ if percent == Decimal::ONE_HUNDRED => Self::All,
            _ if count >= out_of.number() => Self::AlmostAll,
            _ if count.is_zero() => Self::Count(Some(Hedge::FewerThan), Decimal::ONE),
            _ => Self::Count((!is_exact(percent, out_of)).then_some(Hedge::About), count),
        }
    }

    /// One that is at least, at most or about so much, and what it is out of.
    fn bounded(percent: Decimal, hedge: Hedge, out_of: OutOf) -> (Self, OutOf) {
        let bound = hedge.bound();
        let out_of =
            if bound == Bound::None || is_exact(percent, out_of) { out_of } else { out_of.max(OutOf::Hundred) };
        let whole = percent * out_of.number() / Decimal::ONE_HUNDRED;
        let count = if matches!(bound, Bound::Least | Bound::Above) { whole.floor() } else { whole.ceil() };
        let (is_none, is_all) = (count.is_zero(), count >= out_of.number());
        let share = match bound {
            Bound::None => Self::near(percent, hedge, out_of),
            Bound::Least if is_all => Self::All,
            Bound::Above if is_none => Self::Some,
            Bound::Most if is_none => Self::None,
            Bound::Below if is_all => Self::NotAll,
            _ => Self::Count(Some(hedge.of_things()), count),
        };
        (share, out_of)
    }

    /// One that is about or almost so much.
    fn near(percent: Decimal, hedge: Hedge, out_of: OutOf) -> Self {
        match Self::of(percent, out_of) {
            Self::None => Self::AlmostNone,
            Self::All => Self::AlmostAll,
            Self::Count(None, count) => Self::Count(Some(hedge), count),
            share => share,
        }
    }

    /// The text for a share that has no number.
    fn key(self, noun: Noun) -> Option<Key> {
        let [left, people, several] = match self {
            Self::None => [Key("share-none"), Key("share-nobody"), Key("share-no-people")],
            Self::AlmostNone => [Key("share-almost-none"), Key("share-almost-nobody"), Key("share-almost-no-people")],
            Self::Some => [Key("share-some"), Key("share-some-people"), Key("share-some-people")],
            Self::NotAll => [Key("share-not-all"), Key("share-not-everyone"), Key("share-not-all-people")],
            Self::AlmostAll => [Key("share-almost-all"), Key("share-almost-everyone"), Key("share-almost-all-people")],
            Self::All => [Key("share-all"), Key("share-everyone"), Key("share-all-people")],
            Self::Count(..) => return None,
        };
        Some(match noun {
            Noun::Left => left,
            Noun::People => people,
            Noun::SeveralPeople => several,
        })
    }
}

fn is_exact(percent: Decimal, out_of: OutOf) -> bool {
    out_of.count(percent) * Decimal::ONE_HUNDRED == percent * out_of.number()
}

/// Easy read: shares.
impl Voice {
    /// A share in easy words: `about 9 out of 10 people`.
    #[must_use]
    pub fn share(self, percent: Decimal, out_of: OutOf, noun: Noun) -> String {
        self.say_share(Share::of(percent, out_of), out_of, noun)
    }

    /// A share that is at least, at most or about so much, in easy words. The number is rounded so that the words before it
    /// stay true: *more than 88.1%* is more than 88 out of 100 people, and not more than 9 out of 10.
    #[must_use]
    pub fn bounded_share(self, percent: Decimal, hedge: Hedge, out_of: OutOf, noun: Noun) -> String {
        let (share, out_of) = Share::bounded(percent, hedge, out_of);
        self.say_share(share, out_of, noun)
    }

    fn say_share(self, share: Share, out_of: OutOf, noun: Noun) -> String {
        if let Some(key) = share.key(noun) {
            return self.texts().text(key).to_owned();
        }
        let Share::Count(hedge, count) = share else { return String::new() };
        let words = &self.words.share;
        let words = if noun == Noun::Left { &words.out_of } else { &words.out_of_people };
        let share = words.fill([&count.to_string(), &self.number(out_of.number())]);
        hedge.map_or(share.clone(), |hedge| self.inexact(hedge, &share))
    }

    /// From one share to another in easy words: `5 to 7 out of 100 people`.
    #[must_use]
    pub fn range_of_shares(
        self,
        (low, high): (Decimal, Decimal),
        hedge: Option<Hedge>,
        out_of: OutOf,
        noun: Noun,
    ) -> String {
        let is_about = !(is_exact(low, out_of) && is_exact(high, out_of));
        let words = &self.words.share;
        let words = if noun == Noun::Left { &words.range } else { &words.range_people };
        let [from, to] = [low, high].map(|share| out_of.count(share).to_string());
        let range = words.fill([&from, &to, &self.number(out_of.number())]);
        let hedge = hedge.or(is_about.then_some(Hedge::About));
        hedge.map_or(range.clone(), |hedge| self.inexact(hedge, &range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    fn alone(text: &str) -> String {
        let value = percent(text);
        Voice::default().share(
            value,
            common_denominator(&[value]).expect("one share always has a denominator"),
            Noun::Left,
        )
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
