//! At the desk, the locals who could fit a newcomer: best first, unnamed until the look at them stands in the logbook.

use crate::{
    desk::{lines, local, looks, newcomer, staff},
    support::town::Town,
};
use axum::http::StatusCode;
use buurten::{kit::place::gazetteer, logbook::Act};
use serde_json::{Value, json};
use uuid::Uuid;

pub async fn says(town: &Town, table: &'static str, account: Uuid, answers: Value) {
    let sql = format!("update {table} set answers = answers || $2 where account_id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account).bind(answers).execute(&*town.db).await.expect("answers");
}

pub async fn sets(town: &Town, account: Uuid, set: &str) {
    let sql = format!("update locals set {set} where account_id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account).execute(&*town.db).await.expect("set");
}

pub const ACTIVE: &str =
    "talked_at = buurten_now(), certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01',
    code_signed_at = buurten_now(), active_since = buurten_now()";

/// Ana, who speaks Spanish and is free on Monday morning.
pub async fn ana(town: &Town) -> Uuid {
    let ana = newcomer(town, "Ana", "5612").await;
    let answers = json!({"languages": {"en": "C1", "es": "C2", "nl": "A1"}, "can_teach": ["es"], "wants_to_learn": ["nl"],
        "interests": ["choir"], "wishes": ["social"], "free": ["mon-morning"], "travel": "bike", "travel_minutes": 15});
    says(town, "newcomers", ana, answers).await;
    ana
}

/// Somebody who sings, is free on Monday morning and would like to practise Spanish.
pub async fn singer(town: &Town, name: &str) -> Uuid {
    let account = local(town, name, "5612").await;
    let answers = json!({"languages": {"nl": "C2", "en": "B2"}, "wants_to_learn": ["es"], "interests": ["choir"],
        "free": ["mon-morning", "tue-evening"], "offers": ["language-partner", "take-along"], "years_here": 30});
    says(town, "locals", account, answers).await;
    account
}

#[tokio::test]
async fn who_fits_is_shown_with_what_both_gain_and_named_only_after_a_look_that_they_can_read() {
    let town = Town::empty().await;
    let (mut desk, ana) = (staff(&town, "marieke", None).await, ana(&town).await);
    let (piet, joke) = (singer(&town, "Piet").await, singer(&town, "Joke").await);
    sets(&town, piet, ACTIVE).await;
    let path = format!("/desk/people/{ana}/locals");
    // First why she is looked at; nothing is shown or written before.
    assert!(desk.opens(&path).await.says("Why do you look?"));
    assert_eq!(desk.posts(&path, &[]).await.leads_to(), Some(format!("/desk/people/{ana}")));
    assert_eq!(town.count("select count(*) from logbook").await, 0);
    let page = looks(&mut desk, ana).await;
    assert_eq!(page.attributes("main a[href$='/locals']", "href"), std::slice::from_ref(&path));
    let before = town.count("select count(*) from logbook").await;
    let page = desk.opens(&path).await;
    assert!(page.says("Half the time Dutch, half the time Spanish: you both learn."), "{}", page.main());
    assert!(page.says("You would like to practise Spanish; they speak it."), "{}", page.main());
    assert!(
        page.says("They can take you along: Singing in a choir.") && page.says("Monday morning"),
        "{}",
        page.main()
    );
    assert!(page.says("Can meet 1 more person") && page.says("First the short call."), "{}", page.main());
    assert!(page.says("Open the best one and introduce them."), "{}", page.main());
    for name in ["Piet", "Joke", "example.org"] {
        assert!(!page.html.contains(name), "{name} is named");
    }
    assert_eq!(town.count("select count(*) from logbook").await, before, "a GET wrote something");
    let page = desk.sends(&path, &[]).await;
    assert!(page.says("You see their first names now.") && page.says("Piet") && page.says("Joke"), "{}", page.main());
    assert_eq!(page.attributes("[aria-labelledby=ready] .button--secondary", "href"), [format!("/desk/people/{piet}")]);
    let part = gazetteer().part("5612".parse().expect("a postcode")).expect("a part").name.clone();
    assert!(page.says(&format!("Piet {part}")), "{}", page.main());
    for them in [piet, joke] {
        let read = lines(&town, them).await;
        assert_eq!(read, [(Act::Looked, Some("Om iemand aan je voor te stellen".to_owned()))], "in their language");
    }
    // Within the half hour once is enough, and their own page opens.
    desk.sends(&path, &[]).await;
    assert_eq!(lines(&town, piet).await.len(), 1);
    assert_eq!(desk.opens(&format!("/desk/people/{piet}")).await.all("h1"), ["Piet"]);
    town.wait("29 minutes").await;
    desk.opens("/desk").await;
    town.wait("2 minutes").await;
    assert!(desk.opens(&path).await.says("Why do you look?"));
    looks(&mut desk, ana).await;
    assert!(!desk.opens(&path).await.html.contains("Piet"), "the looks at them have ended too");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_is_left_out_is_counted_by_reason_and_one_can_be_asked_about() {
    let town = Town::empty().await;
    let (mut desk, ana) = (staff(&town, "marieke", None).await, ana(&town).await);
    let mut all = Vec::new();
    for name in ["Active", "Paused", "Stopped", "Full", "Before", "Lapsed", "Evening", "Far", "Expired"] {
        let account = singer(&town, name).await;
        sets(&town, account, ACTIVE).await;
        all.push(account);
    }
    let [active, paused, stopped, full, before, lapsed, evening, far, expired] = all[..] else {
        panic!("nine of them")
    };
    let introduced = async |them: Uuid, state: &str, ended: &str| {
        let sql = format!(
            "insert into introductions (id, newcomer_id, local_id, state, newcomer_yes_at, local_yes_at, ended_at, lapse)
             select gen_random_uuid(), n.id, l.id, '{state}', case when '{state}' = 'both-yes' then buurten_now() end,
                    case when '{state}' = 'both-yes' then buurten_now() end, {ended},
                    case when '{state}' = 'lapsed' then 'silence' end
             from newcomers n, locals l where n.account_id = $1 and l.account_id = $2"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(ana).bind(them).execute(&*town.db).await.expect("introduced");
    };
    introduced(before, "both-yes", "buurten_now()").await;
    introduced(lapsed, "lapsed", "buurten_now() - interval '20 days'").await;
    introduced(active, "lapsed", "buurten_now() - interval '200 days'").await;
    sets(&town, paused, "paused_at = buurten_now()").await;
    sets(&town, stopped, "stopped_at = buurten_now()").await;
    sets(&town, expired, "certificate_valid_until = '2026-02-01'").await;
    says(&town, "locals", full, json!({"capacity": 0})).await;
    says(&town, "locals", evening, json!({"free": ["tue-evening"]})).await;
    says(&town, "locals", far, json!({"postcode": "5657"})).await;
    looks(&mut desk, ana).await;
    let path = format!("/desk/people/{ana}/locals");
    let page = desk.opens(&path).await;
    assert_eq!(page.all("[aria-labelledby=ready] > ol > li").len(), 1, "an old lapse is over: {}", page.main());
    assert_eq!(page.all("[aria-labelledby=first] > ol > li").len(), 1, "{}", page.main());
    assert!(page.says("First a new certificate of conduct: the old one has ended."), "{}", page.main());
    let summaries = page.all("[aria-labelledby=left-out] summary");
    assert_eq!(
        summaries,
        [
            "1 takes a break",
            "2 were introduced before, or it came to nothing lately",
            "1 has no room now",
            "1 has no time in common",
            "1 lives too far away"
        ]
    );
    assert!(!page.html.contains(&stopped.to_string()), "who stopped is nobody to meet");
    for (account, why) in [
        (paused, "They take a break for now."),
        (before, "They have been introduced to each other before."),
        (lapsed, "It did not come to a yes in the last half year."),
        (full, "They meet as many people as they can for now."),
        (evening, "You are never free at the same time. With Tuesday evening free too it would fit."),
        (active, "Why not higher?"),
    ] {
        let page = desk.opens(&format!("{path}?why={account}")).await;
        assert!(page.says(why), "{why}: {}", page.main());
        assert!(!page.html.contains("Evening") && !page.html.contains("Paused"), "nobody is named");
    }
    for wrong in [Uuid::new_v4(), stopped, ana] {
        assert_eq!(desk.opens(&format!("{path}?why={wrong}")).await.status, StatusCode::NOT_FOUND);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_team_sees_its_own_part_and_nobody_else_opens_it() {
    let town = Town::empty().await;
    let part = |postcode: &str| gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone();
    let mut here = staff(&town, "marieke", Some(&[&part("5612")])).await;
    let mut there = staff(&town, "bea", Some(&[&part("5653")])).await;
    let (ana, piet, far) = (ana(&town).await, singer(&town, "Piet").await, singer(&town, "Far").await);
    says(&town, "locals", far, json!({"postcode": "5653"})).await;
    says(&town, "newcomers", ana, json!({"travel_minutes": 60})).await;
    looks(&mut here, ana).await;
    let path = format!("/desk/people/{ana}/locals");
    let page = here.opens(&path).await;
    assert!(page.html.contains(&piet.to_string()) && !page.html.contains(&far.to_string()), "{}", page.main());
    assert_eq!(here.opens(&format!("{path}?why={far}")).await.status, StatusCode::NOT_FOUND);
    here.sends(&path, &[]).await;
    assert!(lines(&town, far).await.is_empty() && lines(&town, piet).await.len() == 1);
    let random = format!("/desk/people/{}/locals", Uuid::new_v4());
    let mut her = town.signed_in("ana@example.org").await;
    for reader in [&mut there, &mut her] {
        let (theirs, none) = (reader.opens(&path).await, reader.opens(&random).await);
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        assert_eq!(theirs.html, none.html, "the bytes of a random id");
        assert_eq!(reader.posts(&path, &[]).await.status, StatusCode::NOT_FOUND);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn where_nobody_fits_or_she_said_too_little_the_page_says_what_to_do() {
    let town = Town::empty().await;
    let (mut desk, bo) = (staff(&town, "marieke", None).await, newcomer(&town, "Bo", "5612").await);
    looks(&mut desk, bo).await;
    let path = format!("/desk/people/{bo}/locals");
    assert!(desk.opens(&path).await.says("Nobody fits yet"));
    sqlx::query("update newcomers set answers = '{}'").execute(&*town.db).await.expect("nothing said");
    assert!(desk.opens(&path).await.says("Once they say which languages they speak, we can look."));
    desk.posts("/desk/language", &[]).await;
    assert!(desk.opens(&path).await.says("We weten nog te weinig"));
    // A local has no such page: nobody from here is looked for for them.
    let piet = local(&town, "Piet", "5612").await;
    let page = looks(&mut desk, piet).await;
    assert!(page.attributes("main a[href$='/locals']", "href").is_empty(), "{}", page.main());
    assert_eq!(desk.opens(&format!("/desk/people/{piet}/locals")).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn three_at_the_same_level_stand_together_and_nobody_is_named() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    assert!(desk.opens("/desk/trios").await.says("No three fit yet"));
    let walk = [
        ("id", "walk"),
        ("title_en", "Morning walk"),
        ("title_nl", "Ochtendwandeling"),
        ("interests", "walking"),
        ("domains", "social"),
        ("languages", "nl;en"),
        ("english_ok", "yes"),
        ("dutch_needed", "none"),
    ];
    town.with_listing(&walk).await;
    let mut all = Vec::new();
    for (name, home, dutch) in [("Ana", "es", "A1"), ("Bo", "zh", "A1"), ("Cem", "tr", "A1"), ("Dia", "hi", "A2")] {
        let account = newcomer(&town, name, "5612").await;
        let answers = json!({"languages": {"en": "B1", home: "C2", "nl": dutch}, "wants_to_learn": ["nl"],
            "interests": ["walking"], "wishes": ["social"], "free": ["mon-morning"]});
        says(&town, "newcomers", account, answers).await;
        all.push(account);
    }
    let people = desk.opens("/desk/people").await;
    assert_eq!(people.attributes("main a[href='/desk/trios']", "href").len(), 1);
    let page = desk.opens("/desk/trios").await;
    assert!(page.says("Dutch: a few words") && page.says("Morning walk"), "{}", page.main());
    assert!(page.says("Dutch is what they share.") && page.says("Monday morning"), "{}", page.main());
    let links = page.attributes("main .cluster a.button", "href");
    let mut three: Vec<String> = all[..3].iter().map(|a| format!("/desk/people/{a}")).collect();
    three.sort();
    let mut found = links.clone();
    found.sort();
    assert_eq!(found, three, "Dia speaks a little more Dutch");
    for name in ["Ana", "Bo", "Cem", "Dia", "example.org"] {
        assert!(!page.main().contains(name), "{name} is named");
    }
    assert!(desk.opens(&links[0]).await.says("Why do you look?"));
    // Who takes a break stands in none.
    sqlx::query("update newcomers set paused_at = buurten_now() where account_id = $1")
        .bind(all[0])
        .execute(&*town.db)
        .await
        .expect("a break");
    assert!(desk.opens("/desk/trios").await.says("No three fit yet"));
    let mut elsewhere = staff(&town, "bea", Some(&["strijp"])).await;
    sqlx::query("update newcomers set paused_at = null").execute(&*town.db).await.expect("back");
    assert!(desk.opens("/desk/trios").await.says("Morning walk"));
    assert!(elsewhere.opens("/desk/trios").await.says("No three fit yet"), "beyond her team");
    town.nothing_is_left().await;
}
