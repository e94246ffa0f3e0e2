//! A chapter → a first draft of its easy read, for a person to rewrite.
//!
//! It puts everything into place that can be known: the headings as questions, the figures in easy words, pictures that may
//! fit. What has to be said stands in remarks: the sentences of the chapter that matter most, its hard words with their
//! meanings, and easier words for others. It writes no sentence that only a person can write.

use std::collections::BTreeSet;

use crate::base::files::Files;
use crate::base::span::{Span, Spanned};
use crate::easy::place::Place;
use crate::easy::section::Sections;
use crate::plan::{Chapter, Metric, Plan, Word};
use crate::text::english::phrases;
use crate::text::english::tokens::keys_of;
use crate::text::insert::{Reference, Wording};
use crate::value::voice::grammar;

/// What is said on top of a draft.
const HOW_TO: &str = "\
Replace each comment like this one with easy words. Readers never see comments.
One line is one sentence, with one idea. A picture line and 1 to 3 sentences make a part.
To leave a section out, delete its heading. Then remove the # before `leave-out:` above and give the reason there.";

/// The longest draft of what a section says, in sentences.
const KEY_SENTENCES: usize = 5;

/// The text of a new twin.
#[must_use]
pub fn draft(plan: &Plan, source: &Files, chapter: &Chapter) -> String {
    let sections = Sections::of(plan, chapter);
    let drafts =
        std::iter::once(Place::Beginning).chain(sections.headings().map(|heading| Place::Section(heading.id.clone())));
    let starts: Vec<Span> = sections.headings().map(|heading| heading.span).collect();
    let section = |sentence: &Spanned<String>| starts.iter().filter(|start| start.start <= sentence.span.start).count();
    let typed = chapter.sentences(source);
    let mut reported = BTreeSet::new();
    let mut text = format!("---\ntitle: {}\n{}---\n{}", quoted(&chapter.title.value), keys(&sections), remark(HOW_TO));
    for (number, place) in drafts.enumerate() {
        let heading = number.checked_sub(1).and_then(|number| sections.headings().nth(number));
        let draft = Draft {
            plan,
            source,
            heading: heading.map(|heading| heading.text.as_str()),
            sentences: typed.iter().filter(|sentence| section(sentence) == number).collect(),
            measures: measures(plan, chapter, &sections, &place)
                .into_iter()
                .filter(|id| reported.insert(*id))
                .collect(),
        };
        text.push_str(&draft.written());
    }
    text
}

/// Keys that most twins need, to be filled in: as remarks, because nobody has said anything yet.
fn keys(sections: &Sections) -> String {
    let leave_out = sections.headings().last().map_or(String::new(), |heading| {
        format!("# leave-out: [{{ section: \"#{}\", because: \"Why people need not know this.\" }}]\n", heading.id)
    });
    format!("# description: \"What this page is about, in one easy sentence.\"\n{leave_out}")
}

/// A section of the chapter, drafted.
struct Draft<'p> {
    plan: &'p Plan,
    source: &'p Files,
    heading: Option<&'p str>,
    sentences: Vec<&'p Spanned<String>>,
    measures: Vec<&'p str>,
}

impl Draft<'_> {
    fn written(&self) -> String {
        let heading = self.heading.map_or(String::new(), |heading| format!("\n## {}\n", question(heading)));
        let key = self.key_sentences();
        let says = titled("The chapter says:", &key);
        let words: Vec<String> = self.hard_words().into_iter().map(meaning).collect();
        let words = titled("Hard words:", &words);
        let easier = titled("Easier words:", &easier(&key));
        let measures = self.measures.iter().filter_map(|id| self.plan.metric(id)).map(|metric| self.measure(metric));
        format!("{heading}{says}{words}{easier}{}{}", self.pictures(), measures.collect::<String>())
    }

    /// The first sentence, and those that promise something or hold a figure.
    fn key_sentences(&self) -> Vec<String> {
        const PROMISES: [&str; 9] = ["will", "must", "should", "can", "may", "not", "only", "want", "need"];
        let is_key = |sentence: &str| {
            let mut words = sentence.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
            sentence.contains(|letter: char| letter.is_ascii_digit() || letter == '{')
                || words.any(|word| PROMISES.contains(&word.as_str()))
        };
        let typed = self.sentences.iter().filter(|sentence| !self.is_in_caption(sentence));
        let typed = typed.map(|sentence| on_one_line(self.source.slice(self.with_figures(sentence))));
        let prose = typed.filter(|sentence| !sentence.starts_with(['#', '|']));
        let key = prose.enumerate().filter(|(number, sentence)| *number == 0 || is_key(sentence));
        key.map(|(_, sentence)| sentence).take(KEY_SENTENCES).collect()
    }

    /// Whether a sentence stands in the caption of a table, which says what the table is and nothing of its own.
    fn is_in_caption(&self, sentence: &Spanned<String>) -> bool {
        let before = &self.source.file(sentence.span.file).text()[..sentence.span.start as usize];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        self.source.file(sentence.span.file).text()[line..].trim_start().starts_with("Table:")
    }

    /// A sentence with the inserts that it begins or ends with, which are no words of its author.
    fn with_figures(&self, sentence: &Spanned<String>) -> Span {
        let (file, range) = (sentence.span.file, sentence.span.range());
        let text = self.source.file(file).text();
        let before = text[..range.start].trim_end_matches(' ');
        let opened = before.ends_with("}}").then(|| before.rfind("{{")).flatten();
        let after = text[range.end..].trim_start_matches(' ');
        let closed = after.starts_with("{{").then(|| after.find("}}")).flatten();
        let end = closed.map_or(range.end, |length| text.len() - after.len() + length + 2);
        Span::new(file, opened.unwrap_or(range.start), end)
    }

    fn hard_words(&self) -> Vec<&Word> {
        let text: String = self.sentences.iter().map(|sentence| format!(" {} ", sentence.value)).collect();
        let typed = spaced(&text);
        let lower = typed.to_lowercase();
        let has_term = |word: &Word| lower.contains(&spaced(&word.term.value).to_lowercase());
        // FIT is a short form, “fit” is none.
        let has_short = |word: &Word| word.short.iter().any(|short| typed.contains(&spaced(&short.value)));
        let all = self.plan.words.list.iter().filter(|word| !word.is_known);
        all.filter(|word| has_term(word) || has_short(word)).collect()
    }

    /// Three pictures that may go with the section.
    fn pictures(&self) -> String {
        let text: String = self.sentences.iter().map(|sentence| format!("{} ", sentence.value)).collect();
        let mut names = self.plan.pictures.matching(self.heading.unwrap_or(""));
        for name in self.plan.pictures.matching(&text) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let shown: Vec<String> = names
            .into_iter()
            .take(3)
            .filter_map(|name| Some(format!("![{name}] {}", self.plan.pictures.find(name)?.shows)))
            .collect();
        titled("Pictures that may fit:", &shown)
    }

    /// A part that tells the figures of a measure. Nothing where it has none yet.
    fn measure(&self, metric: &Metric) -> String {
        let now = self.figure(metric, "value").or_else(|| self.figure(metric, "baseline"));
        let is = now.map(|figure| format!("It was {figure}.\n"));
        let date = self.shows(metric, &["target", "by"], None);
        let wanted = self.figure(metric, "target").map(|target| match date {
            Some(date) => format!("We want it to be {target} by {date}.\n"),
            None => format!("We want it to be {target}.\n"),
        });
        let kept = self.figure(metric, "standard").map(|level| format!("It should always be {level}.\n"));
        if is.is_none() && wanted.is_none() && kept.is_none() {
            return String::new();
        }
        let name = remark(&format!("{}\nSay first what this is, in an easy sentence.", metric.name.value));
        let picture = self.plan.pictures.matching(&metric.name.value).first().map_or("target", |name| *name);
        let picture = self.plan.pictures.find(picture).map_or(String::new(), |_| format!("![{picture}]\n"));
        let lines: String = [is, kept, wanted].into_iter().flatten().collect();
        format!("{name}\n{picture}{lines}")
    }

    /// An insert for a figure of a measure, in the easiest words it can be said in.
    fn figure(&self, metric: &Metric, part: &str) -> Option<String> {
        let is_of_people = ["people", "patients", "women", "men", "children", "adults"]
            .iter()
            .any(|who| metric.name.value.to_lowercase().starts_with(who));
        let share = if is_of_people { Wording::People } else { Wording::Share };
        let wordings = [share, Wording::Money, Wording::About];
        wordings.into_iter().find_map(|wording| self.shows(metric, &[part], Some(wording)))
    }

    /// An insert, if it shows anything.
    fn shows(&self, metric: &Metric, parts: &[&str], wording: Option<Wording>) -> Option<String> {
        let part = |text: &str| metric.id.clone().map(|_| text.to_owned());
        let path = std::iter::once(metric.id.clone()).chain(parts.iter().map(|text| part(text))).collect();
        let span = metric.id.span;
        let reference =
            Reference { path, wording: wording.map(|wording| Spanned::new(wording, span)), is_plural: false };
        let phrase = self.plan.show(&reference, true).ok()?;
        let path = match parts {
            ["value"] => metric.id.value.clone(),
            _ => format!("{}.{}", metric.id.value, parts.join(".")),
        };
        let wording = wording.map_or(String::new(), |wording| format!(" | {}", wording.word()));
        (!phrase.is_empty()).then(|| format!("{{{{ {path}{wording} }}}}"))
    }
}

/// The measures that a section shows; those that no section shows belong to the beginning.
fn measures<'p>(plan: &'p Plan, chapter: &'p Chapter, sections: &Sections<'p>, place: &Place) -> Vec<&'p str> {
    let shown = |place: &Place| {
        let figures = sections.at(place).map_or(Vec::new(), |ground| ground.figures);
        let ids = figures.into_iter().filter_map(|(path, _)| Some(path.split('.').next()?.to_owned()));
        ids.filter_map(|id| plan.metric(&id)).map(|metric| metric.id.value.as_str()).collect::<Vec<_>>()
    };
    let here = shown(place);
    if *place != Place::Beginning {
        return here;
    }
    let anywhere = shown(&Place::Chapter);
    let nowhere = chapter.metrics.iter().map(|metric| metric.id.value.as_str()).filter(|id| !anywhere.contains(id));
    here.into_iter().chain(nowhere).collect()
}

/// A heading as a question: `How we pay` → `How do we pay?`. What cannot be turned round safely is asked about.
fn question(heading: &str) -> String {
    const ASKING: [&str; 7] = ["who", "what", "where", "when", "why", "how", "which"];
    const HELPING: [&str; 11] = ["will", "can", "must", "may", "should", "are", "have", "were", "is", "was", "has"];
    const NAMING: [&str; 8] = ["the", "a", "an", "our", "your", "their", "each", "every"];
    const PLACING: [&str; 8] = ["in", "at", "on", "after", "before", "during", "from", "near"];
    let heading = heading.trim();
    if heading.ends_with('?') {
        return heading.to_owned();
    }
    let words: Vec<&str> = heading.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let ask = |helping: &str, who: &str, rest: &str| {
        format!("{} {helping} {who} {rest}", words[0]).trim_end().to_owned() + "?"
    };
    let rest = |from: usize| words[from..].join(" ");
    match lower.as_slice() {
        [first, who @ ("we" | "you" | "they" | "it" | "this"), help, ..]
            if ASKING.contains(first) && HELPING.contains(help) =>
        {
            ask(help, who, &rest(3))
        }
        [first, who @ ("we" | "you" | "they"), _, ..] if ASKING.contains(first) => ask("do", who, &rest(2)),
        [first, who @ ("it" | "this"), does, ..] if ASKING.contains(first) && does.ends_with('s') => {
            ask("does", who, &format!("{} {}", does.trim_end_matches('s'), rest(3)))
        }
        [first, "to", _, ..] if ASKING.contains(first) => ask("can", "you", &rest(2)),
        // “Why buses matter” asks “do buses”; “How money is spent” asks “is money”.
        [first, who, help, ..] if ASKING.contains(first) && HELPING.contains(help) && !HELPING.contains(who) => {
            ask(help, words[1], &rest(3))
        }
        ["why" | "how" | "when" | "where", who, does, ..] if are_many(who) && is_bare(does) => {
            ask("do", words[1], &rest(2))
        }
        ["who" | "what" | "which", second, ..] if !NAMING.contains(second) => format!("{heading}?"),
        [first, second, ..] if ASKING.contains(first) && HELPING.contains(second) => format!("{heading}?"),
        [first, _, ..] if PLACING.contains(first) => format!("What happens {}?", uncapitalised(heading)),
        _ => format!("What about {}?", uncapitalised(heading)),
    }
}

/// Whether a word looks like a name of many: `buses`, `people`.
fn are_many(word: &str) -> bool {
    matches!(word, "people" | "children" | "women" | "men") || word.ends_with('s') && !word.ends_with("ss")
}

/// Whether a word may be a verb that stands behind `do`: `matter`, neither `matters` nor `mattered`.
fn is_bare(word: &str) -> bool {
    !word.ends_with('s') && !word.ends_with("ed") && word.chars().all(char::is_alphabetic)
}

/// A small first letter, unless the first word is a name or a short form.
fn uncapitalised(text: &str) -> String {
    let is_word = text.chars().nth(1).is_none_or(char::is_lowercase);
    if is_word { grammar::uncapitalised(text) } else { text.to_owned() }
}

fn meaning(word: &Word) -> String {
    let short: Vec<&str> = word.short.iter().map(|short| short.value.as_str()).collect();
    let short = if short.is_empty() { String::new() } else { format!(" ({})", short.join(", ")) };
    format!("{}{short}: {}", word.term.value, word.easy.as_ref().map_or(word.meaning.as_str(), |easy| &easy.value))
}

/// What to write instead of phrases that easy read says otherwise: `procure: buy`.
fn easier(sentences: &[String]) -> Vec<String> {
    let mut reported = BTreeSet::new();
    let mut lines = Vec::new();
    for words in sentences.iter().map(|sentence| keys_of(sentence)) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for found in phrases::find(&words) {
            let said = words[found.words].join(" ");
            if reported.insert(said.clone()) {
                lines.push(format!("{said}: {}", found.instead));
            }
        }
    }
    lines
}

/// A text as words with one space around each.
fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '&').filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A remark of lines with words above them; nothing where there are no lines.
fn titled(title: &str, lines: &[String]) -> String {
    if lines.is_empty() { String::new() } else { remark(&format!("{title}\n{}", lines.join("\n"))) }
}

/// A remark that ends where it should: two hyphens within it would end it sooner.
fn remark(text: &str) -> String {
    format!("\n<!--\n{}\n-->\n", text.replace("--", "–"))
}

/// A text as a value of the front matter.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_questions() {
        for (heading, wanted) in [
            ("How we pay", "How do we pay?"),
            ("What we will do next", "What will we do next?"),
            ("Who can come", "Who can come?"),
            ("How long will I wait?", "How long will I wait?"),
            ("Urgent care", "What about urgent care?"),
            ("A&E waits", "What about A&E waits?"),
            ("What we do", "What do we do?"),
            ("What we can", "What can we?"),
            ("When it happens", "When does it happen?"),
            ("What this is", "What is this?"),
            ("Where the money comes from", "What about where the money comes from?"),
            ("In the hospital", "What happens in the hospital?"),
            ("How", "What about how?"),
            ("Why buses matter", "Why do buses matter?"),
            ("How people can help", "How can people help?"),
            ("How money is spent", "How is money spent?"),
            ("Where to go to complain", "Where can you go to complain?"),
            ("What happens next", "What happens next?"),
            ("How can I help", "How can I help?"),
            ("How much it costs", "What about how much it costs?"),
            ("Why buses stopped", "What about why buses stopped?"),
        ] {
            assert_eq!(question(heading), wanted);
        }
    }
}
