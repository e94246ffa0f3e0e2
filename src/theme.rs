//! Templates and views → pages.
//!
//! The built-in theme `plain` is part of the program. A folder `themes/NAME/` in the plan replaces it
//! file by file, and `themes/plain/` itself can be changed in the same way. Templates see views
//! ([`crate::site::view`]) and nothing else: no files, no clock, no other page. The only module that
//! knows Tera.

use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use tera::{Context, ErrorKind, Tera, Value};

use crate::check::TEMPLATE;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::plan::Config;
use crate::site::view::PageView;
use crate::site::{Site, address};
use crate::source::{Content, Source, Span};

static PLAIN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// The templates of a plan's theme, ready to be filled in.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
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
            None => Content::Bytes(file.contents().to_vec()),
        };
        (path, content)
    })
}

impl Theme {
    /// Reads the templates of the plan's theme. A fault in one is reported, and no page can be made.
    pub fn load(source: &Source, config: &Config, diagnostics: &mut Diagnostics) -> Option<Self> {
        if config.theme != "plain"
            && !source.files().any(|(_, file)| file.path.starts_with(&format!("themes/{}/", config.theme)))
        {
            let place = source.find("plan.yaml").or_else(|| source.files().next().map(|(file, _)| file))?;
            diagnostics.add(
                Diagnostic::new(
                    &TEMPLATE,
                    config.theme_place.unwrap_or(Span::new(place, 0, 0)),
                    format!("there is no theme `{}`", config.theme),
                )
                .help(format!(
                    "Create the folder themes/{}, or remove the line `theme:` to use the built-in theme.",
                    config.theme
                )),
            );
            return None;
        }
        let mut tera = Tera::default();
        match tera.add_raw_templates(templates(source, &config.theme)) {
            Ok(()) => Some(Self { tera }),
            Err(error) => {
                diagnostics.extend(fault(source, &config.theme, &error));
                None
            }
        }
    }

    /// Fills in every page of a site. Pages whose template fails are reported and left out.
    #[must_use]
    pub fn render(&self, source: &Source, config: &Config, site: &Site, diagnostics: &mut Diagnostics) -> Output {
        let shared = Value::from_serializable(&site.view);
        let rendered: Vec<_> = site.pages.par_iter().map(|page| self.page(page, &shared)).collect();
        let mut output = Output::default();
        for (page, html) in site.pages.iter().zip(rendered) {
            match html {
                Ok(html) => output.add(address::output(&page.url), html.into_bytes()),
                Err(error) => diagnostics.extend(fault(source, &config.theme, &error)),
            }
        }
        for (url, file) in &site.copies {
            output.add(url.clone(), source.file(*file).bytes().to_vec());
        }
        for (url, bytes) in &site.data {
            output.add(url.clone(), bytes.clone());
        }
        output
    }

    fn page(&self, page: &PageView, shared: &Value) -> tera::TeraResult<String> {
        let mut context = Context::new();
        context.insert_value("site", shared.clone());
        context.insert("page", page);
        let ending = if page.url.ends_with(".xml") { "xml" } else { "html" };
        self.tera.render(&format!("{}.{ending}", page.template), &context)
    }
}

/// Templates by their name below `templates/`, those of the plan's theme instead of those of the built-in one.
fn templates<'s>(source: &'s Source, theme: &str) -> Vec<(&'s str, &'s str)> {
    let own = format!("themes/{theme}/templates/");
    let mut found: Vec<(&str, &str)> = Vec::new();
    for folder in ["themes/plain/templates/", own.as_str()] {
        for (_, file) in source.files() {
            if let Some(name) = file.path.strip_prefix(folder) {
                found.retain(|(other, _)| *other != name);
                found.push((name, file.text()));
            }
        }
    }
    found
}

/// A template engine's error at its place in the template.
fn fault(source: &Source, theme: &str, error: &tera::Error) -> Option<Diagnostic> {
    let (name, message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.message().to_owned(), report.span().range.clone())
        }
        other => (String::new(), other.to_string(), 0..0),
    };
    let own = source.find(&format!("themes/{theme}/templates/{name}"));
    let file = own
        .or_else(|| source.find(&format!("themes/plain/templates/{name}")))
        .or_else(|| source.files().next().map(|(file, _)| file))?;
    Some(
        Diagnostic::new(&TEMPLATE, Span::new(file, range.start, range.end), message)
            .help("The documentation of the theme lists what templates can show."),
    )
}
