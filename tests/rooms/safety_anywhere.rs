//! Block and report wherever two read each other's name: who host something together, and who come to a gathering. A block
//! of a co-host cannot be told from stepping back, nor, before it is online, from a "not now" of the desk.

use crate::{
    desk::staff,
    gatherings::{answers, asks, three},
    introductions::in_english,
    safety_quiet::bare,
    support::{
        reader::Reader,
        town::{GotLetter, Town},
    },
    together::{ANA, ENTRY, begins, chess_town, hour_passes},
};
use axum::http::StatusCode;
use regex::Regex;
use uuid::Uuid;

const BO: &str = "bo@example.org";

/// Bo said yes to what Ana would like to begin; both of them.
pub async fn co_hosts() -> (Town, Reader, Reader) {
    let (town, mut her) = chess_town(&["Bo"]).await;
    begins(&mut her).await;
    let question = town.letter_for(BO).await;
    town.reader().sends(&question.path(), &[("say", "yes")]).await;
    for address in [ANA, BO] {
        town.letter_for(address).await;
    }
    let them = town.signed_in(BO).await;
    (town, her, them)
}

/// Somebody of the desk has looked: it is online, with both for its hosts.
async fn is_online(town: &Town) {
    let listing = town.with_listing(&[("id", "chess")]).await;
    for sql in [
        "insert into hosts (account_id, listing_id) select id, $1 from accounts where email in ('ana@example.org', 'bo@example.org')",
        "update together set state = 'published', published_at = buurten_now(), listing_id = $1",
    ] {
        sqlx::query(sql).bind(listing).execute(&*town.db).await.expect("online");
    }
    town.look().await;
}

/// What somebody reads and takes out, without the names of rows.
async fn reads(reader: &mut Reader) -> Vec<String> {
    let at = Regex::new(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z]+").expect("a pattern");
    let mut all = Vec::new();
    for path in ["/en/me", "/nl/me", "/en/host", "/en/me/safety", "/en/me/data.json"] {
        all.push(at.replace_all(&bare(&reader.opens(path).await), "·").into_owned());
    }
    all.push(bare(&reader.opens(&format!("/en/together/{ENTRY}")).await));
    all
}

fn texts(letters: Vec<GotLetter>) -> Vec<String> {
    letters.into_iter().map(|l| l.text).collect()
}

#[tokio::test]
async fn two_who_host_something_together_can_block_and_report_from_its_page() {
    let (town, mut her, mut them) = co_hosts().await;
    let page = format!("/en/together/{ENTRY}");
    for (reader, other) in [(&mut her, "Bo"), (&mut them, "Ana")] {
        let links = reader.opens(&page).await.attributes("main li a", "href");
        for (act, says) in [
            ("report", format!("What is wrong with {other}?")),
            ("block", format!("You don't want to meet {other} any more?")),
        ] {
            let path = format!("{page}/{act}");
            assert!(links.contains(&path), "{links:?}");
            assert!(reader.opens(&path).await.says(&says));
        }
    }
    let mut eve = town.signed_in("eve@example.org").await;
    for (act, form) in [("block", &[][..]), ("report", &[("cause", "unkind")])] {
        let random = format!("/en/together/{}/{act}", Uuid::new_v4());
        let (theirs, none) = (eve.opens(&format!("{page}/{act}")).await, eve.opens(&random).await);
        assert_eq!((theirs.status, theirs.main()), (StatusCode::NOT_FOUND, none.main()));
        assert_eq!(eve.posts(&format!("{page}/{act}"), form).await.status, StatusCode::NOT_FOUND);
    }
    let form = [("cause", "unkind"), ("words", "He shouted."), ("block", "yes")];
    let told = her.sends(&format!("{page}/report"), &form).await;
    assert!(
        told.says("You get an answer within two days.") && told.says("You began this together: Chess in the park"),
        "{}",
        told.main()
    );
    assert!(told.attributes("main a", "href").contains(&format!("{page}/report")), "still to be reported");
    let city = town.lent.city.now().contact.email.clone();
    let letter = town.letter_for(&city).await;
    assert!(!letter.text.contains("shouted") && !letter.text.contains("Bo"), "{letter:?}");
    assert_eq!(town.count("select count(*) from blocks b join reports r on r.by_account = b.blocker_account and r.about_account = b.blocked_account").await, 1);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_block_of_a_co_host_who_is_online_reads_as_stepping_back() {
    for hers in [true, false] {
        let mut seen = Vec::new();
        for blocks in [false, true] {
            let (town, mut her, mut them) = co_hosts().await;
            is_online(&town).await;
            let page = format!("/en/together/{ENTRY}");
            let (one, other, address) = if hers { (&mut her, &mut them, BO) } else { (&mut them, &mut her, ANA) };
            let shown = one.opens(&format!("{page}/block")).await;
            assert!(shown.says("What you host together ends") && !shown.says("by appointment"), "{}", shown.main());
            let act = match (blocks, hers) {
                (true, _) => "block",
                (false, true) => "take-back",
                (false, false) => "step-back",
            };
            one.sends(&format!("{page}/{act}"), &[]).await;
            town.look().await;
            let letters = texts(town.letters_for(address).await);
            assert_eq!(letters.len(), 1, "{act}: {letters:?}");
            assert_eq!(town.count("select count(*) from listings where key = 'chess' and status = 'draft'").await, 1);
            seen.push((reads(other).await, letters));
            town.nothing_is_left().await;
        }
        for (one, other) in seen[0].0.iter().zip(&seen[1].0) {
            assert!(one == other, "{one}\n---\n{other}");
        }
        assert_eq!(seen[0].1, seen[1].1, "the letter");
    }
}

#[tokio::test]
async fn a_block_of_a_co_host_who_waits_for_the_desk_reads_as_a_not_now_with_its_letter() {
    let mut seen = Vec::new();
    for blocks in [false, true] {
        let (town, mut her, mut them) = co_hosts().await;
        if blocks {
            let shown = them.opens(&format!("/en/together/{ENTRY}/block")).await;
            assert!(shown.says("To them you are just quiet."), "{}", shown.main());
            them.sends(&format!("/en/together/{ENTRY}/block"), &[]).await;
        } else {
            let mut desk = staff(&town, "marieke", None).await;
            desk.sends(&format!("/desk/together/{ENTRY}/not-now"), &[("reason", "The park is closed.")]).await;
        }
        let mut days = Vec::new();
        for day in 0..17 {
            town.at(&format!("2026-11-{:02} 13:00+01", 3 + day)).await;
            hour_passes(&town, "1 hour").await;
            days.push((reads(&mut her).await, texts(town.letters_for(ANA).await)));
        }
        assert_eq!(days.iter().filter(|(_, letters)| !letters.is_empty()).count(), 1, "one letter, once");
        let theirs = town.letters_for(BO).await.len();
        assert_eq!(theirs, usize::from(!blocks), "whoever blocked knows");
        seen.push(days);
        town.nothing_is_left().await;
    }
    for (day, (one, other)) in seen[0].iter().zip(&seen[1]).enumerate() {
        for (one, other) in one.0.iter().zip(&other.0) {
            assert!(one == other, "day {day}: {one}\n---\n{other}");
        }
        assert_eq!(one.1, other.1, "letters of day {day}");
    }
}

#[tokio::test]
async fn who_come_to_a_gathering_can_block_and_report_each_other_and_nobody_else() {
    let (town, mut desk, all) = three().await;
    let links = asks(&town, &mut desk).await;
    for (number, say) in [(0, "yes"), (1, "no"), (2, "yes")] {
        answers(&town, &links[number], say).await;
    }
    let path = in_english(&town.letter_for("anahit@example.org").await);
    town.letter_for("cemile@example.org").await;
    let (mut ana, mut cem) = (town.signed_in("anahit@example.org").await, town.signed_in("cemile@example.org").await);
    let mut bo = town.signed_in("borisz@example.org").await;
    let party = async |account: Uuid| {
        let id = "select id from gathering_parties where account_id = $1";
        sqlx::query_scalar::<_, Uuid>(id).bind(account).fetch_one(&*town.db).await.expect("a party")
    };
    let (of_ana, of_bo, of_cem) = (party(all[0]).await, party(all[1]).await, party(all[2]).await);
    let page = ana.opens(&path).await;
    let links = page.attributes("main li li a", "href");
    assert_eq!(links, [format!("{path}/with/{of_cem}/report"), format!("{path}/with/{of_cem}/block")]);
    // Neither herself nor whoever said no; and he who said no names nobody.
    assert_eq!(ana.opens(&format!("{path}/with/{of_ana}/block")).await.status, StatusCode::NOT_FOUND);
    for who in [of_ana, of_cem] {
        assert_eq!(bo.opens(&format!("{path}/with/{who}/block")).await.status, StatusCode::NOT_FOUND);
    }
    for act in ["block", "report"] {
        assert_eq!(ana.opens(&format!("{path}/with/{of_bo}/{act}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ana.opens(&format!("{path}/with/x/{act}")).await.status, StatusCode::NOT_FOUND);
    }
    let block = format!("{path}/with/{of_cem}/block");
    assert!(ana.opens(&block).await.says("You don't want to meet Cemile any more?"));
    let before = bare(&cem.opens(&path).await);
    let page = ana.sends(&block, &[]).await;
    assert!(page.says("You both said yes to this: A walk"), "{}", page.main());
    assert_eq!(bare(&cem.opens(&path).await), before, "to her she is just quiet");
    assert_eq!(ana.opens(&path).await.status, StatusCode::NOT_FOUND, "for whoever blocked it is gone");
    // She can still tell us what was wrong, and say that she does not come.
    assert!(
        ana.sends(&format!("{path}/with/{of_cem}/report"), &[("cause", "unkind")]).await.says("Thank you for telling")
    );
    town.letters_for(&town.lent.city.now().contact.email.clone()).await;
    ana.sends(&block, &[("call_off", "yes")]).await;
    let letter = town.letter_for("cemile@example.org").await;
    assert!(letter.text.contains("does not take place this time") && !letter.text.contains("Anahit"), "{letter:?}");
    town.nothing_is_left().await;
}
