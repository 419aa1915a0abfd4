//! What two who both said yes write to each other: relayed, never in a letter; what holds a link or a number at first is
//! read first; nobody sees whether it was read, and no desk reads what it need not.

use crate::{
    desk::{looks, staff},
    introductions::{ANA, PIET},
    safety::met,
    support::reader::Page,
};
use axum::http::StatusCode;

/// The texts on the page, in order.
fn texts(page: &Page) -> Vec<String> {
    page.all("main ol > li > p:nth-of-type(2)")
}

#[tokio::test]
async fn two_write_to_each_other_and_a_letter_says_only_that_there_is_something() {
    let (two, meet, mut her, mut them) = met().await;
    let path = format!("{meet}/messages");
    assert!(her.opens(&meet).await.attributes("a[href$='/messages']", "href") == [path.clone()]);
    let page = her.opens(&path).await;
    assert!(page.says("Messages with Piet") && page.says("Nobody wrote anything yet."), "{}", page.main());
    let page = her.sends(&path, &[("text", " ")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Write something first."));
    let page = her.sends(&path, &[("text", "Hello Piet!\nShall we meet at the door? Canaryword")]).await;
    assert!(page.says("Sent.") && page.says("Shall we meet at the door?"), "{}", page.main());
    let letter = two.town.letter_for(PIET).await;
    assert_eq!(letter.subject, "News for you");
    assert!(letter.text.contains("There is a message for you.") && !letter.text.contains("Ana"), "{letter:?}");
    // The same button twice is one message.
    her.sends(&path, &[("text", "Hello Piet!\nShall we meet at the door? Canaryword")]).await;
    assert_eq!(two.town.count("select count(*) from messages").await, 1);
    // Signed out he signs in first, and comes back here.
    let link = letter.path();
    assert_eq!(link, path);
    let page = two.town.reader().opens(&link).await;
    assert!(page.address.contains("sign-in") && page.address.contains("messages."), "{}", page.address);
    assert!(them.opens("/en/local/me").await.says("Ana wrote to you"));
    let page = them.opens(&path).await;
    assert!(page.says("Ana · Monday 23 November, 12:0") && page.says("new"), "{}", page.main());
    assert_eq!(
        two.town.count("select count(*) from messages where read_at is not null").await,
        0,
        "a GET changes nothing"
    );
    // He answers: read, newest last, and one letter a day to each.
    them.sends(&path, &[("text", "Yes, gladly.")]).await;
    two.town.letter_for(ANA).await;
    assert!(!them.opens("/en/local/me").await.says("Ana wrote to you"));
    two.town.wait("2 minutes").await;
    her.sends(&path, &[("text", "See you there.")]).await;
    assert!(two.town.letters_for(PIET).await.is_empty(), "one a day");
    let page = them.opens(&path).await;
    assert_eq!(texts(&page), ["Hello Piet!\nShall we meet at the door? Canaryword", "Yes, gladly.", "See you there."]);
    let before = her.opens(&path).await.html;
    let page = them.sends(&format!("{path}/read"), &[]).await;
    assert!(!page.says("new"), "{}", page.main());
    assert_eq!(her.opens(&path).await.html, before, "she does not see that he read it");
    two.town.wait("1 day").await;
    her.sends(&path, &[("text", "Today!")]).await;
    two.town.letter_for(PIET).await;
    // Neither an address nor a text is anywhere but on the page of the two.
    assert!(!page.html.contains("@example.org"));
    let told =
        "select count(*) from letters where concat(subject, body_text, body_html) ~ 'Canaryword|gladly|See you|Today!'";
    assert_eq!(two.town.count(told).await, 0);
    let mut eve = two.town.signed_in("eve@example.org").await;
    assert_eq!(eve.opens(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(eve.posts(&path, &[("text", "Hello")]).await.status, StatusCode::NOT_FOUND);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_first_message_with_a_number_is_read_first_and_its_writer_reads_why() {
    let (mut two, meet, mut her, mut them) = met().await;
    let path = format!("{meet}/messages");
    let page = her.sends(&path, &[("text", "Call me: 06 12 34 56 78")]).await;
    assert!(page.says("Sent.") && page.says("We read this one first, because it holds a number."), "{}", page.main());
    assert!(texts(&them.opens(&path).await).is_empty() && two.town.letters_for(PIET).await.is_empty());
    assert!(!them.opens("/en/local/me").await.says("wrote to you"));
    let page = two.desk.opens("/desk").await;
    assert!(page.says("A first message holds a link or a number.") && !page.html.contains("06 12"), "{}", page.main());
    let link = page.attributes("a[href^='/desk/messages/']", "href").remove(0);
    // Somebody else of the desk, who has not said yet why they look at her.
    two.desk = staff(&two.town, "joke", None).await;
    let page = two.desk.opens(&link).await;
    assert!(page.says("Why do you look?") && !page.html.contains("06 12"), "{}", page.main());
    looks(&mut two.desk, two.ana).await;
    let page = two.desk.opens(&link).await;
    assert!(
        page.says("A first message of Ana") && page.says("a number") && page.says("06 12 34 56 78"),
        "{}",
        page.main()
    );
    let before = her.opens(&path).await.html;
    let page = two.desk.sends(&link, &[("say", "let-through")]).await;
    assert!(page.says("It went on its way.") && !two.desk.opens("/desk").await.says("A first message"));
    assert_eq!(her.opens(&path).await.html, before, "for its writer it was sent before");
    assert_eq!(texts(&them.opens(&path).await), ["Call me: 06 12 34 56 78"]);
    two.town.letter_for(PIET).await;
    // One that is kept back: its writer reads so; a person can still let it through.
    her.sends(&path, &[("text", "Invest now: www.example.org")]).await;
    let link = two.desk.opens("/desk").await.attributes("a[href^='/desk/messages/']", "href").remove(0);
    two.desk.sends(&link, &[("say", "keep-back")]).await;
    assert!(her.opens(&path).await.says("We did not pass this one on."));
    assert_eq!(texts(&them.opens(&path).await).len(), 1);
    two.desk.sends(&link, &[("say", "let-through")]).await;
    assert_eq!(texts(&them.opens(&path).await).len(), 2);
    // Three reached him: from now on nobody reads along.
    her.sends(&path, &[("text", "Until Monday.")]).await;
    let page = her.sends(&path, &[("text", "ana@example.org")]).await;
    assert!(!page.says("because it holds an email address"), "{}", page.main());
    assert_eq!(texts(&them.opens(&path).await).len(), 4);
    // His own first ones are first ones.
    assert!(them.sends(&path, &[("text", "NL91 ABNA 0417 1643 00")]).await.says("because it holds an account number"));
    assert_eq!(texts(&her.opens(&path).await).len(), 4);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn who_writes_a_lot_is_kindly_stopped_and_loses_nothing_typed() {
    let (two, meet, mut her, _) = met().await;
    let path = format!("{meet}/messages");
    for number in 0..20 {
        assert!(her.sends(&path, &[("text", &format!("Line {number}"))]).await.says("Sent."));
    }
    let page = her.sends(&path, &[("text", "And one more thing")]).await;
    assert!(
        page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("You wrote a lot just now."),
        "{}",
        page.main()
    );
    assert_eq!(page.all("textarea"), ["And one more thing"]);
    two.town.wait("61 minutes").await;
    assert!(her.sends(&path, &[("text", "And one more thing")]).await.says("Sent."));
    assert_eq!(two.town.letters_for(PIET).await.len(), 1);
}

#[tokio::test]
async fn what_has_ended_can_be_read_for_half_a_year_and_not_written_in() {
    let (two, meet, mut her, mut them) = met().await;
    let path = format!("{meet}/messages");
    her.sends(&path, &[("text", "Hello")]).await;
    two.town.letter_for(PIET).await;
    let before = her.opens(&path).await.html;
    for by in ["local", "desk"] {
        let end = "update ties set state = 'ended', ended_at = buurten_now(), end_reason = 'no-time', ended_by = $1";
        sqlx::query(end).bind(by).execute(&*two.town.db).await.expect("ended");
        // Whoever did not end it sees no end.
        assert_eq!(her.opens(&path).await.html == before, by == "local");
    }
    for reader in [&mut her, &mut them] {
        let page = reader.opens(&path).await;
        assert!(page.says("You can't write here any more.") && page.says("Hello"), "{}", page.main());
        reader.sends(&path, &[("text", "Are you there?")]).await;
    }
    assert_eq!(two.town.count("select count(*) from messages").await, 1);
    // Before both said yes there is nothing to write in.
    sqlx::raw_sql("delete from ties; delete from introductions; insert into introductions (id, newcomer_id, local_id, newcomer_token_hash) select gen_random_uuid(), n.id, l.id, '\\x01' from newcomers n, locals l")
        .execute(&*two.town.db)
        .await
        .expect("asked");
    let open = format!("/en/meet/{}", two.id().await);
    assert_eq!(her.opens(&open).await.status, StatusCode::OK);
    assert_eq!(her.opens(&format!("{open}/messages")).await.status, StatusCode::NOT_FOUND);
    assert!(two.town.letters_for(ANA).await.is_empty());
}

#[tokio::test]
async fn who_said_no_longer_hears_no_more_of_the_other_who_sees_nothing_of_that() {
    let (two, meet, mut her, mut them) = met().await;
    let path = format!("{meet}/messages");
    let action = her.opens(&meet).await.attributes("form[action*='/between/']", "action").remove(0);
    her.sends(&action, &[("say", "no-longer"), ("reason", "no-click")]).await;
    assert!(them.sends(&path, &[("text", "Shall we meet on Monday?")]).await.says("Sent."));
    let dates = them.opens(&meet).await.attributes("input[name=date]", "value");
    let page = them.sends(&format!("{meet}/date"), &[("date", &dates[0])]).await;
    assert!(page.says("The other gets an email with the new day."), "{}", page.main());
    // What is read first goes nowhere either, and nobody of the desk need read it.
    assert!(them.sends(&path, &[("text", "Call me: 06 12 34 56 78")]).await.says("because it holds a number"));
    assert_eq!(texts(&them.opens(&path).await).len(), 2, "he sees what he wrote");
    assert!(!two.town.signed_in(ANA).await.opens("/en/me").await.says("wrote to you"));
    assert!(texts(&her.opens(&path).await).is_empty(), "she does not hear it");
    let mut desk = staff(&two.town, "joke", None).await;
    assert!(!desk.opens("/desk").await.says("A first message"));
    assert!(two.town.letters_for(ANA).await.is_empty(), "and gets no letter of it");
    two.town.nothing_is_left().await;
}
