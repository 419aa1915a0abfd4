//! The desk's round: everybody who waits and every local with a place; two pins, one ban, the letters beforehand, handed
//! over; she gets the question, and the local hears of it after her yes.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::Served,
    worker::Worker,
};
use buurten::kit::lang::Lang;
use fantoccini::Locator;
use sqlx::{Row, query};

/// The address of the newcomer and the local of the first pin.
async fn pinned(city: &Served) -> (String, String) {
    let database = city.database().await;
    let sql = "select h.email, t.email from round_steps s join newcomers n on n.id = s.newcomer_id join accounts h on h.id = n.account_id
               join locals l on l.id = s.local_id join accounts t on t.id = l.account_id where s.act = 'pin' order by s.number limit 1";
    let row = query(sql).fetch_one(&*database).await.expect("a pin");
    database.close().await;
    (row.get(0), row.get(1))
}

/// Presses the first of these.
async fn presses(browser: &Browser, css: &str) {
    let button = browser.finds(Locator::Css(&format!("main {css}"))).await;
    browser.follows(button).await;
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let browser = Browser::start(scripts, lang).await;
    let mut she = Worker::of_the_sample(&city, browser, lang).await;
    she.opens("/desk/people").await;
    she.presses("people-rounds").await;
    she.presses("round-make").await;
    let round = she.browser.at().await;
    she.sees("round-proposed").await;
    she.presses("locals-name").await;
    she.sees("flash-locals-named").await;

    presses(&she.browser, "button[value=pin]").await;
    she.sees("round-you-said").await;
    let (her, them) = pinned(&city).await;
    presses(&she.browser, "button[value=pin]").await;
    she.sees("round-pinned").await;
    // Not these two: the last of the list; beforehand she reads what it would change.
    presses(&she.browser, "[aria-labelledby=proposed] > ol > li:last-child a[href*='/for/']").await;
    she.sees("round-if-not").await;
    presses(&she.browser, "button[value=ban]").await;
    she.sees("round-kept-out").await;
    let database = city.database().await;
    let acts: Vec<String> =
        sqlx::query_scalar("select act from round_steps order by number").fetch_all(&*database).await.expect("steps");
    database.close().await;
    assert_eq!(acts, ["pin", "pin", "ban"]);
    if she.browser.has("main form[action*='/names']").await {
        she.presses("locals-name").await; // the ban brought somebody new onto the page
    }

    // The letters beforehand: nothing has been sent.
    let before = city.letters().len();
    she.presses("round-letters").await;
    she.sees("round-letters-hint").await;
    assert_eq!(city.letters().len(), before);
    assert!(she.browser.has("main input[name=pair]:checked").await, "{}", she.browser.main().await);
    she.presses("round-hand-over").await;
    assert_eq!(she.browser.at().await, round);
    she.sees("round-she-answers").await;
    let to = |address: &str| {
        city.letters().into_iter().filter(|l| l.to == address && l.text.contains("/introductions/")).count()
    };
    assert_eq!((to(&her), to(&them)), (1, 0), "she answers first");

    // She says yes, and then the local has the question.
    let telephone = she.browser.of_somebody_else(scripts, lang).await;
    let mut newcomer = Person::arrives(&telephone, &city, lang).await;
    let letter = city.letter_to(&her);
    let link = letter.links()[0].replacen("/nl/", &format!("/{lang}/"), 1).replacen("/en/", &format!("/{lang}/"), 1);
    telephone.opens(&link).await;
    newcomer.sees("intro-why").await;
    newcomer.chooses("say", &["yes"]).await;
    let date = telephone.finds(Locator::Css("main label:has(> input[name=dates])")).await;
    if !telephone.has("main input[name=dates]:checked").await {
        telephone.clicks(date).await;
    }
    newcomer.presses("answer-send").await;
    assert_eq!(to(&them), 1, "{}", telephone.main().await);
    telephone.end().await;
    she.browser.end().await;
    city.end();
}

#[tokio::test]
async fn a_round_is_steered_and_handed_over_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn a_round_is_steered_and_handed_over_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
