//! The six questions and "More about you": each stores its answer, refuses a slip, loses nothing, does nothing twice.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// Question, the fields of a good answer, and what it stores.
type Answer = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const SIX: [Answer; 6] = [
    (
        "/en/questions",
        &[("wishes", "work"), ("wishes", "dutch"), ("wishes", "children")],
        r#"{"wishes": ["work", "education"], "wants_to_learn": ["nl"], "interests": ["family"]}"#,
    ),
    (
        "/en/questions/interests",
        &[("interests", "stage"), ("interests", "baking")],
        r#"{"interests": ["baking", "stage"]}"#,
    ),
    (
        "/en/questions/languages",
        &[("dutch", "A1"), ("language", "en"), ("level", "C1"), ("language", ""), ("level", ""), ("can_teach", "0")],
        r#"{"languages": {"en": "C1", "nl": "A1"}, "can_teach": ["en"]}"#,
    ),
    (
        "/en/questions/time",
        &[("free", "tue-evening"), ("free", "mon-morning")],
        r#"{"free": ["mon-morning", "tue-evening"]}"#,
    ),
    (
        "/en/questions/place",
        &[("postcode", "5612 ab"), ("travel", "bike"), ("minutes", "25")],
        r#"{"postcode": "5612", "travel": "bike", "travel_minutes": 25}"#,
    ),
    (
        "/en/questions/company",
        &[("easier", "along"), ("easier", "child"), ("easier", "free"), ("easier", "from-here")],
        r#"{"comfort": "with-one", "child_comes_along": true, "cost_max_eur": 0.0, "rung": "bridging"}"#,
    ),
];

const MORE: [Answer; 9] = [
    ("/en/more-about-you/before", &[("skills", "python")], r#"{"skills": ["python"]}"#),
    (
        "/en/more-about-you/children",
        &[("years", "2016, 2021"), ("comes_along", "no")],
        r#"{"children": [2016, 2021], "child_comes_along": false}"#,
    ),
    ("/en/more-about-you/budget", &[("most", "amount"), ("amount", "7,50")], r#"{"cost_max_eur": 7.5}"#),
    (
        "/en/more-about-you/teach",
        &[("can_teach", "si"), ("can_teach", ""), ("wants_to_learn", "nl"), ("wants_to_learn", "es")],
        r#"{"can_teach": ["si"], "wants_to_learn": ["es", "nl"]}"#,
    ),
    ("/en/more-about-you/dutch", &[("dutch", "C2")], r#"{"languages": {"nl": "C2"}}"#),
    ("/en/more-about-you/groups", &[("belongs_to", "women")], r#"{"belongs_to": ["women"]}"#),
    ("/en/more-about-you/company", &[("comfort", "alone")], r#"{"comfort": "alone"}"#),
    ("/en/more-about-you/rung", &[("rung", "giving")], r#"{"rung": "giving"}"#),
    (
        "/en/more-about-you/stay",
        &[("arrived_month", "5"), ("arrived_year", "2026"), ("until", "no-end")],
        r#"{"arrived": "2026-05", "stays_until": null}"#,
    ),
];

async fn answers(town: &Town) -> Value {
    let rows: Vec<Value> =
        sqlx::query_scalar("select answers from newcomers").fetch_all(&*town.db).await.expect("rows");
    assert!(rows.len() <= 1, "{} rows", rows.len());
    rows.into_iter().next().unwrap_or(Value::Null)
}

fn filled_in(page: &Page) -> Vec<String> {
    let mut all = page.attributes("form [checked]", "value");
    all.extend(page.attributes("option[selected]", "value"));
    all.extend(page.attributes("form .input[value]", "value"));
    all.retain(|v| !v.is_empty());
    all
}

#[tokio::test]
async fn each_question_stores_its_answer_and_shows_it_again() {
    let town = Town::empty().await;
    for (path, fields, stored) in SIX.into_iter().chain(MORE) {
        sqlx::query("delete from newcomers").execute(&*town.db).await.expect("nobody");
        let mut her = town.reader();
        assert!(filled_in(&her.opens(path).await).is_empty(), "{path} is filled in before she said anything");
        assert_eq!(answers(&town).await, Value::Null, "{path} writes when it is only looked at");
        assert_eq!(her.cookie("visit"), None);
        // Twice, as a double tap or a second tab does.
        let mut tab = {
            let first = her.posts(path, fields).await;
            assert!(first.status.is_redirection(), "{path}: {}", first.main());
            her.another_tab()
        };
        tab.posts(path, fields).await;
        assert_eq!(answers(&town).await, serde_json::from_str::<Value>(stored).expect("JSON"), "{path}");
        assert!(her.cookie("visit").is_some(), "{path}");
        let (shown, again) = (filled_in(&her.opens(path).await), filled_in(&her.opens(path).await));
        assert!(!shown.is_empty() && shown == again, "{path}: {shown:?}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_six_lead_from_one_to_the_next_and_end_at_the_check() {
    let town = Town::empty().await;
    let mut her = town.reader();
    for (number, (path, fields, _)) in SIX.into_iter().enumerate() {
        let page = her.opens(path).await;
        assert!(page.says(&format!("Question {} of 6", number + 1)), "{}", page.main());
        let next = SIX.get(number + 1).map_or("/en/questions/check", |n| n.0);
        assert_eq!(her.posts(path, fields).await.leads_to().as_deref(), Some(next));
        let back = her.opens(next).await;
        assert!(back.attributes("a.back", "href").contains(&path.to_owned()), "{}", back.html);
    }
    let check = her.opens("/en/questions/check").await;
    for said in
        ["Work or colleagues in my field", "Monday morning", "English (fluent)", "5612, By bike, at most 25 minutes"]
    {
        assert!(check.says(said), "{said}: {}", check.main());
    }
    assert_eq!(check.attributes("a.button--wide", "href"), ["/en/for-you"]);
    // A change leads back to where she came from.
    let change = "/en/questions/time?from=check";
    assert!(check.attributes("dd a", "href").contains(&change.to_owned()));
    let time = her.opens(change).await;
    assert_eq!(time.attributes("main form", "action"), [change]);
    assert_eq!(her.posts(change, &[("free", "sun-evening")]).await.leads_to().as_deref(), Some("/en/questions/check"));
    assert_eq!(answers(&town).await["free"], json!(["sun-evening"]));
    let in_dutch = her.opens("/nl/questions/check").await;
    assert!(in_dutch.says("zondagavond") && in_dutch.says("Klopt dit?"), "{}", in_dutch.main());
}

#[tokio::test]
async fn an_empty_continue_skips_all_but_the_third() {
    let town = Town::empty().await;
    let mut her = town.reader();
    for (path, _, _) in SIX {
        let page = her.posts(path, &[]).await;
        if path.ends_with("languages") {
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.says("Choose at least one language that you speak, and how well."));
            assert_eq!(page.attributes(".error-summary a", "href"), ["#language-0"]);
        } else {
            assert!(page.status.is_redirection(), "{path}");
        }
    }
    assert_eq!(answers(&town).await, json!({}), "unknown is not no");
    let check = her.opens("/en/questions/check").await;
    assert_eq!(check.attributes("a.button--wide", "href"), ["/en/questions/languages?from=check"]);
}

#[tokio::test]
async fn an_emptied_question_is_unknown_again() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let keeps = |path: &str| path.ends_with("languages") || path.ends_with("dutch");
    for (path, fields, _) in SIX.into_iter().chain(MORE) {
        her.posts(path, fields).await;
    }
    for (path, _, _) in SIX.into_iter().chain(MORE).filter(|(path, ..)| !keeps(path)) {
        her.posts(path, &[]).await;
    }
    assert_eq!(answers(&town).await, json!({"languages": {"en": "C1", "nl": "C2"}}));
}

#[tokio::test]
async fn show_what_fits_leads_to_the_third_until_it_is_answered() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let show = |fields: &[(&'static str, &'static str)]| [fields, &[("then", "show")]].concat();
    assert_eq!(her.posts(SIX[0].0, &show(SIX[0].1)).await.leads_to().as_deref(), Some(SIX[2].0));
    assert_eq!(answers(&town).await["wishes"], json!(["work", "education"]), "what she said is kept");
    assert_eq!(her.posts(SIX[2].0, &show(SIX[2].1)).await.leads_to().as_deref(), Some("/en/for-you"));
    assert_eq!(her.posts(SIX[3].0, &show(SIX[3].1)).await.leads_to().as_deref(), Some("/en/for-you"));
}

/// Sends one field with this value, and expects the form again with a sentence, and nothing stored.
async fn refused(town: &Town, her: &mut Reader, path: &str, name: &str, value: &str) {
    let before = answers(town).await;
    let page = her.posts(path, &[(name, value)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {name}={value:?}");
    assert_eq!(page.all(".error-summary li").len(), 1, "{path} {name}={value:?}: {}", page.main());
    assert_eq!(page.all("p.error").len(), 1, "{path} {name}={value:?}: {}", page.main());
    let to = page.attributes(".error-summary a", "href").remove(0);
    assert_eq!(page.all(&format!("[id=\"{}\"]", &to[1..])).len(), 1, "{path}: {to} leads nowhere");
    assert_eq!(answers(town).await, before, "{path} {name}={value:?}");
    assert_eq!(town.count("select count(*) from newcomers where changed_at > created_at").await, 0);
}

#[tokio::test]
async fn slips_are_named_beside_the_field_and_store_nothing() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let long = "5".repeat(3000);
    for (path, fields, _) in SIX.into_iter().chain(MORE) {
        // A row is a language and a level; one without the other is a slip of its own, below.
        let mut names: Vec<&str> =
            fields.iter().map(|(name, _)| *name).filter(|n| !matches!(*n, "language" | "level")).collect();
        names.dedup();
        for name in names {
            for bad in ["made-up", long.as_str(), "2016\u{0}", "\u{202e}2016", "<b>"] {
                refused(&town, &mut her, path, name, bad).await;
            }
        }
    }
    for (path, name, bad) in [
        ("/en/questions/place", "postcode", "0123"),
        ("/en/questions/place", "postcode", "56é2"),
        ("/en/questions/place", "minutes", "4"),
        ("/en/questions/place", "minutes", "121"),
        ("/en/more-about-you/children", "years", "1016"),
        ("/en/more-about-you/children", "years", ","),
        ("/en/more-about-you/budget", "amount", "-1"),
        ("/en/more-about-you/budget", "most", "amount"),
        ("/en/more-about-you/stay", "arrived_month", "13"),
        ("/en/more-about-you/stay", "until", "month"),
        ("/en/questions/languages", "dutch", "C1"),
        ("/en/questions/languages", "can_teach", "99"),
    ] {
        refused(&town, &mut her, path, name, bad).await;
    }
    assert_eq!(town.count("select count(*) from newcomers").await, 0, "a slip begins nothing");
}

#[tokio::test]
async fn a_row_of_the_languages_is_a_language_and_a_level_once() {
    let town = Town::empty().await;
    let mut her = town.reader();
    for (fields, sentence) in [
        (&[("language", "hr"), ("level", "")][..], "Choose how well you speak each language."),
        (&[("language", ""), ("level", "B1")], "You chose how well. Choose the language too."),
        (&[("language", "xx"), ("level", "B1")], "Please choose something from the list."),
        (&[("language", "nl"), ("level", "B1")], "Please choose something from the list."),
        (&[("language", "hr"), ("level", "B7")], "Please choose something from the list."),
        (&[("language", "hr")], "These are more languages than we can read. Leave some out."),
        (
            &[("language", "hr"), ("level", "B1"), ("language", "hr"), ("level", "B2")],
            "The same language is there twice.",
        ),
        (&[("language", "hr"), ("level", "A0"), ("dutch", "A0")], "Choose at least one language that you speak"),
    ] {
        let page = her.posts("/en/questions/languages", fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says(sentence), "{fields:?}: {}", page.main().lines().take(8).collect::<String>());
        if fields[0].1 == "hr" {
            assert!(filled_in(&page).contains(&"hr".to_owned()), "what she chose stays");
        }
    }
    assert_eq!(answers(&town).await, Value::Null);
}

#[tokio::test]
async fn a_field_we_did_not_ask_for_is_no_form_of_ours() {
    let town = Town::empty().await;
    let mut her = town.reader();
    for (path, fields, _) in SIX.into_iter().chain(MORE) {
        for extra in [("nationality", "x"), ("id", "x"), ("then", "fly"), ("role", "local")] {
            let page = her.posts(path, &[fields, &[extra]].concat()).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {extra:?}");
        }
        let too_much = "x".repeat(70_000);
        assert!(!her.posts(path, &[("then", &too_much)]).await.status.is_redirection());
    }
    assert_eq!(answers(&town).await, Value::Null);
}

#[tokio::test]
async fn what_she_typed_stays_beside_the_slip() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let page =
        her.posts("/nl/questions/place", &[("postcode", "5611"), ("travel", "bus"), ("minutes", "heel lang")]).await;
    assert_eq!(filled_in(&page), ["bus", "5611", "heel lang"]);
    assert!(page.says("Typ een getal van 5 tot 120.") && !page.says("Een postcode begint"), "{}", page.main());
    assert!(page.html.contains("<title>Klopt nog niet: Waar woon je"), "{}", page.html);
}

#[tokio::test]
async fn two_tabs_do_not_write_over_each_other() {
    let town = Town::empty().await;
    let mut her = town.reader();
    her.posts(SIX[0].0, SIX[0].1).await;
    let (mut one, mut other) = (her.another_tab(), her.another_tab());
    tokio::join!(one.posts(SIX[3].0, SIX[3].1), other.posts(SIX[4].0, SIX[4].1));
    let all = answers(&town).await;
    assert!(all.get("wishes").is_some() && all.get("free").is_some() && all.get("postcode").is_some(), "{all}");
    // Somebody else's browser sees nothing of it.
    assert!(filled_in(&town.reader().opens(SIX[4].0).await).is_empty());
}

#[tokio::test]
async fn more_rows_and_school_hours_change_the_page_alone() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let first = her.opens("/en/questions/languages").await;
    assert_eq!(first.all("[data-rows] select[name=language]").len(), 3, "three rows without JavaScript");
    let fields = [("dutch", "A2"), ("language", "hr"), ("level", "C2"), ("can_teach", "0"), ("then", "more")];
    let page = her.posts("/en/questions/languages", &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.all("[data-rows] select[name=language]").len() > 3);
    assert_eq!(filled_in(&page), ["A2", "0", "hr", "C2"]);
    let page = her.posts("/en/questions/time", &[("free", "sat-evening"), ("then", "school-hours")]).await;
    assert_eq!(page.attributes("[checked]", "value").len(), 10);
    assert_eq!(her.posts("/en/questions/place", &[("then", "more")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answers(&town).await, Value::Null, "nothing is stored before Continue");
}

#[tokio::test]
async fn a_wish_for_women_only_asks_kindly_whether_she_belongs() {
    let town = Town::empty().await;
    let mut her = town.reader();
    let page = her.sends("/en/questions/company", &[("easier", "women-only")]).await;
    assert!(page.says("Some groups are only for women."), "{}", page.main());
    assert_eq!(town.count("select count(*) from newcomers where women_only and answers = '{}'").await, 1);
    let page = her.sends("/en/more-about-you/groups?from=check", &[("belongs_to", "women")]).await;
    assert!(page.address.ends_with("/questions/check") && !page.says("Some groups are only for women."));
}

#[tokio::test]
async fn more_about_you_lists_all_and_clears_one() {
    let town = Town::empty().await;
    let mut her = town.reader();
    for (path, fields, _) in SIX.into_iter().chain(MORE) {
        her.posts(path, fields).await;
    }
    let page = her.opens("/en/more-about-you").await;
    assert_eq!(page.all("dt").len(), SIX.len() + MORE.len());
    assert_eq!(page.all("dt")[0], "What you did before you moved here");
    for said in [
        "Python programming",
        "Born in 2016, 2021",
        "At most € 7.50",
        "C2",
        "Women",
        "since May 2026, no end",
        "No child comes along.",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    let clear = "/en/more-about-you/budget?from=more";
    assert!(page.attributes("dd form", "action").contains(&clear.to_owned()));
    let page = her.sends(clear, &[]).await;
    assert!(page.address.ends_with("/more-about-you") && !page.says("€ 7.50"), "{}", page.main());
}
