//! Histories of what is begun together, against Postgres: random acts of newcomers, locals, the desk, of time, breaks,
//! blocks and leaving, with going along beside it. No path outside the diagram, nobody over what they can or chose, no
//! blocked pair anywhere.

use crate::{
    support::{
        histories::{World, play},
        reader::Reader,
        town::Town,
    },
    together::{chess_player, fields, hour_passes},
};
use buurten::{along::Sender, together};
use rand::{RngExt, seq::IndexedRandom};
use rand_pcg::Pcg64;
use uuid::Uuid;

const NEWCOMERS: usize = 2;
const LOCALS: usize = 3;

struct Together {
    town: Town,
    desk: Reader,
    reader: Reader,
    hers: Vec<Reader>,
    her_accounts: Vec<Uuid>,
    locals: Vec<Uuid>,
}

impl Together {
    /// Whatever the clock says.
    async fn stays_signed_in(&self) {
        let signed_in = "update sessions set seen_at = buurten_now(), created_at = buurten_now(), second_factor_at = case when second_factor_at is null then null else buurten_now() end";
        self.town.does(&[signed_in], &[]).await;
    }
}

impl World for Together {
    const OF: &'static str = "what is begun together";
    const ACTS: usize = 14;
    const STATES: &'static str = "select id, state from together";
    // Between two looks it can be taken back and the other way round.
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] = &[
        ("", &["proposed"]),
        ("proposed", &["co-hosted", "withdrawn", "lapsed"]),
        ("co-hosted", &["published", "withdrawn", "lapsed"]),
        ("published", &["withdrawn"]),
        ("withdrawn", &["proposed"]),
    ];
    const REACHED: &'static [&'static str] = &["proposed", "co-hosted", "published", "withdrawn", "lapsed"];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        ("a local over capacity", "select count(*) from locals l where people_of(l.id) > l.capacity"),
        ("a local asked more often than they chose", "select count(*) from locals l where asked_in_the_month(l.id, buurten_now()) > l.requests_a_month"),
        ("more than three asked", "select count(*) from (select 1 from together_asked group by together_id having count(*) > 3) q"),
        ("two open questions", "select count(*) from (select 1 from together_asked where state = 'sent' group by together_id having count(*) > 1) q"),
        ("a question about what is not open", "select count(*) from together_asked q join together t on t.id = q.together_id where q.state = 'sent' and t.state <> 'proposed'"),
        ("more than two open of one", "select count(*) from (select 1 from together where state in ('proposed', 'co-hosted') group by newcomer_id having count(*) > 2) q"),
        ("hosted without a host", "select count(*) from together where state in ('co-hosted', 'published') and local_id is null"),
        ("published without two hosts", "select count(*) from together t where state = 'published' and (select count(*) from hosts h where h.listing_id = t.listing_id) <> 2"),
        ("a blocked pair", "select count(*) from together t join newcomers n on n.id = t.newcomer_id join locals l on l.id = t.local_id
             or exists (select 1 from together_asked q where q.together_id = t.id and q.local_id = l.id and q.state = 'sent')
             join blocks b on (b.blocker_account, b.blocked_account) in ((n.account_id, l.account_id), (l.account_id, n.account_id))
             where t.state in ('proposed', 'co-hosted', 'published')"),
    ];

    async fn of(town: Town) -> Self {
        town.with_listing(&[("id", "choir")]).await;
        let desk = crate::desk::staff(&town, "marieke", None).await;
        let (reader, mut hers, mut her_accounts) = (town.reader(), Vec::new(), Vec::new());
        for n in 0..NEWCOMERS {
            let address = format!("her{n}@example.org");
            hers.push(town.signed_in(&address).await);
            let account = "select id from accounts where email = $1";
            her_accounts.push(sqlx::query_scalar(account).bind(address).fetch_one(&*town.db).await.expect("her"));
        }
        Self { town, desk, reader, hers, her_accounts, locals: Vec::new() }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, rng: &mut Pcg64) {
        let all = [
            "delete from together",
            "delete from going_along",
            "delete from blocks",
            "delete from letters",
            "delete from accounts where id in (select account_id from locals)",
            "delete from listings where key <> 'choir'",
            "update newcomers set paused_at = null",
        ];
        self.town.does(&all, &[]).await;
        self.locals.clear();
        for n in 0..LOCALS {
            let often = format!(", requests_a_month = {}", rng.random_range(1..3));
            self.locals.push(chess_player(&self.town, &format!("them{n}"), &often).await);
        }
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let (n, them) = (rng.random_range(0..NEWCOMERS), self.locals[rng.random_range(0..LOCALS)]);
        let db = self.town.db.clone();
        self.stays_signed_in().await;
        let all: Vec<Uuid> = sqlx::query_scalar("select id from together order by proposed_at, id")
            .fetch_all(&*db)
            .await
            .expect("all that was begun");
        let one = all.choose(rng).copied();
        match (rng.random_range(0..20), one) {
            (0..4, _) | (_, None) => {
                let entry = Uuid::new_v4().to_string();
                let page = self.hers[n].posts("/en/together", &fields("send", &[("entry", &entry)])).await;
                format!("begin: {}", page.status)
            }
            (4..10, _) => {
                let Some(link) = self.town.any_link("together", "/co-host/", rng).await else {
                    return "nobody was asked".to_owned();
                };
                let path = format!("/en/co-host/{link}");
                let say = if rng.random_bool(0.6) { "yes" } else { "no" };
                format!("{say}: {}", self.reader.posts(&path, &[("say", say)]).await.status)
            }
            (10..13, _) => {
                let hours = [1, 40, 90, 169][rng.random_range(0..4_usize)];
                hour_passes(&self.town, &format!("{hours} hours")).await;
                format!("{hours} hours")
            }
            (13, Some(id)) => {
                let verb = ["take-back", "undo"][rng.random_range(0..2_usize)];
                format!("{verb}: {}", self.hers[n].posts(&format!("/en/together/{id}/{verb}"), &[]).await.status)
            }
            (14, Some(id)) => {
                let verb = ["not-now", "undo", "talk-first"][rng.random_range(0..3_usize)];
                let page = self
                    .desk
                    .posts(
                        &format!("/desk/together/{id}/{verb}"),
                        if verb == "not-now" { &[("reason", "Too far.")] } else { &[] },
                    )
                    .await;
                format!("{verb}: {}", page.status)
            }
            (15, Some(id)) => {
                let entry = id.to_string();
                let form = [
                    ("entry", entry.as_str()),
                    ("then", "publish"),
                    ("kind", "activity"),
                    ("title_en", "Chess"),
                    ("repeat", "appointment"),
                ];
                format!("publish: {}", self.desk.posts(&format!("/desk/together/{id}"), &form).await.status)
            }
            (16, _) => {
                let mut tx = db.begin().await.expect("a transaction");
                let (one, other) =
                    if rng.random_bool(0.5) { (self.her_accounts[n], them) } else { (them, self.her_accounts[n]) };
                let city = self.town.lent.city.now();
                let sender = Sender { city: &city, address: &self.town.lent.address };
                together::end_between(&mut tx, &sender, one, other).await.expect("ended");
                tx.commit().await.expect("ended");
                self.town.blocks(one, other).await;
                "block".to_owned()
            }
            (17, _) => {
                let sql = "update locals set paused_at = case when paused_at is null then buurten_now() end where account_id = $1";
                self.town.does(&[sql], &[them]).await;
                "a break".to_owned()
            }
            (18, _) => {
                let city = self.town.lent.city.now();
                let sender = Sender { city: &city, address: &self.town.lent.address };
                let mut tx = db.begin().await.expect("a transaction");
                together::leave(&mut tx, &sender, &self.town.lent.shelf.now(), them).await.expect("left");
                sqlx::query("delete from accounts where id = $1").bind(them).execute(&mut *tx).await.expect("gone");
                tx.commit().await.expect("gone");
                "leave".to_owned()
            }
            (_, _) => {
                // Somebody asks to be taken along meanwhile: the same room, the same month.
                let sql = "insert into going_along (id, newcomer_id, local_id, listing_id, state, answered_at, answer_token_hash)
                           select gen_random_uuid(), n.id, l.id, g.id, 'yes', buurten_now(), gen_random_uuid()::text::bytea
                           from newcomers n, locals l, listings g where n.account_id = $1 and l.account_id = $2 and g.key = 'choir'";
                let done = sqlx::query(sql).bind(self.her_accounts[n]).bind(them).execute(&*db).await;
                format!(
                    "along: {}",
                    done.map_or_else(
                        |e| e.as_database_error().and_then(|d| d.constraint()).unwrap_or("?").to_owned(),
                        |_| "yes".to_owned()
                    )
                )
            }
        }
    }
}

#[tokio::test]
async fn no_history_leaves_the_diagram() {
    play::<Together>(200).await;
}
