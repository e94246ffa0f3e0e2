//! Who is responsible for a measure, and the words for how measures and milestones go.

use crate::common::{good, made, text};
use plainplan::project::render;

#[test]
fn the_owner_of_a_measure_is_shown_and_is_in_the_data() {
    let written = "---\ntitle: Care\nmetrics:\n  - { id: a, name: A, unit: percent, value: 4, owner: Director of nursing }\n  - { id: b, name: B, unit: £m, value: 4 }\n---\n{{ metrics }}\n\n{{ dashboard }}\n\nAsk the {{ a.owner }}.\n";
    let filed = "---\ntitle: Care\nmetrics: [{ file: m.csv }]\n---\n{{ metrics }}\n\n{{ dashboard }}\n\nAsk the {{ a.owner }}.\n";
    let csv = "id,name,unit,value,Owner\na,A,percent,4,Director of nursing\nb,B,£m,4,\n";
    for made in [good(&[("content/1-care.md", written)]), good(&[("content/1-care.md", filed), ("content/m.csv", csv)])]
    {
        let page = text(&made, "care/index.html");
        assert!(page.contains("<p class=\"metric-note\">Owner: Director of nursing</p>"), "{page}");
        assert!(
            page.contains("<th scope=\"col\">Owner</th>") && page.contains("<td>Director of nursing</td>"),
            "{page}"
        );
        assert!(page.contains("Ask the Director of nursing."), "{page}");
        assert!(text(&made, "measures/index.html").contains("<span class=\"when\">Owner: Director of nursing</span>"));
        assert!(text(&made, "data/measures.json").contains("\"owner\":\"Director of nursing\""));
        let published = text(&made, "data/measures.csv");
        assert!(
            published.contains(",chapter,owner\r\na,A,percent,neither,,,4,,,,,care/,Director of nursing\r\n"),
            "{published}"
        );
        let again = good(&[("content/1-care.md", filed), ("content/m.csv", &published)]);
        assert_eq!(text(&again, "care/index.html"), page);
    }
}

#[test]
fn each_word_for_a_status_is_shown_for_a_measure_and_for_a_milestone() {
    for (written, of_measure, of_milestone) in [
        ("planned", "Planned", None),
        ("not started", "Not started", Some("Not started")),
        ("on track", "On track", Some("On track")),
        ("at risk", "At risk", Some("At risk")),
        ("behind", "Behind", Some("Behind")),
        ("late", "Late", Some("Late")),
        ("met", "Target met", Some("Met")),
        ("done", "Done", Some("Done")),
        ("stopped", "Stopped", Some("Stopped")),
    ] {
        let chapter = format!(
            "---\ntitle: Care\nmetrics:\n  - {{ id: m, name: M, unit: count, value: 4, status: {{ is: {written}, because: We say so. }} }}\nmilestones:\n  - {{ by: 2019-03, text: Open, status: {written} }}\n---\n{{{{ metrics }}}}\n\n{{{{ timeline }}}}\n"
        );
        let page = text(&good(&[("content/1-care.md", &chapter)]), "care/index.html");
        assert!(page.contains(&format!("</svg>{of_measure}</span>")), "{written}: {page}");
        let kind = written.replace(' ', "-");
        let shown = of_milestone.map(|word| format!("<span class=\"progress progress-{kind}\">{word}</span>"));
        assert!(shown.is_none_or(|shown| page.contains(&shown)), "{written}: {page}");
    }
    let csv = "id,name,unit,better,value,value_period,target,target_by,status,because\na,A,count,higher,9,2018-06,8,2018-06,late,The builder left.\n";
    let chapter = "---\ntitle: Care\nmetrics: [{ file: m.csv }]\n---\n{{ metrics }}\n";
    let made = made(&[("content/1-care.md", chapter), ("content/m.csv", csv)]);
    let reported = render::human(&made.source, &made.diagnostics, false);
    assert!(
        reported.starts_with("warning[status-and-figures]: the figures of `a` show another status: target met"),
        "{reported}"
    );
}
