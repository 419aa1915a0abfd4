//! Component 2, language: how comfortable the talk will be, and whether it is practice.
//!
//! m = the lower of the two levels in the best common language; comfort f(m) = 1/(1+e^(−(m−2.5)/.7)).
//! A listing speaks its languages as one's own (C2); where only `english_ok` is said, English at B2.
//! She wants to practise: .7 f + .3 p, p = e^(−(d−.5)²/2) in the best of the languages she wants to learn that
//! are spoken there, d = max(0, needed − own); 0 where none is. Needed: `dutch_needed` for Dutch, the kind's own
//! need for another. `wants_to_learn` blank: as if she wanted to, with p at its lower quartile.

use super::{
    catalogue::Entry,
    following::{Common, DUTCH, common, steps_if_spoken},
    gates::STEPS_TOO_FAR,
    seeker::Seeker,
    signal::blank,
    unknown::UNKNOWN,
};
use crate::kit::language_tag::LanguageTag;

/// What the language component found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Talk {
    /// The value, 0 to 1.
    pub value: f64,
    /// Whether enough was known to say something about it.
    pub known: bool,
    /// Comfort in the best common language.
    pub common: Common,
    /// The language she would practise there.
    pub practises: Option<u16>,
    /// p, where it is known.
    pub practice: Option<f64>,
}

/// Comfort at a level of 0 to 6.
pub fn comfort(level: u8) -> f64 {
    1.0 / (1.0 + libm::exp(-(f64::from(level) - 2.5) / 0.7))
}

/// Practice where so many levels are missing.
pub fn practice(needed: u8, own: u8) -> f64 {
    let short = f64::from(needed.saturating_sub(own));
    libm::exp(-(short - 0.5) * (short - 0.5) / 2.0)
}

pub(super) fn read(her: &Seeker, it: &Entry) -> Talk {
    let common = common(her, it);
    if it.languages.is_empty() {
        return unsaid(her, it, common);
    }
    let (f, f_known) = {
        let sure = her.comfort(common.level);
        let at_best = her.comfort(common.at_best);
        if common.at_best > common.level { (sure.max(blank(UNKNOWN.comfort, at_best, 1)), false) } else { (sure, true) }
    };
    let (p, best_p, practises) = practised(her, it);
    let there = i32::from(p.is_none());
    let talk = |value, known| Talk { value, known, common, practises, practice: p };
    match (&her.person.wants_to_learn, p) {
        (Some(wanted), _) if wanted.is_empty() => talk(f, f_known),
        (Some(_), Some(p)) => talk(0.7 * f + 0.3 * p, f_known),
        // What is needed there is blank, or what is spoken.
        (Some(_), None) => talk(0.7 * f + 0.3 * blank(UNKNOWN.practice, best_p, there), f_known),
        // Her best answer is either that she does not want to (f) or that she does (p).
        (None, _) => talk(0.7 * f + 0.3 * blank(UNKNOWN.practice, best_p.max(f), 1 + there), f_known),
    }
}

/// Nobody said what is spoken: the whole component is unknown, for one language cannot be at once the one she speaks
/// best and the one she learns. Its best is the best that any one language would give.
fn unsaid(her: &Seeker, it: &Entry, common: Common) -> Talk {
    let sure = her.comfort(common.level);
    let wanted = her.person.wants_to_learn.as_ref();
    let in_one = |level: u8, dutch: bool, wants: bool| {
        let f = sure.max(her.comfort(level));
        let needed = if dutch { it.dutch.unwrap_or(level) } else { it.own_need };
        let p = if wants { her.practice(needed.saturating_sub(level)) } else { 0.0 };
        let both = 0.7 * f + 0.3 * p;
        match wanted {
            Some(w) if w.is_empty() => f,
            Some(_) => both,
            None => both.max(f),
        }
    };
    // It may be one she speaks, one she wants to learn and does not speak yet, or Dutch; one that would keep her out
    // is no answer. Where all would, nothing is common but what is sure.
    let dutch = LanguageTag::dutch();
    let wants = |tag: &LanguageTag| wanted.map_or(tag.is_dutch(), |w| w.iter().any(|t| t.is_same_language(tag)));
    let any = her.person.languages.keys().chain(wanted.into_iter().flatten()).chain([&dutch]);
    let lets_in = any.filter(|tag| steps_if_spoken(her, it, tag) < STEPS_TOO_FAR);
    let best = lets_in.map(|tag| in_one(her.level_of(tag), tag.is_dutch(), wants(tag)));
    let best = best.fold(in_one(0, false, false), f64::max);
    let blanks = 1 + i32::from(wanted.is_none()) + i32::from(it.dutch.is_none());
    Talk { value: blank(UNKNOWN.essentials[1], best, blanks), known: false, common, practises: None, practice: None }
}

/// p where it is known, what it could be at best, and the language.
fn practised(her: &Seeker, it: &Entry) -> (Option<f64>, f64, Option<u16>) {
    // Who never said what she wants to learn: Dutch is what the blank is about.
    let dutch = [DUTCH];
    let wanted: &[u16] = if her.person.wants_to_learn.is_none() { &dutch } else { &her.wants };
    // Within reach by half a level is the best there is.
    let top = her.practice(0);
    let mut found: (Option<f64>, f64, Option<u16>) = (Some(0.0), 0.0, None);
    for language in wanted.iter().filter(|l| it.speaks(**l)) {
        let needed = if *language == DUTCH { it.dutch } else { Some(it.own_need) };
        match needed {
            Some(needed) => {
                let p = her.practice(needed.saturating_sub(her.level(*language)));
                if p > found.1 {
                    found = (found.0.map(|_| p), p, Some(*language));
                }
            }
            None => found = (None, top, Some(*language)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comfort_grows_with_the_level_and_practice_is_best_just_within_reach() {
        assert!((comfort(2) - 0.3287).abs() < 1e-4 && comfort(6) > 0.99 && comfort(0) < 0.03);
        assert!(practice(1, 0) > practice(2, 0) && (practice(1, 0) - practice(0, 3)).abs() < 1e-12);
    }
}
