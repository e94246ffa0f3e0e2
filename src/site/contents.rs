//! The chapters of a plan → where each stands among the others: what is above, beside and below it, and which of them share
//! a sheet of paper.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::address;
use crate::fingerprint::fingerprint;
use crate::html::escape_into;
use crate::plan::{Chapter, Plan};

/// A plan with more chapters is too long for one sheet: what is listed or printed of it is listed and printed part by part.
const ONE_SHEET: usize = 60;

/// A page lists all chapters of a folder with so many. Of a larger one it lists those near it, and leads to the page that lists
/// all: a list of all on every page grows with the square of the chapters. No visitor reads a longer list.
const LISTED_WHOLE: usize = 200;

/// So many chapters are listed before and after the one that is open, in a folder with too many.
const LISTED_BESIDE: usize = 50;

/// Where every chapter stands, and what it is called there.
#[derive(Debug)]
pub(super) struct Contents {
    order: Arc<Order>,
    /// The stretches of chapters that are listed and printed together.
    pub(super) sheets: Vec<Sheet>,
    /// For each chapter, all that its page shows of others without asking.
    pub(super) around: Vec<Around>,
}

/// Where every chapter stands, whatever it is called.
#[derive(Debug)]
struct Order {
    folders: Vec<Folder>,
    /// The folders by their addresses. The first is that of the whole plan.
    by_address: FxHashMap<String, usize>,
    /// For each chapter, the folder that it stands in, and the one at its own address.
    places: Vec<(usize, Option<usize>)>,
    sheets: Vec<Range<usize>>,
    /// The chapters with an easy-read twin.
    twins: Vec<usize>,
}

/// The chapters of one folder.
#[derive(Default, Debug)]
struct Folder {
    /// Its first page.
    head: Option<usize>,
    chapters: Vec<usize>,
    /// The folders that it lies in, and itself, from the top.
    way: Vec<usize>,
}

/// Fingerprints of the names that the page of a chapter shows of others: those in its list of chapters, of the one before and
/// the one after it, and of those above it.
#[derive(PartialEq, Eq, Hash, Debug)]
pub(super) struct Around {
    above: u128,
    below: Option<u128>,
    before: Option<u128>,
    after: Option<u128>,
    /// Of all names, if it lists them.
    front: Option<u128>,
}

/// Chapters that are listed and printed together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sheet {
    /// The address of the part; empty for the first sheet.
    pub(super) address: String,
    /// The title of the part; empty for the first sheet.
    pub(super) title: String,
    /// Its chapters.
    pub(super) chapters: Range<usize>,
    /// A fingerprint of its address and of the paths of its chapters.
    pub(super) print: u128,
}

impl Contents {
    pub(super) fn of(plan: &Plan) -> Self {
        let order = Order::of(plan);
        let sheets = order.sheets.iter().enumerate().map(|(number, chapters)| sheet(plan, number, chapters)).collect();
        let around = order.around(plan);
        Self { order: Arc::new(order), sheets, around }
    }

    /// The same chapters in the same order, as they are called now.
    pub(super) fn renamed(&self, plan: &Plan) -> Self {
        let sheets = self.sheets.iter().cloned().map(|sheet| sheet.renamed(plan)).collect();
        Self { order: Arc::clone(&self.order), sheets, around: self.order.around(plan) }
    }

    /// Whether all of the plan is on one sheet.
    pub(super) fn is_one_sheet(&self) -> bool {
        self.sheets.len() == 1
    }

    /// The chapters with an easy-read twin.
    pub(super) fn twins(&self) -> &[usize] {
        &self.order.twins
    }

    /// The chapters directly in a folder.
    pub(super) fn within(&self, folder: &str) -> &[usize] {
        self.order.folder(folder).map_or(&[], |folder| &folder.chapters)
    }

    /// The first pages of the parts that an address lies in, from the top.
    pub(super) fn above(&self, parts: &[String]) -> impl Iterator<Item = usize> {
        (1..parts.len()).filter_map(|length| self.order.folder(&address::chapter(&parts[..length]))?.head)
    }

    /// The list of chapters on the page of the chapter at `position`: those of the first level, and those in the folders that it
    /// lies in.
    pub(super) fn list(&self, plan: &Plan, root: &str, position: usize) -> String {
        let mut html = String::with_capacity(4096);
        self.list_folder(plan, "", root, position, &mut html);
        html
    }

    fn list_folder(&self, plan: &Plan, folder: &str, root: &str, here_at: usize, html: &mut String) {
        let here = plan.given(here_at).url.as_str();
        let all = self.within(folder);
        let listed = near(all, self.order.open_in(folder, here_at));
        html.push_str("<ol>");
        for position in &all[listed.clone()] {
            let chapter = plan.given(*position);
            let url = &chapter.url;
            html.push_str("\n<li><a href=\"");
            html.push_str(root);
            html.push_str(url);
            html.push_str(if url == here { "\" aria-current=\"page\">" } else { "\">" });
            escape_into(&chapter.title.value, html);
            html.push_str("</a>");
            if chapter.is_index && here.starts_with(url) && !self.within(url).is_empty() {
                html.push('\n');
                self.list_folder(plan, &chapter.url, root, here_at, html);
            }
            html.push_str("</li>");
        }
        if listed.len() < all.len() {
            // The first page of a part, and the front page, list all that is in them.
            let number = plan.config.numbers.grouped(Decimal::from(all.len()));
            html.push_str(&format!("\n<li><a href=\"{root}{folder}\">See all {number} chapters</a></li>"));
        }
        html.push_str("\n</ol>");
    }
}

impl Order {
    fn of(plan: &Plan) -> Self {
        let mut order = Self {
            folders: Vec::new(),
            by_address: FxHashMap::default(),
            places: Vec::with_capacity(plan.len()),
            sheets: sheets(plan),
            twins: Vec::new(),
        };
        order.folder_at(&[]);
        for position in 0..plan.len() {
            let chapter = plan.given(position);
            if chapter.is_index {
                let own = order.folder_at(&chapter.address);
                order.folders[own].head = Some(position);
            }
            let folder = chapter.address.split_last().map(|(_, above)| order.folder_at(above));
            if let Some(folder) = folder {
                order.folders[folder].chapters.push(position);
            }
            order.places.push((folder.unwrap_or(0), None));
            if chapter.twin.is_some() {
                order.twins.push(position);
            }
        }
        for (position, (_, own)) in order.places.iter_mut().enumerate() {
            *own = order.by_address.get(&plan.given(position).url).copied();
        }
        order
    }

    fn folder(&self, address: &str) -> Option<&Folder> {
        self.by_address.get(address).map(|number| &self.folders[*number])
    }

    /// Which chapter of a folder the one at `position` is or lies in, by its place among them; nothing where it is elsewhere.
    fn open_in(&self, folder: &str, position: usize) -> Option<usize> {
        let folder = *self.by_address.get(folder)?;
        let own = self.places[position].0;
        let open = if own == folder {
            position
        } else {
            let way = &self.folders[own].way;
            let below = way.get(way.iter().position(|above| *above == folder)? + 1)?;
            self.folders[*below].head?
        };
        self.folders[folder].chapters.binary_search(&open).ok()
    }

    /// The number of the folder with an address, which may be new.
    fn folder_at(&mut self, parts: &[String]) -> usize {
        let address = address::chapter(parts);
        if let Some(number) = self.by_address.get(&address) {
            return *number;
        }
        let way =
            parts.split_last().map(|(_, above)| self.folder_at(above)).map(|above| self.folders[above].way.clone());
        let number = self.folders.len();
        let way = way.into_iter().flatten().chain([number]).collect();
        self.folders.push(Folder { way, ..Folder::default() });
        self.by_address.insert(address, number);
        number
    }

    /// What the page of each chapter shows of others.
    fn around(&self, plan: &Plan) -> Vec<Around> {
        let names: Vec<u128> = (0..plan.len()).map(|position| plan.given(position).prints.listed).collect();
        let of = |chapters: &[usize]| fingerprint(&chapters.iter().map(|at| names[*at]).collect::<Vec<_>>());
        let below: Vec<u128> = self.folders.iter().map(|folder| of(&folder.chapters)).collect();
        let head = |folder: usize| self.folders[folder].head.filter(|_| folder > 0).map(|head| names[head]);
        let above =
            |folder: &Folder| fingerprint(&folder.way.iter().map(|at| (below[*at], head(*at))).collect::<Vec<_>>());
        let above: Vec<u128> = self.folders.iter().map(above).collect();
        // The front page of a plan on one sheet lists all of it.
        let front = (self.sheets.len() == 1).then(|| fingerprint(&below));
        let places = self.places.iter().enumerate();
        let around = places.map(|(position, (folder, own))| Around {
            above: above[*folder],
            below: own.map(|own| below[own]),
            before: position.checked_sub(1).map(|before| names[before]),
            after: names.get(position + 1).copied(),
            front: front.filter(|_| *own == Some(0)),
        });
        around.collect()
    }
}

/// Those of the chapters of a folder that are listed where the one at `open` is open.
fn near(all: &[usize], open: Option<usize>) -> Range<usize> {
    if all.len() <= LISTED_WHOLE {
        return 0..all.len();
    }
    let open = open.unwrap_or(0);
    open.saturating_sub(LISTED_BESIDE)..(open + LISTED_BESIDE + 1).min(all.len())
}

impl Sheet {
    /// The same chapters, as their part is called now.
    fn renamed(mut self, plan: &Plan) -> Self {
        if !self.address.is_empty() {
            plan.given(self.chapters.start).title.value.clone_into(&mut self.title);
        }
        self
    }
}

/// The sheet with a number, and its chapters.
fn sheet(plan: &Plan, number: usize, chapters: &Range<usize>) -> Sheet {
    let part = (number > 0).then(|| part(plan.given(chapters.start))).flatten();
    let address = part.map_or(String::new(), |part| format!("{part}/"));
    let paths: Vec<&str> = chapters.clone().map(|position| plan.given(position).path.as_str()).collect();
    let print = fingerprint(&(&address, paths));
    Sheet { address, title: String::new(), chapters: chapters.clone(), print }.renamed(plan)
}

/// All of a plan of a usual size; of a larger one, what stands in no part, and each part.
fn sheets(plan: &Plan) -> Vec<Range<usize>> {
    let first = if plan.len() <= ONE_SHEET { 0..plan.len() } else { 0..0 };
    let mut sheets = Vec::from_iter([first]);
    let mut open = None;
    for position in sheets[0].end..plan.len() {
        let part = part(plan.given(position));
        match sheets.last_mut() {
            // A chapter that stands between two parts is printed with the part before it.
            Some(last) if part.is_none() || part == open => last.end = position + 1,
            _ => {
                sheets.push(position..position + 1);
                open = part;
            }
        }
    }
    sheets
}

/// The part that a chapter belongs to.
fn part(chapter: &Chapter) -> Option<&str> {
    let is_in_part = chapter.address.len() > 1 || chapter.is_index;
    chapter.address.first().filter(|_| is_in_part).map(String::as_str)
}
