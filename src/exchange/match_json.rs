//! What `match --json` prints: the published shape, six decimals, the same bytes for the same input.

use super::match_people::Next;
use crate::{
    kit::sentence::Sentence,
    matching::{
        catalogue::Catalogue,
        gates::Gate,
        pair::{self, Fit, Offered, Pool},
        rank::{Match, Ranking},
        reason::Reason,
    },
};
use std::fmt::Write;

/// The answer as JSON. The doubt, where there is one, stands last among the shown reasons.
pub(super) fn answer(
    order: &[Next],
    ranking: &Ranking,
    why_not: &[Sentence],
    catalogue: &Catalogue,
    others: &pair::Ranking,
    pool: &Pool,
) -> String {
    let ids: Vec<&str> = catalogue.opportunities().map(|o| o.id.as_str()).collect();
    let shown = order.iter().enumerate().map(|(n, next)| match next {
        Next::Listing(place) => one(n + 1, &ranking.matches[*place]),
        Next::Person(place) => somebody(n + 1, &others.fits[*place]),
    });
    let matches: Vec<String> = shown.collect();
    let listings = ranking.excluded.iter().zip(why_not).map(|(e, said)| without("listing", e.why, ids[e.place], said));
    let people: Vec<&str> = pool.candidates().map(|c| c.person.id.as_str()).collect();
    let persons = others.excluded.iter().map(|e| without("person", e.why, people[e.place], &e.sentence));
    let excluded: Vec<String> = listings.chain(persons).collect();
    format!("{{\"matches\": [{}],\n \"excluded\": [{}]}}\n", lines(&matches), lines(&excluded))
}

fn lines(items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("\n  {}", items.join(",\n  ")) }
}

fn text(text: &str) -> String {
    // A text always becomes JSON.
    serde_json::to_string(text).unwrap_or_default()
}

fn said(sentence: &Sentence) -> String {
    format!("\"en\": {}, \"nl\": {}", text(&sentence.en), text(&sentence.nl))
}

fn one(rank: usize, m: &Match) -> String {
    let mut json = format!(
        "{{\"id\": {}, \"kind\": \"listing\", \"rank\": {rank}, \"score\": {:.6}, \"rung\": \"{}\", \"go\": \"{}\", \"reasons\": [",
        text(&m.id),
        m.score,
        m.rung,
        m.go
    );
    for (n, reason) in m.reasons.iter().chain(&m.doubt).enumerate() {
        json.push_str(if n > 0 { ", " } else { "" });
        push_reason(&mut json, reason);
    }
    // Writing to a String cannot fail.
    let _ = write!(json, "], \"bridges\": {{\"gain\": {:.6}, {}}}}}", m.bridges.gain, said(&m.bridges.sentence));
    json
}

fn push_reason(json: &mut String, reason: &Reason) {
    let _ = write!(
        json,
        "{{\"signal\": \"{}\", \"score\": {:.6}, \"weight\": {:.6}, {}}}",
        reason.signal,
        reason.score,
        reason.weight,
        said(&reason.sentence)
    );
}

/// A person: the shape of a listing, and beside it what it is worth to both, and what they could do.
fn somebody(rank: usize, fit: &Fit) -> String {
    let mut json = format!(
        "{{\"id\": {}, \"kind\": \"person\", \"rank\": {rank}, \"score\": {:.6}, \"rung\": \"{}\", \"go\": \"{}\", \"reasons\": [",
        text(&fit.id),
        fit.score,
        fit.rung,
        fit.go
    );
    for (n, reason) in fit.reasons.iter().chain(&fit.doubt).enumerate() {
        json.push_str(if n > 0 { ", " } else { "" });
        push_reason(&mut json, reason);
    }
    let offer = |o: &Offered| format!("{{\"offer\": \"{}\", {}}}", o.meeting, said(&o.sentence));
    let offers: Vec<String> = fit.offers.iter().map(offer).collect();
    // Writing to a String cannot fail.
    let _ = write!(
        json,
        "], \"bridges\": {{\"gain\": {:.6}, {}}}, \"u\": {:.6}, \"v\": {:.6}, \"offers\": [{}]}}",
        fit.bridges.gain,
        said(&fit.bridges.sentence),
        fit.u,
        fit.v,
        offers.join(", ")
    );
    json
}

fn without(kind: &str, why: Gate, id: &str, sentence: &Sentence) -> String {
    format!("{{\"id\": {}, \"kind\": \"{kind}\", \"why\": \"{why}\", {}}}", text(id), said(sentence))
}
