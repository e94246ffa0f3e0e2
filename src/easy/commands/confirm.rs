//! A plan and what a person vouches for → a new `easy.lock`.
//!
//! Nothing is confirmed but what is named, and what is not named stays as it is. If the file that is named was renamed, all
//! that is kept of it goes to its new path.

use std::collections::BTreeSet;

use super::find;
use crate::base::names::nearest;
use crate::easy::lockfile::{Lock, PartName};
use crate::easy::sync::{check_name, checked_lines};
use crate::plan::Plan;

/// What a person confirms, and who they are.
#[derive(Clone, Copy, Debug)]
pub struct Confirming<'a> {
    /// A twin, or one part of it: `content/1-care.easy.md#how-we-help/2`.
    pub what: &'a str,
    /// Who confirms it.
    pub by: &'a str,
    /// Why it is right.
    pub because: &'a str,
}

/// The confirmations of a plan with those that were asked for, and what was confirmed, in a sentence.
///
/// # Errors
/// What was named and is not there, in words.
pub fn confirm(plan: &Plan, confirming: &Confirming) -> Result<(Lock, String), String> {
    let (path, part) = match confirming.what.split_once('#') {
        Some((path, part)) => (path, Some(part)),
        None => (confirming.what, None),
    };
    for (flag, words) in [("by", confirming.by), ("because", confirming.because)] {
        if words.trim().is_empty() {
            return Err(format!("--{flag} is empty. Write a name or a reason after it"));
        }
    }
    let (chapter, twin) = find(plan, path)?;
    if let Some(anchor) = plan.unknown_anchors(chapter, twin).first() {
        return Err(format!("`{}` is not in {}. Run `plainplan check` to see why", anchor.value, chapter.path));
    }
    let named = twin.named_parts();
    let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
    if let Some(part) = part.filter(|part| !names.contains(part)) {
        let meant = nearest(part, names.iter().copied());
        let hint = meant
            .map_or_else(|| format!("Its parts: {}", names.join(", ")), |meant| format!("Did you mean `{meant}`?"));
        return Err(format!("there is no part `{part}` in {}. {hint}", twin.path));
    }
    let mut lock = plan.lock_to_write(&twin.path);
    if part.is_none() {
        lock.parts.retain(|name, _| name.path != twin.path || names.contains(&name.part.as_str()));
    }
    let wanted: Vec<_> = named.iter().filter(|named| part.is_none_or(|part| part == named.name)).collect();
    for named in &wanted {
        let name = PartName { path: twin.path.clone(), part: named.name.clone() };
        let confirmation = plan.confirmation(chapter, twin, named, confirming.by, confirming.because);
        lock.parts.insert(name, confirmation);
    }
    let said = match wanted.as_slice() {
        [one] => PartName { path: twin.path.clone(), part: one.name.clone() }.words(),
        all => format!("{} parts of {}", all.len(), twin.path),
    };
    Ok((lock, format!("Confirmed {said}.")))
}

/// The confirmations of a plan with the records of a twin's checks bound to its words, and what was done, in a sentence.
///
/// A record that is bound already stays bound to the words it is bound to.
///
/// # Errors
/// What was named and is not there, in words.
pub fn bind_checks(plan: &Plan, path: &str) -> Result<(Lock, String), String> {
    let (_, twin) = find(plan, path)?;
    if twin.checked.is_empty() {
        return Err(format!("{} has no record of a check. Add who checked it under `checked:` first", twin.path));
    }
    let mut lock = plan.lock_to_write(&twin.path);
    let names: BTreeSet<_> = twin.checked.iter().map(|record| check_name(twin, record)).collect();
    lock.checks.retain(|name, _| name.path != twin.path || names.contains(name));
    let new: Vec<_> = names.into_iter().filter(|name| !lock.checks.contains_key(name)).collect();
    let records: Vec<&str> = new.iter().map(|name| name.record.as_str()).collect();
    let said = if records.is_empty() {
        "There is nothing to do. Every record already belongs to the version that was checked.".to_owned()
    } else {
        format!("Recorded: the check by {} is for the words and pictures of {}.", records.join("; "), twin.path)
    };
    lock.checks.extend(new.into_iter().map(|name| (name, checked_lines(twin))));
    Ok((lock, said))
}
