//! How well the promise is kept: days from joining to the first step, and who had none for more than 14 days (aim: nobody).

use super::store;
use crate::{auth::Scope, kit::place::Postcode, platform::db::Db};
use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

/// As of now, over the whole city.
#[derive(Clone, Copy, Debug, PartialEq, FromRow)]
pub struct Measured {
    /// The median of days from joining to the first step, of those who joined within a year; none where nobody did.
    pub days: Option<f64>,
    /// How many had no step for more than 14 days.
    pub without: i64,
}

/// Somebody who had no step for more than 14 days.
#[derive(Clone, Debug)]
pub struct Without {
    /// Her account.
    pub account: Uuid,
    /// Where she lives, for the part of town.
    pub postcode: Option<Postcode>,
    /// When she had the last, or began to look.
    pub since: DateTime<Utc>,
}

/// Both figures.
///
/// # Errors
/// Those of the database.
pub async fn measured(db: &Db) -> Result<Measured, sqlx::Error> {
    store::measured(db).await
}

/// Who they are, as this scope sees them; the longest first.
///
/// # Errors
/// Those of the database.
pub async fn without(db: &Db, scope: &Scope) -> Result<Vec<Without>, sqlx::Error> {
    let rows = store::without(db, scope).await?.into_iter();
    let read = |(account, postcode, since): (Uuid, Option<String>, DateTime<Utc>)| Without {
        account,
        postcode: postcode.and_then(|p| p.parse().ok()),
        since,
    };
    Ok(rows.map(read).collect())
}
