//! The acceptance cases: what people asked for, as the heart must understand it.

use buurten::{
    exchange::read_sheet,
    matching::{
        catalogue::Catalogue,
        person::Person,
        rank::{Asked, Ranking},
    },
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn catalogue(today: &str) -> Catalogue {
    let sheet = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/listings.csv")).expect("the listings");
    let rows = read_sheet(sheet.as_slice()).expect("a header row");
    let rows = rows.into_iter().map(|r| r.expect("a row").opportunity()).collect();
    Catalogue::new(rows, today.parse().expect("a date"))
}

/// The files of a folder, in the order of their names.
fn people(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the people");
    let mut paths: Vec<PathBuf> = files.map(|f| f.expect("a file").path()).collect();
    paths.sort();
    paths
}

fn words<'a>(case: &'a Value, key: &str) -> Vec<&'a str> {
    case[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn described(ranking: &Ranking) -> String {
    ranking
        .matches
        .iter()
        .map(|m| {
            format!(
                "  {:.4} {:?} {} {:?}\n",
                m.score,
                m.go,
                m.id,
                m.reasons.iter().map(|r| (r.signal.as_str(), (r.contribution * 1000.0).round())).collect::<Vec<_>>()
            )
        })
        .collect()
}

#[test]
fn every_case_holds() {
    let mut trouble = String::new();
    let mut seen = 0;
    for path in ["tests/cases/people", "tests/cases/more"].into_iter().flat_map(people) {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a text")).expect("a case");
        let person = Person::from_json(case["person"].as_object().expect("a person")).expect("a person");
        let ranking = catalogue(case["today"].as_str().expect("a day")).rank(&person, &Asked::default());
        let ids: Vec<&str> = ranking.matches.iter().map(|m| m.id.as_str()).collect();
        let top = case["in_top"].as_u64().expect("a number") as usize;
        let not_top = case["not_in_top"].as_u64().map_or(ids.len(), |n| n as usize);
        let missing: Vec<_> =
            words(&case, "should").into_iter().filter(|id| !ids.iter().take(top).any(|i| i == id)).collect();
        let wrong: Vec<_> =
            words(&case, "must_not").into_iter().filter(|id| ids.iter().take(not_top).any(|i| i == id)).collect();
        let why = |id: &&str| {
            ranking.excluded.iter().find(|e| catalogue("2026-11-23").place_of(id) == Some(e.place)).map(|e| e.why)
        };
        if !missing.is_empty() || !wrong.is_empty() || std::env::var("SHOW").is_ok() {
            let whys: Vec<_> = missing.iter().map(why).collect();
            trouble += &format!(
                "{}: not in the first {top}: {missing:?} {whys:?}; matched: {wrong:?}\n{}",
                path.display(),
                described(&ranking)
            );
        }
        seen += 1;
    }
    assert!(seen >= 18 && trouble.is_empty(), "{trouble}");
}
