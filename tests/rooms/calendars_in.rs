//! Calendars that come in: an event with its repetitions is a row; what it does not say is left open, and said to be.

use crate::{
    hsds::{changes, export, import},
    support::town::Town,
};
use buurten::exchange::{ExportFormat, ImportFormat};

async fn reads(town: &Town, calendar: &str) -> (u8, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("club.ics");
    std::fs::write(&file, calendar.replace('\n', "\r\n")).expect("written");
    import(town, ImportFormat::Ical, &file).await
}

fn around(events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Club//EN\nBEGIN:VTIMEZONE\nTZID:Europe/Amsterdam\nEND:VTIMEZONE\n{events}END:VCALENDAR\n"
    )
}

const CHOIR: &str = "BEGIN:VEVENT
UID:choir@club
SUMMARY;LANGUAGE=en:Choir\\, every week
DESCRIPTION:Wij zingen.\\nKom
  erbij!
LOCATION:Wijkcentrum\\, Markt 1\\, 5611 AB Eindhoven
URL:https://club.example.org/koor
ORGANIZER;CN=Jan de Vries:mailto:jan@example.org
DTSTART;TZID=Europe/Amsterdam:20260901T200000
DTEND;TZID=Europe/Amsterdam:20260901T220000
RRULE:FREQ=WEEKLY;UNTIL=20270630T220000Z;BYDAY=TU
EXDATE;TZID=Europe/Amsterdam:20261222T200000,20261229T200000
BEGIN:VALARM
TRIGGER:-PT15M
END:VALARM
END:VEVENT
";

#[tokio::test]
async fn an_event_becomes_a_listing_that_is_looked_at_first() {
    let town = Town::empty().await;
    let (status, out, err) = reads(&town, &around(CHOIR)).await;
    assert_eq!(status, 0, "{out}{err}");
    let open = "kind, domains, languages, dutch_needed, english_ok, cost_eur";
    assert!(out.contains(&format!("line 7, choir@club: new: Choir, every week (not said: {open})")), "{out}");
    let sheet = String::from_utf8(export(&town, ExportFormat::Csv).await).expect("text");
    let row = sheet.lines().nth(1).expect("a row");
    assert_eq!(
        row,
        "choir@club,activity,\"Choir, every week\",,,Wij zingen. Kom erbij!,,,,,,,,everyone,,,\
         FREQ=WEEKLY;UNTIL=20270630;BYDAY=TU,2026-09-01,2026-12-22;2026-12-29,20:00,22:00,5611,\
         \"Wijkcentrum, Markt 1, 5611 AB Eindhoven\",,,,,,,,draft,,,,,,,https://club.example.org/koor"
    );
    // The desk publishes it; the club's calendar, once more, changes nothing of that.
    changes(&town, "update listings set status = 'active', kind = 'club'").await;
    let (_, out, _) = reads(&town, &around(CHOIR)).await;
    assert!(out.contains("0 new, 0 changed, 1 unchanged"), "{out}");
    let (_, out, _) = reads(&town, &around(&CHOIR.replace("EXDATE", "STATUS:CANCELLED\nEXDATE"))).await;
    assert!(out.contains("status \"active\" -> \"closed\""), "{out}");
}

#[tokio::test]
async fn times_are_local_and_a_time_that_moved_stands_for_itself() {
    let town = Town::empty().await;
    let event = |uid: &str, more: &str| format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{uid}\n{more}\nEND:VEVENT\n");
    let events = [
        event("utc", "DTSTART:20260701T180000Z\nDURATION:PT1H30M"),
        event(
            "outlook",
            "DTSTART;TZID=\"W. Europe Standard Time\":20260701T200000\nDTEND;TZID=\"W. Europe Standard Time\":20260702T010000",
        ),
        event("abroad", "DTSTART;TZID=America/New_York:20260701T140000\nDURATION:PT1H\nRRULE:FREQ=DAILY"),
        event("allday", "DTSTART;VALUE=DATE:20260701"),
        event("hourly", "DTSTART:20260701T180000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY"),
        event("series", "DTSTART:20260701T200000\nDTEND:20260701T210000\nRRULE:FREQ=WEEKLY"),
        event("series", "RECURRENCE-ID:20260708T200000\nDTSTART:20260709T200000\nDTEND:20260709T210000"),
    ];
    let (status, out, err) = reads(&town, &around(&events.concat())).await;
    assert_eq!(status, 0, "{out}{err}");
    let sheet = String::from_utf8(export(&town, ExportFormat::Csv).await).expect("text");
    for (key, schedule) in [
        ("utc", "FREQ=DAILY;COUNT=1,2026-07-01,,20:00,21:30,"),
        ("outlook", "FREQ=DAILY;COUNT=1,2026-07-01,,20:00,01:00,"),
        ("abroad", "FREQ=DAILY,2026-07-01,,20:00,21:00,"),
        ("allday", ",,,,,,"),
        ("hourly", ",,,,,,"),
        ("series", "FREQ=WEEKLY,2026-07-01,2026-07-08,20:00,21:00,"),
        ("series 2026-07-08", "FREQ=DAILY;COUNT=1,2026-07-09,,20:00,21:00,"),
    ] {
        let row = sheet.lines().find(|l| l.starts_with(&format!("{key},"))).unwrap_or_else(|| panic!("{key}: {sheet}"));
        assert!(row.contains(&format!(",everyone,,,{schedule}")), "{row}");
    }
}

#[tokio::test]
async fn what_is_called_off_and_was_never_here_is_nowhere_and_its_day_is_left_out() {
    let town = Town::empty().await;
    let off = "BEGIN:VEVENT\nUID:choir@club\nRECURRENCE-ID;TZID=Europe/Amsterdam:20260908T200000\nSTATUS:CANCELLED\nDTSTART;TZID=Europe/Amsterdam:20260908T200000\nEND:VEVENT\n";
    let never = "BEGIN:VEVENT\nUID:never@club\nSUMMARY:Never\nSTATUS:CANCELLED\nDTSTART:20260701T200000\nDTEND:20260701T210000\nEND:VEVENT\n";
    let (status, out, err) = reads(&town, &around(&format!("{CHOIR}{off}{never}"))).await;
    assert!(status == 0 && out.contains("1 new, 0 changed, 2 unchanged"), "{out}{err}");
    assert_eq!(town.count("select count(*) from listings").await, 1);
    let skips = "select count(*) from listings where '2026-09-08' = any(skip_dates) and status = 'draft'";
    assert_eq!(town.count(skips).await, 1, "that Tuesday alone is left out");
    // A draft that is called off is a draft still: closed, everybody would read it.
    let (_, out, _) = reads(&town, &around(&CHOIR.replace("EXDATE", "STATUS:CANCELLED\nEXDATE"))).await;
    assert!(!out.contains("status"), "{out}");
    assert_eq!(town.count("select count(*) from listings where status = 'draft'").await, 1);
    // What moved and is here is closed when it is called off.
    let moved = off.replace("STATUS:CANCELLED", "SUMMARY:Elsewhere\nDTEND;TZID=Europe/Amsterdam:20260908T220000");
    reads(&town, &around(&moved)).await;
    changes(&town, "update listings set status = 'active'").await;
    let (_, out, _) = reads(&town, &around(&moved.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"))).await;
    assert!(out.contains("status \"active\" -> \"closed\""), "{out}");
}

#[tokio::test]
async fn a_rule_ends_with_the_last_time_before_its_end_and_not_with_the_day() {
    let town = Town::empty().await;
    // In the middle of the day of a session that begins later; after it; on the day alone; and at its hour.
    for (number, (until, last)) in [
        ("20260908T120000Z", "20260907"),
        ("20260908T183000Z", "20260908"),
        ("20260908", "20260908"),
        ("20260908T180000Z", "20260908"),
        ("20260907T220000Z", "20260907"),
    ]
    .into_iter()
    .enumerate()
    {
        let uid = format!("choir{number}@club");
        let calendar = CHOIR.replace("choir@club", &uid).replace("20270630T220000Z", until);
        let (status, out, err) = reads(&town, &around(&calendar)).await;
        assert_eq!(status, 0, "{out}{err}");
        let sheet = String::from_utf8(export(&town, ExportFormat::Csv).await).expect("text");
        let row = sheet.lines().find(|l| l.starts_with(&format!("{uid},"))).expect("a row");
        assert!(row.contains(&format!("UNTIL={last};")), "{until}: {row}");
    }
}

#[tokio::test]
async fn a_wrong_calendar_is_refused_in_one_line_that_names_the_property() {
    let town = Town::empty().await;
    let event = |more: &str| around(&format!("BEGIN:VEVENT\n{more}\nEND:VEVENT\n"));
    for (calendar, says) in [
        ("".to_owned(), "line 1: expected at least one service or event"),
        ("VERSION:2.0\n".to_owned(), "line 1: expected a calendar that begins with BEGIN:VCALENDAR"),
        (around(""), "line 1: expected at least one service or event"),
        (event("SUMMARY:A"), "line 7, column UID: empty: expected this property in every event"),
        (event("UID:a"), "line 7, column title_en: empty: expected a title"),
        (event("UID:a\nSUMMARY:A\nDTSTART:soon"), "line 7, column DTSTART: \"soon\": expected a date such as"),
        (
            event("UID:a\nSUMMARY:A\nDTSTART;TZID=Mars:20260701T180000"),
            "column DTSTART: \"Mars\": expected a time zone",
        ),
        (
            event("UID:a\nSUMMARY:A\nDTSTART:20260701T180000\nDURATION:long"),
            "column DURATION: \"long\": expected a duration",
        ),
        (event("UID:a\nno colon"), "line 9: \"no colon\": expected a line such as SUMMARY:Choir"),
        (around("BEGIN:VEVENT\n"), "line 8, column END: \"VCALENDAR\": expected an END for every BEGIN"),
        ("BEGIN:VCALENDAR\n".to_owned(), "line 1: expected an END for every BEGIN"),
        ("BEGIN:VCALENDAR\n".repeat(9), "line 9, column BEGIN: \"VCALENDAR\": expected no more than eight"),
    ] {
        let (status, out, err) = reads(&town, &calendar).await;
        assert!(status == 2 && err.lines().count() == 1 && err.contains(says), "{calendar}: {out}{err}");
    }
    assert_eq!(town.count("select count(*) from listings").await, 0);
}
