//! What a theme may show: the contract with templates, field by field.
//!
//! A template is given two values, `site` ([`SiteView`], the same on every page) and `page`
//! ([`PageView`]). Every figure arrives worded; templates hold no arithmetic. Fields that end in `html`
//! are finished markup and are printed with `| safe`; all others are plain text, which the template
//! engine escapes. Addresses are relative to the site's root and are printed behind `page.root`.

use serde::Serialize;

use crate::site::theme::View;

/// What is the same on every page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SiteView {
    /// The plan's title.
    pub title: String,
    /// Full name of the organisation.
    pub organisation: String,
    /// Its short name, or the full one.
    pub organisation_brief: String,
    /// Language of the text, such as `en-GB`.
    pub language: String,
    /// The period in words, such as `April 2018 to March 2019`.
    pub period: Option<String>,
    /// Version and dates of the plan.
    pub version: VersionView,
    /// How to reach the organisation.
    pub contact: ContactView,
    /// Other forms of the plan.
    pub formats: FormatsView,
    /// Something to be said on the front page.
    pub notice: Option<String>,
    /// Whether there is an easy-read edition.
    pub has_easy: bool,
    /// Whether there are measures.
    pub has_measures: bool,
    /// Whether there is open data: measures or tables.
    pub has_data: bool,
    /// Whether there is a glossary.
    pub has_words: bool,
    /// Whether the plan has a colour of its own, in `assets/brand.css`.
    pub has_brand: bool,
    /// Where the site will stand, with a closing `/`, or nothing.
    pub address: Option<String>,
    /// Whether pages should ask the server for changes (`serve` only).
    pub is_live: bool,
}

/// Version and dates.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct VersionView {
    /// `1.0`.
    pub number: Option<String>,
    /// Whether the whole plan is a draft.
    pub is_draft: bool,
    /// When it was approved, in words.
    pub approved: Option<String>,
    /// When it will be looked at again, in a sentence: `on 1 March 2027`, `in March 2027`.
    pub next_review: Option<String>,
}

/// How to reach the organisation.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ContactView {
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, as written.
    pub phone: Option<String>,
    /// The number for a `tel:` link.
    pub phone_link: Option<String>,
    /// Postal address, line by line.
    pub post: Vec<String>,
    /// Whether any of the above is there.
    pub is_there: bool,
}

/// Other forms of the plan.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct FormatsView {
    /// `large print`, `audio` …
    pub kinds: Vec<String>,
    /// Other languages.
    pub languages: Vec<String>,
    /// Within how many working days.
    pub days: Option<String>,
}

/// An entry of the contents.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct NavView {
    /// Title of the page.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is about.
    pub description: Option<String>,
    /// The picture of its first easy-read part; only in the easy-read contents.
    pub picture: Option<String>,
    /// The pages below it.
    pub children: Vec<NavView>,
}

/// One page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PageView {
    /// Its template, without `.html`: `chapter`, `easy`, `measures` …
    pub template: &'static str,
    /// Its address; empty for the front page.
    pub url: String,
    /// The way from the page to the root of the site: `./` or `../../`.
    pub root: String,
    /// Its heading.
    pub title: String,
    /// What stands in the browser's tab; unique.
    pub full_title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The pages above it, from the front page down.
    pub trail: Vec<LinkView>,
    /// On the page of a chapter, the list of chapters as finished markup: those of the first level, and those of the parts
    /// that it lies in.
    pub chapters_html: String,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page after it.
    pub next: Option<LinkView>,
    /// The other edition: of a chapter its easy read, of an easy-read page the full chapter.
    pub switch: Option<SwitchView>,
    /// Whether this page belongs to the easy-read edition.
    pub is_easy: bool,
    /// What differs by template.
    pub body: BodyView,
}

impl View for PageView {
    fn template(&self) -> String {
        let ending = if self.url.ends_with(".xml") { "xml" } else { "html" };
        format!("{}.{ending}", self.template)
    }
}

/// A link.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// The way to the other edition.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SwitchView {
    /// Its address.
    pub url: String,
    /// Whether it is this page's own twin, not just the other edition's front page.
    pub is_twin: bool,
}

/// What differs by template. Templates see the fields of the variant directly under `page.body`.
#[derive(Clone, Serialize, Hash, Debug)]
#[serde(untagged)]
pub enum BodyView {
    /// `front`, `chapter`.
    Chapter(Box<ChapterView>),
    /// `easy`.
    Easy(Box<EasyView>),
    /// `easy-front`.
    EasyFront {
        /// The blocks of the plan's own easy read (`index.easy.md`).
        blocks: Vec<EasyBlockView>,
        /// What is said about the check.
        check: CheckView,
        /// The easy-read chapters; of a large plan, its parts.
        contents: Vec<NavView>,
    },
    /// `easy-print`.
    EasyPrint {
        /// All easy-read chapters.
        chapters: Vec<SectionView>,
        /// How to reach the organisation, in easy read.
        contact: Vec<EasyBlockView>,
        /// The pages for the parts of a large plan.
        others: Vec<LinkView>,
    },
    /// `pictures`.
    Pictures {
        /// The pictures of the easy read, by whose they are.
        groups: Vec<PicturesView>,
    },
    /// `measures`.
    Measures {
        /// Last year's plan.
        last_plan: Option<LastPlanView>,
        /// The measures, chapter by chapter.
        groups: Vec<MeasuresView>,
        /// What is said where one of them has nothing to show.
        missing: &'static MissingView,
        /// How many there are.
        count: usize,
        /// Their download for spreadsheets.
        csv: DownloadView,
        /// Their download for programs.
        json: DownloadView,
        /// The pages for the parts of a large plan.
        others: Vec<LinkView>,
    },
    /// `data`.
    Data(Box<DataView>),
    /// `words`.
    Words {
        /// The glossary in order of the alphabet.
        words: Vec<WordView>,
    },
    /// `accessibility`.
    Accessibility(Box<StatementView>),
    /// `print-chapter`: a chapter on the page that holds the whole plan.
    PrintChapter(Box<PrintView>),
    /// `easy-print-chapter`: an easy-read chapter among the others of the booklet.
    EasyPrintChapter(Box<EasyChapterView>),
    /// `print`.
    Print {
        /// All chapters; of a large plan, those of one part.
        chapters: Vec<SectionView>,
        /// The pages for its other parts.
        others: Vec<LinkView>,
    },
    /// `review-pack`.
    Pack(Box<PackView>),
    /// `contact`, `not-found`, `sitemap`.
    Plain {
        /// Every page of the site, for the sitemap.
        urls: Vec<String>,
    },
}

/// A chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChapterView {
    /// Its text, stretch by stretch.
    pub parts: Vec<PartView>,
    /// Its headings of the second level, for "On this page".
    pub contents: Vec<HeadingView>,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// When it was last changed, in words.
    pub updated: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The chapters of the part whose first page it is.
    pub children: Vec<NavView>,
    /// Keys for the theme alone.
    pub extra: std::collections::BTreeMap<String, String>,
}

/// A heading.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct HeadingView {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A stretch of a chapter. `kind` says which fields there are.
#[derive(Clone, Serialize, Hash, Debug)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PartView {
    /// Text.
    Prose {
        /// Finished markup.
        html: String,
    },
    /// Measures as cards.
    Metrics {
        /// The measures.
        metrics: Vec<MetricView>,
    },
    /// A table, or several side by side.
    Tables {
        /// The tables, each with its notes and downloads, as finished markup.
        tables_html: Vec<String>,
    },
    /// A chart.
    Chart {
        /// The chart.
        chart: Box<ChartView>,
    },
    /// Dated promises.
    Timeline {
        /// In order of date.
        milestones: Vec<MilestoneView>,
    },
    /// Risks.
    Risks {
        /// In the author's order.
        risks: Vec<RiskView>,
    },
}

/// A figure.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct FigureView {
    /// What is seen.
    pub text: String,
    /// What is read out, where that differs.
    pub spoken: Option<String>,
    /// When it was so, in words.
    pub when: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// A target.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TargetView {
    /// What is to be reached.
    pub text: String,
    /// What is read out, where that differs.
    pub spoken: Option<String>,
    /// By when, in words: `31 March 2019`, `the end of 2018-19`.
    pub by: Option<String>,
    /// Who set it.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// A measure.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MetricView {
    /// Its id; unique on the page.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// In what, where the figure shown first alone does not say: `people`, `beds`.
    pub noun: Option<String>,
    /// The latest value.
    pub latest: Option<FigureView>,
    /// Where it started.
    pub baseline: Option<FigureView>,
    /// Where it should go, in order of date.
    pub targets: Vec<TargetView>,
    /// Elsewhere: name and value.
    pub compare: Option<CompareView>,
    /// Where it stands.
    pub standing: Option<StandingView>,
    /// What is said where that is not known.
    pub not_judged: &'static str,
    /// Its course so far as a small line, finished, where three or more values are known. It is for the eye alone.
    pub spark_html: Option<String>,
    /// What last year's plan said of it.
    pub last_year: Option<FigureView>,
    /// Whether there is more to list on its card than the figure shown first.
    pub has_details: bool,
    /// For readers.
    pub note: Option<String>,
    /// Where the figures come from.
    pub source: Option<String>,
}

/// What is said where a measure has nothing to show.
#[derive(Clone, Copy, Serialize, Hash, Debug)]
pub struct MissingView {
    /// For where it started.
    pub baseline: &'static str,
    /// For its latest value.
    pub latest: &'static str,
    /// For its target.
    pub target: &'static str,
}

/// The same measure elsewhere.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct CompareView {
    /// Where.
    pub name: String,
    /// The value there.
    pub figure: FigureView,
}

/// Where a measure stands against its target.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct StandingView {
    /// `met`, `on-track`, `behind`, `early`, `unknown`, `missed`, `open` or `stopped`, for a class and a shape.
    pub kind: &'static str,
    /// Its shape, finished, so that no colour says it alone.
    pub shape_html: &'static str,
    /// In words: `Target met`.
    pub words: &'static str,
    /// How far it is from the target.
    pub detail: Option<String>,
    /// Why, where the author says how it stands.
    pub because: Option<String>,
}

/// A file to download.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct DownloadView {
    /// Its address.
    pub url: String,
    /// Its size in words: `2 KB`.
    pub size: String,
    /// What it holds, where that is more than what it stands under.
    pub of: Option<String>,
}

/// What can be downloaded, for everybody who wants the figures themselves.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct DataView {
    /// Everything in one archive.
    pub everything: DownloadView,
    /// All measures, where there are any.
    pub measures: Option<MeasuresDataView>,
    /// The tables, chapter by chapter.
    pub groups: Vec<TablesDataView>,
    /// The pages for the parts of a large plan.
    pub others: Vec<LinkView>,
    /// Whether a table has totals or headings of rows, and with them a column that says what a row is.
    pub has_kinds: bool,
    /// Whether a cell of a table stands for the one below it too.
    pub has_shared: bool,
    /// Figures that are still to be confirmed.
    pub open: Vec<RemarkView>,
    /// What does not agree in this plan, and why its authors leave it so.
    pub accepted: Vec<RemarkView>,
}

/// Something to be said about the figures of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct RemarkView {
    /// The chapter.
    pub chapter: LinkView,
    /// What is said, as a sentence without its end.
    pub what: String,
    /// Why it is so.
    pub because: Option<String>,
}

/// The downloads of all measures.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MeasuresDataView {
    /// One row a measure, for spreadsheets.
    pub csv: DownloadView,
    /// All that is known of each, for programs.
    pub json: DownloadView,
    /// Every value there is of each, for spreadsheets.
    pub history: DownloadView,
}

/// The downloads of the tables of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TablesDataView {
    /// The chapter.
    pub chapter: LinkView,
    /// Its tables.
    pub tables: Vec<TableDataView>,
}

/// The downloads of a table.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct TableDataView {
    /// What it shows; its id where it has no caption.
    pub caption: String,
    /// For spreadsheets.
    pub csv: DownloadView,
    /// For programs.
    pub json: DownloadView,
}

/// A chart.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChartView {
    /// Its id; unique on the page.
    pub id: String,
    /// What kind of chart it is, for people who cannot see it: `Bar chart`.
    pub kind: &'static str,
    /// What is counted.
    pub title: String,
    /// Column and unit.
    pub subtitle: Option<String>,
    /// What the chart says, in a sentence or two: the author's, or made from the numbers.
    pub description: String,
    /// The drawing, finished: marks in SVG and, beside them, their names and figures as text. It stands within one
    /// element with `role="img"`.
    pub drawing_html: String,
    /// The value that its lines should reach, for the caption of its numbers.
    pub target: Option<String>,
    /// Whether the plan has these numbers in a table too, so that paper need not repeat them.
    pub is_of_table: bool,
    /// The headings of its numbers.
    pub headings: Vec<String>,
    /// Its numbers, row by row.
    pub rows: Vec<ChartRowView>,
    /// The download that holds them.
    pub csv: DownloadView,
}

/// A row of a chart's numbers.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ChartRowView {
    /// The heading of the rows that begin with it.
    pub heading: Option<String>,
    /// Its name.
    pub name: String,
    /// A figure for each heading but the first.
    pub figures: Vec<FigureView>,
}

/// Something promised for a time.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MilestoneView {
    /// By when, in words.
    pub when: String,
    /// By when, for machines.
    pub iso: String,
    /// What.
    pub html: String,
    /// By whom.
    pub owner: Option<String>,
    /// How it goes, in words.
    pub status: &'static str,
    /// How it goes, for a class.
    pub status_kind: &'static str,
    /// The chapter that promises it, unless that is this page.
    pub chapter: Option<LinkView>,
}

/// Something that may go wrong.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct RiskView {
    /// What.
    pub html: String,
    /// Why it may happen.
    pub causes_html: Vec<String>,
    /// What is done against it.
    pub controls_html: Vec<String>,
    /// How likely, in words.
    pub likelihood: Option<&'static str>,
    /// How bad, in words.
    pub impact: Option<&'static str>,
}

/// An easy-read chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct EasyView {
    /// Its headings and parts.
    pub blocks: Vec<EasyBlockView>,
    /// What is said about the check.
    pub check: CheckView,
    /// Its headings, for the contents of the printed booklet; addresses are anchors.
    pub contents: Vec<LinkView>,
    /// How to reach the organisation, in easy read: the last page of the printed booklet.
    pub contact: Vec<EasyBlockView>,
}

/// What a reading group is given: one file that needs no other.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PackView {
    /// Its stylesheet, with the fonts in it.
    pub style: String,
    /// Its script.
    pub script: String,
    /// The parts, one a screen.
    pub screens: Vec<ScreenView>,
}

/// A part as a reading group looks at it.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ScreenView {
    /// The file it stands in, from the plan's folder.
    pub file: String,
    /// What the part is called in it.
    pub part: String,
    /// The title of its easy read.
    pub title: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The name of the picture, as it is typed.
    pub name: Option<String>,
    /// The picture itself, as an address that holds its bytes.
    pub picture: Option<String>,
    /// What it shows.
    pub shows: Option<String>,
    /// The sentences.
    pub lines: Vec<ScreenLineView>,
}

/// A sentence as a reading group looks at it.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct ScreenLineView {
    /// Finished markup.
    pub html: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// How it is typed in its file, by which it is found again.
    pub typed: String,
}

/// An easy-read chapter among the others of the booklet.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct EasyChapterView {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its headings and parts; headings one level further down than on its own page.
    pub blocks: Vec<EasyBlockView>,
    /// What is said about the check.
    pub check: CheckView,
}

/// One stretch of easy read.
#[derive(Clone, Serialize, Hash, Debug)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EasyBlockView {
    /// A heading.
    Heading {
        /// Its level.
        level: u8,
        /// Its anchor.
        id: String,
        /// Its words.
        text: String,
    },
    /// A picture and its sentences.
    Part {
        /// The address of the picture.
        picture: Option<String>,
        /// What it shows, for reviewers; the page itself leaves it unsaid, because the sentences say it.
        shows: Option<String>,
        /// The sentences.
        lines: Vec<EasyLineView>,
    },
}

/// Pictures by one maker, under one licence.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PicturesView {
    /// Whose they are.
    pub credit: String,
    /// Their licence.
    pub licence: String,
    /// The pictures.
    pub pictures: Vec<PictureView>,
}

/// A picture of the easy read.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PictureView {
    /// Its address. Nothing where its file is not there.
    pub url: Option<String>,
    /// What it shows.
    pub shows: String,
}

/// One sentence.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct EasyLineView {
    /// Finished markup.
    pub html: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

/// What is said about the check by people with a learning disability.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct CheckView {
    /// Whether there is a record.
    pub is_checked: bool,
    /// In words.
    pub words: Vec<String>,
}

/// The plan of the year before.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct LastPlanView {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// The measures of a chapter.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct MeasuresView {
    /// The chapter.
    pub chapter: LinkView,
    /// Its measures.
    pub metrics: Vec<MetricView>,
    /// Whether it is known of one of them where it started.
    pub has_baseline: bool,
}

/// An entry of the glossary.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct WordView {
    /// Its anchor.
    pub id: String,
    /// The term, with a capital.
    pub term: String,
    /// Its short forms.
    pub short: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// What it means, in easy words.
    pub easy: Option<String>,
}

/// What the accessibility statement says.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct StatementView {
    /// `fully`, `partially` or `not`; nothing where the author has not said.
    pub compliance: Option<&'static str>,
    /// When it was prepared, in a sentence: `on 1 March 2027`, `in March 2027`.
    pub prepared: Option<String>,
    /// When it was last looked at, in a sentence.
    pub reviewed: Option<String>,
    /// Whether Northern Ireland's commission enforces it.
    pub is_northern_ireland: bool,
    /// Within how many days people get an answer.
    pub response_days: Option<String>,
    /// How it was tested.
    pub tested: Option<String>,
    /// What is known not to work yet.
    pub issues: Vec<IssueView>,
}

/// Something that is known not to work yet.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct IssueView {
    /// What, and whom it stops.
    pub what: String,
    /// Which criterion.
    pub criterion: Option<String>,
    /// By when it will be mended, in words.
    pub fix_by: Option<String>,
}

/// A chapter among others on one page.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct SectionView {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How deep it lies: 1 for a part or a chapter at the top, 2 for a chapter of a part …
    pub depth: usize,
    /// All of it as finished markup.
    pub html: String,
}

/// A chapter on the page that holds the whole plan.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct PrintView {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// How deep it lies: 1 for a part or a chapter at the top, 2 for a chapter of a part …
    pub depth: usize,
    /// Its text.
    pub parts: Vec<PartView>,
}
