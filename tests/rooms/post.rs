//! What somebody is written about: their choices on one page, the letter of the week, turning a kind off from the letter.

use crate::{
    letters::{HERE, letter, queue, send},
    next_steps::give,
    sink::{MailServer, Mood},
    support::{reader::Reader, town::Town},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use buurten::{
    along::Sender,
    letters::{self, Transport},
    me::write_weekly,
};
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const THURSDAY: [(&str, &str); 4] = [("language", "last"), ("day", "4"), ("hour", "18"), ("wants", "follow-up")];

async fn weekly(town: &Town) -> usize {
    let city = town.lent.city.now();
    let sender = Sender { city: &city, address: &town.lent.address };
    write_weekly(&town.db, &sender, &town.lent.shelf.now(), town.lent.clock.now()).await.expect("letters")
}

/// A club on Tuesday evenings where English is fine.
async fn club(town: &Town, id: &str, others: &[(&str, &str)]) -> Uuid {
    let first = (town.today() - chrono::Days::new(28)).to_string();
    let mut fields = vec![
        ("id", id),
        ("interests", "choir"),
        ("languages", "en"),
        ("english_ok", "yes"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", &first),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("postcode", "5612"),
        ("venue", "The old school"),
    ];
    fields.extend(others);
    town.with_listing(&fields).await
}

/// Ana, who wants a letter on Thursdays at six.
async fn ana(town: &Town) -> Reader {
    let mut her = town.signed_in(ANA).await;
    for (question, fields) in [
        ("languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")][..]),
        ("interests", &[("interests", "choir")]),
        ("place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "45")]),
    ] {
        assert!(her.posts(&format!("/en/questions/{question}"), fields).await.status.is_redirection());
    }
    let page = her.sends("/en/me/letters", &THURSDAY).await;
    assert!(page.says("Saved. From now on emails come like this."), "{}", page.main());
    her
}

async fn run(town: &Town, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&*town.db).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

#[tokio::test]
async fn the_page_keeps_what_was_chosen_refuses_what_is_no_choice_and_is_nobody_elses() {
    let town = Town::empty().await;
    assert_eq!(town.reader().opens("/en/me/letters").await.address, "/en/sign-in?next=me");
    let mut her = town.signed_in(ANA).await;
    let page = her.opens("/en/me/letters").await;
    assert!(page.says("They go to ana@example.org."), "{}", page.main());
    assert_eq!(
        page.attributes("input[name=wants][checked]", "value"),
        ["evening-before", "how-was-it", "follow-up", "message", "made-possible"]
    );
    assert_eq!(page.attributes("option[selected]", "value"), ["none", "17"]);
    her.sends("/en/me/letters", &[("language", "nl"), ("day", "7"), ("hour", "9"), ("wants", "follow-up")]).await;
    let page = her.opens("/en/me/letters").await;
    assert_eq!(page.attributes("input[name=wants][checked]", "value"), ["follow-up"]);
    assert_eq!(page.attributes("option[selected]", "value"), ["7", "9"]);
    assert_eq!(page.attributes("input[name=language][checked]", "value"), ["nl"]);
    for (name, wrong) in [("language", "fr"), ("day", "8"), ("hour", "3"), ("wants", "weekly")] {
        let fields = [("language", "nl"), ("day", "1"), ("hour", "9"), ("wants", "follow-up")]
            .map(|(n, v)| if n == name { (n, wrong) } else { (n, v) });
        let page = her.posts("/en/me/letters", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.says("Choose one of these."), "{name}: {}", page.main());
    }
    assert_eq!(
        town.count("select count(*) from letter_choices where weekly_day = 7").await,
        1,
        "a slip changes nothing"
    );
    // Whatever she reads from now on, her letters are in Dutch.
    her.posts("/en/sign-out", &[]).await;
    let mut again = town.reader();
    again.sends("/en/sign-in", &[("email", ANA)]).await;
    let code = town.letter_for(ANA).await.code();
    again.posts("/en/sign-in/code", &[("code", &code)]).await;
    assert_eq!(town.count("select count(*) from accounts where language = 'nl'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_letter_comes_at_her_hour_once_a_week_and_only_with_something_new() {
    let town = Town::empty().await;
    // A Wednesday.
    town.at("2026-12-02 12:00+01").await;
    club(&town, "choir", &[]).await;
    let known = town.today().to_string();
    club(&town, "asked-first", &[("contact_email", "host@example.org")]).await;
    sqlx::query("update listings set contact_confirmed_on = $1::date where key = 'asked-first'")
        .bind(&known)
        .execute(&*town.db)
        .await
        .expect("a known address");
    ana(&town).await;
    for early in ["2026-12-02 18:30+01", "2026-12-03 17:59+01"] {
        town.at(early).await;
        assert_eq!(weekly(&town).await, 0, "{early}");
    }
    town.at("2026-12-03 18:01+01").await;
    assert_eq!((weekly(&town).await, weekly(&town).await), (1, 0));
    let letter = town.letter_for(ANA).await;
    assert_eq!(letter.subject, "Your week");
    let first = letter.text.find("choir: Tuesday 8 December, 20:00, The old school").expect("where to walk in");
    assert!(letter.text.find("asked-first: Tuesday").expect("the other") > first, "walking in comes first");
    assert_eq!(letter.path(), "/en/for-you");
    assert!(letter.links()[1].contains("/en/letters/"), "{letter:?}");
    // The clock goes back and forth; another day is chosen: the week had its letter.
    for moment in ["2026-11-26 18:30+01", "2026-12-03 19:00+01", "2026-12-04 18:30+01"] {
        town.at(moment).await;
        run(
            &town,
            "update letter_choices set weekly_day = extract(isodow from buurten_now() at time zone 'Europe/Amsterdam')",
        )
        .await;
        assert_eq!(weekly(&town).await, 0, "{moment}");
    }
    run(&town, "update letter_choices set weekly_day = 4").await;
    town.at("2026-12-10 18:30+01").await;
    assert_eq!(weekly(&town).await, 0, "nothing new");
    club(&town, "painting", &[]).await;
    assert_eq!(weekly(&town).await, 0, "and that was this week");
    town.at("2026-12-17 23:30+01").await;
    assert_eq!(weekly(&town).await, 1, "later that evening, where nobody wrote before");
    assert!(town.letter_for(ANA).await.text.contains("painting"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_step_of_the_week_is_in_the_letter_and_counts_as_something_new() {
    let town = Town::empty().await;
    town.at("2026-12-02 12:00+01").await;
    for title in ["choir", "painting"] {
        club(&town, title, &[]).await;
    }
    let mut her = ana(&town).await;
    her.posts(&format!("/en/listings/{}/keep", town.listing("choir").await), &[]).await;
    assert_eq!(give(&town).await, 1);
    town.at("2026-12-03 18:01+01").await;
    assert_eq!(weekly(&town).await, 1);
    let letter = town.letter_for(ANA).await;
    let says = |words: &str| letter.text.contains(words);
    assert!(says("This week: choir\n") && says("Tuesday 8 December, 20:00 · The old school"), "{letter:?}");
    assert!(says("You saved this.") && says("You can also go to:") && says("painting: Tuesday"), "{letter:?}");
    assert!(!says("choir: Tuesday"), "not once more among the others: {letter:?}");
    assert_eq!(letter.path(), "/en/me");
    // It stood there last week: nothing new. Then another step is, wherever nothing else is.
    town.at("2026-12-10 18:01+01").await;
    assert_eq!(weekly(&town).await, 0);
    run(&town, "update listings set status = 'closed', closed_on = '2026-12-01'").await;
    town.at("2026-12-17 17:00+01").await;
    assert_eq!(give(&town).await, 1);
    town.at("2026-12-17 18:01+01").await;
    assert_eq!(weekly(&town).await, 1);
    let letter = town.letter_for(ANA).await;
    assert!(
        letter.text.contains("This week: a walk or a call with us") && !letter.text.contains("go to"),
        "{letter:?}"
    );
    assert!(letter.text.contains("Nothing fits you quite yet. Let's think about it together."), "{letter:?}");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_letter_with_things_to_go_to_does_not_say_that_nothing_fits() {
    let town = Town::empty().await;
    town.at("2026-12-03 12:00+01").await;
    let _her = ana(&town).await;
    assert_eq!(give(&town).await, 1);
    // It came a little later than her step of this week.
    club(&town, "painting", &[]).await;
    town.at("2026-12-03 18:01+01").await;
    assert_eq!(weekly(&town).await, 1);
    let letter = town.letter_for(ANA).await;
    for says in ["This week: a walk or a call with us", "You can also go to", "painting: Tuesday"] {
        assert!(letter.text.contains(says), "{says}: {letter:?}");
    }
    assert!(!letter.text.contains("Nothing fits"), "{letter:?}");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn summer_time_moves_no_hour_and_two_at_once_write_one_letter() {
    let town = Town::empty().await;
    // Both Sundays on which the clocks change, the day before them, and the moments around six.
    for (before, early, six) in [
        ("2027-03-27 12:00+01", "2027-03-28 17:59+02", "2027-03-28 18:00+02"),
        ("2027-10-30 12:00+02", "2027-10-31 17:59+01", "2027-10-31 18:00+01"),
    ] {
        town.at(before).await;
        club(&town, &before[..10], &[]).await;
        let mut her = ana(&town).await;
        her.sends("/en/me/letters", &THURSDAY.map(|(n, v)| if n == "day" { (n, "7") } else { (n, v) })).await;
        town.at(early).await;
        assert_eq!(weekly(&town).await, 0, "{early}");
        town.at(six).await;
        let (one, other) = tokio::join!(weekly(&town), weekly(&town));
        assert_eq!(one + other, 1, "{six}");
        town.letter_for(ANA).await;
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_waits_for_an_answer_is_said_without_a_word_of_it_also_in_a_break() {
    let town = Town::empty().await;
    town.at("2026-12-02 12:00+01").await;
    club(&town, "choir", &[]).await;
    let mut her = ana(&town).await;
    her.posts("/en/me/pause", &[]).await;
    town.at("2026-12-03 18:01+01").await;
    assert_eq!(weekly(&town).await, 0, "during a break nothing is proposed");
    town.at("2026-12-10 18:01+01").await;
    run(
        &town,
        "begin; set local session_replication_role = replica;
         insert into follow_ups (id, tie_id, step, account_id, whose, due_at, asked_at, expires_at)
         select gen_random_uuid(), gen_random_uuid(), 'two-weeks', id, 'newcomer', buurten_now(), buurten_now(), buurten_now() + interval '9 days' from accounts;
         commit",
    )
    .await;
    her.sends("/en/me/letters", &THURSDAY.map(|(n, v)| if n == "language" { (n, "nl") } else { (n, v) })).await;
    run(&town, "update letter_choices set weekly_week = null").await;
    assert_eq!(weekly(&town).await, 1);
    let letter = town.letter_for(ANA).await;
    assert!(letter.text.contains("Er wacht één vraag op je antwoord.") && !letter.text.contains("choir"), "{letter:?}");
    assert_eq!(letter.path(), "/nl/me");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_mailbox_turns_a_kind_off_in_one_click_and_the_page_turns_it_on_again() {
    let server = MailServer::start(Mood::Accepts).await;
    let town = Town::real(HERE, Transport::smtp(&server.url(), "desk@city.example.org").expect("a way")).await;
    run(&town, "insert into accounts (id, email, language) values (gen_random_uuid(), 'ana@example.org', 'nl')").await;
    queue(&town, &letter("weekly", ANA)).await;
    queue(&town, &letter("answer", ANA)).await;
    assert_eq!(send(&town).await, 2);
    let got = server.got();
    let link = got[0].header("List-Unsubscribe").trim_matches(['<', '>']).to_owned();
    assert_eq!(got[0].header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert!(!got[1].text.contains("List-Unsubscribe"), "an answer to what she asked always comes");
    let path = link.strip_prefix(HERE).expect("our site").to_owned();
    // A scanner that opens it changes nothing.
    let page = town.reader().opens(&path).await;
    assert!(page.says("Wil je geen mail van de week meer?"), "{}", page.main());
    assert_eq!(town.count("select count(*) from letter_choices").await, 0);
    queue(&town, &letter("weekly", ANA)).await;
    // A mailbox: no cookie, no origin, either kind of form; once or often.
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click".to_owned()),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n".to_owned(),
        ),
    ] {
        let request =
            Request::post(&path).header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request");
        let page = town.reader().send(request).await;
        assert_eq!(page.status, StatusCode::OK, "{kind}: {}", page.html);
        assert!(page.says("Je krijgt geen mail van de week meer."), "{}", page.main());
    }
    assert_eq!(town.count("select count(*) from letters where sent_at is null").await, 0, "what waited is not sent");
    queue(&town, &letter("weekly", ANA)).await;
    queue(&town, &letter("follow-up", ANA)).await;
    assert_eq!(send(&town).await, 1, "other kinds go on");
    let page = town.reader().sends(&format!("{path}/again"), &[]).await;
    assert!(page.says("Wil je geen mail van de week meer?"), "{}", page.main());
    queue(&town, &letter("weekly", ANA)).await;
    assert_eq!(send(&town).await, 1);
    let other = format!("/nl/letters/{}", buurten::platform::chance::Token::new().as_str());
    assert_eq!(town.reader().opens(&other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.reader().posts(&other, &[]).await.status, StatusCode::NOT_FOUND);
    // The link outlives the letter.
    run(&town, "update letters set sent_at = buurten_now() - interval '8 days'").await;
    letters::forget_old_bodies(&town.db).await.expect("tidied");
    assert_eq!(town.count("select count(*) from letters where unsubscribe_link is not null").await, 0);
    assert_eq!(town.reader().opens(&path).await.status, StatusCode::OK);
    run(&town, "delete from accounts").await;
    assert_eq!(town.reader().opens(&path).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whose_letters_come_back_reads_it_on_signing_in_and_says_when_it_works() {
    let town = Town::empty().await;
    let mut her = town.signed_in(ANA).await;
    assert!(!her.opens("/en/me").await.says("Your mail did not arrive"));
    run(&town, "insert into bounces (address, trouble) values ('ana@example.org', 'the mail server answered 550')")
        .await;
    queue(&town, &letter("answer", ANA)).await;
    assert_eq!(send(&town).await, 0, "nothing goes there");
    let page = her.opens("/en/me").await;
    assert!(
        page.says("Your mail did not arrive") && page.says("An email to ana@example.org came back on"),
        "{}",
        page.main()
    );
    her.posts("/en/sign-out", &[]).await;
    her.sends("/en/sign-in", &[("email", ANA)]).await;
    let code = sqlx::query_scalar::<_, String>(
        "select body_text from letters where cause = 'sign-in' and gave_up_at is null and sent_at is null",
    );
    let text = code.fetch_one(&*town.db).await.expect("a code");
    let code = text.lines().map(str::trim).find(|l| l.len() == 9 && l.contains('-')).expect("a code").to_owned();
    let page = her.sends("/en/sign-in/code", &[("code", &code)]).await;
    assert!(page.html.contains("An email to you did not arrive."), "{}", page.html);
    let page = her.sends("/en/me/letters/works", &[]).await;
    assert!(page.says("Good. What waited for you is on its way.") && !page.says("did not arrive"), "{}", page.main());
    assert_eq!(send(&town).await, 2, "what waited, and the code");
    her.sends("/en/me/letters/works", &[]).await;
    town.nothing_is_left().await;
}
