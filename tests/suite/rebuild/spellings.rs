//! One thing in each of the ways in which YAML and Markdown let it be written: an edit of it is noticed whatever the spelling.

use std::collections::BTreeSet;

use plainplan::project::pipeline::{Made, Project, Touched};
use plainplan::project::render;

use super::{files, same, settings};
use crate::common::Folder;

/// A plan with one thing spelt in a way of its own, and an edit of that thing.
struct Spelling {
    what: &'static str,
    files: &'static [(&'static str, &'static str)],
    edit: (&'static str, &'static str, &'static str),
}

const fn spelling(
    what: &'static str,
    files: &'static [(&'static str, &'static str)],
    edit: (&'static str, &'static str, &'static str),
) -> Spelling {
    Spelling { what, files, edit }
}

const CSV: (&str, &str) = ("content/beds.csv", "Ward,Cost\nNorth,120\nSouth,80\n=All,\n");
const CITES_BEDS: (&str, &str) = ("content/3-cites.md", "# Cites\n\nThe north costs {{ beds.north.cost }}.\n");
const NORTH: (&str, &str, &str) = ("content/beds.csv", "North,120", "North,130");
const SAYS_95: (&str, &str) = ("content/3-says.md", "# Says\n\nIn the end 95% were seen. It cost 1,234 pounds.\n");
const MEASURES: (&str, &str) = ("content/figures.csv", "id,name,unit,value\nwaits,Waits,percent,94\n");
const TITLED: (&str, &str, &str) = ("content/2-x.md", "Our", "All our");
const TO_95: (&str, &str, &str) = ("content/2-x.md", "94", "95");
const CHAIRS: (&str, &str) = (
    "content/3-chairs.md",
    "---\ntitle: Chairs\ntables: [{ id: chairs, caption: Chairs, columns: [Room, Cost], rows: [[North, 1]] }]\n---\n{{ table chairs }}\n",
);
const TO_CHAIRS: (&str, &str, &str) = ("content/2-x.md", "beds", "chairs");

const SPELLINGS: &[Spelling] = &[
    // Titles.
    spelling("a title over equals signs", &[("content/2-x.md", "Our savings\n===========\n\nText.\n")], TITLED),
    spelling("a title of two lines over equals signs", &[("content/2-x.md", "Our\nsavings\n=\n\nText.\n")], TITLED),
    spelling("a heading over dashes", &[("content/2-x.md", "Our savings\n---\n\nText.\n")], TITLED),
    spelling("a title behind # and a Tab", &[("content/2-x.md", "#\tOur savings\n\nText.\n")], TITLED),
    spelling("a title set in, and closed", &[("content/2-x.md", "   #    Our savings  #\n\nText.\n")], TITLED),
    spelling("a title below a comment", &[("content/2-x.md", "<!-- {{ x -->\n\n# Our *savings*\n\nText.\n")], TITLED),
    spelling(
        "a title in quotation marks",
        &[("content/2-x.md", "---\n'title' : \"Our savings\"\n---\nText.\n")],
        TITLED,
    ),
    spelling("a title on a line of its own", &[("content/2-x.md", "---\ntitle:\n  Our savings\n---\nText.\n")], TITLED),
    spelling("a folded title", &[("content/2-x.md", "---\ntitle: >\n  Our\n  savings\n---\nText.\n")], TITLED),
    spelling("a title in braces", &[("content/2-x.md", "---\n{ title: Our savings }\n---\nText.\n")], TITLED),
    spelling(
        "a title in JSON",
        &[("content/2-x.md", "---\n{\"title\":\"Our savings\",\n\"description\":\"Our\"}\n---\nText.\n")],
        TITLED,
    ),
    spelling(
        "a title with an anchor",
        &[("content/2-x.md", "---\ntitle: &it Our savings\ndescription: It\n---\nText.\n")],
        TITLED,
    ),
    spelling(
        "a heading below the title",
        &[("content/2-x.md", "---\ntitle: X\n---\nOur savings\n===\n\nText.\n")],
        TITLED,
    ),
    spelling(
        "a description in JSON",
        &[("content/2-x.md", "---\n{\"description\":\n\"Our way\", \"title\": \"X\"}\n---\nText.\n")],
        TITLED,
    ),
    // Files of figures.
    spelling(
        "a file in a quoted key",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ntables:\n  - id: beds\n    caption: Beds\n    \"file\": beds.csv\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file in a key with single quotes",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ntables: [{ id: beds, caption: Beds, 'file': beds.csv }]\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file behind a space and a colon",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ntables:\n  - id: beds\n    caption: Beds\n    file : beds.csv\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file in a key with an escape",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ntables:\n  - id: beds\n    caption: Beds\n    \"fil\\x65\": beds.csv\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file in a key with a question mark",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ntables:\n  - id: beds\n    caption: Beds\n    ? file\n    : beds.csv\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file in JSON",
        &[
            (
                "content/2-x.md",
                "---\n{\"title\":\"X\",\"tables\":[{\"id\":\"beds\",\"caption\":\"Beds\",\"file\":\"./beds.csv\"}]}\n---\n{{ table beds }}\n",
            ),
            CSV,
            CITES_BEDS,
        ],
        NORTH,
    ),
    spelling(
        "a file of measures in a quoted key",
        &[
            ("content/2-x.md", "---\ntitle: X\nmetrics:\n  - \"file\": figures.csv\n---\n{{ metrics }}\n"),
            MEASURES,
            SAYS_95,
        ],
        ("content/figures.csv", "94", "95"),
    ),
    spelling(
        "a file of measures behind a space and a colon",
        &[
            ("content/2-x.md", "---\n{ title: X, metrics: [{ file : figures.csv }] }\n---\n{{ dashboard }}\n"),
            MEASURES,
            SAYS_95,
        ],
        ("content/figures.csv", "94", "95"),
    ),
    spelling(
        "last year's measures",
        &[
            (
                "plan.yaml",
                "title: T\norganisation: O\ncontact: { email: a@example.org }\n\"last-plan\": { title: Last, \"measures\": figures.csv }\n",
            ),
            MEASURES,
            (
                "content/2-x.md",
                "---\ntitle: X\nmetrics: [{ id: waits, name: Waits, unit: percent, value: 90 }]\n---\n{{ metrics }} {{ waits.last }}\n\n{{ dashboard }}\n",
            ),
        ],
        ("content/figures.csv", "94", "95"),
    ),
    // Measures that other chapters are held against.
    spelling(
        "measures below a line with their word",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\ndescription: The metrics of our plan.\nmetrics:\n  - { id: waits, name: Waits, unit: percent, value: 94 }\n---\n{{ metrics }}\n",
            ),
            SAYS_95,
        ],
        TO_95,
    ),
    spelling(
        "measures below a comment with their word",
        &[
            (
                "content/2-x.md",
                "---\n# metrics\ntitle: X\nmetrics:\n- { id: waits, name: Waits, unit: percent, value: 94 }\n---\n{{ metrics }}\n",
            ),
            SAYS_95,
        ],
        TO_95,
    ),
    spelling(
        "measures in a quoted key with an escape",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\n\"metr\\x69cs\":\n  - { id: waits, name: Waits, unit: percent, value: 94 }\n---\n{{ metrics }}\n",
            ),
            SAYS_95,
        ],
        TO_95,
    ),
    spelling(
        "measures in braces",
        &[
            (
                "content/2-x.md",
                "---\n{ title: X,\nmetrics: [\n{ id: waits,\nname: Waits,\nunit: percent,\nvalue: 94 } ] }\n---\n{{ metrics }}\n",
            ),
            SAYS_95,
        ],
        TO_95,
    ),
    spelling(
        "measures behind a title on one line",
        &[
            (
                "content/2-x.md",
                "---\n{\ntitle: X, metrics: [{ id: waits, name: Waits, unit: percent, value: 94 }]\n}\n---\n{{ metrics }}\n",
            ),
            SAYS_95,
        ],
        TO_95,
    ),
    spelling(
        "a figure with another number of decimals",
        &[
            (
                "content/2-x.md",
                "---\ntitle: X\nmetrics: [{ id: waits, name: Waits, unit: percent, value: 3.1 }]\n---\n{{ metrics }}\n",
            ),
            ("content/3-y.md", "# Y\n\nIt is {{ waits }}.\n"),
        ],
        ("content/2-x.md", "3.1", "3.10"),
    ),
    // Tables that other chapters are held against, and places in what is reported of them.
    spelling(
        "tables behind a description on one line",
        &[
            (
                "content/2-x.md",
                "---\n{\ndescription: D, tables: [{ id: beds, caption: B, columns: [Room, Cost], rows: [[North, 1]] }], title: X\n}\n---\nText.\n",
            ),
            CHAIRS,
        ],
        TO_CHAIRS,
    ),
    spelling(
        "a title above an id that is there twice",
        &[
            (
                "content/2-x.md",
                "---\ntitle: Our\ntables: [{ id: chairs, caption: B, columns: [Room, Cost], rows: [[North, 1]] }]\n---\n{{ table chairs }}\n",
            ),
            CHAIRS,
        ],
        ("content/2-x.md", "Our", ">\n  Our"),
    ),
    spelling(
        "a paragraph above an id that is there twice",
        &[("content/2-x.md", "# X\n\nOur words.\n\n| A | B |\n|---|---|\n| x | 1 |\n\nTable: B {#chairs}\n"), CHAIRS],
        ("content/2-x.md", "Our", "Our\n\nour"),
    ),
    spelling(
        "a space in a table with an id that is there twice",
        &[("content/2-x.md", "# X\n\n| A | B |\n|---|---|\n| x | 1 |\n\nTable: B {#chairs}\n"), CHAIRS],
        ("content/2-x.md", "Table: B", "Table:  B"),
    ),
    spelling(
        "a table without pipes at its sides",
        &[("content/2-x.md", "# X\n\nA | B\n---|---\nx | 1\ny\n\nTable: B {#beds}\n"), CHAIRS],
        TO_CHAIRS,
    ),
    // Easy read.
    spelling(
        "an easy-read title in a quoted key",
        &[("content/1-care.easy.md", "---\n\"title\": Our care\n---\n![bus]\nYou can come by bus.\n")],
        ("content/1-care.easy.md", "Our", "All our"),
    ),
    spelling(
        "an easy-read title in braces",
        &[(
            "content/1-care.easy.md",
            "---\n{ title: Our care,\ndescription: Our way }\n---\n![bus]\nYou can come by bus.\n",
        )],
        ("content/1-care.easy.md", "Our", "All our"),
    ),
    spelling(
        "easy read of a chapter with a title over equals signs",
        &[
            ("content/2-x.md", "Our savings\n===\n\nText.\n"),
            ("content/2-x.easy.md", "---\ntitle: Saving\n---\n![bus]\nWe save money.\n"),
        ],
        TITLED,
    ),
];

#[test]
fn whatever_the_spelling_the_same_is_made_as_anew() {
    let as_typed = |text: &str| text.to_owned();
    let as_in_windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let mut wrong = Vec::new();
    for Spelling { what, files: spelt, edit: (path, was, is) } in SPELLINGS {
        for typed in [as_typed as fn(&str) -> String, as_in_windows] {
            let plan = Folder::small();
            spelt.iter().for_each(|(path, text)| plan.write(path, &typed(text)));
            let mut project = Project::open(settings(&plan));
            let before = project.make(&Touched::Anything);
            plan.edit(path, was, is);
            let made = project.make(&Touched::Paths(BTreeSet::from([plan.path().join(path)])));
            let reported = |made: &Made| render::human(&made.source, &made.diagnostics, false);
            if files(&before) == files(&made) && reported(&before) == reported(&made) {
                wrong.push(format!("{what}: nothing was made again"));
            }
            wrong.extend(same(&made, &plan).err().map(|difference| format!("{what}: {difference}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
