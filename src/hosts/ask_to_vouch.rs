//! Somebody from here wants to take people along to a group: its host is asked, once, whether they know them.

use super::{letters::do_you_know_them, store};
use crate::{
    city::City,
    kit::{email_address::EmailAddress, lang::Lang},
    letters, listings,
    platform::db::Db,
    web::PublicAddress,
};

/// Asks the hosts who were not asked yet; answers how many letters were queued.
///
/// # Errors
/// Those of the database and of a letter; what was queued before stays queued.
pub async fn ask_to_vouch(db: &Db, city: &City, address: &PublicAddress) -> anyhow::Result<usize> {
    let mut queued = 0;
    loop {
        let mut tx = db.begin().await?;
        let all = store::take_to_ask(&mut tx).await?;
        if all.is_empty() {
            return Ok(queued);
        }
        for ask in all {
            let Ok(to) = EmailAddress::parse(&ask.email) else { continue };
            let Some((listing, _)) = listings::with_version(db, ask.listing_id).await? else { continue };
            let lang: Lang = ask.language.parse().unwrap_or_default();
            let letter = do_you_know_them(address, to, lang, &ask.name, ask.local_account, &listing);
            let reminder = letters::Reminder { of: ask.regular, until: None };
            letters::remind(&mut tx, city, &letter, reminder).await?;
            queued += 1;
        }
        tx.commit().await?;
    }
}
