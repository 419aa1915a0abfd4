//! What of a listing tells whether it is another one: folded, so that capitals and accents do not count.

use crate::listings::{Listing, folded};
use std::hash::{DefaultHasher, Hash, Hasher};
use strsim::normalized_damerau_levenshtein;
use uuid::Uuid;

/// How much each counts.
const TITLE: f64 = 0.5;
const WHO: f64 = 0.2;
const WHERE: f64 = 0.15;
const WHEN: f64 = 0.15;
/// What is unknown of one speaks neither for nor against.
const UNKNOWN: f64 = 0.5;
/// Titles that are less alike are other titles, whatever else is the same.
const TITLES_ALIKE: f64 = 0.75;
/// Letters of a word that tell.
const PART: usize = 4;

/// A listing, as it is compared.
pub struct Sketch {
    pub id: Uuid,
    pub is_over: bool,
    titles: Vec<String>,
    organisation: Option<String>,
    place: Option<String>,
    /// Weekdays and times, as its rule says them.
    when: Option<(String, String)>,
}

impl Sketch {
    pub fn of(it: &Listing) -> Self {
        let mut titles: Vec<String> = [&it.title_en, &it.title_nl].into_iter().flatten().map(|t| words_of(t)).collect();
        titles.dedup();
        let place = it.postcode.map(|p| p.to_string()).or_else(|| it.venue.as_deref().map(words_of));
        let when = it.schedule.as_ref().map(|s| {
            let days = s.rrule.split(';').find_map(|part| part.strip_prefix("BYDAY=")).unwrap_or_default();
            (days.to_owned(), s.starts.format("%H:%M").to_string())
        });
        Self {
            id: it.id,
            is_over: it.is_closed(),
            titles,
            organisation: it.organisation.as_deref().map(words_of),
            place,
            when,
        }
    }

    /// From 0 (nothing in common) to 1 (the same words, people, place and time).
    pub fn likeness(&self, other: &Self) -> f64 {
        let rest = WHERE * same(&self.place, &other.place) + WHEN * self.when_alike(other);
        // Words are compared last: most are told apart without.
        if TITLE + WHO + rest < super::ALIKE {
            return 0.0;
        }
        let who = match (&self.organisation, &other.organisation) {
            (Some(a), Some(b)) => normalized_damerau_levenshtein(a, b),
            _ => UNKNOWN,
        };
        if TITLE + WHO * who + rest < super::ALIKE {
            return 0.0;
        }
        let titles = self.titles.iter().flat_map(|a| other.titles.iter().map(move |b| (a, b)));
        let title = titles.map(|(a, b)| normalized_damerau_levenshtein(a, b)).fold(0.0, f64::max);
        if title < TITLES_ALIKE { 0.0 } else { TITLE * title + WHO * who + rest }
    }

    fn when_alike(&self, other: &Self) -> f64 {
        match (&self.when, &other.when) {
            (Some((days, starts)), Some((others, then))) => match (days == others, starts == then) {
                (true, true) => 1.0,
                (true, false) => 0.7,
                _ => 0.0,
            },
            _ => UNKNOWN,
        }
    }

    /// What it shares with every listing that may be its twin: the beginning or the end of a word of a title, with who,
    /// where or when. Twins agree in one of the three, and one slip leaves a beginning or an end of the two longest words.
    pub fn blocks(&self) -> Vec<u64> {
        let organisation = self.organisation.as_deref().map(|o| o.chars().take(2 * PART).collect::<String>());
        let ends = self.organisation.as_deref().map(|o| last(o, 2 * PART));
        let when = self.when.as_ref().map(|(days, _)| days.clone());
        let also = [("who", organisation), ("who", ends), ("where", self.place.clone()), ("when", when)];
        let mut blocks = Vec::new();
        for title in &self.titles {
            let mut words: Vec<&str> = title.split(' ').collect();
            words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
            for word in words.into_iter().take(2) {
                let parts = [word.chars().take(PART).collect::<String>(), last(word, PART)];
                for (kind, value) in also.iter().filter_map(|(kind, value)| Some((kind, value.as_ref()?))) {
                    for part in &parts {
                        let mut hasher = DefaultHasher::new();
                        (part, kind, value).hash(&mut hasher);
                        blocks.push(hasher.finish());
                    }
                }
            }
        }
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }
}

fn last(text: &str, letters: usize) -> String {
    let from = text.chars().count().saturating_sub(letters);
    text.chars().skip(from).collect()
}

/// Its words, folded, in the alphabet's order: "Choir, the" is "the choir".
fn words_of(text: &str) -> String {
    let folded = folded(text);
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

fn same(a: &Option<String>, b: &Option<String>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => f64::from(u8::from(a == b)),
        _ => UNKNOWN,
    }
}

/// Whether two agree in one of who, where and when, as twins do: looked at without taking their words apart.
pub fn may_be_alike(a: &Listing, b: &Listing) -> bool {
    let ends = |it: &Listing| {
        it.organisation.as_deref().map(|o| {
            let o = folded(o.trim());
            (o.chars().take(PART).collect::<String>(), last(&o, PART))
        })
    };
    let who = || match (ends(a), ends(b)) {
        (Some((begins, ends)), Some((other_begins, other_ends))) => begins == other_begins || ends == other_ends,
        _ => false,
    };
    let starts = |it: &Listing| it.schedule.as_ref().map(|s| s.starts);
    let is = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    a.postcode.is_some() && a.postcode == b.postcode
        || is(&a.venue, &b.venue)
        || starts(a).is_some() && starts(a) == starts(b)
        || who()
}
