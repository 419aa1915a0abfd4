//! Looks at a page with every bar in hand, writes down what breaks one, and counts.

use crate::browser::{Browser, Theme};
use buurten::kit::lang::Lang;
use scraper::Html;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use url::Url;

/// The telephone on which axe looks.
const PHONE: u32 = 390;
/// And so high: a whole card of hers is on it.
const FIRST_SCREEN: f64 = 844.0;
/// The other widths at which nothing may scroll sideways.
const WIDTHS: [u32; 2] = [320, 1280];
const KB: u64 = 1000;
/// Below it is what the desk prints.
const PAPER: [&str; 2] = ["/desk/hand-out/", "/wanted/"];
/// What the headers of an answer weigh, about.
const HEADERS: u64 = 300;

/// What axe looks at: in the second theme only colours are others, for all of a theme are values of `light-dark()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Axe {
    Nothing,
    All,
    Colours,
}

/// Somebody who looks.
pub struct Eye<'a> {
    browser: &'a Browser,
    lang: Lang,
    pub found: Found,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Each with where it was found.
    troubles: BTreeMap<String, Vec<String>>,
    /// What was opened and came, without the query.
    pub paths: BTreeSet<String>,
    pub pages: usize,
    pub axe_runs: usize,
    /// Texts that were made longer.
    longer: usize,
    largest: Largest,
}

#[derive(Debug, Default)]
struct Largest {
    html: u64,
    css: u64,
    js: u64,
    load: u64,
    requests: usize,
}

/// What `look.js` answers.
#[derive(Debug, Deserialize)]
struct Seen {
    title: String,
    lang: String,
    width: u32,
    dark: bool,
    wide: f64,
    first_card: Option<f64>,
    widest: Vec<String>,
    longer: Option<Longer>,
    twice: Vec<String>,
    page: File,
    files: Vec<File>,
    axe: Vec<String>,
}

/// The page where each text is four tenths longer.
#[derive(Debug, Deserialize)]
struct Longer {
    wide: f64,
    widest: Vec<String>,
    texts: usize,
}

#[derive(Debug, Deserialize)]
struct File {
    name: String,
    body: u64,
    status: u16,
}

impl<'a> Eye<'a> {
    /// Opens it.
    pub async fn of(browser: &'a Browser, lang: Lang) -> Self {
        // The browser keeps its cache: a file weighs the same wherever it came from (held against a browser without one).
        browser.tell("Page.addScriptToEvaluateOnNewDocument", json!({"source": axe()})).await;
        let eye = Self { browser, lang, found: Found::default() };
        eye.rests().await;
        eye
    }

    /// As a page is opened: on a telephone, in the light.
    async fn rests(&self) {
        self.browser.width(PHONE).await;
        self.browser.theme(Theme::Light).await;
    }

    /// Looks at the page that is open; `status` is what it must have come with.
    pub async fn looks(&mut self, what: &str, status: u16) {
        let at = self.browser.at().await;
        let what = format!("{what} ({at})");
        let first = self.sees(&what, Axe::All, false).await;
        self.found.pages += 1;
        if status == 200 {
            self.found.paths.insert(at.split('?').next().unwrap_or_default().to_owned());
        }
        if first.page.status != status {
            self.trouble(&what, &format!("{} instead of {status}", first.page.status));
        }
        if first.lang != self.lang.as_str() || first.title.is_empty() {
            self.trouble(&what, &format!("language {:?}, title {:?}", first.lang, first.title));
        }
        if at.ends_with("/for-you")
            && let Some(end) = first.first_card.filter(|end| *end > FIRST_SCREEN)
        {
            self.trouble(&what, &format!("the first card ends at {end}, the first screen at {FIRST_SCREEN}"));
        }
        self.weighs(&what, &first);
        self.browser.theme(Theme::Dark).await;
        let dark = self.sees(&what, Axe::Colours, false).await;
        assert!(dark.dark && !first.dark, "the themes differ");
        for width in WIDTHS {
            self.browser.width(width).await;
            self.sees(&what, Axe::Nothing, width == WIDTHS[0]).await;
        }
        self.reads(&what, &self.browser.source().await);
        for error in self.browser.console_errors().await {
            // A page that says "not found" is one that the console calls failed.
            if !(status >= 400 && error.contains("Failed to load resource")) {
                self.trouble(&what, &format!("the console says: {error}"));
            }
        }
        self.rests().await;
    }

    /// One look, with what is wrong at once; also where each text is longer.
    async fn sees(&mut self, what: &str, axe: Axe, longer: bool) -> Seen {
        let seen = self.browser.run_async(include_str!("look.js"), vec![json!(axe), json!(longer)]).await;
        let seen = seen.unwrap_or_else(|trouble| panic!("{what}: {trouble}"));
        let seen: Seen = serde_json::from_value(seen).expect("what look.js answers");
        let how = format!("{what} at {} px{}", seen.width, if seen.dark { ", dark" } else { "" });
        self.found.axe_runs += usize::from(axe != Axe::Nothing);
        for violation in &seen.axe {
            self.trouble(&how, violation);
        }
        if seen.wide > 0.0 {
            self.trouble(&how, &format!("scrolls sideways by {} px: {:?}", seen.wide, seen.widest));
        }
        if let Some(longer) = &seen.longer {
            self.found.longer += longer.texts;
            if longer.wide > 0.0 && seen.wide <= 0.0 {
                let trouble = format!("scrolls by {} px where texts are longer: {:?}", longer.wide, longer.widest);
                self.trouble(&how, &trouble);
            }
        }
        if !seen.twice.is_empty() {
            self.trouble(&how, &format!("ids that are there twice or empty: {:?}", seen.twice));
        }
        seen
    }

    fn weighs(&mut self, what: &str, seen: &Seen) {
        let kind = |ending: &str| seen.files.iter().filter(|f| f.name.ends_with(ending)).map(|f| f.body).sum::<u64>();
        let load = seen.files.iter().map(|f| f.body + HEADERS).sum::<u64>() + seen.page.body + HEADERS;
        let requests = seen.files.len() + 1;
        // What is printed has no script.
        let is_paper = PAPER.iter().any(|paper| seen.page.name.contains(paper));
        let bars = [
            ("HTML", seen.page.body, 30 * KB),
            ("CSS", kind(".css"), 10 * KB),
            ("JS", kind(".js"), if is_paper { 0 } else { 6 * KB }),
            ("the first load", load, 120 * KB),
            ("requests", requests as u64, 8),
        ];
        for (bar, is, most) in bars {
            if is > most || is == 0 && most > 0 {
                let names: Vec<_> = seen.files.iter().map(|f| format!("{} {}", f.name, f.body)).collect();
                self.trouble(what, &format!("{bar}: {is}, at most {most}: {names:?}"));
            }
        }
        let origin = |file: &File| Url::parse(&file.name).expect("an address").origin();
        for file in seen.files.iter().filter(|f| origin(f) != origin(&seen.page) || f.status != 200) {
            self.trouble(what, &format!("{} came with {}", file.name, file.status));
        }
        let largest = &mut self.found.largest;
        largest.html = largest.html.max(seen.page.body);
        largest.css = largest.css.max(kind(".css"));
        largest.js = largest.js.max(kind(".js"));
        largest.load = largest.load.max(load);
        largest.requests = largest.requests.max(requests);
    }

    /// Reads the source as a parser does.
    pub fn reads(&mut self, what: &str, source: &str) {
        for error in &Html::parse_document(source).errors {
            self.trouble(what, &format!("the HTML: {error}"));
        }
    }

    fn trouble(&mut self, what: &str, trouble: &str) {
        self.found.troubles.entry(trouble.to_owned()).or_default().push(what.to_owned());
    }
}

impl Found {
    /// Both together.
    pub fn and(mut self, other: Self) -> Self {
        for (trouble, places) in other.troubles {
            self.troubles.entry(trouble).or_default().extend(places);
        }
        self.paths.extend(other.paths);
        self.pages += other.pages;
        self.axe_runs += other.axe_runs;
        self.longer += other.longer;
        let (a, b) = (&mut self.largest, other.largest);
        a.html = a.html.max(b.html);
        a.css = a.css.max(b.css);
        a.js = a.js.max(b.js);
        a.load = a.load.max(b.load);
        a.requests = a.requests.max(b.requests);
        self
    }

    /// What is wrong, each with the first places.
    pub fn troubles(&self) -> String {
        let line = |(trouble, places): (&String, &Vec<String>)| {
            format!("{trouble}\n    {} times: {}", places.len(), places[..places.len().min(3)].join(", "))
        };
        self.troubles.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// In one line.
    pub fn counts(&self) -> String {
        let Largest { html, css, js, load, requests } = &self.largest;
        format!(
            "{} pages, {} looks of axe, {} texts made longer, {} troubles; largest: HTML {html} B, CSS {css} B, JS {js} B, first load {load} B in {requests} requests",
            self.pages,
            self.axe_runs,
            self.longer,
            self.troubles.len()
        )
    }
}

/// axe-core, which scripts/test.sh fetches.
fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).unwrap_or_else(|_| panic!("axe-core is missing from target/axe: make test fetches it"))
}
