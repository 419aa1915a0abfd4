//! A proposal: what she would like to begin, how far it has come, and what she and a co-host see of it. Three things,
//! for nobody sees a refusal, and what the desk says no to changes nothing before its days are over.

use super::facts::What;
use crate::{along::Party, named};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

/// So long a local is looked for; then she reads that nobody is free.
pub const LOOKED_FOR: TimeDelta = TimeDelta::days(14);
/// So long nothing shows of what the desk said no to.
pub const QUIET: TimeDelta = TimeDelta::days(7);
/// Within so long she can undo that she took it back, where nobody had said yes.
pub const UNDO: TimeDelta = TimeDelta::hours(1);

named! {
    /// How far it has come. The database keeps the order.
    State {
        /// A co-host is looked for.
        Proposed = "proposed",
        /// A local said yes; somebody of the desk is to look.
        CoHosted = "co-hosted",
        /// It is a listing.
        Published = "published",
        /// She took it back, or one of the two cannot go on with it.
        Withdrawn = "withdrawn",
        /// It came to nothing.
        Lapsed = "lapsed",
    }
}

named! {
    /// Who ended it.
    EndedBy {
        /// She.
        Newcomer = "newcomer",
        /// The co-host.
        Local = "local",
        /// Somebody of the desk, when their days were over; or what stood between the two, once its days were.
        Desk = "desk",
        /// Nobody was found in time; or something stands between the two, of which neither hears.
        Time = "time",
        /// One of them left for good.
        Gone = "gone",
    }
}

named! {
    /// What she, or a co-host, sees.
    Seen {
        /// A co-host is looked for.
        Looking = "looking",
        /// Nobody is free. That's not about her.
        Nobody = "nobody",
        /// Somebody does it with her; the city's own person looks at it.
        CoHosted = "co-hosted",
        /// The same, and they would like to talk first.
        Talk = "talk",
        /// It is a listing.
        Published = "published",
        /// She took it back.
        TakenBack = "taken-back",
        /// The other cannot go on with it.
        CannotCome = "cannot-come",
        /// It did not work out.
        Over = "over",
    }
}

/// A proposal with those who are in it. No `Debug`.
#[derive(Clone, FromRow)]
pub struct Proposal {
    /// The row.
    pub id: Uuid,
    /// Hers who is new in town.
    pub newcomer_id: Uuid,
    /// What it became.
    pub listing_id: Option<Uuid>,
    /// What it is.
    #[sqlx(flatten)]
    pub what: What,
    state: String,
    /// When she proposed it.
    pub proposed_at: DateTime<Utc>,
    /// When a local said yes.
    pub co_hosted_at: Option<DateTime<Utc>>,
    pub(super) ended_at: Option<DateTime<Utc>>,
    ended_by: Option<String>,
    /// When the desk said that it would like to talk first.
    pub talk_first_at: Option<DateTime<Utc>>,
    /// When the desk said not now.
    pub not_now_at: Option<DateTime<Utc>>,
    /// When the desk saw to it that nobody was found.
    pub seen_to_at: Option<DateTime<Utc>>,
    /// She.
    pub her: Json<Party>,
    /// The co-host.
    pub them: Option<Json<Party>>,
    /// She blocked the co-host.
    hers_no_more: bool,
    /// The co-host blocked her.
    theirs_no_more: bool,
}

impl Proposal {
    /// How it stands.
    pub fn stands(&self) -> Stands {
        Stands {
            state: self.state.parse().unwrap_or(State::Lapsed),
            ended_by: self.ended_by.as_deref().and_then(|by| by.parse().ok()),
            proposed_at: self.proposed_at,
            co_hosted_at: self.co_hosted_at,
            ended_at: self.ended_at,
            talk_first: self.talk_first_at.is_some(),
            not_now_at: self.not_now_at,
        }
    }

    /// What she sees, or the co-host. After a yes both see the same; whoever blocked the other sees the end of it.
    pub fn seen(&self, is_hers: bool, now: DateTime<Utc>) -> Seen {
        let no_more = if is_hers { self.hers_no_more } else { self.theirs_no_more };
        if no_more { Seen::CannotCome } else { self.stands().seen(now) }
    }

    /// Who of the two reads that it does not go on, and whether that is she: whoever blocked the other knows.
    pub fn who_hear_of_its_end(&self) -> impl Iterator<Item = (&Party, bool)> {
        let her = (!self.hers_no_more).then_some((&*self.her, true));
        let them = self.them.as_deref().filter(|_| !self.theirs_no_more).map(|them| (them, false));
        her.into_iter().chain(them)
    }

    /// Whether this one knows the other, and has not blocked them.
    pub fn knows_the_other(&self, is_hers: bool) -> bool {
        self.them.is_some() && !(if is_hers { self.hers_no_more } else { self.theirs_no_more })
    }

    /// The first name of the other, as long as there is one to be seen.
    pub fn other(&self, is_hers: bool, now: DateTime<Utc>) -> Option<&str> {
        let shown = matches!(self.seen(is_hers, now), Seen::CoHosted | Seen::Talk | Seen::Published);
        let other = if is_hers { self.them.as_deref() } else { Some(&*self.her) };
        other.filter(|_| shown).map(Party::name)
    }
}

/// When what happened.
#[derive(Clone, Debug)]
pub struct Stands {
    /// How far it has come.
    pub state: State,
    ended_by: Option<EndedBy>,
    proposed_at: DateTime<Utc>,
    co_hosted_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    talk_first: bool,
    not_now_at: Option<DateTime<Utc>>,
}

impl Stands {
    /// When a no of the desk, or what stands between the two, begins to show.
    pub fn quiet_until(&self) -> Option<DateTime<Utc>> {
        let said = self.not_now_at.or(self.ended_at)? + QUIET;
        Some(self.co_hosted_at.map_or(said, |at| said.max(at + LOOKED_FOR)))
    }

    /// What both see at this moment. Neither a local's no nor the desk's is asked here before its days are over.
    pub fn seen(&self, now: DateTime<Utc>) -> Seen {
        let with_somebody = if self.talk_first { Seen::Talk } else { Seen::CoHosted };
        match (self.state, self.ended_by) {
            (State::Proposed, _) if now < self.proposed_at + LOOKED_FOR => Seen::Looking,
            (State::Proposed, _) => Seen::Nobody,
            (State::CoHosted, _) => with_somebody,
            (State::Published, _) => Seen::Published,
            (_, Some(EndedBy::Newcomer)) => Seen::TakenBack,
            (_, Some(EndedBy::Local | EndedBy::Gone)) => Seen::CannotCome,
            (_, Some(EndedBy::Desk)) => Seen::Over,
            _ if self.co_hosted_at.is_none() => Seen::Nobody,
            _ if self.quiet_until().is_some_and(|until| now < until) => with_somebody,
            _ => Seen::Over,
        }
    }

    /// Whether it goes on.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Proposed | State::CoHosted | State::Published)
    }

    /// Whether it is one of the two that can be on their way at once.
    pub fn is_on_its_way(&self) -> bool {
        matches!(self.state, State::Proposed | State::CoHosted)
    }

    /// Whether she can undo that she took it back.
    pub fn can_be_undone(&self, now: DateTime<Utc>) -> bool {
        let just_now = self.ended_at.is_some_and(|at| now < at + UNDO);
        self.state == State::Withdrawn && self.co_hosted_at.is_none() && just_now
    }
}

impl Seen {
    /// Whether something like it stands beside it.
    pub fn wants_alternatives(self) -> bool {
        matches!(self, Seen::Nobody | Seen::CannotCome | Seen::Over)
    }

    /// Whether it is over for who sees this.
    pub fn is_over(self) -> bool {
        matches!(self, Seen::TakenBack | Seen::CannotCome | Seen::Over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn co_hosted() -> Stands {
        Stands {
            state: State::CoHosted,
            ended_by: None,
            proposed_at: at(0),
            co_hosted_at: Some(at(50)),
            ended_at: None,
            talk_first: false,
            not_now_at: None,
        }
    }

    #[test]
    fn what_the_desk_says_no_to_shows_nothing_before_its_days_are_over() {
        let waits = co_hosted();
        let no = Stands { not_now_at: Some(at(60)), ..waits.clone() };
        let until = no.quiet_until().expect("a moment");
        assert_eq!(until, at(50 + 14 * 24));
        let lapsed =
            Stands { state: State::Lapsed, ended_by: Some(EndedBy::Desk), ended_at: Some(until), ..no.clone() };
        for hour in 60..until.timestamp() / 3600 {
            assert_eq!(no.seen(at(hour)), waits.seen(at(hour)));
        }
        assert_eq!(lapsed.seen(until), Seen::Over);
        // What stands between the two looks the same.
        let between =
            Stands { state: State::Lapsed, ended_by: Some(EndedBy::Time), ended_at: Some(at(60)), ..waits.clone() };
        for hour in 60..30 * 24 {
            let same = if at(hour) < until { waits.seen(at(hour)) } else { lapsed.seen(at(hour)) };
            assert_eq!(between.seen(at(hour)), same, "{hour}");
        }
    }

    #[test]
    fn after_fourteen_days_nobody_is_free_whoever_was_asked() {
        let looking = Stands { state: State::Proposed, co_hosted_at: None, ..co_hosted() };
        let lapsed =
            Stands { state: State::Lapsed, ended_by: Some(EndedBy::Time), ended_at: Some(at(336)), ..looking.clone() };
        assert_eq!((looking.seen(at(335)), looking.seen(at(336))), (Seen::Looking, Seen::Nobody));
        assert_eq!(lapsed.seen(at(336)), Seen::Nobody);
    }

    #[test]
    fn only_what_nobody_had_said_yes_to_comes_back_and_only_for_an_hour() {
        let back = Stands {
            state: State::Withdrawn,
            ended_by: Some(EndedBy::Newcomer),
            ended_at: Some(at(10)),
            co_hosted_at: None,
            ..co_hosted()
        };
        assert!(back.can_be_undone(at(10)) && !back.can_be_undone(at(11)));
        assert!(!Stands { co_hosted_at: Some(at(5)), ..back }.can_be_undone(at(10)));
    }
}
