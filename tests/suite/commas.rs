//! Decimal commas: `0,435` is never 435, and a figure is never wrong by a factor of 1,000.

use crate::common::{made, page, text};
use plainplan::project::pipeline::Made;
use plainplan::project::render;

const CHAPTER: &str = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ table t }}\n";

fn reported(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

/// The data of a table that is read from a CSV file.
fn data(csv: &str) -> String {
    let made = made(&[("content/1-care.md", CHAPTER), ("content/t.csv", csv)]);
    assert!(made.diagnostics.is_empty(), "{csv}\n{}", reported(&made));
    text(&made, "data/tables/t.csv")
}

fn reported_of_csv(csv: &str) -> String {
    reported(&made(&[("content/1-care.md", CHAPTER), ("content/t.csv", csv)]))
}

fn reported_of_rows(columns: &str, rows: &str) -> String {
    let chapter = format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: T\n    columns: [{columns}]\n    rows: |\n{rows}\n---\n{{{{ table t }}}}\n"
    );
    reported(&made(&[("content/1-care.md", &chapter)]))
}

#[test]
fn commas_are_decimal_between_semicolons() {
    for (written, read) in [
        ("0,435 1,286 0,118", "0.435 1.286 0.118"),
        ("43,5 12 1,286", "43.5 12 1.286"),
        ("1.234,56 12,5 1.000", "1234.56 12.5 1000"),
        ("-0,5 (0,4) 2,25", "-0.5 -0.4 2.25"),
        ("0,4 n/a -3,75", "0.4 n/a -3.75"),
    ] {
        let rows = |figures: &str, sign: char| -> String {
            figures.split(' ').enumerate().map(|(row, figure)| format!("R{row}{sign}{figure}\r\n")).collect()
        };
        let wanted = format!("Service,Rate\r\n{}", rows(read, ','));
        for sign in [';', '\t'] {
            assert_eq!(data(&format!("\u{feff}Service{sign}Rate\r\n{}", rows(written, sign))), wanted);
        }
    }
    assert_eq!(data("Service;Rate\nParks;0,4%\nRoads;12,5%\n"), "Service,Rate (%)\r\nParks,0.4\r\nRoads,12.5\r\n");
}

#[test]
fn another_column_says_what_a_comma_is() {
    assert_eq!(data("A;B;C\nx;43,5;1,286\ny;2,5;2,300\n"), "A,B,C\r\nx,43.5,1.286\r\ny,2.5,2.300\r\n");
    assert_eq!(data("A;B;C\nx;43.5;1,286\ny;2.5;2,300\n"), "A,B,C\r\nx,43.5,1286\r\ny,2.5,2300\r\n");
    // Figures with thousands between commas or Tabs are as they were.
    assert_eq!(data("A,B\nx,\"1,286\"\ny,\"2,300\"\n"), "A,B\r\nx,1286\r\ny,2300\r\n");
    assert_eq!(data("A\tB\nx\t1,286\ny\t2,300\n"), "A,B\r\nx,1286\r\ny,2300\r\n");
    // Words with commas stay words.
    assert_eq!(data("A;B\nx;1,2\ny;1,2,3\nz;4\n"), "A,B\r\nx,\"1,2\"\r\ny,\"1,2,3\"\r\nz,4\r\n");
    assert_eq!(data("A;B\nWards 1,5;2\nx, y;3\n"), "A,B\r\n\"Wards 1,5\",2\r\n\"x, y\",3\r\n");
}

#[test]
fn what_cannot_be_reported_is_asked() {
    let reported = reported_of_csv("A;B\nx;1,286\ny;2,300\n");
    assert!(reported.contains("error[not-a-number]: `1,286` could mean 1286 or 1.286"), "{reported}");
    assert!(reported.contains("as in 1286, or decimals with a point, as in 1.286"), "{reported}");
    assert_eq!(data("A;B\nx;1286\ny;2300\n"), "A,B\r\nx,1286\r\ny,2300\r\n");
    assert_eq!(data("A;B\nx;1.286\ny;2.300\n"), "A,B\r\nx,1.286\r\ny,2.300\r\n");
    let reported = reported_of_csv("A;B;C\nx;43,5;1.286\ny;2,5;2.300\n");
    assert!(reported.contains("`1.286` could mean 1286 or 1.286"), "{reported}");
    let reported = reported_of_csv("A;B\nx;43,5\ny;2.55\n");
    assert!(reported.contains("decimals with a comma, `43,5`, and with a point, `2.55`"), "{reported}");
    assert_eq!(reported.matches("error[").count(), 1, "{reported}");
}

#[test]
fn measures_in_a_file_may_have_decimal_commas() {
    let csv = "id;name;unit;value;target\nbeds;Beds;per 1,000 people;0,435;1,286\n";
    let chapter = "---\ntitle: Care\nmetrics:\n  - { file: m.csv }\n---\n{{ metrics }}\n";
    let made = made(&[("content/1-care.md", chapter), ("content/m.csv", csv)]);
    let measures = text(&made, "data/measures.csv");
    assert!(measures.contains(",0.435,,1.286,"), "{measures}");
}

#[test]
fn no_number_with_thousands_begins_with_nothing() {
    let measure = |value: &str| {
        format!(
            "---\ntitle: Care\nmetrics:\n  - {{ id: m, name: M, unit: index, value: \"{value}\" }}\n---\n{{{{ metrics }}}}\n"
        )
    };
    for (written, meant) in
        [("0,435", "0.435"), ("-0,500", "-0.500"), ("(0,250)", "(0.250)"), ("0,435 to 0,500", "0.435 to 0.500")]
    {
        let reported = reported(&made(&[("content/1-care.md", &measure(written))]));
        assert!(reported.contains(&format!("error[not-a-number]: `{written}` is not a number")), "{reported}");
        assert!(reported.contains(&format!("If this comma is a decimal point, write {meant}.")), "{reported}");
        page(&[("content/1-care.md", &measure(meant))], "care/index.html");
    }
    for rows in
        ["      x | 0,435\n      y | 0,118", "      x | £0,435\n      y | £0,118", "      x | words\n      y | 0,435"]
    {
        let reported = reported_of_rows("A, B", rows);
        assert!(reported.contains("error[not-a-number]") && reported.contains("0.435"), "{reported}");
    }
    let reported = reported(&made(&[("content/1-care.md", "# Care\n\nThe rate rose to 0,435 last year.\n")]));
    assert!(reported.contains("`0,435` is not a number") && reported.contains("write 0.435"), "{reported}");
}

#[test]
fn a_typed_column_says_what_to_write_for_a_decimal_comma() {
    for written in ["43,5", "1.234,56", "-0,5", "(0,4)"] {
        let reported = reported_of_rows("A, { name: B, type: number }", &format!("      x | {written}"));
        let meant = plainplan::value::number::commas_and_points_changed_round(written);
        assert!(reported.contains(&format!("If this comma is a decimal point, write {meant}.")), "{reported}");
        assert_eq!(reported_of_rows("A, { name: B, type: number }", &format!("      x | {meant}")), "");
    }
}

#[test]
fn a_column_of_decimal_commas_is_not_words_in_silence() {
    for rows in ["      x | 43,5\n      y | 12,1", "      x | 43,5%\n      y | TBC", "      x | 1.234,56\n      y | 7"]
    {
        let reported = reported_of_rows("A, B", rows);
        assert!(reported.contains("warning[decimal-comma]"), "{reported}");
        assert_eq!(reported.matches("warning[").count(), 1, "{reported}");
        assert_eq!(reported_of_rows("A, { name: B, type: text }", rows), "");
    }
    assert_eq!(reported_of_rows("A, B", "      x | Wards 1,5\n      y | Ward 7"), "");
}
