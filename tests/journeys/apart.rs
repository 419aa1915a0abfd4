//! What ends: somebody tells the desk that something is wrong, and reads the answer; somebody from here leaves; somebody
//! blocks somebody, who notices nothing; and she leaves for good.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::Served,
    two::{One, Who, makes, one},
};
use buurten::kit::lang::Lang;

const HER: Who = Who { address: "nuwan.n1@example.org", name: "Nuwan" };
/// Both said yes, and it is still to come.
const HATICE: Who = Who { address: "hatice.v4@example.org", name: "Hatice" };
const WORDS: &str = "Kwam twee keer niet, en zei niets.";
const ANSWER: &str = "Dank je. We hebben gebeld, het was een misverstand.";

/// What a page says, without the clock of its messages.
async fn page(one: &mut One<'_>, path: &str) -> String {
    one.person.opens(path).await;
    one.person.browser.main().await
}

/// She tells the desk of Hatice, who reads nothing of it; the desk answers, and she reads it.
async fn tells(she: &mut One<'_>, they: &mut One<'_>, desk: &mut Person<'_>, meet: &str) {
    let before = [page(they, meet).await, page(they, "/local/me").await];
    she.person.opens(meet).await;
    she.person.presses("report-link").await;
    she.person.looks("something is wrong").await;
    she.person.presses("report-submit").await;
    she.person.sees("slip-report-cause").await;
    she.person.looks_at("a slip", 422).await;
    she.person.chooses("cause", &["unkind"]).await;
    she.person.types("words", WORDS).await;
    she.person.presses("report-submit").await;
    she.person.asserts_at("/me/safety").await;
    she.person.sees("flash-reported").await;
    she.person.looks("what she told").await;
    assert_eq!([page(they, meet).await, page(they, "/local/me").await], before, "they are not told");

    let report =
        "select '/desk/reports/' || r.id from reports r join accounts a on a.id = r.by_account where a.email = $1";
    let report = one(desk.city, report, HER.address).await;
    desk.comes_to_the_desk().await;
    assert!(!desk.browser.main().await.contains(WORDS), "not at the front");
    desk.follows(&format!("a[href='{report}']")).await;
    desk.opens_at_the_desk(&report, "safety").await;
    desk.browser.reads(WORDS).await;
    desk.browser.chooses("outcome", "talked-to").await;
    desk.types("words", ANSWER).await;
    desk.looks("a report").await;
    desk.presses("desk-report-submit").await;
    desk.sees("flash-report-answered").await;

    let letter = she.next_letter("/me/safety", HATICE).await;
    assert!(!letter.text.contains(ANSWER) && !letter.text.contains(HATICE.name), "{letter:?}");
    she.opens_letter(&letter).await;
    she.person.browser.reads(ANSWER).await;
    assert_eq!([page(they, meet).await, page(they, "/local/me").await], before, "nor when it is answered");
}

/// Hatice leaves for good: she reads kindly that it does not work out, and not why.
async fn local_leaves(she: &mut One<'_>, they: &mut One<'_>) {
    they.person.opens("/me").await;
    they.person.presses("me-erase").await;
    they.person.looks("erase everything").await;
    they.person.presses("erase-button").await;
    they.person.sees("flash-erased").await;
    let letter = she.next_letter("/me", HATICE).await;
    assert!(!letter.text.contains(HATICE.name), "{letter:?}");
    assert!(letter.text.contains(&she.person.w.t("intro-not-about-you")), "{letter:?}");
    she.opens_letter(&letter).await;
    assert!(!she.person.browser.main().await.contains(HATICE.name), "nobody who is not there");
    they.person.opens("/local/me").await;
    assert!(they.person.browser.at().await.contains("/sign-in"), "signed out");
}

/// She does not want to meet the one she goes along with: what they see stays as it is, also when they look again.
async fn blocks(she: &mut One<'_>, they: &mut One<'_>, going: &str) {
    let before = [page(they, going).await, page(they, "/local/me").await];
    she.person.opens(going).await;
    she.person.presses("block-link").await;
    she.person.looks("meet this person no more").await;
    she.person.presses("block-submit").await;
    she.person.asserts_at("/me/safety").await;
    she.person.sees("flash-blocked").await;
    she.person.browser.reads(they.who.name).await;
    she.person.looks("whom she blocked").await;
    assert_eq!([page(they, going).await, page(they, "/local/me").await], before, "they notice nothing");
    for path in ["/me", "/week"] {
        assert!(!page(she, path).await.contains(they.who.name), "{path} says nothing of them");
    }
    she.person.browser.opens(&she.person.to(going)).await;
    assert!(!she.person.browser.main().await.contains(they.who.name), "for her it is gone");
    she.person.opens("/me/safety").await;
    she.person.presses("safety-unblock").await;
    she.person.sees("flash-unblocked").await;
}

/// She leaves: nothing is left of her, and whoever was to take her along reads that nobody comes.
async fn she_leaves(she: &mut One<'_>, they: &mut One<'_>) {
    she.person.opens("/me").await;
    she.person.presses("me-erase").await;
    she.person.presses("erase-button").await;
    she.person.sees("flash-erased").await;
    let letter = they.next_letter("/local/me", HER).await;
    assert!(!letter.text.contains(HER.name), "{letter:?}");
    assert!(!page(they, "/local/me").await.contains(HER.name), "nobody who is not there");
    let left = "select (select count(*) from accounts where email = $1) + (select count(*) from letters where address = $1 or body_text like '%' || $1 || '%') || ''";
    assert_eq!(one(she.person.city, left, HER.address).await, "0");
    she.person.opens("/me").await;
    assert!(she.person.browser.at().await.contains("/sign-in"), "signed out");
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    makes(&city, "update staff set team_id = null where $1 <> ''", HER.address).await;
    makes(&city, "update accounts set language = $1", lang.as_str()).await;
    let hers = "select i.id::text from introductions i join newcomers n on n.id = i.newcomer_id join accounts a on a.id = n.account_id
        join locals l on l.id = i.local_id join accounts b on b.id = l.account_id where i.state = 'both-yes' and b.email = $1 and a.email like 'nuwan%'";
    let meet = format!("/meet/{}", one(&city, hers, HATICE.address).await);
    let going = "select g.id::text from going_along g join newcomers n on n.id = g.newcomer_id join accounts a on a.id = n.account_id where g.state = 'yes' and a.email = $1";
    let going = one(&city, going, HER.address).await;
    let them = "select a.email || ' ' || a.first_name from going_along g join locals l on l.id = g.local_id join accounts a on a.id = l.account_id where g.id = $1::uuid";
    let them = one(&city, them, &going).await;
    let (address, name) = them.split_once(' ').expect("an address and a name");
    let them = Who { address: address.to_owned().leak(), name: name.to_owned().leak() };

    let telephone = Browser::start(scripts, lang).await;
    let (other, office) =
        (telephone.of_somebody_else(scripts, lang).await, telephone.of_somebody_else(scripts, lang).await);
    let mut desk = Person::arrives_watched(&office, &city, scripts, lang).await;
    let mut she = One::arrives(&telephone, &city, scripts, lang, HER).await;
    she.signs_in().await;
    let mut hatice = One::arrives(&other, &city, scripts, lang, HATICE).await;
    hatice.signs_in().await;
    tells(&mut she, &mut hatice, &mut desk, &meet).await;
    local_leaves(&mut she, &mut hatice).await;
    hatice.person.saw_nothing_wrong();
    let mut they = One::arrives(&other, &city, Scripts::Off, lang, them).await;
    they.signs_in().await;
    blocks(&mut she, &mut they, &format!("/going/{going}")).await;
    she_leaves(&mut she, &mut they).await;
    she.person.saw_nothing_wrong();
    desk.saw_nothing_wrong();
    for browser in [telephone, other, office] {
        browser.end().await;
    }
    city.end();
}

#[tokio::test]
async fn report_block_and_leaving_tell_nobody_more_than_they_should_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn report_block_and_leaving_tell_nobody_more_than_they_should_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
