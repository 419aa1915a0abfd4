//! A real Chromium, driven from outside as a person would: pages by their words, fields by their names.
//! Everything waits for what it waits for; nothing sleeps.

use crate::scratch::{is_roomy, scratch};
use axum::http::Method;
use buurten::kit::lang::Lang;
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
    key::Key,
    wd::WebDriverCompatibleCommand,
};
use serde_json::{Value, json};
use std::{
    fmt,
    fs::{self, Permissions},
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use url::Url;

/// How long a page may take before a test gives up: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often we look whether something is there.
const LOOK_EVERY: Duration = Duration::from_millis(15);

/// What Chromium is started with: nothing that it does on its own.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,900",
];

/// Whether the browser runs the scripts of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

/// Which colours its owner likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// chromedriver. It ends with us, and its browsers with it.
struct Driver(Mutex<Child>, String);

impl Driver {
    fn start() -> Self {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "chromedriver", "--port=0"]);
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("setpriv of util-linux starts chromedriver");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = loop {
            let line = lines.next().and_then(Result::ok);
            let line = line.expect("chromedriver tells its port; on Debian: apt-get install chromium chromium-driver");
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        Self(Mutex::new(process), format!("http://127.0.0.1:{port}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut process = self.0.lock().expect("nobody panics with it");
        let _ = process.kill();
        let _ = process.wait();
    }
}

/// A browser with a profile of its own.
pub struct Browser {
    client: Client,
    driver: Arc<Driver>,
    _folders: [TempDir; 2],
}

impl Browser {
    /// Starts one, of somebody who reads this language first.
    pub async fn start(scripts: Scripts, lang: Lang) -> Self {
        Self::of(Arc::new(Driver::start()), scripts, lang).await
    }

    /// Somebody else's browser, at the same driver.
    pub async fn of_somebody_else(&self, scripts: Scripts, lang: Lang) -> Self {
        Self::of(self.driver.clone(), scripts, lang).await
    }

    async fn of(driver: Arc<Driver>, scripts: Scripts, lang: Lang) -> Self {
        let profile = tempfile::tempdir_in(scratch()).expect("a folder for the profile");
        // Programs in memory may not be started everywhere.
        let program = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the program");
        let mut args = ARGUMENTS.map(str::to_owned).to_vec();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        if !is_roomy() {
            args.push("--disable-dev-shm-usage".to_owned());
        }
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": chromium(program.path()),
                "args": args,
                "prefs": {
                    "profile.managed_default_content_settings.javascript": if scripts == Scripts::On { 1 } else { 2 },
                    "intl.accept_languages": lang.to_string(),
                },
            },
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.1)
            .await
            .expect("Chromium starts");
        let browser = Self { client, driver, _folders: [profile, program] };
        browser.tell("Network.enable", json!({})).await;
        browser.width(1280).await;
        browser
    }

    /// The end: a browser that is not ended so is killed.
    pub async fn end(self) {
        self.client.close().await.expect("the browser ends");
    }

    /// For what is not said here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    // What it looks like

    /// The width in CSS pixels, as narrow as one likes.
    pub async fn width(&self, pixels: u32) {
        let screen = json!({"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.tell("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Light or dark; and nothing moves, so that no colour is seen half way.
    pub async fn theme(&self, theme: Theme) {
        let value = if theme == Theme::Dark { "dark" } else { "light" };
        let features = [("prefers-color-scheme", value), ("prefers-reduced-motion", "reduce")];
        let features: Vec<_> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.tell("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        let network = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.tell("Network.emulateNetworkConditions", network).await;
    }

    /// A command of the browser's own protocol.
    pub async fn tell(&self, command: &str, with: Value) -> Value {
        self.asks(command, with).await.unwrap_or_else(|trouble| panic!("{command}: {trouble}"))
    }

    /// The same, which may fail.
    pub async fn asks(&self, command: &str, with: Value) -> Result<Value, CmdError> {
        let body = json!({"cmd": command, "params": with});
        self.client.issue_cmd(Own { path: "goog/cdp/execute", body }).await
    }

    /// The errors on its console since they were last asked for: a failed script, a breach of the policy.
    pub async fn console_errors(&self) -> Vec<String> {
        let log = self.client.issue_cmd(Own { path: "se/log", body: json!({"type": "browser"}) }).await;
        let log = log.expect("the console");
        let lines = log.as_array().cloned().unwrap_or_default().into_iter();
        lines.filter(|l| l["level"] == "SEVERE").map(|l| l["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The page as the server sent it, whatever it was the answer to.
    pub async fn source(&self) -> String {
        let tree = self.tell("Page.getFrameTree", json!({})).await;
        let page = json!({"requestId": tree["frameTree"]["frame"]["loaderId"]});
        let answer = self.tell("Network.getResponseBody", page).await;
        answer["body"].as_str().expect("a text").to_owned()
    }

    // What she does

    /// Types an address.
    pub async fn opens(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|trouble| panic!("{address}: {trouble}"));
    }

    /// Presses the button or link of `main` whose words begin so, and waits for the page that follows.
    pub async fn presses(&self, words: &str) {
        let path = format!("//main//*[self::button or self::a][starts-with(normalize-space(), \"{words}\")]");
        let button = self.finds(Locator::XPath(&path)).await;
        self.follows(button).await;
    }

    /// Follows a link or presses a button, and waits for the page that follows.
    pub async fn follows(&self, element: Element) {
        self.run("document.documentElement.dataset.left = 'yes'").await;
        self.clicks(element).await;
        let there = "return !document.documentElement.dataset.left && document.readyState === 'complete'";
        self.waits("the next page", async || self.tries(there).await == Some(json!(true))).await;
    }

    /// Clicks where a person would: in the middle of the screen, not below the bar.
    pub async fn clicks(&self, element: Element) {
        let it = serde_json::to_value(&element).expect("an element");
        let scroll = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        self.client.execute(scroll, vec![it]).await.expect("it scrolls into view");
        let clicked = element.click().await;
        clicked.unwrap_or_else(|trouble| panic!("it cannot be clicked: {trouble}"));
    }

    /// Chooses a box or a button among several, by the field's name and value; opens the group it is in.
    pub async fn chooses(&self, name: &str, value: &str) {
        self.opens_the_group_of(&format!("input[@name='{name}' and @value='{value}']")).await;
        let label = format!("//main//label[input[@name='{name}' and @value='{value}']]");
        self.clicks(self.finds(Locator::XPath(&label)).await).await;
    }

    /// Chooses from a list.
    pub async fn picks(&self, css: &str, value: &str) {
        self.finds(Locator::Css(css)).await.select_by_value(value).await.expect("a value of the list");
    }

    /// Opens what a field stands in, where it is closed.
    async fn opens_the_group_of(&self, field: &str) {
        let group = format!("//main//details[not(@open)][.//{field}]/summary");
        for summary in self.client.find_all(Locator::XPath(&group)).await.expect("the groups") {
            self.clicks(summary).await;
        }
    }

    /// Types into a field, by its name; opens the group it is in.
    pub async fn types(&self, name: &str, text: &str) {
        self.opens_the_group_of(&format!("*[@name='{name}']")).await;
        let field = self.finds(Locator::Css(&format!("main [name='{name}']"))).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a field to type in");
    }

    /// Presses the Tab key.
    pub async fn tabs(&self) {
        self.types_key(Key::Tab.into()).await;
    }

    /// Presses a key.
    pub async fn types_key(&self, key: char) {
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(keys).await.expect("a key");
    }

    // What she sees

    /// Signs in by the link that the sample city printed.
    pub async fn signs_in_by(&self, link: impl AsRef<str>) {
        self.opens(link.as_ref()).await;
        self.follows(self.finds(Locator::Css("main form button")).await).await;
    }

    /// The element, which must be there.
    pub async fn finds(&self, locator: Locator<'_>) -> Element {
        match self.client.find(locator).await {
            Ok(element) => element,
            Err(trouble) => panic!("{locator:?} at {}: {trouble}\n{}", self.at().await, self.main().await),
        }
    }

    /// Whether there is such an element.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.expect("a selector").is_empty()
    }

    /// What `main` says now.
    pub async fn main(&self) -> String {
        let said = self.tries("const m = document.querySelector('main'); return m ? m.innerText : ''").await;
        said.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Waits until `main` says this.
    pub async fn reads(&self, words: &str) {
        self.waits(words, async || self.main().await.contains(words)).await;
    }

    /// Whether a box or a button among several is chosen.
    pub async fn is_chosen(&self, name: &str, value: &str) -> bool {
        let chosen = format!("main input[name='{name}'][value='{value}']:checked");
        self.has(&chosen).await
    }

    /// The path and the query of the page.
    pub async fn at(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url[url::Position::BeforePath..].to_owned()
    }

    /// Waits until something is so.
    pub async fn waits(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_so().await {
            if Instant::now() > until {
                panic!("waited in vain for: {what}\nat {}\n{}", self.at().await, self.main().await)
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Runs a script of ours on the page.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|trouble| panic!("{script}: {trouble}"))
    }

    /// The same where the page may be leaving just now.
    async fn tries(&self, script: &str) -> Option<Value> {
        self.client.execute(script, vec![]).await.ok()
    }

    /// Runs a script that answers by its last argument.
    pub async fn run_async(&self, script: &str, with: Vec<Value>) -> Result<Value, CmdError> {
        self.client.execute_async(script, with).await
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Browser")
    }
}

/// A program that is Chromium, and ends when its driver does, however that ends.
fn chromium(folder: &Path) -> PathBuf {
    let program = folder.join("chromium");
    fs::write(&program, "#!/bin/sh\nexec setpriv --pdeathsig KILL chromium \"$@\"\n").expect("a file of ours");
    fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("a file of ours");
    program
}

/// A command that WebDriver does not have and chromedriver does.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
