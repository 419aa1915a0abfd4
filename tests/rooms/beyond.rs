//! Breaking the glass: one person outside the team, for an hour, with a reason that the person reads; three times a
//! day; never what is private.

use crate::{
    desk::{asked, lines, listing, local, newcomer, staff},
    support::{reader::Reader, town::Town},
};
use axum::http::StatusCode;
use buurten::{kit::place::gazetteer, logbook::Act};
use uuid::Uuid;

const WHY: &str = "Bea is away, and she called.";

fn part(postcode: &str) -> String {
    gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone()
}

/// Somebody of the desk who looks after another part of town than that of 5612.
async fn of_another_team(town: &Town) -> Reader {
    staff(town, "karim", Some(&[&part("5653")])).await
}

async fn openings(town: &Town) -> i64 {
    town.count("select count(*) from logbook where act = 'opened'").await
}

#[tokio::test]
async fn one_page_opens_for_an_hour_and_she_reads_who_it_was_and_why() {
    let town = Town::empty().await;
    let (mut desk, choir) = (of_another_team(&town).await, listing(&town, "Choir").await);
    let ana = newcomer(&town, "ana", "5612").await;
    let request = asked(&town, ana, choir, 9).await;
    let path = format!("/desk/beyond/{ana}");
    assert_eq!(desk.opens(&path).await.status, StatusCode::NOT_FOUND, "before it is opened");
    let opened = desk.sends("/desk/beyond", &[("who", "ANA@example.org "), ("reason", WHY)]).await;
    assert_eq!(opened.all("h1"), ["ana"], "{}", opened.main());
    assert!(opened.says("Choir") && opened.says("ana@example.org"), "{}", opened.main());
    assert_eq!(opened.all("main form").len(), 0, "it does nothing");
    assert_eq!(lines(&town, ana).await, [(Act::Opened, Some(WHY.to_owned()))]);
    let mut her = town.browser_of(ana).await;
    let looks = her.opens("/nl/me/looks").await;
    assert!(looks.says("karim opende op") && looks.says(WHY), "{}", looks.main());
    // It is no look: her own page at the desk, what is private and every act stay shut, as for a random id.
    let report = "insert into reports (id, about_account, cause) values (gen_random_uuid(), $1, 'unkind') returning id";
    let report: Uuid = sqlx::query_scalar(report).bind(ana).fetch_one(&*town.db).await.expect("a report");
    assert!(!desk.opens(&path).await.html.contains(&report.to_string()));
    for shut in [format!("/desk/people/{ana}"), format!("/desk/people/{ana}/locals"), format!("/desk/reports/{report}")]
    {
        assert_eq!(desk.opens(&shut).await.status, StatusCode::NOT_FOUND, "{shut}");
    }
    for (act, fields) in [
        (format!("/desk/people/{ana}/look"), vec![("reason", "call")]),
        (format!("/desk/people/{ana}/notes"), vec![("purpose", "call-back"), ("text", "Call")]),
        (format!("/desk/requests/{request}/seen-to"), vec![]),
        (format!("/desk/reports/{report}"), vec![("outcome", "talked-to"), ("words", "x")]),
    ] {
        assert_eq!(desk.posts(&act, &fields).await.status, StatusCode::NOT_FOUND, "{act}");
    }
    // For an hour, for one social worker, for one person.
    let mut colleague = staff(&town, "joyce", Some(&[&part("5653")[..], "tongelre"])).await;
    assert_eq!(colleague.opens(&path).await.status, StatusCode::NOT_FOUND);
    let other = newcomer(&town, "bo", "5612").await;
    assert_eq!(desk.opens(&format!("/desk/beyond/{other}")).await.status, StatusCode::NOT_FOUND);
    let sql = "update sessions set seen_at = buurten_now() + interval '1 hour'";
    sqlx::query(sql).execute(&*town.db).await.expect("still here");
    town.wait("59 minutes").await;
    assert_eq!(desk.opens(&path).await.status, StatusCode::OK);
    town.wait("2 minutes").await;
    assert_eq!(desk.opens(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(openings(&town).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn it_needs_a_whole_name_and_a_reason_and_a_try_that_finds_nobody_counts() {
    let town = Town::empty().await;
    let mut desk = of_another_team(&town).await;
    let (ana, mine) = (newcomer(&town, "ana", "5612").await, newcomer(&town, "mine", "5653").await);
    let piet = local(&town, "piet", "5612").await;
    for (who, reason, field) in [
        ("", WHY, "who"),
        ("ana", WHY, "who"),
        ("ana@example.org", "", "reason"),
        ("ana@example.org", "short", "reason"),
    ] {
        let page = desk.posts("/desk/beyond", &[("who", who), ("reason", reason)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{who} {reason}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")], "{who} {reason}");
        assert_eq!(page.attributes("#who", "value"), [who], "what was typed stays");
    }
    assert_eq!(openings(&town).await, 0, "a slip is no try");
    // Nobody, and somebody of the own team: the same answer.
    let mut pages = Vec::new();
    for who in ["nobody@example.org", "mine@example.org"] {
        let page = desk.posts("/desk/beyond", &[("who", who), ("reason", WHY)]).await;
        assert!(page.says("Nobody outside your team has this address."), "{}", page.main());
        pages.push(page.html.replace(who, "WHO"));
    }
    assert_eq!(pages[0], pages[1]);
    assert!(lines(&town, mine).await.is_empty(), "she was not opened");
    // The link of a colleague opens a local too; then it is enough for today.
    let link = format!("https://city.example.org/desk/people/{piet}");
    assert_eq!(desk.sends("/desk/beyond", &[("who", &link), ("reason", WHY)]).await.all("h1"), ["piet"]);
    let fourth = desk.posts("/desk/beyond", &[("who", "ana@example.org"), ("reason", WHY)]).await;
    assert!(fourth.status == StatusCode::UNPROCESSABLE_ENTITY && fourth.says("You tried three times today."));
    assert_eq!((openings(&town).await, lines(&town, ana).await.len()), (3, 0));
    assert_eq!(desk.opens(&format!("/desk/beyond/{ana}")).await.status, StatusCode::NOT_FOUND);
    // The database says so too.
    let row = "insert into logbook (id, by_account, about_account, act, reason)
               select gen_random_uuid(), id, $1, 'opened', $2 from accounts where first_name = 'karim'";
    for (reason, rule) in [(WHY, "three_openings_a_day_at_most"), ("short", "three_openings_a_day_at_most")] {
        let refused = sqlx::query(row).bind(ana).bind(reason).execute(&*town.db).await.expect_err("refused");
        assert_eq!(refused.as_database_error().and_then(|e| e.constraint()), Some(rule));
    }
    town.wait("25 hours").await;
    let mut desk = town.signed_in("karim@desk.example.org").await;
    let second = "update sessions set second_factor_at = buurten_now()";
    sqlx::query(second).execute(&*town.db).await.expect("by telephone");
    assert_eq!(desk.sends("/desk/beyond", &[("who", "ana@example.org"), ("reason", WHY)]).await.all("h1"), ["ana"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn ten_at_once_are_three() {
    let town = Town::empty().await;
    let desk = of_another_team(&town).await;
    newcomer(&town, "ana", "5612").await;
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let mut tab = desk.another_tab();
        all.spawn(async move {
            tab.posts("/desk/beyond", &[("who", "ana@example.org"), ("reason", WHY)]).await.status.is_redirection()
        });
    }
    assert_eq!(all.join_all().await.into_iter().filter(|opened| *opened).count(), 3);
    assert_eq!(openings(&town).await, 3);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_sees_the_whole_city_has_nothing_to_open_and_administrators_read_every_try() {
    let town = Town::empty().await;
    let ana = newcomer(&town, "ana", "5612").await;
    let mut whole = staff(&town, "marieke", None).await;
    assert!(whole.opens("/desk/beyond").await.says("nobody is outside it"));
    let page = whole.posts("/desk/beyond", &[("who", "ana@example.org"), ("reason", WHY)]).await;
    assert_eq!((page.status, openings(&town).await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    let page = whole.opens(&format!("/desk/beyond/{ana}")).await;
    assert_eq!(page.address, format!("/desk/people/{ana}"), "the page of their own");
    let mut desk = of_another_team(&town).await;
    for who in ["nobody@example.org", "ana@example.org"] {
        desk.posts("/desk/beyond", &[("who", who), ("reason", WHY)]).await;
    }
    assert_eq!(desk.opens("/desk/openings").await.status, StatusCode::NOT_FOUND);
    let (mut keeper, _) = town.staff("tessa@desk.example.org", true).await;
    let page = keeper.opens("/desk/openings").await;
    assert_eq!(page.all("main ol > li").len(), 2, "{}", page.main());
    assert!(page.says("karim") && page.says(WHY) && page.says("Er werd niemand gevonden."), "{}", page.main());
    for secret in ["ana@", "nobody@", &ana.to_string()] {
        assert!(!page.html.contains(secret), "{secret}");
    }
    town.nothing_is_left().await;
}
