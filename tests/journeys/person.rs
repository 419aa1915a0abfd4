//! Somebody with a telephone, who reads, taps and types; and how long it takes them.

use crate::{
    browser::{Browser, Scripts},
    eye::Eye,
    served::Served,
};
use buurten::{kit::lang::Lang, web::words::Words};
use fantoccini::Locator;

/// Words somebody reads in a minute, in a language that is not hers.
const READS_A_MINUTE: f64 = 200.0;
/// Seconds for a tap: a choice, a button, a group that opens, a field, what is typed into it.
const SECONDS_A_TAP: f64 = 2.0;

/// Somebody on the way through the city.
pub struct Person<'a> {
    pub browser: &'a Browser,
    pub city: &'a Served,
    pub lang: Lang,
    pub w: Words,
    /// The pages they saw.
    pub pages: usize,
    pub taps: usize,
    /// The words of the pages they read.
    pub words_read: u64,
    /// Whoever looks over their shoulder, with the bars in hand.
    eye: Option<Eye<'a>>,
}

impl<'a> Person<'a> {
    /// At the first page of the city, in their language.
    pub async fn arrives(browser: &'a Browser, city: &'a Served, lang: Lang) -> Self {
        browser.width(390).await;
        let they = Self { browser, city, lang, w: Words::of(lang), pages: 1, taps: 0, words_read: 0, eye: None };
        browser.opens(&city.to("/")).await;
        assert_eq!(browser.at().await, format!("/{lang}/"), "they read this language first");
        they
    }

    /// The same; where scripts run, every page they look at from now on must hold the bars.
    pub async fn arrives_watched(browser: &'a Browser, city: &'a Served, scripts: Scripts, lang: Lang) -> Self {
        let mut they = Self::arrives(browser, city, lang).await;
        if scripts == Scripts::On {
            they.eye = Some(Eye::of(browser, lang).await);
        }
        they
    }

    /// Looks at the page that is open; `what` it is.
    pub async fn looks(&mut self, what: &str) {
        self.looks_at(what, 200).await;
    }

    /// The same for one that came with another status, such as a form that comes back.
    pub async fn looks_at(&mut self, what: &str, status: u16) {
        if let Some(eye) = &mut self.eye {
            eye.looks(what, status).await;
        }
    }

    /// No page they looked at broke a bar.
    pub fn saw_nothing_wrong(&self) {
        if let Some(eye) = &self.eye {
            let troubles = eye.found.troubles();
            assert!(troubles.is_empty() && eye.found.pages > 0, "{}\n{troubles}", eye.found.counts());
        }
    }

    pub fn to(&self, path: &str) -> String {
        self.city.to(&format!("/{}{path}", self.lang))
    }

    pub async fn opens(&self, path: &str) {
        self.browser.opens(&self.to(path)).await;
    }

    /// Presses a button or follows a link of the page, by the name of its words.
    pub async fn presses(&mut self, words: &str) {
        self.browser.presses(&self.words(words)).await;
        self.taps += 1;
        self.pages += 1;
    }

    pub async fn chooses(&mut self, name: &str, values: &[&str]) {
        for value in values {
            self.browser.chooses(name, value).await;
        }
        self.taps += values.len();
    }

    pub async fn picks(&mut self, css: &str, value: &str) {
        self.browser.picks(css, value).await;
        self.taps += 2; // opens the list, and chooses
    }

    pub async fn types(&mut self, name: &str, text: &str) {
        self.browser.types(name, text).await;
        self.taps += 2;
    }

    pub async fn asserts_at(&self, path: &str) {
        assert_eq!(self.browser.at().await, format!("/{}{path}", self.lang));
    }

    /// Looks for something by a field that filters while they type.
    pub async fn finds_by_typing(&mut self, css: &str, text: &str) {
        let field = self.browser.finds(Locator::Css(css)).await;
        field.send_keys(text).await.expect("a field to type in");
        self.taps += 2;
    }

    /// What stands on the page when they leave it, for eyes; of a list only what is chosen in it.
    pub async fn reads(&mut self) {
        let script = "const count = (text) => text.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length;
            const main = document.querySelector('main');
            const spoken = [...main.querySelectorAll('.visually-hidden')].map((text) => count(text.innerText));
            const lists = [...main.querySelectorAll('select')].filter((list) => list.checkVisibility());
            const unread = lists.map((list) => count(list.innerText) - count(list.selectedOptions[0].text));
            return count(main.innerText) - [...spoken, ...unread].reduce((sum, n) => sum + n, 0)";
        let words = self.browser.run(script).await;
        self.words_read += words.as_u64().unwrap_or_else(|| panic!("a number of words: {words}"));
    }

    /// How long reading and tapping took until now.
    pub fn seconds(&self) -> f64 {
        self.words_read as f64 / READS_A_MINUTE * 60.0 + self.taps as f64 * SECONDS_A_TAP
    }

    /// Asks for a letter to this address, and types its code.
    pub async fn signs_in_as(&mut self, address: &str) {
        self.types("email", address).await;
        self.presses("sign-in-send").await;
        self.asserts_at("/sign-in/code").await;
        self.types_the_code(address).await;
    }

    /// Types the code of the letter to this address.
    pub async fn types_the_code(&mut self, address: &str) {
        let letter = self.city.letter_to(address);
        assert_eq!(letter.subject, self.words("sign-in-letter-subject"));
        self.types("code", letter.code()).await;
        self.presses("code-submit").await;
    }

    /// The words of this name, which must be there.
    pub fn words(&self, name: &str) -> String {
        assert!(self.w.has(name), "no words are called {name}");
        self.w.t(name)
    }

    pub async fn sees(&self, words: &str) {
        self.browser.reads(&self.words(words)).await;
    }

    /// Follows the first of these links or buttons of `main`.
    pub async fn follows(&mut self, css: &str) {
        self.browser.follows(self.browser.finds(Locator::Css(&format!("main {css}"))).await).await;
        self.pages += 1;
    }

    /// Follows a link of a letter, to the page in the language that they read.
    pub async fn opens_link(&mut self, link: &str) {
        let path = link.strip_prefix(&self.city.to("/")).unwrap_or_else(|| panic!("a link of ours: {link}"));
        let (_, rest) = path.split_once('/').expect("a page below a language");
        self.opens(&format!("/{rest}")).await;
        self.pages += 1;
    }

    /// Comes to the desk as the social worker of the sample, in the language that they read.
    pub async fn comes_to_the_desk(&mut self) {
        self.browser.signs_in_by(self.city.link("social-worker")).await;
        let reads = self.browser.run("return document.documentElement.lang").await;
        if reads.as_str() != Some(self.lang.as_str()) {
            let button = self.browser.finds(Locator::Css("form[action='/desk/language'] button")).await;
            self.browser.follows(button).await;
        }
    }

    /// Opens a page of the desk, and says why where it wants to know.
    pub async fn opens_at_the_desk(&mut self, path: &str, reason: &str) {
        self.browser.opens(&self.city.to(path)).await;
        if self.browser.has("main form[action$='/look']").await {
            self.browser.chooses("reason", reason).await;
            self.presses("look-submit").await;
        }
    }

    /// Follows the link outside `main` that leads there: of the bar, or of the foot of the page.
    pub async fn goes_to(&mut self, path: &str) {
        let link = format!("header a[href='/{0}{path}'], footer a[href='/{0}{path}']", self.lang);
        self.browser.follows(self.browser.finds(Locator::Css(&link)).await).await;
        self.pages += 1;
    }
}
