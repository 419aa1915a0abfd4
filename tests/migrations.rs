//! Each migration runs on a database with rows in it, and every column is classed in `data-map.toml`.

#[path = "support/mod.rs"]
mod support;

use buurten::platform::db::MIGRATIONS;
use regex::Regex;
use serde_json::json;
use sqlx::{Connection, PgConnection, query_scalar, raw_sql};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use support::{
    data_map::{Column, Map, data_map},
    rows::ROWS,
};

async fn tables(connection: &mut PgConnection) -> BTreeSet<String> {
    let all: Vec<String> = query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and tablename not like '\\_sqlx%'",
    )
    .fetch_all(connection)
    .await
    .expect("tables");
    all.into_iter().collect()
}

#[tokio::test]
async fn each_migration_runs_on_a_database_with_rows_in_it() {
    let database = support::postgres::bare_database().await;
    let mut connection = PgConnection::connect_with(&database.options).await.expect("a connection");
    let mut filled: BTreeSet<String> = BTreeSet::new();
    for migration in MIGRATIONS.iter() {
        let before = rows(&mut connection, &filled).await;
        raw_sql(migration.sql.clone())
            .execute(&mut connection)
            .await
            .unwrap_or_else(|e| panic!("{}: {e}", migration.description));
        let after = rows(&mut connection, &filled).await;
        assert!(
            before.iter().all(|(table, n)| after[table] >= *n),
            "{} lost rows: {before:?} → {after:?}",
            migration.description
        );
        let here = tables(&mut connection).await;
        for (table, insert) in ROWS.iter().filter(|(table, _)| here.contains(*table)) {
            if filled.insert((*table).to_owned()) {
                raw_sql(*insert).execute(&mut connection).await.unwrap_or_else(|e| panic!("a row of {table}: {e}"));
            }
        }
        assert_eq!(filled, here, "{}: ROWS has no rows for a table, or rows for none", migration.description);
    }
    let empty: Vec<_> = rows(&mut connection, &filled).await.into_iter().filter(|(_, n)| *n == 0).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

async fn rows(connection: &mut PgConnection, tables: &BTreeSet<String>) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        counts.insert(table.clone(), query_scalar(sql).fetch_one(&mut *connection).await.expect("a count"));
    }
    counts
}

#[test]
fn a_migration_is_named_after_its_time_its_room_and_what_it_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = Regex::new(r"^(\d{14})_([a-z]+)_[a-z0-9_]+\.sql$").expect("a pattern");
    let mut names: Vec<String> = fs::read_dir(root.join("migrations"))
        .expect("migrations")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(names.len(), MIGRATIONS.iter().count(), "a file that is no migration, or one that is not in the binary");
    let mut times = BTreeSet::new();
    for file in &names {
        let parts = name.captures(file).unwrap_or_else(|| panic!("{file}: expected <time>_<room>_<what>.sql"));
        assert!(root.join("src").join(&parts[2]).is_dir(), "{file}: there is no room {}", &parts[2]);
        let time = chrono::NaiveDateTime::parse_from_str(&parts[1], "%Y%m%d%H%M%S");
        assert!(time.is_ok() && times.insert(parts[1].to_owned()), "{file}: its time is none, or stands twice");
    }
}

/// Table, column, type; which tables go with an account or a newcomer; which columns name another table's row.
struct Database {
    columns: BTreeSet<(String, String, String)>,
    cascades: BTreeSet<(String, String)>,
    names: BTreeSet<(String, String, String)>,
}

async fn database() -> Database {
    let database = support::postgres::fresh_database().await;
    let mut connection = PgConnection::connect_with(&database.options).await.expect("a connection");
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text from information_schema.columns
         where table_schema = 'public' and table_name not like '\\_sqlx%'
           and table_name in (select tablename from pg_tables where schemaname = 'public')",
    )
    .fetch_all(&mut connection)
    .await
    .expect("columns");
    let cascades: Vec<(String, String)> = sqlx::query_as(
        "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where contype = 'f' and confdeltype = 'c'",
    )
    .fetch_all(&mut connection)
    .await
    .expect("foreign keys");
    let names: Vec<(String, String, String)> = sqlx::query_as(
        "select conrelid::regclass::text, a.attname::text, confrelid::regclass::text from pg_constraint c
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) where contype = 'f'",
    )
    .fetch_all(&mut connection)
    .await
    .expect("foreign keys");
    Database {
        columns: columns.into_iter().collect(),
        cascades: cascades.into_iter().collect(),
        names: names.into_iter().collect(),
    }
}

/// What is wrong with the map.
fn trouble(map: &Map, database: &Database) -> Vec<String> {
    let mut trouble = Vec::new();
    let there: BTreeSet<(&str, &str)> = database.columns.iter().map(|(t, c, _)| (t.as_str(), c.as_str())).collect();
    let said: BTreeSet<(&str, &str)> =
        map.iter().flat_map(|(t, all)| all.keys().map(move |c| (t.as_str(), c.as_str()))).collect();
    trouble.extend(there.difference(&said).map(|(t, c)| format!("{t}.{c} is in no line of data-map.toml")));
    trouble.extend(said.difference(&there).map(|(t, c)| format!("data-map.toml has {t}.{c}, the database has not")));
    for (table, name, column) in map.iter().flat_map(|(t, all)| all.iter().map(move |(n, c)| (t, n, c))) {
        let mut say = |what: &str| trouble.push(format!("{table}.{name}: {what}"));
        if !["public", "operational", "personal", "secret"].contains(&column.class.as_str()) {
            say("its class is none");
        }
        if [&column.purpose, &column.basis, &column.keep, &column.how_erased].iter().any(|text| text.trim().is_empty())
        {
            say("something is not said");
        }
        if column.class == "secret" && column.export {
            say("a secret is exported");
        }
        let goes_with =
            |parent: &str| table == parent || database.cascades.contains(&(table.clone(), parent.to_owned()));
        if column.how_erased == "with the account" && !goes_with("accounts")
            || column.how_erased == "with the newcomer" && !goes_with("newcomers")
        {
            say("it says that it goes with its owner, but no foreign key makes it so");
        }
        let is_json = database.columns.contains(&(table.clone(), name.clone(), "jsonb".to_owned()));
        if column.keys.is_some() != (is_json && column.class == "personal") {
            say("keys belong to personal jsonb columns, and to no others");
        }
    }
    for (table, lines) in map {
        let names =
            |column: &str, other: &str| database.names.contains(&(table.clone(), column.to_owned(), other.to_owned()));
        for owner in &lines.belongs_to {
            let is_theirs = match owner.as_str() {
                "id" => table == "accounts",
                "newcomer_id" => names(owner, "newcomers"),
                "local_id" => names(owner, "locals"),
                "address" | "contact_email" => lines.contains_key(owner),
                account => names(account, "accounts"),
            };
            if !is_theirs {
                trouble.push(format!("{table}: {owner} does not say whose row it is"));
            }
        }
        let taken_out = lines.values().any(|c| c.export);
        if taken_out == lines.belongs_to.is_empty() {
            trouble.push(format!("{table}: what is taken out has a _belongs_to, and nothing else has"));
        }
        let strange = lines.iter().filter(|(_, c)| c.only_for.as_ref().is_some_and(|o| !lines.belongs_to.contains(o)));
        trouble.extend(strange.map(|(name, _)| format!("{table}.{name}: only_for is nobody's column")));
    }
    trouble
}

#[tokio::test]
async fn every_column_is_in_the_data_map_and_every_line_has_a_column() {
    let found = trouble(&data_map(), &database().await);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[tokio::test]
async fn a_map_that_is_wrong_is_found_out() {
    let database = database().await;
    let wrong = |change: &dyn Fn(&mut Map)| {
        let mut map = data_map();
        change(&mut map);
        trouble(&map, &database)
    };
    fn column<'a>(map: &'a mut Map, table: &str, name: &str) -> &'a mut Column {
        map.get_mut(table).and_then(|t| t.get_mut(name)).expect("a column")
    }
    let changes: [&dyn Fn(&mut Map); 12] = [
        &|map| map.get_mut("notes").expect("a table").belongs_to.clear(),
        &|map| map.get_mut("requests").expect("a table").belongs_to = vec!["listing_id".to_owned()],
        &|map| map.get_mut("city").expect("a table").belongs_to = vec!["id".to_owned()],
        &|map| column(map, "going_along", "asked_at").only_for = Some("listing_id".to_owned()),
        &|map| drop(map.get_mut("accounts").expect("a table").remove("email")),
        &|map| drop(map.remove("requests")),
        &|map| {
            let copy = column(map, "accounts", "email").clone();
            map.get_mut("accounts").expect("a table").insert("shoe_size".to_owned(), copy);
        },
        &|map| column(map, "accounts", "email").class = "private".to_owned(),
        &|map| column(map, "sessions", "token_hash").export = true,
        &|map| column(map, "claims", "address").how_erased = "with the account".to_owned(),
        &|map| column(map, "newcomers", "answers").keys = None,
        &|map| column(map, "accounts", "email").purpose = " ".to_owned(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        assert!(!wrong(change).is_empty(), "change {number} is not found out");
    }
}

/// The keys that a person can have, as the reader of persons names them itself.
fn keys_of_a_person() -> BTreeSet<String> {
    let error =
        serde_json::from_value::<buurten::matching::person::Person>(json!({"bogus": 1})).expect_err("no such key");
    let name = Regex::new("`([a-z_]+)`").expect("a pattern");
    let names: BTreeSet<String> =
        name.captures_iter(&error.to_string()).map(|c| c[1].to_owned()).filter(|n| n != "bogus").collect();
    assert!(names.len() > 15, "{error}");
    names
}

#[test]
fn the_keys_of_answers_are_those_that_a_person_can_have() {
    let map = data_map();
    let all = keys_of_a_person();
    let without =
        |names: &[&str]| all.iter().filter(|k| !names.contains(&k.as_str())).cloned().collect::<BTreeSet<String>>();
    // The row knows id and role itself; INTERFACES.md says what is a local's alone, and that a local has no rung.
    let newcomer = without(&["id", "role", "capacity", "offers", "years_here", "dutch_daily"]);
    assert_eq!(map["newcomers"]["answers"].keys.as_ref(), Some(&newcomer));
    let local = without(&["id", "role", "rung", "arrived", "stays_until"]);
    assert_eq!(map["locals"]["answers"].keys.as_ref(), Some(&local));
}

#[tokio::test]
async fn nothing_is_stored_in_answers_beyond_the_keys_of_the_map() {
    let town = support::town::Town::sample().await;
    let map = data_map();
    for table in ["newcomers", "locals"] {
        let sql = sqlx::AssertSqlSafe(format!("select distinct jsonb_object_keys(answers) from {table}"));
        let stored: Vec<String> = query_scalar(sql).fetch_all(&*town.db).await.expect("keys");
        assert!(stored.len() > 8, "the sample has few answers: {stored:?}");
        let keys = map[table]["answers"].keys.as_ref().expect("keys");
        let beyond: Vec<_> = stored.iter().filter(|k| !keys.contains(*k)).collect();
        assert!(beyond.is_empty(), "{table}: {beyond:?}");
    }
}

/// What nobody is asked, whatever it is called.
const NEVER: &str = r"(?i)nationalit|origin|ethnic|race|racial|religi|faith|church|health|illness|disab|medical|diagnos|partner|spouse|husband|wife|marital|marriage|sexual|gender|child(ren)?s?_?name|kids?_?name|birth_?(date|day|place)|passport|visa|bsn|permit";

#[tokio::test]
async fn no_column_and_no_key_is_for_what_nobody_is_asked() {
    let never = Regex::new(NEVER).expect("a pattern");
    for name in
        ["nationality", "country_of_origin", "religion", "health_notes", "partner_id", "child_names", "childrens_name"]
    {
        assert!(never.is_match(name), "{name} would pass");
    }
    let database = database().await;
    let mut names: BTreeSet<String> = database.columns.iter().map(|(t, c, _)| format!("{t}.{c}")).collect();
    names.extend(keys_of_a_person());
    assert!(names.len() > 100);
    let found: Vec<_> = names.iter().filter(|n| never.is_match(n)).collect();
    assert!(found.is_empty(), "{found:?}");
}
