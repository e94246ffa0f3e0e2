//! Rules about links and pictures in chapters.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::markdown::{Block, Piece};
use crate::names::nearest;
use crate::plan::links::Target;
use crate::plan::{Chapter, EasyBlock, Plan};
use crate::source::{Source, Spanned};

/// A link that leads nowhere.
pub(super) const DEAD_LINK: Rule = Rule {
    name: "dead-link",
    severity: Severity::Error,
    explain: "A link to another chapter is the way to its file from the folder of this one, as in an editor: \
              [Savings](../06-finance/savings.md).",
};

/// A link to a heading that is not there.
pub(super) const DEAD_ANCHOR: Rule = Rule {
    name: "dead-anchor",
    severity: Severity::Error,
    explain: "Behind the # stands the heading in lower case with hyphens: `## How we pay` is #how-we-pay. A heading that was \
              reworded has another one.",
};

/// A picture that is not there.
pub(super) const MISSING_PICTURE: Rule = Rule {
    name: "missing-picture",
    severity: Severity::Error,
    explain: "A picture in a chapter is named by the way to its file from the folder of the chapter: ![What it shows](map.svg).",
};

pub(super) fn dead_link(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for (from, link) in links(plan) {
        if let Target::Missing { looked_for } = plan.resolve(from, &link.value) {
            let diagnostic =
                Diagnostic::new(&DEAD_LINK, link.span, format!("this link leads to {looked_for}, which is not there"));
            let paths = plan.chapters.iter().map(|chapter| chapter.path.as_str());
            diagnostics.add(if plan.left_out.contains(&looked_for) {
                diagnostic
                    .help("That chapter is a draft and is left out. Give it `status: final`, or build with --drafts.")
            } else if let Some(meant) = nearest(&looked_for, paths) {
                diagnostic.help(format!("Did you mean {}?", relative(from, meant)))
            } else {
                diagnostic.help("Correct the way to the file, counted from the folder of this chapter.")
            });
        }
    }
}

pub(super) fn dead_anchor(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for (from, link) in links(plan) {
        let Target::Page { chapter, anchor: Some(anchor), .. } = plan.resolve(from, &link.value) else { continue };
        let headings = &plan.chapters[chapter].body.headings;
        if anchor.starts_with("note--") || headings.iter().any(|heading| heading.id == anchor) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            &DEAD_ANCHOR,
            link.span,
            format!("there is no heading `{anchor}` in {}", plan.chapters[chapter].path),
        );
        diagnostics.add(match nearest(&anchor, headings.iter().map(|heading| heading.id.as_str())) {
            Some(meant) => diagnostic.help(format!("Did you mean #{meant}?")),
            None => diagnostic.help("Leave out the part from # on, or give the heading the name that the link uses."),
        });
    }
}

pub(super) fn missing_picture(plan: &Plan, _: &Source, diagnostics: &mut Diagnostics) {
    for (chapter, piece) in pieces(plan) {
        let Piece::Picture(picture) = piece else { continue };
        if let Target::Missing { looked_for } = plan.resolve(&chapter.path, &picture.value) {
            diagnostics.add(
                Diagnostic::new(&MISSING_PICTURE, picture.span, format!("there is no picture {looked_for}"))
                    .help("Put the file beside the chapter, or correct its name. Capital letters count."),
            );
        }
    }
}

/// The way from the folder of `from` to `to`, both below `content/`.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = to.split('/').collect();
    let shared = folder[..folder.len() - 1].iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(folder.len() - 1 - shared), target[shared..].join("/"))
}

fn pieces(plan: &Plan) -> impl Iterator<Item = (&Chapter, &Piece)> {
    plan.chapters.iter().flat_map(|chapter| {
        let blocks = chapter.body.blocks.iter().filter_map(|block| match block {
            Block::Prose(pieces) => Some(pieces),
            _ => None,
        });
        blocks.flatten().map(move |piece| (chapter, piece))
    })
}

/// Every link of chapters and twins, with the path that it counts from.
fn links(plan: &Plan) -> impl Iterator<Item = (&str, &Spanned<String>)> {
    let chapters = pieces(plan).map(|(chapter, piece)| (chapter.path.as_str(), piece));
    let twins = plan.twins().flat_map(|twin| {
        let parts = twin.blocks.iter().filter_map(|block| match block {
            EasyBlock::Part(part) => Some(part),
            EasyBlock::Heading(_) => None,
        });
        parts.flat_map(|part| &part.lines).flat_map(|line| &line.pieces).map(move |piece| (twin.path.as_str(), piece))
    });
    chapters.chain(twins).filter_map(|(path, piece)| match piece {
        Piece::Link(link) => Some((path, link)),
        _ => None,
    })
}
