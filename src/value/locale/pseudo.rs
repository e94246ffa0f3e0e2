//! English → a pseudo-language that can be read and is told apart at a glance: `Start` → `⟦Šţàŕţ⟧`.
//!
//! In a site made in it, whatever is outside the brackets is not from the catalogue: it is what the author wrote, or a text that
//! was forgotten.

/// Before each text.
pub(super) const OPEN: &str = "⟦";

/// After each text.
pub(super) const CLOSE: &str = "⟧";

const PLAIN: &str = "aceinorstuyzACEINORSTUYZ";
const ACCENTED: &str = "àçéîñöŕšţûýžÅÇÉÎÑÖŔŠŢÛÝŽ";

/// Words with accents on their letters.
pub(super) fn accented(words: &str) -> String {
    let accent = |letter: char| PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter);
    words.chars().map(|letter| accent(letter).map_or(letter, |(_, accented)| accented)).collect()
}
