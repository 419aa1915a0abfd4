//! The keys of a word: two words with a key in common are forms of one.
//!
//! A word's keys are itself and its stems in Dutch and English by Snowball: Kraaij and Pohlmann's algorithm for Dutch
//! (the one of Snowball 3, which finds "koor" in "koren", "groep" in "groepje" and "zwem" in "zwemmen", where the older
//! Porter one does not) and Porter2 for English. The word itself is a key because a stemmer takes the s of "fiets" and
//! "dans" for an ending: fietsen → fiets, but fiets → fiet.

use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

/// A word form as a number: compared often, and 64 bits of SipHash do not meet among the words of a city.
pub(super) type Key = u64;

/// A shorter stem is no word any more.
const SHORTEST: usize = 3;

static DUTCH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Dutch));
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The key of one form.
pub(super) fn key(form: &str) -> Key {
    let mut hasher = DefaultHasher::new();
    form.hash(&mut hasher);
    hasher.finish()
}

/// The stem of a folded word in Dutch: what a compound begins with.
pub(super) fn dutch(word: &str) -> String {
    DUTCH.stem(word).into_owned()
}

/// The keys of a folded word, itself first; one to three.
pub(super) fn keys(word: &str) -> Vec<Key> {
    let mut keys = vec![key(word)];
    // A number has no stem, and the stemmers know Latin letters alone.
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        // Nor is -les an ending in "taalles", though the Dutch one takes it for one.
        let dutch = (!word.ends_with("les")).then(|| DUTCH.stem(word));
        for stem in [dutch, Some(ENGLISH.stem(word))].into_iter().flatten() {
            let key = key(&stem);
            if stem.len() >= SHORTEST && !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// Whether two words are forms of one.
pub(super) fn share(a: &[Key], b: &[Key]) -> bool {
    a.iter().any(|key| b.contains(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_key() {
        for (a, b) in [
            ("fiets", "fietsen"),
            ("koor", "koren"),
            ("taal", "talen"),
            ("zwem", "zwemmen"),
            ("taalles", "taallessen"),
            ("dans", "dansen"),
            ("groep", "groepjes"),
            ("kinder", "kinderen"),
            ("vrijwilliger", "vrijwilligers"),
            ("wandelen", "wandeling"),
            ("brief", "brieven"),
            ("library", "libraries"),
            ("dance", "dancing"),
            ("volunteer", "volunteering"),
            ("baby", "babies"),
        ] {
            assert!(share(&keys(a), &keys(b)), "{a} and {b}");
        }
        for (a, b) in [("koor", "koken"), ("taalles", "taal"), ("fiets", "feest"), ("leren", "lezen"), ("taal", "tuin")]
        {
            assert!(!share(&keys(a), &keys(b)), "{a} and {b}");
        }
    }
}
