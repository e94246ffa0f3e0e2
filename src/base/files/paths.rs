//! A path in a plan's folder → whether it is a file of the plan, and whether the tool reads it as text.
//!
//! Paths are counted from the plan's folder, with `/` between their parts.

/// What a plan is made of, in its folder.
pub const TOPS: [&str; 5] = ["plan.yaml", "easy.lock", "content", "static", "themes"];

/// Those of it that are files. The others are folders.
pub(crate) const FILES: [&str; 2] = ["plan.yaml", "easy.lock"];

/// Whether a plan is made of what is at a path.
pub(crate) fn is_of_plan(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|top| TOPS.contains(&top)) && !parts.any(is_passing)
}

/// Whether a file can be at a path, for a plan to be made of it: `plan.yaml`, and `content/a.md`, but not `content`.
pub(crate) fn is_file_of_plan(path: &str) -> bool {
    let (top, is_alone) = path.split_once('/').map_or((path, true), |(top, _)| (top, false));
    is_of_plan(path) && FILES.contains(&top) == is_alone && !path.split('/').any(str::is_empty)
}

/// Whether a path is `place` or is in a folder of that name.
pub(crate) fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a file in the plan's folder has nearly the name of `plan.yaml`: `plan.yml`, `Plan.yaml`, `plan.yaml.txt`.
pub(crate) fn is_nearly_plan_file(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.strip_suffix(".txt").unwrap_or(&lower);
    bare.strip_prefix("plan")
        .is_some_and(|ending| matches!(ending, ".yaml" | ".yml" | ".yaml.yaml" | ".yaml.yml" | ".yam"))
}

/// The endings of the files that the tool reads. A file in `static/` with one of them is copied all the same.
pub(crate) fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path == "easy.lock"
        || !path.starts_with("static/") && matches!(ending, "md" | "yaml" | "yml" | "csv" | "html" | "xml" | "txt")
}

/// Hidden files, and what editors, office programs and systems leave beside a file while they work on it, are not part of
/// a plan: `.report.md.swp`, `~$report.docx`, `.~lock.report.odt#`, `#report.md#`, `report.md~`, `report.md___jb_tmp___`.
/// What servers of websites look for under a hidden name is.
pub(crate) fn is_passing(name: &str) -> bool {
    const FOR_SERVERS: [&str; 3] = [".well-known", ".htaccess", ".nojekyll"];
    const BEGINNINGS: [&str; 3] = [".", "~$", "~WRL"];
    const ENDINGS: [&str; 8] = ["~", ".tmp", ".TMP", ".swp", ".swx", ".bck", ".crdownload", ".part"];
    // Vim tries whether it may write into a folder with a file of the first name.
    const NAMES: [&str; 3] = ["4913", "Thumbs.db", "desktop.ini"];
    if FOR_SERVERS.contains(&name) {
        return false;
    }
    NAMES.contains(&name)
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
        || ["___jb_tmp___", "___jb_old___", ".sb-"].iter().any(|mark| name.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_while_they_save_is_not_of_the_plan() {
        for path in ["plan.yaml", "easy.lock", "content/a.md", "static/.well-known/security.txt", "themes/ours/a.html"]
        {
            assert!(is_of_plan(path), "{path}");
        }
        for path in ["", "public/index.html", "plan.yml", "content/.a.md.swp", "content/~$a.xlsx", "content/x/a.md~"] {
            assert!(!is_of_plan(path), "{path}");
        }
    }

    #[test]
    fn a_folder_of_a_plan_is_no_file_and_a_file_no_folder() {
        for path in ["plan.yaml", "easy.lock", "content/a.md", "static/a/b.png"] {
            assert!(is_file_of_plan(path), "{path}");
        }
        for path in ["content", "content/", "content//a.md", "plan.yaml/a", "../plan.yaml", "content/../a.md", "/a"] {
            assert!(!is_file_of_plan(path), "{path}");
        }
    }

    #[test]
    fn a_folder_holds_what_is_below_it_and_not_what_begins_alike() {
        assert!(is_at("content/a", "content/a") && is_at("content/a/b.md", "content/a"));
        assert!(!is_at("content/ab.md", "content/a") && !is_at("content", "content/a"));
    }
}
