//! Templates and views → pages.
//!
//! The built-in theme `plain` is part of the program. A folder `themes/NAME/` in the plan replaces it
//! file by file, and `themes/plain/` itself can be changed in the same way. Templates see a [`View`]
//! and nothing else: no files, no clock, no other page. The only module that knows Tera.

pub mod brand;
pub mod styles;
mod texts;

pub(super) use self::texts::script;

use std::collections::BTreeMap;
use std::hash::Hash;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::base::files::content::Content;
use crate::base::hash::hash_of;
use crate::base::span::{FileId, Span};
use crate::check::TEMPLATE;
use crate::plan::Config;
use crate::value::locale::{Catalogue, LANGUAGES};

static PLAIN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// What a template shows of one page, as values of plain types.
pub trait View: Serialize {
    /// The file below `templates/` that shows it.
    fn template(&self) -> String;
}

/// The templates of a plan's theme, and what is the same on every page.
#[derive(Debug)]
pub struct ThemeEngine {
    tera: Tera,
    /// Whether the templates can be filled in.
    is_ready: bool,
    /// Whether they make tables in another way than the built-in theme does.
    has_own_tables: bool,
    /// The hash of the templates.
    templates: u128,
    /// What is wrong with them.
    found: Diagnostics,
    theme: String,
    /// The built-in texts, in the language of the plan.
    catalogue: &'static Catalogue,
    site: Value,
    /// The hash of what is the same on every page.
    site_hash: u128,
}

/// The template of tables.
const TABLE: &str = "table.html";

/// Whether a template is that of the built-in theme.
fn is_built_in(name: &str, text: &str) -> bool {
    PLAIN.get_file(format!("templates/{name}")).and_then(include_dir::File::contents_utf8) == Some(text)
}

/// The files of the built-in theme, as they would lie in the plan's folder.
pub fn built_in() -> impl Iterator<Item = (String, Content)> {
    let mut folders = vec![&PLAIN];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files());
    }
    files.into_iter().map(|file| {
        let path = format!("themes/plain/{}", file.path().to_string_lossy().replace('\\', "/"));
        let content = match file.contents_utf8() {
            Some(text) => Content::Text(text.to_owned()),
            None => Content::Bytes(file.contents().to_vec().into()),
        };
        (path, content)
    })
}

impl Default for ThemeEngine {
    fn default() -> Self {
        Self {
            tera: Tera::default(),
            is_ready: false,
            has_own_tables: false,
            templates: 0,
            found: Diagnostics::default(),
            theme: String::new(),
            catalogue: Catalogue::of(LANGUAGES[0].code),
            site: Value::from(()),
            site_hash: 0,
        }
    }
}

impl ThemeEngine {
    /// Takes the templates of a plan's theme as they are now. Says whether pages can be made; a fault is reported.
    pub fn load(&mut self, source: &Files, config: &Config, diagnostics: &mut Diagnostics) -> bool {
        let templates = templates(source, &config.theme);
        let is_closed = is_closed(source, &config.theme);
        let own = own_templates(source, &config.theme);
        let is_there = is_there(source, &config.theme);
        let scripts: Vec<_> = scripts(source, &config.theme).map(|file| (file, source.file(file).hash)).collect();
        let given = (&config.theme, config.theme_place, &config.language);
        let hash = hash_of(&(given, &templates, own, scripts, is_there, is_closed));
        if self.templates != hash {
            let mut found = Diagnostics::default();
            self.has_own_tables = templates.iter().any(|(name, text)| *name == TABLE && !is_built_in(name, text));
            self.catalogue = Catalogue::of(&config.language);
            // A folder that cannot be opened has been reported.
            let tera = if is_closed { None } else { load(source, config, templates, self.catalogue, &mut found) };
            (self.is_ready, self.tera) = (tera.is_some(), tera.unwrap_or_default());
            (self.templates, self.found, self.theme) = (hash, found, config.theme.clone());
        }
        diagnostics.append(self.found.clone());
        self.is_ready
    }

    /// Whether the theme makes tables from their views. The markup of the built-in theme is made without its template.
    pub(super) fn has_own_tables(&self) -> bool {
        self.has_own_tables
    }

    /// The built-in texts, in the language of the plan.
    #[must_use]
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// Takes what is the same on every page as it is now.
    pub fn set_globals(&mut self, site: &(impl Serialize + Hash)) {
        let hash = hash_of(site);
        if self.site_hash != hash {
            self.site = Value::from_serializable(site);
            self.site_hash = hash;
        }
    }

    /// The hash of all of it.
    #[must_use]
    pub fn hash(&self) -> u128 {
        hash_of(&(self.templates, self.site_hash))
    }

    /// Fills in a page, on `paper` that may have been used before.
    ///
    /// # Errors
    /// Where its template fails, and why.
    pub fn render<'p>(&self, source: &Files, page: &impl View, paper: &'p mut Vec<u8>) -> Result<&'p [u8], Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert("page", page);
        paper.clear();
        match self.tera.render_to(&page.template(), &context, &mut *paper) {
            Ok(()) => Ok(paper),
            Err(error) => Err(fault(source, &self.theme, &error)),
        }
    }
}

/// Whether a theme's folder, or the one that it lies in, is there and cannot be opened.
fn is_closed(source: &Files, theme: &str) -> bool {
    let is_closed = |path: &str| source.find(path).is_some_and(|file| source.file(file).is_closed());
    theme != "plain" && (is_closed("themes") || is_closed(&format!("themes/{theme}")))
}

/// Whether a theme has any file. The built-in one always has.
fn is_there(source: &Files, theme: &str) -> bool {
    source.under(&format!("themes/{theme}/")).next().is_some()
}

/// The names of the templates that a theme has itself: faults are shown in its files.
fn own_templates(source: &Files, theme: &str) -> Vec<String> {
    source.under(&format!("themes/{theme}/templates/")).map(|(path, _)| path.to_owned()).collect()
}

/// The templates, ready to be filled in.
fn load(
    source: &Files,
    config: &Config,
    templates: Vec<(&str, &str)>,
    catalogue: &'static Catalogue,
    found: &mut Diagnostics,
) -> Option<Tera> {
    if !is_there(source, &config.theme) {
        let place = config.theme_place.unwrap_or(Span::new(any_file(source), 0, 0));
        found.add(Diagnostic::new(&TEMPLATE, place, format!("there is no theme `{}`", config.theme)).help(format!(
            "Create the folder themes/{}, or remove the line `theme:` to use the built-in theme.",
            config.theme
        )));
        return None;
    }
    let unknown = unknown_texts(source, &config.theme, &templates, catalogue);
    let mut tera = Tera::default();
    tera.register_function("t", texts::function(catalogue));
    match tera.add_raw_templates(templates) {
        Ok(()) if unknown.is_empty() => Some(tera),
        Ok(()) => {
            found.extend(unknown);
            None
        }
        Err(error) => {
            found.add(fault(source, &config.theme, &error));
            None
        }
    }
}

/// The texts that templates and scripts name and that are in no catalogue, whether or not a page shows them.
fn unknown_texts(source: &Files, theme: &str, templates: &[(&str, &str)], catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, text) in templates {
        found.extend(texts::unknown(catalogue, text, texts::keys(text), template_file(source, theme, name)));
    }
    for file in scripts(source, theme) {
        let text = source.file(file).lossy();
        found.extend(texts::unknown(catalogue, &text, texts::script_keys(&text), file));
    }
    found
}

/// The scripts of a theme, and of the built-in one.
fn scripts<'s>(source: &'s Files, theme: &str) -> impl Iterator<Item = FileId> + 's {
    let own = (theme != "plain").then(|| format!("themes/{theme}/"));
    let folders = ["themes/plain/".to_owned()].into_iter().chain(own);
    folders.flat_map(|folder| {
        source.under(&folder).filter(|(path, _)| path.ends_with(".js")).map(|(_, file)| file).collect::<Vec<_>>()
    })
}

/// The file of a template: that of the plan's theme, or of the built-in one.
fn template_file(source: &Files, theme: &str, name: &str) -> FileId {
    let own = source.find(&format!("themes/{theme}/templates/{name}"));
    own.or_else(|| source.find(&format!("themes/plain/templates/{name}"))).unwrap_or_else(|| any_file(source))
}

/// Something to point at where there is no better place. The site file is always there.
fn any_file(source: &Files) -> FileId {
    source.find("plan.yaml").unwrap_or_else(|| source.anything())
}

/// Templates by their name below `templates/`, those of the plan's theme instead of those of the built-in one.
fn templates<'s>(source: &'s Files, theme: &str) -> Vec<(&'s str, &'s str)> {
    let own = format!("themes/{theme}/templates/");
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for folder in ["themes/plain/templates/", own.as_str()] {
        let here = source.under(folder).map(|(path, file)| (path.len(), file));
        for (length, file) in here.collect::<Vec<_>>() {
            let file = source.file(file);
            found.insert(&file.path[file.path.len() - length..], file.text());
        }
    }
    found.into_iter().collect()
}

/// A template engine's error at its place in the template.
fn fault(source: &Files, theme: &str, error: &tera::Error) -> Diagnostic {
    let (name, message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.message().to_owned(), report.span().range.clone())
        }
        other => (String::new(), other.to_string(), 0..0),
    };
    let file = template_file(source, theme, &name);
    Diagnostic::new(&TEMPLATE, Span::new(file, range.start, range.end), message)
        .help("The documentation of the theme lists what templates can show.")
}
