//! No letter holds a message's text, a surname, a number or a note: every kind of letter between people and about them,
//! written in towns where all that can be typed holds a canary. What is not driven here is named, with the test that
//! reads it; `support/letters.rs` looks at every letter that any test reads in the same way.

use crate::{
    along::{choir, path},
    desk::staff,
    gatherings::{answers, asks, three},
    safety::met,
    support::town::Town,
    together::{ANA, ENTRY, chess_town, fields, hour_passes},
};
use buurten::{
    along::{self, Sender},
    gatherings, requests, ties,
};
use regex::Regex;
use std::{collections::BTreeSet, fs, path::Path};

/// Kinds that go to nobody about anybody, hold what their reader typed, or take days to come: who reads them.
const ELSEWHERE: [(&str, &str); 15] = [
    ("sign-in", "auth"),
    ("invitation", "staff"),
    ("intake", "intake"),
    ("claim", "hosts"),
    ("vouch", "hosts"),
    ("heartbeat", "heartbeat"),
    ("silent", "leaving"),
    ("weekly", "post"),
    ("made-possible", "local_thanks"),
    ("training", "local_thanks"),
    ("local-welcome", "locals"),
    ("along-off", "along_day"),
    ("evening-before", "along_day"),
    ("request-reminder", "requests_silent"),
    ("tie-thanks", "ties"),
];

/// Every cause that the source writes letters for.
fn causes() -> BTreeSet<String> {
    fn files(folder: &Path, all: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                files(&path, all);
            } else {
                all.push(fs::read_to_string(path).expect("a text"));
            }
        }
    }
    let mut texts = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let writes = |text: &&String| text.contains("Letter {") || text.contains("sender.letter(");
    let named = Regex::new(r#"cause: (?:if thanks \{ )?"([a-z-]+)""#).expect("a pattern");
    // A helper of a room is given the cause among its arguments.
    let given = Regex::new(r#"(?s)(?:letter|own_page)\((?:[^;{}]*?)"([a-z-]+)"[,)]"#).expect("a pattern");
    let mut all: BTreeSet<String> = buurten::letters::Kind::ALL.iter().map(ToString::to_string).collect();
    for text in texts.iter().filter(writes) {
        all.extend(named.captures_iter(text).chain(given.captures_iter(text)).map(|c| c[1].to_owned()));
    }
    all
}

/// Notes of the desk about everybody, and canaries in what was typed before.
async fn noted(town: &Town) {
    for sql in [
        "insert into notes (id, about_account, by_account, purpose, text, until)
         select gen_random_uuid(), a.id, a.id, 'call-back', 'Canarynote of ' || a.email, (buurten_now() + interval '200 days')::date from accounts a",
        "update introductions set line = 'Canaryline'",
        "update locals set phone = '06 Canaryphone'",
    ] {
        sqlx::query(sql).execute(&*town.db).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
    }
}

/// The kinds that were written in this town; none of their letters holds a canary.
async fn told(town: &Town, all: &mut BTreeSet<String>) {
    let letters: Vec<(String, String)> = sqlx::query_as(
        "select cause, concat_ws(' ', subject, body_text, body_html) from letters where body_text is not null",
    )
    .fetch_all(&*town.db)
    .await
    .expect("letters");
    for (cause, text) in letters {
        assert!(!text.contains("anary"), "{cause}: {text}");
        all.insert(cause);
    }
}

async fn sql(town: &Town, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&*town.db)
        .await
        .unwrap_or_else(|e| panic!("{e}: {sql}"));
}

/// Two who are introduced, write to each other, tell us that something is wrong, are asked for a year, and leave.
async fn introduced(all: &mut BTreeSet<String>) {
    let (mut two, meet, mut her, mut them) = met().await;
    noted(&two.town).await;
    her.sends(&format!("{meet}/messages"), &[("text", "Canarymessage")]).await;
    them.sends(&format!("{meet}/phone"), &[("phone", "06 12345678")]).await;
    let dates = her.opens(&meet).await.attributes("input[name=date]", "value");
    her.sends(&format!("{meet}/date"), &[("date", dates.last().expect("a day"))]).await;
    her.sends(&format!("{meet}/report"), &[("cause", "unkind"), ("words", "Canaryreport")]).await;
    let link = two.desk.opens("/desk").await.attributes("a[href^='/desk/reports/']", "href").remove(0);
    two.desk.sends(&format!("/desk/people/{}/look", two.piet), &[("reason", "safety")]).await;
    let page = two.desk.sends(&link, &[("outcome", "talked-to"), ("words", "Canaryanswer")]).await;
    assert!(page.says("Answered."), "{}", page.main());
    two.town.wait("15 days").await;
    ties::ask_what_is_due(&two.town.db, &two.town.lent.city.now(), &two.town.lent.address).await.expect("asked");
    told(&two.town, all).await;
    sql(&two.town, "update follow_ups set answer = 'once', answered_at = buurten_now() where asked_at is not null")
        .await;
    two.town.wait("13 months").await;
    ties::ask_what_is_due(&two.town.db, &two.town.lent.city.now(), &two.town.lent.address).await.expect("thanked");
    told(&two.town, all).await;
    let (two, _, mut her, _) = met().await;
    noted(&two.town).await;
    her.posts("/en/me/erase", &[("sure", "yes")]).await;
    told(&two.town, all).await;
}

/// A surname behind each first name, and a going along that is asked, taken back from both sides, and takes place.
async fn taken_along(all: &mut BTreeSet<String>) {
    let locals = ["bo@example.org", "cas@example.org", "dia@example.org"];
    let (town, mut her, listing) = choir(&locals).await;
    noted(&town).await;
    sql(&town, "update locals set requests_a_month = 8, answers = answers || '{\"capacity\": 5}'").await;
    let ask = format!("/en/listings/{listing}/along");
    for then in ["withdraw", "take-back", ""] {
        let form = [("session", "2026-12-01"), ("first_name", "Ana Canaryson")];
        assert!(her.sends(&ask, &form).await.status.is_success());
        let mut asked = Vec::new();
        for address in locals {
            asked.extend(town.letters_for(address).await.into_iter().filter(|l| l.text.contains("/along/")));
        }
        let question = asked.pop().expect("a question");
        town.reader().sends(&path(&question), &[("say", "yes")]).await;
        let yes = town.letters_for(ANA).await.pop().expect("a yes").path();
        town.letters_for(&question.to).await;
        match then {
            "withdraw" => drop(her.sends(&format!("{yes}/{then}"), &[]).await),
            "take-back" => drop(town.signed_in(&question.to).await.sends(&format!("{yes}/{then}"), &[]).await),
            _ => {}
        }
    }
    let host = format!("/en/listings/{listing}/go");
    assert!(her.sends(&host, &[("first_name", "Ana Canaryson")]).await.says("Ana"));
    let answer = town.letter_for("host@example.org").await;
    let city = town.lent.city.now();
    let sender = Sender { city: &city, address: &town.lent.address };
    for moment in ["2026-11-27 12:00+01", "2026-11-30 18:30+01", "2026-12-02 10:30+01"] {
        town.at(moment).await;
        requests::remind(&town.db, &city, &town.lent.address, &town.lent.shelf.now()).await.expect("reminded");
        along::evening_and_morning(&town.db, &sender, &town.lent.shelf.now()).await.expect("looked");
        town.reader().sends(&path(&answer), &[("say", "yes")]).await;
    }
    assert_eq!(town.count("select count(*) from accounts where first_name = 'Ana'").await, 1, "the first word alone");
    told(&town, all).await;
}

/// Something that is begun together: talked about first, said no to, and online until one of the two steps back.
async fn begun(all: &mut BTreeSet<String>) {
    for online in [false, true] {
        let (town, mut her) = chess_town(&["Bo"]).await;
        noted(&town).await;
        her.sends("/en/together", &fields("send", &[("first_name", "Ana Canaryson")])).await;
        town.reader().sends(&town.letter_for("bo@example.org").await.path(), &[("say", "yes")]).await;
        let mut desk = staff(&town, "marieke", None).await;
        let path = format!("/desk/together/{ENTRY}");
        desk.sends(&format!("{path}/talk-first"), &[]).await;
        if online {
            let form = [
                ("entry", ENTRY),
                ("then", "publish"),
                ("kind", "activity"),
                ("title_en", "Chess in the park"),
                ("title_nl", "Schaken in het park"),
                ("organisation", "Neighbours"),
                ("speech", "english"),
                ("repeat", "weekly"),
                ("first_date", "17-11-2026"),
                ("times", "19:30-21:00"),
                ("postcode", "5616"),
                ("venue", "The pavilion"),
            ];
            assert!(desk.sends(&path, &form).await.says("It is a listing."));
        } else {
            desk.sends(&format!("{path}/not-now"), &[("reason", "Canaryreason")]).await;
            hour_passes(&town, "15 days").await;
        }
        told(&town, all).await;
    }
}

/// Three who are brought together; one says no with a reason, one cannot come after all.
async fn gathered(all: &mut BTreeSet<String>) {
    let (town, mut desk, _) = three().await;
    noted(&town).await;
    let links = asks(&town, &mut desk).await;
    town.reader().sends(&links[1], &[("say", "no"), ("reason", "Canaryreason")]).await;
    for number in [0, 2] {
        answers(&town, &links[number], "yes").await;
    }
    town.letter_for("anahit@example.org").await;
    let mut ana = town.signed_in("anahit@example.org").await;
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from gatherings").fetch_one(&*town.db).await.expect("a gathering");
    ana.sends(&format!("/en/gathering/{id}/cannot"), &[]).await;
    gatherings::end_what_is_over(&town.db).await.expect("ended");
    told(&town, all).await;
}

#[tokio::test]
async fn no_letter_of_any_kind_holds_a_message_a_surname_a_number_or_a_note() {
    let mut all = BTreeSet::new();
    introduced(&mut all).await;
    taken_along(&mut all).await;
    begun(&mut all).await;
    gathered(&mut all).await;
    let elsewhere: BTreeSet<String> = ELSEWHERE.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    let both: BTreeSet<String> = all.union(&elsewhere).cloned().collect();
    let kinds = causes();
    let forgotten: Vec<_> = kinds.difference(&both).collect();
    let unknown: Vec<_> = both.difference(&kinds).collect();
    assert!(forgotten.is_empty() && unknown.is_empty(), "not looked at: {forgotten:?}; of no kind: {unknown:?}");
    for (kind, test) in ELSEWHERE {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rooms/{test}.rs"));
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{kind}: {e}"));
        assert!(text.contains("letter_for(") || text.contains("letters_for("), "{test} reads no letter");
    }
}
