//! The nightly forgetting: a minute before its limit everything is still there, a minute after it exactly that is
//! gone. TRUST.md says how long we keep what.

use crate::support::town::Town;
use buurten::me::retain;
use std::collections::BTreeMap;

/// People and a listing to hang rows on. Nobody is silent here.
const PEOPLE: &str = "
    insert into accounts (id, email, first_name, language, seen_at) values
        ('00000000-0000-4000-8000-000000000001', 'ana@example.org', 'Ana', 'en', buurten_now() + interval '9 years'),
        ('00000000-0000-4000-8000-000000000002', 'bo@example.org', 'Bo', 'nl', buurten_now() + interval '9 years'),
        ('00000000-0000-4000-8000-000000000003', 'dee@example.org', 'Dee', 'nl', buurten_now());
    insert into staff (account_id) values ('00000000-0000-4000-8000-000000000003');
    insert into newcomers (id, account_id) values ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001');
    insert into locals (id, account_id) values ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000002');
    insert into listings (id, key, kind, title_en, status) values ('00000000-0000-4000-8000-000000000021', 'choir', 'club', 'Choir', 'active')";

const ID: &str = "gen_random_uuid()";
const HASH: &str = "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')";
const ANA: &str = "'00000000-0000-4000-8000-000000000001'";
const DEE: &str = "'00000000-0000-4000-8000-000000000003'";
const NEWCOMER: &str = "'00000000-0000-4000-8000-000000000011'";
const LOCAL: &str = "'00000000-0000-4000-8000-000000000012'";
const CHOIR: &str = "'00000000-0000-4000-8000-000000000021'";

/// What is kept for how long: its table, the limit, a row of now.
fn kept() -> Vec<(&'static str, &'static str, &'static str, String)> {
    let request = |table: &str, more: (&str, &str)| {
        format!(
            "insert into {table} (id, newcomer_id, listing_id, answer_token_hash{}) values ({ID}, {NEWCOMER}, {CHOIR}, {HASH}{})",
            more.0, more.1
        )
    };
    let session = |who: &str, seen: &str| {
        format!(
            "insert into sessions (id, token_hash, account_id, seen_at) values ({ID}, {HASH}, {who}, buurten_now() + interval '{seen}')"
        )
    };
    let letter = |sent: &str| {
        format!(
            "insert into letters (id, cause, address, language, message_id, subject, body_text, body_html, {sent})
                 values ({ID}, 'request', 'a@example.org', 'nl', {ID}::text, 's', 't', 'h', buurten_now())"
        )
    };
    vec![
        ("an idle session", "sessions", "14 days", session(ANA, "0")),
        ("a session that is used", "sessions", "90 days", session(ANA, "89 days")),
        ("an idle session of staff", "sessions", "30 minutes", session(DEE, "0")),
        ("a session of staff that is used", "sessions", "12 hours", session(DEE, "11 hours 50 minutes")),
        (
            "a sign-in",
            "sign_in_challenges",
            "24 hours",
            format!(
                "insert into sign_in_challenges (id, email, language, next, code_hash, link_hash) values ({ID}, 'x@example.org', 'en', 'me', {HASH}, {HASH})"
            ),
        ),
        ("a letter that was sent", "letters", "7 days", letter("sent_at")),
        ("a letter that was given up", "letters", "7 days", letter("gave_up_at")),
        (
            "answers of a visit",
            "newcomers",
            "14 days",
            format!("insert into newcomers (id, visit_hash) values ({ID}, {HASH})"),
        ),
        (
            "answers of a visit of a local",
            "locals",
            "14 days",
            format!("insert into locals (id, visit_hash) values ({ID}, {HASH})"),
        ),
        ("a request", "requests", "12 months", request("requests", (", state", ", 'withdrawn'"))),
        (
            "going along",
            "going_along",
            "12 months",
            request("going_along", (", local_id, state", &format!(", {LOCAL}, 'withdrawn'"))),
        ),
        (
            "what was to begin together",
            "together",
            "12 months",
            format!(
                "insert into together (id, newcomer_id, language, title, interests, free, people, languages) values ({ID}, {NEWCOMER}, 'en', 'Chess', '{{chess}}', '{{tue-evening}}', 6, '{{en}}');
                 update together set state = 'withdrawn', ended_at = buurten_now(), ended_by = 'newcomer' where ended_at is null"
            ),
        ),
        (
            "an evening for locals",
            "trainings",
            "12 months",
            format!("insert into trainings (id, starts_at, ends_at, place) values ({ID}, buurten_now() - interval '2 hours', buurten_now(), 'The library')"),
        ),
        (
            "an introduction",
            "introductions",
            "12 months",
            format!(
                "insert into introductions (id, newcomer_id, local_id, state, ended_at, lapse) values ({ID}, {NEWCOMER}, {LOCAL}, 'lapsed', buurten_now(), 'silence')"
            ),
        ),
        (
            "a wish to meet somebody",
            "wishes_to_meet",
            "12 months",
            format!(
                "insert into wishes_to_meet (id, newcomer_id, kind, ended_at) values ({ID}, {NEWCOMER}, 'coffee', buurten_now())"
            ),
        ),
        (
            "a gathering",
            "gatherings",
            "12 months",
            format!(
                "insert into gatherings (id, kind, what, place, meets_at, proposed_at) values ({ID}, 'trio', 'Walk', 'The library', buurten_now(), buurten_now() - interval '7 days')"
            ),
        ),
        (
            "a call for locals",
            "calls_for_locals",
            "8 weeks",
            format!("insert into calls_for_locals (id, cell) values ({ID}, gen_random_uuid() || '.any.any.any')"),
        ),
        (
            "a round",
            "rounds",
            "6 months",
            format!("insert into rounds (id, by_account) values ({ID}, {DEE})"),
        ),
        (
            "a next step",
            "next_steps",
            "12 months",
            format!(
                "insert into next_steps (id, newcomer_id, kind, until, over_at) values ({ID}, {NEWCOMER}, 'look', buurten_now() + interval '7 days', buurten_now())"
            ),
        ),
        (
            "a tie",
            "ties",
            "12 months",
            format!(
                "insert into ties (id, newcomer_id, local_id, state, ended_at, end_reason, ended_by, newcomer_over_at, local_over_at)
                 values ({ID}, {NEWCOMER}, {LOCAL}, 'ended', buurten_now(), 'no-time', 'local', buurten_now(), buurten_now())"
            ),
        ),
        (
            "a line of the logbook",
            "logbook",
            "24 months",
            format!(
                "insert into logbook (id, by_account, about_account, act, reason) values ({ID}, {DEE}, {ANA}, 'looked', 'she called')"
            ),
        ),
        (
            "a change of a listing",
            "listing_changes",
            "24 months",
            format!(
                "insert into listing_changes (id, listing_id, version, by_role, fields) select {ID}, {CHOIR}, count(*) + 1, 'seed', '{{}}' from listing_changes"
            ),
        ),
        (
            "a report that was looked at",
            "reports",
            "24 months",
            format!(
                "insert into reports (id, by_account, about_account, cause, looked_at, outcome) values ({ID}, {DEE}, {ANA}, 'unkind', buurten_now(), 'talked-to')"
            ),
        ),
        (
            "an intake",
            "intakes",
            "14 days",
            format!(
                "insert into intakes (id, address, first_name, language, answers, token_hash) values ({ID}, 'a@example.org', 'Eva', 'en', '{{}}', {HASH})"
            ),
        ),
        (
            "an intake that she confirmed",
            "intakes",
            "1 hour",
            format!(
                "insert into intakes (id, address, first_name, language, answers, token_hash, confirmed_at) values ({ID}, 'a@example.org', 'Eva', 'en', '{{}}', {HASH}, buurten_now())"
            ),
        ),
        (
            "a claim",
            "claims",
            "7 days",
            format!(
                "insert into claims (id, listing_id, address, token_hash) values ({ID}, {CHOIR}, 'a@example.org', {HASH})"
            ),
        ),
        (
            "a correction that somebody looked at",
            "corrections",
            "90 days",
            format!("insert into corrections (id, listing_id, unit, fields, state, looked_at) values ({ID}, {CHOIR}, 'venue', '{{}}', 'left', buurten_now())"),
        ),
        (
            "a correction nobody looked at",
            "corrections",
            "12 months",
            format!("insert into corrections (id, listing_id, unit, fields) values ({ID}, {CHOIR}, {ID}::text, '{{}}')"),
        ),
        (
            "what an import brought in",
            "imported",
            "30 days",
            format!("insert into imported (id, new, changed) values ({ID}, 1, 0)"),
        ),
        (
            "the headers of a sheet",
            "import_headers",
            "24 months",
            format!("insert into import_headers (headers_hash, mapping) values ({HASH}, '{{}}')"),
        ),
        (
            "a merge",
            "merges",
            "30 days",
            format!("with other as (insert into listings (id, key, kind, title_en, status) values ({ID}, {ID}::text, 'club', 'Choir', 'closed') returning id)
                     insert into merges (id, kept, lost, moved) select {ID}, {CHOIR}, id, '{{}}' from other"),
        ),
        (
            "what was done to many listings at once",
            "acts_on_many",
            "7 days",
            format!("insert into acts_on_many (id, made) values ({ID}, '{{}}')"),
        ),
        (
            "a view that was removed",
            "saved_views",
            "1 hour",
            format!("insert into saved_views (id, account_id, name, query, removed_at) values ({ID}, {DEE}, 'To check', 'look=any', buurten_now())"),
        ),
        (
            "a heartbeat",
            "heartbeats",
            "12 months",
            format!("insert into heartbeats (id, address, token_hash) values ({ID}, 'a@example.org', {HASH})"),
        ),
        (
            "a sheet that waits",
            "imports",
            "1 hour",
            format!("insert into imports (id, by_account, rows) values ({ID}, {DEE}, '[]')"),
        ),
    ]
}

/// Every row of every table; the clock apart.
async fn all_rows(town: &Town) -> BTreeMap<String, Vec<String>> {
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = 'public' and tablename not in ('city', '_sqlx_migrations')")
            .fetch_all(&*town.db)
            .await
            .expect("tables");
    let mut all = BTreeMap::new();
    for table in tables {
        let sql = sqlx::AssertSqlSafe(format!("select t::text from {table} t order by 1"));
        all.insert(table, sqlx::query_scalar(sql).fetch_all(&*town.db).await.expect("rows"));
    }
    all
}

async fn run(town: &Town, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&*town.db)
        .await
        .unwrap_or_else(|e| panic!("{e}: {sql}"));
}

async fn night(town: &Town) {
    let city = town.lent.city.now();
    let sender = buurten::along::Sender { city: &city, address: &town.lent.address };
    retain(&town.db, &sender, &town.lent.shelf.now()).await.expect("all that is due is forgotten");
}

#[tokio::test]
async fn everything_is_kept_to_its_limit_and_not_a_minute_longer() {
    for (what, table, limit, row) in kept() {
        let town = Town::empty().await;
        run(&town, PEOPLE).await;
        run(&town, &row).await;
        let old = all_rows(&town).await[table].clone();
        town.wait(limit).await;
        town.wait("-1 minute").await;
        run(&town, &row).await;
        let before = all_rows(&town).await;
        night(&town).await;
        assert!(all_rows(&town).await == before, "{what} is gone, or something else, a minute before {limit}");
        town.wait("2 minutes").await;
        night(&town).await;
        let after = all_rows(&town).await;
        for (name, rows) in &before {
            let gone: Vec<_> = rows.iter().filter(|r| !after[name].contains(r)).collect();
            match name == table {
                true => assert!(gone.len() == 1 && old.contains(gone[0]), "{what} after {limit}: {gone:?}"),
                false => assert!(gone.is_empty(), "{what}: {name} lost {gone:?}"),
            }
        }
        let left = after[table].concat();
        assert!(table != "letters" || left.matches("a@example.org").count() == 1, "{what}: {left}");
    }
}

#[tokio::test]
async fn a_note_is_there_on_its_last_day_and_gone_on_the_next() {
    let town = Town::empty().await;
    town.at("2026-03-10 12:00+01").await;
    run(&town, PEOPLE).await;
    run(&town, &format!("insert into notes (id, about_account, purpose, text, until) values ({ID}, {ANA}, 'call-back', 'Call her', '2026-03-29')")).await;
    // The clocks go forward on that day; it ends at 22:00 in London.
    for (moment, notes) in [("2026-03-29 23:59+02", 1), ("2026-03-30 00:01+02", 0)] {
        town.at(moment).await;
        night(&town).await;
        assert_eq!(town.count("select count(*) from notes").await, notes, "{moment}");
    }
}

#[tokio::test]
async fn a_silent_profile_gets_two_notices_and_is_erased_after_a_year() {
    let town = Town::empty().await;
    run(&town, PEOPLE).await;
    run(&town, "insert into accounts (id, email, language) values (gen_random_uuid(), 'eva@example.org', 'nl')").await;
    let start = town.lent.clock.now();
    let accounts = "select count(*) from accounts";
    let at = async |months: u32, days: i64, minutes: i64| {
        let moment =
            start + chrono::Months::new(months) + chrono::TimeDelta::days(days) + chrono::TimeDelta::minutes(minutes);
        town.at(&moment.to_rfc3339()).await;
        night(&town).await;
        night(&town).await;
    };
    at(11, 0, -5).await;
    town.nothing_is_left().await;
    at(11, 0, 5).await;
    let letter = town.letter_for("eva@example.org").await;
    assert_eq!(letter.subject, "Een vraag van Buurten");
    assert!(
        letter.text.contains("Over een maand wissen we je account") && letter.path() == "/nl/me",
        "{}",
        letter.text
    );
    at(11, 15, -5).await;
    town.nothing_is_left().await;
    at(11, 15, 5).await;
    let letter = town.letter_for("eva@example.org").await;
    assert!(letter.text.contains("Over twee weken"), "{}", letter.text);
    at(12, 0, -5).await;
    assert_eq!(town.count(accounts).await, 4);
    at(12, 0, 5).await;
    assert_eq!(town.count(accounts).await, 3, "she is gone; staff and those who were here are not");
    assert_eq!(town.count("select count(*) from letters where address = 'eva@example.org'").await, 0);
    town.nothing_is_left().await;
}

#[tokio::test]
async fn who_signs_in_again_begins_anew_and_nobody_is_erased_right_after_a_notice() {
    let town = Town::empty().await;
    let mut her = town.signed_in("eva@example.org").await;
    // The job did not run for two years: she still gets both notices, a week between them at least.
    town.wait("24 months").await;
    night(&town).await;
    town.letter_for("eva@example.org").await;
    night(&town).await;
    town.wait("6 days").await;
    night(&town).await;
    town.nothing_is_left().await;
    town.wait("2 days").await;
    for _ in 0..3 {
        night(&town).await;
    }
    town.letter_for("eva@example.org").await;
    assert_eq!(town.count("select count(*) from accounts").await, 1);
    // She comes back: all over again.
    town.signs_in(&mut her, "eva@example.org").await;
    town.wait("2 minutes").await;
    her.opens("/en/me").await;
    town.wait("8 days").await;
    night(&town).await;
    assert_eq!(town.count("select notices::bigint from accounts").await, 0);
    town.nothing_is_left().await;
}
