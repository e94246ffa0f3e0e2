//! Tables as people read them: where a heading ends, cells over several columns or rows, months in words, long texts.

use crate::common::{body, made, page, text};
use plainplan::project::render;

/// A chapter with one table, and the table in its text.
fn chapter(table: &str) -> String {
    format!("---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n{table}---\n{{{{ table t }}}}\n")
}

/// The table of a chapter without line breaks.
fn shown(table: &str) -> String {
    body(&chapter(table)).replace('\n', "")
}

/// A file of open data of the table.
fn data(table: &str, file: &str) -> String {
    text(&made(&[("content/1-care.md", &chapter(table))]), &format!("data/tables/t.{file}"))
}

/// Everything that is wrong with a table.
fn reported(table: &str) -> String {
    let made = made(&[("content/1-care.md", &chapter(table))]);
    render::human(&made.source, &made.diagnostics, false)
}

const ENDED: &str = "    columns: [{ name: Provider }, { name: Beds }]
    rows: |
      NHS
      East | 10
      West | 20
      = All NHS | 30

      Hospice | 5
      = Total | 35
";

#[test]
fn an_empty_line_ends_a_heading_on_the_page_and_in_the_data() {
    let html = shown(ENDED);
    let after = html.split("All NHS</th>").nth(1).expect("the rows below");
    assert!(after.contains("</tbody><tbody><tr><th scope=\"row\">Hospice</th>"), "{html}");
    assert!(after.contains("<tr class=\"subtotal\"><th scope=\"row\">Total</th>"), "{html}");
    assert_eq!(
        data(ENDED, "csv"),
        "Group,Provider,Beds,Row\r\nNHS,East,10,data\r\nNHS,West,20,data\r\nNHS,All NHS,30,subtotal\r\n,Hospice,5,data\r\n,Total,35,subtotal\r\n"
    );
    let json: serde_json::Value = serde_json::from_str(&data(ENDED, "json")).expect("JSON");
    let groups: Vec<&serde_json::Value> =
        json["rows"].as_array().expect("rows").iter().map(|row| &row["groups"]).collect();
    assert_eq!(groups[3], &serde_json::json!(["NHS"]));
    assert!(groups[4].is_null() && groups[5].is_null(), "{groups:?}");
    // What is published opens again as the same table.
    let again = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    let files = [("content/t.csv", data(ENDED, "csv")), ("content/1-care.md", again.to_owned())];
    let opened = made(&files.each_ref().map(|(path, text)| (*path, text.as_str())));
    assert!(opened.diagnostics.is_empty(), "{}", render::human(&opened.source, &opened.diagnostics, false));
    assert_eq!(text(&opened, "data/tables/t.csv"), data(ENDED, "csv"));
}

#[test]
fn totals_after_a_heading_that_has_ended_are_those_of_the_rows_they_stand_for() {
    // Of what stands beside the heading alone, of everything, and within nested headings.
    for (rows, wrong) in [
        ("NHS\n      East | 10\n\n      Home | 5\n      Hospice | 6\n      = Others | 11\n", false),
        ("NHS\n      East | 10\n\n      Home | 5\n      Hospice | 6\n      = Others | 12\n", true),
        ("NHS\n      East | 10\n\n      Home | 5\n      Hospice | 6\n      == All | 21\n", false),
        ("NHS\n      East | 10\n\n      Home | 5\n      Hospice | 6\n      Total | 21\n", false),
        (
            "NHS > Acute\n      East | 10\n      West | 4\n      = Acute | 14\n\n      Home | 5\n      = Total | 19\n",
            false,
        ),
        (
            "NHS > Acute\n      East | 10\n      West | 4\n      = Acute | 14\n\n      Home | 5\n      = Total | 24\n",
            true,
        ),
    ] {
        let table = format!("    columns: [{{ name: Provider }}, {{ name: Beds }}]\n    rows: |\n      {rows}");
        assert_eq!(reported(&table).contains("add up to"), wrong, "{rows}\n{}", reported(&table));
    }
}

#[test]
fn an_empty_line_before_a_total_or_a_heading_only_sets_it_apart() {
    let table = ENDED
        .replace("      = All NHS", "\n      = All NHS")
        .replace("\n\n      Hospice", "\n\n      Charity\n      Hospice")
        .replace("= Total", "== Total");
    let html = shown(&table);
    assert!(
        !html.contains(
            "</tbody><tbody><tr class=\"subtotal\"><th scope=\"row\"><span class=\"vh\">Total: </span>All NHS"
        ),
        "{html}"
    );
    let csv = data(&table, "csv");
    assert!(csv.contains("NHS,All NHS,30,subtotal") && csv.contains("Charity,Hospice,5,data"), "{csv}");
    // Without headings an empty line means nothing.
    let plain =
        "    columns: [{ name: A }, { name: B }]\n    rows: |\n      East | 1\n\n      West | 2\n      = Total | 3\n";
    assert_eq!(reported(plain), "");
    assert_eq!(data(plain, "csv"), "A,B,Row\r\nEast,1,data\r\nWest,2,data\r\nTotal,3,subtotal\r\n");
}

#[test]
fn in_a_file_the_total_that_is_called_like_its_heading_ends_it() {
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";
    let csv = |total: &str| {
        let file = format!("Provider,Beds\nNHS,\nEast,10\nWest,20\n{total},30\nHospice,5\n");
        text(&made(&[("content/t.csv", &file), ("content/1-care.md", chapter)]), "data/tables/t.csv")
    };
    for total in ["Total NHS", "NHS total", "All NHS"] {
        assert!(csv(total).ends_with("\r\n,Hospice,5,data\r\n"), "{}", csv(total));
    }
    assert!(csv("Total hospitals").ends_with("\r\nNHS,Hospice,5,data\r\n"), "{}", csv("Total hospitals"));
}

#[test]
fn months_in_cells_are_written_out() {
    let table = "    columns: [{ name: Month }, { name: Opens }, { name: Code, type: text }, { name: Beds }]
    rows: |
      2017-05 | 2017-06 | 2017-06 | 5
      2017-06 | in spring | 2017-07 | 6
      2017-07-03 | 2017-18 | 2017-07 | 6
      = Total | | | 17
";
    let html = shown(table);
    for cell in [
        "<th scope=\"row\">May 2017</th><td>June 2017</td><td>2017-06</td>",
        "<th scope=\"row\">June 2017</th><td>in spring</td>",
        "<th scope=\"row\">3\u{a0}July 2017</th><td>2017-18</td>",
    ] {
        assert!(html.contains(cell), "{cell}\n{html}");
    }
    assert!(data(table, "csv").contains("2017-05,2017-06,2017-06,5,data\r\n2017-06,in spring,2017-07,6,data"));
    // In a file too, and the chart says the same.
    let chapter =
        "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n\n{{ chart t }}\n";
    let files = [("content/t.csv", "Month,Beds\n2017-05,5\n2017-06,6\nTotal,11\n"), ("content/1-care.md", chapter)];
    let html = page(&files, "care/index.html");
    assert!(html.contains("<th scope=\"row\">May 2017</th><td class=\"n\">5</td>"), "{html}");
    assert!(html.contains("<span class=\"row-name\">May 2017</span>") && !html.contains(">2017-05<"), "{html}");
}

#[test]
fn rows_of_long_text_can_be_blocks_on_a_phone_and_stay_a_table_to_hear() {
    let long =
        "We will open more beds, call everyone back within a day and write to those whom we cannot reach by phone.";
    let table = |cell: &str, value: &str| {
        format!(
            "    columns: [{{ name: Aim }}, {{ name: Steps, under: '2018-19' }}, {{ name: Cost, under: '2018-19', unit: £000 }}]\n    rows: |\n      Wait less | {cell} | {value}\n      Be safe | Soon | 7\n"
        )
    };
    let html = shown(&table(long, "5"));
    for part in [
        "<table class=\"blocks\" role=\"table\">",
        "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\"",
        "class=\"long\" role=\"cell\" data-label=\"2018-19, Steps\">We will open",
        "class=\"n\" role=\"cell\" data-label=\"2018-19, Cost (£000)\">5</td>",
        "role=\"rowheader\">Wait less</th>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    // Short words are a table everywhere, and a cell over two rows has no place in a block.
    let short = shown(&table("Open beds", "5"));
    assert!(!short.contains("role=") && !short.contains("data-label"), "{short}");
    let shared = table(long, "5").replace("Be safe | Soon", "Be safe | ^");
    assert!(!shown(&shared).contains("data-label"));
    // Several columns of phrases are text too.
    let phrases = "    columns: [{ name: A }, { name: B }, { name: C }, { name: D }]\n    rows: |\n      x | Open more beds in the winter | Call people back within a day | y\n";
    assert!(shown(phrases).contains("<table class=\"wide blocks\" role=\"table\">"));
    // So is a heat map, which is read row by row.
    let compared = "    columns: [{ name: A }, { name: North, type: number }, { name: England, type: number }]\n    rows: |\n      x | 5 | 6\n    compare: { with: England, better: higher }\n";
    assert!(shown(compared).contains("data-label=\"North\">5 <span class=\"verdict verdict-worse\">"));
}

#[test]
fn a_last_column_of_totals_stays_in_sight() {
    let table = |last: &str| {
        format!(
            "    columns: [{{ name: A }}, {{ name: B }}, {{ name: C }}, {{ name: {last} }}]\n    rows: |\n      x | 5 | 6 | 11\n"
        )
    };
    assert!(shown(&table("Total")).contains("<td class=\"n whole\">11</td>"));
    assert!(shown(&table("Total of B and C")).contains("class=\"n whole\""));
    assert!(!shown(&table("D")).contains("whole"));
}

#[test]
fn a_sign_behind_a_name_leads_to_its_note() {
    let table = |notes: &str| {
        format!(
            "    columns: [Place, Plan*, Actual]\n    rows: |\n      Community\n      Homes† | 5 | 6\n      Clinics[^a] | 7 | 8\n    notes:\n      - a: Two are new.\n{notes}"
        )
    };
    let all = table("      - \"* As agreed in May.\"\n      - \"† Without hospices.\"\n");
    let html = shown(&all);
    for part in [
        "class=\"n hang-1\">Plan<span class=\"marks\"> <a class=\"note-mark\" href=\"#table--t-note-u2a\"",
        "<th scope=\"row\">Homes<span class=\"marks\"> <a class=\"note-mark\" href=\"#table--t-note-u2020\"",
        "<th scope=\"row\">Clinics<span class=\"marks\"> <a class=\"note-mark\" href=\"#table--t-note-a\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(
        data(&all, "csv").starts_with("Group,Place,Plan,Actual,Row\r\nCommunity,Homes,5,6,data\r\n"),
        "{}",
        data(&all, "csv")
    );
    let open = reported(&table(""));
    assert!(open.contains("no note says what `*` means in `Plan*`"), "{open}");
    assert!(open.contains("Add `- \"*\": …` to the `notes` of this table"), "{open}");
    let one = reported(&table("      - \"* As agreed in May.\"\n"));
    assert!(one.contains("no note says what `†` means in `Homes†`"), "{one}");
    // Bold names and grades are what they are.
    let names = "    columns: [Grade, Pupils]\n    rows: |\n      A* | 5\n      **All** | 5\n      m² | 1\n";
    assert_eq!(reported(names), "");
}

const MERGED: &str = "    columns: [{ name: Ward }, { name: '2016-17' }, { name: '2017-18' }, { name: '2018-19' }]
    rows: |
      East | 10 | 20 | 30
      West | not available | < | <
      North | [x] | < | 5
      = Total | 10 | 20 | 35
";

#[test]
fn a_cell_stands_over_several_columns() {
    let html = shown(MERGED);
    for part in [
        "<td headers=\"table--t-c1 table--t-c2 table--t-c3 table--t-r1\" colspan=\"3\" class=\"n\">not available</td></tr>",
        "<td headers=\"table--t-c1 table--t-c2 table--t-r2\" colspan=\"2\" class=\"n",
        "<td headers=\"table--t-c3 table--t-r2\" class=\"n\">5</td>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let csv = data(MERGED, "csv");
    assert!(csv.contains("West,not available,<,<,data\r\nNorth,[x],<,5,data\r\nTotal,10,20,35,subtotal"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&data(MERGED, "json")).expect("JSON");
    assert_eq!(json["rows"][1]["cells"][2]["kind"], "same as before");
    assert_eq!(json["rows"][1]["cells"][2]["text"], "not available");
    // What is published opens again as the same table, and its chart has a row for each ward.
    let again = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n\n{{ chart t.2018-19 }}\n";
    let opened = made(&[("content/t.csv", &csv), ("content/1-care.md", again)]);
    assert!(opened.diagnostics.is_empty(), "{}", render::human(&opened.source, &opened.diagnostics, false));
    assert_eq!(text(&opened, "data/tables/t.csv"), csv);
    // Over rows and columns at once.
    let block = "    columns: [A, B, C]\n    rows: |\n      x | closed | <\n      y | ^ | <\n      z | 1 | 2\n";
    assert!(shown(block).contains("colspan=\"2\" rowspan=\"2\" class=\"n\">closed</td>"), "{}", shown(block));
}

#[test]
fn one_name_stands_for_several_rows() {
    let table = "    columns: [{ name: Ward }, { name: What }, { name: '2017-18' }, { name: '2018-19' }]
    rows: |
      East | Plan | 10 | 20
      ^ | Actual | 9 | 18
      West | Plan | 5 | 6
";
    let html = shown(table);
    for part in [
        "<th scope=\"row\" id=\"table--t-r0\" headers=\"table--t-c0\" rowspan=\"2\">East</th><th scope=\"row\" id=\"table--t-s0\"",
        "<tr><th scope=\"row\" id=\"table--t-s1\" headers=\"table--t-c1 table--t-r0\" class=\"second\">Actual</th>",
        "<td headers=\"table--t-c3 table--t-r0 table--t-s1\" class=\"n\">18</td>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(data(table, "csv").contains("East,Plan,10,20\r\n^,Actual,9,18\r\nWest,Plan,5,6"), "{}", data(table, "csv"));
    let asked = chapter(table)
        + "\nOf East we know {{ t.east-actual.2018-19 }} and {{ t.west-plan.2017-18 }}.\n\n{{ chart t }}\n";
    let html = body(&asked);
    assert!(html.contains("we know 18 and 5."), "{html}");
    assert!(html.contains("<span class=\"row-name\">East, Actual</span>"), "{html}");
}

#[test]
fn what_a_sign_for_another_cell_cannot_stand_for_is_reported() {
    for (rows, message) in [
        ("x | 1 | 2\n      ^ | 3 | 4", "every row needs its own name"),
        ("^ | Plan | 2", "there is no cell above this ^"),
        ("x | < | 2", "there is no cell before this <"),
        ("< | 1 | 2", "there is no cell before this <"),
        ("x | 1 | 2\n      = ^ | 1 | 2", "every row needs its own name"),
        ("x | closed | <\n      y | ^ | 2", "this ^ is not as wide as the cell above it"),
        ("x | closed | <\n      y | 1 | ^", "there is no cell above this ^"),
    ] {
        let table = format!("    columns: [A, B, C]\n    rows: |\n      {rows}\n");
        assert!(reported(&table).contains(message), "{rows}: {}", reported(&table));
    }
}
