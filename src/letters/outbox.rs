//! The outbox: letters as rows, written with their cause and carried out by a worker.

use super::{
    kind::{Kind, Unsubscribe},
    letter::Letter,
    store,
    transport::{Refused, Transport},
};
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

/// What a reminder reminds of, so that it is not sent once that has happened.
#[derive(Clone, Copy, Debug)]
pub struct Reminder {
    /// The row: a request, a question to go along, an introduction, a follow-up, an account (silent). Once it changes
    /// its state or its date, or goes, the database takes the letter out of the outbox: `reminders_stop` there.
    pub of: Uuid,
    /// From this moment on it is of no use: when what it announces begins, say.
    pub until: Option<DateTime<Utc>>,
}

/// Puts a letter in the outbox, in the transaction of its cause. One that its reader turned off is not written.
///
/// # Errors
/// Those of the database, and of a template that cannot be written.
pub async fn queue(tx: &mut PgTransaction<'_>, city: &City, letter: &Letter) -> anyhow::Result<()> {
    put(tx, city, letter, None, 0).await
}

/// The same for a letter that stops when what it reminds of has happened. Queue it after the change that makes it
/// due, in the same transaction: a change after that takes it out.
///
/// # Errors
/// Those of `queue`.
pub async fn remind(
    tx: &mut PgTransaction<'_>,
    city: &City,
    letter: &Letter,
    reminder: Reminder,
) -> anyhow::Result<()> {
    put(tx, city, letter, Some(reminder), 0).await
}

/// The same for a letter whose cause can be taken back: it leaves so many minutes later, and not at all where what it
/// is about changes before.
///
/// # Errors
/// Those of `queue`.
pub async fn later(
    tx: &mut PgTransaction<'_>,
    city: &City,
    letter: &Letter,
    reminder: Reminder,
    minutes: i32,
) -> anyhow::Result<()> {
    put(tx, city, letter, Some(reminder), minutes).await
}

/// Takes the reminders of a row out of the outbox, where what happened is no change of the row itself.
///
/// # Errors
/// Those of the database.
pub async fn stop(tx: &mut PgTransaction<'_>, of: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from letters where reminds_of = $1 and sent_at is null").bind(of).execute(&mut **tx).await?;
    Ok(())
}

async fn put(
    tx: &mut PgTransaction<'_>,
    city: &City,
    letter: &Letter,
    reminder: Option<Reminder>,
    minutes: i32,
) -> anyhow::Result<()> {
    let mut reader = None;
    if let Ok(kind) = letter.cause.parse::<Kind>() {
        reader = store::reader(tx, &letter.to, kind).await?;
        if reader.as_ref().is_some_and(|r| !r.wants) {
            return Ok(());
        }
    }
    // Only who has an account can turn letters off: others get none of these kinds.
    let unsubscribe = reader.and_then(|r| Some((r.account, Unsubscribe::beside(letter)?)));
    let written = letter.write(city, unsubscribe.as_ref().map(|(_, u)| u.link.as_str()))?;
    let message_id = format!("<{}@{}>", &Token::new().as_str()[..24], city.mail_host);
    sqlx::query(
        "insert into letters (id, cause, address, language, message_id, subject, body_text, body_html, about_account,
             reminds_of, no_use_after, to_account, unsubscribe_link, unsubscribe_hash, due_at, gave_up_at, trouble)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
             buurten_now() + make_interval(mins => $16), b.at, b.trouble from (values (1)) v
         left join (select buurten_now() as at, trouble from bounces where address = lower($3) and $2 <> all($15)) b on true",
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
    .bind(reminder.map(|r| r.of))
    .bind(reminder.and_then(|r| r.until))
    .bind(unsubscribe.as_ref().map(|(account, _)| *account))
    .bind(unsubscribe.as_ref().map(|(_, u)| u.link.as_str()))
    .bind(unsubscribe.as_ref().map(|(_, u)| u.token.hash()))
    .bind(SIGNS_IN)
    .bind(minutes)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Letters that hold what signs in: they go also to an address that bounced, and are forgotten once they are sent.
const SIGNS_IN: &[&str] = &["sign-in", "invitation"];

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
    /// Where letters of its kind are turned off.
    pub unsubscribe_link: Option<String>,
    tries: i32,
}

/// Waiting, due, and still of use.
const DUE: &str = "sent_at is null and gave_up_at is null and due_at <= buurten_now()
    and (no_use_after is null or no_use_after > buurten_now())";

/// One that is due, and the right to send it until the transaction ends. The right is a lock of its own, not the row's:
/// whoever answers, leaves or erases while a mail server keeps us waiting changes the row at once.
async fn take(tx: &mut PgTransaction<'_>) -> Result<Option<Waiting>, sqlx::Error> {
    // As many as there can be workers, with some to spare: each passes over what others are sending.
    let first = format!(
        "with due as materialized (select id from letters where {DUE} order by due_at limit 64)
         select id from due where pg_try_advisory_xact_lock(hashtextextended(id::text, 2)) limit 1"
    );
    // Looked at anew, now that it is ours: another worker may have sent it, or what it reminds of has happened.
    let again = format!(
        "select id, cause, address, message_id, subject, body_text, body_html, unsubscribe_link, tries
         from letters where id = $1 and {DUE}"
    );
    loop {
        let id: Option<Uuid> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(first.as_str())).fetch_optional(&mut **tx).await?;
        let Some(id) = id else { return Ok(None) };
        let letter = sqlx::query_as(sqlx::AssertSqlSafe(again.as_str())).bind(id).fetch_optional(&mut **tx).await?;
        if letter.is_some() {
            return Ok(letter);
        }
    }
}

/// Sends everything that is due; answers how many letters were taken up.
///
/// # Errors
/// Those of the database. A letter that cannot be sent is no error: it is tried again later.
pub async fn send_due(db: &Db, transport: &Transport) -> Result<usize, sqlx::Error> {
    let mut taken = 0;
    loop {
        let mut tx = db.begin().await?;
        let Some(letter) = take(&mut tx).await? else { return Ok(taken) };
        taken += 1;
        match transport.send(&letter).await {
            Ok(()) => sent(&mut tx, &letter, transport).await?,
            Err(refused) => failed(&mut tx, &letter, refused).await?,
        }
        tx.commit().await?;
    }
}

async fn sent(tx: &mut PgTransaction<'_>, letter: &Waiting, transport: &Transport) -> Result<(), sqlx::Error> {
    // What signs in nobody needs here once it is sent. In a sample it is shown instead.
    let forget = SIGNS_IN.contains(&letter.cause.as_str()) && !transport.is_shown();
    sqlx::query(
        "update letters set sent_at = buurten_now(), tries = tries + 1, trouble = null,
             body_text = case when $2 then null else body_text end, body_html = case when $2 then null else body_html end
         where id = $1",
    )
    .bind(letter.id)
    .bind(forget)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn failed(tx: &mut PgTransaction<'_>, letter: &Waiting, refused: Refused) -> Result<(), sqlx::Error> {
    let next = usize::try_from(letter.tries).ok().and_then(|tries| NEXT_TRY.get(tries));
    let (trouble, again) = match &refused {
        Refused::ForNow(trouble) => (trouble, next),
        Refused::Address(trouble) | Refused::Letter(trouble) => (trouble, None),
    };
    tracing::warn!(letter = %letter.id, cause = letter.cause, tries = letter.tries + 1, trouble, "a letter could not be sent");
    sqlx::query(
        "update letters set tries = tries + 1, trouble = $2, due_at = buurten_now() + make_interval(mins => $3),
             gave_up_at = case when $4 then buurten_now() end
         where id = $1",
    )
    .bind(letter.id)
    .bind(trouble)
    .bind(again.copied().unwrap_or_default())
    .bind(again.is_none())
    .execute(&mut **tx)
    .await?;
    if let Refused::Address(trouble) = &refused {
        store::bounced(tx, letter, trouble).await?;
    }
    Ok(())
}

/// How often the worker looks, besides being told.
pub const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Forgets the bodies of letters seven days after they were sent.
///
/// # Errors
/// Those of the database.
pub async fn forget_old_bodies(db: &Db) -> Result<u64, sqlx::Error> {
    db.in_batches(
        "update letters set subject = null, body_text = null, body_html = null, unsubscribe_link = null, address = ''
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
