//! Signing in to the desk: an invitation, a telephone, the second factor.

use super::Tour;
use buurten::{kit::email_address::EmailAddress, platform::clock::Clock};
use totp_rs::{Builder, Secret};

const NOOR: &str = "noor@example.org";

/// What a telephone with this secret shows now.
fn code(secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("base 32");
    let now = u64::try_from(Clock::new().now().timestamp()).expect("after 1970");
    Builder::new().with_secret(secret).build().expect("a second factor").generate(now).to_string()
}

impl Tour<'_> {
    /// Invited at the terminal; then as on any other day.
    pub async fn as_new_staff(&mut self) {
        self.is_somebody_else("new staff").await;
        let address = EmailAddress::parse(NOOR).expect("an address");
        let path = buurten::auth::invite_staff(self.database, &address, false).await.expect("an invitation");
        let (_, path) = path[1..].split_once('/').expect("a language");
        self.sees(&format!("/{path}")).await;
        self.sends("form[method=post]", 200).await;
        self.sees("/sign-in/enrol").await;
        self.browser.types("code", "000000").await;
        self.sends("form[method=post]", 422).await;
        let secret = self.browser.run("return document.querySelector('#secret').textContent").await;
        self.browser.types("code", &code(secret.as_str().expect("a secret"))).await;
        self.follows("form[method=post] button").await;
        assert_eq!(self.browser.at().await, "/desk", "{}", self.browser.main().await);
        self.is_somebody_else("staff without their telephone").await;
        self.opens("/sign-in?next=desk").await;
        self.signs_in_by_letter(NOOR).await;
        self.looks(200).await;
        self.browser.types("code", "000000").await;
        self.sends("form[method=post]", 422).await;
        self.sees("/sign-in/second").await;
        self.sees("/sign-in/enrol").await;
    }
}
