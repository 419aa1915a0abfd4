//! What stands of gatherings on somebody's own page.

use super::{gathering::Seen, store};
use crate::{auth::Visit, platform::db::Db};
use uuid::Uuid;

/// One of them, as they see it.
pub struct Part {
    /// What they see.
    pub seen: Seen,
    /// Its page.
    pub link: String,
    /// What there is to do.
    pub what: String,
    /// When and where.
    pub when: String,
    /// Until when they can answer, where they are asked.
    pub until: Option<String>,
}

/// For somebody's own page.
///
/// # Errors
/// Those of the database.
pub async fn of(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Part>, sqlx::Error> {
    let part = |it: super::whole::Gathering| {
        let seen = it.seen(v.now).filter(|_| it.stands().is_shown(v.now))?;
        Some(Part {
            seen,
            link: v.to(&format!("/gathering/{}", it.row.id)),
            when: format!("{} · {}", v.w.moment(it.row.meets_at), it.row.place),
            until: (seen == Seen::Asked).then(|| v.w.moment(it.stands().until())),
            what: it.row.what,
        })
    };
    Ok(store::of_account(db, account).await?.into_iter().filter_map(part).collect())
}
