//! All SQL of the shelf: everything, what changed since, what differs. Each is read under one snapshot of the database.
//!
//! **Why nothing is ever missed.** Each row says in which transaction it was written (`changed_in`, set by a trigger), and
//! a reading keeps the snapshot it read under. The next one takes the rows whose transaction that snapshot did not see,
//! whenever it began and whenever it committed: `pg_visible_in_snapshot` is the very rule by which the first reading saw
//! or did not see them. What is older than the snapshot's oldest running transaction (`xmin`) was seen, so an index finds
//! the rest. Taken away is the same with `listings_gone`. A notification only says *when* to look; one that gets lost
//! delays a change until the next look and loses nothing.
//! The numbers belong to one running server. Another one, or the same started anew (a standby that took over, a backup)
//! may give them out again: then everything is read. After a crash a number may come again that was given to a change
//! which was never committed: the crash cuts the connection that listens, and whoever listens then compares all rows.

use super::{item::Written, stock::Stock};
use crate::{
    listings::{
        listing::Listing,
        store::{COLUMNS, Row},
    },
    platform::db::Db,
};
use sqlx::{AssertSqlSafe, FromRow, PgTransaction};
use uuid::Uuid;

/// Rows of one answer: each stays far below the limit for one statement, whatever the city's size.
const ROWS: usize = 4_000;

/// As of when something was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AsOf {
    /// When the server was started: which server it is.
    server: String,
    /// What it had committed, as `pg_snapshot`.
    snapshot: String,
}

/// What changed.
pub(super) struct News {
    /// New or different, each with what its row says beside it.
    pub rows: Vec<(Listing, Written)>,
    /// Taken away, or no longer readable.
    pub gone: Vec<Uuid>,
    /// As of when.
    pub as_of: AsOf,
}

#[derive(FromRow)]
struct Read {
    #[sqlx(flatten)]
    row: Row,
    #[sqlx(flatten)]
    written: Written,
}

/// Beside the columns of a listing.
const WRITTEN: &str =
    "changed_in::text::bigint as changed_in, slow_to_answer, changed_at, published_at, asked_on, behind";

/// A look at the listings under one snapshot.
pub(super) struct Reading<'a> {
    tx: PgTransaction<'a>,
    as_of: AsOf,
}

impl Reading<'_> {
    /// Begins to read.
    ///
    /// # Errors
    /// Those of the database, here and below.
    pub async fn begin(db: &Db) -> Result<Self, sqlx::Error> {
        let mut tx = db.begin_with("begin isolation level repeatable read, read only").await?;
        let (server, snapshot) = sqlx::query_as("select pg_postmaster_start_time()::text, pg_current_snapshot()::text")
            .fetch_one(&mut *tx)
            .await?;
        Ok(Self { tx, as_of: AsOf { server, snapshot } })
    }

    /// Whether what was read then can be compared with what is read now.
    pub fn follows(&self, before: &AsOf) -> bool {
        self.as_of.server == before.server
    }

    /// Every listing, in the order of their keys.
    pub async fn all(mut self) -> Result<News, sqlx::Error> {
        let (rows, _) = self.listings("order by key").await?;
        Ok(News { rows, gone: Vec::new(), as_of: self.as_of })
    }

    /// What this earlier reading did not see.
    pub async fn since(mut self, before: &AsOf) -> Result<News, sqlx::Error> {
        // A number beyond all that were given out comes from another server's backup, and was read when we began.
        let unseen = |column: &str| {
            let seen = &before.snapshot;
            format!(
                "{column} >= pg_snapshot_xmin('{seen}') and not pg_visible_in_snapshot({column}, '{seen}')
                 and {column} < pg_snapshot_xmax(pg_current_snapshot())"
            )
        };
        let (rows, mut gone) = self.listings(&format!("where {}", unseen("changed_in"))).await?;
        let sql = format!(
            "select listing_id from listings_gone g where {} and not exists (select from listings where id = g.listing_id)",
            unseen("gone_in")
        );
        let away: Vec<Uuid> = sqlx::query_scalar(AssertSqlSafe(sql)).persistent(false).fetch_all(&mut *self.tx).await?;
        gone.extend(away);
        Ok(News { rows, gone, as_of: self.as_of })
    }

    /// What differs from a stock, row by row: for when it may have missed something.
    pub async fn differences(mut self, stock: &Stock) -> Result<News, sqlx::Error> {
        self.open("select id, changed_in::text::bigint from listings order by id").await?;
        let (mut different, mut gone) = (Vec::new(), Vec::new());
        let mut held = stock.by_id().peekable();
        loop {
            let read: Vec<(Uuid, i64)> = self.fetch().await?;
            for (id, changed_in) in &read {
                while let Some(item) = held.next_if(|i| i.listing.id < *id) {
                    gone.push(item.listing.id);
                }
                let same = held.next_if(|i| i.listing.id == *id).is_some_and(|i| i.written.changed_in == *changed_in);
                if !same {
                    different.push(*id);
                }
            }
            if read.len() < ROWS {
                break;
            }
        }
        gone.extend(held.map(|i| i.listing.id));
        self.close().await?;
        let mut rows = Vec::new();
        for ids in different.chunks(ROWS) {
            let sql = format!("select {COLUMNS}, {WRITTEN} from listings where id = any($1)");
            let read = sqlx::query_as(AssertSqlSafe(sql)).bind(ids).fetch_all(&mut *self.tx).await?;
            take(read, &mut rows, &mut gone);
        }
        Ok(News { rows, gone, as_of: self.as_of })
    }

    /// Listings, and the ids of those that cannot be read: one bad row must not take the others from her page.
    async fn listings(&mut self, which: &str) -> Result<(Vec<(Listing, Written)>, Vec<Uuid>), sqlx::Error> {
        self.open(&format!("select {COLUMNS}, {WRITTEN} from listings {which}")).await?;
        let (mut rows, mut unreadable) = (Vec::new(), Vec::new());
        loop {
            let read: Vec<Read> = self.fetch().await?;
            let last = read.len() < ROWS;
            take(read, &mut rows, &mut unreadable);
            if last {
                break;
            }
        }
        self.close().await?;
        Ok((rows, unreadable))
    }

    async fn open(&mut self, select: &str) -> Result<(), sqlx::Error> {
        let sql = format!("declare shelf no scroll cursor for {select}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *self.tx).await?;
        Ok(())
    }

    async fn fetch<T: for<'r> FromRow<'r, sqlx::postgres::PgRow> + Send + Unpin>(
        &mut self,
    ) -> Result<Vec<T>, sqlx::Error> {
        let sql = format!("fetch {ROWS} from shelf");
        sqlx::query_as(AssertSqlSafe(sql)).persistent(false).fetch_all(&mut *self.tx).await
    }

    async fn close(&mut self) -> Result<(), sqlx::Error> {
        sqlx::raw_sql("close shelf").execute(&mut *self.tx).await?;
        Ok(())
    }
}

fn take(read: Vec<Read>, rows: &mut Vec<(Listing, Written)>, unreadable: &mut Vec<Uuid>) {
    for Read { row, written } in read {
        let (id, key) = row.name();
        match Listing::try_from(row) {
            Ok(listing) => rows.push((listing, written)),
            Err(trouble) => {
                tracing::error!(key, %trouble, "a listing cannot be read");
                unreadable.push(id);
            }
        }
    }
}

#[cfg(test)]
impl AsOf {
    /// As of some moment.
    pub fn of(server: &str, snapshot: &str) -> Self {
        Self { server: server.to_owned(), snapshot: snapshot.to_owned() }
    }
}
