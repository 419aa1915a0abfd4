//! The index: a large part that stays and a small one that holds what changed since.

use super::{
    dictionary::Analysed,
    found::Found,
    question::{Alternative, Element, Question, Sought},
    segment::{Row, Segment, unpacked},
    texts::Texts,
    way::{Field, NEAR},
};
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// The changed part is taken into the large one from so many listings on, or from one in so many of all.
const OVERLAY: (usize, usize) = (64, 256);

/// What is written in all listings, by place. Cheap to clone; a change makes another one and leaves this as it is.
#[derive(Clone, Debug, Default)]
pub struct Index {
    base: Arc<Segment>,
    overlay: Arc<Overlay>,
    places: usize,
}

/// The listings that changed since the large part was made; they stand there no longer.
#[derive(Clone, Debug, Default)]
struct Overlay {
    rows: BTreeMap<u32, Arc<Row>>,
    segment: Arc<Segment>,
    analysed: Analysed,
}

impl Index {
    /// The index of these listings, in the order of their places.
    pub fn new(listings: impl IntoIterator<Item = Texts>) -> Self {
        let mut places = 0;
        let rows = listings.into_iter().map(|texts| {
            places += 1;
            (places as u32 - 1, Cow::Owned(texts.row()))
        });
        let base = Arc::new(Segment::of(rows, None));
        Self { base, overlay: Arc::default(), places }
    }

    /// The same after a change: these places say this now; a place behind the last one adds. It costs what changed, and
    /// now and then one copy of the whole: never reading or stemming all listings again.
    pub fn changed(&self, changes: Vec<(usize, Texts)>) -> Self {
        let mut overlay = Overlay::clone(&self.overlay);
        let mut places = self.places;
        for (place, texts) in changes {
            places = places.max(place + 1);
            overlay.rows.insert(place as u32, Arc::new(texts.row()));
        }
        let rows = overlay.rows.iter().map(|(place, row)| (*place, Cow::Borrowed(&**row)));
        let segment = Segment::of(rows, Some(&mut overlay.analysed));
        if overlay.rows.len() > OVERLAY.0.max(self.places / OVERLAY.1) {
            let mut replaced = vec![false; places];
            overlay.rows.keys().for_each(|place| replaced[*place as usize] = true);
            let base = Arc::new(self.base.merged(&segment, |place| replaced[place]));
            return Self { base, overlay: Arc::default(), places };
        }
        overlay.segment = Arc::new(segment);
        Self { base: self.base.clone(), overlay: Arc::new(overlay), places }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.places
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places == 0
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.base.bytes() + self.overlay.segment.bytes()
    }

    /// How many different words there are.
    pub fn words(&self) -> usize {
        self.base.words.len() + self.overlay.segment.words.len()
    }

    /// What meets a question. What a listing's score is depends on the question and that listing alone.
    pub fn find(&self, question: &Question) -> Found {
        let mut found = Found::new(self.places, question.required());
        for element in &question.elements {
            found.add(&self.element(element), element.light);
        }
        found
    }

    fn element(&self, element: &Element) -> Vec<u8> {
        let mut ways = element.ways.iter().map(|way| self.alternative(way));
        let first = ways.next().unwrap_or_else(|| vec![0; self.places]);
        ways.fold(first, |mut best, way| {
            best.iter_mut().zip(way).for_each(|(best, points)| *best = points.max(*best));
            best
        })
    }

    fn alternative(&self, way: &Alternative) -> Vec<u8> {
        if let ([only], 100) = (way.words.as_slice(), way.worth) {
            return self.sought(only);
        }
        // A phrase is as well met as its word that is met worst.
        let mut words = way.words.iter().map(|word| self.sought(word));
        let first = words.next().unwrap_or_else(|| vec![0; self.places]);
        let mut points = words.fold(first, |mut worst, word| {
            worst.iter_mut().zip(word).for_each(|(worst, points)| *worst = points.min(*worst));
            worst
        });
        let worth = |points: u8| (u32::from(points) * way.worth / 100).max(u32::from(NEAR) + 1) as u8;
        points.iter_mut().filter(|points| **points > 0).for_each(|points| *points = worth(*points));
        points
    }

    fn sought(&self, sought: &Sought) -> Vec<u8> {
        let mut points = vec![0; self.places];
        mark(&mut points, &self.base, sought);
        self.overlay.rows.keys().for_each(|place| points[*place as usize] = 0);
        mark(&mut points, &self.overlay.segment, sought);
        points
    }

    /// What she may have meant where the listing at this place was found by forgiving: the question with the words as
    /// that listing has them.
    pub fn meant(&self, question: &Question, place: usize) -> Option<String> {
        let mut said: Vec<String> =
            question.typed.iter().map(|t| t.written.as_ref().unwrap_or(&t.word).clone()).collect();
        let mut any = false;
        for element in &question.elements {
            let points = self.element(element).get(place).copied().unwrap_or_default();
            let forgiven = (1..=NEAR).contains(&points);
            if let Some(word) =
                element.ways.first().filter(|_| forgiven).and_then(|w| self.meant_by(&w.words[0], place))
            {
                said[element.at] = word;
                any = true;
            }
        }
        any.then(|| said.join(" "))
    }

    fn meant_by(&self, sought: &Sought, place: usize) -> Option<String> {
        let changed = self.overlay.rows.contains_key(&(place as u32));
        let segment = if changed { &self.overlay.segment } else { &self.base };
        let words = &segment.words;
        let says = |keys: &[u64]| {
            keys.iter().any(|k| words.with_key(*k).chain(words.with_part(*k)).any(|id| segment.has(id, place)))
        };
        let known = sought.meant.iter().find(|(_, keys)| says(keys)).map(|(shown, _)| shown.clone());
        let near = || sought.near_words(words).into_iter().find(|(_, id)| segment.has(*id, place));
        let written = || near().map(|(_, id)| words.written(id).to_owned());
        // A synonym of what she meant stands there: what she meant is the word to say.
        known.or_else(written).or_else(|| sought.meant.first().map(|(shown, _)| shown.clone()))
    }
}

fn mark(points: &mut [u8], segment: &Segment, sought: &Sought) {
    for (word, way) in sought.met_by(&segment.words) {
        let worth: [u8; 4] = [0, 1, 2, 3].map(|field| way.points(Field::of(field)));
        for number in segment.listings(word) {
            let (place, field) = unpacked(*number);
            points[place] = points[place].max(worth[field as usize]);
        }
    }
}
