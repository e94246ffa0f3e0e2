//! The bytes of a PDF ↔ what we ask of it: how many pages, what it is called, on which page an anchor lies.
//!
//! A browser writes the PDF; [`Pdf::published_as`] takes out what belongs to the moment and the machine it was made on: the
//! time, and links into the folder it was made from. The only module that knows lopdf.

use std::collections::BTreeMap;
use std::io;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// A PDF in memory.
#[derive(Debug)]
pub struct Pdf {
    document: Document,
}

impl Pdf {
    /// Reads one.
    ///
    /// # Errors
    /// When the bytes are not a PDF.
    pub fn read(bytes: &[u8]) -> io::Result<Self> {
        let document = Document::load_mem(bytes).map_err(|error| unreadable(&error))?;
        Ok(Self { document })
    }

    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.info().and_then(|info| info.get(b"Title").ok()).and_then(|title| decode_text_string(title).ok())
    }

    /// Whether a screen reader finds headings and paragraphs in it.
    #[must_use]
    pub fn is_tagged(&self) -> bool {
        let catalog = self.document.catalog().ok();
        catalog.is_some_and(|catalog| catalog.has(b"StructTreeRoot") && catalog.has(b"MarkInfo"))
    }

    /// The language of its text.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        self.document.catalog().ok()?.get(b"Lang").ok().and_then(|language| decode_text_string(language).ok())
    }

    /// The pages, from 1, on which its anchors lie. Only anchors that a link leads to are known.
    #[must_use]
    pub fn anchors(&self) -> BTreeMap<String, u32> {
        let numbers: BTreeMap<ObjectId, u32> =
            self.document.get_pages().into_iter().map(|(number, page)| (page, number)).collect();
        let catalog = self.document.catalog().ok();
        let names = catalog.and_then(|catalog| self.inner(catalog.get(b"Dests").ok()?)?.as_dict().ok());
        let names = names.into_iter().flat_map(Dictionary::iter);
        names
            .filter_map(|(name, place)| {
                let page = self.inner(place)?.as_array().ok()?.first()?.as_reference().ok()?;
                let name = percent_encoding::percent_decode(name).decode_utf8_lossy().into_owned();
                Some((name, *numbers.get(&page)?))
            })
            .collect()
    }

    /// The bytes as they may be published: without times, and with links into `folder` leading to the same page at `address`,
    /// or nowhere if that is not known.
    ///
    /// # Errors
    /// When the PDF cannot be written.
    pub fn published_as(mut self, folder: &str, address: Option<&str>) -> io::Result<Vec<u8>> {
        let info = self.document.trailer.get(b"Info").and_then(Object::as_reference).ok();
        if let Some(info) = info.and_then(|info| self.document.get_dictionary_mut(info).ok()) {
            for key in [b"CreationDate".as_slice(), b"ModDate"] {
                info.remove(key);
            }
            info.set("Creator", Object::string_literal("plainplan"));
        }
        for object in self.document.objects.values_mut() {
            if let Ok(dictionary) = object.as_dict_mut() {
                lead_out(dictionary, folder, address);
            }
        }
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes)?;
        Ok(bytes)
    }

    fn info(&self) -> Option<&Dictionary> {
        self.inner(self.document.trailer.get(b"Info").ok()?)?.as_dict().ok()
    }

    fn inner<'d>(&'d self, object: &'d Object) -> Option<&'d Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }
}

/// A link into `folder` leads to the page at `address` from now on.
fn lead_out(annotation: &mut Dictionary, folder: &str, address: Option<&str>) {
    let Ok(action) = annotation.get_mut(b"A").and_then(Object::as_dict_mut) else { return };
    let Ok(link) = action.get(b"URI").and_then(Object::as_str) else { return };
    let link = String::from_utf8_lossy(link).into_owned();
    let Some((_, inside)) = link.split_once(folder) else { return };
    match address {
        Some(address) => {
            action.set("URI", Object::string_literal(format!("{address}{}", inside.trim_start_matches('/'))));
        }
        None => {
            annotation.remove(b"A");
        }
    }
}

fn unreadable(error: &lopdf::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the browser made a file that is not a PDF ({error})"))
}
