//! Rules about an easy-read chapter as a whole, and about what the whole easy read needs once.

use super::reading::{PlanContext, Reading};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Guide, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::Span;
use crate::easy::rules::{AIS, BW, COGA, DH, ERS, GOV, IE};
use crate::easy::spoken::{Role, Sentence};
use crate::plan::model::config::Profile;
use crate::plan::query::summary::TwinSummary;
use crate::plan::{ChapterData, ChapterSummary, Plan};

/// A front page that does not say what this is.
pub(crate) const NO_BEGINNING: Rule = Rule {
    name: "no-beginning",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D1", IE, true)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "Easy read begins with what it is about and who wrote it: \"This is our plan\" and \"We are …\". Write \
              this in index.easy.md, the first page. In a final plan, this is an error.",
};

pub(crate) fn no_beginning(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let Some(front) = plan.chapter_at("index.md").and_then(|front| plan.chapter(front).twin.as_deref()) else { return };
    let spoken = plan.spoken(front, source);
    let keys: Vec<String> = spoken.lines().map(|line| format!(" {} ", line.keys().join(" "))).collect();
    let has = |words: &[&str]| keys.iter().any(|line| words.iter().any(|word| line.contains(word)));
    let name = format!(" {} ", plan.config.organisation_brief().to_lowercase());
    let missing = [
        (has(&[" about ", " this is ", " this plan ", " these pages "]), "what it is about"),
        (has(&[" we are ", " we work ", " our ", " us ", &name]), "who wrote it"),
    ];
    for (_, what) in missing.iter().filter(|(is_there, _)| !is_there) {
        let found = Diagnostic::new(&NO_BEGINNING, front.title.span, format!("the first page does not say {what}"))
            .help("Add “This is about …” and “We are …”.");
        let severity = if front.is_draft() { Severity::Warning } else { Severity::Error };
        diagnostics.add(if_final(plan, severity, found));
    }
}

/// A heading that is too long.
pub(crate) const LONG_HEADING: Rule = Rule {
    name: "long-heading",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D4", COGA, false)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "A heading has at most 8 words. A question such as \"How long will I wait?\" helps readers find what \
              they need. A number alone is not a heading.",
};

pub(crate) fn long_heading(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const LONGEST: usize = 8;
    for heading in reading.spoken.sentences.iter().filter(|sentence| sentence.role == Role::Heading) {
        let is_number =
            !heading.words.is_empty() && heading.keys().iter().all(|key| key.chars().all(|sign| sign.is_ascii_digit()));
        let message = match heading.words.len() {
            words if words > LONGEST => format!("this heading has {words} words"),
            _ if is_number => "this heading is only a number".to_owned(),
            _ => continue,
        };
        diagnostics.add(
            Diagnostic::new(&LONG_HEADING, heading.span, message).help("Try a short question: “How long will I wait?”"),
        );
    }
}

/// A plan that does not say how to get it in another form.
pub(crate) const NO_OTHER_FORMATS: Rule = Rule {
    name: "no-other-formats",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D7", AIS, true)),
    fix: Fixable::Yes,
    severity: Severity::Hint,
    explain: "Many people need easy read on paper, in large print, as a recording, in British Sign Language or in \
              another language. Under `formats:` in plan.yaml, list the formats people can ask for. In a final plan, \
              this is a warning.",
};

pub(crate) fn no_other_formats(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let formats = &plan.config.formats;
    if formats.kinds.is_empty() && formats.languages.is_empty() {
        let message = "the plan does not say which formats people can ask for, such as paper, a recording or large \
                       print";
        let lines = &["paper: …", "large print: …", "audio: …"];
        tell_plan(&NO_OTHER_FORMATS, (plan, source), message, &Lacks { key: "formats", lines }, diagnostics);
    }
}

/// A plan without a date.
pub(crate) const NO_DATES: Rule = Rule {
    name: "no-dates",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D14", AIS, true)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "Readers need to see how old an easy read is and when it will be reviewed. Give both under `version:` \
              in plan.yaml. In a final plan, this is a warning.",
};

pub(crate) fn no_dates(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let version = &plan.config.version;
    if version.approved.is_none() || version.next_review.is_none() {
        let message = match (version.approved, version.next_review) {
            (None, _) => "the plan does not say when it was approved",
            _ => "the plan does not say when it will be reviewed",
        };
        let wanted = [("approved: YYYY-MM-DD", version.approved), ("next-review: YYYY-MM-DD", version.next_review)];
        let lines: Vec<&str> = wanted.iter().filter(|(_, date)| date.is_none()).map(|(line, _)| *line).collect();
        let lines = lines.as_slice();
        tell_plan(&NO_DATES, (plan, source), message, &Lacks { key: "version", lines }, diagnostics);
    }
}

/// What plan.yaml lacks under a key.
struct Lacks<'l> {
    key: &'static str,
    lines: &'l [&'static str],
}

/// Reports what plan.yaml lacks. A key that is there already is not to be written a second time.
fn tell_plan(
    rule: &'static Rule,
    (plan, source): (&Plan, &Files),
    message: &str,
    lacks: &Lacks,
    diagnostics: &mut Diagnostics,
) {
    let Some(file) = source.find("plan.yaml").filter(|file| source.file(*file).is_readable()) else { return };
    let text = source.file(file).text();
    let found = Diagnostic::new(rule, Span::new(file, 0, 0), message);
    let has_key = text.lines().any(|line| line.strip_prefix(lacks.key).is_some_and(|rest| rest.starts_with(':')));
    let found = if has_key {
        let lines: Vec<String> = lacks.lines.iter().map(|line| format!("`{line}`")).collect();
        found.help(format!("Add under `{}:` in plan.yaml: {}.", lacks.key, lines.join(", ")))
    } else {
        let line = format!("{}: {{ {} }}\n", lacks.key, lacks.lines.join(", "));
        found.fix(Fix::template(Span::new(file, 0, 0), line), |line| format!("Add to plan.yaml: {line}"))
    };
    diagnostics.add(if_final(plan, Severity::Warning, found));
}

/// What a plan may lack while it is being written weighs more once it calls itself final.
fn if_final(plan: &Plan, severity: Severity, mut found: Diagnostic) -> Diagnostic {
    if plan.config.version.is_final {
        found.severity = severity;
    }
    found
}

/// An easy-read chapter that is too long.
pub(crate) const LONG_BOOKLET: Rule = Rule {
    name: "long-booklet",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D8", ERS, true)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Hint,
    explain: "The Easy Read Standard recommends fewer than 1,000 words in all. Leave out what readers do not need, \
              or split the chapter in two. With the profile ers26, this is a warning.",
};

pub(crate) fn long_booklet(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    const LONGEST: usize = 1000;
    let words: usize = reading.spoken.sentences.iter().map(|sentence| sentence.words.len()).sum();
    if words > LONGEST {
        let message = format!("this easy read has {words} words");
        let mut found = Diagnostic::new(&LONG_BOOKLET, reading.spoken.sentences[0].span, message)
            .help("Leave out what readers do not need, or split the chapter in two.");
        if context.profile == Profile::Ers26 {
            found.severity = Severity::Warning;
        }
        diagnostics.add(found);
    }
}

/// An easy read that leaves readers with nothing to do.
pub(crate) const NO_NEXT_STEP: Rule = Rule {
    name: "no-next-step",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D10", GOV, true)),
    fix: Fixable::No(Reason::Words),
    severity: Severity::Hint,
    explain: "People want to know what happens next and what they can do: ask, come, give their views. Say this on \
              an easy-read page. In a final plan, this is a warning.",
};

pub(crate) fn no_next_step(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let says_so = plan.chapter_data().any(ChapterData::invites);
    if says_so || plan.lone_twins.iter().any(|twin| twin.invites) {
        return;
    }
    let first = plan.placed_summaries().find_map(ChapterSummary::twin).map(TwinSummary::title);
    if let Some(title) = first {
        let found = Diagnostic::new(&NO_NEXT_STEP, title.span, "the easy read does not say what readers can do")
            .help("Tell people what they can do: “You can ask us …”, “Tell us what you think.”");
        diagnostics.add(if_final(plan, Severity::Warning, found));
    }
}

/// Words that send readers somewhere else.
pub(crate) const POINTER: Rule = Rule {
    name: "pointer",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D11", BW, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Readers lose their place with footnotes, \"see page 12\", \"see above\" and \"see below\". Say it \
              here, or leave it out.",
};

pub(crate) fn pointer(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in reading.spoken.lines() {
        let found = (0..sentence.words.len()).find(|at| is_pointer(sentence, *at));
        let note = sentence.text.find("[^");
        let place = found.map(|at| sentence.place_of(&(at..at + 1))).or(note.map(|at| sentence.place(&(at..at + 2))));
        if let Some(place) = place {
            diagnostics.add(
                Diagnostic::new(&POINTER, place, "this sends readers to another place")
                    .help("Say it here, or leave it out."),
            );
        }
    }
}

fn is_pointer(sentence: &Sentence, at: usize) -> bool {
    const SENDING: [&str; 12] = [
        "see",
        "section",
        "table",
        "picture",
        "list",
        "box",
        "chart",
        "shown",
        "as",
        "mentioned",
        "listed",
        "described",
    ];
    let key = sentence.key(at);
    let is_page = matches!(key, "page" | "pages" | "section" | "chapter" | "appendix" | "annex" | "footnote")
        && sentence.key(at + 1).starts_with(|sign: char| sign.is_ascii_digit());
    let is_sent = at > 0 && SENDING.contains(&sentence.key(at - 1)) && matches!(key, "above" | "below" | "overleaf");
    is_page || is_sent || matches!(key, "overleaf" | "aforementioned" | "appendix" | "annex")
}

/// A list that is too long.
pub(crate) const LONG_LIST: Rule = Rule {
    name: "long-list",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D12", COGA, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A list has at most 6 items of at most 8 words each. If a sentence lists four things or more, make it a \
              list.",
};

pub(crate) fn long_list(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    for part in &reading.spoken.parts {
        let items: Vec<&Sentence> =
            reading.spoken.part(part).iter().filter(|sentence| sentence.role == Role::Item).collect();
        if items.len() > 6 {
            let message = format!("this list has {} items", items.len());
            diagnostics.add(
                Diagnostic::new(&LONG_LIST, items[6].span, message)
                    .help("Keep the 6 that matter most, or make two parts."),
            );
        }
        for item in items.iter().filter(|item| item.words.len() > 8) {
            let message = format!("this item has {} words", item.words.len());
            diagnostics.add(Diagnostic::new(&LONG_LIST, item.span, message).help("Keep it to 8 words."));
        }
        for sentence in reading.spoken.part(part).iter().filter(|sentence| sentence.role == Role::Line) {
            let commas = sentence.text.matches(", ").count();
            if commas > 1 && super::sentences::is_list(sentence) {
                let message = format!("this sentence lists {} things", commas + 2);
                diagnostics.add(
                    Diagnostic::new(&LONG_LIST, sentence.span, message)
                        .help("Make this a list, with one thing on each line: - …"),
                );
            }
        }
    }
}

/// A table.
pub(crate) const TABLE_IN_EASY_READ: Rule = Rule {
    name: "table-in-easy-read",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("D13", COGA, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Many people find tables hard to read, above all tables of numbers. Say what matters in sentences.",
};

pub(crate) fn table_in_easy_read(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    let is_row = |sentence: &&Sentence| sentence.text.trim_start().starts_with('|');
    if let Some(row) = reading.spoken.lines().find(is_row) {
        diagnostics
            .add(Diagnostic::new(&TABLE_IN_EASY_READ, row.span, "a table is hard to read").help("Use sentences."));
    }
}

/// Italics and capitals.
pub(crate) const ITALICS: Rule = Rule {
    name: "italics",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("L5", DH, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Italics and words in capitals are harder to read, because their shapes are unusual. Use bold for \
              important words.",
};

pub(crate) fn italics(reading: &Reading, context: &PlanContext, diagnostics: &mut Diagnostics) {
    for sentence in &reading.spoken.sentences {
        let is_shouted = |at: usize| {
            let word = sentence.word(at);
            word.chars().count() > 3
                && word.chars().all(char::is_uppercase)
                && crate::text::english::lexicon::is_easy(sentence.key(at))
                && context.plan.words.for_short(word).is_none()
        };
        let found = (0..sentence.words.len()).find_map(|at| match () {
            () if sentence.words[at].mark.is_italic => Some((at, "in italics")),
            () if is_shouted(at) => Some((at, "in capitals")),
            () => None,
        });
        if let Some((at, how)) = found {
            diagnostics.add(
                Diagnostic::new(
                    &ITALICS,
                    sentence.place_of(&(at..at + 1)),
                    format!("“{}” is {how}", sentence.word(at)),
                )
                .help("Use bold for important words."),
            );
        }
    }
}

/// Too much bold.
pub(crate) const MUCH_BOLD: Rule = Rule {
    name: "much-bold",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("L6", GOV, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Bold shows which words matter. If more than 1 word in 10 is bold, bold no longer helps.",
};

pub(crate) fn much_bold(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const FEW: usize = 6;
    let lines = || reading.spoken.lines().flat_map(|line| line.words.iter().map(move |word| (line, word)));
    let all = lines().count();
    let bold: Vec<_> = lines().filter(|(_, word)| word.mark.is_bold).collect();
    if bold.len() > FEW && bold.len() * 10 > all {
        let message = format!("{} of {all} words are bold", bold.len());
        diagnostics.add(
            Diagnostic::new(&MUCH_BOLD, bold[0].0.place(&bold[0].1.range), message)
                .help("Keep bold for words that you explain."),
        );
    }
}

/// Links that do not say where they go, or too many of them.
pub(crate) const LINK_WORDS: Rule = Rule {
    name: "link-words",
    group: Group::Structure,
    policy: Policy::Guide(Guide::of("A6", GOV, false)),
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A link says where it goes: \"our contact page\", not \"click here\". One link in a part is enough.",
};

pub(crate) fn link_words(reading: &Reading, _: &PlanContext, diagnostics: &mut Diagnostics) {
    const EMPTY: [&str; 9] =
        ["here", "click here", "link", "this link", "read more", "more", "click", "website", "this page"];
    for part in &reading.spoken.parts {
        let mut links = 0;
        for sentence in reading.spoken.part(part) {
            for words in linked(sentence) {
                links += 1;
                let said = sentence.text_of(&words);
                let message = if EMPTY.contains(&said.to_lowercase().as_str())
                    || said.starts_with("http")
                    || said.starts_with("www.")
                {
                    format!("“{said}” does not say where the link goes")
                } else if links > 1 {
                    format!("this part has {links} links")
                } else {
                    continue;
                };
                diagnostics.add(
                    Diagnostic::new(&LINK_WORDS, sentence.place_of(&words), message)
                        .help("Say where it goes, and use one link in each part."),
                );
            }
        }
    }
}

/// The words of each link.
fn linked(sentence: &Sentence) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..sentence.words.len()).filter(|at| sentence.words[*at].mark.is_link) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
