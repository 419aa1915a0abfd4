//! A gathering with all who are asked.

use super::gathering::{Kind, Seen, Stands, State};
use crate::ties::Party as Person;
use chrono::{DateTime, Utc};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

/// One of those asked. No `Debug`.
#[derive(Clone, FromRow)]
pub struct Party {
    /// The row.
    pub id: Uuid,
    /// Who they are: their first name alone for the others.
    pub person: Json<Person>,
    /// The group they speak for; of three newcomers, where they go.
    listing_id: Option<Uuid>,
    yes: bool,
    no: bool,
    cannot: bool,
    unheard: bool,
    /// Whoever reads it blocked them.
    no_more: bool,
}

impl Party {
    /// They said yes, and can come.
    pub fn comes(&self) -> bool {
        self.was_to_come() && !self.cannot
    }

    /// They said yes together with the others, whether they can come or not.
    pub fn was_to_come(&self) -> bool {
        self.yes && !self.unheard
    }
}

/// The row of a gathering.
#[derive(Clone, FromRow)]
pub struct Row {
    /// Names it.
    pub id: Uuid,
    kind: String,
    /// What there is to do.
    pub what: String,
    /// Where.
    pub place: String,
    /// When.
    pub meets_at: DateTime<Utc>,
    state: String,
    /// When all were asked.
    pub proposed_at: DateTime<Utc>,
}

/// A gathering as one of those asked reads it. No `Debug`.
#[derive(Clone)]
pub struct Gathering {
    /// The row.
    pub row: Row,
    /// All who are asked.
    pub parties: Vec<Party>,
    /// The place among them of whoever reads it.
    pub own: usize,
}

impl Gathering {
    /// Who is brought together.
    pub fn kind(&self) -> Kind {
        self.row.kind.parse().unwrap_or(Kind::Trio)
    }

    /// What became of it.
    pub fn state(&self) -> State {
        self.row.state.parse().unwrap_or(State::Lapsed)
    }

    /// Whoever reads it.
    pub fn me(&self) -> &Party {
        &self.parties[self.own]
    }

    /// How it stands for them.
    pub fn stands(&self) -> Stands {
        let me = self.me();
        Stands {
            state: self.state(),
            proposed_at: self.row.proposed_at,
            meets_at: self.row.meets_at,
            yes: me.yes,
            unheard: me.unheard,
            no: me.no,
            cannot: me.cannot,
        }
    }

    /// What they see; `None` where they want to see no more of somebody who comes.
    pub fn seen(&self, now: DateTime<Utc>) -> Option<Seen> {
        let seen = self.stands().seen(now);
        let blocked = self.others_who_come().any(|other| other.no_more);
        (!(blocked && matches!(seen, Seen::On | Seen::Off))).then_some(seen)
    }

    /// Who said yes and comes, besides whoever reads it.
    pub fn others_who_come(&self) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(|p| p.id != self.me().id && p.comes())
    }

    /// The group of the other, where two groups meet.
    pub fn other_group(&self) -> Option<Uuid> {
        self.parties.iter().filter(|p| p.id != self.me().id).find_map(|p| self.group_of(p))
    }

    /// The group one of them speaks for; newcomers speak for none.
    pub fn group_of(&self, party: &Party) -> Option<Uuid> {
        party.listing_id.filter(|_| self.kind() == Kind::TwoGroups)
    }
}
