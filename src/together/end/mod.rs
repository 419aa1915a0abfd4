//! How it ends before its time: she takes it back, a co-host steps back, one of them leaves for good, or something
//! stands between the two. What was a listing goes to the desk as a draft; whoever counts on it gets a kind letter.

mod store;

use super::{
    find, letters,
    proposal::{EndedBy, Proposal, State},
    store::{self as all, Key},
};
use crate::{
    along::Sender,
    hosts,
    kit::words::Status,
    listings::{self, By, Role, Stock},
    web::Error,
};
use sqlx::PgTransaction;
use uuid::Uuid;

pub(super) use store::end_as;
pub use store::forget_old;

/// What was a listing is to be looked at again: a draft, with one host less.
async fn rests(tx: &mut PgTransaction<'_>, listing: Uuid, who: Uuid) -> Result<(), Error> {
    if let Some((mut it, version)) = listings::with_version_locked(tx, listing).await?
        && matches!(it.status, Status::Active | Status::Paused)
    {
        it.status = Status::Draft;
        listings::change(tx, By { account: Some(who), role: Role::Host }, &it, version).await?;
    }
    hosts::host_no_more(tx, who, listing).await?;
    Ok(())
}

/// One of the two ends it.
pub(super) async fn by(
    tx: &mut PgTransaction<'_>,
    sender: &Sender<'_>,
    it: &Proposal,
    by: EndedBy,
) -> Result<(), Error> {
    let state = it.stands().state;
    let hers = by == EndedBy::Newcomer;
    let who = if hers { Some(it.her.account) } else { it.them.as_ref().map(|them| them.account) };
    let ends_as = if hers || state == State::Published { State::Withdrawn } else { State::Lapsed };
    all::end(tx, it.id, ends_as, by).await?;
    if state == State::Published
        && let (Some(listing), Some(who)) = (it.listing_id, who)
    {
        rests(tx, listing, who).await?;
    }
    if state != State::Proposed {
        let other = if hers { it.them.as_ref() } else { Some(&it.her) };
        if let Some(other) = other {
            sender.send(tx, letters::off(sender, other, it, !hers)).await?;
        }
    }
    Ok(())
}

/// The holder of this account leaves; in the transaction that erases them, before they are gone. Whoever counts on it
/// gets a letter that names nobody; a question to them goes to somebody else.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn leave(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, stock: &Stock, account: Uuid) -> Result<(), Error> {
    for id in store::open_with(tx, account).await? {
        let Some(it) = all::locked(tx, Key::Known(id)).await?.filter(|it| it.stands().is_open()) else { continue };
        if it.her.account == account {
            by(tx, sender, &it, EndedBy::Newcomer).await?;
        } else if it.them.as_ref().is_some_and(|them| them.account == account) {
            by(tx, sender, &it, EndedBy::Local).await?;
        } else if let Some(open) = all::open_question(tx, id).await? {
            all::close(tx, open, "lapsed").await?;
            find::somebody(tx, sender, stock, (id, it.her.account), &it.what).await?;
        }
    }
    Ok(())
}

/// Ends all that is open between two people, of whom the one blocks the other. What is on its way ends without a word:
/// what the other sees stays as it is until its days are over, and then reads as when the desk says not now. What is
/// online has both for its hosts, so the one steps back, and the other gets the letter of that: nothing tells the two
/// apart. Whoever blocks calls it before the block, for the order of the locks, and again after it.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn end_between(tx: &mut PgTransaction<'_>, sender: &Sender<'_>, one: Uuid, other: Uuid) -> Result<(), Error> {
    for id in store::between(tx, one, other).await? {
        let Some(it) = all::locked(tx, Key::Known(id)).await? else { continue };
        match it.stands().state {
            State::Proposed => {
                // The next round asks somebody else.
                if let Some(open) = all::open_question(tx, id).await? {
                    all::close(tx, open, "lapsed").await?;
                }
            }
            State::CoHosted => all::end(tx, id, State::Lapsed, EndedBy::Time).await?,
            State::Published => {
                let who = if it.her.account == one { EndedBy::Newcomer } else { EndedBy::Local };
                by(tx, sender, &it, who).await?;
            }
            State::Withdrawn | State::Lapsed => {}
        }
    }
    Ok(())
}
