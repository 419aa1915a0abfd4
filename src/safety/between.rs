//! What two people have in common, and by which the one of them names the other: an introduction, or going along.

use crate::{
    along::{self, Other},
    introductions::{self, Sender},
    listings::Stock,
    platform::db::Db,
    web::{Error, Id},
};
use axum::extract::{FromRequestParts, MatchedPath};
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Where two people know each other from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// An introduction.
    Meet(Uuid),
    /// Going along.
    Going(Uuid),
}

impl<S: Send + Sync> FromRequestParts<S> for Between {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let going = parts.extensions.get::<MatchedPath>().is_some_and(|path| path.as_str().contains("/going/"));
        Ok(if going { Between::Going(id) } else { Between::Meet(id) })
    }
}

impl Between {
    /// The address of what can be done about it: `block`, `report`.
    pub fn path(self, act: &str) -> String {
        match self {
            Between::Meet(id) => format!("/meet/{id}/{act}"),
            Between::Going(id) => format!("/going/{id}/{act}"),
        }
    }

    /// The other, for whoever knows them from it.
    ///
    /// # Errors
    /// `NotFound` for everybody else; those of the database.
    pub async fn other(self, db: &Db, account: Uuid, now: DateTime<Utc>) -> Result<Other, Error> {
        let found = match self {
            Between::Meet(id) => introductions::the_other(db, account, id, now).await?,
            Between::Going(id) => along::the_other(db, account, id).await?,
        };
        found.ok_or(Error::NotFound)
    }

    /// They cannot come, and the other gets the usual letter.
    pub async fn call_off(
        self,
        tx: &mut PgTransaction<'_>,
        sender: &Sender<'_>,
        stock: &Stock,
        account: Uuid,
    ) -> Result<(), Error> {
        match self {
            Between::Meet(id) => introductions::call_off(tx, sender, account, id).await,
            Between::Going(id) => along::call_off(tx, sender, stock, account, id).await,
        }
    }
}
