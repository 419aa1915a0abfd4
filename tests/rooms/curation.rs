//! Listings at the desk: a new one, the table, and the acts with their undo.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use uuid::Uuid;

/// Somebody of the desk, with both factors.
pub async fn social_worker(town: &Town, address: &str) -> Reader {
    let reader = town.signed_in(address).await;
    for sql in [
        "insert into staff (account_id) select id from accounts where email = $1 on conflict do nothing",
        "update accounts set first_name = initcap(split_part(email, '@', 1)) where email = $1",
        "update sessions set second_factor_at = buurten_now() where account_id = (select id from accounts where email = $1)",
    ] {
        sqlx::query(sql).bind(address).execute(&*town.db).await.expect("staff");
    }
    reader
}

/// Sends the undo that stands in the flash.
async fn undoes(desk: &mut Reader, page: &Page) -> Page {
    let action = page.attributes(".flash form", "action").concat();
    let value = |name: &str| page.attributes(&format!(".flash input[name={name}]"), "value").concat();
    let fields: Vec<(&str, String)> = ["what", "version", "back", "place"].into_iter().map(|n| (n, value(n))).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    desk.sends(&action, &fields).await
}

const NEW: [(&str, &str); 14] = [
    ("kind", "club"),
    ("title_en", "Evening choir"),
    ("title_nl", "Avondkoor"),
    ("summary_en", "We sing together.\r\nNobody needs to read notes."),
    ("summary_nl", "We zingen samen."),
    ("organisation", "The old school"),
    ("interest", "choir"),
    ("speech", "both"),
    ("repeat", "weekly"),
    ("first_date", "1-9-2026"),
    ("times", "20:00 - 22.00"),
    ("postcode", "5611 AB"),
    ("venue", "The old school"),
    ("contact_email", "host@example.org"),
];

fn form<'a>(entry: &'a str, then: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = NEW.to_vec();
    fields.retain(|(name, _)| changed.iter().all(|(n, _)| n != name));
    fields.extend(changed);
    fields.extend([("entry", entry), ("then", then)]);
    fields
}

#[tokio::test]
async fn a_new_listing_asks_fourteen_fields_and_she_sees_it_first() {
    let town = Town::empty().await;
    town.with_listing(&[("id", "other"), ("domains", "culture"), ("interests", "day-trips")]).await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let page = desk.opens("/desk/listings/new").await;
    let fields = page.attributes("main form :is(input:not([type=hidden]), select, textarea)", "name");
    assert_eq!(fields.len(), 14, "{fields:?}");
    let entry = page.attributes("input[name=entry]", "value").concat();
    let page = desk.sends("/desk/listings/new", &form(&entry, "publish", &[])).await;
    assert_eq!(page.address, format!("/desk/listings/{entry}"));
    assert!(page.says("Evening choir Published. Newcomers see it now. Undo"), "{}", page.main());
    let key: String = sqlx::query_scalar("select key from listings where title_nl = 'Avondkoor' and summary_en = 'We sing together. Nobody needs to read notes.'")
        .fetch_one(&*town.db)
        .await
        .expect("it");
    assert_eq!(key, "evening-choir");
    town.look().await;
    let mut her = town.reader();
    her.posts("/en/questions/languages", &[("dutch", "A0"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/interests", &[("interests", "choir")]).await;
    her.posts("/en/questions/time", &[("free", "tue-evening")]).await;
    her.posts("/en/questions/place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "25")]).await;
    let found = her.opens("/en/for-you").await.all(".card__title");
    assert_eq!(found.first().map(String::as_str), Some("Evening choir"), "{found:?}");
    // Publishing is undone, and nobody sees it any more.
    let page = undoes(&mut desk, &page).await;
    assert!(page.says("Brought back") || page.says("Draft"), "{}", page.main());
    town.look().await;
    assert!(her.opens("/en/for-you").await.all(".card__title").iter().all(|t| t != "Evening choir"));
    assert_eq!(her.opens(&format!("/en/listings/{entry}")).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_draft_is_made_once_and_its_slips_lose_nothing() {
    let town = Town::empty().await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let entry = Uuid::new_v4().to_string();
    for (field, bad, said) in [
        ("title_en", "", ""),
        ("first_date", "soon", "This does not look like a date."),
        ("times", "20:00", "Type when it begins and ends"),
        ("postcode", "here", "A postcode begins with four digits"),
        ("contact_email", "nobody", "This does not look like an email address."),
        ("interest", "nothing", "Please choose something from the list."),
    ] {
        let both = [(field, bad), ("title_nl", if field == "title_en" { "" } else { "Avondkoor" })];
        let page = desk.posts("/desk/listings/new", &form(&entry, "draft", &both)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(page.attributes(".error-summary a", "href"), [format!("#{field}")]);
        assert!(page.says(said) && page.all("textarea")[0].starts_with("We sing together."), "{}", page.main());
    }
    assert_eq!(town.count("select count(*) from listings").await, 0);
    let mut taps = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (mut tab, entry) = (desk.another_tab(), entry.clone());
        taps.spawn(async move { tab.posts("/desk/listings/new", &form(&entry, "draft", &[])).await });
    }
    for page in taps.join_all().await {
        assert_eq!(page.leads_to(), Some(format!("/desk/listings/{entry}")));
    }
    assert_eq!(town.count("select count(*) from listings").await, 1);
    assert_eq!(town.count("select count(*) from listing_changes").await, 1);
    // Sent again with other words it changes that one; another one of the same title has a key of its own.
    desk.posts("/desk/listings/new", &form(&entry, "draft", &[("venue", "The new school")])).await;
    assert_eq!(town.count("select count(*) from listings where venue = 'The new school'").await, 1);
    desk.posts("/desk/listings/new", &form(&Uuid::new_v4().to_string(), "draft", &[])).await;
    assert_eq!(town.count("select count(*) from listings where key in ('evening-choir', 'evening-choir-2')").await, 2);
    // A title is enough for a draft, not to publish it.
    let only = |then: &'static str| {
        [
            ("entry", "00000000-0000-4000-8000-00000000000b"),
            ("then", then),
            ("kind", "club"),
            ("title_nl", "Koor"),
            ("repeat", "weekly"),
        ]
    };
    let page = desk.posts("/desk/listings/new", &only("publish")).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#first_date", "#times"], "{}", page.main());
    assert!(desk.sends("/desk/listings/new", &only("draft")).await.says("Saved as a draft. Only the desk sees it."));
    // Nobody but the desk knows of a draft.
    town.look().await;
    let mut her = town.reader();
    assert_eq!(her.opens(&format!("/en/listings/{entry}")).await.status, StatusCode::NOT_FOUND);
    assert!(!her.opens("/en/listings?q=choir").await.says("Evening choir"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn for_everybody_else_the_desk_has_no_listings() {
    let town = Town::empty().await;
    let listing = town.with_listing(&[("id", "choir")]).await;
    let mut stranger = town.signed_in("ana@example.org").await;
    for path in ["", "/new", &format!("/{listing}"), &format!("/{listing}/history"), &format!("/{listing}/preview")] {
        let page = stranger.opens(&format!("/desk/listings{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    for act in ["confirm", "publish", "pause", "reopen", "draft"] {
        let page = stranger.posts(&format!("/desk/listings/{listing}/{act}"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{act}");
        let page = town.reader().posts(&format!("/desk/listings/{listing}/{act}"), &[]).await;
        assert_eq!(page.leads_to().as_deref(), Some("/en/sign-in?next=desk"), "{act}");
    }
    assert_eq!(town.count("select count(*) from listing_changes").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_table_begins_with_what_needs_a_human() {
    let town = Town::empty().await;
    let today = town.today();
    let ago = |days| (today - chrono::Days::new(days)).to_string();
    let both = |key: &'static str| [("id", key), ("title_nl", key), ("title_en", key)];
    for (key, more) in [
        ("zebra", vec![("status", "draft".to_owned())]),
        ("old", vec![("confirmed_on", ago(200))]),
        ("older", vec![("confirmed_on", ago(60)), ("contact_email", "host@example.org".to_owned())]),
        ("half", vec![("title_nl", String::new())]),
        ("b-fine", vec![]),
        ("a-fine", vec![]),
    ] {
        let mut fields: Vec<(&str, &str)> = both(key).to_vec();
        fields.retain(|(n, _)| more.iter().all(|(m, _)| m != n));
        fields.extend(more.iter().map(|(n, v)| (*n, v.as_str())));
        town.with_listing(&fields).await;
    }
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let titles = |page: &Page| page.all("tbody th").join(" ");
    let page = desk.opens("/desk/listings").await;
    assert_eq!(titles(&page), "zebra old older half a-fine b-fine", "{}", page.main());
    assert!(page.says("200 days ago") && page.says("No Dutch yet"), "{}", page.main());
    assert_eq!(page.attributes(".table-scroll", "tabindex"), ["0"]);
    assert_eq!(titles(&desk.opens("/desk/listings?look=any").await), "zebra old older half");
    assert_eq!(titles(&desk.opens("/desk/listings?status=active&q=FINE").await), "a-fine b-fine");
    assert_eq!(desk.opens("/desk/listings?status=gone").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (look, title) in
        [("draft", "zebra"), ("unconfirmed", "old"), ("check-first", "older"), ("untranslated", "half")]
    {
        assert_eq!(titles(&desk.opens(&format!("/desk/listings?look={look}")).await), title, "{look}");
    }
    // A key from a sheet: its beginning finds it.
    town.with_listing(&[("id", "gm-4711"), ("title_en", "Choir"), ("title_nl", "Koor")]).await;
    assert_eq!(titles(&desk.opens("/desk/listings?q=gm-47").await), "Choir");

    // Still correct, from the table, with an undo; the address is confirmed with it.
    let older = town.listing("older").await;
    let confirm = format!("/desk/listings/{older}/confirm");
    let page = desk.sends(&confirm, &[("back", "list"), ("place", "look=check-first")]).await;
    assert_eq!(page.address, "/desk/listings?look=check-first");
    assert!(page.says("older Confirmed today."), "{}", page.main());
    let confirmed = "select count(*) from listings where confirmed_on = contact_confirmed_on and confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date and key = 'older'";
    assert_eq!(town.count(confirmed).await, 1);
    undoes(&mut desk, &page).await;
    assert_eq!(town.count(confirmed).await, 0);
    desk.posts(&confirm, &[]).await;
    desk.posts(&confirm, &[]).await;
    assert_eq!(town.count("select count(*) from listing_changes").await, 3, "twice is once");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn pausing_closing_and_opening_again_are_acts_with_an_undo() {
    let town = Town::empty().await;
    let old = town.with_listing(&[("id", "old-choir"), ("title_en", "Old choir")]).await;
    town.with_listing(&[("id", "new-choir"), ("title_en", "New choir")]).await;
    town.with_listing(&[("id", "big-choir"), ("title_en", "Big choir")]).await;
    town.with_listing(&[("id", "secret"), ("title_en", "Secret choir"), ("status", "draft")]).await;
    let mut desk = social_worker(&town, "marieke@example.org").await;
    let act = |verb: &str| format!("/desk/listings/{old}/{verb}");
    let page = desk.sends(&act("pause"), &[]).await;
    assert!(page.says("Old choir Paused. Undo"), "{}", page.main());
    town.look().await;
    let mut her = town.reader();
    assert!(her.opens(&format!("/en/listings/{old}")).await.says("This is not open for now."));
    assert!(undoes(&mut desk, &page).await.says("Open"));

    let closed = "select count(*) from listings where status = 'closed' and closed_on = '2026-11-01' and successor_key = 'new-choir'";
    for (wish, said) in [
        ("nothing", "We found no other listing"),
        ("choir", "There is more than one."),
        ("secret", "We found no other"),
        ("old choir", "We found no other"),
    ] {
        let page = desk.posts(&act("close"), &[("closed_on", "1-11-2026"), ("successor", wish)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wish}");
        assert!(page.says(said), "{wish}: {}", page.main());
        if wish == "choir" {
            assert_eq!(page.attributes("input[name=chosen]", "value"), ["big-choir", "new-choir"]);
        }
    }
    let fields = [("closed_on", "1-11-2026"), ("successor", "choir"), ("chosen", "new-choir")];
    let page = desk.sends(&act("close"), &fields).await;
    assert!(page.says("Old choir Closed. Undo"), "{}", page.main());
    assert_eq!(town.count(closed).await, 1);
    town.look().await;
    let public = her.opens(&format!("/en/listings/{old}")).await;
    assert!(public.says("This closed on 1 November 2026. What came after it: New choir"), "{}", public.main());
    assert_eq!(desk.posts(&act("pause"), &[]).await.status, StatusCode::CONFLICT, "what is closed is not paused");
    desk.posts(&act("reopen"), &[]).await;
    assert_eq!(town.count("select count(*) from listings where status = 'active' and closed_on is null and successor_key is null and key = 'old-choir'").await, 1);
    assert!(desk.sends(&act("draft"), &[]).await.says("A draft again."));
    town.look().await;
    assert_eq!(her.opens(&format!("/en/listings/{old}")).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}
