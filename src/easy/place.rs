//! What easy read can rest on, and how it is written in a file of confirmations.

/// Something that easy read can rest on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// All of the chapter.
    Chapter,
    /// What stands before its first heading of the second level.
    Beginning,
    /// A section, by the anchor of its heading.
    Section(String),
    /// A measure.
    Measure(String),
    /// A table.
    Table(String),
}

/// How authors name what stands before the first heading of the second level.
pub const BEGINNING: &str = "beginning";

impl Place {
    /// As it is written in a file of confirmations.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Chapter => "chapter".to_owned(),
            Self::Beginning => BEGINNING.to_owned(),
            Self::Section(id) => format!("#{id}"),
            Self::Measure(id) => format!("measure {id}"),
            Self::Table(id) => format!("table {id}"),
        }
    }

    /// Reads what [`Place::written`] writes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            Some(("measure", id)) => Some(Self::Measure(id.to_owned())),
            Some(("table", id)) => Some(Self::Table(id.to_owned())),
            Some(_) => None,
            None if text == "chapter" => Some(Self::Chapter),
            None if text == BEGINNING => Some(Self::Beginning),
            None => text.strip_prefix('#').map(|id| Self::Section(id.to_owned())),
        }
    }
}
