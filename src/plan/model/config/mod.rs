//! The site file `plan.yaml`: whose plan it is, for when, and how people can reach the organisation.

mod keys;

pub use self::keys::PLAN;
use super::last::LastPlan;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{FileId, Span, Spanned};
use crate::base::yaml;
use crate::base::yaml::{Fields, Node};
use crate::plan::read::values::{UNKNOWN_VALUE, choice, choice_field, period_field};
use crate::value::locale::{LANGUAGES, Language};
use crate::value::period::Period;
use crate::value::voice::{Negative, Percent, Style, Thousands, Voice};

/// The site file.
#[derive(Clone, Default, Debug)]
pub struct Config {
    /// The plan's title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// The organisation's short name.
    pub organisation_short: Option<String>,
    /// First and last day.
    pub period: Option<(Period, Period)>,
    /// Language of the plan, a kind of English: `en-GB` if nothing is said.
    pub language: String,
    /// Where the site will stand, for the sitemap.
    pub address: Option<String>,
    /// Version, state, when approved, when looked at again.
    pub version: Version,
    /// How people can reach the organisation.
    pub contact: Contact,
    /// In which other forms the plan can be had.
    pub formats: Formats,
    /// What the plan of the year before said.
    pub last_plan: Option<LastPlan>,
    /// The main colour.
    pub colour: Option<String>,
    /// How numbers are written.
    pub numbers: Style,
    /// Names that are written one way.
    pub partners: Vec<String>,
    /// What the accessibility statement needs.
    pub accessibility: Accessibility,
    /// Something to be said on the front page.
    pub notice: Option<String>,
    /// How easy read is checked.
    pub easy: Easy,
    /// The theme's folder name.
    pub theme: String,
    /// Where it was chosen.
    pub theme_place: Option<Span>,
}

/// Version of the plan.
#[derive(Clone, Default, Debug)]
pub struct Version {
    /// `1.0`.
    pub number: Option<String>,
    /// Whether the plan as a whole is a draft.
    pub is_draft: bool,
    /// Whether it says that it is final.
    pub is_final: bool,
    /// When it was approved.
    pub approved: Option<Period>,
    /// When it will be looked at again.
    pub next_review: Option<Period>,
}

/// How people can reach the organisation.
#[derive(Clone, Default, Debug)]
pub struct Contact {
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Postal address, line by line.
    pub post: Vec<String>,
}

/// In which other forms the plan can be had.
#[derive(Clone, Default, Debug)]
pub struct Formats {
    /// Large print, audio … in the order of the file.
    pub kinds: Vec<String>,
    /// Other languages.
    pub languages: Vec<String>,
    /// Within how many working days.
    pub days: Option<String>,
}

/// How easy read is checked.
#[derive(Clone, Default, Debug)]
pub struct Easy {
    /// By whose measure.
    pub profile: Profile,
    /// Words that people here know, in lower case.
    pub words: Vec<String>,
}

/// The guides for easy read differ in what they ask for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Profile {
    /// What guides in the United Kingdom have in common.
    #[default]
    Uk,
    /// Shorter sentences, and hints reported as warnings.
    Strict,
    /// The Easy Read Standard of January 2026; what it does not ask for is a hint.
    Ers26,
}

impl Profile {
    /// How it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        PROFILES.iter().find(|(_, profile)| *profile == self).map_or("", |(name, _)| name)
    }

    /// So many words in a sentence are allowed without a warning, in each profile.
    pub const LONG_SENTENCE: [usize; 3] = [15, 10, 20];

    /// So many words in a sentence are allowed without an error, in each profile.
    pub const TOO_LONG_SENTENCE: [usize; 3] = [20, 15, 25];

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Uk, Self::Strict, Self::Ers26];

    /// More words in a sentence than this are a warning, and an error.
    #[must_use]
    pub fn longest_sentence(self) -> (usize, usize) {
        (Self::LONG_SENTENCE[self as usize], Self::TOO_LONG_SENTENCE[self as usize])
    }
}

/// What the accessibility statement needs.
#[derive(Clone, Default, Debug)]
pub struct Accessibility {
    /// How far the site meets the standard, in the author's judgement.
    pub compliance: Option<Compliance>,
    /// When the statement was prepared.
    pub prepared: Option<Period>,
    /// When it was last looked at.
    pub reviewed: Option<Period>,
    /// Whether Northern Ireland's commission enforces it.
    pub is_northern_ireland: bool,
    /// Within how many days people get an answer.
    pub response_days: Option<String>,
    /// How it was tested, in the author's words.
    pub tested: Option<String>,
    /// What is known not to work yet.
    pub known_issues: Vec<Issue>,
}

/// How far the site meets the standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compliance {
    /// In full.
    Full,
    /// In part.
    Partial,
    /// Not at all.
    Not,
}

/// Something that is known not to work yet.
#[derive(Clone, Debug)]
pub struct Issue {
    /// What, and whom it stops.
    pub what: String,
    /// Which criterion of the standard.
    pub criterion: Option<String>,
    /// By when it will be mended.
    pub fix_by: Option<Period>,
}

/// A folder without a site file.
pub const MISSING_PLAN_FILE: Rule = Rule {
    name: "missing-plan-file",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "A plan's folder needs a file plan.yaml with at least the title and the organisation.",
};

/// A plan that does not say how to reach anybody.
pub const MISSING_CONTACT: Rule = Rule {
    name: "missing-contact",
    group: Group::PlanFile,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Warning,
    explain: "People who cannot use the plan as it is must be able to ask for another format, and not only by email. \
              Under `contact:` in plan.yaml, give an email address, a telephone number and a postal address.",
};

/// A time that ends before it begins.
pub const PERIOD_REVERSED: Rule = Rule {
    name: "period-reversed",
    group: Group::PlanFile,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A plan must start before it ends, and its review must be later than its approval. Usually the two \
              dates were swapped, or a year was mistyped.",
};

/// A statement that contradicts itself.
pub const FULL_WITH_ISSUES: Rule = Rule {
    name: "full-with-issues",
    group: Group::PlanFile,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "An accessibility statement with `compliance: full` says that everyone can use the whole site. If you \
              know of a problem, write `partial`. If most of the site does not work for some people, write `not`.",
};

const PATH: &str = "plan.yaml";

/// What a plan or a chapter may be, and whether that is a draft.
pub(super) const STATES: [(&str, bool); 2] = [("draft", true), ("final", false)];

/// The forms besides languages in which people can ask for the plan.
const FORMS: [&str; 5] = ["large print", "audio", "braille", "BSL", "paper"];

const NEGATIVES: [(&str, Negative); 2] = [("minus", Negative::Minus), ("brackets", Negative::Brackets)];
const THOUSANDS: [(&str, Thousands); 2] = [("comma", Thousands::Comma), ("space", Thousands::Space)];
const PERCENTS: [(&str, Percent); 2] = [("sign", Percent::Sign), ("words", Percent::Words)];
const PROFILES: [(&str, Profile); 3] = [("uk", Profile::Uk), ("strict", Profile::Strict), ("ers26", Profile::Ers26)];
const CLAIMS: [(&str, Compliance); 3] =
    [("full", Compliance::Full), ("partial", Compliance::Partial), ("not", Compliance::Not)];
/// The nations by who enforces the law, and whether that is Northern Ireland's commission.
const NATIONS: [(&str, bool); 2] = [("GB", false), ("NI", true)];

/// How many criteria the standard, WCAG 2.2, has under each of its guidelines.
const CRITERIA: [(&str, u32); 13] = [
    ("1.1", 1),
    ("1.2", 9),
    ("1.3", 6),
    ("1.4", 13),
    ("2.1", 4),
    ("2.2", 6),
    ("2.3", 3),
    ("2.4", 13),
    ("2.5", 8),
    ("3.1", 6),
    ("3.2", 6),
    ("3.3", 9),
    ("4.1", 3),
];

impl Config {
    /// Reads `plan.yaml`.
    #[must_use]
    pub fn parse(source: &Files, diagnostics: &mut Diagnostics) -> Self {
        let mut config = Self { language: "en-GB".to_owned(), theme: "plain".to_owned(), ..Self::default() };
        let Some(file) = source.find(PATH) else { return config };
        if source.file(file).has_trouble() && !source.file(file).is_readable() {
            return config;
        }
        if !source.file(file).is_readable() {
            let missing =
                Diagnostic::new(&MISSING_PLAN_FILE, Span::new(file, 0, 0), "there is no plan.yaml in this folder");
            diagnostics.add(match source.nearly_plan_file() {
                Some(other) => missing.help(format!("Rename {other} to plan.yaml.")),
                None => missing.help("Create plan.yaml with two lines: `title: …` and `organisation: …`."),
            });
            return config;
        }
        let node = yaml::parse(file, source.file(file).text(), 0, &PLAN, diagnostics);
        if let Some(mut fields) = node.as_ref().and_then(|node| Fields::of_file(node, &PLAN, diagnostics)) {
            config.take_fields(source, file, &mut fields, diagnostics);
            config.check_contact(file, diagnostics);
            fields.finish(diagnostics);
        }
        config
    }

    fn take_fields(&mut self, source: &Files, file: FileId, fields: &mut Fields, diagnostics: &mut Diagnostics) {
        let words = |text: Spanned<String>| text.value;
        self.title = fields.text("title", diagnostics).map(words).unwrap_or_default();
        if let Some(node) = fields.take("organisation") {
            (self.organisation, self.organisation_short) = organisation(node, diagnostics);
        }
        self.period = fields.take("period").and_then(|node| period(node, diagnostics));
        if let Some(tag) = fields.text("language", diagnostics).and_then(|text| language(text, diagnostics)) {
            self.language = tag;
        }
        self.address =
            fields.text("address", diagnostics).map(words).map(|address| format!("{}/", address.trim_end_matches('/')));
        self.version = fields.take("version").map(|node| version(node, diagnostics)).unwrap_or_default();
        self.contact = fields.take("contact").map(|node| contact(node, diagnostics)).unwrap_or_default();
        self.formats = fields.take("formats").map(|node| formats(node, diagnostics)).unwrap_or_default();
        self.last_plan = fields.take("last-plan").and_then(|node| LastPlan::parse(source, file, node, diagnostics));
        self.colour = fields.take("brand").and_then(|node| colour(node, diagnostics));
        self.numbers = fields.take("numbers").map(|node| numbers(node, diagnostics)).unwrap_or_default();
        self.partners = fields.texts("partners", diagnostics).into_iter().map(words).collect();
        self.accessibility =
            fields.take("accessibility").map(|node| accessibility(node, diagnostics)).unwrap_or_default();
        self.easy = fields.take("easy").map(|node| easy(node, diagnostics)).unwrap_or_default();
        self.notice = fields.text("notice", diagnostics).map(words);
        if let Some(theme) = fields.text("theme", diagnostics) {
            (self.theme, self.theme_place) = (theme.value, Some(theme.span));
        }
    }

    fn check_contact(&self, file: FileId, diagnostics: &mut Diagnostics) {
        let missing: Vec<&str> = [
            ("an email address", self.contact.email.is_none()),
            ("a telephone number", self.contact.phone.is_none()),
            ("a postal address", self.contact.post.is_empty()),
        ]
        .into_iter()
        .filter_map(|(what, is_missing)| is_missing.then_some(what))
        .collect();
        if !missing.is_empty() {
            diagnostics.add(
                Diagnostic::new(
                    &MISSING_CONTACT,
                    Span::new(file, 0, 0),
                    format!("the plan does not give {}", either(&missing)),
                )
                .help("Add it under contact: { email: …, phone: …, post: [line, line] }."),
            );
        }
    }

    /// The organisation's short name, or its full one.
    #[must_use]
    pub fn organisation_brief(&self) -> &str {
        self.organisation_short.as_deref().unwrap_or(&self.organisation)
    }
}

/// Some of several things, with `or` before the last.
fn either(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn organisation(node: &Node, diagnostics: &mut Diagnostics) -> (String, Option<String>) {
    if let Some(name) = node.as_text() {
        return (name.to_owned(), None);
    }
    let Some(mut fields) = Fields::of(node, &keys::ORGANISATION, diagnostics) else { return (String::new(), None) };
    let name = fields.text("name", diagnostics).map(|text| text.value);
    let short = fields.text("short", diagnostics).map(|text| text.value);
    fields.finish(diagnostics);
    (name.unwrap_or_default(), short)
}

/// The language of the plan as browsers and screen readers know it: `en-GB`, or another that the words of the website itself are
/// in. A plan in any other would be read out by the wrong voice in part.
fn language(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    if is_tag(&text.value) && Language::of(&text.value).is_some() {
        return Some(text.value);
    }
    let unknown = |message: String| Diagnostic::new(&UNKNOWN_VALUE, text.span, message);
    let meant = text.value.replace('_', "-");
    let no_code = |text: &str| unknown(format!("browsers and screen readers do not know the language code `{text}`"));
    diagnostics.add(if let Some(named) = LANGUAGES.iter().find(|known| text.value.eq_ignore_ascii_case(known.name)) {
        no_code(&text.value).fix(Fix::guess(text.span, named.tag), |tag| format!("Write `language: {tag}`."))
    } else if is_tag(&meant) && Language::of(&meant).is_some() {
        no_code(&text.value).fix(Fix::guess(text.span, meant), |tag| format!("Write `language: {tag}`."))
    } else {
        let (names, tags) = (LANGUAGES.iter().map(|known| known.name), LANGUAGES.iter().map(|known| known.tags));
        let names = names.collect::<Vec<_>>().join(" and ");
        unknown(format!("`{}` is not available yet. plainplan's own words are only in {names}", text.value))
            .help(format!("You can use {}.", tags.collect::<Vec<_>>().join("; or ")))
    });
    None
}

/// Whether a text has the form of a language tag: `en`, `en-GB`.
fn is_tag(text: &str) -> bool {
    let is_part = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphanumeric());
    text.split('-').all(is_part)
}

fn period(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Period, Period)> {
    let mut fields = Fields::of(node, &keys::PERIOD, diagnostics)?;
    let from = period_field(&mut fields, "from", diagnostics);
    let to = period_field(&mut fields, "to", diagnostics);
    fields.finish(diagnostics);
    report_reversed(from.as_ref(), to.as_ref(), "the plan ends before it starts", diagnostics);
    Some((from?.value, to?.value))
}

/// Reports a second time that is over before the first begins.
fn report_reversed(
    first: Option<&Spanned<Period>>,
    second: Option<&Spanned<Period>>,
    message: &str,
    diagnostics: &mut Diagnostics,
) {
    let (Some(first), Some(second)) = (first, second) else { return };
    if second.value.last_day() < first.value.first_day() {
        let voice = Voice::default();
        let words = format!("{message}: {} comes before {}", voice.time(second.value), voice.time(first.value));
        diagnostics.add(
            Diagnostic::new(&PERIOD_REVERSED, second.span, words).help("Swap the two dates, or correct the year."),
        );
    }
}

fn version(node: &Node, diagnostics: &mut Diagnostics) -> Version {
    let Some(mut fields) = Fields::of(node, &keys::VERSION, diagnostics) else { return Version::default() };
    let approved = period_field(&mut fields, "approved", diagnostics);
    let next_review = period_field(&mut fields, "next-review", diagnostics);
    report_reversed(
        approved.as_ref(),
        next_review.as_ref(),
        "the review date of the plan is before its approval date",
        diagnostics,
    );
    let is_draft = choice_field(&mut fields, "status", &STATES, diagnostics);
    let version = Version {
        number: fields.text("number", diagnostics).map(|text| text.value),
        is_draft: is_draft == Some(true),
        is_final: is_draft == Some(false),
        approved: approved.map(|date| date.value),
        next_review: next_review.map(|date| date.value),
    };
    fields.finish(diagnostics);
    version
}

fn contact(node: &Node, diagnostics: &mut Diagnostics) -> Contact {
    let Some(mut fields) = Fields::of(node, &keys::CONTACT, diagnostics) else { return Contact::default() };
    let contact = Contact {
        email: fields.text("email", diagnostics).map(|text| text.value),
        phone: fields.text("phone", diagnostics).map(|text| text.value),
        post: fields.texts("post", diagnostics).into_iter().map(|line| line.value).collect(),
    };
    fields.finish(diagnostics);
    contact
}

fn formats(node: &Node, diagnostics: &mut Diagnostics) -> Formats {
    let Some(mut fields) = Fields::of(node, &keys::FORMATS, diagnostics) else { return Formats::default() };
    let mut kinds = Vec::new();
    for kind in FORMS {
        if is_offered(kind, &mut fields, diagnostics) {
            kinds.push(if kind == "BSL" { "British Sign Language".to_owned() } else { kind.to_owned() });
        }
    }
    let formats = Formats {
        kinds,
        languages: fields.texts("languages", diagnostics).into_iter().map(|text| text.value).collect(),
        days: fields.text("days", diagnostics).map(|text| text.value),
    };
    fields.finish(diagnostics);
    formats
}

/// Whether people can ask for the plan in this form: `ask`, or `no`.
fn is_offered(kind: &'static str, fields: &mut Fields, diagnostics: &mut Diagnostics) -> bool {
    let Some(answer) = fields.text(kind, diagnostics) else { return false };
    match answer.value.to_lowercase().as_str() {
        "ask" | "yes" | "true" => true,
        "no" | "none" | "false" => false,
        _ => {
            let message = format!("`{}` does not say whether people can have the plan in this format", answer.value);
            diagnostics.add(
                Diagnostic::new(&UNKNOWN_VALUE, answer.span, message)
                    .help(format!("If people can ask for it, write `{kind}: ask`. If not, write `{kind}: no`.")),
            );
            false
        }
    }
}

fn colour(node: &Node, diagnostics: &mut Diagnostics) -> Option<String> {
    let mut fields = Fields::of(node, &keys::BRAND, diagnostics)?;
    let colour = fields.text("colour", diagnostics);
    fields.finish(diagnostics);
    let colour = colour?;
    let digits = colour.value.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Some(colour.value);
    }
    diagnostics.add(
        Diagnostic::new(&UNKNOWN_VALUE, colour.span, format!("`{}` is not a colour", colour.value))
            .help("Write # and six characters, each 0 to 9 or a to f, in straight quotation marks: \"#12436d\"."),
    );
    None
}

fn numbers(node: &Node, diagnostics: &mut Diagnostics) -> Style {
    let Some(mut fields) = Fields::of(node, &keys::NUMBERS, diagnostics) else { return Style::default() };
    let negative = choice_field(&mut fields, "negative", &NEGATIVES, diagnostics);
    let thousands = choice_field(&mut fields, "thousands", &THOUSANDS, diagnostics);
    let percent = choice_field(&mut fields, "percent", &PERCENTS, diagnostics);
    fields.finish(diagnostics);
    Style {
        negative: negative.unwrap_or_default(),
        thousands: thousands.unwrap_or_default(),
        percent: percent.unwrap_or_default(),
    }
}

fn easy(node: &Node, diagnostics: &mut Diagnostics) -> Easy {
    let Some(mut fields) = Fields::of(node, &keys::EASY, diagnostics) else { return Easy::default() };
    let profile = choice_field(&mut fields, "profile", &PROFILES, diagnostics);
    let words = fields.texts("words", diagnostics).into_iter().map(|word| word.value.to_lowercase()).collect();
    fields.finish(diagnostics);
    Easy { profile: profile.unwrap_or_default(), words }
}

fn accessibility(node: &Node, diagnostics: &mut Diagnostics) -> Accessibility {
    let Some(mut fields) = Fields::of(node, &keys::ACCESSIBILITY, diagnostics) else { return Accessibility::default() };
    let claim = fields.text("compliance", diagnostics);
    let compliance = claim.as_ref().and_then(|text| choice(text, "compliance", &CLAIMS, diagnostics));
    let issues = fields.list("known-issues", diagnostics);
    if let (Some(Compliance::Full), Some(claim), Some(first)) = (compliance, claim, issues.first()) {
        diagnostics.add(
            Diagnostic::new(
                &FULL_WITH_ISSUES,
                first.span,
                "this plan lists an accessibility problem, but `compliance` says `full`",
            )
            .fix(Fix::guess(claim.span, "partial"), |claim| {
                format!("Write `compliance: {claim}`. If the problem is fixed, remove it from the list.")
            }),
        );
    }
    let statement = Accessibility {
        compliance,
        prepared: period_field(&mut fields, "prepared", diagnostics).map(|date| date.value),
        reviewed: period_field(&mut fields, "reviewed", diagnostics).map(|date| date.value),
        is_northern_ireland: choice_field(&mut fields, "nation", &NATIONS, diagnostics).unwrap_or(false),
        response_days: fields.text("response-days", diagnostics).map(|text| text.value),
        tested: fields.text("tested", diagnostics).map(|text| text.value),
        known_issues: issues.iter().filter_map(|node| issue(node, diagnostics)).collect(),
    };
    fields.finish(diagnostics);
    statement
}

fn issue(node: &Node, diagnostics: &mut Diagnostics) -> Option<Issue> {
    let mut fields = Fields::of(node, &keys::KNOWN_ISSUE, diagnostics)?;
    let what = fields.text("what", diagnostics);
    let criterion = fields.text("criterion", diagnostics).and_then(|text| criterion(text, diagnostics));
    let fix_by = period_field(&mut fields, "fix-by", diagnostics).map(|date| date.value);
    fields.finish(diagnostics);
    Some(Issue { what: what?.value, criterion, fix_by })
}

/// A criterion of the standard by its number, with or without its name: `1.1.1`.
fn criterion(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let numbers = text.value.split([' ', ',']).filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()));
    let Some(unknown) = numbers.filter(|number| !is_criterion(number)).map(str::to_owned).next() else {
        return Some(text.value);
    };
    diagnostics.add(
        Diagnostic::new(&UNKNOWN_VALUE, text.span, format!("WCAG 2.2 has no criterion {unknown}"))
            .help("Write the number of the criterion, such as 1.1.1, or leave it out."),
    );
    None
}

fn is_criterion(number: &str) -> bool {
    let Some((guideline, last)) = number.rsplit_once('.') else { return false };
    let count = CRITERIA.iter().find(|(name, _)| *name == guideline).map_or(0, |(_, count)| *count);
    last.parse().is_ok_and(|last: u32| (1..=count).contains(&last))
}
