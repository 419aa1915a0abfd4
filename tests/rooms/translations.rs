//! A translation that is behind is seen at the desk, and one button says that it is right all the same.

use crate::support::town::Town;

#[tokio::test]
async fn a_text_that_changed_in_one_language_alone_leaves_the_other_behind_until_somebody_looks() {
    let town = Town::sample().await;
    let mut anna = town.sample_role("social-worker").await;
    anna.posts("/desk/language", &[]).await;
    let behind = "select count(*) from listings where behind is not null";
    assert_eq!(town.count(behind).await, 0, "what comes in together is even");
    let id = town.listing("get-in-touch").await;
    let path = format!("/desk/listings/{id}");
    let change = async |sql: &'static str| {
        sqlx::query(sql).execute(&*town.db).await.expect("a change");
    };
    change("update listings set summary_en = 'We go out every Tuesday.' where key = 'get-in-touch'").await;
    let page = anna.opens("/desk/listings?look=outdated").await;
    assert!(page.says("Tuesday group") && page.says("Dutch is behind") && page.says("1 listing"), "{}", page.main());
    // Whoever changes it back, or translates, brings both even.
    change("update listings set summary_en = 'A weekly group for people who are new. We visit real places in the city.' where key = 'get-in-touch'").await;
    assert_eq!(town.count(behind).await, 0);
    change("update listings set summary_nl = 'Elke dinsdag op pad.' where key = 'get-in-touch'").await;
    assert_eq!(town.count("select count(*) from listings where behind = 'en'").await, 1);
    change("update listings set summary_en = 'Every Tuesday out.' where key = 'get-in-touch'").await;
    assert_eq!(town.count(behind).await, 0);
    // A language that comes is not behind, nor does one that goes leave the other behind.
    change("update listings set summary_nl = null where key = 'get-in-touch'").await;
    change("update listings set summary_nl = 'Op pad.' where key = 'get-in-touch'").await;
    assert_eq!(town.count(behind).await, 0);

    change("update listings set title_en = 'Tuesday people' where key = 'get-in-touch'").await;
    // Whoever reads the older text reads so, and where the other is; the desk has a line for it.
    town.look().await;
    let mut reader = town.reader();
    let dutch = reader.opens(&format!("/nl/listings/{id}")).await;
    assert!(dutch.says("Deze tekst is ouder dan de Engelse. Read the English text"), "{}", dutch.main());
    assert_eq!(dutch.attributes("main a[hreflang=en]", "href"), [format!("/en/listings/{id}")]);
    assert!(!reader.opens(&format!("/en/listings/{id}")).await.says("older than"), "the new one says nothing of it");
    sqlx::query("update listings set status = 'closed', closed_on = '2026-01-01' where key <> 'get-in-touch'")
        .execute(&*town.db)
        .await
        .expect("nothing else to look at");
    town.look().await;
    let monday = anna.opens("/desk").await;
    assert!(monday.says("“Tuesday people” changed in one language, and not in the other."), "{}", monday.main());
    assert!(anna.opens(&path).await.says("Dutch is behind"));
    let page = anna.sends(&format!("{path}/translated"), &[("back", "list"), ("place", "look=outdated")]).await;
    assert!(page.says("Both languages say the same.") && page.says("Undo"), "{}", page.main());
    assert_eq!(town.count(behind).await, 0);
    let page = anna.sends(&format!("{path}/translated"), &[("behind", "nl")]).await;
    assert!(page.says("Dutch is behind"), "{}", page.main());
    assert_eq!(town.count("select count(*) from listing_changes").await, 0, "no field of it changed");
    town.nothing_is_left().await;
}
