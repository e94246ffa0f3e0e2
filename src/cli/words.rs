//! What the commands say, in the words that they share.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use plainplan::base::diagnostic::{Diagnostics, Severity};
use plainplan::base::files::Files;
use plainplan::output::Changes;
use plainplan::project::pipeline::{Made, Read};
use plainplan::project::render;
pub(super) use plainplan::value::voice::grammar::number_of as plural;

use super::End;
use super::args::{Deny, Format, JudgedArgs};
use super::plan::root;

/// What the machine said, for people who do not know its words.
pub(super) fn in_plain_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!(
                "you do not have permission to save in this folder. Ask IT, or choose another folder with \
                     -o.\n({error})"
            )
        }
        io::ErrorKind::NotADirectory => format!("this is a file, not a folder.\n({error})"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            format!("the disk is full. The published website still works. Free some space and try again.\n({error})")
        }
        _ => error.to_string(),
    }
}

pub(super) fn tell(plan: &JudgedArgs, source: &Files, found: &Diagnostics) {
    match plan.format {
        Format::Human => anstream::eprint!("{}", render::human(source, found, io::stderr().is_terminal())),
        Format::Short => anstream::print!("{}", render::short(source, found)),
        Format::Json => anstream::println!("{}", render::json(source, found)),
        Format::Sarif => anstream::println!("{}", render::sarif(source, found, &folder_in_repository(plan))),
        Format::Github => anstream::print!("{}", render::github(source, found, &folder_in_repository(plan))),
    }
}

/// The plan's folder, counted from the folder that GitHub Actions has put the repository in, or else from this one. Nothing if
/// it is that folder.
fn folder_in_repository(plan: &JudgedArgs) -> String {
    let folder = root(&plan.plan.root).and_then(fs_err::canonicalize).unwrap_or_default();
    let tops = [std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from), std::env::current_dir().ok()];
    let mut tops = tops.into_iter().flatten().filter_map(|top| fs_err::canonicalize(top).ok());
    let below = tops.find_map(|top| folder.strip_prefix(top).ok().map(Path::to_path_buf));
    below.unwrap_or_default().to_string_lossy().replace('\\', "/")
}

pub(super) fn say(plan: &JudgedArgs, words: &str) {
    if !plan.plan.quiet && plan.format == Format::Human {
        // A log that is full undoes nothing of what was done.
        let _ = writeln!(anstream::stdout(), "{words}");
    }
}

pub(super) fn is_refused(plan: &JudgedArgs, found: &Diagnostics) -> bool {
    found.has_errors() || (plan.deny == Some(Deny::Warnings) && found.count(Severity::Warning) > 0)
}

/// Says what was accepted and how much was found.
pub(super) fn close(plan: &JudgedArgs, made: &Made) -> End {
    let accepted = made.diagnostics.accepted().len();
    if accepted > 0 {
        say(plan, render::accepted(&made.source, &made.diagnostics).trim_end_matches('\n'));
    }
    let count = render::count(&made.diagnostics);
    let beside = [(accepted, "problem", "accepted"), (made.counts.open, "figure", "still to be confirmed")];
    let beside = beside.into_iter().filter(|(number, ..)| *number > 0);
    let beside: String = beside.map(|(number, what, how)| format!(", {} {how}", plural(number, what))).collect();
    say(plan, &format!("Checked {}: {count}{beside}.", contents(made)));
    say_how_to_learn_more(plan, &made.diagnostics);
    if is_refused(plan, &made.diagnostics) { End::Problems } else { End::Done }
}

/// How to find out more about a problem whose rule was shown.
pub(super) fn say_how_to_learn_more(plan: &JudgedArgs, found: &Diagnostics) {
    if found.iter().next().is_some() {
        say(plan, "For more about a problem: `plainplan check --explain NAME`");
    }
}

/// A plan that could not be read whole: what is wrong with it, and what was therefore not done.
pub(super) fn not_done(read: &Read, what: &str) -> End {
    anstream::eprint!("{}", render::human(&read.source, &read.diagnostics, io::stderr().is_terminal()));
    anstream::println!("{what}: {}.", render::count(&read.diagnostics));
    End::Problems
}

/// What was asked for is not there.
pub(super) fn not_so(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, words)
}

/// `27 chapters, 16 in easy read, 75 measures and 30 tables`.
pub(super) fn contents(made: &Made) -> String {
    let counts = made.counts;
    format!(
        "{} ({} in easy read), {} and {}",
        plural(counts.chapters, "chapter"),
        counts.twins,
        plural(counts.metrics, "measure"),
        plural(counts.tables, "table")
    )
}

pub(super) fn changed(changes: &Changes) -> String {
    let parts = [(changes.written.len(), "written"), (changes.kept, "unchanged"), (changes.deleted.len(), "deleted")];
    let words: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", plural(*number, "file")))
        .collect();
    if words.is_empty() { "nothing changed".to_owned() } else { words.join(", ") }
}

/// A folder as people write it, with a closing slash.
pub(super) fn shown(folder: &Path) -> String {
    let relative = std::env::current_dir().ok().and_then(|here| folder.strip_prefix(here).ok().map(Path::to_path_buf));
    // Of the folder that we are in, nothing would be left.
    let relative = relative.filter(|relative| relative != Path::new(""));
    format!("{}/", relative.as_deref().unwrap_or(folder).display()).replace("//", "/")
}

/// Lines of at most `width` letters, set in by two spaces.
pub(super) fn folded(text: &str, width: usize) -> String {
    let mut lines = vec![String::from(" ")];
    for word in text.split_whitespace() {
        if lines.last().is_some_and(|line| line.chars().count() + word.chars().count() + 1 > width) {
            lines.push(String::from(" "));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n")
}
