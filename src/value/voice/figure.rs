//! Figures and their units → words.

use rust_decimal::Decimal;

use super::grammar::counted;
use super::{Negative, Percent, Phrase, Style, Thousands, Voice};
use crate::value::locale::{Argument, Catalogue, Format, Key};
use crate::value::number::{Amount, Hedge, NotShown, Quantity, Scale, Unit};

/// The texts for figures.
pub(super) struct FigureWords {
    to_be_confirmed: &'static str,
    /// As it is seen, and as it is heard.
    not_applicable: [&'static str; 2],
    none: &'static str,
    not_yet_known: &'static str,
    unknown_amount: &'static str,
    unknown_number: &'static str,
    pub(super) minus: Format<1>,
    plus: Format<1>,
    /// Confidential, not available, low, and what a note explains.
    not_shown: [&'static str; 4],
    range: Format<2>,
    place: Format<2>,
    pub(super) million: Format<1>,
    pub(super) billion: Format<1>,
    pub(super) pounds_million: Format<1>,
    pub(super) pounds_billion: Format<1>,
    pub(super) money_per: Format<2>,
    per_cent: Format<1>,
    hedges: [Format<1>; 8],
    points: &'static str,
    in_percent: &'static str,
    /// From pounds to billions of pounds.
    in_pounds: [&'static str; 4],
    in_unit: Format<1>,
}

impl FigureWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            to_be_confirmed: texts.text(Key("figure-to-be-confirmed")),
            not_applicable: [Key("figure-not-applicable"), Key("figure-not-applicable-heard")]
                .map(|key| texts.text(key)),
            none: texts.text(Key("figure-none")),
            not_yet_known: texts.text(Key("figure-not-yet-known")),
            unknown_amount: texts.text(Key("figure-unknown-amount")),
            unknown_number: texts.text(Key("figure-unknown-number")),
            minus: texts.format(Key("figure-minus"), ["figure"]),
            plus: texts.format(Key("figure-plus"), ["figure"]),
            not_shown: [
                Key("figure-confidential"),
                Key("figure-not-available"),
                Key("figure-low"),
                Key("figure-not-shown"),
            ]
            .map(|key| texts.text(key)),
            range: texts.format(Key("figure-range"), ["from", "to"]),
            place: texts.format(Key("figure-place"), ["place", "all"]),
            million: texts.format(Key("figure-million"), ["number"]),
            billion: texts.format(Key("figure-billion"), ["number"]),
            pounds_million: texts.format(Key("figure-pounds-million"), ["number"]),
            pounds_billion: texts.format(Key("figure-pounds-billion"), ["number"]),
            money_per: texts.format(Key("figure-money-per"), ["money", "each"]),
            per_cent: texts.format(Key("figure-per-cent"), ["number"]),
            hedges: hedges(texts),
            points: texts.text(Key("unit-points")),
            in_percent: texts.text(Key("unit-in-percent")),
            in_pounds: [
                Key("unit-in-pounds"),
                Key("unit-in-thousands"),
                Key("unit-in-millions"),
                Key("unit-in-billions"),
            ]
            .map(|key| texts.text(key)),
            in_unit: texts.format(Key("unit-in"), ["unit"]),
        }
    }
}

/// The texts for numbers that are not exact, in the order of [`Hedge`].
fn hedges(texts: &Catalogue) -> [Format<1>; 8] {
    [
        texts.format(Key("figure-about"), ["figure"]),
        texts.format(Key("figure-almost"), ["figure"]),
        texts.format(Key("figure-at-least"), ["figure"]),
        texts.format(Key("figure-more-than"), ["figure"]),
        texts.format(Key("figure-at-most"), ["figure"]),
        texts.format(Key("figure-up-to"), ["figure"]),
        texts.format(Key("figure-less-than"), ["figure"]),
        texts.format(Key("figure-fewer-than"), ["figure"]),
    ]
}

impl Voice {
    /// A figure with its unit, for a sentence or a card: `88.1%`, `£13,407,000`, `50 hours a week`.
    #[must_use]
    pub fn figure(self, quantity: &Quantity, unit: &Unit) -> Phrase {
        self.hedged(quantity.hedge, self.with_plus(quantity, self.amount(&quantity.amount, unit)))
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
        let short = Self { style: Style { percent: Percent::Sign, ..self.style }, ..self };
        self.hedged(quantity.hedge, short.with_plus(quantity, short.amount(&quantity.amount, &bare)))
    }

    /// A figure that is not meant exactly: `about 50`, `at least −2.9%`.
    #[must_use]
    pub fn hedged(self, hedge: Option<Hedge>, phrase: Phrase) -> Phrase {
        match hedge {
            Some(hedge) => phrase.map(|words| self.inexact(hedge, words)),
            None => phrase,
        }
    }

    /// `about 50`, in words alone.
    pub(super) fn inexact(self, hedge: Hedge, words: &str) -> String {
        self.words.figure.hedges[hedge as usize].fill([words])
    }

    /// What stands where a value of a path is still to come.
    #[must_use]
    pub fn not_yet_known(self) -> Phrase {
        Phrase::same(self.words.figure.not_yet_known)
    }

    /// What is said in words where there is no figure.
    #[must_use]
    pub fn no_figure(self) -> Phrase {
        Phrase::same(self.words.figure.none)
    }

    /// What easy read says instead of a figure that is to be confirmed.
    #[must_use]
    pub fn not_known_yet(self, unit: &Unit) -> Phrase {
        let (words, is_money) = (&self.words.figure, matches!(unit, Unit::Money(..)));
        Phrase::same(if is_money { words.unknown_amount } else { words.unknown_number })
    }

    /// What a column is counted in, as its heading shows it and as it is heard: `£000`, `in thousands of pounds`.
    #[must_use]
    pub fn unit(self, unit: &Unit) -> Phrase {
        let words = &self.words.figure;
        match unit {
            Unit::Percent => Phrase::apart(unit.symbol(), words.in_percent),
            Unit::Money(scale, None) => Phrase::apart(scale.symbol(), words.in_pounds[*scale as usize]),
            Unit::Money(scale, Some(each)) => {
                let per = |money: &str| words.money_per.fill([money, each]);
                Phrase::apart(per(scale.symbol()), per(words.in_pounds[*scale as usize]))
            }
            Unit::Points => Phrase::apart(words.points, words.in_unit.fill([words.points])),
            Unit::Time(text) => Phrase::apart(text.clone(), words.in_unit.fill([text])),
            Unit::Count(_) | Unit::Rate(_) | Unit::Number | Unit::Level(_) | Unit::Rank | Unit::Words => {
                Phrase::same(unit.symbol())
            }
        }
    }

    fn amount(self, amount: &Amount, unit: &Unit) -> Phrase {
        let words = &self.words.figure;
        match amount {
            Amount::Number(number) => self.signed(*number, unit),
            Amount::Range(from, to) => {
                let bare = if self.is_said_once(unit) { &Unit::Number } else { unit };
                let (from, to) = (self.signed(*from, bare), self.signed(*to, unit));
                from.with(&to, |from, to| words.range.fill([from, to]))
            }
            Amount::Place(place, all) => Phrase::same(words.place.fill([&self.ordinal(*place), &self.number(*all)])),
            Amount::ToBeConfirmed => Phrase::same(words.to_be_confirmed),
            Amount::NotApplicable => Phrase::apart(words.not_applicable[0], words.not_applicable[1]),
            Amount::NotShown(why) => self.not_shown(*why),
            Amount::Dash => Phrase::apart("–", words.none),
            Amount::Blank => Phrase::default(),
            Amount::Words(own) => Phrase::same(own.clone()),
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
            Negative::Brackets => Phrase::apart(format!("({size})"), self.words.figure.minus.fill([&size])),
        }
    }

    /// A number that is not negative, with its unit.
    pub(super) fn with_unit(self, number: Decimal, unit: &Unit) -> String {
        let words = &self.words.figure;
        match unit {
            Unit::Percent if self.style.percent == Percent::Words => words.per_cent.fill([&self.number(number)]),
            Unit::Percent => self.number(number) + "%",
            Unit::Points => self.points(number),
            Unit::Money(scale, None) => self.money(number, *scale),
            Unit::Money(scale, Some(each)) => words.money_per.fill([&self.money(number, *scale), each]),
            Unit::Rate(text) => format!("{} {text}", self.number(number)),
            Unit::Time(text) => format!("{} {}", self.number(number), counted(number, text)),
            Unit::Rank => self.ordinal(number),
            Unit::Count(_) | Unit::Number | Unit::Level(_) | Unit::Words => self.number(number),
        }
    }

    /// `6.9 percentage points`. 1.0 percentage points are one.
    fn points(self, number: Decimal) -> String {
        let shown = if number == Decimal::ONE { Decimal::ONE } else { number };
        let figure = self.number(shown);
        self.texts().fill(Key("figure-points"), &[("number", Argument::Form(number)), ("figure", figure.into())])
    }

    /// `1st`, `2nd`, `23rd`, `111th`.
    fn ordinal(self, number: Decimal) -> String {
        let figure = self.number(number);
        self.texts().fill(Key("figure-ordinal"), &[("number", Argument::Form(number)), ("figure", figure.into())])
    }

    /// Pounds in full: thousands are written out, millions keep their word.
    fn money(self, number: Decimal, scale: Scale) -> String {
        let words = &self.words.figure;
        match scale {
            Scale::One => format!("£{}", self.number(number)),
            Scale::Thousand => format!("£{}", self.number((number * Decimal::ONE_THOUSAND).normalize())),
            Scale::Million => words.pounds_million.fill([&self.number(number)]),
            Scale::Billion => words.pounds_billion.fill([&self.number(number)]),
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

impl Voice {
    /// A plus that was typed stays: `+1.9` is a change.
    fn with_plus(self, quantity: &Quantity, phrase: Phrase) -> Phrase {
        if !quantity.has_plus {
            return phrase;
        }
        Phrase::apart(format!("+{}", phrase.seen()), self.words.figure.plus.fill([phrase.heard()]))
    }

    /// Why a figure is not shown: its sign is seen, its words are heard.
    fn not_shown(self, why: NotShown) -> Phrase {
        let [confidential, not_available, low, by_note] = self.words.figure.not_shown;
        match why {
            NotShown::Confidential => Phrase::apart(why.sign(), confidential),
            NotShown::NotAvailable => Phrase::apart(why.sign(), not_available),
            NotShown::Low => Phrase::apart(why.sign(), low),
            NotShown::ByNote => Phrase::same(by_note),
        }
    }
}

/// A number with at least so many digits: one of them stands before the point, as in 0.05.
fn digits(number: u128, least: usize) -> String {
    // Few figures need more than 64 bits, whose digits are worked out much faster.
    let digits = u64::try_from(number).map_or_else(|_| number.to_string(), |number| number.to_string());
    if digits.len() < least { "0".repeat(least - digits.len()) + &digits } else { digits }
}
