//! Is it still on? Asked by one letter, answered by its link; who stays silent is called by the desk.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use buurten::{hosts, listings};
use uuid::Uuid;

const HOST: &str = "host@example.org";

/// A group that was confirmed so many days ago; its key is its title.
async fn group(town: &Town, key: &str, days: i64, more: &[(&str, &str)]) -> Uuid {
    let on = (town.today() - chrono::Duration::days(days)).to_string();
    let mut fields = vec![("id", key), ("title_en", key), ("contact_email", HOST), ("confirmed_on", on.as_str())];
    fields.extend(more);
    town.with_listing(&fields).await
}

async fn asks(town: &Town) -> usize {
    hosts::ask_still_on(&town.db, &town.lent.city.now(), &town.lent.address).await.expect("letters")
}

/// Somebody of the desk who reads English.
async fn anna(town: &Town) -> Reader {
    let mut anna = town.sample_role("social-worker").await;
    if anna.opens("/desk").await.html.contains("<html lang=\"nl\"") {
        anna.posts("/desk/language", &[]).await;
    }
    anna
}

#[tokio::test]
async fn one_letter_asks_after_all_groups_of_an_address_and_one_button_answers() {
    let town = Town::empty().await;
    let choir = group(&town, "choir", 48, &[]).await;
    assert_eq!(asks(&town).await, 0, "not yet");
    let band = group(&town, "band", 10, &[("contact_email", "Host@Example.org")]).await;
    group(&town, "closed", 90, &[("status", "closed")]).await;
    group(&town, "other", 3, &[("contact_email", "other@example.org")]).await;
    town.wait("1 day").await;
    assert_eq!((asks(&town).await, asks(&town).await), (1, 0), "once");
    let letter = town.letter_for(HOST).await;
    let lines: Vec<&str> = letter.text.lines().filter(|l| !l.starts_with("http")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    Hello,

    These groups of yours are on Buurten: band, choir. People who are new in town rely on what it says there.

    Is everything still right? One button says so. You don't need an account.

    Have a look and answer:

    We ask once in eight weeks, in one email for all your groups.

    If we hear nothing, people read "check first". After half a year we propose it to nobody.

    Kind regards,
    Buurten Eindhoven
    "#);

    let mut host = town.reader();
    let path = letter.path();
    let page = host.opens(&path).await;
    assert!(page.says("Is it still on?") && page.says("choir") && page.says("band"), "{}", page.main());
    assert!(!page.says("closed") && !page.says("other"), "{}", page.main());
    assert_eq!(page.attributes("[name=on][checked]", "value").len(), 2, "one button says all");
    assert_eq!(town.count("select count(*) from listing_changes").await, 0, "looking changes nothing");
    let both: Vec<(&str, String)> = vec![("on", choir.to_string()), ("on", band.to_string())];
    let both: Vec<(&str, &str)> = both.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = host.sends(&path, &both).await;
    assert!(page.says("Everybody now sees that it is still on.") && page.says("we know enough"), "{}", page.main());
    host.sends(&path, &both).await;
    let changes = "select count(*) from listing_changes where by_role = 'host'";
    assert_eq!(town.count(changes).await, 2, "twice is once");
    town.look().await;
    let shown = town.reader().opens(&format!("/en/listings/{choir}")).await;
    assert!(shown.says("We ask the group again every eight weeks."), "{}", shown.main());
    town.wait("48 days").await;
    asks(&town).await;
    assert_eq!(town.letters_for("other@example.org").await.len(), 1);
    assert_eq!(town.letters_for(HOST).await.len(), 0);
    town.wait("8 days").await;
    assert_eq!(asks(&town).await, 1);
    town.letter_for(HOST).await;
    let late = host.opens(&path).await;
    assert!(late.says("This link does not work any more"), "{}", late.main());
    assert_eq!(host.posts(&path, &both).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.count(changes).await, 2);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_changed_is_typed_behind_the_link_and_what_stopped_can_come_back() {
    let town = Town::empty().await;
    let choir = group(&town, "choir", 60, &[("title_nl", "koor")]).await;
    let foreign = group(&town, "other", 3, &[("contact_email", "other@example.org")]).await;
    asks(&town).await;
    let letter = town.letter_for(HOST).await;
    assert!(letter.text.contains("koor staat op Buurten."), "whoever has no account reads Dutch: {letter:?}");
    assert_eq!(letter.links()[1], format!("{}/{choir}", letter.links()[0]), "the second link changes it");
    let path = letter.path().replace("/nl/", "/en/");
    let mut host = town.reader();
    let page = host.opens(&format!("{path}/{choir}")).await;
    let action = format!("{path}/{choir}");
    let mut fields = page.fields(&action);
    assert!(!fields.iter().any(|(name, _)| name == "contact_email"), "where questions go is not changed by a link");
    fields.extend([("summary_en".to_owned(), "We sing.".to_owned()), ("summary_nl".to_owned(), String::new())]);
    for (name, value) in &mut fields {
        if name == "venue" {
            *value = "The old school".to_owned();
        } else if name == "cost" {
            *value = "little".to_owned();
        }
    }
    let slip = host.posts_all(&action, &fields).await;
    assert!(slip.status == StatusCode::UNPROCESSABLE_ENTITY && slip.html.contains("The old school"));
    fields.iter_mut().filter(|(name, _)| name == "cost").for_each(|(_, value)| *value = "2.50".to_owned());
    let page = host.posts_all(&action, &fields).await;
    assert_eq!(page.leads_to().as_deref(), Some(path.as_str()), "{}", page.main());
    town.look().await;
    assert!(town.reader().opens(&format!("/en/listings/{choir}")).await.says("The old school"));

    let page = host.sends(&format!("{action}/stopped"), &[]).await;
    assert!(page.says("This group has stopped."), "{}", page.main());
    town.look().await;
    let date =
        format!("This closed on {}", buurten::web::words::Words::of(buurten::kit::lang::Lang::En).date(town.today()));
    assert!(town.reader().opens(&format!("/en/listings/{choir}")).await.says(&date));
    let page = host.sends(&format!("{action}/back"), &[]).await;
    assert!(page.says("Your group is open again."), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from listings where key = 'choir' and status = 'active' and closed_on is null")
            .await,
        1
    );

    for path in [format!("{path}/{foreign}"), format!("{path}/{}", Uuid::new_v4()), "/en/still-on/nonsense".to_owned()]
    {
        assert_eq!(host.opens(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        let stopped = host.posts(&format!("{path}/stopped"), &[]).await;
        assert_eq!(stopped.status, StatusCode::NOT_FOUND, "{path}");
    }
    let on = foreign.to_string();
    assert!(host.sends(&path, &[("on", &on)]).await.says("You ticked nothing"));
    assert_eq!(
        town.count(
            "select count(*) from listing_changes c join listings l on l.id = c.listing_id where l.key = 'other'"
        )
        .await,
        0
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_the_desk_closed_stays_closed() {
    let town = Town::sample().await;
    let known = "update listings set confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date";
    sqlx::query(known).execute(&*town.db).await.expect("all is well");
    let choir = group(&town, "choir", 60, &[]).await;
    let band = group(&town, "band", 60, &[]).await;
    asks(&town).await;
    let path = town.letter_for(HOST).await.path();
    let mut host = town.reader();
    let page = host.sends(&format!("{path}/{band}/stopped"), &[]).await;
    assert!(page.says("This group has stopped."), "{}", page.main());
    let mut anna = anna(&town).await;
    let today = town.today().to_string();
    // One by the desk alone; one that the desk looked at after its host had said so.
    for (listing, successor) in [(choir, ""), (band, "choir")] {
        let close = [("closed_on", today.as_str()), ("successor", successor)];
        let closed = anna.posts(&format!("/desk/listings/{listing}/close"), &close).await;
        assert!(closed.status.is_redirection(), "{}", closed.main());
        for act in ["back", "stopped"] {
            let page = host.posts(&format!("{path}/{listing}/{act}"), &[]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{act}: {}", page.main());
        }
    }
    let page = host.opens(&path).await;
    assert!(!page.says("choir") && !page.says("band"), "{}", page.main());
    let closed = "select count(*) from listings where status = 'closed' and key in ('choir', 'band')
                  and (key <> 'band' or successor_key = 'choir')";
    assert_eq!(town.count(closed).await, 2);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_letter_that_waits_stops_when_somebody_confirms_and_a_host_is_asked_before_the_known_address() {
    let town = Town::empty().await;
    let choir = group(&town, "choir", 60, &[]).await;
    let mut host = town.signed_in(HOST).await;
    host.sends(&format!("/en/listings/{choir}/claim"), &[]).await;
    sqlx::query(
        "update listings set contact_email = 'desk@example.org', contact_confirmed_on = null, confirmed_on = null",
    )
    .execute(&*town.db)
    .await
    .expect("another address");
    assert_eq!(asks(&town).await, 1);
    let waits =
        "select count(*) from letters where cause = 'heartbeat' and sent_at is null and address = 'host@example.org'";
    assert_eq!(town.count(waits).await, 1);
    host.sends(&format!("/en/host/listings/{choir}/still-on"), &[]).await;
    assert_eq!(town.count(waits).await, 0, "it is known by now");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn after_three_letters_without_a_word_the_desk_calls() {
    let town = Town::sample().await;
    sqlx::query("update listings set confirmed_on = (buurten_now() at time zone 'Europe/Amsterdam')::date, contact_email = null, contact_confirmed_on = null").execute(&*town.db).await.expect("all is well");
    sqlx::query("delete from hosts").execute(&*town.db).await.expect("no hosts");
    assert!(anna(&town).await.opens("/desk/listings/silent").await.says("Every listing has a heartbeat"));
    let choir = group(&town, "The choir", 50, &[]).await;
    let mut letters = 0;
    for week in 0..30 {
        letters += asks(&town).await;
        let page = anna(&town).await.opens("/desk/listings/silent").await;
        assert_eq!(page.says("The choir"), week >= 2, "week {week}: {}", page.main());
        sqlx::query("update listings set confirmed_on = confirmed_on + 7 where key <> 'The choir'")
            .execute(&*town.db)
            .await
            .expect("all is well");
        town.wait("7 days").await;
    }
    assert_eq!((letters, town.letters_for(HOST).await.len()), (3, 3));
    let shown = town.reader().opens(&format!("/en/listings/{choir}")).await;
    assert!(shown.says("Nobody confirmed this for half a year."), "{}", shown.main());
    let mut at_desk = anna(&town).await;
    let page = at_desk.opens("/desk/listings/silent").await;
    assert!(page.says("We asked by email on") && page.says("Ask again by email"), "{}", page.main());
    let ask = format!("/desk/listings/{choir}/ask-again");
    assert!(at_desk.sends(&ask, &[]).await.says("The email is on its way."));
    assert!(at_desk.sends(&ask, &[]).await.says("No email went out"), "not twice in eight weeks");
    town.letter_for(HOST).await;
    // It is quiet for two weeks, then the desk calls.
    town.wait("15 days").await;
    sqlx::query("update listings set confirmed_on = confirmed_on + 15 where key <> 'The choir'")
        .execute(&*town.db)
        .await
        .expect("all is well");
    let mut at_desk = anna(&town).await;
    let page = at_desk.sends(&format!("/desk/listings/{choir}/confirm"), &[("back", "silent")]).await;
    assert!(page.address == "/desk/listings/silent" && page.says("Every listing has a heartbeat"), "{}", page.main());
    let version = page.attributes("form[action$='/restore'] [name=version]", "value").concat();
    let undo = [("what", "change"), ("version", version.as_str()), ("back", "silent")];
    assert!(
        at_desk.sends(&format!("/desk/listings/{choir}/restore"), &undo).await.says("The choir"),
        "and it can be taken back"
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_nobody_ever_confirmed_is_asked_after_and_after_half_a_year_proposed_to_nobody() {
    let town = Town::empty().await;
    let asked = town.with_listing(&[("id", "asked"), ("confirmed_on", ""), ("contact_email", HOST)]).await;
    let nobody = town.with_listing(&[("id", "nobody"), ("confirmed_on", "")]).await;
    let says = async |id: Uuid| town.reader().opens(&format!("/en/listings/{id}")).await;
    town.wait("10 days").await;
    assert_eq!(asks(&town).await, 1);
    town.letter_for(HOST).await;
    town.wait("175 days").await;
    // Half a year after it came, where nobody can be asked; after the first letter, where somebody was.
    assert!(says(asked).await.says("Nobody of the group has confirmed this yet."));
    let page = says(nobody).await;
    assert!(page.says("Nobody confirmed this for half a year. We don't propose it"), "{}", page.main());
    let proposed = || {
        let stock = town.lent.shelf.now();
        let open = |key: &str| stock.looks(stock.place_of_key(key).expect("it")).has(listings::Look::Unconfirmed);
        [open("asked"), open("nobody")]
    };
    assert_eq!(proposed(), [false, true]);
    town.wait("9 days").await;
    assert_eq!(proposed(), [true, true]);
    assert!(says(asked).await.says("We don't propose it to anybody until somebody does."));
    // One yes, and it is as any other.
    let mut host = town.signed_in(HOST).await;
    host.sends(&format!("/en/listings/{asked}/claim"), &[]).await;
    host.sends(&format!("/en/host/listings/{asked}/still-on"), &[]).await;
    town.look().await;
    assert_eq!(proposed(), [false, true]);
    town.letters_for(HOST).await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn six_hundred_who_were_asked_yesterday_do_not_hide_one_who_stays_silent() {
    let town = Town::empty().await;
    let silent = group(&town, "silent", 60, &[]).await;
    asks(&town).await;
    town.letter_for(HOST).await;
    town.wait("15 days").await;
    let many = "insert into listings (id, key, kind, title_en, status, confirmed_on, contact_email)
                select gen_random_uuid(), 'many-' || n, 'club', 'Many ' || n, 'active', buurten_now()::date - 100, 'h' || n || '@example.org'
                from generate_series(1, 600) n";
    sqlx::query(many).execute(&*town.db).await.expect("six hundred");
    let yesterday = "insert into heartbeats (id, address, token_hash, asked_at)
                     select gen_random_uuid(), contact_email, sha256(key::bytea), buurten_now() - interval '1 day' from listings where key like 'many-%'";
    sqlx::query(yesterday).execute(&*town.db).await.expect("asked");
    let (found, all) = hosts::silent(&town.db, 50).await.expect("an answer");
    assert_eq!((found.iter().map(|it| it.id).collect::<Vec<_>>(), all), (vec![silent], 1));
    let mut desk = crate::desk::staff(&town, "marieke", None).await;
    town.look().await;
    let page = desk.opens("/desk").await;
    let lines = page.all(".desk-line form[action$='/confirm']");
    assert_eq!(lines.len(), 1, "the letters of yesterday are no silence yet: {}", page.main());
}

#[tokio::test]
async fn of_many_silent_ones_the_desk_says_or_more() {
    let town = Town::empty().await;
    let many = "insert into listings (id, key, kind, title_en, status, confirmed_on)
                select gen_random_uuid(), 'many-' || n, 'club', 'Many ' || n, 'active', buurten_now()::date - 100
                from generate_series(1, 250) n";
    sqlx::query(many).execute(&*town.db).await.expect("two hundred and fifty");
    town.look().await;
    let mut desk = crate::desk::staff(&town, "marieke", None).await;
    let says_or_more = |what: String| what.contains("200 or more") || what.contains("200 of meer");
    let page = desk.opens("/desk/listings").await;
    assert!(says_or_more(page.main()), "{}", page.main());
    let page = desk.opens("/desk/listings/silent").await;
    assert!(says_or_more(page.main()), "{}", page.main());
    assert_eq!(page.all("main form[action$='/confirm']").len(), 50);
}
