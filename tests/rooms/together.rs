//! "Start something together": one local at a time is asked, what and when but not who; one yes and a look of the desk
//! make it a listing with two hosts. Nobody sees a refusal.

use crate::{
    desk::{local, staff},
    desk_locals::{says, sets},
    support::{
        reader::{Page, Reader},
        town::{GotLetter, Town},
    },
};
use axum::http::StatusCode;
use buurten::together::{self, leave};
use serde_json::json;
use uuid::Uuid;

pub const ANA: &str = "ana@example.org";
/// The name of her proposal.
pub const ENTRY: &str = "00000000-0000-4000-8000-0000000000aa";

/// A local whom a host vouches for, after the short call, who plays chess on Tuesday evening.
pub async fn chess_player(town: &Town, name: &str, more: &str) -> Uuid {
    let account = local(town, name, "5651").await;
    let answers = json!({"languages": {"nl": "C2", "en": "C1"}, "interests": ["chess"], "free": ["tue-evening"]});
    says(town, "locals", account, answers).await;
    sets(town, account, &format!("talked_at = buurten_now(){more}")).await;
    let vouched = "insert into regulars (local_id, listing_id, vouched_at) select l.id, g.id, buurten_now() from locals l, listings g
                   where l.account_id = $1 and g.key = 'choir'";
    sqlx::query(vouched).bind(account).execute(&*town.db).await.expect("vouched");
    sqlx::query("update accounts set language = 'en' where id = $1")
        .bind(account)
        .execute(&*town.db)
        .await
        .expect("English");
    account
}

/// A town on a Monday at noon, early in the month; Ana, and these locals.
pub async fn chess_town(names: &[&str]) -> (Town, Reader) {
    let town = Town::empty().await;
    town.at("2026-11-02 12:00+01").await;
    town.with_listing(&[("id", "choir")]).await;
    for name in names {
        chess_player(&town, name, "").await;
    }
    let her = town.signed_in(ANA).await;
    (town, her)
}

const FIELDS: [(&str, &str); 10] = [
    ("entry", ENTRY),
    ("title", "Chess in the park"),
    ("interests", "chess"),
    ("free", "tue-evening"),
    ("part", "strijp"),
    ("place", "Philips de Jongh park"),
    ("people", "6"),
    ("languages", "en"),
    ("first_name", "Ana"),
    ("cost", ""),
];

/// The fields of a proposal, and which button.
pub fn fields<'a>(then: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = FIELDS.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().chain([("then", then)]).collect()
}

pub async fn begins(her: &mut Reader) -> Page {
    her.sends("/en/together", &fields("send", &[])).await
}

pub async fn hour_passes(town: &Town, interval: &str) {
    town.wait(interval).await;
    let city = town.lent.city.now();
    let sender = buurten::along::Sender { city: &city, address: &town.lent.address };
    together::pass_on(&town.db, &sender, &town.lent.shelf.now()).await.expect("passed on");
}

/// Who of these has the letter; it is taken out of the box.
async fn asked(town: &Town, names: &[&str]) -> (String, GotLetter) {
    for name in names {
        let address = format!("{}@example.org", name.to_lowercase());
        if let Some(letter) = town.letters_for(&address).await.into_iter().next() {
            return (address, letter);
        }
    }
    panic!("nobody of {names:?} was asked")
}

#[tokio::test]
async fn from_an_idea_to_a_listing_with_two_hosts() {
    let (town, mut her) = chess_town(&["Bo"]).await;
    let page = her.sends("/en/together", &fields("check", &[])).await;
    for part in [
        "Is this right?",
        "Chess in the park",
        "Tuesday evening",
        "Philips de Jongh park, Strijp",
        "About 6 people",
        "Free",
    ] {
        assert!(page.says(part), "{part}: {}", page.main());
    }
    assert_eq!(town.count("select count(*) from together").await, 0, "nothing before it is sent");
    let page = her.sends("/en/together", &fields("change", &[])).await;
    assert_eq!(page.attributes("#title", "value"), ["Chess in the park"]);
    let page = begins(&mut her).await;
    assert!(page.says("We are looking for somebody from here who hosts it with you."), "{}", page.main());
    begins(&mut her).await;
    assert_eq!(town.count("select count(*) from together").await, 1, "sent twice it is there once");
    // What and when, not who.
    let letter = town.letter_for("bo@example.org").await;
    assert!(letter.text.contains("Chess in the park") && letter.text.contains("Tuesday evening"), "{letter:?}");
    let mut them = town.reader();
    let page = them.opens(&letter.path()).await;
    assert!(page.says("Would you host this with somebody?") && page.says("Strijp"), "{}", page.main());
    for text in [&letter.text, &page.html] {
        assert!(!text.contains("Ana") && !text.contains(ANA), "not who: {text}");
    }
    assert_eq!(town.count("select count(*) from together where state = 'proposed'").await, 1, "a GET changes nothing");
    let page = them.sends(&letter.path(), &[("say", "yes")]).await;
    assert!(page.says("You said yes."), "{}", page.main());
    them.sends(&letter.path(), &[("say", "no")]).await;
    let (hers, theirs) = (town.letter_for(ANA).await, town.letter_for("bo@example.org").await);
    assert!(
        hers.text.contains("You and Bo host this together") && theirs.text.contains("You and Ana host this together")
    );
    let page = her.opens(&hers.path()).await;
    assert!(page.says("Together with Bo.") && page.says("looks at it first"), "{}", page.main());
    assert!(her.opens("/en/me").await.says("Together with Bo."));
    town.signs_in(&mut them, "bo@example.org").await;
    assert!(them.opens(&theirs.path()).await.says("Together with Ana."));
    assert!(them.opens("/en/local/me").await.says("Together with Ana."));
    // The desk looks: a line that names nobody, the fields to edit, and as she would see it.
    let mut desk = staff(&town, "marieke", None).await;
    let page = desk.opens("/desk").await;
    assert!(page.says("Somebody in the city and a local would like to begin “Chess in the park”."), "{}", page.main());
    let path = format!("/desk/together/{ENTRY}");
    let page = desk.opens(&path).await;
    assert!(
        page.says("A local said yes. It waits for your look.")
            && !page.html.contains("Ana")
            && !page.html.contains("Bo<")
    );
    assert_eq!(page.attributes("#first_date", "value"), ["17-11-2026"], "a Tuesday in two weeks");
    let form = |then, first_date| {
        let fields = [
            ("entry", ENTRY),
            ("kind", "activity"),
            ("title_en", "Chess in the park"),
            ("title_nl", "Schaken in het park"),
            ("organisation", "Neighbours"),
            ("speech", "english"),
            ("repeat", "weekly"),
            ("times", "19:30-21:00"),
            ("postcode", "5616"),
            ("venue", "The pavilion"),
        ];
        fields.into_iter().chain([("then", then), ("first_date", first_date)]).collect::<Vec<_>>()
    };
    assert_eq!(desk.posts(&path, &form("publish", "soon")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.posts(&path, &form("draft", "17-11-2026")).await.says("Schaken in het park"));
    assert_eq!(town.count("select count(*) from listings where key <> 'choir'").await, 0, "a look stores nothing");
    let page = desk.sends(&path, &form("publish", "17-11-2026")).await;
    assert!(page.says("It is a listing. Both are its hosts."), "{}", page.main());
    desk.sends(&path, &form("publish", "17-11-2026")).await;
    for address in [ANA, "bo@example.org"] {
        assert!(town.letter_for(address).await.text.contains("It stands online now"));
    }
    assert_eq!(town.count("select count(*) from hosts h join listings l on l.id = h.listing_id where l.title_en = 'Chess in the park' and l.status = 'active' and l.capacity = 6 and l.interests = '{chess}'").await, 2);
    town.look().await;
    let page = her.opens(&format!("/en/together/{ENTRY}")).await;
    assert!(page.says("It is there for everybody.") && page.says("Look at it"), "{}", page.main());
    assert!(her.opens(&format!("/en/listings/{ENTRY}")).await.says("Chess in the park"));
    assert!(
        her.opens("/en/host").await.says("Chess in the park") && them.opens("/en/host").await.says("Chess in the park")
    );
    // One of them cannot go on: it goes to the desk as a draft, and the other reads it kindly.
    let page = them.sends(&format!("/en/together/{ENTRY}/step-back"), &[]).await;
    assert!(page.says("We let the other know kindly."), "{}", page.main());
    let letter = town.letter_for(ANA).await;
    assert!(letter.text.contains("says nothing about you") && !letter.text.contains("Bo"), "{letter:?}");
    assert!(
        her.opens(&format!("/en/together/{ENTRY}")).await.says("It does not go on this time. That's not about you.")
    );
    assert_eq!(
        town.count(
            "select count(*) from listings where id = '00000000-0000-4000-8000-0000000000aa' and status = 'draft'"
        )
        .await,
        1
    );
    town.look().await;
    assert!(desk.opens("/desk").await.says("“Chess in the park” is a draft."));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_no_and_a_silence_pass_on_to_three_at_most_and_her_page_is_the_same() {
    let names = ["Bo", "Cas", "Dia", "Eva"];
    let (town, mut her) = chess_town(&names).await;
    let page = begins(&mut her).await;
    let before = page.main().replace("Sent! You see it here as soon as somebody says yes.\n", "");
    let (_, first) = asked(&town, &names).await;
    assert!(town.reader().sends(&first.path(), &[("say", "no")]).await.says("That's fine."));
    asked(&town, &names).await;
    assert_eq!(her.opens(&format!("/en/together/{ENTRY}")).await.main(), before, "a no");
    hour_passes(&town, "6 days 23 hours").await;
    assert_eq!(town.count("select count(*) from together_asked").await, 2);
    hour_passes(&town, "1 hour").await;
    assert_eq!(her.opens(&format!("/en/together/{ENTRY}")).await.main(), before, "a silence");
    let (_, third) = asked(&town, &names).await;
    town.reader().sends(&third.path(), &[("say", "no")]).await;
    hour_passes(&town, "1 hour").await;
    assert_eq!(town.count("select count(*) from together_asked").await, 3, "three at most");
    assert_eq!(her.opens(&format!("/en/together/{ENTRY}")).await.main(), before, "nobody left");
    // The desk sees the gap at once; she reads it kindly after fourteen days, with something like it.
    let mut desk = staff(&town, "marieke", None).await;
    assert!(desk.opens("/desk").await.says("would like to begin “Chess in the park”. No local is free."));
    town.with_listing(&[("id", "chess-club"), ("interests", "chess"), ("domains", "social")]).await;
    hour_passes(&town, "7 days").await;
    let page = her.opens(&format!("/en/together/{ENTRY}")).await;
    assert!(
        page.says("Nobody from here is free for this now. That's not about you.") && page.says("chess-club"),
        "{}",
        page.main()
    );
    assert!(
        page.says("Begin it anew")
            && her.opens(&format!("/en/together?again={ENTRY}")).await.attributes("#title", "value")
                == ["Chess in the park"]
    );
    let path = format!("/desk/together/{ENTRY}");
    let mut desk = staff(&town, "johan", None).await;
    assert!(desk.sends(&format!("{path}/seen-to"), &[]).await.says("It leaves the list."));
    assert!(!desk.opens("/desk").await.says("Chess in the park"));
    desk.sends(&format!("{path}/undo"), &[]).await;
    assert!(desk.opens("/desk").await.says("Chess in the park"));
    assert!(town.letters_for(ANA).await.is_empty(), "nobody writes her a no");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn she_takes_it_back_and_within_the_hour_undoes_that() {
    let (town, mut her) = chess_town(&["Bo"]).await;
    begins(&mut her).await;
    let question = town.letter_for("bo@example.org").await;
    let page_of = format!("/en/together/{ENTRY}");
    let page = her.sends(&format!("{page_of}/take-back"), &[]).await;
    assert!(page.says("You took it back."), "{}", page.main());
    assert!(town.reader().opens(&question.path()).await.says("This question was cancelled."));
    let page = her.sends(&format!("{page_of}/undo"), &[]).await;
    assert!(page.says("It is on its way again.") && page.says("We are looking for somebody"), "{}", page.main());
    assert!(town.reader().opens(&question.path()).await.says("Yes, I host it too"), "the question is open again");
    her.sends(&format!("{page_of}/take-back"), &[]).await;
    town.wait("61 minutes").await;
    assert!(her.sends(&format!("{page_of}/undo"), &[]).await.says("This can't be undone any more."));
    // Whoever said yes hears of it, and of nobody.
    her.sends("/en/together", &fields("send", &[("entry", "00000000-0000-4000-8000-0000000000ab"), ("part", "")]))
        .await;
    assert!(town.letters_for("bo@example.org").await.is_empty(), "once a month, as Bo chose");
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_leaves_takes_nothing_of_the_other_along() {
    for hers in [true, false] {
        let (town, mut her) = chess_town(&["Bo", "Cas"]).await;
        begins(&mut her).await;
        let (address, question) = asked(&town, &["Bo", "Cas"]).await;
        let them: Uuid = sqlx::query_scalar("select id from accounts where email = $1")
            .bind(&address)
            .fetch_one(&*town.db)
            .await
            .expect("them");
        let ana: Uuid = sqlx::query_scalar("select id from accounts where email = $1")
            .bind(ANA)
            .fetch_one(&*town.db)
            .await
            .expect("her");
        let goes = async |account: Uuid| {
            let city = town.lent.city.now();
            let sender = buurten::along::Sender { city: &city, address: &town.lent.address };
            let mut tx = town.db.begin().await.expect("a transaction");
            leave(&mut tx, &sender, &town.lent.shelf.now(), account).await.expect("left");
            sqlx::query("delete from accounts where id = $1").bind(account).execute(&mut *tx).await.expect("gone");
            tx.commit().await.expect("gone");
        };
        if hers {
            town.reader().sends(&question.path(), &[("say", "yes")]).await;
            town.letters_for(ANA).await;
            town.letters_for(&address).await;
            goes(ana).await;
            let letter = town.letter_for(&address).await;
            assert!(letter.text.contains("does not go on") && !letter.text.contains("Ana"), "{letter:?}");
            assert_eq!(town.count("select count(*) from together").await, 0);
        } else {
            goes(them).await;
            asked(&town, &["Bo", "Cas"]).await;
            assert!(her.opens(&format!("/en/together/{ENTRY}")).await.says("We are looking for somebody"));
        }
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn slips_strangers_and_two_at_most() {
    let (town, mut her) = chess_town(&[]).await;
    for (changed, says) in [
        (("title", ""), "Please fill this in."),
        (("interests", "no-such"), "choose"),
        (("free", "someday"), "choose"),
        (("people", "1"), "Type a number from 3 to 30."),
        (("cost", "a lot"), "Type an amount in euros"),
        (("first_name", ""), "Please fill this in."),
    ] {
        let page = her.sends("/en/together", &fields("check", &[changed])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{changed:?}");
        assert!(page.all(".error-summary").concat().contains(says), "{changed:?}: {}", page.main());
    }
    let page = town.reader().opens("/en/together").await;
    assert_eq!(page.address, "/en/sign-in?next=together");
    for n in 1..=3 {
        let entry = format!("00000000-0000-4000-8000-00000000000{n}");
        let page = her.sends("/en/together", &fields("send", &[("entry", &entry)])).await;
        assert_eq!(page.says("Two of your ideas are on their way."), n == 3, "{}", page.main());
    }
    assert_eq!(town.count("select count(*) from together").await, 2);
    let mut stranger = town.signed_in("stranger@example.org").await;
    let mut desk = staff(&town, "marieke", Some(&["strijp"])).await;
    let other = "00000000-0000-4000-8000-000000000001";
    assert_eq!(stranger.opens(&format!("/en/together/{other}")).await.status, StatusCode::NOT_FOUND);
    for verb in ["take-back", "undo", "step-back", "answer"] {
        assert_eq!(
            stranger.posts(&format!("/en/together/{other}/{verb}"), &[("say", "yes")]).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(stranger.opens("/en/co-host/no-such-token").await.status, StatusCode::NOT_FOUND);
    sqlx::query("update newcomers set answers = answers || '{\"postcode\": \"5641\"}'")
        .execute(&*town.db)
        .await
        .expect("elsewhere");
    assert_eq!(desk.opens(&format!("/desk/together/{other}")).await.status, StatusCode::NOT_FOUND, "beyond the scope");
    assert!(!desk.opens("/desk").await.says("Chess in the park"));
    town.nothing_is_left().await;
}
