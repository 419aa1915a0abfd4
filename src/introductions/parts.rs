//! What stands of introductions on somebody's own page: what waits for them, what they wait for, whom they meet.

use super::{
    introduction::{Seen, Side},
    store,
};
use crate::{auth::Visit, kit::words::Meet, platform::db::Db};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One of them, as one of the two sees it.
pub struct Part {
    /// What they see.
    pub seen: Seen,
    side: Side,
    /// What kind of meeting it is.
    pub kind: Meet,
    /// Its page.
    pub link: String,
    /// The other's first name: hers for the local; theirs only after both said yes.
    pub name: Option<String>,
    /// When and where, once both said yes.
    pub when: Option<String>,
    /// Until when they can answer, where they are asked.
    pub until: Option<String>,
}

impl Part {
    /// The name of the sentence that says how it stands.
    pub fn says(&self) -> String {
        self.seen.sentence(self.side)
    }

    /// Whether it waits for their answer.
    pub fn asks(&self) -> bool {
        self.seen == Seen::Asked
    }

    /// Whether both said yes.
    pub fn is_both(&self) -> bool {
        self.seen == Seen::Both
    }

    /// Whether somewhere to walk in stands beside it.
    pub fn wants_alternatives(&self) -> bool {
        matches!(self.seen, Seen::Waiting | Seen::Over)
    }
}

async fn parts(v: &Visit, db: &Db, account: Uuid, side: Side) -> Result<Vec<Part>, sqlx::Error> {
    let all = store::of_account(db, account, side).await?;
    let part = |pair: super::pair::Introduction| {
        let seen = pair.seen_by(side, v.now).filter(|_| pair.stands().is_shown_to(side, v.now))?;
        let (asked, both) = (seen == Seen::Asked, seen == Seen::Both);
        let named = both || asked && side == Side::Local;
        let when = pair.meets_at.map_or_else(|| v.t("intro-no-date"), |at| v.w.moment(at));
        let place = [Some(when), pair.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Some(Part {
            seen,
            side,
            kind: pair.kind(),
            link: v.to(&format!("/meet/{}", pair.id)),
            name: pair.other(side).filter(|_| named).map(|other| other.name().to_owned()),
            when: both.then_some(place),
            until: asked.then(|| v.w.moment(pair.stands().until(side))),
        })
    };
    Ok(all.into_iter().filter_map(part).collect())
}

/// For her own page.
///
/// # Errors
/// Those of the database.
pub async fn for_her(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Part>, sqlx::Error> {
    parts(v, db, account, Side::Newcomer).await
}

/// For a local's own page.
///
/// # Errors
/// Those of the database.
pub async fn for_them(v: &Visit, db: &Db, account: Uuid) -> Result<Vec<Part>, sqlx::Error> {
    parts(v, db, account, Side::Local).await
}

/// How many introductions wait for an answer of the holder of this account, as the one or the other of the two.
///
/// # Errors
/// Those of the database.
pub async fn asked_now(db: &Db, account: Uuid, now: DateTime<Utc>) -> Result<usize, sqlx::Error> {
    let mut asked = 0;
    for side in [Side::Newcomer, Side::Local] {
        let all = store::of_account(db, account, side).await?;
        asked += all.iter().filter(|pair| pair.seen_by(side, now) == Some(Seen::Asked)).count();
    }
    Ok(asked)
}
