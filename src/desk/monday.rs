//! A Monday: what was promised, then one action for each of five questions, then the rest. Pure.

use super::line::{Kind, Line, most_urgent_first};
use crate::named;

named! {
    /// What a Monday asks.
    Question {
        /// Who waits longest?
        Waits = "waits",
        /// Whose stay ends soon, without anybody from here?
        Window = "window",
        /// Which two have not been heard of?
        Silent = "silent",
        /// Which group did nobody confirm?
        Heartbeat = "heartbeat",
        /// Where do more people wait without a place than a week ago?
        Gap = "gap",
    }
}

/// At most so many promises come before everything; the others come right after the five.
const PROMISED: usize = 5;

/// What comes first, and what after it.
#[derive(Debug, Default)]
pub struct Monday {
    /// What was promised, or is about somebody's safety.
    pub promised: Vec<Line>,
    /// The most urgent of each question that has one, in the order of the questions.
    pub first: Vec<(Question, Line)>,
    /// The rest, the most urgent first.
    pub more: Vec<Line>,
}

/// Sorts them.
pub fn of(lines: Vec<Line>) -> Monday {
    let mut monday = Monday::default();
    for line in most_urgent_first(lines) {
        match question(line.kind) {
            None if is_promised(&line) && monday.promised.len() < PROMISED => monday.promised.push(line),
            Some(asks) if monday.first.iter().all(|(asked, _)| *asked != asks) => monday.first.push((asks, line)),
            _ => monday.more.push(line),
        }
    }
    monday.first.sort_by_key(|(question, _)| *question);
    monday
}

/// Which question it answers.
fn question(kind: Kind) -> Option<Question> {
    match kind {
        Kind::Request
        | Kind::Refused
        | Kind::Along
        | Kind::Wish
        | Kind::Gathering
        | Kind::Step
        | Kind::TogetherLook
        | Kind::TogetherNobody => Some(Question::Waits),
        Kind::Window => Some(Question::Window),
        Kind::Apart | Kind::Silent | Kind::Parted => Some(Question::Silent),
        Kind::Unconfirmed => Some(Question::Heartbeat),
        Kind::Gap => Some(Question::Gap),
        Kind::Report
        | Kind::CallBack
        | Kind::Letters
        | Kind::Bounced
        | Kind::Certificate
        | Kind::Message
        | Kind::Activate
        | Kind::Call
        | Kind::Correction
        | Kind::Draft
        | Kind::Translation => None,
    }
}

/// Whether somebody was promised it, or it is about safety.
fn is_promised(line: &Line) -> bool {
    match line.kind {
        Kind::Report | Kind::CallBack | Kind::Letters | Kind::Bounced | Kind::Message => true,
        Kind::Certificate => line.late,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::line::Act, *};

    #[test]
    fn a_promise_comes_first_and_each_question_has_one() {
        let line = |kind, days| Line::new(kind, days, String::new(), String::new(), Act::Open("/desk".to_owned()));
        let kinds = [
            (Kind::Unconfirmed, 90),
            (Kind::Request, 3),
            (Kind::Gap, 4),
            (Kind::Request, 9),
            (Kind::CallBack, 0),
            (Kind::Window, -150),
            (Kind::Silent, 20),
            (Kind::Unconfirmed, 60),
            (Kind::Window, -30),
        ];
        let monday = of(kinds.into_iter().map(|(kind, days)| line(kind, days)).collect());
        assert_eq!(monday.promised.iter().map(|l| l.kind).collect::<Vec<_>>(), [Kind::CallBack]);
        let first: Vec<Kind> = monday.first.iter().map(|(_, line)| line.kind).collect();
        assert_eq!(first, [Kind::Request, Kind::Window, Kind::Silent, Kind::Unconfirmed, Kind::Gap]);
        assert!(monday.first[0].1.late && monday.first[1].1.late, "nine days, and a month left");
        assert_eq!(
            monday.more.iter().map(|l| l.kind).collect::<Vec<_>>(),
            [Kind::Window, Kind::Request, Kind::Unconfirmed]
        );
    }
}
