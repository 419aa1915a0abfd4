//! What somebody types, read: which words, and what each of them may mean.

use super::{
    compound,
    dictionary::Dictionary,
    lexicon::{Group, lexicon},
    near::{Shape, Typed},
    stem::{Key, keys},
    text::{Token, is_glue, is_stop_word, tokens},
    way::Way,
};

/// A question: each of its elements is to be met.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// All that was typed, word by word.
    pub(super) typed: Vec<Token>,
    pub(super) elements: Vec<Element>,
}

/// A word, or a phrase that is one thing.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// The first of its words in what was typed.
    pub at: usize,
    /// Each is a way to meet it.
    pub ways: Vec<Alternative>,
    /// It lifts, and excludes nothing.
    pub light: bool,
}

/// Words that all must be there, and what that is worth in per cent.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub words: Vec<Sought>,
    pub worth: u32,
}

/// A single word that is sought in the dictionaries.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    /// As it was typed; none for a synonym alone.
    word: Option<String>,
    /// Forms to look up.
    keys: Vec<(Key, Way)>,
    /// It may be the beginning of a word, or a part of a compound; the house does not know it.
    unknown: bool,
    /// She may still be typing it.
    last: bool,
    /// So many slips are forgiven.
    forgiven: u8,
    /// Known words that she may have meant, as they are shown, with their forms.
    pub meant: Vec<(String, Vec<Key>)>,
}

impl Question {
    /// Reads what was typed.
    pub fn new(text: &str) -> Self {
        let typed: Vec<Token> = tokens(text).collect();
        // Where nothing but stop words was typed, they are what is meant.
        let none_tells = typed.iter().all(|t| is_stop_word(&t.word));
        let chosen: Vec<usize> = (0..typed.len()).filter(|n| none_tells || !is_glue(&typed[*n].word)).collect();
        let forms: Vec<Vec<Key>> = chosen.iter().map(|n| keys(&typed[*n].word)).collect();
        let mut elements = Vec::new();
        let mut next = 0;
        while next < chosen.len() {
            let at = chosen[next];
            if let Some((length, group)) = lexicon().phrase(&forms[next..]) {
                let words: Vec<&str> = chosen[next..next + length].iter().map(|n| typed[*n].word.as_str()).collect();
                elements.push(phrase(at, &words, group));
                next += length;
            } else {
                if none_tells || !is_stop_word(&typed[at].word) {
                    elements.push(word(at, &typed[at].word, at + 1 == typed.len()));
                }
                next += 1;
            }
        }
        // Where all are light, they are what is meant.
        if elements.iter().all(|e: &Element| e.light) {
            elements.iter_mut().for_each(|e| e.light = false);
        }
        Self { typed, elements }
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// How many words or phrases must be met.
    pub(super) fn required(&self) -> u8 {
        self.elements.iter().filter(|e| !e.light).count() as u8
    }
}

fn word(at: usize, typed: &str, last: bool) -> Element {
    let lexicon = lexicon();
    let groups = lexicon.groups(typed);
    let mut sought = Sought::with_synonyms(typed, &groups);
    let parts = if groups.is_empty() { compound::split(typed, lexicon) } else { None };
    if !lexicon.knows(typed) {
        sought.unknown = true;
        sought.last = last;
        if parts.is_none() {
            sought.forgive(typed);
        }
    }
    let mut ways = vec![Alternative { words: vec![sought], worth: 100 }];
    ways.extend(groups.iter().flat_map(|group| phrases(group)));
    if let Some((a, b)) = parts {
        let of = |part: &str| Sought::with_synonyms(part, &lexicon.groups(part));
        let is_light = lexicon.groups(b).iter().any(|g| g.light);
        let words = if is_light { vec![of(a)] } else { vec![of(a), of(b)] };
        ways.push(Alternative { words, worth: Way::Part.worth() });
    }
    let light = !groups.is_empty() && groups.iter().all(|g| g.light);
    Element { at, ways, light }
}

fn phrase(at: usize, words: &[&str], group: &Group) -> Element {
    let lexicon = lexicon();
    let itself = words.iter().map(|w| Sought::with_synonyms(w, &lexicon.groups(w))).collect();
    let mut ways = vec![
        Alternative { words: vec![Sought::synonym(group)], worth: 100 },
        // Its words, wherever they stand: less than one word that says it.
        Alternative { words: itself, worth: Way::Synonym.worth() },
    ];
    ways.extend(phrases(group));
    Element { at, ways, light: false }
}

fn phrases(group: &Group) -> impl Iterator<Item = Alternative> {
    let same = group.phrases.iter().map(|p| (p, Way::Synonym));
    let all = same.chain(group.narrower_phrases.iter().map(|p| (p, Way::Narrower)));
    all.map(|(words, way)| Alternative { words: words.iter().map(|w| Sought::plain(w)).collect(), worth: way.worth() })
}

impl Sought {
    /// A word and its other forms.
    fn plain(word: &str) -> Self {
        let keys = keys(word).into_iter().map(|key| (key, Way::Stem)).collect();
        Self { word: Some(word.to_owned()), keys, ..Self::default() }
    }

    /// A row of synonyms.
    fn synonym(group: &Group) -> Self {
        let same = group.words.iter().flat_map(|w| keys(w)).map(|key| (key, Way::Synonym));
        let narrower = group.narrower.iter().flat_map(|w| keys(w)).map(|key| (key, Way::Narrower));
        Self { keys: same.chain(narrower).collect(), ..Self::default() }
    }

    /// A word, its other forms, and other words for it.
    fn with_synonyms(word: &str, groups: &[&Group]) -> Self {
        let mut sought = Self::plain(word);
        sought.keys.extend(groups.iter().flat_map(|g| Self::synonym(g).keys));
        sought
    }

    /// What else may have been meant by an unknown word.
    fn forgive(&mut self, word: &str) {
        let typed = Typed::new(word);
        let (slips, near) = lexicon().near(&typed);
        self.forgiven = slips.unwrap_or_else(|| Shape::of(word).forgiven());
        for (meant, shown) in near {
            let all = Self::with_synonyms(meant, &lexicon().groups(meant)).keys;
            self.keys.extend(all.iter().map(|(key, _)| (*key, Way::Near)));
            self.meant.push((shown.to_owned(), keys(meant)));
        }
    }

    /// The words of a dictionary that meet this, each once with its best way.
    pub fn met_by(&self, words: &Dictionary) -> Vec<(u32, Way)> {
        let mut met: Vec<(u32, Way)> = Vec::new();
        for (key, way) in &self.keys {
            let exact = |id| *way == Way::Stem && self.word.as_deref() == Some(words.word(id));
            met.extend(words.with_key(*key).map(|id| (id, if exact(id) { Way::Exact } else { *way })));
            met.extend(words.with_part(*key).map(|id| (id, way.in_compound())));
        }
        if let (true, Some(word)) = (self.unknown, &self.word) {
            self.look_through(word, words, &mut met);
        }
        met.sort_unstable();
        met.dedup_by_key(|(id, _)| *id);
        met
    }

    fn look_through(&self, typed: &str, words: &Dictionary, met: &mut Vec<(u32, Way)>) {
        let (near, shape) = (Typed::new(typed), Shape::of(typed));
        let stem = super::stem::dutch(typed);
        for (id, other) in words.shapes() {
            if other.contains(shape) && other.length > shape.length {
                let word = words.word(id);
                if self.last && word.starts_with(typed) {
                    met.push((id, Way::Begins));
                } else if compound::is_part(typed, word) || compound::is_part(&stem, word) {
                    met.push((id, Way::Part));
                }
            }
            if self.forgiven > 0 && near.slips(words.word(id), other).is_some_and(|n| n <= self.forgiven) {
                met.push((id, Way::Near));
            }
        }
    }

    /// The words of a dictionary that she may have meant, nearest first, as they are written, with their numbers.
    pub fn near_words(&self, words: &Dictionary) -> Vec<(u8, u32)> {
        let Some(typed) = self.word.as_deref().filter(|_| self.forgiven > 0) else { return Vec::new() };
        let typed = Typed::new(typed);
        let near = words.shapes().filter_map(|(id, shape)| typed.slips(words.word(id), shape).map(|n| (n, id)));
        let mut near: Vec<(u8, u32)> = near.filter(|(n, _)| *n <= self.forgiven).collect();
        near.sort_unstable();
        near
    }
}
