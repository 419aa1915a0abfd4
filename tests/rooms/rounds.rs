//! The desk's round: chosen, steered with the effect in view, tried, handed over and taken back.

use crate::{
    desk::{lines, newcomer, staff},
    desk_locals::{ACTIVE, says, sets, singer},
    support::{
        reader::{Page, Reader},
        town::Town,
    },
};
use axum::http::StatusCode;
use buurten::{kit::place::gazetteer, logbook::Act};
use serde_json::json;
use uuid::Uuid;

/// Ana, Bo and Cem wait, in this order; Piet and Joke have a place each. Ana could meet either, the others Piet alone.
pub struct Cast {
    pub town: Town,
    pub desk: Reader,
    pub ana: Uuid,
    pub bo: Uuid,
    pub cem: Uuid,
    pub piet: Uuid,
    pub joke: Uuid,
}

pub async fn cast() -> Cast {
    let town = Town::empty().await;
    town.at("2026-11-23 12:00+01").await;
    let desk = staff(&town, "marieke", None).await;
    let mut waits = Vec::new();
    for (name, free, days) in [("Ana", "mon-morning", 30), ("Bo", "tue-evening", 20), ("Cem", "tue-evening", 10)] {
        let account = newcomer(&town, name, "5612").await;
        let answers = json!({"languages": {"en": "C1", "es": "C2", "nl": "A1"}, "can_teach": ["es"], "interests": ["choir"],
            "wants_to_learn": ["nl"], "wishes": ["social"], "free": [free], "travel": "bike", "travel_minutes": 15});
        says(&town, "newcomers", account, answers).await;
        let sql = "update newcomers set created_at = created_at - make_interval(days => $2) where account_id = $1";
        sqlx::query(sql).bind(account).bind(days).execute(&*town.db).await.expect("she waits");
        waits.push(account);
    }
    let (piet, joke) = (singer(&town, "Piet").await, singer(&town, "Joke").await);
    says(&town, "locals", joke, json!({"free": ["mon-morning"]})).await;
    for local in [piet, joke] {
        sets(&town, local, ACTIVE).await;
    }
    Cast { town, desk, ana: waits[0], bo: waits[1], cem: waits[2], piet, joke }
}

impl Cast {
    /// Makes a round of everybody, and answers its address.
    pub async fn makes(&mut self) -> String {
        makes(&mut self.desk).await
    }
}

pub async fn makes(desk: &mut Reader) -> String {
    let page = desk.posts("/desk/rounds", &[("part", ""), ("waiting", ""), ("offer", "")]).await;
    page.leads_to().unwrap_or_else(|| panic!("{}", page.main()))
}

impl Cast {
    /// Says a word about two, of the round as it is.
    pub async fn word(&mut self, round: &str, act: &str, two: (Uuid, Uuid)) -> Page {
        let version = version(&self.town, round).await;
        says_of_two(&mut self.desk, round, &version, act, two).await
    }

    /// Hands these over, from the round as it is.
    pub async fn hands_over(&mut self, round: &str, pairs: &[(Uuid, Uuid)]) -> Page {
        let version = version(&self.town, round).await;
        hands_over(&mut self.desk, round, &version, pairs).await
    }
}

pub async fn version(town: &Town, round: &str) -> String {
    let id: Uuid = round.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let sql = "select version::text from rounds where id = $1";
    sqlx::query_scalar(sql).bind(id).fetch_one(&*town.db).await.expect("a version")
}

pub async fn says_of_two(desk: &mut Reader, round: &str, version: &str, act: &str, two: (Uuid, Uuid)) -> Page {
    let (her, them) = (two.0.to_string(), two.1.to_string());
    let fields = [("act", act), ("newcomer", &her), ("local", &them), ("version", version)];
    desk.sends(&format!("{round}/steer"), &fields).await
}

pub async fn hands_over(desk: &mut Reader, round: &str, version: &str, pairs: &[(Uuid, Uuid)]) -> Page {
    let pairs: Vec<String> = pairs.iter().map(|(her, them)| format!("{her}.{them}")).collect();
    let mut fields = vec![("version", version), ("place", "The library"), ("line", "")];
    fields.extend(pairs.iter().map(|pair| ("pair", pair.as_str())));
    desk.sends(&format!("{round}/letters"), &fields).await
}

#[tokio::test]
async fn from_the_choice_to_her_question_and_nobody_is_named_before_a_look_that_they_can_read() {
    let mut c = cast().await;
    let page = c.desk.opens("/desk/rounds").await;
    assert!(page.says("3 newcomers wait.") && page.says("2 locals have 2 free places."), "{}", page.main());
    assert!(page.says("There is no round yet."), "{}", page.main());
    let round = c.makes().await;
    let page = c.desk.opens(&round).await;
    assert!(page.says("2 of 3 newcomers would meet somebody."), "{}", page.main());
    assert!(page.says("You would like to practise Spanish; they speak it."), "{}", page.main());
    assert!(page.says("The 1 place that could be theirs goes to somebody else."), "{}", page.main());
    // Two are so few that what they have in common would describe them.
    let short = "1 place for a few people.";
    assert!(page.says(short), "{}", page.main());
    assert!(c.desk.opens("/desk").await.says(short), "the desk's front asks for locals");
    for name in ["Ana", "Bo and", "Cem", "Piet", "Joke", "example.org"] {
        assert!(!page.html.contains(name), "{name} is named");
    }
    assert!(c.desk.opens(&format!("{round}/letters")).await.says("First you see who they are."));
    assert_eq!(c.town.count("select count(*) from logbook").await, 0, "looking at a list is no look at a person");
    let page = c.desk.sends(&format!("{round}/names"), &[]).await;
    assert!(page.says("Ana and Joke") && page.says("Bo and Piet") && !page.html.contains("Cem"), "{}", page.main());
    assert_eq!(lines(&c.town, c.piet).await, [(Act::Looked, Some("Om iemand aan je voor te stellen".to_owned()))]);

    // Tried as it would be done, and nothing is done.
    let before = c.town.count("select (select count(*) from letters) + (select count(*) from logbook) + (select count(*) from introductions)").await;
    let page = c.desk.opens(&format!("{round}/letters")).await;
    assert!(page.says("Ana gets a letter in Dutch. Joke hears of it after the newcomer says yes."), "{}", page.main());
    assert!(page.says("Monday 30 November, 10:00") && page.says("Nieuws voor je"), "{}", page.main());
    let after = c.town.count("select (select count(*) from letters) + (select count(*) from logbook) + (select count(*) from introductions)").await;
    assert_eq!(before, after, "a GET wrote something");
    let pairs = page.attributes("input[name=pair][checked]", "value");
    assert_eq!(pairs.len(), 2);
    let wrong = [("pair", pairs[0].as_str()), ("place", ""), ("line", "Hi!"), ("version", "0")];
    let again = c.desk.posts(&format!("{round}/letters"), &wrong).await;
    assert_eq!(
        (again.status, again.attributes("#line", "value")),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["Hi!".to_owned()])
    );
    assert_eq!(again.attributes("input[name=pair][checked]", "value"), pairs[..1], "what was ticked stays ticked");
    let none = c.desk.posts(&format!("{round}/letters"), &[("place", "The library"), ("version", "0")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.attributes("input[name=pair][checked]", "value").is_empty(), "and nobody, where it was nobody");

    c.town.wait("6 minutes").await;
    let page = c.hands_over(&round, &[(c.ana, c.joke), (c.bo, c.piet)]).await;
    assert!(page.says("2 introductions are on their way."), "{}", page.main());
    assert!(page.says("2 introductions in 6 minutes: 3.0 minutes each."), "{}", page.main());
    let mut noor = staff(&c.town, "noor", None).await;
    assert!(!noor.opens(&round).await.says("minutes each"), "for who made it alone");
    assert!(noor.opens("/desk/rounds").await.says("2 introduced"));
    let letter = c.town.letter_for("ana@example.org").await;
    assert!(!letter.text.contains("Joke"), "{}", letter.text);
    assert!(c.town.letters_for("joke@example.org").await.is_empty(), "the local hears of it after her yes");
    c.town.letter_for("bo@example.org").await;
    // Cem alone waits now, and both places are taken.
    let page = c.desk.opens(&round).await;
    assert!(page.says("0 of 1 newcomers would meet somebody."), "{}", page.main());
    assert!(page.says("No local has a free place now."), "{}", page.main());
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_pin_a_ban_and_taking_them_back_say_what_they_change_for_others() {
    let mut c = cast().await;
    let round = c.makes().await;
    c.desk.sends(&format!("{round}/names"), &[]).await;
    // Beforehand, without doing it: why not Ana and Piet?
    let hers = format!("{round}/for/{}", c.ana);
    let page = c.desk.opens(&hers).await;
    let piets = format!("#l-{}", c.piet);
    let said = page.all(&piets).join(" ");
    for sentence in ["Ana would now meet Piet.", "Bo would now meet nobody.", "1 fewer person meets somebody."] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let page = c.desk.opens(&format!("{round}/for/{}?why={}", c.bo, c.joke)).await;
    assert!(page.says("You are never free at the same time."), "{}", page.main());
    assert_eq!(c.town.count("select count(*) from round_steps").await, 0, "looking says nothing");

    let page = c.word(&round, "pin", (c.ana, c.piet)).await;
    assert!(
        page.says("You said: Ana and Piet, these two.") && page.says("Bo would now meet nobody."),
        "{}",
        page.main()
    );
    assert!(page.says("1 of 3 newcomers would meet somebody."), "{}", page.main());
    // All of Piet's places are spoken for.
    assert!(
        c.desk
            .opens(&format!("{round}/for/{}", c.bo))
            .await
            .says("All places of this local are taken. Take back another “these two” first.")
    );
    let page = c.word(&round, "release", (c.ana, c.piet)).await;
    assert!(page.says("Bo, who had nobody, would now meet Piet."), "{}", page.main());
    assert!(page.says("1 more person meets somebody."), "{}", page.main());
    let page = c.word(&round, "ban", (c.bo, c.piet)).await;
    assert!(page.says("You said: Bo and Piet, not these two."), "{}", page.main());
    assert!(page.says("Newcomer") && page.says("As many people meet somebody as before."), "{}", page.main());
    assert!(page.says("You said “not these two” of every local who fits."), "{}", page.main());
    // It survives: the steps are rows, and each look solves them anew.
    let mut noor = staff(&c.town, "noor", None).await;
    assert!(noor.opens(&round).await.says("not these two"));
    let page = c
        .desk
        .posts(
            &format!("{round}/steer"),
            &[("act", "introduced"), ("newcomer", &c.bo.to_string()), ("local", &c.piet.to_string()), ("version", "3")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "no word of a social worker");
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn two_social_workers_do_not_write_over_each_other() {
    let mut c = cast().await;
    let round = c.makes().await;
    let mut noor = staff(&c.town, "noor", None).await;
    let (ana, piet, bo) = (c.ana.to_string(), c.piet.to_string(), c.bo.to_string());
    let mine = [("act", "pin"), ("newcomer", ana.as_str()), ("local", piet.as_str()), ("version", "0")];
    let hers = [("act", "ban"), ("newcomer", bo.as_str()), ("local", piet.as_str()), ("version", "0")];
    let (path, other) = (format!("{round}/steer"), format!("{round}/steer"));
    let (one, two) = tokio::join!(c.desk.posts(&path, &mine), noor.posts(&other, &hers));
    let (lost, who) = match (one.status, two.status) {
        (StatusCode::CONFLICT, StatusCode::SEE_OTHER) => (one, &mut c.desk),
        (StatusCode::SEE_OTHER, StatusCode::CONFLICT) => (two, &mut noor),
        both => panic!("{both:?}"),
    };
    assert!(lost.says("Somebody was faster") && lost.says("What happened meanwhile"), "{}", lost.main());
    assert_eq!(c.town.count("select version::bigint from rounds").await, 1);
    // Nothing is lost: it can be said all the same, of the round as it is now.
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in ["version", "newcomer", "local", "act"] {
        let value = lost.attributes(&format!("main input[name={name}]"), "value").remove(0);
        fields.push((name.to_owned(), value));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let page = who.sends(&path, &fields).await;
    assert!(page.says("You said:"), "{}", page.main());
    assert_eq!(c.town.count("select count(*) from round_steps").await, 2);
    // An older page hands nothing over.
    let pair = format!("{}.{}", c.ana, c.piet);
    let late =
        c.desk.posts(&format!("{round}/letters"), &[("pair", &pair), ("place", "The library"), ("version", "1")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(c.town.count("select count(*) from introductions").await, 0);
    // A round that is put away goes on for nobody, and comes back.
    c.desk.sends(&format!("{round}/put-away"), &[]).await;
    assert!(says_of_two(&mut noor, &round, "2", "pin", (c.cem, c.piet)).await.says("This round is put away."));
    assert!(c.desk.sends(&format!("{round}/bring-back"), &[]).await.says("The round is back."));
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn a_round_is_for_whoever_sees_everybody_in_it_and_for_nobody_else() {
    let mut c = cast().await;
    let part = |postcode: &str| gazetteer().part(postcode.parse().expect("a postcode")).expect("a part").slug.clone();
    let (here, there) = (part("5612"), part("5653"));
    let round = c.makes().await;
    let mut bea = staff(&c.town, "bea", Some(&[&there])).await;
    let mut lies = staff(&c.town, "lies", Some(&[&here])).await;
    let mut her = c.town.signed_in("ana@example.org").await;
    let random = format!("/desk/rounds/{}", Uuid::new_v4());
    for reader in [&mut bea, &mut lies, &mut her] {
        for end in ["", "/letters"] {
            let (theirs, none) =
                (reader.opens(&format!("{round}{end}")).await, reader.opens(&format!("{random}{end}")).await);
            assert_eq!((theirs.status, &theirs.html), (StatusCode::NOT_FOUND, &none.html), "the bytes of a random id");
        }
        for act in ["names", "put-away", "bring-back"] {
            assert_eq!(reader.posts(&format!("{round}/{act}"), &[]).await.status, StatusCode::NOT_FOUND);
        }
        for act in ["steer", "undo", "seen"] {
            let fields =
                [("act", "pin"), ("newcomer", &c.ana.to_string()), ("local", &c.piet.to_string()), ("version", "0")];
            let fields = if act == "steer" { &fields[..] } else { &fields[3..] };
            assert_eq!(reader.posts(&format!("{round}/{act}"), fields).await.status, StatusCode::NOT_FOUND);
        }
    }
    // A team makes rounds of its own parts alone, and whoever looks after all of them sees it.
    let forged = bea.posts("/desk/rounds", &[("part", &here)]).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    let empty = bea.posts("/desk/rounds", &[("part", &there)]).await;
    assert!(
        empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.says("Nobody waits in this choice."),
        "{}",
        empty.main()
    );
    let page = lies.posts("/desk/rounds", &[("part", &here), ("waiting", "14"), ("offer", "language-partner")]).await;
    let theirs = page.leads_to().expect("a round");
    assert!(lies.opens(&theirs).await.says("2 of 2 newcomers would meet somebody."), "Cem waits for ten days");
    assert!(c.desk.opens(&theirs).await.says("14 days or longer"));
    assert_eq!(bea.opens(&theirs).await.status, StatusCode::NOT_FOUND);
    let fields = [("part", here.as_str()), ("asked", "yes")];
    assert!(lies.posts("/desk/rounds", &fields).await.says("Nobody waits in this choice."), "nobody asked");
    c.town.nothing_is_left().await;
}

#[tokio::test]
async fn the_sample_s_round_says_what_its_page_says() {
    let town = Town::sample().await;
    let mut desk = town.sample_role("social-worker").await;
    desk.posts("/desk/language", &[]).await;
    let links = desk.opens("/desk/rounds").await.attributes("main ol a", "href");
    assert_eq!(links.len(), 1);
    let page = desk.opens(&links[0]).await;
    assert!(page.all("[aria-labelledby=proposed] > ol > li").len() >= 3, "{}", page.main());
    let solved = page.all("[aria-labelledby=short] p");
    let front = desk.opens("/desk").await.all("section[aria-labelledby=short] p");
    assert!(
        !front.is_empty() && front.iter().all(|p| solved.contains(p) || p == "See the last round"),
        "{front:?} {solved:?}"
    );
}
