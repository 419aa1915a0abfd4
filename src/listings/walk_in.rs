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
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Amsterdam;
use uuid::Uuid;

/// Within so many days.
const WITHIN: u32 = 14;

/// So many places to walk in within two weeks, without these: what fits her, then what is soonest for everybody.
pub fn walk_in(v: &Visit, stock: &Stock, her: Option<&Newcomer>, without: &[Uuid], most: usize) -> Vec<Card> {
    let open = |place: usize| is_open(stock, place, v.now, without);
    let mut cards = Vec::new();
    if let Some(newcomer) = her.filter(|n| n.can_be_matched()) {
        let asked = Asked { limit: Some(most), ..Asked::default() };
        let fits = |place, go| go != Go::Later && open(place);
        let ranking = stock.catalogue.rank_where(&newcomer.person, &asked, fits);
        let travel = newcomer.person.travel.unwrap_or(Travel::Bike);
        cards.extend(ranking.matches.iter().map(|m| Card::matched(v, &stock.items[m.place], m, travel)));
    }
    let others = open_to_everybody(stock, v.now, without);
    let others = others.filter(|place| cards.iter().all(|c| c.id != stock.items[*place].listing.id));
    let more: Vec<Card> = others.take(most - cards.len()).map(|place| Card::plain(v, &stock.items[place])).collect();
    cards.extend(more);
    cards
}

/// The places where everybody can walk in within two weeks, without these; what is soonest first.
pub fn open_to_everybody(stock: &Stock, now: DateTime<Utc>, without: &[Uuid]) -> impl Iterator<Item = usize> {
    let for_everybody = move |place: &usize| {
        let brief = stock.brief(*place);
        brief.is(Is::ForEveryone) && !brief.is(Is::CheckFirst) && is_open(stock, *place, now, without)
    };
    stock.soonest_first(now).take_while(move |place| stock.is_within(*place, now, WITHIN)).filter(for_everybody)
}

/// Whether one can walk in there within two weeks.
fn is_open(stock: &Stock, place: usize, now: DateTime<Utc>, without: &[Uuid]) -> bool {
    let (item, brief) = (&stock.items[place], stock.brief(place));
    brief.is(Is::Open)
        && !brief.is(Is::Full)
        && !brief.is(Is::Role)
        && stock.is_within(place, now, WITHIN)
        && item.listing.is_walk_in()
        && item.listing.host_address(now.with_timezone(&Amsterdam).date_naive()).is_none()
        && !without.contains(&item.listing.id)
}
