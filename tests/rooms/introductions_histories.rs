//! Histories of introductions of every kind against Postgres, and of being taken along beside them: random acts of the
//! desk, of newcomers and locals, of time, breaks, blocks and leaving. No path outside the diagram, no local over what
//! they can or chose, however they are asked; never two open ones for a pair, no blocked pair anywhere.

use crate::{
    desk::{local, newcomer},
    desk_locals::{ACTIVE, sets},
    support::{
        histories::{World, play},
        reader::Reader,
        town::Town,
    },
};
use buurten::{
    auth::SignedIn,
    introductions::{self, Proposal, Sender},
    kit::words::Meet,
    logbook,
};
use rand::{RngExt, seq::IndexedRandom};
use rand_pcg::Pcg64;
use uuid::Uuid;

const NEWCOMERS: usize = 3;
const LOCALS: usize = 2;

struct Introductions {
    town: Town,
    desk: SignedIn,
    listing: Uuid,
    newcomers: Vec<Uuid>,
    locals: Vec<Uuid>,
    reader: Reader,
}

impl Introductions {
    /// She asks to be taken along by them, or what was asked becomes this; the table refuses what it must.
    async fn rides(&self, her: Uuid, them: Uuid, state: &str) -> String {
        let sql = match state {
            "sent" => {
                "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash)
                 select gen_random_uuid(), n.id, l.id, $3, gen_random_uuid()::text::bytea from newcomers n, locals l
                 where n.account_id = $1 and l.account_id = $2"
            }
            _ => {
                "update going_along g set state = $4, answered_at = coalesce(answered_at, buurten_now()), closed_at = buurten_now()
                 from newcomers n, locals l where n.id = g.newcomer_id and l.id = g.local_id and n.account_id = $1
                   and l.account_id = $2 and g.listing_id = $3 and g.state in ('sent', 'yes')"
            }
        };
        let query = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).bind(her).bind(them).bind(self.listing);
        let query = if state == "sent" { query } else { query.bind(state) };
        match query.execute(&*self.town.db).await {
            Ok(done) => format!("a ride, {state}: {}", done.rows_affected()),
            Err(e) => {
                let name = e.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
                format!("a ride, {state}: {}", name.unwrap_or_else(|| panic!("{e}")))
            }
        }
    }
}

impl World for Introductions {
    const OF: &'static str = "introductions";
    const ACTS: usize = 18;
    const STATES: &'static str = "select id, state from introductions";
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] =
        &[("", &["proposed"]), ("proposed", &["one-yes", "lapsed"]), ("one-yes", &["both-yes", "lapsed"])];
    const REACHED: &'static [&'static str] = &["both-yes", "lapsed"];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        ("a local over capacity", "select count(*) from locals l where people_of(l.id) > l.capacity"),
        ("a local asked more often than they chose", "select count(*) from locals l where asked_in_the_month(l.id, buurten_now()) > l.requests_a_month"),
        ("a place for somebody where there is none", "select count(*) from locals l where places_of(l.id) > 0
             and (people_of(l.id) >= l.capacity or asked_in_the_month(l.id, buurten_now()) >= l.requests_a_month)"),
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

    async fn of(town: Town) -> Self {
        let (desk, reader, listing) = (town.desk().await, town.reader(), town.with_listing(&[("id", "choir")]).await);
        Self { town, desk, listing, newcomers: Vec::new(), locals: Vec::new(), reader }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, rng: &mut Pcg64) {
        let others = "delete from accounts where id not in (select account_id from staff)";
        self.town.does(&[others, "delete from letters", "delete from reports"], &[]).await;
        (self.newcomers, self.locals) = (Vec::new(), Vec::new());
        for n in 0..NEWCOMERS {
            self.newcomers.push(newcomer(&self.town, &format!("her{n}"), "5612").await);
        }
        for n in 0..LOCALS {
            let account = local(&self.town, &format!("them{n}"), "5612").await;
            let (capacity, often) = (rng.random_range(1..3), rng.random_range(1..5));
            let all = "up_for = '{one-to-one,coffee,question,welcome-group}'";
            let says =
                format!("answers = answers || '{{\"capacity\": {capacity}}}', requests_a_month = {often}, {all}");
            sets(&self.town, account, &format!("{ACTIVE}, {says}")).await;
            let group = "insert into welcome_groups (id, local_id, name, people) select account_id, id, 'The street', 5 from locals where account_id = $1";
            let goes = "insert into regulars (local_id, listing_id, vouched_at) select l.id, i.id, buurten_now() from locals l, listings i where l.account_id = $1";
            self.town.does(&[group, goes], &[account]).await;
            self.locals.push(account);
        }
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let (her, them) = (self.newcomers[rng.random_range(0..NEWCOMERS)], self.locals[rng.random_range(0..LOCALS)]);
        let db = self.town.db.clone();
        match rng.random_range(0..24) {
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
                let kind = *Meet::ALL.choose(rng).expect("a kind");
                let proposal = Proposal {
                    local,
                    kind,
                    group: Some(them).filter(|_| kind == Meet::WelcomeGroup),
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
                format!("propose {kind} {made:?}")
            }
            5..13 => {
                let Some(link) = self.town.any_link("introduction", "/introductions/", rng).await else {
                    return "nothing to answer".to_owned();
                };
                let link = format!("/en/introductions/{link}");
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
                tx.commit().await.expect("ended");
                self.town.blocks(one, other).await;
                "block".to_owned()
            }
            20..22 => self.rides(her, them, "sent").await,
            22 => self.rides(her, them, "yes").await,
            23 => self.rides(her, them, ["no", "lapsed", "went"][rng.random_range(0..3_usize)]).await,
            17 => {
                for (table, account) in [("locals", them), ("newcomers", her)] {
                    let sql = format!(
                        "update {table} set paused_at = case when paused_at is null then buurten_now() end where account_id = $1"
                    );
                    self.town.does(&[&sql], &[account]).await;
                }
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
}

#[tokio::test]
async fn no_history_leaves_the_diagram() {
    play::<Introductions>(200).await;
}
