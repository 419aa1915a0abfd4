//! Where nobody needs to be asked first: what stands beside every question that waits for an answer.

use super::{
    card::Card,
    shelf::{Item, Stock},
};
use crate::{
    auth::Visit,
    kit::words::{Kind, Travel},
    matching::{go::Go, rank::Asked},
    newcomers::Newcomer,
};
use uuid::Uuid;

/// So many places to walk in within two weeks, without these: what fits her, then what is soonest for everybody.
pub fn walk_in(v: &Visit, stock: &Stock, her: Option<&Newcomer>, without: &[Uuid], most: usize) -> Vec<Card> {
    let open = |item: &Item| {
        let listing = &item.listing;
        listing.is_open()
            && listing.newcomer_places != Some(0)
            && listing.host_address(v.today()).is_none()
            && listing.is_walk_in()
            && listing.kind != Kind::VolunteerRole
            && !without.contains(&listing.id)
            && item.is_within(v.now, 14)
    };
    let mut cards = Vec::new();
    if let Some(newcomer) = her.filter(|n| n.can_be_matched()) {
        let ranking = stock.catalogue.rank(&newcomer.person, &Asked::default());
        let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
        let fitting = ranking.matches.iter().filter(|m| m.go != Go::Later && open(&stock.items[m.place]));
        cards.extend(fitting.take(most).map(|m| Card::matched(v, &stock.items[m.place], m, travel)));
    }
    let everybody = |i: &&Item| i.listing.audience.is_everyone() && !i.listing.is_check_first(v.today()) && open(i);
    for item in stock.soonest_first(v).filter(everybody) {
        if cards.len() < most && cards.iter().all(|c| c.id != item.listing.id) {
            cards.push(Card::plain(v, item));
        }
    }
    cards
}
