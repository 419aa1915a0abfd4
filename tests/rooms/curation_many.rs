//! Many listings at once at the desk: shown with the count, done together, undone together; and filters under a name.

use super::curation::social_worker;
use crate::support::{reader::Page, town::Town};
use axum::http::StatusCode;
use uuid::Uuid;

const MANY: &str = "/desk/listings/many";

async fn five(town: &Town) -> Vec<String> {
    let mut ids = Vec::new();
    for (key, status) in [("a", "active"), ("b", "active"), ("c", "paused"), ("d", "draft"), ("e", "closed")] {
        ids.push(town.with_listing(&[("id", key), ("title_nl", key), ("status", status)]).await.to_string());
    }
    ids
}

fn fields<'a>(act: &'a str, ids: &'a [String], closed_on: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("listing", id.as_str())).collect();
    fields.extend([("act", act), ("closed_on", closed_on), ("place", "look=any")]);
    fields
}

fn undo(page: &Page) -> String {
    page.attributes(".flash form", "action").concat()
}

#[tokio::test]
async fn many_are_closed_with_the_count_before_and_one_undo_after() {
    let town = Town::empty().await;
    let ids = five(&town).await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let page = desk.opens("/desk/listings?all=1").await;
    assert_eq!(page.attributes("input[form=many][checked]", "value").len(), 5);
    assert_eq!(desk.opens("/desk/listings").await.attributes("input[form=many][checked]", "value").len(), 0);

    let chosen: String = ids.iter().map(|id| format!("&listing={id}")).collect();
    let page = desk.opens(&format!("{MANY}?act=close{chosen}")).await;
    assert_eq!(page.all("h1"), ["Close 3 listings?"]);
    assert!(page.says("a b c These 2 stay as they are d Draft e Closed"), "{}", page.main());
    assert_eq!(page.attributes("form input[name=listing]", "value").len(), 3);
    assert_eq!(town.count("select count(*) from listing_changes").await, 0, "looking changes nothing");
    let page = desk.posts(MANY, &fields("close", &ids, "soon")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#closed_on", "value"), ["soon"]);
    assert_eq!(desk.posts(MANY, &fields("close", &[], "1-11-2026")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.posts(MANY, &fields("draft", &ids, "")).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let closed = "select count(*) from listings where status = 'closed' and closed_on = '2026-11-01'";
    let page = desk.sends(MANY, &fields("close", &ids, "1-11-2026")).await;
    assert_eq!((page.address.as_str(), town.count(closed).await), ("/desk/listings?look=any", 3));
    assert!(page.says("3 listings are closed. Undo"), "{}", page.main());
    let undo = undo(&page);
    let page = desk.sends(&undo, &[]).await;
    assert!(page.says("All of it is undone."), "{}", page.main());
    assert_eq!(town.count(closed).await, 0);
    assert_eq!(town.count("select count(*) from listings where status = 'active'").await, 2);
    assert_eq!(desk.posts(&undo, &[]).await.status, StatusCode::NOT_FOUND, "twice is once");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_nobody_else_may() {
    let town = Town::empty().await;
    let ids = five(&town).await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let page = desk.sends(MANY, &fields("pause", &ids, "")).await;
    assert!(page.says("2 listings are paused. Undo"), "{}", page.main());
    desk.posts(&format!("/desk/listings/{}/reopen", ids[0]), &[]).await;
    let mut colleague = social_worker(&town, "bo@example.org").await;
    colleague.posts(&format!("/desk/listings/{}/close", ids[1]), &[("closed_on", "1-11-2026")]).await;
    let page = desk.sends(&undo(&page), &[]).await;
    assert!(page.says("Undone. What somebody changed since stays as it is."), "{}", page.main());
    assert_eq!(town.count("select count(*) from listings where key = 'b' and status = 'closed'").await, 1);
    let page = desk.sends(MANY, &fields("publish", &ids, "")).await;
    assert!(page.says("One draft is published."), "{}", page.main());
    let page = desk.sends(MANY, &fields("publish", &ids[3..4], "")).await;
    assert!(page.says("Nothing was left to do"), "{}", page.main());

    let mut stranger = town.signed_in("ana@example.org").await;
    assert_eq!(stranger.posts(MANY, &fields("close", &ids, "1-11-2026")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.opens(&format!("{MANY}?act=close")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.posts(&format!("/desk/many/{}/undo", Uuid::new_v4()), &[]).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn all_that_was_found_is_named_beyond_the_page_and_undone_at_once() {
    let town = Town::empty().await;
    let sheet: String = (0..60).map(|n| format!("c{n},club,Club {n},active,2026-11-01\n")).collect();
    town.with_listings(&format!("id,kind,title_nl,status,confirmed_on\n{sheet}")).await;
    town.with_listing(&[("id", "rests"), ("status", "paused")]).await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let page = desk.opens("/desk/listings?status=active").await;
    assert!(page.says("All 60 found, on the other pages too"), "{}", page.main());
    assert!(!desk.opens("/desk/listings?status=paused").await.html.contains("value=\"found\""), "one page is all");
    let page = desk.opens(&format!("{MANY}?act=pause&all=found&place=status%3Dactive")).await;
    assert_eq!(page.all("h1"), ["Pause 60 listings?"]);
    let ids = page.attributes("form input[name=listing]", "value");
    assert_eq!(
        (ids.len(), town.count("select count(*) from listing_changes").await),
        (60, 0),
        "looking changes nothing"
    );
    let page = desk.sends(MANY, &fields("pause", &ids, "")).await;
    assert!(page.says("60 listings are paused."), "{}", page.main());
    assert!(desk.sends(&undo(&page), &[]).await.says("All of it is undone."));
    assert_eq!(town.count("select count(*) from listings where status = 'active'").await, 60);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_filter_under_a_name_is_whose_who_saved_it() {
    let town = Town::empty().await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let save = |name: &'static str, place: &'static str| [("name", name), ("place", place)];
    for (name, place, said) in [("", "look=any", "name"), ("All", "", "Choose a filter first")] {
        let page = desk.posts("/desk/views", &save(name, place)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert!(
            page.html.contains(said) && page.attributes(".error-summary a", "href") == ["#name"],
            "{}",
            page.main()
        );
    }
    let page = desk.sends("/desk/views", &save("To check", "look=any&page=1")).await;
    assert_eq!(page.all("nav[aria-label='Saved views'] a[aria-current]"), ["To check"], "{}", page.main());
    desk.sends("/desk/views", &save("to CHECK", "look=draft")).await;
    let page = desk.opens("/desk/listings").await;
    assert_eq!(
        page.attributes("nav[aria-label='Saved views'] a", "href"),
        ["/desk/listings?look=draft"],
        "the newer one"
    );

    let mut colleague = social_worker(&town, "bo@example.org").await;
    assert!(colleague.opens("/desk/listings").await.all("nav[aria-label='Saved views'] a").is_empty());
    let page = desk.opens("/desk/listings?look=draft").await;
    let remove = page.attributes("form[action$='/remove']", "action").concat();
    assert_eq!(colleague.posts(&remove, &[]).await.status, StatusCode::NOT_FOUND);
    let page = desk.sends(&remove, &[]).await;
    assert!(page.says("The view is removed. Undo"), "{}", page.main());
    let back = undo(&page);
    assert_eq!(colleague.posts(&back, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.sends(&back, &[]).await.all("nav[aria-label='Saved views'] a").len(), 1);
    for name in ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"] {
        assert!(desk.posts("/desk/views", &save(name, "status=draft")).await.status.is_redirection());
    }
    let page = desk.posts("/desk/views", &save("13", "status=draft")).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.html.contains("You have twelve views."));
    town.nothing_is_left().await;
}
