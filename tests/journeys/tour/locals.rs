//! Those who take somebody along: one who signs up, and the first of the sample.

use super::Tour;

/// He has shown what being alone with somebody asks for, but the code of conduct.
const CERTIFIED: &str =
    "update locals set certificate_seen_on = current_date - 5, certificate_valid_until = current_date + 300
    where account_id = (select id from accounts where email = 'maarten.v1@example.org')";

impl Tour<'_> {
    /// From the first page to his own.
    pub async fn as_a_new_local(&mut self) {
        self.is_somebody_else("a new local").await;
        self.opens("/local").await;
        self.presses("a.button", 200).await;
        self.browser.types("describes", "The choir in my street").await;
        for _ in 0..2 {
            self.sends("form[method=post]", 200).await;
            self.browser
                .run("const nl = document.querySelector('main [name=languages][value=nl]'); if (nl) nl.checked = true")
                .await;
        }
        self.sends("form[method=post]", 200).await;
        self.signs_in_by_letter(&format!("new.local.{}@example.org", self.lang)).await;
        self.looks(200).await;
        self.empties("form").await;
        self.sends("form[method=post]", 422).await;
        self.browser.types("first_name", "Piet").await;
        self.browser.types("phone", "06 12345678").await;
        self.sends("form[method=post]", 200).await;
        for path in ["/local/me", "/local/code", "/local", "/me", "/me/data"] {
            self.sees(path).await;
        }
    }

    /// They come to an evening, and are asked to host something with somebody, which they do.
    async fn hosts_with_somebody(&mut self) {
        self.sees("/local/made-possible").await;
        self.opens("/local/me").await;
        self.sends("form[action$='/come']", 200).await;
        self.sends("form[action$='/not-come']", 200).await;
        self.makes(
            "update together_asked q set token_hash = sha256('tour'), local_id = l.id from locals l, accounts a
                    where a.id = l.account_id and a.email = 'maarten.v1@example.org'
                      and q.id = (select id from together_asked where state = 'sent' order by sent_at, id limit 1)",
        )
        .await;
        self.sees("/local/me").await;
        self.sees("/co-host/tour").await;
        self.sends("form[method=post]", 200).await;
        self.sees("/co-host/tour").await;
        self.opens("/local/me").await;
        self.presses("[aria-labelledby=together] a", 200).await;
    }

    /// One who is asked.
    pub async fn as_a_local(&mut self) {
        self.signs_in_as("local").await;
        for path in ["/", "/me", "/week", "/for-you", "/listings", "/more-about-you", "/local/me"] {
            self.sees(path).await;
        }
        for path in ["/local/where", "/local/languages", "/local/time", "/local/code", "/local/kinds", "/local/group"] {
            self.sees(path).await;
        }
        self.sends("form[action$='/local/group']", 422).await;
        self.browser.types("name", "De straat").await;
        self.sends("form[action$='/local/group']", 200).await;
        self.sees("/local/group").await;
        self.sends("form[action$='/local/group/end']", 200).await;
        self.sees("/local/kinds").await;
        self.forges("[name=kinds]", "perhaps").await;
        self.sends("form[action$='/local/kinds']", 422).await;
        for path in ["/me/looks", "/me/data", "/me/erase"] {
            self.sees(path).await;
        }
        self.opens("/local/me").await;
        self.presses("form[action$='/answer'] [value=yes]", 200).await;
        self.presses("[aria-labelledby=promised] a[href*='/going/']", 200).await;
        self.sees("/local/me").await;
        self.sends("form[action$='/take-back']", 200).await;
        self.hosts_with_somebody().await;
        self.opens("/local/me").await;
        self.sends("form[action$='/leave']", 200).await;
        self.opens("/local/me").await;
        self.sends("form[action$='/local/pause']", 200).await;
        self.sees("/local/me").await;
        self.sends("form[action$='/local/back']", 200).await;
        self.makes(CERTIFIED).await;
        self.sees("/local/me").await;
        self.sees("/local/code").await;
        self.sends("form[method=post]", 422).await;
        self.forges("[name=agree]", "yes").await;
        self.sends("form[method=post]", 200).await;
        self.sees("/local/code").await;
        self.makes("update locals set stopped_at = buurten_now() where account_id = (select id from accounts where email = 'maarten.v1@example.org')").await;
        self.sees("/local/me").await;
    }
}
