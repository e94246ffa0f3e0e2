//! A file of `tests/problems/` into a plan on disk and the messages expected of it.
//!
//! A fixture is read from top to bottom: the files of a plan, each below a line `=== path`, then `=== expected` with what an
//! editor should see. The files are laid over those of `base.txt`. The empty line before a `===` line only parts sections.
//!
//! ```text
//! === content/index.md (removed)
//! === content/budgets.xlsx (copy of sheets/budgets.xlsx)
//! === content/1-care.md (escaped)
//! ```
//!
//! These are a file of the base that the plan lacks; a file of `tests/`, for workbooks; and a text with `\r`, `\t`,
//! `\u{feff}` for what cannot be seen, `\xe9` for a byte that is no character, `\\`, and `\` before a line end that the file
//! does not have.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A plan with something wrong in it, and its messages.
#[derive(Clone)]
pub(crate) struct Fixture {
    /// The name of the file, without its ending.
    pub(crate) name: String,
    /// The messages, each followed by an empty line.
    pub(crate) expected: String,
    files: BTreeMap<String, Content>,
}

/// What a plan has at a path.
#[derive(Clone)]
enum Content {
    Bytes(Vec<u8>),
    Removed,
}

/// All of them, in the order of their names.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let entries = fs::read_dir(tests().join("problems")).expect("the fixtures are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| Fixture::read(path)).collect()
}

/// One of them.
pub(crate) fn fixture(name: &str) -> Fixture {
    Fixture::read(&path_of(name))
}

/// The file of a fixture.
pub(crate) fn path_of(name: &str) -> PathBuf {
    tests().join("problems").join(format!("{name}.txt"))
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

impl Fixture {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut files = BTreeMap::new();
        let mut expected = None;
        for (head, body) in sections(&text) {
            if head == "expected" {
                expected = Some(if body.is_empty() { String::new() } else { format!("{body}\n") });
            } else {
                let (path, content) = content(head, body);
                assert!(files.insert(path, content).is_none(), "{head} is there twice");
            }
        }
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let expected = expected.unwrap_or_else(|| panic!("{name}: there is no section `expected`"));
        Self { name, expected, files }
    }

    /// The plan in a folder of its own.
    pub(crate) fn laid_out(&self) -> tempfile::TempDir {
        let plan = tempfile::tempdir().expect("a folder");
        for (path, bytes) in self.files() {
            let path = plan.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        plan
    }

    /// The files of the plan, with those of the base.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = fixture("base").files;
        files.extend(self.files.clone());
        files
            .into_iter()
            .filter_map(|(path, content)| match content {
                Content::Bytes(bytes) => Some((path, bytes)),
                Content::Removed => None,
            })
            .collect()
    }
}

/// What stands behind each `===` and below it. What stands before the first is a note to people.
fn sections(text: &str) -> Vec<(&str, &str)> {
    let text = text.strip_prefix("=== ").or_else(|| Some(text.split_once("\n=== ")?.1)).expect("a section");
    let parts = text.split("\n=== ").map(|part| part.split_once('\n').unwrap_or((part, "")));
    parts.collect()
}

fn content(head: &str, body: &str) -> (String, Content) {
    let (path, note) = match head.strip_suffix(')').and_then(|head| head.rsplit_once(" (")) {
        Some(found) if is_note(found.1) => found,
        _ => (head, ""),
    };
    let content = match note {
        "" => Content::Bytes(body.into()),
        "escaped" => Content::Bytes(unescaped(body)),
        "removed" => Content::Removed,
        copy => {
            Content::Bytes(fs::read(tests().join(copy.trim_start_matches("copy of "))).expect("a file of `tests/`"))
        }
    };
    (path.to_owned(), content)
}

fn is_note(words: &str) -> bool {
    words == "escaped" || words == "removed" || words.starts_with("copy of ")
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut parts = text.split('\\');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    while let Some(part) = parts.next() {
        let (meant, rest) = match part.chars().next() {
            Some('r') => (b"\r".to_vec(), &part[1..]),
            Some('t') => (b"\t".to_vec(), &part[1..]),
            Some('\n') => (Vec::new(), &part[1..]),
            Some('x') => (vec![u8::from_str_radix(&part[1..3], 16).expect("two hex digits")], &part[3..]),
            Some('u') => character(part),
            None => (b"\\".to_vec(), parts.next().unwrap_or_default()),
            Some(_) => panic!("no escape: \\{part}"),
        };
        bytes.extend(meant);
        bytes.extend(rest.bytes());
    }
    bytes
}

/// The character of `u{feff}`, and what comes after it.
fn character(part: &str) -> (Vec<u8>, &str) {
    let (digits, rest) = part.strip_prefix("u{").and_then(|part| part.split_once('}')).expect("u{…}");
    let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).expect("a character");
    (character.to_string().into_bytes(), rest)
}
