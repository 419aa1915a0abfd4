//! Blocked and quiet look the same: on every day of a month, whatever the one who was blocked does, in an introduction
//! that both said yes to and in going along. For introductions that are open see `introductions_apart.rs`.

use crate::{
    desk::{local, looks, newcomer, staff},
    desk_locals::{ACTIVE, sets},
    support::{
        reader::{Page, Reader},
        town::Town,
    },
};
use buurten::{
    along::{self, Sender},
    introductions, ties,
};
use regex::Regex;
use uuid::Uuid;

/// The page without what names one row or one person.
pub fn bare(page: &Page) -> String {
    let ids = Regex::new(r"[0-9a-f]{8}-[0-9a-f-]{27}|(ana|piet)[0-9]").expect("a pattern");
    format!("{} {}", page.status, ids.replace_all(&page.html, "·"))
}

/// One of four pairs, all of them Ana and Piet.
pub struct Pair {
    her: Uuid,
    pub id: Uuid,
    pub hers: Reader,
    pub theirs: Reader,
}

async fn sql(town: &Town, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&*town.db)
        .await
        .unwrap_or_else(|e| panic!("{e}: {sql}"));
}

/// Two who have no row between them yet.
pub async fn pair(town: &Town, number: usize) -> Pair {
    let (her, them) = (format!("Ana{number}"), format!("Piet{number}"));
    let (her_id, them_id) = (newcomer(town, &her, "5612").await, local(town, &them, "5612").await);
    sets(town, them_id, ACTIVE).await;
    sql(town, &format!("update accounts set first_name = 'Ana' where id = '{her_id}'; update accounts set first_name = 'Piet' where id = '{them_id}'")).await;
    let hers = town.signed_in(&format!("ana{number}@example.org")).await;
    let theirs = town.signed_in(&format!("piet{number}@example.org")).await;
    // The cards to begin with follow from the id: the same for all.
    Pair { her: her_id, id: Uuid::from_u128((1 << 120) + number as u128), hers, theirs }
}

impl Pair {
    pub async fn both_said_yes(&self, town: &Town) {
        let (id, her) = (self.id, self.her);
        sql(
            town,
            &format!(
                "insert into introductions (id, newcomer_id, local_id, state, place, proposed_at, newcomer_token_hash, newcomer_yes_at, local_yes_at, ended_at, meets_at)
                 select '{id}', n.id, l.id, 'both-yes', 'The library', t.at, '{id}'::text::bytea, t.at, t.at, t.at, t.at + interval '9 days'
                 from newcomers n join accounts a on a.id = n.account_id,
                      locals l join accounts b on b.id = l.account_id, lateral (select date_trunc('minute', buurten_now()) as at) t
                 where a.id = '{her}' and b.email = replace(a.email, 'ana', 'piet');
                 insert into ties (id, newcomer_id, local_id, introduction_id, introduced_at) select gen_random_uuid(), newcomer_id, local_id, id, proposed_at from introductions where id = '{id}'"
            ),
        )
        .await;
        let tie: Uuid = sqlx::query_scalar("select id from ties where introduction_id = $1")
            .bind(id)
            .fetch_one(&*town.db)
            .await
            .expect("their tie");
        let mut tx = town.db.begin().await.expect("a transaction");
        ties::plan(&mut tx, tie).await.expect("what they are asked");
        tx.commit().await.expect("planned");
    }
}

/// Of each two the first got what the second got; and whoever blocked nothing. How many letters the first ones got.
pub async fn same_letters(town: &Town, twos: &[(&str, &str)], blockers: &[&str]) -> usize {
    for who in blockers {
        assert!(town.letters_for(&format!("{who}@example.org")).await.is_empty(), "{who} hears of whom they blocked");
    }
    let links = Regex::new(r"https?://\S+").expect("a pattern");
    let mut got = 0;
    for (quiet, blocked) in twos {
        let mut texts = Vec::new();
        for who in [quiet, blocked] {
            let letters = town.letters_for(&format!("{who}@example.org")).await;
            texts.push(letters.iter().map(|l| links.replace_all(&l.text, "·").into_owned()).collect::<Vec<_>>());
        }
        assert!(texts[0] == texts[1], "{texts:?}");
        got += texts[0].len();
    }
    got
}

/// What somebody does in a month with a page of two on which nobody answers; `None`: only looks.
fn act(day: usize) -> Option<(&'static str, Vec<(&'static str, &'static str)>)> {
    Some(match day {
        2 | 11 | 20 => ("messages", vec![("text", "Hello! Are you there?")]),
        3 => ("messages", vec![("text", "You can call me: 06 12 34 56 78.")]),
        4 => ("phone", vec![("phone", "06 12345678")]),
        5 => ("messages", vec![("text", "")]),
        6 => ("date", vec![("date", "none")]),
        8 => ("messages", vec![("text", "See www.example.org")]),
        9 => ("phone", vec![("then", "take-back")]),
        12 => ("messages", vec![("text", "See www.example.org/again")]),
        _ => return None,
    })
}

#[tokio::test]
async fn the_page_of_the_two_of_somebody_who_blocked_is_that_of_somebody_quiet_on_every_day() {
    let town = Town::empty().await;
    town.at("2026-11-02 12:00+01").await;
    let mut all = Vec::new();
    for number in 0..4 {
        all.push(pair(&town, number).await);
    }
    town.at("2026-11-02 12:00+01").await;
    for pair in &all {
        pair.both_said_yes(&town).await;
    }
    for day in 0..31 {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day") + chrono::Days::new(day as u64);
        town.at(&format!("{date} 12:00+01")).await;
        if day == 1 {
            // The second local blocks her; the fourth newcomer blocks him.
            let path = format!("/en/meet/{}/block", all[1].id);
            assert!(all[1].theirs.sends(&path, &[]).await.says("Done."));
            let path = format!("/en/meet/{}/block", all[3].id);
            assert!(all[3].hers.sends(&path, &[]).await.says("Done."));
        }
        if day == 7 || day == 10 {
            // What a person of the desk read first goes on its way; nobody has to read what nobody hears.
            let mut desk = staff(&town, &format!("marieke{day}"), None).await;
            let links = desk.opens("/desk").await.attributes("a[href^='/desk/messages/']", "href");
            assert_eq!(links.len(), 2, "day {day}");
            for link in links {
                let id = link.rsplit('/').next().expect("an id");
                let writer = "select from_account from messages where id = $1::text::uuid";
                let writer: Uuid = sqlx::query_scalar(writer).bind(id).fetch_one(&*town.db).await.expect("a writer");
                looks(&mut desk, writer).await;
                assert!(desk.sends(&link, &[("say", "let-through")]).await.says("It went on its way."));
            }
            town.at(&format!("{date} 12:00+01")).await;
        }
        introductions::end_what_is_over(&town.db).await.expect("ended");
        ties::ask_what_is_due(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("asked");
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (number, pair) in all.iter_mut().enumerate() {
            let (reader, own) =
                if number < 2 { (&mut pair.hers, "/en/me") } else { (&mut pair.theirs, "/en/local/me") };
            let meet = format!("/en/meet/{}", pair.id);
            let mut pages = Vec::new();
            if let Some((what, fields)) = act(day) {
                pages.push(bare(&reader.sends(&format!("{meet}/{what}"), &fields).await));
            }
            for path in [
                own,
                "/nl/me",
                "/en/week",
                "/en/me/safety",
                &meet,
                &format!("{meet}/messages"),
                &format!("{meet}/block"),
                &format!("{meet}/report"),
            ] {
                pages.push(bare(&reader.opens(path).await));
            }
            seen.push(pages);
        }
        for (one, other) in [(0, 1), (2, 3)] {
            for (page, same) in seen[other].iter().zip(&seen[one]) {
                assert!(page == same, "day {day}, {other}: {page}\n---\n{same}");
            }
        }
    }
    assert!(same_letters(&town, &[("ana0", "ana1"), ("piet2", "piet3")], &["piet1", "ana3"]).await >= 2, "letters");
    assert_eq!(town.count("select count(*) from messages where unheard").await, 12);
}

/// A question to be taken along by these, in this state.
pub async fn question(town: &Town, pair: &Pair, state: &str) {
    let key = pair.id.to_string();
    let fields = [
        ("id", key.as_str()),
        ("title_en", "Choir"),
        ("title_nl", "Koor"),
        ("rrule", "FREQ=WEEKLY;BYDAY=SA"),
        ("first_date", "2026-09-05"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("contact_email", "host@example.org"),
    ];
    let listing = town.with_listing(&fields).await;
    let (id, her) = (pair.id, pair.her);
    sql(
        town,
        &format!(
            "insert into regulars (local_id, listing_id, vouched_at)
                 select l.id, '{listing}', buurten_now() from accounts a join accounts b on b.email = replace(a.email, 'ana', 'piet') join locals l on l.account_id = b.id where a.id = '{her}';
             insert into going_along (id, newcomer_id, local_id, listing_id, starts_at, state, asked_at, sent_at, answered_at, answer_token_hash)
                 select '{id}', n.id, r.local_id, '{listing}', '2026-11-14 20:00+01', '{state}', t.at, t.at, case when '{state}' = 'yes' then t.at end, '{id}'::text::bytea
                 from newcomers n, regulars r, lateral (select date_trunc('minute', buurten_now()) as at) t where n.account_id = '{her}' and r.listing_id = '{listing}'"
        ),
    )
    .await;
}

#[tokio::test]
async fn going_along_with_somebody_who_blocked_looks_as_with_somebody_quiet_on_every_day() {
    let town = Town::empty().await;
    town.at("2026-11-02 12:00+01").await;
    let mut all = Vec::new();
    for number in 0..6 {
        all.push(pair(&town, number).await);
    }
    town.at("2026-11-02 12:00+01").await;
    for (number, pair) in all.iter().enumerate() {
        question(&town, pair, if number < 2 { "sent" } else { "yes" }).await;
    }
    let listings: Vec<Uuid> = {
        let mut found = Vec::new();
        for pair in &all {
            found.push(town.listing(&pair.id.to_string()).await);
        }
        found
    };
    for day in 0..31_u64 {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day") + chrono::Days::new(day);
        town.at(&format!("{date} 12:00+01")).await;
        if day == 1 {
            // Locals who have her question and who had said yes, and a newcomer who has his yes.
            for number in [1, 3] {
                let path = format!("/en/going/{}/block", all[number].id);
                assert!(all[number].theirs.sends(&path, &[]).await.says("Done."));
            }
            let path = format!("/en/going/{}/block", all[5].id);
            assert!(all[5].hers.sends(&path, &[]).await.says("Done."));
        }
        let city = town.lent.city.now();
        let sender = Sender { city: &city, address: &town.lent.address };
        along::pass_on(&town.db, &sender, &town.lent.shelf.now()).await.expect("passed on");
        along::evening_and_morning(&town.db, &sender, &town.lent.shelf.now()).await.expect("reminded");
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (number, pair) in all.iter_mut().enumerate() {
            let mut pages = Vec::new();
            let paths = match number {
                0..4 => vec![
                    "/en/me".to_owned(),
                    "/nl/me".to_owned(),
                    "/en/week".to_owned(),
                    format!("/en/listings/{}/along", listings[number]),
                ],
                _ => vec!["/en/local/me".to_owned(), "/nl/me".to_owned(), "/en/week".to_owned()],
            };
            let reader = if number < 4 { &mut pair.hers } else { &mut pair.theirs };
            for path in paths {
                pages.push(bare(&reader.opens(&path).await));
            }
            seen.push(pages);
        }
        for (one, other) in [(0, 1), (2, 3), (4, 5)] {
            for (page, same) in seen[other].iter().zip(&seen[one]) {
                assert!(page == same, "day {day}, {other}: {page}\n---\n{same}");
            }
        }
    }
    assert!(
        same_letters(&town, &[("ana2", "ana3"), ("piet4", "piet5")], &["piet1", "piet3", "ana5"]).await >= 2,
        "letters"
    );
}
