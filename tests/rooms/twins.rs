//! Listings that are there twice: found although somebody mistyped, merged with all that belongs to them, and undone.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;
use buurten::listings::{Listing, Twins};
use std::collections::BTreeSet;
use uuid::Uuid;

const HEAD: &str =
    "id,kind,title_en,title_nl,organisation,postcode,venue,rrule,first_date,starts,ends,status,contact_email\n";

fn listings(rows: &str) -> Vec<Listing> {
    let sheet = format!("{HEAD}{rows}");
    let read = buurten::exchange::read_sheet(sheet.as_bytes()).expect("a sheet");
    read.into_iter().map(|row| Listing { id: Uuid::new_v4(), ..row.expect("a row") }).collect()
}

async fn anna(town: &Town) -> Reader {
    let mut anna = town.sample_role("social-worker").await;
    anna.posts("/desk/language", &[]).await;
    anna
}

#[test]
fn typing_errors_are_forgiven_and_another_evening_is_another_group() {
    let all = listings(
        "a,club,The evening choir,Het avondkoor,City singers,5611,De Stolp,FREQ=WEEKLY;BYDAY=TU,2026-09-01,20:00,22:00,active,\n\
         b,club,The evning choir,,City singers,5611,,FREQ=WEEKLY;BYDAY=TU,2026-09-01,20:00,22:00,active,\n\
         c,club,,Het avondkor,City Singers,5611,,,,,,draft,\n\
         d,club,The evening choir,Het avondkoor,City singers,5625,Elsewhere,FREQ=WEEKLY;BYDAY=TH,2026-09-01,10:00,12:00,active,\n\
         e,club,Evening chess,Schaken in de avond,City singers,5611,De Stolp,FREQ=WEEKLY;BYDAY=TU,2026-09-01,20:00,22:00,active,\n\
         f,club,The evening choir,Het avondkoor,City singers,5611,De Stolp,FREQ=WEEKLY;BYDAY=TU,2026-09-01,20:00,22:00,closed,\n",
    );
    let twins = Twins::new(&all);
    let pairs: BTreeSet<(&str, &str)> =
        twins.pairs(100, |_, _| false).into_iter().map(|(a, b)| (all[a].key.as_str(), all[b].key.as_str())).collect();
    assert_eq!(pairs, [("a", "b"), ("a", "c")].into(), "{pairs:?}");
    assert!(twins.pairs(100, |a, b| (a, b) == (0, 1)).len() == 1, "what is known to be two is not asked");
    let keys = |found: Vec<usize>| found.into_iter().map(|p| all[p].key.clone()).collect::<BTreeSet<_>>();
    assert_eq!(keys(twins.of(&all[1])), ["a".to_owned()].into());
    let among: BTreeSet<String> = Twins::among(&all, &all[1]).into_iter().map(|l| l.key.clone()).collect();
    assert_eq!(among, ["a".to_owned()].into(), "one by one it is the same");
}

#[test]
fn many_listings_are_compared_block_by_block() {
    let words =
        ["choir", "cycling", "chess", "cooking", "walking", "painting", "reading", "running", "sewing", "talking"];
    let mut rows = String::new();
    for n in 0..20_000 {
        let (word, other) = (words[n % 10], words[n / 10 % 10]);
        rows +=
            &format!("k{n},club,{word} and {other} group {n},,Organisation {},56{:02},,,,,,active,\n", n / 7, n % 50);
    }
    rows += "twin,club,choir and choir gruop 0,,Organisation 0,5600,,,,,,active,\n";
    let all = listings(&rows);
    let started = std::time::Instant::now();
    let pairs = Twins::new(&all).pairs(30, |_, _| false);
    let took = started.elapsed();
    let found: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (all[*a].key.as_str(), all[*b].key.as_str())).collect();
    assert!(found.contains(&("k0", "twin")), "{found:?}");
    assert!(took.as_secs() < 30, "20,000 listings took {took:?}");
    println!("20,000 listings compared in {took:?}");
}

/// Puts a row there.
async fn put(town: &Town, sql: &str, listing: Uuid) {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
        .bind(listing)
        .execute(&*town.db)
        .await
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// One choir twice: the one that stays, and the one that goes.
async fn two_choirs(town: &Town) -> (Uuid, Uuid) {
    let row = |id: &str, title: &str, venue: &str| {
        format!(
            "{HEAD}{id},club,{title},,City singers,5611,{venue},FREQ=WEEKLY;BYDAY=TU,2026-09-01,20:00,22:00,active,host@example.org\n"
        )
    };
    town.with_listings(&row("kept", "The evening choir", "")).await;
    town.with_listings(&row("lost", "The evning choir", "De Stolp")).await;
    (town.listing("kept").await, town.listing("lost").await)
}

#[tokio::test]
async fn two_become_one_with_all_that_belongs_to_them_and_two_again() {
    let town = Town::sample().await;
    let (kept, lost) = two_choirs(&town).await;
    for sql in [
        "insert into regulars (local_id, listing_id, vouched_at) select l.id, $1, buurten_now() from locals l where l.account_id is not null and l.talked_at is not null and l.paused_at is null and l.stopped_at is null and not exists (select from reports p where p.about_account = l.account_id) and not exists (select from going_along g where g.local_id = l.id) and asked_in_the_month(l.id, buurten_now()) < l.requests_a_month order by l.id limit 1",
        "insert into hosts (account_id, listing_id) select id, $1 from accounts where email = 'riet.h1@example.org'",
        "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash) select gen_random_uuid(), n.id, r.local_id, r.listing_id, '\\x03' from regulars r, newcomers n where r.listing_id = $1 and not exists (select from reports p where p.about_account = n.account_id) order by n.id limit 1",
        "insert into bookmarks (newcomer_id, listing_id) select id, $1 from newcomers order by id limit 2",
        "insert into requests (id, newcomer_id, listing_id, answer_token_hash) select gen_random_uuid(), id, $1, sha256(id::text::bytea) from newcomers order by id limit 2",
        "insert into corrections (id, listing_id, unit, fields) values (gen_random_uuid(), $1, 'venue', '{\"venue\": {\"from\": null, \"to\": \"Hall\"}}')",
    ] {
        put(&town, sql, lost).await;
    }
    // One of them is at both: theirs stays behind.
    put(
        &town,
        "insert into bookmarks (newcomer_id, listing_id) select id, $1 from newcomers order by id limit 1",
        kept,
    )
    .await;
    put(&town, "insert into requests (id, newcomer_id, listing_id, answer_token_hash) select gen_random_uuid(), id, $1, sha256('k') from newcomers order by id limit 1", kept).await;
    let at = "select coalesce(string_agg(concat_ws(' ', k.key, t.what, t.n), ', ' order by k.key, t.what), '') from (
        select listing_id, 'regulars' as what, count(*) as n from regulars group by 1 union all select listing_id, 'hosts', count(*) from hosts group by 1
        union all select listing_id, 'bookmarks', count(*) from bookmarks group by 1 union all select listing_id, 'requests', count(*) from requests group by 1
        union all select listing_id, 'corrections', count(*) from corrections group by 1
        union all select listing_id, 'going along', count(*) from going_along group by 1) t join listings k on k.id = t.listing_id where k.key in ('kept', 'lost')";
    let where_is_what = async || sqlx::query_scalar::<_, String>(at).fetch_one(&*town.db).await.expect("a list");
    let before = where_is_what().await;

    let mut anna = anna(&town).await;
    let page = anna.opens("/desk/twins").await;
    assert!(page.says("The evening choir") && page.says("The evning choir"), "{}", page.main());
    let compare = format!("/desk/listings/{kept}/merge?with={lost}");
    let page = anna.opens(&compare).await;
    assert!(
        page.says("Locals who go there: 1") && page.says("Bookmarks: 1") && page.says("Requests to come: 1"),
        "{}",
        page.main()
    );
    assert!(page.says("Going along with a local: 1"), "whom they go with moves first: {}", page.main());
    assert_eq!(page.attributes("[name=take][checked]", "value"), ["venue"], "what the one that stays does not say");
    let path = format!("/desk/listings/{kept}/merge");
    let with = lost.to_string();
    let stale = [("with", with.as_str()), ("version", "1"), ("other_version", "7")];
    assert_eq!(anna.posts(&path, &stale).await.status, StatusCode::CONFLICT);
    let page = anna.sends(&path, &[("with", &with), ("version", "1"), ("other_version", "1"), ("take", "venue")]).await;
    assert!(page.says("Merged.") && page.says("Merged in the last 30 days"), "{}", page.main());
    assert_eq!(
        where_is_what().await,
        "kept bookmarks 2, kept corrections 1, kept going along 1, kept hosts 1, kept regulars 1, kept requests 2, lost bookmarks 1, lost requests 1"
    );
    town.look().await;
    let tombstone = town.reader().opens(&format!("/en/listings/{lost}")).await;
    assert!(
        tombstone.says("This closed on") && tombstone.says("What came after it: The evening choir"),
        "{}",
        tombstone.main()
    );
    assert!(town.reader().opens(&format!("/en/listings/{kept}")).await.says("De Stolp"));

    let undo = anna.opens("/desk/twins").await.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("Both are as they were."), "{}", page.main());
    assert_eq!(where_is_what().await, before);
    assert_eq!(town.count("select count(*) from listings where status = 'active' and ((key = 'kept' and venue is null) or (key = 'lost' and successor_key is null and closed_on is null))").await, 2);
    assert_eq!(anna.posts(&undo, &[]).await.status, StatusCode::NOT_FOUND, "once");
    // They are two after all; and that can be taken back.
    let (one, other) = (kept.to_string(), lost.to_string());
    town.look().await;
    let page = anna.sends("/desk/twins/apart", &[("one", &one), ("other", &other)]).await;
    assert!(page.says("We won't ask about these two again.") && !page.says("evning"), "{}", page.main());
    let page = anna.sends("/desk/twins/together", &[("one", &one), ("other", &other)]).await;
    assert!(page.says("evning"), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_everybody_sees_is_not_closed_into_a_draft_nor_into_what_is_over() {
    let town = Town::sample().await;
    let (kept, lost) = two_choirs(&town).await;
    let mut anna = anna(&town).await;
    let (page, path) = (format!("/desk/listings/{kept}/merge?with={lost}"), format!("/desk/listings/{kept}/merge"));
    let with = lost.to_string();
    let form = [("with", with.as_str()), ("version", "1"), ("other_version", "1")];
    for (now, says, can_turn) in [
        ("update listings set status = 'draft' where id = $1", "The one that would stay is a draft", true),
        (
            "update listings set status = 'closed', closed_on = '2026-11-01' where id = $1",
            "One of these two is closed already.",
            false,
        ),
    ] {
        put(&town, now, kept).await;
        let page = anna.opens(&page).await;
        assert!(page.says(says) && page.all("form[action$='/merge']").is_empty(), "{says}: {}", page.main());
        assert_eq!(page.says("Keep this one instead"), can_turn, "{says}: {}", page.main());
        assert_eq!(anna.posts(&path, &form).await.status, StatusCode::CONFLICT, "{says}");
        assert_eq!(town.count("select count(*) from listings where key = 'lost' and status = 'active'").await, 1);
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_was_opened_again_is_merged_again() {
    let town = Town::sample().await;
    let (kept, lost) = two_choirs(&town).await;
    let mut anna = anna(&town).await;
    let (path, with) = (format!("/desk/listings/{kept}/merge"), lost.to_string());
    let page = anna.sends(&path, &[("with", &with), ("version", "1"), ("other_version", "1")]).await;
    assert!(page.says("Merged."), "{}", page.main());
    anna.sends(&format!("/desk/listings/{lost}/reopen"), &[]).await;
    let page = anna.sends(&path, &[("with", &with), ("version", "1"), ("other_version", "3")]).await;
    assert!(page.says("Merged."), "{}", page.main());
    assert_eq!(town.count("select count(*) from merges where undone_at is null").await, 1, "the last one");
    let undo = anna.opens("/desk/twins").await.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("Both are as they were."), "{}", page.main());
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_both_have_by_now_stays_and_the_rest_is_undone() {
    let town = Town::sample().await;
    let (kept, lost) = two_choirs(&town).await;
    let saves = "insert into bookmarks (newcomer_id, listing_id) select id, $1 from newcomers order by id limit 2";
    put(&town, saves, lost).await;
    let mut anna = anna(&town).await;
    let (path, with) = (format!("/desk/listings/{kept}/merge"), lost.to_string());
    let page = anna.sends(&path, &[("with", &with), ("version", "1"), ("other_version", "1")]).await;
    assert!(page.says("Merged."), "{}", page.main());
    // One of the two saves the page that is over as well.
    put(
        &town,
        "insert into bookmarks (newcomer_id, listing_id) select id, $1 from newcomers order by id limit 1",
        lost,
    )
    .await;
    let undo = anna.opens("/desk/twins").await.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("Undone. What both have by now stays with the other one."), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from listings where key in ('kept', 'lost') and status = 'active'").await,
        2
    );
    let at = "select count(*) from bookmarks b join listings l on l.id = b.listing_id where l.key = 'lost'";
    assert_eq!(town.count(at).await, 2, "what can go back goes back");
    assert_eq!(anna.posts(&undo, &[]).await.status, StatusCode::NOT_FOUND, "once");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whatever_names_a_listing_moves_or_is_known_to_stay() {
    let town = Town::empty().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select distinct conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'listings'::regclass",
    )
    .fetch_all(&*town.db)
    .await
    .expect("tables");
    let source = include_str!("../../src/curation/twins/store.rs");
    let unknown: Vec<&String> = tables.iter().filter(|t| !source.contains(&format!("\"{t}\""))).collect();
    assert!(unknown.is_empty(), "neither moves nor stays by curation/twins/store.rs: {unknown:?}");
}

#[tokio::test]
async fn what_looks_like_something_is_asked_about_on_entry_and_named_on_import() {
    let town = Town::sample().await;
    let mut anna = anna(&town).await;
    let fields = |entry: &str, more: &[(&str, &str)]| {
        let all = [
            ("entry", entry),
            ("then", "draft"),
            ("kind", "initiative"),
            ("title_en", "Tuesday gruop"),
            ("organisation", "Welcome foundation"),
            ("repeat", "appointment"),
            ("postcode", "5612"),
        ];
        all.iter().chain(more).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
    };
    let entry = Uuid::new_v4().to_string();
    let page = anna.posts_all("/desk/listings/new", &fields(&entry, &[])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.says("This may be there already: Tuesday group") && page.html.contains("Tuesday gruop"),
        "{}",
        page.main()
    );
    let page = anna.posts_all("/desk/listings/new", &fields(&entry, &[("another", "yes")])).await;
    assert!(page.status.is_redirection(), "{}", page.main());
    let sheet =
        "id,kind,title_en,status,organisation,postcode\nmine,initiative,Tusday group,draft,Welcome foundation,5612\n";
    let page = anna.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
    let preview = anna.opens(&page.leads_to().expect("a preview")).await;
    assert!(preview.says("Tusday group row 2 May be there already: Tuesday group"), "{}", preview.main());
    assert!(!preview.says("Rows of this sheet that look the same"), "{}", preview.main());
    let sheet = "id,kind,title_en,status,organisation,postcode\na,club,Knitting together,draft,Wool,5613\n\
                 b,club,Chess,draft,Tower,5651\nc,club,Kniting together,draft,Wool,5613\n";
    let page = anna.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
    let preview = anna.opens(&page.leads_to().expect("a preview")).await;
    assert!(preview.says("Kniting together row 4 · Knitting together row 2"), "{}", preview.main());
    town.nothing_is_left().await;
}
