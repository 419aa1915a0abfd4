//! Somebody from here, with ninety seconds: the pitch, a few pages, and in the end they take somebody along.

use crate::{
    browser::{Browser, Scripts},
    host::Group,
    person::Person,
    served::{Served, ShownLetter},
    two::makes,
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
    /// From the pitch to "thank you". Counted as her questions are: what they answer and send, without the pitch that
    /// they read first and without the letter of signing in. Answers how long that took.
    async fn signs_up(&mut self, group: &Group, scripts: Scripts) -> f64 {
        self.goes_to("/local").await;
        self.sees("local-title").await;
        self.presses("local-button").await;
        self.asserts_at("/local/where").await;
        self.taps = 0; // from here on it counts
        if scripts == Scripts::On {
            self.finds_by_typing("#find", &group.title).await;
        } else {
            self.taps += 1; // the group of things it is in
        }
        self.chooses("listings", &[&group.id]).await;
        self.reads().await;
        self.looks_up_theirs_among("listings").await;
        self.presses("question-continue").await;
        self.asserts_at("/local/languages").await;
        self.chooses("languages", &["en"]).await;
        self.chooses("wants_to_learn", &["es"]).await;
        self.reads().await;
        self.presses("question-continue").await;
        self.asserts_at("/local/time").await;
        self.chooses("free", &["wed-evening", "sun-afternoon"]).await;
        assert!(self.browser.is_chosen("times", "1").await, "one a month, unless they choose more");
        self.chooses("travel", &["bike"]).await;
        self.types("postcode", "5622").await;
        self.taps += 1; // the group these two are in
        self.reads().await;
        self.presses("question-continue").await;
        let counted = (self.taps, self.words_read);
        self.reads().await;
        self.signs_in_as(THEIR_ADDRESS).await;
        self.asserts_at("/local/join").await;
        println!("signing in: {} taps, {} words of its first page", self.taps - counted.0, self.words_read - counted.1);
        (self.taps, self.words_read) = counted;
        self.types("first_name", THEIR_NAME).await;
        self.types("phone", THEIR_PHONE).await;
        self.reads().await;
        self.presses("local-join-send").await;
        self.asserts_at("/local/me").await;
        self.sees("flash-joined").await;
        self.seconds()
    }

    /// Where they look for what they know by name they do not read the other names, as in a list.
    async fn looks_up_theirs_among(&mut self, name: &str) {
        let script = format!(
            "const others = [...document.querySelectorAll(\"main .chip:has([name='{name}']:not(:checked))\")];
             return others.filter((chip) => chip.checkVisibility()).map((chip) => chip.innerText.split(/\\s+/).filter(Boolean).length).reduce((sum, n) => sum + n, 0)"
        );
        let words = self.browser.run(&script).await.as_u64().expect("a number of words");
        println!("{words} words of other names");
        self.words_read -= words;
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

/// From now until so late, so many days after the day they go.
async fn until(city: &Served, days: i32, time: &str) -> String {
    let database = city.database().await;
    let sql = "select ((((g.starts_at at time zone 'Europe/Amsterdam')::date + $1 + $2::time) at time zone 'Europe/Amsterdam') - buurten_now())::text
               from going_along g join locals l on l.id = g.local_id join accounts a on a.id = l.account_id where a.email = $3";
    let interval = query(sql).bind(days).bind(time).bind(THEIR_ADDRESS).fetch_one(&*database).await;
    database.close().await;
    interval.expect("a day").get(0)
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    let group = Group::of(&city, GROUP, lang).await;
    // Nuwan of the sample turned off being asked how it was; here she is as everybody is at first, and reads this language.
    makes(
        &city,
        "delete from letter_choices c using accounts a where a.id = c.account_id and a.email = $1",
        HER_ADDRESS,
    )
    .await;
    let reads = match lang {
        Lang::En => "update accounts set language = 'en' where email = $1",
        Lang::Nl => "update accounts set language = 'nl' where email = $1",
    };
    makes(&city, reads, HER_ADDRESS).await;
    let browser = Browser::start(scripts, lang).await;
    let mut they = Person::arrives(&browser, &city, lang).await;
    let seconds = they.signs_up(&group, scripts).await;
    println!(
        "{lang}, scripts {scripts:?}: a local signs up: {} words, {} taps, {seconds:.0} seconds",
        they.words_read, they.taps
    );
    assert!(seconds <= MOST_SECONDS, "signing up takes {seconds:.0} seconds");
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
    // Not the next time but the one after it: an evening before it lies ahead, whatever day it is.
    let second = telephone.run("return document.querySelectorAll('[name=session]')[1].value").await;
    she.chooses("session", &[second.as_str().expect("a day")]).await;
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

    // The evening before both read it once more; the day after each is asked how it was, and answers by the letter.
    let (mut read, both) = ([theirs.text, hers.text].into(), [(THEIR_ADDRESS, HER_NAME), (HER_ADDRESS, THEIR_NAME)]);
    city.passes(&until(&city, -1, "18:05").await).await;
    for (address, name) in both {
        let letter = city.next_letter_to(address, "/going/", &mut read).await;
        assert!(letter.text.contains(name) && letter.text.contains(VENUE), "{letter:?}");
        says_nothing_of(&letter, &[HER_ADDRESS, THEIR_ADDRESS, THEIR_PHONE]);
    }
    she.opens("/me").await;
    she.sees("along-seen-yes").await;
    city.passes(&until(&city, 1, "10:05").await).await;
    for (person, address, side) in [(&mut she, HER_ADDRESS, "newcomer"), (&mut they, THEIR_ADDRESS, "local")] {
        let letter = city.next_letter_to(address, "/after/", &mut read).await;
        assert_eq!(letter.subject, person.words("after-letter-subject"));
        says_nothing_of(&letter, &[HER_ADDRESS, THEIR_ADDRESS, THEIR_PHONE]);
        person.browser.opens(letter.links()[0]).await;
        assert!(person.browser.is_chosen("say", "went").await, "the link chose the answer");
        person.presses("answer-send").await;
        person.sees(&format!("after-thanks-{side}-went")).await;
    }
    she.opens("/me").await;
    she.sees("along-seen-went").await;
    they.opens("/local/me").await;
    browser.reads(&they.w.t1("own-made-people", "count", 1)).await;
    telephone.end().await;
    browser.end().await;
    city.end();
}

#[tokio::test]
async fn a_local_signs_up_and_takes_somebody_along_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn a_local_signs_up_and_takes_somebody_along_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
