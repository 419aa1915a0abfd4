//! That letters to somebody come back, for their own pages.

use crate::{
    auth::{SignedIn, Visit},
    letters,
    platform::db::Db,
};

/// What the notice says: `templates/components/bounced.html`.
pub struct Bounced {
    /// The address, for its holder alone.
    pub email: String,
    /// Since when.
    pub since: String,
}

impl Bounced {
    /// `None` where letters arrive, as far as we know.
    pub async fn of(v: &Visit, db: &Db, who: &SignedIn) -> Result<Option<Self>, sqlx::Error> {
        let since = letters::bounces_since(db, who.email.as_str()).await?;
        Ok(since.map(|since| Self { email: who.email.as_str().to_owned(), since: super::words::day(&v.w, since) }))
    }
}
