//! A listing's own page: everything the card leaves out.

use super::{
    card::{domain_icon, when},
    change::Changed,
    facts::{Facts, dates},
    json_ld::json_ld,
    listing::Listing,
    rhythm::rhythm,
    shelf::{Shelf, Stock},
    store,
    why::Why,
};
use crate::{
    auth::Visit,
    kit::words::Travel,
    locals,
    matching::{rank::Match, signal::Signal},
    newcomers::{self, Her},
    platform::db::Db,
    web::{Error, Id, show, tile::tile},
};
use askama::Template;
use axum::response::Response;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "listings/show.html")]
struct ShowPage {
    v: Visit,
    listing: Arc<Listing>,
    /// Its texts in the reader's language are older than the other's.
    is_behind: bool,
    /// The same page in the other language.
    other: String,
    /// Nobody confirmed it for half a year: it is proposed to nobody.
    is_unconfirmed: bool,
    tile: String,
    icon: &'static str,
    when: String,
    rhythm: Option<String>,
    dates: Vec<String>,
    facts: Facts,
    way: Way,
    why: Why,
    changed: Option<Changed>,
    travel: Travel,
    kept: bool,
    successor: Option<(String, String)>,
    json_ld: String,
    has_answers: bool,
    /// Somebody who goes there could take her along.
    along: bool,
    /// There is somebody whom we ask whether it is still on.
    is_asked: bool,
}

/// `GET /listings/{id}`: public; with her answers, also why it fits her or what is in the way.
pub async fn page(v: Visit, her: Her, db: Db, shelf: Shelf, Id(id): Id) -> Result<Response, Error> {
    let stock = shelf.now();
    let item = stock.public(id).ok_or(Error::NotFound)?;
    let listing = item.listing.clone();
    let mut page = ShowPage {
        is_behind: item.behind() == Some(v.lang),
        other: format!("/{}/listings/{id}", v.lang.other()),
        is_unconfirmed: item.is_unconfirmed(v.today()),
        tile: tile(&listing.key, listing.domain().as_str()),
        icon: domain_icon(listing.domain()),
        when: when(&v, item),
        rhythm: listing.schedule.as_ref().and_then(|s| rhythm(&v, s)),
        dates: dates(&v, item),
        facts: Facts::of(&v, &listing),
        way: Way::to(&v, &listing),
        why: Why::default(),
        changed: Changed::of(&v),
        travel: Travel::Bike,
        kept: false,
        successor: successor(&v, &stock, &listing),
        json_ld: json_ld(&v, item),
        has_answers: her.has_answers(),
        along: listing.is_open() && locals::somebody_goes(&db, id).await?,
        is_asked: listing.is_open() && (listing.contact_email.is_some() || store::has_host(&db, id).await?),
        listing,
        v,
    };
    if let Some(newcomer) = &her.0 {
        page.kept = newcomers::kept(&db, newcomer.id).await?.contains(&id);
        if newcomer.can_be_matched() {
            let passed = newcomers::passed_over(&db, newcomer.id).await?;
            page.why = Why::of(&page.v, &stock, newcomer, &passed, id);
            page.travel = newcomer.person.travel.unwrap_or(Travel::Bike);
        }
    }
    show(&page)
}

impl ShowPage {
    /// Few places are left, or more people need them than there are.
    fn has_few_places(&self) -> bool {
        self.listing.has_few_places() || self.why.found.as_ref().is_some_and(|found| found.scarce)
    }

    /// The way there in minutes, where none of the reasons says it already.
    fn minutes_unsaid(&self, found: &Match) -> Option<u32> {
        let said = found.reasons.iter().any(|r| r.signal == Signal::Travel);
        found.travel_minutes.filter(|_| !said)
    }
}

/// How she gets in.
#[derive(Clone, Copy)]
enum Way {
    /// The host is asked first.
    Ask,
    /// No places left.
    Full,
    /// There is a time and a place: she just comes.
    Come,
    /// We know neither whom to ask nor where to go.
    Unknown,
}

impl Way {
    fn to(v: &Visit, listing: &Listing) -> Self {
        match listing.host_address(v.today()) {
            _ if listing.newcomer_places == Some(0) => Way::Full,
            Some(_) => Way::Ask,
            None if listing.is_walk_in() => Way::Come,
            None => Way::Unknown,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Way::Ask => "ask",
            Way::Full => "full",
            Way::Come => "come",
            Way::Unknown => "unknown",
        }
    }
}

/// Title and address of what took its place.
fn successor(v: &Visit, stock: &Stock, listing: &Listing) -> Option<(String, String)> {
    let next = stock.of_key(listing.successor.as_deref()?).filter(|i| i.listing.is_public())?;
    Some((next.listing.title(v.lang).text.to_owned(), v.to(&format!("/listings/{}", next.listing.id))))
}
