//! The sections of a chapter: what each says, and what easy read can rest on.

use std::cell::OnceCell;

use super::meaning::{Meaning, Reader, Vocabulary};
use super::place::{BEGINNING, Place};
use crate::base::span::{Span, Spanned};
use crate::plan::query::blocks::Contents;
use crate::plan::{Chapter, Metric, Milestone, Plan, Risk, Table};
use crate::text::insert::{Embed, Reference};
use crate::text::markdown::PipeTable;
use crate::text::tree;
use crate::text::tree::{Element, Heading, Step, walk};
use crate::value::period::Deadline;
use crate::value::voice::Voice;

/// What stands at a place now.
#[derive(Clone, Debug)]
pub struct Ground {
    /// What it is called, for people.
    pub title: String,
    /// Where it begins.
    pub span: Span,
    /// What it says.
    pub meaning: Meaning,
    /// The figures that flow into it, each with its words.
    pub figures: Vec<(String, String)>,
}

/// The sections of one chapter.
#[derive(Clone, Debug)]
pub struct Sections<'p> {
    plan: &'p Plan,
    chapter: &'p Chapter,
    /// What stands before the first heading, then from each heading to the next; read when somebody asks what it says.
    stretches: OnceCell<Vec<Stretch<'p>>>,
}

/// A chapter's text from one heading, of whatever level, to the next.
#[derive(Clone, Default, Debug)]
struct Stretch<'p> {
    heading: Option<&'p Heading>,
    /// The words since the last block of data.
    words: Reader,
    /// What stands before them.
    meanings: Vec<Meaning>,
    figures: Vec<&'p Reference>,
    embeds: Vec<&'p Embed>,
}

impl<'p> Stretch<'p> {
    fn read(&mut self, step: &Step<'p>) {
        self.words.read(step);
        if let Step::Enter(node) = step {
            self.figures.extend(node.element.figure().map(|reference| &reference.value));
        }
    }

    /// The words that were read so far become one text, so that blocks of data keep their place among them.
    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.meanings.push(words.meaning());
    }

    fn level(&self) -> u8 {
        self.heading.map_or(1, |heading| heading.level)
    }
}

impl<'p> Sections<'p> {
    /// The sections of `chapter`.
    #[must_use]
    pub fn of(plan: &'p Plan, chapter: &'p Chapter) -> Self {
        Self { plan, chapter, stretches: OnceCell::new() }
    }

    fn stretches(&self) -> &[Stretch<'p>] {
        self.stretches.get_or_init(|| stretches(self.plan, self.chapter))
    }

    /// The headings of the second level.
    pub fn headings(&self) -> impl Iterator<Item = &'p Heading> {
        self.chapter.body.headings().filter(|heading| heading.level == 2)
    }

    /// All sections: the beginning, if anything stands there, and one for each heading of the second level.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let beginning = self.at(&Place::Beginning).filter(|ground| !ground.meaning.is_empty());
        let sections = self.headings().map(|heading| Place::Section(heading.id.clone()));
        beginning.map(|_| Place::Beginning).into_iter().chain(sections).collect()
    }

    /// What an anchor names: a heading of any level, or the beginning of the chapter.
    #[must_use]
    pub fn named(&self, anchor: &str) -> Option<Place> {
        let is_heading = self.chapter.body.headings().any(|heading| heading.id == anchor);
        match anchor {
            _ if is_heading => Some(Place::Section(anchor.to_owned())),
            BEGINNING => Some(Place::Beginning),
            _ => None,
        }
    }

    /// The section of the second level that an anchor lies in.
    #[must_use]
    pub fn around(&self, anchor: &str) -> Option<Place> {
        let headings: Vec<_> = self.chapter.body.headings().collect();
        let Some(at) = headings.iter().position(|heading| heading.id == anchor) else { return self.named(anchor) };
        let outer = headings[..=at].iter().rev().find(|heading| heading.level == 2);
        Some(outer.map_or(Place::Beginning, |outer| Place::Section(outer.id.clone())))
    }

    /// What stands at a place; nothing where it is not there.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<Ground> {
        match place {
            Place::Chapter => Some(self.ground("the chapter", self.chapter.title.span, self.stretches())),
            Place::Beginning => {
                let end = self.end(0, 3);
                let (title, span) = ("the beginning of the chapter", self.chapter.title.span);
                Some(self.ground(title, span, &self.stretches()[..end]))
            }
            Place::Section(id) => {
                let is_meant = |stretch: &Stretch| stretch.heading.is_some_and(|heading| heading.id == *id);
                let from = self.stretches().iter().position(is_meant)?;
                Some(self.section(from))
            }
            Place::Measure(id) => self.plan.metric(id).map(|metric| self.measure(metric)),
            Place::Table(id) => self.plan.table(id).map(table),
        }
    }

    /// The section that is most like a text which stood under a heading that is not there any more.
    #[must_use]
    pub fn most_like(&self, meaning: &Meaning) -> Option<Ground> {
        const ALIKE: usize = 75;
        (1..self.stretches().len())
            .map(|from| self.section(from))
            .map(|ground| (ground.meaning.likeness(meaning), ground))
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by_key(|(likeness, _)| *likeness)
            .map(|(_, ground)| ground)
    }

    fn section(&self, from: usize) -> Ground {
        let end = self.end(from, self.stretches()[from].level() + 1);
        let heading = self.stretches()[from].heading;
        let span = heading.map_or(self.chapter.title.span, |heading| heading.span);
        self.ground(heading.map_or("", |heading| heading.text.trim()), span, &self.stretches()[from..end])
    }

    /// Where the stretches behind `from` end that are of `level` or deeper.
    fn end(&self, from: usize, level: u8) -> usize {
        let behind = self.stretches()[from + 1..].iter().position(|stretch| stretch.level() < level);
        behind.map_or(self.stretches().len(), |count| from + 1 + count)
    }

    fn ground(&self, title: &str, span: Span, stretches: &[Stretch<'p>]) -> Ground {
        let texts: Vec<Meaning> = stretches
            .iter()
            .flat_map(|stretch| stretch.meanings.iter().cloned().chain([stretch.words.meaning()]))
            .collect();
        let in_sentences = stretches.iter().flat_map(|stretch| &stretch.figures);
        let in_blocks = stretches.iter().flat_map(|stretch| &stretch.embeds).flat_map(|embed| self.embedded(embed));
        let mut figures: Vec<_> =
            in_sentences.filter_map(|reference| self.plan.shown(reference)).chain(in_blocks).collect();
        figures.sort();
        figures.dedup();
        Ground { title: title.to_owned(), span, meaning: Meaning::joined(&texts), figures }
    }

    fn embedded(&self, embed: &Embed) -> Vec<(String, String)> {
        match self.plan.contents(self.chapter, &embed.asks) {
            Contents::Measures(metrics) => {
                metrics.into_iter().flat_map(|metric| self.plan.figures_of(metric)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn measure(&self, metric: &Metric) -> Ground {
        Ground {
            title: metric.name.value.clone(),
            span: metric.name.span,
            meaning: Meaning::of_text(&metric.name.value),
            figures: self.plan.figures_of(metric),
        }
    }
}

fn stretches<'p>(plan: &Plan, chapter: &'p Chapter) -> Vec<Stretch<'p>> {
    let mut stretches = vec![Stretch::default()];
    for part in chapter.body.tree.stretches() {
        if let tree::Stretch::Prose(nodes) = part {
            walk(nodes).for_each(|step| read(&step, &mut stretches));
        }
        let Some(stretch) = stretches.last_mut() else { continue };
        match part {
            tree::Stretch::Prose(_) => {}
            tree::Stretch::Insert(embed) => {
                stretch.end_words();
                stretch.meanings.push(said(plan, chapter, &embed.value));
                stretch.embeds.push(&embed.value);
            }
            tree::Stretch::Table(position) => {
                stretch.end_words();
                stretch.meanings.extend(chapter.body.tables.get(position).map(pipe_table));
            }
        }
    }
    stretches
}

/// Reads on in the last stretch, or in a new one where a heading begins.
fn read<'p>(step: &Step<'p>, stretches: &mut Vec<Stretch<'p>>) {
    if let Step::Enter(node) = step
        && let Element::Heading(heading) = &node.element
    {
        stretches.push(Stretch { heading: Some(heading), ..Stretch::default() });
    }
    if let Some(stretch) = stretches.last_mut() {
        stretch.read(step);
    }
}

fn table(table: &Table) -> Ground {
    Ground {
        title: table.caption.value.clone(),
        span: table.id.span,
        meaning: words_of_table(table),
        figures: Vec::new(),
    }
}

/// What a block of data says: what it names, and all that was typed into it. The figures of measures flow.
fn said(plan: &Plan, chapter: &Chapter, embed: &Embed) -> Meaning {
    let inside: Vec<Meaning> = match plan.contents(chapter, &embed.asks) {
        Contents::Tables(tables) => tables.into_iter().map(words_of_table).collect(),
        Contents::Milestones(milestones) => milestones.into_iter().map(|(_, milestone)| promised(milestone)).collect(),
        Contents::Risks(risks) => risks.iter().flat_map(words_of_risk).collect(),
        Contents::Measures(_) | Contents::Chart(_) => Vec::new(),
    };
    Meaning::joined(std::iter::once(&Meaning::of_embed(embed)).chain(&inside))
}

fn promised(milestone: &Milestone) -> Meaning {
    let by = match milestone.by.value {
        Deadline::By(time) => Voice::default().time(time),
        Deadline::Ongoing => "ongoing".to_owned(),
        Deadline::ToBeConfirmed => "TBC".to_owned(),
    };
    Meaning::joined([&Meaning::of_text(&by), &Meaning::of(&milestone.text)])
}

fn words_of_risk(risk: &Risk) -> impl Iterator<Item = Meaning> {
    std::iter::once(&risk.risk).chain(&risk.causes).chain(&risk.controls).map(|text| Meaning::of(text))
}

/// A table says what was typed into its cells, wherever they were typed.
fn words_of_table(table: &Table) -> Meaning {
    let columns = table.columns.iter().map(|column| &column.name);
    let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.written);
    words_of_cells(std::iter::once(&table.caption).chain(columns).chain(cells))
}

fn pipe_table(table: &PipeTable) -> Meaning {
    words_of_cells(table.caption.iter().chain(&table.columns).chain(table.rows.iter().flatten()))
}

fn words_of_cells<'c>(cells: impl Iterator<Item = &'c Spanned<String>>) -> Meaning {
    Meaning::of_text(&cells.map(|cell| cell.value.as_str()).collect::<Vec<_>>().join("\n"))
}

impl Plan {
    /// A figure as it is kept: how it is asked for, and how it reads. Nothing where it cannot be found.
    #[must_use]
    pub fn shown(&self, reference: &Reference) -> Option<(String, String)> {
        let path: Vec<&str> = reference.path.iter().map(|part| part.value.as_str()).collect();
        let plain = Reference { wording: None, ..reference.clone() };
        Some((path.join("."), self.show(&plain, false).ok()?.into_seen()))
    }

    /// The figures of a measure that readers compare.
    fn figures_of(&self, metric: &Metric) -> Vec<(String, String)> {
        let ask = |part: &str| {
            let part = metric.id.clone().map(|_| part.to_owned());
            self.shown(&Reference { path: vec![metric.id.clone(), part], wording: None, is_plural: false })
        };
        ["baseline", "value", "standard", "target"].into_iter().filter_map(ask).collect()
    }
}

impl Plan {
    /// The words of all chapters, with how often each is used.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary_from(|plan| {
            let mut vocabulary = Vocabulary::default();
            for chapter in plan.chapters() {
                if let Some(ground) = Sections::of(plan, chapter).at(&Place::Chapter) {
                    vocabulary.add(&ground.meaning);
                }
            }
            vocabulary
        })
    }
}
