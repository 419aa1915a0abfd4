//! Sheets by command: what is read, what becomes of each row, and what comes out again.

use crate::support::{
    faulty::{FAULTS, faulty},
    town::Town,
};
use buurten::exchange::{ExportFile, ExportFormat, ImportFile, ImportFormat, read_sheet};
use proptest::prelude::*;
use serde_json::Value;
use std::path::PathBuf;

/// Somebody at a terminal.
struct Terminal {
    folder: tempfile::TempDir,
    town: Town,
}

impl Terminal {
    fn at(town: Town) -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), town }
    }

    fn asked(&self, sheet: &[u8]) -> ImportFile {
        let file = self.folder.path().join("sheet.csv");
        std::fs::write(&file, sheet).expect("written");
        ImportFile { file, format: ImportFormat::Csv, dry_run: false, skip_wrong: false, json: false }
    }

    async fn run(&self, asked: ImportFile) -> (u8, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = match asked.read() {
            Ok(text) => asked.run(&text, &self.town.db, &mut out, &mut err).await,
            Err(stop) => stop.say(&mut err),
        };
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status, text(out), text(err))
    }

    /// Brings a sheet in; the last line of what it says.
    async fn brings_in(&self, sheet: &[u8]) -> String {
        let (status, out, err) = self.run(self.asked(sheet)).await;
        // What takes longer than a second says how far it is.
        assert!(status == 0 && err.lines().all(|l| l.starts_with("line ") && l.contains(" of ")), "{err}{out}");
        out.lines().last().unwrap_or_default().to_owned()
    }

    async fn json(&self, asked: ImportFile) -> (u8, Value) {
        let (status, out, _) = self.run(ImportFile { json: true, ..asked }).await;
        (status, serde_json::from_str(&out).expect("JSON"))
    }

    async fn export(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let asked = ExportFile { format: ExportFormat::Csv, out: None };
        assert_eq!(asked.run(&self.town.db, &mut out, &mut Vec::new()).await, 0);
        out
    }

    async fn history(&self) -> i64 {
        self.town.count("select count(*) from listing_changes where by_role = 'import'").await
    }
}

#[tokio::test]
async fn twenty_faults_are_all_named_and_the_other_480_rows_go_in_when_asked() {
    let desk = Terminal::at(Town::empty().await);
    let asked = desk.asked(faulty().as_bytes());
    let (status, out, err) = desk.run(asked.clone()).await;
    assert_eq!((status, err.lines().count()), (2, 20), "{err}");
    for ((line, column, _), said) in FAULTS.iter().zip(err.lines()) {
        assert!(said.contains(&format!("sheet.csv: line {line}, column {column}: ")), "{said}");
        assert!(said.contains("expected "), "{said}");
    }
    assert!(out.contains("480 new, 0 changed, 0 unchanged, 20 wrong. Nothing is stored"), "{out}");
    assert_eq!(desk.town.count("select count(*) from listings").await, 0);
    let (status, out, err) = desk.run(ImportFile { skip_wrong: true, ..asked }).await;
    assert_eq!((status, err.lines().count()), (0, 20), "{err}");
    assert!(out.ends_with("480 new, 0 changed, 0 unchanged, 20 wrong.\n"), "{out}");
    assert_eq!(desk.town.count("select count(*) from listings").await, 480);
    assert_eq!(desk.history().await, 480);
}

#[tokio::test]
async fn every_fault_of_a_row_is_named_in_the_order_of_the_columns() {
    let sheet = "kind;id;title_en;status;cost_eur;capacity\nclubs;a;;aktiv;-1;many\n;;;;;\nclub;a;A;active;1;2;3\nclub;b;B;active\n";
    let rows = read_sheet(sheet.as_bytes()).expect("a header row");
    let said: Vec<String> =
        rows.into_iter().flat_map(|r| r.err().map_or(Vec::new(), |f| f.0)).map(|f| f.to_string()).collect();
    assert_eq!(
        said,
        [
            "line 2, column kind: \"clubs\": expected one of club, initiative, activity, volunteer-role",
            "line 2, column title_en: empty: expected a title here or in title_nl",
            "line 2, column status: \"aktiv\": expected one of active, paused, closed, draft",
            "line 2, column cost_eur: \"-1\": expected an amount in euros such as 0, 15 or 2.50",
            "line 2, column capacity: \"many\": expected a whole number from 0 to 1000000",
            "line 4: \"7\": expected 6 cells, as in the header row",
            "line 5: \"4\": expected 6 cells, as in the header row",
        ]
    );
    let header = read_sheet("id,colour,kind,kind,,title_nl\n".as_bytes()).expect_err("a wrong header row").to_string();
    for said in ["column colour", "column kind: \"kind\": expected each column once", "column 5", "column status"] {
        assert!(header.contains(said), "{header}");
    }
}

#[tokio::test]
async fn a_sheet_of_dutch_excel_is_understood() {
    let desk = Terminal::at(Town::empty().await);
    // Semicolons, Windows-1252, CRLF, another order, quoted values, dates and words as it writes them, empty columns.
    let sheet = "Status;TITLE_NL;id;kind;domains;first_date;rrule;starts;ends;cost_eur;english_ok;trial;skip_dates;closed_on;;\r\n\
        active;Caf\u{e9} \u{80} \u{93}gezellig\u{94};cafe;Activity;\"culture;social\";1-9-2026;FREQ=WEEKLY;9:30;11:00:00;2,5;JA;ONWAAR;08/09/2026;;;\r\n\
        \r\n;;;;;;;;;;;;;;;\r\n;;;;;;;;;;;;;;;\r\n";
    let bytes: Vec<u8> = sheet.chars().map(|c| c as u8).collect();
    assert_eq!(desk.brings_in(&bytes).await, "1 new, 0 changed, 0 unchanged, 0 wrong.");
    let out = String::from_utf8(desk.export().await).expect("UTF-8");
    let row = out.lines().nth(1).expect("a row");
    assert_eq!(
        row,
        "cafe,activity,,Café € “gezellig”,,,,social;culture,,,,,yes,everyone,2.50,,FREQ=WEEKLY,2026-09-01,2026-09-08,09:30,11:00,,,,no,,,,,,active,,,,,,,"
    );
    for again in
        [format!("\u{feff}{out}"), out.replace(',', "\t"), out.replace("\r\n", "\n"), out.replace("\r\n", "\r")]
    {
        assert_eq!(desk.brings_in(again.as_bytes()).await, "0 new, 0 changed, 1 unchanged, 0 wrong.");
    }
    // Dates that are month first are not taken for days.
    let sheet =
        "id;kind;title_en;status;confirmed_on;closed_on\na;club;A;active;3/4/2026;\nb;club;B;closed;;11/24/2026\n";
    let (status, _, err) = desk.run(desk.asked(sheet.as_bytes())).await;
    assert_eq!((status, err.lines().count()), (2, 2), "{err}");
}

#[tokio::test]
async fn rows_that_look_like_another_are_named_and_brought_in_all_the_same() {
    let desk = Terminal::at(Town::empty().await);
    let head = "id,kind,title_nl,organisation,postcode,status";
    let there = format!("{head}\nchoir,club,Het buurtkoor,De Zang,5611,active\n");
    assert_eq!(desk.brings_in(there.as_bytes()).await, "1 new, 0 changed, 0 unchanged, 0 wrong.");
    let sheet = format!(
        "{head}\nchess,club,Schaken op donderdag,De Toren,5612,active\nkoor-2,club,Het buurtkor,De Zang,5611,active\n\
         walk,club,Wandelen,De Loop,5613,active\nchess-2,club,Schaaken op donderdag,De Toren,5612,active\n"
    );
    let (_, said) = desk.json(ImportFile { dry_run: true, ..desk.asked(sheet.as_bytes()) }).await;
    assert_eq!(
        said["looks_like"],
        serde_json::json!([
            {"line": 3, "id": "koor-2", "other": {"line": null, "id": "choir", "title": "Het buurtkoor"}},
            {"line": 5, "id": "chess-2", "other": {"line": 2, "id": "chess", "title": "Schaken op donderdag"}},
        ])
    );
    assert_eq!(said["more_look_alike"], 0);
    let (status, out, _) = desk.run(desk.asked(sheet.as_bytes())).await;
    assert!(out.contains("line 3, koor-2: looks like choir, which is there: Het buurtkoor\n"), "{out}");
    assert!(out.contains("line 5, chess-2: looks like chess, line 2: Schaken op donderdag\n"), "{out}");
    assert!(status == 0 && out.ends_with("4 new, 0 changed, 0 unchanged, 0 wrong.\n"), "{out}");
    // Fifty are named, the rest is counted.
    let many: String = (0..60).map(|n| format!("t{n},club,Samen tekenen,Atelier {n},5651,active\n")).collect();
    let (_, said) = desk.json(desk.asked(format!("{head}\n{many}").as_bytes())).await;
    let (named, more) = (said["looks_like"].as_array().expect("a list").len(), said["more_look_alike"].as_u64());
    assert!(named == 50 && more > Some(0), "{named} {more:?}");
}

#[tokio::test]
async fn the_same_sheet_twice_changes_nothing_and_a_dry_run_never_does() {
    let desk = Terminal::at(Town::empty().await);
    let sheet = "id,kind,title_en,status,cost_eur,contact_email,confirmed_on\na,club,A,active,5,host@example.org,2026-11-01\nb,club,B,active,,,\n";
    let (status, said) = desk.json(ImportFile { dry_run: true, ..desk.asked(sheet.as_bytes()) }).await;
    assert_eq!((status, &said["new"], &said["stored"]), (0, &2.into(), &false.into()));
    assert_eq!(desk.town.count("select count(*) from listings").await, 0);
    assert_eq!(desk.brings_in(sheet.as_bytes()).await, "2 new, 0 changed, 0 unchanged, 0 wrong.");
    let all = "select sum(hashtext(l::text))::int8 from listings l";
    let before = desk.town.count(all).await;
    assert_eq!(desk.brings_in(sheet.as_bytes()).await, "0 new, 0 changed, 2 unchanged, 0 wrong.");
    assert_eq!((desk.town.count(all).await, desk.history().await), (before, 2));
    // The host confirmed the address since: a sheet that does not change it leaves that alone.
    sqlx::query("update listings set contact_confirmed_on = '2026-11-20' where key = 'a'")
        .execute(&*desk.town.db)
        .await
        .expect("confirmed");
    assert_eq!(desk.brings_in(sheet.as_bytes()).await, "0 new, 0 changed, 2 unchanged, 0 wrong.");
    // A column that is not there stays; an empty cell empties; a row that is not there stays.
    let change = "id,title_en,kind,status,cost_eur\na,Aa,club,active,\n";
    let (status, said) = desk.json(desk.asked(change.as_bytes())).await;
    assert_eq!((status, said["changed"].as_u64(), said["stored"].as_bool()), (0, Some(1), Some(true)));
    assert_eq!(
        said["rows"][0],
        serde_json::json!({"line": 2, "id": "a", "became": "changed",
            "fields": {"title_en": {"from": "A", "to": "Aa"}, "cost_eur": {"from": "5", "to": ""}}})
    );
    let kept: (Option<String>, String, i32) =
        sqlx::query_as("select contact_email, contact_confirmed_on::text, version from listings where key = 'a'")
            .fetch_one(&*desk.town.db)
            .await
            .expect("a listing");
    assert_eq!(kept, (Some("host@example.org".to_owned()), "2026-11-20".to_owned(), 2));
    assert_eq!((desk.history().await, desk.town.count("select count(*) from listings").await), (3, 2));
}

#[tokio::test]
async fn what_cannot_be_done_by_half_is_not_done() {
    let desk = Terminal::at(Town::empty().await);
    for (sheet, says) in [
        (&b"PK\x03\x04"[..], "saved as CSV"),
        (b"\x00\x01", "text file"),
        (b"", "column id"),
        (b"id,kind,title_en,status\na,club,\xff\xc3\xa9,active\n", "UTF-8"),
    ] {
        let (status, out, err) = desk.run(desk.asked(sheet)).await;
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert!(
            err.lines().all(|l| l.contains("sheet.csv: line ") && l.contains("expected")) && err.contains(says),
            "{err}"
        );
    }
    for (format, says) in [(ImportFormat::Hsds, "HSDS 3 as JSON"), (ImportFormat::Ical, "at least one service")] {
        let (status, _, err) = desk.run(ImportFile { format, ..desk.asked(b"") }).await;
        assert_eq!((status, err.lines().count(), err.contains(says)), (2, 1, true), "{err}");
    }
    let (status, _, err) = desk.run(ImportFile { file: PathBuf::from("nowhere.csv"), ..desk.asked(b"") }).await;
    assert!(status == 2 && err.contains("nowhere.csv"), "{err}");
    let path = desk.folder.path().join("out.csv");
    std::fs::write(&path, "before").expect("written");
    let asked = ExportFile { format: ExportFormat::Csv, out: Some(path.clone()) };
    assert_eq!(asked.run(&desk.town.db, &mut Vec::new(), &mut Vec::new()).await, 0);
    assert_eq!(std::fs::read(&path).expect("the file"), desk.export().await);
    assert_eq!(std::fs::read_dir(desk.folder.path()).expect("the folder").count(), 2);
    assert!(ExportFile { out: Some(path.join("x")), ..asked }.check().is_err());
}

#[tokio::test]
async fn out_and_into_an_empty_city_and_out_again_is_the_same_bytes() {
    let sample = Terminal::at(Town::sample().await);
    let made = Terminal::at(Town::empty().await);
    let size = buurten::seed::Size { newcomers: 0, locals: 0, listings: 700 };
    let city = buurten::seed::Synthetic::new(size, 9, made.town.today());
    let mut tx = made.town.db.begin().await.expect("a transaction");
    buurten::listings::insert_many(&mut tx, &city.listings).await.expect("stored");
    let odd = "=SUM(A1)|+31|-|@x|'=x|''@|007|1-2|5 mei|TRUE|12345678901234567890|a,b|\"q\"|a;b|'80s|waar".split('|');
    for (n, title) in odd.enumerate() {
        let text = Some(title.to_owned());
        let mut listing = city.listings[n].clone();
        listing.id = uuid::Uuid::new_v4();
        (listing.key, listing.title_nl, listing.venue, listing.contact_name) =
            (format!("{title}{n}"), text.clone(), text.clone(), text);
        buurten::listings::insert(&mut tx, &listing).await.expect("stored");
    }
    tx.commit().await.expect("stored");
    for from in [&sample, &made] {
        let (first, empty) = (from.export().await, Terminal::at(Town::empty().await));
        empty.brings_in(&first).await;
        assert!(empty.export().await == first);
        assert!(from.brings_in(&first).await.starts_with("0 new, 0 changed,"));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_sheet_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let sheet = [b"id,kind,title_en,status\n".as_slice(), &bytes].concat();
        for bytes in [&bytes, &sheet] {
            match read_sheet(bytes.as_slice()) {
                Ok(rows) => prop_assert!(rows.iter().all(|r| r.as_ref().err().is_none_or(|f| !f.0.is_empty()))),
                Err(faults) => prop_assert!(!faults.0.is_empty()),
            }
        }
    }
}
