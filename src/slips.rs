//! A YAML syntax error → the slip of an editor behind it.
//!
//! The parser says where it could not go on, which is often a line late, and in its own words. This room
//! looks at the lines around that place for what people who use Word do: a colon left out, a Tab, a
//! dash that is too long, quotation marks that curl, a bracket left open. It reads text only.

use std::ops::Range;

/// What went wrong, where, and what to write instead.
pub(crate) struct Slip {
    /// Bytes of the text.
    pub(crate) place: Range<usize>,
    /// In a few words.
    pub(crate) message: &'static str,
    /// In a whole sentence.
    pub(crate) help: String,
}

/// One line of the text and where it begins.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    /// The whole line, without the spaces at its ends.
    fn place(&self) -> Range<usize> {
        let lead = self.text.len() - self.text.trim_start().len();
        self.start + lead..self.start + lead + self.text.trim().len()
    }

    fn slip(&self, message: &'static str, help: impl Into<String>) -> Slip {
        Slip { place: self.place(), message, help: help.into() }
    }
}

/// The slip behind an error at byte `at`, for which the parser said `words`; nothing where none is known.
pub(crate) fn find(text: &str, at: usize, words: &str) -> Option<Slip> {
    let mut start = 0;
    let lines: Vec<Line> = text
        .split_inclusive('\n')
        .map(|line| {
            start += line.len();
            Line { start: start - line.len(), text: line.trim_end_matches(['\n', '\r']) }
        })
        .collect();
    let here = lines.iter().rposition(|line| line.start <= at)?;
    let before = lines[..here].iter().rev().find(|line| !line.text.trim().is_empty());
    let near: Vec<&Line> = before.into_iter().chain(&lines[here..lines.len().min(here + 2)]).collect();
    tab(&near)
        .or_else(|| near.iter().find_map(|line| bullet(line)))
        .or_else(|| curly_quote(&lines[here]))
        .or_else(|| remark_in_braces(&lines[here.saturating_sub(3)..=here]))
        .or_else(|| near.iter().find_map(|line| text_behind_quote(line)))
        .or_else(|| open_quote(&lines, words))
        .or_else(|| rows_not_set_in(&lines[..=here]))
        .or_else(|| unquoted(&lines[here]).or_else(|| before.and_then(unquoted)))
        .or_else(|| missing_comma(&lines[here], at))
        .or_else(|| open_bracket(&lines, here))
        .or_else(|| missing_colon(&lines[here], before, at))
}

fn tab(near: &[&Line]) -> Option<Slip> {
    let line = near.iter().find(|line| line.text[..line.text.len() - line.text.trim_start().len()].contains('\t'))?;
    let at = line.start + line.text.find('\t')?;
    let help = "Set the line in with two spaces instead.".to_owned();
    Some(Slip { place: at..at + 1, message: "there is a Tab at the beginning of this line", help })
}

fn bullet(line: &Line) -> Option<Slip> {
    let words = line.text.trim_start();
    let sign = words.chars().next().filter(|sign| matches!(sign, '–' | '—' | '•' | '·' | '▪'))?;
    let at = line.place().start;
    let help = format!("Begin an item of a list with a short - and a space, not with {sign}.");
    Some(Slip { place: at..at + sign.len_utf8(), message: "this is not the dash that begins an item of a list", help })
}

fn curly_quote(line: &Line) -> Option<Slip> {
    let at = line.text.find(": “").or_else(|| line.text.find(": ‘"))? + 2;
    let sign = line.text[at..].chars().next()?;
    Some(Slip {
        place: line.start + at..line.start + at + sign.len_utf8(),
        message: "these quotation marks are curly, as Word makes them",
        help: "Use straight ones around the whole text: \"your text\".".to_owned(),
    })
}

/// `brand: { colour: #12436d }`: the # begins a remark, so that the bracket is never closed.
fn remark_in_braces(lines: &[Line]) -> Option<Slip> {
    lines.iter().rev().find_map(|line| {
        let at = line.text.find(" #")? + 1;
        let is_open = line.text[..at].matches('{').count() > line.text[..at].matches('}').count();
        is_open.then(|| Slip {
            place: line.start + at..line.place().end,
            message: "from the # on, this line is a remark and not part of the text",
            help:
                "Put the whole text behind the key in quotation marks if the # belongs to it: { key: \"your text\" }."
                    .to_owned(),
        })
    })
}

/// `title: "Better care" for all`, `title: 'It's ours'`: a text ends at its second quotation mark, and here more follows.
fn text_behind_quote(line: &Line) -> Option<Slip> {
    let (open, sign) =
        ['"', '\''].into_iter().find_map(|sign| Some((line.text.find(&format!(": {sign}"))? + 2, sign)))?;
    let inside = &line.text[open + 1..];
    let close = open + 1 + inside.find(sign)?;
    let rest = line.text[close + 1..].trim();
    let is_escaped = line.text[..close].ends_with('\\') || line.text[close + 1..].starts_with('\'');
    if is_escaped || rest.is_empty() || rest.starts_with([',', '}', ']', '#', ':']) {
        return None;
    }
    let whole = match inside.find(&format!("{sign},")) {
        Some(end) => &line.text[open..=open + 1 + end],
        None => line.text[open..].trim_end_matches([' ', '}']),
    };
    // Behind the end of a word or two in quotation marks stands a space; a mark inside a word belongs to the text.
    let is_inside = !line.text[close + 1..].starts_with(' ');
    let text = whole.strip_prefix(sign).and_then(|text| text.strip_suffix(sign)).filter(|_| is_inside).unwrap_or(whole);
    let other = if sign == '"' { '\'' } else { '"' };
    let help = if text.contains(other) {
        "Put the whole text in quotation marks, and write curly ones “ ” inside it.".to_owned()
    } else {
        format!("Put the whole text in quotation marks of the other kind: {other}{text}{other}.")
    };
    Some(Slip {
        place: line.start + close..line.start + close + 1,
        message: "the text ends at this quotation mark, but more follows it",
        help,
    })
}

/// The rows under `rows: |` where they are set in no further than that line.
fn rows_not_set_in(lines: &[Line]) -> Option<Slip> {
    let first = lines.iter().rposition(|line| line.text.trim_end().ends_with(": |"))?;
    let depth = |line: &Line| line.text.len() - line.text.trim_start().len();
    let key = lines[first].text.trim().trim_start_matches("- ").split(':').next()?;
    let row = lines[first + 1..].iter().find(|line| !line.text.trim().is_empty())?;
    let is_row = row.text.contains('|') && depth(row) <= depth(&lines[first]);
    is_row.then(|| row.slip("this row is not set in", format!("Set the rows in by two more spaces than `{key}:`.")))
}

/// A value that begins with a sign that means something else to YAML: `*Our* plan`, `[Draft] plan`, `{{ m }} people`.
fn unquoted(line: &Line) -> Option<Slip> {
    let at = line.text.find(": ")? + 2;
    let value = line.text[at..].trim();
    let more_behind = |close: char| value.rsplit_once(close).is_some_and(|(_, rest)| !rest.trim().is_empty());
    let is_text = match value.chars().next()? {
        '*' | '&' | '!' => true,
        '[' => more_behind(']'),
        '{' => value.starts_with("{{") || more_behind('}'),
        '|' | '>' => value.contains(' '),
        '-' => value.starts_with("- "),
        _ => false,
    };
    let key = line.text[..at - 2].trim().trim_start_matches("- ");
    is_text.then(|| Slip {
        place: line.start + at..line.start + at + 1,
        message: "a value may not begin with this character",
        help: format!("Put the whole text behind the key in quotation marks: {key}: \"{}\".", value.replace('"', "'")),
    })
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
    Some(Slip {
        place: line.start + column..line.place().end,
        message: "a quotation mark was not closed",
        help: format!("Write a second {sign} at the end of the text."),
    })
}

/// A bracket that is opened in this line, or one of the few before it, and not closed in the same.
fn open_bracket(lines: &[Line], here: usize) -> Option<Slip> {
    let missing = |line: &Line| {
        let count = |sign: char| line.text.matches(sign).count();
        if count('{') > count('}') {
            return Some(line.slip("a } is missing in this line", "Close the { with a } at the end of the line."));
        }
        (count('[') > count(']'))
            .then(|| line.slip("a ] is missing in this line", "Close the [ with a ] at the end of the list."))
    };
    lines[here.saturating_sub(3)..=here].iter().rev().find_map(missing)
}

/// `{ by: 2018-07 text: It opens }`: a second colon inside braces, with no comma since the first.
fn missing_comma(line: &Line, at: usize) -> Option<Slip> {
    let column = at
        .checked_sub(line.start)
        .filter(|column| *column <= line.text.len() && line.text.is_char_boundary(*column))?;
    let open = line.text[..column].rfind('{')?;
    let inside = &line.text[open..column];
    let last = inside.rsplit([',', '{']).next()?;
    let (_, value) = last.split_once(": ")?;
    let key = value.split_whitespace().last()?;
    let place = line.start + column - key.len().min(column)..line.start + column;
    let is_key = line.text.get(column - key.len().min(column)..column) == Some(key);
    is_key.then(|| Slip {
        place,
        message: "a comma is missing before this key, or quotation marks around a text with a colon in it",
        help: "Inside { } write a comma between one key with its value and the next, and a text with a colon in quotation marks: text: \"…\".".to_owned(),
    })
}

/// A colon where none should be: because the line before has none, or because this line is set in differently.
fn missing_colon(line: &Line, before: Option<&Line>, at: usize) -> Option<Slip> {
    let column = at.checked_sub(line.start)?;
    let first = line.text.find(':');
    if first.is_some_and(|first| first < column) {
        return None;
    }
    let lacks = |line: &Line| !line.text.contains(':') && !line.text.trim_start().starts_with(['-', '#', '|', '>']);
    let blamed = before.filter(|before| lacks(before)).or_else(|| Some(line).filter(|line| lacks(line)));
    if let Some(blamed) = blamed {
        let words = blamed.text.trim();
        let (key, value) = words.split_once(' ').unwrap_or((words, "…"));
        let key = key.trim_end_matches([';', '：', '=', ',']);
        return Some(blamed.slip("a colon is missing in this line", format!("Write `{key}: {}`.", value.trim())));
    }
    (first == Some(column)).then(|| {
        line.slip(
            "this line does not begin where the lines around it begin",
            "Set it in with as many spaces as the other keys of the same group; what belongs to a key is set in by two more.",
        )
    })
}
