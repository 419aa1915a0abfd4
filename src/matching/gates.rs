//! The gates: hard, counted, and each can say itself in a sentence. Unknown passes, except the audience.

use super::{
    catalogue::Entry,
    following::{Shortfall, shortfall},
    goals, interest,
    opportunity::Opportunity,
    seeker::Seeker,
    signal::Reading,
    skill,
};
use crate::{
    kit::{sentence::Sentence, words::Status},
    named,
};
use chrono::NaiveDate;

named! {
    /// Why a listing is not matched, in the order in which it is asked.
    Gate {
        /// Closed, paused or a draft.
        Closed = "closed",
        /// Nobody confirmed it for 26 weeks.
        Unconfirmed = "unconfirmed",
        /// Blocked, introduced before, declined lately, or a certificate is missing. For staff alone; people only.
        Blocked = "blocked",
        /// For others.
        Audience = "audience",
        /// Her child cannot come along, or is not of the age.
        Child = "child",
        /// No places left for newcomers.
        Full = "full",
        /// Two CEFR steps short, or more.
        Language = "language",
        /// It asks longer than she stays.
        Stay = "stay",
        /// Not when she is free.
        Time = "time",
        /// Further than she travels.
        Distance = "distance",
        /// Dearer than she pays.
        Cost = "cost",
        /// It shares neither interest, goal nor skill with her.
        Unrelated = "unrelated",
    }
}

impl Gate {
    /// Whether an answer of hers may open it. The others are the listing's, or ask whom she belongs to.
    pub fn is_hers(self) -> bool {
        use Gate::*;
        matches!(self, Child | Language | Stay | Time | Distance | Cost | Unrelated)
    }
}

/// After so many weeks without a word a listing is no longer proposed.
pub const CONFIRMED_WEEKS: i64 = 26;
/// From so many weeks on she should check first.
pub const CHECK_FIRST_WEEKS: i64 = 8;
/// Two steps short is too far; one is still matched.
pub(super) const STEPS_TOO_FAR: u8 = 2;

/// The status gate, the same for everybody. Never confirmed passes ("check first").
pub(super) fn status(it: &Opportunity, today: NaiveDate) -> Option<Gate> {
    let long_ago = it.confirmed_on.is_some_and(|c| (today - c).num_days() > 7 * CONFIRMED_WEEKS);
    match it.status {
        Status::Active => long_ago.then_some(Gate::Unconfirmed),
        Status::Paused | Status::Closed | Status::Draft => Some(Gate::Closed),
    }
}

/// Whether she should check first: confirmed eight weeks ago or more, or never.
pub(super) fn check_first(it: &Opportunity, today: NaiveDate) -> bool {
    it.confirmed_on.is_none_or(|c| (today - c).num_days() >= 7 * CHECK_FIRST_WEEKS)
}

/// What the gates found where all are open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// How far she is from following it: 0 or 1 steps.
    pub short: Shortfall,
    /// The weekdays on which she can come, Monday lowest; all by appointment or where her week is unknown.
    pub weekdays: u8,
}

/// The first gate that fails, or what they found.
pub(super) fn pass(her: &Seeker, it: &Entry) -> Result<Open, Gate> {
    if let Some(closed) = it.closed {
        return Err(closed);
    }
    if for_others(her, it) {
        return Err(Gate::Audience);
    }
    if child_cannot(her, it) {
        return Err(Gate::Child);
    }
    if it.it.newcomer_places == Some(0) {
        return Err(Gate::Full);
    }
    let short = shortfall(her, it);
    if short.steps >= STEPS_TOO_FAR {
        return Err(Gate::Language);
    }
    if too_long(her, it) {
        return Err(Gate::Stay);
    }
    let weekdays = weekdays(her, it);
    if weekdays == 0 {
        return Err(Gate::Time);
    }
    if too_far(her, it) {
        return Err(Gate::Distance);
    }
    if too_dear(her, it) {
        return Err(Gate::Cost);
    }
    if unrelated(her, it) { Err(Gate::Unrelated) } else { Ok(Open { short, weekdays }) }
}

/// Whether this gate fails, whatever the others do.
pub(super) fn fails(gate: Gate, her: &Seeker, it: &Entry) -> bool {
    match gate {
        Gate::Closed | Gate::Unconfirmed => it.closed == Some(gate),
        Gate::Blocked => false,
        Gate::Audience => for_others(her, it),
        Gate::Child => child_cannot(her, it),
        Gate::Full => it.it.newcomer_places == Some(0),
        Gate::Language => shortfall(her, it).steps >= STEPS_TOO_FAR,
        Gate::Stay => too_long(her, it),
        Gate::Time => weekdays(her, it) == 0,
        Gate::Distance => too_far(her, it),
        Gate::Cost => too_dear(her, it),
        Gate::Unrelated => unrelated(her, it),
    }
}

/// Every gate that fails, in their order; the first is the one that `pass` names.
pub(super) fn failing(her: &Seeker, it: &Entry) -> Vec<Gate> {
    Gate::ALL.iter().copied().filter(|gate| fails(*gate, her, it)).collect()
}

/// Whether this gate, the first that fails, is the only one.
pub(super) fn alone(first: Gate, her: &Seeker, it: &Entry) -> bool {
    !Gate::ALL.iter().any(|gate| *gate > first && fails(*gate, her, it))
}

fn for_others(her: &Seeker, it: &Entry) -> bool {
    !it.it.audience.admits(her.person.belongs_to.as_ref())
}

/// Whether it is for children of an age, and she has none of it.
pub(super) fn of_another_age(her: &Seeker, it: &Entry) -> bool {
    it.ages.is_some_and(|ages| her.has_child_of(ages) == Some(false))
}

fn child_cannot(her: &Seeker, it: &Entry) -> bool {
    let stays_outside = her.person.child_comes_along == Some(true) && it.it.children == Some(false);
    stays_outside || of_another_age(her, it)
}

fn too_long(her: &Seeker, it: &Entry) -> bool {
    let months = it.it.min_months.unwrap_or(0);
    her.months.is_some_and(|ahead| i64::from(ahead) < i64::from(months))
}

/// The weekdays on which she can come, Monday lowest; 0 = never.
fn weekdays(her: &Seeker, it: &Entry) -> u8 {
    match (&it.plan, her.person.free) {
        (None, _) => 0b111_1111,
        // A schedule without a date in the next 13 weeks is nothing to go to, free or not.
        (Some(plan), _) if plan.dates.is_empty() => 0,
        (Some(_), None) => 0b111_1111,
        (Some(plan), Some(free)) => plan.weekdays_for(free),
    }
}

fn too_far(her: &Seeker, it: &Entry) -> bool {
    let minutes = her.ways.minutes(it);
    minutes.zip(her.person.travel_minutes).is_some_and(|(minutes, most)| minutes > f64::from(most))
}

fn too_dear(her: &Seeker, it: &Entry) -> bool {
    it.cost.zip(her.person.cost_max_eur.flatten()).is_some_and(|(cost, most)| cost > most)
}

fn unrelated(her: &Seeker, it: &Entry) -> bool {
    interest::read(her.likes.as_ref(), it) == Reading::Known(0.0)
        && goals::read(her, it) == Reading::Known(0.0)
        && skill::read(her, it).is_nothing()
}

/// Why not, in one sentence; where it can be, what would change it.
pub(super) fn said(gate: Gate, her: &Seeker, it: &Entry) -> Sentence {
    let (en, nl) = match gate {
        Gate::Closed if it.it.status == Status::Closed => ("It has closed.", "Het is gestopt."),
        Gate::Closed => ("It is not open at the moment.", "Het is nu even niet open."),
        Gate::Unconfirmed => ("Nobody has confirmed this for half a year.", "Dit is al een half jaar niet bevestigd."),
        Gate::Blocked => ("Not proposed.", "Niet voorgesteld."),
        Gate::Audience => return audience(it),
        Gate::Child if it.it.children == Some(false) && it.ages.is_none() => {
            ("Your child cannot come along.", "Je kind kan niet mee.")
        }
        Gate::Child => ("It is for children of another age.", "Het is voor kinderen van een andere leeftijd."),
        Gate::Full => ("There are no places left for now.", "Er is nu geen plek meer."),
        Gate::Language if shortfall(her, it).dutch => {
            ("More Dutch is needed than you speak now.", "Hier is meer Nederlands nodig dan je nu spreekt.")
        }
        Gate::Language => ("You do not share a language there yet.", "Je spreekt nog geen taal die ze daar spreken."),
        Gate::Stay => return stay(her, it),
        Gate::Time if it.plan.as_ref().is_some_and(|p| p.dates.is_empty()) => {
            ("There are no dates in the coming three months.", "Er zijn de komende drie maanden geen data.")
        }
        Gate::Time => ("It is when you are not free.", "Het is op een moment dat je niet kunt."),
        Gate::Distance => {
            let minutes = libm::round(her.ways.minutes(it).unwrap_or_default());
            return Sentence::new(
                format!("About {minutes} minutes away, further than you said."),
                format!("Ongeveer {minutes} minuten reizen, verder dan je aangaf."),
            );
        }
        Gate::Cost => ("It costs more than you want to pay.", "Het kost meer dan je wilt betalen."),
        Gate::Unrelated => ("It is about something else than you chose.", "Het gaat over iets anders dan je koos."),
    };
    Sentence::new(en, nl)
}

fn stay(her: &Seeker, it: &Entry) -> Sentence {
    if her.months.is_some_and(|ahead| ahead < 0) {
        return Sentence::new("You told us that your stay is over.", "Je gaf aan dat je hier niet meer woont.");
    }
    match it.it.min_months.unwrap_or(0) {
        1 => Sentence::new(
            "It takes a month, longer than you plan to stay.",
            "Het duurt een maand, langer dan je hier blijft.",
        ),
        months => Sentence::new(
            format!("It takes {months} months, longer than you plan to stay."),
            format!("Het duurt {months} maanden, langer dan je hier blijft."),
        ),
    }
}

fn audience(it: &Entry) -> Sentence {
    let whom = it.it.audience.said();
    Sentence::new(format!("Only for {}.", whom.en), format!("Alleen voor {}.", whom.nl))
}
