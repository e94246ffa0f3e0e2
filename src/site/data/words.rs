//! Prose → plain words for data, line by line, as an author would write them in a cell.

use crate::plan::Plan;
use crate::text::tree::{Element, List, Node, Step, walk};

/// What is read, with its figures; items of a list begin with `-` or their number.
pub(super) fn words(nodes: &[Node], plan: &Plan) -> String {
    let mut text = String::new();
    // The number of the last item, in a list that is numbered.
    let mut number = None;
    for step in walk(nodes) {
        match step {
            Step::Enter(node) => enter(node, plan, &mut number, &mut text),
            Step::Leave(node) if matches!(node.element, Element::Paragraph | Element::Item) => text.push('\n'),
            Step::Leave(_) => {}
        }
    }
    text.trim().to_owned()
}

fn enter(node: &Node, plan: &Plan, number: &mut Option<u64>, text: &mut String) {
    match &node.element {
        Element::List(List::Bullets) => *number = None,
        Element::List(List::Numbers(first)) => *number = Some(first.saturating_sub(1)),
        Element::Item => {
            *number = number.map(|last| last + 1);
            *text += &number.map_or("- ".to_owned(), |number| format!("{number}. "));
        }
        Element::Break(_) => text.push('\n'),
        Element::Text(words) => *text += words,
        // Figures are asked of the plan.
        _ => *text += &plan.plain(std::slice::from_ref(node), false),
    }
}
