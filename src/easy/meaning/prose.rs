//! Pieces of prose → plain text: without tags and marks of notes, and with inserts by their path.

use std::borrow::Cow;

use crate::text::insert::Reference;
use crate::text::markdown::Piece;

/// Prose on its way to plain text: tags go, and with them the marks of notes, which are numbered anew when one is added.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) text: String,
    tag: Option<String>,
    /// The tag that ends what is left out, while something is.
    until: Option<&'static str>,
}

/// Tags that stand inside a word as well as between two.
const INSIDE: [&str; 8] = ["em", "strong", "del", "a", "code", "span", "/a", "sup"];

impl Reader {
    pub(super) fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Html(html) => self.markup(html),
            Piece::Text(text) | Piece::Label(text) => self.words(text),
            Piece::Figure(reference) => self.words(&format!(" {{{}}} ", path(&reference.value))),
            Piece::OpenHeading(..) | Piece::CloseHeading(_) => self.words("\n"),
            // They stand inside tags.
            Piece::Id(_) | Piece::Link(_) | Piece::Picture(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.until.is_none() {
            self.text.push_str(text);
        }
    }

    fn markup(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(tag) = &mut self.tag {
                let end = rest.find('>').unwrap_or(rest.len());
                tag.push_str(&rest[..end]);
                let is_closed = end < rest.len();
                rest = rest.get(end + 1..).unwrap_or("");
                if is_closed {
                    self.close_tag();
                }
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                let words = unescaped(&rest[..end]);
                self.words(&words);
                if end < rest.len() {
                    self.tag = Some(String::new());
                }
                rest = rest.get(end + 1..).unwrap_or("");
            }
        }
    }

    fn close_tag(&mut self) {
        let Some(tag) = self.tag.take() else { return };
        let name = tag.split([' ', '\n']).next().unwrap_or("");
        if self.until
            == Some(match name {
                "/sup" => "/sup",
                "/a" => "/a",
                _ => "",
            })
        {
            self.until = None;
        } else if name == "sup" {
            self.until = Some("/sup");
        } else if tag.starts_with("a class=\"back\"") {
            self.until = Some("/a");
        } else if !INSIDE.contains(&name.trim_start_matches('/')) {
            self.words("\n");
        }
    }
}

/// The path of an insert as it is written.
fn path(reference: &Reference) -> String {
    reference.path.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}

fn unescaped(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let signs = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(signs.replace("&amp;", "&"))
}
