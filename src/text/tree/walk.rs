//! Nodes that lie flat → the steps of somebody who reads them: into an element, and out of it again.

use super::Node;

/// A step on the way through a tree.
#[derive(Clone, Copy, Debug)]
pub enum Step<'t> {
    /// A node begins. All that is in it follows.
    Enter(&'t Node),
    /// A node ends in which something could have stood. Words, figures and their like have no end of their own.
    Leave(&'t Node),
}

/// The way through some nodes, from [`walk()`].
#[derive(Clone, Debug)]
pub struct Walk<'t> {
    nodes: &'t [Node],
    /// The next node.
    at: usize,
    /// Nodes that have begun and not ended, and where each ends.
    open: Vec<(&'t Node, usize)>,
}

/// Goes through some nodes in reading order. However deep they lie in each other, it needs no more of the stack.
#[must_use]
pub fn walk(nodes: &[Node]) -> Walk<'_> {
    Walk { nodes, at: 0, open: Vec::new() }
}

/// Each node with the nodes that are in it.
pub fn each(nodes: &[Node]) -> impl Iterator<Item = (&Node, &[Node])> {
    nodes.iter().enumerate().map(|(at, node)| {
        let behind = &nodes[at + 1..];
        (node, &behind[..behind.len().min(node.size as usize)])
    })
}

impl<'t> Iterator for Walk<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        if let Some((node, _)) = self.open.pop_if(|(_, end)| *end <= self.at) {
            return Some(Step::Leave(node));
        }
        let Some(node) = self.nodes.get(self.at) else { return self.open.pop().map(|(node, _)| Step::Leave(node)) };
        self.at += 1;
        if !node.element.is_leaf() {
            self.open.push((node, self.at + node.size as usize));
        }
        Some(Step::Enter(node))
    }
}
