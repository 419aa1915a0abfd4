//! Introductions, from the desk's proposal to the page of the two: who answers when, who sees what, and nothing twice.

use crate::{
    desk::{lines, looks, staff},
    desk_locals::{ACTIVE, ana, sets, singer},
    support::{
        reader::{Page, Reader},
        town::{GotLetter, Town},
    },
};
use axum::http::StatusCode;
use buurten::logbook::Act;
use uuid::Uuid;

/// Ana and Piet, who both have Monday mornings, on a Monday at noon; and somebody of the desk who said why.
pub struct Two {
    pub town: Town,
    pub desk: Reader,
    pub ana: Uuid,
    pub piet: Uuid,
}

pub const ANA: &str = "ana@example.org";
pub const PIET: &str = "piet@example.org";

pub async fn two() -> Two {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let mut desk = staff(&town, "marieke", None).await;
    let (ana, piet) = (ana(&town).await, singer(&town, "Piet").await);
    sets(&town, piet, ACTIVE).await;
    looks(&mut desk, ana).await;
    Two { town, desk, ana, piet }
}

impl Two {
    pub fn path(&self) -> String {
        format!("/desk/people/{}/introduce/{}", self.ana, self.piet)
    }

    /// Proposes Piet to Ana, with all dates there are up to three.
    pub async fn propose(&mut self) -> Page {
        let page = self.desk.opens(&self.path()).await;
        let dates = page.attributes("input[name=dates][checked]", "value");
        let mut fields = vec![("line", "You both sing."), ("place", "The library")];
        fields.extend(dates.iter().map(|d| ("dates", d.as_str())));
        self.desk.sends(&self.path(), &fields).await
    }

    pub async fn id(&self) -> Uuid {
        sqlx::query_scalar("select id from introductions order by proposed_at desc limit 1")
            .fetch_one(&*self.town.db)
            .await
            .expect("an introduction")
    }

    /// Proposed, and she said yes to the first date; their letter.
    pub async fn one_yes(&mut self) -> GotLetter {
        self.propose().await;
        let letter = self.town.letter_for(ANA).await;
        let (link, mut her) = (in_english(&letter), self.town.reader());
        let dates = her.opens(&link).await.attributes("input[name=dates]", "value");
        let page = her.sends(&link, &[("say", "yes"), ("dates", &dates[0]), ("dates", &dates[1])]).await;
        assert!(page.says("You said yes. We ask the other."), "{}", page.main());
        self.town.letter_for(PIET).await
    }

    /// Both said yes; both letters are read.
    pub async fn both_yes(&mut self) -> Uuid {
        let link = in_english(&self.one_yes().await);
        let mut them = self.town.reader();
        let dates = them.opens(&link).await.attributes("input[name=dates]", "value");
        them.sends(&link, &[("say", "yes"), ("dates", &dates[1])]).await;
        for who in [ANA, PIET] {
            self.town.letter_for(who).await;
        }
        self.id().await
    }
}

/// The path of its link, to the English page.
pub fn in_english(letter: &GotLetter) -> String {
    letter.path().replacen("/nl/", "/en/", 1)
}

#[tokio::test]
async fn from_the_proposal_to_the_page_of_the_two() {
    let mut two = two().await;
    // The form says why these two, the dates that fit both, and what happens next; it names nobody.
    let page = two.desk.opens(&format!("/desk/people/{}/locals", two.ana)).await;
    assert!(page.attributes("main a", "href").contains(&two.path()), "{}", page.main());
    let page = two.desk.opens(&two.path()).await;
    assert!(page.says("Monday 30 November, 10:00") && page.says("Monday 21 December, 10:00"), "{}", page.main());
    assert!(page.says("You would like to practise Spanish; they speak it.") && !page.html.contains("Piet"));
    let chosen = page.attributes("input[name=dates][checked]", "value");
    assert_eq!(chosen.len(), 3);
    // One for two who are quick; two for when each of them takes their seven days.
    let late = two.town.lent.clock.now() + chrono::TimeDelta::days(14);
    assert_eq!(chosen.iter().filter(|at| at.parse::<i64>().is_ok_and(|at| at > late.timestamp())).count(), 2);
    let page = two.propose().await;
    assert!(page.says("Proposed. She gets an email.") && page.says("She has the question"), "{}", page.main());
    assert_eq!(lines(&two.town, two.ana).await.iter().filter(|l| l.0 == Act::Introduced).count(), 1);
    assert!(lines(&two.town, two.piet).await.is_empty(), "the local reads of it when she said yes");
    // She answers first.
    let letter = two.town.letter_for(ANA).await;
    assert_eq!(letter.subject, "Nieuws voor je");
    assert!(
        !letter.text.contains("Piet") && !letter.text.contains("You both sing") && !letter.text.contains("library")
    );
    assert!(two.town.letters_for(PIET).await.is_empty());
    let (link, mut her) = (in_english(&letter), two.town.reader());
    let page = her.opens(&link).await;
    assert!(page.says("Would you like to meet somebody from here?") && page.says("You both sing."), "{}", page.main());
    assert!(
        page.says("Where: The library") && page.says("You can answer until Monday 30 November, 12:00"),
        "{}",
        page.main()
    );
    assert!(!page.html.contains("Piet") && !page.html.contains(PIET));
    assert_eq!(
        two.town.count("select count(*) from introductions where state = 'proposed'").await,
        1,
        "a GET changes nothing"
    );
    let page = her.sends(&link, &[("say", "yes")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose a day"), "{}", page.main());
    let dates = page.attributes("input[name=dates]", "value");
    let page = her.sends(&link, &[("say", "yes"), ("dates", &dates[0]), ("dates", &dates[2])]).await;
    assert!(page.says("You said yes. We ask the other. That takes seven days at most."), "{}", page.main());
    her.sends(&link, &[("say", "no")]).await;
    assert!(her.opens(&link).await.says("You said yes."), "answered is answered");
    // Then the local: her first name, the dates she left.
    let letter = two.town.letter_for(PIET).await;
    assert!(letter.text.contains("Ana is nieuw in de stad") && !letter.text.contains(ANA), "{letter:?}");
    let (link, mut them) = (in_english(&letter), two.town.reader());
    let page = them.opens(&link).await;
    assert!(page.says("Ana would like to meet you") && page.says("Monday 30 November, 10:00"), "{}", page.main());
    assert!(!page.says("Monday 14 December") && page.says("Monday 21 December, 10:00"), "only what she left");
    let dates = page.attributes("input[name=dates]", "value");
    let page = them.sends(&link, &[("say", "yes"), ("dates", &dates[1])]).await;
    assert!(page.says("You both said yes!"), "{}", page.main());
    them.sends(&link, &[("say", "yes"), ("dates", &dates[0])]).await;
    assert_eq!(two.town.count("select count(*) from ties where state = 'introduced'").await, 1);
    let (hers, theirs) = (two.town.letter_for(ANA).await, two.town.letter_for(PIET).await);
    assert!(
        hers.text.contains("Jij en Piet zeiden allebei ja") && theirs.text.contains("Jij en Ana zeiden allebei ja")
    );
    for letter in [&hers, &theirs] {
        assert!(letter.text.contains("maandag 21 december, 10:00, The library"), "{letter:?}");
    }
    // One page for the two, and for nobody else.
    let meet = in_english(&hers);
    assert!(two.town.reader().opens(&meet).await.address.contains("sign-in"));
    assert_eq!(two.town.signed_in("eve@example.org").await.opens(&meet).await.status, StatusCode::NOT_FOUND);
    assert_eq!(two.desk.opens(&meet).await.status, StatusCode::NOT_FOUND);
    let (mut her, mut them) = (two.town.signed_in(ANA).await, two.town.signed_in(PIET).await);
    let (page, other) = (her.opens(&meet).await, them.opens(&meet).await);
    assert_eq!((page.all("h1"), other.all("h1")), (vec!["You and Piet".to_owned()], vec!["You and Ana".to_owned()]));
    assert_eq!(page.all("[aria-labelledby=cards] li").len(), 4);
    assert_eq!(page.all("[aria-labelledby=cards] li"), other.all("[aria-labelledby=cards] li"), "the same cards");
    assert_eq!(page.all("[aria-labelledby=conduct] li").len(), 5);
    for page in [&page, &other] {
        assert!(page.says("Monday 21 December, 10:00 The library"), "{}", page.main());
        assert!(!page.html.contains("@example.org"));
    }
    assert!(her.opens("/en/me").await.says("Meeting somebody You and Piet Monday 21 December, 10:00 · The library"));
    assert!(them.opens("/en/local/me").await.says("You and Ana Monday 21 December, 10:00 · The library"));
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn another_date_and_calling_off_reach_the_other_and_both_calendars() {
    let mut two = two().await;
    let id = two.both_yes().await;
    let meet = format!("/en/meet/{id}");
    let (mut her, mut them) = (two.town.signed_in(ANA).await, two.town.signed_in(PIET).await);
    // Four cards, each in both languages: whoever reads which.
    let (cards, other) = (her.opens(&meet).await, her.opens(&meet.replacen("/en/", "/nl/", 1)).await);
    assert_eq!(cards.all("[aria-labelledby=cards] li > p:first-child").len(), 4);
    assert_eq!(
        cards.all("[aria-labelledby=cards] li > p[lang=nl]"),
        other.all("[aria-labelledby=cards] li > p:first-child")
    );
    assert_eq!(
        other.all("[aria-labelledby=cards] li > p[lang=en]"),
        cards.all("[aria-labelledby=cards] li > p:first-child")
    );
    let calendar = format!("{meet}/calendar.ics");
    let file = her.opens(&calendar).await.html;
    for line in ["METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART:20261214T090000Z", "SUMMARY:You and Piet"]
    {
        assert!(file.contains(line), "{line} in {file}");
    }
    assert!(!file.contains("example.org\r") || !file.contains(PIET));
    let dates = them.opens(&meet).await.attributes("input[name=date]", "value");
    let page = them.sends(&format!("{meet}/date"), &[("date", "1")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose one of these days."));
    let page = them.sends(&format!("{meet}/date"), &[("date", &dates[0])]).await;
    assert!(
        page.says("The other gets an email with the new day.") && page.says("Monday 30 November, 10:00"),
        "{}",
        page.main()
    );
    let letter = two.town.letter_for(ANA).await;
    assert!(letter.text.contains("Piet chose another day") && letter.text.contains("Monday 30 November"), "{letter:?}");
    let file = her.opens(&calendar).await.html;
    assert!(file.contains("SEQUENCE:1") && file.contains("DTSTART:20261130T090000Z"), "{file}");
    // The same again changes nothing.
    them.sends(&format!("{meet}/date"), &[("date", &dates[0])]).await;
    her.sends(&format!("{meet}/date"), &[("date", "none")]).await;
    assert!(two.town.letter_for(PIET).await.text.contains("Ana can't come that day"));
    let file = them.opens(&calendar).await.html;
    assert!(
        file.contains("METHOD:CANCEL") && file.contains("SEQUENCE:2") && file.contains("STATUS:CANCELLED"),
        "{file}"
    );
    assert!(her.opens("/en/me").await.says("There is no day yet"));
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_number_is_shown_once_both_chose_and_goes_when_one_takes_it_back() {
    let mut two = two().await;
    let id = two.both_yes().await;
    let (meet, phone) = (format!("/en/meet/{id}"), format!("/en/meet/{id}/phone"));
    let (mut her, mut them) = (two.town.signed_in(ANA).await, two.town.signed_in(PIET).await);
    let page = her.sends(&phone, &[("phone", "call me")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.attributes("#phone", "value") == ["call me"]);
    her.sends(&phone, &[("phone", "06 11111111")]).await;
    let page = them.opens(&meet).await;
    assert!(!page.html.contains("11111111"), "not before both");
    them.sends(&phone, &[("phone", "06 22222222")]).await;
    assert!(
        her.opens(&meet).await.html.contains("06 22222222") && them.opens(&meet).await.html.contains("06 11111111")
    );
    them.sends(&phone, &[("then", "take-back")]).await;
    assert!(!her.opens(&meet).await.html.contains("22222222") && !them.opens(&meet).await.html.contains("11111111"));
    assert_eq!(two.town.count("select count(*) from introductions where local_phone is not null").await, 0);
    two.town.nothing_is_left().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_in_a_sentence_and_nothing_is_stored() {
    let mut two = two().await;
    for (set, mend, sentence) in [
        ("paused_at = buurten_now()", "paused_at = null", "These two cannot be introduced now."),
        (
            "certificate_valid_until = '2026-11-22', certificate_seen_on = '2026-01-01'",
            ACTIVE,
            "The certificate of conduct of this local has expired.",
        ),
        ("active_since = null", ACTIVE, "not ready for one to one"),
    ] {
        sets(&two.town, two.piet, set).await;
        let page = two.propose().await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says(sentence), "{set}: {}", page.main());
        sets(&two.town, two.piet, mend).await;
    }
    for (put, take) in [
        ("insert into blocks (blocker_account, blocked_account) values ($1, $2)", "delete from blocks"),
        (
            "insert into reports (id, about_account, cause, by_account) values (gen_random_uuid(), $1, 'unkind', $2)",
            "delete from reports",
        ),
    ] {
        sqlx::query(put).bind(two.piet).bind(two.ana).execute(&*two.town.db).await.expect("there");
        let page = two.propose().await;
        assert!(
            page.says("These two cannot be introduced now.") && !page.says("report") && !page.says("block"),
            "{}",
            page.main()
        );
        sqlx::query(take).execute(&*two.town.db).await.expect("gone");
    }
    sqlx::query("update newcomers set paused_at = buurten_now()").execute(&*two.town.db).await.expect("a break");
    assert!(two.propose().await.says("She takes a break."));
    sqlx::query("update newcomers set paused_at = null").execute(&*two.town.db).await.expect("back");
    // Slips lose nothing that was typed.
    let page = two.desk.posts(&two.path(), &[("line", "You both sing."), ("place", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#line", "value"), ["You both sing."]);
    assert!(page.says("Choose one to three days."), "{}", page.main());
    assert_eq!(two.town.count("select count(*) from introductions").await, 0);
    // Once it is there, the same two are introduced already.
    two.propose().await;
    assert!(two.propose().await.status == StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(two.town.count("select count(*) from introductions").await, 1);
    two.town.letter_for(ANA).await;
    two.town.nothing_is_left().await;
}
