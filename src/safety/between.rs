//! What two people have in common, and by which the one of them names the other: wherever two read each other's name.

use crate::{
    along::{self, Other},
    gatherings,
    introductions::{self, Sender},
    listings::Stock,
    platform::db::Db,
    ties, together,
    web::{Error, Id, needs::path_part},
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
    /// Something they begin together.
    Begun(Uuid),
    /// A gathering, and the party of the other.
    Gathering(Uuid, Uuid),
    /// A tie.
    Tie(Uuid),
}

impl<S: Send + Sync> FromRequestParts<S> for Between {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, state: &S) -> Result<Self, Error> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let path = parts.extensions.get::<MatchedPath>().ok_or(Error::NotFound)?.as_str().to_owned();
        let room = |name: &str| path.contains(name);
        if room("/gathering/") {
            let who = path_part(parts, state, "who").await?;
            return Ok(Between::Gathering(id, who.parse().map_err(|_| Error::NotFound)?));
        }
        Ok(match () {
            () if room("/meet/") => Between::Meet(id),
            () if room("/going/") => Between::Going(id),
            () if room("/together/") => Between::Begun(id),
            () => Between::Tie(id),
        })
    }
}

impl Between {
    /// The address of what can be done about it: `block`, `report`.
    pub fn path(self, act: &str) -> String {
        match self {
            Between::Meet(id) => format!("/meet/{id}/{act}"),
            Between::Going(id) => format!("/going/{id}/{act}"),
            Between::Begun(id) => format!("/together/{id}/{act}"),
            Between::Gathering(id, who) => format!("/gathering/{id}/with/{who}/{act}"),
            Between::Tie(id) => format!("/between/{id}/{act}"),
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
            Between::Begun(id) => together::the_other(db, account, id).await?,
            Between::Gathering(id, who) => gatherings::the_other(db, account, id, who, now).await?,
            Between::Tie(id) => ties::the_other(db, account, id).await?.map(|other| Other {
                account: other.account,
                name: other.name().to_owned(),
                is_expected: false,
                at: None,
            }),
        };
        found.ok_or(Error::NotFound)
    }

    /// They cannot come, and the others get the usual letter. What two host together ends by the block itself; of a tie
    /// nobody expects anything on a day.
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
            Between::Gathering(id, _) => gatherings::call_off(tx, sender, account, id).await,
            Between::Begun(_) | Between::Tie(_) => Ok(()),
        }
    }
}
