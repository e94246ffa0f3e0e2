//! Picture libraries: the theme's own, and `content/pictures/library.yaml`.
//!
//! A picture without a licence is not used: somebody must have the right to publish it.

use std::collections::BTreeMap;

use super::Config;
use super::values::id_field;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::source::{FileId, Source, Spanned};
use crate::yaml::{self, Fields, Node, Value};

/// All pictures by name. One of the plan's own wins over one of the theme.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The pictures.
    pub by_name: BTreeMap<String, Picture>,
}

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its file.
    pub file: FileId,
    /// The file name under which it is published: its own name, with the ending of its file.
    pub name: String,
    /// What is seen on it.
    pub shows: String,
    /// Easy words to find it by.
    pub words: Vec<String>,
    /// Under which licence it may be published.
    pub licence: String,
    /// Whose it is.
    pub credit: Option<String>,
}

/// A picture that nobody has said may be used.
pub const PICTURE_WITHOUT_LICENCE: Rule = Rule {
    name: "picture-without-licence",
    severity: Severity::Error,
    explain: "Every picture of the library says under which licence it may be published: own, MIT, CC0, OGL, subscription … \
              A picture that somebody else may forbid does not belong on a public page.",
};

/// A picture file that is not there.
pub const PICTURE_FILE: Rule = Rule {
    name: "picture-file",
    severity: Severity::Error,
    explain: "The library names a file that is not in its folder. Put the file there, or correct the name.",
};

impl Pictures {
    /// Reads the theme's library and the plan's own.
    #[must_use]
    pub fn parse(source: &Source, config: &Config, diagnostics: &mut Diagnostics) -> Self {
        let mut pictures = Self::default();
        pictures.read(source, "themes/plain/pictures", diagnostics);
        if config.theme != "plain" {
            pictures.read(source, &format!("themes/{}/pictures", config.theme), diagnostics);
        }
        pictures.read(source, "content/pictures", diagnostics);
        pictures
    }

    fn read(&mut self, source: &Source, folder: &str, diagnostics: &mut Diagnostics) {
        let Some(file) = source.find(&format!("{folder}/library.yaml")) else { return };
        let Some(node) = yaml::parse(file, source.file(file).text(), 0, diagnostics) else { return };
        let Value::List(items) = &node.value else { return };
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
}

fn picture(source: &Source, folder: &str, item: &Node, diagnostics: &mut Diagnostics) -> Option<(String, Picture)> {
    let mut fields = Fields::of(item, "a picture", diagnostics)?;
    let id = id_field(&mut fields, diagnostics);
    let name = fields.need("file", diagnostics);
    let shows = fields.need("shows", diagnostics);
    let words = fields.texts("words", diagnostics).into_iter().map(|word| word.value).collect();
    let licence = fields.text("licence", diagnostics);
    let credit = fields.text("credit", diagnostics).map(|text| text.value);
    for key in ["kind", "source", "people", "use-until", "sha256"] {
        fields.text(key, diagnostics);
    }
    let place = fields.span();
    fields.finish(diagnostics);
    if licence.is_none() {
        let span = id.as_ref().map_or(place, |id| id.span);
        diagnostics.add(
            Diagnostic::new(&PICTURE_WITHOUT_LICENCE, span, "nobody has said that this picture may be published")
                .help("Add a line `licence: …`, for example own, MIT, CC0 or OGL."),
        );
    }
    let file = name.as_ref().and_then(|name| picture_file(source, folder, name, diagnostics));
    // A picture without a licence has been told; it is there all the same, so that nothing else is told about it.
    let (id, ending) = (id?, name.as_ref()?.value.rsplit_once('.').map_or("", |(_, ending)| ending));
    let picture = Picture {
        file: file?,
        name: format!("{}.{ending}", id.value),
        shows: shows?.value,
        words,
        licence: licence.map(|licence| licence.value).unwrap_or_default(),
        credit,
    };
    Some((id.value, picture))
}

fn picture_file(
    source: &Source,
    folder: &str,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let found = source.find(&format!("{folder}/{}", name.value));
    if found.is_none() {
        diagnostics.add(
            Diagnostic::new(&PICTURE_FILE, name.span, format!("there is no file `{}` in {folder}", name.value))
                .help("Put the file there, or correct the name."),
        );
    }
    found
}
