//! `buurten match --people`: people among the listings, and every slip named by file, place and key.

use crate::made::file;
use buurten::exchange::MatchFiles;
use serde_json::{Value, json};
use std::fs;

fn run(person: &Value, people: &str, json: bool, limit: Option<usize>) -> (u8, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let asked = MatchFiles {
        person: put("person.json", &person.to_string()),
        listings: put("listings.csv", &file("tests/cases/listings.csv")),
        people: Some(put("people.json", people)),
        today: Some("2026-11-23".parse().expect("a day")),
        limit,
        json,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = asked.run("2020-01-01".parse().expect("a day"), &mut out, &mut err);
    (status, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
}

fn person(role: &str) -> Value {
    let name = if role == "local" { "locals" } else { "newcomers" };
    let all: Value = serde_json::from_str(&file(&format!("data/cities/eindhoven/{name}.json"))).expect("people");
    all[1].clone()
}

fn locals() -> String {
    file("data/cities/eindhoven/locals.json")
}

#[test]
fn people_stand_among_the_listings_by_their_score_and_the_bytes_are_the_same_twice() {
    let her = person("newcomer");
    let (status, out, err) = run(&her, &locals(), true, None);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(run(&her, &locals(), true, None).1, out);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let matches = answer["matches"].as_array().expect("a list");
    assert!(["person", "listing"].iter().all(|kind| matches.iter().any(|m| m["kind"] == *kind)), "{out}");
    for (n, m) in matches.iter().enumerate() {
        assert_eq!(m["rank"].as_u64(), Some(n as u64 + 1));
        assert!(m["score"].as_f64().is_some_and(|s| (0.0..=1.0).contains(&s)));
        for key in ["id", "rung", "go", "reasons", "bridges"] {
            assert!(!m[key].is_null(), "{key}: {m}");
        }
    }
    let persons: Vec<&Value> = matches.iter().filter(|m| m["kind"] == "person").collect();
    for m in &persons {
        let of = |key: &str| m[key].as_f64().expect("a number");
        assert!((of("score") - (of("u") * of("v")).sqrt()).abs() < 2e-6 && m["offers"].is_array(), "{m}");
    }
    let later = |m: &&Value| m["go"] == "later";
    let scores: Vec<f64> = persons.iter().filter(|m| !later(m)).map(|m| m["score"].as_f64().expect("one")).collect();
    assert!(scores.windows(2).all(|w| w[0] >= w[1]));
    let first_later = matches.iter().position(|m| later(&m)).unwrap_or(matches.len());
    assert!(matches[first_later..].iter().all(|m| later(&m)));
    let excluded = answer["excluded"].as_array().expect("a list");
    let out_of = |kind: &str| excluded.iter().filter(|e| e["kind"] == kind).count();
    assert_eq!(persons.len() + out_of("person"), 40);
    assert!(!excluded.iter().any(|e| e["why"] == "blocked"), "for staff alone");
    // The first few are the first few of all.
    let short: Value = serde_json::from_str(&run(&her, &locals(), true, Some(4)).1).expect("JSON");
    assert_eq!(short["matches"].as_array().map(Vec::as_slice), Some(&matches[..4]));
}

#[test]
fn a_local_asks_for_newcomers_and_nobody_is_matched_with_their_own_role_or_themselves() {
    let them = person("local");
    let mut people: Vec<Value> = serde_json::from_str(&file("data/cities/eindhoven/newcomers.json")).expect("people");
    people.truncate(6);
    people.extend([them.clone(), json!({"id": "v-x", "role": "local", "languages": {"nl": "C2"}})]);
    let (status, out, _) = run(&them, &json!(people).to_string(), true, None);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    let all = |list: &str| {
        let ids = answer[list].as_array().expect("a list").iter().filter(|m| m["kind"] == "person");
        ids.map(|m| m["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((status, all("matches").len() + all("excluded").len()), (0, 7), "{out}");
    assert!(
        all("excluded").contains(&"v-x".to_owned())
            && !out.contains(&format!("\"id\": {}, \"kind\": \"person\"", them["id"]))
    );
}

#[test]
fn the_list_to_read_says_both_worths_and_what_to_do() {
    let (status, out, err) = run(&person("newcomer"), &locals(), false, None);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("A person (v-") && out.contains(" = √(") && out.contains("     > "), "{out}");
    assert!(out.lines().last().is_some_and(|l| l.contains("of 40 people fit.")), "{out}");
}

#[test]
fn nobody_at_all_is_nobody() {
    let (status, out, _) = run(&person("newcomer"), "[]", true, None);
    assert!(status == 0 && !out.contains("\"person\""));
}

#[test]
fn a_wrong_person_is_refused_with_file_place_and_key() {
    let good = || json!({"id": "v-1", "role": "local", "languages": {"nl": "C2"}});
    let with = |key: &str, value: Value| {
        let mut wrong = json!({"id": "v-2", "role": "local", "languages": {"nl": "C2"}});
        wrong[key] = value;
        json!([good(), wrong]).to_string()
    };
    for (people, place) in [
        (with("nationality", json!("x")), "[1].nationality"),
        (with("offers", json!(["dating"])), "[1].offers"),
        (with("capacity", json!(-1)), "[1].capacity"),
        (with("years_here", json!("long")), "[1].years_here"),
        (with("role", json!("host")), "[1].role"),
        (json!([good(), {"id": "v-3", "role": "local"}]).to_string(), "[1].languages"),
        (json!([good(), good()]).to_string(), "[1].id"),
        (json!([good(), 7]).to_string(), "[1]"),
        (good().to_string(), "array"),
        ("[".into(), "array"),
    ] {
        let (status, out, err) = run(&person("newcomer"), &people, true, None);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{people}");
        assert!(err.contains("people.json") && err.contains(place) && err.contains("expected"), "{err}");
    }
}
