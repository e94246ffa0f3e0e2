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
mod press;
mod prose;
mod tables;
pub mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

pub use self::pack::{PACK, pack};

use self::data::{Packer, Share};
use self::press::{Editions, Layout, Page, Press, Shelf, forget, new_edition};
use self::view::SiteView;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fingerprint::fingerprint;
use crate::output::{Bytes, Output};
use crate::plan::{Answers, Askers, Holdings, Moment, Plan};
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
    layout: Option<(u128, Arc<Layout>)>,
    pages: Shelf,
    pages_askers: Askers,
    /// Parts of pages that hold many chapters, by the address of the page and their anchor.
    sections: Shelf,
    sections_askers: Askers,
    editions: Editions,
    /// What is wrong with the templates of pages and sections, by address.
    faults: BTreeMap<String, Diagnostic>,
    /// When all pages and sections were right, and in which layout.
    pages_moment: Moment,
    pages_layout: Option<Arc<Layout>>,
    shares: FxHashMap<FileId, MadeShare>,
    shares_askers: Askers,
    /// When they were right.
    shares_moment: Moment,
    together: Option<(u128, Files)>,
    /// How large each file of open data is.
    sizes: HashMap<String, usize>,
    /// Whether one of them has changed since the pages were made.
    sizes_changed: bool,
    copies: Copies,
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

/// Files, by address.
type Files = Vec<(String, Bytes)>;

/// The open data of a chapter, and what it was made from.
#[derive(Debug)]
struct MadeShare {
    given: u128,
    answers: Answers,
    share: Arc<Share>,
}

/// The files that are copied as they are.
#[derive(Default, Debug)]
struct Copies {
    /// The shape of the source and of the site when they were chosen.
    chosen: Option<u128>,
    /// Whether a page has come, gone, or shows other files since then.
    is_stale: bool,
    /// By address: which file, and a fingerprint of what it held when it was copied.
    files: BTreeMap<String, (FileId, Option<u128>)>,
    taken: Vec<(String, FileId)>,
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
        self.make_data(plan);
        lap("data");
        let site = site_view(plan, purpose);
        dress.put_on(&site);
        let layout = self.lay_out(plan, &site, dress);
        let rendered = self.make_pages(plan, source, &site, &layout, dress);
        diagnostics.extend(self.faults.values().cloned());
        lap("pages");
        self.copy_files(plan, source, purpose);
        lap("files");
        Site { output: self.output.clone(), rendered, taken: self.copies.taken.clone() }
    }

    fn lay_out(&mut self, plan: &Plan, site: &SiteView, dress: &Dress) -> Arc<Layout> {
        let shape = fingerprint(&(plan.print_of_names(), plan.print_of_holdings(), plan.print_around(), dress.print()));
        let print = fingerprint(&(plan.print_of_facts(), shape));
        let layout = match &self.layout {
            Some((known, layout)) if *known == print => return Arc::clone(layout),
            Some((_, layout)) if layout.shape == shape => layout.renamed(plan),
            _ => Layout::of(shape, site, plan),
        };
        let layout = Arc::new(layout);
        self.layout = Some((print, Arc::clone(&layout)));
        layout
    }

    /// Makes the open data that has changed.
    fn make_data(&mut self, plan: &Plan) {
        let given = plan.print_around();
        let file = |position: usize| plan.given(position).file;
        let is_right = |known: &MadeShare| known.given == given && plan.would_answer(&known.answers);
        let known = (0..plan.len()).filter_map(|at| Some((at, &self.shares.get(&file(at))?.answers)));
        let doubtful = plan.in_doubt(self.shares_moment, &mut self.shares_askers, known);
        let doubtful = doubtful.unwrap_or_else(|| (0..plan.len()).collect());
        let wanted: Vec<usize> =
            doubtful.into_par_iter().filter(|at| !self.shares.get(&file(*at)).is_some_and(is_right)).collect();
        let made: Vec<(usize, MadeShare)> = wanted
            .into_par_iter()
            .map_init(Packer::new, |packer, position| {
                let plan = plan.for_another();
                let share = Arc::new(data::share(&plan, plan.facts_at(position), packer));
                (position, MadeShare { given, answers: plan.answers(), share })
            })
            .collect();
        let mut is_news = self.shares.len() > plan.len();
        let mut touched = HashSet::new();
        let mut touch = |share: &Share| touched.extend(share.files.iter().map(|(url, _)| url.clone()));
        for (position, new) in made {
            let old = self.shares.get(&file(position));
            self.shares_askers.note(position, old.map(|old| &old.answers), &new.answers);
            if old.is_none_or(|old| old.given != given || old.share.print != new.share.print) {
                is_news = true;
                old.into_iter().chain([&new]).for_each(|made| touch(&made.share));
            }
            self.shares.insert(file(position), new);
        }
        if self.shares.len() > plan.len() {
            let there: HashSet<FileId> = (0..plan.len()).map(file).collect();
            self.shares.retain(|file, gone| {
                let stays = there.contains(file);
                if !stays {
                    touch(&gone.share);
                }
                stays
            });
        }
        if !touched.is_empty() {
            // Where two tables share an id, which is told, one that is gone may have hidden another.
            let shares = self.shares_in_order(plan);
            let files = shares.iter().flat_map(|share| &share.files).filter(|(url, _)| touched.contains(url));
            let files: Vec<(String, Bytes)> = files.cloned().collect();
            self.replace_data(touched.iter(), &files);
        }
        self.shares_moment = plan.moment();
        if is_news || self.together.is_none() {
            self.make_together(plan);
        }
    }

    /// Makes the files that hold the data of all chapters.
    fn make_together(&mut self, plan: &Plan) {
        let shares = self.shares_in_order(plan);
        let mut print = Xxh3::new();
        (plan.print_around(), plan.has_data()).hash(&mut print);
        for share in &shares {
            share.print.hash(&mut print);
        }
        let print = print.digest128();
        if self.together.as_ref().is_some_and(|(known, _)| *known == print) {
            return;
        }
        let shares: Vec<&Share> = shares.iter().map(AsRef::as_ref).collect();
        let files = if plan.has_data() { data::together(&shares, plan) } else { Vec::new() };
        let old = self.together.take().map_or_else(Vec::new, |(_, files)| files);
        self.replace_data(old.iter().map(|(url, _)| url), &files);
        self.together = Some((print, files));
    }

    fn shares_in_order(&self, plan: &Plan) -> Vec<Arc<Share>> {
        (0..plan.len()).map(|position| Arc::clone(&self.shares[&plan.given(position).file].share)).collect()
    }

    /// Takes the files at the addresses `old` away, and puts `new` in; the last, where some have one address.
    fn replace_data<'u>(&mut self, old: impl Iterator<Item = &'u String>, new: &[(String, Bytes)]) {
        let mut were = BTreeMap::new();
        for url in old {
            self.output.remove(url);
            were.extend(self.sizes.remove(url).map(|size| (url, size)));
        }
        let are: BTreeMap<&String, usize> = new.iter().map(|(url, bytes)| (url, bytes.len())).collect();
        for (url, bytes) in new {
            self.output.add(url.clone(), bytes.clone());
        }
        self.sizes_changed |= were != are;
        self.copies.is_stale |= were.len() != are.len();
        self.sizes.extend(are.into_iter().map(|(url, size)| (url.clone(), size)));
    }

    /// Makes the pages that have changed. The addresses of those that were rendered.
    fn make_pages(
        &mut self,
        plan: &Plan,
        source: &Source,
        site: &SiteView,
        layout: &Arc<Layout>,
        dress: &Dress,
    ) -> Vec<String> {
        let sections = std::mem::take(&mut self.sections);
        let (none, no_editions) = (Shelf::default(), Editions::default());
        let (sizes, moment) = (&self.sizes, self.pages_moment);
        let earlier = self.pages_layout.replace(Arc::clone(layout));
        let earlier = earlier.filter(|earlier| earlier.shape == layout.shape && !self.sizes_changed);
        let press = Press {
            plan,
            source,
            site,
            layout,
            dress,
            sizes,
            sections: &none,
            editions: &no_editions,
            moment,
            earlier: earlier.as_deref(),
        };
        let made = press.make(&layout.sections, &sections, &mut self.sections_askers);
        self.sections = sections;
        for (number, section, _) in made {
            let url = &layout.sections[number].0;
            new_edition(&mut self.editions, url);
            self.copies.is_stale |= shows_others(self.sections.get(url), &section);
            note_fault(&mut self.faults, url, &section);
            self.sections.insert(url.clone(), section);
        }
        forget(&mut self.sections, &layout.sections, |url| {
            new_edition(&mut self.editions, url);
            self.faults.remove(url);
        });
        let press = Press { sections: &self.sections, editions: &self.editions, sizes: &self.sizes, ..press };
        let made = press.make(&layout.subjects, &self.pages, &mut self.pages_askers);
        let rendered = made.iter().filter(|(.., is_new)| *is_new);
        let rendered = rendered.map(|(number, ..)| layout.subjects[*number].0.clone()).collect();
        for (number, page, _) in made {
            let url = &layout.subjects[number].0;
            match &page.made {
                Ok(bytes) => self.output.add(address::output(url), bytes.clone()),
                Err(_) => self.output.remove(&address::output(url)),
            }
            self.copies.is_stale |= shows_others(self.pages.get(url), &page);
            note_fault(&mut self.faults, url, &page);
            self.pages.insert(url.clone(), page);
        }
        self.copies.is_stale |= forget(&mut self.pages, &layout.subjects, |url| {
            self.output.remove(&address::output(url));
            self.editions.remove(url);
            self.faults.remove(url);
        });
        (self.pages_moment, self.sizes_changed) = (plan.moment(), false);
        rendered
    }

    /// Puts every file in its place that is copied as it is.
    fn copy_files(&mut self, plan: &Plan, source: &Source, purpose: &Purpose) {
        let shape = source.shape();
        let chosen = fingerprint(&(shape, plan.print_around()));
        if self.copies.is_stale || self.copies.chosen != Some(chosen) {
            self.choose_copies(plan, source, purpose);
            self.copies.chosen = Some(chosen);
            self.copies.is_stale = false;
        }
        for (url, (file, print)) in &mut self.copies.files {
            let now = source.file(*file).print;
            if *print != Some(now) {
                self.output.add(url.clone(), Bytes::from(source.file(*file).bytes()));
                *print = Some(now);
            }
        }
    }

    /// Files whose place is taken by a page, by data or by another file are not copied, and told.
    fn choose_copies(&mut self, plan: &Plan, source: &Source, purpose: &Purpose) {
        let is_made = |url: &str| {
            self.sizes.contains_key(url)
                || self.pages.contains_key(url)
                || url.strip_suffix("index.html").is_some_and(|url| self.pages.contains_key(url))
        };
        let mut copies = theme_files(plan, source, purpose);
        let mut taken = BTreeSet::new();
        let statics = source.under("static/").map(|(path, file)| (path.to_owned(), file));
        let shown: BTreeSet<(&str, FileId)> = self
            .pages
            .values()
            .chain(self.sections.values())
            .flat_map(|page| &page.files)
            .map(|(file, url)| (url.as_str(), *file))
            .collect();
        for (url, file) in statics.chain(shown.into_iter().map(|(url, file)| (url.to_owned(), file))) {
            if is_made(&url) || copies.get(&url).is_some_and(|other| *other != file) {
                taken.insert((url, file));
            } else {
                copies.insert(url, file);
            }
        }
        let old = std::mem::take(&mut self.copies.files);
        for url in old.keys().filter(|url| !copies.contains_key(*url) && !is_made(url)) {
            self.output.remove(url);
        }
        let print =
            |url: &str, file: FileId| old.get(url).filter(|(old, _)| *old == file).and_then(|(_, print)| *print);
        self.copies.files = copies.into_iter().map(|(url, file)| (url.clone(), (file, print(&url, file)))).collect();
        self.copies.taken = taken.into_iter().collect();
        match &plan.config.colour {
            Some(colour) => self.output.add(BRAND.to_owned(), brand::brand_css(colour).into_bytes()),
            None if !self.copies.files.contains_key(BRAND) => self.output.remove(BRAND),
            None => {}
        }
    }
}

/// Whether a page shows other files than the one before it.
fn shows_others(old: Option<&Page>, new: &Page) -> bool {
    old.is_none_or(|old| old.files != new.files)
}

fn note_fault(faults: &mut BTreeMap<String, Diagnostic>, url: &str, page: &Page) {
    match &page.made {
        Ok(_) => faults.remove(url),
        Err(fault) => faults.insert(url.to_owned(), (**fault).clone()),
    };
}

/// Where the plan's own colour stands.
const BRAND: &str = "assets/brand.css";

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
        has_easy: plan.holdings().any(Holdings::has_twin),
        has_measures: plan.holdings().any(|held| !held.metrics().is_empty()),
        has_data: plan.has_data(),
        has_words: !plan.words.list.is_empty(),
        has_brand: config.colour.is_some(),
        address: purpose.address.clone().or_else(|| config.address.clone()),
        is_live: purpose.is_live,
    }
}
