//! Somebody's own page, put together from what they are here: what she asked for, what she keeps, the ways to their
//! other pages, a break, their data, where they are signed in.

use super::{
    asked::{Line, Ride},
    bounced::Bounced,
    circle,
    store::{self, Grants},
    words::day,
};
use crate::{
    along,
    auth::{AsSignedIn, Open, Visit, open_sessions},
    introductions,
    listings::{Card, Shelf, walk_in},
    messages,
    newcomers::{self, Her, Newcomer},
    next_steps,
    platform::db::Db,
    requests::{self, Seen},
    ties, together,
    web::{Error, show, tile::street},
};
use askama::Template;
use axum::response::Response;
use uuid::Uuid;

/// So many places to walk in stand beside her questions.
const WALK_IN: usize = 3;

#[derive(Template)]
#[template(path = "me/front.html")]
struct MePage {
    v: Visit,
    name: Option<String>,
    /// Letters to them come back.
    bounced: Option<Bounced>,
    is_staff: bool,
    grants: Grants,
    /// What a newcomer has: shown to newcomers, and to whoever is nothing else (yet).
    is_new_here: bool,
    lines: Vec<Line>,
    rides: Vec<Ride>,
    introductions: Vec<introductions::Part>,
    /// "This week: …", as HTML.
    step: String,
    /// Who wrote to her.
    unread: Vec<messages::Unread>,
    /// After a report she meets nobody new.
    is_kept_apart: bool,
    together: Vec<together::Part>,
    ties: Vec<ties::Part>,
    /// Where she can walk in meanwhile: beside her requests from the first minute.
    walk_in: Vec<Card>,
    kept: Vec<Card>,
    street: String,
    sessions: Vec<Open>,
    this_session: Uuid,
    can_be_matched: bool,
    may_pause: bool,
    /// It is time to count her circle (again).
    counts_circle: bool,
    /// Since when she takes a break.
    paused: Option<String>,
}

impl MePage {
    /// What was just done, and the form that undoes it.
    fn undo(&self) -> Option<(&str, &'static str)> {
        let flash = self.v.flash.as_ref().filter(|f| f.subject.is_some())?;
        match flash.key.as_str() {
            "flash-break-begun" => Some((&flash.key, "/me/resume")),
            "flash-break-ended" => Some((&flash.key, "/me/pause")),
            _ => None,
        }
    }
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
    let (kept_ids, requests, going, paused) = match &her {
        Some(newcomer) => (
            newcomers::kept(&db, newcomer.id).await?,
            requests::hers(&db, newcomer.id).await?,
            along::hers(&db, newcomer.id).await?,
            newcomers::paused_since(&db, newcomer.id).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new(), None),
    };
    let counts_circle = match &her {
        Some(newcomer) => circle::is_due(&db, newcomer.id).await?,
        None => false,
    };
    let lines: Vec<Line> = requests.into_iter().filter_map(|r| Line::of(&v, &stock, r)).collect();
    let rides: Vec<Ride> = going.into_iter().filter_map(|g| Ride::of(&v, &stock, g)).collect();
    let introductions = introductions::for_her(&v, &db, who.account).await?;
    let together = match &her {
        Some(newcomer) => together::of_newcomer(&v, &db, newcomer.id).await?,
        None => Vec::new(),
    };
    let ties = ties::parts(&v, &db, who.account, ties::Side::Newcomer).await?;
    let asked = lines.iter().map(|l| l.request.listing).chain(rides.iter().map(|r| r.going.listing));
    let asked: Vec<Uuid> = asked.collect();
    // Who takes a break gets no proposals.
    let waits = lines.iter().any(|l| l.seen.wants_alternatives())
        || rides.iter().any(|r| r.seen.wants_alternatives())
        || introductions.iter().any(introductions::Part::wants_alternatives)
        || together.iter().any(together::Part::wants_alternatives);
    let proposes = paused.is_none() && waits;
    let walk_in = if proposes { walk_in(&v, &stock, her.as_ref(), &asked, WALK_IN) } else { Vec::new() };
    let kept: Vec<Card> =
        kept_ids.iter().filter_map(|id| stock.public(*id)).map(|i| Card::plain(&v, i).kept(&kept_ids)).collect();
    let went = lines.iter().filter(|l| l.seen == Seen::Went).count()
        + rides.iter().filter(|r| r.seen == along::Seen::Went).count();
    let grants = store::grants(&db, who.account).await?;
    show(&MePage {
        name: who.first_name.as_ref().map(|n| n.as_str().to_owned()),
        bounced: Bounced::of(&v, &db, &who).await?,
        is_staff: who.is_staff,
        is_new_here: her.is_some() || !(grants.local || grants.host || who.is_staff),
        grants,
        lines,
        rides,
        introductions,
        step: next_steps::for_her(&v, &db, &stock, her.as_ref(), "me").await?,
        unread: messages::unread(&db, who.account).await?,
        is_kept_apart: newcomers::stopped_since(&db, who.account).await?.is_some(),
        together,
        ties,
        walk_in,
        street: street(kept.len() + went),
        kept,
        sessions: open_sessions(&db, &who).await?,
        this_session: who.session,
        can_be_matched: her.as_ref().is_some_and(Newcomer::can_be_matched),
        may_pause: her.is_some(),
        counts_circle,
        paused: paused.map(|since| day(&v.w, since)),
        v,
    })
}
