//! What places cost, worked out at night: everybody who looks is assigned to the listings at once, and a place that
//! more of them need than there are gets a price (see `matching::round::places`). Beside it, how often each listing
//! stands in a first ten, and how often it may: as often as it has places, or its even share where that is more. What
//! nobody counts places of is never scarce, for "few places left" must be true. Counts over all lists, from their
//! answers: no page is watched and nothing of anybody is stored.

mod share;
mod store;

use super::{
    for_you::leanings,
    shelf::{Item, Items, Shelf, Stock},
};
use crate::{
    matching::{
        go::Go,
        rank::Listed,
        round::{
            places::{Wishes, assign},
            pool::MILLION,
        },
        scarcity::Scarcity,
    },
    newcomers::{self, Looking},
    platform::db::Db,
};
use anyhow::Context;
use share::even_share;
use std::collections::HashMap;
use uuid::Uuid;

/// So many of her options take part in the assignment: what stands behind them on her list she would not take.
const OPTIONS: usize = 50;
/// The part of a list that everybody reads.
const FIRST: usize = 10;
/// Where nobody counts places, there are as many as a list has room: it is meant for many, and yet not for everybody.
const UNCOUNTED: f64 = 10.0;
/// So many people are read at a time.
const PEOPLE: usize = 500;

/// What a night found out about a listing.
#[derive(Clone, Debug, PartialEq)]
struct Priced {
    listing: Uuid,
    price: f64,
    shown: i32,
    target: f64,
}

/// All that is scarce, as it is stored.
pub(super) type Known = HashMap<Uuid, Scarcity>;

/// What is scarce as of the last nights; older ones tell nothing of today.
///
/// # Errors
/// Those of the database.
pub(super) async fn known(db: &Db) -> Result<Known, sqlx::Error> {
    store::known(db).await
}

/// The same by the places of a stock.
pub(super) fn by_place(known: &Known, items: &Items) -> Vec<Scarcity> {
    if known.is_empty() {
        return Vec::new();
    }
    let scarcity = |item: Option<&Item>| item.and_then(|i| known.get(&i.listing.id)).copied().unwrap_or_default();
    items.by_place().map(scarcity).collect()
}

/// Prices the places, where it is night in the city and nobody did it for today: one instance alone. Where no night is
/// known yet it is done at once. Says whether it was.
///
/// # Errors
/// Those of the database.
pub async fn price_places(db: &Db, shelf: &Shelf) -> anyhow::Result<bool> {
    if !store::is_due(db).await? {
        return Ok(false);
    }
    let Some(_alone) = db.alone("price places").await? else { return Ok(false) };
    // Somebody else may have done it while we waited for the lock.
    if !store::is_due(db).await? {
        return Ok(false);
    }
    let stock = shelf.now();
    let mut counts = Counts::new(&stock);
    let mut behind = Uuid::nil();
    loop {
        let people = newcomers::looking(db, behind, PEOPLE).await?;
        let Some(last) = people.last() else { break };
        behind = last.id;
        let stock = stock.clone();
        // Thousands of lists are arithmetic, not waiting: away from the threads that answer requests.
        let counted = tokio::task::spawn_blocking(move || {
            for her in &people {
                counts.add(&stock, her);
            }
            counts
        });
        counts = counted.await.context("the lists were not counted")?;
    }
    let of_stock = stock.clone();
    let priced = tokio::task::spawn_blocking(move || counts.priced(&of_stock)).await.context("no prices were found")?;
    store::replace(db, &priced).await?;
    tracing::info!(listings = priced.len(), "places have their prices");
    Ok(true)
}

/// What all lists add up to.
struct Counts {
    /// The lists are those that U alone makes: what a night finds out does not depend on the night before.
    catalogue: crate::matching::catalogue::Catalogue,
    room: Vec<Option<u32>>,
    shown: Vec<i32>,
    target: Vec<f64>,
    wishes: Vec<Wishes>,
}

impl Counts {
    fn new(stock: &Stock) -> Self {
        let room: Vec<_> = stock.items.by_place().map(|i| i.and_then(|i| i.listing.newcomer_places)).collect();
        Self {
            catalogue: (*stock.catalogue).clone().with_scarcity(&[]),
            shown: vec![0; room.len()],
            target: vec![0.0; room.len()],
            wishes: Vec::new(),
            room,
        }
    }

    fn add(&mut self, stock: &Stock, her: &Looking) {
        let look = self.catalogue.look(&her.person, &leanings(stock, &her.passed_over), Listed::Counted);
        let fits: Vec<usize> = look.in_order().map(|(place, _)| place).collect();
        for place in fits.iter().take(FIRST) {
            self.shown[*place] += 1;
        }
        let rooms: Vec<f64> = fits.iter().map(|p| self.room[*p].map_or(UNCOUNTED, f64::from)).collect();
        for (place, share) in fits.iter().zip(even_share(&rooms, FIRST)) {
            self.target[*place] += share;
        }
        // What is for later takes nobody's place now.
        let ranking = look.ranking(fits.iter().copied().take(OPTIONS));
        let now = ranking.matches.iter().filter(|m| m.go != Go::Later).map(|m| (m.place, m.score));
        self.wishes.push(Wishes::of(now, |place| self.room[place]));
    }

    /// All with counted places that is shown anywhere or has a price.
    fn priced(self, stock: &Stock) -> Vec<Priced> {
        let assigned = assign(&self.wishes, |place| self.room[place]);
        let priced = |place: usize| {
            let places = f64::from(self.room[place].filter(|places| *places > 0)?);
            Some(Priced {
                listing: stock.items[place].listing.id,
                price: assigned.prices.get(&place).map_or(0.0, |millionths| *millionths as f64 / MILLION),
                shown: self.shown[place],
                target: libm::round(self.target[place].max(places) * MILLION) / MILLION,
            })
        };
        (0..self.room.len()).filter_map(priced).filter(|p| p.shown > 0 || p.price > 0.0).collect()
    }
}
