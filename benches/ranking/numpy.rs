//! numpy on the same columns, with her answers ready-made (that part is ours to pay, and is not in its time).

use crate::{
    city::{City, TOP},
    mean,
};
use buurten::matching::{catalogue::Catalogue, fast::Answers};
use serde_json::{Value, json};
use std::{fs, path::PathBuf, process::Command};

/// The mean over the people, in seconds; none where there is no numpy.
pub fn measure(city: &City) -> Option<f64> {
    let python = std::env::var_os("BUURTEN_PEERS")?;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ranking");
    fs::create_dir_all(&folder).expect("a folder below target");
    write(city, &folder);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/ranking_peers.py");
    let done = Command::new(python).arg(script).arg(&folder).arg(TOP.to_string()).env("OMP_NUM_THREADS", "1").output();
    let done = done.expect("BUURTEN_PEERS names a Python");
    assert!(done.status.success(), "numpy: {}", String::from_utf8_lossy(&done.stderr));
    let said: Vec<Value> = serde_json::from_slice(&done.stdout).expect("JSON");
    for (said, found) in said.iter().zip(&city.found) {
        let best: Vec<u64> = said["best"].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
        assert_eq!(best, found.best.iter().map(|b| b.0 as u64).collect::<Vec<_>>(), "numpy finds others");
        let counts = said["left_out"].as_object().expect("counts").iter();
        let gate = |bit: &String| Catalogue::gate_of(bit.parse().expect("a bit")).expect("a gate");
        let mut counts: Vec<_> = counts.map(|(bit, n)| (gate(bit), n.as_u64().unwrap_or(0) as usize)).collect();
        counts.sort_unstable();
        assert_eq!(counts, found.left_out, "numpy counts others");
    }
    fs::remove_dir_all(&folder).expect("our folder");
    Some(mean(&said.iter().map(|s| s["seconds"].as_f64().expect("seconds")).collect::<Vec<_>>()))
}

fn write(city: &City, folder: &std::path::Path) {
    let facts: Vec<_> = city.facts().collect();
    let save = |name: &str, bytes: Vec<u8>| fs::write(folder.join(name), bytes).expect("a file below target");
    for (k, name) in ["door", "speech", "time", "cost"].into_iter().enumerate() {
        save(name, facts.iter().flat_map(|f| f.classes[k].to_le_bytes()).collect());
    }
    save("place", facts.iter().flat_map(|f| f.place.to_le_bytes()).collect());
    save("standing", facts.iter().flat_map(|f| f.standing.to_le_bytes()).collect());
    for k in 0..4 {
        save(&format!("interest{k}"), facts.iter().map(|f| f.interests[k]).collect());
        save(&format!("skill{k}"), facts.iter().map(|f| f.skills[k]).collect());
    }
    save("domains", facts.iter().map(|f| f.domains).collect());
    save("manner", facts.iter().map(|f| f.manner).collect());
    save("days", facts.iter().map(|f| f.days).collect());
    for h in 0..14 {
        save(&format!("bridging{h}"), facts.iter().flat_map(|f| f.bridging[h].to_le_bytes()).collect());
    }
    let hers: Vec<Value> = city.answers().iter().map(answers).collect();
    save("answers", serde_json::to_vec(&hers).expect("JSON"));
}

fn answers(a: &Answers) -> Value {
    json!({
        "gates": a.gates, "ln": a.ln, "short": a.short, "no_goal": a.no_goal, "nice": a.nice, "factors": a.factors,
        "no_interest": a.no_interest, "can": a.can, "can_unknown": a.can_unknown, "available": a.available,
        "horizon": a.horizon, "weights": a.weights, "own": a.own,
    })
}
