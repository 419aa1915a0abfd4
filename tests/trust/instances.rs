//! Many instances over one database: what changes through one is on the pages of all within a second, whichever of them
//! is killed or cut off meanwhile.

use crate::{
    binary::{Served, cookie, run},
    support::postgres::{FreshDatabase, fresh_database},
};
use sqlx::{Connection, PgConnection, query, query_scalar};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many instances.
const ALL: usize = 5;
/// Within this a change is on every page.
const SOON: Duration = Duration::from_secs(1);
/// Within this it is on the pages of one that was cut off.
const CUT_OFF: Duration = Duration::from_secs(2);
/// What is said of what is scarce.
const FEW: &str = "Few places left";
/// Thousands of changes at once take their time on a build with all checks; nobody waits for them, and all get them.
const MANY: Duration = Duration::from_secs(20);

struct Town {
    database: FreshDatabase,
    instances: Vec<Served>,
    sql: PgConnection,
}

impl Town {
    async fn open() -> Self {
        let database = fresh_database().await;
        assert!(run(&["seed"], Some(&database), &[]).await.status.success());
        let mut instances = Vec::new();
        for _ in 0..ALL {
            instances.push(Served::start(Some(&database), &[], &[]).await);
        }
        let sql = PgConnection::connect_with(&database.options).await.expect("a connection");
        Self { database, instances, sql }
    }

    async fn does(&mut self, sql: &'static str) -> u64 {
        query(sql).execute(&mut self.sql).await.expect("a change").rows_affected()
    }

    async fn listing(&mut self) -> uuid::Uuid {
        query_scalar("select id from listings where status = 'active' order by key limit 1")
            .fetch_one(&mut self.sql)
            .await
            .expect("a listing")
    }

    /// Asks every instance for a page until it says something; answers how long the slowest took.
    async fn all_say(&self, path: &str, said: &str, within: Duration) -> Duration {
        self.all_say_to("", path, said, within).await
    }

    /// The same to whoever has this cookie.
    async fn all_say_to(&self, who: &str, path: &str, said: &str, within: Duration) -> Duration {
        let since = Instant::now();
        let mut slowest = Duration::ZERO;
        for instance in &self.instances {
            // They are asked one after the other, yet each has until the same moment.
            loop {
                let page = instance.asks("GET", path, &[("cookie", who)], "").await;
                assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
                if page.contains(said) {
                    break;
                }
                assert!(since.elapsed() < within, "{path} does not say {said:?} within {within:?}");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            slowest = slowest.max(since.elapsed());
        }
        slowest
    }

    /// The instances whose connection listens.
    async fn ears(&mut self) -> i64 {
        query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
        )
        .fetch_one(&mut self.sql)
        .await
        .expect("a count")
    }

    /// Waits until all of them listen.
    async fn all_listen(&mut self) {
        let deadline = Instant::now() + CUT_OFF;
        while self.ears().await < ALL as i64 {
            assert!(Instant::now() < deadline, "not all listen");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The cookie of somebody of the sample at an instance.
async fn somebody(role: &str, instance: &Served) -> String {
    let out = instance.out();
    let line = out.lines().find(|l| l.trim_start().starts_with(role)).expect("a link");
    let path = format!("/dev/sign-in/{}", line.split_once("/dev/sign-in/").expect("a link").1.trim());
    let answer = instance.asks("POST", &path, &[], "").await;
    format!("buurten={}", cookie(&answer, "buurten"))
}

#[tokio::test]
async fn a_change_through_one_is_on_the_pages_of_all_within_a_second() {
    let mut town = Town::open().await;
    let id = town.listing().await;
    let page = format!("/en/listings/{id}");
    let mut slowest = Duration::ZERO;
    // An act at the desk of one of them.
    for n in 0..ALL {
        let session = somebody("social-worker", &town.instances[n]).await;
        for (act, said) in [("pause", "This is not open for now."), ("reopen", "application/ld+json")] {
            let path = format!("/desk/listings/{id}/{act}");
            let answer = town.instances[n].asks("POST", &path, &[("cookie", &session)], "back=&place=").await;
            assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
            slowest = slowest.max(town.all_say(&page, said, SOON).await);
        }
    }
    // What stands in the database, whoever put it there.
    town.does("update listings set title_en = 'Another title', title_nl = 'Een andere titel'").await;
    slowest = slowest.max(town.all_say(&page, "Another title", SOON).await);
    town.does("update city set facts = jsonb_set(facts, '{contact,name}', '\"Fatma\"')").await;
    slowest = slowest.max(town.all_say("/en/talk", "Fatma", SOON).await);
    town.does(
        "insert into listings (id, key, kind, title_en, status, confirmed_on)
         values ('00000000-0000-4000-8000-00000000abcd', 'brand-new', 'club', 'A quixotic club', 'active', current_date)",
    )
    .await;
    slowest = slowest.max(town.all_say("/en/listings?q=quixotic", "A quixotic club", SOON).await);
    town.does("delete from listings where key = 'brand-new'").await;
    slowest = slowest.max(town.all_say("/en/listings?q=quixotic", "Nothing found", SOON).await);
    // What orders lists: what is scarce, and the rules that count.
    let she = somebody("newcomer", &town.instances[0]).await;
    town.does("delete from listing_scarcity").await;
    town.does("update listings set newcomer_places = null, title_en = 'Room for all'").await;
    town.all_say(&page, "Room for all", MANY).await;
    for instance in &town.instances {
        let hers = instance.asks("GET", "/en/for-you", &[("cookie", &she)], "").await;
        assert!(hers.contains("Room for all") && !hers.contains(FEW), "{hers}");
    }
    town.does("insert into listing_scarcity select id, 0.5, 0, 1, current_date from listings").await;
    slowest = slowest.max(town.all_say_to(&she, "/en/for-you", FEW, SOON).await);
    town.does(
        "insert into weights (number, name, essentials, role_with_skills, nice, note_en, note_nl)
         select 1, 'more bridging', e, e, '{\"child\": 0.5, \"cost\": 0.3, \"freshness\": 0.2}', 'why', 'waarom'
         from (values ('{\"interest\": 0.2, \"language\": 0.2, \"skill\": 0.1, \"availability\": 0.1, \"travel\": 0.1,
                         \"goals\": 0.1, \"bridging\": 0.2}'::jsonb)) v (e)",
    )
    .await;
    slowest = slowest.max(town.all_say("/en/how-we-rank", "more bridging", SOON).await);
    println!("the slowest of {ALL} instances showed a change after {slowest:?}");
}

#[tokio::test]
async fn one_that_is_killed_while_it_takes_in_5000_changes_leaves_the_others_answering() {
    let mut town = Town::open().await;
    // Every column but those that Postgres works out itself.
    town.does(
        "do $do$ begin execute (
             select format(
                 'insert into listings (%1$s) select %1$s from (
                      select (jsonb_populate_record(l, jsonb_build_object(''id'', gen_random_uuid(), ''key'', ''copy-'' || n))).*
                      from listings l, generate_series(1, 5000) n
                      where l.key = (select min(key) from listings where status = ''active'' and rrule is not null)) copies',
                 string_agg(quote_ident(column_name), ', '))
             from information_schema.columns
             where table_schema = current_schema() and table_name = 'listings' and is_generated = 'NEVER');
         end $do$",
    )
    .await;
    let copied: i64 = query_scalar("select count(*) from listings where key like 'copy-%'")
        .fetch_one(&mut town.sql)
        .await
        .expect("a count");
    assert_eq!(copied, 5_000);
    town.does("update listings set title_en = 'Five thousand', title_nl = 'Vijfduizend' where key = 'copy-1'").await;
    town.all_say("/en/listings?q=five+thousand", "Five thousand", MANY).await;
    town.does(
        "update listings set title_en = 'Five thousand more', title_nl = 'Vijfduizend meer' where key like 'copy-%'",
    )
    .await;
    let since = Instant::now();
    tokio::time::sleep(Duration::from_millis(25)).await;
    let killed = town.instances.pop().expect("an instance");
    let pages = killed.asks("GET", "/en/listings?q=five+thousand+more", &[], "").await;
    drop(killed); // kill -9
    assert!(!pages.contains("Five thousand more"), "it was done before it was killed: change more");
    // The others answer all the while, and get the change.
    let mut asking = JoinSet::new();
    for instance in std::mem::take(&mut town.instances) {
        asking.spawn(async move {
            let mut longest = Duration::ZERO;
            loop {
                let asked = Instant::now();
                let page = instance.asks("GET", "/en/listings?q=five+thousand+more", &[], "").await;
                longest = longest.max(asked.elapsed());
                assert!(page.starts_with("HTTP/1.1 200"), "{page}");
                if page.contains("5000 places") {
                    return (instance, longest, since.elapsed());
                }
                assert!(since.elapsed() < MANY, "the change did not come: {page}");
            }
        });
    }
    while let Some(done) = asking.join_next().await {
        let (instance, longest, after) = done.expect("it answers");
        println!("5000 changes were there after {after:?}; meanwhile the longest answer took {longest:?}");
        assert!(longest < Duration::from_secs(2), "a page waited {longest:?}");
        town.instances.push(instance);
    }
    let id = town.listing().await;
    town.does("update listings set title_en = 'Still here', title_nl = 'Nog steeds'").await;
    town.all_say(&format!("/en/listings/{id}"), "Still here", MANY).await;
}

#[tokio::test]
async fn one_that_was_cut_off_catches_up_by_itself() {
    let mut town = Town::open().await;
    let id = town.listing().await;
    town.all_listen().await;
    let mut slowest = Duration::ZERO;
    for n in 0..3 {
        // Cut first: nobody hears of the change.
        let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                   where datname = current_database() and query ilike 'listen %'";
        let cut: i64 = query_scalar(cut).fetch_one(&mut town.sql).await.expect("cut");
        let title = format!("Title {n}");
        query("update listings set title_en = $1").bind(&title).execute(&mut town.sql).await.expect("a change");
        slowest = slowest.max(town.all_say(&format!("/en/listings/{id}"), &title, CUT_OFF).await);
        assert!(cut > 0, "somebody listened");
    }
    // And a whole way to the database: every connection of everybody.
    query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        .execute(&mut town.sql)
        .await
        .expect("cut");
    town.does("update listings set title_en = 'Whole again'").await;
    slowest = slowest.max(town.all_say(&format!("/en/listings/{id}"), "Whole again", CUT_OFF).await);
    town.all_listen().await;
    println!("the slowest of {ALL} instances caught up after {slowest:?} ({})", town.database.name);
}
