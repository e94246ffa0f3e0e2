//! Anything that can be hashed → a fingerprint by which it is known again.
//!
//! Fingerprints are 128 bits of XXH3: no two things that a plan could hold will ever share one by chance. They are kept in
//! memory only, and never compared with those of another run.

use std::hash::Hash;

use xxhash_rust::xxh3::Xxh3;

/// The fingerprint of a value.
pub fn fingerprint(value: &impl Hash) -> u128 {
    let mut hasher = Xxh3::new();
    value.hash(&mut hasher);
    hasher.digest128()
}
