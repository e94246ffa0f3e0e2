//! What plainplan knows of English, whatever the plan: a word into whether it is easy ([`lexicon`]) and its syllables
//! ([`syllables`]), words into the phrases among them that easy read says otherwise ([`phrases`]), what is counted of a text
//! into figures that guess how hard it is ([`readability`]), a word into its stem ([`stems`]) and whether there is such a word ([`words`]) and into how many
//! it counts ([`numbers`]). One and several, and capitals, are in [`crate::value::voice::grammar`].
//!
//! The words themselves are lists, in `lists/`. Nothing here knows a plan, its names or its glossary.

pub mod claims;
pub mod lexicon;
pub mod numbers;
pub mod phrases;
pub mod readability;
pub mod stems;
pub mod syllables;
pub mod tokens;
pub mod words;
