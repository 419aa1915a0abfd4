//! Where people stand: on the way to knowing somebody from here, and on the way to being able to meet somebody. Pure.

use crate::{desk::line::Line, kit::place::Postcode, locals::AtTheDesk, matching::window::Phase, named};
use chrono::{DateTime, Utc};
use uuid::Uuid;

named! {
    /// Where a newcomer stands.
    NewcomerState {
        /// She waits for something: an answer, somebody, a next step.
        Waits = "waits",
        /// Something is under way: a step stands, a group or a local said yes or has her question.
        Step = "step",
        /// She is introduced to somebody.
        Introduced = "introduced",
        /// She met somebody from here.
        Meets = "meets",
        /// She meets somebody regularly.
        Regular = "regular",
        /// She takes a break.
        Paused = "paused",
        /// She was not here for eight weeks.
        Silent = "silent",
    }
}

named! {
    /// Where a local stands.
    LocalState {
        /// The desk is next: the short call, a certificate, a start.
        Steps = "steps",
        /// They can be asked, and have a place.
        Ready = "ready",
        /// They meet as many as they can.
        Full = "full",
        /// They take a break, or stopped.
        Resting = "resting",
    }
}

/// What the rows say of a newcomer.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Since when she takes a break.
    pub paused: Option<DateTime<Utc>>,
    /// The closest of her ties that did not end, and since when it is that close.
    pub tie: Option<(Tie, DateTime<Utc>)>,
    /// Since when an introduction of hers is open.
    pub introduced: Option<DateTime<Utc>>,
    /// Since when she was not here, where that is eight weeks or more.
    pub silent: Option<DateTime<Utc>>,
    /// Since when something is under way.
    pub under_way: Option<DateTime<Utc>>,
    /// Since when she looks, or told us something.
    pub began: DateTime<Utc>,
}

named! {
    /// How close a tie is; one that ended is none.
    Tie {
        /// Both said yes.
        Introduced = "introduced",
        /// They met.
        Met = "met",
        /// And again.
        Again = "again",
        /// And go on.
        Regular = "regular",
    }
}

/// Where she stands and since when. What she waits for comes first, also where she meets somebody already.
pub fn of_newcomer(rows: &Rows, waits: Option<DateTime<Utc>>) -> (NewcomerState, DateTime<Utc>) {
    use NewcomerState::*;
    let tie = rows.tie.map(|(tie, since)| match tie {
        Tie::Introduced => (Introduced, since),
        Tie::Met | Tie::Again => (Meets, since),
        Tie::Regular => (Regular, since),
    });
    rows.paused
        .map(|since| (Paused, since))
        .or_else(|| waits.map(|since| (Waits, since)))
        .or(tie)
        .or_else(|| rows.introduced.map(|since| (Introduced, since)))
        .or_else(|| rows.silent.map(|since| (Silent, since)))
        .or_else(|| rows.under_way.map(|since| (Step, since)))
        .unwrap_or((Waits, rows.began))
}

/// A local of the caseload.
pub struct Local {
    /// Their account.
    pub account: Uuid,
    /// Where they stand.
    pub state: LocalState,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What the desk does next; none where it is not the desk.
    pub line: Option<Line>,
}

impl Local {
    /// With the line of the desk about them, if there is one.
    pub fn of(them: &AtTheDesk, line: Option<Line>) -> Self {
        let state = match (them.rests_since, &line) {
            (Some(_), _) => LocalState::Resting,
            (None, Some(_)) => LocalState::Steps,
            (None, None) if them.full => LocalState::Full,
            (None, None) => LocalState::Ready,
        };
        Self { account: them.account, state, since: them.rests_since.unwrap_or(them.since), line }
    }
}

/// A newcomer of the caseload.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Her account.
    pub account: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// Where she is in her stay; none where she said too little of it.
    pub phase: Option<Phase>,
    /// Where she stands.
    pub state: NewcomerState,
    /// Since when.
    pub since: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(n)
    }

    #[test]
    fn a_break_hides_what_she_waits_for_and_what_she_waits_for_comes_before_whom_she_meets() {
        let mut rows = Rows { began: day(1), ..Rows::default() };
        assert_eq!(of_newcomer(&rows, None), (NewcomerState::Waits, day(1)), "nothing is under way: she waits");
        rows.under_way = Some(day(2));
        assert_eq!(of_newcomer(&rows, None), (NewcomerState::Step, day(2)));
        rows.silent = Some(day(3));
        assert_eq!(of_newcomer(&rows, None), (NewcomerState::Silent, day(3)), "a step she never saw");
        rows.introduced = Some(day(4));
        assert_eq!(of_newcomer(&rows, None), (NewcomerState::Introduced, day(4)));
        for (tie, state) in [
            (Tie::Introduced, NewcomerState::Introduced),
            (Tie::Met, NewcomerState::Meets),
            (Tie::Again, NewcomerState::Meets),
            (Tie::Regular, NewcomerState::Regular),
        ] {
            rows.tie = Some((tie, day(5)));
            assert_eq!(of_newcomer(&rows, None), (state, day(5)));
            assert_eq!(of_newcomer(&rows, Some(day(6))), (NewcomerState::Waits, day(6)));
        }
        rows.paused = Some(day(7));
        assert_eq!(of_newcomer(&rows, Some(day(6))), (NewcomerState::Paused, day(7)));
    }
}
