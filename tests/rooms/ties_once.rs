//! Ties of one conversation: asked after once, unless they meet again. And the day of 25 hours.

use crate::{
    introductions::{ANA, PIET, Two, in_english, two},
    ties::{asks, page_of, state},
};

/// The kind of the only introduction is this from now on; it has not led to a tie yet.
async fn is_for(two: &Two, kind: &str) {
    let sql = format!("update introductions set kind = '{kind}'");
    two.town.does(&[&sql], &[]).await;
}

#[tokio::test]
async fn one_conversation_is_asked_after_once_and_goes_on_for_who_says_so() {
    let mut two = two().await;
    let link = in_english(&two.one_yes().await);
    is_for(&two, "coffee").await;
    let mut them = two.town.reader();
    them.sends(&link, &[("say", "yes"), ("dates", "another")]).await;
    for who in [ANA, PIET] {
        two.town.letter_for(who).await;
    }
    let places = "select places_of(id) from locals";
    two.town.does(&["update locals set requests_a_month = 8"], &[]).await;
    assert_eq!(two.town.count(places).await, 0);
    two.town.wait("14 days 1 hour").await;
    assert_eq!(asks(&two.town).await, 2);
    let (hers, theirs) = (two.town.letter_for(ANA).await, two.town.letter_for(PIET).await);
    assert!(hers.text.contains("voor één gesprek. Zagen jullie elkaar?"), "{hers:?}");
    two.town.reader().sends(&page_of(&hers), &[("say", "once")]).await;
    assert_eq!(two.town.count(places).await, 1, "they had their conversation: there is room for somebody else");
    two.town.reader().sends(&page_of(&theirs), &[("say", "again")]).await;
    // After six weeks it is over for her, with thanks; he who says that they meet again is asked again.
    two.town.wait("28 days").await;
    assert_eq!(asks(&two.town).await, 2);
    let letter = two.town.letter_for(ANA).await;
    assert!(
        letter.text.contains("Jij en Piet hoorden van elkaar. Fijn") && !letter.text.contains("jaar"),
        "{letter:?}"
    );
    assert!(two.town.reader().opens(&page_of(&letter)).await.says("Yes, look for somebody else"));
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("Zien jullie elkaar nog?"), "{letter:?}");
    assert_eq!(state(&two.town).await, "again");
    two.town.wait("200 days").await;
    assert_eq!(asks(&two.town).await, 0, "he left it, and she is asked no more");
    two.town.wait("200 days").await;
    assert_eq!(asks(&two.town).await, 0, "the last question is passed over first");
    assert_eq!(asks(&two.town).await, 1);
    assert!(two.town.letter_for(PIET).await.text.contains("Een jaar geleden"));
    assert_eq!(state(&two.town).await, "ended");
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_asked_twice_on_the_day_of_25_hours_and_one_never_stops_the_others() {
    let mut two = two().await;
    two.both_yes().await;
    let town = &two.town;
    // A second tie of his, whose question is due a day after the first.
    let eve = crate::desk::newcomer(town, "Eve", "5612").await;
    town.at("2026-10-25 00:05+02").await;
    town.does(
        &[
            "update follow_ups set due_at = '2026-10-25 00:00+02' where step = 'two-weeks'",
            "update follow_ups set due_at = '2099-01-01' where step <> 'two-weeks'",
            "insert into ties (id, newcomer_id, local_id) select '00000000-0000-4000-8000-0000000000e0', n.id, l.id
             from newcomers n, locals l where n.account_id = $1",
            "insert into follow_ups (id, tie_id, account_id, step, whose, due_at)
             select gen_random_uuid(), '00000000-0000-4000-8000-0000000000e0', a.id, 'two-weeks', case a.id when $1 then 'newcomer' else 'local' end,
                    '2026-10-25 23:30+01' from accounts a where a.id = $1 or a.id in (select account_id from locals)",
        ],
        &[eve],
    )
    .await;
    assert_eq!(asks(town).await, 2);
    town.at("2026-10-25 23:35+01").await;
    assert_eq!(asks(town).await, 1, "24 and a half hours later it is the same day for him; she has her question");
    town.letter_for("eve@example.org").await;
    town.at("2026-10-26 00:10+01").await;
    assert_eq!(asks(town).await, 1);
    assert_eq!(town.letters_for(PIET).await.len(), 2);
}
