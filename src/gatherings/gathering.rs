//! A gathering: what became of it, and what each of those asked sees of it. Nobody sees who did not say yes, and nothing
//! anybody sees changes before the seven days are over, but that it takes place.

use crate::named;
use chrono::{DateTime, TimeDelta, Utc};

/// All are asked at the same moment and have so long to answer.
pub const DAYS: TimeDelta = TimeDelta::days(7);
/// It takes place once so many said yes.
pub const ENOUGH: usize = 2;
/// So long after that their page says that it did not work out.
const KIND_DAYS: TimeDelta = TimeDelta::days(14);

named! {
    /// Who is brought together.
    Kind {
        /// Three newcomers.
        Trio = "trio",
        /// Two groups, by their hosts.
        TwoGroups = "two-groups",
    }
}

named! {
    /// What became of it. Only the desk sees this.
    State {
        /// They have the question.
        Proposed = "proposed",
        /// Enough said yes.
        On = "on",
        /// It was to be, and too few can come.
        Off = "off",
        /// It came to nothing.
        Lapsed = "lapsed",
    }
}

named! {
    /// What one of those asked sees.
    Seen {
        /// The question.
        Asked = "asked",
        /// The question, and that they said not now; they can still say yes.
        SaidNo = "said-no",
        /// They said yes, and wait for the others.
        Waiting = "waiting",
        /// It takes place.
        On = "on",
        /// It was to be, and too few can come.
        Off = "off",
        /// They said yes and cannot come after all.
        Cannot = "cannot",
        /// They said yes, and it did not work out.
        Over = "over",
        /// The question is over; they said no, or nothing.
        Closed = "closed",
    }
}

/// How it stands for one of those asked.
#[derive(Clone, Debug)]
pub struct Stands {
    /// What became of it.
    pub state: State,
    /// When they were asked.
    pub proposed_at: DateTime<Utc>,
    /// When it is, or was to be.
    pub meets_at: DateTime<Utc>,
    /// They said yes.
    pub yes: bool,
    /// Their yes may not be brought together with the others'.
    pub unheard: bool,
    /// They said not now.
    pub no: bool,
    /// They cannot come after all.
    pub cannot: bool,
}

impl Stands {
    /// The last moment of an answer.
    pub fn until(&self) -> DateTime<Utc> {
        self.proposed_at + DAYS
    }

    /// What they see at this moment. Of whoever did not say yes nothing of what became of it is asked, so none of it can
    /// show.
    pub fn seen(&self, now: DateTime<Utc>) -> Seen {
        let is_over = now >= self.until();
        match (self.yes, self.no) {
            (true, _) if self.cannot => Seen::Cannot,
            (true, _) => match self.state {
                State::On if !self.unheard => Seen::On,
                State::Off if !self.unheard => Seen::Off,
                _ if is_over => Seen::Over,
                _ => Seen::Waiting,
            },
            (false, _) if is_over => Seen::Closed,
            (false, true) => Seen::SaidNo,
            (false, false) => Seen::Asked,
        }
    }

    /// Whether it stands on their own page.
    pub fn is_shown(&self, now: DateTime<Utc>) -> bool {
        match self.seen(now) {
            Seen::Asked | Seen::Waiting => true,
            Seen::On | Seen::Off => now < self.meets_at + TimeDelta::days(1),
            Seen::Over => now < self.until() + KIND_DAYS,
            Seen::SaidNo | Seen::Cannot | Seen::Closed => false,
        }
    }
}

impl Seen {
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

    fn stands(state: State, yes: bool) -> Stands {
        let (proposed_at, meets_at) = (at(0), at(240));
        Stands { state, proposed_at, meets_at, yes, unheard: false, no: false, cannot: false }
    }

    #[test]
    fn whoever_said_no_or_nothing_sees_the_same_whatever_became_of_it() {
        for hour in 0..30 * 24 {
            for no in [false, true] {
                let seen = |state| Stands { no, ..stands(state, false) }.seen(at(hour));
                assert!(State::ALL.iter().all(|state| seen(*state) == seen(State::Proposed)), "{hour}");
            }
        }
    }

    #[test]
    fn a_silence_a_no_a_block_and_the_desk_look_the_same_to_whoever_said_yes() {
        for hour in 0..30 * 24 {
            let waits = stands(State::Proposed, true);
            let lapsed = stands(State::Lapsed, true);
            let unheard = Stands { unheard: true, ..stands(State::On, true) };
            let unheard_off = Stands { unheard: true, ..stands(State::Off, true) };
            for other in [lapsed, unheard, unheard_off] {
                assert_eq!(other.seen(at(hour)), waits.seen(at(hour)), "{hour}: {other:?}");
                assert_eq!(other.is_shown(at(hour)), waits.is_shown(at(hour)));
            }
        }
    }

    #[test]
    fn it_shows_that_it_takes_place_at_once_and_a_kind_sentence_for_a_while() {
        assert_eq!(stands(State::On, true).seen(at(1)), Seen::On);
        let waits = stands(State::Proposed, true);
        assert_eq!((waits.seen(at(167)), waits.seen(at(168))), (Seen::Waiting, Seen::Over));
        assert!(waits.is_shown(at(168 + 13 * 24)) && !waits.is_shown(at(168 + 14 * 24)));
    }
}
