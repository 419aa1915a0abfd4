//! Random histories: answers and withdrawals of one request, all at once. What comes out must be what some order of
//! them, one after the other, would give; and a request that is asked eight times at once is there once.

use super::{
    city::{City, runtime},
    http::Browser,
    people::{Member, Town},
};
use anyhow::{Context, Result, ensure};
use buurten::platform::chance;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use sqlx::PgConnection;
use std::{collections::BTreeSet, sync::Arc};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Places at the beginning of each history.
const PLACES: i32 = 2;
/// At most so many acts at once: every order of them is tried.
const MOST_ACTS: usize = 5;

/// What somebody does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Answer(&'static str),
    Withdraw,
}

const ACTS: [Act; 4] = [Act::Answer("yes"), Act::Answer("no"), Act::Answer("full"), Act::Withdraw];

/// A request after some acts: its state, and how many letters she got.
type Outcome = (&'static str, i64);

/// What one act does, by the rules of requests: an answer may be changed until she took it back, a yes or a full that
/// she saw never into a no; the same answer twice does nothing more; a no sends no letter; what is full cannot be
/// taken back.
fn after((state, letters): Outcome, act: Act) -> Outcome {
    match (act, state) {
        (Act::Answer(say), "yes" | "full") if say != state && say != "no" => (say, letters + 1),
        (Act::Answer(say), "sent" | "no") if say != state => (say, letters + i64::from(say != "no")),
        (Act::Withdraw, "sent" | "no" | "yes") => ("withdrawn", letters),
        _ => (state, letters),
    }
}

/// The places left by a request in this state: each answer undoes what the one before it did to them.
fn places_after(state: &str) -> i32 {
    match state {
        "yes" => PLACES - 1,
        "full" => 0,
        _ => PLACES,
    }
}

fn outcomes(from: Outcome, acts: &[Act]) -> BTreeSet<Outcome> {
    if acts.is_empty() {
        return [from].into();
    }
    let first = |n: usize| {
        let mut rest = acts.to_vec();
        let act = rest.remove(n);
        outcomes(after(from, act), &rest)
    };
    (0..acts.len()).flat_map(first).collect()
}

/// Plays so many histories on a city that is served.
pub fn run(city: &Arc<City>, town: &Town, histories: usize, seed: u64) -> Result<()> {
    let mut dice = Pcg64::seed_from_u64(seed);
    ensure!(town.members.len() >= histories, "each history has its own newcomer");
    runtime()?.block_on(async {
        city.is_back().await?;
        let mut db = city.connection().await?;
        for (n, member) in town.members.iter().take(histories).enumerate() {
            let listing = town.hosted[n % town.hosted.len()];
            let acts: Vec<Act> =
                (0..dice.random_range(2..=MOST_ACTS)).map(|_| ACTS[dice.random_range(0..ACTS.len())]).collect();
            play(city, &mut db, member, listing, &acts).await.with_context(|| format!("history {n}: {acts:?}"))?;
            if n % 4 == 0 {
                let listing = town.hosted[(n + 1) % town.hosted.len()];
                ask_eight_times(city, &mut db, member, listing).await.with_context(|| format!("asking {n}"))?;
            }
        }
        Ok(())
    })
}

fn her_browser(city: &City, member: &Member) -> Browser {
    let mut browser = Browser::new(city.at);
    browser.cookies.insert("buurten".to_owned(), member.session.clone());
    browser
}

/// Does all acts at once and looks what came of it.
async fn play(city: &Arc<City>, db: &mut PgConnection, her: &Member, listing: Uuid, acts: &[Act]) -> Result<()> {
    let (request, token) = (Uuid::new_v4(), chance::Token::new());
    set_places(db, listing).await?;
    sqlx::query("insert into requests (id, newcomer_id, listing_id, answer_token_hash) values ($1, $2, $3, $4)")
        .bind(request)
        .bind(her.newcomer)
        .bind(listing)
        .bind(token.hash())
        .execute(&mut *db)
        .await?;
    let mut acting = JoinSet::new();
    for act in acts.iter().copied() {
        let (mut browser, mut host) = (her_browser(city, her), Browser::new(city.at));
        let answer = format!("/nl/answer/{}", token.as_str());
        acting.spawn(async move {
            match act {
                Act::Answer(say) => host.post(&answer, &format!("say={say}")).await,
                Act::Withdraw => browser.post(&format!("/en/requests/{request}/withdraw"), "").await,
            }
        });
    }
    for answer in acting.join_all().await {
        let status = answer?.status;
        ensure!(status == 303, "an act was answered with {status}");
    }
    let (state, places): (String, i32) = sqlx::query_as(
        "select r.state, l.newcomer_places from requests r join listings l on l.id = r.listing_id where r.id = $1",
    )
    .bind(request)
    .fetch_one(&mut *db)
    .await?;
    let letters = count(db, "select count(*) from letters where cause = 'answer' and address = $1", &her.email).await?;
    let possible = outcomes(("sent", 0), acts);
    ensure!(
        possible.iter().any(|(s, l)| *s == state && *l == letters),
        "{state} with {letters} letters comes of no order of them; possible {possible:?}"
    );
    let left = places_after(&state);
    ensure!(places == left, "{places} places left after {state}, expected {left} of {PLACES}");
    Ok(())
}

async fn ask_eight_times(city: &Arc<City>, db: &mut PgConnection, her: &Member, listing: Uuid) -> Result<()> {
    set_places(db, listing).await?;
    let requests = "select count(*) from requests r join newcomers n on n.id = r.newcomer_id
        join accounts a on a.id = n.account_id where a.email = $1";
    let before = count(db, requests, &her.email).await?;
    let mut asking = JoinSet::new();
    for _ in 0..8 {
        let mut browser = her_browser(city, her);
        asking.spawn(async move { browser.post(&format!("/en/listings/{listing}/go"), "first_name=Ana").await });
    }
    for answer in asking.join_all().await {
        let status = answer?.status;
        ensure!(status == 303, "asking was answered with {status}");
    }
    let asked = count(db, requests, &her.email).await? - before;
    ensure!(asked == 1, "asked eight times at once, stored {asked} times");
    Ok(())
}

async fn set_places(db: &mut PgConnection, listing: Uuid) -> Result<()> {
    sqlx::query("update listings set newcomer_places = $2 where id = $1")
        .bind(listing)
        .bind(PLACES)
        .execute(db)
        .await?;
    Ok(())
}

async fn count(db: &mut PgConnection, sql: &'static str, email: &str) -> Result<i64> {
    Ok(sqlx::query_scalar(sql).bind(email).fetch_one(db).await?)
}
