//! Charts: the marks stand where the numbers say, and the words say what the numbers say.

use proptest::prelude::*;

use crate::common::{body, made, page, text};

/// The drawing of the one chart of a chapter, in which every `at` is a mark's place.
fn drawing(front: &str, insert: &str) -> String {
    let html = body(&format!("---\ntitle: Care\n{front}---\n{insert}\n"));
    let start = html.find("<div class=\"drawing\"").expect("a drawing");
    let end = html[start..].find("<details>").expect("a table") + start;
    html[start..end].to_owned()
}

/// What a chart says.
fn says(front: &str, insert: &str) -> String {
    let html = body(&format!("---\ntitle: Care\n{front}---\n{insert}\n"));
    let start = html.find("class=\"chart-says\"").expect("a description");
    let words = &html[start..start + html[start..].find("</p>").expect("its end")];
    words.rsplit_once('>').expect("its start").1.to_owned()
}

/// The bars of a drawing: the class of each, where it begins and how long it is.
fn bars(drawing: &str) -> Vec<(String, f64, f64)> {
    let svgs = drawing.split("<svg class=\"bar ").skip(1);
    svgs.map(|svg| (svg.split('"').next().expect("a class").to_owned(), attribute(svg, "x"), attribute(svg, "width")))
        .collect()
}

fn attribute(svg: &str, name: &str) -> f64 {
    let start = svg.find(&format!(" {name}=\"")).expect("the attribute") + name.len() + 3;
    svg[start..].split(['%', '"']).next().expect("a value").parse().expect("a number")
}

/// A row with its name and its figure.
fn has_row(drawing: &str, name: &str, figure: &str) -> bool {
    let row = format!("<span class=\"row-name\">{name}</span> <span class=\"row-figure\"><b>{figure}</b></span>");
    drawing.contains(&row)
}

const BUDGETS: &str = "tables:\n  - id: budgets\n    caption: Budgets\n    unit: £000\n    columns:\n      - { name: Service, header: true }\n      - { name: 2018-19, type: money }\n      - { name: 2017-18, type: money }\n    rows: |\n      Care\n      Acute | 400 | 300\n      Mental health | 100 | 100\n      Reserve | - | 50\n";

#[test]
fn bars_are_as_long_as_their_values() {
    let drawing = drawing(BUDGETS, "{{ chart budgets }}");
    let s1 = || "s1".to_owned();
    assert_eq!(bars(&drawing), [(s1(), 0.0, 100.0), (s1(), 0.0, 25.0)]);
    assert!(drawing.contains("<div class=\"rows-heading\">Care</div>"), "{drawing}");
    assert!(has_row(&drawing, "Acute", "400") && has_row(&drawing, "Reserve", "no figure"), "{drawing}");
    assert_eq!(
        says(BUDGETS, "{{ chart budgets.2017-18 }}"),
        "“Acute” is the highest of 3, at £300,000. “Reserve” is the lowest, at £50,000."
    );
    assert_eq!(
        says(BUDGETS, "{{ chart budgets }}"),
        "“Acute” is the higher of the two, at £400,000. “Mental health” is the lower, at £100,000. One row has no exact figure."
    );
}

#[test]
fn a_chart_is_one_image_with_a_name_a_description_a_table_and_its_data() {
    let html = body(&format!("---\ntitle: Care\n{BUDGETS}---\n{{{{ chart budgets }}}}\n")).replace('\n', "");
    for part in [
        "<figure class=\"chart chart-of-table\" id=\"chart--budgets\"><figcaption><span class=\"chart-title\" id=\"chart--budgets-title\"><span class=\"vh\">Bar chart: </span>Budgets</span> <span class=\"chart-subtitle\">2018-19, £000</span></figcaption>",
        "<div class=\"drawing\" role=\"img\" aria-labelledby=\"chart--budgets-title\" aria-describedby=\"chart--budgets-says\">",
        "<caption class=\"vh\">Budgets, 2018-19, £000</caption>",
        "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"2\">Care</th></tr><tr><th scope=\"row\">Acute</th><td class=\"n\">400</td></tr>",
        "<a href=\"../data/tables/budgets.csv\" download>Download the whole table",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn bars_below_nothing_lead_the_other_way() {
    let front = "tables:\n  - id: t\n    caption: T\n    columns: [{ name: A, header: true }, { name: B, type: count }]\n    rows: |\n      Up | 30\n      Down | (10)\n      Tiny | (0.0001)\n      Nil | 0\n";
    let found = bars(&drawing(front, "{{ chart t }}"));
    let places: Vec<(f64, f64)> = found.iter().map(|(_, from, width)| (*from, *width)).collect();
    assert_eq!(places, [(25.0, 75.0), (0.0, 25.0), (24.6, 0.4)]);
}

#[test]
fn columns_stand_side_by_side_under_their_names() {
    let front = format!(
        "{BUDGETS}charts:\n  - {{ id: spending, of: budgets, kind: grouped bars, columns: [2017-18, 2018-19], title: How spending changes }}\n"
    );
    let drawing = drawing(&front, "{{ chart spending }}");
    assert!(drawing.contains("<div class=\"group-name\">Acute</div>"), "{drawing}");
    assert!(has_row(&drawing, "2017-18", "300") && has_row(&drawing, "2018-19", "400"), "{drawing}");
    let widths: Vec<(String, f64)> = bars(&drawing).into_iter().map(|(class, _, width)| (class, width)).collect();
    let wanted = [("s1", 75.0), ("s2", 100.0), ("s1", 25.0), ("s2", 25.0), ("s1", 12.5)];
    assert_eq!(widths, wanted.map(|(class, width)| (class.to_owned(), width)));
    assert_eq!(
        says(&front, "{{ chart spending }}"),
        "2017-18 is lower than 2018-19 in 1 of the 2 rows that have both figures and the same in 1. The biggest difference is in Acute: £300,000 compared with £400,000."
    );
    let own = front.replace("title: How", "description: We say it ourselves., title: How");
    assert_eq!(says(&own, "{{ chart spending }}"), "We say it ourselves.");
}

#[test]
fn parts_stand_end_to_end() {
    let front = "tables:\n  - id: staff\n    caption: Staff\n    columns: [{ name: Place, header: true }, { name: Day, type: count }, { name: Night, type: count }]\n    rows: |\n      North | 60 | 40\n      South | 30 | 10\n";
    let drawing = drawing(front, "{{ chart staff as stacked bars }}");
    let strips: String = drawing
        .split("<svg class=\"strip\"")
        .skip(1)
        .map(|strip| strip.split("<span class=\"parts\">").next().expect("marks"))
        .collect();
    let places: Vec<(f64, f64)> = bars(&strips).into_iter().map(|(_, from, width)| (from, width)).collect();
    assert_eq!(places, [(0.0, 60.0), (60.0, 40.0), (0.0, 30.0), (30.0, 10.0)]);
    assert_eq!(
        says(front, "{{ chart staff as stacked bars }}"),
        "“Day” is the largest part in every row. Its share is highest in South, at 75%."
    );
    assert_eq!(
        says(&front.replace("30 | 10", "30 | TBC"), "{{ chart staff as stacked bars }}"),
        "The largest part of North is Day, at 60%. One row has a part with no exact figure."
    );
}

#[test]
fn steps_begin_where_the_one_before_ended_and_totals_at_nothing() {
    let front = "tables:\n  - id: gap\n    caption: Gap\n    unit: £000\n    columns: [{ name: Line, header: true }, { name: 2018-19, type: money, total: sum }]\n    rows: |\n      Money | 60\n      Costs | (100)\n      Savings | 20\n      == Gap | (20)\n";
    let drawing = drawing(front, "{{ chart gap as waterfall }}");
    let strips: String = drawing.split("<svg class=\"strip\"").skip(1).collect();
    let wanted = [("s-rise", 40.0, 60.0), ("s-fall", 0.0, 100.0), ("s-rise", 0.0, 20.0), ("s-total", 20.0, 20.0)];
    assert_eq!(bars(&strips), wanted.map(|(class, from, width)| (class.to_owned(), from, width)));
    assert!(has_row(&drawing, "Money", "+60") && has_row(&drawing, "Costs", "−100") && has_row(&drawing, "Gap", "−20"));
    assert_eq!(
        says(front, "{{ chart gap as waterfall }}"),
        "“Money” starts at £60,000. The chart ends at minus £20,000 (“Gap”). The biggest change is “Costs”, which takes away £100,000."
    );
}

#[test]
fn where_a_path_ends_is_reported_only_where_all_its_steps_are_known() {
    let says = |rows: &str| {
        let front = format!(
            "tables:\n  - id: gap\n    caption: Gap\n    unit: £000\n    columns: [{{ name: Line, header: true }}, {{ name: 2018-19, type: money }}]\n    rows: |\n      Money | 60\n{rows}"
        );
        says(&front, "{{ chart gap as waterfall }}")
    };
    let open = "“Money” starts at £60,000. Where the chart ends is not known yet.";
    assert_eq!(
        says("      Costs | (20)\n      Savings | TBC\n      == Gap | TBC\n"),
        format!("{open} 2 rows have no exact figure. The biggest change is “Costs”, which takes away £20,000.")
    );
    assert!(says("      Fees | 10\n      Costs | 5 to 7\n").starts_with(open));
    assert!(
        says("      Costs | (20)\n      = So far | 40\n      Savings | TBC\n      == Gap | TBC\n").starts_with(open)
    );
    assert!(
        says("      Costs | TBC\n      == Gap | 40\n")
            .starts_with("“Money” starts at £60,000. The chart ends at £40,000 (“Gap”).")
    );
    assert!(
        says("      Costs | -\n      Savings | 20\n")
            .starts_with("“Money” starts at £60,000. The chart ends at £80,000.")
    );
}

#[test]
fn what_is_not_certain_is_not_said_to_be() {
    let front = "tables:\n  - id: t\n    caption: T\n    columns: [{ name: A, header: true }, { name: B, type: count }]\n    rows: |\n      One | c50\n      Two | 5 to 7\n      Three | TBC\n      Four | 10\n";
    let drawing = drawing(front, "{{ chart t }}");
    assert!(has_row(&drawing, "One", "about 50") && has_row(&drawing, "Two", "5 to 7"), "{drawing}");
    assert!(has_row(&drawing, "Three", "to be confirmed"), "{drawing}");
    assert_eq!(bars(&drawing).len(), 2);
    assert_eq!(
        says(front, "{{ chart t }}"),
        "“One” is the higher of the two, at about 50. “Four” is the lower, at 10. 2 rows have no exact figure."
    );
}

#[test]
fn rows_with_one_figure_alone_are_not_compared() {
    let says = |rows: &str| {
        let front = format!(
            "tables:\n  - id: t\n    caption: T\n    columns: [{{ name: A, header: true }}, {{ name: One, type: count }}, {{ name: Other, type: count }}]\n    rows: |\n{rows}"
        );
        says(&front, "{{ chart t as grouped bars }}")
    };
    assert_eq!(says("      A | 7 | 2\n"), "One is higher than Other.");
    assert_eq!(
        says("      A | 5 | TBC\n      B | - | 4\n      C | 7 | 2\n"),
        "One is higher than Other in C, the only row that has both figures."
    );
    assert_eq!(
        says("      A | 5 | TBC\n      B | 5 | 4\n      C | 7 | 2\n"),
        "One is higher than Other in every row that has both figures. The biggest difference is in C: 7 compared with 2."
    );
    assert_eq!(
        says("      A | 5 | n/a\n      B | 4 | 4\n      C | 2 | 2\n"),
        "One and Other are the same in every row that has both figures."
    );
}

#[test]
fn the_total_of_one_group_is_not_where_a_path_has_led() {
    let front = "tables:\n  - id: gap\n    caption: Gap\n    columns: [{ name: Line, header: true }, { name: Pounds, type: money }]\n    rows: |\n      Money\n      Grant | 60\n      Fees | 10\n      = All money | 70\n      Costs\n      Pay | (50)\n      Rent | (30)\n      = All costs | (80)\n      == Gap | (10)\n";
    let drawing = drawing(front, "{{ chart gap as waterfall }}");
    assert!(has_row(&drawing, "All money", "70") && has_row(&drawing, "Gap", "−10"), "{drawing}");
    assert!(!drawing.contains("All costs"), "{drawing}");
}

#[test]
fn two_columns_stand_back_to_back() {
    let front = "tables:\n  - id: people\n    caption: People\n    columns: [{ name: Age, header: true }, { name: Women, type: count }, { name: Men, type: count }]\n    rows: |\n      80 and over | 50 | 25\n      Under 80 | 100 | 80\n";
    let drawing = drawing(front, "{{ chart people as pyramid }}");
    let strips: String = drawing.split("<svg class=\"strip strip-").skip(1).collect();
    let wanted = [("s1", 50.0, 50.0), ("s2", 0.0, 25.0), ("s1", 0.0, 100.0), ("s2", 0.0, 80.0)];
    assert_eq!(bars(&strips), wanted.map(|(class, from, width)| (class.to_owned(), from, width)));
    assert_eq!(
        says(front, "{{ chart people as pyramid }}"),
        "Women: the highest is Under 80, at 100. Men: the highest is Under 80, at 80."
    );
}

const WAITS: &str = "metrics:\n  - id: waits\n    name: Seen in time\n    unit: percent\n    better: higher\n    value: { value: 88.1, period: 2018-03-31 }\n    compare: { name: England, value: 84.6 }\n    targets: [{ value: 95, by: 2019-03 }]\n";

#[test]
fn a_value_stands_beside_its_target() {
    let drawing = drawing(WAITS, "{{ chart waits as bullet }}");
    assert!(drawing.contains("x=\"0%\" width=\"88.1%\""), "{drawing}");
    assert!(drawing.contains("<line class=\"target\" x1=\"95%\" y1=\"0%\" x2=\"95%\" y2=\"100%\"/>"), "{drawing}");
    assert!(drawing.contains("<b>88.1%</b> on 31 March 2018</span>") && drawing.contains("England <b>84.6%</b>"));
    assert_eq!(
        says(WAITS, "{{ chart waits as bullet }}"),
        "Seen in time: 88.1% on 31 March 2018, which does not yet meet the target of 95%."
    );
    assert_eq!(
        says(WAITS, "{{ chart waits }}"),
        "It was 88.1% on 31 March 2018, which does not yet meet the target of 95% for March 2019. England: 84.6%."
    );
}

/// A measure with a value, a target and what is said of them.
fn measure(id: &str, value: &str, more: &str) -> String {
    format!("  - {{ id: {id}, name: {id}, unit: count, value: {{ value: {value}, period: 2018-03 }}, {more} }}\n")
}

#[test]
fn whether_a_target_is_met_depends_on_the_direction_that_is_good() {
    for (value, more, words) in [
        ("12", "better: lower, targets: [{ value: 10, by: 2018-03 }]", ", which does not meet the target of 10"),
        ("12", "better: higher, targets: [{ value: 10, by: 2018-03 }]", ", which meets the target of 10"),
        ("10", "better: lower, targets: [{ value: 10, by: 2018-03 }]", ", which meets the target of 10"),
        ("12", "better: lower, targets: [{ value: 10, by: 2019-03 }]", ", which does not yet meet the target of 10"),
        (
            "12",
            "better: lower, targets: [{ value: at most 12, by: 2018-03 }]",
            ", which meets the target of at most 12",
        ),
        ("12", "targets: [{ value: 10, by: 2018-03 }]", ", above the target of 10"),
        ("about 10", "better: lower, targets: [{ value: 10, by: 2018-03 }]", ", the same as the target of 10"),
        ("less than 12", "better: lower, targets: [{ value: 10, by: 2018-03 }]", ""),
    ] {
        let front = format!("metrics:\n{}", measure("m", value, more));
        assert_eq!(says(&front, "{{ chart m as bullet }}"), format!("m: {value} in March 2018{words}."));
        let targets = if words.is_empty() { ". The target is 10 for March 2018".to_owned() } else { words.to_owned() };
        assert!(says(&front, "{{ chart m as bars }}").starts_with(&format!("It was {value} in March 2018{targets}")));
    }
}

#[test]
fn how_many_measures_meet_their_targets_is_counted_and_each_row_says_it() {
    let lower = "better: lower, targets: [{ value: 10, by: 2018-03 }]";
    let front = format!(
        "metrics:\n{}{}{}{}",
        measure("a", "12", lower),
        measure("b", "9", lower),
        measure("c", "30", lower),
        measure("d", "9", "targets: [{ value: 10, by: 2018-03 }]"),
    );
    let insert = "{{ chart bullets }}";
    let front = front + "charts:\n  - { id: bullets, of: [a, b, c, d], kind: bullet }\n";
    let words = says(&front, insert);
    let all = "Of 4 measures, 1 meets its target, 2 do not meet their targets and 1 is below its target.";
    assert!(words.starts_with(all), "{words}");
    let drawing = drawing(&front, insert);
    assert!(drawing.contains("Target <b>10</b>, met</span>") && drawing.contains("Target <b>10</b>, not met</span>"));
    let page = body(&format!("---\ntitle: Care\n{front}---\n{insert}\n"));
    for row in [
        "<th scope=\"row\">a</th><td class=\"n\">12</td><td class=\"n\">10</td><td class=\"n\">No</td>",
        "<th scope=\"row\">b</th><td class=\"n\">9</td><td class=\"n\">10</td><td class=\"n\">Yes</td>",
        "<th scope=\"row\">d</th><td class=\"n\">9</td><td class=\"n\">10</td><td class=\"n\">Not compared</td>",
    ] {
        assert!(page.contains(row), "{row}\n{page}");
    }
}

#[test]
fn a_peak_over_a_limit_is_said() {
    let course = |better: &str, values: [u32; 3]| {
        let points = (values.iter().zip(["2018-01", "2018-02", "2018-03"]))
            .map(|(value, month)| format!("      - {{ period: {month}, actual: {value} }}\n"));
        let front =
            path(&points.collect::<String>()).replace("unit: count", &format!("unit: count\n    better: {better}"));
        says(&front, "{{ chart m }}")
    };
    assert_eq!(
        course("lower", [30, 55, 38]),
        "It rose from 30 in January 2018 to 38 in March 2018, which meets the target of 40. The highest was 55 in February 2018, above the target of 40."
    );
    assert_eq!(
        course("lower", [55, 30, 38]),
        "It fell from 55 in January 2018 to 38 in March 2018, which meets the target of 40. The lowest was 30 in February 2018."
    );
    assert_eq!(
        course("higher", [55, 30, 48]),
        "It fell from 55 in January 2018 to 48 in March 2018, which meets the target of 40. The lowest was 30 in February 2018, below the target of 40."
    );
    // With the plan beside it, the peak is said too; a plan that leads to the target has none.
    let both = path(
        "      - { period: 2018-01, plan: 50, actual: 30 }\n      - { period: 2018-02, plan: 60, actual: 55 }\n      - { period: 2018-03, plan: 40, actual: 38 }\n",
    );
    let both = says(&both.replace("unit: count", "unit: count\n    better: lower"), "{{ chart m }}");
    assert!(both.ends_with("The plan falls from 50 in January 2018 to 40 in March 2018. The highest was 55 in February 2018, above the target of 40."), "{both}");
    // Where the last value misses the target too, that has been said.
    assert_eq!(
        course("lower", [30, 55, 48]),
        "It rose from 30 in January 2018 to 48 in March 2018, which does not yet meet the target of 40. The highest was 55 in February 2018."
    );
}

#[test]
fn names_are_not_cut() {
    let long =
        "Savings at the two hospitals and in the community services that we will run together from next spring onwards";
    let front = format!(
        "tables:\n  - id: t\n    caption: T\n    unit: £m\n    columns: [{{ name: A, header: true }}, {{ name: B, type: money }}]\n    rows: |\n      Start | 100\n      {long} | (75)\n      Other | 5\n      == End | 30\n"
    );
    let words = says(&front, "{{ chart t as waterfall }}");
    assert!(words.ends_with(&format!("The biggest change is “{long}”, which takes away £75 million.")), "{words}");
    let words = says(&front, "{{ chart t }}");
    assert!(words.contains(&format!("“{long}” is the lowest, at minus £75 million.")), "{words}");
}

/// The names of the rows of a drawing.
fn row_names(drawing: &str) -> Vec<&str> {
    drawing.split("<span class=\"row-name\">").skip(1).filter_map(|rest| rest.split('<').next()).collect()
}

#[test]
fn a_total_a_derived_row_or_another_unit_is_no_bar() {
    let front = "tables:\n  - id: t\n    caption: T\n    unit: £m\n    columns: [{ name: A }, { name: North }, { name: South }, { name: Total }]\n    rows: |\n      Adults | 10 | 4 | 14\n      Children | 20 | 6 | 26\n      Total | 30 | 10 | 40\n      % of budget | 6% | 7% | 8%\n      Cost of each | 3 | 1 | 4\n    formulas: [Cost of each = Total / 10]\n";
    assert_eq!(row_names(&drawing(front, "{{ chart t }}")), ["Adults", "Children"]);
    let stacked = drawing(front, "{{ chart t as stacked bars }}");
    assert_eq!(row_names(&stacked).len(), 2);
    assert!(!stacked.contains("Total"), "{stacked}");
    // Named, the column of totals is what is asked for, and a row that is to be confirmed keeps its place.
    assert_eq!(row_names(&drawing(front, "{{ chart t.total }}")), ["Adults", "Children"]);
    let open = front.replace("Adults | 10", "Adults | TBC").replace("Total | 30 ", "Total | TBC ");
    assert_eq!(row_names(&drawing(&open, "{{ chart t.south }}")), ["Adults", "Children"]);
    // The same without marks, from a file.
    let chapter = "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.csv }\n---\n{{ chart t }}\n";
    let plan = |csv: &str| page(&[("content/t.csv", csv), ("content/1-care.md", chapter)], "care/index.html");
    let html = plan("Area,Beds\nAdults,10\nHomes,20\nTotal,30\n");
    assert_eq!(row_names(&html), ["Adults", "Homes"]);
}

#[test]
fn a_chart_has_as_many_rows_as_can_be_taken_in() {
    let front = |rows: usize| {
        let rows: String = (0..rows).map(|row| format!("      Place {row} | {row}\n")).collect();
        format!("tables:\n  - id: t\n    caption: T\n    columns: [{{ name: A }}, {{ name: B }}]\n    rows: |\n{rows}")
    };
    assert_eq!(row_names(&drawing(&front(60), "{{ chart t }}")).len(), 60);
    let chapter = format!("---\ntitle: Care\n{}---\n{{{{ chart t }}}}\n", front(300));
    let found = made(&[("content/1-care.md", &chapter)]);
    let found = found.diagnostics.iter().map(|found| found.message.clone()).collect::<Vec<_>>();
    assert_eq!(found, ["bars can have 60 rows at most, and these would have 300"]);
}

fn path(points: &str) -> String {
    format!(
        "metrics:\n  - id: m\n    name: M\n    unit: count\n    targets: [{{ value: 40, by: 2019-03 }}]\n    trajectory:\n{points}"
    )
}

#[test]
fn time_is_drawn_to_scale_and_what_is_missing_is_a_gap() {
    let front = path(
        "      - { period: 2018-01-01, actual: 10 }\n      - { period: 2018-01-03, actual: 20 }\n      - { period: 2018-01-05, actual: TBC }\n      - { period: 2018-01-09, actual: 30 }\n      - { period: 2018-01-11, actual: 20 }\n",
    );
    let drawing = drawing(&front, "{{ chart m }}");
    let plot = drawing
        .split("<svg class=\"plot\"")
        .nth(1)
        .expect("a plot")
        .split("class=\"leaders\"")
        .next()
        .expect("its end");
    let points: Vec<(f64, f64)> =
        plot.split("<svg class=\"point s1\"").skip(1).map(|svg| (attribute(svg, "x"), attribute(svg, "y"))).collect();
    assert_eq!(points, [(12.5, 75.0), (27.5, 50.0), (72.5, 25.0), (87.5, 50.0)]);
    let paths: Vec<&str> =
        plot.split("points=\"").skip(1).map(|rest| rest.split('"').next().expect("places")).collect();
    assert_eq!(paths, ["12.5,75 27.5,50", "72.5,25 87.5,50"]);
    assert_eq!(
        says(&front, "{{ chart m }}"),
        "It rose from 10 on 1 January 2018 to 20 on 11 January 2018, below the target of 40. The highest was 30 on 9 January 2018."
    );
}

#[test]
fn a_description_says_how_it_went() {
    for (points, words) in [
        (
            "      - { period: 2016-17, actual: 50 }\n      - { period: 2017-18, actual: 42 }\n",
            "It fell from 50 in 2016-17 to 42 in 2017-18, above the target of 40.",
        ),
        (
            "      - { period: 2016-17, actual: 40 }\n      - { period: 2017-18, actual: 40 }\n",
            "It stayed at 40 from 2016-17 to 2017-18, the same as the target of 40.",
        ),
        (
            "      - { period: 2016-17, actual: 30 }\n      - { period: 2017-18, actual: 20 }\n      - { period: 2018-19, actual: 30, plan: 35 }\n",
            "It was 30 in 2016-17, and the same in 2018-19, below the target of 40. The plan is 35 in 2018-19.",
        ),
        (
            "      - { period: 2016-17, actual: 30, plan: 33 }\n      - { period: 2018-19 Q2, plan: c40 }\n",
            "It was 30 in 2016-17, below the target of 40. The plan rises from 33 in 2016-17 to about 40 in July to September 2018.",
        ),
        (
            "      - { period: 2016-17, plan: 30 }\n      - { period: 2018-03, plan: 40 }\n",
            "The plan rises from 30 in 2016-17 to 40 in March 2018, the same as the target of 40.",
        ),
    ] {
        assert_eq!(says(&path(points), "{{ chart m }}"), words);
    }
}

#[test]
fn without_a_style_sheet_words_stand_apart_and_lines_are_lines() {
    let staff = "tables:\n  - id: staff\n    caption: Staff\n    columns: [{ name: Place, header: true }, { name: Day, type: count }, { name: Night, type: count }]\n    rows: |\n      North | 60 | 40\n      South | 30 | 10\n";
    let words = |front: &str, insert: &str| {
        let drawing = drawing(front, insert);
        let words: String = drawing.split('<').map(|tag| tag.split_once('>').map_or("", |(_, words)| words)).collect();
        (drawing, words)
    };
    let (lines, course) = words(
        &path("      - { period: 2016-17, actual: 50, plan: 51 }\n      - { period: 2017-18, actual: 42, plan: 43 }\n"),
        "{{ chart m }}",
    );
    assert!(lines.matches("<polyline").count() > 1, "{lines}");
    assert_eq!(lines.matches("<polyline").count(), lines.matches(" fill=\"none\"").count(), "{lines}");
    assert!(course.contains("2016-17 50 51"), "{course}");
    let (_, stacked) = words(staff, "{{ chart staff as stacked bars }}");
    assert!(stacked.contains("Day Night") && stacked.contains("North 60 40"), "{stacked}");
    let (_, pyramid) = words(staff, "{{ chart staff as pyramid }}");
    assert!(pyramid.contains("North 60 40"), "{pyramid}");
    let (_, bullet) = words(WAITS, "{{ chart waits as bullet }}");
    assert!(bullet.contains("Seen in time 88.1%") && bullet.contains("Target 95%, not met yet England"), "{bullet}");
}

#[test]
fn what_a_bound_leaves_open_is_not_compared() {
    for (value, against) in [
        ("less than 97", ". The target is 95% for March 2019"),
        ("more than 92", ". The target is 95% for March 2019"),
        ("at least 95", ". The target is 95% for March 2019"),
        ("up to 95", ". The target is 95% for March 2019"),
        ("more than 95", ", which meets the target of 95% for March 2019"),
        ("at least 96", ", which meets the target of 95% for March 2019"),
        ("less than 95", ", which does not yet meet the target of 95% for March 2019"),
        ("at most 94", ", which does not yet meet the target of 95% for March 2019"),
        ("about 94", ", below the target of 95% for March 2019"),
    ] {
        let front = WAITS.replace("value: 88.1", &format!("value: {value}"));
        let words = format!("It was {value}% on 31 March 2018{against}. England: 84.6%.");
        assert_eq!(says(&front, "{{ chart waits }}"), words);
        let against = if against.starts_with('.') { "" } else { against.trim_end_matches(" for March 2019") };
        let words = format!("Seen in time: {value}% on 31 March 2018{against}.");
        assert_eq!(says(&front, "{{ chart waits as bullet }}"), words);
    }
    let course = |first: &str, last: &str| {
        let points =
            format!("      - {{ period: 2016-17, actual: {first} }}\n      - {{ period: 2017-18, actual: {last} }}\n");
        says(&path(&points), "{{ chart m }}")
    };
    assert_eq!(
        course("more than 50", "52"),
        "It was more than 50 in 2016-17 and 52 in 2017-18, above the target of 40."
    );
    assert_eq!(
        course("50", "more than 52"),
        "It rose from 50 in 2016-17 to more than 52 in 2017-18, above the target of 40."
    );
    assert_eq!(course("50", "less than 45"), "It fell from 50 in 2016-17 to less than 45 in 2017-18.");
}

#[test]
fn lines_that_lie_high_say_where_they_begin() {
    let front = path("      - { period: 2016-17, actual: 38 }\n      - { period: 2017-18, actual: 36.5 }\n");
    assert!(drawing(&front, "{{ chart m }}").contains("This chart starts at 36, not at 0."));
    assert!(
        !drawing(
            &path("      - { period: 2016-17, actual: 9 }\n      - { period: 2017-18, actual: 36 }\n"),
            "{{ chart m }}"
        )
        .contains("begins at")
    );
}

#[test]
fn the_columns_of_a_table_are_lines_over_its_times() {
    let front = "tables:\n  - id: t\n    caption: T\n    columns: [{ name: Year, header: true }, { name: GPs, type: count }, { name: Others, type: count }]\n    rows: |\n      2016-17 | 10 | 4\n      2017-18 | 20 | 2\n";
    let drawing = drawing(front, "{{ chart t as line }}");
    assert!(drawing.contains("path s1") && drawing.contains("path s2") && !drawing.contains("path s3"), "{drawing}");
    assert_eq!(
        says(front, "{{ chart t as line }}"),
        "GPs: it rises from 10 in 2016-17 to 20 in 2017-18. Others: it falls from 4 in 2016-17 to 2 in 2017-18."
    );
}

#[test]
fn measures_of_one_unit_share_a_scale() {
    let front = "metrics:\n  - { id: a, name: A, unit: count, baseline: { value: 10, period: 2017 }, value: { value: 20, period: 2018 } }\n  - { id: b, name: B, unit: count, baseline: { value: 40, period: 2017 }, value: { value: 30, period: 2018 } }\ncharts:\n  - { id: both, of: [a, b] }\n";
    let widths: Vec<f64> = bars(&drawing(front, "{{ chart both }}")).into_iter().map(|(_, _, width)| width).collect();
    assert_eq!(widths, [25.0, 50.0, 100.0, 75.0]);
    assert_eq!(
        says(front, "{{ chart both }}"),
        "A: it rose from 10 in 2017 to 20 in 2018. B: it fell from 40 in 2017 to 30 in 2018."
    );
}

#[test]
fn a_name_keeps_its_capital_within_a_sentence() {
    let front = "tables:\n  - id: t\n    caption: T\n    columns: [Town, { name: North, type: count }, { name: South, type: count }]\n    rows: |\n      Stevenage | 70 | 60\n      Hertford | TBC | 50\ncharts:\n  - { id: c, of: t, kind: small multiples }\n";
    assert_eq!(
        says(front, "{{ chart c }}"),
        "North: the only figure is 70, for Stevenage. South: “Stevenage” is the higher of the two, at 60."
    );
}

#[test]
fn a_card_shows_the_course_of_three_values_or_more() {
    let point = |month: usize| format!("      - {{ period: 2018-0{month}, actual: {month} }}\n");
    let cards = |months: usize| {
        body(&format!(
            "---\ntitle: Care\n{}---\n{{{{ metrics }}}}\n",
            path(&(1..=months).map(point).collect::<String>())
        ))
    };
    assert!(cards(3).contains("<svg class=\"spark\" aria-hidden=\"true\""));
    assert!(!cards(2).contains("class=\"spark\""));
}

/// Every kind of chart of the same numbers.
fn every_kind(cells: &[(String, String)]) -> String {
    let rows = |with: &dyn Fn(usize) -> String| -> String {
        cells.iter().enumerate().map(|(at, (one, other))| format!("      {} | {one} | {other}\n", with(at))).collect()
    };
    let table = |id: &str, name: &str, rows: String| {
        format!(
            "  - id: {id}\n    caption: {id}\n    columns: [{{ name: {name}, header: true }}, {{ name: One, type: number }}, {{ name: Other, type: number }}]\n    rows: |\n{rows}"
        )
    };
    let points: String = cells
        .iter()
        .enumerate()
        .map(|(at, (one, other))| {
            format!("      - {{ period: {}, actual: \"{one}\", plan: \"{other}\" }}\n", 1950 + at)
        })
        .collect();
    let (one, other) = &cells[0];
    let metric = format!(
        "metrics:\n  - id: m\n    name: M\n    unit: ratio\n    value: \"{one}\"\n    targets: [{{ value: \"{other}\" }}]\n    trajectory:\n{points}"
    );
    let kinds = ["bars", "grouped bars", "stacked bars", "waterfall", "pyramid", "small multiples"];
    let of_table: String = kinds.map(|kind| format!("{{{{ chart words as {kind} }}}}\n\n")).concat();
    format!(
        "---\ntitle: Care\n{metric}tables:\n{}{}---\n{{{{ metrics }}}}\n\n{of_table}{{{{ chart years as line }}}}\n\n{{{{ chart m as line }}}}\n\n{{{{ chart m as bars }}}}\n\n{{{{ chart m as bullet }}}}\n",
        table("words", "Word", rows(&|at| format!("Row {at}"))),
        table("years", "Year", rows(&|at| (1950 + at).to_string())),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_numbers_are_marks_stay_in_their_drawing(
        cells in prop::collection::vec((any::<i64>(), 0_u32..12, any::<i32>(), 0_u32..4), 1..20),
        are_positive in any::<bool>(),
    ) {
        let number = |digits: i64, places: u32| {
            let digits = if are_positive { digits.saturating_abs() } else { digits };
            rust_decimal::Decimal::new(digits, places).to_string()
        };
        let cells: Vec<(String, String)> = cells
            .into_iter()
            .map(|(one, places, other, gap)| (number(one, places), if gap == 0 { "-".to_owned() } else { number(other.into(), 0) }))
            .collect();
        let html = text(&made(&[("content/1-care.md", &every_kind(&cells))]), "care/index.html");
        let places = html.split('"').filter_map(|value| value.strip_suffix('%'));
        for place in places {
            let place: f64 = place.parse().expect("a place is a number");
            prop_assert!((0.0..=100.0).contains(&place), "{place}");
        }
        for svg in html.split("<svg class=\"bar ").skip(1) {
            prop_assert!(attribute(svg, "x") + attribute(svg, "width") <= 100.01, "{}", &svg[..120]);
        }
        for points in html.split("points=\"").skip(1) {
            let points = points.split('"').next().expect("places");
            for place in points.split([' ', ',']) {
                let place: f64 = place.parse().expect("a place is a number");
                prop_assert!((0.0..=100.0).contains(&place), "{place}");
            }
        }
        for words in html.split("class=\"chart-says\"").skip(1) {
            let words = words.split("</p>").next().expect("its end").split_once('>').expect("its start").1;
            prop_assert!(!words.is_empty() && words.chars().count() <= 250, "{words}");
        }
    }
}

#[test]
fn figures_in_brackets_are_read_out_with_their_sign() {
    let plan = "title: Test plan
organisation: Test council
contact: { email: a@example.org, phone: 01632 960001, post: [Street] }
numbers: { negative: brackets }
";
    let chapter = "---
title: Money
metrics:
  - id: m
    name: Margin
    unit: percent
    baseline: { value: 12.5, period: 2017 }
    value: { value: -2.5, period: 2018 }
---
{{ chart m }}
";
    let html = page(&[("plan.yaml", plan), ("content/1-money.md", chapter)], "money/index.html");
    assert!(html.contains("It fell from 12.5% in 2017 to minus 2.5% in 2018"), "{html}");
}
