//! Standards: levels that must be kept to in every period. They are met or not met in the latest, and never "too early to say".

use crate::common::{good, made, reported_of, text};
use plainplan::project::pipeline::Made;

fn chapter(metrics: &str) -> String {
    format!("---\ntitle: Care\nmetrics:\n{metrics}---\n{{{{ metrics }}}}\n\n{{{{ dashboard }}}}\n")
}

/// The words of some markup, with one space between them.
fn words(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// The words of the first card of a page.
fn card(made: &Made) -> String {
    let page = text(made, "care/index.html");
    let start = page.find("<li class=\"metric\"").expect("a card");
    words(&page[start..start + page[start..].find("</li>").expect("its end")])
}

/// Five months against a national standard, below last year's value.
const MONTHS: &str = "  - id: seen\n    name: Seen in 2 weeks\n    unit: percent\n    better: higher\n    baseline: { value: 94.7, period: 2017-18 }\n    standard: STANDARD\n    trajectory:\n      - { period: 2018-04, actual: 93.4 }\n      - { period: 2018-05, actual: 92.8 }\n      - { period: 2018-06, actual: 93 }\n      - { period: 2018-07, actual: 95.1 }\n      - { period: 2018-08, actual: 91 }\n";

#[test]
fn a_standard_below_last_years_value_is_no_mistake_and_is_judged_in_every_period() {
    for (standard, level) in [
        ("93", "93%"),
        ("at least 93%", "at least 93%"),
        ("{ value: 93, source: NHS Constitution, note: For every month. }", "93%"),
    ] {
        let made = good(&[("content/1-care.md", &chapter(&MONTHS.replace("STANDARD", standard)))]);
        let card = card(&made);
        assert!(card.contains(&format!("Standard {level} Met in 3 of 5 months")), "{card}");
        assert!(card.contains("Standard not met, 2 percentage points short of the standard"), "{card}");
        for page in ["care/index.html", "measures/index.html"] {
            let page = text(&made, page);
            assert!(page.contains("Met in 3 of 5 months") && page.contains("Standard not met"), "{page}");
            assert!(!page.contains("Too early") && !page.contains("No target"), "{page}");
        }
    }
    let target = "  - { id: seen, name: Seen, unit: percent, better: higher, baseline: 94.7, value: 94, targets: [{ value: 93, by: 2019-03 }] }\n";
    let reported = reported_of(&made(&[("content/1-care.md", &chapter(target))]));
    assert!(reported.contains("warning[wrong-direction]") && reported.contains("write `standard: …`"), "{reported}");
}

#[test]
fn a_standard_in_a_file_is_the_same_and_is_read_again() {
    let written =
        MONTHS.replace("STANDARD", "{ value: at least 93, source: NHS Constitution, note: For every month. }");
    let written = good(&[("content/1-care.md", &chapter(&written))]);
    let csv = "id,name,unit,better,baseline,baseline period,Standard,Standard source,standard_note,2018-04,2018-05,2018-06,2018-07,2018-08\nseen,Seen in 2 weeks,percent,higher,94.7,2017-18,at least 93,NHS Constitution,For every month.,93.4,92.8,93,95.1,91\n";
    let filed = good(&[("content/1-care.md", &chapter("  - file: m.csv\n")), ("content/m.csv", csv)]);
    for address in
        ["care/index.html", "measures/index.html", "print/index.html", "data/measures.csv", "data/measures.json"]
    {
        assert_eq!(text(&filed, address), text(&written, address), "{address}");
    }
    let published = text(&written, "data/measures.csv");
    assert!(
        published.ends_with(",chapter,standard,standard_source,standard_note,standard_met,standard_periods_met,standard_periods\r\nseen,Seen in 2 weeks,percent,higher,94.7,2017-18,91,2018-08,,,,care/,at least 93,NHS Constitution,For every month.,no,3,5\r\n"),
        "{published}"
    );
    let again = good(&[("content/1-care.md", &chapter("  - file: m.csv\n")), ("content/m.csv", &published)]);
    assert!(card(&again).contains("Standard not met, 2 percentage points short"), "{}", card(&again));
    let history = text(&written, "data/measures-history.csv");
    assert!(
        history.contains("seen,Seen in 2 weeks,standard,,at least 93,%,NHS Constitution,For every month."),
        "{history}"
    );
    let json = text(&written, "data/measures.json");
    assert!(json.contains("\"standard\":{\"kind\":\"inexact\",\"value\":\"at least 93\",\"text\":\"at least 93%\",\"met\":false,\"periods_met\":3,\"periods\":5,\"source\":\"NHS Constitution\",\"note\":\"For every month.\"}"), "{json}");
}

#[test]
fn each_unit_and_way_of_saying_a_standard_is_judged() {
    for (unit, keys, wanted) in [
        ("days", "standard: at most 5, value: 4", "Standard met"),
        ("days", "standard: at most 5, value: 7", "Standard not met, 2 days above the standard"),
        ("count of falls", "better: lower, standard: 5, value: 5", "Standard met"),
        ("count of falls", "standard: fewer than 5, value: 5", "Standard not met"),
        ("£m", "better: higher, standard: 2.5, value: 2.4", "Standard not met, £0.1 million short of the standard"),
        ("percent", "standard: more than 93, value: 93", "Standard not met"),
        ("percent", "standard: at least 93, value: more than 95", "Standard met"),
        ("percent", "standard: at least 93, value: less than 90", "Standard not met"),
        ("percent", "standard: at least 93, value: TBC", "Not known"),
    ] {
        let metric = format!("  - {{ id: m, name: M, unit: {unit}, {keys} }}\n");
        let made = good(&[("content/1-care.md", &chapter(&metric))]);
        let page = words(&text(&made, "measures/index.html"));
        assert!(page.contains(wanted), "{unit} {keys}: {page}");
    }
    for unsure in ["about 93", "almost 95"] {
        let metric = format!("  - {{ id: m, name: M, unit: percent, standard: at least 93, value: {unsure} }}\n");
        let page = words(&text(&good(&[("content/1-care.md", &chapter(&metric))]), "measures/index.html"));
        assert!(page.contains("Not assessed") && !page.contains("Standard met"), "{unsure}: {page}");
    }
}

#[test]
fn a_measure_may_have_a_standard_and_targets() {
    let both = MONTHS
        .replace("STANDARD", "93")
        .replace("    trajectory", "    targets: [{ value: 95, by: 2019-03 }]\n    trajectory");
    let made = good(&[("content/1-care.md", &chapter(&both))]);
    let card = card(&made);
    assert!(
        card.contains("Standard 93% Standard not met, 2 percentage points short of the standard Met in 3 of 5 months"),
        "{card}"
    );
    assert!(card.contains("Too early to say, 4 percentage points short of the target"), "{card}");
    let page = text(&made, "care/index.html");
    assert!(page.contains("93% <span class=\"when\">Standard not met<br>Met in 3 of 5 months</span>"), "{page}");
}

#[test]
fn a_standard_that_says_no_side_is_reported() {
    let metric = "  - { id: m, name: M, unit: percent, standard: 93, value: 94 }\n";
    let reported = reported_of(&made(&[("content/1-care.md", &chapter(metric))]));
    assert!(reported.contains("error[missing-key]: this standard does not say which values meet it"), "{reported}");
    assert!(
        reported.contains("Write `at least 93` or `at most 93`, or say which way is better with `better:`."),
        "{reported}"
    );
}

#[test]
fn a_chart_shows_the_standard() {
    let page = |keys: &str, chart: &str| {
        let chapter = chapter(keys).replace("{{ dashboard }}", chart);
        text(&good(&[("content/1-care.md", &chapter)]), "care/index.html")
    };
    let line = page(&MONTHS.replace("STANDARD", "93"), "{{ chart seen }}");
    assert!(
        line.contains(
            "It fell from 93.4% in April 2018 to 91% in August 2018, which does not meet the standard of 93%."
        ),
        "{line}"
    );
    assert!(line.contains("Standard <b>93%</b>") && line.contains(", standard 93%</caption>"), "{line}");
    let bars = page("  - { id: m, name: M, unit: count of beds, value: 12, standard: at least 10 }\n", "{{ chart m }}");
    assert!(bars.contains("Standard: at least 10."), "{bars}");
    let two = "  - { id: m, name: First, unit: count, value: 12, standard: at least 10 }\n  - { id: n, name: Second, unit: count, value: 8, standard: at least 10 }\n  - { id: o, name: Third, unit: count, value: 8, standard: at least 9 }\n";
    let bullets =
        page(&format!("{two}charts:\n  - {{ id: all, of: [m, n, o], kind: bullet, title: All }}\n"), "{{ chart all }}");
    assert!(bullets.contains("Of 3 measures, 1 meets its standard and 2 do not meet their standards."), "{bullets}");
}

#[test]
fn a_standard_can_be_in_a_sentence_and_in_easy_read() {
    let full = chapter("  - { id: m, name: People seen, unit: percent, standard: at least 90, value: 80 }\n")
        + "\nIt should be {{ m.standard }}.\n";
    let easy = "---\ntitle: Care\n---\n## People seen\n\n![clock]\nIt should always be {{ m.standard | people }}.\n";
    let made = made(&[("content/1-care.md", &full), ("content/1-care.easy.md", easy)]);
    let full = words(&text(&made, "care/index.html"));
    assert!(full.replace('\u{a0}', " ").contains("It should be at least 90%."), "{full}");
    let easy = words(&text(&made, "easy-read/care/index.html"));
    assert!(easy.replace('\u{a0}', " ").contains("It should always be at least 9 out of 10 people."), "{easy}");
}
