//! A plan's folder → what of it may have changed, as it is changed.
//!
//! A [`Watch`] tells at once of the first event, and once more when all is quiet. What an event calls itself is hardly
//! looked at: systems and editors differ, and one event may stand for a whole folder. It names a place, and [`Files`] finds
//! out what has changed there. Where events cannot be had or trusted, the folder is looked through once a second. The only
//! module that knows notify.
//!
//! [`Files`]: crate::base::files::Files

mod drive;
mod links;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::files::disk::Touched;
use crate::base::files::file_id::Identity;
use links::Links;

/// When nothing has happened for this long, an editor has done with saving …
const QUIET: Duration = Duration::from_millis(100);
/// … but a change is never held back for longer than this in all.
const PATIENCE: Duration = Duration::from_millis(500);
/// No longer than this is spent on taking in what came with the first event.
const TOGETHER: Duration = Duration::from_millis(10);
/// How often a folder is looked through that tells of no changes …
const POLL: Duration = Duration::from_secs(1);
/// … unless looking takes long: then this many times as long as it took is waited.
const RESTS: u32 = 4;
/// How often it is asked whether the folder is still there. A folder that was renamed from above does not say so.
const STILL_THERE: Duration = Duration::from_secs(2);

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    /// The plan's folder, as it was named.
    root: PathBuf,
    /// The same without links in it, and which folder that is.
    real: PathBuf,
    identity: Option<Identity>,
    backend: WatchBackend,
    links: Links,
    heard: PendingEvents,
    /// When what is going on began.
    burst: Option<Instant>,
    /// When the last change was reported.
    reported: Option<Instant>,
    notes: Vec<String>,
}

/// What may have changed, and how certain it is that its author has done with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What may have changed.
    pub touched: Touched,
    /// Whether nothing more has happened since. If not, another change may follow at once.
    pub is_settled: bool,
}

/// How changes are come by.
#[derive(Debug)]
enum WatchBackend {
    /// The system tells.
    Events { watcher: RecommendedWatcher, events: Receiver<notify::Result<Event>> },
    /// The folder is looked through, next at this time.
    Polling { next: Instant },
}

/// What was heard of and not yet reported.
#[derive(Default, Debug)]
struct PendingEvents {
    anything: bool,
    paths: BTreeSet<PathBuf>,
    /// What is gone or empty: programs save by deleting or emptying a file before they write it.
    half: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins to watch a folder. With `poll` it is looked through instead, as it is on a network drive, whose changes are not
    /// reported reliably.
    ///
    /// # Errors
    /// When the folder is not there.
    pub fn start(root: &Path, poll: bool) -> io::Result<Self> {
        let real = fs_err::canonicalize(root)?;
        let mut watch = Self {
            root: root.to_path_buf(),
            links: Links::default(),
            backend: WatchBackend::polling(),
            heard: PendingEvents::default(),
            burst: None,
            reported: None,
            notes: Vec::new(),
            identity: links::identity_of(&real),
            real,
        };
        match drive::network(&watch.real) {
            _ if poll => {}
            Some(kind) => watch.look_instead(&format!(
                "The plan is on a network drive or in a shared folder ({kind}), which does not report all changes"
            )),
            None => watch.listen(),
        }
        Ok(watch)
    }

    /// What the person at the screen should know, once.
    pub fn notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// Waits until something may have changed.
    ///
    /// # Errors
    /// When the folder is gone.
    pub fn change(&mut self) -> io::Result<Change> {
        self.rest();
        loop {
            let is_settled = match self.burst {
                None => self.begin()?,
                Some(_) => self.end()?,
            };
            if !self.heard.is_empty() {
                self.still_there()?;
                self.reported = Some(Instant::now());
                return Ok(Change { touched: self.heard.take(), is_settled });
            }
        }
    }

    /// Something does not look as if its author had done with it: it is reported again once all is quiet.
    pub fn look_again(&mut self, touched: &Touched) {
        match touched {
            Touched::Anything => self.heard.anything = true,
            Touched::Paths(paths) => self.heard.paths.extend(paths.iter().cloned()),
        }
    }

    /// Waits for the first event, and takes what came with it. Says whether all is quiet after it.
    fn begin(&mut self) -> io::Result<bool> {
        while self.heard.is_empty() && !self.hears_within(STILL_THERE) {
            self.still_there()?;
            self.look_for_exchanged();
        }
        let start = Instant::now();
        while start.elapsed() < TOGETHER && self.hears_within(Duration::ZERO) {}
        self.burst = Some(start);
        // What is gone or empty is mostly back at once; if not, it is waited for until all is quiet.
        while !self.heard.half.is_empty() {
            if start.elapsed() >= PATIENCE || !self.hears_within(QUIET) {
                self.burst = None;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Waits until all is quiet, or patience is at its end.
    fn end(&mut self) -> io::Result<bool> {
        let end = self.burst.take().unwrap_or_else(Instant::now) + PATIENCE;
        while self.hears_within(QUIET.min(end.saturating_duration_since(Instant::now()))) {
            if Instant::now() >= end {
                break;
            }
        }
        self.still_there()?;
        Ok(true)
    }

    fn still_there(&self) -> io::Result<()> {
        if self.root.is_dir() {
            return Ok(());
        }
        let words = format!(
            "the plan's folder {} is no longer there. It was moved, renamed or deleted, or its drive was \
             disconnected. Start again when it is back.",
            self.root.display()
        );
        Err(io::Error::new(io::ErrorKind::NotFound, words))
    }

    /// Another folder may lie in the place of the plan's, or of one that a link leads to. Nobody tells of that.
    fn look_for_exchanged(&mut self) {
        let real = std::fs::canonicalize(&self.root).unwrap_or_else(|_| self.real.clone());
        let identity = links::identity_of(&real);
        if real != self.real || identity != self.identity || self.links.lead_elsewhere() {
            (self.real, self.identity) = (real, identity);
            self.listen_again();
        }
    }

    /// Waits for something that concerns the plan; false if nothing comes in that time.
    fn hears_within(&mut self, time: Duration) -> bool {
        let end = Instant::now() + time;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let event = match &mut self.backend {
                WatchBackend::Events { events, .. } => events.recv_timeout(left),
                WatchBackend::Polling { next } => {
                    std::thread::sleep(left.min(next.saturating_duration_since(Instant::now())));
                    let is_time = Instant::now() >= *next;
                    if is_time {
                        *next = Instant::now() + POLL;
                        self.heard.anything = true;
                    }
                    return is_time;
                }
            };
            match event {
                Ok(event) => {
                    if self.hear(event) {
                        return true;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => self.look_instead("The system has stopped reporting changes"),
            }
        }
    }

    /// Takes an event in; says whether it concerns the plan.
    fn hear(&mut self, event: notify::Result<Event>) -> bool {
        match event {
            Err(error) if is_limit(&error) => self.look_instead(LIMIT),
            // What was missed is not known.
            Err(_) => self.heard.anything = true,
            Ok(event) if event.need_rescan() => self.listen_again(),
            Ok(event) if is_reading(event.kind) => return false,
            Ok(event) => {
                let concerns = event.paths.iter().filter(|path| self.hear_of(path, event.kind));
                return concerns.count() > 0;
            }
        }
        true
    }

    /// Takes in that something happened at a place; says whether it concerns the plan.
    fn hear_of(&mut self, path: &Path, kind: EventKind) -> bool {
        let Ok(inner) = path.strip_prefix(&self.real) else {
            let is_linked = self.links.lead_to(path);
            self.heard.anything |= is_linked;
            return is_linked;
        };
        if inner.as_os_str().is_empty() {
            // Another folder may lie in its place by now.
            let is_other = matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
            if is_other {
                self.listen_again();
            }
            return is_other;
        }
        if !crate::base::files::paths::is_of_plan(&inner.to_string_lossy().replace('\\', "/")) {
            return false;
        }
        let here = self.root.join(inner);
        self.heard.half.remove(&here);
        match std::fs::symlink_metadata(path) {
            Err(_) => drop(self.heard.half.insert(here.clone())),
            Ok(found) if found.is_symlink() => self.listen_again(),
            // What happens in a folder is reported of what lies in it.
            Ok(found) if found.is_dir() && is_writing(kind) => return false,
            Ok(found) if found.is_dir() => self.listen_to(path),
            Ok(found) if found.len() == 0 => drop(self.heard.half.insert(here.clone())),
            Ok(_) => {}
        }
        // What a link leads to may have two names, of which the system tells one.
        self.heard.anything |= !self.links.is_empty();
        self.heard.paths.insert(here);
        true
    }

    /// Listens to a new folder before it is looked through: what comes later is reported, what came earlier is found.
    fn listen_to(&mut self, folder: &Path) {
        self.listen_here(folder, RecursiveMode::Recursive);
        if !links::below(folder).is_empty() {
            self.listen_again();
        }
    }

    /// Listens to all that a plan is made of. What else lies in the folder, such as the website itself, is not listened to.
    fn listen(&mut self) {
        let (sender, events) = mpsc::channel();
        // Nobody receives any more only when the watch ends.
        let tell = move |event| drop(sender.send(event));
        match RecommendedWatcher::new(tell, notify::Config::default()) {
            Ok(watcher) => self.backend = WatchBackend::Events { watcher, events },
            Err(_) => return self.look_instead(NO_WATCHER),
        }
        self.listen_here(&self.real.clone(), RecursiveMode::NonRecursive);
        for top in crate::base::files::paths::TOPS.map(|top| self.real.join(top)).into_iter().filter(|top| top.is_dir())
        {
            self.listen_here(&top, RecursiveMode::Recursive);
        }
        let before = std::mem::take(&mut self.links);
        self.links = Links::of_plan(&self.real);
        self.notes.extend(self.links.leading_out(&self.real, &before));
        for folder in self.links.folders_of_files(&self.real) {
            self.listen_here(&folder, RecursiveMode::NonRecursive);
        }
    }

    /// Listens anew, and takes everything to be changed.
    fn listen_again(&mut self) {
        self.heard.anything = true;
        if matches!(self.backend, WatchBackend::Events { .. }) {
            self.listen();
        }
    }

    fn listen_here(&mut self, folder: &Path, mode: RecursiveMode) {
        let WatchBackend::Events { watcher, .. } = &mut self.backend else { return };
        match watcher.watch(folder, mode) {
            Err(error) if is_limit(&error) => self.look_instead(LIMIT),
            // One folder in it that may not be read leaves others unheard.
            Err(error) if folder.is_dir() => {
                let place = error.paths.first().map_or(folder, PathBuf::as_path).display();
                self.look_instead(&format!("The system does not report changes in {place}"));
            }
            // It is not there; another event says so when that changes.
            _ => {}
        }
    }

    /// Looks through the folder from now on, and says so.
    fn look_instead(&mut self, why: &str) {
        self.heard.anything = true;
        self.notes.push(format!("{why}. plainplan checks the plan's folder once a second instead."));
        self.backend = WatchBackend::polling();
    }

    /// A slow drive is not looked through all the time.
    fn rest(&mut self) {
        if let (WatchBackend::Polling { next }, Some(reported)) = (&mut self.backend, self.reported) {
            *next = Instant::now() + POLL.max(reported.elapsed() * RESTS);
        }
    }
}

impl WatchBackend {
    fn polling() -> Self {
        Self::Polling { next: Instant::now() + POLL }
    }
}

impl PendingEvents {
    fn is_empty(&self) -> bool {
        !self.anything && self.paths.is_empty()
    }

    fn take(&mut self) -> Touched {
        let heard = std::mem::take(self);
        if heard.anything { Touched::Anything } else { Touched::Paths(heard.paths) }
    }
}

const LIMIT: &str = "The system cannot watch this many folders (on Linux, fs.inotify.max_user_watches sets the limit)";

const NO_WATCHER: &str =
    "Too many programs are watching folders (on Linux, fs.inotify.max_user_instances sets the limit)";

fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::StorageFull,
        _ => false,
    }
}

/// That a file was read, by this program above all, changes nothing. That one was closed after writing may be all that is
/// reported of a change.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(how) if how != AccessKind::Close(AccessMode::Write))
}

fn is_writing(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_)) | EventKind::Access(_))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, MetadataKind};

    use super::*;

    fn plan() -> (tempfile::TempDir, Watch) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("content")).expect("made");
        std::fs::write(folder.path().join("plan.yaml"), "title: T\n").expect("written");
        std::fs::write(folder.path().join("content/a.md"), "Text.").expect("written");
        let watch = Watch::start(folder.path(), false).expect("watched");
        (folder, watch)
    }

    fn hear(watch: &mut Watch, kind: EventKind, path: &str) -> Touched {
        let event = Event::new(kind).add_path(watch.real.join(path));
        watch.hear(Ok(event));
        watch.heard.take()
    }

    fn paths(watch: &Watch, paths: &[&str]) -> Touched {
        Touched::Paths(paths.iter().map(|path| watch.root.join(path)).collect())
    }

    #[test]
    fn an_event_that_names_files_touches_these_files_alone_whatever_it_calls_itself() {
        let (_folder, mut watch) = plan();
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let marked = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        for kind in [written, closed, marked, EventKind::Any, EventKind::Other, EventKind::Create(CreateKind::File)] {
            assert_eq!(hear(&mut watch, kind, "content/a.md"), paths(&watch, &["content/a.md"]));
        }
        let renamed = EventKind::Modify(ModifyKind::Name(notify::event::RenameMode::Both));
        let event =
            Event::new(renamed).add_path(watch.real.join("content/b.md")).add_path(watch.real.join("content/a.md"));
        assert!(watch.hear(Ok(event)));
        assert_eq!(watch.heard.take(), paths(&watch, &["content/a.md", "content/b.md"]));
    }

    #[test]
    fn what_was_only_read_or_is_not_of_the_plan_touches_nothing() {
        let (_folder, mut watch) = plan();
        let (read, none) = (EventKind::Access(AccessKind::Open(AccessMode::Any)), paths(&watch, &[]));
        assert_eq!(hear(&mut watch, read, "content/a.md"), none);
        for path in ["public/index.html", "notes.md", "content/.a.md.swp", "content/.git/HEAD", "contents/a.md"] {
            assert_eq!(hear(&mut watch, EventKind::Any, path), none, "{path}");
        }
        let written = EventKind::Modify(ModifyKind::Any);
        assert_eq!(hear(&mut watch, written, "content"), none, "what lies in it is told too");
    }

    #[test]
    fn when_events_were_lost_anything_may_have_changed() {
        let (_folder, mut watch) = plan();
        assert!(watch.hear(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))));
        assert_eq!(watch.change().expect("a change").touched, Touched::Anything);
        assert!(watch.hear(Err(notify::Error::generic("what?"))));
        assert_eq!(watch.heard.take(), Touched::Anything);
        // And it listens still.
        std::fs::write(watch.root.join("content/a.md"), "Other.").expect("written");
        let change = std::iter::repeat_with(|| watch.change().expect("a change").touched)
            .find(|touched| *touched != Touched::Anything);
        assert_eq!(change, Some(paths(&watch, &["content/a.md"])));
    }

    #[test]
    fn when_the_system_watches_no_more_folders_the_plan_is_looked_through_and_that_is_said() {
        let (_folder, mut watch) = plan();
        assert!(watch.hear(Err(notify::Error::new(ErrorKind::MaxFilesWatch))));
        assert_eq!(
            watch.notes(),
            ["The system cannot watch so many folders (on Linux, fs.inotify.max_user_watches says how many). \
              The plan's folder is looked through once a second instead."]
        );
        assert_eq!(watch.change().expect("at once").touched, Touched::Anything);
        let start = Instant::now();
        let change = std::iter::repeat_with(|| watch.change().expect("a change")).find(|change| !change.is_settled);
        assert_eq!(change.map(|change| change.touched), Some(Touched::Anything));
        assert!(start.elapsed() >= POLL / 2, "it rests between two looks");
        assert_eq!(watch.notes(), [""; 0]);
    }

    #[test]
    fn a_stream_of_changes_is_reported_at_once_and_then_twice_a_second() {
        let (folder, mut watch) = plan();
        let path = folder.path().join("content/a.md");
        let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let (reported, stopped) = (stop.clone(), std::sync::atomic::Ordering::Relaxed);
        let writer = std::thread::spawn(move || {
            for number in 0.. {
                if reported.load(stopped) {
                    break;
                }
                std::fs::write(&path, format!("{number}")).expect("written");
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let mut changes = 0;
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(3) {
            watch.change().expect("a change");
            changes += 1;
        }
        stop.store(true, stopped);
        writer.join().expect("ended");
        // Two in about half a second: one at once, one at the end of patience.
        assert!((4..=14).contains(&changes), "{changes}");
    }

    #[test]
    fn a_file_that_is_emptied_and_written_at_once_is_reported_at_once() {
        let (_folder, mut watch) = plan();
        let path = watch.real.join("content/a.md");
        std::fs::write(&path, "").expect("emptied");
        watch.hear(Ok(Event::new(EventKind::Any).add_path(path.clone())));
        assert_eq!(watch.heard.half.len(), 1);
        std::fs::write(&path, "Other.").expect("written");
        let change = watch.change().expect("a change");
        assert!(!change.is_settled && change.touched == paths(&watch, &["content/a.md"]), "{change:?}");
    }

    #[test]
    fn a_file_that_is_gone_or_empty_is_waited_for_until_all_is_quiet() {
        let (folder, mut watch) = plan();
        for act in [|path: &Path| std::fs::remove_file(path), |path: &Path| std::fs::write(path, "")] {
            act(&folder.path().join("content/a.md")).expect("done");
            let change = watch.change().expect("a change");
            assert!(change.is_settled && change.touched == paths(&watch, &["content/a.md"]), "{change:?}");
        }
    }
}
