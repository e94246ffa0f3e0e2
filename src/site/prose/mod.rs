//! Trees of prose → markup for one page.
//!
//! What stands in a text is turned into markup in `elements`. Here is what that needs to know: figures from the plan,
//! addresses from where the page stands, ids; in `terms` the meaning of a short form where a page uses it first.

mod elements;
mod terms;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::address;
use crate::base::html::{as_address, escaped, escaped_attribute, into_escaped};
use crate::base::span::FileId;
use crate::plan::query::links::Target;
use crate::plan::{Chapter, Plan};
use crate::text::tree::Heading;
use crate::value::locale::{Argument, Catalogue, Key};
use crate::value::voice::{Phrase, Voice};

/// Sets the prose of one page, from its first line to its last.
pub(super) struct ProseRenderer<'p> {
    plan: &'p Plan,
    /// The built-in texts.
    pub(super) texts: &'p Catalogue,
    /// The way from the page to the site's root.
    pub(super) root: String,
    /// The file the prose comes from, below `content/`, from which links count.
    path: &'p str,
    kind: Kind,
    /// Short forms that this page has explained.
    explained: HashSet<&'p str>,
    /// Ids that this page has used.
    ids: HashSet<String>,
    /// Behind which headings stands a link to the easy read of their section, and the link.
    in_easy: BTreeMap<String, String>,
    /// Files that the page shows or links to.
    pub(super) files: Vec<(FileId, String)>,
}

/// What kind of page prose is set for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A chapter's own page.
    Chapter,
    /// A section of a page that holds the chapters of a range; ids begin with the chapter's.
    Print(String, Range<usize>),
    /// An easy-read page.
    Easy,
}

impl<'p> ProseRenderer<'p> {
    pub(super) fn new(plan: &'p Plan, texts: &'p Catalogue, url: &str, path: &'p str, kind: Kind) -> Self {
        Self {
            plan,
            texts,
            root: address::root(url),
            path,
            kind,
            explained: HashSet::new(),
            ids: HashSet::new(),
            in_easy: BTreeMap::new(),
            files: Vec::new(),
        }
    }

    /// Puts a link to the easy read behind the heading of each section that is reported in it.
    pub(super) fn link_to_easy(&mut self, chapter: &Chapter) {
        let Some(twin) = &chapter.twin else { return };
        let url = address::link(&self.root, &address::easy(&chapter.address));
        let link = |heading: &Heading| {
            let (id, words) = (escaped_attribute(&heading.id), escaped(heading.text.trim()));
            let heading = Argument::Markup(words.into());
            let words = self.texts.markup(Key("chapter-section-in-easy"), &[("heading", heading)]);
            format!("<p class=\"in-easy\"><a href=\"{url}#{id}\">{words}</a></p>\n")
        };
        let reported = self.plan.reported_in_easy(chapter, twin);
        self.in_easy = reported.into_iter().map(|(section, heading)| (section, link(heading))).collect();
    }

    /// Sets something that was written in another file, from whose folder its links count.
    pub(super) fn written_in<T>(&mut self, path: &'p str, set: impl FnOnce(&mut Self) -> T) -> T {
        let here = std::mem::replace(&mut self.path, path);
        let made = set(self);
        self.path = here;
        made
    }

    /// How the plan says its values.
    pub(super) fn voice(&self) -> Voice {
        self.plan.voice()
    }

    /// An id that this page has not used yet.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = self.id(wanted);
        let mut id = wanted.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    fn id(&self, id: &str) -> String {
        match &self.kind {
            Kind::Print(chapter, _) => format!("{chapter}---{id}"),
            Kind::Chapter | Kind::Easy => id.to_owned(),
        }
    }

    fn figure(&self, reference: &crate::base::span::Spanned<crate::text::insert::Reference>, opens: bool) -> String {
        let is_easy = self.kind == Kind::Easy;
        match self.plan.show(&reference.value, is_easy) {
            Ok(phrase) => {
                let phrase = if opens { phrase.opening() } else { phrase };
                said(phrase.looking(unbroken))
            }
            // The check tells what is wrong; while an editor works, the page shows where.
            Err(fault) => format!("<mark class=\"fault\">{}</mark>", escaped(&fault.message)),
        }
    }

    /// Where a picture is, from this page. One of another website is an error, and is not fetched from there.
    fn src(&mut self, picture: &str) -> String {
        match self.plan.resolve(self.path, picture) {
            Target::Outside => "#".to_owned(),
            _ => self.href(picture),
        }
    }

    /// Where a link leads, from this page.
    fn href(&mut self, link: &str) -> String {
        match self.plan.resolve(self.path, link) {
            Target::Outside => link.to_owned(),
            // The check has reported; a preview must not lead there either.
            Target::Missing { .. } | Target::Refused => "#".to_owned(),
            Target::Standing(page) => address::link(&self.root, &page),
            Target::File(file, path) => {
                let url = address::file(&path);
                let href = address::link(&self.root, &as_address(&url));
                self.files.push((file, url));
                href
            }
            Target::Page { chapter, easy, anchor } => {
                self.page(chapter, easy, anchor.as_deref(), link.starts_with('#'))
            }
        }
    }

    fn page(&self, chapter: usize, easy: bool, anchor: Option<&str>, is_here: bool) -> String {
        let target = self.plan.address_at(chapter);
        if let (Kind::Print(_, chapters), false) = (&self.kind, easy)
            && chapters.contains(&chapter)
        {
            let section = address::section(target);
            return anchor.map_or_else(|| format!("#{section}"), |anchor| format!("#{section}---{anchor}"));
        }
        let fragment = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
        if is_here {
            return fragment;
        }
        let url = if easy { address::easy(target) } else { address::chapter(target) };
        format!("{}{fragment}", address::link(&self.root, &url))
    }
}

/// A figure of more letters than this may break into two lines.
const LONGEST_UNBROKEN: usize = 14;

/// A number stays with its unit, on one line: `£421 million`. A short figure is not broken anywhere.
fn unbroken(figure: &str) -> String {
    let is_short = figure.chars().count() <= LONGEST_UNBROKEN;
    let mut before = ' ';
    let stays = |sign: char| {
        let is_held = sign == ' ' && (is_short || before.is_ascii_digit());
        before = sign;
        if is_held { '\u{a0}' } else { sign }
    };
    figure.chars().map(stays).collect()
}

/// A phrase as markup: where it is seen in one way and heard in another, both.
pub(super) fn said(phrase: Phrase) -> String {
    match phrase.heard_apart() {
        Some(heard) => {
            let (seen, heard) = (escaped(phrase.seen()), escaped(heard));
            format!("<span aria-hidden=\"true\">{seen}</span><span class=\"vh\">{heard}</span>")
        }
        None => into_escaped(phrase.into_seen()),
    }
}
