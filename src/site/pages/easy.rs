//! The easy-read twins of a plan → the pages of the easy-read edition: a page each, the booklet of all, the front page and
//! the list of pictures.

use std::collections::{BTreeMap, BTreeSet};

use super::fixed::FixedPage;
use super::{Made, PageBuilder};
use crate::base::html::escaped;
use crate::base::span::FileId;
use crate::easy::sync::SinceCheck;
use crate::easy::twin::Checked;
use crate::plan::{Chapter, ChapterData, EasyBlock, Part, Twin};
use crate::site::address;
use crate::site::pages::words;
use crate::site::prose::{Kind, ProseRenderer};
use crate::site::view::{
    BodyView, CheckView, EasyBlockView, EasyChapterView, EasyLineView, EasyView, LinkView, NavView, PictureView,
    PicturesView, SwitchView,
};
use crate::value::locale::{Argument, Catalogue, Joined, Key};
use crate::value::voice::Voice;

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

impl<'p> PageBuilder<'p> {
    /// An easy-read page.
    pub(in crate::site) fn easy(&self, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let url = address::easy(&chapter.address);
        let (blocks, check, mut files) = match &chapter.twin {
            Some(twin) => self.twin(chapter, twin, &url),
            None => (Vec::new(), self.unchecked(), Vec::new()),
        };
        let contents = chapter.twin.iter().flat_map(|twin| twin.headings()).filter(|heading| heading.level == 2);
        let contents =
            contents.map(|heading| LinkView { title: heading.text.clone(), url: format!("#{}", heading.id) });
        let view = EasyView { blocks, check, contents: contents.collect(), contact: self.easy_contact(&mut files) };
        let title = chapter.twin.as_ref().map_or(&chapter.title.value, |twin| &twin.title.value);
        let mut page = self.page("easy", url, title, BodyView::Easy(Box::new(view)));
        page.description = chapter.twin.as_ref().and_then(|twin| words(twin.description.as_ref()));
        page.is_easy = true;
        page.full_title = self.in_tab(Key("easy-tab"), &[("title", title.into())]);
        page.trail = vec![LinkView { title: self.text(Key("easy-trail")), url: address::EASY.to_owned() }];
        let link = |position: usize| {
            let summary = self.plan.summary_at(position);
            Some(LinkView { title: summary.twin()?.title().value.clone(), url: address::easy(summary.address()) })
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
        let mut words: Vec<String> = since.filter_map(|(record, since)| checked(record, since, self.texts)).collect();
        if words.is_empty() {
            return self.unchecked();
        }
        let is_behind = self.plan.is_behind(chapter, twin);
        if is_behind {
            words.push(self.text(Key("easy-behind")));
        }
        CheckView { is_checked: !is_behind, words }
    }

    fn twin(
        &self,
        chapter: &Chapter,
        twin: &'p Twin,
        url: &str,
    ) -> (Vec<EasyBlockView>, CheckView, Vec<(FileId, String)>) {
        let mut setter = ProseRenderer::new(self.plan, self.texts, url, &twin.path, Kind::Easy);
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

    /// An easy-read chapter among the others of the booklet.
    pub(super) fn easy_print_chapter(&self, url: &str, position: usize) -> Made {
        let chapter = self.plan.chapter(position);
        let (id, sheet) = (address::section(&chapter.address), url.split('#').next().unwrap_or(url));
        let (blocks, check, files) = match &chapter.twin {
            Some(twin) => self.twin(chapter, twin, sheet),
            None => (Vec::new(), self.unchecked(), Vec::new()),
        };
        let blocks = blocks.into_iter().map(|block| block.below(&id)).collect();
        let title = chapter.twin.as_ref().map_or(&chapter.title.value, |twin| &twin.title.value).clone();
        let description = chapter.twin.as_ref().and_then(|twin| words(twin.description.as_ref()));
        let view = EasyChapterView { id, title, description, blocks, check };
        (self.section("easy-print-chapter", url, BodyView::EasyPrintChapter(Box::new(view))), files)
    }

    /// The whole easy read on one page: a booklet when it is printed.
    pub(super) fn easy_print(&self, row: &FixedPage, url: &str, sheet: usize) -> Made {
        let mut files = Vec::new();
        let sheet = self.layout.sheet(sheet);
        let chapters = self.sections_of(sheet, row.address.url);
        let chapters =
            chapters.filter_map(|(summary, section)| section.on_sheet(summary, &summary.twin()?.title().value));
        let chapters = chapters.collect();
        let contact = self.easy_contact(&mut files);
        let others = self.layout.other_sheets(sheet, row.address.url);
        let body = BodyView::EasyPrint { chapters, contact, others };
        let title = if sheet.address.is_empty() { &self.site.title } else { &sheet.title };
        let mut page = self.page(row.template, url.to_owned(), title, body);
        page.full_title = if sheet.address.is_empty() {
            self.in_tab(Key("easy-booklet-tab"), &[])
        } else {
            self.in_tab(Key("easy-booklet-tab-part"), &[("part", title.into())])
        };
        page.is_easy = true;
        page.switch = Some(SwitchView { url: format!("print/{}", sheet.address), is_twin: true });
        (page, files)
    }

    /// How to reach the organisation: the picture of each way, what is said of it, and the way itself as finished markup.
    fn ways_to_reach(&self) -> Vec<(&'static str, Key, String)> {
        let contact = &self.site.contact;
        let phone = contact.phone.iter().map(|phone| ("phone", Key("easy-contact-phone"), escaped(phone)));
        let email = contact.email.iter().map(|email| ("email", Key("easy-contact-email"), escaped(email)));
        let address: Vec<String> = contact.post.iter().map(|line| escaped(line)).collect();
        let post = (!address.is_empty()).then(|| ("letter", Key("easy-contact-post"), address.join(",<br>")));
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
                let lines =
                    [self.texts.markup(says, &[]), html].map(|html| EasyLineView { html, is_item: false }).into();
                EasyBlockView::Part { picture: url, shows: picture.map(|picture| picture.shows.clone()), lines }
            })
            .collect()
    }

    fn part(
        &self,
        part: &'p Part,
        setter: &mut ProseRenderer<'p>,
        pictures: &mut Vec<(FileId, String)>,
    ) -> EasyBlockView {
        let picture = part.picture.as_ref().and_then(|picture| self.plan.pictures.find(&picture.value));
        let url = picture.and_then(|picture| {
            let url = picture_url(&picture.name);
            pictures.push((picture.file?, url.clone()));
            Some(url)
        });
        let lines = part
            .lines
            .iter()
            .map(|line| EasyLineView { html: setter.set(&line.words), is_item: line.is_item })
            .collect();
        EasyBlockView::Part { picture: url, shows: picture.map(|picture| picture.shows.clone()), lines }
    }

    pub(super) fn easy_front(&self, row: &FixedPage) -> Made {
        let url = row.address.url;
        let first = (!self.plan.is_empty()).then(|| self.plan.chapter(0)).filter(|chapter| chapter.address.is_empty());
        let both = first.and_then(|chapter| Some((chapter, chapter.twin.as_deref()?)));
        let twin = both.map(|(_, twin)| twin);
        let (blocks, check, mut files) = both.map_or_else(
            || (Vec::new(), self.unchecked(), Vec::new()),
            |(chapter, twin)| self.twin(chapter, twin, url),
        );
        let contents = self.easy_below("", self.layout.is_one_sheet(), &mut files);
        let title = twin.map_or(row.heading(self.texts), |twin| twin.title.value.as_str());
        let mut page = self.page(row.template, url.to_owned(), title, BodyView::EasyFront { blocks, check, contents });
        page.full_title = self.in_tab(Key("easy-front-tab"), &[]);
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
            let summary = self.plan.summary_at(*position);
            let below =
                if is_deep { self.easy_below(&address::chapter(summary.address()), true, files) } else { Vec::new() };
            let Some(twin) = summary.twin() else {
                entries.extend(below);
                continue;
            };
            let picture = twin.picture().and_then(|picture| self.plan.pictures.find(&picture.value));
            files.extend(picture.and_then(|picture| Some((picture.file?, picture_url(&picture.name)))));
            entries.push(NavView {
                title: twin.title().value.clone(),
                url: address::easy(summary.address()),
                description: words(twin.description()),
                picture: picture.map(|picture| picture_url(&picture.name)),
                children: below,
            });
        }
        entries
    }

    /// Every picture of the easy read, by whose it is.
    pub(super) fn pictures(&self, row: &FixedPage) -> Made {
        let in_parts = self.plan.chapter_data().flat_map(ChapterData::pictures);
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
        let mut page = row.with(self, body);
        page.full_title = self.in_tab(Key("pictures-tab"), &[]);
        page.description = Some(self.text(Key("pictures-description")));
        page.is_easy = true;
        page.trail = vec![LinkView { title: self.text(Key("easy-trail")), url: address::EASY.to_owned() }];
        page.switch = Some(SwitchView { url: String::new(), is_twin: false });
        (page, Vec::new())
    }

    fn unchecked(&self) -> CheckView {
        CheckView { is_checked: false, words: vec![self.text(Key("easy-unchecked"))] }
    }

    /// What stands in the browser's tab.
    fn in_tab(&self, key: Key, arguments: &[(&str, Argument)]) -> String {
        self.texts.fill(key, &[&[("plan", (&self.site.title).into())], arguments].concat())
    }
}

/// Who checked an easy read, and what was changed after that, in a sentence; nothing where nobody knows what they checked.
fn checked(record: &Checked, since: SinceCheck, texts: &Catalogue) -> Option<String> {
    let SinceCheck::Changed { lines, pictures } = since else { return None };
    let group = ("group", (&record.by).into());
    let who = ("who", people(record.people, texts).into());
    let checked = match record.on {
        Some(on) => texts.fill(Key("easy-checked-when"), &[who, group, ("when", Voice::default().in_time(on).into())]),
        None => texts.fill(Key("easy-checked"), &[who, group]),
    };
    let after = changed_since(lines, pictures, texts);
    Some(after.map_or_else(|| checked.clone(), |after| format!("{checked} {after}")))
}

/// The people who checked an easy read.
fn people(number: Option<u32>, texts: &Catalogue) -> String {
    number.map_or_else(
        || texts.text(Key("easy-checked-by-people")).to_owned(),
        |people| texts.fill(Key("easy-checked-by"), &[("people", Argument::number(people))]),
    )
}

/// What was changed after a check, in a sentence.
fn changed_since(lines: usize, pictures: usize, texts: &Catalogue) -> Option<String> {
    let lines = (lines > 0).then(|| texts.fill(Key("easy-changed-lines"), &[("lines", lines.into())]));
    let pictures = (pictures > 0).then(|| texts.fill(Key("easy-changed-pictures"), &[("pictures", pictures.into())]));
    let what: Vec<String> = lines.into_iter().chain(pictures).collect();
    let what = (!what.is_empty()).then(|| texts.list(Joined::And, &what))?;
    Some(texts.fill(Key("easy-changed-since"), &[("what", what.into())]))
}

/// Where a picture of a library is published.
fn picture_url(name: &str) -> String {
    format!("pictures/{name}")
}
