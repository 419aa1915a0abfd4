//! A sheet of five hundred rows with twenty faults, through the browser.

use crate::{
    browser::{Browser, Scripts},
    faulty::{FAULTS, faulty},
    served::Served,
    worker::Worker,
};
use buurten::{kit::lang::Lang, web::words::Words};
use fantoccini::Locator;
use sqlx::{PgPool, Row, query};
use std::{
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

async fn listings(database: &PgPool) -> i64 {
    query("select count(*) from listings").fetch_one(database).await.expect("a number").get(0)
}

/// Chooses the file, and has it read.
async fn reads(she: &mut Worker<'_>, file: &Path) {
    she.browser.follows(she.browser.finds(Locator::Css(".bar a[href='/desk/listings']")).await).await;
    she.presses("sheet-title").await;
    she.asserts_at("/desk/import").await;
    let field = she.browser.finds(Locator::Css("main input[type=file]")).await;
    field.send_keys(file.to_str().expect("a path")).await.expect("a file");
    she.presses("sheet-read").await;
    she.sees("sheet-preview-title").await;
}

/// How many rows are what, as the page says it.
async fn asserts_counts(she: &Worker<'_>, w: &Words, counts: [(&str, usize); 4]) {
    let page = she.browser.main().await;
    for (which, count) in counts {
        let said = w.t1(format!("sheet-count-{which}"), "count", count);
        assert!(page.lines().any(|line| line.trim() == said), "{said}: {page}");
    }
}

async fn journey(scripts: Scripts, lang: Lang, is_held_up: bool) {
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().expect("a file");
    file.write_all(faulty().as_bytes()).expect("written");
    let city = Served::start(&[]);
    let database = city.database().await;
    let (before, w) = (listings(&database).await, Words::of(lang));
    let browser = Browser::start(scripts, lang).await;
    let mut she = Worker::of_the_sample(&city, browser, lang).await;
    reads(&mut she, file.path()).await;
    asserts_counts(&she, &w, [("new", 480), ("changed", 0), ("unchanged", 0), ("wrong", 20)]).await;
    let script =
        "return [...document.querySelectorAll('main tbody tr')].map((row) => [...row.cells].map((c) => c.innerText))";
    let rows: Vec<[String; 4]> = serde_json::from_value(she.browser.run(script).await).expect("rows of four cells");
    assert_eq!(rows.len(), FAULTS.len(), "{rows:?}");
    for ((line, column, found), row) in FAULTS.iter().zip(&rows) {
        let found = if found.is_empty() { w.t("sheet-empty") } else { (*found).to_owned() };
        assert_eq!(row[..3], [line.to_string(), (*column).to_owned(), found]);
        assert!(!row[3].is_empty(), "what was expected: {row:?}");
    }
    assert_eq!(listings(&database).await, before, "nothing is stored yet");

    let since = Instant::now();
    let held_up = if is_held_up {
        let mut tx = database.begin().await.expect("a transaction");
        query("lock table listings in share row exclusive mode").execute(&mut *tx).await.expect("a lock");
        Some(tx)
    } else {
        None
    };
    she.browser.presses(&w.t1("sheet-bring-in", "count", 480)).await;
    if let Some(tx) = held_up {
        she.sees("sheet-running-title").await;
        assert!(she.browser.has("main progress[max='500']").await);
        assert!(since.elapsed() >= Duration::from_secs(1), "progress after {:?}", since.elapsed());
        tx.rollback().await.expect("let go");
    }
    // By itself with scripts; without them a link looks again.
    for _ in 0..200 {
        if scripts == Scripts::On || !she.browser.has("main progress").await {
            break;
        }
        she.presses("sheet-running-look").await;
    }
    she.sees("sheet-done-title").await;
    println!("{lang}, scripts {scripts:?}: 480 rows are in after {:?}, held up: {is_held_up}", since.elapsed());
    asserts_counts(&she, &w, [("new", 480), ("changed", 0), ("unchanged", 0), ("wrong", 20)]).await;
    assert_eq!(listings(&database).await, before + 480);

    reads(&mut she, file.path()).await;
    asserts_counts(&she, &w, [("new", 0), ("changed", 0), ("unchanged", 480), ("wrong", 20)]).await;
    she.sees("sheet-nothing-to-do").await;
    she.presses("sheet-leave").await;
    she.sees("flash-sheet-left").await;
    assert_eq!(listings(&database).await, before + 480);
    database.close().await;
    she.browser.end().await;
    city.end();
}

#[tokio::test]
async fn a_sheet_with_twenty_faults_is_brought_in_with_scripts_in_english() {
    journey(Scripts::On, Lang::En, false).await;
}

#[tokio::test]
async fn a_sheet_with_twenty_faults_is_brought_in_and_shows_how_far_it_is_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl, true).await;
}
