//! A host who says nothing: three days, seven days, and what the desk can do about it.

use crate::{
    desk::{looks, staff},
    support::{reader::Reader, town::Town},
};
use axum::http::StatusCode;
use buurten::requests;
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const HOST: &str = "host@example.org";

async fn hour_passes(town: &Town, interval: &str) {
    town.wait(interval).await;
    for _ in 0..2 {
        let done = requests::remind(&town.db, &town.lent.city.now(), &town.lent.address, &town.lent.shelf.now()).await;
        done.expect("reminded");
    }
}

/// A choir with a host and four places to walk in; Ana asked on a Monday.
async fn asked() -> (Town, Reader, Uuid) {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let listing = town
        .with_listing(&[
            ("id", "choir"),
            ("title_en", "Choir"),
            ("title_nl", "Koor"),
            ("contact_email", HOST),
            ("url", "https://choir.example.org/"),
        ])
        .await;
    for id in ["one", "two", "three", "four"] {
        let fields = [
            ("id", id),
            ("rrule", "FREQ=DAILY"),
            ("first_date", "2026-09-01"),
            ("starts", "10:00"),
            ("ends", "11:00"),
            ("venue", "Here"),
        ];
        town.with_listing(&fields).await;
    }
    let mut her = town.signed_in(ANA).await;
    let page = her.sends(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await;
    assert!(page.says("Asked. The group has your question.") && page.says("Here you can walk in"), "{}", page.main());
    assert_eq!(page.all("[aria-labelledby=walk-in] .grid > li").len(), 3, "from the first minute");
    (town, her, listing)
}

/// What she reads of what she asked.
async fn hers(her: &mut Reader) -> Vec<String> {
    her.opens("/en/me").await.all("[aria-labelledby=asked-title]")
}

#[tokio::test]
async fn after_three_days_the_host_is_reminded_once_and_both_links_work() {
    let (town, mut her, _) = asked().await;
    let first = town.letter_for(HOST).await;
    let before = hers(&mut her).await;
    hour_passes(&town, "71 hours 59 minutes").await;
    town.nothing_is_left().await;
    hour_passes(&town, "1 minute").await;
    let again = town.letter_for(HOST).await;
    assert!(
        again.subject == "Er wacht nog een vraag op je" && again.text.contains("vroeg Ana of er plek is bij Koor"),
        "{again:?}"
    );
    assert!(!again.text.contains(ANA) && again.links().len() == 3);
    assert_eq!(hers(&mut her).await, before, "nothing she sees changed");
    hour_passes(&town, "2 days").await;
    assert_eq!(hers(&mut her).await, before);
    for letter in [&first, &again] {
        let page = town.reader().opens(&letter.path()).await;
        assert!(page.status == StatusCode::OK && page.html.contains("Ana"), "{}", page.main());
    }
    let page = town.reader().sends(again.path().split('?').next().expect("a path"), &[("say", "yes")]).await;
    assert!(page.says("Je zei ja."), "{}", page.main());
    town.letter_for(ANA).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_answered_taken_back_full_or_long_ago() {
    for why in [
        "update requests set state = 'no', answered_at = buurten_now()",
        "update requests set state = 'withdrawn', closed_at = buurten_now()",
        "update listings set newcomer_places = 0 where key = 'choir'",
        "update listings set contact_confirmed_on = '2026-01-01' where key = 'choir'",
        "update requests set sent_at = sent_at - interval '12 days'",
    ] {
        let (town, ..) = asked().await;
        town.letter_for(HOST).await;
        sqlx::query(why).execute(&*town.db).await.expect(why);
        hour_passes(&town, "3 days 1 hour").await;
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn after_seven_days_she_reads_it_kindly_and_the_desk_can_help() {
    let (town, mut her, listing) = asked().await;
    town.letter_for(HOST).await;
    town.wait("6 days 23 hours").await;
    let mut desk = staff(&town, "marieke", None).await;
    assert!(her.opens("/en/me").await.says("Asked. The group has your question."));
    assert!(desk.opens("/desk").await.says("waits for an answer from “Choir”"));
    town.wait("1 hour").await;
    let page = her.opens("/en/me").await;
    assert!(page.says("The club hasn't answered. That's not about you. Here you can walk in:"), "{}", page.main());
    assert_eq!(page.all("[aria-labelledby=walk-in] .grid > li").len(), 3);
    assert!(
        her.opens("/nl/me")
            .await
            .says("De club heeft niet geantwoord. Dat ligt niet aan jou. Hier kun je gewoon heen:")
    );
    let mut desk_again = staff(&town, "karim", None).await;
    let page = desk_again.opens("/desk").await;
    assert!(page.says("Somebody in the city: “Choir” has not answered."), "{}", page.main());
    let account: Uuid = sqlx::query_scalar("select id from accounts where email = $1")
        .bind(ANA)
        .fetch_one(&*town.db)
        .await
        .expect("she");
    let page = looks(&mut desk_again, account).await;
    assert!(page.attributes("main a", "href").contains(&"https://choir.example.org/".to_owned()), "{}", page.main());
    assert!(page.attributes("main a", "href").contains(&format!("/desk/listings/{listing}#contact_email")));
    // Another address, and the group is asked again: at that one, once a day.
    sqlx::query("update listings set contact_email = 'new@example.org'").execute(&*town.db).await.expect("an address");
    let ask_again = page.attributes("form[action$='/ask-again']", "action").concat();
    assert!(desk_again.sends(&ask_again, &[]).await.says("The group gets the question once more."));
    let letter = town.letter_for("new@example.org").await;
    assert!(letter.text.contains("Ana"), "{letter:?}");
    assert!(desk_again.sends(&ask_again, &[]).await.says("Not sent"));
    let seen_to = page.attributes("form[action$='/seen-to']", "action").concat();
    let page = desk_again.sends(&seen_to, &[]).await;
    assert!(!desk_again.opens("/desk").await.says("Choir"));
    desk_again.sends(&page.attributes(".flash form", "action").concat(), &[]).await;
    assert!(desk_again.opens("/desk").await.says("Somebody in the city: “Choir” has not answered."));
    // For everybody else there is no such thing.
    assert_eq!(her.posts(&ask_again, &[]).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

/// The places of these listings in her list.
async fn stand(her: &mut Reader, keys: [&str; 2]) -> [usize; 2] {
    let titles = her.opens("/en/for-you").await.all("main h2, main h3");
    let places = keys.map(|key| titles.iter().position(|t| t == key).unwrap_or_else(|| panic!("{key} in {titles:?}")));
    let first = places.into_iter().min().expect("two");
    places.map(|place| place - first)
}

/// Somebody else asked there a week ago.
async fn asked_a_week_ago(town: &Town, listing: Uuid) {
    let sql = "with a as (insert into accounts (id, email, language) values (gen_random_uuid(), gen_random_uuid() || '@example.org', 'en') returning id),
                   n as (insert into newcomers (id, account_id) select gen_random_uuid(), id from a returning id)
               insert into requests (id, newcomer_id, listing_id, answer_token_hash, sent_at)
               select gen_random_uuid(), id, $1, gen_random_uuid()::text::bytea, buurten_now() - interval '7 days' from n";
    sqlx::query(sql).bind(listing).execute(&*town.db).await.expect("a request");
}

#[tokio::test]
async fn who_leaves_most_questions_unanswered_stands_lower_and_she_never_reads_why() {
    let town = Town::empty().await;
    let alike = |id: &'static str, organisation: &'static str| {
        [
            ("id", id),
            ("organisation", organisation),
            ("english_ok", "yes"),
            ("interests", "choir"),
            ("domains", "culture"),
        ]
    };
    let listing = town.with_listing(&alike("aria", "Singers")).await;
    town.with_listing(&alike("bolero", "Dancers")).await;
    let other = town.with_listing(&alike("cantata", "singers")).await;
    let mut her = town.signed_in(ANA).await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/interests", &[("interests", "choir")]).await;
    assert_eq!(stand(&mut her, ["aria", "bolero"]).await, [0, 1]);
    for _ in 0..3 {
        asked_a_week_ago(&town, listing).await;
    }
    let looks = async || requests::look_who_answers(&town.db).await.expect("looked");
    assert_eq!(looks().await, 0, "three silences say little");
    asked_a_week_ago(&town, other).await;
    assert_eq!(looks().await, 2, "both listings of the organisation");
    assert_eq!(looks().await, 0, "the same again changes nothing");
    town.look().await;
    assert_eq!(stand(&mut her, ["bolero", "aria"]).await, [0, 1]);
    let page = her.opens(&format!("/en/listings/{listing}")).await;
    assert!(page.status == StatusCode::OK && !page.html.contains("unanswered"), "{}", page.main());
    assert!(town.reader().opens("/en/how-we-rank").await.says("leave most questions unanswered count 10 % less"));
    // They answer: within the week counts, whatever they say; later does not.
    for (after, changed) in [("8 days", 0), ("7 days", 2)] {
        let answer = "update requests set state = 'no', answered_at = sent_at + $1::text::interval";
        sqlx::query(answer).bind(after).execute(&*town.db).await.expect("answers");
        assert_eq!(looks().await, changed, "{after}");
    }
    town.nothing_is_left().await;
}
