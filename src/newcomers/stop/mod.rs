//! After a report the desk can keep a newcomer apart, as it can stop a local: nobody new is brought together with her.
//! She goes on to groups as before, and can read that it is so, and why.

mod store;

use crate::{
    auth::SignedIn,
    logbook::{self, Act, Looked},
};
use sqlx::PgTransaction;

pub use store::stopped_since;

/// She meets nobody new through us, for a reason that she can read; `false` where that was so, or she is no newcomer.
///
/// # Errors
/// Those of the database; `a_reason_is_short`.
pub async fn stop(tx: &mut PgTransaction<'_>, by: &SignedIn, her: Looked, reason: &str) -> Result<bool, sqlx::Error> {
    let done = store::set(tx, her, true).await?;
    if done {
        logbook::write(tx, by, Some(her.account()), Act::KeptApart, Some(reason)).await?;
    }
    Ok(done)
}

/// She can meet people again; `false` where she could.
///
/// # Errors
/// Those of the database.
pub async fn let_meet_again(tx: &mut PgTransaction<'_>, by: &SignedIn, her: Looked) -> Result<bool, sqlx::Error> {
    let done = store::set(tx, her, false).await?;
    if done {
        logbook::write(tx, by, Some(her.account()), Act::LetMeetAgain, None).await?;
    }
    Ok(done)
}
