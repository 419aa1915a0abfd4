//! The locals around a newcomer, as the heart ranks them, with what the database knows of each pair.

use super::super::town::Town;
use crate::{
    auth::SignedIn,
    introductions::{self, Before, Group, Wish},
    kit::{
        place::gazetteer,
        sentence::Sentence,
        words::{Meet, Topic},
    },
    listings::Stock,
    locals::{self, Local},
    logbook::Looked,
    matching::pair::{Candidate, Fit, Held, Meeting, One, Pool, Ranking, Standing, knows},
    newcomers::{self, Newcomer},
    platform::db::Db,
    safety,
    web::Error,
};
use chrono::Datelike;
use std::collections::HashMap;
use uuid::Uuid;

/// A newcomer, and the locals of the scope.
pub struct Around {
    /// She.
    pub newcomer: Newcomer,
    /// They, at the places of the pool.
    pub locals: Vec<Local>,
    /// What kind of meeting they are looked for.
    pub kind: Meet,
    /// Her open wish for it.
    pub wish: Option<Wish>,
    groups: HashMap<Uuid, Group>,
    year: i32,
    pool: Pool,
    town: Town,
}

impl Around {
    /// Reads those who are up for this kind of meeting. Who is both stands on one side alone; who has stopped is nobody to
    /// meet, and who is kept apart from her stands among those with whom it came to nothing; a household meets who speaks
    /// for a group.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, who: &SignedIn, looked: Looked, kind: Meet, stock: &Stock) -> Result<Self, Error> {
        let newcomer = newcomers::looked_at(db, looked).await?.ok_or(Error::NotFound)?;
        let wish = introductions::wishes_of(db, looked).await?.into_iter().find(|wish| wish.kind == kind);
        let mut locals = locals::within(db, &who.scope).await?;
        let accounts: Vec<_> = locals.iter().filter_map(|local| local.account).collect();
        let apart = safety::kept_apart_from(db, looked, &accounts).await?;
        locals.retain(|local| local.account != Some(looked.account()) && local.up_for.contains(&kind));
        let ids: Vec<_> = locals.iter().map(|local| local.id).collect();
        let groups = match kind {
            Meet::WelcomeGroup => introductions::groups_of(db, &ids).await?,
            _ => HashMap::new(),
        };
        locals.retain(|local| kind != Meet::WelcomeGroup || groups.contains_key(&local.id));
        let (before, places) = (
            introductions::of_newcomer(db, looked).await?,
            introductions::places_of(db, &ids, Some(newcomer.id)).await?,
        );
        let candidate = |local: &Local| Candidate {
            person: local.person.clone(),
            standing: Standing {
                away: local.paused_at.is_some(),
                places_left: Some(places.get(&local.id).copied().unwrap_or_default()),
                wished_skill: local.wished_skill.clone(),
            },
            held: match local.account.is_some_and(|a| apart.contains(&a)) {
                true => Some(Held::Declined),
                false => before.iter().find(|b| b.local == local.id).map(held),
            },
        };
        let people = locals.iter().map(candidate).collect();
        let pool = Pool::new(people, stock.catalogue.today(), stock.catalogue.weights().clone());
        let town = Town::of(locals.iter().filter_map(|l| Some((l.person.postcode?.to_string(), 1))));
        let year = stock.catalogue.today().year();
        Ok(Self { newcomer, locals, kind, wish, groups, year, pool, town })
    }

    /// Ranked for her; nobody fits who has not said what she speaks. For a coffee those of her field alone, the same trade
    /// first; for a question first those who told us something of it.
    pub fn ranked(&self) -> Ranking {
        if !self.newcomer.can_be_matched() {
            return Ranking::default();
        }
        let mut ranking = self.pool.rank(&self.newcomer.person, &Standing::default(), None);
        // Both sorts are stable: equals stay as the heart ranks them.
        match self.kind {
            Meet::Coffee => {
                ranking.fits.retain(|fit| coffee(fit).is_some());
                ranking.fits.sort_by(|a, b| coffee(b).unwrap_or_default().total_cmp(&coffee(a).unwrap_or_default()));
            }
            Meet::Question => ranking.fits.sort_by_key(|fit| self.knows(fit.place).is_none()),
            Meet::OneToOne | Meet::WelcomeGroup => {}
        }
        ranking
    }

    /// Why this one could answer what she would like to ask.
    pub fn knows(&self, place: usize) -> Option<Sentence> {
        let topic = self.wish.as_ref().and_then(|wish| wish.topic).unwrap_or(Topic::Else);
        knows(topic, &self.locals[place].person, self.year).filter(|_| self.kind == Meet::Question)
    }

    /// The group this one speaks for.
    pub fn group(&self, place: usize) -> Option<&Group> {
        self.groups.get(&self.locals[place].id)
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

/// How near the fields of the two are, where they are.
fn coffee(fit: &Fit) -> Option<f64> {
    fit.offers.iter().find(|offer| offer.meeting == Meeting::Coffee).map(|offer| offer.how)
}

fn held(before: &Before) -> Held {
    if before.lapsed { Held::Declined } else { Held::Introduced }
}
