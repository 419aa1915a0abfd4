//! The desk: what needs a look first, without a name; a reason before every look; steps and notes that can be undone.

use crate::support::{
    reader::{Page, Reader},
    signed_in,
    town::Town,
};
use axum::http::StatusCode;
use buurten::{
    auth::SignedIn,
    kit::place::gazetteer,
    logbook::{self, Act},
};
use uuid::Uuid;

/// Somebody of the desk with both factors, who looks after these parts of town; after all of it where none is named.
pub async fn staff(town: &Town, name: &str, parts: Option<&[&str]>) -> Reader {
    let reader = town.signed_in(&format!("{name}@desk.example.org")).await;
    let sql = "with t as (insert into teams (id, name, parts) select gen_random_uuid(), $1, $2 where $2 is not null returning id),
                    a as (update accounts set first_name = $1 where email = $1 || '@desk.example.org' returning id),
                    s as (update sessions set second_factor_at = buurten_now() where account_id = (select id from a))
               insert into staff (account_id, team_id) select a.id, (select id from t) from a";
    let parts: Option<Vec<String>> = parts.map(|p| p.iter().map(|s| (*s).to_owned()).collect());
    sqlx::query(sql).bind(name).bind(parts).execute(&*town.db).await.expect("a social worker");
    reader
}

/// A newcomer with an account, who lives there.
pub async fn newcomer(town: &Town, name: &str, postcode: &str) -> Uuid {
    person(town, "newcomers (id, account_id, answers)", name, postcode).await
}

/// A local who signed up.
pub async fn local(town: &Town, name: &str, postcode: &str) -> Uuid {
    let account = person(town, "locals (id, account_id, answers)", name, postcode).await;
    let sql = "update locals set joined_at = buurten_now(), phone = '06 1234 5678' where account_id = $1";
    sqlx::query(sql).bind(account).execute(&*town.db).await.expect("joined");
    account
}

async fn person(town: &Town, into: &str, name: &str, postcode: &str) -> Uuid {
    let account = "insert into accounts (id, email, first_name, language)
                   values (gen_random_uuid(), lower($1) || '@example.org', $1, 'nl') returning id";
    let id: Uuid = sqlx::query_scalar(account).bind(name).fetch_one(&*town.db).await.expect("an account");
    let row = format!(
        "insert into {into} values (gen_random_uuid(), $1, jsonb_build_object('languages', '{{\"en\": \"C1\"}}'::jsonb, 'postcode', $2))"
    );
    sqlx::query(sqlx::AssertSqlSafe(row)).bind(id).bind(postcode).execute(&*town.db).await.expect("a person");
    id
}

/// She asked so many days ago.
pub async fn asked(town: &Town, account: Uuid, listing: Uuid, days: i32) -> Uuid {
    let sql = "insert into requests (id, newcomer_id, listing_id, sent_at, answer_token_hash)
               select gen_random_uuid(), id, $2, buurten_now() - make_interval(days => $3), gen_random_uuid()::text::bytea
               from newcomers where account_id = $1 returning id";
    sqlx::query_scalar(sql).bind(account).bind(listing).bind(days).fetch_one(&*town.db).await.expect("a request")
}

/// A listing that needs no look itself.
pub async fn listing(town: &Town, title: &str) -> Uuid {
    town.with_listing(&[("id", title), ("title_en", title), ("title_nl", title), ("contact_name", "Joke")]).await
}

/// Says why, and sees the page.
pub async fn looks(desk: &mut Reader, account: Uuid) -> Page {
    desk.sends(&format!("/desk/people/{account}/look"), &[("reason", "request")]).await
}

/// What this person reads of the logbook: act and reason, newest first.
pub async fn lines(town: &Town, account: Uuid) -> Vec<(Act, Option<String>)> {
    let person = SignedIn { is_staff: false, second_factor: false, ..signed_in::of_the_desk(account, "x@example.org") };
    let all = logbook::about(&town.db, &person).await.expect("lines");
    all.into_iter().map(|line| (line.act, line.reason)).collect()
}

#[tokio::test]
async fn the_front_says_who_waits_longest_first_and_names_nobody() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    let page = desk.opens("/desk").await;
    assert!(page.says("Nothing waits. Lovely."), "{}", page.main());
    let (soup, choir) = (listing(&town, "Monday soup").await, listing(&town, "Choir").await);
    for (name, listing, days) in [("Ana", choir, 3), ("Bo", soup, 9), ("Cem", choir, 6)] {
        asked(&town, newcomer(&town, name, "5612").await, listing, days).await;
    }
    let page = desk.opens("/desk").await;
    let lines = page.all(".desk-line p");
    let whole: Vec<String> = lines.iter().map(|l| l.replace('\n', " ")).collect();
    insta::assert_snapshot!(whole.join("\n"), @r"
    Somebody in the city: “Monday soup” has not answered. 9 days
    Somebody in the city waits for an answer from “Choir”. 6 days
    Somebody in the city waits for an answer from “Choir”. 3 days
    ");
    assert_eq!(page.all(".desk-line .tag--warning"), ["9 days"], "marked after seven days");
    assert_eq!(page.attributes("meter", "value"), ["3", "0", "0", "0", "0"]);
    let people = desk.opens("/desk/people").await;
    assert!(people.says("Somebody in the city 9 days") && people.says("Monday soup"), "{}", people.main());
    for name in ["Ana", "Bo", "Cem", "example.org"] {
        assert!(!page.html.contains(name) && !people.main().contains(name), "{name} is named");
    }
    // A fifth in the same part of town hides each of them.
    newcomer(&town, "Dia", "5612").await;
    newcomer(&town, "Eva", "5612").await;
    let part = gazetteer().part("5612".parse().expect("a postcode")).expect("a part").name.clone();
    assert!(desk.opens("/desk").await.says(&format!("Somebody in {part} waits")));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_takes_a_break_or_has_an_answer_waits_for_nothing() {
    let town = Town::empty().await;
    let (mut desk, choir) = (staff(&town, "marieke", None).await, listing(&town, "Choir").await);
    let (paused, welcome, refused) = (
        newcomer(&town, "Ana", "5612").await,
        newcomer(&town, "Bo", "5612").await,
        newcomer(&town, "Cem", "5612").await,
    );
    asked(&town, paused, choir, 9).await;
    let yes = asked(&town, welcome, choir, 9).await;
    let no = asked(&town, refused, choir, 2).await;
    for (id, state) in [(yes, "yes"), (no, "no")] {
        let sql = "update requests set state = $2, answered_at = buurten_now() where id = $1";
        sqlx::query(sql).bind(id).bind(state).execute(&*town.db).await.expect("an answer");
    }
    sqlx::query("update newcomers set paused_at = buurten_now() where account_id = $1")
        .bind(paused)
        .execute(&*town.db)
        .await
        .expect("a break");
    local(&town, "Piet", "5612").await;
    let stopped = local(&town, "Jan", "5612").await;
    sqlx::query("update locals set stopped_at = buurten_now() where account_id = $1")
        .bind(stopped)
        .execute(&*town.db)
        .await
        .expect("stopped");
    let page = desk.opens("/desk").await;
    assert_eq!(page.all(".desk-line").len(), 2, "{}", page.main());
    assert!(page.says("“Choir” said no to Somebody in the city. They do not know it."), "{}", page.main());
    assert!(page.says("A local waits for the short call."), "{}", page.main());
    assert!(!desk.opens("/desk/people").await.html.contains(&welcome.to_string()), "this is no directory");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_look_needs_a_reason_and_the_person_reads_it() {
    let town = Town::empty().await;
    let (mut desk, choir) = (staff(&town, "marieke", None).await, listing(&town, "Choir").await);
    let ana = newcomer(&town, "Ana", "5612").await;
    asked(&town, ana, choir, 8).await;
    let path = format!("/desk/people/{ana}");
    for _ in 0..2 {
        let page = desk.opens(&path).await;
        assert!(page.says("Why do you look?") && !page.html.contains("Ana"), "{}", page.main());
    }
    assert!(lines(&town, ana).await.is_empty(), "a GET wrote something");
    let long = "x".repeat(201);
    for (fields, field) in [
        (vec![("reason", ""), ("more", "kept")], "reason"),
        (vec![("reason", "curious"), ("more", "kept")], "reason"),
        (vec![("reason", "other"), ("more", "")], "more"),
        (vec![("reason", "call"), ("more", long.as_str())], "more"),
    ] {
        let page = desk.posts(&format!("{path}/look"), &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")], "{fields:?}");
        assert_eq!(page.attributes("#more", "value"), [fields[1].1], "what was typed stays");
    }
    assert!(lines(&town, ana).await.is_empty());
    let page = desk.sends(&format!("{path}/look"), &[("reason", "call"), ("more", "over het koor")]).await;
    assert_eq!(page.all("h1"), ["Ana"]);
    assert!(
        page.says("Choir 8 days") && page.says("No answer yet.") && page.says("Ask the group: Joke"),
        "{}",
        page.main()
    );
    assert!(page.says("English"), "what she told us: {}", page.main());
    let said = Some("Voor een telefoontje of afspraak met je: over het koor".to_owned());
    assert_eq!(lines(&town, ana).await, [(Act::Looked, said)], "in her language");
    // For half an hour, and for one social worker.
    assert_eq!(desk.opens(&path).await.all("h1"), ["Ana"]);
    let mut colleague = staff(&town, "bea", None).await;
    assert!(colleague.opens(&path).await.says("Why do you look?"));
    town.wait("29 minutes").await;
    assert_eq!(desk.opens(&path).await.all("h1"), ["Ana"]);
    town.wait("2 minutes").await;
    assert!(desk.opens(&path).await.says("Why do you look?"));
    let note = [("purpose", "call-back"), ("text", "Call"), ("keep", "")];
    assert_eq!(desk.posts(&format!("{path}/notes"), &note).await.leads_to(), Some(path));
    assert_eq!(town.count("select count(*) from notes").await, 0, "without a reason nothing is written");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_is_beyond_the_team_has_the_bytes_of_a_random_id() {
    let town = Town::empty().await;
    let choir = listing(&town, "Choir").await;
    let part = |postcode: &str| gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone();
    assert_ne!(part("5612"), part("5653"));
    let (mut here, mut there) =
        (staff(&town, "marieke", Some(&[&part("5612")])).await, staff(&town, "bea", Some(&[&part("5653")])).await);
    let (ana, piet) = (newcomer(&town, "Ana", "5612").await, local(&town, "Piet", "5612").await);
    let request = asked(&town, ana, choir, 9).await;
    looks(&mut here, ana).await;
    let note = [("purpose", "call-back"), ("text", "Call"), ("keep", "")];
    here.sends(&format!("/desk/people/{ana}/notes"), &note).await;
    let note: Uuid = sqlx::query_scalar("select id from notes").fetch_one(&*town.db).await.expect("a note");
    assert_eq!(here.opens("/desk").await.all(".desk-line").len(), 3);
    for page in ["/desk", "/desk/people"] {
        assert!(there.opens(page).await.all(".desk-line").is_empty(), "{page}");
    }
    let (random, before) = (Uuid::new_v4(), town.count("select count(*) from logbook").await);
    let mut newcomer = town.signed_in("somebody@example.org").await;
    for reader in [&mut there, &mut newcomer] {
        for (id, paths) in [
            (ana, ["people/{id}", "people/{id}/look", "people/{id}/notes"]),
            (piet, ["people/{id}/talked-to", "people/{id}/stop", "people/{id}/resume"]),
            (note, ["notes/{id}/end", "notes/{id}/back", "notes/{id}/end"]),
            (request, ["requests/{id}/seen-to", "requests/{id}/not-seen-to", "requests/{id}/seen-to"]),
        ] {
            for path in paths {
                let at = |id: Uuid| format!("/desk/{}", path.replace("{id}", &id.to_string()));
                let fields: &[(&str, &str)] = if path.ends_with("look") {
                    &[("reason", "request")]
                } else if path.ends_with("stop") {
                    &[("why", "No")]
                } else if path.ends_with("people/{id}/notes") {
                    &[("purpose", "call-back"), ("text", "Call")]
                } else {
                    &[]
                };
                let (theirs, none) = match path {
                    "people/{id}" => (reader.opens(&at(id)).await, reader.opens(&at(random)).await),
                    _ => (reader.posts(&at(id), fields).await, reader.posts(&at(random), fields).await),
                };
                assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{path}");
                assert_eq!((&theirs.html, &theirs.headers), (&none.html, &none.headers), "{path}");
            }
        }
    }
    assert_eq!(town.count("select count(*) from logbook").await, before);
    assert_eq!(town.count("select count(*) from requests where seen_to_at is null").await, 1);
    assert_eq!(town.count("select count(*) from notes where ended_at is null").await, 1);
    // Nor does the desk open for who is no newcomer and no local.
    let host: Uuid =
        sqlx::query_scalar("select account_id from staff limit 1").fetch_one(&*town.db).await.expect("one");
    assert_eq!(here.opens(&format!("/desk/people/{host}")).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_request_is_seen_to_and_comes_back_and_she_sees_nothing_of_it() {
    let town = Town::empty().await;
    let (mut desk, choir) = (staff(&town, "marieke", None).await, listing(&town, "Choir").await);
    let mut her = town.signed_in("ana@example.org").await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    let ana: Uuid = sqlx::query_scalar("select account_id from newcomers").fetch_one(&*town.db).await.expect("her");
    let request = asked(&town, ana, choir, 9).await;
    let hers = her.opens("/en/me").await.main();
    looks(&mut desk, ana).await;
    let page = desk.sends(&format!("/desk/requests/{request}/seen-to"), &[]).await;
    assert!(page.says("This question is off your list."), "{}", page.main());
    assert!(desk.opens("/desk").await.says("Nothing waits."));
    assert_eq!(her.opens("/en/me").await.main(), hers);
    assert_eq!(page.attributes(".flash form", "action"), [format!("/desk/requests/{request}/not-seen-to")]);
    desk.sends(&format!("/desk/requests/{request}/seen-to"), &[]).await;
    let page = desk.sends(&format!("/desk/requests/{request}/not-seen-to"), &[]).await;
    assert!(page.says("This question is back on your list."), "{}", page.main());
    assert_eq!(desk.opens("/desk").await.all(".desk-line").len(), 1);
    assert_eq!(her.opens("/en/me").await.main(), hers);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_question_that_nobody_took_is_looked_at_and_seen_to() {
    let town = Town::empty().await;
    let (mut desk, choir) = (staff(&town, "marieke", None).await, listing(&town, "Choir").await);
    let (ana, piet) = (newcomer(&town, "Ana", "5612").await, local(&town, "Piet", "5612").await);
    // The first let it go, the second has it; then they let it go too.
    let row = "insert into going_along (id, newcomer_id, local_id, listing_id, state, asked_at, sent_at, answered_at, closed_at, answer_token_hash)
               select gen_random_uuid(), n.id, l.id, $2, $4, buurten_now() - interval '8 days', buurten_now() - make_interval(days => $3),
                   case when $4 = 'no' then buurten_now() end, buurten_now(), gen_random_uuid()::text::bytea
               from newcomers n, locals l where n.account_id = $1 returning id";
    sqlx::query("update locals set talked_at = buurten_now(), requests_a_month = 2")
        .execute(&*town.db)
        .await
        .expect("a call");
    sqlx::query("insert into regulars (local_id, listing_id, vouched_at) select id, $1, buurten_now() from locals")
        .bind(choir)
        .execute(&*town.db)
        .await
        .expect("vouched for");
    let going = async |days: i32, state: &str| -> Uuid {
        let row = sqlx::query_scalar(row).bind(ana).bind(choir).bind(days).bind(state);
        row.fetch_one(&*town.db).await.expect("a question")
    };
    going(8, "no").await;
    let second = going(4, "sent").await;
    assert!(desk.opens("/desk").await.says("Nothing waits."), "somebody has it");
    assert!(looks(&mut desk, ana).await.says("To be taken along: a local has the question."));
    sqlx::query("update going_along set state = 'lapsed' where id = $1")
        .bind(second)
        .execute(&*town.db)
        .await
        .expect("it");
    let page = desk.opens("/desk").await;
    let line = "Somebody in the city would like to be taken along to “Choir”. Nobody could yet. 8 days";
    assert!(page.says(line) && !page.html.contains(&piet.to_string()), "{}", page.main());
    assert!(desk.opens("/desk/people").await.says("Nobody could take them along yet."));
    let page = desk.sends(&format!("/desk/along/{second}/seen-to"), &[]).await;
    assert!(page.says("This question is off your list.") && !page.html.contains("Piet"), "{}", page.main());
    assert!(desk.opens("/desk").await.says("Nothing waits."));
    desk.sends(&page.attributes(".flash form", "action").concat(), &[]).await;
    assert_eq!(desk.opens("/desk").await.all(".desk-line").len(), 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn letters_that_could_not_be_sent_are_tried_again() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    sqlx::query(
        "insert into letters (id, cause, address, language, message_id, subject, body_text, body_html, gave_up_at, tries)
         select gen_random_uuid(), cause, 'host@example.org', 'nl', cause, 'a', 'b', 'c', buurten_now(), 5
         from unnest(array['request', 'answer', 'sign-in']) cause",
    )
    .execute(&*town.db)
    .await
    .expect("letters");
    let page = desk.opens("/desk").await;
    let line = "An address nobody here uses: 2 emails could not be sent. About: an answer to a question, somebody who wants to come. today";
    assert!(page.says(line) && !page.html.contains("host@example.org"), "{}", page.main());
    let again = page.attributes("form[action^='/desk/letters/']", "action").concat();
    let page = desk.sends(&again, &[]).await;
    assert!(page.says("We try to send them again now.") && page.says("Nothing waits."), "{}", page.main());
    desk.sends(&again, &[]).await;
    let due = "select count(*) from letters where gave_up_at is null and due_at <= buurten_now() and tries = 0 and sent_at is null";
    assert_eq!(town.count(due).await, 2);
}
