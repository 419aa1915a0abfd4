//! Histories of gatherings against Postgres: random answers, time, blocks, leaving and taking back. No path outside the
//! diagram, none takes place with fewer than two, no blocked pair comes together. 200 of them; `BUURTEN_HISTORIES` sets
//! how many, `BUURTEN_SOAK_SEED` where they begin.

use crate::{
    desk::{newcomer, staff},
    support::{reader::Reader, town::Town},
};
use buurten::{
    along::Sender,
    auth::{Scope, SignedIn},
    gatherings::{self, Kind, Proposal},
    kit::{email_address::EmailAddress, lang::Lang},
};
use chrono::TimeDelta;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use std::collections::BTreeMap;
use uuid::Uuid;

const PEOPLE: usize = 4;
const ACTS: usize = 12;

struct World {
    town: Town,
    desk: SignedIn,
    people: Vec<Uuid>,
    reader: Reader,
}

impl World {
    async fn new() -> Self {
        let town = Town::empty().await;
        drop(staff(&town, "marieke", None).await);
        let account = sqlx::query_scalar("select account_id from staff").fetch_one(&*town.db).await.expect("staff");
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
        Self { town, desk, people: Vec::new(), reader }
    }

    async fn begin(&mut self, history: u64) {
        for sql in [
            "delete from gatherings",
            "delete from accounts where id not in (select account_id from staff)",
            "delete from letters",
        ] {
            sqlx::query(sql).execute(&*self.town.db).await.expect("gone");
        }
        self.people = Vec::new();
        for n in 0..PEOPLE {
            self.people.push(newcomer(&self.town, &format!("her{history}x{n}"), "5612").await);
        }
    }

    async fn link(&self, rng: &mut Pcg64) -> Option<String> {
        let sql = "select body_text from letters where cause = 'gathering' order by queued_at, id";
        let bodies: Vec<String> = sqlx::query_scalar(sql).fetch_all(&*self.town.db).await.expect("letters");
        let body = bodies.get(rng.random_range(0..bodies.len().max(1)))?;
        let link = body.split_whitespace().find(|word| word.contains("/gatherings/"))?;
        Some(format!("/en/gatherings/{}", link.rsplit('/').next()?))
    }

    async fn newest(&self) -> Option<Uuid> {
        let sql = "select id from gatherings order by proposed_at desc, id limit 1";
        sqlx::query_scalar(sql).fetch_optional(&*self.town.db).await.expect("an answer")
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let db = self.town.db.clone();
        let city = self.town.lent.city.now();
        let sender = Sender { city: &city, address: &self.town.lent.address };
        let (one, other) = (self.people[rng.random_range(0..PEOPLE)], self.people[rng.random_range(0..PEOPLE)]);
        match rng.random_range(0..20) {
            0..4 => {
                let start = rng.random_range(0..PEOPLE);
                let asked = (0..3).map(|n| (self.people[(start + n) % PEOPLE], None)).collect();
                let meets_at = self.town.lent.clock.now() + TimeDelta::days(9);
                let proposal = Proposal {
                    kind: Kind::Trio,
                    what: "A walk".to_owned(),
                    place: "The park".to_owned(),
                    meets_at,
                    asked,
                };
                let mut tx = db.begin().await.expect("a transaction");
                let made = gatherings::propose(&mut tx, &sender, &self.desk, &proposal).await.expect("an answer");
                if made.is_ok() {
                    tx.commit().await.expect("proposed");
                }
                format!("propose {made:?}")
            }
            4..13 => {
                let Some(link) = self.link(rng).await else { return "nothing to answer".to_owned() };
                let say = if rng.random_bool(0.7) { "yes" } else { "no" };
                let page = self.reader.posts(&link, &[("say", say)]).await;
                assert!(page.status.is_redirection() || page.status.as_u16() == 404, "{say}: {}", page.main());
                format!("{say} by {link}: {}", page.status)
            }
            13..16 => {
                let hours = [5, 40, 90, 169][rng.random_range(0..4_usize)];
                self.town.wait(&format!("{hours} hours")).await;
                gatherings::end_what_is_over(&db).await.expect("ended");
                format!("{hours} hours")
            }
            16 => {
                let sql = "insert into blocks (blocker_account, blocked_account) select $1, $2
                           where (select count(*) from accounts where id in ($1, $2)) = 2 on conflict do nothing";
                sqlx::query(sql).bind(one).bind(other).execute(&*db).await.expect("blocked");
                "block".to_owned()
            }
            17..19 => {
                let mut tx = db.begin().await.expect("a transaction");
                gatherings::leave(&mut tx, &sender, one).await.expect("left");
                sqlx::query("delete from accounts where id = $1").bind(one).execute(&mut *tx).await.expect("gone");
                tx.commit().await.expect("gone");
                "leave".to_owned()
            }
            _ => {
                let Some(id) = self.newest().await else { return "nothing to take back".to_owned() };
                let mut tx = db.begin().await.expect("a transaction");
                let done = gatherings::take_back(&mut tx, &self.desk.scope, id).await.expect("an answer");
                tx.commit().await.expect("taken back");
                format!("take back {done}")
            }
        }
    }

    async fn states(&self) -> BTreeMap<Uuid, String> {
        let rows: Vec<(Uuid, String)> =
            sqlx::query_as("select id, state from gatherings").fetch_all(&*self.town.db).await.expect("states");
        rows.into_iter().collect()
    }

    /// What must never be, as sentences.
    async fn broken(&self) -> Vec<String> {
        const COMES: &str = "yes_at is not null and cannot_at is null and not unheard";
        let never = [
            ("one that takes place with fewer than two", format!("select count(*) from gatherings g where state = 'on' and meets_at > buurten_now()
                 and (select count(*) from gathering_parties p where p.gathering_id = g.id and {COMES}) < 2")),
            ("a blocked pair that comes together after the block", "select count(*) from gathering_parties a join gathering_parties b on b.gathering_id = a.gathering_id
                 join blocks k on (k.blocker_account, k.blocked_account) = (a.account_id, b.account_id)
                 where a.yes_at is not null and not a.unheard and b.yes_at is not null and not b.unheard and greatest(a.yes_at, b.yes_at) > k.since".to_owned()),
            ("somebody asked to two trios at once", "select count(*) from (select account_id from gathering_parties p join gatherings g on g.id = p.gathering_id
                 where g.state = 'proposed' group by account_id having count(*) > 1) q".to_owned()),
            ("an open one after its seven days", "select count(*) from gatherings where state = 'proposed' and proposed_at <= buurten_now() - interval '7 days'".to_owned()),
            ("a letter that says it takes place, to somebody who did not say yes", "select count(*) from letters l join accounts a on a.email = l.address
                 where l.cause = 'gathering-on' and not exists (select from gathering_parties p where p.account_id = a.id and p.yes_at is not null and not p.unheard)".to_owned()),
        ];
        let mut broken = Vec::new();
        for (what, sql) in never {
            let count: i64 =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&*self.town.db).await.expect("a count");
            if count != 0 {
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
        Some("proposed") => ["proposed", "on", "lapsed"].contains(&after),
        Some("on") => ["on", "off"].contains(&after),
        Some(ended) => ended == after,
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

#[tokio::test]
async fn no_history_of_gatherings_leaves_the_diagram() {
    let (histories, seed) = (number("BUURTEN_HISTORIES", 200), number("BUURTEN_SOAK_SEED", 7));
    let mut world = World::new().await;
    let mut reached: BTreeMap<String, u64> = BTreeMap::new();
    for history in 0..histories {
        let mut rng = Pcg64::seed_from_u64(seed.wrapping_add(history));
        world.begin(history).await;
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
    println!("{histories} histories of gatherings from seed {seed}: {reached:?}");
    assert!(["on", "off", "lapsed"].iter().all(|state| reached.contains_key(*state)), "{reached:?}");
}
