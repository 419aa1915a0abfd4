//! Signing in by letter: by code and by link, once, within ten minutes, in the browser that asked.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use std::collections::BTreeSet;

const ANA: &str = "ana@example.org";

async fn sessions(town: &Town) -> i64 {
    town.count("select count(*) from sessions").await
}

async fn asks(reader: &mut Reader, address: &str) {
    let page = reader.sends("/en/sign-in", &[("email", address)]).await;
    assert!(page.says("Look in your mailbox"), "{}", page.main());
}

#[tokio::test]
async fn a_code_signs_in_however_it_is_typed() {
    let town = Town::empty().await;
    for (number, typed) in
        [|c: &str| c.to_owned(), |c: &str| c.to_lowercase(), |c: &str| format!(" {} ", c.replace('-', " "))]
            .into_iter()
            .enumerate()
    {
        let (address, mut her) = (format!("ana{number}@example.org"), town.reader());
        asks(&mut her, &address.to_uppercase()).await;
        let letter = town.letter_for(&address).await;
        assert_eq!(letter.subject, "Your code for Buurten");
        let page = her.sends("/en/sign-in/code", &[("code", &typed(&letter.code()))]).await;
        assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, "/en/me"));
        assert!(her.cookie("buurten").is_some() && her.cookie("challenge").is_none());
    }
    assert_eq!(town.count("select count(*) from accounts").await, 3);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_link_shows_a_button_and_only_the_button_signs_in() {
    let town = Town::empty().await;
    let mut her = town.reader();
    asks(&mut her, ANA).await;
    let link = town.letter_for(ANA).await.path();
    for _ in 0..3 {
        let page = her.opens(&link).await;
        assert!(page.says("Press the button and you are signed in."), "{}", page.main());
        assert_eq!(page.attributes("main form", "action"), std::slice::from_ref(&link));
    }
    assert_eq!(sessions(&town).await + town.count("select count(*) from accounts").await, 0, "a GET changed something");
    let page = her.sends(&link, &[]).await;
    assert_eq!(page.address, "/en/me");
    let again = her.sends(&link, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.says("This link does not work here"), "{}", again.main());
    assert_eq!(sessions(&town).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn neither_code_nor_link_works_in_another_browser() {
    let town = Town::empty().await;
    let (mut her, mut stranger) = (town.reader(), town.reader());
    asks(&mut her, ANA).await;
    asks(&mut stranger, "stranger@example.org").await;
    let (letter, _) = (town.letter_for(ANA).await, town.letter_for("stranger@example.org").await);
    let by_code = stranger.posts("/en/sign-in/code", &[("code", &letter.code())]).await;
    assert_eq!(by_code.status, StatusCode::UNPROCESSABLE_ENTITY);
    let by_link = stranger.posts(&letter.path(), &[]).await;
    assert_eq!(by_link.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sessions(&town).await, 0);
    // Nor did the stranger's tries count against her.
    assert!(her.posts("/en/sign-in/code", &[("code", &letter.code())]).await.status.is_redirection());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_comes_too_late() {
    let town = Town::empty().await;
    let mut her = town.reader();
    asks(&mut her, ANA).await;
    let letter = town.letter_for(ANA).await;
    for _ in 0..5 {
        let page = her.posts("/en/sign-in/code", &[("code", "0000-0000")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("This code does not work (any more)"), "{}", page.main());
        assert_eq!(page.attributes("#code", "value"), ["0000-0000"], "what she typed stays");
    }
    for (path, fields) in [("/en/sign-in/code", vec![("code", letter.code())]), (&letter.path(), vec![])] {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(her.posts(path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    assert_eq!(sessions(&town).await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn four_wrong_codes_and_the_right_one_signs_in() {
    let town = Town::empty().await;
    let mut her = town.reader();
    asks(&mut her, ANA).await;
    for _ in 0..4 {
        her.posts("/en/sign-in/code", &[("code", "0000-0000")]).await;
    }
    let code = town.letter_for(ANA).await.code();
    assert!(her.posts("/en/sign-in/code", &[("code", &code)]).await.status.is_redirection());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_code_works_for_ten_minutes() {
    let town = Town::empty().await;
    for (wait, works) in [("9 minutes 50 seconds", true), ("10 minutes 10 seconds", false)] {
        let mut her = town.reader();
        asks(&mut her, ANA).await;
        let letter = town.letter_for(ANA).await;
        town.wait(wait).await;
        let page = her.posts("/en/sign-in/code", &[("code", &letter.code())]).await;
        assert_eq!(page.status.is_redirection(), works, "after {wait}");
        let page = her.posts(&letter.path(), &[]).await;
        assert!(!page.status.is_redirection(), "after {wait}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn twenty_uses_at_once_open_one_session() {
    let town = Town::empty().await;
    let mut her = town.reader();
    asks(&mut her, ANA).await;
    let code = town.letter_for(ANA).await.code();
    let mut uses = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (mut tab, code) = (her.another_tab(), code.clone());
        uses.spawn(async move { tab.posts("/en/sign-in/code", &[("code", &code)]).await.status });
    }
    let answers = uses.join_all().await;
    assert_eq!(answers.iter().filter(|s| s.is_redirection()).count(), 1, "{answers:?}");
    assert_eq!(sessions(&town).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_address_gets_three_letters_an_hour_and_the_page_never_says_so() {
    let town = Town::empty().await;
    let mut pages = BTreeSet::new();
    for _ in 0..6 {
        let page = town.reader().sends("/en/sign-in", &[("email", ANA)]).await;
        pages.insert(page.html);
    }
    assert_eq!(pages.len(), 1, "the page tells the fourth ask from the first");
    assert_eq!(town.letters_for(ANA).await.len(), 3);
    town.reader().sends("/en/sign-in", &[("email", "somebody-else@example.org")]).await;
    town.letter_for("somebody-else@example.org").await;
    town.wait("61 minutes").await;
    town.reader().sends("/en/sign-in", &[("email", ANA)]).await;
    town.letter_for(ANA).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn parallel_asks_cannot_pass_the_limit_together() {
    let town = Town::empty().await;
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let mut reader = town.reader();
        all.spawn(async move { reader.posts("/en/sign-in", &[("email", ANA)]).await.status });
    }
    assert!(all.join_all().await.iter().all(|s| s.is_redirection()));
    assert_eq!(town.letters_for(ANA).await.len(), 3);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_letters_of_one_browser_all_work_until_one_is_used() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let mut codes = Vec::new();
    for _ in 0..3 {
        asks(&mut her, ANA).await;
        codes.push(town.letter_for(ANA).await.code());
    }
    asks(&mut her, ANA).await; // one too many: no letter, and those she has go on working
    assert!(her.posts("/en/sign-in/code", &[("code", &codes[0])]).await.status.is_redirection(), "the first letter");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_page_is_the_same_for_known_and_unknown_addresses() {
    let town = Town::empty().await;
    town.signed_in(ANA).await;
    let known = town.reader().sends("/en/sign-in", &[("email", ANA)]).await;
    let unknown = town.reader().sends("/en/sign-in", &[("email", "nobody@example.org")]).await;
    assert_eq!((known.status, known.html), (unknown.status, unknown.html));
    let (one, other) = (town.letter_for(ANA).await, town.letter_for("nobody@example.org").await);
    assert_eq!(one.subject, other.subject);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_no_address_is_said_beside_the_field() {
    let town = Town::empty().await;
    for typed in ["", "ana", "ana@", "ana@example", "a b@example.org", "ana@example.org\u{202e}", &"a".repeat(300)] {
        let page = town.reader().sends("/en/sign-in", &[("email", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert_eq!(page.attributes(".error-summary a", "href"), ["#email"], "{typed:?}");
        assert_eq!(page.attributes("#email", "value"), [typed], "what she typed stays");
    }
    assert_eq!(town.count("select count(*) from sign_in_challenges").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn next_is_the_name_of_a_page_and_never_an_address() {
    let town = Town::empty().await;
    let listing = town.with_listing(&[("id", "choir")]).await;
    let go = format!("go.{listing}");
    let to_go = format!("/en/listings/{listing}/go");
    for (next, leads) in [
        ("week", "/en/week"),
        ("for-you", "/en/for-you"),
        (&go, &to_go),
        ("https://evil.example.org/", "/en/me"),
        ("//evil.example.org", "/en/me"),
        ("go.//evil.example.org", "/en/me"),
        ("/en/week", "/en/me"),
        ("", "/en/me"),
    ] {
        let (mut her, address) = (town.reader(), format!("{}@example.org", uuid::Uuid::new_v4().simple()));
        let asked = her.opens(&format!("/en/sign-in?next={}", next.replace('/', "%2F"))).await;
        let named = asked.attributes("input[name=next]", "value");
        assert!(!named[0].contains("evil"), "{next} stands on the page as {named:?}");
        her.posts("/en/sign-in", &[("email", &address), ("next", next)]).await;
        let code = town.letter_for(&address).await.code();
        let page = her.posts("/en/sign-in/code", &[("code", &code)]).await;
        assert_eq!(page.leads_to().as_deref(), Some(leads), "{next}");
        // Who is signed in already is led there at once.
        let again = her.opens(&format!("/en/sign-in?next={}", next.replace('/', "%2F"))).await;
        assert!(!again.address.contains("evil") && !again.address.contains("sign-in"), "{}", again.address);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn asking_in_dutch_brings_a_dutch_letter_and_a_dutch_page() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let page = her.sends("/nl/sign-in", &[("email", ANA)]).await;
    assert!(page.address == "/nl/sign-in/code" && page.says("Kijk in je mailbox"), "{}", page.main());
    let letter = town.letter_for(ANA).await;
    assert!(
        letter.path().starts_with("/nl/sign-in/link/") && letter.text.contains("Typ binnen 10 minuten"),
        "{letter:?}"
    );
    assert_eq!(her.sends(&letter.path(), &[]).await.address, "/nl/me");
    town.nothing_is_left().await;
}
