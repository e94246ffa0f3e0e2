//! Days, months, quarters and financial years, as plans write them and as machines do.
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
