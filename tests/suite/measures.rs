//! Measures: where they stand, those that are kept in a file, last year's plan and dashboards.

use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;

const PLAN: &str = "title: Test plan\norganisation: Test council\nperiod: { from: 2018-04-01, to: 2019-03-31 }\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n";

fn made(files: &[(&str, &str)]) -> Made {
    let base = [("plan.yaml", PLAN), ("content/index.md", "# Test plan\n\nText.\n")];
    Project::from_files(base.iter().chain(files).copied(), Settings::default()).apply([])
}

/// A plan without problems.
fn good(files: &[(&str, &str)]) -> Made {
    let made = made(files);
    assert!(made.diagnostics.is_empty(), "{}", reported(&made));
    made
}

fn reported(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

fn text(made: &Made, address: &str) -> String {
    String::from_utf8(made.output.get(address).unwrap_or_else(|| panic!("no {address}")).to_vec()).expect("UTF-8")
}

/// The words of some markup, with one space between them.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)) {
        words.push_str(part);
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Where a measure with these keys stands, on its card.
fn stands(keys: &str) -> Option<String> {
    stands_in("percent", keys)
}

fn stands_in(unit: &str, keys: &str) -> Option<String> {
    let chapter = format!(
        "---\ntitle: Care\nmetrics:\n  - id: waits\n    name: Waits\n    unit: {unit}\n{}---\n{{{{ metrics }}}}\n",
        keys.lines().map(|line| format!("    {}\n", line.trim())).collect::<String>()
    );
    let html = text(&good(&[("content/1-care.md", &chapter)]), "care/index.html");
    let start = html.find("<p class=\"metric-standing\">")?;
    Some(words(&html[start..start + html[start..].find("</p>")?]))
}

#[test]
fn where_a_measure_stands_against_its_target_is_said_in_words() {
    let stands = |better: &str, value: &str, target: &str| {
        stands(&format!("better: {better}\nvalue: {value}\ntargets: [{target}]"))
    };
    let value = "{ value: 88.1, period: 2018-04 }";
    for (better, value, target, wanted) in [
        (
            "higher",
            value,
            "{ value: 95, by: 2019-03 }",
            Some("Too early to say, 6.9 percentage points short of the target"),
        ),
        ("higher", value, "{ value: 95, by: 2018-04 }", Some("Target missed, by 6.9 percentage points")),
        ("lower", value, "{ value: 95, by: 2019-03 }", Some("On track")),
        ("lower", value, "{ value: 95, by: 2018-04 }", Some("Target met")),
        ("lower", value, "{ value: 95 }", Some("Target met")),
        ("higher", value, "{ value: 95 }", Some("Too early to say, 6.9 percentage points short of the target")),
        ("higher", value, "{ value: TBC }", Some("Target to be set")),
        ("higher", value, "{ value: 80 to 90, by: 2018-04 }", Some("Target met")),
        ("lower", value, "{ value: 80 to 85, by: 2018-04 }", Some("Target missed, by 3.1 percentage points")),
        (
            "lower",
            value,
            "{ value: 85, by: 2019-03 }",
            Some("Too early to say, 3.1 percentage points above the target"),
        ),
        ("higher", "almost 95", "{ value: 95 }", None),
        ("higher", "5 to 7", "{ value: 10 }", None),
        ("higher", "more than 95", "{ value: 95 }", Some("Target met")),
        ("higher", "at least 96", "{ value: 95 }", Some("Target met")),
        ("higher", "more than 90", "{ value: 95 }", None),
        ("higher", "less than 97", "{ value: 95 }", None),
        ("lower", "fewer than 5", "{ value: 5 }", Some("Target met")),
        ("lower", "more than 5", "{ value: 5 }", None),
        ("higher", "TBC", "{ value: 10 }", Some("Not known")),
        ("neither", value, "{ value: 95 }", None),
        (
            "higher",
            value,
            "{ value: 85, by: 2018-04 }, { value: 95, by: 2019-03 }",
            Some("On track, 6.9 percentage points short of the target"),
        ),
        (
            "higher",
            value,
            "{ value: 90, by: 2018-04 }, { value: 95, by: 2019-03 }",
            Some("Behind, 1.9 percentage points short of the target for April 2018"),
        ),
    ] {
        assert_eq!(stands(better, value, target).as_deref(), wanted, "{better} {value} {target}");
    }
}

#[test]
fn how_far_it_is_from_its_target_stands_behind_the_word_that_says_how_it_stands() {
    let chapter = "---\ntitle: Care\nmetrics: [{ id: m, name: M, unit: percent, better: higher, value: { value: 5, period: 2018-04 }, targets: [{ value: 6, by: 2018-04 }] }]\n---\n{{ metrics }}\n";
    let made = good(&[("content/1-care.md", chapter)]);
    let behind = "</svg>Target missed</span><span class=\"standing-detail\"><span class=\"vh\">, </span>by 1 percentage point</span>";
    for page in ["care/index.html", "measures/index.html"] {
        assert!(text(&made, page).contains(behind), "{page}: {}", text(&made, page));
    }
}

#[test]
fn how_far_a_measure_is_from_its_target_is_said_as_people_count() {
    for (unit, value, target, wanted) in [
        ("count of beds", "41", "40", "by 1 bed"),
        ("count of people", "41", "40", "by 1 person"),
        ("count of hospital beds", "41", "40", "by 1 hospital bed"),
        ("count of deaths in hospital", "41", "40", "by 1 death in hospital"),
        ("count of surgeries", "42", "40", "by 2 surgeries"),
        ("weeks", "19", "18", "by 1 week"),
        ("rank", "23rd", "11th", "by 12 places"),
        ("rank", "12th of 150", "11th of 150", "by 1 place"),
    ] {
        let keys = format!(
            "better: lower\nvalue: {{ value: {value}, period: 2018-04 }}\ntargets: [{{ value: {target}, by: 2018-04 }}]"
        );
        assert_eq!(stands_in(unit, &keys), Some(format!("Target missed, {wanted}")), "{unit}");
    }
    let one =
        "---\ntitle: Care\nmetrics: [{ id: homes, name: Homes, unit: count of homes, value: 1 }]\n---\n{{ metrics }}\n";
    assert!(words(&text(&good(&[("content/1-care.md", one)]), "care/index.html")).contains(" 1 home "));
}

#[test]
fn a_plan_for_the_time_of_the_value_comes_before_targets() {
    let path = "trajectory:\n- { period: 2018-19 Q1, plan: 85, actual: VALUE }\n- { period: 2018-19 Q2, plan: 88 }\n- { period: 2018-19, plan: 95 }\n";
    let on = |value: &str, more: &str| stands(&format!("better: higher\n{}{more}", path.replace("VALUE", value)));
    let targets = "targets: [{ value: 95, by: 2019-03 }]";
    assert_eq!(on("86", targets).as_deref(), Some("On track, 9 percentage points short of the target"));
    assert_eq!(on("84.2", targets).as_deref(), Some("Behind, 0.8 percentage points short of the plan"));
    assert_eq!(on("96", targets).as_deref(), Some("On track"));
    assert_eq!(on("84.2", "").as_deref(), Some("Behind, 0.8 percentage points short of the plan"));
    assert_eq!(on("TBC", "").as_deref(), None, "a card without a value says nothing");
}

#[test]
fn an_author_may_say_how_it_stands_and_why() {
    let keys = "better: higher\nvalue: { value: 84, period: 2018-06 }\ntargets: [{ value: 85, by: 2018-05 }, { value: 95, by: 2019-03 }]\nstatus: { is: on track, because: We opened two more clinics. }";
    assert_eq!(stands(keys).as_deref(), Some("On track We opened two more clinics."));
    let stopped = "value: 84\nstatus: { is: stopped, because: The service closed. }";
    assert_eq!(stands(stopped).as_deref(), Some("Stopped The service closed."));
}

const DASHBOARD: &str = "ID,Name,Unit,Better,Baseline,Baseline period,Value,Value period,Target,Target by,Compare,Compare name,Compare period,Note,Source,2018-04,2018-04 plan,2018-05 plan\n\
Urgent care\n\
seen,People seen in time,percent,higher,80,2017-18,,,95,2019-03,84.6,England,2018-03,A note.,NHS England,82,81,84\n\
\"beds\",\"Beds, all\",count of beds,lower,,,\"1,240\",2018-06,TBC,,,,,,,,,\n";

const WRITTEN: &str = "---\ntitle: Care\nmetrics:\n  - id: seen\n    name: People seen in time\n    unit: percent\n    better: higher\n    baseline: { value: 80, period: 2017-18 }\n    targets: [{ value: 95, by: 2019-03 }]\n    trajectory: [{ period: 2018-04, plan: 81, actual: 82 }, { period: 2018-05, plan: 84 }]\n    compare: { name: England, value: 84.6, period: 2018-03 }\n    note: A note.\n    source: NHS England\n  - id: beds\n    name: Beds, all\n    unit: count of beds\n    better: lower\n    value: { value: \"1,240\", period: 2018-06 }\n    targets: [{ value: TBC }]\n---\n{{ metrics }}\n\n{{ chart seen }}\n\n{{ dashboard }}\n";

#[test]
fn measures_kept_in_a_file_are_the_same_as_in_the_front_matter() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - file: dashboard.csv\n---\n{{ metrics }}\n\n{{ chart seen }}\n\n{{ dashboard }}\n";
    let written = good(&[("content/1-care.md", WRITTEN)]);
    let filed = good(&[("content/1-care.md", chapter), ("content/dashboard.csv", DASHBOARD)]);
    for address in ["care/index.html", "measures/index.html", "print/index.html", "data/measures.csv"] {
        assert_eq!(text(&filed, address), text(&written, address), "{address}");
    }
    let with_tail = chapter.replace(
        "- file: dashboard.csv",
        "- { id: own, name: Own, unit: count }\n  - { file: dashboard.csv, range: A1:K4 }",
    );
    let mixed = good(&[
        ("content/1-care.md", &with_tail.replace("{{ chart seen }}\n\n", "")),
        ("content/dashboard.csv", &DASHBOARD.replace(",84.6", ",")),
    ]);
    assert_eq!(mixed.counts.metrics, 3);
}

#[test]
fn the_measures_that_a_plan_publishes_can_be_read_again() {
    let every_unit = "---\ntitle: Care\nmetrics:\n  - { id: a, name: A, unit: count of beds, value: 5 to 7 }\n  - { id: b, name: B, unit: count, value: c50, baseline: { value: 60, period: 2018-19 Q2 } }\n  - { id: c, name: C, unit: ratio, value: 0.93, targets: [{ value: TBC }] }\n  - { id: d, name: D, unit: rating, value: Good }\n  - { id: e, name: E, unit: £m per patient, value: -5, better: lower }\n  - { id: f, name: F, unit: \"per 1,000 births\", value: { value: 4, period: 2018-03-31 } }\n  - { id: g, name: G, unit: hours a week, value: n/a }\n  - { id: h, name: H, unit: percentage points, value: 5 }\n  - { id: i, name: I, unit: percent, value: 5, targets: [{ words: no more than 5 points below England, by: 2019-03 }] }\n  - { id: j, name: J, unit: text, targets: [{ value: A plan is agreed, by: 2018-09 }] }\n---\n{{ metrics }}\n";
    let first = good(&[("content/1-care.md", every_unit)]);
    let published = text(&first, "data/measures.csv");
    let chapter = "---\ntitle: Care\nmetrics:\n  - file: measures.csv\n---\n{{ metrics }}\n";
    let second = good(&[("content/1-care.md", chapter), ("content/measures.csv", &published)]);
    assert_eq!(text(&second, "data/measures.csv"), published);
    assert_eq!(text(&second, "care/index.html"), text(&first, "care/index.html"));
}

/// A dashboard as health boards keep it: 26 indicators, ten months, the year before and the year to date. Those from the
/// seventh on, 20 of them, do worse than planned; of every second one less is better.
fn dashboard_of_26() -> String {
    let months = (4..=12).map(|month| format!("2014-{month:02}")).chain(["2015-01".to_owned()]).collect::<Vec<_>>();
    let mut csv = format!("id;Measure;unit;better;baseline;baseline period;target;target by;{}\r\n", months.join(";"));
    for at in 0..26 {
        let (better, worse, before) = if at % 2 == 0 { ("higher", -1, 85) } else { ("lower", 1, 95) };
        let last = if at < 6 { 90 } else { 90 + worse };
        let values: Vec<String> = (0..9).map(|month| (80 + month).to_string()).chain([last.to_string()]).collect();
        csv += &format!("m-{at};Indicator {at};count;{better};{before};2013-14;90;2015-01;{}\r\n", values.join(";"));
    }
    csv
}

#[test]
fn a_dashboard_of_26_indicators_is_one_file_and_says_in_words_how_each_stands() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - file: dashboard.csv\n---\n{{ dashboard }}\n";
    let made = good(&[("content/1-care.md", chapter), ("content/dashboard.csv", &dashboard_of_26())]);
    assert_eq!(made.counts.metrics, 26);
    let html = text(&made, "care/index.html");
    let rows: Vec<String> = html.split("<tr>").skip(2).map(words).collect();
    assert_eq!(rows.len(), 26);
    assert!(rows[0].starts_with("Indicator 0 85 2013-14 80 81 82 83 84 85 86 87 88 90"), "{}", rows[0]);
    assert!(rows[0].contains("Target met") && rows[7].contains("Target missed"), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.contains("Target missed")).count(), 20);
    assert_eq!(text(&made, "data/measures-history.csv").lines().filter(|line| line.contains(",actual,")).count(), 260);
}

#[test]
fn a_dashboard_shows_only_columns_with_something_in_them() {
    let html = text(&good(&[("content/1-care.md", WRITTEN)]), "care/index.html");
    let table = &html[html.find("id=\"dashboard\"").expect("a dashboard")..];
    let table = &table[..table.find("</table>").expect("its end")];
    let headings: Vec<String> = table
        .split("<th scope=\"col\"")
        .skip(1)
        .map(|cell| words(&format!("<th{}", &cell[..cell.find("</th>").expect("its end")])))
        .collect();
    assert_eq!(headings, ["Measure", "Before", "Apr 2018 April 2018", "May 2018", "Latest", "Target", "Progress"]);
    let rows: Vec<String> = table.split("<tr>").skip(2).map(words).collect();
    assert_eq!(
        rows[0],
        "People seen in time Note 1 80% 2017-18 82% planned 81% planned 84% 82% April 2018 95% by the end of March 2019 On track"
    );
    assert_eq!(rows[1], "Beds, all beds Not given blank blank 1,240 June 2018 to be confirmed Target to be set");
    assert!(html.contains("Download all measures (CSV, 1 KB)"), "{html}");
    let few = good(&[("content/1-care.md", WRITTEN), ("content/2-more.md", "# More\n\n{{ dashboard beds }}\n")]);
    let few = text(&few, "more/index.html");
    assert!(few.contains("Beds, all") && !few.contains("People seen") && !few.contains("Apr 2018"), "{few}");
}

#[test]
fn a_dashboard_wraps_words_and_says_what_is_missing_as_the_page_of_measures_does() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: a, name: A, unit: text, baseline: Nobody has counted these yet in any of the boroughs, targets: [{ words: All have one, by: 2030-03 }] }\n  - { id: b, name: B, unit: count, value: 4 }\n  - { id: c, name: C, unit: count, better: higher, value: 5, targets: [{ value: 5 }] }\n---\n{{ dashboard }}\n";
    let made = good(&[("content/1-care.md", chapter)]);
    let html = text(&made, "care/index.html");
    assert!(html.contains("<td class=\"n words phrase\">Nobody has counted"), "{html}");
    assert!(html.contains("<td class=\"n words\">All have one") && html.contains("<td class=\"n\">4</td>"), "{html}");
    for page in [html, text(&made, "measures/index.html")] {
        for missing in ["Not given", "No data yet", "None", "No target", "Not assessed"] {
            assert!(page.contains(&format!("<span class=\"none\">{missing}</span>")), "{missing}: {page}");
        }
    }
}

#[test]
fn times_of_different_length_stand_in_order() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - id: m\n    name: M\n    unit: percent\n    trajectory:\n      - { period: 2018-19, plan: 6 }\n      - { period: 2018-19 Q1, plan: 3 }\n      - { period: 2018-06, plan: 2 }\n      - { period: 2019-03, plan: 4 }\n      - { period: 2018-04, plan: 1 }\n      - { period: 2018-19 Q4, plan: 5 }\n      - { period: 2018-04, actual: 1 }\n---\n{{ dashboard }}\n";
    let made = made(&[("content/1-care.md", chapter)]);
    assert!(reported(&made).starts_with("warning[out-of-order]"), "{}", reported(&made));
    let html = text(&made, "care/index.html");
    let places: Vec<usize> = ["Apr 2018", "Jun 2018", "Apr–Jun 2018", "Mar 2019", "Jan–Mar 2019", "2018-19</span>"]
        .iter()
        .map(|heading| html.find(&format!(">{heading}<")).unwrap_or_else(|| panic!("no {heading}\n{html}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn figures_of_last_years_plan_stand_beside_those_of_this_year() {
    let plan = format!(
        "{PLAN}last-plan: {{ title: Plan 2017-18, measures: last-year.csv, address: \"https://example.org/2017\" }}\n"
    );
    let last = "id,measure,unit,better,baseline,baseline_period,value,value_period,target,target_by,chapter\nold,Seen,%,higher,,,83,2018-02,90,2018-03,care/\nbeds,Beds,count of beds,,,,40,,,,care/\n";
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: seen, was: old, name: Seen, unit: percent, value: 88 }\n  - { id: beds, name: Beds, unit: count of beds, value: 41 }\n  - { id: new, name: New, unit: count, value: 1 }\ntables:\n  - id: t\n    caption: T\n    columns: [Name, { name: Then, type: percent }, { name: Now, type: percent }]\n    rows: |\n      Seen | {{ seen.last-year }} | {{ seen }}\n---\n{{ metrics }}\n\n{{ dashboard }}\n\n{{ table t }}\n\nIt was {{ seen.last-year }}, to be {{ seen.last-year.target }} by {{ seen.last-year.target.by }}: {{ seen.last-year | share }}.\n";
    let made = good(&[("plan.yaml", &plan), ("content/1-care.md", chapter), ("content/last-year.csv", last)]);
    let html = text(&made, "care/index.html");
    assert!(
        html.contains("<dt>In last year’s plan</dt><dd class=\"plain\">83% (target 90% by the end of March 2018)</dd>"),
        "{html}"
    );
    assert!(html.contains("It was 83%, to be 90% by March\u{a0}2018: 83\u{a0}out\u{a0}of\u{a0}100."), "{html}");
    assert!(
        html.contains("<td class=\"n\">83% <span class=\"when\">target 90% by the end of March 2018</span></td>"),
        "{html}"
    );
    assert_eq!(text(&made, "data/tables/t.csv"), "Name,Then (%),Now (%)\r\nSeen,83,88\r\n");
    let measures = text(&made, "measures/index.html");
    assert!(measures.contains("In last year’s plan: 83% (target 90% by the end of March 2018)"), "{measures}");
    assert!(measures.contains("Last year’s plan: <a href=\"https://example.org/2017\">Plan 2017-18</a>"), "{measures}");
    assert!(measures.contains("In last year’s plan: 40<") && measures.matches("In last year’s plan").count() == 2);
}

#[test]
fn a_file_of_last_year_that_cannot_be_read_is_reported_once() {
    let plan = format!("{PLAN}last-plan: {{ title: Plan 2017-18, measures: gone.csv }}\n");
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: seen, was: old, name: Seen, unit: percent, value: 88 }\n---\n{{ metrics }}\n\nIt was {{ seen.last-year }}.\n";
    let reported = reported(&made(&[("plan.yaml", &plan), ("content/1-care.md", chapter)]));
    assert!(
        reported.starts_with("error[table-file]: there is no file `gone.csv` in content/\n")
            && reported.matches("error[").count() == 1,
        "{reported}"
    );
}

#[test]
fn values_may_carry_the_name_of_their_unit() {
    let chapter = "---\ntitle: Care\nmetrics:\n  - { id: a, name: A, unit: hours, value: 2 hours, baseline: 1 hour }\n  - { id: b, name: B, unit: count of beds, value: 12 beds }\n---\n{{ metrics }}\n\n{{ a }} and {{ a.baseline }} and {{ b }}.\n";
    assert!(
        text(&good(&[("content/1-care.md", chapter)]), "care/index.html")
            .contains("2\u{a0}hours and 1\u{a0}hour and 12.")
    );
}

#[test]
fn a_target_is_due_by_a_day_or_the_end_of_a_time() {
    for (by, words) in [
        ("2019-03-31", "31 March 2019"),
        ("2018-19", "the end of 2018-19"),
        ("2018-06", "the end of June 2018"),
        ("2018-19 Q2", "the end of September 2018"),
    ] {
        let front = format!(
            "metrics:\n  - {{ id: m, name: M, unit: count, better: higher, targets: [{{ value: 5, by: {by} }}] }}\n"
        );
        let made = made(&[("content/1-care.md", &format!("---\ntitle: Care\n{front}---\n{{{{ metrics }}}}\n"))]);
        for page in ["care/index.html", "measures/index.html"] {
            let html = text(&made, page);
            assert!(html.contains(&format!("<span class=\"when\">by {words}</span>")), "{page}, {by}: {html}");
        }
    }
}
