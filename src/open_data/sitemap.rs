//! `/sitemap.xml`: where search engines find every page that is for everybody, in both languages.

use super::answer::{Answer, Trouble};
use crate::{
    city::TheCity,
    kit::lang::Lang,
    listings::{Question, Shelf},
    web::PublicAddress,
};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use std::fmt::Write;

/// Listings of a part, each in two languages: a sitemap may name 50,000 addresses.
const PART: usize = 20_000;
/// Pages beside the listings.
const PAGES: [&str; 11] = [
    "/",
    "/listings",
    "/today",
    "/seasons",
    "/local",
    "/talk",
    "/how-we-rank",
    "/who-pays",
    "/privacy",
    "/accessibility",
    "/open-data",
];
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn xml(body: &str) -> Response {
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n");
    ([(header::CONTENT_TYPE, "application/xml")], text).into_response()
}

/// `GET /sitemap.xml`
pub(super) async fn index(address: PublicAddress, shelf: Shelf) -> Response {
    let listings = shelf.now().everybodys(&Question::default()).count();
    let mut parts = String::new();
    for part in 1..=listings.div_ceil(PART).max(1) {
        // Writing to a String cannot fail.
        let _ = write!(parts, "\n<sitemap><loc>{}</loc></sitemap>", address.link(&format!("/sitemap/{part}")));
    }
    xml(&format!("<sitemapindex xmlns=\"{SCHEMA}\">{parts}\n</sitemapindex>"))
}

/// `GET /sitemap/{id}`
pub(super) async fn page(
    Path(part): Path<String>,
    address: PublicAddress,
    city: TheCity,
    shelf: Shelf,
) -> Answer<Response> {
    let part: usize = part.parse().ok().filter(|part| *part > 0).ok_or(Trouble::NotFound)?;
    let stock = shelf.now();
    let listings = stock.everybodys(&Question::default()).skip((part - 1).saturating_mul(PART)).take(PART);
    let listings = listings.map(|item| format!("/listings/{}", item.listing.id));
    let seasons = city.now().seasons().iter().map(|season| format!("/seasons/{}", season.id));
    let pages = PAGES.iter().map(|page| (*page).to_owned()).chain(seasons).filter(|_| part == 1);
    let mut addresses = String::new();
    for path in pages.chain(listings) {
        for lang in [Lang::En, Lang::Nl] {
            let _ = write!(addresses, "\n<url><loc>{}</loc></url>", address.link(&format!("/{lang}{path}")));
        }
    }
    if addresses.is_empty() {
        return Err(Trouble::NotFound);
    }
    Ok(xml(&format!("<urlset xmlns=\"{SCHEMA}\">{addresses}\n</urlset>")))
}
