//! Two people and the desk between them: each at a browser of their own, with the letters they get.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::{Served, ShownLetter},
};
use buurten::kit::lang::Lang;
use sqlx::{Row, query};
use std::collections::BTreeSet;

/// Somebody of the sample.
#[derive(Clone, Copy)]
pub struct Who {
    pub address: &'static str,
    pub name: &'static str,
}

/// One of two.
pub struct One<'a> {
    pub person: Person<'a>,
    pub who: Who,
    /// The letters they had.
    read: BTreeSet<String>,
}

impl<'a> One<'a> {
    pub async fn arrives(browser: &'a Browser, city: &'a Served, scripts: Scripts, lang: Lang, who: Who) -> Self {
        Self { person: Person::arrives_watched(browser, city, scripts, lang).await, who, read: BTreeSet::new() }
    }

    pub async fn signs_in(&mut self) {
        self.person.opens("/sign-in").await;
        self.person.signs_in_as(self.who.address).await;
    }

    /// The next letter to them with a link to this, once it is there. Nothing of where the other can be reached is in it.
    pub async fn next_letter(&mut self, link: &str, other: Who) -> ShownLetter {
        let letter = self.person.city.next_letter_to(self.who.address, link, &mut self.read).await;
        assert!(!letter.text.contains(other.address) && !letter.subject.contains(other.name), "{letter:?}");
        letter
    }

    /// Opens the button of a letter.
    pub async fn opens_letter(&mut self, letter: &ShownLetter) {
        self.person.opens_link(letter.links()[0]).await;
    }

    /// Chooses the first of the days that are offered, so many of them.
    pub async fn chooses_days(&mut self, most: usize) {
        let offered = "return [...document.querySelectorAll(\"main [name='dates']\")].map((d) => d.value)";
        let offered = self.person.browser.run(offered).await;
        let days: Vec<&str> = offered.as_array().expect("days").iter().filter_map(|d| d.as_str()).take(most).collect();
        assert_eq!(days.len(), most, "{offered}");
        self.person.chooses("dates", &days).await;
    }
}

/// Their account.
pub async fn account(city: &Served, who: Who) -> String {
    one(city, "select id::text from accounts where email = $1", who.address).await
}

/// One value of the database, as text.
pub async fn one(city: &Served, sql: &'static str, of: &str) -> String {
    let database = city.database().await;
    let row = query(sql).bind(of).fetch_one(&*database).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    database.close().await;
    row.get(0)
}

/// Changes what no page can change: the past.
pub async fn makes(city: &Served, sql: &'static str, of: &str) {
    let database = city.database().await;
    query(sql).bind(of).execute(&*database).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    database.close().await;
}
