//! All SQL of circles: one newcomer's own, nobody else's.

use super::counted::Counted;
use crate::platform::db::Db;
use chrono::NaiveDate;
use sqlx::PgTransaction;
use uuid::Uuid;

/// She is asked again after this.
const AGAIN: &str = "interval '3 months'";
const TODAY: &str = "(buurten_now() at time zone 'Europe/Amsterdam')::date";

/// The first count and the last, oldest first.
pub async fn of(db: &Db, newcomer: Uuid) -> Result<Vec<Counted>, sqlx::Error> {
    sqlx::query_as("select asked_on, people, rooted, favour from circles where newcomer_id = $1 order by asked_on")
        .bind(newcomer)
        .fetch_all(&**db)
        .await
}

/// The first day on which she may count anew; none before she ever did.
pub async fn again_on(db: &Db, newcomer: Uuid) -> Result<Option<NaiveDate>, sqlx::Error> {
    let sql = format!("select (max(asked_on) + {AGAIN})::date from circles where newcomer_id = $1");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_one(&**db).await
}

/// Whether it is time to ask: never counted, or three months ago, and she takes no break.
///
/// # Errors
/// Those of the database.
pub async fn is_due(db: &Db, newcomer: Uuid) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "select looking_since is not null and not exists (select 1 from circles where newcomer_id = id and asked_on + {AGAIN} > {TODAY})
         from newcomers where id = $1"
    );
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(newcomer).fetch_one(&**db).await
}

/// Keeps what she counted today: within three months it corrects the last count, after that it is a new one, and what
/// stood between the first and this goes.
pub async fn keep(tx: &mut PgTransaction<'_>, newcomer: Uuid, it: &Counted) -> Result<(), sqlx::Error> {
    sqlx::query("select 1 from newcomers where id = $1 for no key update").bind(newcomer).execute(&mut **tx).await?;
    let corrects = format!(
        "update circles c set people = $2, rooted = $3, favour = $4 where newcomer_id = $1 and asked_on + {AGAIN} > {TODAY}
             and asked_on = (select max(asked_on) from circles where newcomer_id = $1)"
    );
    if numbers(tx, corrects, newcomer, it).await? == 0 {
        let between = "delete from circles where newcomer_id = $1 and asked_on > (select min(asked_on) from circles where newcomer_id = $1)";
        sqlx::query(between).bind(newcomer).execute(&mut **tx).await?;
        let new = "insert into circles (newcomer_id, people, rooted, favour) values ($1, $2, $3, $4)".to_owned();
        numbers(tx, new, newcomer, it).await?;
    }
    Ok(())
}

async fn numbers(tx: &mut PgTransaction<'_>, sql: String, newcomer: Uuid, it: &Counted) -> Result<u64, sqlx::Error> {
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(newcomer).bind(it.people).bind(it.rooted).bind(it.favour);
    Ok(query.execute(&mut **tx).await?.rows_affected())
}

/// Deletes all of it, and answers what it was.
pub async fn delete(db: &Db, newcomer: Uuid) -> Result<Vec<Counted>, sqlx::Error> {
    let sql = "with gone as (delete from circles where newcomer_id = $1 returning asked_on, people, rooted, favour)
               select * from gone order by asked_on";
    sqlx::query_as(sql).bind(newcomer).fetch_all(&**db).await
}

/// Puts back what she deleted just now, where she counted nothing since.
pub async fn put_back(db: &Db, newcomer: Uuid, were: &[Counted]) -> Result<(), sqlx::Error> {
    let days: Vec<NaiveDate> = were.iter().map(|c| c.asked_on).collect();
    let column = |of: fn(&Counted) -> i32| were.iter().map(of).collect::<Vec<i32>>();
    sqlx::query(
        "insert into circles (newcomer_id, asked_on, people, rooted, favour)
         select $1, * from unnest($2::date[], $3::int[], $4::int[], $5::int[])
         where not exists (select 1 from circles where newcomer_id = $1) on conflict do nothing",
    )
    .bind(newcomer)
    .bind(days)
    .bind(column(|c| c.people))
    .bind(column(|c| c.rooted))
    .bind(column(|c| c.favour))
    .execute(&**db)
    .await?;
    Ok(())
}
