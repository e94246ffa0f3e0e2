//! Words of an author → markup, in which the first use of a short form is followed by what it stands for.

use super::ProseRenderer;
use crate::base::html::{escape_into, escaped};
use crate::value::voice::grammar::plural;

impl<'p> ProseRenderer<'p> {
    /// Escapes text; the first use of a short form on a page is followed by what it stands for.
    pub(super) fn explain(&mut self, text: &'p str, html: &mut String) {
        let mut from = 0;
        for (start, end) in capitals(text) {
            let written = &text[start..end];
            let Some((form, term)) = self.term(written) else { continue };
            if !self.explained.insert(form) || is_explained(text, start, end) {
                continue;
            }
            escape_into(&text[from..end], html);
            let term = if written.len() > form.len() { plural(term) } else { term.to_owned() };
            let term = format!("<span class=\"term\">{}</span>", escaped(&term));
            html.push_str(&beside(&term, &text[..start], &text[end..]));
            from = end;
        }
        escape_into(&text[from..], html);
    }

    /// The short form and its term, for a word or its plural. One that everybody knows is not spelled out.
    fn term(&self, written: &'p str) -> Option<(&'p str, &'p str)> {
        let singular = written.strip_suffix('s').unwrap_or(written);
        let forms = [written, singular];
        let (form, word) =
            forms.into_iter().find_map(|form| self.plan.words.for_short(form).map(|word| (form, word)))?;
        (!word.is_known).then_some((form, word.term.value.as_str()))
    }
}

/// Words with at least two capitals, or one and a digit: what a short form looks like. Byte ranges.
fn capitals(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '&' | '-');
    let counts = |letter: char| letter.is_uppercase() || letter.is_ascii_digit();
    // Most words have neither capital nor digit, and are passed over byte by byte.
    let may_count = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || !byte.is_ascii();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(may_count).map(|found| at + found) {
        let before = text[at..found].char_indices().rev().take_while(|(_, letter)| is_inside(*letter)).last();
        let start = before.map_or(found, |(start, _)| at + start);
        let length = text[found..].find(|letter| !is_inside(letter)).unwrap_or(text.len() - found);
        let word = text[start..found + length].trim_end_matches(['-', '&']);
        if word.chars().filter(|letter| counts(*letter)).count() >= 2 {
            words.push((start, start + word.len()));
        }
        // What stands behind the word is no part of one.
        at = found + length + text[found + length..].chars().next().map_or(0, char::len_utf8);
    }
    words.into_iter()
}

/// `(CCG)` right after its term, or `CCG (its term)`: the author has explained it.
fn is_explained(text: &str, start: usize, end: usize) -> bool {
    let in_brackets = text[..start].ends_with('(') && text[end..].starts_with(')');
    in_brackets || text[end..].starts_with(" (")
}

/// A term behind its short form: in brackets, or between dashes where the short form stands in brackets already.
fn beside(term: &str, before: &str, after: &str) -> String {
    let is_in_brackets = before.matches('(').count() > before.matches(')').count();
    match (is_in_brackets, after.starts_with([' ', '-', '/'])) {
        (false, _) => format!(" ({term})"),
        (true, true) => format!(" – {term} –"),
        (true, false) => format!(" – {term}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_found_as_whole_words() {
        let found = |text: &'static str| capitals(text).map(|(start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(
            found("The CCG and A&E, the STPs (QIPP), CORE24 and MBRRACE-UK."),
            ["CCG", "A&E", "STPs", "QIPP", "CORE24", "MBRRACE-UK"]
        );
        assert_eq!(found("We will help. England in 2018."), ["2018"]);
    }
}
