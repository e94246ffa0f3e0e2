//! Rules about what the figures and the times of one measure say of each other.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Help, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::Spanned;
use crate::plan::Plan;
use crate::plan::model::metric::{Metric, Point, Target};
use crate::plan::model::verdict::Verdict;
use crate::plan::query::standing::Standing;
use crate::value::number::{Quantity, Scale, Unit};
use crate::value::period::Period;
use crate::value::standing::Better;
use crate::value::voice::Voice;
use rust_decimal::Decimal;

/// A target or a plan that leads the wrong way.
pub(crate) const WRONG_DIRECTION: Rule = Rule {
    name: "wrong-direction",
    group: Group::Measures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "`better: higher` or `better: lower` says which way is better. If a target or a planned path goes the \
              other way, the usual reason is that two figures were swapped, or that `better` is wrong. If it is a level \
              to keep to in every period, such as a national standard, write `standard: 95` in place of the target.",
};

pub(crate) fn wrong_direction(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        diagnostics.extend(target_against_baseline(metric, plan.voice()));
        diagnostics.extend(path_against_itself(metric, plan.voice()));
    }
}

fn target_against_baseline(metric: &Metric, voice: Voice) -> Option<Diagnostic> {
    let target = metric.final_target()?;
    let baseline = metric.baseline.as_ref()?;
    is_worse(metric, &target.quantity.value, &baseline.quantity.value)?.then(|| {
        let message = format!(
            "the target of `{}`, {}, is worse than its baseline, {}, because `better` is {}",
            metric.id.value,
            figure(metric, &target.quantity.value, voice),
            figure(metric, &baseline.quantity.value, voice),
            way(metric)
        );
        Diagnostic::new(&WRONG_DIRECTION, target.quantity.span, message)
            .also(baseline.quantity.span, "the baseline")
            .help(
                "Correct the target, the baseline or `better`. If it is a level to keep to in every period, write \
                 `standard: …` in place of the target.",
            )
    })
}

/// A planned path that begins at its best and ends at its worst.
fn path_against_itself(metric: &Metric, voice: Voice) -> Option<Diagnostic> {
    let planned: Vec<&Spanned<Quantity>> = metric.trajectory.iter().filter_map(|point| point.plan.as_ref()).collect();
    let (first, last) = (planned.first()?, planned.last()?);
    let is_first_best = planned[1..].iter().all(|point| is_worse(metric, &point.value, &first.value) == Some(true));
    let is_last_worst =
        planned.iter().rev().skip(1).all(|point| is_worse(metric, &last.value, &point.value) == Some(true));
    (planned.len() > 1 && is_first_best && is_last_worst).then(|| {
        let message = format!(
            "the planned values of `{}` go from {} to {}, but {} is better",
            metric.id.value,
            figure(metric, &first.value, voice),
            figure(metric, &last.value, voice),
            way(metric)
        );
        Diagnostic::new(&WRONG_DIRECTION, last.span, message).help("Correct the planned values or `better`.")
    })
}

/// Whether one plain figure is worse than another.
fn is_worse(metric: &Metric, figure: &Quantity, than: &Quantity) -> Option<bool> {
    let plain = |quantity: &Quantity| quantity.number().filter(|_| quantity.hedge.is_none());
    plain(than)?;
    Some(metric.short_of(plain(figure)?, than)? > Decimal::ZERO)
}

fn way(metric: &Metric) -> &'static str {
    if metric.better == Better::Higher { "higher" } else { "lower" }
}

fn figure(metric: &Metric, quantity: &Quantity, voice: Voice) -> String {
    voice.figure(quantity, &metric.unit).into_seen()
}

/// Values of one measure that are a factor of 1,000 apart.
pub(crate) const THOUSAND_FOLD: Rule = Rule {
    name: "thousand-fold",
    group: Group::Measures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "All values of a measure or a column use its unit: with `unit: £m`, 2.3 means £2.3 million. A value 1,000 or \
              1,000,000 times larger than another was probably typed in a different unit, for example in pounds. If \
              the figures are right, copy the message under `accept:` and give a reason.",
};

pub(super) fn values_in_another_size(plan: &Plan, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        diagnostics.extend(value_in_another_unit(metric, plan.voice()));
    }
}

/// A value of a measure with what it is called.
struct Named<'m> {
    what: String,
    written: &'m Spanned<Quantity>,
    number: Decimal,
}

/// The value of a measure that is about 1,000 or 1,000,000 times the nearest of the others, or as many times smaller.
fn value_in_another_unit(metric: &Metric, voice: Voice) -> Option<Diagnostic> {
    let mut values = named_values(metric);
    values.sort_by_key(|value| value.number.abs());
    let times =
        |at: usize| values[at].number.checked_div(values[at - 1].number).map_or(Decimal::MAX, |times| times.abs());
    let split = (1..values.len()).max_by_key(|at| times(*at))?;
    let (small, large) = (&values[split - 1], &values[split]);
    let factor = slip_of_unit(&metric.unit, times(split), [small.number, large.number])?;
    // The few stand against the many. Of one and one, what is typed in pounds is too large for a unit of thousands.
    let is_scaled = matches!(&metric.unit, Unit::Money(scale, _) if *scale != Scale::One);
    let (below, above) = (split, values.len() - split);
    let is_large = above < below || above == below && is_scaled;
    let (odd, other) = if is_large { (large, small) } else { (small, large) };
    let meant = if is_large { odd.number.checked_div(factor) } else { odd.number.checked_mul(factor) }?;
    let message = format!(
        "{} of `{}`, {}, is about {} times {}{}, {}",
        odd.what,
        metric.id.value,
        figure(metric, &odd.written.value, voice),
        voice.number(factor),
        if is_large { "" } else { "smaller than " },
        other.what,
        figure(metric, &other.written.value, voice),
    );
    Some(Diagnostic::new(&THOUSAND_FOLD, odd.written.span, message).also(other.written.span, "the other value").help(
        format!(
            "The unit of this measure is {}. If you typed this value in another unit, write {}.",
            metric.unit.name(),
            meant.normalize()
        ),
    ))
}

/// Every value that is a number other than nothing.
fn named_values(metric: &Metric) -> Vec<Named<'_>> {
    let voice = Voice::default();
    let named = |what: String, written| (what, written);
    let baseline = metric.baseline.iter().map(|reading| named("the baseline".to_owned(), &reading.quantity));
    let value = metric.value.iter().map(|reading| named("the value".to_owned(), &reading.quantity));
    let targets = metric.targets.iter().map(|target| {
        let by = target.by().map_or(String::new(), |by| format!(" for {}", voice.time(by)));
        named(format!("the target{by}"), &target.quantity)
    });
    let points = metric.trajectory.iter().flat_map(|point| {
        let of =
            |what: &str, written| named(format!("the {what} value for {}", voice.time(point.period.value)), written);
        let plan = point.plan.as_ref().map(|plan| of("planned", plan));
        plan.into_iter().chain(point.actual.as_ref().map(|actual| of("actual", actual)))
    });
    let compare =
        metric.compare.iter().map(|compare| named(format!("the value of {}", compare.name), &compare.reading.quantity));
    let standard = metric.standard.iter().map(|standard| named("the standard".to_owned(), &standard.quantity));
    let all = baseline.chain(value).chain(targets).chain(standard).chain(points).chain(compare);
    all.filter_map(|(what, written)| {
        let number = written.value.number().filter(|number| !number.is_zero())?;
        Some(Named { what, written, number })
    })
    .collect()
}

/// The power of 1,000 between two numbers, where that tells of a slip and not of a change. Money in thousands or millions does
/// not change so much, and pounds hardly. Counts do, from 3 to 3,000; but not from 12,345 to 12.9.
pub(super) fn slip_of_unit(unit: &Unit, times: Decimal, numbers: [Decimal; 2]) -> Option<Decimal> {
    let powers = [1_000_u64, 1_000_000, 1_000_000_000].map(Decimal::from);
    let apart = |power: &Decimal| {
        let of = times.checked_div(*power).unwrap_or(Decimal::MAX);
        if of < Decimal::ONE { Decimal::ONE.checked_div(of).unwrap_or(Decimal::MAX) } else { of }
    };
    let nearest = powers.into_iter().min_by_key(apart)?;
    let is_slip = match unit {
        Unit::Money(Scale::One, _) => apart(&nearest) <= Decimal::from(4),
        Unit::Money(..) => times >= Decimal::from(200),
        Unit::Count(_) | Unit::Number | Unit::Level(_) | Unit::Rate(_) | Unit::Time(_) => {
            let digits =
                |number: &Decimal| number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
            apart(&nearest) <= Decimal::new(125, 2) && numbers.iter().any(|number| digits(number) >= 3)
        }
        Unit::Percent | Unit::Points | Unit::Rank | Unit::Words => false,
    };
    is_slip.then_some(nearest)
}

/// Two points of a path at one time.
pub(crate) const SAME_TIME: Rule = Rule {
    name: "same-time",
    group: Group::Measures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A trajectory has one planned and one actual value for each date. With two, readers cannot tell which \
              is right.",
};

pub(crate) fn same_time(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let both = |a: &Point, b: &Point| a.plan.is_some() && b.plan.is_some() || a.actual.is_some() && b.actual.is_some();
    for metric in metrics(plan) {
        for pair in metric.trajectory.windows(2) {
            let [first, second] = pair else { continue };
            if first.period.value == second.period.value && both(first, second) {
                let time = Voice::default().time(second.period.value);
                let message = format!("this trajectory has two values for {time}");
                diagnostics.add(
                    Diagnostic::new(&SAME_TIME, second.period.span, message)
                        .also(first.period.span, "the other value")
                        .help("Correct one of the dates, or remove one of the values."),
                );
            }
        }
    }
}

/// A path that goes back in time.
pub(crate) const OUT_OF_ORDER: Rule = Rule {
    name: "out-of-order",
    group: Group::Measures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "The points of a trajectory are drawn in date order. A date in the wrong place is usually a typing \
              mistake: 2017 for 2018. Write the oldest first, or the newest first.",
};

pub(crate) fn out_of_order(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        let points = || metric.trajectory.iter();
        let planned = points().filter(|point| point.plan.is_some()).map(|point| &point.period);
        let actual = points().filter(|point| point.actual.is_some()).map(|point| &point.period);
        let found = step_back(planned.collect()).or_else(|| step_back(actual.collect()));
        diagnostics.extend(found);
    }
}

/// The first time that is written after a later one, where the times run neither upwards nor downwards. Of two points at one
/// time something else is reported.
fn step_back(mut times: Vec<&Spanned<Period>>) -> Option<Diagnostic> {
    if times.windows(2).any(|pair| pair[0].value == pair[1].value) {
        return None;
    }
    times.sort_by_key(|time| time.span.start);
    let is_back = |pair: &&[&Spanned<Period>]| pair[1].value.order() < pair[0].value.order();
    let pair = times.windows(2).find(is_back).filter(|_| !times.windows(2).all(|pair| is_back(&pair)))?;
    let [before, after] = pair else { return None };
    let voice = Voice::default();
    let (late, early) = (voice.time(after.value), voice.time(before.value));
    let message = format!("{late} comes after {early} in this trajectory");
    Some(
        Diagnostic::new(&OUT_OF_ORDER, after.span, message)
            .also(before.span, "the date before it")
            .help("Correct the date, or put the points in order."),
    )
}

/// A time that has passed where it should be to come.
pub(crate) const PAST_DATE: Rule = Rule {
    name: "past-date",
    group: Group::Measures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "The last target of a measure should be for a date in the plan or after it, unless there is a value \
              that shows the result. A target should be later than the baseline, and a baseline earlier than the \
              latest value. The usual reason for this message is a mistyped year, or a target from an older plan.",
};

pub(crate) fn past_date(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let begins = plan.config.period.map(|(from, _)| from);
    for metric in metrics(plan) {
        if let Some(target) = metric.final_target() {
            // What came of an older target may well be reported.
            let is_settled =
                reached(metric).zip(target.by()).is_some_and(|(value, by)| value.last_day() >= by.last_day());
            let begins = begins.filter(|_| !is_settled);
            diagnostics.extend(past_target(metric, target, begins));
        }
        diagnostics.extend(late_baseline(metric));
    }
}

/// The time of the latest value.
fn reached(metric: &Metric) -> Option<Period> {
    metric.latest().filter(|latest| latest.quantity.value.is_known())?.period
}

fn past_target(metric: &Metric, target: &Target, begins: Option<Period>) -> Option<Diagnostic> {
    let (id, baseline, by) = (&metric.id.value, metric.baseline.as_ref(), target.by()?);
    let voice = Voice::default();
    let is_before = |time: &Period| by.last_day() < time.first_day();
    let message = if let Some(time) = baseline.and_then(|baseline| baseline.period).filter(is_before) {
        format!("the target of `{id}` is for {}, before its baseline of {}", voice.time(by), voice.time(time))
    } else {
        let time = begins.filter(is_before)?;
        format!("the last target of `{id}` is for {}, before the plan starts {}", voice.time(by), voice.in_time(time))
    };
    Some(
        Diagnostic::new(&PAST_DATE, target.quantity.span, message)
            .help("Correct the year, or add a target for this plan."),
    )
}

fn late_baseline(metric: &Metric) -> Option<Diagnostic> {
    let baseline = metric.baseline.as_ref()?;
    let (before, now) = (baseline.period?, reached(metric)?);
    (before.first_day() > now.last_day()).then(|| {
        let (id, voice) = (&metric.id.value, Voice::default());
        let (before, now) = (voice.time(before), voice.time(now));
        let message = format!("the baseline of `{id}`, for {before}, is later than its latest value, for {now}");
        Diagnostic::new(&PAST_DATE, baseline.quantity.span, message).help("Correct one of the two years.")
    })
}

/// An author and figures that do not agree.
pub(crate) const STATUS_AND_FIGURES: Rule = Rule {
    name: "status-and-figures",
    group: Group::Measures,
    policy: Policy::Acceptable,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Use `status:` to report progress that the figures cannot show. If the figures are clear, for example \
              the target was missed, readers will see that the two do not agree.",
};

pub(crate) fn status_and_figures(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        let (Some(stated), Some(computed)) = (&metric.status, metric.computed()) else { continue };
        if contradicts(stated.verdict.value, &computed) {
            let voice = plan.voice();
            let distance =
                computed.distance.as_ref().map(|far| voice.distance(computed.verdict, far, &metric.unit).into_seen());
            let distance = distance.map(|far| format!(", {far}")).unwrap_or_default();
            let message = format!(
                "the figures of `{}` show another status: {}{distance}",
                metric.id.value,
                voice.verdict(computed.verdict).to_lowercase()
            );
            diagnostics.add(
                Diagnostic::new(&STATUS_AND_FIGURES, stated.verdict.span, message)
                    .help("Correct the status or the figures. If you leave out the status, plainplan works it out."),
            );
        }
    }
}

/// An author may judge what is still open, but not what the figures have settled.
fn contradicts(stated: Verdict, computed: &Standing) -> bool {
    let is_short = computed.distance.is_some();
    let is_good = matches!(computed.verdict, Verdict::Met | Verdict::StandardMet);
    match stated {
        Verdict::Met | Verdict::Done => is_short || computed.verdict == Verdict::NotKnown,
        Verdict::OnTrack => computed.verdict == Verdict::Missed,
        Verdict::Behind | Verdict::Late => is_good,
        Verdict::TooEarly | Verdict::AtRisk | Verdict::Planned | Verdict::NotStarted => {
            matches!(computed.verdict, Verdict::Met | Verdict::Missed)
        }
        Verdict::NotKnown => computed.verdict != Verdict::NotKnown,
        _ => false,
    }
}

/// A measure that last year's plan did not have.
pub(crate) const NOT_LAST_YEAR: Rule = Rule {
    name: "not-last-year",
    group: Group::Measures,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Words),
    severity: Severity::Error,
    explain: "`was:` gives the id of this measure in last year's plan. plainplan looks for it in the file that \
              `last-plan:` in plan.yaml names. Readers see last year's figures next to this year's.",
};

pub(crate) fn not_last_year(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        let Some(was) = metric.was.as_ref().filter(|_| plan.last_year(metric).is_none()) else { continue };
        let help = match &plan.config.last_plan {
            None => "Add last year's measures to plan.yaml: last-plan: { title: …, measures: last-year.csv }.".into(),
            Some(last) if !last.is_whole() => continue,
            Some(last) => nearest(&was.value, last.ids()).map_or_else(
                || "Check the id in the file of last year's measures.".into(),
                |meant| Help::Meant(meant.to_owned()),
            ),
        };
        let message = format!("last year's plan had no measure `{}`", was.value);
        diagnostics.add(Diagnostic::new(&NOT_LAST_YEAR, was.span, message).advise(help));
    }
}

/// Figures that were counted in different units.
pub(crate) const UNIT_OF_LAST_YEAR: Rule = Rule {
    name: "unit-of-last-year",
    group: Group::Measures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Last year's figures are shown next to this year's. You cannot compare figures in different units. Use \
              the same unit, or give this measure a new id.",
};

pub(crate) fn unit_of_last_year(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for metric in metrics(plan) {
        let Some(last) = plan.last_year(metric).filter(|last| !is_alike(&last.unit, &metric.unit)) else { continue };
        let message = format!(
            "the unit of this measure was `{}` last year, and is `{}` this year",
            last.unit.name(),
            metric.unit.name()
        );
        diagnostics.add(
            Diagnostic::new(&UNIT_OF_LAST_YEAR, metric.id.span, message)
                .also(last.id.span, "last year")
                .help("Use the same unit in both, or give this measure a new id."),
        );
    }
}

/// Money in pounds and in thousands is still money, and each is shown with its size.
fn is_alike(a: &Unit, b: &Unit) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn metrics(plan: &Plan) -> impl Iterator<Item = &Metric> {
    plan.chapters().flat_map(|chapter| &chapter.metrics)
}
