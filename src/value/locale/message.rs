//! A text of a catalogue → its pieces: words, what is filled in, and the marks around some of them.
//!
//! Marks are `<b>`, `<strong>` and `<code>`, `<heard>` for what is only read out, `<seen>` for what is only seen, `<line>` for what
//! stays on one line, and `<NAME>` for a link that is given as the argument NAME. Words are made safe for markup here; nothing that is filled in becomes markup.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use rust_decimal::Decimal;

use super::pseudo;
use crate::base::html::escaped_attribute;

/// The marks that are the same everywhere, and their elements.
const ELEMENTS: [(&str, &str, &str); 6] = [
    ("b", "<b>", "</b>"),
    ("strong", "<strong>", "</strong>"),
    ("code", "<code>", "</code>"),
    ("heard", "<span class=\"vh\">", "</span>"),
    ("line", "<span class=\"year\">", "</span>"),
    ("seen", "<span aria-hidden=\"true\">", "</span>"),
];

/// Around the name of an argument, in what Fluent gives us. No text has these letters.
const MARK: char = '\u{f8ff}';

/// What is filled in in a text.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number, which may ask for another form of the text.
    Number(usize),
    /// A word that asks for a form and is never shown.
    Choice(&'static str),
    /// A number that may have decimals, which asks for a form and is never shown.
    Form(Decimal),
    /// Finished markup.
    Markup(Cow<'a, str>),
    /// The address of a link, and whether it leads to a file that is kept.
    Link(Cow<'a, str>, bool),
}

/// Why a text cannot be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No text has this name.
    Unknown(String),
    /// This is to be filled in, and is not given.
    Missing(String),
    /// This is given, and is not to be filled in.
    Unused(String),
}

/// A text.
pub(super) struct Message {
    arguments: Vec<String>,
    form: Form,
    /// It without its arguments: as text, and as markup.
    text: String,
    markup: String,
}

/// In which forms a text is there.
pub(super) enum Form {
    /// In one.
    One(Vec<Piece>),
    /// In one for each kind of number, in the files with this number.
    Plural(usize),
}

/// A piece of a text.
#[derive(Clone)]
pub(super) enum Piece {
    /// Words, as text and as markup.
    Words(String, String),
    /// An element that begins or ends.
    Element(&'static str),
    /// What is filled in.
    Argument(String),
    /// The beginning of a link that is filled in.
    Open(String),
    /// The end of a link.
    Close,
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl Argument<'_> {
    /// A number of another kind.
    #[must_use]
    pub fn number(number: impl TryInto<usize>) -> Self {
        Self::Number(number.try_into().unwrap_or(usize::MAX))
    }

    /// The number or the word for which a form of a text is chosen.
    pub(super) fn chooses(&self) -> Option<FluentValue<'static>> {
        match self {
            Self::Number(number) => Some((*number).into()),
            Self::Form(number) => number.normalize().to_string().parse().ok().map(|number: FluentNumber| number.into()),
            Self::Choice(word) => Some((*word).into()),
            Self::Text(_) | Self::Markup(_) | Self::Link(..) => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(formatter, "there is no text `{name}`"),
            Self::Missing(name) => write!(formatter, "this text needs `{name}`"),
            Self::Unused(name) => write!(formatter, "this text has no `{name}`"),
        }
    }
}

impl Message {
    pub(super) fn new(mut arguments: BTreeSet<String>, form: Form) -> Self {
        let (mut text, mut markup) = (String::new(), String::new());
        if let Form::One(pieces) = &form {
            for piece in pieces {
                piece.text_into(&[], &mut text);
                piece.markup_into(&[], &mut markup);
            }
            arguments.extend(pieces.iter().filter_map(Piece::link).map(str::to_owned));
        }
        Self { arguments: arguments.into_iter().collect(), form, text, markup }
    }

    pub(super) fn arguments(&self) -> &[String] {
        &self.arguments
    }

    pub(super) fn form(&self) -> &Form {
        &self.form
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn markup(&self) -> &str {
        &self.markup
    }

    /// The arguments that Fluent fills in, and whether there are several forms.
    pub(super) fn arguments_of(pattern: &Pattern<&str>) -> (BTreeSet<String>, bool) {
        let (mut names, mut has_forms) = (BTreeSet::new(), false);
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            let inline = match expression {
                Expression::Inline(inline) => inline,
                Expression::Select { selector, variants } => {
                    has_forms = true;
                    names.extend(variants.iter().flat_map(|variant| Self::arguments_of(&variant.value).0));
                    selector
                }
            };
            names.extend(variable(inline).map(str::to_owned));
        }
        (names, has_forms)
    }

    /// Arguments that mark where they stand.
    pub(super) fn marks<'n>(names: impl IntoIterator<Item = &'n String>) -> FluentArgs<'static> {
        names.into_iter().map(|name| (name.clone(), format!("{MARK}{name}{MARK}"))).collect()
    }

    /// Whether the arguments are those of the text.
    pub(super) fn check(&self, given: &[(&str, Argument)]) -> Result<(), Fault> {
        let is_given = |name: &&String| given.iter().any(|(given, _)| given == name);
        if let Some(missing) = self.arguments.iter().find(|name| !is_given(name)) {
            return Err(Fault::Missing(missing.clone()));
        }
        let unused = given.iter().find(|(name, _)| !self.arguments.iter().any(|known| known == name));
        unused.map_or(Ok(()), |(name, _)| Err(Fault::Unused((*name).to_owned())))
    }
}

impl Piece {
    /// The pieces of a text from Fluent.
    pub(super) fn all(text: &str, is_pseudo: bool) -> Vec<Self> {
        let mut pieces = Vec::new();
        if is_pseudo {
            pieces.push(Self::words(pseudo::OPEN));
        }
        for (number, part) in text.split(MARK).enumerate() {
            if number % 2 == 1 {
                pieces.push(Self::Argument(part.to_owned()));
            } else {
                Self::marked(part, is_pseudo, &mut pieces);
            }
        }
        if is_pseudo {
            pieces.push(Self::words(pseudo::CLOSE));
        }
        pieces
    }

    /// The pieces of words with marks.
    fn marked(text: &str, is_pseudo: bool, pieces: &mut Vec<Self>) {
        let mut rest = text;
        while let Some((before, mark, after)) = next_mark(rest) {
            Self::said(before, is_pseudo, pieces);
            pieces.push(Self::mark(mark));
            rest = after;
        }
        Self::said(rest, is_pseudo, pieces);
    }

    fn said(text: &str, is_pseudo: bool, pieces: &mut Vec<Self>) {
        if !text.is_empty() {
            pieces.push(Self::words(&if is_pseudo { pseudo::accented(text) } else { text.to_owned() }));
        }
    }

    fn words(text: &str) -> Self {
        Self::Words(text.to_owned(), escaped_attribute(text))
    }

    fn mark(mark: &str) -> Self {
        let name = mark.trim_start_matches('/');
        match ELEMENTS.iter().find(|(element, ..)| *element == name) {
            Some((_, open, _)) if name == mark => Self::Element(open),
            Some((.., close)) => Self::Element(close),
            None if name == mark => Self::Open(name.to_owned()),
            None => Self::Close,
        }
    }

    /// The name of the link that begins here.
    fn link(&self) -> Option<&str> {
        if let Self::Open(name) = self { Some(name) } else { None }
    }

    pub(super) fn text_into(&self, arguments: &[(&str, Argument)], text: &mut String) {
        match self {
            Self::Words(words, _) => text.push_str(words),
            Self::Argument(name) => match value(arguments, name) {
                Some(Argument::Text(words) | Argument::Markup(words)) => text.push_str(words),
                Some(Argument::Number(number)) => text.push_str(&number.to_string()),
                Some(Argument::Choice(_) | Argument::Form(_) | Argument::Link(..)) | None => {}
            },
            Self::Element(_) | Self::Open(_) | Self::Close => {}
        }
    }

    pub(super) fn markup_into(&self, arguments: &[(&str, Argument)], markup: &mut String) {
        match self {
            Self::Words(_, words) => markup.push_str(words),
            Self::Element(element) => markup.push_str(element),
            Self::Argument(name) => match value(arguments, name) {
                Some(Argument::Markup(finished)) => markup.push_str(finished),
                Some(Argument::Text(words)) => markup.push_str(&escaped_attribute(words)),
                Some(Argument::Number(number)) => markup.push_str(&number.to_string()),
                Some(Argument::Choice(_) | Argument::Form(_) | Argument::Link(..)) | None => {}
            },
            Self::Open(name) => {
                let Some(Argument::Link(address, is_file)) = value(arguments, name) else {
                    return markup.push_str("<a>");
                };
                let download = if *is_file { " download" } else { "" };
                markup.push_str(&format!("<a href=\"{}\"{download}>", escaped_attribute(address)));
            }
            Self::Close => markup.push_str("</a>"),
        }
    }
}

fn value<'a, 'v>(arguments: &'a [(&str, Argument<'v>)], name: &str) -> Option<&'a Argument<'v>> {
    arguments.iter().find(|(given, _)| *given == name).map(|(_, argument)| argument)
}

/// The argument that stands between `{ }`, or whose number chooses a form: `$days`, `NUMBER($days, type: "ordinal")`.
fn variable<'t>(inline: &InlineExpression<&'t str>) -> Option<&'t str> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name),
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional.first().and_then(variable),
        _ => None,
    }
}

/// The next mark of a text: what is before it, its name, and what is after it.
fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let (mark, after) = rest.split_once('>')?;
    Some((before, mark, after))
}
