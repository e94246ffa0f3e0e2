//! What is a total, and whether it is right: what the author marks can block, what is only called a total is asked about,
//! and a row is one thing on pages, in charts, in data and in easy read.

use plainplan::project::pipeline::Made;

use crate::common::{made, text};

/// The findings of a plan with one table, a line each: how much it matters, its rule and its words.
fn findings(made: &Made) -> Vec<String> {
    let found = made.diagnostics.iter();
    found.map(|found| format!("{}[{}]: {}", found.severity.words(), found.rule.name, found.message)).collect()
}

/// A plan whose chapter shows the table `t` and what else is asked for.
fn plan(table: &str, body: &str) -> Made {
    let chapter =
        format!("---\ntitle: Money\ntables:\n  - id: t\n    caption: Money\n{table}---\n{{{{ table t }}}}\n\n{body}\n");
    made(&[("content/1-money.md", &chapter)])
}

/// A table in front matter: its keys and its rows.
fn written(keys: &str, rows: &[&str]) -> Made {
    plan(&format!("    {keys}\n    rows: |\n      {}\n", rows.join("\n      ")), "")
}

/// The same rows in a CSV file.
fn in_csv(keys: &str, rows: &[&str]) -> Made {
    let chapter = format!(
        "---\ntitle: Money\ntables:\n  - {{ id: t, caption: Money, file: t.csv{keys} }}\n---\n{{{{ table t }}}}\n"
    );
    let csv: String = rows.iter().map(|row| format!("{}\n", row.replace(" | ", ","))).collect();
    made(&[("content/1-money.md", &chapter), ("content/t.csv", &csv)])
}

/// The same rows as a pipe table in the text.
fn in_pipes(rows: &[&str]) -> Made {
    let (head, rows) = rows.split_first().expect("a row of headings");
    let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
    let rule = "|---".repeat(head.matches('|').count() + 1);
    let chapter = format!("---\ntitle: Money\n---\n| {head} |\n{rule}|\n{rows}\nTable: Money {{#t}}\n");
    made(&[("content/1-money.md", &chapter)])
}

const COST: &str = "columns: [Item, Cost]";

#[test]
fn a_marked_total_is_never_taken_for_a_mean() {
    let wrong = "error[total-mismatch]: the total of Cost says 612, but the rows above it add up to 1,729";
    let rows = ["Acute | 1,010", "Homes | 288", "Cars | 401", "Other | 30"];
    for mark in ["= Grand total | 612", "== All | 612", "= All | 612"] {
        assert_eq!(findings(&written(COST, &[&rows[..], &[mark]].concat())), [wrong], "{mark}");
    }
    let csv = ["Item | Cost", "Acute | 1010", "Homes | 288", "Cars | 401", "Other | 30", "= All | 612"];
    assert_eq!(findings(&in_csv("", &csv)), [wrong]);
    assert_eq!(findings(&in_pipes(&csv)), [wrong]);
    // With a type, with decimals, and where the column says that it is not to be added.
    assert_eq!(
        findings(&written("columns: [Item, { name: Cost, type: number }]", &["A | 2.5", "B | 3.5", "= All | 3.1"])),
        ["error[total-mismatch]: the total of Cost says 3.1, but the rows above it add up to 6.0"]
    );
    let not_added = "columns: [Item, { name: Cost, type: number, total: none }]";
    assert_eq!(findings(&written(not_added, &["A | 2.5", "B | 3.5", "= All | 3.1"])), [""; 0]);
}

#[test]
fn a_marked_total_of_times_and_rates_is_a_sum_or_lies_among_its_parts() {
    for (unit, name) in
        [("hours", "Training"), ("days", "Stay"), ("per 1,000 people", "Cases"), ("£ per patient", "Cost")]
    {
        let keys = format!("columns: [Team, {{ name: {name}, unit: \"{unit}\" }}]");
        let with = |total: &str| findings(&written(&keys, &["A | 10", "B | 20", &format!("= All | {total}")]));
        for right in ["30", "14", "20"] {
            assert_eq!(with(right), [""; 0], "{unit}");
        }
        let wrong = format!("error[total-mismatch]: the total of {name} says 45, but the rows above it add up to 30");
        assert_eq!(with("45"), [wrong], "{unit}");
    }
}

#[test]
fn totals_of_small_whole_numbers_are_held_to() {
    let rows = ["North | 10", "Mill | 7", "South | 5"];
    let with = |total: &str| findings(&written(COST, &[&rows[..], &[total]].concat()));
    let says = |total: &str, of: &str| format!("[total-mismatch]: the total of Cost says {total}, but {of} 22");
    for total in ["15", "9", "25", "7"] {
        let asked = with(&format!("Total | {total}"));
        assert_eq!(asked, [format!("warning{}", says(total, "its rows add up to"))]);
        let stated = with(&format!("= Total | {total}"));
        assert_eq!(stated, [format!("error{}", says(total, "the rows above it add up to"))]);
    }
    // Millions that were rounded one by one and whose unit nobody has said may differ by one.
    assert_eq!(with("= Total | 23"), [format!("warning{}", says("23", "the rows above it add up to"))]);
    assert_eq!(with("= Total | 22"), [""; 0]);
    assert_eq!(with("Total | 22"), [""; 0]);
    // The author has said that the column is added up.
    let summed = "columns: [Item, { name: Cost, total: sum }]";
    let asked = findings(&written(summed, &[&rows[..], &["Total | 15"]].concat()));
    assert_eq!(asked, [format!("error{}", says("15", "its rows add up to"))]);
    let csv = ["Site | Cost", "North | 10", "Mill | 7", "South | 5", "Total | 15"];
    assert_eq!(findings(&in_csv("", &csv)), [format!("warning{}", says("15", "its rows add up to"))]);
    let asked = findings(&in_csv(", columns: [Site, { name: Cost, total: sum }]", &csv));
    assert_eq!(asked, [format!("error{}", says("15", "its rows add up to"))]);
    // Two tables of one file, of which only one says that the column is added up.
    let chapter = "---\ntitle: Money\ntables:\n  - { id: t, caption: One, file: t.csv }\n  - { id: u, caption: Two, file: t.csv, columns: [Site, { name: Cost, total: sum }] }\n---\n{{ table t u }}\n";
    let both =
        made(&[("content/1-money.md", chapter), ("content/t.csv", "Site,Cost\nNorth,10\nMill,7\nSouth,5\nTotal,15\n")]);
    assert_eq!(findings(&both), [format!("error{}", says("15", "its rows add up to"))]);
    let bold = ["Site | Cost", "North | 10", "Mill | 7", "South | 5", "**Total** | **15**"];
    assert_eq!(findings(&in_pipes(&bold[..4])), [""; 0]);
    let bold = ["Site | Cost", "North | 10", "Mill | 7", "South | 5", "**Total** | 15"];
    assert_eq!(findings(&in_pipes(&bold)), [format!("warning{}", says("15", "its rows add up to"))]);
}

#[test]
fn a_marked_total_over_a_column_that_is_no_figures_names_the_cells_in_the_way() {
    let unit = "unit: £m\n    columns: [Item, 2026-27]";
    let rows = |odd: &'static str| ["Hospitals | 3.0", "Other care | 4.5", "= All spend | 9.9", odd];
    let wrong = |sum: &str| {
        format!("error[total-mismatch]: the total of 2026-27 says 9.9, but the rows above it add up to {sum}")
    };
    // A row of another unit, a rating and a figure that is not shown leave a column of figures.
    assert_eq!(findings(&written(unit, &rows("% of budget | 6%"))), [wrong("7.5")]);
    let rated = findings(&written(unit, &rows("Rating | GREEN")));
    assert_eq!(rated, [wrong("7.5"), "warning[words-among-figures]: `GREEN` is not a figure".to_owned()]);
    assert_eq!(findings(&written(unit, &rows("Small | [c]"))), [wrong("7.5")]);
    let two = [
        "Hospitals | 3.0",
        "Other care | 4.5",
        "Homes | 1.5",
        "= All spend | 9.9",
        "Share (%) | 6%",
        "Growth (%) | 2%",
    ];
    assert_eq!(findings(&written(unit, &two)), [wrong("9.0")]);
    let csv = ["Item | 2026-27", "Hospitals | 3.0", "Other care | 4.5", "= All spend | 9.9", "% of budget | 6%"];
    assert_eq!(findings(&in_csv("", &csv)), [wrong("7.5")]);
    assert_eq!(findings(&in_pipes(&csv)), [wrong("7.5")]);
    // What remains text is not checked, and that is said; said to be text, it is nothing.
    let long = "Other | as agreed with every partner";
    let not_checked = "error[total-not-checked]: the total of 2026-27 cannot be checked, because `as agreed with every partner` \
                       is not a figure of the same kind";
    assert_eq!(findings(&written(unit, &["Hospitals | 3.0", long, "Homes | 1.5", "= All spend | 9.9"])), [not_checked]);
    let said = "unit: £m\n    columns: [Item, { name: 2026-27, type: text }]";
    assert_eq!(findings(&written(said, &rows("% of budget | 6%"))), [""; 0]);
    // Counts that could be years, and years.
    let years = written("columns: [Ward, Beds]", &["A | 1200", "B | 1450", "= All | 2605"]);
    assert_eq!(
        findings(&years),
        ["error[total-not-checked]: the total of Beds cannot be checked, because this column is read as text"]
    );
    let opened = written("columns: [Ward, Opened]", &["A | 1998", "B | 2004", "= All | 2004"]);
    assert_eq!(findings(&opened), [""; 0]);
}

#[test]
fn a_limit_that_is_called_a_total_is_not_taken_for_a_sum() {
    let keys = "unit: £m\n    columns: [Line, { name: 2017-18, type: money }, { name: 2018-19, type: money }]";
    let rows = [
        "Provider control total | (64.2) | (50.1)",
        "Sustainability funding | 28.0 | 28.0",
        "Commissioner control total | (0.1) | 0.4",
        "System control total | (36.3) | (21.7)",
    ];
    let right = written(keys, &rows);
    assert_eq!(findings(&right), [""; 0]);
    let csv = text(&right, "data/tables/t.csv");
    assert!(
        csv.contains("Commissioner control total,-0.1,0.4,data\r\nSystem control total,-36.3,-21.7,total"),
        "{csv}"
    );
    // A copy in a file, and one in whole numbers.
    let in_file = [
        "Line | 2017-18 | 2018-19",
        "Provider control total | -64 | -50",
        "Funding | 28 | 28",
        "System control total | -36 | -22",
    ];
    assert_eq!(findings(&in_csv("", &in_file)), [""; 0]);
    // Populations and deaths are no sums of each other.
    let summary = [
        "Total population | 100,000 | 101,000",
        "Total over 65 | 18,000 | 18,400",
        "Smokers | 900 | 850",
        "Deaths | 4,200 | 4,300",
        "Total births | 1,100 | 1,050",
    ];
    assert_eq!(
        findings(&written("columns: [Fact, { name: 2017, type: count }, { name: 2018, type: count }]", &summary)),
        [""; 0]
    );
    // One year that is wrong where the other is right is asked about, and publishes.
    let wrong = [rows[0], rows[1], rows[2], "System control total | (36.3) | (27.1)"];
    assert_eq!(
        findings(&written(keys, &wrong)),
        ["warning[total-mismatch]: the total of 2018-19 says −27.1, but its rows add up to −21.7"]
    );
}

#[test]
fn a_row_called_total_is_a_total_everywhere() {
    let body = "{{ chart t }}";
    let rows = ["Adults | 10", "Homes | 20", "Total | 30"];
    let keys = "    columns: [Service, { name: People, type: count }]\n";
    let yaml = plan(&format!("{keys}    rows: |\n      {}\n", rows.join("\n      ")), body);
    let csv = in_csv("", &["Service | People", "Adults | 10", "Homes | 20", "Total | 30"]);
    let pipes = in_pipes(&["Service | People", "Adults | 10", "Homes | 20", "**Total** | 30"]);
    for (kind, made) in [("yaml", &yaml), ("csv", &csv), ("pipes", &pipes)] {
        assert_eq!(findings(made), [""; 0], "{kind}");
        assert!(text(made, "money/index.html").contains("<tr class=\"total\">"), "{kind}");
        let data = text(made, "data/tables/t.csv");
        assert!(data.starts_with("Service,People,Row\r\nAdults,10,data\r\nHomes,20,data\r\n"), "{kind}: {data}");
        assert!(data.ends_with("30,total\r\n"), "{kind}: {data}");
    }
    // The chart draws what there is, not its sum.
    let html = text(&yaml, "money/index.html");
    let chart = html.split("<figure").find(|part| part.contains("<svg")).expect("a chart");
    assert!(chart.contains("Homes") && !chart.contains("Total"), "{chart}");
    // Under headings each total is that of its heading, and an empty one is worked out.
    let keys = "    columns: [Service, { name: People, type: count, total: sum }]\n";
    let grouped = "    rows: |\n      Care\n      Adults | 10\n      Homes | 20\n      Total | \n      Health\n      Wards | 5\n      Homes | 6\n      Total | 11\n      Grand total | 41\n";
    let grouped = plan(&format!("{keys}{grouped}"), "");
    assert_eq!(findings(&grouped), [""; 0]);
    assert_eq!(
        text(&grouped, "data/tables/t.csv"),
        "Group,Service,People,Row\r\nCare,Adults,10,data\r\nCare,Homes,20,data\r\nCare,Total,30,subtotal\r\nHealth,Wards,5,data\r\nHealth,Homes,6,data\r\nHealth,Total,11,subtotal\r\n,Grand total,41,total\r\n"
    );
    // The author says otherwise.
    let said = written("columns: [Service, { name: People, type: count, total: none }]", &rows);
    assert!(!text(&said, "money/index.html").contains("class=\"total\""));
    let said = in_csv("", &["Service | People | Row", "Adults | 10 | data", "Homes | 20 | data", "Total | 30 | data"]);
    assert!(!text(&said, "money/index.html").contains("class=\"total\""));
}

#[test]
fn a_share_of_what_is_called_total_is_one_of_all_and_not_of_twice_as_much() {
    let keys =
        "columns: [Service, { name: Cost, type: money }, { name: Share, calculate: percent of total, of: Cost }]";
    let made = written(keys, &["Adults | 10", "Homes | 30", "Total | 40"]);
    assert_eq!(findings(&made), [""; 0]);
    let csv = text(&made, "data/tables/t.csv");
    assert!(csv.contains("Adults,10,25.0,data"), "{csv}");
}

#[test]
fn one_figure_in_two_tables_is_compared_in_pounds_and_as_exactly_as_both_are_printed() {
    let table = |id: &str, unit: &str, rows: &str| {
        format!(
            "  - id: {id}\n    caption: Money {id}\n    unit: {unit}\n    columns: [Service, {{ name: 2026-27, type: money }}]\n    rows: |\n{rows}"
        )
    };
    let millions = "      Acute | 12.3\n      Community | 4.0\n      Ambulance | 5.2\n      Mental health | 8.1\n      Prescribing | 6.6\n";
    let plan = |thousands: &str, unit: &str| {
        let chapter = format!(
            "---\ntitle: Money\ntables:\n{}{}---\n{{{{ table a b }}}}\n",
            table("a", "£m", millions),
            table("b", unit, thousands)
        );
        findings(&made(&[("content/1-money.md", &chapter)]))
    };
    let rounded = "      Acute | 12,310\n      Community | 3,980\n      Ambulance | 5,249\n      Mental health | 8,050\n      Prescribing | 6,600\n";
    assert_eq!(plan(rounded, "£000"), [""; 0]);
    assert_eq!(
        plan(&rounded.replace("5,249", "5,942"), "£000"),
        ["warning[two-values]: Ambulance is £5.2 million here, but £5,942,000 in the table “Money b”"]
    );
    // In pounds, and in millions again: what is printed alike must be alike.
    let pounds = "      Acute | 12,310,400\n      Community | 3,980,000\n      Ambulance | 5,249,100\n      Mental health | 8,050,000\n      Prescribing | 6,700,000\n";
    assert_eq!(
        plan(pounds, "£"),
        ["warning[two-values]: Prescribing is £6.6 million here, but £6,700,000 in the table “Money b”"]
    );
    assert_eq!(
        plan(&millions.replace("5.2", "5.3"), "£m"),
        ["warning[two-values]: Ambulance is £5.2 million here, but £5.3 million in the table “Money b”"]
    );
}

#[test]
fn a_column_that_only_looks_worked_out_is_asked_about() {
    let keys = "columns: [Service, { name: 2017-18, type: count }, { name: 2018-19, type: count }, { name: Change, type: count }]";
    let rows = ["A | 1,200 | 1,310 | 110", "B | 900 | 870 | -30", "C | 400 | 455 | 55", "D | 610 | 700 | 80"];
    let asked = findings(&written(keys, &rows));
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].starts_with("warning[calculation-mismatch]: Change of D says 80"), "{asked:?}");
    let stated = keys.replace("type: count }]", "calculate: change, from: 2017-18, to: 2018-19 }]");
    let asked = findings(&written(&stated, &rows));
    assert!(asked[0].starts_with("error[calculation-mismatch]: Change of D says 80"), "{asked:?}");
}
