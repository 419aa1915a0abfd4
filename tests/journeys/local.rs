//! Somebody from here, with ninety seconds: the pitch, a few pages, and in the end they take somebody along.

use crate::{
    browser::{Browser, Scripts},
    host::Group,
    person::Person,
    served::{Served, ShownLetter},
};
use buurten::{kit::lang::Lang, web::words::Words};
use sqlx::{Row, query};

/// The most that signing up may take.
const MOST_SECONDS: f64 = 90.0;
const THEIR_ADDRESS: &str = "joost@example.org";
const THEIR_NAME: &str = "Joost";
const THEIR_PHONE: &str = "06 12345678";
const HER_ADDRESS: &str = "nuwan.n1@example.org";
const HER_NAME: &str = "Nuwan";
/// Where they go: nobody of the sample takes anybody along there.
const GROUP: &str = "bollywood-sunday";
const VENUE: &str = "Gymzaal De Zonnewijzer";

impl Person<'_> {
    /// Reads the page and goes on; prints what this page took.
    async fn reads_and_presses(&mut self, button: &str) {
        let (words, before) = (self.words_read, self.browser.at().await);
        self.reads().await;
        println!("{before}: {} words, {} taps so far", self.words_read - words, self.taps + 1);
        self.presses(button).await;
    }

    /// From the pitch to "you signed up".
    async fn signs_up(&mut self, group: &Group, scripts: Scripts) {
        self.goes_to("/local").await;
        self.sees("local-title").await;
        self.reads_and_presses("local-button").await;
        self.asserts_at("/local/where").await;
        if scripts == Scripts::On {
            self.finds_by_typing("#find", &group.title).await;
        } else {
            self.taps += 1; // the group of things it is in
        }
        self.chooses("listings", &[&group.id]).await;
        self.reads_and_presses("question-continue").await;
        self.asserts_at("/local/languages").await;
        self.chooses("languages", &["en"]).await;
        self.reads_and_presses("question-continue").await;
        self.asserts_at("/local/time").await;
        self.chooses("free", &["wed-evening", "sun-afternoon"]).await;
        self.types("postcode", "5622").await;
        self.chooses("travel", &["bike"]).await;
        self.reads_and_presses("question-continue").await;
        self.asserts_at("/local/often").await;
        assert!(self.browser.is_chosen("times", "1").await, "one a month, unless they choose more");
        self.chooses("wants_to_learn", &["es"]).await;
        self.reads_and_presses("question-continue").await;
        self.types("email", THEIR_ADDRESS).await;
        self.reads_and_presses("sign-in-send").await;
        self.asserts_at("/sign-in/code").await;
        self.types("code", self.city.letter_to(THEIR_ADDRESS).code()).await;
        self.reads_and_presses("code-submit").await;
        self.asserts_at("/local/join").await;
        self.types("first_name", THEIR_NAME).await;
        self.types("phone", THEIR_PHONE).await;
        self.reads_and_presses("local-join-send").await;
        self.asserts_at("/local/me").await;
        self.sees("flash-joined").await;
    }
}

/// The host of the group says that they know them.
async fn host_vouches(host: &mut Person<'_>, group: &Group) {
    host.claims(group).await;
    host.sees("host-locals").await;
    assert!(host.browser.main().await.contains(THEIR_NAME), "{}", host.browser.main().await);
    host.presses("host-knows").await;
    host.sees("flash-host-knows").await;
}

/// The desk had the short call with them.
async fn desk_calls(city: &Served, desk: &Browser) {
    let database = city.database().await;
    let id = query("select id::text from accounts where email = $1").bind(THEIR_ADDRESS).fetch_one(&*database).await;
    database.close().await;
    let path = format!("/desk/people/{}", id.expect("an account").get::<String, _>(0));
    let w = Words::of(Lang::Nl);
    desk.signs_in_by(city.link("social-worker")).await;
    desk.opens(&city.to("/desk/people")).await;
    assert!(desk.has(&format!("main a[href='{path}']")).await, "the desk sees who waits for a call");
    assert!(!desk.main().await.contains(THEIR_NAME), "and names nobody");
    desk.opens(&city.to(&path)).await;
    desk.reads(&w.t("look-title")).await;
    assert!(!desk.main().await.contains(THEIR_NAME), "first the reason");
    desk.chooses("reason", "call").await;
    desk.presses(&w.t("look-submit")).await;
    desk.reads(THEIR_NAME).await;
    desk.reads(THEIR_PHONE).await;
    desk.presses(&w.t("step-do-talked-to")).await;
    desk.reads(&w.t("flash-step")).await;
}

fn says_nothing_of(letter: &ShownLetter, contacts: &[&str]) {
    for contact in contacts {
        assert!(!letter.text.contains(contact), "{contact} in {letter:?}");
    }
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let group = Group::of(&city, GROUP, lang).await;
    let browser = Browser::start(scripts, lang).await;
    let mut they = Person::arrives(&browser, &city, lang).await;
    they.signs_up(&group, scripts).await;
    println!(
        "{lang}, scripts {scripts:?}: a local signs up: {} pages, {} words, {} taps, {:.0} seconds",
        they.pages,
        they.words_read,
        they.taps,
        they.seconds()
    );
    let seconds = they.seconds();
    they.sees("own-next").await;
    they.sees("own-step-host-waits").await;

    let somebody = browser.of_somebody_else(scripts, lang).await;
    let mut host = Person::arrives(&somebody, &city, lang).await;
    host_vouches(&mut host, &group).await;
    somebody.end().await;
    they.opens("/local/me").await;
    they.sees("own-vouched").await;
    they.sees("own-next").await;
    let somebody = browser.of_somebody_else(scripts, Lang::Nl).await;
    desk_calls(&city, &somebody).await;
    somebody.end().await;
    they.opens("/local/me").await;
    they.sees("own-ready").await;
    they.opens("/me/looks").await;
    they.sees("look-said-call").await;

    // Somebody new in town asks.
    let telephone = browser.of_somebody_else(scripts, lang).await;
    let mut she = Person::arrives(&telephone, &city, lang).await;
    telephone.signs_in_by(city.link("newcomer")).await;
    she.opens(&group.path()).await;
    she.presses("show-along").await;
    she.presses("along-submit").await;
    she.sees("along-seen-waiting").await;
    assert!(!telephone.source().await.contains(THEIR_NAME), "nobody's name before the yes");

    // They answer by the letter; opening it changes nothing.
    let letter = city.letter_to(THEIR_ADDRESS);
    assert_eq!(letter.subject, they.words("along-letter-subject"));
    assert!(letter.text.contains(HER_NAME) && letter.text.contains(&group.title), "{letter:?}");
    says_nothing_of(&letter, &[HER_ADDRESS]);
    browser.opens(letter.links()[0]).await;
    assert!(browser.is_chosen("say", "yes").await, "the link chose the answer");
    she.opens(&format!("{}/along", group.path())).await;
    she.sees("along-seen-waiting").await;
    they.presses("answer-send").await;
    they.sees("along-answered-yes").await;

    // Both know place and time, and each other's first name.
    let (theirs, hers) = (city.letter_to(THEIR_ADDRESS), city.letter_to(HER_ADDRESS));
    assert_eq!(theirs.subject, they.words("along-yes-subject"));
    for (letter, name) in [(&theirs, HER_NAME), (&hers, THEIR_NAME)] {
        assert!(letter.text.contains(name) && letter.text.contains(VENUE), "{letter:?}");
        assert!(letter.text.contains(":00") || letter.text.contains(":30"), "a time: {letter:?}");
        says_nothing_of(letter, &[HER_ADDRESS, THEIR_ADDRESS, THEIR_PHONE]);
    }
    telephone.client().refresh().await.expect("her page again");
    she.sees("along-seen-yes").await;
    telephone.reads(&she.w.t1("along-who", "name", THEIR_NAME)).await;
    telephone.reads(VENUE).await;
    let page = telephone.source().await;
    assert!(!page.contains(THEIR_ADDRESS) && !page.contains(THEIR_PHONE), "no contact data on her page");
    they.opens("/local/me").await;
    they.sees("own-promised").await;
    browser.reads(HER_NAME).await;
    browser.reads(VENUE).await;
    they.sees("own-made-none").await;
    assert!(!browser.source().await.contains(HER_ADDRESS), "no contact data on theirs");

    she.opens("/me").await;
    she.presses("along-went").await;
    she.sees("along-seen-went").await;
    they.opens("/local/me").await;
    browser.reads(&they.w.t1("own-made-people", "count", 1)).await;
    telephone.end().await;
    browser.end().await;
    city.end();
    assert!(seconds <= MOST_SECONDS, "signing up takes {seconds:.0} seconds");
}

#[tokio::test]
async fn a_local_signs_up_and_takes_somebody_along_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn a_local_signs_up_and_takes_somebody_along_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
