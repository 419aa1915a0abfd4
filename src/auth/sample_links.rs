//! The sign-in links that a sample city prints, one for each role: they work until the process
//! ends, and from this machine alone. A real city has none.

use super::{next::Next, store, visit::Visit};
use crate::{
    platform::{chance::Token, db::Db},
    web::{Error, cookies::Cookie, needs::Part, see, show},
};
use askama::Template;
use axum::{
    Extension, Router,
    extract::ConnectInfo,
    http::{HeaderMap, header},
    response::Response,
    routing::get,
};
use std::{net::SocketAddr, sync::Arc};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// One link: a role, its token, whose account it is and where it leads.
struct Link {
    role: &'static str,
    token: Token,
    account: Uuid,
    next: Next,
}

/// The links of this process.
#[derive(Clone, Default)]
pub struct SampleLinks(Arc<Vec<Link>>);

impl SampleLinks {
    /// Links for these roles: the role's name, its account, and the page it leads to.
    pub fn new(roles: impl IntoIterator<Item = (&'static str, Uuid, Next)>) -> Self {
        let link = |(role, account, next)| Link { role, token: Token::new(), account, next };
        Self(Arc::new(roles.into_iter().map(link).collect()))
    }

    /// What to print: the role and the path of its link.
    pub fn paths(&self) -> Vec<(&'static str, String)> {
        self.0.iter().map(|l| (l.role, format!("/dev/sign-in/{}", l.token.as_str()))).collect()
    }

    fn find(&self, token: &str) -> Option<&Link> {
        self.0.iter().find(|l| bool::from(l.token.as_str().as_bytes().ct_eq(token.as_bytes())))
    }
}

crate::lend!(SampleLinks);

#[derive(Template)]
#[template(path = "auth/sample_link.html")]
struct SampleLinkPage {
    v: Visit,
    role: &'static str,
    action: String,
}

/// From this machine, and under a name of this machine: a proxy in front has a loopback address too.
fn only_here(peer: SocketAddr, headers: &HeaderMap) -> Result<(), Error> {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let here = peer.ip().to_canonical().is_loopback() && matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    if here { Ok(()) } else { Err(Error::NotFound) }
}

async fn page(
    v: Visit,
    links: SampleLinks,
    peer: Extension<ConnectInfo<SocketAddr>>,
    headers: HeaderMap,
    Part(token): Part,
) -> Result<Response, Error> {
    only_here(peer.0.0, &headers)?;
    let link = links.find(&token).ok_or(Error::NotFound)?;
    let action = format!("/dev/sign-in/{token}");
    show(&SampleLinkPage { v, role: link.role, action })
}

async fn submit(
    v: Visit,
    db: Db,
    links: SampleLinks,
    peer: Extension<ConnectInfo<SocketAddr>>,
    headers: HeaderMap,
    Part(token): Part,
) -> Result<Response, Error> {
    only_here(peer.0.0, &headers)?;
    let link = links.find(&token).ok_or(Error::NotFound)?;
    let session = Token::new();
    let mut tx = db.begin().await?;
    // The sample's links sign staff in whole: nobody has its telephone.
    store::open_session(&mut tx, link.account, &session, store::Opened::Whole).await?;
    tx.commit().await?;
    let mut response = see(&link.next.path(v.lang));
    Cookie::Session.set(response.headers_mut(), &v.address, session.as_str(), None);
    Cookie::Visit.clear(response.headers_mut(), &v.address);
    Ok(response)
}

/// `/dev/sign-in/{token}`; sample city only.
pub fn routes() -> Router {
    Router::new().route("/dev/sign-in/{token}", get(page).post(submit))
}
