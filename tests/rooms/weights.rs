//! How lists are made: an administrator tries other numbers out, saves them, and goes back; every page uses them.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use buurten::{listings::Shelf, matching::weights::Weights};

const TESSA: &str = "tessa@example.org";
const PATH: &str = "/desk/weights";

type Fields = Vec<(String, String)>;

async fn administrator(town: &Town, address: &str) -> Reader {
    let mut reader = town.staff(address, true).await.0;
    reader.posts("/desk/language", &[]).await;
    reader
}

/// The form as the page has it, with a name and why, and bridging four more than interest's four less.
fn filled(page: &Page, name: &str, then: &str) -> Fields {
    let mut fields = page.fields(PATH);
    set(&mut fields, "name", 0, name);
    set(&mut fields, "note_en", 0, "More people from here.");
    set(&mut fields, "note_nl", 0, "Meer mensen van hier.");
    set(&mut fields, "essentials", 0, "22");
    set(&mut fields, "essentials", 6, "24");
    fields.push(("then".to_owned(), then.to_owned()));
    fields
}

fn set(fields: &mut Fields, name: &str, nth: usize, value: &str) {
    fields.iter_mut().filter(|(n, _)| n == name).nth(nth).expect("the field").1 = value.to_owned();
}

async fn acts(town: &Town) -> i64 {
    town.count("select count(*) from logbook where act = 'weights-changed' and about_account is null").await
}

#[tokio::test]
async fn new_weights_count_on_the_next_page_and_on_every_other_instance() {
    let town = Town::empty().await;
    let mut tessa = administrator(&town, TESSA).await;
    let page = tessa.opens(PATH).await;
    assert!(page.says("start-1 counts now") && page.says("Meeting people from here 20 % 20 %"), "{}", page.main());
    assert_eq!(town.lent.shelf.now().catalogue.weights().version.as_ref(), "start-1");
    let fields = filled(&page, "more bridging", "save");
    let saved = tessa.posts_all(PATH, &fields).await;
    assert_eq!(saved.leads_to().as_deref(), Some(PATH), "{}", saved.main());
    let page = tessa.opens(PATH).await;
    assert!(page.says("more bridging counts now") && page.says("More people from here."), "{}", page.main());
    assert!(page.says("Most groups: Doing what she likes 26 % → 22 %"), "{}", page.main());
    assert!(page.says("Most groups: Meeting people from here 20 % → 24 %"), "{}", page.main());
    // The very same bits: no score of an old version moves by going back to its numbers.
    town.lent.shelf.reorder(&town.db).await.expect("it heard");
    let other = Shelf::filled(&town.db, &town.lent.clock).await.expect("another instance");
    for shelf in [&town.lent.shelf, &other] {
        let weights = shelf.now().catalogue.weights().clone();
        let start = Weights::start();
        assert_eq!(weights.version.as_ref(), "more bridging");
        assert_eq!(weights.essentials, [0.22, 0.13, 0.06, 0.13, 0.10, 0.12, 0.24]);
        assert_eq!((weights.role_with_skills, weights.nice), (start.role_with_skills, start.nice));
    }
    let told = town.reader().opens("/en/how-we-rank").await;
    assert!(told.says("You meet people from here, often enough to get to know them. 24 %"), "{}", told.main());
    assert!(told.says("version more bridging, since") && told.says("More people from here."), "{}", told.main());
    assert!(
        told.says("start-1 (the beginning). The numbers we began with. Most groups: liking it 26 %"),
        "{}",
        told.main()
    );
    assert!(told.says("Volunteer work that asks a skill: liking it 16 %"), "{}", told.main());
    assert!(told.says("A little more for: child 45 %, price 35 %, checked lately 20 %."), "{}", told.main());
    let told = town.reader().opens("/nl/how-we-rank").await;
    assert!(told.says("Meer mensen van hier.") && told.says("start-1 (het begin)"), "{}", told.main());
    // Sent twice is once.
    assert!(tessa.posts_all(PATH, &fields).await.status.is_redirection());
    assert_eq!((town.count("select count(*) from weights").await, acts(&town).await), (1, 1));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_slip_says_how_far_off_it_is_and_nothing_typed_is_lost() {
    let town = Town::empty().await;
    let mut tessa = administrator(&town, TESSA).await;
    let page = tessa.opens(PATH).await;
    for (name, nth, bad, says, at) in [
        ("essentials", 0, "21", "These add up to 99. They should be 100: 1 more.", "#essentials"),
        ("role", 2, "20", "These add up to 104. They should be 100: 4 fewer.", "#role"),
        ("nice", 1, "", "Please fill this in.", "#nice-1"),
        ("essentials", 3, "0", "Each of them counts for at least 1.", "#essentials-3"),
        ("essentials", 3, "13.5", "", "#essentials-3"),
        ("name", 0, "", "Please fill this in.", "#name"),
        ("name", 0, "Start-1", "Another version has this name.", "#name"),
        ("note_nl", 0, "", "Please fill this in.", "#note_nl"),
    ] {
        let mut fields = filled(&page, "more bridging", "save");
        set(&mut fields, name, nth, bad);
        let refused = tessa.posts_all(PATH, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {bad}");
        assert!(refused.says(says), "{name} {bad}: {}", refused.main());
        assert!(refused.attributes(".error-summary a", "href").contains(&at.to_owned()), "{}", refused.main());
        let kept: Fields = fields.iter().filter(|(n, _)| n != "then").cloned().collect();
        assert_eq!(refused.fields(PATH), kept);
    }
    // The numbers that count already are no new version.
    let mut fields = filled(&page, "the same", "save");
    set(&mut fields, "essentials", 0, "26");
    set(&mut fields, "essentials", 6, "20");
    assert!(tessa.posts_all(PATH, &fields).await.says("These are the numbers that count now."));
    fields.retain(|(n, v)| !(n == "essentials" && v == "6"));
    assert_eq!(tessa.posts_all(PATH, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((town.count("select count(*) from weights").await, acts(&town).await), (0, 0));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_dry_run_counts_lists_and_changes_nothing() {
    let town = Town::sample().await;
    let mut tessa = town.sample_role("administrator").await;
    let page = tessa.opens(PATH).await;
    let mut fields = filled(&page, "", "try");
    set(&mut fields, "essentials", 0, "2");
    set(&mut fields, "essentials", 6, "44");
    let tried = tessa.posts_all(PATH, &fields).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.main());
    let lists = town.count("select count(*) from newcomers n join accounts a on a.id = n.account_id where n.answers ? 'languages' and n.paused_at is null").await;
    assert!(
        lists > 10 && tried.says(&format!("of {lists} lists have other groups among their first ten.")),
        "{}",
        tried.main()
    );
    assert!(tried.says("% of what stands in the first ten stays there."), "{}", tried.main());
    // The same numbers change nothing.
    set(&mut fields, "essentials", 0, "26");
    set(&mut fields, "essentials", 6, "20");
    let same = tessa.posts_all(PATH, &fields).await;
    assert!(same.says(&format!("0 of {lists} lists")) && same.says("100 % of what stands"), "{}", same.main());
    assert_eq!(town.count("select count(*) from weights").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_real_city_with_few_people_is_told_nothing() {
    let town = Town::real("http://127.0.0.1:3000", buurten::letters::Transport::Shown).await;
    let mut tessa = administrator(&town, TESSA).await;
    let page = tessa.opens(PATH).await;
    let tried = tessa.posts_all(PATH, &filled(&page, "", "try")).await;
    assert!(tried.says("We say nothing about fewer than 10 lists."), "{}", tried.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn two_administrators_at_once_make_one_version_and_the_second_sees_it() {
    let town = Town::empty().await;
    let (mut a, mut b) = (administrator(&town, TESSA).await, administrator(&town, "other@example.org").await);
    let page = a.opens(PATH).await;
    let first = filled(&page, "first", "save");
    let mut second = filled(&page, "second", "save");
    set(&mut second, "essentials", 0, "23");
    set(&mut second, "essentials", 6, "23");
    let (x, y) = tokio::join!(a.posts_all(PATH, &first), b.posts_all(PATH, &second));
    let mut statuses = [x.status, y.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let (loser, lost) = if x.status == StatusCode::CONFLICT { (&mut a, x) } else { (&mut b, y) };
    assert!(lost.says("Somebody else changed this in the meantime."), "{}", lost.main());
    assert!(
        lost.says("Doing what she likes, 22 % now, 23 % in yours")
            || lost.says("Doing what she likes, 23 % now, 22 % in yours"),
        "{}",
        lost.main()
    );
    // What was typed is still there, and counts when it is sent again.
    let mut again = lost.fields(PATH);
    again.push(("then".to_owned(), "save".to_owned()));
    assert!(loser.posts_all(PATH, &again).await.status.is_redirection());
    assert_eq!((town.count("select count(*) from weights").await, acts(&town).await), (2, 2));
    assert_eq!(town.count("select max(number)::bigint from weights").await, 2);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn going_back_is_a_new_version_with_the_old_numbers() {
    let town = Town::empty().await;
    let mut tessa = administrator(&town, TESSA).await;
    let page = tessa.opens(PATH).await;
    tessa.posts_all(PATH, &filled(&page, "more bridging", "save")).await;
    let page = tessa.opens(PATH).await;
    let back = page.attributes("main a[href*='back=']", "href");
    assert_eq!(back, ["/desk/weights?back=0"]);
    let page = tessa.opens(&back[0]).await;
    assert!(page.says("Back to start-1"), "{}", page.main());
    let mut fields = page.fields(PATH);
    set(&mut fields, "note_en", 0, "It was better before.");
    set(&mut fields, "note_nl", 0, "Het was beter.");
    fields.push(("then".to_owned(), "save".to_owned()));
    assert!(tessa.posts_all(PATH, &fields).await.status.is_redirection());
    town.lent.shelf.reorder(&town.db).await.expect("it heard");
    let now = town.lent.shelf.now().catalogue.weights().clone();
    assert_eq!(*now, Weights { version: "start-1 (2)".into(), ..Weights::start() }, "the same bits");
    for nowhere in ["/desk/weights?back=2", "/desk/weights?back=9"] {
        assert_eq!(tessa.opens(nowhere).await.status, StatusCode::NOT_FOUND);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_database_keeps_what_was_and_takes_no_weights_that_are_none() {
    let town = Town::empty().await;
    let mut tessa = administrator(&town, TESSA).await;
    let page = tessa.opens(PATH).await;
    tessa.posts_all(PATH, &filled(&page, "more bridging", "save")).await;
    for (sql, rule) in [
        ("update weights set name = 'other'", "weights_are_append_only"),
        ("delete from weights", "weights_are_append_only"),
        (
            "insert into weights select 2, 'b', jsonb_set(essentials, '{goals}', '0.13'), role_with_skills, nice, 'a', 'b' from weights",
            "the_essentials_are_shares_of_one",
        ),
        (
            "insert into weights select 2, 'b', essentials, role_with_skills - 'goals', nice, 'a', 'b' from weights",
            "the_essentials_of_a_role_are_shares_of_one",
        ),
        (
            "insert into weights select 2, 'b', essentials, role_with_skills, nice || '{\"shoe\": 0}', 'a', 'b' from weights",
            "the_nice_to_haves_are_shares_of_one",
        ),
        (
            "insert into weights select 2, 'MORE bridging', essentials, role_with_skills, nice, 'a', 'b' from weights",
            "one_version_of_the_weights_per_name",
        ),
        (
            "insert into weights select 2, 'b', essentials, role_with_skills, nice, '', 'b' from weights",
            "new_weights_say_why_in_english",
        ),
    ] {
        let refused = sqlx::query(sql).execute(&*town.db).await.expect_err(sql);
        assert_eq!(refused.as_database_error().and_then(|d| d.constraint()), Some(rule), "{sql}");
    }
    // Who made a version may leave; the version stays.
    let mut other = administrator(&town, "other@example.org").await;
    tessa.posts("/en/me/erase", &[("sure", "yes")]).await;
    let page = other.opens(PATH).await;
    assert!(page.says("more bridging counts now") && page.says("Somebody of the desk"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_score_that_is_stored_keeps_the_version_that_made_it() {
    let town = Town::empty().await;
    let listing = town
        .with_listing(&[
            ("id", "choir"),
            ("interests", "choir"),
            ("languages", "en"),
            ("english_ok", "yes"),
            ("contact_email", "host@example.org"),
        ])
        .await;
    sqlx::query("update listings set contact_confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date")
        .execute(&*town.db)
        .await
        .expect("confirmed");
    town.look().await;
    let mut her = town.signed_in("ana@example.org").await;
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/interests", &[("interests", "choir")]).await;
    her.posts(&format!("/en/listings/{listing}/go"), &[("first_name", "Ana")]).await;
    town.letters_for("host@example.org").await;
    let (score, version): (f64, String) =
        sqlx::query_as("select score, weights_version from requests").fetch_one(&*town.db).await.expect("a request");
    assert!(version == "start-1" && score > 0.05 && score < 1.0, "{score} by {version}");
    for path in ["/en/me", "/en/me/data", "/en/me/data.json"] {
        let page = her.opens(path).await.html;
        assert!(!page.contains(&score.to_string()) && !page.contains("weights_version"), "{path}");
    }
    town.nothing_is_left().await;
}
