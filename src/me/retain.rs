//! Nightly (looked at every hour): what is due is forgotten, batch by batch; silent profiles get two notices and are
//! then erased. TRUST.md says how long we keep what.

use super::{
    erase::{Erased, erase},
    letters::{Notice, still_here},
    store,
};
use crate::{
    along::{self, Sender},
    auth, curation, desk, exchange, gatherings, hosts, intake, introductions, letters,
    listings::{self, Stock},
    locals, logbook, messages, newcomers, next_steps,
    platform::db::Db,
    requests, safety, ties, together,
};
use std::fmt::Display;

/// How long an account is silent when its notices go out, and when it is erased.
const FIRST_NOTICE: &str = "11 months";
const SECOND_NOTICE: &str = "11 months 15 days";
const ERASED: &str = "12 months";

/// Forgets everything that is due. What cannot be forgotten now does not keep the rest.
///
/// # Errors
/// The first trouble there was, after the rest is done.
pub async fn retain(db: &Db, sender: &Sender<'_>, stock: &Stock) -> anyhow::Result<()> {
    let mut troubles = Vec::new();
    note(&mut troubles, "sessions and sign-ins", auth::tidy(db).await);
    note(&mut troubles, "answers of visits", newcomers::forget_old_visits(db).await);
    note(&mut troubles, "answers of visits of locals", locals::forget_old_visits(db).await);
    note(&mut troubles, "intakes", intake::forget_old(db).await);
    note(&mut troubles, "letters", letters::forget_old_bodies(db).await);
    note(&mut troubles, "letters that are over", letters::forget_what_is_over(db).await);
    note(&mut troubles, "logbook", logbook::forget_old(db).await);
    note(&mut troubles, "history of listings", listings::forget_old_changes(db).await);
    note(&mut troubles, "requests", requests::forget_old(db).await);
    note(&mut troubles, "going along", along::forget_old(db).await);
    note(&mut troubles, "claims", hosts::forget_old_claims(db).await);
    note(&mut troubles, "headers of sheets", exchange::forget_old_headers(db).await);
    note(&mut troubles, "imports", exchange::forget_old_imports(db).await);
    note(&mut troubles, "merges", curation::forget_old_merges(db).await);
    note(&mut troubles, "acts on many listings", curation::forget_old_acts(db).await);
    note(&mut troubles, "views", curation::forget_removed_views(db).await);
    note(&mut troubles, "corrections", hosts::forget_old_corrections(db).await);
    note(&mut troubles, "heartbeats", hosts::forget_old_heartbeats(db).await);
    note(&mut troubles, "introductions", introductions::forget_old(db).await);
    note(&mut troubles, "gatherings", gatherings::forget_old(db).await);
    note(&mut troubles, "wishes to meet somebody", introductions::forget_old_wishes(db).await);
    note(&mut troubles, "messages", messages::forget_old(db).await);
    note(&mut troubles, "evenings for locals", locals::forget_old_trainings(db).await);
    note(&mut troubles, "together", together::forget_old(db).await);
    note(&mut troubles, "ties", ties::forget_old(db).await);
    note(&mut troubles, "next steps", next_steps::forget_old(db).await);
    note(&mut troubles, "reports", safety::forget_old(db).await);
    note(&mut troubles, "sheets that wait", exchange::forget_old(db).await);
    note(&mut troubles, "notes", desk::forget_old_notes(db).await);
    note(&mut troubles, "calls for locals", desk::forget_old_calls(db).await);
    note(&mut troubles, "rounds", desk::forget_old_rounds(db).await);
    note(&mut troubles, "first notices", notices(db, sender, Notice::First).await);
    note(&mut troubles, "second notices", notices(db, sender, Notice::Second).await);
    note(&mut troubles, "silent profiles", erase_silent(db, sender, stock).await);
    troubles.into_iter().next().map_or(Ok(()), Err)
}

fn note<T, E: Display + Into<anyhow::Error>>(troubles: &mut Vec<anyhow::Error>, what: &str, done: Result<T, E>) {
    if let Err(trouble) = done {
        tracing::warn!(what, %trouble, "what is due could not be forgotten");
        troubles.push(trouble.into());
    }
}

async fn notices(db: &Db, sender: &Sender<'_>, notice: Notice) -> anyhow::Result<()> {
    let (after, got) = match notice {
        Notice::First => (FIRST_NOTICE, 0),
        Notice::Second => (SECOND_NOTICE, 1),
    };
    loop {
        let mut tx = db.begin().await?;
        let silent = store::notice(&mut tx, after, got).await?;
        if silent.is_empty() {
            return Ok(());
        }
        for who in &silent {
            let Some(letter) = still_here(sender.address, who, notice) else { continue };
            letters::remind(&mut tx, sender.city, &letter, letters::Reminder { of: who.id, until: None }).await?;
        }
        tx.commit().await?;
    }
}

async fn erase_silent(db: &Db, sender: &Sender<'_>, stock: &Stock) -> anyhow::Result<()> {
    let mut refused = None;
    for account in store::silent(db, ERASED, 2).await? {
        let mut tx = db.begin().await?;
        if !store::still_silent(&mut tx, account, ERASED, 2).await? {
            continue;
        }
        // One that cannot go does not keep the others.
        match erase(&mut tx, sender, stock, account, None).await {
            Ok(Erased::Done) => tx.commit().await?,
            Ok(Erased::Refused) => refused = Some(anyhow::anyhow!("a rule keeps a silent profile")),
            Err(trouble) => refused = Some(anyhow::anyhow!("{trouble:?}")),
        }
    }
    refused.map_or(Ok(()), Err)
}
