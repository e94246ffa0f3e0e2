//! The links in a plan's folder → where what they lead to must be watched, and what to say of it.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::base::files::file_id;
use crate::base::files::file_id::Identity;

/// The links that a plan is made of.
#[derive(Default, Debug)]
pub(crate) struct Links {
    list: Vec<Link>,
}

#[derive(PartialEq, Eq, Debug)]
struct Link {
    path: PathBuf,
    /// Where it leads, without links in it as far as that is there.
    target: PathBuf,
    is_folder: bool,
    /// Which folder that is, or which folder the file lies in: another may be put in its place.
    folder: Option<Identity>,
}

impl Links {
    /// Those among what a plan is made of, and in the folders that they lead to.
    pub(crate) fn of_plan(root: &Path) -> Self {
        let found = crate::base::files::paths::TOPS.iter().flat_map(|top| below(&root.join(top)));
        Self { list: found.filter_map(link).collect() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether one of them leads elsewhere by now: what it leads to, or a link on the way, was exchanged.
    pub(crate) fn lead_elsewhere(&self) -> bool {
        self.list.iter().any(|known| link(known.path.clone()).as_ref() != Some(known))
    }

    /// Whether a path is, or lies in, something that a link leads to.
    pub(crate) fn lead_to(&self, path: &Path) -> bool {
        self.list.iter().any(|link| path.starts_with(&link.target))
    }

    /// The folders, outside of what the plan is made of, of the files that links lead to.
    pub(crate) fn folders_of_files(&self, root: &Path) -> Vec<PathBuf> {
        let is_watched =
            |target: &Path| crate::base::files::paths::TOPS.iter().any(|top| target.starts_with(root.join(top)));
        let files = self.list.iter().filter(|link| !link.is_folder && !is_watched(&link.target));
        files.filter_map(|link| link.target.parent().map(Path::to_path_buf)).collect()
    }

    /// What to say of those that lead out of the plan's folder and are not among `known`.
    pub(crate) fn leading_out(&self, root: &Path, known: &Self) -> Vec<String> {
        let new = self.list.iter().filter(|link| !link.target.starts_with(root) && !known.list.contains(link));
        let words = |link: &Link| {
            let path = link.path.strip_prefix(root).unwrap_or(&link.path).display();
            // Windows writes whole paths in a form that people do not.
            let target = link.target.to_string_lossy().trim_start_matches(r"\\?\").to_owned();
            format!("{path} is a link to a place outside the plan's folder: {target}. plainplan watches it too.")
        };
        new.map(words).collect()
    }
}

/// The links at a place and below it.
pub(crate) fn below(start: &Path) -> Vec<PathBuf> {
    let found = WalkDir::new(start).follow_links(true).into_iter().filter_map(|entry| match entry {
        Ok(entry) => entry.path_is_symlink().then(|| entry.into_path()),
        // One that leads nowhere may lead somewhere later.
        Err(error) => error.path().filter(|path| path.is_symlink()).map(Path::to_path_buf),
    });
    found.collect()
}

fn link(path: PathBuf) -> Option<Link> {
    let target = match std::fs::canonicalize(&path) {
        Ok(target) => target,
        Err(_) => path.parent()?.join(std::fs::read_link(&path).ok()?),
    };
    let is_folder = target.is_dir();
    let folder = identity_of(if is_folder { &target } else { target.parent()? });
    Some(Link { path, target, is_folder, folder })
}

/// Which folder lies at a path.
pub(crate) fn identity_of(folder: &Path) -> Option<Identity> {
    let found = std::fs::metadata(folder).ok()?;
    Some(file_id::of(&found).0)
}
