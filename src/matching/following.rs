//! Can she follow it? The routes by language into a listing, shared by the gate, the comfort and "Can I go already?".
//!
//! - Dutch, where it is spoken, at `dutch_needed` (blank: passes). Who never named Dutch has A0.
//! - English, where `english_ok` is yes or it is among the languages, at the kind's own need; where `english_ok` is
//!   blank and English is not among the languages it may work: the gate passes, the comfort is unknown.
//! - Every other language spoken there, at the kind's own need. A language counts from A1: nobody is "one step
//!   short" in a language of which they speak nothing. Dutch is the exception, for it is what everybody here is learning.
//! - `english_ok` no: what `dutch_needed` says is needed of everybody, whatever else they speak.

use super::{catalogue::Entry, seeker::Seeker};
use crate::kit::{language_tag::LanguageTag, level::Level};

/// Languages inside the heart are small numbers; these two are always the same.
pub(super) const DUTCH: u16 = 0;
/// See [`DUTCH`].
pub(super) const ENGLISH: u16 = 1;

/// How an English-only promise (`english_ok`) counts beside a spoken language (C2): people manage, at B2.
const ENGLISH_WORKS: u8 = Level::B2 as u8;
const SPOKEN: u8 = Level::C2 as u8;

/// How many CEFR steps somebody is short, and in which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// 0: can follow. 1: one step short. More: not yet.
    pub steps: u8,
    /// The level that is needed on that route, as a number 0..6.
    pub needed: u8,
    /// Whether that route is Dutch.
    pub dutch: bool,
}

/// The shortest way in.
pub(super) fn shortfall(her: &Seeker, it: &Entry) -> Shortfall {
    // No language in common; where Dutch is spoken, it is a route below.
    let none = Shortfall { steps: 9, needed: 0, dutch: false };
    let mut best = none;
    let mut route = |steps: u8, needed: u8, dutch: bool| {
        if steps < best.steps {
            best = Shortfall { steps, needed, dutch };
        }
    };
    let need = it.own_need;
    let by_dutch = Shortfall {
        steps: it.dutch.unwrap_or(0).saturating_sub(her.level(DUTCH)),
        needed: it.dutch.unwrap_or(0),
        dutch: true,
    };
    if it.languages.is_empty() {
        route(0, 0, true);
    }
    if it.speaks(DUTCH) {
        route(by_dutch.steps, by_dutch.needed, true);
    }
    let english = her.level(ENGLISH);
    if english > 0 && (it.speaks(ENGLISH) || it.english_ok != Some(false)) {
        route(need.saturating_sub(english), need, false);
    }
    for spoken in it.languages.iter().filter(|l| **l > ENGLISH) {
        let own = her.level(*spoken);
        if own > 0 {
            route(need.saturating_sub(own), need, false);
        }
    }
    let of_everybody = it.english_ok == Some(false) && it.dutch.is_some();
    if of_everybody && by_dutch.steps > best.steps { by_dutch } else { best }
}

/// The fewest steps she would be short if this language alone were spoken there.
pub(super) fn steps_if_spoken(her: &Seeker, it: &Entry, tag: &LanguageTag) -> u8 {
    let (own, english) = (her.level_of(tag), her.level(ENGLISH));
    let dutch = it.dutch.unwrap_or(0).saturating_sub(her.level(DUTCH));
    let way = |own: u8| if own > 0 { it.own_need.saturating_sub(own) } else { u8::MAX };
    let by_it = if tag.is_dutch() { dutch } else { way(own) };
    let best = if it.english_ok == Some(false) { by_it } else { by_it.min(way(english)) };
    if it.english_ok == Some(false) && it.dutch.is_some() { best.max(dutch) } else { best }
}

/// The lower of the two levels in the best common language, and whether English might yet do better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Common {
    /// 0..6; 0 where no language is said.
    pub level: u8,
    /// What it could be at best, where `english_ok` is blank.
    pub at_best: u8,
    /// The language of `level`.
    pub language: u16,
}

/// The best common language.
pub(super) fn common(her: &Seeker, it: &Entry) -> Common {
    let mut found = Common { level: 0, at_best: 0, language: DUTCH };
    let mut meet = |own: u8, theirs: u8, language: u16| {
        if own.min(theirs) > found.level {
            found = Common { level: own.min(theirs), at_best: 0, language };
        }
    };
    for spoken in &it.languages {
        meet(her.level(*spoken), SPOKEN, *spoken);
    }
    let english = her.level(ENGLISH);
    if it.english_ok == Some(true) {
        meet(english, ENGLISH_WORKS, ENGLISH);
    }
    let hidden = if it.english_ok.is_none() { english.min(ENGLISH_WORKS) } else { 0 };
    found.at_best = hidden.max(found.level);
    found
}
