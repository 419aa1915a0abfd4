//! What is typed and what is written, as words: lower case, without accents, without the marks between them.

use std::{collections::HashSet, sync::LazyLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A longer word is cut here: nobody means more, and the time a word takes has a bound.
pub(super) const LONGEST: usize = 32;

/// Words that hold others together, in Dutch and English; they are no part of a phrase.
const GLUE: &str = "de het een en of in op aan met voor van te bij om tot uit over naar door als dan dat die dit deze \
    is zijn ben bent was ik je jij jou jouw u uw we wij ons onze ze zij hun er hier daar mijn me al zo toe nu na \
    the an and or on at to for with from by as are be been you my your our us they them their it its this that these \
    those there here so if all";

/// What people say around what they look for.
const FILLING: &str = "wordt worden kan kun kunt kunnen wil wilt willen ook nog niet geen wel maar want wat wie waar hoe \
    hoeft iets iemand zoek zoeken graag heb hebt heeft hebben doe doet doen mag moet moeten meer alle allemaal elk elke \
    samen ga gaan komt kom komen laat \
    can could will would not no do does doing what where when who how some something anything someone somebody any want \
    wants wanted like looking look find search need needs please about up out go goes going get let has have had \
    together more";

/// Lower case without accents, so that "cafe" finds "café".
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Letters that Unicode does not take apart.
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            // What lower case adds ("İ" becomes "i" and a dot).
            c if is_combining_mark(c) => {}
            c => plain.push(c),
        }
    }
    plain
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded: what is compared.
    pub word: String,
    /// As it was written, where that is not the same; to be shown.
    pub written: Option<String>,
}

/// The words of a text, in order; single letters are none.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let between = |c: char| !(c.is_alphanumeric() || is_combining_mark(c));
    text.split(between).filter_map(|written| {
        let word: String = folded(written).chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
        let lower = written.to_lowercase();
        (word.chars().nth(1).is_some()).then(|| Token { written: (lower != word).then_some(lower), word })
    })
}

/// The same without how they were written.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(|t| t.word)
}

static GLUED: LazyLock<HashSet<&str>> = LazyLock::new(|| GLUE.split_whitespace().collect());
static FILLED: LazyLock<HashSet<&str>> = LazyLock::new(|| FILLING.split_whitespace().collect());

/// Whether a word only holds others together.
pub(super) fn is_glue(word: &str) -> bool {
    GLUED.contains(word)
}

/// Whether a word says nothing of what somebody looks for.
pub(super) fn is_stop_word(word: &str) -> bool {
    is_glue(word) || FILLED.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_marks_and_capitals_do_not_matter() {
        assert_eq!(folded("Taalcafé Łódź ĳs STRASSE straße İ"), "taalcafe lodz ijs strasse strasse i");
        let said: Vec<String> = words("Men’s shed; 3D-printen, cv's & T (Woensel-Noord)").collect();
        assert_eq!(said, ["men", "shed", "3d", "printen", "cv", "woensel", "noord"]);
        let cafe = tokens("Café").next().expect("a word");
        assert_eq!((cafe.word.as_str(), cafe.written.as_deref()), ("cafe", Some("café")));
        assert!(is_stop_word("het") && is_stop_word("the") && !is_stop_word("koor"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once: Vec<String> = words(&text).collect();
            let twice: Vec<String> = words(&once.join(" ")).collect();
            prop_assert_eq!(&once, &twice);
            prop_assert!(once.iter().all(|w| w.chars().count() <= LONGEST));
        }
    }
}
