//! "Do you still meet?", asked of both by letter: at 2 and 6 weeks, at 3, 6 and 12 months. In the order in which the
//! questions are due; one letter a day for each person, whatever the clock does; of several that are due the last
//! alone; and only of somebody who answered the question before. Whoever did not is asked no more: silence is an
//! answer too. After the year a word of thanks. After one conversation there is one question, at two weeks; only who
//! says that they meet again is asked the rest, and whoever does not has the thanks after six weeks.

mod store;

use super::letters;
use crate::{
    city::City,
    letters as outbox,
    platform::{chance::Token, db::Db},
    web::PublicAddress,
};
use chrono::{DateTime, Utc};
use std::{collections::BTreeSet, time::Duration};
pub(super) use store::Due;
use uuid::Uuid;

/// So many are looked at in one transaction: short enough that no page notices it.
const BATCH: i64 = 4;
/// And so long the machine is left to the pages after it.
const REST: Duration = Duration::from_millis(12);

/// Asks all that is due, and ends what has had its time: one instance alone. Answers how many letters were written.
///
/// # Errors
/// Those of the database, and of a letter that cannot be written.
pub async fn ask_what_is_due(db: &Db, city: &City, address: &PublicAddress) -> anyhow::Result<usize> {
    let Some(_alone) = db.alone("ask after ties").await? else { return Ok(0) };
    store::end_what_had_its_time(db).await?;
    store::pass_over(db).await?;
    let (mut behind, mut written) = ((DateTime::<Utc>::UNIX_EPOCH, Uuid::nil()), 0);
    loop {
        let due = store::due(db, behind, BATCH).await?;
        let Some(last) = due.last() else { return Ok(written) };
        behind = *last;
        let mut tx = db.begin().await?;
        let ids: Vec<Uuid> = due.into_iter().map(|(_, id)| id).collect();
        // Two ties of one person may be due at once: the other has tomorrow.
        let mut today = BTreeSet::new();
        for one in store::locked(&mut tx, &ids).await? {
            if !today.insert(one.to.account) {
                continue;
            }
            let token = Token::new();
            let Some(until) = store::ask(&mut tx, one.id, &token.hash()).await? else { continue };
            if let Some(letter) = letters::follow_up(address, &one, &token) {
                // Once answered elsewhere, or ended, a letter that has not left stays here.
                let reminder = outbox::Reminder { of: one.id, until: Some(until) };
                outbox::remind(&mut tx, city, &letter, reminder).await?;
                written += 1;
            }
        }
        tx.commit().await?;
        tokio::time::sleep(REST).await;
    }
}
