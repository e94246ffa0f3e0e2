//! One function a kind of page: what stands on it and where it leads, and the small views that every page has.

pub(crate) mod chapter;
pub(crate) mod contents;
pub(crate) mod pack;

use std::collections::{BTreeMap, BTreeSet};

use super::address;
use super::data::{self, Sizes};
use super::prose::{Kind, Setter};
use super::view::LastPlanView;
use super::view::{
    BodyView, ChapterView, CheckView, ContactView, DataView, DownloadView, EasyBlockView, EasyChapterView,
    EasyLineView, EasyView, IssueView, LinkView, MeasuresDataView, MeasuresView, NavView, PageView, PictureView,
    PicturesView, PrintView, RemarkView, SectionView, SiteView, StatementView, SwitchView, TableDataView,
    TablesDataView, VersionView, WordView,
};
use crate::base::html::escaped;
use crate::base::names::slug;
use crate::base::span::{FileId, Spanned};
use crate::easy::sync::SinceCheck;
use crate::easy::twin::Checked;
use crate::plan::model::config::{Compliance, Contact, Version};
use crate::plan::{Cell, Chapter, EasyBlock, Facts, Holdings, Name, Part, Plan, RowKind, Table, Twin};
use crate::site::blocks::metrics::MISSING;
use crate::site::build::layout::TrackedLayout;
use crate::site::build::page_cache::{Page, PageCache};
use crate::site::build::resource::Resource;
use crate::site::build::routes::{Subject, section_url};
use crate::site::pages::chapter::{Chapters, contents};
use crate::site::pages::contents::Sheet;
use crate::value::period::Period;
use crate::value::wording::capitalised;

/// A page and the files that it shows or links to.
pub(super) type Made = (PageView, Vec<(FileId, String)>);

/// Makes pages of a plan.
pub(super) struct Maker<'p> {
    pub(super) plan: &'p Plan,
    pub(super) site: &'p SiteView,
    pub(super) layout: TrackedLayout<'p>,
    pub(super) sizes: Sizes<'p>,
    /// The chapters of sheets that have been made.
    pub(super) sections: &'p PageCache,
}

impl Page {
    /// A chapter that was made for a sheet; nothing where its template has failed.
    fn on_sheet(&self, chapter: Facts, title: &str) -> Option<SectionView> {
        let html = std::str::from_utf8(self.made.as_ref().ok()?.bytes()?).ok()?.to_owned();
        let id = address::section(chapter.address());
        Some(SectionView { id, title: title.to_owned(), depth: depth(chapter.address()), html })
    }
}

/// How deep a chapter with an address lies: 1 for a part or a chapter at the top.
fn depth(address: &[String]) -> usize {
    address.len().max(1)
}

impl EasyBlockView {
    /// The same below the title of a chapter that has the anchor `section`.
    fn below(self, section: &str) -> Self {
        match self {
            Self::Heading { level, id, text } => {
                Self::Heading { level: level + 1, id: format!("{section}--{id}"), text }
            }
            part @ Self::Part { .. } => part,
        }
    }
}

impl<'p> Maker<'p> {
    /// A page and the files that it shows or links to.
    pub(super) fn make(&self, url: &str, subject: Subject) -> Made {
        match subject {
            Subject::Chapter(position) => self.chapter(position),
            Subject::Easy(position) => self.easy(position),
            Subject::EasyFront => self.easy_front(),
            Subject::Pictures => self.pictures(),
            Subject::EasyPrint(sheet) => self.easy_print(url, sheet),
            Subject::Print(sheet) => self.print(url, sheet),
            Subject::PrintChapter(sheet, position) => self.print_chapter(url, sheet, position),
            Subject::EasyPrintChapter(_, position) => self.easy_print_chapter(url, position),
            Subject::Measures(sheet) => self.measures(url, self.layout.sheet(sheet)),
            Subject::Data(sheet) => self.data(url, self.layout.sheet(sheet)),
            Subject::Words => self.words(),
            Subject::Contact => self.plain("contact", url, "Contact us"),
            Subject::Accessibility => self.accessibility(),
            Subject::NotFound => self.plain("not-found", url, "Page not found"),
            Subject::Sitemap => self.sitemap(),
        }
    }

    /// A chapter's own page; the front page is the first chapter.
    pub(super) fn chapter(&self, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let neighbours = self.layout.neighbours(position, &chapter.path);
        let url = address::chapter(&chapter.address);
        let mut setter = Setter::new(self.plan, &url, &chapter.path, Kind::Chapter);
        setter.link_to_easy(chapter);
        let parts = Chapters { plan: self.plan, sizes: self.sizes }.parts(chapter, &mut setter);
        let template = if chapter.address.is_empty() { "front" } else { "chapter" };
        let view = ChapterView {
            parts,
            contents: contents(chapter, self.plan),
            is_draft: chapter.is_draft,
            updated: chapter.updated.map(Period::words),
            owner: chapter.owner.clone(),
            children: neighbours.below().into_iter().map(|(name, below)| entry(name, below)).collect(),
            extra: chapter.extra.iter().cloned().collect(),
        };
        let mut page = self.page(template, url, &chapter.title.value, BodyView::Chapter(Box::new(view)));
        page.description = words(chapter.description.as_ref());
        page.trail = neighbours.above().map(link_to).collect();
        page.chapters_html = neighbours.list(self.plan.config.numbers, &page.root);
        page.previous = neighbours.before().map(link_to);
        page.next = neighbours.after().map(link_to);
        page.switch = self.to_easy(chapter);
        (page, setter.files)
    }

    /// An easy-read page.
    pub(super) fn easy(&self, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let url = address::easy(&chapter.address);
        let (blocks, check, mut files) = match &chapter.twin {
            Some(twin) => self.twin(chapter, twin, &url),
            None => (Vec::new(), unchecked(), Vec::new()),
        };
        let contents = chapter.twin.iter().flat_map(|twin| twin.headings()).filter(|heading| heading.level == 2);
        let contents =
            contents.map(|heading| LinkView { title: heading.text.clone(), url: format!("#{}", heading.id) });
        let view = EasyView { blocks, check, contents: contents.collect(), contact: self.easy_contact(&mut files) };
        let title = chapter.twin.as_ref().map_or(&chapter.title.value, |twin| &twin.title.value);
        let mut page = self.page("easy", url, title, BodyView::Easy(Box::new(view)));
        page.description = chapter.twin.as_ref().and_then(|twin| words(twin.description.as_ref()));
        page.is_easy = true;
        page.full_title = format!("{title} – easy read – {}", self.site.title);
        page.trail = vec![LinkView { title: "Easy read".to_owned(), url: "easy-read/".to_owned() }];
        let link = |position: usize| {
            let facts = self.plan.facts_at(position);
            Some(LinkView { title: facts.twin()?.title().value.clone(), url: address::easy(facts.address()) })
        };
        [page.previous, page.next] =
            self.layout.easy_neighbours(position, &chapter.path).map(|position| position.and_then(link));
        page.switch = Some(SwitchView { url: address::chapter(&chapter.address), is_twin: true });
        (page, files)
    }

    /// Who checked a twin. Records that are bound to no words of it are left out: nobody knows what they were about.
    fn check(&self, chapter: &Chapter, twin: &Twin) -> CheckView {
        let lock = &self.plan.lock;
        let since = twin.checked.iter().map(|record| (record, lock.since(twin, record)));
        let mut words: Vec<String> = since.filter_map(|(record, since)| checked(record, since)).collect();
        if words.is_empty() {
            return unchecked();
        }
        let is_behind = self.plan.is_behind(chapter, twin);
        if is_behind {
            words.push("The full plan has changed since then. We have not checked this again yet.".to_owned());
        }
        CheckView { is_checked: !is_behind, words }
    }

    fn twin(
        &self,
        chapter: &Chapter,
        twin: &'p Twin,
        url: &str,
    ) -> (Vec<EasyBlockView>, CheckView, Vec<(FileId, String)>) {
        let mut setter = Setter::new(self.plan, url, &twin.path, Kind::Easy);
        let mut pictures = Vec::new();
        let blocks = twin
            .blocks
            .iter()
            .map(|block| match block {
                EasyBlock::Heading(heading) => {
                    EasyBlockView::Heading { level: heading.level, id: heading.id.clone(), text: heading.text.clone() }
                }
                EasyBlock::Part(part) => self.part(part, &mut setter, &mut pictures),
            })
            .collect();
        let check = self.check(chapter, twin);
        let files = setter.files.into_iter().chain(pictures).collect();
        (blocks, check, files)
    }

    /// The chapters of a sheet that were made for it, with what others may know of them.
    fn sections_of(&self, sheet: &'p Sheet, above: &str) -> impl Iterator<Item = (Facts<'p>, &'p Page)> {
        let url = format!("{above}{}", sheet.address);
        self.facts(sheet).filter_map(move |facts| Some((facts, self.section_at(&section_url(&url, facts.address()))?)))
    }

    /// The section at an address.
    fn section_at(&self, url: &str) -> Option<&'p Page> {
        self.plan.record(Resource::Section(url).dependency());
        self.sections.get(url)
    }

    /// An easy-read chapter among the others of the booklet.
    fn easy_print_chapter(&self, url: &str, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let (id, sheet) = (address::section(&chapter.address), url.split('#').next().unwrap_or(url));
        let (blocks, check, files) = match &chapter.twin {
            Some(twin) => self.twin(chapter, twin, sheet),
            None => (Vec::new(), unchecked(), Vec::new()),
        };
        let blocks = blocks.into_iter().map(|block| block.below(&id)).collect();
        let title = chapter.twin.as_ref().map_or(&chapter.title.value, |twin| &twin.title.value).clone();
        let description = chapter.twin.as_ref().and_then(|twin| words(twin.description.as_ref()));
        let view = EasyChapterView { id, title, description, blocks, check };
        (self.section("easy-print-chapter", url, BodyView::EasyPrintChapter(Box::new(view))), files)
    }

    /// A part of a page, under an anchor of it.
    fn section(&self, template: &'static str, url: &str, body: BodyView) -> PageView {
        let sheet = url.split('#').next().unwrap_or(url);
        PageView { root: address::root(sheet), ..self.page(template, url.to_owned(), "", body) }
    }

    /// The whole easy read on one page: a booklet when it is printed.
    fn easy_print(&self, url: &str, sheet: usize) -> Made {
        let mut files = Vec::new();
        let sheet = self.layout.sheet(sheet);
        let chapters = self.sections_of(sheet, address::EASY_PRINT);
        let chapters = chapters.filter_map(|(facts, section)| section.on_sheet(facts, &facts.twin()?.title().value));
        let chapters = chapters.collect();
        let contact = self.easy_contact(&mut files);
        let others = self.layout.other_sheets(sheet, address::EASY_PRINT);
        let body = BodyView::EasyPrint { chapters, contact, others };
        let title = if sheet.address.is_empty() { &self.site.title } else { &sheet.title };
        let mut page = self.page("easy-print", url.to_owned(), title, body);
        page.full_title = if sheet.address.is_empty() {
            format!("All of the easy read – {}", self.site.title)
        } else {
            format!("{title} – all of the easy read – {}", self.site.title)
        };
        page.is_easy = true;
        page.switch = Some(SwitchView { url: format!("print/{}", sheet.address), is_twin: true });
        (page, files)
    }

    /// How to reach the organisation: the picture of each way, what is said of it, and the way itself as finished markup.
    fn ways_to_reach(&self) -> Vec<(&'static str, &'static str, String)> {
        let contact = &self.site.contact;
        let phone = contact.phone.iter().map(|phone| ("phone", "You can phone us.", escaped(phone)));
        let email = contact.email.iter().map(|email| ("email", "You can email us.", escaped(email)));
        let address: Vec<String> = contact.post.iter().map(|line| escaped(line)).collect();
        let post = (!address.is_empty()).then(|| ("letter", "You can write to us.", address.join(",<br>")));
        phone.chain(email).chain(post).collect()
    }

    /// How to reach the organisation, a part each way.
    fn easy_contact(&self, pictures: &mut Vec<(FileId, String)>) -> Vec<EasyBlockView> {
        self.ways_to_reach()
            .into_iter()
            .map(|(name, says, html)| {
                let picture = self.plan.pictures.find(name);
                let url = picture.map(|picture| picture_url(&picture.name));
                pictures.extend(picture.zip(url.clone()).and_then(|(picture, url)| Some((picture.file?, url))));
                let lines = [says.to_owned(), html].map(|html| EasyLineView { html, is_item: false }).into();
                EasyBlockView::Part { picture: url, shows: picture.map(|picture| picture.shows.clone()), lines }
            })
            .collect()
    }

    fn part(&self, part: &'p Part, setter: &mut Setter<'p>, pictures: &mut Vec<(FileId, String)>) -> EasyBlockView {
        let picture = part.picture.as_ref().and_then(|picture| self.plan.pictures.find(&picture.value));
        let url = picture.and_then(|picture| {
            let url = picture_url(&picture.name);
            pictures.push((picture.file?, url.clone()));
            Some(url)
        });
        let lines = part
            .lines
            .iter()
            .map(|line| EasyLineView { html: setter.set(&line.pieces), is_item: line.is_item })
            .collect();
        EasyBlockView::Part { picture: url, shows: picture.map(|picture| picture.shows.clone()), lines }
    }

    fn plain(&self, template: &'static str, url: &str, title: &str) -> Made {
        (self.page(template, url.to_owned(), title, BodyView::Plain { urls: Vec::new() }), Vec::new())
    }

    fn sitemap(&self) -> Made {
        let is_page = |url: &&String| url.is_empty() || url.ends_with('/');
        let mut urls: Vec<String> = self.layout.addresses().iter().filter(is_page).cloned().collect();
        urls.sort();
        (self.page("sitemap", "sitemap.xml".to_owned(), "", BodyView::Plain { urls }), Vec::new())
    }

    fn easy_front(&self) -> Made {
        let url = "easy-read/";
        let first = (!self.plan.is_empty()).then(|| self.plan.chapter(0)).filter(|chapter| chapter.address.is_empty());
        let both = first.and_then(|chapter| Some((chapter, chapter.twin.as_deref()?)));
        let twin = both.map(|(_, twin)| twin);
        let (blocks, check, mut files) =
            both.map_or_else(|| (Vec::new(), unchecked(), Vec::new()), |(chapter, twin)| self.twin(chapter, twin, url));
        let contents = self.easy_below("", self.layout.is_one_sheet(), &mut files);
        let title = twin.map_or("Easy read", |twin| twin.title.value.as_str());
        let mut page = self.page("easy-front", url.to_owned(), title, BodyView::EasyFront { blocks, check, contents });
        page.full_title = format!("Easy read – {}", self.site.title);
        page.description = twin.and_then(|twin| words(twin.description.as_ref()));
        page.is_easy = true;
        page.switch = Some(SwitchView { url: String::new(), is_twin: true });
        (page, files)
    }

    /// The easy-read chapters in a folder, and those in the folders in it where `is_deep`. A part without easy read hands its
    /// chapters up.
    fn easy_below(&self, folder: &str, is_deep: bool, files: &mut Vec<(FileId, String)>) -> Vec<NavView> {
        let mut entries = Vec::new();
        for position in self.layout.within(folder) {
            let facts = self.plan.facts_at(*position);
            let below =
                if is_deep { self.easy_below(&address::chapter(facts.address()), true, files) } else { Vec::new() };
            let Some(twin) = facts.twin() else {
                entries.extend(below);
                continue;
            };
            let picture = twin.picture().and_then(|picture| self.plan.pictures.find(&picture.value));
            files.extend(picture.and_then(|picture| Some((picture.file?, picture_url(&picture.name)))));
            entries.push(NavView {
                title: twin.title().value.clone(),
                url: address::easy(facts.address()),
                description: words(twin.description()),
                picture: picture.map(|picture| picture_url(&picture.name)),
                children: below,
            });
        }
        entries
    }

    /// What others may know of the chapters on a sheet.
    fn facts(&self, sheet: &Sheet) -> impl Iterator<Item = Facts<'p>> + Clone {
        let plan = self.plan;
        sheet.chapters.clone().map(move |position| plan.facts_at(position))
    }

    /// Every picture of the easy read, by whose it is.
    fn pictures(&self) -> Made {
        let in_parts = self.plan.holdings().flat_map(Holdings::pictures);
        let in_contact = self.ways_to_reach().into_iter().map(|(picture, ..)| picture);
        let names: BTreeSet<&str> = in_parts.map(|picture| picture.value.as_str()).chain(in_contact).collect();
        let mut groups: BTreeMap<(String, String), Vec<PictureView>> = BTreeMap::new();
        for picture in names.into_iter().filter_map(|name| self.plan.pictures.find(name)) {
            let credit = picture.credit.clone().unwrap_or_else(|| self.site.organisation.clone());
            let view =
                PictureView { url: picture.file.map(|_| picture_url(&picture.name)), shows: picture.shows.clone() };
            groups.entry((credit, picture.licence.clone())).or_default().push(view);
        }
        let groups = groups.into_iter().map(|((credit, licence), pictures)| PicturesView { credit, licence, pictures });
        let body = BodyView::Pictures { groups: groups.collect() };
        let mut page = self.page("pictures", "easy-read/pictures/".to_owned(), "Pictures we use", body);
        page.full_title = format!("Pictures we use – easy read – {}", self.site.title);
        page.description = Some("All pictures of the easy read, and who made them.".to_owned());
        page.is_easy = true;
        page.trail = vec![LinkView { title: "Easy read".to_owned(), url: "easy-read/".to_owned() }];
        page.switch = Some(SwitchView { url: String::new(), is_twin: false });
        (page, Vec::new())
    }
    fn measures(&self, url: &str, sheet: &Sheet) -> Made {
        let mut setter = Setter::new(self.plan, url, "index.md", Kind::Chapter);
        let with_measures = self.facts(sheet).filter(|chapter| !chapter.metrics().is_empty());
        let groups: Vec<MeasuresView> = with_measures
            .map(|chapter| MeasuresView {
                chapter: link(chapter),
                has_baseline: chapter.metrics().iter().any(|metric| metric.baseline.is_some()),
                metrics: chapter.metrics().iter().map(|metric| setter.metric(metric, self.plan)).collect(),
            })
            .collect();
        let count = groups.iter().map(|group| group.metrics.len()).sum();
        let last_plan = self.plan.config.last_plan.as_ref();
        let last_plan = last_plan.map(|last| LastPlanView { title: last.title.clone(), address: last.address.clone() });
        let [csv, json] = [data::MEASURES_CSV, data::MEASURES_JSON].map(|url| self.download(url));
        let others = self.layout.other_sheets(sheet, "measures/");
        let body = BodyView::Measures { last_plan, groups, missing: &MISSING, count, csv, json, others };
        (self.page("measures", url.to_owned(), &titled("Measures", sheet), body), Vec::new())
    }

    /// What there is to download.
    fn data(&self, url: &str, sheet: &Sheet) -> Made {
        let with_tables = self.facts(sheet).filter(|chapter| !chapter.tables().is_empty());
        let groups = with_tables.map(|chapter| TablesDataView {
            chapter: link(chapter),
            tables: chapter.tables().iter().map(|table| self.table_data(table)).collect(),
        });
        let rows = || self.facts(sheet).flat_map(|facts| facts.tables()).flat_map(|table| &table.rows);
        let view = DataView {
            everything: self.download(&data::zip_url(self.plan)),
            measures: self.site.has_measures.then(|| MeasuresDataView {
                csv: self.download(data::MEASURES_CSV),
                json: self.download(data::MEASURES_JSON),
                history: self.download(data::HISTORY_CSV),
            }),
            groups: groups.collect(),
            others: self.layout.other_sheets(sheet, "data/"),
            has_kinds: rows().any(|row| row.kind != RowKind::Data),
            has_shared: rows().flat_map(|row| &row.cells).any(Cell::is_same_as_above),
            open: self.facts(sheet).flat_map(open_figures).collect(),
            accepted: self.facts(sheet).flat_map(accepted).collect(),
        };
        let mut page = self.page("data", url.to_owned(), &titled("Data", sheet), BodyView::Data(Box::new(view)));
        page.description = Some("All figures of this plan, to download and use.".to_owned());
        (page, Vec::new())
    }

    fn table_data(&self, table: &Table) -> TableDataView {
        let name = if table.caption.value.is_empty() { &table.id.value } else { &table.caption.value };
        TableDataView {
            caption: name.clone(),
            csv: self.download(&data::csv_url(table)),
            json: self.download(&data::json_url(table)),
        }
    }

    fn download(&self, url: &str) -> DownloadView {
        self.sizes.download(url.to_owned())
    }

    fn words(&self) -> Made {
        let mut words: Vec<WordView> = self
            .plan
            .words
            .list
            .iter()
            .map(|word| WordView {
                id: slug(&word.term.value),
                term: capitalised(&word.term.value),
                short: word.short.iter().map(|short| short.value.clone()).collect(),
                meaning: word.meaning.clone(),
                easy: words(word.easy.as_ref()),
            })
            .collect();
        words.sort_by_key(|word| word.term.to_lowercase());
        (self.page("words", "words/".to_owned(), "Words we use", BodyView::Words { words }), Vec::new())
    }

    fn accessibility(&self) -> Made {
        let statement = &self.plan.config.accessibility;
        let view = StatementView {
            compliance: statement.compliance.map(|compliance| match compliance {
                Compliance::Full => "fully",
                Compliance::Partial => "partially",
                Compliance::Not => "not",
            }),
            prepared: statement.prepared.map(Period::in_time),
            reviewed: statement.reviewed.map(Period::in_time),
            is_northern_ireland: statement.is_northern_ireland,
            response_days: statement.response_days.clone(),
            tested: statement.tested.clone(),
            issues: statement
                .known_issues
                .iter()
                .map(|issue| IssueView {
                    what: issue.what.clone(),
                    criterion: issue.criterion.clone(),
                    fix_by: issue.fix_by.map(Period::deadline),
                })
                .collect(),
        };
        (
            self.page(
                "accessibility",
                "accessibility/".to_owned(),
                "Accessibility statement",
                BodyView::Accessibility(Box::new(view)),
            ),
            Vec::new(),
        )
    }

    /// All chapters of a sheet on one page. A short form is explained once for all of it.
    fn print_chapter(&self, url: &str, sheet: usize, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let id = address::section(&chapter.address);
        let kind = Kind::Print(id.clone(), self.layout.sheet_chapters(sheet));
        let mut setter = Setter::new(self.plan, url.split('#').next().unwrap_or(url), &chapter.path, kind);
        let view = PrintView {
            title: chapter.title.value.clone(),
            description: words(chapter.description.as_ref()),
            depth: depth(&chapter.address),
            parts: Chapters { plan: self.plan, sizes: self.sizes }.parts(chapter, &mut setter),
            id,
        };
        (self.section("print-chapter", url, BodyView::PrintChapter(Box::new(view))), setter.files)
    }

    fn print(&self, url: &str, sheet: usize) -> Made {
        let (sheet, is_one_sheet) = (self.layout.sheet(sheet), self.layout.is_one_sheet());
        let chapters = self.sections_of(sheet, "print/");
        let chapters = chapters.filter_map(|(facts, section)| section.on_sheet(facts, &facts.title().value)).collect();
        let title = match (is_one_sheet, sheet.address.is_empty()) {
            (true, _) => "The whole plan on one page".to_owned(),
            (false, true) => "The plan to print".to_owned(),
            (false, false) => format!("{} on one page", sheet.title),
        };
        let body = BodyView::Print { chapters, others: self.layout.other_sheets(sheet, "print/") };
        let mut page = self.page("print", url.to_owned(), &title, body);
        page.description = Some(if is_one_sheet {
            "Every chapter, for reading in one go, for printing and for searching with your browser.".to_owned()
        } else {
            "For reading in one go, for printing and for searching with your browser.".to_owned()
        });
        (page, Vec::new())
    }

    fn page(&self, template: &'static str, url: String, title: &str, body: BodyView) -> PageView {
        page(self.site, template, url, title, body)
    }

    fn to_easy(&self, chapter: &Chapter) -> Option<SwitchView> {
        if !self.site.has_easy {
            return None;
        }
        Some(match &chapter.twin {
            Some(_) => SwitchView { url: address::easy(&chapter.address), is_twin: true },
            None => SwitchView { url: "easy-read/".to_owned(), is_twin: false },
        })
    }
}

/// A page with what every page has.
pub(super) fn page(site: &SiteView, template: &'static str, url: String, title: &str, body: BodyView) -> PageView {
    let is_front = url.is_empty();
    let root = match template {
        // The page for addresses that do not exist can be shown at any depth.
        "not-found" => site.address.as_deref().and_then(path_of).unwrap_or_else(|| "/".to_owned()),
        _ => address::root(&url),
    };
    let full_title = if is_front {
        format!("{} – {}", site.title, site.organisation)
    } else {
        format!("{title} – {} – {}", site.title, site.organisation_brief)
    };
    PageView {
        template,
        root,
        title: title.to_owned(),
        full_title,
        description: None,
        trail: Vec::new(),
        chapters_html: String::new(),
        url,
        previous: None,
        next: None,
        switch: site.has_easy.then(|| SwitchView { url: "easy-read/".to_owned(), is_twin: false }),
        is_easy: false,
        body,
    }
}

/// A chapter among those in a folder, with those in the folder at its address.
fn entry(name: &Name, below: Vec<&Name>) -> NavView {
    NavView {
        title: name.title().to_owned(),
        description: name.description().map(str::to_owned),
        picture: None,
        children: below.into_iter().map(|name| entry(name, Vec::new())).collect(),
        url: name.url().to_owned(),
    }
}

/// A link to a chapter by what lists show of it.
fn link_to(name: &Name) -> LinkView {
    LinkView { title: name.title().to_owned(), url: name.url().to_owned() }
}

/// A link to a chapter.
fn link(chapter: Facts) -> LinkView {
    LinkView { title: chapter.title().value.clone(), url: address::chapter(chapter.address()) }
}

/// What of the figures of a chapter is still to be confirmed.
fn open_figures(chapter: Facts) -> Vec<RemarkView> {
    chapter.open_figures().into_iter().map(|what| remark(chapter, what, None)).collect()
}

/// What authors have been told of the figures of a chapter, and leave as it is.
fn accepted(chapter: Facts) -> Vec<RemarkView> {
    let accepted = chapter.accepted().iter();
    accepted
        .map(|accepted| remark(chapter, capitalised(&accepted.finding.value), Some(accepted.because.clone())))
        .collect()
}

/// The title of a page that lists something of a sheet.
fn titled(what: &str, sheet: &Sheet) -> String {
    if sheet.address.is_empty() { what.to_owned() } else { format!("{what}: {}", sheet.title) }
}

fn remark(chapter: Facts, what: String, because: Option<String>) -> RemarkView {
    RemarkView { chapter: link(chapter), what, because }
}

/// The path of an address: `https://example.org/plan/` → `/plan/`.
fn path_of(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    Some(rest.find('/').map_or_else(|| "/".to_owned(), |slash| rest[slash..].to_owned()))
}

fn unchecked() -> CheckView {
    CheckView { is_checked: false, words: vec!["Draft easy read. Not checked yet.".to_owned()] }
}

/// Who checked an easy read, and what was changed after that, in a sentence; nothing where nobody knows what they checked.
fn checked(record: &Checked, since: SinceCheck) -> Option<String> {
    let SinceCheck::Changed { lines, pictures } = since else { return None };
    let people = record.people.map_or_else(
        || "People with a learning disability".to_owned(),
        |people| match people {
            1 => "1 person with a learning disability".to_owned(),
            _ => format!("{people} people with a learning disability"),
        },
    );
    let on = record.on.map_or(String::new(), |on| format!(" {}", on.in_time()));
    let after = changed_since(lines, pictures);
    Some(format!("{people} checked this{on}. They are from {}.{after}", record.by))
}

/// What was changed after a check, in a sentence.
fn changed_since(lines: usize, pictures: usize) -> String {
    let plural = |number: usize, one: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{number} {one}s")),
    };
    let what: Vec<String> = [plural(lines, "line"), plural(pictures, "picture")].into_iter().flatten().collect();
    if what.is_empty() { String::new() } else { format!(" We changed {} after that.", what.join(" and ")) }
}

/// Where a picture of a library is published.
pub(super) fn picture_url(name: &str) -> String {
    format!("pictures/{name}")
}

pub(super) fn version(version: &Version) -> VersionView {
    VersionView {
        number: version.number.clone(),
        is_draft: version.is_draft,
        approved: version.approved.map(Period::words),
        next_review: version.next_review.map(Period::in_time),
    }
}

pub(super) fn contact(contact: &Contact) -> ContactView {
    ContactView {
        email: contact.email.clone(),
        phone: contact.phone.clone(),
        phone_link: contact
            .phone
            .as_ref()
            .map(|phone| phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()),
        post: contact.post.clone(),
        is_there: contact.email.is_some() || contact.phone.is_some() || !contact.post.is_empty(),
    }
}

/// A text without its place.
pub(super) fn words(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}
