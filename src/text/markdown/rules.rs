//! What readers would miss of a chapter's Markdown → the rules by which its author is reported.

use crate::base::diagnostic::{Fixable, Group, Policy, Reason, Rule, Severity};

/// Markup where words belong.
pub const RAW_HTML: Rule = Rule {
    name: "raw-html",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Sentence),
    severity: Severity::Warning,
    explain: "HTML tags such as <b> or <div> are removed, so that every page stays accessible. The words between the \
              tags are kept. Use **bold**, a list or a table instead. A comment <!-- … --> is removed without a \
              warning.",
};

/// Markup that says more than its words.
pub const LOST_MARKUP: Rule = Rule {
    name: "lost-markup",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "HTML tags are removed and their words are kept. With some tags, the meaning would change. Without \
              <table>, readers cannot tell which row and column a figure belongs to. Without <sup>, 10⁶ becomes 106. \
              Without <del>, words that were struck out look valid. Without <img>, there is no picture. Use Markdown \
              instead.",
};

/// A heading of the wrong level.
pub const HEADING_LEVEL: Rule = Rule {
    name: "heading-level",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Sentence),
    severity: Severity::Warning,
    explain: "The title of a chapter is its first heading. Its sections begin with ##, their parts with ###, and so \
              on. Do not skip a level. People who cannot see the page use these levels to find their way.",
};

/// A heading that says nothing.
pub const EMPTY_HEADING: Rule = Rule {
    name: "empty-heading",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A line with only ## is a heading without words. It leaves a gap on the page and an empty line in the \
              list of headings that screen readers use, so it is removed. Write the words of the heading, or delete \
              the line.",
};

/// A table that is shown as plain text.
pub const LOST_TABLE: Rule = Rule {
    name: "lost-table",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "In a pipe table, the second line, |---|---|, needs as many cells as the first. Otherwise readers see \
              the whole table as plain text.",
};

/// A note that nobody can reach.
pub const LOST_NOTE: Rule = Rule {
    name: "lost-note",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Place),
    severity: Severity::Warning,
    explain: "A note [^1]: at the end of a chapter is shown if [^1] is in the text. Otherwise it is left out. \
              If two notes have the same mark, only the first is shown.",
};

/// A mark that leads to no note.
pub const LOST_MARK: Rule = Rule {
    name: "lost-mark",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A mark [^1] in the text links to the note `[^1]: …` at the end of the chapter. If there is no such \
              note, readers see [^1].",
};

/// A link that is shown as plain text.
pub const LOST_LINK: Rule = Rule {
    name: "lost-link",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The address of a link or picture ends at its first space, so [Money](our money.md) is shown as plain \
              text. Give files names without spaces.",
};

/// A line that is taken for the address of a link.
pub const LOST_WORDS: Rule = Rule {
    name: "lost-words",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "A line such as `[Owner]: Housing` is read as the address of a link, so readers do not see it. Write \
              Owner: Housing without the square brackets, or \\[Owner]: Housing to show them. \
              The title of a link, [Plan](plan.md \"Our plan\"), is not shown either. Write it in the text.",
};

/// A picture that nobody but those who see it can read.
pub const IMAGE_WITHOUT_TEXT: Rule = Rule {
    name: "image-without-text",
    group: Group::Text,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A picture needs a description for people who cannot see it: ![People at a meeting](meeting.jpg).",
};
