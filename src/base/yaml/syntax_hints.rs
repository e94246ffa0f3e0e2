//! A YAML syntax error → the slip of an editor behind it, and the edit that undoes it.
//!
//! The parser says where it could not go on, which is often a line late, and in its own words. This module
//! looks at the lines around that place for what people who use Word do: a colon left out, a Tab, a
//! dash that is too long, quotation marks that curl, a bracket left open. It reads text only.
//!
//! A value ends where its line ends, or inside { } and [ ] before the next key or item, or the bracket that
//! closes ([`Line::value_from`]): every slip that rewrites a value asks for that in the same place.

use std::ops::Range;

use super::Record;
use crate::base::names::nearest;

/// What went wrong, where, and what to write instead.
pub(crate) struct Slip {
    /// Bytes of the text.
    pub(crate) place: Range<usize>,
    /// In a few words.
    pub(crate) message: &'static str,
    /// In a whole sentence.
    pub(crate) help: String,
    /// What `help` says, as an edit.
    pub(crate) edit: Option<Edit>,
}

/// Bytes of the text, and what is to stand there.
pub(crate) struct Edit {
    pub(crate) place: Range<usize>,
    pub(crate) text: String,
}

/// One line of the text and where it begins.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// The whole line, without the spaces at its ends.
    fn place(&self) -> Range<usize> {
        let lead = self.depth();
        self.start + lead..self.start + lead + self.text.trim().len()
    }

    /// How far it is set in.
    fn depth(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// What stands before its first letter.
    fn lead(&self) -> &'t str {
        &self.text[..self.depth()]
    }

    fn has_tab(&self) -> bool {
        self.lead().contains('\t')
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn slip(&self, message: &'static str, help: impl Into<String>, edit: Option<Edit>) -> Slip {
        Slip { place: self.place(), message, help: help.into(), edit }
    }

    /// The value that holds a column, and no other value that does.
    fn innermost_value(&self, column: usize) -> Option<Pair<'t>> {
        self.values().filter(|pair| pair.value.contains(&column)).last()
    }

    /// An edit of some columns of this line.
    fn edit(&self, columns: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { place: self.start + columns.start..self.start + columns.end, text: text.into() }
    }

    /// Every value that stands behind `key: `, with the key.
    fn values(&self) -> impl Iterator<Item = Pair<'t>> {
        let line = self.text;
        line.match_indices(": ").filter_map(move |(colon, _)| pair_at(line, colon))
    }
}

/// A key with its value, on one line.
struct Pair<'t> {
    line: &'t str,
    key: Range<usize>,
    value: Range<usize>,
}

impl<'t> Pair<'t> {
    fn key(&self) -> &'t str {
        &self.line[self.key.clone()]
    }

    fn value(&self) -> &'t str {
        &self.line[self.value.clone()]
    }

    fn columns(&self) -> Range<usize> {
        self.key.start..self.value.end
    }
}

/// The key before the colon at `colon`, and the value behind it.
fn pair_at(line: &str, colon: usize) -> Option<Pair<'_>> {
    let begin = line[..colon].rfind(['{', '[', ',']).map_or(0, |at| at + 1);
    let start = begin + (line[begin..colon].len() - line[begin..colon].trim_start_matches([' ', '\t', '-']).len());
    let is_key = start < colon && !line[start..colon].contains(['"', '\'']);
    is_key.then(|| Pair { line, key: start..colon, value: value_from(line, colon + 1) })
}

/// What a value is that begins behind column `from` of a line: without the spaces around it, to the end of the line; in
/// brackets, to the next key or item or the bracket that closes.
fn value_from(line: &str, from: usize) -> Range<usize> {
    let start = from + (line[from..].len() - line[from..].trim_start().len());
    let end = match innermost(&line[..start]) {
        None => line.len(),
        Some(open) => start + length_in_brackets(&line[start..], open),
    };
    start..start + line[start..end].trim_end().len()
}

/// The bracket that is open at the end of `before`.
fn innermost(before: &str) -> Option<char> {
    let mut open = Vec::new();
    for sign in before.chars() {
        match sign {
            '{' | '[' => open.push(sign),
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// How much of `rest` belongs to a value within the bracket `open`.
fn length_in_brackets(rest: &str, open: char) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in rest.char_indices() {
        match sign {
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 0 => return at,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 && (open == '[' || begins_with_key(&rest[at + 1..])) => return at,
            _ => {}
        }
    }
    rest.len()
}

/// Whether a word and a colon come next, or the end of the braces.
fn begins_with_key(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_'))).unwrap_or(rest.len());
    rest.starts_with('}') || end > 0 && (rest[end..].starts_with(": ") || &rest[end..] == ":")
}

/// A text in quotation marks that do not occur in it. Where both kinds occur, those inside become curly.
pub(crate) fn quoted(text: &str) -> String {
    let has = |sign: char| text.contains(sign);
    match (has('"') || has('\\'), has('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => {
            let mut is_open = false;
            let curled = text.replace('\\', "\\\\").chars().map(|sign| curl(sign, &mut is_open)).collect::<String>();
            format!("\"{curled}\"")
        }
    }
}

/// A straight quotation mark as one that opens or closes, in turn.
fn curl(sign: char, is_open: &mut bool) -> char {
    if sign != '"' {
        return sign;
    }
    *is_open = !*is_open;
    if *is_open { '“' } else { '”' }
}

/// The slip behind an error at byte `at`, for which the parser said `words`; nothing where none is known.
pub(crate) fn find(text: &str, at: usize, words: &str, record: &'static Record) -> Option<Slip> {
    let mut start = 0;
    let lines: Vec<Line> = text
        .split_inclusive('\n')
        .map(|line| {
            start += line.len();
            Line { start: start - line.len(), text: line.trim_end_matches(['\n', '\r']) }
        })
        .collect();
    let here = lines.iter().rposition(|line| line.start <= at)?;
    let before = lines[..here].iter().rev().find(|line| !line.is_empty());
    let near: Vec<&Line> = before.into_iter().chain(&lines[here..lines.len().min(here + 2)]).collect();
    tab(&near, &lines)
        .or_else(|| near.iter().find_map(|line| bullet(line, &lines)))
        .or_else(|| curly_quote(&lines[here]))
        .or_else(|| remark_in_braces(&lines[here.saturating_sub(3)..=here]))
        .or_else(|| near.iter().find_map(|line| text_behind_quote(line)))
        .or_else(|| open_quote(&lines, words))
        .or_else(|| rows_not_set_in(&lines, here))
        .or_else(|| unquoted(&lines[here]).or_else(|| before.and_then(unquoted)))
        .or_else(|| missing_comma(&lines[here], at, record))
        .or_else(|| open_bracket(&lines, here))
        .or_else(|| second_colon(&lines[here], at, words))
        .or_else(|| missing_colon(&lines, here, at, record))
}

/// All lines that `rewrite` has something else for, from the first to the last of them, as one edit.
fn rewritten(lines: &[Line], rewrite: impl Fn(&Line) -> Option<String>) -> Option<Edit> {
    let new: Vec<Option<String>> = lines.iter().map(rewrite).collect();
    let first = new.iter().position(Option::is_some)?;
    let last = new.iter().rposition(Option::is_some)?;
    let text: Vec<&str> = (first..=last).map(|number| new[number].as_deref().unwrap_or(lines[number].text)).collect();
    Some(Edit { place: lines[first].start..lines[last].start + lines[last].text.len(), text: text.join("\n") })
}

fn tab(near: &[&Line], lines: &[Line]) -> Option<Slip> {
    let line = near.iter().find(|line| line.has_tab())?;
    let at = line.start + line.text.find('\t')?;
    let spaces = without_tabs(lines);
    let number = lines.iter().position(|other| other.start == line.start)?;
    Some(Slip {
        place: at..at + 1,
        message: "there is a Tab at the start of this line",
        help: format!("Start the line with {} spaces instead.", spaces[number]),
        edit: rewritten(lines, |line| {
            let number = lines.iter().position(|other| other.start == line.start)?;
            line.has_tab().then(|| format!("{}{}", " ".repeat(spaces[number]), line.text.trim_start()))
        }),
    })
}

/// How far each line is set in, once every Tab at its beginning stands for spaces: as far as the line before it with as
/// many Tabs, else two further than what it belongs to.
fn without_tabs(lines: &[Line]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let before = lines[..number].iter().rposition(|line| !line.is_empty());
        depths.push(match before {
            Some(before) if line.has_tab() => {
                let alike = lines[..number].iter().rposition(|other| other.lead() == line.lead());
                alike.map_or_else(|| depth_below(&lines[before], depths[before]), |alike| depths[alike])
            }
            _ => line.depth(),
        });
    }
    depths
}

/// How far a line is set in that belongs to a line of so many spaces.
fn depth_below(line: &Line, depth: usize) -> usize {
    let words = line.text.trim();
    let column = depth + words.len() - words.trim_start_matches("- ").len();
    if words.ends_with(':') { column + 2 } else { column }
}

/// The sign that Word begins an item of a list with.
fn bullet_of(line: &Line) -> Option<char> {
    line.text.trim_start().chars().next().filter(|sign| matches!(sign, '–' | '—' | '•' | '·' | '▪'))
}

fn bullet(line: &Line, lines: &[Line]) -> Option<Slip> {
    let sign = bullet_of(line)?;
    let at = line.place().start;
    let with_dash = |line: &Line| {
        let sign = bullet_of(line)?;
        let (lead, rest) = line.text.split_at(line.depth());
        Some(format!("{lead}- {}", rest[sign.len_utf8()..].trim_start()))
    };
    Some(Slip {
        place: at..at + sign.len_utf8(),
        message: "this is not the dash that starts an item of a list",
        help: format!("Start the item with a short - and a space, not with {sign}."),
        edit: rewritten(lines, with_dash),
    })
}

fn curly_quote(line: &Line) -> Option<Slip> {
    let pair = line.values().find(|pair| pair.value().starts_with(['“', '‘']))?;
    let at = line.start + pair.value.start;
    let sign = pair.value().chars().next()?;
    let straight = quoted(pair.value().trim_matches(['“', '”', '‘', '’']));
    Some(Slip {
        place: at..at + sign.len_utf8(),
        message: "these quotation marks are curly, as Word makes them",
        help: format!("Use straight quotation marks around the whole text: {straight}."),
        edit: Some(line.edit(pair.value, straight)),
    })
}

/// `brand: { colour: #12436d }`: the # begins a remark, so that the bracket is never closed.
fn remark_in_braces(lines: &[Line]) -> Option<Slip> {
    lines.iter().rev().find_map(|line| {
        let at = line.text.find(" #")? + 1;
        innermost(&line.text[..at]).filter(|open| *open == '{')?;
        let pair = line.innermost_value(at);
        let text = pair.as_ref().map(|pair| format!("{}: {}", pair.key(), quoted(pair.value())));
        Some(Slip {
            place: line.start + at..line.place().end,
            message: "everything after the # is a comment and will not appear",
            help: format!(
                "If the # is part of the text, put the whole text after the colon in quotation marks: {{ {} }}.",
                text.as_deref().unwrap_or("key: \"your text\"")
            ),
            edit: pair.zip(text).map(|(pair, text)| line.edit(pair.columns(), text)),
        })
    })
}

/// `title: "Better care" for all`, `title: 'It's ours'`: a text ends at its second quotation mark, and here more follows.
fn text_behind_quote(line: &Line) -> Option<Slip> {
    line.values().find_map(|pair| {
        let sign = pair.value().chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let inside = &pair.value()[1..];
        let close = pair.value.start + 1 + inside.find(sign)?;
        let rest = line.text[close + 1..pair.value.end.max(close + 1)].trim();
        let is_escaped = line.text[..close].ends_with('\\') || rest.starts_with('\'');
        if is_escaped || rest.is_empty() || rest.starts_with([',', '}', ']', '#', ':']) {
            return None;
        }
        // Behind the end of a word or two in quotation marks stands a space; a mark inside a word belongs to the text.
        let is_inside = !line.text[close + 1..].starts_with(' ');
        let whole = pair.value();
        let bare = whole.strip_prefix(sign).and_then(|text| text.strip_suffix(sign)).filter(|_| is_inside);
        let text = quoted(bare.unwrap_or(whole));
        let kind = if text.starts_with(sign) { "" } else { " of the other type" };
        Some(Slip {
            place: line.start + close..line.start + close + 1,
            message: "the text ends at this quotation mark, but more follows it",
            help: format!("Put the whole text in quotation marks{kind}: {text}."),
            edit: Some(line.edit(pair.value, text)),
        })
    })
}

/// The rows under `rows: |` where they are set in no further than that line.
fn rows_not_set_in(all: &[Line], here: usize) -> Option<Slip> {
    let lines = &all[..=here];
    let first = lines.iter().rposition(|line| line.text.trim_end().ends_with(": |"))?;
    let depth = lines[first].depth();
    let words = lines[first].text.trim();
    let column = depth + words.len() - words.trim_start_matches("- ").len();
    let key = words.trim_start_matches("- ").split(':').next()?;
    let row = lines[first + 1..].iter().find(|line| !line.is_empty())?;
    let is_row = row.text.contains('|') && row.depth() <= depth;
    let rows = all[first + 1..].iter().take_while(|line| line.text.contains('|') || line.is_empty()).count();
    is_row.then(|| {
        let set_in =
            |line: &Line| (!line.is_empty()).then(|| format!("{}{}", " ".repeat(column + 2), line.text.trim()));
        let edit = rewritten(&all[first + 1..=first + rows], set_in);
        row.slip("this row is not indented", format!("Indent the rows by two more spaces than `{key}:`."), edit)
    })
}

/// A value that begins with a sign that means something else to YAML: `*Our* plan`, `[Draft] plan`, `{{ m }} people`.
fn unquoted(line: &Line) -> Option<Slip> {
    let pair = line.values().find(|pair| is_text_with_a_sign(pair.value()))?;
    let text = format!("{}: {}", pair.key(), quoted(pair.value()));
    // In quotation marks it would be reported next that these show no figures.
    let shows_no_figures = matches!(pair.key(), "title" | "description") && pair.value().contains("{{");
    let (help, edit) = if shows_no_figures {
        (format!("A {} cannot show a figure. Use words here, and show the figure in the text.", pair.key()), None)
    } else {
        let help = format!("Put the whole text after the colon in quotation marks: {text}.");
        (help, Some(line.edit(pair.columns(), text)))
    };
    let place = line.start + pair.value.start..line.start + pair.value.start + 1;
    Some(Slip { place, message: "a value cannot start with this character", help, edit })
}

/// Whether a value was meant as a text although its first sign means something to YAML.
fn is_text_with_a_sign(value: &str) -> bool {
    let more_behind = |close: char| value.rsplit_once(close).is_some_and(|(_, rest)| !rest.trim().is_empty());
    let more = value.chars().skip(1).any(|sign| !matches!(sign, '-' | '+' | ' '));
    match value.chars().next() {
        Some('*' | '&' | '!' | '@' | '`' | '%') => true,
        Some('[') => more_behind(']'),
        Some('{') => value.starts_with("{{") || more_behind('}'),
        Some('|' | '>') => more,
        Some('-') => value.starts_with("- "),
        _ => false,
    }
}

/// The first line with a quotation mark too many, or a value that begins with a single one and does not end with it.
fn open_quote(lines: &[Line], words: &str) -> Option<Slip> {
    if !words.contains("quoted") {
        return None;
    }
    let is_odd = |line: &&Line| !line.text.matches('"').count().is_multiple_of(2);
    let begins = |line: &Line| line.text.find(": '").map(|at| at + 2).filter(|at| !line.text[at + 1..].contains('\''));
    let double = lines.iter().find(is_odd).and_then(|line| Some((line, line.text.rfind('"')?)));
    let (line, column) = double.or_else(|| lines.iter().find_map(|line| Some((line, begins(line)?))))?;
    let sign = &line.text[column..=column];
    let value = value_from(line.text, column);
    let opens = line.text[..column].trim_end().ends_with([':', '-', '[', ',', '{']);
    Some(Slip {
        place: line.start + column..line.place().end,
        message: "a quotation mark was not closed",
        help: format!("Write a second {sign} at the end of the text."),
        edit: opens.then(|| line.edit(value.end..value.end, sign)),
    })
}

/// A bracket that is opened in this line, or one of the few before it, and not closed in the same.
fn open_bracket(lines: &[Line], here: usize) -> Option<Slip> {
    let missing = |line: &Line| {
        let count = |sign: char| line.text.matches(sign).count();
        let whole = with_brackets_closed(line.text);
        let edit = || whole.map(|text| line.edit(0..line.text.len(), text));
        if count('{') > count('}') {
            let help = "Close the { with a } at the end of the line.";
            return Some(line.slip("there is no } in this line", help, edit()));
        }
        (count('[') > count(']'))
            .then(|| line.slip("there is no ] in this line", "Close the [ with a ] at the end of the list.", edit()))
    };
    lines[here.saturating_sub(3)..=here].iter().rev().find_map(missing)
}

/// The line with a bracket more for each that was not closed; nothing where what was opened goes on in the next.
fn with_brackets_closed(line: &str) -> Option<String> {
    let closes = |open: char| if open == '{' { " }" } else { "]" };
    let mut open: Vec<char> = Vec::new();
    let mut closed = String::with_capacity(line.len() + 2);
    for sign in line.trim_end().chars() {
        let opener = match sign {
            '}' => Some('{'),
            ']' => Some('['),
            _ => None,
        };
        if let Some(opener) = opener {
            while let Some(other) = open.pop().filter(|other| *other != opener) {
                closed.truncate(closed.trim_end().len());
                closed.push_str(closes(other));
            }
        }
        if matches!(sign, '{' | '[') {
            open.push(sign);
        }
        closed.push(sign);
    }
    if closed.ends_with([',', '[', '{']) {
        return None;
    }
    open.iter().rev().for_each(|open| closed.push_str(closes(*open)));
    Some(closed)
}

/// `{ by: 2018-07 text: It opens }`: a second colon inside braces, with no comma since the first.
fn missing_comma(line: &Line, at: usize, record: &'static Record) -> Option<Slip> {
    let column = at
        .checked_sub(line.start)
        .filter(|column| *column <= line.text.len() && line.text.is_char_boundary(*column))?;
    let open = line.text[..column].rfind('{')?;
    let inside = &line.text[open..column];
    let begin = open + inside.rfind([',', '{'])? + 1;
    let colon = begin + line.text[begin..column].find(": ")?;
    let key = line.text[colon + 1..column].split_whitespace().last()?;
    let start = column - key.len().min(column);
    let is_key = line.text.get(start..column) == Some(key);
    let pair = pair_at(line.text, colon)?;
    let help = |text: &str| {
        format!("Inside {{ }}, write a comma between the settings. Put a text with a colon in quotation marks: {text}.")
    };
    let is_near = is_near_a_key(key, record);
    let text = if is_near {
        format!("{}: {}, {key}", pair.key(), line.text[colon + 1..start].trim())
    } else {
        format!("{}: {}", pair.key(), quoted(pair.value()))
    };
    let end = if is_near { column } else { pair.value.end };
    is_key.then(|| Slip {
        place: line.start + start..line.start + column,
        message: "there is no comma before this setting, or a text with a colon has no quotation marks",
        help: help(&if is_near { format!("{text}: …") } else { text.clone() }),
        edit: Some(line.edit(pair.key.start..end, text)),
    })
}

/// `title: Care: the plan`.
fn second_colon(line: &Line, at: usize, words: &str) -> Option<Slip> {
    let column = at.checked_sub(line.start).filter(|_| words.contains("mapping values"))?;
    let pair = line.values().next().filter(|pair| pair.value.contains(&column))?;
    let text = format!("{}: {}", pair.key(), quoted(pair.value()));
    Some(Slip {
        place: at..at + 1,
        message: "there is a second colon in this line",
        help: format!("Put the whole text after the colon in quotation marks: {text}."),
        edit: Some(line.edit(pair.columns(), text)),
    })
}

/// A colon where none should be: because the line before has none, or because this line is set in differently.
fn missing_colon(lines: &[Line], here: usize, at: usize, record: &'static Record) -> Option<Slip> {
    let line = &lines[here];
    let before = lines[..here].iter().rposition(|line| !line.is_empty());
    let column = at.checked_sub(line.start)?;
    let first = line.text.find(':');
    if first.is_some_and(|first| first < column) {
        return None;
    }
    let lacks = |number: &usize| {
        let line = &lines[*number];
        !line.text.contains(':') && !line.text.trim_start().starts_with(['-', '#', '|', '>'])
    };
    if let Some(blamed) = before.filter(lacks).or_else(|| Some(here).filter(lacks)) {
        return Some(without_colon(lines, blamed, record));
    }
    (first == Some(column)).then(|| {
        line.slip(
            "this line does not start at the same place as the lines around it",
            "Start this line with the same number of spaces as the lines around it. If it belongs to the setting \
             above, add two more spaces.",
            before.and_then(|before| set_in_like(line, &lines[before])),
        )
    })
}

/// A line without a colon: a key that lacks its own, or the rest of the text that the key above it has.
fn without_colon(lines: &[Line], number: usize, record: &'static Record) -> Slip {
    let blamed = &lines[number];
    let words = blamed.text.trim();
    let (key, value) = words.split_once(' ').unwrap_or((words, "…"));
    let key = key.trim_end_matches([';', '：', '=', ',']);
    if !is_near_a_key(key, record)
        && let Some(slip) = goes_on(lines, number)
    {
        return slip;
    }
    let text = format!("{key}: {}", value.trim());
    let edit = blamed.edit(blamed.depth()..blamed.depth() + words.len(), text.clone());
    blamed.slip("there is no colon in this line", format!("Write `{text}`."), Some(edit))
}

/// A text that goes on in lines of its own, where YAML wants all of it behind its key.
fn goes_on(lines: &[Line], number: usize) -> Option<Slip> {
    let above = lines[..number].iter().rposition(|line| line.text.contains(": "))?;
    let pair =
        lines[above].values().next().filter(|pair| !pair.value().starts_with(['"', '\'', '|', '>', '[', '{']))?;
    let is_text =
        |line: &&Line| line.is_empty() || !begins_with_key(line.text.trim_start()) && !line.text.contains(": ");
    let last = number + lines[number..].iter().take_while(is_text).count() - 1;
    let last = lines[number..=last].iter().rposition(|line| !line.is_empty()).map_or(number, |at| number + at);
    let more = lines[above + 1..=last].iter().map(|line| line.text.trim()).filter(|text| !text.is_empty());
    let whole: Vec<&str> = std::iter::once(pair.value()).chain(more).collect();
    let text = format!("{}: {}", pair.key(), quoted(&whole.join(" ")));
    let place = lines[above].start + pair.key.start..lines[last].start + lines[last].text.len();
    let help = format!("If it is part of `{}`, write the whole text on one line: {text}.", pair.key());
    Some(lines[number].slip("this line has no setting", help, Some(Edit { place, text })))
}

/// The line set in as far as the key in the line before it, if that key has a value; else two spaces further.
fn set_in_like(line: &Line, before: &Line) -> Option<Edit> {
    let column = depth_below(before, before.depth());
    (column != line.depth()).then(|| line.edit(0..line.depth(), " ".repeat(column)))
}

/// Whether a word is a key that may stand in `record` or below, or nearly one. Short words are too near to each other to be
/// guessed at.
fn is_near_a_key(word: &str, record: &'static Record) -> bool {
    let keys: Vec<&str> = record.with_all_below().iter().flat_map(|record| record.keys).map(|key| key.name).collect();
    let long = keys.iter().copied().filter(|key| key.len() > 3);
    keys.contains(&word) || word.len() > 3 && nearest(word, long).is_some()
}

/// The value around byte `at` of a text, on one line and without quotation marks, put into them.
pub(crate) fn in_quotes(text: &str, at: usize) -> Option<Edit> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = Line { start, text: text[start..].lines().next()? };
    let pair = line.innermost_value(at - start)?;
    let is_bare = !pair.value().starts_with(['"', '\'', '{', '[', '|', '>']);
    is_bare.then(|| line.edit(pair.value.clone(), quoted(pair.value())))
}
