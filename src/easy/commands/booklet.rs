//! A site and the easy read that was named → the booklet to print; what was printed → on which page each section begins.

use super::tables::columns;
use super::{NO_EASY_READ, find};
use crate::output::Output;
use crate::output::print::{Booklet, Printed, Section};
use crate::plan::Plan;
use crate::site::address;

/// The booklet of one twin, or of all of the easy read, in a site.
///
/// # Errors
/// What was named and is not there, in words.
pub fn booklet<'o>(plan: &Plan, output: &'o Output, path: Option<&str>) -> Result<Booklet<'o>, String> {
    let front = plan.chapters().next().filter(|chapter| chapter.address.is_empty());
    let one = path.map(|path| find(plan, path)).transpose()?;
    let (url, title, sections) = match one {
        Some((chapter, _)) if front.is_some_and(|front| front.path == chapter.path) => {
            return Err(
                "the front page has no booklet of its own. Leave out the file name to print the whole easy-read \
                 edition"
                    .to_owned(),
            );
        }
        Some((chapter, twin)) => {
            let headings = twin.headings().filter(|heading| heading.level == 2);
            let sections = headings.map(|heading| Section {
                anchor: heading.id.clone(),
                title: heading.text.clone(),
                heading: None,
            });
            (address::easy(&chapter.address), &twin.title.value, sections.collect())
        }
        None => {
            let twins = plan.chapters().filter_map(|chapter| Some((chapter, chapter.twin.as_deref()?)));
            let titles = twins.map(|(chapter, twin)| (address::section(&chapter.address), twin.title.value.clone()));
            let contact = ("contact-us".to_owned(), "How to contact us".to_owned());
            let sections =
                titles.chain([contact]).map(|(anchor, title)| Section { anchor, heading: Some(title.clone()), title });
            let sections: Vec<Section> = sections.collect();
            if plan.twins().next().is_none() {
                return Err(NO_EASY_READ.to_owned());
            }
            (address::EASY_PRINT.to_owned(), &plan.config.title, sections)
        }
    };
    if output.get(&address::output(&url)).is_none() {
        return Err("this page could not be made. Run `plainplan check` to see why".to_owned());
    }
    Ok(Booklet { output, url, title: title.clone(), sections, address: plan.config.address.clone() })
}

/// What was printed, in words: on which page each section begins, and how many each chapter has.
#[must_use]
pub fn pages(printed: &Printed) -> String {
    if printed.begins.is_empty() {
        return String::new();
    }
    let ends =
        printed.begins.iter().skip(1).map(|(_, begin)| *begin).chain([u32::try_from(printed.pages + 1).unwrap_or(0)]);
    let head = ["page".to_owned(), "section".to_owned(), "pages".to_owned()];
    let rows = printed.begins.iter().zip(ends).map(|((section, begin), end)| {
        let length = if section.heading.is_some() { end.saturating_sub(*begin).to_string() } else { String::new() };
        [begin.to_string(), section.title.clone(), length]
    });
    columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}
