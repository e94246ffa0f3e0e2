//! The findings of a plan that carry an edit → the plan with these edits made.
//!
//! Edits that do not touch each other are made at once, in memory; then the plan is checked again, until no edit is left. Only
//! what a person must decide remains. [`Fixed::diff`] shows what would change, [`Fixed::write`] writes it. A workbook is no
//! text, and a file that is reached through a link may belong to somebody else: neither is edited.

mod draft;
mod edit;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::base::diagnostic::{Applicability, Diagnostic, Diagnostics};
use crate::base::span::FileId;
use crate::project::pipeline::{Change as FileChange, Made, Project, Settings, Touched};
use draft::{Draft, Refusal};
pub use edit::Change;

/// A plan is checked again this often at most. What is left then is left for the next run.
const ROUNDS: usize = 100;

/// Which edits are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Those that say what the author meant.
    Safe,
    /// Those that are likely meant too.
    All,
}

impl Wanted {
    /// Whether an edit is made without a person. One with a placeholder never is.
    fn includes(self, applicability: Applicability) -> bool {
        match applicability {
            Applicability::Safe => true,
            Applicability::ToBeLookedAt => self == Self::All,
            Applicability::HasPlaceholder => false,
        }
    }
}

/// A plan with edits made, in memory.
#[derive(Debug)]
pub struct Fixed {
    /// What was found without the edits.
    pub before: Diagnostics,
    /// The plan as it is with the edits.
    pub made: Made,
    wanted: Wanted,
    files: BTreeMap<FileId, Result<Draft, Refusal>>,
}

/// Makes all wanted edits of the plan in the folder `settings.root`. The folder stays as it is.
#[must_use]
pub fn run(settings: Settings, wanted: Wanted) -> Fixed {
    let root = settings.root.clone();
    let mut project = Project::open(settings);
    let made = project.make(&Touched::Anything);
    let mut fixed = Fixed { before: made.diagnostics.clone(), made, wanted, files: BTreeMap::new() };
    for _ in 0..ROUNDS {
        let texts = fixed.edit(&root);
        if texts.is_empty() {
            break;
        }
        fixed.made = project.apply(texts.into_iter().map(|(path, text)| FileChange::put(path, text)));
    }
    fixed
}

impl Fixed {
    /// Edits every file once. Gives the new texts, each with its path.
    fn edit(&mut self, root: &Path) -> Vec<(String, String)> {
        let mut found: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
        for (file, finding) in wanted(&self.made, self.wanted) {
            found.entry(file).or_default().push(finding);
        }
        let mut texts = Vec::new();
        for (file, found) in found {
            let draft = self.files.entry(file).or_insert_with(|| Draft::open(root, &self.made.source, file));
            let Ok(draft) = draft else { continue };
            if let Some(text) = draft.edit(&found) {
                texts.push((draft.path().to_owned(), text));
            }
        }
        texts
    }

    /// What was changed, file by file and line by line, each with the path of the file.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.drafts().flat_map(|draft| draft.changes().map(|change| (draft.path(), change)))
    }

    /// How many files have changed.
    #[must_use]
    pub fn files(&self) -> usize {
        self.drafts().count()
    }

    /// The change as a unified diff, which `git apply` and `patch -p1` understand.
    #[must_use]
    pub fn diff(&self) -> String {
        self.drafts().map(Draft::diff).collect()
    }

    /// The files with wanted edits that were not made, each with why.
    #[must_use]
    pub fn refused(&self) -> BTreeMap<&str, &'static str> {
        let files = wanted(&self.made, self.wanted).filter_map(|(file, _)| {
            let refusal = self.files.get(&file)?.as_ref().err()?;
            Some((self.made.source.file(file).path.as_str(), refusal.words()))
        });
        files.collect()
    }

    /// How many findings are left whose likely edit was not wanted.
    #[must_use]
    pub fn likely(&self) -> usize {
        let likely = wanted(&self.made, Wanted::All).count();
        likely - wanted(&self.made, self.wanted).count()
    }

    /// Writes the changed files: all of them, or none if one of them has changed on disk since it was read.
    ///
    /// # Errors
    /// When a file has changed, or cannot be written.
    pub fn write(&self) -> io::Result<()> {
        let waiting = self.drafts().map(Draft::stage).collect::<io::Result<Vec<_>>>()?;
        self.drafts().try_for_each(Draft::is_as_it_was_read)?;
        waiting.into_iter().try_for_each(draft::Staged::put_in_place)
    }

    /// The files that have changed, in order of path.
    fn drafts(&self) -> impl Iterator<Item = &Draft> {
        let mut drafts: Vec<&Draft> = self.files.values().flatten().filter(|draft| draft.has_changed()).collect();
        drafts.sort_by_key(|draft| draft.path());
        drafts.into_iter()
    }
}

/// The findings whose edit is wanted, each with the file that is edited.
fn wanted(made: &Made, wanted: Wanted) -> impl Iterator<Item = (FileId, &Diagnostic)> {
    made.diagnostics.iter().filter_map(move |found| {
        let fix = found.fix.as_ref().filter(|fix| wanted.includes(fix.applicability))?;
        Some((fix.span.file, found))
    })
}
