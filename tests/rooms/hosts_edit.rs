//! A host changes their listing, within limits, and never over somebody else's change.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use buurten::listings::{self, By, Role};
use uuid::Uuid;

const HOST: &str = "host@example.org";

const FIELDS: [(&str, &str); 25] = [
    ("version", "1"),
    ("title_en", "choir"),
    ("title_nl", ""),
    ("organisation", ""),
    ("postcode", ""),
    ("summary_en", "We sing."),
    ("summary_nl", "We zingen."),
    ("every", "week"),
    ("weekday", "tue"),
    ("first_date", "2026-09-01"),
    ("starts", "20:00"),
    ("ends", "22:00"),
    ("skip_dates", ""),
    ("venue", "De Kachel"),
    ("cost", "2,50"),
    ("cost_per", "session"),
    ("newcomer_places", "3"),
    ("places_were", "3"),
    ("trial", "yes"),
    ("children", "no"),
    ("english_ok", ""),
    ("dutch_needed", "A2"),
    ("take_along", ""),
    ("contact_name", "Riet"),
    ("url", "example.org/choir"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> =
        FIELDS.into_iter().filter(|(n, _)| changes.iter().all(|(c, _)| c != n)).collect();
    fields.extend(changes);
    fields
}

/// A choir on Tuesdays and its host, of whose listing the version is 1.
async fn hosted(rule: &str) -> (Town, Reader, Uuid) {
    let town = Town::empty().await;
    let times = [("rrule", rule), ("first_date", "2026-09-01"), ("starts", "19:00"), ("ends", "21:00")];
    let mut fields = vec![("id", "choir"), ("contact_email", HOST), ("newcomer_places", "3")];
    fields.extend(times);
    let listing = town.with_listing(&fields).await;
    let mut host = town.signed_in(HOST).await;
    host.posts(&format!("/en/listings/{listing}/claim"), &[]).await;
    (town, host, listing)
}

async fn saves(host: &mut Reader, listing: Uuid, changes: &[(&str, &str)]) -> Page {
    host.sends(&format!("/en/host/listings/{listing}"), &with(changes)).await
}

async fn value(town: &Town, column: &str) -> Option<String> {
    let sql = sqlx::AssertSqlSafe(format!("select {column}::text from listings where key = 'choir'"));
    sqlx::query_scalar(sql).fetch_one(&*town.db).await.expect("a column")
}

#[tokio::test]
async fn a_host_changes_what_they_know_best_and_it_counts_as_true_today() {
    let (town, mut host, listing) = hosted("FREQ=WEEKLY;BYDAY=TU").await;
    let form = host.opens(&format!("/en/host/listings/{listing}")).await;
    assert_eq!(form.attributes("#every option[selected]", "value"), ["week"]);
    assert_eq!(form.attributes("[name=weekday][checked]", "value"), ["tue"]);
    assert!(form.says("Questions go to host@example.org."), "{}", form.main());
    let page =
        saves(&mut host, listing, &[("every", "month-last"), ("weekday", "thu"), ("skip_dates", "31-12-2026")]).await;
    assert!(page.address == "/en/host" && page.says("Saved. Everybody sees it now."), "{}", page.main());
    assert_eq!(value(&town, "rrule").await.as_deref(), Some("FREQ=MONTHLY;BYDAY=-1TH"));
    assert_eq!(value(&town, "skip_dates").await.as_deref(), Some("{2026-12-31}"));
    assert_eq!(value(&town, "url").await.as_deref(), Some("https://example.org/choir"));
    assert_eq!(value(&town, "confirmed_on").await, Some(town.today().to_string()));
    town.look().await;
    let page = town.reader().opens(&format!("/en/listings/{listing}")).await;
    assert!(page.says("We sing.") && page.says("Every month, on the last Thursday."), "{}", page.main());
    assert!(page.says("€ 2.50 each time. You can come and try once."), "{}", page.main());
    assert!(town.reader().opens(&format!("/nl/listings/{listing}")).await.says("We zingen."));
    assert_eq!(town.count("select count(*) from listing_changes where by_role = 'host'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_not_theirs_to_change_is_no_form_of_ours() {
    let (town, mut host, listing) = hosted("FREQ=WEEKLY;BYDAY=TU").await;
    for (field, text) in [
        ("kind", "activity"),
        ("domains", "work"),
        ("status", "closed"),
        ("key", "other"),
        ("local_share", "99"),
        ("rung", "safe"),
        ("contact_email", "me@example.org"),
    ] {
        let page = saves(&mut host, listing, &[(field, text)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    let mut all = with(&[]);
    all.retain(|(n, _)| *n != "venue");
    let page = host.posts(&format!("/en/host/listings/{listing}"), &all).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "half a form clears nothing");
    assert_eq!(value(&town, "version").await.as_deref(), Some("1"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_slip_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let (town, mut host, listing) = hosted("FREQ=WEEKLY;BYDAY=TU").await;
    for (field, text, says) in [
        ("starts", "eight", "Type a time like 19:30."),
        ("first_date", "", "Please fill this in."),
        ("ends", "20:00", "The end must differ from the start."),
        ("skip_dates", "2026-12-22, soon", "Type dates like 2026-12-22, with a comma between them."),
        ("cost", "much", "Type an amount in euros, like 5 or 7.50."),
        ("newcomer_places", "-1", "Type a number from 0 to 1000, or nothing."),
        ("url", "javascript:alert(1)", "This does not look like a web address."),
        ("url", "https://me:secret@example.org", "This does not look like a web address."),
    ] {
        let page = saves(&mut host, listing, &[(field, text), ("summary_en", "New words")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(page.says(says), "{field}: {}", page.main());
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")]);
        assert_eq!(page.attributes(&format!("#{field}"), "value"), [text]);
        assert_eq!(page.all("#summary_en"), ["New words"]);
    }
    let page = saves(&mut host, listing, &[("every", "month-1"), ("weekday", "mon"), ("weekday", "tue")]).await;
    assert!(page.says("Choose one day, for example only Tuesday."), "{}", page.main());
    assert_eq!(value(&town, "version").await.as_deref(), Some("1"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn somebody_else_changed_it_meanwhile_and_both_are_shown() {
    let (town, mut host, listing) = hosted("FREQ=WEEKLY;BYDAY=TU").await;
    let mut tx = town.db.begin().await.expect("a transaction");
    let (mut theirs, version) = listings::with_version_locked(&mut tx, listing).await.expect("it").expect("it");
    theirs.venue = Some("The new hall".to_owned());
    let desk = By { account: None, role: Role::SocialWorker };
    listings::change(&mut tx, desk, &theirs, version).await.expect("a change");
    // An answer takes a place, and makes no version.
    listings::take_place(&mut tx, listing).await.expect("a place");
    tx.commit().await.expect("stored");

    let page = saves(&mut host, listing, &[("venue", "The old barn")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("Somebody else changed this page meanwhile."), "{}", page.main());
    assert!(page.says("There now: The new hall"), "{}", page.main());
    assert_eq!(page.attributes("#venue", "value"), ["The old barn"], "their own words are kept");
    assert_eq!(page.attributes("#newcomer_places", "value"), ["2"], "the place that was taken is nobody's edit");
    assert_eq!(value(&town, "venue").await.as_deref(), Some("The new hall"), "nothing is overwritten");
    let version = page.attributes("[name=version]", "value").concat();
    let again =
        [("version", version.as_str()), ("venue", "The old barn"), ("newcomer_places", "2"), ("places_were", "2")];
    assert!(saves(&mut host, listing, &again).await.says("Saved. Everybody sees it now."));
    assert_eq!(value(&town, "venue").await.as_deref(), Some("The old barn"));
    assert_eq!(value(&town, "newcomer_places").await.as_deref(), Some("2"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_rule_that_the_form_cannot_say_stays_as_it_is() {
    let rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20301231";
    let (town, mut host, listing) = hosted(rule).await;
    let form = host.opens(&format!("/en/host/listings/{listing}")).await;
    assert_eq!(form.attributes("#every option[selected]", "value"), ["as-it-is"]);
    // A yes took a place while the form was open: saving does not give it back.
    sqlx::query("update listings set newcomer_places = 2").execute(&*town.db).await.expect("a place");
    saves(&mut host, listing, &[("every", "as-it-is"), ("starts", "18:30")]).await;
    assert_eq!(value(&town, "rrule").await.as_deref(), Some(rule));
    assert_eq!(value(&town, "starts").await.as_deref(), Some("18:30:00"));
    assert_eq!(value(&town, "newcomer_places").await.as_deref(), Some("2"));
    town.nothing_is_left().await;
}
