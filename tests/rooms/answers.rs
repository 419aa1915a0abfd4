//! The host answers by a signed link; what she sees of it, and when.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use regex::Regex;
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const HOST: &str = "host@example.org";

/// A town with a choir of three places, and Ana, who asked; and the path of the host's link.
async fn asked() -> (Town, Reader, Uuid, String) {
    let town = Town::empty().await;
    let listing = town.with_listing(&[("id", "choir"), ("contact_email", HOST), ("newcomer_places", "3")]).await;
    let mut her = town.signed_in(ANA).await;
    let path = asks(&town, &mut her, listing).await;
    (town, her, listing, path)
}

async fn asks(town: &Town, her: &mut Reader, listing: Uuid) -> String {
    her.sends(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await;
    let letter = town.letter_for(HOST).await;
    letter.path().split('?').next().expect("a path").to_owned()
}

async fn says(town: &Town, path: &str, answer: &str) -> Page {
    town.reader().sends(path, &[("say", answer)]).await
}

async fn places(town: &Town) -> i64 {
    town.count("select newcomer_places::bigint from listings where key = 'choir'").await
}

#[tokio::test]
async fn opening_the_link_shows_the_chosen_answer_and_changes_nothing() {
    let (town, mut her, _, path) = asked().await;
    for answer in ["yes", "full", "no"] {
        let page = town.reader().opens(&format!("{path}?say={answer}")).await;
        assert!(page.says("Ana would like to come choir What do you say?"), "{}", page.main());
        assert_eq!(page.attributes("input[name=say][checked]", "value"), [answer]);
        assert!(!page.html.contains(ANA));
    }
    assert_eq!(town.count("select count(*) from requests where state = 'sent'").await, 1);
    assert_eq!(places(&town).await, 3);
    assert!(her.opens("/en/me").await.says("Asked. The group has your question."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_yes_is_hers_to_see_at_once_and_takes_one_place() {
    let (town, mut her, listing, path) = asked().await;
    let page = says(&town, &path, "yes").await;
    assert!(page.says("You said yes. Thank you! We let the newcomer know."), "{}", page.main());
    assert!(her.opens("/en/me").await.says("You are welcome. Go!"));
    let letter = town.letter_for(ANA).await;
    assert_eq!(letter.subject, "There is an answer for you");
    assert!(!letter.text.contains("choir") && !letter.text.contains("yes") && letter.path() == "/en/me", "{letter:?}");
    for _ in 0..3 {
        says(&town, &path, "yes").await;
    }
    assert_eq!(places(&town).await, 2, "one place, however often it is sent");
    let request: Uuid = sqlx::query_scalar("select id from requests").fetch_one(&*town.db).await.expect("a request");
    let page = her.sends(&format!("/en/requests/{request}/went"), &[]).await;
    assert!(page.says("How nice that you went.") && page.says("You have been there."), "{}", page.main());
    her.sends(&format!("/en/requests/{request}/went"), &[]).await;
    assert_eq!(town.count("select count(*) from requests where state = 'went'").await, 1);
    let page = says(&town, &path, "no").await;
    assert!(
        page.says("You said yes, and the newcomer has been there.")
            && page.attributes("main form", "action").is_empty()
    );
    assert!(her.opens("/en/me").await.says("You have been there."));
    town.look().await;
    assert!(her.opens(&format!("/en/listings/{listing}")).await.says("Few places left."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn twenty_yeses_at_once_take_one_place_and_write_one_letter() {
    let (town, _, _, path) = asked().await;
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (mut host, path) = (town.reader(), path.clone());
        all.spawn(async move { host.posts(&path, &[("say", "yes")]).await.status });
    }
    assert!(all.join_all().await.iter().all(|s| *s == StatusCode::SEE_OTHER));
    assert_eq!(places(&town).await, 2);
    town.letter_for(ANA).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn full_is_hers_to_see_at_once_and_leaves_no_place() {
    let (town, mut her, listing, path) = asked().await;
    for _ in 0..2 {
        let page = says(&town, &path, "full").await;
        assert!(page.says("You said it is full."), "{}", page.main());
    }
    assert!(her.opens("/en/me").await.says("It is full now."));
    town.look().await;
    let page = her.opens(&format!("/en/listings/{listing}")).await;
    assert!(page.says("There are no places left now.") && !page.says("I would like to go"), "{}", page.main());
    assert_eq!(places(&town).await, 0);
    town.letter_for(ANA).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_host_who_changes_the_answer_gives_back_just_what_it_took() {
    let (town, mut her, _, path) = asked().await;
    for (answer, left) in [("no", 3), ("yes", 2), ("no", 2), ("full", 0), ("yes", 2)] {
        says(&town, &path, answer).await;
        assert_eq!(places(&town).await, left, "after {answer}");
    }
    assert_eq!(
        town.letters_for(ANA).await.len(),
        3,
        "two yeses and a full; a yes she has seen is not turned into a no"
    );
    says(&town, &path, "no").await;
    assert!(her.opens("/en/me").await.says("You are welcome. Go!"), "before her eyes");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn taking_a_yes_back_gives_the_place_to_somebody_else() {
    let (town, mut her, _, path) = asked().await;
    says(&town, &path, "yes").await;
    town.letter_for(ANA).await;
    let form = her.opens("/en/me").await.attributes("form[action$='/withdraw']", "action").concat();
    for _ in 0..2 {
        her.posts(&form, &[]).await;
    }
    assert_eq!(places(&town).await, 3);
    town.nothing_is_left().await;
}

/// A page without what differs from one person to the next: ids, times of day.
fn bare(page: &Page) -> String {
    let id = Regex::new(r"[0-9a-f]{8}-[0-9a-f-]{27}").expect("a pattern");
    let time = Regex::new(r"[0-9]{2}:[0-9]{2}").expect("a pattern");
    let html = id.replace_all(&page.html, "ID");
    time.replace_all(&html, "TIME").into_owned()
}

#[tokio::test]
async fn a_no_reads_as_silence_does_on_every_page_of_hers_for_ever() {
    let (town, mut refused, listing, path) = asked().await;
    let mut unanswered = town.signed_in("twin@example.org").await;
    asks(&town, &mut unanswered, listing).await;
    for reader in [&mut refused, &mut unanswered] {
        reader.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    }
    let page = says(&town, &path, "no").await;
    assert!(page.says("You said \"not now\". Nobody gets an email about it."), "{}", page.main());
    let pages = [
        "/en/me",
        "/en/week",
        "/en/for-you",
        "/nl/me",
        &format!("/en/listings/{listing}"),
        &format!("/en/listings/{listing}/go"),
    ];
    for (wait, seen) in [
        ("1 hour", "Asked. The group has your question."),
        ("6 days 22 hours", "Asked. The group has your question."),
        ("2 hours", "The club hasn't answered. That's not about you."),
        ("5 days", "The club hasn't answered. That's not about you."),
    ] {
        town.wait(wait).await;
        assert!(refused.opens("/en/me").await.says(seen), "{wait}");
        for path in pages {
            assert_eq!(bare(&refused.opens(path).await), bare(&unanswered.opens(path).await), "{path} after {wait}");
        }
        // Nor does asking again tell the two apart.
        let again = format!("/en/listings/{listing}/go");
        let (one, other) = (
            refused.posts(&again, &[("first_name", "Ana")]).await,
            unanswered.posts(&again, &[("first_name", "Ana")]).await,
        );
        assert_eq!((one.leads_to(), &one.headers), (other.leads_to(), &other.headers), "asking again after {wait}");
        assert_eq!(bare(&refused.opens("/en/me").await), bare(&unanswered.opens("/en/me").await), "after asking again");
    }
    assert!(town.letters_for(ANA).await.is_empty(), "a no is told to nobody");
    assert_eq!(town.letters_for(HOST).await.len(), 2, "after a week of silence each may ask once more");
    // Taking it back works for both alike.
    for reader in [&mut refused, &mut unanswered] {
        let form = reader.opens("/en/me").await.attributes("form[action$='/withdraw']", "action").remove(0);
        assert!(reader.sends(&form, &[]).await.says("You cancelled this."));
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_answer_that_is_none_and_a_link_that_is_none_are_refused() {
    let (town, _, _, path) = asked().await;
    for fields in [&[][..], &[("say", "")], &[("say", "maybe")], &[("say", "yes"), ("x", "1")]] {
        assert_eq!(town.reader().posts(&path, fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    assert_eq!(town.reader().opens(&format!("{path}?say=maybe")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = format!("/en/answer/{}", "A".repeat(43));
    assert_eq!(town.reader().opens(&wrong).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.reader().posts(&wrong, &[("say", "yes")]).await.status, StatusCode::NOT_FOUND);
    town.wait("60 days 1 minute").await;
    assert_eq!(town.reader().posts(&path, &[("say", "yes")]).await.status, StatusCode::NOT_FOUND, "after 60 days");
    assert_eq!(town.count("select count(*) from requests where state = 'sent'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn her_week_has_what_she_is_welcome_at_on_paper_and_in_her_calendar() {
    let town = Town::empty().await;
    town.at("2026-10-12 09:00+02").await;
    let listing = town
        .with_listing(&[
            ("id", "choir"),
            ("contact_email", HOST),
            ("confirmed_on", "2026-10-01"),
            ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
            ("first_date", "2026-09-01"),
            ("skip_dates", "2026-10-20"),
            ("starts", "20:00"),
            ("ends", "22:00"),
        ])
        .await;
    let mut her = town.signed_in(ANA).await;
    assert!(her.opens("/en/week").await.says("Nothing here yet."));
    assert!(!her.opens("/en/week/calendar.ics").await.html.contains("BEGIN:VEVENT"));
    let path = asks(&town, &mut her, listing).await;
    assert!(
        her.opens("/en/week").await.says("Tuesday 13 October 20:00–22:00 choiryou asked"),
        "{}",
        her.opens("/en/week").await.main()
    );
    says(&town, &path, "yes").await;
    town.letter_for(ANA).await;
    assert!(her.opens("/en/week").await.says("you are welcome"));
    assert!(her.opens("/en/week?week=1").await.says("Nothing here yet."), "the holiday is left out");
    assert!(her.opens("/en/week?week=2").await.says("Tuesday 27 October"));
    assert_eq!(her.opens("/en/week?week=9").await.status, StatusCode::NOT_FOUND);
    assert_eq!(her.opens("/en/week?week=-1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ics = her.opens("/en/week/calendar.ics").await.html;
    let calendar: icalendar::Calendar = ics.parse().expect("a calendar");
    assert_eq!(calendar.events().count(), 7, "{ics}");
    assert!(ics.contains("20261013T180000Z") && ics.contains("20261027T190000Z") && !ics.contains("20261020"), "{ics}");
    town.nothing_is_left().await;
}
