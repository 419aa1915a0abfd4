//! Histories of what a newcomer asks for, against Postgres: to come to a group ("I would like to go"), and to be taken
//! along. Random questions, answers by old and new links, taking back on both sides, having been there, silence, time,
//! breaks, blocks and leaving. No path outside the diagram, nobody over what they can or chose, no place given twice, no
//! blocked pair, and no letter to her before somebody said yes.

use crate::{
    desk::{local, newcomer},
    desk_locals::sets,
    support::{
        histories::{World, play},
        reader::Reader,
        town::Town,
    },
};
use buurten::{
    along::{self, Sender},
    requests,
};
use chrono::{Datelike, Days, Weekday};
use rand::{RngExt, seq::IndexedRandom};
use rand_pcg::Pcg64;
use uuid::Uuid;

const NEWCOMERS: usize = 3;
const LOCALS: usize = 3;
/// Places of the choir; nobody counts those of the club that meets by appointment.
const PLACES: i32 = 2;

/// What is hers: the path of its acts, the rows and whose they are. Where she may have been comes more often.
const HERS: [(&str, &str); 4] = [
    (
        "requests",
        "select r.id, n.account_id from requests r join newcomers n on n.id = r.newcomer_id order by r.sent_at",
    ),
    (
        "requests",
        "select r.id, n.account_id from requests r join newcomers n on n.id = r.newcomer_id where r.state = 'yes' order by r.sent_at",
    ),
    (
        "going",
        "select g.id, n.account_id from going_along g join newcomers n on n.id = g.newcomer_id order by g.sent_at",
    ),
    (
        "going",
        "select g.id, n.account_id from going_along g join newcomers n on n.id = g.newcomer_id where g.yes_at is not null order by g.sent_at",
    ),
];
const THEIRS: &str = "select g.id, l.account_id from going_along g join locals l on l.id = g.local_id order by g.state = 'yes', g.sent_at";

struct Requests {
    town: Town,
    listings: [Uuid; 2],
    newcomers: Vec<(Uuid, Reader)>,
    locals: Vec<(Uuid, Reader)>,
    anybody: Reader,
}

impl Requests {
    /// The hourly rounds.
    async fn works(&self) {
        let (city, stock) = (self.town.lent.city.now(), self.town.lent.shelf.now());
        let sender = Sender { city: &city, address: &self.town.lent.address };
        along::pass_on(&self.town.db, &sender, &stock).await.expect("passed on");
        along::evening_and_morning(&self.town.db, &sender, &stock).await.expect("reminded");
        requests::remind(&self.town.db, &city, &self.town.lent.address, &stock).await.expect("asked again");
    }

    /// One of these rows, and the browser of whoever's it is.
    async fn one_of(&mut self, rows: &'static str, rng: &mut Pcg64) -> Option<(Uuid, &mut Reader)> {
        let all: Vec<(Uuid, Uuid)> = sqlx::query_as(rows).fetch_all(&*self.town.db).await.expect("rows");
        let (id, whose) = *all.choose(rng)?;
        let everybody = self.newcomers.iter_mut().chain(&mut self.locals);
        everybody.into_iter().find(|(account, _)| *account == whose).map(|(_, reader)| (id, reader))
    }

    /// Somebody answers by a link of any letter there was.
    async fn answers(&mut self, causes: &[&str], path: &str, say: &str, rng: &mut Pcg64) -> String {
        let cause = causes.choose(rng).expect("a cause");
        let Some(token) = self.town.any_link(cause, path, rng).await else { return "nothing to answer".to_owned() };
        let page = self.anybody.posts(&format!("/en{path}{token}"), &[("say", say)]).await;
        assert!(page.status.is_redirection() || page.status.as_u16() == 404, "{say}: {}", page.main());
        format!("{say} by {path}{token}: {}", page.status)
    }
}

impl World for Requests {
    const OF: &'static str = "requests and going along";
    const ACTS: usize = 18;
    const STATES: &'static str =
        "select id, 'request ' || state from requests union all select id, 'along ' || state from going_along";
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] = &[
        ("", &["request sent", "along sent"]),
        ("request sent", &["request yes", "request no", "request full", "request withdrawn", "request lapsed"]),
        // A host may think better of it, and she may let go what she does not know to be refused.
        ("request no", &["request yes", "request full", "request withdrawn", "request lapsed"]),
        ("request yes", &["request full", "request went", "request withdrawn"]),
        ("request full", &["request yes"]),
        ("along sent", &["along yes", "along no", "along withdrawn", "along lapsed"]),
        ("along no", &["along withdrawn"]),
        ("along yes", &["along went", "along withdrawn", "along lapsed"]),
        // One who was silent looks to her as a no does; and after a yes whose day is over she says that she went.
        ("along lapsed", &["along went", "along withdrawn"]),
    ];
    const REACHED: &'static [&'static str] = &[
        "request yes",
        "request no",
        "request full",
        "request went",
        "request withdrawn",
        "request lapsed",
        "along yes",
        "along no",
        "along went",
        "along withdrawn",
        "along lapsed",
    ];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        ("a local over capacity", "select count(*) from locals l where people_of(l.id) > l.capacity"),
        (
            "a local asked more often than they chose",
            "select count(*) from locals l where asked_in_the_month(l.id, buurten_now()) > l.requests_a_month",
        ),
        (
            "two open ones of hers for one place",
            "select count(*) from (select 1 from going_along where state in ('sent', 'yes') group by newcomer_id, listing_id having count(*) > 1
                 union all select 1 from requests where state in ('sent', 'yes', 'no') group by newcomer_id, listing_id having count(*) > 1) q",
        ),
        (
            "a local asked twice by one who did not take it back",
            "select count(*) from (select 1 from going_along where state <> 'withdrawn' group by newcomer_id, local_id having count(*) > 1 and local_id is not null) q",
        ),
        (
            "a blocked pair with a question between them, or a yes after the block",
            "select count(*) from going_along g join newcomers n on n.id = g.newcomer_id join locals l on l.id = g.local_id
                 join blocks b on (b.blocker_account, b.blocked_account) in ((n.account_id, l.account_id), (l.account_id, n.account_id))
             where g.state = 'sent' or greatest(g.sent_at, g.yes_at) > b.since",
        ),
        (
            "a place given twice",
            "select count(*) from listings l where newcomer_places < 0 or key = 'choir' and
                 (select count(*) from requests r where r.listing_id = l.id and r.took_place and r.state in ('yes', 'went')) > 2",
        ),
        (
            "a letter to her before somebody said yes",
            "select count(*) from letters l join accounts a on a.email = l.address join newcomers n on n.account_id = a.id
             where l.cause = 'answer' and not exists (select from requests r where r.newcomer_id = n.id and r.answered_at is not null and r.state not in ('sent', 'no'))
                or l.cause like 'along%' and not exists (select from going_along g where g.newcomer_id = n.id and g.yes_at is not null)",
        ),
        (
            "a tie of two who did not go together",
            "select count(*) from ties t where not exists (select from going_along g where (g.newcomer_id, g.local_id) = (t.newcomer_id, t.local_id) and g.state = 'went')",
        ),
    ];

    async fn of(town: Town) -> Self {
        let choir = [
            ("id", "choir"),
            ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
            ("first_date", "2026-09-01"),
            ("starts", "20:00"),
            ("ends", "22:00"),
            ("contact_email", "choir@example.org"),
        ];
        let choir = town.with_listing(&choir).await;
        let club = town.with_listing(&[("id", "club"), ("contact_email", "club@example.org")]).await;
        let anybody = town.reader();
        Self { town, listings: [choir, club], newcomers: Vec::new(), locals: Vec::new(), anybody }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, rng: &mut Pcg64) {
        let places = format!(
            "update listings set newcomer_places = case key when 'choir' then {PLACES} end, contact_confirmed_on = confirmed_on"
        );
        self.town.does(&["delete from accounts", "delete from letters", &places], &[]).await;
        (self.newcomers, self.locals) = (Vec::new(), Vec::new());
        for n in 0..NEWCOMERS {
            let account = newcomer(&self.town, &format!("her{n}"), "5612").await;
            self.newcomers.push((account, self.town.browser_of(account).await));
        }
        for n in 0..LOCALS {
            let account = local(&self.town, &format!("them{n}"), "5612").await;
            let (capacity, often) = (rng.random_range(1..3), rng.random_range(1..4));
            let known = format!(
                "talked_at = buurten_now(), requests_a_month = {often}, answers = answers || '{{\"capacity\": {capacity}}}'"
            );
            sets(&self.town, account, &known).await;
            let vouched = "insert into regulars (local_id, listing_id, vouched_at)
                           select l.id, g.id, buurten_now() from locals l, listings g where l.account_id = $1";
            self.town.does(&[vouched], &[account]).await;
            self.locals.push((account, self.town.browser_of(account).await));
        }
        self.town.look().await;
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let (n, l) = (rng.random_range(0..NEWCOMERS), rng.random_range(0..LOCALS));
        let (her, them) = (self.newcomers[n].0, self.locals[l].0);
        let place = rng.random_range(0..2_usize);
        let to = format!("/en/listings/{}", self.listings[place]);
        match rng.random_range(0..40) {
            0..5 => {
                let page = self.newcomers[n].1.posts(&format!("{to}/go"), &[("first_name", "Ana")]).await;
                format!("her{n} asks the group {place}: {}", page.status)
            }
            5..11 => {
                // The next Tuesday, or the one after it; where that is no session any more, it is a slip.
                let since = u64::from(self.town.today().weekday().days_since(Weekday::Tue));
                let next = self.town.today() + Days::new(7 - since + 7 * rng.random_range(0..2));
                let session = if place == 0 { next.to_string() } else { String::new() };
                let fields = [("session", session.as_str()), ("first_name", "Ana")];
                let page = self.newcomers[n].1.posts(&format!("{to}/along"), &fields).await;
                format!("her{n} asks to be taken along to {place} on {session}: {}", page.status)
            }
            11..15 => {
                let say = ["yes", "no", "full"].choose(rng).expect("an answer");
                self.answers(&["request", "request", "request-reminder"], "/answer/", say, rng).await
            }
            15..21 => {
                let say = if rng.random_bool(0.6) { "yes" } else { "no" };
                self.answers(&["along"], "/along/", say, rng).await
            }
            21..23 => {
                let say = ["went", "went", "missed", "stayed-away"].choose(rng).expect("how it was");
                self.answers(&["how-was-it"], "/after/", say, rng).await
            }
            23..27 => {
                let (path, rows) = *HERS.choose(rng).expect("what is hers");
                let verb = if rng.random_bool(0.4) { "withdraw" } else { "went" };
                let Some((id, reader)) = self.one_of(rows, rng).await else { return "nothing is hers".to_owned() };
                let page = reader.posts(&format!("/en/{path}/{id}/{verb}"), &[]).await;
                assert!(page.status.is_redirection(), "{}", page.main());
                format!("{verb} {path} {id}")
            }
            27..29 => {
                let Some((id, reader)) = self.one_of(THEIRS, rng).await else { return "nothing is theirs".to_owned() };
                let page = reader.posts(&format!("/en/going/{id}/take-back"), &[]).await;
                assert!(page.status.is_redirection(), "{}", page.main());
                format!("they take {id} back")
            }
            29..36 => {
                let hours = [5, 20, 40, 75, 169][rng.random_range(0..5_usize)];
                self.town.wait(&format!("{hours} hours")).await;
                let here = "update sessions set seen_at = buurten_now(), created_at = buurten_now()";
                self.town.does(&[here], &[]).await;
                self.works().await;
                format!("{hours} hours")
            }
            36 => {
                for (table, account) in [("locals", them), ("newcomers", her)] {
                    let sql = format!(
                        "update {table} set paused_at = case when paused_at is null then buurten_now() end where account_id = $1"
                    );
                    self.town.does(&[&sql], &[account]).await;
                }
                "a break".to_owned()
            }
            37 => {
                // As `safety` does it: what is open ends before the block, and is asked of somebody else after it.
                let (one, other) = if rng.random_bool(0.5) { (her, them) } else { (them, her) };
                let (city, stock) = (self.town.lent.city.now(), self.town.lent.shelf.now());
                let sender = Sender { city: &city, address: &self.town.lent.address };
                let mut tx = self.town.db.begin().await.expect("a transaction");
                let ended = along::end_between(&mut tx, one, other).await.expect("ended");
                let block = "insert into blocks (blocker_account, blocked_account) select $1, $2
                             where (select count(*) from accounts where id in ($1, $2)) = 2 on conflict do nothing";
                sqlx::query(block).bind(one).bind(other).execute(&mut *tx).await.expect("blocked");
                along::ask_others(&mut tx, &sender, &stock, &ended).await.expect("asked");
                tx.commit().await.expect("blocked");
                format!("her{n} and them{l}: block")
            }
            _ => {
                let account = if rng.random_bool(0.5) { her } else { them };
                let (city, stock) = (self.town.lent.city.now(), self.town.lent.shelf.now());
                let sender = Sender { city: &city, address: &self.town.lent.address };
                let mut tx = self.town.db.begin().await.expect("a transaction");
                requests::give_back_hers(&mut tx, account).await.expect("given back");
                along::leave(&mut tx, &sender, &stock, account).await.expect("left");
                sqlx::query("delete from accounts where id = $1").bind(account).execute(&mut *tx).await.expect("gone");
                tx.commit().await.expect("gone");
                "leave".to_owned()
            }
        }
    }
}

#[tokio::test]
async fn no_history_of_a_request_leaves_the_diagram() {
    play::<Requests>(200).await;
}
