//! A town for one test: its own database, the real router, the clock and the letterbox in hand.

use super::{letters, postgres, reader::Reader};
use axum::Router;
use buurten::{
    app::{Lent, router},
    auth::SampleLinks,
    city::{self, Kind},
    letters::Transport,
    platform::db::Db,
    seed,
    web::PublicAddress,
};
use sqlx::Row;
use uuid::Uuid;

/// A town.
pub struct Town {
    pub db: Db,
    pub lent: Lent,
    pub router: Router,
    _database: postgres::FreshDatabase,
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

async fn settled(db: &Db, kind: Kind) {
    let mut tx = db.begin().await.expect("a transaction");
    city::settle(&mut tx, "eindhoven", kind).await.expect("a city");
    tx.commit().await.expect("a city");
}

impl Town {
    /// A sample town without anybody or anything in it.
    pub async fn empty() -> Self {
        let database = postgres::fresh_database().await;
        let db = database.connect().await;
        settled(&db, Kind::Sample).await;
        Self::of(database, db, "http://127.0.0.1:3000", Transport::Shown).await
    }

    /// A real city at an address of its own, whose letters leave by this way.
    pub async fn real(address: &str, transport: Transport) -> Self {
        let database = postgres::fresh_database().await;
        let db = database.connect().await;
        settled(&db, Kind::Real).await;
        Self::of(database, db, address, transport).await
    }

    async fn of(database: postgres::FreshDatabase, db: Db, address: &str, transport: Transport) -> Self {
        let address = PublicAddress::parse(address).expect("an address").with_loopback(3000);
        let lent = Lent::from_database(db.clone(), address, transport).await.expect("a town");
        let router = router(&lent);
        Self { db, lent, router, _database: database }
    }

    /// A town with the sample city in it, and a sign-in link for each role as `serve` prints them.
    pub async fn sample() -> Self {
        let database = postgres::fresh_database().await;
        let db = database.connect().await;
        let today =
            buurten::platform::clock::Clock::new().now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
        seed::sample(&db, "eindhoven", today).await.expect("the sample city");
        let mut links = Vec::new();
        for role in seed::Role::ALL {
            let email = role.somebody("eindhoven").expect("somebody of each role");
            let account = seed::account_of_role(&db, &email).await.expect("an answer").expect("an account");
            links.push((role.as_str(), account, role.next()));
        }
        let mut town = Self::of(database, db, "http://127.0.0.1:3000", Transport::Shown).await;
        town.lent.sample_links = SampleLinks::new(links);
        town.router = router(&town.lent);
        town
    }

    /// The address of its database, for programs beside us.
    pub fn url(&self) -> String {
        self._database.url()
    }

    /// Somebody with a browser of their own.
    pub fn reader(&self) -> Reader {
        Reader::new(self.router.clone())
    }

    /// Somebody who is signed in: by letter and code, as everybody is.
    pub async fn signed_in(&self, address: &str) -> Reader {
        let mut reader = self.reader();
        self.signs_in(&mut reader, address).await;
        reader
    }

    /// Signs this browser in: by letter and code.
    pub async fn signs_in(&self, reader: &mut Reader, address: &str) {
        reader.sends("/en/sign-in", &[("email", address)]).await;
        let code = self.letter_for(address).await.code();
        let page = reader.posts("/en/sign-in/code", &[("code", &code)]).await;
        assert!(page.status.is_redirection(), "{}", page.main());
    }

    /// Somebody who looks around as this role of the sample.
    pub async fn sample_role(&self, role: &str) -> Reader {
        let mut reader = self.reader();
        let links = self.lent.sample_links.paths();
        let (_, path) = links.iter().find(|(name, _)| *name == role).expect("a link for the role");
        let page = reader.posts(path, &[]).await;
        assert!(page.status.is_redirection(), "{}", page.html);
        reader
    }

    /// Puts listings there, as a published sheet has them: `"id,kind,…\nchoir,club,…"`.
    pub async fn with_listings(&self, sheet: &str) {
        let rows = buurten::exchange::read_sheet(sheet.as_bytes()).expect("a sheet");
        let mut tx = self.db.begin().await.expect("a transaction");
        for row in rows {
            let mut listing = row.expect("a row");
            listing.id = Uuid::new_v4();
            buurten::listings::insert(&mut tx, &listing).await.expect("a listing");
        }
        tx.commit().await.expect("stored");
        self.look().await;
    }

    /// A listing from the fields that matter to a test: `[("id", "choir"), …]`; open, confirmed today.
    pub async fn with_listing(&self, fields: &[(&str, &str)]) -> Uuid {
        let today = self.today().to_string();
        let id = fields.iter().find(|(n, _)| *n == "id").expect("an id").1;
        let mut row: std::collections::BTreeMap<&str, &str> =
            [("kind", "club"), ("title_en", id), ("status", "active"), ("confirmed_on", &today)].into();
        row.extend(fields.iter().copied());
        let quoted = |cells: Vec<&str>| cells.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",");
        let sheet = format!("{}\n{}\n", quoted(row.keys().copied().collect()), quoted(row.values().copied().collect()));
        self.with_listings(&sheet).await;
        self.listing(id).await
    }

    /// The day in the town, in Europe/Amsterdam.
    pub fn today(&self) -> chrono::NaiveDate {
        self.lent.clock.now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive()
    }

    /// Sets the clock to a moment, as `2026-10-24 12:00+02`.
    pub async fn at(&self, moment: &str) {
        // Whole seconds, as the application's clock has them: both show the same moment.
        let offset = "update city set clock_offset = make_interval(secs => ceil(extract(epoch from $1::text::timestamptz - now())))";
        sqlx::query(offset).bind(moment).execute(&*self.db).await.expect("another time");
        self.look().await;
    }

    /// What the worker that hears of changes would do.
    pub async fn look(&self) {
        self.lent.clock.set_offset(city::offset_seconds(&self.db).await.expect("an offset"));
        self.lent.shelf.refill(&self.db, &self.lent.clock).await.expect("listings");
        let city = city::load(&self.db, self.lent.address.host()).await.expect("an answer");
        self.lent.city.swap(city.expect("a city"));
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
             returning address, language, subject, body_text, body_html, queued_at",
        )
        .bind(address)
        .fetch_all(&*self.db)
        .await
        .expect("letters");
        let private: Vec<String> = match rows.len() {
            0 => Vec::new(),
            _ => sqlx::query_scalar(sqlx::AssertSqlSafe(letters::private())).fetch_all(&*self.db).await.expect("words"),
        };
        let told = |text: &str| private.iter().find(|words| text.contains(words.as_str())).cloned();
        let mut letters: Vec<_> = rows
            .iter()
            .inspect(|r| {
                let all = ["subject", "body_text", "body_html"].map(|part| r.get::<String, _>(part)).concat();
                assert_eq!(told(&all), None, "in a letter: {all}");
            })
            .inspect(|r| letters::is_good(r.get("language"), r.get("subject"), r.get("body_text"), r.get("body_html")))
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
