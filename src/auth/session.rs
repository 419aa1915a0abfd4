//! A session: somebody is signed in on this browser.

use super::{scope::Scope, store};
use crate::{
    kit::{email_address::EmailAddress, first_name::FirstName, lang::Lang},
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Uuid,
    /// This session, among those of the account.
    pub session: Uuid,
    /// Where letters go.
    pub email: EmailAddress,
    /// How to call them; not known before the first request.
    pub first_name: Option<FirstName>,
    /// The language of the account.
    pub lang: Lang,
    /// Works at the desk.
    pub is_staff: bool,
    /// Also keeps the accounts of the desk.
    pub is_administrator: bool,
    /// Whom they may see at the desk; everybody where they are in no team.
    pub scope: Scope,
    /// This session was opened with the second factor too.
    pub second_factor: bool,
    /// This session was opened by an invitation: it may set a (new) second factor.
    pub may_enrol: bool,
}

/// One of somebody's sessions, as `me` lists them.
#[derive(sqlx::FromRow)]
pub struct Open {
    /// To sign that browser out.
    pub id: Uuid,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last used.
    pub seen_at: DateTime<Utc>,
}

/// Where somebody is signed in, newest first.
///
/// # Errors
/// Those of the database.
pub async fn open_sessions(db: &Db, who: &SignedIn) -> Result<Vec<Open>, sqlx::Error> {
    store::sessions_of(db, who.account).await
}

/// Forgets sessions that ended and challenges older than 24 hours.
///
/// # Errors
/// Those of the database.
pub async fn tidy(db: &Db) -> Result<(), sqlx::Error> {
    store::forget_ended(db).await
}
