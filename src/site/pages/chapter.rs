//! The body of a chapter, stretch by stretch, for its own page and for the page that holds the whole plan.

use crate::plan::query::blocks::Contents;
use crate::plan::query::series::Graph;
use crate::plan::{Chapter, ChapterSummary, Metric, Milestone, Plan, Table};
use crate::site::data;
use crate::site::data::Sizes;
use crate::site::markup;
use crate::site::prose::ProseRenderer;
use crate::site::view::{ChartView, ContentsView, DownloadView, HeadingView, MilestoneView, PartView, TableView};
use crate::text::insert::{ChartInsert, Embed, Look};
use crate::text::tree::Stretch;
use crate::value::locale::Key;
use crate::value::period::Period;
use jiff::civil::Date;

/// What a chapter's body is made from.
pub(crate) struct Chapters<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) sizes: Sizes<'p>,
    /// Whether the theme makes tables from their views.
    pub(crate) has_own_tables: bool,
}

impl<'p> Chapters<'p> {
    /// The chapter's text as views.
    pub(crate) fn parts(&self, chapter: &'p Chapter, setter: &mut ProseRenderer<'p>) -> Vec<PartView> {
        chapter.body.tree.stretches().filter_map(|stretch| self.part(chapter, stretch, setter)).collect()
    }

    fn part(&self, chapter: &'p Chapter, stretch: Stretch<'p>, setter: &mut ProseRenderer<'p>) -> Option<PartView> {
        match stretch {
            Stretch::Prose(nodes) => {
                Some(PartView { kind: "prose", contents: ContentsView::Prose { html: setter.set(nodes) } })
            }
            Stretch::Table(position) => {
                let table = setter.table(chapter.pipe_table(position)?, self.plan, self.sizes);
                Some(PartView { kind: "tables", contents: self.tables([table], setter) })
            }
            Stretch::Insert(embed) => self.block(chapter, &embed.value, setter),
        }
    }

    /// A block that finds nothing is left out; the check has said so.
    fn block(&self, chapter: &'p Chapter, embed: &'p Embed, setter: &mut ProseRenderer<'p>) -> Option<PartView> {
        let contents = match self.plan.contents(chapter, &embed.asks) {
            Contents::Measures(metrics) if metrics.is_empty() => return None,
            Contents::Measures(metrics) if embed.block.look == Look::Table => {
                self.tables([self.dashboard(chapter, &metrics, setter)], setter)
            }
            Contents::Measures(metrics) => ContentsView::Measures {
                metrics: metrics.into_iter().map(|metric| setter.metric(metric, self.plan)).collect(),
            },
            Contents::Tables(tables) => {
                let views: Vec<_> = tables.into_iter().filter_map(|table| self.named_table(table, setter)).collect();
                self.tables(views, setter)
            }
            Contents::Chart(insert) => ContentsView::Chart { chart: Box::new(self.chart(insert, setter)?) },
            Contents::Milestones(milestones) => {
                ContentsView::Milestones { milestones: timeline(chapter, milestones, setter) }
            }
            Contents::Risks(risks) => {
                ContentsView::Risks { risks: risks.iter().map(|risk| setter.risk(risk)).collect() }
            }
        };
        let kind = if embed.block.look == Look::Table { "tables" } else { embed.block.name };
        (!contents.is_empty()).then_some(PartView { kind, contents })
    }

    fn tables(&self, tables: impl IntoIterator<Item = TableView>, setter: &ProseRenderer<'p>) -> ContentsView {
        let tables = tables.into_iter();
        if self.has_own_tables {
            return ContentsView::Tables { tables_html: Vec::new(), tables: tables.collect() };
        }
        let markup = |table: TableView| markup::table(&table, &setter.root, setter.texts);
        ContentsView::Tables { tables_html: tables.map(markup).collect(), tables: Vec::new() }
    }

    fn dashboard(&self, chapter: &Chapter, metrics: &[&Metric], setter: &mut ProseRenderer<'p>) -> TableView {
        let title = (&chapter.title.value).into();
        let caption = setter.texts.fill(Key("measures-of-chapter"), &[("chapter", title)]);
        setter.dashboard(metrics, caption, self.plan, self.sizes)
    }

    fn chart(&self, insert: &ChartInsert, setter: &mut ProseRenderer<'p>) -> Option<ChartView> {
        let graph = self.plan.graph_of_insert(insert).ok()??;
        let name: Vec<&str> = insert.path.iter().map(|part| part.value.as_str()).collect();
        let csv = self.figures_of(&graph);
        Some(setter.chart(&graph, &name.join("-"), csv, self.plan))
    }

    /// The download that holds the figures of a chart.
    fn figures_of(&self, graph: &Graph) -> DownloadView {
        let table = graph.table.as_ref().and_then(|id| self.plan.table(id));
        let url = table.map_or_else(|| data::MEASURES_CSV.to_owned(), data::csv_url);
        self.sizes.download(url)
    }

    /// A table of this chapter or of another.
    fn named_table(&self, table: &'p Table, setter: &mut ProseRenderer<'p>) -> Option<TableView> {
        let owner = self.plan.owner(&table.id.value)?;
        Some(setter.written_in(owner.path(), |setter| setter.table(table, self.plan, self.sizes)))
    }
}

/// Milestones in order of date.
fn timeline<'p>(
    chapter: &Chapter,
    mut milestones: Vec<(ChapterSummary<'p>, &'p Milestone)>,
    setter: &mut ProseRenderer<'p>,
) -> Vec<MilestoneView> {
    milestones.sort_by_key(|(_, milestone)| milestone.by.value.time().map_or(Date::MAX, Period::last_day));
    let view = |(from, milestone): (ChapterSummary<'p>, &'p Milestone)| {
        setter.written_in(from.path(), |setter| setter.milestone(milestone, from, from.path() == chapter.path))
    };
    milestones.into_iter().map(view).collect()
}

/// The headings of the second level.
pub(crate) fn contents(chapter: &Chapter, plan: &Plan) -> Vec<HeadingView> {
    let second = chapter.body.tree.headings().filter(|(heading, _)| heading.level == 2);
    second.map(|(heading, words)| HeadingView { id: heading.id.clone(), text: plan.plain(words, false) }).collect()
}
