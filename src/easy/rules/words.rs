//! Rules about words: which are easy, which are explained, and which are better said otherwise.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::reading::{PlanContext, Reading, Use, is_explained, replaced};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Span;
use crate::easy::rules::{BW, ERS, ERS_GOV, GOV, IE, NHS};
use crate::easy::spoken::Sentence;
use crate::plan::{Plan, Word};
use crate::text::english::lexicon::{bases, is_easy};
use crate::text::english::numbers::is_roman;
use crate::text::english::phrases;
use crate::text::english::phrases::{Found, Kind};
use crate::text::english::tokens::keys_of;
use crate::value::voice::grammar::capitalised;

/// A word that many people do not know.
pub(crate) const HARD_WORD: Rule = Rule {
    name: "hard-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W1", ERS_GOV, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "plainplan's list of easy words does not have this word. Use an easier one. If you need the word, put \
              it in bold where you first use it and explain it in the next sentence. You can also explain it in \
              content/words.yaml. If your readers know the word, add it under `easy: { words: [ … ] }` in plan.yaml. \
              Names are not checked.",
};

pub(crate) fn hard_word(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let mut reported = HashSet::new();
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let is_said = |phrase: &(usize, Found)| phrase.0 == position && phrase.1.words.contains(&at);
            let is_hard = !is_easy(key)
                && is_plain_word(sentence, at)
                && !reading.is_settled(position, at)
                && !context.is_allowed(key)
                && !reading.phrases.iter().any(is_said);
            if is_hard && reported.insert(key.to_owned()) {
                diagnostics.add(
                    Diagnostic::new(&HARD_WORD, sentence.place_of(&(at..at + 1)), format!("`{key}` is a hard word"))
                        .help("Use an easier word, or put it in bold and explain it in the next sentence."),
                );
            }
        }
    }
}

/// A word that other rules do not look after: no number, no address, no initials, not one of the plan's figures.
fn is_plain_word(sentence: &Sentence, at: usize) -> bool {
    let (word, key) = (sentence.word(at), sentence.key(at));
    let has_sign = key.contains(|sign: char| sign.is_ascii_digit() || "@/£.&".contains(sign));
    let is_ordinary = !has_sign && !is_initials(word) && !sentence.words[at].is_figure;
    // A percentage and a “can't” have rules of their own.
    let is_reported = key.ends_with("n't") || matches!(key, "cent" | "percent" | "percentage" | "percentages");
    is_ordinary && key.chars().count() > 1 && !is_roman(word) && !is_number_word(key) && !is_reported
}

/// Numbers in words have a rule of their own.
fn is_number_word(key: &str) -> bool {
    super::numbers::is_number_in_words(key)
}

/// A term of the glossary that the page does not explain.
pub(crate) const UNEXPLAINED_WORD: Rule = Rule {
    name: "unexplained-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W2", ERS_GOV, true)),
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "Words in the glossary are hard words. When easy read first uses one on a page, explain it in the same \
              part, in a separate sentence: \"A **specialist** is a doctor who knows a lot about one thing.\" Many \
              readers have the page on paper and cannot look it up. Words with `known: true` need no explanation.",
};

pub(crate) fn unexplained_word(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    for found in first_uses(reading, context).into_iter().filter(|found| !is_explained_there(reading, found)) {
        let sentence = &reading.spoken.sentences[found.sentence];
        let said = sentence.text_of(&found.words);
        let easy = found.entry.easy.as_ref().map(|easy| format!("The glossary says: {}", easy.value));
        let help = easy.unwrap_or_else(|| format!("Explain it in the next sentence: “{} is …”.", capitalised(said)));
        let message = format!("`{said}` is not explained here");
        diagnostics.add(
            Diagnostic::new(&UNEXPLAINED_WORD, sentence.place_of(&found.words), message)
                .help(help)
                .help("If everyone knows it, write `known: true` under it in content/words.yaml."),
        );
    }
}

/// Whether the part in which a term is first used explains it.
fn is_explained_there(reading: &Reading, found: &Use) -> bool {
    let sentence = &reading.spoken.sentences[found.sentence];
    let keys: Vec<String> = sentence.words[found.words.clone()].iter().map(|word| word.key.clone()).collect();
    reading.part_of(found.sentence).is_some_and(|part| is_explained(&reading.spoken, &part, found.sentence, &keys))
}

/// A hard word that does not stand out.
pub(crate) const UNMARKED_WORD: Rule = Rule {
    name: "unmarked-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W2", GOV, false)),
    fix: Fixable::Yes,
    severity: Severity::Hint,
    explain: "Put a hard word in **bold** when you first use it, so that readers see it will be explained.",
};

pub(crate) fn unmarked_word(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    for found in first_uses(reading, context).into_iter().filter(|found| is_explained_there(reading, found)) {
        let sentence = &reading.spoken.sentences[found.sentence];
        let first = sentence.key(found.words.start);
        let part = reading.part_of(found.sentence).unwrap_or_default();
        let mut words = reading.spoken.part(&part).iter().flat_map(|sentence| &sentence.words);
        if !words.any(|word| word.mark.is_bold && word.key == first) {
            let said = sentence.text_of(&found.words);
            let found_here =
                Diagnostic::new(&UNMARKED_WORD, sentence.place_of(&found.words), format!("`{said}` is not in bold"));
            diagnostics.add(replaced(found_here, sentence, &found.words, &format!("**{said}**"), |bold| {
                format!("Write {bold} where you first use it.")
            }));
        }
    }
}

/// Where a twin first uses each term that needs an explanation, in a line; in a heading if no line has it.
fn first_uses<'r>(reading: &'r Reading, context: &PlanContext) -> Vec<&'r Use<'r>> {
    let mut seen: HashSet<*const Word> = HashSet::new();
    let is_line = |found: &&Use| reading.spoken.sentences[found.sentence].is_line();
    let needs_words = |found: &&Use| {
        let key = reading.spoken.sentences[found.sentence].key(found.words.start);
        let is_allowed = found.words.len() == 1 && context.is_allowed(key);
        !found.entry.is_known && !is_allowed && !is_size(&found.entry.term.value)
    };
    let all = reading.terms.iter().filter(needs_words);
    all.filter(is_line).filter(|found| seen.insert(std::ptr::from_ref(found.entry))).collect()
}

/// `million` and `billion` are explained once in the plan.
fn is_size(term: &str) -> bool {
    matches!(term, "million" | "billion")
}

/// A meaning that is hard itself.
pub(crate) const HARD_MEANING: Rule = Rule {
    name: "hard-meaning",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W3", ERS_GOV, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "The glossary meaning under `easy:` is for people who need easy words. Write a short sentence. Do not \
              use other hard words from the glossary, initials or planning jargon.",
};

pub(crate) fn hard_meaning(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let context = PlanContext::of(plan);
    let (_, longest) = context.profile.longest_sentence();
    for word in &plan.words.list {
        let Some(easy) = &word.easy else { continue };
        let meaning = Plan::spoken_key(easy, source);
        let (place, message) = if meaning.words.len() > longest {
            (meaning.span, format!("the easy meaning of `{}` has {} words", word.term.value, meaning.words.len()))
        } else if let Some((place, hard)) = harder(&meaning, word, &context) {
            (place, format!("the easy meaning of `{}` uses another hard word: `{hard}`", word.term.value))
        } else {
            continue;
        };
        diagnostics.add(Diagnostic::new(&HARD_MEANING, place, message).help("Use a short sentence and easy words."));
    }
}

/// A word of a meaning that needs a meaning itself.
fn harder(meaning: &Sentence, word: &Word, context: &PlanContext) -> Option<(Span, String)> {
    let term = keys_of(&word.term.value);
    let is_own = |key: &str| term.iter().any(|own| own == key || bases(key).contains(own));
    let keys = meaning.keys();
    let jargon = phrases::find(&keys).into_iter().find(|found| {
        found.kind == Kind::Jargon && !found.words.clone().any(|at| is_own(keys[at]) || context.is_allowed(keys[at]))
    });
    let initials = (0..keys.len()).find(|at| {
        is_initials(meaning.word(*at))
            && !is_known(meaning.word(*at), context)
            && !word.short.iter().any(|short| short.value == meaning.word(*at))
    });
    let words = jargon.map(|found| found.words).or(initials.map(|at| at..at + 1))?;
    Some((meaning.place_of(&words), meaning.text_of(&words).to_owned()))
}

/// Two words for one thing.
pub(crate) const TWO_NAMES: Rule = Rule {
    name: "two-names",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W4", ERS, true)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Use the same word for the same thing. Readers who see \"medicine\" and then \"medication\" wonder if \
              there is a difference.",
};

/// Words that mean the same thing in a plan for health and care.
const SAME: &[&[&str]] = &[
    &["carer", "caregiver"],
    &["doctor", "physician"],
    &["medicine", "medication", "drugs"],
    &["chemist", "pharmacist"],
    &["pharmacy", "chemist's"],
    &["vaccine", "jab", "immunisation"],
    &["website", "site", "webpage"],
    &["staff", "workforce", "employees"],
    &["phone", "telephone"],
    &["money", "funding", "funds", "finances"],
    &["birth", "delivery"],
    &["plan", "strategy"],
    &["meeting", "session"],
    &["group", "committee", "board"],
    &["form", "questionnaire", "survey"],
    &["leaflet", "booklet", "brochure", "pamphlet"],
    &["job", "employment", "occupation"],
    &["illness", "disease", "sickness"],
    &["complaint", "grievance"],
    &["aim", "objective", "goal"],
];

/// Each of these words with its set.
static NAMES: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    let sets = SAME.iter().enumerate();
    sets.flat_map(|(set, names)| names.iter().map(move |name| (*name, set))).collect()
});

pub(crate) fn two_names(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<usize, (&str, Span)> = HashMap::new();
    let mut reported = HashSet::new();
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let one = key.strip_suffix('s').unwrap_or(key);
            let Some((name, set)) = NAMES.get_key_value(key).or_else(|| NAMES.get_key_value(one)) else { continue };
            if reading.is_settled(position, at) || context.is_allowed(key) {
                continue;
            }
            let place = sentence.place_of(&(at..at + 1));
            let (used, before) = *first.entry(*set).or_insert((name, place));
            if used != *name && reported.insert(*set) {
                let message = format!("`{name}` could be the same as `{used}` before");
                let found = Diagnostic::new(&TWO_NAMES, place, message).also(before, "first used here");
                let say = |used: &str| format!("If it is the same thing, use “{used}” here too.");
                // Of several things, the list does not say what several of the other are called.
                diagnostics.add(if key == *name && used.ends_with('s') == key.ends_with('s') {
                    replaced(found, sentence, &(at..at + 1), used, say)
                } else {
                    found.help(say(used))
                });
            }
        }
    }
}

/// Initials that nobody explains.
pub(crate) const INITIALS: Rule = Rule {
    name: "initials",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W5", ERS_GOV, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Many readers do not know what initials mean. Write the words in full. NHS, GP, A&E and a few more are \
              better known than their words. You can explain other initials on the page, or add them with `known: \
              true` to content/words.yaml.",
};

/// Initials that people know better than the words.
const KNOWN_INITIALS: [&str; 26] = [
    "NHS", "GP", "A&E", "UK", "BBC", "TV", "DVD", "CD", "PC", "ID", "OK", "HIV", "AIDS", "DNA", "USA", "EU", "MP",
    "PIN", "IT", "BSL", "PDF", "FM", "AM", "PM", "COVID", "VAT",
];

pub(crate) fn initials(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let mut reported = HashSet::new();
    for (position, sentence) in reading.spoken.sentences.iter().enumerate() {
        for at in 0..sentence.words.len() {
            let word = sentence.word(at);
            // Capitals that only shout have a rule of their own.
            let is_shouted = word.len() > 3 && is_easy(sentence.key(at));
            let is_open = is_initials(word)
                && !is_roman(word)
                && !is_known(word, context)
                && !reading.is_settled(position, at)
                && !is_shouted;
            if is_open && reported.insert(word.to_owned()) {
                diagnostics.add(
                    Diagnostic::new(&INITIALS, sentence.place_of(&(at..at + 1)), format!("`{word}` is not explained"))
                        .help(
                            "Write the words in full, or explain the initials in content/words.yaml and on this page.",
                        ),
                );
            }
        }
    }
}

fn is_known(word: &str, context: &PlanContext) -> bool {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let one = word.strip_suffix('s').unwrap_or(word);
    let is_listed = KNOWN_INITIALS.contains(&one) || KNOWN_INITIALS.contains(&word);
    is_listed
        || context.is_allowed(&one.to_lowercase())
        || context
            .plan
            .words
            .for_short(one)
            .or_else(|| context.plan.words.for_short(word))
            .is_some_and(|entry| entry.is_known)
}

/// Two capitals or more and nothing in lower case, but for the s of a plural.
pub(crate) fn is_initials(word: &str) -> bool {
    if word.chars().filter(|letter| letter.is_uppercase()).count() < 2 {
        return false;
    }
    let word = ["'s", "’s", "s"].iter().fold(word, |word, end| word.strip_suffix(end).unwrap_or(word));
    !word.contains(char::is_lowercase) && !word.starts_with('£')
}

/// The short form of a word.
pub(crate) const SHORT_FORM: Rule = Rule {
    name: "short-form",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W6", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "Many readers do not know abbreviations and signs such as etc., approx. or &, and a screen reader does \
              not read them well. Write the words in full: for example, about, and.",
};

pub(crate) fn short_form(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Short, &SHORT_FORM, |said| format!("`{said}` is an abbreviation"), diagnostics);
    for sentence in &reading.spoken.sentences {
        for (sign, instead) in [(" & ", "and"), (" + ", "and"), (" = ", "is"), (" @ ", "at"), ("No. ", "number")] {
            if let Some(at) = sentence.text.find(sign) {
                let start = at + (sign.len() - sign.trim_start().len());
                let place = sentence.place(&(start..start + sign.trim().len()));
                let found = Diagnostic::new(&SHORT_FORM, place, format!("`{}` is an abbreviation", sign.trim()));
                let is_typed = (place.end - place.start) as usize == sign.trim().len();
                let say = |instead: &str| format!("Write “{instead}”.");
                diagnostics.add(if is_typed {
                    found.fix(Fix::guess(place, instead), say)
                } else {
                    found.help(say(instead))
                });
            }
        }
    }
}

/// Words that do not mean what they say.
pub(crate) const IDIOM: Rule = Rule {
    name: "idiom",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W7", NHS, false)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Warning,
    explain: "Some people understand words exactly as they are written. A one-stop shop sells nothing, and a pathway \
              of care is not a path. Say what really happens.",
};

pub(crate) fn idiom(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Idiom, &IDIOM, |said| format!("“{said}” does not mean what it says"), diagnostics);
}

/// Words of other languages.
pub(crate) const FOREIGN_WORD: Rule = Rule {
    name: "foreign-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W8", IE, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Words from other languages, such as per annum or ad hoc, are hard to read and to say. Use an English \
              word.",
};

pub(crate) fn foreign_word(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Foreign, &FOREIGN_WORD, |said| format!("“{said}” is not an English word"), diagnostics);
}

/// A word that has a shorter one.
pub(crate) const SHORTER_WORD: Rule = Rule {
    name: "shorter-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W9", GOV, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "There is a shorter or more common word with the same meaning: help, not assistance; start, not \
              commence.",
};

pub(crate) fn shorter_word(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let tell = |said: &str| format!("there is a shorter word for “{said}”");
    tell_phrases(reading, Kind::Swap, &SHORTER_WORD, tell, diagnostics);
}

/// A word of plans.
pub(crate) const JARGON: Rule = Rule {
    name: "jargon",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W11", ERS, true)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Warning,
    explain: "This is planning jargon. Say what it means for the people who read the page. If you need the word, \
              explain it in content/words.yaml and on the page.",
};

pub(crate) fn jargon(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Jargon, &JARGON, |said| format!("“{said}” is planning jargon"), diagnostics);
}

/// A word for children.
pub(crate) const CHILDISH_WORD: Rule = Rule {
    name: "childish-word",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W12", IE, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Easy read is for adults. Childish words make people feel that they are not taken seriously.",
};

pub(crate) fn childish_word(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Childish, &CHILDISH_WORD, |said| format!("“{said}” is a childish word"), diagnostics);
}

/// Words that hurt.
pub(crate) const RESPECT: Rule = Rule {
    name: "respect",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W13", ERS, true)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Describe people as they describe themselves: people with a learning disability, disabled people, older \
              people. Do not call people cases, sufferers or service users.",
};

pub(crate) fn respect(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Respect, &RESPECT, |said| format!("“{said}” could hurt people"), diagnostics);
}

/// A time that does not tell when.
pub(crate) const VAGUE_TIME: Rule = Rule {
    name: "vague-time",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W15", NHS, false)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "Words such as soon, recently and ongoing do not say when. Give a month, or say how long it takes.",
};

pub(crate) fn vague_time(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_phrases(reading, Kind::Vague, &VAGUE_TIME, |said| format!("“{said}” does not say when"), diagnostics);
}

/// Reports the phrases of one kind.
pub(crate) fn tell_phrases(
    reading: &Reading,
    kind: Kind,
    rule: &'static Rule,
    message: impl Fn(&str) -> String,
    diagnostics: &mut Diagnostics,
) {
    for (position, phrase) in reading.phrases.iter().filter(|(_, phrase)| phrase.kind == kind) {
        let sentence = &reading.spoken.sentences[*position];
        let said = sentence.text_of(&phrase.words);
        let found = Diagnostic::new(rule, sentence.place_of(&phrase.words), message(said));
        let use_it = |words: &str| format!("Use: {words}.");
        diagnostics.add(match phrase.instead {
            whole if whole.ends_with('.') => found.help(whole),
            words if phrase.is_exact && !words.contains([',', '(']) => {
                replaced(found, sentence, &phrase.words, words, use_it)
            }
            words => found.help(use_it(words)),
        });
    }
}

/// A noun that hides a verb.
pub(crate) const NOUN_FOR_VERB: Rule = Rule {
    name: "noun-for-verb",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W10", BW, false)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Hint,
    explain: "Write decide, not make a decision, and check, not carry out an inspection. The verb is shorter, and \
              readers can see who does what.",
};

pub(crate) fn noun_for_verb(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const VERBS: [&str; 20] = [
        "make",
        "makes",
        "making",
        "made",
        "take",
        "takes",
        "took",
        "taking",
        "carry",
        "carried",
        "undertake",
        "undertook",
        "conduct",
        "conducted",
        "perform",
        "performed",
        "give",
        "gave",
        "do",
        "did",
    ];
    const THINGS: &str = " information medication appointment treatment operation injection infection question medicine station payment \
                          environment equipment department ambulance insurance chance advance condition statement television education \
                          part action attention position permission vaccination ";
    for sentence in reading.spoken.lines() {
        let is_noun = |at: usize| {
            let key = sentence.key(at);
            let ends = ["tion", "sion", "ment", "ance", "tions", "ments"].iter().any(|end| key.ends_with(end));
            ends && key.len() > 6 && !THINGS.contains(&format!(" {} ", key.trim_end_matches('s')))
        };
        let found = (0..sentence.words.len()).find_map(|at| {
            let start = if sentence.key(at + 1) == "out" { at + 2 } else { at + 1 };
            let start = start + usize::from(matches!(sentence.key(start), "a" | "an" | "the"));
            (VERBS.contains(&sentence.key(at)) && is_noun(start)).then_some(at..start + 1)
        });
        if let Some(words) = found {
            let message = format!("“{}” hides a verb", sentence.text_of(&words));
            diagnostics.add(
                Diagnostic::new(&NOUN_FOR_VERB, sentence.place_of(&words), message)
                    .help("Use the verb: “decide”, not “make a decision”."),
            );
        }
    }
}

/// `don't`.
pub(crate) const CONTRACTION: Rule = Rule {
    name: "contraction",
    group: Group::Words,
    policy: Policy::Guide(Guide::of("W14", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Hint,
    explain: "In don't, can't and won't, the short n't is easy to miss, and it reverses the meaning. Write do not, \
              cannot, will not.",
};

pub(crate) fn contraction(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for (at, word) in sentence.words.iter().enumerate().filter(|(_, word)| word.key.ends_with("n't")) {
            let whole = match word.key.as_str() {
                "won't" => "will not".to_owned(),
                "can't" => "cannot".to_owned(),
                "shan't" => "will not".to_owned(),
                other => format!("{} not", other.trim_end_matches("n't")),
            };
            let words = at..at + 1;
            let message = format!("the “not” of `{}` is easy to miss", word.key);
            let found = Diagnostic::new(&CONTRACTION, sentence.place_of(&words), message);
            diagnostics.add(replaced(found, sentence, &words, &whole, |whole| format!("Write “{whole}”.")));
        }
    }
}
