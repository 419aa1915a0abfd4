//! The city as somebody sees it who told us nothing, or little.

use super::{EVERYBODYS, QUESTIONS, SORTS, Tour};

/// Forms, a field of theirs, and what cannot be right in it.
const SLIPS: [(&str, Option<(&str, &str)>); 8] = [
    ("/questions/languages", None),
    ("/questions/place", Some(("postcode", "here"))),
    ("/more-about-you/children", Some(("years", "young"))),
    ("/more-about-you/budget", Some(("amount", "little"))),
    ("/more-about-you/stay", Some(("arrived_year", "long ago"))),
    ("/sign-in", None),
    ("/local/where", None),
    ("/local/time", Some(("postcode", "here"))),
];

impl Tour<'_> {
    /// Everything that needs no account.
    pub async fn as_a_visitor(&mut self) {
        for path in EVERYBODYS.into_iter().chain(["/week", "/sign-in", "/me", "/for-you"]).chain(QUESTIONS) {
            self.sees(path).await;
        }
        for path in ["/listings?q=zzzz", "/listings?domain=sport&day=tue&language=en", "/listings?page=2"] {
            self.sees(path).await;
        }
        for (sort, _) in SORTS {
            self.who = sort;
            let path = self.listing(sort).await;
            self.sees(&path).await;
        }
        self.who = "a visitor";
        let host = self.listing(SORTS[0].0).await;
        for way in ["go", "along"] {
            self.sees(&format!("{host}/{way}")).await;
        }
        self.sees(&format!("{host}/correct")).await;
        self.browser.types("cost", "little").await;
        self.sends("form[novalidate]", 422).await;
        for (path, field) in SLIPS {
            self.slips(path, field).await;
        }
        for (path, field, value) in
            [("/local/languages", "[name=languages]", "?"), ("/local/time", "[name=times]", "9")]
        {
            self.sees(path).await;
            self.forges(field, value).await;
            self.sends("form[method=post]", 422).await;
        }
        self.opens("/sign-in").await;
        self.browser.types("email", &format!("somebody.{}@example.org", self.lang)).await;
        self.sends("form[method=post]", 200).await;
        self.browser.types("code", "0000-0000").await;
        self.sends("form[method=post]", 422).await;
        self.sees("/sign-in/link/nobody-knows-this-one").await;
        self.sends("form[method=post]", 422).await;
        let strangers =
            ["/nowhere", "/answer/nobody-knows-this-one", "/along/nobody-knows-it", "/claim/nobody-knows-it"];
        for path in strangers.into_iter().chain(["/listings/00000000-0000-4000-8000-000000000000"]) {
            self.is_told(path, 404).await;
        }
        self.browser.opens(&self.city.to("/dev/letters")).await;
        self.looks(200).await;
    }
}
