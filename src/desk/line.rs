//! A line of the desk: what needs a look, since when, and the one thing that does it.

use crate::named;
use std::cmp::Reverse;

named! {
    /// What needs a look.
    Kind {
        /// Somebody told us that something is wrong.
        Report = "report",
        /// I said I would call somebody back.
        CallBack = "call-back",
        /// Letters to somebody could not be sent.
        Letters = "letters",
        /// The address of somebody does not work.
        Bounced = "bounced",
        /// A local's certificate of conduct ends, or has ended.
        Certificate = "certificate",
        /// A first message waits to be read.
        Message = "message",
        /// A newcomer's request has no answer.
        Request = "request",
        /// A newcomer's request was refused, and she does not know.
        Refused = "refused",
        /// Nobody could take a newcomer along.
        Along = "along",
        /// A newcomer would like to meet somebody.
        Wish = "wish",
        /// A gathering came to nothing.
        Gathering = "gathering",
        /// An introduction came to nothing.
        Apart = "apart",
        /// A newcomer had no next step for more than 14 days.
        Step = "step",
        /// Two would like to begin something, and wait for a look.
        TogetherLook = "together-look",
        /// A newcomer would like to begin something, and no local is free.
        TogetherNobody = "together-nobody",
        /// A newcomer's stay ends soon, and she meets nobody from here.
        Window = "window",
        /// A question after a tie had no answer.
        Silent = "silent",
        /// One of two ended their tie.
        Parted = "parted",
        /// A local did everything, and waits to begin.
        Activate = "activate",
        /// A local waits for the short call.
        Call = "call",
        /// More people wait without a place than a week ago.
        Gap = "gap",
        /// Somebody said what is not right on a page.
        Correction = "correction",
        /// A listing is a draft.
        Draft = "draft",
        /// Nobody confirmed a listing lately.
        Unconfirmed = "unconfirmed",
        /// A listing lacks one of its languages.
        Translation = "translation",
    }
}

/// After so many days without an answer she reads of a silence, and the desk should look.
pub const LATE_AFTER: i64 = 7;

/// What the one thing of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A page to open.
    Open(String),
    /// A button to press.
    Press(String),
    /// A page to open, and a button to press.
    OpenAndPress(String, String),
}

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub kind: Kind,
    /// What, in a sentence that names nobody.
    pub what: String,
    /// Since when, in words.
    pub since: String,
    /// Whether it should have been looked at by now.
    pub late: bool,
    /// What its button sends along: names and values.
    pub fields: Vec<(&'static str, String)>,
    act: Act,
    urgency: i64,
}

impl Line {
    /// A line about something that waits for so many days; for what ends, as many as are left, below zero.
    pub fn new(kind: Kind, days: i64, what: String, since: String, act: Act) -> Self {
        Self { kind, what, since, late: is_late(kind, days), fields: Vec::new(), act, urgency: urgency(kind, days) }
    }

    /// The same, and its button sends this along.
    pub fn sending(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// The more, the sooner.
    pub fn urgency(&self) -> i64 {
        self.urgency
    }

    /// The page that it opens.
    pub fn opens(&self) -> Option<&str> {
        match &self.act {
            Act::Open(path) | Act::OpenAndPress(path, _) => Some(path),
            Act::Press(_) => None,
        }
    }

    /// What its button does.
    pub fn presses(&self) -> Option<&str> {
        match &self.act {
            Act::Open(_) => None,
            Act::Press(path) | Act::OpenAndPress(_, path) => Some(path),
        }
    }
}

fn is_late(kind: Kind, days: i64) -> bool {
    match kind {
        // Its answer was promised within two days, a first message within one.
        Kind::Report => days >= 2,
        Kind::Message => days >= 1,
        Kind::CallBack | Kind::Certificate => days >= 0,
        Kind::Letters | Kind::Bounced | Kind::Step => true,
        Kind::Request
        | Kind::Refused
        | Kind::Along
        | Kind::Wish
        | Kind::Gathering
        | Kind::Apart
        | Kind::Activate
        | Kind::Call
        | Kind::Silent
        | Kind::Parted
        | Kind::TogetherLook
        | Kind::TogetherNobody => days >= LATE_AFTER,
        // Three months are left.
        Kind::Window => days >= -92,
        Kind::Correction => days >= LATE_AFTER,
        Kind::Gap | Kind::Draft | Kind::Unconfirmed | Kind::Translation => false,
    }
}

/// People before things, promises before questions, and within them whoever waits longest.
fn urgency(kind: Kind, days: i64) -> i64 {
    let waits = days.clamp(-99, 899);
    match kind {
        Kind::Report => 10_000 + waits,
        Kind::CallBack => 9_000 + waits,
        Kind::Letters | Kind::Bounced => 8_000 + waits,
        Kind::Certificate if days >= 0 => 7_000 + waits,
        Kind::Message => 6_900 + waits.min(99),
        Kind::Request | Kind::Refused | Kind::Along | Kind::Wish | Kind::Gathering | Kind::Apart
            if days >= LATE_AFTER =>
        {
            6_000 + waits
        }
        Kind::Window => 5_950 + days.clamp(-399, 0),
        Kind::Step => 5_500 + waits.min(40),
        Kind::TogetherLook => 5_000 + waits,
        Kind::Activate => 5_000 + waits,
        Kind::Call => 4_000 + waits,
        Kind::Request
        | Kind::Refused
        | Kind::Along
        | Kind::Wish
        | Kind::Gathering
        | Kind::Apart
        | Kind::TogetherNobody => 3_000 + waits,
        // A tie has had its weeks already: nobody stands at a door.
        Kind::Silent | Kind::Parted => 2_500 + waits.min(400),
        Kind::Certificate => 2_000 + waits,
        Kind::Gap => 1_600 + waits.min(99),
        Kind::Correction => 1_550 + waits.min(49),
        Kind::Draft => 1_000 + waits.min(500),
        Kind::Unconfirmed => 100 + waits.min(800),
        Kind::Translation => waits.min(99),
    }
}

/// The most urgent first; what is equally urgent stays in its order.
pub fn most_urgent_first(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|line| Reverse(line.urgency));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(kind: Kind, days: i64) -> Line {
        Line::new(kind, days, String::new(), String::new(), Act::Press("/desk".to_owned()))
    }

    #[test]
    fn people_come_before_things_and_a_week_of_silence_before_a_short_call() {
        let lines = vec![
            line(Kind::Translation, 400),
            line(Kind::Draft, 400),
            line(Kind::Request, 3),
            line(Kind::Call, 30),
            line(Kind::Refused, 7),
            line(Kind::Request, 9),
            line(Kind::Certificate, -20),
            line(Kind::Certificate, 0),
            line(Kind::CallBack, -3),
            line(Kind::Message, 0),
            line(Kind::Report, 0),
        ];
        let kinds: Vec<Kind> = most_urgent_first(lines).iter().map(|l| l.kind).collect();
        use Kind::*;
        assert_eq!(
            kinds,
            [Report, CallBack, Certificate, Message, Request, Refused, Call, Request, Certificate, Draft, Translation]
        );
    }

    #[test]
    fn a_request_is_marked_after_seven_days() {
        assert!(!line(Kind::Request, 6).late && line(Kind::Request, 7).late && line(Kind::Refused, 7).late);
        assert!(!line(Kind::Certificate, -1).late && line(Kind::Certificate, 0).late);
    }

    proptest! {
        #[test]
        fn whoever_waits_longer_never_comes_later(days in prop::collection::vec(0i64..2_000, 1..40)) {
            let lines = days.iter().map(|d| Line::new(Kind::Request, *d, d.to_string(), String::new(), Act::Press("/desk".to_owned())));
            let sorted = most_urgent_first(lines.collect());
            let order: Vec<i64> = sorted.iter().map(|l| l.what.parse::<i64>().expect("days").min(899)).collect();
            prop_assert!(order.windows(2).all(|pair| pair[0] >= pair[1]));
        }
    }
}
