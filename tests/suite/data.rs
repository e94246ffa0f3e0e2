//! Open data: what is published is what the pages say, and a published table can be opened again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use crate::common::{Plan, sample};
use crate::properties::{cases, is_sound};
use crate::workbooks::made_of;
use plainplan::base::diagnostic::Severity;
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Makes a site from a chapter and the files beside it.
fn made(chapter: &str, beside: &[(&str, &str)]) -> Made {
    let base = [
        (
            "plan.yaml",
            "title: Test plan\norganisation: Test council\nperiod: { from: 2018-04-01, to: 2019-03-31 }\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n",
        ),
        ("content/index.md", "# Test plan\n\nText.\n"),
        ("content/1-care.md", chapter),
    ];
    Project::from_files(base.iter().chain(beside).copied(), Settings::default()).apply([])
}

/// A plan that could be read. Whether the figures of any table add up is not the question here.
fn sound(made: Made) -> Made {
    let is_read = made
        .diagnostics
        .iter()
        .all(|found| found.rule.severity != Severity::Error || found.rule.name.ends_with("-mismatch"));
    assert!(is_read, "{}", render::human(&made.source, &made.diagnostics, false));
    made
}

fn bytes<'m>(made: &'m Made, address: &str) -> &'m [u8] {
    made.output.get(address).unwrap_or_else(|| panic!("no {address}"))
}

fn text(made: &Made, address: &str) -> String {
    String::from_utf8(bytes(made, address).to_vec()).expect("UTF-8")
}

fn json_of(made: &Made, address: &str) -> Value {
    serde_json::from_slice(bytes(made, address)).expect("JSON")
}

const CHAPTER: &str = "---\ntitle: Care\nmetrics:\n  - id: waits\n    name: People seen in time\n    unit: percent\n    better: higher\n    baseline: { value: 70, period: 2016-17 }\n    value: { value: 82.50, period: 2018-19 Q1, note: provisional }\n    targets:\n      - { value: TBC, by: 2018-09 }\n      - { value: 95, by: 2019-03, source: NHS Constitution }\n    trajectory:\n      - { period: 2018-19 Q1, plan: 87, actual: 82.50 }\n      - { period: 2018-19 Q2, plan: 90 }\n    compare: { name: England, value: c80, period: 2018-03 }\ntables:\n  - id: contracts\n    caption: Contracts\n    unit: £000\n    columns:\n      - { name: Provider, header: true }\n      - { name: Starts, type: date }\n      - { name: Value, type: money, total: sum }\n      - { name: Note }\n    rows: |\n      NHS > Acute\n      East | 2017-04-01 | 221,961 [^a] | **new**\n      West | | (42,662.50) | ^\n      = Acute | | |\n      NHS > Community\n      North | 2018-04-01 | TBC | {{ waits }}\n      South | | c50 | n/a\n      == All | | 179,349 | \n    notes: [About all., a: About East.]\n    source: Finance\n---\n{{ metrics }}\n\n{{ table contracts }}\n";

#[test]
fn a_table_is_published_with_bare_numbers_and_says_what_its_rows_are() {
    let made = sound(made(CHAPTER, &[]));
    assert_eq!(
        text(&made, "data/tables/contracts.csv"),
        "Group,Provider,Starts,Value (£000),Note,Row\r\n\
         NHS > Acute,East,2017-04-01,221961,new,data\r\n\
         NHS > Acute,West,,-42662.50,^,data\r\n\
         NHS > Acute,Acute,,179298.50,,subtotal\r\n\
         NHS > Community,North,2018-04-01,TBC,82.50%,data\r\n\
         NHS > Community,South,,about 50,n/a,data\r\n\
         ,All,,179349,,total\r\n"
    );
    let table = json_of(&made, "data/tables/contracts.json");
    assert_eq!(table["caption"], "Contracts");
    assert_eq!(table["unit"]["spoken"], "in thousands of pounds");
    assert_eq!(table["columns"][2], json!({ "name": "Value", "holds": "figures" }), "counted like its table");
    let cell = |row: usize, column: usize| table["rows"][row]["cells"][column].clone();
    assert_eq!(table["rows"][2]["groups"], json!(["NHS", "Acute"]));
    assert_eq!(cell(2, 2), json!({ "value": 221_961, "text": "221,961", "notes": ["a"] }));
    assert_eq!(cell(3, 3), json!({ "kind": "same as above", "text": "new" }));
    assert_eq!(cell(2, 1)["value"], "2017-04-01");
    assert_eq!(table["notes"][1], json!({ "mark": "a", "text": "About East." }));
    // Every decimal that was written is kept.
    assert!(text(&made, "data/tables/contracts.json").contains("\"value\":-42662.50,"));
    let about = json_of(&made, "data/tables/contracts.csv-metadata.json");
    assert_eq!(about["url"], "contracts.csv");
    assert_eq!(about["dc:source"], "Finance");
    assert_eq!(about["notes"][0]["target"], "contracts.csv");
    assert_eq!(about["notes"][1]["target"], "contracts.csv#cell=2,4");
    let columns = &about["tableSchema"]["columns"];
    assert_eq!(columns[2], json!({ "name": "starts", "titles": "Starts", "datatype": "date" }));
    assert_eq!(columns[3]["datatype"], "string", "about 50 is no number");
    assert_eq!(columns[3]["dc:description"], "in thousands of pounds");
    assert_eq!(columns[4]["null"], json!(["", "^"]), "in words n/a is a word");
    assert_eq!(about["tableSchema"]["primaryKey"], json!(["provider"]));
}

#[test]
fn every_reading_of_a_measure_is_published() {
    let made = sound(made(CHAPTER, &[]));
    assert_eq!(
        text(&made, "data/measures-history.csv"),
        "id,measure,kind,period,value,unit,who,note\r\n\
         waits,People seen in time,baseline,2016-17,70,%,,\r\n\
         waits,People seen in time,actual,2018-19 Q1,82.50,%,,provisional\r\n\
         waits,People seen in time,plan,2018-19 Q1,87,%,,\r\n\
         waits,People seen in time,plan,2018-19 Q2,90,%,,\r\n\
         waits,People seen in time,target,2018-09,TBC,%,,\r\n\
         waits,People seen in time,target,2019-03,95,%,NHS Constitution,\r\n\
         waits,People seen in time,comparison,2018-03,about 80,%,England,\r\n"
    );
    let all = json_of(&made, "data/measures.json");
    let waits = &all["measures"][0];
    assert_eq!(waits["unit"]["name"], "percent");
    assert_eq!(waits["chapter"], "care/");
    assert_eq!(waits["targets"][0]["kind"], "to be confirmed");
    assert_eq!(waits["compare"]["value"], "about 80");
    assert_eq!(waits["trajectory"][1]["actual"], Value::Null);
    assert_eq!(waits["standing"]["kind"], "behind");
    assert_eq!(all["plan"]["from"], "2018-04-01");
}

#[test]
fn one_figure_changes_every_file_that_holds_it() {
    let before = sound(made(CHAPTER, &[]));
    let after = sound(made(&CHAPTER.replace("82.50", "84.75").replace("221,961", "221,962"), &[]));
    for address in [
        "data/tables/contracts.csv",
        "data/tables/contracts.json",
        "data/measures.csv",
        "data/measures.json",
        "data/measures-history.csv",
        "data/test-plan.zip",
    ] {
        assert_ne!(bytes(&before, address), bytes(&after, address), "{address}");
    }
    for (address, old, new) in [
        ("data/tables/contracts.csv", "221961", "221962"),
        ("data/tables/contracts.json", "221961", "221962"),
        ("data/measures.csv", "82.50", "84.75"),
        ("data/measures.json", "82.50", "84.75"),
        ("data/measures-history.csv", "82.50", "84.75"),
    ] {
        assert!(text(&after, address).contains(new) && !text(&after, address).contains(old), "{address}");
    }
}

/// The files of an archive, by name.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    (0..archive.len())
        .map(|position| {
            let mut file = archive.by_index(position).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

fn made_sample() -> Made {
    pipeline::make(&Settings { root: sample(), ..Settings::default() })
}

#[test]
fn the_archive_holds_every_file_of_open_data_and_nothing_else() {
    let made = made_sample();
    let archive = "data/operational-plan-2018-19.zip";
    let published: BTreeMap<String, Vec<u8>> = made
        .output
        .files()
        .filter(|(address, _)| address.starts_with("data/") && *address != archive && !address.ends_with(".html"))
        .map(|(address, bytes)| (address["data/".len()..].to_owned(), bytes.to_vec()))
        .collect();
    let published: BTreeMap<_, _> = published.into_iter().filter(|(name, _)| !name.starts_with("tables.")).collect();
    assert!(published.len() > 90, "{}", published.len());
    assert_eq!(unpacked(bytes(&made, archive)), published);
    assert_eq!(bytes(&made, archive), bytes(&made_sample(), archive));
}

#[test]
fn the_page_lists_every_download_with_its_true_size() {
    let made = made_sample();
    let page = text(&made, "data/index.html");
    let mut listed = BTreeSet::new();
    for link in page.split("<a ").skip(1).filter(|link| link.contains(" download>")) {
        let address = link.split("href=\"../").nth(1).expect("an address").split('"').next().expect("its end");
        let words = link.split("</a>").next().expect("its words");
        let size = bytes(&made, address).len().div_ceil(1024).max(1);
        assert!(words.contains(&format!(", {size} KB")), "{address}: {words}");
        let form = address.rsplit('.').next().expect("an ending").to_uppercase();
        assert!(words.contains(&form), "{address}: {words}");
        listed.insert(address.to_owned());
    }
    let wanted: BTreeSet<String> = made
        .output
        .files()
        .map(|(address, _)| address.to_owned())
        .filter(|address| address.starts_with("data/") && !address.ends_with(".html"))
        .filter(|address| !address.ends_with("-metadata.json"))
        .collect();
    assert_eq!(listed, wanted);
}

#[test]
fn every_figure_of_the_samples_tables_is_in_its_data() {
    let made = made_sample();
    let tables = made.output.files().filter(|(address, _)| address.starts_with("data/tables/"));
    let mut figures = 0;
    for (address, json) in tables.filter(|(address, _)| address.ends_with(".json") && !address.contains("metadata")) {
        let table: Value = serde_json::from_slice(json).expect("JSON");
        let csv = text(&made, &address.replace(".json", ".csv"));
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_bytes()).records().map(|row| row.expect("a row")).collect();
        let published: Vec<&Value> =
            table["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] != "heading").collect();
        assert_eq!(rows.len(), published.len(), "{address}");
        for (row, found) in rows.iter().zip(published) {
            for cell in found["cells"].as_array().expect("cells").iter().filter(|cell| cell["value"].is_number()) {
                figures += 1;
                let text = cell["text"].as_str().expect("text").replace([',', '%', '£'], "").replace('−', "-");
                assert!(row.iter().any(|own| own == text), "{address}: {text} is not in {row:?}");
            }
        }
    }
    assert!(figures > 150, "{figures}");
}

#[test]
fn the_samples_tables_are_the_same_from_its_workbooks_and_its_csv_files() {
    let made = made_sample();
    let published = |ending: &str| -> Vec<String> {
        let tables = made.output.files().filter_map(|(address, _)| address.strip_prefix("data/tables/"));
        tables.filter_map(|name| name.strip_suffix(ending)).map(str::to_owned).collect()
    };
    let ids = published(".csv");
    assert!(ids.len() > 20, "{}", ids.len());
    let opened = |file: &dyn Fn(&str) -> String| {
        let mut plan = Plan::small();
        for name in ["tables.xlsx", "tables.ods"] {
            plan.write(&format!("content/{name}"), bytes(&made, &format!("data/{name}")));
        }
        let (mut keys, mut shown) = (String::new(), String::new());
        for (number, id) in ids.iter().enumerate() {
            plan.write(&format!("content/{id}.csv"), bytes(&made, &format!("data/tables/{id}.csv")));
            keys += &format!("  - {{ id: t{number}, caption: T, {} }}\n", file(id));
            shown += &format!("{{{{ table t{number} }}}}\n\n");
        }
        plan.write("content/1-care.md", format!("---\ntitle: Care\ntables:\n{keys}---\n{shown}"));
        plan.made()
    };
    let from_csv = opened(&|id| format!("file: {id}.csv"));
    for name in ["tables.xlsx", "tables.ods"] {
        let from_book = opened(&|id| format!("file: {name}, sheet: {}", id.chars().take(31).collect::<String>()));
        for (number, id) in ids.iter().enumerate() {
            let table = |made: &Made| records(&text(made, &format!("data/tables/t{number}.csv")));
            assert_eq!(table(&from_book), table(&from_csv), "{id} of {name}");
        }
    }
}

#[test]
fn a_workbook_of_tables_says_what_is_in_it() {
    let chapter = "---\ntitle: Care\ntables:\n  - id: beds\n    caption: Beds & wards\n    source: Ward returns\n    columns: [Site, { name: Beds, type: count }, { name: Cost, type: money, unit: £m }]\n    rows: |\n      North | 10[^a] | 1.50\n      South | n/a | TBC\n    notes:\n      - a: Without cots.\n---\n{{ table beds }}\n";
    let made = sound(made(chapter, &[]));
    let excel = unpacked(bytes(&made, "data/tables.xlsx"));
    let plain =
        |xml: &[u8]| String::from_utf8(xml.to_vec()).expect("UTF-8").replace("&#x27;", "'").replace("&#39;", "'");
    let part = |name: &str| plain(&excel[name]);
    let names: Vec<String> = part("xl/workbook.xml")
        .split("<sheet name=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a name").to_owned())
        .collect();
    assert_eq!(names, ["Cover", "Contents", "Notes", "beds"]);
    let sheet = part("xl/worksheets/sheet4.xml");
    for said in ["Beds &amp; wards", "Source: Ward returns", "<v>1.50</v>", "[z]", "TBC", "sheet “Notes”"] {
        assert!(sheet.contains(said), "{said} in {sheet}");
    }
    assert!(!sheet.contains("mergeCell"), "{sheet}");
    assert!(part("xl/tables/table4.xml").contains("ref=\"A4:C6\""), "{}", part("xl/tables/table4.xml"));
    assert!(
        part("xl/worksheets/sheet3.xml").contains("Without cots.") && part("xl/worksheets/sheet3.xml").contains(">B5<")
    );
    assert!(part("xl/worksheets/sheet2.xml").contains("location=\"'beds'!A1\""));
    let open = unpacked(bytes(&made, "data/tables.ods"));
    let content = plain(&open["content.xml"]);
    assert!(content.contains("\"'beds'.A4:'beds'.C6\""), "{content}");
    assert_eq!(open["mimetype"], b"application/vnd.oasis.opendocument.spreadsheet");
    let page = text(&made, "data/index.html");
    assert!(
        page.contains("href=\"../data/tables.xlsx\" download") && page.contains("href=\"../data/tables.ods\" download")
    );
}

#[test]
fn a_plan_without_tables_has_no_workbook_of_them() {
    let made = sound(made(
        "---\ntitle: Care\nmetrics:\n  - { id: m, name: M, unit: percent, value: 5, better: neither }\n---\n{{ metrics }}\n",
        &[],
    ));
    assert!(made.output.get("data/tables.xlsx").is_none() && !text(&made, "data/index.html").contains("tables.xlsx"));
}

#[test]
fn a_plan_without_figures_has_no_page_of_data() {
    let made = sound(made("# Care\n\nText.\n", &[]));
    assert!(made.output.get("data/index.html").is_none());
    assert!(!text(&made, "index.html").contains("href=\"./data/"));
}

#[test]
fn a_file_of_the_authors_does_not_take_the_place_of_data() {
    let made = made(CHAPTER, &[("static/data/measures.csv", "theirs"), ("static/data/more.csv", "theirs")]);
    let reported = render::human(&made.source, &made.diagnostics, false);
    assert!(reported.contains("address-taken") && !text(&made, "data/measures.csv").contains("theirs"), "{reported}");
    assert_eq!(text(&made, "data/more.csv"), "theirs");
}

const REOPENED: &str = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";

#[test]
fn a_spreadsheets_row_with_only_its_first_cell_filled_is_a_heading() {
    let made =
        sound(made(REOPENED, &[("content/t.csv", "Name,2017,2018\nNHS,,\nEast,1,2\n= NHS,1,2\nOthers,,\nWest,3,\n")]));
    assert_eq!(
        text(&made, "data/tables/t.csv"),
        "Group,Name,2017,2018,Row\r\nNHS,East,1,2,data\r\nNHS,NHS,1,2,subtotal\r\nOthers,West,3,,data\r\n"
    );
}

#[test]
fn a_unit_in_a_heading_is_understood_where_all_cells_fit() {
    let csv = "Name (years),Value (£000),Stay (days),Share (%),Share (points),Place (Kent),Code\n20,5,\"5, or more\",12%,1,x,007\n30,(7),6,n/a,2,y,008\n";
    let made = sound(made(REOPENED, &[("content/t.csv", csv)]));
    assert_eq!(
        text(&made, "data/tables/t.csv"),
        "Name (years),Value (£000),Stay (days),Share (%),Share (points),Place (Kent),Code\r\n\
         20,5,\"5, or more\",12%,1,x,007\r\n30,-7,6,n/a,2,y,008\r\n"
            .replace("12%", "12")
    );
    let page = text(&made, "care/index.html");
    let unit = "<span aria-hidden=\"true\"> (£000)</span><span class=\"vh\">, in thousands of pounds</span>";
    assert!(page.contains(&format!("Value<span class=\"unit\">{unit}</span>")), "{page}");
    assert!(page.contains(">Stay (days)</th>") && page.contains(">Place (Kent)</th>") && page.contains("<td>007</td>"));
}

#[test]
fn columns_of_a_published_file_can_be_given_types() {
    let chapter = "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    unit: £000\n    columns: [{ name: Provider, header: true }, { name: Value, type: money, total: sum }]\n    file: t.csv\n---\n{{ table t }}\n";
    let csv = "Group,Provider,Value (£000),Row\r\nNHS,East,5,data\r\nNHS,All NHS,,subtotal\r\n";
    let made = sound(made(chapter, &[("content/t.csv", csv)]));
    assert_eq!(text(&made, "data/tables/t.csv"), csv.replace("NHS,,", "NHS,5,"));
}

#[test]
fn a_row_without_a_group_stands_under_no_heading() {
    let csv = "Group,Name,Value,Row\r\nNHS,East,5,data\r\n,West,6,data\r\nNHS,North,7,data\r\n";
    let made = sound(made(REOPENED, &[("content/t.csv", csv)]));
    assert_eq!(text(&made, "data/tables/t.csv"), csv);
}

#[test]
fn a_row_that_somebody_adds_to_a_published_file_is_data_and_a_slip_is_reported() {
    let csv = "Name,Value,Row\nEast,5,data\nWest,6,\nAll,11,total\n";
    let opened = |csv: &str| made(REOPENED, &[("content/t.csv", csv)]);
    assert!(text(&sound(opened(csv)), "data/tables/t.csv").contains("West,6,data\r\nAll,11,total"));
    let slip = opened(&csv.replace("11,total", "11,totl"));
    let reported = render::human(&slip.source, &slip.diagnostics, false);
    assert!(reported.contains("`totl` does not say what this row is\n --> content/t.csv:4:8"), "{reported}");
}

/// A table as an author may write it.
#[derive(Clone, Debug)]
struct Any {
    columns: Vec<Value>,
    rows: Vec<Value>,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[xyzé][a-z0-9é,;'\"|– ]{0,10}(\n(- |2\\. )?[xyz][a-z,\"]{0,5}){0,2}",
        1 => Just(String::new()),
        1 => Just("n/a".to_owned()),
        1 => Just("TBC".to_owned()),
        1 => Just("–".to_owned()),
    ]
}

fn figures() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "(0|[1-9][0-9]{0,2}(,[0-9]{3})?)(\\.[0-9]{1,3})?",
        1 => "\\([1-9][0-9]{0,4}\\)",
        1 => "c[1-9][0-9]{0,2}",
        1 => Just("5 to 7".to_owned()),
        4 => prop::sample::select(vec!["", "n/a", "TBC", "-"]).prop_map(str::to_owned),
    ]
}

fn dates() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "2018-04-01", "2018-05", "2018-19", "2018-19 Q2", "2018"]).prop_map(str::to_owned)
}

/// A column that is no heading: its name with what is said about it, and what its cells hold.
fn column() -> impl Strategy<Value = (Value, BoxedStrategy<String>)> {
    let names = [
        "Value",
        "Cost, in full",
        "Say \"so\"",
        "Left | right",
        "Two; three",
        "2017-18",
        "Group",
        "Row",
        "Age (years)",
    ];
    let kinds = [
        json!({ "type": "text" }),
        json!({}),
        json!({ "type": "count" }),
        json!({ "unit": "count of beds" }),
        json!({ "unit": "£m" }),
        json!({ "type": "percent" }),
        json!({ "type": "points" }),
        json!({ "unit": "per 1,000 births" }),
        json!({ "unit": "hours a week" }),
        json!({ "type": "date" }),
    ];
    let under = prop::option::of(prop::sample::select(vec!["2016-17", "Over, \"all\""]));
    (prop::sample::select(names.to_vec()), under, prop::sample::select(kinds.to_vec())).prop_map(
        |(name, under, kind)| {
            let cells = match (kind["type"].as_str(), kind["unit"].as_str()) {
                (Some("text"), _) | (None, None) => words().boxed(),
                (Some("date"), _) => dates().boxed(),
                _ => figures().boxed(),
            };
            let mut column = kind;
            column["name"] = json!(name);
            if let Some(under) = under {
                column["under"] = json!(under);
            }
            (column, cells)
        },
    )
}

/// One row: a heading, data or a total. Data may say that a cell is as the one above, where there is one.
fn row(cells: Vec<BoxedStrategy<String>>) -> impl Strategy<Value = (bool, Value)> {
    let heading =
        prop::collection::vec(prop::sample::select(vec!["NHS", "Others", "Acute, \"big\"", "A | B", "x: y"]), 1..=3);
    let mark = prop_oneof![6 => Just(""), 1 => Just("= "), 1 => Just("== ")];
    let values = cells.into_iter().map(|cell| (cell, prop::bool::weighted(0.15)).boxed()).collect::<Vec<_>>();
    prop_oneof![
        1 => heading.prop_map(|path| (false, json!([path.join(" > ")]))),
        4 => (mark, "[xyz][a-zé,\"|; ]{0,8}", values).prop_map(|(mark, name, values)| {
            let cells = values.into_iter().map(|(value, is_same)| if is_same && mark.is_empty() { "^".to_owned() } else { value });
            (mark.is_empty(), json!(std::iter::once(format!("{mark}{name}")).chain(cells).collect::<Vec<_>>()))
        }),
    ]
}

fn any_table() -> impl Strategy<Value = Any> {
    prop::collection::vec(column(), 1..4).prop_flat_map(|columns| {
        let (mut heads, cells): (Vec<Value>, Vec<_>) = columns.into_iter().unzip();
        // Two columns of one name are one author's slip, and are distinguished in the file.
        let mut seen = BTreeSet::new();
        for head in &mut heads {
            if !seen.insert((head["name"].to_string(), head["under"].to_string())) {
                head["name"] = json!(format!("{} again {}", head["name"].as_str().expect("a name"), seen.len()));
            }
        }
        heads.insert(0, json!({ "name": "Who, \"what\"", "header": true }));
        prop::collection::vec(row(cells), 1..9).prop_map(move |rows| {
            let mut above = false;
            let rows = rows.into_iter().map(|(is_data, mut row)| {
                for cell in row.as_array_mut().expect("cells").iter_mut().filter(|cell| **cell == "^" && !above) {
                    *cell = json!("");
                }
                above = is_data;
                row
            });
            Any { rows: rows.collect(), columns: heads.clone() }
        })
    })
}

/// The cells of a CSV file. A sheet of a workbook keeps no line breaks within cells.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let one_line = |cell: &str| cell.replace('\n', " ");
    reader.records().map(|row| row.expect("a row").iter().map(one_line).collect()).collect()
}

/// A plan whose table is read from a workbook of open data.
fn reopened(name: &str, workbook: &[u8]) -> Made {
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - {{ id: t, caption: T, file: {name}, sheet: t }}\n---\n{{{{ table t }}}}\n"
    );
    made_of(name, workbook, &chapter)
}

/// Kinds, groups and values of all rows.
fn outline(made: &Made) -> Value {
    let table = json_of(made, "data/tables/t.json");
    let rows = table["rows"].as_array().expect("rows").iter();
    rows.map(|row| json!([row["kind"], row["groups"], row["cells"].as_array().map(Vec::len)])).collect()
}

#[test]
fn every_table_of_the_plans_at_hand_opens_again_as_the_same_table() {
    let mut opened = 0;
    for plan in ["", "tests/right", "tests/printed/plain", "tests/printed/marked"] {
        let made = pipeline::make(&Settings { root: sample().join(plan), ..Settings::default() });
        for (address, body) in made.output.files().filter(|(address, _)| address.starts_with("data/tables/")) {
            if !address.ends_with(".csv") {
                continue;
            }
            let csv = String::from_utf8(body.to_vec()).expect("UTF-8");
            // A CSV file cannot say that a column of figures is kept as text.
            let table = json_of(&made, &address.replace(".csv", ".json"));
            let columns = table["columns"].as_array().expect("columns").iter();
            let texts: Vec<Value> = columns
                .filter(|column| column["holds"] == "words" && column["names_rows"] != true)
                .map(|column| json!({ "name": column["name"], "type": "text" }))
                .collect();
            let keys = json!([{ "id": "t", "caption": "T", "file": "t.csv", "columns": texts }]);
            let chapter = format!("---\ntitle: Care\ntables: {keys}\n---\n{{{{ table t }}}}\n");
            let again = sound(crate::data::made(&chapter, &[("content/t.csv", &csv)]));
            assert_eq!(text(&again, "data/tables/t.csv"), csv, "{plan} {address}");
            opened += 1;
        }
    }
    assert!(opened > 100, "{opened} tables");
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn any_table_that_is_published_opens_again_as_the_same_table(table in any_table()) {
        let keys = json!([{ "id": "t", "caption": "T", "columns": table.columns, "rows": table.rows }]);
        let written = sound(made(&format!("---\ntitle: Care\ntables: {keys}\n---\n{{{{ table t }}}}\n"), &[]));
        let csv = text(&written, "data/tables/t.csv");
        let opened = sound(made(REOPENED, &[("content/t.csv", &csv)]));
        prop_assert_eq!(text(&opened, "data/tables/t.csv"), &*csv);
        prop_assert_eq!(outline(&opened), outline(&written));
        for name in ["tables.xlsx", "tables.ods"] {
            let opened = sound(reopened(name, bytes(&written, &format!("data/{name}"))));
            prop_assert_eq!(records(&text(&opened, "data/tables/t.csv")), records(&csv), "{}", name);
            prop_assert_eq!(outline(&opened), outline(&written), "{}", name);
        }
    }

    #[test]
    fn no_file_beside_a_chapter_brings_the_tool_down(
        head in prop::sample::select(vec!["Group,Name,Row\n", "Name;\"Val\"\"ue\" (£000);Row\n", "", "Name,Value (%)\n"]),
        rows in "([a\"é=,;|> \\[\\]^5{}]{0,12}(,data|,total|,heading|;subtotal|)\n){0,8}[a\"é=,;|>]{0,9}",
    ) {
        is_sound(&made(REOPENED, &[("content/t.csv", &format!("{head}{rows}"))]));
    }
}

#[test]
fn what_is_open_and_what_does_not_agree_is_listed_in_public() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - id: beds\n    name: Beds\n    unit: count of beds\n    value: { value: TBC }\n    targets:\n      - { value: TBC, by: 2019-03 }\n      - { words: no more than the year before, by: 2020-03 }\ntables:\n  - id: money\n    caption: Money\n    unit: £m\n    columns: [{ name: Scheme, header: true }, { name: Cost, type: money }, { name: More, type: money, total: sum }]\n    rows: |\n      One | 1.24 | TBC\n      Two | 2.54 | 1\n      Three | 3.11 | 1\n      Total | 6.98 | 1\n      == All | |\naccept:\n  - finding: the total of Cost says 6.98, but its rows add up to 6.89\n    because: The list leaves out small schemes.\n---\n{{ metrics }}\n\nWe want {{ beds.target }}.\n\n{{ table money }}\n";
    let made = made(chapter, &[]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    assert_eq!(made.counts.open, 3);
    let page = text(&made, "data/index.html").replace('\n', "");
    let link = "(<a href=\"../care/\">Care</a>)";
    for said in [
        format!("<li>Beds: the latest value {link}</li>"),
        format!("<li>Beds: the target for March 2019 {link}</li>"),
        format!("<li>Money: One, More {link}</li>"),
        format!(
            "<li>The total of Cost says 6.98, but its rows add up to 6.89. The list leaves out small schemes. {link}</li>"
        ),
    ] {
        assert!(page.contains(&said), "{said} is not in {page}");
    }
    assert!(text(&made, "care/index.html").contains("We want no more than the year before."));
}
