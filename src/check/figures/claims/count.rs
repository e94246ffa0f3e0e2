//! `We have 13 schemes`, held against the list that follows or the table that has them as its rows.

use rust_decimal::Decimal;

use super::CLAIMED_COUNT;
use super::sentence::{Amount, Kind, Sentence, Size};
use super::subjects::Names;
use crate::base::diagnostic::Diagnostic;
use crate::base::names::slug;
use crate::base::span::Span;
use crate::plan::{Chapter, RowKind, Table};
use crate::text::english::claims::is_listed_thing;
use crate::text::english::stems::stem;
use crate::text::tree::{Element, Node, Step, each, walk};

/// The lists of a chapter's text, in order, each with how many items it has.
pub(super) struct Lists(Vec<(Span, usize)>);

impl Lists {
    pub(super) fn of(chapter: &Chapter) -> Self {
        let lists = each(&chapter.body.tree).filter(|(node, _)| matches!(node.element, Element::List(_)));
        let mut found: Vec<(Span, usize)> = lists.map(|(node, inner)| (node.span, items(inner))).collect();
        found.sort_by_key(|(span, _)| span.start);
        Self(found)
    }

    /// The list that begins right behind a sentence.
    fn behind(&self, sentence: Span) -> Option<(Span, usize)> {
        let next = self.0.partition_point(|(span, _)| span.start < sentence.end);
        self.0.get(next).copied().filter(|(span, _)| span.start - sentence.end <= 4)
    }
}

/// How many items a list has, without those of lists in it.
fn items(nodes: &[Node]) -> usize {
    let (mut depth, mut items) = (0, 0);
    for step in walk(nodes) {
        match step {
            Step::Enter(node) if matches!(node.element, Element::List(_)) => depth += 1,
            Step::Leave(node) if matches!(node.element, Element::List(_)) => depth -= 1,
            Step::Enter(node) if matches!(node.element, Element::Item) && depth == 0 => items += 1,
            _ => {}
        }
    }
    items
}

/// A number of things in a sentence, of which the list or the table has another number.
pub(super) fn counted(names: &Names, lists: &Lists, sentence: &Sentence) -> Option<Diagnostic> {
    in_list(lists, sentence).or_else(|| sentence.amounts.iter().find_map(|amount| in_table(names, sentence, amount)))
}

/// `We will do three things:` before a list.
fn in_list(lists: &Lists, sentence: &Sentence) -> Option<Diagnostic> {
    if !sentence.written.value.ends_with(':') {
        return None;
    }
    let (list, items) = lists.behind(sentence.written.span)?;
    let mut counts = sentence.amounts.iter().filter(|amount| number(amount).is_some());
    let (Some(amount), None) = (counts.next(), counts.next()) else { return None };
    let claimed = number(amount)?;
    // What stands between the things and the list may say that something else is listed.
    let behind: Vec<&str> = (amount.tokens.end..sentence.tokens.len() - 1).map(|at| sentence.word(at)).collect();
    let noun = behind.iter().take(3).position(|word| is_listed_thing(word))?;
    let rest = &behind[noun + 1..];
    let is_of_things = rest.len() <= 6
        && !rest.iter().any(|word| {
            matches!(*word, "will" | "can" | "must" | "should" | "have" | "has" | "each" | "with" | "need")
        });
    let is_exact = amount.about.is_none() && claimed >= 2 && items >= 2;
    (is_of_things && is_exact && claimed != items).then(|| {
        let message = format!(
            "this says {} {}, but the list below it has {items}",
            sentence.text(amount.tokens.clone()),
            behind[noun]
        );
        Diagnostic::new(&CLAIMED_COUNT, sentence.place(amount.tokens.clone()), message)
            .also(Span::new(list.file, list.start as usize, list.start as usize + 1), "the list")
            .help("Correct the number or the list.")
    })
}

fn number(amount: &Amount) -> Option<usize> {
    let Size::Count(number, step) = amount.size else { return None };
    usize::try_from(number.mantissa())
        .ok()
        .filter(|_| step == Decimal::ONE && number.is_integer() && number.scale() == 0)
}

/// `Our 13 schemes are in the table below`, where a table has a scheme in each row.
fn in_table(names: &Names, sentence: &Sentence, amount: &Amount) -> Option<Diagnostic> {
    let claimed = number(amount).filter(|number| *number >= 2 && amount.about.is_none())?;
    let noun_at = amount.tokens.end;
    let noun = sentence.word(noun_at);
    if noun.is_empty() || !noun.ends_with('s') || !is_all(sentence, amount, noun_at) {
        return None;
    }
    let tables: Vec<&Table> = names.tables.iter().copied().filter(|table| is_table_of(table, stem(noun))).collect();
    let counts: Vec<usize> = tables.iter().flat_map(|table| possible(table)).collect();
    let [table] = tables[..] else { return None };
    let rows = *counts.first()?;
    let is_near = claimed * 2 > rows && claimed < rows * 2;
    if counts.contains(&claimed) || !is_near || rows < 3 {
        return None;
    }
    let message = format!(
        "this says {} {noun}, but the table “{}” has {rows}",
        sentence.text(amount.tokens.clone()),
        table.caption.value
    );
    Some(
        Diagnostic::new(&CLAIMED_COUNT, sentence.place(amount.tokens.clone()), message)
            .also(table.id.span, "the table")
            .help("Correct the number or the table."),
    )
}

/// Whether words speak of all things of a kind, and not of some of them.
fn is_all(sentence: &Sentence, amount: &Amount, noun: usize) -> bool {
    let before = amount.from.checked_sub(1).map_or("", |at| sentence.word(at));
    let follows = sentence.tokens.get(noun + 1);
    let is_end = follows.is_none_or(|token| token.kind == Kind::Sign && token.word != ",");
    let points_at_table = matches!(sentence.word(noun + 1), "below" | "above" | "listed" | "shown")
        || matches!(
            (sentence.word(noun + 1), sentence.word(noun + 2)),
            ("are", "in" | "listed" | "shown" | "below") | ("in", "the" | "this")
        ) && sentence.has(|word| matches!(word, "table" | "below" | "above" | "list" | "listed"));
    let is_definite = matches!(before, "our" | "the" | "these" | "all" | "following" | "");
    let are_ours = matches!(before, "in" | "across" | "into" | "are" | "have" | "through") && is_end;
    points_at_table || are_ours || is_definite && is_end && !before.is_empty()
}

/// Whether the rows of a table are things of this kind.
fn is_table_of(table: &Table, noun: &str) -> bool {
    let header = table.header().map(|header| slug(&table.columns[header].name.value)).unwrap_or_default();
    header.rsplit('-').next().is_some_and(|last| stem(last) == noun)
}

/// How many things a table may have: its rows of data first.
fn possible(table: &Table) -> Vec<usize> {
    let of_kind = |is_kind: fn(RowKind) -> bool| table.rows.iter().filter(|row| is_kind(row.kind)).count();
    let data = of_kind(|kind| kind == RowKind::Data);
    let groups = of_kind(RowKind::is_group);
    let others = (0..table.rows.len()).filter(|row| slug(table.row_name(*row)).starts_with("other")).count();
    vec![data, data.saturating_sub(others), groups]
}
