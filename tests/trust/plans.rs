//! No page walks over all listings: with twenty thousand of them the database says how it answers every statement of
//! every page and every act, triggers included, and each answer is read. What walks over all of them by design (filling
//! the shelf, what is forgotten at night) is no part of a page, and so is not here.

use crate::{
    roles::Cast,
    routes::{ROLES, table},
};
use buurten::{app::router, platform::db::Db};
use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use std::{
    collections::BTreeSet,
    fmt::Debug,
    mem::take,
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};

/// More rows of listings than this are a walk as well, by whatever index.
const MOST: f64 = 600.0;

/// A file of everything: batch by batch, in the order of the keys.
const WHOLE: &str = "/desk/export";

/// Most are open and were confirmed lately; one in ten is not open, one in a hundred a draft, one in twenty was not
/// confirmed for long.
const FILL: [&str; 3] = [
    "set local statement_timeout = 0",
    "insert into listings (id, key, kind, title_en, title_nl, organisation, domains, languages, english_ok, postcode, status,
                           confirmed_on, contact_email)
     select gen_random_uuid(), 'one-of-many-' || n, 'club', 'Club ' || n, 'Club ' || n, 'Organisation ' || n / 3, '{sport}',
            '{nl}', n % 2 = 0, '5611', case when n % 100 = 0 then 'draft' when n % 20 = 1 then 'paused' when n % 20 = 2 then 'closed' else 'active' end,
            (buurten_now() - (case when n % 20 = 3 then 100 else n % 50 end) * interval '1 day')::date, 'host' || n || '@example.org'
     from generate_series(1, 20000) n",
    "analyze",
];

/// What the database says of how it answers.
const TELL: [(&str, &str); 7] = [
    ("session_preload_libraries", "auto_explain"),
    ("auto_explain.log_min_duration", "0"),
    ("auto_explain.log_level", "notice"),
    ("auto_explain.log_format", "json"),
    ("auto_explain.log_analyze", "on"),
    ("auto_explain.log_timing", "off"),
    ("auto_explain.log_nested_statements", "on"),
];

/// The plans of this thread's statements, as they were told.
#[derive(Clone, Default)]
struct Plans(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Plans {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::postgres::notice" {
            event.record(&mut &*self);
        }
    }
}

impl Visit for &Plans {
    fn record_str(&mut self, _: &Field, notice: &str) {
        self.0.lock().expect("plans").push(notice.to_owned());
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

impl Plans {
    /// What of the statements since the last time walks over listings; and how many statements there were.
    fn walks(&self) -> (BTreeSet<String>, usize) {
        let told = take(&mut *self.0.lock().expect("plans"));
        let plans = told.iter().filter_map(|text| text.split_once("plan:"));
        let plans = plans.map(|(_, json)| serde_json::from_str::<Value>(json).expect("a plan"));
        let walks = plans.filter(|plan| walks(&plan["Plan"]));
        let statement = |plan: Value| {
            plan["Query Text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        (walks.map(statement).collect(), told.len())
    }
}

/// Whether a part of a plan reads listings one after the other, or a great many of them.
fn walks(node: &Value) -> bool {
    let number = |name: &str| node[name].as_f64().unwrap_or_default();
    let rows = number("Actual Rows") + number("Rows Removed by Filter") + number("Rows Removed by Index Recheck");
    let is_walk = node["Relation Name"] == "listings"
        && (node["Node Type"] == "Seq Scan" || rows * number("Actual Loops") > MOST);
    is_walk || node["Plans"].as_array().into_iter().flatten().any(walks)
}

#[tokio::test]
async fn no_page_and_no_act_walks_over_all_listings() {
    let mut cast = Cast::new().await;
    let mut tx = cast.town.db.begin().await.expect("a transaction");
    for sql in FILL {
        sqlx::query(sql).execute(&mut *tx).await.expect("many listings");
    }
    tx.commit().await.expect("many listings");
    cast.town.look().await;
    let plans = Plans::default();
    let _told_here = tracing::subscriber::set_default(tracing_subscriber::registry().with(plans.clone()));
    let options: PgConnectOptions = cast.town.url().parse().expect("an address");
    cast.town.lent.db = Db::connect(options.options(TELL)).await.expect("a database that tells");
    cast.town.router = router(&cast.town.lent);
    // It is not blind.
    for (sql, is_walk) in [
        ("select count(*) from listings where summary_nl = 'x'", true),
        ("select key from (select * from listings order by key limit 2000) l", true),
        ("select id from listings where key = 'one-of-many-7'", false),
    ] {
        sqlx::query(sql).execute(&*cast.town.lent.db).await.expect("rows");
        assert_eq!(!plans.walks().0.is_empty(), is_walk, "{sql}");
    }

    let (mut found, mut statements) = (BTreeSet::new(), 0);
    for role in ROLES {
        let mut reader = cast.reader(role).await;
        for ((method, route), line) in table().into_iter().filter(|((_, route), _)| route != WHOLE) {
            if method != "GET" {
                // An act may be the last of a session.
                reader = cast.reader(role).await;
            }
            let path = cast.path(&route).await;
            plans.walks();
            let page = cast.calls(&mut reader, &method, &path, &line.fields()).await;
            assert!(!page.status.is_server_error(), "{method} {route} as {role}: {}", page.status);
            let (walks, count) = plans.walks();
            statements += count;
            found.extend(walks.into_iter().map(|walk| format!("{method} {route}: {walk}")));
        }
    }
    assert!(statements > 2_000, "only {statements} statements were told");
    assert!(found.is_empty(), "walks over all listings:\n{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}
