//! Text made safe for markup, and paths made safe for addresses.

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

/// A path or the name of a file as it is written in an address: signs that mean something there, or may not stand there, are
/// percent-encoded. Letters of any language stay as they are.
#[must_use]
pub fn as_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len() + 8);
    for letter in path.chars() {
        let is_safe =
            letter.is_alphanumeric() || !letter.is_ascii() && !letter.is_whitespace() || SAFE.contains(letter);
        if is_safe {
            address.push(letter);
        } else {
            let mut bytes = [0; 4];
            address.extend(letter.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    address
}

/// Signs that may stand in the path of an address (RFC 3986), and the slash between its parts.
const SAFE: &str = "/-._~!$&'()*+,;=:@";
