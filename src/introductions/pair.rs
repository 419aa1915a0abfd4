//! The two of an introduction, and all that stands in it.

use super::{
    group::Group,
    introduction::{Seen, Side, Stands, State},
};
use crate::kit::{
    lang::Lang,
    sentence::Sentence,
    week::FreeWeek,
    words::{Meet, Topic},
};
pub use crate::ties::Party;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

/// Why these two, said to one of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Why {
    /// To whom it is said.
    pub to: Side,
    /// The sentence.
    #[serde(flatten)]
    pub said: Sentence,
}

/// What she would like to talk about, where she lets the one from here read it.
#[derive(Clone, Deserialize)]
pub struct Asks {
    /// What a question is about.
    pub topic: Option<Topic>,
    /// Her line.
    pub about: Option<String>,
}

/// An introduction with both who are in it. No `Debug`.
#[derive(Clone, FromRow)]
pub struct Introduction {
    /// The row.
    pub id: Uuid,
    /// She.
    pub newcomer_id: Uuid,
    /// The local; none where they left.
    pub local_id: Option<Uuid>,
    state: String,
    kind: String,
    /// The group her household would meet.
    pub group: Option<Json<Group>>,
    /// What she would like to talk about; the local reads it after her yes.
    pub asks: Option<Json<Asks>>,
    proposed_at: DateTime<Utc>,
    newcomer_yes_at: Option<DateTime<Utc>>,
    newcomer_no_at: Option<DateTime<Utc>>,
    local_yes_at: Option<DateTime<Utc>>,
    local_no_at: Option<DateTime<Utc>>,
    asked_her: bool,
    asked_them: bool,
    reasons: Json<Vec<Why>>,
    /// A line of the desk to both.
    pub line: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When they could; those she left, after her answer.
    pub dates: Vec<DateTime<Utc>>,
    /// When they meet.
    pub meets_at: Option<DateTime<Utc>>,
    /// How often the date changed.
    pub calendar_sequence: i32,
    /// The date before the last change.
    pub(super) met_before: Option<DateTime<Utc>>,
    pub(super) newcomer_phone: Option<String>,
    pub(super) local_phone: Option<String>,
    /// She.
    pub her: Json<Party>,
    /// The local; none where they left.
    pub them: Option<Json<Party>>,
    her_week: Option<Json<FreeWeek>>,
    their_week: Option<Json<FreeWeek>>,
    /// She wants to see no more of it: she blocked the other.
    pub(super) hers_no_more: bool,
    /// The same for the local.
    pub(super) theirs_no_more: bool,
    hers_is_over: bool,
    theirs_is_over: bool,
}

impl Introduction {
    /// What kind of meeting it is.
    pub fn kind(&self) -> Meet {
        self.kind.parse().unwrap_or(Meet::OneToOne)
    }

    /// When who said what.
    pub fn stands(&self) -> Stands {
        Stands {
            state: self.state.parse().unwrap_or(State::Lapsed),
            proposed_at: self.proposed_at,
            asked_her: self.asked_her,
            asked_them: self.asked_them,
            her_yes: self.newcomer_yes_at,
            her_no: self.newcomer_no_at,
            their_yes: self.local_yes_at,
            their_no: self.local_no_at,
            both_here: self.them.is_some(),
        }
    }

    /// What one of the two sees; `None`: for them there is nothing (any more).
    pub fn seen_by(&self, side: Side, now: DateTime<Utc>) -> Option<Seen> {
        let no_more = match side {
            Side::Newcomer => self.hers_no_more,
            Side::Local => self.theirs_no_more,
        };
        if no_more { None } else { self.stands().seen_by(side, now) }
    }

    /// Whether this one hears of the other: not who said that they meet no more, or blocked, nor who was blocked; and
    /// neither where the desk ended it. The other sees nothing of that.
    pub fn hears(&self, side: Side) -> bool {
        let is_over = if side == Side::Newcomer { self.hers_is_over } else { self.theirs_is_over };
        !(is_over || self.hers_no_more || self.theirs_no_more)
    }

    /// Why these two, for one of them.
    pub fn why(&self, side: Side, lang: Lang) -> Vec<String> {
        let theirs = self.reasons.iter().filter(|why| why.to == side);
        theirs.map(|why| why.said.text(lang).to_owned()).collect()
    }

    /// When the last of the two said yes.
    pub(super) fn agreed_at(&self) -> Option<DateTime<Utc>> {
        self.newcomer_yes_at.max(self.local_yes_at)
    }

    /// The dates that are still to come.
    pub fn dates_to_come(&self, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        self.dates.iter().filter(|at| **at > now).copied().collect()
    }

    /// When both usually have time, within three weeks of this day; where they never do, any afternoon or evening: there
    /// is always a day to choose.
    pub fn other_dates(&self, today: chrono::NaiveDate) -> Vec<DateTime<Utc>> {
        let week = |w: &Option<Json<FreeWeek>>| w.as_ref().map(|w| w.0).filter(|w| !w.is_empty());
        let both = super::dates::slots(week(&self.her_week), week(&self.their_week), today);
        if both.is_empty() { super::dates::slots(None, None, today) } else { both }
    }

    /// This one.
    pub fn one(&self, side: Side) -> Option<&Party> {
        match side {
            Side::Newcomer => Some(&self.her),
            Side::Local => self.them.as_deref(),
        }
    }

    /// The other.
    pub fn other(&self, side: Side) -> Option<&Party> {
        self.one(side.other())
    }

    /// This one's number, once they chose to give it.
    pub fn phone(&self, side: Side) -> Option<&str> {
        match side {
            Side::Newcomer => self.newcomer_phone.as_deref(),
            Side::Local => self.local_phone.as_deref(),
        }
    }

    /// The other's number: only where both chose.
    pub fn phone_of_other(&self, side: Side) -> Option<&str> {
        self.phone(side).and_then(|_| self.phone(side.other()))
    }
}
