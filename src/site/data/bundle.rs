//! All files of open data → one zip archive, with the same bytes for the same files.
//!
//! A file is packed once; an archive of many is those put one behind the other.

use std::io::Write;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchiveWriter};

/// Packs files, one after the other, in the same memory.
#[derive(Debug)]
pub(super) struct Packer(Compress);

/// Matches are looked for in the last 4 KiB. Rows are like the rows right above them, and a larger window takes longer to
/// clear than most files take to pack.
const WINDOW_BITS: u8 = 12;

/// What is shorter is not made smaller: clearing the memory of the packer would take longer than all the rest.
const SHORTEST_PACKED: usize = 400;

/// A file as it lies in an archive.
#[derive(Debug)]
pub(super) struct Packed {
    address: String,
    bytes: Vec<u8>,
    /// Of the file as it was, a checksum and its length.
    checksum: u32,
    length: u64,
    method: CompressionMethod,
}

/// A stretch of a file, packed so that others can follow it.
#[derive(Debug)]
pub(super) struct Fragment {
    bytes: Vec<u8>,
    checksum: Crc,
    length: u64,
}

/// What ends a file that was packed in stretches: a last block with nothing in it.
const END: [u8; 2] = [3, 0];

impl Fragment {
    /// Puts another stretch after this one.
    pub(super) fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.checksum.combine(&other.checksum);
        self.length += other.length;
    }

    /// The file at an address, put together from stretches.
    pub(super) fn joined<'f>(address: &str, fragments: impl Iterator<Item = &'f Self>) -> Packed {
        let mut all = Self { bytes: Vec::new(), checksum: Crc::new(), length: 0 };
        fragments.for_each(|fragment| all.append(fragment));
        all.bytes.extend(END);
        let method = CompressionMethod::DEFLATE;
        Packed {
            address: address.to_owned(),
            bytes: all.bytes,
            checksum: all.checksum.sum(),
            length: all.length,
            method,
        }
    }
}

impl Packer {
    pub(super) fn new() -> Self {
        // Figures are packed to a fifth at any level, and the first takes a third of the time.
        Self(Compress::new_with_window_bits(Compression::fast(), false, WINDOW_BITS))
    }

    /// Packs a file.
    pub(super) fn pack(&mut self, address: &str, file: &[u8]) -> Packed {
        let (bytes, checksum) = self.packed(file, FlushCompress::Finish);
        let method = CompressionMethod::DEFLATE;
        Packed { address: address.to_owned(), bytes, checksum: checksum.sum(), length: file.len() as u64, method }
    }

    /// Packs a stretch of a file.
    pub(super) fn fragment(&mut self, text: &[u8]) -> Fragment {
        let (bytes, checksum) = self.packed(text, FlushCompress::Sync);
        Fragment { bytes, checksum, length: text.len() as u64 }
    }

    /// A file as it is, for what must be read without unpacking it.
    pub(super) fn store(address: &str, file: &[u8]) -> Packed {
        let (bytes, method) = (file.to_vec(), CompressionMethod::STORE);
        Packed {
            address: address.to_owned(),
            bytes,
            checksum: checksum_of(file).sum(),
            length: file.len() as u64,
            method,
        }
    }

    fn packed(&mut self, file: &[u8], flush: FlushCompress) -> (Vec<u8>, Crc) {
        if let Ok(length) = u16::try_from(file.len())
            && file.len() < SHORTEST_PACKED
        {
            return (as_it_is(file, length, flush), checksum_of(file));
        }
        self.0.reset();
        let mut bytes = Vec::with_capacity(file.len() / 3 + 64);
        loop {
            // Nothing can be wrong with what is to be packed.
            let done = self.0.compress_vec(&file[self.taken()..], &mut bytes, flush);
            // Where there is memory left over, all has been written.
            let is_flushed =
                flush == FlushCompress::Sync && self.taken() == file.len() && bytes.len() < bytes.capacity();
            if is_flushed || !matches!(done, Ok(Status::Ok | Status::BufError)) {
                break;
            }
            bytes.reserve(bytes.capacity());
        }
        bytes.shrink_to_fit();
        (bytes, checksum_of(file))
    }

    /// How much of the file is packed already.
    fn taken(&self) -> usize {
        usize::try_from(self.0.total_in()).unwrap_or(usize::MAX)
    }
}

/// A block of the format that holds a short file as it is (RFC 1951, 3.2.4).
fn as_it_is(file: &[u8], length: u16, flush: FlushCompress) -> Vec<u8> {
    let mut block = Vec::with_capacity(file.len() + 5);
    block.push(u8::from(flush == FlushCompress::Finish));
    block.extend(length.to_le_bytes());
    block.extend((!length).to_le_bytes());
    block.extend_from_slice(file);
    block
}

fn checksum_of(file: &[u8]) -> Crc {
    let mut checksum = Crc::new();
    checksum.update(file);
    checksum
}

/// The archive of some files. It does not show when it was made.
pub(super) fn archive<'p>(files: impl Iterator<Item = &'p Packed> + Clone) -> Vec<u8> {
    let size = files.clone().map(|file| file.bytes.len() + 2 * file.address.len() + 128).sum();
    // Writing to memory does not fail.
    written(files, Vec::with_capacity(size)).unwrap_or_default()
}

fn written<'p>(files: impl Iterator<Item = &'p Packed>, memory: Vec<u8>) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(memory);
    for file in files {
        let entry = archive.new_file(&file.address).compression_method(file.method);
        let (mut entry, _) = entry.unix_permissions(0o644).start()?;
        entry.write_all(&file.bytes)?;
        entry.finish(DataDescriptorOutput::new(file.checksum, file.length))?;
    }
    archive.finish()
}
