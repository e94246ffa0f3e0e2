//! The words with which English sentences make claims about figures: `rises by`, `a third of`, `the largest`. This is the one
//! place that knows them. A plan in a language without such a table is not looked at.

use super::numbers::value_of;
use super::stems::stem;

/// Which way a figure goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// It becomes more.
    Up,
    /// It becomes less.
    Down,
}

/// What the words before an amount make of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// `about`: near it.
    Near,
    /// `nearly`: a little less.
    Below,
    /// `just over`: a little more.
    Above,
    /// `less than`: less, by however much.
    Less,
    /// `more than`: more, by however much.
    More,
}

/// Where a row stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The largest.
    Largest,
    /// The smallest.
    Smallest,
}

#[rustfmt::skip]
const UP: [&str; 20] = [
    "rise", "rises", "rose", "risen", "rising", "grow", "grows", "grew", "grown", "growing", "growth", "increase",
    "increases", "increased", "increasing", "up", "climbed", "gain", "gains", "gained",
];

#[rustfmt::skip]
const DOWN: [&str; 35] = [
    "fall", "falls", "fell", "fallen", "falling", "drop", "drops", "dropped", "dropping", "reduce", "reduces",
    "reduced", "reducing", "reduction", "reductions", "decrease", "decreases", "decreased", "decreasing", "decline",
    "declines", "declined", "shrink", "shrinks", "shrank", "cut", "cuts", "cutting", "down", "lose", "loses", "lost",
    "losing", "lowers", "lowered",
];

/// The way that a word says a figure goes.
#[must_use]
pub fn way(word: &str) -> Option<Way> {
    let of = |words: &[&str], way| words.contains(&word).then_some(way);
    of(&UP, Way::Up).or_else(|| of(&DOWN, Way::Down))
}

/// The way that a word says one amount differs from another: `£2m more`.
#[must_use]
pub fn difference(word: &str) -> Option<Way> {
    match word {
        "more" | "higher" | "extra" | "additional" => Some(Way::Up),
        "less" | "fewer" | "lower" => Some(Way::Down),
        _ => None,
    }
}

/// How many times as much, over how many, a word says a figure becomes: 2 and 1 for `doubles`.
#[must_use]
pub fn times(word: &str) -> Option<(u32, u32)> {
    match word {
        "double" | "doubles" | "doubled" | "doubling" => Some((2, 1)),
        "treble" | "trebles" | "trebled" | "trebling" | "triple" | "triples" | "tripled" | "tripling" => Some((3, 1)),
        "quadruple" | "quadruples" | "quadrupled" => Some((4, 1)),
        "halve" | "halves" | "halved" | "halving" => Some((1, 2)),
        _ => None,
    }
}

/// Whether a word for so many times is a verb only behind `will` or `to`: `double rooms` are none.
#[must_use]
pub fn needs_auxiliary(word: &str) -> bool {
    matches!(word, "double" | "treble" | "triple" | "quadruple")
}

/// Whether a verb in its bare form follows.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    matches!(word, "will" | "to" | "would" | "should" | "shall" | "must")
}

/// The part that a word says, as so many of how many: 1 of 3 for `third`, and for `thirds`.
#[must_use]
pub fn part(word: &str) -> Option<u32> {
    Some(match word {
        "half" | "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "eighth" | "eighths" => 8,
        "tenth" | "tenths" => 10,
        _ => return None,
    })
}

/// The number that one or two words count: `ten`, `twenty five`. Says how many words it took.
#[must_use]
pub fn counted(first: &str, second: &str) -> Option<(u32, usize)> {
    let tens = value_of(first)?;
    match value_of(second) {
        Some(ones @ 1..=9) if tens >= 20 => Some((tens + ones, 2)),
        _ => Some((tens, 1)),
    }
}

/// Words before an amount, the longest first, with what they make of it.
const ABOUT: [(&[&str], About); 32] = [
    (&["a", "little", "less", "than"], About::Below),
    (&["slightly", "less", "than"], About::Below),
    (&["just", "less", "than"], About::Below),
    (&["a", "little", "under"], About::Below),
    (&["a", "little", "more", "than"], About::Above),
    (&["slightly", "more", "than"], About::Above),
    (&["just", "more", "than"], About::Above),
    (&["a", "little", "over"], About::Above),
    (&["close", "to"], About::Near),
    (&["not", "quite"], About::Below),
    (&["just", "under"], About::Below),
    (&["just", "over"], About::Above),
    (&["just", "above"], About::Above),
    (&["more", "than"], About::More),
    (&["at", "least"], About::More),
    (&["less", "than"], About::Less),
    (&["fewer", "than"], About::Less),
    (&["up", "to"], About::Less),
    (&["at", "most"], About::Less),
    (&["well", "over"], About::More),
    (&["over"], About::More),
    (&["above"], About::More),
    (&["under"], About::Less),
    (&["below"], About::Less),
    (&["about"], About::Near),
    (&["around"], About::Near),
    (&["roughly"], About::Near),
    (&["approximately"], About::Near),
    (&["some"], About::Near),
    (&["nearly"], About::Below),
    (&["almost"], About::Below),
    (&["exactly"], About::Near),
];

/// What the words that end a list make of the amount behind them, and how many words that are.
#[must_use]
pub fn about(before: &[&str]) -> Option<(About, usize)> {
    ABOUT.iter().find(|(words, _)| before.ends_with(words)).map(|(words, about)| (*about, words.len()))
}

/// The place among others that a word says.
#[must_use]
pub fn place(word: &str) -> Option<Place> {
    match word {
        "largest" | "biggest" | "highest" | "greatest" | "most" | "busiest" | "fastest" => Some(Place::Largest),
        "smallest" | "lowest" | "least" | "fewest" | "slowest" => Some(Place::Smallest),
        _ => None,
    }
}

/// Words with which a sentence does not say how things are or will be, or speaks of something else.
#[must_use]
pub fn is_elsewhere(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 38] = [
        "if", "unless", "without", "would", "could", "might", "may", "not", "never", "no", "nothing", "england",
        "national", "nationally", "nationwide", "average", "elsewhere", "region", "regional", "regionally", "country",
        "uk", "britain", "worldwide", "decade", "decades", "instead", "originally", "example", "typically",
        "otherwise", "except", "excluding", "ever", "inflation", "historically", "rather", "until",
    ];
    WORDS.contains(&word)
}

/// Whether a word begins another part of a sentence, in which something else may be spoken of.
#[must_use]
pub fn begins_clause(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 18] = [
        "and", "but", "while", "whereas", "because", "although", "though", "so", "which", "who", "when", "where",
        "whose", "as", "thanks", "through", "or", "since",
    ];
    WORDS.contains(&word)
}

/// Whether a word links a part with its whole: `goes on`, `makes up`.
#[must_use]
pub fn is_link(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 38] = [
        "is", "are", "was", "were", "be", "been", "go", "goes", "went", "going", "take", "takes", "took", "make",
        "makes", "made", "account", "accounts", "represent", "represents", "come", "comes", "came", "use", "uses",
        "get", "gets", "got", "receive", "receives", "live", "lives", "form", "forms", "spent", "spend", "belong",
        "remains",
    ];
    WORDS.contains(&word)
}

/// Whether a word says no more than what any sentence about figures says, in addition to the words that say nothing.
#[must_use]
pub fn is_common(word: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 73] = [
        "spend", "budget", "cost", "money", "fund", "pay", "payment", "amount", "figure", "overall", "value", "plan",
        "expect", "set", "due", "forecast", "estimate", "last", "next", "previous", "now", "again", "further",
        "extra", "just", "slightly", "sharply", "steadily", "compare", "against", "part", "together", "share", "area",
        "item", "line", "see", "have", "bring", "give", "want", "target", "aim", "goal", "reach", "achieve", "meet",
        "ambition", "standard", "end", "get", "far", "between", "point", "cent", "still", "financial", "month",
        "must", "like", "many", "large", "big", "high", "low", "save", "biggest", "income", "build", "deliver",
        "complete", "provide", "create",
    ];
    WORDS.iter().any(|common| stem(common) == stem(word)) || is_link(word)
}

/// Whether a sentence may make a claim, or have a number in words.
#[must_use]
pub fn may_claim(sentence: &str) -> bool {
    let mut words = sentence.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 2);
    words.any(|word| {
        let word = word.to_lowercase();
        times(&word).is_some()
            || part(&word).is_some()
            || place(&word).is_some()
            || word == "majority"
            || word == "twice"
            || value_of(&word).is_some_and(|number| number > 1)
    })
}

/// Whether a word is one for things that are listed below a sentence: `three things:`.
#[must_use]
pub fn is_listed_thing(word: &str) -> bool {
    #[rustfmt::skip]
    const THINGS: [&str; 40] = [
        "things", "aims", "priorities", "goals", "objectives", "steps", "actions", "schemes", "projects",
        "programmes", "areas", "points", "reasons", "ways", "changes", "parts", "principles", "measures", "questions",
        "themes", "promises", "commitments", "outcomes", "standards", "options", "stages", "phases", "risks", "tests",
        "ambitions", "targets", "pledges", "strands", "workstreams", "recommendations", "groups", "services", "tasks",
        "challenges", "rules",
    ];
    THINGS.contains(&word)
}
