//! Plans that are large in one way: they are read in proportion to their size, or refused with a limit that is said.
//!
//! Where a test has no other claim than that it ends, its input would take minutes if time grew with the square of it.

use std::fs;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::common::{Folder, reported, said};

fn chapter(front: &str, text: &str) -> String {
    format!("---\ntitle: Care\n{front}---\n{text}\n")
}

/// A plan whose chapter has a dead link on each of so many lines.
fn dead_links(count: usize) -> Folder {
    let plan = Folder::small();
    let links: String = (0..count).map(|at| format!("[see {at}](gone-{at}.md)\n\n")).collect();
    plan.write("content/1-care.md", &chapter("", &links));
    plan
}

fn times(text: &str, words: &str) -> usize {
    text.matches(words).count()
}

#[test]
fn a_rule_speaks_twenty_times_of_one_file_and_counts_the_rest() {
    let plan = dead_links(1045);
    let run = plan.run(&["check"]);
    let reported = reported(&run);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(times(&reported, "error[dead-link]: "), 21, "{reported}");
    assert!(reported.contains("error[dead-link]: and 1,025 more of these in content/1-care.md"), "{reported}");
    assert!(reported.contains("gone-19.md") && !reported.contains("gone-20.md"), "{reported}");
    // What is counted at the end, and what programs get, is all of it.
    assert!(said(&run).contains("1045 errors"), "{}", said(&run));
    let json = said(&plan.run(&["check", "--format", "json"]));
    assert_eq!(times(&json, "\"dead-link\""), 1045);
}

#[test]
fn twenty_of_a_rule_are_all_shown() {
    for (count, shown) in [(20, 20), (21, 21)] {
        let reported = reported(&dead_links(count).run(&["check"]));
        assert_eq!(times(&reported, "error[dead-link]: "), shown, "{reported}");
        assert_eq!(reported.contains("more of these"), count > 20, "{reported}");
    }
}

#[test]
fn every_file_and_every_rule_has_twenty_of_its_own() {
    let plan = dead_links(30);
    let links: String = (0..25).map(|at| format!("[see {at}](lost-{at}.md) <b>bold\n\n")).collect();
    plan.write("content/2-money.md", &links.replacen("[see", "# Money\n\n[see", 1));
    let reported = reported(&plan.run(&["check"]));
    assert!(reported.contains("error[dead-link]: and 10 more of these in content/1-care.md"), "{reported}");
    assert!(reported.contains("error[dead-link]: and 5 more of these in content/2-money.md"), "{reported}");
    assert!(reported.contains("[raw-html]: and 5 more of these in content/2-money.md"), "{reported}");
    // What is left of a file is reported before the next file begins.
    let (rest, next) =
        (reported.find("10 more").expect("the rest"), reported.find("content/2-money.md:").expect("the next"));
    assert!(rest < next, "{reported}");
}

#[test]
fn what_is_not_shown_can_be_accepted_and_counts() {
    let plan = Folder::small();
    let measure =
        "metrics:\n  - { id: homes, name: Homes, unit: count of homes, value: { value: 1234, period: 2026-10 } }\n";
    let lines: String = (0..25).map(|at| format!("In area {at} we built 1,234 homes.\n\n")).collect();
    plan.write("content/1-care.md", &chapter(measure, &format!("{{{{ metrics }}}}\n\n{lines}")));
    let open = reported(&plan.run(&["check"]));
    assert!(open.contains("warning[typed-figure]: and 5 more of these in content/1-care.md"), "{open}");
    let all = plan.run(&["check", "--deny", "warnings"]);
    assert_eq!(all.status.code(), Some(1));
    let message = open.lines().find_map(|line| line.strip_prefix("warning[typed-figure]: ")).expect("a message");
    let accept = format!("{measure}accept:\n  - {{ finding: \"{message}\", because: It is meant. }}\n");
    plan.write("content/1-care.md", &chapter(&accept, &format!("{{{{ metrics }}}}\n\n{lines}")));
    let left = reported(&plan.run(&["check"]));
    assert!(left.contains("warning[typed-figure]: and 4 more of these in content/1-care.md"), "{left}");
}

/// The line and the column of every finding of a rule, as programs get them.
fn places(plan: &Folder, rule: &str) -> Vec<(u64, u64)> {
    let found: serde_json::Value =
        serde_json::from_str(&said(&plan.run(&["check", "--format", "json"]))).expect("JSON");
    let found = found.as_array().expect("a list").iter().filter(|found| found["rule"] == rule);
    found.map(|found| (found["line"].as_u64().expect("a line"), found["column"].as_u64().expect("a column"))).collect()
}

#[test]
fn places_are_counted_in_lines_and_characters_whatever_comes_before() {
    let plan = Folder::small();
    let text =
        "---\r\ntitle: Care\r\n---\r\n£5 and 😀 [a](gone.md)\r\n\r\n- x\t[b](lost.md)\r\n\r\ne\u{301} [c](no.md)";
    plan.write("content/1-care.md", text);
    assert_eq!(places(&plan, "dead-link"), [(4, 14), (6, 9), (8, 8)]);
    plan.write("content/1-care.md", &format!("\u{feff}{text}"));
    assert_eq!(places(&plan, "dead-link"), [(4, 14), (6, 9), (8, 8)]);
    // A byte order mark is no character of its line.
    plan.write("content/1-care.md", "\u{feff}[a](gone.md)\n");
    assert_eq!(places(&plan, "dead-link"), [(1, 5)]);
    // A line that is longer than any screen.
    plan.write("content/1-care.md", &format!("# Care\n\n{}[a](gone.md)\n", "ä ".repeat(20_000)));
    assert_eq!(places(&plan, "dead-link"), [(3, 40_005)]);
}

#[test]
fn places_follow_a_file_that_changes() {
    let plan = Folder::small();
    let settings = plainplan::project::pipeline::Settings { root: plan.path().to_path_buf(), ..Default::default() };
    let mut project = plainplan::project::pipeline::Project::open(settings);
    for (text, line) in [("# Care\n\n[a](gone.md)\n", 3), ("# Care\n\nOne.\n\nTwo.\n\n[a](gone.md)\n", 7)] {
        plan.write("content/1-care.md", text);
        let made = project.make(&plainplan::project::pipeline::Touched::Anything);
        let dead = made.diagnostics.iter().find(|found| found.rule.name == "dead-link").expect("a dead link");
        assert_eq!(made.source.place(dead.span).line, line);
    }
}

/// A plan with so many chapters in one folder.
fn folder_of(count: usize, folder: &str) -> Folder {
    let plan = Folder::small();
    fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    plan.write("content/index.md", "# Test plan\n\nText.\n");
    if !folder.is_empty() {
        plan.write(&format!("content/{folder}index.md"), "# Care\n\nText.\n");
    }
    for at in 1..=count {
        plan.write(&format!("content/{folder}{at:04}-page{at}.md"), &format!("# Page {at}\n\nText.\n"));
    }
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    plan
}

/// The addresses in the list of chapters on a page.
fn listed(plan: &Folder, page: &str) -> Vec<String> {
    let html = plan.read(&format!("public/{page}index.html"));
    let start = html.find("<nav class=\"chapters\"").expect("a list");
    let list = &html[start..start + html[start..].find("</nav>").expect("its end")];
    list.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn a_folder_of_usual_size_is_listed_whole() {
    let plan = folder_of(200, "");
    let links = listed(&plan, "page100/");
    assert_eq!(links.len(), 200);
    assert!(!plan.read("public/page100/index.html").contains("See all"));
}

#[test]
fn a_large_folder_lists_the_pages_near_the_open_one_and_leads_to_all() {
    for (folder, up) in [("", "../"), ("care/", "../../")] {
        let plan = folder_of(250, folder);
        let page = |number: usize| format!("{up}{folder}page{number}/");
        for (open, first, last) in [(125, 75, 175), (1, 1, 51), (250, 200, 250)] {
            let links = listed(&plan, &format!("{folder}page{open}/"));
            let wanted = (first..=last).map(page).chain([format!("{up}{folder}")]);
            let wanted: Vec<String> = if folder.is_empty() {
                wanted.collect()
            } else {
                [format!("{up}care/")].into_iter().chain(wanted).collect()
            };
            assert_eq!(links, wanted);
            let html = plan.read(&format!("public/{folder}page{open}/index.html"));
            assert!(html.contains("See all 250 chapters</a>"), "{html}");
            assert!(html.contains(&format!("page{open}/\" aria-current=\"page\">Page {open}</a></li>")), "{html}");
        }
        // The page that it leads to lists them all.
        let all = plan.read(&format!("public/{folder}index.html"));
        assert!((1..=250).all(|at| all.contains(&format!(">Page {at}</a>"))), "{all}");
    }
}

#[test]
fn folders_eight_deep_are_read_and_deeper_ones_are_refused_once() {
    let plan = Folder::small();
    let mut folder = "content".to_owned();
    for depth in 1..=8 {
        folder.push_str(&format!("/d{depth}"));
        plan.write(&format!("{folder}/index.md"), &format!("# Part {depth}\n\nText.\n"));
    }
    let run = plan.run(&["build"]);
    assert!(run.status.success(), "{}", reported(&run));
    assert!(plan.has("public/d1/d2/d3/d4/d5/d6/d7/d8/index.html"));
    plan.write(&format!("{folder}/d9/index.md"), "# Part 9\n\nText.\n");
    plan.write(&format!("{folder}/d9/1-more.md"), "# More\n\nText.\n");
    plan.write(&format!("{folder}/d9/d10/index.md"), "# Part 10\n\nText.\n");
    let run = plan.run(&["check"]);
    let reported = reported(&run);
    assert_eq!(run.status.code(), Some(1), "{reported}");
    assert_eq!(times(&reported, "error["), 1, "{reported}");
    assert!(reported.contains("error[folder-too-deep]"), "{reported}");
    assert!(reported.contains("Move the folder content/d1/d2/d3/d4/d5/d6/d7/d8/d9 up"), "{reported}");
}

// Workbooks and CSV files that are more than they look.

const TABLE: &str = "tables:\n  - { id: t, caption: T, file: FILE }\n";

/// What is reported of a plan with a table from a file.
fn table(name: &str, bytes: &[u8]) -> String {
    let plan = Folder::small();
    fs::write(plan.path().join("content").join(name), bytes).expect("written");
    plan.write("content/1-care.md", &chapter(&TABLE.replace("FILE", name), "{{ table t }}"));
    reported(&plan.run(&["check"]))
}

fn zipped(files: &[(&str, &[&[u8]])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in files {
        archive.start_file(*name, SimpleFileOptions::default().large_file(true)).expect("started");
        pieces.iter().for_each(|piece| archive.write_all(piece).expect("written"));
    }
    archive.finish().expect("finished").into_inner()
}

fn xlsx(sheet: &[&[u8]]) -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", &[TYPES.as_bytes()]),
        ("_rels/.rels", &[RELATIONS.as_bytes()]),
        ("xl/workbook.xml", &[BOOK.as_bytes()]),
        ("xl/_rels/workbook.xml.rels", &[SHEETS.as_bytes()]),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

const SHEET: &str =
    r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

/// A cell with words.
fn cell(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_read() {
    let spaces = vec![b' '; 8 << 20];
    let head = format!("{SHEET}<sheetData><row r=\"1\">{}</row>", cell("A1", "Name"));
    let mut pieces: Vec<&[u8]> = vec![head.as_bytes()];
    pieces.extend(std::iter::repeat_n(spaces.as_slice(), 40));
    pieces.push(b"</sheetData></worksheet>");
    let bytes = xlsx(&pieces);
    assert!(bytes.len() < 1 << 20);
    let reported = table("bomb.xlsx", &bytes);
    assert!(reported.contains("this spreadsheet cannot be read: it is larger than 256 MB when unpacked"), "{reported}");
    assert!(reported.contains("Copy only the cells of this table into a new spreadsheet"), "{reported}");
}

#[test]
fn an_open_document_that_unpacks_to_gigabytes_is_refused_before_it_is_read() {
    let spaces = vec![b' '; 8 << 20];
    let mut pieces: Vec<&[u8]> = vec![b"<office:document-content>"];
    pieces.extend(std::iter::repeat_n(spaces.as_slice(), 40));
    let reported = table("bomb.ods", &zipped(&[("content.xml", &pieces)]));
    assert!(reported.contains("it is larger than 256 MB when unpacked"), "{reported}");
}

#[test]
fn words_merged_over_whole_columns_are_refused_before_they_are_repeated() {
    let columns: Vec<char> = ('A'..='Z').collect();
    let cells: String = columns.iter().map(|column| cell(&format!("{column}1"), "a")).collect();
    let areas: String =
        columns.iter().map(|column| format!("<mergeCell ref=\"{column}1:{column}1048576\"/>")).collect();
    let sheet =
        format!("{SHEET}<sheetData><row r=\"1\">{cells}</row></sheetData><mergeCells>{areas}</mergeCells></worksheet>");
    let reported = table("merged.xlsx", &xlsx(&[sheet.as_bytes()]));
    assert!(reported.contains("a sheet has more than 2,000,000 cells"), "{reported}");
}

#[test]
fn areas_that_lie_over_each_other_are_refused_too() {
    let areas = "<mergeCell ref=\"A1:A100000\"/>".repeat(1000);
    let row = cell("A1", "a");
    let sheet =
        format!("{SHEET}<sheetData><row r=\"1\">{row}</row></sheetData><mergeCells>{areas}</mergeCells></worksheet>");
    let reported = table("merged.xlsx", &xlsx(&[sheet.as_bytes()]));
    assert!(reported.contains("a sheet has more than 2,000,000 cells"), "{reported}");
}

#[test]
fn two_cells_far_apart_are_a_sheet_of_all_between_them() {
    let sheet = format!(
        "{SHEET}<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}</row></sheetData></worksheet>",
        cell("A1", "Name"),
        cell("XFD1048576", "far")
    );
    let reported = table("far.xlsx", &xlsx(&[sheet.as_bytes()]));
    assert!(
        reported.contains("a sheet has more than 2,000,000 cells, including the empty ones in between"),
        "{reported}"
    );
}

/// An .ods file with a row of two cells, and one more that is repeated.
fn ods(repeated: u64, cells: &str) -> Vec<u8> {
    const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns:";
    let cell = |words: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{SPACE}office:1.0\" xmlns:table=\"{SPACE}table:1.0\" \
         xmlns:text=\"{SPACE}text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Sheet1\">\
         <table:table-row>{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"{repeated}\">{cells}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell("Name"),
        cell("Where")
    );
    let manifest = format!("<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"{SPACE}manifest:1.0\"/>");
    zipped(&[
        ("mimetype", &[b"application/vnd.oasis.opendocument.spreadsheet"]),
        ("META-INF/manifest.xml", &[manifest.as_bytes()]),
        ("content.xml", &[content.as_bytes()]),
    ])
}

const TWO: &str = "<table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>\
                   <table:table-cell office:value-type=\"string\"><text:p>b</text:p></table:table-cell>";

#[test]
fn rows_that_repeat_too_often_are_refused_before_they_are_repeated() {
    let too_many = "a sheet has more than 2,000,000 cells";
    for bytes in [
        ods(3_000_000, TWO),
        ods(u64::MAX, TWO),
        ods(1000, &TWO.replace("office:", "table:number-columns-repeated=\"9000\" office:")),
    ] {
        let reported = table("repeated.ods", &bytes);
        assert!(reported.contains(too_many), "{reported}");
    }
}

#[test]
fn rows_that_repeat_a_little_or_are_empty_are_read() {
    // A spreadsheet keeps the colours of a million empty rows.
    let empty = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
    for bytes in [ods(3, TWO), ods(1_048_575, empty)] {
        let reported = table("repeated.ods", &bytes);
        assert!(!reported.contains("cannot be read"), "{reported}");
    }
}

#[test]
fn a_csv_file_of_too_many_cells_is_refused() {
    let reported = table("wide.csv", format!("Name,Paid\n{}\n", ",".repeat(2_000_001)).as_bytes());
    assert!(reported.contains("error[table-file]: this file has more than 2,000,000 cells"), "{reported}");
    assert_eq!(times(&reported, "error["), 1, "{reported}");
}

#[test]
fn quotation_marks_that_are_not_closed_or_are_doubled_are_read_in_one_pass() {
    let open: String = (0..301).map(|at| format!("\"Supplier {at},1,2\n")).collect();
    let reported = table("open.csv", format!("Name,Paid,Owed\n{open}").as_bytes());
    assert!(reported.contains("a quotation mark is not closed"), "{reported}");
    // What follows it is one cell, which is not looked at.
    assert_eq!(times(&reported, "error["), 1, "{reported}");
}

#[test]
fn a_long_row_among_short_ones_is_cut_in_one_pass() {
    let rows = "a\n".repeat(5000);
    let reported = table("long.csv", format!("Name,Paid\n{rows}b,{}\n", ",".repeat(100_000)).as_bytes());
    assert!(!reported.contains("table-file"), "{reported}");
}

// Inputs that would take minutes.

#[test]
fn chapters_that_are_large_in_one_way_end() {
    let measures: String = (0..20)
        .map(|at| format!("  - {{ id: m{at}, name: Homes in area {at}, unit: count of homes, value: {{ value: 1{at:03}, period: 2026-10 }} }}\n"))
        .collect();
    let figures: Vec<String> = (0..4000).map(|at| format!("1,{:03} homes", at % 20)).collect();
    for (front, text) in [
        (String::new(), "<b>".repeat(20_000)),
        (String::new(), "[a](b".repeat(40_000)),
        (String::new(), "{{ a ".repeat(10_000)),
        (String::new(), "a <!-- ".repeat(20_000)),
        (String::new(), "a [^b".repeat(20_000)),
        (String::new(), format!("## Care {}\n\nText.", "&amp;".repeat(20_000))),
        (String::new(), (0..4000).map(|at| format!("[see {at}](gone-{at}.md)\n\n")).collect()),
        ((0..20_000).map(|at| format!("key{at}: 1\n")).collect(), "Text.".to_owned()),
        (format!("metrics:\n{measures}"), format!("{{{{ metrics }}}}\n\nWe have {}.", figures.join(", "))),
        (
            String::new(),
            (0..2000).map(|at| format!("Text.[^n{at}]\n\n")).collect::<String>()
                + &(0..2000).map(|at| format!("[^n{at}]: Note.\n")).collect::<String>(),
        ),
    ] {
        let plan = Folder::small();
        plan.write("content/1-care.md", &chapter(&front, &text));
        let run = plan.run(&["check"]);
        assert!(run.status.code().is_some());
        assert!(reported(&run).len() < 200_000, "{}", reported(&run).len());
    }
}

#[test]
fn a_lock_of_many_lines_that_say_nothing_ends() {
    let plan = Folder::small();
    let lines: String = (0..40_000).map(|at| format!("this line {at} confirms nothing\n")).collect();
    plan.write("easy.lock", &lines);
    let reported = reported(&plan.run(&["check"]));
    assert!(reported.contains("and 39,980 more of these in easy.lock"), "{reported}");
}

#[test]
fn an_easy_read_chapter_of_many_parts_ends() {
    let plan = Folder::small();
    let parts: String = (0..1500).map(|at| format!("![home](#first)\nWe help you.\nThis is part {at}.\n\n")).collect();
    plan.write("content/1-care.easy.md", &format!("---\ntitle: Care\n---\n## First\n\n{parts}"));
    assert!(plan.run(&["check"]).status.code().is_some());
}

#[test]
fn one_picture_for_two_ideas_is_still_found_far_from_its_first_use() {
    let plan = Folder::small();
    let parts: String =
        (0..300).map(|at| format!("![calendar](#first)\nThe meeting number {at} is soon.\n\n")).collect();
    let other = "![calendar](#first)\nNurses wash hands.\n\n";
    plan.write("content/1-care.easy.md", &format!("---\ntitle: Care\n---\n## First\n\n{parts}{other}"));
    let reported = reported(&plan.run(&["check"]));
    assert!(reported.contains("the picture `calendar` is used for two ideas"), "{reported}");
}
