//! Calculated columns: worked out in the order in which they follow from each other, never in a circle, never out of digits.

use crate::common::{made, text};
use plainplan::project::pipeline::Made;
use plainplan::project::render;

fn reported(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

fn table(columns: &str, rows: &str) -> Made {
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [{columns}]\n    rows: |\n{rows}---\n{{{{ table t }}}}\n"
    );
    made(&[("content/1-care.md", &chapter)])
}

/// The rows of the data, without its headings, of a table without problems.
fn worked_out(columns: &str, rows: &str) -> String {
    let made = table(columns, rows);
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
    let csv = text(&made, "data/tables/t.csv");
    csv.split_once("\r\n").expect("headings").1.replace("\r\n", "\n")
}

const SUM: &str = "{ name: Plan, calculate: sum, of: [Acute, Community] }";

#[test]
fn a_column_may_follow_from_one_to_its_right() {
    let change = "{ name: Change, calculate: change, from: 2017-18, to: Plan }";
    let columns = format!("Area, 2017-18, {change}, {SUM}, Acute, Community");
    assert_eq!(
        worked_out(&columns, "      North | 100 | 70 | 50\n      South | 90 | 40 | 40\n"),
        "North,100,20,120,70,50\nSouth,90,-10,80,40,40\n"
    );
    let percent = "{ name: Change, calculate: percent change, from: 2017-18, to: Plan }";
    let columns = format!("Area, 2017-18, {percent}, {SUM}, Acute, Community");
    assert_eq!(worked_out(&columns, "      North | 100 | 70 | 50\n"), "North,100,20.0,120,70,50\n");
    let share = "{ name: Share, calculate: percent of total, of: Plan }";
    let columns = format!("Area, {share}, {SUM}, Acute, Community");
    assert_eq!(
        worked_out(&columns, "      North | 70 | 50\n      South | 40 | 40\n"),
        "North,60.0,120,70,50\nSouth,40.0,80,40,40\n"
    );
}

#[test]
fn a_chain_of_columns_is_worked_out_whatever_their_order() {
    let columns = "Area, { name: A, calculate: sum, of: [B, X] }, { name: B, calculate: change, from: X, to: C }, { name: C, calculate: sum, of: [D, X] }, { name: D, calculate: sum, of: [X, X] }, X";
    assert_eq!(worked_out(columns, "      North | 5\n      South | 7\n"), "North,15,10,15,10,5\nSouth,21,14,21,14,7\n");
}

#[test]
fn the_unit_follows_too() {
    let columns = "Area, { name: Change, calculate: change, from: Before, to: Now }, { name: Before, type: percent }, { name: Now, calculate: percent change, from: X, to: Y }, X, Y";
    let made = table(columns, "      North | 5% | 100 | 120\n");
    let csv = text(&made, "data/tables/t.csv");
    assert!(csv.contains("Change (percentage points)") && csv.contains("North,15.0,5,20.0,100,120"), "{csv}");
}

#[test]
fn a_circle_is_an_error_that_names_its_members() {
    let reported = |columns: &str, rows: &str| reported(&table(columns, rows));
    let two = reported(
        "Area, { name: A, calculate: sum, of: [B, X] }, { name: B, calculate: sum, of: [A, X] }, X",
        "      North | 5\n",
    );
    assert!(two.contains("error[calculation-circle]: these columns are worked out from each other: `A`, `B`"), "{two}");
    assert_eq!(two.matches("error[").count(), 1, "{two}");
    let own = reported("Area, { name: A, calculate: sum, of: [A, X] }, X", "      North | 5\n");
    assert!(own.contains("the column `A` is worked out from itself"), "{own}");
    let three = reported(
        "Area, { name: Off, calculate: sum, of: [C, X] }, { name: A, calculate: change, from: B, to: X }, { name: B, calculate: percent of total, of: C }, { name: C, calculate: percent change, from: X, to: A }, X",
        "      North | 5\n",
    );
    assert!(three.contains("from each other: `C`, `A`, `B`") && !three.contains("`Off`"), "{three}");
    // What the message says to do.
    assert_eq!(
        worked_out("Area, A, { name: B, calculate: sum, of: [A, X] }, X", "      North | 1 | 5\n"),
        "North,1,6,5\n"
    );
}

#[test]
fn no_chain_of_sums_runs_out_of_digits() {
    for length in [60, 95] {
        let columns: String = (0..length)
            .map(|column| {
                format!(
                    ", {{ name: C{column}, calculate: sum, of: [{0}, {0}] }}",
                    if column == 0 { "X".to_owned() } else { format!("C{}", column - 1) }
                )
            })
            .collect();
        let reported = reported(&table(&format!("Area, X{columns}"), "      North | 999,999,999,999\n"));
        assert!(
            reported.contains(
                "error[result-too-large]: C19 of North cannot be worked out, because it would have more than 18 digits"
            ),
            "{reported}"
        );
        assert_eq!(reported.matches("error[").count(), 1, "{reported}");
    }
}

#[test]
fn huge_figures_are_reported_and_bring_nothing_down() {
    let huge = "999999999999999999";
    let reported = |columns: &str, rows: &str| reported(&table(columns, rows));
    let sum = reported(
        "Area, { name: X, type: number, total: sum }",
        &format!("      North | {huge}\n      South | {huge}\n      = All |\n"),
    );
    assert!(sum.contains("X of All cannot be worked out, because it would have more than 18 digits"), "{sum}");
    let change = reported(
        "Area, A, B, { name: Change, calculate: change, from: A, to: B }",
        &format!("      North | -{huge} | {huge}\n"),
    );
    assert!(
        change.contains("Change of North cannot be worked out, because it would have more than 18 digits"),
        "{change}"
    );
    for (from, to) in [("0.000000001", huge), (huge, "0.000000001"), ("0", huge)] {
        let columns = "Area, A, B, { name: Change, calculate: percent change, from: A, to: B }";
        _ = reported(columns, &format!("      North | {from} | {to}\n"));
        let typed = "Area, A, B, { name: Change, calculate: percent change, from: A, to: B }";
        _ = reported(typed, &format!("      North | {from} | {to} | {huge}\n"));
    }
    let typed = reported(
        "Area, A, B, Change, Total",
        &format!(
            "      North | {huge} | {huge} | {huge} | {huge}\n      South | {huge} | {huge} | -{huge} | 1\n      = All | {huge} | 1 | 2 | 3\n"
        ),
    );
    assert!(typed.contains("error["), "{typed}");
}
