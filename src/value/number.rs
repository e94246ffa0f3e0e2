//! Numbers as people write them in plans → exact values.
//!
//! `1,234` · `(466)` · `-2.9%` · `£3.5m` · `c3.2%` · `5 to 7` · `n/a` · `TBC`. Everything is decimal and
//! keeps the decimals that were typed. What a number looks like on a page is decided in
//! [`crate::value::voice`].

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;

use crate::base::brackets::is_to_be_confirmed;

/// What a figure counts or measures.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// A share in percent.
    Percent,
    /// A difference between two shares.
    Points,
    /// Things, with their name where it was given: `count of beds`.
    Count(Option<String>),
    /// Pounds, in ones, thousands, millions …, and for each of what: `£ per patient`.
    Money(Scale, Option<String>),
    /// `per 1,000 births`.
    Rate(String),
    /// A length of time: `days`, `hours a week`.
    Time(String),
    /// A plain number: a ratio or an index.
    Number,
    /// A place in an order: `23rd`, `23rd of 150`.
    Rank,
    /// A word: a rating, a date or anything else that is not counted.
    Words,
}

/// In which size money is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scale {
    /// £
    One,
    /// £000
    Thousand,
    /// £m
    Million,
    /// £bn
    Billion,
}

/// One figure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Quantity {
    /// Its value.
    pub amount: Amount,
    /// `about`, `more than` … if it was not meant exactly.
    pub hedge: Option<Hedge>,
}

/// How a number is meant that is not meant exactly.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Hedge {
    /// About so much.
    About,
    /// A little less.
    Almost,
    /// So much or more.
    AtLeast,
    /// More.
    MoreThan,
    /// So much or less.
    AtMost,
    /// So much or less, where it may be much less.
    UpTo,
    /// Less.
    LessThan,
    /// Less, of things that are counted.
    FewerThan,
}

/// The value of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Amount {
    /// One number, in the scale of its unit.
    Number(Decimal),
    /// From one number to another.
    Range(Decimal, Decimal),
    /// A place among so many: 23rd of 150.
    Place(Decimal, Decimal),
    /// To be confirmed: a value of its own, counted and listed.
    ToBeConfirmed,
    /// Not applicable.
    NotApplicable,
    /// Nothing, on purpose: a dash.
    Dash,
    /// Nothing was written.
    Blank,
    /// A word, where words are allowed.
    Words(String),
}

/// What the words before a number leave open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Nothing, or as little as `about` does.
    None,
    /// It is the number or higher.
    Least,
    /// It is higher.
    Above,
    /// It is the number or lower.
    Most,
    /// It is lower.
    Below,
}

impl Hash for Amount {
    /// Takes 3.1 and 3.10, which are equal and are written differently, for two values.
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        let mut digits = |number: &Decimal| number.serialize().hash(state);
        match self {
            Self::Number(number) => digits(number),
            Self::Range(first, second) | Self::Place(first, second) => {
                digits(first);
                digits(second);
            }
            Self::Words(words) => words.hash(state),
            Self::ToBeConfirmed | Self::NotApplicable | Self::Dash | Self::Blank => {}
        }
    }
}

impl Hedge {
    /// What it leaves open.
    #[must_use]
    pub fn bound(self) -> Bound {
        match self {
            Self::AtLeast => Bound::Least,
            Self::MoreThan => Bound::Above,
            Self::AtMost | Self::UpTo => Bound::Most,
            Self::LessThan | Self::FewerThan | Self::Almost => Bound::Below,
            Self::About => Bound::None,
        }
    }

    /// The same of things that are counted, of which there are fewer and not less.
    #[must_use]
    pub fn of_things(self) -> Self {
        if self == Self::LessThan { Self::FewerThan } else { self }
    }
}

impl Bound {
    /// Whether it may be higher than the number.
    #[must_use]
    pub fn may_be_more(self) -> bool {
        matches!(self, Self::Least | Self::Above)
    }

    /// Whether it may be lower than the number.
    #[must_use]
    pub fn may_be_less(self) -> bool {
        matches!(self, Self::Most | Self::Below)
    }
}

/// The words with which a unit may begin, for messages and suggestions.
pub const UNITS: [&str; 19] = [
    "percent",
    "percentage points",
    "count",
    "£",
    "£000",
    "£m",
    "£bn",
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "ratio",
    "index",
    "score",
    "rating",
    "rank",
    "text",
];

/// How a number may open when it is not exact, and what is said for it.
const HEDGES: [(&str, Hedge); 24] = [
    ("no more than", Hedge::AtMost),
    ("not more than", Hedge::AtMost),
    ("circa.", Hedge::About),
    ("~", Hedge::About),
    (">", Hedge::MoreThan),
    ("<", Hedge::LessThan),
    ("≥", Hedge::AtLeast),
    ("≤", Hedge::AtMost),
    ("approximately", Hedge::About),
    ("around", Hedge::About),
    ("almost", Hedge::Almost),
    ("nearly", Hedge::Almost),
    ("about", Hedge::About),
    ("circa", Hedge::About),
    ("at least", Hedge::AtLeast),
    ("at most", Hedge::AtMost),
    ("more than", Hedge::MoreThan),
    ("less than", Hedge::LessThan),
    ("fewer than", Hedge::FewerThan),
    ("over", Hedge::MoreThan),
    ("under", Hedge::LessThan),
    ("up to", Hedge::UpTo),
    ("c.", Hedge::About),
    ("c", Hedge::About),
];

impl Scale {
    /// What one of it is worth in pounds, as a power of ten.
    #[must_use]
    pub fn zeros(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }

    /// How a heading shows it: `£000`.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::One => "£",
            Self::Thousand => "£000",
            Self::Million => "£m",
            Self::Billion => "£bn",
        }
    }
}

impl Unit {
    /// Reads a unit as the front matter writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(money) = text.strip_prefix('£') {
            let (scale, per) =
                money.split_once(" per ").map_or((money, None), |(scale, per)| (scale, Some(per.to_owned())));
            return Some(Self::Money(scale_of(scale.trim())?, per));
        }
        if text.starts_with("per ") {
            return Some(Self::Rate(text.to_owned()));
        }
        if let Some(noun) = text.strip_prefix("count of ") {
            return Some(Self::Count(Some(noun.to_owned())));
        }
        match text {
            "percent" | "per cent" | "%" => Some(Self::Percent),
            "percentage points" | "points" => Some(Self::Points),
            "count" => Some(Self::Count(None)),
            "money" => Some(Self::Money(Scale::One, None)),
            "number" | "ratio" | "rate" | "index" | "score" => Some(Self::Number),
            "rank" => Some(Self::Rank),
            "text" | "rating" | "date" => Some(Self::Words),
            _ => {
                let first = text.split(' ').next().unwrap_or("");
                let time = ["minutes", "hours", "days", "weeks", "months", "years"];
                time.contains(&first).then(|| Self::Time(text.to_owned()))
            }
        }
    }

    /// As the front matter writes it, for [`Unit::parse`]: `percent`, `count of beds`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Percent => "percent".to_owned(),
            Self::Count(noun) => noun.as_ref().map_or("count".to_owned(), |noun| format!("count of {noun}")),
            Self::Number => "number".to_owned(),
            Self::Rank => "rank".to_owned(),
            Self::Words => "text".to_owned(),
            Self::Points | Self::Money(..) | Self::Rate(_) | Self::Time(_) => self.symbol(),
        }
    }

    /// What stands in a table's heading: `£000`, `%`, `per 1,000 births`.
    #[must_use]
    pub fn symbol(&self) -> String {
        match self {
            Self::Percent => "%".to_owned(),
            Self::Points => "percentage points".to_owned(),
            Self::Count(noun) => noun.clone().unwrap_or_default(),
            Self::Money(scale, per) => {
                let size = scale.symbol();
                per.as_ref().map_or(size.to_owned(), |per| format!("{size} per {per}"))
            }
            Self::Rate(text) | Self::Time(text) => text.clone(),
            Self::Number | Self::Rank | Self::Words => String::new(),
        }
    }
}

impl Quantity {
    /// An exact number.
    #[must_use]
    pub fn exact(number: Decimal) -> Self {
        Self { amount: Amount::Number(number), hedge: None }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { amount: Amount::Blank, hedge: None }
    }

    /// What is said where there is no figure or date: nothing, a dash, `n/a`, `TBC`.
    #[must_use]
    pub fn in_place_of_a_figure(text: &str) -> Option<Self> {
        standing_words(text.trim()).map(|amount| Self { amount, hedge: None })
    }

    /// Money counted in one size, in another: £3.5m is £3,500,000. Nothing if that has more digits than can be counted with.
    #[must_use]
    pub fn resized(&self, from: Scale, to: Scale) -> Option<Self> {
        let resize = |number: Decimal| shift(number, from.zeros(), to.zeros()).ok();
        let amount = match &self.amount {
            amount if from == to => amount.clone(),
            Amount::Number(number) => Amount::Number(resize(*number)?),
            Amount::Range(low, high) => Amount::Range(resize(*low)?, resize(*high)?),
            other => other.clone(),
        };
        Some(Self { amount, hedge: self.hedge })
    }

    /// What the words before its number leave open.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.hedge.map_or(Bound::None, Hedge::bound)
    }

    /// Whether there is a value at all.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self.amount, Amount::Number(_) | Amount::Range(..) | Amount::Place(..) | Amount::Words(_))
    }

    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.amount {
            Amount::Number(number) | Amount::Place(number, _) => Some(number),
            _ => None,
        }
    }

    /// What was meant where commas stand before decimals: `0.435` for `0,435`, `1,234.56` for `1.234,56`. Nothing where
    /// `text` can be read as it is, or cannot be read with its commas and points changed round either.
    #[must_use]
    pub fn with_decimal_points(text: &str, unit: &Unit) -> Option<String> {
        let meant = commas_and_points_changed_round(text);
        let is_figure = |text: &str| Self::parse(text, unit).is_ok_and(|figure| figure.is_counted());
        (text.contains(',') && is_figure(&meant) && Self::parse(text, unit).is_err()).then_some(meant)
    }

    /// Whether it is one number or from one to another.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self.amount, Amount::Number(_) | Amount::Range(..))
    }

    /// Reads a figure of `unit`.
    ///
    /// # Errors
    /// What is wrong with the number, in words that continue "`…` is not a number: ".
    pub fn parse(text: &str, unit: &Unit) -> Result<Self, &'static str> {
        let scale = if let Unit::Money(scale, _) = unit { *scale } else { Scale::One };
        // Most figures are digits and nothing else: none of the other forms need be looked for.
        let is_of_digits = |text: &str| !text.is_empty() && text.bytes().all(is_of_digits);
        if !matches!(unit, Unit::Rank | Unit::Words) && is_of_digits(text) {
            return Ok(Self::exact(number(text, scale)?));
        }
        if let Some(standing) = Self::in_place_of_a_figure(text) {
            return Ok(standing);
        }
        if *unit == Unit::Words {
            return Ok(Self { amount: Amount::Words(text.trim().to_owned()), hedge: None });
        }
        let text = with_joined_thousands(without_emphasis(text.trim()));
        let text = text.trim();
        if *unit != Unit::Rank && is_of_digits(text) {
            return Ok(Self::exact(number(text, scale)?));
        }
        let text = without_unit(text, unit);
        if *unit == Unit::Percent && is_share_in_words(text) || *unit == Unit::Rank && is_quantile(text) {
            return Ok(Self { amount: Amount::Words(text.to_owned()), hedge: None });
        }
        fits(text, unit)?;
        let (hedge, rest) = split_hedge(text);
        let (hedge, rest) = match rest.strip_suffix('+') {
            Some(rest) if hedge.is_none() => (Some(Hedge::AtLeast), rest.trim_end()),
            _ => (hedge, rest),
        };
        if *unit == Unit::Rank {
            return Ok(Self { amount: place(rest)?, hedge });
        }
        let in_brackets = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if in_brackets.is_some_and(|inner| range(inner).is_some()) {
            return Err("brackets mean a number below zero. Write a range without brackets");
        }
        let amount = match range(rest) {
            Some((from, to)) => {
                let (from, to) = (number(&in_size_of(from, to), scale)?, number(to, scale)?);
                if from > to {
                    return Err("write a range from the lower number to the higher, as in 5 to 7");
                }
                Amount::Range(from, to)
            }
            None => Amount::Number(number(rest, scale)?),
        };
        Ok(Self { amount, hedge })
    }
}

/// The same text with the signs of another country: `1,234.5` for `1.234,5`.
#[must_use]
pub fn commas_and_points_changed_round(text: &str) -> String {
    let other = |sign: char| match sign {
        ',' => '.',
        '.' => ',',
        sign => sign,
    };
    text.chars().map(other).collect()
}

/// A pound sign, a percent sign or a unit of time that contradicts the unit is a slip, not a value.
fn fits(text: &str, unit: &Unit) -> Result<(), &'static str> {
    if text.contains('£') && !matches!(unit, Unit::Money(..)) {
        return Err("it is money, but its unit is not");
    }
    let is_share = text.contains('%') || PER_CENT.iter().any(|words| text.contains(words));
    if is_share && !matches!(unit, Unit::Percent | Unit::Points) {
        return Err("it is a percentage, but its unit is not");
    }
    let last = text.rsplit(' ').next().unwrap_or("");
    let is_time = ["minute", "hour", "day", "week", "month", "year"].contains(&last.trim_end_matches('s'));
    if *unit != Unit::Percent && text.contains(' ') && is_share_in_words(text) {
        return Err("a percentage in words needs the unit percent");
    }
    if *unit != Unit::Rank && is_place(text) {
        return Err("a ranking needs the unit rank");
    }
    match unit {
        Unit::Time(_) if is_time => Err("it has another unit of time than the measure. Write only the number"),
        _ if is_time => Err("it is a length of time, but its unit is not"),
        _ => Ok(()),
    }
}

/// How a share is written with words behind its number.
const PER_CENT: [&str; 2] = ["per cent", "percent"];

/// A figure in bold is the same figure: `**791**`.
fn without_emphasis(text: &str) -> &str {
    let inside = |mark: &str| text.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.is_empty());
    ["**", "__", "*", "_"].into_iter().find_map(inside).unwrap_or(text)
}

/// A digit, or what is written between digits.
fn is_of_digits(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b',' | b'.')
}

/// Without the spaces that set thousands apart, of whatever width: `1 234 567`. A space stays where it parts two numbers.
fn with_joined_thousands(text: &str) -> Cow<'_, str> {
    let text = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace(['\u{2009}', '\u{202f}', '\u{a0}'], " "))
    };
    let bare = text.trim().trim_start_matches(['-', '−', '£', '(']).trim_end_matches([')', '%']);
    let (whole, decimals) = bare.split_once('.').unwrap_or((bare, "0"));
    let Some((first, rest)) = whole.split_once(' ') else { return text };
    let is_first = is_whole(first) && first.len() <= 3 && !first.starts_with('0');
    let is_parted = is_first && is_whole(decimals) && rest.split(' ').all(|group| group.len() == 3 && is_whole(group));
    if is_parted { Cow::Owned(text.replace(' ', "")) } else { text }
}

/// The unit may be written behind the number again: `15 minutes`, `1 hour`, `12 per 1,000 births`, `40 beds`.
fn without_unit<'t>(text: &'t str, unit: &Unit) -> &'t str {
    let words = match unit {
        Unit::Time(words) | Unit::Rate(words) | Unit::Count(Some(words)) => words.clone(),
        Unit::Money(_, Some(per)) => format!("per {per}"),
        _ => return text,
    };
    let number = text.strip_suffix(words.as_str()).or_else(|| text.strip_suffix(words.trim_end_matches('s')));
    number.filter(|number| number.ends_with(' ')).map_or(text, str::trim_end)
}

/// Shares that plans say in words: `two thirds`, `almost a quarter`, `1 in 10`. They are shown as they stand.
fn is_share_in_words(text: &str) -> bool {
    const SHARES: [&str; 10] =
        ["half", "a half", "a third", "two thirds", "a quarter", "three quarters", "a fifth", "a tenth", "all", "none"];
    const COUNTS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let text = text.to_lowercase();
    let opening = HEDGES.iter().filter(|(opening, _)| opening.len() > 2);
    let bare = opening.clone().find_map(|(opening, _)| text.strip_prefix(opening)?.strip_prefix(" "));
    let text = bare.unwrap_or(&text);
    let is_count = |text: &str| is_whole(text) || COUNTS.contains(&text);
    let is_part = |sign: &str| text.split_once(sign).is_some_and(|(part, whole)| is_count(part) && is_count(whole));
    SHARES.contains(&text) || is_part(" in ") || is_part(" out of ")
}

/// Parts of a ranking that plans say in words: `lowest decile`, `top quarter`. They are shown as they stand.
fn is_quantile(text: &str) -> bool {
    let parts = ["decile", "quartile", "quintile", "tercile", "tenth", "quarter", "fifth", "third", "half"];
    text.to_lowercase().split(' ').next_back().is_some_and(|last| parts.contains(&last)) && text.contains(' ')
}

/// Whether it is digits and nothing else.
fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5 to 7`, `from 5 to 7`, `between 5 and 7`, `30–50`, and `5-7` where a minus makes no sense.
fn range(text: &str) -> Option<(&str, &str)> {
    let after = |opening: &str| text.strip_prefix(opening);
    let in_words = || match (after("from ").or_else(|| after("ranged from ")), after("between ")) {
        (Some(rest), _) => rest.split_once(" to "),
        (None, Some(rest)) => rest.split_once(" and "),
        (None, None) => text.split_once(" to "),
    };
    let is_number = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let dash = || text.split_once('–').filter(|(from, _)| is_number(from));
    in_words().or_else(dash).or_else(|| text.split_once(" - ")).or_else(|| hyphenated(text))
}

/// `5-7`, but not `-7` and not the year `2017-18`.
fn hyphenated(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once('-')?;
    let digits = from.trim_end_matches('%');
    let is_number = digits.contains(|letter: char| letter.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || ",.£".contains(letter));
    let grows = digits.len() <= to.trim_end_matches(|letter: char| !letter.is_ascii_digit()).len();
    (is_number && grows && to.starts_with(|letter: char| letter.is_ascii_digit())).then_some((from, to))
}

/// `23`, `23rd`, `23rd of 150` or `23rd out of 150`.
fn place(text: &str) -> Result<Amount, &'static str> {
    let counted = |text: &str| {
        let digits = ordinal(text).unwrap_or(text);
        let place = number(digits, Scale::One)?;
        let is_place = place.is_integer() && place >= Decimal::ONE;
        if is_place { Ok(place.normalize()) } else { Err("write a ranking as a whole number from 1 on, as in 23rd") }
    };
    match text.split_once(" out of ").or_else(|| text.split_once(" of ")) {
        Some((place, of)) => Ok(Amount::Place(counted(place.trim())?, counted(of.trim())?)),
        None => Ok(Amount::Number(counted(text)?)),
    }
}

/// The digits of `23rd`.
fn ordinal(text: &str) -> Option<&str> {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).filter(|digits| is_whole(digits))
}

/// `23rd`, `23rd of 150`.
fn is_place(text: &str) -> bool {
    ordinal(text.split(' ').next().unwrap_or("")).is_some()
}

fn scale_of(text: &str) -> Option<Scale> {
    match text {
        "" => Some(Scale::One),
        "000" | "'000" | "’000" | ",000" | "k" | "thousand" => Some(Scale::Thousand),
        "m" | "M" | "million" => Some(Scale::Million),
        "bn" | "billion" => Some(Scale::Billion),
        _ => None,
    }
}

fn standing_words(text: &str) -> Option<Amount> {
    let is_any = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        "" => Some(Amount::Blank),
        _ if is_dash(text) => Some(Amount::Dash),
        _ if is_any(&["n/a", "na", "not applicable"]) => Some(Amount::NotApplicable),
        _ if is_to_be_confirmed(text) => Some(Amount::ToBeConfirmed),
        _ => None,
    }
}

/// A dash, which stands behind a pound sign where a spreadsheet shows that there is no money.
fn is_dash(text: &str) -> bool {
    matches!(text.strip_prefix('£').map_or(text, str::trim_start), "-" | "–" | "—")
}

fn split_hedge(text: &str) -> (Option<Hedge>, &str) {
    for (opening, said) in HEDGES {
        let Some(rest) = text
            .get(..opening.len())
            .filter(|start| start.eq_ignore_ascii_case(opening))
            .map(|_| &text[opening.len()..])
        else {
            continue;
        };
        let rest = rest.trim_start();
        if rest.starts_with(|letter: char| letter.is_ascii_digit() || "£-(−.".contains(letter)) {
            return (Some(said), rest);
        }
    }
    (None, text)
}

/// In `5 to 7m` both are millions.
fn in_size_of(from: &str, to: &str) -> String {
    let digits = to.trim_end_matches(|letter: char| letter.is_alphabetic());
    let has_size = from.trim_end().ends_with(|letter: char| letter.is_alphabetic());
    if has_size { from.to_owned() } else { format!("{}{}", from.trim_end(), &to[digits.len()..]) }
}

/// One number with its sign, its commas and its unit sign, in the scale that its unit has.
fn number(text: &str, scale: Scale) -> Result<Decimal, &'static str> {
    if text.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.') && !text.is_empty() {
        return plain(text);
    }
    let is_pounds = text.contains('£');
    let (negative, text) = sign(text.trim())?;
    let text = text.trim().trim_start_matches('£').trim();
    let per_cent = PER_CENT.iter().find_map(|words| text.strip_suffix(words));
    let text = text.strip_suffix('%').or(per_cent).unwrap_or(text).trim();
    let digits_end =
        text.find(|letter: char| !(letter.is_ascii_digit() || ",.".contains(letter))).unwrap_or(text.len());
    let (digits, size) = text.split_at(digits_end);
    let word = size.trim();
    let size = scale_of(word.strip_suffix(" pounds").unwrap_or(word)).ok_or_else(|| stray(digits, size))?;
    if is_pounds && size == Scale::One && scale != Scale::One {
        return Err(
            "with a pound sign it would be pounds, but its unit is thousands or more. Leave out the sign, or add k, \
             m or bn",
        );
    }
    let value = plain(digits)?;
    let value = if size == Scale::One || size == scale { value } else { shift(value, size.zeros(), scale.zeros())? };
    // Less than nothing by nothing is nothing.
    Ok(if negative && !value.is_zero() { -value } else { value })
}

/// What is wrong with a number that has something else behind its digits.
fn stray(digits: &str, rest: &str) -> &'static str {
    match rest.strip_prefix(['-', '+', '−']) {
        Some(_) if digits.is_empty() => "it has two signs before it. Write one, as in -5",
        Some("") => "write a minus before the number, as in -5",
        Some(_) => "write a range with `to`, as in 80 to 100",
        None => "it has letters or signs that do not belong in a number",
    }
}

/// Brackets and a leading sign, or the dash that a word processor makes of it, mean less than nothing.
fn sign(text: &str) -> Result<(bool, &str), &'static str> {
    if let Some(inner) = text.strip_prefix('(') {
        return inner.strip_suffix(')').map(|inner| (true, inner)).ok_or("its bracket is not closed");
    }
    let text = text.strip_prefix('£').filter(|rest| rest.starts_with(['-', '−', '–', '('])).unwrap_or(text);
    if text.starts_with('(') {
        return sign(text);
    }
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => Ok((true, rest)),
        None => Ok((false, text.strip_prefix('+').unwrap_or(text))),
    }
}

/// Digits before the point, in whatever size it is written and kept: module enough for every pound of the country, and for
/// sums and sizes of them, without ever running out of digits.
const MOST_DIGITS: u32 = 18;
const TOO_LONG: &str = "it has too many digits";

/// Digits with commas in the right places and at most one point.
fn plain(digits: &str) -> Result<Decimal, &'static str> {
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    if decimals.is_some_and(|decimals| decimals.is_empty() || decimals.contains(['.', ','])) {
        return Err("its decimal point is in the wrong place");
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let is_grouped = first.len() == whole.len() || matches!(first.len(), 1..=3) && groups.all(|group| group.len() == 3);
    if !is_grouped {
        return Err("the commas are in the wrong place");
    }
    if whole.starts_with('0') && whole.contains(',') {
        return Err("a number with thousands cannot start with 0");
    }
    if whole.is_empty() && decimals.is_none() {
        return Err("it has no digits");
    }
    if whole.len() > MOST_DIGITS as usize || decimals.is_some_and(|decimals| decimals.len() > 9) {
        return Err(TOO_LONG);
    }
    let joined = match whole {
        "" => Cow::Owned(format!("0{digits}")),
        _ if whole.contains(',') => Cow::Owned(digits.replace(',', "")),
        _ => Cow::Borrowed(digits),
    };
    joined.parse().map_err(|_| TOO_LONG)
}

/// Whether a number has no more digits than can be counted with.
#[must_use]
pub fn is_countable(number: Decimal) -> bool {
    number.abs() < Decimal::from(10_u64.pow(MOST_DIGITS))
}

/// A value in one size of money, in another: `£3.5m` in a column of £000 is 3,500.
fn shift(value: Decimal, from: u32, to: u32) -> Result<Decimal, &'static str> {
    let ten = |zeros: u32| Decimal::from(10_u64.pow(zeros));
    let moved = if from >= to { value.checked_mul(ten(from - to)) } else { value.checked_div(ten(to - from)) };
    moved.map(|moved| moved.normalize()).filter(|moved| is_countable(*moved)).ok_or(TOO_LONG)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: &Unit) -> Result<String, &'static str> {
        Quantity::parse(text, unit).map(|found| {
            let amount = match found.amount {
                Amount::Number(number) => number.to_string(),
                Amount::Range(from, to) => format!("{from}..{to}"),
                other => format!("{other:?}"),
            };
            format!("{}{amount}", found.hedge.map_or(String::new(), |hedge| format!("{hedge:?} ")))
        })
    }

    #[test]
    fn the_forms_that_plans_use_are_read_exactly() {
        for (text, value) in [
            ("1,234", "1234"),
            ("221,961", "221961"),
            ("(466)", "-466"),
            ("-2.9%", "-2.9"),
            ("−2.9", "-2.9"),
            ("c3.2%", "About 3.2"),
            ("5 to 7", "5..7"),
            ("30–50", "30..50"),
            ("n/a", "NotApplicable"),
            ("TBC", "ToBeConfirmed"),
            ("-", "Dash"),
            ("£ -", "Dash"),
            ("£–", "Dash"),
            ("", "Blank"),
            ("3.10", "3.10"),
            (".93", "0.93"),
            ("at least 15", "AtLeast 15"),
            ("15+", "AtLeast 15"),
            ("no more than 15", "AtMost 15"),
            ("5-7", "5..7"),
            ("80-100", "80..100"),
            ("1,500 – 2,500", "1500..2500"),
            ("more than 1,500", "MoreThan 1500"),
            ("+1.9", "1.9"),
            ("123456789012345.123456789", "123456789012345.123456789"),
            ("1\u{a0}", "1"),
            ("1 234 567", "1234567"),
            ("(1 234)", "-1234"),
            ("1\u{a0}234.5", "1234.5"),
            ("–2.9", "-2.9"),
            ("60.9 - 81.1", "60.9..81.1"),
            ("from 60.9% to 81.1%", "60.9..81.1"),
            ("between 5 and 7", "5..7"),
            ("12 percent", "12"),
            ("≥50%", "AtLeast 50"),
            ("≤ 5", "AtMost 5"),
            ("12\u{202f}345", "12345"),
            ("5\u{202f}%", "5"),
            ("-0", "0"),
            ("(0.00)", "0.00"),
            ("**791**", "791"),
            ("_1,234_", "1234"),
        ] {
            let unit = if text.contains(['%']) || text.contains("percent") { Unit::Percent } else { Unit::Count(None) };
            assert_eq!(read(text, &unit).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn money_is_kept_in_the_size_of_its_unit() {
        let thousands = Unit::Money(Scale::Thousand, None);
        assert_eq!(read("£3.5m", &thousands).as_deref(), Ok("3500"));
        assert_eq!(read("(466)", &thousands).as_deref(), Ok("-466"));
        assert_eq!(read("£5 to 7m", &Unit::Money(Scale::One, None)).as_deref(), Ok("5000000..7000000"));
        assert!(read("£746,397,000", &thousands).is_err());
        assert_eq!(read("13,407", &thousands).as_deref(), Ok("13407"));
        assert_eq!(read("£746.4 million", &Unit::Money(Scale::Million, None)).as_deref(), Ok("746.4"));
        assert_eq!(read("5.2 million pounds", &Unit::Money(Scale::Million, None)).as_deref(), Ok("5.2"));
        assert_eq!(read("£-52m", &Unit::Money(Scale::Million, None)).as_deref(), Ok("-52"));
        assert_eq!(read("£3.50m", &Unit::Money(Scale::Million, None)).as_deref(), Ok("3.50"));
        assert_eq!(read("£500k", &Unit::Money(Scale::Million, None)).as_deref(), Ok("0.5"));
    }

    #[test]
    fn numbers_cut_in_the_wrong_place_are_refused() {
        for text in [
            "2017-18",
            "7 to 5",
            "100-80",
            "£83m",
            "12%",
            "129,00",
            "0,435",
            "-0,5",
            "(0,400)",
            "£0,500",
            "00,123",
            "0 435",
            "12 34",
            "1234 567",
            "3,5M",
            "1.2.3",
            "12 months",
            "(466",
            "lots",
            "1,2345",
            "£",
            "5 to",
            "99999999999999999999999999999999",
            "12\u{2009}5",
            "two thirds",
            "23rd of 150",
            "260*",
            "**5",
        ] {
            assert!(read(text, &Unit::Count(None)).is_err(), "{text}");
        }
    }

    #[test]
    fn words_stay_as_they_were_typed() {
        for text in ["116 123", "Open\u{2009}now\u{202f}!", "1 234"] {
            assert_eq!(read(text, &Unit::Words), Ok(format!("Words({text:?})")));
        }
    }

    #[test]
    fn what_is_wrong_with_a_number_is_reported_as_it_is() {
        let why = |text: &str, unit: &Unit| read(text, unit).expect_err("no number");
        let count = Unit::Count(None);
        for (text, start) in [
            ("(5 to 7)", "brackets mean a number below zero"),
            ("--5", "it has two signs"),
            ("(-5)", "it has two signs"),
            ("5-", "write a minus before the number"),
            ("100-80", "write a range with `to`"),
            ("1 in 10", "a percentage in words needs"),
            ("23rd", "a ranking needs the unit rank"),
        ] {
            assert!(why(text, &count).starts_with(start), "{text}: {}", why(text, &count));
        }
        for text in ["0", "0.5", "(3)", "0th"] {
            assert!(why(text, &Unit::Rank).starts_with("write a ranking as a whole number"), "{text}");
        }
        assert_eq!(read("23rd of 150", &Unit::Rank).as_deref(), Ok("Place(23, 150)"));
    }

    #[test]
    fn units_are_read() {
        assert_eq!(Unit::parse("£000"), Some(Unit::Money(Scale::Thousand, None)));
        assert_eq!(Unit::parse("£ per patient"), Some(Unit::Money(Scale::One, Some("patient".to_owned()))));
        assert_eq!(Unit::parse("hours a week"), Some(Unit::Time("hours a week".to_owned())));
        assert_eq!(Unit::parse("count of beds"), Some(Unit::Count(Some("beds".to_owned()))));
        assert_eq!(Unit::parse("precent"), None);
    }
}
