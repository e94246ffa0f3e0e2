//! The number format of a cell → its number as the spreadsheet shows it.
//!
//! A format has sections for numbers above, below and at nothing, or with conditions of their own: `#,##0.0,,"m";-#,##0.0,,"m"`.
//! A comma behind its digits leaves thousands out. Where a word behind the number says so, `k` or `m`, it is kept as a word
//! that can mean nothing else, `thousand` or `million`.

use rust_decimal::{Decimal, RoundingStrategy};

/// What a number format makes of a value, as far as readers can see it.
#[derive(Clone, Debug)]
pub(crate) struct Format {
    /// As the workbook writes it.
    pub(crate) code: String,
    sections: Vec<Section>,
    /// How much of a date.
    pub(crate) span: TimeShown,
}

/// How much of a date is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum TimeShown {
    #[default]
    Day,
    Month,
    Year,
}

/// It cannot be reported how much a number is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unclear;

/// What is made of some of the numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    condition: Option<(Comparison, Decimal)>,
    /// Nothing is shown.
    is_empty: bool,
    pub(crate) has_digits: bool,
    /// 0.88 is shown as 88%.
    pub(crate) is_percent: bool,
    /// A pound sign stands before it.
    pub(crate) is_pounds: bool,
    /// The least and the most decimals; nothing where all are shown.
    pub(crate) decimals: Option<(u32, u32)>,
    /// How often three digits are left out.
    pub(crate) thousands: u32,
    /// The words behind it.
    pub(crate) suffix: String,
}

#[derive(Clone, Copy, Debug)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    Other,
    GreaterOrEqual,
    Greater,
}

/// More than this is not left out of any number.
const MOST_THOUSANDS: u32 = 4;

impl Default for Format {
    fn default() -> Self {
        Self::of("General")
    }
}

impl Format {
    /// Reads a format such as `#,##0.0`, `0%`, `"£"#,##0` or `mmm-yy`.
    pub(crate) fn of(code: &str) -> Self {
        let sections: Vec<(Section, String)> = sections_of(code).iter().map(|section| Section::of(section)).collect();
        let signs = sections.first().map_or("", |(_, signs)| signs.as_str());
        let span = match ['d', 'h', 's', 'm'].map(|part| signs.contains(part)) {
            [false, false, false, true] if signs.contains('y') => TimeShown::Month,
            [false, false, false, false] if signs.contains('y') => TimeShown::Year,
            _ => TimeShown::Day,
        };
        let sections = sections.into_iter().map(|(section, _)| section).collect();
        Self { code: code.to_owned(), sections, span }
    }

    /// A format that is known by its parts.
    pub(crate) fn of_section(code: String, section: Section) -> Self {
        Self { code, sections: vec![section], span: TimeShown::Day }
    }

    /// The format of dates that shows some of their parts, by their first letters; nothing if it shows the day.
    pub(crate) fn of_date(parts: &str) -> Option<Self> {
        let span = match ['d', 'h', 'm'].map(|part| parts.contains(part)) {
            [false, false, true] if parts.contains('y') => TimeShown::Month,
            [false, false, false] if parts.contains('y') => TimeShown::Year,
            _ => return None,
        };
        Some(Self { code: parts.to_owned(), sections: vec![Section::default()], span })
    }

    /// Whether it hides words too, as `;;;` does.
    pub(crate) fn hides_words(&self) -> bool {
        self.sections.len() > 3 && self.sections.iter().all(|section| section.is_empty)
    }

    /// A number as it is shown. Its sign is always its own.
    pub(crate) fn shown(&self, number: Decimal) -> Result<String, Unclear> {
        let numbers = &self.sections[..self.sections.len().min(3)];
        if numbers.len() > 1 && numbers.iter().all(|section| section.is_empty) {
            return Ok(String::new());
        }
        self.section(number).shown(number)
    }

    /// The section for a number. One that shows words in place of it says nothing of how much it is.
    fn section(&self, number: Decimal) -> &Section {
        let numbers = &self.sections[..self.sections.len().min(3)];
        let has_conditions = numbers.iter().any(|section| section.condition.is_some());
        let found = if has_conditions {
            let is_meant =
                |section: &&Section| section.condition.is_none_or(|(comparison, with)| comparison.holds(number, with));
            numbers.iter().find(is_meant).or(numbers.last())
        } else if number.is_zero() {
            numbers.get(2)
        } else if number.is_sign_negative() {
            numbers.get(1)
        } else {
            None
        };
        found.filter(|section| section.has_digits || has_conditions).unwrap_or(&self.sections[0])
    }
}

impl Section {
    /// A section of which no more is known than whether it shows percentages.
    pub(crate) fn of_kind(is_percent: bool) -> Self {
        Self { is_percent, ..Self::default() }
    }

    /// Reads a section, and gives its signs in small letters, without what is printed as it stands.
    fn of(code: &str) -> (Self, String) {
        let mut section = Self { is_empty: code.trim().is_empty(), ..Self::default() };
        let mut signs = String::new();
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            let literal: String = match letter {
                '"' => letters.by_ref().take_while(|letter| *letter != '"').collect(),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                    section.condition = section.condition.or(condition(&inside));
                    section.is_pounds |= inside.contains('£');
                    continue;
                }
                '\\' => letters.next().into_iter().collect(),
                '_' | '*' => {
                    letters.next();
                    continue;
                }
                'k' | 'K' => letter.to_string(),
                '£' => "£".to_owned(),
                letter => {
                    signs.extend(letter.to_lowercase());
                    if "0#?".contains(letter) {
                        section.suffix.clear();
                    }
                    continue;
                }
            };
            section.is_pounds |= literal.contains('£');
            section.suffix += &literal;
        }
        // "General" is no format at all.
        if signs.trim() == "general" {
            signs.clear();
        }
        section.read(&signs);
        (section, signs)
    }

    fn read(&mut self, signs: &str) {
        self.has_digits = signs.contains(['0', '#', '?']);
        self.is_percent = signs.contains('%');
        if !self.has_digits {
            // What stands there stands before the number or in place of it.
            self.suffix.clear();
        }
        // Fractions and powers of ten are no plain numbers.
        if !signs.contains(['0', '#']) || signs.contains(['e', '/', '@']) {
            return;
        }
        let digits: String = signs.chars().filter(|sign| "0#?.,".contains(*sign)).collect();
        let (whole, after) = digits.split_once('.').unwrap_or((&digits, ""));
        let count = |signs: &str, sign: char| u32::try_from(signs.matches(sign).count()).unwrap_or(0);
        let trailing = |signs: &str| u32::try_from(signs.len() - signs.trim_end_matches(',').len()).unwrap_or(0);
        self.thousands = trailing(whole) + trailing(after);
        let least = count(after, '0');
        self.decimals = Some((least, least + count(after, '#') + count(after, '?')));
    }

    fn shown(&self, number: Decimal) -> Result<String, Unclear> {
        let size = self.size()?;
        let (number, sign) =
            if self.is_percent { (number.saturating_mul(Decimal::ONE_HUNDRED), "%") } else { (number, "") };
        let left_out = Decimal::from(1000_u64.pow(self.thousands));
        let number = number.checked_div(left_out).ok_or(Unclear)?;
        let round =
            |places: u32| number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize();
        let rounded = match self.decimals {
            Some((least, most)) => {
                let mut rounded = round(most);
                rounded.rescale(rounded.scale().max(least));
                rounded
            }
            // A third has no end; nobody reads more than this of it.
            None => round(9),
        };
        let (minus, amount) =
            if rounded.is_sign_negative() && !rounded.is_zero() { ("-", rounded.abs()) } else { ("", rounded.abs()) };
        let pounds = if self.is_pounds { "£" } else { "" };
        let size = size.map_or(String::new(), |size| format!(" {size}"));
        Ok(format!("{minus}{pounds}{amount}{sign}{size}"))
    }

    /// The word for the size of what is shown, where its words say it: `thousand` for `k`. Pounds without their thousands are
    /// thousands of pounds. The `m` of a whole number may be metres.
    fn size(&self) -> Result<Option<&'static str>, Unclear> {
        if self.thousands > MOST_THOUSANDS {
            return Err(Unclear);
        }
        let is_scaled = self.thousands > 0;
        let said = self.suffix.trim().trim_start_matches('£').to_lowercase();
        let word = said.split_whitespace().next().unwrap_or("");
        let is_sure = is_scaled || self.is_pounds;
        match word {
            "k" | "thousand" | "thousands" | "000" | "000s" | ",000" | "'000" | "’000" => Ok(Some("thousand")),
            "million" | "millions" => Ok(Some("million")),
            "billion" | "billions" | "bn" => Ok(Some("billion")),
            "m" | "mn" | "mln" | "mio" if is_sure => Ok(Some("million")),
            "b" if is_sure => Ok(Some("billion")),
            _ if !is_scaled => Ok(None),
            word if word.contains(char::is_alphanumeric) => Err(Unclear),
            _ if self.is_pounds => match self.thousands {
                1 => Ok(Some("thousand")),
                2 => Ok(Some("million")),
                3 => Ok(Some("billion")),
                _ => Err(Unclear),
            },
            _ => Ok(None),
        }
    }
}

impl Comparison {
    fn holds(self, number: Decimal, with: Decimal) -> bool {
        match self {
            Self::Less => number < with,
            Self::LessOrEqual => number <= with,
            Self::Equal => number == with,
            Self::Other => number != with,
            Self::GreaterOrEqual => number >= with,
            Self::Greater => number > with,
        }
    }
}

/// Reads `>=1000`; a colour or a currency is no condition.
fn condition(text: &str) -> Option<(Comparison, Decimal)> {
    let signs = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::Other),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    signs.into_iter().find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?.trim().parse().ok()?)))
}

/// The sections of a format, as they are written. A semicolon between quotation marks parts none.
fn sections_of(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut is_quoted, mut is_escaped) = (false, false);
    for letter in code.chars() {
        let is_end = letter == ';' && !is_quoted && !is_escaped;
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped && !is_quoted;
        match sections.last_mut() {
            Some(last) if !is_end => last.push(letter),
            _ => sections.push(String::new()),
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_spreadsheet_shows_them() {
        for (number, code, text) in [
            (221_961.0, "#,##0", "221961"),
            (88.25, "0.0", "88.3"),
            (88.0, "0.0", "88.0"),
            (88.5, "0.##", "88.5"),
            (0.88, "0%", "88%"),
            (0.0705, "0.0%", "7.1%"),
            (0.07, "General", "0.07"),
            (-1234.5, "\"£\"#,##0.00;[Red]-\"£\"#,##0.00", "-£1234.50"),
            (12.0, "[$£-809]#,##0", "£12"),
            (12.0, "_-£* #,##0_-", "£12"),
            (1234.0, "0.00E+00", "1234"),
            (2.3, "0.0\"m\"", "2.3"),
            (2.3, "£0.0\"m\"", "£2.3 million"),
            (5.0, "0 \"days\"", "5"),
            (0.0, "#,##0;-#,##0;\"-\"", "0"),
            (-5.0, "#,##0;[Red]#,##0", "-5"),
            (5.0, ";;;", ""),
            (1_234_567.0, "#,##0,", "1235"),
            (1_234_567.0, "0.0,,", "1.2"),
            (-1_234_567.0, "#,##0,;(#,##0,)", "-1235"),
            (-1_234_567.0, "#,##0,_);[Red]\\(#,##0,\\)", "-1235"),
            (1_234_567.0, "#,##0,.0", "1234.6"),
            (1_234_567.0, "#,##0.0,", "1234.6"),
            (1_234_567.0, "#,##0,\"k\"", "1235 thousand"),
            (1_234_567.0, "#,##0,k", "1235 thousand"),
            (1_234_567.0, "#,##0,\\k", "1235 thousand"),
            (2_345_678.0, "£#,##0.0,,\"m\"", "£2.3 million"),
            (2_345_678.0, "[$£-809]#,##0.0,,\\ \"million\"", "£2.3 million"),
            (2_345_678.0, "£#,##0,", "£2346 thousand"),
            (2_345_678.0, "#,##0,\"-;-\"", "2346"),
            (2_345_678.0, "[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", "2.3 million"),
            (2_345.0, "[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", "2 thousand"),
            (234.0, "[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", "234"),
            (0.0, "#,##0,;-#,##0,;0", "0"),
        ] {
            let number = Decimal::try_from(number).expect("a number");
            assert_eq!(Format::of(code).shown(number).as_deref(), Ok(text), "{number} as {code}");
        }
        for code in ["#,##0,\"T\"", "#,##0,,\" units\"", "0,,,,,"] {
            assert_eq!(Format::of(code).shown(Decimal::ONE_HUNDRED), Err(Unclear), "{code}");
        }
        assert!(Format::of(";;;").hides_words() && !Format::of(";;").hides_words());
    }
}
