//! Rules about inserts: that every one finds a figure, and that every table and chart is shown.

use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::plan::model::table::CellValue;
use crate::plan::query::blocks::Contents;
use crate::plan::query::figures::{Fault, NoFigure};
use crate::plan::{Chapter, ChapterData, Chart, Item, Plan};
use crate::text::insert::{Asked, ChartInsert, Embed, Reference};

/// An insert that names nothing.
pub(crate) const UNKNOWN_ID: Rule = Rule {
    name: "unknown-id",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Write the id of a measure or a table between {{ and }}. It can be in any chapter of this plan.",
};

/// A figure where only words can stand.
pub(crate) const FIGURE_IN_TITLE: Rule = Rule {
    name: "figure-in-title",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Titles and descriptions appear in lists, browser tabs and links across the website, where {{ … }} tags \
              do not work. Use words here, and show the figure in the text.",
};

pub(crate) fn figure_in_title(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let chapters = plan.chapters().map(|chapter| (&chapter.title, &chapter.description));
    let twins = plan.twins().map(|twin| (&twin.title, &twin.description));
    let pages = chapters.chain(twins).flat_map(|(title, description)| std::iter::once(title).chain(description));
    let charts = own_charts(plan).flat_map(|chart| chart.title.iter().chain(&chart.description));
    for text in pages.chain(charts).filter(|text| text.value.contains("{{")) {
        diagnostics.add(
            Diagnostic::new(&FIGURE_IN_TITLE, text.span, "a title or a description cannot show a figure")
                .help("Use words here, and show the figure in the text."),
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
    explain: "A table cell can show a measure, {{ ae-4-hours.target }}, but not another table cell. Make the figure \
              a measure and show it in both places.",
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
                        .help("Make the figure a measure, and show it in both places."),
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
    explain: "After the id, write which part you want. For a measure: target, standard, baseline, value, compare, \
              last-year or name. For a table: a row and a column, {{ budgets.acute.2018-19 }}.",
};

/// A figure that cannot be worded as asked.
pub(crate) const CANNOT_WORD: Rule = Rule {
    name: "cannot-word",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "Use `| people` and `| share` with a percentage, `| about` with a count or money, `| money` with money \
              and `| date` with a date. Use `| trend` with a value that has a baseline, or a target that has a \
              value. They do not work if there is no figure yet.",
};

/// Shares that differ and read alike.
pub(crate) const SAME_READING: Rule = Rule {
    name: "same-reading",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Easy read shows the old figure, the current figure and the target with the same number to count out \
              of. Two different figures that read the same would look as if nothing will change.",
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
        let (wanted, ids, is_there): (_, _, fn(&Plan, &str) -> bool) = match &embed.value.asks {
            Asked::Measures(ids) => ("measure", ids, |plan, id| plan.metric(id).is_some()),
            Asked::Tables(ids) => ("table", ids, |plan, id| plan.table(id).is_some()),
            Asked::Chart(_) | Asked::Milestones | Asked::Risks => continue,
        };
        let whole = (ids.len() == 1).then_some(embed.span);
        let unknown = ids.iter().filter(|id| !is_there(plan, &id.value));
        diagnostics.extend(unknown.map(|id| not_a(plan, wanted, id, whole)));
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
        return Diagnostic::new(&UNKNOWN_ID, id.span, format!("there is no {wanted} called `{}`", id.value))
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
    embeds(plan).filter_map(|(_, embed)| match &embed.value.asks {
        Asked::Chart(insert) => Some(insert),
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
    explain: "Each type of chart needs certain numbers. A line needs dates, a pyramid needs two columns, stacked \
              bars cannot show numbers below zero, and a bullet chart needs measures with a value and a target. The \
              message says what is missing and what to write instead.",
};

/// A block with nothing in it.
pub(crate) const NOTHING_TO_SHOW: Rule = Rule {
    name: "nothing-to-show",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A chart needs at least two numbers. {{ metrics }}, {{ dashboard }}, {{ timeline }} and {{ risks }} \
              need measures, milestones or risks in the settings at the top of the file. On the first page of a \
              part, they can be in any chapter of that part.",
};

fn empty_blocks(plan: &Plan, diagnostics: &mut Diagnostics) {
    let is_known = |chapter: &Chapter| !plan.below(chapter).iter().any(|below| plan.is_unread(below.path()));
    for (chapter, embed) in embeds(plan).filter(|(chapter, _)| is_known(chapter)) {
        let asks = &embed.value.asks;
        let missing = match (asks, plan.contents(chapter, asks)) {
            (Asked::Measures(ids), Contents::Measures(metrics)) if ids.is_empty() && metrics.is_empty() => {
                Some("this chapter has no measures")
            }
            (_, Contents::Milestones(milestones)) if milestones.is_empty() => Some("this chapter has no milestones"),
            (_, Contents::Risks([])) => Some("this chapter has no risks"),
            _ => None,
        };
        if let Some(missing) = missing {
            diagnostics.add(
                Diagnostic::new(&NOTHING_TO_SHOW, embed.span, missing)
                    .help("Add them in the settings at the top of the file."),
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
    explain: "To show a table or a chart, write {{ table its-id }} or {{ chart its-id }} in the text of a chapter. \
              Readers cannot see it otherwise.",
};

pub(crate) fn not_shown(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let embeds = || plan.chapter_data().flat_map(ChapterData::embeds);
    let tables = embeds().flat_map(|embed| match &embed.value.asks {
        Asked::Tables(ids) => ids.as_slice(),
        _ => &[],
    });
    let drawn = embeds().filter_map(|embed| match &embed.value.asks {
        Asked::Chart(insert) => insert.path.first(),
        _ => None,
    });
    let of_charts = plan.chapter_data().flat_map(ChapterData::charts).flat_map(|chart| &chart.of);
    let asked_for: HashSet<&str> = tables.chain(drawn).chain(of_charts).map(|id| id.value.as_str()).collect();
    let all_tables = plan.chapter_data().flat_map(ChapterData::tables).filter(|table| !table.is_in_text);
    let named = all_tables
        .map(|table| ("table", &table.id))
        .chain(plan.chapter_data().flat_map(ChapterData::charts).map(|chart| ("chart", &chart.id)));
    for (what, id) in named.filter(|(_, id)| !asked_for.contains(id.value.as_str())) {
        let found = Diagnostic::new(&NOT_SHOWN, id.span, format!("the {what} `{}` is not shown anywhere", id.value));
        let text = plan.text_of(source, id.span.file);
        let end = Span::new(id.span.file, text.len(), text.len());
        let lead = if text.ends_with('\n') { "\n" } else { "\n\n" };
        let fix = Fix::guess(end, format!("{lead}{{{{ {what} {} }}}}\n", id.value));
        diagnostics.add(found.fix(fix, |insert| {
            format!(
                "Write {insert} on a line of its own where you want it to \
                                                         appear."
            )
        }));
    }
}
