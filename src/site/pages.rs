//! One function a kind of page: what stands on it and where it leads, and the small views that every page has.

use std::collections::{BTreeMap, BTreeSet};

use super::address;
use super::chapters::{Chapters, contents};
use super::data::{self, Files};
use super::prose::{Kind, Setter};
use super::view::LastPlanView;
use super::view::{
    BodyView, ChapterView, CheckView, ContactView, DataView, DownloadView, EasyBlockView, EasyChapterView,
    EasyLineView, EasyView, IssueView, LinkView, MeasuresDataView, MeasuresView, NavView, PageView, PictureView,
    PicturesView, PrintView, RemarkView, SiteView, StatementView, SwitchView, TableDataView, TablesDataView,
    VersionView, WordView,
};
use crate::html::escaped;
use crate::names::slug;
use crate::period::Period;
use crate::plan::config::{Compliance, Contact, Version};
use crate::plan::step::SinceCheck;
use crate::plan::{Cell, Chapter, EasyBlock, Lock, Part, Plan, RowKind, Table, Twin};
use crate::source::{FileId, Spanned};
use crate::wording::capitalised;

/// A page and the files that it shows or links to.
pub(super) type Made = (PageView, Vec<(FileId, String)>);

/// Makes the pages of one plan.
pub(super) struct Maker<'p> {
    pub(super) plan: &'p Plan,
    pub(super) site: &'p SiteView,
    pub(super) data: &'p Files,
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
    /// A chapter's own page; the front page is the first chapter.
    pub(super) fn chapter(&self, position: usize) -> Made {
        let chapter = &self.plan.chapters[position];
        let url = address::chapter(&chapter.address);
        let mut setter = Setter::new(self.plan, &url, &chapter.path, Kind::Chapter);
        let parts = Chapters { plan: self.plan, data: self.data }.parts(chapter, &mut setter);
        let template = if chapter.address.is_empty() { "front" } else { "chapter" };
        let view = ChapterView {
            parts,
            contents: contents(chapter, self.plan),
            is_draft: chapter.is_draft,
            updated: chapter.updated.map(Period::words),
            owner: chapter.owner.clone(),
            children: if chapter.address.is_empty() { self.site.nav.clone() } else { children(&self.site.nav, &url) },
            extra: chapter.extra.iter().cloned().collect(),
        };
        let mut page = self.page(template, url, &chapter.title.value, BodyView::Chapter(Box::new(view)));
        page.description = words(chapter.description.as_ref());
        page.trail = self.trail(&chapter.address);
        page.open.extend(page.trail.iter().map(|link| link.url.clone()));
        let link = |chapter: &Chapter| LinkView {
            title: chapter.title.value.clone(),
            url: address::chapter(&chapter.address),
        };
        page.previous = position.checked_sub(1).and_then(|before| self.plan.chapters.get(before)).map(link);
        page.next = self.plan.chapters.get(position + 1).map(link);
        page.switch = self.to_easy(chapter);
        (page, setter.files)
    }

    /// The chapters that have a twin, in reading order.
    pub(super) fn twins(&self) -> Vec<usize> {
        (0..self.plan.chapters.len())
            .filter(|position| self.plan.chapters[*position].twin.is_some())
            .filter(|position| !self.plan.chapters[*position].address.is_empty())
            .collect()
    }

    /// An easy-read page.
    pub(super) fn easy(&self, position: usize) -> Made {
        let chapter = &self.plan.chapters[position];
        let url = address::easy(&chapter.address);
        let (blocks, check, mut files) = match &chapter.twin {
            Some(twin) => self.twin(twin, &url),
            None => (Vec::new(), unchecked(), Vec::new()),
        };
        let contents = chapter.twin.iter().flat_map(Twin::headings).filter(|heading| heading.level == 2);
        let contents =
            contents.map(|heading| LinkView { title: heading.text.clone(), url: format!("#{}", heading.id) });
        let view = EasyView { blocks, check, contents: contents.collect(), contact: self.easy_contact(&mut files) };
        let title = chapter.twin.as_ref().map_or(&chapter.title.value, |twin| &twin.title.value);
        let mut page = self.page("easy", url, title, BodyView::Easy(Box::new(view)));
        page.description = chapter.twin.as_ref().and_then(|twin| words(twin.description.as_ref()));
        page.is_easy = true;
        page.full_title = format!("{title} – easy read – {}", self.site.title);
        page.trail = vec![LinkView { title: "Easy read".to_owned(), url: "easy-read/".to_owned() }];
        let twins = self.twins();
        let here = twins.iter().position(|other| *other == position);
        let link = |position: &usize| {
            let chapter = &self.plan.chapters[*position];
            let twin = chapter.twin.as_ref()?;
            Some(LinkView { title: twin.title.value.clone(), url: address::easy(&chapter.address) })
        };
        page.previous = here.and_then(|here| here.checked_sub(1)).and_then(|before| twins.get(before)).and_then(link);
        page.next = here.and_then(|here| twins.get(here + 1)).and_then(link);
        page.switch = Some(SwitchView { url: address::chapter(&chapter.address), is_twin: true });
        (page, files)
    }

    fn twin(&self, twin: &'p Twin, url: &str) -> (Vec<EasyBlockView>, CheckView, Vec<(FileId, String)>) {
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
        let check = if twin.checked.is_empty() { unchecked() } else { checked(twin, &self.plan.lock) };
        let files = setter.files.into_iter().chain(pictures).collect();
        (blocks, check, files)
    }

    /// The whole easy read on one page: a booklet when it is printed.
    fn easy_print(&self) -> Made {
        let url = address::EASY_PRINT;
        let mut files = Vec::new();
        let twins = self.plan.chapters.iter().filter_map(|chapter| Some((chapter, chapter.twin.as_ref()?)));
        let chapters = twins.map(|(chapter, twin)| {
            let (blocks, check, shown) = self.twin(twin, url);
            files.extend(shown);
            let id = address::section(&chapter.address);
            let blocks = blocks.into_iter().map(|block| block.below(&id)).collect();
            let (title, description) = (twin.title.value.clone(), words(twin.description.as_ref()));
            EasyChapterView { id, title, description, blocks, check }
        });
        let chapters = chapters.collect();
        let contact = self.easy_contact(&mut files);
        let body = BodyView::EasyPrint { chapters, contact };
        let mut page = self.page("easy-print", url.to_owned(), &self.site.title, body);
        page.full_title = format!("All of the easy read – {}", self.site.title);
        page.is_easy = true;
        page.switch = Some(SwitchView { url: "print/".to_owned(), is_twin: true });
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

    /// The pages that every plan has.
    pub(super) fn standing(&self) -> Vec<Made> {
        let mut made = vec![
            self.plain("contact", "contact/", "Contact us"),
            self.accessibility(),
            self.print(),
            self.plain("not-found", "404.html", "Page not found"),
        ];
        if self.site.has_measures {
            made.push(self.measures());
        }
        if self.site.has_data {
            made.push(self.data());
        }
        if self.site.has_words {
            made.push(self.words());
        }
        if self.site.has_easy {
            made.push(self.easy_front());
            made.push(self.easy_print());
            made.push(self.pictures());
        }
        made
    }

    fn plain(&self, template: &'static str, url: &str, title: &str) -> Made {
        (self.page(template, url.to_owned(), title, BodyView::Plain { urls: Vec::new() }), Vec::new())
    }

    /// A list of all pages for search engines; only where the site's address is known.
    pub(super) fn sitemap(&self, pages: &[PageView]) -> Option<PageView> {
        self.site.address.as_ref()?;
        let mut urls: Vec<String> =
            pages.iter().filter(|page| page.template != "not-found").map(|page| page.url.clone()).collect();
        urls.sort();
        Some(self.page("sitemap", "sitemap.xml".to_owned(), "", BodyView::Plain { urls }))
    }

    fn easy_front(&self) -> Made {
        let url = "easy-read/";
        let twin = self
            .plan
            .chapters
            .first()
            .filter(|chapter| chapter.address.is_empty())
            .and_then(|chapter| chapter.twin.as_ref());
        let (blocks, check, mut files) =
            twin.map_or_else(|| (Vec::new(), unchecked(), Vec::new()), |twin| self.twin(twin, url));
        let first_pictures = self.plan.twins().filter_map(|twin| twin.parts().find_map(|part| part.picture.as_ref()));
        files.extend(
            first_pictures
                .filter_map(|picture| self.plan.pictures.find(&picture.value))
                .filter_map(|picture| Some((picture.file?, picture_url(&picture.name)))),
        );
        let title = twin.map_or("Easy read", |twin| twin.title.value.as_str());
        let mut page = self.page("easy-front", url.to_owned(), title, BodyView::EasyFront { blocks, check });
        page.full_title = format!("Easy read – {}", self.site.title);
        page.description = twin.and_then(|twin| words(twin.description.as_ref()));
        page.is_easy = true;
        page.switch = Some(SwitchView { url: String::new(), is_twin: true });
        (page, files)
    }

    /// Every picture of the easy read, by whose it is.
    fn pictures(&self) -> Made {
        let in_parts = self.plan.twins().flat_map(Twin::parts).filter_map(|part| part.picture.as_ref());
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

    fn measures(&self) -> Made {
        let url = "measures/".to_owned();
        let mut setter = Setter::new(self.plan, &url, "index.md", Kind::Chapter);
        let with_measures = self.plan.chapters.iter().filter(|chapter| !chapter.metrics.is_empty());
        let groups: Vec<MeasuresView> = with_measures
            .map(|chapter| MeasuresView {
                chapter: LinkView { title: chapter.title.value.clone(), url: address::chapter(&chapter.address) },
                metrics: chapter.metrics.iter().map(|metric| setter.metric(metric, self.plan)).collect(),
            })
            .collect();
        let count = groups.iter().map(|group| group.metrics.len()).sum();
        let last_plan = self.plan.config.last_plan.as_ref();
        let last_plan = last_plan.map(|last| LastPlanView { title: last.title.clone(), address: last.address.clone() });
        let [csv, json] = [data::MEASURES_CSV, data::MEASURES_JSON].map(|url| self.download(url));
        (self.page("measures", url, "Measures", BodyView::Measures { last_plan, groups, count, csv, json }), Vec::new())
    }

    /// Everything there is to download.
    fn data(&self) -> Made {
        let with_tables = self.plan.chapters.iter().filter(|chapter| !chapter.tables.is_empty());
        let groups = with_tables.map(|chapter| TablesDataView {
            chapter: LinkView { title: chapter.title.value.clone(), url: address::chapter(&chapter.address) },
            tables: chapter.tables.iter().map(|table| self.table_data(table)).collect(),
        });
        let rows = || self.plan.chapters.iter().flat_map(|chapter| &chapter.tables).flat_map(|table| &table.rows);
        let view = DataView {
            everything: self.download(&data::zip_url(self.plan)),
            measures: self.site.has_measures.then(|| MeasuresDataView {
                csv: self.download(data::MEASURES_CSV),
                json: self.download(data::MEASURES_JSON),
                history: self.download(data::HISTORY_CSV),
            }),
            groups: groups.collect(),
            description: self.download(data::CSVW),
            has_kinds: rows().any(|row| row.kind != RowKind::Data),
            has_shared: rows().flat_map(|row| &row.cells).any(Cell::is_same_as_above),
            open: self.plan.open_figures().map(|open| remark(open.chapter, open.what, None)).collect(),
            accepted: self.accepted(),
        };
        let mut page = self.page("data", "data/".to_owned(), "Data", BodyView::Data(Box::new(view)));
        page.description = Some("All figures of this plan, to download and use.".to_owned());
        (page, Vec::new())
    }

    /// What authors have been told of their figures, and leave as it is.
    fn accepted(&self) -> Vec<RemarkView> {
        let chapters = self.plan.chapters.iter().flat_map(|chapter| {
            chapter.accepted.iter().map(move |accepted| {
                remark(chapter, capitalised(&accepted.finding.value), Some(accepted.because.clone()))
            })
        });
        chapters.collect()
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
        data::download(url.to_owned(), self.data)
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
                easy: word.easy.clone(),
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
            prepared: statement.prepared.map(Period::words),
            reviewed: statement.reviewed.map(Period::words),
            is_northern_ireland: statement.is_northern_ireland,
            response_days: statement.response_days.clone(),
            tested: statement.tested.clone(),
            issues: statement
                .known_issues
                .iter()
                .map(|issue| IssueView {
                    what: issue.what.clone(),
                    criterion: issue.criterion.clone(),
                    fix_by: issue.fix_by.map(Period::words),
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

    /// The whole plan on one page. A short form is explained once for all of it.
    fn print(&self) -> Made {
        let url = "print/".to_owned();
        let sections: Vec<String> =
            self.plan.chapters.iter().map(|chapter| address::section(&chapter.address)).collect();
        let chapters = Chapters { plan: self.plan, data: self.data };
        let mut views = Vec::with_capacity(sections.len());
        let mut files = Vec::new();
        if let Some(first) = self.plan.chapters.first() {
            let mut setter = Setter::new(self.plan, &url, &first.path, Kind::Chapter);
            for (chapter, section) in self.plan.chapters.iter().zip(&sections) {
                setter.turn_to(&chapter.path, section);
                views.push(PrintView {
                    id: section.clone(),
                    title: chapter.title.value.clone(),
                    description: words(chapter.description.as_ref()),
                    depth: chapter.address.len().max(1),
                    parts: chapters.parts(chapter, &mut setter),
                });
            }
            files = std::mem::take(&mut setter.files);
        }
        let mut page = self.page("print", url, "The whole plan on one page", BodyView::Print { chapters: views });
        page.description =
            Some("Every chapter, for reading in one go, for printing and for searching with your browser.".to_owned());
        (page, files)
    }

    pub(super) fn page(&self, template: &'static str, url: String, title: &str, body: BodyView) -> PageView {
        let is_front = url.is_empty();
        let root = match template {
            // The page for addresses that do not exist can be shown at any depth.
            "not-found" => self.site.address.as_deref().and_then(path_of).unwrap_or_else(|| "/".to_owned()),
            _ => address::root(&url),
        };
        let full_title = if is_front {
            format!("{} – {}", self.site.title, self.site.organisation)
        } else {
            format!("{title} – {} – {}", self.site.title, self.site.organisation_brief)
        };
        PageView {
            template,
            root,
            title: title.to_owned(),
            full_title,
            description: None,
            trail: Vec::new(),
            open: vec![url.clone()],
            url,
            previous: None,
            next: None,
            switch: self.site.has_easy.then(|| SwitchView { url: "easy-read/".to_owned(), is_twin: false }),
            is_easy: false,
            body,
        }
    }

    /// The pages above an address, from the top.
    fn trail(&self, parts: &[String]) -> Vec<LinkView> {
        let above = (1..parts.len()).filter_map(|length| {
            self.plan.chapters.iter().find(|chapter| chapter.is_index && chapter.address == parts[..length])
        });
        above
            .map(|chapter| LinkView { title: chapter.title.value.clone(), url: address::chapter(&chapter.address) })
            .collect()
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

fn remark(chapter: &Chapter, what: String, because: Option<String>) -> RemarkView {
    let chapter = LinkView { title: chapter.title.value.clone(), url: address::chapter(&chapter.address) };
    RemarkView { chapter, what, because }
}

/// The path of an address: `https://example.org/plan/` → `/plan/`.
fn path_of(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    Some(rest.find('/').map_or_else(|| "/".to_owned(), |slash| rest[slash..].to_owned()))
}

fn children(nav: &[NavView], url: &str) -> Vec<NavView> {
    nav.iter()
        .find_map(|entry| {
            if entry.url == url {
                Some(entry.children.clone())
            } else {
                Some(children(&entry.children, url)).filter(|found| !found.is_empty())
            }
        })
        .unwrap_or_default()
}

fn unchecked() -> CheckView {
    CheckView { is_checked: false, words: vec!["Draft easy read. Not checked yet.".to_owned()] }
}

fn checked(twin: &Twin, lock: &Lock) -> CheckView {
    let words = twin.checked.iter().map(|record| {
        let people = record.people.map_or_else(
            || "People with a learning disability".to_owned(),
            |people| match people {
                1 => "1 person with a learning disability".to_owned(),
                _ => format!("{people} people with a learning disability"),
            },
        );
        let on = record.on.map_or(String::new(), |on| format!(" on {}", on.words()));
        let after = changed_since(lock.since(twin, record));
        format!("{people} checked this{on}. They are from {}.{after}", record.by)
    });
    CheckView { is_checked: true, words: words.collect() }
}

/// What was changed after a check, in a sentence.
fn changed_since(since: SinceCheck) -> String {
    let SinceCheck::Changed { lines, pictures } = since else { return String::new() };
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
        next_review: version.next_review.map(Period::words),
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
