//! A crawler that is signed in as each role, follows every link and tries every page with every id of the city:
//! it reads of exactly those people of whom this role may read.

use crate::{
    routes::table,
    support::{reader::Reader, town::Town},
};
use buurten::kit::place::{Postcode, gazetteer};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// More pages than this are a crawler that walks in circles.
const MOST_PAGES: usize = 6_000;

/// The sample city in which everybody carries a mark: a first name that nobody else has, an address, a telephone
/// number, a place they described, a note about them.
struct Marked {
    town: Town,
    /// Account → marks.
    marks: BTreeMap<Uuid, Vec<String>>,
    /// Ids of people and of things of theirs.
    ids: Vec<Uuid>,
}

fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("a letter"));
    format!("Qx{}{}{}zq", letter(number / 676), letter(number / 26), letter(number))
}

impl Marked {
    async fn new() -> Self {
        let town = Town::sample().await;
        let mut marks = BTreeMap::new();
        let accounts: Vec<(Uuid, String)> = rows(&town, "select id, email from accounts order by email").await;
        for (number, (account, email)) in accounts.into_iter().enumerate() {
            let (name, phone) = (letters(number), format!("06 9{number:03} 4711"));
            let (place, note) = (format!("{name}place"), format!("{name}note"));
            for (sql, mark) in [
                ("update accounts set first_name = $2 where id = $1", &name),
                ("update locals set phone = $2 where account_id = $1", &phone),
                ("update locals set describes = $2 where account_id = $1", &place),
                (
                    "insert into notes (id, about_account, purpose, text, until)
                     values (gen_random_uuid(), $1, 'call-back', $2, (buurten_now() + interval '9 days')::date)",
                    &note,
                ),
            ] {
                sqlx::query(sql).bind(account).bind(mark).execute(&*town.db).await.expect("a mark");
            }
            marks.insert(account, vec![name, email, phone]);
        }
        // Three of each sort: a page that shows one foreign row would show the next.
        let ids = "(select id from accounts order by email limit 3) union all (select id from newcomers limit 3)
            union all (select id from locals limit 3) union all (select id from requests limit 3)
            union all (select id from going_along limit 3) union all (select id from notes limit 3)
             union all (select id from introductions limit 3) union all (select id from ties limit 3)
             union all (select id from together limit 3) union all (select id from together_asked limit 3)
             union all (select id from messages limit 3) union all (select id from reports limit 3) union all (select id from sessions limit 3)
             union all (select id from gatherings limit 3) union all (select id from wishes_to_meet limit 3)
            union all (select id from listings order by key limit 3)";
        let ids = sqlx::query_scalar(ids).fetch_all(&*town.db).await.expect("ids");
        Self { town, marks, ids }
    }

    /// Whom a text tells of.
    fn told_of(&self, text: &str) -> BTreeSet<Uuid> {
        let told = self.marks.iter().filter(|(_, marks)| marks.iter().any(|mark| text.contains(mark)));
        told.map(|(account, _)| *account).collect()
    }

    /// The accounts that a question answers.
    async fn accounts(&self, sql: &'static str, of: Uuid) -> BTreeSet<Uuid> {
        let found: Vec<Uuid> = sqlx::query_scalar(sql).bind(of).fetch_all(&*self.town.db).await.expect("accounts");
        found.into_iter().collect()
    }

    async fn account(&self, role: &str) -> Uuid {
        let role: buurten::seed::Role = role.parse().expect("a role");
        let email = role.somebody("eindhoven").expect("somebody");
        let found: Vec<(Uuid, String)> = rows(&self.town, "select id, email from accounts").await;
        found.into_iter().find(|(_, e)| *e == email).expect("their account").0
    }
}

async fn rows<T: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> + Send + Unpin>(
    town: &Town,
    sql: &'static str,
) -> Vec<T> {
    sqlx::query_as(sql).fetch_all(&*town.db).await.expect("rows")
}

/// Follows everything that can be opened without sending a form, and answers of whom it read, with where.
async fn crawl(city: &Marked, reader: &mut Reader) -> BTreeMap<Uuid, String> {
    let mut waiting: Vec<String> =
        ["/en/", "/nl/", "/en/me", "/en/host", "/en/local", "/en/local/me", "/desk"].map(str::to_owned).into();
    for ((method, path), _) in table() {
        if method != "GET" || path.starts_with("/dev/") {
            continue; // a sample shows all letters to whoever sits at the machine; a real city has no such page
        }
        let path = path.replace("{cell}", "choir.tue-evening.any.a2").replace("{season}", "carnaval");
        let path = path.replace("{what}", "sport").replace("{who}", &city.ids[0].to_string());
        let path = path.replace("{lang}", "en").replace("{token}", "nobody-knows-this-one").replace("{*name}", "x");
        if path == "/desk/people/{id}" {
            waiting.extend(city.marks.keys().map(|id| path.replace("{id}", &id.to_string())));
        } else if path.contains("{id}") {
            waiting.extend(city.ids.iter().map(|id| path.replace("{id}", &id.to_string())));
        } else {
            waiting.push(path);
        }
    }
    let (mut seen, mut told) = (BTreeSet::new(), BTreeMap::new());
    while let Some(path) = waiting.pop() {
        if path.contains("/sign-out") || !seen.insert(path.clone()) {
            continue;
        }
        assert!(seen.len() < MOST_PAGES, "it walks in circles: {path}");
        let page = reader.opens(&path).await;
        for account in city.told_of(&page.html) {
            told.entry(account).or_insert_with(|| path.clone());
        }
        if page.headers.get("content-type").is_some_and(|t| t.as_bytes().starts_with(b"text/html")) {
            waiting.extend(links(&page.html).into_iter().filter(|l| !seen.contains(l)));
        }
    }
    assert!(seen.len() > 300, "it saw {} pages only", seen.len());
    told
}

/// The links of a page that stay here; of lists with filters and pages only the first.
fn links(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let link = Selector::parse("a[href]").expect("a selector");
    let found = page.select(&link).filter_map(|a| a.value().attr("href"));
    let ours = found.filter(|h| h.starts_with('/') && !h.starts_with("/dev/") && !h.starts_with("/static/"));
    ours.filter(|h| !h.contains('?')).map(|h| h.split('#').next().unwrap_or_default().to_owned()).collect()
}

fn compare(role: &str, told: &BTreeMap<Uuid, String>, may: &BTreeSet<Uuid>, must: &BTreeSet<Uuid>) {
    let beyond: Vec<_> = told.iter().filter(|(account, _)| !may.contains(account)).collect();
    assert!(beyond.is_empty(), "a {role} read of people who are none of their business: {beyond:?}");
    let missing: Vec<_> = must.iter().filter(|account| !told.contains_key(account)).collect();
    assert!(missing.is_empty(), "a {role} cannot read of {missing:?}");
}

#[tokio::test]
async fn a_newcomer_reads_of_herself_and_of_the_local_who_said_yes() {
    let city = Marked::new().await;
    let account = city.account("newcomer").await;
    let may = city
        .accounts(
            "select $1 union select l.account_id from going_along g join locals l on l.id = g.local_id
             join newcomers n on n.id = g.newcomer_id where n.account_id = $1 and g.state in ('yes', 'went')
             union select l.account_id from introductions i join locals l on l.id = i.local_id
             join newcomers n on n.id = i.newcomer_id where n.account_id = $1 and i.state = 'both-yes'
             union select o.account_id from gathering_parties p join gatherings g on g.id = p.gathering_id
             join gathering_parties o on o.gathering_id = g.id and o.yes_at is not null where p.account_id = $1 and p.yes_at is not null and g.state = 'on'
             union select l.account_id from together t join locals l on l.id = t.local_id
             join newcomers n on n.id = t.newcomer_id where n.account_id = $1
             union select l.account_id from ties t join locals l on l.id = t.local_id
             join newcomers n on n.id = t.newcomer_id where n.account_id = $1",
            account,
        )
        .await;
    let told = crawl(&city, &mut city.town.sample_role("newcomer").await).await;
    compare("newcomer", &told, &may, &may);
}

#[tokio::test]
async fn a_local_reads_of_who_asked_to_go_along_with_them_and_of_nobody_else() {
    let city = Marked::new().await;
    let account = city.account("local").await;
    let may = city
        .accounts(
            "select $1 union select n.account_id from going_along g join locals l on l.id = g.local_id
             join newcomers n on n.id = g.newcomer_id where l.account_id = $1 and g.state in ('sent', 'yes', 'went')
             union select n.account_id from together t join locals l on l.id = t.local_id
             join newcomers n on n.id = t.newcomer_id where l.account_id = $1
             union select n.account_id from ties t join newcomers n on n.id = t.newcomer_id
             join locals l on l.id = t.local_id where l.account_id = $1",
            account,
        )
        .await;
    assert!(may.len() > 1, "the sample's local was asked by somebody");
    let told = crawl(&city, &mut city.town.sample_role("local").await).await;
    compare("local", &told, &may, &may);
}

#[tokio::test]
async fn a_host_reads_of_who_asked_to_come_to_their_groups_and_who_goes_there() {
    let city = Marked::new().await;
    let account = city.account("host").await;
    let may = city
        .accounts(
            "select $1
             union select n.account_id from requests r join newcomers n on n.id = r.newcomer_id join hosts h on h.listing_id = r.listing_id where h.account_id = $1
             union select l.account_id from regulars r join locals l on l.id = r.local_id join hosts h on h.listing_id = r.listing_id where h.account_id = $1",
            account,
        )
        .await;
    let told = crawl(&city, &mut city.town.sample_role("host").await).await;
    let open = city
        .accounts(
            "select n.account_id from requests r join newcomers n on n.id = r.newcomer_id join hosts h on h.listing_id = r.listing_id where h.account_id = $1 and r.state = 'sent'",
            account,
        )
        .await;
    assert!(!open.is_empty(), "somebody asked the sample's host");
    compare("host", &told, &may, &open);
}

/// The accounts of people who live where this social worker's team looks after, or in no known part of town.
async fn in_scope(city: &Marked, parts: Option<&Vec<String>>) -> BTreeSet<Uuid> {
    let people: Vec<(Uuid, Option<String>)> = rows(
        &city.town,
        "select account_id, answers ->> 'postcode' from newcomers where account_id is not null
         union select account_id, answers ->> 'postcode' from locals where account_id is not null",
    )
    .await;
    let is_in = |postcode: &Option<String>| {
        let postcode = postcode.as_deref().and_then(|p| p.parse::<Postcode>().ok());
        match (parts, postcode.and_then(|p| gazetteer().part(p))) {
            (Some(parts), Some(part)) => parts.contains(&part.slug),
            _ => true,
        }
    };
    people.into_iter().filter(|(_, postcode)| is_in(postcode)).map(|(account, _)| account).collect()
}

#[tokio::test]
async fn a_social_worker_reads_of_nobody_without_a_reason_and_with_one_of_their_own_team_s_people_alone() {
    let city = Marked::new().await;
    let who = city.account("social-worker").await;
    let parts: Vec<String> = gazetteer().parts.iter().take(2).map(|p| p.slug.clone()).collect();
    sqlx::query("with t as (insert into teams (id, name, parts) values (gen_random_uuid(), 'A team of two parts', $2) returning id) update staff set team_id = (select id from t) where account_id = $1")
        .bind(who)
        .bind(&parts)
        .execute(&*city.town.db)
        .await
        .expect("a team");
    let mut reader = city.town.sample_role("social-worker").await;
    let told = crawl(&city, &mut reader).await;
    // Who has no second factor yet is told which administrators can invite them.
    let colleagues = city.accounts("select account_id from staff where administrator or account_id = $1", who).await;
    compare("social worker without a reason", &told, &colleagues, &BTreeSet::from([who]));

    let mine = in_scope(&city, Some(&parts)).await;
    let all = in_scope(&city, None).await;
    assert!(mine.len() > 5 && mine.len() + 5 < all.len(), "{} of {} people", mine.len(), all.len());
    let random = reader.opens(&format!("/desk/people/{}", Uuid::new_v4())).await;
    let mut reached = BTreeSet::new();
    for account in city.marks.keys().filter(|a| **a != who) {
        let path = format!("/desk/people/{account}");
        let before = reader.opens(&path).await;
        assert!(!city.told_of(&before.html).contains(account), "{path} tells before it asks why");
        let asked = reader.posts(&format!("{path}/look"), &[("reason", "call"), ("more", "")]).await;
        let page = reader.opens(&path).await;
        let told = city.told_of(&page.html);
        assert!(told.iter().all(|t| t == account || !all.contains(t)), "{path} tells of others");
        if told.contains(account) {
            reached.insert(*account);
        } else if !mine.contains(account) {
            assert!(page.html == random.html && asked.status == random.status, "{path} differs from a random id");
        }
    }
    let left: BTreeSet<_> = mine.difference(&reached).map(|account| &city.marks[account]).collect();
    assert!(reached == mine, "not reached: {left:?}");
}
