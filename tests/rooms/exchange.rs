//! Sheets at the desk: read, looked at, brought in with one yes.

use crate::support::{
    faulty::{FAULTS, faulty},
    reader::{Page, Reader},
    town::Town,
};
use std::time::Duration;

/// A social worker who reads English.
async fn anna_of(town: &Town) -> Reader {
    let mut anna = town.sample_role("social-worker").await;
    anna.posts("/desk/language", &[]).await;
    anna
}

/// Reads a sheet in, and shows what would change.
async fn reads(reader: &mut Reader, sheet: &str) -> Page {
    let page = reader.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
    let preview = page.leads_to().unwrap_or_else(|| panic!("{}", page.main()));
    reader.opens(&preview).await
}

/// Presses the one button, and waits until it is in.
async fn says_yes(reader: &mut Reader, preview: &Page) -> Page {
    let mut page = reader.sends(&preview.address, &[]).await;
    for _ in 0..100 {
        if page.all("[data-look-again]").is_empty() {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        page = reader.opens(&preview.address).await;
    }
    panic!("it is never in: {}", page.main())
}

#[tokio::test]
async fn twenty_faults_are_all_shown_and_one_yes_brings_the_other_480_in() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let before = town.count("select count(*) from listings").await;
    let preview = reads(&mut anna, &faulty()).await;
    assert!(preview.says("480 new 0 changed 0 unchanged 20 wrong"), "{}", preview.main());
    let cells = preview.all("main table tbody tr");
    assert_eq!(cells.len(), 20, "{cells:?}");
    for ((line, column, found), row) in FAULTS.iter().zip(&cells) {
        let found = if found.is_empty() { "empty" } else { found };
        assert!(row.replace('\n', " ").starts_with(&format!("{line} {column} {found} ")), "{row}");
    }
    assert_eq!(preview.all("main form button"), ["Bring in 480 rows", "Leave it"]);
    assert_eq!(town.count("select count(*) from listings").await, before);
    let done = says_yes(&mut anna, &preview).await;
    assert!(done.says("The sheet is in") && done.says("480 new") && done.says("20 wrong"), "{}", done.main());
    assert_eq!(done.attributes("main section ul a", "href").len(), 480);
    assert_eq!(town.count("select count(*) from listings").await, before + 480);
    let history = "select count(*) from listing_changes where by_role = 'import' and by_account is not null";
    assert_eq!(town.count(history).await, 480);
    // A second yes, and the same sheet again, do nothing.
    assert!(says_yes(&mut anna, &preview).await.says("The sheet is in"));
    let again = reads(&mut anna, &faulty()).await;
    assert!(again.says("0 new 0 changed 480 unchanged 20 wrong"), "{}", again.main());
    assert_eq!(again.all("main form button"), ["Leave it"]);
    assert_eq!(town.count(history).await, 480);
    // What was brought in is forgotten, the file was never kept, and the rest goes within the hour.
    assert_eq!(town.count("select count(*) from imports where state = 'done' and rows <> '[]'").await, 0);
    town.wait("61 minutes").await;
    buurten::exchange::forget_old(&town.db).await.expect("forgotten");
    assert_eq!(town.count("select count(*) from imports").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_is_different_is_shown_from_and_to_and_can_be_left() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let sheet = "id;kind;title_en;status;cost_eur\nliving-in;initiative;Meet the town;active;0\nnew-one;club;Chess;draft;2,50\n";
    let preview = reads(&mut anna, sheet).await;
    assert!(preview.says("1 new 1 changed 0 unchanged 0 wrong"), "{}", preview.main());
    assert!(preview.says("2 Meet the city title_en Meet the city Meet the town"), "{}", preview.main());
    assert!(preview.says("Chess row 3"), "{}", preview.main());
    let left = anna.sends(&format!("{}/leave", preview.address), &[]).await;
    assert!(left.says("Nothing was brought in."), "{}", left.main());
    assert_eq!(anna.opens(&preview.address).await.status, 404);
    assert_eq!(town.count("select count(*) from listings where title_en in ('Meet the town', 'Chess')").await, 0);
    assert_eq!(town.count("select count(*) from imports").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_somebody_changed_in_the_meantime_is_left_alone_and_said() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let sheet = "id,kind,title_en,status,newcomer_places\nliving-in,initiative,Meet the town,active,20\n\
                 get-in-touch,initiative,Tuesday people,active,8\nnew-one,club,Chess,draft,\nnew-two,club,Go,draft,\n";
    let preview = reads(&mut anna, sheet).await;
    assert!(preview.says("2 new 2 changed"), "{}", preview.main());
    // A newcomer takes a place, and somebody makes a listing with one of the ids.
    for change in [
        "update listings set newcomer_places = newcomer_places - 1 where key = 'living-in'",
        "insert into listings (id, key, kind, title_en, status) values (gen_random_uuid(), 'new-one', 'club', 'Checkers', 'active')",
    ] {
        sqlx::query(change).execute(&*town.db).await.expect("a change");
    }
    let done = says_yes(&mut anna, &preview).await;
    assert!(done.says("1 new 1 changed 0 unchanged 2 left alone 0 wrong"), "{}", done.main());
    assert!(done.says("row 2: living-in row 4: new-one"), "{}", done.main());
    let titles: Vec<String> = sqlx::query_scalar(
        "select title_en from listings where key in ('living-in', 'get-in-touch', 'new-one', 'new-two') order by key",
    )
    .fetch_all(&*town.db)
    .await
    .expect("titles");
    assert_eq!(titles, ["Tuesday people", "Meet the city", "Checkers", "Go"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn one_that_was_cut_short_stored_nothing_and_can_be_tried_again() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let preview = reads(&mut anna, "id,kind,title_en,status\nnew-one,club,Chess,draft\n").await;
    // Somebody brings it in at this moment: the page says how far it is, and a second yes changes nothing.
    let id: uuid::Uuid = preview.address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let mut other = town.db.begin().await.expect("a transaction");
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1::text, 20261125))")
        .bind(id)
        .execute(&mut *other)
        .await
        .expect("locked");
    sqlx::query("update imports set state = 'running'").execute(&*town.db).await.expect("running");
    let running = anna.sends(&preview.address, &[]).await;
    assert!(running.says("0 of 1 rows"), "{}", running.main());
    assert_eq!(running.attributes("progress", "max"), ["1"]);
    let kept = anna.sends(&format!("{}/leave", preview.address), &[]).await;
    assert!(kept.says("0 of 1 rows"), "{}", kept.main());
    // The machine goes down, and comes back.
    other.rollback().await.expect("gone");
    let again = anna.opens(&preview.address).await;
    assert!(again.says("Nothing was brought in. You can try it again."), "{}", again.main());
    assert!(says_yes(&mut anna, &again).await.says("1 new"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_sheet_is_its_reader_s_alone() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let preview = reads(&mut anna, "id,kind,title_en,status\nnew-one,club,Chess,draft\n").await;
    for role in ["administrator", "newcomer", "local", "host"] {
        let mut other = town.sample_role(role).await;
        for (method, path) in [
            ("get", preview.address.clone()),
            ("post", preview.address.clone()),
            ("post", format!("{}/leave", preview.address)),
        ] {
            let page = if method == "get" { other.opens(&path).await } else { other.posts(&path, &[]).await };
            assert_eq!(page.status, 404, "{role} {method} {path}");
        }
    }
    assert_eq!(town.count("select count(*) from listings where key = 'new-one'").await, 0);
    assert!(says_yes(&mut anna, &preview).await.says("1 new"));
}

#[tokio::test]
async fn what_is_downloaded_can_be_brought_in_again() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let page = anna.opens("/desk/export").await;
    let header = |name: &str| page.headers.get(name).and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned();
    assert!(header("content-disposition").starts_with("attachment; filename=\"buurten-"));
    assert_eq!(
        (header("content-type").as_str(), header("cache-control").as_str()),
        ("text/csv; charset=utf-8", "no-store")
    );
    assert!(page.html.starts_with("\u{feff}id,kind,"), "Excel sees UTF-8 by the mark");
    let preview = reads(&mut anna, &page.html).await;
    assert!(
        preview.says("0 new 0 changed") && preview.says("0 wrong") && preview.says("There is nothing to bring in.")
    );
    let template = anna.opens("/desk/import/template").await;
    assert!(reads(&mut anna, &template.html).await.says("1 new 0 changed 0 unchanged 0 wrong"));
}
