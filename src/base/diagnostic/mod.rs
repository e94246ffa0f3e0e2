//! What can be wrong with a plan, and how it is kept until it is reported.
//!
//! A [`Rule`] is one kind of finding with its name and its explanation for editors; a [`Diagnostic`]
//! is one finding at one place; [`Diagnostics`] is the list that every stage adds to. Finding never
//! stops a stage. How a diagnostic looks is the business of [`crate::project::render`].

mod rule;

pub use self::rule::{Fixable, Group, Guide, Policy, Reason, Rule};
use crate::base::files::Files;
use crate::base::span::Span;

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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
    pub label: Box<str>,
    /// Other places that matter, each with what it is.
    pub also: Vec<(Span, String)>,
    /// What to write instead, in whole sentences.
    pub help: Vec<String>,
    /// The edit that one of the sentences in `help` spells out, where there is one.
    pub fix: Option<Box<Fix>>,
}

/// An edit that settles a finding: the bytes of `span` become `text`. An empty span inserts.
///
/// A fix is made where the help is made, by [`Diagnostic::fix`], so that what an editor is reported to type and what a
/// program would type are one text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What is written there.
    pub text: String,
    /// How sure we are that it is what the author means.
    pub applicability: Applicability,
}

/// Whether a fix may be made without being looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applicability {
    /// It says what the author meant; nothing is guessed.
    Safe,
    /// It is most likely meant, but somebody should look at it.
    ToBeLookedAt,
    /// It holds a placeholder ([`PLACEHOLDER`], [`A_DAY`]) that only the author can fill.
    HasPlaceholder,
}

/// What to do about a finding whose words alone are replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Help {
    /// A whole sentence.
    Words(String),
    /// What was probably meant instead.
    Meant(String),
}

impl<S: Into<String>> From<S> for Help {
    fn from(words: S) -> Self {
        Self::Words(words.into())
    }
}

/// What stands in a fix for words that only the author knows.
pub const PLACEHOLDER: char = '…';

/// What stands in a fix for a day that only the author knows: none is a fact that could be pasted into a plan.
pub const A_DAY: &str = "YYYY-MM-DD";

impl Fix {
    /// Replaces what is in `span` with what the author meant beyond doubt.
    #[must_use]
    pub fn safe(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), applicability: Applicability::Safe }
    }

    /// Replaces what is in `span` with what was probably meant.
    #[must_use]
    pub fn guess(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), applicability: Applicability::ToBeLookedAt }
    }

    /// Replaces what is in `span` with a text in which the author has to fill a placeholder: [`PLACEHOLDER`], or
    /// [`A_DAY`].
    #[must_use]
    pub fn template(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), applicability: Applicability::HasPlaceholder }
    }
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
        let (label, also, help) = (Box::default(), Vec::new(), Vec::new());
        Self { rule, severity: rule.severity, span, message: message.into(), label, also, help, fix: None }
    }

    /// Words under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into().into_boxed_str();
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

    /// An edit that settles it, and the help that spells it out: `say` makes the sentence of the text to type.
    #[must_use]
    pub fn fix(mut self, fix: Fix, say: impl FnOnce(&str) -> String) -> Self {
        self.help.push(say(fix.text.trim()));
        self.fix = Some(Box::new(fix));
        self
    }

    /// What to do about it: a sentence, or what to write in place of the words at fault.
    #[must_use]
    pub fn advise(self, help: Help) -> Self {
        match help {
            Help::Words(words) => self.help(words),
            Help::Meant(text) => {
                let span = self.span;
                self.did_you_mean(span, text)
            }
        }
    }

    /// The words at `span` were probably meant to be `text`.
    #[must_use]
    pub fn did_you_mean(self, span: Span, text: impl Into<String>) -> Self {
        self.fix(Fix::guess(span, text), |text| format!("Did you mean `{text}`?"))
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

    /// How many findings there are. Those that are added from now on come after so many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether an error was added after so many findings.
    #[must_use]
    pub fn has_errors_after(&self, so_many: usize) -> bool {
        let added = self.list.get(so_many..).unwrap_or_default();
        added.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
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
    /// sheet. A sheet of a workbook is no text that an edit could be made in.
    pub fn sort(&mut self, files: &Files) {
        for found in &mut self.list {
            found.fix.take_if(|fix| files.file(fix.span.file).is_sheet());
        }
        let path = |found: &Diagnostic| &files.file(found.span.file).path;
        let order = |a: &Diagnostic, b: &Diagnostic| {
            path(a)
                .cmp(path(b))
                .then_with(|| a.span.start.cmp(&b.span.start))
                .then_with(|| (a.rule.name, &a.message).cmp(&(b.rule.name, &b.message)))
                // Of one finding that is said twice, the one that matters more stays.
                .then_with(|| a.severity.cmp(&b.severity))
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
