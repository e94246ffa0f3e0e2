//! Links as authors write them → what they lead to.
//!
//! A link between chapters is the ordinary relative way to the other `.md` file. A link that begins with
//! `/` counts from `content/`, or names a page that every plan has (`/measures/`).

use percent_encoding::percent_decode_str;

use crate::base::html::as_address;
use crate::base::span::FileId;
use crate::plan::read::path::joined;
use crate::plan::{Chapter, ChapterSummary, Plan};

/// What a link leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// An address outside the plan, an e-mail address or a telephone number.
    Outside,
    /// An address of a kind that no reader should be led to, such as `javascript:` or a file of one computer.
    Refused,
    /// A chapter, or its easy-read twin, by position in [`Plan::chapters`].
    Page {
        /// The chapter.
        chapter: usize,
        /// Whether its easy read is meant.
        easy: bool,
        /// The heading behind `#`.
        anchor: Option<String>,
    },
    /// A page that every plan has, or a file of `static/`, by address as it is written to a page.
    Standing(String),
    /// Another file of `content/`, by its path there.
    File(FileId, String),
    /// Nothing.
    Missing {
        /// The path that was looked for.
        looked_for: String,
    },
}

/// Where a website has a page beside those of chapters. Chapters may link to it, and may not have its address.
#[derive(Clone, Copy, Debug)]
pub struct FixedAddress {
    /// The address: `contact/`.
    pub url: &'static str,
    /// Whether the website of a plan has it.
    pub is_there: fn(&Plan) -> bool,
}

impl FixedAddress {
    /// The folder at the top of the website that belongs to it.
    #[must_use]
    pub fn folder(&self) -> Option<&'static str> {
        self.url.split_once('/').map(|(folder, _)| folder)
    }
}

impl Plan {
    /// What `link` leads to, written in the file `from` (a path below `content/`).
    #[must_use]
    pub fn resolve(&self, from: &str, link: &str) -> Target {
        match scheme(link) {
            Some("http" | "https" | "mailto" | "tel") => return Target::Outside,
            Some(_) => return Target::Refused,
            None => {}
        }
        let (path, anchor) =
            link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor.to_owned())));
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        if let Some(from_root) = path.strip_prefix('/') {
            let fragment = anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
            if let Some(page) = self.fixed_page(from_root.trim_matches('/')) {
                return Target::Standing(format!("{}{fragment}", page.url));
            }
            if self.statics.contains(from_root) {
                return Target::Standing(format!("{}{fragment}", as_address(from_root)));
            }
        }
        let Some(path) = joined(from, &path) else { return Target::Missing { looked_for: path } };
        let page = |file: &str, easy: bool| {
            self.chapter_at(file).map(|chapter| Target::Page { chapter, easy, anchor: anchor.clone() })
        };
        let easy = path.ends_with(".easy.md");
        let found = match path.strip_suffix(".easy.md") {
            Some(stem) => page(&format!("{stem}.md"), true).filter(|_| self.has_twin(&path)),
            None => page(&path, easy)
                .or_else(|| page(format!("{}/index.md", path.trim_end_matches('/')).trim_start_matches('/'), false)),
        };
        found
            .or_else(|| self.assets.get(&path).map(|file| Target::File(*file, path.clone())))
            .unwrap_or(Target::Missing { looked_for: path })
    }

    /// How a link must be written whose `#`, `?` or `%` belongs to the name of a file, where there is a file of that name.
    #[must_use]
    pub fn encoded(&self, from: &str, link: &str) -> Option<String> {
        let is_file = |path: &str| {
            self.assets.contains_key(path)
                || self.chapter_at(path).is_some()
                || link.starts_with('/') && self.statics.contains(path)
        };
        // It may be encoded in part: `Our%20Plan #1.pdf`.
        let decoded = percent_decode_str(link).decode_utf8_lossy();
        let names = [link, &*decoded];
        names.into_iter().find(|name| joined(from, name).is_some_and(|path| is_file(&path))).map(as_address)
    }

    /// The page beside those of chapters that is at `path`, if this plan has it.
    fn fixed_page(&self, path: &str) -> Option<&FixedAddress> {
        let page = self.pages.iter().find(|page| page.url.strip_suffix('/') == Some(path))?;
        (page.is_there)(self).then_some(page)
    }

    /// Whether a chapter has an easy-read twin at `path`.
    fn has_twin(&self, path: &str) -> bool {
        let chapter = self.chapter_at(&path.replace(".easy.md", ".md"));
        chapter.is_some_and(|chapter| self.summary_at(chapter).twin().is_some())
    }

    /// A chapter and, for the first page of a part, all chapters of the part.
    #[must_use]
    pub fn below<'p>(&'p self, chapter: &'p Chapter) -> Vec<ChapterSummary<'p>> {
        let Some(position) = self.chapter_at(&chapter.path) else { return Vec::new() };
        let is_below = |summary: &ChapterSummary| summary.address().starts_with(&chapter.address);
        if chapter.is_index {
            self.summaries().skip(position).take_while(is_below).collect()
        } else {
            vec![self.summary_at(position)]
        }
    }
}

/// What stands before the first colon, in lower case letters, if it can be the kind of an address. An address that
/// begins with `//` is one of the web without its kind, which does not work from a disk.
fn scheme(link: &str) -> Option<&str> {
    if link.starts_with("//") {
        return Some("");
    }
    let (scheme, _) = link.split_once(':')?;
    let is_scheme = !scheme.contains(['/', '#', '?']);
    is_scheme.then_some(match scheme {
        "HTTP" => "http",
        "HTTPS" => "https",
        other => other,
    })
}
