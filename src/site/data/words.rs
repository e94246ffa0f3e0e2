//! Prose → plain words for data, line by line, as an author would write them in a cell.

use crate::plan::Plan;
use crate::text::markdown::Piece;

/// What is read, with its figures; items of a list begin with `-` or their number.
pub(super) fn words(pieces: &[Piece], plan: &Plan) -> String {
    let mut text = String::new();
    let mut place = Place::default();
    for piece in pieces {
        match piece {
            Piece::Html(html) => markup(html, &mut text, &mut place),
            piece => text += &plan.plain(std::slice::from_ref(piece), false),
        }
    }
    text.trim().to_owned()
}

/// Where in the markup the words are.
#[derive(Default)]
struct Place {
    /// The number of the last item, in a list that is numbered.
    number: Option<usize>,
    /// Inside a tag: the address of a link stands between two pieces of markup.
    is_in_tag: bool,
}

/// What of finished markup is words: line breaks, items, and the text between tags.
fn markup(html: &str, text: &mut String, place: &mut Place) {
    let mut rest = html;
    if place.is_in_tag {
        let Some((_, after)) = rest.split_once('>') else { return };
        (rest, place.is_in_tag) = (after, false);
    }
    while let Some((before, tag)) = rest.split_once('<') {
        between(before, text);
        place.is_in_tag = !tag.contains('>');
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        match tag {
            "ul" => place.number = None,
            "ol" => place.number = Some(0),
            "li" => {
                place.number = place.number.map(|last| last + 1);
                *text += &place.number.map_or("- ".to_owned(), |number| format!("{number}. "));
            }
            "br" | "/p" | "/li" => text.push('\n'),
            _ => {}
        }
        rest = after;
    }
    between(rest, text);
}

/// The text between two tags, where the line breaks are the markup's own.
fn between(html: &str, text: &mut String) {
    if !html.contains(['\n', '&']) {
        return text.push_str(html);
    }
    let plain =
        [("\n", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    *text += &plain.iter().fold(html.to_owned(), |html, (sign, letter)| html.replace(sign, letter));
}
