//! Hosts: the first of the sample, and somebody who says that a group is theirs.

use super::Tour;

/// A listing with an address that nobody of the sample hosts.
const NOBODYS: &str = "select id::text from listings l where status = 'active' and contact_email is not null
    and not exists (select from hosts h where h.listing_id = l.id) order by key limit 1";

impl Tour<'_> {
    /// Answers, taps, words and edits.
    pub async fn as_a_host(&mut self) {
        self.signs_in_as("host").await;
        for path in ["/", "/me", "/week", "/for-you", "/listings", "/more-about-you", "/me/data", "/host"] {
            self.sees(path).await;
        }
        for button in ["form[action*='/host/requests/'] [value=full]", "form[action$='/vouch'] [value=knows]"] {
            self.presses(button, 200).await;
            self.sees("/host").await;
        }
        self.presses("form[action$='/leave'] button", 200).await;
        self.follows("form[action$='/reopen'] button").await;
        self.presses("form[action$='/take'] button", 200).await;
        for verb in ["still-on", "pause", "back"] {
            self.presses(&format!("form[action$='/{verb}'] button"), 200).await;
            self.sees("/host").await;
        }
        self.presses("a[href*='/host/listings/'].button", 200).await;
        self.empties("form[method=post]").await;
        self.sends("form[method=post]", 422).await;
        self.opens("/host").await;
        self.follows("a[href*='/host/listings/'].button").await;
        self.browser.types("venue", "In another room").await;
        self.forges("[name=version]", "0").await;
        self.sends("form[method=post]", 409).await;
        self.sends("form[method=post]", 200).await;
    }

    /// By the link of a letter, without signing in: what changed, what stopped, and what is still on.
    pub async fn as_somebody_who_is_asked_whether_it_is_on(&mut self) {
        self.is_somebody_else("who is asked whether it is still on").await;
        self.makes("delete from heartbeats where address = 'riet.h1@example.org'").await;
        self.makes("update listings set confirmed_on = current_date - 50, status = 'active' where key in ('monday-soup', 'cook-from-home')").await;
        self.makes("insert into heartbeats (id, address, token_hash) values (gen_random_uuid(), 'riet.h1@example.org', sha256('tour-still-on'))").await;
        self.sees("/still-on/tour-still-on").await;
        self.presses("a[href*='/still-on/']", 200).await;
        self.browser.types("cost", "little").await;
        self.sends("form[novalidate]", 422).await;
        self.sends("form[action$='/stopped']", 200).await;
        self.sends("form[action$='/back']", 200).await;
        self.sends("form[action$='/tour-still-on']", 200).await;
        self.makes(
            "update heartbeats set asked_at = asked_at - interval '9 weeks' where address = 'riet.h1@example.org'",
        )
        .await;
        self.sees("/still-on/tour-still-on").await;
    }

    /// From the button on the page to the host's own page, by a letter.
    pub async fn as_somebody_who_claims(&mut self) {
        self.is_somebody_else("somebody who claims").await;
        let listing = self.finds(NOBODYS).await;
        self.opens(&format!("/listings/{listing}")).await;
        self.sends("form[action$='/claim']", 200).await;
        let token = self.link_of_a_letter("/claim/");
        self.sees(&format!("/claim/{token}")).await;
        self.sends("form[method=post]", 200).await;
        self.sees(&format!("/claim/{token}")).await;
        self.sees("/sign-in?next=host").await;
    }
}
