//! Who is asked to come together: never to two trios at once, and never heard beside somebody who blocked them first,
//! whatever happens at the same moment. The same without the trigger must fail, or it proves nothing.

use crate::promises::{Cast, TASKS, begins, run};
use sqlx::{query, query_scalar};
use tokio::task::JoinSet;
use uuid::Uuid;

const ROUNDS: usize = 20;
const REFUSALS: [&str; 2] = ["nobody_is_asked_to_two_trios_at_once", "no_blocked_pair_is_brought_together"];

/// The accounts of the cast, and so many gatherings of nobody yet.
async fn gather(cast: &Cast, gatherings: usize) -> (Vec<Uuid>, Vec<Uuid>) {
    for sql in ["delete from gatherings", "delete from blocks"] {
        run(&cast.town.db, sql.to_owned()).await;
    }
    let made = "insert into gatherings (id, kind, what, place, meets_at)
                select gen_random_uuid(), 'trio', 'A walk', 'The park', buurten_now() + interval '9 days' from generate_series(1, $1) returning id";
    let made = query_scalar(made).bind(gatherings as i32).fetch_all(&*cast.town.db).await.expect("gatherings");
    let accounts = "select account_id from newcomers order by account_id";
    (query_scalar(accounts).fetch_all(&*cast.town.db).await.expect("accounts"), made)
}

const ASKS: &str = "insert into gathering_parties (id, gathering_id, account_id, token_hash)
                    values (gen_random_uuid(), $1, $2, gen_random_uuid()::text::bytea)";

/// Whether it was let in; what else goes wrong is no promise.
fn is_let_in<T>(done: Result<T, sqlx::Error>) -> bool {
    match done {
        Ok(_) => true,
        Err(e) => {
            let name = e.as_database_error().and_then(|d| d.constraint()).unwrap_or_default().to_owned();
            assert!(REFUSALS.contains(&name.as_str()), "{e}");
            false
        }
    }
}

/// One person asked to 64 trios, all at once: how many let her in.
async fn asks_her(cast: &Cast, naive: bool) -> usize {
    let (accounts, gatherings) = gather(cast, TASKS).await;
    let (her, mut tasks) = (accounts[0], JoinSet::new());
    for gathering in gatherings {
        let db = cast.town.db.clone();
        tasks.spawn(async move {
            let mut tx = begins(&db).await;
            if naive {
                let asked = "select exists (select from gathering_parties where account_id = $1)";
                if query_scalar(asked).bind(her).fetch_one(&mut *tx).await.expect("an answer") {
                    return false;
                }
            }
            let let_in = is_let_in(query(ASKS).bind(gathering).bind(her).execute(&mut *tx).await);
            if let_in {
                tx.commit().await.expect("asked");
            }
            let_in
        });
    }
    tasks.join_all().await.into_iter().filter(|let_in| *let_in).count()
}

/// 32 times two who are asked together: both say yes while the one blocks the other, all at once. How many come together
/// though the block was there before the second yes.
async fn blocks_and_yes(cast: &Cast, naive: bool) -> usize {
    let (accounts, gatherings) = gather(cast, TASKS / 2).await;
    let (mut answers, mut blocks) = (JoinSet::new(), JoinSet::new());
    for (gathering, two) in gatherings.iter().copied().zip(accounts.chunks(2)) {
        for account in two {
            query(ASKS).bind(gathering).bind(account).execute(&*cast.town.db).await.expect("asked");
        }
    }
    const HEARD: &str = "select count(*) from gathering_parties where gathering_id = $1 and yes_at is not null";
    for (n, (gathering, two)) in gatherings.into_iter().zip(accounts.chunks(2)).enumerate() {
        let (one, other) = (two[0], two[1]);
        for account in if n % 2 == 0 { [one, other] } else { [other, one] } {
            let db = cast.town.db.clone();
            answers.spawn(async move {
                let mut tx = begins(&db).await;
                if naive {
                    let apart = "select exists (select from blocks where blocker_account in ($1, $2))";
                    if query_scalar(apart).bind(one).bind(other).fetch_one(&mut *tx).await.expect("an answer") {
                        return;
                    }
                }
                let yes =
                    "update gathering_parties set yes_at = buurten_now() where gathering_id = $1 and account_id = $2";
                if is_let_in(query(yes).bind(gathering).bind(account).execute(&mut *tx).await) {
                    tx.commit().await.expect("a yes");
                }
            });
        }
        let db = cast.town.db.clone();
        blocks.spawn(async move {
            let mut tx = begins(&db).await;
            let block = "insert into blocks (blocker_account, blocked_account) values ($1, $2)";
            query(block).bind(one).bind(other).execute(&mut *tx).await.expect("blocked");
            // Under the lock of the two: what was said by now was said before.
            let before: i64 = query_scalar(HEARD).bind(gathering).fetch_one(&mut *tx).await.expect("a count");
            tx.commit().await.expect("blocked");
            (gathering, before)
        });
    }
    answers.join_all().await;
    let mut late = 0;
    for (gathering, before) in blocks.join_all().await {
        let after: i64 = query_scalar(HEARD).bind(gathering).fetch_one(&*cast.town.db).await.expect("a count");
        late += usize::from(after == 2 && before < 2);
    }
    late
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_is_asked_to_two_trios_nor_comes_together_with_whoever_blocked_them() {
    let cast = Cast::new().await;
    for round in 0..ROUNDS {
        assert_eq!(asks_her(&cast, false).await, 1, "round {round}");
        assert_eq!(blocks_and_yes(&cast, false).await, 0, "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_the_trigger_they_are_so_the_test_is_not_blind() {
    let cast = Cast::new().await;
    run(&cast.town.db, "drop trigger a_party_may_be_there on gathering_parties".to_owned()).await;
    let (mut twice, mut late) = (false, false);
    for _ in 0..5 * ROUNDS {
        twice = twice || asks_her(&cast, true).await > 1;
        late = late || blocks_and_yes(&cast, true).await > 0;
        if twice && late {
            return;
        }
    }
    panic!("looking first was enough? asked twice {twice}, together after a block {late}");
}

#[tokio::test]
async fn a_gathering_goes_forward_and_is_on_once_two_said_yes_within_seven_days() {
    let cast = Cast::new().await;
    let (accounts, gatherings) = gather(&cast, 1).await;
    for account in &accounts[..3] {
        query(ASKS).bind(gatherings[0]).bind(account).execute(&*cast.town.db).await.expect("asked");
    }
    let yes = |n: usize| {
        let account = accounts[n];
        format!("update gathering_parties set yes_at = buurten_now() where account_id = '{account}'")
    };
    let (on, first) = ("update gatherings set state = 'on'".to_owned(), accounts[0]);
    let refused = async |sql: &str, promise: &str| {
        assert_eq!(cast.refuses(sql).await.as_deref(), Some(promise), "{sql}");
    };
    refused(&on, "a_gathering_is_on_once_two_said_yes").await;
    refused("update gatherings set state = 'off', ended_at = buurten_now()", "a_gathering_goes_forward").await;
    run(&cast.town.db, yes(0)).await;
    refused(&on, "a_gathering_is_on_once_two_said_yes").await;
    refused("update gathering_parties set no_at = buurten_now()", "a_party_says_one_thing").await;
    let other = format!("update gathering_parties set cannot_at = buurten_now() where account_id <> '{first}'");
    refused(&other, "only_a_yes_is_taken_back").await;
    let again = format!(
        "insert into gathering_parties (id, gathering_id, account_id, token_hash) select gen_random_uuid(), id, '{first}', '\\x01' from gatherings"
    );
    assert!(cast.refuses(&again).await.is_some(), "nobody is asked twice to one gathering");
    run(&cast.town.db, yes(1)).await;
    assert_eq!(cast.refuses(&on).await, None, "two said yes");
    cast.town.wait("7 days").await;
    refused(&yes(2), "an_answer_comes_within_seven_days").await;
    run(&cast.town.db, on).await;
    refused(
        "update gatherings set state = 'lapsed', ended_at = buurten_now(), lapse = 'silence'",
        "a_gathering_goes_forward",
    )
    .await;
}
