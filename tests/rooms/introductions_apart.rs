//! Introductions that come to nothing: a refusal, a silence, somebody who left or was taken back look the same.

use crate::{
    desk::{looks, newcomer, staff},
    desk_locals::{ACTIVE, says, sets, singer},
    introductions::{ANA, PIET, in_english, two},
    support::{reader::Page, town::Town},
};
use axum::http::StatusCode;
use buurten::introductions;
use regex::Regex;
use serde_json::json;
use uuid::Uuid;

async fn a_day_passes(town: &Town, job: bool) {
    town.wait("1 day").await;
    if job {
        introductions::end_what_is_over(&town.db).await.expect("ended");
    }
}

/// The page without what names the one row: ids and tokens.
fn bare(page: &Page) -> String {
    let ids = Regex::new(r"[0-9a-f]{8}-[0-9a-f-]{27}|introductions/[A-Za-z0-9_-]{20,}").expect("a pattern");
    format!("{} {}", page.status, ids.replace_all(&page.html, "·"))
}

#[tokio::test]
async fn refused_silent_blocked_and_left_look_the_same_to_her_on_every_day() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let mut desk = staff(&town, "marieke", None).await;
    let mut all = Vec::new();
    for number in 0..5 {
        let (her, them) =
            (newcomer(&town, &format!("Ana{number}"), "5612").await, singer(&town, &format!("Piet{number}")).await);
        sqlx::query("update accounts set first_name = 'Ana' where id = $1")
            .bind(her)
            .execute(&*town.db)
            .await
            .expect("named");
        says(
            &town,
            "newcomers",
            her,
            json!({"languages": {"en": "C1", "es": "C2"}, "can_teach": ["es"], "free": ["mon-morning"]}),
        )
        .await;
        sets(&town, them, ACTIVE).await;
        looks(&mut desk, her).await;
        let path = format!("/desk/people/{her}/introduce/{them}");
        let dates = desk.opens(&path).await.attributes("input[name=dates]", "value");
        let page = desk.sends(&path, &[("place", "The library"), ("dates", &dates[2])]).await;
        assert!(page.says("Proposed."), "{}", page.main());
        let link = in_english(&town.letter_for(&format!("ana{number}@example.org")).await);
        let reader = town.signed_in(&format!("ana{number}@example.org")).await;
        all.push((her, them, link, reader));
    }
    for (_, _, link, her) in &mut all {
        assert!(her.sends(link, &[("say", "yes"), ("dates", "another")]).await.says("You said yes."));
    }
    let theirs = async |n: usize| in_english(&town.letter_for(&format!("piet{n}@example.org")).await);
    let links = [theirs(0).await, theirs(1).await, theirs(2).await, theirs(3).await, theirs(4).await];
    for day in 0..26 {
        match day {
            // One says no, with a reason; one is silent; one leaves; one blocks; the desk takes one back.
            1 => drop(town.reader().sends(&links[0], &[("say", "no"), ("reason", "No time.")]).await),
            2 => {
                let mut them = town.signed_in("piet2@example.org").await;
                assert!(them.sends("/en/me/erase", &[("sure", "yes")]).await.status.is_success());
            }
            3 => {
                let id: Uuid = sqlx::query_scalar(
                    "select i.id from introductions i join newcomers n on n.id = i.newcomer_id where n.account_id = $1",
                )
                .bind(all[3].0)
                .fetch_one(&*town.db)
                .await
                .expect("an introduction");
                let mut them = town.signed_in("piet3@example.org").await;
                assert!(them.sends(&format!("/en/meet/{id}/block"), &[]).await.says("Done."));
            }
            4 => {
                let mut desk = staff(&town, "joke", None).await;
                looks(&mut desk, all[4].0).await;
                let sql =
                    "select i.id from introductions i join newcomers n on n.id = i.newcomer_id where n.account_id = $1";
                let id: Uuid =
                    sqlx::query_scalar(sql).bind(all[4].0).fetch_one(&*town.db).await.expect("an introduction");
                let page = desk.sends(&format!("/desk/introductions/{id}/take-back"), &[]).await;
                assert!(page.says("Taken back."), "{}", page.main());
            }
            _ => {}
        }
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (_, _, link, her) in &mut all {
            let me = her.opens("/en/me").await;
            assert_eq!(
                me.says("This did not work out this time. That says nothing about you."),
                (7..21).contains(&day),
                "day {day}"
            );
            let id = sqlx::query_scalar::<_, Uuid>("select i.id from introductions i where newcomer_token_hash = $1")
                .bind(buurten::platform::chance::hash(link.rsplit('/').next().expect("a token")))
                .fetch_one(&*town.db)
                .await
                .expect("hers");
            let mut pages = Vec::new();
            for path in [
                "/en/me".to_owned(),
                "/nl/me".to_owned(),
                "/en/week".to_owned(),
                link.clone(),
                format!("/en/meet/{id}"),
            ] {
                pages.push(bare(&her.opens(&path).await));
            }
            seen.push(pages);
        }
        for other in &seen[1..] {
            for (page, same) in other.iter().zip(&seen[0]) {
                assert!(page == same, "day {day}: {page}\n---\n{same}");
            }
        }
        a_day_passes(&town, day % 2 == 0).await;
    }
    let open = "select count(*) from introductions where ended_at is null";
    assert_eq!(town.count(open).await, 0);
    for number in 0..5 {
        assert!(town.letters_for(&format!("ana{number}@example.org")).await.is_empty(), "nobody writes her a no");
    }
}

#[tokio::test]
async fn a_no_of_hers_reaches_the_desk_alone_and_can_become_a_yes_until_the_days_are_over() {
    let mut two = two().await;
    two.propose().await;
    let link = in_english(&two.town.letter_for(ANA).await);
    let mut her = two.town.reader();
    let page = her.sends(&link, &[("say", "no"), ("reason", "I am ill this month.")]).await;
    assert!(page.says("That's fine. Nobody is told.") && page.says("You can still say yes."), "{}", page.main());
    let page = two.desk.opens("/desk").await;
    assert!(page.says("an introduction came to nothing. Look for somebody else."), "{}", page.main());
    let page = two.desk.opens(&format!("/desk/people/{}", two.ana)).await;
    assert!(
        page.says("One of them said \"not now\". Neither sees it.") && page.says("I am ill this month."),
        "{}",
        page.main()
    );
    let id = two.id().await;
    let page = two.desk.sends(&format!("/desk/introductions/{id}/seen-to"), &[]).await;
    assert!(page.says("Seen to. It is off your list."), "{}", page.main());
    assert!(!two.desk.opens("/desk").await.says("an introduction came to nothing"));
    two.desk.sends(&format!("/desk/introductions/{id}/not-seen-to"), &[]).await;
    assert!(two.desk.opens("/desk").await.says("an introduction came to nothing"));
    assert!(!two.town.signed_in(PIET).await.opens("/en/local/me").await.says("Meeting somebody"));
    let page = her.sends(&link, &[("say", "yes"), ("dates", "another")]).await;
    assert!(page.says("You said yes."), "{}", page.main());
    assert_eq!(two.town.letters_for(PIET).await.len(), 1);
    assert_eq!(two.town.count("select count(*) from introductions where newcomer_no_reason is not null").await, 0);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn what_the_desk_takes_back_before_the_letter_left_was_never_there() {
    let mut two = two().await;
    let page = two.propose().await;
    assert!(page.says("The letter leaves at 12:1"), "{}", page.main());
    let id = two.id().await;
    let page = two.desk.sends(&format!("/desk/introductions/{id}/take-back"), &[]).await;
    assert!(page.says("Taken back.") && !page.says("The letter leaves"), "{}", page.main());
    assert!(two.town.letters_for(ANA).await.is_empty());
    let mut her = two.town.signed_in(ANA).await;
    assert!(!her.opens("/en/me").await.says("Meeting somebody"));
    assert_eq!(her.opens(&format!("/en/meet/{id}")).await.status, StatusCode::NOT_FOUND);
    // The same two can be proposed again; a letter that left goes on as if nothing was.
    two.propose().await;
    let link = in_english(&two.town.letter_for(ANA).await);
    two.desk.sends(&format!("/desk/introductions/{}/take-back", two.id().await), &[]).await;
    let mut her = two.town.reader();
    assert!(her.opens(&link).await.says("Would you like to meet somebody from here?"));
    assert!(her.sends(&link, &[("say", "yes"), ("dates", "another")]).await.says("You said yes. We ask the other."));
    assert!(two.town.letters_for(PIET).await.is_empty(), "nobody is asked");
    two.town.wait("7 days").await;
    let page = her.opens(&link).await;
    assert!(page.says("This did not work out this time."), "{} {}", page.status, page.main());
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_yes_that_comes_too_late_waits_out_its_seven_days_as_hers_does() {
    let mut two = two().await;
    let link = in_english(&two.one_yes().await);
    two.desk.sends(&format!("/desk/introductions/{}/take-back", two.id().await), &[]).await;
    let mut them = two.town.signed_in(PIET).await;
    assert!(them.opens(&link).await.says("Ana would like to meet you"), "nothing shows of it");
    let page = them.sends(&link, &[("say", "yes"), ("dates", "another")]).await;
    assert!(page.says("You said yes. We see whether it works out for you both."), "{}", page.main());
    for day in 0..22 {
        let (page, own) = (them.opens(&link).await, them.opens("/en/local/me").await);
        let (waits, over) = ("You said yes. We see whether it works", "This did not work out this time.");
        assert_eq!((page.says(waits), page.says(over)), (day < 7, day >= 7), "day {day}: {}", page.main());
        assert_eq!((own.says(waits), own.says(over)), (day < 7, (7..21).contains(&day)), "day {day}: {}", own.main());
        a_day_passes(&two.town, true).await;
    }
    assert_eq!(two.town.count("select count(*) from ties").await, 0);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn when_no_day_is_left_the_two_choose_a_new_one() {
    let mut two = two().await;
    two.propose().await;
    two.town.does(&["update introductions set dates = array[buurten_now() + interval '4 days']"], &[]).await;
    let link = in_english(&two.town.letter_for(ANA).await);
    two.town.wait("6 days").await;
    let mut her = two.town.reader();
    let page = her.opens(&link).await;
    assert!(page.says("The days that were proposed are over."), "{}", page.main());
    assert!(her.sends(&link, &[("say", "yes")]).await.says("You said yes."));
    let link = in_english(&two.town.letter_for(PIET).await);
    two.town.wait("6 days").await;
    assert!(two.town.reader().sends(&link, &[("say", "yes")]).await.says("You both said yes!"));
    for (who, other) in [(ANA, PIET), (PIET, ANA)] {
        let meet = in_english(&two.town.letter_for(who).await);
        let mut reader = two.town.signed_in(who).await;
        let page = reader.opens(&meet).await;
        assert!(page.says("There is no day yet: choose one together"), "{}", page.main());
        let dates = page.attributes("input[name=date]", "value");
        assert_eq!(dates.len(), 2, "the Monday mornings of both, from four days ahead, for three weeks");
        if who == PIET {
            reader.sends(&format!("{meet}/date"), &[("date", &dates[0])]).await;
            assert!(two.town.letter_for(other).await.text.contains("chose another day"));
        }
    }
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn seven_days_of_silence_free_the_place_and_the_desk_sees_it() {
    let mut two = two().await;
    two.propose().await;
    let link = in_english(&two.town.letter_for(ANA).await);
    let people = "select people_of(id) from locals where joined_at is not null";
    assert_eq!(two.town.count(people).await, 1);
    for day in 1..=7 {
        a_day_passes(&two.town, true).await;
        assert_eq!(two.town.count(people).await, i64::from(day < 7), "day {day}");
    }
    assert_eq!(introductions::end_what_is_over(&two.town.db).await.expect("ended"), 0, "once");
    let page = two.town.reader().opens(&link).await;
    assert!(page.says("This question is over."), "{} {}", page.status, page.main());
    let mut desk = staff(&two.town, "joke", None).await;
    assert!(desk.opens("/desk").await.says("an introduction came to nothing"));
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn somebody_who_leaves_calls_off_what_both_count_on_and_nothing_else() {
    let mut two = two().await;
    let id = two.both_yes().await;
    two.town.signed_in(PIET).await.sends("/en/me/erase", &[("sure", "yes")]).await;
    let letter = two.town.letter_for(ANA).await;
    assert!(letter.text.contains("Het gaat deze keer niet door.") && !letter.text.contains("Piet"), "{letter:?}");
    let mut her = two.town.signed_in(ANA).await;
    let page = her.opens(&format!("/en/meet/{id}")).await;
    assert!(page.says("This did not work out this time.") && !page.html.contains("Piet"), "{}", page.main());
    assert_eq!(two.town.count("select count(*) from ties").await, 0);
    assert_eq!(
        two.town
            .count("select count(*) from introductions where local_phone is not null or local_no_reason is not null")
            .await,
        0
    );
    two.town.nothing_is_left().await;
}
