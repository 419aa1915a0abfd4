//! Which step: what she keeps, what fits her, where everybody can walk in; where there is nothing, a talk or a look. Never
//! the same twice in a row, and nowhere for more people than there are places.

use super::step::Kind;
use crate::{
    kit::{schedule::Session, sentence::Sentence},
    listings::{Item, Stock, leanings, open_to_everybody, why_of},
    matching::{go::Go, person::Person, rank::Listed},
};
use chrono::{DateTime, Days, TimeDelta, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// A step stands for a week, and until two days after what it leads to, so that she can still say that she went.
const STANDS: Days = Days::new(7);
const AFTER: Days = Days::new(2);
/// Never longer: a day below what the table promises.
const LONGEST: Days = Days::new(13);
/// So much time to get there.
const SOONEST: TimeDelta = TimeDelta::hours(2);
/// Of so many that fit best, the first with room for everybody.
const BEST: usize = 6;

/// Somebody who is due a step. Its `Debug` shows nothing of her.
pub struct Due {
    /// Her row.
    pub id: Uuid,
    /// Her answers.
    pub person: Person,
    /// What is not for her, and why.
    pub passed_over: Vec<(Uuid, String)>,
    /// What she keeps.
    pub kept: Vec<Uuid>,
    /// What she was given lately, or asked for herself.
    pub lately: Vec<Uuid>,
    /// The kind of her last step.
    pub last: Option<Kind>,
}

impl std::fmt::Debug for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}

/// A step to be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What kind.
    pub kind: Kind,
    /// Where to and when, unless it is a talk or a look.
    pub to: Option<(Uuid, DateTime<Utc>)>,
    /// Why, where it fits her.
    pub why: Option<Sentence>,
    /// Until when it stands.
    pub until: DateTime<Utc>,
}

/// What stands open already, by listing.
pub type Load = HashMap<Uuid, i64>;

/// The step for her, at this moment. There always is one.
pub fn choose(stock: &Stock, now: DateTime<Utc>, her: &Due, load: &Load) -> Choice {
    let week = |item: &Item| session(item, now);
    let open = |item: &Item| {
        let listing = &item.listing;
        let full = listing.newcomer_places.is_some_and(|p| load.get(&listing.id).is_some_and(|n| *n >= i64::from(p)));
        let not_now = her.lately.contains(&listing.id) || her.passed_over.iter().any(|(id, _)| *id == listing.id);
        listing.is_open() && !full && !not_now && week(item).is_some()
    };
    let to = |kind: Kind, item: &Item, why: Option<Sentence>| {
        let session = week(item)?;
        let until = (now + STANDS).max(session.ends.with_timezone(&Utc) + AFTER).min(now + LONGEST);
        Some(Choice { kind, to: Some((item.listing.id, session.starts.with_timezone(&Utc))), why, until })
    };
    let kept =
        || her.kept.iter().filter_map(|id| stock.public(*id)).find(|i| open(i)).and_then(|i| to(Kind::Kept, i, None));
    let fits = || {
        let leanings = leanings(stock, &her.passed_over);
        let look = stock.catalogue.look(&her.person, &leanings, Listed::All);
        let can = |(place, go): &(usize, Go)| *go != Go::Later && open(&stock.items[*place]);
        let best: Vec<usize> = look.in_order().filter(can).map(|(place, _)| place).take(BEST).collect();
        let found = look.ranking(best).matches;
        let found = found.iter().find(|m| !m.scarce).or(found.first())?;
        to(Kind::Fits, &stock.items[found.place], Some(why_of(found).clone()))
    };
    let walk_in = || {
        let place = open_to_everybody(stock, now, &[]).find(|place| open(&stock.items[*place]))?;
        to(Kind::WalkIn, &stock.items[place], None)
    };
    kept().or_else(fits).or_else(walk_in).unwrap_or_else(|| {
        let kind = if her.last == Some(Kind::Talk) { Kind::Look } else { Kind::Talk };
        Choice { kind, to: None, why: None, until: now + STANDS }
    })
}

/// Its first session within a week that she can still get to.
fn session(item: &Item, now: DateTime<Utc>) -> Option<Session> {
    item.next(now).find(|s| s.starts > now + SOONEST).filter(|s| s.starts <= now + STANDS)
}
