//! What would change if: a pin, a ban, a no, somebody new. The solved state goes along, so only what changes is searched.

use super::{
    live::{Answer, Live},
    net::NONE,
    pool::{Chosen, Local, Newcomer, Pool, Slip},
    solved::{Kept, Solved, Weights},
    steer::{Refused, Steer, pair},
};
use std::{collections::BTreeMap, sync::Arc};

/// What the social worker tries, or what became known.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// These two together, whatever it costs the others. Another pin of hers gives way.
    Pin {
        /// Her id.
        newcomer: String,
        /// The local's id.
        local: String,
    },
    /// Not these two. A pin of the two gives way.
    Ban {
        /// Her id.
        newcomer: String,
        /// The local's id.
        local: String,
    },
    /// Takes back the pin or the ban of these two.
    Release {
        /// Her id.
        newcomer: String,
        /// The local's id.
        local: String,
    },
    /// One of them said no: the pair is no longer possible, pinned or not, and cannot be released.
    Decline {
        /// Her id.
        newcomer: String,
        /// The local's id.
        local: String,
    },
    /// Somebody new, with what each pair is worth.
    Newcomer(Newcomer, Vec<(String, f64)>),
    /// A new local, with what each pair is worth.
    Local(Local, Vec<(String, f64)>),
}

/// What a change does to a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Everybody whose local is another one, by the newcomer's id, in that order; whom the change names as well.
    pub moved: Vec<Moved>,
    /// How many more are placed; fewer is below nought.
    pub placed: i64,
    /// How much larger the total is, in millionths.
    pub total: i128,
    /// The floor before and after.
    pub floor: (Option<i64>, Option<i64>),
}

/// A newcomer whose local is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Her id.
    pub newcomer: String,
    /// Her local before.
    pub from: Option<String>,
    /// Her local now.
    pub to: Option<String>,
}

impl Live {
    /// The round after a change, and what the change does. The round itself stays as it is.
    ///
    /// # Errors
    /// A change that cannot be made.
    pub fn what_if(&self, change: &Change) -> Result<(Self, Effect), Refused> {
        let mut steer = self.steer.clone();
        let owned = |newcomer: &String, local: &String| (newcomer.clone(), local.clone());
        let after = match change {
            Change::Pin { newcomer, local } => {
                steer.pins.insert(newcomer.clone(), local.clone());
                self.steered(steer)?
            }
            Change::Ban { newcomer, local } => {
                pair(&self.pool, newcomer, local)?;
                steer.pins.retain(|n, l| n != newcomer || l != local);
                steer.bans.insert(owned(newcomer, local));
                self.steered(steer)?
            }
            Change::Release { newcomer, local } => {
                let pins = steer.pins.len();
                steer.pins.retain(|n, l| n != newcomer || l != local);
                if !steer.bans.remove(&owned(newcomer, local)) && steer.pins.len() == pins {
                    return Err(Refused::NotSteered(newcomer.clone(), local.clone()));
                }
                self.steered(steer)?
            }
            Change::Decline { newcomer, local } => {
                let gone = pair(&self.pool, newcomer, local)?;
                steer.pins.retain(|n, l| n != newcomer || l != local);
                steer.bans.remove(&owned(newcomer, local));
                let left = self.pool.pairs().filter(|p| (p.newcomer, p.local) != gone).collect();
                let pool = Pool::from_places(self.pool.newcomers().to_vec(), self.pool.locals().to_vec(), left);
                self.moved(pool, steer, &self.solved)?
            }
            Change::Newcomer(newcomer, pairs) => {
                let pairs = pairs.iter().map(|(local, value)| (newcomer.id.as_str(), local.as_str(), *value));
                self.with(Some(newcomer), None, pairs.collect())?
            }
            Change::Local(local, pairs) => {
                let pairs = pairs.iter().map(|(newcomer, value)| (newcomer.as_str(), local.id.as_str(), *value));
                self.with(None, Some(local), pairs.collect())?
            }
        };
        let effect = effect(self, &after);
        Ok((after, effect))
    }

    /// The same people, steered in another way.
    fn steered(&self, steer: Steer) -> Result<Self, Refused> {
        Self::after(self.pool.clone(), self.weights.clone(), steer, self.fair, &self.solved)
    }

    /// Another pool, starting from `before`.
    fn moved(&self, pool: Pool, steer: Steer, before: &Solved) -> Result<Self, Refused> {
        let weights = Weights::new(&pool)?;
        Self::after(Arc::new(pool), Arc::new(weights), steer, self.fair, before)
    }

    /// The same round with somebody new. Places move on, so what was kept moves with them.
    fn with(
        &self,
        newcomer: Option<&Newcomer>,
        local: Option<&Local>,
        new: Vec<(&str, &str, f64)>,
    ) -> Result<Self, Refused> {
        let old = &self.pool;
        let newcomers: Vec<Newcomer> = old.newcomers().iter().chain(newcomer).cloned().collect();
        let locals: Vec<Local> = old.locals().iter().chain(local).cloned().collect();
        // Checks the ids and values of what is new, and orders the people.
        let added = Pool::new(newcomers, locals, new)?;
        let places = |of: Option<u32>| of.ok_or_else(|| Slip { field: "id".into(), trouble: "it is gone".into() });
        let mut newcomer_at = Vec::with_capacity(old.newcomers().len());
        for n in old.newcomers() {
            newcomer_at.push(places(added.newcomer(&n.id))?);
        }
        let mut local_at = Vec::with_capacity(old.locals().len());
        for l in old.locals() {
            local_at.push(places(added.local(&l.id))?);
        }
        let moved = old.pairs().map(|p| Chosen {
            newcomer: newcomer_at[p.newcomer as usize],
            local: local_at[p.local as usize],
            value: p.value,
        });
        let pairs = moved.chain(added.pairs()).collect();
        let pool = Pool::from_places(added.newcomers().to_vec(), added.locals().to_vec(), pairs);
        let before = Solved {
            base: moved_on(&self.solved.base, &pool, &newcomer_at, &local_at),
            fine: moved_on(&self.solved.fine, &pool, &newcomer_at, &local_at),
            floor: self.solved.floor,
            above: None,
        };
        self.moved(pool, self.steer.clone(), &before)
    }
}

fn moved_on<P: Copy + Default>(kept: &Kept<P>, pool: &Pool, newcomer_at: &[u32], local_at: &[u32]) -> Kept<P> {
    let mut price = vec![P::default(); pool.locals().len()];
    for (&at, &old) in local_at.iter().zip(&kept.price) {
        price[at as usize] = old;
    }
    let mut column_of = vec![NONE; pool.newcomers().len()];
    for (&at, &old) in newcomer_at.iter().zip(&kept.column_of) {
        column_of[at as usize] = if old == NONE { NONE } else { local_at[old as usize] };
    }
    Kept { price, column_of }
}

fn effect(before: &Live, after: &Live) -> Effect {
    let with = |live: &Live| -> BTreeMap<String, Option<String>> {
        let mut with: BTreeMap<_, _> = live.pool.newcomers().iter().map(|n| (n.id.clone(), None)).collect();
        for pair in &live.answer().pairs {
            with.insert(live.newcomer(pair.newcomer).id.clone(), Some(live.local(pair.local).id.clone()));
        }
        with
    };
    let mut was = with(before);
    let moved = with(after).into_iter().filter_map(|(newcomer, to)| {
        let from = was.remove(&newcomer).flatten();
        (from != to).then_some(Moved { newcomer, from, to })
    });
    let placed = |answer: &Answer| answer.pairs.len() as i64;
    Effect {
        moved: moved.collect(),
        placed: placed(after.answer()) - placed(before.answer()),
        total: after.answer().total - before.answer().total,
        floor: (before.answer().floor, after.answer().floor),
    }
}
