//! What she can go to within a week: the best of "For you", where she can just walk in first.

use super::{
    for_you::leanings,
    shelf::{Is, Item, Stock},
};
use crate::{
    kit::schedule::Session,
    matching::{go::Go, rank::Asked},
    newcomers::Newcomer,
};
use chrono::{DateTime, Days, Utc};
use uuid::Uuid;

/// So many things to go to that begin within seven days, none of `without`; `passed` is what she said is not for her.
pub fn this_week<'a>(
    stock: &'a Stock,
    her: &Newcomer,
    passed: &[(Uuid, String)],
    without: &[Uuid],
    now: DateTime<Utc>,
    most: usize,
) -> Vec<(&'a Item, Session)> {
    if !her.can_be_matched() {
        return Vec::new();
    }
    let begins = |place: usize| {
        let item = &stock.items[place];
        item.next(now).find(|s| s.starts > now).filter(|s| s.starts <= now + Days::new(7)).map(|s| (item, s))
    };
    let walks_in = |place: usize| {
        let listing = &stock.items[place].listing;
        listing.is_walk_in() && !stock.brief(place).is(Is::CheckFirst)
    };
    let best = |walk_in: bool, most: usize| {
        let asked = Asked { limit: Some(most), leanings: leanings(stock, passed) };
        let fits = |place: usize, go| {
            go != Go::Later
                && stock.is_within(place, now, 7)
                && !stock.brief(place).is(Is::Full)
                && !without.contains(&stock.items[place].listing.id)
                && walks_in(place) == walk_in
                && begins(place).is_some()
        };
        let ranking = stock.catalogue.rank_where(&her.person, &asked, fits);
        ranking.matches.iter().filter_map(|m| begins(m.place)).collect::<Vec<_>>()
    };
    let mut found = best(true, most);
    if found.len() < most {
        found.extend(best(false, most - found.len()));
    }
    found
}
