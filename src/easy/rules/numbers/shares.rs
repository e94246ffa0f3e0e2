//! Percentages, fractions and shares → how many people out of how many, and out of the same number each time.

use std::ops::Range;

use rust_decimal::Decimal;

use super::kind::{all_digits, behind, is_measured, is_year, number};
use super::numerals::is_number_in_words;
use super::{correct, tell};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::span::Span;
use crate::easy::rules::reading::{PlanContext, Reading};
use crate::easy::rules::{BW, NHS, OURS};
use crate::easy::spoken::Sentence;
use crate::value::voice::{Noun, Voice, common_denominator};

/// A percentage.
pub(crate) const PERCENTAGE: Rule = Rule {
    name: "percentage",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N2", BW, false)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Error,
    explain: "Many people do not know what a percentage is. Say how many people out of how many: \"9 out of 10 \
              people\". Write {{ waits | people }} in place of {{ waits }}, and plainplan adds the words.",
};

pub(crate) fn percentage(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        let found = (0..sentence.words.len()).find(|at| {
            let is_percent_word = matches!(sentence.key(*at), "percent" | "percentage" | "percentages")
                || sentence.key(*at) == "cent" && *at > 0 && sentence.key(at - 1) == "per";
            is_percent_word
                || number(sentence.key(*at)).is_some() && behind(sentence, *at).trim_start().starts_with('%')
        });
        if let Some(at) = found {
            let people = percent_at(sentence, at).and_then(|percent| in_people(percent, context.plan.voice()));
            let help = match people {
                Some(people) if sentence.words[at].is_figure => {
                    format!("Write `| people` before the closing braces. Readers then see something like “{people}”.")
                }
                Some(people) => format!("Write “{people}”. For a measure, write {{{{ its-id | people }}}}."),
                None => "Say how many people out of how many. For a measure, write {{ its-id | people }}.".to_owned(),
            };
            tell(
                &PERCENTAGE,
                sentence,
                &(at..at + 1),
                "percentages are hard to understand".to_owned(),
                help,
                diagnostics,
            );
        }
    }
}

/// The number that a percentage is of, whose sign or word is at `at`.
fn percent_at(sentence: &Sentence, at: usize) -> Option<Decimal> {
    let back = match sentence.key(at) {
        "cent" => 2,
        "percent" => 1,
        _ => 0,
    };
    sentence.key(at.checked_sub(back)?).replace(',', "").parse().ok()
}

/// A percentage as people out of ten or more. More than all of them cannot be said so.
fn in_people(percent: Decimal, voice: Voice) -> Option<String> {
    let out_of = common_denominator(&[percent]).filter(|_| percent <= Decimal::ONE_HUNDRED)?;
    Some(voice.share(percent, out_of, Noun::People))
}

/// A fraction.
pub(crate) const FRACTION: Rule = Rule {
    name: "fraction",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N3", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Fractions and ratios such as 2/3, two-thirds, 1 in 4 or 3:1 are hard to picture. Write \"1 out of 4 \
              people\". You can use half and a quarter.",
};

pub(crate) fn fraction(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        if let Some(words) = (0..sentence.words.len()).find_map(|at| fraction_at(sentence, at)) {
            let message = format!("“{}” is hard to picture", sentence.text_of(&words));
            match out_of(sentence, &words) {
                Some(share) => {
                    let say = |share: &str| format!("Write “{share}”.");
                    correct(&FRACTION, sentence, &words, message, (&share, say), diagnostics);
                }
                None => tell(&FRACTION, sentence, &words, message, "Say how many out of how many.", diagnostics),
            }
        }
    }
}

/// `1 in 4`, `1/4` → `1 out of 4`. What `3:1` is a share of, nobody can say.
fn out_of(sentence: &Sentence, words: &Range<usize>) -> Option<String> {
    let (part, whole) = match words.len() {
        3 => (sentence.key(words.start), sentence.key(words.start + 2)),
        _ => sentence.key(words.start).split_once('/')?,
    };
    Some(format!("{part} out of {whole}"))
}

fn fraction_at(sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let key = sentence.key(at);
    let pair = |sign: char| key.split_once(sign).is_some_and(|(a, b)| all_digits(a) && all_digits(b) && a.len() < 3);
    let is_time = key.split_once(':').is_some_and(|(_, minutes)| minutes.len() == 2);
    let is_small = |word: &str| number(word).is_some_and(|number| number <= 1000.0) && !is_year(word);
    let is_ratio = is_small(key)
        && sentence.key(at + 1) == "in"
        && is_small(sentence.key(at + 2))
        && !is_measured(sentence, at + 2);
    if is_ratio {
        return Some(at..at + 3);
    }
    let has_sign = key.contains(['⅓', '⅔', '⅛', '⅕', '⅖', '⅗', '⅘', '½', '¼', '¾']);
    let is_pair = pair('/') && !key.ends_with("/7") || pair(':') && !is_time;
    let is_third = matches!(key, "third" | "thirds")
        && at > 0
        && (sentence.key(at - 1) == "a" || is_number_in_words(sentence.key(at - 1)));
    let is_word = key.split_once('-').is_some_and(|(count, part)| {
        is_number_in_words(count) && matches!(part, "thirds" | "quarters" | "fifths" | "tenths")
    });
    let is_of_parts = matches!(key, "quarters" | "fifths" | "tenths") && at > 0;
    (has_sign || is_pair || is_third || is_word || is_of_parts).then_some(at..at + 1)
}

/// Shares out of different numbers.
pub(crate) const MIXED_SHARES: Rule = Rule {
    name: "mixed-shares",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N4", NHS, true)),
    fix: Fixable::No(Reason::Sentence),
    severity: Severity::Error,
    explain: "People cannot compare \"8 out of 10\" with \"75 out of 100\" under one heading without doing a sum. \
              Use the same number both times.",
};

pub(crate) fn mixed_shares(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for part in &reading.spoken.parts {
        let mut first: Option<(String, Span)> = None;
        for sentence in reading.spoken.part(part) {
            for words in shares(sentence) {
                let whole = sentence.key(words.end - 1).to_owned();
                let place = sentence.place_of(&words);
                match &first {
                    None => first = Some((whole, place)),
                    Some((before, _)) if *before == whole => {}
                    Some((before, there)) => {
                        let message = format!("“out of {whole}” is hard to compare with “out of {before}”");
                        diagnostics.add(
                            Diagnostic::new(&MIXED_SHARES, place, message)
                                .also(*there, "the first one")
                                .help(format!("Use “out of {before}” both times, so that people can compare.")),
                        );
                    }
                }
            }
        }
    }
}

/// A share that was typed.
pub(crate) const TYPED_SHARE: Rule = Rule {
    name: "typed-share",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N15", OURS, true)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Warning,
    explain: "You typed \"9 out of 10\". When the measure changes, this line will not. Write {{ its-id | people }} \
              instead, and plainplan keeps it up to date.",
};

pub(crate) fn typed_share(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for words in shares(sentence).into_iter().filter(|words| !sentence.words[words.start].is_figure) {
            let message = format!("you typed “{}”, so it will not be updated", sentence.text_of(&words));
            tell(
                &TYPED_SHARE,
                sentence,
                &words,
                message,
                "For a measure of the plan, write {{ its-id | people }}.",
                diagnostics,
            );
        }
    }
}

/// `9 out of 10`, wherever it stands.
pub(super) fn shares(sentence: &Sentence) -> Vec<Range<usize>> {
    let is_share = |at: &usize| {
        let at = *at;
        sentence.key(at + 1) == "out"
            && sentence.key(at + 2) == "of"
            && number(sentence.key(at)).is_some()
            && number(sentence.key(at + 3)).is_some()
    };
    (0..sentence.words.len()).filter(is_share).map(|at| at..at + 4).collect()
}
