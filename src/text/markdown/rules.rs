//! What readers would miss of a chapter's Markdown → the rules by which its author is reported.

use crate::base::diagnostic::{Fixable, Group, Policy, Reason, Rule, Severity};

/// Markup where words belong.
pub const RAW_HTML: Rule = Rule {
    name: "raw-html",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Sentence),
    severity: Severity::Warning,
    explain: "Tags such as <b> or <div> are left out, so that every page stays accessible whatever was pasted into it. The words \
              between them are kept. Use **bold**, a list or a table instead. A comment <!-- … --> is left out without a warning.",
};

/// Markup that says more than its words.
pub const LOST_MARKUP: Rule = Rule {
    name: "lost-markup",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Tags of HTML are left out and their words are kept. With some of them that is not enough: without <table> nobody can \
              tell which row and column a figure belongs to, without <sup> a raised 6 makes 106 of 10⁶, without <del> words that \
              were struck out look valid, and without <img> there is no picture. Write them in Markdown.",
};

/// A heading of the wrong level.
pub const HEADING_LEVEL: Rule = Rule {
    name: "heading-level",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Sentence),
    severity: Severity::Warning,
    explain: "The title of a chapter is its first heading; sections begin with ##, their parts with ###, and no level is \
              left out. People who cannot see the page find their way by these levels.",
};

/// A heading that says nothing.
pub const EMPTY_HEADING: Rule = Rule {
    name: "empty-heading",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A line of ## alone makes a heading without words: a gap on the page, and an empty place in the list of headings by \
              which people who cannot see the page find their way. It is left out. Write its words, or remove the line.",
};

/// A table that is shown as plain text.
pub const LOST_TABLE: Rule = Rule {
    name: "lost-table",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The second line of a pipe table, |---|---|, must have as many cells as the first. Else all of it is shown as it \
              is written.",
};

/// A note that nobody can reach.
pub const LOST_NOTE: Rule = Rule {
    name: "lost-note",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Place),
    severity: Severity::Warning,
    explain: "A note [^1]: at the foot of a chapter is shown where [^1] stands in the text. Without that it is left out. \
              Of two notes with the same mark, only the first is shown.",
};

/// A mark that leads to no note.
pub const LOST_MARK: Rule = Rule {
    name: "lost-mark",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A mark [^1] in the text leads to the note `[^1]: …` at the foot of the chapter. Without that note readers see the \
              mark as it is written.",
};

/// A link that is shown as plain text.
pub const LOST_LINK: Rule = Rule {
    name: "lost-link",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The address of a link or picture ends at its first space, so [Money](our money.md) is shown as it is written. \
              Best give files names without spaces.",
};

/// A line that is taken for the address of a link.
pub const LOST_WORDS: Rule = Rule {
    name: "lost-words",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "A line such as `[Owner]: Housing` is taken for the address of a link called Owner, which readers do not see. Write \
              Owner: Housing without the square brackets, or \\[Owner]: Housing to show them. No page shows the title of a link, \
              [Plan](plan.md \"Our plan\"), either: write it in the text.",
};

/// A picture that nobody but those who see it can read.
pub const IMAGE_WITHOUT_TEXT: Rule = Rule {
    name: "image-without-text",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A picture needs words that say the same for people who cannot see it: ![People at a meeting](meeting.jpg).",
};
