//! Somebody waits in the sample: two requests without an answer, so that the desk has something to look at. No
//! letter is queued for them.

use super::store;
use crate::platform::chance::Token;
use sqlx::PgTransaction;

/// Who waits for what, and for how many days.
const WAITING: [(&str, &str, i32); 2] =
    [("grace.n6@example.org", "monday-soup", 9), ("priya.n7@example.org", "yoga-easy-dutch", 3)];

/// Lets them wait; whoever waits there already does not ask twice.
pub(super) async fn wait(tx: &mut PgTransaction<'_>) -> Result<(), sqlx::Error> {
    for (email, listing, days) in WAITING {
        store::ask(tx, email, listing, days, &Token::new().hash()).await?;
    }
    Ok(())
}
