//! The style sheets of a theme → one small file for each of its folders of style sheets.
//!
//! `themes/NAME/styles/FOLDER/*.css` are joined in the order of their names, written shorter, and published as
//! `assets/FOLDER.css`. A theme's own sheet replaces the built-in one of the same name; one with another name is added.

use std::collections::BTreeMap;

use crate::base::files::Files;
use crate::base::hash::hash_of;
use crate::base::span::FileId;

/// The joined sheets, by address; made again when one of their files changes.
#[derive(Default, Debug)]
pub struct Styles {
    hash: Option<u128>,
    sheets: BTreeMap<String, String>,
}

impl Styles {
    /// Takes the sheets as they are now. Whether one of them has changed.
    pub fn refresh(&mut self, source: &Files, theme: &str) -> bool {
        let parts = parts(source, theme);
        let hash = hash_of(&parts.iter().map(|(name, file)| (name, source.file(*file).hash)).collect::<Vec<_>>());
        let is_other = self.hash != Some(hash);
        if is_other {
            self.hash = Some(hash);
            self.sheets = joined(source, &parts);
        }
        is_other
    }

    /// Each sheet and its address.
    pub fn sheets(&self) -> impl Iterator<Item = (&String, &String)> {
        self.sheets.iter()
    }

    /// Whether a sheet has this address.
    #[must_use]
    pub fn contains(&self, url: &str) -> bool {
        self.sheets.contains_key(url)
    }
}

/// All sheets of a theme, one after the other.
#[must_use]
pub fn all(source: &Files, theme: &str) -> String {
    // The folder `plain` comes first: it declares the order of the layers.
    let mut sheets = joined(source, &parts(source, theme));
    let first = sheets.remove("assets/plain.css").unwrap_or_default();
    first + &sheets.into_values().collect::<String>()
}

/// The files of style sheets by the folder and the name that they have below `styles/`.
fn parts(source: &Files, theme: &str) -> BTreeMap<String, FileId> {
    let in_theme = |theme: &str| source.under(&format!("themes/{theme}/styles/")).map(own).collect::<Vec<_>>();
    in_theme("plain").into_iter().chain(in_theme(theme)).filter(|(path, _)| path.ends_with(".css")).collect()
}

fn own((path, file): (&str, FileId)) -> (String, FileId) {
    (path.to_owned(), file)
}

/// The sheets of each folder, joined.
fn joined(source: &Files, parts: &BTreeMap<String, FileId>) -> BTreeMap<String, String> {
    let mut sheets: BTreeMap<String, String> = BTreeMap::new();
    for (path, file) in parts {
        if let Some((folder, _)) = path.split_once('/') {
            let sheet = sheets.entry(format!("assets/{folder}.css")).or_default();
            sheet.push_str(&shortened(&String::from_utf8_lossy(source.file(*file).bytes())));
            sheet.push('\n');
        }
    }
    sheets
}

/// A sheet without comments and without the space that means nothing. Selectors and values stay as they are written: `a :is(b)` is
/// not `a:is(b)`, which one of the well-known libraries for this makes of it.
fn shortened(sheet: &str) -> String {
    let (mut short, mut rest) = (String::with_capacity(sheet.len()), sheet);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => string_length(rest, first),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            space if space.is_whitespace() => rest.len() - rest.trim_start().len(),
            other => other.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        match first {
            '/' if length > 1 => short.push(' '),
            space if space.is_whitespace() => short.push(' '),
            '{' | '}' | ';' | ',' => close(&mut short, first),
            _ => open(&mut short, token),
        }
        rest = after;
    }
    short.trim().to_owned()
}

/// How long a string is, with its quotes.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, next)| {
        let is_end = *next == quote && !is_escaped;
        is_escaped = *next == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, quote)| at + quote.len_utf8())
}

/// Writes a sign that parts what is before and behind it: no space is needed, and no semicolon before a closing brace.
fn close(short: &mut String, sign: char) {
    short.truncate(short.trim_end().len());
    if sign == '}' {
        short.truncate(short.trim_end_matches(';').len());
    }
    short.push(sign);
}

/// Writes anything else, with one space before it where there was any and it may mean something.
fn open(short: &mut String, token: &str) {
    let written = short.trim_end();
    if written.is_empty() || written.ends_with(['{', '}', ';', ',']) || ends_a_property(written) {
        short.truncate(written.len());
    } else if written.len() < short.len() {
        short.truncate(written.len() + 1);
    }
    short.push_str(token);
}

/// Whether a text ends with the name of a property and its colon.
fn ends_a_property(written: &str) -> bool {
    let Some(name) = written.strip_suffix(':') else { return false };
    let name = &name[name.rfind(['{', '}', ';']).map_or(0, |at| at + 1)..];
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_stays() {
        for (sheet, short) in [
            ("a  b ,\n c { color : red ; }", "a b,c{color : red}"),
            (".a :is(b, c) > d{ }", ".a :is(b,c) > d{}"),
            (".a { &:hover { margin: 0 -1px; } }", ".a{&:hover{margin:0 -1px}}"),
            ("a{width:calc(1px + 2px)}", "a{width:calc(1px + 2px)}"),
            ("/* a { b } */ a/**/b { content: \" /* ; } \" / ''; }", "a b{content:\" /* ; } \" / ''}"),
            ("a { content: '\\'  x'; --empty: ; }", "a{content:'\\'  x';--empty:}"),
            ("@page :first { margin: 1cm }\n@layer a, b;", "@page :first{margin:1cm}@layer a,b;"),
            ("a { b: c", "a{b:c"),
            ("a /* never closed", "a"),
        ] {
            assert_eq!(shortened(sheet), short);
        }
    }
}
