//! A plan and edits as one text → the same edits done again, and a difference from a full build if there is one.
//!
//! A case is a list of operations, each a line that begins with `===`; the lines of a file stand below it, each behind a `|`.
//! It names all that happens, so it can be replayed whatever the grammar draws by then.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings, Touched};
use plainplan::project::verify;
use plainplan::site::Purpose;

use crate::workbooks::workbook;

/// What the project is reported after some operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Notice {
    /// The paths that were touched.
    Paths,
    /// The folders that they are in.
    Folders,
    /// That anything may have changed.
    Anything,
}

const NOTICES: [(&str, Notice); 3] =
    [("paths", Notice::Paths), ("folders", Notice::Folders), ("anything", Notice::Anything)];

/// Something that happens to a plan's folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Operation {
    Write(String, String),
    /// An Excel workbook with these cells, as CSV.
    Workbook(String, String),
    /// A file, or a folder with all that is in it.
    Remove(String),
    Rename(String, String),
    /// A save that changes nothing.
    Touch(String),
    /// Another day of May 2018.
    Day(i8),
    /// The site is made again and compared with a full build.
    Make(Notice),
}

use Operation::{Day, Make, Remove, Rename, Touch, Workbook, Write};

/// A plan and what happens to it.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Case {
    pub(super) drafts: bool,
    pub(super) is_live: bool,
    pub(super) operations: Vec<Operation>,
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "=== settings {} {}", self.drafts, self.is_live)?;
        self.operations.iter().try_for_each(|operation| write!(formatter, "{operation}"))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Write(path, text) => write!(formatter, "=== write {path}\n{}", lines_of(text)),
            Workbook(path, cells) => write!(formatter, "=== workbook {path}\n{}", lines_of(cells)),
            Remove(path) => writeln!(formatter, "=== remove {path}"),
            Rename(from, to) => writeln!(formatter, "=== rename {from} -> {to}"),
            Touch(path) => writeln!(formatter, "=== touch {path}"),
            Day(day) => writeln!(formatter, "=== day {day}"),
            Make(notice) => {
                let word = NOTICES.iter().find(|(_, other)| other == notice).map_or("", |(word, _)| word);
                writeln!(formatter, "=== make {word}")
            }
        }
    }
}

/// A text behind bars, with the signs that nobody sees by their names.
fn lines_of(text: &str) -> String {
    let named = text.replace('\\', "\\\\").replace('\r', "\\r").replace('\t', "\\t");
    let named = named.replace('\u{feff}', "\\bom").replace('\u{a0}', "\\nbsp");
    named.split('\n').map(|line| format!("|{line}\n")).collect()
}

fn text_of(lines: &[&str]) -> String {
    let named: Vec<&str> = lines.iter().map(|line| &line[1..]).collect();
    let parts: Vec<String> = named
        .join("\n")
        .split("\\\\")
        .map(|part| {
            part.replace("\\r", "\r").replace("\\t", "\t").replace("\\bom", "\u{feff}").replace("\\nbsp", "\u{a0}")
        })
        .collect();
    parts.join("\\")
}

impl Case {
    /// Reads what [`fmt::Display`] has written. Lines before the first operation are a comment.
    pub(super) fn parse(text: &str) -> Self {
        let mut case = Self::default();
        let lines: Vec<&str> = text.lines().collect();
        let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("=== ")).collect();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(lines.len());
            let below: Vec<&str> = lines[start + 1..end].iter().copied().filter(|line| line.starts_with('|')).collect();
            let (word, rest) = lines[*start][4..].split_once(' ').expect("a word and more");
            let path = || rest.to_owned();
            case.operations.push(match word {
                "settings" => {
                    (case.drafts, case.is_live) = (rest.starts_with("true"), rest.ends_with("true"));
                    continue;
                }
                "write" => Write(path(), text_of(&below)),
                "workbook" => Workbook(path(), text_of(&below)),
                "remove" => Remove(path()),
                "rename" => {
                    rest.split_once(" -> ").map(|(from, to)| Rename(from.to_owned(), to.to_owned())).expect("two")
                }
                "touch" => Touch(path()),
                "day" => Day(rest.parse().expect("a day")),
                "make" => Make(NOTICES.iter().find(|(word, _)| *word == rest).expect("a notice").1),
                other => panic!("`{other}` is not an operation"),
            });
        }
        case
    }

    /// The first difference from a full build, if there is one. A panic is one too.
    pub(super) fn difference(&self) -> Option<String> {
        let mut desk = Desk::new(self.drafts, self.is_live);
        self.operations.iter().find_map(|operation| desk.act(operation).err())
    }

    /// The same case without all that can go while there is still a difference.
    pub(super) fn shortened(&self) -> Self {
        let mut best = self.clone();
        let mut chunk = best.operations.len();
        while chunk > 0 {
            let mut at = 0;
            while at < best.operations.len() {
                let mut shorter = best.clone();
                shorter.operations.drain(at..(at + chunk).min(best.operations.len()));
                if shorter.difference().is_some() { best = shorter } else { at += chunk }
            }
            chunk /= 2;
        }
        best.with_fewer_lines()
    }

    fn with_fewer_lines(self) -> Self {
        let mut best = self;
        for number in 0..best.operations.len() {
            let mut line = 0;
            while let Write(path, text) = best.operations[number].clone() {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                if line >= lines.len() {
                    break;
                }
                lines.remove(line);
                let mut shorter = best.clone();
                shorter.operations[number] = Write(path, lines.concat());
                if shorter.difference().is_some() { best = shorter } else { line += 1 }
            }
        }
        best
    }
}

thread_local! {
    static DAY: Cell<i8> = const { Cell::new(1) };
}

/// A plan's folder, a project that follows it, and what it has not been reported yet.
pub(super) struct Desk {
    folder: tempfile::TempDir,
    settings: Settings,
    project: Project,
    touched: BTreeSet<PathBuf>,
    is_new: bool,
    /// The last full build.
    pub(super) full: Option<Made>,
    /// How often the site was made again, and how often that gave another site or other findings than before.
    pub(super) counts: (usize, usize),
    last: Option<(plainplan::output::Output, String)>,
}

impl Desk {
    pub(super) fn new(drafts: bool, is_live: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        DAY.set(1);
        let settings = Settings {
            root: folder.path().to_path_buf(),
            drafts,
            purpose: Purpose { address: None, is_live },
            calendar: Some(|| jiff::civil::Date::new(2018, 5, DAY.get()).ok()),
            verify: false,
        };
        let project = Project::open(settings.clone());
        Self {
            folder,
            settings,
            project,
            touched: BTreeSet::new(),
            is_new: true,
            full: None,
            counts: (0, 0),
            last: None,
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Does it. What the machine refuses is not done.
    pub(super) fn act(&mut self, operation: &Operation) -> Result<(), String> {
        let at = |path: &str| self.folder.path().join(path);
        let put = |path: &str, bytes: &[u8]| {
            let path = at(path);
            let _ = path.parent().map(fs::create_dir_all);
            let _ = fs::write(path, bytes);
        };
        let touched = match operation {
            Write(path, text) => {
                put(path, text.as_bytes());
                vec![path]
            }
            Workbook(path, cells) => {
                put(path, &workbook(cells));
                vec![path]
            }
            Remove(path) => {
                let _ = fs::remove_file(at(path)).or_else(|_| fs::remove_dir_all(at(path)));
                vec![path]
            }
            Rename(from, to) => {
                let _ = at(to).parent().map(fs::create_dir_all);
                let _ = fs::rename(at(from), at(to));
                vec![from, to]
            }
            Touch(path) => {
                let _ = fs::read(at(path)).and_then(|bytes| fs::write(at(path), bytes));
                vec![path]
            }
            Day(day) => {
                DAY.set(*day);
                vec![]
            }
            Make(notice) => return self.make(*notice),
        };
        let touched: Vec<PathBuf> = touched.into_iter().map(|path| at(path)).collect();
        self.touched.extend(touched);
        Ok(())
    }

    fn make(&mut self, notice: Notice) -> Result<(), String> {
        let paths = std::mem::take(&mut self.touched);
        let is_new = std::mem::replace(&mut self.is_new, false);
        let touched = match notice {
            _ if is_new => Touched::Anything,
            Notice::Paths => Touched::Paths(paths),
            Notice::Folders => {
                Touched::Paths(paths.iter().filter_map(|path| path.parent().map(Path::to_path_buf)).collect())
            }
            Notice::Anything => Touched::Anything,
        };
        let made =
            panic::catch_unwind(AssertUnwindSafe(|| (self.project.make(&touched), pipeline::make(&self.settings))));
        let Ok((incremental, full)) = made else { return Err("it panicked".to_owned()) };
        let differences = incremental.differences_from(&full);
        if incremental.counts != full.counts {
            return Err(format!("counted {:?} and not {:?}", incremental.counts, full.counts));
        }
        self.count(&full);
        self.full = Some(full);
        if differences.is_empty() { Ok(()) } else { Err(verify::report(&differences)) }
    }

    fn count(&mut self, full: &Made) {
        let now = (full.output.clone(), plainplan::project::render::human(&full.source, &full.diagnostics, false));
        let is_other =
            |last: &(plainplan::output::Output, String)| last.1 != now.1 || !last.0.files().eq(now.0.files());
        if let Some(last) = &self.last {
            self.counts = (self.counts.0 + 1, self.counts.1 + usize::from(is_other(last)));
        }
        self.last = Some(now);
    }
}

#[test]
fn a_case_is_read_as_it_was_written() {
    let text = "\u{feff}---\r\ntitle:\u{a0}A\\b\r\n---\r\n#\tT\n|x|\n";
    let case = Case {
        drafts: true,
        is_live: false,
        operations: vec![
            Write("content/1-a.md".to_owned(), text.to_owned()),
            Workbook("content/b.xlsx".to_owned(), "a,b\n1,2\n".to_owned()),
            Rename("content/1-a.md".to_owned(), "content/1-A.md".to_owned()),
            Day(31),
            Make(Notice::Folders),
            Touch("plan.yaml".to_owned()),
            Remove("content".to_owned()),
            Write("empty".to_owned(), String::new()),
        ],
    };
    assert_eq!(Case::parse(&case.to_string()), case);
}
