//! What runs beside the requests: hearing of changes, sending letters, forgetting what is due.

use super::Lent;
use crate::{auth, city, letters, listings, newcomers, platform::jobs::Jobs};
use sqlx::postgres::PgListener;
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

/// Where somebody was told of a change we may have missed (the connection broke), we look ourselves this often.
const LOOK_ANYWAY: Duration = Duration::from_secs(30);

/// Starts everything; it ends when `jobs` does.
pub fn start(jobs: &Jobs, lent: &Lent) {
    let letter_queued = Arc::new(Notify::new());
    let hearing = (lent.clone(), letter_queued.clone());
    jobs.run("hear of changes", move || hear(hearing.0.clone(), hearing.1.clone()));
    let sending = (lent.clone(), letter_queued);
    jobs.run("send letters", move || send(sending.0.clone(), sending.1.clone()));
    let tidying = lent.clone();
    jobs.every("forget what is due", Duration::from_secs(3600), move || tidy(tidying.clone()));
}

async fn hear(lent: Lent, letter_queued: Arc<Notify>) -> anyhow::Result<()> {
    let mut listener = PgListener::connect_with(&lent.db).await?;
    listener.listen_all(["city_changed", "listings_changed", "letter_queued"]).await?;
    // Changes made while we were not listening.
    look(&lent).await?;
    letter_queued.notify_one();
    loop {
        match tokio::time::timeout(LOOK_ANYWAY, listener.try_recv()).await {
            Ok(Ok(Some(told))) => match told.channel() {
                "letter_queued" => letter_queued.notify_one(),
                "listings_changed" => lent.shelf.refill(&lent.db, &lent.clock).await?,
                _ => look(&lent).await?,
            },
            // The connection broke and came back: we may have missed something.
            Ok(Ok(None)) | Err(_) => look(&lent).await?,
            Ok(Err(trouble)) => return Err(trouble.into()),
        }
    }
}

async fn look(lent: &Lent) -> anyhow::Result<()> {
    if let Some(city) = city::load(&lent.db, lent.address.host()).await? {
        lent.city.swap(city);
    }
    lent.clock.set_offset(city::offset_seconds(&lent.db).await?);
    lent.shelf.refill(&lent.db, &lent.clock).await?;
    Ok(())
}

async fn send(lent: Lent, letter_queued: Arc<Notify>) -> anyhow::Result<()> {
    loop {
        letters::send_due(&lent.db, &lent.transport).await?;
        let _ = tokio::time::timeout(letters::LOOK_EVERY, letter_queued.notified()).await;
    }
}

async fn tidy(lent: Lent) -> anyhow::Result<()> {
    auth::tidy(&lent.db).await?;
    newcomers::forget_old_visits(&lent.db).await?;
    letters::forget_old_bodies(&lent.db).await?;
    Ok(())
}
