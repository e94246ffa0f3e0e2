//! Rules about links and pictures in chapters.

use std::collections::{HashMap, HashSet};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Fix, Fixable, Group, Policy, Reason, Rule, Severity};
use crate::base::files::Files;
use crate::base::names::nearest;
use crate::base::span::Spanned;
use crate::plan::Plan;
use crate::plan::query::links::Target;
use crate::plan::read::path::address;
use crate::text::tree::{Element, Node};

/// A link that leads nowhere.
pub(super) const DEAD_LINK: Rule = Rule {
    name: "dead-link",
    group: Group::Links,
    policy: Policy::Fixed,
    fix: Fixable::Partly(Reason::Choice),
    severity: Severity::Error,
    explain: "To link to another chapter, write the path to its file, starting from this chapter's folder: \
              [Savings](../06-finance/savings.md).",
};

/// A link to a heading that is not there.
pub(super) const DEAD_ANCHOR: Rule = Rule {
    name: "dead-anchor",
    group: Group::Links,
    policy: Policy::Fixed,
    fix: Fixable::Yes,
    severity: Severity::Error,
    explain: "After the #, write the heading in lower case with hyphens: `## How we pay` is #how-we-pay. If you \
              reword a heading, its link changes too.",
};

/// A picture that is not there.
pub(super) const MISSING_PICTURE: Rule = Rule {
    name: "missing-picture",
    group: Group::Links,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "To show a picture in a chapter, write the path to its file, starting from the chapter's folder: ![What \
              it shows](map.svg).",
};

/// A picture that is not kept with the plan.
pub(super) const OUTSIDE_PICTURE: Rule = Rule {
    name: "outside-picture",
    group: Group::Links,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Elsewhere),
    severity: Severity::Error,
    explain: "Pictures from other websites are not shown. Those websites could see who reads your plan, and the \
              picture could change or disappear. If the licence allows it, save the picture in the plan's folder and \
              write its file name: ![What it shows](map.png).",
};

/// A link of a kind that no reader should be led to.
pub(super) const REFUSED_LINK: Rule = Rule {
    name: "refused-link",
    group: Group::Links,
    policy: Policy::Fixed,
    fix: Fixable::No(Reason::Advice),
    severity: Severity::Error,
    explain: "A link can go to a web page (https://…), an email address (mailto:…), a telephone number (tel:…) or a \
              file in the plan. Readers cannot open a file on your computer (C:\\…, file:…), and scripts are not \
              allowed in links.",
};

pub(super) fn refused_link(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (from, link) in links(plan) {
        if plan.resolve(from, &link.value) == Target::Refused {
            diagnostics.add(Diagnostic::new(&REFUSED_LINK, link.span, "readers cannot open this link").help(
                "Begin a web address with https:// and an email address with mailto:. For a file, put it \
                           in the plan's folder.",
            ));
        }
    }
}

pub(super) fn outside_picture(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (from, picture) in pictures(plan) {
        if matches!(plan.resolve(from, &picture.value), Target::Outside | Target::Refused) {
            let diagnostic = Diagnostic::new(
                &OUTSIDE_PICTURE,
                picture.span,
                "this picture is not in the plan's folder, so readers would not see it",
            );
            let name = file_name(&picture.value);
            diagnostics.add(if from.ends_with(".easy.md") {
                diagnostic.help("Save it in content/pictures, add it to library.yaml there, and write ![its-id] on a line of its own.")
            } else {
                diagnostic.help(format!("Save it in the same folder as this chapter and write its name: ![what it \
                                         shows]({name})."))
            });
        }
    }
}

/// The name of the file that an address ends in.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.is_empty() || name.contains([':', ',']) { "its-file.png" } else { name }
}

/// For so many dead links of a chapter and its easy read, all of the plan is looked through for what was meant. People are shown 20 of
/// a rule in a file.
const MOST_SUGGESTED: usize = 40;

pub(super) fn dead_link(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let mut left = MOST_SUGGESTED;
    let mut meant = |plan, looked_for: &str| {
        left = left.checked_sub(1)?;
        meant(plan, looked_for)
    };
    for (from, link) in links(plan) {
        let Target::Missing { looked_for } = plan.resolve(from, &link.value) else { continue };
        if plan.is_unread(&looked_for) {
            continue;
        }
        let is_from_root = link.value.starts_with('/');
        let shown = if is_from_root { link.value.split('#').next().unwrap_or_default() } else { looked_for.as_str() };
        if let Some(encoded) = plan.encoded(from, &link.value) {
            diagnostics.add(unencoded(&DEAD_LINK, link, &encoded));
            continue;
        }
        let message = format!("broken link: there is no file called {shown}");
        let diagnostic = Diagnostic::new(&DEAD_LINK, link.span, message);
        diagnostics.add(if plan.left_out.contains(&looked_for) {
            diagnostic.help(
                "That chapter is a draft, so it is not published. Give it `status: final`, or build with \
                             --drafts.",
            )
        } else if let Some(meant) = meant(plan, &looked_for) {
            diagnostic.fix(Fix::guess(link.span, with_anchor(&link.value, &relative(from, meant))), |_| {
                format!("Did you mean {}?", relative(from, meant))
            })
        } else if let Some(file) = static_file(plan, &looked_for) {
            diagnostic.fix(Fix::guess(link.span, format!("/{file}")), |file| {
                format!("Did you mean {file}? Files in static/ are at the top of the website.")
            })
        } else if link.value.starts_with("www.") {
            diagnostic.fix(Fix::guess(link.span, format!("https://{}", link.value)), |address| {
                format!("Begin a web address with https://: {address}.")
            })
        } else if link.value.contains('@') {
            diagnostic.fix(Fix::guess(link.span, format!("mailto:{}", link.value)), |address| {
                format!("Begin an email address with mailto:, as in {address}.")
            })
        } else if is_from_root {
            diagnostic.help(
                "A link that begins with / starts from the folder content/. It can also go to a page that every \
                 website has, such as /contact/.",
            )
        } else {
            diagnostic.help("Correct the path. It starts from this chapter's folder.")
        });
    }
}

/// There is a file of this name, but the name means something else in an address.
fn unencoded(rule: &'static Rule, link: &Spanned<String>, encoded: &str) -> Diagnostic {
    let signs = [("#", "%23"), ("%", "%25")].into_iter().find(|(sign, _)| link.value.contains(sign));
    let message = signs.map_or_else(
        || "this name needs a different spelling in a link".to_owned(),
        |(sign, code)| format!("write the {sign} in this file name as {code} in a link"),
    );
    Diagnostic::new(rule, link.span, message)
        .fix(Fix::safe(link.span, encoded), |text| format!("Write {text} instead."))
}

/// The chapter that was probably meant: the same address without its numbers, or nearly the same name.
fn meant<'p>(plan: &'p Plan, looked_for: &str) -> Option<&'p str> {
    let wanted = address(looked_for);
    let same = plan.summaries().find(|chapter| !wanted.is_empty() && chapter.address() == wanted);
    let same_name =
        || plan.summaries().find(|chapter| wanted.last().is_some() && chapter.address().last() == wanted.last());
    let near = || nearest(looked_for, plan.summaries().map(|chapter| chapter.path()));
    same.or_else(same_name).map(|chapter| chapter.path()).or_else(near)
}

/// The file of `static/` that a link means, by its way from there or by its name alone.
fn static_file<'p>(plan: &'p Plan, looked_for: &str) -> Option<&'p str> {
    let from_static = looked_for.rsplit_once("static/").map_or(looked_for, |(_, path)| path);
    let name = from_static.rsplit('/').next();
    let whole = plan.statics.get(from_static);
    whole.or_else(|| plan.statics.get(name?)).map(String::as_str)
}

pub(super) fn dead_anchor(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    let (mut known, mut left) = (HashMap::new(), MOST_SUGGESTED);
    for (from, link) in links(plan) {
        let Target::Page { chapter: position, easy, anchor: Some(anchor) } = plan.resolve(from, &link.value) else {
            continue;
        };
        let chapter = plan.chapter(position);
        let twin = chapter.twin.as_ref().filter(|_| easy);
        let path = twin.map_or(&chapter.path, |twin| &twin.path);
        let headings = || -> Vec<&str> {
            match twin {
                Some(twin) => twin.headings().map(|heading| heading.id.as_str()).collect(),
                None => chapter.body.headings().map(|heading| heading.id.as_str()).collect(),
            }
        };
        let is_there = |anchor: &str, known: &mut HashMap<_, HashSet<_>>| {
            known.entry((position, easy)).or_insert_with(|| headings().into_iter().collect()).contains(anchor)
        };
        if anchor.starts_with("note--") || is_there(&anchor, &mut known) {
            continue;
        }
        let mut near = || {
            left = left.checked_sub(1)?;
            nearest(&anchor, headings())
        };
        let message = format!("there is no heading `{anchor}` in {path}");
        let diagnostic = Diagnostic::new(&DEAD_ANCHOR, link.span, message);
        let page = link.value.split('#').next().unwrap_or_default();
        let help = "Remove the part from # on, or rename the heading to match the link.";
        diagnostics.add(match near() {
            Some(meant) => {
                let say = |_: &str| format!("Did you mean #{meant}?");
                diagnostic.fix(Fix::guess(link.span, format!("{page}#{meant}")), say)
            }
            None if page.is_empty() => diagnostic.help(help),
            None => diagnostic.fix(Fix::guess(link.span, page), |_| help.to_owned()),
        });
    }
}

pub(super) fn missing_picture(plan: &Plan, _: &Files, diagnostics: &mut Diagnostics) {
    for (from, picture) in pictures(plan) {
        let Target::Missing { looked_for } = plan.resolve(from, &picture.value) else { continue };
        if plan.is_unread(&looked_for) {
            continue;
        }
        if let Some(encoded) = plan.encoded(from, &picture.value) {
            diagnostics.add(unencoded(&MISSING_PICTURE, picture, &encoded));
            continue;
        }
        let diagnostic =
            Diagnostic::new(&MISSING_PICTURE, picture.span, format!("there is no picture called {looked_for}"));
        diagnostics.add(if from.ends_with(".easy.md") {
            diagnostic.help("In easy read, write the picture's name in the library on a line of its own: ![doctor].")
        } else {
            diagnostic.help(
                "Put the file in the same folder as the chapter, or correct its name. Capital letters \
                             matter.",
            )
        });
    }
}

/// The address of another file, with the anchor that a link had.
fn with_anchor(link: &str, path: &str) -> String {
    link.split_once('#').map_or_else(|| path.to_owned(), |(_, anchor)| format!("{path}#{anchor}"))
}

/// The way from the folder of `from` to `to`, both below `content/`.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = to.split('/').collect();
    let shared = folder[..folder.len() - 1].iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(folder.len() - 1 - shared), target[shared..].join("/"))
}

/// Every link, with the path that it counts from.
pub(super) fn links(plan: &Plan) -> impl Iterator<Item = (&str, &Spanned<String>)> {
    nodes(plan).filter_map(|(path, node)| match &node.element {
        Element::Link(link) => Some((path, &**link)),
        _ => None,
    })
}

/// Every picture, with the path that it counts from.
fn pictures(plan: &Plan) -> impl Iterator<Item = (&str, &Spanned<String>)> {
    nodes(plan).filter_map(|(path, node)| match &node.element {
        Element::Picture(picture) => Some((path, &picture.file)),
        _ => None,
    })
}

/// All nodes of prose, with the path of their file.
fn nodes(plan: &Plan) -> impl Iterator<Item = (&str, &Node)> {
    plan.prose().flat_map(|(path, nodes)| nodes.iter().map(move |node| (path, node)))
}
