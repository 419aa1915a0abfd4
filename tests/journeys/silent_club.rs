//! A club that says nothing: somewhere to walk in from the first minute, a reminder after three days, the kind sentence
//! and the desk after seven; and a late answer still counts.

use crate::{
    browser::{Browser, Scripts},
    host::Group,
    served::Served,
    two::{One, Who, makes},
};
use buurten::{kit::lang::Lang, web::words::Words};

const HER: Who = Who { address: "daniela.n36@example.org", name: "Daniela" };
const GROUP: &str = "improv-monday";

/// What her page says of it.
async fn reads_on_her_page(she: &mut One<'_>, words: &str) {
    she.person.opens("/me").await;
    she.person.sees(words).await;
    assert!(she.person.browser.has("main [aria-labelledby=walk-in] .card").await, "somewhere to walk in");
    she.person.looks(words).await;
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    makes(&city, "update staff set team_id = null where $1 <> ''", GROUP).await;
    let club = Group::of(&city, GROUP, lang).await;
    let telephone = Browser::start(scripts, lang).await;
    let mut she = One::arrives(&telephone, &city, scripts, lang, HER).await;
    she.signs_in().await;
    she.person.opens(&club.path()).await;
    she.person.presses("show-go").await;
    she.person.looks("I would like to go").await;
    she.person.presses("go-submit").await;
    she.person.sees("flash-asked").await;
    reads_on_her_page(&mut she, "seen-waiting").await;
    let asked = city.letter_to(&club.address);
    assert!(asked.text.contains(HER.name) && !asked.text.contains(HER.address), "{asked:?}");

    // Three days: one reminder, with a link of its own. Nothing she sees changes.
    city.passes("3 days 1 hour").await;
    let again = city.next_letter_to(&club.address, "/answer/", &mut [asked.text.clone()].into()).await;
    assert!(again.text.contains(HER.name) && !again.text.contains(HER.address), "{again:?}");
    assert_ne!(asked.links()[0], again.links()[0]);
    reads_on_her_page(&mut she, "seen-waiting").await;

    // Seven days: she reads it kindly, and the desk sees it.
    city.passes("4 days").await;
    reads_on_her_page(&mut she, "seen-silent").await;
    let office = telephone.of_somebody_else(scripts, lang).await;
    let mut desk = crate::person::Person::arrives_watched(&office, &city, scripts, lang).await;
    desk.comes_to_the_desk().await;
    // The front of the desk names nobody: it asks for no reason.
    desk.browser.opens(&city.to("/desk")).await;
    let line = desk.w.t2("desk-line-host-silent", "who", "…", "title", &club.title);
    let said = line.split_once('…').expect("who").1;
    desk.browser.reads(said).await;
    assert!(!desk.browser.main().await.contains(HER.name), "the desk reads that somebody waits, not who");
    desk.looks("the desk with a silent club").await;
    desk.saw_nothing_wrong();

    // They answer after all, by the first link.
    let somebody = telephone.of_somebody_else(scripts, Lang::Nl).await;
    somebody.opens(asked.links()[0]).await;
    let reads = Words::of(if asked.links()[0].contains("/nl/") { Lang::Nl } else { Lang::En });
    somebody.presses(&reads.t("answer-send")).await;
    somebody.reads(&reads.t("answered-yes")).await;
    she.person.opens("/me").await;
    she.person.sees("seen-yes").await;
    she.person.saw_nothing_wrong();
    for browser in [somebody, office, telephone] {
        browser.end().await;
    }
    city.end();
}

#[tokio::test]
async fn a_club_that_says_nothing_leaves_nobody_waiting_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn a_club_that_says_nothing_leaves_nobody_waiting_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
