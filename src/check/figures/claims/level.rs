//! `Acute care costs £42m`, `we will see 95% in time`, held against the figures that the row or the measure has.

use rust_decimal::Decimal;

use super::CLAIMED_FIGURE;
use super::sentence::{Amount, Kind, Sentence, Size};
use super::subjects::{Names, Subject, What, clause};
use super::truth::{Known, Series, known, shown};
use crate::base::diagnostic::Diagnostic;
use crate::base::names::slug;
use crate::check::figures::named::is_same_time;
use crate::plan::Metric;
use crate::text::english::claims::{difference, times, way};
use crate::text::english::stems::{is_telling, stem};
use crate::value::number::Unit;
use crate::value::period::Period;
use crate::value::voice::Voice;

/// A figure that a sentence states for what it names, which has another.
pub(super) fn stated(names: &Names, sentence: &Sentence, subjects: &[Subject]) -> Option<Diagnostic> {
    let changes =
        sentence.has(|word| word != "up" && way(word).is_some() || difference(word).is_some() || times(word).is_some());
    figures_of(sentence, subjects).into_iter().find_map(|amount| {
        of_ours(names, sentence, subjects, amount)
            .or_else(|| if changes { None } else { refuted(names, sentence, subjects, amount) })
    })
}

fn refuted(names: &Names, sentence: &Sentence, subjects: &[Subject], amount: &Amount) -> Option<Diagnostic> {
    if matches!(sentence.word(amount.from.wrapping_sub(1)), "by" | "of" | "from" | "another" | "every" | "each") {
        return None;
    }
    let subject = super::bound(names, sentence, subjects, &amount.tokens)?;
    let rows = subjects.iter().filter(|other| !matches!(other.what, What::Measure(..))).count();
    if let (What::Rows(of_rows), Size::Count(..)) = (&subject.what, &amount.size) {
        return counted(names, sentence, of_rows, amount).filter(|_| rows == 1);
    }
    let is_one = rows <= 1 && subjects.len() == 1 || matches!(subject.what, What::Measure(..));
    if !is_one || !is_alone(names, sentence, subjects, subject, amount) {
        return None;
    }
    let series = names.series(&subject.what, sentence);
    let compared = compared(&series, amount);
    if compared.is_empty() || compared.iter().any(|(.., is_same)| *is_same) || !knows_times(sentence, &compared) {
        return None;
    }
    match &subject.what {
        What::Measure(measure, _) => Some(of_measure(names.measures[*measure], sentence, amount, &compared)),
        What::Rows(_) | What::Totals(_) => of_row(sentence, amount, &compared),
    }
}

/// The figures that are counted like an amount, each with whether it is the same.
fn compared<'a>(series: &'a [Series], amount: &Amount) -> Vec<(&'a Series, &'a Known, bool)> {
    let figures = series.iter().flat_map(|series| series.figures.iter().map(move |known| (series, known)));
    figures.filter_map(|(series, known)| Some((series, known, amount.is_level(known, &series.unit)?))).collect()
}

/// The figures of a sentence that are alone in their part of it. Beside a percentage or money, a count is a part of a name:
/// `within 4 hours`.
fn figures_of<'a>(sentence: &'a Sentence, subjects: &[Subject]) -> Vec<&'a Amount> {
    let is_count = |amount: &&Amount| matches!(amount.size, Size::Count(..));
    let has_signs = !sentence.amounts.iter().all(|amount| is_count(&amount));
    let is_figure = |amount: &&Amount| match amount.size {
        Size::Part(..) | Size::Money(..) => true,
        Size::Count(..) => !has_signs,
        Size::Points(..) | Size::Times(_) => false,
    };
    let figures: Vec<&Amount> = sentence.amounts.iter().filter(is_figure).collect();
    if let [one] = figures[..] {
        return vec![one];
    }
    let is_alone = |amount: &&&Amount| {
        let part = clause(sentence, &amount.tokens, subjects);
        figures.iter().filter(|other| part.contains(&other.tokens.start)).count() == 1
    };
    figures.iter().filter(is_alone).copied().collect()
}

/// Whether the figure is of what is named: a count must be followed by what the measure counts, and a part of something else
/// is another figure.
fn is_alone(names: &Names, sentence: &Sentence, subjects: &[Subject], subject: &Subject, amount: &Amount) -> bool {
    let clause = super::part_with_subject(names, sentence, subjects, &amount.tokens);
    if clause.is_none_or(|clause| clause.len() > 30) {
        return false;
    }
    let after: Vec<&str> = (amount.tokens.end..amount.tokens.end + 4).map(|at| stem(sentence.word(at))).collect();
    match (&amount.size, &subject.what) {
        (Size::Count(..), What::Measure(measure, _)) => counts(names.measures[*measure], &after),
        (Size::Count(..), _) | (Size::Part(..), What::Rows(_) | What::Totals(_)) => false,
        _ => true,
    }
}

/// `Our 57 practices`, where a measure of that name has another value.
fn of_ours(names: &Names, sentence: &Sentence, subjects: &[Subject], amount: &Amount) -> Option<Diagnostic> {
    let is_ours = matches!(sentence.word(amount.from.wrapping_sub(1)), "our" | "all");
    let (measure, positions) = subjects.iter().find_map(|subject| match &subject.what {
        What::Measure(measure, positions) => Some((*measure, positions)),
        _ => None,
    })?;
    let metric = names.measures[measure];
    let end = positions.iter().max()? + 1;
    let name = slug(&metric.name.value);
    let said = (amount.tokens.end..end).map(|at| sentence.word(at));
    let is_name = matches!(metric.unit, Unit::Count(_)) && said.clone().map(stem).eq(name.split('-').map(stem));
    let series = names.series(&What::Measure(measure, positions.clone()), sentence);
    let compared = compared(&series, amount);
    let is_wrong = is_ours
        && is_name
        && !compared.is_empty()
        && compared.iter().all(|(.., is_same)| !is_same)
        && knows_times(sentence, &compared);
    is_wrong.then(|| of_measure(metric, sentence, amount, &compared))
}

/// `North has nine practices`, where a column of the table is called `Practices`.
fn counted(names: &Names, sentence: &Sentence, rows: &[(usize, usize)], amount: &Amount) -> Option<Diagnostic> {
    let has = matches!(sentence.word(amount.from.wrapping_sub(1)), "has" | "have" | "had");
    let noun = stem(sentence.word(amount.tokens.end));
    let ends =
        sentence.tokens.get(amount.tokens.end + 1).is_none_or(|token| token.kind == Kind::Sign || token.word == "and");
    let [(table, row)] = rows else { return None };
    let table = names.tables[*table];
    let column = (0..table.columns.len()).find(|column| stem(&slug(&table.columns[*column].name.value)) == noun)?;
    let known = known(table, *row, column).filter(|_| has && ends)?;
    let is_wrong = amount.is_level(&known, table.unit_of(column)?) == Some(false);
    is_wrong.then(|| {
        let name = table.row_name(*row);
        let figure = shown(known.number, &Unit::Number);
        let message = format!(
            "this says {}, but {name} is {figure} in the table “{}”",
            sentence.text(amount.tokens.clone()),
            table.caption.value
        );
        Diagnostic::new(&CLAIMED_FIGURE, sentence.place(amount.tokens.clone()), message)
            .also(known.place, "the figure")
            .help("Correct the sentence or the figure.")
    })
}

/// Whether words name what a measure counts.
fn counts(metric: &Metric, words: &[&str]) -> bool {
    let Unit::Count(Some(things)) = &metric.unit else { return false };
    let slug = slug(things);
    let mut things = slug.split('-').filter(|word| is_telling(word)).peekable();
    things.peek().is_some() && things.all(|thing| words.contains(&stem(thing)))
}

/// Whether all times of a sentence are those of figures.
fn knows_times(sentence: &Sentence, compared: &[(&Series, &Known, bool)]) -> bool {
    let has = |period: &Period| {
        compared.iter().any(|(_, known, _)| known.period.is_none_or(|own| is_same_time(own, *period)))
    };
    sentence.periods.iter().all(has)
}

/// The figure that is nearest to what the sentence says, by its time or else by its size.
fn nearest<'a>(
    sentence: &Sentence,
    amount: &Amount,
    compared: &[(&'a Series, &'a Known, bool)],
) -> Option<(&'a Series, &'a Known)> {
    let is_timely = |known: &Known| {
        known.period.is_some_and(|own| sentence.periods.iter().any(|period| is_same_time(own, *period)))
    };
    let off = |series: &Series, known: &Known| {
        let number = if series.unit == Unit::Percent { known.number / Decimal::ONE_HUNDRED } else { known.number };
        (number - amount.number()).abs()
    };
    compared
        .iter()
        .map(|(series, known, _)| (*series, *known))
        .min_by_key(|(series, known)| (!is_timely(known), off(series, known)))
}

fn of_measure(
    metric: &Metric,
    sentence: &Sentence,
    amount: &Amount,
    compared: &[(&Series, &Known, bool)],
) -> Diagnostic {
    let said = sentence.text(amount.tokens.clone());
    let place = sentence.place(amount.tokens.clone());
    let near = nearest(sentence, amount, compared).map(|(_, known)| known);
    let (what, path) = near.map_or(("the value", None), |known| which(metric, known));
    let figure = near.map_or_else(String::new, |known| shown(known.number, &metric.unit));
    let message = format!("this says {said}, but {what} of the measure `{}` is {figure}", metric.id.value);
    let found = Diagnostic::new(&CLAIMED_FIGURE, place, message);
    let found = near.into_iter().fold(found, |found, known| found.also(known.place, "the measure"));
    let path = path.filter(|_| sentence.can_show);
    let Some(path) = path else { return found.help("Correct the sentence or the measure.") };
    found.help(format!(
        "If it is the same figure, write {{{{ {}{path} }}}}. If not, say which figure you mean.",
        metric.id.value
    ))
}

/// Which figure of a measure one is, and how to ask for it.
fn which(metric: &Metric, known: &Known) -> (&'static str, Option<String>) {
    let is_at = |place: crate::base::span::Span| place == known.place;
    if metric.baseline.as_ref().is_some_and(|reading| is_at(reading.quantity.span)) {
        return ("the baseline", Some(".baseline".to_owned()));
    }
    if let Some(target) = metric.targets.iter().position(|target| is_at(target.quantity.span)) {
        let is_last = target + 1 == metric.targets.len();
        return ("the target", Some(if is_last { ".target".to_owned() } else { format!(".targets.{}", target + 1) }));
    }
    if metric.latest().is_some_and(|latest| is_at(latest.quantity.span)) {
        return ("the value", Some(String::new()));
    }
    ("a figure", None)
}

/// A row may have other figures than those of the table, so only one that looks mistyped is asked about.
fn of_row(sentence: &Sentence, amount: &Amount, compared: &[(&Series, &Known, bool)]) -> Option<Diagnostic> {
    let (series, known) =
        compared.iter().map(|(series, known, _)| (*series, *known)).find(|(_, known)| is_slip(amount, known.number))?;
    let time = known.period.map_or_else(String::new, |period| format!(" for {}", Voice::default().time(period)));
    let message = format!(
        "this says {}, but {} is {}{time} in {}",
        sentence.text(amount.tokens.clone()),
        series.name,
        shown(known.number, &series.unit),
        series.holder
    );
    Some(
        Diagnostic::new(&CLAIMED_FIGURE, sentence.place(amount.tokens.clone()), message)
            .also(known.place, "the figure")
            .help("Correct the sentence or the figure."),
    )
}

/// Whether an amount is a number with two digits swapped or one digit changed, at its own precision.
fn is_slip(amount: &Amount, number: Decimal) -> bool {
    let Size::Money(said, step) = amount.size else { return false };
    let digits = |number: Decimal| {
        let rounded = number.abs().checked_div(step).map(|number| number.round()).unwrap_or_default();
        rounded.normalize().to_string().into_bytes()
    };
    let (said, meant) = (digits(said), digits(number));
    if said.len() != meant.len() || said.len() < 2 {
        return false;
    }
    let differing: Vec<usize> = (0..said.len()).filter(|at| said[*at] != meant[*at]).collect();
    match differing[..] {
        [_] => said.len() >= 3,
        [first, second] => second == first + 1 && said[first] == meant[second] && said[second] == meant[first],
        _ => false,
    }
}
