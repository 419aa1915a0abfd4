//! Her own page: what she asked for and what became of it, what she keeps, where she is signed in.

use super::{
    request::{Request, Seen},
    store,
};
use crate::{
    auth::{AsSignedIn, Open, Visit, open_sessions},
    listings::{Card, Shelf, Stock, walk_in},
    newcomers::{self, Her, Newcomer},
    platform::db::Db,
    web::{Error, show, tile::street},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// So many places to walk in stand beside her requests.
const WALK_IN: usize = 3;

/// A request with what she sees of it.
struct Line {
    request: Request,
    seen: Seen,
    title: String,
    when: String,
    venue: Option<String>,
    /// Whom to ask for: shown once she is welcome.
    contact: Option<String>,
    sent: String,
}

#[derive(Template)]
#[template(path = "requests/me.html")]
struct MePage {
    v: Visit,
    name: Option<String>,
    lines: Vec<Line>,
    /// Where she can walk in meanwhile: beside her requests from the first minute.
    walk_in: Vec<Card>,
    kept: Vec<Card>,
    street: String,
    sessions: Vec<Open>,
    this_session: Uuid,
    can_be_matched: bool,
}

/// `GET /me`
pub async fn page(
    v: Visit,
    AsSignedIn(who): AsSignedIn,
    Her(her): Her,
    db: Db,
    shelf: Shelf,
) -> Result<Response, Error> {
    let stock = shelf.now();
    let (kept_ids, requests) = match &her {
        Some(newcomer) => (newcomers::kept(&db, newcomer.id).await?, store::hers(&db, newcomer.id).await?),
        None => (Vec::new(), Vec::new()),
    };
    let lines: Vec<Line> = requests.into_iter().filter_map(|r| line(&v, &stock, r)).collect();
    let asked: Vec<Uuid> = lines.iter().map(|l| l.request.listing).collect();
    let waiting = lines.iter().any(|l| l.seen.wants_alternatives());
    let can_be_matched = her.as_ref().is_some_and(Newcomer::can_be_matched);
    let walk_in = if waiting { walk_in(&v, &stock, her.as_ref(), &asked, WALK_IN) } else { Vec::new() };
    let kept: Vec<Card> =
        kept_ids.iter().filter_map(|id| stock.public(*id)).map(|i| Card::plain(&v, i).kept(&kept_ids)).collect();
    let lit = kept.len() + lines.iter().filter(|l| l.seen == Seen::Went).count();
    let sessions = open_sessions(&db, &who).await?;
    show(&MePage {
        name: who.first_name.as_ref().map(|n| n.as_str().to_owned()),
        lines,
        walk_in,
        kept,
        street: street(lit),
        sessions,
        this_session: who.session,
        can_be_matched,
        v,
    })
}

fn line(v: &Visit, stock: &Stock, request: Request) -> Option<Line> {
    let item = stock.public(request.listing)?;
    Some(Line {
        seen: request.seen(),
        title: item.listing.title(v.lang).text.to_owned(),
        when: crate::listings::when(v, item),
        venue: item.listing.venue.clone(),
        contact: item.listing.contact_name.clone(),
        sent: v.w.moment(request.sent_at),
        request,
    })
}
