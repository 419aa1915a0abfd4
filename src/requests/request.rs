//! A request: "I would like to go". What the host says, and what she sees of it, are two things.

use crate::named;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

named! {
    /// What became of a request.
    State {
        /// The host has it.
        Sent = "sent",
        /// She is welcome.
        Yes = "yes",
        /// Not now. She never sees this.
        No = "no",
        /// No places left.
        Full = "full",
        /// She has been there.
        Went = "went",
        /// She took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered.
        Lapsed = "lapsed",
    }
}

named! {
    /// What a host can answer.
    Answer {
        /// She is welcome.
        Yes = "yes",
        /// Not now.
        No = "no",
        /// No places left.
        Full = "full",
    }
}

impl State {
    /// Whether she asked and did not take it back: asking again would tell her nothing new.
    pub fn stands(self) -> bool {
        matches!(self, State::Sent | State::Yes | State::No | State::Lapsed)
    }

    /// Whether the host may still change the answer.
    pub fn can_change(self) -> bool {
        matches!(self, State::Sent | State::Yes | State::No | State::Full)
    }
}

/// What she sees of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Sent, no answer yet.
    Waiting,
    /// She is welcome.
    Yes,
    /// No places left.
    Full,
    /// "The club hasn't answered. That's not about you."
    Silent,
    /// She has been there.
    Went,
    /// She took it back.
    Withdrawn,
}

/// How long nothing changes but for a yes or a full.
pub const QUIET: TimeDelta = TimeDelta::days(7);

/// Her request, as it is stored.
#[derive(Clone, Debug)]
pub struct Request {
    /// For her own acts.
    pub id: Uuid,
    /// Where.
    pub listing: Uuid,
    /// What became of it.
    pub state: State,
    /// When she asked.
    pub sent_at: DateTime<Utc>,
}

impl Request {
    /// What she sees now. A no reads as silence does: before the seventh day as waiting, then as a lapse.
    pub fn seen(&self, now: DateTime<Utc>) -> Seen {
        match self.state {
            State::Sent | State::No | State::Lapsed if now < self.sent_at + QUIET => Seen::Waiting,
            State::Sent | State::No | State::Lapsed => Seen::Silent,
            State::Yes => Seen::Yes,
            State::Full => Seen::Full,
            State::Went => Seen::Went,
            State::Withdrawn => Seen::Withdrawn,
        }
    }

    /// Whether she may take it back. A request that was refused can be taken back as one that waits.
    pub fn can_be_withdrawn(&self, now: DateTime<Utc>) -> bool {
        matches!(self.seen(now), Seen::Waiting | Seen::Yes | Seen::Silent)
    }
}

impl Seen {
    /// The last part of the names of its sentences.
    pub fn as_str(self) -> &'static str {
        match self {
            Seen::Waiting => "waiting",
            Seen::Yes => "yes",
            Seen::Full => "full",
            Seen::Silent => "silent",
            Seen::Went => "went",
            Seen::Withdrawn => "withdrawn",
        }
    }

    /// Whether somewhere to walk in stands beside it.
    pub fn wants_alternatives(self) -> bool {
        matches!(self, Seen::Waiting | Seen::Full | Seen::Silent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_is_never_seen_and_a_silence_looks_the_same() {
        let sent_at = DateTime::<Utc>::UNIX_EPOCH;
        let request = |state| Request { id: Uuid::nil(), listing: Uuid::nil(), state, sent_at };
        for hours in 0..24 * 30 {
            let now = sent_at + TimeDelta::hours(hours);
            assert_eq!(request(State::No).seen(now), request(State::Sent).seen(now), "after {hours} hours");
            assert_eq!(request(State::No).can_be_withdrawn(now), request(State::Sent).can_be_withdrawn(now));
        }
        assert_eq!(request(State::Yes).seen(sent_at), Seen::Yes);
        assert_eq!(request(State::Full).seen(sent_at), Seen::Full);
        assert_eq!(request(State::No).seen(sent_at + QUIET), Seen::Silent);
    }
}
