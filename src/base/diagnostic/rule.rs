//! One kind of finding: a row with all that is known of it.

use super::Severity;

/// One kind of finding. Its function, if it has one, is beside it and in [`crate::check`].
#[derive(PartialEq, Eq, Debug)]
pub struct Rule {
    /// Stable name in kebab case, shown in brackets behind `error` or `warning`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// What may be decided about its findings.
    pub policy: Policy,
    /// Whether a program can make the change that it asks for.
    pub fix: Fixable,
    /// How much it matters.
    pub severity: Severity,
    /// What it means, why it matters and what to do, for an editor who is not a programmer.
    pub explain: &'static str,
}

/// What may be decided about the findings of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Policy {
    /// Nothing: they are to be settled.
    Fixed,
    /// An author may accept one, with a reason.
    Acceptable,
    /// A guide for easy read asks for it: the profile of the plan decides how much it matters, and an author may accept one.
    Guide(Guide),
}

/// What a guide for easy read asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guide {
    /// The name in the list of rules that plainplan keeps: S for sentences, W words, N numbers, D the document, P pictures,
    /// L layout, A the web, H what people must look at.
    pub id: &'static str,
    /// Who asks for it.
    pub source: &'static str,
    /// Whether it keeps its weight in the profile `ers26`: The Easy Read Standard asks for it, or it is about more than style.
    pub is_in_ers26: bool,
    /// How many words are allowed, in each profile.
    pub most_words: Option<[usize; 3]>,
    /// Whether one entry of the glossary settles all findings with the same message, so that one is reported.
    pub is_once: bool,
}

/// Whether a program can make the change that a rule asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fixable {
    /// Every help that shows what to type is a [`super::Fix`].
    Yes,
    /// Some are.
    Partly(Reason),
    /// None is.
    No(Reason),
}

/// Why a program cannot make a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// More than one answer may be right.
    Choice,
    /// The words are the author's.
    Words,
    /// More must change than what is shown.
    Sentence,
    /// It is not known where to write it.
    Place,
    /// It is a command.
    Command,
    /// It is done outside of the text.
    Elsewhere,
    /// No text is shown.
    Advice,
}

/// What a rule is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Files that cannot be read, or are not where they should be.
    Files,
    /// Settings and their values.
    Settings,
    /// What `plan.yaml` says.
    PlanFile,
    /// The text of a chapter.
    Text,
    /// Figures, tables and charts that a text asks for.
    Tags,
    /// Links and the pictures of a text.
    Links,
    /// What becomes of a plan on the web.
    Website,
    /// Tables and their totals.
    Tables,
    /// Measures, their values and targets.
    Measures,
    /// Figures that are typed.
    Figures,
    /// Dates that are typed.
    Dates,
    /// What an author accepts.
    Accepting,
    /// Whether easy read says what its chapter says.
    Sync,
    /// Sentences of easy read.
    Sentences,
    /// Words of easy read.
    Words,
    /// Numbers of easy read.
    Numbers,
    /// A document of easy read as a whole.
    Structure,
    /// Pictures of easy read.
    Pictures,
}

impl Rule {
    /// The guide for easy read that asks for it, if one does.
    #[must_use]
    pub fn guide(&self) -> Option<&Guide> {
        match &self.policy {
            Policy::Guide(guide) => Some(guide),
            Policy::Fixed | Policy::Acceptable => None,
        }
    }

    /// Whether an author may accept a finding with a reason.
    #[must_use]
    pub fn is_acceptable(&self) -> bool {
        self.policy != Policy::Fixed
    }
}

impl Guide {
    /// What `source` asks for, called `id`.
    #[must_use]
    pub const fn of(id: &'static str, source: &'static str, is_in_ers26: bool) -> Self {
        Self { id, source, is_in_ers26, most_words: None, is_once: false }
    }

    /// The same with so many words allowed in each profile.
    #[must_use]
    pub const fn over(self, most_words: [usize; 3]) -> Self {
        Self { most_words: Some(most_words), ..self }
    }

    /// The same, reported once for each message.
    #[must_use]
    pub const fn once(self) -> Self {
        Self { is_once: true, ..self }
    }
}

impl Reason {
    /// In words, for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Choice => "more than one answer may be right, and only you know which",
            Self::Words => "the words or the name are yours to write",
            Self::Sentence => "the words around it must change too, or there is more than one way to write it",
            Self::Place => "only you know where to write it",
            Self::Command => "you run a command",
            Self::Elsewhere => "you change the file as a whole, or use another program",
            Self::Advice => "the message says what to do",
        }
    }
}

impl Group {
    /// All of them, in the order of the reference.
    pub const ALL: [Self; 18] = [
        Self::Files,
        Self::Settings,
        Self::PlanFile,
        Self::Text,
        Self::Tags,
        Self::Links,
        Self::Website,
        Self::Tables,
        Self::Measures,
        Self::Figures,
        Self::Dates,
        Self::Accepting,
        Self::Sync,
        Self::Sentences,
        Self::Words,
        Self::Numbers,
        Self::Structure,
        Self::Pictures,
    ];

    /// Its heading in the reference.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "Files and folders",
            Self::Settings => "Settings",
            Self::PlanFile => "plan.yaml",
            Self::Text => "Text and Markdown",
            Self::Tags => "Tags in {{ }}",
            Self::Links => "Links",
            Self::Website => "Addresses and pages",
            Self::Tables => "Tables",
            Self::Measures => "Measures",
            Self::Figures => "Figures in text",
            Self::Dates => "Dates",
            Self::Accepting => "Accepted problems",
            Self::Sync => "Easy read and its chapter",
            Self::Sentences => "Easy read: sentences",
            Self::Words => "Easy read: words",
            Self::Numbers => "Easy read: numbers",
            Self::Structure => "Easy read: the whole document",
            Self::Pictures => "Easy read: pictures",
        }
    }
}
