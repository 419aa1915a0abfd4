//! Locals are scarce, whoever asks: going along, beginning something and introductions count against the same month and
//! the same room. 64 at once, 50 times; the same without the triggers must fail, or it proves nothing.

use crate::promises::{Cast, TASKS, begins, run};
use sqlx::{AssertSqlSafe, query, query_scalar};

const ROUNDS: usize = 50;
const CAPACITY: i64 = 3;
const BUDGET: i64 = 4;

/// A race of three ways to ask one local, by turns. `$1` her, `$2` the local, `$3` the listing, `$4` the task.
struct Race {
    ways: [&'static str; 3],
    /// What must never be more than `most`; `$1` the local.
    counts: &'static str,
    most: i64,
}

const ASKED: Race = Race {
    ways: [
        "insert into going_along (id, newcomer_id, local_id, listing_id, answer_token_hash)
         values (gen_random_uuid(), $1, $2, $3, decode(md5($4::text), 'hex'))",
        "insert into together_asked (id, together_id, local_id, token_hash)
         select gen_random_uuid(), t.id, $2, decode(md5($4::text), 'hex') from together t where t.newcomer_id = $1 and $3::uuid is not null",
        "insert into introductions (id, newcomer_id, local_id) select gen_random_uuid(), $1, $2 where $3::uuid is not null and $4::int is not null",
    ],
    counts: "asked_in_the_month($1, buurten_now())",
    most: BUDGET,
};
/// Each is asked in a month of its own, so that only the room is left to keep.
const PROMISED: Race = Race {
    ways: [
        "insert into going_along (id, newcomer_id, local_id, listing_id, state, answered_at, sent_at, answer_token_hash)
         values (gen_random_uuid(), $1, $2, $3, 'yes', buurten_now(), buurten_now() - make_interval(months => $4), decode(md5($4::text), 'hex'))",
        "update together set state = 'co-hosted', local_id = $2, co_hosted_at = buurten_now()
         where newcomer_id = $1 and $3::uuid is not null and $4::int is not null",
        "insert into introductions (id, newcomer_id, local_id, proposed_at)
         select gen_random_uuid(), $1, $2, buurten_now() - make_interval(months => $4) where $3::uuid is not null",
    ],
    counts: "people_of($1)",
    most: CAPACITY,
};

async fn ready(capacity: i64, budget: i64) -> Cast {
    let cast = Cast::new().await;
    cast.up_to("active").await;
    cast.host_says("vouched_at = buurten_now()").await;
    let sets =
        format!("joined_at = buurten_now(), answers = '{{\"capacity\": {capacity}}}', requests_a_month = {budget}");
    cast.sets(&sets).await;
    cast
}

impl Race {
    /// One round: all at once. Answers how many were let in, and how many there are.
    async fn round(&self, cast: &Cast, naive: bool) -> (i64, i64) {
        for sql in [
            "delete from going_along",
            "delete from together",
            "delete from introductions",
            "insert into together (id, newcomer_id, language, title, interests, free, people, languages)
             select gen_random_uuid(), id, 'en', 'Chess', '{chess}', '{tue-evening}', 6, '{en}' from newcomers",
        ] {
            run(&cast.town.db, sql.to_owned()).await;
        }
        let counts = format!("select {}", self.counts);
        let tasks = cast.newcomers.iter().enumerate().map(|(number, her)| {
            let (db, her, local, listing) = (cast.town.db.clone(), *her, cast.local, cast.listing);
            let (sql, counts, most) = (self.ways[number % 3], counts.clone(), self.most);
            tokio::spawn(async move {
                let mut tx = begins(&db).await;
                if naive {
                    let there: i64 =
                        query_scalar(AssertSqlSafe(counts)).bind(local).fetch_one(&mut *tx).await.expect("a count");
                    if there >= most {
                        return 0;
                    }
                }
                match query(sql).bind(her).bind(local).bind(listing).bind(number as i32).execute(&mut *tx).await {
                    Ok(_) => tx.commit().await.map(|()| 1).expect("a commit"),
                    Err(e) => {
                        let constraint = e.as_database_error().and_then(|d| d.constraint()).map(str::to_owned);
                        assert!(constraint.is_some_and(|c| c.contains("local") || c.contains("nobody")), "{e}");
                        0
                    }
                }
            })
        });
        let mut accepted = 0;
        for task in tasks.collect::<Vec<_>>() {
            accepted += task.await.expect("an answer");
        }
        let there = query_scalar(AssertSqlSafe(counts)).bind(cast.local).fetch_one(&*cast.town.db).await;
        (accepted, there.expect("a count"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_ways_of_asking_together_never_ask_a_local_above_what_they_chose_or_can() {
    assert_eq!(TASKS, 64);
    for (race, cast) in [(ASKED, ready(100, BUDGET).await), (PROMISED, ready(CAPACITY, 8).await)] {
        for round in 0..ROUNDS {
            assert_eq!(race.round(&cast, false).await, (race.most, race.most), "{}, round {round}", race.counts);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_triggers_too_many_are_let_in_so_the_test_is_not_blind() {
    for (race, cast) in [(ASKED, ready(100, BUDGET).await), (PROMISED, ready(CAPACITY, 8).await)] {
        for drop in [
            "drop trigger going_along_holds_its_promises on going_along",
            "drop trigger a_co_host_question_holds_its_promises on together_asked",
            "drop trigger a_proposal_goes_forward on together",
            "drop trigger an_introduction_holds_its_promises on introductions",
        ] {
            run(&cast.town.db, drop.to_owned()).await;
        }
        let mut too_many = false;
        for _ in 0..ROUNDS {
            too_many = race.round(&cast, true).await.1 > race.most;
            if too_many {
                break;
            }
        }
        assert!(too_many, "{}: counting first was enough?", race.counts);
    }
}

#[tokio::test]
async fn nobody_hosts_with_somebody_before_the_call_and_a_host_s_word_or_whom_they_blocked() {
    let cast = Cast::new().await;
    let (her, local) = (cast.newcomers[0], cast.local);
    run(
        &cast.town.db,
        format!("insert into together (id, newcomer_id, language, title, interests, free, people, languages)
                 values ('00000000-0000-4000-8000-00000000000a', '{her}', 'en', 'Chess', '{{chess}}', '{{tue-evening}}', 6, '{{en}}')"),
    )
    .await;
    let asks = format!(
        "insert into together_asked (id, together_id, local_id, token_hash) values (gen_random_uuid(), '00000000-0000-4000-8000-00000000000a', '{local}', '\\x01')"
    );
    let hosts = format!("update together set state = 'co-hosted', local_id = '{local}', co_hosted_at = buurten_now()");
    cast.sets("joined_at = buurten_now()").await;
    let refused = Some("only_who_is_known_co_hosts".to_owned());
    for sql in [&asks, &hosts] {
        assert_eq!(cast.refuses(sql).await, refused, "applied");
    }
    cast.up_to("talked-to").await;
    assert_eq!(cast.refuses(&asks).await, refused, "nobody vouches");
    cast.host_says("vouched_at = buurten_now()").await;
    for sql in [&asks, &hosts] {
        assert_eq!(cast.refuses(sql).await, None, "known, and talked to");
    }
    for rest in ["paused_at", "stopped_at"] {
        cast.sets(&format!("{rest} = buurten_now()")).await;
        assert_eq!(cast.refuses(&asks).await, refused, "{rest}");
        cast.sets(&format!("{rest} = null")).await;
    }
    run(
        &cast.town.db,
        format!("insert into blocks (blocker_account, blocked_account) select l.account_id, n.account_id from locals l, newcomers n where l.id = '{local}' and n.id = '{her}'"),
    )
    .await;
    for sql in [&asks, &hosts] {
        assert_eq!(cast.refuses(sql).await.as_deref(), Some("no_blocked_pair_is_brought_together"));
    }
}
