//! Who waits for somebody from here, and which locals have a place: read once, for the rounds and for the board.

mod store;

use crate::{
    auth::Scope,
    introductions,
    kit::words::Meet,
    locals::{self, Local},
    platform::db::Db,
    safety,
    web::Error,
};
use uuid::Uuid;

pub use store::{Waits, told_too_little, waiting};

/// What fewer people than this have in common could point at one of them.
pub const ENOUGH: usize = 5;

/// The locals of the scope who would meet somebody one to one, take no break and have a place, with how many. Whoever was
/// introduced to nobody for longest, since they joined or since the last time, comes first: where not everybody can take
/// part, it is not always the same ones. Whether another step comes first is for who reads it.
///
/// # Errors
/// Those of the database.
pub async fn free(db: &Db, scope: &Scope) -> Result<Vec<(Local, u32)>, Error> {
    let reported = safety::meets_nobody_new(db).await?;
    let mut all = locals::within(db, scope).await?;
    all.retain(|local| {
        local.paused_at.is_none()
            && local.up_for.contains(&Meet::OneToOne)
            && local.account.is_some_and(|account| !reported.contains(&account))
    });
    let ids: Vec<Uuid> = all.iter().map(|local| local.id).collect();
    let places = introductions::places_of(db, &ids, None).await?;
    let mut all: Vec<_> = all.into_iter().filter_map(|l| Some((places.get(&l.id).copied()?, l))).collect();
    let last = store::last_introduced(db, &ids).await?;
    all.sort_by_key(|(_, local)| (last.get(&local.id).copied().max(local.joined_at), local.id));
    Ok(all.into_iter().map(|(places, local)| (local, places)).collect())
}
