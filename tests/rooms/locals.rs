//! A local signs up without an account first, sends it, and has a page of their own; the desk's steps, in their order.

use crate::support::{
    reader::{Page, Reader},
    signed_in,
    town::Town,
};
use axum::http::StatusCode;
use buurten::{
    auth::{Scope, SignedIn},
    locals::{self, Certificate, State, Stepped},
    web::Error,
};
use chrono::Days;
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::{Value, json};
use uuid::Uuid;

const BO: &str = "bo@example.org";

async fn choir(town: &Town) -> Uuid {
    let fields = [
        ("id", "choir"),
        ("domains", "culture"),
        ("title_nl", "Het koor"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", "2026-09-01"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("venue", "The old school"),
    ];
    town.with_listing(&fields).await
}

/// From the first page to the last, without an account; then signed in and sent.
async fn signs_up(town: &Town, them: &mut Reader, listing: Uuid) -> Page {
    let id = listing.to_string();
    let page = them.sends("/en/local/where", &[("listings", &id), ("describes", "Tennis with friends")]).await;
    assert_eq!(page.address, "/en/local/languages", "{}", page.main());
    let page =
        them.sends("/en/local/languages", &[("languages", "nl"), ("languages", "en"), ("wants_to_learn", "es")]).await;
    assert_eq!(page.address, "/en/local/time");
    let time = [("free", "tue-evening"), ("times", "2"), ("people", "1"), ("postcode", "5612 AB"), ("travel", "bike")];
    let page = them.sends("/en/local/time", &time).await;
    assert_eq!(page.address, "/en/sign-in?next=join");
    town.signs_in(them, BO).await;
    let page = them.opens("/en/local/join").await;
    assert!(
        page.says("1 group, Tennis with friends") && page.says("Dutch") && page.says("twice a month"),
        "{}",
        page.main()
    );
    let page = them.sends("/en/local/join", &[("first_name", "Bo"), ("phone", "06 12345678")]).await;
    let letter = town.letter_for(BO).await;
    assert!(letter.text.contains("Good that you join in!") && letter.path() == "/en/local/me", "{letter:?}");
    page
}

#[tokio::test]
async fn a_local_signs_up_and_sees_what_happens_next() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    let page = them.opens("/en/local").await;
    assert!(page.says("You're going anyway. Take somebody along?") && page.says("Your number stays hidden."));
    assert!(them.opens("/nl/local").await.says("Je gaat toch al. Neem je iemand mee?"));
    let page = signs_up(&town, &mut them, listing).await;
    assert_eq!(page.address, "/en/local/me");
    for said in [
        "Hello Bo",
        "Thank you! Below you see what happens next.",
        "The group says that they know you",
        "calls you.",
        "at most 2 questions a month",
        "choir",
        "Tennis with friends",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let stored: (Value, String, i32) = sqlx::query_as(
        "select answers, phone, requests_a_month from locals where joined_at is not null and visit_hash is null",
    )
    .fetch_one(&*town.db)
    .await
    .expect("one local");
    let answers = json!({"languages": {"en": "B1", "nl": "B2"}, "free": ["tue-evening"], "postcode": "5612", "travel": "bike", "wants_to_learn": ["es"], "offers": ["take-along"], "capacity": 1});
    assert_eq!(stored, (answers, "06 12345678".to_owned(), 2));
    // Sent twice is sent once, and what is sent again changes nothing.
    let page = them.sends("/en/local/join", &[("first_name", "Other"), ("phone", "06 87654321")]).await;
    assert!(page.says("Hello Bo"), "{}", page.main());
    assert_eq!(town.count("select count(*) from locals").await, 1);
    town.nothing_is_left().await;
}

/// Words that a page shows to eyes: without those of closed groups, and those that are only spoken.
fn words(page: &Page) -> usize {
    fn seen(element: ElementRef) -> usize {
        let count = |text: &str| text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
        let closed = element.value().name() == "details" && element.attr("open").is_none();
        element
            .children()
            .map(|node| match (node.value(), ElementRef::wrap(node)) {
                (Node::Text(text), _) => count(text),
                (_, Some(e)) if closed && e.value().name() != "summary" => 0,
                (_, Some(e)) if e.attr("hidden").is_some() || e.value().classes().any(|c| c == "visually-hidden") => 0,
                (_, Some(e)) => seen(e),
                _ => 0,
            })
            .sum()
    }
    let html = Html::parse_document(&page.html);
    html.select(&Selector::parse("main").expect("a selector")).map(seen).sum()
}

#[tokio::test]
async fn signing_up_takes_ninety_seconds() {
    let town = Town::sample().await;
    for lang in ["en", "nl"] {
        let mut them = town.reader();
        // A group found by its name, a language more than Dutch, two evenings; the rest as it is.
        let mut read = 0;
        for path in ["where", "languages", "time"] {
            let page = them.opens(&format!("/{lang}/local/{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            read += words(&page);
        }
        let place = town.listing("choir-tuesday").await.to_string();
        them.posts(&format!("/{lang}/local/where"), &[("listings", &place)]).await;
        them.posts(&format!("/{lang}/local/time"), &[("times", "1"), ("people", "1")]).await;
        town.signs_in(&mut them, &format!("{lang}@example.org")).await;
        let page = them.opens(&format!("/{lang}/local/join")).await;
        read += words(&page);
        let taps = [2 + 1 + 1, 1 + 1, 2 + 1, 2 + 2 + 1].iter().sum::<usize>();
        let seconds = read * 60 / 200 + taps * 2;
        println!("{lang}: {read} words, {taps} taps: {seconds} s");
        assert!(seconds <= 90, "{lang}: {read} words, {taps} taps: {seconds} s");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn slips_lose_nothing_and_store_nothing() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    let page = them.sends("/en/local/where", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Choose where you go, or tell us in one line."));
    let page = them
        .sends("/en/local/where", &[("listings", &listing.to_string()), ("listings", &Uuid::new_v4().to_string())])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("input[name=listings][checked]", "value"), [listing.to_string()]);
    let page = them
        .sends("/en/local/time", &[("free", "tue-evening"), ("times", "1"), ("people", "3"), ("postcode", "56")])
        .await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.attributes("#postcode", "value") == ["56"]);
    assert_eq!(page.attributes("input[name=free][checked]", "value"), ["tue-evening"]);
    assert_eq!(page.attributes("input[name=people][checked]", "value"), ["3"]);
    for (times, people) in [("9", "1"), ("1", "9"), ("1", ""), ("1", "0")] {
        let page = them.sends("/en/local/time", &[("times", times), ("people", people)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{times} {people}");
    }
    town.signs_in(&mut them, BO).await;
    let page = them.sends("/en/local/join", &[("first_name", "Bo"), ("phone", "call me")]).await;
    assert!(
        page.says("This should be a phone number") && page.attributes("#first_name", "value") == ["Bo"],
        "{}",
        page.main()
    );
    assert_eq!(town.count("select count(*) from locals").await, 0);
    assert_eq!(town.count("select count(*) from accounts where first_name is not null").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_was_said_without_an_account_is_kept_for_fourteen_days_beside_a_newcomer_s() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    them.posts("/en/questions", &[("wishes", "work")]).await;
    them.posts("/en/local/where", &[("listings", &listing.to_string())]).await;
    assert_eq!(town.count("select count(*) from newcomers n join locals l using (visit_hash)").await, 1, "one cookie");
    town.wait("13 days").await;
    assert_eq!(
        them.opens("/en/local/where").await.attributes("input[name=listings][checked]", "value"),
        [listing.to_string()]
    );
    town.wait("2 days").await;
    assert!(them.opens("/en/local/where").await.attributes("input[name=listings][checked]", "value").is_empty());
    locals::forget_old_visits(&town.db).await.expect("forgotten");
    assert_eq!(town.count("select count(*) from locals").await + town.count("select count(*) from regulars").await, 0);
    // Looking at the pages, or signing in without sending it, makes nobody a local.
    them.posts("/en/local/where", &[("listings", &listing.to_string())]).await;
    town.signs_in(&mut them, BO).await;
    assert_eq!(them.opens("/en/local/me").await.status, StatusCode::NOT_FOUND);
    assert!(locals::at_the_desk(&town.db, &Scope::default()).await.expect("locals").is_empty());
    assert!(locals::regulars_to_vouch_for(&town.db, listing).await.expect("regulars").is_empty());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_break_and_leaving_a_place_are_undone_in_one_tap() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    signs_up(&town, &mut them, listing).await;
    let page = them.sends("/en/local/pause", &[]).await;
    assert!(page.says("You take a break. Nobody asks you until you are back.") && page.says("Undo"), "{}", page.main());
    assert_eq!(town.count("select count(*) from locals where paused_at is not null").await, 1);
    them.sends("/en/local/pause", &[]).await;
    let page = them.sends("/en/local/back", &[]).await;
    assert!(page.says("Welcome back.") && page.says("I take a break"), "{}", page.main());
    assert_eq!(town.count("select count(*) from locals where paused_at is not null").await, 0);
    let page = them.sends(&format!("/en/local/where/{listing}/leave"), &[]).await;
    let undo = page.attributes(".flash form", "action").concat();
    assert_eq!(town.count("select count(*) from regulars").await, 0);
    them.sends(&undo, &[]).await;
    assert_eq!(town.count("select count(*) from regulars").await, 1);
    // A change from their own page leads back to it.
    let page = them.sends("/en/local/time", &[("times", "4"), ("people", "3")]).await;
    assert!(page.address == "/en/local/me" && page.says("at most 4 questions a month"), "{}", page.main());
    assert!(page.says("about 3 people at a time"), "{}", page.main());
    assert_eq!(
        town.count("select capacity::bigint from locals where joined_at is not null").await,
        3,
        "and the database holds it"
    );
    let mut stranger = town.signed_in("stranger@example.org").await;
    for verb in ["pause", "back", &format!("where/{listing}/leave")] {
        assert_eq!(stranger.posts(&format!("/en/local/{verb}"), &[]).await.status, StatusCode::NOT_FOUND, "{verb}");
    }
    town.nothing_is_left().await;
}

/// Somebody of the desk who sees these parts of town; `None`: the whole city.
async fn desk(town: &Town, parts: Option<Vec<String>>) -> SignedIn {
    let mut tx = town.db.begin().await.expect("a transaction");
    let account = buurten::auth::account_of_address(&mut tx, "desk@example.org", "nl").await.expect("an account");
    tx.commit().await.expect("stored");
    SignedIn { scope: Scope::of(parts), ..signed_in::of_the_desk(account, "desk@example.org") }
}

#[tokio::test]
async fn the_desk_takes_each_step_in_its_order_and_each_is_in_the_logbook() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    signs_up(&town, &mut them, listing).await;
    let by = desk(&town, None).await;
    let waiting = locals::waiting_for_a_step(&town.db, &by.scope).await.expect("locals");
    assert_eq!(
        waiting.iter().map(|l| (l.first_name.as_deref(), l.state)).collect::<Vec<_>>(),
        [(Some("Bo"), State::Applied)]
    );
    let (id, today) = (waiting[0].local, town.today());
    let certificate = Certificate::new(today, today + Days::new(900), today).expect("dates in order");
    let mut tx = town.db.begin().await.expect("a transaction");
    assert_eq!(locals::code_signed(&mut tx, &by, id).await.expect("an answer"), Stepped::NotYet);
    assert_eq!(locals::certificate_seen(&mut tx, &by, id, certificate).await.expect("an answer"), Stepped::NotYet);
    assert_eq!(locals::talked_to(&mut tx, &by, id).await.expect("an answer"), Stepped::Done);
    assert_eq!(locals::talked_to(&mut tx, &by, id).await.expect("an answer"), Stepped::Already);
    assert_eq!(locals::certificate_seen(&mut tx, &by, id, certificate).await.expect("an answer"), Stepped::Done);
    tx.commit().await.expect("stored");
    // They sign on their own page; unsigned it is a slip.
    assert_eq!(them.sends("/en/local/code", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = them.sends("/en/local/code", &[("agree", "yes")]).await;
    assert!(page.says("You signed. Thank you!"), "{}", page.main());
    them.sends("/en/local/code", &[("agree", "yes")]).await;
    let mut tx = town.db.begin().await.expect("a transaction");
    assert_eq!(locals::activate(&mut tx, &by, id).await.expect("an answer"), Stepped::Done);
    assert_eq!(locals::undo_step(&mut tx, &by, id).await.expect("an answer"), State::CodeSigned);
    assert!(locals::stop(&mut tx, &by, id, "did not come twice").await.expect("an answer"));
    assert!(!locals::stop(&mut tx, &by, id, "again").await.expect("an answer"));
    assert!(locals::resume(&mut tx, &by, id).await.expect("an answer"));
    tx.commit().await.expect("stored");
    let acts: Vec<(String, Option<String>)> =
        sqlx::query_as("select act, reason from logbook order by at, act").fetch_all(&*town.db).await.expect("lines");
    let mut acts: Vec<_> = acts.iter().map(|(a, r)| (a.as_str(), r.as_deref())).collect();
    acts.sort_unstable();
    assert_eq!(
        acts,
        [
            ("activated", None),
            ("certificate-seen", None),
            ("resumed", None),
            ("step-undone", None),
            ("stopped", Some("did not come twice")),
            ("talked-to", None)
        ]
    );
    // Another team's desk: they do not exist.
    let elsewhere = desk(&town, Some(Vec::new())).await;
    assert!(locals::at_the_desk(&town.db, &elsewhere.scope).await.expect("locals").is_empty());
    let mut tx = town.db.begin().await.expect("a transaction");
    assert!(matches!(locals::activate(&mut tx, &elsewhere, id).await, Err(Error::NotFound)));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_signs_before_the_certificate_was_seen() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    signs_up(&town, &mut them, listing).await;
    let page = them.opens("/en/local/code").await;
    assert!(page.says("You can sign once") && page.attributes("main form", "action").is_empty(), "{}", page.main());
    assert_eq!(them.sends("/en/local/code", &[("agree", "yes")]).await.status, StatusCode::CONFLICT);
    assert_eq!(town.count("select count(*) from locals where code_signed_at is not null").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_host_s_word_is_taken_back_and_a_no_is_not_theirs_to_see() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut them = town.reader();
    let before = signs_up(&town, &mut them, listing).await.main();
    let by = desk(&town, None).await;
    let regulars = locals::regulars_to_vouch_for(&town.db, listing).await.expect("regulars");
    let local = regulars[0].local;
    assert_eq!(regulars[0].first_name.as_deref(), Some("Bo"));
    let mut tx = town.db.begin().await.expect("a transaction");
    assert!(locals::does_not_know(&mut tx, local, listing).await.expect("an answer"));
    assert!(!locals::does_not_know(&mut tx, Uuid::new_v4(), listing).await.expect("an answer"));
    tx.commit().await.expect("stored");
    assert!(locals::regulars_to_vouch_for(&town.db, listing).await.expect("regulars").is_empty());
    let after = them.opens("/en/local/me").await.main();
    assert!(before.contains(&after), "{after}");
    let mut tx = town.db.begin().await.expect("a transaction");
    assert!(locals::take_word_back(&mut tx, local, listing).await.expect("an answer"));
    assert!(locals::vouch(&mut tx, local, listing, by.account).await.expect("an answer"));
    tx.commit().await.expect("stored");
    assert!(them.opens("/en/local/me").await.says("They know you"));
    assert_eq!(locals::regulars_vouched_for(&town.db, listing).await.expect("regulars").len(), 1);
    town.nothing_is_left().await;
}
