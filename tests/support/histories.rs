//! Random histories against Postgres: a world in which things happen as a seed draws them. After each act nothing may
//! have left the diagram, and nothing may be that must never be.
//!
//! `BUURTEN_HISTORIES` sets how many, `BUURTEN_SOAK_SEED` where they begin; a history that goes wrong says both and
//! what was done in it.

use super::town::Town;
use rand::SeedableRng;
use rand_pcg::Pcg64;
use sqlx::types::Json;
use std::{collections::BTreeMap, time::Instant};
use uuid::Uuid;

/// Each begins at this moment, so that the same seed draws the same: a Monday at noon, early in a month.
const BEGINS: &str = "2026-11-02 12:00+01";
/// So many in one database: in one that was emptied too often every look takes longer.
const IN_ONE_DATABASE: u64 = 250;
/// How often a long run says how far it is.
const SAYS_EVERY: u64 = 500;

/// People, and what happens between them.
pub trait World: Sized {
    /// What its histories are of.
    const OF: &'static str;
    /// Acts in a history.
    const ACTS: usize;
    /// `id` and `state` of what goes through states.
    const STATES: &'static str;
    /// From which state to which others, `""` where it begins. Each may stay as it is.
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])];
    /// What must never be, and what counts it.
    const NEVER: &'static [(&'static str, &'static str)];
    /// What must have come of them all, or they prove nothing.
    const REACHED: &'static [&'static str];

    /// Before anybody is there.
    async fn of(town: Town) -> Self;
    fn town(&self) -> &Town;
    /// A new beginning: other people, nothing between them.
    async fn begin(&mut self, rng: &mut Pcg64);
    /// Somebody does something, or time passes; in words.
    async fn act(&mut self, rng: &mut Pcg64) -> String;
    /// What else is wrong.
    async fn broken(&mut self) -> Vec<String> {
        Vec::new()
    }
    /// What else came of a history, counted.
    async fn counts(&self) -> Vec<(&'static str, u64)> {
        Vec::new()
    }
}

/// What was done, told where it did not go well.
struct Told(u64, Vec<String>);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("BUURTEN_HISTORIES=1 BUURTEN_SOAK_SEED={} plays it again: {:#?}", self.0, self.1);
        }
    }
}

/// Plays them; so many where nobody says how many.
///
/// # Panics
/// Where one leaves the diagram, something is that must never be, or all together reach too little.
pub async fn play<W: World>(usual: u64) {
    let (histories, first) = (number("BUURTEN_HISTORIES", usual), number("BUURTEN_SOAK_SEED", 7));
    let since = Instant::now();
    let mut reached: BTreeMap<String, u64> = BTreeMap::new();
    let mut world: Option<W> = None;
    for history in 0..histories {
        if history % IN_ONE_DATABASE == 0 {
            let town = Town::empty().await;
            town.at(BEGINS).await;
            world = Some(W::of(town).await);
        }
        let world = world.as_mut().expect("there is one");
        let seed = first.wrapping_add(history);
        for state in one(world, seed).await.into_values() {
            *reached.entry(state).or_default() += 1;
        }
        for (what, count) in world.counts().await {
            *reached.entry(what.to_owned()).or_default() += count;
        }
        if (history + 1) % SAYS_EVERY == 0 {
            println!("{}: {} of {histories} histories, {} s", W::OF, history + 1, since.elapsed().as_secs());
        }
    }
    println!("{histories} histories of {} from seed {first} in {:.0?}: {reached:?}", W::OF, since.elapsed());
    let missing: Vec<_> = W::REACHED.iter().filter(|state| !reached.contains_key(**state)).collect();
    assert!(missing.is_empty() || histories < usual, "never reached: {missing:?}");
}

/// One history; in which states it ended.
async fn one<W: World>(world: &mut W, seed: u64) -> BTreeMap<Uuid, String> {
    let mut rng = Pcg64::seed_from_u64(seed);
    world.town().at(BEGINS).await;
    world.begin(&mut rng).await;
    let (mut told, mut before) = (Told(seed, Vec::new()), BTreeMap::<Uuid, String>::new());
    for act in 0..=W::ACTS {
        // As it begins, and then after each act.
        if act > 0 {
            told.1.push(world.act(&mut rng).await);
        }
        let (mut broken, now) = look::<W>(world.town()).await;
        broken.extend(world.broken().await);
        for (id, state) in &now {
            let was = before.get(id).map_or("", String::as_str);
            let may = || W::DIAGRAM.iter().any(|(from, to)| *from == was && to.contains(&state.as_str()));
            if was != state && !may() {
                broken.push(format!("{was:?} -> {state:?}"));
            }
        }
        assert!(broken.is_empty(), "{}: {broken:#?}", W::OF);
        before = now;
    }
    before
}

/// What is that must never be, and the states of all.
async fn look<W: World>(town: &Town) -> (Vec<String>, BTreeMap<Uuid, String>) {
    let never: Vec<_> = W::NEVER.iter().map(|(_, sql)| format!("({sql}) <> 0")).collect();
    let states = W::STATES;
    let sql = format!(
        "select array[{}], (select coalesce(json_object_agg(id, state), '{{}}') from ({states}) as q (id, state))",
        never.join(", ")
    );
    let (found, states): (Vec<bool>, Json<BTreeMap<Uuid, String>>) =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&*town.db).await.expect("how it stands");
    let broken = W::NEVER.iter().zip(found).filter(|(_, found)| *found).map(|((what, _), _)| (*what).to_owned());
    (broken.collect(), states.0)
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

impl Town {
    /// Does this, one after the other; `$1`, `$2` … are these.
    pub async fn does(&self, statements: &[&str], ids: &[Uuid]) {
        for sql in statements {
            let query = sqlx::query(sqlx::AssertSqlSafe((*sql).to_owned()));
            let query = ids.iter().fold(query, |query, id| query.bind(*id));
            query.execute(&*self.db).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
        }
    }

    /// The last part of a link with this in it, of any letter there was with this cause.
    pub async fn any_link(&self, cause: &str, within: &str, rng: &mut Pcg64) -> Option<String> {
        let sql = "select body_text from letters where cause = $1 order by queued_at, address";
        let bodies: Vec<String> = sqlx::query_scalar(sql).bind(cause).fetch_all(&*self.db).await.expect("letters");
        let body = rand::seq::IndexedRandom::choose(&bodies[..], rng)?;
        let link = body.split_whitespace().find(|word| word.contains(within)).expect("a link");
        Some(link.rsplit('/').next()?.split('?').next()?.to_owned())
    }

    /// The one wants to meet the other no more, where both are still there.
    pub async fn blocks(&self, one: Uuid, other: Uuid) {
        let sql = "insert into blocks (blocker_account, blocked_account) select $1, $2
                   where (select count(*) from accounts where id in ($1, $2)) = 2 on conflict do nothing";
        self.does(&[sql], &[one, other]).await;
    }
}
