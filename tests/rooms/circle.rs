//! My circle: three numbers for her alone; then and now; deleted in one tap; nobody else can read it.

use crate::{desk::newcomer, support::town::Town};
use std::path::Path;

const FIVE: [(&str, &str); 3] = [("people", "5"), ("rooted", "1"), ("favour", "2")];

#[tokio::test]
async fn she_counts_then_and_now_and_deletes_it_in_one_tap() {
    let town = Town::empty().await;
    newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    assert!(ana.opens("/en/me").await.main().contains("count your circle"));
    let page = ana.sends("/en/me/circle", &FIVE).await;
    assert!(
        page.main().contains("5 people you do things with") && page.main().contains("1 of them is from here"),
        "{}",
        page.main()
    );
    assert!(!ana.opens("/en/me").await.main().contains("count your circle"), "not again for three months");
    ana.sends("/en/me/circle", &[("people", "6"), ("rooted", "1"), ("favour", "2")]).await;
    assert_eq!(town.count("select count(*) from circles where people = 6").await, 1, "corrected");
    for (months, people) in [(1, "9"), (2, "12")] {
        town.wait(&format!("{} days", 95 * months)).await;
        ana = town.signed_in("ana@example.org").await;
        assert!(ana.opens("/en/me").await.main().contains("count your circle"));
        ana.sends("/en/me/circle", &[("people", people), ("rooted", "4"), ("favour", "3")]).await;
    }
    let page = ana.opens("/nl/me/circle").await;
    assert!(
        page.main().contains("Toen") && page.main().contains("Nu") && page.main().contains("12 mensen"),
        "{}",
        page.main()
    );
    assert_eq!(town.count("select count(*) from circles").await, 2, "the first and the last");
    let page = ana.sends("/en/me/circle/delete", &[]).await;
    assert!(page.main().contains("Your circle is deleted"), "{}", page.main());
    assert_eq!(town.count("select count(*) from circles").await, 0, "gone at once");
    let was = page.attributes("input[name=was]", "value");
    let page = ana.sends("/en/me/circle/back", &[("was", &was[0])]).await;
    assert!(page.main().contains("12 people"), "{}", page.main());
    assert_eq!(town.count("select count(*) from circles").await, 2);
    ana.sends("/en/me/circle/delete", &[]).await;
    assert!(!ana.opens("/en/me").await.html.contains(&was[0]));
    assert!(!ana.opens("/en/me/circle").await.html.contains(&was[0]), "on no page after that one");
}

#[tokio::test]
async fn a_slip_is_said_and_nothing_typed_is_lost() {
    let town = Town::empty().await;
    newcomer(&town, "Ana", "5612").await;
    let mut ana = town.signed_in("ana@example.org").await;
    let page = ana.posts("/en/me/circle", &[("people", "2"), ("rooted", "3"), ("favour", "many")]).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(
        page.html.contains("value=\"many\"") && page.main().contains("not more than all people"),
        "{}",
        page.main()
    );
    assert_eq!(ana.posts("/en/me/circle", &[("names", "Bo")]).await.status.as_u16(), 422);
    assert_eq!(ana.posts("/en/me/circle/back", &[("was", "2026-01-01:1:5:0")]).await.status.as_u16(), 422);
    assert_eq!(town.count("select count(*) from circles").await, 0);
}

/// Only her own room names the table, and taking out what is hers does so by the data map.
#[test]
fn no_query_but_hers_reads_a_circle() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        let reads = ["from circles", "into circles", "update circles", "join circles", "\"circles\""];
        for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("a file").path()) {
            if path.is_dir() {
                walk(&path, found);
            } else if std::fs::read_to_string(&path).is_ok_and(|text| reads.iter().any(|sql| text.contains(sql))) {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let strange: Vec<&String> = found.iter().filter(|path| !path.contains("src/me/circle/")).collect();
    assert!(!found.is_empty() && strange.is_empty(), "{strange:?}");
}
