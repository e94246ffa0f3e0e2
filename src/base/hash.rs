//! Anything that can be hashed → a hash by which it is known again.
//!
//! Hashes are 128 bits of XXH3: no two things that a plan could hold will ever share one by chance. They are kept in
//! memory only, and never compared with those of another run.
//!
//! A parsed value is hashed itself, never the text that it was read from: there are many ways to write the same value, and only
//! the parser knows all of them.

use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// The hash of a value.
pub fn hash_of(value: &impl Hash) -> u128 {
    let mut buffer = Buffer::default();
    value.hash(&mut buffer);
    xxh3_128(&buffer.0)
}

/// The bytes of a value, one after the other. Most values are many small ones, which are hashed much sooner together than
/// one by one.
#[derive(Default)]
struct Buffer(Vec<u8>);

impl Hasher for Buffer {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}

/// A value with the hash of all that it was made from.
#[derive(Debug)]
pub struct Cached<T>(Option<(u128, T)>);

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Cached<T> {
    /// The value, made again if what it is made from has another hash than before.
    pub fn get(&mut self, inputs: u128, make: impl FnOnce() -> T) -> &T {
        let known = self.0.take().filter(|(hash, _)| *hash == inputs);
        &self.0.insert(known.unwrap_or_else(|| (inputs, make()))).1
    }
}

/// Hashes of a parsed value: of what it says, and of the places in files where it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hashes {
    /// Of the value without places: an empty line above it changes nothing.
    pub values: u128,
    /// Of the places alone.
    pub places: u128,
}

impl Hashes {
    /// The hashes of a value.
    pub fn of(value: &impl Hash) -> Self {
        let mut hasher = PlacesApart::default();
        value.hash(&mut hasher);
        Self { values: xxh3_128(&hasher.values.0), places: xxh3_128(&hasher.places.0) }
    }
}

/// Hashes values and places apart. A [`Span`](crate::base::span::Span) gives itself as one `i128`, and is the only one to do so.
#[derive(Default)]
struct PlacesApart {
    values: Buffer,
    places: Buffer,
}

impl Hasher for PlacesApart {
    fn write(&mut self, bytes: &[u8]) {
        self.values.write(bytes);
    }

    fn write_i128(&mut self, place: i128) {
        self.places.write(&place.to_le_bytes());
    }

    fn finish(&self) -> u64 {
        self.values.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::files::Files;
    use crate::base::span::{Span, Spanned};
    use crate::value::number::{Quantity, Unit};

    #[test]
    fn a_place_changes_the_places_alone_and_a_value_the_values_alone() {
        let source = Files::from_texts(BTreeMap::from([("plan.yaml".to_owned(), String::new())]), std::iter::empty());
        let at = |value: &'static str, start| {
            Hashes::of(&vec![Some(Spanned::new(value, Span::new(source.anything(), start, start + 1)))])
        };
        assert_eq!(at("a", 1), at("a", 1));
        assert!(at("a", 1).values == at("a", 2).values && at("a", 1).places != at("a", 2).places);
        assert!(at("a", 1).values != at("b", 1).values && at("a", 1).places == at("b", 1).places);
    }

    #[test]
    fn a_figure_that_is_written_otherwise_is_another() {
        let hash = |text| Hashes::of(&Quantity::parse(text, &Unit::Percent).expect("a figure")).values;
        assert_eq!(hash("3.1"), hash("3.1"));
        for other in ["3.10", "3.2", "-3.1", "31", "3.1 to 3.1", "c3.1", "TBC", "n/a", "-"] {
            assert_ne!(hash("3.1"), hash(other), "{other}");
        }
    }
}
