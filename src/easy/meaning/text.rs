//! A text → its words, with one space between them: without punctuation, and with short forms such as *don't* as two words.

/// The words of a text, as they are kept: with one space between them.
pub(super) fn words(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().map(plain_sign).collect();
    let mut at = 0;
    while at < letters.len() {
        let end = if letters[at] == '{' { insert_end(&letters, at) } else { word_end(&letters, at) };
        if end > at {
            push_word(&letters[at..end], &mut found);
        }
        at = end.max(at + 1);
    }
    found
}

/// Dashes and quotation marks in their plainest shape.
fn plain_sign(sign: char) -> char {
    match sign {
        '’' | '‘' => '\'',
        '−' | '–' | '‑' => '-',
        _ => sign,
    }
}

fn insert_end(letters: &[char], at: usize) -> usize {
    let end = letters[at..].iter().position(|sign| *sign == '}').map_or(at, |end| at + end + 1);
    // Braces around several words are code.
    if letters[at..end].iter().any(|sign| sign.is_whitespace()) { at } else { end }
}

/// Where the word that begins at `at` ends; `at` itself where none begins.
fn word_end(letters: &[char], at: usize) -> usize {
    let is = |at: usize, test: fn(char) -> bool| letters.get(at).is_some_and(|sign| test(*sign));
    let digit = |sign: char| sign.is_numeric();
    let before_is_open = at == 0 || !letters[at - 1].is_alphanumeric();
    let mut end = at;
    // A sign of a figure counts only before one.
    while end < letters.len() && before_is_open && is_sign_of_a_figure(letters[end]) {
        end += 1;
    }
    if end > at && !is(end, digit) {
        return at;
    }
    while end < letters.len() {
        let sign = letters[end];
        let is_between = |test: fn(char) -> bool| end > at && is(end - 1, test) && is(end + 1, test);
        let belongs = sign.is_alphanumeric()
            || matches!(sign, '.' | ',' | '-' | '/' | ':') && is_between(char::is_numeric)
            || matches!(sign, '\'' | '&') && is_between(char::is_alphanumeric)
            || matches!(sign, '%' | '+') && end > at && is(end - 1, digit);
        if !belongs {
            break;
        }
        end += 1;
    }
    end
}

/// A sign that stands before a figure.
fn is_sign_of_a_figure(sign: char) -> bool {
    matches!(sign, '£' | '€' | '$' | '-' | '+' | '<' | '>' | '≤' | '≥')
}

/// Keeps a word, and what is short for two words as the two.
fn push_word(word: &[char], found: &mut String) {
    if !found.is_empty() {
        found.push(' ');
    }
    let start = found.len();
    found.extend(word);
    let lower = found[start..].to_ascii_lowercase();
    let stem = match lower.as_str() {
        "cannot" | "can't" => Some("can"),
        "won't" => Some("will"),
        "shan't" => Some("shall"),
        _ => None,
    };
    if let Some(stem) = stem {
        found.replace_range(start.., stem);
        found.push_str(" not");
    } else if lower.ends_with("n't") {
        found.truncate(found.len() - "n't".len());
        found.push_str(" not");
    }
}
