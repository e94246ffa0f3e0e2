//! How the code is laid out: modules depend downwards, files do not import each other in a circle, and files, functions and
//! folders stay small.
//!
//! What is not yet so is listed here, and may only become less: a test also fails when an exception is no longer needed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::code::{Code, circles};

/// The modules of the library, from the ground up. A module imports only what stands before it. Where several names fit, the
/// longest counts: a chapter holds its easy-read twin, so the twin stands below the plan, and the rules about both above.
const ORDER: [&str; 30] = [
    "base",
    "value::locale",
    "value",
    "value::voice",
    "value::chart",
    "text",
    "easy::place",
    "easy::meaning",
    "easy::lockfile",
    "plan::memo",
    "plan::read::path",
    "plan::read::values",
    "plan::model::front",
    "easy::twin",
    "plan",
    "easy",
    "plan::read::readings",
    "easy::rules",
    "check",
    "output",
    "site",
    "output::print",
    "project::render",
    "project::verify",
    "project::pipeline",
    "project::fix",
    "easy::commands",
    "project",
    "cli",
    "main",
];

/// Imports that go upwards.
const UPWARDS: [(&str, &str); 0] = [];

/// Files that import each other.
const CIRCLES: [&[&str]; 0] = [];

/// A file that is longer than this holds more than one thing.
const LONGEST_FILE: usize = 600;

/// Files that are longer.
const LONG_FILES: [&str; 0] = [];

/// A function that is longer than this does more than one thing.
const LONGEST_FUNCTION: usize = 60;

/// More entries than these are no longer read, they are searched.
const LARGEST_FOLDER: usize = 12;

/// Folders that have more.
const LARGE_FOLDERS: [&str; 0] = [];

#[test]
fn modules_depend_downwards() {
    let code = code();
    let place = |module: &str| {
        let is_in =
            |name: &str| module.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
        let fitting = ORDER.iter().enumerate().filter(|(_, name)| is_in(name));
        let longest = fitting.max_by_key(|(_, name)| name.len()).map(|(position, _)| position);
        longest.unwrap_or_else(|| panic!("`{module}` has no place in ORDER"))
    };
    let mut upwards = BTreeSet::new();
    for (module, imported) in code.imports() {
        let above = imported.into_iter().filter(|other| !module.is_empty() && place(other) > place(module));
        upwards.extend(above.map(|other| format!("{module} imports {other}")));
    }
    same(&upwards, UPWARDS.map(|(module, other)| format!("{module} imports {other}")));
}

#[test]
fn every_module_of_the_order_is_there() {
    let code = code();
    let modules: BTreeSet<&str> = code.imports().into_keys().collect();
    let gone: Vec<_> = ORDER.iter().filter(|module| !modules.contains(*module)).collect();
    assert!(gone.is_empty(), "no modules: {gone:?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found = circles(&code().imports()).into_iter().map(|circle| circle.join(", "));
    same(&found.collect(), CIRCLES.map(|circle| circle.join(", ")));
}

#[test]
fn files_are_short() {
    let code = code();
    let long = code.files().filter(|file| file.lines > LONGEST_FILE).map(|file| file.path.clone());
    same(&long.collect(), LONG_FILES.map(str::to_owned));
}

#[test]
fn functions_are_short() {
    let code = code();
    let functions = code.files().flat_map(|file| file.functions().into_iter().map(|function| (&file.path, function)));
    let long = functions.filter(|(_, function)| function.lines > LONGEST_FUNCTION);
    let long: Vec<_> =
        long.map(|(path, function)| format!("{path}: {} has {}", function.name, function.lines)).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn folders_are_small() {
    let folders = walkdir::WalkDir::new(src()).into_iter().map(|entry| entry.expect("an entry").into_path());
    let large = folders.filter(|path| path.is_dir() && entries(path) > LARGEST_FOLDER);
    let large = large.map(|path| path.strip_prefix(src()).expect("inside").to_string_lossy().replace('\\', "/"));
    same(&large.collect(), LARGE_FOLDERS.map(str::to_owned));
}

/// The rules above would not be seen to be broken if nothing was read.
#[test]
fn imports_are_found_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("lib.rs", "pub mod low; pub mod high; mod a { }"),
        ("low.rs", "use crate::high::{self, Tall}; fn f() { panic!(\"{}\", crate::high::part::deep()) }"),
        ("high/mod.rs", "mod part; mod other; pub use self::part::deep;\n#[cfg(test)]\nmod tests { use crate::low; }"),
        ("high/part.rs", "use super::other::Name; pub fn deep() {}\n// crate::low\nconst A: &str = \"crate::low\";"),
        ("high/other.rs", "use super::deep;\nfn long() {\n\n}\nfn short() {}\npub struct Name;"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    let code = Code::read(folder.path());
    let imports = code.imports();
    assert_eq!(imports["low"], BTreeSet::from(["high", "high::part"]));
    assert_eq!(imports["high::other"], BTreeSet::from(["high::part"]));
    assert!(imports["high"].is_empty());
    assert_eq!(circles(&imports), [["high::other", "high::part"]]);
    let other = code.files().find(|file| file.path == "high/other.rs").expect("read");
    let lengths: BTreeMap<_, _> = other.functions().into_iter().map(|found| (found.name, found.lines)).collect();
    assert_eq!(lengths, BTreeMap::from([("long".to_owned(), 3), ("short".to_owned(), 1)]));
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn code() -> Code {
    Code::read(&src())
}

fn entries(folder: &Path) -> usize {
    folder.read_dir().expect("a folder").count()
}

/// What was found is what is known: no more, and no less.
fn same<const N: usize>(found: &BTreeSet<String>, known: [String; N]) {
    let known = BTreeSet::from(known);
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "not allowed: {new:#?}");
    let settled: Vec<_> = known.difference(found).collect();
    assert!(settled.is_empty(), "no longer an exception, take it off the list: {settled:#?}");
}
