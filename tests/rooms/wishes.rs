//! Wishes to meet somebody: asked, taken back, seen by the desk, fulfilled; what locals are up for; welcome groups.

use crate::{
    desk::staff,
    desk_locals::{ACTIVE, ana, says, sets, singer},
    introductions::{ANA, PIET, in_english, two},
    support::town::Town,
};
use axum::http::StatusCode;
use serde_json::json;

#[tokio::test]
async fn she_asks_changes_takes_back_and_undoes_it() {
    let town = Town::empty().await;
    let page = town.reader().opens("/en/meet").await;
    assert!(page.address.contains("sign-in?next=meet"), "{}", page.address);
    let mut her = town.signed_in(ANA).await;
    let page = her.opens("/en/meet").await;
    assert_eq!(
        page.all("main h2"),
        [
            "Meet somebody from here, once",
            "Coffee with somebody in my field",
            "Ask somebody from here",
            "Meet a small group, with my household"
        ]
    );
    // A question says what it is about; nothing typed is lost.
    let page = her.sends("/en/meet/ask/question", &[("about", "How do I choose?")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose what it is about."));
    assert_eq!(page.attributes("#about", "value"), ["How do I choose?"]);
    let page = her.sends("/en/meet/ask/question", &[("topic", "school"), ("about", "How do I choose?")]).await;
    assert!(page.says("Thank you! We look for somebody.") && page.says("Children and school"), "{}", page.main());
    assert!(page.says("Right now nobody from here is free for this."), "a next step at once: {}", page.main());
    // Again is the same wish, said another way; it waits since it was first there.
    her.sends("/en/meet/ask/question", &[("topic", "care"), ("about", "")]).await;
    her.sends("/en/meet/ask/coffee", &[("about", "")]).await;
    assert_eq!(town.count("select count(*) from wishes_to_meet where ended_at is null").await, 2);
    assert_eq!(town.count("select count(*) from wishes_to_meet where topic = 'care'").await, 1);
    let page = her.opens("/en/me").await;
    assert!(page.says("Coffee with somebody in my field") && page.says("Ask somebody from here"), "{}", page.main());
    for wrong in ["/en/meet/ask/marriage", "/en/meet/wishes/00000000-0000-4000-8000-000000000009/x"] {
        assert_eq!(her.opens(wrong).await.status, StatusCode::NOT_FOUND);
    }
    let forms = her.opens("/en/meet").await.attributes("main form", "action");
    let mut eve = town.signed_in("eve@example.org").await;
    eve.sends(&forms[0], &[]).await;
    assert_eq!(town.count("select count(*) from wishes_to_meet where ended_at is null").await, 2, "not hers");
    let page = her.sends(&forms[0], &[]).await;
    assert!(page.says("Taken back."), "{}", page.main());
    let undo = page.attributes(".flash form", "action");
    let page = her.sends(&undo[0], &[]).await;
    assert!(page.says("It is open again."), "{}", page.main());
    her.sends(&forms[0], &[]).await;
    town.wait("61 minutes").await;
    her.sends(&undo[0], &[]).await;
    assert_eq!(town.count("select count(*) from wishes_to_meet where ended_at is null").await, 1, "an hour is enough");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_desk_sees_who_waits_and_who_could_and_a_proposal_fulfils_the_wish() {
    let mut two = two().await;
    let mut her = two.town.signed_in(ANA).await;
    let line = [("topic", "work"), ("about", "Where do I begin?"), ("may_be_read", "yes")];
    her.sends("/en/meet/ask/question", &line).await;
    let page = two.desk.opens("/desk").await;
    assert!(page.says("Somebody in the city would like: Ask somebody from here."), "{}", page.main());
    let path = format!("/desk/people/{}/locals?kind=question", two.ana);
    assert_eq!(page.attributes(".desk-line a", "href"), std::slice::from_ref(&path));
    // Who told us something of it comes first, whoever else fits better.
    let joke = singer(&two.town, "Joke").await;
    sets(&two.town, joke, ACTIVE).await;
    says(&two.town, "locals", joke, json!({"offers": ["mentor"], "interests": ["choir"]})).await;
    let page = two.desk.opens(&path).await;
    assert!(page.says("Where do I begin?") && page.says("They offered to help with finding work."), "{}", page.main());
    let links = page.attributes("[aria-labelledby=ready] a.button:not(.button--quiet)", "href");
    assert_eq!(
        links,
        [
            format!("/desk/people/{}/introduce/{joke}?kind=question", two.ana),
            format!("/desk/people/{}/introduce/{}?kind=question", two.ana, two.piet)
        ]
    );
    assert!(!page.html.contains("Joke"), "nobody is named");
    let person = two.desk.opens(&format!("/desk/people/{}", two.ana)).await;
    assert!(person.says("Would like to meet somebody Ask somebody from here"), "{}", person.main());
    // The proposal carries the kind and ends the wish; taken back before her letter left, the wish is open again.
    let open = "select count(*) from wishes_to_meet where ended_at is null";
    let propose = links[1].clone();
    let proposed = async |two: &mut crate::introductions::Two| {
        let dates = two.desk.opens(&propose).await.attributes("input[name=dates][checked]", "value");
        let fields = [("line", ""), ("place", "The library"), ("dates", dates[0].as_str())];
        two.desk.sends(&propose, &fields).await
    };
    let page = proposed(&mut two).await;
    assert!(page.says("Proposed. She gets an email."), "{}", page.main());
    assert_eq!(two.town.count(open).await, 0);
    let take_back = page.attributes(".flash form", "action");
    two.desk.sends(&take_back[0], &[]).await;
    assert_eq!((two.town.count(open).await, two.town.letters_for(ANA).await.len()), (1, 0));
    proposed(&mut two).await;
    let letter = two.town.letter_for(ANA).await;
    assert!(letter.text.contains("would like to answer your question") && !letter.text.contains("begin"), "{letter:?}");
    let (link, mut reader) = (in_english(&letter), two.town.reader());
    let page = reader.opens(&link).await;
    assert!(page.says("One conversation of about an hour. No programme."), "{}", page.main());
    let dates = page.attributes("input[name=dates]", "value");
    reader.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    // Her line stands on their page, after her yes; never in a letter.
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("heeft een vraag") && !letter.text.contains("begin"), "{letter:?}");
    let page = reader.opens(&in_english(&letter)).await;
    assert!(page.says("Ana would like to ask you something") && page.says("Where do I begin?"), "{}", page.main());
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_line_that_she_keeps_for_the_desk_reaches_nobody_else() {
    let mut two = two().await;
    let page = two.town.signed_in(ANA).await.sends("/en/meet/ask/one-to-one", &[("about", "Secret wish")]).await;
    assert!(page.says("Secret wish"), "{}", page.main());
    let letter = two.one_yes().await;
    let page = two.town.reader().opens(&in_english(&letter)).await;
    assert!(page.says("Ana would like to meet you") && !page.html.contains("Secret"), "{}", page.main());
}

#[tokio::test]
async fn locals_are_asked_for_what_they_are_up_for_and_for_nothing_else() {
    let mut two = two().await;
    let mut them = two.town.signed_in(PIET).await;
    let page = them.opens("/en/local/kinds").await;
    assert_eq!(page.attributes("input[name=kinds][checked]", "value"), ["one-to-one", "coffee", "question"]);
    let page = them.sends("/en/local/kinds", &[("kinds", "marriage")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A proposal that waits for her yes: they want it no more in between, and are not asked; she waits all the same.
    two.propose().await;
    let page = them.sends("/en/local/kinds", &[("kinds", "coffee")]).await;
    assert!(page.says("Saved. We ask you for nothing else."), "{}", page.main());
    let (link, mut her) = (in_english(&two.town.letter_for(ANA).await), two.town.reader());
    let dates = her.opens(&link).await.attributes("input[name=dates]", "value");
    let page = her.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    assert!(page.says("You said yes. We ask the other."), "{}", page.main());
    assert!(two.town.letters_for(PIET).await.is_empty());
    // They do not stand there for it any more; for coffee only where the field is shared.
    let path = format!("/desk/people/{}/locals", two.ana);
    assert!(two.desk.opens(&path).await.says("Nobody fits yet"));
    let other = singer(&two.town, "Joke").await;
    sets(&two.town, other, ACTIVE).await;
    assert!(!two.desk.opens(&format!("{path}?kind=coffee")).await.html.contains("/introduce/"), "no shared field");
    for (table, who) in [("newcomers", two.ana), ("locals", other)] {
        says(&two.town, table, who, json!({"skills": ["python"]})).await;
    }
    let page = two.desk.opens(&format!("{path}?kind=coffee")).await;
    assert!(page.html.contains(&format!("/introduce/{other}?kind=coffee")), "{}", page.main());
    let insert =
        "insert into introductions (id, newcomer_id, local_id, kind) select gen_random_uuid(), n.id, l.id, 'question'
                  from newcomers n, locals l where n.account_id = $1 and l.account_id = $2";
    let done = sqlx::query(insert).bind(two.ana).bind(two.piet).execute(&*two.town.db).await;
    let refused = done.expect_err("refused").into_database_error().and_then(|e| e.constraint().map(str::to_owned));
    assert_eq!(refused.as_deref(), Some("nobody_is_asked_for_what_they_do_not_want"));
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_group_meets_a_household() {
    let mut two = two().await;
    let mut them = two.town.signed_in(PIET).await;
    let page = them.sends("/en/local/group", &[("name", ""), ("about", "We cook."), ("people", "40")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("A number from 2 to 12, please."));
    let fields = [("name", "The street"), ("about", "We cook."), ("people", "6")];
    let page = them.sends("/en/local/group", &fields).await;
    assert!(page.says("Your group stands here.") && page.says("The group: The street."), "{}", page.main());
    assert!(page.says("Meet a household, with my group"), "up for it from now on: {}", page.main());
    let page = them.sends("/en/local/group/end", &[]).await;
    let undo = page.attributes(".flash form", "action");
    assert!(them.sends(&undo[0], &[]).await.says("Your group is here again."));
    let path = format!("/desk/people/{}/introduce/{}?kind=welcome-group", two.ana, two.piet);
    let page = two.desk.opens(&format!("/desk/people/{}/locals?kind=welcome-group", two.ana)).await;
    assert!(page.says("The group is 6 people.") && page.html.contains(&path.replace('&', "&amp;")), "{}", page.main());
    let dates = two.desk.opens(&path).await.attributes("input[name=dates][checked]", "value");
    two.desk.sends(&path, &[("line", ""), ("place", "The library"), ("dates", &dates[0])]).await;
    let (link, mut her) = (in_english(&two.town.letter_for(ANA).await), two.town.reader());
    let page = her.opens(&link).await;
    assert!(
        page.says("A group from here would like to meet you") && page.says("They say: We cook."),
        "{}",
        page.main()
    );
    assert!(!page.html.contains("The street"), "its name comes after both yes");
    her.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    let (link, mut local) = (in_english(&two.town.letter_for(PIET).await), two.town.reader());
    assert!(local.opens(&link).await.says("Ana would like to meet your group"));
    local.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    let hers = in_english(&two.town.letter_for(ANA).await);
    two.town.letter_for(PIET).await;
    let page = two.town.signed_in(ANA).await.opens(&hers).await;
    assert!(page.says("The group: The street. The group is 6 people."), "{}", page.main());
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_group_that_stopped_meets_nobody_new() {
    let town = Town::empty().await;
    let (mut desk, ana, piet) = (staff(&town, "marieke", None).await, ana(&town).await, singer(&town, "Piet").await);
    sets(&town, piet, ACTIVE).await;
    crate::desk::looks(&mut desk, ana).await;
    let mut them = town.signed_in(PIET).await;
    them.sends("/en/local/group", &[("name", "The street"), ("about", ""), ("people", "5")]).await;
    let path = format!("/desk/people/{ana}/introduce/{piet}?kind=welcome-group");
    let dates = desk.opens(&path).await.attributes("input[name=dates][checked]", "value");
    desk.sends(&path, &[("line", ""), ("place", "The library"), ("dates", &dates[0])]).await;
    them.sends("/en/local/group/end", &[]).await;
    assert_eq!(desk.opens(&path).await.status, StatusCode::NOT_FOUND);
    let (link, mut her) = (in_english(&town.letter_for(ANA).await), town.reader());
    let page = her.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    assert!(page.says("You said yes. We ask the other."), "she sees no difference: {}", page.main());
    assert!(town.letters_for(PIET).await.is_empty());
    town.nothing_is_left().await;
}
