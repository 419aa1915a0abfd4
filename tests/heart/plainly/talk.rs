//! Component 2, language: how comfortable the talk will be, and whether it is practice.

use super::{
    gates, is_spoken, level,
    parts::{blank, count, quartile},
    same_language,
};
use buurten::{
    kit::language_tag::LanguageTag,
    matching::{opportunity::Opportunity, person::Person},
};
use std::collections::BTreeSet;

/// f(m).
fn comfort(m: i32) -> f64 {
    1.0 / (1.0 + (-(f64::from(m) - 2.5) / 0.7).exp())
}

/// p.
fn practice(needed: i32, own: i32) -> f64 {
    let d = f64::from((needed - own).max(0));
    (-(d - 0.5) * (d - 0.5) / 2.0).exp()
}

pub fn language(her: &Person, it: &Opportunity) -> f64 {
    let (dutch, english) = (LanguageTag::dutch(), LanguageTag::english());
    let in_english = level(her, &english).min(4);
    // Who never said which language they practise: as if it were Dutch, with the answer blank.
    let wants: BTreeSet<LanguageTag> = her.wants_to_learn.clone().unwrap_or_else(|| [dutch.clone()].into());
    let said = her.wants_to_learn.is_some();
    let mut m = if it.english_ok == Some(true) { in_english } else { 0 };
    if it.languages.is_empty() {
        return unsaid(her, it, m, &wants, said);
    }
    for spoken in &it.languages {
        m = m.max(level(her, spoken));
    }
    let mut f = comfort(m);
    if it.english_ok.is_none() && in_english > m {
        f = f.max(blank(quartile::COMFORT, comfort(in_english), 1));
    }
    if said && wants.is_empty() {
        return f;
    }
    // The best of the languages she wants to learn that are spoken there.
    let (mut p, mut best, mut needed_is_blank) = (0.0_f64, 0.0_f64, false);
    for tag in wants.iter().filter(|tag| is_spoken(it, tag)) {
        let needed = if same_language(tag, &dutch) {
            it.dutch_needed.map(|l| i32::from(l.number()))
        } else {
            Some(gates::own_need(it))
        };
        match needed {
            Some(needed) => p = p.max(practice(needed, level(her, tag))),
            None => needed_is_blank = true,
        }
    }
    best = best.max(if needed_is_blank { practice(0, 0) } else { p });
    let p = match (said, needed_is_blank) {
        (true, false) => p,
        (true, true) => blank(quartile::PRACTICE, best, 1),
        // Her best answer is that she does (p), or that she does not (f).
        (false, _) => blank(quartile::PRACTICE, best.max(f), 1 + usize::from(needed_is_blank)),
    };
    0.7 * f + 0.3 * p
}

/// Nobody said what is spoken: the best that any one language would give is the best of the blank.
fn unsaid(her: &Person, it: &Opportunity, m: i32, wants: &BTreeSet<LanguageTag>, said: bool) -> f64 {
    let dutch = LanguageTag::dutch();
    let mut any: BTreeSet<LanguageTag> = her.languages.keys().cloned().collect();
    any.insert(dutch.clone());
    any.extend(wants.iter().cloned());
    // Where no language would let her in, nothing is common but what is sure.
    let mut best = if !said || wants.is_empty() { comfort(m) } else { 0.7 * comfort(m) };
    for tag in &any {
        let mut in_it = it.clone();
        in_it.languages = [tag.clone()].into();
        if gates::steps_short(her, &in_it) >= 2 {
            continue;
        }
        let own = level(her, tag);
        let f = comfort(m.max(own));
        let needed = match it.dutch_needed {
            _ if !same_language(tag, &dutch) => gates::own_need(it),
            Some(needed) => i32::from(needed.number()),
            None => own,
        };
        let p = if wants.iter().any(|w| same_language(w, tag)) { practice(needed, own) } else { 0.0 };
        let with = if said && wants.is_empty() { f } else { 0.7 * f + 0.3 * p };
        best = best.max(with);
        if !said {
            best = best.max(f);
        }
    }
    blank(quartile::LANGUAGE, best, count(&[true, !said, it.dutch_needed.is_none()]))
}
