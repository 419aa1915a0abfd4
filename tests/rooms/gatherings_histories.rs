//! Histories of gatherings against Postgres: random answers, time, blocks, leaving and taking back. No path outside the
//! diagram, none takes place with fewer than two, no blocked pair comes together.

use crate::{
    desk::newcomer,
    support::{
        histories::{World, play},
        reader::Reader,
        town::Town,
    },
};
use buurten::{
    along::Sender,
    auth::SignedIn,
    gatherings::{self, Kind, Proposal},
};
use chrono::TimeDelta;
use rand::RngExt;
use rand_pcg::Pcg64;
use uuid::Uuid;

const PEOPLE: usize = 4;

struct Gatherings {
    town: Town,
    desk: SignedIn,
    people: Vec<Uuid>,
    reader: Reader,
}

impl World for Gatherings {
    const OF: &'static str = "gatherings";
    const ACTS: usize = 12;
    const STATES: &'static str = "select id, state from gatherings";
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] =
        &[("", &["proposed"]), ("proposed", &["on", "lapsed"]), ("on", &["off"])];
    const REACHED: &'static [&'static str] = &["on", "off", "lapsed"];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        ("one that takes place with fewer than two", "select count(*) from gatherings g where state = 'on' and meets_at > buurten_now()
             and (select count(*) from gathering_parties p where p.gathering_id = g.id and p.yes_at is not null and p.cannot_at is null and not p.unheard) < 2"),
        ("a blocked pair that comes together after the block", "select count(*) from gathering_parties a join gathering_parties b on b.gathering_id = a.gathering_id
             join blocks k on (k.blocker_account, k.blocked_account) = (a.account_id, b.account_id)
             where a.yes_at is not null and not a.unheard and b.yes_at is not null and not b.unheard and greatest(a.yes_at, b.yes_at) > k.since"),
        ("somebody asked to two trios at once", "select count(*) from (select account_id from gathering_parties p join gatherings g on g.id = p.gathering_id
             where g.state = 'proposed' group by account_id having count(*) > 1) q"),
        ("an open one after its seven days", "select count(*) from gatherings where state = 'proposed' and proposed_at <= buurten_now() - interval '7 days'"),
        ("a letter that says it takes place, to somebody who did not say yes", "select count(*) from letters l join accounts a on a.email = l.address
             where l.cause = 'gathering-on' and not exists (select from gathering_parties p where p.account_id = a.id and p.yes_at is not null and not p.unheard)"),
    ];

    async fn of(town: Town) -> Self {
        let (desk, reader) = (town.desk().await, town.reader());
        Self { town, desk, people: Vec::new(), reader }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, _: &mut Pcg64) {
        let others = "delete from accounts where id not in (select account_id from staff)";
        self.town.does(&["delete from gatherings", others, "delete from letters"], &[]).await;
        self.people.clear();
        for n in 0..PEOPLE {
            self.people.push(newcomer(&self.town, &format!("her{n}"), "5612").await);
        }
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
                let Some(link) = self.town.any_link("gathering", "/gatherings/", rng).await else {
                    return "nothing to answer".to_owned();
                };
                let link = format!("/en/gatherings/{link}");
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
                self.town.blocks(one, other).await;
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
                let newest = "select id from gatherings order by proposed_at desc, id limit 1";
                let newest = sqlx::query_scalar(newest).fetch_optional(&*db).await.expect("an answer");
                let Some(id): Option<Uuid> = newest else { return "nothing to take back".to_owned() };
                let mut tx = db.begin().await.expect("a transaction");
                let done = gatherings::take_back(&mut tx, &self.desk.scope, id).await.expect("an answer");
                tx.commit().await.expect("taken back");
                format!("take back {done}")
            }
        }
    }
}

#[tokio::test]
async fn no_history_of_gatherings_leaves_the_diagram() {
    play::<Gatherings>(200).await;
}
