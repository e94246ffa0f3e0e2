//! A sentence → its words, the amounts that it names, `about a third`, and the times that it speaks of.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::names::slug;
use crate::base::span::{Span, Spanned};
use crate::check::figures::typed::step;
use crate::text::english::claims::{About, about, counted, part};
use crate::text::english::stems::stem;
use crate::text::sentence;
use crate::text::sentence::TypedFigure;
use crate::value::number::Unit;
use crate::value::period::Period;

/// A sentence, read for its claims.
pub(super) struct Sentence<'s> {
    /// As it was written.
    pub written: &'s Spanned<String>,
    /// Whether `{{ … }}` can stand in it.
    pub can_show: bool,
    /// Its words and what parts them.
    pub tokens: Vec<Token>,
    /// The amounts that it names, in order.
    pub amounts: Vec<Amount>,
    /// The times that it speaks of, in order.
    pub periods: Vec<Period>,
}

/// A word, a figure or a sign.
pub(super) struct Token {
    /// In lower case, without apostrophes. Of a sign, the sign.
    pub word: String,
    /// What kind of token it is.
    pub kind: Kind,
    at: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A figure, by its place among those of the sentence.
    Figure(usize),
    /// A time, or a part of one.
    Time,
    /// What parts words: a comma, a bracket, an insert.
    Sign,
}

/// An amount with what leads up to it: `by nearly a third`.
pub(super) struct Amount {
    /// Its tokens, without the words that say how near it is.
    pub tokens: Range<usize>,
    /// The first of the words that say how near it is, or of its own.
    pub from: usize,
    /// What it says.
    pub size: Size,
    /// The words that say how near it is.
    pub about: Option<About>,
}

/// What an amount is, with what its last digit is worth.
#[derive(Clone)]
pub(super) enum Size {
    /// A part of a whole, 1 for all of it.
    Part(Decimal, Decimal),
    /// A difference between two percentages.
    Points(Decimal, Decimal),
    /// So many times.
    Times(Decimal),
    /// Money in pounds.
    Money(Decimal, Decimal),
    /// Things.
    Count(Decimal, Decimal),
}

/// The numbers that an amount may stand for.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    low: Decimal,
    high: Decimal,
}

impl Reach {
    pub(super) fn has(self, number: Decimal) -> bool {
        (self.low..=self.high).contains(&number)
    }

    /// The same, and so much more on both sides.
    pub(super) fn wider(self, by: Decimal) -> Self {
        Self { low: self.low.saturating_sub(by), high: self.high.saturating_add(by) }
    }
}

/// More than any figure of a plan.
const ENDLESS: Decimal = Decimal::from_parts(0, 0, 1_000_000, false, 0);

impl Amount {
    pub(super) fn number(&self) -> Decimal {
        match self.size {
            Size::Part(number, _) | Size::Points(number, _) | Size::Money(number, _) | Size::Count(number, _) => number,
            Size::Times(number) => number,
        }
    }

    /// The numbers that it may stand for: as far as its last digit says, and as the words before it say.
    pub(super) fn reach(&self) -> Reach {
        let number = self.number();
        let slack = match self.size {
            Size::Part(_, step) => step * Decimal::new(6, 1),
            // Of long figures, the rest is often cut off instead of rounded.
            Size::Money(number, step) if number.abs() >= step * Decimal::TEN => step,
            Size::Money(_, step) => step * Decimal::new(6, 1),
            Size::Points(_, step) | Size::Count(_, step) => step / Decimal::TWO,
            Size::Times(number) => number * Decimal::new(6, 2),
        };
        let part = |percent: i64| number.abs() * Decimal::new(percent, 2) + slack;
        let (low, high) = match self.about {
            None => (number - slack, number + slack),
            Some(About::Near) => (number - part(8), number + part(8)),
            Some(About::Below) => (number - part(15), number + slack),
            Some(About::Above) => (number - slack, number + part(15)),
            Some(About::Less) => (-ENDLESS, number + slack),
            Some(About::More) => (number - slack, ENDLESS),
        };
        Reach { low, high }
    }
}

impl<'s> Sentence<'s> {
    pub(super) fn of(written: &'s Spanned<String>, can_show: bool) -> Self {
        let figures = sentence::figures(written);
        let (times, periods) = times(written);
        let tokens = tokens(written, &figures, &times);
        let amounts = amounts(&tokens, &figures);
        Self { written, can_show, tokens, amounts, periods }
    }

    /// The place of some of its tokens.
    pub(super) fn place(&self, tokens: Range<usize>) -> Span {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.at.start);
        let end = self.tokens.get(tokens.end.saturating_sub(1)).map_or(start, |token| token.at.end);
        self.written.span.within(start, end)
    }

    /// Some of its tokens as they were written.
    pub(super) fn text(&self, tokens: Range<usize>) -> &str {
        let place = self.place(tokens);
        let start = self.written.span.start;
        self.written.value.get((place.start - start) as usize..(place.end - start) as usize).unwrap_or_default()
    }

    /// The word at a position; nothing where there is a sign or no token.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| token.kind != Kind::Sign).map_or("", |token| token.word.as_str())
    }

    pub(super) fn has(&self, is_so: fn(&str) -> bool) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Word && is_so(&token.word))
    }

    /// The sentence as stems with hyphens between them, and where each begins.
    pub(super) fn stems(&self) -> (String, Vec<usize>) {
        let (mut joined, mut begins) = (String::new(), Vec::new());
        for token in &self.tokens {
            begins.push(joined.len());
            joined.push_str(stem(&token.word));
            joined.push('-');
        }
        (joined, begins)
    }
}

/// Where times are, and which.
fn times(written: &Spanned<String>) -> (Vec<Range<usize>>, Vec<Period>) {
    let text = &written.value;
    let start = written.span.start;
    let within = |span: Span| (span.start - start) as usize..(span.end - start) as usize;
    let days = sentence::days(written).into_iter().filter_map(|day| {
        let (first, last) = day.days?;
        let period = if first == last { Period::Day(first) } else { Period::Month(first.year(), first.month()) };
        Some((within(day.span), period))
    });
    let mut found: Vec<(Range<usize>, Period)> = days.collect();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let begins = at + (word.len() - word.trim_start_matches(['(', '“', '‘']).len());
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_time = bare.len() >= 4 && bare.starts_with(['1', '2']) && !bare.contains(',');
        let range = begins..begins + bare.len();
        let Some(period) = Period::parse(bare).filter(|_| is_time) else { continue };
        if !found.iter().any(|(other, _)| other.contains(&range.start)) {
            found.push((range, period));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().unzip()
}

fn tokens(written: &Spanned<String>, figures: &[TypedFigure], times: &[Range<usize>]) -> Vec<Token> {
    let text = written.value.as_str();
    let start = written.span.start;
    let figures: Vec<Range<usize>> =
        figures.iter().map(|figure| (figure.span.start - start) as usize..(figure.span.end - start) as usize).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(sign) = text[at..].chars().next() {
        let time = times.iter().find(|range| range.start == at);
        let figure = figures.iter().position(|range| range.start == at);
        let (end, kind) = match (time, figure) {
            (Some(range), _) => (range.end, Some(Kind::Time)),
            (None, Some(figure)) => (figures[figure].end, Some(Kind::Figure(figure))),
            _ if sign.is_alphanumeric() => (at + length_of_word(&text[at..]), Some(Kind::Word)),
            _ if text[at..].starts_with("      ") => (at + length_of_gap(&text[at..]), Some(Kind::Sign)),
            _ if ",;:()–—?!".contains(sign) => (at + sign.len_utf8(), Some(Kind::Sign)),
            _ => (at + sign.len_utf8(), None),
        };
        if let Some(kind) = kind {
            let word = if kind == Kind::Sign { text[at..end].trim().to_owned() } else { slug(&text[at..end]) };
            found.push(Token { word, kind, at: at..end });
        }
        at = end.max(at + sign.len_utf8());
    }
    found
}

/// The letters of a word, and the apostrophes in it.
fn length_of_word(text: &str) -> usize {
    text.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '\'' | '’')).unwrap_or(text.len())
}

/// The spaces for something that is not the author's own words.
fn length_of_gap(text: &str) -> usize {
    text.find(|sign: char| sign != ' ').unwrap_or(text.len())
}

fn amounts(tokens: &[Token], figures: &[TypedFigure]) -> Vec<Amount> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let Some((size, length)) = amount(tokens, figures, at) else {
            at += 1;
            continue;
        };
        let before: Vec<&str> = tokens[at.saturating_sub(4)..at].iter().map(|token| token.word.as_str()).collect();
        let near = about(&before);
        let from = at - near.map_or(0, |(_, words)| words);
        found.push(Amount { tokens: at..at + length, from, size, about: near.map(|(about, _)| about) });
        at += length;
    }
    found
}

/// The amount that begins with a token, and how many tokens it has.
fn amount(tokens: &[Token], figures: &[TypedFigure], at: usize) -> Option<(Size, usize)> {
    let word = |at: usize| tokens.get(at).filter(|token| token.kind != Kind::Sign).map_or("", |token| &token.word);
    let figure = |at: usize| match tokens.get(at)?.kind {
        Kind::Figure(figure) => figures.get(figure),
        _ => None,
    };
    let number = |at: usize| {
        let Some(figure) = figure(at) else {
            return counted(word(at), word(at + 1))
                .map(|(number, length)| (Decimal::from(number), Decimal::ONE, length));
        };
        (figure.unit == Unit::Count(None)).then_some((figure.quantity.number()?, step(figure), 1))
    };
    let percent =
        |number: Decimal, step: Decimal| Size::Part(number / Decimal::ONE_HUNDRED, step / Decimal::ONE_HUNDRED);
    if let Some(figure) = figure(at).filter(|figure| figure.unit != Unit::Count(None)) {
        let number = figure.quantity.number()?;
        let size = match figure.unit {
            Unit::Percent if is_points(word(at + 1)) => return Some((Size::Points(number, step(figure)), 2)),
            Unit::Percent => percent(number, step(figure)),
            _ => Size::Money(number, step(figure)),
        };
        return Some((size, 1));
    }
    if let Some(found) = fraction(word(at), word(at + 1), word(at + 2)) {
        return Some(found);
    }
    if word(at) == "twice" {
        return Some((Size::Times(Decimal::TWO), 1));
    }
    let (first, worth, length) = number(at)?;
    let behind = at + length;
    if matches!(word(behind), "in" | "out") {
        let of = if word(behind) == "out" && word(behind + 1) == "of" { behind + 2 } else { behind + 1 };
        if let Some((whole, _, more)) = number(of).filter(|(whole, ..)| *whole > first && is_round_whole(*whole)) {
            let part = first / whole;
            return Some((Size::Part(part, part * Decimal::new(13, 2)), of + more - at));
        }
    }
    match (word(behind), word(behind + 1)) {
        ("per", "cent") => Some((percent(first, worth), behind + 2 - at)),
        ("percent", _) => Some((percent(first, worth), behind + 1 - at)),
        ("percentage", points) if is_points(points) => Some((Size::Points(first, worth), behind + 2 - at)),
        (points, _) if is_points(points) => Some((Size::Points(first, worth), behind + 1 - at)),
        ("times", _) => Some((Size::Times(first), behind + 1 - at)),
        _ => Some((Size::Count(first, worth), length)),
    }
}

fn is_points(word: &str) -> bool {
    matches!(word, "point" | "points" | "pp" | "ppt")
}

/// `one in four`, `9 in 10`, but not `12 in 17`.
fn is_round_whole(number: Decimal) -> bool {
    number <= Decimal::TEN || (number % Decimal::TEN).is_zero() && number <= Decimal::ONE_THOUSAND
}

/// `half`, `a third`, `two thirds`. Every word for a part is a rounded one.
fn fraction(first: &str, second: &str, third: &str) -> Option<(Size, usize)> {
    let size = |of: u32, whole: u32| {
        let part = Decimal::from(of) / Decimal::from(whole);
        Size::Part(part, part * Decimal::new(13, 2))
    };
    match (first, part(second)) {
        ("half", _) => Some((size(1, 2), 1)),
        ("most", _) if second == "of" => Some((Size::Part(Decimal::new(75, 2), Decimal::new(42, 2)), 1)),
        ("majority", _) => Some((Size::Part(Decimal::new(75, 2), Decimal::new(42, 2)), 1)),
        ("a" | "one", Some(whole)) if third != "of" || whole > 1 => Some((size(1, whole), 2)),
        (many, Some(whole)) => {
            let (of, _) = counted(many, "")?;
            (of < whole).then(|| (size(of, whole), 2))
        }
        _ => None,
    }
}
