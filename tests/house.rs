//! The house rules, kept by a machine: floors, twins, sizes, where SQL and time may stand, words.
//! CONTRIBUTING.md says them for people.

use regex::Regex;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// From the ground up; a room looks only down. Rooms in one entry do not look at each other.
const FLOORS: [&[&str]; 33] = [
    &["kit"],
    &["matching", "measures"],
    &["platform"],
    &["web"],
    &["city"],
    &["letters"],
    &["auth"],
    &["logbook"],
    &["newcomers", "locals"],
    &["listings"],
    &["hsds"],
    &["open_data"],
    &["ties"],
    &["along", "requests"],
    &["hosts"],
    &["introductions"],
    &["gatherings"],
    &["curation", "exchange"],
    &["together"],
    &["seasons", "hand_out"],
    &["safety"],
    &["messages"],
    &["next_steps", "intake"],
    &["desk"],
    &["administration"],
    &["me"],
    &["about"],
    &["seed"],
    &["simulation"],
    &["config"],
    &["app"],
    &["lib"],
    &["main"],
];

/// Shared floors are shelves of public modules; the rooms above them have a facade.
const SHELVES: [&str; 4] = ["kit", "matching", "platform", "web"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    let name = |p: &Path| p.strip_prefix(root()).expect("a file of ours").to_string_lossy().into_owned();
    found.iter().map(|p| (name(p), fs::read_to_string(p).expect("a text"))).collect()
}

fn room(file: &str) -> &str {
    let below = file.strip_prefix("src/").expect("a source");
    below.split('/').next().expect("a name").trim_end_matches(".rs")
}

fn floor(room: &str) -> usize {
    let found = FLOORS.iter().position(|rooms| rooms.contains(&room));
    found.unwrap_or_else(|| panic!("src/{room} stands on no floor: add it to FLOORS"))
}

fn nothing(trouble: &[String]) {
    assert!(trouble.is_empty(), "\n{}", trouble.join("\n"));
}

/// The code of a file without its tests at the end.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn rooms_look_only_down() {
    let uses = Regex::new(r"crate::\{?([a-z_]+)").expect("a pattern");
    let group = Regex::new(r"(?s)use crate::\{(.*?)\n?\};").expect("a pattern");
    let mut trouble = Vec::new();
    for (file, text) in files("src", ".rs") {
        let here = room(&file);
        let mut used: Vec<String> = uses.captures_iter(&text).map(|c| c[1].to_owned()).collect();
        for block in group.captures_iter(&text) {
            // The rooms of a grouped use stand at depth nought.
            let mut depth = 0;
            let flat: String = block[1]
                .chars()
                .filter(|c| {
                    depth += i32::from(*c == '{') - i32::from(*c == '}');
                    depth == 0
                })
                .collect();
            let names = flat.split(',').map(|u| u.trim().split("::").next().unwrap_or_default().to_owned());
            used.extend(names.filter(|n| !n.is_empty()));
        }
        for other in used
            .iter()
            .filter(|u| root().join("src").join(u.as_str()).exists() || root().join(format!("src/{u}.rs")).exists())
        {
            if other != here && floor(other) >= floor(here) {
                trouble.push(format!("{file} looks up or sideways at {other}"));
            }
        }
    }
    nothing(&trouble);
}

#[test]
fn rooms_have_a_facade() {
    let mut trouble = Vec::new();
    for (file, text) in files("src", "mod.rs") {
        if !SHELVES.contains(&room(&file)) && file.matches('/').count() == 2 {
            trouble.extend(
                text.lines()
                    .filter(|l| l.starts_with("pub mod "))
                    .map(|l| format!("{file}: {l} (re-export what others need)")),
            );
        }
        if !text.starts_with("//!") {
            trouble.push(format!("{file} does not say what the room is for"));
        }
    }
    nothing(&trouble);
}

#[test]
fn sql_stands_in_stores_alone() {
    let query = Regex::new(r"sqlx::(query|raw_sql|QueryBuilder)").expect("a pattern");
    let may = |file: &str| {
        file.ends_with("/store.rs") || file.starts_with("src/platform/") || file == "src/letters/outbox.rs"
    };
    let trouble: Vec<String> = files("src", ".rs")
        .iter()
        .filter(|(file, text)| !may(file) && query.is_match(code(text)))
        .map(|(file, _)| format!("{file} has SQL; it belongs in the room's store.rs"))
        .collect();
    nothing(&trouble);
}

#[test]
fn time_has_one_source() {
    let sql_now =
        Regex::new(r"(^|[^_.:\w])(now\(\)|current_timestamp|current_date|localtimestamp|clock_timestamp\(\))")
            .expect("a pattern");
    let mut trouble = Vec::new();
    for (file, text) in files("src", ".rs") {
        for line in code(&text).lines().filter(|l| !l.trim_start().starts_with("//")) {
            if file != "src/platform/clock.rs"
                && (line.contains("Utc::now(") || line.contains("Local::now(") || line.contains("SystemTime::now("))
            {
                trouble.push(format!("{file} asks the machine for the time: {}", line.trim()));
            }
            if sql_now.is_match(line) && !line.contains("fn now()") {
                trouble.push(format!("{file} has another time than buurten_now(): {}", line.trim()));
            }
        }
    }
    for (file, text) in files("migrations", ".sql") {
        let lines = text
            .lines()
            .filter(|l| !l.starts_with("--") && !l.contains("select now() + coalesce((select clock_offset"));
        trouble.extend(lines.filter(|l| sql_now.is_match(l)).map(|l| format!("{file}: {l}")));
    }
    nothing(&trouble);
}

#[test]
fn chance_has_one_source() {
    let trouble: Vec<String> = files("src", ".rs")
        .iter()
        .filter(|(file, text)| {
            file != "src/platform/chance.rs" && (text.contains("getrandom::") || text.contains("rand::rng("))
        })
        .map(|(file, _)| format!("{file} draws from chance itself"))
        .collect();
    nothing(&trouble);
}

#[test]
fn files_are_small_enough_to_delete() {
    let mut trouble = Vec::new();
    for (folder, ending, most) in [
        ("src", ".rs", 300),
        ("templates", ".html", 150),
        ("tests", ".rs", 400),
        ("static/css", ".css", 150),
        ("static/js", ".js", 150),
    ] {
        for (file, text) in files(folder, ending) {
            let lines = text.lines().count();
            if lines > most {
                trouble.push(format!("{file} has {lines} lines; {most} at most"));
            }
        }
    }
    if fs::read_to_string(root().join("src/main.rs")).expect("main").lines().count() > 80 {
        trouble.push("src/main.rs has more than 80 lines".into());
    }
    nothing(&trouble);
}

#[test]
fn every_page_has_its_twin() {
    let path = Regex::new(r#"path = "([a-z_/]+)\.(?:html|txt)""#).expect("a pattern");
    let literal = Regex::new(r#""((?:[a-z_]+/)+[a-z_]+)\.(?:html|txt)""#).expect("a pattern");
    let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files("src", ".rs") {
        for found in path.captures_iter(&text).chain(literal.captures_iter(&text)) {
            used.entry(found[1].to_owned()).or_default().push(room(&file).to_owned());
        }
    }
    let mut trouble = Vec::new();
    for (file, text) in files("templates", ".html") {
        let name = file.trim_start_matches("templates/").trim_end_matches(".html");
        let (room, _) = name.split_once('/').unwrap_or(("", name));
        let shared = name == "base" || room == "components";
        match used.get(name) {
            None if !shared => trouble.push(format!("{file} is nobody's page")),
            Some(rooms) if room != "errors" && !rooms.iter().any(|r| r == room) => {
                trouble.push(format!("{file} belongs to {rooms:?}"))
            }
            _ => {}
        }
        if room != "letters"
            && (text.contains(" style=")
                || text.contains("<style")
                || text.contains(" onclick=")
                || text.contains("<script>"))
        {
            trouble.push(format!("{file} has an inline style or script"));
        }
    }
    nothing(&trouble);
}

#[test]
fn words_that_are_never_on_a_page() {
    let never =
        Regex::new(r"(?i)\b(expat|spouse|target group|doelgroep|participatie|participation)").expect("a pattern");
    let mut trouble = Vec::new();
    for (file, text) in files("locales", ".ftl").into_iter().chain(files("templates", ".html")) {
        trouble.extend(text.lines().filter(|l| never.is_match(l)).map(|l| format!("{file}: {l}")));
    }
    nothing(&trouble);
}
