//! Taking everything out, and erasing it: with a canary in every column, for people who are everything here at once.

use crate::{
    canary_rows::{PEOPLE, Rows, email, fill, leaves},
    support::town::Town,
};
use axum::http::StatusCode;
use serde_json::Value;
use std::{
    collections::BTreeSet,
    io,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex},
};

/// The texts that nobody but this person takes out.
fn hers(rows: &Rows, person: &str) -> BTreeSet<String> {
    let mut all = Vec::new();
    for taken in rows.taken.iter().filter(|t| t.person == person) {
        taken.fields.values().for_each(|v| leaves(v, &mut all));
    }
    // Words that everybody has, such as "went".
    all.into_iter().filter(|text| text.contains("canary") || text.contains('T') || text.starts_with("19")).collect()
}

#[tokio::test]
async fn what_somebody_takes_out_is_all_of_theirs_once_and_nothing_of_anybody_else_s() {
    let town = Town::empty().await;
    let rows = fill(&town).await;
    assert!(rows.canaries.len() > 200, "only {} canaries", rows.canaries.len());
    for person in PEOPLE {
        let mut reader = town.signed_in(&email(person)).await;
        let file = reader.opens("/en/me/data.json").await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.html);
        assert_eq!(file.headers["cache-control"], "no-store");
        let out: Value = serde_json::from_str(&file.html).expect("JSON");
        for taken in rows.taken.iter().filter(|t| t.person == person) {
            let all = out[&taken.table].as_array().unwrap_or_else(|| panic!("{person}: no {}", taken.table));
            let same = |row: &&Value| taken.fields.iter().all(|(name, value)| row.get(name) == Some(value));
            assert_eq!(all.iter().filter(same).count(), 1, "{person} {}: {:?} in {all:?}", taken.table, taken.fields);
        }
        let mut found = Vec::new();
        leaves(&out, &mut found);
        let own = hers(&rows, person);
        assert!(own.len() > 70, "{}", own.len());
        for canary in &own {
            assert_eq!(found.iter().filter(|t| *t == canary).count(), 1, "{person}: {canary}");
        }
        let page = reader.opens("/en/me/data").await.html;
        for other in PEOPLE.iter().filter(|p| **p != person) {
            let theirs = hers(&rows, other);
            for canary in theirs.difference(&own) {
                assert!(
                    !file.html.contains(canary) && !page.contains(canary),
                    "{person} takes out {canary} of {other}"
                );
            }
            assert!(!page.contains(&email(other)));
        }
        for canary in own.iter().filter(|c| c.starts_with("canary") && !c.ends_with("-listing")) {
            assert!(page.contains(canary), "the page to read has no {canary}");
        }
    }
}

/// `pg_dump`, beside the server's programs or in the PATH.
fn dump(town: &Town) -> String {
    let from = std::env::var_os("BUURTEN_PG_BIN").map(PathBuf::from);
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin"));
    let mut all: Vec<PathBuf> = from.into_iter().chain(debian).map(|bin| bin.join("pg_dump")).collect();
    all.sort();
    let program = all.into_iter().rev().find(|p| p.exists()).unwrap_or_else(|| "pg_dump".into());
    let done = Command::new(program).arg(town.url()).env("PGTZ", "UTC").output().expect("pg_dump runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Everything that is logged meanwhile, at the finest level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn after_erasure_a_dump_the_log_and_the_letters_hold_nothing_of_hers_and_all_of_the_others() {
    let town = Town::empty().await;
    let rows = fill(&town).await;
    let before = dump(&town);
    for canary in &rows.canaries {
        assert!(before.contains(&canary.text), "{}: the dump does not show {}", canary.whereabouts, canary.text);
        assert!(!canary.goes_with.is_empty(), "{} goes with nobody", canary.whereabouts);
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let logging = tracing::subscriber::set_default(subscriber);
    // Another test may have asked for a place in the code just then, and been told that nobody listens.
    tracing::callsite::rebuild_interest_cache();
    let mut gone = BTreeSet::new();
    for person in ["ana", "cas"] {
        let mut reader = town.signed_in(&email(person)).await;
        let page = reader.posts("/en/me/erase", &[("sure", "yes")]).await;
        let said = || String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
        let errors = || said().lines().filter(|l| l.contains("ERROR")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(page.leads_to().as_deref(), Some("/en/"), "{} {:?}", page.main(), errors());
        gone.insert(person);
        let after = dump(&town);
        let mut wrong = Vec::new();
        for canary in &rows.canaries {
            let stays = canary.goes_with.is_disjoint(&gone);
            if after.contains(&canary.text) != stays {
                wrong.push(format!("{} {}: {}", canary.whereabouts, canary.text, if stays { "lost" } else { "left" }));
            }
        }
        assert!(wrong.is_empty(), "without {person}:\n{}", wrong.join("\n"));
        assert!(!after.contains(&format!("canary-{person}@")) && after.contains("canary-bo@"));
    }
    drop(logging);
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    assert!(log.contains("/me/erase") || log.contains("delete from accounts"), "the log is blind: {log}");
    for person in PEOPLE {
        let hit = log.lines().find(|l| l.contains(&format!("canary-{person}")));
        assert!(hit.is_none(), "{}", hit.unwrap_or_default());
    }
    assert_eq!(town.count("select count(*) from accounts").await, 1);
}
