//! Whether the relations of a table hold at the precision of its figures, worked out apart from the program.

use crate::tables::RightTable;

/// A figure as it is written, and how far it may be from what it was rounded from.
#[derive(Clone, Copy)]
struct Figure {
    number: f64,
    slack: f64,
}

/// Whether a relation of the table is broken by more than rounding.
pub(crate) fn is_broken(table: &RightTable) -> bool {
    table.relations.iter().any(|relation| lines(table, relation).contains(&false))
}

/// How many relations there are between figures.
pub(crate) fn relations(table: &RightTable) -> usize {
    table.relations.iter().map(|relation| lines(table, relation).len()).sum()
}

/// Of each row or column in which a relation holds or not, whether it does.
fn lines(table: &RightTable, relation: &str) -> Vec<bool> {
    match relation {
        "growth" => growth(table),
        "hundred" => table.rows.iter().map(|row| hundred(table, row)).collect(),
        _ => stated(table, relation),
    }
}

fn growth(table: &RightTable) -> Vec<bool> {
    let pairs = table.rows.windows(2);
    let one = |pair: &[Vec<String>]| {
        let [before, after, change] = [&pair[0][1], &pair[1][1], &pair[1][2]].map(|cell| figure(table, cell));
        meets(percent_change(before?, after?), change?)
    };
    pairs.filter_map(|pair| one(pair).or(Some(true))).collect()
}

fn hundred(table: &RightTable, row: &[String]) -> bool {
    let parts: Option<Vec<Figure>> = row[1..].iter().map(|cell| figure(table, cell)).collect();
    parts.is_none_or(|parts| (parts.iter().map(|part| part.number).sum::<f64>() - 100.0).abs() < 0.01)
}

fn stated(table: &RightTable, relation: &str) -> Vec<bool> {
    let (target, right) = relation.split_once(" = ").expect("a relation");
    let target = target.trim_matches('"');
    if let Some(column) = table.columns.iter().position(|column| column == target) {
        let place = |name: &str| table.columns.iter().position(|column| column == name);
        let rows = table.rows.iter();
        return rows
            .map(|row| holds(table, right, &row[column], &|name| place(name).map(|at| row[at].as_str())))
            .collect();
    }
    let row = table.rows.iter().find(|row| row[0] == target).expect("a row");
    let cell = |name: &str, column: usize| table.rows.iter().find(|row| row[0] == name).map(|row| row[column].as_str());
    (1..table.columns.len()).map(|column| holds(table, right, &row[column], &|name| cell(name, column))).collect()
}

/// Whether one figure is what the right side of a relation gives. Where a figure is not there, nothing is broken.
fn holds<'t>(table: &'t RightTable, right: &str, target: &str, cell: &dyn Fn(&str) -> Option<&'t str>) -> bool {
    let Some(stated) = figure(table, target) else { return true };
    let of = |name: &str| figure(table, cell(name.trim().trim_matches('"')).expect("a name"));
    let between = |text: &str| -> Vec<Option<Figure>> {
        let inner = text.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).expect("brackets");
        inner.split(", ").map(of).collect()
    };
    let found = if right.starts_with("change(") {
        let [from, to] = between(right)[..] else { panic!("two names") };
        from.zip(to).map(|(from, to)| spread(to.number - from.number, from.slack + to.slack))
    } else if right.starts_with("percent change(") {
        let [from, to] = between(right)[..] else { panic!("two names") };
        from.zip(to).map(|(from, to)| percent_change(from, to))
    } else if right.starts_with("average(") {
        let all: Option<Vec<Figure>> = between(right).into_iter().collect();
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let mean = |all: Vec<Figure>| {
            let count = all.len() as f64;
            spread(all.iter().map(|one| one.number).sum::<f64>() / count, all[0].slack)
        };
        all.map(mean)
    } else if right.starts_with("percent of total(") {
        let name = right.split_once('(').expect("brackets").1.trim_end_matches(')');
        let column = table.columns.iter().position(|column| column == name).expect("a column");
        let whole = table.rows.last().and_then(|row| figure(table, &row[column]));
        of(name).zip(whole).map(|(part, whole)| quotient(part, whole))
    } else if let Some((one, other)) = right.split_once(" / ") {
        of(one).zip(of(other)).map(|(one, other)| quotient(one, other))
    } else {
        sum(table, right, cell)
    };
    found.is_none_or(|found| meets(found, stated).unwrap_or(true))
}

/// `A + B - C`. What is not there adds nothing.
fn sum<'t>(table: &'t RightTable, right: &str, cell: &dyn Fn(&str) -> Option<&'t str>) -> Option<(f64, f64)> {
    let (mut total, mut slack) = (0.0, 0.0);
    for part in right.replace(" - ", " + -").split(" + ") {
        let (sign, name) = part.strip_prefix('-').map_or((1.0, part), |name| (-1.0, name));
        let written = cell(name.trim_matches('"'))?;
        if let Some(found) = figure(table, written) {
            total += sign * found.number;
            slack += found.slack;
        }
    }
    Some((total - slack, total + slack))
}

fn spread(number: f64, slack: f64) -> (f64, f64) {
    (number - slack, number + slack)
}

fn corners(one: Figure, other: Figure, work: impl Fn(f64, f64) -> f64) -> (f64, f64) {
    let ends = |figure: Figure| [figure.number - figure.slack, figure.number + figure.slack];
    let all = ends(one).into_iter().flat_map(|one| ends(other).map(|other| work(one, other)));
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), next| (low.min(next), high.max(next)))
}

fn percent_change(from: Figure, to: Figure) -> (f64, f64) {
    corners(from, to, |from, to| (to - from) / from.abs() * 100.0)
}

fn quotient(one: Figure, other: Figure) -> (f64, f64) {
    corners(one, other, |one, other| one / other * 100.0)
}

/// Whether a figure may be one of some numbers.
fn meets((low, high): (f64, f64), stated: Figure) -> Option<bool> {
    let slack = stated.slack + 1e-6;
    (low.is_finite() && high.is_finite()).then_some(low - slack <= stated.number && stated.number <= high + slack)
}

/// `(1,234)`, `12.5%`; counts and whole pounds are exact.
fn figure(table: &RightTable, written: &str) -> Option<Figure> {
    let plain: String = written.chars().filter(|letter| !matches!(letter, ',' | '£' | '%' | '(' | ')')).collect();
    let number: f64 = plain.parse().ok()?;
    let number = if written.starts_with('(') { -number } else { number };
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    let is_rounded = places > 0 || written.contains('%') || matches!(table.unit.as_str(), "£m" | "£000");
    let slack = if is_rounded { 0.5 / 10_f64.powi(i32::try_from(places).expect("a few places")) } else { 0.0 };
    Some(Figure { number, slack })
}
