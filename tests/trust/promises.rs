//! What the database itself refuses, by direct SQL as the app's role: a local in any state before the needed one,
//! and more than they can. The same test without the triggers must fail, or it proves nothing.

use crate::support::town::Town;
use buurten::{along::Sender, platform::db::Db, safety::part};
use sqlx::{AssertSqlSafe, PgTransaction, query, query_scalar};
use uuid::Uuid;

pub const TASKS: usize = 64;
const ROUNDS: usize = 50;
const CAPACITY: usize = 3;
const BUDGET: usize = 4;

/// From nothing to ready for one to one, step by step.
const STEPS: [(&str, &str); 4] = [
    ("talked-to", "talked_at = buurten_now()"),
    ("certificate-seen", "certificate_seen_on = '2026-01-01', certificate_valid_until = '2999-01-01'"),
    ("code-signed", "code_signed_at = buurten_now()"),
    ("active", "active_since = buurten_now()"),
];

/// One local who goes to one listing, and many who would like to.
pub struct Cast {
    pub town: Town,
    pub listing: Uuid,
    pub local: Uuid,
    pub newcomers: Vec<Uuid>,
}

impl Cast {
    pub async fn new() -> Self {
        let town = Town::empty().await;
        let listing = town.with_listing(&[("id", "choir")]).await;
        let (local, account) = (Uuid::new_v4(), Uuid::new_v4());
        run(
            &town.db,
            format!("insert into accounts (id, email, language) values ('{account}', 'bo@example.org', 'nl')"),
        )
        .await;
        run(&town.db, format!("insert into locals (id, account_id) values ('{local}', '{account}')")).await;
        run(&town.db, format!("insert into regulars (local_id, listing_id) values ('{local}', '{listing}')")).await;
        let sql = "with a as (insert into accounts (id, email, language)
                       select gen_random_uuid(), 'n' || n || '@example.org', 'en' from generate_series(1, $1) n returning id)
                   insert into newcomers (id, account_id) select gen_random_uuid(), id from a returning id";
        let newcomers = query_scalar(sql).bind(TASKS as i32).fetch_all(&*town.db).await.expect("newcomers");
        Self { town, listing, local, newcomers }
    }

    /// As far as this step, included; the host's word too.
    pub async fn up_to(&self, state: &str) {
        self.sets("talked_at = null, certificate_seen_on = null, certificate_valid_until = null, code_signed_at = null, active_since = null").await;
        for (name, set) in STEPS {
            self.sets(set).await;
            if name == state {
                return;
            }
        }
    }

    pub async fn sets(&self, set: &str) {
        run(&self.town.db, format!("update locals set {set} where id = '{}'", self.local)).await;
    }

    pub async fn host_says(&self, set: &str) {
        run(&self.town.db, format!("update regulars set {set} where local_id = '{}'", self.local)).await;
    }

    fn going(&self) -> String {
        let (her, local, listing) = (self.newcomers[0], self.local, self.listing);
        format!(
            "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash) values (gen_random_uuid(), '{her}', '{local}', '{listing}', '\\x01')"
        )
    }

    fn introduction(&self) -> String {
        let (her, local) = (self.newcomers[0], self.local);
        format!("insert into introductions (id, newcomer_id, local_id) values (gen_random_uuid(), '{her}', '{local}')")
    }

    /// The name of the constraint that refuses a statement; what it would have done is undone. `None`: it is let in.
    pub async fn refuses(&self, sql: &str) -> Option<String> {
        let mut tx = self.town.db.begin().await.expect("a transaction");
        let done = query(AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await;
        done.err().map(|e| e.as_database_error().and_then(|d| d.constraint()).expect("a promise").to_owned())
    }
}

pub async fn run(db: &Db, sql: String) {
    query(AssertSqlSafe(sql.clone())).execute(&**db).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// A transaction, however many wait for the connections of one small machine.
pub async fn begins(db: &Db) -> PgTransaction<'static> {
    loop {
        match db.begin().await {
            Ok(tx) => return tx,
            Err(sqlx::Error::PoolTimedOut) => {}
            Err(e) => panic!("{e}"),
        }
    }
}

#[tokio::test]
async fn nobody_takes_somebody_along_before_the_host_vouches_and_we_had_the_call() {
    let cast = Cast::new().await;
    let refused = Some("only_who_is_known_takes_somebody_along".to_owned());
    assert_eq!(cast.refuses(&cast.going()).await, refused, "applied, not vouched");
    cast.host_says("vouched_at = buurten_now()").await;
    assert_eq!(cast.refuses(&cast.going()).await, refused, "applied");
    cast.up_to("talked-to").await;
    assert_eq!(cast.refuses(&cast.going()).await, None, "known, and talked to");
    for (break_it, mend_it) in [
        ("paused_at = buurten_now()", "paused_at = null"),
        ("stopped_at = buurten_now()", "stopped_at = null"),
        (
            "account_id = null, visit_hash = '\\x01'",
            "account_id = (select id from accounts where email = 'bo@example.org'), visit_hash = null",
        ),
    ] {
        cast.sets(break_it).await;
        assert_eq!(cast.refuses(&cast.going()).await, refused, "{break_it}");
        cast.sets(mend_it).await;
        assert_eq!(cast.refuses(&cast.going()).await, None, "{mend_it}");
    }
    for word in ["vouched_at = null", "vouched_at = null, unknown_at = buurten_now()"] {
        cast.host_says(word).await;
        assert_eq!(cast.refuses(&cast.going()).await, refused, "{word}");
    }
    // Nor by a way round: a yes after the fact, or somebody else's question.
    cast.host_says("vouched_at = buurten_now(), unknown_at = null").await;
    run(&cast.town.db, cast.going()).await;
    cast.sets("stopped_at = buurten_now()").await;
    let yes = "update going_along set state = 'yes', answered_at = buurten_now()";
    assert_eq!(cast.refuses(yes).await, refused);
    run(&cast.town.db, "update going_along set state = 'lapsed', closed_at = buurten_now()".to_owned()).await;
    assert_eq!(cast.refuses("update going_along set state = 'sent'").await, refused);
}

#[tokio::test]
async fn nobody_is_introduced_before_every_step_or_with_an_expired_certificate() {
    let cast = Cast::new().await;
    let early = Some("only_an_active_local_is_introduced".to_owned());
    assert_eq!(cast.refuses(&cast.introduction()).await, early, "applied");
    for (state, _) in &STEPS[..3] {
        cast.up_to(state).await;
        assert_eq!(cast.refuses(&cast.introduction()).await, early, "{state}");
    }
    cast.up_to("active").await;
    assert_eq!(cast.refuses(&cast.introduction()).await, None, "active");
    for (break_it, mend_it) in
        [("paused_at = buurten_now()", "paused_at = null"), ("stopped_at = buurten_now()", "stopped_at = null")]
    {
        cast.sets(break_it).await;
        assert_eq!(cast.refuses(&cast.introduction()).await, early, "{break_it}");
        cast.sets(mend_it).await;
    }
    let expired = Some("only_a_valid_certificate_counts".to_owned());
    cast.sets("certificate_seen_on = '2020-01-01', certificate_valid_until = (buurten_now() at time zone 'Europe/Amsterdam')::date - 1").await;
    assert_eq!(cast.refuses(&cast.introduction()).await, expired);
    cast.sets("certificate_valid_until = (buurten_now() at time zone 'Europe/Amsterdam')::date").await;
    assert_eq!(cast.refuses(&cast.introduction()).await, None, "its last day counts");
    // An open introduction does not go on either once the certificate ended.
    run(&cast.town.db, cast.introduction()).await;
    cast.town.wait("1 day").await;
    let yes = "update introductions set state = 'one-yes', newcomer_yes_at = buurten_now()";
    assert_eq!(cast.refuses(yes).await, expired);
}

#[tokio::test]
async fn no_step_comes_before_the_one_it_needs() {
    let cast = Cast::new().await;
    for (set, constraint) in [
        (STEPS[1].1, "the_certificate_comes_after_the_talk"),
        (STEPS[2].1, "the_code_of_conduct_comes_after_the_certificate"),
        (STEPS[3].1, "active_comes_last"),
    ] {
        let sql = format!("update locals set {set} where id = '{}'", cast.local);
        assert_eq!(cast.refuses(&sql).await.as_deref(), Some(constraint));
    }
    cast.up_to("active").await;
    let sql = format!("update locals set talked_at = null where id = '{}'", cast.local);
    assert!(cast.refuses(&sql).await.is_some(), "a step is not pulled from under another");
}

/// A race: the table, what counts against the promise, and the insert of one of 64 tasks (`$1` her, `$2` the local,
/// `$3` the listing, `$4` the task).
struct Race {
    table: &'static str,
    counts: &'static str,
    insert: &'static str,
    /// How many people they can, which also holds who is only asked about.
    capacity: usize,
    most: usize,
}

/// Each asks in a month of its own, so that only the capacity is left to keep.
const YES: Race = Race {
    table: "going_along",
    counts: "state = 'yes'",
    insert: "insert into going_along (id, newcomer_id, local_id, listing_id, state, answered_at, sent_at, answer_token_hash)
             values (gen_random_uuid(), $1, $2, $3, 'yes', buurten_now(), buurten_now() - make_interval(months => $4), decode(md5($4::text), 'hex'))",
    capacity: CAPACITY,
    most: CAPACITY,
};
const ASKED: Race = Race {
    table: "going_along",
    counts: "state = 'sent'",
    insert: "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash)
             values (gen_random_uuid(), $1, $2, $3, decode(md5($4::text), 'hex'))",
    capacity: 2 * BUDGET,
    most: BUDGET,
};
const INTRODUCED: Race = Race {
    table: "introductions",
    counts: "ended_at is null",
    // The listing and the task are named, so that all three take the same four.
    insert: "insert into introductions (id, newcomer_id, local_id) select gen_random_uuid(), $1, $2 where $3::uuid is not null and $4::int is not null",
    capacity: CAPACITY,
    most: CAPACITY,
};

impl Race {
    /// One round: all at once. Answers how many were let in, by what they were told and by what is there.
    async fn round(&self, cast: &Cast, naive: bool) -> (usize, usize) {
        run(&cast.town.db, format!("delete from {}", self.table)).await;
        let tasks = cast.newcomers.iter().enumerate().map(|(number, her)| {
            let (db, her, local, listing) = (cast.town.db.clone(), *her, cast.local, cast.listing);
            let (table, counts, insert, most) = (self.table, self.counts, self.insert, self.most);
            tokio::spawn(async move {
                let mut tx = begins(&db).await;
                if naive {
                    let count = format!("select count(*) from {table} where local_id = $1 and {counts}");
                    let there: i64 =
                        query_scalar(AssertSqlSafe(count)).bind(local).fetch_one(&mut *tx).await.expect("a count");
                    if there >= most as i64 {
                        return false;
                    }
                }
                let done =
                    query(insert).bind(her).bind(local).bind(listing).bind(number as i32).execute(&mut *tx).await;
                match done {
                    Ok(_) => tx.commit().await.map(|()| true).expect("a commit"),
                    Err(e) => {
                        let constraint = e.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
                        assert!(constraint.is_some_and(|c| c.contains("local") || c.contains("nobody")), "{e}");
                        false
                    }
                }
            })
        });
        let mut accepted = 0;
        for task in tasks.collect::<Vec<_>>() {
            accepted += usize::from(task.await.expect("an answer"));
        }
        let count = format!("select count(*) from {} where {}", self.table, self.counts);
        let there: i64 = query_scalar(AssertSqlSafe(count)).fetch_one(&*cast.town.db).await.expect("a count");
        (accepted, usize::try_from(there).expect("a count"))
    }
}

async fn ready(race: &Race) -> Cast {
    let cast = Cast::new().await;
    cast.up_to("active").await;
    cast.host_says("vouched_at = buurten_now()").await;
    cast.sets(&format!("answers = '{{\"capacity\": {}}}', requests_a_month = {BUDGET}", race.capacity)).await;
    cast
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_at_once_exactly_as_many_as_they_can_are_let_in_50_times() {
    for race in [YES, ASKED, INTRODUCED] {
        let cast = ready(&race).await;
        for round in 0..ROUNDS {
            let (accepted, there) = race.round(&cast, false).await;
            assert_eq!((accepted, there), (race.most, race.most), "{} {}, round {round}", race.table, race.counts);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_naive_way_lets_too_many_in_so_the_test_is_not_blind() {
    for race in [YES, ASKED, INTRODUCED] {
        let cast = ready(&race).await;
        run(&cast.town.db, "drop trigger going_along_holds_its_promises on going_along".to_owned()).await;
        run(&cast.town.db, "drop trigger an_introduction_holds_its_promises on introductions".to_owned()).await;
        let mut too_many = false;
        for _ in 0..ROUNDS {
            too_many = race.round(&cast, true).await.1 > race.most;
            if too_many {
                break;
            }
        }
        assert!(too_many, "{} {}: counting first was enough?", race.table, race.counts);
    }
}

/// Two who would be brought together while one blocks the other, all at once: block, ask along, introduce.
#[tokio::test]
async fn whoever_blocks_somebody_is_never_brought_together_with_them_whatever_comes_first() {
    let cast = Cast::new().await;
    let db = cast.town.db.clone();
    cast.up_to("active").await;
    cast.sets("answers = answers || '{\"capacity\": 100}', requests_a_month = 4").await;
    cast.host_says("vouched_at = buurten_now()").await;
    let them: Uuid = query_scalar("select account_id from locals where id = $1")
        .bind(cast.local)
        .fetch_one(&*db)
        .await
        .expect("them");
    let mut refused = 0;
    for round in 0..10 {
        for sql in ["delete from going_along", "delete from introductions", "delete from blocks"] {
            run(&db, sql.to_owned()).await;
        }
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..TASKS {
            let (db, her, local, listing) = (db.clone(), cast.newcomers[task / 2], cast.local, cast.listing);
            let lent = cast.town.lent.clone();
            tasks.spawn(async move {
                let sql = match (task % 2 == 0, (round + task / 2) % 2 == 0) {
                    (true, _) => {
                        let mut tx = db.begin().await.expect("a transaction");
                        let her_account: Uuid = query_scalar("select account_id from newcomers where id = $1")
                            .bind(her)
                            .fetch_one(&mut *tx)
                            .await
                            .expect("hers");
                        let city = lent.city.now();
                        let sender = Sender { city: &city, address: &lent.address };
                        part(&mut tx, &sender, &lent.shelf.now(), them, her_account).await.expect("blocked");
                        tx.commit().await.expect("blocked");
                        return None;
                    }
                    (false, true) => format!("insert into introductions (id, newcomer_id, local_id) values (gen_random_uuid(), '{her}', '{local}')"),
                    (false, false) => format!(
                        "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash) values (gen_random_uuid(), '{her}', '{local}', '{listing}', gen_random_uuid()::text::bytea)"
                    ),
                };
                let done = query(AssertSqlSafe(sql)).execute(&*db).await;
                done.err().map(|e| e.as_database_error().and_then(|d| d.constraint()).map(str::to_owned).unwrap_or_else(|| e.to_string()))
            });
        }
        while let Some(done) = tasks.join_next().await {
            if let Some(name) = done.expect("a task") {
                let promises = ["no_blocked_pair_is_brought_together", "nobody_is_asked_more_often_than_they_chose"];
                assert!(promises.contains(&name.as_str()), "{name}");
                refused += 1;
            }
        }
        let together = "select (select count(*) from introductions i join newcomers n on n.id = i.newcomer_id join blocks b on b.blocked_account = n.account_id where i.ended_at is null)
                             + (select count(*) from going_along g join newcomers n on n.id = g.newcomer_id join blocks b on b.blocked_account = n.account_id where g.state in ('sent', 'yes'))";
        assert_eq!(cast.town.count(together).await, 0, "round {round}");
    }
    println!("refused {refused} times");
}

#[tokio::test]
async fn one_step_stands_for_two_weeks_at_most_and_ends_one_way() {
    let cast = Cast::new().await;
    let refused = async |sql: &str| {
        let done =
            query(AssertSqlSafe(sql.replace("{her}", &cast.newcomers[0].to_string()))).execute(&*cast.town.db).await;
        done.err().and_then(|e| e.as_database_error().and_then(|d| d.constraint().map(str::to_owned)))
    };
    let step = "insert into next_steps (id, newcomer_id, kind, until) values (gen_random_uuid(), '{her}', 'look', buurten_now() + interval '7 days')";
    assert_eq!(refused(step).await, None);
    for (sql, promise) in [
        (step.to_owned(), "one_open_next_step"),
        (step.replace("look", "points"), "a_next_step_is_of_a_known_kind"),
        (step.replace("look", "fits"), "a_next_step_to_somewhere_says_where"),
        (step.replace("7 days", "15 days"), "a_next_step_stands_two_weeks_at_most"),
        (
            "update next_steps set done_at = buurten_now(), over_at = buurten_now()".to_owned(),
            "a_next_step_ends_one_way",
        ),
        (
            "insert into circles (newcomer_id, people, rooted, favour) values ('{her}', 3, 4, 0)".to_owned(),
            "who_is_rooted_here_is_one_of_them",
        ),
    ] {
        assert_eq!(refused(&sql).await.as_deref(), Some(promise), "{sql}");
    }
}
