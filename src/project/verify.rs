//! A site that was made from what is cached, and the same site made without a cache → every difference between them.
//!
//! Making again must give what making anew gives: the same bytes, the same findings. With [`Settings::verify`] a
//! [`Project`](crate::project::pipeline::Project) makes both after each change and compares them here. A difference is a stale cache: a mistake in plainplan,
//! never in the plan.
//!
//! [`Settings::verify`]: crate::project::pipeline::Settings::verify

use std::collections::BTreeMap;
use std::fmt;

use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::files::Files;
use crate::output::Output;
use crate::project::render;

/// What came of a plan, as far as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'m> {
    /// The files that were read.
    pub source: &'m Files,
    /// What was found.
    pub diagnostics: &'m Diagnostics,
    /// The site.
    pub output: &'m Output,
}

/// So many differences are shown; the rest is counted.
const SHOWN: usize = 20;

/// Something in which the incremental result is not as a full build makes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// The file is only there incrementally.
    Extra(String),
    /// The file is not there incrementally.
    Missing(String),
    /// The file has other bytes.
    Content {
        /// Its address.
        address: String,
        /// The first line that differs, counted from 1.
        line: usize,
        /// That line as it is incrementally.
        incremental: String,
        /// That line as a full build makes it.
        full: String,
    },
    /// The finding is only there incrementally.
    ExtraFinding(String),
    /// The finding is not there incrementally.
    MissingFinding(String),
    /// The findings are the same, in another order.
    Order,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Extra(address) => write!(formatter, "{address}: a full build does not make this file"),
            Self::Missing(address) => write!(formatter, "{address}: this file is missing"),
            Self::Content { address, line, incremental, full } => {
                write!(formatter, "{address}: line {line} is\n    {incremental}\n  and should be\n    {full}")
            }
            Self::ExtraFinding(text) => write!(formatter, "a full build does not report this:\n{text}"),
            Self::MissingFinding(text) => write!(formatter, "this is not reported:\n{text}"),
            Self::Order => formatter.write_str("the problems are in a different order"),
        }
    }
}

/// The differences as text, the first of them in full.
#[must_use]
pub fn report(differences: &[Difference]) -> String {
    let mut lines: Vec<String> = differences.iter().take(SHOWN).map(|found| format!("- {found}")).collect();
    if let Some(rest @ 1..) = differences.len().checked_sub(SHOWN) {
        lines.push(format!("- and {rest} more"));
    }
    lines.join("\n")
}

/// Every difference between an incremental result and a full build of the same files: in its files and in its findings.
#[must_use]
pub fn compare(incremental: Compared, full: Compared) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare_files(incremental.output, full.output, &mut differences);
    compare_findings(&findings(incremental), &findings(full), &mut differences);
    differences
}

fn compare_files(incremental: &Output, full: &Output, differences: &mut Vec<Difference>) {
    for (address, bytes) in incremental.files() {
        match full.get(address) {
            None => differences.push(Difference::Extra(address.to_owned())),
            Some(wanted) if wanted != bytes => differences.push(first_line(address, bytes, wanted)),
            Some(_) => {}
        }
    }
    let is_missing = |address: &&str| incremental.get(address).is_none();
    let missing = full.files().map(|(address, _)| address).filter(is_missing);
    differences.extend(missing.map(|address| Difference::Missing(address.to_owned())));
}

/// The first line in which two contents of a file differ.
fn first_line(address: &str, incremental: &[u8], full: &[u8]) -> Difference {
    let lines = |bytes: &[u8]| -> Vec<String> {
        String::from_utf8_lossy(bytes)
            .split_inclusive('\n')
            .map(|line| line.trim_end_matches('\n').to_owned())
            .collect()
    };
    let (is, wanted) = (lines(incremental), lines(full));
    let same = is.iter().zip(&wanted).take_while(|(is, wanted)| is == wanted).count();
    let at = |lines: &[String]| lines.get(same).map_or("(the end of the file)".to_owned(), |line| shortened(line));
    Difference::Content { address: address.to_owned(), line: same + 1, incremental: at(&is), full: at(&wanted) }
}

/// A long line without its end.
fn shortened(line: &str) -> String {
    const LONGEST: usize = 400;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn compare_findings(incremental: &[String], full: &[String], differences: &mut Vec<Difference>) {
    let before = differences.len();
    differences.extend(only_in(incremental, full).map(Difference::ExtraFinding));
    differences.extend(only_in(full, incremental).map(Difference::MissingFinding));
    if differences.len() == before && incremental != full {
        differences.push(Difference::Order);
    }
}

/// The texts that the first list holds more often than the second.
fn only_in<'t>(these: &'t [String], others: &[String]) -> impl Iterator<Item = String> + use<'t> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for text in others {
        *left.entry(text.clone()).or_default() += 1;
    }
    let is_more = move |text: &&String| match left.get_mut(*text) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    these.iter().filter(is_more).cloned()
}

/// Each finding as its report, then those that an author has accepted.
fn findings(made: Compared) -> Vec<String> {
    let each = made.diagnostics.iter().map(|found| alone(made.source, found));
    each.chain([render::accepted(made.source, made.diagnostics)]).filter(|text| !text.is_empty()).collect()
}

fn alone(source: &Files, found: &Diagnostic) -> String {
    let mut one = Diagnostics::default();
    one.add(found.clone());
    render::human(source, &one, false).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::pipeline::{Made, Project, Settings};

    fn made(text: &str) -> Made {
        let files = [
            ("plan.yaml", "title: T\norganisation: O\n"),
            ("content/index.md", "# T\n\nText.\n"),
            ("content/1-a.md", text),
        ];
        Project::from_files(files, Settings::default()).apply([])
    }

    #[test]
    fn the_same_plan_has_no_differences() {
        assert_eq!(made("# A\n\n[gone](b.md)\n").differences_from(&made("# A\n\n[gone](b.md)\n")), []);
    }

    #[test]
    fn another_line_names_its_address_and_both_texts() {
        let found = report(&made("# A\n\nOld.\n").differences_from(&made("# A\n\nNew.\n")));
        assert!(found.contains("- a/index.html: line "), "{found}");
        assert!(found.contains("is\n    <p>Old.</p>\n  and should be\n    <p>New.</p>"), "{found}");
    }

    #[test]
    fn a_finding_that_one_of_them_lacks_is_shown() {
        let (with, without) = (made("# A\n\n[gone](b.md)\n"), made("# A\n\nText.\n"));
        let is_missing =
            |found: &Difference| matches!(found, Difference::MissingFinding(text) if text.contains("dead-link"));
        let is_extra =
            |found: &Difference| matches!(found, Difference::ExtraFinding(text) if text.contains("dead-link"));
        assert!(without.differences_from(&with).iter().any(is_missing));
        assert!(with.differences_from(&without).iter().any(is_extra));
    }

    #[test]
    fn the_first_differences_are_shown_and_the_rest_is_counted() {
        let many: Vec<Difference> = (0..23).map(|number| Difference::Extra(format!("{number}.html"))).collect();
        assert!(report(&many).ends_with("19.html: a full build does not make this file\n- and 3 more"));
    }
}
