//! A listing on the shelf, with what every page would otherwise work out again.

use super::brief::NEVER;
use crate::{
    kit::{lang::Lang, schedule::Session},
    listings::{
        listing::{Listing, UNCONFIRMED_AFTER_DAYS},
        search::Texts,
    },
    matching::opportunity::Opportunity,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;
use sqlx::FromRow;
use std::sync::Arc;

/// How many of the next sessions are kept at hand.
const AT_HAND: usize = 6;

/// What a listing's row says beside the listing.
#[derive(Clone, Copy, Debug, Default, FromRow)]
pub(super) struct Written {
    /// The transaction that wrote it: the same number is the same text.
    pub changed_in: i64,
    /// Its organisation leaves most questions unanswered: for the order alone, and so on no page.
    pub slow_to_answer: bool,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    /// When everybody could see it for the first time; none where nobody could yet.
    pub published_at: Option<DateTime<Utc>>,
    /// The day of the first letter since it was confirmed that asked whether it is still on.
    pub asked_on: Option<NaiveDate>,
    /// The language whose texts are older than the other's.
    #[sqlx(try_from = "Option<String>")]
    pub behind: Behind,
}

/// A language, as its column has it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Behind(pub Option<Lang>);

impl From<Option<String>> for Behind {
    fn from(name: Option<String>) -> Self {
        Self(name.and_then(|n| n.parse().ok()))
    }
}

/// A listing on the shelf.
pub struct Item {
    /// The listing.
    pub listing: Arc<Listing>,
    /// What its row says beside the listing.
    pub(super) written: Written,
    /// Its next sessions as of some moment, each from when until when; those that ended since are passed over.
    upcoming: Box<[Span]>,
    /// One bit for each weekday it takes place on, Monday lowest; all where it is by appointment.
    weekdays: u8,
}

impl Item {
    /// A listing that may stand on no shelf.
    pub(in crate::listings) fn of(listing: Listing, now: DateTime<Utc>) -> Self {
        Self::new(listing, Written::default(), now)
    }

    pub(super) fn new(listing: Listing, written: Written, now: DateTime<Utc>) -> Self {
        let schedule = listing.schedule.as_ref();
        let today = now.with_timezone(&Amsterdam).date_naive();
        let weekdays = schedule.map_or(0b111_1111, |s| {
            let dates = s.dates_between(today, today + Days::new(13 * 7));
            dates.iter().fold(0, |days, d| days | 1 << d.weekday().num_days_from_monday())
        });
        Self { written, upcoming: upcoming(&listing, now), weekdays, listing: Arc::new(listing) }
    }

    /// The same with sessions at hand again, where those it had are over.
    pub(super) fn refreshed(&self, now: DateTime<Utc>) -> Option<Self> {
        let over = self.upcoming.last().is_some_and(|s| i64::from(s.ends) <= now.timestamp());
        over.then(|| Self {
            listing: self.listing.clone(),
            written: self.written,
            upcoming: upcoming(&self.listing, now),
            weekdays: self.weekdays,
        })
    }

    /// Its sessions that have not ended, soonest first.
    pub fn next(&self, now: DateTime<Utc>) -> impl Iterator<Item = Session> {
        let now = now.timestamp();
        self.upcoming.iter().filter(move |s| i64::from(s.ends) > now).map(|s| s.session())
    }

    /// What the heart needs of it on a day. What nobody ever confirmed passes there; half a year after somebody was asked
    /// (or could have been) it is as silent as what was confirmed once, and is said so.
    pub(in crate::listings) fn opportunity(&self, today: NaiveDate) -> Opportunity {
        let it = self.listing.opportunity();
        let confirmed_on = it.confirmed_on.or(self.unsaid_since().filter(|_| self.is_unconfirmed(today)));
        Opportunity { slow_to_answer: self.written.slow_to_answer, confirmed_on, ..it }
    }

    /// Since when it waits for its first yes, where nobody ever confirmed it: since somebody was asked; where nobody was,
    /// since everybody sees it.
    fn unsaid_since(&self) -> Option<NaiveDate> {
        let published_on = self.written.published_at.map(|at| at.with_timezone(&Amsterdam).date_naive());
        self.written.asked_on.or(published_on).filter(|_| self.listing.confirmed_on.is_none())
    }

    /// Whether nobody confirmed it for so long that it is no longer proposed; it stays to be found.
    pub fn is_unconfirmed(&self, today: NaiveDate) -> bool {
        let since = self.listing.confirmed_on.or(self.unsaid_since());
        since.is_some_and(|since| (today - since).num_days() > UNCONFIRMED_AFTER_DAYS)
    }

    /// From when until when its next session is; none by appointment, and where none is planned.
    pub(super) fn next_span(&self, now: DateTime<Utc>) -> Option<Span> {
        self.upcoming.iter().copied().find(|s| i64::from(s.ends) > now.timestamp())
    }

    /// Its sessions that begin on these days, both included.
    pub fn sessions(&self, from: NaiveDate, to: NaiveDate) -> Vec<Session> {
        self.listing.schedule.as_ref().map(|s| s.sessions_between(from, to)).unwrap_or_default()
    }

    /// The weekdays it takes place on, Monday lowest; all where it is by appointment.
    pub(super) fn weekdays(&self) -> u8 {
        self.weekdays
    }

    /// When everybody could see it for the first time; none where nobody could yet.
    pub fn published_at(&self) -> Option<DateTime<Utc>> {
        self.written.published_at
    }

    /// When it was last changed.
    pub fn changed_at(&self) -> DateTime<Utc> {
        self.written.changed_at
    }

    /// The language whose texts are older than the other's, where both are there.
    pub fn behind(&self) -> Option<Lang> {
        self.written.behind.0.filter(|_| self.listing.missing().is_none())
    }

    /// What it says, for the search.
    pub fn texts(&self) -> Texts {
        Texts::of(&self.listing, self.weekdays)
    }
}

fn upcoming(listing: &Listing, now: DateTime<Utc>) -> Box<[Span]> {
    let next = listing.schedule.as_ref().map(|s| s.next_sessions(now, AT_HAND)).unwrap_or_default();
    next.iter().map(Span::of).collect()
}

/// A session in eight bytes: a tenth of one with its time zone. In seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub starts: u32,
    pub ends: u32,
}

impl Span {
    fn of(session: &Session) -> Self {
        let seconds =
            |at: DateTime<chrono_tz::Tz>| u32::try_from(at.timestamp().max(0)).unwrap_or(NEVER).min(NEVER - 1);
        Self { starts: seconds(session.starts), ends: seconds(session.ends) }
    }

    fn session(self) -> Session {
        let local = |at: u32| DateTime::from_timestamp(at.into(), 0).unwrap_or_default().with_timezone(&Amsterdam);
        let starts = local(self.starts);
        Session { date: starts.date_naive(), starts, ends: local(self.ends) }
    }
}
