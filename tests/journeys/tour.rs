//! Every page of every role, one after the other.

use crate::{
    browser::{Browser, Scripts},
    eye::{Eye, Found, Look},
    served::Served,
};
use buurten::kit::lang::Lang;
use fantoccini::Locator;
use sqlx::{AssertSqlSafe, PgPool, Row, query};

/// Pages that are the same for everybody.
const EVERYBODYS: [&str; 8] =
    ["/", "/listings", "/today", "/talk", "/privacy", "/who-pays", "/how-we-rank", "/accessibility"];
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
/// What a local is asked.
const LOCALS: [&str; 5] = ["/local", "/local/where", "/local/languages", "/local/time", "/local/often"];
/// Forms, a field of theirs, and what cannot be right in it.
const SLIPS: [(&str, Option<(&str, &str)>); 7] = [
    ("/questions/languages", None),
    ("/questions/place", Some(("postcode", "here"))),
    ("/more-about-you/children", Some(("years", "young"))),
    ("/more-about-you/budget", Some(("amount", "little"))),
    ("/more-about-you/stay", Some(("arrived_year", "long ago"))),
    ("/local/where", None),
    ("/sign-in", None),
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

/// A walk through the city in one language.
struct Tour<'a> {
    browser: &'a Browser,
    city: &'a Served,
    lang: Lang,
    eye: Eye<'a>,
    who: &'static str,
}

/// Walks through the whole city, and answers what was found.
pub async fn tour(city: &Served, lang: Lang, look: Look) -> Found {
    let browser = Browser::start(Scripts::On, lang).await;
    let database = city.database().await;
    let eye = Eye::of(&browser, look, lang).await;
    let mut tour = Tour { browser: &browser, city, lang, eye, who: "a visitor" };
    tour.as_a_visitor(&database).await;
    tour.as_a_newcomer(&database).await;
    for role in ["local", "host", "social-worker", "administrator"] {
        tour.as_somebody_of_the_city(role).await;
    }
    let found = tour.eye.found;
    database.close().await;
    browser.end().await;
    found
}

impl Tour<'_> {
    fn to(&self, path: &str) -> String {
        self.city.to(&format!("/{}{path}", self.lang))
    }

    /// Opens a page below the language and looks at it.
    async fn sees(&mut self, path: &str) {
        self.browser.opens(&self.to(path)).await;
        self.eye.looks(self.who, 200).await;
    }

    /// Looks at a page that says no.
    async fn is_told(&mut self, path: &str, status: u16) {
        self.browser.opens(&self.to(path)).await;
        self.eye.looks(self.who, status).await;
    }

    /// Presses the first button of a form of `main`, and looks at what follows.
    async fn sends(&mut self, form: &str, status: u16) {
        let button = format!("main {form} button:not([type=button]):not([name=then])");
        self.browser.follows(self.browser.finds(Locator::Css(&button)).await).await;
        self.eye.looks(self.who, status).await;
    }

    async fn slips(&mut self, path: &str, field: Option<(&str, &str)>) {
        self.browser.opens(&self.to(path)).await;
        if let Some((name, wrong)) = field {
            self.browser.types(name, wrong).await;
        }
        self.sends("form[method=post]", 422).await;
    }

    /// Leaves everything behind, and signs in by the printed link.
    async fn signs_in_as(&mut self, role: &'static str) {
        self.browser.client().delete_all_cookies().await.expect("nobody any more");
        self.who = role;
        self.browser.opens(self.city.link(role)).await;
        self.eye.looks(role, 200).await;
        self.browser.follows(self.browser.finds(Locator::Css("main form button")).await).await;
    }

    async fn listing(&self, database: &PgPool, sort: &str) -> String {
        let (name, so) = SORTS.iter().find(|(name, _)| *name == sort).expect("a sort of listing");
        // Each language asks another host.
        let offset = u8::from(self.lang == Lang::Nl && sort == SORTS[0].0);
        let sql = format!("select id::text from listings where {so} order by key offset {offset} limit 1");
        let found = query(AssertSqlSafe(sql)).fetch_optional(database).await.expect("an answer");
        format!("/listings/{}", found.unwrap_or_else(|| panic!("the sample has no {name}")).get::<String, _>(0))
    }

    async fn as_a_visitor(&mut self, database: &PgPool) {
        for path in
            EVERYBODYS.into_iter().chain(["/week", "/sign-in", "/me", "/for-you"]).chain(QUESTIONS).chain(LOCALS)
        {
            self.sees(path).await;
        }
        for path in ["/listings?q=zzzz", "/listings?domain=sport&day=tue&language=en", "/listings?page=2"] {
            self.sees(path).await;
        }
        for (sort, _) in SORTS {
            self.who = sort;
            let path = self.listing(database, sort).await;
            self.sees(&path).await;
        }
        self.who = "a visitor";
        let host = self.listing(database, SORTS[0].0).await;
        self.sees(&format!("{host}/go")).await;
        for (path, field) in SLIPS {
            self.slips(path, field).await;
        }
        self.browser.opens(&self.to("/sign-in")).await;
        self.browser.types("email", &format!("somebody.{}@example.org", self.lang)).await;
        self.sends("form[method=post]", 200).await;
        self.browser.types("code", "0000-0000").await;
        self.sends("form[method=post]", 422).await;
        self.sees("/sign-in/link/nobody-knows-this-one").await;
        self.sends("form[method=post]", 422).await;
        for path in ["/nowhere", "/listings/00000000-0000-4000-8000-000000000000", "/answer/nobody-knows-this-one"] {
            self.is_told(path, 404).await;
        }
        self.browser.opens(&self.city.to("/dev/letters")).await;
        self.eye.looks("the letters", 200).await;
    }

    async fn as_a_newcomer(&mut self, database: &PgPool) {
        self.signs_in_as("newcomer").await;
        for path in EVERYBODYS.into_iter().chain(["/for-you", "/for-you?q=zzzz", "/week", "/week?week=1", "/me"]) {
            self.sees(path).await;
        }
        for path in QUESTIONS {
            self.sees(path).await;
        }
        for (sort, _) in SORTS {
            let path = self.listing(database, sort).await;
            self.sees(&path).await;
        }
        let host = self.listing(database, SORTS[0].0).await;
        self.browser.opens(&self.to(&host)).await;
        self.sends("form[action$='/keep']", 200).await;
        self.sees("/for-you").await;
        self.sends("form.card__save", 200).await;
        self.opens_the_first("details.not-for-me").await;
        self.eye.looks("not for me", 200).await;
        self.sends("details.not-for-me[open] form", 200).await;
        self.browser.opens(&self.to(&format!("{host}/go"))).await;
        self.eye.looks("a newcomer goes", 200).await;
        self.browser.types("first_name", "").await;
        self.sends("form[method=post]", 422).await;
        self.browser.types("first_name", "Nuwan").await;
        self.sends("form[method=post]", 200).await;
        self.sees(&format!("{host}/go")).await;
        self.as_the_host_who_answers().await;
        self.who = "a newcomer with a yes";
        for path in ["/me", "/week"] {
            self.sees(path).await;
        }
    }

    /// The answer page knows whoever has the link; before the answer and after it.
    async fn as_the_host_who_answers(&mut self) {
        let letters = self.city.letters();
        let links = letters.iter().flat_map(|l| l.links());
        let token = |link: &str| Some(link.split_once("/answer/")?.1.to_owned());
        let newest = links.filter_map(token).next().expect("a letter to a host");
        self.who = "a host who answers";
        self.sees(&format!("/answer/{newest}")).await;
        self.sends("form[method=post]", 200).await;
    }

    async fn as_somebody_of_the_city(&mut self, role: &'static str) {
        self.signs_in_as(role).await;
        for path in ["/", "/me", "/week", "/for-you", "/listings", "/more-about-you"] {
            self.sees(path).await;
        }
        if role == "local" {
            for path in ["/local/me", "/local/code", "/local/where"] {
                self.sees(path).await;
            }
        }
    }

    async fn opens_the_first(&self, details: &str) {
        let summary = self.browser.finds(Locator::Css(&format!("main {details} > summary"))).await;
        self.browser.clicks(summary).await;
    }
}
