//! The values of front matter → figures, periods, choices. Every fault is reported at the value itself.

use crate::base::brackets::is_to_be_confirmed;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::names::{LONGEST_ID, is_id, nearest, slug};
use crate::base::span::Spanned;
use crate::base::yaml::{Fields, Key, Kind};
use crate::text::insert::is_reserved;
use crate::value::number::{Amount, Quantity, UNITS, Unit};
use crate::value::period::{Deadline, Period, is_day_or_month_first, meant_financial_year};
use crate::value::voice::{Voice, respelt};

/// A value that should be a number.
pub const NOT_A_NUMBER: Rule = Rule {
    name: "not-a-number",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "You can write a number as 1,234, (466), -2.9, £3.5m, c50 or 5 to 7. If there is no number yet, write \
              TBC. If there can be no number, write n/a.",
};

/// A value that should be a date or a period.
pub const NOT_A_DATE: Rule = Rule {
    name: "not-a-date",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Write a day as 2018-03-31, a month as 2018-03, a year as 2018, a financial year as 2018-19 and a \
              quarter as 2018-19 Q2. This is clear to everyone and sorts in date order. Other ways to write a time are read \
              where they have one meaning: 31 March 2018, 31/03/2018 (the day first), Mar-18, Q4 2017/18, FY18, spring 2018, \
              school year 2017/18, year to March 2018, 5 years to 2017-18, 2014-16, October 2016 to September 2017.",
};

/// A word that is not among those that are allowed here.
pub const UNKNOWN_VALUE: Rule = Rule {
    name: "unknown-value",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "Some settings can only have certain values, for example `better: higher`. The message lists them.",
};

/// An id that cannot be one.
pub const BAD_ID: Rule = Rule {
    name: "bad-id",
    group: Group::Settings,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "An id is a short name with lower case letters, digits and single hyphens, such as ae-4-hours. It is \
              used in {{ … }} tags, in web addresses and in the data, so do not change it later.",
};

/// Reads a figure of `unit`; a fault is reported and gives nothing.
pub fn quantity(text: &Spanned<String>, unit: &Unit, diagnostics: &mut Diagnostics) -> Option<Spanned<Quantity>> {
    match Quantity::parse(&text.value, unit) {
        Ok(quantity) if quantity.amount == Amount::Blank => None,
        Ok(quantity) => Some(Spanned::new(quantity, text.span)),
        Err(reason) => {
            let message = format!("`{}` is not a number: {reason}", text.value);
            let found = Diagnostic::new(&NOT_A_NUMBER, text.span, message);
            diagnostics.add(decimal_point(found, text, unit, || {
                "Write it like 1,234, 3.5 or (466). If you do not know it yet, write TBC.".to_owned()
            }));
            None
        }
    }
}

/// A finding with what to write where a comma stands before decimals, or else what `otherwise` says.
pub fn decimal_point(
    found: Diagnostic,
    text: &Spanned<String>,
    unit: &Unit,
    otherwise: impl FnOnce() -> String,
) -> Diagnostic {
    match Quantity::with_decimal_points(&text.value, unit) {
        Some(meant) => found.fix(Fix::guess(text.span, meant), if_decimal),
        None => found.help(otherwise()),
    }
}

/// What is said of a figure that may have a decimal comma.
pub(crate) fn if_decimal(meant: &str) -> String {
    format!("If this comma is a decimal point, write {meant}.")
}

/// The whole number behind `key`, as large as its row allows. `meaning` and `help` say so to the editor.
pub fn whole_number(
    fields: &mut Fields,
    key: &'static str,
    meaning: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let Key { kind: Kind::Whole(least, most), .. } = fields.row(key) else { return None };
    let text = fields.text(key, diagnostics)?;
    let number = text.value.parse().ok().filter(|number| (least..=most).contains(&number));
    if number.is_none() {
        let message = format!("`{key}` {meaning} not `{}`", text.value);
        diagnostics.add(Diagnostic::new(&NOT_A_NUMBER, text.span, message).help(help));
    }
    number
}

/// Reads a period; a fault is reported and gives nothing.
pub fn period(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Period>> {
    let period = Period::parse(&text.value);
    if period.is_none() {
        diagnostics.add(not_a_date(text));
    }
    period.map(|period| Spanned::new(period, text.span))
}

/// What is said of a time that cannot be read, and how it is written if that is plain.
fn not_a_date(text: &Spanned<String>) -> Diagnostic {
    let found = |message: String| Diagnostic::new(&NOT_A_DATE, text.span, message);
    if let Some(days) = days_of_its_month(&text.value) {
        return found(format!("there is no day {}: {days}", text.value.trim())).help("Correct the day or the month.");
    }
    if let Some(meant) = meant_financial_year(&text.value) {
        let message = format!("`{}` is not a financial year: its second half does not follow the first", text.value);
        return found(message)
            .fix(Fix::guess(text.span, meant.iso()), |meant| format!("If you mean this year, write `{meant}`."));
    }
    if is_day_or_month_first(&text.value).is_some()
        && let Some(meant) = with_day_first(&text.value)
    {
        let found = found(format!("`{}` has no such month, because the day comes first", text.value));
        return found.fix(Fix::guess(text.span, meant.iso()), |meant| {
            format!("If the month comes first here, write `{meant}`.")
        });
    }
    let found = found(format!("`{}` is not a date or a period", text.value));
    match respelt(&text.value) {
        Some(meant) => found.fix(Fix::guess(text.span, meant), |meant| format!("Write `{meant}`.")),
        None => found.help(
            "Write a day as YYYY-MM-DD, a month as YYYY-MM, a financial year as YYYY-YY or a quarter as YYYY-YY Q2. You can \
             also write a season, as in spring YYYY, or two times, as in YYYY-MM to YYYY-MM.",
        ),
    }
}

/// A day in numbers whose month comes first: `04/13/2026`.
fn with_day_first(text: &str) -> Option<Period> {
    let (month, rest) = text.trim().split_once('/')?;
    let (day, year) = rest.split_once('/')?;
    Period::parse(&format!("{day}/{month}/{year}"))
}

/// How many days the month of a day has that is written well and is not there: `April 2018 has 30 days`.
fn days_of_its_month(text: &str) -> Option<String> {
    let (month, day) = text.trim().rsplit_once('-').filter(|(month, _)| month.len() == 7)?;
    let is_day = day.len() == 2 && day.bytes().all(|digit| digit.is_ascii_digit());
    // Of the first day, because 2011-12 alone is a financial year.
    let Period::Day(first) = Period::parse(&format!("{month}-01")).filter(|_| is_day)? else { return None };
    Some(format!(
        "{} has {} days",
        Voice::default().time(Period::Month(first.year(), first.month())),
        first.days_in_month()
    ))
}

/// The period behind `key`.
pub fn period_field(fields: &mut Fields, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<Period>> {
    debug_assert!(fields.row(key).kind == Kind::Date, "`{key}` is no date by its row");
    let text = fields.text(key, diagnostics)?;
    period(&text, diagnostics)
}

/// What one of a few words behind `key` means.
pub fn choice_field<T: Copy>(
    fields: &mut Fields,
    key: &'static str,
    choices: &[(&'static str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let is_in_row = |words: &[&str]| choices.iter().map(|(word, _)| *word).eq(words.iter().copied());
    debug_assert!(matches!(fields.row(key).kind, Kind::Choice(words) if is_in_row(words)), "other words for `{key}`");
    let text = fields.text(key, diagnostics)?;
    choice(&text, key, choices, diagnostics)
}

/// One of a few words.
pub fn choice<T: Copy>(
    text: &Spanned<String>,
    what: &str,
    choices: &[(&'static str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text.value) {
        return Some(*value);
    }
    let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
    let diagnostic = Diagnostic::new(&UNKNOWN_VALUE, text.span, format!("`{what}` cannot be `{}`", text.value));
    diagnostics.add(match nearest(&text.value, words.iter().copied()) {
        Some(meant) => diagnostic.did_you_mean(text.span, meant),
        None => diagnostic.help(format!("Use one of: {}.", words.join(", "))),
    });
    None
}

/// Reads a unit.
pub fn unit(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Unit> {
    let unit = Unit::parse(&text.value);
    if unit.is_none() {
        let diagnostic = Diagnostic::new(&UNKNOWN_VALUE, text.span, format!("`{}` is not a unit", text.value));
        diagnostics.add(match nearest(&text.value, UNITS) {
            Some(meant) => diagnostic.did_you_mean(text.span, meant),
            None if is_of_letters(&text.value) => {
                let fix = Fix::guess(text.span, format!("count of {}", text.value));
                diagnostic.fix(fix, |unit| format!("Write `{unit}`, or one of: {}.", UNITS.join(", ")))
            }
            None => diagnostic.help(format!("Use one of: {}.", UNITS.join(", "))),
        });
    }
    unit
}

/// Whether a text can be the name of things: `beds`, `care homes`.
fn is_of_letters(text: &str) -> bool {
    text.chars().all(|sign| sign.is_alphabetic() || matches!(sign, ' ' | '-'))
}

/// Reads the id behind `id`, which must be there and be a good one.
pub fn id_field(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let id = fields.text("id", diagnostics)?;
    checked_id(id, diagnostics)
}

/// An id as it can be used. One that only needs another spelling is reported and taken in that spelling, so that what
/// asks for it is not reported too.
pub fn checked_id(id: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    if is_reserved(&id.value) {
        let message = format!("`{}` cannot be an id, because {{{{ {} }}}} means something else", id.value, id.value);
        diagnostics.add(Diagnostic::new(&BAD_ID, id.span, message).help("Choose a longer name."));
        return None;
    }
    if id.value.len() > LONGEST_ID {
        let message = format!("this id has {} letters", id.value.chars().count());
        let help = format!("Choose a short name, up to {LONGEST_ID} letters. Data files get this name too.");
        diagnostics.add(Diagnostic::new(&BAD_ID, id.span, message).help(help));
        return None;
    }
    if is_id(&id.value) {
        return Some(id);
    }
    let better = slug(&id.value);
    let diagnostic = Diagnostic::new(&BAD_ID, id.span, format!("`{}` cannot be an id", id.value));
    if is_id(&better) {
        let fix = Fix::guess(id.span, better.clone());
        diagnostics.add(diagnostic.fix(fix, |better| format!("Write `{better}`.")));
        Some(Spanned::new(better, id.span))
    } else {
        diagnostics.add(diagnostic.help("Use lower case letters, digits and hyphens."));
        None
    }
}

/// Reads a time, `ongoing` or TBC. A fault is reported and gives nothing.
pub(crate) fn deadline(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Deadline>> {
    let word = text.value.trim();
    let is_ongoing = ["ongoing", "on-going", "continuous"].iter().any(|own| word.eq_ignore_ascii_case(own));
    let deadline = match () {
        () if is_ongoing => Deadline::Ongoing,
        () if is_to_be_confirmed(word) => Deadline::ToBeConfirmed,
        () => Deadline::By(period(text, diagnostics)?.value),
    };
    Some(Spanned::new(deadline, text.span))
}
