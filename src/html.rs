//! Text made safe for markup.

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

/// Text with `<`, `>` and `&` made safe, for the inside of an element.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    escape_into(text, &mut safe);
    safe
}

/// The same of text that is not needed any more: most has nothing to be made safe.
#[must_use]
pub fn into_escaped(text: String) -> String {
    if text.contains(['<', '>', '&']) { escaped(&text) } else { text }
}

/// Text with `<`, `>` and `&` made safe, at the end of markup.
pub fn escape_into(text: &str, markup: &mut String) {
    // Writing to a String does not fail.
    let _ = escape_html_body_text(markup, text);
}

/// Text made safe for an attribute in quotation marks.
#[must_use]
pub fn escaped_attribute(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let _ = escape_html(&mut safe, text);
    safe
}
