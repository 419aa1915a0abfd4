//! Where what happened is written: standard error, as text or, with `BUURTEN_LOG=json`, one object a line.
//! `RUST_LOG` says how much (`info` when it is not set).

use std::{io::IsTerminal, panic::PanicHookInfo};
use tracing_subscriber::EnvFilter;

/// What is written when `RUST_LOG` says nothing. sqlx is kept to warnings, for it writes out statements.
const FILTER: &str = "info,sqlx=warn,hyper=warn";
/// The same for somebody who looks on at a terminal: a line for each request would chase the address away.
const FILTER_AT_A_TERMINAL: &str = "info,request=warn,sqlx=warn,hyper=warn";

/// Starts the log. Called once, at the very start; a second call changes nothing.
pub fn start() {
    let mistake = std::env::var("RUST_LOG").ok().and_then(|asked| EnvFilter::try_new(asked).err());
    let json = std::env::var("BUURTEN_LOG").is_ok_and(|form| form == "json");
    let usual = if std::io::stderr().is_terminal() && !json { FILTER_AT_A_TERMINAL } else { FILTER };
    let filter = || EnvFilter::try_from_default_env().unwrap_or_else(|_| usual.into());
    let log = tracing_subscriber::fmt().with_env_filter(filter()).with_writer(std::io::stderr);
    let started = if json {
        log.json().flatten_event(true).with_current_span(false).try_init()
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).with_target(false).try_init()
    };
    if started.is_err() {
        return; // a test that starts two servers in one process
    }
    if let Some(mistake) = mistake {
        tracing::warn!(%mistake, "RUST_LOG is not understood; writing {FILTER}");
    }
    std::panic::set_hook(Box::new(panicked));
}

/// A panic is one line of the log like any other. Only a fixed message is shown: one that was put together
/// may hold what the database said about a person (`unwrap` on its errors does).
fn panicked(panic: &PanicHookInfo<'_>) {
    let what = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(not shown)");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(what, place, "panicked");
}
