//! All dates of somebody in one place: her week, the file of it, the calendar of her telephone. What was called off is
//! taken out by a file that a page links to.

use crate::{
    desk::staff,
    gatherings::{answers, asks, three},
    introductions::in_english,
    safety::met,
    support::{reader::Reader, town::Town},
};
use chrono::Datelike;

const TAKE_OUT: &str = "Take it out of my calendar";

async fn feed(reader: &mut Reader) -> String {
    let page = reader.posts("/en/me/calendar", &[]).await;
    page.attributes("#address", "value").concat().trim_start_matches("http://127.0.0.1:3000").to_owned()
}

/// The file holds all of these lines.
fn holds(file: &str, lines: &[&str]) {
    for line in lines {
        assert!(file.contains(line), "{line} in {file}");
    }
}

#[tokio::test]
async fn an_introduction_stands_in_her_week_and_one_without_a_day_is_taken_out() {
    let (two, meet, mut her, mut them) = met().await;
    let day: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("select meets_at from introductions where meets_at is not null")
            .fetch_one(&*two.town.db)
            .await
            .expect("a day");
    let monday = |day: chrono::NaiveDate| day - chrono::Days::new(day.weekday().num_days_from_monday().into());
    let weeks =
        (monday(day.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive()) - monday(two.town.today())).num_weeks();
    let week = &format!("/en/week?week={weeks}");
    let page = her.opens(week).await;
    assert!(page.says("You and Piet") && page.says("agreed"), "{}", page.main());
    assert_eq!(page.attributes(".week a", "href"), [meet.as_str()]);
    assert!(!page.says("This fits you"), "it is hers");
    assert!(them.opens(week).await.says("You and Ana"), "his week too");
    holds(
        &her.opens("/en/week/calendar.ics").await.html,
        &["METHOD:PUBLISH", &day.format("%Y%m%dT%H%M%SZ").to_string(), "STATUS:CONFIRMED"],
    );
    her.sends(&format!("{meet}/date"), &[("date", "none")]).await;
    two.town.letters_for("piet@example.org").await;
    assert!(!her.opens(week).await.says("You and Piet"));
    for reader in [&mut her, &mut them] {
        let page = reader.opens(&meet).await;
        assert!(page.says(TAKE_OUT) && !page.says("Put it in my calendar"), "{}", page.main());
        let file = page.attributes("main a[href$='.ics']", "href").concat();
        holds(&reader.opens(&file).await.html, &["METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED"]);
    }
    holds(&her.opens("/en/week/calendar.ics").await.html, &["STATUS:CANCELLED"]);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_gathering_stands_in_the_week_and_in_the_calendar_and_is_struck_out_of_both() {
    let (town, mut desk, _) = three().await;
    let links = asks(&town, &mut desk).await;
    let (mut ana, mut cem) = (town.signed_in("anahit@example.org").await, town.signed_in("cemile@example.org").await);
    let (hers, theirs) = (feed(&mut ana).await, feed(&mut cem).await);
    answers(&town, &links[0], "yes").await;
    assert!(!town.reader().opens(&hers).await.html.contains("A walk"), "not before it takes place");
    answers(&town, &links[2], "yes").await;
    let path = in_english(&town.letter_for("anahit@example.org").await);
    town.letter_for("cemile@example.org").await;
    let weeks = async |reader: &mut Reader| {
        let mut all = String::new();
        for week in 0..5 {
            all += &reader.opens(&format!("/en/week?week={week}")).await.main();
        }
        all
    };
    assert!(weeks(&mut ana).await.contains("A walk") && weeks(&mut cem).await.contains("A walk"));
    holds(&ana.opens(&format!("{path}/calendar.ics")).await.html, &["METHOD:REQUEST", "ORGANIZER:", "ATTENDEE"]);
    let file = town.reader().opens(&hers).await.html;
    holds(&file, &["SUMMARY:A walk", "STATUS:CONFIRMED", "SEQUENCE:0"]);
    assert!(!file.contains("Cemile"), "{file}");
    ana.sends(&format!("{path}/cannot"), &[]).await;
    town.letter_for("cemile@example.org").await;
    for (reader, feed) in [(&mut ana, &hers), (&mut cem, &theirs)] {
        let page = reader.opens(&path).await;
        assert!(page.says(TAKE_OUT), "{}", page.main());
        let file = page.attributes("main a[href$='.ics']", "href").concat();
        holds(&reader.opens(&file).await.html, &["METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED"]);
        holds(&town.reader().opens(feed).await.html, &["SUMMARY:A walk", "STATUS:CANCELLED", "SEQUENCE:1"]);
        assert!(!weeks(reader).await.contains("A walk"));
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn an_evening_for_locals_is_asked_for_and_cancelled_where_it_is_called_off() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    crate::desk::local(&town, "Bo", "5612").await;
    let (mut desk, mut them) = (staff(&town, "marieke", None).await, town.signed_in("bo@example.org").await);
    let entry = "00000000-0000-4000-8000-0000000000bb";
    let fields = [("entry", entry), ("date", "3-12-2026"), ("times", "19:30-21:00"), ("place", "The library")];
    desk.sends("/desk/training", &fields).await;
    let feed = feed(&mut them).await;
    assert!(!town.reader().opens(&feed).await.html.contains("VEVENT"), "nobody said that they come");
    them.sends(&format!("/en/local/training/{entry}/come"), &[]).await;
    let ics = format!("/en/local/training/{entry}/calendar.ics");
    holds(&them.opens(&ics).await.html, &["METHOD:REQUEST", "SEQUENCE:0", "DTSTART:20261203T183000Z"]);
    let file = town.reader().opens(&feed).await.html;
    holds(&file, &["DTSTART:20261203T183000Z", "LOCATION:The library", "STATUS:CONFIRMED"]);
    town.wait("20 minutes").await;
    assert_eq!(town.reader().opens(&feed).await.html, file, "the same bytes, later");
    assert!(them.opens("/en/week?week=1").await.says("A short evening for locals"));
    desk.sends(&format!("/desk/training/{entry}/call-off"), &[]).await;
    town.letter_for("bo@example.org").await;
    let page = them.opens("/en/local/me").await;
    assert!(page.says("It does not take place") && page.says(TAKE_OUT), "{}", page.main());
    assert_eq!(page.attributes(".notice a[href$='.ics']", "href"), [ics.as_str()]);
    for file in [&ics, &feed] {
        holds(&them.opens(file).await.html, &["SEQUENCE:1", "STATUS:CANCELLED"]);
    }
    holds(&them.opens(&ics).await.html, &["METHOD:CANCEL"]);
    town.nothing_is_left().await;
}
