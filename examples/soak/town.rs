//! The town of the simulated year: its database, the clock in hand, and the router as browsers reach it.

use super::year::Size;
use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, header},
};
use buurten::{
    app::{Lent, router},
    auth, city,
    letters::Transport,
    listings, newcomers,
    platform::{
        chance::{self, Token},
        db::{self, Db},
        private_postgres::{Kind, PrivatePostgres},
    },
    seed::{self, Somebody, Synthetic, synthetic},
    simulation::{self, Fit, People},
    web::PublicAddress,
};
use std::{collections::HashMap, net::SocketAddr, os::unix::fs::PermissionsExt};
use tower::ServiceExt;
use uuid::Uuid;

/// Listings are confirmed, and places priced, every so many days.
const HOSTS_CONFIRM: u32 = 28;

/// The town.
pub struct Town {
    pub lent: Lent,
    /// Who looks, from when until when, and who fits whom.
    pub people: simulation::Town,
    /// By their numbers.
    pub newcomers: Vec<Somebody>,
    /// Rows of locals, by their numbers.
    pub locals: Vec<Uuid>,
    numbers: HashMap<Uuid, u32>,
    router: Router,
    _postgres: PrivatePostgres,
    _folder: tempfile::TempDir,
}

impl Town {
    /// Settles everybody but the newcomers, who come on their day.
    pub async fn new(size: Size) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("soak").tempdir()?;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755))?;
        let postgres = PrivatePostgres::start(folder.path(), Kind::ThrowAway)?;
        let db = Db::connect(postgres.connect_options()).await?;
        db::migrate(&db).await?;
        let today =
            buurten::platform::clock::Clock::new().now().with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
        let (waiting, coming) = size.newcomers;
        let asked = People { newcomers: coming, waiting, locals: size.locals, ..People::default() };
        let people = simulation::Town::new(asked, size.seed);
        let (newcomers, locals) = (people.newcomers.len() as u32, people.locals.len() as u32);
        let mut made = Synthetic::new(seed::Size { newcomers, locals, listings: size.listings }, size.seed, today);
        let newcomers = std::mem::take(&mut made.newcomers);
        synthetic(&db, "eindhoven", &made, today, &mut |_, _, _| {}).await?;
        // Every local has done the steps to one to one.
        sqlx::query(
            "update locals set joined_at = buurten_now(), talked_at = buurten_now(), certificate_seen_on = '2026-01-01',
                 certificate_valid_until = '2999-01-01', code_signed_at = buurten_now(), active_since = buurten_now()",
        )
        .execute(&*db)
        .await?;
        let address = PublicAddress::parse("http://127.0.0.1:3000")?.with_loopback(3000);
        let lent = Lent::from_database(db, address, Transport::Shown).await?;
        let by_id = |all: &[Somebody]| (0..).zip(all).map(|(n, s)| (s.id, n)).collect::<Vec<(Uuid, u32)>>();
        let numbers = by_id(&newcomers).into_iter().chain(by_id(&made.locals)).collect();
        let locals = made.locals.iter().map(|s| s.id).collect();
        let router = router(&lent);
        Ok(Self { people, newcomers, locals, numbers, router, lent, _postgres: postgres, _folder: folder })
    }

    /// The account of somebody of the desk.
    pub async fn desk(&mut self) -> Result<Uuid> {
        let sql = "with a as (insert into accounts (id, email, language) values (gen_random_uuid(), 'desk@example.org', 'en') returning id)
                   insert into staff (account_id) select id from a returning account_id";
        Ok(sqlx::query_scalar(sql).fetch_one(&*self.lent.db).await?)
    }

    /// A day passes.
    pub async fn next_day(&self, day: u32) -> Result<()> {
        let lent = &self.lent;
        sqlx::query("update city set clock_offset = clock_offset + interval '1 day'").execute(&*lent.db).await?;
        if day.is_multiple_of(HOSTS_CONFIRM) {
            let confirmed = "update listings set confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date where confirmed_on is not null";
            sqlx::query(confirmed).execute(&*lent.db).await?;
        }
        lent.clock.set_offset(city::offset_seconds(&lent.db).await?);
        lent.shelf.refill(&lent.db, &lent.clock).await?;
        if day.is_multiple_of(HOSTS_CONFIRM) {
            listings::price_places(&lent.db, &lent.shelf).await?;
            lent.shelf.reorder(&lent.db).await?;
        }
        Ok(())
    }

    /// Whoever begins to look on this day: their numbers, signed in.
    pub async fn arrive(&self, day: u32) -> Result<Vec<(u32, String)>> {
        let comes = |n: &u32| self.people.newcomers[*n as usize].from == day;
        let mut come = Vec::new();
        for number in (0..self.newcomers.len() as u32).filter(comes) {
            let her = &self.newcomers[number as usize];
            let session = Token::new();
            let mut tx = self.lent.db.begin().await?;
            auth::insert_accounts(&mut tx, &[&her.account]).await?;
            newcomers::insert_many(&mut tx, std::iter::once((her.id, her.account.id, &her.person))).await?;
            sqlx::query("insert into sessions (id, token_hash, account_id) values ($1, $2, $1)")
                .bind(her.account.id)
                .bind(session.hash())
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            come.push((number, session.as_str().to_owned()));
        }
        Ok(come)
    }

    /// Whoever leaves town on this day.
    pub fn leaving(&self, day: u32) -> Vec<u32> {
        (0..).zip(&self.people.newcomers).filter(|(_, her)| her.leaves == day).map(|(n, _)| n).collect()
    }

    /// Sends a form; what is not there any more does not matter, a fault of ours does.
    pub async fn posts(&self, session: Option<&str>, path: &str, body: &str) -> Result<()> {
        if let Some(session) = session {
            // Nobody has to sign in again in this year.
            let here = "update sessions set seen_at = buurten_now(), created_at = buurten_now() where token_hash = $1";
            sqlx::query(here).bind(chance::hash(session)).execute(&*self.lent.db).await?;
        }
        let mut request = Request::post(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        if let Some(session) = session {
            request = request.header(header::COOKIE, format!("buurten={session}"));
        }
        let mut request = request.body(Body::from(body.to_owned()))?;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40000))));
        let answer = self.router.clone().oneshot(request).await.context("an answer")?;
        let (status, leads) = (answer.status(), answer.headers().get(header::LOCATION).cloned());
        let signs_in = leads.is_some_and(|to| to.to_str().is_ok_and(|to| to.contains("sign-in")));
        let fine = (status.is_redirection() && !signs_in) || status.is_success() || status.as_u16() == 404;
        ensure!(fine, "POST {} {body}: {status}", path.rsplit_once('/').map_or(path, |(room, _)| room));
        Ok(())
    }

    /// The number of a newcomer or local.
    pub fn number_of(&self, row: Uuid) -> Option<u32> {
        self.numbers.get(&row).copied()
    }

    /// The numbers of two, and how well they fit.
    pub fn pair(&self, her: Uuid, them: Uuid) -> Option<(u32, u32, Fit)> {
        let (number, local) = (self.number_of(her)?, self.number_of(them)?);
        let fit = self.people.options[number as usize].iter().find(|(other, _)| *other == local)?.1;
        Some((number, local, fit))
    }

    /// Newcomers who look, and meet nobody yet; longest first.
    pub async fn who_looks(&self) -> Result<Vec<Uuid>> {
        let sql = "select n.id from newcomers n where n.looking_since is not null
            and not exists (select 1 from introductions i where i.newcomer_id = n.id and i.ended_at is null)
            and not exists (select 1 from ties t where t.newcomer_id = n.id and t.state <> 'ended') order by n.joined_at, n.id";
        Ok(sqlx::query_scalar(sql).fetch_all(&*self.lent.db).await?)
    }

    /// The texts of the letters that wait, taken out of the box.
    pub async fn letters(&self) -> Result<Vec<String>> {
        let sql = "with gone as (delete from letters where sent_at is null returning body_text, queued_at, message_id)
                   select body_text from gone order by queued_at, body_text";
        Ok(sqlx::query_scalar(sql).fetch_all(&*self.lent.db).await?)
    }

    /// Whom a link introduces, and whether it is hers.
    pub async fn introduced_by(&self, hash: &[u8]) -> Result<Option<(Uuid, Uuid, bool)>> {
        let sql = "select newcomer_id, local_id, newcomer_token_hash = $1 from introductions
                   where $1 in (newcomer_token_hash, local_token_hash) and local_id is not null";
        Ok(sqlx::query_as(sql).bind(hash).fetch_optional(&*self.lent.db).await?)
    }

    /// After whose tie a link asks, how many days old it is, and whether the link is hers.
    pub async fn tied_by(&self, hash: &[u8]) -> Result<Option<(Uuid, Uuid, u32, bool)>> {
        let sql =
            "select t.newcomer_id, t.local_id, extract(day from buurten_now() - t.introduced_at)::int, f.whose = 'newcomer' from follow_ups f
                   join ties t on t.id = f.tie_id where f.token_hash = $1 and t.local_id is not null";
        let found: Option<(Uuid, Uuid, i32, bool)> =
            sqlx::query_as(sql).bind(hash).fetch_optional(&*self.lent.db).await?;
        Ok(found.map(|(her, them, days, is_hers)| (her, them, days.unsigned_abs(), is_hers)))
    }

    /// Steps that were given since yesterday, and whose.
    pub async fn steps_of_today(&self) -> Result<Vec<(Uuid, Uuid)>> {
        let sql = "select id, newcomer_id from next_steps where given_at > buurten_now() - interval '1 day'
                   and num_nonnulls(done_at, set_aside_at, over_at) = 0 order by newcomer_id";
        Ok(sqlx::query_as(sql).fetch_all(&*self.lent.db).await?)
    }

    /// All steps there are.
    pub async fn steps(&self) -> Result<i64> {
        Ok(sqlx::query_scalar("select count(*) from next_steps").fetch_one(&*self.lent.db).await?)
    }

    /// Who looks for two days and had no step yet.
    pub async fn late(&self) -> Result<i64> {
        let sql = "select count(*) from newcomers n where n.looking_since < buurten_now() - interval '48 hours'
                   and (select at from last_acts where newcomer_id = n.id) is null and not exists (select 1 from next_steps where newcomer_id = n.id)";
        Ok(sqlx::query_scalar(sql).fetch_one(&*self.lent.db).await?)
    }

    /// All ties: whether they met, and again.
    pub async fn ties(&self) -> Result<Vec<(Uuid, bool, bool)>> {
        let sql = "select id, met_at is not null, again_at is not null from ties";
        Ok(sqlx::query_as(sql).fetch_all(&*self.lent.db).await?)
    }

    /// Ties that were asked after at 3, 6 and 12 months, and whether either said that they still meet.
    pub async fn asked_after(&self) -> Result<Vec<(String, Uuid, bool)>> {
        let sql = "select step, tie_id, bool_or(coalesce(answer in ('again', 'regularly'), false)) from follow_ups
                   where asked_at is not null and step in ('three-months', 'six-months', 'twelve-months') group by 1, 2";
        Ok(sqlx::query_as(sql).fetch_all(&*self.lent.db).await?)
    }
}
