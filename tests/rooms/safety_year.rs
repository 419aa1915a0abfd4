//! The year of a tie ends for somebody who was blocked, or of whom the other said "no longer", as it ends with somebody
//! quiet: the same questions, the same thanks, gone from the city on the same day.

use crate::{
    safety_quiet::{bare, pair, same_letters},
    support::town::Town,
};
use axum::http::StatusCode;
use buurten::ties;
use uuid::Uuid;

#[tokio::test]
async fn the_year_ends_the_same_with_somebody_quiet_and_with_somebody_who_blocked() {
    ends_the_same(true).await;
}

#[tokio::test]
async fn the_year_ends_the_same_with_somebody_quiet_and_with_somebody_who_said_no_longer() {
    ends_the_same(false).await;
}

/// Of two pairs each one of them is quiet, or ends it for themselves on the first day.
async fn ends_the_same(by_a_block: bool) {
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
    let began = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).expect("a day");
    let (mut gone, mut thanked, mut lettered) = (0, 0, 0);
    // The last question is asked six days late: the year is over as much later. Each day a minute later than the one before: what is over after so many days is over then, however slow the machine.
    let days = [
        0, 1, 14, 15, 42, 43, 92, 181, 371, 372, 398, 399, 400, 401, 413, 427, 428, 436, 700, 757, 758, 759, 763, 764,
        765, 771,
    ];
    for (minute, day) in days.into_iter().enumerate() {
        let date = began + chrono::Days::new(day);
        town.at(&format!("{date} 12:{minute:02}:30+01")).await;
        if day == 1 {
            for number in [1, 3] {
                let pair = &mut all[number];
                let (id, who) = (pair.id, if number == 1 { &mut pair.theirs } else { &mut pair.hers });
                if by_a_block {
                    assert!(who.sends(&format!("/en/meet/{id}/block"), &[]).await.says("Done."));
                    continue;
                }
                let meet = who.opens(&format!("/en/meet/{id}")).await;
                let between = meet.attributes("form[action*='/between/']", "action").remove(0);
                let fields = [("say", "no-longer"), ("reason", "no-time")];
                assert!(who.sends(&between, &fields).await.says("Thank you!"));
            }
        }
        // A browser that did nothing for two weeks is signed out.
        let mut readers = Vec::new();
        for (number, who) in ["ana", "ana", "piet", "piet"].into_iter().enumerate() {
            readers.push(town.signed_in(&format!("{who}{number}@example.org")).await);
        }
        ties::ask_what_is_due(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("asked");
        ties::forget_old(&town.db).await.expect("forgotten");
        let letters = [("ana0", "ana1"), ("piet2", "piet3")];
        lettered += same_letters(&town, &letters, &["piet1", "ana3"]).await;
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (number, (pair, reader)) in all.iter().zip(&mut readers).enumerate() {
            let own = if number < 2 { "/en/me" } else { "/en/local/me" };
            let tie: Option<Uuid> = sqlx::query_scalar("select id from ties where introduction_id = $1")
                .bind(pair.id)
                .fetch_optional(&*town.db)
                .await
                .expect("their tie");
            gone += usize::from(tie.is_none());
            let between = format!("/en/between/{}", tie.unwrap_or_default());
            assert_eq!(reader.opens(own).await.status, StatusCode::OK);
            let mut pages = Vec::new();
            // They answer what they are asked, so that they are asked again.
            if (2..=372).contains(&day) {
                pages.push(bare(&reader.sends(&between, &[("say", "again")]).await));
            }
            for path in [own, "/nl/me", &format!("/en/meet/{}", pair.id), &between] {
                pages.push(bare(&reader.opens(path).await));
            }
            seen.push(pages);
        }
        for (one, other) in [(0, 1), (2, 3)] {
            for (page, same) in seen[other].iter().zip(&seen[one]) {
                assert!(page == same, "day {day}, {other}: {page}\n---\n{same}");
            }
        }
        let thanks = "select count(*) from follow_ups where step = 'thank-you' and asked_at is not null";
        thanked = thanked.max(town.count(thanks).await);
    }
    assert_eq!(thanked, 6, "two with somebody quiet and those two, and two of whom the other ended it");
    assert!(gone > 0, "forgotten in the end");
    assert_eq!(lettered, 12, "five questions and the thanks, to each of two");
}
