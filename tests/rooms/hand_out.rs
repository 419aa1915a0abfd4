//! Paper to hand out: the code on it reads back to the address beside it, and it says only what is true.

use crate::support::{reader::Page, town::Town};
use axum::http::StatusCode;
use regex::Regex;

/// What a telephone reads in the picture of a code: its dark squares, drawn and looked at.
fn read(svg: &str) -> String {
    let side: usize = Regex::new(r#"viewBox="0 0 (\d+) "#).expect("a pattern").captures(svg).expect("a size")[1]
        .parse()
        .expect("a number");
    let square = Regex::new(r"M(\d+) (\d+)h(\d+)v(\d+)").expect("a pattern");
    let mut dark = vec![false; side * side];
    for found in square.captures_iter(svg) {
        let [x, y, wide, high] = found.extract::<4>().1.map(|n| n.parse::<usize>().expect("a number"));
        for row in y..y + high {
            dark[row * side + x..row * side + x + wide].fill(true);
        }
    }
    let mut seen = rqrr::PreparedImage::prepare_from_bitmap(side, side, |x, y| dark[y * side + x]);
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("it reads").1
}

pub fn codes(page: &Page) -> Vec<String> {
    let svg = Regex::new(r#"(?s)<svg role="img".*?</svg>"#).expect("a pattern");
    svg.find_iter(&page.html).map(|found| read(found.as_str())).collect()
}

#[tokio::test]
async fn the_code_reads_back_to_the_address_on_the_paper() {
    let town = Town::sample().await;
    let mut desk = town.sample_role("social-worker").await;
    for (paper, count) in [("poster", 1), ("week", 1), ("cards", 10)] {
        for (query, path) in [
            ("lang=en", "/en/"),
            ("lang=nl&part=&domain=", "/nl/"),
            ("lang=nl&part=strijp&domain=sport&language=en", "/nl/at/sport.strijp.en"),
        ] {
            let page = desk.opens(&format!("/desk/hand-out/{paper}?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{paper} {query}");
            let codes = codes(&page);
            assert_eq!(codes, vec![format!("http://127.0.0.1:3000{path}"); count], "{paper} {query}");
            let address = page.all(".address").remove(0);
            assert_eq!(format!("http://{address}"), codes[0].trim_end_matches('/'), "{paper} {query}");
            // Where it leads, everybody may go.
            let page = town.reader().opens(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let query = "part=strijp&#38;domain=sport&#38;language=en";
            assert_eq!(page.html.contains(query), path.contains("/at/"), "the listings that the paper is about");
        }
    }
}

#[tokio::test]
async fn a_sheet_holds_where_one_can_walk_in_and_nothing_else() {
    let town = Town::empty().await;
    town.at("2026-11-26 09:00:00+01").await;
    let open = |id, title, day, extra: &[(&'static str, &'static str)]| {
        let mut all = vec![
            ("id", id),
            ("title_nl", title),
            ("title_en", title),
            ("rrule", day),
            ("first_date", "2026-09-01"),
            ("starts", "10:00"),
            ("ends", "12:00"),
            ("venue", "De hal"),
        ];
        all.extend(extra.iter().copied());
        all
    };
    let sport = [("domains", "sport"), ("postcode", "5611")];
    for fields in [
        open("walk", "Wandelen", "FREQ=WEEKLY;BYDAY=FR", &sport),
        open("chess", "Schaken", "FREQ=WEEKLY;BYDAY=SA", &[("domains", "social"), ("english_ok", "yes")]),
        open("asks", "Met een adres", "FREQ=WEEKLY;BYDAY=SA", &[("contact_email", "host@example.org")]),
        open("women", "Voor vrouwen", "FREQ=WEEKLY;BYDAY=SA", &[("audience", "women")]),
        open("draft", "Een concept", "FREQ=WEEKLY;BYDAY=SA", &[("status", "draft")]),
        open("later", "Later", "FREQ=WEEKLY;BYDAY=FR;COUNT=1", &[("first_date", "2026-12-11")]),
        open("ends", "Bijna voorbij", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261212", &[("contact_email", "host@example.org")]),
        open("over", "Lang voorbij", "FREQ=WEEKLY;BYDAY=SA;UNTIL=20261101", &[("contact_email", "host@example.org")]),
    ] {
        town.with_listing(&fields).await;
    }
    sqlx::query("update listings set contact_confirmed_on = '2026-11-20' where key in ('asks', 'ends', 'over')")
        .execute(&*town.db)
        .await
        .expect("an address");
    for n in ["one", "two", "three", "four", "five"] {
        town.with_listing(&open(n, n, "FREQ=WEEKLY;BYDAY=MO", &[])).await;
    }
    town.look().await;
    let mut desk = crate::desk::staff(&town, "marieke", None).await;
    let page = desk.opens("/desk/hand-out/week?lang=nl").await;
    let lines = page.all(".sheet__day li");
    assert_eq!(lines.len(), 6, "four of a day at most: {lines:?}");
    assert!(lines[0].contains("10:00–12:00") && lines[0].contains("Wandelen") && lines[0].contains("De hal · "));
    assert!(lines[1].contains("Schaken") && lines[1].contains("Engels is prima"), "{lines:?}");
    assert!(page.says("donderdag 26 november tot en met woensdag 2 december"), "{}", page.main());
    let page = desk.opens("/desk/hand-out/week?lang=nl&domain=sport").await;
    assert_eq!(page.all(".sheet__day li").len(), 1);
    assert!(page.says("Sport") && page.html.contains("lang=\"nl\""), "{}", page.main());
    let page = desk.opens("/desk/hand-out/week?lang=en&domain=health").await;
    assert!(page.says("This week there is nothing to walk in to."), "{}", page.main());
    // A poster hangs for months: the rhythm, no date.
    let page = desk.opens("/desk/hand-out/poster?lang=en&language=en").await;
    assert_eq!(page.all(".poster__examples li").len(), 1, "{}", page.main());
    assert!(desk.opens("/desk/hand-out/poster?lang=nl").await.says("Wandelen"));
    // Nor what is over, or over before long: also where one asks first.
    let few = desk.opens("/desk/hand-out/poster?lang=nl&domain=").await;
    assert!(!few.says("voorbij"), "{}", few.main());
    assert!(page.says("Schaken") && page.says("Every Saturday, 10:00"), "{}", page.main());
    for wrong in ["lang=fr", "part=nowhere", "domain=money", "language=de"] {
        let page = desk.opens(&format!("/desk/hand-out/cards?{wrong}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    for nowhere in ["money", "sport.", "sport.nowhere", "."] {
        let page = town.reader().opens(&format!("/en/at/{nowhere}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    // Back to the choice, as it was.
    let page = desk.opens("/desk/hand-out/cards?lang=nl&part=strijp").await;
    let back = page.attributes(".back", "href").concat();
    let page = desk.opens(&back).await;
    assert_eq!(page.attributes("option[selected]", "value"), ["nl", "strijp", "", ""]);
}
