//! The words that the house itself knows: interests, skills, languages, parts of town, and the synonyms of
//! `data/vocabulary/synonyms.csv`. They are in the binary, so what a question means never depends on what is listed.

use super::{
    near::{Shape, Typed},
    stem::{Key, key, keys, share},
    text::{is_glue, is_stop_word, tokens, words},
};
use crate::kit::{place::gazetteer, vocabulary::vocabulary};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

/// A row of the synonyms: each of its words and phrases is another way to say the same.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Single words.
    pub words: Vec<String>,
    /// Phrases.
    pub phrases: Vec<Vec<String>>,
    /// Kinds of it: found too, lower, and never the other way round.
    pub narrower: Vec<String>,
    /// The same in more than one word.
    pub narrower_phrases: Vec<Vec<String>>,
    /// It says nothing of what a listing is about, such as "club" or "class": it lifts, and excludes nothing where
    /// another word was typed.
    pub light: bool,
}

/// A word that the house knows.
struct Known {
    word: String,
    shown: String,
    shape: Shape,
}

/// All that the house knows.
pub(super) struct Lexicon {
    known: Vec<Known>,
    keys: HashSet<Key>,
    /// The first two letters of every key's word: most pieces of a word are none, and this says so at once.
    begins: HashSet<[u8; 2]>,
    groups: Vec<Group>,
    groups_of: HashMap<Key, Vec<usize>>,
    /// Phrases by the keys of their words, longest first, each with its group.
    phrases: Vec<(Vec<Vec<Key>>, usize)>,
}

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../../../data/vocabulary/synonyms.csv")));

/// The lexicon in the binary.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Single words, and phrases without what holds them together.
fn read(cells: &[&str]) -> (Vec<String>, Vec<Vec<String>>) {
    let said = cells.iter().flat_map(|cell| cell.split(';'));
    let all = said.map(|said| words(said).filter(|w| !is_glue(w)).collect::<Vec<_>>());
    let (single, phrases): (Vec<_>, Vec<_>) = all.filter(|p| !p.is_empty()).partition(|p| p.len() == 1);
    (single.into_iter().flatten().collect(), phrases)
}

impl Lexicon {
    fn read(synonyms: &str) -> Self {
        let mut groups = Vec::new();
        let mut shown: BTreeMap<String, String> = BTreeMap::new();
        let mut learn = |text: &str| {
            for token in tokens(text).filter(|t| !is_stop_word(&t.word)) {
                shown.entry(token.word.clone()).or_insert(token.written.unwrap_or(token.word));
            }
        };
        for row in csv::Reader::from_reader(synonyms.as_bytes()).records() {
            let row = row.expect("the project's own file is right (a test)");
            row.iter().take(3).flat_map(|cell| cell.split(';')).for_each(&mut learn);
            let (words, phrases) = read(&[&row[0], &row[1]]);
            let (narrower, narrower_phrases) = read(&[&row[2]]);
            groups.push(Group { words, phrases, narrower, narrower_phrases, light: &row[3] == "yes" });
        }
        let vocabulary = vocabulary();
        let interests = vocabulary.interests.iter().map(|i| &i.named);
        for named in interests.chain(vocabulary.skills.iter().map(|s| &s.named)).chain(&vocabulary.languages) {
            learn(&named.en);
            learn(&named.nl);
        }
        gazetteer().parts.iter().for_each(|part| learn(&part.name));
        Self::of(groups, shown)
    }

    fn of(groups: Vec<Group>, shown: BTreeMap<String, String>) -> Self {
        let mut all = HashSet::new();
        let mut begins = HashSet::new();
        for word in shown.keys() {
            all.extend(keys(word));
            begins.extend(word.as_bytes().first_chunk::<2>().copied());
        }
        let mut groups_of: HashMap<Key, Vec<usize>> = HashMap::new();
        let mut phrases = Vec::new();
        for (n, group) in groups.iter().enumerate() {
            for key in group.words.iter().flat_map(|w| keys(w)) {
                let of = groups_of.entry(key).or_default();
                if of.last() != Some(&n) {
                    of.push(n);
                }
            }
            phrases.extend(group.phrases.iter().map(|p| (p.iter().map(|w| keys(w)).collect::<Vec<_>>(), n)));
        }
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let known = shown.into_iter().map(|(word, shown)| Known { shape: Shape::of(&word), word, shown }).collect();
        Self { known, keys: all, begins, groups, groups_of, phrases }
    }

    /// Whether a folded word, or another form of it, is known: then it is no typing error.
    pub fn knows(&self, word: &str) -> bool {
        self.may_know(word) && keys(word).iter().any(|k| self.keys.contains(k))
    }

    /// Whether a word may be known: a look at its first two letters.
    pub fn may_know(&self, word: &str) -> bool {
        word.as_bytes().first_chunk::<2>().is_some_and(|two| self.begins.contains(two))
    }

    /// The rows of synonyms of a word: those that have the very word, else those that have a form of it.
    pub fn groups(&self, word: &str) -> Vec<&Group> {
        let of = |key: &Key| self.groups_of.get(key).into_iter().flatten().copied();
        let exact: Vec<usize> = of(&key(word)).filter(|n| self.groups[*n].words.iter().any(|w| w == word)).collect();
        let mut found = if exact.is_empty() { keys(word).iter().flat_map(of).collect() } else { exact };
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|n| &self.groups[n]).collect()
    }

    /// The phrase with which these words begin, if they do: how many words it has, and its row.
    pub fn phrase(&self, words: &[Vec<Key>]) -> Option<(usize, &Group)> {
        let begins =
            |phrase: &[Vec<Key>]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| share(a, b));
        self.phrases.iter().find(|(phrase, _)| begins(phrase)).map(|(phrase, n)| (phrase.len(), &self.groups[*n]))
    }

    /// The known words that a mistyped word is nearest to, each folded and as it is shown; and how many slips that is.
    pub fn near(&self, typed: &Typed) -> (Option<u8>, Vec<(&str, &str)>) {
        let slips = |known: &Known| typed.slips(&known.word, known.shape);
        let all: Vec<(u8, &Known)> = self.known.iter().filter_map(|k| slips(k).map(|n| (n, k))).collect();
        let least = all.iter().map(|(n, _)| *n).min();
        let nearest = all.into_iter().filter(|(n, _)| Some(*n) == least);
        (least, nearest.map(|(_, k)| (k.word.as_str(), k.shown.as_str())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_knows_its_words_in_both_languages() {
        let words = lexicon();
        for known in ["fiets", "bikes", "koren", "bibliotheek", "spaans", "stratum", "keramiek", "wandelingen"] {
            assert!(words.knows(known), "{known}");
        }
        for unknown in ["voetbl", "chior", "fitesen", "houdoe"] {
            assert!(!words.knows(unknown), "{unknown}");
        }
        let groups = words.groups("fietsen");
        assert!(groups.iter().any(|g| g.words.iter().any(|w| w == "bike")));
        assert_eq!(words.near(&Typed::new("voetbl")).1, [("voetbal", "voetbal")]);
        assert_eq!(words.near(&Typed::new("taalcaffe")).1, [("taalcafe", "taalcafé")]);
    }

    #[test]
    fn a_phrase_is_one_thing() {
        let typed: Vec<Vec<Key>> = ["learning", "dutch", "evening"].iter().map(|w| keys(w)).collect();
        let (length, group) = lexicon().phrase(&typed).expect("a phrase");
        assert!(length == 2 && group.words.iter().any(|w| w == "taalles"));
        assert!(lexicon().phrase(&typed[1..]).is_none());
    }

    #[test]
    fn every_row_says_something_and_light_ones_are_few() {
        let groups = &lexicon().groups;
        assert!(groups.len() >= 60 && groups.iter().filter(|g| g.light).count() == 3);
        assert!(groups.iter().all(|g| g.words.len() + g.phrases.len() > 1));
    }
}
