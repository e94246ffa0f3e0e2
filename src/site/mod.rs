//! A plan → everything a reader can reach: pages, files, downloads.
//!
//! [`Workshop::make`] decides what pages there are, where they stand and what each one shows. A page's
//! view holds all that it shows and nothing else; what it looks like is for the theme.
//!
//! A workshop remembers what it has made. A page is laid out again when what it is given, or an answer that it got from the
//! plan, has changed; it is rendered again when its view has changed. The first site and every later one go the same way,
//! so that a site is the same whatever was made before it.

pub(crate) mod address;
mod blocks;
mod brand;
mod chapters;
mod chart;
mod contents;
mod dashboard;
mod data;
mod markup;
mod pack;
mod pages;
mod prose;
mod tables;
pub mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

pub use self::pack::{PACK, pack};

use self::contents::Contents;
use self::data::{Share, Sizes};
use self::pages::{Maker, Subject};
use self::view::{PageView, SiteView};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fingerprint::fingerprint;
use crate::output::{Bytes, Output};
use crate::plan::{Answers, Plan};
use crate::source::{FileId, Source};
use crate::theme::Dress;

/// How a site is meant to be used.
#[derive(Clone, Default, Debug)]
pub struct Purpose {
    /// Where it will stand; wins over the plan's own address.
    pub address: Option<String>,
    /// Whether pages should ask the server for changes.
    pub is_live: bool,
}

/// Makes the site of one plan, again and again.
#[derive(Default, Debug)]
pub struct Workshop {
    pages: HashMap<String, Page>,
    shares: HashMap<FileId, MadeShare>,
    together: Option<(u128, Vec<(String, Bytes)>)>,
    copies: HashMap<String, (u128, Bytes)>,
    sizes: HashMap<String, usize>,
    output: Output,
}

/// A site, and what making it took.
#[derive(Debug)]
pub struct Site {
    /// Every file, by address.
    pub output: Output,
    /// The addresses of the pages that were rendered for it.
    pub rendered: Vec<String>,
    /// Files that cannot be copied, because their address belongs to something else.
    pub taken: Vec<(String, FileId)>,
}

/// A page that was made, and what it was made from.
#[derive(Debug)]
struct Page {
    given: u128,
    dress: u128,
    answers: Answers,
    sizes: Vec<(String, usize)>,
    /// A fingerprint of its view.
    view: u128,
    /// The files that it shows or links to.
    files: Vec<(FileId, String)>,
    made: Result<Bytes, Box<Diagnostic>>,
}

/// The open data of a chapter, and what it was made from.
#[derive(Debug)]
struct MadeShare {
    given: u128,
    answers: Answers,
    share: Arc<Share>,
}

impl Workshop {
    /// Makes the site of `plan` as it is now. Templates that fail are reported, and their pages left out.
    pub fn make(
        &mut self,
        plan: &Plan,
        source: &Source,
        purpose: &Purpose,
        dress: &mut Dress,
        diagnostics: &mut Diagnostics,
        lap: &mut impl FnMut(&'static str),
    ) -> Site {
        let data = self.make_data(plan);
        lap("data");
        let site = site_view(plan, purpose);
        let contents = Contents::of(plan);
        dress.put_on(&site);
        let rendered = self.make_pages(plan, source, &site, &contents, dress);
        diagnostics
            .extend(self.pages.values().filter_map(|page| page.made.as_ref().err()).map(|fault| (**fault).clone()));
        lap("pages");
        let taken = self.put_together(plan, source, purpose, data);
        lap("files");
        Site { output: self.output.clone(), rendered, taken }
    }

    /// Makes the open data that has changed. All of it, by address.
    fn make_data(&mut self, plan: &Plan) -> Vec<(String, Bytes)> {
        let given = |position: usize| fingerprint(&(plan.given(position).prints.facts, plan.print_around()));
        let is_known = |position: &usize| {
            self.shares
                .get(&plan.given(*position).file)
                .is_some_and(|known| known.given == given(*position) && plan.would_answer(&known.answers))
        };
        let wanted: Vec<usize> = (0..plan.len()).into_par_iter().filter(|position| !is_known(position)).collect();
        let made: Vec<(FileId, MadeShare)> = wanted
            .into_par_iter()
            .map(|position| {
                let plan = plan.for_another();
                let share = Arc::new(data::share(&plan, plan.given_facts(position)));
                (plan.given(position).file, MadeShare { given: given(position), answers: plan.answers(), share })
            })
            .collect();
        self.shares.extend(made);
        let there: HashSet<FileId> = (0..plan.len()).map(|position| plan.given(position).file).collect();
        self.shares.retain(|file, _| there.contains(file));
        if !plan.has_data() {
            self.sizes.clear();
            return Vec::new();
        }
        let shares: Vec<&Share> =
            (0..plan.len()).map(|position| self.shares[&plan.given(position).file].share.as_ref()).collect();
        let mut print = Xxh3::new();
        plan.print_around().hash(&mut print);
        for share in &shares {
            share.print.hash(&mut print);
        }
        let print = print.digest128();
        if self.together.as_ref().is_none_or(|(known, _)| *known != print) {
            self.together = Some((print, data::together(&shares, plan)));
        }
        let together = self.together.iter().flat_map(|(_, files)| files);
        let all: Vec<(String, Bytes)> = together.chain(shares.iter().flat_map(|share| &share.files)).cloned().collect();
        self.sizes = all.iter().map(|(url, bytes)| (url.clone(), bytes.len())).collect();
        all
    }

    /// Makes the pages that have changed. The addresses of those that were rendered.
    fn make_pages(
        &mut self,
        plan: &Plan,
        source: &Source,
        site: &SiteView,
        contents: &Contents,
        dress: &Dress,
    ) -> Vec<String> {
        let subjects = pages::subjects(site, contents, plan);
        let urls: Vec<&str> = subjects.iter().map(|(url, _)| url.as_str()).collect();
        let sizes = Sizes::new(&self.sizes);
        let maker = Maker { plan, site, contents, sizes: &sizes, urls: &urls };
        let given = |subject: Subject| fingerprint(&(maker.given(subject), plan.print_around()));
        let is_right = |url: &str, subject: Subject| {
            self.pages.get(url).is_some_and(|page| {
                page.dress == dress.print()
                    && page.given == given(subject)
                    && plan.would_answer(&page.answers)
                    && page.sizes.iter().all(|(url, size)| self.sizes.get(url).copied().unwrap_or(0) == *size)
            })
        };
        let wanted: Vec<&(String, Subject)> =
            subjects.par_iter().filter(|(url, subject)| !is_right(url, *subject)).collect();
        let made: Vec<(String, Page, bool)> = wanted
            .into_par_iter()
            .map(|(url, subject)| {
                let (plan, sizes) = (plan.for_another(), Sizes::new(&self.sizes));
                let maker = Maker { plan: &plan, site, contents, sizes: &sizes, urls: &urls };
                let (view, files) = maker.make(url, *subject);
                let (made, print, is_new) = self.render(source, &view, dress);
                let answers = plan.answers();
                let page = Page {
                    given: given(*subject),
                    dress: dress.print(),
                    answers,
                    sizes: sizes.asked(),
                    view: print,
                    files,
                    made,
                };
                (url.clone(), page, is_new)
            })
            .collect();
        let mut rendered = Vec::new();
        for (url, page, is_new) in made {
            if is_new {
                rendered.push(url.clone());
            }
            self.pages.insert(url, page);
        }
        let there: HashSet<&str> = subjects.iter().map(|(url, _)| url.as_str()).collect();
        self.pages.retain(|url, _| there.contains(url.as_str()));
        rendered
    }

    /// A page's bytes, its fingerprint, and whether it was rendered for that: the same view in the same dress is the same page.
    fn render(&self, source: &Source, view: &PageView, dress: &Dress) -> (Result<Bytes, Box<Diagnostic>>, u128, bool) {
        let print = fingerprint(view);
        match self.pages.get(&view.url) {
            Some(page) if page.view == print && page.dress == dress.print() => (page.made.clone(), print, false),
            _ => (dress.render(source, view).map(Bytes::from).map_err(Box::new), print, true),
        }
    }

    /// Puts every file in its place. Files whose place is taken are given back.
    fn put_together(
        &mut self,
        plan: &Plan,
        source: &Source,
        purpose: &Purpose,
        data: Vec<(String, Bytes)>,
    ) -> Vec<(String, FileId)> {
        let mut output = Output::default();
        for (url, page) in &self.pages {
            if let Ok(bytes) = &page.made {
                output.add(address::output(url), Arc::clone(bytes));
            }
        }
        for (url, bytes) in data {
            output.add(url, bytes);
        }
        if let Some(colour) = &plan.config.colour {
            output.add("assets/brand.css".to_owned(), brand::brand_css(colour).into_bytes());
        }
        let mut copies = theme_files(plan, source, purpose);
        let mut taken = BTreeSet::new();
        let statics = source.under("static/").map(|(path, file)| (path.to_owned(), file));
        let shown: BTreeSet<(&str, FileId)> =
            self.pages.values().flat_map(|page| &page.files).map(|(file, url)| (url.as_str(), *file)).collect();
        for (url, file) in statics.chain(shown.into_iter().map(|(url, file)| (url.to_owned(), file))) {
            if output.get(&url).is_some() || copies.get(&url).is_some_and(|other| *other != file) {
                taken.insert((url, file));
            } else {
                copies.insert(url, file);
            }
        }
        let known = std::mem::take(&mut self.copies);
        for (url, file) in copies {
            let print = source.file(file).print;
            let copy = match known.get(&url) {
                Some((known, bytes)) if *known == print => Arc::clone(bytes),
                _ => Bytes::from(source.file(file).bytes()),
            };
            output.add(url.clone(), Arc::clone(&copy));
            self.copies.insert(url, (print, copy));
        }
        self.output = output;
        taken.into_iter().collect()
    }
}

/// The theme's own files under `assets/`, one file of the plan's theme winning over one of the built-in theme.
/// The script of the preview is only for the preview.
fn theme_files(plan: &Plan, source: &Source, purpose: &Purpose) -> BTreeMap<String, FileId> {
    let own = format!("themes/{}/static/", plan.config.theme);
    let mut copies = BTreeMap::new();
    for folder in ["themes/plain/static/", own.as_str()] {
        copies.extend(source.under(folder).map(|(path, file)| (format!("assets/{path}"), file)));
    }
    if !purpose.is_live {
        copies.remove("assets/live.js");
    }
    copies
}

fn site_view(plan: &Plan, purpose: &Purpose) -> SiteView {
    let config = &plan.config;
    SiteView {
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        organisation_brief: config.organisation_brief().to_owned(),
        language: config.language.clone(),
        period: config.period.map(|(from, to)| format!("{} to {}", from.words(), to.words())),
        version: pages::version(&config.version),
        contact: pages::contact(&config.contact),
        formats: view::FormatsView {
            kinds: config.formats.kinds.clone(),
            languages: config.formats.languages.clone(),
            days: config.formats.days.clone(),
        },
        notice: config.notice.clone(),
        has_easy: plan.facts().any(|chapter| chapter.twin().is_some()),
        has_measures: plan.facts().any(|chapter| !chapter.metrics().is_empty()),
        has_data: plan.has_data(),
        has_words: !plan.words.list.is_empty(),
        has_brand: config.colour.is_some(),
        address: purpose.address.clone().or_else(|| config.address.clone()),
        is_live: purpose.is_live,
    }
}
