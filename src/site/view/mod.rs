//! What a theme may show: the contract with templates, field by field.
//!
//! A template is given two values, `site` ([`SiteView`], the same on every page) and `page`
//! ([`PageView`]). Every figure arrives worded; templates hold no arithmetic. Fields that end in `html`
//! are finished markup and are printed with `| safe`; all others are plain text, which the template
//! engine escapes. Addresses are relative to the site's root and are printed behind `page.root`.

mod chapter;
mod chart;
mod data;
mod easy;
mod fixed;
mod links;
mod metrics;
mod pack;
mod page;
mod site;
mod table;

pub use self::chapter::{
    ChapterView, ContentsView, HeadingView, MilestoneView, PartView, PrintView, RiskView, SectionView,
};
pub use self::chart::{ChartRowView, ChartView};
pub use self::data::{DataView, MeasuresDataView, RemarkView, TableDataView, TablesDataView, WorkbooksView};
pub use self::easy::{CheckView, EasyBlockView, EasyChapterView, EasyLineView, EasyView, PictureView, PicturesView};
pub use self::fixed::{IssueView, StatementView, WordView};
pub use self::links::{DownloadView, EntryView, LinkView, NavView};
pub use self::metrics::{
    CompareView, FigureView, LastPlanView, MeasuresView, MetricView, MissingView, StandardView, StandingView,
    TargetView,
};
pub use self::pack::{PackView, ScreenLineView, ScreenView};
pub use self::page::{BodyView, PageView, SwitchView};
pub use self::site::{ContactView, FormatsView, SiteView, VersionView};
pub use self::table::{
    CellView, GroupHeadView, GroupView, HeadView, MarkView, Narrow, NoteView, RowView, TableView, VerdictView,
};
