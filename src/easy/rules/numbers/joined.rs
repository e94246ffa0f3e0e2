//! Numbers that are written as one, in a range with a dash or a phone number in one piece → the numbers, apart.

use super::correct;
use super::kind::{all_digits, is_phone, is_year, number};
use crate::base::diagnostic::{Diagnostics, Fixable, Group, Guide, Policy, Rule, Severity};
use crate::easy::rules::NHS;
use crate::easy::rules::reading::{PlanContext, Reading};

/// A range with a dash.
pub(crate) const RANGE_DASH: Rule = Rule {
    name: "range-dash",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N10", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "Write \"9 to 11\". A dash between numbers is easy to miss and can look like a minus.",
};

pub(crate) fn range_dash(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            let inside = key.split_once('-').filter(|(a, b)| number(a).is_some() && number(b).is_some() && !is_year(a));
            let next =
                sentence.words.get(at + 1).filter(|_| number(key).is_some() && number(sentence.key(at + 1)).is_some());
            let between =
                next.map(|next| sentence.text[sentence.words[at].range.end..next.range.start].trim().to_owned());
            let is_dash = between.is_some_and(|between| matches!(between.as_str(), "–" | "-" | "—"));
            let (words, from, to) = match inside {
                Some((from, to)) => (at..at + 1, from, to),
                None if is_dash => (at..at + 2, key, sentence.key(at + 1)),
                None => continue,
            };
            if !is_phone(sentence, at) {
                let message = format!("the dash in “{}” is easy to miss", sentence.text_of(&words));
                let say = |range: &str| format!("Write “{range}”.");
                let range = format!("{from} to {to}");
                correct(&RANGE_DASH, sentence, &words, message, (&range, say), diagnostics);
            }
        }
    }
}

/// A phone number in one piece.
pub(crate) const PHONE_NUMBER: Rule = Rule {
    name: "phone-number",
    group: Group::Numbers,
    policy: Policy::Guide(Guide::of("N16", NHS, false)),
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "A long phone number without spaces is hard to read out or type. Write it in groups: 0300 123 4567.",
};

pub(crate) fn phone_number(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        for at in 0..sentence.words.len() {
            let key = sentence.key(at);
            if !key.starts_with(['0', '4']) {
                continue;
            }
            let digits: String = key.chars().filter(|sign| *sign != '-').collect();
            if all_digits(&digits) && (10..14).contains(&digits.len()) {
                let parts = [
                    digits.get(..digits.len() - 7),
                    digits.get(digits.len() - 7..digits.len() - 4),
                    digits.get(digits.len() - 4..),
                ];
                let grouped = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                let message = "this phone number has no spaces".to_owned();
                let say = |grouped: &str| format!("Write it in groups: {grouped}.");
                correct(&PHONE_NUMBER, sentence, &(at..at + 1), message, (&grouped, say), diagnostics);
            }
        }
    }
}
