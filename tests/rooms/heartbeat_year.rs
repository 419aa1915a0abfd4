//! The heartbeat of a hundred listings over a simulated year: nobody is sent more than one letter for it in eight weeks,
//! and the page of every listing says how it stands, in both languages.

use crate::support::town::{GotLetter, Town};
use buurten::{hosts, platform::chance::Token};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How somebody answers the letters to their address.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// The same day, all groups.
    Quick,
    /// Six days later.
    Slow,
    /// Every other letter.
    Sometimes,
    Never,
    /// Never by the letter, but now and then on their own.
    Unasked,
    /// The first letter: it has stopped.
    Stops,
}

const MANNERS: [Manner; 6] =
    [Manner::Quick, Manner::Slow, Manner::Sometimes, Manner::Never, Manner::Unasked, Manner::Stops];

fn manner(address: &str) -> Manner {
    let number: usize =
        address.trim_start_matches("host").split('@').next().and_then(|n| n.parse().ok()).expect("a number");
    MANNERS[number % MANNERS.len()]
}

/// A hundred groups of forty addresses, some confirmed, some never.
async fn hundred(town: &Town) -> Vec<Uuid> {
    let mut sheet = "id,kind,title_en,title_nl,status,confirmed_on,contact_email,venue\n".to_owned();
    for n in 0..100_i64 {
        let on =
            if n % 7 == 0 { String::new() } else { (town.today() - chrono::Duration::days(n * 13 % 60)).to_string() };
        let address = if n % 25 == 24 { String::new() } else { format!("host{}@example.org", n % 40) };
        sheet += &format!("g{n},club,Group {n},Groep {n},active,{on},{address},Hall\n");
    }
    town.with_listings(&sheet).await;
    sqlx::query_scalar("select id from listings order by key").fetch_all(&*town.db).await.expect("listings")
}

async fn still_on(town: &Town, letter: &GotLetter) {
    let mut reader = town.reader();
    let page = reader.opens(&letter.path()).await;
    let all: Vec<(String, String)> =
        page.attributes("[name=on]", "value").into_iter().map(|id| ("on".to_owned(), id)).collect();
    let answered = reader.posts_all(&letter.path(), &all).await;
    assert!(answered.status.is_redirection(), "{}", answered.main());
}

async fn stops(town: &Town, letter: &GotLetter) {
    let mut reader = town.reader();
    let page = reader.opens(&letter.path()).await;
    for id in page.attributes("[name=on]", "value") {
        let stopped = reader.posts(&format!("{}/{id}/stopped", letter.path()), &[]).await;
        assert!(stopped.status.is_redirection(), "{}", stopped.main());
    }
}

/// What a page says of how true it is, by the state of its row.
const STATES: [(&str, &str, &str); 5] = [
    ("closed", "This closed on", "Dit is gestopt op"),
    ("never", "Nobody of the group has confirmed this yet", "Niemand van de groep heeft dit al bevestigd"),
    ("unconfirmed", "Nobody confirmed this for half a year", "Al een half jaar heeft niemand dit bevestigd"),
    (
        "check-first",
        "Nobody confirmed this in the last eight weeks",
        "De laatste acht weken heeft niemand dit bevestigd",
    ),
    ("fresh", "Somebody confirmed this on", "Iemand heeft dit bevestigd op"),
];

/// That it is asked again: only where there is somebody to ask.
const AGAIN: [&str; 2] = ["We ask the group again every eight weeks", "We vragen het de groep elke acht weken"];

/// Looks at every page in both languages; answers how many stand how.
async fn looks(town: &Town, listings: &[Uuid]) -> BTreeMap<String, usize> {
    town.look().await;
    let mut found = BTreeMap::new();
    for id in listings {
        let (state, has_address): (String, bool) = sqlx::query_as(
            "select case when status = 'closed' then 'closed'
                         when t.today - coalesce(confirmed_on, asked_on, (published_at at time zone 'Europe/Amsterdam')::date) > 182 then 'unconfirmed'
                         when confirmed_on is null then 'never' when t.today - confirmed_on >= 56 then 'check-first' else 'fresh' end,
                    contact_email is not null
             from listings, lateral (select (buurten_now() at time zone 'Europe/Amsterdam')::date as today) t where id = $1",
        )
        .bind(id)
        .fetch_one(&*town.db)
        .await
        .expect("a state");
        let (_, en, nl) = STATES.iter().find(|(name, _, _)| *name == state).expect("a state of ours");
        for (lang, words) in [("en", en), ("nl", nl)] {
            let page = town.reader().opens(&format!("/{lang}/listings/{id}")).await;
            assert!(page.says(words), "{state} {lang}: {}", page.main());
            let again = AGAIN.iter().any(|words| page.says(words));
            assert_eq!(again, state == "fresh" && has_address, "{state} {lang}: {}", page.main());
        }
        *found.entry(state).or_default() += 1;
    }
    found
}

#[tokio::test]
async fn nobody_is_sent_more_than_one_letter_in_eight_weeks_and_every_page_says_how_it_stands() {
    let town = Town::empty().await;
    town.at("2026-11-26 10:00+01").await;
    let listings = hundred(&town).await;
    let mut later = Vec::<(i64, GotLetter)>::new();
    let mut got = BTreeMap::<String, Vec<i64>>::new();
    let mut states = BTreeMap::<String, usize>::new();
    let quick = "select id from listings where substring(contact_email from '[0-9]+')::int % 6 = 0";
    let quick: Vec<Uuid> = sqlx::query_scalar(quick).fetch_all(&*town.db).await.expect("groups");
    for day in 0..365_i64 {
        // Before the letters of the day: who answered the last one the same day is not called.
        let (silent, _) = hosts::silent(&town.db, 1000).await.expect("silent groups");
        let called: Vec<Uuid> = silent.iter().map(|it| it.id).filter(|id| quick.contains(id)).collect();
        assert!(called.is_empty(), "day {day}: {called:?}");
        hosts::ask_still_on(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("letters");
        let addresses: Vec<String> = sqlx::query_scalar("select distinct address from letters where sent_at is null")
            .fetch_all(&*town.db)
            .await
            .expect("addresses");
        for address in addresses {
            let letter = town.letter_for(&address).await;
            let days = got.entry(address.clone()).or_default();
            if let Some(before) = days.last() {
                assert!(day - before >= 56, "{address}: on day {before} and on day {day}");
            }
            days.push(day);
            match manner(&address) {
                Manner::Quick => still_on(&town, &letter).await,
                Manner::Slow => later.push((day + 6, letter)),
                Manner::Sometimes if days.len().is_multiple_of(2) => later.push((day + 20, letter)),
                Manner::Stops => stops(&town, &letter).await,
                _ => {}
            }
        }
        for (_, letter) in later.extract_if(.., |(due, _)| *due <= day) {
            still_on(&town, &letter).await;
        }
        if day % 45 == 44 {
            let theirs = "update listings set confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date
                          where status = 'active' and substring(contact_email from '[0-9]+')::int % 6 = 4";
            sqlx::query(theirs).execute(&*town.db).await.expect("on their own");
        }
        if day % 91 == 0 || day == 364 {
            for (state, count) in looks(&town, &listings).await {
                *states.entry(state).or_default() += count;
            }
        }
        town.wait("1 day").await;
    }
    assert_eq!(states.len(), STATES.len(), "every state was seen: {states:?}");
    // Whoever answers is asked all year, whoever never does three times, whoever says so themselves never.
    for (address, days) in &got {
        let right = match manner(address) {
            Manner::Quick | Manner::Slow => (6..=7).contains(&days.len()),
            Manner::Never => days.len() == 3,
            Manner::Stops => days.len() == 1,
            _ => days.len() <= 7,
        };
        assert!(right, "{address}: {days:?}");
    }
    // The database would not have let more out.
    let again = "insert into heartbeats (id, address, token_hash) select gen_random_uuid(), address, $1 from heartbeats order by asked_at desc limit 1";
    let refused =
        sqlx::query(again).bind(Token::new().hash()).execute(&*town.db).await.expect_err("one in eight weeks");
    assert_eq!(refused.as_database_error().and_then(|d| d.constraint()), Some("one_heartbeat_in_eight_weeks"));
    town.nothing_is_left().await;
}
