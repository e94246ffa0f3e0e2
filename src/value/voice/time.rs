//! Times → words, with the prepositions that suit them; and times that people write in another way than ours.

use super::Voice;
use super::english::{month_by_its_first_letters, month_name, short_month};
use crate::value::period::Period;

impl Voice {
    /// For full text: `31 March 2018`, `March 2018`, `2018-19`, `July to September 2018`.
    #[must_use]
    pub fn time(self, period: Period) -> String {
        match period {
            Period::Day(day) => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
            Period::Month(year, month) => format!("{} {year}", month_name(month)),
            Period::Year(year) => year.to_string(),
            Period::Financial(year) => format!("{year}-{:02}", (year + 1) % 100),
            Period::Quarter(..) => {
                let (first, last) = (period.first_day(), period.last_day());
                format!("{} to {} {}", month_name(first.month()), month_name(last.month()), last.year())
            }
        }
    }

    /// As part of a sentence, with the preposition that suits it: `on 31 March 2018`, `in March 2018`, `in 2018-19`.
    #[must_use]
    pub fn in_time(self, period: Period) -> String {
        let preposition = if matches!(period, Period::Day(_)) { "on" } else { "in" };
        format!("{preposition} {}", self.time(period))
    }

    /// From one time to another: `2018-19 to 2020-21`.
    #[must_use]
    pub fn from_to(self, from: Period, to: Period) -> String {
        format!("{} to {}", self.time(from), self.time(to))
    }

    /// The day by which something is due, for a sentence that says `by`: `31 March 2019`, `the end of 2018-19`, `the end of
    /// June 2018`.
    #[must_use]
    pub fn deadline(self, period: Period) -> String {
        match period {
            Period::Day(_) => self.time(period),
            Period::Quarter(..) => self.easy_time(period),
            _ => format!("the end of {}", self.time(period)),
        }
    }

    /// When something is due: `by 31 March 2019`, `by the end of 2018-19`.
    #[must_use]
    pub fn by(self, period: Period) -> String {
        format!("by {}", self.deadline(period))
    }

    /// For the foot of a chart: `31 Mar 2018`, `Mar 2018`, `Jul–Sep 2018`.
    #[must_use]
    pub fn short_time(self, period: Period) -> String {
        match period {
            Period::Day(day) => format!("{} {} {}", day.day(), short_month(day.month()), day.year()),
            Period::Month(year, month) => format!("{} {year}", short_month(month)),
            Period::Quarter(..) => {
                let (first, last) = (period.first_day(), period.last_day());
                format!("{}–{} {}", short_month(first.month()), short_month(last.month()), last.year())
            }
            Period::Year(_) | Period::Financial(_) => self.time(period),
        }
    }

    /// For easy read, where a time is always a day or a month: `the end of March 2019`.
    #[must_use]
    pub fn easy_time(self, period: Period) -> String {
        let last = period.last_day();
        match period {
            Period::Day(_) => self.time(period),
            _ => format!("the end of {} {}", month_name(last.month()), last.year()),
        }
    }

    /// For easy read, where something was so for a while: `April 2017 to March 2018`, `March 2018`.
    #[must_use]
    pub fn easy_stretch(self, period: Period) -> String {
        match period {
            Period::Financial(_) => {
                let month = |day: jiff::civil::Date| Period::Month(day.year(), day.month());
                self.from_to(month(period.first_day()), month(period.last_day()))
            }
            Period::Day(_) | Period::Month(..) | Period::Year(_) | Period::Quarter(..) => self.time(period),
        }
    }
}

/// A time that is written in another way, as plans write it: `March 2027` → `2027-03`, `31/03/2027` → `2027-03-31`.
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
    Period::parse(&meant).map(|_| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_write_time_in_five_ways() {
        let words = |text: &str| Period::parse(text).map(|period| Voice::default().time(period));
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
}
