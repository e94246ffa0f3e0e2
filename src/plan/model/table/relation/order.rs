//! Things that follow from each other → the order in which they can be worked out, and a circle where there is none.

use std::collections::VecDeque;

/// Things by their numbers, each with those that it follows from.
pub(crate) struct Dependencies(pub(crate) Vec<Vec<usize>>);

impl Dependencies {
    /// Each behind those that it follows from. Those that follow from themselves are left out.
    pub(crate) fn order(&self) -> Vec<usize> {
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for (number, from) in self.0.iter().enumerate() {
            for other in from {
                followers[*other].push(number);
            }
        }
        let mut waits_for: Vec<usize> = self.0.iter().map(Vec::len).collect();
        let mut ready: VecDeque<usize> = (0..self.0.len()).filter(|number| waits_for[*number] == 0).collect();
        let mut order = Vec::new();
        while let Some(number) = ready.pop_front() {
            order.push(number);
            for follower in &followers[number] {
                waits_for[*follower] -= 1;
                if waits_for[*follower] == 0 {
                    ready.push_back(*follower);
                }
            }
        }
        order
    }

    /// Things that follow from each other in a circle, each from the next; nothing where there are none.
    pub(crate) fn circle(&self) -> Vec<usize> {
        let mut is_sound = vec![false; self.0.len()];
        self.order().into_iter().for_each(|number| is_sound[number] = true);
        let Some(mut number) = is_sound.iter().position(|is_sound| !is_sound) else { return Vec::new() };
        let mut path = Vec::new();
        // Each that is in no order follows from another such.
        while !path.contains(&number) {
            path.push(number);
            let Some(next) = self.0[number].iter().find(|other| !is_sound[**other]) else { return Vec::new() };
            number = *next;
        }
        path.into_iter().skip_while(|known| *known != number).collect()
    }
}
