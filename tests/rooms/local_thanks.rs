//! Locals are scarce: a short evening with one tap, a welcome letter, and once a year what they made possible.

use crate::{
    desk::{local, newcomer, staff},
    support::town::Town,
};
use axum::http::StatusCode;
use buurten::{along::Sender, me};

const BO: &str = "bo@example.org";

async fn thank(town: &Town) {
    let city = town.lent.city.now();
    me::thank(&town.db, &Sender { city: &city, address: &town.lent.address }).await.expect("thanked");
}

#[tokio::test]
async fn an_evening_is_planned_joined_with_one_tap_undone_and_called_off() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    local(&town, "Bo", "5612").await;
    let (mut desk, mut them) = (staff(&town, "marieke", None).await, town.signed_in(BO).await);
    assert!(desk.opens("/desk/training").await.says("No evening is planned."));
    let entry = "00000000-0000-4000-8000-0000000000bb";
    for (date, times) in [("22-11-2026", "19:30-21:00"), ("3-12-2026", "21:00-19:30"), ("soon", "19:30-21:00")] {
        let page = desk
            .posts("/desk/training", &[("entry", entry), ("date", date), ("times", times), ("place", "The library")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{date} {times}");
        assert_eq!(page.attributes("#date", "value"), [date], "nothing typed is lost");
    }
    for _ in 0..2 {
        let fields = [("entry", entry), ("date", "3-12-2026"), ("times", "19:30-21:00"), ("place", "The library")];
        let page = desk.sends("/desk/training", &fields).await;
        assert!(page.says("Thursday 3 December, 19:30 · The library"), "{}", page.main());
    }
    assert_eq!(town.count("select count(*) from trainings").await, 1, "sent twice it is there once");
    let page = them.opens("/en/local/me").await;
    assert!(page.says("A short evening for locals Thursday 3 December, 19:30 · The library"), "{}", page.main());
    let page = them.sends(&format!("/en/local/training/{entry}/come"), &[]).await;
    assert!(page.says("You come. See you there!") && page.says("Undo"), "{}", page.main());
    let ics = them.opens(&format!("/en/local/training/{entry}/calendar.ics")).await.html;
    assert!(ics.contains("DTSTART:20261203T183000Z") && ics.contains("LOCATION:The library"), "{ics}");
    assert!(!them.sends(&format!("/en/local/training/{entry}/not-come"), &[]).await.says("You come."));
    them.sends(&format!("/en/local/training/{entry}/come"), &[]).await;
    let page = desk.opens("/desk/training").await;
    assert!(page.says("One local comes") && !page.html.contains("Bo<") && !page.html.contains(BO), "{}", page.main());
    for _ in 0..2 {
        desk.sends(&format!("/desk/training/{entry}/call-off"), &[]).await;
    }
    let letter = town.letter_for(BO).await;
    assert!(letter.text.contains("does not take place") || letter.text.contains("gaat niet door"), "{letter:?}");
    assert!(!them.opens("/en/local/me").await.says("A short evening"));
    assert_eq!(them.posts(&format!("/en/local/training/{entry}/come"), &[]).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn once_a_year_a_letter_counts_and_names_nobody_whatever_the_clock_and_the_workers_do() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let (bo, ana) = (local(&town, "Bo", "5612").await, newcomer(&town, "Ana", "5612").await);
    sqlx::query("update accounts set language = 'en'").execute(&*town.db).await.expect("English");
    thank(&town).await;
    town.wait("364 days").await;
    thank(&town).await;
    assert!(town.letters_for(BO).await.is_empty(), "a year is not over");
    sqlx::query("insert into ties (id, newcomer_id, local_id, state, met_at, again_at, regular_at)
                 select gen_random_uuid(), n.id, l.id, 'regular', buurten_now(), buurten_now(), buurten_now() from newcomers n, locals l
                 where n.account_id = $1 and l.account_id = $2")
        .bind(ana).bind(bo).execute(&*town.db).await.expect("a tie");
    town.wait("1 day").await;
    // Several instances at once.
    tokio::join!(thank(&town), thank(&town), thank(&town));
    let letter = town.letter_for(BO).await;
    assert!(
        letter.text.contains("You met one person who is new here.")
            && letter.text.contains("You still meet one of them."),
        "{letter:?}"
    );
    assert!(!letter.text.contains("Ana") && letter.subject == "Thank you");
    let mut them = town.signed_in(BO).await;
    let page = them.opens(&letter.path()).await;
    assert!(
        page.says("What you made possible") && page.says("You still meet one of them.") && !page.main().contains("Ana"),
        "{}",
        page.main()
    );
    // Back, forth, far ahead and back again: never twice within a year.
    for jump in ["-40 days", "100 days", "-60 days", "200 days", "-365 days", "500 days"] {
        town.wait(jump).await;
        thank(&town).await;
    }
    assert!(town.letters_for(BO).await.is_empty(), "335 days after the first");
    // The year between is a leap year.
    town.wait("31 days").await;
    thank(&town).await;
    thank(&town).await;
    town.letter_for(BO).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn where_there_is_nothing_to_count_it_is_kind() {
    let town = Town::empty().await;
    let bo = local(&town, "Bo", "5612").await;
    sqlx::query("update accounts set language = 'nl' where id = $1").bind(bo).execute(&*town.db).await.expect("Dutch");
    town.wait("366 days").await;
    thank(&town).await;
    let letter = town.letter_for(BO).await;
    assert!(letter.text.contains("Je deur stond open, en dat telt.") && !letter.text.contains(" 0 "), "{letter:?}");
    // Whoever was stopped, or is no local yet, gets none.
    sqlx::query("update locals set thanked_at = null, stopped_at = buurten_now()")
        .execute(&*town.db)
        .await
        .expect("stopped");
    thank(&town).await;
    town.nothing_is_left().await;
}
