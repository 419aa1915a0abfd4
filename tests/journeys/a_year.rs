//! From the desk's proposal to two who meet regularly, and the thanks a year later: each answers by their letters.

use crate::{
    browser::{Browser, Scripts},
    person::Person,
    served::Served,
    two::{One, Who, account, makes, one},
};
use buurten::kit::lang::Lang;

const HER: Who = Who { address: "daniela.n36@example.org", name: "Daniela" };
const THEM: Who = Who { address: "els.v6@example.org", name: "Els" };
const LINE: &str = "Jullie zijn allebei graag met oudere mensen.";
const PLACE: &str = "Bibliotheek Eindhoven";
const HELLO: &str = "Hello! I wear a yellow scarf.";
const HI: &str = "Fijn, dan herken ik je meteen.";
const NUMBERS: [&str; 2] = ["06 12345678", "06 87654321"];
/// How much later each question comes, which answer its button has chosen by then, and what it makes of the tie.
const YEAR: [(&str, &str, &str); 5] = [
    ("15 days", "once", "met"),
    ("28 days", "again", "again"),
    ("50 days", "regularly", "regular"),
    ("92 days", "regularly", "regular"),
    ("183 days", "regularly", "regular"),
];

/// Els had every step and has room, and the desk looks after the whole city.
async fn settles(city: &Served) {
    let active = "update locals set talked_at = buurten_now(), certificate_seen_on = buurten_now()::date,
        certificate_valid_until = buurten_now()::date + 1000, code_signed_at = buurten_now(), active_since = buurten_now(),
        requests_a_month = 8, answers = answers || jsonb_build_object('capacity', 2)
        where account_id = (select id from accounts where email = $1)";
    makes(city, active, THEM.address).await;
    makes(city, "update staff set team_id = null where $1 <> ''", THEM.address).await;
    // Everybody else comes by now and then, so that no letters to them crowd out those to these two.
    let others =
        "update accounts set seen_at = buurten_now() + interval '2 years' where email <> all(string_to_array($1, ' '))";
    makes(city, others, &format!("{} {}", HER.address, THEM.address)).await;
}

/// The desk says why, sees who fits her without a name, and proposes one of them.
async fn desk_proposes(desk: &mut Person<'_>) {
    let (her, them) = (account(desk.city, HER).await, account(desk.city, THEM).await);
    desk.comes_to_the_desk().await;
    desk.opens_at_the_desk(&format!("/desk/people/{her}"), "introduction").await;
    desk.follows("a[href$='/locals']").await;
    assert!(!desk.browser.main().await.contains(THEM.name), "unnamed at first");
    desk.looks("who fits her").await;
    desk.follows(&format!("a[href$='/introduce/{them}']")).await;
    desk.types("line", LINE).await;
    desk.types("place", PLACE).await;
    desk.looks("a proposal").await;
    desk.presses("introduce-submit").await;
    desk.sees("flash-introduced").await;
}

/// She answers first, then they do; nobody reads a name before.
async fn both_say_yes(she: &mut One<'_>, they: &mut One<'_>) {
    let letter = she.next_letter("/introductions/", THEM).await;
    assert!(!letter.text.contains(THEM.name) && !letter.text.contains(LINE), "{letter:?}");
    she.opens_letter(&letter).await;
    she.person.sees("intro-heading-her-one-to-one").await;
    she.person.browser.reads(LINE).await;
    she.person.looks("her question").await;
    assert!(!she.person.browser.source().await.contains(THEM.name), "nobody's name before the yes");
    she.chooses_days(2).await;
    she.person.presses("answer-send").await;
    she.person.sees("intro-seen-waiting").await;

    let letter = they.next_letter("/introductions/", HER).await;
    they.opens_letter(&letter).await;
    they.person.browser.reads(&they.person.w.t1("intro-heading-them-one-to-one", "name", HER.name)).await;
    they.person.browser.client().refresh().await.expect("the page again");
    she.person.browser.client().refresh().await.expect("her page again");
    she.person.sees("intro-seen-waiting").await; // opening a letter changed nothing
    they.chooses_days(1).await;
    they.person.looks("their question").await;
    they.person.presses("answer-send").await;
    they.person.sees("intro-seen-both").await;
}

/// The page of the two: a message each way, and telephone numbers only once both gave one.
async fn meet<'a>(she: &mut One<'a>, they: &mut One<'a>) {
    for (one, other) in [(&mut *she, THEM), (&mut *they, HER)] {
        let letter = one.next_letter("/meet/", other).await;
        assert!(letter.text.contains(other.name) && letter.text.contains(PLACE), "{letter:?}");
        one.signs_in().await;
        one.opens_letter(&letter).await;
        one.person.browser.reads(&one.person.w.t1("intro-meet-title", "name", other.name)).await;
        one.person.sees("intro-cards").await;
        one.person.looks("the page of the two").await;
    }
    let page = she.person.browser.at().await;
    for (from, to, text) in [(true, HER, HI), (false, THEM, HELLO)] {
        let (writes, reads) = if from { (&mut *they, &mut *she) } else { (&mut *she, &mut *they) };
        writes.person.browser.opens(&writes.person.city.to(&page)).await;
        writes.person.browser.presses(&writes.person.w.t1("messages-open", "name", to.name)).await;
        writes.person.types("text", text).await;
        writes.person.presses("messages-send").await;
        writes.person.sees("flash-message-sent").await;
        let letter = reads.next_letter("/messages", writes.who).await;
        assert!(!letter.text.contains(text), "no text of a message in a letter: {letter:?}");
        reads.opens_letter(&letter).await;
        reads.person.browser.reads(text).await;
    }
    she.person.looks("messages").await;
    for (number, gives, waits) in [(0, true, true), (1, false, false)] {
        let (one, other) = if gives { (&mut *she, &mut *they) } else { (&mut *they, &mut *she) };
        one.person.browser.opens(&one.person.city.to(&page)).await;
        one.person.types("phone", NUMBERS[number]).await;
        one.person.presses("intro-phone-give").await;
        other.person.browser.opens(&other.person.city.to(&page)).await;
        let shown = other.person.browser.source().await.contains(NUMBERS[number]);
        assert_eq!(shown, !waits, "a number is there once both gave one");
    }
    they.person.browser.opens(&they.person.city.to(&page)).await;
    they.person.browser.reads(NUMBERS[0]).await;
}

/// Each opens the button of their letter, which has chosen an answer, and sends it: nothing else, and not signed in.
async fn answers(one: &mut One<'_>, other: Who, chosen: &str) {
    one.person.browser.client().delete_all_cookies().await.expect("nobody any more");
    let letter = one.next_letter("/ties/", other).await;
    one.opens_letter(&letter).await;
    one.person.browser.reads(&one.person.w.t1("tie-heading", "name", other.name)).await;
    assert!(one.person.browser.is_chosen("say", chosen).await, "the letter chose {chosen}");
    one.person.presses("answer-send").await;
    one.person.sees("flash-tie-said").await;
}

/// The desk sees how far they have come.
async fn desk_reads_regular(desk: &mut Person<'_>) {
    let her = account(desk.city, HER).await;
    desk.comes_to_the_desk().await;
    desk.opens_at_the_desk(&format!("/desk/people/{her}"), "introduction").await;
    desk.sees("told-tie-regular").await;
    desk.looks("a tie at the desk").await;
}

async fn journey(scripts: Scripts, lang: Lang) {
    let city = Served::start(&[]);
    settles(&city).await;
    let telephone = Browser::start(scripts, lang).await;
    let (other, office) =
        (telephone.of_somebody_else(scripts, lang).await, telephone.of_somebody_else(scripts, lang).await);
    let mut desk = Person::arrives_watched(&office, &city, scripts, lang).await;
    let mut she = One::arrives(&telephone, &city, scripts, lang, HER).await;
    let mut they = One::arrives(&other, &city, scripts, lang, THEM).await;
    desk_proposes(&mut desk).await;
    both_say_yes(&mut she, &mut they).await;
    meet(&mut she, &mut they).await;

    for (n, (later, chosen, state)) in YEAR.into_iter().enumerate() {
        city.passes(later).await;
        answers(&mut she, THEM, chosen).await;
        if n == 0 {
            she.person.looks("do you still meet").await;
        }
        answers(&mut they, HER, chosen).await;
        let tie = "select t.state from ties t join newcomers n on n.id = t.newcomer_id join accounts a on a.id = n.account_id where a.email = $1";
        assert_eq!(one(&city, tie, HER.address).await, state, "{later} later");
        if n == 2 {
            desk_reads_regular(&mut desk).await;
        }
    }

    // The year is over: thank you, and the search is open again.
    city.passes("30 days").await;
    for (one, other) in [(&mut she, THEM), (&mut they, HER)] {
        let letter = one.next_letter("/ties/", other).await;
        assert!(letter.text.contains(other.name), "{letter:?}");
        one.opens_letter(&letter).await;
        one.person.sees("tie-thanks").await;
        one.person.looks("thank you").await;
    }
    they.person.sees("tie-room-again").await;
    she.person.presses("tie-look").await;
    she.person.sees("flash-tie-look").await;
    for person in [&she.person, &they.person, &desk] {
        person.saw_nothing_wrong();
    }
    for browser in [telephone, other, office] {
        browser.end().await;
    }
    city.end();
}

#[tokio::test]
async fn two_are_introduced_and_meet_regularly_a_year_later_with_scripts_in_english() {
    journey(Scripts::On, Lang::En).await;
}

#[tokio::test]
async fn two_are_introduced_and_meet_regularly_a_year_later_without_scripts_in_dutch() {
    journey(Scripts::Off, Lang::Nl).await;
}
