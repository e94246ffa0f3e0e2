//! Whether easy read is in step with its chapter: what each part rests on, and what became of that since somebody
//! confirmed the part.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::{Difference, Meaning, without_capital};
use super::place::Place;
use super::section::{Ground, Sections};
use super::trend::{self, Misleading};
use super::twin::{Checked, NamedPart};
use crate::base::span::{Span, Spanned};
use crate::easy::lockfile::{CheckName, Confirmation, Lock, PartName, on_one_line};
use crate::plan::{Chapter, EasyBlock, Line, Part, Plan, Twin};
use crate::text::tree::Heading;
use crate::value::voice::Voice;

/// How a twin stands to its chapter.
#[derive(Clone, Debug)]
pub struct TwinStep<'p> {
    /// The chapter.
    pub chapter: &'p Chapter,
    /// Its easy read.
    pub twin: &'p Twin,
    /// Its parts, in order.
    pub parts: Vec<PartStep<'p>>,
    /// Sections of the chapter that no part rests on and that are not left out on purpose, by their titles.
    pub undecided: Vec<String>,
}

/// How a part stands to what it rests on.
#[derive(Clone, Debug)]
pub struct PartStep<'p> {
    /// What it is called.
    pub name: PartName,
    /// The part.
    pub part: &'p Part,
    /// Whether it is in step.
    pub standing: Standing,
    /// Figures that have changed by themselves since it was confirmed.
    pub updated: Vec<Updated>,
    /// Lines whose words do not fit those figures any more.
    pub misleading: Vec<Misleading>,
}

impl PartStep<'_> {
    /// Whether what it rests on has changed, or its figures no longer fit its words.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self.standing, Standing::Changed(_)) || !self.misleading.is_empty()
    }
}

/// Whether a part is in step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nobody has confirmed it, or not against all that it rests on now.
    Unconfirmed,
    /// What it rests on means what it meant when it was confirmed.
    InStep,
    /// It does not, here and there.
    Changed(Vec<Finding>),
}

/// One place that means something else than when the part was confirmed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// The section is not there any more.
    Gone {
        /// The anchor of its heading.
        anchor: String,
    },
    /// It has changed.
    Changed {
        /// What the place is called.
        title: String,
        /// Where it is.
        span: Span,
        /// In what: all of it, in order.
        differences: Vec<Difference>,
    },
}

/// A figure that has changed by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Updated {
    /// How it is asked for.
    pub path: String,
    /// How it read when the part was confirmed.
    pub was: String,
    /// How it reads now.
    pub is: String,
}

impl Plan {
    /// How all twins stand to their chapters, in reading order.
    #[must_use]
    pub fn steps(&self) -> Vec<TwinStep<'_>> {
        let twins = self.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
        twins.map(|(chapter, twin)| self.step(chapter, twin)).collect()
    }

    /// The places of a chapter that say *unless* or the like, although none of the easy-read lines that rest on them has a
    /// condition: each with the words and the first of those lines.
    #[must_use]
    pub fn lost_limits(&self, chapter: &Chapter, twin: &Twin) -> Vec<(Ground, &'static str, Span)> {
        let sections = Sections::of(self, chapter);
        let parts: Vec<_> = twin.named_parts();
        let rests: Vec<Vec<Place>> = parts.iter().map(|named| self.places(&sections, twin, named)).collect();
        let all: BTreeSet<&Place> = rests.iter().flatten().collect();
        let lost = all.into_iter().filter_map(|place| {
            let ground = sections.at(place)?;
            let limit = ground.meaning.limit()?;
            let here = parts.iter().zip(&rests).filter(|(_, rests)| rests.contains(place)).map(|(named, _)| named.part);
            let lines: Vec<&Line> = here.flat_map(|part| &part.lines).collect();
            let is_kept = lines.iter().any(|line| Meaning::of(&line.words).has_condition());
            if is_kept { None } else { Some((ground, limit, lines.first()?.span)) }
        });
        lost.collect()
    }

    /// The sections of a chapter that are reported in easy read, by the anchor of their heading: each with the first heading of
    /// the twin under which it is.
    #[must_use]
    pub fn reported_in_easy<'p>(&self, chapter: &Chapter, twin: &'p Twin) -> BTreeMap<String, &'p Heading> {
        let sections = Sections::of(self, chapter);
        let mut reported = BTreeMap::new();
        for named in twin.named_parts() {
            let Some(heading) = named.heading else { continue };
            for place in self.places(&sections, twin, &named) {
                let Place::Section(anchor) = place else { continue };
                if let Some(Place::Section(section)) = sections.around(&anchor) {
                    reported.entry(section).or_insert(heading);
                }
            }
        }
        reported
    }

    /// Whether a chapter has changed since its easy read was confirmed, in a way that readers may have to know.
    #[must_use]
    pub fn is_behind(&self, chapter: &Chapter, twin: &Twin) -> bool {
        let is_confirmed = !self.lock.parts_of(&twin.path).is_empty();
        is_confirmed && self.step(chapter, twin).parts.iter().any(PartStep::is_behind)
    }

    fn step<'p>(&'p self, chapter: &'p Chapter, twin: &'p Twin) -> TwinStep<'p> {
        let sections = Sections::of(self, chapter);
        let parts: Vec<_> = twin
            .named_parts()
            .into_iter()
            .map(|named| {
                let name = PartName { path: twin.path.clone(), part: named.name.clone() };
                let places = self.places(&sections, twin, &named);
                let confirmation = self.lock.parts.get(&name);
                let standing = confirmation.map_or(Standing::Unconfirmed, |confirmation| {
                    standing(self, &sections, &named, &places, confirmation)
                });
                let now = self.figures(&sections, &named, &places);
                let then = confirmation.map_or(&[][..], |confirmation| &confirmation.figures);
                let updated = updated(then, &now);
                let misleading = trend::misleading(named.part, &places, then, &now);
                (places, PartStep { name, part: named.part, standing, updated, misleading })
            })
            .collect();
        let (places, parts): (Vec<Vec<Place>>, Vec<PartStep>) = parts.into_iter().unzip();
        let undecided = undecided(&sections, twin, &places.concat());
        TwinStep { chapter, twin, parts, undecided }
    }

    /// What a part rests on: what its author names, or the section that its heading answers to; and always the measures that
    /// its lines show.
    fn places(&self, sections: &Sections, twin: &Twin, named: &NamedPart) -> Vec<Place> {
        let mut places: Vec<Place> = if named.part.rests.is_empty() {
            vec![by_order(sections, twin, named.section)]
        } else {
            named.part.rests.iter().filter_map(|anchor| self.named_place(sections, anchor)).collect()
        };
        let ids = named.part.figures().filter_map(|reference| reference.path.first());
        places
            .extend(ids.filter_map(|id| self.metric(&id.value)).map(|metric| Place::Measure(metric.id.value.clone())));
        places.sort();
        places.dedup();
        places
    }

    /// What an anchor names: a heading of the chapter, a measure or a table.
    fn named_place(&self, sections: &Sections, anchor: &Spanned<String>) -> Option<Place> {
        sections.named(&anchor.value).or_else(|| self.data_place(&anchor.value))
    }

    fn data_place(&self, id: &str) -> Option<Place> {
        let measure = self.metric(id).map(|_| Place::Measure(id.to_owned()));
        measure.or_else(|| self.table(id).map(|_| Place::Table(id.to_owned())))
    }

    /// What authors name in the twin of a chapter that is not there.
    #[must_use]
    pub fn unknown_anchors<'p>(&'p self, chapter: &'p Chapter, twin: &'p Twin) -> Vec<&'p Spanned<String>> {
        if twin.left_out.is_empty() && twin.parts().all(|part| part.rests.is_empty()) {
            return Vec::new();
        }
        let sections = Sections::of(self, chapter);
        let rests = twin.parts().flat_map(|part| &part.rests);
        let unknown = rests.filter(|anchor| self.named_place(&sections, anchor).is_none());
        let left_out = twin.left_out.iter().map(|left| &left.section);
        unknown.chain(left_out.filter(|anchor| sections.around(&anchor.value).is_none())).collect()
    }

    fn figures(&self, sections: &Sections, named: &NamedPart, places: &[Place]) -> Vec<(String, String)> {
        let own = named.part.figures().filter_map(|reference| self.shown(reference));
        let grounds = places.iter().filter_map(|place| sections.at(place)).flat_map(|ground| ground.figures);
        let mut figures: Vec<_> =
            own.chain(grounds).map(|(path, words)| (path, on_one_line(&words.replace("; ", ", ")))).collect();
        figures.sort();
        figures.dedup();
        figures
    }

    /// What a part rests on now, as a confirmation.
    #[must_use]
    pub fn confirmation(
        &self,
        chapter: &Chapter,
        twin: &Twin,
        named: &NamedPart,
        by: &str,
        because: &str,
    ) -> Confirmation {
        let sections = Sections::of(self, chapter);
        let places = self.places(&sections, twin, named);
        let figures = self.figures(&sections, named, &places);
        let texts = places.into_iter().filter_map(|place| Some((sections.at(&place)?.meaning, place)));
        Confirmation {
            by: on_one_line(by),
            because: on_one_line(because),
            figures,
            places: texts.map(|(meaning, place)| (place, meaning)).collect(),
        }
    }
}

/// The section that a heading of easy read answers to, by their order. Where there is none, all of the chapter.
fn by_order(sections: &Sections, twin: &Twin, section: usize) -> Place {
    let has_headings = twin.headings().any(|heading| heading.level == 2);
    match section.checked_sub(1) {
        None if has_headings => Place::Beginning,
        None => Place::Chapter,
        Some(before) => {
            sections.headings().nth(before).map_or(Place::Chapter, |heading| Place::Section(heading.id.clone()))
        }
    }
}

fn standing(
    plan: &Plan,
    sections: &Sections,
    named: &NamedPart,
    places: &[Place],
    confirmation: &Confirmation,
) -> Standing {
    // Where the author names what the part rests on, that alone counts; else what was confirmed still does, although the
    // sections may stand in another order now.
    let counts = |place: &Place| match place {
        Place::Section(_) | Place::Beginning | Place::Chapter => named.part.rests.is_empty() || places.contains(place),
        Place::Measure(_) | Place::Table(_) => places.contains(place),
    };
    let findings: Vec<Finding> = confirmation
        .places
        .iter()
        .filter(|(place, _)| counts(place))
        .filter_map(|(place, was)| finding(plan, sections, place, was))
        .collect();
    let is_known = |place: &Place| confirmation.places.iter().any(|(known, _)| known == place);
    if !findings.is_empty() {
        Standing::Changed(findings)
    } else if places.iter().all(is_known) || named.part.rests.is_empty() && !confirmation.places.is_empty() {
        Standing::InStep
    } else {
        Standing::Unconfirmed
    }
}

fn finding(plan: &Plan, sections: &Sections, place: &Place, was: &Meaning) -> Option<Finding> {
    let Some(Ground { title, span, meaning, .. }) = sections.at(place).or_else(|| sections.most_like(was)) else {
        let Place::Section(anchor) = place else { return None };
        return Some(Finding::Gone { anchor: anchor.clone() });
    };
    let differences = was.differences(&meaning, || plan.vocabulary());
    (!differences.is_empty()).then_some(Finding::Changed { title, span, differences })
}

fn updated(then: &[(String, String)], now: &[(String, String)]) -> Vec<Updated> {
    let now_of = |path: &str| now.iter().find(|(other, _)| other == path).map(|(_, words)| words.clone());
    let changed: Vec<Updated> = then
        .iter()
        .filter_map(|(path, was)| Some(Updated { path: path.clone(), was: was.clone(), is: now_of(path)? }))
        .filter(|figure| figure.was != figure.is)
        .collect();
    // `waits` is what `waits.value` is, or another of its figures, which are all there.
    let is_reported_again = |figure: &Updated| {
        let is_part = |path: &str| path.strip_prefix(&figure.path).is_some_and(|rest| rest.starts_with('.'));
        changed.iter().any(|other| is_part(&other.path) && (&other.was, &other.is) == (&figure.was, &figure.is))
    };
    changed.iter().filter(|figure| !is_reported_again(figure)).cloned().collect()
}

/// The sections that no part rests on and that nobody leaves out on purpose.
fn undecided(sections: &Sections, twin: &Twin, rests: &[Place]) -> Vec<String> {
    if rests.contains(&Place::Chapter) {
        return Vec::new();
    }
    let whole = |place: &Place| match place {
        Place::Section(anchor) => sections.around(anchor),
        other => Some(other.clone()),
    };
    let left_out = twin.left_out.iter().filter_map(|left| sections.around(&left.section.value));
    let decided: Vec<Place> = rests.iter().filter_map(whole).chain(left_out).collect();
    let open = sections.places().into_iter().filter(|place| !decided.contains(place));
    open.filter_map(|place| sections.at(&place)).map(|ground| ground.title).collect()
}

/// What became of a twin since a reading group checked it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SinceCheck {
    /// The record is not bound to any words, so nobody knows.
    Unbound,
    /// None of the words that were checked is there any more, so nobody has checked this.
    Gone,
    /// So many lines and pictures are others now. None of either: it is as it was checked.
    Changed {
        /// Lines that were changed, added or taken out.
        lines: usize,
        /// Pictures that were.
        pictures: usize,
    },
}

impl Lock {
    /// What became of `twin` since the check that `record` tells of.
    #[must_use]
    pub fn since(&self, twin: &Twin, record: &Checked) -> SinceCheck {
        let Some(then) = self.checks.get(&check_name(twin, record)) else { return SinceCheck::Unbound };
        let now = checked_lines(twin);
        let is_picture = |line: &str| line.starts_with('!');
        let is_none = |line: &str| line == "![]";
        let changed = |wanted: bool| {
            let of = |all: &[String]| -> Vec<String> {
                all.iter().filter(|line| is_picture(line) == wanted && !is_none(line)).cloned().collect()
            };
            lines_apart(&of(then), &of(&now))
        };
        let is_kept = |line: &String| !is_picture(line) && now.contains(line);
        if !then.iter().any(is_kept) {
            return SinceCheck::Gone;
        }
        SinceCheck::Changed { lines: changed(false), pictures: changed(true) }
    }
}

/// What a record is called in a file of confirmations.
#[must_use]
pub fn check_name(twin: &Twin, record: &Checked) -> CheckName {
    let people = record.people.map_or(String::new(), |people| format!(", {people} people"));
    let on = record.on.map_or(String::new(), |on| format!(", {}", Voice::default().time(on)));
    CheckName { path: twin.path.clone(), record: on_one_line(&format!("{}{people}{on}", record.by)) }
}

/// The words and pictures of a twin, a line each: what a check is bound to. Figures stand by their names, so that a new
/// figure in a sentence that was checked leaves it checked.
#[must_use]
pub fn checked_lines(twin: &Twin) -> Vec<String> {
    let head = [Some(&twin.title), twin.description.as_ref()].into_iter().flatten();
    let mut lines: Vec<String> = head.map(|text| without_capitals(&Meaning::of_text(&text.value))).collect();
    for block in &twin.blocks {
        match block {
            EasyBlock::Heading(heading) => lines.push(without_capitals(&Meaning::of_text(&heading.text))),
            EasyBlock::Part(part) => {
                lines.push(format!("![{}]", part.picture.as_ref().map_or("", |picture| &picture.value)));
                lines.extend(part.lines.iter().map(checked_line));
            }
        }
    }
    lines
}

/// The words of a line; of its figures their names and how they are worded, because “9 out of 10” reads otherwise than “90%”.
fn checked_line(line: &Line) -> String {
    let wordings = line.figures().filter_map(|figure| figure.wording.as_ref()).map(|wording| wording.value.word());
    let words = without_capitals(&Meaning::of(&line.words));
    std::iter::once(words.as_str()).chain(wordings).collect::<Vec<_>>().join(" | ")
}

/// The words of a text in lower case, but for months that are other words as well: another capital makes no other line.
fn without_capitals(meaning: &Meaning) -> String {
    let words = meaning.as_str().split(' ').map(without_capital);
    words.collect::<Vec<_>>().join(" ")
}

/// How many lines are others: those of the longer side in each stretch that differs.
fn lines_apart(then: &[String], now: &[String]) -> usize {
    super::meaning::differing(then, now).map(|(was, is)| was.len().max(is.len())).sum()
}
