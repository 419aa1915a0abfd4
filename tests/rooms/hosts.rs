//! Hosts: the letter to the known address, and their own page.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use buurten::{auth, hosts, kit::first_name::FirstName, locals};
use serde_json::json;
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const HOST: &str = "host@example.org";

async fn choir(town: &Town, id: &str) -> Uuid {
    town.with_listing(&[("id", id), ("title_en", id), ("contact_email", HOST), ("newcomer_places", "3")]).await
}

/// Somebody with the known address of this listing: they claim it in one tap.
async fn host_of(town: &Town, listing: Uuid) -> Reader {
    let mut host = town.signed_in(HOST).await;
    let page = host.sends(&format!("/en/listings/{listing}/claim"), &[]).await;
    assert!(page.address == "/en/host" && page.says("You now look after this group."), "{}", page.main());
    host
}

/// A local who says that they go there.
async fn goes_there(town: &Town, name: &str, listing: Uuid) -> Uuid {
    let mut tx = town.db.begin().await.expect("a transaction");
    let account = auth::account_of_address(&mut tx, &format!("{}@example.org", name.to_lowercase()), "nl")
        .await
        .expect("an account");
    auth::call_her(&mut tx, account, &FirstName::parse(name).expect("a name")).await.expect("a name");
    let person = serde_json::from_value(json!({"id": "v", "role": "local", "languages": {"nl": "C2"}}));
    locals::insert(&mut tx, account, &person.expect("a person")).await.expect("a local");
    let sql = "insert into regulars (local_id, listing_id) select id, $2 from locals where account_id = $1 returning local_id";
    let local = sqlx::query_scalar(sql).bind(account).bind(listing).fetch_one(&mut *tx).await.expect("a regular");
    tx.commit().await.expect("stored");
    local
}

#[tokio::test]
async fn the_letter_to_the_known_address_makes_its_reader_a_host_who_signs_in() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    sqlx::query("update listings set contact_confirmed_on = null").execute(&*town.db).await.expect("never confirmed");
    let mut host = town.reader();
    assert!(host.opens(&format!("/en/listings/{listing}")).await.says("Do you run this group?"));
    let page = host.sends(&format!("/en/listings/{listing}/claim"), &[]).await;
    assert!(page.address.ends_with(&listing.to_string()), "{}", page.address);
    assert!(page.says("If we know the email address of this group, a link is on its way there."), "{}", page.main());
    assert!(!page.html.contains(HOST), "the address is never shown");
    let letter = town.letter_for(HOST).await;
    let lines: Vec<&str> = letter.text.lines().filter(|l| !l.starts_with("http")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    Hello,

    choir is on Buurten. People who are new in town look there for something to do.

    Is it your group? Then you can answer who would like to come, and keep times and texts up to date. It is free.

    This is my group:

    The link works once, for seven days. It shows you first what it means.

    Is it not your group? Then you don't have to do anything.

    Kind regards,
    Buurten Eindhoven
    ");
    let page = host.opens(&letter.path()).await;
    assert!(page.says("Do you run this group? choir"), "{}", page.main());
    assert_eq!(town.count("select count(*) from hosts").await, 0, "looking changes nothing");

    assert_eq!(host.posts(&letter.path(), &[]).await.leads_to().as_deref(), Some("/en/sign-in/code"));
    assert_eq!(town.count("select count(*) from hosts").await, 1);
    assert_eq!(host.opens("/en/host").await.address, "/en/sign-in?next=host", "the link alone opens nothing");
    let code = town.letter_for(HOST).await.code();
    let page = host.sends("/en/sign-in/code", &[("code", &code)]).await;
    assert!(page.address == "/en/host" && page.says("Your groups") && page.says("choir"), "{}", page.main());
    let confirmed = "select count(*) from listings where contact_confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date";
    assert_eq!(town.count(confirmed).await, 1);
    assert_eq!(town.count("select count(*) from listing_changes where by_role = 'host'").await, 1);

    let page = town.reader().posts(&letter.path(), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("This link does not work any more"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_answer_is_the_same_without_an_address_and_one_letter_goes_a_day() {
    let town = Town::empty().await;
    let (choir, none) = (choir(&town, "choir").await, town.with_listing(&[("id", "none")]).await);
    let mut reader = town.reader();
    for listing in [choir, none, choir] {
        let page = reader.sends(&format!("/en/listings/{listing}/claim"), &[]).await;
        assert!(page.says("If we know the email address of this group, a link is on its way there."));
    }
    let link = town.letter_for(HOST).await.path();
    let mut taps = tokio::task::JoinSet::new();
    town.wait("24 hours 1 minute").await;
    for _ in 0..10 {
        let mut tab = reader.another_tab();
        taps.spawn(async move { tab.posts(&format!("/en/listings/{choir}/claim"), &[]).await.status });
    }
    assert!(taps.join_all().await.iter().all(|s| s.is_redirection()));
    town.letter_for(HOST).await;
    // The first link is still good on the seventh day, and not on the eighth.
    town.wait("5 days").await;
    assert!(!town.reader().opens(&link).await.attributes("main form", "action").is_empty());
    town.wait("1 day 12 hours").await;
    assert!(town.reader().opens(&link).await.says("This link does not work any more"));
    assert_eq!(town.reader().posts(&link, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hosts::forget_old_claims(&town.db).await.expect("forgets"), 1);
    assert_eq!(town.count("select count(*) from hosts").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_link_to_an_address_that_is_another_by_now_does_nothing() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    town.reader().posts(&format!("/en/listings/{listing}/claim"), &[]).await;
    let link = town.letter_for(HOST).await.path();
    sqlx::query("update listings set contact_email = 'new@example.org'").execute(&*town.db).await.expect("another");
    assert_eq!(town.reader().posts(&link, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(town.reader().opens("/en/claim/nonsense").await.status, StatusCode::NOT_FOUND);
    sqlx::query("update listings set status = 'closed'").execute(&*town.db).await.expect("closed");
    let closed = town.reader().posts(&format!("/en/listings/{listing}/claim"), &[]).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
    assert_eq!(town.count("select count(*) from hosts").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn for_everybody_else_there_is_no_such_page() {
    let town = Town::empty().await;
    let (mine, other) = (choir(&town, "choir").await, choir(&town, "band").await);
    let mut host = host_of(&town, mine).await;
    let mut stranger = town.signed_in("stranger@example.org").await;
    let random = stranger.opens("/en/nowhere").await;
    let page = stranger.opens("/en/host").await;
    assert_eq!((page.status, page.html), (StatusCode::NOT_FOUND, random.html));
    assert_eq!(town.reader().opens("/en/host").await.address, "/en/sign-in?next=host");
    for (verb, fields) in [("still-on", &[][..]), ("pause", &[]), ("undo", &[("version", "1")])] {
        let foreign = host.posts(&format!("/en/host/listings/{other}/{verb}"), fields).await;
        let random = host.posts(&format!("/en/host/listings/{}/{verb}", Uuid::new_v4()), fields).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{verb}");
        assert_eq!((&foreign.html, &foreign.headers), (&random.html, &random.headers), "{verb}");
        let theirs = stranger.posts(&format!("/en/host/listings/{mine}/{verb}"), fields).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(host.opens(&format!("/en/host/listings/{other}")).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_host_answers_on_their_page_as_by_the_link() {
    let town = Town::empty().await;
    let (mine, other) = (choir(&town, "choir").await, choir(&town, "band").await);
    let mut her = town.signed_in(ANA).await;
    her.sends(&format!("/en/listings/{mine}/go"), &[("first_name", "Ana")]).await;
    her.sends(&format!("/en/listings/{other}/go"), &[("first_name", "Ana")]).await;
    assert_eq!(town.letters_for(HOST).await.len(), 2);
    let mut host = host_of(&town, mine).await;
    let page = host.opens("/en/host").await;
    assert!(page.says("Ana would like to come") && page.says("3 places left for newcomers"), "{}", page.main());
    assert!(!page.html.contains(ANA), "a first name and nothing else of her");
    let answer = page.attributes("form[action*='/host/requests/']", "action").concat();
    let page = host.sends(&answer, &[("say", "no")]).await;
    assert!(
        page.says("You said to Ana: Not now") && page.says("Nobody is waiting for your answer."),
        "{}",
        page.main()
    );
    town.nothing_is_left().await;
    let page = host.sends(&answer, &[("say", "yes")]).await;
    assert!(page.says("Who comes Ana") && page.says("2 places left for newcomers"), "{}", page.main());
    town.letter_for(ANA).await;
    host.sends(&answer, &[("say", "yes")]).await;
    assert!(host.opens("/en/host").await.says("2 places left for newcomers"), "twice is once");
    assert!(her.opens("/en/me").await.says("You are welcome. Go!"));
    let foreign: Uuid = sqlx::query_scalar("select id from requests where listing_id = $1")
        .bind(other)
        .fetch_one(&*town.db)
        .await
        .expect("the other");
    let page = host.posts(&format!("/en/host/requests/{foreign}"), &[("say", "yes")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(host.posts(&answer, &[("say", "maybe")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn still_on_is_one_tap_and_so_is_a_pause_and_each_can_be_undone() {
    let town = Town::empty().await;
    let listing = choir(&town, "choir").await;
    let mut host = host_of(&town, listing).await;
    sqlx::query("update listings set confirmed_on = '2026-01-02'").execute(&*town.db).await.expect("long ago");
    let page = host.opens("/en/host").await;
    assert!(page.says("Last confirmed on 2 January 2026"), "{}", page.main());
    let path = |verb: &str| format!("/en/host/listings/{listing}/{verb}");
    let page = host.sends(&path("still-on"), &[]).await;
    assert!(page.says("Everybody now sees that it is still on.") && !page.says("2 January 2026"), "{}", page.main());
    let version = page.attributes("form[action$='/undo'] input", "value").concat();
    let page = host.sends(&path("undo"), &[("version", &version)]).await;
    assert!(page.says("It is as it was before.") && page.says("2 January 2026"), "{}", page.main());
    let page = host.sends(&path("undo"), &[("version", &version)]).await;
    assert!(page.says("This cannot be undone any more"), "{}", page.main());

    let page = host.sends(&path("pause"), &[]).await;
    assert!(page.says("This group is paused.") && page.says("We are back"), "{}", page.main());
    town.look().await;
    assert!(town.reader().opens(&format!("/en/listings/{listing}")).await.says("This is not open for now."));
    let page = host.sends(&path("back"), &[]).await;
    assert!(page.says("Your group is open again.") && !page.says("2 January 2026"), "{}", page.main());
    let version = page.attributes("form[action$='/undo'] input", "value").concat();
    assert!(host.sends(&path("undo"), &[("version", &version)]).await.says("This group is paused."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_host_says_whom_they_know_and_nobody_hears_of_a_no() {
    let town = Town::empty().await;
    let (mine, other) = (choir(&town, "choir").await, choir(&town, "band").await);
    let (joost, els) = (goes_there(&town, "Joost", mine).await, goes_there(&town, "Els", mine).await);
    let elsewhere = goes_there(&town, "Bram", other).await;
    let mut host = host_of(&town, mine).await;
    let page = host.opens("/en/host").await;
    assert!(page.says("Do you know them? Joost I know them, fine") && !page.says("Bram"), "{}", page.main());
    let path = format!("/en/host/listings/{mine}/vouch");
    let says = |local: Uuid, say: &'static str| [("local", local.to_string()), ("say", say.to_owned())];
    let mut tells = async |local: Uuid, say: &'static str| {
        let fields = says(local, say);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        host.sends(&path, &fields).await
    };
    let page = tells(joost, "knows").await;
    assert!(page.says("After a short call with us they can take somebody along."), "{}", page.main());
    assert!(page.says("Whom you know Joost") && page.says("Undo"), "{}", page.main());
    let vouched =
        "select count(*) from regulars r join hosts h on h.account_id = r.vouched_by where vouched_at is not null";
    assert_eq!(town.count(vouched).await, 1);
    tells(joost, "knows").await;
    assert_eq!(town.count(vouched).await, 1, "twice is once");
    let page = tells(els, "does-not-know").await;
    assert!(page.says("They don't hear this from us.") && !page.says("Els"), "{}", page.main());
    assert_eq!(page.attributes("form[action$='/vouch'] input[name=local]", "value")[0], els.to_string(), "the undo");
    assert!(tells(els, "takes-back").await.says("Els I know them, fine"));
    assert_eq!(tells(elsewhere, "knows").await.status, StatusCode::NOT_FOUND);
    assert_eq!(tells(joost, "maybe").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(town.count(vouched).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_host_of_the_sample_has_something_to_do() {
    let town = Town::sample().await;
    let page = town.sample_role("host").await.opens("/nl/host").await;
    assert!(page.says("Maandagsoep") && page.says("Priya wil graag komen"), "{}", page.main());
    assert!(page.says("Kook iets van thuis") && page.says("Ayşe wil graag komen"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_host_is_asked_once_about_each_local_and_only_who_can_be_reached() {
    let town = Town::empty().await;
    let (mine, nobodys) = (choir(&town, "choir").await, choir(&town, "band").await);
    goes_there(&town, "Joost", mine).await;
    goes_there(&town, "Els", nobodys).await;
    host_of(&town, mine).await;
    let asks =
        async || hosts::ask_to_vouch(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("letters");
    assert_eq!(asks().await, 1);
    let letter = town.letter_for(HOST).await;
    assert!(letter.text.contains("Joost comes to choir") && letter.path() == "/en/host", "{letter:?}");
    assert!(!letter.subject.contains("Joost") && !letter.text.contains("Joost@"), "{letter:?}");
    assert_eq!(town.count("select count(*) from letters where cause = 'vouch' and about_account is not null").await, 1);
    assert_eq!(asks().await, 0);
    town.nothing_is_left().await;
}
