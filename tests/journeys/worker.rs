//! Somebody who works at the desk: invited, with a telephone, signed in with both factors.

use crate::{
    browser::{Browser, Scripts},
    served::Served,
};
use buurten::{kit::lang::Lang, platform::clock::Clock, web::words::Words};
use fantoccini::Locator;
use totp_rs::{Builder, Secret, Totp};

/// A telephone with an app for codes, which shows none twice.
struct Telephone {
    app: Totp,
    last_step: u64,
}

impl Telephone {
    /// The code of now; where that was used, the next one: a telephone may be a little ahead.
    fn code(&mut self) -> String {
        let now = u64::try_from(Clock::new().now().timestamp()).expect("later than 1970");
        self.last_step = (now / 30).max(self.last_step + 1);
        self.app.generate(self.last_step * 30).to_string()
    }
}

/// A social worker at a browser of their own.
pub struct Worker<'a> {
    pub browser: Browser,
    city: &'a Served,
    lang: Lang,
    w: Words,
    address: &'static str,
    telephone: Option<Telephone>,
    /// What they pressed, chose or clicked into since they last began to count.
    pub clicks: usize,
}

impl<'a> Worker<'a> {
    /// Somebody who reads this language, and has no account yet.
    pub async fn of(city: &'a Served, browser: Browser, address: &'static str, lang: Lang) -> Self {
        Self { browser, city, lang, w: Words::of(lang), address, telephone: None, clicks: 0 }
    }

    /// The social worker of the sample, signed in by the printed link.
    pub async fn of_the_sample(city: &'a Served, browser: Browser, lang: Lang) -> Self {
        let she = Self::of(city, browser, "", lang).await;
        she.browser.signs_in_by(city.link("social-worker")).await;
        she.asserts_at("/desk").await;
        she.reads_her_language().await;
        she
    }

    /// Invited in the browser by the administrator of the sample; the link of the letter.
    pub async fn is_invited_by_the_administrator(&self, name: &str) -> String {
        let tessa = self.browser.of_somebody_else(Scripts::Off, Lang::En).await;
        let mut tessa = Self::of(self.city, tessa, "", Lang::En).await;
        tessa.browser.signs_in_by(self.city.link("administrator")).await;
        tessa.opens("/desk/staff").await;
        tessa.browser.types("email", self.address).await;
        tessa.browser.types("first_name", name).await;
        tessa.browser.chooses("language", self.lang.as_str()).await;
        tessa.presses("staff-invite").await;
        tessa.sees("flash-staff-invited").await;
        tessa.browser.end().await;
        let letter = self.city.letter_to(self.address);
        assert_eq!(letter.subject, self.words("invitation-subject"));
        letter.links().first().expect("a link").to_string()
    }

    /// Invited at the terminal; the link that it prints.
    pub fn is_invited_at_the_terminal(&self) -> String {
        let said = self.city.tells(&["staff", "add", self.address]);
        said.split_whitespace().find(|word| word.starts_with("http")).expect("a link").to_owned()
    }

    /// Opens the invitation, and sets up the telephone.
    pub async fn enrols(&mut self, link: &str) {
        self.browser.opens(link).await;
        self.presses("link-submit").await;
        self.asserts_at(&format!("/{}/sign-in/enrol", self.lang)).await;
        let secret = self.browser.run("return document.querySelector('#secret').innerText.replaceAll(' ', '')").await;
        let secret = Secret::try_from_base32(secret.as_str().expect("a secret")).expect("base 32");
        let app = Builder::new().with_secret(secret).build().expect("a second factor");
        self.telephone = Some(Telephone { app, last_step: 0 });
        self.types_the_code_of_the_telephone("enrol-submit").await;
        self.sees("flash-second-factor-set").await;
    }

    async fn types_the_code_of_the_telephone(&mut self, button: &str) {
        let code = self.telephone.as_mut().expect("a telephone").code();
        self.browser.types("code", &code).await;
        self.presses(button).await;
        self.asserts_at("/desk").await;
    }

    /// Leaves, and comes back as on any other day: a letter, and the telephone.
    pub async fn signs_out_and_in_again(&mut self) {
        self.opens(&format!("/{}/me", self.lang)).await;
        self.presses("me-sign-out").await;
        self.opens("/desk").await;
        assert!(self.browser.at().await.contains("/sign-in"), "signed out: {}", self.browser.at().await);
        self.browser.types("email", self.address).await;
        self.presses("sign-in-send").await;
        let letter = self.city.letter_to(self.address);
        self.browser.types("code", letter.code()).await;
        self.presses("code-submit").await;
        assert!(self.browser.at().await.contains("/sign-in/second"), "one step: {}", self.browser.at().await);
        self.opens("/desk/listings").await;
        assert!(self.browser.at().await.contains("/sign-in/second"), "one is not enough: {}", self.browser.at().await);
        self.types_the_code_of_the_telephone("code-submit").await;
    }

    /// Changes the language of the account, where it is another one.
    pub async fn reads_her_language(&self) {
        let reads = self.browser.run("return document.documentElement.lang").await;
        if reads.as_str() != Some(self.lang.as_str()) {
            let button = self.browser.finds(Locator::Css("form[action='/desk/language'] button")).await;
            self.browser.follows(button).await;
        }
    }

    /// Opens a page of the city.
    pub async fn opens(&self, path: &str) {
        self.browser.opens(&self.city.to(path)).await;
    }

    /// Presses the button or link with these words.
    pub async fn presses(&mut self, words: &str) {
        self.browser.presses(&self.words(words)).await;
        self.clicks += 1;
    }

    /// Clicks into a field, and types.
    pub async fn types(&mut self, name: &str, text: &str) {
        let field = self.browser.finds(Locator::Css(&format!("main [name='{name}']"))).await;
        self.browser.clicks(field).await;
        self.browser.types(name, text).await;
        self.clicks += 1;
    }

    /// Opens a list, and chooses.
    pub async fn picks(&mut self, name: &str, value: &str) {
        self.browser.picks(&format!("main select[name='{name}']"), value).await;
        self.clicks += 2;
    }

    /// What stands in a field.
    pub async fn value(&self, name: &str) -> String {
        let value = self.browser.run(&format!("return document.querySelector(\"main [name='{name}']\").value")).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The words of this name, which must be there.
    pub fn words(&self, name: &str) -> String {
        assert!(self.w.has(name), "no words are called {name}");
        self.w.t(name)
    }

    /// Waits until the page says these words.
    pub async fn sees(&self, words: &str) {
        self.browser.reads(&self.words(words)).await;
    }

    pub async fn asserts_at(&self, path: &str) {
        assert_eq!(self.browser.at().await, path, "{}", self.browser.main().await);
    }
}
