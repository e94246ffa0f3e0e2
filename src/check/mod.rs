//! What a plan's parts say of each other: the rules, and one loop over them.
//!
//! A rule is a constant with its name and explanation and, beside it, the function that finds it.
//! Faults that can be seen in one value alone are reported where the value is read; their rules
//! are constants of that module. [`rules`] lists them all, so that `--explain` knows every one.

mod accept;
mod agree;
mod copies;
mod dates;
mod easy;
mod figures;
mod links;
mod measures;
mod names;
mod pictures;
mod plain;
mod shares;
mod sheets;
mod step;
mod totals;
mod typed;

use std::collections::HashSet;
use std::sync::Arc;

use self::plain::House;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::plan::{Inputs, Memo, OutlineEntry, Plan, Single};
use crate::source::{FileId, Source, Span};
use crate::{brackets, insert, markdown, plan, source, yaml};

/// A function that looks for faults of a few kinds, which have the same reading of the plan behind them.
type Check = fn(&Plan, &Source, &mut Diagnostics);

/// The rules that look at one chapter at a time, each function with the rules that it finds.
const CHECKS: &[(&[&Rule], Check)] = &[
    (&[&names::RESERVED_ADDRESS], names::reserved_address),
    (
        &[
            &figures::UNKNOWN_ID,
            &figures::UNKNOWN_PART,
            &figures::CANNOT_WORD,
            &figures::SAME_READING,
            &figures::UNSUITABLE_CHART,
            &figures::NOTHING_TO_SHOW,
        ],
        figures::cannot_be_shown,
    ),
    (&[&figures::FIGURE_IN_TITLE], figures::figure_in_title),
    (&[&figures::CELL_OF_A_CELL], figures::cell_of_a_cell),
    (&[&totals::TOTAL_MISMATCH], totals::total_mismatch),
    (&[&totals::TOTAL_NOT_CHECKED], totals::total_not_checked),
    (&[&shares::CALCULATION_MISMATCH], shares::calculation_mismatch),
    (&[&shares::RESULT_TOO_LARGE], shares::result_too_large),
    (&[&shares::WEIGHTS], shares::weights),
    (&[&shares::LABEL_MISMATCH], shares::label_mismatch),
    (&[&typed::TYPED_FIGURE, &typed::NEARLY_THE_SAME], typed::typed_figures),
    (&[&typed::BROKEN_NUMBER], typed::broken_number),
    (&[&agree::CLAIMED_CHANGE], agree::claimed_change),
    (&[&dates::IMPOSSIBLE_DAY, &dates::REVERSED_DATES], dates::wrong_dates),
    (&[&dates::PAST_PROMISE], dates::past_promise),
    (&[&measures::WRONG_DIRECTION], measures::wrong_direction),
    (&[&measures::THOUSAND_FOLD], measures::thousand_fold),
    (&[&measures::SAME_TIME], measures::same_time),
    (&[&measures::OUT_OF_ORDER], measures::out_of_order),
    (&[&measures::PAST_DATE], measures::past_date),
    (&[&measures::STATUS_AND_FIGURES], measures::status_and_figures),
    (&[&measures::NOT_LAST_YEAR], measures::not_last_year),
    (&[&measures::UNIT_OF_LAST_YEAR], measures::unit_of_last_year),
    (&[&sheets::SHARE_OR_PERCENT], sheets::share_or_percent),
    (&[&names::NO_ADDRESS], names::no_address),
    (&[&links::REFUSED_LINK], links::refused_link),
    (&[&links::DEAD_LINK], links::dead_link),
    (&[&links::DEAD_ANCHOR], links::dead_anchor),
    (&[&links::MISSING_PICTURE], links::missing_picture),
    (&[&links::OUTSIDE_PICTURE], links::outside_picture),
    (&[&easy::REMARK_LEFT], easy::remark_left),
    (&[&pictures::UNKNOWN_PICTURE], pictures::unknown_picture),
    (&[&pictures::PICTURE_IN_LINE], pictures::picture_in_line),
    (&[&pictures::PART_WITHOUT_PICTURE], pictures::part_without_picture),
    (&[&pictures::PART_WITHOUT_WORDS], pictures::part_without_words),
    (&[&pictures::ONE_PICTURE_TWO_IDEAS], pictures::one_picture_two_ideas),
    (&[&pictures::TWO_PICTURES_ONE_IDEA], pictures::two_pictures_one_idea),
    (&[&easy::OPEN_REVIEW], easy::open_review),
    (&[&step::UNKNOWN_SECTION], step::unknown_section),
    (&[&step::OUT_OF_STEP, &step::REWORDED, &step::MISLEADING_FIGURE], step::out_of_step),
    (&[&step::CONFIRMED_NOTHING], step::confirmed_nothing),
    (&[&step::LOST_CONDITION], step::lost_condition),
    (&[&step::UNBOUND_CHECK], step::unbound_check),
];

/// The rules that hold chapters against each other, or look at what is said once for all of them.
const WHOLE: &[(&[&Rule], Check)] = &[
    (&[&names::DUPLICATE_ID], names::duplicate_id),
    (&[&names::SAME_ADDRESS], names::same_address),
    (&[&names::MISSING_INDEX], names::missing_index),
    (&[&names::NO_CHAPTERS], names::no_chapters),
    (&[&figures::NOT_SHOWN], figures::not_shown),
    (&[&agree::TWO_VALUES], agree::two_values),
    (&[&copies::COPIED_FILE, &copies::SAME_TITLE, &copies::MISNAMED_EASY_READ], copies::copies),
    (&[&names::UNREAD_FILE], names::unread_file),
    (&[&easy::TWIN_WITHOUT_CHAPTER], easy::twin_without_chapter),
    (&[&pictures::PICTURE_EXPIRED], pictures::picture_expired),
    (&[&pictures::PICTURE_WITHOUT_CREDIT], pictures::picture_without_credit),
    (&[&pictures::PHOTO_WITHOUT_CONSENT], pictures::photo_without_consent),
    (&[&pictures::LIMITED_LICENCE], pictures::limited_licence),
    (&[&pictures::UNUSED_PICTURE], pictures::unused_picture),
    (&[&step::CONFIRMED_NOTHING], step::confirmed_no_twin),
    (&[&plain::HARD_MEANING], plain::hard_meaning),
    (&[&plain::NO_BEGINNING], plain::no_beginning),
    (&[&plain::NO_OTHER_FORMATS], plain::no_other_formats),
    (&[&plain::NO_NEXT_STEP], plain::no_next_step),
    (&[&plain::NO_DATES], plain::no_dates),
];

/// The rules whose faults are reported while files are read.
const READING: &[&Rule] = &[
    &source::UNREADABLE_FILE,
    &source::UNREADABLE_TEXT,
    &source::CONTROL_CHARACTER,
    &source::FILE_TOO_LARGE,
    &yaml::YAML_SYNTAX,
    &yaml::YAML_ALIAS,
    &yaml::HIDDEN_REMARK,
    &yaml::UNKNOWN_KEY,
    &yaml::DUPLICATE_KEY,
    &yaml::MISSING_KEY,
    &yaml::WRONG_TYPE,
    &plan::front::FRONT_MATTER_NOT_CLOSED,
    &plan::front::MISSING_TITLE,
    &plan::front::HIDDEN_SPACE,
    &plan::chapter::FOLDER_TOO_DEEP,
    &plan::config::MISSING_PLAN_FILE,
    &plan::config::MISSING_CONTACT,
    &plan::config::PERIOD_REVERSED,
    &plan::config::FULL_WITH_ISSUES,
    &plan::values::NOT_A_NUMBER,
    &plan::values::NOT_A_DATE,
    &plan::values::UNKNOWN_VALUE,
    &plan::values::BAD_ID,
    &plan::table::read::ROW_LENGTH,
    &plan::table::read::TABLE_SHAPE,
    &plan::table::read::SIGN_LEFT_OUT,
    &plan::table::read::DECIMAL_COMMA,
    &plan::table::columns::CALCULATION_CIRCLE,
    &plan::grid::TABLE_FILE,
    &plan::grid::CELL_FAULT,
    &plan::grid::HIDDEN_CELLS,
    &plan::dashboard::UNKNOWN_COLUMN,
    &plan::table::read::NOTE_WITHOUT_MARK,
    &plan::table::read::TABLE_WITHOUT_CAPTION,
    &plan::lock::UNREADABLE_CONFIRMATION,
    &plan::words::DUPLICATE_WORD,
    &plan::pictures::PICTURE_WITHOUT_LICENCE,
    &plan::pictures::PICTURE_FILE,
    &insert::INSERT_SYNTAX,
    &insert::UNKNOWN_WORDING,
    &insert::UNKNOWN_CHART_KIND,
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

/// The rules about figures whose findings an author may accept with a reason.
const ACCEPTABLE: &[&Rule] = &[
    &plan::grid::HIDDEN_CELLS,
    &plan::table::read::SIGN_LEFT_OUT,
    &totals::TOTAL_MISMATCH,
    &shares::CALCULATION_MISMATCH,
    &shares::WEIGHTS,
    &shares::LABEL_MISMATCH,
    &agree::TWO_VALUES,
    &typed::TYPED_FIGURE,
    &typed::NEARLY_THE_SAME,
    &agree::CLAIMED_CHANGE,
    &dates::REVERSED_DATES,
    &dates::PAST_PROMISE,
    &measures::WRONG_DIRECTION,
    &measures::THOUSAND_FOLD,
    &measures::OUT_OF_ORDER,
    &measures::PAST_DATE,
    &measures::STATUS_AND_FIGURES,
];

/// A template that cannot be used.
pub const TEMPLATE: Rule = Rule {
    name: "template",
    severity: Severity::Error,
    explain: "A template of the theme cannot be read or filled in. Templates are written in Tera 2; the values they may show \
              are `site` and `page`.",
};

/// Two files at one address of the website.
pub const ADDRESS_TAKEN: Rule = Rule {
    name: "address-taken",
    severity: Severity::Error,
    explain: "Files of static/ are copied to the same place in the website, and files beside a chapter go to the folder of \
              its part. If a page or another file already stands there, one of the two would be lost.",
};

/// Reports files whose address belongs to a page or another file.
pub fn report_taken(taken: &[(String, FileId)], diagnostics: &mut Diagnostics) {
    for (address, file) in taken {
        let message = format!("the address /{address} of this file belongs to a page or another file already");
        diagnostics
            .add(Diagnostic::new(&ADDRESS_TAKEN, Span::new(*file, 0, 0), message).help("Give the file another name."));
    }
}

/// Every rule there is, those found while reading first.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let mut seen = HashSet::new();
    let checks = CHECKS.iter().chain(WHOLE).flat_map(|(rules, _)| *rules).copied();
    READING.iter().copied().chain(checks).chain(plain::rules_of_twins()).filter(move |rule| seen.insert(rule.name))
}

/// What is to be said of a rule about easy-read words beside its explanation: its source, and what it is in each profile.
#[must_use]
pub fn easy_words(rule: &Rule) -> Option<String> {
    plain::words_of(rule)
}

/// Runs every check over a plan. Hints are left to [`hints`].
pub fn run(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
    Checks::default().run(plan, source, diagnostics);
}

/// What is worth a thought about a plan, and no more.
pub fn hints(plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
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
    pub fn run(&mut self, plan: &Plan, source: &Source, diagnostics: &mut Diagnostics) {
        self.update(plan, source);
        tell(self.all().map(|found| &found.found), source, diagnostics);
        accept::accept(plan, |rule| ACCEPTABLE.contains(&rule) || plain::is_of_easy_read(rule), diagnostics);
    }

    /// Everything that was found.
    fn all(&self) -> impl Iterator<Item = &Found> {
        self.chapters.values().chain(self.outside.get()).chain(self.whole.values())
    }

    /// Brings what is found up to date.
    fn update(&mut self, plan: &Plan, source: &Source) {
        let (inputs, house) = (Inputs::of(plan), House::of(plan));
        let files: Arc<[FileId]> = plan.outline().map(OutlineEntry::file).collect();
        self.chapters.update(
            inputs,
            &files,
            || (),
            |(), wanted| each(&wanted.plan.focused(wanted.number), source, &house),
        );
        self.outside.refresh(inputs, |plan| each(&plan.without_chapters(), source, &house));
        let rules: Arc<[usize]> = (0..WHOLE.len()).collect();
        self.whole.update(
            inputs,
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
fn tell<'f>(all: impl Iterator<Item = &'f Diagnostics>, source: &Source, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    found.extend(all.flat_map(Diagnostics::iter).cloned());
    found.sort(source);
    plain::tell_once(&mut found);
    diagnostics.append(found);
}

/// What every check that looks at one chapter at a time finds.
fn each(plan: &Plan, source: &Source, house: &House) -> Found {
    Found::by(plan, |plan, found| {
        for (_, check) in CHECKS {
            check(plan, source, found);
        }
        plan.twins().for_each(|twin| plain::check(plan, twin, source, house, found));
    })
}

impl Found {
    fn by(plan: &Plan, check: impl FnOnce(&Plan, &mut Diagnostics)) -> Self {
        let mut found = Diagnostics::default();
        check(plan, &mut found);
        if !found.is_empty() {
            plan.record_places();
        }
        plain::weigh(&mut found, plan.config.easy.profile);
        let (hints, found) = found.into_iter().partition(|found| found.severity == Severity::Hint);
        Self { found, hints }
    }
}
