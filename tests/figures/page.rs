//! A finished page into what is seen of it and what is heard.

use std::fmt;

/// Words as they are seen and as they are heard.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Said {
    seen: String,
    heard: String,
}

impl Said {
    /// Words that are the same for eyes and ears.
    pub fn plain(text: &str) -> Self {
        Self { seen: text.to_owned(), heard: text.to_owned() }
    }

    /// A stretch of markup. A mark of a fault has nothing to say.
    pub fn of(markup: &str) -> Option<Self> {
        if markup.contains("class=\"fault\"") {
            return None;
        }
        let mut said = Self::default();
        let (mut rest, mut open) = (markup, Vec::new());
        while let Some((text, tag)) = rest.split_once('<') {
            said.add(text, &open);
            let (tag, after) = tag.split_once('>')?;
            match tag.strip_prefix('/') {
                Some(_) => drop(open.pop()),
                None if tag == "br" || tag.ends_with('/') => {}
                None => {
                    // The style sheet sets it on a line of its own.
                    said.seen.push_str(if tag.contains("standing-detail") { " / " } else { "" });
                    open.push(tag);
                }
            }
            rest = after;
        }
        said.add(rest, &open);
        let tidy = |text: String| text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Some(Self { seen: tidy(said.seen), heard: tidy(said.heard) })
    }

    fn add(&mut self, text: &str, open: &[&str]) {
        let text = unescaped(text);
        if !open.iter().any(|tag| tag.contains("class=\"vh\"")) {
            self.seen.push_str(&text);
        }
        if !open.iter().any(|tag| tag.contains("aria-hidden=\"true\"")) {
            self.heard.push_str(&text);
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        // A space at which no line breaks would be taken for another.
        let shown = |text: &str| text.replace('\u{202f}', "␣");
        let (seen, heard) = (shown(&self.seen), shown(&self.heard));
        if seen == heard { out.write_str(&seen) } else { write!(out, "{seen} | heard: {heard}") }
    }
}

fn unescaped(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    signs.iter().fold(text.replace('\u{a0}', " "), |text, (sign, letter)| text.replace(sign, letter))
}

/// What is inside the first element that begins with `opening`.
pub fn element<'h>(html: &'h str, opening: &str) -> Option<&'h str> {
    let start = html.find(opening)?;
    let inner = start + html[start..].find('>')? + 1;
    let name: String = opening.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let (mut depth, mut at) = (1, inner);
    while depth > 0 {
        let end = at + html[at..].find(&close)?;
        let opened = html[at..end].match_indices(&open).filter(|(place, _)| is_tag(&html[at + place + open.len()..]));
        depth = depth + opened.count() - 1;
        at = end + close.len();
    }
    Some(&html[inner..at - close.len()])
}

fn is_tag(rest: &str) -> bool {
    rest.starts_with([' ', '>'])
}

/// What is inside each element that begins with `opening`, one after the other.
pub fn elements<'h>(html: &'h str, opening: &str) -> Vec<&'h str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(opening) {
        rest = &rest[start..];
        found.extend(element(rest, opening));
        rest = &rest[opening.len()..];
    }
    found
}

impl Said {
    /// A figure without the time below it.
    pub fn without_time(self) -> Self {
        let cut = |text: String| match text.split_once(" March 2018").or_else(|| text.split_once("March 2018")) {
            Some((figure, _)) => figure.to_owned(),
            None => text.split_once("by the end").map_or(text.clone(), |(figure, _)| figure.trim().to_owned()),
        };
        Self { seen: cut(self.seen), heard: cut(self.heard) }
    }
}
