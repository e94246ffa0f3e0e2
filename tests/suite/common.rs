//! What several tests need: a plan in memory, for what it says; a plan in a folder of its own, for disks and commands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;

/// The files of a plan of a few lines.
const SMALL: [(&str, &str); 3] = [
    (
        "plan.yaml",
        "title: Test plan\norganisation: Test council\ncontact: { email: plan@example.org, phone: 01632 960001, post: [1 Example Street] }\n",
    ),
    ("content/index.md", "---\ntitle: Test plan\n---\nWhat we will do. See [care](1-care.md).\n"),
    ("content/1-care.md", "---\ntitle: Care\n---\n## First\n\nText about care.\n"),
];

/// A plan in memory: its files by their paths.
#[derive(Clone, Default)]
pub(crate) struct Plan {
    files: BTreeMap<String, Vec<u8>>,
}

impl Plan {
    /// A plan of these files; of two at one path, the later counts.
    pub(crate) fn of<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }

    /// A plan of a few lines.
    pub(crate) fn small() -> Self {
        Self::of(SMALL)
    }

    /// The sample plan, without its site.
    pub(crate) fn sample() -> Self {
        let content = files(&sample().join("content")).into_iter();
        let plan = fs::read(sample().join("plan.yaml")).expect("the sample plan");
        let content = content.map(|(path, bytes)| (format!("content/{path}"), bytes));
        Self::of(content.chain([("plan.yaml".to_owned(), plan)]))
    }

    pub(crate) fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    /// Its files that are text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
    }

    /// A project of these files, in which nothing was made yet.
    pub(crate) fn project(&self, settings: Settings) -> Project {
        Project::from_files(self.files.clone(), settings)
    }

    /// The site, and what was found.
    pub(crate) fn made(&self) -> Made {
        self.project(Settings::default()).apply([])
    }
}

/// A copy of a plan in a folder of its own.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

/// The sample plan's folder.
pub(crate) fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

impl Folder {
    /// A plan of a few lines.
    pub(crate) fn small() -> Self {
        let plan = Self { folder: tempfile::tempdir().expect("a folder") };
        for (path, text) in SMALL {
            plan.write(path, text);
        }
        plan
    }

    /// A copy of the sample plan.
    pub(crate) fn sample() -> Self {
        let plan = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::copy(sample().join("plan.yaml"), plan.path().join("plan.yaml")).expect("copied");
        for entry in walkdir::WalkDir::new(sample().join("content")) {
            let entry = entry.expect("an entry");
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(sample()).expect("inside");
                plan.write(&path.to_string_lossy(), &fs::read_to_string(entry.path()).expect("text"));
            }
        }
        plan
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The same, or nothing.
    pub(crate) fn read_if_there(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_default()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// Replaces words that must be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, &text.replace(from, to));
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_plainplan"))
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("it runs")
    }
}

/// What a run wrote to standard output.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What a run wrote to standard error.
pub(crate) fn reported(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Every file of a folder with its bytes, by path.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned(),
                fs::read(entry.path()).expect("read"),
            )
        })
        .collect()
}

/// Makes a site from a few files; `plan.yaml` and the front page are there unless given.
pub(crate) fn made(files: &[(&str, &str)]) -> Made {
    let base = [
        (
            "plan.yaml",
            "title: Test plan\norganisation: Test council\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\neasy: { words: [million, billion] }\n",
        ),
        ("content/index.md", "# Test plan\n\nText.\n"),
    ];
    Plan::of(base.iter().chain(files).copied()).made()
}

/// What is reported of a plan.
pub(crate) fn reported_of(made: &Made) -> String {
    render::human(&made.source, &made.diagnostics, false)
}

/// Makes a site from a few files without problems.
pub(crate) fn good(files: &[(&str, &str)]) -> Made {
    let made = made(files);
    assert!(made.diagnostics.is_empty(), "{}", reported_of(&made));
    made
}

/// A page of a plan without problems.
pub(crate) fn page(files: &[(&str, &str)], address: &str) -> String {
    text(&good(files), address)
}

pub(crate) fn text(made: &Made, address: &str) -> String {
    String::from_utf8(made.output.get(address).unwrap_or_else(|| panic!("no {address}")).to_vec()).expect("UTF-8")
}

/// The body of one chapter, from its heading to its end.
pub(crate) fn body(chapter: &str) -> String {
    let html = page(&[("content/1-care.md", chapter)], "care/index.html");
    let start = html.find("<h1>").expect("a heading");
    html[start..html.find("<nav class=\"pager\"").unwrap_or(html.len())].to_owned()
}
