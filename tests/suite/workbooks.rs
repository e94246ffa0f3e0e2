//! Workbooks are read as people see them: number formats that leave out thousands, hidden rows, columns and sheets, and
//! formulas that have no result yet. The workbooks are put together here, part by part.

use std::io::{Cursor, Write};

use crate::common::{Plan, text};
use plainplan::project::pipeline::Made;
use plainplan::project::render;
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("started");
        archive.write_all(part.as_bytes()).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A cell of a sheet.
pub(crate) enum C<'t> {
    Words(&'t str),
    /// A number, and the number of its format.
    Number(&'t str, usize),
    /// No value, and the number of its format.
    Empty(usize),
    /// A formula and its result, which may be nothing.
    Formula(&'t str),
}

/// A workbook of one sheet with the cells of a CSV text.
pub(crate) fn workbook(cells: &str) -> Vec<u8> {
    let cell = |cell: &'_ str| cell.trim_matches('"').to_owned();
    let rows: Vec<Vec<String>> = cells.lines().map(|line| line.split(',').map(cell).collect()).collect();
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    let put = |cell| if is_number(cell) { C::Number(cell, 0) } else { C::Words(cell) };
    let rows = rows.iter().map(|row| row.iter().map(|cell| put(cell.as_str())).collect()).collect();
    excel(&[Tab::of(rows)], &[])
}

pub(crate) fn words(words: &str) -> C<'_> {
    C::Words(words)
}

/// A sheet of an Excel workbook: its state, its columns as markup, and its rows with further attributes.
pub(crate) struct Tab<'t> {
    name: &'static str,
    state: &'static str,
    columns: &'static str,
    rows: Vec<(&'static str, Vec<C<'t>>)>,
}

impl<'t> Tab<'t> {
    pub(crate) fn of(rows: Vec<Vec<C<'t>>>) -> Self {
        Self { name: "Figures", state: "visible", columns: "", rows: rows.into_iter().map(|row| ("", row)).collect() }
    }
}

fn excel_cell(row: usize, column: usize, cell: &C) -> String {
    let name = format!("{}{}", char::from(b'A' + u8::try_from(column).expect("few")), row + 1);
    match cell {
        C::Words(words) => format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(words)),
        C::Number(number, format) => format!("<c r=\"{name}\" s=\"{format}\"><v>{number}</v></c>"),
        C::Empty(format) => format!("<c r=\"{name}\" s=\"{format}\"/>"),
        C::Formula(result) => format!("<c r=\"{name}\"><f>A1+1</f><v>{result}</v></c>"),
    }
}

/// An Excel workbook. Format 0 is General.
pub(crate) fn excel(tabs: &[Tab], formats: &[&str]) -> Vec<u8> {
    excel_with(tabs, formats, &[])
}

/// An Excel workbook with cells that are merged on its sheets. A format such as `#C00000` is the colour of a cell.
pub(crate) fn excel_with(tabs: &[Tab], formats: &[&str], merged: &[&str]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let sheets: String = (1..)
        .zip(tabs)
        .map(|(n, tab)| {
            format!("<sheet name=\"{}\" sheetId=\"{n}\" state=\"{}\" r:id=\"rId{n}\"/>", tab.name, tab.state)
        })
        .collect();
    let relations: String = (1..=tabs.len())
        .map(|n| {
            format!("<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        })
        .collect();
    let codes: String = (164..)
        .zip(formats)
        .map(|(id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code)))
        .collect();
    let is_colour = |code: &str| code.len() == 7 && code.starts_with('#');
    let style = |(id, code): (usize, &&str)| {
        let (number, fill) = if is_colour(code) { (0, id - 163) } else { (id, 0) };
        format!("<xf numFmtId=\"{number}\" fillId=\"{fill}\" applyNumberFormat=\"1\" applyFill=\"1\"/>")
    };
    let styles: String = (164..).zip(formats).map(style).collect();
    let fill = |code: &&str| {
        let colour = if is_colour(code) { &code[1..] } else { "FFFFFF" };
        format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{colour}\"/></patternFill></fill>")
    };
    let fills: String = formats.iter().map(fill).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"rIdS\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts>{codes}</numFmts><fonts><font/></fonts><fills><fill><patternFill patternType=\"none\"/></fill>{fills}</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            ),
        ),
    ];
    for (n, tab) in (1..).zip(tabs) {
        let row = |(row, (attributes, cells)): (usize, &(&str, Vec<C>))| {
            let cells: String = cells.iter().enumerate().map(|(column, cell)| excel_cell(row, column, cell)).collect();
            format!("<row r=\"{}\" {attributes}>{cells}</row>", row + 1)
        };
        let rows: String = tab.rows.iter().enumerate().map(row).collect();
        let columns = if tab.columns.is_empty() { String::new() } else { format!("<cols>{}</cols>", tab.columns) };
        let areas: String = merged.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
        let areas = if areas.is_empty() { areas } else { format!("<mergeCells>{areas}</mergeCells>") };
        let sheet = format!("<worksheet xmlns=\"{MAIN}\">{columns}<sheetData>{rows}</sheetData>{areas}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, part)| (name.as_str(), part.clone())).collect();
    packed(&parts)
}

/// An `OpenDocument` workbook of one sheet.
pub(crate) fn open_document(styles: &str, columns: &str, rows: &str) -> Vec<u8> {
    let spaces: String =
        [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")]
            .map(|(short, long)| format!(" xmlns:{short}=\"urn:oasis:names:tc:opendocument:xmlns:{long}:1.0\""))
            .concat();
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>".to_owned(),
        ),
        (
            "content.xml",
            format!(
                "<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"Figures\">{columns}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

pub(crate) fn open_words(words: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
}

pub(crate) fn open_number(number: &str, style: &str) -> String {
    format!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"float\" office:value=\"{number}\"/>")
}

pub(crate) fn open_row(attributes: &str, cells: &[String]) -> String {
    format!("<table:table-row {attributes}>{}</table:table-row>", cells.concat())
}

/// The plan of one chapter whose table is read from a workbook; `keys` say which part.
pub(crate) fn made(name: &str, workbook: &[u8], keys: &str) -> Made {
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    file: {name}\n{keys}---\n{{{{ table t }}}}\n"
    );
    made_of(name, workbook, &chapter)
}

pub(crate) fn made_of(name: &str, workbook: &[u8], chapter: &str) -> Made {
    let mut plan = Plan::small();
    plan.write(&format!("content/{name}"), workbook);
    plan.write("content/1-care.md", chapter);
    plan.made()
}

pub(crate) fn reported(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

pub(crate) fn data(made: &Made) -> String {
    text(made, "data/tables/t.csv")
}

/// Whether a word is in anything that is published.
pub(crate) fn publishes(made: &Made, word: &str) -> bool {
    made.output.files().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word))
}

/// A heading and a figure of a format → both as they are published, for each kind of Excel workbook.
fn published(heading: &'static str, number: &'static str, format: &str) -> String {
    let workbook = || {
        let rows = vec![
            vec![words("Service"), words(heading)],
            vec![words("Parks"), C::Number(number, 1)],
            vec![words("Roads"), C::Number(number, 1)],
        ];
        excel(&[Tab::of(rows)], &[format])
    };
    let found = ["data.xlsx", "data.xlsm"].map(|name| {
        let made = made(name, &workbook(), "");
        assert!(made.diagnostics.is_empty(), "{format}: {}", reported(&made));
        data(&made)
    });
    assert_eq!(found[0], found[1]);
    let lines: Vec<&str> = found[0].lines().collect();
    let figure = |line: &str| line.split_once(',').map_or(String::new(), |(_, figure)| figure.to_owned());
    assert_eq!(figure(lines[1]), figure(lines[2]));
    format!("{} {}", figure(lines[0]), figure(lines[1]))
}

#[test]
fn a_format_that_leaves_out_thousands_is_read_as_it_is_seen() {
    for (heading, number, format, shown) in [
        ("Budget (£000)", "1234567", "#,##0,", "Budget (£000) 1235"),
        ("Budget (£m)", "1234567", "0.0,,", "Budget (£m) 1.2"),
        ("Budget (£000)", "-1234567", "#,##0,;[Red](#,##0,)", "Budget (£000) -1235"),
        ("Budget (£000)", "1234567", "£#,##0,", "Budget (£000) 1235"),
        ("Budget (£000)", "1234567", "#,##0,\"k\"", "Budget (£000) 1235"),
        ("Budget (£m)", "2345678", "£#,##0.0,,\"m\"", "Budget (£m) 2.3"),
        ("Budget (£)", "2345678", "£#,##0.0,,\"m\"", "Budget (£) 2300000"),
        ("Budget", "2345678", "£#,##0.0,,\"m\"", "Budget (£m) 2.3"),
        ("Budget", "1234567", "£#,##0,", "Budget (£000) 1235"),
        ("Visits", "1234567", "#,##0,\"k\"", "Visits 1235000"),
        ("Visits", "1234567", "[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", "Visits 1200000"),
        ("Visits", "2345", "[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", "Visits 2000"),
        ("Rate", "0.435", "0.0%", "Rate (%) 43.5"),
        ("Rate", "12.345", "0.0", "Rate 12.3"),
    ] {
        assert_eq!(published(heading, number, format), shown, "{format} under {heading}");
    }
}

#[test]
fn measures_are_scaled_as_they_are_seen() {
    let rows = vec![
        vec![words("id"), words("name"), words("unit"), words("value"), words("target")],
        vec![words("spend"), words("Spending"), words("£000"), C::Number("1234567", 1), C::Number("2345678", 2)],
    ];
    let chapter = "---\ntitle: Care\nmetrics:\n  - { file: m.xlsx }\n---\n{{ metrics }}\n";
    let made = made_of("m.xlsx", &excel(&[Tab::of(rows)], &["#,##0,", "£0.0,,\"m\""]), chapter);
    assert!(text(&made, "data/measures.csv").contains(",1235,,2300,"), "{}", text(&made, "data/measures.csv"));
}

#[test]
fn a_scale_that_cannot_be_reported_is_an_error_with_its_cell() {
    for format in ["#,##0,\"T\"", "0.0,,\" units\""] {
        let rows = vec![
            vec![words("Service"), words("Budget")],
            vec![words("Parks"), C::Number("1234567", 1)],
            vec![words("Roads"), C::Number("1234567", 1)],
        ];
        let reported = reported(&made("data.xlsx", &excel(&[Tab::of(rows)], &[format]), ""));
        assert!(
            reported.contains(&format!(
                "error[cell-fault]: cell B2 leaves out thousands, but its number format `{format}`"
            )),
            "{reported}"
        );
        assert_eq!(reported.matches("error[").count(), 1, "{reported}");
    }
}

#[test]
fn an_open_document_sheet_is_scaled_as_it_is_seen() {
    let styles = "<number:number-style style:name=\"N1\"><number:number number:decimal-places=\"0\" number:display-factor=\"1000\"/></number:number-style>\
                  <number:currency-style style:name=\"N2\"><number:currency-symbol>£</number:currency-symbol><number:number number:decimal-places=\"1\" number:display-factor=\"1000000\"/><number:text>m</number:text></number:currency-style>\
                  <number:number-style style:name=\"N3\"><number:text>-</number:text><number:number number:decimal-places=\"0\" number:display-factor=\"1000\"/><style:map style:condition=\"value()&gt;=0\" style:apply-style-name=\"N1\"/></number:number-style>\
                  <style:style style:name=\"a\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>\
                  <style:style style:name=\"b\" style:family=\"table-cell\" style:parent-style-name=\"c\"/>\
                  <style:style style:name=\"c\" style:family=\"table-cell\" style:data-style-name=\"N2\"/>\
                  <style:style style:name=\"d\" style:family=\"table-cell\" style:data-style-name=\"N3\"/>";
    let heads = ["Service", "Thousands (£000)", "Millions", "More (£000)", "Plain"].map(open_words);
    let row = |name: &str| {
        open_row(
            "",
            &[
                open_words(name),
                open_number("1234567", "a"),
                open_number("2345678", "b"),
                open_number("-1234567", "d"),
                open_number("5.25", ""),
            ],
        )
    };
    let rows = format!("{}{}{}", open_row("", &heads), row("Parks"), row("Roads"));
    let made = made("data.ods", &open_document(styles, "", &rows), "");
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
    assert_eq!(
        data(&made),
        "Service,Thousands (£000),Millions (£m),More (£000),Plain\r\nParks,1235,2.3,-1235,5.25\r\nRoads,1235,2.3,-1235,5.25\r\n"
    );
}

fn staff() -> Vec<(&'static str, Vec<C<'static>>)> {
    vec![
        ("", vec![words("Site"), words("Staff"), words("Salary of manager"), words("Beds")]),
        ("", vec![words("North"), C::Number("10", 0), C::Number("98765", 0), C::Number("20", 0)]),
        ("", vec![words("Secret site"), C::Number("11", 0), C::Number("98764", 0), C::Number("21", 0)]),
        ("", vec![words("South"), C::Number("12", 0), C::Number("98763", 0), C::Number("22", 0)]),
    ]
}

#[test]
fn hidden_rows_and_columns_are_not_published() {
    for row in ["hidden=\"1\"", "hidden=\"true\" outlineLevel=\"1\"", "ht=\"0\" customHeight=\"1\""] {
        for column in [
            "hidden=\"1\" width=\"9\"",
            "width=\"0\" customWidth=\"1\"",
            "hidden=\"1\" outlineLevel=\"1\" collapsed=\"1\"",
        ] {
            let mut rows = staff();
            rows[2].0 = row;
            let columns: &'static str = format!("<col min=\"3\" max=\"3\" {column}/>").leak();
            let tab = Tab { name: "Figures", state: "visible", columns, rows };
            let made = made("data.xlsx", &excel(&[tab], &[]), "");
            assert_eq!(data(&made), "Site,Staff,Beds\r\nNorth,10,20\r\nSouth,12,22\r\n");
            assert!(!publishes(&made, "Secret") && !publishes(&made, "Salary") && !publishes(&made, "98763"));
            let reported = reported(&made);
            assert!(
                reported.starts_with(
                    "warning[hidden-cells]: row 3 and column C of `data.xlsx` are hidden, so readers will not see them"
                ),
                "{reported}"
            );
            assert!(
                reported.contains("unhide them in your spreadsheet") && reported.matches("warning[").count() == 1,
                "{reported}"
            );
        }
    }
}

#[test]
fn a_range_counts_hidden_rows_and_columns_too() {
    let mut rows = staff();
    rows[2].0 = "hidden=\"1\"";
    rows.push(("hidden=\"1\"", vec![words("Note"), words("nothing of this")]));
    let tab = || Tab {
        name: "Figures",
        state: "visible",
        columns: "<col min=\"2\" max=\"2\" hidden=\"1\"/>",
        rows: Vec::new(),
    };
    let workbook = excel(&[Tab { rows, ..tab() }], &[]);
    let made = made("data.xlsx", &workbook, "    sheet: figures\n    range: A1:C4\n");
    assert_eq!(data(&made), "Site,Salary of manager\r\nNorth,98765\r\nSouth,98763\r\n");
    let reported = reported(&made);
    assert!(reported.contains("row 3 and column B of `figures` are hidden"), "{reported}");
    // A fault names the cell as the spreadsheet does.
    let rows = vec![
        ("", vec![words("Site"), words("A"), words("B")]),
        ("hidden=\"1\"", vec![words("x"), C::Number("1", 0), C::Number("1", 0)]),
        ("", vec![words("y"), C::Number("1", 0), C::Formula("")]),
    ];
    let reported = self::reported(&self::made("data.xlsx", &excel(&[Tab { rows, ..tab() }], &[]), ""));
    assert!(reported.contains("the formula in cell C3 has no result yet"), "{reported}");
}

#[test]
fn hidden_rows_without_anything_are_no_matter() {
    let mut rows = staff();
    rows.push(("hidden=\"1\"", Vec::new()));
    let tab = Tab { name: "Figures", state: "visible", columns: "<col min=\"5\" max=\"16384\" hidden=\"1\"/>", rows };
    let made = made("data.xlsx", &excel(&[tab], &[]), "");
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
}

#[test]
fn many_hidden_rows_are_reported_as_stretches_and_may_be_accepted() {
    let rows = || {
        let mut rows = staff();
        let hidden = |row: usize| if row.is_multiple_of(3) { "" } else { "hidden=\"1\"" };
        rows.extend((4..40).map(|row| (hidden(row), vec![words("Ward"), C::Number("1", 0)])));
        rows
    };
    let tab = || Tab { name: "Figures", state: "visible", columns: "", rows: rows() };
    let reported = reported(&made("data.xlsx", &excel(&[tab()], &[]), ""));
    let message =
        "rows 5, 6, 8, 9, 11, 12, 14, 15, 17, 18 and 14 more of `data.xlsx` are hidden, so readers will not see them";
    assert!(reported.contains(message), "{reported}");
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    file: data.xlsx\naccept:\n  - finding: {message}\n    because: They are workings.\n---\n{{{{ table t }}}}\n"
    );
    let made = made_of("data.xlsx", &excel(&[tab()], &[]), &chapter);
    assert!(!made.diagnostics.iter().any(|found| found.rule.name.starts_with("accept")), "{}", self::reported(&made));
}

#[test]
fn hidden_sheets_are_not_published() {
    for state in ["hidden", "veryHidden"] {
        let tabs = || {
            [
                Tab {
                    name: "Workings",
                    state,
                    columns: "",
                    rows: vec![("", vec![words("Secret"), words("Value")]), ("", vec![words("x"), C::Number("1", 0)])],
                },
                Tab::of(vec![vec![words("A"), words("B")], vec![words("x"), C::Number("1", 0)]]),
            ]
        };
        let made = |keys: &str| made("data.xlsx", &excel(&tabs(), &[]), keys);
        assert_eq!(data(&made("")), "A,B\r\nx,1\r\n");
        let reported = reported(&made("    sheet: workings\n"));
        assert!(
            reported.starts_with("error[table-file]: the sheet `Workings` is hidden, so it is not published"),
            "{reported}"
        );
        assert!(!publishes(&made("    sheet: Workings\n"), "Secret"));
        let reported = self::reported(&made("    sheet: Nowhere\n"));
        assert!(reported.contains("Choose one of its sheets: Figures."), "{reported}");
    }
}

#[test]
fn hidden_rows_of_measures_are_not_published() {
    let row = |id, name| vec![words(id), words(name), words("count"), C::Number("5", 0), words("kept")];
    let rows = vec![
        ("", vec![words("id"), words("name"), words("unit"), words("value"), words("note")]),
        ("", row("seen", "People seen")),
        ("hidden=\"1\"", row("secret", "Secret measure")),
    ];
    let tab = Tab { name: "Figures", state: "visible", columns: "<col min=\"5\" max=\"5\" hidden=\"1\"/>", rows };
    let chapter = "---\ntitle: Care\nmetrics:\n  - { file: data.xlsx }\n---\n{{ dashboard }}\n";
    let made = made_of("data.xlsx", &excel(&[tab], &[]), chapter);
    assert!(!publishes(&made, "Secret") && !publishes(&made, "kept") && publishes(&made, "People seen"));
    let reported = reported(&made);
    assert!(reported.contains("row 3 and column E of `data.xlsx` are hidden"), "{reported}");
}

#[test]
fn an_open_document_sheet_keeps_what_is_hidden() {
    let styles = "<style:style style:name=\"none\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"0in\"/></style:style>\
                  <style:style style:name=\"flat\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"0cm\"/></style:style>";
    let cells = |cells: [&str; 4]| cells.map(open_words);
    for (columns, row, group) in [
        (
            "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/><table:table-column/>",
            "table:visibility=\"collapse\"",
            false,
        ),
        (
            "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:style-name=\"none\"/>",
            "table:visibility=\"filter\"",
            false,
        ),
        (
            "<table:table-column/><table:table-column/><table:table-column-group table:display=\"false\"><table:table-column/></table:table-column-group>",
            "",
            true,
        ),
        (
            "<table:table-column/><table:table-column/><table:table-column table:visibility=\"filter\"/>",
            "table:style-name=\"flat\"",
            false,
        ),
    ] {
        let hidden = open_row(row, &cells(["Secret site", "11", "98764", "21"]));
        let hidden = if group {
            format!("<table:table-row-group table:display=\"false\">{hidden}</table:table-row-group>")
        } else {
            hidden
        };
        let rows = [
            open_row("", &cells(["Site", "Staff", "Salary", "Beds"])),
            open_row("", &cells(["North", "10", "98765", "20"])),
            hidden,
            open_row("", &cells(["South", "12", "98763", "22"])),
        ];
        let made = made("data.ods", &open_document(styles, columns, &rows.concat()), "");
        assert_eq!(data(&made), "Site,Staff,Beds\r\nNorth,10,20\r\nSouth,12,22\r\n", "{columns}");
        assert!(reported(&made).contains("row 3 and column C of `data.ods` are hidden"), "{}", reported(&made));
        assert!(!publishes(&made, "Secret") && !publishes(&made, "98763"));
    }
}

#[test]
fn formulas_without_results_are_reported_once() {
    let rows = vec![
        vec![words("Site"), words("Beds"), words("Cost")],
        vec![words("North"), C::Formula(""), C::Formula("")],
        vec![words("South"), C::Formula(""), C::Formula("7")],
    ];
    let excel_reported = reported(&made("data.xlsx", &excel(&[Tab::of(rows)], &[]), ""));
    let cell = "<table:table-cell table:formula=\"of:=[.A1]+1\"/>".to_owned();
    let rows = [
        open_row("", &["Site", "Beds", "Cost"].map(open_words)),
        open_row("", &[open_words("North"), cell.clone(), cell.clone()]),
        open_row("", &[open_words("South"), cell, open_number("7", "")]),
    ];
    let open_reported = reported(&made("data.ods", &open_document("", "", &rows.concat()), ""));
    for reported in [excel_reported, open_reported] {
        assert!(
            reported.contains("error[cell-fault]: 3 formulas of this sheet have no result yet, the first in cell B2"),
            "{reported}"
        );
        assert!(
            reported.contains("Open the file in your spreadsheet and save it.")
                && reported.matches("error[").count() == 1,
            "{reported}"
        );
    }
}

#[test]
fn a_cell_that_shows_nothing_is_not_published() {
    let rows = vec![
        vec![words("Site"), words("Beds"), words("Cost")],
        vec![words("North"), C::Number("4711", 1), C::Number("5", 0)],
        vec![words("South"), C::Number("4712", 1), C::Number("6", 0)],
    ];
    let made = made("data.xlsx", &excel(&[Tab::of(rows)], &[";;;"]), "");
    assert!(!publishes(&made, "4711") && !publishes(&made, "4712"));
}

/// What is reported of a table of a file with these columns.
fn reported_of_columns(columns: &str, csv: &str) -> String {
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - {{ id: t, caption: T, file: t.csv, columns: {columns} }}\n---\n{{{{ table t }}}}\n"
    );
    let made = crate::common::made(&[("content/1-care.md", &chapter), ("content/t.csv", csv)]);
    plainplan::project::render::human(&made.source, &made.diagnostics, false)
}

#[test]
fn some_columns_of_a_file_can_be_described() {
    let csv = "Place,Code,2017,2018,Change (%)\nNorth,1,10,20,100\nSouth,2,30,33,10\n";
    for columns in [
        "[{ name: Code, type: text }]",
        "[{ name: Change, unit: percent }, { name: Code, type: text }]",
        "[Place, Code]",
        "[{ name: \"2018\", type: number }, { name: Both, calculate: sum, of: [\"2017\", \"2018\"] }]",
    ] {
        assert_eq!(reported_of_columns(columns, csv), "", "{columns}");
    }
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv, columns: [{ name: Code, type: text }] }\n---\n{{ table t }}\n";
    let made = crate::common::made(&[("content/1-care.md", chapter), ("content/t.csv", csv)]);
    let published = crate::common::text(&made, "data/tables/t.csv");
    assert!(published.starts_with("Place,Code,2017,2018,Change (%)\r\nNorth,1,10,20,100\r\n"), "{published}");
}

#[test]
fn a_described_column_that_the_file_does_not_have_is_one_error() {
    let csv = "Place,2017,2018\nNorth,10,20\nSouth,30,33\nEast,1,2\n";
    let missing = reported_of_columns("[{ name: Town, type: text }, \"2017\"]", csv);
    assert!(missing.contains("error[table-shape]: the file has no column called “Town”"), "{missing}");
    assert!(missing.contains("The first row of the file is Place, 2017, 2018."), "{missing}");
    assert_eq!(missing.matches("error[").count(), 1, "{missing}");
    assert_eq!(reported_of_columns("[{ name: Place, type: text }, \"2017\"]", csv), "");
    let others = reported_of_columns("[One, Two]", csv);
    assert!(others.contains("error[table-shape]: the file has 3 columns, but `columns` lists 2"), "{others}");
    assert_eq!(others.matches("error[").count(), 1, "{others}");
    // All columns of a file without a row of headings.
    assert_eq!(reported_of_columns("[Place, A, B]", "North,10,20\nSouth,30,33\n"), "");
}
