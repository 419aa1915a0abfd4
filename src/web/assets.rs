//! Static files from inside the binary, under names that carry a hash of what is in them.

use super::error::Error;
use axum::{
    Router,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "static/"]
#[exclude = "*.md"]
struct Static;

struct Asset {
    bytes: Cow<'static, [u8]>,
    mime: String,
    /// Its name carries a hash of what is in it: it never changes.
    hashed: bool,
}

struct Assets {
    by_address: BTreeMap<String, Asset>,
    address_of: BTreeMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut assets = Assets { by_address: BTreeMap::new(), address_of: BTreeMap::new() };
    assets.add("site.css", Cow::Owned(folded(&together("css/"))));
    assets.add("site.js", Cow::Owned(together("js/")));
    for name in Static::iter().filter(|n| !n.starts_with("css/") && !n.starts_with("js/")) {
        if let Some(file) = Static::get(&name) {
            assets.add(&name, file.data);
        }
    }
    assets
});

/// All files of a folder one after the other: small files for us, one request for her.
fn together(folder: &str) -> Vec<u8> {
    let mut names: Vec<_> = Static::iter().filter(|n| n.starts_with(folder)).collect();
    names.sort();
    let mut all = Vec::new();
    for file in names.iter().filter_map(|n| Static::get(n)) {
        all.extend_from_slice(&file.data);
        all.push(b'\n');
    }
    all
}

/// A style sheet without its comments and line breaks: people read the files, browsers this.
fn folded(sheet: &[u8]) -> Vec<u8> {
    let mut rest = String::from_utf8_lossy(sheet).into_owned();
    while let Some((before, after)) = rest.split_once("/*") {
        let after = after.split_once("*/").map_or("", |(_, after)| after);
        rest = format!("{before}{after}");
    }
    rest.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").into_bytes()
}

impl Assets {
    fn add(&mut self, name: &str, bytes: Cow<'static, [u8]>) {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)[..6]);
        // Style sheets name their fonts, and the manifest its icons, without a hash.
        let by_name = name.starts_with("fonts/") || name.ends_with(".png");
        let address = match name.rsplit_once('.') {
            Some((stem, ending)) if !by_name => format!("{stem}.{hash}.{ending}"),
            _ => name.to_owned(),
        };
        let mime = mime_guess::from_path(name).first_or_octet_stream();
        let text = mime.type_() == "text" || mime.subtype() == "javascript";
        let mime = if text { format!("{mime}; charset=utf-8") } else { mime.to_string() };
        self.address_of.insert(name.to_owned(), format!("/static/{address}"));
        self.by_address.insert(address, Asset { bytes, mime, hashed: !by_name });
    }
}

/// The address of a static file, such as `site.css` or `icons.svg`.
pub fn address(name: &str) -> &'static str {
    ASSETS.address_of.get(name).map_or("/static/missing", String::as_str)
}

async fn serve(Path(name): Path<String>) -> Result<Response, Error> {
    let asset = ASSETS.by_address.get(&name).ok_or(Error::NotFound)?;
    let bytes: Cow<'static, [u8]> = match &asset.bytes {
        Cow::Borrowed(b) => Cow::Borrowed(*b),
        Cow::Owned(b) => Cow::Owned(b.clone()),
    };
    let mime = HeaderValue::from_str(&asset.mime).map_err(Error::unexpected)?;
    let caching = if asset.hashed { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    let caching = HeaderValue::from_static(caching);
    Ok(([(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, caching)], bytes.into_owned()).into_response())
}

/// `/static/…`
pub fn routes() -> Router {
    Router::new().route("/static/{*name}", get(serve))
}
