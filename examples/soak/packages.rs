//! What listings are brought in from (a sheet, a package of open data as JSON and as zipped tables, a calendar), spoilt in
//! every way we can think of: it is read, or refused with a line that says where. The same seed spoils the same. And what
//! is large for no reason (bombs) is refused at once.

use super::spoil::{Draw, PIECES, watched};
use anyhow::{Result, bail, ensure};
use buurten::exchange::{ImportFormat, read_listings};
use std::{
    io::{Cursor, Write},
    panic::catch_unwind,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};
use zip::write::SimpleFileOptions;

/// What is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// `--format csv`
    Sheet,
    /// `--format hsds`, JSON
    Json,
    /// `--format hsds`, tables in a zip
    Tables,
    /// `--format ical`
    Calendar,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Packages {
    /// Files that were read; some of their rows may be wrong.
    pub read: u64,
    /// Files that were refused as a whole.
    pub refused: u64,
}

/// The largest file of the desk.
const LARGEST: usize = 5 << 20;
/// So long may the largest take to be refused; far longer where nothing is optimised.
const AT_ONCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 10_000 } else { 100 });

const SHEET: &str = "id,kind,title_en,domains,languages,audience,cost_eur,rrule,first_date,skip_dates,starts,ends,status,confirmed_on\n\
choir,club,Choir,culture;social,nl;en,women,2.50,FREQ=WEEKLY;BYDAY=TU,2026-09-01,2026-12-22,20:00,22:00,active,2026-11-02\n\
walk,activity,'=Walk,sport,,everyone,,FREQ=MONTHLY;BYDAY=1SA,2026-09-05,,10:00,12:00,draft,\n";

const JSON: &str = r#"{"contents": [{"id": "a", "name": "Choir", "alternate_name": null, "description": "We\nsing", "status": "active",
 "url": "https://a.name", "assured_date": "2026-11-02", "languages": [{"code": "nl"}], "organization": {"name": "Singers"},
 "schedules": [{"freq": "WEEKLY", "dtstart": "2026-09-01", "byday": "TU,TH", "interval": 1, "until": "2027-06-30", "opens_at": "20:00:00Z", "closes_at": "22:00"}],
 "cost_options": [{"amount": 2.5, "currency": "EUR", "amount_description": "session"}],
 "attributes": [{"value": "women", "taxonomy_term": {"code": "women", "taxonomy": "buurten-audience"}}, {"value": "club", "taxonomy_term": {"code": "club", "taxonomy": "buurten-kind"}}, {"value": "x", "taxonomy_term": {"code": "id", "taxonomy": "buurten-fact"}}]},
 {"id": "o", "name": "Players", "services": [{"id": "c", "name": "Chess", "status": "temporarily closed"}]},
 {"id": "p", "location": {"name": "Church", "addresses": [{"postal_code": "5611 AB", "country": "NL"}]}, "service": {"id": "d", "name": "D", "status": "defunct"}}]}"#;

const TABLES: [(&str, &str); 5] = [
    ("services.csv", "id,organization_id,name,status,assured_date\na,o,Choir,active,2026-11-02\nb,,Walk,inactive,\n"),
    ("organizations.csv", "id,name\no,Singers\n"),
    (
        "schedules.csv",
        "id,service_id,service_at_location_id,freq,dtstart,byday,opens_at,closes_at\ns,a,l,WEEKLY,2026-09-01,TU,20:00,22:00\n",
    ),
    ("service_at_location.csv", "id,service_id,location_id\nl,a,p\n"),
    ("locations.csv", "id,name\np,Church\n"),
];

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY;LANGUAGE=en:Choir\\, every\r\n  week\r\nLOCATION:Markt 1\\, 5611 AB Eindhoven\r\nDTSTART;TZID=Europe/Amsterdam:20260901T200000\r\nDURATION:PT1H30M\r\nRRULE:FREQ=WEEKLY;UNTIL=20270630T220000Z;BYDAY=TU\r\nEXDATE;TZID=Europe/Amsterdam:20261222T200000\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Elsewhere\r\nRECURRENCE-ID:20260908T180000Z\r\nDTSTART;TZID=America/New_York:20260909T140000\r\nDTEND:20260909T200000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// What a calendar may contain where it should not.
const OF_CALENDARS: [&str; 16] = [
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:",
    "END:VCALENDAR\r\n",
    "\r\n ",
    "\r\n",
    ";TZID=",
    ";TZID=\"W. Europe Standard Time\"",
    "RRULE:FREQ=SECONDLY\r\n",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "DURATION:P999999W999999W\r\n",
    "DTSTART:99991231T235959Z\r\n",
    "DTSTART:+2621421231T235959Z\r\n",
    "UNTIL=00000101T000000Z",
    "COUNT=4294967296",
    "INTERVAL=65535",
];

/// So many files, none of which may make it panic or hang.
pub fn run(package: Package, executions: u64, seed: u64) -> Result<Packages> {
    watched(seed, move |at| work(package, executions, seed, at))
}

fn work(package: Package, executions: u64, seed: u64, at: &AtomicU64) -> Result<Packages> {
    let mut packages = Packages::default();
    for execution in 0..executions {
        at.store(execution, Ordering::Relaxed);
        let file = file(package, &mut Draw::of(seed, execution), execution)?;
        let format = package.format();
        let shown = || format!("execution {execution} of seed {seed}: {}", String::from_utf8_lossy(&file));
        let Ok(read) = catch_unwind(|| read_listings(format, &file)) else { bail!("it panics: {}", shown()) };
        match read {
            Ok(rows) => {
                packages.read += 1;
                ensure!(!rows.is_empty() || package == Package::Sheet, "nothing was read: {}", shown());
                ensure!(execution % 16 > 0 || rows.iter().all(Result::is_ok), "a good file is wrong: {}", shown());
            }
            Err(faults) => {
                packages.refused += 1;
                let said = faults.to_string();
                ensure!(execution % 16 > 0, "a good file is refused: {said}: {}", shown());
                ensure!(
                    said.contains("line ") && said.contains("expected ") && said.len() < 40_000,
                    "{said}: {}",
                    shown()
                );
            }
        }
    }
    Ok(packages)
}

impl Package {
    fn format(self) -> ImportFormat {
        match self {
            Package::Sheet => ImportFormat::Csv,
            Package::Json | Package::Tables => ImportFormat::Hsds,
            Package::Calendar => ImportFormat::Ical,
        }
    }
}

/// Every sixteenth is as it should be.
fn file(package: Package, draw: &mut Draw, execution: u64) -> Result<Vec<u8>> {
    let is_good = execution.is_multiple_of(16);
    let spoilt = |text: &str, draw: &mut Draw| {
        let mut file = text.as_bytes().to_vec();
        if is_good {
            return file;
        }
        let pieces: &[&str] = if package == Package::Calendar { &OF_CALENDARS } else { &PIECES };
        for _ in 0..draw.below(4) {
            let (at, piece) = (draw.below(file.len() + 1), draw.one(pieces));
            file.splice(at..at, piece.bytes());
        }
        draw.spoil(&mut file);
        file
    };
    Ok(match package {
        Package::Sheet => spoilt(SHEET, draw),
        Package::Json => spoilt(JSON, draw),
        Package::Calendar => spoilt(CALENDAR, draw),
        Package::Tables => {
            let which = draw.below(TABLES.len());
            let tables: Vec<_> = TABLES
                .iter()
                .enumerate()
                .map(|(n, (name, text))| {
                    (*name, if n == which { spoilt(text, draw) } else { text.as_bytes().to_vec() })
                })
                .collect();
            let mut file = zipped(&tables, false)?;
            if execution % 16 == 1 {
                draw.spoil(&mut file);
            }
            file
        }
    })
}

fn zipped(files: &[(&str, Vec<u8>)], packed: bool) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let method = if packed { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What is as large as the desk takes, or becomes larger, for no reason: each is refused at once. Answers the slowest.
pub fn bombs() -> Result<(&'static str, Duration)> {
    let filled = |begin: &str, piece: &str, end: &str| {
        let times = (LARGEST - begin.len() - end.len()) / piece.len();
        format!("{begin}{}{end}", piece.repeat(times)).into_bytes()
    };
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20260901T200000\nDURATION:PT1H\n";
    let ended = "\nEND:VEVENT\nEND:VCALENDAR\n";
    let services = "id,name,status\n".to_owned() + &"a,A,active\n".repeat(8 << 20);
    let bomb = zipped(&[("services.csv", services.into_bytes())], true)?;
    let mut liar = bomb.clone();
    // The size that the directory at the end tells.
    if let Some(at) = liar.windows(4).rposition(|w| w == b"PK\x01\x02") {
        liar[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    }
    let same_place = r#"{"id":"1","service":{"id":"a","name":"A","status":"active"}},"#;
    let bombs = [
        ("JSON in JSON in JSON", ImportFormat::Hsds, filled("", "[", "")),
        ("pages of pages", ImportFormat::Hsds, filled("", r#"{"contents":["#, "")),
        ("nesting where nobody looks", ImportFormat::Hsds, filled(r#"{"id":"a","x":"#, "[", "")),
        ("one giant text", ImportFormat::Hsds, filled(r#"{"id":"a","status":"active","name":""#, "x", "\"}")),
        ("places without end", ImportFormat::Hsds, filled("[", &same_place.replace("\"1\"", "null"), "null]")),
        ("a zip that becomes large", ImportFormat::Hsds, bomb),
        ("a zip that says it does not", ImportFormat::Hsds, liar),
        ("one giant line of a sheet", ImportFormat::Csv, filled("id,kind,", "x", "")),
        ("a million strange columns", ImportFormat::Csv, filled("id,kind,", "x,", "\n")),
        ("one giant line of a calendar", ImportFormat::Ical, filled(&format!("{event}DESCRIPTION:"), "x", ended)),
        ("a line folded without end", ImportFormat::Ical, filled(&format!("{event}DESCRIPTION:"), "x\n ", ended)),
        ("a rule without end", ImportFormat::Ical, filled(&format!("{event}RRULE:FREQ=WEEKLY;BYDAY=MO"), ",MO", ended)),
        (
            "exceptions without end",
            ImportFormat::Ical,
            filled(&format!("{event}EXDATE:20260901"), ",20260901", &format!(",never{ended}")),
        ),
        ("events in events", ImportFormat::Ical, filled("BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "")),
        ("properties without end", ImportFormat::Ical, filled(event, "X:1\n", ended)),
    ];
    let mut slowest = ("", Duration::ZERO);
    for (name, format, file) in bombs {
        let since = Instant::now();
        let read = read_listings(format, &file);
        let took = since.elapsed();
        let is_refused = read.as_ref().map_or(true, |rows| rows.iter().any(Result::is_err));
        ensure!(is_refused, "{name} is taken in: {} rows", read.map_or(0, |rows| rows.len()));
        ensure!(took < AT_ONCE, "{name} takes {took:?}");
        if took > slowest.1 {
            slowest = (name, took);
        }
    }
    Ok(slowest)
}
