//! Two lists → the longest run of entries that they share, and what lies between those.

use std::ops::Range;

/// Where two lists differ: what lies between the longest run that they share.
pub fn differing(old: &[String], new: &[String]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + use<> {
    gaps(&shared(old, new), old.len(), new.len())
}

/// The words that two texts share, as pairs of places, in the longest run there is.
fn shared(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] =
                if old[i] == new[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// What lies between shared words, on both sides.
fn gaps(
    shared: &[(usize, usize)],
    old: usize,
    new: usize,
) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + use<> {
    let mut from = (0, 0);
    let mut gaps = Vec::new();
    for &(i, j) in shared.iter().chain([&(old, new)]) {
        if from != (i, j) {
            gaps.push((from.0..i, from.1..j));
        }
        from = (i + 1, j + 1);
    }
    gaps.into_iter()
}
