//! "Take me along": one question, one yes; a no and a silence pass on, and she never sees who before the yes.

use crate::support::{
    reader::{Page, Reader},
    town::{GotLetter, Town},
};
use axum::http::StatusCode;
use buurten::along::{self, Sender};
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const BO: &str = "bo@example.org";
const CAS: &str = "cas@example.org";

/// A choir on Tuesdays, on a Monday at noon; Ana, and these locals who may take somebody along, Bo asked longest ago.
pub async fn choir(locals: &[&str]) -> (Town, Reader, Uuid) {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let fields = [
        ("id", "choir"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", "2026-09-01"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("venue", "The old school"),
        ("contact_email", "host@example.org"),
    ];
    let listing = town.with_listing(&fields).await;
    for (number, email) in locals.iter().enumerate() {
        local(&town, listing, email, u128::try_from(number).expect("a number") + 1).await;
    }
    let her = town.signed_in(ANA).await;
    (town, her, listing)
}

pub async fn local(town: &Town, listing: Uuid, email: &str, number: u128) {
    let (id, account) = (Uuid::from_u128(number), Uuid::new_v4());
    for sql in [
        format!(
            "insert into accounts (id, email, first_name, language) values ('{account}', '{email}', initcap(split_part('{email}', '@', 1)), 'en')"
        ),
        format!(
            "insert into locals (id, account_id, joined_at, talked_at) values ('{id}', '{account}', buurten_now(), buurten_now())"
        ),
        format!("insert into regulars (local_id, listing_id, vouched_at) values ('{id}', '{listing}', buurten_now())"),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&*town.db).await.expect("a local");
    }
}

pub async fn asks(her: &mut Reader, listing: Uuid, day: &str) -> Page {
    her.sends(&format!("/en/listings/{listing}/along"), &[("session", day), ("first_name", "Ana")]).await
}

async fn hour_passes(town: &Town, interval: &str) {
    town.wait(interval).await;
    let city = town.lent.city.now();
    let sender = Sender { city: &city, address: &town.lent.address };
    along::pass_on(&town.db, &sender, &town.lent.shelf.now()).await.expect("passed on");
}

pub fn path(letter: &GotLetter) -> String {
    letter.path().split('?').next().expect("a path").to_owned()
}

#[tokio::test]
async fn from_the_question_to_the_yes_and_nobody_sees_more_than_they_should() {
    let (town, mut her, listing) = choir(&[BO]).await;
    let page = town.reader().opens(&format!("/en/listings/{listing}")).await;
    assert!(page.says("Take me along"), "{}", page.main());
    let page = her.opens(&format!("/en/listings/{listing}/along")).await;
    assert!(page.says("Tuesday 24 November, 20:00") && page.says("Tuesday 8 December, 20:00"), "{}", page.main());
    let page = asks(&mut her, listing, "2026-12-01").await;
    assert!(
        page.says("We are looking for somebody who takes you along.") && page.says("Tuesday 1 December, 20:00"),
        "{}",
        page.main()
    );
    assert!(!page.html.contains("Bo<") && !page.main().contains("Bo "), "not before the yes");
    let question = town.letter_for(BO).await;
    assert!(
        question.subject == "A question for you" && question.text.contains("Ana would like to come along to choir"),
        "{question:?}"
    );
    assert!(!question.text.contains(ANA) && question.text.contains("Tuesday 1 December, 20:00"));
    let mut them = town.reader();
    let page = them.opens(&question.path()).await;
    assert!(
        page.says("Ana would like to come along") && page.attributes("input[name=say][checked]", "value") == ["yes"]
    );
    assert_eq!(town.count("select count(*) from going_along where state = 'sent'").await, 1, "a GET changes nothing");
    let page = them.sends(&path(&question), &[("say", "yes")]).await;
    assert!(page.says("You both get an email with place and time."), "{}", page.main());
    let page = them.sends(&path(&question), &[("say", "no")]).await;
    assert!(page.says("You said yes."), "answered is answered: {}", page.main());
    let (hers, theirs) = (town.letter_for(ANA).await, town.letter_for(BO).await);
    assert!(hers.text.contains("Bo takes you along to choir.") && theirs.text.contains("You take Ana along to choir."));
    for letter in [&hers, &theirs] {
        assert!(letter.text.contains("Tuesday 1 December, 20:00, The old school"), "{letter:?}");
        assert!(!letter.text.contains("@example.org") || !letter.text.contains(ANA) && !letter.text.contains(BO));
    }
    let page = her.opens(&format!("/en/listings/{listing}/along")).await;
    assert!(
        page.says("Bo waits for you there, and knows you are new.") && page.says("The old school"),
        "{}",
        page.main()
    );
    town.signs_in(&mut them, BO).await;
    let page = them.opens("/en/local/me").await;
    assert!(page.says("Whom you take along Ana · choir Tuesday 1 December, 20:00 · The old school"), "{}", page.main());
    assert!(!page.html.contains(ANA));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_no_and_three_days_of_silence_pass_on_and_she_sees_one_question() {
    let (town, mut her, listing) = choir(&[BO, CAS, "dia@example.org"]).await;
    let before = asks(&mut her, listing, "2026-12-08").await.main();
    let question = town.letter_for(BO).await;
    town.reader().sends(&path(&question), &[("say", "no")]).await;
    town.letter_for(CAS).await;
    hour_passes(&town, "71 hours").await;
    assert!(town.letters_for("dia@example.org").await.is_empty(), "three days are not over");
    hour_passes(&town, "1 hour").await;
    let question = town.letter_for("dia@example.org").await;
    let after = her.opens(&format!("/en/listings/{listing}/along")).await;
    assert!(before.contains(after.main().lines().nth(2).expect("a line")), "{}", after.main());
    assert_eq!(town.count("select count(distinct asked_at) from going_along").await, 1);
    // Nobody is left: it rests silently; after seven days the kind sentence.
    town.reader().sends(&path(&question), &[("say", "no")]).await;
    assert!(her.opens(&format!("/en/listings/{listing}/along")).await.says("We are looking for somebody"));
    hour_passes(&town, "4 days").await;
    let page = her.opens(&format!("/en/listings/{listing}/along")).await;
    assert!(page.says("Nobody could take you along this time. That's not about you."), "{}", page.main());
    assert!(page.says("Ask the group itself") && page.attributes("form[action$='/along']", "action").is_empty());
    assert_eq!(town.count("select count(*) from going_along").await, 3);
    assert!(town.letters_for(ANA).await.is_empty(), "nobody writes her a no");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn where_nobody_is_free_a_kind_page_says_what_she_can_do_and_nothing_is_stored() {
    let (town, mut her, listing) = choir(&[BO]).await;
    sqlx::query("update locals set paused_at = buurten_now()").execute(&*town.db).await.expect("a break");
    assert!(!her.opens(&format!("/en/listings/{listing}")).await.says("Take me along"));
    let page = asks(&mut her, listing, "2026-11-24").await;
    assert!(page.status == StatusCode::OK && page.says("Nobody can take you along right now"), "{}", page.main());
    assert!(page.attributes("main a", "href").contains(&format!("/en/listings/{listing}/go")));
    assert!(page.attributes("main a", "href").contains(&"/en/talk".to_owned()));
    assert_eq!(town.count("select count(*) from going_along").await, 0);
    assert_eq!(
        town.count("select count(*) from accounts where email = 'ana@example.org' and first_name is not null").await,
        0
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_asked_more_often_than_they_chose_and_who_waited_longest_is_first() {
    let (town, mut her, listing) = choir(&[BO, CAS]).await;
    let mut other = town.signed_in("other@example.org").await;
    let mut third = town.signed_in("third@example.org").await;
    asks(&mut her, listing, "2026-11-24").await;
    town.letter_for(BO).await;
    asks(&mut other, listing, "2026-11-24").await;
    town.letter_for(CAS).await;
    assert!(asks(&mut third, listing, "2026-11-24").await.says("Nobody can take you along right now"));
    // Next month both may be asked again; Bo was asked longest ago.
    hour_passes(&town, "9 days").await;
    assert!(!asks(&mut third, listing, "2026-12-08").await.says("Nobody"));
    town.letter_for(BO).await;
    // Whom the service asked for her before is not asked again.
    asks(&mut her, listing, "2026-12-08").await;
    town.letter_for(CAS).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_asked_about_more_people_than_they_can_and_a_yes_beyond_it_goes_to_somebody_else() {
    let (town, mut her, listing) = choir(&[BO]).await;
    let run = async |sql: &'static str| {
        sqlx::query(sql).execute(&*town.db).await.expect(sql);
    };
    run("update locals set requests_a_month = 2, answers = '{\"capacity\": 1}'").await;
    let mut other = town.signed_in("other@example.org").await;
    asks(&mut her, listing, "2026-12-01").await;
    let first = town.letter_for(BO).await;
    assert!(asks(&mut other, listing, "2026-12-01").await.says("Nobody can take you along right now"));
    // He said that he can take two, and thinks better of it before he answers.
    run("update locals set answers = '{\"capacity\": 2}'").await;
    asks(&mut other, listing, "2026-12-01").await;
    let second = town.letter_for(BO).await;
    local(&town, listing, CAS, 9).await;
    run("update locals set answers = '{\"capacity\": 1}'").await;
    let page = town.reader().sends(&path(&second), &[("say", "yes")]).await;
    assert!(page.says("You have somebody already, so we ask somebody else."), "{}", page.main());
    town.letter_for(CAS).await;
    town.reader().sends(&path(&first), &[("say", "yes")]).await;
    town.letter_for(BO).await;
    town.letter_for(ANA).await;
    assert_eq!(town.count("select count(*) from going_along where state = 'yes'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn she_takes_it_back_and_who_said_yes_hears_of_it() {
    let (town, mut her, listing) = choir(&[BO]).await;
    let page = asks(&mut her, listing, "2026-12-01").await;
    let withdraw = page.attributes("form[action$='/withdraw']", "action").concat();
    let question = town.letter_for(BO).await;
    town.reader().sends(&path(&question), &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    town.letter_for(BO).await;
    let page = her.sends(&withdraw, &[]).await;
    assert!(page.says("You cancelled this."), "{}", page.main());
    assert!(town.letter_for(BO).await.text.contains("Ana can't come along to choir this time."));
    her.sends(&withdraw, &[]).await;
    let page = town.reader().opens(&question.path()).await;
    assert!(page.says("This question was cancelled.") && page.attributes("main form", "action").is_empty());
    let mut stranger = town.signed_in("stranger@example.org").await;
    for verb in ["withdraw", "went", "take-back"] {
        let id = withdraw.split('/').nth(3).expect("an id");
        assert_eq!(stranger.posts(&format!("/en/going/{id}/{verb}"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_local_who_cannot_come_after_all_says_so_and_she_reads_it_kindly() {
    let (town, mut her, listing) = choir(&[BO]).await;
    asks(&mut her, listing, "2026-12-01").await;
    town.letter_for(BO).await;
    let mut them = town.signed_in(BO).await;
    let page = them.opens("/en/local/me").await;
    assert!(page.says("Ana would like to come along to choir"), "{}", page.main());
    let answer = page.attributes("form[action$='/answer']", "action").concat();
    let page = them.sends(&answer, &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    town.letter_for(BO).await;
    let take_back = page.attributes("form[action$='/take-back']", "action").concat();
    let page = them.sends(&take_back, &[]).await;
    assert!(page.says("We let the other know kindly.") && !page.says("Whom you take along"), "{}", page.main());
    them.sends(&take_back, &[]).await;
    let letter = town.letter_for(ANA).await;
    assert!(letter.subject == "News for you" && letter.text.contains("That's not about you."), "{letter:?}");
    assert!(her.opens(&letter.path()).await.says("This time it doesn't work out."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_day_that_is_over_makes_room_and_she_says_that_she_went() {
    let (town, mut her, listing) = choir(&[BO]).await;
    asks(&mut her, listing, "2026-11-24").await;
    let question = town.letter_for(BO).await;
    town.reader().sends(&path(&question), &[("say", "yes")]).await;
    town.letter_for(ANA).await;
    town.letter_for(BO).await;
    hour_passes(&town, "3 days").await;
    let page = her.opens(&format!("/en/listings/{listing}/along")).await;
    assert!(page.says("Did you go?"), "{}", page.main());
    let went = page.attributes("form[action$='/went']", "action").concat();
    assert!(her.sends(&went, &[]).await.says("You went together."));
    her.sends(&went, &[]).await;
    let mut them = town.signed_in(BO).await;
    let page = them.opens("/en/local/me").await;
    assert!(page.says("Thanks to you 1 person did not have to go alone. One told us"), "{}", page.main());
    town.wait("365 days").await;
    along::forget_old(&town.db).await.expect("forgotten");
    assert_eq!(town.count("select count(*) from going_along").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_yes_that_nobody_stands_for_any_more_is_taken_back_within_the_hour() {
    for why in [
        "update locals set stopped_at = buurten_now()",
        "update regulars set vouched_at = null",
        "delete from regulars",
    ] {
        let (town, mut her, listing) = choir(&[BO]).await;
        asks(&mut her, listing, "2026-12-01").await;
        let question = town.letter_for(BO).await;
        town.reader().sends(&path(&question), &[("say", "yes")]).await;
        town.letter_for(ANA).await;
        town.letter_for(BO).await;
        sqlx::query(why).execute(&*town.db).await.expect("a change");
        hour_passes(&town, "1 hour").await;
        assert!(town.letter_for(ANA).await.text.contains("It doesn't work out this time."), "{why}");
        assert!(her.opens(&format!("/en/listings/{listing}/along")).await.says("This time it doesn't work out."));
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_question_that_passed_on_is_taken_back_by_the_button_from_before() {
    let (town, mut her, listing) = choir(&[BO, CAS]).await;
    let page = asks(&mut her, listing, "2026-12-01").await;
    let withdraw = page.attributes("form[action$='/withdraw']", "action").concat();
    town.reader().sends(&path(&town.letter_for(BO).await), &[("say", "no")]).await;
    let question = town.letter_for(CAS).await;
    assert!(her.sends(&withdraw, &[]).await.says("You cancelled this."));
    assert!(town.reader().opens(&question.path()).await.says("This question was cancelled."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn slips_and_strangers() {
    let (town, mut her, listing) = choir(&[BO]).await;
    for (day, name, says) in [
        ("2026-11-25", "Ana", "Choose one of these days."),
        ("", "Ana", "Choose one of these days."),
        ("2026-11-24", "", "Please fill this in."),
    ] {
        let page = her.sends(&format!("/en/listings/{listing}/along"), &[("session", day), ("first_name", name)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.all(".error-summary").concat().contains(says), "{}", page.main());
    }
    let mut visitor = town.reader();
    let page = visitor.posts(&format!("/en/listings/{listing}/along"), &[("session", "2026-11-24")]).await;
    assert_eq!(page.leads_to(), Some(format!("/en/sign-in?next=along.{listing}")));
    assert_eq!(visitor.opens("/en/along/no-such-token").await.status, StatusCode::NOT_FOUND);
    // Two taps are one question.
    asks(&mut her, listing, "2026-11-24").await;
    assert!(asks(&mut her, listing, "2026-11-24").await.says("You asked this before."));
    assert_eq!(town.count("select count(*) from going_along").await, 1);
    town.letter_for(BO).await;
    town.nothing_is_left().await;
}
