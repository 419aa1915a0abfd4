//! The steps to one to one, as the desk takes them: each one a line in the logbook, each one can be taken back.

mod step;
mod store;

use super::local::Local;
use crate::{
    auth::{Scope, SignedIn},
    logbook::{self, Act, Looked},
    platform::db::Db,
    web::Error,
};
use sqlx::PgTransaction;
use uuid::Uuid;

pub use step::{AtTheDesk, Certificate, Standing, State, Step, Stepped};
pub use store::stand;

/// Locals for whom the desk is next, those who wait longest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting_for_a_step(db: &Db, scope: &Scope) -> Result<Vec<AtTheDesk>, sqlx::Error> {
    Ok(store::at_the_desk(db, scope).await?.into_iter().filter(|l| l.waits).collect())
}

/// All locals who signed up, those for whom the desk is next first.
///
/// # Errors
/// Those of the database.
pub async fn at_the_desk(db: &Db, scope: &Scope) -> Result<Vec<AtTheDesk>, sqlx::Error> {
    store::at_the_desk(db, scope).await
}

/// What somebody of the desk sees of one local, once they said why they look.
///
/// # Errors
/// Those of the database.
pub async fn looked_at(db: &Db, looked: Looked) -> Result<Option<Local>, sqlx::Error> {
    super::store::of_account(db, looked.account()).await
}

async fn take(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid, step: Step, act: Act) -> Result<Stepped, Error> {
    let found = store::locked(tx, &by.scope, local).await?.ok_or(Error::NotFound)?;
    let stepped = step.from(found.state()?);
    if stepped == Stepped::Done {
        store::take(tx, local, step, by.account).await?;
        logbook::write(tx, by, Some(found.account_id), act, None).await?;
    }
    Ok(stepped)
}

/// The short call was had.
///
/// # Errors
/// `NotFound` where the scope of whoever asks has no such local; those of the database.
pub async fn talked_to(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid) -> Result<Stepped, Error> {
    take(tx, by, local, Step::Talk, Act::TalkedTo).await
}

/// A certificate of conduct was seen: its dates, never a copy.
///
/// # Errors
/// As [`talked_to`].
pub async fn certificate_seen(
    tx: &mut PgTransaction<'_>,
    by: &SignedIn,
    local: Uuid,
    certificate: Certificate,
) -> Result<Stepped, Error> {
    take(tx, by, local, Step::Certificate(certificate), Act::CertificateSeen).await
}

/// The code of conduct was signed on paper. On their own page they sign it themselves.
///
/// # Errors
/// As [`talked_to`].
pub async fn code_signed(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid) -> Result<Stepped, Error> {
    take(tx, by, local, Step::Code, Act::CodeSigned).await
}

/// Ready for one to one.
///
/// # Errors
/// As [`talked_to`].
pub async fn activate(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid) -> Result<Stepped, Error> {
    take(tx, by, local, Step::Activate, Act::Activated).await
}

/// They sign the code of conduct themselves.
///
/// # Errors
/// Those of the database.
pub(super) async fn sign(tx: &mut PgTransaction<'_>, them: &Local) -> Result<Stepped, Error> {
    let found = store::locked(tx, &Scope::default(), them.id).await?.ok_or(Error::NotFound)?;
    let stepped = Step::Code.from(found.state()?);
    if stepped == Stepped::Done {
        store::take(tx, them.id, Step::Code, found.account_id).await?;
    }
    Ok(stepped)
}

/// Takes the last step back: they are as far as before it. Where nothing was done yet, nothing changes.
///
/// # Errors
/// As [`talked_to`].
pub async fn undo_step(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid) -> Result<State, Error> {
    let found = store::locked(tx, &by.scope, local).await?.ok_or(Error::NotFound)?;
    let state = found.state()?;
    let Some(before) = State::ALL.iter().copied().rfind(|s| *s < state) else { return Ok(state) };
    store::undo(tx, local, state).await?;
    logbook::write(tx, by, Some(found.account_id), Act::StepUndone, None).await?;
    Ok(before)
}

/// Ends what a local does here; `false` where it had ended. What they had promised passes on within the hour.
///
/// # Errors
/// As [`talked_to`]; `a_reason_is_short`.
pub async fn stop(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid, reason: &str) -> Result<bool, Error> {
    let found = store::locked(tx, &by.scope, local).await?.ok_or(Error::NotFound)?;
    let done = store::stop(tx, local).await?;
    if done {
        logbook::write(tx, by, Some(found.account_id), Act::Stopped, Some(reason)).await?;
    }
    Ok(done)
}

/// Lets them begin again where they were; `false` where nothing had ended.
///
/// # Errors
/// As [`talked_to`].
pub async fn resume(tx: &mut PgTransaction<'_>, by: &SignedIn, local: Uuid) -> Result<bool, Error> {
    let found = store::locked(tx, &by.scope, local).await?.ok_or(Error::NotFound)?;
    let done = store::resume(tx, local).await?;
    if done {
        logbook::write(tx, by, Some(found.account_id), Act::Resumed, None).await?;
    }
    Ok(done)
}
