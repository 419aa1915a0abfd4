//! Two people of the desk change the same listing: nobody overwrites anybody, and everything can be brought back.

use crate::{
    browser::{Browser, Scripts},
    served::Served,
    worker::Worker,
};
use buurten::kit::lang::Lang;
use sqlx::{PgPool, Row, query};

const KEY: &str = "badminton-monday";

/// The listing and all its columns but the version and the times of its changes.
async fn row(database: &PgPool) -> (String, String) {
    let sql =
        "select id::text, (to_jsonb(l) - 'version' - 'changed_at' - 'changed_in')::text from listings l where key = $1";
    let row = query(sql).bind(KEY).fetch_one(database).await.expect("a listing of the sample");
    (row.get(0), row.get(1))
}

async fn changes(database: &PgPool) -> i64 {
    let sql = "select count(*) from listing_changes where listing_id = (select id from listings where key = $1)";
    query(sql).bind(KEY).fetch_one(database).await.expect("a number").get(0)
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let database = city.database().await;
    let browser = Browser::start(scripts, lang).await;
    let another = browser.of_somebody_else(scripts, lang).await;
    let mut marieke = Worker::of_the_sample(&city, browser, lang).await;
    let mut noor = Worker::of(&city, another, "noor@example.org", lang).await;
    let invitation = noor.is_invited_by_the_administrator("Noor").await;
    noor.enrols(&invitation).await;
    let (id, before) = row(&database).await;
    let listing = format!("/desk/listings/{id}");

    // Each another field: both are kept, and it says so.
    marieke.opens(&listing).await;
    noor.opens(&listing).await;
    noor.types("venue", "Sporthal Noord").await;
    noor.presses("desk-save").await;
    noor.sees("flash-listing-saved").await;
    marieke.types("organisation", "De Shuttle").await;
    marieke.presses("desk-save").await;
    marieke.sees("flash-listing-merged").await;
    assert_eq!(marieke.value("venue").await, "Sporthal Noord");
    assert_eq!(marieke.value("organisation").await, "De Shuttle");

    // The same fields: both stand there, and nothing is stored before somebody chose.
    noor.opens(&listing).await;
    noor.types("title_en", "Badminton on Monday").await;
    noor.types("contact_name", "Sanne").await;
    noor.presses("desk-save").await;
    noor.sees("flash-listing-saved").await;
    let (_, hers) = row(&database).await;
    marieke.types("title_en", "Badminton, come and play").await;
    marieke.types("contact_name", "Joost van de club").await;
    marieke.types("summary_nl", "We spelen elke maandag. Iedereen kan mee.").await;
    marieke.presses("desk-save").await;
    marieke.sees("conflict-title").await;
    let page = marieke.browser.main().await;
    for both in ["Badminton on Monday", "Badminton, come and play", "Sanne", "Joost van de club"] {
        assert!(page.contains(both), "{both}: {page}");
    }
    assert_eq!(row(&database).await.1, hers, "nothing is stored yet");
    assert!(marieke.browser.is_chosen("title_en", "Badminton, come and play").await, "what she typed is chosen");
    marieke.browser.client().refresh().await.expect("the page again");
    marieke.sees("conflict-title").await;
    assert!(marieke.browser.main().await.contains("Joost van de club"), "a reload lost what she typed");
    marieke.browser.chooses("title_en", "Badminton on Monday").await;
    marieke.presses("conflict-save").await;
    marieke.sees("flash-listing-saved").await;
    for (field, kept) in [
        ("title_en", "Badminton on Monday"),
        ("contact_name", "Joost van de club"),
        ("summary_nl", "We spelen elke maandag. Iedereen kan mee."),
        ("venue", "Sporthal Noord"),
        ("organisation", "De Shuttle"),
    ] {
        assert_eq!(marieke.value(field).await, kept);
    }

    // Every step is there, with who made it; and it can all be as it was.
    assert_eq!(changes(&database).await, 4);
    noor.presses("desk-history").await;
    noor.asserts_at(&format!("{listing}/history")).await;
    let steps = noor.browser.main().await;
    for said in ["Noor", "Marieke", "Sporthal Noord", "De Shuttle", "Sanne", "Joost van de club", "Badminton on Monday"]
    {
        assert!(steps.contains(said), "{said}: {steps}");
    }
    noor.presses("history-before").await;
    noor.sees("flash-restored").await;
    assert_eq!(row(&database).await.1, before, "all as it was");
    assert_eq!(changes(&database).await, 5, "which is a step itself");
    println!("{lang}, scripts {scripts:?}: two at once, 5 steps in the history, all as it was");
    database.close().await;
    noor.browser.end().await;
    marieke.browser.end().await;
    city.end();
}

#[tokio::test]
async fn two_social_workers_at_one_listing_lose_nothing_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn two_social_workers_at_one_listing_lose_nothing_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
