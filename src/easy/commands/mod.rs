//! The commands about easy read: a plan and what was typed → a new `easy.lock`, a draft, a booklet, comments at lines, or a
//! table that tells how far the easy read is, how hard it is to read, or what has changed.
//!
//! Each command has a module of its own; here is how the files that people name are found. Nothing is written here, and no
//! rule is checked: that is for the command line and for [`crate::check`].

mod booklet;
mod confirm;
mod draft;
pub mod earlier;
pub mod review;
mod since;
mod tables;

use crate::base::names::nearest;
use crate::plan::{Chapter, Plan, Twin};

pub use booklet::{booklet, pages};
pub use confirm::{Confirming, bind_checks, confirm};
pub use draft::draft;
pub use since::since;
pub use tables::{pictures, readability, status};

/// The chapter at a path as people type it, which has no twin yet.
///
/// # Errors
/// What was named and is not there, or is there already, in words.
pub fn chapter_without_twin<'p>(plan: &'p Plan, path: &str) -> Result<&'p Chapter, String> {
    let wanted = below_content(path);
    let chapter = plan.chapters().find(|chapter| chapter.path == wanted).ok_or_else(|| {
        let meant = nearest(&wanted, plan.chapters().map(|chapter| chapter.path.as_str()));
        let hint = meant.map_or("Run `plainplan easy status` to see all chapters".to_owned(), |meant| {
            format!("Did you mean content/{meant}?")
        });
        format!("there is no chapter {wanted}. {hint}")
    })?;
    match &chapter.twin {
        Some(twin) => Err(format!("content/{} already exists. It was not changed", twin.path)),
        None => Ok(chapter),
    }
}

/// A path as people type it, counted from `content/`.
fn below_content(path: &str) -> String {
    let typed = path.replace('\\', "/");
    let typed = typed.trim_start_matches("./");
    typed.strip_prefix("content/").unwrap_or(typed).to_owned()
}

/// The twin at a path as people type it, with its chapter.
fn find<'p>(plan: &'p Plan, path: &str) -> Result<(&'p Chapter, &'p Twin), String> {
    let wanted = below_content(path);
    let all = || plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
    all().find(|(chapter, twin)| twin.path == wanted || chapter.path == wanted).ok_or_else(|| {
        let meant = nearest(&wanted, all().map(|(_, twin)| twin.path.as_str()));
        let hint = meant.map_or("Run `plainplan easy status` to see all of them".to_owned(), |meant| {
            format!("Did you mean content/{meant}?")
        });
        format!("there is no easy read {wanted}, or its chapter is missing. {hint}")
    })
}

/// The twins at some paths, in reading order; all of them where no path is given.
///
/// # Errors
/// What was named and is not there, in words.
pub fn twins<'p>(plan: &'p Plan, paths: &[String]) -> Result<Vec<&'p Twin>, String> {
    let named: Vec<&Twin> = paths.iter().map(|path| Ok(find(plan, path)?.1)).collect::<Result<_, String>>()?;
    let twins: Vec<&Twin> =
        plan.twins().filter(|twin| named.is_empty() || named.iter().any(|named| named.path == twin.path)).collect();
    if twins.is_empty() { Err(NO_EASY_READ.to_owned()) } else { Ok(twins) }
}

const NO_EASY_READ: &str = "this plan has no easy read yet. Create one with: plainplan easy new content/1-care.md";
