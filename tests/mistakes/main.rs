//! Right tables of many shapes, and the same tables with one figure changed in each way that people mistype one: how many of the
//! changes are found, and how many right tables are doubted.
//!
//! A change counts if it breaks a relation of the table at the precision of its figures, by the arithmetic below. Each table is
//! read in four forms: as YAML and as a CSV file, with its totals marked and unmarked. A fifth form states all relations.
//! `MISTAKES=1 cargo test --release --test mistakes -- --nocapture` tries every change, otherwise some are drawn.

mod arithmetic;
mod tables;

use plainplan::base::diagnostic::Severity;
use plainplan::project::render;
use plainplan::{Change, Made, Project, Settings};

use self::tables::{Form, RightTable, mistakes};

/// One change in so many is tried, if not all are.
const ONE_IN: usize = 12;

/// A plan of a few lines, which tables are put into one after the other.
fn project() -> Project {
    let plan = "title: Test plan\norganisation: Test council\ncontact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n";
    let index = "---\ntitle: Test plan\n---\nWhat we will do.\n";
    Project::from_files([("plan.yaml", plan), ("content/index.md", index)], Settings::default())
}

fn made(project: &mut Project, table: &RightTable, form: Form) -> Made {
    project.apply(table.files(form).into_iter().map(|(path, text)| Change::put(path, text)))
}

fn report(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

/// How many changes were found, of how many.
#[derive(Default)]
struct Score {
    found: usize,
    all: usize,
    missed: Vec<String>,
}

impl Score {
    fn percent(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let (found, all) = (self.found as f64, self.all.max(1) as f64);
        found / all * 100.0
    }
}

fn score(form: Form) -> Score {
    let is_all = std::env::var_os("MISTAKES").is_some();
    let mut score = Score::default();
    let mut number = 0;
    let mut project = project();
    for table in tables::all() {
        if form == Form::Stated && !table.can_be_stated() {
            continue;
        }
        for (changed, what) in mistakes(&table) {
            if !arithmetic::is_broken(&changed) {
                continue;
            }
            number += 1;
            if !is_all && number % ONE_IN != 0 {
                continue;
            }
            score.all += 1;
            if made(&mut project, &changed, form).diagnostics.is_empty() {
                score.missed.push(format!("{}: {what}", table.name));
            } else {
                score.found += 1;
            }
        }
    }
    println!("{form:?}: {} of {} changes found, {:.1}%", score.found, score.all, score.percent());
    if std::env::var_os("MISSED").is_some() {
        println!("{}", score.missed.join("\n"));
    }
    score
}

#[test]
fn right_tables_are_right() {
    assert!(tables::all().len() >= 60);
    let mut warnings = Vec::new();
    let mut relations = 0;
    let mut project = project();
    for table in tables::all() {
        assert!(!arithmetic::is_broken(&table), "{} is not right", table.name);
        relations += arithmetic::relations(&table);
        for form in Form::ALL.into_iter().filter(|form| *form != Form::Stated || table.can_be_stated()) {
            let made = made(&mut project, &table, form);
            let errors = made.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
            assert_eq!(errors, 0, "{} as {form:?}: {}", table.name, report(&made));
            if !made.diagnostics.is_empty() {
                warnings.push(format!("{} as {form:?}: {}", table.name, report(&made)));
            }
        }
    }
    println!("{} warnings in {} relations, in five forms", warnings.len(), relations);
    assert!(warnings.len() * 200 <= relations * Form::ALL.len(), "{}", warnings.join("\n"));
}

#[test]
fn all_changes_are_found_where_the_relation_is_stated() {
    let score = score(Form::Stated);
    assert_eq!(score.found, score.all, "{}", score.missed.join("\n"));
}

#[test]
fn nearly_all_changes_are_found_where_nothing_is_stated() {
    for form in [Form::Yaml, Form::YamlMarked, Form::Csv, Form::CsvMarked] {
        let score = score(form);
        assert!(score.percent() >= 95.0, "{form:?}: {}", score.missed.join("\n"));
    }
}
