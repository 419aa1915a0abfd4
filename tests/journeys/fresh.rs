//! What changes in the database is on her page at once, also after the connection was cut and came back.

use crate::{
    browser::{Browser, Scripts},
    served::Served,
};
use buurten::kit::lang::Lang;
use sqlx::{AssertSqlSafe, PgPool, Row, query};
use std::time::{Duration, Instant};

/// How long a change may take from the database to her page.
const WITHIN: Duration = Duration::from_secs(1);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Changes the title of the listing she looks at, and asks for her page until it says so.
async fn change_and_look(database: &PgPool, city: &Served, path: &str, title: &str) -> Duration {
    let id = path.rsplit('/').next();
    let change = query("update listings set title_en = $2 where id = $1::uuid").bind(id).bind(title);
    assert_eq!(change.execute(database).await.expect("a change").rows_affected(), 1);
    let since = Instant::now();
    while !city.page(path).contains(title) {
        assert!(since.elapsed() < WITHIN * 10, "“{title}” never came to her page");
        tokio::time::sleep(LOOK_EVERY).await;
    }
    since.elapsed()
}

#[tokio::test]
async fn a_change_is_on_her_page_within_a_second_also_after_the_connection_was_cut() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::Off, Lang::En).await;
    let database = city.database().await;
    let listing = query("select '/en/listings/' || id from listings where status = 'active' order by key limit 1");
    let path: String = listing.fetch_one(&*database).await.expect("a listing").get(0);
    browser.opens(&city.to(&path)).await;

    let took = change_and_look(&database, &city, &path, "Tonight in the park").await;
    println!("a change is on her page after {took:?}");
    assert!(took < WITHIN, "a change took {took:?}");
    browser.client().refresh().await.expect("her page again");
    browser.reads("Tonight in the park").await;
    let cut = "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and backend_type = 'client backend') as cut";
    for round in 1..=3 {
        let ended: i64 = query(AssertSqlSafe(cut)).fetch_one(&*database).await.expect("the connections are cut").get(0);
        assert!(ended > 0, "nobody was connected");
        let title = format!("Tonight in the park, after cut {round}");
        let took = change_and_look(&database, &city, &path, &title).await;
        println!("cut {round}: {ended} connections, on her page after {took:?}");
        assert!(took < WITHIN, "after the connection was cut a change took {took:?}");
        browser.client().refresh().await.expect("her page again");
        browser.reads(&title).await;
    }
    browser.end().await;
    database.close().await;
    city.end();
}
