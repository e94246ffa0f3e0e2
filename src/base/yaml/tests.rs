//! The two readers of YAML agree, on texts drawn at random and on damaged copies of real ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use walkdir::WalkDir;

use super::plain::{DEEPEST, LONGEST_KEY, read};
use super::{Record, full};
use crate::base::files::Files;
use crate::base::span::FileId;

/// Where the text begins in its file; any place will do.
const OFFSET: usize = 4;

/// Keys matter only for what is said of an error.
const NONE: Record = Record { name: "a test", doc: "", keys: &[] };

fn file() -> FileId {
    static SOURCE: LazyLock<Files> = LazyLock::new(|| Files::from_texts(BTreeMap::new(), std::iter::empty()));
    SOURCE.find("plan.yaml").expect("every source has one")
}

/// Whether the plain reader takes a text; if it does, both must give the same tree.
fn is_taken(text: &str) -> bool {
    let Some(plain) = read(file(), text, OFFSET) else { return false };
    match full::read(file(), text, OFFSET, &NONE) {
        Ok(full) => assert_eq!(plain, full, "of\n{text}"),
        Err(error) => panic!("{error:?} in\n{text}"),
    }
    true
}

#[track_caller]
fn takes(text: &str) {
    assert!(is_taken(text), "left to the full reader:\n{text}");
}

#[track_caller]
fn leaves(text: &str) {
    assert!(read(file(), text, OFFSET).is_none(), "not left to the full reader:\n{text}");
}

#[test]
fn takes_what_people_write() {
    takes("title: A plan\nowner: Director  # of what?\nupdated: 2018-04-12\nempty:\nnone: ~\nnext: null\n");
    takes("# A remark\n\n  a: 1\n # another\n  b: -2.5\n");
    takes("list:\n- a\n-\n- b: 1\n  c:\n  - d\n- - e\n  - f\nmore:\n    - g\n");
    takes("a:\n  b:\n      c: 1\n  d: |\n    one\n      two\n\n    three\n\ne: |-\n x\nf: |+\n x\n\n\n");
    takes("- { period: 2018-19 Q1, plan: 82.5, \"actual\": [1, 'b c', ], }\n- []\n- {}\n");
    takes("a: \"say \\\"yes\\\"\"\nb: 'it''s'\nc: \"\"\nd: ''\n\"e f\": '  x '\n");
    takes("a: 1\r\nb: |\r\n  one\r\n  two\r\n\r\nc: [x, y]\r\n");
    takes("é: £5 — €6\u{a0}000\nb: \u{a0}\nc: x\u{a0}\n");
    takes("a:\n  one text\nb:\n  [1, 2]\n");
    takes(&format!("a:{}  b: 1\n", "\n # remark\n".repeat(60)));
}

#[test]
fn leaves_what_is_rare_or_wrong() {
    for text in [
        "",
        "\n",
        "# remark\n",
        "a: 1",
        "a:\tb\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !!str 1\n",
        "a: > \n  b\n",
        "? a\n: b\n",
        "--- \na: 1\n",
        "a: 1\n...\n",
        "a: b: c\n",
        "a: one\n  two\n",
        "a: [1,\n 2]\n",
        "a: 'one\n  two'\n",
        "a: \"\\u00e9\"\n",
        "a: .inf\n",
        "a: 1e999\n",
        "a: [x]y\n",
        "a: \"x\"y\n",
        "a: |\nb: 1\n",
        "a: |\n   \n    x\n",
        "a: |2\n   x\n",
        "a: 1\n  b: 2\n",
        "  a: 1\nb: 2\n",
        "- a\n - b\n",
        "a: { b, c: 1 }\n",
        "a: {b:1}\n",
        "a: [b: c]\n",
        "a: [b,,c]\n",
        "a: - b\n",
        "null: 1\n",
        "<<: 1\n",
        "a: %b\n",
        "a: @b\n",
        "a: \u{feff}b\n",
        "a: b\rc\n",
        "a: [b #c]\n",
    ] {
        leaves(text);
    }
    leaves(&format!("{}\n", "- ".repeat(DEEPEST + 1)));
    leaves(&format!("{}: 1\n", "a".repeat(LONGEST_KEY + 1)));
}

/// The YAML of a file: all of it, or the front matter of a chapter.
fn yaml_of(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    if path.extension().is_some_and(|ending| ending == "yaml") {
        return Some(text);
    }
    let (front, _) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(format!("{front}\n"))
}

fn all_yaml_below(folder: &Path) -> Vec<(PathBuf, String)> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    files.filter_map(|file| Some((file.path().to_owned(), yaml_of(file.path())?))).collect()
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the plain reader leaves of these files.
fn left(files: &[(PathBuf, String)]) -> Vec<&Path> {
    files.iter().filter(|(_, text)| !is_taken(text)).map(|(path, _)| path.as_path()).collect()
}

#[test]
fn takes_the_sample_plan() {
    let files = all_yaml_below(&project().join("content"));
    assert!(files.len() > 20);
    assert_eq!(left(&files), Vec::<&Path>::new());
}

#[test]
fn takes_the_plan_for_measuring() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new("python3").arg(project().join("benches/corpus.py")).arg("60").arg(folder.path()).status();
    assert!(made.expect("Python runs").success());
    let files = all_yaml_below(folder.path());
    assert!(files.len() > 120);
    assert_eq!(left(&files), Vec::<&Path>::new());
}

/// All YAML of the project.
static REAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["content", "tests", "themes"]
        .into_iter()
        .flat_map(|folder| all_yaml_below(&project().join(folder)))
        .map(|(_, text)| text)
        .collect()
});

/// Signs and lines that mean something to YAML, or nearly.
const SIGNS: &str = concat!(
    "\n·\n\n·\r\n·\r· ·  ·    ·\t·:·: ·- ·-·? ·#· #·'·\"·''·\\·\\\"·[·]·{·}·{}·[]·,·, ·|·|\n·|-·",
    "|+\n·>·&a ·*a·!·!!str ·%·@·`·---\n·...\n·--- ·~·null·true·1e999·.inf·0x1F·1,234·a·a: 1\n·",
    "\n- b\n·\n  c: 2\n·\n ·é·£·\u{a0}·\u{85}·\u{2028}·\u{feff}·<<·=·x:y·a#b·# remark\n·",
    "  # remark\n"
);

/// A piece of YAML, often of a kind that the plain reader must know to refuse.
fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![8 => one_of(SIGNS).prop_map(str::to_owned), 1 => "[ -~]{0,6}", 1 => "\\PC{0,3}"]
}

fn one_of(scraps: &'static str) -> impl Strategy<Value = &'static str> {
    select(scraps.split('·').collect::<Vec<_>>())
}

#[derive(Clone, Debug)]
enum Damage {
    Insert(Index, String),
    Remove(Index, usize),
    RepeatLine(Index, Index),
    RemoveLine(Index),
    Indent(Index, usize),
    Outdent(Index, usize),
    Swap(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    prop_oneof![
        4 => (place(), scrap()).prop_map(|(at, text)| Damage::Insert(at, text)),
        2 => (place(), 1..4usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        1 => (place(), place()).prop_map(|(from, to)| Damage::RepeatLine(from, to)),
        1 => place().prop_map(Damage::RemoveLine),
        2 => (place(), 1..5usize).prop_map(|(at, count)| Damage::Indent(at, count)),
        2 => (place(), 1..5usize).prop_map(|(at, count)| Damage::Outdent(at, count)),
        1 => (place(), place()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    if text.is_empty() {
        return "a: 1\n".to_owned();
    }
    let mut letters: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    match damage {
        Damage::Insert(at, scrap) => {
            let at = at.index(letters.len() + 1);
            letters.splice(at..at, scrap.chars());
            return letters.into_iter().collect();
        }
        Damage::Remove(at, count) => {
            let at = at.index(letters.len());
            letters.drain(at..(at + count).min(letters.len()));
            return letters.into_iter().collect();
        }
        Damage::RepeatLine(from, to) => {
            let line = from.get(&lines).clone();
            lines.insert(to.index(lines.len() + 1), line);
        }
        Damage::RemoveLine(at) => {
            lines.remove(at.index(lines.len()));
        }
        Damage::Indent(at, count) => {
            let at = at.index(lines.len());
            lines[at].insert_str(0, &" ".repeat(*count));
        }
        Damage::Outdent(at, count) => {
            let at = at.index(lines.len());
            let spaces = lines[at].len() - lines[at].trim_start_matches(' ').len();
            lines[at].drain(..(*count).min(spaces));
        }
        Damage::Swap(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
    }
    lines.concat()
}

/// A real text, or some lines of one, so that most of it is read after the damage.
fn real() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<Index>(), 1..40usize).prop_map(|(text, line, count)| {
        let text = text.get(&REAL);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        if lines.len() < count {
            return text.clone();
        }
        lines[line.index(lines.len())..].iter().take(count).copied().collect()
    })
}

/// Texts that are more than they look, and some that are not.
const WORDS: &str = "·~·null·true·1·-5·2018-19 Q1·1,234.5·12%·A word·a: b·x #y·x#y·[a·é·- a";

/// Texts, often with something in them that matters to YAML.
fn text() -> impl Strategy<Value = String> {
    let letters = "[a-zA-Z0-9£é][a-zA-Z0-9 .,:#'\"{}\\[\\]|&*!%@>~=<+/()-]{0,12}";
    prop_oneof![2 => one_of(WORDS).prop_map(str::to_owned), 2 => "[a-z]{1,8}", 1 => letters, 1 => scrap()]
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => text(),
        1 => text().prop_map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))),
        1 => text().prop_map(|text| format!("'{}'", text.replace('\'', "''"))),
        1 => text().prop_map(|text| format!("\"{text}\"")),
        1 => text().prop_map(|text| format!("'{text}'")),
    ]
}

fn flow() -> impl Strategy<Value = String> {
    scalar().prop_recursive(3, 12, 4, |inner| {
        let space = || select(vec!["", " ", "  "]);
        let comma = || select(vec![",", ", ", " , ", " ,"]);
        let list = (vec(inner.clone(), 0..4), space(), comma())
            .prop_map(|(items, space, comma)| format!("[{space}{}{space}]", items.join(comma)));
        let entry = (scalar(), select(vec![": ", ":", ":  ", " : "]), inner)
            .prop_map(|(key, colon, value)| format!("{key}{colon}{value}"));
        let group = (vec(entry, 0..4), space(), comma())
            .prop_map(|(entries, space, comma)| format!("{{{space}{}{space}}}", entries.join(comma)));
        prop_oneof![list, group]
    })
}

/// What can stand behind a key or a dash, with its line break; lines below it begin at its own margin.
fn block() -> impl Strategy<Value = String> {
    let remark = || select(vec!["", "", "", "", " ", " # remark", "  #remark", "#x"]);
    let leaf = prop_oneof![
        6 => (flow(), remark()).prop_map(|(value, remark)| format!(" {value}{remark}\n")),
        1 => remark().prop_map(|remark| format!("{remark}\n")),
        2 => (select(vec!["|", "|-", "|+", "| ", "|-  "]), vec((0..4usize, text()), 0..4), 0..3usize).prop_map(
            |(header, lines, blanks)| {
                let lines = lines.iter().map(|(lead, text)| format!("{}{text}\n", " ".repeat(*lead)));
                format!(" {header}\n{}{}", set_in(&lines.collect::<String>(), 2), "\n".repeat(blanks))
            }
        ),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let between = || select(vec!["", "", "", "", "\n", "# remark\n", "   # remark\n", "  \n"]);
        let group = (vec((scalar(), inner.clone(), between()), 1..4), 0..4usize).prop_map(|(entries, indent)| {
            let entries = entries.iter().map(|(key, value, between)| format!("{key}:{value}{between}"));
            (entries.collect::<String>(), indent)
        });
        let list = (vec((0..3usize, inner, between()), 1..4), 0..4usize).prop_map(|(items, indent)| {
            let item = |(gap, item, between): &(usize, String, &str)| {
                // Behind a dash, the first line of a group or a list may begin on the same line.
                let item = match item.strip_prefix('\n') {
                    Some(lines) if *gap > 0 => {
                        format!("{}{}", " ".repeat(*gap), set_in(lines.trim_start(), gap + 1).trim_start())
                    }
                    _ => item.clone(),
                };
                format!("-{item}{between}")
            };
            (items.iter().map(item).collect::<String>(), indent)
        });
        prop_oneof![group, list].prop_map(|(lines, indent)| format!("\n{}", set_in(&lines, indent)))
    })
}

fn set_in(lines: &str, indent: usize) -> String {
    let set_in = |line: &str| {
        if line.trim().is_empty() { line.to_owned() } else { format!("{}{line}", " ".repeat(indent)) }
    };
    lines.split_inclusive('\n').map(set_in).collect()
}

proptest! {
    #[test]
    fn agrees_on_texts_drawn_at_random(text in block(), is_from_word in any::<bool>()) {
        let text = text.trim_start_matches('\n');
        is_taken(&if is_from_word { text.replace('\n', "\r\n") } else { text.to_owned() });
    }

    #[test]
    fn agrees_on_texts_drawn_and_damaged(text in block(), damages in vec(damage(), 1..4)) {
        is_taken(&damages.iter().fold(text, |text, damage| damaged(&text, damage)));
    }

    #[test]
    fn agrees_on_damaged_copies_of_real_ones(text in real(), damages in vec(damage(), 1..4)) {
        is_taken(&damages.iter().fold(text, |text, damage| damaged(&text, damage)));
    }

    #[test]
    fn agrees_on_scraps(scraps in vec(scrap(), 0..14)) {
        is_taken(&format!("{}\n", scraps.concat()));
    }
}
