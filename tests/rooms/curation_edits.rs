//! Editing a listing at the desk: nobody overwrites anybody, nothing typed is lost, everything can be brought back.

use super::curation::social_worker;
use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use scraper::{Html, Selector};
use uuid::Uuid;

async fn choir(town: &Town) -> Uuid {
    town.with_listing(&[
        ("id", "choir"),
        ("title_en", "Choir"),
        ("title_nl", "Koor"),
        ("summary_en", "We sing."),
        ("summary_nl", "We zingen."),
        ("domains", "culture"),
        ("interests", "choir;board-games"),
        ("languages", "nl;pt-br"),
        ("dutch_needed", "A2"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", "2026-09-01"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("skip_dates", "2026-12-29"),
        ("newcomer_places", "5"),
        ("contact_email", "host@example.org"),
        ("cost_eur", "2.50"),
    ])
    .await
}

type Fields = Vec<(String, String)>;

/// The fields of the form as a browser would send them, and its address.
fn filled(page: &Page, action: &str) -> Fields {
    let html = Html::parse_document(&page.html);
    let select = |s: &str| Selector::parse(s).expect("a selector");
    let form = select(&format!("form[action='{action}']"));
    let form = html.select(&form).next().unwrap_or_else(|| panic!("no form {action} in {}", page.main()));
    let mut fields = Vec::new();
    for field in form.select(&select("input[name], select[name], textarea[name]")) {
        let name = field.value().attr("name").expect("a name").to_owned();
        let value = match field.value().name() {
            "select" => {
                let chosen =
                    field.select(&select("option[selected]")).next().or(field.select(&select("option")).next());
                chosen.and_then(|o| o.value().attr("value")).unwrap_or_default().to_owned()
            }
            "textarea" => field.text().collect(),
            _ if matches!(field.value().attr("type"), Some("checkbox" | "radio"))
                && field.value().attr("checked").is_none() =>
            {
                continue;
            }
            _ => field.value().attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name, value));
    }
    fields
}

fn with(mut fields: Fields, changed: &[(&str, &str)]) -> Fields {
    for (name, value) in changed {
        match fields.iter_mut().find(|(n, _)| n == name) {
            Some(field) => field.1 = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    fields
}

async fn sends(desk: &mut Reader, address: &str, fields: &Fields) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    desk.sends(address, &fields).await
}

/// All columns of the listing but its version and times.
async fn row(town: &Town) -> String {
    sqlx::query_scalar(
        "select (to_jsonb(l) - 'version' - 'changed_at' - 'changed_in')::text from listings l where key = 'choir'",
    )
    .fetch_one(&*town.db)
    .await
    .expect("the row")
}

#[tokio::test]
async fn the_form_sent_as_it_came_changes_nothing_and_every_field_can_be_changed() {
    let town = Town::empty().await;
    let address = format!("/desk/listings/{}", choir(&town).await);
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let before = row(&town).await;
    let form = filled(&desk.opens(&address).await, &address);
    let page = sends(&mut desk, &address, &form).await;
    assert!(page.says("Nothing was different, so nothing was saved."), "{}", page.main());
    assert_eq!((row(&town).await, town.count("select count(*) from listing_changes").await), (before, 0));
    let long = format!("{} end.", "word ".repeat(30));
    let changed = with(form, &[("summary_en", &long), ("repeat", "monthly"), ("cost_eur", "3"), ("rung", "mixed")]);
    let page = sends(&mut desk, &address, &changed).await;
    assert!(page.says("Choir Saved. Undo") && page.says("One sentence has 31 words. Split it."), "{}", page.main());
    let stored = "select count(*) from listings where rrule = 'FREQ=MONTHLY;BYDAY=1TU' and cost_cents = 300 and rung = 'mixed' and version = 2";
    assert_eq!(town.count(stored).await, 1);
    // Slips are beside their fields, and what was typed stays.
    let form = filled(&page, &address);
    for (field, bad) in [
        ("title_en", "a\u{202e}b"),
        ("first_date", "soon"),
        ("skip_dates", "never"),
        ("starts", "late"),
        ("cost_eur", "much"),
        ("local_share", "101"),
        ("confirmed_on", "1-1-2099"),
        ("url", "javascript:alert(1)"),
        ("contact_email", "nobody"),
    ] {
        let page = sends(&mut desk, &address, &with(form.clone(), &[(field, bad)])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")]);
        assert_eq!(page.attributes(&format!("#{field}"), "value"), [bad]);
    }
    assert_eq!(town.count(stored).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_two_people_changed_is_merged_and_what_both_changed_is_chosen() {
    let town = Town::empty().await;
    let id = choir(&town).await;
    let address = format!("/desk/listings/{id}");
    let (mut marieke, mut jan) =
        (social_worker(&town, "marieke@example.org").await, social_worker(&town, "jan@example.org").await);
    let form = filled(&marieke.opens(&address).await, &address);
    // Jan changes the venue and the title; a host's answer takes a place meanwhile, without a version.
    let theirs = with(form.clone(), &[("venue", "The church"), ("title_en", "The choir"), ("starts", "19:30")]);
    assert!(sends(&mut jan, &address, &theirs).await.says("Saved."));
    sqlx::query("update listings set newcomer_places = 4").execute(&*town.db).await.expect("a yes");
    // Marieke changed other things of the same version: both are kept.
    let page = sends(&mut marieke, &address, &with(form.clone(), &[("organisation", "Singers")])).await;
    assert!(page.says("Somebody else changed it too; both are kept."), "{}", page.main());
    let both = "select count(*) from listings where venue = 'The church' and organisation = 'Singers' and newcomer_places = 4 and starts = '19:30'";
    assert_eq!(town.count(both).await, 1);
    // And now the same ones, from the old version still: nothing is stored, both stand side by side.
    let mine = with(
        form,
        &[("title_en", "Our choir"), ("ends", "23:00"), ("contact_name", "Maarten"), ("newcomer_places", "9")],
    );
    let page = sends(&mut marieke, &address, &mine).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.all("legend"), ["Places left for newcomers", "Title in English", "When"], "{}", page.main());
    for words in ["The choir", "Our choir", "Every Tuesday", "19:30", "23:00", "4", "9"] {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert_eq!(town.count(both).await, 1);
    let chosen = filled(&page, &address);
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value");
    assert_eq!(value("title_en"), ["The choir", "Our choir"]);
    let theirs_title = with(chosen, &[("title_en", "The choir"), ("newcomer_places", "4"), ("then", "save")]);
    let page = sends(&mut marieke, &address, &theirs_title).await;
    assert!(page.says("The choir Saved. Undo"), "{}", page.main());
    let all = "select count(*) from listings where venue = 'The church' and organisation = 'Singers' and title_en = 'The choir'
         and starts = '20:00' and ends = '23:00' and contact_name = 'Maarten' and newcomer_places = 4
         and interests = '{board-games,choir}' and languages = '{nl,pt-br}' and skip_dates = '{2026-12-29}' and cost_cents = 250";
    assert_eq!(town.count(all).await, 1, "{}", row(&town).await);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_version_that_never_was_is_no_form_of_ours() {
    let town = Town::empty().await;
    let address = format!("/desk/listings/{}", choir(&town).await);
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let form = filled(&desk.opens(&address).await, &address);
    for version in ["0", "2", "-1", "x", ""] {
        let page = sends(&mut desk, &address, &with(form.clone(), &[("version", version), ("venue", "X")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{version}");
    }
    assert_eq!(town.count("select count(*) from listing_changes").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_history_names_every_change_and_brings_it_back() {
    let town = Town::empty().await;
    let address = format!("/desk/listings/{}", choir(&town).await);
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let before = row(&town).await;
    let form = filled(&desk.opens(&address).await, &address);
    let page = sends(&mut desk, &address, &with(form, &[("venue", "The church"), ("ends", "23:00")])).await;
    let form = filled(&page, &address);
    sends(&mut desk, &address, &with(form, &[("venue", "The school"), ("repeat", "appointment")])).await;
    let history = format!("{address}/history");
    let page = desk.opens(&history).await;
    assert!(page.says("Marieke, at the desk") && page.says("Place The church The school"), "{}", page.main());
    assert!(page.says("Ends at 22:00 23:00") && page.says("Place nothing The church"), "{}", page.main());
    let restore = format!("{address}/restore");
    let field = |version, name| [("what", "field"), ("version", version), ("field", name), ("back", "history")];
    // One field of a change; a rhythm comes back whole.
    let page = desk.sends(&restore, &field("3", "venue")).await;
    assert_eq!(page.address, history);
    assert!(page.says("Choir Brought back."), "{}", page.main());
    desk.sends(&restore, &field("3", "starts")).await;
    assert_eq!(
        town.count("select count(*) from listings where venue = 'The church' and ends = '23:00' and rrule is not null")
            .await,
        1
    );
    // The whole listing as of a version, but for the places that answers have counted since.
    sqlx::query("update listings set newcomer_places = 2").execute(&*town.db).await.expect("answers");
    let page = desk.sends(&restore, &[("what", "listing"), ("version", "1"), ("back", "history")]).await;
    assert!(page.says("Brought back."), "{}", page.main());
    assert_eq!(row(&town).await, before.replace("\"newcomer_places\": 5", "\"newcomer_places\": 2"));
    assert_eq!(town.count("select count(*) from listing_changes").await, 5);
    desk.sends(&restore, &[("what", "listing"), ("version", "1")]).await;
    assert_eq!(town.count("select count(*) from listing_changes").await, 5, "twice is once");
    for bad in [field("99", "venue"), field("3", "key"), field("3", "")] {
        assert_eq!(desk.posts(&restore, &bad).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_undo_takes_back_only_what_nobody_changed_since() {
    let town = Town::empty().await;
    let address = format!("/desk/listings/{}", choir(&town).await);
    let (mut marieke, mut jan) =
        (social_worker(&town, "marieke@example.org").await, social_worker(&town, "jan@example.org").await);
    let form = filled(&marieke.opens(&address).await, &address);
    let page =
        sends(&mut marieke, &address, &with(form, &[("venue", "The church"), ("organisation", "Singers")])).await;
    let undo = page.attributes(".flash input[name=version]", "value").concat();
    let form = filled(&jan.opens(&address).await, &address);
    sends(&mut jan, &address, &with(form, &[("venue", "The school")])).await;
    marieke.sends(&format!("{address}/restore"), &[("what", "change"), ("version", &undo)]).await;
    assert_eq!(
        town.count("select count(*) from listings where venue = 'The school' and organisation is null").await,
        1
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_preview_shows_what_is_typed_in_both_languages_and_stores_nothing() {
    let town = Town::empty().await;
    let id = choir(&town).await;
    sqlx::query("update listings set status = 'draft'").execute(&*town.db).await.expect("a draft");
    let address = format!("/desk/listings/{id}");
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let before = row(&town).await;
    let form = filled(&desk.opens(&address).await, &address);
    let typed = with(form.clone(), &[("title_nl", "Zangclub"), ("summary_en", "Sing <b>loud</b>."), ("cost_eur", "7")]);
    let page = sends(&mut desk, &format!("{address}/preview"), &typed).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in
        ["Zangclub", "Sing <b>loud</b>.", "€ 7 each time.", "€ 7 per keer.", "Every Tuesday", "Nothing is saved yet"]
    {
        assert!(page.says(words), "{words}: {}", page.main());
    }
    assert_eq!((row(&town).await, town.count("select count(*) from listing_changes").await), (before, 0));
    let page = sends(&mut desk, &format!("{address}/preview"), &with(form, &[("cost_eur", "much")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#cost_eur", "value"), ["much"]);
    let page = desk.opens(&format!("{address}/preview?lang=nl")).await;
    assert!(page.says("We zingen.") && !page.says("We sing."), "{}", page.main());
    town.nothing_is_left().await;
}
