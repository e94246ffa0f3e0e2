//! Times → words, with the prepositions that suit them; and times that people write in another way than ours.

use jiff::civil::Date;

use super::{Phrase, Voice};
use crate::value::locale::{Catalogue, Format, Key};
use crate::value::period::{Period, Season};

/// The months.
const MONTHS: [Key; 12] = [
    Key("month-january"),
    Key("month-february"),
    Key("month-march"),
    Key("month-april"),
    Key("month-may"),
    Key("month-june"),
    Key("month-july"),
    Key("month-august"),
    Key("month-september"),
    Key("month-october"),
    Key("month-november"),
    Key("month-december"),
];

/// The months where there is little room.
const SHORT_MONTHS: [Key; 12] = [
    Key("month-january-short"),
    Key("month-february-short"),
    Key("month-march-short"),
    Key("month-april-short"),
    Key("month-may-short"),
    Key("month-june-short"),
    Key("month-july-short"),
    Key("month-august-short"),
    Key("month-september-short"),
    Key("month-october-short"),
    Key("month-november-short"),
    Key("month-december-short"),
];

/// The texts for times.
pub(super) struct TimeWords {
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    day: Format<3>,
    month: Format<2>,
    quarter: Format<3>,
    short_quarter: Format<3>,
    from_to: Format<2>,
    /// From spring to winter.
    seasons: [&'static str; 4],
    season: Format<2>,
    school_year: Format<1>,
    year_to: Format<1>,
    years_to: Format<2>,
    on: Format<1>,
    at: Format<1>,
    from: Format<1>,
    within_the: Format<1>,
    within: Format<1>,
    end: Format<1>,
    by: Format<1>,
}

impl TimeWords {
    pub(super) fn read(texts: &'static Catalogue) -> Self {
        Self {
            months: MONTHS.map(|month| texts.text(month)),
            short_months: SHORT_MONTHS.map(|month| texts.text(month)),
            day: texts.format(Key("time-day"), ["day", "month", "year"]),
            month: texts.format(Key("time-month"), ["month", "year"]),
            quarter: texts.format(Key("time-quarter"), ["from", "to", "year"]),
            short_quarter: texts.format(Key("time-quarter-short"), ["from", "to", "year"]),
            from_to: texts.format(Key("time-from-to"), ["from", "to"]),
            seasons: [Key("season-spring"), Key("season-summer"), Key("season-autumn"), Key("season-winter")]
                .map(|season| texts.text(season)),
            season: texts.format(Key("time-season"), ["season", "year"]),
            school_year: texts.format(Key("time-school-year"), ["year"]),
            year_to: texts.format(Key("time-year-to"), ["time"]),
            years_to: texts.format(Key("time-years-to"), ["count", "time"]),
            on: texts.format(Key("time-on"), ["day"]),
            at: texts.format(Key("time-at"), ["day"]),
            from: texts.format(Key("time-from"), ["times"]),
            within_the: texts.format(Key("time-in-the"), ["time"]),
            within: texts.format(Key("time-in"), ["time"]),
            end: texts.format(Key("time-end"), ["time"]),
            by: texts.format(Key("time-by"), ["date"]),
        }
    }

    /// `31 March 2018`, `July to September 2018`, in the names that months are given here.
    fn with(&self, names: &[&'static str; 12], quarter: &Format<3>, period: Period) -> String {
        let name = |month: i8| usize::try_from(month - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or("");
        match period {
            Period::Day(day) => self.day.fill([&day.day().to_string(), name(day.month()), &day.year().to_string()]),
            Period::Month(year, month) => self.month.fill([name(month), &year.to_string()]),
            Period::Year(year) => year.to_string(),
            Period::Financial(year) => format!("{year}-{:02}", (year + 1) % 100),
            Period::Quarter(..) => {
                let (first, last) = (period.first_day(), period.last_day());
                quarter.fill([name(first.month()), name(last.month()), &last.year().to_string()])
            }
            // Others are put together from these.
            _ => String::new(),
        }
    }
}

impl Voice {
    /// For full text: `31 March 2018`, `March 2018`, `2018-19`, `July to September 2018`.
    #[must_use]
    pub fn time(self, period: Period) -> String {
        let words = &self.words.time;
        match period {
            Period::Day(_) | Period::Month(..) | Period::Year(_) | Period::Financial(_) | Period::Quarter(..) => {
                words.with(&words.months, &words.quarter, period)
            }
            other => self.other_time(other),
        }
    }

    /// For the foot of a chart and the heading of a column: `31 Mar 2018`, `Mar 2018`, `Jul–Sep 2018`, which are heard in full.
    #[must_use]
    pub fn short_time(self, period: Period) -> Phrase {
        let words = &self.words.time;
        let full = self.time(period);
        let short = match period {
            Period::Day(_) | Period::Month(..) | Period::Quarter(..) => {
                words.with(&words.short_months, &words.short_quarter, period)
            }
            _ => full.clone(),
        };
        if short == full { Phrase::same(full) } else { Phrase::apart(short, full) }
    }

    /// As part of a sentence, with the preposition that suits it: `on 31 March 2018`, `in March 2018`, `in 2018-19`.
    #[must_use]
    pub fn in_time(self, period: Period) -> String {
        let words = &self.words.time;
        let preposition = match period {
            Period::Day(_) => &words.on,
            Period::At(_) => &words.at,
            Period::Between(..) => &words.from,
            Period::School(_) | Period::YearTo(..) | Period::Years { .. } => &words.within_the,
            _ => &words.within,
        };
        preposition.fill([&self.time(period)])
    }

    /// From one time to another: `2018-19 to 2020-21`.
    #[must_use]
    pub fn from_to(self, from: Period, to: Period) -> String {
        self.words.time.from_to.fill([&self.time(from), &self.time(to)])
    }

    /// The time at whose end something is due, unless that is a day: `2018-19`, `June 2018`.
    #[must_use]
    pub fn due_at_the_end_of(self, period: Period) -> Option<String> {
        match period {
            Period::Day(_) | Period::At(_) => None,
            Period::Quarter(..) | Period::School(_) | Period::YearTo(..) | Period::Between(..) => {
                Some(self.time(last_month(period)))
            }
            Period::Pooled(_, last) | Period::Years { last, is_financial: false, .. } => Some(last.to_string()),
            Period::Years { last, .. } => Some(self.time(Period::Financial(last))),
            Period::Month(..) | Period::Year(_) | Period::Financial(_) | Period::Season(..) => Some(self.time(period)),
        }
    }

    /// The day by which something is due, for a sentence that says `by`: `31 March 2019`, `the end of 2018-19`, `the end of
    /// June 2018`.
    #[must_use]
    pub fn deadline(self, period: Period) -> String {
        let period = as_due(period);
        let end = self.due_at_the_end_of(period).map(|time| self.words.time.end.fill([&time]));
        end.unwrap_or_else(|| self.time(period))
    }

    /// When something is due: `by 31 March 2019`, `by the end of 2018-19`.
    #[must_use]
    pub fn by(self, period: Period) -> String {
        self.words.time.by.fill([&self.deadline(period)])
    }

    /// For easy read, where a time is always a day or a month: `the end of March 2019`.
    #[must_use]
    pub fn easy_time(self, period: Period) -> String {
        match period {
            Period::Day(_) | Period::At(_) => self.time(period),
            Period::Between(_, day) if day != day.last_of_month() => self.time(Period::Day(day)),
            _ => self.words.time.end.fill([&self.time(last_month(period))]),
        }
    }

    /// For easy read, where something was so for a while: `April 2017 to March 2018`, `March 2018`.
    #[must_use]
    pub fn easy_stretch(self, period: Period) -> String {
        match period {
            Period::Financial(_) | Period::School(_) | Period::YearTo(..) => {
                self.from_to(month_of(period.first_day()), last_month(period))
            }
            _ => self.time(period),
        }
    }
}

impl Voice {
    /// Times that are neither a day nor a month, a quarter or a year: `spring 2026`, `5 years to 2018-19`.
    fn other_time(self, period: Period) -> String {
        let words = &self.words.time;
        match period {
            Period::At(day) => self.time(Period::Day(day)),
            Period::Season(year, Season::Winter) => {
                words.season.fill([words.seasons[3], &self.time(Period::Financial(year))])
            }
            Period::Season(year, season) => words.season.fill([words.seasons[season as usize], &year.to_string()]),
            Period::School(year) => words.school_year.fill([&self.time(Period::Financial(year))]),
            Period::Pooled(first, last) => self.from_to(Period::Year(first), Period::Year(last)),
            Period::YearTo(year, month) => words.year_to.fill([&self.time(Period::Month(year, month))]),
            Period::Years { count, last, is_financial } => {
                let last = if is_financial { Period::Financial(last) } else { Period::Year(last) };
                words.years_to.fill([&count.to_string(), &self.time(last)])
            }
            Period::Between(first, last) => self.between(first, last),
            other => self.time(other),
        }
    }

    /// `October 2016 to September 2017`; of several financial years `2014-15 to 2016-17`; else from a day to a day.
    fn between(self, first: Date, last: Date) -> String {
        let are_months = first.day() == 1 && last == last.last_of_month();
        let are_years = are_months && first.month() == 4 && last.month() == 3 && last.year() - first.year() > 1;
        match (are_years, are_months) {
            (true, _) => self.from_to(Period::Financial(first.year()), Period::Financial(last.year() - 1)),
            (_, true) => {
                self.from_to(Period::Month(first.year(), first.month()), Period::Month(last.year(), last.month()))
            }
            _ => self.from_to(Period::Day(first), Period::Day(last)),
        }
    }
}

fn month_of(day: Date) -> Period {
    Period::Month(day.year(), day.month())
}

/// What ends on a day within a month is due on that day.
fn as_due(period: Period) -> Period {
    match period {
        Period::Between(_, day) if day != day.last_of_month() => Period::Day(day),
        period => period,
    }
}

fn last_month(period: Period) -> Period {
    month_of(period.last_day())
}

/// The months in English, as authors write them.
const ENGLISH: [&str; 12] = [
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

/// The number of a month by its English name, in full.
#[must_use]
pub fn month_number(name: &str) -> Option<i8> {
    let position = ENGLISH.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    i8::try_from(position + 1).ok()
}

/// `Mar`, `Sept`, `march`.
fn month_by_its_first_letters(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let position = ENGLISH.iter().position(|month| word.len() > 2 && month.starts_with(&word))?;
    i8::try_from(position + 1).ok()
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
        for wrong in ["2018-13-01", "2018-19 Q5", "soon", "18", "2018-3", "2018-02-30", "31/13/2018", "2018/20"] {
            assert_eq!(words(wrong), None, "{wrong}");
        }
    }
}
