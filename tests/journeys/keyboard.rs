//! With the keyboard alone: everything can be reached, and whoever tabs sees where she is.

use crate::{
    browser::{Browser, Scripts, Theme},
    served::Served,
};
use buurten::kit::lang::Lang;
use fantoccini::Locator;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Who tabs where: the page a role comes to, and others.
const ROLES: [(&str, &str, &[&str]); 5] = [
    ("newcomer", "/en/for-you", &["/en/me", "/en/me/looks", "/en/me/data", "/en/me/erase"]),
    ("local", "/en/local/me", &["/en/local/code"]),
    ("host", "/en/host", &[]),
    ("social-worker", "/desk", &["/desk/people", "/desk/import"]),
    (
        "administrator",
        "/desk",
        &[
            "/desk/listings",
            "/desk/listings/new",
            "/desk/city",
            "/desk/city/contact",
            "/desk/city/help-lines",
            "/desk/city/who-pays",
            "/desk/staff",
            "/desk/teams",
        ],
    ),
];
/// Who, a page, and a link on it.
const LINKED: [(&str, &str, &str); 7] = [
    ("administrator", "/desk/people", "main a.button"),
    ("administrator", "/desk/listings", "main tbody a"),
    ("administrator", "/desk/staff", "main tbody a"),
    ("administrator", "/desk/teams", "main .grid a"),
    ("newcomer", "/en/listings?q=board", "main .card__link"),
    ("newcomer", "/en/listings?q=board", "main a[href$='/along']"),
    ("host", "/en/host", "main a.button"),
];

/// What `focus.js` answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Focus {
    what: String,
    id: String,
    ring: bool,
    seen: bool,
    covered: bool,
    is_main: bool,
}

/// Tabs through the page from its beginning to where it begins again.
async fn tabs_through(browser: &Browser, path: &str) {
    let (mut been, mut reached_main, mut patience) = (BTreeSet::new(), false, 3);
    loop {
        browser.tabs().await;
        let focus: Option<Focus> =
            serde_json::from_value(browser.run(include_str!("focus.js")).await).expect("what focus.js answers");
        // A busy browser may not have given the page the focus yet.
        if focus.is_none() && been.is_empty() && patience > 0 {
            patience -= 1;
            continue;
        }
        let Some(focus) = focus.filter(|f| been.insert(f.id.clone())) else { break };
        assert!(focus.ring, "{path}: no ring around {}", focus.what);
        assert!(focus.seen && !focus.covered, "{path}: something lies over {focus:?}");
        reached_main |= focus.is_main;
        assert!(been.len() < 300, "{path} has no end");
    }
    assert!(reached_main, "{path}: the main button was not reached, {} others were", been.len());
    println!("{path}: {} places to tab to, each seen", been.len());
}

#[tokio::test]
async fn with_the_keyboard_everything_is_reached_and_focus_is_never_covered() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::On, Lang::En).await;
    browser.width(390).await;
    browser.theme(Theme::Light).await;
    let questions = ["/en/questions", "/en/questions/interests", "/en/questions/time"];
    for path in questions.into_iter().chain(["/en/local", "/en/local/where", "/en/local/languages", "/en/local/time"]) {
        browser.opens(&city.to(path)).await;
        tabs_through(&browser, path).await;
    }
    for (role, first, pages) in ROLES {
        browser.signs_in_by(city.link(role)).await;
        for path in [&first].into_iter().chain(pages) {
            browser.opens(&city.to(path)).await;
            tabs_through(&browser, path).await;
        }
    }
    // Pages whose address is only found on another.
    for (role, list, link) in LINKED {
        browser.signs_in_by(city.link(role)).await;
        browser.opens(&city.to(list)).await;
        if link.contains("/along") {
            browser.follows(browser.finds(Locator::Css("main .card__link")).await).await;
        }
        browser.follows(browser.finds(Locator::Css(link)).await).await;
        tabs_through(&browser, &browser.at().await).await;
    }
    browser.end().await;
    city.end();
}

/// The row whose box has the focus, and whether it is ticked.
const ROW: &str =
    "const box = document.activeElement; const all = [...document.querySelectorAll('[data-rows] [type=checkbox]')];
    return [all.indexOf(box), box.checked === true];";

#[tokio::test]
async fn j_k_and_x_go_through_the_table_of_the_desk() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::On, Lang::En).await;
    browser.signs_in_by(city.link("social-worker")).await;
    browser.opens(&city.to("/desk/listings")).await;
    assert!(browser.has("[data-with-scripts]:not([hidden])").await, "the page says which keys there are");
    browser.run("document.querySelector('[data-rows] [type=checkbox]').focus()").await;
    let row = async || serde_json::from_value::<(i64, bool)>(browser.run(ROW).await).expect("a row");
    for (key, expected) in [
        ('j', (1, false)),
        ('x', (1, true)),
        ('j', (2, false)),
        ('x', (2, true)),
        ('x', (2, false)),
        ('k', (1, true)),
        ('k', (0, false)),
        ('k', (0, false)),
    ] {
        browser.types_key(key).await;
        assert_eq!(row().await, expected, "{key}");
    }
    // In the search they are letters.
    browser.run("document.querySelector('#q').focus()").await;
    browser.types_key('j').await;
    assert_eq!(browser.run("return document.querySelector('#q').value").await, "j");
    browser.end().await;
    city.end();
}
