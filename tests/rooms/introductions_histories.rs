//! Histories of introductions against Postgres: random acts of the desk, of newcomers and locals, of time, breaks,
//! blocks and leaving. No path outside the diagram, no capacity exceeded, never two open ones for a pair, no blocked
//! pair anywhere. 200 of them; `BUURTEN_HISTORIES` sets how many, `BUURTEN_SOAK_SEED` where they begin.

use crate::{
    desk::{local, newcomer, staff},
    desk_locals::{ACTIVE, sets},
    support::{reader::Reader, town::Town},
};
use buurten::{
    auth::{Scope, SignedIn},
    introductions::{self, Proposal, Sender},
    kit::{email_address::EmailAddress, lang::Lang, words::Meet},
    logbook,
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use std::collections::BTreeMap;
use uuid::Uuid;

const NEWCOMERS: usize = 3;
const LOCALS: usize = 2;
const ACTS: usize = 14;

struct World {
    town: Town,
    desk: SignedIn,
    newcomers: Vec<Uuid>,
    locals: Vec<Uuid>,
    reader: Reader,
}

impl World {
    async fn new() -> Self {
        let town = Town::empty().await;
        drop(staff(&town, "marieke", None).await);
        let account: Uuid =
            sqlx::query_scalar("select account_id from staff").fetch_one(&*town.db).await.expect("staff");
        let desk = SignedIn {
            account,
            session: Uuid::new_v4(),
            email: EmailAddress::parse("marieke@desk.example.org").expect("an address"),
            first_name: None,
            lang: Lang::En,
            is_staff: true,
            is_administrator: false,
            scope: Scope::default(),
            second_factor: true,
            may_enrol: false,
        };
        let reader = town.reader();
        Self { town, desk, newcomers: Vec::new(), locals: Vec::new(), reader }
    }

    /// A new beginning: other people, nothing between them.
    async fn begin(&mut self, history: u64, rng: &mut Pcg64) {
        for sql in [
            "delete from accounts where id not in (select account_id from staff)",
            "delete from letters",
            "delete from reports",
        ] {
            sqlx::query(sql).execute(&*self.town.db).await.expect("gone");
        }
        (self.newcomers, self.locals) = (Vec::new(), Vec::new());
        for n in 0..NEWCOMERS {
            self.newcomers.push(newcomer(&self.town, &format!("her{history}x{n}"), "5612").await);
        }
        for n in 0..LOCALS {
            let account = local(&self.town, &format!("them{history}x{n}"), "5612").await;
            sets(
                &self.town,
                account,
                &format!("{ACTIVE}, answers = answers || '{{\"capacity\": {}}}'", rng.random_range(1..3)),
            )
            .await;
            self.locals.push(account);
        }
    }

    /// A link in a letter to somebody, any of those there were.
    async fn link(&self, rng: &mut Pcg64) -> Option<String> {
        let bodies: Vec<String> =
            sqlx::query_scalar("select body_text from letters where cause = 'introduction' order by queued_at, id")
                .fetch_all(&*self.town.db)
                .await
                .expect("letters");
        let body = bodies.get(rng.random_range(0..bodies.len().max(1)))?;
        let link = body.split_whitespace().find(|word| word.contains("/introductions/"))?;
        Some(format!("/en/introductions/{}", link.rsplit('/').next()?))
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let (her, them) = (self.newcomers[rng.random_range(0..NEWCOMERS)], self.locals[rng.random_range(0..LOCALS)]);
        let db = self.town.db.clone();
        let run = async |sql: &str, account: Uuid| {
            sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).bind(account).execute(&*db).await.expect("done");
        };
        match rng.random_range(0..20) {
            0..5 => {
                let local: Option<Uuid> = sqlx::query_scalar("select id from locals where account_id = $1")
                    .bind(them)
                    .fetch_optional(&*db)
                    .await
                    .expect("an answer");
                let here: bool = sqlx::query_scalar("select exists (select 1 from newcomers where account_id = $1)")
                    .bind(her)
                    .fetch_one(&*db)
                    .await
                    .expect("an answer");
                let (Some(local), true) = (local, here) else { return "nobody".to_owned() };
                let city = self.town.lent.city.now();
                let sender = Sender { city: &city, address: &self.town.lent.address };
                let mut tx = db.begin().await.expect("a transaction");
                let looked = logbook::look(&mut tx, &self.desk, her, "to introduce").await.expect("looked");
                let proposal = Proposal {
                    local,
                    kind: Meet::OneToOne,
                    group: None,
                    reasons: Vec::new(),
                    line: None,
                    place: "The library".to_owned(),
                    dates: Vec::new(),
                    score: 0.5,
                    weights: "1".to_owned(),
                };
                let made =
                    introductions::propose(&mut tx, &sender, &self.desk, looked, &proposal).await.expect("an answer");
                if made.is_ok() {
                    tx.commit().await.expect("proposed");
                }
                format!("propose {made:?}")
            }
            5..13 => {
                let Some(link) = self.link(rng).await else { return "nothing to answer".to_owned() };
                let say = if rng.random_bool(0.7) { "yes" } else { "no" };
                let page = self.reader.posts(&link, &[("say", say)]).await;
                assert!(
                    page.status.is_redirection() || page.status.as_u16() == 404,
                    "{say}: {} {}",
                    page.status,
                    page.main()
                );
                format!("{say} by {link}: {}", page.status)
            }
            13..16 => {
                let hours = [5, 40, 90, 169][rng.random_range(0..4_usize)];
                self.town.wait(&format!("{hours} hours")).await;
                introductions::end_what_is_over(&db).await.expect("ended");
                format!("{hours} hours")
            }
            16 => {
                let mut tx = db.begin().await.expect("a transaction");
                introductions::end_between(&mut tx, her, them).await.expect("ended");
                let (one, other) = if rng.random_bool(0.5) { (her, them) } else { (them, her) };
                let sql = "insert into blocks (blocker_account, blocked_account) select $1, $2
                           where (select count(*) from accounts where id in ($1, $2)) = 2 on conflict do nothing";
                sqlx::query(sql).bind(one).bind(other).execute(&mut *tx).await.expect("blocked");
                tx.commit().await.expect("blocked");
                "block".to_owned()
            }
            17 => {
                run("update locals set paused_at = case when paused_at is null then buurten_now() end where account_id = $1", them).await;
                run("update newcomers set paused_at = case when paused_at is null then buurten_now() end where account_id = $1", her).await;
                "a break".to_owned()
            }
            18 => {
                let account = if rng.random_bool(0.5) { her } else { them };
                let city = self.town.lent.city.now();
                let sender = Sender { city: &city, address: &self.town.lent.address };
                let mut tx = db.begin().await.expect("a transaction");
                introductions::leave(&mut tx, &sender, account).await.expect("left");
                sqlx::query("delete from accounts where id = $1").bind(account).execute(&mut *tx).await.expect("gone");
                tx.commit().await.expect("gone");
                "leave".to_owned()
            }
            _ => {
                let Some(id): Option<Uuid> =
                    sqlx::query_scalar("select id from introductions order by proposed_at desc limit 1")
                        .fetch_optional(&*db)
                        .await
                        .expect("an answer")
                else {
                    return "nothing to take back".to_owned();
                };
                let about = introductions::proposed_to(&db, id).await.expect("an answer").expect("hers");
                let mut tx = db.begin().await.expect("a transaction");
                let looked = logbook::look(&mut tx, &self.desk, about, "to take it back").await.expect("looked");
                introductions::take_back(&mut tx, looked, id).await.expect("an answer");
                tx.commit().await.expect("taken back");
                "take back".to_owned()
            }
        }
    }

    async fn states(&self) -> BTreeMap<Uuid, String> {
        let rows: Vec<(Uuid, String)> =
            sqlx::query_as("select id, state from introductions").fetch_all(&*self.town.db).await.expect("states");
        rows.into_iter().collect()
    }

    /// What must never be, as sentences.
    async fn broken(&self) -> Vec<String> {
        let never = [
            ("a local over capacity", "select count(*) from locals l where people_of(l.id) > l.capacity"),
            ("two open ones for a pair", "select count(*) from (select 1 from introductions where ended_at is null group by newcomer_id, local_id having count(*) > 1) q"),
            ("an open one, or a tie begun, of a blocked pair", "select count(*) from introductions i join newcomers n on n.id = i.newcomer_id join locals l on l.id = i.local_id
                 join blocks b on (b.blocker_account, b.blocked_account) in ((n.account_id, l.account_id), (l.account_id, n.account_id))
                 where i.ended_at is null or i.state = 'both-yes' and i.ended_at > b.since"),
            ("a yes of both without a tie", "select count(*) from introductions i where state = 'both-yes' and local_id is not null
                 and not exists (select 1 from ties t where (t.newcomer_id, t.local_id) = (i.newcomer_id, i.local_id))"),
            ("a tie without a yes of both", "select count(*) from ties t join introductions i on i.id = t.introduction_id where i.state <> 'both-yes'"),
            ("an open one after its seven days", "select count(*) from introductions where ended_at is null and coalesce(newcomer_yes_at, proposed_at) <= buurten_now() - interval '7 days'"),
            ("a local asked before her yes", "select count(*) from introductions where local_token_hash is not null and newcomer_yes_at is null"),
        ];
        let mut broken = Vec::new();
        for (what, sql) in never {
            if self.town.count(sql).await != 0 {
                broken.push(what.to_owned());
            }
        }
        broken
    }
}

/// Which state may follow which.
fn may_follow(before: Option<&str>, after: &str) -> bool {
    match before {
        None => after == "proposed",
        Some("proposed") => ["proposed", "one-yes", "lapsed"].contains(&after),
        Some("one-yes") => ["one-yes", "both-yes", "lapsed"].contains(&after),
        Some(ended) => ended == after,
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test]
async fn no_history_leaves_the_diagram() {
    let (histories, seed) = (number("BUURTEN_HISTORIES", 200), number("BUURTEN_SOAK_SEED", 7));
    let mut world = World::new().await;
    let mut reached: BTreeMap<String, u64> = BTreeMap::new();
    for history in 0..histories {
        let mut rng = Pcg64::seed_from_u64(seed.wrapping_add(history));
        world.begin(history, &mut rng).await;
        let (mut before, mut told) = (world.states().await, Vec::new());
        for _ in 0..ACTS {
            told.push(world.act(&mut rng).await);
            let after = world.states().await;
            for (id, state) in &after {
                let was = before.get(id).map(String::as_str);
                assert!(
                    may_follow(was, state),
                    "seed {}: {was:?} -> {state} after {told:#?}",
                    seed.wrapping_add(history)
                );
            }
            let broken = world.broken().await;
            assert!(broken.is_empty(), "seed {}: {broken:?} after {told:#?}", seed.wrapping_add(history));
            before = after;
        }
        for state in before.into_values() {
            *reached.entry(state).or_default() += 1;
        }
    }
    println!("{histories} histories from seed {seed}: {reached:?}");
    assert!(["both-yes", "lapsed"].iter().all(|state| reached.contains_key(*state)), "{reached:?}");
}
