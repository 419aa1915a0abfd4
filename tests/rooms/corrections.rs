//! Is something not right here? Anybody may say so; the desk or the host takes it over, field by field.

use crate::support::{
    reader::{Page, Reader},
    town::Town,
};
use axum::http::StatusCode;
use uuid::Uuid;

const HOST: &str = "host@example.org";

async fn choir(town: &Town) -> Uuid {
    town.with_listing(&[
        ("id", "choir"),
        ("title_en", "The choir"),
        ("contact_email", HOST),
        ("contact_name", "Marieke Secret"),
        ("newcomer_places", "3"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", "2026-09-01"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("venue", "The church"),
    ])
    .await
}

/// Sends the form of a page with some of its fields as somebody types them.
async fn proposes(reader: &mut Reader, listing: Uuid, typed: &[(&str, &str)]) -> Page {
    let path = format!("/en/listings/{listing}/correct");
    let mut fields = reader.opens(&path).await.fields(&path);
    fields.extend([("summary_en".to_owned(), String::new()), ("summary_nl".to_owned(), String::new())]);
    for (name, value) in &mut fields {
        if let Some((_, text)) = typed.iter().find(|(n, _)| n == name) {
            *value = (*text).to_owned();
        }
    }
    let page = reader.posts_all(&path, &fields).await;
    match page.leads_to() {
        Some(next) => reader.opens(&next).await,
        None => page,
    }
}

#[tokio::test]
async fn anybody_proposes_and_the_host_takes_it_over_field_by_field() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut visitor = town.reader();
    let page = visitor.opens(&format!("/en/listings/{listing}")).await;
    assert!(page.says("Is something not right here? Tell us"), "{}", page.main());
    let page = visitor.opens(&format!("/en/listings/{listing}/correct")).await;
    assert!(
        page.says("What is not right?") && !page.html.contains("Secret") && !page.html.contains(HOST),
        "{}",
        page.main()
    );
    let page = proposes(&mut visitor, listing, &[("cost", "little")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.html.contains("little"), "nothing typed is lost");
    let page = proposes(&mut visitor, listing, &[]).await;
    assert!(page.says("You changed nothing yet."), "{}", page.main());
    let typed = [("venue", "The old school"), ("starts", "19:30"), ("ends", "21:00"), ("cost", "2.50")];
    for _ in 0..2 {
        let page = proposes(&mut visitor, listing, &typed).await;
        assert!(page.says("Thank you! Somebody looks at it soon."), "{}", page.main());
    }
    assert_eq!(town.count("select count(*) from corrections").await, 3, "place, time and cost, each once");
    assert_eq!(town.count("select count(*) from listing_changes").await, 0, "the page is as it was");
    let kept: String = sqlx::query_scalar("select string_agg(c::text, ' ') from corrections c")
        .fetch_one(&*town.db)
        .await
        .expect("rows");
    assert!(!kept.contains("127.0.0.1") && !kept.contains("Secret"), "{kept}");

    let mut host = town.signed_in(HOST).await;
    let page = host.sends(&format!("/en/listings/{listing}/claim"), &[]).await;
    assert!(page.says("Somebody says that this is not right"), "{}", page.main());
    assert!(page.says("Place The church The old school"), "{}", page.main());
    let act = |page: &Page, label: &str, verb: &str| -> String {
        let labels = page.all(&format!("form[action*='/corrections/'][action$='/{verb}'] button"));
        let place = labels.iter().position(|l| l.contains(label)).unwrap_or_else(|| panic!("{label} in {labels:?}"));
        page.attributes(&format!("form[action*='/corrections/'][action$='/{verb}']"), "action")[place].clone()
    };
    let taken = act(&page, "Place", "take");
    let page = host.sends(&taken, &[]).await;
    assert!(page.says("Taken over. Everybody sees it now."), "{}", page.main());
    town.look().await;
    assert!(town.reader().opens(&format!("/en/listings/{listing}")).await.says("The old school"));
    assert!(host.sends(&taken, &[]).await.says("Nothing changed."), "twice is once");
    // Taking over can be undone, and so can leaving it: then it waits again.
    let page = host.opens("/en/host").await;
    let page = host.sends(&act(&page, "When", "take"), &[]).await;
    let undo = act(&page, "Undo", "reopen");
    let page = host.sends(&undo, &[]).await;
    assert!(page.says("It waits for a look again.") && page.says("When"), "{}", page.main());
    assert!(host.sends(&undo, &[]).await.says("Nothing changed."), "twice is once");
    assert_eq!(
        town.count("select count(*) from listings where starts = '20:00' and venue = 'The old school'").await,
        1
    );
    let page = host.opens("/en/host").await;
    let page = host.sends(&act(&page, "Cost", "leave"), &[]).await;
    assert!(page.says("Left as it was."), "{}", page.main());
    assert_eq!(page.all("form[action$='/take']").len(), 1, "when it is waits, what it costs does not");
    let page = host.sends(&act(&page, "Undo", "reopen"), &[]).await;
    assert!(page.says("It waits for a look again.") && page.says("Cost"), "{}", page.main());
    // Others have no such page.
    let mut stranger = town.signed_in("stranger@example.org").await;
    assert_eq!(stranger.posts(&act(&page, "Cost", "take"), &[]).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn the_desk_looks_at_what_stopped_and_only_so_much_comes_in() {
    let town = Town::sample().await;
    sqlx::query("delete from corrections").execute(&*town.db).await.expect("none yet");
    let listing = choir(&town).await;
    let mut anna = town.sample_role("social-worker").await;
    anna.posts("/desk/language", &[]).await;
    assert!(anna.opens("/desk/corrections").await.says("Nothing waits"));
    let mut visitor = town.reader();
    let page = visitor.sends(&format!("/en/listings/{listing}/gone"), &[]).await;
    assert!(page.says("Thank you! Somebody looks at it soon."), "{}", page.main());
    let page = anna.opens("/desk/corrections").await;
    assert!(page.says("The choir Status Open Closed"), "{}", page.main());
    let path = page.attributes("form[action$='/take']", "action").concat();
    let page = anna.sends(&path, &[]).await;
    assert!(page.says("Taken over.") && page.says("Undo") && page.says("Nothing waits"), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from listings where key = 'choir' and status = 'closed' and closed_on is not null")
            .await,
        1
    );
    let closed = visitor.opens(&format!("/en/listings/{listing}/correct")).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND, "what is over is not corrected");
    // What the desk took over is not its host's to undo.
    let undo = page.attributes("form[action$='/reopen']", "action").concat();
    let mut host = town.signed_in(HOST).await;
    let hosts = "insert into hosts (account_id, listing_id) select id, $1 from accounts where email = $2";
    sqlx::query(hosts).bind(listing).bind(HOST).execute(&*town.db).await.expect("a host");
    let page = host.sends(&undo.replace("/desk", "/en/host"), &[]).await;
    assert!(page.says("Nothing changed."), "{}", page.main());
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("It waits for a look again.") && page.says("The choir Status Open Closed"), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from listings where key = 'choir' and status = 'active' and closed_on is null")
            .await,
        1
    );

    for number in 1..20 {
        let page = proposes(&mut visitor, listing, &[("venue", &format!("Hall {number}"))]).await;
        assert!(page.says("Thank you!"), "{number}: {}", page.main());
    }
    let page = proposes(&mut visitor, listing, &[("venue", "Hall 21")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("we cannot take more") && page.html.contains("Hall 21"), "{}", page.main());
    assert_eq!(town.count("select count(*) from corrections where state = 'open'").await, 20);
    let mut newcomer = town.sample_role("newcomer").await;
    assert_eq!(newcomer.opens("/desk/corrections").await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn one_network_silences_no_other_and_the_monday_says_what_waits() {
    let town = Town::empty().await;
    let mut script = town.reader();
    script.from = "203.0.113.7:4000".parse().expect("an address");
    let mut listings = Vec::new();
    for n in 0..5 {
        listings.push(town.with_listing(&[("id", &format!("club {n}")), ("venue", "The church")]).await);
    }
    let (mut taken, mut refused) = (0, 0);
    for n in 0..12 {
        for listing in &listings {
            let page = proposes(&mut script, *listing, &[("venue", &format!("Hall {n}"))]).await;
            *(if page.says("Thank you!") { &mut taken } else { &mut refused }) += 1;
        }
    }
    assert_eq!((taken, refused), (40, 20), "so many within an hour");
    let gone = script.sends(&format!("/en/listings/{}/gone", listings[0]), &[]).await;
    assert!(gone.says("we cannot take more"), "{}", gone.main());
    // Somebody at another address is heard; an hour later the first is too.
    let mut neighbour = town.reader();
    neighbour.from = "203.0.113.8:4000".parse().expect("an address");
    assert!(proposes(&mut neighbour, listings[0], &[("venue", "The school")]).await.says("Thank you!"));
    town.wait("1 hour").await;
    assert!(proposes(&mut script, listings[1], &[("cost", "2.50")]).await.says("Thank you!"));
    let mut desk = crate::desk::staff(&town, "marieke", None).await;
    let page = desk.opens("/desk").await;
    assert!(page.says("People said that 42 things on pages are not right."), "{}", page.main());
    assert_eq!(page.attributes(".desk-line a[href='/desk/corrections']", "href").len(), 1);
    sqlx::query("update corrections set state = 'left', looked_at = buurten_now()")
        .execute(&*town.db)
        .await
        .expect("seen");
    assert!(!desk.opens("/desk").await.says("not right"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_knows_says_what_it_is_called_who_where_and_for_whom() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut visitor = town.reader();
    let page = proposes(&mut visitor, listing, &[("title_en", "")]).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#title_en"], "{}", page.main());
    let path = format!("/en/listings/{listing}/correct");
    let mut fields = visitor.opens(&path).await.fields(&path);
    fields.extend(
        [("summary_en", ""), ("summary_nl", ""), ("languages", "nl"), ("languages", "tr"), ("audience", "women")]
            .map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    for (name, value) in &mut fields {
        match name.as_str() {
            "title_en" => *value = "The women’s choir".to_owned(),
            "title_nl" => *value = "Het vrouwenkoor".to_owned(),
            "organisation" => *value = "De Zang".to_owned(),
            "postcode" => *value = "5611".to_owned(),
            _ => {}
        }
    }
    assert!(visitor.posts_all(&path, &fields).await.status.is_redirection());
    let units: Vec<String> =
        sqlx::query_scalar("select unit from corrections order by unit").fetch_all(&*town.db).await.expect("units");
    assert_eq!(units, ["audience", "languages", "organisation", "postcode", "title_en", "title_nl"], "field by field");
    let mut desk = crate::desk::staff(&town, "marieke", None).await;
    for _ in &units {
        let take = desk.opens("/desk/corrections").await.attributes("form[action$='/take']", "action").remove(0);
        assert!(desk.sends(&take, &[]).await.says("Taken over."));
    }
    let now = "select count(*) from listings where title_en = 'The women’s choir' and title_nl = 'Het vrouwenkoor' and organisation = 'De Zang'
               and postcode = '5611' and languages = '{nl,tr}' and audience = '{women}'";
    assert_eq!(town.count(now).await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_stands_there_already_has_no_undo_and_what_waits_again_waits_once() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut visitor = town.reader();
    for typed in [("venue", "The old school"), ("cost", "2.50"), ("starts", "19:30")] {
        assert!(proposes(&mut visitor, listing, &[typed]).await.says("Thank you!"), "{typed:?}");
    }
    let mut host = town.signed_in(HOST).await;
    let page = host.sends(&format!("/en/listings/{listing}/claim"), &[]).await;
    let path = |page: &Page, label: &str, verb: &str| -> String {
        let forms = format!("form[action*='/corrections/'][action$='/{verb}']");
        let place = page.all(&format!("{forms} button")).iter().position(|l| l.contains(label)).expect("a button");
        page.attributes(&forms, "action")[place].clone()
    };
    let (venue, cost, time) = (path(&page, "Place", "take"), path(&page, "Cost", "leave"), path(&page, "When", "take"));
    // The host had typed the same, and then said that all is right: neither is what was taken over.
    let edit = format!("/en/host/listings/{listing}");
    let mut fields = host.opens(&edit).await.fields(&edit);
    fields.extend([("summary_en".to_owned(), String::new()), ("summary_nl".to_owned(), String::new())]);
    fields.iter_mut().filter(|(name, _)| name == "venue").for_each(|(_, value)| *value = "The old school".to_owned());
    assert!(host.posts_all(&edit, &fields).await.status.is_redirection());
    let page = host.sends(&venue, &[]).await;
    assert!(page.says("Taken over."), "{}", page.main());
    assert!(page.all("form[action$='/undo'], form[action$='/reopen']").is_empty(), "{}", page.main());

    // Left; somebody says it once more; and leaving it is taken back: one of the two waits.
    let page = host.sends(&cost, &[]).await;
    let undo = path(&page, "Undo", "reopen");
    assert!(proposes(&mut visitor, listing, &[("cost", "2.50")]).await.says("Thank you!"));
    let page = host.sends(&undo, &[]).await;
    assert!(page.says("It waits for a look again."), "{}", page.main());
    let waits = "select count(*) from corrections where unit = 'cost_cents' and state = 'open'";
    assert_eq!(town.count(waits).await, 1);

    // Taken over, and something changed since: it is not undone behind anybody's back.
    let page = host.sends(&time, &[]).await;
    let undo = path(&page, "Undo", "reopen");
    host.sends(&format!("/en/host/listings/{listing}/pause"), &[]).await;
    assert!(host.sends(&undo, &[]).await.says("Nothing changed."));
    assert_eq!(town.count("select count(*) from listings where starts = '19:30' and status = 'paused'").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_people_mostly_correct_comes_first_and_the_rest_opens_where_something_is_wrong() {
    let town = Town::empty().await;
    let listing = choir(&town).await;
    let mut visitor = town.reader();
    let path = format!("/en/listings/{listing}/correct");
    let page = visitor.opens(&path).await;
    let names = |css: &str| page.attributes(&format!("form[action='{path}'] {css}"), "name");
    let folded = names("details [name]");
    let first: Vec<String> = names(":is(input:not([type=hidden]), select, textarea)")
        .into_iter()
        .filter(|name| !folded.contains(name))
        .collect();
    let mut first: Vec<&str> = first.iter().map(String::as_str).collect();
    first.dedup();
    assert_eq!(first, ["every", "weekday", "starts", "ends", "venue", "postcode"]);
    assert!(page.all("details[open]").is_empty() && folded.len() == 33, "{folded:?}");
    let page = proposes(&mut visitor, listing, &[("cost", "little")]).await;
    assert_eq!(page.all("details[open] > summary"), ["What it costs"]);
    town.nothing_is_left().await;
}
