//! A path → whether it lies on a drive that does not tell of all changes.

use std::path::{Path, PathBuf};

/// Kinds of file systems whose changes are made elsewhere: on a server, or by the system that this one is a guest of.
const KINDS: [&str; 22] = [
    "9p",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "drvfs",
    "fakeowner",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "osxfs",
    "prl_fs",
    "smb3",
    "smbfs",
    "v9fs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// The kind of the drive that a path without links lies on, if it is one that does not tell of all changes.
pub(crate) fn network(path: &Path) -> Option<String> {
    if is_on_windows_network(&path.to_string_lossy()) {
        return Some("a network address".to_owned());
    }
    // Where there is no such list, `--poll` is for the person at the screen to choose.
    kind_in(&std::fs::read_to_string("/proc/mounts").ok()?, path)
}

/// `\\server\share`, as it is typed and as the system writes it.
fn is_on_windows_network(path: &str) -> bool {
    path.starts_with(r"\\?\UNC\") || path.starts_with(r"\\") && !path.starts_with(r"\\?\") && !path.starts_with(r"\\.\")
}

/// Looks a path up in Linux's list of mounts: device, place, kind. Of two at one place, the later hides the other.
fn kind_in(mounts: &str, path: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ').skip(1);
        Some((place(parts.next()?), parts.next()?))
    });
    let (_, kind) =
        mounts.filter(|(place, _)| path.starts_with(place)).max_by_key(|(place, _)| place.components().count())?;
    (KINDS.contains(&kind) || kind.starts_with("fuse.")).then(|| kind.to_owned())
}

/// Spaces and the like are written as three octal digits.
fn place(escaped: &str) -> PathBuf {
    let (mut place, mut rest) = (String::new(), escaped);
    while let Some((before, after)) = rest.split_once('\\') {
        place.push_str(before);
        let letter = after.get(..3).and_then(|digits| u8::from_str_radix(digits, 8).ok());
        place.push(letter.map_or('\\', char::from));
        rest = if letter.is_some() { &after[3..] } else { after };
    }
    PathBuf::from(place + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
//server/plans /mnt/h\\040drive cifs rw 0 0
/dev/sdb1 /mnt/h\\040drive/local ext4 rw 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs 0 0
server:/home /home nfs4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
server:/a /twice nfs rw 0 0
/dev/sdd1 /twice ext4 rw 0 0
";

    #[test]
    fn the_drive_that_a_path_lies_on_is_the_innermost() {
        let kind = |path| kind_in(MOUNTS, Path::new(path));
        assert_eq!(kind("/mnt/h drive/plan").as_deref(), Some("cifs"));
        assert_eq!(kind("/mnt/h drive/local/plan"), None);
        assert_eq!(kind("/mnt/h drives/plan"), None);
        assert_eq!(kind("/mnt/c/Users/plan").as_deref(), Some("9p"));
        assert_eq!(kind("/home/priya/plan").as_deref(), Some("nfs4"));
        assert_eq!(kind("/run/user/1000/gvfs/smb-share:server=x/plan").as_deref(), Some("fuse.gvfsd-fuse"));
        assert_eq!(kind("/media/stick/plan"), None);
        assert_eq!(kind("/twice/plan"), None);
        assert_eq!(kind("/srv/plan"), None);
    }

    #[test]
    fn windows_network_addresses_are_known_in_each_form() {
        for path in [r"\\server\share\plan", r"\\?\UNC\server\share\plan", r"\\wsl.localhost\Ubuntu\home\plan"] {
            assert!(is_on_windows_network(path), "{path}");
        }
        for path in [r"C:\plan", r"\\?\C:\plan", r"\\.\C:\plan", "/plan"] {
            assert!(!is_on_windows_network(path), "{path}");
        }
    }
}
