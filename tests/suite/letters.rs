//! Open data holds the letters that were written: the typography of the page and Markdown do not touch it.

use crate::common::{made, text};
use plainplan::project::render;

/// The page, the CSV and the JSON of the table `t` of a plan without problems.
fn published(files: &[(&str, &str)]) -> [String; 3] {
    let made = made(files);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    ["care/index.html", "data/tables/t.csv", "data/tables/t.json"].map(|address| text(&made, address))
}

const CHAPTER: &str = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";

#[test]
fn a_csv_file_comes_out_letter_for_letter() {
    for cell in [
        "King's Lynn",
        "Bishop's Castle -- north",
        "A...B",
        "Wait... \"what\"",
        "5*3",
        "*all* of __it__",
        "a_b_c",
        "**bold**",
        "[words](address.md)",
        "A & B &amp; C",
        "x < y > z",
        "<b>no</b>",
        "`code`",
        "back\\slash \\*",
        "1. First",
        "# Not a heading",
        "~~gone~~ | pipe",
        "https://example.org/a_b",
        "'quoted' --- text",
    ] {
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let csv = format!("Area,Words,Homes\n{quoted},x,10\nOther,{quoted},5\n");
        let [page, data, json] = published(&[("content/1-care.md", CHAPTER), ("content/t.csv", &csv)]);
        let out = if cell.contains(['"', ',', ';']) { quoted.clone() } else { cell.to_owned() };
        assert_eq!(data, format!("Area,Words,Homes\r\n{out},x,10\r\nOther,{out},5\r\n"));
        let in_json = serde_json::to_string(cell).expect("JSON");
        assert_eq!(
            json.matches(&format!("\"value\": {in_json}")).count()
                + json.matches(&format!("\"value\":{in_json}")).count(),
            2,
            "{json}"
        );
        // What is published opens again as the same.
        let again = published(&[("content/1-care.md", CHAPTER), ("content/t.csv", &data)]);
        assert_eq!((&again[1], &again[2]), (&data, &json));
        assert_eq!(again[0], page);
        let table = &page[page.find("<table").expect("a table")..page.find("</table>").expect("its end")];
        assert!(
            !["<em>", "<strong>", "<a ", "<b>", "<code>", "<del>"].iter().any(|tag| table.contains(tag)),
            "{table}"
        );
    }
}

#[test]
fn signs_of_markdown_in_a_csv_file_are_seen_on_the_page() {
    let csv = "Area,Words\n5*3 = 15*1,a_b_c <b> & [x](y)\n";
    let [page, ..] = published(&[("content/1-care.md", CHAPTER), ("content/t.csv", csv)]);
    assert!(page.contains("5*3 = 15*1") && page.contains("a_b_c &lt;b&gt; &amp; [x](y)"), "{page}");
}

#[test]
fn figures_and_notes_still_work_in_a_csv_file() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: beds, name: Beds, unit: count, value: 12 }\ntables:\n  - id: t\n    caption: T\n    file: t.csv\n    notes:\n      - a: King's -- only.\n---\n{{ metrics }}\n\n{{ table t }}\n";
    let csv = "Area,Words\nKing's *Lynn* [^a],It's {{ beds }} *now*\n";
    let [page, data, json] = published(&[("content/1-care.md", chapter), ("content/t.csv", csv)]);
    assert_eq!(data, "Area,Words\r\nKing's *Lynn*,It's 12 *now*\r\n");
    assert!(json.contains("King's -- only."), "{json}");
    assert!(page.contains("It’s 12 *now*") && page.contains("King’s – only."), "{page}");
}

#[test]
fn lines_of_a_csv_file_are_still_a_list() {
    let csv = "Area,Words\nNorth,\"We *will*\n- open 5*3 beds\n- call\"\n";
    let [page, data, _] = published(&[("content/1-care.md", CHAPTER), ("content/t.csv", csv)]);
    assert!(page.contains("<li>open 5*3 beds</li>"), "{page}");
    assert_eq!(data, "Area,Words\r\nNorth,\"We *will*\n- open 5*3 beds\n- call\"\r\n");
}

#[test]
fn a_group_of_a_file_keeps_its_letters() {
    let csv = "Area,Homes\nKing's *Lynn* -- all,\nNorth,5\n= It's all,5\n";
    let [_, data, json] = published(&[("content/1-care.md", CHAPTER), ("content/t.csv", csv)]);
    assert!(data.contains("King's *Lynn* -- all,North,5,data") && data.contains("It's all,5,subtotal"), "{data}");
    assert!(json.contains("King's *Lynn* -- all"), "{json}");
}

#[test]
fn words_typed_in_a_chapter_lose_their_marks_and_nothing_else() {
    let rows = "      King's \"Lynn\" -- it's... | **5** [beds](/contact/) *now*\n      It\\*s | a `b--c`\n";
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [Area, Words]\n    rows: |\n{rows}---\n{{{{ table t }}}}\n"
    );
    let pipes = format!("# Care\n\n| Area | Words |\n|---|---|\n{rows}\nTable: T {{#t}}\n");
    for chapter in [chapter, pipes] {
        let [page, data, json] = published(&[("content/1-care.md", &chapter)]);
        assert_eq!(data, "Area,Words\r\n\"King's \"\"Lynn\"\" -- it's...\",5 beds now\r\nIt*s,a b--c\r\n");
        assert!(json.contains("King's \\\"Lynn\\\" -- it's..."), "{json}");
        assert!(page.contains("King’s “Lynn” – it’s…"), "{page}");
    }
}
