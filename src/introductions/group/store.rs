//! All SQL of welcome groups.

use super::Group;
use crate::platform::db::Db;
use std::collections::HashMap;
use uuid::Uuid;

/// The group this local speaks for.
///
/// # Errors
/// Those of the database.
pub async fn of_local(db: &Db, local: Uuid) -> Result<Option<Group>, sqlx::Error> {
    sqlx::query_as("select id, name, about, people from welcome_groups where local_id = $1 and ended_at is null")
        .bind(local)
        .fetch_optional(&**db)
        .await
}

/// The groups of these locals, by local.
///
/// # Errors
/// Those of the database.
pub async fn of_locals(db: &Db, locals: &[Uuid]) -> Result<HashMap<Uuid, Group>, sqlx::Error> {
    let rows: Vec<(Uuid, Uuid, String, Option<String>, i32)> = sqlx::query_as(
        "select local_id, id, name, about, people from welcome_groups where local_id = any($1) and ended_at is null",
    )
    .bind(locals)
    .fetch_all(&**db)
    .await?;
    Ok(rows.into_iter().map(|(local, id, name, about, people)| (local, Group { id, name, about, people })).collect())
}

/// Makes their group, or says another way what it is. They are up for it from now on.
pub async fn keep(db: &Db, local: Uuid, name: &str, about: Option<&str>, people: i32) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "insert into welcome_groups (id, local_id, name, about, people) values ($1, $2, $3, $4, $5)
         on conflict (local_id) where ended_at is null
         do update set name = excluded.name, about = excluded.about, people = excluded.people",
    )
    .bind(Uuid::new_v4())
    .bind(local)
    .bind(name)
    .bind(about)
    .bind(people)
    .execute(&mut *tx)
    .await?;
    sqlx::query("update locals set up_for = array_append(up_for, 'welcome-group') where id = $1 and not 'welcome-group' = any (up_for)")
        .bind(local)
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

/// It ends; answers which.
pub async fn end(db: &Db, local: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar(
        "update welcome_groups set ended_at = buurten_now() where local_id = $1 and ended_at is null returning id",
    )
    .bind(local)
    .fetch_optional(&**db)
    .await
}

/// The one that ended last, within the hour, is there again; `false` where there is none, or another by now.
pub async fn back(db: &Db, local: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update welcome_groups set ended_at = null where id =
             (select id from welcome_groups where local_id = $1 and ended_at > buurten_now() - interval '1 hour' order by ended_at desc limit 1)
           and not exists (select from welcome_groups where local_id = $1 and ended_at is null)",
    )
    .bind(local)
    .execute(&**db)
    .await?;
    Ok(done.rows_affected() == 1)
}
