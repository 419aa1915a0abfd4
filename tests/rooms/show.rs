//! A listing's own page, and what calendars and search engines read of it.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime};
use serde_json::Value;
use uuid::Uuid;

async fn newcomer(town: &Town) -> Reader {
    let mut her = town.reader();
    her.posts("/en/questions/languages", &[("dutch", "A1"), ("language", "en"), ("level", "C1")]).await;
    her.posts("/en/questions/interests", &[("interests", "choir")]).await;
    her.posts("/en/questions/place", &[("postcode", "5612"), ("travel", "bike"), ("minutes", "45")]).await;
    her
}

/// A choir on Tuesday evenings since September 2026, not in the autumn holiday.
async fn choir(town: &Town, others: &[(&str, &str)]) -> Uuid {
    let mut fields = vec![
        ("id", "choir"),
        ("title_en", "Choir"),
        ("domains", "culture"),
        ("interests", "choir"),
        ("languages", "nl"),
        ("dutch_needed", "A2"),
        ("english_ok", "yes"),
        ("rrule", "FREQ=WEEKLY;BYDAY=TU"),
        ("first_date", "2026-09-01"),
        ("skip_dates", "2026-10-20"),
        ("starts", "20:00"),
        ("ends", "22:00"),
        ("postcode", "5611"),
        ("venue", "The old school"),
        ("local_share", "50"),
        ("confirmed_on", "2026-09-20"),
    ];
    fields.retain(|(name, _)| others.iter().all(|(n, _)| n != name));
    fields.extend(others);
    town.with_listing(&fields).await
}

#[tokio::test]
async fn it_says_why_whom_she_meets_and_what_is_missing_for_later() {
    let town = Town::empty().await;
    town.at("2026-10-01 12:00+02").await;
    let id = choir(&town, &[("english_ok", "no")]).await;
    let stranger = town.reader().opens(&format!("/en/listings/{id}")).await;
    assert!(stranger.says("Answer six short questions and see if this fits you."), "{}", stranger.main());
    let page = newcomer(&town).await.opens(&format!("/en/listings/{id}")).await;
    let main = page.main();
    let part = |from: &str, to: &str| {
        main.split(from).nth(1).and_then(|r| r.split(to).next()).unwrap_or_default().trim().to_owned()
    };
    let why = part("Why you see this", "Who you meet there");
    assert!(why.lines().count() >= 2 && why.contains("minutes by bike"), "{why}");
    insta::assert_snapshot!(part("Who you meet there", "What would get you there"), @"About half have lived here for years.");
    insta::assert_snapshot!(part("What would get you there", "What else counts"), @"A bit more Dutch first: short chats.");
    insta::assert_snapshot!(part("What else counts", "Not sure?"), @"You did not say how you like to go: alone or together. Change my answer: You did not say how you like to go: alone or together.");
    insta::assert_snapshot!(part("Good to know", "\u{0}"), @r"
    When
    Every Tuesday. Tuesday 6 October, 20:00–22:00
    Next: Tuesday 13 October · Tuesday 27 October · Tuesday 3 November
    Where
    The old school
    Centrum
    Language
    Dutch
    Dutch you need: short chats.
    English alone is not enough.
    Topic
    Culture
    Last checked
    20 September 2026
    ");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_does_not_fit_says_why_not() {
    let town = Town::empty().await;
    town.at("2026-10-01 12:00+02").await;
    let id = choir(&town, &[("dutch_needed", "B2"), ("english_ok", "no")]).await;
    let page = newcomer(&town).await.opens(&format!("/en/listings/{id}")).await;
    assert!(page.says("Why this is not in your list More Dutch is needed than you speak now."), "{}", page.main());
    assert!(page.says("This would make it fit You speak Dutch: everyday conversation."), "{}", page.main());
    assert!(page.attributes("section a", "href").iter().any(|a| a == "/en/questions/languages?from=for-you"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn everything_in_the_way_is_said_and_each_tap_takes_one_thing_out_of_it() {
    let town = Town::empty().await;
    town.at("2026-10-01 12:00+02").await;
    let id = choir(&town, &[("dutch_needed", "none"), ("postcode", "5629"), ("cost_eur", "7")]).await;
    let mut her = newcomer(&town).await;
    her.posts("/en/questions/time", &[("free", "mon-evening")]).await;
    her.posts("/en/questions/place", &[("postcode", "5656"), ("travel", "foot"), ("minutes", "20")]).await;
    her.posts("/en/more-about-you/budget", &[("most", "free")]).await;
    let path = format!("/en/listings/{id}");
    let page = her.opens(&path).await;
    for said in [
        "It is when you are not free.",
        "further than you said.",
        "It costs more than you want to pay.",
        "All of this together would make it fit",
        "You have time on Tuesday evening.",
        "It may cost € 7 each time.",
    ] {
        assert!(page.says(said), "{said}: {}", page.main());
    }
    // The page offers one thing after the other until it fits.
    let taps = |page: &crate::support::reader::Page| {
        page.attributes("section form[action$='/for-you/change'] button", "value")
    };
    let mut page = page;
    for left in (0..taps(&page).len()).rev() {
        let tap = taps(&page).remove(0);
        page = her.sends("/en/for-you/change", &[("change", &tap), ("listing", &id.to_string())]).await;
        assert_eq!(page.address, path);
        assert!(page.says("Your answer is changed."), "{}", page.main());
        assert_eq!(taps(&page).len(), left, "{tap}: {}", page.main());
    }
    assert!(page.says("Why you see this") && !page.says("Why this is not in your list"), "{}", page.main());
    let undo = page.attributes(".flash form button", "value").remove(0);
    let back = her.sends("/en/for-you/change", &[("change", &undo), ("listing", &id.to_string())]).await;
    assert!(back.says("Why this is not in your list"), "{}", back.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_not_about_her_says_so() {
    let town = Town::empty().await;
    town.at("2026-10-01 12:00+02").await;
    let id = choir(&town, &[("newcomer_places", "0")]).await;
    let page = newcomer(&town).await.opens(&format!("/en/listings/{id}")).await;
    assert!(page.says("There are no places left for now. This is not about you."), "{}", page.main());
    assert!(!page.says("would make it fit"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_stands_low_says_what_would_lift_it_and_where_to() {
    let town = Town::empty().await;
    town.at("2026-10-01 12:00+02").await;
    for n in 0..14 {
        let (id, share) = (format!("choir-{n}"), if n < 11 { 95 - n } else { 3 }.to_string());
        choir(&town, &[("id", &id), ("local_share", &share)]).await;
    }
    let low = choir(&town, &[("id", "far"), ("postcode", "5657"), ("local_share", "50")]).await;
    let mut her = newcomer(&town).await;
    her.posts("/en/questions/place", &[("postcode", "5611"), ("travel", "foot"), ("minutes", "120")]).await;
    let page = her.opens(&format!("/en/listings/{low}")).await;
    assert!(page.says("Why is it not higher in my list? It stands at place 15 in your list."), "{}", page.main());
    let low = page.all("details.panel li");
    assert_eq!(low.len(), 2, "{}", page.main());
    assert!(low.iter().any(|l| l.contains("You go by bike. Then it stands at place 12, not 15.")), "{low:?}");
    let first = town.listing("choir-0").await;
    assert!(!her.opens(&format!("/en/listings/{first}")).await.says("Why is it not higher"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn dates_stay_at_eight_in_the_evening_when_the_clocks_change_and_leave_out_skipped_ones() {
    let town = Town::empty().await;
    town.at("2026-10-10 12:00+02").await;
    let id = choir(&town, &[]).await;
    let page = town.reader().opens(&format!("/en/listings/{id}")).await;
    assert!(
        page.says("Every Tuesday. Tuesday 13 October, 20:00–22:00 Next: Tuesday 27 October · Tuesday 3 November · Tuesday 10 November"),
        "{}",
        page.main()
    );
    let starts =
        |json: &str| serde_json::from_str::<Value>(json).expect("JSON-LD")["startDate"].as_str().map(str::to_owned);
    assert_eq!(starts(json_ld(&page.html)).as_deref(), Some("2026-10-13T20:00:00+02:00"));
    town.at("2026-10-26 12:00+01").await;
    let page = town.reader().opens(&format!("/en/listings/{id}")).await;
    assert_eq!(starts(json_ld(&page.html)).as_deref(), Some("2026-10-27T20:00:00+01:00"), "after the clocks went back");
    town.at("2027-03-29 12:00+02").await;
    let page = town.reader().opens(&format!("/en/listings/{id}")).await;
    assert_eq!(starts(json_ld(&page.html)).as_deref(), Some("2027-03-30T20:00:00+02:00"), "and forward again");
    // During the session it is still the next one; afterwards the following.
    for (moment, says) in
        [("2026-10-13 21:59+02", "Tuesday 13 October, 20:00"), ("2026-10-13 22:01+02", "Tuesday 27 October, 20:00")]
    {
        town.at(moment).await;
        let page = town.reader().opens(&format!("/en/listings/{id}")).await;
        assert!(page.says(says), "{moment}: {}", page.main());
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_organises_it_is_named_to_search_engines_or_not_at_all() {
    let town = Town::empty().await;
    for (key, named) in [("named", Some("The singers")), ("nameless", None)] {
        let mut fields = vec![("id", key), ("rrule", "FREQ=WEEKLY"), ("first_date", "2026-09-01")];
        fields.extend([("starts", "20:00"), ("ends", "22:00")]);
        fields.extend(named.map(|name| ("organisation", name)));
        let id = town.with_listing(&fields).await;
        for status in ["active", "paused"] {
            sqlx::query("update listings set status = $1").bind(status).execute(&*town.db).await.expect("a state");
            town.look().await;
            let page = town.reader().opens(&format!("/en/listings/{id}")).await;
            let said: Value = serde_json::from_str(json_ld(&page.html)).expect("JSON-LD");
            let who = if status == "active" { "organizer" } else { "provider" };
            assert_eq!(said.get(who).map(|it| it["name"].clone()), named.map(Value::from), "{key} {status}: {said}");
        }
    }
}

fn json_ld(html: &str) -> &str {
    let after = html.split("<script type=\"application/ld+json\">").nth(1).expect("JSON-LD");
    after.split("</script>").next().expect("its end")
}

fn events(ics: &str) -> Vec<(String, String, String)> {
    let calendar: Calendar = ics.parse().expect("a calendar");
    let utc = |time: Option<DatePerhapsTime>| match time {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(utc))) => utc.to_rfc3339(),
        other => panic!("{other:?} is no moment in UTC"),
    };
    let read =
        |e: &icalendar::Event| (e.get_summary().unwrap_or_default().to_owned(), utc(e.get_start()), utc(e.get_end()));
    calendar.events().map(read).collect()
}

#[tokio::test]
async fn its_calendar_has_each_session_in_utc() {
    let town = Town::empty().await;
    town.at("2026-10-10 12:00+02").await;
    let id = choir(&town, &[]).await;
    let page = town.reader().opens(&format!("/en/listings/{id}/calendar.ics")).await;
    assert_eq!(page.headers["content-type"], "text/calendar; charset=utf-8");
    let events = events(&page.html);
    let expected = |start: &str, end: &str| ("Choir".to_owned(), start.to_owned(), end.to_owned());
    assert_eq!(events[0], expected("2026-10-13T18:00:00+00:00", "2026-10-13T20:00:00+00:00"));
    assert_eq!(events[1], expected("2026-10-27T19:00:00+00:00", "2026-10-27T21:00:00+00:00"));
    assert_eq!(events.len(), 12, "thirteen weeks but for the holiday");
    let uids: std::collections::BTreeSet<_> = page.html.lines().filter(|l| l.starts_with("UID")).collect();
    assert_eq!(uids.len(), events.len());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_draft_has_the_bytes_of_a_random_id() {
    let town = Town::empty().await;
    let draft = choir(&town, &[("status", "draft")]).await;
    let mut her = town.signed_in("ana@example.org").await;
    for (kind, reader) in [("visitor", &mut town.reader()), ("signed in", &mut her)] {
        for path in ["", "/go", "/calendar.ics"] {
            let hidden = reader.opens(&format!("/en/listings/{draft}{path}")).await;
            let random = reader.opens(&format!("/en/listings/{}{path}", Uuid::new_v4())).await;
            let nonsense = reader.opens(&format!("/en/listings/nonsense{path}")).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{kind} {path}");
            assert_eq!((&hidden.html, &hidden.headers), (&random.html, &random.headers), "{kind} {path}");
            assert_eq!(hidden.html, nonsense.html, "{kind} {path}");
        }
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_closed_one_says_since_when_and_leads_to_its_successor() {
    let town = Town::empty().await;
    town.at("2026-10-10 12:00+02").await;
    town.with_listing(&[("id", "new-choir"), ("title_en", "The new choir")]).await;
    let id = choir(&town, &[("status", "closed"), ("closed_on", "2026-10-01"), ("successor_id", "new-choir")]).await;
    let mut reader = town.reader();
    let page = reader.opens(&format!("/en/listings/{id}")).await;
    assert!(page.says("This closed on 1 October 2026. What came after it: The new choir"), "{}", page.main());
    assert!(page.attributes(".notice a", "href").concat().ends_with(&town.listing("new-choir").await.to_string()));
    assert!(!page.says("I would like to go") && !page.says("Put in my calendar"));
    assert_eq!(reader.opens(&format!("/en/listings/{id}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
    // A successor that nobody may see is not named.
    sqlx::query("update listings set status = 'draft' where key = 'new-choir'")
        .execute(&*town.db)
        .await
        .expect("a draft");
    town.look().await;
    let page = reader.opens(&format!("/en/listings/{id}")).await;
    assert!(!page.says("The new choir") && page.says("This closed on"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_missing_translation_is_shown_in_the_other_language_and_says_so() {
    let town = Town::empty().await;
    let id = choir(&town, &[("title_en", ""), ("title_nl", "Koor"), ("summary_nl", "Samen zingen.")]).await;
    let mut reader = town.reader();
    let page = reader.opens(&format!("/en/listings/{id}")).await;
    assert!(page.says("Koor") && page.says("Shown in Dutch. There is no English text yet."), "{}", page.main());
    assert_eq!(page.attributes("h1", "lang"), ["nl"]);
    let dutch = reader.opens(&format!("/nl/listings/{id}")).await;
    assert!(dutch.says("Samen zingen.") && dutch.attributes("h1", "lang").is_empty());
    assert_eq!(reader.opens("/en/listings").await.attributes(".card__link", "lang"), ["nl"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_an_import_wrote_stays_text() {
    let town = Town::empty().await;
    let evil = "</script><script>alert(1)</script><b>\u{26}lt;";
    let id = choir(&town, &[("title_en", evil), ("summary_en", evil), ("venue", evil), ("organisation", evil)]).await;
    for path in ["/en/", "/en/listings", "/en/today", &format!("/en/listings/{id}")] {
        let page = town.reader().opens(path).await;
        assert!(!page.html.contains("<script>alert") && !page.html.contains("<b>&lt;"), "{path}");
    }
    let page = town.reader().opens(&format!("/en/listings/{id}")).await;
    let about: Value = serde_json::from_str(json_ld(&page.html)).expect("JSON-LD");
    assert_eq!(about["name"], evil);
    let ics = town.reader().opens(&format!("/en/listings/{id}/calendar.ics")).await;
    assert!(ics.html.parse::<Calendar>().is_ok());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn json_ld_never_names_a_person() {
    let town = Town::empty().await;
    let id = choir(&town, &[("contact_name", "Marieke Secret"), ("contact_email", "marieke@example.org")]).await;
    for path in [format!("/en/listings/{id}"), format!("/en/listings/{id}/calendar.ics"), "/en/listings".to_owned()] {
        let page = town.reader().opens(&path).await;
        assert!(!page.html.contains("Marieke Secret") && !page.html.contains("marieke@example.org"), "{path}");
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_confirmed_it_for_eight_weeks_so_check_first() {
    let town = Town::empty().await;
    town.at("2026-11-14 12:00+01").await; // 55 days after
    let id = choir(&town, &[]).await;
    let said = "Nobody confirmed this in the last eight weeks.";
    assert!(!town.reader().opens(&format!("/en/listings/{id}")).await.says(said));
    town.at("2026-11-15 12:00+01").await;
    assert!(town.reader().opens(&format!("/en/listings/{id}")).await.says(said));
    town.nothing_is_left().await;
}
