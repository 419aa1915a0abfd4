//! Trios as the desk finds them: who never stands in one together, what was not for one of them, how many places there
//! are, and when all three have time.

use crate::{
    desk::newcomer,
    desk_locals::says,
    gatherings::{asks, is_monday_morning, three},
    support::{reader::Reader, town::Town},
};
use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

/// One more who is like the three.
async fn another(town: &Town, name: &str, home: &str) -> Uuid {
    let account = newcomer(town, name, "5612").await;
    let answers = json!({"languages": {"en": "B1", home: "C2", "nl": "A1"}, "wants_to_learn": ["nl"],
        "interests": ["walking"], "wishes": ["social"], "free": ["mon-morning"]});
    says(town, "newcomers", account, answers).await;
    account
}

/// The people of each trio on the page.
async fn shown(desk: &mut Reader) -> Vec<Vec<String>> {
    let bring = desk.opens("/desk/trios").await.attributes("main a.button[href^='/desk/trios/bring']", "href");
    let who = |link: &String| link.split("who=").skip(1).map(|id| id.trim_end_matches('&').to_owned()).collect();
    bring.iter().map(who).collect()
}

/// Changes the walk, and lets the town see it.
async fn walk(town: &Town, set: &str) {
    let sql = format!("update listings set {set} where key = 'morning-walk'");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&*town.db).await.expect("changed");
    town.look().await;
}

#[tokio::test]
async fn whoever_blocked_somebody_stands_in_no_trio_with_them_and_nothing_says_why() {
    for (one, other) in [(0, 1), (1, 0)] {
        let (town, mut desk, all) = three().await;
        // The page of three who share no time: what stands there where none fit.
        says(&town, "newcomers", all[2], json!({"free": ["sun-evening"]})).await;
        let none = desk.opens("/desk/trios").await.main();
        says(&town, "newcomers", all[2], json!({"free": ["mon-morning"]})).await;
        assert_eq!(shown(&mut desk).await.len(), 1);
        town.blocks(all[one], all[other]).await;
        assert_eq!(desk.opens("/desk/trios").await.main(), none, "the page of a block is that of no fit");
        let dia = another(&town, "Dia", "hi").await.to_string();
        let found = shown(&mut desk).await;
        assert_eq!(found.len(), 1, "the others are not held up by it");
        let both = [all[0], all[1]].iter().all(|id| found[0].contains(&id.to_string()));
        assert!(!both && found[0].contains(&dia), "{found:?}");
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn what_one_of_them_passed_over_is_no_trio_of_theirs() {
    let (town, mut desk, all) = three().await;
    assert_eq!(shown(&mut desk).await.len(), 1);
    let passed = "insert into passed_over (newcomer_id, listing_id, reason)
        select n.id, l.id, 'not-my-thing' from newcomers n, listings l where n.account_id = $1";
    sqlx::query(passed).bind(all[1]).execute(&*town.db).await.expect("passed over");
    assert!(shown(&mut desk).await.is_empty());
    sqlx::query("delete from passed_over").execute(&*town.db).await.expect("taken back");
    assert_eq!(shown(&mut desk).await.len(), 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn three_need_three_places_and_those_who_are_asked_hold_theirs() {
    let (town, mut desk, _) = three().await;
    for (name, home) in [("Dia", "hi"), ("Eve", "pl"), ("Fay", "uk")] {
        another(&town, name, home).await;
    }
    for (places, many) in [("null", 2), ("0", 0), ("2", 0), ("3", 1), ("5", 1), ("6", 2)] {
        walk(&town, &format!("newcomer_places = {places}")).await;
        assert_eq!(shown(&mut desk).await.len(), many, "{places} places");
    }
    // The first three are asked: of five places two are left, and of six three.
    sqlx::query("update newcomers set paused_at = buurten_now() where answers -> 'languages' ?| '{hi,pl,uk}'")
        .execute(&*town.db)
        .await
        .expect("a break");
    let links = asks(&town, &mut desk).await;
    sqlx::query("update newcomers set paused_at = null").execute(&*town.db).await.expect("back");
    for (places, many) in [("5", 0), ("6", 1)] {
        walk(&town, &format!("newcomer_places = {places}")).await;
        assert_eq!(shown(&mut desk).await.len(), many, "{places} places, three of them held");
    }
    // Whoever says no gives their place back. That they are to go there is not the group they speak for.
    walk(&town, "newcomer_places = 5").await;
    let page = town.reader().sends(&links[0], &[("say", "no")]).await;
    assert!(!page.says("The other group:"), "{}", page.main());
    assert_eq!(shown(&mut desk).await.len(), 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_day_lies_in_the_time_all_three_share_and_where_none_does_the_page_says_so() {
    let (town, mut desk, _) = three().await;
    let weekly = |first: &str| {
        format!("rrule = 'FREQ=WEEKLY;BYDAY=MO,TU', first_date = '{first}', starts = '10:00', ends = '11:30'")
    };
    walk(&town, &weekly("2026-11-02")).await;
    let bring = desk.opens("/desk/trios").await.attributes("main a.button[href^='/desk/trios/bring']", "href");
    let page = desk.opens(&bring[0]).await;
    let dates = page.attributes("input[name=date]", "value");
    assert!(dates.len() == 5 && dates.iter().all(|date| is_monday_morning(date)), "{}", page.main());
    // It begins only after the six weeks.
    walk(&town, &weekly("2027-01-11")).await;
    let page = desk.opens(&bring[0]).await;
    assert!(page.says("No day fits these three now"), "{}", page.main());
    assert!(page.attributes("input[name=date]", "value").is_empty() && page.all("main form").is_empty());
    let (listing, who) = (town.listing("morning-walk").await.to_string(), shown(&mut desk).await);
    let mut fields =
        vec![("listing", listing.as_str()), ("what", "A walk"), ("place", "The park"), ("date", &dates[0])];
    fields.extend(who[0].iter().map(|id| ("who", id.as_str())));
    let page = desk.sends("/desk/trios/bring", &fields).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("No day fits these three now"));
    assert_eq!(town.count("select count(*) from gatherings").await, 0);
    desk.posts("/desk/language", &[]).await;
    assert!(desk.opens(&bring[0]).await.says("Nu past geen dag voor deze drie"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_sample_city_has_three_who_can_be_brought_together() {
    let town = Town::sample().await;
    let mut desk = town.sample_role("social-worker").await;
    let page = desk.opens("/desk/trios").await;
    let bring = page.attributes("main a.button[href^='/desk/trios/bring']", "href");
    let first = desk.opens(bring.first().expect("a trio")).await;
    assert!(!first.attributes("input[name=date]", "value").is_empty(), "{}", first.main());
    town.nothing_is_left().await;
}
