//! Signs beside figures, figures that are not shown, second figures, and rows and cells of another unit: what authors write, and
//! what readers see, hear and download.

use crate::common::{body, made, text};
use plainplan::project::render;

fn chapter(table: &str) -> String {
    format!("---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n{table}---\n{{{{ table t }}}}\n")
}

fn shown(table: &str) -> String {
    body(&chapter(table)).replace('\n', "")
}

fn reported(table: &str) -> String {
    let made = made(&[("content/1-care.md", &chapter(table))]);
    render::human(&made.source, &made.diagnostics, false)
}

fn data(table: &str) -> (String, serde_json::Value) {
    let made = made(&[("content/1-care.md", &chapter(table))]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let json = serde_json::from_str(&text(&made, "data/tables/t.json")).expect("JSON");
    (text(&made, "data/tables/t.csv"), json)
}

/// The table of a CSV file, opened again.
fn opened_again(csv: &str) -> String {
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    let made = made(&[("content/1-care.md", chapter), ("content/t.csv", csv)]);
    assert!(made.diagnostics.is_empty(), "{csv}\n{}", render::human(&made.source, &made.diagnostics, false));
    text(&made, "data/tables/t.csv")
}

const SIGNS: &str = "    columns: [Place, People, Share]
    rows: |
      North | 1,200* | 40%
      South | 1,800 [p] | 60% (provisional)
      East | 1,000 r | [c]
      West | 12† | [x]
    notes:
      - \"* Without students\"
      - \"r = revised in May\"
      - †: From a sample.
";

#[test]
fn a_figure_with_a_sign_stays_a_figure() {
    let (csv, json) = data(SIGNS);
    assert_eq!(
        csv,
        "Place,People,People: marks,Share (%),Share (%): marks\r\n\
         North,1200,Without students,40,\r\n\
         South,1800,provisional,60,provisional\r\n\
         East,1000,revised in May,[c],\r\n\
         West,12,From a sample.,[x],\r\n"
    );
    assert_eq!(json["columns"][1]["holds"], "figures");
    let cell = |row: usize, column: usize| &json["rows"][row]["cells"][column];
    assert_eq!(cell(0, 1)["value"], 1200);
    assert_eq!(cell(0, 1)["marks"][0], "Without students");
    assert_eq!(cell(1, 1)["marks"][0], "provisional");
    assert_eq!(cell(2, 2)["kind"], "confidential");
    assert!(cell(2, 2).get("value").is_none());
    assert_eq!(cell(3, 2)["kind"], "not available");
}

#[test]
fn a_sign_is_seen_heard_and_explained() {
    let page = shown(SIGNS);
    assert!(
        page.contains(
            "<td class=\"n hang-2\">1,200<span class=\"marks\"> <a class=\"note-mark\" href=\"#table--t-note-u2a\""
        ),
        "{page}"
    );
    assert!(page.contains("<li id=\"table--t-note-u2a\"><b>Note *</b>: Without students"), "{page}");
    assert!(page.contains("<b>Note r</b>: revised in May"), "{page}");
    assert!(
        page.contains(
            "1,800<span class=\"marks\"> <span aria-hidden=\"true\">[p]</span><span class=\"vh\">, provisional</span>"
        ),
        "{page}"
    );
    assert!(page.contains("<span aria-hidden=\"true\">[c]</span><span class=\"vh\">confidential</span>"), "{page}");
    for words in ["<b>[p]</b> means provisional.", "<b>[c]</b> means confidential.", "<b>[x]</b> means not available."]
    {
        assert_eq!(page.matches(words).count(), 1, "{words}\n{page}");
    }
}

#[test]
fn a_published_table_with_signs_opens_again_as_the_same_table() {
    for table in [
        SIGNS,
        "    columns: [Place, Share]\n    rows: |\n      North | 20.4% (115,600) [e]\n      South | 21.0% (116,000)\n",
        "    columns: [Place, { name: Rate, type: number }]\n    rows: |\n      North | 14.2 (13.9 to 14.5)\n      South | ..\n    notes:\n      - \".. not collected\"\n",
        "    columns: [Kind, 2025-26]\n    rows: |\n      Homes | 300\n      Shops | 20\n      Jobs | 450\n      Content | 85%\n      Growth (%) | 3\n",
    ] {
        let (csv, _) = data(table);
        assert_eq!(opened_again(&csv), csv, "{table}");
    }
}

#[test]
fn a_second_figure_keeps_its_place_on_the_page_and_in_the_data() {
    let table = "    columns: [Place, Share]\n    rows: |\n      North | 20.4% (115,600)\n      South | 9.6% (54,400)\n      = All | 30.0%\n";
    let page = shown(table);
    assert!(page.contains("20.4% (115,600)"), "{page}");
    let (csv, json) = data(table);
    assert!(csv.starts_with("Place,Share (%),Share (%): in brackets,Row\r\nNorth,20.4,115600,data\r\n"), "{csv}");
    assert_eq!(json["rows"][0]["cells"][1]["second"]["value"], 115_600);
}

#[test]
fn what_is_not_shown_takes_part_in_a_sum_as_unknown() {
    for sign in ["[c]", "[low]", "[x]"] {
        let rows = format!("North | 1.2\n      South | {sign}\n      East | 1.5\n      = All | 6.1");
        for columns in ["[Place, 2025-26]", "[Place, { name: 2025-26, type: money }]", "[Place, 2025-26 (£m)]"] {
            let table = format!("    unit: £m\n    columns: {columns}\n    rows: |\n      {rows}\n");
            assert_eq!(reported(&table), "", "{table}");
        }
    }
    // What is not applicable adds nothing.
    let table = "    unit: £m\n    columns: [Place, 2025-26]\n    rows: |\n      North | 1.2\n      South | [z]\n      East | 1.5\n      = All | 6.1\n";
    assert!(reported(table).contains("the total of 2025-26 says 6.1"), "{}", reported(table));
}

#[test]
fn a_row_of_another_unit_leaves_a_column_of_figures() {
    for columns in [
        "[Kind, Hospitals, All]",
        "[Kind, { name: Hospitals, type: money }, { name: All, type: money }]",
        "[Kind, Hospitals (£m), All (£m)]",
    ] {
        for row in ["% of budget | 6% | 7%", "% of budget | 6 | 7", "Share of budget | 6% | 7%", "Share (%) | 6 | 7"] {
            let rows = format!(
                "Hospitals | 3.0 | 3.0\n      Other care | 4.5 | 4.4\n      = All spend | 7.5 | 7.4\n      {row}"
            );
            let table = format!("    unit: £m\n    columns: {columns}\n    rows: |\n      {rows}\n");
            assert_eq!(reported(&table), "", "{table}");
            let (_, json) = data(&table);
            let cell = &json["rows"][3]["cells"][1];
            assert_eq!(
                (&cell["value"], &cell["unit"]["name"], &cell["text"]),
                (&6.into(), &"percent".into(), &"6%".into())
            );
            assert!(shown(&table).contains("<td class=\"n\">6%</td>"), "{table}");
            let wrong = table.replace("7.5", "9.9");
            assert!(
                reported(&wrong).contains("error[total-mismatch]: the total of Hospitals says 9.9"),
                "{}",
                reported(&wrong)
            );
        }
    }
}

#[test]
fn a_row_of_ratings_leaves_a_column_of_figures() {
    let table = "    unit: £m\n    columns: [Kind, Hospitals, All]\n    rows: |\n      Hospitals | 3.0 | 3.0\n      Other care | 4.5 | 4.4\n      = All spend | 7.5 | 7.4\n      Rating | GREEN | AMBER\n";
    let (csv, json) = data(table);
    assert!(csv.contains("Rating,GREEN,AMBER"), "{csv}");
    assert_eq!(json["columns"][1]["holds"], "figures");
}

#[test]
fn a_figure_of_another_unit_is_shown_with_it_where_it_is_asked_for() {
    let table = "    unit: £m\n    columns: [Kind, Spend]\n    rows: |\n      Hospitals | 3.0\n      Homes | 4.5\n      % of budget | 6\n";
    let page = body(
        &chapter(table)
            .replace("{{ table t }}", "{{ table t }}\n\nIt is {{ t.of-budget.spend }} and {{ t.homes.spend }}."),
    );
    assert!(page.contains("It is 6% and £4.5\u{a0}million."), "{page}");
}

#[test]
fn rows_of_percentages_and_rows_of_numbers_share_their_columns() {
    let table = |rows: &str| format!("    columns: [Measure, 2026-04, 2026-05]\n    rows: |\n      {rows}\n");
    for rows in [
        "Calls answered | 91% | 92%\n      Complaints | 12 | 10",
        "Complaints | 12 | 10\n      Calls answered | 91% | 92%",
        "Calls answered | 91% | 92%\n      Seen on time | 95% | 94%\n      Falls | TBC | 3% \n      Complaints | 12 | 10",
    ] {
        assert_eq!(reported(&table(rows)), "", "{rows}");
        let (_, json) = data(&table(rows));
        assert_eq!(json["columns"][1]["holds"], "figures", "{rows}");
        let cells = json["rows"].as_array().expect("rows").iter().map(|row| &row["cells"][1]);
        let found: Vec<_> = cells.filter(|cell| cell["value"] == 12 || cell["value"] == 91).collect();
        assert_eq!(found.len(), 2, "{json}");
    }
    let forgotten =
        reported(&table("Calls answered | 91% | 92\n      Seen on time | 95% | 94%\n      Complaints | 12 | 10"));
    assert!(forgotten.contains("warning[sign-left-out]"), "{forgotten}");
}
