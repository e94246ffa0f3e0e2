//! The body of a chapter, stretch by stretch, for its own page and for the page that holds the whole plan.

use crate::base::span::Spanned;
use crate::plan::query::series::Graph;
use crate::plan::{Chapter, Metric, Plan, Table};
use crate::site::data;
use crate::site::data::Sizes;
use crate::site::prose::ProseRenderer;
use crate::site::view::{DownloadView, HeadingView, MilestoneView, PartView};
use crate::text::insert::Embed;
use crate::text::tree::Stretch;
use crate::value::locale::Key;

/// What a chapter's body is made from.
pub(crate) struct Chapters<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) sizes: Sizes<'p>,
}

impl<'p> Chapters<'p> {
    /// The chapter's text as views.
    pub(crate) fn parts(&self, chapter: &'p Chapter, setter: &mut ProseRenderer<'p>) -> Vec<PartView> {
        chapter.body.tree.stretches().filter_map(|stretch| self.part(chapter, stretch, setter)).collect()
    }

    fn part(&self, chapter: &'p Chapter, stretch: Stretch<'p>, setter: &mut ProseRenderer<'p>) -> Option<PartView> {
        match stretch {
            Stretch::Prose(nodes) => Some(PartView::Prose { html: setter.set(nodes) }),
            Stretch::Table(position) => {
                Some(PartView::Tables { tables_html: vec![self.table(chapter.pipe_table(position)?, setter)] })
            }
            Stretch::Insert(embed) => self.embed(chapter, &embed.value, setter),
        }
    }

    /// An insert that finds nothing is left out; the check has said so.
    fn embed(&self, chapter: &'p Chapter, embed: &'p Embed, setter: &mut ProseRenderer<'p>) -> Option<PartView> {
        match embed {
            Embed::Metrics(ids) => {
                let metrics = self.metrics(chapter, ids);
                (!metrics.is_empty()).then(|| PartView::Metrics {
                    metrics: metrics.into_iter().map(|metric| setter.metric(metric, self.plan)).collect(),
                })
            }
            Embed::Dashboard(ids) => {
                let metrics = self.metrics(chapter, ids);
                let title = (&chapter.title.value).into();
                let caption = setter.texts.fill(Key("measures-of-chapter"), &[("chapter", title)]);
                (!metrics.is_empty()).then(|| PartView::Tables {
                    tables_html: vec![setter.dashboard(&metrics, caption, self.plan, self.sizes)],
                })
            }
            Embed::Tables(ids) => {
                let tables_html: Vec<_> = ids.iter().filter_map(|id| self.named_table(&id.value, setter)).collect();
                (!tables_html.is_empty()).then_some(PartView::Tables { tables_html })
            }
            Embed::Chart(insert) => {
                let graph = self.plan.graph_of_insert(insert).ok()??;
                let name: Vec<&str> = insert.path.iter().map(|part| part.value.as_str()).collect();
                let csv = self.figures_of(&graph);
                Some(PartView::Chart { chart: Box::new(setter.chart(&graph, &name.join("-"), csv, self.plan)) })
            }
            Embed::Timeline => {
                let milestones = self.timeline(chapter, setter);
                (!milestones.is_empty()).then_some(PartView::Timeline { milestones })
            }
            Embed::Risks => {
                let risks: Vec<_> = chapter.risks.iter().map(|risk| setter.risk(risk)).collect();
                (!risks.is_empty()).then_some(PartView::Risks { risks })
            }
        }
    }

    /// The download that holds the figures of a chart.
    fn figures_of(&self, graph: &Graph) -> DownloadView {
        let table = graph.table.as_ref().and_then(|id| self.plan.table(id));
        let url = table.map_or_else(|| data::MEASURES_CSV.to_owned(), data::csv_url);
        self.sizes.download(url)
    }

    /// The measures that are named, or all of the chapter.
    fn metrics(&self, chapter: &'p Chapter, ids: &[Spanned<String>]) -> Vec<&'p Metric> {
        if ids.is_empty() {
            return chapter.metrics.iter().collect();
        }
        ids.iter().filter_map(|id| self.plan.metric(&id.value)).collect()
    }

    fn named_table(&self, id: &str, setter: &mut ProseRenderer<'p>) -> Option<String> {
        let owner = self.plan.owner(id)?;
        let table = self.plan.table(id)?;
        Some(setter.written_in(owner.path(), |setter| self.table(table, setter)))
    }

    fn table(&self, table: &'p Table, setter: &mut ProseRenderer<'p>) -> String {
        setter.table(table, self.plan, self.sizes)
    }

    /// The promises of a chapter, or of all chapters of a part, in order of date.
    fn timeline(&self, chapter: &'p Chapter, setter: &mut ProseRenderer<'p>) -> Vec<MilestoneView> {
        let mut dated: Vec<_> = self
            .plan
            .below(chapter)
            .into_iter()
            .flat_map(|from| from.milestones().iter().map(move |milestone| (from, milestone)))
            .collect();
        dated.sort_by_key(|(_, milestone)| milestone.by.value.last_day());
        dated
            .into_iter()
            .map(|(from, milestone)| {
                setter.written_in(from.path(), |setter| setter.milestone(milestone, from, from.path() == chapter.path))
            })
            .collect()
    }
}

/// The headings of the second level.
pub(crate) fn contents(chapter: &Chapter, plan: &Plan) -> Vec<HeadingView> {
    let second = chapter.body.tree.headings().filter(|(heading, _)| heading.level == 2);
    second.map(|(heading, words)| HeadingView { id: heading.id.clone(), text: plan.plain(words, false) }).collect()
}
