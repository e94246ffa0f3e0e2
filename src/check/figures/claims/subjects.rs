//! The tables and measures of a chapter → the names by which its sentences speak of them, and where a sentence does.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::sentence::{Kind, Sentence};
use crate::base::names::slug;
use crate::check::figures::named::label;
use crate::plan::{Chapter, Metric, RowKind, Table};
use crate::text::english::claims::{
    begins_clause, difference, is_common, is_elsewhere, is_link, part, place, times, way,
};
use crate::text::english::stems::{is_telling, stem, telling};
use crate::value::voice::month_number;

/// What a chapter has that its sentences can speak of.
pub(super) struct Names<'p> {
    pub tables: Vec<&'p Table>,
    pub measures: Vec<&'p Metric>,
    /// The total rows of the tables that have one, each with its table.
    totals: Vec<(usize, usize)>,
    /// The stems of what the tables say of all their rows: their captions, columns and units.
    words: Vec<HashSet<String>>,
    rows: RowsByName,
    /// How many words the names of rows have.
    lengths: BTreeSet<usize>,
    /// The stems of the names of measures that say something, for each.
    telling: Vec<BTreeSet<String>>,
    /// The measures by the word of their name that the fewest of them have.
    by_word: HashMap<String, Vec<usize>>,
}

/// Rows by the stems of their names, each with its table.
type RowsByName = HashMap<String, Vec<(usize, usize)>>;

/// Something that a sentence speaks of.
pub(super) struct Subject {
    /// Where it is named.
    pub tokens: Range<usize>,
    pub what: What,
}

/// What is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// Rows of one name, each with its table.
    Rows(Vec<(usize, usize)>),
    /// The total rows of tables.
    Totals(Vec<(usize, usize)>),
    /// A measure, and the positions of the words that name it.
    Measure(usize, Vec<usize>),
}

/// A sentence does not repeat a name of more words than this.
const LONGEST_NAME: usize = 40;

/// Names of so many measures say nothing about which is meant.
const MOST_ALIKE: usize = 40;

impl<'p> Names<'p> {
    pub(super) fn of(chapter: &'p Chapter) -> Self {
        let tables: Vec<&Table> = chapter.tables.iter().filter(|table| table.is_sound).collect();
        let measures: Vec<&Metric> = chapter.metrics.iter().filter(|metric| metric.is_sound).collect();
        let telling: Vec<BTreeSet<String>> =
            measures.iter().map(|metric| telling(&metric.name.value).collect()).collect();
        let words = tables.iter().map(|table| words_of(table)).collect();
        let totals = tables.iter().enumerate().filter_map(|(table, own)| Some((table, grand_total(own)?))).collect();
        let (rows, lengths) = rows(&tables);
        let by_word = by_word(&telling);
        Self { tables, measures, totals, words, rows, lengths, telling, by_word }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.measures.is_empty()
    }

    /// What a sentence speaks of, in order.
    pub(super) fn in_sentence(&self, sentence: &Sentence) -> Vec<Subject> {
        let mut found = self.rows_in(sentence);
        found.extend(self.totals_in(sentence, &found));
        found.extend(self.measures_in(sentence));
        found.sort_by_key(|subject| subject.tokens.start);
        found
    }

    fn rows_in(&self, sentence: &Sentence) -> Vec<Subject> {
        let (stems, begins) = sentence.stems();
        let end = |token: usize| begins.get(token).map_or(stems.len(), |begin| *begin) - 1;
        let (mut found, mut at) = (Vec::new(), 0);
        while at < begins.len() {
            let fitting = self.lengths.iter().rev().filter(|length| at + **length <= begins.len());
            let named = fitting.into_iter().find_map(|length| {
                let rows = self.rows.get(&stems[begins[at]..end(at + length)])?;
                Some((*length, rows.clone()))
            });
            let Some((length, rows)) = named else {
                at += 1;
                continue;
            };
            found.push(Subject { tokens: at..at + length, what: What::Rows(rows) });
            at += length;
        }
        found
    }

    /// `the total budget`, `our overall spending`, or the name of a total.
    fn totals_in(&self, sentence: &Sentence, others: &[Subject]) -> Option<Subject> {
        let totals = if others.is_empty() { self.totals.clone() } else { return None };
        let words: Vec<&str> = (0..sentence.tokens.len()).map(|at| stem(sentence.word(at))).collect();
        let called = totals.iter().find_map(|total| Some((self.called(&words, *total)?, vec![*total])));
        let (tokens, totals) = called.or_else(|| Some((whole_in(sentence)?, totals)))?;
        (totals.len() == 1).then_some(Subject { tokens, what: What::Totals(totals) })
    }

    /// Where a sentence has the name of a total of several words.
    fn called(&self, words: &[&str], (table, row): (usize, usize)) -> Option<Range<usize>> {
        let name = slug(self.tables[table].row_name(row));
        let name: Vec<&str> = name.split('-').map(stem).collect();
        let at = words.windows(name.len()).position(|words| words == name)?;
        (name.len() > 1).then(|| at..at + name.len())
    }

    /// The measures of whose names a sentence has all words that say something, or of long names all but one.
    fn measures_in(&self, sentence: &Sentence) -> Vec<Subject> {
        let mut positions: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, token) in sentence.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
            positions.entry(stem(&token.word)).or_default().push(at);
        }
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        for word in positions.keys() {
            candidates.extend(self.by_word.get(*word).into_iter().flatten().take(MOST_ALIKE));
        }
        let named = candidates.into_iter().filter_map(|measure| {
            let telling = &self.telling[measure];
            let at: Vec<usize> =
                telling.iter().filter_map(|word| positions.get(word.as_str())).flatten().copied().collect();
            let has = telling.iter().filter(|word| positions.contains_key(word.as_str())).count();
            let may_lack = usize::from(telling.len() >= 3);
            let (first, last) = (at.iter().min()?, at.iter().max()?);
            (has + may_lack >= telling.len())
                .then(|| (has, Subject { tokens: *first..last + 1, what: What::Measure(measure, at.clone()) }))
        });
        let named: Vec<(usize, Subject)> = named.collect();
        // Of `Homes` and `Homes for sale`, the one with more words of the sentence is meant.
        let most = named.iter().map(|(has, _)| *has).max().unwrap_or(0);
        named.into_iter().filter(|(has, _)| *has == most).map(|(_, subject)| subject).collect()
    }

    /// The stems that a table says of all its rows.
    pub(super) fn words_of(&self, table: usize) -> &HashSet<String> {
        &self.words[table]
    }

    /// The total row of a table.
    pub(super) fn total_of(&self, table: usize) -> Option<usize> {
        self.totals.iter().find(|(other, _)| *other == table).map(|(_, row)| *row)
    }

    /// How many words of a table's caption and headings a sentence has.
    pub(super) fn likeness(&self, table: usize, sentence: &Sentence) -> usize {
        let own = &self.words[table];
        sentence.tokens.iter().filter(|token| token.kind == Kind::Word && own.contains(stem(&token.word))).count()
    }

    /// Whether all that a part of a sentence says is known: it speaks of the subjects and of nothing else.
    pub(super) fn explain(&self, sentence: &Sentence, part_of: Range<usize>, subjects: &[Subject]) -> bool {
        part_of.into_iter().all(|at| self.explains(sentence, at, subjects))
    }

    fn explains(&self, sentence: &Sentence, at: usize, subjects: &[Subject]) -> bool {
        let token = &sentence.tokens[at];
        if token.kind != Kind::Word {
            return true;
        }
        let is_named = subjects.iter().any(|subject| match &subject.what {
            What::Measure(_, positions) => positions.contains(&at),
            What::Rows(_) | What::Totals(_) => subject.tokens.contains(&at),
        });
        let word = token.word.as_str();
        is_named
            || says_nothing(word)
            || self.is_of_subjects(word, subjects)
            || sentence.amounts.iter().any(|amount| amount.tokens.contains(&at))
    }

    /// Whether a table of one of the subjects, or the unit of a measure, has a word.
    fn is_of_subjects(&self, word: &str, subjects: &[Subject]) -> bool {
        let stem = stem(word);
        subjects.iter().any(|subject| match &subject.what {
            What::Rows(rows) | What::Totals(rows) => rows.iter().any(|(table, _)| self.words[*table].contains(stem)),
            What::Measure(measure, _) => {
                let unit = slug(&self.measures[*measure].unit.name());
                self.telling[*measure].contains(stem) || unit.split('-').any(|other| self::stem(other) == stem)
            }
        })
    }
}

/// The part of a sentence around some of its tokens in which one thing is said.
pub(super) fn clause(sentence: &Sentence, around: &Range<usize>, subjects: &[Subject]) -> Range<usize> {
    let is_in_name = |at: usize| {
        subjects.iter().any(|subject| matches!(subject.what, What::Rows(_)) && subject.tokens.contains(&at))
    };
    // `Roads and parks` are one subject of a sentence.
    let is_between = |at: usize| is_in_name(at + 1) && at.checked_sub(1).is_some_and(is_in_name);
    let is_end = |at: usize| {
        let token = &sentence.tokens[at];
        !is_in_name(at)
            && !is_between(at)
            && (token.kind == Kind::Sign || token.kind == Kind::Word && begins_clause(&token.word))
    };
    let start = (0..around.start).rev().find(|at| is_end(*at)).map_or(0, |at| at + 1);
    let end = (around.end..sentence.tokens.len()).find(|at| is_end(*at)).unwrap_or(sentence.tokens.len());
    start..end
}

/// Whether a word is one that any sentence about figures may have.
fn says_nothing(word: &str) -> bool {
    !is_telling(word)
        || is_common(word)
        || is_link(word)
        || way(word).is_some()
        || difference(word).is_some()
        || times(word).is_some()
        || part(word).is_some()
        || place(word).is_some()
        || month_number(word).is_some()
        || matches!(
            word,
            "nearly" | "almost" | "around" | "roughly" | "approximately" | "exactly" | "twice" | "majority" | "times"
        ) && !is_elsewhere(word)
}

/// Where a sentence speaks of the whole: `the total budget`, `our spending`.
fn whole_in(sentence: &Sentence) -> Option<Range<usize>> {
    let is_whole = |at: &usize| {
        let (word, next) = (sentence.word(*at), sentence.word(at + 1));
        let is_total = matches!(word, "total" | "overall" | "whole") && is_common(next);
        let is_ours = matches!(word, "our" | "the") && matches!(next, "budget" | "spending");
        is_total || is_ours && at.checked_sub(1).is_none_or(|before| sentence.word(before) != "of")
    };
    (0..sentence.tokens.len()).find(is_whole).map(|at| at..at + 2)
}

/// The total of all rows of a table.
pub(super) fn grand_total(table: &Table) -> Option<usize> {
    let last = table.rows.iter().rposition(|row| row.kind == RowKind::Data)?;
    let of_all = table.rows.iter().rposition(|row| row.kind == RowKind::Total);
    of_all.or_else(|| table.rows.iter().rposition(|row| row.kind.is_total()).filter(|total| *total > last))
}

fn words_of(table: &Table) -> HashSet<String> {
    let columns = table.columns.iter().flat_map(|column| {
        [column.full_name(), column.unit.as_ref().map_or_else(String::new, crate::value::number::Unit::name)]
    });
    let texts = columns.chain([
        table.caption.value.clone(),
        table.unit.as_ref().map_or_else(String::new, crate::value::number::Unit::name),
    ]);
    texts.flat_map(|text| telling(&text)).collect()
}

/// The rows of tables by the stems of their names.
fn rows(tables: &[&Table]) -> (RowsByName, BTreeSet<usize>) {
    let (mut rows, mut lengths) = (RowsByName::new(), BTreeSet::new());
    for (position, table) in tables.iter().enumerate() {
        let total = grand_total(table);
        let data = (0..table.rows.len()).filter(|row| {
            total != Some(*row) && matches!(table.rows[*row].kind, RowKind::Data | RowKind::Derived | RowKind::Subtotal)
        });
        for row in data {
            let label = label(table.row_name(row));
            let stems: Vec<&str> = label.split('-').map(stem).collect();
            let is_name = stems.len() > 1 || label.len() >= 5 && is_telling(&label) && !says_nothing(&label);
            if is_name && stems.len() <= LONGEST_NAME {
                lengths.insert(stems.len());
                rows.entry(stems.join("-")).or_default().push((position, row));
            }
        }
    }
    (rows, lengths)
}

fn by_word(telling: &[BTreeSet<String>]) -> HashMap<String, Vec<usize>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    telling.iter().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (measure, words) in telling.iter().enumerate() {
        // A long name may lack any one of its words, so it is found by its two rarest.
        let mut rare: Vec<&String> = words.iter().collect();
        rare.sort_by_key(|word| counts[word.as_str()]);
        for word in rare.into_iter().take(2) {
            found.entry(word.clone()).or_default().push(measure);
        }
    }
    found
}
