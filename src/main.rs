//! `buurten`: the command line. What each command does stands in `src/app/commands.rs`; what it is given in `src/config.rs`.

use buurten::{
    app,
    config::{Cli, Wrong},
    platform::log,
};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start();
    match app::run(cli.command) {
        Ok(code) => ExitCode::from(code),
        Err(cause) => {
            // One line: causes follow their effect.
            eprintln!("buurten: {}", format!("{cause:#}").replace('\n', " "));
            ExitCode::from(if cause.is::<Wrong>() { 2 } else { 1 })
        }
    }
}
