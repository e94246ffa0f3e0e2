//! Rules about sentences: how long they are, how many ideas they hold, how they are built.

use std::ops::Range;

use super::reading::{PlanContext, Reading};
use super::words::tell_phrases;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::easy::rules::{BW, COGA, ERS, ERS_GOV, IE};
use crate::easy::spoken::{Role, Sentence};
use crate::plan::model::config::Profile;
use crate::text::english::phrases::Kind;

/// A sentence that is longer than it should be.
pub(crate) const LONG_SENTENCE: Rule = Rule {
    name: "long-sentence",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S1", ERS_GOV, true).over(Profile::LONG_SENTENCE)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Short sentences are easier to read. Guides recommend 10 to 15 words. Split the sentence in two and put \
              the main point first.",
};

/// A sentence that is much too long.
pub(crate) const TOO_LONG_SENTENCE: Rule = Rule {
    name: "too-long-sentence",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S1", ERS_GOV, true).over(Profile::TOO_LONG_SENTENCE)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "This sentence is too long for easy read. Split it into sentences with one idea each.",
};

pub(crate) fn long_sentence(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let (warn, error) = context.profile.longest_sentence();
    tell_long(reading, &LONG_SENTENCE, warn + 1..error + 1, diagnostics);
}

pub(crate) fn too_long_sentence(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let (_, error) = context.profile.longest_sentence();
    tell_long(reading, &TOO_LONG_SENTENCE, error + 1..usize::MAX, diagnostics);
}

fn tell_long(reading: &Reading, rule: &'static Rule, lengths: Range<usize>, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for part in sentence_parts(sentence).into_iter().filter(|part| lengths.contains(&part.len())) {
            let message = format!("this sentence has {} words", part.len());
            diagnostics.add(
                Diagnostic::new(rule, sentence.place_of(&part), message)
                    .help("Split it into 2 sentences. Put the main point first."),
            );
        }
    }
}

/// The words of each sentence on a line.
pub(crate) fn sentence_parts(sentence: &Sentence) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for end in ends(sentence) {
        parts.push(start..end);
        start = end;
    }
    if start < sentence.words.len() {
        parts.push(start..sentence.words.len());
    }
    parts
}

/// Before which words a new sentence begins: behind `.`, `?` or `!` and a space, with a capital or a digit.
fn ends(sentence: &Sentence) -> Vec<usize> {
    const ABBREVIATED: [&str; 10] = ["dr", "mr", "mrs", "ms", "st", "no", "e.g", "i.e", "prof", "approx"];
    (1..sentence.words.len())
        .filter(|at| {
            let between = &sentence.text[sentence.words[at - 1].range.end..sentence.words[*at].range.start];
            let before = sentence.key(at - 1);
            let starts = sentence.word(*at).starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit());
            let is_end = between.contains(['.', '?', '!']) && between.ends_with(char::is_whitespace);
            let is_initial = before.len() == 1 && before != "i" || before.len() == 3 && before.as_bytes()[1] == b'.';
            is_end && starts && !ABBREVIATED.contains(&before) && !is_initial
        })
        .collect()
}

/// Two sentences on one line.
pub(crate) const TWO_SENTENCES: Rule = Rule {
    name: "two-sentences",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S2", IE, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "In easy read, each sentence has a line of its own, on the page and in the file. Readers can see where \
              one idea ends, and you can check and discuss every line separately.",
};

pub(crate) fn two_sentences(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in reading.spoken.lines() {
        let parts = sentence_parts(sentence);
        if let [_, second, ..] = parts.as_slice() {
            let message = format!("this line has {} sentences", parts.len());
            diagnostics.add(
                Diagnostic::new(&TWO_SENTENCES, sentence.place_of(second), message)
                    .help("Start a new line for each sentence."),
            );
        }
    }
}

/// A sentence with more than one idea.
pub(crate) const TWO_IDEAS: Rule = Rule {
    name: "two-ideas",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S3", ERS_GOV, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "One sentence should say one thing. A sentence with \"and we\", \"and it\", \"although\" or \", \
              which\", or with several commas, often has two ideas. Write two sentences. You can keep words such as \
              because, so and but. They show how ideas connect.",
};

pub(crate) fn two_ideas(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in reading.spoken.lines().filter(|sentence| sentence.words.len() > 7) {
        let joint = (0..sentence.words.len() - 1).find_map(|at| joint(sentence, at));
        let commas = sentence.text.matches(", ").count();
        let found = match joint {
            Some((words, said)) => Some((sentence.place_of(&words), format!("joined by “{said}”"))),
            None if commas > 1 && !is_list(sentence) => Some((sentence.span, format!("it has {commas} commas"))),
            None => None,
        };
        if let Some((place, why)) = found {
            diagnostics.add(
                Diagnostic::new(&TWO_IDEAS, place, format!("this sentence could have 2 ideas: {why}"))
                    .help("Try to write 2 sentences."),
            );
        }
    }
}

/// Where one idea is joined to the next, with the word that joins them.
fn joint(sentence: &Sentence, at: usize) -> Option<(Range<usize>, String)> {
    const SUBJECTS: [&str; 12] =
        ["i", "you", "we", "they", "he", "she", "it", "this", "there", "everyone", "somebody", "nobody"];
    const CONTRASTS: [&str; 6] = ["although", "though", "whereas", "whilst", "despite", "whereby"];
    let (word, next) = (sentence.key(at), sentence.key(at + 1));
    let before = at.checked_sub(1).map_or("", |before| &sentence.text[sentence.words[before].range.end..]);
    let is_relative = word == "which" && before.starts_with(',');
    let is_joint = matches!(word, "and" | "or") && SUBJECTS.contains(&next) && !is_object(sentence, at + 1);
    if is_joint {
        return Some((at..at + 2, format!("{word} {next}")));
    }
    (is_relative || CONTRASTS.contains(&word)).then(|| (at..at + 1, word.to_owned()))
}

/// Whether a pronoun is not what the next clause is about: `between them and you`.
fn is_object(sentence: &Sentence, at: usize) -> bool {
    at + 1 >= sentence.words.len() || matches!(sentence.key(at + 1), "and" | "or" | "to" | "in" | "at" | "with" | "for")
}

/// Whether commas part the items of a list: `doctors, nurses, carers and volunteers`.
pub(crate) fn is_list(sentence: &Sentence) -> bool {
    let pieces: Vec<&str> = sentence.text.split(", ").collect();
    let middle = pieces.get(1..pieces.len() - 1).unwrap_or(&[]);
    let last = pieces.last().copied().unwrap_or("");
    pieces.len() > 2
        && middle.iter().all(|piece| piece.split_whitespace().count() <= 4)
        && [" and ", " or "].iter().any(|joint| format!(" {last}").contains(joint))
}

/// Something is done, and nobody does it.
pub(crate) const PASSIVE: Rule = Rule {
    name: "passive",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S4", ERS_GOV, true)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Warning,
    explain: "Say who does it: \"We will plan your care\", not \"Your care will be planned\". Readers then know who \
              acts, and the sentence is shorter.",
};

/// Participles without -ed.
const PARTICIPLES: &str = " begun bitten blown born borne bought broken brought built burnt caught chosen cut dealt done drawn \
    driven eaten fed felt fought found flown forgotten forgiven frozen given grown heard hidden hit held hurt kept known laid led \
    left lent lost made meant met overseen paid proven put read ridden rung run said seen sent set sewn shaken shot shown shut sold \
    spent split spoken spread stolen stuck struck sworn swept taken taught thought thrown told torn undertaken understood undone upheld \
    withdrawn won worn written ";

/// Words that look like participles and say what something is like.
const LIKE: &str = " aged allowed amazed annoyed born ashamed based blessed bored called closed concerned confused crowded dedicated \
    delighted depressed disabled disappointed divorced done dressed engaged excited exhausted experienced finished frightened gone \
    hurt injured interested involved left lost made married mixed named needed open pleased prepared qualified relaxed related \
    retired satisfied scared seen shocked shut skilled stressed stuck supposed surprised tired trained unemployed united upset used \
    well-known worried wounded ";

pub(crate) fn passive(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in reading.spoken.lines() {
        let found = (0..sentence.words.len()).find_map(|at| passive_at(sentence, at));
        if let Some(words) = found {
            let said = sentence.text_of(&words).to_owned();
            diagnostics.add(
                Diagnostic::new(&PASSIVE, sentence.place_of(&words), format!("“{said}” does not say who does it"))
                    .help("Say who acts, for example “We will …”, not “It will be …”."),
            );
        }
    }
}

/// A form of `be`, perhaps an adverb, and a participle.
fn passive_at(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    const BE: [&str; 12] = ["am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "isn't"];
    if !BE.contains(&sentence.key(at)) {
        return None;
    }
    let mut end = at + 1;
    while is_adverb(sentence.key(end)) && end < at + 3 {
        end += 1;
    }
    let word = sentence.words.get(end)?;
    let listed = format!(" {} ", word.key);
    let has_agent = sentence.key(end + 1) == "by" && !is_time(sentence.key(end + 2));
    let is_state = LIKE.contains(&listed) && !has_agent;
    // A past of its own: “they got better”, “we got reported” is meant.
    let is_thing = sentence.key(at).starts_with('g') && !PARTICIPLES.contains(&listed);
    (is_participle(&word.key) && !is_state && !is_thing && !word.mark.is_bold).then(|| at..end + 1)
}

fn is_participle(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") || PARTICIPLES.contains(&format!(" {word} "))
}

fn is_time(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit()) || crate::value::voice::month_number(word).is_some()
}

fn is_adverb(word: &str) -> bool {
    const ADVERBS: [&str; 14] = [
        "not", "also", "often", "always", "never", "all", "still", "then", "only", "already", "being", "been", "now",
        "just",
    ];
    ADVERBS.contains(&word) || word.len() > 4 && word.ends_with("ly")
}

/// Two words that say no.
pub(crate) const DOUBLE_NEGATIVE: Rule = Rule {
    name: "double-negative",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S5", ERS, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Two negative words in one sentence are hard to understand: \"not unless\", \"never without\". Say what \
              will happen, not what will not.",
};

pub(crate) fn double_negative(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in reading.spoken.lines() {
        let negative: Vec<usize> = (0..sentence.words.len()).filter(|at| is_negative(sentence, *at)).collect();
        if let [first, .., last] = negative.as_slice() {
            let message = format!(
                "this sentence has two negative words: “{}” and “{}”",
                sentence.word(*first),
                sentence.word(*last)
            );
            diagnostics.add(
                Diagnostic::new(&DOUBLE_NEGATIVE, sentence.place_of(&(*first..last + 1)), message)
                    .help("Say what will happen, not what will not."),
            );
        }
    }
}

fn is_negative(sentence: &Sentence, at: usize) -> bool {
    const NO: [&str; 13] = [
        "not", "no", "never", "without", "nobody", "nothing", "none", "neither", "nor", "cannot", "unless", "unable",
        "refuse",
    ];
    const UN: [&str; 12] = [
        "unlikely",
        "unsafe",
        "unfair",
        "unhappy",
        "unclear",
        "impossible",
        "unwell",
        "unnecessary",
        "uncommon",
        "unusual",
        "unwanted",
        "incomplete",
    ];
    let word = sentence.key(at);
    let is_amount = word == "no" && matches!(sentence.key(at + 1), "more" | "less" | "longer" | "later");
    !is_amount && (NO.contains(&word) || UN.contains(&word) || word.ends_with("n't"))
}

/// A part that speaks about people and not to them.
pub(crate) const NOT_TO_THE_READER: Rule = Rule {
    name: "not-to-the-reader",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S6", COGA, false)),
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Hint,
    explain: "Easy read talks to its readers. Words such as stakeholders, residents, individuals or the public leave \
              readers out. Write \"you\", \"we\" or \"people\".",
};

pub(crate) fn not_to_the_reader(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const DISTANT: [&str; 11] = [
        "residents",
        "stakeholders",
        "individuals",
        "persons",
        "citizens",
        "customers",
        "clients",
        "taxpayers",
        "attendees",
        "recipients",
        "applicants",
    ];
    for sentence in reading.spoken.lines() {
        let is_public = |at: usize| sentence.key(at) == "public" && at > 0 && sentence.key(at - 1) == "the";
        let found =
            (0..sentence.words.len()).find(|at| DISTANT.contains(&sentence.key(*at)) || is_public(*at) && *at < 3);
        if let Some(at) = found {
            let message = format!("“{}” talks about readers, not to them", sentence.word(at));
            diagnostics.add(
                Diagnostic::new(&NOT_TO_THE_READER, sentence.place_of(&(at..at + 1)), message)
                    .help("Try “you” or “people”."),
            );
        }
    }
}

/// A form of a verb that is hard to follow.
pub(crate) const HARD_TENSE: Rule = Rule {
    name: "hard-tense",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S7", COGA, false)),
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "Words such as \"would have\", \"could have been\" or \"should be able to\" describe things that are \
              not real. Say what is real. Use \"will\", \"can\" or the simple past.",
};

pub(crate) fn hard_tense(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let hard = |said: &str| format!("“{said}” is hard to follow");
    tell_phrases(reading, Kind::Tense, &HARD_TENSE, hard, diagnostics);
    for sentence in reading.spoken.lines() {
        if let Some(words) = (0..sentence.words.len()).find_map(|at| perfect_at(sentence, at)) {
            diagnostics.add(
                Diagnostic::new(&HARD_TENSE, sentence.place_of(&words), hard(sentence.text_of(&words)))
                    .help("Say what happened, or use “will” or “can”."),
            );
        }
    }
}

/// `would have gone`, but not `could have cancer`, and not `could have been`, which stands in the list of phrases.
fn perfect_at(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let may = ["would", "could", "should", "might", "may", "must"].contains(&sentence.key(at));
    (may && sentence.key(at + 1) == "have" && is_participle(sentence.key(at + 2))).then_some(at..at + 3)
}

/// A section that never says why.
pub(crate) const NO_REASONS: Rule = Rule {
    name: "no-reasons",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S8", COGA, false)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "When you split a text into short sentences, you can lose the words that connect ideas: because, so, \
              but, then, this means. Without them readers do not know why. Put them back at the start of a sentence.",
};

pub(crate) fn no_reasons(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const LINKS: [&str; 12] =
        ["because", "so", "but", "then", "if", "when", "means", "also", "too", "example", "first", "until"];
    const MANY: usize = 8;
    for section in &reading.spoken.sections {
        let lines: Vec<&Sentence> =
            reading.spoken.part(section).iter().filter(|sentence| sentence.role == Role::Line).collect();
        let has_link = lines.iter().any(|line| line.words.iter().any(|word| LINKS.contains(&word.key.as_str())));
        if lines.len() >= MANY && !has_link {
            let message = format!("these {} lines do not say why", lines.len());
            diagnostics.add(
                Diagnostic::new(&NO_REASONS, lines[0].span, message)
                    .help("Do readers know why? You could add “This is because …”."),
            );
        }
    }
}

/// Signs that many people do not read.
pub(crate) const HARD_PUNCTUATION: Rule = Rule {
    name: "hard-punctuation",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S9", COGA, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Brackets, dashes, semicolons, colons, slashes and dots … are hard to read, and a screen reader does \
              not read them well. Use a full stop and a new sentence. You can use a colon before a list.",
};

pub(crate) fn hard_punctuation(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let sentences = &reading.spoken.sentences;
    for (position, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| sentence.is_line()) {
        let opens_list = sentences.get(position + 1).is_some_and(|next| next.role == Role::Item);
        let found =
            sentence.text.char_indices().find_map(|(at, sign)| Some((at, hard_sign(sentence, at, sign, opens_list)?)));
        if let Some((at, name)) = found {
            let length = sentence.text[at..].chars().next().map_or(1, char::len_utf8);
            diagnostics.add(
                Diagnostic::new(
                    &HARD_PUNCTUATION,
                    sentence.place(&(at..at + length)),
                    format!("{name} is hard to read"),
                )
                .help("Use a full stop and a new sentence."),
            );
        }
    }
}

fn hard_sign(sentence: &Sentence, at: usize, sign: char, opens_list: bool) -> Option<&'static str> {
    if sign == ' ' || sign.is_alphanumeric() {
        return None;
    }
    let is_in_word = sentence.words.iter().any(|word| word.range.contains(&at));
    let (before, behind) = (&sentence.text[..at], &sentence.text[at + sign.len_utf8()..]);
    let is_between_digits = before.trim_end().ends_with(|sign: char| sign.is_ascii_digit())
        && behind.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
    match sign {
        _ if is_in_word => None,
        ';' => Some("a semicolon"),
        ':' if !(opens_list && behind.trim().is_empty()) => Some("a colon"),
        // A range of numbers has a rule of its own.
        '–' | '—' if !is_between_digits => Some("a dash"),
        '-' if before.ends_with(' ') && behind.starts_with(' ') && !is_between_digits => Some("a dash"),
        '/' => Some("a slash"),
        '…' => Some("“…”"),
        '(' => Some("a bracket"),
        '.' if behind.starts_with("..") => Some("“…”"),
        _ => None,
    }
}

/// A question that the part does not answer.
pub(crate) const OPEN_QUESTION: Rule = Rule {
    name: "open-question",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S10", BW, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Hint,
    explain: "Readers expect an answer after a question in the text. Write it on the next line. You can use a \
              question as a heading.",
};

pub(crate) fn open_question(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for part in &reading.spoken.parts {
        if let Some(last) = reading.spoken.part(part).last().filter(|last| last.text.trim_end().ends_with('?')) {
            diagnostics.add(
                Diagnostic::new(&OPEN_QUESTION, last.span, "this question has no answer")
                    .help("Give the answer on the next line."),
            );
        }
    }
}

/// A part with too many sentences.
pub(crate) const LONG_PART: Rule = Rule {
    name: "long-part",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S11", ERS, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A part is one picture with one to three sentences. With six or more, readers forget what the picture \
              means. Make a new part with its own picture.",
};

/// A part with more sentences than it should have.
pub(crate) const FULL_PART: Rule = Rule {
    name: "full-part",
    group: Group::Sentences,
    policy: Policy::Guide(Guide::of("S11", ERS, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Hint,
    explain: "A part is one picture with one to three sentences. If you have four or more sentences, or over 50 \
              words, a new part with its own picture is often easier.",
};

pub(crate) fn long_part(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    tell_parts(reading, &LONG_PART, |sentences, _| sentences >= 6, diagnostics);
}

pub(crate) fn full_part(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let is_full = |sentences: usize, words: usize| sentences < 6 && (sentences >= 4 || words > 50);
    tell_parts(reading, &FULL_PART, is_full, diagnostics);
}

/// Reports parts by their numbers of sentences and words. A list is one sentence, however long.
fn tell_parts(
    reading: &Reading,
    rule: &'static Rule,
    is_meant: impl Fn(usize, usize) -> bool,
    diagnostics: &mut Diagnostics,
) {
    for part in &reading.spoken.parts {
        let sentences = reading.spoken.part(part);
        let lines = sentences.iter().filter(|sentence| sentence.role == Role::Line).count();
        let has_items = sentences.iter().any(|sentence| sentence.role == Role::Item);
        let words = sentences.iter().map(|sentence| sentence.words.len()).sum();
        if is_meant(lines + usize::from(has_items && lines == 0), words) {
            let message = format!("this part has {lines} sentences and {words} words");
            diagnostics
                .add(Diagnostic::new(rule, sentences[0].span, message).help("Make a new part with its own picture."));
        }
    }
}
