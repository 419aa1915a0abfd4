//! All SQL of the draft that is kept.

use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use sqlx::PgTransaction;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A draft as it was looked at, by rows.
pub struct Kept {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether each newcomer would have met somebody, and whom; none where they have left the service.
    pub newcomers: HashMap<Uuid, (bool, Option<Uuid>)>,
    /// The locals who were in it.
    pub locals: HashSet<Uuid>,
}

/// The draft of a round that was looked at last; `None` where none is kept.
pub async fn read(db: &Db, round: Uuid) -> Result<Option<Kept>, sqlx::Error> {
    let sql = "select drafted_at from rounds where id = $1 and drafted_at is not null";
    let Some(at) = sqlx::query_scalar(sql).bind(round).fetch_optional(&**db).await? else { return Ok(None) };
    let sql = "select newcomer_id, placed, local_id from round_newcomers where round_id = $1";
    let newcomers: Vec<(Uuid, bool, Option<Uuid>)> = sqlx::query_as(sql).bind(round).fetch_all(&**db).await?;
    let sql = "select local_id from round_locals where round_id = $1";
    let locals: Vec<Uuid> = sqlx::query_scalar(sql).bind(round).fetch_all(&**db).await?;
    let newcomers = newcomers.into_iter().map(|(her, placed, them)| (her, (placed, them))).collect();
    Ok(Some(Kept { at, newcomers, locals: locals.into_iter().collect() }))
}

/// Keeps this draft of this version; `false` where somebody went on with the round meanwhile, or put it away.
pub async fn keep(
    tx: &mut PgTransaction<'_>,
    round: Uuid,
    version: i32,
    newcomers: &[(Uuid, Option<Uuid>)],
    locals: &[Uuid],
) -> Result<bool, sqlx::Error> {
    let sql = "update rounds set drafted_at = buurten_now() where id = $1 and version = $2 and put_away_at is null";
    if sqlx::query(sql).bind(round).bind(version).execute(&mut **tx).await?.rows_affected() == 0 {
        return Ok(false);
    }
    for sql in ["delete from round_newcomers where round_id = $1", "delete from round_locals where round_id = $1"] {
        sqlx::query(sql).bind(round).execute(&mut **tx).await?;
    }
    let (hers, theirs): (Vec<Uuid>, Vec<Option<Uuid>>) = newcomers.iter().copied().unzip();
    // Whoever left while we looked is passed over.
    sqlx::query(
        "insert into round_newcomers (round_id, newcomer_id, placed, local_id)
         select $1, n.id, d.local is not null, l.id from unnest($2::uuid[], $3::uuid[]) as d (newcomer, local)
                join newcomers n on n.id = d.newcomer left join locals l on l.id = d.local",
    )
    .bind(round)
    .bind(hers)
    .bind(theirs)
    .execute(&mut **tx)
    .await?;
    let sql = "insert into round_locals (round_id, local_id) select $1, id from locals where id = any($2)";
    sqlx::query(sql).bind(round).bind(locals).execute(&mut **tx).await?;
    Ok(true)
}

/// These newcomers would meet somebody else now, or nobody, by a word of the social worker: so they stand in the draft.
pub async fn moved(tx: &mut PgTransaction<'_>, round: Uuid, moved: &[(Uuid, Option<Uuid>)]) -> Result<(), sqlx::Error> {
    let (hers, theirs): (Vec<Uuid>, Vec<Option<Uuid>>) = moved.iter().copied().unzip();
    sqlx::query(
        "update round_newcomers r set placed = d.local is not null, local_id = (select id from locals where id = d.local)
         from unnest($2::uuid[], $3::uuid[]) as d (newcomer, local) where r.round_id = $1 and r.newcomer_id = d.newcomer",
    )
    .bind(round)
    .bind(hers)
    .bind(theirs)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
