//! A tie: how far it has come, what each of the two says of it, and what each of them sees.

use crate::{
    kit::{email_address::EmailAddress, lang::Lang},
    named,
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

named! {
    /// How far it has come.
    State {
        /// Both said yes.
        Introduced = "introduced",
        /// They met once.
        Met = "met",
        /// They met again.
        Again = "again",
        /// They meet regularly.
        Regular = "regular",
        /// It has ended.
        Ended = "ended",
    }
}

named! {
    /// What either can answer.
    Answer {
        /// They have not met yet.
        NotYet = "not-yet",
        /// They met once.
        Once = "once",
        /// They met again.
        Again = "again",
        /// They meet regularly.
        Regularly = "regularly",
        /// They do not meet any more.
        NoLonger = "no-longer",
    }
}

named! {
    /// Why they do not meet any more; the desk alone reads it.
    Reason {
        /// No time.
        NoTime = "no-time",
        /// It did not click.
        NoClick = "no-click",
        /// One of them moved away.
        MovedAway = "moved-away",
        /// The other does not answer.
        NoAnswer = "no-answer",
        /// Too far.
        TooFar = "too-far",
        /// The language.
        Language = "language",
        /// Something else, or nothing they would like to say.
        SomethingElse = "something-else",
    }
}

named! {
    /// When they are asked, from the day on which it began; at last a word of thanks.
    Step {
        /// After 14 days.
        TwoWeeks = "two-weeks",
        /// After 42 days.
        SixWeeks = "six-weeks",
        /// After three months.
        ThreeMonths = "three-months",
        /// After six months.
        SixMonths = "six-months",
        /// After twelve months.
        TwelveMonths = "twelve-months",
        /// The year is over, and the last question had its 28 days; of one conversation: its one question had.
        ThankYou = "thank-you",
    }
}

named! {
    /// Which of the two.
    Side {
        /// She who is new in town.
        Newcomer = "newcomer",
        /// The one from here.
        Local = "local",
    }
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Side::Newcomer => Side::Local,
            Side::Local => Side::Newcomer,
        }
    }
}

impl Answer {
    /// How far it has come, says this answer; `None` where it ends it.
    fn reaches(self) -> Option<State> {
        match self {
            Answer::NotYet => Some(State::Introduced),
            Answer::Once => Some(State::Met),
            Answer::Again => Some(State::Again),
            Answer::Regularly => Some(State::Regular),
            Answer::NoLonger => None,
        }
    }

    /// What somebody who said this may well say next: chosen already when they open the page.
    pub fn next(said: Option<Self>) -> Self {
        match said {
            None | Some(Answer::NotYet | Answer::NoLonger) => Answer::Once,
            Some(Answer::Once) => Answer::Again,
            Some(Answer::Again | Answer::Regularly) => Answer::Regularly,
        }
    }
}

impl State {
    /// Where an answer of either leaves it. Two people remember differently: the furthest that either says counts, and
    /// nothing is taken back; whoever does not meet any more is believed at once.
    pub fn after(self, answer: Answer) -> Self {
        answer.reaches().map_or(State::Ended, |reached| self.max(reached))
    }
}

/// One of the two: how to write to them, and their first name alone for the other. No `Debug`.
#[derive(Clone, Deserialize)]
pub struct Party {
    /// Their account.
    pub account: Uuid,
    first_name: Option<String>,
    email: String,
    language: String,
}

impl Party {
    /// Where our letters to them go.
    pub fn address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.email).ok()
    }

    /// The language of their letters.
    pub fn lang(&self) -> Lang {
        self.language.parse().unwrap_or_default()
    }

    /// Their first name; empty where they gave none yet.
    pub fn name(&self) -> &str {
        self.first_name.as_deref().unwrap_or_default()
    }
}

/// What one of the two sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The question.
    Asked,
    /// The link in a letter is too old.
    Late,
    /// They said that they do not meet any more, time ended it, or the desk: thanks, and shall we look for somebody else?
    Thanks,
}

/// A tie as one of the two has it, by a link or as theirs. No `Debug`.
#[derive(Clone, FromRow)]
pub struct Tie {
    /// The row.
    pub id: Uuid,
    whose: String,
    state: String,
    /// Since when it is over for who sees it.
    pub over_at: Option<DateTime<Utc>>,
    said: Option<String>,
    /// The question that a link is for; the last one they were asked where there is no link.
    pub follow_up: Option<Uuid>,
    pub(super) expires_at: Option<DateTime<Utc>>,
    pub(super) answered: bool,
    /// The page of the two, where it began with an introduction.
    pub introduction_id: Option<Uuid>,
    /// Who sees it.
    pub own: Json<Party>,
    /// The other.
    pub other: Json<Party>,
    /// Who sees it blocked the other.
    pub no_more: bool,
}

impl Tie {
    /// Which of the two sees it.
    pub fn side(&self) -> Side {
        self.whose.parse().unwrap_or(Side::Newcomer)
    }

    /// How far it has come. Not for the two: it holds what the other said.
    pub fn state(&self) -> State {
        self.state.parse().unwrap_or(State::Ended)
    }

    /// What they said last.
    pub fn said(&self) -> Option<Answer> {
        self.said.as_ref().and_then(|said| said.parse().ok())
    }

    /// What they see; `None`: they blocked the other, and see no more of it. What the other said or did is not asked
    /// here, so none of it can show: a tie that the other ended looks like one that goes on.
    pub fn seen(&self, by_link: bool, now: DateTime<Utc>) -> Option<Seen> {
        Some(match self.over_at {
            _ if self.no_more => return None,
            _ if by_link && self.expires_at.is_none_or(|until| until <= now) => Seen::Late,
            Some(_) => Seen::Thanks,
            None => Seen::Asked,
        })
    }

    /// Whether the last question waits for their answer.
    pub fn waits(&self, now: DateTime<Utc>) -> bool {
        !self.answered && self.expires_at.is_some_and(|until| until > now)
    }

    /// Whether the last question had its days and no answer.
    pub fn is_silent(&self, now: DateTime<Utc>) -> bool {
        !self.answered && self.expires_at.is_some_and(|until| until <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_furthest_that_either_says_counts_and_an_end_is_an_end() {
        for state in State::ALL {
            for answer in Answer::ALL {
                let after = state.after(*answer);
                assert!(after >= *state, "{state} {answer}");
                assert_eq!(after == State::Ended, *state == State::Ended || *answer == Answer::NoLonger);
                assert_eq!(after.after(*answer), after, "the same again changes nothing");
                for other in Answer::ALL {
                    assert_eq!(after.after(*other), state.after(*other).after(*answer), "in whatever order");
                }
            }
        }
    }

    fn tie(state: State, over_at: Option<DateTime<Utc>>) -> Tie {
        let party =
            r#"{"account": "00000000-0000-4000-8000-000000000001", "email": "x@example.org", "language": "en"}"#;
        let party: Json<Party> = Json(serde_json::from_str(party).expect("a party"));
        Tie {
            id: Uuid::nil(),
            whose: "newcomer".to_owned(),
            state: state.to_string(),
            over_at,
            said: None,
            follow_up: None,
            expires_at: Some(DateTime::<Utc>::UNIX_EPOCH),
            answered: false,
            introduction_id: None,
            own: party.clone(),
            other: party,
            no_more: false,
        }
    }

    #[test]
    fn an_end_that_is_not_theirs_looks_like_a_tie_that_goes_on() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        for by_link in [false, true] {
            assert_eq!(tie(State::Ended, None).seen(by_link, now), tie(State::Met, None).seen(by_link, now));
        }
        assert_eq!(tie(State::Ended, Some(now)).seen(false, now), Some(Seen::Thanks));
        assert_eq!(tie(State::Met, None).seen(false, now), Some(Seen::Asked));
        assert_eq!(tie(State::Met, None).seen(true, now), Some(Seen::Late));
    }
}
