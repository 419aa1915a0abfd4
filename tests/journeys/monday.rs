//! A Monday morning at the desk: ten actions, each done and not only opened, in at most forty clicks.

use crate::{
    browser::{Browser, Scripts},
    served::Served,
    worker::Worker,
};
use buurten::{kit::lang::Lang, platform::db::Db};
use fantoccini::Locator;

const MOST_CLICKS: usize = 40;

/// Clicks on the first of these.
async fn clicks(she: &mut Worker<'_>, css: &str) {
    let button = she.browser.finds(Locator::Css(&format!("main {css}"))).await;
    she.browser.follows(button).await;
    she.clicks += 1;
}

/// Back to the front, by the bar.
async fn goes_back(she: &mut Worker<'_>) {
    let link = she.browser.finds(Locator::Css(".bar a[href='/desk']")).await;
    she.browser.follows(link).await;
    she.clicks += 1;
}

/// How much of everything is done.
async fn done(db: &Db) -> [i64; 4] {
    sqlx::query_as(
        "select (select count(*) from requests where seen_to_at is not null) + (select count(*) from going_along where seen_to_at is not null),
                (select count(*) from ties where seen_to_at is not null) + (select count(*) from introductions where seen_to_at is not null),
                (select count(*) from listing_changes where by_role = 'social-worker'), (select count(*) from calls_for_locals)",
    )
    .fetch_one(&**db)
    .await
    .map(|(a, b, c, d)| [a, b, c, d])
    .expect("counts")
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let browser = Browser::start(scripts, lang).await;
    let mut she = Worker::of_the_sample(&city, browser, lang).await;
    let db = city.database().await;
    let before = done(&db).await;
    // Two of the sample met, and since then neither answered.
    let silent = "update follow_ups set expires_at = buurten_now() - interval '1 day' where asked_at is not null and answered_at is null";
    assert!(sqlx::query(silent).execute(&*db).await.expect("a silence").rows_affected() > 0);
    she.opens("/desk").await;
    she.clicks = 0; // from here on it counts

    // 1 to 3: who waits longest. Why she looks is plain from the line.
    for _ in 0..3 {
        clicks(&mut she, "form:has(input[value=request]) button").await;
        clicks(&mut she, "form[action$='/seen-to'] button").await;
        goes_back(&mut she).await;
    }
    // 4: whose time here ends soon: introduced to the first who fits.
    clicks(&mut she, "form:has(input[name=next]) button").await;
    clicks(&mut she, "[aria-labelledby=ready] a[href*='/introduce/']").await;
    if !she.browser.has("main input[name=dates]:checked").await {
        clicks(&mut she, "label:has(> input[name=dates])").await;
    }
    she.types("place", "Bibliotheek").await;
    clicks(&mut she, "form[action*='/introduce/'] button[type=submit]").await;
    she.sees("flash-introduced").await;
    goes_back(&mut she).await;
    // 5: two who are silent.
    clicks(&mut she, "form:has(input[value=call]) button, main form:has(input[value=introduction]):not(:has(input[name=next])) button").await;
    clicks(&mut she, "form:is([action*='/ties/'], [action*='/introductions/'])[action$='/seen-to'] button").await;
    goes_back(&mut she).await;
    // 6 to 9: four groups that are as they were; the first is undone, and done again.
    clicks(&mut she, "form[action$='/confirm'] button").await;
    clicks(&mut she, ".flash form button").await;
    for _ in 0..4 {
        clicks(&mut she, "form[action$='/confirm'] button").await;
    }
    // 10: where more people wait than last week, a call is placed.
    clicks(&mut she, "form[action$='/call'] button").await;
    she.sees("flash-call-placed").await;

    let after = done(&db).await;
    let more: Vec<i64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    println!("{lang}, scripts {scripts:?}: ten actions in {} clicks; {more:?}", she.clicks);
    assert_eq!(more, [3, 1, 6, 1], "three seen to, one silence, four confirmed and one twice with its undo, one call");
    assert!(she.clicks <= MOST_CLICKS, "{} clicks", she.clicks);
    // The call is taken away as easily.
    clicks(&mut she, ".flash form button").await;
    she.sees("flash-call-back").await;
    db.close().await;
    she.browser.end().await;
    city.end();
}

#[tokio::test]
async fn ten_actions_of_a_monday_take_forty_clicks_at_most_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn ten_actions_of_a_monday_take_forty_clicks_at_most_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
