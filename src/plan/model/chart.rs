//! Charts: what an insert or an item of `charts:` asks for → the numbers that answer it, or why there are none.
//!
//! [`Plan::graph`] and [`Plan::graph_of_insert`] are the one place that finds a chart: pages ask them what to
//! draw, and the check asks them what is wrong.

use std::ops::RangeInclusive;

use crate::base::diagnostic::{Diagnostics, Help};
use crate::base::names::{nearest_of_its_year, slug};
use crate::base::span::Spanned;
use crate::base::yaml::{Fields, Key, Kind, Node, Record, TEXTS};
use crate::plan::model::table::totals::is_total_name;
use crate::plan::query::figures::{Fault, NoFigure};
use crate::plan::read::values::id_field;
use crate::plan::{Item, Metric, Plan, Table};
use crate::text::insert::ChartInsert;
use crate::value::chart::ChartKind;
use crate::value::chart::kinds::NAMES;
use crate::value::chart::numbers::{Bullet, Lines, Panel, PanelShape};
use crate::value::chart::shape::{Form, Graph, Of, Shape};
use crate::value::number::Unit;

/// A chart of the front matter.
#[derive(Clone, Hash, Debug)]
pub struct Chart {
    /// Its name in `{{ chart … }}`.
    pub id: Spanned<String>,
    /// The table or the measures whose numbers it shows.
    pub of: Vec<Spanned<String>>,
    /// How they are drawn, if that was said.
    pub kind: Option<Spanned<ChartKind>>,
    /// The columns of the table, if not all.
    pub columns: Vec<Spanned<String>>,
    /// Its title, if not that of the numbers.
    pub title: Option<Spanned<String>>,
    /// What it says, if not what the numbers say by themselves.
    pub description: Option<Spanned<String>>,
    /// Whether all of it could be read. What is wrong has been reported, and nothing that follows from it is.
    pub is_sound: bool,
}

/// The keys of an item of `charts:`.
#[rustfmt::skip]
pub(super) const CHART: Record = Record {
    name: "a chart",
    doc: "A chart of a table or of measures.",
    keys: &[
        Key::new("id", Kind::Id, "A short name in lower case letters, digits and hyphens, used once in the whole plan.").needed(),
        Key::new("of", TEXTS, "The id of the table, or the ids of the measures, whose figures the chart shows.").needed()
            .or(&["measures", "metrics", "tables", "table", "measure"]),
        Key::new("kind", Kind::Choice(&NAMES), "The type of chart.").or(&["type", "chart"]),
        Key::new("columns", TEXTS, "The columns of the table to show, if not all.").or(&["headings", "headers", "header"]),
        Key::new("title", Kind::Text, "The title, if not that of the table or measure.").or(&["name", "heading", "headline"]),
        Key::new("description", Kind::Text, "One or two sentences about what the chart shows, in place of ours.")
            .or(&["summary", "about", "intro", "lead"]),
    ],
};

impl Chart {
    /// Reads one item of `charts:`.
    pub fn parse(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, &CHART, diagnostics)?;
        let id = id_field(&mut fields, diagnostics);
        let of = fields.texts("of", diagnostics);
        let written = fields.text("kind", diagnostics);
        let kind = written.as_ref().and_then(|kind| ChartKind::read(kind, diagnostics));
        let columns = fields.texts("columns", diagnostics);
        let title = fields.text("title", diagnostics);
        let description = fields.text("description", diagnostics);
        fields.finish(diagnostics);
        let is_sound = written.is_some() == kind.is_some();
        Some(Self { id: id?, of, kind, columns, title, description, is_sound })
    }
}

/// What is asked for, wherever it was asked.
struct Asked<'a> {
    of: &'a [Spanned<String>],
    columns: &'a [Spanned<String>],
    kind: Option<&'a Spanned<ChartKind>>,
}

impl Asked<'_> {
    /// A fault at the kind, or at what is drawn where no kind was said.
    fn unsuitable(&self, message: String, help: impl Into<String>) -> NoFigure {
        let span = self.kind.map(|kind| kind.span).or(self.of.first().map(|id| id.span));
        let span = span.unwrap_or_else(|| self.columns[0].span);
        NoFigure { span, kind: Fault::Unsuitable, message, help: Help::Words(help.into()) }
    }
}

impl Plan {
    /// The numbers that `{{ chart … }}` asks for; nothing where they could not be read, which has been reported.
    ///
    /// # Errors
    /// What is wrong with it, for the check.
    pub fn graph_of_insert(&self, insert: &ChartInsert) -> Result<Option<Graph>, NoFigure> {
        let Some((id, columns)) = insert.path.split_first() else { return Ok(None) };
        let of = std::slice::from_ref(id);
        if self.item(&id.value).is_none() {
            return Err(self.unknown_id(id, |_| true));
        }
        let Some(chart) = self.chart(&id.value) else {
            return self.graph_asked(&Asked { of, columns, kind: insert.kind.as_ref() });
        };
        match columns.first().map(|column| column.span).or(insert.kind.as_ref().map(|kind| kind.span)) {
            Some(span) => Err(NoFigure {
                span,
                kind: Fault::Unsuitable,
                message: format!("the chart `{}` already has its own type and columns", id.value),
                help: format!("Write {{{{ chart {} }}}}, and make your changes where the chart is defined.", id.value)
                    .into(),
            }),
            // What is wrong with it is reported where it is defined.
            None => Ok(self.graph(chart).unwrap_or_default()),
        }
    }

    /// The numbers that a chart of the front matter asks for; nothing where they could not be read, which has been reported.
    ///
    /// # Errors
    /// What is wrong with it, for the check.
    pub fn graph(&self, chart: &Chart) -> Result<Option<Graph>, NoFigure> {
        if !chart.is_sound {
            return Ok(None);
        }
        let graph = self.graph_asked(&Asked { of: &chart.of, columns: &chart.columns, kind: chart.kind.as_ref() })?;
        Ok(graph.map(|graph| Graph {
            title: chart.title.as_ref().map_or(graph.title, |title| title.value.clone()),
            description: chart.description.as_ref().map(|description| description.value.clone()),
            ..graph
        }))
    }

    fn graph_asked(&self, asked: &Asked) -> Result<Option<Graph>, NoFigure> {
        let Some((first, rest)) = asked.of.split_first() else { return Ok(None) };
        if let Some(unknown) = asked.of.iter().find(|id| self.item(&id.value).is_none()) {
            return Err(self.unknown_id(unknown, |item| !matches!(item, Item::Chart(..))));
        }
        if let Some(chart) = asked.of.iter().find(|id| matches!(self.item(&id.value), Some(Item::Chart(..)))) {
            return Err(NoFigure {
                span: chart.span,
                kind: Fault::Unsuitable,
                message: format!("`{}` is a chart, so it cannot be used to make a chart", chart.value),
                help: "Name the table or the measures to show.".into(),
            });
        }
        let graph = match self.table(&first.value) {
            Some(_) if !rest.is_empty() => return Err(mixed(&rest[0])),
            Some(table) if !table.is_sound => return Ok(None),
            Some(table) => self.graph_of_table(table, asked)?,
            None if asked.of.iter().any(|id| self.metric(&id.value).is_some_and(|metric| !metric.is_sound)) => {
                return Ok(None);
            }
            None => self.graph_of_measures(asked)?,
        };
        if graph.shape.values().len() < 2 {
            return Err(NoFigure {
                span: first.span,
                kind: Fault::TooFewNumbers,
                message: "there are not enough numbers for a chart".to_owned(),
                help: "A chart needs at least two numbers. Add numbers to the table or the measures.".into(),
            });
        }
        Ok(Some(graph))
    }

    fn graph_of_measures(&self, asked: &Asked) -> Result<Graph, NoFigure> {
        let table = asked.of.iter().find(|id| self.metric(&id.value).is_none());
        if let Some(table) = table {
            return Err(mixed(table));
        }
        if let Some(column) = asked.columns.first() {
            return Err(NoFigure {
                span: column.span,
                kind: Fault::UnknownPart,
                message: "a measure has no columns".to_owned(),
                help: "Leave out `columns`. The chart shows all the figures of the measure.".into(),
            });
        }
        let metrics: Vec<&Metric> = asked.of.iter().filter_map(|id| self.metric(&id.value)).collect();
        let kind = asked.kind.map_or_else(|| usual_of(&metrics), |kind| kind.value);
        let shape = shape_of_measures(&metrics, kind, asked)?;
        refuse_too_many(&shape, kind, asked, None)?;
        let names: Vec<&str> = metrics.iter().map(|metric| metric.name.value.as_str()).collect();
        let unit = metrics.first().filter(|_| !kind.form.takes_several_units()).map(|metric| metric.unit.clone());
        Ok(Graph { title: names.join(", "), part: None, unit, description: None, table: None, shape })
    }

    fn graph_of_table(&self, table: &Table, asked: &Asked) -> Result<Graph, NoFigure> {
        if let Some(kind) = asked.kind.filter(|kind| !kind.value.form.takes_tables()) {
            return Err(measures_only(kind.value, asked));
        }
        let columns = table.asked_columns(asked)?;
        let usual = || ChartKind::usual_of_table(asked.columns.len().min(columns.len()));
        let kind = asked.kind.map_or_else(usual, |kind| kind.value);
        let columns = if asked.columns.is_empty() { table.without_totals(columns, kind) } else { columns };
        let columns = table.fitting_columns(columns, kind, asked)?;
        let shape = self.shape_of_table(table, &columns, kind, asked)?;
        refuse_too_many(&shape, kind, asked, Some(table))?;
        if !kind.takes_negatives && shape.values().iter().any(|number| number.is_sign_negative() && !number.is_zero()) {
            let message = format!("{} cannot show numbers below zero, and there is one here", kind.many);
            return Err(asked.unsuitable(message, "Use grouped bars or a waterfall instead."));
        }
        let part = (takes_one(kind) && table.figure_columns().len() > 1).then(|| &table.columns[columns[0]].name.value);
        let unit = table.columns[columns[0]].figures().filter(|_| !kind.form.takes_several_units());
        Ok(Graph {
            title: table.caption.value.clone(),
            part: part.cloned(),
            unit: unit.cloned(),
            description: None,
            table: Some(table.id.value.clone()),
            shape,
        })
    }

    /// The numbers of a table in the form that the kind draws.
    fn shape_of_table(
        &self,
        table: &Table,
        columns: &[usize],
        kind: ChartKind,
        asked: &Asked,
    ) -> Result<Shape, NoFigure> {
        Ok(match kind.form {
            Form::Lines(renderer) => Shape::Lines(Of::new(
                table.lines(columns).ok_or_else(|| {
                    let id = &table.id.value;
                    let message = format!("the rows of `{id}` are not all dates, so it cannot be {} chart", kind.one);
                    asked.unsuitable(message, "Name every row by a date, such as 2018-19 or 2018-03, or use bars.")
                })?,
                renderer,
            )),
            Form::Bars(renderer) => Shape::Bars(Of::new(table.bars(columns[0], self), renderer)),
            Form::Sheet(renderer) => Shape::Sheet(Of::new(table.sheet(columns, self), renderer)),
            Form::Steps(renderer) => Shape::Steps(Of::new(table.steps(columns[0], self), renderer)),
            Form::Bullets(_) => return Err(measures_only(kind, asked)),
            Form::Panels(renderer) => {
                let panels: Vec<Panel> = columns.iter().map(|column| table.panel(*column, self)).collect();
                Shape::Panels(Of::new(panels, renderer))
            }
        })
    }
}

/// A kind that does not show tables.
fn measures_only(kind: ChartKind, asked: &Asked) -> NoFigure {
    let message = format!("{} shows measures with their targets, not a table", kind.one);
    asked.unsuitable(message, "Name measures, or show the table as bars.")
}

/// How measures are drawn where nobody says how.
fn usual_of(metrics: &[&Metric]) -> ChartKind {
    let points = |lines: &Lines| lines.lines.iter().map(|line| line.points().count()).sum::<usize>();
    let is_path = |lines: &Lines| lines.times.len() >= 2 && points(lines) >= 2;
    let has_path = metrics.first().and_then(|metric| metric.lines()).is_some_and(|lines| is_path(&lines));
    ChartKind::usual_of_measures(metrics.len(), has_path)
}

/// The numbers of measures in the form that the kind draws.
fn shape_of_measures(metrics: &[&Metric], kind: ChartKind, asked: &Asked) -> Result<Shape, NoFigure> {
    let Some(first) = metrics.first().filter(|_| kind.form.takes_measures(metrics.len())) else {
        return Err(wrong_number(metrics.len(), kind, asked));
    };
    Ok(match kind.form {
        Form::Lines(renderer) => Shape::Lines(Of::new(
            first.lines().ok_or_else(|| {
                let message =
                    format!("the measure `{}` has no trajectory, so it cannot be {} chart", first.id.value, kind.one);
                asked.unsuitable(message, "Add a `trajectory:` to the measure, or use bars.")
            })?,
            renderer,
        )),
        Form::Bars(renderer) => Shape::Bars(Of::new(first.bars(), renderer)),
        Form::Bullets(renderer) => Shape::Bullets(Of::new(bullets(metrics, kind, asked)?, renderer)),
        Form::Panels(renderer) => Shape::Panels(Of::new(panels(metrics, asked)?, renderer)),
        Form::Sheet(_) | Form::Steps(_) => return Err(wrong_number(metrics.len(), kind, asked)),
    })
}

/// A kind that does not show as many measures.
fn wrong_number(count: usize, kind: ChartKind, asked: &Asked) -> NoFigure {
    let what = if count == 1 { "one measure" } else { "several measures" };
    let fitting: Vec<&str> =
        ChartKind::all().filter(|kind| kind.form.takes_measures(count)).map(ChartKind::name).collect();
    let (last, others) = fitting.split_last().map_or(("", &[][..]), |(last, others)| (*last, others));
    asked.unsuitable(
        format!("{what} cannot be shown as {}", kind.one),
        format!("Write {} or {last}.", others.join(", ")),
    )
}

impl Table {
    /// The columns of figures.
    fn figure_columns(&self) -> Vec<usize> {
        let is_figure = |position: &usize| {
            let column = &self.columns[*position];
            !column.is_header && column.figures().is_some()
        };
        (0..self.columns.len()).filter(is_figure).collect()
    }

    /// The columns that are named, or all columns of figures in the unit of the first but those that are worked out from
    /// others.
    fn asked_columns(&self, asked: &Asked) -> Result<Vec<usize>, NoFigure> {
        if !asked.columns.is_empty() {
            return asked.columns.iter().map(|name| self.asked_column(name)).collect();
        }
        let mut all = self.figure_columns();
        all.retain(|column| !self.columns[*column].is_calculated());
        let unit = all.first().and_then(|first| self.columns[*first].figures());
        Ok(all.iter().copied().filter(|column| self.columns[*column].figures() == unit).collect())
    }

    /// Some columns without those that are totals of others, which are no bars beside them. A line of a total is one line
    /// among others.
    fn without_totals(&self, columns: Vec<usize>, kind: ChartKind) -> Vec<usize> {
        let is_part = |column: &usize| !is_total_name(&self.columns[*column].full_name());
        if matches!(kind.form, Form::Lines(_)) || !columns.iter().any(is_part) {
            return columns;
        }
        columns.into_iter().filter(is_part).collect()
    }

    /// A small chart of one column.
    fn panel(&self, column: usize, plan: &Plan) -> Panel {
        let (name, unit) = (&self.columns[column].name.value, self.columns[column].figures());
        let shape = PanelShape::Bars(self.bars(column, plan));
        Panel { name: name.clone(), unit: unit.cloned().unwrap_or(Unit::Number), shape }
    }

    fn asked_column(&self, name: &Spanned<String>) -> Result<usize, NoFigure> {
        let key = slug(&name.value);
        let fault = |message: String, help: Help| NoFigure { span: name.span, kind: Fault::UnknownPart, message, help };
        let keys = || self.figure_columns().into_iter().map(|column| self.columns[column].key.as_str());
        let Some(position) = self.columns.iter().position(|column| column.key == key) else {
            let message = format!("the table `{}` has no column `{}`", self.id.value, name.value);
            let known = keys().collect::<Vec<_>>().join(", ");
            let help = match nearest_of_its_year(&key, keys()) {
                Some(meant) => Help::Meant(meant.to_owned()),
                None if known.is_empty() => "It has no columns of figures.".into(),
                None => format!("Its columns of figures are: {known}.").into(),
            };
            return Err(fault(message, help));
        };
        if self.figure_columns().contains(&position) {
            return Ok(position);
        }
        let message = format!("the column `{}` has no figures", name.value);
        Err(fault(message, "Add a `type:` to the column in its table, or choose another column.".into()))
    }

    /// As many of the columns as the kind takes, all in one unit; a wrong number of them is a fault.
    fn fitting_columns(&self, columns: Vec<usize>, kind: ChartKind, asked: &Asked) -> Result<Vec<usize>, NoFigure> {
        let Some(first) = columns.first() else {
            let message = format!("the table `{}` has no columns of figures to show", self.id.value);
            return Err(asked.unsuitable(message, "Add a `type:` to a column, such as count, money or percent."));
        };
        let one_unit = columns.iter().all(|column| self.columns[*column].figures() == self.columns[*first].figures());
        if !one_unit && !kind.form.takes_several_units() {
            let message = format!("{} need columns with the same unit, and these have different units", kind.many);
            return Err(asked.unsuitable(message, "Choose columns with the same unit, or use small multiples."));
        }
        if takes_one(kind) && asked.columns.is_empty() {
            return Ok(vec![*first]);
        }
        let wanted = &kind.columns;
        if wanted.contains(&columns.len()) {
            return Ok(columns);
        }
        let message = format!("{} need {} with the same unit, not {}", kind.many, in_words(wanted), columns.len());
        Err(asked.unsuitable(
            message,
            "List the columns you want under `columns:` of a chart in the settings, or choose another type of chart.",
        ))
    }
}

/// More rows than this are no longer taken in as a picture.
const MOST_ROWS: usize = 60;

/// Reports a chart with more rows than can be taken in.
fn refuse_too_many(shape: &Shape, kind: ChartKind, asked: &Asked, table: Option<&Table>) -> Result<(), NoFigure> {
    let rows = shape.rows();
    if rows <= MOST_ROWS {
        return Ok(());
    }
    let message = format!("{} can have {MOST_ROWS} rows at most, and these would have {rows}", kind.many);
    let help = match table {
        Some(table) => format!(
            "Show the table with {{{{ table {} }}}}. For a chart, make a table with the rows that matter most.",
            table.id.value
        ),
        None => "Show the measures with {{ dashboard }}, or name fewer of them.".to_owned(),
    };
    Err(asked.unsuitable(message, help))
}

/// Whether a kind shows one column alone.
fn takes_one(kind: ChartKind) -> bool {
    *kind.columns.end() == 1
}

fn in_words(range: &RangeInclusive<usize>) -> String {
    match (*range.start(), *range.end()) {
        (1, 1) => "1 column".to_owned(),
        (from, to) if from == to => format!("{from} columns"),
        (from, to) => format!("{from} to {to} columns"),
    }
}

fn mixed(id: &Spanned<String>) -> NoFigure {
    NoFigure {
        span: id.span,
        kind: Fault::Unsuitable,
        message: "a chart can show one table, or measures, but not both".to_owned(),
        help: format!("Make a separate chart for `{}`.", id.value).into(),
    }
}

fn bullets(metrics: &[&Metric], kind: ChartKind, asked: &Asked) -> Result<Vec<Bullet>, NoFigure> {
    let bullet = |metric: &&Metric| {
        metric.bullet().ok_or_else(|| {
            let has_value = metric.latest().is_some_and(|latest| latest.quantity.value.number().is_some());
            let lack = if has_value { "target" } else { "value" };
            let message = format!("{} needs a value and a target, and `{}` has no {lack}", kind.one, metric.id.value);
            asked.unsuitable(
                message,
                format!(
                    "Add a {lack} with a number to the measure, or leave the measure out of \
                                               the chart."
                ),
            )
        })
    };
    metrics.iter().map(bullet).collect()
}

fn panels(metrics: &[&Metric], asked: &Asked) -> Result<Vec<Panel>, NoFigure> {
    let panel = |metric: &&Metric| {
        metric.panel().ok_or_else(|| {
            let message = format!("the measure `{}` has no numbers to show yet", metric.id.value);
            asked.unsuitable(message, "Leave it out of the chart until it has numbers.")
        })
    };
    metrics.iter().map(panel).collect()
}
