//! What `round --input` reads and `round --json` prints: the published shapes.

use crate::matching::round::{
    plain::Plain,
    pool::{Local, MOST_VALUE, Newcomer, Pool},
};
use serde::Deserialize;
use std::{borrow::Cow, fmt::Write};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundIn<'a> {
    #[serde(borrow)]
    newcomers: Vec<NewcomerIn<'a>>,
    #[serde(borrow)]
    locals: Vec<LocalIn<'a>>,
    #[serde(borrow)]
    pairs: Vec<PairIn<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewcomerIn<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(default)]
    waiting_days: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LocalIn<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    capacity: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairIn<'a> {
    #[serde(borrow)]
    newcomer: Cow<'a, str>,
    #[serde(borrow)]
    local: Cow<'a, str>,
    value: f64,
}

/// Reads a round; the trouble is one line that names the field.
pub(super) fn read(text: &str) -> Result<Pool, String> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let read: RoundIn = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        let field = e.path().to_string();
        match (field.as_str(), expected(&field)) {
            (".", _) => format!("{}; expected a round with newcomers, locals and pairs", e.inner()),
            (_, Some(expected)) => format!("{field}: {}; expected {expected}", e.inner()),
            // No field of ours: the reader has said which there are.
            (_, None) => format!("{field}: {}", e.inner()),
        }
    })?;
    json.end().map_err(|e| format!("{e}; expected nothing after the round"))?;
    let newcomers = read.newcomers.into_iter();
    let newcomers = newcomers.map(|n| Newcomer { id: n.id.into_owned(), waiting_days: n.waiting_days }).collect();
    let locals = read.locals.into_iter();
    let locals = locals.map(|l| Local { id: l.id.into_owned(), capacity: l.capacity }).collect();
    let pairs = read.pairs.iter().map(|p| (&*p.newcomer, &*p.local, p.value));
    Pool::new(newcomers, locals, pairs).map_err(|slip| slip.to_string())
}

/// What belongs in a field.
fn expected(field: &str) -> Option<String> {
    Some(match field.rsplit('.').next().unwrap_or(field) {
        "capacity" => "a whole number of newcomers, 0 or more".into(),
        "waiting_days" => "a whole number of days, 0 or more".into(),
        "value" => format!("a number from 0 to {MOST_VALUE}"),
        "id" | "newcomer" | "local" => "an id as text".into(),
        "newcomers" | "locals" | "pairs" => "a list".into(),
        one if one.starts_with("newcomers[") => "a newcomer with id and waiting_days".into(),
        one if one.starts_with("locals[") => "a local with id and capacity".into(),
        one if one.starts_with("pairs[") => "a pair with newcomer, local and value".into(),
        _ => return None,
    })
}

/// The answer as JSON: pairs and those left out in the order of the newcomers' ids.
pub(super) fn answer(pool: &Pool, answer: &Plain) -> String {
    let newcomer = |n: u32| text(&pool.newcomers()[n as usize].id);
    let mut json =
        format!("{{\"matched\": {}, \"total\": {},\n \"pairs\": [", answer.pairs.len(), number(answer.total));
    for (n, pair) in answer.pairs.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(
            json,
            "{}\n  {{\"newcomer\": {}, \"local\": {}, \"value\": {}}}",
            if n > 0 { "," } else { "" },
            newcomer(pair.newcomer),
            text(&pool.locals()[pair.local as usize].id),
            number(pair.value.into())
        );
    }
    json.push_str("],\n \"unmatched\": [");
    for (n, &(left_out, why)) in answer.unmatched.iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        let _ = write!(json, "{comma}\n  {{\"newcomer\": {}, \"why\": \"{}\"}}", newcomer(left_out), why.as_str());
    }
    json.push_str("]}\n");
    json
}

fn text(text: &str) -> String {
    // A text always becomes JSON.
    serde_json::to_string(text).unwrap_or_default()
}

/// Millionths as a decimal number, exactly: 730000 is 0.73.
fn number(millionths: i128) -> String {
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    let rest = format!("{rest:06}");
    format!("{whole}.{}", if rest == "000000" { "0" } else { rest.trim_end_matches('0') })
}
