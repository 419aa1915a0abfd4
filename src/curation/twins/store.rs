//! All SQL of listings that are there twice. Whatever names a listing moves as one, so it stands in one place.

use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use sqlx::{FromRow, PgTransaction, types::Json};
use std::collections::HashSet;
use uuid::Uuid;

/// What names a listing and moves: the table, what names its row, and when that row `t` stays behind: where the listing
/// that stays ($1) has the same already, or the database would not have it there. Who takes people along goes first: who
/// goes along with them follows.
pub(super) const MOVES: [(&str, &str, &str); 10] = [
    ("regulars", "local_id", "exists (select from regulars k where k.listing_id = $1 and k.local_id = t.local_id)"),
    ("hosts", "account_id", "exists (select from hosts k where k.listing_id = $1 and k.account_id = t.account_id)"),
    ("bookmarks", "newcomer_id", "exists (select from bookmarks k where k.listing_id = $1 and k.newcomer_id = t.newcomer_id)"),
    ("passed_over", "newcomer_id", "exists (select from passed_over k where k.listing_id = $1 and k.newcomer_id = t.newcomer_id)"),
    (
        "requests",
        "id",
        "t.state in ('sent', 'yes', 'no') and exists (
             select from requests k where k.listing_id = $1 and k.newcomer_id = t.newcomer_id and k.state in ('sent', 'yes', 'no'))",
    ),
    (
        "going_along",
        "id",
        "t.state in ('sent', 'yes') and (not coalesce(may_take_along(t.local_id, $1), false) or exists (
             select from going_along k where k.listing_id = $1 and k.newcomer_id = t.newcomer_id and k.state in ('sent', 'yes')))",
    ),
    ("next_steps", "id", "false"),
    ("gathering_parties", "id", "false"),
    ("together", "id", "exists (select from together k where k.listing_id = $1)"),
    (
        "corrections",
        "id",
        "t.state <> 'open' or exists (
             select from corrections k where k.listing_id = $1 and k.unit = t.unit and k.state = 'open' and k.fields = t.fields)",
    ),
];

// What names a listing and stays where it is: its own history ("listing_changes"), links of a week ("claims"), what is
// counted anew every night ("listing_scarcity"), and what is said here ("not_twins", "merges").

/// Moves everything of one listing to another; table → the names of the rows that moved.
pub async fn move_all(tx: &mut PgTransaction<'_>, to: Uuid, from: Uuid) -> Result<Map<String, Value>, sqlx::Error> {
    let mut moved = Map::new();
    for (table, whose, stays) in MOVES {
        let sql = format!(
            "with moved as (update {table} t set listing_id = $1 where t.listing_id = $2 and not ({stays}) returning t.{whose} as whose)
             select coalesce(array_agg(whose::text order by whose), '{{}}') from moved"
        );
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(to).bind(from).fetch_one(&mut **tx).await?;
        if !rows.is_empty() {
            moved.insert(table.to_owned(), rows.into());
        }
    }
    Ok(moved)
}

/// Whoever takes people along there may do so where it moves to: there already, or once their own row has moved.
const MAY_THEN: &str = "(may_take_along(t.local_id, $1) or may_take_along(t.local_id, t.listing_id)
    and not exists (select from regulars k where k.listing_id = $1 and k.local_id = t.local_id))";

/// How much of each table would move, where anything would.
pub async fn would_move(db: &Db, to: Uuid, from: Uuid) -> Result<Vec<(&'static str, i64)>, sqlx::Error> {
    let mut counts = Vec::new();
    for (table, _, stays) in MOVES {
        let stays = stays.replace("may_take_along(t.local_id, $1)", MAY_THEN);
        let sql = format!("select count(*) from {table} t where t.listing_id = $2 and not ({stays})");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(to).bind(from).fetch_one(&**db).await?;
        if count > 0 {
            counts.push((table, count));
        }
    }
    Ok(counts)
}

/// Moves back what was moved and is still there, but for what both have by now: `false` where something stays so.
pub async fn move_back(tx: &mut PgTransaction<'_>, merge: &Merge) -> Result<bool, sqlx::Error> {
    let mut all = true;
    for (table, whose, stays) in MOVES {
        let Some(Value::Array(rows)) = merge.moved.get(table) else { continue };
        let rows: Vec<&str> = rows.iter().filter_map(Value::as_str).collect();
        let theirs = format!("{table} t where t.listing_id = $2 and t.{whose}::text = any($3)");
        let sql = format!(
            "with back as (update {table} t set listing_id = $1
                 where t.listing_id = $2 and t.{whose}::text = any($3) and not ({stays}) returning 1)
             select (select count(*) from {theirs}) = (select count(*) from back)"
        );
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(merge.lost).bind(merge.kept).bind(rows);
        let whole: bool = query.fetch_one(&mut **tx).await?;
        all &= whole;
    }
    Ok(all)
}

/// Writes a merge down. One before it of the same listing was left behind when somebody opened that listing again.
pub async fn insert(
    tx: &mut PgTransaction<'_>,
    (kept, kept_version): (Uuid, Option<i32>),
    (lost, lost_version): (Uuid, Option<i32>),
    by: Uuid,
    moved: &Map<String, Value>,
) -> Result<(), sqlx::Error> {
    let before = "update merges set undone_at = buurten_now() where lost = $1 and undone_at is null";
    sqlx::query(before).bind(lost).execute(&mut **tx).await?;
    sqlx::query(
        "insert into merges (id, kept, lost, by_account, kept_version, lost_version, moved) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::new_v4())
    .bind(kept)
    .bind(lost)
    .bind(by)
    .bind(kept_version)
    .bind(lost_version)
    .bind(Json(moved))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A merge.
#[derive(FromRow)]
pub struct Merge {
    pub kept: Uuid,
    pub lost: Uuid,
    pub kept_version: Option<i32>,
    pub lost_version: Option<i32>,
    pub moved: Json<Map<String, Value>>,
}

/// One that was not undone; locked, and its two listings before it, as a merge locks them.
pub async fn locked(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Merge>, sqlx::Error> {
    let both = "select l.id from listings l where l.id in (select unnest(array[kept, lost]) from merges where id = $1)
                order by l.id for update";
    sqlx::query(both).bind(id).execute(&mut **tx).await?;
    let sql = "select kept, lost, kept_version, lost_version, moved from merges where id = $1 and undone_at is null for update";
    sqlx::query_as(sql).bind(id).fetch_optional(&mut **tx).await
}

/// It is undone.
pub async fn undone(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update merges set undone_at = buurten_now() where id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// A merge of the last thirty days, by the names of its two.
#[derive(FromRow)]
pub struct Lately {
    pub id: Uuid,
    pub kept: Uuid,
    pub title: String,
    pub lost: String,
    pub merged_at: DateTime<Utc>,
}

/// Merges of the last thirty days that can be undone, the last one first.
pub async fn lately(db: &Db, dutch: bool) -> Result<Vec<Lately>, sqlx::Error> {
    sqlx::query_as(
        "select m.id, m.kept, m.merged_at,
                case when $1 then coalesce(k.title_nl, k.title_en) else coalesce(k.title_en, k.title_nl) end as title,
                case when $1 then coalesce(l.title_nl, l.title_en) else coalesce(l.title_en, l.title_nl) end as lost
         from merges m join listings k on k.id = m.kept join listings l on l.id = m.lost
         where m.undone_at is null and m.merged_at > buurten_now() - interval '30 days' order by m.merged_at desc, m.id limit 20",
    )
    .bind(dutch)
    .fetch_all(&**db)
    .await
}

/// Forgets what was moved after thirty days.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &Db) -> Result<u64, sqlx::Error> {
    let old = "delete from merges where merged_at < buurten_now() - interval '30 days'";
    Ok(sqlx::query(old).execute(&**db).await?.rows_affected())
}

/// The pairs that are two, the smaller id first.
pub async fn apart(db: &Db) -> Result<HashSet<(Uuid, Uuid)>, sqlx::Error> {
    let pairs: Vec<(Uuid, Uuid)> = sqlx::query_as("select one, other from not_twins").fetch_all(&**db).await?;
    Ok(pairs.into_iter().collect())
}

/// These are two; or that is taken back. Twice is once.
pub async fn set_apart(db: &Db, (one, other): (Uuid, Uuid), apart: bool) -> Result<(), sqlx::Error> {
    let sql = if apart {
        "insert into not_twins (one, other) select least($1, $2), greatest($1, $2) from listings l, listings m
         where l.id = $1 and m.id = $2 and $1 <> $2 on conflict do nothing"
    } else {
        "delete from not_twins where one = least($1, $2) and other = greatest($1, $2)"
    };
    sqlx::query(sql).bind(one).bind(other).execute(&**db).await?;
    Ok(())
}
