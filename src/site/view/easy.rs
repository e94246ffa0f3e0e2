//! An easy-read chapter → its headings, its parts with pictures, and who has checked it.

use serde::Serialize;

use super::links::LinkView;

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

/// One sentence.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct EasyLineView {
    /// Finished markup.
    pub html: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
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

/// What is said about the check by people with a learning disability.
#[derive(Clone, Serialize, Hash, Debug)]
pub struct CheckView {
    /// Whether there is a record.
    pub is_checked: bool,
    /// In words.
    pub words: Vec<String>,
}
