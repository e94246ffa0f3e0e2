//! A text into its words: where they are, as they are written, and in lower case.

use std::ops::Range;

/// The words of a text as they stand there.
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    word_ranges(text).into_iter().map(|range| &text[range]).collect()
}

/// The words of a term in lower case.
#[must_use]
pub fn keys_of(text: &str) -> Vec<String> {
    word_ranges(text).into_iter().map(|range| key(&text[range])).collect()
}

/// Where the words of a text are.
pub(crate) fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|sign: char| sign.is_alphanumeric() || sign == '£').map(|start| at + start)
    {
        let end = start + word_length(&text[start..]);
        if text[start..end].contains(char::is_alphanumeric) {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// How long the word at the head of `text` is.
fn word_length(text: &str) -> usize {
    let is_address = ["http://", "https://", "www."].iter().any(|start| text.starts_with(start));
    let whole = text.find(char::is_whitespace).unwrap_or(text.len());
    if is_address || text[..whole].contains('@') {
        return text[..whole].trim_end_matches(['.', ',', '?', '!', ')', ':']).len().max(1);
    }
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        let next = text[at + sign.len_utf8()..].chars().next();
        let inside = at > 0 && next.is_some_and(char::is_alphanumeric);
        let between_digits = inside
            && text[..at].ends_with(|sign: char| sign.is_ascii_digit())
            && next.is_some_and(|next| next.is_ascii_digit());
        let is_part = match sign {
            '£' => at == 0,
            '\'' | '’' | '-' | '&' | '\u{2010}' | '\u{2011}' => inside,
            '.' => between_digits || inside && is_abbreviation(&text[..at], next, text[at + 1..].chars().nth(1)),
            ',' | ':' | '/' => between_digits,
            sign => sign.is_alphanumeric(),
        };
        if !is_part {
            break;
        }
        end = at + sign.len_utf8();
    }
    end.max(text.chars().next().map_or(1, char::len_utf8))
}

/// The point inside `e.g` or `p.m`: one letter before it and one behind.
fn is_abbreviation(before: &str, next: Option<char>, after: Option<char>) -> bool {
    let last = before.chars().rev().take_while(|sign| sign.is_alphanumeric()).count();
    last == 1 && next.is_some_and(char::is_alphabetic) && after.is_none_or(|after| !after.is_alphanumeric())
}

/// A word in lower case, with a straight apostrophe.
pub(crate) fn key(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'") } else { lower }
}
