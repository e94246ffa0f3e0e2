//! A site → a folder that is whole at every instant.
//!
//! What differs is first written beside the site, then put in place file by file, each by a rename: what pages are made of,
//! new pages, changed pages; what is gone is deleted last. So a page never leads to something that is not there, and a disk
//! that is full is found out before anything has changed. Only files that a build has written are ever replaced or
//! deleted; they are listed in the folder (`manifest`). A build that publishes once writes its files beside the site as soon as
//! they are made (`staging`). A build that was killed leaves the old site, the new one, or pages
//! of both that lead to each other; the next one puts it right.

mod manifest;
mod staging;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use crate::base::hash::hash_of;
use crate::output::{self, Body, Changes, Output};
use manifest::{Manifest, Stamp};
pub use staging::Staging;

/// Where files wait until all of them are written. On the same disk as the site: a rename never copies.
const WAITING: &str = ".plainplan-new";

/// So many files wait in one folder: only one file at a time can come into a folder, or leave it.
const ROOM: usize = 256;

/// A message about what is in the way names no more than this much of it.
const NAMED: usize = 5;

const STRANGE: &str = "plainplan did not make it, so it will not replace it";
const FOLDER_FOR_FILE: &str = "it is a folder, but the website needs a file with that name";
const FILE_FOR_FOLDER: &str = "it is a file, but the website needs a folder with that name";
const LINK_FOR_FOLDER: &str = "it is a link to another folder, but the website needs a folder with that name";

/// A folder that a site is written into, again and again. No other process writes into it meanwhile.
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    manifest: Manifest,
    /// What the folder holds, once this process has written it, and how the folder looked then. Unknown after a failure.
    shown: Option<(Output, u128)>,
}

/// How a file of the site stands in the folder.
enum State {
    /// It holds what it should.
    Right,
    /// It holds what it should, and the list does not know of it.
    Unlisted(Stamp),
    /// It is not there.
    Missing,
    /// It is ours and holds other bytes.
    Outdated,
    /// It is somebody else's and holds other bytes.
    Strange,
    /// There is a folder of that name.
    Folder,
}

/// What a publication will do.
#[derive(Default)]
struct Steps {
    new: Vec<String>,
    changed: Vec<String>,
    delete: Vec<String>,
    /// Files of ours that a lost list does not know of any more, to be taken into the new one.
    adopted: Vec<(String, Stamp)>,
    /// Files of ours that must go first: a folder takes their place, or they lie where a file will be.
    clear: Vec<String>,
    /// Folders that must go first, once they are empty.
    flatten: Vec<String>,
    kept: usize,
}

/// A file that waits to be put in place.
struct Waiting<'w> {
    address: &'w str,
    path: Cow<'w, Path>,
    stamp: Stamp,
}

/// Writes a site into `folder`, once.
///
/// # Errors
/// As [`Publication::open`] and [`Publication::publish`].
pub fn write(output: &Output, folder: &Path) -> io::Result<Changes> {
    Publication::open(folder)?.publish(output)
}

/// Deletes every file that builds have written into `folder`, and the folders that are left empty. Says how many.
///
/// # Errors
/// When a file cannot be deleted, or another process writes into the folder.
pub fn clean(folder: &Path) -> io::Result<usize> {
    if !Manifest::is_in(folder) {
        return Ok(0);
    }
    let publication = Publication::open(folder)?;
    let files: Vec<String> = publication.manifest.addresses().cloned().collect();
    let mut deleted = 0;
    for address in &files {
        deleted += usize::from(delete(folder, address)?);
    }
    publication.manifest.remove()?;
    Ok(deleted)
}

impl Publication {
    /// Opens a folder for writing, and clears away what a killed build has left half-written.
    ///
    /// # Errors
    /// When another process writes into the folder, or it cannot be written into.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let manifest = Manifest::open(folder)?;
        let publication = Self { folder: folder.to_path_buf(), manifest, shown: None };
        remove_all(&publication.waiting())?;
        Ok(publication)
    }

    /// Makes the folder hold the site. The second time, only what differs from the first is looked at.
    ///
    /// # Errors
    /// When a file cannot be read, written or deleted, or when something that the tool did not write is in the way. The
    /// folder then holds the site as it was, unless the machine failed while files were put in place.
    pub fn publish(&mut self, output: &Output) -> io::Result<Changes> {
        if !self.manifest.is_in_place() {
            *self = Self::open(&self.folder)?;
        }
        // Who clears the folder out leaves traces in it: then every file is looked at.
        let earlier = self.shown.take().filter(|(_, look)| *look == self.look());
        let steps = self.steps(output, earlier.as_ref().map(|(earlier, _)| earlier))?;
        if !steps.is_empty() {
            let done = self.carry_out(&steps, output);
            let cleared = remove_all(&self.waiting());
            done.and(cleared)?;
        }
        self.shown = Some((output.clone(), self.look()));
        Ok(steps.into_changes())
    }

    /// Makes the folder hold a site whose files lie in it or wait beside it.
    fn publish_staged(&mut self, output: &Output) -> io::Result<Changes> {
        if self.manifest.is_in_place() { self.publish(output) } else { Err(gone(&self.folder)) }
    }

    /// The hash of when the folder, and each folder in it, was last added to or taken from.
    fn look(&self) -> u128 {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let inner = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path());
        let mut folders: Vec<PathBuf> = inner.chain([self.folder.clone()]).collect();
        folders.sort_unstable();
        let time = |folder: &PathBuf| std::fs::metadata(folder).and_then(|found| found.modified()).ok();
        hash_of(&folders.iter().map(|folder| (folder, time(folder))).collect::<Vec<_>>())
    }

    fn waiting(&self) -> PathBuf {
        self.folder.join(WAITING)
    }

    /// What is to be done, and nothing if something is in the way. Files that this process wrote and that are the same now
    /// are not looked at.
    fn steps(&self, output: &Output, earlier: Option<&Output>) -> io::Result<Steps> {
        let (candidates, gone) = match earlier {
            Some(earlier) => {
                let changes = output.changes_since(earlier);
                (changes.written, changes.deleted)
            }
            None => (
                output.addresses().map(str::to_owned).collect(),
                self.manifest.addresses().filter(|address| output.body(address).is_none()).cloned().collect(),
            ),
        };
        let links = self.links(&candidates);
        if !links.is_empty() {
            return Err(refused(&links));
        }
        let listed = self.manifest.time();
        let state = |address: &String| self.state(address, body(output, address)?, listed);
        let states: Vec<State> = candidates.par_iter().map(state).collect::<io::Result<_>>()?;
        let delete = gone.into_iter().filter(|address| self.manifest.lists(address)).collect();
        let mut steps = Steps { delete, ..Steps::default() };
        let mut trouble = Vec::new();
        for (address, state) in candidates.into_iter().zip(states) {
            match state {
                State::Right => {}
                State::Unlisted(stamp) => steps.adopted.push((address, stamp)),
                State::Missing => steps.new.push(address),
                State::Outdated => steps.changed.push(address),
                State::Strange => trouble.push(self.in_the_way(&address, STRANGE)),
                State::Folder => self.replace_folder(address, &mut steps, &mut trouble),
            }
        }
        self.replace_files(&mut steps, &mut trouble);
        // A picture of the same bytes may be somebody's own. A page may not: where one is not listed, the list was lost, as
        // when a site is copied without its hidden files.
        if !steps.adopted.iter().any(|(address, _)| is_page(address)) {
            steps.adopted.clear();
        }
        steps.kept = output.len() - steps.new.len() - steps.changed.len();
        if trouble.is_empty() { Ok(steps) } else { Err(refused(&trouble)) }
    }

    /// Links in place of folders that files lie in: what they lead to is somebody else's.
    fn links(&self, addresses: &[String]) -> Vec<String> {
        let links = folders(addresses).into_iter().filter(|inner| is_link(&self.folder.join(inner)));
        links.map(|folder| self.in_the_way(folder, LINK_FOR_FOLDER)).collect()
    }

    fn state(&self, address: &str, body: &Body, listed: u128) -> io::Result<State> {
        if matches!(body, Body::Stored(stored) if stored.staged.is_none()) {
            return Ok(State::Right);
        }
        let path = self.folder.join(address);
        let Ok(found) = std::fs::symlink_metadata(&path) else { return Ok(State::Missing) };
        if found.is_dir() {
            return Ok(State::Folder);
        }
        let (hash, length) = (body.hash().ok_or_else(discarded)?, body.length());
        let is_right = self.is_there(address, &found, listed, hash, length);
        Ok(match (is_right, self.manifest.lists(address)) {
            (true, true) => State::Right,
            (true, false) => State::Unlisted(Stamp::new(hash, &found)),
            (false, true) => State::Outdated,
            (false, false) => State::Strange,
        })
    }

    /// Whether the file that was `found` at an address holds bytes of this hash and length.
    fn is_there(&self, address: &str, found: &Metadata, listed: u128, hash: u128, length: usize) -> bool {
        let is_vouched = || self.manifest.stamp(address).is_some_and(|stamp| stamp.vouches(found, listed, hash));
        let is_read = || std::fs::read(self.folder.join(address)).is_ok_and(|there| xxh3_128(&there) == hash);
        let may_be = !found.is_file() || found.len() == length as u64;
        may_be && (is_vouched() || is_read())
    }

    fn in_the_way(&self, address: &str, why: &str) -> String {
        format!("{} already exists: {why}.", self.folder.join(address).display())
    }

    /// A folder where a file must be goes first, if all that lies in it is ours and is to go.
    fn replace_folder(&self, address: String, steps: &mut Steps, trouble: &mut Vec<String>) {
        match self.all_below(&address, &steps.delete) {
            Some(files) => {
                steps.clear.extend(files);
                steps.flatten.push(address.clone());
                steps.new.push(address);
            }
            None => trouble.push(self.in_the_way(&address, FOLDER_FOR_FILE)),
        }
    }

    /// The files below a folder; nothing unless all of them are among `gone`.
    fn all_below(&self, address: &str, gone: &[String]) -> Option<Vec<String>> {
        let mut files = Vec::new();
        for entry in WalkDir::new(self.folder.join(address)) {
            let entry = entry.ok()?;
            if !entry.file_type().is_dir() {
                let path = entry.path().strip_prefix(&self.folder).ok()?.to_string_lossy().replace('\\', "/");
                files.push(gone.iter().find(|gone| **gone == path)?.clone());
            }
        }
        Some(files)
    }

    /// A file where a folder must be goes first, if it is ours and is to go.
    fn replace_files(&self, steps: &mut Steps, trouble: &mut Vec<String>) {
        let is_file = |folder: &&str| std::fs::metadata(self.folder.join(folder)).is_ok_and(|found| found.is_file());
        for address in folders(&steps.new).into_iter().filter(is_file) {
            match steps.delete.iter().find(|gone| *gone == address) {
                Some(gone) => steps.clear.push(gone.clone()),
                None => trouble.push(self.in_the_way(address, FILE_FOR_FOLDER)),
            }
        }
    }

    fn carry_out(&mut self, steps: &Steps, output: &Output) -> io::Result<()> {
        let waiting = self.waiting();
        fs_err::create_dir_all(&waiting)?;
        let new = write_all(&steps.new, output, &waiting, "new")?;
        let changed = write_all(&steps.changed, output, &waiting, "changed")?;
        let adopted = steps.adopted.iter().map(|(address, _)| address);
        let announced: Vec<&String> = steps.new.iter().chain(adopted).collect();
        self.manifest.announce(&announced, &waiting.join("files"))?;
        self.make_room(steps)?;
        let is_page = |file: &&Waiting| is_page(file.address);
        self.put_in_place(new.iter().chain(&changed).filter(|file| !is_page(file)))?;
        self.put_in_place(new.iter().filter(is_page))?;
        self.put_in_place(changed.iter().filter(is_page))?;
        // No page leads to those that are going; while they are there, they show their pictures.
        let (pages, parts): (Vec<_>, Vec<_>) = steps.delete.iter().partition(|address| self::is_page(address));
        for address in pages.into_iter().chain(parts) {
            delete(&self.folder, address)?;
        }
        let written = new.into_iter().chain(changed).map(|file| (file.address, file.stamp));
        let adopted = steps.adopted.iter().map(|(address, stamp)| (address.as_str(), *stamp));
        self.manifest.note(written.chain(adopted), &steps.delete)
    }

    /// Clears what is in the way, and makes the folders that are missing.
    fn make_room(&self, steps: &Steps) -> io::Result<()> {
        for address in &steps.clear {
            delete(&self.folder, address)?;
        }
        for address in &steps.flatten {
            remove_empty_folders(&self.folder.join(address));
        }
        for folder in folders(&steps.new) {
            let folder = self.folder.join(folder);
            match fs_err::create_dir(&folder) {
                Err(_) if folder.is_dir() => {}
                made => made?,
            }
        }
        Ok(())
    }

    fn put_in_place<'a>(&self, files: impl Iterator<Item = &'a Waiting<'a>>) -> io::Result<()> {
        let files: Vec<&Waiting> = files.collect();
        files.into_par_iter().try_for_each(|file| fs_err::rename(&file.path, self.folder.join(file.address)))
    }
}

impl Steps {
    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.delete.is_empty() && self.adopted.is_empty()
    }

    fn into_changes(self) -> Changes {
        let mut written = self.new;
        written.extend(self.changed);
        written.sort_unstable();
        Changes { written, kept: self.kept, deleted: self.delete }
    }
}

/// What leads to other files, and so must come after them.
fn is_page(address: &str) -> bool {
    address.ends_with(".html") || address.ends_with(".xml")
}

/// Every folder that files lie in, each once, the outer before the inner.
fn folders(addresses: &[String]) -> BTreeSet<&str> {
    addresses.iter().flat_map(|address| output::folders(address)).collect()
}

/// The file at an address of a site.
fn body<'o>(output: &'o Output, address: &str) -> io::Result<&'o Body> {
    output.body(address).ok_or_else(discarded)
}

fn gone(folder: &Path) -> io::Error {
    let words = format!("{} was deleted while plainplan was building the website. Try again.", folder.display());
    io::Error::new(io::ErrorKind::NotFound, words)
}

/// A site that was made for its findings alone cannot be published.
fn discarded() -> io::Error {
    io::Error::other("the website was not kept after it was made")
}

fn refused(trouble: &[String]) -> io::Error {
    let mut words = trouble[..trouble.len().min(NAMED)].join("\n");
    if trouble.len() > NAMED {
        words.push_str(&format!("\nThere are {} more.", trouble.len() - NAMED));
    }
    words.push_str("\nNothing was published. Move these files, or choose another folder with -o.");
    io::Error::new(io::ErrorKind::AlreadyExists, words)
}

/// Writes files into the folder where they wait, unless they wait already.
fn write_all<'w>(
    addresses: &'w [String],
    output: &'w Output,
    waiting: &Path,
    name: &str,
) -> io::Result<Vec<Waiting<'w>>> {
    let rooms = addresses.par_chunks(ROOM).enumerate().map(|(number, addresses)| {
        let room = waiting.join(format!("{name}-{number}"));
        let write = |(number, address): (usize, &'w String)| {
            let (path, stamp) = match body(output, address)? {
                Body::Bytes(bytes) => {
                    let (path, found) = write_waiting(&room, &number.to_string(), bytes)?;
                    (Cow::Owned(path), Stamp::new(xxh3_128(bytes), &found))
                }
                Body::Stored(stored) => {
                    let path = stored.staged.as_deref().ok_or_else(discarded)?;
                    (Cow::Borrowed(path), Stamp::from(&**stored))
                }
                Body::Discarded(_) => return Err(discarded()),
            };
            Ok(Waiting { address, path, stamp })
        };
        addresses.iter().enumerate().map(write).collect::<io::Result<Vec<Waiting>>>()
    });
    Ok(rooms.collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Writes a file that is to wait in a folder, which is made with the first one.
fn write_waiting(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<(PathBuf, Metadata)> {
    let path = folder.join(name);
    let mut file = match fs_err::File::create(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs_err::create_dir_all(folder)?;
            fs_err::File::create(&path)?
        }
        file => file?,
    };
    file.write_all(bytes)?;
    Ok((path, file.metadata()?))
}

/// Writes one file whole or not at all. Says whether its bytes are new.
///
/// # Errors
/// When it cannot be read or written.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs_err::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let done = fs_err::write(&beside, bytes).and_then(|()| fs_err::rename(&beside, path));
    done.inspect_err(|_| {
        let _ = fs_err::remove_file(&beside);
    })?;
    Ok(true)
}

/// Writes a file where there is none.
///
/// # Errors
/// When there is one, or when it cannot be written.
pub fn write_new_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs_err::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)
}

/// Deletes a file of ours, if it is there.
fn delete(folder: &Path, address: &str) -> io::Result<bool> {
    // What lies behind a link is not ours.
    if output::folders(address).any(|inner| is_link(&folder.join(inner))) {
        return Ok(false);
    }
    let path = folder.join(address);
    let is_deleted = match fs_err::remove_file(&path) {
        // What is gone is gone; a folder that somebody put there is not ours.
        Err(error) if std::fs::symlink_metadata(&path).is_ok_and(|found| !found.is_dir()) => return Err(error),
        done => done.is_ok(),
    };
    // Folders that are empty now go too; one that is not stays, and the first that stays ends the way up.
    let mut above = path.parent();
    while let Some(empty) = above.filter(|above| *above != folder) {
        if std::fs::remove_dir(empty).is_err() {
            break;
        }
        above = empty.parent();
    }
    Ok(is_deleted)
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

fn remove_all(folder: &Path) -> io::Result<()> {
    match fs_err::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a folder in which there is nothing but folders.
fn remove_empty_folders(folder: &Path) {
    for entry in WalkDir::new(folder).contents_first(true).into_iter().flatten() {
        // What is not empty shows when the file is to take its place.
        let _ = std::fs::remove_dir(entry.path());
    }
}
