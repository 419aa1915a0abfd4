//! The table of every route × every role, and the routes as the source has them.

use regex::Regex;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

pub const ROLES: [&str; 7] = ["visitor", "answers", "newcomer", "local", "host", "social-worker", "administrator"];

/// What somebody gets.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Gets {
    Status(u16),
    /// A redirect to this page.
    LedTo(String),
}

/// One line of the table.
#[derive(Debug, Deserialize)]
pub struct Line {
    #[serde(default)]
    pub form: Option<String>,
    /// The role that may send the form; a newcomer where none is said.
    #[serde(default)]
    sender: Option<String>,
    pub everybody: Gets,
    #[serde(flatten)]
    roles: BTreeMap<String, Gets>,
}

impl Line {
    pub fn gets(&self, role: &str) -> &Gets {
        self.roles.get(role).unwrap_or(&self.everybody)
    }

    /// Who may send the form.
    pub fn sender(&self) -> &str {
        self.sender.as_deref().unwrap_or("newcomer")
    }

    /// The fields of a good form.
    pub fn fields(&self) -> Vec<(String, String)> {
        let form = self.form.as_deref().unwrap_or_default();
        form.split('&').filter_map(|f| f.split_once('=')).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
    }
}

/// Method and path → its line.
pub fn table() -> BTreeMap<(String, String), Line> {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trust/routes.toml")).expect("the table");
    let lines: BTreeMap<String, Line> = toml::from_str(&text).unwrap_or_else(|e| panic!("routes.toml: {e}"));
    for (route, line) in &lines {
        let strange: Vec<_> = line.roles.keys().filter(|r| !ROLES.contains(&r.as_str())).collect();
        assert!(strange.is_empty(), "{route}: no such role: {strange:?}");
    }
    let split = |route: &str| route.split_once(' ').map(|(m, p)| (m.to_owned(), p.to_owned())).expect("METHOD /path");
    lines.into_iter().map(|(route, line)| (split(&route), line)).collect()
}

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).expect("src").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// What stands between the opening bracket before `text` and its closing one.
fn bracketed(text: &str) -> &str {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    &text[..end.expect("a closing bracket").0]
}

/// Every method and path that the router has, read from the source. A `.route(…)` that this cannot read fails.
pub fn of_source() -> BTreeSet<(String, String)> {
    let methods = Regex::new(r"\b(get|post|put|patch|delete|any|head|options|trace)\(").expect("a pattern");
    let constant = Regex::new(r#"const ([A-Z_]+): &str = "(/[^"]*)""#).expect("a pattern");
    let sources = sources();
    let named: BTreeMap<String, String> = sources
        .iter()
        .flat_map(|(_, t)| constant.captures_iter(t).map(|c| (c[1].to_owned(), c[2].to_owned())))
        .collect();
    let mut found = BTreeSet::new();
    let mut questions = 0;
    for (file, text) in &sources {
        questions += text.matches(".merge(ask::route::<").count();
        for (place, call) in text.match_indices(".route(") {
            let inside = bracketed(&text[place + call.len()..]).trim();
            let (path, handlers) = inside.split_once(',').expect("a path and its handlers");
            let path = match path.trim() {
                literal if literal.starts_with('"') => literal.trim_matches('"').to_owned(),
                // The questions: each has an address of its own, and both methods.
                "A::QUESTION.path()" => {
                    assert!(
                        text.contains("let both: MethodRouter = get(page::<A>).post(submit::<A>);"),
                        "{file} has changed"
                    );
                    continue;
                }
                name => {
                    let last = name.rsplit("::").next().unwrap_or_default();
                    named.get(last).unwrap_or_else(|| panic!("{file}: {name} is no path that can be read")).clone()
                }
            };
            if path == "/metrics" {
                continue; // its own listen address; `metrics_has_an_address_of_its_own` looks at it
            }
            let whole = ["/desk", "/dev/", "/static/", "/healthz", "/readyz", "/robots.txt", "/{lang}/"];
            let is_whole = ["src/app/mod.rs", "src/open_data/mod.rs"].iter().any(|f| file.ends_with(f))
                || whole.iter().any(|w| path.starts_with(w));
            let path = if is_whole { path } else { format!("/{{lang}}{path}") };
            let before = found.len();
            for method in methods.captures_iter(handlers) {
                assert!(&method[1] != "any", "{file}: {path} takes any method");
                found.insert((method[1].to_uppercase(), path.clone()));
            }
            assert!(found.len() > before, "{file}: no method of {path} can be read");
        }
        for other in [".route_service(", ".nest_service(", ".fallback_service("] {
            assert!(!text.contains(other), "{file} has {other} which this does not read");
        }
    }
    let all = buurten::newcomers::Question::SIX.into_iter().chain(buurten::newcomers::Question::MORE);
    let paths: Vec<_> = all.map(|q| format!("/{{lang}}{}", q.path())).collect();
    assert_eq!(paths.len(), questions, "a question without a route, or a route without a question");
    found.extend(paths.iter().flat_map(|p| [("GET".to_owned(), p.clone()), ("POST".to_owned(), p.clone())]));
    found
}
