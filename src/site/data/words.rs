//! Prose → plain words for data, line by line, as an author would write them in a cell.

use crate::markdown::Piece;
use crate::plan::Plan;

/// What is read, with its figures; items of a list begin with `-` or their number.
pub(super) fn words(pieces: &[Piece], plan: &Plan) -> String {
    let mut text = String::new();
    // The number of the last item, in a list that is numbered.
    let mut number = None;
    for piece in pieces {
        match piece {
            Piece::Html(html) => markup(html, &mut text, &mut number),
            piece => text += &plan.plain(std::slice::from_ref(piece), false),
        }
    }
    text.trim().to_owned()
}

/// What of finished markup is words: line breaks, items, and the text between tags.
fn markup(html: &str, text: &mut String, number: &mut Option<usize>) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        between(before, text);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        match tag {
            "ul" => *number = None,
            "ol" => *number = Some(0),
            "li" => {
                *number = number.map(|last| last + 1);
                *text += &number.map_or("- ".to_owned(), |number| format!("{number}. "));
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
