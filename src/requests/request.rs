//! A request: "I would like to go". What the host says, and what she sees of it, are two things.

use crate::named;
use chrono::{DateTime, Utc};
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
    /// What the host may (still) answer. What she has seen is not turned into a no: a no changes nothing she sees.
    pub fn open_answers(self) -> &'static [Answer] {
        match self {
            State::Sent | State::No => Answer::ALL,
            State::Yes | State::Full => &[Answer::Yes, Answer::Full],
            State::Went | State::Withdrawn | State::Lapsed => &[],
        }
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
    /// Seven days are over, by the database's clock: a silence is said.
    pub week_over: bool,
}

impl Request {
    /// What she sees now. A no reads as silence does: before the seventh day as waiting, then as a lapse.
    pub fn seen(&self) -> Seen {
        match self.state {
            State::Sent | State::No if !self.week_over => Seen::Waiting,
            State::Sent | State::No | State::Lapsed => Seen::Silent,
            State::Yes => Seen::Yes,
            State::Full => Seen::Full,
            State::Went => Seen::Went,
            State::Withdrawn => Seen::Withdrawn,
        }
    }

    /// Whether she may ask (again): nothing open, or a week of silence.
    pub fn may_be_asked_again(&self) -> bool {
        !matches!(self.seen(), Seen::Waiting | Seen::Yes)
    }

    /// Whether she may take it back. A request that was refused can be taken back as one that waits; one that lapsed when
    /// she asked again is over.
    pub fn can_be_withdrawn(&self) -> bool {
        self.state != State::Lapsed && matches!(self.seen(), Seen::Waiting | Seen::Yes | Seen::Silent)
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
        let request = |state, week_over| Request { id: Uuid::nil(), listing: Uuid::nil(), state, sent_at, week_over };
        for week_over in [false, true] {
            let (no, silence) = (request(State::No, week_over), request(State::Sent, week_over));
            assert_eq!(no.seen(), silence.seen());
            assert_eq!(no.can_be_withdrawn(), silence.can_be_withdrawn());
            assert_eq!(no.may_be_asked_again(), silence.may_be_asked_again());
        }
        assert_eq!(request(State::Yes, false).seen(), Seen::Yes);
        assert_eq!(request(State::Full, false).seen(), Seen::Full);
        assert_eq!(request(State::No, true).seen(), Seen::Silent);
        assert!(!request(State::Lapsed, true).can_be_withdrawn(), "what is over cannot be taken back");
    }

    #[test]
    fn what_she_has_seen_is_not_turned_into_a_no() {
        for seen in [State::Yes, State::Full] {
            assert!(!seen.open_answers().contains(&Answer::No), "{seen}");
        }
        assert!(State::Withdrawn.open_answers().is_empty());
    }
}
