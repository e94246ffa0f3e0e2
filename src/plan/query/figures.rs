//! `{{ id.target }}` → the figure it names.
//!
//! [`Plan::show`] is the one place that finds a figure: pages ask it what to print, and the check asks
//! it what is wrong with an insert that finds nothing.

use crate::base::diagnostic::Help;
use crate::base::names::{listed, nearest_of_its_year};
use crate::base::span::{Span, Spanned};
use crate::plan::model::table::{CellValue, Kind};
use crate::plan::{Item, Metric, Plan, Reading, Table};
use crate::text::insert::{Reference, Wording};
use crate::text::tree::{Element, Node};
use crate::value::number::{Amount, Quantity, Unit};
use crate::value::period::Period;
use crate::value::standing::Compared;
use crate::value::voice::{Noun, OutOf, Phrase, Voice, common_denominator};
use rust_decimal::Decimal;

/// Why an insert or a chart shows nothing, with the word at fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoFigure {
    /// The word at fault.
    pub span: Span,
    /// What is wrong.
    pub kind: Fault,
    /// In words.
    pub message: String,
    /// What to write instead.
    pub help: Help,
}

/// The kinds of fault, one a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No measure or table has this id.
    UnknownId,
    /// The measure or table is there, but not what is asked of it.
    UnknownPart,
    /// The figure cannot be worded like this.
    Wording,
    /// Two shares of the measure would read alike.
    SameReading,
    /// The numbers cannot be drawn as this kind of chart.
    Unsuitable,
    /// There are too few numbers for a chart.
    TooFewNumbers,
}

/// What an insert names, before it is worded.
enum Named {
    Figure(Quantity, Unit),
    /// A stretch of time in which something was so.
    Period(Period),
    /// A time by which, or on which, something is to be.
    Deadline(Period),
    Text(String),
    /// How it compares with another figure.
    Compared(Compared),
    /// What is counted.
    Unit(Unit),
    /// What could not be read, which has been reported.
    Unread,
}

impl Named {
    /// A time as easy read writes it.
    fn easy_time(&self, voice: Voice) -> Option<String> {
        match self {
            Self::Period(period) => Some(voice.easy_stretch(*period)),
            Self::Deadline(period) => Some(voice.easy_time(*period)),
            Self::Figure(..) | Self::Text(_) | Self::Compared(_) | Self::Unit(_) | Self::Unread => None,
        }
    }
}

/// A measure and what is asked of it.
pub(crate) type Asked<'m> = (&'m Metric, &'m [Spanned<String>]);

impl Plan {
    /// The words for an insert; `easy` asks for dates as easy read writes them.
    ///
    /// # Errors
    /// What is wrong with it, for the check.
    pub fn show(&self, reference: &Reference, easy: bool) -> Result<Phrase, NoFigure> {
        let Some((id, path)) = reference.path.split_first() else {
            return Ok(Phrase::default());
        };
        let is_asked = |item: &Item| match item {
            Item::Metric(..) => true,
            Item::Table(..) => path.len() == 2,
            Item::Chart(..) => false,
        };
        match self.item(&id.value) {
            Some(Item::Metric(..)) => {
                let Some(metric) = self.metric(&id.value) else { return Err(self.unknown_id(id, is_asked)) };
                let Some((metric, path)) = self.in_its_year(metric, path)? else {
                    return Ok(Phrase::default());
                };
                let named = metric.named(id, path)?;
                self.worded(named, reference, Some((metric, path)), easy)
            }
            Some(Item::Table(..)) => {
                let Some(table) = self.table(&id.value) else { return Err(self.unknown_id(id, is_asked)) };
                if !table.is_sound {
                    return Ok(Phrase::default());
                }
                let named = table.named(id, path, self, easy)?;
                self.worded(named, reference, None, easy)
            }
            Some(Item::Chart(..)) => Err(NoFigure {
                span: id.span,
                kind: Fault::UnknownPart,
                message: format!("`{}` is a chart, not a figure", id.value),
                help: format!("Write {{{{ chart {} }}}} on a line of its own.", id.value).into(),
            }),
            None => Err(self.unknown_id(id, is_asked)),
        }
    }

    /// The time that an insert names, if it names one.
    pub(crate) fn time_named(&self, reference: &Reference) -> Option<Period> {
        let (id, path) = reference.path.split_first()?;
        let (metric, path) = self.in_its_year(self.metric(&id.value)?, path).ok()??;
        match metric.named(id, path) {
            Ok(Named::Period(period) | Named::Deadline(period)) => Some(period),
            _ => None,
        }
    }

    /// The measure that a path asks, which `last-year` turns to last year's plan, and what is asked of it. Nothing where it
    /// may be in a part of that plan that could not be read.
    pub(crate) fn in_its_year<'m>(
        &'m self,
        metric: &'m Metric,
        path: &'m [Spanned<String>],
    ) -> Result<Option<Asked<'m>>, NoFigure> {
        match path.split_first() {
            Some((part, rest)) if part.value == "last-year" => match self.last_year(metric) {
                Some(last) => Ok(Some((last, rest))),
                None if self.may_have_been() => Ok(None),
                None => Err(self.not_last_year(metric, part.span)),
            },
            _ => Ok(Some((metric, path))),
        }
    }

    /// No measure or table is called `id`. Of those that `is_asked` takes, one may have been meant.
    #[must_use]
    pub fn unknown_id(&self, id: &Spanned<String>, is_asked: impl Fn(&Item) -> bool) -> NoFigure {
        let mut ids: Vec<&str> = self.ids().filter(|(_, item)| is_asked(item)).map(|(id, _)| id).collect();
        ids.sort_unstable();
        NoFigure {
            span: id.span,
            kind: Fault::UnknownId,
            message: format!("there is no measure or table called `{}`", id.value),
            help: suggestion(&id.value, &ids, "Use the id of a measure or a table in this plan."),
        }
    }

    /// Prose as plain words, for names and data. What finds no figure is left out.
    #[must_use]
    pub fn plain(&self, nodes: &[Node], easy: bool) -> String {
        let figure = |reference: &Reference| self.show(reference, easy).map(Phrase::into_seen).unwrap_or_default();
        plain_words(nodes, figure)
    }

    /// The words of a cell. A cell shows measures only, so that no two can ask each other for ever.
    fn plain_cell(&self, nodes: &[Node], easy: bool) -> String {
        let is_measure =
            |reference: &Reference| reference.path.first().is_some_and(|id| self.metric(&id.value).is_some());
        plain_words(nodes, |reference| {
            if is_measure(reference) {
                self.show(reference, easy).map(Phrase::into_seen).unwrap_or_default()
            } else {
                String::new()
            }
        })
    }

    fn worded(
        &self,
        named: Named,
        reference: &Reference,
        asked: Option<Asked>,
        easy: bool,
    ) -> Result<Phrase, NoFigure> {
        let metric = asked.map(|(metric, _)| metric);
        let voice = self.voice();
        let plain = |text: String| Ok(Phrase::same(text));
        if let Named::Unread = named {
            return Ok(Phrase::default());
        }
        let Some(wording) = &reference.wording else { return Ok(unworded(named, easy, voice)) };
        if wording.value == Wording::Date {
            const HELP: &str = "Use a date, for example `.target.by`.";
            return named.easy_time(voice).map_or_else(|| Err(cannot_word(wording, "it is not a date", HELP)), plain);
        }
        let Named::Figure(quantity, unit) = named else {
            return Err(cannot_word(wording, "it is not a figure", "Remove the | and the word after it."));
        };
        if quantity.amount == Amount::ToBeConfirmed {
            return Ok(voice.not_known_yet(&unit));
        }
        match wording.value {
            Wording::Money if !matches!(unit, Unit::Money(..)) => {
                Err(cannot_word(wording, "it is not money", "Use `about` for a count, or `people` for a percentage."))
            }
            Wording::About | Wording::Money => {
                let beside = metric.map_or(Vec::new(), Metric::compared);
                match voice.about(&quantity, &unit, &beside) {
                    Some(text) => plain(text),
                    None => {
                        Err(cannot_word(wording, "it has no number", &format!("Remove `| {}`.", wording.value.word())))
                    }
                }
            }
            Wording::Trend => {
                let trend = asked.map_or(Err("only a measure has a trend"), |(metric, path)| metric.trend(path));
                let trend = trend.map(|trend| voice.trend(trend, &unit));
                trend.map_or_else(
                    |reason| {
                        Err(cannot_word(
                            wording,
                            reason,
                            "Say what changes in your own words, or remove the \
                                                               sentence.",
                        ))
                    },
                    plain,
                )
            }
            Wording::People | Wording::Share | Wording::Date => {
                plain(self.share(&quantity, &unit, metric, wording, noun(reference, wording.value))?)
            }
        }
    }

    /// A share in easy words, out of the number that keeps the measure's figures apart.
    fn share(
        &self,
        quantity: &Quantity,
        unit: &Unit,
        metric: Option<&Metric>,
        wording: &Spanned<Wording>,
        noun: Noun,
    ) -> Result<String, NoFigure> {
        if *unit != Unit::Percent {
            return Err(cannot_word(
                wording,
                "only a percentage can be shown as a number out of 10",
                "Use `about` for a count or money.",
            ));
        }
        let (low, high) = match quantity.amount {
            Amount::Number(percent) => (percent, percent),
            Amount::Range(low, high) => (low, high),
            _ => {
                return Err(cannot_word(wording, "it has no number", "Remove this figure from the sentence."));
            }
        };
        if low.is_sign_negative() && !low.is_zero() || high > Decimal::ONE_HUNDRED {
            return Err(cannot_word(
                wording,
                "a percentage of people must be between 0% and 100%",
                "Say what changes in your own words.",
            ));
        }
        let voice = self.voice();
        if low != high {
            let compared: Vec<Decimal> =
                metric.map_or(Vec::new(), Metric::compared).into_iter().chain([low, high]).collect();
            let out_of = common_denominator(&compared).or_else(|| common_denominator(&[low, high]));
            return Ok(voice.range_of_shares((low, high), quantity.hedge, out_of.unwrap_or(OutOf::Thousand), noun));
        }
        let out_of = match metric {
            Some(metric) => metric.out_of().ok_or_else(|| NoFigure {
                span: wording.span,
                kind: Fault::SameReading,
                message: format!("two figures of `{}` would read the same in easy words", metric.id.value),
                help: "The figures are too close, even out of 1,000. Say what changes in your own words, without this \
                     figure."
                    .into(),
            })?,
            None => common_denominator(&[low]).unwrap_or(OutOf::Thousand),
        };
        Ok(match quantity.hedge {
            Some(hedge) => voice.bounded_share(low, hedge, out_of, noun),
            None => voice.share(low, out_of, noun),
        })
    }
}

fn noun(reference: &Reference, wording: Wording) -> Noun {
    match (wording, reference.is_plural) {
        (Wording::People, true) => Noun::SeveralPeople,
        (Wording::People, false) => Noun::People,
        _ => Noun::Left,
    }
}

/// What an insert says that asks for no wording. Easy read has times and what is to be confirmed in its own words.
fn unworded(named: Named, easy: bool, voice: Voice) -> Phrase {
    let easy_time = named.easy_time(voice).filter(|_| easy);
    match named {
        Named::Figure(Quantity { amount: Amount::ToBeConfirmed, .. }, unit) if easy => voice.not_known_yet(&unit),
        Named::Figure(quantity, unit) => voice.figure(&quantity, &unit),
        Named::Period(period) | Named::Deadline(period) => {
            Phrase::same(easy_time.unwrap_or_else(|| voice.time(period)))
        }
        Named::Text(text) => Phrase::same(text),
        Named::Compared(compared) => Phrase::same(voice.compared(compared).to_owned()),
        Named::Unit(unit) => Phrase::same(voice.unit(&unit).into_seen()),
        Named::Unread => Phrase::default(),
    }
}

fn plain_words(nodes: &[Node], figure: impl Fn(&Reference) -> String) -> String {
    let mut text = String::new();
    for node in nodes {
        match &node.element {
            Element::Figure(reference) => text += &figure(&reference.value),
            element => text += element.words().unwrap_or_default(),
        }
    }
    text
}

fn cannot_word(wording: &Spanned<Wording>, reason: &str, help: &str) -> NoFigure {
    let word = wording.value.word();
    NoFigure {
        span: wording.span,
        kind: Fault::Wording,
        message: format!("`| {word}` cannot be used here: {reason}"),
        help: help.into(),
    }
}

/// The known word that is nearest, or something else to do.
fn suggestion(word: &str, known: &[&str], otherwise: &str) -> Help {
    let meant = nearest_of_its_year(word, known.iter().copied());
    meant.map_or_else(|| otherwise.into(), |meant| Help::Meant(meant.to_owned()))
}

impl Metric {
    /// The figure that a path names, if it names one.
    pub(crate) fn quantity_at(&self, path: &[Spanned<String>]) -> Option<Quantity> {
        match self.named(&self.id, path) {
            Ok(Named::Figure(quantity, _)) => Some(quantity),
            _ => None,
        }
    }

    fn named(&self, id: &Spanned<String>, path: &[Spanned<String>]) -> Result<Named, NoFigure> {
        let (part, rest) = path.split_first().map_or((None, path), |(part, rest)| (Some(part), rest));
        let name = part.map_or("value", |part| part.value.as_str());
        let at = part.unwrap_or(id);
        match name {
            "value" => self.reading(self.latest(), "value", at, rest),
            "baseline" => self.reading(self.baseline.clone(), "baseline", at, rest),
            "compare" => self.comparison(at, rest),
            "standard" if rest.is_empty() => {
                let figure = self.standard.as_ref().map(|standard| standard.quantity.value.clone());
                self.there(figure.map(|figure| Named::Figure(figure, self.unit.clone())), "standard", at)
            }
            "target" => self.target(self.targets.len(), at, rest),
            "targets" => self.one_of_the_targets(id, at, rest),
            "name" => Ok(Named::Text(self.name.value.clone())),
            "owner" => self.there(self.owner.clone().map(Named::Text), "owner", at),
            "unit" => Ok(Named::Unit(self.unit.clone())),
            _ => Err(self.unknown_part(at)),
        }
    }

    /// `compare.name`, `compare.period`: of the first comparison. `compare.2.name`, `compare.england.name`: of another.
    fn comparison(&self, at: &Spanned<String>, rest: &[Spanned<String>]) -> Result<Named, NoFigure> {
        let named = rest.first().and_then(|part| self.compare.get(self.number_of_comparison(&part.value)?));
        let (comparison, rest) = match named {
            Some(named) => (Some(named), &rest[1..]),
            None => (self.compare.first(), rest),
        };
        let Some(comparison) = comparison else { return self.there(None, "compare", at) };
        match rest.first().map(|part| part.value.as_str()) {
            Some("name") => Ok(Named::Text(comparison.name.clone())),
            Some("verdict") => self.there(self.compared_with(comparison).map(Named::Compared), "verdict", at),
            _ => self.reading(Some(comparison.reading.clone()), "compare", at, rest),
        }
    }

    /// The position of a comparison that is asked for by its number or its name.
    fn number_of_comparison(&self, part: &str) -> Option<usize> {
        let by_number = part.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        by_number.or_else(|| self.compare.iter().position(|comparison| comparison.key() == part))
    }

    /// `targets.1`: the target whose number comes next.
    fn one_of_the_targets(
        &self,
        id: &Spanned<String>,
        at: &Spanned<String>,
        rest: &[Spanned<String>],
    ) -> Result<Named, NoFigure> {
        let count = self.targets.len();
        let number = rest.first().and_then(|part| part.value.parse().ok());
        match number {
            Some(number) if (1..=count).contains(&number) => return self.target(number, at, &rest[1..]),
            Some(_) if !self.is_sound => return Ok(Named::Unread),
            _ if count == 0 => return self.there(None, "target", at),
            _ => {}
        }
        let choice = if count == 1 {
            format!("Write {{{{ {}.target }}}}. It has only one target.", id.value)
        } else {
            format!(
                "For the first target, write {{{{ {}.targets.1 }}}}. You can use any number up to {count}.",
                id.value
            )
        };
        let (span, message) = match number {
            Some(number) => (rest[0].span, format!("`{}` has no target {number}", id.value)),
            None => (at.span, "`targets` needs the number of a target".to_owned()),
        };
        Err(NoFigure { span, kind: Fault::UnknownPart, message, help: choice.into() })
    }

    fn reading(
        &self,
        reading: Option<Reading>,
        name: &str,
        at: &Spanned<String>,
        rest: &[Spanned<String>],
    ) -> Result<Named, NoFigure> {
        let Some(reading) = reading else { return self.there(None, name, at) };
        match rest.first() {
            None => Ok(Named::Figure(reading.quantity.value, self.unit.clone())),
            Some(part) if part.value == "period" => self.there(reading.period.map(Named::Period), "period", part),
            Some(part) => Err(no_part(part, &reading.period.iter().map(|_| "period").collect::<Vec<_>>())),
        }
    }

    /// The target with this number, counted from one.
    fn target(&self, number: usize, at: &Spanned<String>, rest: &[Spanned<String>]) -> Result<Named, NoFigure> {
        let target = number.checked_sub(1).and_then(|number| self.targets.get(number));
        let Some(target) = target else { return self.there(None, "target", at) };
        match rest.first() {
            None => Ok(Named::Figure(target.quantity.value.clone(), self.unit.clone())),
            Some(part) if part.value == "by" => self.there(target.by().map(Named::Deadline), "by", part),
            Some(part) if part.value == "source" => self.there(target.source.clone().map(Named::Text), "source", part),
            Some(part) => {
                let parts = [("by", target.by().is_some()), ("source", target.source.is_some())];
                Err(no_part(
                    part,
                    &parts.iter().filter(|(_, is_there)| *is_there).map(|(name, _)| *name).collect::<Vec<_>>(),
                ))
            }
        }
    }

    /// What was found, or a fault if the measure was never given it.
    fn there(&self, named: Option<Named>, part: &str, at: &Spanned<String>) -> Result<Named, NoFigure> {
        match named {
            Some(named) => Ok(named),
            None if !self.is_sound => Ok(Named::Unread),
            None => Err(NoFigure {
                span: at.span,
                kind: Fault::UnknownPart,
                message: format!("the measure `{}` has no {part}", self.id.value),
                help: format!("Add it to the measure, or show another part of `{}`.", self.id.value).into(),
            }),
        }
    }

    /// A part that no measure has. What this one has is offered.
    fn unknown_part(&self, part: &Spanned<String>) -> NoFigure {
        let own = [
            ("value", self.latest().is_some()),
            ("target", !self.targets.is_empty()),
            ("targets.1", self.targets.len() > 1),
            ("standard", self.standard.is_some()),
            ("baseline", self.baseline.is_some()),
            ("compare", !self.compare.is_empty()),
            ("owner", self.owner.is_some()),
            ("name", true),
            ("unit", true),
        ];
        no_part(part, &own.iter().filter(|(_, is_there)| *is_there).map(|(name, _)| *name).collect::<Vec<_>>())
    }
}

/// Nothing of a measure is called so.
fn no_part(part: &Spanned<String>, known: &[&str]) -> NoFigure {
    let otherwise = match known {
        [] => "Leave it out.".to_owned(),
        _ => format!("Choose one of: {}.", listed(known)),
    };
    NoFigure {
        span: part.span,
        kind: Fault::UnknownPart,
        message: format!("a measure has no `{}`", part.value),
        help: suggestion(&part.value, known, &otherwise),
    }
}

impl Table {
    fn named(
        &self,
        id: &Spanned<String>,
        path: &[Spanned<String>],
        plan: &Plan,
        easy: bool,
    ) -> Result<Named, NoFigure> {
        let [row_name, column_name] = path else {
            let at = path.last().unwrap_or(id);
            return Err(Self::unknown(
                at,
                "a figure of a table needs a row and a column".to_owned(),
                format!(
                    "Write {{{{ {}.row.column }}}}. For the whole table, write {{{{ table {} }}}} on a line of its \
                     own.",
                    id.value, id.value
                ),
            ));
        };
        let Some(row) = self.row(&row_name.value) else {
            let keys = self.row_keys();
            let total = self.has_total().then_some("total");
            let known: Vec<&str> = keys.iter().map(String::as_str).chain(total).collect();
            let help = suggestion(&row_name.value, &known, &format!("Choose one of its rows: {}.", listed(&known)));
            return Err(Self::unknown(
                row_name,
                format!("the table `{}` has no row `{}`", self.id.value, row_name.value),
                help,
            ));
        };
        if self.rows_called(&row_name.value) > 1 {
            let message = format!("the table `{}` has more than one row `{}`", self.id.value, row_name.value);
            return Err(Self::unknown(row_name, message, "Give the rows different names."));
        }
        let Some(column) = self.columns.iter().position(|column| column.key == column_name.value) else {
            let known: Vec<&str> =
                self.columns.iter().filter(|column| !column.is_header).map(|column| column.key.as_str()).collect();
            let help =
                suggestion(&column_name.value, &known, &format!("Choose one of its columns: {}.", listed(&known)));
            return Err(Self::unknown(
                column_name,
                format!("the table `{}` has no column `{}`", self.id.value, column_name.value),
                help,
            ));
        };
        let Some(cell) = self.cell(row, column) else { return Ok(Named::Text(String::new())) };
        Ok(match (&cell.value, &self.columns[column].kind) {
            (CellValue::Figure(quantity), Kind::Figures(unit)) => {
                let own = cell.own_unit().map_or(unit, |own| &own.unit);
                Named::Figure(quantity.clone(), own.clone())
            }
            (CellValue::Figure(quantity), Kind::Dates) => Named::Figure(quantity.clone(), Unit::Number),
            (CellValue::Date(period), _) => Named::Deadline(*period),
            (CellValue::Prose(tree), _) => Named::Text(plan.plain_cell(tree, easy)),
            (CellValue::Figure(_) | CellValue::SameAsAbove | CellValue::SameAsBefore, _) => {
                Named::Text(cell.written.value.clone())
            }
        })
    }

    fn unknown(at: &Spanned<String>, message: String, help: impl Into<Help>) -> NoFigure {
        NoFigure { span: at.span, kind: Fault::UnknownPart, message, help: help.into() }
    }
}
