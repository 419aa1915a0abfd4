//! Locals are scarce: what they give is counted once, whoever asks. So many people at a time, so many questions a month.

use crate::{
    desk::newcomer,
    desk_locals::sets,
    introductions::{ANA, PIET, Two, in_english, two},
    support::town::Town,
};
use axum::http::StatusCode;
use buurten::introductions;

async fn places(town: &Town) -> i64 {
    town.count("select places_of(id) from locals where joined_at is not null").await
}

/// Piet was asked to take Eve along, of which this became, so many days ago.
async fn rides(two: &Two, state: &str, days: i32) {
    if two.town.count("select count(*) from listings").await == 0 {
        two.town.with_listing(&[("id", "choir")]).await;
        newcomer(&two.town, "Eve", "5612").await;
        let goes = "insert into regulars (local_id, listing_id, vouched_at) select l.id, i.id, buurten_now() from locals l, listings i";
        two.town.does(&[goes], &[]).await;
    }
    let ride = format!(
        "insert into going_along (id, newcomer_id, local_id, listing_id, state, sent_at, answered_at, closed_at, answer_token_hash)
         select gen_random_uuid(), n.id, l.id, i.id, '{state}', t.at, case when '{state}' <> 'sent' then t.at end,
                case when '{state}' = 'no' then t.at end, gen_random_uuid()::text::bytea
         from newcomers n join accounts a on a.id = n.account_id, locals l, listings i, (select buurten_now() - interval '{days} days' as at) t
         where a.email = 'eve@example.org'"
    );
    two.town.does(&["delete from going_along", &ride], &[]).await;
}

#[tokio::test]
async fn a_ride_and_an_introduction_take_the_same_place_and_are_questions_of_the_same_month() {
    let mut two = two().await;
    sets(&two.town, two.piet, "requests_a_month = 2").await;
    assert_eq!(places(&two.town).await, 1);
    let find = "/desk/people/{}/locals".replace("{}", &two.ana.to_string());
    assert!(two.desk.opens(&find).await.attributes("main a", "href").contains(&two.path()));
    for state in ["sent", "yes"] {
        rides(&two, state, 0).await;
        assert_eq!(places(&two.town).await, 0, "{state}");
        assert!(!two.desk.opens(&find).await.attributes("main a", "href").contains(&two.path()));
        let page = two.propose().await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY, "{state}: {}", page.main());
    }
    // What they did not want takes no place; it was a question of this month, and none of the next.
    sets(&two.town, two.piet, "requests_a_month = 1").await;
    rides(&two, "no", 0).await;
    assert_eq!(places(&two.town).await, 0, "asked this month");
    assert!(!two.desk.opens(&find).await.attributes("main a", "href").contains(&two.path()));
    assert_eq!(two.town.count("select count(*) from introductions").await, 0);
    rides(&two, "no", 25).await;
    assert_eq!(places(&two.town).await, 1);
    assert!(two.propose().await.says("Proposed."));
    // From the day it is proposed, until she answers, and once it asked him.
    assert_eq!(places(&two.town).await, 0);
    let asked = "select asked_in_the_month(id, buurten_now()) from locals where joined_at is not null";
    assert_eq!(two.town.count(asked).await, 1, "it may ask him");
    let link = in_english(&two.town.letter_for(ANA).await);
    two.town.wait("6 days").await;
    two.town.reader().sends(&link, &[("say", "yes"), ("dates", "another")]).await;
    two.town.letter_for(PIET).await;
    assert_eq!(two.town.count(asked).await, 1);
    two.town.wait("7 days").await;
    introductions::end_what_is_over(&two.town.db).await.expect("ended");
    assert_eq!(two.town.count(asked).await, 0, "it is December");
    assert_eq!(places(&two.town).await, 1);
}

#[tokio::test]
async fn the_database_says_which_of_the_two_stands_in_the_way_and_whom_they_meet_anyhow_takes_no_place() {
    let two = two().await;
    rides(&two, "yes", 0).await;
    let refused = async |who: &str| {
        let sql = format!(
            "insert into introductions (id, newcomer_id, local_id) select gen_random_uuid(), n.id, l.id
             from newcomers n join accounts a on a.id = n.account_id, locals l where a.email = '{who}'"
        );
        let done = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&*two.town.db).await;
        done.err().and_then(|e| e.as_database_error().and_then(|d| d.constraint().map(str::to_owned)))
    };
    let full = Some("no_local_is_introduced_over_capacity".to_owned());
    let often = Some("nobody_is_asked_more_often_than_they_chose".to_owned());
    assert_eq!(refused(ANA).await, full);
    assert_eq!(refused("eve@example.org").await, often, "the same person, and a second question");
    sets(&two.town, two.piet, "requests_a_month = 4").await;
    assert_eq!(refused("eve@example.org").await, None, "whom he takes along he can meet");
    assert_eq!(two.town.count("select people_of(id) from locals").await, 1);
    assert_eq!(refused(ANA).await, full);
    sets(&two.town, two.piet, "answers = answers || '{\"capacity\": 2}'").await;
    assert_eq!(refused(ANA).await, None);
}

#[tokio::test]
async fn what_a_local_chose_meanwhile_counts_before_the_letter_to_them_leaves() {
    let mut two = two().await;
    two.propose().await;
    let link = in_english(&two.town.letter_for(ANA).await);
    sets(&two.town, two.piet, "answers = answers || '{\"capacity\": 0}'").await;
    let page = two.town.reader().sends(&link, &[("say", "yes"), ("dates", "another")]).await;
    assert!(page.says("You said yes. We ask the other."), "{}", page.main());
    assert!(two.town.letters_for(PIET).await.is_empty());
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_tie_takes_a_place_while_they_get_to_know_each_other_and_no_longer() {
    let mut two = two().await;
    sets(&two.town, two.piet, "requests_a_month = 8").await;
    two.both_yes().await;
    let people = "select people_of(id) from locals";
    for (kind, state, days, takes) in [
        ("one-to-one", "introduced", 1, 1),
        ("one-to-one", "met", 80, 1),
        ("one-to-one", "again", 80, 1),
        ("one-to-one", "regular", 1, 0),
        ("one-to-one", "met", 93, 0),
        ("welcome-group", "met", 80, 1),
        ("coffee", "introduced", 41, 1),
        ("coffee", "introduced", 43, 0),
        ("coffee", "met", 1, 0),
        ("question", "introduced", 1, 1),
        ("question", "again", 1, 0),
    ] {
        let set = format!(
            "update ties set state = '{state}', introduced_at = buurten_now() - interval '{days} days',
                 met_at = buurten_now(), again_at = buurten_now(), regular_at = buurten_now()"
        );
        let kind_is = format!("update introductions set kind = '{kind}'");
        two.town
            .does(
                &["alter table ties disable trigger user", &set, &kind_is, "alter table ties enable trigger user"],
                &[],
            )
            .await;
        assert_eq!(two.town.count(people).await, takes, "{kind} {state} after {days} days");
    }
}
