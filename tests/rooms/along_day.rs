//! The day they go: the page of the two, the evening before, the day after.

use crate::{
    along::{asks, choir, local, path},
    support::{
        reader::{Page, Reader},
        town::{GotLetter, Town},
    },
};
use axum::http::StatusCode;
use buurten::along::{self, Sender};
use uuid::Uuid;

const ANA: &str = "ana@example.org";
const BO: &str = "bo@example.org";

async fn looks(town: &Town) {
    let city = town.lent.city.now();
    let sender = Sender { city: &city, address: &town.lent.address };
    along::pass_on(&town.db, &sender, &town.lent.shelf.now()).await.expect("passed on");
    along::evening_and_morning(&town.db, &sender, &town.lent.shelf.now()).await.expect("looked");
}

/// It is so late; what is to be done then was done, and done again.
async fn at(town: &Town, moment: &str) {
    town.at(moment).await;
    looks(town).await;
    looks(town).await;
}

async fn sql(town: &Town, text: &'static str) {
    sqlx::query(text).execute(&*town.db).await.expect(text);
}

/// A yes to Tuesday 1 December, 20:00: the town, she, he, and their page.
async fn yes() -> (Town, Reader, Reader, String) {
    let (town, mut her, listing) = choir(&[BO]).await;
    asks(&mut her, listing, "2026-12-01").await;
    town.reader().sends(&path(&town.letter_for(BO).await), &[("say", "yes")]).await;
    let letter = town.letter_for(ANA).await;
    assert_eq!(town.letter_for(BO).await.path(), letter.path(), "one page for the two");
    let mut them = town.reader();
    town.signs_in(&mut them, BO).await;
    let page = letter.path();
    (town, her, them, page)
}

async fn both(town: &Town) -> [GotLetter; 2] {
    [town.letter_for(ANA).await, town.letter_for(BO).await]
}

fn day_after(letter: &GotLetter) -> String {
    assert!(letter.subject == "A short question" && letter.links().len() >= 3, "{letter:?}");
    path(letter)
}

#[tokio::test]
async fn both_have_one_page_with_where_when_what_to_bring_and_what_happens_when_one_is_late() {
    let (town, mut her, mut them, page) = yes().await;
    sql(&town, "update listings set domains = '{sport}', cost_cents = 250, cost_per = 'session', contact_name = 'Riet', contact_email = 'x@example.org'").await;
    town.look().await;
    let hers = her.opens(&page).await;
    for says in [
        "You go with Bo",
        "Tuesday 1 December, 20:00 The old school",
        "Bo waits for you at the entrance",
        "Shoes and clothes that you can move in.",
        "2.50 for this time.",
        "Bo waits for ten minutes at the entrance.",
        "Come in all the same, and ask for Riet.",
    ] {
        assert!(hers.says(says), "{says}: {}", hers.main());
    }
    let theirs = them.opens(&page).await;
    for says in
        ["You take Ana along", "Wait for Ana at the entrance", "tell somebody at the door that Ana is still coming"]
    {
        assert!(theirs.says(says), "{says}: {}", theirs.main());
    }
    for page in [&hers, &theirs] {
        assert!(
            !page.html.contains("@example.org")
                && page.attributes("main a[href^='tel:'][href*='06']", "href").is_empty()
        );
    }
    assert!(them.opens(&page.replacen("/en/", "/nl/", 1)).await.says("Je neemt Ana mee"));
    // Nobody else has it; signed out, one signs in and comes back.
    let mut stranger = town.signed_in("stranger@example.org").await;
    let random = stranger.opens(&format!("/en/going/{}", Uuid::new_v4())).await;
    let foreign = stranger.opens(&page).await;
    assert_eq!((foreign.status, foreign.main()), (StatusCode::NOT_FOUND, random.main()));
    assert_eq!(stranger.opens(&format!("{page}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
    let next = page.replacen("/en/going/", "going.", 1);
    assert_eq!(town.reader().opens(&page).await.address, format!("/en/sign-in?next={next}"));
    // He cannot make it: the page says what is left, and both calendars strike it out.
    let file = her.opens(&format!("{page}/calendar.ics")).await.html;
    for line in
        ["METHOD:REQUEST", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART:20261201T190000Z", "SUMMARY:choir\\, with Bo"]
    {
        assert!(file.contains(line), "{line} in {file}");
    }
    assert!(file.contains("ORGANIZER:mailto:") && file.contains("mailto:ana@example.org") && !file.contains(BO));
    let take_back = theirs.attributes("form[action$='/take-back']", "action").concat();
    them.sends(&take_back, &[]).await;
    town.letter_for(ANA).await;
    let file = her.opens(&format!("{page}/calendar.ics")).await.html;
    for line in ["METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED", "DTSTART:20261201T190000Z"] {
        assert!(file.contains(line), "{line} in {file}");
    }
    for (reader, own) in [(&mut her, "See what else you can do"), (&mut them, "")] {
        let off = reader.opens(&page).await;
        assert!(off.says("This was called off") && off.says(own) && !off.says("ten minutes"), "{}", off.main());
        assert_eq!(off.attributes("main a[href$='.ics']", "href"), [format!("{page}/calendar.ics")]);
    }
    let listing = her.opens(&page).await.attributes("main a[href$='/along']", "href").concat();
    let asked = her.opens(&listing).await;
    assert!(
        asked.says("This time it doesn't work out.") && asked.says("Take it out of my calendar"),
        "{}",
        asked.main()
    );
    town.nothing_is_left().await;
}

#[tokio::test]
async fn a_question_that_was_refused_and_then_taken_back_is_in_no_calendar() {
    let (town, mut her, listing) = choir(&[BO]).await;
    let page = asks(&mut her, listing, "2026-12-01").await;
    town.reader().sends(&path(&town.letter_for(BO).await), &[("say", "no")]).await;
    let withdraw = page.attributes("form[action$='/withdraw']", "action").concat();
    let going = withdraw.trim_end_matches("/withdraw").to_owned();
    for _ in 0..2 {
        assert_eq!(her.opens(&format!("{going}/calendar.ics")).await.status, StatusCode::NOT_FOUND);
        let page = her.opens(&going).await;
        assert!(page.address.ends_with("/along") && !page.html.contains("Bo"), "{}", page.main());
        her.sends(&withdraw, &[]).await;
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn at_six_the_evening_before_both_are_reminded_once() {
    let (town, _, _, page) = yes().await;
    at(&town, "2026-11-30 17:59:30+01").await;
    town.nothing_is_left().await;
    at(&town, "2026-11-30 18:00+01").await;
    let letters = both(&town).await;
    for (letter, says) in letters.iter().zip(["Bo takes you along to choir.", "You take Ana along to choir."]) {
        assert!(
            letter.text.contains(says) && letter.text.contains("Tuesday 1 December, 20:00, The old school"),
            "{letter:?}"
        );
        assert_eq!(letter.path(), page);
        assert!(!letter.text.contains("ana@") && !letter.text.contains("bo@"));
    }
    // The clock is put back, and comes by again.
    at(&town, "2026-11-30 12:00+01").await;
    at(&town, "2026-12-01 19:59+01").await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn six_in_the_evening_is_that_of_the_city_when_its_clocks_change() {
    let (town, mut her, listing) = choir(&[BO]).await;
    her.posts(&format!("/en/listings/{listing}/keep"), &[]).await;
    sql(&town, "update listings set rrule = 'FREQ=DAILY'").await;
    for (day, before, then) in [
        ("2026-10-25", "2026-10-24 15:59:30Z", "2026-10-24 16:00Z"),
        ("2026-10-26", "2026-10-25 16:59:30Z", "2026-10-25 17:00Z"),
        ("2027-03-28", "2027-03-27 16:59:30Z", "2027-03-27 17:00Z"),
        ("2027-03-29", "2027-03-28 15:59:30Z", "2027-03-28 16:00Z"),
    ] {
        sql(&town, "delete from going_along").await;
        town.at(before).await;
        sqlx::query(
            "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash, starts_at, state, answered_at)
             select gen_random_uuid(), n.id, l.id, $1, '\\x01', ($2 || ' 20:00')::timestamp at time zone 'Europe/Amsterdam', 'yes',
                 buurten_now() - interval '2 days' from newcomers n, locals l",
        )
        .bind(listing)
        .bind(day)
        .execute(&*town.db)
        .await
        .expect("a yes");
        looks(&town).await;
        town.nothing_is_left().await;
        at(&town, then).await;
        both(&town).await;
    }
    town.nothing_is_left().await;
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_off_or_knew_it_that_evening() {
    for why in [
        "update going_along set state = 'withdrawn', closed_at = buurten_now()",
        "update going_along set state = 'lapsed', closed_at = buurten_now()",
        "update going_along set answered_at = '2026-11-30 18:00+01'",
    ] {
        let (town, ..) = yes().await;
        sql(&town, why).await;
        at(&town, "2026-11-30 18:30+01").await;
        town.nothing_is_left().await;
    }
    // Whoever shut the other out hears of them no more; the other hears what they would of somebody quiet.
    for (blocker, blocked) in [("n", "l"), ("l", "n")] {
        let (town, ..) = yes().await;
        let block = format!(
            "insert into blocks (blocker_account, blocked_account) select {blocker}.account_id, {blocked}.account_id from newcomers n, locals l"
        );
        sqlx::query(sqlx::AssertSqlSafe(block)).execute(&*town.db).await.expect("a block");
        for (moment, cause) in [("2026-11-30 18:30+01", "evening-before"), ("2026-12-02 10:30+01", "how-was-it")] {
            at(&town, moment).await;
            let told = format!(
                "delete from letters t using accounts a, {} p where a.email = t.address and p.account_id = a.id and t.cause = '{cause}'",
                if blocked == "n" { "newcomers" } else { "locals" }
            );
            let told = sqlx::query(sqlx::AssertSqlSafe(told)).execute(&*town.db).await.expect("letters");
            assert_eq!(told.rows_affected(), 1, "{cause}");
            town.nothing_is_left().await;
        }
    }
    // The clock jumps over it.
    let (town, ..) = yes().await;
    at(&town, "2026-12-20 12:00+01").await;
    town.nothing_is_left().await;
}

#[tokio::test]
async fn where_the_group_moves_it_they_hear_the_new_hour_and_where_it_is_off_both_hear_that() {
    let (town, mut her, _, page) = yes().await;
    at(&town, "2026-11-30 18:00+01").await;
    both(&town).await;
    sql(&town, "update listings set starts = '19:30'").await;
    at(&town, "2026-11-30 19:00+01").await;
    for letter in both(&town).await {
        assert!(letter.text.contains("Tuesday 1 December, 19:30"), "{letter:?}");
    }
    let file = her.opens(&format!("{page}/calendar.ics")).await.html;
    assert!(file.contains("SEQUENCE:1") && file.contains("DTSTART:20261201T183000Z"), "{file}");
    sql(&town, "update listings set skip_dates = '{2026-12-01}'").await;
    at(&town, "2026-12-01 09:00+01").await;
    for letter in both(&town).await {
        assert!(
            letter.text.contains("choir does not take place on this day: Tuesday 1 December, 19:30."),
            "{letter:?}"
        );
    }
    assert!(her.opens(&page).await.says("This was called off"));
    at(&town, "2026-12-02 12:00+01").await;
    town.nothing_is_left().await;
}

/// Opens the link and gives this answer.
async fn says(town: &Town, link: &str, say: &str) -> Page {
    let page = town.reader().opens(&format!("{link}?say={say}")).await;
    assert_eq!(page.attributes("input[name=say][checked]", "value"), [say], "{}", page.main());
    town.reader().sends(link, &[("say", say)]).await
}

#[tokio::test]
async fn the_day_after_each_is_asked_once_and_a_link_changes_nothing_by_being_opened() {
    let (town, mut her, mut them, _) = yes().await;
    at(&town, "2026-11-30 18:00+01").await;
    for reminder in both(&town).await {
        assert_eq!(reminder.subject, "A small reminder");
    }
    at(&town, "2026-12-02 09:59:30+01").await;
    town.nothing_is_left().await;
    at(&town, "2026-12-02 10:00+01").await;
    let [hers, theirs] = both(&town).await;
    assert!(hers.text.contains("You would go to choir together with somebody. How was it?"), "{hers:?}");
    assert!(theirs.text.contains("You would take Ana along to choir. Did you meet?"), "{theirs:?}");
    let (hers, theirs) = (day_after(&hers), day_after(&theirs));
    for link in [&hers, &theirs] {
        assert!(town.reader().opens(link).await.says("Tuesday 1 December, 20:00"));
    }
    assert_eq!(
        town.count("select count(*) from going_along where num_nonnulls(newcomer_after, local_after) = 0").await,
        1
    );
    let page = says(&town, &hers, "went").await;
    assert!(
        page.says("How nice that you went!") && page.says("The next time is Tuesday 8 December, 20:00."),
        "{}",
        page.main()
    );
    // Once: another answer changes nothing.
    assert!(town.reader().sends(&hers, &[("say", "missed")]).await.says("How nice that you went!"));
    assert_eq!(
        town.count("select count(*) from going_along where state = 'went' and newcomer_after = 'went'").await,
        1
    );
    assert!(says(&town, &theirs, "missed").await.says("Thank you for having been there."));
    assert_eq!(town.count("select count(*) from going_along where state = 'went' and local_after = 'missed'").await, 1);
    assert!(
        her.opens("/en/me").await.says("You went together.") && them.opens("/en/local/me").await.says("One told us")
    );
    let page = town.reader().posts(&hers, &[("say", "perhaps")]).await;
    assert!(page.status.is_client_error());
    at(&town, "2026-12-05 12:00+01").await;
    // After thirty days it is as one that never was.
    town.at("2027-01-01 11:00+01").await;
    let random = town.reader().opens("/en/after/no-such-token").await;
    let late = town.reader().opens(&hers).await;
    assert_eq!((late.status, late.main()), (StatusCode::NOT_FOUND, random.main()));
    assert_eq!(town.reader().posts(&hers, &[("say", "went")]).await.status, StatusCode::NOT_FOUND);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whether_they_went_is_hers_to_say_in_whatever_order_they_answer() {
    for (first, second, went) in [
        (("hers", "missed"), ("theirs", "went"), 0),
        (("theirs", "went"), ("hers", "missed"), 0),
        (("hers", "stayed-away"), ("theirs", "went"), 0),
        (("theirs", "went"), ("hers", "stayed-away"), 0),
        (("theirs", "stayed-away"), ("hers", "went"), 1),
        (("hers", "went"), ("theirs", "stayed-away"), 1),
    ] {
        let (town, mut her, _, _) = yes().await;
        at(&town, "2026-11-30 18:00+01").await;
        both(&town).await;
        at(&town, "2026-12-03 08:00+01").await;
        let [hers, theirs] = both(&town).await.map(|letter| day_after(&letter));
        for (who, say) in [first, second] {
            let page = says(&town, if who == "hers" { &hers } else { &theirs }, say).await;
            if (who, say) == ("hers", "missed") {
                assert!(
                    page.says("That happens, and it's not about you.") && page.says("Go along another time"),
                    "{}",
                    page.main()
                );
            }
        }
        assert_eq!(
            town.count("select count(*) from going_along where state = 'went'").await,
            went,
            "{first:?} {second:?}"
        );
        assert_eq!(town.count("select count(*) from ties").await, went, "{first:?} {second:?}");
        let taken = town.count("select count(*) from going_along g where was_taken_along(g)").await;
        assert_eq!(taken, went, "what they made possible: {first:?} {second:?}");
        if first == ("hers", "missed") {
            // A slip of the thumb: on her own page she can still say it.
            let page = her.opens("/en/me").await;
            her.sends(&page.attributes("form[action$='/went']", "action").concat(), &[]).await;
            assert_eq!(town.count("select count(*) from going_along where state = 'went'").await, 1);
        }
        town.nothing_is_left().await;
    }
}

#[tokio::test]
async fn the_locals_word_stands_in_for_hers_once_her_link_is_over() {
    let (town, ..) = yes().await;
    at(&town, "2026-11-30 18:00+01").await;
    both(&town).await;
    at(&town, "2026-12-03 08:00+01").await;
    let [_, theirs] = both(&town).await.map(|letter| day_after(&letter));
    assert!(says(&town, &theirs, "went").await.says("Thank you"), "at once, whatever she will say");
    let went = "select count(*) from going_along where state = 'went'";
    at(&town, "2027-01-01 12:00+01").await;
    assert_eq!((town.count(went).await, town.count("select count(*) from ties").await), (0, 0), "hers is waited for");
    at(&town, "2027-01-02 12:00+01").await;
    assert_eq!((town.count(went).await, town.count("select count(*) from ties").await), (1, 1));
    town.nothing_is_left().await;
}

#[tokio::test]
async fn whoever_said_it_already_is_not_asked_and_without_a_date_it_is_asked_after_two_weeks() {
    let (town, mut her, _, _) = yes().await;
    at(&town, "2026-12-01 22:30+01").await;
    let page = her.opens("/en/me").await;
    her.sends(&page.attributes("form[action$='/went']", "action").concat(), &[]).await;
    at(&town, "2026-12-02 10:30+01").await;
    town.nothing_is_left().await;
    let (town, mut her, listing) = choir(&[]).await;
    sql(&town, "update listings set rrule = null, first_date = null, starts = null, ends = null").await;
    town.look().await;
    local(&town, listing, BO, 1).await;
    asks(&mut her, listing, "").await;
    town.reader().sends(&path(&town.letter_for(BO).await), &[("say", "yes")]).await;
    both(&town).await;
    at(&town, "2026-12-08 09:00+01").await;
    town.nothing_is_left().await;
    at(&town, "2026-12-08 10:00+01").await;
    for letter in both(&town).await {
        day_after(&letter);
    }
    town.nothing_is_left().await;
}
