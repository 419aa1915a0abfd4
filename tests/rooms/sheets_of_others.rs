//! Sheets whose headers are not ours: somebody says which column is what, once. And a whole import is undone.

use crate::support::{reader::Reader, town::Town};
use axum::http::StatusCode;

const THEIRS: &str = "Naam activiteit;Aanbieder;Wijk;Kosten;Postcode\n\
                      Wandelen;Stadstuin;Gestel;0;5615\nZingen;Stadstuin;Strijp;2,50;5617\nZingen;Stadstuin;Strijp;3;5617\n";

async fn anna_of(town: &Town) -> Reader {
    let mut anna = town.sample_role("social-worker").await;
    anna.posts("/desk/language", &[]).await;
    anna
}

fn said<'a>(to: &[&'a str], kind: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = to.iter().map(|to| ("to", *to)).collect();
    fields.extend([("kind", kind), ("status", "draft")]);
    fields
}

#[tokio::test]
async fn columns_are_named_once_and_the_same_file_twice_changes_nothing() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let before = town.count("select count(*) from listings").await;
    let uploaded = anna.uploads("/desk/import", "sheet", THEIRS.as_bytes()).await;
    let path = uploaded.leads_to().unwrap_or_else(|| panic!("{}", uploaded.main()));
    let page = anna.opens(&path).await;
    assert!(
        page.address.ends_with("/columns") && page.says("Naam activiteit Wandelen · Zingen · Zingen"),
        "{}",
        page.main()
    );
    let guessed = page.fields(&page.address);
    let guessed: Vec<&str> = guessed.iter().filter(|(n, _)| n == "to").map(|(_, v)| v.as_str()).collect();
    assert_eq!(guessed, ["title_nl", "organisation", "", "cost_eur", "postcode"]);
    for (wrong, says) in [
        (said(&["title_nl", "title_nl", "", "", ""], "club"), "This column is chosen above already."),
        (said(&["", "organisation", "", "", ""], "club"), "Choose which column is the title"),
        (said(&["title_nl", "", "", "", ""], ""), "Please choose something from the list."),
    ] {
        let again = anna.posts(&page.address, &wrong).await;
        assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.says(says), "{says}: {}", again.main());
    }
    let right = said(&guessed, "activity");
    let preview = anna.sends(&page.address, &right).await;
    assert!(preview.says("3 new 0 changed 0 unchanged 0 wrong"), "{}", preview.main());
    let done = anna.sends(&preview.address, &[]).await;
    assert!(done.says("The sheet is in") && done.says("3 new"), "{}", done.main());
    assert_eq!(town.count("select count(*) from listings where title_nl = 'Zingen' and organisation = 'Stadstuin' and cost_cents = 250 and status = 'draft' and kind = 'activity'").await, 1);

    // Again, in another order of columns, and in capitals: remembered, and nothing to do.
    let turned = "KOSTEN;Naam Activiteit;Aanbieder;wijk;Postcode\n0;Wandelen;Stadstuin;Gestel;5615\n2,50;Zingen;Stadstuin;Strijp;5617\n3;Zingen;Stadstuin;Strijp;5617\n";
    let uploaded = anna.uploads("/desk/import", "sheet", turned.as_bytes()).await;
    let page = anna.opens(&uploaded.leads_to().expect("its columns")).await;
    assert!(page.says("You said so for such a sheet before."), "{}", page.main());
    let fields = page.fields(&page.address);
    let page = anna.posts_all(&page.address, &fields).await;
    let preview = anna.opens(&page.leads_to().expect("a preview")).await;
    assert!(preview.says("0 new 0 changed 3 unchanged 0 wrong"), "{}", preview.main());
    assert_eq!(town.count("select count(*) from listings").await, before + 3);

    // Two headers that differ in capitals alone are one, so nobody can say which is which.
    let twice = anna.uploads("/desk/import", "sheet", "Naam;NAAM;Postcode\nKoor;Zang;5611\n".as_bytes()).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.main());

    // Others have no such page.
    let mut administrator = town.sample_role("administrator").await;
    let uploaded = anna.uploads("/desk/import", "sheet", THEIRS.as_bytes()).await;
    let path = uploaded.leads_to().expect("its columns");
    assert_eq!(administrator.opens(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrator.posts(&path, &right).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_whole_import_is_undone_but_for_what_somebody_touched_since() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let rows = "select string_agg(md5(to_jsonb(l)::text), ' ' order by key) from (
        select id, key, title_en, title_nl, summary_en, cost_cents, status, confirmed_on, contact_email from listings) l";
    let all = async || sqlx::query_scalar::<_, String>(rows).fetch_one(&*town.db).await.expect("rows");
    let before = all().await;
    let sheet = "id,kind,title_en,status,cost_eur\nliving-in,initiative,Meet the town,active,5\n\
                 get-in-touch,initiative,Tuesday people,active,0\nnew-one,club,Chess,active,\nnew-two,club,Go,active,\n";
    let brings = async |anna: &mut Reader| {
        let page = anna.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
        let preview = anna.opens(&page.leads_to().expect("a preview")).await;
        let done = anna.sends(&preview.address, &[]).await;
        assert!(done.says("2 new 2 changed"), "{}", done.main());
    };
    brings(&mut anna).await;
    let page = anna.opens("/desk/import").await;
    assert!(page.says("Brought in lately") && page.says("2 new, 2 changed"), "{}", page.main());
    let undo = page.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(
        page.says("Undone. All is as it was before that sheet.") && !page.says("Brought in lately"),
        "{}",
        page.main()
    );
    assert_eq!(all().await, before);
    assert_eq!(anna.posts(&undo, &[]).await.status, StatusCode::NOT_FOUND, "once");

    brings(&mut anna).await;
    let living = town.listing("living-in").await;
    anna.sends(&format!("/desk/listings/{living}/confirm"), &[]).await;
    let saved = "insert into bookmarks (newcomer_id, listing_id) select n.id, l.id from newcomers n, listings l where l.key = 'new-two' order by n.id limit 1";
    sqlx::query(saved).execute(&*town.db).await.expect("somebody saved it");
    let undo = anna.opens("/desk/import").await.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("What somebody changed or saved since stays."), "{}", page.main());
    let left: Vec<String> = sqlx::query_scalar(
        "select coalesce(title_en, '') from listings where key in ('living-in', 'get-in-touch', 'new-one', 'new-two') order by key",
    )
    .fetch_all(&*town.db)
    .await
    .expect("titles");
    assert_eq!(left, ["Tuesday group", "Meet the town", "Go"]);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn what_an_import_made_stays_where_something_was_merged_into_it_or_waits_for_a_look() {
    let town = Town::sample().await;
    let mut anna = anna_of(&town).await;
    let sheet =
        "id,kind,title_en,status\nnew-one,club,Chess,active\nnew-three,club,Draughts,active\nnew-two,club,Go,active\n";
    let page = anna.uploads("/desk/import", "sheet", sheet.as_bytes()).await;
    let preview = anna.opens(&page.leads_to().expect("a preview")).await;
    assert!(anna.sends(&preview.address, &[]).await.says("3 new"));
    for sql in [
        "insert into merges (id, kept, lost, moved) select gen_random_uuid(), k.id, l.id, '{}' from listings k, listings l where k.key = 'new-two' and l.key = 'living-in'",
        "insert into corrections (id, listing_id, unit, fields) select gen_random_uuid(), id, 'venue', '{\"venue\": {\"from\": null, \"to\": \"Hall\"}}' from listings where key = 'new-three'",
    ] {
        sqlx::query(sql).execute(&*town.db).await.expect("a row");
    }
    let undo = anna.opens("/desk/import").await.attributes("form[action$='/undo']", "action").concat();
    let page = anna.sends(&undo, &[]).await;
    assert!(page.says("What somebody changed or saved since stays."), "{}", page.main());
    let left = "select count(*) from listings where key in ('new-three', 'new-two')";
    assert_eq!(town.count(left).await, 2);
    assert_eq!(town.count("select count(*) from listings where key = 'new-one'").await, 0);
    town.nothing_is_left().await;
}
