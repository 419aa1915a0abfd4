//! A visit: one request with all that the frame of a page needs: language, who is here, the city.
//! What a page of a room shows besides is the room's own.

use super::{next::Next, session::SignedIn, store};
use crate::{
    city::{City, TheCity},
    kit::lang::Lang,
    platform::{chance, clock::Clock, db::Db},
    web::{
        Error, PublicAddress, assets,
        cookies::Cookie,
        flash::Flash,
        needs::lent,
        words::{Say, Words},
    },
};
use axum::{
    extract::{FromRequestParts, MatchedPath, OriginalUri},
    http::{header, request::Parts},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;

/// Who asks for what, in which language.
#[derive(Clone)]
pub struct Visit {
    /// The reader's language.
    pub lang: Lang,
    /// Its sentences.
    pub w: Words,
    /// The page's address below the language prefix, with its query.
    pub path: String,
    /// The room of the desk it is in, such as `listings`; empty at its front; `None` elsewhere.
    pub desk: Option<String>,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// The visit's cookie, hashed: whose answers these are before there is an account.
    pub visit_hash: Option<Vec<u8>>,
    /// The cookie itself, to hand it out again.
    pub visit_token: Option<String>,
    /// What was just done.
    pub flash: Option<Flash>,
    /// The city.
    pub city: Arc<City>,
    /// Where we are reached from outside.
    pub address: PublicAddress,
    /// The time of this visit.
    pub now: DateTime<Utc>,
}

impl Visit {
    /// The reader's language, for templates: they hand fields over by reference.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The time of this visit, for templates.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The sentence with this name.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.w.t(key)
    }

    /// The sentence with one thing to fill in.
    pub fn t1(&self, key: impl AsRef<str>, name: &'static str, value: impl Say) -> String {
        self.w.t1(key, name, value)
    }

    /// The sentence with two things to fill in.
    pub fn t2(&self, key: impl AsRef<str>, n1: &'static str, v1: impl Say, n2: &'static str, v2: impl Say) -> String {
        self.w.t2(key, n1, v1, n2, v2)
    }

    /// The address of a page of ours in the reader's language: `/for-you` → `/en/for-you`.
    pub fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.lang)
    }

    /// This page in the other language.
    pub fn in_other_language(&self) -> String {
        format!("/{}{}", self.lang.other(), self.path)
    }

    /// The public address of this page in a language, without its query: for hreflang.
    pub fn public(&self, lang: Lang) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        self.address.link(&format!("/{lang}{path}"))
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::address(name)
    }

    /// An icon of the sprite. Write it `{{ v.icon("clock")|safe }}`, always beside words.
    pub fn icon(&self, name: &str) -> String {
        let sprite = assets::address("icons.svg");
        format!("<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{sprite}#{name}\"/></svg>")
    }

    /// The same icon, for a summary: it turns when it opens.
    pub fn icon_turning(&self, name: &str) -> String {
        self.icon(name).replacen("class=\"icon\"", "class=\"icon icon--turn\"", 1)
    }

    /// What was just done, where the page itself has nothing more to say of it (such as an undo).
    pub fn plain_flash(&self) -> Option<&Flash> {
        self.flash.as_ref().filter(|f| f.subject.is_none() && f.detail.is_none())
    }

    /// "Call Marieke, Tuesday 10:00": the next time the city's person answers the phone.
    pub fn call_line(&self) -> String {
        self.city.contact.call_line(&self.w, self.now)
    }

    /// Today in Europe/Amsterdam.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive()
    }

    /// Whether this page is in that room of the desk: for `aria-current`.
    pub fn is_desk_at(&self, room: &str) -> bool {
        self.desk.as_deref() == Some(room)
    }

    /// Whether the reader keeps the accounts of the desk.
    pub fn is_administrator(&self) -> bool {
        self.signed_in.as_ref().is_some_and(|who| who.is_administrator)
    }

    /// Whether this page is the one at that path: for `aria-current`.
    pub fn is_at(&self, path: &str) -> bool {
        self.path.split('?').next() == Some(path)
    }
}

impl Visit {
    /// A visit of nobody, for pages that must work while the database does not.
    ///
    /// # Errors
    /// `Unexpected`, where `app` forgot to lend something.
    pub fn without_database(parts: &Parts) -> Result<Self, Error> {
        let (clock, address, city): (Clock, PublicAddress, TheCity) = (lent(parts)?, lent(parts)?, lent(parts)?);
        let first = parts.uri.path().split('/').nth(1).unwrap_or_default();
        let lang = first.parse().unwrap_or_else(|()| preferred(parts, &address, None));
        Ok(Visit {
            lang,
            w: Words::of(lang),
            path: "/".to_owned(),
            desk: None,
            signed_in: None,
            visit_hash: None,
            visit_token: None,
            flash: None,
            city: city.now(),
            address,
            now: clock.now(),
        })
    }
}

fn preferred(parts: &Parts, address: &PublicAddress, account: Option<Lang>) -> Lang {
    let chosen = || Cookie::Language.read(&parts.headers, address).and_then(|l| l.parse().ok());
    let accepted = || parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).and_then(Lang::accepted);
    account.or_else(chosen).or_else(accepted).unwrap_or_default()
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        if let Some(visit) = parts.extensions.get::<Visit>() {
            return Ok(visit.clone());
        }
        let (db, clock): (Db, Clock) = (lent(parts)?, lent(parts)?);
        let (address, city): (PublicAddress, TheCity) = (lent(parts)?, lent(parts)?);
        let signed_in = match Cookie::Session.read(&parts.headers, &address) {
            Some(token) => store::signed_in(&db, &token).await?,
            None => None,
        };
        // Below a nested router the address has lost its language.
        let asked = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let uri = asked.path_and_query().map_or("/", |p| p.as_str());
        let first = asked.path().split('/').nth(1).unwrap_or_default();
        let (lang, path) = match first.parse::<Lang>() {
            Ok(lang) => (lang, uri[1 + first.len()..].to_owned()),
            Err(()) => {
                let below_language =
                    parts.extensions.get::<MatchedPath>().is_some_and(|m| m.as_str().starts_with("/{lang}"));
                if below_language {
                    return Err(Error::NotFound);
                }
                (preferred(parts, &address, signed_in.as_ref().map(|s| s.lang)), "/".to_owned())
            }
        };
        let w = Words::of(lang);
        let visit_token = Cookie::Visit.read(&parts.headers, &address);
        let visit = Visit {
            lang,
            w,
            path,
            desk: asked.path().strip_prefix("/desk").map(|rest| rest.split('/').nth(1).unwrap_or_default().to_owned()),
            signed_in,
            visit_hash: visit_token.as_deref().map(chance::hash),
            visit_token,
            flash: Cookie::Flash.read(&parts.headers, &address).and_then(|value| Flash::read(&value, &w)),
            city: city.now(),
            address,
            now: clock.now(),
        };
        parts.extensions.insert(visit.clone());
        Ok(visit)
    }
}

/// Somebody of the desk, signed in with both factors. Visitors are sent to sign in; for everybody else the desk
/// does not exist.
pub struct AsSocialWorker(pub SignedIn);

impl<S: Send + Sync> FromRequestParts<S> for AsSocialWorker {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        match visit.signed_in {
            None => Err(Error::SignIn(Next::Desk.to_string())),
            Some(who) if !who.is_staff => Err(Error::NotFound),
            // The sign-in page knows that only the second factor is missing.
            Some(who) if !who.second_factor => Err(Error::SignIn(Next::Desk.to_string())),
            Some(who) => Ok(Self(who)),
        }
    }
}

/// Somebody who also keeps the accounts of the desk.
pub struct AsAdministrator(pub SignedIn);

impl<S: Send + Sync> FromRequestParts<S> for AsAdministrator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let AsSocialWorker(who) = AsSocialWorker::from_request_parts(parts, state).await?;
        if who.is_administrator { Ok(Self(who)) } else { Err(Error::NotFound) }
    }
}

/// Somebody who is signed in; others are sent to sign in first.
pub struct AsSignedIn(pub SignedIn);

impl<S: Send + Sync> FromRequestParts<S> for AsSignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let visit = Visit::from_request_parts(parts, state).await?;
        visit.signed_in.map(AsSignedIn).ok_or_else(|| Error::SignIn(Next::Me.to_string()))
    }
}
