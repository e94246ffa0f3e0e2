//! Words that count → how many they say.

/// What one word counts: `seven`, `ninety`; nothing for a word that is none of the first twenty numbers and the tens.
#[must_use]
pub fn value_of(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|other| *other == word).and_then(|at| u32::try_from(at).ok());
    place(&ONES).or_else(|| place(&TENS).map(|at| (at + 2) * 10))
}
