//! The gates between two people, in the order of [`Gate`]; and each said in words.

use super::{
    between::{Between, NEEDED, may_practise},
    hers::{self, Value},
    pool::{Held, Standing},
    sayings::Voice,
    side::Side,
};
use crate::{
    kit::{sentence::Sentence, words::Offer},
    matching::gates::Gate,
};
use chrono::NaiveDate;

/// Two steps short is too far; one is still matched.
const STEPS_TOO_FAR: u8 = NEEDED;

/// A pair, as the gates see it.
pub(super) struct Asked<'a> {
    pub her: &'a Side,
    pub them: &'a Side,
    pub between: &'a Between,
    /// The local's own facts.
    pub standing: &'a Standing,
    /// What stands between these two.
    pub held: Option<Held>,
    /// What her likes say of what they named.
    pub interest: Value,
    pub today: NaiveDate,
}

/// The first gate that fails.
pub(super) fn fails(it: &Asked) -> Option<Gate> {
    let between = it.between;
    let gone = hers::months_ahead(it.her, it.today).is_some_and(|months| months < 0);
    let too_far = between.minutes.zip(it.her.person.travel_minutes).is_some_and(|(m, most)| m > f64::from(most));
    let checks = [
        (Gate::Closed, it.standing.away),
        (Gate::Blocked, it.held.is_some()),
        (Gate::Full, it.standing.places_left.or(it.them.person.capacity) == Some(0)),
        (Gate::Language, between.short() >= STEPS_TOO_FAR),
        (Gate::Stay, gone),
        (Gate::Time, between.common.is_some_and(|c| c.is_empty())),
        (Gate::Distance, too_far),
        (Gate::Unrelated, is_unrelated(it)),
    ];
    checks.into_iter().find(|(_, fails)| *fails).map(|(gate, _)| gate)
}

/// It is known that there is neither an interest, nor a goal, nor a skill, nor a language to practise with somebody who
/// offers that. What one of them left blank may be any of these.
fn is_unrelated(it: &Asked) -> bool {
    let (her, them) = (it.her, it.them);
    let goals = hers::goals(her, them, it.between);
    let may_offer = them.person.offers.as_ref().is_none_or(|offers| offers.contains(&Offer::LanguagePartner));
    let no_practice = !(may_offer && may_practise(her, them));
    no_practice && hers::only_practice(her, it.between, it.interest, goals, it.standing.wished_place())
}

/// Why not, in one sentence. `held` is for staff alone; elsewhere nobody learns that there is such a thing.
pub(super) fn said(gate: Gate, held: Option<Held>, between: &Between, voice: Voice) -> Sentence {
    let (en, nl) = match (gate, voice) {
        (Gate::Closed, Voice::Newcomer) => ("They take a break for now.", "Die ander heeft nu even pauze."),
        (Gate::Closed, Voice::Local) => ("You take a break for now.", "Je hebt nu even pauze."),
        (Gate::Blocked, _) => match held {
            Some(Held::Blocked) => ("One of the two blocked the other.", "Een van de twee blokkeerde de ander."),
            Some(Held::Introduced) => {
                ("They have been introduced to each other before.", "Ze zijn al eens aan elkaar voorgesteld.")
            }
            Some(Held::Declined) => {
                ("It did not come to a yes in the last half year.", "Het werd het laatste half jaar geen ja.")
            }
            Some(Held::Certificate) => {
                ("A valid certificate of conduct is missing.", "Er is geen VOG die nu geldig is.")
            }
            None => ("Not proposed.", "Niet voorgesteld."),
        },
        (Gate::Full, Voice::Newcomer) => {
            ("They meet as many people as they can for now.", "De ander heeft nu geen plek meer.")
        }
        (Gate::Full, Voice::Local) => ("You meet as many people as you can for now.", "Je hebt nu geen plek meer."),
        (Gate::Language, _) => ("You do not share a language yet.", "Jullie spreken nog geen taal samen."),
        (Gate::Stay, Voice::Newcomer) => {
            ("The time you said you would be here is over.", "De tijd dat je hier zou zijn, is voorbij.")
        }
        (Gate::Stay, Voice::Local) => ("They may have left by now.", "De ander is misschien al weg."),
        (Gate::Time, _) => ("You are never free at the same time.", "Jullie kunnen nooit op hetzelfde moment."),
        (Gate::Distance, voice) => {
            let minutes = libm::round(between.minutes.unwrap_or_default());
            return match voice {
                Voice::Newcomer => Sentence::new(
                    format!("About {minutes} minutes away, further than you said."),
                    format!("Ongeveer {minutes} minuten reizen, verder dan je aangaf."),
                ),
                Voice::Local => Sentence::new(
                    format!("About {minutes} minutes away, further than they said."),
                    format!("Ongeveer {minutes} minuten reizen, verder dan de ander wil."),
                ),
            };
        }
        // Not asked of people.
        (Gate::Unconfirmed | Gate::Audience | Gate::Child | Gate::Cost | Gate::Unrelated, _) => {
            ("You share neither an interest, a wish nor a field.", "Jullie delen geen interesse, wens of vak.")
        }
    };
    Sentence::new(en, nl)
}

/// Why two of the same role are not matched.
pub(super) fn same_role(voice: Voice) -> Sentence {
    match voice {
        Voice::Newcomer => Sentence::new(
            "You are both new here; we look for somebody from here.",
            "Jullie zijn allebei nieuw; we zoeken iemand van hier.",
        ),
        Voice::Local => Sentence::new(
            "You are both from here; we look for somebody new.",
            "Jullie zijn allebei van hier; we zoeken iemand die nieuw is.",
        ),
    }
}
