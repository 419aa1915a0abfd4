//! What the pages say of the city, as an administrator changes it.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;

const FORMS: [&str; 3] = ["/desk/city/contact", "/desk/city/help-lines", "/desk/city/who-pays"];

async fn tessa(town: &Town) -> Reader {
    let mut tessa = town.staff("tessa@example.org", true).await.0;
    tessa.posts("/desk/language", &[]).await;
    tessa
}

fn with(fields: &[(String, String)], name: &str, row: usize, value: &str) -> Vec<(String, String)> {
    let mut changed = fields.to_vec();
    let field = changed.iter_mut().filter(|(n, _)| n == name).nth(row).unwrap_or_else(|| panic!("a field {name}"));
    value.clone_into(&mut field.1);
    changed
}

async fn form(reader: &mut Reader, path: &str) -> Vec<(String, String)> {
    reader.opens(path).await.fields(path)
}

fn refused(page: &Page, what: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    assert!(page.all("main h1").concat().len() > 3, "{what} is refused without a word");
}

#[tokio::test]
async fn the_person_to_call_changes_on_every_page() {
    let town = Town::empty().await;
    let mut tessa = tessa(&town).await;
    let mut fields = form(&mut tessa, FORMS[0]).await;
    for (name, row, value) in [
        ("name", 0, "Fatma"),
        ("phone", 0, "040 765 43 21"),
        ("hours_en", 0, "Wednesday 9:00–11:00"),
        ("about_nl", 0, "Fatma kent de stad."),
        ("note_en", 0, ""),
        ("day", 0, "wed"),
        ("from", 0, "9.00"),
        ("until", 0, "11:00"),
        ("day", 1, ""),
        ("from", 1, ""),
        ("until", 1, ""),
    ] {
        fields = with(&fields, name, row, value);
    }
    let page = tessa.posts_all(FORMS[0], &fields).await;
    assert_eq!(page.leads_to().as_deref(), Some("/desk/city"), "{}", page.main());
    assert!(tessa.opens("/desk/city").await.says("Saved. Every page shows it now."));
    let mut anybody = town.reader();
    let talk = anybody.opens("/en/talk").await;
    assert!(talk.says("Fatma, social worker 040 765 43 21 Wednesday 9:00–11:00"), "{}", talk.main());
    assert!(!talk.says("This is a sample city. Marieke"), "the note is gone");
    assert_eq!(anybody.opens("/nl/talk").await.all(".lead"), ["Fatma kent de stad."]);
    assert_eq!(anybody.opens("/en/").await.all(".reach b"), ["Call Fatma, Wednesday 09:00"], "the foot of every page");
    // The same again is no change and no second line.
    let again = form(&mut tessa, FORMS[0]).await;
    assert!(tessa.posts_all(FORMS[0], &again).await.status.is_redirection());
    assert!(tessa.posts_all(FORMS[0], &fields).await.status.is_redirection(), "sent twice");
    assert_eq!(town.count("select count(*) from logbook where act = 'city-changed'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_slip_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let town = Town::empty().await;
    let mut tessa = tessa(&town).await;
    for (path, name, row, bad, id, says) in [
        (FORMS[0], "phone", 0, "call me", "phone", "This does not look like a telephone number."),
        (FORMS[0], "email", 0, "marieke", "email", "This does not look like an email address."),
        (FORMS[0], "role_nl", 0, "", "role_nl", "Please fill this in."),
        (FORMS[0], "from", 1, "half ten", "from-1", "Please use at most 5 characters."),
        (FORMS[0], "from", 1, "25:00", "from-1", "Write a time like 10:00."),
        (FORMS[0], "until", 0, "09:00", "until-0", "This must be later than the time before it."),
        (FORMS[0], "day", 0, "someday", "day-0", "Please choose a day."),
        (FORMS[1], "name_en", 2, "", "name_en-2", "Please fill this in."),
        (FORMS[1], "phone", 1, "0800-HELP", "phone-1", "This does not look like a telephone number."),
        (FORMS[1], "url", 0, "javascript:alert(1)", "url-0", "This does not look like a website."),
        (FORMS[1], "place", 0, "first", "place-0", "Use a number from 1 to 99."),
        (FORMS[2], "text_nl", 1, "", "text_nl-1", "Please fill this in."),
    ] {
        let fields = with(&form(&mut tessa, path).await, name, row, bad);
        let page = tessa.posts_all(path, &fields).await;
        refused(&page, name);
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{id}")]);
        assert!(page.all(&format!("[id='{id}-error']")).concat().contains(says), "{}", page.main());
        if name != "day" {
            assert_eq!(page.fields(path), fields, "what was typed stays");
        }
    }
    assert_eq!(town.count("select count(*) from logbook").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn odd_characters_and_long_texts_are_refused_in_every_field() {
    let town = Town::empty().await;
    let mut tessa = tessa(&town).await;
    let facts = "select facts::text from city";
    let before: String = sqlx::query_scalar(facts).fetch_one(&*town.db).await.expect("facts");
    let long = "x".repeat(5_000);
    for path in FORMS {
        let fields = form(&mut tessa, path).await;
        let mut names: Vec<&String> = fields.iter().map(|(n, _)| n).collect();
        names.dedup();
        for name in names {
            for bad in ["a\u{0}b", "a\u{1b}[2Jb", "a\u{202e}b", "\u{2066}a", "a\u{2028}b", "a\u{fffd}b", &long] {
                refused(&tessa.posts_all(path, &with(&fields, name, 0, bad)).await, &format!("{path} {name}"));
            }
        }
        let mut extra = fields.clone();
        extra.push(("slug".to_owned(), "atlantis".to_owned()));
        refused(&tessa.posts_all(path, &extra).await, "a field we did not ask for");
        let without: Vec<_> = fields.iter().filter(|(n, _)| n != "version").cloned().collect();
        refused(&tessa.posts_all(path, &without).await, "no version");
        let fewer: Vec<_> = fields[..fields.len() - 1].to_vec();
        refused(&tessa.posts_all(path, &fewer).await, "a row that is not whole");
    }
    let after: String = sqlx::query_scalar(facts).fetch_one(&*town.db).await.expect("facts");
    assert_eq!(after, before);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn two_administrators_never_overwrite_each_other_unseen() {
    let town = Town::empty().await;
    let (mut tessa, mut karim) = (tessa(&town).await, town.staff("karim@example.org", true).await.0);
    karim.posts("/desk/language", &[]).await;
    let (hers, his) = (form(&mut tessa, FORMS[0]).await, form(&mut karim, FORMS[0]).await);
    assert!(tessa.posts_all(FORMS[0], &with(&hers, "name", 0, "Fatma")).await.status.is_redirection());
    let his = with(&with(&his, "name", 0, "Joris"), "note_nl", 0, "Bel gerust.");
    let page = karim.posts_all(FORMS[0], &his).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.says("Somebody else changed this in the meantime.") && page.says("First name Fatma"),
        "{}",
        page.main()
    );
    let kept = page.fields(FORMS[0]);
    let without =
        |fields: &[(String, String)]| fields.iter().filter(|(n, _)| n != "version").cloned().collect::<Vec<_>>();
    assert_eq!(without(&kept), without(&his), "what he typed stays");
    assert!(town.reader().opens("/en/talk").await.says("Fatma"), "nothing was saved");
    // He has seen it now, and saves.
    assert!(karim.posts_all(FORMS[0], &kept).await.status.is_redirection());
    assert!(town.reader().opens("/nl/talk").await.says("Joris, sociaal werker"));
    // Another part of the facts is nobody else's change.
    let lines = form(&mut tessa, FORMS[1]).await;
    let pays = form(&mut karim, FORMS[2]).await;
    assert!(karim.posts_all(FORMS[2], &with(&pays, "text_en", 0, "The city pays.")).await.status.is_redirection());
    assert!(
        tessa.posts_all(FORMS[1], &with(&lines, "what_en", 0, "Ambulance and police")).await.status.is_redirection()
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn help_lines_come_go_and_change_places() {
    let town = Town::empty().await;
    let mut tessa = tessa(&town).await;
    let mut fields = form(&mut tessa, FORMS[1]).await;
    let spare = fields.iter().filter(|(n, _)| n == "id").count() - 1;
    for (name, value) in [
        ("place", "1"),
        ("name_en", "Listening line"),
        ("name_nl", "Luisterlijn"),
        ("what_en", "Somebody to talk to"),
        ("what_nl", "Iemand om mee te praten"),
        ("when_en", "Call when you are alone."),
        ("when_nl", "Bel als je alleen bent."),
        ("phone", "088 0767 000"),
    ] {
        fields = with(&fields, name, spare, value);
    }
    // 112 goes to the second place; the police are taken away.
    fields = with(&fields, "place", 0, "2");
    fields.push(("gone".to_owned(), "4".to_owned()));
    fields.push(("always".to_owned(), spare.to_string()));
    let done = tessa.posts_all(FORMS[1], &fields).await;
    assert!(done.status.is_redirection(), "{}", done.main());
    let talk = town.reader().opens("/en/talk").await;
    let names = talk.all("main li h3");
    assert_eq!(names[..2], ["Listening line", "112"]);
    assert!(names.len() == 6 && !names.iter().any(|n| n.starts_with("Police")), "{names:?}");
    assert!(talk.says("Call when you are alone. 088 0767 000 Day and night."), "{}", talk.main());
    assert_eq!(talk.attributes("main li a[href^='tel:']", "href")[0], "tel:0880767000");
    // Not all of them: somebody in need must find somebody.
    let mut none = form(&mut tessa, FORMS[1]).await;
    none.extend((0..6).map(|n| ("gone".to_owned(), n.to_string())));
    refused(&tessa.posts_all(FORMS[1], &none).await, "no line at all");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_pays_is_said_in_both_languages() {
    let town = Town::empty().await;
    let mut tessa = tessa(&town).await;
    let fields = form(&mut tessa, FORMS[2]).await;
    let last = fields.iter().filter(|(n, _)| n == "text_en").count() - 1;
    let mut changed = with(&with(&fields, "text_en", last, "Nobody sees you."), "text_nl", last, "Niemand ziet jou.");
    changed = with(&with(&changed, "text_en", 0, ""), "text_nl", 0, "");
    assert!(tessa.posts_all(FORMS[2], &changed).await.status.is_redirection());
    let page = town.reader().opens("/nl/who-pays").await;
    assert!(
        page.says("Niemand ziet jou.") && !page.says("Dit is een voorbeeldstad: niemand betaalt"),
        "{}",
        page.main()
    );
    // A page that another instance shows hears of it within a second.
    assert_eq!(town.count("select count(*) from pg_trigger where tgname = 'city_changed'").await, 1);
    town.nothing_is_left().await;
}
