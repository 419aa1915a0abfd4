//! The description of open data is true: every route is in it, and every answer is as it says.

use crate::{open_data::asks, support::town::Town};
use axum::http::StatusCode;
use regex::Regex;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path};

/// The routes of the room, from its source.
fn routes() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/open_data/mod.rs");
    let source = fs::read_to_string(source).expect("the room");
    let route = Regex::new(r#"\.route\("([^"]+)", get\("#).expect("a pattern");
    route.captures_iter(&source).map(|found| found[1].to_owned()).collect()
}

/// A schema of the description that can look up the others.
fn validator(description: &Value, schema: &Value) -> jsonschema::Validator {
    let mut whole = json!({"components": description["components"].clone()});
    for (key, value) in schema.as_object().expect("a schema") {
        whole[key] = value.clone();
    }
    jsonschema::options().should_validate_formats(true).build(&whole).expect("a schema")
}

#[tokio::test]
async fn every_route_is_described_and_every_answer_is_as_it_is_described() {
    let town = Town::sample().await;
    let mut anybody = town.reader();
    let (_, description) = asks(&mut anybody, "/api/openapi.json").await;
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().expect("paths");
    assert_eq!(paths.keys().cloned().collect::<BTreeSet<_>>(), routes());
    for (path, described) in paths {
        let get = &described["get"];
        let content = get["responses"]["200"]["content"].as_object().expect("a content");
        let Some(schema) = content.get("application/json").map(|c| &c["schema"]) else {
            let path = path.replace("{id}", "1");
            let page = anybody.opens(&path).await;
            let kind = page.headers["content-type"].to_str().expect("text").to_owned();
            assert!(
                page.status == StatusCode::OK && content.keys().any(|k| kind.starts_with(k.as_str())),
                "{path}: {kind}"
            );
            continue;
        };
        let schema = validator(&description, schema);
        let asked = match path.strip_suffix("/{id}") {
            None => vec![path.clone()],
            Some(list) => {
                let (_, page) = asks(&mut anybody, &format!("{list}?per_page=100")).await;
                let all = page["contents"].as_array().expect("a list").iter();
                all.step_by(5).map(|item| format!("{list}/{}", item["id"].as_str().expect("an id"))).collect()
            }
        };
        let flags: Vec<String> = get["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|p| p["schema"]["anyOf"][0]["type"] == "boolean")
            .map(|p| format!("?{}=true", p["name"].as_str().expect("a name")))
            .collect();
        let mut asked_in_all = asked.clone();
        asked_in_all.extend(flags.iter().map(|flag| format!("{}{flag}", asked[0])));
        for path in asked_in_all {
            let (status, answer) = asks(&mut anybody, &path).await;
            let wrong: Vec<String> =
                schema.iter_errors(&answer).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(status == StatusCode::OK && wrong.is_empty(), "{path}: {wrong:?}");
        }
        // What is wrong is said as the description says.
        let problem =
            validator(&description, &get["responses"]["400"]["content"]["application/problem+json"]["schema"]);
        let (status, answer) = asks(&mut anybody, &format!("{}?nothing=such", asked[0])).await;
        assert!(status == StatusCode::BAD_REQUEST && problem.is_valid(&answer), "{path}: {answer}");
    }
}
