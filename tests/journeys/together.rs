//! "Start something together": she has an idea, a local says yes without knowing who she is, the desk looks, and it
//! stands online with two hosts; the co-host steps back, and she reads it kindly.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::Served,
};
use buurten::{kit::lang::Lang, web::words::Words};
use sqlx::{Row, query};

const HER_ADDRESS: &str = "nuwan.n1@example.org";
const HER_NAME: &str = "Nuwan";
const IDEA: &str = "Kites above the Dommel";

/// What the sample has begun is another's story; whoever is asked now is free.
async fn clears_the_table(city: &Served) {
    let database = city.database().await;
    for sql in ["delete from together", "update locals set requests_a_month = 8 where joined_at is not null"] {
        query(sql).execute(&*database).await.expect("a free month");
    }
    database.close().await;
}

/// The address and first name of whoever has the question.
async fn who_was_asked(city: &Served) -> (String, String) {
    let database = city.database().await;
    let sql = "select a.email, a.first_name from together_asked q join locals l on l.id = q.local_id
               join accounts a on a.id = l.account_id where q.state = 'sent'";
    let row = query(sql).fetch_one(&*database).await.expect("somebody was asked");
    database.close().await;
    (row.get(0), row.get(1))
}

impl Person<'_> {
    /// Says what she would like to begin, reads it again, and sends it.
    async fn begins(&mut self, scripts: Scripts) {
        self.opens("/for-you").await;
        self.presses("together-title").await;
        self.asserts_at("/together").await;
        self.presses("question-continue").await;
        self.sees("slip-together-none").await;
        self.types("title", IDEA).await;
        if scripts == Scripts::On {
            self.finds_by_typing("#find-interests", &self.name_of("board-games")).await;
        }
        self.chooses("interests", &["board-games"]).await;
        self.chooses("free", &["wed-evening", "thu-evening", "fri-evening", "sat-afternoon", "sun-afternoon"]).await;
        self.chooses("languages", &["en", "nl"]).await;
        self.presses("question-continue").await;
        self.sees("together-check-title").await;
        self.browser.reads(IDEA).await;
        self.presses("said-change").await;
        self.types("place", "Dommelpark").await;
        self.presses("question-continue").await;
        self.browser.reads("Dommelpark").await;
        self.presses("together-send").await;
        self.sees("flash-together-sent").await;
        self.sees("together-seen-looking-her").await;
    }

    fn name_of(&self, interest: &str) -> String {
        let words = buurten::kit::vocabulary::vocabulary();
        let place = words.interest(interest).expect("an interest");
        words.interests[place].named.name(self.lang).to_owned()
    }
}

/// The desk reads it, as she would see it, adds the other language, and publishes it.
async fn desk_publishes(city: &Served, desk: &Browser) {
    let w = Words::of(Lang::Nl);
    desk.signs_in_by(city.link("social-worker")).await;
    desk.opens(&city.to("/desk")).await;
    desk.reads(IDEA).await;
    let database = city.database().await;
    let row = query("select id::text from together where state = 'co-hosted'").fetch_one(&*database).await;
    database.close().await;
    desk.opens(&city.to(&format!("/desk/together/{}", row.expect("one that waits").get::<String, _>(0)))).await;
    desk.reads(&w.t("desk-together-state-co-hosted")).await;
    assert!(!desk.main().await.contains(HER_NAME), "the desk reads what, not who");
    for title in ["title_en", "title_nl"] {
        desk.types(title, IDEA).await;
    }
    desk.presses(&w.t("desk-publish")).await;
    desk.reads(&w.t("flash-desk-together-published")).await;
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    clears_the_table(&city).await;
    let telephone = Browser::start(scripts, lang).await;
    let mut she = Person::arrives(&telephone, &city, lang).await;
    telephone.signs_in_by(city.link("newcomer")).await;
    she.begins(scripts).await;
    let (address, name) = who_was_asked(&city).await;
    assert!(!telephone.source().await.contains(&name), "nobody's name before the yes");

    // They read what and when, not who; opening the letter's link changes nothing.
    let letter = city.letter_to(&address);
    assert!(
        letter.text.contains(IDEA) && !letter.text.contains(HER_NAME) && !letter.text.contains(HER_ADDRESS),
        "{letter:?}"
    );
    let other = telephone.of_somebody_else(scripts, lang).await;
    let mut they = Person::arrives(&other, &city, lang).await;
    // The letter is in their language; the page is read in that of the journey.
    let link = letter.links()[0].replacen("/nl/", &format!("/{lang}/"), 1);
    other.opens(&link).await;
    other.reads(IDEA).await;
    assert!(!other.source().await.contains(HER_NAME), "what and when, not who");
    they.presses("answer-send").await;
    they.sees("together-answered-yes").await;
    telephone.client().refresh().await.expect("her page again");
    she.sees("together-seen-co-hosted-her").await;
    telephone.reads(&she.w.t1("together-with", "name", &name)).await;

    let desk = telephone.of_somebody_else(scripts, Lang::Nl).await;
    desk_publishes(&city, &desk).await;
    desk.end().await;
    telephone.client().refresh().await.expect("her page again");
    she.sees("together-seen-published-her").await;
    she.presses("together-letter-see").await;
    telephone.reads(IDEA).await;
    she.opens("/host").await;
    telephone.reads(IDEA).await;
    let letter = city.letter_to(HER_ADDRESS);
    assert!(letter.text.contains(IDEA) && !letter.text.contains(&address), "{letter:?}");

    // The co-host cannot go on: it goes back to the desk, and she reads it kindly.
    other.opens(&she.to("/sign-in")).await;
    they.signs_in_as(&address).await;
    they.opens("/local/me").await;
    other.presses(IDEA).await;
    they.presses("together-step-back").await;
    they.sees("flash-together-stepped-back").await;
    she.opens("/me").await;
    telephone.presses(IDEA).await;
    she.sees("together-seen-cannot-come-her").await;
    assert!(!telephone.main().await.contains(&name), "no name any more");
    other.end().await;
    telephone.end().await;
    city.end();
}

#[tokio::test]
async fn together_an_idea_becomes_a_listing_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn together_an_idea_becomes_a_listing_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
