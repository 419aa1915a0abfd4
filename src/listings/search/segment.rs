//! Which words stand in which listings: for each word the places of its listings in ascending order.

use super::{
    dictionary::{Analysed, Dictionary},
    text::Token,
    way::Field,
};
use std::collections::HashMap;

/// The words of one listing, each once, where it tells most.
pub(super) type Row = Vec<(Token, Field)>;

/// Words and their listings; never changed once it is made.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// The words.
    pub words: Dictionary,
    /// Where each word's listings begin in `places`, and where the last one's end.
    starts: Vec<u32>,
    /// A place and, in the lowest two bits, the field.
    places: Vec<u32>,
}

/// A place and a field as one number.
fn packed(place: u32, field: Field) -> u32 {
    place << 2 | field as u32
}

/// The place and the field of a number.
pub(super) fn unpacked(number: u32) -> (usize, Field) {
    ((number >> 2) as usize, Field::of(number))
}

impl Segment {
    /// A segment of these listings, in ascending order of place.
    pub fn of<'a>(
        rows: impl Iterator<Item = (u32, std::borrow::Cow<'a, Row>)>,
        mut analysed: Option<&mut Analysed>,
    ) -> Self {
        let mut words = Dictionary::default();
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for (place, row) in rows {
            for (token, field) in row.iter() {
                let id = match ids.get(&token.word) {
                    Some(id) => *id,
                    None => {
                        let id = lists.len() as u32;
                        words.add_new(&token.word, token.written.as_deref(), analysed.as_deref_mut());
                        ids.insert(token.word.clone(), id);
                        lists.push(Vec::new());
                        id
                    }
                };
                lists[id as usize].push(packed(place, *field));
            }
        }
        words.tidy();
        let mut segment = Self { words, starts: vec![0], places: Vec::with_capacity(lists.iter().map(Vec::len).sum()) };
        for list in lists {
            segment.places.extend(list);
            segment.starts.push(segment.places.len() as u32);
        }
        segment
    }

    /// The listings of a word: places in ascending order, each with a field.
    pub fn listings(&self, word: u32) -> &[u32] {
        let word = word as usize;
        &self.places[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// Whether a word stands in the listing at a place.
    pub fn has(&self, word: u32, place: usize) -> bool {
        self.listings(word).binary_search_by_key(&place, |n| unpacked(*n).0).is_ok()
    }

    /// This with the listings of another instead of those that are replaced. It copies and stems nothing anew.
    pub fn merged(&self, other: &Self, is_replaced: impl Fn(usize) -> bool) -> Self {
        let stays = |n: &&u32| !is_replaced(unpacked(**n).0);
        let ids: HashMap<&str, u32> = (0..other.words.len() as u32).map(|id| (other.words.word(id), id)).collect();
        let mut numbers = [vec![None; self.words.len()], vec![None; other.words.len()]];
        let (mut starts, mut places) = (vec![0], Vec::with_capacity(self.places.len() + other.places.len()));
        let mut ends_word = |places: &mut Vec<u32>| {
            let (from, to) = (starts.last().copied().unwrap_or_default(), places.len() as u32);
            (to > from).then(|| {
                starts.push(to);
                starts.len() as u32 - 2
            })
        };
        for id in 0..self.words.len() as u32 {
            let from = places.len();
            places.extend(self.listings(id).iter().filter(stays));
            let same = ids.get(self.words.word(id)).copied();
            if let Some(same) = same {
                places.extend_from_slice(other.listings(same));
                places[from..].sort_unstable();
            }
            let number = ends_word(&mut places);
            numbers[0][id as usize] = number;
            if let Some(same) = same {
                numbers[1][same as usize] = number;
            }
        }
        for id in 0..other.words.len() as u32 {
            if numbers[1][id as usize].is_none() {
                places.extend_from_slice(other.listings(id));
                numbers[1][id as usize] = ends_word(&mut places);
            }
        }
        Self { words: self.words.merged(&other.words, &numbers), starts, places }
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.words.bytes() + (self.starts.capacity() + self.places.capacity()) * 4
    }
}
