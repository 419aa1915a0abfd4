//! The words of listings, each once, with what is worked out of a word once: its shape, its keys, its parts.

use super::{
    compound,
    lexicon::lexicon,
    near::Shape,
    stem::{Key, keys},
};
use std::{collections::HashMap, sync::Arc};

/// What is worked out of a word.
#[derive(Debug)]
pub(super) struct Analysis {
    keys: Vec<Key>,
    parts: Vec<Key>,
}

impl Analysis {
    fn of(word: &str) -> Self {
        Self { keys: keys(word), parts: compound::parts(word, lexicon()) }
    }
}

/// What was worked out already, by word.
pub(super) type Analysed = HashMap<Arc<str>, Arc<Analysis>>;

/// Words by number.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    letters: String,
    ends: Vec<u32>,
    shapes: Vec<Shape>,
    /// Sorted: the words that have a key.
    keys: Vec<(Key, u32)>,
    /// Sorted: the words that have a part with a key.
    parts: Vec<(Key, u32)>,
    /// How a word was written first, where that is not how it is compared.
    written: HashMap<u32, Box<str>>,
}

impl Dictionary {
    /// Adds a word that is not there yet; `tidy` comes after the last.
    pub fn add(&mut self, word: &str, written: Option<&str>, analysis: &Analysis) {
        let id = self.push(word, written);
        self.keys.extend(analysis.keys.iter().map(|key| (*key, id)));
        self.parts.extend(analysis.parts.iter().map(|key| (*key, id)));
    }

    /// Adds words that are in none yet, each analysed once and remembered.
    pub fn add_new(&mut self, word: &str, written: Option<&str>, analysed: Option<&mut Analysed>) {
        match analysed {
            None => self.add(word, written, &Analysis::of(word)),
            Some(all) => {
                let found = all.entry(word.into()).or_insert_with(|| Arc::new(Analysis::of(word))).clone();
                self.add(word, written, &found);
            }
        }
    }

    /// Sorts what is looked up.
    pub fn tidy(&mut self) {
        self.keys.sort_unstable();
        self.parts.sort_unstable();
        self.keys.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.letters.shrink_to_fit();
    }

    fn push(&mut self, word: &str, written: Option<&str>) -> u32 {
        let id = self.ends.len() as u32;
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        self.shapes.push(Shape::of(word));
        if let Some(written) = written {
            self.written.insert(id, written.into());
        }
        id
    }

    /// The words of two dictionaries, less those without a new number: `(first, id) → number`, which count up in the
    /// order of the first and then the second.
    pub fn merged(&self, other: &Self, numbers: &[Vec<Option<u32>>; 2]) -> Self {
        let mut all = Self::default();
        for (from, numbers) in [self, other].into_iter().zip(numbers) {
            for (id, number) in numbers.iter().enumerate() {
                if number.is_some_and(|n| n as usize == all.len()) {
                    all.push(from.word(id as u32), from.written.get(&(id as u32)).map(|w| &**w));
                }
            }
            let renumbered = |pairs: &[(Key, u32)]| -> Vec<(Key, u32)> {
                pairs.iter().filter_map(|(key, id)| numbers[*id as usize].map(|n| (*key, n))).collect()
            };
            all.keys.extend(renumbered(&from.keys));
            all.parts.extend(renumbered(&from.parts));
        }
        // A word of both has its keys from both.
        for pairs in [&mut all.keys, &mut all.parts] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        all.tidy();
        all
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A word by its number.
    pub fn word(&self, id: u32) -> &str {
        let from = if id == 0 { 0 } else { self.ends[id as usize - 1] };
        &self.letters[from as usize..self.ends[id as usize] as usize]
    }

    /// A word as it was written.
    pub fn written(&self, id: u32) -> &str {
        match self.written.get(&id) {
            Some(written) => written,
            None => self.word(id),
        }
    }

    /// The words with this key.
    pub fn with_key(&self, key: Key) -> impl Iterator<Item = u32> {
        with(&self.keys, key)
    }

    /// The words with a part that has this key.
    pub fn with_part(&self, key: Key) -> impl Iterator<Item = u32> {
        with(&self.parts, key)
    }

    /// All words with their shapes.
    pub fn shapes(&self) -> impl Iterator<Item = (u32, Shape)> {
        self.shapes.iter().enumerate().map(|(id, shape)| (id as u32, *shape))
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.letters.capacity()
            + self.ends.capacity() * 4
            + self.shapes.capacity() * size_of::<Shape>()
            + (self.keys.capacity() + self.parts.capacity()) * size_of::<(Key, u32)>()
            + self.written.values().map(|w| w.len() + 32).sum::<usize>()
    }
}

fn with(pairs: &[(Key, u32)], key: Key) -> impl Iterator<Item = u32> {
    let from = pairs.partition_point(|(k, _)| *k < key);
    pairs[from..].iter().take_while(move |(k, _)| *k == key).map(|(_, id)| *id)
}
