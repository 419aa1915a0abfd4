//! The caseload: who waits, and on choice who does not; counted, longest first, and nobody named.

use crate::{
    desk::{asked, listing, local, newcomer, staff},
    support::{reader::Page, town::Town},
};
use axum::http::StatusCode;
use buurten::kit::place::gazetteer;
use uuid::Uuid;

async fn runs(town: &Town, sql: &'static str, account: Uuid) {
    sqlx::query(sql).bind(account).execute(&*town.db).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// How many each bar of a picture counts, beside the words it says.
fn bars(page: &Page, picture: &str) -> Vec<(String, String)> {
    let of = |what: &str| page.all(&format!("[aria-labelledby=count-{picture}] {what}"));
    of("a").into_iter().zip(of("b")).collect()
}

fn some(bars: &[(String, String)]) -> Vec<(&str, &str)> {
    bars.iter().filter(|(_, count)| count != "0").map(|(name, count)| (name.as_str(), count.as_str())).collect()
}

/// One newcomer in each state, and Ana and Bo who wait.
async fn everybody(town: &Town) {
    let choir = listing(town, "Choir").await;
    let piet = local(town, "Piet", "5612").await;
    asked(town, newcomer(town, "Ana", "5612").await, choir, 3).await;
    asked(town, newcomer(town, "Bo", "5612").await, choir, 9).await;
    let tie = "insert into ties (id, newcomer_id, local_id, state, introduced_at, met_at, again_at, regular_at)
        select gen_random_uuid(), n.id, l.id, $2, buurten_now() - interval '40 days', buurten_now() - interval '30 days',
            case when $2 = 'regular' then buurten_now() end, case when $2 = 'regular' then buurten_now() end
        from newcomers n, locals l where n.account_id = $1 and l.account_id = $3";
    for (name, state) in [("Cem", "met"), ("Dia", "regular")] {
        let her = newcomer(town, name, "5612").await;
        sqlx::query(tie).bind(her).bind(state).bind(piet).execute(&*town.db).await.expect("a tie");
    }
    let yes = asked(town, newcomer(town, "Eva", "5612").await, choir, 9).await;
    runs(town, "update requests set state = 'yes', answered_at = buurten_now() where id = $1", yes).await;
    let pauses = "update newcomers set paused_at = buurten_now() where account_id = $1";
    runs(town, pauses, newcomer(town, "Fay", "5612").await).await;
    let away = "update accounts set seen_at = buurten_now() - interval '9 weeks' where id = $1";
    runs(town, away, newcomer(town, "Gia", "5653").await).await;
}

#[tokio::test]
async fn it_opens_with_who_waits_longest_first_and_counts_all() {
    let town = Town::empty().await;
    everybody(&town).await;
    let mut desk = staff(&town, "marieke", None).await;
    let page = desk.opens("/desk/people").await;
    let part = gazetteer().part("5612".parse().expect("a postcode")).expect("a part");
    let waits: Vec<String> = page.all("[aria-labelledby=newcomers] h3").iter().map(|h| h.replace('\n', " ")).collect();
    let lines = [format!("Somebody in {} 9 days", part.name), format!("Somebody in {} 3 days", part.name)];
    assert_eq!(waits, lines, "{}", page.main());
    assert_eq!(page.all("[aria-labelledby=newcomers] .tag--warning"), ["9 days"], "a week is late");
    assert_eq!(page.all("[aria-labelledby=locals] li").len(), 1, "Piet waits for the call: {}", page.main());
    let counted = bars(&page, "newcomers");
    let expected = [
        ("Waits", "2"),
        ("Something is under way", "1"),
        ("Meets somebody", "1"),
        ("Meets somebody regularly", "1"),
        ("Takes a break", "1"),
        ("Not here for eight weeks", "1"),
    ];
    assert_eq!(some(&counted), expected);
    assert_eq!(some(&bars(&page, "locals")), [("Wait for a step", "1")]);
    assert_eq!(some(&bars(&page, "phases")), [("Did not say", "7")]);
    let all = desk.opens("/desk/people?state=all").await;
    assert_eq!(all.all("[aria-labelledby=newcomers] h3").len(), 7, "{}", all.main());
    for name in ["Ana", "Bo", "Cem", "Dia", "Eva", "Fay", "Gia", "Piet", "example.org"] {
        assert!(!all.html.contains(name), "{name} is named");
    }
    // Each bar leads to exactly those it counts.
    for picture in ["newcomers", "phases"] {
        let links = page.attributes(&format!("[aria-labelledby=count-{picture}] a"), "href");
        for ((name, count), link) in bars(&page, picture).into_iter().zip(links) {
            let listed = desk.opens(&link).await.all("[aria-labelledby=newcomers] h3").len();
            assert_eq!(listed.to_string(), count, "{name}: {link}");
        }
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_phase_a_part_of_town_and_a_team_narrow_it() {
    let town = Town::empty().await;
    everybody(&town).await;
    let slug = |postcode: &str| gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone();
    let (many, few) = (slug("5612"), slug("5653"));
    sqlx::query(
        "update newcomers set answers = answers || jsonb_build_object('arrived', to_char(buurten_now(), 'YYYY-MM'))
         where account_id = (select id from accounts where first_name = 'Ana')",
    )
    .execute(&*town.db)
    .await
    .expect("she said since when");
    let mut desk = staff(&town, "marieke", None).await;
    let page = desk.opens("/desk/people?phase=arriving").await;
    assert_eq!(page.all("[aria-labelledby=newcomers] h3").len(), 1, "{}", page.main());
    assert!(page.all("[aria-labelledby=locals] li").is_empty(), "a phase is of newcomers");
    assert_eq!(some(&bars(&page, "phases")), [("Just arrived", "1"), ("Did not say", "6")]);
    // Six live in the one part, one in the other: with so few it cannot be chosen, and says nothing where it is.
    assert_eq!(page.attributes("#part option", "value"), ["".to_owned(), many.clone()]);
    let page = desk.opens(&format!("/desk/people?state=all&part={many}")).await;
    assert_eq!(page.all("[aria-labelledby=newcomers] h3").len(), 6, "{}", page.main());
    let page = desk.opens(&format!("/desk/people?state=all&part={few}")).await;
    assert!(page.says("Nobody here is in that place.") && page.all("h3").is_empty(), "{}", page.main());
    // A team sees its own part.
    let mut there = staff(&town, "bea", Some(&[&few])).await;
    let page = there.opens("/desk/people?state=all").await;
    assert_eq!(page.all("[aria-labelledby=newcomers] h3").len(), 1, "{}", page.main());
    assert!(page.says("Somebody in the city"), "with so few the part is not named: {}", page.main());
    for wrong in ["state=rich", "phase=late", "part=nowhere", "page=0", "name=ana"] {
        let page = desk.opens(&format!("/desk/people?{wrong}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn fifty_stand_on_a_page() {
    let town = Town::empty().await;
    sqlx::query(
        "with a as (insert into accounts (id, email, language) select gen_random_uuid(), n || '@example.org', 'en'
                    from generate_series(1, 61) n returning id)
         insert into newcomers (id, account_id, answers, created_at)
         select gen_random_uuid(), id, '{\"postcode\": \"5612\"}', buurten_now() - row_number() over (order by id) * interval '1 day' from a",
    )
    .execute(&*town.db)
    .await
    .expect("61 people");
    let mut desk = staff(&town, "marieke", None).await;
    let page = desk.opens("/desk/people").await;
    assert_eq!(page.all("[aria-labelledby=newcomers] h3").len(), 50);
    assert!(page.all("[aria-labelledby=newcomers] h3")[0].contains("8 weeks"), "longest first: {}", page.main());
    let second = desk.opens(&page.attributes(".pagination a", "href")[1]).await;
    assert_eq!(second.all("[aria-labelledby=newcomers] h3").len(), 11);
    town.nothing_is_left().await;
}
