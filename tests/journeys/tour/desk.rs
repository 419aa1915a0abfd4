//! The desk of a social worker: what waits, people, and nothing that waits.

use super::Tour;
use fantoccini::Locator;

impl Tour<'_> {
    /// Signs in to the desk, in the language of this walk.
    pub async fn comes_to_the_desk_as(&mut self, role: &'static str) {
        self.signs_in_as(role).await;
        let speaks = self.browser.run("return document.documentElement.lang").await;
        if speaks.as_str() != Some(self.lang.as_str()) {
            let button = self.browser.finds(Locator::Css("form[action='/desk/language'] button")).await;
            self.browser.follows(button).await;
        }
    }

    /// What waits, and two people.
    pub async fn as_a_social_worker(&mut self) {
        self.comes_to_the_desk_as("social-worker").await;
        self.looks(200).await;
        for path in
            ["/", "/me", "/week", "/for-you", "/listings", "/more-about-you", "/me/looks", "/me/data", "/me/erase"]
        {
            self.sees(path).await;
        }
        self.reads_what_must_be_read_first().await;
        self.looks_for_locals().await;
        self.hears_somebody_on_the_phone().await;
        self.looks_beyond_the_team().await;
        self.sees_at_the_desk("/desk/people?state=all").await;
        self.sees_at_the_desk("/desk/people?state=full&phase=arriving").await;
        let waits = self.finds("select n.account_id::text from requests r join newcomers n on n.id = r.newcomer_id where r.state in ('sent', 'no') and r.seen_to_at is null and n.paused_at is null order by r.sent_at limit 1").await;
        self.sees_at_the_desk("/desk/people").await;
        self.meets(&format!("[aria-labelledby=newcomers] a[href$='{waits}']")).await;
        self.sends("form[action$='/seen-to']", 200).await;
        self.writes_a_note().await;
        self.sees_at_the_desk("/desk/people").await;
        self.meets("[aria-labelledby=locals] a.button").await;
        self.goes_through_the_steps().await;
        let newcomer = self.finds("select id::text from accounts where email = 'nuwan.n1@example.org'").await;
        self.sees_at_the_desk(&format!("/desk/people/{newcomer}")).await;
        self.says_why().await;
        self.sees_who_fits().await;
        self.sees_at_the_desk(&format!("/desk/people/{newcomer}")).await;
        self.writes_a_note().await;
        self.looks_at_what_is_begun().await;
        self.makes_a_round().await;
        self.makes("update letters set gave_up_at = buurten_now(), sent_at = null where cause <> 'sign-in' and body_text is not null").await;
        self.sees_at_the_desk("/desk").await;
        self.sends("form[action^='/desk/letters/']", 200).await;
    }

    /// Everybody at once: unnamed and named, a word and what it would change, the letters, handed over and taken back;
    /// a colleague who was faster; put away and brought back.
    async fn makes_a_round(&mut self) {
        self.sees_at_the_desk("/desk/rounds").await;
        self.sends("form[action='/desk/rounds']", 200).await;
        let round = self.browser.at().await;
        self.sees_at_the_desk(&format!("{round}/letters")).await;
        self.sends("form[action*='/names']", 200).await;
        self.presses("button[value=pin]", 200).await;
        self.presses("[aria-labelledby=proposed] > ol > li:last-child a[href*='/for/']", 200).await;
        self.presses("[aria-labelledby=left-out] a[href^='?why=']", 200).await;
        self.presses("button[value=ban]", 200).await;
        self.makes("update rounds set version = version + 1").await;
        self.presses("button[value=release]", 409).await;
        self.sends("form[action$='/steer']", 200).await;
        self.sees_at_the_desk(&round).await;
        if self.browser.has("main form[action*='/names']").await {
            self.sends("form[action*='/names']", 200).await;
        }
        self.presses("a[href$='/letters']", 200).await;
        self.browser.types("place", "").await;
        self.sends("form[action$='/letters']", 422).await;
        self.browser.types("place", "De bibliotheek").await;
        self.sends("form[action$='/letters']", 200).await;
        self.sends("form[action$='/undo']", 200).await;
        // Somebody from here joins meanwhile: the page says it, until it is seen.
        self.makes("delete from round_locals where local_id = (select local_id from round_locals limit 1)").await;
        self.sees_at_the_desk(&round).await;
        self.sends("form[action$='/seen']", 200).await;
        self.sends("form[action$='/put-away']", 200).await;
        self.sees_at_the_desk(&round).await;
        self.sends("form[action$='/bring-back']", 200).await;
    }

    /// What two would like to begin: as she sees it, with a slip, not now and back, published; an evening for locals.
    async fn looks_at_what_is_begun(&mut self) {
        let path = self.finds("select '/desk/together/' || id from together where state = 'co-hosted' limit 1").await;
        self.sees_at_the_desk(&path).await;
        self.sends("form[action$='/not-now']", 422).await;
        self.browser.types("reason", "The place is too small.").await;
        self.sends("form[action$='/not-now']", 200).await;
        self.sends("form[action$='/undo']", 200).await;
        self.sends("form[action$='/talk-first']", 200).await;
        self.browser.types("first_date", "some day").await;
        self.presses("keep-draft form [value=publish]", 422).await;
        self.sees_at_the_desk(&path).await;
        self.presses("keep-draft form [value=publish]", 200).await;
        let path = self
            .finds(
                "select '/desk/together/' || id from together where state <> 'published' and local_id is null limit 1",
            )
            .await;
        self.sees_at_the_desk(&path).await;
        self.sees_at_the_desk("/desk/training").await;
        self.sends("form[action='/desk/training']", 422).await;
        self.sends("form[action$='/call-off']", 200).await;
    }

    /// The page of somebody outside the team: of a whole city, with a slip, and for an hour.
    async fn looks_beyond_the_team(&mut self) {
        self.sees_at_the_desk("/desk/beyond").await;
        self.makes("update staff set team_id = (select id from teams where name = 'Noord') where account_id = (select id from accounts where email = 'marieke.s1@example.org')").await;
        self.sees_at_the_desk("/desk/people").await;
        self.presses("a[href='/desk/beyond']", 200).await;
        self.sends("form[action='/desk/beyond']", 422).await;
        self.browser.types("who", "agnieszka.n4@example.org").await;
        self.browser.types("reason", "She called about Monday.").await;
        self.sends("form[action='/desk/beyond']", 200).await;
        self.makes("update staff set team_id = null where account_id = (select id from accounts where email = 'marieke.s1@example.org')").await;
    }

    /// A talk on the telephone, with a slip; what fits; and her letter, read and thrown away.
    async fn hears_somebody_on_the_phone(&mut self) {
        self.sees_at_the_desk("/desk/intake").await;
        self.presses("form[action='/desk/intake'] .question__actions button", 422).await;
        self.browser.types("first_name", "Eva").await;
        self.browser.types("email", "eva.phone@example.org").await;
        for (name, value) in [("consents", "yes"), ("dutch", "A1"), ("free", "tue-evening")] {
            self.browser.chooses(name, value).await;
        }
        self.presses("form[action='/desk/intake'] .question__actions button", 200).await;
        self.presses("a[href$='/change']", 200).await;
        self.presses("form[action='/desk/intake'] .question__actions button", 200).await;
        let token = self.link_of_a_letter("/by-phone/");
        self.sees(&format!("/by-phone/{token}")).await;
        self.browser.types("first_name", "").await;
        self.presses("form:not([action$='/forget']) .question__actions button", 422).await;
        self.sends("form[action$='/forget']", 200).await;
        self.sees(&format!("/by-phone/{token}")).await;
    }

    /// Opens somebody's page from the list, and says why.
    async fn meets(&mut self, link: &str) {
        self.presses(link, 200).await;
        self.says_why().await;
    }

    /// The locals who could fit her, unnamed and named; why not this one; and three who could go together.
    async fn sees_who_fits(&mut self) {
        self.presses("a[href$='/locals']", 200).await;
        self.presses("a[href^='?why=']", 200).await;
        self.presses("[aria-labelledby=left-out] a[href^='?why=']", 200).await;
        self.sends("form[action$='/locals']", 200).await;
        let path = self.finds("select '/desk/people/' || h.id || '/introduce/' || t.id from accounts h, accounts t join locals l on l.account_id = t.id where h.email = 'nuwan.n1@example.org' order by l.state = 'active' desc, t.email limit 1").await;
        self.sees_at_the_desk(&path).await;
        self.browser.types("place", "").await;
        self.sends("form[action*='/introduce/']", 422).await;
        for kind in ["coffee", "question", "welcome-group"] {
            let path = self
                .finds("select '/desk/people/' || id || '/locals' from accounts where email = 'nuwan.n1@example.org'")
                .await;
            self.sees_at_the_desk(&format!("{path}?kind={kind}")).await;
        }
        self.sees_at_the_desk("/desk/trios").await;
        self.brings_some_together().await;
    }

    /// Three of a trio, and two groups by their hosts.
    async fn brings_some_together(&mut self) {
        self.sees_at_the_desk("/desk/gatherings").await;
        self.sees_at_the_desk("/desk/trios").await;
        self.presses("a[href^='/desk/trios/bring']", 200).await;
        self.browser.types("what", "").await;
        self.sends("form[action='/desk/trios/bring']", 422).await;
        self.browser.types("what", "Wandelen").await;
        self.sends("form[action='/desk/trios/bring']", 200).await;
        self.sees_at_the_desk("/desk/gatherings/groups").await;
        let two = self.finds("select '?one=' || min(a.listing_id::text) || '&other=' || min(b.listing_id::text) from hosts a, hosts b, listings l, listings m
            where l.id = a.listing_id and m.id = b.listing_id and l.status = 'active' and m.status = 'active' and a.account_id < b.account_id").await;
        self.sees_at_the_desk(&format!("/desk/gatherings/groups{two}")).await;
        self.browser.types("place", "").await;
        self.sends("form[method=post]", 422).await;
    }

    /// A report, answered; a first message, kept back and then let through.
    async fn reads_what_must_be_read_first(&mut self) {
        self.sees_at_the_desk("/desk").await;
        self.presses("a[href^='/desk/reports/']", 200).await;
        self.sends("form[action$='/look']", 200).await;
        self.sends("form[action^='/desk/reports/']", 422).await;
        self.forges("[name=outcome][value=talked-to]", "talked-to").await;
        self.browser.types("words", "Thank you. We talked, and it will not happen again.").await;
        self.sends("form[action^='/desk/reports/']", 200).await;
        self.sees_at_the_desk("/desk").await;
        self.presses("a[href^='/desk/messages/']", 200).await;
        self.sends("form[action$='/look']", 200).await;
        self.presses("form[action^='/desk/messages/'] [value=keep-back]", 200).await;
        self.presses("form[action^='/desk/messages/'] [value=let-through]", 200).await;
    }

    /// Where locals are missing; a call is written, placed, read by everybody and taken away.
    async fn looks_for_locals(&mut self) {
        self.sees_at_the_desk("/desk/gaps").await;
        let path = "/desk/gaps/leisure-cycling.tue-morning.any.a2";
        self.sees_at_the_desk(path).await;
        self.sends("form[action$='/call']", 200).await;
        self.sees("/wanted").await;
        self.presses("li a[href*='/wanted/']", 200).await;
        self.sees_at_the_desk(path).await;
        self.sends("form[action$='/take-back']", 200).await;
    }

    async fn says_why(&mut self) {
        self.sends("form[action$='/look']", 422).await;
        self.forges("[name=reason][value=call]", "call").await;
        self.sends("form[action$='/look']", 200).await;
    }

    async fn writes_a_note(&mut self) {
        self.sends("form[action$='/notes']", 422).await;
        self.forges("[name=purpose][value=call-back]", "call-back").await;
        self.browser.types("text", "Call on Tuesday morning.").await;
        self.sends("form[action$='/notes']", 200).await;
        self.sends("form[action$='/end']", 200).await;
        self.sends("form[action$='/back']", 200).await;
    }

    async fn goes_through_the_steps(&mut self) {
        let person = self.browser.at().await;
        if self.browser.has("main form[action$='/talked-to']").await {
            self.sends("form[action$='/talked-to']", 200).await;
        }
        for (form, field, right) in [("certificate", "seen_on", "2026-01-05"), ("stop", "why", "They moved away.")] {
            self.sees_at_the_desk(&person).await;
            let form = format!("form[action$='/{form}']");
            if !self.browser.has(&format!("main {form}")).await {
                continue;
            }
            self.empties(&form).await;
            self.sends(&form, 422).await;
            self.forges(&format!("[name={field}]"), right).await;
            self.forges("[name=valid_until], main [name=why]", if field == "why" { right } else { "2099-01-05" }).await;
            self.sends(&form, 200).await;
        }
        self.sends("form[action$='/resume']", 200).await;
        self.sends("form[action$='/undo-step']", 200).await;
    }

    /// A quiet week: nobody waits, and nothing is out of date.
    pub async fn at_an_empty_desk(&mut self) {
        for quiet in [
            "delete from requests",
            "delete from reports",
            "delete from messages",
            "delete from going_along",
            "delete from gatherings",
            "delete from wishes_to_meet",
            "delete from notes",
            "delete from together",
            "delete from locals",
            "update newcomers set created_at = buurten_now()",
            "update staff set team_id = null",
            "delete from teams",
            "update listings set confirmed_on = current_date, status = 'closed', closed_on = current_date where status in ('draft', 'active')",
        ] {
            self.makes(quiet).await;
        }
        self.comes_to_the_desk_as("administrator").await;
        self.who = "staff with nothing to do";
        for path in [
            "/desk",
            "/desk/people",
            "/desk/rounds",
            "/desk/trios",
            "/desk/gaps",
            "/desk/gatherings",
            "/desk/gatherings/groups",
            "/desk/teams",
            "/desk/listings?status=active",
        ] {
            self.sees_at_the_desk(path).await;
        }
        self.sees_at_the_desk("/desk/rounds?part=&waiting=56&offer=").await;
        self.sends("form[action='/desk/rounds']", 422).await;
        self.sees_at_the_desk("/desk/rounds").await;
        self.sends("form[action='/desk/rounds']", 200).await;
        let newcomer = self.finds("select id::text from accounts where email = 'nuwan.n1@example.org'").await;
        self.sees_at_the_desk(&format!("/desk/people/{newcomer}")).await;
        self.says_why().await;
        self.presses("a[href$='/locals']", 200).await;
    }
}
