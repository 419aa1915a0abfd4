//! The other of two who host something together, for what one does about them: to meet them no more, to report them.

use super::{
    proposal::State,
    store::{self, Key},
};
use crate::{
    along::{Other, Party},
    platform::db::Db,
};
use uuid::Uuid;

/// The other, for either of the two once a local said yes, whatever became of it. `None` for everybody else. Both count on
/// it once it is online.
///
/// # Errors
/// Those of the database.
pub async fn the_other(db: &Db, account: Uuid, id: Uuid) -> Result<Option<Other>, sqlx::Error> {
    for (key, is_hers) in [(Key::OfHer(account, id), true), (Key::OfThem(account, id), false)] {
        let Some(it) = store::found(db, key).await? else { continue };
        let other: Option<&Party> = if is_hers { it.them.as_deref() } else { Some(&*it.her) };
        return Ok(other.map(|other| Other {
            account: other.account,
            name: other.name().to_owned(),
            is_expected: it.stands().state == State::Published,
            at: None,
        }));
    }
    Ok(None)
}
