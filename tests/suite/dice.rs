//! Numbers that look random and are the same for the same seed (splitmix64).

pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A number below another one; 0 below 0.
    pub(crate) fn throw(&mut self, below: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.state;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((number ^ (number >> 31)) % below.max(1) as u64).expect("small")
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.throw(list.len())]
    }

    pub(crate) fn any<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.throw(list.len())]
    }

    /// Whether something happens that does so this often in a hundred times.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.throw(100) < percent
    }
}
