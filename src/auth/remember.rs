//! What seeing a page changes in the browser: a flash is said once, and a switch of language is remembered.

use crate::{
    kit::lang::Lang,
    web::{PublicAddress, cookies::Cookie},
};
use axum::{
    Extension,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::Response,
};

/// A year.
const LONG: i64 = 365 * 24 * 3600;

/// Middleware around all pages.
pub async fn remember(Extension(address): Extension<PublicAddress>, request: Request, next: Next) -> Response {
    let had_flash = Cookie::Flash.read(request.headers(), &address).is_some();
    let switched = switched_to(&address, request.headers(), request.uri().path());
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        if had_flash {
            Cookie::Flash.clear(response.headers_mut(), &address);
        }
        if let Some(lang) = switched {
            Cookie::Language.set(response.headers_mut(), &address, lang.as_str(), Some(LONG));
        }
    }
    response
}

/// The language she just chose: this page comes from one of ours in the other language.
fn switched_to(address: &PublicAddress, headers: &HeaderMap, path: &str) -> Option<Lang> {
    let lang = language_of(path)?;
    let from = headers.get(header::REFERER)?.to_str().ok()?;
    let host_and_path = from.split_once("://")?.1;
    let (host, path) = host_and_path.split_once('/')?;
    (address.is_ours(host) && language_of(&format!("/{path}"))? != lang).then_some(lang)
}

fn language_of(path: &str) -> Option<Lang> {
    path.split(['/', '?']).nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_step_from_our_own_page_in_the_other_language_is_a_choice() {
        let address = PublicAddress::parse("https://city.example.org").expect("an address");
        let from = |referer: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, referer.parse().expect("a header"));
            switched_to(&address, &headers, "/nl/listings")
        };
        assert_eq!(from("https://city.example.org/en/listings?q=x"), Some(Lang::Nl));
        assert_eq!(from("https://city.example.org/nl/"), None);
        assert_eq!(from("https://evil.example.org/en/"), None);
        assert_eq!(switched_to(&address, &HeaderMap::new(), "/nl/"), None);
    }
}
