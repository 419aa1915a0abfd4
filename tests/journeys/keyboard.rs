//! With the keyboard alone: everything can be reached, and whoever tabs sees where she is.

use crate::{
    browser::{Browser, Scripts, Theme},
    served::Served,
};
use buurten::kit::lang::Lang;
use serde::Deserialize;
use std::collections::BTreeSet;

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
    let (mut been, mut reached_main) = (BTreeSet::new(), false);
    loop {
        browser.tabs().await;
        let focus: Option<Focus> =
            serde_json::from_value(browser.run(include_str!("focus.js")).await).expect("what focus.js answers");
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
    for path in ["/en/questions", "/en/questions/interests", "/en/questions/time"] {
        browser.opens(&city.to(path)).await;
        tabs_through(&browser, path).await;
    }
    browser.signs_in_by(city.link("newcomer")).await;
    assert_eq!(browser.at().await, "/en/for-you");
    tabs_through(&browser, "/en/for-you").await;
    browser.end().await;
    city.end();
}
