//! An intake on the telephone: typed while she talks, hers once she says so herself, forgotten otherwise; and whether
//! an address has an account the desk does not learn.

use crate::{
    desk::{newcomer, staff},
    support::{reader::Page, reader::Reader, town::Town},
};
use axum::http::StatusCode;

type Field = (&'static str, &'static str);

const SAID: [Field; 12] = [
    ("first_name", "Eva"),
    ("email", "Eva@Example.org"),
    ("lang", "en"),
    ("consents", "yes"),
    ("dutch", "A1"),
    ("language", "es"),
    ("level", "C2"),
    ("free", "tue-evening"),
    ("interests", "choir"),
    ("wishes", "children"),
    ("postcode", "5612"),
    ("arrived_month", "5"),
];

/// The fields of a talk, with the id of the page; some of them said otherwise.
async fn talk(desk: &mut Reader, otherwise: &[Field]) -> Vec<(String, String)> {
    let page = desk.opens("/desk/intake").await;
    let mut fields = vec![("id".to_owned(), page.attributes("[name=id]", "value").concat())];
    let year = ("arrived_year", "2026");
    for (name, value) in SAID.into_iter().chain([year]) {
        let value = otherwise.iter().find(|(n, _)| *n == name).map_or(value, |(_, v)| v);
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

async fn follows(desk: &mut Reader, page: &Page) -> Page {
    desk.opens(&page.leads_to().unwrap_or_else(|| panic!("{} {}", page.status, page.main()))).await
}

/// The fields of the form of her page, as it is filled in.
fn filled(page: &Page) -> Vec<(String, String)> {
    page.fields(&page.attributes("form", "action").into_iter().find(|a| a.contains("/by-phone/")).expect("a form"))
}

#[tokio::test]
async fn what_she_said_is_hers_once_she_says_it_is_right() {
    let town = Town::empty().await;
    town.with_listing(&[
        ("id", "choir"),
        ("title_en", "Choir"),
        ("interests", "choir"),
        ("english_ok", "yes"),
        ("dutch_needed", "none"),
    ])
    .await;
    let mut desk = staff(&town, "marieke", None).await;
    let fields = talk(&mut desk, &[]).await;
    assert_eq!(town.count("select count(*) from intakes").await, 0, "a GET wrote something");
    let sent = desk.posts_all("/desk/intake", &fields).await;
    let page = follows(&mut desk, &sent).await;
    assert!(page.says("What Eva could do this week") && page.says("eva@example.org"), "{}", page.main());
    // Sent twice it is one intake and one letter.
    assert_eq!(desk.posts_all("/desk/intake", &fields).await.leads_to(), sent.leads_to());
    assert_eq!(town.count("select count(*) from intakes").await, 1);
    assert_eq!(town.count("select count(*) from accounts where email = 'eva@example.org'").await, 0);
    let letter = town.letter_for("eva@example.org").await;
    assert!(letter.subject == "Is this right?" && !letter.text.contains("Eva"), "{}", letter.text);
    assert!(letter.text.contains("throw it away") && !letter.text.contains("account"), "{}", letter.text);
    // She reads it, changes her name and leaves the choir out.
    let mut she = town.reader();
    let page = she.opens(&letter.path()).await;
    let summaries = page.all("summary").join(" ");
    assert!(summaries.contains("Spanish") && summaries.contains("Tuesday evening"), "{summaries}");
    assert_eq!(town.count("select count(*) from newcomers").await, 0, "a GET wrote something");
    let mut fields = filled(&page);
    fields.retain(|(name, value)| (name.as_str(), value.as_str()) != ("interests", "choir"));
    fields.iter_mut().filter(|(name, _)| name == "first_name").for_each(|(_, value)| *value = "Evita".to_owned());
    let done = she.posts_all(&letter.path(), &fields).await;
    assert_eq!(done.leads_to().as_deref(), Some("/en/sign-in/code"), "{}", done.main());
    let (name, answers): (String, serde_json::Value) = sqlx::query_as(
        "select a.first_name, n.answers from newcomers n join accounts a on a.id = n.account_id where a.email = 'eva@example.org'",
    )
    .fetch_one(&*town.db)
    .await
    .expect("her account");
    assert_eq!(name, "Evita");
    assert_eq!(answers["languages"], serde_json::json!({"nl": "A1", "es": "C2"}));
    assert_eq!(answers["interests"], serde_json::json!(["family"]), "what her wish stands for stays");
    assert_eq!((&answers["postcode"], &answers["arrived"]), (&"5612".into(), &"2026-05".into()));
    // The link opened no session; the code of the sign-in letter does, and the same link does nothing twice.
    assert!(she.cookie("buurten").is_none(), "a session");
    assert!(she.opens(&letter.path()).await.says("You said that this is right"));
    assert!(she.posts_all(&letter.path(), &fields).await.says("You said that this is right"));
    let code = town.letter_for("eva@example.org").await.code();
    assert_eq!(she.posts("/en/sign-in/code", &[("code", &code)]).await.leads_to().as_deref(), Some("/en/for-you"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_desk_does_not_learn_whether_an_address_has_an_account() {
    let town = Town::empty().await;
    let ana = newcomer(&town, "ana", "5653").await;
    let mut desk = staff(&town, "marieke", None).await;
    let mut pages = Vec::new();
    for email in ["ana@example.org", "eva@example.org"] {
        let fields = talk(&mut desk, &[("email", email)]).await;
        let sent = desk.posts_all("/desk/intake", &fields).await;
        pages.push(follows(&mut desk, &sent).await.main().replace(email, "EMAIL"));
    }
    assert_eq!(pages[0], pages[1]);
    let gives_up = "update letters set gave_up_at = buurten_now(), tries = 5 where sent_at is null";
    sqlx::query(gives_up).execute(&*town.db).await.expect("letters that could not leave");
    let front = desk.opens("/desk").await;
    let lines: Vec<String> = front.all(".desk-line p").iter().map(|line| line.replace('\n', " ")).collect();
    assert!(lines.len() == 2 && lines[0] == lines[1] && !front.html.contains(&ana.to_string()), "{lines:?}");
    let again = "update letters set gave_up_at = null, tries = 0, due_at = buurten_now()";
    sqlx::query(again).execute(&*town.db).await.expect("letters that leave");
    let letter = town.letter_for("ana@example.org").await;
    assert!(letter.text.contains("You have an account here already."), "{}", letter.text);
    // Nothing of hers changes before she says so, and nobody gets into her account by the link.
    let hers =
        "select answers ->> 'postcode' || coalesce(answers ->> 'arrived', '') from newcomers where account_id = $1";
    let postcode = async || -> String { sqlx::query_scalar(hers).bind(ana).fetch_one(&*town.db).await.expect("hers") };
    assert_eq!(postcode().await, "5653");
    let mut reader = town.reader();
    let page = reader.opens(&letter.path()).await;
    assert!(!page.html.contains("5653"), "what the account holds stays there");
    let done = reader.posts_all(&letter.path(), &filled(&page)).await;
    assert_eq!(done.leads_to().as_deref(), Some("/en/sign-in/code"));
    assert_eq!(postcode().await, "56122026-05", "what was said last wins");
    assert!(reader.cookie("buurten").is_none(), "a session");
    // After an hour the desk reads it no more; another never did.
    let id: uuid::Uuid = sqlx::query_scalar("select id from intakes where address = 'eva@example.org'")
        .fetch_one(&*town.db)
        .await
        .expect("an intake");
    let mut colleague = staff(&town, "bea", None).await;
    let path = format!("/desk/intake/{id}");
    assert_eq!(colleague.opens(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.opens(&path).await.status, StatusCode::OK);
    sqlx::query("update intakes set made_at = made_at - interval '61 minutes'")
        .execute(&*town.db)
        .await
        .expect("later");
    assert_eq!(desk.opens(&path).await.status, StatusCode::NOT_FOUND);
    // Three letters a day to one address, whoever has it; for the fourth the page says so, and nothing typed is lost.
    for number in 2..=4 {
        let fields = talk(&mut desk, &[("email", "eva@example.org")]).await;
        let page = desk.posts_all("/desk/intake", &fields).await;
        assert_eq!(page.status.is_redirection(), number < 4, "{number}");
        assert!(number < 4 || page.says("Three letters went there today") && page.html.contains("Eva"), "{number}");
    }
    assert_eq!(town.count("select count(*) from intakes where address = 'eva@example.org'").await, 3);
    assert_eq!(town.letters_for("eva@example.org").await.len(), 3);
    assert_eq!(town.letters_for("ana@example.org").await.len(), 1, "the code that signs in");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_misheard_address_is_put_right_or_the_whole_is_taken_back() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    let mut fields = talk(&mut desk, &[("email", "ewa@example.org")]).await;
    let sent = desk.posts_all("/desk/intake", &fields).await;
    let first = town.letter_for("ewa@example.org").await.path();
    // What was typed stands there again; the same id with another address is a letter to that one.
    let fits = sent.leads_to().expect("what fits");
    let page = desk.opens(&format!("{fits}/change")).await;
    assert_eq!(page.attributes("#email", "value"), ["ewa@example.org"]);
    assert_eq!(page.attributes("[name=id]", "value"), [fields[0].1.clone()]);
    assert_eq!(page.attributes("[name=interests][checked]", "value"), ["family", "choir"]);
    let put_right = |fields: &mut Vec<(String, String)>, email: &str| {
        fields.iter_mut().filter(|(name, _)| name == "email").for_each(|(_, value)| *value = email.to_owned());
    };
    put_right(&mut fields, "eva@example.org");
    for _ in 0..2 {
        assert_eq!(desk.posts_all("/desk/intake", &fields).await.leads_to().as_ref(), Some(&fits));
    }
    assert_eq!(town.letters_for("eva@example.org").await.len(), 1, "one letter, however often it is sent");
    assert!(town.reader().opens(&first).await.says("Nothing is kept here any more"), "the old link is dead");
    // A letter that waits for a misheard address does not leave; the fourth letter of one talk never does.
    put_right(&mut fields, "evy@example.org");
    desk.posts_all("/desk/intake", &fields).await;
    put_right(&mut fields, "eva@example.org");
    let page = desk.posts_all("/desk/intake", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.main());
    let letter = town.letter_for("evy@example.org").await;
    // Nobody else takes it back.
    let mut colleague = staff(&town, "bea", None).await;
    let back = format!("{fits}/take-back");
    assert_eq!(colleague.posts(&back, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(colleague.opens(&format!("{fits}/change")).await.status, StatusCode::NOT_FOUND);
    assert!(desk.sends(&back, &[]).await.says("It is taken back."));
    assert_eq!(town.count("select count(*) from intakes").await, 0);
    assert!(town.reader().opens(&letter.path()).await.says("Nothing is kept here any more"));
    assert_eq!(desk.posts(&back, &[]).await.status, StatusCode::NOT_FOUND);
    // One that waits is not sent at all; what she confirmed is hers.
    let fields = talk(&mut desk, &[("email", "iva@example.org")]).await;
    let fits = desk.posts_all("/desk/intake", &fields).await.leads_to().expect("what fits");
    desk.posts(&format!("{fits}/take-back"), &[]).await;
    assert_eq!(town.letters_for("iva@example.org").await.len(), 0);
    let fields = talk(&mut desk, &[("email", "ivo@example.org")]).await;
    let fits = desk.posts_all("/desk/intake", &fields).await.leads_to().expect("what fits");
    let letter = town.letter_for("ivo@example.org").await;
    let mut he = town.reader();
    let page = he.opens(&letter.path()).await;
    he.posts_all(&letter.path(), &filled(&page)).await;
    assert!(desk.sends(&format!("{fits}/take-back"), &[]).await.says("It is theirs now."));
    town.letter_for("ivo@example.org").await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_slip_loses_nothing_and_without_her_yes_nothing_is_kept() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    for (otherwise, field) in [
        ([("consents", "")], "consents"),
        ([("email", "eva at home")], "email"),
        ([("first_name", "")], "first_name"),
        ([("dutch", "X9")], "dutch"),
        ([("postcode", "561")], "postcode"),
    ] {
        let fields = talk(&mut desk, &otherwise).await;
        let page = desk.posts_all("/desk/intake", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")]);
        assert_eq!(page.attributes("[name=id]", "value"), [fields[0].1.clone()], "the same intake");
        if field != "email" {
            assert_eq!(page.attributes("#email", "value"), ["Eva@Example.org"]);
        }
        assert_eq!(page.attributes("[name=free][checked]", "value"), ["tue-evening"]);
        assert_eq!(page.attributes("[name=interests][checked]", "value"), ["choir"]);
    }
    // A helping button stores nothing.
    let mut fields = talk(&mut desk, &[]).await;
    fields.push(("then".to_owned(), "school-hours".to_owned()));
    let page = desk.posts_all("/desk/intake", &fields).await;
    assert!(page.attributes("[name=free][checked]", "value").len() > 5, "{}", page.status);
    fields.push(("nationality".to_owned(), "x".to_owned()));
    let refused = desk.posts_all("/desk/intake", &fields).await;
    assert!(refused.status.is_client_error() && refused.says("could not"), "{} {}", refused.status, refused.main());
    assert_eq!(town.count("select count(*) from intakes").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn she_throws_it_away_or_it_is_forgotten() {
    let town = Town::empty().await;
    let mut desk = staff(&town, "marieke", None).await;
    let fields = talk(&mut desk, &[]).await;
    desk.posts_all("/desk/intake", &fields).await;
    let letter = town.letter_for("eva@example.org").await;
    let mut she = town.reader();
    let thrown = she.posts(&format!("{}/forget", letter.path()), &[]).await;
    assert!(follows(&mut she, &thrown).await.says("It is thrown away."));
    assert_eq!(town.count("select count(*) from intakes").await, 0);
    assert!(she.opens(&letter.path()).await.says("Nothing is kept here any more"));
    let fields = talk(&mut desk, &[]).await;
    desk.posts_all("/desk/intake", &fields).await;
    let letter = town.letter_for("eva@example.org").await;
    sqlx::query("update intakes set made_at = made_at - interval '15 days'").execute(&*town.db).await.expect("later");
    assert!(she.opens(&letter.path()).await.says("Nothing is kept here any more"));
    let mut hers = fields.clone();
    hers.retain(|(name, _)| !["id", "email", "lang", "consents"].contains(&name.as_str()));
    assert!(she.posts_all(&letter.path(), &hers).await.says("Nothing is kept here any more"));
    assert_eq!(town.count("select count(*) from newcomers").await, 0);
    town.nothing_is_left().await;
}
