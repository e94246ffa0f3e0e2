//! The kinds of charts, a file and a row each: words that ask for a kind → what it takes and how it is drawn.

mod bars;
mod bullet;
mod grouped;
mod line;
mod multiples;
mod pyramid;
mod stacked;
mod waterfall;

use std::fmt::{Debug, Formatter};
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Rule, Severity};
use crate::base::names::nearest;
use crate::base::span::Spanned;
use crate::value::chart::shape::Kind;

/// All kinds, in the order in which help names them.
const KINDS: &[&Kind] = &[
    &line::LINE,
    &bars::BARS,
    &grouped::GROUPED,
    &stacked::STACKED,
    &waterfall::WATERFALL,
    &pyramid::PYRAMID,
    &bullet::BULLET,
    &multiples::MULTIPLES,
];

/// A kind of chart that does not exist.
pub const UNKNOWN_CHART_KIND: Rule = Rule {
    name: "unknown-chart-kind",
    group: Group::Tags,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "After `as`, or after `kind:` of a chart in the settings, write the type of chart: line, bars, grouped \
              bars, stacked bars, waterfall, pyramid, bullet or small multiples.",
};

/// The words that ask for each kind.
pub const NAMES: [&str; KINDS.len()] = {
    let mut names = [""; KINDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = KINDS[at].name;
        at += 1;
    }
    names
};

/// A kind of chart: a row of the table.
#[derive(Clone, Copy)]
pub struct ChartKind(&'static Kind);

impl ChartKind {
    /// Reads the words that ask for a kind; a fault is reported and gives nothing.
    pub fn read(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<Self>> {
        if let Some(kind) = Self::all().find(|kind| kind.name == text.value) {
            return Some(Spanned::new(kind, text.span));
        }
        let message = format!("`{}` is not a type of chart", text.value);
        let diagnostic = Diagnostic::new(&UNKNOWN_CHART_KIND, text.span, message);
        diagnostics.add(match nearest(&text.value, NAMES) {
            Some(meant) => diagnostic.did_you_mean(text.span, meant),
            None => diagnostic.help(format!("Use one of: {}.", NAMES.join(", "))),
        });
        None
    }

    /// The words that ask for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().copied().map(Self)
    }

    /// How a table is drawn where nobody says how: columns that are named side by side, otherwise one column.
    #[must_use]
    pub fn usual_of_table(columns_named: usize) -> Self {
        Self(if columns_named > 1 { &grouped::GROUPED } else { &bars::BARS })
    }

    /// How measures are drawn where nobody says how: one by its path, if it has one, otherwise by its readings.
    #[must_use]
    pub fn usual_of_measures(count: usize, has_path: bool) -> Self {
        Self(match (count, has_path) {
            (0 | 1, true) => &line::LINE,
            (0 | 1, false) => &bars::BARS,
            _ => &multiples::MULTIPLES,
        })
    }
}

impl Deref for ChartKind {
    type Target = Kind;

    fn deref(&self) -> &Kind {
        self.0
    }
}

// Names are all different, which a test holds.
impl PartialEq for ChartKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for ChartKind {}

impl Hash for ChartKind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Debug for ChartKind {
    fn fmt(&self, formatter: &mut Formatter) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_kind_has_its_own_name_and_the_rule_says_it() {
        let names: HashSet<&str> = NAMES.into_iter().collect();
        assert_eq!(names.len(), KINDS.len());
        for name in names {
            assert!(UNKNOWN_CHART_KIND.explain.contains(name), "the explanation does not say `{name}`");
        }
    }

    #[test]
    fn each_file_of_a_kind_has_its_row() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/value/chart/kinds");
        let files = std::fs::read_dir(folder).expect("the folder of kinds").count();
        assert_eq!(files - 1, KINDS.len());
    }
}
