//! Easy-read chapters → one page for a reading group, with all that it needs in it.
//!
//! It is opened from a disk or a stick, so stylesheet, script, fonts and pictures are part of it. It is no part of the website.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::base::diagnostic::Diagnostic;
use crate::base::files::Files;
use crate::plan::{EasyBlock, Plan, Twin};
use crate::site::prose::{Kind, ProseRenderer};
use crate::site::theme::{ThemeEngine, script, styles};
use crate::site::view::{BodyView, PackView, ScreenLineView, ScreenView};
use crate::site::{Purpose, pages, site_view, theme_files};
use crate::value::locale::{Catalogue, Key};

/// What the page is called.
pub const PACK: &str = "review-pack.html";

/// The page of these twins, a part a screen.
///
/// # Errors
/// Where its template fails, and why.
pub fn pack(plan: &Plan, source: &Files, theme: &mut ThemeEngine, twins: &[&Twin]) -> Result<Vec<u8>, Diagnostic> {
    let catalogue = theme.catalogue();
    let site = site_view(plan, &Purpose::default(), catalogue);
    let pack = PackView {
        style: style(plan, source),
        script: script(catalogue, &own_file(plan, source, "static/listen.js"))
            + &script(catalogue, &own_file(plan, source, "review/pack.js")),
        screens: twins.iter().flat_map(|twin| screens(plan, source, catalogue, twin)).collect(),
    };
    theme.set_globals(&site);
    let page = pages::page(
        &site,
        "review-pack",
        PACK.to_owned(),
        catalogue.text(Key("pack-title")),
        BodyView::Pack(Box::new(pack)),
    );
    theme.render(source, &page, &mut Vec::new()).map(<[u8]>::to_vec)
}

/// The stylesheets of the website and of the pack, with every file that they name in them.
fn style(plan: &Plan, source: &Files) -> String {
    let mut style = styles::all(source, &plan.config.theme);
    for (url, file) in theme_files(plan, source, &Purpose::default()) {
        let name = url.trim_start_matches("assets/");
        let named = format!("url(\"{name}\")");
        if style.contains(&named) {
            style = style.replace(&named, &format!("url(\"{}\")", inside(name, source.file(file).bytes())));
        }
    }
    let brand = plan.config.colour.as_deref().map(crate::site::theme::brand::brand_css);
    style + &brand.unwrap_or_default() + &own_file(plan, source, "review/pack.css")
}

/// A file of the plan's theme, or of the built-in one.
fn own_file(plan: &Plan, source: &Files, path: &str) -> String {
    let in_theme = |theme: &str| source.find(&format!("themes/{theme}/{path}"));
    let file = in_theme(&plan.config.theme).or_else(|| in_theme("plain"));
    file.map_or_else(String::new, |file| source.file(file).lossy().into_owned())
}

/// An address that holds the bytes of a file.
fn inside(name: &str, bytes: &[u8]) -> String {
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

fn screens(plan: &Plan, source: &Files, catalogue: &Catalogue, twin: &Twin) -> Vec<ScreenView> {
    let mut setter = ProseRenderer::new(plan, catalogue, PACK, &twin.path, Kind::Easy);
    let mut named = twin.named_parts().into_iter();
    let mut heading = None;
    let mut screens = Vec::new();
    for block in &twin.blocks {
        let part = match block {
            EasyBlock::Heading(next) => {
                heading = Some(next.text.clone());
                continue;
            }
            EasyBlock::Part(part) => part,
        };
        let Some(name) = named.next().map(|named| named.name) else { break };
        let picture = part.picture.as_ref().and_then(|picture| plan.pictures.find(&picture.value));
        let lines = part.lines.iter().map(|line| ScreenLineView {
            html: setter.set(&line.words),
            is_item: line.is_item,
            typed: source.slice(line.span).to_owned(),
        });
        screens.push(ScreenView {
            file: format!("content/{}", twin.path),
            part: name,
            title: twin.title.value.clone(),
            heading: heading.clone(),
            lines: lines.collect(),
            name: part.picture.as_ref().map(|picture| picture.value.clone()),
            picture: picture.and_then(|picture| Some(inside(&picture.name, source.file(picture.file?).bytes()))),
            shows: picture.map(|picture| picture.shows.clone()),
        });
    }
    screens
}
