//! What about listings waits for a human, for the desk's front.

use super::{
    brief::{Brief, Look, sort},
    store,
};
use crate::{kit::lang::Lang, platform::db::Db};
use chrono::NaiveDate;

/// Listings that need the same look.
pub struct Waiting {
    /// Which look; `/desk/listings?look={look}` shows them all.
    pub look: Look,
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: Vec<Brief>,
}

/// What waits, the most pressing first; looks that nothing needs are left out.
///
/// # Errors
/// Those of the database.
pub async fn waiting(db: &Db, today: NaiveDate, lang: Lang, most: usize) -> Result<Vec<Waiting>, sqlx::Error> {
    let mut briefs = store::briefs(db).await?;
    sort(&mut briefs, today, lang);
    let of = |look: &Look| {
        let found: Vec<&Brief> = briefs.iter().filter(|b| b.looks(today).contains(look)).collect();
        Waiting { look: *look, count: found.len(), first: found.into_iter().take(most).cloned().collect() }
    };
    Ok(Look::ALL.iter().map(of).filter(|w| w.count > 0).collect())
}
