//! A value → YAML, in one of the many ways in which YAML lets it be written.

use crate::dice::Dice;

/// A value as plainplan understands it, whatever the spelling.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Yaml {
    Text(String),
    /// A text of several lines, each of which counts.
    Lines(Vec<String>),
    List(Vec<Yaml>),
    Keys(Vec<(String, Yaml)>),
}

impl Yaml {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Writes values in drawn spellings. Most are plain, as most people write.
pub(super) struct Writer<'d> {
    pub(super) dice: &'d mut Dice,
}

impl Writer<'_> {
    /// The lines of a whole document: blocks, or all of it in braces.
    pub(super) fn document(&mut self, value: &Yaml) -> String {
        if self.dice.chance(10) {
            return self.flow(value, 1) + "\n";
        }
        match value {
            Yaml::Keys(entries) if !entries.is_empty() => self.keys(entries, 0),
            Yaml::List(items) if !items.is_empty() => self.list(items, 0),
            other => self.flow(other, 1) + "\n",
        }
    }

    fn keys(&mut self, entries: &[(String, Yaml)], indent: usize) -> String {
        entries.iter().map(|(key, value)| self.between(indent) + &self.entry(key, value, indent)).collect()
    }

    /// Now and then an empty line or a comment.
    fn between(&mut self, indent: usize) -> String {
        let pad = " ".repeat(indent);
        match self.dice.throw(60) {
            0 => "\n".to_owned(),
            1 => format!("{pad}# metrics: tables: file: x\n"),
            2 => format!("{pad}#\ttitle: x\n"),
            _ => String::new(),
        }
    }

    /// A key with its value, and the end of the line.
    fn entry(&mut self, key: &str, value: &Yaml, indent: usize) -> String {
        let pad = " ".repeat(indent);
        let is_block = matches!(value, Yaml::Keys(entries) if !entries.is_empty())
            || matches!(value, Yaml::List(items) if !items.is_empty());
        if is_block && self.dice.chance(60) {
            return format!("{pad}{}:\n{}", self.key(key), self.below(value, indent));
        }
        if let Yaml::Lines(lines) = value {
            let inner = " ".repeat(indent + 2);
            let lines: String = lines.iter().map(|line| format!("{inner}{line}\n")).collect();
            return format!("{pad}{}: |\n{lines}", self.key(key));
        }
        let key = self.key(key);
        let text = self.value(value, indent);
        match self.dice.throw(24) {
            0 => format!("{pad}? {key}\n{pad}: {text}\n"),
            1 => format!("{pad}{key} : {text}\n"),
            2 => format!("{pad}{key}:   {text}\n"),
            3 if !text.starts_with(['>', '|']) => format!("{pad}{key}:\n{pad}  {text}\n"),
            4 if !text.starts_with(['>', '|']) && !text.contains('\n') => format!("{pad}{key}: {text} # metrics\n"),
            5 if !text.starts_with(['>', '|']) => format!("{pad}{key}:\u{a0}{text}\n"),
            _ => format!("{pad}{key}: {text}\n"),
        }
    }

    fn below(&mut self, value: &Yaml, indent: usize) -> String {
        let further = if self.dice.chance(80) { 2 } else { 4 };
        match value {
            Yaml::List(items) if self.dice.chance(20) && indent > 0 => self.list(items, indent),
            Yaml::List(items) => self.list(items, indent + further),
            Yaml::Keys(entries) => self.keys(entries, indent + further),
            other => self.flow(other, indent + 1),
        }
    }

    fn list(&mut self, items: &[Yaml], indent: usize) -> String {
        items.iter().map(|item| self.item(item, indent)).collect()
    }

    fn item(&mut self, item: &Yaml, indent: usize) -> String {
        let (pad, wide) = (" ".repeat(indent), if self.dice.chance(90) { 2 } else { 4 });
        let dash = format!("{:<wide$}", "-");
        match item {
            Yaml::Keys(entries) if !entries.is_empty() && self.dice.chance(60) => {
                let block: String = entries.iter().map(|(key, value)| self.entry(key, value, indent + wide)).collect();
                format!("{pad}{dash}{}", block.trim_start_matches(' '))
            }
            Yaml::Lines(_) => format!("{pad}{dash}x\n"),
            other => format!("{pad}{dash}{}\n", self.flow(other, indent + wide)),
        }
    }

    /// A value behind its key.
    fn value(&mut self, value: &Yaml, indent: usize) -> String {
        match value {
            Yaml::Text(text) => match self.dice.throw(40) {
                0 if is_foldable(text) => format!(
                    ">-\n{}{}",
                    " ".repeat(indent + 2),
                    text.replacen(' ', &format!("\n{}", " ".repeat(indent + 2)), 1)
                ),
                1 if is_foldable(text) => format!("|\n{}{text}", " ".repeat(indent + 2)),
                2 => format!("&it {}", self.scalar(text)),
                _ => self.scalar(text),
            },
            other => self.flow(other, indent + 2),
        }
    }

    /// A value in brackets, on one line or several.
    fn flow(&mut self, value: &Yaml, indent: usize) -> String {
        let gap = if self.dice.chance(15) { format!("\n{}", " ".repeat(indent)) } else { " ".to_owned() };
        match value {
            Yaml::Text(text) => self.scalar_in_flow(text),
            Yaml::Lines(lines) => quoted(&lines.join("\n")),
            Yaml::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item, indent)).collect();
                format!("[{}]", items.join(&format!(",{gap}")))
            }
            Yaml::Keys(entries) => {
                let entries: Vec<String> = entries.iter().map(|(key, value)| self.pair(key, value, indent)).collect();
                format!("{{{gap}{}{gap}}}", entries.join(&format!(",{gap}")))
            }
        }
    }

    fn pair(&mut self, key: &str, value: &Yaml, indent: usize) -> String {
        let (key, value) = (self.key(key), self.flow(value, indent));
        match self.dice.throw(12) {
            0 if key.starts_with('"') => format!("{key}:{value}"),
            1 => format!("{key} : {value}"),
            2 => format!("? {key} : {value}"),
            _ => format!("{key}: {value}"),
        }
    }

    fn key(&mut self, key: &str) -> String {
        match self.dice.throw(24) {
            0..=1 => quoted(key),
            2 => format!("'{key}'"),
            3 => escaped(key),
            _ => key.to_owned(),
        }
    }

    fn scalar(&mut self, text: &str) -> String {
        match self.dice.throw(16) {
            0..=1 => quoted(text),
            2 => format!("'{}'", text.replace('\'', "''")),
            3 => escaped(text),
            _ if is_plain(text) => text.to_owned(),
            _ => quoted(text),
        }
    }

    fn scalar_in_flow(&mut self, text: &str) -> String {
        if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { self.scalar(text) }
    }
}

fn is_plain(text: &str) -> bool {
    let is_begun = text.starts_with(|sign: char| sign.is_alphanumeric() || sign == '£');
    is_begun && !text.contains(": ") && !text.contains(" #") && !text.ends_with(' ')
}

fn is_foldable(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_alphanumeric())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// In double quotation marks, with one letter by its number.
fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    match quoted.char_indices().find(|(_, sign)| sign.is_ascii_alphabetic()) {
        Some((at, sign)) => format!("{}\\x{:02x}{}", &quoted[..at], u32::from(sign), &quoted[at + 1..]),
        None => quoted,
    }
}
