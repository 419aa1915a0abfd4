//! What a round of the desk says of the world around it: who is in it where there are more, what happened since somebody
//! looked, who would rather have each other, what one more local would do, and what is fair.

use crate::{
    desk::newcomer,
    desk_locals::{says, sets},
    rounds::{Cast, cast, makes},
    support::reader::Page,
};
use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

async fn makes_true(c: &Cast, sql: &'static str) {
    sqlx::query(sql).execute(&*c.town.db).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
}

/// What stands in the section with this label, paragraph by paragraph.
fn section(page: &Page, label: &str) -> Vec<String> {
    page.all(&format!("[aria-labelledby={label}] p"))
}

#[tokio::test]
async fn where_more_locals_have_a_place_than_a_round_holds_those_who_wait_longest_are_in_it_and_it_says_so() {
    let mut c = cast().await;
    // All of them joined a month ago; nobody here speaks their language.
    let many = "with a as (insert into accounts (id, email, language)
                           select gen_random_uuid(), 'l' || n || '@example.org', 'nl' from generate_series(1, 501) n returning id)
        insert into locals (id, account_id, answers, up_for, joined_at, talked_at, certificate_seen_on, certificate_valid_until,
                            code_signed_at, active_since)
        select gen_random_uuid(), a.id, l.answers || '{\"languages\": {\"fi\": \"C2\"}}', l.up_for, buurten_now() - interval '30 days',
               l.talked_at, l.certificate_seen_on, l.certificate_valid_until, l.code_signed_at, l.active_since
        from a, locals l where l.account_id = (select id from accounts where email = 'piet@example.org')";
    makes_true(&c, many).await;
    let round = c.makes().await;
    let page = c.desk.opens(&round).await;
    let more = "The 500 locals who wait longest for somebody are in it. 3 more have a place.";
    assert!(page.says(more) && page.says("0 of 3 newcomers would meet somebody."), "{}", page.main());
    assert!(c.desk.opens("/desk/rounds").await.says(more));
    // Nobody can say that places are short, nor that nobody fits.
    assert!(section(&page, "short").is_empty() && section(&c.desk.opens("/desk").await, "short").is_empty());
    assert_eq!(page.main().matches("Somebody outside this round may fit.").count(), 3, "{}", page.main());
    // Piet and Joke had nobody for longer than anybody; then Piet meets somebody.
    makes_true(&c, "update locals set joined_at = buurten_now() - interval '60 days' where answers ->> 'languages' not like '%fi%'").await;
    assert!(c.desk.opens(&round).await.says("2 of 3 newcomers would meet somebody."));
    let eva = newcomer(&c.town, "Eva", "5612").await;
    let met = "insert into introductions (id, newcomer_id, local_id, state, lapse, proposed_at, ended_at)
               select gen_random_uuid(), n.id, l.id, 'lapsed', 'silence', buurten_now() - interval '9 days', buurten_now() - interval '2 days'
               from newcomers n, locals l where n.account_id = $1 and l.account_id = $2";
    sqlx::query(met).bind(eva).bind(c.piet).execute(&*c.town.db).await.expect("it came to nothing");
    makes_true(&c, "update newcomers set paused_at = buurten_now() where account_id = (select id from accounts where email = 'eva@example.org')").await;
    assert!(c.desk.opens(&round).await.says("1 of 3 newcomers would meet somebody."), "others waited longer than he");
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn who_named_no_language_takes_nobody_s_place_in_a_round() {
    let mut c = cast().await;
    makes_true(
        &c,
        "with a as (insert into accounts (id, email, language)
                    select gen_random_uuid(), 'n' || n || '@example.org', 'en' from generate_series(1, 501) n returning id)
         insert into newcomers (id, account_id, answers, created_at)
         select gen_random_uuid(), id, '{\"postcode\": \"5612\"}', buurten_now() - interval '40 days' from a",
    )
    .await;
    let round = c.makes().await;
    let page = c.desk.opens(&round).await;
    assert!(page.says("2 of 3 newcomers would meet somebody."), "{}", page.main());
    assert!(page.says("501 more have not said which languages they speak."), "{}", page.main());
    assert!(!page.says("who wait longest are in it"), "{}", page.main());
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn what_happened_since_somebody_looked_is_said_with_what_it_changed_until_it_is_seen() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    assert!(section(&c.desk.opens(&round).await, "since").is_empty(), "nothing happened");
    c.town.wait("20 minutes").await;
    // Dia waits longest and takes Piet's place; a word in between is no news, and hides none.
    let dia = newcomer(&c.town, "Dia", "5612").await;
    let hers = json!({"languages": {"en": "C1", "es": "C2", "nl": "A1"}, "can_teach": ["es"], "interests": ["choir"],
        "wishes": ["social"], "free": ["tue-evening"], "travel": "bike", "travel_minutes": 15});
    says(&c.town, "newcomers", dia, hers).await;
    makes_true(&c, "update newcomers set created_at = buurten_now() - interval '70 days' where account_id = (select id from accounts where email = 'dia@example.org')").await;
    let said = section(&c.desk.opens(&round).await, "since");
    let news = ["1 newcomer came into the round.", "Bo would now meet nobody.", "1 fewer person meets somebody."];
    assert_eq!(said, news);
    let page = c.word(&round, "ban", (c.cem, c.piet)).await;
    assert!(page.says("Since Monday 23 November, 12:0"), "{}", page.main());
    assert_eq!(section(&page, "since"), news);
    let page = c.word(&round, "pin", (c.ana, c.piet)).await;
    assert_eq!(section(&page, "since"), news, "Dia has nobody by the word, and Bo by what happened");
    c.word(&round, "release", (c.ana, c.piet)).await;
    let version = crate::rounds::version(&c.town, &round).await;
    let old = c.desk.sends(&format!("{round}/seen"), &[("version", "0")]).await;
    assert_eq!(section(&old, "since"), news, "of another version it is said once more");
    let page = c.desk.sends(&format!("{round}/seen"), &[("version", &version)]).await;
    assert!(section(&page, "since").is_empty(), "{}", page.main());
    // Somebody left; and what an introduction came to.
    sets(&c.town, c.joke, "paused_at = buurten_now()").await;
    assert_eq!(
        section(&c.desk.opens(&round).await, "since"),
        ["1 local is not in it any more.", "Ana would now meet nobody.", "1 fewer person meets somebody."]
    );
    sets(&c.town, c.joke, "paused_at = null").await;
    let page = c.hands_over(&round, &[(c.ana, c.joke)]).await;
    assert!(page.says("1 introduction is on its way.") && section(&page, "since").is_empty(), "{}", page.main());
    c.town.letter_for("ana@example.org").await;
    makes_true(&c, "update introductions set state = 'lapsed', lapse = 'silence', ended_at = buurten_now()").await;
    let page = c.desk.opens(&round).await;
    let said = section(&page, "since");
    assert_eq!(said[0], "1 introduction came to nothing. That newcomer is in the round again.", "{said:?}");
    assert_eq!(said[1], "1 local came into the round.", "{said:?}");
    c.desk.sends(&format!("{round}/put-away"), &[]).await;
    let page = c.desk.opens(&round).await;
    assert!(page.all("form[action$='/seen']").is_empty(), "of a round that is put away nothing is kept");
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn two_who_would_rather_have_each_other_are_shown_and_what_one_more_local_would_do() {
    let mut c = cast().await;
    // Piet is worth more to Ana than Joke is, and Ana more to Piet than Bo.
    says(&c.town, "locals", c.joke, json!({"interests": ["chess"], "wants_to_learn": []})).await;
    says(&c.town, "newcomers", c.bo, json!({"interests": ["gardening"], "can_teach": []})).await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    let page = c.desk.opens(&round).await;
    assert!(page.says("Ana and Piet would both rather have each other."), "{}", page.main());
    assert!(page.says("Then fewer people would meet somebody."), "{}", page.main());
    let links = page.attributes("details a[href*='/for/']", "href");
    assert!(links.contains(&format!("{round}/for/{}#l-{}", c.ana, c.piet)), "{links:?}");
    // Cem is left out; with one more like Piet he is not, and solving says so.
    assert!(
        section(&page, "short")[1].starts_with("With one more local like Piet, Newcomer"),
        "{:?}",
        section(&page, "short")
    );
    let dirk = crate::desk_locals::singer(&c.town, "Dirk").await;
    sets(&c.town, dirk, crate::desk_locals::ACTIVE).await;
    assert!(c.desk.opens(&round).await.says("3 of 3 newcomers would meet somebody."));
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_fair_is_chosen_said_and_kept() {
    let mut c = cast().await;
    let page = c.desk.opens("/desk/rounds").await;
    assert_eq!(page.attributes("input[name=fair][checked]", "value"), ["nash"]);
    let wrong = c.desk.posts("/desk/rounds", &[("fair", "first-come")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = c.desk.posts("/desk/rounds", &[("fair", "leximin")]).await;
    let round = page.leads_to().expect("a round");
    let page = c.desk.opens(&round).await;
    assert!(page.says("First the pair that fits least") && page.says("2 of 3 newcomers"), "{}", page.main());
    let other = makes(&mut c.desk).await;
    assert!(!c.desk.opens(&other).await.says("First the pair that fits least"));
    let fair: Vec<String> =
        sqlx::query_scalar("select fair from rounds order by fair").fetch_all(&*c.town.db).await.expect("rounds");
    assert_eq!(fair, ["leximin", "nash"]);
    let unknown = "update rounds set fair = 'first-come' where id = $1";
    let id: Uuid = round.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    assert!(sqlx::query(unknown).bind(id).execute(&*c.town.db).await.is_err(), "the database knows two");
    c.town.nothing_is_left().await;
}
