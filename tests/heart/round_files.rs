//! `buurten round`: the published answer, and one line for each slip.

use buurten::exchange::RoundFiles;
use serde_json::{Value, json};
use std::fs;

/// Exit status, what is printed, and what is said to be wrong.
fn run(text: &[u8], json: bool) -> (u8, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("round.json");
    fs::write(&input, text).expect("written");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = RoundFiles { input, json }.run(&mut out, &mut err);
    let said = String::from_utf8(err).expect("text").replace(&format!("{}/", folder.path().display()), "");
    (status, String::from_utf8(out).expect("text"), said)
}

fn round() -> Value {
    json!({
        "newcomers": [{"id": "n2", "waiting_days": 3}, {"id": "n1", "waiting_days": 40}, {"id": "n3", "waiting_days": 0}],
        "locals": [{"id": "v1", "capacity": 1}],
        "pairs": [{"newcomer": "n1", "local": "v1", "value": 0.73}, {"newcomer": "n2", "local": "v1", "value": 0.7300004}]
    })
}

#[test]
fn the_answer_has_the_published_shape_and_the_same_bytes_twice() {
    let text = round().to_string();
    let (status, out, err) = run(text.as_bytes(), true);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(run(text.as_bytes(), true).1, out);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&answer["matched"], &answer["total"]), (&json!(1), &json!(0.73)));
    assert_eq!(answer["pairs"][0]["value"], 0.73);
    assert_eq!(answer["unmatched"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["unmatched"][1], json!({"newcomer": "n3", "why": "no-candidate"}));
    assert_eq!(answer["unmatched"][0]["why"], "capacity");
    let mut turned = round();
    for list in ["newcomers", "locals", "pairs"] {
        turned[list].as_array_mut().expect("a list").reverse();
    }
    assert_eq!(run(turned.to_string().as_bytes(), true).1, out, "the order of a file says nothing");
}

#[test]
fn without_json_it_can_be_read() {
    let (status, out, _) = run(round().to_string().as_bytes(), false);
    assert_eq!(status, 0);
    assert!(out.contains("with v1  0.730000\n"), "{out}");
    assert!(out.ends_with("n3 with nobody: no-candidate\n1 of 3 placed. Total value 0.730000.\n"), "{out}");
}

#[test]
fn who_would_rather_have_each_other_is_said_to_whoever_reads_and_the_published_answer_stays_as_it_is() {
    let pair = |newcomer, local, value| json!({"newcomer": newcomer, "local": local, "value": value});
    let round = json!({
        "newcomers": [{"id": "n1"}, {"id": "n2"}],
        "locals": [{"id": "v1", "capacity": 1}, {"id": "v2", "capacity": 1}],
        "pairs": [pair("n1", "v1", 0.9), pair("n1", "v2", 0.4), pair("n2", "v1", 0.5)]
    });
    let (_, out, _) = run(round.to_string().as_bytes(), false);
    let end = "n1 and v1 would both rather have each other\n2 of 2 placed. Total value 0.900000.\n";
    assert!(out.ends_with(end), "{out}");
    let answer: Value = serde_json::from_str(&run(round.to_string().as_bytes(), true).1).expect("JSON");
    assert_eq!(answer.as_object().map(|a| a.keys().count()), Some(4), "{answer}");
}

#[test]
fn a_round_of_nobody_is_answered() {
    let (status, out, _) = run(br#"{"newcomers": [], "locals": [], "pairs": []}"#, true);
    assert_eq!(status, 0);
    let answer: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(answer, json!({"matched": 0, "total": 0.0, "pairs": [], "unmatched": []}));
}

#[test]
fn what_is_wrong_is_one_line_that_names_the_field() {
    let with = |pointer: &str, value: Value| {
        let mut changed = round();
        *changed.pointer_mut(pointer).expect("a place") = value;
        changed
    };
    let mut unknown = round();
    unknown["pairs"][0]["score"] = json!(1);
    let mut more = round();
    more["bans"] = json!([]);
    for (round, field) in [
        (with("/locals/0/capacity", json!(-1)), "locals[0].capacity"),
        (with("/locals/0/capacity", json!(1.5)), "locals[0].capacity"),
        (with("/newcomers/1/waiting_days", json!("long")), "newcomers[1].waiting_days"),
        (with("/newcomers/2/id", json!("n1")), "newcomers[2].id"),
        (with("/newcomers/2/id", json!("")), "newcomers[2].id"),
        (with("/newcomers/2/id", json!(7)), "newcomers[2].id"),
        (with("/locals/0", json!({"id": "v1"})), "capacity"),
        (with("/pairs/1/local", json!("nobody\n")), "pairs[1].local"),
        (with("/pairs/1/newcomer", json!("v1")), "pairs[1].newcomer"),
        (with("/pairs/0/value", json!(-0.1)), "pairs[0].value"),
        (with("/pairs/0/value", json!(1e7)), "pairs[0].value"),
        (with("/pairs/0/value", json!(null)), "pairs[0].value"),
        (with("/pairs", json!({})), "pairs"),
        (unknown, "score"),
        (more, "bans"),
    ] {
        let (status, out, err) = run(round.to_string().as_bytes(), true);
        assert_eq!((status, out.as_str()), (2, ""), "{field}");
        assert!(err.starts_with("round.json: ") && err.contains(field) && err.contains("expected"), "{err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
    }
    for text in [
        b"".as_slice(),
        b"[",
        b"{}",
        b"null",
        b"\xff\xfe",
        br#"{"newcomers": [], "locals": [], "pairs": []} {}"#,
        br#"{"newcomers": [{"id": "a"}], "locals": [], "pairs": [{"newcomer": "a", "local": "b", "value": NaN}]}"#,
        br#"{"newcomers": [], "locals": [], "pairs": [{"newcomer": "a", "local": "b", "value": 1e999}]}"#,
        br#"{"newcomers": [], "newcomers": [], "locals": [], "pairs": []}"#,
    ] {
        let (status, out, err) = run(text, true);
        assert_eq!((status, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("expected") && err.trim_end().lines().count() == 1, "{err}");
    }
}

#[test]
fn a_file_that_is_not_there_is_wrong_input() {
    let mut err = Vec::new();
    let status = RoundFiles { input: "nowhere/round.json".into(), json: true }.run(&mut Vec::new(), &mut err);
    assert_eq!(status, 2);
    assert!(String::from_utf8(err).expect("text").starts_with("nowhere/round.json: "));
}
