//! Chapters: front matter and text of one Markdown file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::chart::{CHART, Chart};
use super::config::STATES;
use super::dashboard::{self, Measures};
use super::front::{ACCEPTED, Accepted, Front, MISSING_TITLE, accepted};
use super::metric::{MEASURE, Metric};
use super::table::Table;
use super::table::read::TABLE;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::slug;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml;
use crate::base::yaml::Kind::{Choice, Date, Either, Keys, List, Map, Text, Whole};
use crate::base::yaml::{Fields, Key, Node, Record, TEXTS, words_of};
use crate::easy::twin::{Twin, is_twin};
use crate::plan::read::extract::{Extract, FILE, FileRead, RANGE, SHEET};
use crate::plan::read::file_name::FileName;
use crate::plan::read::path::address;
use crate::plan::read::values::{choice_field, deadline, period_field, whole_number};
use crate::text::insert::Embed;
use crate::text::markdown;
use crate::text::markdown::{Body, HEADING_LEVEL};
use crate::text::sentence;
use crate::text::tree;
use crate::text::tree::{Element, Tree};
use crate::value::period::{Deadline, Period};
pub use crate::value::standing::Progress;

/// A chapter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its file.
    pub file: FileId,
    /// Its path below `content/`.
    pub path: String,
    /// What the name of its file says of it.
    pub file_name: FileName,
    /// Its address: a slug for each folder and for the chapter; empty for the front page.
    pub address: Vec<String>,
    /// Whether it is the first page of its folder.
    pub is_index: bool,
    /// Its title.
    pub title: Spanned<String>,
    /// Its title as a slug, by which two titles are the same to readers.
    pub title_slug: String,
    /// What it is about, in a sentence.
    pub description: Option<Spanned<String>>,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// When it was last changed, as its author says.
    pub updated: Option<Period>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Its measures.
    pub metrics: Vec<Metric>,
    /// Its tables: those of the front matter, then those of the text.
    pub tables: Vec<Table>,
    /// How many of its tables stand in the front matter.
    pub front_tables: usize,
    /// Its charts, if they say more than an insert can.
    pub charts: Vec<Chart>,
    /// Its dated promises.
    pub milestones: Vec<Milestone>,
    /// Its risks.
    pub risks: Vec<Risk>,
    /// Keys for the theme alone.
    pub extra: Vec<(String, String)>,
    /// Its text.
    pub body: Body,
    /// The sentences of its text that have figures in them, or words that say one, as they were typed, for the checks.
    pub sentences_with_figures: Vec<Spanned<String>>,
    /// Findings about its figures that the author has looked at and leaves as they are.
    pub accepted: Vec<Accepted>,
    /// Its easy-read twin.
    pub twin: Option<Arc<Twin>>,
    /// Where its text begins, behind its front matter.
    pub text_begins: usize,
    /// The files that its tables and measures were read from, as they were then.
    pub reads: Vec<FileRead>,
    /// Its address as it stands in links: `finance/savings/`.
    pub url: String,
    /// Hashes of what it says.
    pub hashes: ChapterHashes,
    /// Whether a cell of a table shows a measure.
    pub shows_measures_in_cells: bool,
    /// Whether it has keys that could not be read at all, so that nobody knows what it holds.
    pub has_unread_keys: bool,
}

/// Hashes of what a chapter and its twin say.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct ChapterHashes {
    /// Of all of it.
    pub whole: u128,
    /// Of what others may know of it ([`crate::plan::ChapterSummary`]).
    pub summary: u128,
    /// Of its path and the ids that it gives.
    pub names: u128,
    /// Of its path, and whether it has easy read.
    pub outline: u128,
    /// Of what lists of chapters show of it: its title, its place and what it is about.
    pub listed: u128,
    /// Of what it holds besides its names ([`crate::plan::ChapterData`]).
    pub chapter_data: u128,
    /// Of its measures.
    pub figures: u128,
    /// Of what others may know of it, with the places where it was written.
    pub places: u128,
}

/// Something promised for a time.
#[derive(Clone, Hash, Debug)]
pub struct Milestone {
    /// By when.
    pub by: Spanned<Deadline>,
    /// What.
    pub text: Tree,
    /// By whom.
    pub owner: Option<String>,
    /// How it goes.
    pub status: Progress,
}

/// Something that may go wrong.
#[derive(Clone, Debug)]
pub struct Risk {
    /// What.
    pub risk: Tree,
    /// Why it may happen.
    pub causes: Vec<Tree>,
    /// What is done against it.
    pub controls: Vec<Tree>,
    /// 1 to 5.
    pub likelihood: Option<u8>,
    /// 1 to 5.
    pub impact: Option<u8>,
}

/// The front matter of a chapter.
#[rustfmt::skip]
pub const CHAPTER: Record = Record {
    name: "a chapter",
    doc: "The settings at the top of a chapter.",
    keys: &[
        Key::new("title", Text, "The title. Leave it out only if the chapter starts with a line # Title.").or(&["name", "heading", "headline"]),
        Key::new("description", Text, "What the chapter is about, in one sentence.").or(&["summary", "about", "intro", "lead"]),
        Key::new("status", Choice(&words_of(&STATES)), "Whether the chapter is a draft or final. Drafts are not published."),
        Key::new("updated", Date, "When the chapter was last changed.").or(&["changed", "modified", "last-updated"]),
        Key::new("owner", Text, "The person responsible for the chapter.").or(&["author", "lead", "contact", "responsible"]),
        Key::new("metrics", List(&Either(&[Keys(&MEASURE), Keys(&FILE_OF_MEASURES)])), "The measures of the chapter.")
            .or(&["measures", "indicators", "kpis"]),
        Key::new("tables", List(&Keys(&TABLE)), "The tables of the chapter."),
        Key::new("charts", List(&Keys(&CHART)), "The charts of the chapter, where a tag in the text is not enough.").or(&["graphs"]),
        Key::new("milestones", List(&Keys(&MILESTONE)), "What you promise to do by a date.").or(&["actions", "deadlines", "promises"]),
        Key::new("risks", List(&Keys(&RISK)), "What may go wrong, and what you do about it."),
        Key::new("accept", List(&Keys(&ACCEPTED)), "Problems that you have looked at and leave as they are."),
        Key::new("extra", Map, "Settings for your own theme."),
    ],
};

const FILE_OF_MEASURES: Record = Record {
    name: "a file of measures",
    doc: "A spreadsheet or CSV file with one measure per row.",
    keys: &[FILE.needed(), SHEET, RANGE],
};

#[rustfmt::skip]
const MILESTONE: Record = Record {
    name: "a milestone",
    doc: "Something that you promise to do by a date.",
    keys: &[
        Key::new("by", Either(&[Date, Choice(&["ongoing", "TBC"])]), "By when.").needed().or(&["date", "deadline", "due", "when", "until"]),
        Key::new("text", Text, "What you will do.").needed().or(&["milestone", "action", "what", "promise"]),
        Key::new("owner", Text, "The person responsible.").or(&["author", "lead", "contact", "responsible"]),
        Key::new("status", Choice(&words_of(&Progress::WRITTEN)), "How it is going. If you leave this out, it is planned.").or(&["state", "progress"]),
    ],
};

#[rustfmt::skip]
const RISK: Record = Record {
    name: "a risk",
    doc: "Something that may go wrong.",
    keys: &[
        Key::new("risk", Text, "What may go wrong.").needed().or(&["text", "name", "title", "description"]),
        Key::new("causes", TEXTS, "Why it may happen.").or(&["cause"]),
        Key::new("controls", TEXTS, "What you do to prevent it.").or(&["control", "mitigation", "mitigations", "actions"]),
        Key::new("likelihood", Whole(1, 5), "How likely it is, from 1 (very low) to 5 (very high).").or(&["probability"]),
        Key::new("impact", Whole(1, 5), "How bad it would be, from 1 (very low) to 5 (very high).").or(&["severity", "consequence"]),
    ],
};

/// Whether a path is a chapter.
#[must_use]
pub fn is_chapter(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md") && !is_twin(path)
}

/// A chapter in a folder that lies too deep.
pub const FOLDER_TOO_DEEP: Rule = Rule {
    name: "folder-too-deep",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Chapters can be in folders, and folders in other folders, up to 8 deep. Every page shows the parts it \
              belongs to, so deeper folders make long addresses and pages that are hard to find. Move the folder up.",
};

/// So many folders below content/ a chapter may lie in. Plans have two or three; every page lists the chapters of each.
const DEEPEST_FOLDER: usize = 8;

/// Whether a file below `content/` is in a folder that lies too deep for a chapter.
pub(crate) fn is_too_deep(path: &str) -> bool {
    path.matches('/').count() > DEEPEST_FOLDER
}

/// Tells of the chapters that lie too deep, once for each folder that does.
pub(crate) fn tell_too_deep(source: &Files, files: &[FileId], diagnostics: &mut Diagnostics) {
    let mut reported = BTreeSet::new();
    for file in files {
        let path = source.file(*file).path.as_str();
        let folder = path.match_indices('/').nth(DEEPEST_FOLDER + 1).map_or(path, |(end, _)| &path[..end]);
        if reported.insert(folder) {
            let message = "this chapter is more than 8 folders deep";
            diagnostics.add(
                Diagnostic::new(&FOLDER_TOO_DEEP, Span::new(*file, 0, 0), message)
                    .help(format!("Move the folder {folder} up, nearer to content/.")),
            );
        }
    }
}

/// A key that sorts paths as they are read: the first page of a folder first, numbers by value, then names.
#[must_use]
pub fn reading_order(path: &str) -> Vec<(u32, String)> {
    path.split('/')
        .map(|part| {
            if part == "index.md" {
                return (0, String::new());
            }
            let part = part.trim_end_matches(".md");
            let digits = part.len() - part.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
            let number = part[..digits].parse::<u32>().ok().and_then(|number| number.checked_add(1));
            (number.unwrap_or(u32::MAX), part.to_owned())
        })
        .collect()
}

impl Chapter {
    /// All sentences of its text, as they were typed.
    #[must_use]
    pub fn sentences(&self, source: &Files) -> Vec<Spanned<String>> {
        sentence::sentences(self.file, source.file(self.file).text(), self.text_begins)
    }

    /// What its text shows on lines of their own.
    pub fn embeds(&self) -> impl Iterator<Item = &Spanned<Embed>> {
        self.body.tree.iter().filter_map(|node| match &node.element {
            Element::Insert(embed) => Some(&**embed),
            _ => None,
        })
    }

    /// Whether a cell of a table shows a measure, so that the table can be filled in only when all measures are known.
    pub(crate) fn has_cells_of_measures(&self) -> bool {
        self.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).any(|cell| cell.measure().is_some())
    }

    /// Reads one file of `content/`.
    #[must_use]
    pub fn parse(source: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let (path, text) = (source.file(file).path.as_str(), source.file(file).text());
        let path = path.strip_prefix("content/").unwrap_or(path);
        let front = Front::parse(source, file, &CHAPTER, diagnostics);
        let body = markdown::parse(text, front.body..text.len(), Span::new(file, 0, text.len()), diagnostics);
        let address = address(path);
        let start = Span::new(file, 0, 0);
        let mut chapter = Self {
            file,
            path: path.to_owned(),
            file_name: FileName::of_chapter(path),
            is_index: path.ends_with("index.md") && (path == "index.md" || path.ends_with("/index.md")),
            title: body.title.clone().unwrap_or_else(|| Spanned::new(String::new(), start)),
            title_slug: String::new(),
            description: None,
            is_draft: false,
            updated: None,
            owner: None,
            metrics: Vec::new(),
            tables: Vec::new(),
            front_tables: 0,
            charts: Vec::new(),
            milestones: Vec::new(),
            risks: Vec::new(),
            extra: Vec::new(),
            sentences_with_figures: sentence::that_claim(file, text, front.body),
            accepted: Vec::new(),
            body,
            twin: None,
            text_begins: front.body,
            reads: Vec::new(),
            url: address.iter().map(|part| format!("{part}/")).collect(),
            hashes: ChapterHashes::default(),
            shows_measures_in_cells: false,
            has_unread_keys: front.is_there && front.node.is_none(),
            address,
        };
        if let Some(mut fields) = front.node.as_ref().and_then(|node| Fields::of(node, &CHAPTER, diagnostics)) {
            chapter.take_fields(source, &mut fields, diagnostics);
            fields.finish(diagnostics);
        }
        chapter.check_title(&front, diagnostics);
        chapter.title_slug = slug(&chapter.title.value);
        chapter.take_pipe_tables(diagnostics);
        chapter
    }

    fn take_fields(&mut self, source: &Files, fields: &mut Fields, diagnostics: &mut Diagnostics) {
        if let Some(title) = fields.text("title", diagnostics) {
            if let Some(heading) = &self.body.title {
                let says_the_same = slug(&heading.value) == slug(&title.value);
                let (message, help) = if says_the_same {
                    (
                        "this heading repeats the title of the chapter, so it is left out".to_owned(),
                        "Remove this line, or begin it with ## to make it a section.",
                    )
                } else {
                    (
                        format!(
                            "this heading is left out, because the chapter already has the title “{}”",
                            title.value
                        ),
                        "Begin it with ## to make it a section. To use it as the title, write it after `title:` at \
                         the top of the file.",
                    )
                };
                let found = Diagnostic::new(&HEADING_LEVEL, heading.span, message);
                diagnostics.add(match source.slice(heading.span) {
                    "#" => found.fix(Fix::guess(heading.span, "##"), |_| help.to_owned()),
                    _ => found.help(help),
                });
            }
            self.title = title;
        }
        self.description = fields.text("description", diagnostics);
        self.is_draft = choice_field(fields, "status", &STATES, diagnostics).unwrap_or(false);
        self.updated = period_field(fields, "updated", diagnostics).map(|updated| updated.value);
        self.owner = fields.text("owner", diagnostics).map(|text| text.value);
        for node in fields.list("metrics", diagnostics) {
            self.take_metrics(source, node, diagnostics);
        }
        self.tables = fields
            .list("tables", diagnostics)
            .iter()
            .filter_map(|node| Table::parse(source, self.file, node, &mut self.reads, diagnostics))
            .collect();
        self.front_tables = self.tables.len();
        self.charts =
            fields.list("charts", diagnostics).iter().filter_map(|node| Chart::parse(node, diagnostics)).collect();
        let (milestones, risks) = (fields.list("milestones", diagnostics), fields.list("risks", diagnostics));
        self.milestones = milestones.iter().filter_map(|node| milestone(node, diagnostics)).collect();
        self.risks = risks.iter().filter_map(|node| risk(node, diagnostics)).collect();
        // Why there are none to show has been reported.
        self.has_unread_keys |= self.milestones.is_empty() && !milestones.is_empty();
        self.has_unread_keys |= self.risks.is_empty() && !risks.is_empty();
        self.accepted =
            fields.list("accept", diagnostics).iter().filter_map(|node| accepted(node, diagnostics)).collect();
        if let Some(node) = fields.take("extra") {
            self.extra = extra(node);
        }
    }

    /// Takes a measure, or those of the file that `- file: …` names.
    fn take_metrics(&mut self, source: &Files, node: &Node, diagnostics: &mut Diagnostics) {
        let names_file =
            matches!(&node.value, yaml::Value::Keys(keys) if keys.iter().any(|(key, _)| key.value == "file"));
        let fields = if names_file { Fields::of(node, &FILE_OF_MEASURES, diagnostics) } else { None };
        let Some(mut fields) = fields else {
            self.metrics.extend(Metric::parse(node, diagnostics));
            return;
        };
        let extract = Extract::take(&mut fields, diagnostics);
        fields.finish(diagnostics);
        let found = extract.map(|extract| dashboard::read(source, self.file, &extract, &mut self.reads, diagnostics));
        let Measures { metrics, is_whole } = found.unwrap_or_default();
        self.metrics.extend(metrics);
        self.has_unread_keys |= !is_whole;
    }

    /// A title is missed only where nothing else is wrong with the front matter.
    fn check_title(&mut self, front: &Front, diagnostics: &mut Diagnostics) {
        if self.title.value.is_empty() {
            if front.lacks("title") {
                let head = Span::new(self.file, front.keys, front.keys);
                let line = if front.is_there { "title: …\n" } else { "---\ntitle: …\n---\n" };
                diagnostics.add(
                    Diagnostic::new(&MISSING_TITLE, Span::new(self.file, 0, 0), "this chapter has no title")
                        .fix(Fix::template(head, line), |_| {
                            "Write `title: …` between two --- lines at the top of the file.".to_owned()
                        }),
                );
            }
            self.title.value = self.address.last().cloned().unwrap_or_else(|| "Front page".to_owned());
        }
    }

    fn take_pipe_tables(&mut self, diagnostics: &mut Diagnostics) {
        let name = if self.address.is_empty() { "front".to_owned() } else { self.address.join("--") };
        for (number, pipes) in (1..).zip(&self.body.tables) {
            self.tables.push(Table::from_pipes(pipes, &name, number, diagnostics));
        }
    }

    /// All its prose: text, cells, notes, milestones and risks.
    pub fn prose(&self) -> impl Iterator<Item = &[tree::Node]> {
        let tables = self.tables.iter().flat_map(Table::prose);
        let milestones = self.milestones.iter().map(|milestone| &*milestone.text);
        let risks =
            self.risks.iter().flat_map(|risk| std::iter::once(&risk.risk).chain(&risk.causes).chain(&risk.controls));
        std::iter::once(&*self.body.tree).chain(tables).chain(milestones).chain(risks.map(|text| &**text))
    }

    /// A table of the text, by its position among them.
    #[must_use]
    pub fn pipe_table(&self, index: usize) -> Option<&Table> {
        self.tables.get(self.front_tables + index)
    }
}

fn milestone(node: &Node, diagnostics: &mut Diagnostics) -> Option<Milestone> {
    let mut fields = Fields::of(node, &MILESTONE, diagnostics)?;
    let by = fields.text("by", diagnostics).and_then(|text| deadline(&text, diagnostics));
    let text = fields.text("text", diagnostics);
    let owner = fields.text("owner", diagnostics).map(|text| text.value);
    let status = choice_field(&mut fields, "status", &Progress::WRITTEN, diagnostics);
    fields.finish(diagnostics);
    let text = text.map(|text| markdown::inline(&text.value, text.span, diagnostics));
    Some(Milestone { by: by?, text: text?, owner, status: status.unwrap_or(Progress::Planned) })
}

fn risk(node: &Node, diagnostics: &mut Diagnostics) -> Option<Risk> {
    let mut fields = Fields::of(node, &RISK, diagnostics)?;
    let risk = fields.text("risk", diagnostics);
    let causes = fields.texts("causes", diagnostics);
    let controls = fields.texts("controls", diagnostics);
    let likelihood = score(&mut fields, "likelihood", diagnostics);
    let impact = score(&mut fields, "impact", diagnostics);
    fields.finish(diagnostics);
    let mut prose = |texts: Vec<Spanned<String>>| -> Vec<Tree> {
        texts.iter().map(|text| markdown::inline(&text.value, text.span, diagnostics)).collect()
    };
    let (causes, controls) = (prose(causes), prose(controls));
    let risk = prose(vec![risk?]).remove(0);
    Some(Risk { risk, causes, controls, likelihood, impact })
}

fn score(fields: &mut Fields, key: &'static str, diagnostics: &mut Diagnostics) -> Option<u8> {
    let help = "Write a number from 1 for very low to 5 for very high.";
    let score = whole_number(fields, key, "is a whole number from 1 to 5,", help, diagnostics)?;
    u8::try_from(score).ok()
}

fn extra(node: &Node) -> Vec<(String, String)> {
    match &node.value {
        yaml::Value::Keys(entries) => entries
            .iter()
            .filter_map(|(key, value)| Some((key.value.to_string(), value.as_text()?.to_owned())))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_read_by_number_and_then_by_name() {
        let mut paths = ["10-last.md", "9-first.md", "index.md", "b/index.md", "a.md", "9-first/x.md"];
        paths.sort_by_cached_key(|path| reading_order(path));
        assert_eq!(paths, ["index.md", "9-first.md", "9-first/x.md", "10-last.md", "a.md", "b/index.md"]);
    }
}
