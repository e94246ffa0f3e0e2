//! The word lists of SCOWL → `lists/words.fst`, which `words.rs` looks words up in.
//!
//! ```text
//! apt-get download scowl && dpkg -x scowl_*.deb .
//! cargo run --example make-words -- usr/share/dict/scowl src/english/lists/words.fst
//! ```

use std::collections::BTreeSet;
use std::path::Path;

use plainplan::text::english::words::NAME;

/// Which lists are taken, by the kind of their words, up to which level. Words that few people know are taken as well:
/// what is a word is never taken for a slip.
const KINDS: [(&str, u32); 5] =
    [("words", 80), ("contractions", 80), ("upper", 70), ("proper-names", 70), ("abbreviations", 70)];

const REGIONS: [&str; 4] = ["english", "british", "british_z", "american"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("name the folder of the lists, and the file to write".into());
    };
    let mut words = BTreeSet::new();
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if is_taken(&path) {
            // The lists are in Latin-1, whose bytes are the first 256 characters.
            let text: String = std::fs::read(&path)?.into_iter().map(char::from).collect();
            words.extend(text.lines().map(entry_of));
        }
    }
    let set = fst::Set::from_iter(words)?;
    std::fs::write(to, set.as_fst().as_bytes())?;
    Ok(())
}

/// `british-words.35`
fn is_taken(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let Some((list, level)) = name.rsplit_once('.') else { return false };
    let Some((region, kind)) = list.split_once('-') else { return false };
    let up_to = KINDS.iter().find(|(known, _)| *known == kind).map_or(0, |(_, level)| *level);
    REGIONS.contains(&region) && level.parse().is_ok_and(|level: u32| level <= up_to)
}

/// A word in lower case, with a mark if it is written with a capital. Of `doctor's` only the word.
fn entry_of(word: &str) -> String {
    let word = word.trim();
    let word = word.strip_suffix("'s").unwrap_or(word);
    let lower = word.to_lowercase();
    if word == lower { lower } else { format!("{NAME}{lower}") }
}
