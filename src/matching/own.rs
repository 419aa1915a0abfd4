//! U's own factors: company, rung, "check first", a host's responsiveness, and what she passed over. They lie outside E and N, so no component
//! carries them; each has a factor and a sentence of its own, and their product times E times N's part is U.

use super::{
    catalogue::Entry,
    go, leaning, rung,
    score::{CHECK_FIRST, SLOW_TO_ANSWER},
    seeker::Seeker,
};
use crate::{
    kit::{
        sentence::Sentence,
        words::{Comfort, Rung},
    },
    named,
};

named! {
    /// What else counts.
    Own {
        /// The company she likes is not offered, or nobody said.
        Company = "company",
        /// Another rung of the ladder than she asked for.
        Rung = "rung",
        /// Nobody confirmed it lately.
        CheckFirst = "check-first",
        /// Whoever organises it leaves most questions unanswered. For staff; never said to her.
        SlowToAnswer = "slow-to-answer",
        /// It is like something she passed over.
        Leaning = "leaning",
    }
}

/// One of them, said.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnFactor {
    /// Which.
    pub what: Own,
    /// What U is multiplied by; above 0, below 1.
    pub factor: f64,
    /// In both languages.
    pub sentence: Sentence,
}

/// The product of all but the leanings, in a fixed order.
pub(super) fn product(her: &Seeker, it: &Entry) -> f64 {
    go::company(her, it) * rung::factor(her.person, it) * check(it) * slow(it)
}

fn check(it: &Entry) -> f64 {
    if it.check_first { CHECK_FIRST } else { 1.0 }
}

fn slow(it: &Entry) -> f64 {
    if it.it.slow_to_answer { SLOW_TO_ANSWER } else { 1.0 }
}

/// Those that are not 1, in the order of their product.
pub(super) fn factors(her: &Seeker, it: &Entry, leanings: u8) -> Vec<OwnFactor> {
    let all = [
        (Own::Company, go::company(her, it), Some(company(her, it))),
        (Own::Rung, rung::factor(her.person, it), Some(ladder(her, it))),
        (Own::CheckFirst, check(it), Some(unconfirmed())),
        (Own::SlowToAnswer, slow(it), Some(unanswered())),
        (Own::Leaning, leaning::factor(leanings), leaning::said(leanings)),
    ];
    let counts = all.into_iter().filter(|(_, factor, _)| *factor < 1.0);
    counts.filter_map(|(what, factor, said)| Some(OwnFactor { what, factor, sentence: said? })).collect()
}

fn company(her: &Seeker, it: &Entry) -> Sentence {
    let (en, nl) = match (her.person.comfort, it.it.capacity) {
        (Some(Comfort::SmallGroup), Some(_)) => {
            ("You like a small group; this one is larger.", "Je houdt van een kleine groep; deze is groter.")
        }
        (Some(Comfort::SmallGroup), None) => (
            "You like a small group; we don't know how large this is.",
            "Je houdt van een kleine groep; we weten niet hoe groot deze is.",
        ),
        (Some(_), _) => (
            "You like company; nobody has offered to take you along yet.",
            "Je gaat graag samen; nog niemand biedt aan om je mee te nemen.",
        ),
        (None, _) => (
            "You did not say how you like to go: alone or together.",
            "Je zei nog niet hoe je graag gaat: alleen of samen.",
        ),
    };
    Sentence::new(en, nl)
}

fn ladder(her: &Seeker, it: &Entry) -> Sentence {
    let (en, nl) = match (rung::met(her.person, it), her.person.asked_rung()) {
        (Rung::Safe, _) => (
            "Most people are new here; you asked for people from here.",
            "De meesten zijn hier nieuw; jij vroeg om mensen van hier.",
        ),
        (Rung::Giving, _) => (
            "Here you organise it yourself; that is more than you asked for.",
            "Hier organiseer je het zelf; dat is meer dan je vroeg.",
        ),
        _ => (
            "Mostly people from here; you asked for people who are new too.",
            "Vooral mensen van hier; jij vroeg om mensen die ook nieuw zijn.",
        ),
    };
    Sentence::new(en, nl)
}

fn unconfirmed() -> Sentence {
    Sentence::new(
        "Nobody confirmed it lately; check first if it is still on.",
        "Niemand bevestigde het onlangs; vraag eerst of het nog doorgaat.",
    )
}

fn unanswered() -> Sentence {
    Sentence::new("They leave most questions unanswered.", "Ze laten de meeste vragen onbeantwoord.")
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
