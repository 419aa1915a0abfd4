//! Somebody's calendar by a link of their own, read by a parser that is not the one that wrote it.

use crate::{
    along::{asks, choir, path},
    support::{reader::Page, town::Town},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::collections::BTreeMap;

const ANA: &str = "ana@example.org";
const BO: &str = "bo@example.org";

type Event = BTreeMap<String, String>;

/// The events, and the method of the calendar.
fn read(file: &str) -> (Vec<Event>, Option<String>) {
    assert!(file.lines().all(|line| line.len() <= 75), "lines are folded: {file}");
    assert!(!file.replace("\r\n", "").contains('\n'), "lines end as RFC 5545 wants them");
    let mut all: Vec<_> = ical::IcalParser::new(file.as_bytes()).collect();
    assert_eq!(all.len(), 1, "{file}");
    let calendar = all.remove(0).unwrap_or_else(|e| panic!("{e}: {file}"));
    let value = |p: ical::property::Property| (p.name, p.value.unwrap_or_default());
    let method = calendar.properties.iter().find(|p| p.name == "METHOD").and_then(|p| p.value.clone());
    let events: Vec<Event> =
        calendar.events.into_iter().map(|e| e.properties.into_iter().map(value).collect()).collect();
    for event in &events {
        for needed in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"] {
            assert!(event.contains_key(needed), "{needed} in {event:?}");
        }
    }
    (events, method)
}

fn link(page: &Page) -> String {
    let link = page.attributes("#address", "value").concat();
    assert!(link.starts_with("http://127.0.0.1:3000/en/calendar/") && link.ends_with(".ics"), "{link}");
    assert_eq!(page.attributes("a[href^='webcal:']", "href"), [link.replacen("http", "webcal", 1)]);
    link.trim_start_matches("http://127.0.0.1:3000").to_owned()
}

async fn with_tag(town: &Town, path: &str, tag: &str) -> Page {
    let request = Request::get(path).header(header::IF_NONE_MATCH, tag);
    town.reader().send(request.body(Body::empty()).expect("a request")).await
}

#[tokio::test]
async fn a_link_is_shown_once_read_by_whoever_has_it_renewed_and_stopped() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    let page = her.opens("/en/me/calendar").await;
    assert!(page.says("Make my link") && page.attributes("#address", "value").is_empty(), "{}", page.main());
    let page = her.posts("/en/me/calendar", &[]).await;
    assert!(page.status == StatusCode::OK && page.says("You see this link only now."), "{}", page.main());
    let first = link(&page);
    let page = her.opens("/en/me/calendar").await;
    assert!(page.says("You have a link") && !page.html.contains(first.trim_end_matches(".ics")));
    assert_eq!(town.count("select count(*) from calendar_feeds where length(token_hash) = 32").await, 1);
    let file = town.reader().opens(&first).await;
    assert_eq!((file.status, read(&file.html)), (StatusCode::OK, (Vec::new(), Some("PUBLISH".to_owned()))));
    assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
    let tag = file.headers[header::ETAG].to_str().expect("a tag").to_owned();
    let same = with_tag(&town, &first, &tag).await;
    assert!(same.status == StatusCode::NOT_MODIFIED && same.html.is_empty());
    assert_eq!(with_tag(&town, &first, "\"other\"").await.status, StatusCode::OK);
    // A new one takes the place of the old one, which is as one that never was.
    let second = link(&her.posts("/en/me/calendar", &[]).await);
    let random = town.reader().opens("/en/calendar/no-such-token.ics").await;
    let old = town.reader().opens(&first).await;
    assert_eq!((old.status, old.main()), (StatusCode::NOT_FOUND, random.main()));
    assert_eq!(town.reader().opens(&second).await.status, StatusCode::OK);
    let page = her.sends("/en/me/calendar/stop", &[]).await;
    assert!(page.says("The link works no more.") && page.says("Make my link"), "{}", page.main());
    her.sends("/en/me/calendar/stop", &[]).await;
    assert_eq!(town.reader().opens(&second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.reader().opens("/en/me/calendar").await.address, "/en/sign-in?next=me");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn all_that_is_agreed_is_in_it_for_both_with_a_number_that_rises() {
    let (town, mut her, listing) = choir(&[BO]).await;
    let feed = link(&her.posts("/en/me/calendar", &[]).await);
    asks(&mut her, listing, "2026-12-01").await;
    assert!(read(&town.reader().opens(&feed).await.html).0.is_empty(), "what nobody answered is no date");
    town.reader().sends(&path(&town.letter_for(BO).await), &[("say", "yes")]).await;
    let going = town.letter_for(ANA).await.path();
    town.letter_for(BO).await;
    let mut them = town.signed_in(BO).await;
    let theirs = link(&them.posts("/en/me/calendar", &[]).await);
    let file = town.reader().opens(&feed).await;
    let (events, _) = read(&file.html);
    assert_eq!(events.len(), 1, "{}", file.html);
    let (event, uid) = (&events[0], events[0]["UID"].clone());
    assert_eq!(
        [&event["SUMMARY"], &event["DTSTART"], &event["DTEND"], &event["STATUS"], &event["SEQUENCE"]],
        ["choir\\, with Bo", "20261201T190000Z", "20261201T210000Z", "CONFIRMED", "0"]
    );
    assert!(!file.html.contains("example.org"));
    let (events, _) = read(&town.reader().opens(&theirs).await.html);
    assert_eq!((events.len(), &events[0]["SUMMARY"][..]), (1, "choir: you take Ana along"));
    // What she keeps stands there as perhaps; the evening that somebody takes her along is there once.
    her.sends(&format!("/en/listings/{listing}/keep"), &[]).await;
    let (events, _) = read(&town.reader().opens(&feed).await.html);
    let states: Vec<(&str, &str)> = events.iter().map(|e| (&e["DTSTART"][..8], &e["STATUS"][..])).collect();
    assert_eq!(states[..3], [("20261124", "TENTATIVE"), ("20261201", "CONFIRMED"), ("20261208", "TENTATIVE")]);
    let uids: std::collections::BTreeSet<_> = events.iter().map(|e| &e["UID"]).collect();
    assert_eq!(uids.len(), events.len());
    her.sends(&format!("/en/listings/{listing}/let-go"), &[]).await;
    // Unchanged, it is the same file an hour later.
    let (one, other) = (town.reader().opens(&feed).await.html, {
        town.wait("1 hour").await;
        town.reader().opens(&feed).await.html
    });
    assert_eq!(one, other);
    // He cannot come: struck out for a while, the same entry with a higher number; then gone.
    them.sends(&format!("{going}/take-back"), &[]).await;
    town.letter_for(ANA).await;
    for feed in [&feed, &theirs] {
        let (events, _) = read(&town.reader().opens(feed).await.html);
        assert_eq!([&events[0]["UID"], &events[0]["STATUS"], &events[0]["SEQUENCE"]], [&uid[..], "CANCELLED", "1"]);
    }
    town.wait("23 days").await;
    assert!(read(&town.reader().opens(&feed).await.html).0.is_empty());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_group_where_she_is_welcome_is_in_it_and_a_change_of_the_group_raises_the_number() {
    let (town, mut her, listing) = choir(&[]).await;
    her.sends(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await;
    let answer = town.letter_for("host@example.org").await;
    town.reader().sends(&path(&answer), &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    let feed = link(&her.posts("/en/me/calendar", &[]).await);
    let (before, _) = read(&town.reader().opens(&feed).await.html);
    assert!(
        before.len() == 8 && before.iter().all(|e| e["STATUS"] == "CONFIRMED" && e["SUMMARY"] == "choir"),
        "{before:?}"
    );
    sqlx::query("update listings set starts = '19:00', version = version + 1, changed_at = buurten_now()")
        .execute(&*town.db)
        .await
        .expect("another hour");
    town.look().await;
    let (after, _) = read(&town.reader().opens(&feed).await.html);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before["UID"], after["UID"]);
        assert!(
            before["SEQUENCE"].parse::<u32>().expect("a number") < after["SEQUENCE"].parse::<u32>().expect("a number")
        );
        assert!(after["DTSTART"].ends_with("T180000Z"), "{after:?}");
    }
    town.nothing_is_left().await;
}
