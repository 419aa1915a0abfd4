//! Pages of words: a human within reach, privacy, who pays, open data, accessibility.

use crate::{
    auth::Visit,
    open_data::LICENCE,
    web::{Error, show},
};
use askama::Template;
use axum::response::Response;

macro_rules! plain_page {
    ($(#[$doc:meta])* $verb:ident, $page:ident, $template:literal) => {
        #[derive(Template)]
        #[template(path = $template)]
        struct $page {
            v: Visit,
        }

        $(#[$doc])*
        pub async fn $verb(v: Visit) -> Result<Response, Error> {
            show(&$page { v })
        }
    };
}

plain_page!(
    /// `GET /talk`: whom to call, and where to turn when somebody is not doing well.
    talk, TalkPage, "about/talk.html"
);
plain_page!(
    /// `GET /privacy`: what we ask, why, how long, and what we never ask.
    privacy, PrivacyPage, "about/privacy.html"
);
plain_page!(
    /// `GET /who-pays`: who pays, and what they see.
    who_pays, WhoPaysPage, "about/who_pays.html"
);
plain_page!(
    /// `GET /open-data`: what anybody may read and hand on, under which licence, and how to name it.
    open_data, OpenDataPage, "about/open_data.html"
);
plain_page!(
    /// `GET /accessibility`: what works, what does not yet, whom to tell.
    accessibility, AccessibilityPage, "about/accessibility.html"
);

impl OpenDataPage {
    /// The addresses, each with the key of its sentence.
    fn sources(&self) -> [(String, &'static str); 5] {
        let lang = self.v.lang;
        [
            ("/hsds/services".to_owned(), "open-data-hsds"),
            (format!("/calendar.ics?lang={lang}"), "open-data-calendar"),
            (format!("/new.rss?lang={lang}"), "open-data-feed"),
            ("/sitemap.xml".to_owned(), "open-data-sitemap"),
            ("/api/openapi.json".to_owned(), "open-data-openapi"),
        ]
    }

    /// The name and the address of the licence.
    fn licence(&self) -> (&'static str, &'static str) {
        LICENCE
    }
}
