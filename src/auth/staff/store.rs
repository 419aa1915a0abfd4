//! All SQL of the people of the desk and of their invitations.

use super::member::{Invitation, Member, NewMember};
use crate::{
    auth::{accounts::account_of_address, store::Spendable},
    kit::{email_address::EmailAddress, first_name::FirstName},
    platform::{chance, db::Db},
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use uuid::Uuid;

/// Minutes that an invitation from the terminal works: whoever runs the command waits for it.
const AT_THE_TERMINAL: i32 = 10;

/// Makes an account a social worker's or an administrator's.
///
/// # Errors
/// Those of the database.
pub async fn add_staff(tx: &mut PgTransaction<'_>, account: Uuid, administrator: bool) -> Result<(), sqlx::Error> {
    sqlx::query(
        "insert into staff (account_id, administrator) values ($1, $2)
         on conflict (account_id) do update set administrator = staff.administrator or excluded.administrator",
    )
    .bind(account)
    .bind(administrator)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts somebody of the desk in a team; `None`: the whole city.
///
/// # Errors
/// Those of the database.
pub async fn put_in_team(tx: &mut PgTransaction<'_>, account: Uuid, team: Option<Uuid>) -> Result<(), sqlx::Error> {
    sqlx::query("update staff set team_id = $2 where account_id = $1")
        .bind(account)
        .bind(team)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Makes somebody a social worker or an administrator and answers the path of a link that signs them in once,
/// within ten minutes, in whatever browser, and sets a (new) second factor: whoever runs the command asked for it.
///
/// # Errors
/// Those of the database.
pub async fn invite_staff(db: &Db, email: &EmailAddress, administrator: bool) -> Result<String, sqlx::Error> {
    let mut tx = db.begin().await?;
    let account = account_of_address(&mut tx, email.as_str(), "nl").await?;
    add_staff(&mut tx, account, administrator).await?;
    let invitation = invite(&mut tx, account, AT_THE_TERMINAL).await?;
    tx.commit().await?;
    Ok(invitation.path)
}

/// A new invitation for an account, which works once, for so many minutes; those before it end.
///
/// # Errors
/// Those of the database.
pub async fn invite(tx: &mut PgTransaction<'_>, account: Uuid, minutes: i32) -> Result<Invitation, sqlx::Error> {
    let (link, code) = (chance::Token::new(), chance::code());
    let (email, language): (String, String) =
        sqlx::query_as("select email, language from accounts where id = $1").bind(account).fetch_one(&mut **tx).await?;
    end_invitations(tx, account).await?;
    sqlx::query(
        "insert into sign_in_challenges (id, email, language, next, code_hash, link_hash, valid_minutes)
         values ($1, $2, $3, 'desk', $4, $5, $6)",
    )
    .bind(Uuid::new_v4())
    .bind(&email)
    .bind(&language)
    .bind(chance::hash(&code))
    .bind(link.hash())
    .bind(minutes)
    .execute(&mut **tx)
    .await?;
    let path = format!("/{language}/sign-in/link/{}", link.as_str());
    Ok(Invitation { email: address(&email)?, lang: language.parse().unwrap_or_default(), path })
}

async fn end_invitations(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query(
        "delete from sign_in_challenges c using accounts a
         where a.id = $1 and c.email = a.email and c.browser_hash is null and c.spent_at is null",
    )
    .bind(account)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The invitation of this link, if it can still be spent.
pub async fn invitation(tx: &mut PgTransaction<'_>, link: &str) -> Result<Option<Spendable>, sqlx::Error> {
    sqlx::query_as(
        "select id, email, language, next, code_hash, link_hash from sign_in_challenges
         where link_hash = $1 and browser_hash is null and spent_at is null
           and created_at > buurten_now() - make_interval(mins => valid_minutes) for update",
    )
    .bind(chance::hash(link))
    .fetch_optional(&mut **tx)
    .await
}

/// Whether this account works at the desk.
pub async fn is_staff(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("select exists (select 1 from staff where account_id = $1)")
        .bind(account)
        .fetch_one(&mut **tx)
        .await
}

/// The first names of the administrators, for somebody who needs an invitation.
///
/// # Errors
/// Those of the database.
pub async fn administrators(db: &Db) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "select a.first_name from staff s join accounts a on a.id = s.account_id
         where s.administrator and a.first_name is not null order by a.first_name limit 5",
    )
    .fetch_all(&**db)
    .await
}

#[derive(FromRow)]
struct Row {
    account_id: Uuid,
    first_name: Option<String>,
    email: String,
    language: String,
    administrator: bool,
    team_id: Option<Uuid>,
    team_name: Option<String>,
    has_second_factor: bool,
    seen_at: Option<DateTime<Utc>>,
    is_invited: bool,
}

fn address(text: &str) -> Result<EmailAddress, sqlx::Error> {
    EmailAddress::parse(text).map_err(|_| sqlx::Error::Decode("an address that is none".into()))
}

impl Row {
    fn member(self) -> Result<Member, sqlx::Error> {
        Ok(Member {
            account: self.account_id,
            first_name: self.first_name.and_then(|n| FirstName::parse(&n).ok()),
            email: address(&self.email)?,
            lang: self.language.parse().unwrap_or_default(),
            administrator: self.administrator,
            team: self.team_id,
            team_name: self.team_name,
            has_second_factor: self.has_second_factor,
            seen_at: self.seen_at,
            is_invited: self.is_invited,
        })
    }
}

/// An account that nobody ever used was last seen when it was made.
const MEMBERS: &str = "select s.account_id, a.first_name, a.email, a.language, s.administrator, s.team_id, t.name as team_name,
        f.account_id is not null as has_second_factor,
        case when f.account_id is not null or a.seen_at > a.created_at then a.seen_at end as seen_at,
        exists (select 1 from sign_in_challenges c where c.email = a.email and c.browser_hash is null and c.spent_at is null
            and c.created_at > buurten_now() - make_interval(mins => c.valid_minutes)) as is_invited
    from staff s join accounts a on a.id = s.account_id left join teams t on t.id = s.team_id
         left join second_factors f on f.account_id = s.account_id";

/// Everybody who works at the desk, by name.
///
/// # Errors
/// Those of the database.
pub async fn staff_of_desk(db: &Db) -> Result<Vec<Member>, sqlx::Error> {
    let sql = format!("{MEMBERS} order by lower(coalesce(a.first_name, a.email)), a.email");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&**db).await?;
    rows.into_iter().map(Row::member).collect()
}

/// One of them.
///
/// # Errors
/// Those of the database.
pub async fn member(db: &Db, account: Uuid) -> Result<Option<Member>, sqlx::Error> {
    let sql = format!("{MEMBERS} where s.account_id = $1");
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(account).fetch_optional(&**db).await?;
    row.map(Row::member).transpose()
}

/// Makes somebody staff; `None` where they work at the desk already.
///
/// # Errors
/// Those of the database.
pub async fn hire(tx: &mut PgTransaction<'_>, new: &NewMember) -> Result<Option<Uuid>, sqlx::Error> {
    let account = account_of_address(tx, new.email.as_str(), new.lang.as_str()).await?;
    let done = sqlx::query(
        "with named as (update accounts set first_name = coalesce(first_name, $2) where id = $1)
         insert into staff (account_id, administrator, team_id) values ($1, $3, $4) on conflict (account_id) do nothing",
    )
    .bind(account)
    .bind(new.first_name.as_str())
    .bind(new.administrator)
    .bind(new.team)
    .execute(&mut **tx)
    .await?;
    Ok((done.rows_affected() == 1).then_some(account))
}

/// Changes what somebody of the desk may do; `false` where nothing changed.
///
/// # Errors
/// Those of the database; `there_is_always_an_administrator`.
pub async fn change_member(
    tx: &mut PgTransaction<'_>,
    account: Uuid,
    administrator: bool,
    team: Option<Uuid>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "update staff set administrator = $2, team_id = $3
         where account_id = $1 and (administrator, team_id) is distinct from ($2, $3)",
    )
    .bind(account)
    .bind(administrator)
    .bind(team)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody does not work at the desk any more: their sessions and invitations end at once. `false` where they did
/// not. For a day they can be put back.
///
/// # Errors
/// Those of the database; `there_is_always_an_administrator`.
pub async fn remove_member(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "with gone as (delete from staff where account_id = $1 returning *)
         insert into taken_away (id, account_id, kind, was) select account_id, account_id, 'staff', to_jsonb(gone) from gone
         on conflict (id) do update set was = excluded.was, at = buurten_now()",
    )
    .bind(account)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    end_invitations(tx, account).await?;
    sqlx::query("delete from sessions where account_id = $1").bind(account).execute(&mut **tx).await?;
    Ok(true)
}

/// Puts somebody back who was removed within the last day; `false` where nobody was, or where their team is gone
/// since: without it they would see the whole city.
///
/// # Errors
/// Those of the database.
pub async fn put_member_back(tx: &mut PgTransaction<'_>, account: Uuid) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "with back as (delete from taken_away where id = $1 and kind = 'staff' returning was)
         insert into staff (account_id, administrator, added_at, team_id)
         select s.account_id, s.administrator, s.added_at, s.team_id
         from back, jsonb_populate_record(null::staff, back.was) s
         where s.team_id is null or exists (select 1 from teams where id = s.team_id) on conflict (account_id) do nothing",
    )
    .bind(account)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what was taken away a day ago, and the second factors of who is no staff any more.
pub async fn forget_taken_away(db: &Db) -> Result<(), sqlx::Error> {
    sqlx::query("delete from taken_away where at < buurten_now() - interval '24 hours'").execute(&**db).await?;
    sqlx::query(
        "delete from second_factors f where not exists (select 1 from staff s where s.account_id = f.account_id)
           and not exists (select 1 from taken_away t where t.account_id = f.account_id)",
    )
    .execute(&**db)
    .await?;
    Ok(())
}
