//! The name of a file → what it says of the file beside its address: that it is a copy, or easy read under another name than
//! that of easy read.
//!
//! A name alone proves little: whether it is so is for [`crate::check`], which looks for the evidence that is wanted here.

/// What the name of a chapter's file says of it.
#[derive(Clone, Default, Debug)]
pub struct FileName {
    /// The file that it may be a copy of.
    pub copy_of: Option<CopyOf>,
    /// The same of the folder that it is the first page of.
    pub folder_copy_of: Option<CopyOf>,
    /// The chapter that it may be the easy read of.
    pub easy_read_of: Option<EasyReadOf>,
}

/// The original of a copy.
#[derive(Clone, Debug)]
pub struct CopyOf {
    /// Its name, without its ending.
    pub original: String,
    /// What must be there for this to be more than a name.
    pub needs: Evidence,
}

/// What must be there for a name to mean a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// Nothing: nobody would choose such a name.
    Nothing,
    /// The original.
    Original,
    /// The original, with the same title.
    SameTitle,
}

/// The chapter of an easy read.
#[derive(Clone, Debug)]
pub struct EasyReadOf {
    /// Its name, without its ending.
    pub chapter: String,
    /// Whether nobody would choose the name for anything else.
    pub is_certain: bool,
}

impl FileName {
    /// Whether it says nothing: the name of nearly every chapter.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.copy_of.is_none() && self.folder_copy_of.is_none() && self.easy_read_of.is_none()
    }

    /// Reads the path of a chapter below `content/`.
    #[must_use]
    pub fn of_chapter(path: &str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
        let stem = name.strip_suffix(".md").unwrap_or(name);
        Self {
            copy_of: copy_of_copies(stem),
            folder_copy_of: if name == "index.md" { copy_of_copies(folder) } else { None },
            easy_read_of: EasyReadOf::of(name),
        }
    }
}

impl EasyReadOf {
    /// Reads the name of a file, whatever ending an editor has given to it.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let endings = [".md.txt", ".markdown.txt", ".markdown", ".md", ".txt"];
        easy_read_of(&name[..endings.iter().find_map(|ending| lower.strip_suffix(ending))?.len()])
    }
}

/// The same of a copy of a copy: `finance - Copy - Copy`, where nobody would choose one of the names.
fn copy_of_copies(stem: &str) -> Option<CopyOf> {
    let mut found = copy_of(stem)?;
    while let Some(inner) = copy_of(&found.original).filter(|inner| inner.needs == Evidence::Nothing) {
        found = inner;
    }
    Some(found)
}

/// Signs of programs that keep both of two versions.
const CONFLICTS: [&str; 7] = [
    ".sync-conflict-",
    " (conflicted copy",
    "_conflict-",
    ".conflict-",
    " [conflict",
    " (sfconflict ",
    " (case conflict",
];

/// How the name of a copy begins.
const STARTS: [(&str, Evidence); 4] = [
    ("copy of ", Evidence::Original),
    ("copy-of-", Evidence::SameTitle),
    ("#", Evidence::Original),
    ("~", Evidence::Original),
];

/// How the name of a copy ends.
const ENDS: [(&str, Evidence); 16] = [
    (" copy", Evidence::Original),
    ("-copy", Evidence::SameTitle),
    ("_copy", Evidence::Original),
    (".bak", Evidence::Original),
    (".orig", Evidence::Original),
    (".old", Evidence::Original),
    (".backup", Evidence::Original),
    ("_old", Evidence::Original),
    ("_bak", Evidence::Original),
    ("_backup", Evidence::Original),
    ("-old", Evidence::SameTitle),
    (" old", Evidence::SameTitle),
    ("-bak", Evidence::Original),
    ("-backup", Evidence::SameTitle),
    (" backup", Evidence::SameTitle),
    ("~", Evidence::Original),
];

/// What the name of a file, without its ending, says of a copy.
fn copy_of(stem: &str) -> Option<CopyOf> {
    let suspect = |original: &str, needs| {
        let original = original.trim_end_matches([' ', '-', '_', '–']);
        (!original.is_empty()).then(|| CopyOf { original: original.to_owned(), needs })
    };
    // Lower case has letters of other lengths in it in a few languages: places are looked for in ASCII lower case.
    let lower = stem.to_ascii_lowercase();
    let cut = |at: usize| stem.get(..at).unwrap_or_default();
    if let Some(at) = CONFLICTS.iter().filter_map(|mark| lower.find(mark)).min() {
        return suspect(cut(at), Evidence::Nothing);
    }
    // `finance (Jo's conflicted copy 2026-11-29)`
    if let Some(at) = lower.find("conflicted copy").and_then(|at| lower[..at].rfind(" (")) {
        return suspect(cut(at), Evidence::Nothing);
    }
    for mark in ["-desktop-", "-laptop-"] {
        if let Some(at) = lower.find(mark).filter(|at| is_of_a_computer(&stem[at + 1..])) {
            return suspect(cut(at), Evidence::Nothing);
        }
    }
    let bare = without_number_in_brackets(&lower);
    if let Some(original) = [" - copy", " – copy"].iter().find_map(|mark| bare.strip_suffix(mark)) {
        return suspect(cut(original.len()), Evidence::Nothing);
    }
    for (mark, needs) in STARTS {
        if lower.starts_with(mark) {
            return suspect(&stem[mark.len()..], needs);
        }
    }
    if bare.len() < lower.len() {
        return suspect(cut(bare.len()), Evidence::Original);
    }
    let counted = lower.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_counted = counted.len() < lower.len() && counted.ends_with(' ');
    let word = if is_counted { counted.trim_end() } else { &lower };
    for (mark, needs) in ENDS {
        if let Some(original) = word.strip_suffix(mark) {
            return suspect(cut(original.len()), needs);
        }
    }
    // `finance 2`, as Macs count; `finance-JOS-PC`, as OneDrive names the computer.
    if is_counted {
        return suspect(cut(counted.len()), Evidence::SameTitle);
    }
    let computer = stem.match_indices('-').find(|(at, _)| is_of_a_computer(&stem[at + 1..]));
    computer.and_then(|(at, _)| suspect(cut(at), Evidence::SameTitle))
}

/// Capital letters, digits and hyphens, with a letter among them: the name of a computer, as systems give it.
fn is_of_a_computer(name: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-';
    name.len() >= 3 && name.chars().all(is_part) && name.contains(|letter: char| letter.is_ascii_uppercase())
}

/// `finance` of `finance (1)` and of `finance(1)`.
fn without_number_in_brackets(name: &str) -> &str {
    let number = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    match number {
        Some((bare, digits))
            if (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            bare.trim_end()
        }
        _ => name,
    }
}

/// What the name of a file, without its ending, says of easy read.
fn easy_read_of(stem: &str) -> Option<EasyReadOf> {
    let lower = stem.to_ascii_lowercase();
    let of = |chapter: &str, is_certain| EasyReadOf { chapter: chapter.to_owned(), is_certain };
    let words = ["easyread", "easy-read", "easy_read", "easy read", "easy"];
    let ends = |mark: &str| words.iter().find_map(|word| lower.strip_suffix(word)?.strip_suffix(mark)).map(str::len);
    let trimmed = |length: usize| stem[..length].trim_end_matches([' ', '-', '_', '.']);
    if let Some(length) = ends(".").or_else(|| ends(". ")) {
        return Some(of(trimmed(length), true));
    }
    let in_brackets = lower
        .strip_suffix(')')
        .and_then(|lower| words.iter().find_map(|word| lower.strip_suffix(word)?.strip_suffix('(')));
    let length = ["-", "_", " "].iter().find_map(|mark| ends(mark)).or(in_brackets.map(str::len));
    if let Some(length) = length {
        return Some(of(trimmed(length), false)).filter(|found| !found.chapter.is_empty());
    }
    let begins = words[..4].iter().find_map(|word| lower.strip_prefix(word)?.strip_prefix(['-', '_', ' ', '.']));
    let rest = begins.map(|rest| stem[stem.len() - rest.len()..].trim_start_matches([' ', '-', '_']))?;
    Some(of(rest, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_lead_to_their_originals() {
        for (name, original) in [
            ("02-finance (1)", "02-finance"),
            ("02-finance(12)", "02-finance"),
            ("02-finance - Copy", "02-finance"),
            ("02-finance - Copy (2)", "02-finance"),
            ("02-finance copy 3", "02-finance"),
            ("Copy of 02-finance", "02-finance"),
            ("02-finance-DESKTOP-AB12", "02-finance"),
            ("02-finance-JOS-PC", "02-finance"),
            ("02-finance (conflicted copy 2026-11-29)", "02-finance"),
            ("02-finance (conflicted copy 2026-11-29 101112)", "02-finance"),
            ("02-finance (Jo's conflicted copy 2026-11-29)", "02-finance"),
            ("02-finance.sync-conflict-20261129-101112-ABCDEFG", "02-finance"),
            ("02-finance_conflict-20261129-101112", "02-finance"),
            ("02-finance 2", "02-finance"),
            ("02-finance_old", "02-finance"),
            ("02-finance.bak", "02-finance"),
            ("02-finance.easy (1)", "02-finance.easy"),
            ("#02-finance", "02-finance"),
            ("02-finance - Copy - Copy (2)", "02-finance"),
        ] {
            assert_eq!(copy_of_copies(name).map(|found| found.original).as_deref(), Some(original), "{name}");
        }
        for name in
            ["easy-access", "copying-files", "copyright", "2018", "phase-2", "old", "02-homes-for-older-people", "(1)"]
        {
            assert!(copy_of(name).is_none(), "{name}");
        }
    }
}
