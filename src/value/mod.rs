//! Figures and times: what people write → exact values, and values → words.

pub mod locale;
#[doc(hidden)]
pub mod number;
pub(crate) mod period;
#[doc(hidden)]
pub mod wording;
