//! The command on files: exit status, one line for each slip, nothing half done.

use crate::made::file;
use buurten::exchange::MatchFiles;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn run(&self, person: &str, listings: &str, json: bool) -> (u8, String, String) {
        let (person, listings) = (self.file("p.json", person), self.file("l.csv", listings));
        let asked = MatchFiles {
            person,
            listings,
            people: None,
            today: Some("2026-11-23".parse().expect("a day")),
            limit: None,
            json,
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = asked.run("2020-01-01".parse().expect("a day"), &mut out, &mut err);
        (status, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
    }
}

fn person() -> Value {
    let case: Value = serde_json::from_str(&file("tests/cases/people/engineer-who-cycles.json")).expect("a case");
    case["person"].clone()
}

#[test]
fn the_answer_has_the_published_shape_and_the_same_bytes_twice() {
    let desk = Desk::new();
    let sheet = file("tests/cases/listings.csv");
    let (status, out, err) = desk.run(&person().to_string(), &sheet, true);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(desk.run(&person().to_string(), &sheet, true).1, out);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let first = &answer["matches"][0];
    assert_eq!((first["rank"].as_u64(), first["kind"].as_str()), (Some(1), Some("listing")));
    for key in ["id", "score", "rung", "go", "reasons", "bridges"] {
        assert!(!first[key].is_null(), "{key}");
    }
    assert!(out.contains(&format!("\"score\": {:.6}", first["score"].as_f64().expect("a number"))));
    assert!(first["reasons"].as_array().is_some_and(|r| {
        r.iter().all(|r| r["signal"].is_string() && r["weight"].is_number() && r["nl"].is_string())
    }));
    let closed = answer["excluded"].as_array().expect("a list").iter().find(|e| e["id"] == "the-hub").expect("the hub");
    assert_eq!(closed["why"], "closed");
}

#[test]
fn a_byte_order_mark_and_another_order_of_columns_are_fine() {
    let sheet = "\u{feff}status,title_nl,kind,id\nactive,Koor,club,k-1\n";
    let (status, out, err) = Desk::new().run(&person().to_string(), sheet, true);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("\"id\": \"k-1\""));
}

#[test]
fn a_wrong_person_is_refused_with_the_field_and_what_was_expected() {
    let sheet = file("tests/cases/listings.csv");
    let with = |key: &str, value: Value| {
        let mut changed = person();
        changed[key] = value;
        changed.to_string()
    };
    let slips = [
        (with("nationality", json!("x")), "nationality"),
        (with("wishes", json!(["sports"])), "wishes"),
        (with("free", json!(["mon-noon"])), "free"),
        (with("languages", json!({"en": "D1"})), "languages"),
        (with("postcode", json!("561")), "postcode"),
        (with("interests", json!(["polka"])), "interests"),
        (with("cost_max_eur", json!(-1)), "cost_max_eur"),
        (with("child_comes_along", json!("yes")), "child_comes_along"),
        (with("stays_until", json!("2026")), "stays_until"),
        (json!({"role": "newcomer", "languages": {}}).to_string(), "id"),
        ("[]".into(), "object"),
        ("{".into(), "object"),
    ];
    for (text, field) in slips {
        let (status, out, err) = Desk::new().run(&text, &sheet, true);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{text}");
        assert!(err.contains("p.json") && err.contains(field) && err.contains("expected"), "{err}");
    }
}

#[test]
fn a_wrong_sheet_is_refused_with_line_column_and_what_was_expected() {
    let slips = [
        ("id,kind,title_en,status,colour\n", "line 1, column colour"),
        ("id,kind,title_en,status,id\n", "line 1, column id"),
        ("id,kind,title_en\n", "column status"),
        ("id,kind,status\n", "title_en or title_nl"),
        ("id,kind,title_en,status\na,club,A,active\na,club,B,active\n", "line 3, column id"),
        ("id,kind,title_en,status\na,clubs,A,active\n", "line 2, column kind"),
        ("id,kind,title_en,status\na,club,,active\n", "line 2, column title_en"),
        ("id,kind,title_en,status\na,club,A\n", "line 2"),
        ("id,kind,title_en,status,rrule\na,club,A,active,FREQ=WEEKLY\n", "line 2, column first_date"),
        (
            "id,kind,title_en,status,rrule,first_date,starts,ends\na,club,A,active,FREQ=SECONDLY,2026-01-01,10:00,11:00\n",
            "line 2, column rrule",
        ),
        ("id,kind,title_en,status,local_share\na,club,A,active,101\n", "line 2, column local_share"),
        ("id,kind,title_en,status,cost_eur\na,club,A,active,-1\n", "line 2, column cost_eur"),
        ("id,kind,title_en,status,english_ok\na,club,A,active,maybe\n", "line 2, column english_ok"),
        ("id,kind,title_en,status,audience\na,club,A,active,adults\n", "line 2, column audience"),
    ];
    for (sheet, place) in slips {
        let (status, out, err) = Desk::new().run(&person().to_string(), sheet, true);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{sheet}");
        assert!(err.contains("l.csv") && err.contains(place) && err.contains("expected"), "{err}");
    }
}
