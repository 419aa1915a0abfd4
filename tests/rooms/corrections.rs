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
    // Taking over can be undone, and so can leaving it.
    let page = host.opens("/en/host").await;
    let page = host.sends(&act(&page, "When", "take"), &[]).await;
    let version = page.attributes("form[action$='/undo'] input", "value").concat();
    assert!(
        host.sends(&format!("/en/host/listings/{listing}/undo"), &[("version", &version)])
            .await
            .says("as it was before")
    );
    assert_eq!(
        town.count("select count(*) from listings where starts = '20:00' and venue = 'The old school'").await,
        1
    );
    let page = host.opens("/en/host").await;
    let page = host.sends(&act(&page, "Cost", "leave"), &[]).await;
    assert!(page.says("Left as it was.") && !page.says("Somebody says that this is not right"), "{}", page.main());
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
    let version = page.attributes("form[action$='/restore'] [name=version]", "value").concat();
    let undo = [("what", "change"), ("version", version.as_str()), ("back", "corrections")];
    anna.sends(&format!("/desk/listings/{listing}/restore"), &undo).await;
    assert_eq!(
        town.count("select count(*) from listings where key = 'choir' and status = 'active' and closed_on is null")
            .await,
        1
    );

    for number in 0..20 {
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
