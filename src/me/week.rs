//! My week: what she said yes to and what she keeps, day by day; on paper and in her calendar too.

use crate::{
    along,
    auth::Visit,
    kit::schedule::Session,
    listings::{Entry, Shelf, Stock, calendar as calendar_file},
    matching::{go::Go, rank::Asked},
    newcomers::{self, Her},
    next_steps,
    platform::db::Db,
    requests::{self, Seen},
    web::{Error, Query, show},
};
use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Why something stands in her week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
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
    fn as_str(self) -> &'static str {
        match self {
            Why::Yes => "yes",
            Why::Asked => "asked",
            Why::Kept => "kept",
            Why::Fits => "fits-you",
        }
    }
}

struct Line {
    id: Uuid,
    title: String,
    starts: String,
    ends: String,
    place: String,
    why: Why,
}

#[derive(Template)]
#[template(path = "me/week.html")]
struct WeekPage {
    v: Visit,
    from: NaiveDate,
    days: Vec<(NaiveDate, Vec<Line>)>,
    is_hers: bool,
    has_answers: bool,
    week: u64,
    /// "This week: …", as HTML; on the page of this week alone.
    step: String,
}

/// Which week, counted from this one.
#[derive(Deserialize)]
pub struct Asks {
    #[serde(default)]
    week: u64,
}

/// So much is proposed where nothing is hers yet.
const PROPOSED: usize = 8;

/// How many weeks ahead she can look.
const WEEKS: u64 = 8;

/// `GET /week`
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Query(asks): Query<Asks>) -> Result<Response, Error> {
    if asks.week > WEEKS {
        return Err(Error::NotFound);
    }
    let stock = shelf.now();
    let from = v.today() + Days::new(7 * asks.week);
    let plan = planned(&db, &stock, &her, &v).await?;
    let mut days: BTreeMap<NaiveDate, Vec<(DateTime<chrono_tz::Tz>, Line)>> = BTreeMap::new();
    for id in plan.ids() {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        for session in item.sessions(from, from + Days::new(6)).into_iter().filter(|s| s.ends > v.now) {
            let Some(why) = plan.why(id, &session) else { continue };
            let listing = &item.listing;
            let place: Vec<&str> = [listing.venue.as_deref(), listing.part_of_town().map(|p| p.name.as_str())]
                .into_iter()
                .flatten()
                .collect();
            let line = Line {
                id,
                title: listing.title(v.lang).text.to_owned(),
                starts: v.w.time(session.starts.time()),
                ends: v.w.time(session.ends.time()),
                place: place.join(", "),
                why,
            };
            days.entry(session.date).or_default().push((session.starts, line));
        }
    }
    let in_order = |mut lines: Vec<(DateTime<chrono_tz::Tz>, Line)>| {
        lines.sort_by(|a, b| (a.0, &a.1.title).cmp(&(b.0, &b.1.title)));
        lines.into_iter().map(|(_, line)| line).collect()
    };
    let days = days.into_iter().map(|(day, lines)| (day, in_order(lines))).collect();
    let step = match asks.week {
        0 => next_steps::for_her(&v, &db, &stock, her.0.as_ref(), "week").await?,
        _ => String::new(),
    };
    show(&WeekPage { from, days, is_hers: plan.is_hers, has_answers: her.has_answers(), week: asks.week, step, v })
}

/// `GET /week/calendar.ics`: the coming weeks of what is hers.
pub async fn calendar(v: Visit, her: Her, db: Db, shelf: Shelf) -> Result<Response, Error> {
    let stock = shelf.now();
    let plan = planned(&db, &stock, &her, &v).await?;
    let mut entries = Vec::new();
    for id in plan.ids().into_iter().filter(|_| plan.is_hers) {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        let sessions = item.sessions(v.today(), v.today() + Days::new(7 * WEEKS));
        // What nobody answered yet is no date.
        let hers = |s: &Session| s.ends > v.now && plan.why(id, s).is_some_and(|why| why != Why::Asked);
        entries.extend(sessions.into_iter().filter(hers).map(|session| Entry { item, session }));
    }
    entries.sort_by_key(|e| (e.session.starts, e.item.listing.key.clone()));
    Ok(calendar_file(&v, &v.t("week-title"), &entries))
}

/// What stands in her week and why.
#[derive(Default)]
struct Plan {
    /// With every session.
    listings: BTreeMap<Uuid, Why>,
    /// With the one session somebody takes her along to.
    sessions: BTreeMap<(Uuid, DateTime<Utc>), Why>,
    /// Whether any of it is hers; else it is what fits her.
    is_hers: bool,
}

impl Plan {
    fn ids(&self) -> BTreeSet<Uuid> {
        self.listings.keys().copied().chain(self.sessions.keys().map(|(id, _)| *id)).collect()
    }

    fn why(&self, id: Uuid, session: &Session) -> Option<Why> {
        let this = self.sessions.get(&(id, session.starts.with_timezone(&Utc)));
        this.into_iter().chain(self.listings.get(&id)).min().copied()
    }
}

/// Her week; where nothing is hers yet, what fits her.
async fn planned(db: &Db, stock: &Stock, her: &Her, v: &Visit) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    let Some(newcomer) = &her.0 else { return Ok(plan) };
    for id in newcomers::kept(db, newcomer.id).await? {
        plan.listings.insert(id, Why::Kept);
    }
    for request in requests::hers(db, newcomer.id).await? {
        let why = match request.seen() {
            Seen::Yes => Why::Yes,
            Seen::Waiting => Why::Asked,
            _ => continue,
        };
        let entry = plan.listings.entry(request.listing).or_insert(why);
        *entry = why.min(*entry);
    }
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
    plan.is_hers = !(plan.listings.is_empty() && plan.sessions.is_empty());
    // Who takes a break gets no proposals.
    if !plan.is_hers && newcomer.can_be_matched() && newcomers::paused_since(db, newcomer.id).await?.is_none() {
        let asked = Asked { limit: Some(PROPOSED), ..Asked::default() };
        let fits = |place, go| go != Go::Later && stock.is_within(place, v.now, 7);
        let ranking = stock.catalogue.rank_where(&newcomer.person, &asked, fits);
        plan.listings.extend(ranking.matches.iter().map(|m| (stock.items[m.place].listing.id, Why::Fits)));
    }
    Ok(plan)
}
