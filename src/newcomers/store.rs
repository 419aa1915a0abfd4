//! All SQL of newcomers.

use super::newcomer::{Newcomer, Stay};
use crate::{kit::words::Role, matching::person::Person, platform::db::Db};
use serde_json::Value;
use sqlx::{FromRow, PgTransaction, types::Json};
use uuid::Uuid;

pub(super) const COLUMNS: &str = "id, account_id, answers, women_only";

#[derive(FromRow)]
pub(super) struct Row {
    id: Uuid,
    account_id: Option<Uuid>,
    answers: Json<Value>,
    women_only: bool,
}

pub(super) fn read(row: Row) -> Result<Newcomer, sqlx::Error> {
    let person = Person::of_answers(row.id, Role::Newcomer, row.answers.0);
    let person = person.map_err(|e| sqlx::Error::Decode(e.to_string().into()))?;
    Ok(Newcomer { id: row.id, account: row.account_id, person, women_only: row.women_only })
}

/// Somebody with this account who told us nothing; not stored.
pub fn nothing_yet(account: Uuid) -> Result<Newcomer, sqlx::Error> {
    let answers = Json(Value::Object(serde_json::Map::new()));
    read(Row { id: Uuid::new_v4(), account_id: Some(account), answers, women_only: false })
}

async fn one(
    db: &Db,
    sql: String,
    key: impl for<'q> sqlx::Encode<'q, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send,
) -> Result<Option<Newcomer>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(key).fetch_optional(&**db).await?;
    row.map(read).transpose()
}

/// What the holder of this account told us.
pub async fn of_account(db: &Db, account: Uuid) -> Result<Option<Newcomer>, sqlx::Error> {
    one(db, format!("select {COLUMNS} from newcomers where account_id = $1"), account).await
}

/// What this visit told us, within the last 14 days.
pub async fn of_visit(db: &Db, visit_hash: &[u8]) -> Result<Option<Newcomer>, sqlx::Error> {
    let sql = format!(
        "select {COLUMNS} from newcomers where visit_hash = $1 and changed_at > buurten_now() - interval '14 days'"
    );
    one(db, sql, visit_hash.to_vec()).await
}

/// The row of a visit, begun now where there is none. What is older than a visit lasts is forgotten first.
pub async fn begin_for_visit(db: &Db, visit_hash: &[u8]) -> Result<Newcomer, sqlx::Error> {
    sqlx::query("delete from newcomers where visit_hash = $1 and changed_at <= buurten_now() - interval '14 days'")
        .bind(visit_hash)
        .execute(&**db)
        .await?;
    let sql = format!(
        "insert into newcomers (id, visit_hash) values ($1, $2)
         on conflict on constraint one_newcomer_per_visit do update set visit_hash = excluded.visit_hash returning {COLUMNS}"
    );
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(Uuid::new_v4()).bind(visit_hash).fetch_one(&**db).await?)
}

/// The row of an account, begun now where there is none.
pub async fn begin_for_account(db: &Db, account: Uuid) -> Result<Newcomer, sqlx::Error> {
    let sql = format!(
        "insert into newcomers (id, account_id) values ($1, $2)
         on conflict on constraint one_newcomer_per_account do update set account_id = excluded.account_id returning {COLUMNS}"
    );
    read(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(Uuid::new_v4()).bind(account).fetch_one(&**db).await?)
}

/// Her row, locked so that two tabs do not write over each other.
pub async fn locked(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<Option<Newcomer>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from newcomers where id = $1 for update");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    row.map(read).transpose()
}

/// Stores her answers.
pub async fn update(tx: &mut PgTransaction<'_>, newcomer: &Newcomer) -> Result<(), sqlx::Error> {
    sqlx::query("update newcomers set answers = $2, women_only = $3, changed_at = buurten_now() where id = $1")
        .bind(newcomer.id)
        .bind(Json(newcomer.person.answers()))
        .bind(newcomer.women_only)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The answers of a visit become those of the account. Where the account told us something before,
/// what was said last wins, answer by answer; bookmarks add up.
///
/// # Errors
/// Those of the database.
pub async fn claim(db: &Db, account: Uuid, visit_hash: &[u8]) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    let visit: Option<Uuid> = sqlx::query_scalar("select id from newcomers where visit_hash = $1 for update")
        .bind(visit_hash)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(visit) = visit else { return Ok(()) };
    let hers: Option<Uuid> = sqlx::query_scalar("select id from newcomers where account_id = $1 for update")
        .bind(account)
        .fetch_optional(&mut *tx)
        .await?;
    match hers {
        None => {
            sqlx::query("update newcomers set account_id = $2, visit_hash = null where id = $1")
                .bind(visit)
                .bind(account)
                .execute(&mut *tx)
                .await?;
        }
        Some(hers) => {
            sqlx::query(
                "update newcomers h set answers = case when v.changed_at >= h.changed_at then h.answers || v.answers else v.answers || h.answers end, women_only = h.women_only or v.women_only, changed_at = buurten_now()
                 from newcomers v where h.id = $1 and v.id = $2",
            )
            .bind(hers)
            .bind(visit)
            .execute(&mut *tx)
            .await?;
            sqlx::query("insert into bookmarks (newcomer_id, listing_id, kept_at) select $1, listing_id, kept_at from bookmarks where newcomer_id = $2 on conflict do nothing")
                .bind(hers)
                .bind(visit)
                .execute(&mut *tx)
                .await?;
            sqlx::query("insert into passed_over (newcomer_id, listing_id, reason, passed_at) select $1, listing_id, reason, passed_at from passed_over where newcomer_id = $2 on conflict do nothing")
                .bind(hers)
                .bind(visit)
                .execute(&mut *tx)
                .await?;
            sqlx::query("delete from newcomers where id = $1").bind(visit).execute(&mut *tx).await?;
        }
    }
    tx.commit().await
}

/// What somebody said elsewhere is added to what the account told us: what was said last wins, answer by answer.
///
/// # Errors
/// Those of the database.
pub async fn add(tx: &mut PgTransaction<'_>, account: Uuid, said: &Newcomer) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into newcomers (id, account_id, answers, women_only) values ($1, $2, $3, $4)
         on conflict on constraint one_newcomer_per_account do update set answers = newcomers.answers || excluded.answers,
             women_only = newcomers.women_only or excluded.women_only, changed_at = buurten_now()",
    )
    .bind(Uuid::new_v4())
    .bind(account)
    .bind(Json(said.person.answers()))
    .bind(said.women_only)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets answers without an account 14 days after they were last changed.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_visits(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "delete from newcomers where id in
             (select id from newcomers where account_id is null and changed_at < buurten_now() - interval '14 days' limit 500)",
    )
    .await
}

/// She did something: the fourteen days of a visit begin again.
async fn touch(db: &Db, newcomer: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update newcomers set changed_at = buurten_now() where id = $1").bind(newcomer).execute(&**db).await?;
    Ok(())
}

/// Bookmarks a listing.
///
/// # Errors
/// Those of the database; the constraint of the foreign key where there is no such listing.
pub async fn keep(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    touch(db, newcomer).await?;
    sqlx::query("insert into bookmarks (newcomer_id, listing_id) values ($1, $2) on conflict do nothing")
        .bind(newcomer)
        .bind(listing)
        .execute(&**db)
        .await?;
    Ok(())
}

/// Takes a bookmark away.
///
/// # Errors
/// Those of the database.
pub async fn let_go(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from bookmarks where newcomer_id = $1 and listing_id = $2")
        .bind(newcomer)
        .bind(listing)
        .execute(&**db)
        .await?;
    Ok(())
}

/// Her bookmarks, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn kept(db: &Db, newcomer: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select listing_id from bookmarks where newcomer_id = $1 order by kept_at, listing_id")
        .bind(newcomer)
        .fetch_all(&**db)
        .await
}

/// Remembers that a listing is not for her, and why.
///
/// # Errors
/// Those of the database.
pub async fn pass_over(db: &Db, newcomer: Uuid, listing: Uuid, reason: &str) -> Result<(), sqlx::Error> {
    touch(db, newcomer).await?;
    sqlx::query(
        "insert into passed_over (newcomer_id, listing_id, reason) values ($1, $2, $3)
         on conflict (newcomer_id, listing_id) do update set reason = excluded.reason, passed_at = buurten_now()",
    )
    .bind(newcomer)
    .bind(listing)
    .bind(reason)
    .execute(&**db)
    .await?;
    Ok(())
}

/// Takes that back.
///
/// # Errors
/// Those of the database.
pub async fn take_back(db: &Db, newcomer: Uuid, listing: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from passed_over where newcomer_id = $1 and listing_id = $2")
        .bind(newcomer)
        .bind(listing)
        .execute(&**db)
        .await?;
    Ok(())
}

/// What is not for her, oldest first, with her reason.
///
/// # Errors
/// Those of the database.
pub async fn passed_over(db: &Db, newcomer: Uuid) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    sqlx::query_as("select listing_id, reason from passed_over where newcomer_id = $1 order by passed_at, listing_id")
        .bind(newcomer)
        .fetch_all(&**db)
        .await
}

/// What she says of her stay when she says yes; what she leaves empty stays as it was.
///
/// # Errors
/// Those of the database.
pub async fn remember_stay(tx: &mut PgTransaction<'_>, newcomer: Uuid, stay: &Stay) -> Result<(), sqlx::Error> {
    if let Some(mut hers) = locked(tx, newcomer).await? {
        hers.person.arrived = stay.arrived.or(hers.person.arrived);
        hers.person.stays_until = stay.stays_until().or(hers.person.stays_until);
        update(tx, &hers).await?;
    }
    Ok(())
}

/// Stores a newcomer who has an account, with all her answers.
///
/// # Errors
/// `one_newcomer_per_account` where the account has answers already.
pub async fn insert(tx: &mut PgTransaction<'_>, account: Uuid, person: &Person) -> Result<(), sqlx::Error> {
    insert_many(tx, std::iter::once((Uuid::new_v4(), account, person))).await
}

/// Stores newcomers who have accounts, with all their answers: id, account, answers; some hundreds at a time.
///
/// # Errors
/// As [`insert`].
pub async fn insert_many<'a>(
    tx: &mut PgTransaction<'_>,
    people: impl Iterator<Item = (Uuid, Uuid, &'a Person)>,
) -> Result<(), sqlx::Error> {
    let people = people.map(|(id, account, person)| ((id, account), Json(person.answers())));
    let (keys, answers): (Vec<_>, Vec<_>) = people.unzip();
    let (ids, accounts): (Vec<Uuid>, Vec<Uuid>) = keys.into_iter().unzip();
    sqlx::query(
        "insert into newcomers (id, account_id, answers) select * from unnest($1::uuid[], $2::uuid[], $3::jsonb[])",
    )
    .bind(ids)
    .bind(accounts)
    .bind(answers)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
