//! The right side of a formula, `(Income - Spending) / Income`, and the names of a table → a [`Formula`].
//!
//! Names come first, the longest before all others: `2017-18` is a column where one is called so, not a difference.

use rust_decimal::Decimal;

use super::Formula;

/// Why a formula cannot be read, with where in its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Unreadable {
    /// There is no such name: from where to where.
    Unknown(usize, usize),
    /// Something else is needed here.
    Needs(usize, &'static str),
}

/// The names of a table that a formula may use, each with its place.
pub(super) struct Names(Vec<(String, usize)>);

/// The functions, with how many names they take.
const FUNCTIONS: [(&str, Function); 8] = [
    ("sum", Function::Sum),
    ("average", Function::Mean),
    ("mean", Function::Mean),
    ("change", Function::Change),
    ("percent change", Function::PercentChange),
    ("percent_change", Function::PercentChange),
    ("percent of total", Function::PercentOfTotal),
    ("percent_of_total", Function::PercentOfTotal),
];

/// What a function does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Function {
    Sum,
    Mean,
    Change,
    PercentChange,
    PercentOfTotal,
}

impl Names {
    /// Names with their places. The longest are looked for first.
    pub(super) fn new(mut names: Vec<(String, usize)>) -> Self {
        names.retain(|(name, _)| !name.is_empty());
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        Self(names)
    }

    /// The place that is called exactly this, in capitals or not.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| length_of(name, known) == Some(name.len())).map(|(_, place)| *place)
    }

    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The longest name that a text begins with, and how long it is there.
    fn at_start_of(&self, text: &str) -> Option<(usize, usize)> {
        self.0.iter().find_map(|(name, place)| {
            let length = length_of(text, name)?;
            let is_whole = !text[length..].starts_with(|next: char| next.is_alphanumeric());
            is_whole.then_some((*place, length))
        })
    }
}

/// How long a name is at the start of a text, in capitals or not and with any apostrophe.
fn length_of(text: &str, name: &str) -> Option<usize> {
    let plain = |letter: char| if letter == '’' { '\'' } else { letter };
    let mut letters = text.char_indices();
    let mut end = 0;
    for wanted in name.chars() {
        let (at, letter) = letters.next()?;
        if !plain(letter).to_lowercase().eq(plain(wanted).to_lowercase()) {
            return None;
        }
        end = at + letter.len_utf8();
    }
    Some(end)
}

/// Reads the right side of a formula.
pub(super) fn formula(text: &str, names: &Names) -> Result<Formula, Unreadable> {
    let mut reader = Reader { text, at: 0, names };
    let found = reader.sum()?;
    reader.space();
    match reader.rest() {
        "" => Ok(found),
        _ => Err(Unreadable::Needs(reader.at, "a + or a - here")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    names: &'a Names,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes one of some signs, if it is next.
    fn sign(&mut self, signs: &[char]) -> Option<char> {
        self.space();
        let next = self.rest().chars().next().filter(|next| signs.contains(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn sum(&mut self) -> Result<Formula, Unreadable> {
        let mut parts = vec![self.product()?];
        while let Some(sign) = self.sign(&['+', '-', '−', '–']) {
            let part = self.product()?;
            parts.push(if sign == '+' { part } else { Formula::Minus(Box::new(part)) });
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Formula::Sum(parts) })
    }

    fn product(&mut self) -> Result<Formula, Unreadable> {
        let mut found = self.part()?;
        while let Some(sign) = self.sign(&['*', '×', '/', '÷']) {
            let (one, other) = (Box::new(found), Box::new(self.part()?));
            found =
                if matches!(sign, '*' | '×') { Formula::Product(one, other) } else { Formula::Quotient(one, other) };
        }
        Ok(found)
    }

    fn part(&mut self) -> Result<Formula, Unreadable> {
        self.space();
        if let Some((function, length)) = self.function() {
            self.at += length;
            return self.call(function);
        }
        if let Some(place) = self.name() {
            return Ok(Formula::At(place));
        }
        if self.sign(&['-', '−', '–']).is_some() {
            return self.part().map(|part| Formula::Minus(Box::new(part)));
        }
        if self.sign(&['(']).is_some() {
            let inner = self.sum()?;
            self.needs(')', "a closing bracket here")?;
            return Ok(inner);
        }
        self.number().map(Formula::Number).ok_or_else(|| self.unknown())
    }

    /// A function and its opening bracket, without a gap between them.
    fn function(&self) -> Option<(Function, usize)> {
        FUNCTIONS.iter().find_map(|(name, function)| {
            let length = length_of(self.rest(), name)?;
            self.rest()[length..].starts_with('(').then_some((*function, length + 1))
        })
    }

    fn name(&mut self) -> Option<usize> {
        let quote = self.rest().chars().next().filter(|first| ['"', '“'].contains(first));
        let Some(quote) = quote else {
            let (place, length) = self.names.at_start_of(self.rest())?;
            self.at += length;
            return Some(place);
        };
        let inner = &self.rest()[quote.len_utf8()..];
        let (name, rest) = inner.split_once(['"', '”'])?;
        let place = self.names.place(name)?;
        self.at = self.text.len() - rest.len();
        Some(place)
    }

    fn number(&mut self) -> Option<Decimal> {
        let rest = self.rest();
        let length = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let number = rest[..length].parse().ok()?;
        // What goes on with letters is a name.
        if rest[length..].starts_with(char::is_alphabetic) {
            return None;
        }
        self.at += length;
        Some(number)
    }

    fn call(&mut self, function: Function) -> Result<Formula, Unreadable> {
        let start = self.at;
        let mut arguments = vec![self.sum()?];
        while self.sign(&[',', ';']).is_some() {
            arguments.push(self.sum()?);
        }
        self.needs(')', "a closing bracket here")?;
        let plain = |formula: &Formula| if let Formula::At(place) = formula { Some(*place) } else { None };
        let pair = |one: &Formula, other: &Formula| plain(one).zip(plain(other));
        let found = match (function, arguments.as_slice()) {
            (Function::Sum, _) => Some(Formula::Sum(arguments)),
            (Function::Mean, _) => Some(Formula::Mean(arguments)),
            (Function::PercentOfTotal, [of]) => plain(of).map(Formula::PercentOfTotal),
            (Function::Change, [from, to]) => pair(from, to).map(|(from, to)| Formula::Change(from, to)),
            (Function::PercentChange, [from, to]) => pair(from, to).map(|(from, to)| Formula::PercentChange(from, to)),
            _ => None,
        };
        let is_of_one = function == Function::PercentOfTotal;
        let needed = if is_of_one { "one name here" } else { "two names here, with a comma between them" };
        found.ok_or(Unreadable::Needs(start, needed))
    }

    fn needs(&mut self, sign: char, what: &'static str) -> Result<(), Unreadable> {
        self.sign(&[sign]).map(|_| ()).ok_or(Unreadable::Needs(self.at, what))
    }

    /// What stands here is no name: to the next sign.
    fn unknown(&self) -> Unreadable {
        let rest = self.rest();
        let signs = ['+', '*', '×', '/', '÷', '(', ')', ','];
        let mut end = rest.find(signs).unwrap_or(rest.len());
        for dash in [" - ", " − ", " – "] {
            end = end.min(rest.find(dash).unwrap_or(end));
        }
        match rest[..end].trim_end().len() {
            0 => Unreadable::Needs(self.at, "a name here"),
            length => Unreadable::Unknown(self.at, self.at + length),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Formula, Unreadable> {
        let names = ["Income", "Income from fees", "Spend - other", "Spend", "2017-18", "2018-19", "Children’s homes"];
        let names = names.iter().enumerate().map(|(place, name)| ((*name).to_owned(), place)).collect();
        formula(text, &Names::new(names))
    }

    fn at(place: usize) -> Formula {
        Formula::At(place)
    }

    fn minus(place: usize) -> Formula {
        Formula::Minus(Box::new(at(place)))
    }

    #[test]
    fn the_longest_name_is_meant() {
        assert_eq!(read("income from fees"), Ok(Formula::At(1)));
        assert_eq!(read("Spend - other"), Ok(Formula::At(2)));
        assert_eq!(read("Income - Spend"), Ok(Formula::Sum(vec![at(0), minus(3)])));
        assert_eq!(read("2018-19-2017-18"), Ok(Formula::Sum(vec![at(5), minus(4)])));
        assert_eq!(read("Children's homes"), Ok(Formula::At(6)));
        assert_eq!(read("\"Income\" + “spend”"), Ok(Formula::Sum(vec![at(0), at(3)])));
    }

    #[test]
    fn products_bind_closer_and_brackets_closest() {
        let left = Formula::Quotient(Box::new(at(3)), Box::new(at(0)));
        assert_eq!(read("Income + Spend / Income"), Ok(Formula::Sum(vec![at(0), left])));
        let sum = Box::new(Formula::Sum(vec![at(0), at(3)]));
        assert_eq!(
            read("(Income + Spend) × 12"),
            Ok(Formula::Product(sum, Box::new(Formula::Number(Decimal::from(12)))))
        );
    }

    #[test]
    fn functions_take_names() {
        assert_eq!(read("change(2017-18, 2018-19)"), Ok(Formula::Change(4, 5)));
        assert_eq!(read("percent change(2017-18, 2018-19)"), Ok(Formula::PercentChange(4, 5)));
        assert_eq!(read("average(Income, Spend)"), Ok(Formula::Mean(vec![at(0), at(3)])));
        assert_eq!(read("percent_of_total(Spend)"), Ok(Formula::PercentOfTotal(3)));
        assert_eq!(read("change(Income)"), Err(Unreadable::Needs(7, "two names here, with a comma between them")));
    }

    #[test]
    fn what_cannot_be_read_has_a_place() {
        assert_eq!(read("Income - Spnd"), Err(Unreadable::Unknown(9, 13)));
        assert_eq!(read("Incomes"), Err(Unreadable::Unknown(0, 7)));
        assert_eq!(read("Income -"), Err(Unreadable::Needs(8, "a name here")));
        assert_eq!(read("Income Spend"), Err(Unreadable::Needs(7, "a + or a - here")));
        assert_eq!(read("(Income"), Err(Unreadable::Needs(7, "a closing bracket here")));
    }
}
