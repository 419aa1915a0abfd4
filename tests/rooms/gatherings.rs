//! Gatherings: three newcomers, and two groups by their hosts. All are asked at once; it takes place once two said yes;
//! nobody sees a refusal.

use crate::{
    desk::{lines, newcomer, staff},
    desk_locals::says,
    introductions::in_english,
    support::{reader::Reader, town::Town},
};
use axum::http::StatusCode;
use buurten::logbook::Act;
use chrono::{DateTime, Datelike, Timelike, Weekday};
use chrono_tz::Europe::Amsterdam;
use serde_json::json;
use uuid::Uuid;

const NAMES: [&str; 3] = ["Anahit", "Borisz", "Cemile"];

/// Three at the same level, and a walk on Monday mornings.
pub async fn three() -> (Town, Reader, Vec<Uuid>) {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let desk = staff(&town, "marieke", None).await;
    let walk = [
        ("id", "morning-walk"),
        ("title_en", "Morning walk"),
        ("title_nl", "Ochtendwandeling"),
        ("venue", "The park"),
        ("interests", "walking"),
        ("domains", "social"),
        ("languages", "nl;en"),
        ("english_ok", "yes"),
        ("dutch_needed", "none"),
    ];
    town.with_listing(&walk).await;
    let mut all = Vec::new();
    for (name, home, dutch) in [("Anahit", "es", "A1"), ("Borisz", "zh", "A1"), ("Cemile", "tr", "A1")] {
        let account = newcomer(&town, name, "5612").await;
        let answers = json!({"languages": {"en": "B1", home: "C2", "nl": dutch}, "wants_to_learn": ["nl"],
            "interests": ["walking"], "wishes": ["social"], "free": ["mon-morning"]});
        says(&town, "newcomers", account, answers).await;
        all.push(account);
    }
    (town, desk, all)
}

/// Whether a moment, as a form names it, lies in the only time the three share.
pub fn is_monday_morning(date: &str) -> bool {
    let at = DateTime::from_timestamp(date.parse().expect("seconds"), 0).expect("a moment").with_timezone(&Amsterdam);
    at.weekday() == Weekday::Mon && (6..12).contains(&at.hour())
}

/// The desk brings them together; the paths of their letters, in the order of the names.
pub async fn asks(town: &Town, desk: &mut Reader) -> Vec<String> {
    let page = desk.opens("/desk/trios").await;
    let bring = page.attributes("main a.button[href^='/desk/trios/bring']", "href");
    let page = desk.opens(&bring[0]).await;
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value");
    let (listing, who, dates) = (value("listing"), value("who"), value("date"));
    assert!(!dates.is_empty() && dates.iter().all(|date| is_monday_morning(date)), "{}", page.main());
    let mut fields =
        vec![("listing", listing[0].as_str()), ("what", "A walk"), ("place", "The park"), ("date", dates[0].as_str())];
    fields.extend(who.iter().map(|w| ("who", w.as_str())));
    let page = desk.sends("/desk/trios/bring", &fields).await;
    assert!(page.says("Asked. Each gets an email.") && page.says("They have the question"), "{}", page.main());
    let mut links = Vec::new();
    for name in NAMES {
        let letter = town.letter_for(&format!("{}@example.org", name.to_lowercase())).await;
        assert!(!NAMES.iter().any(|n| letter.text.contains(n)), "{letter:?}");
        assert!(letter.text.contains("A walk") && letter.text.contains("The park"), "{letter:?}");
        links.push(in_english(&letter));
    }
    links
}

pub async fn answers(town: &Town, link: &str, say: &str) -> String {
    town.reader().sends(link, &[("say", say)]).await.main()
}

#[tokio::test]
async fn three_are_asked_and_it_takes_place_once_two_said_yes() {
    let (town, mut desk, all) = three().await;
    let links = asks(&town, &mut desk).await;
    for account in &all {
        assert_eq!(lines(&town, *account).await.iter().filter(|l| l.0 == Act::BroughtTogether).count(), 1);
    }
    // Whoever is asked stands in no other three.
    assert!(desk.opens("/desk/trios").await.says("No three fit yet"));
    let page = town.reader().opens(&links[0]).await;
    assert!(
        page.says("Go to something with two others?") && page.says("about as much Dutch")
            || page.says("as much Dutch as you"),
        "{}",
        page.main()
    );
    assert!(!NAMES.iter().any(|n| page.main().contains(n)), "{}", page.main());
    assert_eq!(
        town.count("select count(*) from gathering_parties where yes_at is not null").await,
        0,
        "a GET changes nothing"
    );
    assert!(answers(&town, &links[1], "no").await.contains("Nobody is told."));
    assert!(answers(&town, &links[0], "yes").await.contains("You said yes. We wait for the others."));
    assert!(answers(&town, &links[0], "no").await.contains("You answered before."), "answered is answered");
    let before = town.reader().opens(&links[0]).await.main();
    assert!(answers(&town, &links[2], "yes").await.contains("It takes place!"));
    assert!(!before.contains("It takes place!"));
    let mut pages = Vec::new();
    for (name, other) in [("Anahit", "Cemile"), ("Cemile", "Anahit")] {
        let address = format!("{}@example.org", name.to_lowercase());
        let letter = town.letter_for(&address).await;
        assert!(!letter.text.contains(other), "{letter:?}");
        let path = in_english(&letter);
        assert!(town.reader().opens(&path).await.address.contains("sign-in"));
        let mut reader = town.signed_in(&address).await;
        let page = reader.opens(&path).await;
        assert!(page.says(other) && page.says("A walk") && page.says("The park"), "{}", page.main());
        assert!(!page.main().contains("Borisz") && !page.html.contains("@example.org"), "{}", page.main());
        assert!(reader.opens("/en/me").await.says("A walk"));
        pages.push((reader, path));
    }
    // Bo sees his question, and nothing of what became of it; strangers see nothing.
    let (mut ana, path) = pages.remove(0);
    let mut bo = town.signed_in("borisz@example.org").await;
    let page = bo.opens(&path).await;
    assert!(page.says("You can still say yes.") && !page.main().contains("Anahit"), "{}", page.main());
    assert_eq!(town.signed_in("eve@example.org").await.opens(&path).await.status, StatusCode::NOT_FOUND);
    let file = ana.opens(&format!("{path}/calendar.ics")).await.html;
    assert!(file.contains("METHOD:REQUEST") && file.contains("SUMMARY:A walk") && !file.contains("Cemile"), "{file}");
    // The desk alone hears of the no.
    assert!(desk.opens("/desk/gatherings").await.says("Asked: 3. Come: 2. Not now: 1."));
    // She cannot come after all: one alone is nobody to meet.
    assert!(ana.sends(&format!("{path}/cannot"), &[]).await.says("Thank you for telling us."));
    let letter = town.letter_for("cemile@example.org").await;
    assert!(letter.text.contains("does not take place this time") && !letter.text.contains("Anahit"), "{letter:?}");
    let (mut cem, path) = pages.remove(0);
    assert!(cem.opens(&path).await.says("It does not take place this time."));
    let file = cem.opens(&format!("{path}/calendar.ics")).await.html;
    assert!(file.contains("METHOD:CANCEL") && file.contains("SEQUENCE:1"), "{file}");
    assert!(desk.opens("/desk").await.says("“A walk” came to nothing: too few could come."));
    let form = desk.opens("/desk/gatherings").await.attributes("main form[action$='/seen-to']", "action");
    assert!(desk.sends(&form[0], &[]).await.says("Seen to."));
    assert!(!desk.opens("/desk").await.says("came to nothing"));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_silence_a_no_and_a_block_look_the_same_to_whoever_said_yes() {
    let mut seen: Vec<Vec<String>> = Vec::new();
    for what in ["silence", "no", "block", "desk"] {
        let (town, mut desk, all) = three().await;
        let links = asks(&town, &mut desk).await;
        answers(&town, &links[0], "yes").await;
        match what {
            "no" => drop((answers(&town, &links[1], "no").await, answers(&town, &links[2], "no").await)),
            "block" => {
                let block = "insert into blocks (blocker_account, blocked_account) values ($1, $2)";
                sqlx::query(block).bind(all[1]).bind(all[0]).execute(&*town.db).await.expect("blocked");
                let page = answers(&town, &links[1], "yes").await;
                assert!(page.contains("We wait for the others."), "{page}");
            }
            "desk" => {
                let form = desk.opens("/desk/gatherings").await.attributes("main form[action$='/take-back']", "action");
                assert!(desk.sends(&form[0], &[]).await.says("What they see stays as it is."));
            }
            _ => {}
        }
        let mut days = Vec::new();
        for _ in 0..24 {
            buurten::gatherings::end_what_is_over(&town.db).await.expect("ended");
            days.push(town.reader().opens(&links[0]).await.main());
            town.wait("1 day").await;
        }
        assert!(
            days[6].contains("We wait for the others.") && days[7].contains("This did not work out"),
            "{}",
            days[7]
        );
        town.nothing_is_left().await;
        seen.push(days);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "somebody sees a difference");
}

#[tokio::test]
async fn nobody_but_three_whom_the_heart_puts_together_can_be_asked_and_undo_takes_the_letters_back() {
    let (town, mut desk, all) = three().await;
    let eve = newcomer(&town, "Eve", "5612").await;
    let listing = town.listing("morning-walk").await.to_string();
    let ids: Vec<String> = [all[0], all[1], eve].iter().map(Uuid::to_string).collect();
    let mut fields = vec![("listing", listing.as_str()), ("what", "A walk"), ("place", "The park"), ("date", "1")];
    fields.extend(ids.iter().map(|w| ("who", w.as_str())));
    assert!(desk.sends("/desk/trios/bring", &fields).await.says("do not stand together any more"));
    let page = desk.opens("/desk/trios").await;
    let bring = page.attributes("main a.button[href^='/desk/trios/bring']", "href");
    let page = desk.opens(&bring[0]).await;
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value");
    let (who, dates) = (value("who"), value("date"));
    let mut fields = vec![("listing", listing.as_str()), ("what", ""), ("place", "The park"), ("date", "1")];
    fields.extend(who.iter().map(|w| ("who", w.as_str())));
    let page = desk.sends("/desk/trios/bring", &fields).await;
    assert!(
        page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose one of these days."),
        "{}",
        page.main()
    );
    fields[1].1 = "A walk";
    fields[3].1 = &dates[0];
    let page = desk.sends("/desk/trios/bring", &fields).await;
    let undo = page.attributes(".flash form", "action");
    desk.sends(&undo[0], &[]).await;
    assert_eq!(town.count("select count(*) from gatherings").await, 0, "nobody was asked");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn two_groups_meet_once_by_their_hosts() {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let mut desk = staff(&town, "marieke", None).await;
    for (id, share) in [("cooking", "20"), ("kitchen", "90")] {
        let fields =
            [("id", id), ("title_en", id), ("interests", "walking"), ("local_share", share), ("venue", "The hall")];
        let listing = town.with_listing(&fields).await;
        let host = newcomer(&town, &format!("Host-{id}"), "5612").await;
        sqlx::query("insert into hosts (account_id, listing_id) values ($1, $2)")
            .bind(host)
            .bind(listing)
            .execute(&*town.db)
            .await
            .expect("a host");
    }
    let page = desk.opens("/desk/gatherings/groups").await;
    let link = page.attributes("[aria-labelledby=suggested] a", "href");
    assert!(link.len() == 1 && page.says("Shared: Walking"), "{}", page.main());
    let page = desk.sends("/desk/gatherings/groups", &[("what", "x"), ("place", "x"), ("date", "1")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.says("Choose two groups that have a host."));
    let page = desk.opens(&link[0]).await;
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value");
    let (one, other, dates) = (value("one"), value("other"), value("date"));
    let same =
        [("one", one[0].as_str()), ("other", &one[0]), ("what", "Soup"), ("place", "The hall"), ("date", &dates[0])];
    assert!(desk.sends("/desk/gatherings/groups", &same).await.says("These two groups have the same host."));
    let fields =
        [("one", one[0].as_str()), ("other", &other[0]), ("what", "Soup"), ("place", "The hall"), ("date", &dates[0])];
    assert!(desk.sends("/desk/gatherings/groups", &fields).await.says("Asked. Each gets an email."));
    let mut links = Vec::new();
    for host in ["host-cooking", "host-kitchen"] {
        links.push(in_english(&town.letter_for(&format!("{host}@example.org")).await));
    }
    let page = town.reader().opens(&links[0]).await;
    assert!(page.says("The other group: kitchen") && !page.html.contains("Host-kitchen"), "{}", page.main());
    for link in &links {
        answers(&town, link, "yes").await;
    }
    let path = in_english(&town.letter_for("host-cooking@example.org").await);
    town.letter_for("host-kitchen@example.org").await;
    let page = town.signed_in("host-cooking@example.org").await.opens(&path).await;
    assert!(page.says("Host-kitchen · kitchen") && page.says("Soup"), "{}", page.main());
    town.nothing_is_left().await;
}
