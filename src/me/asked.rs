//! What she asked for and what became of it, and where she can walk in meanwhile.

use crate::{
    auth::Visit,
    kit::words::{Kind, Travel},
    listings::{Card, Item, Stock, when},
    matching::{go::Go, rank::Asked},
    newcomers::Newcomer,
    requests::{Request, Seen},
};
use uuid::Uuid;

/// So many places to walk in stand beside her requests.
const WALK_IN: usize = 3;

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

/// Where nobody needs to be asked first, within two weeks: what fits her, then what is soonest for everybody.
pub fn walk_in(v: &Visit, stock: &Stock, her: Option<&Newcomer>, asked: &[Uuid]) -> Vec<Card> {
    let open = |item: &Item| {
        let listing = &item.listing;
        listing.is_open()
            && listing.newcomer_places != Some(0)
            && listing.host_address(v.today()).is_none()
            && listing.is_walk_in()
            && listing.kind != Kind::VolunteerRole
            && !asked.contains(&listing.id)
            && item.is_within(v.now, 14)
    };
    let mut cards = Vec::new();
    if let Some(newcomer) = her.filter(|n| n.can_be_matched()) {
        let ranking = stock.catalogue.rank(&newcomer.person, &Asked::default());
        let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
        let fitting = ranking.matches.iter().filter(|m| m.go != Go::Later && open(&stock.items[m.place]));
        cards.extend(fitting.take(WALK_IN).map(|m| Card::matched(v, &stock.items[m.place], m, travel)));
    }
    let everybody = |i: &&Item| i.listing.audience.is_everyone() && !i.listing.is_check_first(v.today()) && open(i);
    for item in stock.soonest_first(v).filter(everybody) {
        if cards.len() < WALK_IN && cards.iter().all(|c| c.id != item.listing.id) {
            cards.push(Card::plain(v, item));
        }
    }
    cards
}
