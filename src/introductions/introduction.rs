//! An introduction: what became of it, and what each of the two sees of it. Three things, for nobody sees a refusal,
//! and nothing anybody sees changes before the seven days are over.

use crate::named;
pub use crate::ties::Side;
use chrono::{DateTime, TimeDelta, Utc};

/// Each of the two has so long to answer.
pub const DAYS: TimeDelta = TimeDelta::days(7);
/// So long after that her page says that it did not work out.
const KIND_DAYS: TimeDelta = TimeDelta::days(14);

named! {
    /// What became of it. Only the desk sees this.
    State {
        /// She has the question.
        Proposed = "proposed",
        /// She said yes; the local has the question.
        OneYes = "one-yes",
        /// Both said yes: now it is theirs.
        BothYes = "both-yes",
        /// It came to nothing.
        Lapsed = "lapsed",
    }
}

named! {
    /// What either can answer.
    Answer {
        /// They would like to meet.
        Yes = "yes",
        /// Not now; the desk alone hears of it.
        No = "no",
    }
}

named! {
    /// What one of the two sees.
    Seen {
        /// The question.
        Asked = "asked",
        /// The question, and that they said not now; they can still say yes.
        SaidNo = "said-no",
        /// They said yes, and wait.
        Waiting = "waiting",
        /// Both said yes.
        Both = "both",
        /// They said yes, and it did not work out.
        Over = "over",
        /// The question is over; they said no, or nothing.
        Closed = "closed",
    }
}

/// When who was asked and said what.
#[derive(Clone, Debug)]
pub struct Stands {
    /// What became of it.
    pub state: State,
    /// When she was asked.
    pub proposed_at: DateTime<Utc>,
    /// Whether she has the question: not where the desk took it back before her letter left.
    pub asked_her: bool,
    /// Whether the local has the question.
    pub asked_them: bool,
    /// When she said yes.
    pub her_yes: Option<DateTime<Utc>>,
    /// When she said not now.
    pub her_no: Option<DateTime<Utc>>,
    /// When the local said yes.
    pub their_yes: Option<DateTime<Utc>>,
    /// When the local said not now.
    pub their_no: Option<DateTime<Utc>>,
    /// The local is still here.
    pub both_here: bool,
}

impl Stands {
    fn met(&self) -> Option<Seen> {
        match (self.state, self.both_here) {
            (State::BothYes, true) => Some(Seen::Both),
            (State::BothYes, false) => Some(Seen::Over),
            _ => None,
        }
    }

    /// What she sees at this moment; `None`: there is nothing. Neither what the local said nor when or why it lapsed
    /// is asked here, so none of it can show.
    pub fn seen_by_her(&self, now: DateTime<Utc>) -> Option<Seen> {
        if !self.asked_her && self.state != State::BothYes {
            return None;
        }
        Some(self.met().unwrap_or(match (self.her_yes, self.her_no) {
            (Some(at), _) if now < at + DAYS => Seen::Waiting,
            (Some(_), _) => Seen::Over,
            _ if now >= self.proposed_at + DAYS => Seen::Closed,
            (None, Some(_)) => Seen::SaidNo,
            (None, None) => Seen::Asked,
        }))
    }

    /// What the local sees: nothing before her yes, and nothing of a lapse before their seven days are over, also where
    /// their own yes came too late for it.
    pub fn seen_by_them(&self, now: DateTime<Utc>) -> Option<Seen> {
        let asked_at = self.her_yes.filter(|_| self.asked_them || self.state == State::BothYes)?;
        Some(self.met().unwrap_or(match (self.their_yes, self.their_no) {
            // Whatever stands in the way by now, it shows no sooner than a silence would.
            (Some(_), _) if now < asked_at + DAYS => Seen::Waiting,
            (Some(_), _) => Seen::Over,
            _ if now >= asked_at + DAYS => Seen::Closed,
            (None, Some(_)) => Seen::SaidNo,
            (None, None) => Seen::Asked,
        }))
    }

    /// What this one sees.
    pub fn seen_by(&self, side: Side, now: DateTime<Utc>) -> Option<Seen> {
        match side {
            Side::Newcomer => self.seen_by_her(now),
            Side::Local => self.seen_by_them(now),
        }
    }

    /// The last moment of this one's answer, or of her waiting.
    pub fn until(&self, side: Side) -> DateTime<Utc> {
        let own_yes = self.her_yes.filter(|_| side == Side::Local || self.her_no.is_none());
        own_yes.unwrap_or(self.proposed_at) + DAYS
    }

    /// Whether it stands on their own page: what is to be done or waited for, and for a while the kind sentence.
    pub fn is_shown_to(&self, side: Side, now: DateTime<Utc>) -> bool {
        match self.seen_by(side, now) {
            Some(Seen::Asked | Seen::Waiting | Seen::Both) => true,
            Some(Seen::Over) => now < self.until(side) + KIND_DAYS,
            Some(Seen::SaidNo | Seen::Closed) | None => false,
        }
    }
}

impl Seen {
    /// The name of the sentence that says it to this one of the two.
    pub fn sentence(self, to: Side) -> String {
        let whose = if (self, to) == (Seen::Waiting, Side::Local) { "-them" } else { "" };
        format!("intro-seen-{self}{whose}")
    }

    /// Whether an answer still counts.
    pub fn can_answer(self) -> bool {
        matches!(self, Seen::Asked | Seen::SaidNo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    fn stands(state: State, her_yes: Option<i64>) -> Stands {
        Stands {
            state,
            proposed_at: at(0),
            asked_her: true,
            asked_them: her_yes.is_some(),
            her_yes: her_yes.map(at),
            her_no: None,
            their_yes: None,
            their_no: None,
            both_here: true,
        }
    }

    #[test]
    fn a_refusal_a_silence_a_block_and_a_leaving_look_the_same_to_her_in_every_hour() {
        for hour in 0..60 * 24 {
            let silence = stands(State::OneYes, Some(30));
            let refused = Stands { their_no: Some(at(31)), ..silence.clone() };
            let lapsed = Stands { state: State::Lapsed, ..silence.clone() };
            let blocked = Stands { state: State::Lapsed, asked_them: false, ..silence.clone() };
            let left = Stands { state: State::Lapsed, both_here: false, ..silence.clone() };
            for other in [refused, lapsed, blocked, left] {
                assert_eq!(other.seen_by_her(at(hour)), silence.seen_by_her(at(hour)), "{hour}: {other:?}");
                assert_eq!(other.is_shown_to(Side::Newcomer, at(hour)), silence.is_shown_to(Side::Newcomer, at(hour)));
                assert_eq!(other.until(Side::Newcomer), silence.until(Side::Newcomer));
            }
        }
    }

    #[test]
    fn before_her_answer_a_lapse_changes_nothing_for_her_and_the_local_never_hears_of_a_no() {
        for hour in 0..20 * 24 {
            let open = stands(State::Proposed, None);
            let lapsed = stands(State::Lapsed, None);
            assert_eq!(open.seen_by_her(at(hour)), lapsed.seen_by_her(at(hour)));
            let no = Stands { her_no: Some(at(3)), ..open.clone() };
            for quiet in [open, lapsed, no] {
                assert_eq!(quiet.seen_by_them(at(hour)), None);
            }
        }
    }

    #[test]
    fn what_the_desk_took_back_in_time_was_never_there() {
        let back = Stands { asked_her: false, ..stands(State::Lapsed, None) };
        assert_eq!(back.seen_by_her(at(1)), None);
    }

    #[test]
    fn seven_days_each_and_then_one_kind_sentence_for_a_while() {
        let waits = stands(State::OneYes, Some(48));
        let seen = |day: i64| (waits.seen_by_her(at(48 + day * 24)), waits.seen_by_them(at(48 + day * 24)));
        assert_eq!(seen(6), (Some(Seen::Waiting), Some(Seen::Asked)));
        assert_eq!(seen(7), (Some(Seen::Over), Some(Seen::Closed)));
        assert!(
            waits.is_shown_to(Side::Newcomer, at(48 + 20 * 24)) && !waits.is_shown_to(Side::Newcomer, at(48 + 21 * 24))
        );
        assert!(!waits.is_shown_to(Side::Local, at(48 + 8 * 24)));
        let in_vain = Stands { state: State::Lapsed, their_yes: Some(at(50)), ..waits.clone() };
        assert_eq!(in_vain.seen_by_them(at(48 + 7 * 24 - 1)), Some(Seen::Waiting));
        assert_eq!(in_vain.seen_by_them(at(48 + 7 * 24)), Some(Seen::Over));
        assert!(
            in_vain.is_shown_to(Side::Local, at(48 + 20 * 24)) && !in_vain.is_shown_to(Side::Local, at(48 + 21 * 24))
        );
        let both = Stands { their_yes: Some(at(50)), ..stands(State::BothYes, Some(48)) };
        assert_eq!((both.seen_by_her(at(900)), both.seen_by_them(at(900))), (Some(Seen::Both), Some(Seen::Both)));
    }
}
