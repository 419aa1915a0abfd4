//! Next steps: one thing to do this week for everybody, something else in one tap, nobody nagged, measured at the desk.

use crate::{
    desk::{asked, newcomer, staff},
    support::{reader::Page, town::Town},
};
use buurten::{auth::Scope, kit::place::gazetteer, listings::Shelf, next_steps};
use uuid::Uuid;

/// Open every day, for everybody, without asking.
const OPEN: [(&str, &str); 10] = [
    ("kind", "activity"),
    ("domains", "social"),
    ("languages", "nl;en"),
    ("dutch_needed", "none"),
    ("english_ok", "yes"),
    ("audience", "everyone"),
    ("trial", "yes"),
    ("rrule", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
    ("first_date", "2026-01-01"),
    ("postcode", "5612"),
];

pub async fn daily(town: &Town, title: &str) -> Uuid {
    let mut fields =
        vec![("id", title), ("title_en", title), ("title_nl", title), ("starts", "19:00"), ("ends", "21:00")];
    fields.extend(OPEN);
    town.with_listing(&fields).await
}

pub async fn give(town: &Town) -> u64 {
    let shelf: &Shelf = &town.lent.shelf;
    next_steps::give_what_is_due(&town.db, &shelf.now(), town.lent.clock.now()).await.expect("given")
}

/// What stands on a page about this week.
fn this_week(page: &Page) -> Vec<String> {
    page.all("#step-title")
}

#[tokio::test]
async fn she_has_one_thing_to_do_this_week_on_each_of_her_pages() {
    let town = Town::empty().await;
    let (coffee, _) = (daily(&town, "Coffee").await, daily(&town, "Walking").await);
    newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    assert!(this_week(&ana.opens("/en/me").await).is_empty(), "nothing before the work was done");
    assert_eq!((give(&town).await, give(&town).await), (1, 0), "one, and not another");
    let first = this_week(&ana.opens("/en/me").await);
    assert!(first.len() == 1 && first[0].starts_with("This week: "), "{first:?}");
    assert_eq!(this_week(&ana.opens("/en/week").await), first);
    // A telephone's first screen of "For you" holds a whole card of hers.
    assert!(this_week(&ana.opens("/en/for-you").await).is_empty());
    assert!(this_week(&ana.opens("/nl/me").await)[0].starts_with("Deze week: "));
    assert!(this_week(&ana.opens("/en/week?week=1").await).is_empty());
    assert!(town.count("select count(*) from letters where sent_at is null").await == 0, "no letter of its own");
    let is_coffee = first[0].ends_with("Coffee");
    let step: (Uuid, Uuid) =
        sqlx::query_as("select id, listing_id from next_steps").fetch_one(&*town.db).await.expect("a step");
    assert_eq!(step.1 == coffee, is_coffee);
    let page = ana.sends(&format!("/en/me/step/{}/something-else", step.0), &[("back", "week")]).await;
    assert!(page.address.ends_with("/en/week"), "{}", page.address);
    let second = this_week(&page);
    assert!(second.len() == 1 && second != first, "{second:?} after {first:?}");
    let page = ana.sends(&format!("/en/me/step/{}/back", step.0), &[("back", "me")]).await;
    assert_eq!(this_week(&page), first, "taken back");
    let page = ana.sends(&format!("/en/me/step/{}/went", step.0), &[]).await;
    assert!(this_week(&page).is_empty(), "she did it: nothing more this week");
    assert_eq!(give(&town).await, 0);
    town.wait("7 days").await;
    assert_eq!(give(&town).await, 1);
    assert_ne!(this_week(&ana.opens("/en/me").await), first, "never the same twice in a row");
}

#[tokio::test]
async fn where_nothing_fits_there_is_a_walk_and_then_a_look_around() {
    let town = Town::empty().await;
    newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    give(&town).await;
    assert_eq!(this_week(&ana.opens("/en/me").await), ["This week: a walk or a call with us"]);
    for _ in 0..3 {
        town.wait("8 days").await;
        give(&town).await;
    }
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind from next_steps order by given_at").fetch_all(&*town.db).await.expect("kinds");
    assert_eq!(kinds, ["talk", "look", "talk", "look"]);
}

#[tokio::test]
async fn what_she_keeps_comes_first_and_what_she_does_herself_counts() {
    let town = Town::empty().await;
    let (_, choir) = (daily(&town, "Coffee").await, daily(&town, "Choir").await);
    let account = newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    ana.posts(&format!("/en/listings/{choir}/keep"), &[]).await;
    give(&town).await;
    assert_eq!(this_week(&ana.opens("/en/me").await), ["This week: Choir"]);
    town.wait("1 hour").await;
    let other = daily(&town, "Football").await;
    asked(&town, account, other, 0).await;
    assert!(this_week(&ana.opens("/en/me").await).is_empty(), "she asked somewhere: that is her step");
    assert_eq!(give(&town).await, 0);
    assert_eq!(town.count("select count(*) from next_steps where done_at is not null").await, 1);
    town.wait("7 days").await;
    assert_eq!(give(&town).await, 1);
}

#[tokio::test]
async fn whoever_takes_a_break_or_has_no_account_gets_none() {
    let town = Town::empty().await;
    daily(&town, "Coffee").await;
    newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    ana.posts("/en/me/pause", &[]).await;
    let mut visitor = town.reader();
    let fields = [("dutch", "A1"), ("language", "en"), ("level", "C1")];
    visitor.posts("/en/questions/languages", &fields).await;
    assert_eq!(give(&town).await, 0);
    town.wait("40 days").await;
    assert_eq!(next_steps::measured(&town.db).await.expect("figures").without, 0, "a break is no waiting");
    let mut ana = town.signed_in("ana@example.org").await;
    ana.posts("/en/me/resume", &[]).await;
    assert_eq!(give(&town).await, 1);
    ana.posts("/en/me/pause", &[]).await;
    assert!(this_week(&ana.opens("/en/me").await).is_empty());
    assert!(this_week(&visitor.opens("/en/for-you").await).is_empty());
}

#[tokio::test]
async fn nobody_sees_or_moves_a_step_of_somebody_else() {
    let town = Town::empty().await;
    newcomer(&town, "Ana", "5612").await;
    newcomer(&town, "Bo", "5612").await;
    give(&town).await;
    let step: Uuid = sqlx::query_scalar(
        "select s.id from next_steps s join newcomers n on n.id = s.newcomer_id join accounts a on a.id = n.account_id where a.email = 'ana@example.org'",
    )
    .fetch_one(&*town.db)
    .await
    .expect("hers");
    let mut bo = town.signed_in("bo@example.org").await;
    for act in ["went", "something-else", "back"] {
        assert_eq!(bo.posts(&format!("/en/me/step/{step}/{act}"), &[]).await.status.as_u16(), 404, "{act}");
    }
    assert_eq!(bo.posts(&format!("/en/me/step/{step}/went"), &[("points", "5")]).await.status.as_u16(), 422);
    assert_eq!(
        town.count("select count(*) from next_steps where num_nonnulls(done_at, set_aside_at, over_at) > 0").await,
        0
    );
}

#[tokio::test]
async fn a_place_for_one_is_the_step_of_one() {
    let town = Town::empty().await;
    let small = daily(&town, "Small").await;
    sqlx::query("update listings set newcomer_places = 1 where id = $1")
        .bind(small)
        .execute(&*town.db)
        .await
        .expect("one");
    town.look().await;
    for name in ["Ana", "Bo", "Cas"] {
        newcomer(&town, name, "5612").await;
    }
    assert_eq!(give(&town).await, 3);
    assert_eq!(town.count("select count(*) from next_steps where listing_id is not null").await, 1);
    sqlx::query("update listings set status = 'closed', closed_on = '2026-01-01' where id = $1")
        .bind(small)
        .execute(&*town.db)
        .await
        .expect("closed");
    town.look().await;
    assert_eq!(give(&town).await, 1, "what closed is replaced at once");
}

#[tokio::test]
async fn many_instances_give_everybody_one() {
    let town = Town::empty().await;
    for n in 0..12 {
        newcomer(&town, &format!("n{n}"), "5612").await;
    }
    let given = futures_given(&town, 8).await;
    assert_eq!(given, 12);
    town.wait("30 days").await;
    assert_eq!(futures_given(&town, 8).await, 12, "a jump of the clock gives one, not four");
    assert_eq!(town.count("select count(*) from next_steps").await, 24);
}

async fn futures_given(town: &Town, instances: usize) -> u64 {
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..instances {
        let (db, shelf, now) = (town.db.clone(), town.lent.shelf.clone(), town.lent.clock.now());
        all.spawn(async move { next_steps::give_what_is_due(&db, &shelf.now(), now).await.expect("given") });
    }
    all.join_all().await.into_iter().sum()
}

#[tokio::test]
async fn the_desk_sees_how_fast_and_who_is_left_within_its_part_of_town() {
    let town = Town::empty().await;
    newcomer(&town, "Ana", "5612").await;
    let mut desk = staff(&town, "marieke", None).await;
    assert!(!desk.opens("/desk").await.main().contains("no next step"));
    town.wait("15 days").await;
    desk = staff_again(&town, desk).await;
    let page = desk.opens("/desk").await;
    assert!(page.main().contains("no next step for more than two weeks"), "{}", page.main());
    let page = desk.opens("/desk/people").await;
    assert!(page.main().contains("Without a next step") && !page.main().contains("Ana"), "{}", page.main());
    give(&town).await;
    let page = desk.opens("/desk").await;
    assert!(!page.main().contains("no next step for more than"), "{}", page.main());
    assert!(page.main().contains("within 15.0 days"), "{}", page.main());
    town.wait("15 days").await;
    sqlx::query("delete from next_steps").execute(&*town.db).await.expect("gone");
    let hers = gazetteer().part("5612".parse().expect("a postcode")).expect("a part").slug.clone();
    let other = gazetteer().parts.iter().find(|part| part.slug != hers).expect("another part").slug.clone();
    for (scope, sees) in [(Scope::default(), 1), (Scope::of(Some(vec![hers])), 1), (Scope::of(Some(vec![other])), 0)] {
        assert_eq!(next_steps::without(&town.db, &scope).await.expect("who").len(), sees, "{scope:?}");
    }
}

/// The same desk after a while: its session would have ended.
async fn staff_again(town: &Town, desk: crate::support::reader::Reader) -> crate::support::reader::Reader {
    sqlx::query(
        "update sessions set seen_at = buurten_now(), created_at = buurten_now(), second_factor_at = buurten_now()",
    )
    .execute(&*town.db)
    .await
    .expect("still here");
    desk
}
