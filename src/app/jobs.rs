//! What runs beside the requests: hearing of changes, sending letters, forgetting what is due.

use super::Lent;
use crate::{
    along, city, desk, gatherings, hosts, introductions, letters, listings, me, next_steps,
    platform::jobs::{Jobs, When},
    requests, ties, together,
};
use axum_prometheus::metrics::gauge;
use sqlx::postgres::PgNotification;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Notify,
    time::{Instant, MissedTickBehavior},
};

/// We look ourselves this often: for a change that nobody told us of, and for sessions that are over by now.
const LOOK_ANYWAY: Duration = Duration::from_secs(5);

/// Every so many such looks, ten minutes, is a thorough one: for a connection that broke so silently that nobody noticed.
const LOOK_THROUGH: u32 = 120;

/// What the database tells us of.
const CHANNELS: [&str; 5] =
    ["city_changed", "listings_changed", "weights_changed", "scarcity_changed", "letter_queued"];

/// Where the database does not answer, we try again after this.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// Questions to go along pass on to the next local this often.
const PASS_ON_EVERY: Duration = Duration::from_secs(3600);

/// Whoever's hour has come gets their letter of the week within so long.
const WEEKLY_EVERY: Duration = Duration::from_secs(300);
/// What is due to be asked after ties is asked this often.
const ASK_AFTER_EVERY: Duration = Duration::from_secs(600);
/// Six in the evening and ten in the morning are at most so long ago when we look.
const LOOK_AT_DAYS_EVERY: Duration = Duration::from_secs(300);

/// Starts everything; it ends when `jobs` does.
pub fn start(jobs: &mut Jobs, lent: &Lent) {
    let letter_queued = Arc::new(Notify::new());
    let (hearing, waking) = (lent.clone(), letter_queued.clone());
    jobs.start("hear of changes", When::Always, move || hear(hearing.clone(), waking.clone()));
    let sending = lent.clone();
    jobs.start("send letters", When::Woken(letter_queued, letters::LOOK_EVERY), move || send(sending.clone()));
    let passing = lent.clone();
    jobs.start("pass questions on", When::Every(PASS_ON_EVERY), move || pass_on(passing.clone()));
    let beginning = lent.clone();
    jobs.start("look for co-hosts", When::Every(PASS_ON_EVERY), move || begin_together(beginning.clone()));
    let thanking = lent.clone();
    jobs.start("thank locals", When::Every(PASS_ON_EVERY), move || thank(thanking.clone()));
    let going = lent.clone();
    jobs.start("evening before and day after", When::Every(LOOK_AT_DAYS_EVERY), move || look_at_days(going.clone()));
    let ending = lent.clone();
    jobs.start("end introductions", When::Every(PASS_ON_EVERY), move || end_introductions(ending.clone()));
    let weekly = lent.clone();
    jobs.start("write the letters of the week", When::Every(WEEKLY_EVERY), move || write_weekly(weekly.clone()));
    let giving = lent.clone();
    jobs.start("give next steps", When::Every(PASS_ON_EVERY), move || give_next_steps(giving.clone()));
    let asking_after = lent.clone();
    jobs.start("ask after ties", When::Every(ASK_AFTER_EVERY), move || ask_after_ties(asking_after.clone()));
    let tidying = lent.clone();
    jobs.start("forget what is due", When::Every(Duration::from_secs(3600)), move || tidy(tidying.clone()));
    let asking = lent.clone();
    jobs.start("ask hosts to vouch", When::Every(Duration::from_secs(3600)), move || ask_to_vouch(asking.clone()));
    let beating = lent.clone();
    jobs.start("ask whether it is still on", When::Every(PASS_ON_EVERY), move || ask_still_on(beating.clone()));
    let reminding = lent.clone();
    jobs.start("remind hosts", When::Every(PASS_ON_EVERY), move || remind_hosts(reminding.clone()));
    let answering = lent.clone();
    jobs.start("look who answers", When::Every(PASS_ON_EVERY), move || look_who_answers(answering.clone()));
    let counting = lent.clone();
    jobs.start("count the gaps of the week", When::Every(PASS_ON_EVERY), move || count_gaps(counting.clone()));
    let pricing = lent.clone();
    jobs.start("price places", When::Every(Duration::from_secs(3600)), move || price_places(pricing.clone()));
}

async fn hear(lent: Lent, letter_queued: Arc<Notify>) -> anyhow::Result<()> {
    let mut listener = lent.db.listen(&CHANNELS).await?;
    // Changes made while nobody was listening.
    letter_queued.notify_one();
    look(&lent, Look::Thorough).await;
    let mut anyway = tokio::time::interval_at(Instant::now() + LOOK_ANYWAY, LOOK_ANYWAY);
    anyway.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut ticks = 0;
    loop {
        let told = tokio::select! {
            told = listener.try_recv() => Some(told?),
            _ = anyway.tick() => None,
        };
        // `None` in it: the connection broke and is there again; we may have missed some.
        let cut = matches!(told, Some(None));
        let ticked = told.is_none();
        ticks += u32::from(ticked);
        // A burst of changes is one look.
        let mut all: Vec<_> = told.flatten().into_iter().collect();
        while let Some(more) = listener.next_buffered() {
            all.push(more);
        }
        let is_letter = |told: &PgNotification| told.channel() == "letter_queued";
        if cut || all.iter().any(is_letter) {
            letter_queued.notify_one();
        }
        let is_order = |told: &PgNotification| ["weights_changed", "scarcity_changed"].contains(&told.channel());
        if cut || ticks == LOOK_THROUGH {
            ticks = 0;
            look(&lent, Look::Thorough).await;
        } else if all.iter().any(is_order) {
            look(&lent, Look::Order).await;
        } else if ticked || !all.iter().all(is_letter) {
            look(&lent, Look::Changes).await;
        }
    }
}

/// How thoroughly we look.
#[derive(Clone, Copy)]
enum Look {
    /// At what changed.
    Changes,
    /// At what orders lists, too.
    Order,
    /// At everything: after a time in which we could not hear.
    Thorough,
}

/// Looks until it has seen.
async fn look(lent: &Lent, how: Look) {
    while let Err(trouble) = look_once(lent, how).await {
        tracing::warn!(%trouble, "what changed cannot be read; trying again");
        tokio::time::sleep(TRY_AGAIN).await;
    }
}

async fn look_once(lent: &Lent, how: Look) -> anyhow::Result<()> {
    if let Some(city) = city::load(&lent.db, lent.address.host()).await? {
        lent.city.swap(city);
    }
    lent.clock.set_offset(city::offset_seconds(&lent.db).await?);
    if matches!(how, Look::Thorough) {
        lent.shelf.compare(&lent.db, &lent.clock).await?;
    } else {
        lent.shelf.refill(&lent.db, &lent.clock).await?;
    }
    if !matches!(how, Look::Changes) {
        lent.shelf.reorder(&lent.db).await?;
    }
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

async fn begin_together(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    let passed = together::pass_on(&lent.db, &sender, &lent.shelf.now()).await;
    passed.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))
}

async fn thank(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    me::thank(&lent.db, &along::Sender { city: &city, address: &lent.address }).await
}

async fn look_at_days(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    let looked = along::evening_and_morning(&lent.db, &sender, &lent.shelf.now()).await;
    looked.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))
}

async fn end_introductions(lent: Lent) -> anyhow::Result<()> {
    introductions::end_what_is_over(&lent.db).await?;
    gatherings::end_what_is_over(&lent.db).await?;
    Ok(())
}

async fn write_weekly(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    me::write_weekly(&lent.db, &sender, &lent.shelf.now(), lent.clock.now()).await?;
    Ok(())
}

async fn give_next_steps(lent: Lent) -> anyhow::Result<()> {
    next_steps::give_what_is_due(&lent.db, &lent.shelf.now(), lent.clock.now()).await?;
    let kept = next_steps::measured(&lent.db).await?;
    gauge!("buurten_newcomers_without_next_step").set(kept.without as f64);
    gauge!("buurten_days_to_first_next_step_median").set(kept.days.unwrap_or_default());
    Ok(())
}

async fn ask_after_ties(lent: Lent) -> anyhow::Result<()> {
    ties::ask_what_is_due(&lent.db, &lent.city.now(), &lent.address).await?;
    Ok(())
}

async fn tidy(lent: Lent) -> anyhow::Result<()> {
    let city = lent.city.now();
    let sender = along::Sender { city: &city, address: &lent.address };
    me::retain(&lent.db, &sender, &lent.shelf.now()).await
}

async fn remind_hosts(lent: Lent) -> anyhow::Result<()> {
    let reminded = requests::remind(&lent.db, &lent.city.now(), &lent.address, &lent.shelf.now()).await;
    reminded.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))
}

async fn look_who_answers(lent: Lent) -> anyhow::Result<()> {
    requests::look_who_answers(&lent.db).await?;
    Ok(())
}

async fn count_gaps(lent: Lent) -> anyhow::Result<()> {
    let counted = desk::count_the_week(&lent.db, lent.clock.now()).await;
    counted.map_err(|trouble| anyhow::anyhow!("{trouble:?}"))
}

async fn price_places(lent: Lent) -> anyhow::Result<()> {
    listings::price_places(&lent.db, &lent.shelf).await?;
    Ok(())
}

async fn ask_to_vouch(lent: Lent) -> anyhow::Result<()> {
    hosts::ask_to_vouch(&lent.db, &lent.city.now(), &lent.address).await?;
    Ok(())
}

async fn ask_still_on(lent: Lent) -> anyhow::Result<()> {
    hosts::ask_still_on(&lent.db, &lent.city.now(), &lent.address).await?;
    Ok(())
}
