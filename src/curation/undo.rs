//! After an act: what was done, and a button that takes it back.

use super::store;
use crate::{
    auth::{SignedIn, Visit},
    listings,
    platform::db::Db,
    web::Error,
};
use uuid::Uuid;

/// What can be taken back.
pub struct Undo {
    /// The sentence that says what was done.
    pub key: String,
    /// The listing.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The version that the act made.
    pub version: Option<i32>,
}

impl Undo {
    /// What this reader just did to a listing, if that is what the page has to say.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of(db: &Db, v: &Visit, who: &SignedIn) -> Result<Option<Self>, Error> {
        let Some((key, id)) = v.flash.as_ref().and_then(|f| Some((f.key.clone(), f.subject?))) else { return Ok(None) };
        let Some((listing, _)) = listings::with_version(db, id).await? else { return Ok(None) };
        let version = store::last_change_by(db, id, who.account).await?.filter(|v| *v > 1);
        Ok(Some(Self { key, id, title: listing.title(v.lang).text.to_owned(), version }))
    }
}
