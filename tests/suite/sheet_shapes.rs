//! What officers write around the cells of a table: headings over two rows, notes below it, several tables on a sheet, months
//! as headings, and colours that say something. In Excel workbooks, `OpenDocument` ones and CSV files.

use crate::common::text;
use crate::workbooks::{C, Tab, data, excel, excel_with, made, open_document, open_row, open_words, reported, words};
use plainplan::project::pipeline::Made;

/// The cells of a CSV text as a workbook of each kind, and as it is.
fn in_all_kinds(cells: &str) -> [(&'static str, Vec<u8>); 3] {
    let rows: Vec<Vec<&str>> = cells.lines().map(|line| line.split(',').collect()).collect();
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    let in_excel = |cell: &&'static str| if is_number(cell) { C::Number(cell, 0) } else { words(cell) };
    let leaked: Vec<Vec<&'static str>> =
        rows.iter().map(|row| row.iter().map(|cell| &*(*cell).to_owned().leak()).collect()).collect();
    let excel_rows = leaked.iter().map(|row| row.iter().map(in_excel).collect()).collect();
    let in_open = |cell: &&str| match *cell {
        "" => "<table:table-cell/>".to_owned(),
        number if is_number(number) => {
            format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>")
        }
        other => open_words(other),
    };
    let open_rows: String = rows.iter().map(|row| open_row("", &row.iter().map(in_open).collect::<Vec<_>>())).collect();
    [
        ("data.xlsx", excel(&[Tab::of(excel_rows)], &[])),
        ("data.ods", open_document("", "", &open_rows)),
        ("data.csv", cells.as_bytes().to_vec()),
    ]
}

fn sound(made: Made) -> Made {
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
    made
}

fn page(made: &Made) -> String {
    text(made, "care/index.html").replace('\n', "")
}

#[test]
fn lines_below_a_table_are_its_source_and_its_notes() {
    for (below, source, notes) in [
        (
            ",\nSource: finance team,\nNote 1: Figures are provisional,",
            "finance team",
            vec!["Note 1: Figures are provisional"],
        ),
        (
            "Source: finance team,\n,\nThe figures for Park are early,",
            "finance team",
            vec!["The figures for Park are early"],
        ),
        (
            ",\n,\nNotes,\nSources: finance team,\n(1) Net of grants,\nSee the plan,",
            "finance team",
            vec!["(1) Net of grants", "See the plan"],
        ),
    ] {
        for (name, file) in in_all_kinds(&format!("Ward,Cost\nAbbey,10\nPark,20\nTotal,30\n{below}\n")) {
            let made = sound(made(name, &file, ""));
            assert_eq!(data(&made), "Ward,Cost,Row\r\nAbbey,10,data\r\nPark,20,data\r\nTotal,30,total\r\n", "{name}");
            let json = text(&made, "data/tables/t.json");
            assert!(json.contains(&format!("\"source\":\"{source}\"")), "{name}: {json}");
            for note in notes.iter().copied() {
                assert!(json.contains(note) && page(&made).contains(note), "{name}: {note} in {json}");
            }
            assert_eq!(json.matches("{\"text\":").count(), notes.len(), "{json}");
        }
    }
}

#[test]
fn a_heading_of_rows_after_an_empty_row_is_no_note() {
    let cells = "Ward,Cost\nNorth,\nAbbey,10\n,\nSouth,\nPark,20\nWest of the river,\nDean,30\n";
    for (name, file) in in_all_kinds(cells) {
        let made = sound(made(name, &file, ""));
        assert!(data(&made).contains("South,Park,20") && !data(&made).contains("note"), "{name}: {}", data(&made));
    }
}

#[test]
fn headings_in_two_rows_are_headings_over_columns() {
    let cells = "Site,2025-26,,2026-27,\n,Beds,Staff,Beds,Staff\nNorth,10,20,12,24\nSouth,5,11,6,12\n";
    let expected = "Site,2025-26 > Beds,2025-26 > Staff,2026-27 > Beds,2026-27 > Staff\r\nNorth,10,20,12,24\r\nSouth,5,11,6,12\r\n";
    for (name, file) in in_all_kinds(cells) {
        assert_eq!(data(&sound(made(name, &file, ""))), expected, "{name}");
    }
    let named_below =
        ",Beds,,Staff,\nSite,This year,Next year,This year,Next year\nNorth,10,20,12,24\nSouth,5,11,6,12\n";
    let expected = "Site,Beds > This year,Beds > Next year,Staff > This year,Staff > Next year\r\n";
    for (name, file) in in_all_kinds(named_below) {
        let made = sound(made(name, &file, ""));
        assert!(data(&made).starts_with(expected), "{name}: {}", data(&made));
    }
}

#[test]
fn merged_headings_are_headings_over_columns() {
    let row = |cells: [&'static str; 5]| -> Vec<C<'static>> {
        cells.iter().map(|cell| if cell.parse::<f64>().is_ok() { C::Number(cell, 0) } else { words(cell) }).collect()
    };
    let body = || vec![row(["North", "10", "20", "12", "24"]), row(["South", "5", "11", "6", "12"])];
    let expected = "Site,2025-26 > Beds,2025-26 > Staff,2026-27 > Beds,2026-27 > Staff\r\nNorth,10,20,12,24\r\nSouth,5,11,6,12\r\n";
    for (first, second, merged) in [
        ("Site", "", vec!["A1:A2", "B1:C1", "D1:E1"]),
        ("Site", "", vec!["B1:C1", "D1:E1"]),
        ("", "Site", vec!["B1:C1", "D1:E1"]),
    ] {
        let mut rows =
            vec![row([first, "2025-26", "", "2026-27", ""]), row([second, "Beds", "Staff", "Beds", "Staff"])];
        rows.extend(body());
        let made = sound(made("data.xlsx", &excel_with(&[Tab::of(rows)], &[], &merged), ""));
        assert_eq!(data(&made), expected, "{merged:?}");
        assert!(page(&made).contains("scope=\"colgroup\""), "{}", page(&made));
    }
    let mut rows = vec![row(["", "Last year", "", "", ""]), row(["Site", "Beds", "Staff", "Wards", "Doors"])];
    rows.extend(body());
    let made = sound(made("data.xlsx", &excel_with(&[Tab::of(rows)], &[], &["B1:E1"]), ""));
    assert!(
        data(&made).starts_with("Site,Last year > Beds,Last year > Staff,Last year > Wards,Last year > Doors\r\n"),
        "{}",
        data(&made)
    );
}

#[test]
fn merged_headings_of_an_open_document_sheet_are_headings_over_columns() {
    let spanned = |words: &str, rows: u32, columns: u32| {
        format!(
            "<table:table-cell table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\" office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
        )
    };
    let covered = || "<table:covered-table-cell/>".to_owned();
    let number = |number: u32| format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>");
    let rows = [
        open_row(
            "",
            &[spanned("Site", 2, 1), spanned("2025-26", 1, 2), covered(), spanned("2026-27", 1, 2), covered()],
        ),
        open_row("", &[covered(), open_words("Beds"), open_words("Staff"), open_words("Beds"), open_words("Staff")]),
        open_row("", &[open_words("North"), number(10), number(20), number(12), number(24)]),
    ];
    assert_eq!(
        data(&sound(made("data.ods", &open_document("", "", &rows.concat()), ""))),
        "Site,2025-26 > Beds,2025-26 > Staff,2026-27 > Beds,2026-27 > Staff\r\nNorth,10,20,12,24\r\n"
    );
}

#[test]
fn a_first_row_of_words_is_no_row_of_headings() {
    let cells = "Ward,State,Remark\nAbbey,open,\nPark,shut,soon\n";
    for (name, file) in in_all_kinds(cells) {
        assert_eq!(data(&sound(made(name, &file, ""))).lines().count(), 3, "{name}");
    }
}

#[test]
fn several_tables_on_a_sheet_are_noticed_with_their_ranges() {
    for (cells, ranges) in [
        ("Ward,Cost\nAbbey,10\nPark,20\n,\nSchool,Pupils\nHill,300\nDale,200\n", "A1:B3, A5:B7"),
        ("Costs,\nWard,Cost\nAbbey,10\nPark,20\n,\nPupils,\nSchool,Pupils\nHill,300\nDale,200\n", "A2:B4, A7:B9"),
        ("Ward,Cost,,School,Pupils\nAbbey,10,,Hill,300\nPark,20,,Dale,200\nMoor,30,,,\n", "A1:B4, D1:E3"),
    ] {
        for (name, file) in in_all_kinds(cells) {
            let reported = reported(&made(name, &file, ""));
            assert!(reported.contains(&format!("there are 2 tables here: {ranges}")), "{name}: {reported}");
            let first = ranges.split(", ").next().expect("a range");
            assert!(reported.contains(&format!("`range: {first}`")), "{name}: {reported}");
            for range in ranges.split(", ") {
                sound(made(name, &file, &format!("    range: {range}\n")));
            }
        }
    }
}

#[test]
fn an_empty_row_or_column_within_a_table_makes_no_second_one() {
    for cells in [
        "Ward,Cost\nAbbey,10\nPark,20\n,\nDean,30\nMoor,40\n",
        "Ward,Opens,Cost\nAbbey,May,10\nPark,June,20\n,,\nDean,TBC,TBC\nMoor,July,40\n",
        "Ward,Cost\nNorth,\nAbbey,10\nPark,20\n,\nSouth,\nDean,30\nMoor,40\n",
    ] {
        for (name, file) in in_all_kinds(cells) {
            sound(made(name, &file, ""));
        }
    }
}

#[test]
fn months_as_headings_are_written_out_for_readers() {
    let rows = || {
        vec![
            vec![words("Measure"), C::Number("46113", 1), C::Number("46143", 1)],
            vec![words("Calls"), C::Number("91", 0), C::Number("92", 0)],
            vec![words("Visits"), C::Number("7", 0), C::Number("8", 0)],
        ]
    };
    for format in ["mmm-yy", "mmmm yyyy", "mmm yy", "[$-809]mmm\\-yy"] {
        let made = sound(made("data.xlsx", &excel(&[Tab::of(rows())], &[format]), ""));
        assert!(data(&made).starts_with("Measure,2026-04,2026-05\r\n"), "{format}: {}", data(&made));
        assert!(
            page(&made).contains(">April 2026</th>") && page(&made).contains(">May 2026</th>"),
            "{format}: {}",
            page(&made)
        );
    }
    let days = sound(made("data.xlsx", &excel(&[Tab::of(rows())], &["dd/mm/yyyy"]), ""));
    assert!(page(&days).contains(">1 April 2026</th>"), "{}", page(&days));
    let csv = sound(made("data.csv", b"Measure,2026-04,2026-05\nCalls,91,92\nVisits,7,8\n", ""));
    assert!(page(&csv).contains(">April 2026</th>") && data(&csv).starts_with("Measure,2026-04,"), "{}", page(&csv));
    let years = sound(made("data.csv", b"Measure,2025-26,2026\nCalls,91,92\nVisits,7,8\n", ""));
    assert!(page(&years).contains("2025-26") && page(&years).contains(">2026</th>"), "{}", page(&years));
}

const RED: usize = 1;
const GREEN: usize = 2;
const GREY: usize = 3;
const COLOURS: [&str; 3] = ["#C00000", "#00B050", "#D9D9D9"];

#[test]
fn what_only_a_colour_says_is_a_warning() {
    let cell = |cell| C::Empty(cell);
    let status = || {
        vec![
            vec![words("Scheme"), words("Cost"), words("Status")],
            vec![words("Bridge"), C::Number("10", 0), cell(GREEN)],
            vec![words("Road"), C::Number("20", 0), cell(RED)],
        ]
    };
    let bars = || {
        vec![
            vec![words("Scheme"), words("May"), words("June"), words("July")],
            vec![words("Bridge"), cell(GREEN), cell(GREEN), cell(0)],
            vec![words("Road"), cell(0), cell(GREEN), cell(GREEN)],
        ]
    };
    let figures = || {
        vec![
            vec![words("Scheme"), words("Days late")],
            vec![words("Bridge"), C::Number("10", GREEN)],
            vec![words("Road"), C::Number("20", RED)],
        ]
    };
    for (rows, message) in [
        (status(), "2 cells of `data.xlsx` have colours that mean something, the first is C2"),
        (bars(), "4 cells of `data.xlsx` have colours that mean something, the first is B2"),
        (figures(), "2 cells of `data.xlsx` have colours that mean something, the first is B2"),
    ] {
        let reported = reported(&made("data.xlsx", &excel(&[Tab::of(rows)], &COLOURS), ""));
        assert!(reported.contains(&format!("warning[colour-alone]: {message}")), "{reported}");
    }
    let part = made("data.xlsx", &excel(&[Tab::of(status())], &COLOURS), "    range: A1:B3\n");
    assert!(part.diagnostics.is_empty(), "{}", reported(&part));
}

#[test]
fn colours_of_an_open_document_sheet_are_seen_too() {
    let styles = "<style:style style:name=\"r\" style:family=\"table-cell\"><style:table-cell-properties fo:background-color=\"#c00000\"/></style:style><style:style style:name=\"g\" style:family=\"table-cell\" style:parent-style-name=\"r\"><style:table-cell-properties fo:background-color=\"#00b050\"/></style:style>";
    let empty = |style: &str| format!("<table:table-cell table:style-name=\"{style}\"/>");
    let rows = [
        open_row("", &[open_words("Scheme"), open_words("Lead"), open_words("Status")]),
        open_row("", &[open_words("Bridge"), open_words("Ann"), empty("g")]),
        open_row("", &[open_words("Road"), open_words("Bob"), empty("r")]),
    ];
    let reported = reported(&made("data.ods", &open_document(styles, "", &rows.concat()), ""));
    assert!(reported.contains("2 cells of `data.ods` have colours"), "{reported}");
}

#[test]
fn colours_for_looks_are_no_matter() {
    let rows = vec![
        vec![C::Empty(GREY), C::Empty(GREY), C::Empty(GREY)],
        vec![words("Scheme"), words("Cost"), words("Remark")],
        vec![words("Bridge"), C::Number("10", GREY), C::Empty(GREY)],
        vec![words("Road"), C::Number("20", GREY), words("late")],
        vec![words("Path"), C::Number("30", GREY), C::Empty(0)],
    ];
    let rows = rows.into_iter().skip(1).collect();
    let made = made("data.xlsx", &excel(&[Tab::of(rows)], &COLOURS), "");
    assert!(!reported(&made).contains("colour-alone"), "{}", reported(&made));
}

#[test]
fn an_open_document_sheet_is_read_as_it_is_seen() {
    let style = |name: &str, format: &str| {
        format!("<style:style style:name=\"{name}\" style:family=\"table-cell\" style:data-style-name=\"{format}\"/>")
    };
    let styles = [
        "<number:percentage-style style:name=\"N1\"><number:number number:decimal-places=\"1\" number:min-decimal-places=\"1\"/><number:text>%</number:text></number:percentage-style>",
        "<number:currency-style style:name=\"N2\"><number:currency-symbol>£</number:currency-symbol><number:number number:decimal-places=\"2\" number:min-decimal-places=\"2\"/></number:currency-style>",
        "<number:number-style style:name=\"N3\"><number:number number:min-integer-digits=\"1\"/></number:number-style>",
        "<number:date-style style:name=\"N4\"><number:month number:textual=\"true\"/><number:text>-</number:text><number:year/></number:date-style>",
    ]
    .concat()
        + &style("percent", "N1")
        + &style("pounds", "N2")
        + &style("plain", "N3")
        + &style("month", "N4");
    let cell = |kind: &str, style: &str, value: &str| {
        let key = if kind == "date" { "date-value" } else { "value" };
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"{kind}\" office:{key}=\"{value}\"/>"
        )
    };
    let figures = |name: &str, share: &str, cost: &str, rate: &str| {
        let cells =
            [cell("percentage", "percent", share), cell("currency", "pounds", cost), cell("float", "plain", rate)];
        open_row("", &[&[open_words(name)], cells.as_slice()].concat())
    };
    let heads = open_row("", &["Ward", "Share", "Cost", "Rate"].map(open_words));
    let rows = [heads, figures("Abbey", "0.8825", "12", "1.25"), figures("Park", "0.5", "3.456", "2")].concat();
    let made = sound(made("data.ods", &open_document(&styles, "", &rows), ""));
    assert_eq!(data(&made), "Ward,Share (%),Cost (£),Rate\r\nAbbey,88.3,12.00,1.25\r\nPark,50.0,3.46,2\r\n");
    let heads =
        open_row("", &[open_words("Ward"), cell("date", "month", "2026-04-01"), cell("date", "none", "2026-05-01")]);
    let numbers =
        |name: &str| open_row("", &[open_words(name), cell("float", "plain", "5"), cell("float", "plain", "6")]);
    let rows = [heads, numbers("Abbey"), numbers("Park")].concat();
    let made = sound(super::workbooks::made("data.ods", &open_document(&styles, "", &rows), ""));
    assert!(page(&made).contains(">April 2026</th>") && page(&made).contains(">1 May 2026</th>"), "{}", page(&made));
}

#[test]
fn a_sheet_with_one_marked_table_needs_no_range() {
    let title = "The costs of wards";
    let ranges = "<table:database-ranges><table:database-range table:name=\"costs\" table:target-range-address=\"Figures.A4:Figures.B6\"/></table:database-ranges>";
    let cell = |words: &str| open_words(words);
    let number = |number: u32| format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>");
    let rows = [
        open_row("", &[cell(title)]),
        open_row("", &[cell("Source: finance team")]),
        open_row("", &[]),
        open_row("", &[cell("Ward"), cell("Cost")]),
        open_row("", &[cell("Abbey"), number(10)]),
        open_row("", &[cell("Park"), number(20)]),
    ]
    .concat();
    let unmarked = made("data.ods", &open_document("", "", &rows), "");
    assert!(reported(&unmarked).contains("`range: A4:B6`"), "{}", reported(&unmarked));
    let marked = sound(made(
        "data.ods",
        &open_document("", "", &format!("{rows}</table:table>{ranges}<table:table table:name=\"Other\">")),
        "",
    ));
    assert_eq!(data(&marked), "Ward,Cost\r\nAbbey,10\r\nPark,20\r\n");
    assert!(text(&marked, "data/tables/t.json").contains("\"source\":\"finance team\""));
}
