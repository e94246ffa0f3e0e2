//! Bytes that several share, and that are equal without being looked at where they are the same.

use std::ops::Deref;
use std::sync::Arc;

/// The bytes of a file, which a later site may share: then they are equal without being looked at.
#[derive(Clone, Eq, Debug)]
pub struct Bytes(Arc<Vec<u8>>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<B: Into<Vec<u8>>> From<B> for Bytes {
    fn from(bytes: B) -> Self {
        Self(Arc::new(bytes.into()))
    }
}
