//! A plan's folder and a name that git knows → the plan's files as they were then, in a folder of their own.
//!
//! It asks the program `git` and changes nothing in the repository: the files are listed in an index of their own and written
//! elsewhere.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A plan as it was.
#[derive(Debug)]
pub struct Earlier {
    /// Which one, in words: `v1 (3f2a1bc, 2018-05-02)`.
    pub name: String,
    /// Where its files lie, as long as this value lives.
    pub folder: TempDir,
}

impl Earlier {
    /// The plan in `root` as it was at `reference`: a tag, a branch, `HEAD~3`, a commit.
    ///
    /// # Errors
    /// That git is not there, that the folder is not in a repository, or that the reference or the plan was not, in words.
    pub fn find(root: &Path, reference: &str) -> io::Result<Self> {
        let ask = |arguments: &[&str]| git(root, &[], arguments);
        let repository = ask(&["rev-parse", "--absolute-git-dir"])?
            .ok_or_else(|| not_so("this plan is not kept in git, so there is no earlier version to compare with"))?;
        let commit = format!("{reference}^{{commit}}");
        let commit = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?.ok_or_else(|| {
            not_so(&format!(
                "git has no tag, branch or commit called `{reference}`. Run `git log --oneline` to see the commits"
            ))
        })?;
        let when = ask(&["log", "-1", "--format=%h, %cs", &commit])?.unwrap_or_default();
        let folder = tempfile::Builder::new().prefix("plainplan-since-").tempdir()?;
        let (index, files) = (folder.path().join("index"), folder.path().join("plan"));
        fs_err::create_dir(&files)?;
        let variables = [("GIT_INDEX_FILE", index.as_os_str()), ("GIT_DIR", OsStr::new(&repository))];
        // The folder of the plan may lie deep in the repository.
        let inside = ask(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
        let tree = format!("{commit}:{}", inside.trim_end_matches('/'));
        let was_there = git(&files, &variables, &["read-tree", &tree])?.is_some();
        let worktree = [variables[0], variables[1], ("GIT_WORK_TREE", files.as_os_str())];
        let is_whole = was_there && git(&files, &worktree, &["checkout-index", "--all", "--quiet"])?.is_some();
        if !is_whole || !files.join("plan.yaml").is_file() {
            return Err(not_so(&format!("this plan was not in git yet at `{reference}`")));
        }
        Ok(Self { name: format!("{reference} ({when})"), folder })
    }

    /// The plan's folder as it was.
    #[must_use]
    pub fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("plan")
    }
}

/// What git says, without the end of the line. Nothing where it says no.
fn git(folder: &Path, variables: &[(&str, &OsStr)], arguments: &[&str]) -> io::Result<Option<String>> {
    let run = Command::new("git").args(arguments).current_dir(folder).envs(variables.iter().copied()).output();
    let run = run.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => not_so("--since needs the program git. Install it from git-scm.com"),
        _ => error,
    })?;
    Ok(run.status.success().then(|| String::from_utf8_lossy(&run.stdout).trim_end().to_owned()))
}

fn not_so(words: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, words.to_owned())
}
