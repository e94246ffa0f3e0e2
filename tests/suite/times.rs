//! Times as authors write them: on pages, in data and in messages.

use crate::common::{body, made, text};
use plainplan::project::render;

fn reported(chapter: &str) -> String {
    let made = made(&[("content/1-care.md", &format!("---\ntitle: Care\n{chapter}"))]);
    render::human(&made.source, &made.diagnostics, false)
}

#[test]
fn a_deadline_may_be_a_season_or_go_on() {
    let chapter = "---\ntitle: Care\nmilestones:\n  - { by: ongoing, text: Clean }\n  - { by: TBC, text: Paint }\n  - { by: Spring 2019, text: \
                   Close }\n  - { by: Q3 2018/19, text: Move }\n  - { by: 1 October 2018, text: Open }\n---\n{{ timeline }}\n";
    let page = body(chapter);
    let whens: Vec<&str> = page
        .split("<p class=\"timeline-when\">")
        .skip(1)
        .map(|rest| rest.split("</p>").next().expect("an end"))
        .collect();
    assert_eq!(whens, ["1 October 2018", "October to December 2018", "Spring 2019", "Ongoing", "Date to be confirmed"]);
}

#[test]
fn a_measure_keeps_the_time_that_was_written() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - id: m\n    name: Deaths\n    unit: per 100,000 people\n    better: lower\n    baseline: { value: 90, \
                   period: 2014-16 }\n    value: { value: 80, period: 5 years to 2017-18 }\n    targets: [{ value: 70, by: end of March 2019 }]\n---\n\
                   Deaths were {{ m.baseline }} in {{ m.baseline.period }}.\n\n{{ metrics }}\n";
    let made = made(&[("content/1-care.md", chapter)]);
    assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
    let json = text(&made, "data/measures.json");
    assert!(
        json.contains("\"2014-01/2016-12\"") && json.contains("\"2013-04/2018-03\"") && json.contains("\"2019-03\""),
        "{json}"
    );
    let page = text(&made, "care/index.html");
    assert!(
        page.contains("2014 to 2016") && page.contains("5 years to 2017-18") && page.contains("the end of March 2019"),
        "{page}"
    );
}

#[test]
fn days_in_numbers_are_read_with_the_day_first() {
    let csv = "Meeting,Date\nBoard,03/04/2026\nCabinet,13/04/2026\nPanel,01/05/2026\n";
    let chapter = |columns: &str| {
        format!(
            "---\ntitle: Care\ntables:\n  - {{ id: t, caption: T, file: t.csv{columns} }}\n---\n{{{{ table t }}}}\n"
        )
    };
    for columns in ["", ", columns: [Meeting, { name: Date, type: date }]"] {
        let made = made(&[("content/1-care.md", &chapter(columns)), ("content/t.csv", csv)]);
        assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
        assert_eq!(
            text(&made, "data/tables/t.csv"),
            "Meeting,Date\r\nBoard,2026-04-03\r\nCabinet,2026-04-13\r\nPanel,2026-05-01\r\n"
        );
        assert!(text(&made, "care/index.html").contains("3\u{a0}April 2026"));
    }
}

#[test]
fn months_are_words_in_headings_and_in_names_of_rows() {
    let table = "tables:\n  - id: t\n    caption: T\n    columns: [Service, 2026-04, 2026-05]\n    rows: |\n      Beds | 1 | 2\n  - id: u\n    caption: U\n    \
                 columns: [Month, Beds]\n    rows: |\n      2026-04 | 12\n      2026-05 | 14\n";
    let chapter = format!("---\ntitle: Care\n{table}---\n{{{{ table t }}}}\n\n{{{{ table u }}}}\n");
    let made = made(&[("content/1-care.md", &chapter)]);
    let page = text(&made, "care/index.html");
    assert!(page.contains(">April 2026</th>"), "{page}");
    assert!(!page.contains(">2026-04</th>"), "{page}");
    assert_eq!(text(&made, "data/tables/t.csv"), "Service,2026-04,2026-05\r\nBeds,1,2\r\n");
    assert_eq!(text(&made, "data/tables/u.csv"), "Month,Beds\r\n2026-04,12\r\n2026-05,14\r\n");
}

#[test]
fn a_time_that_cannot_be_read_is_answered_with_what_to_type() {
    for (written, help) in [
        ("2018/7", "If you mean this year, write `2018-19`."),
        ("2108/19", "If you mean this year, write `2018-19`."),
        ("04/13/2018", "If the month comes first here, write `2018-04-13`."),
        ("early 2019", "You can also write a season"),
    ] {
        let chapter = format!("milestones:\n  - {{ by: {written}, text: Open }}\n---\n{{{{ timeline }}}}\n");
        assert!(reported(&chapter).contains(help), "{written}\n{}", reported(&chapter));
    }
}

#[test]
fn a_target_may_be_ongoing_or_its_date_to_be_confirmed() {
    let chapter = |by: &str| {
        format!(
            "---\ntitle: Care\nmetrics:\n  - {{ id: m, name: Beds, unit: count of beds, better: higher, value: 4, targets: [{{ value: 5, by: {by} }}] }}\n---\n\
             {{{{ metrics }}}}\n\n{{{{ dashboard }}}}\n"
        )
    };
    let filed = "---\ntitle: Care\nmetrics: [{ file: m.csv }]\n---\n{{ metrics }}\n\n{{ dashboard }}\n";
    for (by, words, data) in [
        ("ongoing", "Ongoing", "ongoing"),
        ("TBC", "Date to be confirmed", "TBC"),
        ("spring 2019", "the end of spring 2019", "2019-03/2019-05"),
    ] {
        let csv = format!("id,name,unit,better,value,target,target by\nm,Beds,count of beds,higher,4,5,{by}\n");
        let written = made(&[("content/1-care.md", &chapter(by))]);
        let filed = made(&[("content/1-care.md", filed), ("content/m.csv", &csv)]);
        for made in [written, filed] {
            assert!(made.diagnostics.is_empty(), "{}", render::human(&made.source, &made.diagnostics, false));
            for page in ["care/index.html", "measures/index.html"] {
                let page = text(&made, page);
                assert!(page.contains(words), "{by}: {page}");
            }
            let dashboard = text(&made, "care/index.html");
            let dashboard = &dashboard[dashboard.find("id=\"dashboard\"").expect("a dashboard")..];
            assert!(dashboard.contains(words.trim_start_matches("the end of ")), "{by}: {dashboard}");
            assert!(
                text(&made, "data/measures.csv").contains(&format!(",5,,{data},care/")),
                "{}",
                text(&made, "data/measures.csv")
            );
            assert!(text(&made, "data/measures.json").contains(&format!("\"by\":\"{data}\"")));
        }
    }
    let made = made(&[("content/1-care.md", &chapter("whenever"))]);
    assert!(render::human(&made.source, &made.diagnostics, false).starts_with("error["));
}
