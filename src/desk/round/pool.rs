//! Who is in a round now, read from the rows; and the round of them, solved.
//!
//! Nothing is kept between two looks: whatever instance answers, and whatever happened meanwhile, a round is as true as
//! its rows. A block, a break or an introduction takes a pair out of it at once, without a word. To read, compare and solve
//! 500 newcomers and 250 locals takes a page .4 to .8 s, and 99 of a hundred less than a second, with what is fair in either
//! way (`cargo bench --bench pages -- rounds`): no page has to show how far it is.

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
        round::{live::Live, people::People, solved::Fair, steer::Refused, what_if::Effect},
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

/// So many newcomers who wait longest, and so many locals who wait longest for somebody: with more a round would keep
/// the social worker waiting. Where there are more, the page says so, and what is short is not known.
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
    /// Whether more newcomers wait than a round holds.
    pub more: bool,
    /// How many more locals have a place than a round holds.
    pub locals_beyond: usize,
}

impl Gathered {
    /// Reads who is there now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn now(v: &Visit, db: &Db, choice: &Choice, stock: &Stock) -> Result<Self, Error> {
        let (days, asked) = (choice.waiting_days, choice.asked_only);
        let mut waits = waiting::waiting(db, &choice.scope, days, asked, Some(MOST + 1)).await?;
        let told_too_little = waiting::told_too_little(db, &choice.scope, days, asked).await?;
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
        let locals_beyond = locals.len().saturating_sub(MOST);
        locals.truncate(MOST);
        candidates.truncate(MOST);
        // Each stands where the heart has them.
        locals.sort_by_key(|local| local.id);
        let apart = apart(db, &newcomers, &locals).await?;
        let (today, weights) = (stock.catalogue.today(), stock.catalogue.weights().clone());
        // Comparing hundreds of people is arithmetic, not waiting: away from the threads that answer requests.
        let people = tokio::task::spawn_blocking(move || People::new(persons, candidates, &apart, today, weights));
        let people = Arc::new(people.await.map_err(Error::unexpected)?.map_err(Error::unexpected)?);
        let told_too_little = usize::try_from(told_too_little).unwrap_or_default();
        Ok(Self { people, newcomers, locals, told_too_little, step_first, more, locals_beyond })
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

    /// Where places are short; not known where not every local with a place is in the round.
    pub fn advice(&self, live: &Live) -> Vec<Advice> {
        if self.locals_beyond > 0 { Vec::new() } else { Advice::all(&self.people, live) }
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
        let (people, said, fair) = (gathered.people.clone(), steps.clone(), round.choice.fair);
        let solve = move || solve(&people, &said, fair);
        let solved = tokio::task::spawn_blocking(solve).await.map_err(Error::unexpected)??;
        Ok(Self { round, steps, gathered, live: solved.0, effect: solved.1 })
    }

    /// Where places are short now.
    pub fn advice(&self) -> Vec<Advice> {
        self.gathered.advice(&self.live)
    }

    /// What one more step would change; `None` where it is a pin that cannot be: it would be kept, and do nothing. The
    /// solved round is where the search starts.
    ///
    /// # Errors
    /// Where the round cannot be solved.
    pub async fn after(&self, step: &Step) -> Result<Option<After>, Error> {
        let as_it_is = || After { advice: self.advice(), moved: Vec::new() };
        let Some(change) = step.change() else { return Ok(Some(as_it_is())) };
        let live = self.live.clone();
        let tried = tokio::task::spawn_blocking(move || live.what_if(&change)).await.map_err(Error::unexpected)?;
        let Some((after, effect)) = possible(tried)? else {
            // What another took back meanwhile, or became impossible, is still said, and changes nothing.
            return Ok((step.act != Act::Pin).then(as_it_is));
        };
        let row = |id: &String| id.parse().map_err(Error::unexpected);
        let moved = effect.moved.iter().map(|m| Ok((row(&m.newcomer)?, m.to.as_ref().map(row).transpose()?)));
        let moved = moved.collect::<Result<_, Error>>()?;
        Ok(Some(After { advice: self.gathered.advice(&after), moved }))
    }
}

/// What a step changes.
pub struct After {
    /// Where places are short then.
    pub advice: Vec<Advice>,
    /// Whom newcomers would meet then who would meet somebody else before, by rows.
    pub moved: Vec<(Uuid, Option<Uuid>)>,
}

/// Nothing where what is tried cannot be; an answer that does not stand its check is trouble, and never shown.
pub fn possible<T>(tried: Result<T, Refused>) -> Result<Option<T>, Error> {
    match tried {
        Ok(found) => Ok(Some(found)),
        Err(Refused::Unproven(flaw)) => Err(Error::unexpected(flaw)),
        Err(_) => Ok(None),
    }
}

/// The round as it stands, and what its last word changed: solved without it, and then with it from there.
fn solve(people: &People, steps: &[Step], fair: Fair) -> Result<(Live, Option<Effect>), Error> {
    let last = last_done(steps).last().and_then(Step::change);
    let said = steps.len() - usize::from(last.is_some());
    let steer = steered(people.pool(), steps[..said].iter());
    let before = people.solved(steer, fair).map_err(Error::unexpected)?;
    // What became impossible changes nothing.
    let after = last.map(|change| possible(before.what_if(&change))).transpose()?.flatten();
    Ok(after.map_or((before, None), |(after, effect)| (after, Some(effect))))
}
