//! Pages of words: a human within reach, privacy, who pays, accessibility.

use crate::{
    auth::Visit,
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
    /// `GET /accessibility`: what works, what does not yet, whom to tell.
    accessibility, AccessibilityPage, "about/accessibility.html"
);
