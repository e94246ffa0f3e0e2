//! All files of open data → one zip archive, with the same bytes for the same files.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Packs files, each under its address.
pub(super) fn zip<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    // Writing to memory does not fail.
    packed(files).unwrap_or_default()
}

/// One archive that holds all that some archives hold, without packing it again.
pub(super) fn joined<'a>(archives: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    merged(archives).unwrap_or_default()
}

fn packed<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> ZipResult<Vec<u8>> {
    // The time is the earliest there is: a build must not show when it was made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(FAST))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (address, bytes) in files {
        archive.start_file(address, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Figures are packed to a fifth at any level, and this one takes a third of the time.
const FAST: i64 = 1;

fn merged<'a>(archives: impl Iterator<Item = &'a [u8]>) -> ZipResult<Vec<u8>> {
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for archive in archives {
        whole.merge_archive(ZipArchive::new(Cursor::new(archive))?)?;
    }
    Ok(whole.finish()?.into_inner())
}
