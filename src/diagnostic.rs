//! What can be wrong with a plan, and how it is kept until it is told.
//!
//! A [`Rule`] is one kind of finding with its name and its explanation for editors; a [`Diagnostic`]
//! is one finding at one place; [`Diagnostics`] is the list that every stage adds to. Finding never
//! stops a stage. How a diagnostic looks is the business of [`crate::report`].

use crate::source::{Source, Span};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The plan cannot be published like this.
    Error,
    /// The plan can be published, but a reader would be served better.
    Warning,
    /// Worth a thought. Told only where it was asked for.
    Hint,
}

impl Severity {
    /// How it is called in a message.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One kind of finding.
#[derive(PartialEq, Eq, Debug)]
pub struct Rule {
    /// Stable name in kebab case, shown in brackets behind `error` or `warning`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, why it matters and what to do, for an editor who is not a programmer.
    pub explain: &'static str,
}

/// One finding at one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// How much it matters here: as much as its rule says, unless the plan chose otherwise.
    pub severity: Severity,
    /// The words at fault, as narrow as can be said.
    pub span: Span,
    /// What is wrong, in a few words, starting in lower case.
    pub message: String,
    /// Said under the marked words.
    pub label: String,
    /// Other places that matter, each with what it is.
    pub also: Vec<(Span, String)>,
    /// What to write instead, in whole sentences.
    pub help: Vec<String>,
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Those that an author leaves as they are, with the reason.
    accepted: Vec<(Diagnostic, String)>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let (label, also, help) = (String::new(), Vec::new(), Vec::new());
        Self { rule, severity: rule.severity, span, message: message.into(), label, also, help }
    }

    /// Words under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same as something to look at. What the author has not stated, and was only inferred, does not keep a plan from
    /// being published.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = self.severity.max(Severity::Warning);
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, what: impl Into<String>) -> Self {
        self.also.push((span, what.into()));
        self
    }
}

impl Diagnostics {
    /// Takes one finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes all findings of another list.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
        self.accepted.append(&mut other.accepted);
    }

    /// The findings, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Keeps only the findings that are meant.
    pub fn retain(&mut self, is_meant: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(is_meant);
    }

    /// The findings, sorted by file and place once [`Diagnostics::sort`] has run.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Puts the first finding that `is_meant` picks among those that are accepted for a reason, with what repeats it: two
    /// tables may be made of one sheet. Says whether there was one.
    pub fn accept(&mut self, is_meant: impl Fn(&Diagnostic) -> bool, because: &str) -> bool {
        let Some(place) = self.list.iter().find(|found| is_meant(found)).map(|found| found.span) else { return false };
        let is_there = |found: &Diagnostic| found.span == place && is_meant(found);
        let (mut taken, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.list).into_iter().partition(is_there);
        self.list = kept;
        taken.truncate(1);
        self.accepted.extend(taken.into_iter().map(|finding| (finding, because.to_owned())));
        true
    }

    /// The findings that an author has accepted, each with the reason.
    #[must_use]
    pub fn accepted(&self) -> &[(Diagnostic, String)] {
        &self.accepted
    }

    /// How many findings are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether anything keeps the plan from being published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the findings in reading order, so that two runs tell them alike, and each once: two tables may be made of one
    /// sheet.
    pub fn sort(&mut self, source: &Source) {
        let path = |found: &Diagnostic| &source.file(found.span.file).path;
        let order = |a: &Diagnostic, b: &Diagnostic| {
            path(a)
                .cmp(path(b))
                .then_with(|| a.span.start.cmp(&b.span.start))
                .then_with(|| (a.rule.name, &a.message).cmp(&(b.rule.name, &b.message)))
        };
        self.list.sort_by(order);
        self.list.dedup_by(|a, b| (a.rule, a.span, &a.message) == (b.rule, b.span, &b.message));
        self.accepted.sort_by(|(a, _), (b, _)| order(a, b));
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        self.list.extend(findings);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
