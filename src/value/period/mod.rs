//! Days, months, quarters and financial years, as plans write them and as machines do.
//!
//! [`written`] reads what has one meaning in other forms. A financial year runs from 1 April to 31 March. `2018-04` is a month and `2018-19` a financial year;
//! where both would be possible (`2011-12`) it is the financial year, as plans mean it.

mod deadline;
mod written;

pub use self::deadline::Deadline;
pub use self::written::{is_day_or_month_first, meant_financial_year};

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
    /// `at 31 March 2018`: how it was on that day.
    At(Date),
    /// `spring 2026`. A winter begins in December of its year.
    Season(i16, Season),
    /// `school year 2025/26`, by its first year.
    School(i16),
    /// `2014-16`: several calendar years taken together.
    Pooled(i16, i16),
    /// `year to March 2018`: twelve months.
    YearTo(i16, i8),
    /// `5 years to 2018-19`, by the last of them.
    Years {
        /// How many.
        count: i8,
        /// The last, by its first year.
        last: i16,
        /// Whether they run from April to March.
        is_financial: bool,
    },
    /// `October 2016 to September 2017`: from a day to a day.
    Between(Date, Date),
}

/// A season of the weather.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// Their names.
    pub const NAMES: [(&'static str, Self); 4] =
        [("spring", Self::Spring), ("summer", Self::Summer), ("autumn", Self::Autumn), ("winter", Self::Winter)];

    /// Its first month.
    fn month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Period {
    /// What one of the forms above looks like, as a regular expression.
    pub const FORM: &str = concat!(
        "^([12][0-9]{3}([-–/]([0-9]{2}|[0-9]{4})( Q[1-4])?)?|[0-9]{4}[-–][0-9]{2}[-–][0-9]{2}",
        "|[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9-]{7,10}/[0-9-]{7,10}",
        "|.*[A-Za-z]{3}.*[0-9].*|Q[1-4],? .*[0-9]|FY ?[0-9].*)$"
    );

    /// Reads a month or a day as open data has it: `2018-03`, `2018-03-31`.
    #[must_use]
    pub fn of_data(text: &str) -> Option<Self> {
        let is_form = text.bytes().all(|sign| sign.is_ascii_digit() || sign == b'-');
        Self::parse_own(text).filter(|_| is_form)
    }

    /// Reads one of the forms above; `/` may stand for `-` in a financial year.
    fn parse_own(text: &str) -> Option<Self> {
        if text.contains('–') {
            return Self::parse_own(&text.replace('–', "-"));
        }
        if text.len() == 10
            && let Ok(day) = text.parse()
        {
            return Some(Self::Day(day));
        }
        if let Some((year, quarter)) = text.split_once(" Q") {
            let Self::Financial(year) = Self::parse_own(year)? else { return None };
            let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
            return Some(Self::Quarter(year, quarter));
        }
        let (first, second) = text.split_once(['-', '/']).map_or((text, None), |(first, second)| (first, Some(second)));
        let year = first.parse().ok().filter(|_| first.len() == 4 && first.starts_with(['1', '2']))?;
        let Some(second) = second else { return Some(Self::Year(year)) };
        if second.len() == 4 {
            let second: i16 = second.parse().ok()?;
            return if second == year + 1 { Some(Self::Financial(year)) } else { pooled(year, second) };
        }
        let number: i8 = second.parse().ok().filter(|_| second.len() == 2)?;
        if i16::from(number) == (year + 1) % 100 {
            return Some(Self::Financial(year));
        }
        if text.contains('-') && (1..=12).contains(&number) {
            return Some(Self::Month(year, number));
        }
        if text.contains('-') { pooled(year, year - year % 100 + i16::from(number)) } else { None }
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
            Self::Day(day) | Self::At(day) | Self::Between(day, _) => day,
            Self::Month(year, month) => month_start(year, month),
            Self::Season(year, season) => month_start(year, season.month()),
            Self::School(year) => month_start(year, 9),
            Self::Pooled(year, _) => month_start(year, 1),
            Self::YearTo(year, 12) => month_start(year, 1),
            Self::YearTo(year, month) => month_start(year - 1, month + 1),
            Self::Years { count, last, is_financial } => {
                month_start(last + 1 - i16::from(count), if is_financial { 4 } else { 1 })
            }
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
            Self::Day(day) | Self::At(day) | Self::Between(_, day) => day,
            Self::Month(year, month) | Self::YearTo(year, month) => month_end(year, month),
            Self::Season(year, Season::Winter) => month_end(year + 1, 2),
            Self::Season(year, season) => month_end(year, season.month() + 2),
            Self::School(year) => month_end(year + 1, 8),
            Self::Years { last, is_financial: true, .. } => month_end(last + 1, 3),
            Self::Year(year) | Self::Pooled(_, year) | Self::Years { last: year, .. } => month_end(year, 12),
            Self::Financial(year) | Self::Quarter(year, 4) => month_end(year + 1, 3),
            Self::Quarter(year, quarter) => month_end(year, quarter * 3 + 3),
        }
    }

    /// For machines: ISO 8601 for days, months and years, and our own form for the rest.
    #[must_use]
    pub fn iso(self) -> String {
        match self {
            Self::Day(day) | Self::At(day) => day.to_string(),
            Self::Month(year, month) => with_two_digits(year, month.into()),
            Self::Year(year) => year.to_string(),
            Self::Financial(year) => with_two_digits(year, (year + 1) % 100),
            Self::Quarter(year, quarter) => with_two_digits(year, (year + 1) % 100) + " Q" + &quarter.to_string(),
            Self::Season(..)
            | Self::School(_)
            | Self::Pooled(..)
            | Self::YearTo(..)
            | Self::Years { .. }
            | Self::Between(..) => iso_interval(self.first_day(), self.last_day()),
        }
    }
}

/// Several calendar years taken together.
fn pooled(first: i16, last: i16) -> Option<Period> {
    (first + 2..=first + 9).contains(&last).then_some(Period::Pooled(first, last))
}

/// Two months, or two days where one of them is within a month.
fn iso_interval(first: Date, last: Date) -> String {
    if first.day() == 1 && last == last.last_of_month() {
        let month = |day: Date| with_two_digits(day.year(), day.month().into());
        return format!("{}/{}", month(first), month(last));
    }
    format!("{first}/{last}")
}

/// `2018-03`. Open data is full of them, so that they are put together without formatting.
fn with_two_digits(year: i16, number: i16) -> String {
    let mut text = year.to_string();
    text.push_str(if number < 10 { "-0" } else { "-" });
    text + &number.to_string()
}

#[cfg(test)]
mod tests;
