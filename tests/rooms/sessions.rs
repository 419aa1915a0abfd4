//! Being signed in: here and on other browsers, until it ends; and the answers that come along.

use crate::support::town::Town;
use axum::http::StatusCode;
use uuid::Uuid;

const ANA: &str = "ana@example.org";

#[tokio::test]
async fn signing_out_ends_this_session_and_forgets_the_browser() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    let mut tab = her.another_tab();
    let page = her.sends("/en/sign-out", &[]).await;
    assert!(page.says("You are signed out. This browser has forgotten you."), "{}", page.main());
    assert!(her.cookie("buurten").is_none() && her.cookie("visit").is_none());
    assert_eq!(town.count("select count(*) from sessions").await, 0);
    // The cookie that somebody kept is worth nothing.
    assert_eq!(tab.opens("/en/me").await.address, "/en/sign-in?next=me");
    let again = tab.sends("/en/sign-out", &[]).await;
    assert_eq!(again.status, StatusCode::OK, "signing out twice is no mistake");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn another_browser_is_signed_out_from_here_and_nobody_else_s() {
    let town = Town::empty().await;
    let (mut laptop, mut phone) = (town.signed_in(ANA).await, town.signed_in(ANA).await);
    let mut stranger = town.signed_in("stranger@example.org").await;
    let page = laptop.opens("/en/me").await;
    let forms = page.attributes("form[action*='/sign-out/']", "action");
    assert_eq!(forms.len(), 1, "{}", page.main());
    let foreign = stranger.posts(&forms[0], &[]).await;
    let random = stranger.posts(&format!("/en/sign-out/{}", Uuid::new_v4()), &[]).await;
    assert_eq!((foreign.status, foreign.html), (StatusCode::NOT_FOUND, random.html));
    assert_eq!(phone.opens("/en/me").await.address, "/en/me", "the phone is still signed in");
    let page = laptop.sends(&forms[0], &[]).await;
    assert!(
        page.says("That browser is signed out.") && page.attributes("form[action*='/sign-out/']", "action").is_empty()
    );
    assert_eq!(phone.opens("/en/me").await.address, "/en/sign-in?next=me");
    assert_eq!(laptop.posts(&forms[0], &[]).await.status, StatusCode::NOT_FOUND, "twice");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_session_ends_after_14_idle_days_and_after_90_at_the_latest() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    // Used every 13 days it goes on, but not beyond the 90th day.
    for days in [13, 26, 39, 52, 65, 78] {
        town.wait("13 days").await;
        assert_eq!(her.opens("/en/me").await.address, "/en/me", "after {days} days");
    }
    town.wait("11 days").await;
    assert_eq!(her.opens("/en/me").await.address, "/en/me", "after 89 days");
    town.wait("2 days").await;
    assert_eq!(her.opens("/en/me").await.address, "/en/sign-in?next=me", "after 91 days");
    let mut idle = town.signed_in(ANA).await;
    town.wait("14 days 1 minute").await;
    assert_eq!(idle.opens("/en/me").await.address, "/en/sign-in?next=me", "after 14 idle days");
    buurten::auth::tidy(&town.db).await.expect("tidied");
    assert_eq!(town.count("select count(*) from sessions").await, 0);
    assert_eq!(town.count("select count(*) from sign_in_challenges").await, 0, "challenges are kept for 24 hours");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn staff_are_signed_out_after_30_idle_minutes_and_after_12_hours() {
    let town = Town::empty().await;
    let address = buurten::kit::email_address::EmailAddress::parse("desk@example.org").expect("an address");
    let mut invited = Vec::new();
    for _ in 0..2 {
        let path = buurten::auth::invite_staff(&town.db, &address, false).await.expect("an invitation");
        let mut worker = town.reader();
        assert!(worker.opens(&path).await.attributes("main form", "action").contains(&path));
        assert!(worker.posts(&path, &[]).await.status.is_redirection(), "an invitation works in any browser");
        assert_eq!(town.reader().posts(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
        invited.push(worker);
    }
    let (mut busy, mut idle) = (invited.remove(0), invited.remove(0));
    for quarter in 1..=28 {
        town.wait("25 minutes").await;
        assert_eq!(busy.opens("/nl/me").await.address, "/nl/me", "after {} minutes", quarter * 25);
        if quarter == 2 {
            assert_eq!(idle.opens("/nl/me").await.address, "/nl/sign-in?next=me", "after 50 idle minutes");
        }
    }
    town.wait("25 minutes").await;
    assert_eq!(busy.opens("/nl/me").await.address, "/nl/sign-in?next=me", "after 12 hours and 5 minutes");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_invitation_ends_after_ten_minutes() {
    let town = Town::empty().await;
    let address = buurten::kit::email_address::EmailAddress::parse("desk@example.org").expect("an address");
    let path = buurten::auth::invite_staff(&town.db, &address, true).await.expect("an invitation");
    town.wait("11 minutes").await;
    assert_eq!(town.reader().posts(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(town.count("select count(*) from sessions").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn sample_links_work_from_this_machine_alone() {
    let town = Town::sample().await;
    let before = town.count("select count(*) from sessions").await;
    for (role, path) in town.lent.sample_links.paths() {
        let mut elsewhere = town.reader();
        elsewhere.from = ([192, 0, 2, 7], 40000).into();
        assert_eq!(elsewhere.opens(&path).await.status, StatusCode::NOT_FOUND, "{role}");
        assert_eq!(elsewhere.posts(&path, &[]).await.status, StatusCode::NOT_FOUND, "{role}");
        let mut here = town.reader();
        assert_eq!(here.opens(&path).await.attributes("main form", "action"), std::slice::from_ref(&path));
        assert!(here.cookie("buurten").is_none(), "a GET signs nobody in");
        for _ in 0..2 {
            assert!(here.posts(&path, &[]).await.status.is_redirection(), "{role}");
        }
        assert!(here.cookie("buurten").is_some());
    }
    assert_eq!(town.count("select count(*) from sessions").await - before, 10);
    let wrong = town.reader().opens("/dev/sign-in/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn answers_from_before_the_account_come_along() {
    let town = Town::empty().await;
    let choir = town.with_listing(&[("id", "choir")]).await;
    let mut her = town.reader();
    her.posts("/en/questions", &[("wishes", "work")]).await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts(&format!("/en/listings/{choir}/keep"), &[]).await;
    town.signs_in(&mut her, ANA).await;
    let page = her.opens("/en/me").await;
    assert!(page.says("Save: choir") || page.says("Saved: choir"), "{}", page.main());
    assert!(her.opens("/en/questions/check").await.says("English (fluent)"));
    assert_eq!(
        town.count("select count(*) from newcomers where account_id is not null and visit_hash is null").await,
        1
    );
    // On another browser too.
    assert!(town.signed_in(ANA).await.opens("/en/questions/check").await.says("English (fluent)"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn answers_of_two_browsers_merge_and_what_was_said_last_wins() {
    let town = Town::empty().await;
    let (choir, padel) = (town.with_listing(&[("id", "choir")]).await, town.with_listing(&[("id", "padel")]).await);
    let mut laptop = town.signed_in(ANA).await;
    laptop.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    laptop.posts("/en/questions/place", &[("postcode", "5612"), ("travel", "foot"), ("minutes", "15")]).await;
    laptop.posts(&format!("/en/listings/{choir}/keep"), &[]).await;
    let mut phone = town.reader();
    phone.posts("/en/questions/place", &[("postcode", "5611"), ("travel", "bike"), ("minutes", "30")]).await;
    phone.posts(&format!("/en/listings/{padel}/keep"), &[]).await;
    town.signs_in(&mut phone, ANA).await;
    let check = phone.opens("/en/questions/check").await;
    assert!(check.says("English (fluent)"), "said on the laptop alone: {}", check.main());
    assert!(check.says("5611, By bike") && !check.says("5612"), "said last on the phone: {}", check.main());
    let kept = phone.opens("/en/me").await.all(".card__link");
    assert_eq!(kept, ["choir", "padel"]);
    assert_eq!(town.count("select count(*) from newcomers").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn answers_without_an_account_are_forgotten_after_14_days() {
    let town = Town::empty().await;
    let mut her = town.reader();
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    town.wait("13 days 23 hours").await;
    assert_eq!(her.opens("/en/for-you").await.address, "/en/for-you");
    buurten::newcomers::forget_old_visits(&town.db).await.expect("tidied");
    assert_eq!(town.count("select count(*) from newcomers").await, 1);
    town.wait("2 hours").await;
    assert_eq!(her.opens("/en/for-you").await.address, "/en/questions", "before the job has run, too");
    buurten::newcomers::forget_old_visits(&town.db).await.expect("tidied");
    assert_eq!(town.count("select count(*) from newcomers").await, 0);
    town.nothing_is_left().await;
}
