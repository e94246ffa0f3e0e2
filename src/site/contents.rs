//! The chapters of a plan → where each stands among the others: what is above, beside and below it, and which of them share
//! a sheet of paper.

use std::hash::Hash;
use std::ops::Range;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::address;
use crate::fingerprint::fingerprint;
use crate::html::escape_into;
use crate::plan::{Chapter, Plan};

/// A plan with more chapters is too long for one sheet: what is listed or printed of it is listed and printed part by part.
const ONE_SHEET: usize = 60;

/// Where every chapter stands.
#[derive(Debug)]
pub(super) struct Contents {
    /// What stands in each folder, by its address.
    folders: FxHashMap<String, Folder>,
    /// The stretches of chapters that are listed and printed together.
    pub(super) sheets: Vec<Sheet>,
    /// The chapters with an easy-read twin.
    pub(super) twins: Vec<usize>,
    /// For each chapter, a fingerprint of all that its page shows of others without asking: the names in its list of chapters,
    /// of those before and after it, and of those above it.
    pub(super) around: Vec<u128>,
}

/// The chapters of one folder.
#[derive(Default, Debug)]
struct Folder {
    /// Its first page.
    head: Option<usize>,
    chapters: Vec<usize>,
    /// A fingerprint of their names.
    print: u128,
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
        let names: Vec<u128> = (0..plan.len()).map(|position| plan.given(position).prints.listed).collect();
        let mut folders: FxHashMap<String, Folder> = FxHashMap::from_iter([(String::new(), Folder::default())]);
        let mut twins = Vec::new();
        // Chapters of one folder follow each other.
        let mut last: (&[String], String) = (&[], String::new());
        for (position, name) in names.iter().enumerate() {
            let chapter = plan.given(position);
            if chapter.is_index {
                folders.entry(chapter.url.clone()).or_default().head = Some(position);
            }
            if let Some((_, above)) = chapter.address.split_last() {
                if last.0 != above {
                    last = (above, address::chapter(above));
                    folders.entry(last.1.clone()).or_default();
                }
                if let Some(folder) = folders.get_mut(&last.1) {
                    folder.chapters.push(position);
                    folder.print = fingerprint(&(folder.print, name));
                }
            }
            if chapter.twin.is_some() {
                twins.push(position);
            }
        }
        let mut contents = Self { folders, sheets: sheets(plan), twins, around: Vec::with_capacity(plan.len()) };
        let mut above: (&[String], u128) = (&[], contents.print_above(&[], &names));
        for position in 0..plan.len() {
            let folder = plan.given(position).address.split_last().map_or(&[][..], |(_, folder)| folder);
            if above.0 != folder {
                above = (folder, contents.print_above(folder, &names));
            }
            contents.around.push(contents.print_around(plan.given(position), position, above.1, &names));
        }
        contents
    }

    /// Whether all of the plan is on one sheet.
    pub(super) fn is_one_sheet(&self) -> bool {
        self.sheets.len() == 1
    }

    /// The chapters directly in a folder.
    pub(super) fn within(&self, folder: &str) -> &[usize] {
        self.folders.get(folder).map_or(&[], |folder| &folder.chapters)
    }

    /// The first pages of the parts that an address lies in, from the top.
    pub(super) fn above(&self, parts: &[String]) -> impl Iterator<Item = usize> {
        (1..parts.len()).filter_map(|length| self.folders.get(&address::chapter(&parts[..length]))?.head)
    }

    /// A fingerprint of the names that every page in a folder shows: those of its chapters, of the folders above it and of
    /// their first pages.
    fn print_above(&self, folder: &[String], names: &[u128]) -> u128 {
        let mut print = Xxh3::new();
        for length in 0..=folder.len() {
            let folder = self.folders.get(&address::chapter(&folder[..length]));
            folder.map(|folder| folder.print).hash(&mut print);
            let head = folder.and_then(|folder| folder.head).filter(|_| length > 0);
            head.map(|head| names[head]).hash(&mut print);
        }
        print.digest128()
    }

    fn print_around(&self, chapter: &Chapter, position: usize, above: u128, names: &[u128]) -> u128 {
        let own = self.folders.get(&chapter.url).map(|folder| folder.print);
        let before = position.checked_sub(1).map(|before| names[before]);
        let front = chapter.address.is_empty().then(|| self.print_of_parts(names));
        fingerprint(&(above, own, before, names.get(position + 1), front))
    }

    /// A fingerprint of the names that the front page lists.
    fn print_of_parts(&self, names: &[u128]) -> u128 {
        let below = self.folders.iter().filter(|_| self.is_one_sheet()).map(|(_, folder)| folder.print);
        let mut below: Vec<u128> = below.collect();
        below.sort_unstable();
        let parts: Vec<u128> = self.within("").iter().map(|part| names[*part]).collect();
        fingerprint(&(parts, below))
    }

    /// The list of chapters on the page at `here`: those of the first level, and those in the folders that it lies in.
    pub(super) fn list(&self, plan: &Plan, root: &str, here: &str) -> String {
        let mut html = String::with_capacity(4096);
        self.list_folder(plan, "", root, here, &mut html);
        html
    }

    fn list_folder(&self, plan: &Plan, folder: &str, root: &str, here: &str, html: &mut String) {
        html.push_str("<ol>");
        for position in self.within(folder) {
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
                self.list_folder(plan, &chapter.url, root, here, html);
            }
            html.push_str("</li>");
        }
        html.push_str("\n</ol>");
    }
}

/// One sheet for a plan of a usual size; of a larger one, a sheet for each part and one for what stands in none.
fn sheets(plan: &Plan) -> Vec<Sheet> {
    let first = |chapters| Sheet { address: String::new(), title: String::new(), chapters, print: 0 };
    let mut sheets = if plan.len() <= ONE_SHEET { vec![first(0..plan.len())] } else { parts(plan, first(0..0)) };
    for sheet in &mut sheets {
        let paths: Vec<&str> = sheet.chapters.clone().map(|position| plan.given(position).path.as_str()).collect();
        sheet.print = fingerprint(&(&sheet.address, paths));
    }
    sheets
}

/// What stands in no part, and a sheet for each part.
fn parts(plan: &Plan, first: Sheet) -> Vec<Sheet> {
    let mut sheets = vec![first];
    for position in 0..plan.len() {
        let chapter = plan.given(position);
        let part = chapter.address.first().map_or(String::new(), |part| format!("{part}/"));
        let is_part = chapter.address.len() > 1 || chapter.is_index && !chapter.address.is_empty();
        let Some(last) = sheets.last_mut() else { break };
        if is_part && last.address != part {
            let title = chapter.title.value.clone();
            sheets.push(Sheet { address: part, title, chapters: position..position + 1, print: 0 });
        } else {
            // A chapter that stands between two parts is printed with the part before it.
            last.chapters.end = position + 1;
        }
    }
    sheets
}
