//! Signing in: ask with an address, get a letter, type its code or open its link and press the button.
//! GET never signs in: mail scanners open links.

use super::{
    next::Next,
    staff,
    store::{self, Challenge, Opened, Spendable},
    visit::Visit,
};
use crate::{
    kit::{email_address::EmailAddress, text::Slip},
    letters::{self, Button, Letter},
    platform::{
        chance::{self, Token},
        db::Db,
    },
    web::{Error, Form, Query, Slips, cookies::Cookie, flash::Flash, needs::Part, see, show, show_again},
};
use askama::Template;
use axum::{http::HeaderMap, response::Response};
use serde::Deserialize;
use sqlx::PgTransaction;
use subtle::ConstantTimeEq;

/// How long a letter can be used, as it says itself. The store has the same in SQL.
const MINUTES: u32 = 10;

/// The first step: an address.
#[derive(Template)]
#[template(path = "auth/sign_in.html")]
struct SignInPage {
    v: Visit,
    slips: Slips,
    email: String,
    next: Next,
}

/// The second step: the code from the letter.
#[derive(Template)]
#[template(path = "auth/code.html")]
struct CodePage {
    v: Visit,
    slips: Slips,
    code: String,
}

/// The link from the letter: a button.
#[derive(Template)]
#[template(path = "auth/link.html")]
struct LinkPage {
    v: Visit,
    action: String,
    failed: bool,
}

/// Where to go afterwards, by name.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
}

impl Asked {
    /// The page it names; her own where it names none.
    pub fn next(&self) -> Next {
        self.next.parse().unwrap_or_default()
    }
}

/// `GET /sign-in?next=…`
pub async fn page(v: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let next = asked.next();
    match &v.signed_in {
        // The letter is read; for the desk the second factor is still to come.
        Some(who) if who.is_staff && !who.second_factor && next == Next::Desk => {
            return Ok(see(&v.to(second_step(who.may_enrol, next).as_str())));
        }
        Some(_) => return Ok(see(&next.path(v.lang))),
        None => {}
    }
    show(&SignInPage { v, slips: Slips::default(), email: String::new(), next })
}

/// What staff do after the letter: show their second factor, or set it where they were invited to.
fn second_step(may_enrol: bool, next: Next) -> String {
    if may_enrol { "/sign-in/enrol".to_owned() } else { format!("/sign-in/second?next={}", next.of_staff()) }
}

/// The form of the first step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskForm {
    email: String,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`: the same answer for every address, known or not.
pub async fn ask(v: Visit, db: Db, headers: HeaderMap, Form(form): Form<AskForm>) -> Result<Response, Error> {
    let next: Next = form.next.parse().unwrap_or_default();
    let mut slips = Slips::default();
    let Some(email) = slips.take("email", EmailAddress::parse(&form.email)) else {
        return show_again(&SignInPage { v, slips, email: form.email, next });
    };
    let mut tx = db.begin().await?;
    let response = ask_code(&v, &mut tx, &headers, email, next).await?;
    tx.commit().await?;
    Ok(response)
}

/// Queues a sign-in letter for this address, bound to this browser, and answers the way to the page that asks for
/// its code. The caller ends the transaction.
///
/// # Errors
/// Those of the database and of the letter.
pub async fn ask_code(
    v: &Visit,
    tx: &mut PgTransaction<'_>,
    headers: &HeaderMap,
    email: EmailAddress,
    next: Next,
) -> Result<Response, Error> {
    // A browser that asks again keeps its token: the letters it was sent before go on working.
    let browser = Cookie::Challenge.read(headers, &v.address).filter(|token| chance::is_token(token));
    let browser = browser.unwrap_or_else(|| Token::new().as_str().to_owned());
    let (link, code) = (Token::new(), chance::code());
    let challenge = Challenge {
        email: &email,
        lang: v.lang,
        next: next.to_string(),
        browser_hash: chance::hash(&browser),
        code_hash: chance::hash(&code),
        link_hash: link.hash(),
    };
    if store::ask(tx, &challenge).await? {
        letters::queue(tx, &v.city, &letter(v, email, &code, &link)).await?;
    }
    let mut response = see(&v.to("/sign-in/code"));
    Cookie::Challenge.set(response.headers_mut(), &v.address, &browser, Some(i64::from(MINUTES) * 60));
    Ok(response)
}

fn letter(v: &Visit, to: EmailAddress, code: &str, link: &Token) -> Letter {
    Letter {
        cause: "sign-in",
        to,
        about: None,
        lang: v.lang,
        subject: v.t("sign-in-letter-subject"),
        before: vec![v.t1("sign-in-letter-before", "minutes", MINUTES)],
        code: Some(format!("{}-{}", &code[..4], &code[4..])),
        button: Some(Button {
            label: v.t("sign-in-letter-button"),
            link: v.address.link(&v.to(&format!("/sign-in/link/{}", link.as_str()))),
        }),
        others: Vec::new(),
        after: vec![v.t("sign-in-letter-same-browser"), v.t("sign-in-letter-not-you")],
    }
}

/// `GET /sign-in/code`
pub async fn code(v: Visit) -> Result<Response, Error> {
    show(&CodePage { v, slips: Slips::default(), code: String::new() })
}

/// The form of the second step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    code: String,
}

/// `POST /sign-in/code`: five tries, ten minutes, once.
pub async fn spend_code(v: Visit, db: Db, headers: HeaderMap, Form(form): Form<CodeForm>) -> Result<Response, Error> {
    let mut slips = Slips::default();
    let typed = chance::typed_code(&form.code);
    if typed.is_empty() || typed.len() > 40 {
        slips.add("code", Slip::NotThis("slip-code"));
        return show_again(&CodePage { v, slips, code: String::new() });
    }
    let hash = chance::hash(&typed);
    match spend(&v, &db, &headers, |c| bool::from(c.code_hash.ct_eq(&hash))).await? {
        Some(response) => Ok(response),
        None => {
            slips.add("code", Slip::NotThis("slip-code"));
            show_again(&CodePage { v, slips, code: form.code.chars().take(40).collect() })
        }
    }
}

/// `GET /sign-in/link/{token}`: shows a button and changes nothing.
pub async fn link(v: Visit, Part(token): Part) -> Result<Response, Error> {
    let action = v.to(&format!("/sign-in/link/{token}"));
    show(&LinkPage { v, action, failed: false })
}

/// `POST /sign-in/link/{token}`: in the browser that asked; an invitation in any.
pub async fn spend_link(v: Visit, db: Db, Part(token): Part, headers: HeaderMap) -> Result<Response, Error> {
    let mut tx = db.begin().await?;
    if let Some(invitation) = staff::invitation(&mut tx, &token).await? {
        return finish(&v, &db, tx, &invitation, Opened::ByInvitation).await;
    }
    drop(tx);
    let hash = chance::hash(&token);
    match spend(&v, &db, &headers, |c| bool::from(c.link_hash.ct_eq(&hash))).await? {
        Some(response) => Ok(response),
        None => show_again(&LinkPage { v, action: String::new(), failed: true }),
    }
}

/// Spends the challenge of this browser that fits, and opens a session; `None` where none fits.
async fn spend(
    v: &Visit,
    db: &Db,
    headers: &HeaderMap,
    fits: impl Fn(&Spendable) -> bool,
) -> Result<Option<Response>, Error> {
    let Some(browser) = Cookie::Challenge.read(headers, &v.address) else { return Ok(None) };
    let mut tx = db.begin().await?;
    let challenges = store::spendable(&mut tx, &browser).await?;
    let Some(challenge) = challenges.iter().find(|c| fits(c)) else {
        let ids: Vec<_> = challenges.iter().map(|c| c.id).collect();
        store::count_try(&mut tx, &ids).await?;
        tx.commit().await?;
        return Ok(None);
    };
    finish(v, db, tx, challenge, Opened::ByLetter).await.map(Some)
}

/// Opens the session of a challenge that is spent now.
async fn finish(
    v: &Visit,
    db: &Db,
    mut tx: PgTransaction<'_>,
    challenge: &Spendable,
    opened: Opened,
) -> Result<Response, Error> {
    let account = store::spend(&mut tx, challenge).await?;
    let token = Token::new();
    store::open_session(&mut tx, account, &token, opened).await?;
    let is_staff = staff::is_staff(&mut tx, account).await?;
    tx.commit().await?;
    let bounced = letters::bounces_since(db, &challenge.email).await?.is_some();
    let next: Next = challenge.next.parse().unwrap_or_default();
    let mut response = match is_staff {
        true => see(&v.to(&second_step(opened == Opened::ByInvitation, next))),
        false => see(&next.path(v.lang)),
    };
    Cookie::Session.set(response.headers_mut(), &v.address, token.as_str(), Some(90 * 24 * 3600));
    Cookie::Challenge.clear(response.headers_mut(), &v.address);
    Ok(if bounced { Flash::on(response, &v.address, "flash-address-bounced", None) } else { response })
}
