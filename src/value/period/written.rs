//! Times as people write them: `1 October 2018`, `01/10/2018`, `Mar-27`, `Q4 2026/27`, `FY27`, `end of March 2027`, `spring 2026`,
//! `October 2016 to September 2017`. Only what has one meaning is read. The day comes before the month, as in the UK.

use jiff::civil::Date;

use super::{Period, Season};

impl Period {
    /// Reads a time: one of the forms above, or as people write it in other ways that have one meaning.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse_own(text).or_else(|| interval(text)).or_else(|| read(text))
    }

    /// The same time in the year that was probably meant, where the digits of its own are swapped or one of them is another:
    /// 2018 for 2108 in a plan for `first` to `last`.
    #[must_use]
    pub fn year_meant(year: i16, first: i16, last: i16) -> Option<i16> {
        let near = |meant: &i16| (first - 2..=last + 5).contains(meant);
        let digits = year.to_string();
        let swapped = swaps(&digits).into_iter().find(|meant| near(meant));
        let differs = |meant: &i16| {
            meant.to_string().bytes().zip(digits.bytes()).filter(|(one, other)| one != other).count() == 1
        };
        swapped.or_else(|| (first - 2..=last + 5).find(|meant| differs(meant)))
    }
}

/// Reads a time that is not written in one of our own forms.
fn read(text: &str) -> Option<Period> {
    if text.len() > LONGEST || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let text = text.to_lowercase().replace([',', '’', '\''], "").replace(['–', '—'], "-");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    stretch(&text)
}

/// No time has more letters.
const LONGEST: usize = 60;

fn stretch(text: &str) -> Option<Period> {
    let after = |openings: &[&str]| openings.iter().find_map(|opening| text.strip_prefix(opening));
    if let Some(rest) = after(&["the end of ", "end of ", "end "]) {
        return one(rest).filter(|time| !matches!(time, Period::Day(_)));
    }
    if let Some(rest) = after(&["as at ", "at ", "as of "]) {
        return day_of(one(rest)?).map(Period::At);
    }
    if let Some(rest) = after(YEAR_TO) {
        return year_to(one(rest)?);
    }
    if let Some((count, rest)) = text.split_once(" years to ") {
        return years_to(count.parse().ok()?, one(rest)?);
    }
    one(text).or_else(|| from_to(text))
}

/// How the twelve months before a time begin.
const YEAR_TO: &[&str] =
    &["year to ", "year ending ", "year ended ", "12 months to ", "12 months ending ", "twelve months to "];

fn day_of(time: Period) -> Option<Date> {
    if let Period::Day(day) = time { Some(day) } else { None }
}

fn year_to(time: Period) -> Option<Period> {
    match time {
        Period::Month(year, month) => Some(Period::YearTo(year, month)),
        Period::Day(day) if day == day.last_of_month() => Some(Period::YearTo(day.year(), day.month())),
        _ => None,
    }
}

fn years_to(count: i8, time: Period) -> Option<Period> {
    let (last, is_financial) = match time {
        Period::Year(year) => (year, false),
        Period::Financial(year) => (year, true),
        _ => return None,
    };
    (2..=20).contains(&count).then_some(Period::Years { count, last, is_financial })
}

/// `October 2016 to September 2017`, `April to January 2027`.
fn from_to(text: &str) -> Option<Period> {
    let text = text.strip_prefix("from ").unwrap_or(text);
    let (from, to) =
        text.split_once(" to ").or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" until "))?;
    let to = one(to)?;
    let from = one(from).or_else(|| {
        // The year is said once, behind the second month.
        let (month, last) = (month_number(from)?, to.last_day());
        Some(Period::Month(if month > last.month() { last.year() - 1 } else { last.year() }, month))
    })?;
    let (first, last) = (from.first_day(), to.last_day());
    (first < last).then_some(Period::Between(first, last))
}

/// A time that is no stretch from one to another.
fn one(text: &str) -> Option<Period> {
    Period::parse_own(text).or_else(|| named_year(text)).or_else(|| quarter(text)).or_else(|| day_or_month(text))
}

/// `spring 2026`, `school year 2025/26`, `fy27`.
fn named_year(text: &str) -> Option<Period> {
    let year = |text: &str| match Period::parse_own(text)? {
        Period::Financial(year) => Some(year),
        _ => None,
    };
    for (name, season) in Season::NAMES {
        if let Some(rest) = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')) {
            return match Period::parse_own(rest)? {
                Period::Year(year) => Some(Period::Season(year, season)),
                Period::Financial(year) if season == Season::Winter => Some(Period::Season(year, season)),
                _ => None,
            };
        }
    }
    let around = |name: &str| text.strip_prefix(name).or_else(|| text.strip_suffix(name)).map(str::trim);
    if let Some(rest) = ["school year", "academic year"].iter().find_map(|name| around(name)) {
        return year(rest).map(Period::School);
    }
    let rest = around("financial year").or_else(|| text.strip_prefix("fy").map(str::trim))?;
    year(rest).or_else(|| ending_year(rest)).map(Period::Financial)
}

/// `27`, `2027` and `26/27` behind `FY`: the year that ends in 2027.
fn ending_year(text: &str) -> Option<i16> {
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|digit| digit.is_ascii_digit()));
    match (text.len(), text.split_once(['/', '-'])) {
        (2, _) => number(text).map(|year| 2000 + year - 1),
        (4, None) => number(text).map(|year| year - 1),
        (5, Some((first, second))) => {
            let (first, second) = (number(first)?, number(second)?);
            (second == (first + 1) % 100).then_some(2000 + first)
        }
        _ => None,
    }
}

/// `q4 2026/27`, `quarter 4 2026-27`.
fn quarter(text: &str) -> Option<Period> {
    let rest = text.strip_prefix("quarter ").or_else(|| text.strip_prefix('q'))?;
    let (quarter, year) = rest.split_once(' ')?;
    let year = year.strip_prefix("of ").unwrap_or(year);
    let Period::Financial(year) = Period::parse_own(year)? else { return None };
    quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter)).map(|quarter| Period::Quarter(year, quarter))
}

/// `1 october 2018`, `october 1 2018`, `01/10/2018`, `1/10/18`, `march 2027`, `mar-27`, `03/2027`.
fn day_or_month(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let parts = match parts.as_slice() {
        [weekday, rest @ ..] if WEEKDAYS.iter().any(|day| day.starts_with(*weekday) && weekday.len() > 2) => rest,
        parts => parts,
    };
    match parts {
        [day, month, year] if is_year(year) && !is_year(day) => {
            let named = month_number(month).zip(number_of_day(day));
            let turned = || month_number(day).zip(number_of_day(month));
            let numeric = || month.parse().ok().zip(number_of_day(day));
            let (month, day) = named.or_else(turned).or_else(numeric)?;
            Date::new(year.parse().ok()?, month, day).ok().map(Period::Day)
        }
        // As a spreadsheet shows a day.
        [day, month, year] if is_short_year(year, text) && !is_year(day) => {
            let year: i16 = year.parse().ok()?;
            Date::new(2000 + year, month.parse().ok()?, number_of_day(day)?).ok().map(Period::Day)
        }
        [year, month, day] if is_year(year) => {
            Date::new(year.parse().ok()?, month.parse().ok()?, number_of_day(day)?).ok().map(Period::Day)
        }
        [month, year] if is_year(year) => {
            let month = month_number(month).or_else(|| month.parse().ok().filter(|_| text.contains('/')))?;
            (1..=12).contains(&month).then_some(Period::Month(year.parse().ok()?, month))
        }
        // As a spreadsheet shows a month.
        [month, year] if year.len() == 2 && text.contains('-') => {
            let year: i16 = year.parse().ok()?;
            month_number(month).map(|month| Period::Month(2000 + year, month))
        }
        _ => None,
    }
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The last two digits of a year in a day of numbers: the 18 of `1/10/18`.
fn is_short_year(year: &str, text: &str) -> bool {
    year.len() == 2 && year.bytes().all(|digit| digit.is_ascii_digit()) && text.matches('/').count() == 2
}

/// `1`, `01`, `1st`.
fn number_of_day(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_ordinal = matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}

/// `mar`, `sept`, `march`.
fn month_number(word: &str) -> Option<i8> {
    let position = MONTHS.iter().position(|month| word.len() > 2 && month.starts_with(word))?;
    i8::try_from(position + 1).ok()
}

/// Whether a text is a day in numbers that could be read with its month first: `03/04/2026`.
#[must_use]
pub fn is_day_or_month_first(text: &str) -> Option<bool> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
    let (first, second) = (number(first)?, number(second)?);
    (is_year(year) || is_short_year(year, text)).then_some(first <= 12 && second <= 12 && first != second)
}

/// A financial year whose second half does not follow its first, as it was probably meant: `2018/7`, `2108/19`, `2018/20`.
#[must_use]
pub fn meant_financial_year(text: &str) -> Option<Period> {
    let (first, second) = text.trim().split_once(['/', '-'])?;
    let is_short = matches!(second.len(), 1 | 2) && second.bytes().all(|digit| digit.is_ascii_digit());
    if !is_year(first) || !is_short || Period::parse(text).is_some() {
        return None;
    }
    let year: i16 = first.parse().ok()?;
    let end: i16 = second.parse().ok()?;
    // The second half of a year says which it is, where two digits of the first are swapped or one is another.
    let before = |year: i16| (year + 1) % 100 == end;
    let swapped = swaps(first).into_iter().find(|year| before(*year));
    // `2018-13` may be a month.
    swapped.filter(|_| second.len() == 2).or(text.contains('/').then_some(year)).map(Period::Financial)
}

/// A year with two neighbours swapped.
fn swaps(year: &str) -> Vec<i16> {
    let digits: Vec<char> = year.chars().collect();
    let swapped = |at: usize| {
        let mut digits = digits.clone();
        digits.swap(at, at + 1);
        digits.into_iter().collect::<String>().parse().ok()
    };
    (0..digits.len().saturating_sub(1)).filter_map(swapped).collect()
}

/// `2016-10/2017-09`, as [`Period::iso`] writes it.
fn interval(text: &str) -> Option<Period> {
    let (from, to) =
        text.split_once('/').filter(|(from, to)| from.len() == to.len() && matches!(from.len(), 7 | 10))?;
    let month = |text: &str| {
        let (year, month) = text.split_once('-')?;
        Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
    };
    let (first, last) = match from.len() {
        7 => (month(from)?, month(to)?.last_of_month()),
        _ => (from.parse().ok()?, to.parse().ok()?),
    };
    (first < last).then_some(Period::Between(first, last))
}
