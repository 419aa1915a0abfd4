//! The main job: six questions, what fits, "I would like to go", and the host says yes.

use crate::{
    browser::{Browser, Scripts},
    person::Person as Newcomer,
    served::Served,
};
use buurten::{kit::lang::Lang, web::words::Words};
use fantoccini::Locator;
use serde_json::Value;

/// Pages until she sees the first result, the front page and the results included.
const MOST_PAGES: usize = 5;
const HER_ADDRESS: &str = "ivana@example.org";
const HER_NAME: &str = "Ivana";

impl Newcomer<'_> {
    /// What she would like, interests and languages.
    pub async fn answers_the_first_three(&mut self) {
        self.presses("welcome-button").await;
        self.asserts_at("/questions").await;
        self.taps = 0; // from here on it counts
        self.chooses("wishes", &["people", "culture", "sport"]).await;
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/questions/interests").await;
        self.chooses("interests", &["leisure-cycling", "walking"]).await;
        self.taps += 1; // the group they are in
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/questions/languages").await;
        self.chooses("dutch", &["A1"]).await;
        self.picks("#language-0", "en").await;
        self.picks("#level-0", "C1").await;
        self.reads().await;
    }

    /// Time, place and company.
    pub async fn answers_the_last_three(&mut self) {
        self.asserts_at("/questions/time").await;
        self.chooses("free", &["wed-morning", "tue-evening", "sat-afternoon"]).await;
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/questions/place").await;
        self.types("postcode", "5612").await;
        self.chooses("travel", &["bike"]).await;
        self.types("minutes", "25").await;
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/questions/company").await;
        self.chooses("easier", &["along", "small-group"]).await;
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/questions/check").await;
    }

    /// Opens the first of her matches that she can ask to come to, as she would: card by card.
    async fn finds_somewhere_to_go(&mut self) {
        let go = format!("main a[href$='/go'][href^='/{}/listings/']", self.lang);
        let cards = self.browser.run("return document.querySelectorAll('.card__link').length").await;
        for card in 0..cards.as_u64().unwrap_or_default() {
            let link = format!("(//main//a[contains(@class,'card__link')])[{}]", card + 1);
            let link = self.browser.finds(Locator::XPath(&link)).await;
            self.browser.follows(link).await;
            if self.browser.has(&go).await {
                return;
            }
            self.browser.client().back().await.expect("back to the results");
        }
        panic!("nothing on the first page of her matches takes requests");
    }

    /// The listing, yes, the letter, signed in, asked.
    async fn says_yes(&mut self) {
        self.finds_somewhere_to_go().await;
        self.presses("show-go").await;
        self.signs_in_as(HER_ADDRESS).await;
        assert!(self.browser.at().await.ends_with("/go"), "signed in, she comes back: {}", self.browser.at().await);
        self.browser.types("first_name", HER_NAME).await;
        self.presses("go-submit").await;
        self.asserts_at("/me").await;
        self.sees("seen-waiting").await;
        assert!(self.browser.main().await.contains(HER_NAME), "her page knows her name");
    }
}

/// The letter that asks the host, told apart by its three answers.
fn letter_to_the_host(city: &Served) -> (String, String) {
    let asks = |link: &&str| link.contains("/answer/") && link.ends_with("say=yes");
    let found = city.letters().into_iter().find_map(|letter| {
        let link = letter.links().into_iter().find(asks)?.to_owned();
        Some((letter.text, link))
    });
    found.expect("a letter to the host")
}

/// The whole way, as one person after the other goes it.
async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let browser = Browser::start(scripts, lang).await;
    let mut she = Newcomer::arrives(&browser, &city, lang).await;

    she.answers_the_first_three().await;
    let by_script = browser.has("main [data-add]:not([hidden])").await;
    assert_eq!(by_script, scripts == Scripts::On, "scripts are {scripts:?}");
    she.presses("question-show").await;
    she.asserts_at("/for-you").await;
    assert!(browser.has(".card .why").await, "real things, each with the reason: {}", browser.main().await);
    assert!(she.pages <= MOST_PAGES, "{} pages until the first result", she.pages);
    let pages = she.pages;

    browser.client().back().await.expect("back to the third question");
    she.asserts_at("/questions/languages").await;
    assert!(browser.is_chosen("dutch", "A1").await, "the way back lost her answer");
    she.presses("question-continue").await;
    she.taps -= 2; // of these two buttons she needs one
    she.answers_the_last_three().await;
    let seconds = she.seconds();
    println!(
        "{lang}, scripts {scripts:?}: {pages} pages to the first result; six questions: {} words, {} taps, {seconds:.0} seconds",
        she.words_read, she.taps
    );
    assert!(seconds < 180.0, "six questions take {seconds:.0} seconds: {} words, {} taps", she.words_read, she.taps);
    she.presses("check-show").await;
    she.asserts_at("/for-you").await;

    she.says_yes().await;
    let (letter, link) = letter_to_the_host(&city);
    assert!(letter.contains(HER_NAME) && !letter.contains(HER_ADDRESS), "her first name and no more: {letter}");
    let host = browser.of_somebody_else(scripts, Lang::Nl).await;
    host.opens(&link).await;
    assert!(host.is_chosen("say", "yes").await, "the link chose the answer");
    browser.opens(&she.to("/me")).await;
    she.sees("seen-waiting").await; // opening the link changed nothing
    let host_reads = Words::of(if link.contains("/nl/") { Lang::Nl } else { Lang::En });
    host.presses(&host_reads.t("answer-send")).await;
    host.reads(&host_reads.t("answered-yes")).await;

    browser.client().refresh().await.expect("her page again");
    she.sees("seen-yes").await;
    assert_eq!(city.letter_to(HER_ADDRESS).subject, she.words("her-letter-subject"));
    browser.opens(&she.to("/questions/place")).await;
    assert_eq!(value_of(&browser, "postcode").await, "5612", "her answers came along into the account");
    host.end().await;
    browser.end().await;
    city.end();
}

async fn value_of(browser: &Browser, field: &str) -> Value {
    browser.run(&format!("return document.querySelector(\"main [name='{field}']\").value")).await
}

#[tokio::test]
async fn a_newcomer_finds_what_fits_and_the_host_says_yes_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn a_newcomer_finds_what_fits_and_the_host_says_yes_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}

#[tokio::test]
async fn the_way_back_a_reload_and_a_second_tab_lose_nothing() {
    let city = Served::start(&[]);
    for (scripts, lang) in [(Scripts::On, Lang::Nl), (Scripts::Off, Lang::En)] {
        let browser = Browser::start(scripts, lang).await;
        let mut she = Newcomer::arrives(&browser, &city, lang).await;
        she.answers_the_first_three().await;
        she.presses("question-continue").await;

        for _ in 0..2 {
            browser.client().back().await.expect("back");
        }
        she.asserts_at("/questions/interests").await;
        assert!(browser.is_chosen("interests", "walking").await, "the way back, scripts {scripts:?}");
        browser.client().refresh().await.expect("again");
        assert!(browser.is_chosen("interests", "walking").await, "a reload, scripts {scripts:?}");

        let first = browser.client().window().await.expect("this tab");
        let second = browser.client().new_window(true).await.expect("a second tab");
        browser.client().switch_to_window(second.handle).await.expect("there");
        browser.opens(&she.to("/questions")).await;
        assert!(browser.is_chosen("wishes", "culture").await, "the second tab knows what she said");
        she.chooses("wishes", &["rest"]).await;
        she.presses("question-continue").await;
        browser.client().switch_to_window(first).await.expect("back in the first tab");
        she.chooses("interests", &["baking"]).await;
        she.presses("question-continue").await;
        browser.opens(&she.to("/questions")).await;
        for wish in ["culture", "rest"] {
            assert!(browser.is_chosen("wishes", wish).await, "what the second tab stored stays: {wish}");
        }
        browser.opens(&she.to("/questions/interests")).await;
        for interest in ["leisure-cycling", "walking", "baking"] {
            assert!(browser.is_chosen("interests", interest).await, "both tabs count: {interest}");
        }
        browser.end().await;
    }
    city.end();
}

#[tokio::test]
async fn a_lost_connection_and_a_reload_lose_nothing_that_was_not_sent_yet() {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::On, Lang::En).await;
    let mut she = Newcomer::arrives(&browser, &city, Lang::En).await;
    browser.opens(&she.to("/questions/place")).await;
    she.types("postcode", "5612").await;
    browser.client().refresh().await.expect("again");
    assert_eq!(value_of(&browser, "postcode").await, "5612", "a reload before Continue");
    browser.offline(true).await;
    let words = she.words("question-continue");
    let button = format!("//main//button[starts-with(normalize-space(), '{words}')]");
    browser.clicks(browser.finds(Locator::XPath(&button)).await).await;
    she.sees("form-lost").await;
    assert_eq!(value_of(&browser, "postcode").await, "5612", "what she typed is still there");
    browser.offline(false).await;
    she.presses("question-continue").await;
    she.asserts_at("/questions/company").await;
    browser.opens(&she.to("/questions/place")).await;
    assert_eq!(value_of(&browser, "postcode").await, "5612");
    browser.end().await;
    city.end();
}
