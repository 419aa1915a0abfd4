//! What was done last in a round, for the top of its page: a word and what it changed; or who was introduced, and who
//! could not be. Beside it the way back, as long as there is one.

use super::{
    draft::{Act, last_done, last_introduced},
    effect,
    names::Names,
    pool::Solved,
};
use crate::{auth::Visit, introductions};

/// What was done last.
pub enum Last {
    /// Two were pinned, kept out, or let go again: what was said, and what it changed.
    Said {
        /// In a sentence.
        what: String,
        /// For whom.
        effect: Vec<String>,
    },
    /// Some were introduced.
    HandedOver {
        /// How many.
        introduced: usize,
        /// Who could not be, and why; they are still in the round as far as they can be.
        refused: Vec<(String, String)>,
    },
    /// Those who were introduced were taken back in time.
    TakenBack {
        /// How many.
        count: usize,
    },
}

impl Last {
    /// Nothing where nothing was done yet.
    pub fn of(v: &Visit, solved: &Solved, names: &Names) -> Option<Self> {
        let done = last_done(&solved.steps);
        let last = done.last()?;
        if last.act.steers() {
            let (who, whom) = names.pair(v, &solved.gathered, last);
            let what = v.t2(format!("round-said-{}", last.act), "who", who, "whom", whom);
            let effect = solved.effect.as_ref().map(|e| effect::sentences(v, names, &solved.gathered, e));
            return Some(Last::Said { what, effect: effect.unwrap_or_default() });
        }
        let count = |act: Act| done.iter().filter(|step| step.act == act).count();
        if last.act == Act::TakenBack {
            return Some(Last::TakenBack { count: count(Act::TakenBack) });
        }
        let refused = done.iter().filter_map(|step| {
            let (who, whom) = names.pair(v, &solved.gathered, step);
            let why = v.t(format!("introduce-refused-{}", step.refused?));
            Some((v.t2("round-two", "who", who, "whom", whom), why))
        });
        Some(Last::HandedOver { introduced: count(Act::Introduced), refused: refused.collect() })
    }
}

/// The introductions that were handed over last and can still be taken back, all at once.
pub struct OnTheirWay {
    /// How many.
    pub count: usize,
    /// When their letters leave, on the clock.
    pub until: String,
}

impl OnTheirWay {
    /// Nothing where a letter has left, or the round is put away: it goes on for nobody.
    pub fn of(v: &Visit, solved: &Solved) -> Option<Self> {
        let all = last_introduced(&solved.steps);
        let leaves = introductions::letter_leaves(all.first()?.at, v.now)?;
        let open = solved.round.put_away_at.is_none();
        open.then(|| Self { count: all.len(), until: v.w.time_of(&leaves) })
    }
}
