//! Easy-read twins: one source line is one sentence, a picture line starts a part.

use super::chapter::{Front, MISSING_TITLE, address};
use super::values::{period_field, whole_number};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markdown::{self, Heading, Piece};
use crate::names::slug;
use crate::period::Period;
use crate::source::{FileId, Source, Span, Spanned};
use crate::yaml::{Fields, Node};

/// An easy-read chapter.
#[derive(Clone, Debug)]
pub struct Twin {
    /// Its file.
    pub file: FileId,
    /// Its path below `content/`.
    pub path: String,
    /// The address of its chapter.
    pub address: Vec<String>,
    /// Its title.
    pub title: Spanned<String>,
    /// What it is about.
    pub description: Option<Spanned<String>>,
    /// Who checked it. Empty: nobody has.
    pub checked: Vec<Checked>,
    /// Where its text begins in the file.
    pub text_from: usize,
    /// What stands in it.
    pub blocks: Vec<EasyBlock>,
}

/// A record that people with a learning disability checked the words and pictures.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The reading group.
    pub by: String,
    /// How many people.
    pub people: Option<u32>,
    /// When.
    pub on: Option<Period>,
}

/// One stretch of easy read.
#[derive(Clone, Debug)]
pub enum EasyBlock {
    /// A heading.
    Heading(Heading),
    /// A part: one picture and the sentences that belong to it.
    Part(Part),
}

/// One picture and the sentences that belong to it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of the picture. Nothing where the author has not chosen one yet.
    pub picture: Option<Spanned<String>>,
    /// The sentences, one a source line.
    pub lines: Vec<Line>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words and figures.
    pub pieces: Vec<Piece>,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// Its place.
    pub span: Span,
}

/// Whether a path is an easy-read twin.
#[must_use]
pub fn is_twin(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".easy.md")
}

impl Twin {
    /// Reads one `*.easy.md`.
    #[must_use]
    pub fn parse(source: &Source, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let (path, text) = (source.file(file).path.as_str(), source.file(file).text());
        let path = path.strip_prefix("content/").unwrap_or(path);
        let front = Front::parse(source, file, diagnostics);
        let mut twin = Self {
            file,
            path: path.to_owned(),
            address: address(path),
            title: Spanned::new(String::new(), Span::new(file, 0, 0)),
            description: None,
            checked: Vec::new(),
            text_from: front.body,
            blocks: blocks(file, text, front.body, diagnostics),
        };
        if let Some(mut fields) =
            front.node.as_ref().and_then(|node| Fields::of(node, "an easy-read chapter", diagnostics))
        {
            twin.title = fields.text("title", diagnostics).unwrap_or(twin.title);
            twin.description = fields.text("description", diagnostics);
            twin.checked =
                fields.list("checked", diagnostics).iter().filter_map(|node| checked(node, diagnostics)).collect();
            fields.finish(diagnostics);
        }
        if twin.title.value.is_empty() {
            if front.lacks("title") {
                diagnostics.add(
                    Diagnostic::new(&MISSING_TITLE, Span::new(file, 0, 0), "this easy-read chapter has no title")
                        .help("Write `title: …` between two lines of --- at its head."),
                );
            }
            path.clone_into(&mut twin.title.value);
        }
        twin
    }

    /// The path of the chapter it belongs to.
    #[must_use]
    pub fn chapter_path(&self) -> String {
        self.path.replace(".easy.md", ".md")
    }

    /// Its headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Heading(heading) => Some(heading),
            EasyBlock::Part(_) => None,
        })
    }

    /// Its parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.blocks.iter().filter_map(|block| match block {
            EasyBlock::Part(part) => Some(part),
            EasyBlock::Heading(_) => None,
        })
    }
}

fn checked(node: &Node, diagnostics: &mut Diagnostics) -> Option<Checked> {
    let mut fields = Fields::of(node, "a record of a check", diagnostics)?;
    let by = fields.need("by", diagnostics);
    let people = whole_number(
        &mut fields,
        "people",
        0..=u32::MAX,
        "is how many, as a whole number,",
        "Write it in digits, for example 6.",
        diagnostics,
    );
    let on = period_field(&mut fields, "on", diagnostics).map(|on| on.value);
    fields.finish(diagnostics);
    Some(Checked { by: by?.value, people, on })
}

fn blocks(file: FileId, text: &str, body: usize, diagnostics: &mut Diagnostics) -> Vec<EasyBlock> {
    let mut blocks = Vec::new();
    let mut part = None;
    let mut at = body;
    let mut is_remark = false;
    for raw in text[body..].split_inclusive('\n') {
        let lead = raw.len() - raw.trim_start().len();
        let line = Spanned::new(raw.trim(), Span::new(file, at + lead, at + lead + raw.trim().len()));
        at += raw.len();
        // A remark <!-- … -->, over one line or several, is for those who write.
        is_remark |= line.value.starts_with("<!--");
        if is_remark {
            is_remark = !line.value.contains("-->");
        } else if let Some(heading) = heading(&line, &blocks) {
            blocks.extend(part.take().map(EasyBlock::Part));
            blocks.push(EasyBlock::Heading(heading));
        } else if let Some(picture) = picture(&line) {
            blocks.extend(part.take().map(EasyBlock::Part));
            part = Some(Part { picture: Some(picture), lines: Vec::new() });
        } else if line.value.is_empty() {
            // A part without words yet waits for them; any other ends here.
            if part.as_ref().is_some_and(|part: &Part| !part.lines.is_empty()) {
                blocks.extend(part.take().map(EasyBlock::Part));
            }
        } else {
            let sentence = sentence(&line, diagnostics);
            part.get_or_insert_with(|| Part { picture: None, lines: Vec::new() }).lines.push(sentence);
        }
    }
    blocks.extend(part.map(EasyBlock::Part));
    blocks
}

fn heading(line: &Spanned<&str>, before: &[EasyBlock]) -> Option<Heading> {
    let words = line.value.trim_start_matches('#');
    let level = line.value.len() - words.len();
    if level == 0 || !words.starts_with(' ') {
        return None;
    }
    let text = words.trim().to_owned();
    let wanted = slug(&text);
    let same = before
        .iter()
        .filter(|block| matches!(block, EasyBlock::Heading(heading) if slug(&heading.text) == wanted))
        .count();
    let id = if same == 0 { wanted } else { format!("{wanted}-{}", same + 1) };
    Some(Heading { level: u8::try_from(level.clamp(2, 3)).unwrap_or(2), id, text, pieces: Vec::new(), span: line.span })
}

/// `![name]` alone on a line.
fn picture(line: &Spanned<&str>) -> Option<Spanned<String>> {
    let name = line.value.strip_prefix("![")?.strip_suffix(']')?;
    Some(Spanned::new(name.trim().to_owned(), line.span.within(2, 2 + name.len())))
}

fn sentence(line: &Spanned<&str>, diagnostics: &mut Diagnostics) -> Line {
    let (words, is_item) = line
        .value
        .strip_prefix("- ")
        .or_else(|| line.value.strip_prefix("* "))
        .map_or((line.value, false), |words| (words, true));
    let lead = line.value.len() - words.len();
    let span = line.span.within(lead, line.value.len());
    Line { pieces: markdown::inline(words, span, diagnostics), is_item, span: line.span }
}
