//! Every key that a plan may have → drawn front matter, `plan.yaml`, words and pictures.
//!
//! [`RECORDS`] lists the groups of keys by the names that messages give them, and what may stand at each key. A test holds
//! it against the rows of plainplan itself.

use super::spelling::Yaml;
use crate::dice::Dice;

/// What may stand at a key.
pub(super) enum Value {
    /// One of these texts.
    Text(&'static [&'static str]),
    /// Up to three of these texts, as a list or one alone.
    Texts(&'static [&'static str]),
    /// A group of keys, or one of these texts.
    Group(&'static str, &'static [&'static str]),
    /// Up to three groups of keys.
    Groups(&'static str),
    /// The rows of a table: as lines, or as lists.
    Rows,
    /// Notes, each with its mark.
    Notes,
    /// Any keys at all.
    Anything,
}

use Value::{Anything, Group, Groups, Notes, Rows, Text, Texts};

/// A key, how often in a hundred times it is there, and what may stand at it.
type Key = (&'static str, usize, Value);

const PERIODS: &[&str] = &["2017-18", "2018-03", "2018-19 Q1", "2018", "2018-06-30", "spring"];
const FIGURES: &[&str] = &["94", "95", "3.1", "3.10", "1,234", "120", "TBC", "n/a", "-4", "83.5", "many"];
const WORDS: &[&str] = &[
    "Our savings",
    "Care at home",
    "People seen in time",
    "The metrics of our plan.",
    "We see {{ waits }} of people.",
    "It’s £120 a day",
    "Beds: all of them",
    "Staff & volunteers",
    "A *good* start",
    "The CCG says so",
    "Housing #2 team",
    "x",
];
const REASONS: &[&str] =
    &["It is only for staff.", "The list leaves out small ones.", "We know.", "95% is right here."];
pub(super) const IDS: &[&str] = &["waits", "beds", "costs", "staff", "wards", "trend", "Bad id"];
const UNITS: &[&str] = &["percent", "count", "£m", "£000", "people", "days", "points", "rate per 1,000 people"];
const FILES: &[&str] =
    &["beds.csv", "figures.csv", "figures.xlsx", "./beds.csv", "../beds.csv", "1-care/beds.csv", "gone.csv"];
const COLUMNS: &[&str] = &["Ward", "Cost", "2017-18", "2018-19", "Share"];
const FORMULAS: &[&str] = &[
    "Share = Cost / 2017-18",
    "2018-19 = 2017-18 + Cost",
    "Acute = Beds - Ward",
    "Cost = change(2017-18, Share)",
    "Cost",
];
const HIGHER: &[&str] = &["higher", "lower", "neither"];
const PICTURES: &[&str] = &["bus", "doctor", "our-bus", "money", "no-such"];

pub(super) const RECORDS: &[(&str, &[Key])] = &[
    (
        "plan.yaml",
        &[
            ("title", 95, Text(WORDS)),
            ("organisation", 95, Group("the organisation", &["Test council", "County"])),
            ("period", 40, Group("the period", &[])),
            ("language", 20, Text(&["en-GB", "en", "English"])),
            ("address", 20, Text(&["https://plan.example.org/", "https://plan.example.org/2018"])),
            ("version", 40, Group("the version", &[])),
            ("contact", 80, Group("the contact", &[])),
            ("formats", 30, Group("the formats", &[])),
            ("last-plan", 50, Group("last year's plan", &[])),
            ("brand", 30, Group("the brand", &[])),
            ("numbers", 40, Group("numbers", &[])),
            ("partners", 30, Texts(WORDS)),
            ("accessibility", 30, Group("accessibility", &[])),
            ("easy", 40, Group("easy", &[])),
            ("notice", 20, Text(WORDS)),
            ("theme", 40, Text(&["ours", "ours", "ours", "ours", "plain", "plain", "plain", "plain", "gone"])),
        ],
    ),
    ("the organisation", &[("name", 95, Text(WORDS)), ("short", 50, Text(&["TC", "CCG"]))]),
    ("the period", &[("from", 95, Text(PERIODS)), ("to", 95, Text(PERIODS))]),
    (
        "the version",
        &[
            ("approved", 60, Text(PERIODS)),
            ("next-review", 60, Text(PERIODS)),
            ("status", 80, Text(&["draft", "final", "done"])),
            ("number", 60, Text(&["2", "1.10"])),
        ],
    ),
    (
        "the contact",
        &[
            ("email", 90, Text(&["a@example.org", "b@example.org"])),
            ("phone", 60, Text(&["01632 960001"])),
            ("post", 60, Texts(WORDS)),
        ],
    ),
    (
        "the formats",
        &[
            ("large print", 50, Text(ASK)),
            ("audio", 50, Text(ASK)),
            ("braille", 50, Text(ASK)),
            ("BSL", 50, Text(ASK)),
            ("paper", 50, Text(ASK)),
            ("languages", 40, Texts(&["Polish", "Welsh"])),
            ("days", 40, Text(&["10", "5"])),
        ],
    ),
    (
        "last year's plan",
        &[
            ("title", 95, Text(WORDS)),
            (
                "measures",
                90,
                Text(&["last.csv", "content/figures.csv", "figures.csv", "content/figures.xlsx", "gone.csv"]),
            ),
            ("address", 50, Text(&["https://plan.example.org/2017-18/"])),
        ],
    ),
    ("the brand", &[("colour", 95, Text(&["#12436d", "#28A197", "blue"]))]),
    (
        "numbers",
        &[
            ("negative", 60, Text(&["minus", "brackets"])),
            ("thousands", 60, Text(&["comma", "space"])),
            ("percent", 60, Text(&["sign", "words"])),
        ],
    ),
    (
        "easy",
        &[
            ("profile", 70, Text(&["uk", "strict", "ers26"])),
            ("words", 70, Texts(&["million", "specialist", "Ambulance"])),
        ],
    ),
    (
        "accessibility",
        &[
            ("compliance", 90, Text(&["full", "partial", "not"])),
            ("known-issues", 50, Groups("a known issue")),
            ("prepared", 50, Text(PERIODS)),
            ("reviewed", 50, Text(PERIODS)),
            ("nation", 30, Text(&["GB", "NI"])),
            ("response-days", 30, Text(&["10"])),
            ("tested", 30, Text(WORDS)),
        ],
    ),
    (
        "a known issue",
        &[("what", 95, Text(WORDS)), ("criterion", 50, Text(&["1.1.1", "9.9.9"])), ("fix-by", 50, Text(PERIODS))],
    ),
    (
        "a chapter",
        &[
            ("title", 85, Text(WORDS)),
            ("description", 40, Text(WORDS)),
            ("status", 20, Text(&["final", "draft"])),
            ("owner", 20, Text(WORDS)),
            ("updated", 15, Text(PERIODS)),
            ("metrics", 60, Groups("a measure")),
            ("tables", 50, Groups("a table")),
            ("charts", 30, Groups("a chart")),
            ("milestones", 30, Groups("a milestone")),
            ("risks", 25, Groups("a risk")),
            ("accept", 20, Groups("an accepted problem")),
            ("extra", 10, Anything),
        ],
    ),
    (
        "a measure",
        &[
            ("id", 95, Text(IDS)),
            ("name", 95, Text(WORDS)),
            ("unit", 95, Text(UNITS)),
            ("better", 60, Text(HIGHER)),
            ("baseline", 50, Group("a baseline", FIGURES)),
            ("value", 60, Group("a value", FIGURES)),
            ("standard", 25, Group("a standard", FIGURES)),
            ("targets", 50, Groups("a target")),
            ("trajectory", 40, Groups("a point of a trajectory")),
            ("compare", 30, Groups("a comparison")),
            ("status", 20, Group("a status", &["on track"])),
            ("owner", 20, Text(WORDS)),
            ("was", 15, Text(IDS)),
            ("note", 20, Text(WORDS)),
            ("source", 20, Text(WORDS)),
        ],
    ),
    ("a baseline", READING),
    ("a value", READING),
    ("a standard", &[("value", 95, Text(FIGURES)), ("source", 20, Text(WORDS)), ("note", 20, Text(WORDS))]),
    (
        "a target",
        &[
            ("value", 90, Text(FIGURES)),
            ("words", 15, Text(WORDS)),
            ("by", 70, Text(DUE)),
            ("source", 20, Text(WORDS)),
            ("note", 20, Text(WORDS)),
        ],
    ),
    (
        "a point of a trajectory",
        &[("period", 95, Text(PERIODS)), ("plan", 70, Text(FIGURES)), ("actual", 70, Text(FIGURES))],
    ),
    (
        "a comparison",
        &[
            ("name", 95, Text(&["England", "Our region"])),
            ("value", 95, Text(FIGURES)),
            ("period", 50, Text(PERIODS)),
            ("verdict", 20, Text(&["better", "similar", "not compared"])),
            ("tolerance", 20, Text(&["0.5", "-1"])),
            ("note", 20, Text(WORDS)),
        ],
    ),
    (
        "a status",
        &[
            (
                "is",
                95,
                Text(&["met", "on track", "at risk", "behind", "late", "done", "planned", "not started", "stopped"]),
            ),
            ("because", 95, Text(REASONS)),
        ],
    ),
    ("a file of measures", &[("file", 100, Text(FILES)), ("sheet", 20, Text(SHEETS)), ("range", 15, Text(RANGES))]),
    (
        "a table",
        &[
            ("id", 95, Text(IDS)),
            ("caption", 95, Text(WORDS)),
            ("unit", 40, Text(UNITS)),
            ("file", 50, Text(FILES)),
            ("sheet", 10, Text(SHEETS)),
            ("range", 10, Text(RANGES)),
            ("columns", 60, Groups("a column")),
            ("rows", 50, Rows),
            ("notes", 20, Notes),
            ("formulas", 20, Groups("a formula")),
            ("compare", 20, Group("a comparison of columns", &[])),
            ("source", 20, Text(WORDS)),
        ],
    ),
    (
        "a column",
        &[
            ("name", 95, Text(COLUMNS)),
            ("header", 30, Text(&["true", "false"])),
            ("under", 20, Text(&["Beds", "2017-18"])),
            (
                "type",
                40,
                Text(&[
                    "text", "count", "money", "percent", "points", "rate", "number", "date", "period", "rating", "rank",
                ]),
            ),
            ("unit", 20, Text(UNITS)),
            ("total", 30, Text(&["sum", "none"])),
            ("calculate", 15, Text(&["sum", "change", "percent change", "percent of total"])),
            ("of", 15, Texts(COLUMNS)),
            ("from", 15, Text(COLUMNS)),
            ("to", 15, Text(COLUMNS)),
            ("decimals", 15, Text(&["0", "1"])),
        ],
    ),
    ("a formula", &[("formula", 100, Text(FORMULAS)), ("decimals", 15, Text(&["0", "1"]))]),
    (
        "a comparison of columns",
        &[
            ("with", 95, Text(COLUMNS)),
            ("better", 85, Text(HIGHER)),
            ("tolerance", 20, Text(&["0.5", "Beds", "x"])),
            ("verdict", 15, Text(COLUMNS)),
            ("columns", 40, Texts(COLUMNS)),
        ],
    ),
    (
        "a chart",
        &[
            ("id", 95, Text(IDS)),
            ("of", 95, Texts(IDS)),
            (
                "kind",
                60,
                Text(&[
                    "line",
                    "bars",
                    "grouped bars",
                    "stacked bars",
                    "waterfall",
                    "pyramid",
                    "bullet",
                    "small multiples",
                ]),
            ),
            ("columns", 40, Texts(COLUMNS)),
            ("title", 40, Text(WORDS)),
            ("description", 30, Text(WORDS)),
        ],
    ),
    (
        "a milestone",
        &[
            ("by", 95, Text(PERIODS)),
            ("text", 95, Text(WORDS)),
            ("owner", 40, Text(WORDS)),
            (
                "status",
                60,
                Text(&["planned", "not started", "on track", "at risk", "behind", "late", "done", "met", "stopped"]),
            ),
        ],
    ),
    (
        "a risk",
        &[
            ("risk", 95, Text(WORDS)),
            ("causes", 50, Texts(WORDS)),
            ("controls", 50, Texts(WORDS)),
            ("likelihood", 60, Text(&["3", "5"])),
            ("impact", 60, Text(&["1", "4"])),
        ],
    ),
    ("an accepted problem", &[("finding", 95, Text(FINDINGS)), ("because", 95, Text(REASONS))]),
    (
        "an easy-read chapter",
        &[
            ("title", 90, Text(WORDS)),
            ("description", 40, Text(WORDS)),
            ("checked", 30, Groups("a record of a check")),
            ("leave-out", 30, Groups("a section that is left out")),
            ("accept", 20, Groups("an accepted problem")),
        ],
    ),
    ("a record of a check", &[("by", 95, Text(WORDS)), ("people", 80, Text(&["6", "12"])), ("on", 80, Text(PERIODS))]),
    (
        "a section that is left out",
        &[("section", 95, Text(&["#first", "second", "#our-savings"])), ("because", 95, Text(REASONS))],
    ),
    (
        "a word",
        &[
            ("term", 95, Text(&["clinical commissioning group", "x-ray", "specialist", "National Health Service"])),
            ("short", 60, Texts(&["CCG", "XR", "NHS"])),
            ("meaning", 95, Text(WORDS)),
            ("easy", 50, Text(WORDS)),
            ("picture", 40, Text(PICTURES)),
            ("known", 30, Text(&["true", "false"])),
        ],
    ),
    (
        "a picture",
        &[
            ("id", 95, Text(PICTURES)),
            ("file", 95, Text(&["bus.svg", "our.svg", "private/us.jpg", "gone.svg"])),
            ("shows", 95, Text(WORDS)),
            ("words", 80, Texts(&["bus", "care", "money"])),
            ("kind", 60, Text(&["photo", "drawing", "icon"])),
            ("licence", 90, Text(&["own", "MIT", "subscription"])),
            ("credit", 70, Text(WORDS)),
            ("people", 40, Text(&["consent", "staff", "none"])),
            ("use-until", 50, Text(&["2018-05-30", "2018-05-31", "2019-01-01"])),
            ("sha256", 20, Text(&["9f2c41"])),
            ("source", 20, Text(WORDS)),
        ],
    ),
];

const DUE: &[&str] = &["2018-09", "2018-19", "31 March 2019", "spring 2019", "ongoing", "TBC", "soon"];
const ASK: &[&str] = &["ask", "no", "yes"];
const READING: &[Key] = &[("value", 95, Text(FIGURES)), ("period", 60, Text(PERIODS)), ("note", 20, Text(WORDS))];
const SHEETS: &[&str] = &["Figures", "Other"];
const RANGES: &[&str] = &["A1:B3", "A1:D9"];
/// Beginnings of messages, with the figures that the drawn plans often have.
const FINDINGS: &[&str] = &["the total of Cost says 200, but its rows add up to 201", "you typed 95% here", "x"];

/// The keys of a record.
pub(super) fn keys(record: &str) -> &'static [Key] {
    RECORDS.iter().find(|(name, _)| *name == record).map_or(&[], |(_, keys)| keys)
}

/// A drawn record. One in forty has a key too many, a key twice, or none of its keys.
pub(super) fn record(name: &'static str, dice: &mut Dice) -> Yaml {
    let mut entries = Vec::new();
    for (key, often, value) in keys(name) {
        if dice.chance(*often) {
            entries.push(((*key).to_owned(), drawn(value, dice)));
        }
    }
    match dice.throw(120) {
        0 => entries.push(("unknown".to_owned(), Yaml::text("x"))),
        1 => entries.extend(entries.first().cloned()),
        2 => entries.clear(),
        _ if dice.chance(20) && entries.len() > 1 => {
            let other = 1 + dice.throw(entries.len() - 1);
            entries.swap(0, other);
        }
        _ => {}
    }
    Yaml::Keys(entries)
}

fn drawn(value: &Value, dice: &mut Dice) -> Yaml {
    match value {
        Text(texts) => Yaml::text(dice.pick(texts)),
        Texts(texts) if dice.chance(30) => Yaml::text(dice.pick(texts)),
        Texts(texts) => Yaml::List((0..=dice.throw(3)).map(|_| Yaml::text(dice.pick(texts))).collect()),
        Group(_, texts) if !texts.is_empty() && dice.chance(50) => Yaml::text(dice.pick(texts)),
        Group(name, _) => record(name, dice),
        Groups("a measure") if dice.chance(15) => Yaml::List(vec![record("a file of measures", dice)]),
        Groups(name) => Yaml::List((0..=dice.throw(2)).map(|_| record(name, dice)).collect()),
        Rows => rows(dice),
        Notes => Yaml::List(vec![Yaml::Keys(vec![("a".to_owned(), Yaml::text(dice.pick(WORDS)))])]),
        Anything => Yaml::Keys(vec![("mine".to_owned(), Yaml::text(dice.pick(WORDS)))]),
    }
}

fn rows(dice: &mut Dice) -> Yaml {
    let lines = table(dice);
    if dice.chance(60) {
        return Yaml::Lines(lines.iter().map(|cells| cells.join(" | ")).collect());
    }
    Yaml::List(lines.into_iter().map(|cells| Yaml::List(cells.iter().map(|cell| Yaml::text(cell)).collect())).collect())
}

const CELLS: &[&str] = &["120", "80", "200", "1,234", "95%", "TBC", "^", "{{ waits }}", "£5m", "x [^a]", "", "2018-04"];

/// Rows of cells: names, then figures.
pub(super) fn table(dice: &mut Dice) -> Vec<Vec<String>> {
    let columns = 1 + dice.throw(3);
    let names = ["North", "South", "= All", "Total", "of which South", "Less: fees", "Acute"];
    let row = |dice: &mut Dice| -> Vec<String> {
        let cells = (0..columns).map(|_| (*dice.any(CELLS)).to_owned()).collect::<Vec<_>>();
        [(*dice.any(&names)).to_owned()].into_iter().chain(cells).collect()
    };
    (0..2 + dice.throw(4)).map(|_| row(dice)).collect()
}

/// A file of figures as CSV: a table, or measures.
pub(super) fn csv(dice: &mut Dice) -> String {
    let columns: &[&str] = if dice.chance(50) { &["id", "name", "unit"] } else { &["Ward", "Cost"] };
    let more = [
        "better",
        "baseline",
        "baseline_period",
        "baseline_note",
        "value",
        "value_period",
        "value_note",
        "standard",
        "standard_source",
        "standard_note",
        "target",
        "target_words",
        "target_by",
        "target_note",
        "compare",
        "compare_name",
        "compare_period",
        "compare_verdict",
        "compare_tolerance",
        "compare_note",
        "compare_2",
        "compare_2_name",
        "status",
        "because",
        "owner",
        "was",
        "note",
        "source",
        "2018-04",
        "2018-04 plan",
        "2017-18",
    ];
    let more: Vec<&str> = more.into_iter().filter(|_| dice.chance(25)).collect();
    let headings: Vec<&str> = columns.iter().copied().chain(more).collect();
    let cell = |heading: &str, dice: &mut Dice| match heading {
        "id" | "was" => dice.pick(IDS),
        "unit" => "percent",
        "better" => dice.pick(HIGHER),
        "status" => "on track",
        "compare_verdict" => "similar",
        heading if heading.contains("period") || heading.ends_with("_by") => dice.pick(PERIODS),
        "name" | "owner" | "note" | "source" | "standard_source" | "because" | "target_words" | "compare_name"
        | "compare_2_name" => dice.pick(WORDS),
        heading if heading.ends_with("_note") => dice.pick(WORDS),
        "Ward" => dice.pick(&["North", "South", "= All"]),
        _ => dice.pick(FIGURES),
    };
    let line = |dice: &mut Dice| -> String {
        let cells: Vec<String> = headings.iter().map(|heading| format!("\"{}\"", cell(heading, dice))).collect();
        cells.join(",") + "\n"
    };
    let rows: String = (0..=dice.throw(3)).map(|_| line(dice)).collect();
    headings.join(",") + "\n" + &rows
}
