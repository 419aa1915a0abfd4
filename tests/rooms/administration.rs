//! What an administrator keeps: staff, teams, and what the pages say of the city.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use uuid::Uuid;

const TESSA: &str = "tessa@example.org";
const KARIM: &str = "karim@example.org";

async fn account(town: &Town, address: &str) -> Uuid {
    let found = sqlx::query_scalar("select id from accounts where email = $1").bind(address).fetch_one(&*town.db).await;
    found.expect("an account")
}

/// Their page among the staff.
async fn page_of(town: &Town, address: &str) -> String {
    format!("/desk/staff/{}", account(town, address).await)
}

async fn acts(town: &Town) -> Vec<String> {
    let acts = sqlx::query_scalar("select act from logbook order by at, id").fetch_all(&*town.db).await;
    acts.expect("the logbook")
}

async fn english(mut reader: Reader) -> Reader {
    reader.posts("/desk/language", &[]).await;
    reader
}

const GOOD: [(&str, &str); 5] =
    [("email", KARIM), ("first_name", "Karim"), ("language", "en"), ("administrator", "no"), ("team", "")];

#[tokio::test]
async fn an_invitation_by_letter_works_once_for_a_day_in_any_browser() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    let page = tessa.sends("/desk/staff", &GOOD).await;
    assert!(
        page.says("The invitation is on its way.") && page.says("Karim karim@example.org Social worker"),
        "{}",
        page.main()
    );
    assert!(page.says("The whole city Invited Not yet"), "{}", page.main());
    let letter = town.letter_for(KARIM).await;
    assert!(letter.subject == "Your invitation to Buurten" && letter.text.contains("within 24 hours"), "{letter:?}");
    town.wait("23 hours 59 minutes").await;
    let mut karim = town.reader();
    assert_eq!(karim.sends(&letter.path(), &[]).await.address, "/en/sign-in/enrol");
    assert_eq!(town.reader().posts(&letter.path(), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    // Too late for the next one; and a newer one ends the one before.
    let (mut tessa, again) = (english(town.staff(TESSA, true).await.0).await, page_of(&town, KARIM).await + "/invite");
    let mut letters = Vec::new();
    for _ in 0..3 {
        assert!(tessa.posts(&again, &[]).await.status.is_redirection());
        letters.extend(town.letters_for(KARIM).await);
    }
    assert_eq!(town.reader().posts(&letters[1].path(), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    town.wait("24 hours 1 minute").await;
    assert_eq!(town.reader().posts(&letters[2].path(), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(acts(&town).await, ["staff-added", "staff-invited", "staff-invited", "staff-invited"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_slip_in_an_invitation_is_said_and_nothing_typed_is_lost() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    for (field, bad, says) in [
        ("email", "karim", "This does not look like an email address."),
        ("email", TESSA, "This person works at the desk already."),
        ("first_name", "", "Please fill this in."),
        ("language", "de", "Please choose something from the list."),
        ("administrator", "maybe", "Please choose something from the list."),
        ("team", "0e0e0e0e-0000-4000-8000-000000000000", "Please choose something from the list."),
    ] {
        let mut fields = GOOD.to_vec();
        fields.iter_mut().filter(|(n, _)| *n == field).for_each(|(_, v)| *v = bad);
        let page = tessa.posts("/desk/staff", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            page.says(says) && page.attributes(".error-summary a", "href") == [format!("#{field}")],
            "{}",
            page.main()
        );
        assert_eq!(page.attributes("#first_name", "value"), [if field == "first_name" { bad } else { "Karim" }]);
    }
    assert_eq!(town.count("select count(*) from staff").await, 1);
    assert_eq!(town.count("select count(*) from accounts").await, 1, "no account is made by half");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_somebody_may_do_changes_from_their_next_page_on() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    let mut karim = town.staff(KARIM, false).await.0;
    assert_eq!(karim.opens("/desk/staff").await.status, StatusCode::NOT_FOUND);
    tessa.posts("/desk/teams", &[("name", "North"), ("parts", "woensel-noord")]).await;
    let page = page_of(&town, KARIM).await;
    let teams = tessa.opens(&page).await.attributes("#team option", "value");
    let change = [("administrator", "yes"), ("team", teams[1].as_str())];
    let list = tessa.sends(&page, &change).await;
    assert!(list.says("karim@example.org Administrator North Set up"), "{}", list.main());
    assert_eq!(karim.opens("/desk/staff").await.status, StatusCode::OK);
    tessa.posts(&page, &change).await; // the same again is no change
    assert_eq!(acts(&town).await, ["team-changed", "staff-changed"]);
    assert_eq!(
        town.count("select count(*) from logbook where act = 'staff-changed' and about_account is not null").await,
        1
    );
    let random = format!("/desk/staff/{}", Uuid::new_v4());
    assert_eq!(tessa.posts(&random, &change).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_an_undo_brings_them_back_as_they_were() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    let (mut karim, telephone) = town.staff(KARIM, true).await;
    let page = page_of(&town, KARIM).await;
    tessa.posts(&format!("{page}/invite"), &[]).await;
    let letter = town.letter_for(KARIM).await;
    let list = tessa.sends(&format!("{page}/remove"), &[]).await;
    assert!(list.says("Removed, and signed out everywhere. Undo") && !list.says(KARIM), "{}", list.main());
    assert!(karim.opens("/desk").await.address.contains("/sign-in?next=desk"));
    assert_eq!(town.reader().posts(&letter.path(), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(tessa.posts(&format!("{page}/remove"), &[]).await.status, StatusCode::NOT_FOUND, "twice");
    // By letter they are somebody like everybody.
    town.wait("1 minute").await;
    assert_eq!(town.signed_in(KARIM).await.opens("/desk").await.status, StatusCode::NOT_FOUND);
    let undo = list.attributes("form[action$='/put-back']", "action").remove(0);
    let list = tessa.sends(&undo, &[]).await;
    assert!(list.says("karim@example.org Administrator The whole city Set up"), "{}", list.main());
    assert_eq!(tessa.posts(&undo, &[]).await.status, StatusCode::CONFLICT, "twice");
    town.signs_in_whole(&mut karim, KARIM, &telephone).await;
    assert_eq!(karim.opens("/desk/staff").await.status, StatusCode::OK);
    // After a day it is forgotten, the telephone too.
    tessa.posts(&format!("{page}/remove"), &[]).await;
    town.wait("25 hours").await;
    buurten::auth::tidy(&town.db).await.expect("tidied");
    let mut tessa = town.staff(TESSA, true).await.0;
    assert_eq!(tessa.posts(&undo, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(town.count("select count(*) from second_factors").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_last_administrator_neither_goes_nor_is_demoted() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    town.staff(KARIM, false).await;
    let page = page_of(&town, TESSA).await;
    for (path, fields) in
        [(page.clone(), vec![("administrator", "no"), ("team", "")]), (format!("{page}/remove"), vec![])]
    {
        let refused = tessa.posts(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.says("This is the last administrator."), "{}", refused.main());
    }
    assert_eq!(tessa.opens("/desk/staff").await.status, StatusCode::OK);
    // By direct SQL too, and with the account; but the last of all may leave.
    for sql in [
        "delete from staff where administrator",
        "update staff set administrator = false",
        "delete from accounts where email like 'tessa%'",
    ] {
        let refused = sqlx::query(sql).execute(&*town.db).await.expect_err(sql);
        let name = refused.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
        assert_eq!(name.as_deref(), Some("there_is_always_an_administrator"), "{sql}");
    }
    sqlx::query("delete from staff where not administrator").execute(&*town.db).await.expect("no rule is about them");
    sqlx::query("delete from accounts where email like 'tessa%'").execute(&*town.db).await.expect("the last of all");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn administrators_who_remove_each_other_at_once_leave_one() {
    let town = Town::empty().await;
    for round in 0..10 {
        sqlx::query("truncate staff").execute(&*town.db).await.expect("nobody");
        let (one, other) = (format!("one{round}@example.org"), format!("other{round}@example.org"));
        let (mut a, mut b) = (town.staff(&one, true).await.0, town.staff(&other, true).await.0);
        let (of_a, of_b) = (page_of(&town, &one).await, page_of(&town, &other).await);
        let (x, y) = (format!("{of_b}/remove"), format!("{of_a}/remove"));
        let (_, _) = tokio::join!(a.posts(&x, &[]), b.posts(&y, &[]));
        assert_eq!(town.count("select count(*) from staff where administrator").await, 1, "round {round}");
    }
}

#[tokio::test]
async fn teams_are_made_changed_and_taken_away_with_an_undo() {
    let town = Town::empty().await;
    let mut tessa = english(town.staff(TESSA, true).await.0).await;
    for (name, parts, says) in [
        ("", vec!["strijp"], "Please fill this in."),
        ("West", vec![], "Choose at least one part of town."),
        ("West", vec!["atlantis"], "Please choose something from the list."),
    ] {
        let mut fields = vec![("name", name)];
        fields.extend(parts.iter().map(|p| ("parts", *p)));
        let page = tessa.posts("/desk/teams", &fields).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says(says), "{}", page.main());
    }
    let page = tessa.sends("/desk/teams", &[("name", "West"), ("parts", "strijp"), ("parts", "gestel")]).await;
    assert!(page.says("West Strijp, Gestel Nobody is in it."), "{}", page.main());
    assert!(
        page.says("No team looks after Centrum, Stratum, Tongelre, Woensel-Zuid, Woensel-Noord."),
        "{}",
        page.main()
    );
    let twice = tessa.posts("/desk/teams", &[("name", "West"), ("parts", "strijp")]).await;
    assert!(twice.says("Another team has this name."), "{}", twice.main());
    let team = page.attributes("main .grid a", "href").remove(0);
    assert_eq!(tessa.opens(&team).await.fields(&team).len(), 3, "a name and two parts");
    let page = tessa.sends(&team, &[("name", "South and west"), ("parts", "gestel")]).await;
    assert!(page.says("South and west Gestel Nobody is in it."), "{}", page.main());
    // With somebody in it, it stays: they would see the whole city.
    let id = team.rsplit('/').next().expect("an id").to_owned();
    let tessas = page_of(&town, TESSA).await;
    tessa.posts(&tessas, &[("administrator", "yes"), ("team", &id)]).await;
    let refused = tessa.posts(&format!("{team}/remove"), &[]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.says("There are still people in this team."));
    assert!(tessa.opens("/desk/teams").await.says("One person is in it."));
    tessa.posts(&tessas, &[("administrator", "yes"), ("team", "")]).await;
    let page = tessa.sends(&format!("{team}/remove"), &[]).await;
    assert!(page.says("The team is gone. Undo") && page.says("There are no teams yet."), "{}", page.main());
    let undo = page.attributes("form[action$='/put-back']", "action").remove(0);
    assert!(tessa.sends(&undo, &[]).await.says("South and west Gestel"));
    assert_eq!(tessa.posts(&undo, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(acts(&town).await.iter().filter(|a| *a == "team-changed").count(), 4);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_social_worker_who_keeps_no_accounts_finds_none_of_it() {
    let town = Town::sample().await;
    let mut marieke = town.sample_role("social-worker").await;
    let colleague = town.desk_row("/desk/staff/x").await;
    let nowhere = marieke.opens("/desk/nowhere").await.html;
    for path in [
        "/desk/city",
        "/desk/city/contact",
        "/desk/city/help-lines",
        "/desk/city/who-pays",
        "/desk/staff",
        "/desk/teams",
        "/desk/weights",
        &format!("/desk/staff/{colleague}"),
    ] {
        let page = marieke.opens(path).await;
        assert_eq!((page.status, page.html == nowhere), (StatusCode::NOT_FOUND, true), "{path}");
        assert_eq!(marieke.posts(path, &GOOD).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(marieke.posts(&format!("/desk/staff/{colleague}/remove"), &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!marieke.opens("/desk").await.html.contains("/desk/city"));
    let front = town.sample_role("administrator").await.opens("/desk/city").await;
    assert!(front.says("There are 2 teams.") && front.says("Marieke, social worker"), "{}", front.main());
    town.nothing_is_left().await;
}
