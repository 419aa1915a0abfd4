//! Our cookies: `__Host-`, Secure, HttpOnly, Lax; a plain name only on http loopback.

use super::public_address::PublicAddress;
use axum::http::{HeaderMap, HeaderValue, header};

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Who is signed in.
    Session,
    /// Whose answers these are, before there is an account.
    Visit,
    /// The browser that asked for a sign-in letter.
    Challenge,
    /// The language that was chosen.
    Language,
    /// One sentence for the next page.
    Flash,
}

impl Cookie {
    fn bare(self) -> &'static str {
        match self {
            Cookie::Session => "buurten",
            Cookie::Visit => "visit",
            Cookie::Challenge => "challenge",
            Cookie::Language => "language",
            Cookie::Flash => "flash",
        }
    }

    fn name(self, address: &PublicAddress) -> String {
        let prefix = if address.is_https() { "__Host-" } else { "" };
        format!("{prefix}{}", self.bare())
    }

    /// Its value in a request.
    pub fn read(self, headers: &HeaderMap, address: &PublicAddress) -> Option<String> {
        let name = self.name(address);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Sets it for so many seconds; `None` until the browser closes. Values are tokens or names of ours.
    pub fn set(self, headers: &mut HeaderMap, address: &PublicAddress, value: &str, seconds: Option<i64>) {
        let age = seconds.map_or(String::new(), |s| format!("; Max-Age={s}"));
        let secure = if address.is_https() { "; Secure" } else { "" };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(address));
        if let Ok(line) = HeaderValue::from_str(&line) {
            headers.append(header::SET_COOKIE, line);
        }
    }

    /// Takes it away.
    pub fn clear(self, headers: &mut HeaderMap, address: &PublicAddress) {
        self.set(headers, address, "", Some(0));
    }
}
