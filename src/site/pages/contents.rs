//! The chapters of a plan → where each stands among the others: what is above, beside and below it, and which of them share
//! a sheet of paper.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::base::hash::hash_of;
use crate::base::html::escape_into;
use crate::plan::{Name, OutlineEntry, Plan};
use crate::site::address;
use crate::value::locale::{Catalogue, Key};
use crate::value::voice::Voice;

/// A plan with more chapters is too long for one sheet: what is listed or printed of it is listed and printed part by part.
const ONE_SHEET: usize = 60;

/// A page lists all chapters of a folder with so many. Of a larger one it lists those near it, and leads to the page that lists
/// all: a list of all on every page grows with the square of the chapters. No visitor reads a longer list.
const LISTED_WHOLE: usize = 200;

/// So many chapters are listed before and after the one that is open, in a folder with too many.
const LISTED_BESIDE: usize = 50;

/// Where every chapter stands, and what it is called there.
#[derive(Debug)]
pub(crate) struct Contents {
    order: Arc<Order>,
    names: Vec<Name>,
    /// The stretches of chapters that are listed and printed together.
    pub(crate) sheets: Vec<Sheet>,
    /// For each chapter, hashes of all that its page shows of others.
    around: Vec<Around>,
}

/// Where every chapter stands, whatever it is called.
#[derive(Debug)]
pub(crate) struct Order {
    folders: Vec<Folder>,
    /// The folders by their addresses. The first is that of the whole plan.
    by_address: FxHashMap<String, usize>,
    /// For each chapter, the folder that it stands in, and the one at its own address.
    places: Vec<(usize, Option<usize>)>,
    /// The sheets, as yet without their titles.
    sheets: Vec<Sheet>,
    /// The chapters whose easy read is a page of its own. That of the front page is the first page of the easy read.
    easy_pages: Vec<usize>,
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

/// Hashes of the names that the page of a chapter shows of others: those in its list of chapters, of the one before and the one
/// after it, and of those above and below it. [`Neighbours`] gives no more than that.
#[derive(PartialEq, Eq, Hash, Debug)]
struct Around {
    above: u128,
    below: Option<u128>,
    before: Option<u128>,
    after: Option<u128>,
    /// Of all names, if it lists them.
    front: Option<u128>,
}

/// What the page of a chapter shows of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neighbours<'c> {
    contents: &'c Contents,
    position: usize,
}

/// Chapters that are listed and printed together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sheet {
    /// The address of the part; empty for the first sheet.
    pub(crate) address: String,
    /// The title of the part; empty for the first sheet.
    pub(crate) title: String,
    /// Its chapters.
    pub(crate) chapters: Range<usize>,
    /// A hash of its address and of the paths of its chapters.
    pub(crate) hash: u128,
}

impl Contents {
    /// The chapters in an order, as they are called now.
    pub(crate) fn of(order: &Arc<Order>, plan: &Plan) -> Self {
        let names: Vec<Name> = plan.names().collect();
        let sheets = order.sheets.iter().map(|sheet| sheet.clone().named(&names)).collect();
        let around = order.around(&names);
        Self { order: Arc::clone(order), names, sheets, around }
    }

    /// What the page of a chapter shows of others.
    pub(crate) fn neighbours(&self, position: usize) -> Neighbours<'_> {
        Neighbours { contents: self, position }
    }
}

impl<'c> Neighbours<'c> {
    /// A hash of all of it.
    pub(crate) fn hash(self) -> u128 {
        hash_of(&self.contents.around[self.position])
    }

    /// Whether all of it is as it was among other contents, for the same chapters in the same order.
    pub(crate) fn is_as_in(self, other: &Contents) -> bool {
        other.around[self.position] == self.contents.around[self.position]
    }

    /// The chapter before.
    pub(crate) fn before(self) -> Option<&'c Name> {
        self.position.checked_sub(1).map(|before| &self.contents.names[before])
    }

    /// The chapter after.
    pub(crate) fn after(self) -> Option<&'c Name> {
        self.contents.names.get(self.position + 1)
    }

    /// The first pages of the parts that it lies in, from the top.
    pub(crate) fn above(self) -> impl Iterator<Item = &'c Name> {
        let Contents { order, names, .. } = self.contents;
        let way = &order.folders[order.places[self.position].0].way;
        way.iter().skip(1).filter_map(|folder| order.folders[*folder].head).map(|head| &names[head])
    }

    /// The chapters in the folder at its address, each with those in the folder at theirs where all of a plan is listed.
    pub(crate) fn below(self) -> Vec<(&'c Name, Vec<&'c Name>)> {
        let own = self.contents.order.places[self.position].1;
        let is_deep = own == Some(0) && self.contents.order.is_one_sheet();
        let within = |folder: &str| self.within(folder).iter().map(|position| &self.contents.names[*position]);
        let below = |name: &Name| if is_deep && name.is_index() { within(name.url()).collect() } else { Vec::new() };
        within(self.contents.names[self.position].url()).map(|name| (name, below(name))).collect()
    }

    /// The list of chapters: those of the first level, and those in the folders that it lies in.
    pub(crate) fn list(self, voice: Voice, texts: &Catalogue, root: &str) -> String {
        let mut html = String::with_capacity(4096);
        let all = |folder: &str, number: usize| {
            let number = voice.number(Decimal::from(number));
            let words = texts.markup(Key("chapter-see-all"), &[("number", number.into())]);
            format!("\n<li><a href=\"{root}{folder}\">{words}</a></li>")
        };
        self.list_folder("", root, &all, &mut html);
        html
    }

    fn within(self, folder: &str) -> &'c [usize] {
        self.contents.order.within(folder)
    }

    fn list_folder(self, folder: &str, root: &str, see_all: &dyn Fn(&str, usize) -> String, html: &mut String) {
        let here = self.contents.names[self.position].url();
        let all = self.within(folder);
        let listed = near(all, self.contents.order.open_in(folder, self.position));
        html.push_str("<ol>");
        for position in &all[listed.clone()] {
            let chapter = &self.contents.names[*position];
            let url = chapter.url();
            html.push_str("\n<li><a href=\"");
            html.push_str(root);
            html.push_str(url);
            html.push_str(if url == here { "\" aria-current=\"page\">" } else { "\">" });
            escape_into(chapter.title(), html);
            html.push_str("</a>");
            if chapter.is_index() && here.starts_with(url) && !self.within(url).is_empty() {
                html.push('\n');
                self.list_folder(url, root, see_all, html);
            }
            html.push_str("</li>");
        }
        if listed.len() < all.len() {
            // The first page of a part, and the front page, list all that is in them.
            html.push_str(&see_all(folder, all.len()));
        }
        html.push_str("\n</ol>");
    }
}

impl Order {
    pub(crate) fn of(plan: &Plan) -> Self {
        let outline: Vec<OutlineEntry> = plan.outline().collect();
        let mut order = Self {
            folders: Vec::new(),
            by_address: FxHashMap::default(),
            places: Vec::with_capacity(outline.len()),
            sheets: sheets(&outline),
            easy_pages: Vec::new(),
        };
        order.folder_at(&[]);
        for (position, chapter) in outline.iter().enumerate() {
            if chapter.is_index() {
                let own = order.folder_at(chapter.address());
                order.folders[own].head = Some(position);
            }
            let folder = chapter.address().split_last().map(|(_, above)| order.folder_at(above));
            if let Some(folder) = folder {
                order.folders[folder].chapters.push(position);
            }
            order.places.push((folder.unwrap_or(0), None));
            if chapter.has_twin() && !chapter.address().is_empty() {
                order.easy_pages.push(position);
            }
        }
        for (chapter, (_, own)) in outline.iter().zip(&mut order.places) {
            *own = order.by_address.get(chapter.url()).copied();
        }
        order
    }

    /// The sheets, without their titles.
    pub(crate) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Whether all of the plan is on one sheet.
    pub(crate) fn is_one_sheet(&self) -> bool {
        self.sheets.len() == 1
    }

    /// The chapters whose easy read is a page of its own.
    pub(crate) fn easy_pages(&self) -> &[usize] {
        &self.easy_pages
    }

    /// Those of them before and after one.
    pub(crate) fn easy_neighbours(&self, position: usize) -> [Option<usize>; 2] {
        let pages = &self.easy_pages;
        let Ok(here) = pages.binary_search(&position) else { return [None, None] };
        [here.checked_sub(1).map(|before| pages[before]), pages.get(here + 1).copied()]
    }

    /// The chapters directly in a folder.
    pub(crate) fn within(&self, folder: &str) -> &[usize] {
        self.folder(folder).map_or(&[], |folder| &folder.chapters)
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
    fn around(&self, names: &[Name]) -> Vec<Around> {
        let names: Vec<u128> = names.iter().map(Name::hash).collect();
        let of = |chapters: &[usize]| hash_of(&chapters.iter().map(|at| names[*at]).collect::<Vec<_>>());
        let below: Vec<u128> = self.folders.iter().map(|folder| of(&folder.chapters)).collect();
        let head = |folder: usize| self.folders[folder].head.filter(|_| folder > 0).map(|head| names[head]);
        let above = |folder: &Folder| hash_of(&folder.way.iter().map(|at| (below[*at], head(*at))).collect::<Vec<_>>());
        let above: Vec<u128> = self.folders.iter().map(above).collect();
        // The front page of a plan on one sheet lists all of it.
        let front = self.is_one_sheet().then(|| hash_of(&below));
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
    /// The sheet with a number, and its chapters.
    fn of(number: usize, chapters: Range<usize>, outline: &[OutlineEntry]) -> Self {
        let part = (number > 0).then(|| part(outline[chapters.start])).flatten();
        let address = part.map_or(String::new(), |part| format!("{part}/"));
        let paths: Vec<&str> = outline[chapters.clone()].iter().map(|chapter| chapter.path()).collect();
        let hash = hash_of(&(&address, paths));
        Self { address, title: String::new(), chapters, hash }
    }

    /// The same chapters, as their part is called now.
    fn named(mut self, names: &[Name]) -> Self {
        if !self.address.is_empty() {
            names[self.chapters.start].title().clone_into(&mut self.title);
        }
        self
    }
}

/// All of a plan of a usual size; of a larger one, what stands in no part, and each part.
fn sheets(outline: &[OutlineEntry]) -> Vec<Sheet> {
    let first = if outline.len() <= ONE_SHEET { 0..outline.len() } else { 0..0 };
    let mut sheets = Vec::from_iter([first]);
    let mut open = None;
    for (position, chapter) in outline.iter().enumerate().skip(sheets[0].end) {
        let part = part(*chapter);
        match sheets.last_mut() {
            // A chapter that stands between two parts is printed with the part before it.
            Some(last) if part.is_none() || part == open => last.end = position + 1,
            _ => {
                sheets.push(position..position + 1);
                open = part;
            }
        }
    }
    sheets.into_iter().enumerate().map(|(number, chapters)| Sheet::of(number, chapters, outline)).collect()
}

/// The part that a chapter belongs to.
fn part(chapter: OutlineEntry<'_>) -> Option<&str> {
    let is_in_part = chapter.address().len() > 1 || chapter.is_index();
    chapter.address().first().filter(|_| is_in_part).map(String::as_str)
}
