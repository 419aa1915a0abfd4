//! All dates of somebody, in one list: what they agreed on with others, the groups where she is welcome and, as perhaps,
//! those she keeps. Her week, the file of it and the calendar of her telephone are made of it.

use super::{
    plan::{Plan, Why},
    week::WEEKS,
};
use crate::{
    along,
    auth::Visit,
    gatherings, introductions,
    listings::{Stock, calendar_entry, versions_of},
    locals,
    platform::db::Db,
    web::calendar::{Entry, Standing},
};
use chrono::{DateTime, Days, Utc};
use std::collections::HashSet;
use uuid::Uuid;

/// With people, at no group's own time: introductions, gatherings, evenings for locals; also what was called off.
///
/// # Errors
/// Those of the database.
pub async fn with_people(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Entry>, sqlx::Error> {
    let mut all = introductions::calendar_entries(v, db, account).await?;
    all.extend(gatherings::calendar_entries(v, db, account).await?);
    all.extend(locals::training_entries(v, db, account).await?);
    Ok(all)
}

/// All of them, in order.
///
/// # Errors
/// Those of the database.
pub async fn all(
    v: &Visit,
    db: &Db,
    stock: &Stock,
    account: Option<Uuid>,
    newcomer: Option<Uuid>,
) -> Result<Vec<Entry>, sqlx::Error> {
    let (mut all, mut taken) = (Vec::new(), HashSet::new());
    if let Some(account) = account {
        all.extend(with_people(v, db, account).await?);
        for (listing, entry) in along::calendar_entries(v, db, stock, account).await? {
            taken.insert((listing, entry.starts));
            all.push(entry);
        }
    }
    if let Some(newcomer) = newcomer {
        all.extend(of_groups(v, db, stock, newcomer, &taken).await?);
    }
    all.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    Ok(all)
}

/// The coming sessions of groups where she is welcome, and of those she keeps; without what somebody takes her along to.
async fn of_groups(
    v: &Visit,
    db: &Db,
    stock: &Stock,
    newcomer: Uuid,
    taken: &HashSet<(Uuid, DateTime<Utc>)>,
) -> Result<Vec<Entry>, sqlx::Error> {
    let plan = Plan::of_groups(db, newcomer).await?;
    let ids: Vec<Uuid> = plan.ids().into_iter().collect();
    let versions = versions_of(db, &ids).await?;
    let mut all = Vec::new();
    for id in ids {
        let Some(item) = stock.public(id).filter(|i| i.listing.is_open()) else { continue };
        let (version, changed_at) = versions.get(&id).copied().unwrap_or((0, v.now));
        for session in item.sessions(v.today(), v.today() + Days::new(7 * WEEKS)) {
            let standing = match plan.why(id, &session) {
                Some(Why::Yes) => Standing::Agreed,
                Some(Why::Kept) => Standing::Perhaps,
                _ => continue,
            };
            if taken.contains(&(id, session.starts.with_timezone(&Utc))) {
                continue;
            }
            let sequence = u32::try_from(version).unwrap_or_default();
            all.push(Entry { sequence, stamp: changed_at, standing, ..calendar_entry(v, item, &session) });
        }
    }
    Ok(all)
}
