//! Who is in a round now, read from the rows; and the round of them, solved.
//!
//! Nothing is kept between two looks: 500 people are read, compared and solved in a fraction of a second, so whatever
//! instance answers, and whatever happened meanwhile, a round is as true as its rows. A block, a break or an introduction
//! takes a pair out of it at once, without a word.

use super::{
    super::{locals_for::card::step_first, waiting},
    advice::Advice,
    draft::{Act, Choice, Round, Step, last_done, steered},
    store,
};
use crate::{
    auth::{SignedIn, Visit},
    introductions,
    listings::Stock,
    locals::Local,
    matching::{
        pair::{Candidate, Standing},
        person::Person,
        round::{live::Live, people::People, what_if::Effect},
    },
    newcomers,
    platform::db::Db,
    safety,
    web::{Error, dates::days_between},
};
use chrono::{DateTime, Utc};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use uuid::Uuid;

/// So many newcomers who wait longest, and so many locals: with more a round would keep somebody waiting.
pub const MOST: usize = 500;

/// A newcomer of a round.
#[derive(Clone, Copy)]
pub struct Her {
    /// Her row.
    pub row: Uuid,
    /// Her account.
    pub account: Uuid,
    /// Since when she waits.
    pub since: DateTime<Utc>,
}

/// Who is in a round. Each stands at the place that they have in `people`.
pub struct Gathered {
    /// As the heart sees them.
    pub people: Arc<People>,
    /// The newcomers.
    pub newcomers: Vec<Her>,
    /// The locals.
    pub locals: Vec<Local>,
    /// How many newcomers wait who have not said which languages they speak.
    pub told_too_little: usize,
    /// How many locals would take somebody, and another step comes first.
    pub step_first: usize,
    /// Whether there are more than a round holds.
    pub more: bool,
}

impl Gathered {
    /// Reads who is there now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn now(v: &Visit, db: &Db, choice: &Choice, stock: &Stock) -> Result<Self, Error> {
        let (days, most) = (choice.waiting_days, Some(MOST + 1));
        let mut waits = waiting::waiting(db, &choice.scope, days, choice.asked_only, most).await?;
        let more = waits.len() > MOST;
        waits.truncate(MOST);
        let rows: Vec<Uuid> = waits.iter().map(|w| w.newcomer).collect();
        let told = newcomers::these_within(db, &choice.scope, &rows).await?;
        let mut newcomers = Vec::with_capacity(told.len());
        let mut persons: Vec<(Person, u32)> = Vec::with_capacity(told.len());
        for her in told {
            let Some(w) = waits.iter().find(|w| w.newcomer == her.id) else { continue };
            newcomers.push(Her { row: her.id, account: w.account, since: w.since });
            let days = days_between(w.since, v.now);
            persons.push((her.person, u32::try_from(days).unwrap_or_default()));
        }
        let (mut locals, mut candidates, mut step_first) = (Vec::new(), Vec::new(), 0);
        let offers = |local: &Local| {
            choice.offer.is_none_or(|offer| local.person.offers.as_ref().is_some_and(|all| all.contains(&offer)))
        };
        for (local, places) in waiting::free(db, &choice.scope).await?.into_iter().filter(|(local, _)| offers(local)) {
            if self::step_first(&local, v.today()).is_some() {
                step_first += 1;
                continue;
            }
            let standing =
                Standing { away: false, places_left: Some(places), wished_skill: local.wished_skill.clone() };
            candidates.push(Candidate { person: local.person.clone(), standing, held: None });
            locals.push(local);
        }
        let more = more || locals.len() > MOST;
        locals.truncate(MOST);
        candidates.truncate(MOST);
        let apart = apart(db, &newcomers, &locals).await?;
        let (today, weights) = (stock.catalogue.today(), stock.catalogue.weights().clone());
        let told_too_little = waits.len() - newcomers.len();
        // Comparing hundreds of people is arithmetic, not waiting: away from the threads that answer requests.
        let people = tokio::task::spawn_blocking(move || People::new(persons, candidates, &apart, today, weights));
        let people = Arc::new(people.await.map_err(Error::unexpected)?.map_err(Error::unexpected)?);
        Ok(Self { people, newcomers, locals, told_too_little, step_first, more })
    }

    /// Where the newcomer with this account stands.
    pub fn newcomer_of(&self, account: Uuid) -> Option<u32> {
        self.newcomers.iter().position(|her| her.account == account).map(|place| place as u32)
    }

    /// Where the local with this account stands.
    pub fn local_of(&self, account: Uuid) -> Option<u32> {
        self.locals.iter().position(|local| local.account == Some(account)).map(|place| place as u32)
    }

    /// The places of two, by their rows: `None` where either is not in the round any more.
    pub fn places(&self, newcomer: Uuid, local: Uuid) -> (Option<u32>, Option<u32>) {
        let place = |found: Option<usize>| found.map(|place| place as u32);
        let her = self.newcomers.iter().position(|her| her.row == newcomer);
        (place(her), place(self.locals.iter().position(|l| l.id == local)))
    }

    /// How many free places there are.
    pub fn seats(&self) -> u64 {
        self.people.pool().locals().iter().map(|l| u64::from(l.capacity)).sum()
    }
}

/// The pairs, by the ids of their rows, that are not proposed: one blocked the other, they were introduced before, or
/// they are one person.
async fn apart(db: &Db, newcomers: &[Her], locals: &[Local]) -> Result<BTreeSet<(String, String)>, Error> {
    let hers: HashMap<Uuid, Uuid> = newcomers.iter().map(|her| (her.account, her.row)).collect();
    let theirs: HashMap<Uuid, Uuid> = locals.iter().filter_map(|l| Some((l.account?, l.id))).collect();
    let accounts = |of: &HashMap<Uuid, Uuid>| of.keys().copied().collect::<Vec<_>>();
    let rows: Vec<Uuid> = newcomers.iter().map(|her| her.row).collect();
    let blocked = safety::blocked_pairs(db, &accounts(&hers), &accounts(&theirs)).await?;
    let same = hers.keys().filter(|account| theirs.contains_key(account)).map(|account| (*account, *account));
    let blocked = blocked.into_iter().chain(same).filter_map(|(n, l)| Some((*hers.get(&n)?, *theirs.get(&l)?)));
    let before = introductions::met_before(db, &rows).await?;
    Ok(blocked.chain(before).map(|(n, l)| (n.to_string(), l.to_string())).collect())
}

/// A round with who is in it, solved.
pub struct Solved {
    /// As it is kept.
    pub round: Round,
    /// What was said and done.
    pub steps: Vec<Step>,
    /// Who is in it now.
    pub gathered: Gathered,
    /// The best of it.
    pub live: Live,
    /// What the last word changed; nothing where none was said since somebody was introduced.
    pub effect: Option<Effect>,
}

impl Solved {
    /// Opens a round; for who does not see everybody it is about there is none.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    pub async fn open(v: &Visit, who: &SignedIn, db: &Db, stock: &Arc<Stock>, id: Uuid) -> Result<Self, Error> {
        let round = store::by_id(db, who, id).await?.ok_or(Error::NotFound)?;
        let steps = store::steps(db, id).await?;
        let gathered = Gathered::now(v, db, &round.choice, stock).await?;
        let (people, said) = (gathered.people.clone(), steps.clone());
        let solved = tokio::task::spawn_blocking(move || solve(&people, &said)).await.map_err(Error::unexpected)??;
        Ok(Self { round, steps, gathered, live: solved.0, effect: solved.1 })
    }

    /// Where places are short now.
    pub fn advice(&self) -> Vec<Advice> {
        Advice::all(&self.gathered.people, &self.live)
    }

    /// Where places are short after one more step; `None` where it is a pin that cannot be.
    ///
    /// # Errors
    /// Where the round cannot be solved.
    pub async fn after(&self, step: Step) -> Result<Option<Vec<Advice>>, Error> {
        let is_pin = step.act == Act::Pin;
        let (people, said) = (self.gathered.people.clone(), [self.steps.as_slice(), &[step]].concat());
        let solve = move || {
            let (live, effect) = solve(&people, &said)?;
            // A pin that became impossible has no effect; it would be kept, and do nothing.
            Ok((!is_pin || effect.is_some()).then(|| Advice::all(&people, &live)))
        };
        tokio::task::spawn_blocking(solve).await.map_err(Error::unexpected)?
    }
}

/// The round as it stands, and what its last word changed: solved without it, and then with it from there.
fn solve(people: &People, steps: &[Step]) -> Result<(Live, Option<Effect>), Error> {
    let last = last_done(steps).last().and_then(Step::change);
    let said = steps.len() - usize::from(last.is_some());
    let before = people.solved(steered(people.pool(), steps[..said].iter())).map_err(Error::unexpected)?;
    // What became impossible changes nothing.
    let after = last.and_then(|change| before.what_if(&change).ok());
    Ok(after.map_or((before, None), |(after, effect)| (after, Some(effect))))
}
