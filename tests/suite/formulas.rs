//! `formulas:`: rows and columns that follow from others, worked out where they were left empty and checked where they were not.

use crate::common::{made, text};
use plainplan::project::pipeline::Made;
use plainplan::project::render;

fn reported(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

fn table(settings: &str, columns: &str, rows: &str) -> Made {
    let rows: String = rows.lines().map(|row| format!("      {}\n", row.trim())).collect();
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    {settings}\n    columns: [{columns}]\n    rows: |\n{rows}---\n{{{{ table t }}}}\n"
    );
    made(&[("content/1-care.md", &chapter)])
}

/// The rows of the data, without its headings, of a table without problems.
fn worked_out(settings: &str, columns: &str, rows: &str) -> String {
    let made = table(settings, columns, rows);
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
    let csv = text(&made, "data/tables/t.csv");
    csv.split_once("\r\n").expect("headings").1.replace("\r\n", "\n")
}

/// What is reported of a table, which must be one finding.
fn one_finding(settings: &str, columns: &str, rows: &str) -> String {
    let made = table(settings, columns, rows);
    assert_eq!(made.diagnostics.len(), 1, "{}", reported(&made));
    reported(&made)
}

const BALANCE: &str = "unit: £m\n    formulas: [Surplus = Income - Spending]";

#[test]
fn a_row_follows_from_rows() {
    let rows = "Income | 10.5 | 11.0\nSpending | 9.0 | 11.5\nSurplus | |";
    assert_eq!(
        worked_out(BALANCE, "Line, 2017-18, 2018-19", rows),
        "Income,10.5,11.0,data\nSpending,9.0,11.5,data\nSurplus,1.5,-0.5,derived\n"
    );
    let typed = "Income | 10.5 | 11.0\nSpending | 9.0 | 11.5\nSurplus | 1.5 | (0.5)";
    assert!(worked_out(BALANCE, "Line, 2017-18, 2018-19", typed).ends_with("Surplus,1.5,-0.5,derived\n"));
    let wrong = "Income | 10.5 | 11.0\nSpending | 9.0 | 11.5\nSurplus | 1.5 | 0.5";
    let found = one_finding(BALANCE, "Line, 2017-18, 2018-19", wrong);
    assert!(
        found.contains(
            "error[calculation-mismatch]: 2018-19 of Surplus says £0.5 million, but Income - Spending is −£0.5 million"
        ),
        "{found}"
    );
}

#[test]
fn a_column_follows_from_columns() {
    let share = "formulas: [Share = Spending / Budget]";
    assert_eq!(
        worked_out(share, "Area, Budget, Spending, Share", "North | £200 | £150 |\nSouth | £300 | £100 |"),
        "North,200,150,75.0\nSouth,300,100,33.3\n"
    );
    let typed =
        worked_out(share, "Area, Budget, Spending, Share", "North | £200 | £150 | 75%\nSouth | £300 | £100 | 33%");
    assert_eq!(typed, "North,200,150,75\nSouth,300,100,33\n");
    let found =
        one_finding(share, "Area, Budget, Spending, Share", "North | £200 | £150 | 75%\nSouth | £300 | £100 | 43%");
    assert!(found.contains("Share of South says 43%, but Spending / Budget is 33.3%"), "{found}");
}

#[test]
fn a_change_in_percent_is_known_by_its_heading() {
    let change = "formulas: [\"Change % = change(2017-18, 2018-19)\"]";
    assert_eq!(
        worked_out(change, "Area, 2017-18, 2018-19, Change %", "North | 200 | 150 |\nSouth | 300 | 330 |"),
        "North,200,150,-25.0\nSouth,300,330,10.0\n"
    );
    let plain = "formulas: [\"Change = change(2017-18, 2018-19)\"]";
    assert_eq!(
        worked_out(plain, "Area, 2017-18, 2018-19, Change", "North | 200 | 150 |\nSouth | 300 | 330 |"),
        "North,200,150,-50\nSouth,300,330,30\n"
    );
}

#[test]
fn money_is_compared_in_pounds_whatever_its_size() {
    let cost = "formulas: [Cost per home = Cost / Homes]";
    let columns =
        "Area, { name: Cost, unit: £m }, { name: Homes, unit: count of homes }, { name: Cost per home, unit: £ }";
    assert_eq!(worked_out(cost, columns, "North | 1.2 | 8 |"), "North,1.2,8,150000.0\n");
    assert_eq!(worked_out(cost, columns, "North | 1.2 | 8 | 150,000"), "North,1.2,8,150000\n");
    let found = one_finding(cost, columns, "North | 1.2 | 8 | 15,000");
    assert!(found.contains("Cost per home of North says £15,000, but Cost / Homes is £150,000"), "{found}");
    let sum = "formulas: [All = One + Other]";
    let columns = "Area, { name: One, unit: £m }, { name: Other, unit: £000 }, { name: All, unit: £m }";
    assert_eq!(worked_out(sum, columns, "North | 1.5 | 500 |"), "North,1.5,500,2.000\n");
}

#[test]
fn formulas_rest_on_formulas_and_totals_in_any_order() {
    let settings = "unit: £m\n    formulas: [Left = Surplus - Reserve, Surplus = All income - Spending]";
    let columns = "Line, { name: Plan, total: sum }";
    let rows = "Grants | 4\nFees | 3\n= All income |\nSpending | 5\nSurplus |\nReserve | 1\nLeft |";
    assert_eq!(
        worked_out(settings, columns, rows),
        "Grants,4,data\nFees,3,data\nAll income,7,subtotal\nSpending,5,data\nSurplus,2,derived\nReserve,1,data\nLeft,1,derived\n"
    );
}

#[test]
fn a_derived_row_is_no_part_of_a_total() {
    let settings = "unit: £m\n    formulas: [Running = Staff + Other]";
    let rows = "Staff | 4\nOther | 3\nRunning | 7\nCapital | 5\n= All | 12";
    assert!(worked_out(settings, "Line, Plan", rows).ends_with("Running,7,derived\nCapital,5,data\nAll,12,subtotal\n"));
    let empty = "Staff | 4\nOther | 3\nRunning |\nCapital | 5\n= All |";
    let columns = "Line, { name: Plan, total: sum }";
    assert!(worked_out(settings, columns, empty).ends_with("Running,7,derived\nCapital,5,data\nAll,12,subtotal\n"));
}

#[test]
fn shares_of_a_sum_are_no_sum_of_shares() {
    let settings = "formulas: [\"% spent = Spending / Budget\", All = North + South]";
    let columns = "Line, { name: North, unit: £m }, { name: South, unit: £m }, { name: All, unit: £m }";
    assert_eq!(
        worked_out(settings, columns, "Budget | 10 | 30 |\nSpending | 5 | 25 |\n% spent | | |"),
        "Budget,10,30,40,data\nSpending,5,25,30,data\n% spent,50.0%,83.3%,75.0%,derived\n"
    );
}

#[test]
fn a_formula_holds_in_each_group_of_rows() {
    let rows =
        "North\nIncome | 5 | 6\nSpending | 4 | 4\nSurplus | |\nSouth\nIncome | 7 | 8\nSpending | 5 | 9\nSurplus | |";
    let csv = worked_out(BALANCE, "Line, 2017-18, 2018-19", rows);
    assert!(csv.contains("North,Surplus,1,2,derived\n") && csv.contains("South,Surplus,2,-1,derived\n"), "{csv}");
}

#[test]
fn what_is_not_known_stays_open() {
    let rows = "Income | 10 | TBC | -\nSpending | 9 | 4 | 5\nSurplus | | |";
    assert!(worked_out(BALANCE, "Line, A, B, C", rows).contains("Surplus,1,TBC,-5,derived"));
}

#[test]
fn a_circle_of_rows_is_an_error_that_names_them() {
    let settings = "unit: £m\n    formulas: [A = B + C, B = A - C]";
    let found = one_finding(settings, "Line, Plan", "A | 1\nB | 2\nC | 3");
    assert!(
        found.contains("error[calculation-circle]: these rows are worked out from each other: `A`, `B`"),
        "{found}"
    );
}

#[test]
fn names_that_are_not_there_are_reported_with_the_nearest() {
    let rows = "Income | 10\nSpending | 9\nSurplus | 1";
    let formula = |text: &str| one_finding(&format!("unit: £m\n    formulas: [\"{text}\"]"), "Line, Plan", rows);
    let found = formula("Surplus = Income - Spendin");
    assert!(
        found.contains("error[formula]: this table has no row or column `Spendin`") && found.contains("`Spending`"),
        "{found}"
    );
    let found = formula("Surpluss = Income - Spending");
    assert!(found.contains("no row or column `Surpluss`") && found.contains("`Surplus`"), "{found}");
    let found = formula("Surplus is Income less Spending");
    assert!(found.contains("is not a formula"), "{found}");
    let found = formula("Surplus = Income -");
    assert!(found.contains("the formula needs a name here"), "{found}");
}

#[test]
fn a_published_table_opens_again_with_its_derived_rows() {
    let rows = "Income | 10.5 | 11.0\nSpending | 9.0 | 11.5\nSurplus | |";
    let first = table(BALANCE, "Line, 2017-18, 2018-19", rows);
    let csv = text(&first, "data/tables/t.csv").clone();
    let again =
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    unit: £m\n    file: t.csv\n---\n{{ table t }}\n";
    let second = made(&[("content/1-care.md", again), ("content/t.csv", &csv)]);
    assert_eq!(text(&second, "data/tables/t.csv"), csv, "{}", reported(&second));
}

#[test]
fn percentages_of_a_whole_are_found_beside_a_column_that_repeats_it() {
    let rows = |west: &str| {
        format!(
            "North | 40% | 60% | 100%\nSouth | 30% | 70% | 100%\nEast | 20% | 80% | 100%\nWest | 20% | {west} | 100%"
        )
    };
    let found = one_finding("source: A survey", "Area, Bus, Car, Total", &rows("88%"));
    assert!(found.contains("the percentages of West add up to 108%, but the other rows add up to 100%"), "{found}");
    worked_out("source: A survey", "Area, Bus, Car, Total", &rows("80%"));
}

#[test]
fn a_share_may_fall_by_a_share_of_itself() {
    let says = |text: &str| {
        let chapter = format!(
            "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [Line, 2017-18, 2018-19]\n    rows: |\n      Teenage pregnancies | 20% | 10%\n---\n{{{{ table t }}}}\n\n{text}\n"
        );
        reported(&made(&[("content/1-care.md", &chapter)]))
    };
    assert_eq!(says("Teenage pregnancies fall by 50%."), "");
    assert_eq!(says("Teenage pregnancies fall by 10%."), "");
    assert!(says("Teenage pregnancies fall by 30%.").contains("claimed-change"));
}
