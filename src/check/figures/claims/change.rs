//! `Running costs rise by 10%`, `homes built doubled`, held against the figures of two times.

use std::ops::Range;

use rust_decimal::Decimal;

use super::CLAIMED_CHANGE;
use super::sentence::{Amount, Kind, Reach, Sentence, Size};
use super::subjects::{Names, Subject};
use super::truth::{Known, Series, shown};
use crate::base::diagnostic::Diagnostic;
use crate::check::figures::named::is_same_time;
use crate::plan::query::value_index::{Family, family};
use crate::text::english::claims::{About, Way, about, difference, is_auxiliary, needs_auxiliary, times, way};
use crate::value::number::Unit;
use crate::value::voice::Voice;

/// That a figure changes.
struct Claim<'a> {
    /// The words that say so.
    tokens: Range<usize>,
    way: Option<Way>,
    by: By<'a>,
}

enum By<'a> {
    /// `by 10%`.
    Amount(&'a Amount),
    /// `doubles`.
    Factor(Reach),
    /// `from £3m to £4m`, `to £4m`.
    Levels(Option<&'a Amount>, &'a Amount),
}

/// The first change that a sentence claims and no figures show.
pub(super) fn changed(names: &Names, sentence: &Sentence, subjects: &[Subject]) -> Option<Diagnostic> {
    if subjects.is_empty() || spans_years(sentence) {
        return None;
    }
    claims(sentence).iter().find_map(|claim| refuted(names, sentence, subjects, claim))
}

/// `over five years`, for which the figures of two years say nothing.
fn spans_years(sentence: &Sentence) -> bool {
    let is_span = |amount: &Amount| {
        matches!(amount.size, Size::Count(..))
            && matches!(sentence.word(amount.tokens.end), "year" | "years" | "month" | "months" | "weeks" | "quarters")
    };
    sentence.amounts.iter().any(is_span)
}

fn claims<'a>(sentence: &'a Sentence) -> Vec<Claim<'a>> {
    let amounts = sentence.amounts.iter().enumerate().filter_map(|(at, amount)| of_amount(sentence, at, amount));
    amounts.chain((0..sentence.tokens.len()).filter_map(|at| factor(sentence, at))).collect()
}

fn of_amount<'a>(sentence: &'a Sentence, position: usize, amount: &'a Amount) -> Option<Claim<'a>> {
    let Range { start: _, end } = amount.tokens;
    let before = |back: usize| amount.from.checked_sub(back).map_or("", |at| sentence.word(at));
    let claim = |from: usize, end: usize, way: Option<Way>, by: By<'a>| Some(Claim { tokens: from..end, way, by });
    let is_of_other = sentence.word(end) == "of" && !matches!(sentence.word(end + 1), "its" | "their" | "the");
    let last_way = || (0..amount.from).rev().find_map(|at| Some((at, moves(sentence, at)?)));
    if before(1) == "by" {
        let (at, Move(way)) = last_way()?;
        return if is_of_other { None } else { claim(at, end, way, By::Amount(amount)) };
    }
    if before(1) == "to" {
        let (at, Move(way)) = last_way()?;
        let other = position.checked_sub(1).and_then(|other| sentence.amounts.get(other));
        let from = other.filter(|other| {
            other.from.checked_sub(1).is_some_and(|at| sentence.word(at) == "from")
                && other.tokens.end + 1 == amount.from
        });
        return claim(at, end, way, By::Levels(from, amount));
    }
    let is_money_or_part = !matches!(amount.size, Size::Count(..) | Size::Times(_));
    let is_moved = before(1) != "up" && before(1) != "down"
        || matches!(before(2), "" | "go" | "goes" | "went" | "gone" | "going" | "is" | "are" | "be" | "was" | "were");
    if is_money_or_part && is_moved && way(before(1)).is_some() && !is_of_other && sentence.word(end) != "to" {
        return claim(amount.from - 1, end, way(before(1)), By::Amount(amount));
    }
    let counts = matches!(amount.size, Size::Count(..)) && amount.about.is_none() && sentence.word(end).ends_with('s');
    if counts && matches!(before(1), "lost" | "gained" | "loses" | "gains") {
        return claim(amount.from - 1, end + 1, way(before(1)), By::Amount(amount));
    }
    if before(1) == "of" && way(before(2)).is_some() {
        return claim(amount.from - 2, end, way(before(2)), By::Amount(amount));
    }
    if let Some(claim) = alternative(sentence, position, amount) {
        return Some(claim);
    }
    let noun = [end, end + 1]
        .into_iter()
        .find(|at| way(sentence.word(*at)).is_some() && is_noun_of_change(sentence.word(*at)));
    if let Some(noun) = noun.filter(|_| is_money_or_part) {
        return claim(amount.from, noun + 1, way(sentence.word(noun)), By::Amount(amount));
    }
    let differs = difference(sentence.word(end)).filter(|_| is_than_before(sentence, end))?;
    claim(amount.from, end + 1, Some(differs), By::Amount(amount))
}

/// `by 3%, or £1.2m`: the same change again.
fn alternative<'a>(sentence: &'a Sentence, position: usize, amount: &'a Amount) -> Option<Claim<'a>> {
    let other = position.checked_sub(1)?;
    let between = sentence.amounts[other].tokens.end..amount.from;
    let is_or = between.clone().any(|at| sentence.word(at) == "or")
        || between.len() == 1 && sentence.tokens[between.start].word == "(";
    let claim = of_amount(sentence, other, &sentence.amounts[other]).filter(|_| is_or && between.len() <= 2)?;
    matches!(claim.by, By::Amount(_)).then(|| Claim {
        tokens: amount.from..amount.tokens.end,
        way: claim.way,
        by: By::Amount(amount),
    })
}

fn is_noun_of_change(word: &str) -> bool {
    matches!(word, "rise" | "growth" | "increase" | "fall" | "drop" | "cut" | "reduction" | "decrease" | "decline")
}

/// A word that says that a figure moves, and perhaps which way: `went from` leaves it open.
#[derive(Clone, Copy)]
struct Move(Option<Way>);

fn moves(sentence: &Sentence, at: usize) -> Option<Move> {
    let word = sentence.word(at);
    let is_open = matches!(word, "change" | "changes" | "changed" | "went" | "goes" | "go");
    match times(word) {
        Some((many, of)) => Some(Move(Some(if many > of { Way::Up } else { Way::Down }))),
        None if is_open && way(sentence.word(at + 1)).is_none() => Some(Move(None)),
        None => way(word).map(|way| Move(Some(way))),
    }
}

/// `more than last year`, and not more than something else.
fn is_than_before(sentence: &Sentence, at: usize) -> bool {
    let than = (at + 1..sentence.tokens.len()).find(|at| sentence.word(*at) == "than");
    than.is_some_and(|than| {
        let next = sentence.tokens.get(than + 1);
        let is_time = next.is_some_and(|next| next.kind == Kind::Time);
        let is_in_time = sentence.word(than + 1) == "in"
            && sentence.tokens.get(than + 2).is_some_and(|next| next.kind == Kind::Time);
        let is_year = match sentence.word(than + 1) {
            "last" | "this" => sentence.word(than + 2) == "year",
            "the" => matches!(sentence.word(than + 2), "year" | "previous"),
            "in" => sentence.word(than + 2) == "the",
            "we" => matches!(sentence.word(than + 2), "did" | "do" | "spent"),
            next => matches!(next, "before" | "now"),
        };
        is_time || is_in_time || is_year
    })
}

/// `doubles`, `more than halved`, `will double`.
fn factor<'a>(sentence: &Sentence, at: usize) -> Option<Claim<'a>> {
    let word = sentence.word(at);
    let (many, of) = times(word)?;
    let before: Vec<&str> = (at.saturating_sub(4)..at).map(|at| sentence.word(at)).collect();
    let near = about(&before);
    let is_verb = !needs_auxiliary(word) || before.last().is_some_and(|word| is_auxiliary(word));
    let follows = sentence.word(at + 1);
    if !is_verb || matches!(follows, "as" | "check" | "up" | "room" | "rooms") {
        return None;
    }
    let (many, of) = (Decimal::from(many), Decimal::from(of));
    let (near, words) = near.map_or((None, 0), |(near, words)| (Some(near), words));
    // `More than halves` says that less than half is left.
    let near = match near {
        Some(About::More) if many < of => Some(About::Less),
        Some(About::Below) if many < of => Some(About::Above),
        near => near,
    };
    let amount = Amount { tokens: at..at + 1, from: at - words, size: Size::Times(many / of), about: near };
    let way = if many > of { Way::Up } else { Way::Down };
    Some(Claim { tokens: at - words..at + 1, way: Some(way), by: By::Factor(amount.reach()) })
}

/// What is to be said of a claim that no figures bear out.
fn refuted(names: &Names, sentence: &Sentence, subjects: &[Subject], claim: &Claim) -> Option<Diagnostic> {
    let bound = super::bound(names, sentence, subjects, &claim.tokens)?;
    let all: Vec<Series> = subjects.iter().flat_map(|subject| names.series(&subject.what, sentence)).collect();
    if all.iter().any(|series| claim.is_shown_by(series, sentence)) {
        return None;
    }
    let mut best: Option<(usize, Pair, Series)> = None;
    for series in names.series(&bound.what, sentence) {
        let pairs = pairs(&series, sentence);
        let said = pairs.into_iter().filter(|pair| claim.holds(pair, &series.unit).is_some());
        let Some(pair) = said.min_by_key(|pair| claim.distance(pair, &series.unit)) else { continue };
        if best.as_ref().is_none_or(|(likeness, ..)| series.likeness > *likeness) {
            best = Some((series.likeness, pair, series));
        }
    }
    let (_, pair, series) = best?;
    Some(claim.reported(sentence, &series, &pair))
}

/// The figures of two times.
#[derive(Clone, Copy)]
struct Pair {
    before: Known,
    after: Known,
}

/// The figures of a series for two times that a sentence may speak of; none where it speaks of a time without a figure.
fn pairs(series: &Series, sentence: &Sentence) -> Vec<Pair> {
    let mut dated: Vec<Known> = series.figures.iter().copied().filter(|known| known.period.is_some()).collect();
    dated.sort_by_key(|known| known.period.map(crate::value::period::Period::order));
    let is_at = |known: &Known, period| known.period.is_some_and(|own| is_same_time(own, period));
    if sentence.periods.iter().any(|period| !dated.iter().any(|known| is_at(known, *period))) {
        return Vec::new();
    }
    let all = (0..dated.len()).flat_map(|first| (first + 1..dated.len()).map(move |second| (first, second)));
    let all = all.map(|(before, after)| Pair { before: dated[before], after: dated[after] });
    all.filter(|pair| match sentence.periods[..] {
        [] => true,
        [period] => {
            is_at(&pair.after, period)
                || is_at(&pair.before, period) && (is_at(&dated[0], period) || begins_at(sentence))
        }
        [one, other] => {
            let (first, last) = if one.order() <= other.order() { (one, other) } else { (other, one) };
            is_at(&pair.before, first) && is_at(&pair.after, last)
        }
        _ => true,
    })
    .collect()
}

/// `since 2017-18`.
fn begins_at(sentence: &Sentence) -> bool {
    let time = sentence.tokens.iter().position(|token| token.kind == Kind::Time).and_then(|at| at.checked_sub(1));
    time.is_some_and(|at| matches!(sentence.word(at), "since" | "from" | "than" | "with" | "on" | "in"))
}

impl Claim<'_> {
    fn is_shown_by(&self, series: &Series, sentence: &Sentence) -> bool {
        let is_stated =
            || series.is_of_changes && series.figures.iter().any(|known| self.is_stated_by(known, &series.unit));
        pairs(series, sentence).iter().any(|pair| self.holds(pair, &series.unit) == Some(true)) || is_stated()
    }

    /// Whether a figure that is itself a change is this one.
    fn is_stated_by(&self, known: &Known, unit: &Unit) -> bool {
        let By::Amount(amount) = self.by else { return false };
        let number = if *unit == Unit::Percent && matches!(amount.size, Size::Part(..)) {
            known.number / Decimal::ONE_HUNDRED
        } else {
            known.number
        };
        amount.reach().has(number.abs())
    }

    /// Whether the figures of two times are so; nothing where they cannot say it.
    fn holds(&self, pair: &Pair, unit: &Unit) -> Option<bool> {
        let (before, after) = (pair.before.number, pair.after.number);
        let rounding = (pair.before.worth + pair.after.worth) / Decimal::TWO;
        let signed = |difference: Decimal| match self.way {
            Some(Way::Up) => difference,
            Some(Way::Down) => -difference,
            None => difference.abs(),
        };
        let difference = signed(after.checked_sub(before)?);
        match &self.by {
            By::Amount(amount) => match amount.size {
                Size::Part(..) => {
                    let of_before = amount
                        .reach()
                        .wider(rounding.checked_div(before.abs())?)
                        .has(difference.checked_div(before.abs())?);
                    let in_points = *unit == Unit::Percent
                        && amount.reach().wider(rounding / Decimal::ONE_HUNDRED).has(difference / Decimal::ONE_HUNDRED);
                    Some(of_before || in_points)
                }
                Size::Points(..) if *unit == Unit::Percent => Some(amount.reach().wider(rounding).has(difference)),
                Size::Money(..) if family(unit) == Family::Money => {
                    Some(amount.reach().wider(rounding).has(difference))
                }
                Size::Count(..) if is_count(unit) => Some(amount.reach().wider(rounding).has(difference)),
                _ => None,
            },
            By::Factor(reach) => Some(reach.has(after.checked_div(before)?)),
            By::Levels(from, to) => {
                let is_right = to.is_level(&pair.after, unit)?
                    && from.is_none_or(|from| from.is_level(&pair.before, unit) == Some(true));
                Some(is_right && !difference.is_sign_negative())
            }
        }
    }

    /// How far the figures of two times are from what is claimed, to say of the nearest what they are.
    fn distance(&self, pair: &Pair, unit: &Unit) -> Decimal {
        let (before, after) = (pair.before.number, pair.after.number);
        let signed = if self.way == Some(Way::Down) { before - after } else { after - before };
        let ratio = || signed.checked_div(before.abs()).unwrap_or(Decimal::MAX);
        match &self.by {
            By::Amount(amount @ Amount { size: Size::Part(..), .. }) => {
                let of_before = amount.number().saturating_sub(ratio()).abs();
                if *unit == Unit::Percent {
                    of_before.min((amount.number() - signed / Decimal::ONE_HUNDRED).abs())
                } else {
                    of_before
                }
            }
            By::Amount(amount) => amount.number().saturating_sub(signed).abs(),
            By::Factor(_) => -ratio(),
            By::Levels(_, to) => to.number().saturating_sub(after).abs(),
        }
    }

    fn reported(&self, sentence: &Sentence, series: &Series, pair: &Pair) -> Diagnostic {
        let said = sentence.text(self.tokens.clone());
        let place = sentence.place(self.tokens.clone());
        let (before, after) = (pair.before.number, pair.after.number);
        let voice = Voice::default();
        let time = |known: &Known| known.period.map_or_else(String::new, |period| voice.time(period));
        let (from, to) = (time(&pair.before), time(&pair.after));
        let fact = match &self.by {
            By::Levels(..) => {
                format!(
                    "{} is {} in {from} and {} in {to}",
                    series.name,
                    shown(before, &series.unit),
                    shown(after, &series.unit)
                )
            }
            _ => format!("{} is {} in {to} than in {from}", series.name, self.difference(before, after, &series.unit)),
        };
        let message = format!("this says “{said}”, but {fact} in {}", series.holder);
        Diagnostic::new(&CLAIMED_CHANGE, place, message)
            .also(pair.after.place, "the figure")
            .help("Correct the sentence or the figure.")
    }

    /// `3.6% higher`.
    fn difference(&self, before: Decimal, after: Decimal, unit: &Unit) -> String {
        let off = after - before;
        let way = if off.is_sign_negative() { "lower" } else { "higher" };
        let in_units =
            matches!(self.by, By::Amount(Amount { size: Size::Money(..) | Size::Count(..) | Size::Points(..), .. }));
        if in_units {
            let unit = if *unit == Unit::Percent { &Unit::Points } else { unit };
            return format!("{} {way}", shown(off.abs(), unit));
        }
        let percent =
            off.checked_mul(Decimal::ONE_HUNDRED).and_then(|off| off.checked_div(before.abs())).unwrap_or_default();
        format!("{} {way}", shown(percent.abs().round_dp(1), &Unit::Percent))
    }
}

impl Amount {
    /// Whether a figure is this one; nothing where they are counted in other things.
    pub(super) fn is_level(&self, known: &Known, unit: &Unit) -> Option<bool> {
        let reach = self.reach().wider(known.worth / Decimal::TWO);
        match self.size {
            Size::Part(..) if *unit == Unit::Percent => {
                Some(self.reach().wider(known.worth / Decimal::from(200)).has(known.number / Decimal::ONE_HUNDRED))
            }
            Size::Money(..) if family(unit) == Family::Money => Some(reach.has(known.number)),
            Size::Count(..) if is_count(unit) => Some(reach.has(known.number)),
            _ => None,
        }
    }
}

pub(super) fn is_count(unit: &Unit) -> bool {
    matches!(unit, Unit::Count(_) | Unit::Number | Unit::Time(_) | Unit::Rate(_))
}
