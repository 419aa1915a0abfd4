//! Whoever counts on somebody who leaves for good hears of it, and not who it was.

use crate::support::{reader::Reader, town::Town};
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const BO: &str = "bo@example.org";
const CAS: &str = "cas@example.org";

/// A choir with two locals who go there: Bo, and Cas who has a place too.
async fn choir(town: &Town) -> (Uuid, Reader, Reader) {
    let today = town.today().to_string();
    let fields = [
        ("id", "choir"),
        ("title_nl", "Koor"),
        ("venue", "The hall"),
        ("rrule", "FREQ=DAILY"),
        ("first_date", &today),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("take_along", "yes"),
    ];
    let choir = town.with_listing(&fields).await;
    let (bo, cas) = (town.signed_in(BO).await, town.signed_in(CAS).await);
    sqlx::raw_sql(
        "update accounts set first_name = initcap(split_part(email, '@', 1));
         insert into locals (id, account_id, joined_at, talked_at, answers)
             select gen_random_uuid(), id, buurten_now(), buurten_now(), '{\"languages\": {\"nl\": \"C2\", \"en\": \"C1\"}}' from accounts;
         insert into regulars (local_id, listing_id, vouched_at) select l.id, g.id, buurten_now() from locals l, listings g",
    )
    .execute(&*town.db)
    .await
    .expect("two locals");
    (choir, bo, cas)
}

/// Ana's question, which Bo has: `state` sent or yes.
async fn asks(town: &Town, state: &str) -> Reader {
    let mut ana = town.signed_in(ANA).await;
    ana.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    sqlx::query(
        "insert into going_along (id, newcomer_id, local_id, listing_id, starts_at, state, answered_at, answer_token_hash)
         select gen_random_uuid(), n.id, l.id, r.listing_id, date_trunc('day', buurten_now() at time zone 'Europe/Amsterdam' + interval '2 days') at time zone 'Europe/Amsterdam' + interval '20 hours',
                $1, case when $1 = 'yes' then buurten_now() end, '\\x01'
         from newcomers n, locals l join accounts a on a.id = l.account_id join regulars r on r.local_id = l.id where a.email = 'bo@example.org'",
    )
    .bind(state)
    .execute(&*town.db)
    .await
    .expect("a question");
    sqlx::query("update accounts set first_name = 'Ana' where email = $1")
        .bind(ANA)
        .execute(&*town.db)
        .await
        .expect("Ana");
    ana
}

#[tokio::test]
async fn her_page_and_her_week_have_what_she_is_taken_along_to() {
    let town = Town::empty().await;
    let (choir, mut bo, _) = choir(&town).await;
    let mut ana = asks(&town, "yes").await;
    let page = ana.opens("/en/me").await;
    for said in ["choir", "Somebody takes you along. Go!", "Bo waits for you there", "The hall"] {
        assert!(page.says(said), "{said} in {}", page.main());
    }
    assert!(page.attributes("main a", "href").contains(&format!("/en/listings/{choir}/along")));
    let week = ana.opens("/en/week").await;
    assert_eq!(week.main().matches("you are welcome").count(), 1, "that one session: {}", week.main());
    assert!(bo.opens("/en/me").await.attributes("main a", "href").contains(&"/en/local/me".to_owned()));
    let out: serde_json::Value = serde_json::from_str(&ana.opens("/en/me/data.json").await.html).expect("JSON");
    assert_eq!((&out["going_along"][0]["state"], &out["going_along"][0]["as"]), (&"yes".into(), &"newcomer".into()));
    assert!(!out.to_string().contains("Bo") && out["going_along"][0].get("sent_at").is_none(), "{out}");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_newcomer_who_leaves_is_not_waited_for() {
    let town = Town::empty().await;
    choir(&town).await;
    let mut ana = asks(&town, "yes").await;
    ana.posts("/en/me/erase", &[("sure", "yes")]).await;
    let letter = town.letter_for(BO).await;
    assert!(letter.text.contains("Nobody comes along this time.") && letter.text.contains("20:00"), "{}", letter.text);
    assert!(!letter.text.contains("Ana") && !letter.subject.contains("Ana"), "{}", letter.text);
    assert_eq!(town.count("select count(*) from going_along").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_local_who_leaves_is_told_to_whom_they_promised_and_nobody_else() {
    let town = Town::empty().await;
    let (choir, mut bo, _) = choir(&town).await;
    let mut ana = asks(&town, "yes").await;
    bo.posts("/en/me/erase", &[("sure", "yes")]).await;
    let letter = town.letter_for(ANA).await;
    assert!(letter.text.contains("It doesn't work out this time.") && !letter.text.contains("Bo"), "{}", letter.text);
    assert!(ana.opens(&format!("/en/listings/{choir}/along")).await.says("Ask"), "she can ask again");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_waits_for_a_local_who_leaves_is_asked_of_the_next() {
    let town = Town::empty().await;
    let (_, mut bo, _) = choir(&town).await;
    let mut ana = asks(&town, "sent").await;
    let asked: String =
        sqlx::query_scalar("select asked_at::text from going_along").fetch_one(&*town.db).await.expect("it");
    bo.posts("/en/me/erase", &[("sure", "yes")]).await;
    assert!(town.letter_for(CAS).await.text.contains("Ana would like to come along to choir"));
    let still: String =
        sqlx::query_scalar("select asked_at::text from going_along").fetch_one(&*town.db).await.expect("it");
    assert_eq!(still, asked, "one question, as she sees it");
    assert!(ana.opens("/en/me").await.says("Asked. We are looking for somebody who takes you along."));
    town.nothing_is_left().await;
}

/// Everything she can open that says how it stands; without what a new page has each time.
async fn all_she_sees(ana: &mut Reader, choir: Uuid) -> Vec<String> {
    let mut pages = Vec::new();
    for path in [
        format!("/en/listings/{choir}/along"),
        "/en/me".into(),
        "/en/week".into(),
        "/en/me/data".into(),
        "/en/me/data.json".into(),
    ] {
        let page = ana.opens(&path).await.html;
        pages.push(page.lines().filter(|line| !line.contains("\"taken_out_at\"")).collect::<Vec<_>>().join("\n"));
    }
    pages
}

#[tokio::test]
async fn a_local_who_had_let_her_question_go_leaves_and_she_sees_the_same_bytes_for_seven_days() {
    for what in ["no", "lapsed", "sent"] {
        let town = Town::empty().await;
        // In the afternoon, so that two days are two days.
        town.at("2026-11-24 15:00+01").await;
        let (choir, mut bo, mut cas) = choir(&town).await;
        // Nobody else is there to be asked, before and after.
        cas.posts("/en/me/erase", &[("sure", "yes")]).await;
        let mut ana = asks(&town, "sent").await;
        sqlx::query("update going_along set starts_at = buurten_now() + interval '9 days'")
            .execute(&*town.db)
            .await
            .expect("a later day");
        sqlx::query("update going_along set state = $1, answered_at = case when $1 = 'no' then buurten_now() end, closed_at = case when $1 <> 'sent' then buurten_now() end")
            .bind(what)
            .execute(&*town.db)
            .await
            .expect("what became of it");
        // Bo goes there no more either way: whether somebody could be asked is no news of Bo.
        sqlx::query("delete from regulars").execute(&*town.db).await.expect("nobody goes");
        let before = all_she_sees(&mut ana, choir).await;
        bo.posts("/en/me/erase", &[("sure", "yes")]).await;
        assert_eq!(town.count("select count(*) from locals").await, 0);
        assert_eq!(
            town.count("select count(*) from going_along where local_id is null and state not in ('sent', 'yes')")
                .await,
            1
        );
        for (now, before) in all_she_sees(&mut ana, choir).await.into_iter().zip(before) {
            let differs = now.lines().zip(before.lines()).find(|(now, before)| now != before);
            assert!(now == before, "{what}: she would notice: {differs:?}");
        }
        town.wait("6 days").await;
        let page = ana.opens(&format!("/en/listings/{choir}/along")).await;
        assert!(page.says("We are looking for somebody who takes you along."), "{what}: {}", page.main());
        town.wait("1 day 1 minute").await;
        let page = ana.opens(&format!("/en/listings/{choir}/along")).await;
        assert!(page.says("Nobody could take you along this time. That's not about you."), "{what}: {}", page.main());
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_question_whose_local_left_can_be_taken_back() {
    let town = Town::empty().await;
    let (choir, mut bo, mut cas) = choir(&town).await;
    cas.posts("/en/me/erase", &[("sure", "yes")]).await;
    let mut ana = asks(&town, "sent").await;
    bo.posts("/en/me/erase", &[("sure", "yes")]).await;
    let page = ana.opens(&format!("/en/listings/{choir}/along")).await;
    let withdraw = page.attributes("form[action$='/withdraw']", "action").concat();
    assert!(ana.sends(&withdraw, &[]).await.says("You cancelled this."));
    assert_eq!(town.count("select count(*) from going_along where state = 'withdrawn'").await, 1);
    town.nothing_is_left().await;
}
