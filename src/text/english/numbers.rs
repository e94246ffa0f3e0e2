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

/// `II`, `IV`: a number in Roman numerals.
#[must_use]
pub fn is_roman(word: &str) -> bool {
    const NUMERALS: [&str; 18] = [
        "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX",
        "XX", "XXI",
    ];
    NUMERALS.contains(&word)
}

/// What a Roman numeral counts: `XIV` → 14. A smaller sign before a larger one is taken off.
#[must_use]
pub fn roman(word: &str) -> u32 {
    let value = |sign: char| match sign {
        'I' => 1,
        'V' => 5,
        _ => 10,
    };
    let mut largest = 0;
    word.chars().rev().map(value).fold(0, |sum, sign| {
        let is_before_larger = sign < largest;
        largest = largest.max(sign);
        if is_before_larger { sum - sign } else { sum + sign }
    })
}
