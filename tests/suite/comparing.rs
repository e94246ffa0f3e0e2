//! Figures compared with those of others: better, worse, similar or not compared, as their author says.

use crate::common::{good, made, reported_of, text};
use plainplan::project::pipeline::Made;

fn words(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

const WRITTEN: &str = "---\ntitle: Care\nmetrics:\n  - id: smokers\n    name: Smokers\n    unit: percent\n    better: lower\n    value: { value: 14.2, period: 2017 }\n    compare:\n      - { name: England, value: 13.9, period: 2017, tolerance: 0.5 }\n      - { name: Best council, value: 8.1, tolerance: 0.5, note: Rutland. }\n      - { name: Similar councils, value: 14.9, verdict: not compared }\n---\n{{ metrics }}\n\n{{ dashboard }}\n\nEngland is {{ smokers.compare }}, the best {{ smokers.compare.best-council }} and others {{ smokers.compare.3 }}: {{ smokers.compare.verdict }}, {{ smokers.compare.2.verdict }}, {{ smokers.compare.similar-councils.name }}.\n";

const FILE: &str = "id,name,unit,better,value,value period,compare,compare name,compare period,compare tolerance,Compare 2,compare_2_name,compare_2_tolerance,compare_2_note,compare_3,compare_3_name,compare_3_verdict\nsmokers,Smokers,percent,lower,14.2,2017,13.9,England,2017,0.5,8.1,Best council,0.5,Rutland.,14.9,Similar councils,not compared\n";

#[test]
fn a_measure_may_be_compared_with_several_in_a_file_too() {
    let written = good(&[("content/1-care.md", WRITTEN)]);
    let start = WRITTEN.find("metrics:").expect("measures");
    let end = WRITTEN.rfind("---\n").expect("an end");
    let chapter = WRITTEN.replace(&WRITTEN[start..end], "metrics: [{ file: m.csv }]\n");
    let filed = good(&[("content/1-care.md", &chapter), ("content/m.csv", FILE)]);
    for address in ["care/index.html", "measures/index.html", "data/measures.csv", "data/measures.json"] {
        assert_eq!(text(&filed, address), text(&written, address), "{address}");
    }
    let page = words(&text(&written, "care/index.html"));
    assert!(page.contains("England 13.9% Similar to England Best council 8.1% Worse than Best council Rutland. Similar councils 14.9% Not compared with Similar councils"), "{page}");
    assert!(
        page.contains(
            "Similar to England, 13.9% Worse than Best council, 8.1% Not compared with Similar councils, 14.9%"
        ),
        "{page}"
    );
    assert!(
        page.contains("England is 13.9%, the best 8.1% and others 14.9%: similar, worse, Similar councils."),
        "{page}"
    );
    let measures = words(&text(&written, "measures/index.html"));
    assert!(measures.contains("Similar to England, 13.9%"), "{measures}");
    let published = text(&written, "data/measures.csv");
    assert!(published.contains(",chapter,compare,compare_name,compare_period,compare_tolerance,compare_result,compare_2,compare_2_name,compare_2_tolerance,compare_2_result,compare_2_note,compare_3,compare_3_name,compare_3_verdict,compare_3_result\r\n"), "{published}");
    assert!(published.ends_with("13.9,England,2017,0.5,similar,8.1,Best council,0.5,worse,Rutland.,14.9,Similar councils,not compared,not compared\r\n"), "{published}");
    let again = good(&[("content/1-care.md", &chapter), ("content/m.csv", &published)]);
    assert_eq!(text(&again, "care/index.html"), text(&written, "care/index.html"));
    let json = text(&written, "data/measures.json");
    assert!(json.contains("\"compare\":{\"name\":\"England\",\"value\":13.9,\"text\":\"13.9%\",\"period\":\"2017\",\"result\":\"similar\",\"tolerance\":0.5}"), "{json}");
    assert!(
        json.contains("\"comparisons\":[{\"name\":\"England\"") && json.contains("\"result\":\"not compared\""),
        "{json}"
    );
}

#[test]
fn a_measure_without_a_verdict_or_a_tolerance_is_not_judged() {
    let plain = "---\ntitle: Care\nmetrics:\n  - { id: m, name: M, unit: £m, better: lower, value: 2.4, compare: { name: England, value: 2.1 } }\n---\n{{ metrics }}\n\n{{ dashboard }}\n";
    let made = good(&[("content/1-care.md", plain)]);
    let page = text(&made, "care/index.html") + &text(&made, "measures/index.html");
    assert!(!page.contains("than England") && !page.contains("to England"), "{page}");
    assert!(!text(&made, "data/measures.csv").contains("compare"));
    for (keys, wanted) in [
        ("tolerance: 0.5", "Similar to England, £2.1 million"),
        ("tolerance: 0.2", "Worse than England, £2.1 million"),
        ("verdict: better", "Better than England, £2.1 million"),
    ] {
        let page = good(&[("content/1-care.md", &plain.replace("value: 2.1", &format!("value: 2.1, {keys}")))]);
        let page = words(&text(&page, "measures/index.html"));
        assert!(page.contains(wanted), "{keys}: {page}");
    }
    for other in ["about 2.1", "TBC"] {
        let chapter = plain.replace("value: 2.1", &format!("value: {other}, tolerance: 0.5"));
        let page = words(&text(&made_of(&chapter), "measures/index.html"));
        assert!(page.contains("Not compared with England"), "{other}: {page}");
    }
}

fn made_of(chapter: &str) -> Made {
    made(&[("content/1-care.md", chapter)])
}

#[test]
fn what_cannot_be_said_of_a_comparison_is_reported() {
    for (keys, wanted) in [
        ("{ name: A, value: 1, tolerance: -1 }", "the tolerance `-1` is not a number"),
        ("{ name: A, value: 1, tolerance: 1, verdict: similar }", "this comparison has a verdict and a tolerance"),
        ("[{ name: A, value: 1 }, { name: a, value: 2 }]", "there are two comparisons called `a`"),
        ("{ name: A, value: 1, verdict: alike }", "`verdict` cannot be `alike`"),
    ] {
        let chapter = format!(
            "---\ntitle: Care\nmetrics:\n  - {{ id: m, name: M, unit: count, value: 1, compare: {keys} }}\n---\n{{{{ metrics }}}}\n"
        );
        let reported = reported_of(&made_of(&chapter));
        assert!(reported.contains(wanted) && reported.matches("error[").count() == 1, "{keys}: {reported}");
    }
    let csv = "id,name,unit,value,compare_2\na,A,count,2,3\n";
    let chapter = "---\ntitle: Care\nmetrics: [{ file: m.csv }]\n---\n{{ metrics }}\n";
    let reported = reported_of(&made(&[("content/1-care.md", chapter), ("content/m.csv", csv)]));
    assert!(reported.contains("Write whose figure it is in the column `compare_2_name`."), "{reported}");
}

fn table(columns: &str, rows: &str, compare: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("      {row}\n")).collect();
    format!(
        "---\ntitle: Care\ntables:\n  - id: t\n    caption: Health\n    columns: {columns}\n    rows: |\n{rows}    compare: {compare}\n---\n{{{{ table t }}}}\n"
    )
}

/// The words under the figures of a table, in order.
fn under(page: &str) -> Vec<&str> {
    page.split("<span class=\"verdict verdict-").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect()
}

#[test]
fn figures_of_a_table_may_be_similar() {
    let columns = "[Measure, { name: Here, type: number }, { name: England, type: number }, { name: Limit, type: number }, Result]";
    let rows = "Smoking | 14.2 | 13.9 | 0.5 | similar\nWalking | 40.1 | 38.0 | 1.0 | Not compared\nFalls | 12 | 15 | 1 | better";
    for (compare, wanted) in [
        ("{ with: England, better: lower, tolerance: 0.5, columns: [Here] }", ["similar", "worse", "better"]),
        ("{ with: England, better: lower, tolerance: Limit }", ["similar", "worse", "better"]),
        ("{ with: England, verdict: Result, columns: [Here] }", ["similar", "not compared", "better"]),
    ] {
        let made = good(&[("content/1-care.md", &table(columns, rows, compare))]);
        let page = text(&made, "care/index.html");
        assert_eq!(under(&page), wanted, "{compare}");
        assert!(page.contains("The word under it shows the result."), "{page}");
        let json = text(&made, "data/tables/t.json");
        assert!(json.contains("\"text\":\"14.2\",\"result\":\"similar\""), "{json}");
    }
    let file = "Measure,Here,England,Result\nSmoking,14.2,13.9,similar\nWalking,40.1,38.0,worse\n";
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: Health, file: t.csv, compare: { with: England, verdict: Result } }\n---\n{{ table t }}\n";
    let made = good(&[("content/1-care.md", chapter), ("content/t.csv", file)]);
    assert_eq!(under(&text(&made, "care/index.html")), ["similar", "worse"]);
}

#[test]
fn a_table_of_mixed_units_has_a_word_in_every_cell_with_a_figure() {
    let rows = "Smoking | 14.2% | 13.9%\nCost | £3.1m | £2.8m\nFalls | 12 | 15\nWaits | 12 | 15%\nBeds | about 40 | 38";
    let table = table("[Measure, Here, England]", rows, "{ with: England, better: lower, columns: [Here] }");
    let made = good(&[("content/1-care.md", &table)]);
    let page = text(&made, "care/index.html");
    assert_eq!(under(&page), ["worse", "worse", "better", "not compared", "not compared"], "{page}");
    let file = "Measure,Here,England\nSmoking,14.2%,13.9%\nCost,£2.8m,\"£3,100,000\"\nFalls,12,n/a\n";
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: Health, file: t.csv, compare: { with: England, better: lower } }\n---\n{{ table t }}\n";
    let made = good(&[("content/1-care.md", chapter), ("content/t.csv", file)]);
    let page = text(&made, "care/index.html");
    assert_eq!(under(&page), ["worse", "better", "not compared"], "{page}");
}

#[test]
fn a_page_does_not_promise_words_that_are_not_there() {
    let table = table(
        "[Measure, Here, England]",
        "Smoking | TBC | 13.9\nCost | - | 2.8",
        "{ with: England, better: lower, columns: [Here] }",
    );
    let page = text(&made_of(&table), "care/index.html");
    assert!(!page.contains("The word under it") && under(&page).is_empty(), "{page}");
}

#[test]
fn what_cannot_be_said_of_compared_columns_is_reported() {
    let columns = "[Measure, { name: Here, type: number }, { name: England, type: number }, Result]";
    let row = "Smoking | 14.2 | 13.9 | alike";
    let said = reported_of(&made_of(&table(columns, row, "{ with: England, verdict: Result }")));
    assert!(said.contains("`alike` does not say how two figures compare"), "{said}");
    let said = reported_of(&made_of(&table(columns, row, "{ with: England, better: lower, tolerance: Limit }")));
    assert!(said.contains("this table has no column `Limit`"), "{said}");
    let two = "[Measure, { name: North, type: number }, { name: South, type: number }, { name: England, type: number }, Result]";
    let said =
        reported_of(&made_of(&table(two, "Smoking | 14 | 15 | 13 | better", "{ with: England, verdict: Result }")));
    assert!(said.contains("the verdicts of this comparison could be about North, South"), "{said}");
}
