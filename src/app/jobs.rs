//! What runs beside the requests: hearing of changes, sending letters, forgetting what is due.

use super::Lent;
use crate::{
    along, city, hosts, letters, listings, me,
    platform::jobs::{Jobs, When},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

/// A change we may not have been told of (the connection broke): we look ourselves this often.
const LOOK_ANYWAY: Duration = Duration::from_secs(30);

/// Questions to go along pass on to the next local this often.
const PASS_ON_EVERY: Duration = Duration::from_secs(3600);

/// Starts everything; it ends when `jobs` does.
pub fn start(jobs: &mut Jobs, lent: &Lent) {
    let letter_queued = Arc::new(Notify::new());
    let (hearing, waking) = (lent.clone(), letter_queued.clone());
    jobs.start("hear of changes", When::Always, move || hear(hearing.clone(), waking.clone()));
    let sending = lent.clone();
    jobs.start("send letters", When::Woken(letter_queued, letters::LOOK_EVERY), move || send(sending.clone()));
    let passing = lent.clone();
    jobs.start("pass questions on", When::Every(PASS_ON_EVERY), move || pass_on(passing.clone()));
    let tidying = lent.clone();
    jobs.start("forget what is due", When::Every(Duration::from_secs(3600)), move || tidy(tidying.clone()));
    let asking = lent.clone();
    jobs.start("ask hosts to vouch", When::Every(Duration::from_secs(3600)), move || ask_to_vouch(asking.clone()));
    let pricing = lent.clone();
    jobs.start("price places", When::Every(Duration::from_secs(3600)), move || price_places(pricing.clone()));
}

async fn hear(lent: Lent, letter_queued: Arc<Notify>) -> anyhow::Result<()> {
    let mut listener = lent
        .db
        .listen(&["city_changed", "listings_changed", "weights_changed", "scarcity_changed", "letter_queued"])
        .await?;
    let mut anyway = tokio::time::interval(LOOK_ANYWAY);
    loop {
        let told = tokio::select! {
            told = listener.try_recv() => told?,
            // Also at once: changes made while nobody was listening.
            _ = anyway.tick() => None,
        };
        // A burst of changes is one look; where the connection broke, we may have missed some.
        let mut all: Vec<_> = told.into_iter().collect();
        while let Some(more) = listener.next_buffered() {
            all.push(more);
        }
        if all.is_empty() || all.iter().any(|t| t.channel() == "letter_queued") {
            letter_queued.notify_one();
        }
        if all.is_empty() || all.iter().any(|t| t.channel() != "letter_queued") {
            while let Err(trouble) = look(&lent).await {
                tracing::warn!(%trouble, "what changed cannot be read; trying again");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
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

async fn send(lent: Lent) -> anyhow::Result<()> {
    letters::send_due(&lent.db, &lent.transport).await?;
    Ok(())
}

async fn pass_on(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    let passed = along::pass_on(&lent.db, &sender, &lent.shelf.now()).await;
    passed.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))
}

async fn tidy(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    me::retain(&lent.db, &sender, &lent.shelf.now()).await
}

async fn price_places(lent: Lent) -> anyhow::Result<()> {
    listings::price_places(&lent.db, &lent.shelf).await?;
    Ok(())
}

async fn ask_to_vouch(lent: Lent) -> anyhow::Result<()> {
    hosts::ask_to_vouch(&lent.db, &lent.city.now(), &lent.address).await?;
    Ok(())
}
