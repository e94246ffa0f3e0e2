//! Decimals, big numbers and millions → numbers that are easy to take in: rounded, with commas, or explained.

use super::kind::{all_digits, behind, is_dated, is_phone, is_year, number};
use super::{correct, tell};
use crate::base::diagnostic::{Diagnostics, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::easy::rules::reading::{PlanContext, Reading};
use crate::easy::rules::{IE, NHS};

/// A number with a point in it.
pub(crate) const DECIMAL: Rule = Rule {
    name: "decimal",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N5", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Decimals such as 6.4 are hard to read. Round the number and write \"about 6\". Money and doses of \
              medicine can have decimals.",
};

pub(crate) fn decimal(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const EXACT: [&str; 10] = ["million", "billion", "mg", "ml", "g", "litres", "kg", "grams", "p", "pence"];
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let has_point = key.split_once('.').is_some_and(|(whole, rest)| {
                all_digits(&whole.replace(',', "")) && all_digits(rest) && !rest.contains('.')
            });
            let is_time = matches!(sentence.key(at + 1), "am" | "pm" | "a.m" | "p.m");
            if has_point && !is_time && !EXACT.contains(&sentence.key(at + 1)) && !behind(sentence, at).starts_with('%')
            {
                let message = format!("{key} has a decimal point");
                let whole = number(key).map(|value| with_commas(&format!("{:.0}", value.round())));
                match whole.filter(|whole| whole != "0") {
                    Some(whole) => {
                        let say = |words: &str| format!("Round it: “{words}”.");
                        let about = format!("about {whole}");
                        correct(&DECIMAL, sentence, &(at..at + 1), message, (&about, say), diagnostics);
                    }
                    None => tell(&DECIMAL, sentence, &(at..at + 1), message, "Write “less than 1”.", diagnostics),
                }
            }
        }
    }
}

/// A big number that is exact, or without its comma.
pub(crate) const BIG_NUMBER: Rule = Rule {
    name: "big-number",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N6", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Big numbers are easier to read when they are rounded: \"about 430,000\", not 429,873. Use a comma for \
              thousands. Write {{ people | about }} in place of {{ people }}, and plainplan rounds it.",
};

pub(crate) fn big_number(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let Some(value) = number(key) else { continue };
            if is_dated(sentence, at) || is_phone(sentence, at) {
                continue;
            }
            let digits: String = key.chars().filter(char::is_ascii_digit).collect();
            let rounded = digits.trim_end_matches('0').len() <= 3;
            let lacks_comma = value >= 1000.0 && !key.contains([',', '.']) && !is_year(key);
            if value > 9_999.0 && !rounded && !key.contains('.') {
                let message = format!("{} is hard to understand", sentence.word(at));
                let about = format!("about {}", rounded_to_two(value));
                let say = |words: &str| format!("Round it to “{words}”, or write `| about` in the tag.");
                correct(&BIG_NUMBER, sentence, &(at..at + 1), message, (&about, say), diagnostics);
            } else if lacks_comma {
                let message = format!("{} has no comma", sentence.word(at));
                let say = |digits: &str| format!("Write {digits}.");
                correct(&BIG_NUMBER, sentence, &(at..at + 1), message, (&with_commas(&digits), say), diagnostics);
            }
        }
    }
}

fn rounded_to_two(value: f64) -> String {
    let size = 10_f64.powf(value.log10().floor() - 1.0);
    with_commas(&format!("{:.0}", (value / size).round() * size))
}

fn with_commas(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `million` without its meaning.
pub(crate) const MILLION: Rule = Rule {
    name: "million",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N7", IE, false).once()),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Not everyone knows how much a million or a billion is. Explain it once: on this page, or in \
              content/words.yaml for the words page.",
};

pub(crate) fn million(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    for word in ["million", "billion"] {
        let is_in_glossary = context.plan.words.list.iter().any(|entry| entry.term.value.eq_ignore_ascii_case(word));
        if is_in_glossary || reading.explained.contains(word) || context.is_allowed(word) {
            continue;
        }
        let found = reading.spoken.sentences.iter().find_map(|sentence| {
            let at = (0..sentence.words.len()).find(|at| matches!(sentence.key(*at), key if key == word))?;
            Some((sentence, at))
        });
        if let Some((sentence, at)) = found {
            let help = format!(
                "Add it to content/words.yaml: {}",
                if word == "million" {
                    "A million is a thousand thousand."
                } else {
                    "A billion is a thousand million."
                }
            );
            tell(
                &MILLION,
                sentence,
                &(at..at + 1),
                format!("“{word}” is not explained on this page"),
                help,
                diagnostics,
            );
        }
    }
}
