//! Plans of the rows, made; and the places of their pages into what they say.

use std::collections::BTreeMap;

use plainplan::{Made, Project, Settings};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::page::{Said, element, elements};
use crate::row::{Kind, Place, Row};
use crate::typed::{LAST_YEAR, chapter, last_year, plan_yaml};

/// What every row says. Rows that need the same plan.yaml share a plan, with a chapter for each.
pub fn said(rows: &[Row]) -> Vec<Vec<Place>> {
    let mut plans: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        plans.entry(plan_yaml(row)).or_default().push(at);
    }
    let mut said = vec![Vec::new(); rows.len()];
    for (yaml, members) in plans {
        let chapters = members.iter().flat_map(|at| chapter(&rows[*at], *at));
        let last = members.iter().filter_map(|at| last_year(&rows[*at], *at));
        let last: String = std::iter::once(LAST_YEAR.to_owned()).chain(last).collect();
        let plan = [("plan.yaml".to_owned(), yaml), ("content/index.md".to_owned(), "# Plan\n\nText.\n".to_owned())];
        let files = plan.into_iter().chain([("content/last.csv".to_owned(), last)]).chain(chapters);
        let made = Project::from_files(files, Settings::default()).apply([]);
        for at in members {
            said[at] = Shown { made: &made, at }.places(&rows[at]);
        }
    }
    said
}

#[derive(Deserialize)]
struct Measures {
    measures: Vec<Measure>,
}

#[derive(Deserialize)]
struct Measure {
    id: String,
    value: Option<Figure>,
}

#[derive(Deserialize)]
struct Figure {
    kind: Option<String>,
    value: Option<Box<RawValue>>,
}

/// The pages and files of a plan, for one of its rows.
struct Shown<'m> {
    made: &'m Made,
    at: usize,
}

impl Shown<'_> {
    fn file(&self, address: &str) -> String {
        let bytes = self.made.output.get(address).unwrap_or_else(|| panic!("no {address}"));
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }

    fn page(&self) -> String {
        self.file(&format!("m{}/index.html", self.at))
    }

    fn places(&self, row: &Row) -> Vec<Place> {
        let found = match row.kind {
            Kind::Figure(_) => [self.figure(), self.easy(&["easy read", "| people", "| share", "| about"])].concat(),
            Kind::Time => self.time(),
            Kind::Measure(_) => [self.measure(), self.easy(&["value | trend", "target | trend"])].concat(),
            Kind::Chart(..) => chart_says(&self.page()),
        };
        let found = found.into_iter().filter_map(|(name, said)| Some((name, said?)));
        let found: Vec<Place> = found.collect();
        assert!(
            !found.is_empty(),
            "nothing comes of {row:?}: {:#?}",
            self.made.diagnostics.iter().map(|found| &found.message).collect::<Vec<_>>()
        );
        found
    }

    /// The row of the measure on the page of all measures: its cells by their headings.
    fn list(&self, heading: &str) -> Option<Said> {
        let html = self.file("measures/index.html");
        let row = element(&html, &format!("<tr role=\"row\" id=\"measure--m{}\"", self.at))?;
        let cell = element(row, &format!("<td role=\"cell\" class=\"n\" data-label=\"{heading}\""))
            .or_else(|| element(row, &format!("<td role=\"cell\" data-label=\"{heading}\"")))?;
        Said::of(cell)
    }

    fn dashboard(&self, column: usize) -> Option<Said> {
        let html = self.page();
        let table = element(&html, "<table aria-labelledby=\"dashboard")
            .or_else(|| after(&html, "id=\"dashboard").and_then(|rest| element(rest, "<tbody")))?;
        Said::of(elements(table, "<td").get(column)?)
    }

    fn card(&self, opening: &str) -> Option<Said> {
        Said::of(element(element(&self.page(), "<li class=\"metric\"")?, opening)?)
    }

    fn figure(&self) -> Vec<(&'static str, Option<Said>)> {
        let page = self.page();
        let below = |said: Option<Said>| said.map(Said::without_time);
        let json = self.json();
        let cell = after(&page, &format!("id=\"table--t{}", self.at)).and_then(|rest| element(rest, "<td"));
        let of_measure =
            after(&page, &format!("id=\"chart--m{}", self.at)).and_then(|rest| rest.split("</figure>").next());
        let of_table =
            after(&page, &format!("id=\"chart--t{}", self.at)).and_then(|rest| rest.split("</figure>").next());
        let label = |chart: Option<&str>| Said::of(element(chart?, "<span class=\"row-figure\"")?);
        let row = |chart: Option<&str>| Said::of(element(chart?, "<td class=\"n\"")?);
        vec![
            ("card", self.card("<span class=\"big\"")),
            ("card target", element(&page, "<dl").and_then(|list| Said::of(element(list, "<dd")?))),
            ("list", below(self.list("Latest"))),
            ("list target", below(self.list("Target"))),
            ("dashboard", below(self.dashboard(0))),
            ("dashboard target", below(self.dashboard(1))),
            ("chart", label(of_measure)),
            ("chart figures", row(of_measure)),
            ("prose", said_in(&page, 0)),
            ("JSON text", json["value"]["text"].as_str().map(Said::plain)),
            ("table", cell.and_then(Said::of)),
            ("chart of table", label(of_table)),
            ("its figures", row(of_table)),
            ("CSV", self.csv().get(6).map(|cell| Said::plain(cell))),
            ("JSON value", Some(Said::plain(&self.json_value()))),
            ("chart says", of_measure.and_then(|chart| Said::of(element(chart, "<p class=\"chart-says\"")?))),
        ]
    }

    fn time(&self) -> Vec<(&'static str, Option<Said>)> {
        let page = self.page();
        let card = element(&page, "<li class=\"metric\"").unwrap_or_default().to_owned();
        let terms = elements(&card, "<dt").into_iter().map(Said::of).collect::<Vec<_>>();
        let list = |heading: &str| {
            let html = self.file("measures/index.html");
            let row = element(&html, &format!("<tr role=\"row\" id=\"measure--m{}\"", self.at))?.to_owned();
            let cell = element(&row, &format!("<td role=\"cell\" class=\"n\" data-label=\"{heading}\""))?.to_owned();
            Said::of(element(&cell, "<span class=\"when\"")?)
        };
        let dashboard = after(&page, "id=\"dashboard").unwrap_or_default();
        let chart = after(&page, &format!("id=\"chart--m{}", self.at)).unwrap_or_default();
        let statement = self.file("accessibility/index.html");
        let line = |html: &str, with: &str| {
            Said::of(elements(html, "<p").into_iter().chain(elements(html, "<li")).find(|text| text.contains(with))?)
        };
        let json = self.json();
        let measure = [
            ("card", Said::of(element(&card, "<span class=\"when\"").unwrap_or_default())),
            ("card before", terms.get(1).cloned().flatten()),
            ("card target", terms.first().cloned().flatten()),
            ("list", list("Latest")),
            ("list target", list("Target")),
            ("dashboard heading", elements(dashboard, "<th").into_iter().nth(2).and_then(Said::of)),
            ("dashboard", Said::of(element(dashboard, "<span class=\"when\"").unwrap_or_default())),
            (
                "dashboard target",
                elements(dashboard, "<td")
                    .iter()
                    .rev()
                    .find(|cell| cell.contains("by "))
                    .and_then(|cell| Said::of(element(cell, "<span class=\"when\"")?)),
            ),
            ("chart", Said::of(element(chart, "<span class=\"cell-when\"").unwrap_or_default())),
            ("chart figures", Said::of(element(chart, "<th scope=\"row\"").unwrap_or_default())),
            ("chart says", Said::of(element(chart, "<p class=\"chart-says\"").unwrap_or_default())),
            (
                "table",
                after(&page, &format!("id=\"table--t{}", self.at)).and_then(|rest| Said::of(element(rest, "<td")?)),
            ),
            ("timeline", element(&page, "<p class=\"timeline-when\"").and_then(Said::of)),
            ("prose", said_in(&page, 0)),
            ("prose target", said_in(&page, 1)),
            ("foot", line(&page, "Next review")),
            ("prepared", line(&statement, "prepared")),
            ("to be mended", line(&statement, "Maps")),
            ("CSV", self.csv().get(7).map(|cell| Said::plain(cell))),
            ("JSON", json["value"]["period"].as_str().map(Said::plain)),
        ];
        [measure.to_vec(), self.easy(&["easy read", "easy read target", "| date", "target | date"])].concat()
    }

    fn measure(&self) -> Vec<(&'static str, Option<Said>)> {
        let json = self.json();
        let standing = &json["standing"];
        let text = [&standing["words"], &standing["detail"], &standing["because"]];
        let text: Vec<&str> = text.into_iter().filter_map(Value::as_str).collect();
        let page = self.page();
        let last = elements(&page, "<div")
            .into_iter()
            .find(|term| term.starts_with("<dt>In last year"))
            .and_then(|term| Said::of(element(term, "<dd")?));
        vec![
            ("card", self.card("<p class=\"metric-standing\"")),
            ("list", self.list("Progress")),
            ("JSON", Some(Said::plain(&text.join(": "))).filter(|_| !text.is_empty())),
            ("last year", last),
        ]
    }

    fn easy(&self, names: &[&'static str]) -> Vec<(&'static str, Option<Said>)> {
        let html = self.file(&format!("easy-read/m{}/index.html", self.at));
        names.iter().enumerate().map(|(at, name)| (*name, said_in(&html, at))).collect()
    }

    fn json(&self) -> Value {
        let all: Value = serde_json::from_str(&self.file("data/measures.json")).expect("JSON");
        let id = format!("m{}", self.at);
        let measures = all["measures"].as_array().expect("measures");
        measures.iter().find(|measure| measure["id"] == id.as_str()).cloned().unwrap_or(Value::Null)
    }

    /// The kind and the value, with the digits that stand in the file.
    fn json_value(&self) -> String {
        let all = self.file("data/measures.json");
        let all: Measures = serde_json::from_str(&all).expect("JSON");
        let id = format!("m{}", self.at);
        let Some(value) = all.measures.into_iter().find(|measure| measure.id == id).and_then(|measure| measure.value)
        else {
            return String::new();
        };
        let text = value.value.map(|text| text.get().replace('"', "")).unwrap_or_default();
        [value.kind.unwrap_or_default(), text].join(" ").trim().to_owned()
    }

    fn csv(&self) -> Vec<String> {
        let id = format!("m{},", self.at);
        let text = self.file("data/measures.csv");
        text.lines().find(|line| line.starts_with(&id)).map_or(Vec::new(), cells)
    }
}

/// What a chart says, what stands at its marks, and its figures as a table.
fn chart_says(page: &str) -> Vec<(&'static str, Option<Said>)> {
    let drawing = element(page, "<div class=\"drawing\"").unwrap_or_default();
    let labels = elements(drawing, "<b").join("; ");
    let figures = elements(page, "<td class=\"n\"").join("; ");
    vec![
        ("says", element(page, "<p class=\"chart-says\"").and_then(Said::of)),
        ("labels", Said::of(&labels).filter(|_| !labels.is_empty())),
        ("figures", Said::of(&figures).filter(|_| !figures.is_empty())),
        ("subtitle", element(page, "<span class=\"chart-subtitle\"").and_then(Said::of)),
    ]
}

/// What follows a stretch of markup.
fn after<'h>(html: &'h str, opening: &str) -> Option<&'h str> {
    html.split_once(opening).map(|(_, rest)| rest)
}

/// The sentences `We say …` of a page, without those words.
fn said_in(html: &str, at: usize) -> Option<Said> {
    let line = html.split("We say ").nth(at + 1)?.split("</p>").next()?;
    Said::of(line.strip_suffix('.').unwrap_or(line))
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            letter => cells.last_mut().expect("a cell").push(letter),
        }
    }
    cells
}
