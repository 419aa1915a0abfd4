//! Histories of next steps against Postgres: random joining, breaks, acts of their own, answers to a step, and jumps of
//! the clock. Whoever takes no break always had a step within 48 hours and every 14 days, never two that stand, never
//! the same twice in a row.

use crate::{
    desk::{asked, newcomer},
    next_steps::{daily, give},
    support::{
        histories::{World, play},
        reader::Reader,
        town::Town,
    },
};
use buurten::next_steps;
use rand::RngExt;
use rand_pcg::Pcg64;
use uuid::Uuid;

const PEOPLE: usize = 4;

struct NextSteps {
    town: Town,
    listings: Vec<Uuid>,
    people: Vec<(Uuid, Reader)>,
}

impl NextSteps {
    async fn joins(&mut self) {
        let account = newcomer(&self.town, &format!("her{}", self.people.len()), "5612").await;
        let reader = self.town.browser_of(account).await;
        self.people.push((account, reader));
    }

    async fn without(&self) -> i64 {
        next_steps::measured(&self.town.db).await.expect("figures").without
    }

    /// Lets time pass and the work be done, each so many hours; says how many were given.
    async fn passes(&mut self, hours: u32) {
        self.town.wait(&format!("{hours} hours")).await;
        self.town.does(&["update sessions set seen_at = buurten_now(), created_at = buurten_now()"], &[]).await;
        if hours <= 24 {
            assert_eq!(self.without().await, 0, "without a step before the work");
        }
        let resting =
            "select count(*) from next_steps s join newcomers n on n.id = s.newcomer_id where n.paused_at is not null";
        let before = self.town.count(resting).await;
        give(&self.town).await;
        assert_eq!(self.town.count(resting).await, before, "a step during a break");
        assert_eq!(self.without().await, 0, "without a step after the work");
    }
}

impl World for NextSteps {
    const OF: &'static str = "next steps";
    const ACTS: usize = 24;
    const STATES: &'static str =
        "select id, case when done_at is not null then 'done' when set_aside_at is not null then 'set aside'
        when over_at is not null then 'over' else 'stands' end from next_steps";
    // She may take back what she said.
    const DIAGRAM: &'static [(&'static str, &'static [&'static str])] = &[
        ("", &["stands"]),
        ("stands", &["done", "set aside", "over"]),
        ("done", &["stands"]),
        ("set aside", &["stands"]),
    ];
    const REACHED: &'static [&'static str] = &["stands", "done", "set aside", "over"];
    const NEVER: &'static [(&'static str, &'static str)] = &[
        ("no first step within 48 hours", "select count(*) from newcomers n where n.looking_since <= buurten_now() - interval '48 hours'
             and (select at from last_acts where newcomer_id = n.id) is null and not exists (select 1 from next_steps where newcomer_id = n.id)"),
        ("two steps that stand", "select count(*) from (select 1 from next_steps where num_nonnulls(done_at, set_aside_at, over_at) = 0 group by newcomer_id having count(*) > 1) q"),
        ("the same twice in a row", "select count(*) from (select kind, listing_id, lag(kind) over w as kind_before, lag(listing_id) over w as before from next_steps
             window w as (partition by newcomer_id order by given_at, over_at nulls last, id)) q where kind = kind_before and listing_id is not distinct from before"),
        ("a step to a place she asked for before", "select count(*) from next_steps s join requests r on r.newcomer_id = s.newcomer_id and r.listing_id = s.listing_id where s.given_at > r.sent_at"),
    ];

    async fn of(town: Town) -> Self {
        let mut listings = Vec::new();
        for title in ["Coffee", "Walking", "Choir", "Chess"] {
            listings.push(daily(&town, title).await);
        }
        Self { town, listings, people: Vec::new() }
    }

    fn town(&self) -> &Town {
        &self.town
    }

    async fn begin(&mut self, _: &mut Pcg64) {
        self.town.does(&["delete from accounts", "delete from letters"], &[]).await;
        self.people.clear();
        self.joins().await;
    }

    async fn act(&mut self, rng: &mut Pcg64) -> String {
        let who = rng.random_range(0..self.people.len());
        let account = self.people[who].0;
        match rng.random_range(0..20) {
            0..2 if self.people.len() < PEOPLE => {
                self.joins().await;
                "joins".to_owned()
            }
            0..9 => {
                let hours = [1, 10, 24, 24, 24, 90, 400, 1_000][rng.random_range(0..8_usize)];
                self.passes(hours).await;
                format!("{hours} hours")
            }
            9..11 => {
                let sql = "update newcomers set paused_at = case when paused_at is null then buurten_now() end where account_id = $1";
                self.town.does(&[sql], &[account]).await;
                format!("{who} rests or is back")
            }
            11..13 => {
                let listing = self.listings[rng.random_range(0..self.listings.len())];
                let open = "select count(*) from requests r join newcomers n on n.id = r.newcomer_id where n.account_id = $1 and r.listing_id = $2";
                let open: i64 = sqlx::query_scalar(open)
                    .bind(account)
                    .bind(listing)
                    .fetch_one(&*self.town.db)
                    .await
                    .expect("a count");
                if open == 0 {
                    asked(&self.town, account, listing, 0).await;
                }
                format!("{who} asks")
            }
            _ => {
                let act = ["went", "something-else", "something-else", "back"][rng.random_range(0..4_usize)];
                let step: Option<Uuid> = sqlx::query_scalar(
                    "select s.id from next_steps s join newcomers n on n.id = s.newcomer_id where n.account_id = $1 order by s.given_at desc, s.over_at nulls first limit 1",
                )
                .bind(account)
                .fetch_optional(&*self.town.db)
                .await
                .expect("a step");
                let Some(step) = step else { return format!("{who} has none") };
                let page = self.people[who].1.posts(&format!("/en/me/step/{step}/{act}"), &[]).await;
                assert!(page.status.is_redirection(), "{}", page.main());
                format!("{who}: {act}")
            }
        }
    }
}

#[tokio::test]
async fn in_no_history_is_anybody_left_without_a_step() {
    play::<NextSteps>(40).await;
}
