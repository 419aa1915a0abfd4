//! The outbox: letters as rows, written with their cause and carried out by a worker.

use super::{letter::Letter, transport::Transport};
use crate::{
    city::City,
    platform::{chance::Token, db::Db},
};
use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgTransaction};
use std::time::Duration;
use uuid::Uuid;

/// Minutes to the next try, after the first, second, … that failed. After the last, a letter is given up: five
/// tries over fifteen hours outlast what happens to mail servers at night.
const NEXT_TRY: [i32; 4] = [2, 15, 120, 760];
/// A mail server that says nothing for so long is tried again later. Shorter than a transaction may idle.
const PATIENCE: Duration = Duration::from_secs(20);

/// Puts a letter in the outbox, in the transaction of its cause.
///
/// # Errors
/// Those of the database, and of a template that cannot be written.
pub async fn queue(tx: &mut PgTransaction<'_>, city: &City, letter: &Letter) -> anyhow::Result<()> {
    let written = letter.write(city)?;
    let message_id = format!("<{}@{}>", &Token::new().as_str()[..24], city.mail_host);
    sqlx::query(
        "insert into letters (id, cause, address, language, message_id, subject, body_text, body_html, about_account)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(Uuid::new_v4())
    .bind(letter.cause)
    .bind(letter.to.as_str())
    .bind(letter.lang.as_str())
    .bind(message_id)
    .bind(written.subject)
    .bind(written.text)
    .bind(written.html)
    .bind(letter.about)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A letter that waits to be sent.
#[derive(FromRow)]
pub struct Waiting {
    /// The row.
    pub id: Uuid,
    /// Why it was written.
    pub cause: String,
    /// Who gets it.
    pub address: String,
    /// The same at every try: a crash repeats at most one letter, and mailboxes see it is the same.
    pub message_id: String,
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub body_text: String,
    /// The HTML.
    pub body_html: String,
    tries: i32,
}

/// Sends everything that is due; answers how many letters were taken up.
///
/// # Errors
/// Those of the database. A letter that cannot be sent is no error: it is tried again later.
pub async fn send_due(db: &Db, transport: &Transport) -> Result<usize, sqlx::Error> {
    let mut taken = 0;
    loop {
        let mut tx = db.begin().await?;
        let letter: Option<Waiting> = sqlx::query_as(
            "select id, cause, address, message_id, subject, body_text, body_html, tries from letters
             where sent_at is null and gave_up_at is null and due_at <= buurten_now()
             order by due_at limit 1 for update skip locked",
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(letter) = letter else { return Ok(taken) };
        taken += 1;
        let sent = tokio::time::timeout(PATIENCE, transport.send(&letter)).await;
        match sent.unwrap_or_else(|_| Err("the mail server did not answer in time".to_owned())) {
            Ok(()) => {
                // Such a letter holds what signs in; once sent nobody needs it here. In a sample it is shown instead.
                let forget = matches!(letter.cause.as_str(), "sign-in" | "invitation") && !transport.is_shown();
                sqlx::query(
                    "update letters set sent_at = buurten_now(), tries = tries + 1, trouble = null,
                         body_text = case when $2 then null else body_text end, body_html = case when $2 then null else body_html end
                     where id = $1",
                )
                .bind(letter.id)
                .bind(forget)
                .execute(&mut *tx)
                .await?;
            }
            Err(trouble) => {
                tracing::warn!(letter = %letter.id, cause = letter.cause, tries = letter.tries + 1, trouble, "a letter could not be sent");
                let next = usize::try_from(letter.tries).ok().and_then(|tries| NEXT_TRY.get(tries));
                sqlx::query(
                    "update letters set tries = tries + 1, trouble = $2, due_at = buurten_now() + make_interval(mins => $3),
                         gave_up_at = case when $4 then buurten_now() end
                     where id = $1",
                )
                .bind(letter.id)
                .bind(trouble)
                .bind(next.copied().unwrap_or_default())
                .bind(next.is_none())
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
    }
}

/// How often the worker looks, besides being told.
pub const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Letters that could not be sent and still can be: a letter to sign in is of no use after ten minutes.
const GIVEN_UP: &str = "gave_up_at is not null and sent_at is null and body_text is not null and cause <> 'sign-in'";

/// How many letters could not be sent, and since when.
///
/// # Errors
/// Those of the database.
pub async fn given_up(db: &Db) -> Result<(i64, Option<DateTime<Utc>>), sqlx::Error> {
    let sql = format!("select count(*), min(gave_up_at) from letters where {GIVEN_UP}");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&**db).await
}

/// Tries them again, from the beginning.
///
/// # Errors
/// Those of the database.
pub async fn try_again(db: &Db) -> Result<u64, sqlx::Error> {
    let sql = format!("update letters set gave_up_at = null, tries = 0, due_at = buurten_now() where {GIVEN_UP}");
    Ok(sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&**db).await?.rows_affected())
}

/// Forgets the bodies of letters seven days after they were sent.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_bodies(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "update letters set subject = null, body_text = null, body_html = null, address = ''
         where id in (select id from letters where coalesce(sent_at, gave_up_at) < buurten_now() - interval '7 days'
             and address <> '' limit 500)",
    )
    .await
}

/// A letter as `/dev/letters` shows it.
#[derive(FromRow)]
pub struct Shown {
    /// The row.
    pub id: Uuid,
    /// Who got it.
    pub address: String,
    /// Its language.
    pub language: String,
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub body_text: String,
    /// When it was written.
    pub queued_at: DateTime<Utc>,
}

impl Shown {
    /// The text in pieces, each with whether it is a link.
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        self.body_text
            .split_inclusive('\n')
            .flat_map(|line| {
                let text = line.trim_end();
                let is_link = text.starts_with("http://") || text.starts_with("https://");
                if is_link { vec![(text, true), ("\n", false)] } else { vec![(line, false)] }
            })
            .collect()
    }
}

/// The newest letters of a sample city, for `/dev/letters`.
///
/// # Errors
/// Those of the database.
pub async fn newest(db: &Db) -> Result<Vec<Shown>, sqlx::Error> {
    sqlx::query_as(
        "select id, address, language, subject, body_text, queued_at from letters
         where body_html is not null order by queued_at desc, id limit 50",
    )
    .fetch_all(&**db)
    .await
}
