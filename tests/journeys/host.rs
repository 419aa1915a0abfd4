//! A host, from "do you run this group?" to a claimed listing that they keep true, and a yes that a newcomer reads.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::Served,
};
use buurten::kit::lang::Lang;
use fantoccini::Locator;
use sqlx::{Row, query};

/// Where the letter of a listing goes, and the path of its page below the language.
pub struct Group {
    pub id: String,
    pub address: String,
    pub title: String,
}

impl Group {
    /// A listing of the sample, by its key.
    pub async fn of(city: &Served, key: &str, lang: Lang) -> Self {
        let database = city.database().await;
        let sql = "select id::text, contact_email, coalesce(case $2 when 'en' then title_en end, title_nl) from listings where key = $1";
        let row = query(sql).bind(key).bind(lang.as_str()).fetch_one(&*database).await.expect("a listing");
        database.close().await;
        Self { id: row.get(0), address: row.get(1), title: row.get(2) }
    }

    pub fn path(&self) -> String {
        format!("/listings/{}", self.id)
    }
}

impl Person<'_> {
    /// Asks for the letter to the known address, follows its link and signs in: the listing is theirs to look after.
    pub async fn claims(&mut self, group: &Group) {
        self.opens(&group.path()).await;
        self.presses("claim-line-button").await;
        self.asserts_at(&group.path()).await;
        self.sees("flash-claim-asked").await;
        assert!(!self.browser.source().await.contains(&group.address), "the address is never shown");
        let letter = self.city.letter_to(&group.address);
        let link = *letter.links().first().expect("a link");
        assert!(link.contains("/claim/"), "{letter:?}");
        self.browser.opens(link).await;
        self.reads_on_in_their_language().await;
        self.sees("claim-heading").await;
        self.presses("claim-submit").await;
        self.asserts_at("/sign-in/code").await;
        self.types_the_code(&group.address).await;
        self.asserts_at("/host").await;
        assert!(self.browser.main().await.contains(&group.title), "their group: {}", self.browser.main().await);
    }

    /// A letter to a group is in Dutch where the group has a Dutch name; the page is one tap away in the other language.
    async fn reads_on_in_their_language(&mut self) {
        if !self.browser.at().await.starts_with(&format!("/{}/", self.lang)) {
            let other = format!("header a[hreflang='{}']", self.lang);
            self.browser.follows(self.browser.finds(Locator::Css(&other)).await).await;
        }
    }
}

async fn journey(scripts: Scripts, lang: Lang, key: &str) {
    let city = Served::start(&[]);
    let browser = Browser::start(scripts, lang).await;
    let group = Group::of(&city, key, lang).await;
    let mut host = Person::arrives(&browser, &city, lang).await;
    host.opens("/host").await;
    assert!(browser.at().await.contains("/sign-in"), "nobody hosts anything without signing in");
    host.claims(&group).await;

    // Something changed, within the limits of a host.
    host.presses("host-changed").await;
    host.asserts_at(&format!("/host{}", group.path())).await;
    host.types("venue", "De Nieuwe Zaal").await;
    host.types("newcomer_places", "2").await;
    host.presses("host-edit-submit").await;
    host.asserts_at("/host").await;
    host.sees("flash-host-saved").await;
    host.presses("host-still-on").await;
    host.sees("flash-host-still-on").await;

    // Somebody new in town asks to come.
    let telephone = browser.of_somebody_else(scripts, lang).await;
    let mut she = Person::arrives(&telephone, &city, lang).await;
    telephone.signs_in_by(city.link("newcomer")).await;
    she.opens(&group.path()).await;
    telephone.reads("De Nieuwe Zaal").await;
    she.presses("show-go").await;
    she.presses("go-submit").await;
    she.asserts_at("/me").await;
    she.sees("seen-waiting").await;

    host.opens("/host").await;
    let asks = host.w.t1("answer-heading", "name", "Nuwan");
    browser.reads(&asks).await;
    assert!(!browser.source().await.contains("nuwan.n1@example.org"), "a first name and nothing else");
    host.presses("answer-yes").await;
    host.asserts_at("/host").await;
    host.sees("flash-host-said-yes").await;
    host.sees("host-waiting-none").await;
    she.opens("/me").await;
    she.sees("seen-yes").await;
    assert!(telephone.main().await.contains("De Nieuwe Zaal"), "and where: {}", telephone.main().await);

    telephone.end().await;
    browser.end().await;
    city.end();
}

#[tokio::test]
async fn a_host_claims_a_listing_and_answers_with_scripts_in_english() {
    journey(Scripts::On, Lang::En, "improv-monday").await;
}

#[tokio::test]
async fn a_host_claims_a_listing_and_answers_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl, "chess-thursday").await;
}
