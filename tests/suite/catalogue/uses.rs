//! Code, templates and scripts → the texts that they name, and what they fill in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where a text is named.
pub(super) struct Use {
    pub(super) key: String,
    pub(super) arguments: BTreeSet<String>,
    pub(super) file: String,
}

/// All of them.
pub(super) struct Uses(Vec<Use>);

impl Uses {
    pub(super) fn read() -> Self {
        let mut uses = Vec::new();
        for (file, text) in templates() {
            collect(&mut uses, &file, &text, "t(key=\"", |_, after| Some(in_template(after)));
        }
        for (file, text) in files("themes/plain", "js") {
            collect(&mut uses, &file, &text, "t(\"", in_script);
        }
        let code = files("src", "rs").into_iter();
        for (file, text) in
            code.filter(|(path, text)| text.contains("crate::value::locale") || path.contains("/locale/"))
        {
            let code: String = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(|line| format!("{line}\n"))
                .collect();
            collect(&mut uses, &file, &code, "Key(\"", |before, after| Some(in_code(before, after)));
        }
        Self(uses)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Use> {
        self.0.iter()
    }
}

/// The templates of the built-in theme.
pub(super) fn templates() -> Vec<(String, String)> {
    files("themes/plain/templates", "html")
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let entries = entries.filter(|entry| entry.path().extension().is_some_and(|found| found == ending));
    entries.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).expect("text"))).collect()
}

/// Adds each text that is named behind `start`, with what `arguments` finds in the text before and after its name.
fn collect(
    uses: &mut Vec<Use>,
    file: &str,
    text: &str,
    start: &str,
    arguments: fn(&str, &str) -> Option<BTreeSet<String>>,
) {
    for (at, _) in text.match_indices(start) {
        let is_word = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let (key, after) = text[at + start.len()..].split_once('"').expect("a closing quotation mark");
        if is_word && let Some(arguments) = arguments(&text[..at], after) {
            uses.push(Use { key: key.to_owned(), arguments, file: file.to_owned() });
        }
    }
}

/// `, days=site.formats.days, …)`
fn in_template(after: &str) -> BTreeSet<String> {
    let parts = parts(after).into_iter().filter(|part| !part.trim().is_empty());
    parts.map(|part| part.split('=').next().expect("a name").trim().to_owned()).collect()
}

/// `fill(t("…"), { seen: …, all: … })`; alone, a text has no arguments. `createElement("…")` names none.
fn in_script(before: &str, after: &str) -> Option<BTreeSet<String>> {
    if !after.starts_with(')') {
        return None;
    }
    if !before.ends_with("fill(") {
        return Some(BTreeSet::new());
    }
    let values = after.split_once('{').expect("values").1;
    Some(parts(values).iter().map(|part| part.split(':').next().expect("a name").trim().to_owned()).collect())
}

/// `Key("…"), &[("days", …), size]`, where a variable has the name of the argument that it holds; `Key("…"), ["days"]`.
fn in_code(before: &str, after: &str) -> BTreeSet<String> {
    let after = after.strip_prefix("),").unwrap_or_default().trim_start();
    let list = after.strip_prefix("&[").or(after.strip_prefix('[')).map(parts).unwrap_or_default();
    let name = |part: &String| match part.trim().trim_start_matches('(').strip_prefix('"') {
        Some(named) => named.split('"').next().expect("a name").to_owned(),
        None => part.trim().to_owned(),
    };
    let of_tab = before.ends_with("self.in_tab(").then(|| "plan".to_owned());
    list.iter().map(name).filter(|name| !name.is_empty()).chain(of_tab).collect()
}

/// What is between commas, up to the bracket that closes.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut is_quoted) = (vec![String::new()], 0, false);
    for letter in text.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '(' | '[' | '{' if !is_quoted => depth += 1,
            ')' | ']' | '}' if !is_quoted && depth == 0 => break,
            ')' | ']' | '}' if !is_quoted => depth -= 1,
            ',' if !is_quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().expect("a part").push(letter);
    }
    parts
}

/// Attributes whose values are read.
const READ: [&str; 6] = ["aria-label", "alt", "title", "content", "placeholder", "data-label"];

/// The first words that a template says itself, not with the help of the catalogue.
pub(super) fn has_own_text(template: &str) -> Option<String> {
    let template = without(&without(&without(template, "{#", "#}"), "{%", "%}"), "{{", "}}");
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        if has_letters(before) {
            return Some(before.trim().to_owned());
        }
        let (tag, after) = after.split_once('>')?;
        let is_technical = ["viewport", "Security-Policy", "color-scheme"].iter().any(|name| tag.contains(name));
        for name in READ.iter().filter(|_| !is_technical) {
            let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, value)| value.split('"').next());
            if let Some(value) = value.filter(|value| has_letters(value)) {
                return Some(value.to_owned());
            }
        }
        rest = after;
    }
    has_letters(rest).then(|| rest.trim().to_owned())
}

fn has_letters(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// A text without what is between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}
