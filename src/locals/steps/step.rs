//! The steps of a local: what the desk does one by one, and in which order.

use crate::{kit::place::Postcode, named};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

named! {
    /// How far a local has come. Each step needs the one before it; the database says so too.
    State {
        /// They signed up.
        Applied = "applied",
        /// We had the short call: they may take somebody along where the host vouches for them.
        TalkedTo = "talked-to",
        /// Somebody of the desk saw a certificate of conduct.
        CertificateSeen = "certificate-seen",
        /// They signed the code of conduct.
        CodeSigned = "code-signed",
        /// Ready for one to one.
        Active = "active",
    }
}

/// The dates of a certificate of conduct: all we keep of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub(super) seen_on: NaiveDate,
    pub(super) valid_until: NaiveDate,
}

impl Certificate {
    /// Dates in order: seen today or before, and not expired when it was seen.
    pub fn new(seen_on: NaiveDate, valid_until: NaiveDate, today: NaiveDate) -> Option<Self> {
        (seen_on <= today && seen_on <= valid_until).then_some(Self { seen_on, valid_until })
    }
}

/// A step somebody takes with a local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The short call.
    Talk,
    /// The certificate was seen; a new one takes the place of an old one.
    Certificate(Certificate),
    /// The code of conduct is signed.
    Code,
    /// Ready for one to one.
    Activate,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// It is taken.
    Done,
    /// It was taken before: nothing changed.
    Already,
    /// The step before it is still to come: nothing changed.
    NotYet,
}

impl Step {
    /// What this step does to somebody who has come so far.
    pub fn from(self, state: State) -> Stepped {
        let (needs, leads_to) = match self {
            Step::Talk => (State::Applied, State::TalkedTo),
            Step::Certificate(_) => (State::TalkedTo, State::CertificateSeen),
            Step::Code => (State::CertificateSeen, State::CodeSigned),
            Step::Activate => (State::CodeSigned, State::Active),
        };
        match self {
            _ if state < needs => Stepped::NotYet,
            // A certificate is seen anew before the old one ends.
            Step::Certificate(_) => Stepped::Done,
            _ if state >= leads_to => Stepped::Already,
            _ => Stepped::Done,
        }
    }
}

/// How far a local of the sample has come.
#[derive(Clone, Copy)]
pub struct Standing {
    /// The host vouches for them where they go.
    pub vouched: bool,
    /// Their last step.
    pub state: State,
    /// Until when their certificate counts.
    pub valid_until: Option<NaiveDate>,
    /// They take a break.
    pub paused: bool,
}

/// A local in a list of the desk: no more than is needed to choose whom to open.
#[derive(Clone)]
pub struct AtTheDesk {
    /// The local.
    pub local: Uuid,
    /// Their account: for the logbook and the page of the person.
    pub account: Uuid,
    /// How to call them.
    pub first_name: Option<String>,
    /// How far they have come.
    pub state: State,
    /// Since when they are that far.
    pub since: DateTime<Utc>,
    /// At how many listings they go.
    pub listings: i64,
    /// At how many of these the host vouches for them.
    pub vouched: i64,
    /// Until when the certificate counts.
    pub valid_until: Option<NaiveDate>,
    /// Since when they take a break, or somebody of the desk ended it.
    pub rests_since: Option<DateTime<Utc>>,
    /// They meet as many people as they can.
    pub full: bool,
    /// Where they live, for the part of town.
    pub postcode: Option<Postcode>,
    /// The desk is next: a call, a start, or a certificate that ends within a month.
    pub waits: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).expect("a day")
    }

    fn steps() -> [Step; 4] {
        let certificate = Certificate::new(day(1), day(30), day(2)).expect("in order");
        [Step::Talk, Step::Certificate(certificate), Step::Code, Step::Activate]
    }

    #[test]
    fn a_certificate_has_its_dates_in_order() {
        assert!(Certificate::new(day(3), day(3), day(3)).is_some());
        assert!(Certificate::new(day(4), day(30), day(3)).is_none(), "seen tomorrow");
        assert!(Certificate::new(day(3), day(2), day(5)).is_none(), "ended before it was seen");
    }

    proptest! {
        #[test]
        fn no_order_of_steps_skips_one(order in prop::collection::vec(0usize..4, 0..20)) {
            let mut state = State::Applied;
            for place in order {
                if steps()[place].from(state) == Stepped::Done {
                    let next = State::ALL[place + 1];
                    prop_assert!(state as usize >= place, "{next} without the one before it");
                    state = state.max(next);
                }
            }
        }
    }
}
