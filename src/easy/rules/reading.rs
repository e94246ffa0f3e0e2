//! A twin as it is heard → what all rules about its words need to know, found once: its phrases, the terms of the glossary,
//! what it explains, and the names in it. And the context: what holds for all twins of a plan.

use std::collections::HashSet;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::diagnostic::{Diagnostic, Fix};
use crate::easy::spoken::{Role, Sentence, Spoken};
use crate::plan::model::config::Profile;
use crate::plan::{SharedInputs, Word};
use crate::text::english::lexicon::{bases, is_easy};
use crate::text::english::phrases;
use crate::text::english::phrases::Found;
use crate::text::english::tokens::keys_of;
use crate::value::voice::grammar::capitalised;

/// What holds for all twins of a plan.
pub(crate) struct PlanContext<'p> {
    pub(crate) plan: &'p SharedInputs,
    pub(crate) profile: Profile,
    /// The glossary by the first word of each term and short form, the longest first.
    terms: FxHashMap<String, Vec<Term<'p>>>,
    /// Words of names: of the organisation, its partners and its address, in lower case.
    names: FxHashSet<String>,
}

/// A term of the glossary or a short form of it.
struct Term<'p> {
    words: Vec<String>,
    entry: &'p Word,
    /// Short forms are written in capitals, or they are other words.
    is_short: bool,
}

impl<'p> PlanContext<'p> {
    pub(crate) fn of(plan: &'p SharedInputs) -> Self {
        let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
        for entry in &plan.words.list {
            let all = std::iter::once((&entry.term, false)).chain(entry.short.iter().map(|short| (short, true)));
            for (text, is_short) in all {
                let words = keys_of(&text.value);
                if let Some(first) = words.first() {
                    terms.entry(first.clone()).or_default().push(Term { words, entry, is_short });
                }
            }
        }
        for terms in terms.values_mut() {
            terms.sort_by_key(|term| std::cmp::Reverse(term.words.len()));
        }
        let config = &plan.config;
        let named = config.partners.iter().chain([&config.organisation, &config.title]).chain(&config.contact.post);
        let names = named.chain(&config.organisation_short).flat_map(|name| keys_of(name)).collect();
        Self { plan, profile: config.easy.profile, terms, names }
    }

    /// Whether the plan's people have said that they know a word.
    pub(crate) fn is_allowed(&self, word: &str) -> bool {
        let words = &self.plan.config.easy.words;
        words.iter().any(|known| known == word) || bases(word).iter().any(|base| words.contains(base))
    }

    /// The terms of the glossary in a sentence, in order.
    fn terms_in(&self, sentence: &Sentence) -> Vec<(Range<usize>, &'p Word)> {
        let mut found: Vec<(Range<usize>, &Word)> = Vec::new();
        for at in 0..sentence.words.len() {
            if found.last().is_none_or(|(last, _)| last.end <= at) {
                found.extend(self.term_at(sentence, at));
            }
        }
        found
    }

    fn term_at(&self, sentence: &Sentence, at: usize) -> Option<(Range<usize>, &'p Word)> {
        let key = sentence.key(at);
        let forms = bases(key);
        let starts = std::iter::once(key).chain(forms.iter().map(String::as_str));
        starts
            .filter_map(|start| self.terms.get(start))
            .flatten()
            .find(|term| is_there(term, sentence, at))
            .map(|term| (at..at + term.words.len(), term.entry))
    }

    fn is_name(&self, word: &str) -> bool {
        self.names.contains(word) || word.ends_with("'s") && self.names.contains(word.trim_end_matches("'s"))
    }
}

/// Whether a term stands at a word, in its singular or its plural.
fn is_there(term: &Term, sentence: &Sentence, at: usize) -> bool {
    let Some(words) = sentence.words.get(at..at + term.words.len()) else { return false };
    let is_meant =
        !term.is_short || sentence.word(at).starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    is_meant && words.iter().zip(&term.words).all(|(word, wanted)| word.key == *wanted || is_plural(&word.key, wanted))
}

fn is_plural(word: &str, of: &str) -> bool {
    word.len() > of.len() && bases(word.trim_end_matches("'s")).iter().any(|base| base == of) && word.ends_with('s')
}

/// A twin with what was found in it.
pub(crate) struct Reading<'p> {
    pub(crate) spoken: Spoken<'p>,
    /// The phrases that easy read says otherwise, with the position of their sentence.
    pub(crate) phrases: Vec<(usize, Found)>,
    /// The terms of the glossary, with the position of their sentence.
    pub(crate) terms: Vec<Use<'p>>,
    /// Words in bold that the twin explains, in lower case.
    pub(crate) explained: HashSet<String>,
    /// For each sentence and word, whether it is a name or part of a term.
    taken: Vec<Vec<bool>>,
}

/// A term of the glossary where it is used.
pub(crate) struct Use<'p> {
    pub(crate) sentence: usize,
    pub(crate) words: Range<usize>,
    pub(crate) entry: &'p Word,
}

impl<'p> Reading<'p> {
    pub(crate) fn of(spoken: Spoken<'p>, context: &PlanContext<'p>) -> Self {
        let mut terms = Vec::new();
        let mut taken: Vec<Vec<bool>> = Vec::with_capacity(spoken.sentences.len());
        for (position, sentence) in spoken.sentences.iter().enumerate() {
            let mut marks = names(sentence, context);
            for (words, entry) in context.terms_in(sentence) {
                marks[words.clone()].fill(true);
                terms.push(Use { sentence: position, words, entry });
            }
            taken.push(marks);
        }
        let explained = explained(&spoken);
        let mut reading = Self { spoken, phrases: Vec::new(), terms, explained, taken };
        reading.phrases = reading.find_phrases(context);
        reading
    }

    fn find_phrases(&self, context: &PlanContext) -> Vec<(usize, Found)> {
        let mut found = Vec::new();
        for (position, sentence) in self.spoken.sentences.iter().enumerate() {
            let in_sentence = phrases::find(&sentence.keys());
            let is_open = |phrase: &Found| {
                !is_as_soon_as(sentence, phrase)
                    && phrase.words.clone().any(|word| !self.is_settled(position, word))
                    && !phrase.words.clone().all(|word| context.is_allowed(sentence.key(word)))
            };
            found.extend(in_sentence.into_iter().filter(is_open).map(|phrase| (position, phrase)));
        }
        found
    }

    /// Whether a word is a name, part of a term of the glossary, or explained in the twin.
    pub(crate) fn is_settled(&self, sentence: usize, word: usize) -> bool {
        let key = self.spoken.sentences[sentence].key(word);
        self.taken[sentence][word]
            || self.explained.contains(key)
            || bases(key).iter().any(|base| self.explained.contains(base))
    }

    /// The part that a sentence belongs to.
    pub(crate) fn part_of(&self, sentence: usize) -> Option<Range<usize>> {
        self.spoken.parts.iter().find(|part| part.contains(&sentence)).cloned()
    }
}

/// “As soon as you can” and “soon after” tell when.
fn is_as_soon_as(sentence: &Sentence, phrase: &Found) -> bool {
    let (start, end) = (phrase.words.start, phrase.words.end);
    let follows = start > 0 && matches!(sentence.key(start - 1), "as" | "how" | "too");
    sentence.key(start) == "soon" && (follows || sentence.key(end) == "after")
}

/// Which words of a sentence are names: those with a capital that do not begin it, those beside them, and the plan's names.
fn names(sentence: &Sentence, context: &PlanContext) -> Vec<bool> {
    let is_capital = |at: usize| {
        let mut letters = sentence.word(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let all = sentence.words.len();
    let begins = |at: usize| at == 0 || ends_before(sentence, at);
    let is_name = |at: usize| {
        let is_list_of_names = sentence.role == Role::Item && all <= 4;
        is_capital(at)
            && (!begins(at) || at + 1 < all && is_capital(at + 1) && !is_easy(sentence.key(at)) || is_list_of_names)
            || context.is_name(sentence.key(at))
    };
    (0..all).map(is_name).collect()
}

/// Whether a sentence ended before a word.
fn ends_before(sentence: &Sentence, at: usize) -> bool {
    let between = &sentence.text[sentence.words[at - 1].range.end..sentence.words[at].range.start];
    between.contains(['.', '?', '!', ':', '“', '"'])
}

/// The words in bold that a twin explains where it first uses them.
fn explained(spoken: &Spoken) -> HashSet<String> {
    let mut found = HashSet::new();
    for part in &spoken.parts {
        for position in part.clone() {
            for words in bold(&spoken.sentences[position]) {
                let keys: Vec<String> =
                    spoken.sentences[position].words[words].iter().map(|word| word.key.clone()).collect();
                if is_explained(spoken, part, position, &keys) {
                    found.extend(keys);
                }
            }
        }
    }
    found
}

/// The runs of words in bold.
fn bold(sentence: &Sentence) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..sentence.words.len()).filter(|at| sentence.words[*at].mark.is_bold) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Words that say what something is.
const DEFINING: [&str; 12] =
    ["is", "are", "means", "mean", "was", "were", "happens", "happen", "helps", "help", "called", "makes"];

/// Words that begin a sentence which explains the one before it.
const POINTING: [&str; 6] = ["this", "it", "they", "these", "that", "he"];

/// Whether a part explains a term that the sentence at `first` uses: there, or in another sentence of the part.
pub(crate) fn is_explained(spoken: &Spoken, part: &Range<usize>, first: usize, term: &[String]) -> bool {
    part.clone().any(|position| {
        let sentence = &spoken.sentences[position];
        let says_what_it_is = position == first + 1
            && POINTING.contains(&sentence.key(0))
            && ["means", "is", "are", "mean", "was"].contains(&sentence.key(1));
        says_what_it_is || places(sentence, term).any(|words| defines(sentence, &words, position != first))
    })
}

/// Where a term stands in a sentence, in its singular or its plural.
fn places<'s>(sentence: &'s Sentence, term: &'s [String]) -> impl Iterator<Item = Range<usize>> + 's {
    (0..sentence.words.len()).filter_map(move |at| {
        let words = sentence.words.get(at..at + term.len())?;
        let are_same = words.iter().zip(term).all(|(word, wanted)| are_forms(&word.key, wanted));
        are_same.then(|| at..at + term.len())
    })
}

/// Whether two words are the same but for an ending.
fn are_forms(word: &str, other: &str) -> bool {
    word == other
        || bases(word).iter().any(|base| base == other)
        || bases(other).iter().any(|base| base == word)
        || bases(word).iter().any(|base| bases(other).contains(base))
}

/// Whether a sentence says what the term at `words` is: a word such as `is` stands behind it, `called` before it, or the
/// sentence is about it.
fn defines(sentence: &Sentence, words: &Range<usize>, is_another: bool) -> bool {
    let behind = (words.end..words.end + 3).any(|at| DEFINING.contains(&sentence.key(at)));
    let before = (words.start.saturating_sub(3)..words.start).any(|at| ["called", "call"].contains(&sentence.key(at)));
    let articles = ["a", "an", "the", "being", "having", "some", "our"];
    let is_subject = words.start == 0 || words.start == 1 && articles.contains(&sentence.key(0));
    before || is_subject && (behind || is_another)
}

/// A finding about typed words that are to be replaced by `text`, with the help that says so. A figure of the plan, and
/// words with markup in them, are left to the author.
pub(crate) fn replaced(
    found: Diagnostic,
    sentence: &Sentence,
    words: &Range<usize>,
    text: &str,
    say: impl FnOnce(&str) -> String,
) -> Diagnostic {
    let (place, said) = (sentence.place_of(words), sentence.text_of(words));
    let is_typed = sentence.words[words.clone()].iter().all(|word| !word.is_figure);
    if !is_typed || (place.end - place.start) as usize != said.len() {
        return found.help(say(text));
    }
    let is_capital = words.start == 0 && said.starts_with(char::is_uppercase);
    found.fix(Fix::guess(place, if is_capital { capitalised(text) } else { text.to_owned() }), |_| say(text))
}
