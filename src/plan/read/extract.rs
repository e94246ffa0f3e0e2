//! The keys `file`, `sheet` and `range` → the file or the sheet that figures are read from, and which part of it is meant.

use super::path;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Help, Policy, Reason, Rule, Severity};
use crate::base::files::{Files, Tab};
use crate::base::names::{listed, nearest};
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml::{Fields, Key, Kind};

/// A file of figures that is not there or cannot be read.
pub const TABLE_FILE: Rule = Rule {
    name: "table-file",
    group: Group::Tables,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "`file:` names a spreadsheet (.xlsx, .xlsm or .ods) or a CSV file. The file can be in the same folder \
              as the chapter, or in another folder of content/, for example ../budgets.xlsx. `sheet:` names a sheet, \
              and `range: A3:F20` gives the cells of the table, including the headings. Save a CSV file as \"CSV \
              UTF-8\". You can separate the cells with commas, semicolons or Tabs. You can also use a data file that \
              plainplan published. Its columns Group and Row show what each row is.",
};

/// The file that figures are read from.
pub(crate) const FILE: Key =
    Key::new("file", Kind::Text, "A spreadsheet or CSV file in content/, starting from this chapter's folder.").or(&[
        "csv",
        "workbook",
        "spreadsheet",
    ]);
/// The sheet of a workbook.
pub(crate) const SHEET: Key =
    Key::new("sheet", Kind::Text, "The sheet of the spreadsheet. If you leave this out, the first one.").or(&["tab"]);
/// The part of a sheet.
pub(crate) const RANGE: Key =
    Key::new("range", Kind::Text, "The part of the sheet with the table, headings first: A3:F20.")
        .or(&["area", "cells"]);

/// `file`, `sheet` and `range`: where rows stand in a CSV file or a workbook.
pub(crate) struct Extract {
    pub(super) file: Spanned<String>,
    pub(super) sheet: Option<Spanned<String>>,
    pub(super) part: Part,
}

/// A file that figures were looked for in, as it was then.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FileRead {
    path: String,
    /// The hash of what it held; nothing where there was no such file.
    hash: Option<u128>,
}

impl FileRead {
    fn of(source: &Files, path: String) -> Self {
        Self { hash: hash(source, &path), path }
    }

    /// The hash of what the file holds now.
    pub(crate) fn hash_now(&self, source: &Files) -> Option<u128> {
        hash(source, &self.path)
    }

    /// Whether the file is as it was when it was read.
    pub(crate) fn is_as_it_was(&self, source: &Files) -> bool {
        self.hash == self.hash_now(source)
    }
}

fn hash(source: &Files, path: &str) -> Option<u128> {
    source.find(path).map(|file| source.file(file).hash)
}

/// How much of a sheet is meant.
pub(super) enum Part {
    /// All of it.
    Whole,
    /// What lies between two cells.
    Area(Spanned<Area>),
    /// Something that could not be understood.
    Unclear,
}

/// A part of a sheet, both ends included. Rows and columns count from one.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

impl Extract {
    /// Reads the keys, if a file is named.
    pub(crate) fn take(fields: &mut Fields, diagnostics: &mut Diagnostics) -> Option<Self> {
        let file = fields.text("file", diagnostics);
        let sheet = fields.text("sheet", diagnostics);
        let range = fields.text("range", diagnostics);
        let Some(file) = file else {
            for lost in [sheet, range].into_iter().flatten() {
                diagnostics.add(
                    Diagnostic::new(&TABLE_FILE, lost.span, "this gives a sheet or cells, but no file")
                        .help("Add the file: `file: budgets.xlsx`."),
                );
            }
            return None;
        };
        let part = match range {
            Some(text) => area(&text, diagnostics).map_or(Part::Unclear, Part::Area),
            None => Part::Whole,
        };
        Some(Self { file, sheet, part })
    }

    /// All of the file called `file`.
    pub(crate) fn whole(file: Spanned<String>) -> Self {
        Self { file, sheet: None, part: Part::Whole }
    }

    /// Where the file is named.
    pub(crate) fn span(&self) -> Span {
        self.file.span
    }

    /// The file or the sheet that is meant, counted from the folder of the file `beside`. That it was looked for is noted.
    pub(super) fn find(
        &self,
        source: &Files,
        beside: &str,
        reads: &mut Vec<FileRead>,
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        let name = &self.file.value;
        let problem = |message: String| Diagnostic::new(&TABLE_FILE, self.file.span, message);
        let beside = beside.strip_prefix("content/").unwrap_or_default();
        let Some(path) = path::joined(beside, name).map(|path| format!("content/{path}")) else {
            diagnostics.add(problem(format!("`{name}` is outside the folder content/")).help(
                "Move the file into content/ or a folder in it, and write the path to it. The path starts from the \
                 folder of this file.",
            ));
            return None;
        };
        reads.push(FileRead::of(source, path.clone()));
        let Some(file) = source.find(&path) else {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("content", name));
            diagnostics.add(
                problem(format!("there is no file `{name}` in {folder}/"))
                    .help(format!("Save the table as {path}, or correct the name.")),
            );
            return None;
        };
        match source.workbook(&path) {
            Some(Ok(tabs)) => self.find_sheet(source, &path, tabs, diagnostics),
            Some(Err(reason)) => {
                let message = format!("this spreadsheet cannot be read: {}", reason.words);
                diagnostics.add(problem(message).help(reason.help));
                None
            }
            None if !name.ends_with(".csv") && !name.ends_with(".txt") => {
                diagnostics.add(
                    problem(format!("`{name}` is not a file that tables can come from"))
                        .help("Use a spreadsheet (.xlsx, .xlsm or .ods) or a .csv file."),
                );
                None
            }
            None => {
                if let Some(sheet) = &self.sheet {
                    diagnostics.add(
                        Diagnostic::new(&TABLE_FILE, sheet.span, "this is a text file, so it has no sheets")
                            .help("Remove `sheet`, or name a spreadsheet."),
                    );
                }
                // What cannot be read has been reported.
                Some(file).filter(|file| source.file(*file).is_readable())
            }
        }
    }

    /// The sheet that is named, or the first that people see.
    fn find_sheet(
        &self,
        source: &Files,
        workbook: &str,
        tabs: &[Tab],
        diagnostics: &mut Diagnostics,
    ) -> Option<FileId> {
        let mut seen = |tab: &Tab, place: Span| {
            if tab.is_hidden {
                let message = format!("the sheet `{}` is hidden, so it is not published", tab.name);
                diagnostics.add(Diagnostic::new(&TABLE_FILE, place, message).help(
                    "Unhide it in your spreadsheet and save the file. If only some of it is for readers, copy that \
                     part to another sheet.",
                ));
                return None;
            }
            source.find(&format!("{workbook}/{}", tab.name))
        };
        let Some(sheet) = &self.sheet else {
            return seen(tabs.iter().find(|tab| !tab.is_hidden).or(tabs.first())?, self.file.span);
        };
        let same = |tab: &&Tab| tab.name.trim().to_lowercase() == sheet.value.trim().to_lowercase();
        if let Some(tab) = tabs.iter().find(same) {
            return seen(tab, sheet.span);
        }
        let names: Vec<&str> = tabs.iter().filter(|tab| !tab.is_hidden).map(|tab| tab.name.as_str()).collect();
        let message = format!("there is no sheet `{}` in {}", sheet.value, self.file.value);
        let help = match nearest(&sheet.value, names.iter().copied()) {
            Some(meant) => Help::Meant(meant.to_owned()),
            None => format!("Choose one of its sheets: {}.", listed(&names)).into(),
        };
        diagnostics.add(Diagnostic::new(&TABLE_FILE, sheet.span, message).advise(help));
        None
    }
}

/// Reads `A3:F20`, or `A:F` for all rows of some columns.
fn area(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Area>> {
    let found = text.value.split_once(':').and_then(|(from, to)| {
        let ((first_column, first_row), (last_column, last_row)) = (corner(from)?, corner(to)?);
        let rows = (first_row.unwrap_or(1), last_row.unwrap_or(usize::MAX));
        (first_column <= last_column && rows.0 <= rows.1).then_some(Area { rows, columns: (first_column, last_column) })
    });
    if found.is_none() {
        diagnostics.add(
            Diagnostic::new(&TABLE_FILE, text.span, format!("`{}` is not a range of cells", text.value))
                .help("Write the first and the last cell with a colon between them: A3:F20."),
        );
    }
    found.map(|area| Spanned::new(area, text.span))
}

/// Column and, where there is one, row of a cell's name, both from one.
fn corner(name: &str) -> Option<(usize, Option<usize>)> {
    let name = name.trim().replace('$', "").to_uppercase();
    let (letters, digits) =
        name.split_at(name.len() - name.trim_start_matches(|sign: char| sign.is_ascii_uppercase()).len());
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row = if digits.is_empty() { None } else { Some(digits.parse().ok().filter(|row| *row > 0)?) };
    Some((column, row))
}

impl Part {
    pub(super) fn has(&self, row: usize, column: usize) -> bool {
        self.has_row(row) && self.has_column(column)
    }

    pub(super) fn has_row(&self, row: usize) -> bool {
        match self {
            Self::Area(area) => (area.value.rows.0..=area.value.rows.1).contains(&row),
            Self::Whole | Self::Unclear => true,
        }
    }

    pub(super) fn has_column(&self, column: usize) -> bool {
        match self {
            Self::Area(area) => (area.value.columns.0..=area.value.columns.1).contains(&column),
            Self::Whole | Self::Unclear => true,
        }
    }
}
