//! Picture libraries → pictures by name, and words → the pictures that go with them.
//!
//! There are two libraries: the theme's own, and `content/pictures/library.yaml`. A picture without a licence is not used:
//! somebody must have the right to publish it. Files in `content/pictures/private/` are not kept with the plan, because their
//! licence forbids it; their entries are, so that everybody knows what is missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml;
use crate::base::yaml::Kind::{Choice, Date, Id, Text};
use crate::base::yaml::{Fields, Key, Node, Record, TEXTS, Value, WRONG_TYPE, words_of};
use crate::plan::Config;
use crate::plan::read::values::{choice, choice_field, id_field, period_field};
use crate::value::period::Period;

/// All pictures by name. One of the plan's own wins over one of the theme.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The pictures.
    pub by_name: BTreeMap<String, Picture>,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its file. Nothing where that is not there.
    pub file: Option<FileId>,
    /// The file name under which it is published: its own name, with the ending of its file.
    pub name: String,
    /// What is seen on it: its text alternative, where it stands without words.
    pub shows: String,
    /// Easy words to find it by. They name one idea.
    pub words: Vec<String>,
    /// What kind of picture it is.
    pub kind: Kind,
    /// Under which licence it may be published.
    pub licence: String,
    /// Whose it is.
    pub credit: Option<String>,
    /// Whether the people on it agreed to be shown, as far as anybody has said.
    pub people: Option<People>,
    /// How long it may be used.
    pub use_until: Option<Spanned<Period>>,
    /// Whether it is of the plan's own library.
    pub is_own: bool,
    /// Its entry in the library.
    pub place: Span,
}

/// A kind of picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A sign in one colour.
    Icon,
    /// A drawing.
    Drawing,
    /// A photo.
    Photo,
}

/// Who is seen on a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum People {
    /// Nobody who could be known again.
    None,
    /// People who agreed to it, in writing.
    Consent,
    /// Staff, who agreed to it.
    Staff,
}

const KINDS: [(&str, Kind); 3] = [("icon", Kind::Icon), ("drawing", Kind::Drawing), ("photo", Kind::Photo)];
const PEOPLE: [(&str, People); 3] = [("none", People::None), ("consent", People::Consent), ("staff", People::Staff)];

/// The keys of an entry.
#[rustfmt::skip]
pub const PICTURE: Record = Record {
    name: "a picture",
    doc: "A picture for easy read.",
    keys: &[
        Key::new("id", Id, "A short name in lower case letters, digits and hyphens.").needed().or(&["name"]),
        Key::new("file", Text, "The picture file in this folder.").needed().or(&["image", "filename"]),
        Key::new("shows", Text, "What people see in the picture.").needed().or(&["alt", "description", "alt-text"]),
        Key::new("words", TEXTS, "Easy words to find the picture by, all for one idea.").or(&["keywords", "tags"]),
        Key::new("kind", Choice(&words_of(&KINDS)), "What kind of picture it is.").or(&["type"]),
        Key::new("licence", Text, "The licence that lets you publish the picture: own, MIT, CC0, OGL.").or(&["license", "rights"]),
        Key::new("credit", Text, "The person or organisation that made the picture.").or(&["author", "artist", "photographer"]),
        Key::new("people", Choice(&words_of(&PEOPLE)), "Whether the people in the picture agreed to be shown.").or(&["consent"]),
        Key::new("use-until", Date, "How long you may use the picture.").or(&["expires", "until"]),
        Key::new("sha256", Text, "The SHA-256 checksum of the file, to tell the right file from another."),
        Key::new("source", Text, "Where the picture comes from."),
    ],
};

/// A picture that nobody has said may be used.
pub const PICTURE_WITHOUT_LICENCE: Rule = Rule {
    name: "picture-without-licence",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "Every picture in the library needs a licence that allows you to publish it: own, MIT, CC0, OGL, \
              subscription or another one. Do not publish a picture without permission.",
};

/// A picture file that is not there.
pub const PICTURE_FILE: Rule = Rule {
    name: "picture-file",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The library names a file that is not in its folder. Put the file in the folder, or correct the name. \
              Files in content/pictures/private/ are not stored with the plan, because their licence does not allow \
              you to share them. Before you publish, copy them from where your organisation keeps them.",
};

impl Pictures {
    /// Reads the theme's library and the plan's own.
    #[must_use]
    pub fn parse(source: &Files, config: &Config, diagnostics: &mut Diagnostics) -> Self {
        let mut pictures = Self::default();
        pictures.read(source, "themes/plain/pictures", diagnostics);
        if config.theme != "plain" {
            pictures.read(source, &format!("themes/{}/pictures", config.theme), diagnostics);
        }
        pictures.read(source, OWN, diagnostics);
        pictures
    }

    fn read(&mut self, source: &Files, folder: &str, diagnostics: &mut Diagnostics) {
        let Some(file) = source.find(&format!("{folder}/library.yaml")) else { return };
        let Some(node) = yaml::parse(file, source.file(file).text(), 0, &PICTURE, diagnostics) else { return };
        let Value::List(items) = &node.value else {
            if !node.is_nothing() {
                diagnostics.add(
                    Diagnostic::new(&WRONG_TYPE, node.span, "the picture library should be a list")
                        .help("Begin each entry with \"- id: …\"."),
                );
            }
            return;
        };
        for item in items {
            if let Some((name, picture)) = picture(source, folder, item, diagnostics) {
                self.by_name.insert(name, picture);
            }
        }
    }

    /// The picture called `name`.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Picture> {
        self.by_name.get(name)
    }

    /// The names of the pictures that go with a text, the one that fits best first. Pictures of the plan's own come before
    /// others that fit as well.
    #[must_use]
    pub fn matching(&self, text: &str) -> Vec<&str> {
        let text = stems(text);
        let mut found: Vec<(usize, bool, &str)> = self
            .by_name
            .iter()
            .map(|(name, picture)| (picture.fit(name, &text), !picture.is_own, name.as_str()))
            .filter(|(fit, ..)| *fit > 0)
            .collect();
        found.sort_by_key(|(fit, is_foreign, name)| (std::cmp::Reverse(*fit), *is_foreign, *name));
        found.into_iter().map(|(_, _, name)| name).collect()
    }
}

const OWN: &str = "content/pictures";

impl Picture {
    /// The words of the picture that stand in a text.
    #[must_use]
    pub fn words_in(&self, name: &str, text: &str) -> BTreeSet<String> {
        let text = stems(text);
        self.phrases(name)
            .filter(|phrase| !phrase.is_empty() && is_in(phrase, &text))
            .map(|words| words.join(" "))
            .collect()
    }

    /// How well the picture goes with a text. Nothing in common: 0.
    fn fit(&self, name: &str, text: &[String]) -> usize {
        let phrases: BTreeSet<Vec<String>> = self.phrases(name).filter(|phrase| is_in(phrase, text)).collect();
        // A phrase says more than a word, and the name of the picture more than another word for it.
        let named = stems(&name.replace('-', " "));
        phrases.iter().map(|phrase| phrase.len() * 2 + usize::from(*phrase == named)).sum()
    }

    fn phrases<'p>(&'p self, name: &'p str) -> impl Iterator<Item = Vec<String>> + 'p {
        let name = name.replace('-', " ");
        self.words.iter().map(|words| stems(words)).chain([stems(&name)]).filter(|phrase| !phrase.is_empty())
    }
}

fn is_in(phrase: &[String], text: &[String]) -> bool {
    text.windows(phrase.len()).any(|window| window == phrase)
}

/// Words that go with every idea.
const EMPTY: [&str; 32] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from", "has", "have", "in", "is", "it", "of",
    "on", "or", "our", "so", "that", "the", "they", "this", "to", "we", "will", "with", "you", "your",
];

/// Words that people type for other words of the libraries.
const SAME: [(&str, &str); 8] = [
    ("physician", "doctor"),
    ("gps", "gp"),
    ("clinician", "doctor"),
    ("finance", "money"),
    ("income", "money"),
    ("elderly", "older person"),
    ("kid", "child"),
    ("volunteer", "team"),
];

/// The words of a text that say something, each without its ending, so that “appointments” is “appointment”.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '&' | '\'' | '’'));
    let words = words.map(|word| word.trim_matches(['\'', '’']).to_lowercase());
    words
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .flat_map(|word| {
            let same = SAME.iter().find(|(typed, _)| *typed == word).map(|(_, known)| *known);
            same.unwrap_or(&word).split(' ').map(stem).collect::<Vec<_>>()
        })
        .collect()
}

fn stem(word: &str) -> String {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let long = |ending: &str, left: usize| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= left);
    if word == "people" || word == "children" {
        return word.to_owned();
    }
    if let Some(stem) = long("ies", 2) {
        return format!("{stem}y");
    }
    if let Some(stem) =
        long("sses", 1).or_else(|| long("ches", 1)).or_else(|| long("xes", 1)).or_else(|| long("uses", 1))
    {
        return format!("{stem}{}", &word[stem.len()..word.len() - 2]);
    }
    let plain = ["ing", "ed"]
        .iter()
        .find_map(|ending| long(ending, 4))
        .or_else(|| if word.ends_with("ss") || word.ends_with("us") { None } else { long("s", 3) });
    let plain = plain.unwrap_or(word);
    // “Care” is not “car”.
    plain.strip_suffix('e').filter(|stem| stem.chars().count() >= 4).unwrap_or(plain).to_owned()
}

fn picture(source: &Files, folder: &str, item: &Node, diagnostics: &mut Diagnostics) -> Option<(String, Picture)> {
    let mut fields = Fields::of(item, &PICTURE, diagnostics)?;
    let id = id_field(&mut fields, diagnostics);
    let name = fields.text("file", diagnostics);
    let shows = fields.text("shows", diagnostics);
    let words = fields.texts("words", diagnostics).into_iter().map(|word| word.value).collect();
    let kind = choice_field(&mut fields, "kind", &KINDS, diagnostics);
    let licence = fields.text("licence", diagnostics);
    let credit = fields.text("credit", diagnostics).map(|text| text.value);
    let people = fields.text("people", diagnostics).map(|text| choice(&text, "people", &PEOPLE, diagnostics));
    let use_until = period_field(&mut fields, "use-until", diagnostics);
    let sum = fields.text("sha256", diagnostics).map(|text| text.value);
    fields.text("source", diagnostics);
    let place = fields.span();
    fields.finish(diagnostics);
    let place = id.as_ref().map_or(place, |id| id.span);
    if licence.is_none() {
        diagnostics.add(
            Diagnostic::new(&PICTURE_WITHOUT_LICENCE, place, "this picture has no licence, so it cannot be published")
                .help("Add a line `licence: …`, for example own, MIT, CC0 or OGL."),
        );
    }
    let file = name.as_ref().and_then(|name| picture_file(source, folder, name, sum.as_deref(), diagnostics));
    // What has been reported of a picture is reported once: it is there all the same, so that nothing else is reported about it.
    let (id, ending) = (id?, name.as_ref()?.value.rsplit_once('.').map_or("", |(_, ending)| ending));
    let picture = Picture {
        file,
        name: format!("{}.{}", id.value, ending.replace(|letter: char| !letter.is_ascii_alphanumeric(), "")),
        shows: shows?.value,
        words,
        kind: kind.unwrap_or(Kind::Drawing),
        licence: licence.map(|licence| licence.value).unwrap_or_default(),
        credit,
        // A word that is not known has been reported.
        people: people.map(|people| people.unwrap_or(People::Consent)),
        use_until,
        is_own: folder == OWN,
        place,
    };
    Some((id.value, picture))
}

fn picture_file(
    source: &Files,
    folder: &str,
    name: &Spanned<String>,
    sum: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let found = source.find(&format!("{folder}/{}", name.value));
    if found.is_none() {
        let diagnostic =
            Diagnostic::new(&PICTURE_FILE, name.span, format!("there is no file `{}` in {folder}", name.value));
        let is_private = name.value.starts_with("private/");
        diagnostics.add(if is_private {
            let sum = sum.map_or(String::new(), |sum| format!(" Its SHA-256 is {sum}."));
            diagnostic.help(format!(
                "Private pictures are not stored with the plan. Copy the file to {folder}/{} from where your \
                 organisation keeps it.{sum}",
                name.value
            ))
        } else if name.value.contains("//") {
            diagnostic.help(format!("Save the picture in {folder} and write its file name here."))
        } else {
            diagnostic.help("Put the file there, or correct the name.")
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_endings() {
        let same = |one: &str, other: &str| assert_eq!(stems(one), stems(other), "{one} / {other}");
        same("appointments", "appointment");
        same("nurses and doctors", "nurse, doctor");
        same("Waiting", "waits");
        same("The families", "family");
        same("the GP's surgery", "GP surgeries");
        same("classes", "class");
        same("boxes", "box");
        same("buses", "bus");
        same("houses", "house");
        same("uses", "use");
        same("services", "service");
        same("phoned", "phone");
        assert_ne!(stems("bus"), stems("bu"));
        assert_ne!(stems("care"), stems("cars"));
    }
}
