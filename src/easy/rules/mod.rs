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
use crate::base::diagnostic::{Diagnostics, Rule, Severity};
use crate::base::files::Files;
use crate::easy::rules::sync::LOST_CONDITION;
use crate::plan::model::config::Profile;
use crate::plan::{Plan, Twin};

/// A rule with where it comes from.
pub(crate) struct EasyRule {
    pub(crate) rule: &'static Rule,
    /// Its name in the list of rules that plainplan keeps: S for sentences, W words, N numbers, D the document, P pictures,
    /// L layout, A the web, H what people must look at.
    id: &'static str,
    /// Who asks for it.
    source: &'static str,
    /// Whether it keeps its weight in the profile `ers26`: The Easy Read Standard asks for it, or it is about more than style.
    is_in_ers26: bool,
    find: Find,
}

/// What a rule looks at.
enum Find {
    /// Each twin by itself.
    Twin(fn(&Reading, &PlanContext, &mut Diagnostics)),
    /// What the whole easy read needs once: [`crate::check::CHECKS`] has its function.
    Plan,
}

use Find::{Plan as Whole, Twin as Each};

const fn rule(rule: &'static Rule, id: &'static str, source: &'static str, is_in_ers26: bool, find: Find) -> EasyRule {
    EasyRule { rule, id, source, is_in_ers26, find }
}

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

/// The rules.
#[rustfmt::skip]
pub(crate) const RULES: &[EasyRule] = &[
    rule(&sentences::LONG_SENTENCE, "S1", ERS_GOV, true, Each(sentences::long_sentence)),
    rule(&sentences::TOO_LONG_SENTENCE, "S1", ERS_GOV, true, Each(sentences::too_long_sentence)),
    rule(&sentences::TWO_SENTENCES, "S2", IE, false, Each(sentences::two_sentences)),
    rule(&sentences::TWO_IDEAS, "S3", ERS_GOV, true, Each(sentences::two_ideas)),
    rule(&sentences::PASSIVE, "S4", ERS_GOV, true, Each(sentences::passive)),
    rule(&sentences::DOUBLE_NEGATIVE, "S5", ERS, true, Each(sentences::double_negative)),
    rule(&sentences::NOT_TO_THE_READER, "S6", COGA, false, Each(sentences::not_to_the_reader)),
    rule(&sentences::HARD_TENSE, "S7", COGA, false, Each(sentences::hard_tense)),
    rule(&sentences::NO_REASONS, "S8", COGA, false, Each(sentences::no_reasons)),
    rule(&sentences::HARD_PUNCTUATION, "S9", COGA, false, Each(sentences::hard_punctuation)),
    rule(&sentences::OPEN_QUESTION, "S10", BW, false, Each(sentences::open_question)),
    rule(&sentences::LONG_PART, "S11", ERS, true, Each(sentences::long_part)),
    rule(&sentences::FULL_PART, "S11", ERS, true, Each(sentences::full_part)),
    rule(&words::HARD_WORD, "W1", ERS_GOV, true, Each(words::hard_word)),
    rule(&words::UNEXPLAINED_WORD, "W2", ERS_GOV, true, Each(words::unexplained_word)),
    rule(&words::UNMARKED_WORD, "W2", GOV, false, Each(words::unmarked_word)),
    rule(&words::HARD_MEANING, "W3", ERS_GOV, true, Whole),
    rule(&words::TWO_NAMES, "W4", ERS, true, Each(words::two_names)),
    rule(&words::INITIALS, "W5", ERS_GOV, true, Each(words::initials)),
    rule(&words::SHORT_FORM, "W6", NHS, false, Each(words::short_form)),
    rule(&words::IDIOM, "W7", NHS, false, Each(words::idiom)),
    rule(&words::FOREIGN_WORD, "W8", IE, false, Each(words::foreign_word)),
    rule(&words::SHORTER_WORD, "W9", GOV, false, Each(words::shorter_word)),
    rule(&words::NOUN_FOR_VERB, "W10", BW, false, Each(words::noun_for_verb)),
    rule(&words::JARGON, "W11", ERS, true, Each(words::jargon)),
    rule(&words::CHILDISH_WORD, "W12", IE, false, Each(words::childish_word)),
    rule(&words::RESPECT, "W13", ERS, true, Each(words::respect)),
    rule(&words::CONTRACTION, "W14", NHS, false, Each(words::contraction)),
    rule(&words::VAGUE_TIME, "W15", NHS, false, Each(words::vague_time)),
    rule(&numbers::NUMBER_IN_WORDS, "N1", NHS, false, Each(numbers::number_in_words)),
    rule(&numbers::PERCENTAGE, "N2", BW, false, Each(numbers::percentage)),
    rule(&numbers::FRACTION, "N3", NHS, false, Each(numbers::fraction)),
    rule(&numbers::MIXED_SHARES, "N4", NHS, true, Each(numbers::mixed_shares)),
    rule(&numbers::DECIMAL, "N5", NHS, false, Each(numbers::decimal)),
    rule(&numbers::BIG_NUMBER, "N6", NHS, false, Each(numbers::big_number)),
    rule(&numbers::MILLION, "N7", IE, false, Each(numbers::million)),
    rule(&numbers::DATE_FORM, "N8", NHS, false, Each(numbers::date_form)),
    rule(&numbers::TIME_FORM, "N9", NHS, false, Each(numbers::time_form)),
    rule(&numbers::RANGE_DASH, "N10", NHS, false, Each(numbers::range_dash)),
    rule(&numbers::ROMAN_NUMERAL, "N11", IE, false, Each(numbers::roman_numeral)),
    rule(&numbers::MANY_NUMBERS, "N12", NHS, false, Each(numbers::many_numbers)),
    rule(&numbers::BARE_FIGURE, "N13", COGA, false, Each(numbers::bare_figure)),
    rule(&numbers::TYPED_SHARE, "N15", OURS, true, Each(numbers::typed_share)),
    rule(&numbers::PHONE_NUMBER, "N16", NHS, false, Each(numbers::phone_number)),
    rule(&numbers::DOUBLED_WORD, "N17", OURS, true, Each(numbers::doubled_word)),
    rule(&structure::NO_BEGINNING, "D1", IE, true, Whole),
    rule(&structure::LONG_HEADING, "D4", COGA, false, Each(structure::long_heading)),
    rule(&structure::NO_OTHER_FORMATS, "D7", AIS, true, Whole),
    rule(&structure::LONG_BOOKLET, "D8", ERS, true, Each(structure::long_booklet)),
    rule(&structure::NO_NEXT_STEP, "D10", GOV, true, Whole),
    rule(&structure::POINTER, "D11", BW, false, Each(structure::pointer)),
    rule(&structure::LONG_LIST, "D12", COGA, false, Each(structure::long_list)),
    rule(&structure::TABLE_IN_EASY_READ, "D13", COGA, false, Each(structure::table_in_easy_read)),
    rule(&structure::NO_DATES, "D14", AIS, true, Whole),
    rule(&pictures::MIXED_STYLES, "P6", IE, false, Each(pictures::mixed_styles)),
    rule(&structure::ITALICS, "L5", DH, false, Each(structure::italics)),
    rule(&structure::MUCH_BOLD, "L6", GOV, false, Each(structure::much_bold)),
    rule(&structure::LINK_WORDS, "A6", GOV, false, Each(structure::link_words)),
    rule(&LOST_CONDITION, "H6", OURS, true, Whole),
];

/// What `--explain` says of a rule beside its explanation: its id, its source, and what it is in each profile.
pub(crate) fn words_of(rule: &Rule) -> Option<String> {
    let found = RULES.iter().find(|easy| easy.rule == rule)?;
    let limit = |profile: Profile| match () {
        () if rule == &sentences::LONG_SENTENCE => format!(" over {} words", profile.longest_sentence().0),
        () if rule == &sentences::TOO_LONG_SENTENCE => format!(" over {} words", profile.longest_sentence().1),
        () => String::new(),
    };
    let profiles = [Profile::Uk, Profile::Strict, Profile::Ers26].map(|profile| {
        format!("{} {}{}", profile.name(), found.severity(rule.severity, profile).words(), limit(profile))
    });
    Some(format!("Rule {}. Source: {}. Profiles: {}.", found.id, found.source, profiles.join(", ")))
}

impl EasyRule {
    /// How much a finding matters in a profile.
    fn severity(&self, severity: Severity, profile: Profile) -> Severity {
        match (profile, severity) {
            (Profile::Strict, Severity::Hint) => Severity::Warning,
            (Profile::Ers26, _) if !self.is_in_ers26 => Severity::Hint,
            _ => severity,
        }
    }
}

/// The rules that look at each twin by itself.
pub(crate) fn rules_of_twins() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|easy| matches!(easy.find, Each(_))).map(|easy| easy.rule)
}

/// Whether a rule is one of those here.
pub(crate) fn is_of_easy_read(rule: &Rule) -> bool {
    RULES.iter().any(|easy| easy.rule.name == rule.name)
}

/// Gives findings the weight that they have in a profile.
pub(crate) fn weigh(diagnostics: &mut Diagnostics, profile: Profile) {
    for found in diagnostics.iter_mut() {
        if let Some(easy) = RULES.iter().find(|easy| easy.rule.name == found.rule.name) {
            found.severity = easy.severity(found.severity, profile);
        }
    }
}

/// Keeps of findings that one entry of the glossary settles everywhere only the first.
pub(crate) fn tell_once(diagnostics: &mut Diagnostics) {
    let mut reported = HashSet::new();
    diagnostics.retain(|found| found.rule != &numbers::MILLION || reported.insert(found.message.clone()));
}

/// What the rules find in one twin, hints too. As long as remarks for those who write are left in it, nothing is an error:
/// a draft can be looked at before it is good.
pub(crate) fn check(plan: &Plan, twin: &Twin, source: &Files, context: &PlanContext, diagnostics: &mut Diagnostics) {
    let reading = Reading::of(plan.spoken(twin, source), context);
    let mut found = Diagnostics::default();
    for easy in RULES {
        if let Each(find) = easy.find {
            find(&reading, context, &mut found);
        }
    }
    if twin.is_draft() {
        for finding in found.iter_mut() {
            finding.severity = finding.severity.max(Severity::Warning);
        }
    }
    diagnostics.append(found);
}
