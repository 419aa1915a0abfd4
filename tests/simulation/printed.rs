//! What `buurten simulate` prints: the same bytes for the same arguments, and figures that follow from each other.

use scraper::{Html, Selector};
use serde_json::Value;
use std::process::{Command, Output};

const SMALL: [&str; 8] = ["--newcomers", "40", "--waiting", "15", "--locals", "15", "--seeds", "3"];

fn simulate(more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_buurten"));
    command.arg("simulate").args(more).env_remove("RUST_LOG");
    command.output().expect("the binary")
}

fn small(more: &[&str]) -> String {
    let done = simulate(&[&SMALL, more].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}

#[test]
fn the_same_arguments_print_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (a, b) = (path("a.svg"), path("b.svg"));
    assert_eq!(small(&["--picture", &a]), small(&["--picture", &b]));
    assert_eq!(std::fs::read(&a).expect("a picture"), std::fs::read(&b).expect("a picture"));
    assert_eq!(small(&["--json"]), small(&["--json", "--policies", "ours,greedy,recall-8,deferred,first-come,ours"]));
}

#[test]
fn the_table_names_every_policy_measure_and_bar() {
    let table = small(&[]);
    for said in [
        "first-come",
        "recall-8",
        "greedy",
        "deferred",
        "ours",
        "unplaced",
        "waiting, median",
        "joint utility, mean",
        "local ties at 3 months",
        "in touch, 12 months",
        "E–I index, end",
        "idle locals",
        "seeds 1 to 3",
        "at most 0.333",
    ] {
        assert!(table.contains(said), "{said}\n{table}");
    }
    assert!(table.lines().all(|l| l.chars().count() <= 150 && l == l.trim_end()), "{table}");
    let two = small(&["--policies", "greedy,recall-8"]);
    assert!(!two.contains("ours divided") && !two.contains("deferred"), "{two}");
}

fn floats(of: &Value) -> Vec<f64> {
    of.as_array().expect("a list").iter().map(|v| v.as_f64().expect("a number")).collect()
}

#[test]
fn means_differences_and_bars_follow_from_the_seeds() {
    let all: Value = serde_json::from_str(&small(&["--json"])).expect("JSON");
    let measures = all["measures"].as_array().expect("measures");
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let of = |name: &str, policy: &str| {
        let measure = measures.iter().find(|m| m["name"] == name).expect("a measure");
        floats(&measure["policies"][policy]["by_seed"])
    };
    let mut checked = 0;
    for measure in measures {
        for (policy, told) in measure["policies"].as_object().expect("policies") {
            let Some(found) = told["mean"].as_f64() else { continue };
            let by_seed = floats(&told["by_seed"]);
            assert!(by_seed.len() == 3 && (found - mean(&by_seed)).abs() < 2e-6);
            let interval = floats(&told["interval"]);
            assert!(interval[0] <= found + 1e-6 && found <= interval[1] + 1e-6);
            let Some(more) = told["more_than_ours"]["mean"].as_f64() else { continue };
            assert_ne!(policy, "ours");
            let ours = floats(&measure["policies"]["ours"]["by_seed"]);
            let differences: Vec<f64> = by_seed.iter().zip(&ours).map(|(a, b)| a - b).collect();
            assert!((more - mean(&differences)).abs() < 2e-6);
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
    let bars = all["bars"].as_array().expect("bars");
    assert_eq!(bars.len(), 4);
    for bar in bars {
        let (name, other) =
            (bar["measure"].as_str().expect("a name"), bar["ours_divided_by"].as_str().expect("a name"));
        let ratio = mean(&of(name, "ours")) / mean(&of(name, other));
        let told = bar["ratio"].as_f64().expect("a ratio");
        assert!((told - ratio).abs() < 1e-4 * ratio.max(1.0), "{bar}");
        let met = match bar["wanted"]["at_most"].as_f64() {
            Some(most) => told <= most,
            None => told >= bar["wanted"]["at_least"].as_f64().expect("a bar"),
        };
        assert_eq!(bar["met"], met);
    }
    assert_eq!(of("no_option", "ours"), of("no_option", "first-come"), "no policy can do anything about it");
    assert!(of("unplaced", "ours").iter().zip(of("no_option", "ours")).all(|(out, never)| *out >= never));
}

#[test]
fn the_picture_stands_alone_and_says_what_it_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("year.svg");
    small(&["--picture", path.to_str().expect("a path")]);
    let svg = std::fs::read_to_string(path).expect("a picture");
    assert!(svg.contains("prefers-color-scheme:dark") && !svg.contains("NaN") && !svg.contains("href"));
    let page = Html::parse_fragment(&svg);
    let all = |css: &str| page.select(&Selector::parse(css).expect("a selector")).count();
    assert_eq!((all("svg > title#title"), all("svg > desc#desc"), all("svg[role=img]")), (1, 1, 1));
    assert_eq!((all("rect.surface"), all("circle.lit")), (6, all("circle") / 5), "one of five is lit in each panel");
    let told: String = page.select(&Selector::parse("desc").expect("a selector")).flat_map(|d| d.text()).collect();
    assert!(told.contains("unplaced: first-come ") && told.contains("ours "), "{told}");
}

#[test]
fn wrong_arguments_end_with_2_and_help_explains_everything() {
    for args in [
        &["--policies", "best"][..],
        &["--seeds", "0"],
        &["--every", "0"],
        &["--newcomers", "many"],
        &["--least", "2"],
        &["--picture", "/nowhere/at/all.svg"],
    ] {
        let done = simulate(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(done.stdout.is_empty() && !done.stderr.is_empty(), "{args:?}");
    }
    let help = simulate(&["--help"]);
    let help = String::from_utf8(help.stdout).expect("text");
    for said in ["Kaplan–Meier", "assumption", "Hall 2019", "30 of 85", "first-come", "2,000 draws"] {
        assert!(help.contains(said), "{said}\n{help}");
    }
}
