//! The city as a newcomer sees it: the first of the sample, whose printed link it is.

use super::{EVERYBODYS, QUESTIONS, SORTS, Tour};
use fantoccini::Locator;
use sqlx::{AssertSqlSafe, query};

/// Somewhere with one local who can be asked, and who has not been asked yet.
const WITH_A_LOCAL: &str = "select id::text from listings where key = 'board-games-friday'";
/// The same, for a no.
const WITH_ANOTHER: &str = "select id::text from listings where key = 'slow-runners'";
/// Somewhere nobody goes to.
const WITHOUT: &str = "select l.id::text from listings l where status = 'active' and rrule is not null
    and not exists (select from regulars r where r.listing_id = l.id) order by key limit 1";
/// Somewhere whose only local goes away while she reads the page.
const GONE: &str = "select id::text from listings where key = 'photo-walk'";
/// Somewhere whose only local can be asked no more this month.
const TOO_LATE: &str = "select id::text from listings where key = 'repair-cafe'";

/// The tie of two who begin something.
const TIED: &str = "select '/between/' || t.id from ties t join together b on (b.newcomer_id, b.local_id) = (t.newcomer_id, t.local_id)
    where b.state = 'co-hosted' limit 1";

impl Tour<'_> {
    /// Everything, and a yes.
    pub async fn as_a_newcomer(&mut self) {
        self.signs_in_as("newcomer").await;
        for path in EVERYBODYS.into_iter().chain(["/for-you", "/for-you?q=zzzz", "/week", "/week?week=1", "/me"]) {
            self.sees(path).await;
        }
        self.takes_a_step().await;
        self.sees("/for-you/left-out?why=time").await;
        self.sees("/for-you").await;
        for what in ["changes an answer", "changes it back"] {
            self.follows("form[action$='/for-you/change'] button").await;
            self.eye.looks(what, 200).await;
        }
        self.counts_her_circle().await;
        for path in QUESTIONS.into_iter().chain(["/me/looks", "/me/data", "/me/erase"]) {
            self.sees(path).await;
        }
        for (sort, _) in SORTS {
            let path = self.listing(sort).await;
            self.sees(&path).await;
        }
        let host = self.listing(SORTS[0].0).await;
        self.opens(&host).await;
        self.sends("form[action$='/keep']", 200).await;
        self.sees("/for-you").await;
        self.sends("form.card__save", 200).await;
        let summary = self.browser.finds(Locator::Css("main details.not-for-me > summary")).await;
        self.browser.clicks(summary).await;
        self.eye.looks("not for me", 200).await;
        self.presses("details.not-for-me form button", 200).await;
        self.opens(&format!("{host}/go")).await;
        self.eye.looks("a newcomer goes", 200).await;
        self.browser.types("first_name", "").await;
        self.sends("form[method=post]", 422).await;
        self.browser.types("first_name", "Nuwan").await;
        self.sends("form[method=post]", 200).await;
        self.sees(&format!("{host}/go")).await;
        self.who = "a host who answers";
        let token = self.link_of_a_letter("/answer/");
        self.sees(&format!("/answer/{token}")).await;
        self.sends("form[method=post]", 200).await;
        self.who = "a newcomer with a yes";
        self.is_taken_along().await;
        for path in ["/me", "/week", "/me/data"] {
            self.sees(path).await;
        }
        self.meets_somebody().await;
        self.begins_something().await;
        self.goes_tomorrow_and_tells_how_it_was().await;
        self.takes_her_dates_along().await;
        self.chooses_her_letters().await;
        self.pauses_and_comes_back().await;
    }

    /// The page of two who go somewhere tomorrow; and the day after, by its link, each of the three answers.
    async fn goes_tomorrow_and_tells_how_it_was(&mut self) {
        self.opens("/me").await;
        self.presses("a[href*='/going/']", 200).await;
        for (say, token) in [("went", "tour-1"), ("missed", "tour-2"), ("stayed-away", "tour-3")] {
            self.who = "somebody who is asked how it was";
            let asked = "with g as (select id from going_along where state in ('yes', 'went', 'lapsed') and answered_at is not null order by starts_at nulls last limit 1)
                update going_along set asked_after_at = buurten_now(), newcomer_after = null, local_after = null,";
            query(AssertSqlSafe(format!(
                "{asked} newcomer_after_hash = sha256('{token}'), local_after_hash = sha256('{token}-local') where id = (select id from g)"
            )))
            .execute(&**self.database)
            .await
            .expect("the day after");
            for link in [token.to_owned(), format!("{token}-local")] {
                self.sees(&format!("/after/{link}?say={say}")).await;
                self.sends("form[method=post]", 200).await;
            }
        }
        self.who = "newcomer";
    }

    /// The link to her dates: made, shown once, stopped.
    async fn takes_her_dates_along(&mut self) {
        self.sees("/me/calendar").await;
        self.sends("form[action$='/me/calendar']", 200).await;
        self.sees("/me/calendar").await;
        self.sends("form[action$='/me/calendar/stop']", 200).await;
    }

    /// What she is written about; a letter that came back; a kind turned off from the letter, and on again.
    async fn chooses_her_letters(&mut self) {
        self.sees("/me/letters").await;
        self.forges("input[name=wants]", "gossip").await;
        self.sends("form[action$='/me/letters']", 422).await;
        self.opens("/me/letters").await;
        self.sends("form[action$='/me/letters']", 200).await;
        self.makes("insert into bounces (address, trouble) select email, 'the mail server answered 550' from accounts where email = 'nuwan.n1@example.org'").await;
        self.sees("/me").await;
        self.sends("form[action$='/works']", 200).await;
        self.makes("insert into letters (id, cause, address, language, message_id, sent_at, to_account, unsubscribe_hash)
            select gen_random_uuid(), 'weekly', '', 'en', 'tour', buurten_now(), id, sha256('tour') from accounts where email = 'nuwan.n1@example.org'").await;
        self.sees("/letters/tour").await;
        self.sends("form[action$='/letters/tour']", 200).await;
        self.sends("form[action$='/again']", 200).await;
    }

    /// What waits at the desk; another idea, which she takes back; and one too many.
    async fn begins_something(&mut self) {
        self.who = "a newcomer who begins something";
        self.opens("/me").await;
        self.presses("[aria-labelledby=together] a", 200).await;
        self.sees("/together").await;
        self.presses("keep-draft form button[name=then]", 422).await;
        self.browser.types("title", "Walking along the Dommel").await;
        for field in ["[name=interests]", "[name=free]", "[name=languages]"] {
            self.browser.run(&format!("document.querySelector('main {field}').checked = true")).await;
        }
        self.presses("keep-draft form button[name=then]", 200).await;
        self.presses("button[value=send]", 200).await;
        self.sends("form[action$='/take-back']", 200).await;
        self.sends("form[action$='/undo']", 200).await;
        self.sees("/together").await;
        self.sees("/me").await;
        self.makes("update together set proposed_at = buurten_now() - interval '15 days' where state = 'proposed'")
            .await;
        self.opens("/me").await;
        self.presses("[aria-labelledby=together] li:last-child a", 200).await;
    }

    /// The page of two who both said yes; and the question that somebody else has, by its link.
    async fn meets_somebody(&mut self) {
        self.opens("/me").await;
        self.presses("[aria-labelledby=introductions] a", 200).await;
        self.sends("form[action$='/phone']", 422).await;
        self.writes_and_says_what_is_wrong().await;
        self.makes("update introductions set newcomer_token_hash = sha256('tour') where state = 'proposed'").await;
        self.sees("/introductions/tour").await;
        self.opens("/me").await;
        self.presses("[aria-labelledby=gatherings] a", 200).await;
        for act in ["report", "block"] {
            self.opens("/me").await;
            self.follows("[aria-labelledby=gatherings] a").await;
            self.presses(&format!("a[href*='/with/'][href$='/{act}']"), 200).await;
        }
        self.makes("update gathering_parties set token_hash = sha256('tour') where yes_at is null").await;
        self.sees("/gatherings/tour").await;
        self.forges("[name=say][value=no]", "perhaps").await;
        self.sends("form[method=post]", 422).await;
        self.asks_to_meet_somebody().await;
        self.tells_how_it_goes().await;
    }

    /// The four ways, a question that says too little, one that is asked, taken back, and there again.
    async fn asks_to_meet_somebody(&mut self) {
        self.sees("/meet").await;
        self.sees("/meet/ask/coffee").await;
        self.sees("/meet/ask/question").await;
        self.sends("form[action$='/meet/ask/question']", 422).await;
        self.forges("[name=topic][value=school]", "school").await;
        self.sends("form[action$='/meet/ask/question']", 200).await;
        self.sends("form[action$='/take-back']", 200).await;
        self.sends(".flash form", 200).await;
        self.sees("/me").await;
    }

    /// Somebody she met: by the link of a letter, on her own page, until it is over.
    async fn tells_how_it_goes(&mut self) {
        self.makes(
            "update follow_ups set token_hash = sha256('tied') where whose = 'newcomer' and asked_at is not null",
        )
        .await;
        self.sees("/ties/tied?say=again").await;
        self.opens("/me").await;
        self.presses("[aria-labelledby=ties] a.button[href*='/between/']", 200).await;
        self.sends("form[action*='/between/']", 200).await;
        self.forges("[name=say][value=no-longer]", "no-longer").await;
        self.sends("form[action*='/between/']", 422).await;
        self.forges("[name=say][value=no-longer]", "no-longer").await;
        self.forges("[name=reason][value=no-time]", "no-time").await;
        self.sends("form[action*='/between/']", 200).await;
        self.sends("form[action$='/look']", 200).await;
    }

    /// Messages; a report; somebody she does not want to meet, and then does.
    async fn writes_and_says_what_is_wrong(&mut self) {
        self.opens("/me").await;
        self.follows("[aria-labelledby=introductions] a").await;
        self.presses("a[href$='/messages']", 200).await;
        self.sends("form[action$='/messages']", 422).await;
        self.browser.types("text", "Call me: 06 12 34 56 78").await;
        self.sends("form[action$='/messages']", 200).await;
        self.follows("a[href$='/report']").await;
        self.looks(200).await;
        self.sends("form[action$='/report']", 422).await;
        self.forges("[name=cause][value=unkind]", "unkind").await;
        self.sends("form[action$='/report']", 200).await;
        self.sees("/me/safety").await;
        self.opens("/me").await;
        self.follows("[aria-labelledby=introductions] a").await;
        self.presses("a[href$='/report']", 200).await;
        self.presses("a[href$='/block']", 200).await;
        self.sends("form[action$='/block']", 200).await;
        self.sends("form[action$='/unblock']", 200).await;
        // Somebody she begins something with: the same, and what they write to each other.
        let begun = self.finds("select '/together/' || id from together where state = 'co-hosted' limit 1").await;
        let tie = self.finds(TIED).await;
        for (page, links) in [(&begun, "a[href*='/together/']"), (&tie, "a[href*='/between/']")] {
            for act in ["report", "block"] {
                self.opens(page).await;
                self.presses(&format!("{links}[href$='/{act}']"), 200).await;
            }
        }
        self.opens(&begun).await;
        self.presses("a[href$='/messages']", 200).await;
        // Nobody of the desk has looked yet: the local would be proposed to nobody else on this walk.
        self.makes(
            "delete from reports where by_account = (select id from accounts where email = 'nuwan.n1@example.org')",
        )
        .await;
    }

    /// Somebody takes her along; another does not; a third cannot be asked.
    async fn is_taken_along(&mut self) {
        self.who = "a newcomer who wants to be taken along";
        let without = format!("/listings/{}/along", self.finds(WITHOUT).await);
        self.sees(&without).await;
        let late = format!("/listings/{}/along", self.finds(TOO_LATE).await);
        self.sees(&late).await;
        let gone = format!("/listings/{}/along", self.finds(GONE).await);
        self.opens(&gone).await;
        self.makes("update locals set paused_at = buurten_now() where id in (select local_id from regulars r join listings l on l.id = r.listing_id where key = 'photo-walk')").await;
        self.sends("keep-draft form", 200).await;
        for (listing, say) in [(WITH_A_LOCAL, "yes"), (WITH_ANOTHER, "no")] {
            let listing = self.finds(listing).await;
            let along = format!("/listings/{listing}/along");
            self.sees(&format!("/listings/{listing}")).await;
            self.sees(&along).await;
            self.forges("[name=session]", "1999-01-01").await;
            self.sends("keep-draft form", 422).await;
            self.opens(&along).await;
            self.sends("keep-draft form", 200).await;
            self.sees("/me").await;
            let token = self.link_of_a_letter("/along/");
            self.sees(&format!("/along/{token}")).await;
            self.forges(&format!("[name=say][value={say}]"), say).await;
            self.sends("form[method=post]", 200).await;
            self.sees(&format!("/along/{token}")).await;
            self.sees(&along).await;
        }
        let yes = format!("/listings/{}/along", self.finds(WITH_A_LOCAL).await);
        self.opens(&yes).await;
        self.presses("a[href*='/going/'][href$='/block']", 200).await;
        self.presses("a[href*='/going/'][href$='/report']", 200).await;
        self.opens(&yes).await;
        self.sends("form[action$='/withdraw']", 200).await;
    }

    async fn pauses_and_comes_back(&mut self) {
        self.opens("/me").await;
        self.sends("form[action$='/me/pause']", 200).await;
        self.sees("/me").await;
        self.sees("/for-you").await;
        self.opens("/me").await;
        self.sends("form[action$='/me/resume']", 200).await;
    }

    /// Something else than her step, and the first one again.
    async fn takes_a_step(&mut self) {
        self.opens("/me").await;
        self.sends("form[action$='/something-else']", 200).await;
        self.sends("form[action$='/back']", 200).await;
    }

    /// Two counts with a slip between, deleted and brought back.
    async fn counts_her_circle(&mut self) {
        self.sees("/me/circle").await;
        self.browser.types("people", "2").await;
        self.browser.types("rooted", "3").await;
        self.sends("form[action$='/me/circle']", 422).await;
        for (name, number) in [("people", "5"), ("rooted", "1"), ("favour", "2")] {
            self.browser.types(name, number).await;
        }
        self.sends("form[action$='/me/circle']", 200).await;
        self.sends("form[action$='/me/circle/delete']", 200).await;
        self.sends("form[action$='/me/circle/back']", 200).await;
    }

    /// The desk looked at her and wrote a note. She reads of it, and leaves.
    pub async fn as_a_newcomer_who_leaves(&mut self) {
        self.signs_in_as("newcomer").await;
        self.who = "a newcomer who leaves";
        for path in ["/me/looks", "/me/data", "/me/erase"] {
            self.sees(path).await;
        }
        self.forges("[name=sure]", "perhaps").await;
        self.sends("form[action$='/me/erase']", 422).await;
        self.opens("/me/erase").await;
        self.sends("form[action$='/me/erase']", 200).await;
    }
}
