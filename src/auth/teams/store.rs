//! All SQL of teams.

use crate::platform::db::Db;
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// A team.
#[derive(Clone, Debug, FromRow)]
pub struct Team {
    /// The row.
    pub id: Uuid,
    /// What the desk calls it.
    pub name: String,
    /// The slugs of the parts of town it looks after.
    pub parts: Vec<String>,
    /// How many people are in it.
    pub people: i64,
}

const TEAMS: &str =
    "select t.id, t.name, t.parts, (select count(*) from staff s where s.team_id = t.id) as people from teams t";

/// All teams, by name.
///
/// # Errors
/// Those of the database.
pub async fn teams(db: &Db) -> Result<Vec<Team>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{TEAMS} order by lower(t.name)"))).fetch_all(&**db).await
}

/// One of them.
///
/// # Errors
/// Those of the database.
pub async fn team(db: &Db, id: Uuid) -> Result<Option<Team>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("{TEAMS} where t.id = $1"))).bind(id).fetch_optional(&**db).await
}

/// A new team.
///
/// # Errors
/// Those of the database; `one_team_per_name`.
pub async fn insert_team(tx: &mut PgTransaction<'_>, name: &str, parts: &[String]) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::new_v4();
    sqlx::query("insert into teams (id, name, parts) values ($1, $2, $3)")
        .bind(id)
        .bind(name)
        .bind(parts)
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// Another name, other parts of town; `false` where nothing changed.
///
/// # Errors
/// Those of the database; `one_team_per_name`.
pub async fn change_team(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    name: &str,
    parts: &[String],
) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query("update teams set name = $2, parts = $3 where id = $1 and (name, parts) is distinct from ($2, $3)")
            .bind(id)
            .bind(name)
            .bind(parts)
            .execute(&mut **tx)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a team away; `false` where there is none. For a day it can be put back.
///
/// # Errors
/// Those of the database; `a_team_with_people_stays`.
pub async fn remove_team(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "with gone as (delete from teams where id = $1 returning *)
         insert into taken_away (id, kind, was) select id, 'team', to_jsonb(gone) from gone",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a team back that was taken away within the last day; `false` where none was.
///
/// # Errors
/// Those of the database; `one_team_per_name`.
pub async fn put_team_back(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "with back as (delete from taken_away where id = $1 and kind = 'team' returning was)
         insert into teams select t.* from back, jsonb_populate_record(null::teams, back.was) t",
    )
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
