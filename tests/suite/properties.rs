//! What must always hold, whatever an author writes.

use std::collections::BTreeMap;

use plainplan::base::names;
use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;
use plainplan::value::number::{Quantity, Unit};
use plainplan::value::voice::{Negative, Noun, OutOf, Style, Thousands, Voice, common_denominator};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn made(chapter: &str, easy: &str) -> Made {
    let files = [
        ("plan.yaml", "title: T\norganisation: O\n"),
        ("content/index.md", "# T\n\nText.\n"),
        ("content/1-care.md", chapter),
        ("content/1-care.easy.md", easy),
    ];
    Project::from_files(files, Settings::default()).apply([])
}

/// Every message has a place inside its file, and can be reported in both ways.
pub(crate) fn is_sound(made: &Made) {
    for diagnostic in made.diagnostics.iter() {
        let text = made.source.file(diagnostic.span.file).text();
        let range = diagnostic.span.range();
        assert!(
            range.end <= text.len() && text.is_char_boundary(range.start) && text.is_char_boundary(range.end),
            "{diagnostic:?}"
        );
    }
    let reported = render::human(&made.source, &made.diagnostics, false);
    assert_eq!(reported.is_empty(), made.diagnostics.is_empty());
    assert!(serde_json::from_str::<serde_json::Value>(&render::json(&made.source, &made.diagnostics)).is_ok());
}

const CHAPTER: &str = "---\ntitle: Care\ndescription: How we care.\nmetrics:\n  - id: waits\n    name: People seen in time\n    unit: percent\n    better: higher\n    baseline: { value: 84.8, period: 2017-18 }\n    value: { value: 88.1, period: 2018-03 }\n    targets:\n      - { value: 95, by: 2019-03 }\n    trajectory:\n      - { period: 2018-19 Q1, plan: 87, actual: 86.2 }\n      - { period: 2018-19 Q2, plan: 90 }\ntables:\n  - id: budgets\n    caption: Budgets\n    unit: £000\n    columns:\n      - { name: Service, header: true }\n      - { name: 2018-19, type: money, total: sum }\n    rows: |\n      Acute | 420,882\n      = All | 420,882\nmilestones:\n  - { by: 2018-07, text: \"It’s £{{ waits.target }} open\" }\nrisks:\n  - { risk: It snows, causes: ['it''s £{{ waits }}'], controls: [salt] }\n---\n{{ metrics }}\n\n{{ chart waits }}\n\n## How we pay\n\nBy {{ waits.target.by }} we want {{ waits.target }}. See [here](#how-we-pay).[^1]\n\n[^1]: Note.\n\n{{ table budgets }}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n{{ timeline }}\n\n{{ risks }}\n";
const EASY: &str =
    "---\ntitle: Care\n---\n## How?\n\n![doctor]\nWe want {{ waits.target | people }} to be seen.\n- one\n- two\n";

/// This many cases, unless `PROPTEST_CASES` asks for more.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { usual };
    ProptestConfig { cases, ..asked }
}

/// A table of one column with these figures, and this total, called so or marked so.
fn summed(parts: &[Decimal], total: Decimal, name: &str) -> Made {
    let rows: String = (0..).zip(parts).map(|(number, part)| format!("      Row {number} | {part}\n")).collect();
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: Money\n    unit: £m\n    columns: [{{ name: Name, header: true }}, {{ name: Cost, type: money }}]\n    rows: |\n{rows}      {name} | {total}\n---\n{{{{ table t }}}}\n"
    );
    made(&chapter, "---\ntitle: Care\n---\n![doctor]\nWe help.\n")
}

/// A table of counts, a row each, with ordinary names and no total.
fn counted(rows: &[Vec<u32>], kind: &str) -> Made {
    let columns: String = (0..rows[0].len()).map(|number| format!(", {{ name: Column {number}{kind} }}")).collect();
    let cells = |row: &[u32]| row.iter().map(|count| format!(" | {count}")).collect::<String>();
    let rows: String = (0..).zip(rows).map(|(number, row)| format!("      Row {number}{}\n", cells(row))).collect();
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: Counts\n    columns: [{{ name: Name, header: true }}{columns}]\n    rows: |\n{rows}---\n{{{{ table t }}}}\n"
    );
    made(&chapter, "---\ntitle: Care\n---\n![doctor]\nWe help.\n")
}

fn wrong_totals(made: &Made) -> usize {
    made.diagnostics.iter().filter(|found| found.rule.name == "total-mismatch").count()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_total_right_after_rounding_is_never_reported(
        exact in prop::collection::vec(-9_999_999_i64..9_999_999, 1..20),
        places in 0_u32..3,
        marked in any::<bool>(),
    ) {
        let exact: Vec<Decimal> = exact.into_iter().map(|number| Decimal::new(number, 4)).collect();
        let rounded = |number: Decimal| {
            let mut number = number.round_dp(places);
            number.rescale(places);
            number
        };
        let parts: Vec<Decimal> = exact.iter().copied().map(rounded).collect();
        let total = rounded(exact.iter().sum());
        let made = summed(&parts, total, if marked { "= All" } else { "Total" });
        prop_assert_eq!(wrong_totals(&made), 0, "{}", render::human(&made.source, &made.diagnostics, false));
    }

    #[test]
    fn counts_without_a_total_are_never_reported(
        rows in (2_usize..6).prop_flat_map(|columns| prop::collection::vec(prop::collection::vec(1_u32..200, columns), 4..12)),
        row in any::<prop::sample::Index>(),
        column in any::<prop::sample::Index>(),
        nearly in 0_u32..3,
        kind in prop_oneof![Just(""), Just(", type: count"), Just(", type: number")],
    ) {
        let mut rows = rows;
        let (row, column) = (3 + row.index(rows.len() - 3), column.index(rows[0].len()));
        let above = |rows: &[Vec<u32>], column: usize| rows[..row].iter().map(|counts| counts[column]).sum::<u32>();
        // One column adds up by chance, or nearly; no other does, for then the row might well be a total.
        for other in 0..rows[0].len() {
            rows[row][other] += u32::from(rows[row][other] == above(&rows, other));
        }
        rows[row][column] = above(&rows, column) + nearly;
        let made = counted(&rows, kind);
        prop_assert_eq!(wrong_totals(&made), 0, "{}", render::human(&made.source, &made.diagnostics, false));
    }

    #[test]
    fn a_marked_total_that_rounding_cannot_explain_is_always_reported(
        parts in prop::collection::vec(-999_999_i64..999_999, 1..20),
        places in 0_u32..3,
        beyond in 1_i64..999_999,
        less in any::<bool>(),
    ) {
        let numbers: Vec<Decimal> = parts.iter().map(|number| Decimal::new(*number, places)).collect();
        let sum: Decimal = numbers.iter().sum();
        // Half of the last place for each figure and the total, and one place more.
        let limit = Decimal::new(i64::try_from(parts.len() + 1).expect("a few") , places) / Decimal::TWO;
        let off = limit + Decimal::new(beyond, places);
        let mut total = if less { sum - off } else { sum + off };
        total = total.round_dp(places);
        total.rescale(places);
        let made = summed(&numbers, total, "= All");
        let is_beyond = (total - sum).abs() > limit;
        prop_assert_eq!(wrong_totals(&made), usize::from(is_beyond), "{} for {}", total, sum);
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn no_text_brings_the_tool_down(chapter in "(?s).{0,200}", easy in "(?s).{0,120}") {
        is_sound(&made(&chapter, &easy));
    }

    #[test]
    fn no_text_made_of_the_signs_that_matter_brings_the_tool_down(chapter in "[-\\{\\}\\[\\]|#!:\\n \"'a1,>*&`=]{0,300}", easy in "[-\\{\\}\\[\\]|#!:\\n \"'a1]{0,150}") {
        is_sound(&made(&chapter, &easy));
        is_sound(&made(&format!("---\n{chapter}\n---\n{easy}"), &format!("---\ntitle: T\n---\n{easy}")));
    }

    #[test]
    fn no_slip_in_a_good_chapter_brings_the_tool_down(at in 0..CHAPTER.len(), cut in 0_usize..12, typed in "[-\\{\\}|:#\"a1 \\n£é]{0,3}", in_easy in any::<bool>()) {
        let whole = if in_easy { EASY } else { CHAPTER };
        let start = floor(whole, at.min(whole.len()));
        let end = floor(whole, (start + cut).min(whole.len()));
        let text = format!("{}{typed}{}", &whole[..start], &whole[end.max(start)..]);
        is_sound(&if in_easy { made(CHAPTER, &text) } else { made(&text, EASY) });
    }

    #[test]
    fn a_number_that_was_written_is_read_again(digits in -999_999_999_999_i64..999_999_999_999, decimals in 0_u32..6) {
        let number = Decimal::new(digits, decimals);
        let unit = Unit::Count(None);
        let styles = [Negative::Minus, Negative::Brackets]
            .into_iter()
            .flat_map(|negative| [Thousands::Comma, Thousands::Space].map(|thousands| Style { negative, thousands, ..Style::default() }));
        for style in styles {
            let text = Voice::new(style, "en-GB").figure(&Quantity::exact(number), &unit).into_seen();
            prop_assert_eq!(Quantity::parse(&text, &unit).map(|found| found.number()), Ok(Some(number)));
        }
    }

    #[test]
    fn a_larger_share_never_reads_smaller(first in 0_u32..=10_000, second in 0_u32..=10_000) {
        let share = |value: u32| Decimal::new(i64::from(value), 2);
        let (small, large) = (share(first.min(second)), share(first.max(second)));
        let Some(out_of) = common_denominator(&[small, large]) else { return Ok(()) };
        let rank = |value: Decimal| {
            let words = Voice::default().share(value, out_of, Noun::People);
            match words.as_str() {
                "nobody" => Decimal::NEGATIVE_ONE,
                "everyone" => Decimal::from(2000),
                _ if words.starts_with("almost everyone") => Decimal::from(1999),
                _ if words.starts_with("fewer than 1") => Decimal::ZERO,
                _ => words.trim_start_matches("about ").split(' ').next().and_then(|count| count.parse().ok()).expect("a count"),
            }
        };
        prop_assert!(rank(small) <= rank(large), "{} and {}", Voice::default().share(small, out_of, Noun::People), Voice::default().share(large, out_of, Noun::People));
        prop_assert!(small == large || Voice::default().share(small, out_of, Noun::People) != Voice::default().share(large, out_of, Noun::People));
        prop_assert!(matches!(out_of, OutOf::Ten | OutOf::Hundred | OutOf::Thousand));
    }

    #[test]
    fn a_slug_is_a_slug_of_itself(text in ".{0,40}") {
        let slug = names::slug(&text);
        prop_assert_eq!(names::slug(&slug), slug.clone());
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
    }
}

/// The files of the sample plan, by path.
fn sample() -> BTreeMap<String, String> {
    let root = crate::common::sample();
    let content =
        walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("an entry").into_path());
    let files = content.filter(|path| path.is_file()).chain([root.join("plan.yaml")]);
    files
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("text");
            (path.strip_prefix(&root).expect("inside").to_string_lossy().into_owned(), text)
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn no_slip_in_the_sample_plan_brings_the_tool_down(
        file in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        cut in 0_usize..20,
        typed in prop_oneof!["[-\\{\\}|:#\"'a1 \\n£é“”–\\[\\]>&*`=]{0,4}", Just("{{".to_owned()), Just("\n---\n".to_owned()), Just("\t".to_owned())],
    ) {
        let mut files = sample();
        let path = file.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let text = files[&path].clone();
        let start = floor(&text, at.index(text.len().max(1)));
        let end = floor(&text, (start + cut).min(text.len())).max(start);
        files.insert(path, format!("{}{typed}{}", &text[..start], &text[end..]));
        let made = Project::from_files(files, Settings::default()).apply([]);
        is_sound(&made);
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
