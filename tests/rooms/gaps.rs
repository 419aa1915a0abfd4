//! The gap board: everybody counted once, nobody made out, and a call that everybody may read; the Monday's lines of it.

use crate::{
    desk::{lines, local, newcomer, staff},
    support::{reader::Page, town::Town},
};
use axum::http::StatusCode;
use buurten::{kit::place::gazetteer, logbook::Act};
use serde_json::{Value, json};
use uuid::Uuid;

/// Gives somebody these answers beside their own.
async fn says(town: &Town, table: &str, account: Uuid, answers: Value) {
    let sql = format!("update {table} set answers = answers || $2 where account_id = $1");
    let said = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account).bind(sqlx::types::Json(answers));
    assert_eq!(said.execute(&*town.db).await.expect("said").rows_affected(), 1);
}

/// Five who like cycling on Tuesday mornings with a little Dutch.
async fn five(town: &Town) -> Vec<Uuid> {
    let mut all = Vec::new();
    for name in ["Ana", "Bo", "Cem", "Dia", "Eva"] {
        let her = newcomer(town, name, "5612").await;
        let answers =
            json!({"languages": {"en": "C1", "nl": "A2"}, "interests": ["leisure-cycling"], "free": ["tue-morning"]});
        says(town, "newcomers", her, answers).await;
        all.push(her);
    }
    all
}

fn numbers(page: &Page) -> (i64, i64) {
    let all = page.all("tbody td.number");
    let sum = |from: usize| all.iter().skip(from).step_by(2).map(|n| n.trim().parse::<i64>().expect("a number")).sum();
    (sum(0), sum(1))
}

#[tokio::test]
async fn the_sums_of_the_board_are_the_waiting_list() {
    let town = Town::sample().await;
    let mut desk = town.sample_role("administrator").await;
    let page = desk.opens("/desk/gaps").await;
    // The list again, written another way: everybody, less those who do not wait.
    let waits = town
        .count(
            "with everybody as (select id from newcomers where account_id is not null and answers -> 'languages' <> '{}' and paused_at is null and stopped_at is null),
                  asked as (select newcomer_id from wishes_to_meet where kind = 'one-to-one' and ended_at is null),
                  meets as (select newcomer_id from ties where state in ('introduced', 'met', 'again', 'regular')
                            union select n.id from newcomers n join accounts a on a.id = n.account_id where a.seen_at <= buurten_now() - interval '56 days'),
                  busy as (select newcomer_id from introductions where ended_at is null
                           union select n.id from newcomers n join reports r on r.about_account = n.account_id where r.looked_at is null)
             select count(*) from (((select id from everybody except select newcomer_id from meets)
                                    union (select newcomer_id from asked intersect select id from everybody)) except select newcomer_id from busy) w",
        )
        .await;
    let (waiting, places) = numbers(&page);
    assert!(waits > 20, "the sample waits: {waits}");
    assert_eq!(waiting, waits, "{}", page.main());
    assert!(places > 0 && places <= waiting, "{}", page.main());
    assert!(page.says(&format!("Waiting: {waits}.")), "{}", page.main());
    assert_eq!(page.all("svg[role=img]").len(), 1);
    assert!(page.says("34 people"), "what was short in the last round stands beside it: {}", page.main());
    for name in ["Nuwan", "example.org"] {
        assert!(!page.html.contains(name), "{name} is named");
    }
}

#[tokio::test]
async fn four_are_no_cell_and_five_have_a_call_that_names_nobody() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    let path = "/desk/gaps/leisure-cycling.tue-morning.";
    assert!(desk.opens("/desk/gaps").await.says("Nobody waits for somebody from here."));
    let them = five(&town).await;
    sqlx::query("update newcomers set paused_at = buurten_now() where account_id = $1")
        .bind(them[0])
        .execute(&*town.db)
        .await
        .expect("a break");
    let page = desk.opens("/desk/gaps").await;
    assert!(page.says("Waiting: fewer than 5.") && !page.html.contains(path), "{}", page.main());
    assert!(desk.opens("/desk").await.all(".desk-line").is_empty(), "four could be made out");
    sqlx::query("update newcomers set paused_at = null").execute(&*town.db).await.expect("back");
    let page = desk.opens("/desk/gaps").await;
    assert_eq!(numbers(&page), (5, 0), "{}", page.main());
    let path = page.attributes("tbody a", "href").remove(0);
    assert!(path.starts_with("/desk/gaps/leisure-cycling.tue-morning.") && path.ends_with(".a2"), "{path}");

    // On the Monday: the gap that grew, and one press places the call.
    let page = desk.opens("/desk").await;
    assert!(page.says("Where do more people wait without a place?") && page.says("5 new this week"), "{}", page.main());
    let page = desk.sends(&format!("{path}/call"), &[("back", "front")]).await;
    assert!(page.says("The call stands on the page for everybody."), "{}", page.main());
    assert!(!page.says("Where do more people wait"), "it has a call: {}", page.main());
    let undo = page.attributes(".flash form", "action").concat();
    let mut visitor = town.reader();
    for lang in ["en", "nl"] {
        let page = visitor.opens(&format!("/{lang}/wanted")).await;
        let poster = page.attributes("main li a", "href").remove(0);
        let printed = visitor.opens(&poster).await;
        let typed = printed.all(".address").concat();
        assert_eq!(typed, format!("127.0.0.1:3000/{lang}/local"), "the poster leads to where a local says yes");
        assert_eq!(crate::hand_out::codes(&printed), [format!("http://{typed}")]);
        for page in [page, printed] {
            let text = page.main();
            let cycling = if lang == "en" { "Tuesday morning" } else { "insdagochtend" };
            assert!(text.contains(cycling), "{text}");
            for never in ["A2", "CEFR", "Ana", "example.org", "5 people", "5 mensen"] {
                assert!(!text.contains(never), "{never}: {text}");
            }
        }
    }
    // Its letter, in both languages, says how many.
    let page = desk.opens(&path).await;
    let letters = page.all("textarea");
    assert!(letters[0].contains("5 people wait now; nobody has room yet."), "{letters:?}");
    assert!(letters[1].contains("Er wachten nu 5 mensen"), "{letters:?}");
    // Sent twice it stands once; taken back nobody reads it.
    desk.sends(&format!("{path}/call"), &[]).await;
    assert_eq!(town.count("select count(*) from calls_for_locals").await, 1);
    assert!(desk.sends(&undo, &[]).await.says("The call is off the page."));
    assert_eq!(visitor.opens("/en/wanted").await.all("main li").len(), 0);
    assert!(desk.opens("/desk").await.says("Where do more people wait without a place?"), "undone");
    for nowhere in ["any.any.any.any", "flying.any.any.any", "leisure-cycling.tue-morning.any.c1"] {
        let page = desk.opens(&format!("/desk/gaps/{nowhere}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_leaves_soon_and_meets_nobody_is_one_press_from_who_fits() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    let her = newcomer(&town, "Ana", "5612").await;
    let until = (town.today() + chrono::Months::new(3)).format("%Y-%m").to_string();
    says(&town, "newcomers", her, json!({"arrived": "2024-01", "stays_until": until})).await;
    let page = desk.opens("/desk").await;
    assert!(page.says("Somebody in the city meets nobody from here yet. 3 months left here"), "{}", page.main());
    assert!(lines(&town, her).await.is_empty(), "a GET wrote something");
    // Seen to, it is off the list for four weeks; and at once back where that is undone.
    let colleague = format!("/desk/people/{her}");
    desk.posts(&format!("{colleague}/window/seen-to"), &[]).await;
    assert_eq!(town.count("select count(*) from newcomers where window_seen_to_at is not null").await, 0, "unlooked");
    let page = crate::desk::looks(&mut desk, her).await;
    assert!(page.says("leave soon: 3 months left here."), "{}", page.main());
    let page = desk.sends(&format!("{colleague}/window/seen-to"), &[]).await;
    assert!(page.says("Off your list for four weeks.") && !page.says("leave soon"), "{}", page.main());
    assert!(!desk.opens("/desk").await.says("meets nobody from here yet"));
    let undone = desk.sends(&page.attributes(".flash form", "action").concat(), &[]).await;
    assert!(undone.says("back on your list") && undone.says("leave soon"), "{}", undone.main());
    let page = desk.opens("/desk").await;
    assert!(page.says("meets nobody from here yet"), "{}", page.main());
    let value = |name: &str| page.attributes(&format!(".desk-line input[name={name}]"), "value").concat();
    let fields = [("reason", value("reason")), ("next", value("next"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.sends(&page.attributes(".desk-line form", "action").concat(), &fields).await;
    assert!(page.address.ends_with(&format!("/desk/people/{her}/locals")), "{}", page.address);
    let said = lines(&town, her).await;
    assert!(matches!(&said[..], [(Act::Looked, Some(_)), (Act::Looked, Some(_))]), "she reads why: {said:?}");
    // She meets somebody by now, and asked for one more: she waits, but not for her first.
    let them = local(&town, "Piet", "5612").await;
    for sql in [
        "insert into ties (id, newcomer_id, local_id) select gen_random_uuid(), n.id, l.id from newcomers n, locals l where n.account_id = $1 and l.account_id = $2",
        "insert into wishes_to_meet (id, newcomer_id, kind) select gen_random_uuid(), id, 'one-to-one' from newcomers where account_id = $1 and $2::uuid is not null",
    ] {
        sqlx::query(sql).bind(her).bind(them).execute(&*town.db).await.expect("a row");
    }
    assert!(desk.opens("/desk/gaps").await.says("Waiting: fewer than 5."), "she waits");
    let page = desk.opens("/desk").await;
    assert!(!page.says("meets nobody from here yet"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_call_in_one_part_is_for_whoever_looks_after_it_and_undone_by_whoever_placed_it() {
    let town = Town::empty().await;
    let part = |postcode: &str| gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone();
    let (here, there) = (part("5612"), part("5653"));
    let mut lies = staff(&town, "lies", Some(&[&here])).await;
    let mut bea = staff(&town, "bea", Some(&[&there])).await;
    let path = format!("/desk/gaps/leisure-cycling.tue-morning.{here}.a2");
    let random = bea.opens("/desk/gaps/flying.any.any.any").await;
    let page = bea.opens(&path).await;
    assert_eq!((page.status, &page.html), (StatusCode::NOT_FOUND, &random.html), "the bytes of what is not there");
    assert_eq!(bea.posts(&format!("{path}/call"), &[]).await.status, StatusCode::NOT_FOUND);
    let undo = lies.sends(&format!("{path}/call"), &[]).await.attributes(".flash form", "action").concat();
    assert_eq!(bea.posts(&undo, &[]).await.status, StatusCode::NOT_FOUND);
    // Whoever looks after all of them presses the same: it stands, and is not theirs to undo.
    let mut noor = staff(&town, "noor", None).await;
    let page = noor.sends(&format!("{path}/call"), &[]).await;
    assert!(page.says("The call stands on the page for everybody."), "{}", page.main());
    assert!(page.all(".flash form").is_empty(), "{}", page.main());
    assert_eq!(town.count("select count(*) from calls_for_locals").await, 1);
    assert!(lies.sends(&undo, &[]).await.says("The call is off the page."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_gap_that_grew_because_a_local_stopped_shows_and_one_that_shrank_does_not() {
    let town = Town::empty().await;
    five(&town).await;
    let them = local(&town, "Piet", "5612").await;
    says(
        &town,
        "locals",
        them,
        json!({"languages": {"nl": "C2", "en": "C1"}, "interests": ["leisure-cycling"], "free": ["tue-morning"], "capacity": 3}),
    )
    .await;
    sqlx::query("update locals set talked_at = buurten_now(), certificate_seen_on = buurten_now()::date,
             certificate_valid_until = buurten_now()::date + 1000, code_signed_at = buurten_now(), active_since = buurten_now(), requests_a_month = 3")
        .execute(&*town.db)
        .await
        .expect("every step");
    // A session of the desk is over after half an hour.
    let monday = async |name: &str| staff(&town, name, None).await.opens("/desk").await;
    let grew = async |name: &str| monday(name).await.says("more without a place since");
    let counts = async || buurten::desk::count_the_week(&town.db, town.lent.clock.now()).await.expect("counted");
    counts().await;
    counts().await;
    let sums = "select coalesce(sum(short), 0)::int8 from gap_sums";
    assert_eq!(town.count(sums).await, 2, "once a week, and five wait for three places");
    town.wait("8 days").await;
    assert!(!grew("one").await, "as it was");
    sqlx::query("update locals set paused_at = buurten_now()").execute(&*town.db).await.expect("a break");
    let page = monday("two").await;
    assert!(page.says("3 more without a place since"), "{}", page.main());
    // The next week it is as it was; and when the local is back it is smaller.
    counts().await;
    assert_eq!(town.count(sums).await, 2 + 5);
    town.wait("8 days").await;
    assert!(!grew("three").await);
    sqlx::query("update locals set paused_at = null").execute(&*town.db).await.expect("back");
    assert!(!grew("four").await, "it shrank");
    town.wait("6 weeks").await;
    buurten::desk::forget_old_calls(&town.db).await.expect("forgotten");
    assert_eq!(town.count("select count(*) from gap_sums").await, 0, "five weeks are enough");
    town.nothing_is_left().await;
}
