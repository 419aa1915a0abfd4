//! Loops in the background: each is started by name, once in so often or when it is woken, and stops with
//! the process. A loop that fails or panics says so in the log and is tried again, later each time.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::{Instant, sleep, timeout_at},
};

/// How long a loop waits after its first failure; twice as long after each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// How long it waits at most.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// When a loop does its round.
#[derive(Clone, Debug)]
pub enum When {
    /// At once, and then this long after each round ended.
    Every(Duration),
    /// At once, when woken, and at least this often, for a call that went missing.
    Woken(Arc<Notify>, Duration),
    /// At once, and again as soon as it ends: a round that listens for as long as it can. Such a round is
    /// cut short at the stop, the others may end.
    Always,
}

/// How long a loop that always listens waits at most.
const LONGEST_DEAF: Duration = Duration::from_millis(250);

/// The loops of one process.
#[derive(Debug)]
pub struct Jobs {
    loops: JoinSet<()>,
    stop: watch::Sender<bool>,
    first_wait: Duration,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { loops: JoinSet::new(), stop: watch::Sender::new(false), first_wait: FIRST_WAIT }
    }
}

impl Jobs {
    /// No loops yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with another first wait after a failure, for tests.
    pub fn with_first_wait(first_wait: Duration) -> Self {
        Self { first_wait, ..Self::default() }
    }

    /// Starts a loop. `round` does the work once; `name` stands in the log.
    ///
    /// # Panics
    /// When there is no runtime.
    pub fn start<F, R>(&mut self, name: &'static str, when: When, round: F)
    where
        F: Fn() -> R + Send + 'static,
        R: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let looping = Loop { name, when, stop: self.stop.subscribe(), first_wait: self.first_wait };
        self.loops.spawn(looping.run(round));
    }

    /// Stops all loops: no new round begins, a round that is under way has until `within` to end and is
    /// then dropped. Returns whether all ended in time.
    pub async fn stop(mut self, within: Duration) -> bool {
        self.stop.send_replace(true);
        let until = Instant::now() + within;
        while let Ok(ended) = timeout_at(until, self.loops.join_next()).await {
            if ended.is_none() {
                return true;
            }
        }
        self.loops.shutdown().await;
        false
    }
}

/// What a loop waits for between two rounds.
type Pause<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

struct Loop {
    name: &'static str,
    when: When,
    stop: watch::Receiver<bool>,
    first_wait: Duration,
}

impl Loop {
    async fn run<F, R>(self, round: F)
    where
        F: Fn() -> R + Send + 'static,
        R: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let mut stop = self.stop.clone();
        // Whoever listens must hear again soon: a change is on her page within a second.
        let longest = if matches!(self.when, When::Always) { LONGEST_DEAF } else { LONGEST_WAIT };
        let mut wait = self.first_wait.min(longest);
        while !*stop.borrow() {
            let pause = if self.once(round()).await {
                wait = self.first_wait.min(longest);
                self.next()
            } else {
                let pause = sleep(wait);
                wait = (wait * 2).min(longest);
                Box::pin(pause)
            };
            tokio::select! {
                () = pause => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
    }

    /// One round, in a task of its own so that its panic ends there. Says whether it went well.
    async fn once<R>(&self, round: R) -> bool
    where
        R: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let mut tasks = JoinSet::new(); // dropped with us, and the round with it
        tasks.spawn(round);
        let mut stop = self.stop.clone();
        let cut_short = async {
            if matches!(self.when, When::Always) {
                let _ = stop.wait_for(|stop| *stop).await;
            } else {
                std::future::pending().await
            }
        };
        let ended = tokio::select! {
            ended = tasks.join_next() => ended,
            () = cut_short => return true,
        };
        match ended {
            Some(Ok(Ok(()))) | None => true,
            Some(Ok(Err(error))) => {
                tracing::warn!(job = self.name, error = format!("{error:#}"), "a round failed");
                false
            }
            Some(Err(_)) => {
                tracing::error!(job = self.name, "a round panicked");
                false
            }
        }
    }

    /// Until the next round is due.
    fn next(&self) -> Pause<'_> {
        match &self.when {
            When::Every(pause) => Box::pin(sleep(*pause)),
            When::Woken(bell, pause) => Box::pin(async {
                let _ = tokio::time::timeout(*pause, bell.notified()).await;
            }),
            // Ended well and at once would be a busy loop.
            When::Always => Box::pin(sleep(Duration::from_millis(10))),
        }
    }
}
