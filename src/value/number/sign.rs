//! A figure with signs behind it, as official statistics write them → the figure, and what stands beside it.
//!
//! `1.6 [p]` · `1,200*` · `12¹` · `1,000 r` · `1,800 (p)` · `60% [1]` · `20.4% (115,600)`. `*` or `..` alone stands for a figure
//! that is not shown.

use super::{Quantity, Scale, Unit};

/// A sign of the shorthand that official statistics agree on, after a figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shorthand {
    /// `[r]`
    Revised,
    /// `[p]`
    Provisional,
    /// `[e]`
    Estimated,
    /// `[f]`
    Forecast,
    /// `[u]`
    LowReliability,
    /// `[b]`
    Break,
}

/// A sign after a figure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Sign {
    /// One that everyone uses.
    Shorthand(Shorthand),
    /// One that a note explains: `*`, `1` for `¹` and `[1]`, `p` for `(p)`.
    Own(String),
}

/// A figure and what stands behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signed<'t> {
    /// The figure; nothing where a sign stands in its place.
    pub figure: &'t str,
    /// A second figure in brackets.
    pub second: Option<&'t str>,
    /// The signs, in order.
    pub signs: Vec<Sign>,
}

impl Shorthand {
    /// All of them, with their letters.
    pub const ALL: [(&'static str, Self); 6] = [
        ("r", Self::Revised),
        ("p", Self::Provisional),
        ("e", Self::Estimated),
        ("f", Self::Forecast),
        ("u", Self::LowReliability),
        ("b", Self::Break),
    ];

    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        Self::ALL.iter().find(|(_, sign)| *sign == self).map_or("", |(letter, _)| letter)
    }

    /// Its word in open data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Revised => "revised",
            Self::Provisional => "provisional",
            Self::Estimated => "estimated",
            Self::Forecast => "forecast",
            Self::LowReliability => "low reliability",
            Self::Break => "break in series",
        }
    }

    /// By its word in open data.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, sign)| sign.word() == word).map(|(_, sign)| *sign)
    }

    /// By its letter.
    #[must_use]
    pub fn by_letter(letter: &str) -> Option<Self> {
        Self::ALL.iter().find(|(own, _)| *own == letter).map(|(_, sign)| *sign)
    }
}

impl Sign {
    /// The name of it in notes: `r`, `*`, `1`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Shorthand(sign) => sign.letter(),
            Self::Own(name) => name,
        }
    }
}

impl<'t> Signed<'t> {
    /// Takes the signs and a second figure from a figure; nothing where there are none, or where there is no figure.
    #[must_use]
    pub fn of(text: &'t str) -> Option<Self> {
        let last = text.chars().next_back()?;
        // Most figures end with a digit, and most words with a letter that is not alone.
        if last.is_ascii_digit() || last == '%' {
            return None;
        }
        if let Some(name) = in_place(text) {
            return Some(Self { figure: "", second: None, signs: vec![Sign::Own(name)] });
        }
        if text.starts_with(['*', '_', '[']) || last.is_ascii_alphabetic() && !text.contains(is_digit) {
            return None;
        }
        let (mut rest, mut found) = (text, Self { figure: "", second: None, signs: Vec::new() });
        while let Some((before, sign)) = sign_at_end(rest) {
            found.signs.insert(0, sign);
            rest = before.trim_end();
        }
        if let Some((before, second)) = second_at_end(rest) {
            found.second = Some(second);
            rest = before.trim_end();
        }
        found.figure = rest;
        (rest.len() < text.len() && may_be_figure(rest)).then_some(found)
    }
}

/// A sign alone, which stands for a figure that is not shown.
fn in_place(text: &str) -> Option<String> {
    let is_sign = matches!(text, ".." | "..." | "…" | ":" | "c" | "x" | "z" | "#" | "~" | "(c)" | "(x)" | "(z)");
    let is_symbol = |symbol: char| is_symbol(symbol) || superscript(symbol).is_some();
    let is_of_symbols = text.chars().count() <= 3 && text.chars().all(is_symbol);
    let reference = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|inner| is_reference(inner));
    let is_reference = reference.is_some_and(|inner| inner.starts_with(is_digit));
    (is_sign || is_of_symbols || is_reference).then(|| text.trim_matches(['(', ')', '[', ']']).to_owned())
}

/// Digits, and what a number begins with.
fn may_be_figure(text: &str) -> bool {
    let is_opening = |letter: char| is_digit(letter) || "£-−–(+<>≤≥~c.".contains(letter);
    text.contains(is_digit) && text.starts_with(is_opening) || Quantity::in_place_of_a_figure(text).is_some()
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

fn is_symbol(letter: char) -> bool {
    matches!(letter, '*' | '†' | '‡' | '§' | '¶')
}

/// The digit or letter that a small raised one stands for.
fn superscript(letter: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵖʳ";
    const PLAIN: &str = "0123456789abcdefpr";
    RAISED.chars().zip(PLAIN.chars()).find(|(raised, _)| *raised == letter).map(|(_, plain)| plain)
}

/// The last sign of a text and what comes before it.
fn sign_at_end(text: &str) -> Option<(&str, Sign)> {
    in_brackets(text, '[', ']')
        .and_then(|(before, inner)| {
            let shorthand = Shorthand::by_letter(inner).map(Sign::Shorthand);
            Some((before, shorthand.or_else(|| is_reference(inner).then(|| Sign::Own(inner.to_owned())))?))
        })
        .or_else(|| {
            let (before, inner) = in_brackets(text, '(', ')')?;
            Some((before, said_in_brackets(inner)?))
        })
        .or_else(|| run_at_end(text, is_symbol).map(|(before, run)| (before, Sign::Own(run.to_owned()))))
        .or_else(|| {
            let (before, run) = run_at_end(text, |letter| superscript(letter).is_some())?;
            Some((before, Sign::Own(run.chars().filter_map(superscript).collect())))
        })
        .or_else(|| lone_letter(text))
        .or_else(|| {
            let (before, word) = text.rsplit_once(' ')?;
            Some((before, Sign::Shorthand(shorthand_by_word(word).filter(|_| is_figure(before))?)))
        })
}

/// `provisional`, as it is written behind a figure.
fn shorthand_by_word(word: &str) -> Option<Shorthand> {
    match word.to_lowercase().as_str() {
        "revised" => Some(Shorthand::Revised),
        "provisional" | "prov." => Some(Shorthand::Provisional),
        "estimate" | "estimated" | "est" | "est." => Some(Shorthand::Estimated),
        "forecast" => Some(Shorthand::Forecast),
        _ => None,
    }
}

/// `1,000 r`: a letter on its own behind a figure.
fn lone_letter(text: &str) -> Option<(&str, Sign)> {
    let (before, letter) = text.rsplit_once(' ')?;
    let is_letter = letter.len() == 1 && letter.starts_with(|letter: char| letter.is_ascii_lowercase());
    // `5 m` is millions, and `3 k` thousands.
    let is_size = matches!(letter, "m" | "k");
    (is_letter && !is_size && is_figure(before)).then(|| (before, Sign::Own(letter.to_owned())))
}

/// `(p)`, `(provisional)`.
fn said_in_brackets(inner: &str) -> Option<Sign> {
    let word = shorthand_by_word(inner);
    let is_letter = inner.len() == 1 && inner.starts_with(|letter: char| letter.is_ascii_lowercase());
    word.map(Sign::Shorthand).or_else(|| is_letter.then(|| Sign::Own(inner.to_owned())))
}

/// `1`, `12` or `a` in square brackets leads to a note.
fn is_reference(inner: &str) -> bool {
    let is_number = !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|digit| digit.is_ascii_digit());
    is_number || inner.len() == 1 && inner.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// `20.4% (115,600)`: a second figure in brackets.
fn second_at_end(text: &str) -> Option<(&str, &str)> {
    let (before, inner) = in_brackets(text, '(', ')')?;
    let first = before.trim_end();
    (is_figure(inner) && is_figure(first)).then_some((first, inner))
}

/// Whether a text is a figure, whatever it counts.
pub(super) fn is_figure(text: &str) -> bool {
    SECONDS.iter().any(|unit| Quantity::parse(text, unit).is_ok_and(|figure| figure.is_counted()))
}

/// What a figure may count that says so itself.
const SECONDS: [Unit; 3] = [Unit::Number, Unit::Percent, Unit::Money(Scale::One, None)];

/// A figure that says itself what it counts: a percentage, money, or a number.
#[must_use]
pub fn figure_by_its_sign(text: &str) -> Option<(Quantity, Unit)> {
    SECONDS.into_iter().find_map(|unit| {
        let figure = Quantity::parse(text, &unit).ok().filter(Quantity::is_counted)?;
        Some((figure, unit))
    })
}

/// What stands before brackets at the end, and what stands in them.
fn in_brackets(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    text.strip_suffix(close)?.rsplit_once(open).filter(|(before, _)| !before.is_empty())
}

/// What stands before a run of the same kind of letters at the end, and the run.
fn run_at_end(text: &str, is_of_run: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let before = text.trim_end_matches(is_of_run);
    (before.len() < text.len() && !before.is_empty()).then(|| text.split_at(before.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<String> {
        let found = Signed::of(text)?;
        let signs: Vec<String> = found.signs.iter().map(|sign| format!("{sign:?}").replace('"', "'")).collect();
        Some(format!("{}|{}|{}", found.figure, found.second.unwrap_or(""), signs.join(" ")))
    }

    #[test]
    fn signs_behind_figures_are_parted_from_them() {
        for (text, found) in [
            ("1,200*", "1,200||Own('*')"),
            ("1,800 (p)", "1,800||Own('p')"),
            ("1,000 r", "1,000||Own('r')"),
            ("33.3†", "33.3||Own('†')"),
            ("12¹", "12||Own('1')"),
            ("60% [1]", "60%||Own('1')"),
            ("1.6 [p]", "1.6||Shorthand(Provisional)"),
            ("1.6[r][b]", "1.6||Shorthand(Revised) Shorthand(Break)"),
            ("(466) **", "(466)||Own('**')"),
            ("£3.5m (provisional)", "£3.5m||Shorthand(Provisional)"),
            ("20.4% (115,600)", "20.4%|115,600|"),
            ("115,600 (20.4%) [e]", "115,600|20.4%|Shorthand(Estimated)"),
            ("14.2 (13.9 to 14.5)", "14.2|13.9 to 14.5|"),
            ("12 days*", "12 days||Own('*')"),
            ("*", "||Own('*')"),
            ("..", "||Own('..')"),
            ("c", "||Own('c')"),
            ("TBC*", "TBC||Own('*')"),
            ("260 provisional", "260||Shorthand(Provisional)"),
        ] {
            assert_eq!(split(text).as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn what_is_no_sign_stays() {
        for text in [
            "1,200",
            "(466)",
            "5 m",
            "Grade A*",
            "**791**",
            "*5*",
            "12 beds",
            "5m",
            "Room 12 b",
            "TBC",
            "n/a",
            "12 (see below)",
            "-",
            "[^a]",
            "5p",
            "40%",
            "Good (2)",
            "",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
