//! Rules about inserts: that every one finds a figure, and that every table and chart is shown.

use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::plan::model::table::CellValue;
use crate::plan::query::figures::{Fault, NoFigure};
use crate::plan::{Chapter, ChapterData, Chart, Item, Plan};
use crate::text::insert::{ChartInsert, Embed, Reference};

/// An insert that names nothing.
pub(crate) const UNKNOWN_ID: Rule = Rule {
    name: "unknown-id",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Between {{ and }} stands the id of a measure or a table of this plan, from any chapter.",
};

/// A figure where only words can stand.
pub(crate) const FIGURE_IN_TITLE: Rule = Rule {
    name: "figure-in-title",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Titles and descriptions stand in lists, tabs and links all over the website, where {{ … }} is not filled in. \
              Say it in words and show the figure in the text.",
};

pub(crate) fn figure_in_title(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let chapters = plan.chapters().map(|chapter| (&chapter.title, &chapter.description));
    let twins = plan.twins().map(|twin| (&twin.title, &twin.description));
    let pages = chapters.chain(twins).flat_map(|(title, description)| std::iter::once(title).chain(description));
    let charts = own_charts(plan).flat_map(|chart| chart.title.iter().chain(&chart.description));
    for text in pages.chain(charts).filter(|text| text.value.contains("{{")) {
        diagnostics.add(
            Diagnostic::new(&FIGURE_IN_TITLE, text.span, "a title or a description cannot show a figure")
                .help("Say it in words here, and show the figure in the text."),
        );
    }
}

/// A cell that shows a cell.
pub(crate) const CELL_OF_A_CELL: Rule = Rule {
    name: "cell-of-a-cell",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A cell of a table may show a measure, {{ ae-4-hours.target }}, but not a cell of a table: two cells could ask \
              each other for ever. Make a measure of the figure and show it in both places.",
};

pub(crate) fn cell_of_a_cell(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let cells =
        plan.chapters().flat_map(|chapter| &chapter.tables).flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    for cell in cells {
        let CellValue::Prose(tree) = &cell.value else { continue };
        for reference in tree.iter().filter_map(|node| node.element.figure()) {
            if reference.value.path.first().is_some_and(|id| plan.table(&id.value).is_some()) {
                diagnostics.add(
                    Diagnostic::new(&CELL_OF_A_CELL, reference.span, "a cell can show a measure, but not another cell")
                        .help("Make a measure of the figure, and show the measure in both places."),
                );
            }
        }
    }
}

/// An insert that asks for something a measure or table does not have.
pub(crate) const UNKNOWN_PART: Rule = Rule {
    name: "unknown-part",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "Behind the id stands what is wanted: of a measure its target, baseline, value, compare, last-year or name; of a table a \
              row and a column, {{ budgets.acute.2018-19 }}.",
};

/// A figure that cannot be worded as asked.
pub(crate) const CANNOT_WORD: Rule = Rule {
    name: "cannot-word",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "`| people` and `| share` word a share in percent, `| about` a count or money, `| money` money, `| date` a time, and \
              `| trend` a value that has a baseline or a target that has a value. A figure that is not there yet cannot be \
              worded.",
};

/// Shares that differ and read alike.
pub(crate) const SAME_READING: Rule = Rule {
    name: "same-reading",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Where we were, where we are and where we want to be are given in easy words with one number to count out of. \
              If two different figures would read the same, readers would think that nothing is to change.",
};

/// What is asked for in texts and cannot be shown, of whatever kind.
pub(crate) fn cannot_be_shown(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let figures = references(plan).filter_map(|reference| plan.show(&reference.value, false).err());
    let defined = own_charts(plan).filter_map(|chart| plan.graph(chart).err());
    let asked_for = charts(plan).filter_map(|insert| plan.graph_of_insert(insert).err());
    let faults = figures.chain(defined).chain(asked_for);
    // What is not known may well stand in a chapter whose keys cannot be read yet; that has been reported.
    for NoFigure { span, message, help, kind } in faults.filter(|fault| !may_be_unread(plan, fault.kind)) {
        diagnostics.add(Diagnostic::new(rule_of(kind), span, message).advise(help));
    }
    if plan.unread.is_empty() {
        unknown_blocks(plan, diagnostics);
    }
    empty_blocks(plan, diagnostics);
}

fn may_be_unread(plan: &Plan, kind: Fault) -> bool {
    kind == Fault::UnknownId && !plan.unread.is_empty()
}

fn rule_of(kind: Fault) -> &'static Rule {
    match kind {
        Fault::UnknownId => &UNKNOWN_ID,
        Fault::UnknownPart => &UNKNOWN_PART,
        Fault::Wording => &CANNOT_WORD,
        Fault::SameReading => &SAME_READING,
        Fault::Unsuitable => &UNSUITABLE_CHART,
        Fault::TooFewNumbers => &NOTHING_TO_SHOW,
    }
}

fn own_charts(plan: &Plan) -> impl Iterator<Item = &Chart> {
    plan.chapters().flat_map(|chapter| &chapter.charts)
}

/// Blocks of measures or tables that are not there.
fn unknown_blocks(plan: &Plan, diagnostics: &mut Diagnostics) {
    for (_, embed) in embeds(plan) {
        let (wanted, ids): (&str, Vec<&Spanned<String>>) = match &embed.value {
            Embed::Metrics(ids) | Embed::Dashboard(ids) => {
                ("measure", ids.iter().filter(|id| plan.metric(&id.value).is_none()).collect())
            }
            Embed::Tables(ids) => ("table", ids.iter().filter(|id| plan.table(&id.value).is_none()).collect()),
            Embed::Chart(_) | Embed::Timeline | Embed::Risks => continue,
        };
        let is_alone = ids.len() == 1
            && matches!(&embed.value, Embed::Metrics(all) | Embed::Dashboard(all) | Embed::Tables(all) if all.len() == 1);
        let whole = is_alone.then_some(embed.span);
        diagnostics.extend(ids.into_iter().map(|id| not_a(plan, wanted, id, whole)));
    }
}

/// `id` was asked for as a measure or a table, and is not; `whole` is the block that asks for nothing else.
fn not_a(plan: &Plan, wanted: &str, id: &Spanned<String>, whole: Option<Span>) -> Diagnostic {
    let other = plan.item(&id.value).map(|item| match item {
        Item::Metric(..) => ("measure", "metrics"),
        Item::Table(..) => ("table", "table"),
        Item::Chart(..) => ("chart", "chart"),
    });
    let Some((other, block)) = other else {
        let is_wanted = |item: &Item| match item {
            Item::Metric(..) => wanted == "measure",
            Item::Table(..) => wanted == "table",
            Item::Chart(..) => false,
        };
        return Diagnostic::new(&UNKNOWN_ID, id.span, format!("no {wanted} is called `{}`", id.value))
            .advise(plan.unknown_id(id, is_wanted).help);
    };
    let found = Diagnostic::new(&UNKNOWN_ID, id.span, format!("`{}` is a {other}, not a {wanted}", id.value));
    let text = format!("{{{{ {block} {} }}}}", id.value);
    let say = |text: &str| format!("Write {text}.");
    match whole {
        Some(whole) => found.fix(Fix::guess(whole, text), say),
        None => found.help(say(&text)),
    }
}

/// Every figure that is asked for.
fn references(plan: &Plan) -> impl Iterator<Item = &Spanned<Reference>> {
    plan.prose().flat_map(|(_, nodes)| nodes).filter_map(|node| node.element.figure())
}

fn embeds(plan: &Plan) -> impl Iterator<Item = (&Chapter, &Spanned<Embed>)> {
    plan.chapters().flat_map(|chapter| chapter.embeds().map(move |embed| (chapter, embed)))
}

/// Every chart that is asked for in a text.
fn charts(plan: &Plan) -> impl Iterator<Item = &ChartInsert> {
    embeds(plan).filter_map(|(_, embed)| match &embed.value {
        Embed::Chart(insert) => Some(insert),
        _ => None,
    })
}

/// Numbers that a kind of chart cannot show.
pub(crate) const UNSUITABLE_CHART: Rule = Rule {
    name: "unsuitable-chart",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "Each kind of chart needs numbers of its own sort: a line needs times, a pyramid two columns, stacked bars \
              parts that are not below nothing, a bullet chart measures with a value and a target. The message says what \
              is missing here, and what to write instead.",
};

/// A block with nothing in it.
pub(crate) const NOTHING_TO_SHOW: Rule = Rule {
    name: "nothing-to-show",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A chart needs at least two numbers; {{ metrics }}, {{ dashboard }}, {{ timeline }} and {{ risks }} need measures, milestones or \
              risks in the front matter (on the first page of a part, in any chapter of the part).",
};

fn empty_blocks(plan: &Plan, diagnostics: &mut Diagnostics) {
    let is_known = |chapter: &Chapter| !plan.below(chapter).iter().any(|below| plan.is_unread(below.path()));
    for (chapter, embed) in embeds(plan).filter(|(chapter, _)| is_known(chapter)) {
        let missing = match &embed.value {
            Embed::Metrics(ids) | Embed::Dashboard(ids) if ids.is_empty() && chapter.metrics.is_empty() => {
                Some("this chapter has no measures")
            }
            Embed::Timeline if !plan.below(chapter).iter().any(|chapter| !chapter.milestones().is_empty()) => {
                Some("there are no milestones to show")
            }
            Embed::Risks if chapter.risks.is_empty() => Some("this chapter has no risks"),
            _ => None,
        };
        if let Some(missing) = missing {
            diagnostics.add(
                Diagnostic::new(&NOTHING_TO_SHOW, embed.span, missing)
                    .help("Add them in the front matter, or remove this line."),
            );
        }
    }
}

/// A table or a chart that no reader will ever see.
pub(crate) const NOT_SHOWN: Rule = Rule {
    name: "not-shown",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "A table or a chart in the front matter is shown only where {{ table its-id }} or {{ chart its-id }} stands in \
              a text. One that stands nowhere is lost to readers.",
};

pub(crate) fn not_shown(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let embeds = || plan.chapter_data().flat_map(ChapterData::embeds);
    let tables = embeds().flat_map(|embed| match &embed.value {
        Embed::Tables(ids) => ids.as_slice(),
        _ => &[],
    });
    let drawn = embeds().filter_map(|embed| match &embed.value {
        Embed::Chart(insert) => insert.path.first(),
        _ => None,
    });
    let of_charts = plan.chapter_data().flat_map(ChapterData::charts).flat_map(|chart| &chart.of);
    let asked_for: HashSet<&str> = tables.chain(drawn).chain(of_charts).map(|id| id.value.as_str()).collect();
    let all_tables = plan.chapter_data().flat_map(ChapterData::tables).filter(|table| !table.is_in_text);
    let named = all_tables
        .map(|table| ("table", &table.id))
        .chain(plan.chapter_data().flat_map(ChapterData::charts).map(|chart| ("chart", &chart.id)));
    for (what, id) in named.filter(|(_, id)| !asked_for.contains(id.value.as_str())) {
        let found = Diagnostic::new(&NOT_SHOWN, id.span, format!("the {what} `{}` is shown nowhere", id.value));
        let text = plan.text_of(source, id.span.file);
        let end = Span::new(id.span.file, text.len(), text.len());
        let lead = if text.ends_with('\n') { "\n" } else { "\n\n" };
        let fix = Fix::guess(end, format!("{lead}{{{{ {what} {} }}}}\n", id.value));
        diagnostics.add(found.fix(fix, |insert| format!("Write {insert} on a line of its own where it belongs.")));
    }
}
