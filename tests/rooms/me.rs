//! Somebody's own page: who looked, a break, everything taken out, everything erased.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const HOST: &str = "host@example.org";

async fn choir(town: &Town) -> Uuid {
    town.with_listing(&[("id", "choir"), ("contact_email", HOST), ("contact_name", "Marja"), ("newcomer_places", "3")])
        .await
}

async fn asks(her: &mut Reader, listing: Uuid) {
    let page = her.posts(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await;
    assert_eq!(page.leads_to().as_deref(), Some("/en/me"), "{}", page.main());
}

async fn run(town: &Town, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&*town.db).await.expect(sql);
}

#[tokio::test]
async fn she_reads_who_looked_and_why_and_what_was_written_down_and_nobody_else_does() {
    let town = Town::empty().await;
    let (mut her, mut other) = (town.signed_in(ANA).await, town.signed_in("bo@example.org").await);
    town.signed_in("marieke@example.org").await;
    let page = her.opens("/en/me/looks").await;
    assert!(page.says("Nobody has looked.") && page.says("There are no notes about you."), "{}", page.main());
    run(
        &town,
        "update accounts set first_name = 'Marieke' where email like 'marieke@%';
         insert into logbook (id, by_account, about_account, act, reason)
             select gen_random_uuid(), m.id, a.id, 'looked', 'she called about a question' from accounts a, accounts m
             where a.email like 'ana@%' and m.email like 'marieke@%';
         insert into notes (id, about_account, by_account, purpose, text, until)
             select gen_random_uuid(), a.id, m.id, 'call-back', 'Call her on Tuesday', (buurten_now() + interval '9 days')::date
             from accounts a, accounts m where a.email like 'ana@%' and m.email like 'marieke@%'",
    )
    .await;
    let page = her.opens("/en/me/looks").await;
    for said in
        ["Marieke looked at your page on", "Why: she called about a question", "To call back", "Call her on Tuesday"]
    {
        assert!(page.says(said), "{said} in {}", page.main());
    }
    assert!(her.opens("/nl/me/looks").await.says("Marieke keek op"));
    assert!(!other.opens("/en/me/looks").await.says("Marieke"));
    assert_eq!(town.reader().opens("/en/me/looks").await.address, "/en/sign-in?next=me");
    run(&town, "delete from accounts where email like 'marieke@%'").await;
    assert!(her.opens("/en/me/looks").await.says("Somebody of the desk looked at your page on"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn during_a_break_nothing_is_proposed_and_one_tap_ends_it() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    town.with_listing(&[
        ("id", "open-table"),
        ("venue", "The library"),
        ("audience", "everyone"),
        ("rrule", "FREQ=DAILY"),
        ("first_date", "2026-01-01"),
        ("starts", "10:00"),
        ("ends", "11:00"),
    ])
    .await;
    let mut her = town.signed_in(ANA).await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    asks(&mut her, listing).await;
    town.letter_for(HOST).await;
    let before = her.opens("/en/me").await;
    assert!(before.says("During a break we propose nothing.") && before.says("open-table"), "{}", before.main());
    let page = her.sends("/en/me/pause", &[]).await;
    assert_eq!(page.address, "/en/me");
    assert!(page.says("You are taking a break") && page.says("Enjoy your break."), "{}", page.main());
    assert!(!page.says("open-table") && page.says("choir"), "what she asked herself stays: {}", page.main());
    assert_eq!(page.attributes(".flash form", "action"), ["/en/me/resume"], "undo");
    let since: String =
        sqlx::query_scalar("select paused_at::text from newcomers").fetch_one(&*town.db).await.expect("it");
    town.wait("1 day").await;
    her.sends("/en/me/pause", &[]).await;
    let still: String =
        sqlx::query_scalar("select paused_at::text from newcomers").fetch_one(&*town.db).await.expect("it");
    assert_eq!(still, since, "twice is once");
    let page = her.sends("/en/me/resume", &[]).await;
    assert!(
        page.says("Welcome back.") && page.says("open-table") && !page.says("You are taking a break"),
        "{}",
        page.main()
    );
    assert_eq!(page.attributes(".flash form", "action"), ["/en/me/pause"], "undo");
    assert_eq!(town.reader().posts("/en/me/pause", &[]).await.leads_to().as_deref(), Some("/en/sign-in?next=me"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_she_takes_out_reads_like_her_own_words() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut her = town.signed_in(ANA).await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "25")]).await;
    her.posts(&format!("/en/listings/{listing}/pass-over"), &[("reason", "too-far"), ("place", "")]).await;
    asks(&mut her, listing).await;
    town.letter_for(HOST).await;
    let page = her.opens("/en/me/data").await;
    for said in
        ["Your account", ANA, "Ana", "5612", "Too far", "What you asked groups", "choir", "Your code for Buurten"]
    {
        assert!(page.says(said), "{said} in {}", page.main());
    }
    for not in ["data-", "look-act", "Marja", HOST, "true", "2026-"] {
        assert!(!page.says(not), "{not} in {}", page.main());
    }
    assert!(her.opens("/nl/me/data").await.says("Wat je aan groepen vroeg"));
    let file = her.opens("/en/me/data.json").await;
    assert_eq!(file.headers["content-type"], "application/json");
    let name = file.headers["content-disposition"].to_str().expect("a name").to_owned();
    assert!(name.starts_with("attachment; filename=\"buurten-"), "{name}");
    assert!(file.html.contains("\"listing_id\": \"choir\"") && !file.html.contains(&listing.to_string()));
    for path in ["/en/me/data", "/en/me/data.json"] {
        assert_eq!(town.reader().opens(path).await.address, "/en/sign-in?next=me");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_no_is_taken_out_as_a_silence_is() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let (mut refused, mut silent) = (town.signed_in(ANA).await, town.signed_in("bo@example.org").await);
    asks(&mut refused, listing).await;
    let answer = town.letter_for(HOST).await.path();
    asks(&mut silent, listing).await;
    town.letter_for(HOST).await;
    town.reader().posts(answer.split('?').next().expect("a path"), &[("say", "no")]).await;
    assert_eq!(town.count("select count(*) from requests where state = 'no'").await, 1);
    for (wait, state) in [("1 minute", "sent"), ("7 days", "lapsed")] {
        town.wait(wait).await;
        for her in [&mut refused, &mut silent] {
            let out: serde_json::Value = serde_json::from_str(&her.opens("/en/me/data.json").await.html).expect("JSON");
            assert_eq!((&out["requests"][0]["state"], &out["requests"][0]["closed_at"]), (&state.into(), &().into()));
        }
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn erasing_says_what_goes_asks_once_and_leaves_a_stranger() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut her = town.signed_in(ANA).await;
    asks(&mut her, listing).await;
    let answer = town.letter_for(HOST).await.path();
    town.reader().posts(answer.split('?').next().expect("a path"), &[("say", "yes")]).await;
    assert_eq!(town.count("select newcomer_places::bigint from listings").await, 2);
    let page = her.opens("/en/me").await;
    assert!(page.attributes("main a", "href").contains(&"/en/me/erase".to_owned()));
    let page = her.opens("/en/me/erase").await;
    assert!(page.says("What goes") && page.says("What stays") && page.says("Emails that a group already has."));
    // Nothing but the button of the page erases.
    for fields in [&[][..], &[("sure", "")], &[("sure", "no")], &[("sure", "yes"), ("account", "1")]] {
        assert_eq!(her.posts("/en/me/erase", fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    assert_eq!(town.count("select count(*) from accounts").await, 1);
    let mut tab = her.another_tab();
    let page = her.posts("/en/me/erase", &[("sure", "yes")]).await;
    assert_eq!(page.headers["clear-site-data"], "\"storage\"");
    let page = her.opens(&page.leads_to().expect("the front page")).await;
    assert!(page.address == "/en/" && page.says("Everything is erased."), "{}", page.main());
    for cookie in ["buurten", "visit", "challenge", "language"] {
        assert!(her.cookie(cookie).is_none(), "{cookie}");
    }
    assert_eq!(town.count("select newcomer_places::bigint from listings").await, 3, "her place is free again");
    for empty in ["accounts", "sessions", "newcomers", "requests", "letters", "sign_in_challenges"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {empty}"));
        assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&*town.db).await.expect("a count"), 0, "{empty}");
    }
    // The host's link leads nowhere, as any that nobody was sent; a letter to her that was not sent yet is gone.
    let (gone, random) =
        (town.reader().opens(&answer).await, town.reader().opens("/nl/answer/nobody-was-sent-this").await);
    assert_eq!(
        (gone.status, &gone.html),
        (StatusCode::NOT_FOUND, &town.reader().opens(&answer.replace("/answer/", "/answer/x")).await.html)
    );
    assert_eq!(random.status, StatusCode::NOT_FOUND);
    assert_eq!(
        tab.posts("/en/me/erase", &[("sure", "yes")]).await.leads_to().as_deref(),
        Some("/en/sign-in?next=me"),
        "twice"
    );
    // Signing in again is a new account that knows nothing.
    let mut again = town.signed_in(ANA).await;
    assert!(again.opens("/en/me").await.says("You have not asked anybody yet."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_host_who_leaves_takes_name_and_address_off_the_listing() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut host = town.signed_in(HOST).await;
    let page = host.opens("/en/me/data").await;
    assert!(page.says("Groups that name you as contact") && page.says("Marja"), "{}", page.main());
    host.posts("/en/me/erase", &[("sure", "yes")]).await;
    town.look().await;
    let page = town.reader().opens(&format!("/en/listings/{listing}")).await;
    assert!(page.says("We don't know yet how to reach them."), "{}", page.main());
    assert_eq!(
        town.count("select version::bigint from listings").await,
        2,
        "who is editing just then does not bring it back"
    );
    let history = buurten::listings::history_of(&town.db, listing).await.expect("a history");
    assert!(format!("{history:?}").contains("contact_email") && !format!("{history:?}").contains("Marja"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_this_browser_told_us_before_goes_too() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    let mut before = town.reader();
    before.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    let visit = before.cookie("visit").expect("a visit").to_owned();
    let session = her.cookie("buurten").expect("a session").to_owned();
    let request = axum::http::Request::post("/en/me/erase")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("buurten={session}; visit={visit}"));
    her.send(request.body("sure=yes".into()).expect("a request")).await;
    assert_eq!(town.count("select count(*) from newcomers").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_last_administrator_stays_and_reads_why() {
    let town = Town::sample().await;
    let mut administrator = town.sample_role("administrator").await;
    let before = town.count("select count(*) from accounts").await;
    let page = administrator.posts("/en/me/erase", &[("sure", "yes")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("We could not erase your account."), "{}", page.main());
    assert_eq!(town.count("select count(*) from accounts").await, before);
    assert_eq!(administrator.opens("/en/me").await.status, StatusCode::OK, "still signed in");
    let mut social_worker = town.sample_role("social-worker").await;
    assert!(social_worker.opens("/en/me/erase").await.says("Your way into the desk."));
    assert!(social_worker.posts("/en/me/erase", &[("sure", "yes")]).await.leads_to().is_some());
    assert_eq!(town.count("select count(*) from accounts").await, before - 1);
}

#[tokio::test]
async fn what_anybody_of_the_sample_takes_out_is_in_words() {
    let town = Town::sample().await;
    for role in ["newcomer", "local", "host", "social-worker", "administrator"] {
        let mut reader = town.sample_role(role).await;
        for lang in ["en", "nl"] {
            let page = reader.opens(&format!("/{lang}/me/data")).await;
            let text = page.main();
            for not in ["data-", "look-act", "{", "\"", "00:00Z", "_"] {
                assert!(!text.contains(not), "{role}: {not} in {text}");
            }
            assert!(page.all("main dd").len() > 5, "{role}: {text}");
        }
    }
}

#[tokio::test]
async fn a_page_leads_to_all_that_somebody_is_here() {
    let town = Town::sample().await;
    for (role, there, not) in [
        ("local", "/en/local/me", "/en/host"),
        ("host", "/en/host", "/en/local/me"),
        ("social-worker", "/desk", "/en/host"),
        ("newcomer", "/en/me/looks", "/desk"),
    ] {
        let page = town.sample_role(role).await.opens("/en/me").await;
        let links = page.attributes("main a", "href");
        assert!(links.contains(&there.to_owned()) && !links.contains(&not.to_owned()), "{role}: {links:?}");
        assert_eq!(page.says("Where you would like to go"), role == "newcomer", "{role}: {}", page.main());
    }
}
