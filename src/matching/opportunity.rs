//! An opportunity: all that a listing gives the heart. Blank fields are `None`: nobody said.

use crate::kit::{
    language_tag::LanguageTag,
    level::Level,
    money::Euros,
    place::Postcode,
    schedule::Schedule,
    words::{Audience, CostPer, Domain, Kind, Rung, Status},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Opt-in counts of who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Of those who answered, so many are rooted here.
    pub rooted: u32,
    /// So many answered.
    pub all: u32,
}

/// A listing in the eyes of the heart.
#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    /// Opaque; breaks ties.
    pub id: String,
    /// Club, initiative, activity or volunteer role.
    pub kind: Kind,
    /// Who organises it; `None` counts as nobody else's.
    pub organisation: Option<String>,
    /// What it is about; empty = unknown.
    pub domains: BTreeSet<Domain>,
    /// Leaves of the vocabulary (or groups); empty = unknown. An id that is in no vocabulary counts for nothing.
    pub interests: BTreeSet<String>,
    /// What they look for; empty = they ask for nothing.
    pub skills_wanted: BTreeSet<String>,
    /// Spoken there; empty = unknown.
    pub languages: BTreeSet<LanguageTag>,
    /// How much Dutch is needed; A0 = none. Where Dutch is not spoken, A0 says nothing.
    pub dutch_needed: Option<Level>,
    /// Whether an English speaker can join. `Some(false)`: what is needed is needed of everybody.
    pub english_ok: Option<bool>,
    /// Whom it is for.
    pub audience: Audience,
    /// What it costs.
    pub cost: Option<Euros>,
    /// Each time (also where left out), a month or a year.
    pub cost_per: Option<CostPer>,
    /// When; none = by appointment, any time.
    pub schedule: Option<Schedule>,
    /// Where.
    pub postcode: Option<Postcode>,
    /// Whether a child can come along.
    pub children: Option<bool>,
    /// Whether one may come and try once.
    pub trial: Option<bool>,
    /// The size of the group.
    pub capacity: Option<u32>,
    /// Places left for newcomers; 0 = full.
    pub newcomer_places: Option<u32>,
    /// Whether somebody meets a newcomer and takes them along.
    pub take_along: Option<bool>,
    /// How many are rooted here, in per cent: the host's band, or measured.
    pub local_share: Option<u8>,
    /// What those who come said themselves; goes before the host's band.
    pub counted: Option<Counted>,
    /// The step of the ladder; none = derived from the share.
    pub rung: Option<Rung>,
    /// Active, paused, closed or draft.
    pub status: Status,
    /// When it closed.
    pub closed_on: Option<NaiveDate>,
    /// When somebody last said that all this is true.
    pub confirmed_on: Option<NaiveDate>,
    /// How many months one must be able to stay.
    pub min_months: Option<u32>,
    /// Who organises it leaves most questions unanswered. Worked out from requests; no file says it.
    pub slow_to_answer: bool,
}

impl Opportunity {
    /// An active listing of which nothing else is known.
    pub fn new(id: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            kind,
            organisation: None,
            domains: BTreeSet::new(),
            interests: BTreeSet::new(),
            skills_wanted: BTreeSet::new(),
            languages: BTreeSet::new(),
            dutch_needed: None,
            english_ok: None,
            audience: Audience::default(),
            cost: None,
            cost_per: None,
            schedule: None,
            postcode: None,
            children: None,
            trial: None,
            capacity: None,
            newcomer_places: None,
            take_along: None,
            local_share: None,
            counted: None,
            rung: None,
            status: Status::Active,
            closed_on: None,
            confirmed_on: None,
            min_months: None,
            slow_to_answer: false,
        }
    }

    /// Whether somebody takes a newcomer along. A blank counts as no: nobody promised it.
    pub fn takes_along(&self) -> bool {
        self.take_along == Some(true)
    }

    /// The level at which a language other than Dutch is needed: an introduction in words asks more (B1)
    /// than a club or an activity (A2), and a role with a task less (A1).
    pub fn own_need(&self) -> u8 {
        match self.kind {
            Kind::Initiative => Level::B1,
            Kind::Club | Kind::Activity => Level::A2,
            Kind::VolunteerRole => Level::A1,
        }
        .number()
    }
}
