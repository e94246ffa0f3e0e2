//! What a reading group said → comments at its lines in the easy-read files.
//!
//! A review is the small file that the pack for reading groups saves. Its comments are found again by the words they were made
//! about, wherever these stand now; a comment whose words are gone is reported and not put anywhere. Putting the same review in
//! twice changes nothing the second time.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::files::Files;
use crate::base::span::Span;
use crate::easy::meaning::Meaning;
use crate::easy::twin;
use crate::easy::twin::NamedPart;
use crate::plan::{Line, Plan, Twin};
use crate::value::period::Period;
use crate::value::voice::Voice;
use crate::value::voice::grammar::number_of;

/// How like, of 100, words must be to what they were when they were talked about.
const ALIKE: usize = 50;

/// A review is read aloud in an afternoon; this many letters are no review.
const LONGEST: usize = 4 * 1024 * 1024;

/// What is said of a file that holds something else.
pub const NO_REVIEW: &str = "this is not a file of answers from the review pack. Choose a file with a name like \
                             review-2018-05-02.json. If someone changed the file, ask the group to send it again.";

/// What a reading group said.
#[derive(Clone, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// In which form the file is: 1.
    #[serde(rename = "review")]
    form: u32,
    /// The title of the plan.
    plan: String,
    /// Who they are. Empty: they have not said.
    group: String,
    /// How many they are.
    people: Option<u32>,
    /// When.
    on: String,
    /// What they said of each part they looked at.
    parts: Vec<Said>,
}

/// What was said of a part.
#[derive(Clone, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Said {
    file: String,
    part: String,
    /// The name of its picture.
    picture: Option<String>,
    /// Its sentences as they were typed.
    lines: Vec<String>,
    face: Option<Face>,
    /// Whether the picture does not fit.
    misfit: bool,
    words: Vec<HardWord>,
    note: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
enum Face {
    #[serde(rename = "good")]
    Good,
    #[serde(rename = "not sure")]
    NotSure,
    #[serde(rename = "hard")]
    Hard,
}

#[derive(Clone, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct HardWord {
    line: usize,
    word: String,
}

/// Easy-read files with comments put in.
#[derive(Debug)]
pub struct Commented {
    /// The new text of each file that is changed, by its path from the plan's folder.
    pub files: BTreeMap<String, String>,
    /// What was done, in sentences.
    pub said: String,
}

impl Review {
    /// Reads what the pack has saved.
    ///
    /// # Errors
    /// When it is something else, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err("this file is too long to be a review".to_owned());
        }
        let review: Self = serde_json::from_str(text).map_err(|_| NO_REVIEW)?;
        if review.form != 1 {
            return Err(format!(
                "this review has version {}, which is too new. Update plainplan, then try again",
                review.form
            ));
        }
        Ok(review)
    }

    /// Puts its comments into the easy-read files of a plan.
    #[must_use]
    pub fn put_into(&self, plan: &Plan, source: &Files) -> Commented {
        let mut done = Done::default();
        for said in &self.parts {
            self.place(said, plan, source, &mut done);
        }
        let files = done.new.iter().map(|(twin, comments)| {
            let path = format!("content/{twin}");
            let text = source.find(&path).map_or("", |file| source.file(file).text());
            (path, with_comments(text, comments))
        });
        Commented { files: files.collect(), said: self.summary(plan, &done) }
    }

    /// Finds the lines that were talked about, and says what was said below them.
    fn place(&self, said: &Said, plan: &Plan, source: &Files, done: &mut Done) {
        let comments = said.comments();
        if comments.is_empty() {
            return;
        }
        let Some((twin, part)) = found(said, plan, source) else {
            done.gone.extend(comments.into_iter().map(|(_, words)| (said.lines.join(" "), words)));
            return;
        };
        for (about, words) in comments {
            let Some(spot) = about.spot(said, &part, source) else { continue };
            let was = spot.was.map_or(String::new(), |was| format!(" It was about: {was}"));
            let comment = format!("<!-- review ({}): {} -->", on_one_line(&self.from()), on_one_line(&(words + &was)));
            done.keep(twin, source, spot.place, comment);
        }
    }

    /// Who said it and when: `Northtown group, 2 May 2018`.
    fn from(&self) -> String {
        let on = Period::parse(&self.on).map_or(self.on.clone(), |on| Voice::default().time(on));
        if self.group.trim().is_empty() { on } else { format!("{}, {on}", self.group.trim()) }
    }

    fn summary(&self, plan: &Plan, done: &Done) -> String {
        let faces = |wanted: Face| self.parts.iter().filter(|said| said.face == Some(wanted)).count();
        let people = self.people.map_or(String::new(), |people| format!(", {}", number_of(people as usize, "person")));
        let mut text = format!(
            "{}{people}: {} checked, {} good, {} not sure, {} hard.\n",
            self.from(),
            number_of(self.parts.len(), "part"),
            faces(Face::Good),
            faces(Face::NotSure),
            faces(Face::Hard)
        );
        if self.plan != plan.config.title {
            text.push_str(&format!("This review is for another plan: \"{}\".\n", on_one_line(&self.plan)));
        }
        for (twin, comments) in &done.new {
            text.push_str(&format!("  content/{twin}: {} added\n", number_of(comments.len(), "comment")));
        }
        if done.known > 0 {
            let verb = if done.known == 1 { "was" } else { "were" };
            text.push_str(&format!("  {} {verb} already there\n", number_of(done.known, "comment")));
        }
        if !done.gone.is_empty() {
            text.push_str("These comments could not be added, because their lines are no longer in the easy read:\n");
        }
        for (lines, words) in &done.gone {
            text.push_str(&format!("  {}\n    {}\n", on_one_line(lines), on_one_line(words)));
        }
        if done.new.is_empty() && done.known == 0 && done.gone.is_empty() {
            text.push_str("The group left no comments.\n");
        }
        text
    }
}

/// What a comment is about.
#[derive(Clone, Copy)]
enum About {
    Part,
    Picture,
    /// The sentence at this position.
    Line(usize),
}

/// Where a comment belongs.
struct Spot {
    /// What it stands below.
    place: Span,
    /// What the lines were when they were talked about, if they are others now.
    was: Option<String>,
}

impl About {
    /// Where a comment on `part` belongs.
    fn spot(self, said: &Said, part: &NamedPart, source: &Files) -> Option<Spot> {
        let typed = |line: &Line| source.slice(line.span).to_owned();
        let (place, was, is) = match self {
            Self::Picture => {
                let picture = part.part.picture.as_ref();
                let name = |name: Option<&str>| name.map_or(String::new(), |name| format!("![{name}]"));
                let place = picture.map(|picture| picture.span).or(part.part.span())?;
                (place, name(said.picture.as_deref()), name(picture.map(|picture| picture.value.as_str())))
            }
            Self::Part => {
                let now: Vec<String> = part.part.lines.iter().map(typed).collect();
                (part.part.lines.last()?.span, said.lines.join(" "), now.join(" "))
            }
            Self::Line(number) => {
                let was = said.lines.get(number).cloned().unwrap_or_default();
                let line = line_of(&was, part, source)?;
                (line.span, was, typed(line))
            }
        };
        Some(Spot { place, was: (was != is).then_some(was) })
    }
}

impl Said {
    /// What is to be looked at again, in words.
    fn comments(&self) -> Vec<(About, String)> {
        let mut comments: Vec<(About, String)> = self
            .words
            .iter()
            .map(|hard| (About::Line(hard.line), format!("the word “{}” is hard.", hard.word)))
            .collect();
        if self.misfit {
            comments.push((About::Picture, "the picture does not fit.".to_owned()));
        }
        let note = self.note.trim();
        let face = match self.face {
            Some(Face::NotSure) => Some("not sure."),
            Some(Face::Hard) => Some("hard."),
            Some(Face::Good) if !note.is_empty() => Some("good."),
            Some(Face::Good) | None => None,
        };
        let words: Vec<&str> = face.into_iter().chain((!note.is_empty()).then_some(note)).collect();
        if !words.is_empty() {
            comments.push((About::Part, words.join(" ")));
        }
        comments
    }
}

/// What came of the comments.
#[derive(Default)]
struct Done {
    /// New comments by the path of the twin: where the line ends that each stands below, and its words.
    new: BTreeMap<String, Vec<(usize, String)>>,
    /// How many were there already.
    known: usize,
    /// Those whose lines are gone: the lines and what was said.
    gone: Vec<(String, String)>,
}

impl Done {
    fn keep(&mut self, twin: &Twin, source: &Files, place: Span, comment: String) {
        let text = source.file(twin.file).text();
        let end = text[place.range().end..].find('\n').map_or(text.len(), |end| place.range().end + end);
        let below: Vec<&str> =
            text[end..].lines().skip(1).map(str::trim).take_while(|line| line.starts_with(twin::REVIEW)).collect();
        let new = self.new.get(&twin.path).into_iter().flatten();
        if below.contains(&comment.as_str()) || new.clone().any(|(at, words)| *at == end && *words == comment) {
            self.known += 1;
        } else {
            self.new.entry(twin.path.clone()).or_default().push((end, comment));
        }
    }
}

/// The part that was talked about: the one with the most words in common, of two that are alike the one of the same name.
fn found<'p>(said: &Said, plan: &'p Plan, source: &Files) -> Option<(&'p Twin, NamedPart<'p>)> {
    let path = said.file.strip_prefix("content/").unwrap_or(&said.file);
    let same: Vec<&Twin> = plan.twins().filter(|twin| twin.path == path).collect();
    let twins = if same.is_empty() { plan.twins().collect() } else { same };
    let then = Meaning::of_text(&said.lines.join(" "));
    let parts = twins.into_iter().flat_map(|twin| twin.named_parts().into_iter().map(move |part| (twin, part)));
    let rated = parts.map(|(twin, part)| {
        let now: Vec<&str> = part.part.lines.iter().map(|line| source.slice(line.span)).collect();
        let likeness = Meaning::of_text(&now.join(" ")).likeness(&then);
        ((likeness, part.name == said.part), twin, part)
    });
    let best = rated.filter(|((likeness, _), ..)| *likeness >= ALIKE).max_by_key(|(rating, ..)| *rating);
    best.map(|(_, twin, part)| (twin, part))
}

/// The sentence that is most like one that was talked about; the last where none is.
fn line_of<'p>(then: &str, part: &NamedPart<'p>, source: &Files) -> Option<&'p Line> {
    let then = Meaning::of_text(then);
    let rated = part.part.lines.iter().map(|line| (Meaning::of_text(source.slice(line.span)).likeness(&then), line));
    let best = rated.filter(|(likeness, _)| *likeness >= ALIKE).max_by_key(|(likeness, _)| *likeness);
    best.map(|(_, line)| line).or(part.part.lines.last())
}

/// A text with comments put in, each on a line of its own below the line that ends where it says.
fn with_comments(text: &str, comments: &[(usize, String)]) -> String {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut below: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (at, comment) in comments {
        below.entry(*at).or_default().push(comment);
    }
    let mut whole = String::with_capacity(text.len() + comments.len() * 120);
    let mut from = 0;
    for (at, comments) in below {
        let line = text[from..at].trim_end_matches('\r');
        whole.push_str(line);
        from += line.len();
        for comment in comments {
            whole.push_str(ending);
            whole.push_str(comment);
        }
    }
    whole + &text[from..]
}

/// Words that can stand in a comment on one line.
fn on_one_line(text: &str) -> String {
    let shown: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ").replace("--", "–")
}
