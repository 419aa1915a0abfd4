//! What becomes of ties, written a second time and without a database: how far they have come, who is asked when.

use chrono::{DateTime, Months, TimeDelta, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

pub const STATES: [&str; 5] = ["introduced", "met", "again", "regular", "ended"];
pub const ANSWERS: [&str; 5] = ["not-yet", "once", "again", "regularly", "no-longer"];
pub const SIDES: [&str; 2] = ["newcomer", "local"];
pub const STEPS: [&str; 6] = ["two-weeks", "six-weeks", "three-months", "six-months", "twelve-months", "thank-you"];
const THANKS: usize = 5;
const QUESTION_LASTS: TimeDelta = TimeDelta::days(28);

/// One of the six moments of one side.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    pub asked: Option<DateTime<Utc>>,
    pub skipped: bool,
    pub answered: bool,
}

#[derive(Clone, Debug)]
pub struct Tie {
    pub id: Uuid,
    /// Her account and the local's.
    pub two: [Uuid; 2],
    pub begun: DateTime<Utc>,
    /// Of [`STATES`].
    pub state: usize,
    /// Why and by whom.
    pub end: Option<(String, String)>,
    /// What each said last, of [`ANSWERS`].
    pub says: [Option<usize>; 2],
    /// For whom it is over: by what they said or did themselves, by time, or by the desk.
    pub over: [bool; 2],
    /// Who would meet the other once: asked once.
    pub once: [bool; 2],
    pub moments: [[Moment; 6]; 2],
}

#[derive(Default)]
pub struct Model {
    pub ties: Vec<Tie>,
    pub blocks: BTreeSet<(Uuid, Uuid)>,
}

impl Tie {
    pub fn new(id: Uuid, two: [Uuid; 2], begun: DateTime<Utc>, state: usize, once: bool) -> Self {
        Self {
            id,
            two,
            begun,
            state,
            end: None,
            says: [None, None],
            over: [false; 2],
            once: [once; 2],
            moments: Default::default(),
        }
    }

    pub fn lives(&self) -> bool {
        self.end.is_none()
    }

    /// Whether the other ended it: this side is not to notice.
    pub fn ended_by_the_other(&self, side: usize) -> bool {
        self.end.as_ref().is_some_and(|(_, by)| by == SIDES[1 - side])
    }

    /// Whether a question to this side is due, or still has its days.
    fn is_open(&self, side: usize, step: usize, now: DateTime<Utc>) -> bool {
        let moment = &self.moments[side][step];
        self.waits(side, step, now) || moment.asked.is_some_and(|at| !moment.answered && at + QUESTION_LASTS > now)
    }

    fn due(&self, side: usize, step: usize) -> DateTime<Utc> {
        let months = |n| self.begun + Months::new(n);
        match step {
            0 => self.begun + TimeDelta::days(14),
            1 => self.begun + TimeDelta::days(42),
            2 => months(3),
            3 => months(6),
            4 => months(12),
            _ if self.once[side] => self.begun + TimeDelta::days(42),
            _ => months(12) + QUESTION_LASTS,
        }
    }

    /// The last moment at which this side was asked.
    fn last(&self, side: usize) -> Option<&Moment> {
        self.moments[side].iter().rfind(|m| m.asked.is_some())
    }

    /// Whether it waits to be asked, and its day is there.
    fn waits(&self, side: usize, step: usize, now: DateTime<Utc>) -> bool {
        let moment = &self.moments[side][step];
        let planned = !self.once[side] || [0, THANKS].contains(&step);
        planned && moment.asked.is_none() && !moment.skipped && self.due(side, step) <= now
    }

    pub fn end(&mut self, reason: &str, by: &str) {
        if self.lives() {
            (self.state, self.end) = (4, Some((reason.to_owned(), by.to_owned())));
            for (side, name) in SIDES.iter().enumerate() {
                self.over[side] |= by == *name || by == "desk";
            }
        }
    }

    /// What this side says; `of` is the moment of the letter, else the last question.
    pub fn say(&mut self, side: usize, answer: usize, reason: &str, of: Option<usize>) {
        self.says[side] = Some(answer);
        self.over[side] |= answer == 4;
        self.once[side] &= ![2, 3].contains(&answer);
        if self.lives() && answer == 4 {
            self.end(reason, SIDES[side]);
        } else if self.lives() {
            self.state = self.state.max(answer);
        }
        let of = of.or_else(|| self.moments[side][..THANKS].iter().rposition(|m| m.asked.is_some()));
        if let Some(step) = of {
            self.moments[side][step].answered = true;
        }
    }

    /// They went somewhere together once more; one conversation that was had has become more.
    pub fn went(&mut self) {
        self.state = (self.state + 1).min(2).max(self.state);
        if self.state == 2 {
            (0..2).for_each(|side| self.once[side] &= self.over[side]);
        }
    }

    /// Whether a link of this moment still works.
    pub fn works(&self, side: usize, step: usize, now: DateTime<Utc>) -> bool {
        self.moments[side][step].asked.is_some_and(|at| at + QUESTION_LASTS > now)
    }
}

/// A letter that is to be written: the tie, the side, the moment.
pub type Asked = (Uuid, usize, usize);

impl Model {
    pub fn apart(&self, [one, other]: [Uuid; 2]) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    pub fn living(&mut self, two: [Uuid; 2]) -> Option<&mut Tie> {
        self.ties.iter_mut().find(|t| t.two == two && t.lives())
    }

    pub fn leaves(&mut self, account: Uuid) {
        self.ties.retain(|t| !t.two.contains(&account));
        self.blocks.retain(|(one, other)| *one != account && *other != account);
    }

    fn may_be_asked(&self, tie: &Tie, side: usize, step: usize, now: DateTime<Utc>) -> bool {
        let blocked_them = self.blocks.contains(&(tie.two[side], tie.two[1 - side]));
        if step == THANKS {
            let by_them = tie.end.as_ref().is_some_and(|(_, by)| by == SIDES[side] || by == "desk");
            return !blocked_them && tie.over[side] && tie.says[side] != Some(4) && !by_them;
        }
        if blocked_them || tie.over[side] || tie.last(side).is_some_and(|m| !m.answered) {
            return false;
        }
        let lately = tie.last(side).and_then(|m| m.asked).is_some_and(|at| at > now - TimeDelta::days(14));
        let due = |s: usize| !tie.once[side] && tie.due(side, s) <= now && !tie.moments[side][s].skipped;
        !lately && !(step + 1..THANKS).any(due)
    }

    /// A round of the work at this moment: what had its time ends, what may not be asked is passed over, the rest is
    /// asked in the order of its day, one a day for each person. Answers who is asked what; `asked` says when.
    pub fn round(&mut self, now: DateTime<Utc>) -> Vec<Asked> {
        for tie in &mut self.ties {
            for side in 0..2 {
                tie.over[side] |= tie.waits(side, THANKS, now) && !(0..THANKS).any(|step| tie.is_open(side, step, now));
            }
            if tie.over == [true; 2] {
                tie.end("thank-you", "time");
            }
        }
        let (mut pass, mut ask) = (Vec::new(), Vec::new());
        for (n, tie) in self.ties.iter().enumerate() {
            for (side, step) in (0..2).flat_map(|side| (0..6).map(move |step| (side, step))) {
                if !tie.waits(side, step, now) {
                    continue;
                }
                if self.may_be_asked(tie, side, step, now) {
                    ask.push((tie.due(side, step), n, side, step));
                } else if step != THANKS || tie.over[side] {
                    pass.push((n, side, step));
                }
            }
        }
        for (n, side, step) in pass {
            self.ties[n].moments[side][step].skipped = true;
        }
        ask.sort();
        let asked_at = |t: &Tie, account: Uuid| {
            let sides = (0..2).filter(|side| t.two[*side] == account).collect::<Vec<_>>();
            sides.into_iter().flat_map(|side| t.moments[side].iter().filter_map(|m| m.asked).collect::<Vec<_>>()).max()
        };
        let mut today: BTreeSet<Uuid> = BTreeSet::new();
        let mut all = Vec::new();
        for (_, n, side, step) in ask {
            let account = self.ties[n].two[side];
            let before = self.ties.iter().filter_map(|t| asked_at(t, account)).max();
            if before.is_none_or(|at| at <= now - TimeDelta::days(1)) && today.insert(account) {
                all.push((self.ties[n].id, side, step));
            }
        }
        all
    }

    pub fn asked(&mut self, (id, side, step): Asked, at: DateTime<Utc>) {
        let tie = self.ties.iter_mut().find(|t| t.id == id).expect("a tie that is known");
        tie.moments[side][step].asked = Some(at);
    }
}
