//! Loops in the background.

use buurten::platform::jobs::{Jobs, When};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{sync::Notify, time::sleep};

const HOUR: Duration = Duration::from_secs(3600);
/// Waits are told in beats, long enough to hold on a machine that is busy with other tests.
const BEAT: Duration = Duration::from_millis(100);

#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn one_more(&self) -> usize {
        self.0.fetch_add(1, Ordering::SeqCst)
    }

    fn is(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// Waits until it is `wanted`; how long that took.
    async fn becomes(&self, wanted: usize) -> Duration {
        let since = Instant::now();
        while self.is() != wanted {
            assert!(since.elapsed() < Duration::from_secs(10), "{} rounds instead of {wanted}", self.is());
            sleep(Duration::from_millis(5)).await;
        }
        since.elapsed()
    }
}

#[tokio::test]
async fn a_loop_does_its_round_at_once_and_every_so_often() {
    let rounds = Count::default();
    let mut jobs = Jobs::new();
    let count = rounds.clone();
    jobs.start("often", When::Every(BEAT * 3), move || {
        count.one_more();
        async { Ok(()) }
    });
    assert!(rounds.becomes(1).await < BEAT * 2);
    assert!(rounds.becomes(3).await >= BEAT * 4);
    assert!(jobs.stop(HOUR).await);
    let done = rounds.is();
    sleep(BEAT * 4).await;
    assert_eq!(rounds.is(), done, "no round after the stop");
}

#[tokio::test]
async fn a_loop_is_woken_before_its_time_also_by_a_call_during_its_round() {
    let rounds = Count::default();
    let bell = Arc::new(Notify::new());
    let mut jobs = Jobs::new();
    let count = rounds.clone();
    jobs.start("woken", When::Woken(Arc::clone(&bell), HOUR), move || {
        count.one_more();
        async {
            sleep(BEAT).await;
            Ok(())
        }
    });
    rounds.becomes(1).await;
    bell.notify_one();
    rounds.becomes(2).await;
    sleep(BEAT * 2).await;
    bell.notify_one();
    rounds.becomes(3).await;
    assert!(jobs.stop(HOUR).await);
}

#[tokio::test]
async fn a_loop_that_panics_or_fails_comes_back_later_each_time() {
    let rounds = Count::default();
    let mut jobs = Jobs::with_first_wait(BEAT);
    let count = rounds.clone();
    jobs.start("breaks", When::Every(HOUR), move || {
        let round = count.one_more();
        async move {
            assert!(round % 2 == 0, "on purpose");
            anyhow::bail!("on purpose too")
        }
    });
    rounds.becomes(1).await;
    for (round, wait) in [(2, 1), (3, 2), (4, 4)] {
        let took = rounds.becomes(round).await;
        assert!(took > BEAT * wait / 2, "round {round} after {took:?}");
    }
    assert!(jobs.stop(HOUR).await);
}

#[tokio::test]
async fn at_the_stop_a_round_may_end_and_one_that_listens_is_cut_short() {
    let (begun, ended) = (Count::default(), Count::default());
    let mut jobs = Jobs::new();
    let (begins, ends) = (begun.clone(), ended.clone());
    jobs.start("works", When::Every(HOUR), move || {
        begins.one_more();
        let ends = ends.clone();
        async move {
            sleep(BEAT * 3).await;
            ends.one_more();
            Ok(())
        }
    });
    jobs.start("listens", When::Always, std::future::pending);
    begun.becomes(1).await;
    assert!(jobs.stop(HOUR).await);
    assert_eq!(ended.is(), 1);
}

#[tokio::test]
async fn a_round_that_does_not_end_is_dropped_after_its_time() {
    let begun = Count::default();
    let mut jobs = Jobs::new();
    let begins = begun.clone();
    jobs.start("stuck", When::Every(HOUR), move || {
        begins.one_more();
        std::future::pending()
    });
    begun.becomes(1).await;
    let since = Instant::now();
    assert!(!jobs.stop(BEAT * 3).await);
    assert!(since.elapsed() >= BEAT * 3 && since.elapsed() < BEAT * 20);
}
