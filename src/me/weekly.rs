//! The letter of the week, at the hour somebody chose: her next step, three more things to go to, and what waits for
//! their answer. Only where it says something that the last one did not; once a week, whatever the clock does.

use super::{
    letters::{Week, of_the_week},
    store,
};
use crate::{
    along::{self, Sender, State},
    introductions,
    kit::{email_address::EmailAddress, lang::Lang},
    letters::{self, WeeklyDue},
    listings::{self, Stock},
    locals, newcomers, next_steps,
    platform::db::Db,
    requests,
    web::words::Words,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// So many things to go to.
const PLACES: usize = 3;

/// Writes the letters that are due; answers how many. The mark of the week and the letter are one transaction.
///
/// # Errors
/// Those of the database and of a letter; what was written before stays written.
pub async fn write_weekly(db: &Db, sender: &Sender<'_>, stock: &Stock, now: DateTime<Utc>) -> anyhow::Result<usize> {
    let mut written = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some(due) = letters::weekly_due(&mut tx).await? else { return Ok(written) };
        let (week, named) = week(db, sender, stock, &due, now).await?;
        let is_new = week.waits > 0 || named.iter().any(|one| !due.weekly_places.contains(one));
        let letter = EmailAddress::parse(&due.email).ok().filter(|_| is_new);
        letters::weekly_done(&mut tx, &due, letter.as_ref().map(|_| &named[..])).await?;
        if let Some(to) = letter {
            letters::queue(&mut tx, sender.city, &of_the_week(sender.address, to, &week)).await?;
            written += 1;
        }
        tx.commit().await?;
    }
}

/// What there is to say, and what it names: her step and the places.
async fn week(
    db: &Db,
    sender: &Sender<'_>,
    stock: &Stock,
    due: &WeeklyDue,
    now: DateTime<Utc>,
) -> anyhow::Result<(Week, Vec<Uuid>)> {
    let lang: Lang = due.language.parse().unwrap_or_default();
    let mut week = Week { lang, is_local: false, step: Vec::new(), places: Vec::new(), waits: 0 };
    week.waits += introductions::asked_now(db, due.account, now).await?;
    week.waits += store::follow_ups_asked(db, due.account).await?;
    let local = locals::of_account(db, due.account).await?;
    if let Some(local) = &local {
        let asked = along::of_local(db, local.id).await?;
        week.waits += asked.iter().filter(|a| a.state() == State::Sent).count();
    }
    let mut named = Vec::new();
    let her = newcomers::of_account(db, due.account).await?;
    week.is_local = her.is_none() && local.is_some();
    // Who takes a break gets no proposals.
    if let Some(her) = her
        && newcomers::paused_since(db, her.id).await?.is_none()
    {
        let passed = newcomers::passed_over(db, her.id).await?;
        let mut without: Vec<Uuid> = passed.iter().map(|(id, _)| *id).collect();
        without.extend(requests::hers(db, her.id).await?.iter().map(|r| r.listing));
        without.extend(along::hers(db, her.id).await?.iter().map(|g| g.listing));
        // One whose day is over is her own page's to ask after.
        let step = next_steps::open_step(db, her.id).await?.filter(|step| !step.is_past(now));
        let step = step.and_then(|step| Some((step.in_words(&Words::of(lang), sender.city, stock, now)?, step)));
        if let Some((_, step)) = &step {
            named.extend([Some(step.id), step.listing_id].into_iter().flatten());
            without.extend(step.listing_id);
        }
        let found = listings::this_week(stock, &her, &passed, &without, now, PLACES);
        named.extend(found.iter().map(|(item, _)| item.listing.id));
        week.places = found.iter().map(|(item, session)| week.line(item, session)).collect();
        if let Some(((title, when), step)) = step {
            week.names_step(step.kind(), &title, when);
        }
    }
    Ok((week, named))
}
