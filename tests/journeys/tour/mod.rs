//! Every page of every role, one after the other.

mod administrator;
mod desk;
mod hosts;
mod listings;
mod locals;
mod newcomer;
mod routes;
mod staff;
mod visitor;

use crate::{
    browser::{Browser, Scripts},
    eye::{Eye, Found},
    served::Served,
};
use buurten::{kit::lang::Lang, platform::db::Db};
use fantoccini::Locator;
use sqlx::{AssertSqlSafe, Row, query, query_scalar};

/// Pages that are the same for everybody.
const EVERYBODYS: [&str; 14] = [
    "/",
    "/listings",
    "/today",
    "/wanted",
    "/seasons",
    "/seasons/carnaval",
    "/seasons/sinterklaas",
    "/talk",
    "/privacy",
    "/who-pays",
    "/how-we-rank",
    "/accessibility",
    "/open-data",
    "/local",
];
const QUESTIONS: [&str; 17] = [
    "/questions",
    "/questions/interests",
    "/questions/languages",
    "/questions/time",
    "/questions/place",
    "/questions/company",
    "/questions/check",
    "/more-about-you",
    "/more-about-you/before",
    "/more-about-you/children",
    "/more-about-you/budget",
    "/more-about-you/teach",
    "/more-about-you/dutch",
    "/more-about-you/groups",
    "/more-about-you/company",
    "/more-about-you/rung",
    "/more-about-you/stay",
];
/// A listing of each sort, as the database knows it.
const SORTS: [(&str, &str); 6] = [
    (
        "a listing with a host",
        "status = 'active' and contact_confirmed_on is not null and confirmed_on > current_date - 50 and coalesce(newcomer_places, 1) > 0",
    ),
    ("a listing to walk in", "status = 'active' and contact_email is null and confirmed_on > current_date - 50"),
    ("a listing to check first", "status = 'active' and confirmed_on < current_date - 57"),
    ("a closed listing with a successor", "status = 'closed' and successor_key is not null"),
    (
        "an untranslated listing",
        "status = 'active' and (title_en is null or title_nl is null or summary_en is null or summary_nl is null)",
    ),
    ("a listing by appointment", "status = 'active' and rrule is null"),
];

/// A walk through the city in one language. The city is this walk's alone: it answers, closes and erases in it.
struct Tour<'a> {
    browser: &'a Browser,
    city: &'a Served,
    database: &'a Db,
    lang: Lang,
    eye: Eye<'a>,
    who: &'static str,
}

/// Walks through a whole city of its own, and answers what was found.
pub async fn tour(lang: Lang) -> Found {
    let city = Served::start(&[]);
    let browser = Browser::start(Scripts::On, lang).await;
    let database = city.database().await;
    let eye = Eye::of(&browser, lang).await;
    let mut tour = Tour { browser: &browser, city: &city, database: &database, lang, eye, who: "a visitor" };
    tour.as_a_visitor().await;
    tour.as_a_newcomer().await;
    tour.as_a_new_local().await;
    tour.as_a_local().await;
    tour.as_a_host().await;
    tour.as_somebody_who_claims().await;
    tour.as_somebody_who_is_asked_whether_it_is_on().await;
    tour.as_new_staff().await;
    tour.as_a_social_worker().await;
    tour.keeps_the_listings().await;
    tour.brings_a_sheet_in().await;
    tour.as_an_administrator().await;
    tour.at_an_empty_desk().await;
    tour.as_a_newcomer_who_leaves().await;
    let found = tour.eye.found;
    let left = routes::not_among(&found.paths);
    assert!(left.is_empty(), "nobody looked at {left:#?}");
    database.close().await;
    browser.end().await;
    city.end();
    found
}

impl Tour<'_> {
    fn to(&self, path: &str) -> String {
        self.city.to(&format!("/{}{path}", self.lang))
    }

    /// Opens a page below the language.
    async fn opens(&self, path: &str) {
        self.browser.opens(&self.to(path)).await;
    }

    /// Opens a page below the language and looks at it.
    async fn sees(&mut self, path: &str) {
        self.opens(path).await;
        self.looks(200).await;
    }

    /// Opens a page of the desk and looks at it.
    async fn sees_at_the_desk(&mut self, path: &str) {
        self.browser.opens(&self.city.to(path)).await;
        self.looks(200).await;
    }

    /// Looks at a page that says no.
    async fn is_told(&mut self, path: &str, status: u16) {
        self.opens(path).await;
        self.looks(status).await;
    }

    async fn looks(&mut self, status: u16) {
        self.eye.looks(self.who, status).await;
    }

    /// Follows the first of these links or buttons of `main`, and looks at what follows.
    async fn presses(&mut self, css: &str, status: u16) {
        self.follows(css).await;
        self.looks(status).await;
    }

    /// Follows it without a look. What is folded is opened first.
    async fn follows(&self, css: &str) {
        self.browser.run("document.querySelectorAll('main details').forEach(d => d.open = true)").await;
        let it = self.browser.finds(Locator::Css(&format!("main {css}"))).await;
        self.browser.follows(it).await;
    }

    /// Presses the first button of a form of `main`, and looks at what follows.
    async fn sends(&mut self, form: &str, status: u16) {
        self.presses(&format!("{form} button:not([type=button]):not([name=then])"), status).await;
    }

    /// Sends the form of a page with this in one of its fields, which cannot be right.
    async fn slips(&mut self, path: &str, field: Option<(&str, &str)>) {
        self.opens(path).await;
        if let Some((name, wrong)) = field {
            self.browser.types(name, wrong).await;
        }
        self.sends("form[method=post]", 422).await;
    }

    /// As a form that somebody made up, or that is older than they think: the first field of `main` that this finds
    /// is chosen and says something else.
    async fn forges(&self, field: &str, value: &str) {
        let script = format!(
            "const it = document.querySelector(\"main {field}\"); it.type === 'radio' || it.type === 'checkbox' ? it.checked = true : 0; it.value = '{value}'"
        );
        self.browser.run(&script).await;
    }

    /// Empties all that can be typed in `main`.
    async fn empties(&self, form: &str) {
        let script = format!(
            "document.querySelectorAll(\"main {form} :is(input[type=text], textarea)\").forEach(it => it.value = '')"
        );
        self.browser.run(&script).await;
    }

    /// Leaves everything behind.
    async fn is_somebody_else(&mut self, who: &'static str) {
        self.browser.client().delete_all_cookies().await.expect("nobody any more");
        self.who = who;
    }

    /// Leaves everything behind, and signs in by the printed link.
    async fn signs_in_as(&mut self, role: &'static str) {
        self.is_somebody_else(role).await;
        self.browser.opens(&self.city.link(role)).await;
        self.looks(200).await;
        self.follows("form button").await;
    }

    /// Signs in by letter, from the sign-in page that is open.
    async fn signs_in_by_letter(&mut self, address: &str) {
        self.browser.types("email", address).await;
        self.follows("form button").await;
        self.browser.types("code", self.city.letter_to(address).code()).await;
        self.follows("form button").await;
    }

    /// The token of the newest link of this sort in a letter.
    fn link_of_a_letter(&self, sort: &str) -> String {
        let letters = self.city.letters();
        let links = letters.iter().flat_map(|l| l.links());
        let token = |link: &str| link.split_once(sort)?.1.split('?').next().map(str::to_owned);
        links.filter_map(token).next().unwrap_or_else(|| panic!("no letter with a link to {sort}"))
    }

    async fn listing(&self, sort: &str) -> String {
        let (name, so) = SORTS.iter().find(|(name, _)| *name == sort).expect("a sort of listing");
        let sql = format!("select id::text from listings where {so} order by key limit 1");
        let found = query(AssertSqlSafe(sql)).fetch_optional(&**self.database).await.expect("an answer");
        format!("/listings/{}", found.unwrap_or_else(|| panic!("the sample has no {name}")).get::<String, _>(0))
    }

    /// One value of the database, as text.
    async fn finds(&self, sql: &'static str) -> String {
        query_scalar(sql).fetch_one(&**self.database).await.unwrap_or_else(|trouble| panic!("{sql}: {trouble}"))
    }

    /// Changes what no page can change: the past.
    async fn makes(&self, sql: &'static str) {
        query(sql).execute(&**self.database).await.unwrap_or_else(|trouble| panic!("{sql}: {trouble}"));
    }
}
