//! Where nobody needs to be asked first: what stands beside every question that waits for an answer.

use super::{
    card::Card,
    shelf::{Is, Stock},
};
use crate::{
    auth::Visit,
    kit::words::Travel,
    matching::{go::Go, rank::Asked},
    newcomers::Newcomer,
};
use uuid::Uuid;

/// So many places to walk in within two weeks, without these: what fits her, then what is soonest for everybody.
pub fn walk_in(v: &Visit, stock: &Stock, her: Option<&Newcomer>, without: &[Uuid], most: usize) -> Vec<Card> {
    let open = |place: usize| {
        let (item, brief) = (&stock.items[place], stock.brief(place));
        brief.is(Is::Open)
            && !brief.is(Is::Full)
            && !brief.is(Is::Role)
            && stock.is_within(place, v.now, 14)
            && item.listing.is_walk_in()
            && item.listing.host_address(v.today()).is_none()
            && !without.contains(&item.listing.id)
    };
    let mut cards = Vec::new();
    if let Some(newcomer) = her.filter(|n| n.can_be_matched()) {
        let asked = Asked { limit: Some(most), ..Asked::default() };
        let fits = |place, go| go != Go::Later && open(place);
        let ranking = stock.catalogue.rank_where(&newcomer.person, &asked, fits);
        let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
        cards.extend(ranking.matches.iter().map(|m| Card::matched(v, &stock.items[m.place], m, travel)));
    }
    let everybody = |place: &usize| {
        stock.brief(*place).is(Is::ForEveryone)
            && open(*place)
            && !stock.brief(*place).is(Is::CheckFirst)
            && cards.iter().all(|c| c.id != stock.items[*place].listing.id)
    };
    let more = stock.soonest_first(v.now).take_while(|place| stock.is_within(*place, v.now, 14)).filter(everybody);
    let more: Vec<Card> = more.take(most - cards.len()).map(|place| Card::plain(v, &stock.items[place])).collect();
    cards.extend(more);
    cards
}
