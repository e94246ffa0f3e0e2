//! Rules about ids, addresses and folders.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::copies;
use super::links::links;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::span::{FileId, Span, Spanned};
use crate::plan::query::links::Target;
use crate::plan::{ChapterData, FixedAddress, Plan};

/// Two measures, tables or charts with one id.
pub(super) const DUPLICATE_ID: Rule = Rule {
    name: "duplicate-id",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "Each measure, table and chart in the plan needs its own id. If two have the same id, {{ id }} could \
              mean either of them.",
};

pub(super) fn duplicate_id(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, &Spanned<String>> = HashMap::new();
    for id in plan.chapter_data().flat_map(ids) {
        if let Some(other) = first.get(id.value.as_str()) {
            diagnostics.add(
                Diagnostic::new(&DUPLICATE_ID, id.span, format!("the id `{}` is already used", id.value))
                    .also(other.span, "used here")
                    .help("Change one of the two ids, and update the {{ … }} tags that use it."),
            );
        } else {
            first.insert(&id.value, id);
        }
    }
}

/// The ids that a chapter gives.
fn ids(chapter: ChapterData<'_>) -> impl Iterator<Item = &Spanned<String>> {
    let metrics = chapter.metrics().iter().map(|metric| &metric.id);
    let tables = chapter.tables().iter().map(|table| &table.id);
    metrics.chain(tables).chain(chapter.charts().iter().map(|chart| &chart.id))
}

/// Two chapters at one address.
pub(super) const SAME_ADDRESS: Rule = Rule {
    name: "same-address",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A chapter's address is its file name without the number at the start. Two chapters in one folder need \
              names that differ in more than the number.",
};

pub(super) fn same_address(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let mut first: HashMap<String, &str> = HashMap::new();
    for chapter in plan.chapter_data() {
        let address = chapter.address().join("/");
        if let Some(other) = first.get(&address) {
            diagnostics.add(
                Diagnostic::new(
                    &SAME_ADDRESS,
                    Span::new(chapter.file(), 0, 0),
                    format!("this chapter has the same address as {other}: /{address}/"),
                )
                .help("Rename one of the two files."),
            );
        } else {
            first.insert(address, chapter.path());
        }
    }
}

/// A chapter where a page of the tool stands.
pub(super) const RESERVED_ADDRESS: Rule = Rule {
    name: "reserved-address",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "Some addresses belong to pages that plainplan makes, for example contact, measures and print. Chapters \
              cannot use them. See docs/reference/pages.md for the list.",
};

/// Folders of the website for files, now or later.
const FOLDERS: [&str; 3] = ["assets", "pictures", "search"];

pub(super) fn reserved_address(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let reserved: HashSet<&str> = plan.pages.iter().filter_map(FixedAddress::folder).chain(FOLDERS).collect();
    for chapter in plan.chapters() {
        let Some(first) = chapter.address.first().filter(|first| reserved.contains(first.as_str())) else { continue };
        diagnostics.add(
            Diagnostic::new(
                &RESERVED_ADDRESS,
                Span::new(chapter.file, 0, 0),
                format!("the address /{first}/ belongs to a page that every plan has"),
            )
            .help(format!("Rename the file or folder, for example to our-{first}.")),
        );
    }
}

/// A folder of chapters without a first page.
pub(super) const MISSING_INDEX: Rule = Rule {
    name: "missing-index",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Choice),
    severity: Severity::Error,
    explain: "A folder of chapters is a part of the plan. The file index.md in it is the part's first page and gives \
              its title. The index.md in content/ is the front page.",
};

pub(super) fn missing_index(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for chapter in plan.chapter_data() {
        for folder in folders_around(chapter.path()) {
            let index = if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") };
            let is_there = plan.chapter_at(&index).is_some() || plan.is_unread(&index);
            if is_there || !seen.insert(folder) {
                continue;
            }
            let start = |file| Span::new(file, 0, 0);
            let draft = source.find(&format!("content/{index}")).filter(|_| plan.left_out.contains(&index));
            diagnostics.add(match (draft, folder) {
                (Some(draft), "") => Diagnostic::new(
                    &MISSING_INDEX,
                    start(draft),
                    "the front page is a draft, but other chapters are not",
                )
                .help("Give it `status: final`, or build with --drafts."),
                (Some(draft), _) => Diagnostic::new(
                    &MISSING_INDEX,
                    start(draft),
                    "the first page of this part is a draft, but other chapters in it are not",
                )
                .help("Give it `status: final`, make the other chapters drafts too, or build with --drafts."),
                (None, "") => Diagnostic::new(&MISSING_INDEX, start(chapter.file()), "the plan has no front page")
                    .help("Create content/index.md with a title and a few sentences."),
                (None, _) => Diagnostic::new(
                    &MISSING_INDEX,
                    start(chapter.file()),
                    format!("the folder {folder} has no first page"),
                )
                .help(format!("Create content/{index} with a title and a few sentences.")),
            });
        }
    }
}

/// The folders that a file lies in, the outermost last: `content/` itself, which has no name here.
fn folders_around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |inner| {
        (!inner.is_empty()).then(|| inner.rsplit_once('/').map_or("", |(outer, _)| outer))
    })
    .skip(1)
}

/// A plan without any text.
pub(super) const NO_CHAPTERS: Rule = Rule {
    name: "no-chapters",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A plan needs at least a front page: content/index.md, with a title and a few sentences.",
};

pub(super) fn no_chapters(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    // A folder that cannot be opened has been reported.
    if source.find("content").is_some() {
        return;
    }
    if let (true, true, Some(file)) = (plan.is_empty(), plan.unread.is_empty(), source.find("plan.yaml")) {
        diagnostics.add(Diagnostic::new(&NO_CHAPTERS, Span::new(file, 0, 0), "this plan has no chapters yet").help(
            "Create content/index.md. Write the title between two --- lines, then the text of the front \
                       page.",
        ));
    }
}

/// A file name without letters.
pub(super) const NO_ADDRESS: Rule = Rule {
    name: "no-address",
    group: Group::Website,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A chapter's address is made from the letters and digits in the names of its file and folders. A name \
              with no letters or digits gives no address.",
};

pub(super) fn no_address(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for chapter in plan.chapters().filter(|chapter| chapter.address.iter().any(String::is_empty)) {
        diagnostics.add(
            Diagnostic::new(
                &NO_ADDRESS,
                Span::new(chapter.file, 0, 0),
                "the name of this file or folder has no letters or digits",
            )
            .help("Rename it, for example to our-money.md."),
        );
    }
}

/// A file that looks like a chapter and is none.
pub(super) const UNREAD_FILE: Rule = Rule {
    name: "unread-file",
    group: Group::Files,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Warning,
    explain: "The name of a chapter must end with .md in small letters, and the name of its easy read with .easy.md. \
              Some programs add .txt or write .MD. Such a file is not part of the plan.",
};

pub(super) fn unread_file(plan: &Plan, source: &Files, diagnostics: &mut Diagnostics) {
    let ours = source.files().filter(|(_, file)| file.path.starts_with("content/"));
    let unread: Vec<FileId> = ours.filter(|(_, file)| is_nearly_a_chapter(&file.path)).map(|(id, _)| id).collect();
    if unread.is_empty() {
        return;
    }
    // A document that readers are led to is there for them to take home.
    let linked = linked_files(plan);
    for file in unread.into_iter().filter(|file| !linked.contains(file)) {
        if let Some(misnamed) = copies::unread_easy_read(plan, source, file) {
            diagnostics.add(misnamed);
            continue;
        }
        diagnostics.add(
            Diagnostic::new(
                &UNREAD_FILE,
                Span::new(file, 0, 0),
                "this file is not in the plan, because its name does not end with .md",
            )
            .help("Save it as plain text, with a name that ends with .md in small letters."),
        );
    }
}

fn is_nearly_a_chapter(path: &str) -> bool {
    let name = path.to_lowercase();
    let endings = [".md", ".md.txt", ".markdown", ".markdown.txt", ".easy.txt", ".docx"];
    endings.iter().any(|end| name.ends_with(end)) && !path.ends_with(".md")
}

fn linked_files(plan: &Plan) -> HashSet<FileId> {
    let targets = links(plan).map(|(from, link)| plan.resolve(from, &link.value));
    targets.filter_map(|target| if let Target::File(file, _) = target { Some(file) } else { None }).collect()
}
