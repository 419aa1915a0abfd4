//! All SQL of the day they go.

use crate::{
    along::going::{After, Side},
    platform::db::Db,
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// When a yes is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It is still to come: does it take place as they know it?
    ToCome,
    /// It is six in the evening, the day before; they knew it before then.
    EveningBefore,
    /// It is ten in the morning, the day after, and nobody said that they went; for a week. By appointment, the day
    /// after two weeks.
    DayAfter,
    /// The local said that they went, and she nothing while her link worked: 30 days.
    Believed,
}

impl Moment {
    /// Of `g`, a row of going along, with `n` and `l`. Hours are those of the city, also when its clocks change.
    pub(in crate::along) fn filter(self) -> &'static str {
        match self {
            Moment::ToCome => "g.state = 'yes' and g.starts_at > buurten_now()",
            Moment::EveningBefore => {
                "g.state = 'yes' and g.reminded_at is null and g.starts_at > buurten_now()
                 and ((g.starts_at at time zone 'Europe/Amsterdam')::date - 1 + time '18:00') at time zone 'Europe/Amsterdam' <= buurten_now()
                 and ((g.starts_at at time zone 'Europe/Amsterdam')::date - 1 + time '18:00') at time zone 'Europe/Amsterdam' > g.answered_at"
            }
            Moment::DayAfter => {
                "g.asked_after_at is null and g.answered_at > buurten_now() - interval '2 months'
                 and (g.state = 'yes' or g.state = 'lapsed' and g.closed_at >= g.starts_at)
                 and ((coalesce(g.starts_at, g.answered_at + interval '14 days') at time zone 'Europe/Amsterdam')::date + 1 + time '10:00')
                     at time zone 'Europe/Amsterdam' between buurten_now() - interval '7 days' and buurten_now()"
            }
            Moment::Believed => {
                "g.local_after = 'went' and g.newcomer_after is null and g.state in ('yes', 'lapsed')
                 and g.asked_after_at <= buurten_now() - interval '30 days'"
            }
        }
    }
}

/// One whose moment it is.
#[derive(FromRow)]
pub struct Due {
    /// The row.
    pub id: Uuid,
    /// Where.
    pub listing_id: Uuid,
    /// When; none by appointment.
    pub starts_at: Option<DateTime<Utc>>,
}

/// Whose moment it is, soonest first.
pub async fn due(db: &Db, moment: Moment) -> Result<Vec<Due>, sqlx::Error> {
    let sql = format!(
        "select g.id, g.listing_id, g.starts_at from going_along g join newcomers n on n.id = g.newcomer_id left join locals l on l.id = g.local_id
         where {} order by g.starts_at, g.id limit 1000",
        moment.filter()
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await
}

/// Both have their reminder.
pub async fn reminded(tx: &mut PgTransaction<'_>, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("update going_along set reminded_at = buurten_now() where id = $1").bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// Another hour of the same day: calendars hear of it by its number, and a reminder of the old one does not count.
pub async fn set_moment(tx: &mut PgTransaction<'_>, id: Uuid, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update going_along set starts_at = $2, calendar_sequence = calendar_sequence + 1, reminded_at = null where id = $1",
    )
    .bind(id)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Each was asked how it was, by a link of their own.
pub async fn asked_after(
    tx: &mut PgTransaction<'_>,
    id: Uuid,
    hers: &[u8],
    theirs: Option<&[u8]>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update going_along set asked_after_at = buurten_now(), newcomer_after_hash = $2, local_after_hash = $3 where id = $1",
    )
    .bind(id)
    .bind(hers)
    .bind(theirs)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One of the two says how it was.
pub async fn say(tx: &mut PgTransaction<'_>, id: Uuid, side: Side, after: After) -> Result<(), sqlx::Error> {
    let sql = format!("update going_along set {side}_after = $2 where id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).bind(after.as_str()).execute(&mut **tx).await?;
    Ok(())
}
