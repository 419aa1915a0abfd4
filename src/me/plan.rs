//! What stands in her week, and why: what she said yes to, what she asked, what she keeps.

use crate::{
    along,
    auth::Visit,
    kit::schedule::Session,
    listings::Stock,
    matching::{go::Go, rank::Asked},
    newcomers::{self, Her},
    platform::db::Db,
    requests::{self, Seen},
    web::Error,
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// So much is proposed where nothing is hers yet.
const PROPOSED: usize = 8;

/// Why something stands in her week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Agreed on with people.
    Agreed,
    /// She is welcome.
    Yes,
    /// She asked.
    Asked,
    /// She keeps it.
    Kept,
    /// It fits her; shown where there is nothing else.
    Fits,
}

impl Why {
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Agreed => "agreed",
            Why::Yes => "yes",
            Why::Asked => "asked",
            Why::Kept => "kept",
            Why::Fits => "fits-you",
        }
    }
}

/// What stands in her week and why.
#[derive(Default)]
pub(super) struct Plan {
    /// With every session.
    listings: BTreeMap<Uuid, Why>,
    /// With the one session somebody takes her along to.
    sessions: BTreeMap<(Uuid, DateTime<Utc>), Why>,
    /// Whether any of it is hers; else it is what fits her.
    pub is_hers: bool,
}

impl Plan {
    /// The groups that she keeps and asked, without who takes her along.
    pub async fn of_groups(db: &Db, newcomer: Uuid) -> Result<Self, sqlx::Error> {
        let mut plan = Plan::default();
        for id in newcomers::kept(db, newcomer).await? {
            plan.listings.insert(id, Why::Kept);
        }
        for request in requests::hers(db, newcomer).await? {
            let why = match request.seen() {
                Seen::Yes => Why::Yes,
                Seen::Waiting => Why::Asked,
                _ => continue,
            };
            let entry = plan.listings.entry(request.listing).or_insert(why);
            *entry = why.min(*entry);
        }
        Ok(plan)
    }

    /// The listings in it.
    pub fn ids(&self) -> BTreeSet<Uuid> {
        self.listings.keys().copied().chain(self.sessions.keys().map(|(id, _)| *id)).collect()
    }

    /// Why this session stands in it.
    pub fn why(&self, id: Uuid, session: &Session) -> Option<Why> {
        let this = self.sessions.get(&(id, session.starts.with_timezone(&Utc)));
        this.into_iter().chain(self.listings.get(&id)).min().copied()
    }
}

/// Her week; where nothing is hers yet, what fits her. `has_dates`: she agreed on something with people.
pub(super) async fn planned(db: &Db, stock: &Stock, her: &Her, v: &Visit, has_dates: bool) -> Result<Plan, Error> {
    let Some(newcomer) = &her.0 else { return Ok(Plan { is_hers: has_dates, ..Plan::default() }) };
    let mut plan = Plan::of_groups(db, newcomer.id).await?;
    for going in along::hers(db, newcomer.id).await? {
        let why = match going.seen() {
            along::Seen::Yes => Why::Yes,
            along::Seen::Waiting => Why::Asked,
            _ => continue,
        };
        if let Some(starts_at) = going.starts_at {
            plan.sessions.insert((going.listing, starts_at), why);
        }
    }
    plan.is_hers = has_dates || !(plan.listings.is_empty() && plan.sessions.is_empty());
    // Who takes a break gets no proposals.
    if !plan.is_hers && newcomer.can_be_matched() && newcomers::paused_since(db, newcomer.id).await?.is_none() {
        let asked = Asked { limit: Some(PROPOSED), ..Asked::default() };
        let fits = |place, go| go != Go::Later && stock.is_within(place, v.now, 7);
        let ranking = stock.catalogue.rank_where(&newcomer.person, &asked, fits);
        plan.listings.extend(ranking.matches.iter().map(|m| (stock.items[m.place].listing.id, Why::Fits)));
    }
    Ok(plan)
}
