//! What was typed → the plan that is meant, and what to make of it.

use std::io;
use std::path::{Path, PathBuf};

use plainplan::base::files;
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Read, Settings};
use plainplan::site::Purpose;

use super::args::{PlanArgs, RootArgs};

pub(super) fn settings(plan: &PlanArgs, address: Option<String>) -> io::Result<Settings> {
    if let Some(wrong) =
        address.as_ref().filter(|address| !address.starts_with("http://") && !address.starts_with("https://"))
    {
        let words = format!("`{wrong}` is not a web address. It must begin with https:// or http://");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    let address = address.map(|address| format!("{}/", address.trim_end_matches('/')));
    Ok(Settings {
        root: root(&plan.root)?,
        drafts: plan.drafts,
        purpose: Purpose { address, is_live: false },
        calendar: Some(today),
        verify: false,
    })
}

/// Whether each change is to be compared with a full build: for those who change plainplan itself.
pub(super) fn is_verifying() -> bool {
    std::env::var_os("PLAINPLAN_VERIFY").is_some_and(|value| value == "1")
}

pub(super) fn root(args: &RootArgs) -> io::Result<PathBuf> {
    if let Some(root) = &args.root {
        if root.is_dir() {
            return Ok(root.clone());
        }
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {}", root.display())));
    }
    let here = std::env::current_dir()?;
    pipeline::find_root(&here).ok_or_else(|| {
        let nearly = here.ancestors().find_map(|folder| Some(folder.join(files::nearly_plan_file(folder)?)));
        let help = nearly.map_or_else(
            || "Go to your plan's folder first, or give its path with --root.".to_owned(),
            |file| format!("Rename {} to plan.yaml.", file.display()),
        );
        let words = format!("there is no plan.yaml in {} or in a folder above it.\n{help}", here.display());
        io::Error::new(io::ErrorKind::NotFound, words)
    })
}

/// A plan with its drafts, for the commands about easy read.
pub(super) fn read(root: &Path) -> Read {
    pipeline::read(&draft(root))
}

pub(super) fn draft(root: &Path) -> Settings {
    Settings { root: root.to_path_buf(), drafts: true, calendar: Some(today), ..Settings::default() }
}

/// The day of today; the one that `SOURCE_DATE_EPOCH` names, where a build is to be repeated as it was.
pub(super) fn today() -> Option<jiff::civil::Date> {
    let named = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = match named {
        Some(seconds) => jiff::Timestamp::from_second(seconds).ok()?,
        None => jiff::Timestamp::now(),
    };
    Some(now.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// A path counted from the plan's folder, if it was typed from the root of the disk.
pub(super) fn below(root: &Path, typed: &str) -> String {
    let whole = std::path::absolute(root).ok();
    let inner = whole.as_deref().and_then(|whole| Path::new(typed).strip_prefix(whole).ok());
    inner.map_or_else(|| typed.to_owned(), |inner| inner.display().to_string())
}
