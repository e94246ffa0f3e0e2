//! All files of open data → one zip archive, with the same bytes for the same files.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs files, each under its address.
pub(super) fn zip(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    // Writing to memory does not fail.
    packed(files).unwrap_or_default()
}

fn packed(files: &BTreeMap<String, Vec<u8>>) -> ZipResult<Vec<u8>> {
    // The time is the earliest there is: a build must not show when it was made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (address, bytes) in files {
        archive.start_file(address.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
