//! A town for one test: its own database, the real router, the clock and the letterbox in hand.

use super::{postgres, reader::Reader};
use axum::Router;
use buurten::{
    app::{Lent, router},
    city::{self, Kind},
    letters::Transport,
    platform::db::Db,
    web::PublicAddress,
};
use sqlx::Row;
use uuid::Uuid;

/// A town.
pub struct Town {
    pub db: Db,
    pub lent: Lent,
    pub router: Router,
    _database: postgres::Fresh,
}

/// A letter as its reader gets it.
#[derive(Debug)]
pub struct GotLetter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl GotLetter {
    /// The addresses in it, in order.
    pub fn links(&self) -> Vec<String> {
        self.text.lines().map(str::trim).filter(|l| l.starts_with("http")).map(str::to_owned).collect()
    }

    /// The path of its first link, whatever the public address.
    pub fn path(&self) -> String {
        let link = self.links().into_iter().next().unwrap_or_else(|| panic!("a link in {self:?}"));
        link.splitn(4, '/').nth(3).map(|p| format!("/{p}")).expect("a path")
    }

    /// The code in it, as AB12-CD34.
    pub fn code(&self) -> String {
        let is_code = |l: &&str| {
            l.len() == 9 && l.as_bytes()[4] == b'-' && l.chars().filter(|c| c.is_ascii_alphanumeric()).count() == 8
        };
        self.text.lines().map(str::trim).find(is_code).unwrap_or_else(|| panic!("a code in {self:?}")).to_owned()
    }
}

impl Town {
    /// A sample town without anybody or anything in it.
    pub async fn empty() -> Self {
        let database = postgres::fresh_database().await;
        let db = Db::connect(database.options()).await.expect("a pool");
        city::settle(&db, "eindhoven", Kind::Sample).await.expect("a city");
        let address = PublicAddress::parse("http://127.0.0.1:3000").expect("an address").with_loopback(3000);
        let lent = Lent::from_database(db.clone(), address, Transport::Shown).await.expect("a town");
        let router = router(&lent);
        Self { db, lent, router, _database: database }
    }

    /// A town with the sample city in it.
    pub async fn sample() -> Self {
        let mut town = Self::empty().await;
        sqlx::query("delete from city").execute(&*town.db).await.expect("no city");
        let today = town.lent.clock.now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
        buurten::seed::sample(&town.db, "eindhoven", today).await.expect("the sample city");
        let address = town.lent.address.clone();
        town.lent = Lent::from_database(town.db.clone(), address, Transport::Shown).await.expect("a town");
        town.router = router(&town.lent);
        town
    }

    /// Somebody with a browser of their own.
    pub fn reader(&self) -> Reader {
        Reader::new(self.router.clone())
    }

    /// Puts a listing there, as a row of the published sheet: `"key,kind,…\nchoir,club,…"`.
    pub async fn with_listings(&self, sheet: &str) {
        let rows = buurten::exchange::read_sheet(sheet.as_bytes(), "test.csv").expect("a sheet");
        let mut tx = self.db.begin().await.expect("a transaction");
        for row in &rows {
            buurten::listings::insert(&mut tx, Uuid::new_v4(), row).await.expect("a listing");
        }
        tx.commit().await.expect("stored");
        self.look().await;
    }

    /// What the worker that hears of changes would do.
    pub async fn look(&self) {
        self.lent.clock.set_offset(city::offset_seconds(&self.db).await.expect("an offset"));
        self.lent.shelf.refill(&self.db, &self.lent.clock).await.expect("listings");
    }

    /// Lets time pass.
    pub async fn wait(&self, interval: &str) {
        sqlx::query("update city set clock_offset = clock_offset + $1::text::interval")
            .bind(interval)
            .execute(&*self.db)
            .await
            .expect("time passes");
        self.look().await;
    }

    /// The id of the listing with this key.
    pub async fn listing(&self, key: &str) -> Uuid {
        sqlx::query_scalar("select id from listings where key = $1")
            .bind(key)
            .fetch_one(&*self.db)
            .await
            .expect("the listing")
    }

    /// The letters that wait for this address, oldest first; they are taken out of the box.
    pub async fn letters_for(&self, address: &str) -> Vec<GotLetter> {
        let rows = sqlx::query(
            "update letters set sent_at = buurten_now() where id in (select id from letters where address = $1 and sent_at is null)
             returning address, subject, body_text, queued_at",
        )
        .bind(address)
        .fetch_all(&*self.db)
        .await
        .expect("letters");
        let mut letters: Vec<_> = rows
            .iter()
            .map(|r| {
                (
                    r.get::<chrono::DateTime<chrono::Utc>, _>("queued_at"),
                    GotLetter { to: r.get("address"), subject: r.get("subject"), text: r.get("body_text") },
                )
            })
            .collect();
        letters.sort_by_key(|(at, _)| *at);
        letters.into_iter().map(|(_, l)| l).collect()
    }

    /// The one letter that waits for this address.
    pub async fn letter_for(&self, address: &str) -> GotLetter {
        let mut letters = self.letters_for(address).await;
        assert_eq!(letters.len(), 1, "letters for {address}: {letters:?}");
        letters.remove(0)
    }

    /// A number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&*self.db).await.expect("a count")
    }

    /// The end of a test: no letter is left unread.
    pub async fn nothing_is_left(&self) {
        let left: Vec<String> = sqlx::query_scalar("select cause from letters where sent_at is null")
            .fetch_all(&*self.db)
            .await
            .expect("letters");
        assert!(left.is_empty(), "letters nobody read: {left:?}");
    }
}
