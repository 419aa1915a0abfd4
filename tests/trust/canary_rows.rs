//! People with a canary in every column that holds something of theirs. What columns there are is asked of the
//! database, what they are of the data map: a column this does not know how to fill fails, and so does one without
//! a canary.

use crate::{
    canary_fixed::FIXED,
    support::{
        data_map::{Map, data_map},
        town::Town,
    },
};
use serde_json::{Map as Object, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub const PEOPLE: [&str; 3] = ["ana", "bo", "cas"];

/// A value that stands for one column of one person.
pub struct Canary {
    /// `table.column`.
    pub whereabouts: String,
    /// As it stands in a dump.
    pub text: String,
    /// Whom it goes with.
    pub goes_with: BTreeSet<&'static str>,
}

/// What one person takes out of one row.
pub struct Taken {
    pub person: &'static str,
    pub table: String,
    pub fields: Object<String, Value>,
}

/// All canaries of all people.
pub struct Rows {
    pub canaries: Vec<Canary>,
    pub taken: Vec<Taken>,
}

pub fn email(person: &str) -> String {
    format!("canary-{person}@example.org")
}

#[derive(sqlx::FromRow)]
struct Column {
    name: String,
    kind: String,
    needed: bool,
    generated: bool,
    /// The table it names a row of.
    parent: Option<String>,
    cascades: bool,
}

struct Maker<'a> {
    town: &'a Town,
    map: Map,
    count: i64,
    ids: BTreeMap<(&'static str, &'static str), Uuid>,
    rows: Rows,
}

/// Puts a row of every table there for everybody, each in their own words.
pub async fn fill(town: &Town) -> Rows {
    // These locals rest and were stopped: every column of theirs is filled, and nobody like that is introduced.
    let quiet = "alter table introductions disable trigger an_introduction_holds_its_promises";
    sqlx::query(quiet).execute(&*town.db).await.expect("no promise for a moment");
    // Everybody blocked the next one and has a letter about them all the same.
    let heard = "alter table letters disable trigger nobody_hears_of_whom_they_blocked";
    sqlx::query(heard).execute(&*town.db).await.expect("letters about whoever was blocked");
    let rows = Rows { canaries: Vec::new(), taken: Vec::new() };
    let mut maker = Maker { town, map: data_map(), count: 0, ids: BTreeMap::new(), rows };
    let mut left: Vec<String> = maker.map.keys().cloned().collect();
    // Filled elsewhere, or of listings and nobody.
    let mut done = BTreeSet::from(["teams", "city", "not_twins", "merges", "imported", "gap_sums"].map(str::to_owned));
    left.retain(|t| !done.contains(t));
    while !left.is_empty() {
        let before = left.len();
        for table in std::mem::take(&mut left) {
            let columns = columns(town, &table).await;
            if columns.iter().filter_map(|c| c.parent.as_ref()).all(|p| done.contains(p)) {
                for person in PEOPLE {
                    maker.row(&table, &columns, person).await;
                }
                done.insert(table);
            } else {
                left.push(table);
            }
        }
        assert!(left.len() < before, "{left:?} name each other");
    }
    maker.rows
}

async fn columns(town: &Town, table: &str) -> Vec<Column> {
    sqlx::query_as(
        "select a.attname::text as name, format_type(a.atttypid, null) as kind, a.attnotnull and not a.atthasdef as needed,
                a.attgenerated <> '' as generated, f.confrelid::regclass::text as parent, coalesce(f.confdeltype = 'c', false) as cascades
         from pg_attribute a left join pg_constraint f on f.conrelid = a.attrelid and f.contype = 'f' and a.attnum = any (f.conkey)
         where a.attrelid = $1::text::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum",
    )
    .bind(table)
    .fetch_all(&*town.db)
    .await
    .expect("columns")
}

fn next(person: &str) -> &'static str {
    let at = PEOPLE.iter().position(|p| *p == person).expect("one of them");
    PEOPLE[(at + 1) % PEOPLE.len()]
}

impl Maker<'_> {
    /// A number nobody else has.
    fn number(&mut self) -> i64 {
        self.count += 1;
        self.count
    }

    async fn row(&mut self, table: &str, columns: &[Column], person: &'static str) {
        let (mut names, mut values, mut goes_with) = (Vec::new(), Vec::new(), BTreeSet::new());
        for column in columns.iter().filter(|c| !c.generated) {
            if let Some((value, whose)) = self.value(table, column, person).await {
                names.push(column.name.as_str());
                values.push(value);
                goes_with.extend(whose);
            }
        }
        let texts: Vec<String> = columns.iter().map(|c| format!("'{0}', {0}::text", c.name)).collect();
        let sql = format!(
            "insert into {table} ({}) values ({}) returning to_jsonb({table}), jsonb_build_object({})",
            names.join(", "),
            values.join(", "),
            texts.join(", ")
        );
        let (row, texts): (Value, Value) = sqlx::query_as(sqlx::AssertSqlSafe(sql.clone()))
            .fetch_one(&*self.town.db)
            .await
            .unwrap_or_else(|e| panic!("{table}: {e}; say in FIXED what its rules want\n{sql}"));
        if let Some(table) =
            ["accounts", "newcomers", "locals", "ties", "together", "trainings", "gatherings", "rounds"]
                .into_iter()
                .find(|t| *t == table)
        {
            let id = row["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            self.ids.insert((person, table), id);
            goes_with.insert(person);
        }
        self.remember(table, columns, &row, &texts, &goes_with, person);
        self.take(table, columns, &row, person).await;
    }

    /// The value of a column, as SQL, and whom the row goes with because of it; `None` leaves it out.
    async fn value(
        &mut self,
        table: &str,
        column: &Column,
        person: &'static str,
    ) -> Option<(String, Option<&'static str>)> {
        let name = column.name.as_str();
        let fixed = FIXED.iter().find(|(t, c, _)| (*t, *c) == (table, name));
        if let Some((_, _, sql)) = fixed {
            return Some((sql.replace("{p}", person).replace("{n}", &self.number().to_string()), None));
        }
        let line = self.map[table][name].clone();
        let belongs = self.map[table].belongs_to.clone();
        if let Some(parent) = &column.parent {
            // Of two people the local is the other one; so is whoever wrote, saw or vouched.
            let both = belongs.len() > 1 && name == "local_id";
            let whose = if belongs.contains(&column.name) && !both { person } else { next(person) };
            let id = match parent.as_str() {
                // Where something began: the row is whole without it.
                "introductions" | "going_along" | "welcome_groups" | "imported" => return None,
                "ties" => self.ids[&(person, "ties")],
                "gatherings" => self.ids[&(person, "gatherings")],
                "rounds" => self.ids[&(person, "rounds")],
                "together" => self.ids[&(next(person), "together")],
                "trainings" => self.ids[&(person, "trainings")],
                "accounts" => self.ids[&(whose, "accounts")],
                "newcomers" => self.ids[&(whose, "newcomers")],
                "locals" => self.ids[&(whose, "locals")],
                "teams" => self.team(person).await,
                "listings" if table == "listing_changes" => self.listing_of(person).await,
                "listings" => self.listing(table, person).await,
                other => panic!("{table}.{name}: whose {other} is it?"),
            };
            // These are nobody's.
            let is_somebody_s = !["listings", "gatherings", "trainings", "rounds"].contains(&parent.as_str());
            return Some((format!("'{id}'"), column.cascades.then_some(whose).filter(|_| is_somebody_s)));
        }
        let holds_something = line.export || line.class == "personal" || line.class == "secret";
        if !holds_something && !column.needed {
            return None;
        }
        let words = format!("canary-{person}-{table}-{name}");
        let n = self.number();
        Some(match column.kind.as_str() {
            "text" if ["email", "address", "contact_email"].contains(&name) => {
                (format!("'{}'", email(person)), Some(person))
            }
            "text" => (format!("'{words}'"), None),
            "uuid" => (format!("'{}'", Uuid::new_v4()), None),
            "bytea" => (format!("'{words}'::bytea"), None),
            "timestamp with time zone" => {
                (format!("date_trunc('day', buurten_now()) - interval '3 days' + interval '{n} seconds'"), None)
            }
            "date" => (format!("'1971-01-01'::date + {n}"), None),
            "boolean" => ("true".to_owned(), None),
            "jsonb" => (format!("'{}'", self.json(table, name, person)), Some(person)),
            other => panic!("{table}.{name}: what is a canary of type {other}?"),
        })
    }

    fn json(&self, table: &str, name: &str, person: &str) -> Value {
        let canary = |key: &str| Value::from(format!("canary-{person}-{table}-{name}-{key}"));
        let contact = [("contact_name", canary("contact_name")), ("contact_email", email(person).into())];
        match (table, name) {
            ("listing_changes", "fields") => {
                contact.into_iter().map(|(k, v)| (k, serde_json::json!({"from": null, "to": v}))).collect()
            }
            ("imports", "rows") => Value::Array(vec![contact.into_iter().collect()]),
            _ => {
                let keys = self.map[table][name].keys.as_ref().expect("keys");
                let value = |k: &String| if k == "capacity" { Value::from(7) } else { canary(k) };
                keys.iter().map(|k| (k.clone(), value(k))).collect()
            }
        }
    }

    async fn team(&self, person: &str) -> Uuid {
        let sql = "insert into teams (id, name) values ($1, $2) returning id";
        let name = format!("canary-team-{person}");
        sqlx::query_scalar(sql).bind(Uuid::new_v4()).bind(name).fetch_one(&*self.town.db).await.expect("a team")
    }

    /// A listing that nobody but this person has in this table.
    async fn listing(&self, table: &str, person: &str) -> Uuid {
        let sql = "insert into listings (id, key, kind, status, title_en) values ($1, $2, 'club', 'active', 'A group') returning id";
        let key = format!("canary-{person}-{table}-listing");
        sqlx::query_scalar(sql).bind(Uuid::new_v4()).bind(key).fetch_one(&*self.town.db).await.expect("a listing")
    }

    async fn listing_of(&self, person: &str) -> Uuid {
        let sql = "select id from listings where contact_email = $1";
        sqlx::query_scalar(sql).bind(email(person)).fetch_one(&*self.town.db).await.expect("their listing")
    }

    /// Every column that holds something has a canary; those that nobody else can have are looked for in dumps.
    fn remember(
        &mut self,
        table: &str,
        columns: &[Column],
        row: &Value,
        texts: &Value,
        goes_with: &BTreeSet<&'static str>,
        person: &'static str,
    ) {
        for column in columns {
            let (name, line) = (&column.name, &self.map[table][&column.name]);
            let fixed = FIXED.iter().any(|(t, c, _)| (*t, *c) == (table, name));
            if !(line.export || ["personal", "secret"].contains(&line.class.as_str())) {
                continue;
            }
            assert!(fixed || !row[name].is_null(), "{table}.{name} has no canary");
            let is_one = ["text", "bytea", "timestamp with time zone", "jsonb"].contains(&column.kind.as_str());
            let stays = column.parent.is_some() || (table, name.as_str()) == ("listings", "key");
            if !is_one || stays || column.generated || (fixed && !name.ends_with("phone")) {
                continue;
            }
            let mut found = Vec::new();
            match &row[name] {
                Value::String(_) => found.push(texts[name].as_str().expect("a text").to_owned()),
                other => leaves(other, &mut found),
            }
            let mut goes_with = goes_with.clone();
            // The words of a local in a row that stays without them.
            goes_with.extend(
                (line.how_erased == "set null when they leave" && name.starts_with("local_")).then(|| next(person)),
            );
            let canary = |text| Canary { whereabouts: format!("{table}.{name}"), text, goes_with: goes_with.clone() };
            // An address stands in many places: the tests look for those by themselves.
            self.rows.canaries.extend(found.into_iter().filter(|text| !text.contains('@')).map(canary));
        }
    }

    /// What the owners of a row take out of it: the columns of the map, other rows by their key or name.
    async fn take(&mut self, table: &str, columns: &[Column], row: &Value, person: &'static str) {
        for owner in self.map[table].belongs_to.clone() {
            let two = self.map[table].belongs_to.len() > 1;
            let taker = if two && owner == "local_id" { next(person) } else { person };
            let mut fields = Object::new();
            for column in columns {
                let line = &self.map[table][&column.name];
                if !line.export || line.only_for.as_ref().is_some_and(|only| *only != owner) {
                    continue;
                }
                let named = match column.parent.as_deref() {
                    Some("listings") => Some("select key from listings where id = $1::text::uuid"),
                    Some("teams") => Some("select name from teams where id = $1::text::uuid"),
                    Some("gatherings") => Some(
                        "select concat_ws(', ', what, place, to_char(meets_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI'))
                         from gatherings where id = $1::text::uuid",
                    ),
                    _ => None,
                };
                let value = match named {
                    Some(sql) => {
                        let name: String = sqlx::query_scalar(sql)
                            .bind(row[&column.name].as_str())
                            .fetch_one(&*self.town.db)
                            .await
                            .expect("a name");
                        name.into()
                    }
                    None => row[&column.name].clone(),
                };
                fields.insert(column.name.clone(), value);
            }
            self.rows.taken.push(Taken { person: taker, table: table.to_owned(), fields });
        }
    }
}

/// The texts in a value.
pub fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|v| leaves(v, found)),
        Value::Object(all) => all.values().for_each(|v| leaves(v, found)),
        _ => {}
    }
}
