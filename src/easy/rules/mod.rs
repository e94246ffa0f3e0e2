//! Easy read held against what guides for easy read ask for: the rules that a program can check, each with its source.
//!
//! A rule reads a twin as it is heard ([`crate::easy::spoken`]) and knows nothing of other twins, so that each twin can be
//! checked by itself. What no list of words can see, whether people understand it, is for people with a learning disability.

pub(crate) mod edition;
pub(crate) mod illustrations;
mod numbers;
mod pictures;
mod reading;
mod sentences;
mod structure;
pub(crate) mod sync;
mod words;

use std::collections::HashSet;

pub(crate) use self::reading::PlanContext;
use self::reading::Reading;
pub(crate) use self::structure::{NO_BEGINNING, NO_DATES, NO_NEXT_STEP, NO_OTHER_FORMATS};
pub(crate) use self::structure::{no_beginning, no_dates, no_next_step, no_other_formats};
pub(crate) use self::words::{HARD_MEANING, hard_meaning};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Guide, Rule, Severity};
use crate::base::files::Files;
use crate::plan::model::config::Profile;
use crate::plan::{Plan, Twin};

/// What finds a rule in each twin by itself.
type Find = fn(&Reading, &PlanContext, &mut Diagnostics);

/// Guides that were read for the rules, by the names that `--explain` gives.
const DH: &str =
    "Department of Health, Making written information easier to understand (2010), as restated by councils";
const GOV: &str = "GOV.UK, Accessible communication formats";
const NHS: &str = "NHS digital service manual";
const IE: &str = "Inclusion Europe, Information for all (2009), as restated by others";
const ERS: &str = "The Easy Read Standard (January 2026), Standard 1: Words";
const ERS_GOV: &str = "The Easy Read Standard (January 2026), Standard 1; GOV.UK, Accessible communication formats";
const COGA: &str = "W3C, Making Content Usable for People with Cognitive and Learning Disabilities";
const BW: &str = "Quality seal Leichte Sprache Baden-Württemberg";
const AIS: &str = "NHS England, Accessible Information Standard (DAPB1605)";
const OURS: &str = "plainplan: so that figures and words stay right";

/// The rules that look at each twin by itself. What the whole easy read needs once is found in [`crate::check`].
#[rustfmt::skip]
const RULES: &[(&Rule, Find)] = &[
    (&sentences::LONG_SENTENCE, sentences::long_sentence),
    (&sentences::TOO_LONG_SENTENCE, sentences::too_long_sentence),
    (&sentences::TWO_SENTENCES, sentences::two_sentences),
    (&sentences::TWO_IDEAS, sentences::two_ideas),
    (&sentences::PASSIVE, sentences::passive),
    (&sentences::DOUBLE_NEGATIVE, sentences::double_negative),
    (&sentences::NOT_TO_THE_READER, sentences::not_to_the_reader),
    (&sentences::HARD_TENSE, sentences::hard_tense),
    (&sentences::NO_REASONS, sentences::no_reasons),
    (&sentences::HARD_PUNCTUATION, sentences::hard_punctuation),
    (&sentences::OPEN_QUESTION, sentences::open_question),
    (&sentences::LONG_PART, sentences::long_part),
    (&sentences::FULL_PART, sentences::full_part),
    (&words::HARD_WORD, words::hard_word),
    (&words::UNEXPLAINED_WORD, words::unexplained_word),
    (&words::UNMARKED_WORD, words::unmarked_word),
    (&words::TWO_NAMES, words::two_names),
    (&words::INITIALS, words::initials),
    (&words::SHORT_FORM, words::short_form),
    (&words::IDIOM, words::idiom),
    (&words::FOREIGN_WORD, words::foreign_word),
    (&words::SHORTER_WORD, words::shorter_word),
    (&words::NOUN_FOR_VERB, words::noun_for_verb),
    (&words::JARGON, words::jargon),
    (&words::CHILDISH_WORD, words::childish_word),
    (&words::RESPECT, words::respect),
    (&words::CONTRACTION, words::contraction),
    (&words::VAGUE_TIME, words::vague_time),
    (&numbers::NUMBER_IN_WORDS, numbers::number_in_words),
    (&numbers::PERCENTAGE, numbers::percentage),
    (&numbers::FRACTION, numbers::fraction),
    (&numbers::MIXED_SHARES, numbers::mixed_shares),
    (&numbers::DECIMAL, numbers::decimal),
    (&numbers::BIG_NUMBER, numbers::big_number),
    (&numbers::MILLION, numbers::million),
    (&numbers::DATE_FORM, numbers::date_form),
    (&numbers::TIME_FORM, numbers::time_form),
    (&numbers::RANGE_DASH, numbers::range_dash),
    (&numbers::ROMAN_NUMERAL, numbers::roman_numeral),
    (&numbers::MANY_NUMBERS, numbers::many_numbers),
    (&numbers::BARE_FIGURE, numbers::bare_figure),
    (&numbers::TYPED_SHARE, numbers::typed_share),
    (&numbers::PHONE_NUMBER, numbers::phone_number),
    (&numbers::DOUBLED_WORD, numbers::doubled_word),
    (&structure::LONG_HEADING, structure::long_heading),
    (&structure::LONG_BOOKLET, structure::long_booklet),
    (&structure::POINTER, structure::pointer),
    (&structure::LONG_LIST, structure::long_list),
    (&structure::TABLE_IN_EASY_READ, structure::table_in_easy_read),
    (&pictures::MIXED_STYLES, pictures::mixed_styles),
    (&structure::ITALICS, structure::italics),
    (&structure::MUCH_BOLD, structure::much_bold),
    (&structure::LINK_WORDS, structure::link_words),
];

/// What `--explain` says of a rule beside its explanation: its id, its source, and what it is in each profile.
pub(crate) fn words_of(rule: &Rule) -> Option<String> {
    let guide = rule.guide()?;
    let profiles = Profile::ALL.map(|profile| {
        let limit = guide.most_words.map(|most| format!(" over {} words", most[profile as usize])).unwrap_or_default();
        format!("{} {}{limit}", profile.name(), severity(guide, rule.severity, profile).words())
    });
    Some(format!("Rule {}. Source: {}. Profiles: {}.", guide.id, guide.source, profiles.join(", ")))
}

/// How much a finding matters in a profile.
fn severity(guide: &Guide, severity: Severity, profile: Profile) -> Severity {
    match (profile, severity) {
        (Profile::Strict, Severity::Hint) => Severity::Warning,
        (Profile::Ers26, _) if !guide.is_in_ers26 => Severity::Hint,
        _ => severity,
    }
}

/// The rules that look at each twin by itself.
pub(crate) fn rules_of_twins() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().map(|(rule, _)| *rule)
}

/// Gives findings the weight that they have in a profile.
pub(crate) fn weigh(diagnostics: &mut Diagnostics, profile: Profile) {
    for found in diagnostics.iter_mut() {
        if let Some(guide) = found.rule.guide() {
            found.severity = severity(guide, found.severity, profile);
        }
    }
}

/// Keeps of findings that one entry of the glossary settles everywhere only the first.
pub(crate) fn tell_once(diagnostics: &mut Diagnostics) {
    let mut reported = HashSet::new();
    let is_once = |found: &Diagnostic| found.rule.guide().is_some_and(|guide| guide.is_once);
    diagnostics.retain(|found| !is_once(found) || reported.insert(found.message.clone()));
}

/// What the rules find in one twin, hints too. As long as remarks for those who write are left in it, nothing is an error:
/// a draft can be looked at before it is good.
pub(crate) fn check(plan: &Plan, twin: &Twin, source: &Files, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let reading = Reading::of(plan.spoken(twin, source), context);
    let mut found = Diagnostics::default();
    for (_, find) in RULES {
        find(&reading, context, &mut found);
    }
    if twin.is_draft() {
        for finding in found.iter_mut() {
            finding.severity = finding.severity.max(Severity::Warning);
        }
    }
    diagnostics.append(found);
}
