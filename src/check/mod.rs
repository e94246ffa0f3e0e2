//! What a plan's parts say of each other: the rules, and one loop over them.
//!
//! A rule is a constant with its name and explanation and, beside it, the function that finds it.
//! Faults that can be seen in one value alone are reported where the value is read; their rules
//! are constants of that module. [`rules`] lists them all, so that `--explain` knows every one.

mod accept;
mod copies;
mod dates;
mod distant;
pub mod figures;
mod links;
mod names;
mod sheets;

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{FileId, Span};
use crate::easy::rules::PlanContext;
use crate::plan::{Inputs, Memo, OutlineEntry, Plan, Single};

use crate::base::brackets;
use crate::base::yaml;
use crate::text::{insert, markdown};
use crate::value::chart::kinds::UNKNOWN_CHART_KIND;

/// A function that looks for faults of a few kinds, which have the same reading of the plan behind them.
type Check = fn(&Plan, &Files, &mut Diagnostics);

/// The rules that look at one chapter at a time, each function with the rules that it finds.
const CHECKS: &[(&[&Rule], Check)] = &[
    (&[&names::RESERVED_ADDRESS], names::reserved_address),
    (
        &[
            &crate::check::figures::inserts::UNKNOWN_ID,
            &crate::check::figures::inserts::UNKNOWN_PART,
            &crate::check::figures::inserts::CANNOT_WORD,
            &crate::check::figures::inserts::SAME_READING,
            &crate::check::figures::inserts::UNSUITABLE_CHART,
            &crate::check::figures::inserts::NOTHING_TO_SHOW,
        ],
        crate::check::figures::inserts::cannot_be_shown,
    ),
    (&[&crate::check::figures::inserts::FIGURE_IN_TITLE], crate::check::figures::inserts::figure_in_title),
    (&[&crate::check::figures::inserts::CELL_OF_A_CELL], crate::check::figures::inserts::cell_of_a_cell),
    (&[&crate::check::figures::totals::TOTAL_MISMATCH], crate::check::figures::totals::total_mismatch),
    (&[&crate::check::figures::totals::TOTAL_NOT_CHECKED], crate::check::figures::totals::total_not_checked),
    (&[&crate::check::figures::follows::CALCULATION_MISMATCH], crate::check::figures::follows::calculation_mismatch),
    (&[&crate::check::figures::follows::RESULT_TOO_LARGE], crate::check::figures::follows::result_too_large),
    (&[&crate::check::figures::shares::WEIGHTS], crate::check::figures::shares::weights),
    (&[&crate::check::figures::shares::LABEL_MISMATCH], crate::check::figures::shares::label_mismatch),
    (
        &[&crate::check::figures::typed::TYPED_FIGURE, &crate::check::figures::typed::NEARLY_THE_SAME],
        crate::check::figures::typed::typed_figures,
    ),
    (&[&crate::check::figures::typed::BROKEN_NUMBER], crate::check::figures::typed::broken_number),
    (
        &[
            &crate::check::figures::claims::CLAIMED_CHANGE,
            &crate::check::figures::claims::CLAIMED_SHARE,
            &crate::check::figures::claims::CLAIMED_RANK,
            &crate::check::figures::claims::CLAIMED_COUNT,
            &crate::check::figures::claims::CLAIMED_FIGURE,
        ],
        crate::check::figures::claims::claims,
    ),
    (&[&dates::IMPOSSIBLE_DAY, &dates::REVERSED_DATES], dates::wrong_dates),
    (&[&dates::PAST_PROMISE], dates::past_promise),
    (&[&distant::DISTANT_TIME], distant::distant_times),
    (&[&crate::check::figures::measures::WRONG_DIRECTION], crate::check::figures::measures::wrong_direction),
    (&[&crate::check::figures::measures::THOUSAND_FOLD], crate::check::figures::scales::thousand_fold),
    (&[&crate::check::figures::measures::SAME_TIME], crate::check::figures::measures::same_time),
    (&[&crate::check::figures::measures::OUT_OF_ORDER], crate::check::figures::measures::out_of_order),
    (&[&crate::check::figures::measures::PAST_DATE], crate::check::figures::measures::past_date),
    (&[&crate::check::figures::measures::STATUS_AND_FIGURES], crate::check::figures::measures::status_and_figures),
    (&[&crate::check::figures::measures::NOT_LAST_YEAR], crate::check::figures::measures::not_last_year),
    (&[&crate::check::figures::measures::UNIT_OF_LAST_YEAR], crate::check::figures::measures::unit_of_last_year),
    (&[&sheets::SHARE_OR_PERCENT], sheets::share_or_percent),
    (&[&names::NO_ADDRESS], names::no_address),
    (&[&links::REFUSED_LINK], links::refused_link),
    (&[&links::DEAD_LINK], links::dead_link),
    (&[&links::DEAD_ANCHOR], links::dead_anchor),
    (&[&links::MISSING_PICTURE], links::missing_picture),
    (&[&links::OUTSIDE_PICTURE], links::outside_picture),
    (&[&crate::easy::rules::edition::REMARK_LEFT], crate::easy::rules::edition::remark_left),
    (&[&crate::easy::rules::illustrations::UNKNOWN_PICTURE], crate::easy::rules::illustrations::unknown_picture),
    (&[&crate::easy::rules::illustrations::PICTURE_IN_LINE], crate::easy::rules::illustrations::picture_in_line),
    (
        &[&crate::easy::rules::illustrations::PART_WITHOUT_PICTURE],
        crate::easy::rules::illustrations::part_without_picture,
    ),
    (&[&crate::easy::rules::illustrations::PART_WITHOUT_WORDS], crate::easy::rules::illustrations::part_without_words),
    (
        &[&crate::easy::rules::illustrations::ONE_PICTURE_TWO_IDEAS],
        crate::easy::rules::illustrations::one_picture_two_ideas,
    ),
    (
        &[&crate::easy::rules::illustrations::TWO_PICTURES_ONE_IDEA],
        crate::easy::rules::illustrations::two_pictures_one_idea,
    ),
    (&[&crate::easy::rules::edition::OPEN_REVIEW], crate::easy::rules::edition::open_review),
    (&[&crate::easy::rules::sync::UNKNOWN_SECTION], crate::easy::rules::sync::unknown_section),
    (
        &[
            &crate::easy::rules::sync::OUT_OF_STEP,
            &crate::easy::rules::sync::REWORDED,
            &crate::easy::rules::sync::MISLEADING_FIGURE,
        ],
        crate::easy::rules::sync::out_of_step,
    ),
    (&[&crate::easy::rules::sync::CONFIRMED_NOTHING], crate::easy::rules::sync::confirmed_nothing),
    (&[&crate::easy::rules::sync::LOST_CONDITION], crate::easy::rules::sync::lost_condition),
    (&[&crate::easy::rules::sync::UNBOUND_CHECK], crate::easy::rules::sync::unbound_check),
];

/// The rules that hold chapters against each other, or look at what is said once for all of them.
const WHOLE: &[(&[&Rule], Check)] = &[
    (&[&names::DUPLICATE_ID], names::duplicate_id),
    (&[&names::SAME_ADDRESS], names::same_address),
    (&[&names::MISSING_INDEX], names::missing_index),
    (&[&names::NO_CHAPTERS], names::no_chapters),
    (&[&crate::check::figures::inserts::NOT_SHOWN], crate::check::figures::inserts::not_shown),
    (&[&crate::check::figures::agree::TWO_VALUES], crate::check::figures::agree::two_values),
    (&[&copies::COPIED_FILE, &copies::SAME_TITLE, &copies::MISNAMED_EASY_READ], copies::copies),
    (&[&names::UNREAD_FILE], names::unread_file),
    (&[&crate::easy::rules::edition::TWIN_WITHOUT_CHAPTER], crate::easy::rules::edition::twin_without_chapter),
    (&[&crate::easy::rules::illustrations::PICTURE_EXPIRED], crate::easy::rules::illustrations::picture_expired),
    (
        &[&crate::easy::rules::illustrations::PICTURE_WITHOUT_CREDIT],
        crate::easy::rules::illustrations::picture_without_credit,
    ),
    (
        &[&crate::easy::rules::illustrations::PHOTO_WITHOUT_CONSENT],
        crate::easy::rules::illustrations::photo_without_consent,
    ),
    (&[&crate::easy::rules::illustrations::LIMITED_LICENCE], crate::easy::rules::illustrations::limited_licence),
    (&[&crate::easy::rules::illustrations::UNUSED_PICTURE], crate::easy::rules::illustrations::unused_picture),
    (&[&crate::easy::rules::sync::CONFIRMED_NOTHING], crate::easy::rules::sync::confirmed_no_twin),
    (&[&crate::easy::rules::HARD_MEANING], crate::easy::rules::hard_meaning),
    (&[&crate::easy::rules::NO_BEGINNING], crate::easy::rules::no_beginning),
    (&[&crate::easy::rules::NO_OTHER_FORMATS], crate::easy::rules::no_other_formats),
    (&[&crate::easy::rules::NO_NEXT_STEP], crate::easy::rules::no_next_step),
    (&[&crate::easy::rules::NO_DATES], crate::easy::rules::no_dates),
];

/// The rules whose faults are reported while files are read.
const READING: &[&Rule] = &[
    &crate::base::files::unreadable::UNREADABLE_FILE,
    &crate::base::files::unreadable::UNREADABLE_TEXT,
    &crate::base::files::unreadable::CONTROL_CHARACTER,
    &crate::base::files::unreadable::FILE_TOO_LARGE,
    &yaml::YAML_SYNTAX,
    &yaml::YAML_ALIAS,
    &yaml::HIDDEN_REMARK,
    &yaml::UNKNOWN_KEY,
    &yaml::DUPLICATE_KEY,
    &yaml::MISSING_KEY,
    &yaml::WRONG_TYPE,
    &crate::plan::model::front::FRONT_MATTER_NOT_CLOSED,
    &crate::plan::model::front::MISSING_TITLE,
    &crate::plan::model::front::HIDDEN_SPACE,
    &crate::plan::model::chapter::FOLDER_TOO_DEEP,
    &crate::plan::model::config::MISSING_PLAN_FILE,
    &crate::plan::model::config::MISSING_CONTACT,
    &crate::plan::model::config::PERIOD_REVERSED,
    &crate::plan::model::config::FULL_WITH_ISSUES,
    &crate::plan::read::values::NOT_A_NUMBER,
    &crate::plan::read::values::NOT_A_DATE,
    &crate::plan::read::values::UNKNOWN_VALUE,
    &crate::plan::read::values::BAD_ID,
    &crate::plan::model::table::rows::ROW_LENGTH,
    &crate::plan::model::table::rows::TABLE_SHAPE,
    &crate::plan::model::table::slips::SIGN_LEFT_OUT,
    &crate::plan::model::table::kinds::WORDS_AMONG_FIGURES,
    &crate::plan::model::table::kinds::ODD_UNIT,
    &crate::plan::model::table::kinds::UNCLEAR_DAY,
    &crate::plan::model::table::marks::UNEXPLAINED_SIGN,
    &crate::plan::model::table::slips::DECIMAL_COMMA,
    &crate::plan::model::table::columns::CALCULATION_CIRCLE,
    &crate::plan::model::table::relation::formulas::FORMULA,
    &crate::plan::read::extract::TABLE_FILE,
    &crate::plan::read::faults::CELL_FAULT,
    &crate::plan::read::faults::HIDDEN_CELLS,
    &crate::plan::read::faults::COLOUR_ALONE,
    &crate::plan::read::faults::FORMULA_TEXT,
    &crate::plan::model::dashboard::UNKNOWN_COLUMN,
    &crate::plan::model::table::read::NOTE_WITHOUT_MARK,
    &crate::plan::model::table::read::TABLE_WITHOUT_CAPTION,
    &crate::easy::lockfile::UNREADABLE_CONFIRMATION,
    &crate::plan::model::words::DUPLICATE_WORD,
    &crate::plan::model::pictures::PICTURE_WITHOUT_LICENCE,
    &crate::plan::model::pictures::PICTURE_FILE,
    &insert::INSERT_SYNTAX,
    &insert::UNKNOWN_WORDING,
    &UNKNOWN_CHART_KIND,
    &insert::EMBED_IN_SENTENCE,
    &brackets::UNFILLED_GAP,
    &brackets::COMMENT_NOT_CLOSED,
    &markdown::RAW_HTML,
    &markdown::LOST_MARKUP,
    &markdown::EMPTY_HEADING,
    &markdown::HEADING_LEVEL,
    &markdown::IMAGE_WITHOUT_TEXT,
    &markdown::LOST_LINK,
    &markdown::LOST_NOTE,
    &markdown::LOST_MARK,
    &markdown::LOST_TABLE,
    &markdown::LOST_WORDS,
    &TEMPLATE,
    &ADDRESS_TAKEN,
    &accept::ACCEPTED_NOTHING,
];

/// A template that cannot be used.
pub const TEMPLATE: Rule = Rule {
    name: "template",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "plainplan cannot read or use a template of the theme. Templates are written in Tera 2. They can use \
              the values `site` and `page`.",
};

/// Two files at one address of the website.
pub const ADDRESS_TAKEN: Rule = Rule {
    name: "address-taken",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Files in static/ are copied to the same place in the website. Files in the same folder as a chapter go \
              to the folder of its part. If there is already a page or another file with that address, only one of \
              them could be published.",
};

/// Reports files whose address belongs to a page or another file.
pub fn report_taken(taken: &[(String, FileId)], diagnostics: &mut Diagnostics) {
    for (address, file) in taken {
        let message = format!("another page or file already has this file's address, /{address}");
        diagnostics.add(Diagnostic::new(&ADDRESS_TAKEN, Span::new(*file, 0, 0), message).help("Rename the file."));
    }
}

/// Every rule there is, those found while reading first.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let mut seen = HashSet::new();
    let checks = CHECKS.iter().chain(WHOLE).flat_map(|(rules, _)| *rules).copied();
    READING
        .iter()
        .copied()
        .chain(checks)
        .chain(crate::easy::rules::rules_of_twins())
        .filter(move |rule| seen.insert(rule.name))
}

/// What is to be said of a rule about easy-read words beside its explanation: its source, and what it is in each profile.
#[must_use]
pub fn easy_words(rule: &Rule) -> Option<String> {
    crate::easy::rules::words_of(rule)
}

/// Runs every check over a plan. Hints are left to [`hints`].
pub fn run(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    Checks::default().run(plan, source, diagnostics);
}

/// What is worth a thought about a plan, and no more.
pub fn hints(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let mut checks = Checks::default();
    checks.update(plan, source);
    tell(checks.all().map(|found| &found.hints), source, diagnostics);
}

/// Runs the checks, and remembers what they have found.
#[derive(Default, Debug)]
pub struct Checks {
    chapters: Memo<FileId, Found>,
    /// What is found outside of chapters.
    outside: Single<Found>,
    /// The rules that look at all of it, by their number among [`WHOLE`].
    whole: Memo<usize, Found>,
}

/// What checks have found, with the weight that the plan gives it.
#[derive(Debug)]
struct Found {
    found: Diagnostics,
    /// What else is worth a thought.
    hints: Diagnostics,
}

impl Checks {
    /// Runs every check that may find something else than before. Hints are left to [`hints`].
    pub fn run(&mut self, plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
        self.update(plan, source);
        tell(self.all().map(|found| &found.found), source, diagnostics);
        accept::accept(plan, diagnostics);
    }

    /// Everything that was found.
    fn all(&self) -> impl Iterator<Item = &Found> {
        self.chapters.values().chain(self.outside.get()).chain(self.whole.values())
    }

    /// Brings what is found up to date.
    fn update(&mut self, plan: &Plan, source: &Files) {
        let (inputs, context) = (Inputs::of(plan), PlanContext::of(plan));
        let files: Arc<[FileId]> = plan.outline().map(OutlineEntry::file).collect();
        self.chapters.update(
            inputs,
            &files,
            || (),
            |(), wanted| each(&wanted.plan.focused(wanted.number), source, &context),
        );
        self.outside.refresh(inputs, |plan| each(&plan.without_chapters(), source, &context));
        let rules: Arc<[usize]> = (0..WHOLE.len()).collect();
        // They may look for files by their names, beside what they read from the plan.
        self.whole.update(
            inputs.with(source.shape()),
            &rules,
            || (),
            |(), wanted| {
                let (_, check) = WHOLE[*wanted.key];
                Found::by(&wanted.plan, |plan, found| check(plan, source, found))
            },
        );
    }
}

/// Tells what was found, in reading order.
fn tell<'f>(all: impl Iterator<Item = &'f Diagnostics>, source: &Files, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    found.extend(all.flat_map(Diagnostics::iter).cloned());
    found.sort(source);
    crate::easy::rules::tell_once(&mut found);
    diagnostics.append(found);
}

/// What every check that looks at one chapter at a time finds.
fn each(plan: &Plan, source: &Files, context: &PlanContext) -> Found {
    Found::by(plan, |plan, found| {
        for (_, check) in CHECKS {
            check(plan, source, found);
        }
        plan.twins().for_each(|twin| crate::easy::rules::check(plan, twin, source, context, found));
    })
}

impl Found {
    fn by(plan: &Plan, check: impl FnOnce(&Plan, &mut Diagnostics)) -> Self {
        let mut found = Diagnostics::default();
        check(plan, &mut found);
        if !found.is_empty() {
            plan.record_places();
        }
        crate::easy::rules::weigh(&mut found, plan.config.easy.profile);
        let (hints, found) = found.into_iter().partition(|found| found.severity == Severity::Hint);
        Self { found, hints }
    }
}
