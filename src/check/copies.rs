//! Names of files → which of them are copies that a drive or a program made, and which are easy read under a wrong name.
//!
//! Both are read as chapters, and would be published as such. A name alone proves little: `easy-access.md` and
//! `copying-files.md` are good names. So a name that people may choose too needs evidence beside it: the file that it would be a
//! copy of or the easy read of, and sometimes the same title.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::{FileId, Span};
use crate::plan::read::file_name::{CopyOf, EasyReadOf, Evidence};
use crate::plan::{ChapterSummary, Plan};

/// A copy of a chapter.
pub(super) const COPIED_FILE: Rule = Rule {
    name: "copied-file",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Shared drives, file managers and editors make copies when two people save at the same time or someone \
              copies a file: `finance (1).md`, `finance - Copy.md`, `finance-DESKTOP-AB12.md`. Every file in \
              content/ that ends with .md is published as a chapter, so readers would see both. Keep one file with \
              the right text. If it really is a separate chapter, give it its own name and title.",
};

/// Two chapters of one folder with one title.
pub(super) const SAME_TITLE: Rule = Rule {
    name: "same-title",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Two chapters in the same folder have the same title. Readers cannot tell them apart in lists and \
              links. Often one of them is an old copy.",
};

/// Easy read under a name that is not that of easy read.
pub(super) const MISNAMED_EASY_READ: Rule = Rule {
    name: "misnamed-easy-read",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Save the easy-read version of `homes.md` as `homes.easy.md`, in small letters and in the same folder. \
              With any other name it is published as a separate chapter, or not at all.",
};

/// Copies first: what is a copy has the title of its original, which need not be reported too.
pub(super) fn copies(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let mut reported: HashSet<&str> = HashSet::new();
    for chapter in plan.summaries().filter(|chapter| !chapter.file_name().is_plain()) {
        let path = chapter.path();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(twin) = misnamed((plan, source), chapter.file(), folder, chapter.file_name().easy_read_of.as_ref())
        {
            reported.insert(path);
            diagnostics.add(misnamed_easy_read(source, chapter.file(), folder, &twin));
        } else if let Some(original) = original(plan, source, chapter, folder) {
            reported.insert(path);
            diagnostics.add(copied_file(source, chapter.file(), folder, &original));
        } else if let Some(original) = copied_folder(source, chapter, folder) {
            reported.insert(path);
            let message = format!("the folder of this chapter looks like a copy of the folder {original}");
            diagnostics.add(
                Diagnostic::new(&COPIED_FILE, Span::new(chapter.file(), 0, 0), message)
                    .help(format!("Move any text you need to {original}, then delete this folder.")),
            );
        }
    }
    same_titles(plan, &reported, diagnostics);
}

fn same_titles(plan: &Plan, reported: &HashSet<&str>, diagnostics: &mut Diagnostics) {
    let mut first: FxHashMap<(&str, &str), ChapterSummary> = FxHashMap::default();
    for chapter in plan.summaries().filter(|chapter| !reported.contains(chapter.path())) {
        let folder = chapter.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        // The first page of a part is listed with the chapters beside the part.
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
        let lists = [Some(folder), Some(above).filter(|_| chapter.is_index() && !folder.is_empty())];
        let keys = lists.into_iter().flatten().map(|folder| (folder, chapter.title_slug()));
        let mut other = None;
        for key in keys.filter(|(_, title)| !title.is_empty()) {
            other = other.or_else(|| first.get(&key).copied());
            first.entry(key).or_insert(chapter);
        }
        if let Some(other) = other {
            let message =
                format!("this chapter has the same title as {}: “{}”", other.path(), chapter.title().value.trim());
            diagnostics.add(
                Diagnostic::new(&SAME_TITLE, chapter.title().span, message)
                    .also(other.title().span, "the other chapter")
                    .help("Change one of the two titles."),
            );
        }
    }
}

fn copied_file(source: &Files, file: FileId, folder: &str, original: &str) -> Diagnostic {
    let place = Span::new(file, 0, 0);
    if source.find(&in_content(folder, original)).is_some() {
        Diagnostic::new(&COPIED_FILE, place, format!("this file looks like a copy of {original}"))
            .help(format!("Move any text you need to {original}, then delete this file."))
    } else {
        Diagnostic::new(&COPIED_FILE, place, "this file looks like a copy made by a shared drive or a program")
            .help(format!("Rename it to {original}."))
    }
}

fn misnamed_easy_read(source: &Files, file: FileId, folder: &str, twin: &str) -> Diagnostic {
    let diagnostic = |message: String| Diagnostic::new(&MISNAMED_EASY_READ, Span::new(file, 0, 0), message);
    if source.find(&in_content(folder, twin)).is_some() {
        diagnostic(format!("this file looks like a copy of {twin}"))
            .help(format!("Move any text you need to {twin}, then delete this file."))
    } else {
        let is_chapter = source.file(file).path.ends_with(".md");
        let instead = if is_chapter { "is published as a chapter" } else { "is not part of the plan" };
        diagnostic(format!("this file looks like easy read, but because of its name it {instead}"))
            .help(format!("Rename it to {twin}."))
    }
}

fn in_content(folder: &str, name: &str) -> String {
    if folder.is_empty() { format!("content/{name}") } else { format!("content/{folder}/{name}") }
}

// Copies.

/// The name of the file that a chapter is a copy of.
fn original(plan: &Plan, source: &Files, chapter: ChapterSummary, folder: &str) -> Option<String> {
    let CopyOf { original, needs } = chapter.file_name().copy_of.as_ref()?;
    let name = format!("{original}.md");
    let path = in_content(folder, &name);
    let has_same_title = || {
        let other = plan.chapter_at(path.trim_start_matches("content/")).map(|other| plan.summary_at(other));
        other.is_some_and(|other| other.title_slug() == chapter.title_slug())
    };
    let is_proved = match needs {
        Evidence::Nothing => true,
        Evidence::Original => source.find(&path).is_some(),
        Evidence::SameTitle => has_same_title(),
    };
    is_proved.then_some(name)
}

/// The folder that the folder of a first page is a copy of, if that is there: `finance - Copy`.
fn copied_folder(source: &Files, chapter: ChapterSummary, folder: &str) -> Option<String> {
    let CopyOf { original, needs } = chapter.file_name().folder_copy_of.as_ref()?;
    let above = folder.rsplit_once('/').map(|(above, _)| format!("{above}/")).unwrap_or_default();
    let path = format!("{above}{original}");
    let is_there = source.under(&format!("content/{path}/")).next().is_some();
    (*needs != Evidence::SameTitle && is_there).then_some(path)
}

// Easy read.

/// Files that are none of the plan's chapters and look like easy read, with the names that they should have.
pub(super) fn unread_easy_read(plan: &Plan, source: &Files, file: FileId) -> Option<Diagnostic> {
    let path = source.file(file).path.strip_prefix("content/")?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let twin = misnamed((plan, source), file, folder, EasyReadOf::of(name).as_ref())?;
    Some(misnamed_easy_read(source, file, folder, &twin))
}

/// The name that a file should have, if it is easy read under another.
fn misnamed((plan, source): (&Plan, &Files), file: FileId, folder: &str, name: Option<&EasyReadOf>) -> Option<String> {
    let EasyReadOf { chapter, is_certain } = name?;
    let beside = chapter_beside(source, folder, chapter);
    let is_proved = *is_certain || beside.is_some() || has_picture_lines(plan.text_of(source, file));
    is_proved.then(|| format!("{}.easy.md", beside.as_deref().unwrap_or(chapter)))
}

/// The name, without its ending, of the chapter in a folder that is called so; its leading number may be another.
fn chapter_beside(source: &Files, folder: &str, name: &str) -> Option<String> {
    if source.find(&in_content(folder, &format!("{name}.md"))).is_some() {
        return Some(name.to_owned());
    }
    let bare = |name: &str| slug(name.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let folder = in_content(folder, "");
    let chapters = source.under(&folder).filter_map(|(path, _)| path.strip_suffix(".md"));
    let mut chapters = chapters.filter(|stem| !stem.contains('/') && !stem.ends_with(".easy"));
    chapters.find(|stem| !bare(stem).is_empty() && bare(stem) == bare(name)).map(str::to_owned)
}

/// Whether a text has lines with nothing but a picture's name, as easy read has.
fn has_picture_lines(text: &str) -> bool {
    text.lines().any(|line| {
        let name = line.trim().strip_prefix("![").and_then(|rest| rest.strip_suffix(']'));
        name.is_some_and(|name| !name.is_empty() && !name.contains([']', '[']))
    })
}
