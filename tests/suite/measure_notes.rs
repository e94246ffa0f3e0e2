//! Notes about a measure and about single figures of it: wherever the figure is, its note is too.

use crate::common::{good, made, reported_of, text};
use plainplan::project::pipeline::Made;

/// A measure with five notes, in the front matter.
const WRITTEN: &str = "---\ntitle: Care\nmetrics:\n  - id: seen\n    name: People seen\n    unit: percent\n    better: higher\n    baseline: { value: 80, period: 2017-18, note: Estimated. }\n    value: { value: 82, period: 2018-04, note: Provisional. }\n    targets: [{ value: 95, by: 2019-03, note: Set nationally. }]\n    compare: { name: England, value: 84.6, note: Without Wales. }\n    note: The 4 hours run from arrival.\n  - id: beds\n    name: Beds\n    unit: count of beds\n    value: { value: 12, note: Provisional. }\n---\n{{ metrics }}\n\n{{ dashboard }}\n";

/// The same in a file.
const FILE: &str = "id,name,unit,better,baseline,baseline period,Baseline note,value,value period,value note,target,target by,target note,compare,compare name,compare note,note\n\
seen,People seen,percent,higher,80,2017-18,Estimated.,82,2018-04,Provisional.,95,2019-03,Set nationally.,84.6,England,Without Wales.,The 4 hours run from arrival.\n\
beds,Beds,count of beds,,,,,12,,Provisional.,,,,,,,\n";

const FILED: &str = "---\ntitle: Care\nmetrics: [{ file: m.csv }]\n---\n{{ metrics }}\n\n{{ dashboard }}\n";

const NOTES: [&str; 4] = ["Estimated.", "Provisional.", "Set nationally.", "The 4 hours run from arrival."];

fn both() -> [Made; 2] {
    [good(&[("content/1-care.md", WRITTEN)]), good(&[("content/1-care.md", FILED), ("content/m.csv", FILE)])]
}

/// The dashboard of a page, with the notes under it.
fn dashboard(made: &Made) -> String {
    let page = text(made, "care/index.html");
    let start = page.find("id=\"dashboard\"").expect("a dashboard");
    page[start..].to_owned()
}

#[test]
fn a_note_is_on_the_card_and_on_the_page_of_measures() {
    for made in both() {
        let page = text(&made, "care/index.html");
        let cards = &page[..page.find("id=\"dashboard\"").expect("a dashboard")];
        for note in NOTES.iter().chain(&["Without Wales."]) {
            assert!(cards.contains(&format!(">{note}<")), "{note}: {cards}");
        }
        let measures = text(&made, "measures/index.html");
        for note in NOTES {
            assert!(measures.contains(&format!("<span class=\"when\">{note}</span>")), "{note}: {measures}");
        }
    }
}

#[test]
fn a_note_is_in_the_data_and_is_read_again() {
    let csv = "id,measure,unit,better,baseline,baseline_period,value,value_period,target,target_words,target_by,chapter,baseline_note,value_note,target_note,note\r\n\
seen,People seen,percent,higher,80,2017-18,82,2018-04,95,,2019-03,care/,Estimated.,Provisional.,Set nationally.,The 4 hours run from arrival.\r\n\
beds,Beds,count of beds,neither,,,12,,,,,care/,,Provisional.,,\r\n";
    for made in both() {
        assert_eq!(text(&made, "data/measures.csv"), csv);
        let json = text(&made, "data/measures.json");
        for note in NOTES.iter().chain(&["Without Wales."]) {
            assert!(json.contains(&format!("\"note\":\"{note}\"")), "{note}: {json}");
        }
        let again = good(&[("content/1-care.md", FILED), ("content/m.csv", csv)]);
        assert_eq!(text(&again, "data/measures.csv"), csv);
        assert_eq!(dashboard(&again), dashboard(&made));
    }
}

#[test]
fn the_columns_of_notes_are_only_there_if_a_measure_has_one() {
    let chapter = "---\ntitle: Care\nmetrics: [{ id: a, name: A, unit: £m, value: 2.4, note: An estimate. }]\n---\n{{ metrics }}\n";
    let head =
        "id,measure,unit,better,baseline,baseline_period,value,value_period,target,target_words,target_by,chapter";
    let with = text(&good(&[("content/1-care.md", chapter)]), "data/measures.csv");
    assert_eq!(with, format!("{head},note\r\na,A,£m,neither,,,2.4,,,,,care/,An estimate.\r\n"));
    let without = chapter.replace(", note: An estimate.", "");
    let without = text(&good(&[("content/1-care.md", &without)]), "data/measures.csv");
    assert_eq!(without, format!("{head}\r\na,A,£m,neither,,,2.4,,,,,care/\r\n"));
}

#[test]
fn a_dashboard_has_each_note_once_under_it() {
    for made in both() {
        let table = dashboard(&made);
        for (number, note) in
            (1..).zip(["The 4 hours run from arrival.", "Estimated.", "Provisional.", "Set nationally."])
        {
            let listed = format!("<li id=\"dashboard--note-{number}\"><b>Note {number}</b>: {note} ");
            assert_eq!(table.matches(&listed).count(), 1, "{listed}\n{table}");
        }
        let marks = table.matches("href=\"#dashboard--note-3\"").count();
        assert_eq!(marks, 2, "two figures have the note: {table}");
        assert_eq!(table.matches("id=\"dashboard--mark-3\"").count(), 1, "{table}");
    }
}

#[test]
fn a_note_about_a_figure_that_is_not_there_is_reported() {
    let csv = "id,name,unit,value,value_note,target,target_note,2018-04\na,A,count,,Provisional.,,,5\nb,B,count,2,,,Agreed.,\n";
    let made = made(&[("content/1-care.md", FILED), ("content/m.csv", csv)]);
    let reported = reported_of(&made);
    assert_eq!(
        reported.matches("error[missing-key]: this note is about a figure that is not there").count(),
        2,
        "{reported}"
    );
    assert!(
        reported.contains("Write the figure in the column `value`, or move the note to the column `note`."),
        "{reported}"
    );
}
