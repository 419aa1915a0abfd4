//! The second factor of staff: set by an invitation, shown at every sign-in, once, five tries; and nobody else's.

use crate::support::{desk::Telephone, reader::Reader, town::Town};
use axum::http::StatusCode;

const NOOR: &str = "noor@example.org";
const WRONG: &str = "This code does not work. Wait for the next one. After five wrong codes, wait 15 minutes.";

/// A browser in which the letter was read and the code of the telephone is still to come.
async fn by_letter(town: &Town, address: &str) -> Reader {
    let mut reader = town.reader();
    town.signs_in(&mut reader, address).await;
    reader
}

async fn types(reader: &mut Reader, code: &str) -> (StatusCode, String) {
    let page = reader.posts("/en/sign-in/second", &[("code", code), ("next", "desk")]).await;
    (page.status, page.leads_to().unwrap_or_else(|| page.main()))
}

#[tokio::test]
async fn an_invitation_leads_to_setting_up_a_telephone_and_then_to_the_desk() {
    let town = Town::empty().await;
    let email = buurten::kit::email_address::EmailAddress::parse(NOOR).expect("an address");
    let path = buurten::auth::invite_staff(&town.db, &email, false).await.expect("an invitation");
    let mut noor = town.reader();
    let page = noor.sends(&path, &[]).await;
    assert!(page.address == "/nl/sign-in/enrol" && page.says("Stel je telefoon in"), "{}", page.main());
    let svg = page.attributes("figure svg", "aria-label");
    assert!(svg.len() == 1 && !page.html.contains("style="), "{svg:?}");
    // Looking again shows the same, changes nothing, and the desk is not open.
    let telephone = Telephone::of(&page);
    assert_eq!(noor.opens("/desk").await.all("#secret"), page.all("#secret"));
    assert_eq!(town.count("select count(*) from second_factors").await, 0);
    for wrong in ["000000", "12345", "", "abcdef"] {
        let page = noor.posts("/en/sign-in/enrol", &[("code", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(page.attributes("#code", "value"), [wrong], "what was typed stays");
        assert!(page.says("This is not the code we expected.") && !page.all("#secret").is_empty(), "{}", page.main());
    }
    let before = noor.cookie("buurten").expect("a session").to_owned();
    let page = noor.sends("/nl/sign-in/enrol", &[("code", &telephone.code(&town, 0).await)]).await;
    assert!(page.address == "/desk" && page.says("Je telefoon is ingesteld."), "{}", page.main());
    assert_ne!(noor.cookie("buurten"), Some(before.as_str()), "the session has a new token");
    // Neither the link nor the page works a second time.
    assert_eq!(town.reader().posts(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(noor.opens("/en/sign-in/enrol").await.says("You need an invitation"));
    assert_eq!(town.count("select count(*) from sessions where may_enrol or enrol_secret is not null").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_letter_alone_does_not_open_the_desk() {
    let town = Town::empty().await;
    let (_, telephone) = town.staff(NOOR, true).await;
    town.wait("30 seconds").await;
    let mut thief = by_letter(&town, NOOR).await;
    for path in ["/desk", "/desk/city", "/desk/staff"] {
        let page = thief.opens(path).await;
        assert!(page.address.starts_with("/en/sign-in/second?next=desk"), "{path}: {}", page.address);
        assert!(page.says("And now your telephone"), "{}", page.main());
    }
    let invited = thief.posts("/desk/staff", &[("email", "x@example.org")]).await;
    assert_eq!(invited.leads_to().as_deref(), Some("/en/sign-in?next=desk"));
    assert!(thief.opens("/en/sign-in/enrol").await.says("You need an invitation"), "a letter sets no telephone");
    assert_eq!(thief.posts("/en/sign-in/enrol", &[("code", "123456")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Who has the telephone too comes in, under a new token.
    let (mut noor, before) = (thief.another_tab(), thief.cookie("buurten").expect("a session").to_owned());
    assert_eq!(types(&mut noor, &telephone.code(&town, 0).await).await.1, "/desk");
    assert_eq!(noor.opens("/desk").await.address, "/desk");
    assert_ne!(noor.cookie("buurten"), Some(before.as_str()));
    assert!(
        thief.opens("/desk").await.address.ends_with("/sign-in?next=desk"),
        "the token from before is worth nothing"
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn after_the_code_they_go_where_they_wanted_to_go() {
    let town = Town::empty().await;
    let (_, telephone) = town.staff(NOOR, false).await;
    for (next, leads) in [("week", "/en/week"), ("me", "/desk"), ("", "/desk"), ("//evil.example.org", "/desk")] {
        town.wait("31 seconds").await;
        let mut noor = town.reader();
        noor.posts("/en/sign-in", &[("email", NOOR), ("next", next)]).await;
        let code = town.letter_for(NOOR).await.code();
        let page = noor.sends("/en/sign-in/code", &[("code", &code)]).await;
        let next = page.attributes("input[name=next]", "value").remove(0);
        let code = telephone.code(&town, 0).await;
        let page = noor.posts("/en/sign-in/second", &[("code", &code), ("next", &next)]).await;
        assert_eq!(page.leads_to().as_deref(), Some(leads));
        assert_eq!(noor.opens(&format!("/en/sign-in/second?next={next}")).await.address, leads, "already in");
        town.wait("1 hour").await;
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_code_works_once_and_one_step_to_each_side() {
    let town = Town::empty().await;
    let (_, telephone) = town.staff(NOOR, false).await;
    let (mut one, mut other) = (by_letter(&town, NOOR).await, by_letter(&town, NOOR).await);
    let used = telephone.code_of_step(town.count("select last_step from second_factors").await);
    assert_eq!(types(&mut one, &used).await.0, StatusCode::UNPROCESSABLE_ENTITY, "it set the telephone up");
    town.wait("90 seconds").await;
    town.begins_a_step().await;
    for off in [-3, -2, 2, 3] {
        let code = telephone.code(&town, off).await;
        assert_eq!(types(&mut one, &code).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{off} steps off");
        sqlx::query("update second_factors set wrong_tries = 0").execute(&*town.db).await.expect("patience");
    }
    let (before, code) = (telephone.code(&town, -1).await, telephone.code(&town, 0).await);
    assert_eq!(types(&mut one, &format!(" {} {} ", &code[..3], &code[3..])).await.1, "/desk");
    // Neither again, nor an older one that nobody used.
    for again in [&code, &before] {
        let (status, said) = types(&mut other, again).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && said.contains(WRONG), "{said}");
    }
    assert_eq!(types(&mut other, &telephone.code(&town, 1).await).await.1, "/desk");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn twenty_uses_at_once_of_a_code_let_one_in() {
    let town = Town::empty().await;
    let (_, telephone) = town.staff(NOOR, false).await;
    town.wait("30 seconds").await;
    let noor = by_letter(&town, NOOR).await;
    let (mut uses, code) = (tokio::task::JoinSet::new(), telephone.code(&town, 0).await);
    for _ in 0..20 {
        let (mut tab, code) = (noor.another_tab(), code.clone());
        uses.spawn(async move { tab.posts("/en/sign-in/second", &[("code", &code)]).await });
    }
    let answers = uses.join_all().await;
    assert_eq!(answers.iter().filter(|p| p.leads_to().as_deref() == Some("/desk")).count(), 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn five_wrong_codes_lock_for_fifteen_minutes_and_the_page_always_says_the_same() {
    let town = Town::empty().await;
    let (_, telephone) = town.staff(NOOR, false).await;
    town.wait("30 seconds").await;
    let mut noor = by_letter(&town, NOOR).await;
    // Four, and the right one: the count begins anew.
    for _ in 0..4 {
        types(&mut noor, "000000").await;
    }
    assert_eq!(types(&mut noor, &telephone.code(&town, 0).await).await.1, "/desk");
    town.wait("31 seconds").await;
    let mut thief = by_letter(&town, NOOR).await;
    let mut pages = std::collections::BTreeSet::new();
    for _ in 0..5 {
        pages.insert(types(&mut thief, "000000").await.1);
    }
    for _ in 0..2 {
        pages.insert(types(&mut thief, &telephone.code(&town, 0).await).await.1);
    }
    assert!(pages.len() == 1 && pages.iter().all(|p| p.contains(WRONG)), "{pages:?}");
    town.wait("14 minutes").await;
    assert_eq!(types(&mut thief, &telephone.code(&town, 0).await).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    // Another browser is no way round, and who is in already stays in.
    assert_eq!(noor.opens("/desk").await.address, "/desk");
    town.wait("65 seconds").await;
    let mut noor = by_letter(&town, NOOR).await;
    assert_eq!(types(&mut noor, &telephone.code(&town, 0).await).await.1, "/desk", "after fifteen minutes");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_was_never_invited_is_told_whom_to_ask() {
    let town = Town::empty().await;
    let mut noor = town.signed_in(NOOR).await;
    sqlx::query("insert into staff (account_id) select id from accounts").execute(&*town.db).await.expect("staff");
    let page = noor.opens("/desk").await;
    assert!(page.says("You need an invitation") && page.says("Whoever keeps Buurten running"), "{}", page.main());
    let (mut tessa, _) = town.staff("tessa@example.org", true).await;
    sqlx::query("update accounts set first_name = 'Tessa' where email like 'tessa%'")
        .execute(&*town.db)
        .await
        .expect("a name");
    let page = noor.opens("/desk").await;
    assert!(page.says("One of these people can send you one: Tessa"), "{}", page.main());
    assert!(noor.opens("/en/me").await.address == "/en/me" && tessa.opens("/desk").await.address == "/desk");
    assert_eq!(town.count("select count(*) from second_factors").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_new_telephone_takes_the_place_of_the_old_one_only_once_it_works() {
    let town = Town::empty().await;
    let (mut before, old) = town.staff(NOOR, false).await;
    town.wait("1 minute").await;
    let email = buurten::kit::email_address::EmailAddress::parse(NOOR).expect("an address");
    let path = buurten::auth::invite_staff(&town.db, &email, false).await.expect("an invitation");
    let mut noor = town.reader();
    let page = noor.sends(&path, &[]).await;
    assert!(page.says("Je hebt al eens een telefoon ingesteld."), "{}", page.main());
    let new = Telephone::of(&page);
    // Not confirmed: the old one signs in, also in the invited browser.
    let mut other = by_letter(&town, NOOR).await;
    assert_eq!(types(&mut other, &new.code(&town, 0).await).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(types(&mut other, &old.code(&town, 0).await).await.1, "/desk");
    let done = noor.posts("/en/sign-in/enrol", &[("code", &new.code(&town, 0).await)]).await;
    assert_eq!(done.leads_to().as_deref(), Some("/desk"));
    // Whoever found the old one is out.
    for reader in [&mut before, &mut other] {
        assert!(reader.opens("/desk").await.address.contains("/sign-in?next=desk"));
    }
    town.wait("1 minute").await;
    let mut noor = by_letter(&town, NOOR).await;
    assert_eq!(types(&mut noor, &old.code(&town, 0).await).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(types(&mut noor, &new.code(&town, 0).await).await.1, "/desk");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn for_everybody_else_there_is_no_second_step() {
    let town = Town::sample().await;
    for role in ["newcomer", "local", "host"] {
        let mut reader = town.sample_role(role).await;
        for path in ["/en/sign-in/second", "/en/sign-in/enrol"] {
            assert_eq!(reader.opens(path).await.status, StatusCode::NOT_FOUND, "{role} {path}");
            assert_eq!(reader.posts(path, &[("code", "123456")]).await.status, StatusCode::NOT_FOUND, "{role} {path}");
        }
    }
    let mut her = town.signed_in("ana@example.org").await;
    assert_eq!(her.opens("/en/sign-in").await.address, "/en/me");
    // The sample's printed links sign staff in whole: nobody has their telephones.
    for role in ["social-worker", "administrator"] {
        assert_eq!(town.sample_role(role).await.opens("/desk").await.address, "/desk", "{role}");
    }
    town.nothing_is_left().await;
}
