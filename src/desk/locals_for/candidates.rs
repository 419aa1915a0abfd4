//! The locals around a newcomer, as the heart ranks them, with what the database knows of each pair.

use super::super::town::Town;
use crate::{
    auth::SignedIn,
    introductions::{self, Before},
    kit::place::gazetteer,
    listings::Stock,
    locals::{self, Local},
    logbook::Looked,
    matching::pair::{Candidate, Held, One, Pool, Ranking, Standing},
    newcomers::Newcomer,
    platform::db::Db,
    safety,
    web::Error,
};

/// A newcomer, and the locals of the scope.
pub struct Around {
    /// She.
    pub newcomer: Newcomer,
    /// They, at the places of the pool.
    pub locals: Vec<Local>,
    pool: Pool,
    town: Town,
}

impl Around {
    /// Reads them. Who is both stands on one side alone; who has stopped is nobody to meet, and who is kept apart from her
    /// stands among those with whom it came to nothing.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, who: &SignedIn, looked: Looked, newcomer: Newcomer, stock: &Stock) -> Result<Self, Error> {
        let mut locals = locals::within(db, &who.scope).await?;
        let accounts: Vec<_> = locals.iter().filter_map(|local| local.account).collect();
        let apart = safety::kept_apart_from(db, looked, &accounts).await?;
        locals.retain(|local| local.account != Some(looked.account()));
        let ids: Vec<_> = locals.iter().map(|local| local.id).collect();
        let (before, open) = (introductions::of_newcomer(db, looked).await?, introductions::open_of(db, &ids).await?);
        let candidate = |local: &Local| {
            let capacity = local.person.capacity.unwrap_or(1);
            let open = open.get(&local.id).copied().unwrap_or_default();
            Candidate {
                person: local.person.clone(),
                standing: Standing {
                    away: local.paused_at.is_some(),
                    places_left: Some(capacity.saturating_sub(u32::try_from(open).unwrap_or(u32::MAX))),
                    wished_skill: local.wished_skill.clone(),
                },
                held: match local.account.is_some_and(|a| apart.contains(&a)) {
                    true => Some(Held::Declined),
                    false => before.iter().find(|b| b.local == local.id).map(held),
                },
            }
        };
        let people = locals.iter().map(candidate).collect();
        let pool = Pool::new(people, stock.catalogue.today(), stock.catalogue.weights().clone());
        let town = Town::of(locals.iter().filter_map(|l| Some((l.person.postcode?.to_string(), 1))));
        Ok(Self { newcomer, locals, pool, town })
    }

    /// Ranked for her; nobody fits who has not said what she speaks.
    pub fn ranked(&self) -> Ranking {
        if !self.newcomer.can_be_matched() {
            return Ranking::default();
        }
        self.pool.rank(&self.newcomer.person, &Standing::default(), None)
    }

    /// One of them.
    pub fn explained(&self, place: usize) -> Option<One> {
        self.pool.explain_one(&self.newcomer.person, &Standing::default(), place)
    }

    /// How many more people this local can meet now.
    pub fn places(&self, place: usize) -> u32 {
        self.pool.candidates().nth(place).and_then(|c| c.standing.places_left).unwrap_or_default()
    }

    /// Where this local lives: to who looked at them always, else where it hides them among enough others.
    pub fn part(&self, place: usize, seen: bool) -> Option<&'static str> {
        let postcode = self.locals[place].person.postcode;
        if seen { gazetteer().part(postcode?).map(|p| p.name.as_str()) } else { self.town.part(postcode) }
    }
}

fn held(before: &Before) -> Held {
    if before.lapsed { Held::Declined } else { Held::Introduced }
}
