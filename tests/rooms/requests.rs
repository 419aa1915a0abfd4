//! "I would like to go": her side of it.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const HOST: &str = "host@example.org";

/// A choir whose host's address was confirmed lately.
async fn choir(town: &Town, id: &str) -> Uuid {
    town.with_listing(&[("id", id), ("title_en", id), ("contact_email", HOST), ("newcomer_places", "3")]).await
}

async fn asks(her: &mut Reader, listing: Uuid, name: &str) -> Page {
    her.sends(&format!("/en/listings/{listing}/go"), &[("first_name", name)]).await
}

#[tokio::test]
async fn the_host_gets_a_letter_with_her_first_name_and_nothing_else_of_her() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut her = town.signed_in("ana.secret@example.org").await;
    her.posts("/en/questions/place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "25")]).await;
    let page = her
        .sends(
            &format!("/en/listings/{listing}/go"),
            &[("first_name", " Ivana "), ("arrived", "2026-05"), ("stays_until", ""), ("stays", "no-end")],
        )
        .await;
    assert!(page.says("Asked! You see the answer here.") && page.says("Hello Ivana"), "{}", page.main());
    let letter = town.letter_for(HOST).await;
    let lines: Vec<&str> = letter.text.lines().filter(|l| !l.starts_with("http")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    Hello,

    Ivana would like to come to choir.

    It is somebody who is new in town. Is there room?

    Yes, welcome:

    We are full:

    Not now:

    One tap opens your answer, one button sends it. You don't need an account.

    Kind regards,
    Buurten Eindhoven
    ");
    let html: String = sqlx::query_scalar("select body_html from letters where cause = 'request'")
        .fetch_one(&*town.db)
        .await
        .expect("it");
    for hers in ["secret", "5612", "2026-05", "bike"] {
        assert!(!letter.text.contains(hers) && !html.contains(hers) && !letter.subject.contains(hers), "{hers}");
    }
    assert!(!letter.subject.contains("Ivana"), "a subject is read over a shoulder");
    assert_eq!(letter.links().len(), 3);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn without_an_account_she_signs_in_first_and_comes_back_to_it() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let (mut her, go) = (town.reader(), format!("/en/listings/{listing}/go"));
    let page = her.opens(&go).await;
    assert_eq!(page.address, format!("/en/sign-in?next=go.{listing}"));
    assert!(page.says("Nice! Where can we reach you?"), "{}", page.main());
    assert_eq!(her.posts(&go, &[("first_name", "Ana")]).await.leads_to(), Some(page.address));
    her.posts("/en/sign-in", &[("email", ANA), ("next", &format!("go.{listing}"))]).await;
    let code = town.letter_for(ANA).await.code();
    let page = her.sends("/en/sign-in/code", &[("code", &code)]).await;
    assert_eq!(page.address, go);
    assert_eq!(town.count("select count(*) from requests").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_name_that_is_none_is_said_beside_the_field_and_nothing_is_asked() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut her = town.signed_in(ANA).await;
    let long = "A".repeat(41);
    for (field, value) in [
        ("first_name", ""),
        ("first_name", "ana@example.org"),
        ("first_name", "https://example.org"),
        ("first_name", "06 1234"),
        ("first_name", "A\u{202e}na"),
        ("first_name", "Ana\r\nBcc: x"),
        ("first_name", &long),
        ("arrived", "May"),
        ("arrived", "2026-13"),
        ("stays_until", "soon"),
    ] {
        let mut fields = vec![("first_name", "Ana")];
        fields.retain(|(n, _)| *n != field);
        fields.push((field, value));
        let page = her.posts(&format!("/en/listings/{listing}/go"), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value:?}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")], "{field}={value:?}");
        let stays = page.attributes(&format!("#{field}"), "value");
        assert_eq!(stays, [value.replace("\r\n", "\n")], "what she typed stays");
    }
    let fields = [("first_name", "Ana"), ("arrived", "2026-05"), ("stays_until", "2026-01")];
    let page = her.posts(&format!("/en/listings/{listing}/go"), &fields).await;
    assert!(page.says("This is before you arrived."), "{}", page.main());
    assert_eq!(town.count("select count(*) from requests").await, 0);
    assert_eq!(town.count("select count(*) from accounts where first_name is not null").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_second_tap_and_twenty_at_once_ask_once() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut her = town.signed_in(ANA).await;
    let mut taps = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let mut tab = her.another_tab();
        taps.spawn(async move { tab.posts(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await });
    }
    for page in taps.join_all().await {
        assert_eq!(page.leads_to().as_deref(), Some("/en/me"));
    }
    assert_eq!(asks(&mut her, listing, "Ana").await.address, "/en/me");
    assert_eq!(town.count("select count(*) from requests").await, 1);
    town.letter_for(HOST).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_address_that_nobody_confirmed_lately_gets_no_letter_and_the_page_says_whom_to_call() {
    let town = Town::empty().await;
    let none = town.with_listing(&[("id", "none")]).await;
    let old = town.with_listing(&[("id", "old"), ("contact_email", HOST)]).await;
    sqlx::query("update listings set contact_confirmed_on = contact_confirmed_on - 183 where key = 'old'")
        .execute(&*town.db)
        .await
        .expect("long ago");
    town.look().await;
    let mut her = town.signed_in(ANA).await;
    for listing in [none, old] {
        let page = her.opens(&format!("/en/listings/{listing}")).await;
        assert!(page.says("We don't know yet how to reach them."), "{}", page.main());
        assert!(!page.says("I would like to go"), "{}", page.main());
        assert!(her.opens(&format!("/en/listings/{listing}/go")).await.attributes("main form", "action").is_empty());
        let page = asks(&mut her, listing, "Ana").await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(!page.main().is_empty());
    }
    sqlx::query("update listings set contact_confirmed_on = contact_confirmed_on + 1 where key = 'old'")
        .execute(&*town.db)
        .await
        .expect("a day later");
    town.look().await;
    assert!(her.opens(&format!("/en/listings/{old}")).await.says("I would like to go"), "26 weeks ago is lately");
    assert_eq!(town.count("select count(*) from requests").await, 0);
    assert_eq!(town.count("select count(*) from accounts where first_name is not null").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_full_or_closed_takes_no_requests() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    for (id, change, status) in [
        ("full", "update listings set newcomer_places = 0 where key = 'full'", StatusCode::CONFLICT),
        ("closed", "update listings set status = 'closed' where key = 'closed'", StatusCode::NOT_FOUND),
        ("paused", "update listings set status = 'paused' where key = 'paused'", StatusCode::NOT_FOUND),
    ] {
        let listing = choir(&town, id).await;
        sqlx::query(change).execute(&*town.db).await.expect("a change");
        town.look().await;
        assert!(!her.opens(&format!("/en/listings/{listing}")).await.says("I would like to go"), "{id}");
        assert_eq!(asks(&mut her, listing, "Ana").await.status, status, "{id}");
    }
    assert_eq!(town.count("select count(*) from requests").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn ten_a_day_and_the_eleventh_is_led_to_a_person() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    let mut listings = Vec::new();
    for number in 0..12 {
        listings.push(choir(&town, &format!("choir-{number}")).await);
    }
    for listing in &listings[..10] {
        assert_eq!(asks(&mut her, *listing, "Ana").await.address, "/en/me");
    }
    let page = asks(&mut her, listings[10], "Ana").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("You asked many groups today.") && page.attributes(".notice a", "href") == ["/en/talk"]);
    assert_eq!(town.count("select count(*) from requests").await, 10);
    // Somebody else still can, and she can tomorrow.
    let mut other = town.signed_in("other@example.org").await;
    assert_eq!(asks(&mut other, listings[10], "Bo").await.address, "/en/me");
    town.wait("24 hours 1 minute").await;
    assert_eq!(asks(&mut her, listings[11], "Ana").await.address, "/en/me");
    assert_eq!(town.letters_for(HOST).await.len(), 12);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn she_takes_it_back_and_may_ask_again() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut her = town.signed_in(ANA).await;
    let page = asks(&mut her, listing, "Ana").await;
    let withdraw = page.attributes("form[action$='/withdraw']", "action").concat();
    let page = her.sends(&withdraw, &[]).await;
    assert!(page.says("You cancelled your question.") && page.says("You cancelled this."), "{}", page.main());
    assert!(page.attributes("form[action$='/withdraw']", "action").is_empty());
    let host = town.letter_for(HOST).await;
    let answer = town.reader().opens(&host.path()).await;
    assert!(answer.says("This question was cancelled. You don't have to answer."), "{}", answer.main());
    assert!(answer.attributes("main form", "action").is_empty());
    her.sends(&withdraw, &[]).await;
    let before = town.count("select count(*) from requests where state = 'withdrawn' and closed_at is not null").await;
    assert_eq!(before, 1);
    assert!(asks(&mut her, listing, "Ana").await.says("Asked. The group has your question."));
    town.letter_for(HOST).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn somebody_else_s_request_has_the_bytes_of_a_random_id() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut her = town.signed_in(ANA).await;
    asks(&mut her, listing, "Ana").await;
    let request: Uuid = sqlx::query_scalar("select id from requests").fetch_one(&*town.db).await.expect("a request");
    let mut stranger = town.signed_in("stranger@example.org").await;
    for verb in ["withdraw", "went"] {
        let foreign = stranger.posts(&format!("/en/requests/{request}/{verb}"), &[]).await;
        let random = stranger.posts(&format!("/en/requests/{}/{verb}", Uuid::new_v4()), &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        assert_eq!((&foreign.html, &foreign.headers), (&random.html, &random.headers), "{verb}");
        let nobody = town.reader().posts(&format!("/en/requests/{request}/{verb}"), &[]).await;
        assert_eq!(nobody.leads_to().as_deref(), Some("/en/sign-in?next=me"), "{verb}");
    }
    assert_eq!(town.count("select count(*) from requests where state = 'sent'").await, 1);
    assert!(!stranger.opens("/en/me").await.says("choir"), "nobody sees it on their own page");
    town.letter_for(HOST).await;
    town.nothing_is_left().await;
}
