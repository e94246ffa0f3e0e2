//! How a plan writes its numbers: `numbers:` of plan.yaml as a value.

/// How a site writes numbers below nothing.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Negative {
    /// `−466`.
    #[default]
    Minus,
    /// `(466)`, read out as minus.
    Brackets,
}

/// How a site sets thousands apart.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Thousands {
    /// `1,234`.
    #[default]
    Comma,
    /// `1 234`.
    Space,
}

/// How a site writes shares in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Percent {
    /// `88.1%`.
    #[default]
    Sign,
    /// `88.1 per cent`.
    Words,
}

/// The style of the plan of a site: how all its numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Style {
    /// Numbers below nothing.
    pub negative: Negative,
    /// Thousands.
    pub thousands: Thousands,
    /// Shares.
    pub percent: Percent,
}
