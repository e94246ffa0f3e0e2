//! The Fluent files of a language, and of those it falls back on → its texts by name.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::Entry;
use rustc_hash::FxHashMap;

use super::message::{Argument, Fault, Form, Message, Piece};
use super::{LANGUAGES, Language, PSEUDO, PerLanguage};

/// The name of a text. A test finds names that are in no catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key(pub &'static str);

/// The texts of a language.
pub struct Catalogue {
    tag: String,
    messages: FxHashMap<String, Message>,
    /// The files of each language, as Fluent has read them.
    bundles: Vec<FluentBundle<Arc<FluentResource>>>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Catalogue")
            .field("tag", &self.tag)
            .field("texts", &self.messages.len())
            .finish_non_exhaustive()
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::read(LANGUAGES[0].code)
    }
}

impl Catalogue {
    /// The texts of the language of a tag, which are read once.
    #[must_use]
    pub fn of(tag: &str) -> &'static Self {
        static READ: PerLanguage<Catalogue> = PerLanguage::new();
        READ.of(tag, Self::read)
    }

    fn read(tag: &str) -> Self {
        let own = Language::of(tag).unwrap_or(&LANGUAGES[0]);
        let fallback = LANGUAGES[..1].iter().filter(|first| first.code != own.code);
        let files = [own].into_iter().chain(fallback).map(|language| (language.code, language.files()));
        Self::from_files(tag, files.map(|(code, files)| (code, files.map(|(_, text)| text))))
    }

    /// The texts of files, by language. Where a language has no text, it is taken from the next.
    #[must_use]
    pub fn from_files<'f, F: IntoIterator<Item = &'f str>>(
        tag: &str,
        languages: impl IntoIterator<Item = (&'f str, F)>,
    ) -> Self {
        let mut catalogue = Self { tag: tag.to_owned(), messages: FxHashMap::default(), bundles: Vec::new() };
        for (code, files) in languages {
            catalogue.add(code, files);
        }
        catalogue
    }

    fn add<'f>(&mut self, code: &str, files: impl IntoIterator<Item = &'f str>) {
        let mut bundle = FluentBundle::new_concurrent(vec![code.parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        // Fails only where a function of this name was added before.
        let _ = bundle.add_builtins();
        let mut resources = Vec::new();
        for text in files {
            // What cannot be read is left out; a test reads all files.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text.to_owned());
            let resource = Arc::new(resource);
            let _ = bundle.add_resource(Arc::clone(&resource));
            resources.push(resource);
        }
        let (number, is_pseudo) = (self.bundles.len(), self.is_pseudo());
        self.bundles.push(bundle);
        for entry in resources.iter().flat_map(|resource| resource.entries()) {
            let Entry::Message(message) = entry else { continue };
            let (Some(pattern), false) = (&message.value, self.messages.contains_key(message.id.name)) else {
                continue;
            };
            let (arguments, has_forms) = Message::arguments_of(pattern);
            let form = if has_forms {
                Form::Plural(number)
            } else {
                Form::One(Piece::all(&self.formatted(number, message.id.name, &Message::marks(&arguments)), is_pseudo))
            };
            self.messages.insert(message.id.name.to_owned(), Message::new(arguments, form));
        }
    }

    /// A text as Fluent makes it.
    fn formatted(&self, bundle: usize, name: &str, arguments: &FluentArgs) -> String {
        let bundle = &self.bundles[bundle];
        let message = bundle.get_message(name);
        let pattern = message.as_ref().and_then(fluent_bundle::FluentMessage::value);
        let text = pattern.map(|pattern| bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()));
        text.map_or_else(String::new, Cow::into_owned)
    }

    /// The tag of the language.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    fn is_pseudo(&self) -> bool {
        self.tag == PSEUDO
    }

    /// The names of all texts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }

    /// What is to be filled in in a text, in order of the alphabet; nothing where there is no such text.
    #[must_use]
    pub fn arguments(&self, name: &str) -> Option<&[String]> {
        self.messages.get(name).map(Message::arguments)
    }

    /// A text without arguments.
    #[must_use]
    pub fn text(&self, key: Key) -> &str {
        self.messages.get(key.0).map_or(key.0, Message::text)
    }

    /// A text without arguments, as markup, where there is such a text.
    #[must_use]
    pub fn finished(&self, name: &str) -> Option<&str> {
        self.messages.get(name).filter(|message| message.arguments().is_empty()).map(Message::markup)
    }

    /// A text with its arguments.
    #[must_use]
    pub fn fill(&self, key: Key, arguments: &[(&str, Argument)]) -> String {
        let mut text = String::new();
        for piece in self.pieces(key.0, arguments).iter().flat_map(|pieces| pieces.iter()) {
            piece.text_into(arguments, &mut text);
        }
        text
    }

    /// A text with its arguments, as markup.
    #[must_use]
    pub fn markup(&self, key: Key, arguments: &[(&str, Argument)]) -> String {
        let mut markup = String::new();
        for piece in self.pieces(key.0, arguments).iter().flat_map(|pieces| pieces.iter()) {
            piece.markup_into(arguments, &mut markup);
        }
        markup
    }

    /// A text in one form, with `{name}` where something is to be filled in.
    #[must_use]
    pub fn pattern(&self, name: &str) -> Option<String> {
        let Form::One(pieces) = self.messages.get(name)?.form() else { return None };
        let names: Vec<_> = self.arguments(name)?.iter().map(|name| (name, format!("{{{name}}}"))).collect();
        let arguments: Vec<_> = names.iter().map(|(name, mark)| (name.as_str(), mark.into())).collect();
        let mut text = String::new();
        for piece in pieces {
            piece.text_into(&arguments, &mut text);
        }
        Some(text)
    }

    /// A text with its arguments, as markup, where both are right.
    ///
    /// # Errors
    /// No text has this name, or what is to be filled in is something else.
    pub fn try_markup(&self, name: &str, arguments: &[(&str, Argument)]) -> Result<String, Fault> {
        let message = self.messages.get(name).ok_or_else(|| Fault::Unknown(name.to_owned()))?;
        message.check(arguments)?;
        let mut markup = String::new();
        for piece in self.pieces(name, arguments).iter().flat_map(|pieces| pieces.iter()) {
            piece.markup_into(arguments, &mut markup);
        }
        Ok(markup)
    }

    /// The pieces of a text that has one form.
    pub(super) fn pieces_in_one_form(&self, key: Key) -> &[Piece] {
        match self.messages.get(key.0).map(Message::form) {
            Some(Form::One(pieces)) => pieces,
            Some(Form::Plural(_)) | None => &[],
        }
    }

    /// The pieces of a text, in the form that its arguments ask for.
    fn pieces(&self, name: &str, arguments: &[(&str, Argument)]) -> Option<Cow<'_, [Piece]>> {
        Some(match self.messages.get(name)?.form() {
            Form::One(pieces) => Cow::Borrowed(pieces),
            Form::Plural(bundle) => {
                let mut marks = Message::marks(self.messages.get(name)?.arguments());
                for (name, argument) in arguments {
                    if let Some(number) = argument.chooses() {
                        marks.set((*name).to_owned(), number);
                    }
                }
                Cow::Owned(Piece::all(&self.formatted(*bundle, name, &marks), self.is_pseudo()))
            }
        })
    }
}
