//! What editors, programs and mistakes do to a plan's folder, drawn.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plainplan::easy::commands;
use plainplan::easy::commands::Confirming;
use plainplan::project::pipeline::Made;

use super::case::Operation::{self, Day, Make, Remove, Rename, Touch, Workbook, Write};
use super::case::{Case, Desk, Notice};
use super::plans::{Model, OTHERS, PATHS, WORKBOOKS, model};
use super::{FILES, STRETCHES, grammar};
use crate::dice::Dice;

/// A plan while edits to it are drawn and done.
pub(super) struct Drawing {
    dice: Dice,
    pub(super) desk: Desk,
    pub(super) case: Case,
    /// Files as they were drawn last.
    models: BTreeMap<String, Model>,
    /// What files held at some time.
    earlier: Vec<(String, String)>,
}

impl Drawing {
    /// A drawn plan that was made once.
    pub(super) fn new(seed: u64) -> Result<Self, (Case, String)> {
        let mut dice = Dice::new(seed);
        let case = Case { drafts: dice.chance(30), is_live: dice.chance(20), operations: Vec::new() };
        let desk = Desk::new(case.drafts, case.is_live);
        let mut drawing = Self { dice, desk, case, models: BTreeMap::new(), earlier: Vec::new() };
        let mut operations: Vec<Operation> = Vec::new();
        for (number, path) in PATHS.iter().enumerate() {
            if drawing.dice.chance(if number < 2 { 97 } else { 50 }) {
                operations.extend(drawing.drawn(path));
            }
        }
        for path in WORKBOOKS {
            operations.push(Workbook((*path).to_owned(), grammar::csv(&mut drawing.dice)));
        }
        for (path, text) in OTHERS {
            if drawing.dice.chance(15) {
                operations.push(Write((*path).to_owned(), (*text).to_owned()));
            }
        }
        operations.push(Make(Notice::Anything));
        drawing.act(operations)?;
        Ok(drawing)
    }

    /// Draws an edit, does it, and compares.
    pub(super) fn step(&mut self) -> Result<(), (Case, String)> {
        let mut operations = if self.is_without_site() && self.dice.chance(60) { self.repair() } else { Vec::new() };
        while operations.is_empty() {
            operations = self.edit();
        }
        if self.dice.chance(15) {
            operations.extend(self.edit());
        }
        operations.push(Make(match self.dice.throw(20) {
            0..=1 => Notice::Folders,
            2 => Notice::Anything,
            _ => Notice::Paths,
        }));
        self.act(operations)
    }

    fn act(&mut self, operations: Vec<Operation>) -> Result<(), (Case, String)> {
        for operation in operations {
            if let Write(path, text) = &operation {
                self.earlier.push((path.clone(), text.clone()));
            }
            self.case.operations.push(operation.clone());
            self.desk.act(&operation).map_err(|difference| (self.case.clone(), difference))?;
        }
        Ok(())
    }

    fn edit(&mut self) -> Vec<Operation> {
        match self.dice.throw(100) {
            0..=27 => self.of_text(),
            28..=47 => self.of_model(),
            48..=54 => self.new_text(),
            55..=61 => self.of_figures(),
            62..=66 => self.other_file(),
            67..=71 => self.undo(),
            72..=75 => vec![Remove(self.file())],
            76 => vec![Remove(self.folder())],
            77..=81 => self.rename_file(),
            82..=84 => vec![Rename(self.folder(), self.new_folder())],
            85 => self.swap(),
            86..=87 => self.copy(),
            88..=89 => self.exchange_file_and_folder(),
            90..=92 => self.draft(),
            93..=94 => vec![Day(*self.dice.any(&[1, 30, 31]))],
            95..=97 => self.confirm(),
            _ => vec![Touch(self.file())],
        }
    }

    /// Whether no page could be made at all: then nothing else shows.
    fn is_without_site(&self) -> bool {
        self.desk.full.as_ref().is_some_and(|full| full.output.is_empty())
    }

    fn repair(&mut self) -> Vec<Operation> {
        let mut operations = vec![Remove("themes".to_owned())];
        operations.extend(self.drawn("plan.yaml"));
        operations
    }

    /// A file as the grammar draws it.
    fn drawn(&mut self, path: &str) -> Option<Operation> {
        let drawn = model(path, &mut self.dice)?;
        let text = drawn.text();
        self.models.insert(path.to_owned(), drawn);
        Some(Write(path.to_owned(), text))
    }

    fn new_text(&mut self) -> Vec<Operation> {
        let path = if self.dice.chance(70) { self.file() } else { (*self.dice.any(PATHS)).to_owned() };
        self.drawn(&path).into_iter().collect()
    }

    /// One value of a file is another, or all of them are spelt in another way.
    fn of_model(&mut self) -> Vec<Operation> {
        let root = self.desk.path().to_path_buf();
        let is_as_drawn =
            |path: &&String, model: &Model| fs::read_to_string(root.join(path)).is_ok_and(|text| text == model.text());
        let models = self.models.iter().filter(|(path, model)| is_as_drawn(path, model));
        let models: Vec<(String, Model)> = models.map(|(path, model)| (path.clone(), model.clone())).collect();
        if models.is_empty() {
            return Vec::new();
        }
        let (path, known) = self.dice.any(&models);
        let (path, dice) = (path.clone(), &mut self.dice);
        let changed = if dice.chance(25) {
            known.respelt(dice)
        } else {
            match model(&path, dice) {
                Some(other) => known.with_another_value(&other, dice),
                None => return Vec::new(),
            }
        };
        let text = changed.text();
        self.models.insert(path.clone(), changed);
        vec![Write(path, text)]
    }

    /// Another letter, digit or line in a text.
    fn of_text(&mut self) -> Vec<Operation> {
        let path = self.file();
        let Ok(text) = fs::read_to_string(self.desk.path().join(&path)) else { return Vec::new() };
        vec![Write(path, changed_text(&text, &mut self.dice))]
    }

    fn of_figures(&mut self) -> Vec<Operation> {
        let path = *self.dice.any(WORKBOOKS);
        if self.dice.chance(40) {
            return vec![Workbook(path.to_owned(), grammar::csv(&mut self.dice))];
        }
        let files: Vec<String> = files(self.desk.path()).into_iter().filter(|path| path.ends_with(".csv")).collect();
        if files.is_empty() {
            return self.drawn("content/beds.csv").into_iter().collect();
        }
        let path = self.dice.any(&files).clone();
        match fs::read_to_string(self.desk.path().join(&path)) {
            Ok(text) if self.dice.chance(60) => vec![Write(path, with_another_sign(&text, true, &mut self.dice))],
            _ => self.drawn(&path).into_iter().collect(),
        }
    }

    fn other_file(&mut self) -> Vec<Operation> {
        let files = if self.dice.chance(40) { FILES } else { OTHERS };
        let (path, text) = self.dice.any(files);
        vec![Write((*path).to_owned(), (*text).to_owned())]
    }

    fn undo(&mut self) -> Vec<Operation> {
        let (path, text) = self.dice.any(&self.earlier).clone();
        vec![Write(path, text)]
    }

    fn rename_file(&mut self) -> Vec<Operation> {
        let from = self.file();
        let (folder, name) = from.rsplit_once('/').unwrap_or(("", &from));
        let to = match self.dice.throw(6) {
            0 => format!("{folder}/{}", changed_case(name)),
            1 => format!("{folder}/{}-moved.md", self.dice.throw(5)),
            2 => format!("{}/{name}", self.folder()),
            3 => format!("{folder}/{}{name}", 1 + self.dice.throw(4)),
            4 => format!("{folder}/~{name}"),
            _ => (*self.dice.any(PATHS)).to_owned(),
        };
        let mut operations = vec![Rename(from.clone(), to.trim_start_matches('/').to_owned())];
        // With its easy read, as people move them.
        if let Some(stem) = from.strip_suffix(".md").filter(|_| self.dice.chance(50))
            && let Some(new) = to.strip_suffix(".md")
        {
            operations.push(Rename(format!("{stem}.easy.md"), format!("{new}.easy.md")));
        }
        operations
    }

    fn new_folder(&mut self) -> String {
        let names = [
            "content/1-care",
            "content/2-Money",
            "content/3-money",
            "content/2-money/deep",
            "content/pictures",
            "static/x",
            "themes/ours",
        ];
        (*self.dice.any(&names)).to_owned()
    }

    /// Two files or folders take each other's names.
    fn swap(&mut self) -> Vec<Operation> {
        let (one, other) =
            if self.dice.chance(50) { (self.file(), self.file()) } else { (self.folder(), self.folder()) };
        let aside = "content/.aside".to_owned();
        vec![Rename(one.clone(), aside.clone()), Rename(other.clone(), one), Rename(aside, other)]
    }

    fn copy(&mut self) -> Vec<Operation> {
        let path = self.file();
        let Ok(text) = fs::read_to_string(self.desk.path().join(&path)) else { return Vec::new() };
        let to = match path.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem} (1).{ending}"),
            None => format!("{path}-copy"),
        };
        vec![Write(to, text)]
    }

    fn exchange_file_and_folder(&mut self) -> Vec<Operation> {
        if self.dice.chance(50) {
            let file = self.file();
            return vec![Remove(file.clone()), Write(format!("{file}/index.md"), "# In it\n\nText.\n".to_owned())];
        }
        let folder = self.folder();
        vec![Remove(folder.clone()), Write(folder, "It was a folder.\n".to_owned())]
    }

    /// A chapter becomes a draft, or is one no more.
    fn draft(&mut self) -> Vec<Operation> {
        let path = self.file();
        let Ok(text) = fs::read_to_string(self.desk.path().join(&path)) else { return Vec::new() };
        let text = match text.replacen("status: draft\n", "", 1) {
            without if without != text => without,
            _ if text.starts_with("---\n") => text.replacen("---\n", "---\nstatus: draft\n", 1),
            _ => format!("---\nstatus: draft\n---\n{text}"),
        };
        vec![Write(path, text)]
    }

    /// What somebody confirms of easy read, or a line of that less.
    fn confirm(&mut self) -> Vec<Operation> {
        if let Ok(text) = fs::read_to_string(self.desk.path().join("easy.lock"))
            && self.dice.chance(30)
        {
            return vec![Write("easy.lock".to_owned(), without_a_line(&text, &mut self.dice))];
        }
        let twins: Vec<String> =
            files(self.desk.path()).into_iter().filter(|path| path.ends_with(".easy.md")).collect();
        let Some(made) = self.desk.full.as_ref().filter(|_| !twins.is_empty()) else { return Vec::new() };
        let twin: &String = self.dice.any(&twins);
        let lock = lock_with(made, twin, self.dice.chance(40));
        lock.map(|lock| Write("easy.lock".to_owned(), lock)).into_iter().collect()
    }

    fn file(&mut self) -> String {
        let mut files = files(self.desk.path());
        if self.dice.chance(60) {
            files.retain(|path| path.ends_with(".md") || path == "plan.yaml");
        }
        if files.is_empty() { "content/1-care.md".to_owned() } else { self.dice.any(&files).clone() }
    }

    fn folder(&mut self) -> String {
        let walk = walkdir::WalkDir::new(self.desk.path()).min_depth(2).sort_by_file_name().into_iter();
        let folders = walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
        let folders: Vec<String> = folders.map(|entry| relative(self.desk.path(), entry.path())).collect();
        if folders.is_empty() { "content/2-money".to_owned() } else { self.dice.any(&folders).clone() }
    }
}

fn lock_with(made: &Made, twin: &str, are_checks: bool) -> Option<String> {
    let confirming = Confirming { what: twin, by: "Us", because: "It is right." };
    let lock =
        if are_checks { commands::bind_checks(&made.plan, twin) } else { commands::confirm(&made.plan, &confirming) };
    lock.ok().map(|(lock, _)| lock.written())
}

fn files(root: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    walk.filter(|entry| entry.file_type().is_file()).map(|entry| relative(root, entry.path())).collect()
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("inside").to_string_lossy().into_owned()
}

fn changed_case(name: &str) -> String {
    let is_upper = name.chars().any(char::is_uppercase);
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let stem = if is_upper { stem.to_lowercase() } else { stem.to_uppercase() };
    format!("{stem}.{ending}")
}

fn changed_text(text: &str, dice: &mut Dice) -> String {
    match dice.throw(16) {
        0..=4 => with_another_sign(text, true, dice),
        5..=7 => with_another_sign(text, false, dice),
        8 => without_a_line(text, dice),
        9 => with_line(text, |line, _| format!("{line}{line}"), dice),
        10 => with_line(text, |line, _| format!("\n{line}"), dice),
        11 => with_line(text, |line, dice| dice.pick(STRETCHES).to_owned() + line, dice),
        12 => with_line(text, |_, dice| dice.pick(STRETCHES).to_owned(), dice),
        13 => text.to_owned() + dice.pick(STRETCHES),
        14 if text.contains('\r') => text.replace('\r', ""),
        14 => text.replace('\n', "\r\n"),
        _ => text.strip_prefix('\u{feff}').map_or_else(|| format!("\u{feff}{text}"), str::to_owned),
    }
}

/// With another digit, or one of its letters twice.
fn with_another_sign(text: &str, is_digit: bool, dice: &mut Dice) -> String {
    let is_wanted = |sign: char| if is_digit { sign.is_ascii_digit() } else { sign.is_ascii_alphabetic() };
    let places: Vec<(usize, &str)> = text.match_indices(is_wanted).collect();
    if places.is_empty() {
        return text.to_owned() + "x";
    }
    let (at, sign) = *dice.any(&places);
    let other = match sign.as_bytes()[0] {
        digit @ b'0'..=b'9' => char::from(b'0' + (digit - b'0' + 1) % 10).to_string(),
        _ => sign.repeat(2),
    };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

fn without_a_line(text: &str, dice: &mut Dice) -> String {
    with_line(text, |_, _| String::new(), dice)
}

fn with_line(text: &str, change: impl FnOnce(&str, &mut Dice) -> String, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = dice.throw(lines.len());
    match lines.get_mut(at) {
        Some(line) => *line = change(line, dice),
        None => lines.push(change("", dice)),
    }
    lines.concat()
}
