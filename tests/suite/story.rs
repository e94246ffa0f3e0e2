//! Change one figure: each place that is made from it follows.

use std::collections::BTreeMap;

use crate::common::{made, text};
use plainplan::project::pipeline::Made;
use plainplan::project::render;

/// A plan in which `acute` stands in one place, and what follows from it in many.
fn plan(acute: &str) -> Made {
    let chapter = format!(
        "---
title: Money
metrics:
  - id: acute
    name: Money for hospitals
    unit: £000
    better: neither
    baseline: {{ value: \"400,215\", period: 2017-18 }}
    value: {{ value: \"{acute}\", period: 2018-19 }}
tables:
  - id: budgets
    caption: Budgets
    unit: £000
    columns:
      - {{ name: Service, header: true }}
      - {{ name: 2017-18, type: money, total: sum }}
      - {{ name: 2018-19, type: money, total: sum }}
      - {{ name: Change, calculate: change, from: 2017-18, to: 2018-19 }}
      - {{ name: Share, calculate: percent of total, of: 2018-19 }}
    rows: |
      Hospitals | {{{{ acute.baseline }}}} | {{{{ acute }}}}
      Community | 54,354 | 58,520
      == All | |
---
We spend {{{{ acute }}}} on hospitals, and {{{{ budgets.total.2018-19 }}}} in all.

{{{{ metrics }}}}

{{{{ chart acute }}}}

{{{{ table budgets }}}}

{{{{ chart budgets.2018-19 }}}}
"
    );
    let easy = "---\ntitle: Money\n---\n![money]\nWe spend {{ acute | about }} on hospitals.\n";
    made(&[("content/1-money.md", chapter.as_str()), ("content/1-money.easy.md", easy)])
}

fn reported(made: &Made) -> Vec<String> {
    let text = render::human(&made.source, &made.diagnostics, false);
    text.lines().filter(|line| line.starts_with("error") || line.starts_with("warning")).map(str::to_owned).collect()
}

#[test]
fn everything_made_from_a_figure_follows_it() {
    // Where it shows, and what is shown there for 420,882 and for 431,000.
    let places = BTreeMap::from([
        ("the sentence", ("money/index.html", "We spend £420,882,000 on", "We spend £431,000,000 on")),
        ("the total in the sentence", ("money/index.html", "and £479,402,000 in all", "and £489,520,000 in all")),
        ("the card", ("money/index.html", "<span class=\"big\">£420,882,000", "<span class=\"big\">£431,000,000")),
        ("the cell", ("money/index.html", "<td class=\"n\">420,882</td>", "<td class=\"n\">431,000</td>")),
        ("the total", ("money/index.html", "<td class=\"n\">479,402</td>", "<td class=\"n\">489,520</td>")),
        ("the change", ("money/index.html", "<td class=\"n\">20,667</td>", "<td class=\"n\">30,785</td>")),
        ("the share", ("money/index.html", "<td class=\"n\">87.8%</td>", "<td class=\"n\">88.0%</td>")),
        ("what the chart says", ("money/index.html", "to £420,882,000 in 2018-19.", "to £431,000,000 in 2018-19.")),
        ("the row of the table's chart", ("money/index.html", "<b>420,882</b>", "<b>431,000</b>")),
        ("the page of measures", ("measures/index.html", "£420,882,000", "£431,000,000")),
        ("the whole plan on one page", ("print/index.html", "We spend £420,882,000 on", "We spend £431,000,000 on")),
        ("easy read", ("easy-read/money/index.html", "We spend about £421\u{a0}million", "We spend £431\u{a0}million")),
        (
            "the table's CSV",
            ("data/tables/budgets.csv", "Hospitals,400215,420882,20667,87.8", "Hospitals,400215,431000,30785,88.0"),
        ),
        (
            "its total there",
            ("data/tables/budgets.csv", "All,454569,479402,24833,100.0", "All,454569,489520,34951,100.0"),
        ),
        ("the table's JSON", ("data/tables/budgets.json", "420882", "431000")),
        ("the measures' CSV", ("data/measures.csv", "400215,2017-18,420882,2018-19", "400215,2017-18,431000,2018-19")),
        ("the measures' JSON", ("data/measures.json", "420882", "431000")),
        ("their history", ("data/measures-history.csv", ",420882,", ",431000,")),
    ]);
    let (before, after) = (plan("420,882"), plan("431,000"));
    assert_eq!((reported(&before), reported(&after)), (Vec::new(), Vec::new()));
    for (what, (address, old, new)) in places {
        let (was, is) = (text(&before, address).replace('\n', ""), text(&after, address).replace('\n', ""));
        assert!(was.contains(old) && !was.contains(new), "{what}: before, {old} is not in\n{was}");
        assert!(is.contains(new) && !is.contains(old), "{what}: now, {new} is not in\n{is}");
    }
    let holds = |made: &Made, figure: &str| {
        made.output.files().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(figure))
    };
    assert!(holds(&before, "420,882") && !holds(&after, "420,882") && !holds(&after, "420882"), "it is nowhere left");
}
