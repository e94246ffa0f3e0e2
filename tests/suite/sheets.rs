//! Workbooks and CSV files in, tables and measures out. The workbooks stand in `tests/sheets/`.

use std::fs;

use crate::common::{Plan, sample};
use plainplan::project::pipeline::Made;
use plainplan::project::render;

const PLAN: &str = "title: Test plan\norganisation: Test council\nperiod: { from: 2018-04-01, to: 2019-03-31 }\ncontact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n";

/// A plan with some of the workbooks beside its chapters.
fn plan(workbooks: &[&str], files: &[(&str, &[u8])]) -> Plan {
    let mut plan = Plan::small();
    plan.write("plan.yaml", PLAN);
    for name in workbooks {
        plan.write(&format!("content/{name}"), workbook(name));
    }
    for (path, bytes) in files {
        plan.write(&format!("content/{path}"), *bytes);
    }
    plan
}

fn workbook(name: &str) -> Vec<u8> {
    fs::read(sample().join("tests/sheets").join(name)).expect("a workbook")
}

fn reported(plan: &Plan) -> String {
    let made = plan.made();
    render::human(&made.source, &made.diagnostics, false)
}

fn file(made: &Made, address: &str) -> String {
    String::from_utf8(made.output.get(address).unwrap_or_else(|| panic!("no {address}")).to_vec()).expect("UTF-8")
}

/// A chapter with one table, whose rows `keys` name.
fn table(keys: &str, columns: &str) -> String {
    format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    {keys}\n    columns: [{columns}]\n---\n{{{{ table t }}}}\n"
    )
}

/// The page and the download of a table of a plan without problems.
fn shown(plan: &Plan, chapter: &str) -> (String, String) {
    let mut plan = plan.clone();
    plan.write("content/1-care.md", chapter);
    let made = plan.made();
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let page = file(&made, "care/index.html");
    let page = page[page.find("<table").expect("a table")..page.find("</table>").expect("its end")].to_owned();
    (page, file(&made, "data/tables/t.csv"))
}

const BUDGETS: &str = "Programme, { name: Starts, type: date }, { name: Budget, type: number, total: sum }, { name: Share, type: percent }";

const BUDGETS_CSV: &str = "Programme,Starts,Budget,Share\n\"At home; and in hospital\"\n\"\"\"Home First\"\" team\",2018-04-01,0.3,45.5%\n\"Hospitals, east\",2018-05,221961,7.1%\n= All,,221961.3,\n";

#[test]
fn a_table_is_the_same_from_excel_and_from_csv() {
    let plan = plan(&["budgets.xlsx"], &[("budgets.csv", BUDGETS_CSV.as_bytes())]);
    let from_csv = shown(&plan, &table("file: budgets.csv", BUDGETS));
    let from_excel = shown(&plan, &table("file: budgets.xlsx\n    range: A3:D20", BUDGETS));
    assert_eq!(from_excel, from_csv);
    assert!(from_csv.0.contains("At home; and in hospital</span></th>"), "{}", from_csv.0);
    assert!(from_csv.1.contains("221961.3"), "{}", from_csv.1);
}

#[test]
fn a_table_is_the_same_from_open_document_and_from_csv() {
    let plan = plan(
        &["budgets.ods"],
        &[("budgets.csv", BUDGETS_CSV.replace("\"At home; and in hospital\"\n", "").as_bytes())],
    );
    let from_csv = shown(&plan, &table("file: budgets.csv", BUDGETS));
    assert_eq!(shown(&plan, &table("file: budgets.ods\n    sheet: summary", BUDGETS)), from_csv);
}

#[test]
fn every_kind_of_cell_has_its_words() {
    let (_, csv) = shown(&plan(&["budgets.xlsx"], &[]), &table("file: budgets.xlsx\n    sheet: Others", ""));
    assert_eq!(
        csv,
        "Place,Opens,Free,Seats\r\nLibrary,09:00,TRUE,12\r\nLibrary,12:00,FALSE,1000000000000000000000\r\n"
    );
}

#[test]
fn a_workbook_can_be_linked_to_and_is_copied_as_it_is() {
    let mut plan = plan(&["budgets.xlsx", "locked.xlsx"], &[]);
    plan.write("content/1-care.md", "# Care\n\n[All budgets](budgets.xlsx) and [more](locked.xlsx)\n");
    let made = plan.made();
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let original = fs::read(sample().join("tests/sheets/budgets.xlsx")).expect("read");
    assert_eq!(made.output.get("budgets.xlsx"), Some(original.as_slice()));
    let secret = made.output.files().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Secret"));
    assert!(!secret, "no sheet becomes a page");
}

#[test]
fn a_changed_workbook_is_read_again() {
    let mut plan = plan(&["dashboard.xlsx"], &[]);
    plan.write("content/1-care.md", table("file: dashboard.xlsx\n    sheet: Unformatted", ""));
    assert!(file(&plan.made(), "data/tables/t.csv").contains("seen"));
    plan.write("content/dashboard.xlsx", workbook("locked.ods"));
    assert!(reported(&plan).contains("this spreadsheet cannot be read: it is damaged"), "{}", reported(&plan));
}

#[test]
fn csv_files_of_every_kind_are_understood() {
    let rows = [["Name", "Note", "Value"], ["Parks, all", "He said \"more\";\nthen left", "1"], ["Roads", "", "2"]];
    let written = |sign: char, end: &str| -> String {
        let cell = |cell: &str| {
            if cell.contains(['"', '\n', sign]) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.to_owned()
            }
        };
        rows.iter().map(|row| row.map(cell).join(&sign.to_string()) + end).collect()
    };
    let wanted = shown(&plan(&[], &[("t.csv", written(',', "\n").as_bytes())]), &table("file: t.csv", ""));
    assert!(wanted.0.contains("He said “more”;"), "{}", wanted.0);
    for sign in [',', ';', '\t'] {
        for end in ["\n", "\r\n"] {
            for start in
                [String::new(), "\u{feff}".to_owned(), format!("sep={sign}{end}"), format!("\u{feff}sep={sign}{end}")]
            {
                let csv = format!("{start}{}", written(sign, end));
                let plan = plan(&[], &[("t.csv", csv.as_bytes())]);
                assert_eq!(shown(&plan, &table("file: t.csv", "")), wanted, "{csv:?}");
            }
        }
    }
}

#[test]
fn a_range_counts_rows_and_columns_as_a_spreadsheet_does() {
    let csv =
        "Our budgets\r\n\r\n,Name,\"Note\r\nin two lines\",Value,\r\n,Parks,a,1,\r\n,Roads,b,2,\r\nNot this,,,,\r\n";
    let plan = plan(&[], &[("t.csv", csv.as_bytes())]);
    let (_, found) = shown(&plan, &table("file: t.csv\n    range: B3:D5", ""));
    assert_eq!(found, "Name,\"Note\r\nin two lines\",Value\r\nParks,a,1\r\nRoads,b,2\r\n");
}

#[test]
fn a_first_column_may_be_without_a_heading() {
    let (_, csv) = shown(&plan(&[], &[("t.csv", b",Value\nParks,1\n")]), &table("file: t.csv", ""));
    assert_eq!(csv, "Column 1,Value\r\nParks,1\r\n");
}

#[test]
fn a_csv_file_in_another_encoding_is_reported_and_nothing_that_follows() {
    let latin = "Name,Value\nCaf\u{e9},1\n".chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let wide: Vec<u8> = "\u{feff}Name,Value\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, place) in [(latin, "content/t.csv:2:4"), (wide, "content/t.csv:1:1")] {
        let mut plan = plan(&[], &[("t.csv", &bytes)]);
        plan.write("content/1-care.md", table("file: t.csv", "Name, Value"));
        let reported = reported(&plan);
        let start = format!("error[unreadable-text]: this file is not saved as UTF-8 text\n --> {place}\n");
        assert!(reported.starts_with(&start) && reported.contains("save it as \"CSV UTF-8\""), "{reported}");
        assert_eq!(reported.matches("error[").count(), 1, "{reported}");
    }
}

#[test]
fn measures_may_be_kept_in_a_workbook() {
    let mut plan = plan(&["dashboard.xlsx"], &[]);
    plan.write("content/1-care.md", "---\ntitle: Care\nmetrics:\n  - file: dashboard.xlsx\n---\n{{ dashboard }}\n");
    let made = plan.made();
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let measures = file(&made, "data/measures.csv");
    assert!(
        measures.contains("seen,People seen in time,percent,higher,80.0,,84.0,2018-05,95.0,,2019-03,care/"),
        "{measures}"
    );
    assert!(file(&made, "care/index.html").contains(">Apr 2018</span>"));
}

#[test]
fn a_workbook_that_was_cut_off_brings_nothing_down() {
    for name in ["budgets.xlsx", "budgets.ods", "locked.xlsx"] {
        let bytes = fs::read(sample().join("tests/sheets").join(name)).expect("read");
        for end in (0..bytes.len()).step_by(37) {
            assert!(plainplan::base::workbook::read(name, &bytes[..end]).is_err(), "{name} cut at {end}");
        }
    }
}
