//! What the disk says of a file → which of all files it is, and when it was last touched in any way.
//!
//! Another file that is put in its place may have the same name, length and time. Only Unix tells them apart without
//! keeping them open; elsewhere all are one and the same.

use std::fs::Metadata;

/// Which file or folder it is, of all on this machine.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Identity {
    device: u64,
    number: u64,
}

/// When a file was last touched, be it its rights or its name alone: seconds and nanoseconds since 1970. No program can
/// set this time.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Touch(i64, i64);

#[cfg(unix)]
pub(crate) fn of(found: &Metadata) -> (Identity, Touch) {
    use std::os::unix::fs::MetadataExt;

    let identity = Identity { device: found.dev(), number: found.ino() };
    (identity, Touch(found.ctime(), found.ctime_nsec()))
}

#[cfg(not(unix))]
pub(crate) fn of(_: &Metadata) -> (Identity, Touch) {
    <(Identity, Touch)>::default()
}
