//! What a text says, without how it is written: its words in order, and how two such texts differ.
//!
//! A [`Meaning`] is words without punctuation and markup, figures as they were typed, and inserts by their path. Layout,
//! punctuation and markup are no part of it, and capitals are not compared, so a change of them is no change at all. What a
//! figure shows is no part of it either: it flows into the easy-read lines by itself.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::base::names::letters_apart;
use crate::text::english::numbers::value_of;
use crate::text::english::words::Dictionary;
use crate::text::insert::{Embed, Reference};
use crate::text::markdown::Piece;
use crate::value::period::month_number;

/// What a text says: words with one space between them.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Meaning(String);

/// The words that are known: those of a plan, with how often each is used in it, and those of a dictionary.
#[derive(Default, Debug)]
pub struct Vocabulary {
    uses: HashMap<String, usize>,
    dictionary: Dictionary,
}

/// Words in which two texts differ, with a few around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// In what, the gravest first.
    pub kinds: BTreeSet<Kind>,
    /// The words before.
    pub was: String,
    /// The words now.
    pub is: String,
}

/// In what two texts differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A typed figure or a date was changed, added or taken out.
    Figure,
    /// A word that turns a sentence round, or sets a condition, was added or taken out.
    Condition,
    /// It says something in other words, or something else.
    Wording,
}

/// Words that turn a sentence round or set a condition.
const CONDITIONS: [&str; 22] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "only", "unless", "except",
    "until", "if", "may", "might", "must", "shall", "should", "could", "cannot", "provided",
];

/// Words that make a promise hold only sometimes: whoever reads the sentence without them is misled.
const LIMITS: [&str; 5] = ["unless", "except", "only if", "only when", "provided that"];

/// Words that count, beside the plain numbers.
const AMOUNTS: [&str; 10] =
    ["hundred", "thousand", "million", "billion", "half", "third", "thirds", "quarter", "twice", "double"];

/// The days of the week, two of which are as near each other as a slip of the finger.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Months that are other words without their capital.
const AMBIGUOUS: [&str; 2] = ["May", "March"];

/// Beginnings that turn a word into its opposite.
const NEGATING: [&str; 8] = ["un", "in", "im", "il", "ir", "dis", "non", "mis"];

/// Words that say *not* with two letters more, whoever forgets the apostrophe: *does* and *doesnt*.
const AUXILIARY: [&str; 16] = [
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "would", "should", "must", "need",
    "might",
];

/// Beginnings of words that are opposites of each other, or other things.
const OPPOSITE: [(&str, &str); 12] = [
    ("in", "de"),
    ("in", "ex"),
    ("im", "ex"),
    ("in", "out"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ante", "anti"),
    ("micro", "macro"),
    ("pre", "pro"),
    ("pre", "post"),
    ("ad", "ab"),
    ("under", "over"),
];

/// More words than this on both sides are not laid side by side one by one.
const LARGEST_COMPARISON: usize = 4_000_000;

impl Meaning {
    /// What prose says.
    pub fn of<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> Self {
        let mut reader = Reader::default();
        pieces.into_iter().for_each(|piece| reader.piece(piece));
        Self(words(&reader.text))
    }

    /// What plain words say.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(words(text))
    }

    /// What stands in a file of confirmations.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What a block of data says: what it names, and nothing of its figures.
    #[must_use]
    pub fn of_embed(embed: &Embed) -> Self {
        let ids = |ids: &[crate::base::span::Spanned<String>]| {
            ids.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(",")
        };
        Self(match embed {
            Embed::Metrics(names) => format!("[metrics:{}]", ids(names)),
            Embed::Dashboard(names) => format!("[dashboard:{}]", ids(names)),
            Embed::Tables(names) => format!("[table:{}]", ids(names)),
            Embed::Chart(chart) => format!("[chart:{}]", ids(&chart.path).replace(',', ".")),
            Embed::Timeline => "[timeline]".to_owned(),
            Embed::Risks => "[risks]".to_owned(),
        })
    }

    /// Several texts, one after the other.
    #[must_use]
    pub fn joined<'m>(parts: impl IntoIterator<Item = &'m Self>) -> Self {
        let parts: Vec<&str> = parts.into_iter().map(|part| part.0.as_str()).filter(|part| !part.is_empty()).collect();
        Self(parts.join(" "))
    }

    /// The words, with one space between them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words as they are compared.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.words().into_iter().map(key).collect()
    }

    fn words(&self) -> Vec<&str> {
        self.0.split(' ').filter(|word| !word.is_empty()).collect()
    }

    /// Every difference that is more than another spelling, in order, if this is what it says now.
    #[must_use]
    pub fn differences<'v>(&self, now: &Self, vocabulary: impl FnOnce() -> &'v Vocabulary) -> Vec<Difference> {
        if self.0 == now.0 {
            return Vec::new();
        }
        let texts = Texts::new(self.words(), now.words());
        let mut hunks = texts.hunks();
        let is_other_wording = |hunk: &Hunk| hunk.kinds.is_empty();
        if hunks.iter().any(is_other_wording) {
            let vocabulary = vocabulary();
            hunks.retain(|hunk| !is_other_wording(hunk) || !texts.is_spelling(hunk, vocabulary));
        }
        for hunk in hunks.iter_mut().filter(|hunk| is_other_wording(hunk)) {
            hunk.kinds.insert(Kind::Wording);
        }
        together(hunks).iter().map(|hunk| texts.difference(hunk)).collect()
    }

    /// The words that set a limit to what is said, such as *unless*, if there are any.
    #[must_use]
    pub fn limit(&self) -> Option<&'static str> {
        let text = self.0.to_lowercase();
        let is_whole = |(at, limit): (usize, &str)| {
            let (before, behind) = (&text[..at], &text[at + limit.len()..]);
            (before.is_empty() || before.ends_with(' ')) && (behind.is_empty() || behind.starts_with(' '))
        };
        LIMITS.into_iter().find(|limit| text.match_indices(limit).any(is_whole))
    }

    /// Whether it says of anything that it is not so, or so only sometimes.
    #[must_use]
    pub fn has_condition(&self) -> bool {
        self.words().into_iter().map(key).any(|word| is_condition(&word) || matches!(word.as_str(), "when" | "but"))
    }

    /// The share of words that two texts have in common, of 100.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> usize {
        let (mine, theirs) = (self.keys(), other.keys());
        let mut left: HashMap<&str, usize> = HashMap::new();
        for word in &mine {
            *left.entry(word).or_default() += 1;
        }
        let is_shared = |word: &&String| match left.get_mut(word.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let shared = theirs.iter().filter(is_shared).count();
        200 * shared / (mine.len() + theirs.len()).max(1)
    }
}

impl Vocabulary {
    /// Takes the words of a text.
    pub fn add(&mut self, text: &Meaning) {
        for word in text.words() {
            *self.uses.entry(key(word)).or_default() += 1;
        }
    }

    /// Whether `now` is the word `was`, spelt otherwise: in the British way and the American, or with a slip in one of them.
    /// A slip makes a word that there is not of one that there is, and no name. `added` is how often the text says `now` more
    /// than it did.
    fn are_one_word(&self, was: &str, now: &str, added: usize) -> bool {
        let (old, new) = (key(was), key(now));
        if [&old, &new].into_iter().any(|word| is_figure(word) || is_condition(word)) {
            return false;
        }
        if self.dictionary.are_spellings(&old, &new) {
            return true;
        }
        let has_capital = |word: &str| word.contains(char::is_uppercase);
        let is_unknown = |word: &str, uses: usize| {
            !self.dictionary.is_word(word)
                && !self.dictionary.is_name(word)
                && self.uses.get(word).is_none_or(|all| *all <= uses)
        };
        let is_corrected = is_unknown(&old, 0)
            && self.dictionary.is_word(&new)
            && has_capital(was) == has_capital(now)
            && !(has_capital(now) && self.dictionary.is_name(&new));
        let is_slip = self.dictionary.is_word(&old) && is_unknown(&new, added) && !has_capital(now);
        (is_corrected || is_slip) && are_near(&old, &new)
    }
}

/// Words that were replaced by others; either may be none.
#[derive(Clone, Debug)]
struct Hunk {
    was: Range<usize>,
    is: Range<usize>,
    /// In what they differ, but for other words: what those are worth is looked at last.
    kinds: BTreeSet<Kind>,
}

/// Two texts beside each other: the words, and what is compared of them.
struct Texts<'t> {
    was: Vec<&'t str>,
    is: Vec<&'t str>,
    old: Vec<String>,
    new: Vec<String>,
}

impl<'t> Texts<'t> {
    fn new(was: Vec<&'t str>, is: Vec<&'t str>) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| key(word)).collect();
        Self { old: keys(&was), new: keys(&is), was, is }
    }

    fn differs(&self, hunk: &Hunk, is_of: fn(&str) -> bool) -> bool {
        let of = |words: &'_ [String]| words.iter().filter(|word| is_of(word)).cloned().collect::<Vec<_>>();
        of(&self.old[hunk.was.clone()]) != of(&self.new[hunk.is.clone()])
    }

    /// The stretches in which the texts differ, with those kinds of differences that can be told by single words. Figures and
    /// conditions that the whole text has in the same order as before have only been moved with the words around them.
    fn hunks(&self) -> Vec<Hunk> {
        let all = Hunk { was: 0..self.old.len(), is: 0..self.new.len(), kinds: BTreeSet::new() };
        let (figures, conditions) = (self.differs(&all, is_figure), self.differs(&all, is_condition));
        let mut hunks = self.stretches();
        for hunk in &mut hunks {
            if figures && self.differs(hunk, is_figure) {
                hunk.kinds.insert(Kind::Figure);
            }
            let is_turned = self.is_only_conditions(hunk) || self.is_negated(hunk);
            if is_turned || conditions && self.differs(hunk, is_condition) {
                hunk.kinds.insert(Kind::Condition);
            }
        }
        hunks
    }

    /// A condition that was moved to another sentence.
    fn is_only_conditions(&self, hunk: &Hunk) -> bool {
        let (was, is) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        was != is && was.iter().chain(is).all(|word| is_condition(word))
    }

    fn is_negated(&self, hunk: &Hunk) -> bool {
        hunk.was.len() == hunk.is.len() && self.pairs(hunk).any(|(was, is)| are_negated(was, is))
    }

    fn pairs(&self, hunk: &Hunk) -> impl Iterator<Item = (&str, &str)> {
        let (was, is) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        was.iter().zip(is).map(|(was, is)| (was.as_str(), is.as_str()))
    }

    /// Whether only the spelling of words differs, or where one ends and the next begins.
    fn is_spelling(&self, hunk: &Hunk, vocabulary: &Vocabulary) -> bool {
        let (old, new) = (&self.old[hunk.was.clone()], &self.new[hunk.is.clone()]);
        if old.concat() == new.concat() {
            return !is_another_word_joined(old, new);
        }
        let added = |word: &str| self.new.iter().filter(|new| **new == key(word)).count();
        let words = self.was[hunk.was.clone()].iter().zip(&self.is[hunk.is.clone()]);
        old.len() == new.len() && words.into_iter().all(|(was, is)| vocabulary.are_one_word(was, is, added(is)))
    }

    /// What lies between the longest run of words that both texts share.
    fn stretches(&self) -> Vec<Hunk> {
        let (old, new) = (&self.old, &self.new);
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let hunk = |was: Range<usize>, is: Range<usize>| Hunk {
            was: was.start + head..was.end + head,
            is: is.start + head..is.end + head,
            kinds: BTreeSet::new(),
        };
        if old.is_empty() && new.is_empty() {
            return Vec::new();
        }
        if old.len().saturating_mul(new.len()) > LARGEST_COMPARISON {
            return vec![hunk(0..old.len(), 0..new.len())];
        }
        gaps(&shared(old, new), old.len(), new.len()).map(|(was, is)| hunk(was, is)).collect()
    }

    fn difference(&self, hunk: &Hunk) -> Difference {
        let (was, is) = (excerpt(&self.was, &hunk.was), excerpt(&self.is, &hunk.is));
        Difference { kinds: hunk.kinds.clone(), was, is }
    }
}

/// Differences that are so near each other that their excerpts would say the same words twice, as one.
fn together(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match joined.last_mut().filter(|last| hunk.was.start <= last.was.end + 2 * AROUND) {
            Some(last) => {
                (last.was.end, last.is.end) = (hunk.was.end, hunk.is.end);
                last.kinds.extend(hunk.kinds);
            }
            None => joined.push(hunk),
        }
    }
    joined
}

/// Beginnings that are words themselves, and make another word of the one that they are joined to: *re-sign* and *resign*.
const JOINED: [&str; 7] = ["a", "in", "mis", "non", "now", "re", "un"];

/// Words that say the same when such a beginning is joined to them.
const SAME_WHEN_JOINED: [&str; 2] = ["patient", "patients"];

/// Whether words with the same letters, but other gaps between them, may be other words.
fn is_another_word_joined(old: &[String], new: &[String]) -> bool {
    let is_joined = |words: &[String]| {
        words.windows(2).any(|two| JOINED.contains(&two[0].as_str()) && !SAME_WHEN_JOINED.contains(&two[1].as_str()))
    };
    is_joined(old) != is_joined(new)
}

/// The words that two texts share, as pairs of places, in the longest run there is.
fn shared(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] =
                if old[i] == new[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What lies between shared words, on both sides.
fn gaps(
    shared: &[(usize, usize)],
    old: usize,
    new: usize,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + use<> {
    let mut from = (0, 0);
    let mut gaps = Vec::new();
    for &(i, j) in shared.iter().chain([&(old, new)]) {
        if from != (i, j) {
            gaps.push((from.0..i, from.1..j));
        }
        from = (i + 1, j + 1);
    }
    gaps.into_iter()
}

/// How many words are shown on each side of those that differ.
const AROUND: usize = 5;

/// How many words are shown of a difference.
const LONGEST: usize = 100;

/// The words at a place with a few around them. Where there are too many, it says how many are not shown.
fn excerpt(words: &[&str], at: &Range<usize>) -> String {
    let start = at.start.saturating_sub(AROUND);
    let end = (at.end + AROUND).min(words.len());
    let before = if start > 0 { "… " } else { "" };
    if at.len() > LONGEST {
        let shown = start + LONGEST;
        return format!("{before}{} … ({} more words)", without_capitals(&words[start..shown]), at.end - shown);
    }
    let behind = if end < words.len() { " …" } else { "" };
    format!("{before}{}{behind}", without_capitals(&words[start..end]))
}

/// Words in lower case, with one space between them.
fn without_capitals(words: &[&str]) -> String {
    words.iter().map(|word| without_capital(word)).collect::<Vec<_>>().join(" ")
}

/// A word in lower case; months that are other words as well keep their capital, and inserts are as they are.
#[must_use]
pub fn without_capital(word: &str) -> String {
    if AMBIGUOUS.contains(&word) || word.starts_with('{') { word.to_owned() } else { word.to_lowercase() }
}

/// What is compared of a word: capitals and the commas of thousands do not matter.
fn key(word: &str) -> String {
    let word = without_capital(word);
    if word.starts_with(['{', '[']) || !word.contains(|letter: char| letter.is_ascii_digit()) {
        word
    } else {
        word.replace(',', "")
    }
}

fn is_figure(word: &str) -> bool {
    if word.starts_with('[') {
        return false;
    }
    let is_month = AMBIGUOUS.contains(&word) || month_number(word).is_some() && !matches!(word, "may" | "march");
    word.starts_with('{')
        || word.contains(|letter: char| letter.is_numeric())
        || is_month
        // “One” is seldom meant as a number.
        || value_of(word).is_some_and(|number| number != 1)
        || AMOUNTS.contains(&word)
        || DAYS.contains(&word)
}

fn is_condition(word: &str) -> bool {
    CONDITIONS.contains(&word)
}

/// Whether one word is the other with a beginning that turns it round: `safe` and `unsafe`.
fn are_negated(word: &str, other: &str) -> bool {
    let is_turned = |word: &str, other: &str| {
        let is_without_apostrophe = |turned: &str| turned.strip_suffix("nt") == Some(word) && AUXILIARY.contains(&word);
        NEGATING.iter().any(|turn| other.strip_prefix(turn) == Some(word))
            || is_without_apostrophe(other)
            || (word, other) == ("can", "cant")
            || (word, other) == ("will", "wont")
    };
    is_turned(word, other) || is_turned(other, word)
}

/// Whether two words may be one word with a slip of the finger in one of them.
fn are_near(word: &str, other: &str) -> bool {
    let shorter = word.chars().count().min(other.chars().count());
    let limit = if shorter < 7 { 1 } else { 2 };
    let swaps = |(one, two): &(&str, &str)| {
        let rest = |word: &str, begin: &str| word.strip_prefix(begin).map(str::to_owned);
        let is_pair = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
        is_pair(rest(word, one), rest(other, two)) || is_pair(rest(word, two), rest(other, one))
    };
    letters_apart(word, other) <= limit && !OPPOSITE.iter().any(swaps)
}

/// Prose on its way to plain text: tags go, and with them the marks of notes, which are numbered anew when one is added.
#[derive(Default)]
struct Reader {
    text: String,
    tag: Option<String>,
    /// The tag that ends what is left out, while something is.
    until: Option<&'static str>,
}

/// Tags that stand inside a word as well as between two.
const INSIDE: [&str; 8] = ["em", "strong", "del", "a", "code", "span", "/a", "sup"];

impl Reader {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Html(html) => self.markup(html),
            Piece::Text(text) | Piece::Label(text) => self.words(text),
            Piece::Figure(reference) => self.words(&format!(" {{{}}} ", path(&reference.value))),
            Piece::OpenHeading(..) | Piece::CloseHeading(_) => self.words("\n"),
            // They stand inside tags.
            Piece::Id(_) | Piece::Link(_) | Piece::Picture(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.until.is_none() {
            self.text.push_str(text);
        }
    }

    fn markup(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(tag) = &mut self.tag {
                let end = rest.find('>').unwrap_or(rest.len());
                tag.push_str(&rest[..end]);
                let is_closed = end < rest.len();
                rest = rest.get(end + 1..).unwrap_or("");
                if is_closed {
                    self.close_tag();
                }
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                let words = unescaped(&rest[..end]);
                self.words(&words);
                if end < rest.len() {
                    self.tag = Some(String::new());
                }
                rest = rest.get(end + 1..).unwrap_or("");
            }
        }
    }

    fn close_tag(&mut self) {
        let Some(tag) = self.tag.take() else { return };
        let name = tag.split([' ', '\n']).next().unwrap_or("");
        if self.until
            == Some(match name {
                "/sup" => "/sup",
                "/a" => "/a",
                _ => "",
            })
        {
            self.until = None;
        } else if name == "sup" {
            self.until = Some("/sup");
        } else if tag.starts_with("a class=\"back\"") {
            self.until = Some("/a");
        } else if !INSIDE.contains(&name.trim_start_matches('/')) {
            self.words("\n");
        }
    }
}

/// The path of an insert as it is written.
fn path(reference: &Reference) -> String {
    reference.path.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}

fn unescaped(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let signs = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(signs.replace("&amp;", "&"))
}

/// The words of a text, as they are kept: with one space between them.
fn words(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().map(plain_sign).collect();
    let mut at = 0;
    while at < letters.len() {
        let end = if letters[at] == '{' { insert_end(&letters, at) } else { word_end(&letters, at) };
        if end > at {
            push_word(&letters[at..end], &mut found);
        }
        at = end.max(at + 1);
    }
    found
}

/// Dashes and quotation marks in their plainest shape.
fn plain_sign(sign: char) -> char {
    match sign {
        '’' | '‘' => '\'',
        '−' | '–' | '‑' => '-',
        _ => sign,
    }
}

fn insert_end(letters: &[char], at: usize) -> usize {
    let end = letters[at..].iter().position(|sign| *sign == '}').map_or(at, |end| at + end + 1);
    // Braces around several words are code.
    if letters[at..end].iter().any(|sign| sign.is_whitespace()) { at } else { end }
}

/// Where the word that begins at `at` ends; `at` itself where none begins.
fn word_end(letters: &[char], at: usize) -> usize {
    let is = |at: usize, test: fn(char) -> bool| letters.get(at).is_some_and(|sign| test(*sign));
    let digit = |sign: char| sign.is_numeric();
    let before_is_open = at == 0 || !letters[at - 1].is_alphanumeric();
    let mut end = at;
    // A sign of a figure counts only before one.
    while end < letters.len() && before_is_open && is_sign_of_a_figure(letters[end]) {
        end += 1;
    }
    if end > at && !is(end, digit) {
        return at;
    }
    while end < letters.len() {
        let sign = letters[end];
        let is_between = |test: fn(char) -> bool| end > at && is(end - 1, test) && is(end + 1, test);
        let belongs = sign.is_alphanumeric()
            || matches!(sign, '.' | ',' | '-' | '/' | ':') && is_between(char::is_numeric)
            || matches!(sign, '\'' | '&') && is_between(char::is_alphanumeric)
            || matches!(sign, '%' | '+') && end > at && is(end - 1, digit);
        if !belongs {
            break;
        }
        end += 1;
    }
    end
}

/// A sign that stands before a figure.
fn is_sign_of_a_figure(sign: char) -> bool {
    matches!(sign, '£' | '€' | '$' | '-' | '+' | '<' | '>' | '≤' | '≥')
}

/// Keeps a word, and what is short for two words as the two.
fn push_word(word: &[char], found: &mut String) {
    if !found.is_empty() {
        found.push(' ');
    }
    let start = found.len();
    found.extend(word);
    let lower = found[start..].to_ascii_lowercase();
    let stem = match lower.as_str() {
        "cannot" | "can't" => Some("can"),
        "won't" => Some("will"),
        "shan't" => Some("shall"),
        _ => None,
    };
    if let Some(stem) = stem {
        found.replace_range(start.., stem);
        found.push_str(" not");
    } else if lower.ends_with("n't") {
        found.truncate(found.len() - "n't".len());
        found.push_str(" not");
    }
}

/// Where two lists differ: what lies between the longest run that they share.
pub fn differing(old: &[String], new: &[String]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + use<> {
    gaps(&shared(old, new), old.len(), new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a text in a plan that uses these words elsewhere.
    fn change(was: &str, is: &str, elsewhere: &str) -> &'static str {
        let (was, is) = (Meaning::of_text(was), Meaning::of_text(is));
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(&is);
        vocabulary.add(&Meaning::of_text(elsewhere));
        let differences = was.differences(&is, || &vocabulary);
        match differences.iter().flat_map(|difference| &difference.kinds).min() {
            None => "none",
            Some(Kind::Figure) => "figures",
            Some(Kind::Condition) => "conditions",
            Some(Kind::Wording) => "reworded",
        }
    }

    #[test]
    fn how_it_is_written_is_no_part_of_what_it_says() {
        for (was, is) in [
            ("We help, people.", "we  HELP\n“people”"),
            ("It’s £1,200.", "It's £1200"),
            ("You can't come.", "You cannot come."),
            ("We don’t pay", "we do not pay"),
        ] {
            assert_eq!(change(was, is, ""), "none", "{was} / {is}");
        }
        assert_eq!(change("the in-patient ward", "the inpatient ward", "inpatient"), "none");
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        assert_eq!(change("we help patients", "we help pateints", "patients"), "none");
        assert_eq!(change("we help pateints", "we help patients", "patients"), "none");
        assert_eq!(
            change("we help staff to form", "we help staff to from", "form from"),
            "reworded",
            "both are words here"
        );
        assert_eq!(change("costs increase", "costs decrease", ""), "reworded", "opposites are near each other");
        assert_eq!(change("it is safe", "it is unsafe", ""), "conditions");
    }

    #[test]
    fn figures_and_dates_are_never_taken_for_slips() {
        for (was, is) in [
            ("in 12 weeks", "in 13 weeks"),
            ("minus -5", "minus 5"),
            ("5%", "5"),
            ("by June", "by July"),
            ("by May", "by March"),
            ("on Monday", "on Sunday"),
            ("four beds", "five beds"),
            ("more than 5", "more than"),
            ("5 nurses and 7 doctors", "7 nurses and 5 doctors"),
            ("see {{ id.target }}", "see 95%"),
            ("<15 people", "15 people"),
        ] {
            assert_eq!(change(was, is, ""), "figures", "{was} / {is}");
        }
    }

    #[test]
    fn conditions_count_wherever_they_move() {
        for (was, is) in [
            ("You do not need it.", "You do need it."),
            ("You may come.", "You must come."),
            ("Come if you are ill.", "Come when you are ill."),
            ("We will not do A. We will do B.", "We will do A. We will not do B."),
        ] {
            assert_eq!(change(was, is, ""), "conditions", "{was} / {is}");
        }
    }
}
