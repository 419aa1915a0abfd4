//! What she asked for and what became of it: of groups, and of somebody who takes her along.

use crate::{
    along::{self, Going},
    auth::Visit,
    listings::{Stock, when},
    requests::{Request, Seen},
};

/// A request with what she sees of it.
pub struct Line {
    pub request: Request,
    pub seen: Seen,
    pub title: String,
    pub when: String,
    pub venue: Option<String>,
    /// Whom to ask for: shown once she is welcome.
    pub contact: Option<String>,
    pub sent: String,
}

impl Line {
    /// `None` where the listing is not public any more.
    pub fn of(v: &Visit, stock: &Stock, request: Request) -> Option<Self> {
        let item = stock.public(request.listing)?;
        Some(Line {
            seen: request.seen(),
            title: item.listing.title(v.lang).text.to_owned(),
            when: when(v, item),
            venue: item.listing.venue.clone(),
            contact: item.listing.contact_name.clone(),
            sent: v.w.moment(request.sent_at),
            request,
        })
    }
}

/// A question to be taken along; its own page has what she can do with it.
pub struct Ride {
    pub going: Going,
    pub seen: along::Seen,
    pub title: String,
    /// The day and the place, while it is to come.
    pub when: Option<String>,
}

impl Ride {
    /// `None` where the listing is not public any more.
    pub fn of(v: &Visit, stock: &Stock, going: Going) -> Option<Self> {
        let item = stock.public(going.listing)?;
        let seen = going.seen();
        let day = going.starts_at.map_or_else(|| v.t("when-by-appointment"), |at| v.w.moment(at));
        let day_and_place =
            [Some(day), item.listing.venue.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let to_come = matches!(seen, along::Seen::Waiting | along::Seen::Yes);
        let title = item.listing.title(v.lang).text.to_owned();
        Some(Ride { going, seen, title, when: to_come.then_some(day_and_place) })
    }
}
