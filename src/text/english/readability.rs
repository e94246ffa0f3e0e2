//! A text → figures that guess how hard it is to read. They are shown beside a text and never decide anything: they know
//! nothing of what words mean, and no formula was made for easy read.

use crate::text::english::syllables::syllables;

/// What is counted of a text.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Words.
    pub words: u32,
    /// Sentences.
    pub sentences: u32,
    /// Syllables.
    pub syllables: u32,
    /// Words of three syllables and more.
    pub polysyllables: u32,
    /// Words of more than six letters.
    pub long_words: u32,
    /// Signs that are not spaces.
    pub characters: u32,
}

/// SMOG was made from 30 sentences; with fewer it is noise.
const SMOG_NEEDS: u32 = 30;

impl Counts {
    /// Counts the words of one more sentence, whose signs are `characters` in all.
    pub fn add_sentence<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, characters: usize) {
        self.sentences += 1;
        self.characters += u32::try_from(characters).unwrap_or(u32::MAX);
        for word in words {
            let parts = u32::try_from(syllables(word)).unwrap_or(u32::MAX);
            self.words += 1;
            self.syllables += parts;
            self.polysyllables += u32::from(parts >= 3);
            self.long_words += u32::from(word.chars().filter(|letter| letter.is_alphanumeric()).count() > 6);
        }
    }

    fn words_a_sentence(self) -> f64 {
        f64::from(self.words) / f64::from(self.sentences)
    }

    fn syllables_a_word(self) -> f64 {
        f64::from(self.syllables) / f64::from(self.words)
    }

    /// Words a sentence, if there is one.
    #[must_use]
    pub fn mean_words(self) -> Option<f64> {
        self.if_any(Self::words_a_sentence)
    }

    /// Flesch Reading Ease: 100 is very easy, 0 very hard (Flesch 1948).
    #[must_use]
    pub fn flesch_reading_ease(self) -> Option<f64> {
        self.if_any(|counts| 206.835 - 1.015 * counts.words_a_sentence() - 84.6 * counts.syllables_a_word())
    }

    /// Flesch-Kincaid grade: years of school in the United States (Kincaid and others 1975).
    #[must_use]
    pub fn flesch_kincaid(self) -> Option<f64> {
        self.if_any(|counts| 0.39 * counts.words_a_sentence() + 11.8 * counts.syllables_a_word() - 15.59)
    }

    /// SMOG grade (`McLaughlin` 1969), from 30 sentences on.
    #[must_use]
    pub fn smog(self) -> Option<f64> {
        (self.sentences >= SMOG_NEEDS).then(|| self.smog_of_any_length())
    }

    fn smog_of_any_length(self) -> f64 {
        1.043 * (30.0 * f64::from(self.polysyllables) / f64::from(self.sentences)).sqrt() + 3.1291
    }

    /// Automated Readability Index: years of school, from signs and not from syllables (Smith and Senter 1967).
    #[must_use]
    pub fn automated_readability_index(self) -> Option<f64> {
        self.if_any(|counts| {
            4.71 * f64::from(counts.characters) / f64::from(counts.words) + 0.5 * counts.words_a_sentence() - 21.43
        })
    }

    /// LIX: under 25 is a book for children, over 60 a text of experts (Björnsson 1968).
    #[must_use]
    pub fn lix(self) -> Option<f64> {
        self.if_any(|counts| counts.words_a_sentence() + 100.0 * f64::from(counts.long_words) / f64::from(counts.words))
    }

    /// RIX: long words a sentence (Anderson 1983).
    #[must_use]
    pub fn rix(self) -> Option<f64> {
        self.if_any(|counts| f64::from(counts.long_words) / f64::from(counts.sentences))
    }

    fn if_any(self, figure: impl Fn(Self) -> f64) -> Option<f64> {
        (self.words > 0 && self.sentences > 0).then(|| figure(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts of six texts with the figures that published programs give for them: words, sentences, syllables, words of three
    /// syllables, long words, signs; then Flesch Reading Ease, Flesch-Kincaid, SMOG, ARI, LIX and RIX.
    const VECTORS: [([u32; 6], [f64; 6]); 6] = [
        ([22, 4, 24, 1, 2, 90], [108.9616, -0.5723, 5.9855, 0.5882, 14.5909, 0.5]),
        ([38, 3, 88, 14, 19, 267], [-1.9375, 16.6763, 15.4700, 17.9973, 62.6667, 6.3333]),
        ([23, 2, 28, 0, 1, 85], [92.1712, 3.2602, 3.1291, 1.7265, 15.8478, 0.5]),
        ([16, 3, 18, 0, 1, 56], [106.2467, -0.2350, 3.1291, -2.2783, 11.5833, 0.3333]),
        ([13, 2, 20, 2, 4, 69], [70.0837, 5.0988, 8.8418, 6.8192, 37.2692, 2.0]),
        ([9, 1, 12, 1, 2, 38], [84.9000, 3.6533, 8.8418, 2.9567, 31.2222, 2.0]),
    ];

    #[test]
    fn formulas_give_the_published_figures() {
        for ([words, sentences, syllables, polysyllables, long_words, characters], figures) in VECTORS {
            let counts = Counts { words, sentences, syllables, polysyllables, long_words, characters };
            let found = [
                counts.flesch_reading_ease(),
                counts.flesch_kincaid(),
                Some(counts.smog_of_any_length()),
                counts.automated_readability_index(),
                counts.lix(),
                counts.rix(),
            ];
            for (found, wanted) in found.into_iter().zip(figures) {
                assert!((found.expect("a figure") - wanted).abs() < 0.000_051, "{found:?} is not {wanted}");
            }
        }
    }

    #[test]
    fn smog_needs_thirty_sentences_and_nothing_has_no_figures() {
        let counts = Counts { words: 290, sentences: 29, syllables: 400, polysyllables: 20, ..Counts::default() };
        assert_eq!(counts.smog(), None);
        assert!(Counts { sentences: 30, ..counts }.smog().is_some());
        assert_eq!(Counts::default().flesch_kincaid(), None);
        assert_eq!(Counts::default().lix(), None);
    }

    #[test]
    fn words_are_counted() {
        let mut counts = Counts::default();
        counts.add_sentence("Ambulance staff will get to you in 30 minutes".split(' '), 38);
        assert_eq!(
            counts,
            Counts { words: 9, sentences: 1, syllables: 12, polysyllables: 1, long_words: 2, characters: 38 }
        );
    }
}
