//! Times far from the plan's own, which are mostly mistyped: `2108-06` in a plan for 2018-19.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::plan::model::metric::Metric;
use crate::plan::model::table::CellValue;
use crate::plan::{Plan, Table};
use crate::value::period::{Period, meant_financial_year};
use crate::value::voice::{Voice, month_number};

/// A time that was probably mistyped.
pub(super) const DISTANT_TIME: Rule = Rule {
    name: "distant-time",
    group: Group::Dates,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A year is far from the plan's own period, and is that of the plan with two digits swapped or one digit wrong, such as \
              2108 for 2018. Or a heading looks like a financial year whose second half does not follow the first. If the year \
              is right, use `accept:` with a reason.",
};

/// Plans rarely look further ahead than this.
const YEARS_AHEAD: i16 = 40;

/// Times in settings and tables are rarely further back than this.
const YEARS_BACK: i16 = 60;

/// The years of a plan.
#[derive(Clone, Copy)]
struct Own {
    first: i16,
    last: i16,
    period: (Period, Period),
}

pub(super) fn distant_times(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let Some((from, to)) = plan.config.period else { return };
    let own = Own { first: from.first_day().year(), last: to.last_day().year(), period: (from, to) };
    for chapter in plan.chapters() {
        let due =
            chapter.milestones.iter().filter_map(|milestone| Some((milestone.by.value.time()?, milestone.by.span)));
        let measured = chapter.metrics.iter().flat_map(times_of);
        let tables = chapter.tables.iter().flat_map(times_of_table);
        let times = due.chain(measured).chain(tables);
        times.for_each(|(time, span)| diagnostics.extend(own.mistyped(time, span)));
        let headings = chapter.tables.iter().flat_map(|table| &table.columns).map(|column| &column.name);
        headings.for_each(|heading| diagnostics.extend(no_financial_year(heading)));
    }
    for sentence in plan.sentences_with_figures() {
        diagnostics.extend(own.mistyped_in(sentence));
    }
}

/// The times of a measure, each with the place of its figure.
fn times_of(metric: &Metric) -> Vec<(Period, Span)> {
    let readings =
        metric.baseline.iter().chain(&metric.value).chain(metric.compare.iter().map(|compare| &compare.reading));
    let readings = readings.filter_map(|reading| Some((reading.period?, reading.quantity.span)));
    let targets = metric.targets.iter().filter_map(|target| Some((target.by()?, target.quantity.span)));
    let points = metric.trajectory.iter().map(|point| (point.period.value, point.period.span));
    readings.chain(targets).chain(points).collect()
}

/// The times in the headings and the cells of a table.
fn times_of_table(table: &Table) -> impl Iterator<Item = (Period, Span)> {
    let headings =
        table.columns.iter().filter_map(|column| Some((Period::parse(&column.name.value)?, column.name.span)));
    let cells = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell.value {
        CellValue::Date(time) => Some((time, cell.written.span)),
        _ => None,
    });
    headings.chain(cells)
}

/// A heading such as `2018/7`.
fn no_financial_year(heading: &Spanned<String>) -> Option<Diagnostic> {
    let meant = meant_financial_year(&heading.value).filter(|meant| {
        // `2018-20` may be anything, but `2108-19` has two digits swapped.
        heading.value.contains('/') || !heading.value.starts_with(&meant.first_day().year().to_string())
    })?;
    let message = format!("`{}` is not a financial year: its second half does not follow the first", heading.value);
    let help = format!("Correct the year, for example to {}.", Voice::default().time(meant));
    Some(Diagnostic::new(&DISTANT_TIME, heading.span, message).help(help))
}

impl Own {
    fn mistyped(self, time: Period, span: Span) -> Option<Diagnostic> {
        let year = time.first_day().year();
        let is_far = year > self.last + YEARS_AHEAD || year < self.first - YEARS_BACK;
        let meant = Period::year_meant(year, self.first, self.last).filter(|_| is_far)?;
        Some(self.reported(&Voice::default().time(time), meant, span))
    }

    /// The first time to come in a sentence that is far off. What is long over may well be told of.
    fn mistyped_in(self, sentence: &Spanned<String>) -> Option<Diagnostic> {
        let (at, word) = years_in(&sentence.value)
            .into_iter()
            .find(|(_, word)| word[..4].parse().is_ok_and(|year: i16| year > self.last + YEARS_AHEAD))?;
        let meant = Period::year_meant(word[..4].parse().ok()?, self.first, self.last)?;
        Some(self.reported(word, meant, sentence.span.within(at, at + word.len())))
    }

    fn reported(self, time: &str, meant: i16, span: Span) -> Diagnostic {
        let voice = Voice::default();
        let (from, to) = self.period;
        let own = if from == to { voice.time(from) } else { voice.from_to(from, to) };
        let message = format!("{time} is far from the time of this plan, {own}");
        Diagnostic::new(&DISTANT_TIME, span, message).help(format!("If you mean {meant}, correct the year."))
    }
}

/// The years in a sentence, with their places: numbers of four digits behind a month or a word for a time, and financial years.
fn years_in(sentence: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut before = "";
    let start = sentence.as_ptr() as usize;
    for written in sentence.split_whitespace() {
        let word = written.trim_matches(|sign: char| !sign.is_ascii_alphanumeric());
        let is_year = |text: &str| {
            text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|digit| digit.is_ascii_digit())
        };
        let is_financial =
            word.len() == 7 && word.is_char_boundary(4) && word[4..].starts_with(['/', '-']) && is_year(&word[..4]);
        let is_time = month_number(before).is_some()
            || ["in", "by", "since", "until", "during", "from", "spring", "summer", "autumn", "winter"]
                .iter()
                .any(|opening| before.eq_ignore_ascii_case(opening));
        if is_financial || is_year(word) && is_time {
            found.push((word.as_ptr() as usize - start, word));
        }
        before = word;
    }
    found
}
