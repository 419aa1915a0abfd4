//! A question to be taken along: what became of it, and what she sees of it. Two things, for she never sees a no.

use crate::named;
use chrono::{DateTime, Utc};
use uuid::Uuid;

named! {
    /// What became of asking one local.
    State {
        /// They have the question.
        Sent = "sent",
        /// They take her along.
        Yes = "yes",
        /// Not now. She never sees this.
        No = "no",
        /// They went together.
        Went = "went",
        /// She took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered; or a yes that came to nothing, or is over.
        Lapsed = "lapsed",
    }
}

named! {
    /// What a local can answer.
    Answer {
        /// They take her along.
        Yes = "yes",
        /// Not now.
        No = "no",
    }
}

named! {
    /// Which of the two.
    Side {
        /// She who is taken along.
        Newcomer = "newcomer",
        /// Whoever takes her along.
        Local = "local",
    }
}

named! {
    /// What either says the day after.
    After {
        /// They went together.
        Went = "went",
        /// They did not find each other.
        Missed = "missed",
        /// This one did not go.
        StayedAway = "stayed-away",
    }
}

/// What she sees of her question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Somebody has it, or somebody else will.
    Waiting,
    /// Somebody takes her along.
    Yes,
    /// Nobody answered. "That's not about you."
    Silent,
    /// They had said yes, and cannot come after all.
    CannotCome,
    /// The day is over: was she there?
    Over,
    /// They went together.
    Went,
    /// She took it back.
    Withdrawn,
}

/// Her question, as the last local who was asked left it.
#[derive(Clone, Debug)]
pub struct Going {
    /// For her own acts.
    pub id: Uuid,
    /// Where.
    pub listing: Uuid,
    /// The session she chose; `None` where it is by appointment.
    pub starts_at: Option<DateTime<Utc>>,
    /// When she asked; passing on does not change it.
    pub asked_at: DateTime<Utc>,
    /// The first name of whoever takes her along: after their yes.
    pub who: Option<String>,
    pub(super) state: State,
    /// There was a yes.
    pub(super) promised: bool,
    /// It ended before the day was there.
    pub(super) early: bool,
    /// A week is over, or the session she chose: a silence is said.
    pub(super) time_over: bool,
}

impl Going {
    /// Whether a yes with a day was called off, so that the day may stand in her calendar. Of whom she blocked she sees no
    /// more, nor who it was.
    pub fn is_called_off(&self) -> bool {
        let off = matches!(self.seen(), Seen::CannotCome | Seen::Withdrawn);
        off && self.promised && self.who.is_some() && self.starts_at.is_some()
    }

    /// What she sees now. A no reads as silence does, and so does a question that found nobody else.
    pub fn seen(&self) -> Seen {
        match self.state {
            State::Lapsed if self.promised && self.early => Seen::CannotCome,
            State::Lapsed if self.promised => Seen::Over,
            State::Sent | State::No | State::Lapsed if self.time_over => Seen::Silent,
            State::Sent | State::No | State::Lapsed => Seen::Waiting,
            State::Yes => Seen::Yes,
            State::Went => Seen::Went,
            State::Withdrawn => Seen::Withdrawn,
        }
    }

    /// Whether she may ask (again) for this listing.
    pub fn may_be_asked_again(&self) -> bool {
        !matches!(self.seen(), Seen::Waiting | Seen::Yes)
    }

    /// Whether she may take it back. A question that was refused can be taken back as one that waits.
    pub fn can_be_withdrawn(&self) -> bool {
        matches!(self.seen(), Seen::Waiting | Seen::Yes)
    }

    /// Whether she may say that she went.
    pub fn can_say_went(&self) -> bool {
        matches!(self.seen(), Seen::Yes | Seen::Over)
    }
}

impl Seen {
    /// The last part of the names of its sentences: `along-seen-…`.
    pub fn as_str(self) -> &'static str {
        match self {
            Seen::Waiting => "waiting",
            Seen::Yes => "yes",
            Seen::Silent => "silent",
            Seen::CannotCome => "cannot-come",
            Seen::Over => "over",
            Seen::Went => "went",
            Seen::Withdrawn => "withdrawn",
        }
    }

    /// Whether somewhere to walk in stands beside it.
    pub fn wants_alternatives(self) -> bool {
        matches!(self, Seen::Waiting | Seen::Silent | Seen::CannotCome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn going(state: State, promised: bool, early: bool, time_over: bool) -> Going {
        let (id, at) = (Uuid::nil(), DateTime::<Utc>::UNIX_EPOCH);
        Going { id, listing: id, starts_at: None, asked_at: at, who: None, state, promised, early, time_over }
    }

    #[test]
    fn a_no_a_silence_and_nobody_left_look_the_same() {
        for over in [false, true] {
            let silence = going(State::Sent, false, false, over);
            for other in [going(State::No, true, true, over), going(State::Lapsed, false, true, over)] {
                assert_eq!(other.seen(), silence.seen());
                assert_eq!(other.can_be_withdrawn(), silence.can_be_withdrawn());
                assert_eq!(other.may_be_asked_again(), silence.may_be_asked_again());
            }
        }
    }

    #[test]
    fn a_yes_that_ended_says_which_way() {
        assert_eq!(going(State::Lapsed, true, true, false).seen(), Seen::CannotCome);
        let over = going(State::Lapsed, true, false, true);
        assert!(over.seen() == Seen::Over && over.can_say_went() && over.may_be_asked_again());
    }
}
