//! Rules about the pictures of easy read: that each part has one, that it may be published, and that it means one thing.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::{Span, Spanned};
use crate::plan::model::pictures::{Kind, Picture, stems};
use crate::plan::{ChapterData, EasyBlock, Line, Part, Plan, Twin};
use crate::text::tree::{Element, Node, each, words_of};
use crate::value::voice::Voice;
use crate::value::voice::grammar::uncapitalised;

/// A picture that no library has.
pub(crate) const UNKNOWN_PICTURE: Rule = Rule {
    name: "unknown-picture",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "![name] shows a picture from the built-in library or from content/pictures/library.yaml. `plainplan \
              easy pictures` lists all pictures, and `plainplan easy pictures WORD` finds pictures for a word.",
};

/// Every place that names a picture: the parts of easy read and the glossary.
fn named(plan: &Plan) -> impl Iterator<Item = &Spanned<String>> {
    let in_parts = plan.twins().flat_map(Twin::parts).filter_map(|part| part.picture.as_ref());
    in_parts.chain(plan.words.list.iter().filter_map(|word| word.picture.as_ref()))
}

/// The same, of the whole plan, for who holds chapters against each other.
fn named_anywhere(plan: &Plan) -> impl Iterator<Item = &Spanned<String>> {
    let in_parts = plan.chapter_data().flat_map(ChapterData::pictures);
    in_parts.chain(plan.words.list.iter().filter_map(|word| word.picture.as_ref()))
}

pub(crate) fn unknown_picture(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for picture in named(plan).filter(|picture| plan.pictures.find(&picture.value).is_none()) {
        let diagnostic =
            Diagnostic::new(&UNKNOWN_PICTURE, picture.span, format!("there is no picture called `{}`", picture.value));
        let meant = nearest(&picture.value, plan.pictures.by_name.keys().map(String::as_str));
        let matching = plan.pictures.matching(&picture.value.replace('-', " "));
        diagnostics.add(match meant.or_else(|| matching.first().copied()) {
            Some(meant) => diagnostic.did_you_mean(picture.span, meant),
            None => diagnostic.help("Choose another picture, or add this one to content/pictures/library.yaml."),
        });
    }
}

/// Sentences that no picture goes with.
pub(crate) const PART_WITHOUT_PICTURE: Rule = Rule {
    name: "part-without-picture",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "In easy read, every idea has a picture. Write ![name] on the line before the sentences.",
};

/// A picture that is no picture, since it shares its line with words.
pub(crate) const PICTURE_IN_LINE: Rule = Rule {
    name: "picture-in-line",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "In easy read, a picture has a line of its own: ![home] or ![home](#how-we-build). It needs the \
              exclamation mark and both brackets. Write the words on the lines below it. Otherwise readers would see \
              the brackets and the name.",
};

pub(crate) fn picture_in_line(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    for line in plan.twins().flat_map(Twin::parts).flat_map(|part| &part.lines) {
        let Some(found) = InLine::of(plan, source.slice(line.span)) else { continue };
        let message = format!("readers would see “{}” instead of a picture", found.typed);
        let diagnostic = Diagnostic::new(&PICTURE_IN_LINE, line.span, message);
        let lines = if found.words.is_empty() { found.picture.clone() } else { found.lines() };
        let picture = format!("Put the picture on a line of its own: {}", found.picture);
        let diagnostic = diagnostic.fix(Fix::guess(line.span, lines), |_| picture);
        diagnostics.add(match found.words.as_str() {
            "" => diagnostic,
            words => diagnostic.help(format!("Put the words on the next line: {words}")),
        });
    }
}

/// A picture that stands in a line of an easy-read part.
struct InLine<'l> {
    /// As it was typed.
    typed: &'l str,
    /// As it is written on a line of its own.
    picture: String,
    /// The rest of the line.
    words: String,
}

impl<'l> InLine<'l> {
    fn of(plan: &Plan, line: &'l str) -> Option<Self> {
        Self::among_words(line).or_else(|| Self::without_its_signs(plan, line))
    }

    /// `![home] We want more homes.`, also with what the part rests on behind it, or without its second bracket.
    fn among_words(line: &'l str) -> Option<Self> {
        let start = line.find("![")?;
        if line[..start].ends_with(['\\', '`']) {
            return None;
        }
        let inner = &line[start + 2..];
        let name_end = inner.find(']').or_else(|| inner.find(' ')).unwrap_or(inner.len());
        let name = inner[..name_end].trim();
        let mut end = start + 2 + name_end + usize::from(inner[name_end..].starts_with(']'));
        let mut rests = "";
        if let Some(behind) = line[end..].strip_prefix('(') {
            let close = behind.find(')').map_or(behind.len(), |close| close + 1);
            // The address of a file is for another rule.
            if !behind.starts_with('#') || behind[..close].contains(['.', '/', ':']) {
                return None;
            }
            rests = &line[end..=end + close];
            end += 1 + close;
        }
        let (before, behind) = (line[..start].trim_end(), line[end..].trim_start_matches([' ', ':', '.', ',']));
        let is_only_a_mark = behind.is_empty() && ["", "-", "*"].contains(&before);
        let words = if is_only_a_mark { String::new() } else { [before, behind].join(" ").trim().to_owned() };
        let closing = if rests.is_empty() || rests.ends_with(')') { "" } else { ")" };
        Some(Self { typed: &line[start..end], picture: format!("![{name}]{rests}{closing}"), words })
    }

    /// The picture and below it the words.
    fn lines(&self) -> String {
        format!("{}\n{}", self.picture, self.words)
    }

    /// `[home]`, `!(home)` or `! [home]` alone in its line, where there is such a picture.
    fn without_its_signs(plan: &Plan, line: &'l str) -> Option<Self> {
        let inner = line.trim_start_matches(['!', ' ']).strip_prefix(['[', '('])?.strip_suffix([']', ')'])?.trim();
        plan.pictures.find(inner)?;
        Some(Self { typed: line, picture: format!("![{inner}]"), words: String::new() })
    }
}

pub(crate) fn part_without_picture(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let has_one = |line: &Line| InLine::of(plan, source.slice(line.span)).is_some();
    for twin in plan.twins() {
        let mut heading = twin.title.value.as_str();
        for block in &twin.blocks {
            match block {
                EasyBlock::Heading(under) => heading = &under.text,
                EasyBlock::Part(part) if part.picture.is_none() && !part.lines.iter().any(has_one) => {
                    diagnostics.extend(unpictured(plan, part, &[heading, &twin.title.value]));
                }
                EasyBlock::Part(_) => {}
            }
        }
    }
}

/// What is said of a part without a picture: three that go with its words, or with what stands above it.
fn unpictured(plan: &Plan, part: &Part, above: &[&str]) -> Option<Diagnostic> {
    let line = part.lines.first()?;
    let diagnostic = Diagnostic::new(&PART_WITHOUT_PICTURE, line.span, "these sentences have no picture");
    let mut names = plan.pictures.matching(&words(plan, part));
    for name in above.iter().flat_map(|text| plan.pictures.matching(text)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let shown = |name: &str| Some(format!("![{name}] ({})", uncapitalised(&plan.pictures.find(name)?.shows)));
    let first = names.first().map(|name| format!("![{name}]\n"));
    let fitting: Vec<String> = names.into_iter().take(3).filter_map(shown).collect();
    let before = Span { end: line.span.start, ..line.span };
    let help = match fitting.as_slice() {
        [] => "Write ![name] on the line before them. `plainplan easy pictures WORD` finds pictures for a word."
            .to_owned(),
        [only] => format!("Write this on the line before them: {only}."),
        several => format!("Write one of these on the line before them: {}.", several.join(", ")),
    };
    Some(match first {
        Some(name) => diagnostic.fix(Fix::guess(before, name), |_| help),
        None => diagnostic.help(help),
    })
}

/// The words of a part as readers see them.
fn words(plan: &Plan, part: &Part) -> String {
    part.lines.iter().map(|line| plan.plain(&line.words, true)).collect::<Vec<_>>().join(". ")
}

/// A picture that says nothing.
pub(crate) const PART_WITHOUT_WORDS: Rule = Rule {
    name: "part-without-words",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "A picture on its own does not say what it means. Write one to three short sentences under it.",
};

pub(crate) fn part_without_words(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for part in plan.twins().flat_map(Twin::parts).filter(|part| part.lines.is_empty()) {
        if let Some(picture) = &part.picture {
            diagnostics.add(
                Diagnostic::new(&PART_WITHOUT_WORDS, picture.span, "there are no sentences under this picture")
                    .help("Write what it means on the next line."),
            );
        }
    }
}

/// The pictures that are used, by name, each with the first place that uses it.
fn used(plan: &Plan) -> BTreeMap<&str, (&Picture, Span)> {
    let mut used = BTreeMap::new();
    for name in named_anywhere(plan) {
        if let Some(picture) = plan.pictures.find(&name.value) {
            used.entry(name.value.as_str()).or_insert((picture, name.span));
        }
    }
    used
}

/// A picture that may not be used any more.
pub(crate) const PICTURE_EXPIRED: Rule = Rule {
    name: "picture-expired",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "The library says how long you can use this picture, and that date has passed. Choose another picture. \
              If the owner gives you more time, change `use-until`.",
};

pub(crate) fn picture_expired(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let Some(today) = plan.today else { return };
    for (name, (picture, place)) in used(plan) {
        let Some(until) = picture.use_until.as_ref().filter(|until| until.value.last_day() < today) else { continue };
        let message = format!("the picture `{name}` cannot be used after {}", Voice::default().time(until.value));
        diagnostics.add(
            Diagnostic::new(&PICTURE_EXPIRED, place, message)
                .also(until.span, "the date in the library")
                .help("Choose another picture. If you can use it for longer, change `use-until` in the library."),
        );
    }
}

/// A picture whose licence asks to name somebody.
pub(crate) const PICTURE_WITHOUT_CREDIT: Rule = Rule {
    name: "picture-without-credit",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Words),
    severity: Severity::Error,
    explain: "Most licences require you to name the owner of a picture. Write `credit: …` in the library, and the \
              website names them on its page about pictures. You do not need this for your own pictures, or for \
              pictures under CC0 or in the public domain.",
};

pub(crate) fn picture_without_credit(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (name, picture) in plan.pictures.by_name.iter().filter(|(_, picture)| picture.credit.is_none()) {
        let licence = picture.licence.to_lowercase();
        let needs_none = ["own", "cc0", "public domain", ""].contains(&licence.as_str()) || licence.starts_with("cc0 ");
        if !needs_none {
            let message = format!("the picture `{name}` has no credit, and its licence requires one");
            diagnostics.add(
                Diagnostic::new(&PICTURE_WITHOUT_CREDIT, picture.place, message)
                    .help("Add a line `credit: …` with the name of the person or organisation that made it."),
            );
        }
    }
}

/// A photo of people who may not want it.
pub(crate) const PHOTO_WITHOUT_CONSENT: Rule = Rule {
    name: "photo-without-consent",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "People in a photo must agree to be shown on a public page. In the library, write `people: consent` \
              (they agreed in writing), `people: staff` (staff who agreed) or `people: none` (no one can be \
              recognised).",
};

pub(crate) fn photo_without_consent(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let photos = plan.pictures.by_name.iter().filter(|(_, picture)| picture.kind == Kind::Photo);
    for (name, picture) in photos.filter(|(_, picture)| picture.people.is_none()) {
        let message = format!("the library does not say whether the people in the photo `{name}` agreed to be shown");
        diagnostics.add(
            Diagnostic::new(&PHOTO_WITHOUT_CONSENT, picture.place, message)
                .help("Add a line `people: consent`, `people: staff` or `people: none`."),
        );
    }
}

/// A licence that may not cover a public plan.
pub(crate) const LIMITED_LICENCE: Rule = Rule {
    name: "limited-licence",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "Licences with NC do not allow commercial use, and it is not clear what that means for a public body. \
              Licences with ND do not allow changes, not even cropping. Ask the owner of the picture, and write what \
              they allow after `licence:`.",
};

pub(crate) fn limited_licence(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (name, (picture, _)) in used(plan) {
        let licence = picture.licence.to_lowercase();
        let parts: Vec<&str> = licence.split(|letter: char| !letter.is_alphanumeric()).collect();
        let limit = [("nc", "commercial use"), ("nd", "changes")].into_iter().find(|(short, _)| parts.contains(short));
        if let Some((_, what)) = limit.filter(|_| parts.first() == Some(&"cc")) {
            let message = format!("the licence of the picture `{name}` ({}) does not allow {what}", picture.licence);
            diagnostics.add(
                Diagnostic::new(&LIMITED_LICENCE, picture.place, message)
                    .help("Ask the owner, or choose a picture whose licence allows this."),
            );
        }
    }
}

/// A picture of the plan's own that is nowhere shown.
pub(crate) const UNUSED_PICTURE: Rule = Rule {
    name: "unused-picture",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Place),
    severity: Severity::Warning,
    explain: "A picture in content/pictures/library.yaml is not used in the easy read. Use it, or delete its entry \
              and its file.",
};

pub(crate) fn unused_picture(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    // A twin that is left out or cannot be read may well use it.
    if !plan.unread.is_empty() || !plan.left_out.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = named_anywhere(plan).map(|name| name.value.as_str()).collect();
    let own = plan.pictures.by_name.iter().filter(|(_, picture)| picture.is_own);
    for (name, picture) in own.filter(|(name, _)| !used.contains(name.as_str())) {
        diagnostics.add(
            Diagnostic::new(
                &UNUSED_PICTURE,
                picture.place,
                format!("the picture `{name}` is not used in the easy read"),
            )
            .help(format!("Write ![{name}] before the sentences it goes with, or delete it from the library.")),
        );
    }
}

/// A picture that stands for several things.
pub(crate) const ONE_PICTURE_TWO_IDEAS: Rule = Rule {
    name: "one-picture-two-ideas",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Warning,
    explain: "In one easy-read chapter, a picture should mean one thing. Here the same picture goes with sentences \
              that have no word in common, and one of them does not match the picture's words in the library. Choose \
              another picture for one of them, or add the word to the `words` of your picture.",
};

pub(crate) fn one_picture_two_ideas(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for twin in plan.twins() {
        let mut uses: BTreeMap<&str, Vec<(Span, &Part)>> = BTreeMap::new();
        for part in twin.parts().filter(|part| !part.lines.is_empty()) {
            if let Some(picture) = &part.picture {
                uses.entry(&picture.value).or_default().push((picture.span, part));
            }
        }
        for (name, uses) in uses.into_iter().filter(|(_, uses)| uses.len() > 1) {
            let Some(picture) = plan.pictures.find(name) else { continue };
            let uses: Vec<_> = uses.into_iter().map(|(span, part)| (span, words(plan, part))).collect();
            diagnostics.extend(another_idea(name, picture, &uses));
        }
    }
}

/// The first use of a picture that has nothing to do with an earlier one.
fn another_idea(name: &str, picture: &Picture, uses: &[(Span, String)]) -> Option<Diagnostic> {
    let mut known: Vec<Idea> = Vec::new();
    let mut common: Option<BTreeSet<String>> = None;
    let (first, second) = uses.iter().find_map(|(place, text)| {
        let words: BTreeSet<String> = stems(text).into_iter().collect();
        let idea = Idea { place: *place, fits: !picture.words_in(name, text).is_empty(), words };
        let has_common = common.as_ref().is_some_and(|common| !common.is_disjoint(&idea.words));
        let other = known.iter().filter(|_| !has_common).find(|known| known.is_another(&idea)).map(|known| known.place);
        let shared = common.take().map_or_else(|| idea.words.clone(), |common| &common & &idea.words);
        common = Some(shared);
        if known.len() < MOST_IDEAS && !known.iter().any(|known| known.is_same(&idea)) {
            known.push(idea);
        }
        Some((other?, *place))
    })?;
    Some(
        Diagnostic::new(
            &ONE_PICTURE_TWO_IDEAS,
            second,
            format!("the picture `{name}` is used for two ideas in this chapter"),
        )
        .label("another idea")
        .also(first, "the first idea")
        .help("Choose another picture for one of them. `plainplan easy pictures WORD` finds pictures for a word."),
    )
}

/// A use of a picture is held against so many others that speak in other words. No reader looks back at more.
const MOST_IDEAS: usize = 100;

/// What a picture stands for in one place.
struct Idea {
    place: Span,
    /// Whether the words of the picture in the library are among them.
    fits: bool,
    words: BTreeSet<String>,
}

impl Idea {
    fn is_another(&self, later: &Self) -> bool {
        !(self.fits && later.fits) && self.words.is_disjoint(&later.words)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.fits == other.fits && self.words == other.words
    }
}

/// A term of the glossary that has another picture here.
pub(crate) const TWO_PICTURES_ONE_IDEA: Rule = Rule {
    name: "two-pictures-one-idea",
    group: Group::Pictures,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Warning,
    explain: "The glossary gives a picture for a term. If a part explains the term in bold, use the same picture, so \
              that readers recognise it.",
};

pub(crate) fn two_pictures_one_idea(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let pictured: Vec<_> =
        plan.words.list.iter().filter_map(|word| Some((&word.term.value, word.picture.as_ref()?))).collect();
    for part in plan.twins().flat_map(Twin::parts) {
        let Some(picture) = &part.picture else { continue };
        let bold: Vec<String> = part.lines.iter().flat_map(|line| bold_words(&line.words)).collect();
        let other = pictured.iter().find(|(term, usual)| {
            usual.value != picture.value && bold.iter().any(|words| words.eq_ignore_ascii_case(term))
        });
        if let Some((term, usual)) = other {
            let message =
                format!("“{term}” has the picture `{}` here, and `{}` in the glossary", picture.value, usual.value);
            diagnostics.add(
                Diagnostic::new(&TWO_PICTURES_ONE_IDEA, picture.span, message)
                    .also(usual.span, "the picture in the glossary")
                    .fix(Fix::guess(picture.span, usual.value.clone()), |name| {
                        format!("Write ![{name}] here, or change the picture in the glossary.")
                    }),
            );
        }
    }
}

/// The words that are set in bold.
fn bold_words(nodes: &[Node]) -> impl Iterator<Item = String> {
    each(nodes).filter(|(node, _)| matches!(node.element, Element::Strong)).map(|(_, inside)| words_of(inside))
}
