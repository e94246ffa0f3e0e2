//! The words of `tests/words.txt` are in no message, explanation, help or doc, and no sentence of the docs is too long.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::code::Code;
use crate::common::{Folder, said};
use crate::fixture;

/// So many words may a sentence of the docs have.
const LONGEST: usize = 25;

/// The stages whose texts in the code an author can see. The pages of the website have texts of their own.
const STAGES: [&str; 8] = ["base/", "check/", "cli/", "easy/", "output/", "plan/", "project/", "text/"];

/// A text that people read, and where it is.
#[derive(Clone)]
struct Text {
    path: String,
    /// The number of its first line.
    line: usize,
    words: String,
}

/// A word that we do not use, and what to write instead.
struct Word {
    unwanted: String,
    is_first: bool,
    instead: String,
}

/// A place where a word may be used.
struct Exception {
    word: String,
    path: String,
    around: String,
}

#[test]
fn words_that_we_do_not_use_are_nowhere() {
    let (words, exceptions) = list();
    let texts = [messages(), literals(), outputs(), docs(), catalogue()].concat();
    assert!(texts.len() > 1500, "{} texts", texts.len());
    let found: BTreeSet<String> = texts.iter().flat_map(|text| text.unwanted(&words, &exceptions)).collect();
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_word_is_found_wherever_it_is_used() {
    let (words, _) = list();
    let found = |said: &str| Text { path: "x".to_owned(), line: 1, words: said.to_owned() }.unwanted(&words, &[]).len();
    assert_eq!(found("Fix the file. Who keeps many can mend them."), 2);
    assert_eq!(found("You are told of it by e-mail, i.e. later."), 3);
    assert_eq!(found("Those who understand `mend`, \"told\" and “slip” can tell."), 0);
}

#[test]
fn every_exception_is_used() {
    let (_, exceptions) = list();
    let texts = [messages(), literals(), outputs(), docs(), catalogue()].concat();
    for exception in &exceptions {
        let is_used = texts.iter().filter(|text| text.path.starts_with(&exception.path));
        let mut is_used = is_used.map(|text| unquoted(&text.words).to_lowercase());
        assert!(
            is_used.any(|said| !places(&said, &exception.word).is_empty()),
            "{} in {}",
            exception.word,
            exception.path
        );
    }
}

#[test]
fn sentences_of_the_docs_are_short() {
    let long: Vec<String> = docs()
        .iter()
        .flat_map(|text| sentences(&text.words).into_iter().map(|said| (text, said)).collect::<Vec<_>>())
        .filter(|(_, said)| {
            said.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() > LONGEST
        })
        .map(|(text, said)| format!("{}:{}: {said}", text.path, text.line))
        .collect();
    assert!(long.is_empty(), "more than {LONGEST} words:\n{}", long.join("\n"));
}

/// What `tests/words.txt` says.
fn list() -> (Vec<Word>, Vec<Exception>) {
    let (mut words, mut exceptions) = (Vec::new(), Vec::new());
    for line in include_str!("../words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(exception) = line.strip_prefix("- ") {
            let parts: Vec<&str> = exception.split(" | ").collect();
            let [word, path, around, _why] = parts[..] else { panic!("four parts: {line}") };
            exceptions.push(Exception { word: word.to_owned(), path: path.to_owned(), around: around.to_owned() });
        } else {
            let (all, instead) = line.split_once(" => ").expect("a word and what to write instead");
            words.extend(all.split(", ").map(|word| Word {
                unwanted: word.trim_start_matches('^').to_owned(),
                is_first: word.starts_with('^'),
                instead: instead.to_owned(),
            }));
        }
    }
    (words, exceptions)
}

impl Text {
    /// The words in it that we do not use, each with its place and what to write instead.
    fn unwanted(&self, words: &[Word], exceptions: &[Exception]) -> Vec<String> {
        let said = unquoted(&self.words);
        let lower = said.to_lowercase();
        let mut found = Vec::new();
        for word in words {
            for at in places(&lower, &word.unwanted) {
                let is_there = !word.is_first || is_first(&lower[..at]);
                if is_there && !exceptions.iter().any(|exception| exception.allows(self, word)) {
                    let line = self.line + lower[..at].matches('\n').count();
                    let shown = lower[at..].lines().next().unwrap_or_default();
                    let shown: String = shown.chars().take(50).collect();
                    found.push(format!("{}:{line}: {} => {} ({shown})", self.path, word.unwanted, word.instead));
                }
            }
        }
        found
    }
}

impl Exception {
    fn allows(&self, text: &Text, word: &Word) -> bool {
        let is_around = self.around == "*" || text.words.contains(&self.around);
        self.word == word.unwanted && text.path.starts_with(&self.path) && is_around
    }
}

/// Where a word is in a text, as a word of its own. A line end counts as a space.
fn places(text: &str, word: &str) -> Vec<usize> {
    let flat = text.replace('\n', " ");
    let is_part = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || "-_/".contains(sign));
    let is_whole =
        |at: usize| !is_part(flat[..at].chars().next_back()) && !is_part(flat[at + word.len()..].chars().next());
    flat.match_indices(word).map(|(at, _)| at).filter(|at| is_whole(*at)).collect()
}

/// Whether a sentence begins after these words.
fn is_first(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\n', '*']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '|'])
}

/// A text with spaces in place of what is in backticks, in quotation marks or in braces.
fn unquoted(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut close: Option<char> = None;
    for letter in text.chars() {
        let ends = close == Some(letter);
        let opens = match letter {
            '`' | '"' => Some(letter),
            '“' => Some('”'),
            '{' => Some('}'),
            _ => None,
        };
        if close.is_none() && opens.is_some() {
            close = opens;
            said.push(' ');
        } else if ends {
            close = None;
            said.push(' ');
        } else if close.is_none() || letter == '\n' {
            said.push(letter);
        }
        // No quotation goes on over an empty line.
        if letter == '\n' && said.ends_with("\n\n") {
            close = None;
        }
    }
    said
}

/// The messages and the help that the fixtures expect.
fn messages() -> Vec<Text> {
    let of = |fixture: &fixture::Fixture| {
        let whole = fs::read_to_string(fixture::path_of(&fixture.name)).expect("a fixture");
        let begin = whole.lines().position(|line| line == "=== expected").expect("what is expected") + 2;
        let path = format!("tests/problems/{}.txt", fixture.name);
        let lines = fixture.expected.lines().enumerate().filter_map(|(number, line)| {
            let said = message(line)?;
            Some(Text { path: path.clone(), line: begin + number, words: said.to_owned() })
        });
        lines.collect::<Vec<_>>()
    };
    fixture::fixtures().iter().flat_map(of).collect()
}

/// The words of ours in a line of output. What an author wrote is not.
fn message(line: &str) -> Option<&str> {
    let is_head = ["error[", "warning[", "hint["].iter().any(|start| line.starts_with(start));
    let head = line.split_once("]: ").filter(|_| is_head).map(|(_, said)| said);
    let help = || line.trim_start().strip_prefix("= help: ");
    head.or_else(help).filter(|said| !said.starts_with("Before: ") && !said.starts_with("Now: "))
}

/// The texts in the code of the stages that report to an author.
fn literals() -> Vec<Text> {
    let code = Code::read(&root().join("src"));
    let files = code.files().filter(|file| STAGES.iter().any(|stage| file.path.starts_with(stage)));
    files
        .flat_map(|file| {
            let texts = file.texts().into_iter().filter(|(_, words)| is_sentence(words));
            texts.map(|(line, words)| Text { path: format!("src/{}", file.path), line, words }).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a text of the code is more than a word, a list of words or a sign.
fn is_sentence(text: &str) -> bool {
    text.trim().contains(' ') && !text.starts_with(' ') && !text.starts_with("# ")
}

/// What the commands say of themselves and of the rules.
fn outputs() -> Vec<Text> {
    let plan = Folder::small();
    let mut texts = vec![output(&plan, &["check", "--explain", "all"])];
    let mut waiting = vec![Vec::new()];
    while let Some(command) = waiting.pop() {
        let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = output(&plan, &arguments);
        let listed = help.words.split_once("Commands:\n").map_or("", |(_, rest)| rest);
        let listed = listed.lines().take_while(|line| line.starts_with("  "));
        let names = listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
        waiting.extend(names.map(|name| [command.clone(), vec![name.to_owned()]].concat()));
        texts.push(help);
    }
    assert!(texts.len() > 14, "every command has its help");
    texts
}

fn output(plan: &Folder, arguments: &[&str]) -> Text {
    let words = said(&plan.run(arguments));
    Text { path: format!("plainplan {}", arguments.join(" ")), line: 1, words }
}

/// The docs, one text for each paragraph, row of a table or item of a list. Code is left out.
fn docs() -> Vec<Text> {
    let folder = fs::read_dir(root().join("docs")).expect("the docs").map(|entry| entry.expect("an entry").path());
    let pages = folder.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let all = pages.chain(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    all.flat_map(|path| paragraphs(&path)).collect()
}

fn paragraphs(path: &Path) -> Vec<Text> {
    let shown = path.strip_prefix(root()).expect("a doc").display().to_string();
    let text = fs::read_to_string(path).expect("a doc");
    let mut texts: Vec<Text> = Vec::new();
    let (mut is_code, mut is_new) = (false, true);
    for (number, line) in text.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        let begins = ["|", "- ", "#"].iter().any(|sign| line.trim_start().starts_with(sign)) || is_numbered(line);
        match texts.last_mut() {
            _ if is_code || is_fence || line.trim().is_empty() => is_new = true,
            Some(text) if !is_new && !begins => text.words = format!("{}\n{line}", text.words),
            _ => {
                is_new = false;
                texts.push(Text { path: shown.clone(), line: number + 1, words: line.to_owned() });
            }
        }
    }
    texts
}

fn is_numbered(line: &str) -> bool {
    line.split_once(". ").is_some_and(|(number, _)| number.trim().parse::<usize>().is_ok())
}

/// The built-in words of the website, if they are in a catalogue.
fn catalogue() -> Vec<Text> {
    let mut texts = Vec::new();
    let mut folders = vec![root().join("locales")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ftl") {
                texts.extend(entries_of(&path));
            }
        }
    }
    texts
}

fn entries_of(path: &Path) -> Vec<Text> {
    let shown = path.strip_prefix(root()).expect("a catalogue").display().to_string();
    let text = fs::read_to_string(path).expect("a catalogue");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let words = line.split_once(" = ").map_or(line, |(_, words)| words);
            Text { path: shown.clone(), line: number + 1, words: words.to_owned() }
        })
        .collect()
}

/// The sentences of a paragraph of the docs: a word of code counts once, and of a link only its words.
fn sentences(text: &str) -> Vec<String> {
    let flat = without_code(&text.replace('\n', " "));
    let mut found = vec![String::new()];
    for cell in flat.split('|') {
        for word in cell.split_whitespace() {
            let bare = word.trim_end_matches(['"', '”', ')', '*']);
            let last = found.last_mut().expect("one");
            last.push_str(word);
            last.push(' ');
            if bare.ends_with(['.', '!', '?', ':']) {
                found.push(String::new());
            }
        }
        found.push(String::new());
    }
    found
}

/// A text with `CODE` in place of what is in backticks, and without the addresses of links.
fn without_code(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let said: String = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| if at % 2 == 0 { (*piece).to_owned() } else { "CODE".to_owned() })
        .collect();
    let mut plain = String::new();
    let mut rest = said.as_str();
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain + rest
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
