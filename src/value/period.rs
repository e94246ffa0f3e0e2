//! Days, months, quarters and financial years, as plans write them, and in words.
//!
//! A financial year runs from 1 April to 31 March. `2018-04` is a month and `2018-19` a financial year;
//! where both would be possible (`2011-12`) it is the financial year, as plans mean it.

use jiff::civil::Date;

/// A stretch of time as written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Period {
    /// `2018-03-31`.
    Day(Date),
    /// `2018-03`: year and month.
    Month(i16, i8),
    /// `2018`.
    Year(i16),
    /// `2018-19`, by its first year.
    Financial(i16),
    /// `2018-19 Q2`, by its first year and the quarter, 1 for April to June.
    Quarter(i16, i8),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Period {
    /// What one of the forms above looks like, as a regular expression.
    pub const FORM: &str = "^([12][0-9]{3}([-–/]([0-9]{2}|[0-9]{4})( Q[1-4])?)?|[0-9]{4}[-–][0-9]{2}[-–][0-9]{2})$";

    /// Reads one of the forms above; `/` may stand for `-` in a financial year.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('–') {
            return Self::parse(&text.replace('–', "-"));
        }
        if text.len() == 10
            && let Ok(day) = text.parse()
        {
            return Some(Self::Day(day));
        }
        if let Some((year, quarter)) = text.split_once(" Q") {
            let Self::Financial(year) = Self::parse(year)? else { return None };
            let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            return Some(Self::Quarter(year, quarter));
        }
        let (first, second) = text.split_once(['-', '/']).map_or((text, None), |(first, second)| (first, Some(second)));
        let year = first.parse().ok().filter(|_| first.len() == 4 && first.starts_with(['1', '2']))?;
        let Some(second) = second else { return Some(Self::Year(year)) };
        if second.len() == 4 {
            return (second.parse() == Ok(year + 1)).then_some(Self::Financial(year));
        }
        let number: i8 = second.parse().ok().filter(|_| second.len() == 2)?;
        if i16::from(number) == (year + 1) % 100 {
            return Some(Self::Financial(year));
        }
        (text.contains('-') && (1..=12).contains(&number)).then_some(Self::Month(year, number))
    }

    /// A time that is written in another way, as it is written here: `March 2027` → `2027-03`, `31/03/2027` → `2027-03-31`.
    /// The day comes before the month, as in Britain.
    #[must_use]
    pub fn respelt(text: &str) -> Option<String> {
        let parts: Vec<&str> = text.split([' ', '/', '.', '-', ',']).filter(|part| !part.is_empty()).collect();
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|digit| digit.is_ascii_digit());
        let (year, month, day) = match parts.as_slice() {
            [year, month, day] if is_year(year) => (year, month, Some(day)),
            [day, month, year] if is_year(year) => (year, month, Some(day)),
            [month, year] if is_year(year) => (year, month, None),
            _ => return None,
        };
        let month = month.parse().ok().or_else(|| month_by_its_first_letters(month))?;
        let meant = match day {
            Some(day) => {
                let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
                format!("{year}-{month:02}-{day:0>2}")
            }
            None => format!("{year}-{month:02}"),
        };
        Self::parse(&meant).map(|_| meant)
    }

    /// A key that sorts by time: by the last day, and of those that end together the shorter first.
    #[must_use]
    pub fn order(self) -> (Date, std::cmp::Reverse<Date>) {
        (self.last_day(), std::cmp::Reverse(self.first_day()))
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        let month_start = |year: i16, month: i8| Date::new(year, month, 1).unwrap_or(Date::MIN);
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => month_start(year, month),
            Self::Year(year) => month_start(year, 1),
            Self::Financial(year) => month_start(year, 4),
            Self::Quarter(year, 4) => month_start(year + 1, 1),
            Self::Quarter(year, quarter) => month_start(year, quarter * 3 + 1),
        }
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let month_end = |year: i16, month: i8| {
            let first = Date::new(year, month, 1).unwrap_or(Date::MAX);
            first.last_of_month()
        };
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => month_end(year, month),
            Self::Year(year) => month_end(year, 12),
            Self::Financial(year) | Self::Quarter(year, 4) => month_end(year + 1, 3),
            Self::Quarter(year, quarter) => month_end(year, quarter * 3 + 3),
        }
    }

    /// For full text: `31 March 2018`, `March 2018`, `2018-19`, `July to September 2018`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Day(day) => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
            Self::Month(year, month) => format!("{} {year}", month_name(month)),
            Self::Year(year) => year.to_string(),
            Self::Financial(year) => format!("{year}-{:02}", (year + 1) % 100),
            Self::Quarter(year, quarter) => {
                let first = if quarter == 4 { 1 } else { quarter * 3 + 1 };
                let year = if quarter == 4 { year + 1 } else { year };
                format!("{} to {} {year}", month_name(first), month_name(first + 2))
            }
        }
    }

    /// As part of a sentence, with the preposition that suits it: `on 31 March 2018`, `in March 2018`, `in 2018-19`.
    #[must_use]
    pub fn in_time(self) -> String {
        let preposition = if matches!(self, Self::Day(_)) { "on" } else { "in" };
        format!("{preposition} {}", self.words())
    }

    /// The day by which something is due, for a sentence that says `by`: `31 March 2019`, `the end of 2018-19`, `the end of
    /// June 2018`.
    #[must_use]
    pub fn deadline(self) -> String {
        let words = self.words();
        match self {
            Self::Day(_) => words,
            _ => format!("the end of {}", words.rsplit_once(" to ").map_or(words.as_str(), |(_, last)| last)),
        }
    }

    /// For the foot of a chart: `31 Mar 2018`, `Mar 2018`, `Jul–Sep 2018`.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Day(day) => format!("{} {} {}", day.day(), short_month(day.month()), day.year()),
            Self::Month(year, month) => format!("{} {year}", short_month(month)),
            Self::Quarter(year, quarter) => {
                let first = if quarter == 4 { 1 } else { quarter * 3 + 1 };
                let year = if quarter == 4 { year + 1 } else { year };
                format!("{}–{} {year}", short_month(first), short_month(first + 2))
            }
            Self::Year(_) | Self::Financial(_) => self.words(),
        }
    }

    /// For easy read, where a time is always a day or a month: `the end of March 2019`.
    #[must_use]
    pub fn easy(self) -> String {
        if let Self::Day(_) = self {
            self.words()
        } else {
            let last = self.last_day();
            format!("the end of {} {}", month_name(last.month()), last.year())
        }
    }

    /// For easy read, where something was so for a while: `April 2017 to March 2018`, `March 2018`.
    #[must_use]
    pub fn easy_stretch(self) -> String {
        match self {
            Self::Financial(year) => format!("April {year} to March {}", year + 1),
            Self::Day(_) | Self::Month(..) | Self::Year(_) | Self::Quarter(..) => self.words(),
        }
    }

    /// For machines: ISO 8601 for days, months and years, and our own form for the rest.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Month(year, month) => with_two_digits(year, month.into()),
            Self::Year(year) => year.to_string(),
            Self::Financial(year) => with_two_digits(year, (year + 1) % 100),
            Self::Quarter(year, quarter) => with_two_digits(year, (year + 1) % 100) + " Q" + &quarter.to_string(),
        }
    }
}

/// `2018-03`. Open data is full of them, so that they are put together without formatting.
fn with_two_digits(year: i16, number: i16) -> String {
    let mut text = year.to_string();
    text.push_str(if number < 10 { "-0" } else { "-" });
    text + &number.to_string()
}

/// The number of a month by its English name, in full.
#[must_use]
pub fn month_number(name: &str) -> Option<i8> {
    let position = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    i8::try_from(position + 1).ok()
}

/// `Mar`, `Sept`, `march`.
fn month_by_its_first_letters(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let position = MONTHS.iter().position(|month| word.len() > 2 && month.to_lowercase().starts_with(&word))?;
    i8::try_from(position + 1).ok()
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

fn short_month(month: i8) -> &'static str {
    match month {
        9 => "Sept",
        _ => month_name(month).get(..3).unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_write_time_in_five_ways() {
        let words = |text: &str| Period::parse(text).map(Period::words);
        assert_eq!(words("2018-03-31").as_deref(), Some("31 March 2018"));
        assert_eq!(words("2018-03").as_deref(), Some("March 2018"));
        assert_eq!(words("2018").as_deref(), Some("2018"));
        assert_eq!(words("2018-19").as_deref(), Some("2018-19"));
        assert_eq!(words("2018/19").as_deref(), Some("2018-19"));
        assert_eq!(words("2018/2019").as_deref(), Some("2018-19"));
        assert_eq!(words("2018-19 Q4").as_deref(), Some("January to March 2019"));
        assert_eq!(words("2011-12").as_deref(), Some("2011-12"));
        for wrong in ["31/03/2018", "2018-13", "2018-19 Q5", "soon", "18", "2018-3", "2018-02-30"] {
            assert_eq!(words(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn easy_read_says_a_month() {
        assert_eq!(Period::parse("2018-19").map(Period::easy).as_deref(), Some("the end of March 2019"));
        assert_eq!(Period::parse("2018-10-01").map(Period::easy).as_deref(), Some("1 October 2018"));
        let stretch = |text: &str| Period::parse(text).map(Period::easy_stretch);
        assert_eq!(stretch("2017-18").as_deref(), Some("April 2017 to March 2018"));
        assert_eq!(stretch("2018-03").as_deref(), Some("March 2018"));
        assert_eq!(stretch("2018-19 Q2").as_deref(), Some("July to September 2018"));
    }
}
