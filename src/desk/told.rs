//! What the page of a person says: what she asked for, and how far a local has come.

use crate::{
    along,
    auth::Visit,
    kit::vocabulary::vocabulary,
    listings::Stock,
    locals::{Goes, Local, State},
    requests::{State as RequestState, Told},
    web::dates::days_between,
};
use uuid::Uuid;

/// Something she asked for, and what became of it.
pub struct Asked {
    /// The request.
    pub told: Told,
    /// Where.
    pub title: String,
    /// How long ago.
    pub since: String,
    /// When the host answered.
    pub answered: Option<String>,
    /// It waits for somebody of the desk.
    pub waits: bool,
    /// Whom to call about it.
    pub contact: Option<String>,
    /// Where to write about it.
    pub contact_email: Option<String>,
    /// Their own page, where a telephone number may stand.
    pub url: Option<String>,
    /// They can be asked again, at an address that is known to be right.
    pub can_ask_again: bool,
}

impl Asked {
    /// As the desk reads it.
    pub fn of(v: &Visit, stock: &Stock, told: Told) -> Option<Self> {
        let listing = &stock.items.get(stock.place(told.listing)?)?.listing;
        let waits = told.waits() && !told.seen_to;
        Some(Self {
            title: listing.title(v.lang).text.to_owned(),
            since: v.w.waited(days_between(told.since, v.now)),
            answered: told.answered.map(|at| v.w.moment(at)),
            contact: listing.contact_name.clone().filter(|_| waits),
            contact_email: listing.contact_email.clone().filter(|_| waits),
            url: listing.url.clone().filter(|_| waits),
            can_ask_again: waits && told.state == RequestState::Sent && listing.host_address(v.today()).is_some(),
            waits,
            told,
        })
    }
}

/// A question of hers to be taken along, and how it stands. Names no local: looking at them is another look.
pub struct Along {
    /// The question.
    pub told: along::Told,
    /// Where to.
    pub title: String,
    /// How long ago.
    pub since: String,
}

impl Along {
    /// As the desk reads it.
    pub fn of(v: &Visit, stock: &Stock, told: along::Told) -> Option<Self> {
        let title = stock.items.get(stock.place(told.listing)?)?.listing.title(v.lang).text.to_owned();
        Some(Self { title, since: v.w.waited(days_between(told.since, v.now)), told })
    }
}

/// Where a local goes.
pub struct GoesTo {
    /// The listing.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// What the host says: `vouched`, `unknown`, or `waits`.
    pub word: &'static str,
}

/// A local, as the desk reads them.
pub struct LocalPart {
    /// What they told us, and how far they have come.
    pub local: Local,
    /// "Dutch (C2), English (C1)".
    pub languages: String,
    /// What they would like in return.
    pub learns: String,
    /// What they would like help with.
    pub wishes: Option<&'static str>,
    /// Where they go.
    pub goes: Vec<GoesTo>,
}

impl LocalPart {
    /// All of it.
    pub fn of(v: &Visit, stock: &Stock, local: Local, goes: Vec<Goes>) -> Self {
        let words = vocabulary();
        let spoken = local.person.languages.iter();
        let languages: Vec<String> =
            spoken.map(|(tag, level)| format!("{} ({level})", words.language_name(tag, v.lang))).collect();
        let learns: Vec<&str> =
            local.person.wants_to_learn.iter().flatten().map(|tag| words.language_name(tag, v.lang)).collect();
        let wished = local.wished_skill.as_deref().and_then(|id| words.skill(id));
        let wishes = wished.map(|place| words.skills[place].named.name(v.lang));
        let goes_to = |goes: Goes| {
            let listing = &stock.items.get(stock.place(goes.listing_id)?)?.listing;
            let word = match (goes.vouched, goes.unknown) {
                (true, _) => "vouched",
                (_, true) => "unknown",
                _ => "waits",
            };
            Some(GoesTo { id: goes.listing_id, title: listing.title(v.lang).text.to_owned(), word })
        };
        let (languages, learns) = (languages.join(", "), learns.join(", "));
        Self { languages, learns, wishes, goes: goes.into_iter().filter_map(goes_to).collect(), local }
    }

    /// Each step, and whether it is taken.
    pub fn steps(&self) -> Vec<(State, bool)> {
        let after_the_first = State::ALL.iter().copied().skip(1);
        after_the_first.map(|state| (state, self.local.state >= state)).collect()
    }

    /// Whether this step is the next one.
    pub fn is_next(&self, state: &State) -> bool {
        State::ALL.iter().find(|s| **s > self.local.state) == Some(state)
    }

    /// Whether a certificate can be seen (again).
    pub fn takes_certificate(&self) -> bool {
        self.local.state >= State::TalkedTo
    }

    /// Whether there is a step to take back.
    pub fn has_steps(&self) -> bool {
        self.local.state > State::Applied
    }
}
