//! Through the year: what everybody reads of it, and the drafts of a year at the desk: made once, moved, taken back.

use crate::{
    desk::staff,
    support::{reader::Page, town::Town},
};
use axum::http::StatusCode;
use buurten::logbook::Act;

const DRAFTS: &str = "select count(*) from listings where status = 'draft'";

/// A city in the week before Sinterklaas evening, and somebody at its desk.
async fn november() -> (Town, crate::support::reader::Reader) {
    let town = Town::empty().await;
    town.at("2026-11-26 09:00:00+01").await;
    let desk = staff(&town, "marieke", None).await;
    (town, desk)
}

fn undo(page: &Page) -> String {
    page.attributes(".flash input[name=keys]", "value").concat()
}

#[tokio::test]
async fn everybody_reads_what_comes_next_and_how_to_join() {
    let (town, _) = november().await;
    let float = town
        .with_listing(&[
            ("id", "float"),
            ("title_en", "Build a float"),
            ("title_nl", "Bouw een wagen"),
            ("interests", "carnaval"),
        ])
        .await;
    let mut reader = town.reader();
    let page = reader.opens("/en/seasons").await;
    let names = page.all("main li h2");
    assert_eq!(names[..3], ["Sinterklaas", "Carnaval", "King's Day"], "{names:?}");
    assert!(page.says("Now, until Saturday 5 December"), "{}", page.main());
    assert!(page.says("In 10 weeks: Saturday 6 February to Tuesday 9 February"), "{}", page.main());
    assert!(page.says("We expect these days; its organisers have not told them yet."), "{}", page.main());
    let page = reader.opens("/nl/seasons/carnaval").await;
    for told in ["Wat je aantrekt", "Alaaf!", "Lampegat", "Over 10 weken", "Bouw een wagen"] {
        assert!(page.says(told), "{told}: {}", page.main());
    }
    assert_eq!(page.attributes(".card a", "href"), [format!("/nl/listings/{float}")]);
    let page = reader.opens("/en/seasons/sinterklaas").await;
    assert!(page.says("About Piet") && page.says("you owe nobody an explanation"), "{}", page.main());
    assert!(page.all(".card").is_empty() && page.says("Nothing stands here yet."), "{}", page.main());
    for nowhere in ["/en/seasons/halloween", "/en/seasons/CARNAVAL"] {
        let page = reader.opens(nowhere).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    // Two weeks before, the page of today has something to talk about; in summer it has not.
    assert!(reader.opens("/en/today").await.says("Something to talk about"));
    town.at("2026-07-01 09:00:00+02").await;
    assert!(!reader.opens("/en/today").await.says("Something to talk about"));
}

#[tokio::test]
async fn one_click_makes_the_drafts_of_a_year_and_the_same_click_none() {
    let (town, mut desk) = november().await;
    let page = desk.opens("/desk/seasons").await;
    assert!(page.says("Prepare the coming year: 14 drafts"), "{}", page.main());
    let page = desk.sends("/desk/seasons/prepare", &[]).await;
    assert!(page.says("14 drafts are ready.") && page.says("The coming year is prepared."), "{}", page.main());
    assert_eq!(town.count(DRAFTS).await, 14);
    let keys = undo(&page);
    // The same again, by hand and by two at once.
    let page = desk.sends("/desk/seasons/prepare", &[]).await;
    assert!(page.says("Everything was there already."), "{}", page.main());
    let mut colleague = staff(&town, "joost", None).await;
    let both = tokio::join!(desk.posts("/desk/seasons/prepare", &[]), colleague.posts("/desk/seasons/prepare", &[]));
    assert_eq!((both.0.status, both.1.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(town.count(DRAFTS).await, 14);
    // A draft says what the desk's form says, and what is not known stays open.
    let parade = town.listing("carnaval-2027-parade").await;
    let page = desk.opens(&format!("/desk/listings/{parade}")).await;
    let value = |name: &str| page.attributes(&format!("[name={name}]"), "value").concat();
    assert_eq!(value("title_nl"), "Samen naar de carnavalsoptocht");
    assert_eq!((value("first_date").as_str(), value("starts").as_str()), ("6-2-2027", "13:00"), "{}", page.main());
    assert_eq!(value("venue"), "");
    // Nobody takes anybody along before somebody from here said so: the desk asks for them.
    assert_eq!(town.count("select count(*) from listings where take_along is not null").await, 0);
    let page = desk.opens("/desk/seasons").await;
    assert!(page.says("Nobody from here goes along yet. Ask for somebody"), "{}", page.main());
    let asks = page.attributes("main li li a[href^='/desk/gaps/']", "href");
    assert_eq!(asks.len(), 7, "{asks:?}");
    assert!(asks.contains(&"/desk/gaps/carnaval.sat-afternoon.any.any".to_owned()), "{asks:?}");
    for ask in &asks {
        assert_eq!(desk.opens(ask).await.status, StatusCode::OK, "{ask}");
    }
    let call = desk.sends(&format!("{}/call", asks[0]), &[]).await;
    assert!(call.says("This call stands on the page for everybody."), "{}", call.main());
    // Nobody but the desk sees a draft; on the Monday stand those of the next six weeks alone.
    assert!(town.reader().opens("/en/seasons/carnaval").await.all(".card").is_empty());
    town.look().await;
    let monday = desk.opens("/desk").await;
    assert!(monday.says("Sinterklaas evening together") && !monday.says("carnaval parade"), "{}", monday.main());
    // Published it stands on the page for everybody.
    desk.posts(&format!("/desk/listings/{parade}/publish"), &[]).await;
    town.look().await;
    let page = town.reader().opens("/en/seasons/carnaval").await;
    assert!(page.says("Watch the carnaval parade together"), "{}", page.main());
    assert!(!page.says("Somebody takes you along"), "{}", page.main());
    let goes = "insert into regulars (local_id, listing_id) select id, $1 from locals";
    crate::desk::local(&town, "Piet", "5612").await;
    sqlx::query(goes).bind(parade).execute(&*town.db).await.expect("somebody from here");
    assert!(desk.opens("/desk/seasons").await.says("1 person from here goes along."));
    // Undone: what nobody touched goes; what is published stays.
    let page = desk.sends("/desk/seasons/take-back", &[("keys", &keys)]).await;
    assert!(page.says("Drafts that nobody touched are gone. The others stay."), "{}", page.main());
    assert_eq!((town.count(DRAFTS).await, town.count("select count(*) from listings").await), (0, 1));
    assert!(page.says("Prepare the coming year: 13 drafts"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nothing_but_an_untouched_draft_of_the_year_is_taken_back() {
    let (town, mut desk) = november().await;
    let other = town.with_listing(&[("id", "carnaval-2027-mine"), ("status", "draft")]).await;
    desk.posts("/desk/seasons/prepare", &[]).await;
    sqlx::query("update listings set version = 2 where key = 'glow-2027-walk'")
        .execute(&*town.db)
        .await
        .expect("touched");
    let keys = "carnaval-2027-mine~glow-2027-walk~glow-2027-guide~nothing~";
    desk.posts("/desk/seasons/take-back", &[("keys", keys)]).await;
    assert_eq!(town.count(DRAFTS).await, 14, "one of fifteen is gone");
    let gone = "select count(*) from listings where key = 'glow-2027-guide'";
    assert_eq!(town.count(gone).await, 0);
    assert_eq!(desk.opens(&format!("/desk/listings/{other}")).await.status, StatusCode::OK);
    // In summer what is over is not drafted: the next year's is.
    town.at("2027-07-01 09:00:00+02").await;
    let page = staff(&town, "joost", None).await.opens("/desk/seasons").await;
    assert!(page.says("Prepare the coming year: 9 drafts"), "{}", page.main());
}

#[tokio::test]
async fn a_festival_chooses_its_days_and_untouched_drafts_move_along() {
    let (town, mut desk) = november().await;
    desk.posts("/desk/seasons/prepare", &[]).await;
    sqlx::query("update listings set version = 2 where key = 'glow-2027-guide'")
        .execute(&*town.db)
        .await
        .expect("touched");
    let page = desk.opens("/desk/seasons/glow").await;
    assert!(page.says("By the rule: Saturday 13 November to Saturday 20 November."), "{}", page.main());
    for (starts, ends, slip) in [
        ("soon", "", "#starts"),
        ("", "13-11-2027", "#starts"),
        ("7-11-2026", "14-11-2026", "#starts"),
        ("7-3-2027", "14-3-2027", "#starts"),
        ("13-11-2027", "6-11-2027", "#ends"),
        ("6-11-2027", "6-11-2028", "#ends"),
    ] {
        let page = desk.posts("/desk/seasons/glow", &[("starts", starts), ("ends", ends)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{starts} {ends}");
        assert_eq!(page.attributes(".error-summary a", "href"), [slip], "{starts} {ends}");
        assert_eq!(page.attributes("#starts", "value"), [starts], "nothing typed is lost");
    }
    for _ in 0..2 {
        let page = desk.sends("/desk/seasons/glow", &[("starts", "6-11-2027"), ("ends", "13-11-2027")]).await;
        assert!(page.says("Saturday 6 November to Saturday 13 November"), "{}", page.main());
    }
    let days = "select count(*) from listings where (key, first_date) in (('glow-2027-walk', date '2027-11-08'), ('glow-2027-guide', date '2027-11-17'))";
    assert_eq!(town.count(days).await, 2, "the untouched one moved, the other stayed");
    let page = town.reader().opens("/en/seasons/glow").await;
    assert!(page.says("Saturday 6 November") && !page.says("We expect"), "{}", page.main());
    let logged = format!("select count(*) from logbook where act = '{}'", Act::CityChanged);
    let logged: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(logged)).fetch_one(&*town.db).await.expect("a count");
    assert_eq!(logged, 1, "the second time changed nothing");
    // Both empty: the rule again.
    let page = desk.sends("/desk/seasons/glow", &[("starts", ""), ("ends", "")]).await;
    assert!(page.says("Expected: look up the days") && page.says("Saturday 13 November"), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from listings where key = 'glow-2027-walk' and first_date = '2027-11-15'").await,
        1
    );
    town.nothing_is_left().await;
}
