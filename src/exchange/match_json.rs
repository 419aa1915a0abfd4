//! What `match --json` prints: the published shape, six decimals, the same bytes for the same input.

use crate::{
    kit::sentence::Sentence,
    matching::{
        catalogue::Catalogue,
        rank::{Excluded, Match, Ranking},
        reason::Reason,
    },
};
use std::fmt::Write;

/// The answer as JSON. The doubt, where there is one, stands last among the shown reasons.
pub(super) fn answer(ranking: &Ranking, why_not: &[Sentence], catalogue: &Catalogue) -> String {
    let ids: Vec<&str> = catalogue.opportunities().map(|o| o.id.as_str()).collect();
    let matches: Vec<String> = ranking.matches.iter().enumerate().map(|(n, m)| one(n + 1, m)).collect();
    let excluded: Vec<String> =
        ranking.excluded.iter().zip(why_not).map(|(e, said)| without(e, ids[e.place], said)).collect();
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

fn without(excluded: &Excluded, id: &str, sentence: &Sentence) -> String {
    format!("{{\"id\": {}, \"kind\": \"listing\", \"why\": \"{}\", {}}}", text(id), excluded.why, said(sentence))
}
