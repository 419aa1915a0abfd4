//! How easily a short text reads: words in a sentence, and long words. For advice, never for a verdict.

use super::lang::Lang;

/// A sentence with more words than this is better split.
const LONG_SENTENCE: usize = 20;
/// More words a sentence than this, on average, is hard work.
const LONG_ON_AVERAGE: usize = 14;
/// So many long words are named.
const WORDS_NAMED: usize = 3;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How many sentences.
    pub sentences: usize,
    /// How many words.
    pub words: usize,
    /// The words of the longest sentence.
    pub longest: usize,
    /// Long words, each once, the longest first.
    pub long_words: Vec<String>,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// One sentence has so many words: split it.
    Split(usize),
    /// So many words a sentence: shorter sentences.
    Shorter(usize),
    /// Long words, with commas between them: is there a shorter one?
    Words(String),
}

/// The letters from which on a word is long. Dutch writes words together.
fn long(lang: Lang) -> usize {
    match lang {
        Lang::En => 13,
        Lang::Nl => 17,
    }
}

/// Counts a text in its language.
pub fn read(text: &str, lang: Lang) -> Reading {
    let mut reading = Reading::default();
    let mut words = 0;
    let mut tokens = text.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            words += 1;
            let letters = word.split('-').map(|part| part.chars().count()).max().unwrap_or_default();
            let is_address = word.contains(['/', '@', '.']);
            if letters >= long(lang) && !is_address && !reading.long_words.iter().any(|w| w == word) {
                reading.long_words.push(word.to_owned());
            }
        }
        let bare = token.trim_end_matches(['"', '\'', ')', '”', '’']);
        // "St. Jan" goes on; "… café. Come along" does not.
        let goes_on = tokens.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        let ends = bare.ends_with(['!', '?', '…']) || bare.ends_with('.') && !goes_on;
        if (ends || tokens.peek().is_none()) && words > 0 {
            reading.sentences += 1;
            reading.words += words;
            reading.longest = reading.longest.max(words);
            words = 0;
        }
    }
    reading.long_words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
    reading
}

impl Reading {
    /// Words a sentence, rounded up.
    pub fn average(&self) -> usize {
        self.words.div_ceil(self.sentences.max(1))
    }

    /// What would make it easier; nothing where it reads easily.
    pub fn advice(&self) -> Vec<Advice> {
        let mut advice = Vec::new();
        if self.longest > LONG_SENTENCE {
            advice.push(Advice::Split(self.longest));
        } else if self.average() > LONG_ON_AVERAGE {
            advice.push(Advice::Shorter(self.average()));
        }
        if !self.long_words.is_empty() {
            let named: Vec<&str> = self.long_words.iter().take(WORDS_NAMED).map(String::as_str).collect();
            advice.push(Advice::Words(named.join(", ")));
        }
        advice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentences_and_words_are_counted() {
        let reading = read("Sing with us at St. Jan. Come at eight! Everybody is welcome", Lang::En);
        assert_eq!((reading.words, reading.average()), (12, 3));
        assert_eq!(reading.longest, 5);
        assert_eq!(read("", Lang::En), Reading::default());
        assert_eq!(read(" … - ", Lang::Nl), Reading::default());
    }

    #[test]
    fn a_long_sentence_is_to_be_split_and_a_long_word_is_named() {
        let long = format!("{}.", ["word"; 31].join(" "));
        assert_eq!(read(&long, Lang::En).advice(), [Advice::Split(31)]);
        let rather = format!("{}. Then {}.", ["word"; 16].join(" "), ["word"; 12].join(" "));
        assert_eq!(read(&rather, Lang::En).advice(), [Advice::Shorter(15)]);
        let words = "Multidisciplinary fun for multidisciplinary people, see example.org/internationalisation.";
        assert_eq!(read(words, Lang::En).advice(), [Advice::Words("Multidisciplinary, multidisciplinary".into())]);
        assert!(read("Een avond in het buurthuis met koffie.", Lang::Nl).advice().is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_counted_without_a_word_lost(text in "[a-zA-Z .!?\\-]{0,300}") {
            let reading = read(&text, Lang::En);
            let words = text.split_whitespace().filter(|t| t.chars().any(char::is_alphanumeric)).count();
            prop_assert_eq!(reading.words, words);
            prop_assert!(reading.longest <= words && reading.sentences <= words.max(1));
            prop_assert_eq!(reading.sentences == 0, words == 0);
        }
    }
}
